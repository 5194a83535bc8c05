#include "ingest/dialect.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/ascii.h"
#include "ingest/csv_scanner.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kSampleRows = 500;
using Rows = std::vector<std::vector<std::string>>;

Rows sample_rows(std::string_view sample, bool cut, char separator) {
  Rows rows;
  CsvRow row;
  const char* at = sample.data();
  const char* const end = at + sample.size();
  while (at < end && rows.size() < kSampleRows) {
    const CsvRowState state = scan_csv_row(at, end, !cut, separator, row);
    if (state == CsvRowState::kIncomplete) break;
    at = row.next;
    if (state != CsvRowState::kRow) continue;
    std::string scratch;
    bool formula = false;
    std::vector<std::string>& cells = rows.emplace_back();
    for (const CsvCell& cell : row.cells) cells.emplace_back(csv_cell_text(cell, scratch, formula));
  }
  return rows;
}

struct Shape {
  size_t fields = 1;   // of most rows
  double score = 0;    // share of rows that have as many
};

Shape shape_of(const Rows& rows) {
  std::map<size_t, size_t> counts;
  for (const auto& row : rows) ++counts[row.size()];
  Shape out;
  size_t most = 0;
  for (const auto& [fields, count] : counts) {
    if (count < most || (count == most && fields < out.fields)) continue;
    most = count;
    out.fields = fields;
  }
  if (rows.empty()) return out;
  out.score = static_cast<double>(most) / static_cast<double>(rows.size());
  // The first row, usually the header, has no text that could hold a separator by accident.
  if (rows[0].size() != out.fields) out.score *= 0.6;
  return out;
}

struct Candidate {
  char separator = ',';
  Rows rows;
  Shape shape;
};

Candidate choose_separator(std::string_view sample, bool cut, std::optional<char> wanted) {
  if (wanted) {
    Candidate only{*wanted, sample_rows(sample, cut, *wanted), {}};
    only.shape = shape_of(only.rows);
    return only;
  }
  Candidate best;
  bool found = false;
  for (const char separator : {'\t', ';', '|', ','}) {
    Candidate candidate{separator, sample_rows(sample, cut, separator), {}};
    candidate.shape = shape_of(candidate.rows);
    // A first row without the separator: one column, whatever the texts below it hold.
    if (candidate.shape.fields < 2 || candidate.rows[0].size() < 2) continue;
    const bool header_only = candidate.rows.size() == 1;
    const bool better = header_only ? candidate.shape.fields > best.shape.fields : candidate.shape.score > best.shape.score + 0.05;
    if (!found || better) best = std::move(candidate);
    found = true;
  }
  if (found) return best;
  // One column: any separator that never occurs, so that no row has too many fields.
  for (const char separator : {',', ';', '\t', '|'}) {
    best = {separator, sample_rows(sample, cut, separator), {}};
    best.shape = shape_of(best.rows);
    const bool single = std::all_of(best.rows.begin(), best.rows.end(), [](const auto& row) { return row.size() == 1; });
    if (single) break;
  }
  return best;
}

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

// Positive: the first cell is unlike the others of its column; negative: it is one of them.
int header_vote(const Rows& rows, size_t column) {
  const std::string& first = rows[0][column];
  const Look look = look_of(first);
  if (look == Look::kEmpty) return 0;
  if (look == Look::kEmail) return -3;
  size_t filled = 0, alike[4] = {}, same_pattern = 0, same_value = 0;
  std::map<std::string, size_t> patterns;
  for (size_t r = 1; r < rows.size(); ++r) {
    if (column >= rows[r].size() || rows[r][column].empty()) continue;
    const std::string& cell = rows[r][column];
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

bool guess_header(const Rows& rows) {
  if (rows.empty()) return true;
  int votes = 0;
  for (size_t column = 0; column < rows[0].size(); ++column) votes += header_vote(rows, column);
  return votes >= 0;
}

// The row length that the header does not reach but nearly all rows fill: its last columns have no name.
uint32_t wanted_columns(const Candidate& csv, bool has_header) {
  const size_t fields = csv.shape.fields;
  if (!has_header) return static_cast<uint32_t>(fields);
  if (csv.rows.size() < 2 || csv.rows[0].size() >= fields) return 0;
  size_t filled = 0;
  for (size_t r = 1; r < csv.rows.size(); ++r) filled += csv.rows[r].size() == fields && !csv.rows[r].back().empty();
  return filled * 10 >= (csv.rows.size() - 1) * 8 ? static_cast<uint32_t>(fields) : 0;
}

Format guess_format(std::string_view sample) {
  const auto skip = [&](size_t at) {
    while (at < sample.size() && (sample[at] == ' ' || sample[at] == '\t' || sample[at] == '\n' || sample[at] == '\r')) ++at;
    return at;
  };
  const size_t first = skip(0);
  if (first == sample.size()) return Format::kCsv;
  const size_t second = skip(first + 1);
  const char next = second < sample.size() ? sample[second] : '\0';
  if (sample[first] == '[' && (next == '{' || next == ']')) return Format::kJsonArray;
  // A list of lists or of values; "[1] a note;2" is a text that begins with a bracket.
  if (sample[first] == '[' && (next == '[' || next == '"' || next == '-' || is_digit(next))) {
    const size_t line_end = std::min(sample.find('\n', second), sample.size());
    const size_t last = sample.find_last_not_of(" \t\r,", line_end - 1);
    const size_t third = skip(second + 1);
    const bool lists = next == '[' && third < sample.size() && (is_digit(sample[third]) || std::string_view("\"-[]{").find(sample[third]) != std::string_view::npos);
    if (lists || (next != '[' && sample[last] == ']')) return Format::kJsonArray;
  }
  if (sample[first] == '{' && (next == '"' || next == '}')) return Format::kNdjson;
  return Format::kCsv;
}

}  // namespace

SniffedDialect sniff_dialect(std::string_view sample, bool cut, const DialectOverride& choice) {
  SniffedDialect out;
  out.format = choice.format.value_or(guess_format(sample));
  const char* const end = sample.data() + sample.size();
  const char* const line_end = find_line_end(sample.data(), end);
  const char* const line_next = skip_line_end(line_end, end);
  out.crlf = line_next - line_end == 2;
  if (out.format != Format::kCsv) return out;
  std::optional<char> wanted = choice.separator;
  const std::string_view first_line = sample.substr(0, static_cast<size_t>(line_end - sample.data()));
  if (first_line.size() == 5 && first_line[4] != '"' && (first_line.starts_with("sep=") || first_line.starts_with("SEP="))) {
    out.separator_line = true;
    if (!wanted) wanted = first_line[4];
    sample.remove_prefix(static_cast<size_t>(line_next - sample.data()));
  }
  const Candidate csv = choose_separator(sample, cut, wanted);
  out.separator = csv.separator;
  out.has_header = choice.has_header.value_or(guess_header(csv.rows));
  out.column_count = std::min<uint32_t>(wanted_columns(csv, out.has_header), 4096);
  return out;
}

bool first_row_is_header(const Rows& rows) { return guess_header(rows); }

}  // namespace jumelles::ingest
