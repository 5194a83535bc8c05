#include "ingest/csv_scanner.h"

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

enum class QuotedState : uint8_t { kDone, kIncomplete, kUnbalanced };

struct Quoted {
  CsvCell cell;
  const char* stop;  // the delimiter behind the cell
  uint32_t line_ends;
};

QuotedState scan_quoted(const char* begin, const char* end, bool at_end, uint64_t separators, Quoted& out) {
  const char* at = begin + 1;
  bool doubled = false;
  for (;;) {
    const char* quote = at < end ? static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at))) : nullptr;
    if (quote == nullptr) return at_end ? QuotedState::kUnbalanced : QuotedState::kIncomplete;
    if (quote + 1 == end && !at_end) return QuotedState::kIncomplete;
    at = quote + 1;
    if (at == end || *at != '"') break;
    doubled = true;
    ++at;
  }
  out.line_ends = count_line_ends(begin, at);
  out.stop = find_delimiter(at, separators);
  if (out.stop > end) out.stop = end;
  const bool clean = out.stop == at;
  // A cell over several lines that goes on behind its quote: the first quote was a stray one.
  if (!clean && out.line_ends > 0) return QuotedState::kUnbalanced;
  if (clean && !doubled) out.cell = {begin + 1, static_cast<uint32_t>(at - begin - 2), false};
  else out.cell = {begin, static_cast<uint32_t>(out.stop - begin), true};
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

CsvRowState scan_csv_row(const char* begin, const char* end, bool at_end, char separator, CsvRow& row) {
  const uint64_t separators = kOnes * static_cast<uint8_t>(separator);
  row.cells.clear();
  row.line_count = 1;
  const char* at = begin;
  for (;;) {
    const char* stop;
    if (at < end && *at == '"') {
      Quoted quoted;
      const QuotedState state = scan_quoted(at, end, at_end, separators, quoted);
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
      stop = find_delimiter(at, separators);
      if (stop > end) stop = end;
      row.cells.push_back({at, static_cast<uint32_t>(stop - at), false});
    }
    if (stop == end) {
      if (!at_end) return CsvRowState::kIncomplete;
      row.next = end;
      break;
    }
    if (*stop == separator) {
      at = stop + 1;
      continue;
    }
    if (*stop == '\r' && stop + 1 == end && !at_end) return CsvRowState::kIncomplete;
    row.next = skip_line_end(stop, end);
    break;
  }
  const bool blank = row.cells.size() == 1 && row.cells[0].size == 0 && row.cells[0].data == begin;
  return blank ? CsvRowState::kBlank : CsvRowState::kRow;
}

std::string_view csv_cell_text(const CsvCell& cell, std::string& scratch, bool& text_formula) {
  std::string_view text(cell.data, cell.size);
  if (cell.quoted) {
    scratch.clear();
    size_t at = 1;
    while (at < text.size()) {
      const size_t quote = text.find('"', at);
      if (quote == std::string_view::npos) {
        scratch.append(text.substr(at));
        break;
      }
      scratch.append(text.substr(at, quote - at));
      if (quote + 1 >= text.size() || text[quote + 1] != '"') {
        scratch.append(text.substr(quote + 1));  // behind the closing quote
        break;
      }
      scratch += '"';
      at = quote + 2;
    }
    text = scratch;
  }
  text_formula = text.size() >= 3 && text[0] == '=' && text[1] == '"' && text.back() == '"' &&
                 text.find('"', 2) == text.size() - 1;
  return text_formula ? text.substr(2, text.size() - 3) : text;
}

}  // namespace jumelles::ingest
