#include "standardize/person_names.h"

#include "core/math.h"
#include "standardize/companies.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

const WordSet& civilities() {
  static const WordSet set{"M", "MR", "MME", "MLLE", "MM", "MMES", "MRS", "MS", "MISS", "MISTER", "MONSIEUR", "MADAME",
                           "MADEMOISELLE", "DR", "DOCTEUR", "PR", "PROF", "PROFESSEUR", "ME", "MAITRE", "MGR", "HERR", "FRAU"};
  return set;
}

const WordSet& marital_markers() {
  static const WordSet set{"NEE", "NE", "EPOUSE", "EPSE", "EP", "VEUVE", "VVE", "DIVORCEE", "DIV"};
  return set;
}

// Whether token i is a civility that stands for nothing else. A lone letter M is an initial in a given name.
bool is_civility_at(AttributeType type, const std::vector<std::string_view>& tokens, size_t i) {
  if (i + 1 >= tokens.size() || !civilities().has(tokens[i])) return false;
  if (type == AttributeType::kFullName) return true;
  if (type == AttributeType::kSurname && (tokens[i] == "ME" || tokens[i] == "PR" || tokens[i] == "MS")) return false;
  return tokens[i].size() > 1 || tokens[i + 1].size() > 1;
}

bool is_particle(std::string_view folded) {
  static const WordSet set{"DE", "D", "DU", "DES", "LE", "LA", "L", "LES", "VON", "VAN", "DER", "DEN", "DI", "DA", "DOS", "DO", "DEL",
                           "DELLA", "BEN", "BENT", "EL", "AL", "OULD", "AIT", "ST", "SAINT", "STE", "SAINTE", "MC", "MAC", "TEN", "TER"};
  return set.has(folded);
}

}  // namespace

std::string person_case(std::string_view squeezed) {
  bool lower = false, upper = false, first_upper = false, started = false;
  for (size_t at = 0; at < squeezed.size();) {
    const char32_t c = text::decode(squeezed, at);
    if (!text::is_letter(c)) continue;
    const bool up = text::to_lower(c) != c, down = text::to_upper(c) != c;
    if (!started) first_upper = up;
    started = true;
    upper |= up;
    lower |= down;
  }
  if (upper && lower && first_upper) return std::string(squeezed);
  std::string out;
  out.reserve(squeezed.size());
  bool start = true;
  for (size_t at = 0; at < squeezed.size();) {
    const char32_t c = text::decode(squeezed, at);
    text::append_utf8(out, start ? text::to_upper(c) : text::to_lower(c));
    start = c == ' ' || c == '-' || c == '\'' || c == U'\u2019' || c == '.' || c == '(';
  }
  // Particles, and words about marriage.
  const std::string_view view = out;
  std::string cased;
  size_t begin = 0;
  while (begin < view.size()) {
    size_t end = view.find(' ', begin);
    if (end == std::string_view::npos) end = view.size();
    const std::string_view word = view.substr(begin, end - begin);
    const bool more = end < view.size();
    if (begin > 0) cased.push_back(' ');
    if (word == "De" && more) cased += "de";
    else if (word.size() > 2 && word[0] == 'D' && word[1] == '\'') (cased += 'd') += word.substr(1);
    else if (word.size() > 4 && word.substr(0, 4) == "D\u2019") (cased += 'd') += word.substr(1);
    else if (begin > 0 && more && (word == "Née" || word == "Nee" || word == "Né")) cased += word == "Né" ? "né" : "née";
    else if (begin > 0 && more && (word == "Épouse" || word == "Epouse")) cased += "épouse";
    else if (begin > 0 && more && (word == "Ep" || word == "Ep." || word == "Veuve" || word == "Vve")) cased += text::lower(word);
    else cased += word;
    begin = end + 1;
  }
  return cased;
}

void clean_person_name(AttributeType type, std::string_view original, Scratch& scratch, CleanValue& out) {
  const std::vector<std::string_view>& tokens = scratch.tokens;
  size_t first = 0;
  // "M. et Mme Durand": all of it goes.
  while (is_civility_at(type, tokens, first) || (first > 0 && tokens[first] == "ET" && is_civility_at(type, tokens, first + 1))) ++first;
  for (size_t i = first; i < tokens.size(); ++i) {
    // A marker stands between names: first and last words are names, whatever they look like.
    if (i > first && i + 1 < tokens.size() && type != AttributeType::kGivenName && marital_markers().has(tokens[i])) continue;
    append_word(out.comparison, tokens[i]);
  }
  std::string squeezed = text::squeeze(original);
  // The same words at the front of the written form: a civility is followed by a blank or a dot and a blank.
  for (size_t dropped = 0; dropped < first; ++dropped) {
    const size_t blank = squeezed.find_first_of(" .");
    if (blank == std::string::npos) break;
    squeezed.erase(0, blank + 1);
    while (!squeezed.empty() && (squeezed.front() == ' ' || squeezed.front() == '.')) squeezed.erase(0, 1);
  }
  out.clean = person_case(squeezed);
}

