#include "standardize/name_words.h"

#include <algorithm>

#include "core/math.h"
#include "standardize/person_names.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {

namespace {

// "Mª"
bool is_abbreviated_maria(const Word& word) { return word.written.size() == 3 && (word.written.front() | 32) == 'm' && word.written.substr(1) == "\u00AA"; }

}  // namespace

bool has_letters(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (text::is_letter(text::decode(text, at))) return true;
  return false;
}

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
    // "McDONALD", "DeMARCO", "MacLEOD" are written in capitals.
    if (word.mixed && inner_capitals(written) > 0) {
      word.capitals = true;
      word.mixed = false;
    }
    if (is_abbreviated_maria(word)) {
      word.capitals = false;
      word.mixed = true;
    }
    words.push_back(std::move(word));
  });
  return words;
}

namespace {

constexpr double kRare = 2e-6;  // below the rarest listed name

double given_share(const Word& word) {
  const double whole = text::french_given_name_share(word.folded);
  if (whole > 0) return whole;
  const size_t blank = word.folded.find(' ');
  return blank == std::string::npos ? kRare : std::max(kRare, text::french_given_name_share(std::string_view(word.folded).substr(0, blank)));
}

double surname_share(const Word& word) { return std::max(kRare, text::french_surname_share(word.folded)); }

// "J.", "J.-P."
bool is_initial(const Word& word) {
  for (size_t i = 0; i < word.folded.size(); ++i)
    if ((word.folded[i] == ' ') != (i % 2 == 1)) return false;
  return word.folded.size() % 2 == 1 && !is_digit(word.folded[0]) && word.written.find_first_of("?_'*&") == std::string_view::npos;
}

}  // namespace

bool is_given_like(const Word& word) {
  return is_initial(word) || is_abbreviated_maria(word) || (!is_particle(word.folded) && given_share(word) > 3 * surname_share(word) && given_share(word) > 1e-5);
}

bool is_given_anywhere(const Word& word) {
  // Of Portuguese, Spanish, Italian, German, Dutch, Nordic, Polish, Czech, Hungarian, Romanian and English speakers.
  static const WordSet abroad{
      "TIAGO", "JOAO", "RUI", "VASCO", "GONCALO", "DUARTE", "NUNO", "INES", "BEATRIZ", "MAFALDA", "CATARINA", "FILIPA", "AMELIA", "PAULO", "LUIS", "MIGUEL",
      "PEDRO", "DIOGO", "AFONSO", "HENRIQUE", "ALVARO", "IGNACIO", "JAVIER", "PABLO", "JORGE", "DIEGO", "JAIME", "GONZALO", "ALEJANDRO", "ROCIO", "PILAR",
      "LUCIA", "GIUSEPPE", "GIOVANNI", "MATTEO", "MARCO", "PAOLO", "LUCA", "ANDREA", "STEFANO", "CHIARA", "GIULIA", "FRANCESCA", "JAN", "PIET",
      "KEES", "WIM", "JOOST", "SJOERD", "MAARTEN", "PIETER", "HENDRIK", "JOHAN", "JEROEN", "BRAM", "DAAN", "SANNE", "LIEKE", "FEMKE", "ANNEKE", "MARIEKE",
      "KLAAS", "GERRIT", "HANS", "JURGEN", "WOLFGANG", "UWE", "DIETER", "HEINZ", "HORST", "JOHANN", "STEFAN", "MATTHIAS", "FLORIAN", "LUKAS", "FRANZ", "KARL",
      "UTE", "HEIKE", "ANKE", "PETRA", "SABINE", "GRETA", "LARS", "SVEN", "BJORN", "OLE", "ERIK", "NILS", "ANDERS", "MIKKEL", "SOREN", "MAGNUS", "INGRID",
      "ASTRID", "FREJA", "ANNIKA", "JUKKA", "MATTI", "AINO", "PAWEL", "PIOTR", "TOMASZ", "KRZYSZTOF", "ANDRZEJ", "MICHAL", "MAREK", "AGNIESZKA", "KATARZYNA",
      "MALGORZATA", "EWA", "JIRI", "PETR", "VACLAV", "ZDENEK", "JANA", "LENKA", "ISTVAN", "LASZLO", "GABOR", "ZOLTAN", "ILDIKO", "ION", "MIHAI", "ANDREI",
      "IOANA", "ELENA", "OLIVER", "HARRY", "GEORGE", "JACK", "EMILY", "JAMES", "JOHN", "PETER", "MARY", "BOB", "JIM", "BILL"};
  return is_given_like(word) || abroad.has(word.folded);
}

namespace {

// "Ben Nevis", "Les Carter": particles that are given names as well.
bool is_given_name_too(std::string_view particle) {
  static const WordSet set{"BEN", "AL", "MAC", "LES", "DEL"};
  return set.has(particle);
}

}  // namespace

int name_vote(const std::vector<Word>& words) {
  if (words.size() < 2) return 0;
  const Word &first = words.front(), &last = words.back();
  if (first.capitals && last.mixed) return -16;
  if (first.mixed && last.capitals) return 16;
  if (is_abbreviated_maria(first)) return 8;
  if (is_initial(first) && first.written.back() == '.' && !is_initial(last)) return 8;
  if (is_particle(first.folded) && !(words.size() == 2 && is_given_name_too(first.folded))) return -8;
  const double given_first = given_share(first) * surname_share(last), surname_first = given_share(last) * surname_share(first);
  const double bits = log2(given_first / surname_first);
  return static_cast<int>(bits);
}

