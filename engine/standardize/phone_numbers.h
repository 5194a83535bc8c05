#pragma once

// Telephone numbers by the numbering plans of all countries: which digits are a number, of what kind, and how it is written.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::standardize {

enum class PhoneKind : uint8_t {
  kNone,
  kCallable,       // fixed lines, over the internet; in plans that do not tell them apart mobiles, too
  kMobile,
  kService,        // free, premium, shared cost, pagers: nobody is sure that they can be called from abroad
  kUnassigned,     // right by its form, in none of the ranges that were known to be given out
};

struct PhoneNumber {
  std::string_view region;           // "FR": the main one of its calling code; "" where that belongs to no country
  uint16_t code = 0;                 // 33
  PhoneKind kind = PhoneKind::kNone;
  std::array<uint8_t, 5> groups{};   // of `national`, as it is written internationally
  std::string national;              // digits behind the calling code: "612345678"
};

// Digits as they are dialed in a region ("FR"), with its prefix or without: "0612345678", "612345678". Numbers of regions that share
// its calling code are read as well, and for France those of its departments overseas. False where no plan has room for such a
// number. O(digits).
bool read_national_phone(std::string_view digits, std::string_view region, PhoneNumber& out);

// Digits behind "+": "33612345678"; a national prefix behind the code is dropped ("330612345678").
bool read_international_phone(std::string_view digits, PhoneNumber& out);

// How many digits to drop for a foreign number to be left: 2 for "00", 3 for "011" in the United States; 0 when there is no such prefix.
size_t dialed_abroad(std::string_view digits, std::string_view region);

// The main region of a calling code that these digits begin with; "" when there is none.
std::string_view region_of_calling_code(std::string_view digits);
// Its calling code; 0 for what is no region.
uint16_t calling_code_of(std::string_view region);

std::string e164(const PhoneNumber& number);           // "+33612345678"
std::string international(const PhoneNumber& number);  // "+33 6 12 34 56 78"
std::string with_national_prefix(const PhoneNumber& number);  // "0892 12 34 56"

// Of France, as it is dialed: emergencies (15, 112, 116 117), four digits of services (3949, 1014), enquiries (118 712). Somebody answers.
// Source: the national numbering plan of Arcep.
bool is_short_number(std::string_view digits);

}  // namespace jumelles::standardize
