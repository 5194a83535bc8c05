#pragma once

// What stands in front of a name, or beside it, and is none: forms of address ("à l'attention de", "c/o"), civilities, words
// for couples, widows, families and estates.

#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"

namespace jumelles::standardize {

struct NameTitles {
  std::string civility;  // as a person writes it: "M. et Mme", "Dr", "Mme Vve", "Indivision"; "" where there is none
  size_t taken = 0;      // bytes in front of the name; all of the text where it holds no name
  bool several = false;  // more than one person is meant: a couple, a family, heirs
  bool addressed = false;  // a form of address stood in front
};

// Titles in front of a squeezed text. `type` is given name, surname or full name: "Me" may be a surname, "M" an initial. O(length).
NameTitles titles_in_front(AttributeType type, std::string_view squeezed);
// Takes titles behind the first word out of the text ("DURAND M. et Mme", "MARTIN (Mme)") and adds them.
void take_titles_behind(std::string& squeezed, NameTitles& titles);

// "Jackson Family", "The Jackson Family": takes what is not the name.
void take_family_behind(std::string& squeezed, NameTitles& titles);
// " et " between two civilities of which one is French, " & " between others.
std::string_view joining_of(std::string_view a, std::string_view b);

// Whether a folded word is a title or begins a form of address. Most names hold none: asked before anything else.
bool may_be_title(std::string_view folded);

// A title that is a word written out ("DOCTEUR", "VEUVE"), of one person: as a surname alone it may be one.
bool is_title_spelled_out(std::string_view folded);

// What titles of a text no other language has.
struct TitleLanguages {
  bool french = false, english = false;
};
TitleLanguages languages_of_titles(std::string_view text);

// A civility by itself, as a column of them holds it. "Mr" is English and stays so; where it stands with French ones, in the cell or
// in the column (`among_french`), it is "M.".
struct Civility {
  std::string written;          // "M.", "Mme", "M. et Mme"; "" where a word of it is no title
  std::string_view comparison;  // "M", "MME"; "" where it says no gender
  bool several = false;
};
Civility read_civility(std::string_view squeezed, bool among_french = false);

}  // namespace jumelles::standardize
