#include "standardize/name_titles.h"

#include <algorithm>

#include "standardize/words.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

// How surely a word is a title and not a name.
enum class Sure : uint8_t {
  kAlways,
  kLetter,  // M: an initial as well
  kShort,   // a surname as well: a title where it is followed by a dot or written "Me"
  kWord,    // a surname as well: in a full name, where it is not written as one ("PÈRE Antoine")
};

struct Title {
  std::string_view folded, written;
  Sure sure = Sure::kAlways;
  std::string_view gender{};  // comparison form
  bool several = false;
  bool marital = false;  // between names it says how one got the other: no title there
};

constexpr Title kTitles[] = {
    {"M", "M.", Sure::kLetter, "M"}, {"MR", "M.", Sure::kAlways, "M"}, {"MONSIEUR", "M.", Sure::kAlways, "M"},
    {"MISTER", "Mr", Sure::kAlways, "M"}, {"MM", "MM.", Sure::kAlways, "", true}, {"MESSIEURS", "MM.", Sure::kAlways, "", true},
    {"MME", "Mme", Sure::kAlways, "MME"}, {"MADAME", "Mme", Sure::kAlways, "MME"}, {"MMES", "Mmes", Sure::kAlways, "", true},
    {"MESDAMES", "Mmes", Sure::kAlways, "", true}, {"MLLE", "Mlle", Sure::kAlways, "MME"}, {"MELLE", "Mlle", Sure::kAlways, "MME"},
    {"MADEMOISELLE", "Mlle", Sure::kAlways, "MME"}, {"MLLES", "Mlles", Sure::kAlways, "", true},
    {"DR", "Dr"}, {"DOCTEUR", "Dr"}, {"PR", "Pr", Sure::kShort}, {"PROF", "Pr"}, {"PROFESSEUR", "Pr"}, {"ME", "Me", Sure::kShort},
    {"MAITRE", "Me", Sure::kShort}, {"MGR", "Mgr"}, {"MONSEIGNEUR", "Mgr"}, {"SOEUR", "Sœur", Sure::kWord}, {"PERE", "Père", Sure::kWord},
    {"FRERE", "Frère", Sure::kWord}, {"ABBE", "Abbé", Sure::kWord},
    {"VEUVE", "Vve", Sure::kAlways, "", false, true}, {"VVE", "Vve", Sure::kAlways, "", false, true},
    {"FAMILLE", "Famille", Sure::kAlways, "", true}, {"EPOUX", "Époux", Sure::kAlways, "", true},
    {"CONSORTS", "Consorts", Sure::kAlways, "", true}, {"INDIVISION", "Indivision", Sure::kAlways, "", true},
    {"HOIRS", "Hoirs", Sure::kAlways, "", true}, {"HOIRIE", "Hoirie", Sure::kAlways, "", true},
    {"HERITIERS", "Héritiers", Sure::kAlways, "", true}, {"SUCCESSION", "Succession"},
    {"MRS", "Mrs", Sure::kAlways, "MME"}, {"MS", "Ms", Sure::kShort, "MME"}, {"MISS", "Miss", Sure::kAlways, "MME"},
    {"HERR", "Herr", Sure::kAlways, "M"}, {"HERRN", "Herrn", Sure::kAlways, "M"}, {"FRAU", "Frau", Sure::kAlways, "MME"},
    {"FAMILIE", "Familie", Sure::kAlways, "", true}, {"EHELEUTE", "Eheleute", Sure::kAlways, "", true},
    {"DHR", "Dhr.", Sure::kAlways, "M"}, {"MEVR", "Mevr.", Sure::kAlways, "MME"}, {"MEVROUW", "Mevr.", Sure::kAlways, "MME"},
    {"SR", "Sr.", Sure::kShort, "M"}, {"SRA", "Sra.", Sure::kAlways, "MME"}, {"SENOR", "Sr.", Sure::kAlways, "M"},
    {"SENORA", "Sra.", Sure::kAlways, "MME"}, {"SRTA", "Srta.", Sure::kAlways, "MME"}, {"SENHOR", "Sr.", Sure::kAlways, "M"},
    {"SENHORA", "Sra.", Sure::kAlways, "MME"}, {"SIG", "Sig.", Sure::kShort, "M"}, {"SIGNOR", "Sig.", Sure::kAlways, "M"},
    {"SIGNORA", "Sig.ra", Sure::kAlways, "MME"}, {"SIGRA", "Sig.ra", Sure::kAlways, "MME"}, {"DOTT", "Dott."}, {"DOTTSSA", "Dott.ssa"},
    {"FAMIGLIA", "Famiglia", Sure::kAlways, "", true}, {"FAMILIA", "Familia", Sure::kAlways, "", true},
};

