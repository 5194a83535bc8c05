#include "standardize/name_extras.h"

#include <algorithm>
#include <vector>

#include "standardize/addresses.h"
#include "standardize/companies.h"
#include "standardize/name_remarks.h"
#include "standardize/name_titles.h"
#include "standardize/words.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

bool is_blank_or_mark(char c) { return c == ' ' || c == ',' || c == ';' || c == ':' || c == '-' || c == '/' || c == '|'; }

// Joins what is left around a hole, without the marks that stood beside it.
void cut_out(std::string& text, size_t begin, size_t end) {
  while (begin > 0 && end < text.size() && (text[begin - 1] == '(' || text[begin - 1] == '<') && (text[end] == ')' || text[end] == '>')) {
    --begin;
    ++end;
  }
  while (begin > 0 && (is_blank_or_mark(text[begin - 1]) || text[begin - 1] == '(')) --begin;
  while (end < text.size() && (is_blank_or_mark(text[end]) || text[end] == ')')) ++end;
  text.replace(begin, end - begin, begin > 0 && end < text.size() ? " " : "");
}

std::string take_email(std::string& text) {
  const size_t sign = text.find('@');
  if (sign == std::string::npos) return {};
  const auto ends = [](char c) { return c == ' ' || c == '<' || c == '>' || c == '(' || c == ')' || c == ';' || c == ',' || c == '"'; };
  size_t begin = sign, end = sign;
  while (begin > 0 && !ends(text[begin - 1])) --begin;
  while (end < text.size() && !ends(text[end])) ++end;
  if (begin == sign || end <= sign + 3 || text.find('.', sign) >= end) return {};
  std::string email = text.substr(begin, end - begin);
  cut_out(text, begin, end);
  return email;
}

// "tél. :" in front of a number.
size_t phone_word_before(std::string_view text, size_t begin) {
  static const WordSet words{"TEL", "TELEPHONE", "PHONE", "PORT", "PORTABLE", "MOB", "MOBILE", "GSM", "FIXE", "T", "P", "FAX"};
  size_t end = begin;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ':' || text[end - 1] == '.')) --end;
  size_t first = end;
  while (first > 0 && !is_blank_or_mark(text[first - 1]) && text[first - 1] != '(') --first;
  return first < end && words.has(text::fold(text.substr(first, end - first))) ? first : begin;
}

// "555-0153", as Americans write a number of their town.
bool is_local_number(std::string_view run) {
  return run.size() == 8 && (run[3] == '-' || run[3] == '.') && all_digits(run.substr(0, 3)) && all_digits(run.substr(4));
}

// A cell that is nothing but a number is a phone where it is written like one: with the plus or the zero of one, or in groups.
bool dials(std::string_view run, bool bare) { return run.size() <= 24 && (run[0] == '+' || run[0] == '0' || run[0] == '(' || !bare); }

// Nine digits or more, one more than a date has; six behind "tél." or a plus; not the fourteen of a SIRET in one piece. Two
// numbers are one text: reading phones knows how to take them apart.
std::string take_phone(std::string& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i]) && text[i] != '+') continue;
    if (i > 0 && static_cast<uint8_t>(text[i - 1]) < 0x80 && (is_upper(text[i - 1]) || is_upper(static_cast<char>(text[i - 1] & ~32)))) {
      while (i + 1 < text.size() && is_digit(text[i + 1])) ++i;  // digits of a word, "MARTIN2"
      continue;
    }
    size_t begin = i, end = i, at = i;
    while (begin > 0 && text[begin - 1] == '(') --begin;
    int digits = 0;
    for (; at < text.size() && (is_digit(text[at]) || std::string_view(" .-/()+").find(text[at]) != std::string_view::npos); ++at)
      if (is_digit(text[at])) {
        ++digits;
        end = at + 1;
      }
    const std::string_view run = std::string_view(text).substr(begin, end - begin);
    const size_t word = phone_word_before(text, begin);
    const bool bare = all_digits(run);
    const int wanted = word < begin || text[i] == '+' || is_local_number(run) ? 6 : 9;
    const bool whole = word == 0 && end == text.size();
    if (digits >= wanted && !(bare && digits > 13) && digits <= 30 && (!whole || dials(run, bare))) {
      std::string phone(run);
      cut_out(text, word, end);
      return phone;
    }
    i = std::max(i, at == 0 ? i : at - 1);
  }
  return {};
}

