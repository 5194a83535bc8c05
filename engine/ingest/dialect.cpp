#include "ingest/dialect.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/ascii.h"
#include "ingest/aside.h"
#include "ingest/csv_grammar.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/fixed_width.h"
#include "ingest/header.h"
#include "ingest/json_dressing.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kSampleRows = 500;
using Rows = std::vector<SampleRow>;

struct Sample {
  std::string_view text;
  bool cut = false;          // the file goes on
  uint64_t first_line = 1;   // of the file
  bool escapes = false;
};

template <class Scan>
Rows scanned_rows(const Sample& sample, Scan scan) {
  Rows rows;
  CsvRow row;
  const char* at = sample.text.data();
  const char* const end = at + sample.text.size();
  uint64_t line = sample.first_line;
  bool after_blank = false;
  std::string scratch;
  for (; at < end && rows.size() < kSampleRows; at = row.next) {
    const CsvRowState state = scan(at, end, !sample.cut, row);
    if (state == CsvRowState::kIncomplete) break;
    if (state == CsvRowState::kRow) {
      bool formula = false;
      SampleRow& added = rows.emplace_back(SampleRow{line, after_blank, {}});
      for (const CsvCell& cell : row.cells) added.cells.emplace_back(csv_cell_text(cell, scratch, formula));
    }
    after_blank = state == CsvRowState::kBlank;
    line += state == CsvRowState::kUnbalanced ? 1 : row.line_count;
  }
  return rows;
}

Rows sample_rows(const Sample& sample, const CsvGrammar& grammar) {
  return scanned_rows(sample, [&](const char* at, const char* end, bool at_end, CsvRow& row) { return scan_csv_row(at, end, at_end, grammar, row); });
}

Rows sample_rows(const Sample& sample, const std::string& separator) { return sample_rows(sample, CsvGrammar{separator, sample.escapes}); }

struct Candidate {
  CsvGrammar grammar;
  Rows rows;
  size_t fields = 1;             // of most rows
  double share = 0;              // of rows that have as many
  double score = 0;              // the share, less where the first row has another number
  TableStart start;
  std::string header_separator;  // another one
  bool ruled = false;            // lines that only rule off were left out
  CsvBox box;
};

// "---+---", "|:--|:--|", "├──┼──┤" are part of no table.
void leave_out_rules(Candidate& candidate) {
  const auto is_ruling = [](const SampleRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty() || is_rule(cell, 2); }) && filled_cells(row) > 0;
  };
  const auto rules = static_cast<size_t>(std::count_if(candidate.rows.begin(), candidate.rows.end(), is_ruling));
  candidate.ruled = rules > 0 && rules < candidate.rows.size();
  if (candidate.ruled) std::erase_if(candidate.rows, is_ruling);
}

// Bars at both ends of all lines: the first and the last cell are none.
bool has_outer_bars(const Rows& rows) {
  size_t barred = 0;
  for (const SampleRow& row : rows) {
    if (row.cells.size() < 3) continue;
    if (!without_padding(row.cells.front()).empty() || !without_padding(row.cells.back()).empty()) return false;
    barred += row.cells.size() > 3;  // a single column would be none any more
  }
  return barred > 1;
}

// Tables that a program drew with bars, or somebody in Markdown.
void find_box(Candidate& candidate) {
  if (candidate.grammar.separator != "|" && !candidate.grammar.separator.starts_with("\xE2\x94") && !candidate.grammar.separator.starts_with("\xE2\x95")) return;
  candidate.box = {candidate.ruled, has_outer_bars(candidate.rows)};
  for (SampleRow& row : candidate.rows) {
    if (candidate.box.padded)
      for (std::string& cell : row.cells) cell = std::string(without_padding(cell));
    if (!candidate.box.outer_bars || row.cells.size() < 3) continue;
    row.cells.pop_back();
    row.cells.erase(row.cells.begin());
  }
}

