#pragma once

// What cleaning does, as a list that describes itself. A test runs every example, and finds for each change of a value of its
// collections the rule that made it (standardize/trace.h).

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

// Of a field of names; its example has given name and surname with " | " between them.
constexpr std::string_view kTakenApart = "name.taken_apart";

// Rules whose example leaves the value as it is are about what is compared.
// By attribute type, then in the order in which they are applied.
const std::vector<CleaningRule>& cleaning_rules();

}  // namespace jumelles::standardize