void clean_civility(std::string_view original, Scratch& scratch, CleanValue& out) {
  static const WordMap written{{"M", "M."}, {"MR", "M."}, {"MONSIEUR", "M."}, {"MISTER", "M."}, {"HERR", "M."}, {"H", "M."},
                               {"MME", "Mme"}, {"MADAME", "Mme"}, {"MRS", "Mme"}, {"MS", "Mme"}, {"FRAU", "Mme"}, {"F", "Mme"},
                               {"MLLE", "Mlle"}, {"MELLE", "Mlle"}, {"MADEMOISELLE", "Mlle"}, {"MISS", "Mlle"}, {"DR", "Dr"},
                               {"DOCTEUR", "Dr"}, {"PR", "Pr"}, {"PROFESSEUR", "Pr"}, {"PROF", "Pr"}, {"ME", "Me"}, {"MAITRE", "Me"}};
  const std::string_view clean = scratch.tokens.size() == 1 ? written.find(scratch.tokens[0]) : std::string_view();
  if (clean.empty()) {
    out.clean = text::squeeze(original);
    return;
  }
  out.clean = clean;
  out.validity = Validity::kValid;
  if (clean == "M.") out.comparison = "M";
  else if (clean[0] == 'M' && clean != "Me") out.comparison = "MME";
}

void clean_gender(std::string_view original, Scratch& scratch, CleanValue& out) {
  static const WordMap genders{{"M", "M"}, {"H", "M"}, {"HOMME", "M"}, {"MALE", "M"}, {"MASCULIN", "M"}, {"MASC", "M"}, {"MAN", "M"},
                               {"BOY", "M"}, {"GARCON", "M"}, {"1", "M"}, {"MR", "M"}, {"MONSIEUR", "M"}, {"F", "F"}, {"FEMME", "F"},
                               {"FEMALE", "F"}, {"FEMININ", "F"}, {"FEM", "F"}, {"W", "F"}, {"WOMAN", "F"}, {"GIRL", "F"},
                               {"FILLE", "F"}, {"2", "F"}, {"MME", "F"}, {"MADAME", "F"}, {"MLLE", "F"}};
  const std::string_view gender = genders.find(scratch.folded);
  if (gender.empty()) {
    if (scratch.folded == "U" || scratch.folded == "X" || scratch.folded == "I" || scratch.folded == "0" || scratch.folded == "9") {
      out.status = CleanStatus::kPlaceholder;
      return;
    }
    out.clean = text::squeeze(original);
    out.status = CleanStatus::kInvalid;
    out.validity = Validity::kInvalid;
    return;
  }
  out.clean = gender;
  out.comparison = gender;
  out.validity = Validity::kValid;
}

// --- Splitting full names ---

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
  size_t first = 0;
  while (first + 1 < words.size() && civilities().has(words[first].folded)) ++first;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
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

}  // namespace

int name_order_vote(std::string_view original, Scratch& scratch) {
  scratch.read(original);
  if (has_legal_form(scratch.tokens) || original.find(',') != std::string_view::npos) return 0;
  return vote(words_of(text::squeeze(original)));
}

NameParts split_full_name(std::string_view original, NameOrder column_order, Scratch& scratch) {
  NameParts out;
  const std::string squeezed = text::squeeze(original);
  scratch.read(squeezed);
  if (has_legal_form(scratch.tokens)) {
    out.company_name = squeezed;
    return out;
  }
  const std::vector<Word> words = words_of(squeezed);
  const size_t n = words.size();
  if (n == 0) return out;
  if (n == 1) {
    out.surname = words[0].written;
    return out;
  }
  // "DUPONT, Jean"
  for (size_t i = 0; i + 1 < n; ++i)
    if (words[i].written.back() == ',') {
      out.surname = joined(words, 0, i + 1);
      out.surname.pop_back();
      out.given_name = joined(words, i + 1, n);
      return out;
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
  return out;
}

}  // namespace jumelles::standardize
