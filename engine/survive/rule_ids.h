#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jumelles::survive {

// Rows of rules(), in order.
enum class Rule : uint8_t {
  kSourceOrder, kMostRecent, kOldest, kMostFrequent, kLongest, kMostComplete, kValidFirst, kUnion, kOptOutWins, kFoundingRecord,
};

std::optional<Rule> rule_from_id(std::string_view id);

}  // namespace jumelles::survive
