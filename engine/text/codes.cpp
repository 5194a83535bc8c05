#include "text/codes.h"

#include <algorithm>

#include "core/ascii.h"

namespace jumelles::text {
bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

bool is_code(std::string_view word) {
  if (word.size() < kShortestCode || word.size() > kLongestCode) return false;
  size_t leading = 0;
  while (leading < word.size() && is_digit(word[leading])) ++leading;
  if (leading > 0 && leading < word.size() && word.size() - leading <= 2) return false;
  const auto digits = static_cast<size_t>(std::count_if(word.begin(), word.end(), is_digit));
  return digits >= 5 || (digits >= 1 && digits < word.size());
}

}  // namespace jumelles::text
