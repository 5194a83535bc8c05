#include "standardize/name_titles.h"

#include <algorithm>

#include "standardize/name_atoms.h"
#include "standardize/title_words.h"
#include "standardize/words.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

// Forms of address: their words folded, one optional small word behind.
constexpr std::string_view kAddressing[] = {"A L ATTENTION", "A L ATT", "ATTN", "ATT", "A ATT", "AUX BONS SOINS", "Z HD", "Z H", "ZU HANDEN", "CHEZ"};

// "&", "/" between atoms i - 1 and i; 0 where there is none.
char sign_between(std::string_view text, const std::vector<Atom>& atoms, size_t i) {
  const std::string_view gap = text.substr(atoms[i - 1].end, atoms[i].begin - atoms[i - 1].end);
  if (gap.find_first_of("&+") != std::string_view::npos) return '&';
  return gap.find('/') != std::string_view::npos ? '/' : '\0';
}

std::string_view connector(std::string_view folded) {
  static const WordMap map{{"ET", "et"}, {"AND", "and"}, {"UND", "und"}, {"OU", "ou"}, {"ODER", "oder"}, {"EN", "en"}, {"Y", "y"}};
  return map.find(folded);
}

bool has_dot(std::string_view text, const Atom& atom) { return atom.end < text.size() && text[atom.end] == '.'; }

// What makes one word of two runs of letters: "M'Baye", "Mª", "Meyer-Dr", "M.-Christine".
bool binds(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  if (text[at] == '\'' || text[at] == '-') return true;
  const std::string_view here = text.substr(at);
  for (const std::string_view sign : {"\u2019", "\u2018", "\u02BC", "\u00B4", "\u00AA", "\u00BA", "\u00B0", "\u2010", "\u2011"})
    if (here.substr(0, sign.size()) == sign) return true;
  return false;
}
bool is_bound_to_next(std::string_view text, const Atom& atom) { return binds(text, atom.end + (has_dot(text, atom) ? 1 : 0)); }
bool is_bound_to_last(std::string_view text, const Atom& atom) {
  size_t at = atom.begin;
  if (at == 0) return false;
  while (--at > 0 && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) {}
  return binds(text, at);
}

// Given names that are Spanish and not English, French, Italian or German as well.
bool is_spanish_given_name(std::string_view folded) {
  static const WordSet set{"JUAN", "JOSE", "ANTONIO", "MANUEL", "FRANCISCO", "JAVIER", "JESUS", "CARLOS", "MIGUEL", "RAFAEL", "PEDRO", "ALEJANDRO",
                           "FERNANDO", "LUIS", "PABLO", "JORGE", "ALVARO", "DIEGO", "ADRIAN", "ENRIQUE", "RAMON", "VICENTE", "RUBEN", "ANDRES",
                           "JOAQUIN", "SANTIAGO", "EDUARDO", "JAIME", "IGNACIO", "JULIO", "JULIAN", "TOMAS", "AGUSTIN", "FELIPE", "GONZALO",
                           "EMILIO", "GUILLERMO", "ALFONSO", "ALFREDO", "RICARDO", "MARIANO", "DOMINGO", "SEBASTIAN", "NICOLAS", "LORENZO",
                           "ESTEBAN", "GREGORIO", "EUGENIO", "MARIA", "CARMEN", "JOSEFA", "ISABEL", "DOLORES", "PILAR", "ANA", "TERESA",
                           "ROSARIO", "MERCEDES", "CONCEPCION", "ANGELES", "ROCIO", "MARTA", "LUISA", "INES"};
  return set.has(folded);
}

bool is_of(std::string_view folded) {
  static const WordSet set{"OF", "DE", "DEL", "DEI", "DI", "DA", "DO", "VON", "VAN", "DU", "DES", "D"};
  return set.has(folded);
}

// A name's own word in small letters or capitals: "de" of "Succession de Paul" is none, that of "Succession DE GAULLE" is.
bool is_beside_an_estate(const Atom& atom) {
  static const WordSet set{"THE", "LATE", "FEU", "FEUE", "LOS", "LAS", "LA", "SENOR", "NACH", "DEM", "DER"};
  return !atom.capitals && (is_of(atom.folded) || set.has(atom.folded));
}

