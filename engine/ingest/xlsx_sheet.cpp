#include "ingest/xlsx_sheet.h"

#include <algorithm>

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

// "2024-03-14T00:00:00" -> "2024-03-14", as a date that is a number comes out.
void append_iso(std::string_view text, std::string& out) {
  if (text.size() < 11 || text[10] != 'T') {
    out += text;
    return;
  }
  const std::string_view time = text.substr(11);
  out += text.substr(0, 10);
  if (time.find_first_not_of("0:.Z") == std::string_view::npos) return;
  out += ' ';
  out += time;
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
    if (done_ || token != XmlToken::kStart || scanner_.depth() != 3 || scanner_.name() != "row") continue;
    read_row();
    if (!done_ && !cells_.empty()) return true;
  }
  return false;
}

void SheetReader::read_row() {
  raw_.clear();
  cells_.clear();
  row_text_.clear();
  uint64_t told = 0;
  std::string_view name, value;
  while (scanner_.next_attribute(name, value))
    if (name == "r") told = whole_in(value);
  row_ = told > 0 ? told : row_ + 1;
  uint32_t next_column = 0;
  while (!done_) {
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

void SheetReader::read_cell(uint32_t& next_column) {
  uint32_t column = next_column;
  size_t style = SIZE_MAX;
  char type_text[12] = {};
  size_t type_size = 0;
  std::string_view name, value;
  while (scanner_.next_attribute(name, value)) {
    if (name == "r") column = column_in(value);
    else if (name == "s") style = static_cast<size_t>(whole_in(value));
    else if (name == "t") type_size = value.copy(type_text, sizeof type_text);
  }
  if (column >= kMostColumns) column = next_column;
  next_column = column + 1;
  const std::string_view type(type_text, type_size);
  value_.clear();
  bool in_value = false;
  while (true) {
    const XmlToken token = scanner_.next();
    if (token == XmlToken::kStart) {
      in_value = scanner_.name() == "v";
      if (in_value) continue;
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
  if (!value_.empty() && column < kMostColumns) take_value(column, type, style);
}

void SheetReader::take_value(uint32_t column, std::string_view type, size_t style) {
  const size_t from = row_text_.size();
  if (type == "s") {
    const uint64_t index = value_[0] >= '0' && value_[0] <= '9' ? whole_in(value_) : UINT64_MAX;
    if (shared_ && index >= shared_->size()) {
      ++error_count_;  // a text that is not there
      return;
    }
    const std::string_view text = shared_ ? (*shared_)[static_cast<uint32_t>(index)] : "?";
    if (!text.empty()) raw_.push_back({column, 0, 0, text});
    return;
  }
  if (type == "e") {
    ++error_count_;
    return;
  }
  if (type == "b") {
    row_text_ += value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
  } else if (type == "d") {
    append_iso(value_, row_text_);
    finish_text(row_text_, from);
  } else if (type == "str" || type == "inlineStr") {
    row_text_ += value_;
    finish_text(row_text_, from);
  } else {
    if (style < workbook_.formats.size()) workbook_.formats[style].append(value_, workbook_.from_1904, row_text_);
    else append_plain_number(value_, row_text_);
    if (!is_clean_text(std::string_view(row_text_).substr(from))) finish_text(row_text_, from);
  }
  if (row_text_.size() > from) raw_.push_back({column, static_cast<uint32_t>(from), static_cast<uint32_t>(row_text_.size() - from), {}});
}

}  // namespace jumelles::ingest