const Title* find_title(std::string_view folded) {
  static const std::vector<const Title*> sorted = [] {
    std::vector<const Title*> out;
    for (const Title& title : kTitles) out.push_back(&title);
    std::sort(out.begin(), out.end(), [](const Title* a, const Title* b) { return a->folded < b->folded; });
    return out;
  }();
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), folded, [](const Title* a, std::string_view word) { return a->folded < word; });
  return at != sorted.end() && (*at)->folded == folded ? *at : nullptr;
}

// Forms of address: their words folded, one optional small word behind.
constexpr std::string_view kAddressing[] = {"A L ATTENTION", "A L ATT", "ATTN", "ATT", "A ATT", "AUX BONS SOINS", "Z HD", "ZU HANDEN", "CHEZ"};

// A run of letters and digits, and where it stands.
struct Atom {
  size_t begin = 0, end = 0;
  std::string folded;
  bool capitals = false;  // two letters at least, all upper case
  bool mixed = false;     // has lower-case letters
};

std::vector<Atom> atoms_of(std::string_view text) {
  std::vector<Atom> atoms;
  bool open = false;
  int letters = 0;
  const auto close = [&](size_t end) {
    if (!open) return;
    Atom& atom = atoms.back();
    atom.end = end;
    atom.folded = text::fold(text.substr(atom.begin, end - atom.begin));
    atom.capitals = letters >= 2 && !atom.mixed;
    open = false;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = text::decode(text, at);
    const bool letter = text::is_letter(c);
    if (!letter && !(c < 0x80 && is_digit(static_cast<char>(c))) && !(c >= 0x300 && c < 0x370)) {
      close(begin);
      continue;
    }
    if (!open) {
      atoms.emplace_back();
      atoms.back().begin = begin;
      open = true;
      letters = 0;
    }
    letters += letter ? 1 : 0;
    atoms.back().mixed |= letter && text::to_upper(c) != c;
  }
  close(text.size());
  return atoms;
}

// " et ", " ou " between atoms i - 1 and i, written by a sign.
std::string_view sign_between(std::string_view text, const std::vector<Atom>& atoms, size_t i) {
  const std::string_view gap = text.substr(atoms[i - 1].end, atoms[i].begin - atoms[i - 1].end);
  if (gap.find_first_of("&+") != std::string_view::npos) return " et ";
  return gap.find('/') != std::string_view::npos ? " ou " : std::string_view();
}

std::string_view connector(std::string_view folded) {
  static const WordMap map{{"ET", " et "}, {"AND", " and "}, {"UND", " und "}, {"OU", " ou "}, {"ODER", " oder "}, {"EN", " en "}, {"Y", " y "}};
  return map.find(folded);
}

bool has_dot(std::string_view text, const Atom& atom) { return atom.end < text.size() && text[atom.end] == '.'; }

// A word that is all of a value is a title unless it is known as a name.
bool no_name(AttributeType type, std::string_view folded) {
  return type == AttributeType::kGivenName ? text::french_given_name_share(folded) <= 0 : text::french_surname_share(folded) <= 0;
}

class TitleReader {
 public:
  TitleReader(AttributeType type, std::string_view text) : type_(type), text_(text), atoms_(atoms_of(text)) {}

  const std::vector<Atom>& atoms() const { return atoms_; }

