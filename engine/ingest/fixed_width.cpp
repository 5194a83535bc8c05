#include "ingest/fixed_width.h"

#include <algorithm>

#include "core/ascii.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kSampleLines = 1000;
// Fewer lines have blanks in common by chance.
constexpr size_t kFewestLines = 8;
constexpr size_t kWidest = 2000;

bool begins_character(char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }

size_t character_count(std::string_view text) { return static_cast<size_t>(std::count_if(text.begin(), text.end(), begins_character)); }

std::string_view without_blanks_behind(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

// What stands at one character of the lines.
struct Place {
  size_t blanks = 0, digits = 0, others = 0;
};

std::vector<std::string_view> lines_of(std::string_view sample, bool cut) {
  std::vector<std::string_view> lines;
  const char* at = sample.data();
  const char* const end = at + sample.size();
  while (at < end && lines.size() < kSampleLines) {
    const char* const stop = find_line_end(at, end);
    if (stop == end && cut) break;
    const std::string_view line = without_blanks_behind({at, static_cast<size_t>(stop - at)});
    if (line.find('\t') != std::string_view::npos || line.size() > kWidest) return {};
    if (!line.empty()) lines.push_back(line);
    at = skip_line_end(stop, end);
  }
  return lines;
}

// Lines of titles and footers have no columns: those that are much shorter than most.
std::vector<std::string_view> lines_of_rows(std::vector<std::string_view> lines) {
  std::vector<size_t> widths;
  for (const std::string_view line : lines) widths.push_back(character_count(line));
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
  const size_t usual = widths[widths.size() / 2];
  std::erase_if(lines, [&](std::string_view line) { return character_count(line) * 10 < usual * 6 || line.find_first_not_of("- ") == std::string_view::npos; });
  return lines;
}

// The byte at a character of a line; a blank behind its end.
char at_character(std::string_view line, size_t character) {
  for (const char c : line)
    if (begins_character(c) && character-- == 0) return c;
  return ' ';
}

std::vector<Place> places_of(const std::vector<std::string_view>& lines) {
  std::vector<Place> places;
  for (const std::string_view line : lines) {
    size_t column = 0;
    for (const char c : line) {
      if (!begins_character(c)) continue;
      if (column == places.size()) places.emplace_back();
      Place& place = places[column++];
      if (c == ' ') ++place.blanks;
      else if (is_digit(c)) ++place.digits;
      else ++place.others;
    }
  }
  for (Place& place : places) place.blanks = lines.size() - place.digits - place.others;
  return places;
}

// Of the filled places on one side of a gap: digits in nearly all rows, or in nearly none.
enum class Kind : uint8_t { kDigits, kOthers, kBoth };
Kind kind_of(const Place& place) {
  const size_t filled = place.digits + place.others;
  if (place.digits * 20 >= filled * 19) return Kind::kDigits;
  return place.others * 20 >= filled * 19 ? Kind::kOthers : Kind::kBoth;
}

}  // namespace

RuledColumns find_ruled_columns(std::string_view sample, bool cut) {
  constexpr size_t kMostAbove = 60;  // lines
  std::vector<std::string_view> lines;
  const char* const end = sample.data() + sample.size();
  for (const char* at = sample.data(); at < end && lines.size() < kSampleLines;) {
    const char* const stop = find_line_end(at, end);
    if (stop == end && cut) break;
    lines.emplace_back(at, static_cast<size_t>(stop - at));
    at = skip_line_end(stop, end);
  }
  const auto is_rule = [](std::string_view line) { return line.find("--") != std::string_view::npos && line.find(' ') != std::string_view::npos && line.find_first_not_of("- ") == std::string_view::npos; };
  for (size_t rule = 1; rule < std::min(lines.size(), kMostAbove); ++rule) {
    const std::string_view above = without_blanks_behind(lines[rule - 1]);
    if (!is_rule(without_blanks_behind(lines[rule])) || above.empty() || is_rule(above)) continue;
    const std::string_view line = lines[rule];
    RuledColumns out{{0}, rule - 1};
    std::vector<size_t> gaps;
    for (size_t i = line.find_first_not_of(' '); i < line.size(); ++i) {
      if (line[i] == ' ') gaps.push_back(i);
      else if (line[i - (i > 0)] == ' ' && !gaps.empty()) out.starts.push_back(static_cast<uint32_t>(i));
    }
    // Where the columns part, the lines below are blank; a few may be footers.
    size_t fitting = 0, looked = 0;
    for (size_t r = rule + 1; r < lines.size(); ++r) {
      if (without_blanks_behind(lines[r]).empty()) continue;
      ++looked;
      fitting += lines[r].find('\t') == std::string_view::npos && std::all_of(gaps.begin(), gaps.end(), [&](size_t gap) { return at_character(lines[r], gap) == ' '; });
    }
    if (out.starts.size() >= 2 && fitting > 0 && fitting * 10 >= looked * 8) return out;
  }
  return {};
}