// A word that is all of a value is a title unless it is known as a name.
bool no_name(AttributeType type, std::string_view folded) {
  return type == AttributeType::kGivenName ? text::french_given_name_share(folded) <= 0 : text::french_surname_share(folded) <= 0;
}

class TitleReader {
 public:
  TitleReader(AttributeType type, std::string_view text, bool titles_alone = false)
      : type_(type), titles_alone_(titles_alone), text_(text), atoms_(atoms_of(text)) {}

  const std::vector<Atom>& atoms() const { return atoms_; }

  // Atoms of a form of address at the front.
  size_t addressing() const {
    if (type_ == AttributeType::kGivenName || atoms_.size() < 2) return 0;
    const std::string_view between = text_.substr(atoms_[0].end, atoms_[1].begin - atoms_[0].end);
    const bool care_of = (atoms_[0].folded == "C" && atoms_[1].folded == "O") || (atoms_[0].folded == "A" && atoms_[1].folded == "S");
    if (care_of && between == "/" && atoms_.size() > 2) return atoms_.size() > 3 && atoms_[2].folded == "DE" && !atoms_[2].capitals ? 3 : 2;
    if (atoms_[0].folded == "THE" && find_title(atoms_[1].folded) != nullptr && find_title(atoms_[1].folded)->sure == Sure::kOf) return 1;
    for (const std::string_view words : kAddressing) {
      size_t i = 0;
      bool same = true;
      text::tokenize(words, [&](std::string_view word) {
        same = same && i < atoms_.size() && atoms_[i].folded == word;
        ++i;
      });
      if (!same || i >= atoms_.size()) continue;
      // "Chez Paul" may be a restaurant, "ATT" and "Z" initials: something must say that a person follows.
      if (words == "CHEZ" && find_title(atoms_[i].folded) == nullptr) continue;
      if (words == "ATT" && !has_dot(text_, atoms_[0])) continue;
      static const WordSet small{"DE", "D", "DU", "DES"};
      if (i + 1 < atoms_.size() && small.has(atoms_[i].folded)) ++i;
      return i;
    }
    return 0;
  }

  // Titles from atom `begin` on; the atom behind them. `behind` a name, only sure ones count.
  size_t read(size_t begin, bool behind, NameTitles& out) const {
    struct Found {
      std::string_view between;  // what stands in front: "&", "/", "-", a word, nothing
      std::string written;
    };
    std::vector<Found> found;
    bool several = false, sure = false, french = false;
    size_t i = begin;
    while (i < atoms_.size()) {
      size_t at = i;
      std::string_view between;
      if (!found.empty()) {
        const char sign = sign_between(text_, atoms_, i);
        const std::string_view word = connector(atoms_[i].folded);
        // "M. le docteur", "Succession de M.": the small word is none of the civility.
        static const WordSet small{"LE", "LA", "L", "DE", "OF"};
        const bool skips = sign == '\0' && i + 1 < atoms_.size() && (!word.empty() || small.has(atoms_[i].folded));
        if (sign != '\0') between = sign == '&' ? "&" : "/";
        else if (skips && !word.empty()) between = word;
        else if (is_bound_to_last(text_, atoms_[i])) between = "-";
        if (skips) ++at;
      } else if (!behind && article_of_title(at)) {
        ++at;
      }
      const Title* title = find_title(atoms_[at].folded);
      if (title == nullptr || !stands_alone(at, !found.empty() || at > i) || !accepts(*title, at, !found.empty() || at > i, behind)) break;
      if (behind && title->has(Title::kMarital) && at + 1 < atoms_.size()) break;
      size_t next = at + 1;
      std::string written(title->written);
      if (has_ending(*title, at)) {
        if (written.back() == '.') written.pop_back();
        (written += '.') += text::lower(text_.substr(atoms_[next].begin, atoms_[next].end - atoms_[next].begin));
        ++next;
      }
      if (title->folded == "DONA" && text_.substr(atoms_[at].begin, atoms_[at].end - atoms_[at].begin) == "Dona") written = "Dona";
      found.push_back({between, std::move(written)});
      french |= title->has(Title::kFrench) || between == "et" || between == "ou";
      several |= title->has(Title::kSeveral) || !(between.empty() || between == "-");
      // "DUPONT, M. Jean"
      const std::string_view gap = at > 0 ? text_.substr(atoms_[at - 1].end, atoms_[at].begin - atoms_[at - 1].end) : std::string_view();
      const bool set_off = has_dot(text_, atoms_[at]) && gap.find(',') != std::string_view::npos;
      sure |= title->sure == Sure::kAlways || set_off;
      i = next;
      if (title->has(Title::kEstate)) i = behind_small_words(i, title->sure == Sure::kOf);
    }
    if (found.empty() || (behind && !sure)) return begin;
    std::string civility;
    for (const Found& title : found) {
      const std::string_view sign = title.between == "&" ? (french ? "et" : "&") : title.between == "/" ? (french ? "ou" : "/") : title.between;
      if (sign == "-") {
        civility += sign;
      } else {
        append_word(civility, sign);
        if (!civility.empty()) civility += ' ';
      }
      // "Mr" is how many French write "M.": beside "Mme" it is that.
      civility += french && title.written == "Mr" ? "M." : title.written;
    }
    append_word(out.civility, civility);
    out.several |= several;
    return i;
  }

