#include "standardize/person_names.h"

#include <algorithm>
#include <vector>

#include "standardize/cell_text.h"
#include "standardize/companies.h"
#include "standardize/full_names.h"
#include "standardize/name_titles.h"
#include "text/utf8.h"

namespace jumelles::standardize {

bool is_marital_marker(std::string_view folded) {
  static const WordSet set{"NEE", "NE", "EPOUSE", "EPSE", "EP", "VEUVE", "VVE", "DIVORCEE", "DIV"};
  return set.has(folded);
}

bool is_particle(std::string_view folded) {
  static const WordSet set{"DE", "D", "DU", "DES", "LE", "LA", "L", "LES", "VON", "VAN", "DER", "DEN", "DI", "DA", "DOS", "DO", "DEL",
                           "DELLA", "BEN", "BENT", "EL", "AL", "OULD", "AIT", "ST", "SAINT", "STE", "SAINTE", "MC", "MAC", "TEN", "TER"};
  return set.has(folded);
}

std::string_view without_quotes(std::string_view squeezed) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"\"", "\""}, {"'", "'"}, {"\u00AB", "\u00BB"}, {"\u201C", "\u201D"}, {"\u201E", "\u201C"}, {"\u2018", "\u2019"}};
  for (const auto& [open, close] : kPairs) {
    if (squeezed.size() <= open.size() + close.size() || squeezed.substr(0, open.size()) != open) continue;
    if (squeezed.substr(squeezed.size() - close.size()) != close) continue;
    const std::string_view inside = squeezed.substr(open.size(), squeezed.size() - open.size() - close.size());
    if (inside.find(open) == std::string_view::npos) return trim(inside);
  }
  return squeezed;
}

