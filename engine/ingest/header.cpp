#include "ingest/header.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "ingest/aside.h"

namespace jumelles::ingest {
namespace {

// More lines than that above a table are no title.
constexpr size_t kMostAbove = 60;

enum class Look : uint8_t { kEmpty, kNumeric, kEmail, kText };

// Digits with what numbers, dates and telephones are written with; an e-mail; anything else.
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

// "rec-12-org" -> "a-9-a": what codes of one series have in common.
std::string pattern_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char kind = c >= '0' && c <= '9' ? '9' : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0 ? 'a' : c;
    if (out.empty() || out.back() != kind) out += kind;
  }
  return out;
}

// Whether a row is a header again, perhaps behind the mark of another file.
bool is_repeated(const SampleRow& header, const SampleRow& row) {
  return row.cells.size() > 1 && row.cells.size() == header.cells.size() && row.cells[0].ends_with(header.cells[0]) &&
         std::equal(row.cells.begin() + 1, row.cells.end(), header.cells.begin() + 1);
}

// Positive: the first cell is unlike the others of its column; negative: it is one of them.
int header_vote(const std::vector<SampleRow>& rows, size_t first_row, size_t column) {
  const std::string& first = rows[first_row].cells[column];
  const Look look = look_of(first);
  if (look == Look::kEmpty) return 0;
  if (look == Look::kEmail) return -3;
  size_t filled = 0, alike[4] = {}, same_pattern = 0, same_value = 0;
  std::map<std::string, size_t> patterns;
  for (size_t r = first_row + 1; r < rows.size(); ++r) {
    if (column >= rows[r].cells.size() || rows[r].cells[column].empty() || is_repeated(rows[first_row], rows[r])) continue;
    const std::string& cell = rows[r].cells[column];
    ++filled;
    ++alike[static_cast<size_t>(look_of(cell))];
    same_value += cell == first;
    if (look == Look::kText) same_pattern = std::max(same_pattern, ++patterns[pattern_of(cell)]);
  }
  if (filled == 0) return look == Look::kNumeric && !is_year(first) ? -1 : 0;
  const auto most = [&](size_t count) { return count * 10 >= filled * 8; };
  const bool typed = most(alike[static_cast<size_t>(Look::kNumeric)]) || most(alike[static_cast<size_t>(Look::kEmail)]);
  if (look == Look::kNumeric) return is_year(first) ? 0 : -2;
  if (typed) return 2;
  int vote = same_value > 0 ? -1 : 0;
  if (most(same_pattern)) {
    const auto top = std::max_element(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (top->first.find('9') != std::string::npos) vote += top->first == pattern_of(first) ? -1 : 1;
  }
  return vote;
}

size_t filled_cells(const SampleRow& row) {
  return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

// Filled cells of the middle one of the rows that have most rows' number of fields.
size_t usual_filling(const std::vector<SampleRow>& rows, size_t fields) {
  std::vector<size_t> counts;
  for (const SampleRow& row : rows)
    if (row.cells.size() == fields) counts.push_back(filled_cells(row));
  if (counts.empty()) return 0;
  std::nth_element(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2), counts.end());
  return counts[counts.size() / 2];
}

bool is_units(const SampleRow& row) {
  const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
  return is_units_row(cells);
}

// A line above the table. A marked one of as many cells as the rows have names the columns ("# id;nom;ville").
bool stands_above(const SampleRow& row, size_t fields, size_t usual) {
  const size_t filled = filled_cells(row);
  if (filled == 0) return true;
  const auto first = std::find_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); });
  if (is_comment(*first) && (row.cells.size() != fields || filled * 2 <= usual)) return true;
  if (fields < 2) return false;
  return filled * 2 <= usual && look_of(*first) != Look::kEmail && (row.cells.size() != fields || look_of(*first) == Look::kText);
}

}  // namespace

int header_votes(const std::vector<SampleRow>& rows, size_t first) {
  int votes = 0;
  for (size_t column = 0; column < rows[first].cells.size(); ++column) votes += header_vote(rows, first, column);
  return votes;
}

TableStart find_table_start(const std::vector<SampleRow>& rows, size_t fields) {
  const size_t usual = usual_filling(rows, fields);
  TableStart out;
  size_t row = 0;
  const size_t most = std::min(rows.size(), kMostAbove);
  if (fields < 2) {
    while (row < most && is_comment(rows[row].cells[0])) ++row;
    // Where the rows have that mark as well it is none.
    if (row == most || std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(row), rows.end(), [](const SampleRow& r) { return is_comment(r.cells[0]); })) row = 0;
  } else {
    while (row < most && (stands_above(rows[row], fields, usual) || (is_units(rows[row]) && row + 1 < rows.size() && header_votes(rows, row + 1) >= 0))) ++row;
    if (row == most) row = 0;
  }
  out.votes = header_votes(rows, row);
  out.has_header = out.votes >= 0;
  out.row = row;
  // Short rows of a table without header are rows, not titles.
  if (!out.has_header)
    while (out.row > 0 && rows[out.row - 1].cells.size() == fields && filled_cells(rows[out.row - 1]) > 0) --out.row;
  return out;
}

}  // namespace jumelles::ingest
