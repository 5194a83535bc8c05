#pragma once

// What stands in a name field besides the name: a phone, an e-mail, an address, a company.

#include <string>
#include <string_view>

namespace jumelles::standardize {

struct NameExtras {
  std::string phone, email, street, company_name;  // as written, "" where there is none
};

// Takes them out of a squeezed name. Something is always left of a name: a text that is wholly a phone or a street stays. O(length).
NameExtras take_name_extras(std::string& name);

// Whether there may be any: a digit, an "@", a bracket, a dash or a semicolon between blanks. O(length).
bool may_hold_extras(std::string_view name);

}  // namespace jumelles::standardize
