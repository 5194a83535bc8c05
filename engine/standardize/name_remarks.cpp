#include "standardize/name_remarks.h"

#include <algorithm>
#include <vector>

#include "standardize/name_atoms.h"
#include "standardize/title_words.h"
#include "standardize/words.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

enum class Place : uint8_t {
  kAnywhere,
  kApart,   // set off by a dash, a comma, brackets: letters and words that names are made of as well
  kBefore,  // in front of a name: "Tutelle de", "feu"
};
struct Remark {
  std::string_view words;  // folded; "*" is any word
  Place place = Place::kAnywhere;
};

// Longer ones first where one begins another.
constexpr Remark kRemarks[] = {
    // Who does not want to be written to or called
    {"NE PAS *"}, {"NE PLUS *"}, {"NE JAMAIS *"}, {"PAS DE PUB"}, {"PAS DE DEMARCHAGE"}, {"PAS DE COURRIER"}, {"PAS D APPEL"}, {"PAS D APPELS"},
    {"STOP PUB"}, {"STOP COURRIER"}, {"STOP APPELS"}, {"STOP SMS"}, {"LISTE ROUGE"}, {"BLOCTEL"}, {"DO NOT *"}, {"DON T CALL"}, {"DON T MAIL"},
    {"DON T CONTACT"}, {"NO CALL"}, {"NO CALLS"}, {"NO MAIL"}, {"NO MAILING"}, {"NO MAILINGS"}, {"NO CONTACT"}, {"NO EMAIL"}, {"NO EMAILS"},
    {"NO POST"}, {"NO PHONE"}, {"NO MARKETING"}, {"NICHT ANRUFEN"}, {"NICHT ANSCHREIBEN"}, {"NICHT KONTAKTIEREN"}, {"KEINE WERBUNG"},
    {"KEINE ANRUFE"}, {"NO LLAMAR"}, {"NO CONTACTAR"}, {"NO ENVIAR"}, {"NON CHIAMARE"}, {"NON CONTATTARE"}, {"NON INVIARE"}, {"NIET BELLEN"},
    {"NIET MAILEN"}, {"NIET CONTACTEREN"}, {"NAO CONTACTAR"}, {"NAO LIGAR"},
    // Letters that came back
    {"NPAI"}, {"N HABITE PLUS"}, {"N HABITE PAS"}, {"RETOUR NPAI"}, {"RETOUR EXPEDITEUR"}, {"RETOUR COURRIER"}, {"GONE AWAY"},
    {"RETURN TO SENDER"}, {"RETURNED MAIL"}, {"UNBEKANNT VERZOGEN"}, {"VERZOGEN"}, {"PND", Place::kApart}, {"PCV", Place::kApart},
    {"RTS", Place::kApart}, {"PARTI SANS LAISSER D ADRESSE"},
    // Deaths
    {"DCD"}, {"DCDE"}, {"DCEDE"}, {"DECEDE"}, {"DECEDEE"}, {"DECEDES"}, {"DECES"}, {"DEFUNT", Place::kApart}, {"DEFUNTE", Place::kApart},
    {"DECEASED"}, {"DEC D"}, {"DECD"}, {"RIP", Place::kApart}, {"R I P", Place::kApart}, {"VERSTORBEN"}, {"GESTORBEN"}, {"FALLECIDO"},
    {"FALLECIDA"}, {"FALECIDO"}, {"FALECIDA"}, {"DECEDUTO"}, {"DECEDUTA"}, {"OVERLEDEN"}, {"FEU", Place::kBefore}, {"FEUE", Place::kBefore},
    {"THE LATE", Place::kBefore},
    // Guardians
    {"SOUS TUTELLE DE", Place::kBefore}, {"SOUS CURATELLE DE", Place::kBefore}, {"SOUS TUTELLE"}, {"SOUS CURATELLE"},
    {"TUTELLE DE", Place::kBefore}, {"TUTELLE", Place::kBefore}, {"TUTELLE", Place::kApart}, {"CURATELLE DE", Place::kBefore},
    {"CURATELLE", Place::kBefore}, {"CURATELLE", Place::kApart}, {"UDAF POUR", Place::kBefore}, {"UDAF", Place::kApart},
    {"MJPM POUR", Place::kBefore}, {"MJPM", Place::kApart}, {"MANDATAIRE DE", Place::kBefore}, {"MANDATAIRE POUR", Place::kBefore},
    {"TUTEUR", Place::kApart}, {"TUTEUR DE", Place::kBefore}, {"TUTRICE", Place::kApart}, {"TUTRICE DE", Place::kBefore},
    {"CURATEUR", Place::kApart}, {"CURATEUR DE", Place::kBefore}, {"CURATRICE", Place::kApart},
    // Of the record
    {"DOUBLON", Place::kApart}, {"ANCIEN CLIENT", Place::kApart}, {"ANCIENNE CLIENTE", Place::kApart}, {"DUPLICATE", Place::kApart},
    {"DUPLIKAT", Place::kApart}, {"DUPLICADO", Place::kApart}, {"EX CLIENT", Place::kApart}, {"EX CLIENTE", Place::kApart}, {"A RAPPELER"}, {"A RELANCER"},
    {"A SUPPRIMER"}, {"A VERIFIER"}, {"LITIGE", Place::kApart}, {"CONTENTIEUX", Place::kApart}, {"IMPAYE", Place::kApart}, {"IMPAYES", Place::kApart}, {"MAUVAIS PAYEUR"},
    // Who trades alone under the own name
    {"ENTREPRENEUR INDIVIDUEL"}, {"AUTO ENTREPRENEUR"}, {"MICRO ENTREPRENEUR"}, {"EI", Place::kBefore}, {"EI", Place::kApart},
};

