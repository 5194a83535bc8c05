#include "ingest/header.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

#include "ingest/aside.h"
#include "text/fold.h"

namespace jumelles::ingest {
namespace {

// More lines than that above a table are no title.
constexpr size_t kMostAbove = 60;

// Whether a row is a header again, perhaps behind the mark of another file.
bool is_repeated(const SampleRow& header, const SampleRow& row) {
  return row.cells.size() > 1 && row.cells.size() == header.cells.size() && row.cells[0].ends_with(header.cells[0]) &&
         std::equal(row.cells.begin() + 1, row.cells.end(), header.cells.begin() + 1);
}

// "2024-01-01", "01.02.2024", "01/2024": with a year of four digits.
bool is_date(std::string_view text) {
  size_t parts = 1, longest = 0, digits = 0;
  for (const char c : text.substr(0, text.find(' '))) {
    if (c >= '0' && c <= '9') longest = std::max(longest, ++digits);
    else if (c == '-' || c == '/' || c == '.') ++parts, digits = 0;
    else return false;
  }
  return parts >= 2 && parts <= 3 && longest == 4;
}

// Positive: the first cell is unlike the others of its column; negative: it is one of them.
int header_vote(std::span<const SampleRow> rows, size_t first_row, size_t column) {
  const std::string& first = rows[first_row].cells[column];
  const Look look = look_of(first);
  if (look == Look::kEmpty) return 0;
  if (look == Look::kEmail) return -3;
  size_t filled = 0, alike[4] = {}, same_pattern = 0, same_value = 0, dates = 0;
  std::map<std::string, size_t> patterns;
  for (size_t r = first_row + 1; r < rows.size(); ++r) {
    if (column >= rows[r].cells.size() || rows[r].cells[column].empty() || is_repeated(rows[first_row], rows[r])) continue;
    const std::string& cell = rows[r].cells[column];
    ++filled;
    ++alike[static_cast<size_t>(look_of(cell))];
    same_value += cell == first;
    dates += is_date(cell);
    if (look == Look::kText) same_pattern = std::max(same_pattern, ++patterns[pattern_of(cell)]);
  }
  if (filled == 0) return look == Look::kNumeric && !is_year(first) ? -1 : 0;
  const auto most = [&](size_t count) { return count * 10 >= filled * 8; };
  const bool typed = most(alike[static_cast<size_t>(Look::kNumeric)]) || most(alike[static_cast<size_t>(Look::kEmail)]);
  // A month as the title of its amounts.
  if (look == Look::kNumeric && is_date(first) && dates * 10 < filled) return 1;
  if (look == Look::kNumeric) return is_year(first) ? 0 : -2;
  if (typed) return 2;
  int vote = same_value > 0 ? -1 : 0;
  if (most(same_pattern)) {
    const auto top = std::max_element(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (top->first.find('9') != std::string::npos) vote += top->first == pattern_of(first) ? -1 : 1;
  }
  return vote;
}

// Filled cells of the middle one of the rows that have most rows' number of fields.
size_t usual_filling_of(const std::vector<SampleRow>& rows, size_t fields) {
  std::vector<SampleRow> alike;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(alike), [&](const SampleRow& row) { return row.cells.size() == fields; });
  return usual_filling(alike);
}

bool is_units(const SampleRow& row) { return is_units_row(views_of(row.cells)); }

std::string_view cell_of(const SampleRow& row, size_t column) { return column < row.cells.size() ? std::string_view(row.cells[column]) : std::string_view(); }

bool is_title(std::string_view text) { return look_of(text) == Look::kText || is_year(text); }

// Whether a line of titles is completed by the one below it: there, groups of columns have titles of their own, each group beginning
// under its title; the columns of no group have theirs above, and a value in all rows below.
//   id | name       |       | contact |
//      | given name | name  | e-mail  | phone
bool is_split_header(const std::vector<SampleRow>& rows, size_t top) {
  if (top + 2 >= rows.size() || rows[top + 1].after_blank) return false;
  const SampleRow &above = rows[top], &below = rows[top + 1];
  const TableShape shape = shape_of(std::span(rows).subspan(top + 2));
  size_t whole = 0, completed = 0, years = 0, parts = 0;
  bool in_group = false;
  for (size_t i = 0; i < std::max(above.cells.size(), below.cells.size()); ++i) {
    const std::string_view title = cell_of(above, i), part = cell_of(below, i);
    if (part.empty()) {
      in_group = false;
      if (title.empty()) continue;
      if (look_of(title) != Look::kText || i >= shape.always.size() || !shape.always[i]) return false;
      ++whole;
      continue;
    }
    in_group = !title.empty() || in_group;
    if (!in_group || !is_title(part) || (!title.empty() && look_of(title) != Look::kText)) return false;
    completed += title.empty();
    years += is_year(part);
    ++parts;
  }
  if (whole > 0 && completed == 0) return years == parts && parts > 1;
  return whole > 0 && completed > 0 && (years == parts || header_votes(rows, top + 1) > 0 || names_columns(views_of(below.cells)));
}

std::vector<std::string> names_of_split(const SampleRow& above, const SampleRow& below) {
  std::vector<std::string> names;
  std::string group;
  // "Jan." over "2024": each column has both.
  const auto parts = std::count_if(below.cells.begin(), below.cells.end(), [](const std::string& part) { return !part.empty(); });
  bool both = parts > 0;
  for (size_t i = 0; i < below.cells.size(); ++i) both = both && (below.cells[i].empty() || !cell_of(above, i).empty());
  for (size_t i = 0; i < std::max(above.cells.size(), below.cells.size()); ++i) {
    const std::string_view title = cell_of(above, i), part = cell_of(below, i);
    if (!title.empty()) group = title;
    const bool twice = std::count(below.cells.begin(), below.cells.end(), part) > 1;  // "delivery town", "billing town"
    names.emplace_back(part.empty() ? std::string(title) : twice || both ? group + " " + std::string(part) : std::string(part));
  }
  return names;
}

// Cells that are all different, without a blank: "KUNNR", "first_name".
bool are_identifiers(const SampleRow& row) {
  const std::set<std::string_view> different(row.cells.begin(), row.cells.end());
  return different.size() == row.cells.size() && std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.find(' ') == std::string::npos; });
}