  // Atoms of a form of address at the front.
  size_t addressing() const {
    if (type_ == AttributeType::kGivenName || atoms_.size() < 2) return 0;
    if (atoms_[0].folded == "C" && atoms_[1].folded == "O" && text_.substr(atoms_[0].end, atoms_[1].begin - atoms_[0].end) == "/" && atoms_.size() > 2)
      return 2;
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
    std::string civility;
    bool several = false, sure = false;
    size_t i = begin, count = 0;
    while (i < atoms_.size()) {
      size_t at = i;
      std::string_view between = count > 0 ? std::string_view(" ") : std::string_view();
      if (count > 0) {
        const std::string_view sign = sign_between(text_, atoms_, i);
        const std::string_view word = connector(atoms_[i].folded);
        // "M. le docteur", "Succession de M.": the small word is none of the civility.
        static const WordSet small{"LE", "LA", "DE"};
        const bool skips = sign.empty() && i + 1 < atoms_.size() && (!word.empty() || small.has(atoms_[i].folded));
        if (!sign.empty()) between = sign;
        else if (skips && !word.empty()) between = word;
        if (skips) ++at;
      }
      const Title* title = find_title(atoms_[at].folded);
      if (title == nullptr || !accepts(*title, at, count > 0, behind)) break;
      if (behind && title->marital && at + 1 < atoms_.size()) break;
      // "Sig.ra", "Dott.ssa" are two runs of letters.
      size_t next = at + 1;
      std::string_view written = title->written;
      if (next < atoms_.size() && atoms_[next].begin == atoms_[at].end + 1 && has_dot(text_, atoms_[at])) {
        const std::string_view ending = title->folded == "SIG" ? "RA" : title->folded == "DOTT" ? "SSA" : "";
        if (atoms_[next].folded == ending) {
          written = ending == "RA" ? "Sig.ra" : "Dott.ssa";
          ++next;
        }
      }
      (civility += between) += written;
      several |= title->several || between.size() > 1;
      // "DUPONT, M. Jean"
      const bool set_off = at > 0 && has_dot(text_, atoms_[at]) && text_.substr(atoms_[at - 1].end, atoms_[at].begin - atoms_[at - 1].end).find(',') != std::string_view::npos;
      sure |= title->sure == Sure::kAlways || set_off;
      ++count;
      i = next;
    }
    if (count == 0 || (behind && !sure)) return begin;
    append_word(out.civility, civility);
    out.several |= several;
    return i;
  }

 private:
  bool accepts(const Title& title, size_t at, bool after_titles, bool behind) const {
    const Atom& atom = atoms_[at];
    const bool last = at + 1 == atoms_.size();
    const bool full = type_ == AttributeType::kFullName, given = type_ == AttributeType::kGivenName;
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
    }
    return false;
  }

  AttributeType type_;
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
    const bool joined = i > 1 && (!connector(atoms[i - 1].folded).empty() || !sign_between(squeezed, atoms, i).empty());
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
    if (joined && titles.civility == "M." && found.civility == "Mme") titles.civility = "M. et Mme";
    else append_word(titles.civility, found.civility);
    titles.several |= found.several;
    return;
  }
}

bool may_be_title(std::string_view folded) {
  static const WordSet beginnings{"A", "C", "ATTN", "ATT", "AUX", "Z", "ZU", "CHEZ"};
  return find_title(folded) != nullptr || beginnings.has(folded);
}

Civility read_civility(std::string_view squeezed) {
  Civility out;
  const TitleReader reader(AttributeType::kGivenName, squeezed);
  const std::vector<Atom>& atoms = reader.atoms();
  if (atoms.size() == 1) {
    // In a column of them letters and short words are civilities.
    static const WordMap letters{{"H", "M"}, {"F", "MME"}};
    if (const std::string_view word = letters.find(atoms[0].folded); !word.empty()) return {word == "M" ? "M." : "Mme", word, false};
    if (const Title* title = find_title(atoms[0].folded)) return {std::string(title->written), title->gender, title->several};
    return out;
  }
  NameTitles titles;
  if (atoms.size() < 2 || reader.read(0, false, titles) != atoms.size()) return out;
  return {titles.civility, "", titles.several};
}

}  // namespace jumelles::standardize
