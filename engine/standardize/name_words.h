#pragma once

// The words of one person's full name, and which of them are the given name.

#include <string>
#include <string_view>
#include <vector>

#include "standardize/full_names.h"

namespace jumelles::standardize {

struct Word {
  std::string_view written;  // into the squeezed text
  std::string folded;        // of a hyphenated word: its parts
  bool capitals = false;     // two letters at least, all upper case
  bool mixed = false;        // has lower-case letters
};

std::vector<Word> words_of(std::string_view squeezed);
bool has_letters(std::string_view text);
// An initial, or more common as a given name.
bool is_given_like(const Word& word);
// The same, or a common given name of neighboring countries that is none in France.
bool is_given_anywhere(const Word& word);
// See name_order_vote().
int name_vote(const std::vector<Word>& words);
// One person, titles and all else gone: fills given name and surname.
void split_person(std::string_view text, NameOrder column_order, NameParts& out);

}  // namespace jumelles::standardize
