#include "ingest/csv_scanner.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "core/ascii.h"
#include "text/entities.h"

namespace jumelles::ingest {
namespace {

static_assert(std::endian::native == std::endian::little, "words are scanned from their low byte");

constexpr uint64_t kOnes = 0x0101010101010101ull;
constexpr uint64_t kHighBits = 0x8080808080808080ull;

// High bit of every zero byte; bits above the lowest one may be wrong.
constexpr uint64_t zero_bytes(uint64_t word) { return (word - kOnes) & ~word & kHighBits; }

// First separator, LF or CR; the padding stops it.
const char* find_delimiter(const char* at, uint64_t separators) {
  for (;; at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    const uint64_t found = zero_bytes(word ^ separators) | zero_bytes(word ^ (kOnes * '\n')) | zero_bytes(word ^ (kOnes * '\r'));
    if (found != 0) return at + (std::countr_zero(found) >> 3);
  }
}

uint32_t count_line_ends(const char* begin, const char* end) {
  uint32_t count = 0;
  for (const char* at = begin; (at = find_line_end(at, end)) < end; at = skip_line_end(at, end)) ++count;
  return count;
}

// Separators of one character and no escapes: what nearly all files are, and must be read fast.
struct PlainRules {
  static constexpr bool kGeneral = false;
  uint64_t separators;
  const char* stop_behind(const char* at, const char*, const char*) const { return find_delimiter(at, separators); }
  const char* opening_quote(const char* at, const char* end) const { return at < end && *at == '"' ? at : nullptr; }
  size_t separator_size() const { return 1; }
};

constexpr QuotePair kQuotePairs[] = {{"\"", "\""}, {"'", "'"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x98", "\xE2\x80\x99"},
                                     {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}};

bool begins_with(const char* at, const char* end, std::string_view what) {
  return static_cast<size_t>(end - at) >= what.size() && std::memcmp(at, what.data(), what.size()) == 0;
}

const char* skip_blanks(const char* at, const char* end) {
  while (at < end && *at == ' ') ++at;
  return at;
}

// Whether the text from `begin` to `at` ends with a character reference but for its semicolon.
bool ends_with_reference(const char* begin, const char* at) {
  constexpr std::ptrdiff_t kLongest = 10;
  for (const char* back = at; back > begin && at - back < kLongest;) {
    const char c = *--back;
    if (c == '&') return text::is_entity({back, static_cast<size_t>(at - back)});
    if (!is_digit(c) && c != '#' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) return false;
  }
  return false;
}

struct GeneralRules {
  static constexpr bool kGeneral = true;
  uint64_t separators;  // its first character
  const CsvGrammar& grammar;
  const QuotePair& quotes;

  // A separator at the very end of what is known may be more text, or part of one.
  bool separates(const char* begin, const char* at, const char* end) const {
    if (!begins_with(at, end, grammar.separator)) return false;
    if (grammar.entities && ends_with_reference(begin, at)) return false;
    const char* const behind = at + grammar.separator.size();
    return !grammar.text_before_blank || behind == end || *behind != ' ';
  }
  const char* stop_behind(const char* at, const char* end, const char* begin) const {
    for (; at < end; ++at) {
      if (!grammar.escapes) at = find_delimiter(at, separators);
      if (at >= end) break;
      if (grammar.escapes && *at == '\\') at += end - at > 2 && at[1] == '\r' && at[2] == '\n' ? 2 : 1;
      else if (*at == '\n' || *at == '\r' || separates(begin, at, end)) return at;
    }
    return end;
  }
  const char* opening_quote(const char* at, const char* end) const {
    if (grammar.blanks_around_quotes) at = skip_blanks(at, end);
    return begins_with(at, end, quotes.open) ? at : nullptr;
  }
  size_t separator_size() const { return grammar.separator.size(); }
};

enum class QuotedState : uint8_t { kDone, kIncomplete, kUnbalanced };

struct Quoted {
  CsvCell cell;
  const char* stop;  // the delimiter behind the cell
  uint32_t line_ends;
};

const char* find_plain_quote(const char* at, const char* end) {
  const char* quote = at < end ? static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at))) : nullptr;
  return quote ? quote : end;
}