// Whether two lines name the columns, one for machines and one for people: the second is as little of a record as the first.
bool is_header_twice(const std::vector<SampleRow>& rows, size_t first) {
  if (first + 2 >= rows.size() || rows[first + 1].after_blank || filled_cells(rows[first + 1]) != filled_cells(rows[first]) || is_units(rows[first + 1])) return false;
  const auto& cells = rows[first + 1].cells;
  if (!std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty() || look_of(cell) == Look::kText; })) return false;
  const int votes = header_votes(rows, first + 1);
  if (votes <= 0 || is_repeated(rows[first], rows[first + 1])) return false;
  return names_columns(views_of(rows[first + 1].cells)) ||
         (names_columns(views_of(rows[first].cells)) && are_identifiers(rows[first + 1]) && votes > 2 && votes >= header_votes(rows, first));
}

// Whether a title is of something that has digits: then it is that of a counter, and not of a text.
bool names_a_number(std::string_view title) {
  constexpr std::string_view kWords[] = {"ID", "N", "NO", "NR", "NUM", "NUMERO", "NUMBER", "CODE", "REF", "REFERENCE"};
  std::istringstream words(text::fold(title));
  for (std::string word; words >> word;)
    if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) return true;
  return false;
}

// Rows with one cell more than the header, the first of which counts them: their names, which R and others write without a title.
bool has_row_names(const std::vector<SampleRow>& rows, size_t header, size_t fields) {
  if (rows[header].cells.size() + 1 != fields) return false;
  const bool wants_digits = names_a_number(rows[header].cells[0]);
  long long last = 0;
  size_t counted = 0;
  for (size_t r = header + 1; r < rows.size(); ++r) {
    if (rows[r].cells.size() != fields) continue;
    const std::string& cell = rows[r].cells[0];
    if (cell.empty() || cell.size() > 9 || cell.find_first_not_of("0123456789") != std::string::npos) return false;
    if (wants_digits && rows[r].cells[1].find_first_of("0123456789") == std::string::npos) return false;
    const long long number = std::stoll(cell);
    if (counted++ > 0 && number != last + 1) return false;
    last = number;
  }
  return counted > 1;
}