// What somebody does, and where: "M. Paul Martin, gérant", "Claire Petit / compta". Words between it and the next mark belong to it.
const WordSet& functions() {
  static const WordSet set{"GERANT", "GERANTE", "COGERANT", "COGERANTE", "DIRECTEUR", "DIRECTRICE", "PRESIDENT", "PRESIDENTE", "VICE", "COMPTABLE", "COMPTA",
                           "COMPTABILITE", "SECRETAIRE", "SECRETARIAT", "RH", "DRH", "DAF", "DSI", "PDG", "DG", "DGS", "ACHATS", "ACHETEUR", "ACHETEUSE",
                           "COMMERCIAL", "COMMERCIALE", "RESPONSABLE", "RESP", "ASSISTANT", "ASSISTANTE", "CHEF", "ACCUEIL", "MAGASIN", "ATELIER", "LOGISTIQUE",
                           "FACTURATION", "JURIDIQUE", "TECHNIQUE", "ADMINISTRATION", "ADMINISTRATEUR", "ASSOCIE", "ASSOCIEE", "MAIRE", "ADJOINT", "ADJOINTE",
                           "TRESORIER", "TRESORIERE", "PROPRIETAIRE", "LOCATAIRE", "GARDIEN", "GARDIENNE", "SYNDIC", "SERVICE", "DIRECTION", "MARKETING",
                           "DIRECTOR", "MANAGING", "EXECUTIVE", "FINANCE", "MANAGER", "CEO", "CFO", "CTO", "COO", "OWNER", "ACCOUNTS", "ACCOUNTING", "ACCOUNTANT", "PURCHASING", "SALES", "HR",
                           "SECRETARY", "TREASURER", "CHAIRMAN", "GESCHAFTSFUHRER", "GESCHAFTSFUHRERIN", "INHABER", "INHABERIN", "EINKAUF", "BUCHHALTUNG",
                           "VERTRIEB", "PROKURIST", "PROKURISTIN", "VERWALTUNG", "GERENTE", "CONTABILIDAD", "CONTABILIDADE", "COMPRAS", "ADMINISTRADOR",
                           "ADMINISTRADORA", "TITOLARE", "AMMINISTRAZIONE", "ACQUISTI", "AMMINISTRATORE", "ZAAKVOERDER", "BOEKHOUDING", "INKOOP"};
  return set;
}

struct Span {
  size_t begin = 0, end = 0;  // bytes
};

bool is_mark(char c) { return std::string_view(" ,;:-/|*!.=_").find(c) != std::string_view::npos; }

