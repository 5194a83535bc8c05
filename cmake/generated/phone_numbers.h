#pragma once

// The numbering plans of all countries, built from Google's libphonenumber metadata (npm package libphonenumber-js) by
// cmake/make_phone_numbers.mjs. Constant data, no copy, no allocation.

#include <cstdint>

namespace jumelles::generated {

// The plan of a region. Plans are sorted by calling code; the main region of a shared code is the first.
struct PhonePlan {
  char region[3];           // "FR" (ISO 3166), "" where a code belongs to no country
  uint16_t code;            // calling code, 33
  uint16_t start;           // into kPhoneStates
  uint16_t prefixes;        // into kPhoneTexts, separated by blanks, the longest first: dropped in front of a number inside its country
  uint16_t abroad;          // the same: dialed before a foreign number, "00" left out
  uint16_t area;            // the same: what a local number leaves out
  uint16_t local_first;     // bit d: such a local number may begin with d
  uint8_t local_length;     // and its digits; 0: there is none
};

// What a number that ends here is (a PhoneKind of standardize/phone_numbers.h), and the groups of digits in which it is written.
struct PhoneLabel {
  uint8_t kind;
  uint8_t groups[5];
};

extern const PhonePlan kPhonePlans[];
extern const uint32_t kPhonePlanCount;
extern const PhoneLabel kPhoneLabels[];
// The automaton that all plans share; a state is the place of its first word, 0 the dead end. Of that word bit 10 says that a number may
// end here: its label follows. Then, without bit 11, the one state that the digits d with bit d lead to, all others being dead; with it
// a state for each run of digits, bit d saying that a run begins with d.
extern const uint16_t kPhoneStates[];
extern const char kPhoneTexts[];

}  // namespace jumelles::generated
