#include "standardize/full_names.h"

#include <algorithm>
#include <vector>

#include "standardize/companies.h"
#include "standardize/name_remarks.h"
#include "standardize/name_titles.h"
#include "standardize/name_words.h"
#include "standardize/person_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

// Where "et", "ou" or a sign for them stands between two names: its begin and end, or nothing.
struct Between {
  size_t begin = std::string_view::npos, end = 0;
};
Between find_between(std::string_view text) {
  static const WordSet connectors{"ET", "OU", "AND", "UND", "ODER"};
  Between out;
  text::tokenize(text, [&](std::string_view word) {
    const size_t begin = static_cast<size_t>(word.data() - text.data());
    if (out.begin != std::string_view::npos || begin == 0 || begin + word.size() >= text.size()) return;
    if (word == "&" || word == "/" || word == "+" || word == "-/-" || (connectors.has(text::fold(word)) && word.find('.') == std::string_view::npos))
      out = {begin, begin + word.size()};
  });
  if (out.begin != std::string_view::npos) return out;
  // "Paul/Claire", "Paul&Claire"
  const size_t sign = text.find_first_of("&/");
  if (sign != std::string_view::npos && sign > 1 && sign + 2 < text.size()) out = {sign, sign + 1};
  return out;
}

// Two persons of one surname or of two.
void split_couple(std::string_view text, Between between, NameOrder order, NameParts& out) {
  std::string first(trim(text.substr(0, between.begin))), second(trim(text.substr(between.end)));
  const NameTitles titles = titles_in_front(AttributeType::kFullName, second);
  second.erase(0, titles.taken);
  if (!titles.civility.empty()) {
    if (out.civility.empty()) out.civility = titles.civility;
    else (out.civility += joining_of(out.civility, titles.civility)) += titles.civility;
  }
  const std::vector<Word> a = words_of(first), b = words_of(second);
  // "DUPONT/Jean" is one person, as airlines write names.
  const bool slash = between.begin < text.size() && text[between.begin] == '/';
  if (slash && a.size() == 1 && b.size() == 1 && !out.several && !is_given_like(a[0])) {
    out.surname = first;
    out.given_name = second;
    return;
  }
  out.several = true;
  if (a.size() <= 1 && b.size() <= 1) {
    // "Paul et Claire", "MARTIN et DURAND"
    const bool given = !a.empty() && !b.empty() && is_given_like(a[0]) && is_given_like(b[0]) && !(a[0].capitals && !text::is_mixed_case(text));
    if (given) {
      out.given_name = first;
      out.partner = second;
    } else if (!titles.civility.empty() && !b.empty()) {
      // "M. DURAND et Mlle PETIT"
      out.surname = first;
      out.partner = second;
    } else {
      out.surname = text;
    }
    return;
  }
  if (a.size() <= 1 && !(a.size() == 1 && a[0].capitals && b.front().capitals && b.back().mixed)) {
    // "Paul et Claire MARTIN": who comes first has the surname of the second.
    NameParts other;
    split_person(second, order == NameOrder::kUnknown ? NameOrder::kGivenFirst : order, other);
    if (!a.empty() && a[0].capitals && b.back().mixed) {
      out.surname = first;
      out.partner = second;
      return;
    }
    out.given_name = first;
    out.partner = other.given_name.empty() ? other.surname : other.given_name;
    if (!other.given_name.empty()) out.surname = other.surname;
    return;
  }
  split_person(first, order, out);
  NameParts other;
  if (b.size() > 1) split_person(second, order, other);
  else other.given_name = second;
  out.partner = other.given_name;
  if (text::fold(other.surname) != text::fold(out.surname)) append_word(out.partner, other.surname);
}

