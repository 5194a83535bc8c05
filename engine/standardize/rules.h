#pragma once

// What cleaning does, as a list that describes itself: menus, help and documentation are made from it, and a test runs
// every example.

#include <string_view>
#include <vector>

#include "core/attribute.h"

namespace jumelles::standardize {

struct CleaningRule {
  std::string_view id;          // "phone.lost_zero"; interfaces translate by it
  AttributeType type;           // where it applies
  std::string_view original;    // an example, and what becomes of it
  std::string_view clean;       // "" when the value counts as missing
  std::string_view comparison;
  std::string_view country = "FR";  // of the row
  std::string_view others{};        // a second value in the same cell
};

// By attribute type, then in the order in which they are applied.
const std::vector<CleaningRule>& cleaning_rules();

}  // namespace jumelles::standardize