 private:
  // "Dr.in", "Mag.a", "Sig.ra", "Dr.ª" are two runs of letters. "Mag. A. Huber" has an initial.
  bool has_ending(const Title& title, size_t at) const {
    if (at + 1 >= atoms_.size() || atoms_[at + 1].begin != atoms_[at].end + 1 || !has_dot(text_, atoms_[at]) || has_dot(text_, atoms_[at + 1])) return false;
    const std::string_view sign = text_.substr(atoms_[at + 1].begin, atoms_[at + 1].end - atoms_[at + 1].begin);
    return may_end_title(title, sign == "\u00AA" || sign == "\u00BA" ? "A" : std::string_view(atoms_[at + 1].folded));
  }

  // "l'Abbé Roy", "Le Général Dupont"
  bool article_of_title(size_t at) const {
    if (at + 2 >= atoms_.size() || atoms_[at].capitals) return false;
    const Title* title = find_title(atoms_[at + 1].folded);
    const std::string& word = atoms_[at].folded;
    return title != nullptr && ((word == "L" && title->folded == "ABBE") || (word == "LE" && title->sure == Sure::kRank));
  }

  // A title is a word of its own: no part of "M'Baye", "Mª", "Meyer-Dr", "M.-Christine". "Dipl.-Ing." is two of them.
  bool stands_alone(size_t at, bool after_titles) const {
    const Atom& atom = atoms_[at];
    const std::string_view letters = text_.substr(atom.begin, atom.end - atom.begin);
    if (letters.find("\u00AA") != std::string_view::npos || letters.find("\u00BA") != std::string_view::npos) return false;
    if (is_bound_to_last(text_, atom) && !after_titles) return false;
    if (const Title* title = find_title(atom.folded); title != nullptr && has_ending(*title, at)) return true;
    if (is_bound_to_next(text_, atom)) return at + 1 < atoms_.size() && text_[atoms_[at + 1].begin - 1] == '-' && find_title(atoms_[at + 1].folded) != nullptr;
    // "M.Ba" is as much a name; "M.DUPRÉ Alain" is not.
    const bool glued = has_dot(text_, atom) && at + 1 < atoms_.size() && atoms_[at + 1].begin == atom.end + 1;
    if (!glued || atom.folded != "M") return true;
    const std::string& next = atoms_[at + 1].folded;
    return find_title(next) != nullptr || !connector(next).empty() || (type_ == AttributeType::kFullName && at + 2 < atoms_.size() && next.size() > 1);
  }

