#pragma once

// What people write beside a name that is not about who it is: "décédé le 12/03/2020", "DO NOT CALL", "NPAI", "c/o Mme PERRIN", "Tutelle
// de", letters behind a name (PhD, OBE), a nickname in quotes.

#include <string>
#include <string_view>

namespace jumelles::standardize {

// Takes them out of a squeezed name; several are joined by "; ". Nothing where no name would be left. O(length).
std::string take_name_remarks(std::string& name);
// Whoever the letters are for: "c/o Mme PERRIN", "chez ses parents". Behind a name, to its end.
std::string take_care_of(std::string& name);
// Letters behind a full name ("Jane Dover, PhD"); "John Smith, Jr." loses its comma.
std::string take_letters_behind(std::string& name);
// Whether a folded word is of those that stand there without a comma.
bool are_letters_behind(std::string_view folded);
// "Robert "Bob" Brownlee": the quoted word of a person's full name.
std::string take_nickname(std::string& name);

// Whether a folded word may begin a remark, asked of most names before all else.
bool may_be_remark(std::string_view folded);

// "M. le Maire", "The Occupier": an office and nobody's name. `behind_title` is what stands behind a civility.
bool is_office(std::string_view whole, std::string_view behind_title);

}  // namespace jumelles::standardize