// Where marks that set something off begin in front of `begin`, and end behind `end`.
size_t marks_before(std::string_view text, size_t begin) {
  for (;;) {
    if (begin > 0 && (is_mark(text[begin - 1]) && text[begin - 1] != '.')) --begin;
    else if (begin >= 3 && (text.substr(begin - 3, 3) == "\u2013" || text.substr(begin - 3, 3) == "\u2014" || text.substr(begin - 3, 3) == "\u2020")) begin -= 3;
    else return begin;
  }
}
size_t marks_behind(std::string_view text, size_t end) {
  for (;;) {
    if (end < text.size() && is_mark(text[end])) ++end;
    else if (text.substr(end, 3) == "\u2013" || text.substr(end, 3) == "\u2014") end += 3;
    else return end;
  }
}

// A mark between blanks, a comma, brackets, stars: what stands behind it is set off.
bool sets_off(std::string_view gap) {
  if (gap.find_first_of(",;*([|!:") != std::string_view::npos) return true;
  return gap.find(" -") != std::string_view::npos || gap.find("- ") != std::string_view::npos || gap.find(" /") != std::string_view::npos ||
         gap.find("\u2013") != std::string_view::npos || gap.find("\u2014") != std::string_view::npos;
}

std::string_view gap_before(std::string_view text, const std::vector<Atom>& atoms, size_t i) {
  const size_t begin = i == 0 ? 0 : atoms[i - 1].end;
  return text.substr(begin, atoms[i].begin - begin);
}
std::string_view gap_behind(std::string_view text, const std::vector<Atom>& atoms, size_t last) {
  const size_t end = last + 1 == atoms.size() ? text.size() : atoms[last + 1].begin;
  return text.substr(atoms[last].end, end - atoms[last].end);
}

// Atoms of the words from `i` on, 0 where they differ.
size_t matched(const std::vector<Atom>& atoms, size_t i, std::string_view words) {
  size_t count = 0;
  bool same = true;
  text::tokenize(words, [&](std::string_view word) {
    same = same && i + count < atoms.size() && (word == "*" || atoms[i + count].folded == word);
    ++count;
  });
  return same ? count : 0;
}