namespace {

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

// "M. Chambon Père", "DUPOND FILS": behind a surname, in letters as the others. "Jean FILS" is somebody's name.
bool is_father_or_son(const std::vector<Word>& words) {
  static const WordSet set{"PERE", "FILS"};
  const size_t n = words.size();
  if (n < 2 || !set.has(words[n - 1].folded)) return false;
  const bool any_mixed = std::any_of(words.begin(), words.end() - 1, [](const Word& word) { return word.mixed; });
  if (words[n - 1].capitals && any_mixed) return false;
  return n > 2 || !is_given_like(words[0]);
}

// How many words from `at` on are of a given name that begins "María", "Ana", "Juan": "del Carmen", "de los Ángeles", "de Dios".
size_t devotion_words(const std::vector<Word>& words, size_t at) {
  static const WordSet begin{"MARIA", "ANA", "ROSA", "LUZ", "FLOR", "JUANA", "JOSEFA", "JUAN", "JOSE", "MANUEL"};
  static const WordSet behind{"CARMEN", "MAR", "PILAR", "ROSARIO", "ROCIO", "CORO", "SOL", "CONSUELO", "AMPARO", "PUERTO", "VALLE", "PINO", "PRADO", "CAMINO",
                              "SOCORRO", "CIELO", "PERPETUO", "LUZ", "PAZ", "CONCEPCION", "SOLEDAD", "ENCARNACION", "ASUNCION", "ESPERANZA", "CARIDAD", "O",
                              "ANGELES", "DOLORES", "REMEDIOS", "MILAGROS", "DESAMPARADOS", "NIEVES", "MERCEDES", "VIRTUDES", "GRACIA", "FATIMA", "LOURDES",
                              "GUADALUPE", "MONTSERRAT", "JESUS", "DIOS", "VICTORIA", "FE", "CABEZA", "SAGRARIO", "CRISTO", "HENAR"};
  if (at == 0 || at + 1 >= words.size() || !(begin.has(words[at - 1].folded) || is_abbreviated_maria(words[at - 1]))) return 0;
  size_t noun = at + 1;
  if (words[at].folded == "DE") noun += words[noun].folded == "LA" || words[noun].folded == "LOS" || words[noun].folded == "LAS" ? 1 : 0;
  else if (words[at].folded != "DEL") return 0;
  return noun < words.size() && behind.has(words[noun].folded) ? noun + 1 - at : 0;
}

// Particles behind a given name are of the surname: "Vries, J. de". Takes them away.
std::string take_particles_behind(std::vector<Word>& words) {
  static const WordSet particles{"DE", "D", "DU", "DES", "VAN", "VON", "DER", "DEN", "TEN", "TER", "ZU", "DI", "DA", "DOS", "DEL"};
  size_t n = words.size();
  while (n > 2 && particles.has(words[n - 1].folded) && text::lower(words[n - 1].written) == words[n - 1].written && words[n - 1].written.back() != '.') --n;
  std::string taken = joined(words, n, words.size());
  words.resize(n);
  return taken;
}

// "Smith J.", "LE BRAS J. P.": the initials behind are the given name; "Jean D." is given name and initial. Where they begin, or n.
size_t initials_behind(const std::vector<Word>& words, NameOrder order) {
  size_t begin = words.size();
  while (begin > 1 && is_initial(words[begin - 1])) --begin;
  const Word& first = words[0];
  if (begin == words.size() || is_initial(first)) return words.size();
  if (first.capitals || order == NameOrder::kSurnameFirst) return begin;
  if (words.back().written.back() != '.') return words.size();  // "Cardi B"
  const bool surname = is_particle(first.folded) || surname_share(first) > given_share(first);
  const bool given = is_given_like(first);
  return surname || (!given && order != NameOrder::kGivenFirst) ? begin : words.size();
}

}  // namespace

// One person, titles and all else gone.
void split_person(std::string_view text, NameOrder column_order, NameParts& out) {
  std::vector<Word> words = words_of(text);
  std::string behind;  // of the surname
  const std::string front = take_particles_behind(words);
  if (((words.size() > 2 || (words.size() == 2 && !out.civility.empty())) && is_generation(words.back())) || is_father_or_son(words)) {
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
      out.surname = front;
      append_word(out.surname, joined(words, 0, i + 1));
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
  const int own = name_vote(words);
  const bool given_first = own >= 5 ? true : own <= -5 ? false : column_order != NameOrder::kUnknown ? column_order == NameOrder::kGivenFirst : own >= 0;
  const bool by_capitals = own == 16 || own == -16;
  // "Le Goff": a surname alone.
  if (n == 2 && !by_capitals && !is_initial(words[0]) && is_particle(words[0].folded) && !is_given_name_too(words[0].folded)) {
    out.surname = joined(words, 0, n);
    append_word(out.surname, behind);
    return;
  }
  size_t cut = 1;  // words in front of the cut
  out.surname = front;
  if (const size_t initials = initials_behind(words, column_order); initials < n) {
    append_word(out.surname, joined(words, 0, initials));
    out.given_name = joined(words, initials, n);
  } else if (given_first) {
    while (cut + 1 < n) {
      const size_t devotion = devotion_words(words, cut);
      if (devotion > 0 && cut + devotion < n) cut += devotion;
      else if (by_capitals ? words[cut].mixed && !is_particle(words[cut].folded) : is_given_like(words[cut])) ++cut;
      else break;
    }
    out.given_name = joined(words, 0, cut);
    append_word(out.surname, joined(words, cut, n));
  } else {
    cut = n - 1;
    while (cut > 1 && (by_capitals ? words[cut - 1].mixed : is_given_like(words[cut - 1]))) --cut;
    for (size_t at = 2; at < cut; ++at)
      if (at + devotion_words(words, at) == n) cut = at - 1;
    append_word(out.surname, joined(words, 0, cut));
    out.given_name = joined(words, cut, n);
  }
  append_word(out.surname, behind);
}

}  // namespace jumelles::standardize