// Rows of one filled cell say nothing of the separator: titles, comments, footers. Neither do those above the table, up to a blank
// line, and those of what stands below a blank line behind its last row.
void count_fields(Candidate& candidate) {
  const auto begin = candidate.rows.begin(), end = candidate.rows.end();
  auto first = std::find_if(begin, end, [](const SampleRow& row) { return row.cells.size() > 1; });
  if (first == end || !first->after_blank) first = begin;
  std::map<size_t, size_t> counts;
  for (auto row = first; row != end; ++row) ++counts[row->cells.size()];
  size_t most = 0, rows = 0;
  for (const auto& [fields, count] : counts) {
    if (fields > 1) rows += count;
    if (count < most || (count == most && fields < candidate.fields)) continue;
    most = count;
    candidate.fields = fields;
  }
  if (candidate.rows.empty()) return;
  const auto of_table = [&](const SampleRow& row) { return row.cells.size() == candidate.fields; };
  if (candidate.fields < 2) first = begin;
  auto behind = std::find_if(candidate.rows.rbegin(), candidate.rows.rend(), of_table).base();
  if (candidate.fields < 2 || behind == end || !behind->after_blank) behind = end;
  for (auto row = behind; row != end; ++row) rows -= row->cells.size() > 1;
  const size_t all = static_cast<size_t>(behind - first), single = all - rows;
  // A handful of lines with one cell may stand around any table; more of them are rows of one column.
  const size_t around = candidate.fields > 1 ? std::min(single, std::max<size_t>(12, all / 20)) : 0;
  candidate.score = candidate.share = static_cast<double>(most) / static_cast<double>(std::max<size_t>(1, all - around));
}

Candidate candidate_of(const Sample& sample, CsvGrammar grammar) {
  Candidate out;
  out.grammar = std::move(grammar);
  out.rows = sample_rows(sample, out.grammar);
  leave_out_rules(out);
  find_box(out);
  count_fields(out);
  if (!out.rows.empty()) out.start = find_table_start(out.rows, out.fields);
  return out;
}

// Whether the header has as many cells as nearly all rows.
bool is_regular(const Candidate& candidate) {
  return candidate.fields > 1 && candidate.share >= 0.98 && candidate.start.row < candidate.rows.size() &&
         candidate.rows[candidate.start.row].cells.size() == candidate.fields;
}

// The cells of the row at a line of the file, 0 where none begins.
size_t cells_at(const Candidate& candidate, uint64_t line) {
  const auto row = std::find_if(candidate.rows.begin(), candidate.rows.end(), [&](const SampleRow& r) { return r.line == line; });
  return row == candidate.rows.end() ? 0 : row->cells.size();
}

// A separator that texts hold as well, unquoted, cuts rows in too many pieces. Where those that end "&eacute;", or those in front of a
// blank ("12, rue X"), are all that is too many, they separate nothing.
Candidate candidate_of(const Sample& sample, const std::string& separator) {
  Candidate out = candidate_of(sample, guess_grammar(sample.text, separator, sample.escapes));
  const auto try_instead = [&](bool CsvGrammar::*rule) {
    CsvGrammar grammar = out.grammar;
    grammar.*rule = true;
    Candidate other = candidate_of(sample, std::move(grammar));
    if (!is_regular(other) || other.fields > out.fields) return;
    // Titles are no sentences: "name, town" are two.
    if (rule == &CsvGrammar::text_before_blank && cells_at(out, other.rows[other.start.row].line) != other.fields) return;
    out = std::move(other);
  };
  if (separator == ";" && has_entities(sample.text)) try_instead(&CsvGrammar::entities);
  if (out.fields > 1 && !out.rows.empty() && !is_regular(out) && sample.text.find(separator + " ") != std::string_view::npos) try_instead(&CsvGrammar::text_before_blank);
  return out;
}

// Separators of data before those that texts hold, of two characters before one of them. "\xC2\xA6" is a broken bar, "\xC2\xA7" a
// paragraph sign, "\xC2\xAC" a hook, "\xC2\xA4" a currency sign, "\xE2\x94\x82" and its like draw boxes: none is in texts.
constexpr std::string_view kSeparators[] = {"||", "::", ";;", "~~", "^^", "##", "|~|", "~|~", "|^|", "\t", ";", "|", ",",
                                            "^", "~", "\xC2\xA6", "\xC2\xA7", "\xC2\xAC", "\xC2\xA4", "\xC2\xB6", "\x1F", "\xE2\x94\x82", "\xE2\x94\x83", "\xE2\x95\x91", " ", "#", ":"};

// "name" "town" in the first line, as R writes tables.
bool is_quoted_by_blanks(std::string_view text) {
  return text.starts_with('"') && text.substr(0, text.find_first_of("\r\n")).find("\" \"") != std::string_view::npos;
}