// "le 12/03/2020", "en mars 2020": behind a remark.
size_t behind_date(const std::vector<Atom>& atoms, size_t i) {
  static const WordSet small{"LE", "EN", "DEPUIS", "DU", "AU", "ON", "IN", "SINCE", "AM", "SEIT", "EL", "IL", "OP", "THE", "ER", "1ER"};
  static const WordSet months{"JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE",
                              "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
  size_t end = i;
  for (size_t at = i; at < atoms.size(); ++at) {
    const bool number = all_digits(atoms[at].folded);
    if (!number && !small.has(atoms[at].folded) && !months.has(atoms[at].folded)) break;
    if (number) end = at + 1;
  }
  return end;
}

// "gérant", "Directeur commercial" behind a mark: to the next one. "MARTIN - MAIRE Paul" and "MARTIN - MAIRE" are surnames of two parts.
Span function_at(std::string_view text, const std::vector<Atom>& atoms, size_t i) {
  constexpr size_t kMostWords = 5;
  if (i == 0 || !functions().has(atoms[i].folded)) return {};
  const std::string_view gap = gap_before(text, atoms, i);
  if (!sets_off(gap)) return {};
  if (atoms[i].capitals && gap.find_first_of("-\u2013") != std::string_view::npos && text::french_surname_share(atoms[i].folded) > 0) return {};
  size_t end = i + 1;
  for (; end < atoms.size() && !sets_off(gap_before(text, atoms, end)); ++end)
    if (text::french_given_name_share(atoms[end].folded) > 1e-4 || find_title(atoms[end].folded) != nullptr) return {};
  if (end - i > kMostWords) return {};
  const char opening = atoms[i].begin > 0 ? text[atoms[i].begin - 1] : '\0';
  const size_t close = opening == '(' || opening == '[' ? text.find(opening == '(' ? ')' : ']', atoms[end - 1].end) : std::string_view::npos;
  if (close != std::string_view::npos) return {atoms[i].begin - 1, close + 1};
  return {atoms[i].begin, atoms[end - 1].end};
}

// A remark at atom `i`: where it begins and ends in the text, or nothing.
Span remark_at(std::string_view text, const std::vector<Atom>& atoms, size_t i) {
  for (const Remark& remark : kRemarks) {
    const size_t count = matched(atoms, i, remark.words);
    if (count == 0) continue;
    const size_t last = i + count - 1;
    const bool first = i == 0, ends = last + 1 == atoms.size();
    const bool apart_before = !first && sets_off(gap_before(text, atoms, i)), apart_behind = !ends && sets_off(gap_behind(text, atoms, last));
    if (remark.place == Place::kBefore) {
      // "Tutelle de Mme X", "FEU M. X", "feu Guy X": a name must follow. FEU and CURATELLE in front of one word may be names.
      const bool late = remark.words == "FEU" || remark.words == "FEUE";
      const bool titled = !ends && find_title(atoms[last + 1].folded) != nullptr, alone = remark.words == "EI";
      if (!first || ends || (last + 2 >= atoms.size() && count == 1 && !titled && !alone)) continue;
      if (alone && (!atoms[0].capitals || (atoms[1].folded.size() < 3 && atoms.size() == 2))) continue;
      if (late && !titled && !(atoms[0].mixed && text::lower(text.substr(0, atoms[0].end)) == text.substr(0, atoms[0].end))) continue;
      return {0, marks_behind(text, atoms[last].end)};
    }
    if (remark.place == Place::kApart && !(apart_before || (first && apart_behind))) continue;
    const char opening = atoms[i].begin > 0 ? text[atoms[i].begin - 1] : '\0';
    if (opening == '(' || opening == '[') {
      const size_t close = text.find(opening == '(' ? ')' : ']', atoms[last].end);
      return {atoms[i].begin - 1, close == std::string_view::npos ? text.size() : close + 1};
    }
    size_t end_atom = behind_date(atoms, last + 1);
    // "- décédé, dossier clos", "NE PLUS APPELER LE MATIN - X": to the end of what is set off.
    if (apart_before || first) {
      size_t stop = std::max(end_atom, last + 1);
      while (stop < atoms.size() && !sets_off(gap_before(text, atoms, stop))) ++stop;
      if ((apart_before && !first) || stop < atoms.size()) end_atom = std::max(end_atom, stop);
    }
    return {atoms[i].begin, atoms[std::max(end_atom, last + 1) - 1].end};
  }
  return function_at(text, atoms, i);
}

bool has_letter(std::string_view text) {
  return !text::fold(text).empty() && std::any_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80 || is_upper(static_cast<char>(c & ~32)); });
}

// Takes [begin, end) and the marks around it out; false where no name would be left.
bool cut(std::string& text, Span span, std::string& remarks) {
  const size_t begin = marks_before(text, span.begin), end = marks_behind(text, span.end);
  std::string left = text.substr(0, begin);
  append_word(left, std::string_view(text).substr(end));
  if (!has_letter(left)) return false;
  if (!remarks.empty()) remarks += "; ";
  std::string_view remark = trim(std::string_view(text).substr(span.begin, span.end - span.begin));
  if (!remark.empty() && (remark.front() == '(' || remark.front() == '[')) remark.remove_prefix(1);
  if (!remark.empty() && (remark.back() == ')' || remark.back() == ']')) remark.remove_suffix(1);
  remark = trim(remark);
  remarks += remark;
  text = left;
  return true;
}

}  // namespace

std::string take_name_remarks(std::string& name) {
  std::string remarks;
  for (int found = 0; found < 4; ++found) {
    const std::vector<Atom> atoms = atoms_of(name);
    Span span;
    for (size_t i = 0; i < atoms.size() && span.end == 0; ++i)
      if (may_be_remark(atoms[i].folded)) span = remark_at(name, atoms, i);
    if (span.end == 0 || !cut(name, span, remarks)) break;
  }
  return remarks;
}