// The closing quote from `at` on, `end` when there is none.
const char* find_quote(const char* at, const char* end, std::string_view close, bool escapes) {
  const auto find = [&](const char* from) {
    const std::string_view text(from, from < end ? static_cast<size_t>(end - from) : 0);
    const size_t found = close.size() == 1 ? text.find(close[0]) : text.find(close);
    return found == std::string_view::npos ? end : from + found;
  };
  const char* quote = find(at);
  if (!escapes) return quote;
  for (const char* slash; (slash = static_cast<const char*>(std::memchr(at, '\\', static_cast<size_t>(quote - at)))) != nullptr;) {
    at = slash + 2;
    if (at > end) return end;
    if (at > quote) quote = find(at);
  }
  return quote;
}

template <class Rules>
QuotedState scan_quoted(const char* begin, const char* end, bool at_end, const Rules& rules, Quoted& out) {
  bool escapes = false;
  std::string_view close = "\"";
  size_t open_size = 1, close_size = 1;
  QuoteStyle style = QuoteStyle::kDouble;
  if constexpr (Rules::kGeneral) {
    escapes = rules.grammar.escapes;
    close = rules.quotes.close;
    open_size = rules.quotes.open.size();
    close_size = close.size();
    style = rules.grammar.quotes;
  }
  const char* at = begin + open_size;
  bool doubled = false;
  for (;;) {
    const char* quote;
    if constexpr (Rules::kGeneral) quote = find_quote(at, end, close, escapes);
    else quote = find_plain_quote(at, end);
    if (quote == end) return at_end ? QuotedState::kUnbalanced : QuotedState::kIncomplete;
    at = quote + close_size;
    if (at + close_size > end && !at_end) return QuotedState::kIncomplete;
    if constexpr (Rules::kGeneral) {
      if (!begins_with(at, end, close)) break;
    } else if (at == end || *at != '"') {
      break;
    }
    doubled = true;
    at += close_size;
  }
  out.line_ends = count_line_ends(begin, at);
  const char* behind = at;
  if constexpr (Rules::kGeneral) {
    if (rules.grammar.blanks_around_quotes) behind = skip_blanks(at, end);
  }
  out.stop = rules.stop_behind(behind, end, begin);
  if (out.stop > end) out.stop = end;
  if constexpr (Rules::kGeneral) {
    if (out.stop == end && !at_end) return QuotedState::kIncomplete;  // half a separator may stand there
  }
  const bool clean = out.stop == behind;
  // A cell over several lines that goes on behind its quote: the first quote was a stray one.
  if (!clean && out.line_ends > 0) return QuotedState::kUnbalanced;
  const bool escaped = escapes && std::memchr(begin, '\\', static_cast<size_t>(out.stop - begin)) != nullptr;
  if (escaped) out.line_ends += count_line_ends(at, out.stop);
  const auto size = static_cast<uint32_t>(at - begin), marks = static_cast<uint32_t>(open_size + close_size);
  if (clean && !doubled) out.cell = {begin + open_size, size - marks, false, escaped, style};
  else out.cell = {begin, static_cast<uint32_t>((clean ? at : out.stop) - begin), true, escaped, style};
  return QuotedState::kDone;
}

}  // namespace

const QuotePair& quote_pair(QuoteStyle style) { return kQuotePairs[static_cast<size_t>(style)]; }

const char* find_line_end(const char* begin, const char* end) {
  while (begin < end && *begin != '\n' && *begin != '\r') ++begin;
  return begin;
}

