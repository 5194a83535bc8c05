#include "standardize/postal_lines.h"

#include <algorithm>
#include <string>
#include <vector>

#include "standardize/countries.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr size_t kLongestLine = 80;

bool is_letter(char c) { return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  text::tokenize(text, [&](std::string_view word) {
    while (word.size() > 1 && (word.back() == ',' || word.back() == ';' || word.back() == ':')) word.remove_suffix(1);
    words.push_back(word);
  });
  return words;
}

std::string_view between(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<size_t>(last.data() + last.size() - first.data())};
}

bool is_corsican(std::string_view word) {
  return word.size() == 5 && word[0] == '2' && ((word[1] | 32) == 'a' || (word[1] | 32) == 'b') && all_digits(word.substr(2));
}

// "F-31000", "2A004", "SW1A 2AA", "1012 AB", "NL-1012 AB".
bool is_dutch(std::string_view text) {
  const size_t digit = text.find_first_of("0123456789");
  return digit > 0 && digit < 4 && text.substr(0, 2) == "NL" && country_of_postcode(text.substr(digit)) == "NL";
}

bool has_form(std::string_view text) { return !country_of_postcode(text).empty() || is_corsican(text) || is_dutch(text); }

// Words that are a postcode at the beginning, or at the end where `behind` a town; 0 where there is none.
size_t postcode_in_front(const std::vector<std::string_view>& words) {
  if (words.size() > 1 && !all_digits(words[0]) && has_form(between(words[0], words[1]))) return 2;  // "SW1A 2AA", "L 1234"
  if (words.size() > 1 && words[0].size() == 4 && all_digits(words[0]) && words[1].size() == 2 && has_form(between(words[0], words[1]))) return 2;
  if (words.size() > 1 && words[0].size() == 2 && words[1].size() == 3 && all_digits(words[0]) && all_digits(words[1])) return 2;  // "44 000"
  if (words.size() > 1 && words[0].size() == 3 && words[1].size() == 2 && all_digits(words[0]) && all_digits(words[1])) return 2;  // "110 00"
  if (all_digits(words[0]) && (words[0].size() == 4 || words[0].size() == 5)) return 1;
  return has_form(words[0]) ? 1 : 0;
}

size_t postcode_behind(const std::vector<std::string_view>& words, bool four_digits) {
  const size_t n = words.size();
  // "Boston, MA 02108": letters apart from plain digits are no part of it.
  const bool apart = n > 1 && all_digits(words[n - 1]) && std::none_of(words[n - 2].begin(), words[n - 2].end(), is_digit);
  if (n > 1 && !apart && has_form(between(words[n - 2], words[n - 1]))) return 2;
  if (n > 2 && words[n - 2].size() == 2 && words[n - 1].size() == 3 && all_digits(words[n - 2]) && all_digits(words[n - 1])) return 2;  // "44 000"
  const bool plain = all_digits(words[n - 1]) && (words[n - 1].size() == 5 || (four_digits && words[n - 1].size() == 4));
  return plain || has_form(words[n - 1]) ? 1 : 0;
}

std::string_view without_signs(std::string_view town) {
  static constexpr std::string_view kAround[] = {" ", "-", ",", "/", ";", ":", "(", "\u2013", "\u2014"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view sign : kAround) {
      if (town.size() < sign.size()) continue;
      if (town.substr(0, sign.size()) == sign) town.remove_prefix(sign.size()), again = true;
      else if (sign != "(" && town.size() >= sign.size() && town.substr(town.size() - sign.size()) == sign) town.remove_suffix(sign.size()), again = true;
    }
  }
  return town;
}

// A name without digits, but for a district and what follows CEDEX: "Paris 8e", "LYON CEDEX 03".
bool may_be_town(std::string_view town) {
  if (town.empty() || !(is_letter(town[0]) || town[0] == '\'')) return false;
  bool first = true, cedex = false, fits = true;
  for (const std::string_view word : words_of(town)) {
    const size_t digits = static_cast<size_t>(std::count_if(word.begin(), word.end(), is_digit));
    fits = fits && !(first && text::fold(word) == "CEDEX") && (digits == 0 || (!first && (digits <= 2 || (cedex && digits <= 3)) && is_digit(word[0])));
    cedex = cedex || text::fold(word) == "CEDEX";
    first = false;
  }
  return fits;
}

bool read_line(std::string_view text, bool cell, PostalLine& out) {
  text = trim(text);
  out = {};
  if (text.size() < 4 || text.size() > kLongestLine) return false;
  std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return false;
  // "31000-TOULOUSE"
  const size_t dash = text.find('-');
  if ((dash == 4 || dash == 5) && all_digits(text.substr(0, dash)) && dash + 2 < text.size() && is_letter(text[dash + 1]) && is_letter(text[dash + 2])) {
    out.postcode = text.substr(0, dash);
    out.town = without_signs(text.substr(dash));
    if (out.town.size() > 2 && may_be_town(out.town)) return true;
  }
  if (const size_t count = postcode_in_front(words); count > 0) {
    out.postcode = between(words[0], words[count - 1]);
    out.town = without_signs(text.substr(static_cast<size_t>(out.postcode.data() - text.data()) + out.postcode.size()));
    if (out.town.empty() && cell) return true;
    if (may_be_town(out.town)) return true;
  }
  // "Nantes (44000)"
  std::string_view tail = text;
  if (tail.back() == ')' && tail.rfind('(') != std::string_view::npos) {
    out.postcode = trim(tail.substr(tail.rfind('(') + 1, tail.size() - tail.rfind('(') - 2));
    out.town = without_signs(tail.substr(0, tail.rfind('(')));
    const bool digits = all_digits(out.postcode) && (out.postcode.size() == 4 || out.postcode.size() == 5);
    if ((digits || has_form(out.postcode)) && may_be_town(out.town)) return true;
  } else if (words.size() > 1) {
    if (const size_t count = postcode_behind(words, cell); count > 0 && count < words.size()) {
      out.postcode = between(words[words.size() - count], words.back());
      out.town = without_signs(text.substr(0, static_cast<size_t>(out.postcode.data() - text.data())));
      const bool plain_letters = std::none_of(out.town.begin(), out.town.end(), is_digit);
      if (plain_letters && out.town.size() > 2 && may_be_town(out.town)) return true;
    }
  }
  if (cell && may_be_town(text)) {
    out = {{}, text};
    return true;
  }
  out = {};
  return false;
}

}  // namespace

bool read_postal_line(std::string_view text, PostalLine& out) {
  if (std::none_of(text.begin(), text.end(), is_digit)) return false;
  return read_line(text, false, out);
}

bool read_postal_cell(std::string_view text, PostalLine& out) { return read_line(text, true, out); }

}  // namespace jumelles::standardize
