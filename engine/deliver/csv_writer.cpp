#include "deliver/csv_writer.h"

#include "deliver/harmless.h"

namespace jumelles::deliver {

CsvWriter CsvWriter::for_output(char separator) {
  CsvWriter writer;
  writer.dialect_.separator = separator;
  writer.dialect_.byte_order_mark = true;
  writer.dialect_.crlf = true;
  writer.harmless_ = true;
  writer.put("\xEF\xBB\xBF");
  return writer;
}

CsvWriter CsvWriter::for_source(const ingest::Dialect& dialect) {
  CsvWriter writer;
  writer.dialect_ = dialect;
  if (dialect.byte_order_mark) writer.put("\xEF\xBB\xBF");
  if (dialect.separator_line) {
    writer.put(std::string("sep=") + dialect.separator);
    writer.put(dialect.crlf ? "\r\n" : "\n");
  }
  return writer;
}

void CsvWriter::field(std::string_view utf8) {
  if (!harmless_ || !needs_apostrophe(utf8)) return exact_field(utf8);
  exact_field(std::string("'").append(utf8));
}

void CsvWriter::exact_field(std::string_view utf8) {
  if (row_started_) put({&dialect_.separator, 1});
  only_empty_ = !row_started_ && utf8.empty();
  row_started_ = true;
  bool special = false;  // the whole text, without leaving early: eight or more characters at a time
  for (const char c : utf8) special |= (c == dialect_.separator) | (c == '"') | (c == '\r') | (c == '\n');
  if (!special) {
    put(utf8);
    return;
  }
  scratch_.assign("\"");
  for (const char c : utf8) {
    if (c == '"') scratch_ += '"';
    scratch_ += c;
  }
  scratch_ += '"';
  put(scratch_);
}

void CsvWriter::end_row() {
  if (only_empty_) put("\"\"");
  put(dialect_.crlf ? "\r\n" : "\n");
  row_started_ = only_empty_ = false;
}

}  // namespace jumelles::deliver