  // Behind "of", "de", "of the late", where a name follows.
  size_t behind_small_words(size_t i, bool always_one) const {
    const size_t first = i;
    while (i + 1 < atoms_.size() && (is_beside_an_estate(atoms_[i]) || (always_one && i == first && is_of(atoms_[i].folded)))) ++i;
    return i;
  }

  bool accepts(const Title& title, size_t at, bool after_titles, bool behind) const {
    if (titles_alone_) return true;
    const Atom& atom = atoms_[at];
    const bool last = at + 1 == atoms_.size();
    const bool full = type_ == AttributeType::kFullName, given = type_ == AttributeType::kGivenName;
    // "VEUVE Roger", "DOCTEUR Anne": how surnames are written, and a given name alone behind.
    if (full && title.has(Title::kSpelled) && !behind && !after_titles && atom.capitals && at + 2 == atoms_.size() && title.gender.empty() &&
        atoms_[at + 1].mixed && text::french_given_name_share(atoms_[at + 1].folded) > 0)
      return false;
    switch (title.sure) {
      case Sure::kAlways: return !last || after_titles || no_name(behind ? AttributeType::kSurname : type_, atom.folded);
      case Sure::kLetter:
        if (behind) return !last;  // read() asks for a sure one besides: "DURAND M. et Mme"
        return last ? after_titles : full || atoms_[at + 1].folded.size() > 1;
      case Sure::kShort:
        if (behind) return false;
        if (last) return given && no_name(type_, atom.folded);
        return full || given || has_dot(text_, atom) || !atom.capitals;
      case Sure::kWord: return full && !behind && !last && !atom.capitals;
      case Sure::kFront: return !given && !behind && !last && (title.folded != "DNA" || has_dot(text_, atom) || static_cast<uint8_t>(text_[atom.begin + 1]) >= 0x80);
      case Sure::kDot: return !given && !behind && !last && (has_dot(text_, atom) || after_titles);
      case Sure::kOf: return !given && !behind && at + 2 < atoms_.size() && is_of(atoms_[at + 1].folded);
      case Sure::kCapitals:
        if (given || behind || last || !atom.capitals) return false;
        return after_titles || (title.folded != "FH" && at + 2 < atoms_.size() && (atoms_[at + 1].mixed || atoms_[at + 1].folded == "FH"));
      case Sure::kRank: return full && !behind && !last && !atom.capitals && (after_titles || at + 2 < atoms_.size());
      case Sure::kSpanish:
        return full && !behind && at + 3 < atoms_.size() && (title.folded != "D" || has_dot(text_, atom)) &&
               (is_spanish_given_name(atoms_[at + 1].folded) || is_bound_to_next(text_, atoms_[at + 1]));
    }
    return false;
  }

  AttributeType type_;
  bool titles_alone_ = false;  // a column of civilities: there each word of the table is one
  std::string_view text_;
  std::vector<Atom> atoms_;
};

bool opens(char c) { return c == '(' || c == '"' || c == '['; }

}  // namespace

NameTitles titles_in_front(AttributeType type, std::string_view squeezed) {
  NameTitles out;
  const TitleReader reader(type, squeezed);
  const std::vector<Atom>& atoms = reader.atoms();
  if (atoms.empty()) return out;
  const size_t first = reader.addressing();
  out.addressed = first > 0;
  const size_t rest = reader.read(first, false, out);
  if (rest == 0) return out;
  if (rest == atoms.size()) {
    out.taken = squeezed.size();
    return out;
  }
  out.taken = atoms[rest].begin;
  while (out.taken > 0 && opens(squeezed[out.taken - 1])) --out.taken;
  return out;
}

