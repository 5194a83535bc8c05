#pragma once

// What stands in a name field besides the name: a phone, an e-mail, an address, a company, remarks.

#include <string>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

struct NameExtras {
  std::string phone, email, street, company_name, remarks;  // as written, "" where there is none
};

// Takes them out of a squeezed name. Nothing is left of a text that is wholly a phone, an e-mail or a street; remarks leave a name. O(length).
NameExtras take_name_extras(std::string& name);

// Whether there may be any: a digit, an "@", a bracket, a dash or a semicolon between blanks, the word of a remark. O(length).
bool may_hold_extras(std::string_view name, const std::vector<std::string_view>& folded_words);

}  // namespace jumelles::standardize
