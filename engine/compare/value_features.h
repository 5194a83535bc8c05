#pragma once

// What comparisons need of one distinct value. Numbers that stand for a text (hashes) are 0 when there is none.

#include <cstdint>
#include <string_view>

namespace jumelles::compare {

struct DateParts {
  uint16_t year = 0;
  uint8_t month = 0, day = 0;
};

DateParts parse_date(std::string_view comparison);        // "1971-03-14"; unknown parts are 0
double parse_number(std::string_view text);               // canonical decimal; 0 when it is none
uint32_t hash32(std::string_view text);                   // never 0 for a text that is not empty
uint32_t hash_sorted_words(std::string_view folded);
uint32_t hash_first_word(std::string_view folded);
uint32_t hash_user_part(std::string_view email);
uint32_t hash_last_digits(std::string_view phone, int count);
struct StreetParts {
  uint32_t number = 0;  // house number with its suffix
  uint32_t way = 0;     // the words behind it, way type left out when more words follow
};
StreetParts parse_street(std::string_view folded);
bool is_contained(std::string_view shorter, std::string_view longer);  // all words of one in the other, in any order

}  // namespace jumelles::compare
