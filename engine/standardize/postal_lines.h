#pragma once

// Postcode and town in one cell, as the last line of an address has them.

#include <string_view>

namespace jumelles::standardize {

struct PostalLine {
  std::string_view postcode, town;  // parts of the text; "" for what it does not hold
};

// "75011 Paris", "44 000 Nantes", "B-4000 Liège", "1012 AB Amsterdam", "67000 - Strasbourg"; "Nantes (44000)", "PARIS 75009",
// "London SW1A 2AA". False where the form is none of these: the text is then to be kept whole. O(length).
bool read_postal_line(std::string_view text, PostalLine& out);
// The same for a cell of a column that holds such lines: a postcode or a town alone, four digits behind a town.
bool read_postal_cell(std::string_view text, PostalLine& out);

}  // namespace jumelles::standardize
