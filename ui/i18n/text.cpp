#include "i18n/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace jumelles::ui {
namespace {

constexpr const char* kNarrowSpace = "\u202f";
constexpr const char* kNoBreakSpace = "\u00a0";
constexpr const char* kMinus = "\u2212";

Language current_language = Language::kFrench;

const char* find(std::string_view key) {
  size_t count = 0;
  const TextEntry* entries = text_entries(count);
  const TextEntry* end = entries + count;
  const TextEntry* entry = std::lower_bound(entries, end, key, [](const TextEntry& e, std::string_view k) { return e.key < k; });
  if (entry == end || entry->key != key) return nullptr;
  return current_language == Language::kFrench ? entry->fr : entry->en;
}

bool french() { return current_language == Language::kFrench; }

// Whether a number takes the singular: in French all below two, in English one alone. 1,5 and 0 are numbers, 1 000 is more than one.
bool is_one(uint64_t count) { return french() ? count < 2 : count == 1; }
bool is_one(std::string_view number) {
  if (!french()) return number == "1";
  return number == "0" || number == "1" || number.starts_with("0,") || number.starts_with("1,");
}

// {0}: an argument. {0?paire|paires}: one of two words, by the number that it is.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
  std::string out;
  out.reserve(pattern.size() + 16);
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool argument = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const size_t index = argument ? static_cast<size_t>(pattern[i + 1] - '0') : 0;
    const std::string_view value = index < arguments.size() ? arguments.begin()[index] : std::string_view();
    if (argument && pattern[i + 2] == '}') {
      out += value;
      i += 2;
    } else if (const size_t end = argument && pattern[i + 2] == '?' ? pattern.find('}', i) : pattern.npos; end != pattern.npos) {
      const std::string_view words = pattern.substr(i + 3, end - i - 3);
      const size_t bar = std::min(words.find('|'), words.size() - 1);
      out += is_one(value) ? words.substr(0, bar) : words.substr(bar + 1);
      i = end;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

std::string grouped(std::string_view digits) {
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i && (digits.size() - i) % 3 == 0) out += french() ? kNarrowSpace : ",";
    out += digits[i];
  }
  return out;
}

std::string unit(std::string value, std::string_view name) { return value + kNoBreakSpace + std::string(name); }

}  // namespace

void set_language(Language value) { current_language = value; }
Language language() { return current_language; }

bool has_text(std::string_view key) { return find(key) != nullptr; }

std::string tr(std::string_view key, std::initializer_list<std::string_view> arguments) {
  if (const char* text = find(key)) return fill(text, arguments);
  return "\u2039" + std::string(key) + "\u203a";
}

std::string tr_id(std::string_view family, std::string_view id, std::initializer_list<std::string_view> arguments) {
  std::string key(family);
  key += id;
  if (const char* text = find(key)) return fill(text, arguments);
  std::string readable(id);
  std::replace(readable.begin(), readable.end(), '_', ' ');
  return readable;
}

std::string tr_count(std::string_view key, uint64_t count, std::string_view further) {
  return tr(std::string(key) + (is_one(count) ? ".one" : ".other"), {number(count), further});
}

std::string number(uint64_t value) { return grouped(std::to_string(value)); }

std::string short_number(uint64_t value) {
  if (value < 10000) return number(value);
  const uint64_t unit_size = value < 1000000 ? 1000 : 1000000;
  const double share = static_cast<double>(value / (unit_size / 10)) / 10;  // cut, not rounded: 999 999 is no million
  const bool whole = share >= 10 || value % unit_size == 0;
  return decimal(whole ? std::floor(share) : share, whole ? 0 : 1) + (french() ? kNoBreakSpace : "") + (unit_size == 1000 ? "k" : "M");
}

std::string decimal(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value < 0 ? -value : value);
  std::string text(buffer), whole = text, rest;
  if (size_t point = text.find('.'); point != std::string::npos) {
    whole = text.substr(0, point);
    rest = text.substr(point + 1);
  }
  bool zero = text.find_first_not_of("0.") == std::string::npos;
  std::string out = value < 0 && !zero ? kMinus : "";
  out += grouped(whole);
  if (!rest.empty()) out += (french() ? "," : ".") + rest;
  return out;
}

std::string signed_decimal(double value, int decimals) {
  std::string text = decimal(value, decimals);
  bool zero = text.find_first_not_of("0.,") == std::string::npos;
  return value > 0 && !zero ? "+" + text : text;
}

std::string signed_number(int64_t value) {
  if (value == 0) return "0";
  return value > 0 ? "+" + number(static_cast<uint64_t>(value)) : kMinus + number(static_cast<uint64_t>(-value));
}

std::string percent(double share, int decimals) {
  return decimal(share * 100, decimals) + (french() ? std::string(kNarrowSpace) + "%" : "%");
}

std::string bytes(uint64_t count) {
  const char* big[] = {french() ? "o" : "B", french() ? "ko" : "kB", french() ? "Mo" : "MB", french() ? "Go" : "GB"};
  double value = static_cast<double>(count);
  int power = 0;
  while (value >= 1000 && power < 3) value /= 1000, ++power;
  return unit(decimal(value, power && value < 10 ? 1 : 0), big[power]);
}

std::string duration(double ms) {
  if (ms < 999.5) return unit(decimal(ms, 0), "ms");
  if (ms < 9995) return unit(decimal(ms / 1000, 2), "s");
  if (ms < 59500) return unit(decimal(ms / 1000, 0), "s");
  auto seconds = static_cast<uint64_t>(ms / 1000 + 0.5);
  if (seconds < 3600) return unit(number(seconds / 60), "min") + " " + unit(number(seconds % 60), "s");
  return unit(number(seconds / 3600), "h") + " " + unit(number(seconds / 60 % 60), "min");
}

std::string elapsed(double ms) {
  if (ms < 60000) return unit(number(static_cast<uint64_t>(ms / 1000)), "s");
  auto minutes = static_cast<uint64_t>(ms / 60000);
  if (minutes < 60) return unit(number(minutes), "min");
  return unit(number(minutes / 60), "h") + " " + unit(number(minutes % 60), "min");
}

std::string bits(double value, int decimals) {
  bool one = (french() ? value < 2 && value > -2 : false);
  return unit(decimal(value, decimals), one ? "bit" : "bits");
}

std::string event_date(std::string_view text) {
  int a = 0, b = 0, c = 0, day = 0, month = 0, year = 0;
  std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2d", &a, &b, &c) == 3) {
    year = a, month = b, day = c;
  } else if (std::sscanf(copy.c_str(), "%2d/%2d/%4d", &a, &b, &c) == 3) {
    day = a, month = b, year = c;
  }
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return copy;
  std::string name = tr("month." + std::to_string(month));
  return std::to_string(day) + kNoBreakSpace + name + kNoBreakSpace + std::to_string(year);
}

std::string data_size_per_second(double value) {
  return bytes(value > 0 ? static_cast<uint64_t>(value) : 0) + "/s";
}

}  // namespace jumelles::ui
