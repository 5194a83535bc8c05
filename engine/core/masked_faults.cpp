// What is kept of an example of a fault.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/masked.h"

namespace jumelles {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_alnum(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }
size_t digits_in(std::string_view text) { return static_cast<size_t>(std::count_if(text.begin(), text.end(), is_digit)); }

// One character too many, missing, or another one, or two exchanged.
bool is_near(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

// Of a domain, in small letters: thousands have it, or were to.
bool is_usual_ending(std::string_view ending) {
  constexpr std::array kMeant{"com", "fr", "net", "org"};
  constexpr std::array kOthers{"eu", "info", "biz", "be", "ch", "lu", "de", "at", "it", "es", "pt", "nl", "ie", "uk", "ca", "mc", "test", "invalid", "example", "local", "localhost"};
  return std::any_of(kMeant.begin(), kMeant.end(), [&](std::string_view meant) { return is_near(ending, meant); }) || std::find(kOthers.begin(), kOthers.end(), ending) != kOthers.end();
}

std::string masked_domain(std::string_view domain, const std::function<bool(std::string_view)>& is_public) {
  if (domain.empty()) return {};
  std::string folded(domain);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  if (is_public(folded)) return std::string(domain);
  const size_t dot = folded.rfind('.');
  if (dot == std::string::npos || dot == 0 || !is_usual_ending(std::string_view(folded).substr(dot + 1))) return masked(domain);
  return masked(domain.substr(0, dot)) + std::string(domain.substr(dot));
}

struct Group { size_t at = 0, length = 0; int value = 0; };

// Three numbers with the same sign between them, and nothing but a time behind; false where it is something else.
bool groups_of(std::string_view text, std::array<Group, 3>& groups) {
  size_t at = 0;
  char between = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    Group& group = groups[g];
    group.at = at;
    for (; at < text.size() && is_digit(text[at]) && group.length < 5; ++at, ++group.length) group.value = group.value * 10 + (text[at] - '0');
    if (group.length == 0 || group.length > 4) return false;
    if (g == 2) break;
    const char sign = at < text.size() ? text[at++] : '\0';
    if ((sign != '-' && sign != '/' && sign != '.' && sign != ' ') || (g == 1 && sign != between)) return false;
    between = sign;
  }
  return at == text.size() || ((text[at] == ' ' || text[at] == 'T') && text.find(':', at) != std::string_view::npos);
}

bool is_day(int year, int month, int day) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[static_cast<size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

// A character, or a whole reference to one ("&eacute;"): as people read them.
struct Sign {
  std::string_view text;
  bool is_kept = false;  // it differs
  bool is_same_as(const Sign& other) const { return text == other.text || (text.size() == 1 && other.text.size() == 1 && lower(text[0]) == lower(other.text[0])); }
};

std::vector<Sign> signs_of(std::string_view text) {
  constexpr size_t kLongestReference = 10;
  std::vector<Sign> signs;
  while (!text.empty()) {
    size_t bytes = 1;
    if (text[0] == '&') {
      const size_t end = text.find_first_not_of("#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 1);
      if (end != std::string_view::npos && text[end] == ';' && end < kLongestReference) bytes = end + 1;
    } else {
      while (bytes < text.size() && (text[bytes] & 0xC0) == 0x80 && (text[0] & 0x80) != 0) ++bytes;
    }
    signs.push_back({text.substr(0, bytes)});
    text.remove_prefix(bytes);
  }
  return signs;
}

// Marks what differs: what the longest common sequence leaves out, behind what both begin with.
void mark(std::vector<Sign>& a, std::vector<Sign>& b) {
  const size_t wide = b.size() + 1;
  std::vector<uint32_t> longest((a.size() + 1) * wide, 0);  // of what is left from there on
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      longest[i * wide + j] = a[i].is_same_as(b[j]) ? longest[(i + 1) * wide + j + 1] + 1 : std::max(longest[(i + 1) * wide + j], longest[i * wide + j + 1]);
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i].is_same_as(b[j])) ++i, ++j;
    else if (j == b.size() || (i < a.size() && longest[(i + 1) * wide + j] >= longest[i * wide + j + 1])) a[i++].is_kept = true;
    else b[j++].is_kept = true;
  }
}

