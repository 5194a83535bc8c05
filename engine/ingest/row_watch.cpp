#include "ingest/row_watch.h"

#include <algorithm>
#include <cassert>

#include "core/ascii.h"
#include "ingest/aside_words.h"
#include "ingest/header.h"

namespace jumelles::ingest {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
// Rows below a header that tell whether it is one.
constexpr size_t kRowsBelow = 4;

size_t filled_count(RowWatch::Cells cells) {
  return static_cast<size_t>(std::count_if(cells.begin(), cells.end(), [](auto cell) { return !cell.empty(); }));
}

// Whether what stands behind the first text may all be amounts, as in totals and trailers, or "Page 2/3".
bool are_figures(RowWatch::Cells cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (cell.empty()) continue;
    const bool figure = is_digit(cell[0]) || cell[0] == '-' || ((cell[0] == 'P' || cell[0] == 'p') && is_digit(cell.back()));
    if (!first && !figure) return false;
    first = false;
  }
  return true;
}

// "Page 2/3" beside the title of a report.
bool has_page(RowWatch::Cells cells) {
  return std::any_of(cells.begin(), cells.end(), [](auto cell) { return !cell.empty() && !is_digit(cell[0]) && is_digit(cell.back()) && cell.find(' ') != std::string_view::npos; });
}

// Words only, as titles are.
bool is_of_words(RowWatch::Cells cells) {
  return std::all_of(cells.begin(), cells.end(), [](auto cell) { return cell.empty() || (look_of(cell) == Look::kText && !is_digit(cell[0])); });
}

bool is_same(RowWatch::Cells cells, const std::vector<std::string>& header) {
  for (size_t i = 0; i < std::max(cells.size(), header.size()); ++i)
    if ((i < cells.size() ? cells[i] : std::string_view()) != (i < header.size() ? std::string_view(header[i]) : std::string_view())) return false;
  return !header.empty() && filled_count(cells) > 0;
}

// Whether a row has words where all rows have numbers.
bool has_texts_for_numbers(RowWatch::Cells cells, const TableShape& shape) {
  for (size_t i = 0; i < std::min(cells.size(), shape.numeric.size()); ++i)
    if (shape.always[i] && shape.numeric[i] && look_of(cells[i]) == Look::kText && std::none_of(cells[i].begin(), cells[i].end(), is_digit)) return true;
  return false;
}

// Whether the only text of a row is a value of the row below it, in another column.
bool is_heading_over(const std::vector<std::string>& row, const std::vector<std::string>& below) {
  for (size_t i = 0; i < row.size(); ++i)
    for (size_t k = 0; !row[i].empty() && k < below.size(); ++k)
      if (k != i && below[k] == row[i]) return true;
  return false;
}

}  // namespace

void RowWatch::set_header(std::vector<std::string> header, std::vector<std::string> line_above) {
  header_ = std::move(header);
  line_above_ = std::move(line_above);
  header_width_ = header_.size();
  while (header_width_ > 0 && header_[header_width_ - 1].empty() && (header_width_ > line_above_.size() || line_above_[header_width_ - 1].empty())) --header_width_;
  for (const auto* line : {&header_, &line_above_})
    for (const std::string& title : *line) header_sizes_ |= uint64_t{1} << std::min<size_t>(title.size(), 63);
}

// Whether the row is a header: this table's again, or of another one that has some of its titles.
Aside RowWatch::header_of(Cells cells) {
  if (header_.empty()) return {};
  std::vector<std::string_view> texts(cells.begin(), cells.end());
  if (!texts.empty() && texts[0].starts_with(kMark)) texts[0].remove_prefix(kMark.size());
  if (is_same(texts, header_)) {
    other_table_ = ended_ = false;
    return kRepeatedHeader;
  }
  if (is_same(texts, line_above_)) return kRepeatedHeader;
  size_t filled = 0, known = 0;
  for (const std::string_view text : texts) {
    if (text.empty()) continue;
    ++filled;
    known += std::find(header_.begin(), header_.end(), text) != header_.end();
  }
  if (known < 2 || known * 2 < filled) return {};
  other_table_ = met_other_table_ = true;
  return kOtherTable;
}

// A row of another type than all others, with numbers only, one of them how many there were; some count the first and the last line.
bool RowWatch::is_trailer(Cells cells) const {
  if (cells[0].empty() || cells[0] == shape_.first_cell || !shape_.lacks_some(cells)) return false;
  if (shape_.first_cell.empty() && std::find(std::begin(kTrailers), std::end(kTrailers), cells[0]) == std::end(kTrailers)) return false;
  bool counted = false;
  for (const std::string_view cell : cells.subspan(1)) {
    if (!std::all_of(cell.begin(), cell.end(), is_digit) || cell.size() > 18) return false;
    if (cell.empty()) continue;
    const uint64_t number = std::stoull(std::string(cell));
    counted = counted || (number >= record_count_ && number <= record_count_ + 2);
  }
  return counted;
}

