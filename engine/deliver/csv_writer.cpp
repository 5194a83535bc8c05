#include "deliver/csv_writer.h"

#include "core/ascii.h"

namespace jumelles::deliver {
namespace {

// "-12", "-1,5", "-0.25": what a spreadsheet reads as a number and never as a formula.
bool is_negative_number(std::string_view text) {
  size_t digits = 0, marks = 0;
  for (const char c : text.substr(1)) {
    digits += is_digit(c);
    marks += c == '.' || c == ',';
  }
  return digits > 0 && marks <= 1 && digits + marks + 1 == text.size();
}

bool is_dangerous(std::string_view text) {
  switch (text[0]) {
    case '=': case '+': case '@': case '\t': case '\r': return true;
    case '-': return !is_negative_number(text);
    default: return false;
  }
}

bool loses_zero(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return false;
  for (const char c : text)
    if (!is_digit(c)) return false;
  return true;
}

}  // namespace

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
  if (!harmless_ || utf8.empty()) return exact_field(utf8);
  std::string changed;
  if (is_dangerous(utf8)) {
    changed.assign("'").append(utf8);
    utf8 = changed;
  } else if (loses_zero(utf8)) {
    changed.assign("=\"").append(utf8).append("\"");
    utf8 = changed;
  }
  exact_field(utf8);
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
