#include "ingest/csv_grammar.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "text/entities.h"

namespace jumelles::ingest {
namespace {

bool ends_line(char c) { return c == '\n' || c == '\r'; }

bool stands_at(std::string_view text, size_t at, std::string_view what) { return text.substr(std::min(at, text.size())).starts_with(what); }

size_t behind_blanks(std::string_view text, size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// How cells and a kind of quotes go together.
struct QuoteCounts {
  size_t cells = 0;    // that hold anything
  size_t opened = 0;   // cells that begin with a quote
  size_t closed = 0;   // and end with one
  size_t spaced = 0;   // of the closed ones, with a blank in front
  size_t blanks = 0;   // cells with a blank in front
  size_t rows = 0, rows_closed = 0, rows_spaced = 0;
};

class QuoteCounter {
 public:
  QuoteCounter(std::string_view text, std::string_view separator, const QuotePair& quotes) : text_(text), separator_(separator), quotes_(quotes) {}

  QuoteCounts count() {
    for (size_t at = 0; at < text_.size();) {
      ++counts_.rows;
      const size_t closed = counts_.closed, spaced = counts_.spaced;
      bool first = true;
      do {
        if (!first) at += separator_.size();
        at = take_cell(at, first);
        first = false;
      } while (at < text_.size() && !ends_line(text_[at]));
      counts_.rows_closed += counts_.closed > closed;
      counts_.rows_spaced += counts_.spaced > spaced;
      while (at < text_.size() && ends_line(text_[at])) ++at;
    }
    return counts_;
  }

 private:
  bool ends_cell(size_t at) const { return at >= text_.size() || ends_line(text_[at]) || stands_at(text_, at, separator_); }
  size_t cell_end(size_t at) const {
    while (!ends_cell(at)) ++at;
    return at;
  }

  // Behind the cell at `at`. A quote that does not close in front of a separator is none.
  size_t take_cell(size_t at, bool first) {
    const size_t begin = behind_blanks(text_, at);
    if (ends_cell(begin)) return begin;
    ++counts_.cells;
    counts_.blanks += begin > at && !first;
    if (!stands_at(text_, begin, quotes_.open)) return cell_end(begin);
    ++counts_.opened;
    for (size_t from = begin + quotes_.open.size();;) {
      const size_t quote = text_.find(quotes_.close, from);
      if (quote == std::string_view::npos) return cell_end(begin);
      from = quote + quotes_.close.size();
      if (stands_at(text_, from, quotes_.close)) {
        from += quotes_.close.size();
        continue;
      }
      const size_t end = behind_blanks(text_, from);
      if (!ends_cell(end)) {
        if (text_[quote - 1] == '\\') continue;
        return cell_end(begin);
      }
      ++counts_.closed;
      counts_.spaced += begin > at;
      return end;
    }
  }

  std::string_view text_, separator_;
  const QuotePair& quotes_;
  QuoteCounts counts_;
};

bool nearly_all_close(const QuoteCounts& counts) { return counts.closed > 0 && counts.closed * 20 >= counts.opened * 19; }

bool has_blanks_around(const QuoteCounts& counts) {
  return counts.spaced > 0 && nearly_all_close(counts) && (counts.rows_spaced * 5 >= counts.rows || counts.blanks * 10 >= (counts.cells - std::min(counts.cells, counts.rows)) * 8);
}

bool is_plain_sign(char c) { return c > ' ' && c < '\x7F' && !is_digit(c) && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && std::string_view("\"'-.@+()&").find(c) == std::string_view::npos; }

size_t count_lines(std::string_view text) {
  size_t lines = 0;
  for (const char c : text) lines += c == '\n';
  return std::max<size_t>(lines, static_cast<size_t>(std::count(text.begin(), text.end(), '\r')));
}

// A separator and the sign that stands on both sides of it every time; "" where none does.
std::string within_signs(std::string_view text, char separator) {
  std::array<size_t, 128> around{};
  size_t found = 0;
  for (size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, at + 1)) {
    ++found;
    // Not cells of one sign: *;*;*
    const bool alone = (at > 1 && text[at - 2] == separator) || (at + 2 < text.size() && text[at + 2] == separator);
    if (at > 0 && at + 1 < text.size() && text[at - 1] == text[at + 1] && text[at - 1] != separator && is_plain_sign(text[at - 1]) && !alone) ++around[static_cast<size_t>(text[at - 1])];
  }
  const auto most = std::max_element(around.begin(), around.end());
  if (*most == 0 || *most * 10 < found * 6) return {};  // texts may hold the separator alone
  const char sign = static_cast<char>(most - around.begin());
  return {sign, separator, sign};
}

}  // namespace

bool uses_backslashes(std::string_view text, QuoteStyle quotes) {
  const auto bounds = [&](size_t at) { return at >= text.size() || std::string_view("\t;,|\r\n").find(text[at]) != std::string_view::npos; };
  for (size_t at = 0; (at = text.find("\\N", at)) != std::string_view::npos; at += 2)
    if ((at == 0 || bounds(at - 1)) && bounds(at + 2)) return true;
  // "C:\dir\" ends with its cell; a quote in the middle of one does not. Only in lines that begin a cell with a quote.
  const std::string_view quote = quote_pair(quotes).close;
  if (quote.size() != 1) return false;
  const std::string escaped = "\\" + std::string(quote);
  for (size_t at = 0; (at = text.find(escaped, at)) != std::string_view::npos; at += 2) {
    if (bounds(at + 2) || text[at + 2] == quote[0]) continue;
    size_t begin = at;
    bool quoted = false;
    for (; begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r'; --begin) quoted = quoted || (text[begin] == quote[0] && bounds(begin - 1));
    if (quoted || text[begin] == quote[0]) return true;
  }
  return false;
}

CsvGrammar guess_grammar(std::string_view text, const std::string& separator, bool escapes) {
  CsvGrammar out;
  out.separator = separator;
  out.escapes = escapes;
  if (text.find(" \"") != std::string_view::npos) {
    const QuoteCounts counts = QuoteCounter(text, separator, quote_pair(QuoteStyle::kDouble)).count();
    out.blanks_around_quotes = has_blanks_around(counts);
    if (nearly_all_close(counts) && counts.rows_closed * 2 >= counts.rows) return out;
  }
  for (const QuoteStyle style : kOtherQuotes) {
    const QuotePair& quotes = quote_pair(style);
    if (text.find(quotes.close) == std::string_view::npos || text.find(quotes.open) == std::string_view::npos) continue;
    const QuoteCounts counts = QuoteCounter(text, separator, quotes).count();
    if (!nearly_all_close(counts) || counts.rows_closed * 2 < counts.rows || counts.closed * 10 < counts.cells * 3) continue;
    out.quotes = style;
    out.blanks_around_quotes = has_blanks_around(counts);
    out.escapes = escapes || uses_backslashes(text, style);
    break;
  }
  return out;
}

bool has_entities(std::string_view text) {
  for (size_t at = 0; (at = text.find('&', at)) != std::string_view::npos; ++at) {
    const size_t end = text.substr(at, 12).find(';');
    if (end != std::string_view::npos && text::is_entity(text.substr(at, end))) return true;
  }
  return false;
}

std::vector<std::string> unusual_separators(std::string_view text) {
  std::vector<std::string> out;
  const size_t lines = count_lines(text);
  std::array<size_t, 32> controls{};
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) ++controls[static_cast<size_t>(c)];
  for (size_t c = 1; c < controls.size(); ++c)
    if ((c < '\t' || c > '\r') && controls[c] > 0 && controls[c] >= lines) out.emplace_back(1, static_cast<char>(c));
  for (const char separator : {';', ',', '\t', '|', '~', '^', ':', '#'})
    if (std::string whole = within_signs(text, separator); !whole.empty()) out.push_back(std::move(whole));
  return out;
}

std::string blank_separator(std::string_view text) {
  std::array<size_t, 9> runs{};
  for (size_t at = text.find("  "); at != std::string_view::npos; at = text.find("  ", at)) {
    const size_t end = behind_blanks(text, at);
    if (end - at < runs.size() && at > 0 && end < text.size() && !ends_line(text[at - 1]) && !ends_line(text[end])) ++runs[end - at];
    at = end;
  }
  const auto most = std::max_element(runs.begin(), runs.end());
  return std::string(*most == 0 ? 0 : static_cast<size_t>(most - runs.begin()), ' ');
}

std::optional<std::string_view> within_line_quotes(std::string_view raw, std::string& scratch) {
  // Spreadsheets put as many separators behind as they have columns.
  const size_t last = raw.find_last_not_of(";,\t|\r\n");
  if (last == std::string_view::npos || last == 0 || raw[0] != '"' || raw[last] != '"') return std::nullopt;
  bool formula = false;
  const CsvCell whole{raw.data(), static_cast<uint32_t>(last + 1), true};
  const std::string_view text = csv_cell_text(whole, scratch, formula);
  // No lone quote ends the cell before.
  const bool lone = text.size() + 2 + static_cast<size_t>(std::count(text.begin(), text.end(), '"')) != whole.size;
  return lone || formula ? std::nullopt : std::optional(text);
}

std::string without_line_quotes(std::string_view text, bool cut) {
  CsvGrammar grammar;
  grammar.separator = "\x01";  // that no text holds
  std::string out, scratch;
  CsvRow row;
  size_t lines = 0, quoted = 0, inner = 0;
  const char* at = text.data();
  for (const char* const end = at + text.size(); at < end; at = row.next) {
    const CsvRowState state = scan_csv_row(at, end, !cut, grammar, row);
    if (state == CsvRowState::kIncomplete) break;
    const std::string_view raw(at, static_cast<size_t>(row.next - at));
    lines += state == CsvRowState::kRow;
    const std::optional<std::string_view> line = state == CsvRowState::kRow ? within_line_quotes(raw, scratch) : std::nullopt;
    out.append(line.value_or(raw));
    if (!line) continue;
    ++quoted;
    inner += line->find('"') != std::string_view::npos;
    out += '\n';
  }
  // Where only the lines that hold quotes are put into quotes, they have quotes inside.
  const bool enough = quoted * 2 >= lines || (inner == quoted && quoted * 20 >= lines);
  return enough && quoted > 0 ? out : std::string();
}

}  // namespace jumelles::ingest