// Few enough to tell no word: not a third of the letters, not too many at once, nor a whole word. What is no letter of ASCII, in a value that
// is broken, counts only where it stands together.
bool are_few(const std::vector<Sign>& signs, size_t most_at_once, bool counts_all) {
  size_t all = 0, run = 0;
  struct { size_t letters = 0, kept = 0; } word;
  for (const Sign& sign : signs) {
    const bool is_letter = sign.text.size() > 1 || is_alnum(sign.text[0]), counts = counts_all || (sign.text.size() == 1 && is_letter);
    run = sign.is_kept ? run + 1 : 0;
    all += sign.is_kept && counts;
    if (is_letter) ++word.letters, word.kept += sign.is_kept && counts;
    else word = {};
    const bool ends = is_letter && (&sign == &signs.back() || ((&sign)[1].text.size() == 1 && !is_alnum((&sign)[1].text[0])));
    if (run > most_at_once || (ends && word.letters > 1 && word.kept == word.letters)) return false;
  }
  return all <= std::max<size_t>(1, signs.size() / 3);
}

std::string shown(const std::vector<Sign>& signs) {
  std::string out;
  for (const Sign& sign : signs) out += sign.is_kept && !is_digit(sign.text[0]) ? std::string(sign.text) : masked(sign.text);
  return out;
}

}  // namespace

std::string masked_email(std::string_view value, const std::function<bool(std::string_view)>& is_public) {
  std::string out;
  size_t from = 0;
  for (size_t sign = value.find('@'); sign != std::string_view::npos; sign = value.find('@', from)) {
    out += masked(value.substr(from, sign + 1 - from));
    size_t end = sign + 1;
    while (end < value.size() && (is_alnum(value[end]) || value[end] == '.' || value[end] == '-' || (value[end] & 0x80) != 0)) ++end;
    while (end > sign + 1 && (value[end - 1] == '.' || value[end - 1] == '-')) --end;
    out += masked_domain(value.substr(sign + 1, end - sign - 1), is_public);
    from = end;
  }
  return out + masked(value.substr(from));
}

std::string masked_date(std::string_view value) {
  std::array<Group, 3> groups;
  std::string out = masked(value);
  if (out.size() != value.size() || !groups_of(value, groups)) return out;
  const size_t year = groups[0].length > 2 ? 0 : 2;
  if (groups[1].length > 2 || groups[2 - year].length > 2 || groups[year].length == 1) return out;
  const Group &middle = groups[1], &other = groups[2 - year];
  const bool has_day = is_day(groups[year].value, middle.value, other.value) || is_day(groups[year].value, other.value, middle.value);
  const auto keep = [&](const Group& group) { out.replace(group.at, group.length, value.substr(group.at, group.length)); };
  if (has_day) keep(groups[year]);
  else keep(middle), keep(other);
  return out;
}

std::string masked_behind(std::string_view value, size_t most) {
  std::string out = masked(value);
  const bool is_date = value.find('/') != std::string_view::npos;
  size_t left = is_date ? 0 : std::min(most, digits_in(value) * 2 / 5);
  for (size_t i = 0; i < value.size() && left > 0 && out.size() == value.size(); ++i) {
    if (!is_digit(value[i])) continue;
    out[i] = value[i];
    --left;
  }
  return out;
}

std::string masked_behind_country(std::string_view value) {
  constexpr size_t kKept = 4, kFewest = 8;
  const bool is_one = digits_in(value) >= kFewest && is_upper(value[0]) && is_upper(value[1]) && is_digit(value[2]) && is_digit(value[3]);
  return is_one ? std::string(value.substr(0, kKept)) + masked(value.substr(kKept)) : masked(value);
}

std::string masked_mantissa(std::string_view value) {
  const size_t e = value.find_first_of("Ee");
  const bool is_one = e != std::string_view::npos && e > 0 && value.size() > e + 2 && value.size() <= e + 4 && (value[e + 1] == '+' || value[e + 1] == '-') &&
                      value.find_first_not_of("0123456789,.-") == e && std::all_of(value.begin() + static_cast<std::ptrdiff_t>(e) + 2, value.end(), is_digit);
  return is_one ? masked(value.substr(0, e)) + std::string(value.substr(e)) : masked(value);
}

std::pair<std::string, std::string> masked_pair(std::string_view value, std::string_view becomes) {
  constexpr size_t kLongest = 200, kMostAtOnce = 2, kMostBroken = 3;  // three: what becomes of a letter that is encoded twice
  if (!becomes.empty() && std::max(value.size(), becomes.size()) <= kLongest) {
    std::vector<Sign> a = signs_of(value), b = signs_of(becomes);
    mark(a, b);
    if (are_few(a, kMostBroken, false) && are_few(b, kMostAtOnce, true)) return {shown(a), shown(b)};
  }
  return {masked(value), masked(becomes)};
}

}  // namespace jumelles
