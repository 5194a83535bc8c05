#pragma once

// A cell as its characters are meant: what phones and e-mails are read from.

#include <string>
#include <string_view>

#include "standardize/standardize.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

// Any white space as a blank (line ends and tabs stay), full-width digits, letters and signs as ASCII, dashes of all kinds as "-",
// without characters of no width. Other characters as they are.
void plain_text(std::string_view original, std::string& out);

// A number as spreadsheets write large ones, "6.12345695E+08": what is known of its digits.
struct ScientificNumber {
  bool found = false;
  bool exact = false;   // every digit is there
  size_t exponent = 0;  // 8: it has nine digits
  std::string digits;   // "612345695" where exact, else those that are known for sure: all but the last one written
};
ScientificNumber read_scientific(std::string_view text);

// Whether a number of nine digits or more may be one that a spreadsheet has rounded and written out again, "35391400000000": it shows six
// digits of a large one, all behind them are zeros. It is one where its check digits say that it is none.
bool may_be_rounded(std::string_view digits);
constexpr size_t kShownDigits = 6;  // of which the last one may be rounded up

// A value that nothing can be made of: kept for the eye, not compared.
void keep_unread(std::string_view original, Trace* trace, CleanValue& out);
// A value in its own words, without superfluous blanks.
std::string squeezed(std::string_view original, Trace* trace);

}  // namespace jumelles::standardize