namespace {

bool is_hyphen_or_apostrophe(char32_t c) { return c == '-' || c == '\'' || c == U'\u2019'; }

// Letters of a word: how many, how many of them upper and lower case, whether one is a vowel.
struct Letters {
  int all = 0, upper = 0, lower = 0;
  bool vowel = false, first_upper = false;
};
constexpr bool is_vowel(char32_t small) { return small == 'a' || small == 'e' || small == 'i' || small == 'o' || small == 'u' || small == 'y'; }

Letters letters_of(std::string_view word) {
  Letters out;
  for (size_t at = 0; at < word.size();) {
    const char32_t c = text::decode(word, at);
    if (!text::is_letter(c)) continue;
    const bool up = text::to_lower(c) != c, down = text::to_upper(c) != c;
    if (out.all == 0) out.first_upper = up;
    ++out.all;
    out.upper += up ? 1 : 0;
    out.lower += down ? 1 : 0;
    out.vowel |= c >= 0x80 || is_vowel(c | 0x20);
  }
  return out;
}

// "IJ" is one letter to the Dutch: "IJsbrand", not "Ijaz".
bool begins_with_ij(std::string_view upper) {
  return upper.size() > 2 && upper.substr(0, 2) == "IJ" && std::string_view("BDFGKLMNPRSTVZ").find(upper[2]) != std::string_view::npos;
}

// "'t", "'s", "'n" of Dutch names, whatever the apostrophe: its length with the letter, 0 where the word does not begin so.
size_t dutch_article(std::string_view word) {
  const size_t mark = !word.empty() && word[0] == '\'' ? 1 : word.substr(0, 3) == "\u2019" || word.substr(0, 3) == "\u2018" ? 3 : 0;
  if (mark == 0 || word.size() <= mark || std::string_view("TtSsNn").find(word[mark]) == std::string_view::npos) return 0;
  return word.size() == mark + 1 || word[mark + 1] == '-' ? mark + 1 : 0;
}

// Surnames that Italians begin "D'": after given names and places of theirs, in o or i but for one of Corsica that the French know.
bool is_italian_behind_d(std::string_view folded) {
  static const WordSet set{"ANDREA", "ELIA", "AURIA", "AURIZIA", "ERRICA", "ACUNTI", "ALOIA", "AVERSA", "EUSTACHE", "APICE", "AMORE", "ARPE", "ALISE"};
  if (folded == "ORNANO" || folded.size() < 4) return false;
  return folded.back() == 'O' || folded.back() == 'I' || set.has(folded);
}

// "II", "XIV": behind a name.
bool is_roman(std::string_view word) {
  static const WordSet set{"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"};
  return set.has(word);
}

// "J.P.", "JP", "J-P": letters of several names.
bool is_initials(std::string_view word) {
  const Letters letters = letters_of(word);
  if (word.find('.') != std::string_view::npos) return letters.all * 2 <= static_cast<int>(word.size()) + 1;
  return letters.all == 2 && !letters.vowel;
}

// Upper case at the beginning and behind hyphens, apostrophes, dots and brackets, lower case else; "Mc" has a capital behind it.
std::string capitalized(std::string_view word, Trace* trace = nullptr) {
  std::string out;
  bool start = true;
  size_t part = 0;  // where the part between hyphens began
  for (size_t at = 0; at < word.size();) {
    const char32_t c = text::decode(word, at);
    text::append_utf8(out, start ? text::to_upper(c) : text::to_lower(c));
    if (out.size() == part + 2 && out.substr(part) == "Ij" && begins_with_ij(text::upper(word.substr(at - 2)))) out[part + 1] = 'J';
    if (out.size() == part + 2 && out.substr(part) == "Mc" && word.size() > at + 1) {
      start = true;
      note(trace, "name.mc");
      continue;
    }
    start = c < 0x80 ? std::string_view(" -'.(\"/&[,").find(static_cast<char>(c)) != std::string_view::npos : c == U'\u2019' || c == U'\u201C' || c == U'\u00AB';
    if (start) part = out.size();
  }
  return out;
}

void lower_particles_inside(std::string& word) {
  for (const std::string_view particle : {"-D'", "-D\u2019", "-L'", "-L\u2019", "-De-", "-Du-", "-La-", "-Le-", "-Les-", "-Des-", "-Sur-", "-Sous-"})
    for (size_t at = word.find(particle); at != std::string::npos; at = word.find(particle, at + 1)) word[at + 1] = static_cast<char>(word[at + 1] | 32);
}

// A word of a name of one case, where it stands among others.
std::string cased_word(std::string_view word, std::string_view before, bool first, bool more, bool given, Trace* trace) {
  const std::string upper = text::upper(word);
  if (!first && !more && is_roman(upper)) {
    note(trace, "name.number");
    return upper;
  }
  if (given && is_initials(word) && letters_of(word).lower == 0) {
    note(trace, "name.initials");
    return upper;
  }
  std::string out = capitalized(word, trace);
  if (const size_t article = dutch_article(word); article > 0) out[article - 1] = static_cast<char>(out[article - 1] | 32);
  lower_particles_inside(out);
  const std::string folded = text::fold(word);
  static const WordSet german_articles{"DER", "DEN", "DEM", "UND", "ZU"};
  static const WordSet joining{"ET", "OU", "UND", "AND", "Y", "DIT", "DITE"};
  const bool plain = word.find_first_of("-'.(") == std::string_view::npos;
  const bool foreign = folded == "VON" || folded == "ZU" || folded == "VOM";
  if ((more && plain && (folded == "DE" || foreign)) ||
      (more && german_articles.has(folded) && (before == "VON" || before == "ZU" || before == "AN" || before == "AUF"))) {
    note(trace, folded == "DE" ? "name.particle" : "name.foreign_particle");
    return text::lower(word);
  }
  if (folded.size() > 2 && folded.substr(0, 2) == "D " && (out[0] == 'D') && !is_italian_behind_d(std::string_view(folded).substr(2))) out[0] = 'd';
  if (!first && more && plain && joining.has(folded)) return text::lower(word);
  if (!first && more && is_marital_marker(folded)) {
    note(trace, "name.marital_marker");
    if (folded == "NEE") return word.find('(') == std::string_view::npos ? "née" : "(née";
    return folded == "EPOUSE" ? "épouse" : text::lower(word);
  }
  return out;
}

// A word in capitals among others that are not: as it would be in small ones. Hyphened words that begin small get a capital.
std::string mixed_word(std::string_view word, std::string_view before, bool first, bool more, bool given, Trace* trace) {
  const Letters letters = letters_of(word);
  if (letters.lower == 0 && letters.all >= 2) {
    if (is_initials(word)) return std::string(word);
    const std::string cased = cased_word(word, before, first, more, given, trace);
    if (cased != word) note(trace, "name.capitals");
    return cased;
  }
  if (const size_t prefix = inner_capitals(word); prefix > 0 && !given) {
    note(trace, "name.capitals");
    return std::string(word.substr(0, prefix)) + capitalized(word.substr(prefix));
  }
  std::string out(word);
  for (size_t at = 0, begin = 0; at <= word.size();) {
    // Parts between hyphens and apostrophes.
    const size_t here = at;
    const char32_t c = at < word.size() ? text::decode(word, at) : U'-';
    if (here == word.size()) ++at;
    if (!is_hyphen_or_apostrophe(c)) continue;
    const std::string_view part = word.substr(begin, here - begin);
    const Letters of_part = letters_of(part);
    const bool names = of_part.all > 2 && !is_particle(text::fold(part));
    const bool small = begin > 0 && word[begin - 1] == '-' && of_part.upper == 0 && letters.first_upper && names;
    const bool large = begin > 0 && of_part.lower == 0 && names;
    if ((small && text::fold(part) != "SUR" && text::fold(part) != "SOUS") || large) {
      const std::string again = capitalized(part);
      if (again.size() == part.size()) out.replace(begin, part.size(), again);
      note(trace, "name.hyphen");
    }
    begin = at;
  }
  return out;
}

}  // namespace

