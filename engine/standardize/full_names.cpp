#include "standardize/full_names.h"

#include <algorithm>
#include <vector>

#include "core/math.h"
#include "standardize/companies.h"
#include "standardize/name_titles.h"
#include "standardize/person_names.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

struct Word {
  std::string_view written;  // into the squeezed text
  std::string folded;        // of a hyphenated word: its parts
  bool capitals = false;     // two letters at least, all upper case
  bool mixed = false;        // has lower-case letters
};

std::vector<Word> words_of(std::string_view squeezed) {
  std::vector<Word> words;
  text::tokenize(squeezed, [&](std::string_view written) {
    Word word;
    word.written = written;
    word.folded = text::fold(written);
    if (word.folded.empty()) return;
    int letters = 0;
    for (size_t at = 0; at < written.size();) {
      const char32_t c = text::decode(written, at);
      if (!text::is_letter(c)) continue;
      ++letters;
      word.mixed |= text::to_upper(c) != c;
    }
    word.capitals = letters >= 2 && !word.mixed;
    words.push_back(std::move(word));
  });
  return words;
}

constexpr double kRare = 2e-6;  // below the rarest listed name

double given_share(const Word& word) {
  const double whole = text::french_given_name_share(word.folded);
  if (whole > 0) return whole;
  const size_t blank = word.folded.find(' ');
  return blank == std::string::npos ? kRare : std::max(kRare, text::french_given_name_share(std::string_view(word.folded).substr(0, blank)));
}

double surname_share(const Word& word) { return std::max(kRare, text::french_surname_share(word.folded)); }

bool is_given_like(const Word& word) {
  return word.folded.size() == 1 || (!is_particle(word.folded) && given_share(word) > 3 * surname_share(word) && given_share(word) > 1e-5);
}

int vote(const std::vector<Word>& words) {
  if (words.size() < 2) return 0;
  const Word &first = words.front(), &last = words.back();
  if (first.capitals && last.mixed) return -16;
  if (first.mixed && last.capitals) return 16;
  if (is_particle(first.folded)) return -8;
  const double given_first = given_share(first) * surname_share(last), surname_first = given_share(last) * surname_share(first);
  const double bits = log2(given_first / surname_first);
  return static_cast<int>(bits);
}

std::string joined(const std::vector<Word>& words, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) append_word(out, words[i].written);
  return out;
}

// The father or the son: of the surname, wherever it stands ("DUPONT Jean Jr", "DUPONT Jean (fils)").
bool is_generation(const Word& word) {
  static const WordSet always{"JR", "JUNIOR", "SENIOR", "II", "III", "IV"};
  static const WordSet lower{"FILS", "PERE", "SR"};
  return always.has(word.folded) || (lower.has(word.folded) && (word.written.front() == '(' || (word.mixed && text::lower(word.written) == word.written)));
}

// One person, titles and all else gone.
void split_person(std::string_view text, NameOrder column_order, NameParts& out) {
  std::vector<Word> words = words_of(text);
  std::string behind;  // of the surname
  if (words.size() > 2 && is_generation(words.back())) {
    behind = words.back().written;
    words.pop_back();
  }
  size_t n = words.size();
  if (n == 0) return;
  if (n == 1) {
    out.surname = words[0].written;
    append_word(out.surname, behind);
    return;
  }
  // "DUPONT, Jean"
  for (size_t i = 0; i + 1 < n; ++i)
    if (words[i].written.back() == ',') {
      out.surname = joined(words, 0, i + 1);
      out.surname.pop_back();
      append_word(out.surname, behind);
      out.given_name = joined(words, i + 1, n);
      return;
    }
  // "Claire MARTIN née DUPONT", "MARTIN Claire née DUPONT": all from the marker on is of the surname.
  for (size_t i = 2; i + 1 < n; ++i)
    if (is_marital_marker(words[i].folded) && (i + 2 == n || !is_given_like(words[n - 1]))) {
      behind = joined(words, i, n);
      n = i;
      words.resize(n);
      break;
    }
  const int own = vote(words);
  const bool given_first = own >= 5 ? true : own <= -5 ? false : column_order != NameOrder::kUnknown ? column_order == NameOrder::kGivenFirst : own >= 0;
  const bool by_capitals = own == 16 || own == -16;
  size_t cut = 1;  // words in front of the cut
  if (given_first) {
    while (cut + 1 < n && (by_capitals ? words[cut].mixed && !is_particle(words[cut].folded) : is_given_like(words[cut]))) ++cut;
    out.given_name = joined(words, 0, cut);
    out.surname = joined(words, cut, n);
  } else {
    cut = n - 1;
    while (cut > 1 && (by_capitals ? words[cut - 1].mixed : is_given_like(words[cut - 1]))) --cut;
    out.surname = joined(words, 0, cut);
    out.given_name = joined(words, cut, n);
  }
  append_word(out.surname, behind);
}

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
    else (out.civility += " et ") += titles.civility;
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
  return std::none_of(tokens.begin(), tokens.end(), [](std::string_view token) {
    return connectors.has(token) || may_be_title(token) || may_name_a_company(token) || is_marital_marker(token);
  });
}

}  // namespace