namespace {

// "c/o Mme Renaud - M. Éric TISSOT", "chez M. Paul Roche, Mme Anna LEY": who receives the letter stands in front. Its end in the text; 0 where
// nobody else follows.
size_t end_of_receiver(std::string_view name, const std::vector<Atom>& atoms) {
  if (atoms.size() < 4) return 0;
  const bool letters = (atoms[0].folded == "C" && atoms[1].folded == "O") || (atoms[0].folded == "A" && atoms[1].folded == "S");
  const bool slash = name.substr(atoms[0].end, atoms[1].begin - atoms[0].end) == "/";
  const bool chez = atoms[0].folded == "CHEZ" && find_title(atoms[1].folded) != nullptr;
  const bool words = matched(atoms, 0, "AUX BONS SOINS") > 0 || matched(atoms, 0, "CARE OF") > 0;
  if (!(letters && slash) && !chez && !words) return 0;
  for (size_t i = 2; i < atoms.size(); ++i) {
    const std::string_view gap = gap_before(name, atoms, i);
    if (!sets_off(gap) || gap.find('(') != std::string_view::npos) continue;
    const bool titled = find_title(atoms[i].folded) != nullptr && i + 1 < atoms.size();
    // "c/o DUPONT, Jean" is one person; what a comma sets off is another one where a title says so.
    const bool two_words = gap.find(',') == std::string_view::npos && i + 1 < atoms.size();
    return titled || two_words ? atoms[i - 1].end : 0;
  }
  return 0;
}

}  // namespace

std::string take_care_of(std::string& name) {
  const std::vector<Atom> atoms = atoms_of(name);
  std::string remark;
  if (const size_t end = end_of_receiver(name, atoms); end > 0) {
    cut(name, {0, end}, remark);
    return remark;
  }
  for (size_t i = 1; i + 1 < atoms.size(); ++i) {
    const std::string& word = atoms[i].folded;
    const std::string_view gap = std::string_view(name).substr(atoms[i].end, atoms[i + 1].begin - atoms[i].end);
    const std::string& next = atoms[i + 1].folded;
    const bool letters = i + 2 < atoms.size() && gap == "/" && ((word == "C" && next == "O") || (word == "A" && next == "S"));
    const bool chez = word == "CHEZ" && (i > 1 || find_title(atoms[i + 1].folded) != nullptr || !atoms[i].capitals);
    const bool words = matched(atoms, i, "AUX BONS SOINS") > 0 || matched(atoms, i, "CARE OF") > 0 || matched(atoms, i, "REPRESENTE PAR") > 0 ||
                       matched(atoms, i, "REPRESENTEE PAR") > 0;
    if (!letters && !chez && !words) continue;
    const size_t begin = atoms[i].begin > 0 && name[atoms[i].begin - 1] == '(' ? atoms[i].begin - 1 : atoms[i].begin;
    cut(name, {begin, name.size()}, remark);
    return remark;
  }
  return remark;
}

namespace {

std::string compact(std::string_view text) {
  std::string out = text::fold(text);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return out;
}

bool is_letters_behind(std::string_view word, bool behind_comma) {
  static const WordSet behind{"MD", "BA", "BSC", "MA", "MSC", "MBA", "LLB", "LLM", "JD", "RN", "CPA", "CFA", "PE", "QC", "KC", "JP", "MP", "MEP", "DO",
                              "DL", "RGN", "ACA", "FCA", "ACCA", "CPSP", "EDD", "PSYD", "PHARMD", "BED", "MED", "LPN", "NP", "PMP"};
  const std::string letters = compact(word);
  if (are_letters_behind(letters)) return true;
  return (behind_comma && behind.has(letters)) || (letters == "MD" && word.find('.') != std::string_view::npos);
}

bool is_generation_word(std::string_view word) {
  static const WordSet set{"JR", "SR", "JUNIOR", "SENIOR", "SNR", "JNR", "II", "III", "IV"};
  return set.has(text::fold(word));
}

}  // namespace