namespace {

// "in 't Veld", "op den Berg", "'t Hart"
bool before_dutch_article(std::string_view squeezed, size_t blank) {
  static const WordSet articles{"DE", "DEN", "DER", "HET", "T"};
  static const WordSet prepositions{"IN", "OP", "AAN", "UIT", "ONDER", "OVER", "VOOR", "TE", "BIJ"};
  if (dutch_article(squeezed.substr(0, blank)) > 0) return true;
  if (blank >= squeezed.size() || !prepositions.has(text::fold(squeezed.substr(0, blank)))) return false;
  const std::string_view behind = squeezed.substr(blank + 1);
  return articles.has(text::fold(behind.substr(0, std::min(behind.find(' '), behind.size()))));
}

}  // namespace

size_t inner_capitals(std::string_view word) {
  size_t small = 0, at = 0;
  const auto is_upper_letter = [](char32_t c) { return text::is_letter(c) && text::to_lower(c) != c; };
  if (word.empty() || !is_upper_letter(text::decode(word, at))) return 0;
  size_t prefix = 0;
  int capitals = 0;
  while (at < word.size()) {
    const size_t here = at;
    const char32_t c = text::decode(word, at);
    if (!text::is_letter(c)) return 0;
    if (!is_upper_letter(c)) {
      if (capitals > 0 || ++small > 3) return 0;
      continue;
    }
    if (small == 0) return 0;
    if (capitals++ == 0) prefix = here;
  }
  return capitals >= 2 ? prefix : 0;
}

std::string person_case(AttributeType type, std::string_view squeezed, Trace* trace) {
  const Letters letters = letters_of(squeezed);
  const bool mixed = letters.upper > 0 && letters.lower > 0;
  if (mixed && type == AttributeType::kFullName) return std::string(squeezed);
  const size_t blank = std::min(squeezed.find(' '), squeezed.size());
  const std::string first_word = text::fold(squeezed.substr(0, blank));
  const bool begins_small = mixed && !letters.first_upper;
  const bool by_word = mixed && (!begins_small || is_particle(first_word) || before_dutch_article(squeezed, blank) || first_word.substr(0, 2) == "D " || first_word.substr(0, 2) == "L ");
  std::string out, before;
  text::tokenize(squeezed, [&](std::string_view word) {
    const bool first = out.empty(), more = word.data() + word.size() < squeezed.data() + squeezed.size();
    const bool given = type == AttributeType::kGivenName;
    const std::string cased = by_word ? mixed_word(word, before, first, more, given, trace) : cased_word(word, before, first, more, given, trace);
    append_word(out, cased);
    before = text::fold(word);
  });
  for (size_t at = out.find("--"); at != std::string::npos; at = out.find("--", at)) out.erase(at, 1);
  if (trace != nullptr) {
    if (!by_word || trace->pending().empty()) trace->rule("name.case");
    trace->step(squeezed, out);
  }
  return out;
}