int name_order_vote(std::string_view original, Scratch& scratch) {
  scratch.read(original);
  if (original.find(',') != std::string_view::npos) return 0;
  const std::string squeezed = text::squeeze(original);
  if (is_plain(squeezed, scratch.tokens)) return vote(words_of(squeezed));
  if (names_a_company(squeezed, scratch.tokens)) return 0;
  NameParts parts;
  std::string rest = squeezed;
  set_aside(AttributeType::kFullName, squeezed, scratch, parts, rest);
  return find_between(rest).begin == std::string_view::npos ? vote(words_of(rest)) : 0;
}

bool may_hold_more(std::string_view original, Scratch& scratch) {
  scratch.read(original);
  return !is_plain(original, scratch.tokens) || original.find(',') != std::string_view::npos;
}

bool set_aside(AttributeType type, std::string_view original, Scratch& scratch, NameParts& parts, std::string& rest) {
  const std::string whole = text::squeeze(original);
  const std::string_view bare = without_quotes(whole);
  scratch.read(bare);
  if (bare.size() == whole.size() && is_plain(bare, scratch.tokens) && bare.find(',') == std::string_view::npos) return false;
  Trace* const trace = scratch.trace;
  step(trace, original, whole, "text.blanks");
  step(trace, whole, bare, "name.quotes");
  rest = bare;
  if (may_hold_extras(rest)) {
    NameExtras extras = take_name_extras(rest);
    parts.phone = std::move(extras.phone);
    parts.email = std::move(extras.email);
    parts.street = std::move(extras.street);
    parts.company_name = std::move(extras.company_name);
    for (const auto& [part, rule] : {std::pair{&parts.phone, "name.phone"}, {&parts.email, "name.email"}, {&parts.street, "name.street"}, {&parts.company_name, "name.company"}})
      if (!part->empty()) note(trace, rule);
    if (trace != nullptr) trace->step(bare, rest);
  }
  scratch.read(rest);
  parts.several = type == AttributeType::kGivenName && is_couple(rest);
  if (std::none_of(scratch.tokens.begin(), scratch.tokens.end(), may_be_title)) return true;
  NameTitles titles = titles_in_front(type, rest);
  if (titles.addressed) note(trace, "name.addressing");
  step(trace, rest, std::string_view(rest).substr(titles.taken), titles.several ? "name.household" : "name.title");
  rest.erase(0, titles.taken);
  if (type != AttributeType::kGivenName) {
    const std::string named = rest;
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
  if (is_plain(text, scratch.tokens)) {
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
    if (may_hold_extras(whole)) extras = take_name_extras(whole);
    scratch.read(whole);
    if (names_a_company(whole, scratch.tokens)) {
      out.company_name = whole;
      out.phone = extras.phone;
      out.email = extras.email;
      out.street = extras.street;
      return out;
    }
  }
  out = std::move(aside);
  const Between between = find_between(rest);
  if (between.begin != std::string_view::npos) split_couple(rest, between, column_order, out);
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
