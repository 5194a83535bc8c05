#pragma once

// The folded form of a text: what two spellings of one thing have in common. Upper case, without accents
// ("Élodie" -> "ELODIE"), ligatures written out ("œ" -> "OE", "ß" -> "SS"), everything that is no letter or digit
// turned into one space, none at the ends. Latin letters become ASCII; other scripts stay UTF-8, upper case.
// Composed and decomposed spellings fold alike; folding a folded text changes nothing.

#include <string>
#include <string_view>

namespace jumelles::text {

// O(length). `fold_into` replaces what `out` held, keeping its memory.
std::string fold(std::string_view utf8);
void fold_into(std::string_view utf8, std::string& out);

// Calls f(std::string_view token) for each run of characters between spaces.
template <class F>
void tokenize(std::string_view folded, F f) {
  size_t begin = 0;
  while (begin < folded.size()) {
    if (folded[begin] == ' ') {
      ++begin;
      continue;
    }
    size_t end = begin + 1;
    while (end < folded.size() && folded[end] != ' ') ++end;
    f(folded.substr(begin, end - begin));
    begin = end;
  }
}

// Simple case of one code point (U+00DF keeps itself).
char32_t to_upper(char32_t point);
char32_t to_lower(char32_t point);
// White space in any script, no-break spaces included; zero-width characters count as white space too.
bool is_space(char32_t point);
bool is_letter(char32_t point);

// Whether a text has both upper-case and lower-case letters.
bool is_mixed_case(std::string_view utf8);

std::string lower(std::string_view utf8);
std::string upper(std::string_view utf8);
// Without white space at the ends; runs of white space inside become one space. Invalid bytes and control characters go.
std::string squeeze(std::string_view utf8);

}  // namespace jumelles::text