std::vector<uint32_t> find_fixed_columns(std::string_view sample, bool cut) {
  std::vector<std::string_view> lines = lines_of(sample, cut);
  if (lines.size() < kFewestLines) return {};
  lines = lines_of_rows(std::move(lines));
  if (lines.size() < kFewestLines) return {};
  const std::vector<Place> places = places_of(lines);
  // One line in fifty may be a footer of full length.
  const auto blank = [&](size_t i) { return places[i].blanks * 50 >= lines.size() * 49; };
  const auto mostly_blank = [&](const Place& place) { return place.blanks * 2 >= lines.size(); };
  std::vector<uint32_t> starts{0};
  bool wide_gap = false;
  for (size_t i = 1; i + 1 < places.size(); ++i) {
    if (!blank(i) || blank(i - 1)) continue;
    size_t next = i;
    while (next < places.size() && blank(next)) ++next;
    if (next == places.size()) break;
    const Place &left = places[i - 1], &right = places[next];
    const Kind a = kind_of(left), b = kind_of(right);
    const bool pads = mostly_blank(left) || mostly_blank(right);
    // A header's word that begins behind blanks where the rows have none.
    const bool named = at_character(lines[0], next) != ' ' && at_character(lines[0], i) == ' ' && at_character(lines[0], i - 1) == ' ';
    if (next - i == 1 && !pads && !named && (a == b || a == Kind::kBoth || b == Kind::kBoth)) continue;
    // Behind the ends of most lines, everything is blank: only what many lines have there is a column.
    const auto reaching = static_cast<size_t>(std::count_if(lines.begin(), lines.end(), [&](auto line) { return character_count(line) > next; }));
    if (reaching * (next - i > 1 ? 20 : 2) < lines.size()) continue;
    wide_gap = wide_gap || next - i > 1 || pads;
    starts.push_back(static_cast<uint32_t>(next));
  }
  // Texts of some words that happen to be alike ("rue 12") have no padding.
  return starts.size() >= 2 && wide_gap ? starts : std::vector<uint32_t>{};
}

CsvRowState scan_fixed_row(const char* begin, const char* end, bool at_end, const std::vector<uint32_t>& starts, CsvRow& row) {
  const char* const stop = find_line_end(begin, end);
  if (!at_end && (stop == end || (*stop == '\r' && stop + 1 == end))) return CsvRowState::kIncomplete;
  row.cells.clear();
  row.line_count = 1;
  row.next = skip_line_end(stop, end);
  if (stop == begin) return CsvRowState::kBlank;
  const char* at = begin;
  size_t character = 0;
  for (size_t i = 0; i < starts.size() && at < stop; ++i) {
    const size_t until = i + 1 < starts.size() ? starts[i + 1] : static_cast<size_t>(-1);
    const char* from = at;
    while (at < stop && character < until) {
      ++at;
      while (at < stop && !begins_character(*at)) ++at;
      ++character;
    }
    const char* to = at;
    while (from < to && *from == ' ') ++from;
    while (to > from && to[-1] == ' ') --to;
    row.cells.push_back({from, static_cast<uint32_t>(to - from), false});
  }
  return CsvRowState::kRow;
}

}  // namespace jumelles::ingest
