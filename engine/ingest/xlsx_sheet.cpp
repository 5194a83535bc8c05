#include "ingest/xlsx_sheet.h"

#include <algorithm>
#include <cstdio>

namespace jumelles::ingest {
namespace {

constexpr uint32_t kMostColumns = 16'384;  // XFD

// "AB12" -> 27; the row is told by its own element. kMostColumns: none.
uint32_t column_in(std::string_view reference) {
  uint32_t column = 0;
  size_t letters = 0;
  for (const char c : reference) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (upper < 'A' || upper > 'Z') break;
    if (++letters > 3) return kMostColumns;
    column = column * 26 + static_cast<uint32_t>(upper - 'A' + 1);
  }
  return letters == 0 ? kMostColumns : std::min(column - 1, kMostColumns);
}

// 0 where it is none.
uint64_t whole_in(std::string_view text) {
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > 1'000'000'000) return 0;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  return value;
}

bool take_digits(std::string_view& text, size_t count, int64_t& value) {
  if (text.size() < count || text.substr(0, count).find_first_not_of("0123456789") != std::string_view::npos) return false;
  value = static_cast<int64_t>(whole_in(text.substr(0, count)));
  text.remove_prefix(count);
  return true;
}

bool take_sign(std::string_view& text, char sign) {
  if (text.empty() || text[0] != sign) return false;
  text.remove_prefix(1);
  return true;
}

// "2024-03-14", "2024-03-14T14:30:00.5" and "14:30:00" as the number that the cell would hold elsewhere; below zero: it is none.
double serial_of(std::string_view iso, bool from_1904) {
  int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  double days = 0, fraction = 0;
  if (iso.size() >= 10 && iso[4] == '-') {
    if (!take_digits(iso, 4, year) || !take_sign(iso, '-') || !take_digits(iso, 2, month) || !take_sign(iso, '-') || !take_digits(iso, 2, day)) return -1;
    if (month < 1 || month > 12 || day < 1 || day > 31) return -1;
    days = static_cast<double>(serial_day(year, month, day, from_1904));
    if (iso.empty()) return days;
    if (!take_sign(iso, 'T') && !take_sign(iso, ' ')) return -1;
  }
  if (!take_digits(iso, 2, hour) || !take_sign(iso, ':') || !take_digits(iso, 2, minute) || hour > 23 || minute > 59) return -1;
  if (take_sign(iso, ':') && (!take_digits(iso, 2, second) || second > 59)) return -1;
  if (take_sign(iso, '.'))
    for (double place = 0.1; !iso.empty() && iso[0] >= '0' && iso[0] <= '9'; iso.remove_prefix(1), place /= 10) fraction += place * (iso[0] - '0');
  (void)take_sign(iso, 'Z');
  if (!iso.empty()) return -1;
  return days + (static_cast<double>(hour * 3600 + minute * 60 + second) + fraction) / 86400;
}

}  // namespace

SheetReader::SheetReader(ByteSource& source, std::string path, const SheetPart& sheet, const Workbook& workbook, const SharedTexts* shared)
    : path_(std::move(path)), sheet_(sheet), workbook_(workbook), shared_(shared), stream_(std::make_shared<ZipStream>(source, path_, sheet.entry)),
      scanner_([this, stream = stream_](std::span<uint8_t> out) {
        Result<size_t> got = stream->read(out);
        if (got) unpacked_ += got.value();
        return got;
      }) {}

void SheetReader::fail() {
  done_ = true;
  if (!scanner_.failure().ok()) {
    status_ = scanner_.failure();
    return;
  }
  std::string where = "The sheet \"" + sheet_.name + "\" is damaged behind row " + std::to_string(row_) + ".";
  status_ = Error{ErrorCode::kBadInput, "xlsx.sheet_damaged", std::move(where), "Open the workbook with its own program and save it again.", path_, 0, {sheet_.name, std::to_string(row_)}};
}

bool SheetReader::next() {
  cells_.clear();
  while (!done_) {
    const XmlToken token = scanner_.next();
    if (token == XmlToken::kBroken) fail();
    if (token == XmlToken::kDone) done_ = true;
    if (done_ || token != XmlToken::kStart || scanner_.depth() != 3) continue;
    if (scanner_.name() == "mergeCell") {
      std::string_view name, value;
      while (scanner_.next_attribute(name, value))
        if (name == "ref") take_merged(value);
    }
    if (scanner_.name() != "row") continue;
    read_row();
    if (!done_ && !cells_.empty()) return true;
  }
  return false;
}

// "A2:A5"
void SheetReader::take_merged(std::string_view range) {
  const auto row_of = [](std::string_view cell) { return whole_in(cell.substr(std::min(cell.find_first_of("0123456789"), cell.size()))); };
  const size_t colon = range.find(':');
  if (colon == std::string_view::npos) return;
  const uint64_t first = row_of(range.substr(0, colon)), last = row_of(range.substr(colon + 1));
  if (last > first) last_merged_row_ = std::max(last_merged_row_, last);
}

void SheetReader::read_row() {
  raw_.clear();
  cells_.clear();
  row_text_.clear();
  uint64_t told = 0;
  std::string_view name, value;
  hidden_ = false;
  while (scanner_.next_attribute(name, value)) {
    if (name == "r") told = whole_in(value);
    if (name == "hidden") hidden_ = value == "1" || value == "true";
  }
  row_ = told > 0 ? told : row_ + 1;
  uint32_t next_column = 0;
  while (!done_) {
    if (read_plain_cell(next_column)) continue;
    const XmlToken token = scanner_.next();
    if (token == XmlToken::kBroken || token == XmlToken::kDone) return fail();
    if (token == XmlToken::kEnd && scanner_.depth() == 2) break;
    if (token != XmlToken::kStart) continue;
    if (scanner_.name() == "c") read_cell(next_column);
    else if (scanner_.skip() == XmlToken::kBroken) return fail();
  }
  for (const Raw& raw : raw_)
    cells_.push_back({raw.column, raw.shared.empty() ? std::string_view(row_text_).substr(raw.offset, raw.size) : raw.shared, !raw.shared.empty()});
}

