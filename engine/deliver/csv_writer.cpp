#include "deliver/csv_writer.h"

#include "core/harmless.h"

namespace jumelles::deliver {

CsvWriter CsvWriter::for_output(char separator) {
  CsvWriter writer;
  writer.dialect_.separator = std::string(1, separator);
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
    writer.put("sep=" + dialect.separator);
    writer.put(dialect.crlf ? "\r\n" : "\n");
  }
  return writer;
}

void CsvWriter::field(std::string_view utf8) {
  if (!harmless_ || !needs_apostrophe(utf8)) return exact_field(utf8);
  exact_field(std::string("'").append(utf8));
}

CsvWriter CsvWriter::for_source(const ingest::ImportResult& imported) {
  CsvWriter writer = for_source(imported.dialect);
  writer.put(imported.preamble);
  writer.missing_as_n_ = imported.missing_as_n;
  return writer;
}

void CsvWriter::begin_field() {
  if (row_started_) put(dialect_.separator);
  row_started_ = true;
}

void CsvWriter::guarded_field(std::string_view utf8, Guard guard) {
  if (guard == Guard::kNone) return field(utf8);
  if (guard != Guard::kFormula) return exact_field((guard == Guard::kTab ? "\t" : "'") + std::string(utf8));
  // Within quotes where it must be; spreadsheets know it both ways.
  const std::string whole = "=\"" + std::string(utf8) + "\"";
  if (utf8.find_first_of("\"\r\n\\") != std::string_view::npos || utf8.find(dialect_.separator) != std::string_view::npos) return exact_field(whole);
  begin_field();
  only_empty_ = false;
  put(whole);
}

void CsvWriter::exact_field(std::string_view utf8) {
  if (utf8.empty() && missing_as_n_) utf8 = "\\N";
  only_empty_ = !row_started_ && utf8.empty();
  begin_field();
  if (dialect_.backslash_escapes && utf8 == "\\N") return put(utf8);
  const char separator = dialect_.separator[0];
  const bool escapes = dialect_.backslash_escapes;
  bool special = false;  // the whole text, without leaving early: eight or more characters at a time
  for (const char c : utf8) special |= (c == separator) | ((c == '\\') & escapes) | (c == '"') | (c == '\r') | (c == '\n');
  if (!special) {
    put(utf8);
    return;
  }
  scratch_.assign("\"");
  for (const char c : utf8) {
    if (escapes && (c == '"' || c == '\\')) scratch_ += '\\';
    else if (c == '"') scratch_ += '"';
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