// "Famille NGUYEN VAN": of a family no given name is said, unless one is known.
bool is_family_of(std::string_view civility, std::string_view text) {
  static const WordSet families{"FAMILLE", "FAMILIE", "FAM", "FAMILIA", "FAMIGLIA", "FAMILY", "CONSORTS", "INDIVISION", "HOIRS", "HOIRIE", "HERITIERS",
                                "EPOUX", "EHELEUTE", "ERBENGEMEINSCHAFT", "ERBEN", "ERVEN", "HNOS", "HEREDEROS", "HERDEIROS", "EREDI", "HEIRS"};
  if (civility.empty() || !families.has(text::fold(civility)) || text.find(',') != std::string_view::npos) return false;
  const std::vector<Word> words = words_of(text);
  if (words.size() < 2 || find_between(text).begin != std::string_view::npos) return false;
  const int vote = name_vote(words);
  return vote != 16 && vote != -16 && std::none_of(words.begin(), words.end(), is_given_anywhere);
}

// "Paul et Virginie" in a column of given names, whatever the names: no person's has an "et".
bool is_couple(std::string_view given_names) {
  const Between between = find_between(given_names);
  if (between.begin == std::string_view::npos || given_names.substr(between.begin, 1) == "/") return false;
  const std::vector<Word> a = words_of(given_names.substr(0, between.begin)), b = words_of(given_names.substr(between.end));
  return !a.empty() && !b.empty() && !may_name_a_company(b.back().folded);
}

// Nothing but words of one person's name, as far as a glance tells.
bool is_plain(std::string_view squeezed, const std::vector<std::string_view>& tokens) {
  for (const char c : squeezed)
    if (is_digit(c) || c == '@' || c == '(' || c == '&' || c == '/' || c == '+' || c == '"' || c == ';') return false;
  if (squeezed.find(" - ") != std::string_view::npos || squeezed.find("\u00AB") != std::string_view::npos) return false;
  static const WordSet connectors{"ET", "OU", "AND", "UND", "ODER"};
  if (!tokens.empty() && are_letters_behind(tokens.back())) return false;
  return std::none_of(tokens.begin(), tokens.end(), [](std::string_view token) {
    return connectors.has(token) || may_be_title(token) || may_be_remark(token) || may_name_a_company(token) || is_marital_marker(token);
  });
}

}  // namespace

int name_order_vote(std::string_view original, Scratch& scratch) {
  scratch.read(original);
  if (original.find(',') != std::string_view::npos) return 0;
  const std::string squeezed = text::squeeze(original);
  if (is_plain(squeezed, scratch.tokens)) return name_vote(words_of(squeezed));
  if (names_a_company(squeezed, scratch.tokens)) return 0;
  NameParts parts;
  std::string rest = squeezed;
  set_aside(AttributeType::kFullName, squeezed, scratch, parts, rest);
  return find_between(rest).begin == std::string_view::npos ? name_vote(words_of(rest)) : 0;
}

bool may_hold_more(std::string_view original, Scratch& scratch) {
  scratch.read(original);
  return !is_plain(original, scratch.tokens) || original.find(',') != std::string_view::npos;
}

namespace {

void add_remark(std::string& remarks, const std::string& more) {
  if (!remarks.empty() && !more.empty()) remarks += "; ";
  remarks += more;
}

}  // namespace

