#include "standardize/companies.h"

namespace jumelles::standardize {
namespace {

// Dropped wherever they stand.
const WordSet& strong_forms() {
  static const WordSet set{"SAS", "SASU", "SARL", "EURL", "SCI", "SNC", "SCOP", "SELARL", "SELAS", "SELAFA", "SCP", "SCM", "GIE", "EIRL",
                           "SARLU", "SCEA", "GAEC", "EARL", "SCIC", "SEM", "SPRL", "GMBH", "LTD", "LLC", "INC", "PLC", "BVBA",
                           "LIMITED", "INCORPORATED", "CORPORATION"};
  return set;
}

// Dropped at the front or the end only: inside a name they may be words of it.
const WordSet& weak_forms() {
  static const WordSet set{"SA", "EI", "AG", "BV", "NV", "SPA", "SRL", "KG", "AB", "CORP", "CO", "CIE", "COMPAGNIE", "STE", "SOCIETE",
                           "ETS", "ETABLISSEMENTS", "ETABLISSEMENT", "ASSOCIATION", "ASSO", "ENTREPRISE", "AE"};
  return set;
}

// Runs of single letters become one word. The views of joined words point into `joined`.
std::vector<std::string_view> without_dots(const std::vector<std::string_view>& tokens, std::string& joined) {
  size_t letters = 0;
  for (std::string_view token : tokens) letters += token.size();
  joined.clear();
  joined.reserve(letters);  // views into it must stay
  std::vector<std::string_view> out;
  for (size_t i = 0; i < tokens.size();) {
    size_t end = i;
    while (end < tokens.size() && tokens[end].size() == 1 && is_upper(tokens[end][0])) ++end;
    if (end - i < 2) {
      out.push_back(tokens[i++]);
      continue;
    }
    const size_t begin = joined.size();
    for (; i < end; ++i) joined.append(tokens[i]);
    out.push_back(std::string_view(joined).substr(begin));
  }
  return out;
}

}  // namespace

bool has_legal_form(const std::vector<std::string_view>& tokens) {
  std::string joined;
  const std::vector<std::string_view> words = without_dots(tokens, joined);
  if (words.size() < 2) return false;
  static const WordSet telling{"SA", "STE", "SOCIETE", "ETS", "ETABLISSEMENTS", "ASSOCIATION", "CIE", "ENTREPRISE"};
  for (size_t i = 0; i < words.size(); ++i) {
    if (strong_forms().has(words[i])) return true;
    if ((i == 0 || i + 1 == words.size()) && telling.has(words[i]) && !(words[i] == "STE" && i != 0)) return true;
  }
  return false;
}

void clean_company(std::string_view original, Scratch& scratch, CleanValue& out) {
  std::string joined;
  std::vector<std::string_view> words = without_dots(scratch.tokens, joined);
  std::vector<std::string_view> kept;
  for (std::string_view word : words)
    if (!strong_forms().has(word)) kept.push_back(word);
  while (kept.size() > 1 && (weak_forms().has(kept.front()) || kept.front() == "ET")) kept.erase(kept.begin());
  while (kept.size() > 1 && (weak_forms().has(kept.back()) || kept.back() == "ET")) kept.pop_back();
  if (kept.empty()) kept = words;
  for (std::string_view word : kept) {
    if (kept.size() > 2 && (word == "ET" || word == "AND")) continue;
    append_word(out.comparison, word);
  }
  out.clean = text::squeeze(original);
  if (text::upper(out.clean) == out.clean || text::lower(out.clean) != out.clean) return;
  // All lower case: initials up, legal forms as they are known.
  std::string cased;
  text::tokenize(out.clean, [&](std::string_view word) {
    const std::string folded = text::fold(word);
    const bool form = strong_forms().has(folded) || folded == "SA";
    if (!cased.empty()) cased.push_back(' ');
    if (form) cased += text::upper(word);
    else if (is_digit(word[0]) || static_cast<uint8_t>(word[0]) >= 0x80 || cased.empty() || word.size() > 3) {
      std::string up(word);
      if (up[0] >= 'a' && up[0] <= 'z') up[0] = static_cast<char>(up[0] - 32);
      cased += up;
    } else {
      cased += word;
    }
  });
  out.clean = cased;
}

}  // namespace jumelles::standardize