Aside RowWatch::look(Cells cells, Cells names, bool first, const Above& above) {
  assert(!cells.empty());
  if (const Aside aside = header_of(cells); aside.id) return aside;
  if (other_table_) return kOtherTable;
  if (first && is_units_row(cells)) return kUnitsRow;
  const std::string_view first_filled = *std::find_if(cells.begin(), cells.end() - 1, [](auto cell) { return !cell.empty(); });
  const size_t filled = filled_count(cells);
  if (may_be_aside(filled, names.size(), first_filled) || (filled < shape_.always_count && (are_figures(cells) || has_page(cells)))) {
    if (const Aside aside = aside_of(cells, names, shape_); aside.id) return after_blank_ && aside.is(kGroupRow) ? kTitleLine : aside;
    if (is_trailer(cells)) return kFooter;
    if (names.size() > 2 && filled > 0 && shape_.lacks_some(cells) && !after_blank_) {
      std::vector<std::string> texts;
      for (size_t i = 0; i < names.size(); ++i) texts.push_back(above(i));
      if (const Aside aside = aside_below(cells, names, views_of(texts), shape_); aside.id) return aside;
    }
  }
  // A text without any separator, where all rows have some.
  if (after_blank_ && cells.size() == 1 && names.size() > 2) return kTitleLine;
  if (!ended_) return {};
  met_other_table_ = true;
  return kOtherTable;
}

bool RowWatch::must_wait(Cells cells, size_t columns) const {
  const size_t filled = filled_count(cells);
  if (header_.empty() || columns < 2 || filled == 0) return false;
  if (filled == 1) return columns > 2 && shape_.lacks_some(cells) && !(after_blank_ && spaced_);
  return after_blank_ && !spaced_ && is_of_words(cells) && (is_wider(cells) || shape_.lacks_some(cells) || names_columns(cells));
}

void RowWatch::hold(HeldRow row) {
  row.after_blank = after_blank_;
  after_blank_ = false;
  held_.push_back(std::move(row));
}

bool RowWatch::is_wider(Cells cells) const {
  return std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), header_width_)), cells.end(), [](auto cell) { return !cell.empty(); });
}

// Titles, a header of words, rows that are unlike it and unlike this table's.
bool RowWatch::is_other_table(std::span<const HeldRow> rows) const {
  const auto header = std::find_if(rows.begin(), rows.end(), [](const HeldRow& row) { return filled_count(views_of(row.cells)) > 1; });
  if (header == rows.end() || !rows.front().after_blank || !is_of_words(views_of(header->cells)) || is_same(views_of(header->cells), header_)) return false;
  std::vector<SampleRow> samples;
  bool other_shape = true, other_values = true;
  for (auto row = header; row != rows.end(); ++row) {
    const auto cells = views_of(row->cells);
    samples.push_back({row->line, false, row->cells});
    other_shape = other_shape && (is_wider(cells) || shape_.lacks_some(cells));
    other_values = other_values && has_texts_for_numbers(cells, shape_);
  }
  const bool named = names_columns(views_of(header->cells)), unlike = header_votes(samples, 0) > 0;
  return other_shape ? named || unlike || other_values : named && unlike;
}

bool RowWatch::is_known(bool no_more) const {
  if (no_more) return true;
  const auto is_alone = [](const HeldRow& row) { return filled_count(views_of(row.cells)) == 1; };
  const auto header = std::find_if_not(held_.begin(), held_.end(), is_alone);
  if (header == held_.end()) return held_.size() > kRowsBelow;
  const auto cells = views_of(header->cells);
  if (!held_.front().after_blank || !is_of_words(cells) || is_same(cells, header_)) return true;
  return static_cast<size_t>(held_.end() - header) > kRowsBelow;
}

std::vector<HeldRow> RowWatch::release() {
  std::vector<HeldRow> rows = std::move(held_);
  held_.clear();
  if (is_other_table(rows)) {
    other_table_ = met_other_table_ = true;
    for (HeldRow& row : rows) row.aside = kOtherTable;
    return rows;
  }
  size_t alone = 0;
  while (alone < rows.size() && filled_count(views_of(rows[alone].cells)) == 1) ++alone;
  const bool under_nothing = !rows.empty() && rows.front().after_blank && (alone == rows.size() || is_same(views_of(rows[alone].cells), header_));
  for (size_t i = 0; i < alone; ++i) {
    if (under_nothing) rows[i].aside = kTitleLine;
    else if (alone < rows.size() && is_heading_over(rows[i].cells, rows[alone].cells)) rows[i].aside = kGroupRow;
  }
  return rows;
}

void RowWatch::set_aside(const Aside& aside) {
  if (aside.is(kTitleLine) || aside.is(kEmptyRow)) after_blank_ = true;
  else if (!aside.is(kFooter)) after_blank_ = false;
  if (aside.is(kRepeatedHeader)) spaced_ = false;
}

}  // namespace jumelles::ingest
