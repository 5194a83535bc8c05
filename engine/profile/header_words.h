#pragma once

// What a column's name says: words in French and English and the usual ones of other European languages, abbreviations,
// camelCase, snake_case, run-together words.

#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"

namespace jumelles::profile {

// One reading of a header.
struct HeaderReading {
  AttributeType type = AttributeType::kText;
  double score = 0;  // 0..1: how far the words alone settle the type
  std::string key;   // key of the attribute for types that many things share ("album", "price")
};

struct HeaderMeaning {
  std::vector<std::string> words;        // lower case ASCII, numbers dropped
  std::string slug;                      // "birth_place", "column_3": lower case ASCII, numbers kept
  std::vector<HeaderReading> readings;   // best first
  bool says_identifier = false;          // id, key, ref, uuid...
  bool says_grouping = false;            // cluster, group, household, former customer number...
  bool says_real_number = false;         // social security, member, ISBN...: a number that identifies out in the world
  bool says_birth = false;
  bool says_source = false;              // source, system, origin
  bool says_opt_out = false;             // a consent turned around
};

// Lower case ASCII; accents dropped, other bytes become blanks. For headers and dictionary words.
std::string fold_word(std::string_view text);

// Words of a header: "DateNaiss_1" gives date, naiss; "codepostal" gives code, postal.
std::vector<std::string> header_words(std::string_view header);

HeaderMeaning read_header(std::string_view header);

}  // namespace jumelles::profile