// As often as there are lines, or nearly: else no row of it has two fields.
bool is_worth_trying(std::string_view text, std::string_view separator, size_t lines) {
  if (separator == " " && !is_quoted_by_blanks(text)) return false;
  size_t found = 0;
  for (size_t at = 0; (at = text.find(separator, at)) != std::string_view::npos; at += separator.size()) ++found;
  return found > 0 && found * 3 >= lines;
}

// "12, rue X, Paris": as in a sentence, with a space behind.
bool is_punctuation(std::string_view text, std::string_view separator) {
  size_t found = 0, spaced = 0;
  for (size_t at = 0; (at = text.find(separator, at)) != std::string_view::npos;) {
    at += separator.size();
    ++found;
    spaced += at < text.size() && text[at] == ' ';
  }
  return spaced * 10 >= found * 6;
}

// Where two characters separate, none of the cells holds one of them.
bool is_doubled(const Candidate& candidate) {
  if (candidate.grammar.separator.size() != 2 || candidate.grammar.separator[0] != candidate.grammar.separator[1]) return true;
  size_t holding = 0;
  for (const SampleRow& row : candidate.rows)
    holding += std::any_of(row.cells.begin(), row.cells.end(), [&](const std::string& cell) { return cell.find(candidate.grammar.separator[0]) != std::string::npos; });
  return holding * 20 <= candidate.rows.size();
}

// The separator of a header line that the rows' one leaves whole, but another one cuts into as many fields.
std::string separator_of_header(const Sample& sample, const Candidate& candidate) {
  if (candidate.rows.size() < 3 || candidate.rows[0].cells.size() != 1) return {};
  for (const std::string_view other : {";", ",", "\t", "|"}) {
    if (other == candidate.grammar.separator) continue;
    const Rows rows = sample_rows({sample.text.substr(0, static_cast<size_t>(find_line_end(sample.text.data(), sample.text.data() + sample.text.size()) - sample.text.data())),
                                   false, 1, sample.escapes}, std::string(other));
    if (rows.size() == 1 && rows[0].cells.size() == candidate.fields) return std::string(other);
  }
  return {};
}

// Whether another separator cuts the first row as it cuts most rows, into not so many fewer fields: then it is no title.
bool is_row_of_another(const Sample& sample, const Candidate& candidate) {
  for (const std::string_view other : {";", ",", "\t", "|"}) {
    if (other == candidate.grammar.separator) continue;
    const Rows rows = sample_rows(sample, std::string(other));
    const size_t fields = rows.empty() ? 1 : rows[0].cells.size();
    const auto alike = static_cast<size_t>(std::count_if(rows.begin(), rows.end(), [&](const SampleRow& row) { return row.cells.size() == fields; }));
    if (fields > 1 && alike * 5 >= rows.size() * 4 && candidate.fields < fields * 4) return true;
  }
  return false;
}

// Whether the rows of a candidate are a table. A first row without the separator is a column's name, whatever the texts below it
// hold, unless it is a title over something that looks like a header.
bool is_table(const Sample& sample, Candidate& candidate) {
  if (candidate.fields < 2) return false;
  const Rows& rows = candidate.rows;
  if (rows[0].cells.size() > 1) return true;
  if (std::string other = separator_of_header(sample, candidate); !other.empty()) {
    candidate.header_separator = std::move(other);
    candidate.start = {0, true, 1};
    candidate.score *= 0.5;
    return true;
  }
  if (candidate.share < 0.8 || (!candidate.ruled && is_punctuation(sample.text, candidate.grammar.separator)) || candidate.start.row == 0) return false;
  candidate.score *= 0.7;
  const auto begin = rows.begin();
  const bool set_off = is_comment(rows[0].cells[0]) || std::any_of(begin, begin + static_cast<std::ptrdiff_t>(candidate.start.row + 1),
                                                                   [](const SampleRow& row) { return row.after_blank; });
  return set_off || (candidate.start.votes >= (candidate.fields > 2 ? 0 : 1) && !is_row_of_another(sample, candidate));
}

// Of two that make tables. Four times as many fields are no accident, whatever the first row is.
bool is_better(const Candidate& a, const Candidate& b) {
  if (a.rows.size() == 1) return a.fields > b.fields;
  if (a.fields >= b.fields * 4 && a.share >= 0.8) return true;
  if (b.fields >= a.fields * 4 && b.share >= 0.8) return false;
  return a.score > b.score + 0.05;
}

