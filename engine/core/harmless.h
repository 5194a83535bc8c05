#pragma once

// Texts that a spreadsheet would run as a formula, and how they are kept from it in our own files of separated values.

#include <string>
#include <string_view>

namespace jumelles {

// "-12", "+1,5", "1 234.50", "-2.5e-7": a whole number or decimal as people and programs write it.
bool is_number(std::string_view text);
// "+33 6 12 34 56 78", "+33 (0)6.12", "+33 1 45 67 89 17 poste 204": a plus and 6 to 15 digits with what separates them, then an
// extension where there is one.
bool is_international_phone(std::string_view text);
// "-12.5" and nothing else: a number with a decimal point, as our clean numbers are written.
bool is_plain_decimal(std::string_view text);

// Whether a spreadsheet runs it: it begins with = @ tab or CR, or with + or - and is neither a number nor phones joined by |.
bool is_run_by_spreadsheets(std::string_view text);

// With an apostrophe before, as spreadsheets have it for texts. So have texts that begin with apostrophes before such
// a sign, whatever follows: as_read takes one off of all that have one, and gives the very text again.
bool needs_apostrophe(std::string_view text);
// Of a cell of our own files, the text that was written.
std::string_view as_read(std::string_view cell);

}  // namespace jumelles