void take_titles_behind(std::string& squeezed, NameTitles& titles) {
  const TitleReader reader(AttributeType::kFullName, squeezed);
  const std::vector<Atom>& atoms = reader.atoms();
  for (size_t i = 1; i < atoms.size(); ++i) {
    NameTitles found;
    const size_t end_atom = reader.read(i, true, found);
    if (end_atom == i) continue;
    size_t first = i;
    const bool ends_text = end_atom == atoms.size();
    // "Paul et Mme": the other one has no name. "Paul et Mme Claire X" is for who reads couples.
    const bool joined = (i > 1 && !connector(atoms[i - 1].folded).empty()) || sign_between(squeezed, atoms, i) != '\0';
    if (joined && !ends_text) return;
    if (joined) {
      found.several = true;
      if (!connector(atoms[i - 1].folded).empty()) --first;
    }
    size_t begin = atoms[first - 1].end, end = ends_text ? squeezed.size() : atoms[end_atom].begin;
    // What was between stays if it belongs to the name: a closing bracket in front, an opening one behind.
    while (begin < atoms[first].begin && (squeezed[begin] == '.' || squeezed[begin] == '*')) ++begin;
    if (!ends_text)
      while (end > begin && opens(squeezed[end - 1])) --end;
    const bool comma = !ends_text && squeezed.substr(begin, atoms[first].begin - begin).find(',') != std::string::npos;
    squeezed.replace(begin, end - begin, ends_text ? "" : comma ? ", " : " ");
    if (joined && (titles.civility == "M." || titles.civility == "Mr") && found.civility == "Mme") titles.civility = "M. et Mme";
    else if (joined && !titles.civility.empty()) ((titles.civility += joining_of(titles.civility, found.civility)) += found.civility);
    else append_word(titles.civility, found.civility);
    titles.several |= found.several;
    return;
  }
}

void take_family_behind(std::string& squeezed, NameTitles& titles) {
  const std::vector<Atom> atoms = atoms_of(squeezed);
  const size_t n = atoms.size();
  if (n < 2 || n > 4 || atoms[n - 1].folded != "FAMILY" || atoms[n - 1].end != squeezed.size()) return;
  const bool the = atoms[0].folded == "THE";
  if (n - (the ? 1 : 0) < 2 || (!the && n > 2)) return;
  squeezed = squeezed.substr(the ? atoms[1].begin : 0, atoms[n - 2].end - (the ? atoms[1].begin : 0));
  append_word(titles.civility, "Family");
  titles.several = true;
}

std::string_view joining_of(std::string_view a, std::string_view b) {
  return languages_of_titles(a).french || languages_of_titles(b).french ? " et " : " & ";
}

bool may_be_title(std::string_view folded) {
  static const WordSet beginnings{"A", "C", "ATTN", "ATT", "AUX", "Z", "ZU", "CHEZ", "FAMILY", "THE"};
  return find_title(folded) != nullptr || beginnings.has(folded);
}

bool is_title_spelled_out(std::string_view folded) {
  const Title* title = find_title(folded);
  return title != nullptr && title->has(Title::kSpelled);
}

Civility read_civility(std::string_view squeezed, bool among_french) {
  Civility out;
  const TitleReader reader(AttributeType::kFullName, squeezed, true);
  const std::vector<Atom>& atoms = reader.atoms();
  if (atoms.size() == 1) {
    // In a column of them letters and short words are civilities.
    static const WordMap letters{{"H", "M"}, {"F", "MME"}};
    if (const std::string_view word = letters.find(atoms[0].folded); !word.empty()) return {word == "M" ? "M." : "Mme", word, false};
    if (const Title* title = find_title(atoms[0].folded)) {
      const bool french = among_french && title->written == "Mr";
      return {std::string(french ? "M." : title->written), title->gender, title->has(Title::kSeveral)};
    }
    return out;
  }
  NameTitles titles;
  if (atoms.size() < 2 || reader.read(0, false, titles) != atoms.size()) return out;
  return {titles.civility, "", titles.several};
}

TitleLanguages languages_of_titles(std::string_view text) {
  TitleLanguages out;
  for (const Atom& atom : atoms_of(text)) {
    const Title* title = find_title(atom.folded);
    if (title == nullptr) continue;
    out.french |= title->has(Title::kFrench);
    out.english |= title->has(Title::kEnglish) && title->written != "Mr";  // many French write that one
  }
  return out;
}

}  // namespace jumelles::standardize
