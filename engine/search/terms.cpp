#include "search/terms.h"

#include <algorithm>

#include "text/fold.h"
#include "text/similarity.h"

namespace jumelles::search {
namespace {

constexpr size_t kGroupDigits = 4, kJoinedDigits = 4, kInsideDigits = 3, kPrefixBytes = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

int slips_of(std::string_view word) { return word.size() < 4 ? 0 : word.size() < 8 ? 1 : 2; }

// "21061986" as "19860621".
std::string year_first(std::string_view digits) {
  if (digits.size() != 8) return {};
  const int day = (digits[0] - '0') * 10 + digits[1] - '0', month = (digits[2] - '0') * 10 + digits[3] - '0';
  if (day < 1 || day > 31 || month < 1 || month > 12) return {};
  return std::string(digits.substr(4)) + std::string(digits.substr(2, 2)) + std::string(digits.substr(0, 2));
}

Term term_of(std::string text) {
  Term term;
  term.has_digit = has_digit(text);
  term.all_digits = is_number(text);
  if (!term.has_digit) term.slips = slips_of(text);
  if (term.all_digits) {
    if (text.size() >= kInsideDigits && text[0] == '0' && text[1] != '0') term.national = text.substr(1);
    term.date = year_first(text);
  }
  term.text = std::move(text);
  return term;
}

Quality number_quality(const Term& term, std::string_view word, bool in_phones) {
  if (!term.all_digits) return kNoAnswer;
  if (!term.date.empty() && word == term.date) return kExact;
  if (in_phones && !term.national.empty())
    for (size_t code = 1; code <= 3 && code < word.size(); ++code)
      if (word.substr(code).starts_with(term.national)) return word.size() == code + term.national.size() ? kExact : kPrefix;
  return term.text.size() >= kInsideDigits && word.find(term.text) != std::string_view::npos ? kInside : kNoAnswer;
}

}  // namespace

bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

std::vector<Term> terms_of(std::string_view query) {
  std::vector<std::string> words;
  const std::string folded = text::fold(query);
  text::tokenize(folded, [&](std::string_view word) { words.emplace_back(word); });
  std::vector<Term> terms;
  for (size_t i = 0; i < words.size() && terms.size() < kMostTerms;) {
    size_t end = i;
    std::string joined;
    while (end < words.size() && words[end].size() <= kGroupDigits && is_number(words[end])) joined += words[end++];
    if (end - i >= 2 && joined.size() >= kJoinedDigits) {
      terms.push_back(term_of(std::move(joined)));
      i = end;
    } else {
      terms.push_back(term_of(std::move(words[i++])));
    }
  }
  return terms;
}

Quality quality(const Term& term, std::string_view word, bool in_phones) {
  if (word == term.text) return kExact;
  if (has_digit(word)) {
    const Quality as_number = number_quality(term, word, in_phones);
    if (as_number < kPrefix) return as_number;
    if (term.text.size() >= kPrefixBytes && word.starts_with(term.text)) return kPrefix;
    return as_number;
  }
  if (term.text.size() >= kPrefixBytes && word.starts_with(term.text)) return kPrefix;
  if (term.slips == 0) return kNoAnswer;
  const int slips = text::osa_distance(term.text, word, term.slips);
  return slips > term.slips ? kNoAnswer : slips == 1 ? kOneSlip : kTwoSlips;
}

}  // namespace jumelles::search