// What a header says in more than its own line. `rows[start.row]` is its first line.
void read_names(const std::vector<SampleRow>& rows, size_t fields, TableStart& start) {
  const size_t row = start.row;
  // A line of few titles was taken for one that stands above the table.
  const size_t top = row > 0 && !rows[row].after_blank && is_split_header(rows, row - 1) ? row - 1 : row;
  if (is_split_header(rows, top)) {
    start = {top + 1, true, std::max(0, header_votes(rows, top + 1)), names_of_split(rows[top], rows[top + 1])};
  } else if (start.has_header && is_header_twice(rows, row)) {
    const size_t readable = names_columns(views_of(rows[row + 1].cells)) ? row + 1 : row;
    start.row = row + 1;
    start.names = rows[readable].cells;
  } else if (has_row_names(rows, row, fields)) {
    start.has_header = true;
    start.names = rows[row].cells;
    start.names.insert(start.names.begin(), std::string());
  }
}

// Whether the row, of another width or with numbers in it, stands above a header: all words, unlike what is below it.
bool is_above_header(const std::vector<SampleRow>& rows, size_t row, size_t fields, size_t usual) {
  constexpr int kFewestVotes = 2;
  const auto is_figure = [](const std::string& cell) { return look_of(cell) == Look::kNumeric && !is_year(cell); };
  if (row + 2 >= rows.size() || (rows[row].cells.size() <= fields && filled_cells(rows[row]) >= usual)) return false;
  if (std::none_of(rows[row].cells.begin(), rows[row].cells.end(), is_figure) || names_columns(views_of(rows[row].cells))) return false;
  const SampleRow& next = rows[row + 1];
  const bool words = std::all_of(next.cells.begin(), next.cells.end(), [](const std::string& cell) { return cell.empty() || (look_of(cell) == Look::kText && (cell[0] < '0' || cell[0] > '9')); });
  return words && next.cells.size() == fields && filled_cells(next) >= usual && (header_votes(rows, row + 1) >= kFewestVotes || names_columns(views_of(next.cells)));
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

int header_votes(std::span<const SampleRow> rows, size_t first) {
  int votes = 0;
  for (size_t column = 0; column < rows[first].cells.size(); ++column) votes += header_vote(rows, first, column);
  return votes;
}

TableStart find_table_start(const std::vector<SampleRow>& rows, size_t fields) {
  const size_t usual = usual_filling_of(rows, fields);
  TableStart out;
  size_t row = 0;
  const size_t most = std::min(rows.size(), kMostAbove);
  if (fields < 2) {
    while (row < most && is_comment(rows[row].cells[0])) ++row;
    // Where the rows have that mark as well it is none.
    if (row == most || std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(row), rows.end(), [](const SampleRow& r) { return is_comment(r.cells[0]); })) row = 0;
  } else {
    while (row < most && (stands_above(rows[row], fields, usual) || is_above_header(rows, row, fields, usual) || (is_units(rows[row]) && row + 1 < rows.size() && header_votes(rows, row + 1) >= 0))) ++row;
    if (row == most) row = 0;
  }
  out.votes = header_votes(rows, row);
  out.has_header = out.votes >= 0;
  out.row = row;
  if (fields > 1) read_names(rows, fields, out);
  // Short rows of a table without header are rows, not titles.
  if (!out.has_header)
    while (out.row > 0 && rows[out.row - 1].cells.size() == fields && filled_cells(rows[out.row - 1]) > 0) --out.row;
  return out;
}

}  // namespace jumelles::ingest
