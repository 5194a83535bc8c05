#include "compare/value_features.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/hash.h"
#include "text/fold.h"

namespace jumelles::compare {
namespace {

int digits_value(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

uint32_t hash32(std::string_view text) {
  if (text.empty()) return 0;
  const uint32_t hash = static_cast<uint32_t>(hash_text(text) >> 32);
  return hash == 0 ? 1 : hash;
}

DateParts parse_date(std::string_view text) {
  DateParts parts;
  if (text.size() < 10) return parts;
  parts.year = static_cast<uint16_t>(digits_value(text.substr(0, 4)));
  parts.month = static_cast<uint8_t>(digits_value(text.substr(5, 2)));
  parts.day = static_cast<uint8_t>(digits_value(text.substr(8, 2)));
  return parts;
}

double parse_number(std::string_view text) {
  bool negative = false;
  double value = 0, scale = 1;
  bool fraction = false;
  for (const char c : text) {
    if (c == '-') negative = true;
    else if (c == '.') fraction = true;
    else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      if (fraction) scale *= 10;
    }
  }
  value /= scale;
  return negative ? -value : value;
}

uint32_t hash_sorted_words(std::string_view folded) {
  std::vector<std::string_view> words;
  text::tokenize(folded, [&](std::string_view word) { words.push_back(word); });
  std::sort(words.begin(), words.end());
  uint64_t hash = words.empty() ? 0 : 1;
  for (const std::string_view word : words) hash = combine(hash, hash_text(word));
  return static_cast<uint32_t>(hash >> 32) | (words.empty() ? 0u : 1u);
}

uint32_t hash_first_word(std::string_view folded) { return hash32(folded.substr(0, folded.find(' '))); }

uint32_t hash_user_part(std::string_view email) {
  const size_t at = email.find('@');
  return at == std::string_view::npos || at < 4 ? 0 : hash32(email.substr(0, at));
}

uint32_t hash_last_digits(std::string_view phone, int count) {
  std::array<char, 16> digits{};
  int found = 0;
  for (size_t i = phone.size(); i > 0 && found < count; --i)
    if (phone[i - 1] >= '0' && phone[i - 1] <= '9') digits[static_cast<size_t>(found++)] = phone[i - 1];
  return found < count ? 0 : hash32(std::string_view(digits.data(), static_cast<size_t>(found)));
}

StreetParts parse_street(std::string_view folded) {
  StreetParts parts;
  std::vector<std::string_view> words;
  text::tokenize(folded, [&](std::string_view word) { words.push_back(word); });
  size_t i = 0;
  if (i < words.size() && words[i][0] >= '0' && words[i][0] <= '9') {
    parts.number = hash32(words[i++]);
    if (i < words.size() && (words[i] == "BIS" || words[i] == "TER" || words[i] == "QUATER" || words[i].size() == 1)) ++i;
  }
  if (words.size() > i + 1) {
    // The type of the way stands first (French) or last (English): what is particular is the rest.
    uint64_t hash = 1;
    for (size_t k = i; k < words.size(); ++k) hash = combine(hash, hash_text(words[k]));
    parts.way = static_cast<uint32_t>(hash >> 32) | 1u;
  } else if (words.size() == i + 1) {
    parts.way = hash32(words[i]);
  }
  return parts;
}

bool is_contained(std::string_view shorter, std::string_view longer) {
  bool all = true, long_word = false;
  text::tokenize(shorter, [&](std::string_view word) {
    if (!all) return;
    bool found = false;
    text::tokenize(longer, [&](std::string_view other) { found = found || other == word; });
    all = found;
    long_word = long_word || word.size() >= 3;
  });
  return all && long_word;
}

}  // namespace jumelles::compare