std::string take_letters_behind(std::string& name) {
  std::string remark;
  for (int found = 0; found < 5; ++found) {
    const size_t blank = name.find_last_of(" ,");
    if (blank == std::string::npos || blank == 0) break;
    const std::string_view word = std::string_view(name).substr(blank + 1);
    const size_t end = name.find_last_not_of(" ,", blank);
    const bool comma = name.find(',', end == std::string::npos ? 0 : end) < name.size();
    if (comma && is_generation_word(word) && end != std::string::npos) {
      name.replace(end + 1, blank - end, " ");
      break;
    }
    const bool first_name_left = name.find(' ') < blank;  // "Esq" of "Paul Esq" may be a name
    if (end == std::string::npos || !is_letters_behind(word, comma || !remark.empty()) || (!comma && !first_name_left)) break;
    remark = remark.empty() ? std::string(word) : std::string(word) + " " + remark;
    name.resize(end + 1);
  }
  return remark;
}

std::string take_nickname(std::string& name) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {{"\"", "\""}, {"\u201C", "\u201D"}, {"\u00AB", "\u00BB"}};
  std::string remark;
  for (const auto& [open, close] : kPairs) {
    const size_t begin = name.find(open);
    if (begin == std::string::npos || begin == 0) continue;
    const size_t end = name.find(close, begin + open.size());
    if (end == std::string::npos || !has_letter(std::string_view(name).substr(begin + open.size(), end - begin - open.size()))) continue;
    cut(name, {begin, end + close.size()}, remark);
    return remark;
  }
  return remark;
}

bool are_letters_behind(std::string_view folded) {
  static const WordSet set{"PHD", "DPHIL", "OBE", "MBE", "CBE", "KBE", "DBE", "FRS", "FRCS", "FRCP", "FRSA", "MRCP", "MRCS", "ESQ", "ESQUIRE", "DDS", "DVM", "MBBS"};
  return set.has(folded);
}

bool may_be_remark(std::string_view folded) {
  static const WordSet firsts = [] {
    std::vector<std::string_view> out = functions().words();
    for (const Remark& remark : kRemarks) out.push_back(remark.words.substr(0, remark.words.find(' ')));
    for (const std::string_view word : {"C", "A", "CHEZ", "AUX", "CARE", "REPRESENTE", "REPRESENTEE"}) out.push_back(word);
    return WordSet(std::move(out));
  }();
  return firsts.has(folded);
}

bool is_office(std::string_view whole, std::string_view behind_title) {
  static const WordSet offices{"MAIRE", "DIRECTEUR", "DIRECTRICE", "PRESIDENT", "PRESIDENTE", "PREFET", "PREFETE", "PROVISEUR", "PRINCIPAL", "GERANT",
                               "GERANTE", "RESPONSABLE", "MINISTRE", "DEPUTE", "DEPUTEE", "SENATEUR", "SENATRICE", "CONSUL", "AMBASSADEUR", "CURE",
                               "RECTEUR", "DOYEN", "TRESORIER", "TRESORIERE", "SECRETAIRE", "COMMISSAIRE", "PROCUREUR", "JUGE", "COMPTABLE",
                               "RECEVEUR", "ADJOINT", "CHEF", "COMMANDANT", "NOTAIRE", "SYNDIC", "LOCATAIRE", "PROPRIETAIRE", "OCCUPANT"};
  static const WordSet english{"OCCUPIER", "OCCUPANT", "OWNER", "MANAGER", "DIRECTOR", "SECRETARY", "RESIDENT", "RESIDENTS", "HOUSEHOLDER", "TENANT",
                               "TENANTS", "LANDLORD", "TREASURER", "PRESIDENT", "CHAIRMAN", "MAYOR", "HEADMASTER", "HEADTEACHER"};
  const std::vector<Atom> atoms = atoms_of(behind_title);
  static const WordSet articles{"LE", "LA", "L"};
  if (behind_title.size() < whole.size() && atoms.size() > 1 && articles.has(atoms[0].folded) && !atoms[1].capitals) return offices.has(atoms[1].folded);
  if (behind_title.size() < whole.size() && atoms.size() == 2 && articles.has(atoms[0].folded)) return offices.has(atoms[1].folded);
  const std::vector<Atom> all = atoms_of(whole);
  return all.size() == 2 && all[0].folded == "THE" && english.has(all[1].folded);
}

}  // namespace jumelles::standardize
