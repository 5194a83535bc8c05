#pragma once

// Values that look wrong in themselves, whatever stands beside them: typed to get past a form, mistyped, made up. An audit counts them,
// and a recipe can treat them as missing or as what they should have been. Cleaning leaves them as they are: nobody is asked there.

#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"

namespace jumelles::standardize {

struct Suspicion {
  std::string_view id;     // "keyboard_walk", "mistyped_domain"...: one of suspect_ids(); "" where nothing is suspected
  std::string suggestion;  // what it should be; "" where it had better be missing
  explicit operator bool() const { return !id.empty(); }
};

// The first that holds, of a value as it is written, in a column of that type. O(length).
Suspicion suspect(AttributeType type, std::string_view original);
const std::vector<std::string_view>& suspect_ids();

// Whether people who have nothing in common have addresses of a domain (in small letters), or would but for a slip: it is a large or a
// throwaway provider's, or one letter away from the former. Such a domain tells nobody.
bool is_public_domain(std::string_view domain);

// Of an address: the large provider whose domain it has, or whose domain its own is one slip away from ("mistyped_domain"); "" of most.
struct LargeDomain {
  std::string_view name;  // lasts
  bool is_slip = false;
};
LargeDomain large_domain(std::string_view address);

}  // namespace jumelles::standardize
