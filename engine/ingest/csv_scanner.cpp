#include "ingest/csv_scanner.h"

#include <algorithm>
#include <bit>
#include <cstring>

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
  static constexpr bool kEscapes = false;
  uint64_t separators;
  const char* stop_behind(const char* at, const char*) const { return find_delimiter(at, separators); }
  size_t separator_size() const { return 1; }
};

struct GeneralRules {
  static constexpr bool kEscapes = true;
  uint64_t separators;  // its first character
  std::string_view separator;
  bool escapes;

  bool separates(const char* at, const char* end) const {
    return static_cast<size_t>(end - at) >= separator.size() && std::memcmp(at, separator.data(), separator.size()) == 0;
  }
  const char* stop_behind(const char* at, const char* end) const {
    for (; at < end; ++at) {
      if (!escapes) at = find_delimiter(at, separators);
      if (at >= end) break;
      if (escapes && *at == '\\') at += end - at > 2 && at[1] == '\r' && at[2] == '\n' ? 2 : 1;
      else if (*at == '\n' || *at == '\r' || separates(at, end)) return at;
    }
    return end;
  }
  size_t separator_size() const { return separator.size(); }
};

enum class QuotedState : uint8_t { kDone, kIncomplete, kUnbalanced };

struct Quoted {
  CsvCell cell;
  const char* stop;  // the delimiter behind the cell
  uint32_t line_ends;
};

// The closing quote from `at` on, `end` when there is none.
const char* find_quote(const char* at, const char* end, bool escapes) {
  const char* quote = at < end ? static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at))) : nullptr;
  if (!quote) quote = end;
  if (!escapes) return quote;
  for (const char* slash; (slash = static_cast<const char*>(std::memchr(at, '\\', static_cast<size_t>(quote - at)))) != nullptr;) {
    at = slash + 2;
    if (at > end) return end;
    if (at <= quote) continue;
    quote = at < end ? static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at))) : nullptr;
    if (!quote) quote = end;
  }
  return quote;
}

template <class Rules>
QuotedState scan_quoted(const char* begin, const char* end, bool at_end, const Rules& rules, Quoted& out) {
  bool escapes = false;
  if constexpr (Rules::kEscapes) escapes = rules.escapes;
  const char* at = begin + 1;
  bool doubled = false;
  for (;;) {
    const char* quote = find_quote(at, end, escapes);
    if (quote == end) return at_end ? QuotedState::kUnbalanced : QuotedState::kIncomplete;
    if (quote + 1 == end && !at_end) return QuotedState::kIncomplete;
    at = quote + 1;
    if (at == end || *at != '"') break;
    doubled = true;
    ++at;
  }
  out.line_ends = count_line_ends(begin, at);
  out.stop = rules.stop_behind(at, end);
  if (out.stop > end) out.stop = end;
  if constexpr (Rules::kEscapes) {
    if (out.stop == end && !at_end) return QuotedState::kIncomplete;  // half a separator may stand there
  }
  const bool clean = out.stop == at;
  // A cell over several lines that goes on behind its quote: the first quote was a stray one.
  if (!clean && out.line_ends > 0) return QuotedState::kUnbalanced;
  const bool escaped = escapes && std::memchr(begin, '\\', static_cast<size_t>(out.stop - begin)) != nullptr;
  if (escaped) out.line_ends += count_line_ends(at, out.stop);
  if (clean && !doubled) out.cell = {begin + 1, static_cast<uint32_t>(at - begin - 2), false, escaped};
  else out.cell = {begin, static_cast<uint32_t>(out.stop - begin), true, escaped};
  return QuotedState::kDone;
}

}  // namespace

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
    if (at < end && *at == '"') {
      Quoted quoted;
      const QuotedState state = scan_quoted(at, end, at_end, rules, quoted);
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
      stop = rules.stop_behind(at, end);
      if (stop > end) stop = end;
      row.cells.push_back({at, static_cast<uint32_t>(stop - at), false});
      if constexpr (Rules::kEscapes) {
        row.cells.back().escaped = rules.escapes && std::memchr(at, '\\', static_cast<size_t>(stop - at)) != nullptr;
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
  if (grammar.separator.size() == 1 && !grammar.escapes) return scan_row(begin, end, at_end, PlainRules{separators}, row);
  return scan_row(begin, end, at_end, GeneralRules{separators, grammar.separator, grammar.escapes}, row);
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
  scratch.clear();
  bool open = true;
  for (size_t at = 1; at < text.size();) {
    const size_t found = open ? text.find_first_of(cell.escaped ? "\"\\" : "\"", at) : std::string_view::npos;
    if (found == std::string_view::npos) {
      scratch.append(text.substr(at));
      break;
    }
    scratch.append(text.substr(at, found - at));
    at = found + 1;
    if (text[found] == '\\') {
      scratch.append(text.substr(found, 2));  // to be read with the other backslashes
      at = found + 2;
    } else if (at < text.size() && text[at] == '"') {
      scratch += '"';
      ++at;
    } else {
      open = false;
    }
  }
  return scratch;
}

}  // namespace

std::string_view csv_cell_text(const CsvCell& cell, std::string& scratch, bool& text_formula) {
  std::string_view text(cell.data, cell.size);
  if (cell.quoted) text = without_quotes(cell, scratch);
  if (cell.escaped) text = without_backslashes(text, scratch);
  text_formula = text.size() >= 3 && text[0] == '=' && text[1] == '"' && text.back() == '"' &&
                 text.find('"', 2) == text.size() - 1;
  return text_formula ? text.substr(2, text.size() - 3) : text;
}

}  // namespace jumelles::ingest