// Parts of a text between commas, semicolons and dashes with blanks around them.
struct Segment {
  size_t begin = 0, end = 0;
};
std::vector<Segment> segments_of(std::string_view text) {
  std::vector<Segment> out;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    size_t length = 0;
    if (text[i] == ',' || text[i] == ';') length = 1;
    else if (text.substr(i, 3) == " - " || text.substr(i, 3) == " / ") length = 3;
    else if (text.substr(i, 5) == " \u2013 ") length = 5;
    if (length == 0) continue;
    out.push_back({begin, i});
    begin = i + length;
    i = begin - 1;
  }
  out.push_back({begin, text.size()});
  for (Segment& part : out) {
    while (part.begin < part.end && text[part.begin] == ' ') ++part.begin;
    while (part.end > part.begin && text[part.end - 1] == ' ') --part.end;
  }
  return out;
}

std::string take_street(std::string& text) {
  const std::vector<Segment> parts = segments_of(text);
  for (size_t p = 0; p < parts.size(); ++p) {
    size_t begin = parts[p].begin;
    const std::string_view part = std::string_view(text).substr(begin, parts[p].end - begin);
    if (p == 0 || !looks_like_street(part)) {
      // "MARTIN Paul 12 rue Foch": a number with a way behind it.
      const size_t number = street_in(part);
      if (number == std::string_view::npos) continue;
      begin += number;
    }
    std::string street = text.substr(begin);
    text.resize(begin);
    while (!text.empty() && is_blank_or_mark(text.back())) text.pop_back();
    return street;
  }
  return {};
}

// A person by how it is written: a title, a surname in capitals beside a given name, a known given name.
bool names_a_person(std::string_view text) {
  if (titles_in_front(AttributeType::kFullName, text).taken > 0) return true;
  bool capitals = false, mixed = false, known = false;
  int words = 0;
  text::tokenize(text, [&](std::string_view word) {
    ++words;
    const std::string upper = text::upper(word), lower = text::lower(word);
    capitals |= upper == word && lower != word && word.size() > 1;
    mixed |= lower != word && upper != word;
    known |= text::french_given_name_share(text::fold(word)) > 1e-5;
  });
  return words > 1 && ((capitals && mixed) || (known && words < 4));
}

bool is_company(std::string_view text) {
  Scratch scratch;
  scratch.read(text);
  return has_legal_form(text, scratch.tokens);
}

// "MARTIN Paul (SARL Le Pain)", "MARTIN Paul - SARL Le Pain".
std::string take_company(std::string& text) {
  const size_t open = text.find('('), close = text.find(')');
  size_t begin = 0, end = 0;
  if (open != std::string::npos && close != std::string::npos && open > 0 && close > open + 1 &&
      is_company(std::string_view(text).substr(open + 1, close - open - 1))) {
    begin = open + 1;
    end = close;
  } else {
    const std::vector<Segment> parts = segments_of(text);
    for (size_t p = 1; p < parts.size() && end == 0; ++p)
      if (is_company(std::string_view(text).substr(parts[p].begin, parts[p].end - parts[p].begin))) {
        begin = parts[p].begin;
        end = parts[p].end;
      }
  }
  if (end == 0 || is_company(std::string_view(text).substr(0, begin)) || !names_a_person(std::string_view(text).substr(0, begin))) return {};
  std::string company = text.substr(begin, end - begin);
  cut_out(text, begin, end);
  return company;
}

// "David Kent t/a Kent Plumbing": what a person trades as.
std::string take_trade(std::string& text) {
  for (const std::string_view words : {" t/a ", " T/A ", " trading as ", " d/b/a ", " dba "}) {
    const size_t at = text.find(words);
    if (at == std::string::npos || at == 0 || at + words.size() >= text.size()) continue;
    std::string company = text.substr(at + words.size());
    text.resize(at);
    return company;
  }
  return {};
}

}  // namespace

bool may_hold_extras(std::string_view name, const std::vector<std::string_view>& folded_words) {
  static constexpr std::string_view kSigns[] = {" - ", "\u2013", "/", "\"", "\u201C", "\u00AB", ",", ";"};
  return std::any_of(folded_words.begin(), folded_words.end(), may_be_remark) ||
         std::any_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '@' || c == '('; }) ||
         std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view sign) { return name.find(sign) != std::string_view::npos; });
}

NameExtras take_name_extras(std::string& name) {
  NameExtras out;
  out.email = take_email(name);
  out.phone = take_phone(name);
  out.remarks = take_name_remarks(name);
  // A company may be called after a street ("SCI DU 12 RUE FOCH").
  out.company_name = take_company(name);
  if (is_company(name)) return out;
  if (out.company_name.empty()) out.company_name = take_trade(name);
  out.street = take_street(name);
  Scratch scratch;
  scratch.read(name);
  if (names_a_company(name, scratch.tokens)) return out;  // "Restaurant Chez Paul"
  const std::string care = take_care_of(name);
  if (!care.empty() && !out.remarks.empty()) out.remarks += "; ";
  out.remarks += care;
  return out;
}

}  // namespace jumelles::standardize