namespace {

// Words as they are compared: a marker or an "et" stands between names, so first and last words are names, whatever they look like.
void compare_words(AttributeType type, const std::vector<std::string_view>& tokens, bool several, std::string& out) {
  static const WordSet joining{"ET", "OU", "AND", "UND", "ODER"};
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool between = i > 0 && i + 1 < tokens.size();
    if (between && type != AttributeType::kGivenName && is_marital_marker(tokens[i])) continue;
    if (between && several && type == AttributeType::kGivenName && joining.has(tokens[i])) continue;
    append_word(out, tokens[i]);
  }
}

}  // namespace

void clean_person_name(AttributeType type, std::string_view original, Scratch& scratch, CleanValue& out) {
  NameParts aside;
  std::string rest;
  const bool changed = set_aside(type, original, scratch, aside, rest);
  if (changed) scratch.read(rest);  // else it holds what was looked at
  else rest = squeezed(original, scratch.trace);
  const std::vector<std::string_view>& tokens = scratch.tokens;
  compare_words(type, tokens, changed, out.comparison);
  const bool company = type == AttributeType::kFullName && changed && names_a_company(rest, tokens);
  out.clean = company ? rest : person_case(type, rest, scratch.trace);
  if (rest.empty()) out.status = CleanStatus::kMissing;
}

void clean_name_part(AttributeType type, std::string_view part, Scratch& scratch, CleanValue& out) {
  out = CleanValue{};
  const std::string whole = squeezed(part, scratch.trace);
  scratch.read(whole);
  compare_words(type, scratch.tokens, false, out.comparison);
  out.clean = person_case(type, whole, scratch.trace);
  if (whole.empty()) out.status = CleanStatus::kMissing;
}

void clean_civility(std::string_view original, bool among_french, Scratch& scratch, CleanValue& out) {
  const std::string whole = squeezed(original, scratch.trace);
  const Civility civility = read_civility(whole, among_french);
  if (civility.written.empty()) {
    out.clean = whole;
    return;
  }
  step(scratch.trace, whole, civility.written, civility.several ? "civility.couple" : "civility.written_out");
  out.clean = civility.written;
  out.validity = Validity::kValid;
  out.comparison = civility.comparison;
}

void clean_gender(std::string_view original, LetterM letter_m, Scratch& scratch, CleanValue& out) {
  static const WordMap genders{{"M", "M"}, {"H", "M"}, {"HOMME", "M"}, {"MALE", "M"}, {"MASCULIN", "M"}, {"MASC", "M"}, {"MAN", "M"},
                               {"BOY", "M"}, {"GARCON", "M"}, {"1", "M"}, {"MR", "M"}, {"MONSIEUR", "M"}, {"F", "F"}, {"FEMME", "F"},
                               {"FEMALE", "F"}, {"FEMININ", "F"}, {"FEM", "F"}, {"W", "F"}, {"WOMAN", "F"}, {"GIRL", "F"},
                               {"FILLE", "F"}, {"2", "F"}, {"MME", "F"}, {"MADAME", "F"}, {"MLLE", "F"},
                               {"HOMBRE", "M"}, {"VARON", "M"}, {"MASCULINO", "M"}, {"MUJER", "F"}, {"FEMENINO", "F"}, {"FEMENINA", "F"}, {"HOMEM", "M"}, {"MULHER", "F"},
                               {"FEMININO", "F"}, {"UOMO", "M"}, {"MASCHIO", "M"}, {"DONNA", "F"}, {"FEMMINA", "F"}};
  const bool is_other_m = scratch.folded == "M" && letter_m != LetterM::kMan;
  if (is_other_m && letter_m == LetterM::kOpen) return keep_unread(original, scratch.trace, out);
  const std::string_view gender = is_other_m ? "F" : genders.find(scratch.folded);
  if (gender.empty()) {
    if (scratch.folded == "U" || scratch.folded == "X" || scratch.folded == "I" || scratch.folded == "0" || scratch.folded == "9") {
      out.status = CleanStatus::kPlaceholder;
      return;
    }
    return keep_unread(original, scratch.trace, out);
  }
  step(scratch.trace, original, gender, "gender.one_letter");
  out.clean = gender;
  out.comparison = gender;
  out.validity = Validity::kValid;
}

}  // namespace jumelles::standardize