Candidate choose_separator(const Sample& sample, const std::optional<std::string>& wanted) {
  if (wanted) return candidate_of(sample, *wanted);
  Candidate best;
  bool found = false;
  const auto lines = static_cast<size_t>(std::count_if(sample.text.begin(), sample.text.end(), [](char c) { return c == '\n' || c == '\r'; }));
  std::vector<std::string> separators = unusual_separators(sample.text);
  separators.insert(separators.end(), std::begin(kSeparators), std::end(kSeparators));
  for (const std::string& separator : separators) {
    if (!is_worth_trying(sample.text, separator, lines)) continue;
    Candidate candidate = candidate_of(sample, separator);
    if (!is_doubled(candidate) || !is_table(sample, candidate)) continue;
    // What texts hold as well must do better than that.
    if ((separator == "#" || separator == ":") && (candidate.fields < 3 || candidate.share < 0.95)) continue;
    if (!found || is_better(candidate, best)) best = std::move(candidate);
    found = true;
  }
  if (found) return best;
  // One column: any separator that never occurs, so that no row has too many fields.
  for (const char* separator : {",", ";", "\t", "|"}) {
    best = candidate_of(sample, std::string(separator));
    const bool single = std::all_of(best.rows.begin(), best.rows.end(), [](const SampleRow& row) { return row.cells.size() == 1; });
    if (single) break;
  }
  return best;
}

// The row length that the header does not reach but nearly all rows fill: its last columns have no name.
uint32_t wanted_columns(const Candidate& csv, bool has_header, size_t first) {
  const size_t fields = csv.fields;
  if (!has_header) return static_cast<uint32_t>(fields);
  if (csv.rows.size() < first + 2 || csv.rows[first].cells.size() >= fields) return 0;
  size_t filled = 0;
  for (size_t r = first + 1; r < csv.rows.size(); ++r) filled += csv.rows[r].cells.size() == fields && !csv.rows[r].cells.back().empty();
  return filled * 10 >= (csv.rows.size() - 1 - first) * 8 ? static_cast<uint32_t>(fields) : 0;
}

bool ends_lines_with_crlf(std::string_view text) {
  size_t pairs = 0, single = 0;
  for (size_t at = 0; (at = text.find_first_of("\r\n", at)) != std::string_view::npos;) {
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    ++(pair ? pairs : single);
    at += pair ? 2 : 1;
  }
  return pairs > single;
}

