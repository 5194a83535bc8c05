#include "ingest/table_shape.h"

#include <algorithm>

namespace jumelles::ingest {

Look look_of(std::string_view text) {
  if (text.empty()) return Look::kEmpty;
  bool digit = false, numeric = true;
  for (const char c : text) {
    digit = digit || (c >= '0' && c <= '9');
    numeric = numeric && ((c >= '0' && c <= '9') || std::string_view(" .,+-/:()%").find(c) != std::string_view::npos);
  }
  if (digit && numeric) return Look::kNumeric;
  const size_t at = text.find('@');
  if (at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos) return Look::kEmail;
  return Look::kText;
}

bool is_year(std::string_view text) { return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")); }

std::string pattern_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char kind = c >= '0' && c <= '9' ? '9' : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0 ? 'a' : c;
    if (out.empty() || out.back() != kind) out += kind;
  }
  return out;
}

size_t filled_cells(const SampleRow& row) {
  return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

size_t usual_filling(std::span<const SampleRow> rows) {
  std::vector<size_t> counts;
  for (const SampleRow& row : rows) counts.push_back(filled_cells(row));
  if (counts.empty()) return 0;
  std::nth_element(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2), counts.end());
  return counts[counts.size() / 2];
}

bool TableShape::lacks_some(std::span<const std::string_view> cells) const {
  for (size_t i = 0; i < always.size(); ++i)
    if (always[i] && (i >= cells.size() || cells[i].empty())) return true;
  return false;
}

TableShape shape_of(std::span<const SampleRow> rows) {
  const auto end_of_block = std::find_if(rows.begin() + (rows.empty() ? 0 : 1), rows.end(), [](const SampleRow& row) { return row.after_blank || filled_cells(row) == 0; });
  // A single row above a blank line: blank lines stand between the rows.
  if (end_of_block - rows.begin() > 1) rows = rows.first(static_cast<size_t>(end_of_block - rows.begin()));
  const size_t usual = usual_filling(rows);
  TableShape shape;
  bool first_row = true;
  for (const SampleRow& row : rows) {
    if (row.cells.empty() || filled_cells(row) < usual) continue;
    if (first_row) shape.first_cell = row.cells[0];
    else if (row.cells[0] != shape.first_cell) shape.first_cell.clear();
    const size_t known = shape.always.size();
    shape.always.resize(std::max(known, row.cells.size()), first_row);
    shape.numeric.resize(shape.always.size(), true);
    for (size_t i = 0; i < shape.always.size(); ++i) {
      const std::string_view cell = i < row.cells.size() ? std::string_view(row.cells[i]) : std::string_view();
      if (cell.empty()) shape.always[i] = false;
      else if (look_of(cell) != Look::kNumeric) shape.numeric[i] = false;
    }
    first_row = false;
  }
  shape.always_count = static_cast<size_t>(std::count(shape.always.begin(), shape.always.end(), true));
  return shape;
}

}  // namespace jumelles::ingest