const char* skip_line_end(const char* at, const char* end) {
  if (at == end) return end;
  return at + (*at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
}

namespace {

template <class Rules>
CsvRowState scan_row(const char* begin, const char* end, bool at_end, const Rules& rules, CsvRow& row) {
  row.cells.clear();
  row.line_count = 1;
  const char* at = begin;
  for (;;) {
    const char* stop;
    if (const char* const quote = rules.opening_quote(at, end)) {
      Quoted quoted;
      const QuotedState state = scan_quoted(quote, end, at_end, rules, quoted);
      if (state == QuotedState::kIncomplete) return CsvRowState::kIncomplete;
      if (state == QuotedState::kUnbalanced) {
        const char* line_end = find_line_end(at, end);
        if (!at_end && (line_end == end || line_end + 1 == end)) return CsvRowState::kIncomplete;
        row.next = skip_line_end(line_end, end);
        return CsvRowState::kUnbalanced;
      }
      row.cells.push_back(quoted.cell);
      row.line_count += quoted.line_ends;
      stop = quoted.stop;
    } else {
      stop = rules.stop_behind(at, end, at);
      if (stop > end) stop = end;
      row.cells.push_back({at, static_cast<uint32_t>(stop - at), false});
      if constexpr (Rules::kGeneral) {
        row.cells.back().escaped = rules.grammar.escapes && std::memchr(at, '\\', static_cast<size_t>(stop - at)) != nullptr;
        if (row.cells.back().escaped) row.line_count += count_line_ends(at, stop);
      }
    }
    if (stop == end) {
      if (!at_end) return CsvRowState::kIncomplete;
      row.next = end;
      break;
    }
    if (*stop != '\n' && *stop != '\r') {
      at = stop + rules.separator_size();
      continue;
    }
    if (*stop == '\r' && stop + 1 == end && !at_end) return CsvRowState::kIncomplete;
    row.next = skip_line_end(stop, end);
    break;
  }
  const bool blank = row.cells.size() == 1 && row.cells[0].size == 0 && row.cells[0].data == begin;
  return blank ? CsvRowState::kBlank : CsvRowState::kRow;
}

}  // namespace

CsvRowState scan_csv_row(const char* begin, const char* end, bool at_end, const CsvGrammar& grammar, CsvRow& row) {
  const uint64_t separators = kOnes * static_cast<uint8_t>(grammar.separator[0]);
  if (grammar.is_plain()) return scan_row(begin, end, at_end, PlainRules{separators}, row);
  return scan_row(begin, end, at_end, GeneralRules{separators, grammar, quote_pair(grammar.quotes)}, row);
}

namespace {

// "\\n" is a line feed, "\\t" a tab, "\\\"" a quote; "\\N" alone is a missing cell.
std::string_view without_backslashes(std::string_view text, std::string& out) {
  if (text == "\\N") return {};
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char c = text[++i];
    plain += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? ' ' : c;
  }
  out = std::move(plain);
  return out;
}

// The text within the quotes of a raw cell, and what stands behind them.
std::string_view without_quotes(const CsvCell& cell, std::string& scratch) {
  const std::string_view text(cell.data, cell.size);
  const auto& [opening, closing] = quote_pair(cell.quotes);
  const char stops[] = {closing[0], '\\'};
  scratch.clear();
  bool open = true;
  for (size_t at = opening.size(); at < text.size();) {
    const size_t found = open ? text.find_first_of(std::string_view(stops, cell.escaped ? 2 : 1), at) : std::string_view::npos;
    if (found == std::string_view::npos) {
      scratch.append(text.substr(at));
      break;
    }
    scratch.append(text.substr(at, found - at));
    at = found;
    if (text[found] == '\\') {
      scratch.append(text.substr(found, 2));  // to be read with the other backslashes
      at = found + 2;
    } else if (!text.substr(at).starts_with(closing)) {
      scratch += text[at++];
    } else if (at += closing.size(); text.substr(at).starts_with(closing)) {
      scratch.append(closing);
      at += closing.size();
    } else {
      open = false;
    }
  }
  return scratch;
}

// A code behind an apostrophe or a tab: digits and capitals. '68 and 'Bob' are texts of their own.
bool guards_code(std::string_view text) {
  constexpr size_t kShortest = 3;
  const size_t first = text.size() > 1 && text[1] == '+' ? 2 : 1;
  return text.size() > kShortest && first < text.size() && is_digit(text[first]) && std::all_of(text.begin() + 1, text.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || std::string_view(" +-./()").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::string_view without_padding(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

void unbox(const CsvBox& box, CsvRow& row) {
  if (box.padded)
    for (CsvCell& cell : row.cells) {
      if (cell.quoted) continue;
      const std::string_view text = without_padding({cell.data, cell.size});
      cell.data = text.data();
      cell.size = static_cast<uint32_t>(text.size());
    }
  if (!box.outer_bars || row.cells.size() < 3) return;
  row.cells.pop_back();
  row.cells.erase(row.cells.begin());
}

std::string_view csv_cell_text(const CsvCell& cell, std::string& scratch, bool& guarded) {
  std::string_view text(cell.data, cell.size);
  if (cell.quoted) text = without_quotes(cell, scratch);
  if (cell.escaped) text = without_backslashes(text, scratch);
  guarded = false;
  if (text.size() < 2) return text;
  if (text[0] == '=') {
    guarded = text.size() >= 3 && text[1] == '"' && text.back() == '"' && text.find('"', 2) == text.size() - 1;
    return guarded ? text.substr(2, text.size() - 3) : text;
  }
  guarded = (text[0] == '\t' || text[0] == '\'') && guards_code(text);
  return guarded ? text.substr(1) : text;
}

}  // namespace jumelles::ingest