Format guess_format(std::string_view sample) {
  const auto skip = [&](size_t at) { return skip_json_blanks(sample, at); };
  const size_t first = find_json_start(sample);
  if (first == std::string_view::npos) return Format::kCsv;
  if (sample[first] == '"') return Format::kJsonArray;
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

// A first line "sep=;" or "sep=||", perhaps in quotes: its separator, "" when there is none.
std::string separator_line(std::string_view line) {
  if (line.size() > 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() < 5 || line.size() > 8 || line.find('"') != std::string_view::npos) return {};
  return line.starts_with("sep=") || line.starts_with("SEP=") || line.starts_with("Sep=") ? std::string(line.substr(4)) : std::string();
}

// In a dump of PostgreSQL: COPY public.clients (id, name) FROM stdin; names the columns of the lines below.
void begin_at_copy(Sample& sample, std::optional<std::string>& wanted, SniffedDialect& out) {
  const char* const end = sample.text.data() + sample.text.size();
  uint64_t line = sample.first_line;
  for (const char* at = sample.text.data(); at < end; ++line) {
    const char* const stop = find_line_end(at, end);
    const std::string_view text(at, static_cast<size_t>(stop - at));
    const size_t open = text.find(" ("), close = text.rfind(") FROM stdin");
    if (text.starts_with("COPY ") && open != std::string_view::npos && close != std::string_view::npos && open < close) {
      const std::string list(text.substr(open + 2, close - open - 2));
      for (size_t from = 0; from <= list.size();) {
        const size_t comma = std::min(list.find(", ", from), list.size());
        std::string name = list.substr(from, comma - from);
        if (name.size() > 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        out.names.push_back(std::move(name));
        from = comma + 2;
      }
      sample.text.remove_prefix(static_cast<size_t>(skip_line_end(stop, end) - sample.text.data()));
      sample.first_line = line + 1;
      sample.escapes = true;
      wanted = "\t";
      return;
    }
    at = skip_line_end(stop, end);
  }
}

// Whether lines are rows in quotes as a whole: within them are as many cells as within the header, three at least, since a text of
// one cell ("Durand, Jean") may hold a separator. Then `csv` is what they are.
bool sniff_quoted_lines(const Sample& sample, std::string& lines, const std::optional<std::string>& wanted, Candidate& csv) {
  const size_t length = lines.size();
  lines.append(16, '\n');
  const Sample inner{std::string_view(lines).substr(0, length), sample.cut, sample.first_line, uses_backslashes(std::string_view(lines).substr(0, length), QuoteStyle::kDouble)};
  Candidate candidate = choose_separator(inner, wanted);
  if (candidate.fields < 3 || !is_regular(candidate) || is_punctuation(inner.text, candidate.grammar.separator)) return false;
  // Spreadsheets put empty cells behind each line.
  const bool only_first = std::all_of(csv.rows.begin(), csv.rows.end(), [](const SampleRow& row) {
    return std::all_of(row.cells.begin() + 1, row.cells.end(), [](const std::string& cell) { return cell.empty(); });
  });
  if (csv.fields > 1 && !only_first && candidate.score <= csv.score) return false;
  csv = std::move(candidate);
  return true;
}

// Columns of a fixed width where no separator makes columns.
bool sniff_fixed(const Sample& sample, const DialectOverride& choice, Candidate& csv, SniffedDialect& out) {
  if (choice.format != Format::kFixedWidth && (choice.format || choice.separator)) return false;
  RuledColumns ruled = find_ruled_columns(sample.text, sample.cut);
  if (choice.format != Format::kFixedWidth && ruled.starts.empty() && csv.fields > 1) return false;
  std::vector<uint32_t> starts = ruled.starts.empty() ? find_fixed_columns(sample.text, sample.cut) : ruled.starts;
  if (starts.empty()) return false;
  csv = {};
  csv.rows = scanned_rows(sample, [&](const char* at, const char* end, bool at_end, CsvRow& row) { return scan_fixed_row(at, end, at_end, starts, row); });
  count_fields(csv);
  csv.fields = starts.size();
  csv.start = find_table_start(csv.rows, csv.fields);
  if (!ruled.starts.empty())
    for (size_t r = 0; r < csv.rows.size(); ++r)
      if (csv.rows[r].line == sample.first_line + ruled.header) csv.start = {r, true, 1};
  out.format = Format::kFixedWidth;
  out.fixed_columns = std::move(starts);
  return true;
}

// Whether every row that is too short is the beginning of one that the next line ends: line feeds that nobody quoted.
bool has_wrapped_rows(const Candidate& csv, size_t first) {
  size_t end = csv.rows.size();
  while (end > first && csv.rows[end - 1].cells.size() == 1) --end;
  size_t joined = 0;
  for (size_t r = first; r < end; ++r) {
    const size_t fields = csv.rows[r].cells.size();
    if (fields >= csv.fields) continue;
    const size_t rest = r + 1 < end && !csv.rows[r + 1].after_blank ? csv.rows[r + 1].cells.size() : 0;
    if (rest >= csv.fields || fields + rest != csv.fields + 1) return false;
    ++r;
    ++joined;
  }
  return joined > 0;
}

// Whether lines of one cell stand between rows that are whole, where each row begins with a number or a code: the rest of the texts in
// their last column, which holds line feeds that nobody quoted.
bool has_continued_rows(const Candidate& csv, size_t first) {
  std::set<std::string> codes;
  size_t whole = 0, rests = 0;
  for (size_t r = first; r < csv.rows.size(); ++r) {
    const auto& cells = csv.rows[r].cells;
    if (cells.size() != csv.fields) continue;
    if (std::none_of(cells[0].begin(), cells[0].end(), is_digit)) return false;
    codes.insert(pattern_of(cells[0]));
    ++whole;
  }
  for (size_t r = first; r < csv.rows.size(); ++r) {
    const auto& cells = csv.rows[r].cells;
    if (cells.size() == csv.fields) continue;
    if (cells.size() != 1 || r == first || csv.rows[r].after_blank || codes.count(pattern_of(cells[0])) > 0) return false;
    if (csv.rows[r - 1].cells.back().empty() || !is_clean_text(cells[0])) return false;
    ++rests;
  }
  return rests > 0 && rests < whole;
}

// Texts apart by the same number of blanks, each row by as many as the header.
void sniff_blanks(const Sample& sample, Candidate& csv) {
  const std::string separator = blank_separator(sample.text);
  if (separator.empty()) return;
  Candidate candidate = candidate_of(sample, separator);
  if (candidate.fields >= 3 && is_regular(candidate)) csv = std::move(candidate);
}

// What the user decided about the header before what was found.
void place_header(const DialectOverride& choice, const Candidate& csv, SniffedDialect& out) {
  out.has_header = choice.has_header.value_or(csv.start.has_header);
  if (choice.header_line) out.has_header = *choice.header_line > 0;
  if (csv.rows.empty()) return;
  const size_t first = choice.header_line && out.has_header ? 0 : csv.start.row;
  out.first_line = csv.rows[first].line;
  out.column_count = std::min<uint32_t>(wanted_columns(csv, out.has_header, first), 4096);
  out.shape = shape_of(std::span(csv.rows).subspan(std::min(csv.rows.size(), first + (out.has_header ? 1 : 0))));
  if (out.format == Format::kCsv && csv.fields > 2) out.wrapped = has_wrapped_rows(csv, first + (out.has_header ? 1 : 0));
  if (out.format == Format::kCsv && csv.fields > 2 && !out.wrapped) out.continued = has_continued_rows(csv, first + (out.has_header ? 1 : 0));
  if (choice.header_line || !out.has_header || csv.start.names.empty()) return;
  out.names = csv.start.names;
  out.column_count = std::max(out.column_count, static_cast<uint32_t>(out.names.size()));
  if (first > 0) out.line_above = csv.rows[first - 1].cells;
}

// Of a table whose columns are named by a line that is no row.
void place_names(const Candidate& csv, uint64_t line, SniffedDialect& out) {
  out.has_header = true;
  out.first_line = line;
  out.column_count = static_cast<uint32_t>(out.names.size());
  out.shape = shape_of(csv.rows);
}

}  // namespace

SniffedDialect sniff_dialect(std::string_view text, bool cut, const DialectOverride& choice) {
  SniffedDialect out;
  out.format = choice.format.value_or(guess_format(text));
  out.crlf = ends_lines_with_crlf(text);
  if (out.format != Format::kCsv && out.format != Format::kFixedWidth) return out;
  const char* const end = text.data() + text.size();
  const char* const line_end = find_line_end(text.data(), end);
  Sample sample{text, cut, 1, uses_backslashes(text, QuoteStyle::kDouble)};
  std::optional<std::string> wanted = choice.separator;
  if (std::string named = separator_line(text.substr(0, static_cast<size_t>(line_end - text.data()))); !named.empty()) {
    out.separator_line = true;
    if (!wanted) wanted = std::move(named);
    sample.text.remove_prefix(static_cast<size_t>(skip_line_end(line_end, end) - text.data()));
    sample.first_line = 2;
  }
  // A table begins with its header, where the user says which line that is.
  if (!choice.separator && !choice.header_line && !choice.has_header) begin_at_copy(sample, wanted, out);
  const uint64_t header_line = choice.header_line.value_or(0);
  for (; sample.first_line < header_line && !sample.text.empty(); ++sample.first_line)
    sample.text.remove_prefix(static_cast<size_t>(skip_line_end(find_line_end(sample.text.data(), end), end) - sample.text.data()));
  Candidate csv = choose_separator(sample, wanted);
  std::string lines = without_line_quotes(sample.text, cut);
  out.quoted_lines = !lines.empty() && sniff_quoted_lines(sample, lines, wanted, csv);
  out.format = Format::kCsv;
  if (!sniff_fixed(sample, choice, csv, out) && csv.fields < 2 && !wanted) sniff_blanks(sample, csv);
  out.grammar = csv.grammar;
  if (csv.rows.empty()) out.first_line = std::max(sample.first_line, header_line);
  if (out.names.empty()) place_header(choice, csv, out);
  else place_names(csv, sample.first_line - 1, out);
  out.header_separator = csv.header_separator;
  out.box = csv.box;
  return out;
}

}  // namespace jumelles::ingest
