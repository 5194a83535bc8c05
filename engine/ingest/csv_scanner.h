#pragma once

// The grammar of delimited text, without any opinion about what the rows mean.
//
// A cell is quoted when its first character is a quote. Text between a closing quote and the next separator belongs
// to the cell; a quote elsewhere is an ordinary character. Lines end with LF, CR LF or CR.
//
// With escapes, a backslash takes the character behind it into the cell, quoted or not, as MySQL and PostgreSQL write. Other quotes,
// blanks in front of quotes and separators that are part of a text are read as the grammar says.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

enum class QuoteStyle : uint8_t { kDouble, kSingle, kCurly, kCurlySingle, kGuillemets, kLow };
struct QuotePair {
  std::string_view open, close;
};
const QuotePair& quote_pair(QuoteStyle style);
constexpr QuoteStyle kOtherQuotes[] = {QuoteStyle::kSingle, QuoteStyle::kCurly, QuoteStyle::kCurlySingle, QuoteStyle::kGuillemets, QuoteStyle::kLow};

struct CsvGrammar {
  std::string separator = ",";  // of any length but empty, without quote and line ends
  bool escapes = false;
  QuoteStyle quotes = QuoteStyle::kDouble;
  bool blanks_around_quotes = false;  // a, "b" , c: the blanks belong to no cell
  bool entities = false;              // the separator is no separator where it ends a character reference ("Chlo&eacute;")
  bool text_before_blank = false;     // the separator is no separator in front of a blank ("12, rue X")
  bool is_plain() const {
    return separator.size() == 1 && !escapes && quotes == QuoteStyle::kDouble && !blanks_around_quotes && !entities && !text_before_blank;
  }
  bool operator==(const CsvGrammar&) const = default;
};

struct CsvCell {
  const char* data;
  uint32_t size;
  bool quoted;           // `data` holds the raw text with its quotes: read it through csv_cell_text
  bool escaped = false;  // there is a backslash in it that means something: likewise
  QuoteStyle quotes = QuoteStyle::kDouble;
};

struct CsvRow {
  std::vector<CsvCell> cells;
  const char* next = nullptr;  // where the next row starts
  uint32_t line_count = 0;     // lines taken
};

enum class CsvRowState : uint8_t {
  kRow,
  kBlank,       // a line without a character
  kIncomplete,  // the text ends before the row does
  kUnbalanced,  // a quote is never closed, or only by what must be another cell's quote; `next` is behind its line
};

// Scans the row at `begin`. The 8 bytes behind `end` must be readable and some line feed must follow. O(length), views
// into the text.
CsvRowState scan_csv_row(const char* begin, const char* end, bool at_end, const CsvGrammar& grammar, CsvRow& row);

// How a table is drawn, by a program with bars or in Markdown.
struct CsvBox {
  bool padded = false;      // blanks around cells mean nothing
  bool outer_bars = false;  // lines begin and end with the separator
};
void unbox(const CsvBox& box, CsvRow& row);
std::string_view without_padding(std::string_view text);

// The value of a cell; `scratch` holds it when quotes or backslashes had to be removed. What keeps a code from being taken for a number
// is left out (`guarded` says so): ="00123", '00123 and a tab in front.
std::string_view csv_cell_text(const CsvCell& cell, std::string& scratch, bool& guarded);
// Whether a cell that begins so may be guarded.
constexpr bool may_be_guarded(char first) { return (first == '=') | (first == '\'') | (first == '\t'); }

// The first line end at or after `begin`, `end` when there is none; then the start of the next line.
const char* find_line_end(const char* begin, const char* end);
const char* skip_line_end(const char* at, const char* end);

}  // namespace jumelles::ingest
