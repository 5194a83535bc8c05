#pragma once

// How the cells of a text are written once its separator is known: in which quotes, with blanks around them, with separators that belong
// to texts. All guessed from a sample.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv_scanner.h"

namespace jumelles::ingest {

// Whether a backslash takes the next character: there are cells \N, or quotes inside quoted cells are written \".
bool uses_backslashes(std::string_view text, QuoteStyle quotes);

// The grammar of `text` for a separator: quotes that nearly all close in front of a separator or line end, in half of the rows.
// Blanks around quotes count where a fifth of the rows have them, or most separators a blank behind. O(length).
CsvGrammar guess_grammar(std::string_view text, const std::string& separator, bool escapes);

// Whether the text holds a character reference in front of a semicolon's place.
bool has_entities(std::string_view text);

// Separators that the list of usual ones does not have: control characters that stand as often as there are lines, a usual one within
// the same sign every time (|;|). O(length).
std::vector<std::string> unusual_separators(std::string_view text);
// Some blanks in a row that stand between texts; "" where no two do.
std::string blank_separator(std::string_view text);

// The text with lines that stand in quotes as a whole ("a,b,""c, d""") taken out of them, and line feeds behind; "" where hardly any
// do. `cut`: the file goes on. O(length).
std::string without_line_quotes(std::string_view text, bool cut);
// The row within the quotes around a whole line, perhaps with empty cells behind it; no value where these are no such quotes.
// A view of `scratch`.
std::optional<std::string_view> within_line_quotes(std::string_view raw, std::string& scratch);

}  // namespace jumelles::ingest
