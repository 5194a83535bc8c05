// Words in a value that are not of it: what somebody noted for colleagues, and what says that there is none.

#include <algorithm>
#include <vector>

#include "core/ascii.h"
#include "standardize/identifiers.h"
#include "standardize/name_atoms.h"
#include "standardize/name_remarks.h"
#include "standardize/suspect_checks.h"
#include "standardize/suspect_words.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kJudgment = "judgment", kAccess = "access_code", kNote = "note_in_value", kRetired = "retired_value", kErased = "erased_value", kNoStreet = "no_street",
                           kCollective = "collective_account", kNoCompany = "no_company", kNumberInName = "number_in_name", kTwice = "said_twice";

// ---- phrases, and where they may stand

enum class Where : uint8_t {
  kAnywhere,
  kBehind,  // something of the value is in front
  kApart,   // in front or behind, set off by a sign: words that names are made of, too
  kFirst,   // something of the value follows
};
enum Field : uint8_t { kPerson = 1, kCompany = 2, kStreet = 4, kWhole = 8 };  // kWhole: to the end of the value

struct Phrase {
  std::string_view words;  // folded; "#": a word with a digit
  std::string_view id;
  Where where;
  uint8_t fields;
};

// Longer ones first where one begins another.
constexpr Phrase kPhrases[] = {
    // What a customer would read who asks to see the file
    {"MAUVAIS PAYEUR", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"MAUVAISE PAYEUSE", kJudgment, Where::kBehind, kPerson | kCompany | kStreet},
    {"CLIENT A EVITER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"CLIENTE A EVITER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet},
    {"A EVITER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"IMPAYE", kJudgment, Where::kBehind, kPerson | kStreet}, {"IMPAYES", kJudgment, Where::kBehind, kPerson | kStreet},
    {"ATTENTION ARNAQUEUR", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"ARNAQUEUR", kJudgment, Where::kBehind, kPerson | kCompany | kStreet},
    {"ARNAQUEUSE", kJudgment, Where::kBehind, kPerson | kStreet}, {"ESCROC", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"VOLEUR", kJudgment, Where::kApart, kPerson | kStreet},
    {"VOLEUSE", kJudgment, Where::kApart, kPerson | kStreet}, {"ALCOOLIQUE", kJudgment, Where::kBehind, kPerson | kStreet}, {"IVROGNE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"CHIANT", kJudgment, Where::kBehind, kPerson | kStreet}, {"CHIANTE", kJudgment, Where::kBehind, kPerson | kStreet}, {"PENIBLE", kJudgment, Where::kApart, kPerson | kStreet},
    {"AGRESSIF", kJudgment, Where::kBehind, kPerson | kStreet}, {"AGRESSIVE", kJudgment, Where::kBehind, kPerson | kStreet}, {"DESAGREABLE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"CASSE PIEDS", kJudgment, Where::kBehind, kPerson | kStreet}, {"CAS SOCIAL", kJudgment, Where::kBehind, kPerson | kStreet}, {"CONNARD", kJudgment, Where::kAnywhere, kPerson | kCompany | kStreet},
    {"CONNASSE", kJudgment, Where::kAnywhere, kPerson | kStreet}, {"SALOPE", kJudgment, Where::kAnywhere, kPerson | kStreet}, {"EMMERDEUR", kJudgment, Where::kBehind, kPerson | kStreet},
    {"EMMERDEUSE", kJudgment, Where::kBehind, kPerson | kStreet}, {"RALEUR", kJudgment, Where::kApart, kPerson | kStreet}, {"RALEUSE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"MENTEUR", kJudgment, Where::kApart, kPerson | kStreet}, {"MENTEUSE", kJudgment, Where::kApart, kPerson | kStreet}, {"SURENDETTE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"SURENDETTEE", kJudgment, Where::kBehind, kPerson | kStreet}, {"DEPRESSIF", kJudgment, Where::kBehind, kPerson | kStreet}, {"DEPRESSIVE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"SENILE", kJudgment, Where::kBehind, kPerson | kStreet}, {"FOLLE", kJudgment, Where::kApart, kPerson | kStreet}, {"RACISTE", kJudgment, Where::kBehind, kPerson | kStreet},
    {"BAD PAYER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"LATE PAYER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"TROUBLEMAKER", kJudgment, Where::kBehind, kPerson | kStreet},
    {"SCAMMER", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"FRAUDEUR", kJudgment, Where::kBehind, kPerson | kCompany | kStreet}, {"FRAUDEUSE", kJudgment, Where::kBehind, kPerson | kStreet},
    // How to get in
    {"DIGICODE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CODE PORTE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CODE PORTAIL", kAccess, Where::kAnywhere, kStreet | kWhole},
    {"CODE ENTREE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CODE IMMEUBLE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CODE D ACCES", kAccess, Where::kAnywhere, kStreet | kWhole},
    {"CODE #", kAccess, Where::kBehind, kStreet | kWhole}, {"INTERPHONE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"SONNER CHEZ", kAccess, Where::kAnywhere, kStreet | kWhole},
    {"SONNER A", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CLE SOUS", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CLEF SOUS", kAccess, Where::kAnywhere, kStreet | kWhole},
    {"CLES SOUS", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CLES CHEZ", kAccess, Where::kAnywhere, kStreet | kWhole}, {"CODE ALARME", kAccess, Where::kAnywhere, kStreet | kWhole},
    {"DOOR CODE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"GATE CODE", kAccess, Where::kAnywhere, kStreet | kWhole}, {"RING BELL", kAccess, Where::kAnywhere, kStreet | kWhole},
    // Letters that came back, in the street; beside a name cleaning reads them off
    {"N HABITE PAS", kNote, Where::kAnywhere, kStreet | kWhole}, {"N HABITE PLUS", kNote, Where::kAnywhere, kStreet | kWhole}, {"NPAI", kNote, Where::kAnywhere, kStreet},
    {"PND", kNote, Where::kApart, kStreet}, {"RETOUR POSTE", kNote, Where::kAnywhere, kStreet | kWhole}, {"RETOUR COURRIER", kNote, Where::kAnywhere, kStreet | kWhole},
    {"RETOUR EXPEDITEUR", kNote, Where::kAnywhere, kStreet | kWhole}, {"RETOUR NPAI", kNote, Where::kAnywhere, kStreet | kWhole}, {"DESTINATAIRE INCONNU", kNote, Where::kAnywhere, kStreet | kWhole},
    {"PARTI SANS", kNote, Where::kAnywhere, kStreet | kWhole}, {"ADRESSE ERRONEE", kNote, Where::kAnywhere, kStreet}, {"ADRESSE FAUSSE", kNote, Where::kAnywhere, kStreet},
    {"ADRESSE INCOMPLETE", kNote, Where::kAnywhere, kStreet}, {"GONE AWAY", kNote, Where::kAnywhere, kStreet}, {"RETURN TO SENDER", kNote, Where::kAnywhere, kStreet | kWhole},
    {"NE PAS LIVRER", kNote, Where::kAnywhere, kStreet | kWhole}, {"A DEMENAGE", kNote, Where::kBehind, kStreet | kWhole},
    // Whoever answers for somebody
    {"SUCCESSION", kNote, Where::kFirst, kPerson}, {"HERITIERS", kNote, Where::kFirst, kPerson}, {"HOIRIE", kNote, Where::kFirst, kPerson}, {"HOIRS", kNote, Where::kFirst, kPerson},
    {"INDIVISION", kNote, Where::kFirst, kPerson}, {"CONSORTS", kNote, Where::kFirst, kPerson}, {"FEU", kNote, Where::kFirst, kPerson}, {"FEUE", kNote, Where::kFirst, kPerson},
    {"S C UDAF", kNote, Where::kBehind, kPerson | kWhole}, {"C O UDAF", kNote, Where::kBehind, kPerson | kWhole}, {"UDAF", kNote, Where::kBehind, kPerson | kWhole},
    {"ESTATE OF", kNote, Where::kFirst, kPerson},
    // What is not to be used any more; cleaning reads others off
    {"DOUBLON", kRetired, Where::kFirst, kPerson}, {"OLD", kRetired, Where::kFirst, kPerson}, {"ANCIEN", kRetired, Where::kApart, kPerson | kCompany}, {"ANCIENNE", kRetired, Where::kApart, kPerson | kCompany},
    {"INACTIF", kRetired, Where::kBehind, kPerson | kCompany}, {"OBSOLETE", kRetired, Where::kAnywhere, kPerson | kCompany}, {"ZZ", kRetired, Where::kFirst, kPerson | kCompany},
    {"ZZZ", kRetired, Where::kFirst, kPerson | kCompany}, {"ZZZZ", kRetired, Where::kFirst, kPerson | kCompany}, {"NE PLUS UTILISER", kRetired, Where::kAnywhere, kCompany},
    {"NE PAS UTILISER", kRetired, Where::kAnywhere, kCompany}, {"A SUPPRIMER", kRetired, Where::kAnywhere, kCompany}, {"DOUBLON", kRetired, Where::kAnywhere, kCompany},
    {"DO NOT USE", kRetired, Where::kAnywhere, kCompany}, {"OLD", kRetired, Where::kApart, kCompany}, {"FERME DEFINITIVEMENT", kRetired, Where::kBehind, kCompany},
    {"CESSATION D ACTIVITE", kRetired, Where::kBehind, kCompany | kWhole},
};

size_t atoms_of_phrase(const std::vector<Atom>& atoms, size_t i, std::string_view words) {
  size_t count = 0;
  bool same = true;
  text::tokenize(words, [&](std::string_view word) {
    same = same && i + count < atoms.size() && (word == "#" ? std::any_of(atoms[i + count].folded.begin(), atoms[i + count].folded.end(), is_digit) : atoms[i + count].folded == word);
    ++count;
  });
  return same ? count : 0;
}

bool parts_off(std::string_view gap) { return gap.find_first_of(",;*([|!:#_/") != std::string_view::npos || gap.find(" -") != std::string_view::npos || gap.find("- ") != std::string_view::npos; }

// The value without [begin, end), brackets and signs around it.
std::string left_of(std::string_view value, size_t begin, size_t end) {
  static constexpr std::string_view kMarks = " ,;:-/|*!.=_#([";
  std::string_view before = value.substr(0, begin), behind = value.substr(end);
  while (!before.empty() && kMarks.find(before.back()) != std::string_view::npos) before.remove_suffix(1);
  while (!behind.empty() && (kMarks.find(behind.front()) != std::string_view::npos || behind.front() == ')' || behind.front() == ']')) behind.remove_prefix(1);
  std::string out(before);
  append_word(out, behind);
  return out;
}

Suspicion note_of_words(std::string_view value, uint8_t field) {
  const std::vector<Atom> atoms = atoms_of(value);
  const size_t last = atoms.size();
  for (size_t i = 0; i < last; ++i)
    for (const Phrase& phrase : kPhrases) {
      if ((phrase.fields & field) == 0) continue;
      const size_t count = atoms_of_phrase(atoms, i, phrase.words);
      if (count == 0) continue;
      const bool first = i == 0, ends = i + count == last;
      const std::string_view before = first ? std::string_view() : value.substr(atoms[i - 1].end, atoms[i].begin - atoms[i - 1].end);
      const size_t behind_end = ends ? value.size() : atoms[i + count].begin;
      const std::string_view behind = value.substr(atoms[i + count - 1].end, behind_end - atoms[i + count - 1].end);
      if (phrase.where == Where::kBehind && first) continue;
      // A word in front of one other may be a given name, or a word of a name in two.
      if (phrase.where == Where::kFirst && (!first || ends || (behind.find(' ') == std::string_view::npos && behind.find('_') == std::string_view::npos))) continue;
      if (phrase.where == Where::kApart && !(first ? !ends && parts_off(behind) : parts_off(before))) continue;
      if (phrase.where == Where::kAnywhere && first && ends && field != kStreet) continue;
      size_t begin = atoms[i].begin, end = (phrase.fields & kWhole) != 0 ? value.size() : atoms[i + count - 1].end;
      if (phrase.id == kJudgment && !first) end = value.size();
      // Brackets are the note's as a whole.
      if (const size_t open = value.rfind('(', begin); open != std::string_view::npos && !first && open >= atoms[i - 1].end) end = std::max(end, std::min(value.find(')', end), value.size() - 1) + 1), begin = open;
      if (begin > 0 && phrase.id == kAccess)  // "- clé sous le pot, code 12A34"
        begin = std::min(begin, value.size());
      return {phrase.id, left_of(value, begin, std::min(end, value.size()))};
    }
  return {};
}

// "ZZZMartin", "xxMartinxx", "*** Martin", "#Martin", "ZZ_Martin": marked so that it comes last, or is seen.
Suspicion retired_by_signs(std::string_view value, const Signs& signs) {
  if (signs.has(kSignOfMark)) {
    size_t at = 0;
    while (at < value.size() && std::string_view("*#_ ").find(value[at]) != std::string_view::npos) ++at;
    if (at > 0 && at < value.size() && value[0] != '_' && value[0] != ' ') return {kRetired, std::string(value.substr(at))};
  }
  const char front = static_cast<char>(value.front() | 32);
  if (front != 'z' && front != 'x') return {};
  const auto run = [](std::string_view text, char a) {
    size_t length = 0;
    while (length < text.size() && (text[length] | 32) == a) ++length;
    return length;
  };
  const std::string back(value.rbegin(), value.rend());
  const size_t z = run(value, 'z'), x = run(value, 'x'), y = run(back, 'x');
  if (z >= 3 && z < value.size()) return {kRetired, std::string(trim(value.substr(z + (value[z] == '_' || value[z] == '-')))) };
  if (z >= 2 && z < value.size() && value[z] == '_') return {kRetired, std::string(trim(value.substr(z + 1)))};
  if (x >= 2 && y >= 2 && x + y < value.size()) return {kRetired, std::string(trim(value.substr(x, value.size() - x - y)))};
  return {};
}

// ---- what stands for nobody, no street, no company

bool all_of(std::string_view folded, const WordSet& words) {
  bool all = true;
  text::tokenize(folded, [&](std::string_view word) { all = all && words.has(word); });
  return all;
}
bool any_of(std::string_view folded, const WordSet& words) {
  bool any = false;
  text::tokenize(folded, [&](std::string_view word) { any = any || words.has(word); });
  return any;
}

const WordSet& account_words() {
  static const WordSet set{"CLIENT", "CLIENTS", "CLIENTE", "VENTE", "VENTES", "DIVERS", "COMPTE", "COMPTES", "CUSTOMER", "CUSTOMERS"};
  return set;
}

// "CLIENT CAISSE", "Vente au détail", "Clients Internet": the account of all who have none.
bool is_collective(std::string_view folded) {
  static const WordSet joining{"DE", "DU", "AU", "EN", "LE", "IN", "SUR"};
  static const WordSet others{"COMPTOIR", "CAISSE", "PASSAGE", "DETAIL", "INTERNET", "WEB", "SITE", "PARTICULIER", "PARTICULIERS", "MAGASIN", "BOUTIQUE", "COMPTANT", "ANONYME", "ANONYMES",
                              "OCCASIONNEL", "OCCASIONNELS", "GENERIQUE", "LIGNE", "DIRECT", "DIRECTE", "DIRECTES", "COUNTER", "WALK", "CASH", "RETAIL", "WALKIN", "MISC", "MISCELLANEOUS", "GENERIC", "ONLINE", "ATTENTE", "DIVERSES"};
  size_t head = 0, other = 0, unknown = 0;
  text::tokenize(folded, [&](std::string_view word) { account_words().has(word) ? ++head : others.has(word) ? ++other : joining.has(word) ? size_t{0} : ++unknown; });
  return unknown == 0 && head > 0 && head + other > 1;
}

const WordSet& erasing_words() {
  static const WordSet set{"RGPD", "GDPR", "SUPPRIME", "SUPPRIMEE", "EFFACE", "EFFACEE", "ANONYME", "ANONYMOUS", "ANONYMISE", "ANONYMISEE", "ANONYMIZED", "DELETED", "ERASED", "REDACTED", "OUBLI", "PURGE", "PURGEE"};
  return set;
}

// What erasing or anonymizing by hand leaves in a name.
bool is_erased(std::string_view folded) {
  static const WordSet all{"RGPD", "GDPR", "SUPPRIME", "SUPPRIMEE", "EFFACE", "EFFACEE", "ANONYME", "ANONYMOUS", "ANONYMISE", "ANONYMISEE", "ANONYMIZED", "DELETED", "ERASED", "REDACTED", "OUBLI", "PURGE", "PURGEE",
                           "DROIT", "A", "L", "CLIENT", "CLIENTE", "COMPTE", "USER", "UTILISATEUR", "NOM", "PRENOM", "DONNEE", "DONNEES", "DEMANDE", "SUITE"};
  return any_of(folded, erasing_words()) && all_of(folded, all);
}

// What stands in the place of a street, and how such notes begin: no house can be found by it.
const WordSet& no_streets() {
  static const WordSet set{"SDF", "RUE", "AVENUE", "BOULEVARD", "CHEMIN", "ROUTE", "PLACE", "IMPASSE", "ALLEE", "DOMICILE", "IDEM", "MAISON", "CHEZ MOI", "CHEZ LUI", "CHEZ ELLE", "CHEZ UN AMI", "CHEZ UNE AMIE", "CHEZ DES AMIS",
                           "CHEZ SES PARENTS", "CHEZ MES PARENTS", "A DOMICILE", "SANS RUE", "PAS DE RUE", "HOTEL", "FOYER", "CENTRE VILLE", "LE BOURG ADRESSE", "STREET", "ROAD", "NO FIXED ABODE", "NO FIXED ADDRESS", "HOMELESS",
                           "SAME ADDRESS", "SAME AS ABOVE", "SEE ABOVE", "SEE INVOICE", "A VENIR RETIRER", "LIVRAISON EN MAGASIN", "RETRAIT EN MAGASIN", "RETRAIT MAGASIN", "RETRAIT SUR PLACE", "ENLEVEMENT SUR PLACE"};
  return set;
}
constexpr std::string_view kBeginningsOfNone[] = {"POSTE RESTANTE", "SANS DOMICILE", "SANS ADRESSE", "SANS RESIDENCE", "VOIR ", "MEME ADRESSE", "ADRESSE ", "PAS D ADRESSE", "EN FACE", "A COTE D", "PRES DE ", "DERRIERE L", "FACE A ", "IDEM "};

// "en face de la mairie", "Poste restante", "même adresse", "rue". A number makes a street of most.
bool is_no_street(std::string_view folded, const Signs& signs) {
  if (signs.digits > 0 && folded.substr(0, 14) != "POSTE RESTANTE") return false;
  if (no_streets().has(folded)) return true;
  return std::any_of(std::begin(kBeginningsOfNone), std::end(kBeginningsOfNone), [&](std::string_view with) { return folded.substr(0, with.size()) == with; });
}

// The address of a shop or a locker where parcels wait, in the place of the customer's.
bool is_pickup_point(std::string_view folded) {
  static constexpr std::string_view kPhrasesOf[] = {"RELAIS COLIS", "POINT RELAIS", "MONDIAL RELAY", "AMAZON LOCKER", "AMAZON HUB", "PICKUP STATION", "CONSIGNE PICKUP", "RELAIS PICKUP", "PICKUP POINT", "PACKSTATION", "CHRONO RELAIS",
                                                    "CHRONORELAIS", "POINT RETRAIT", "POINT COLIS", "KIALA", "INPOST LOCKER", "COLIS PRIVE RELAIS", "UPS ACCESS POINT", "DHL SERVICEPOINT", "DHL SERVICE POINT", "LOCKER MONDIAL"};
  return std::any_of(std::begin(kPhrasesOf), std::end(kPhrasesOf), [&](std::string_view phrase) {
    const size_t at = folded.find(phrase);
    return at != std::string_view::npos && (at == 0 || folded[at - 1] == ' ') && (at + phrase.size() == folded.size() || folded[at + phrase.size()] == ' ');
  });
}

// "SARL", "particulier", "sans emploi": a form had to be filled in.
const WordSet& no_companies() {
  static const WordSet set{"SARL", "SAS", "SASU", "EURL", "SA", "S A", "S A R L", "S A S", "SCI", "SNC", "SCOP", "ETS", "ETABLISSEMENT", "ETABLISSEMENTS", "ASSOCIATION", "ASSO", "SOCIETE", "STE", "ENTREPRISE", "AUTO ENTREPRENEUR",
                           "AUTOENTREPRENEUR", "AUTO ENTREPRISE", "MICRO ENTREPRISE", "MICRO ENTREPRENEUR", "PROFESSION LIBERALE", "LIBERAL", "INDEPENDANT", "INDEPENDANTE", "ENTREPRISE INDIVIDUELLE", "EI", "LTD", "LLC", "INC", "GMBH",
                           "COMPANY", "FREELANCE", "PARTICULIER", "PARTICULIERS", "PERSO", "PERSONNEL", "PERSONNE PHYSIQUE", "PERSONNE PRIVEE", "MOI", "MOI MEME", "MAISON", "RETRAITE", "RETRAITEE", "PAS D ENTREPRISE",
                           "PAS DE SOCIETE", "SANS ENTREPRISE", "SANS SOCIETE", "SANS EMPLOI", "SANS PROFESSION", "SANS ACTIVITE", "ETUDIANT", "ETUDIANTE", "CHOMEUR", "CHOMEUSE", "CHOMAGE", "PRIVE", "PRIVATE", "PERSONAL",
                           "INDIVIDUAL", "SELF", "NO COMPANY", "A TITRE PERSONNEL", "A TITRE PRIVE", "MERE AU FOYER", "FEMME AU FOYER", "CLIENT PARTICULIER", "PRIVAT", "PRIVATPERSON"};
  return set;
}

// "Naudet SAS 844302521", "Martin - RCS LYON 443061841": a company's number beside its name.
Suspicion number_in_name(std::string_view value) {
  const std::vector<Atom> atoms = atoms_of(value);
  for (size_t i = 1; i < atoms.size(); ++i) {
    const bool says = atoms[i].folded == "RCS" || atoms[i].folded == "SIREN" || atoms[i].folded == "SIRET";
    std::string digits;
    for (size_t j = i; j < atoms.size() && all_digits(atoms[j].folded); ++j) digits += atoms[j].folded;
    const bool number = (digits.size() == 9 && siren_valid(digits)) || (digits.size() == 14 && siret_valid(digits));
    if (!says && !number) continue;
    return {kNumberInName, left_of(value, atoms[i].begin, value.size())};
  }
  return {};
}

// A phone (ten digits of France, or a calling code) or an e-mail among words.
Suspicion contact_in_words(std::string_view value, const Signs& signs) {
  if (signs.has(kSignAtEnd) && value.find('@') != std::string_view::npos) {
    const size_t at = value.find('@'), begin = value.rfind(' ', at) + 1, end = std::min(value.find(' ', at), value.size());
    if (at > begin && begin > 0 && value.find('.', at) < end) return {kNote, left_of(value, begin, end)};
  }
  constexpr uint32_t kDigitsOfPhone = 10;
  if (signs.digits < kDigitsOfPhone) return {};
  for (size_t begin = 0; begin < value.size(); ++begin) {
    if ((value[begin] != '0' && value[begin] != '+') || (begin > 0 && is_digit(value[begin - 1]))) continue;
    size_t end = begin + 1, last = begin, digits = value[begin] == '0';
    for (; end < value.size() && (is_digit(value[end]) || ((value[end] == ' ' || value[end] == '.' || value[end] == '-') && !(value[end - 1] == ' '))); ++end)
      if (is_digit(value[end])) last = end + 1, ++digits;
    const bool french = value[begin] == '0' && digits == kDigitsOfPhone && value[begin + 1] != '0', abroad = value[begin] == '+' && digits > kDigitsOfPhone && digits < 14;
    if (!french && !abroad) continue;
    size_t from = begin;  // "Tél. 06..."
    const std::string_view before = trim(value.substr(0, begin));
    const size_t word = before.rfind(' ') == std::string_view::npos ? 0 : before.rfind(' ') + 1;
    static const WordSet announcing{"TEL", "TELEPHONE", "PORT", "PORTABLE", "MOBILE", "PHONE", "FAX", "T"};
    if (announcing.has(text::fold(before.substr(word)))) from = word;
    return {kNote, left_of(value, from, last)};
  }
  return {};
}

// "12 rue Pasteur - 12 rue Pasteur": two words at least, or a part of a person's name, twice. "Baden Baden" is a town, "Martin Martin" a person.
Suspicion said_twice(std::string_view value, std::string_view folded, const AttributeTypeInfo& type) {
  constexpr size_t kShortestTwice = 7;
  if (folded.size() < kShortestTwice || folded.size() % 2 == 0) return {};
  const size_t half = folded.size() / 2;
  const bool is_person = type.cleaning == Cleaning::kPersonName, may_be_word = is_person && type.type != AttributeType::kFullName;
  if (folded[half] != ' ' || folded.substr(0, half) != folded.substr(half + 1) || (!may_be_word && folded.substr(0, half).find(' ') == std::string_view::npos)) return {};
  const std::vector<Atom> atoms = atoms_of(value);
  if (atoms.size() % 2 != 0) return {};
  const size_t end = atoms[atoms.size() / 2 - 1].end;
  if (is_person && value[end] == '-') return {};  // "Hughes-Hughes" is a name
  return {kTwice, std::string(value.substr(0, end))};
}

}  // namespace

void add_words_of_notes(SuspectWords& words) {
  static const WordSet pickup{"RELAIS", "MONDIAL", "AMAZON", "PICKUP", "CONSIGNE", "PACKSTATION", "CHRONO", "CHRONORELAIS", "RETRAIT", "COLIS", "KIALA", "INPOST", "UPS", "DHL", "LOCKER"};
  std::vector<std::string_view> phrases;
  for (const Phrase& phrase : kPhrases) phrases.push_back(phrase.words);
  words.add(phrases, kWordOfPhrase);
  words.add(account_words().words(), kWordOfAccount);
  words.add(erasing_words().words(), kWordErased);
  words.add(pickup.words(), kWordOfPickup);
  words.add(no_streets().words(), kWordNoStreet);
  words.add({std::begin(kBeginningsOfNone), std::end(kBeginningsOfNone)}, kWordNoStreet);
  words.add(no_companies().words(), kWordNoCompany);
}

Suspicion suspect_note(const AttributeTypeInfo& type, std::string_view value, std::string_view folded, const Words& words, const Signs& signs) {
  const uint8_t field = type.cleaning == Cleaning::kPersonName ? kPerson : type.cleaning == Cleaning::kCompanyName ? kCompany : kStreet;
  const bool is_street = type.cleaning == Cleaning::kStreet;  // towns carry the same notes
  if (is_street && (words.first & kWordNoStreet) != 0 && is_no_street(folded, signs)) return {kNoStreet, {}};
  if (field == kCompany && (words.first & kWordNoCompany) != 0 && no_companies().has(folded)) return {kNoCompany, {}};
  if (is_street && (words.any & kWordOfPickup) != 0 && is_pickup_point(folded)) return {kNoStreet, {}};
  if (field != kStreet && (words.any & kWordOfAccount) != 0 && is_collective(folded)) return {kCollective, {}};
  if (field != kStreet && (words.any & kWordErased) != 0 && is_erased(folded)) return {kErased, {}};
  if ((words.any & kWordOfPhrase) != 0)
    if (Suspicion found = note_of_words(value, field)) return found;
  if (field != kStreet)
    if (Suspicion found = retired_by_signs(value, signs)) return found;
  constexpr uint32_t kDigitsOfCompany = 9;
  if (field == kCompany && (signs.digits >= kDigitsOfCompany || folded.find("RCS") != std::string_view::npos))
    if (Suspicion found = number_in_name(value)) return found;
  if (Suspicion found = contact_in_words(value, signs)) return found;
  return said_twice(value, folded, type);
}

Suspicion suspect_note_of_email(std::string_view value) {
  if (std::count(value.begin(), value.end(), '@') != 1) return {};
  static const WordSet before{"STOP", "NE", "PAS", "PLUS", "UTILISER", "HS", "NPAI", "ANCIEN", "ANCIENNE", "OLD", "EX", "INVALIDE", "FAUX", "ATTENTION", "VERIFIER", "A", "MAIL", "EMAIL", "ADRESSE", "BOUNCE", "PRO", "PERSO", "DO", "NOT", "USE"};
  std::string_view address;
  bool notes = true, any = false;
  for (size_t begin = 0; begin < value.size();) {
    const size_t end = std::min(value.find(' ', begin), value.size());
    const std::string_view word = value.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    if (word.find('@') != std::string_view::npos) address = word;
    // In front, words may be the first of a broken address: "jean paul@x.fr".
    else any = true, notes = notes && (!address.empty() || before.has(text::fold(word)) || word.front() == '(');
  }
  const size_t at = address.find('@');
  const bool whole = at != std::string_view::npos && at > 0 && address.find('.', at + 2) != std::string_view::npos;
  if (any && notes && whole) return {kNote, std::string(address)};
  // "HB-jean@x.fr": a hard bounce.
  static constexpr std::string_view kMarks[] = {"HB-", "HS-", "NPAI-", "STOP-", "BOUNCE-", "INVALID-", "XX-", "ZZ-"};
  for (const std::string_view mark : kMarks)
    if (!any && value.size() > mark.size() && value.substr(0, mark.size()) == mark) return {kNote, std::string(value.substr(mark.size()))};
  return {};
}

Suspicion suspect_note_of_phone(std::string_view value, const Signs& signs) {
  constexpr uint32_t kFewestDigits = 8;
  if (signs.digits < kFewestDigits || !signs.has(kSignLower | kSignUpper)) return {};
  static const WordSet notes{"NE", "PAS", "FAUX", "HS", "INVALIDE", "ERRONE", "RAPPELER", "APPELER", "SOIR", "MATIN", "APRES", "AVANT", "DEMANDER", "MME", "MADAME", "MONSIEUR", "FILS", "FILLE", "MERE", "PERE", "MAMAN", "PAPA",
                             "VOISIN", "VOISINE", "CONJOINT", "MARI", "FEMME", "EPOUSE", "SOEUR", "FRERE", "ANCIEN", "INJOIGNABLE", "REPONDEUR", "RESILIE", "COUPE", "ATTRIBUE", "BLOQUE", "URGENCE", "STOP", "SMS", "UNIQUEMENT", "LIGNE", "ROUGE",
                             "WRONG", "INVALID", "OLD", "ASK", "ONLY", "EVENING", "DISCONNECTED"};
  const std::vector<Atom> atoms = atoms_of(value);
  const auto is_note = [](const Atom& atom) { return notes.has(atom.folded); };
  if (std::none_of(atoms.begin(), atoms.end(), is_note)) return {};
  // The number: the longest run of digits and what stands between them.
  size_t best = 0, best_end = 0, most = 0;
  for (size_t begin = 0; begin < value.size();) {
    if (!is_digit(value[begin]) && value[begin] != '+') {
      ++begin;
      continue;
    }
    size_t end = begin, last = begin, digits = 0;
    for (; end < value.size() && (is_digit(value[end]) || std::string_view("+ .-/").find(value[end]) != std::string_view::npos); ++end)
      if (is_digit(value[end])) last = end + 1, ++digits;
    if (digits > most) most = digits, best = begin, best_end = last;
    begin = end;
  }
  return most < kFewestDigits ? Suspicion{} : Suspicion{kNote, std::string(value.substr(best, best_end - best))};
}

}  // namespace jumelles::standardize