bool set_aside(AttributeType type, std::string_view original, Scratch& scratch, NameParts& parts, std::string& rest) {
  const std::string whole = text::squeeze(original);
  const std::string_view bare = without_quotes(whole);
  scratch.read(bare);
  if (bare.size() == whole.size() && is_plain(bare, scratch.tokens) && bare.find(',') == std::string_view::npos) return false;
  Trace* const trace = scratch.trace;
  step(trace, original, whole, "text.blanks");
  step(trace, whole, bare, "name.quotes");
  rest = bare;
  if (may_hold_extras(rest, scratch.tokens)) {
    NameExtras extras = take_name_extras(rest);
    parts.phone = std::move(extras.phone);
    parts.email = std::move(extras.email);
    parts.street = std::move(extras.street);
    parts.company_name = std::move(extras.company_name);
    parts.remarks = std::move(extras.remarks);
    for (const auto& [part, rule] : {std::pair{&parts.phone, "name.phone"}, {&parts.email, "name.email"}, {&parts.street, "name.street"},
                                     {&parts.company_name, "name.company"}, {&parts.remarks, "name.remark"}})
      if (!part->empty()) note(trace, rule);
    if (trace != nullptr) trace->step(bare, rest);
  }
  scratch.read(rest);
  if (type == AttributeType::kFullName && !names_a_company(rest, scratch.tokens)) {
    const std::string named = rest;
    add_remark(parts.remarks, take_nickname(rest));
    add_remark(parts.remarks, take_letters_behind(rest));
    step(trace, named, rest, "name.remark");
    scratch.read(rest);
  }
  parts.several = type == AttributeType::kGivenName && is_couple(rest);
  if (std::none_of(scratch.tokens.begin(), scratch.tokens.end(), may_be_title)) return true;
  NameTitles titles = titles_in_front(type, rest);
  if (type != AttributeType::kGivenName && is_office(rest, std::string_view(rest).substr(titles.taken))) {
    parts.office = true;
    return true;
  }
  if (titles.addressed) note(trace, "name.addressing");
  step(trace, rest, std::string_view(rest).substr(titles.taken), titles.several ? "name.household" : "name.title");
  rest.erase(0, titles.taken);
  if (type != AttributeType::kGivenName) {
    const std::string named = rest;
    take_family_behind(rest, titles);
    take_titles_behind(rest, titles);
    step(trace, named, rest, "name.title_behind");
  }
  parts.civility = std::move(titles.civility);
  parts.several |= titles.several;
  return true;
}

NameParts split_full_name(std::string_view original, NameOrder column_order, Scratch& scratch) {
  NameParts out;
  std::string text = text::squeeze(original);
  step(scratch.trace, original, text, "text.blanks");
  scratch.read(text);
  if (!has_letters(text)) {
    if (may_hold_extras(text, scratch.tokens)) {
      std::string rest = text;
      const NameExtras extras = take_name_extras(rest);
      if (rest.empty()) {
        out.phone = extras.phone;
        return out;
      }
    }
    out.surname = text;
    return out;
  }
  if (is_plain(text, scratch.tokens) && text.find(',') == std::string::npos) {
    split_person(text, column_order, out);
    return out;
  }
  std::string rest = text;
  NameParts aside;
  set_aside(AttributeType::kFullName, text, scratch, aside, rest);
  // A company keeps the whole of its name, "M." and "Cabinet" with it.
  if (aside.company_name.empty()) {
    std::string whole = text;
    NameExtras extras;
    scratch.read(whole);
    if (may_hold_extras(whole, scratch.tokens)) {
      extras = take_name_extras(whole);
      scratch.read(whole);
    }
    if (names_a_company(whole, scratch.tokens)) {
      out.company_name = whole;
      out.phone = extras.phone;
      out.email = extras.email;
      out.street = extras.street;
      out.remarks = extras.remarks;
      return out;
    }
  }
  out = std::move(aside);
  if (out.office) {
    out.surname = rest;
    return out;
  }
  const Between between = find_between(rest);
  if (is_family_of(out.civility, rest)) out.surname = rest;
  else if (between.begin != std::string_view::npos) split_couple(rest, between, column_order, out);
  else split_person(rest, column_order, out);
  // "Sœur Marie-Thérèse": who is called so has a given name first.
  static const WordSet by_given_name{"SOEUR", "PERE", "FRERE", "ABBE"};
  if (out.given_name.empty() && by_given_name.has(text::fold(out.civility))) {
    const std::vector<Word> words = words_of(out.surname);
    if (words.size() == 1 && is_given_like(words[0])) out.given_name.swap(out.surname);
  }
  return out;
}

}  // namespace jumelles::standardize