void SheetReader::take_attribute(std::string_view name, std::string_view value, Head& head) {
  if (name == "r") {
    if (const uint32_t column = column_in(value); column < kMostColumns) head.column = column;
  } else if (name == "s") {
    head.style = static_cast<size_t>(whole_in(value));
  } else if (name == "t") {
    head.type = value == "str" || value.empty() ? 'i' : value[0];
  }
}

// <c r="B2" s="1" t="s"><v>13</v></c>, <c r="B2" t="inlineStr"><is><t>Lyon</t></is></c> and <c r="B2" s="1"/>, as nearly all cells of nearly all sheets are written: taken at once where the
// whole is there, five times as fast as tag by tag. Everything else is left to read_cell.
bool SheetReader::read_plain_cell(uint32_t& next_column) {
  const std::string_view text = scanner_.ahead();
  if (!text.starts_with("<c ") && !text.starts_with("<c>")) return false;
  Head head{next_column};
  size_t at = 2;
  while (at + 4 < text.size() && text[at] == ' ') {
    const size_t value = at + 4;
    if (text[at + 2] != '=' || text[at + 3] != '"') return false;
    size_t end = value;
    while (end < text.size() && text[end] != '"' && text[end] != '&') ++end;
    if (end >= text.size() || text[end] == '&') return false;
    take_attribute(text.substr(at + 1, 1), text.substr(value, end - value), head);
    at = end + 1;
  }
  if (text.substr(at, 2) == "/>") {
    next_column = head.column + 1;
    scanner_.take(at + 2);
    return true;
  }
  struct Frame { std::string_view opening, closing; };
  constexpr Frame kValue{"><v>", "</v></c>"}, kInline{"><is><t>", "</t></is></c>"};
  const Frame& frame = text.substr(at, kValue.opening.size()) == kValue.opening ? kValue : kInline;
  if (text.substr(at, frame.opening.size()) != frame.opening) return false;
  const size_t value = at + frame.opening.size();
  size_t end = value;
  while (end < text.size() && text[end] != '<' && text[end] != '&' && text[end] != '\r') ++end;
  if (text.substr(end, frame.closing.size()) != frame.closing) return false;
  next_column = head.column + 1;
  if (end > value) take_value(head, text.substr(value, end - value));
  scanner_.take(end + frame.closing.size());
  return true;
}

void SheetReader::read_cell(uint32_t& next_column) {
  Head head{next_column};
  std::string_view name, value;
  while (scanner_.next_attribute(name, value)) take_attribute(name, value, head);
  next_column = head.column + 1;
  value_.clear();
  bool in_value = false, has_formula = false;
  while (true) {
    const XmlToken token = scanner_.next();
    if (token == XmlToken::kStart) {
      in_value = scanner_.name() == "v";
      if (in_value) continue;
      has_formula = has_formula || scanner_.name() == "f";
      const XmlToken end = scanner_.name() == "is" ? read_rich_text(scanner_, value_) : scanner_.skip();
      if (end == XmlToken::kBroken) return fail();
    } else if (token == XmlToken::kText) {
      if (in_value) scanner_.append_text(value_);
    } else if (token == XmlToken::kEnd) {
      if (scanner_.depth() == 3) break;
      in_value = false;
    } else {
      return fail();
    }
  }
  if (!value_.empty()) take_value(head, value_);
  else uncomputed_count_ += has_formula && head.type != 'i';  // the result of one that gives a text may be empty
}

// As the number would come out that stands there in most workbooks.
void SheetReader::append_iso(const Head& head, std::string_view value) {
  static const NumberFormat kDay = NumberFormat::parse("yyyy-mm-dd");
  const double serial = serial_of(value, workbook_.from_1904);
  if (serial < 0) {
    row_text_ += value;
    return;
  }
  char number[40];
  std::snprintf(number, sizeof number, "%.11f", serial);
  const bool styled = head.style < workbook_.formats.size() && workbook_.formats[head.style].is_of_days();
  (styled ? workbook_.formats[head.style] : kDay).append(number, workbook_.from_1904, row_text_);
}

void SheetReader::take_value(const Head& head, std::string_view value) {
  const size_t from = row_text_.size();
  switch (head.type) {
    case 's': {
      const bool is_index = value[0] >= '0' && value[0] <= '9';
      const uint64_t index = is_index ? whole_in(value) : UINT64_MAX;
      if (shared_ && index >= shared_->size()) {
        ++error_count_;  // a text that is not there
        return;
      }
      const std::string_view text = shared_ ? (*shared_)[static_cast<uint32_t>(index)] : "?";
      if (!text.empty()) raw_.push_back({head.column, 0, 0, text});
      return;
    }
    case 'e': ++error_count_; return;
    case 'b': row_text_ += value == "1" || value == "true" ? "TRUE" : "FALSE"; break;
    case 'd': append_iso(head, value); break;
    case 'i': row_text_ += value; break;
    default:
      if (head.style < workbook_.formats.size()) workbook_.formats[head.style].append(value, workbook_.from_1904, row_text_);
      else append_plain_number(value, row_text_);
  }
  finish_text(row_text_, from);
  if (row_text_.size() > from) raw_.push_back({head.column, static_cast<uint32_t>(from), static_cast<uint32_t>(row_text_.size() - from), {}});
}

}  // namespace jumelles::ingest
