#include "standardize/stand_ins.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

using T = AttributeType;

// Where a word stands for nothing.
enum Scope : uint32_t {
  kName = 1,       // of persons and companies, civilities
  kContact = 2,    // e-mails, phones
  kAddress = 4,    // streets, postcodes
  kTown = 8,
  kFormal = 16,    // dates, numbers, years, identifiers, genders, answers: none of their values is a word like these
  kCode = 32,
  kText = 64,      // texts, categories
  kPlace = 128,    // countries, regions
  kUntyped = 256,  // also before the type is known
  kTitle = 16384,  // of things
  kPeople = kName | kContact | kAddress | kTown | kFormal,
  kSaid = kPeople | kUntyped,
  // Not among other texts and categories: no allergies ("None", "Nil") and no such question ("N/A") are answers there, as "Aucun" is.
  kNowhereElse = kPeople | kCode | kTitle | kPlace | kUntyped,
  kAnywhere = kNowhereElse | kText,
  // A surname or a given name as well: not where it is written like one ("Null", "Sans").
  kSurnameToo = 512,
  // A surname or a town even in capitals ("SANS", "AUCUN").
  kInCapitalsToo = 1024,
  // Where the other part of a name stands beside it.
  kSurnameBeside = 2048,
  kGivenBeside = 4096,
  // A company's where a number of its own stands beside it.
  kCompanyBeside = 8192,
};

Scope operator|(Scope a, Scope b) { return static_cast<Scope>(static_cast<uint32_t>(a) | static_cast<uint32_t>(b)); }

struct StandIn {
  std::string_view folded;
  Scope scope;
};

const std::vector<StandIn>& table() {
  static const std::vector<StandIn> sorted = [] {
    std::vector<StandIn> rows{
        // French
        {"INCONNU", kAnywhere}, {"INCONNUE", kAnywhere}, {"INCONNUS", kAnywhere}, {"INCONNUES", kAnywhere}, {"NON RENSEIGNE", kAnywhere},
        {"NON RENSEIGNEE", kAnywhere}, {"NON RENSEIGNES", kAnywhere}, {"NON COMMUNIQUE", kAnywhere}, {"NON COMMUNIQUEE", kAnywhere},
        {"NON CONNU", kAnywhere}, {"NON CONNUE", kAnywhere}, {"NON DEFINI", kAnywhere}, {"NON DEFINIE", kAnywhere}, {"NON DISPONIBLE", kAnywhere},
        {"NON SAISI", kAnywhere}, {"NON SAISIE", kAnywhere}, {"NON PRECISE", kAnywhere}, {"NON PRECISEE", kAnywhere}, {"NON FOURNI", kAnywhere},
        {"NON FOURNIE", kAnywhere}, {"NON INDIQUE", kAnywhere}, {"NON INDIQUEE", kAnywhere}, {"NON SPECIFIE", kAnywhere},
        {"NON SPECIFIEE", kAnywhere}, {"NON DETERMINE", kAnywhere}, {"NON APPLICABLE", kAnywhere}, {"NON ATTRIBUE", kAnywhere},
        {"PAS RENSEIGNE", kAnywhere}, {"PAS COMMUNIQUE", kAnywhere}, {"A COMPLETER", kAnywhere}, {"A RENSEIGNER", kAnywhere},
        {"A DEFINIR", kAnywhere}, {"A SAISIR", kAnywhere}, {"A PRECISER", kAnywhere}, {"A DEMANDER", kAnywhere}, {"SANS OBJET", kAnywhere},
        {"PAS DE NOM", kAnywhere}, {"VIDE", kAnywhere | kSurnameBeside}, {"NSP", kAnywhere}, {"SANS NOM", kPeople}, {"SANS PRENOM", kPeople},
        {"NOM INCONNU", kPeople}, {"PRENOM INCONNU", kPeople}, {"ADRESSE INCONNUE", kPeople}, {"IDEM", kAddress | kTown | kContact},
        {"MEME ADRESSE", kAddress}, {"VOIR CI DESSUS", kAddress | kTown | kContact}, {"SANS ADRESSE", kPeople}, {"PAS D ADRESSE", kPeople},
        {"SANS MAIL", kPeople}, {"SANS EMAIL", kPeople}, {"PAS DE MAIL", kPeople}, {"PAS D EMAIL", kPeople}, {"PAS DE TELEPHONE", kPeople},
        {"PAS DE TEL", kPeople}, {"SANS TELEPHONE", kPeople}, {"SANS TEL", kPeople}, {"NPAI", kAddress}, {"ANONYME", kPeople}, {"NEANT", kPeople | kSurnameBeside},
        {"CLIENT DIVERS", kPeople}, {"CLIENTS DIVERS", kPeople}, {"DIVERS CLIENTS", kPeople}, {"CLIENT DE PASSAGE", kPeople},
        {"CLIENT COMPTOIR", kPeople}, {"VENTE AU COMPTOIR", kPeople}, {"VENTE COMPTOIR", kPeople}, {"VENTES COMPTOIR", kPeople}, {"COUNTER SALE", kPeople},
        {"COUNTER SALES", kPeople}, {"CASH SALE", kPeople}, {"CASH SALES", kPeople}, {"BARVERKAUF", kPeople}, {"LAUFKUNDSCHAFT", kPeople},
        {"VENTA MOSTRADOR", kPeople}, {"CLIENTE MOSTRADOR", kPeople}, {"VENDITA AL BANCO", kPeople}, {"VENDA AO BALCAO", kPeople}, {"BALIEVERKOOP", kPeople}, {"CLIENT ANONYME", kPeople}, {"CLIENT TEST", kPeople}, {"TEST CLIENT", kPeople},
        {"COMPTE TEST", kPeople}, {"UTILISATEUR TEST", kPeople}, {"TEST USER", kPeople}, {"USER TEST", kPeople}, {"TEST ACCOUNT", kPeople},
        {"TEST CUSTOMER", kPeople}, {"CASH CUSTOMER", kPeople}, {"WALK IN CUSTOMER", kPeople}, {"SUNDRY CUSTOMERS", kPeople},
        {"LAUFKUNDE", kPeople}, {"CPD KUNDE", kPeople}, {"CLIENTE VARIO", kPeople}, {"CLIENTES VARIOS", kPeople}, {"CLIENTI VARI", kPeople},
        {"DIVERS", kPeople | kSurnameBeside}, {"ESSAI", kPeople}, {"TOTO", kPeople}, {"RAS", kPeople | kSurnameToo | kSurnameBeside}, {"R A S", kPeople},
        {"RIEN A SIGNALER", kPeople}, {"SANS", kPeople | kSurnameToo | kInCapitalsToo | kSurnameBeside | kGivenBeside}, {"AUCUN", kPeople | kSurnameToo | kInCapitalsToo | kSurnameBeside},
        {"AUCUNE", kPeople}, {"N C", kPeople | kCode | kTitle | kText}, {"N R", kPeople | kCode | kTitle | kText}, {"N D", kPeople | kCode | kTitle | kText},
        {"N S", kPeople}, {"S O", kPeople}, {"NC", kSaid}, {"NR", kPeople}, {"ND", kSaid},
        // English, and what programs write
        {"UNKNOWN", kAnywhere}, {"UNKNOW", kAnywhere}, {"UNK", kUntyped}, {"N A", kNowhereElse}, {"NULL", kAnywhere | kSurnameToo | kSurnameBeside}, {"NONE", kNowhereElse | kSurnameBeside},
        {"NAN", kAnywhere | kSurnameBeside | kGivenBeside}, {"NIL", kNowhereElse | kSurnameToo | kSurnameBeside | kGivenBeside}, {"UNDEFINED", kAnywhere}, {"NOT AVAILABLE", kAnywhere}, {"NOT APPLICABLE", kAnywhere},
        {"NOT KNOWN", kAnywhere}, {"NOT SPECIFIED", kAnywhere}, {"NOT PROVIDED", kAnywhere}, {"NOT GIVEN", kAnywhere}, {"NOT SET", kAnywhere},
        {"NOT DEFINED", kAnywhere}, {"NOT DISCLOSED", kAnywhere}, {"TBD", kAnywhere}, {"TBC", kPeople}, {"TBA", kPeople}, {"TO BE CONFIRMED", kPeople},
        {"NO DATA", kAnywhere}, {"NO VALUE", kAnywhere}, {"NO NAME", kAnywhere}, {"NO EMAIL", kPeople}, {"NO MAIL", kPeople}, {"NO PHONE", kPeople},
        {"NO ADDRESS", kPeople}, {"MISSING", kAnywhere | kSurnameBeside}, {"ANONYMOUS", kPeople}, {"EMPTY", kPeople}, {"DEFAULT", kPeople},
        {"NA", kSaid | kSurnameToo | kSurnameBeside | kGivenBeside | kCompanyBeside}, {"AZERTY", kPeople}, {"QWERTY", kPeople}, {"QWERTZ", kPeople}, {"TEST", kPeople | kSurnameBeside | kGivenBeside | kCompanyBeside}, {"TESTS", kPeople},
        {"DITTO", kAddress | kTown | kContact}, {"SAME AS ABOVE", kAddress | kTown | kContact}, {"SAME ADDRESS", kAddress}, {"X", kPeople | kSurnameBeside}, {"0", kPeople},
        // German, Spanish, Italian, Portuguese, Dutch
        {"DITO", kAddress | kTown | kContact}, {"SIEHE OBEN", kAddress | kTown | kContact}, {"UNBEKANNT", kAnywhere}, {"KEINE ANGABE", kAnywhere}, {"KEINE ANGABEN", kAnywhere}, {"K A", kPeople}, {"NICHT BEKANNT", kAnywhere},
        {"NICHT ANGEGEBEN", kAnywhere}, {"NICHT VERFUGBAR", kAnywhere}, {"ENTFALLT", kPeople}, {"OHNE NAMEN", kPeople}, {"DESCONOCIDO", kAnywhere},
        {"DESCONOCIDA", kAnywhere}, {"SIN DATOS", kAnywhere}, {"SIN NOMBRE", kPeople}, {"NO CONSTA", kAnywhere}, {"NO DISPONIBLE", kAnywhere},
        {"NO APLICA", kAnywhere}, {"NINGUNO", kPeople | kSurnameBeside}, {"SCONOSCIUTO", kAnywhere}, {"SCONOSCIUTA", kAnywhere}, {"NON DISPONIBILE", kAnywhere},
        {"NON PERVENUTO", kAnywhere}, {"NON NOTO", kAnywhere}, {"NESSUNO", kPeople | kCode | kSurnameBeside}, {"DESCONHECIDO", kAnywhere}, {"DESCONHECIDA", kAnywhere},
        {"NAO INFORMADO", kAnywhere}, {"NAO DISPONIVEL", kAnywhere}, {"NAO SE APLICA", kAnywhere}, {"ONBEKEND", kAnywhere}, {"NVT", kPeople | kCode | kTitle | kText},
        {"N V T", kPeople | kCode | kTitle | kText}, {"NIET BESCHIKBAAR", kAnywhere}, {"GEEN", kContact | kFormal | kCode},
        {"NIET GEKEND", kAnywhere}, {"NIET BEKEND", kAnywhere}, {"NIET VAN TOEPASSING", kAnywhere}, {"KEINE", kPeople | kCode | kSurnameBeside},
        {"KEIN", kPeople | kCode | kSurnameBeside}, {"KEINER", kPeople | kCode | kSurnameBeside}, {"NICHT VORHANDEN", kAnywhere},
        {"NO TIENE", kAnywhere}, {"SIN INFORMACION", kAnywhere}, {"S D", kPeople | kCode}, {"NAO TEM", kAnywhere}, {"NAO POSSUI", kAnywhere}, {"SEM DADOS", kAnywhere},
        {"NON PRESENTE", kAnywhere}, {"NESSUNA", kPeople | kSurnameBeside},
        // Short words of one language are slips of names in others ("Yok" for York, "geen" for Green): not where names stand.
        // Polish, Swedish, Danish, Norwegian, Finnish, Estonian, Czech, Hungarian, Romanian, Turkish
        {"BRAK", kPeople | kCode | kSurnameBeside}, {"BRAK DANYCH", kAnywhere}, {"NIE DOTYCZY", kAnywhere}, {"NIE PODANO", kAnywhere}, {"NIEZNANY", kPeople | kCode},
        {"NIEZNANA", kPeople | kCode}, {"INGET", kPeople | kCode}, {"INGEN", kPeople | kCode}, {"SAKNAS", kPeople | kCode}, {"OKAND", kPeople | kCode},
        {"UKENDT", kPeople | kCode}, {"UKJENT", kPeople | kCode}, {"EI OLE", kAnywhere}, {"EI TIEDOSSA", kAnywhere}, {"TUNTEMATON", kPeople | kCode}, {"PUUDUB", kPeople | kCode},
        {"NENI", kPeople | kCode}, {"NEZNAMY", kPeople | kCode}, {"NEUVEDENO", kPeople | kCode}, {"NINCS", kPeople | kCode}, {"ISMERETLEN", kPeople | kCode},
        {"NECUNOSCUT", kPeople | kCode}, {"NU ARE", kAnywhere}, {"YOK", kContact | kFormal | kCode}, {"BILINMIYOR", kPeople | kCode}};
    std::sort(rows.begin(), rows.end(), [](const StandIn& a, const StandIn& b) { return a.folded < b.folded; });
    return rows;
  }();
  return sorted;
}

struct Lookup {
  WordFilter filter;
  Lookup() {
    for (const StandIn& row : table()) filter.add(row.folded);
  }
  uint32_t scope(std::string_view folded) const {
    if (!filter.maybe(folded)) return 0;
    const auto& rows = table();
    const auto at = std::lower_bound(rows.begin(), rows.end(), folded, [](const StandIn& row, std::string_view word) { return row.folded < word; });
    return at != rows.end() && at->folded == folded ? static_cast<uint32_t>(at->scope) : 0u;
  }
};

uint32_t scope_of_word(std::string_view folded) {
  static const Lookup lookup;
  return lookup.scope(folded);
}

// What spreadsheets write into cells that they could not compute, behind "#": English, French, German, Spanish, Italian, Portuguese,
// Dutch, Polish, Swedish.
bool is_spreadsheet_error(std::string_view folded) {
  static const WordSet set{
      "NULL", "DIV 0", "VALUE", "REF", "NAME", "NUM", "N A", "NA", "GETTING DATA", "SPILL", "CALC", "FIELD", "BLOCKED", "UNKNOWN", "CONNECT",
      "BUSY", "ERROR", "EXTERNAL", "PYTHON", "TIMEOUT", "NUL", "VALEUR", "NOM", "NOMBRE", "PROPAGATION", "CHAMP", "BLOQUE", "INCONNU", "CONNEXION",
      "OCCUPE", "CHARGEMENT DONNEES", "ERREUR", "WERT", "BEZUG", "ZAHL", "NV", "UBERLAUF", "KALK", "FELD", "BLOCKIERT", "UNBEKANNT", "VERBINDEN",
      "FEHLER", "NULO", "VALOR", "N D", "DESBORDAMIENTO", "CAMPO", "BLOQUEADO", "CALCULO", "NULLO", "VALORE", "RIF", "NOME", "ESPANSIONE", "ERRORE",
      "DESPEJAR", "ERRO", "LEEG", "DEEL 0", "WAARDE", "VERW", "NAAM", "GETAL", "N B", "OVERLOPEN", "ZERO", "DZIEL 0", "ARG", "ADR", "NAZWA", "LICZBA",
      "SKARNING", "DIVISION 0", "VARDEFEL", "REFERENS", "NAMN", "OGILTIGT", "SAKNAS"};
  return set.has(folded);
}

// Written by programs, with signs that say so: "\N", "#REF!", "[object Object]", "(null)", "<NA>", "Err:502".
bool is_written_by_a_program(std::string_view s, std::string_view folded) {
  if (s == "\\N" || s == "\\n" || s == "\\\\N" || s == "{}" || s == "[]") return true;
  if (s.size() > 1 && s.front() == '#' && s[1] != ' ') return is_spreadsheet_error(folded);
  if (folded == "OBJECT OBJECT") return s.front() == '[';
  if (folded.size() == 7 && folded.substr(0, 4) == "ERR " && all_digits(folded.substr(4))) return s.find(':') != std::string_view::npos;
  const bool enclosed = (s.front() == '(' && s.back() == ')') || (s.front() == '<' && s.back() == '>') || (s.front() == '[' && s.back() == ']') ||
                        (s.front() == '{' && s.back() == '}');
  if (!enclosed) return false;
  static const WordSet set{"NULL", "NONE", "NA", "NAN", "NAT", "NIL", "VIDE", "EMPTY", "BLANK", "UNSET", "UNDEFINED", "AUCUN", "AUCUNE", "LEER", "VACIO"};
  return set.has(folded);
}

uint32_t scope_of_type(const AttributeTypeInfo& row) {
  switch (row.cleaning) {
    case Cleaning::kEmail:
    case Cleaning::kPhone: return kContact;
    case Cleaning::kStreet:
    case Cleaning::kPostcode: return kAddress;
    case Cleaning::kCity: return kTown;
    case Cleaning::kCountry: return kPlace;
    case Cleaning::kPersonName:
    case Cleaning::kCivility:
    case Cleaning::kCompanyName: return kName;
    case Cleaning::kCode: return kCode;
    case Cleaning::kWords: return row.look == Look::kPlace ? kPlace : row.type == T::kTitle ? kTitle : kText;
    default: return kFormal;
  }
}

// "***", "...", "\u2660" are titles of songs; one sign, dashes and question marks stand for nothing.
bool is_title_of_signs(std::string_view s) {
  return s.size() > 1 && s.find_first_not_of("-_/?\\ ") != std::string_view::npos && s.substr(0, 3) != "\u2013" && s.substr(0, 3) != "\u2014";
}

bool is_person_name(T type) { return info(type).cleaning == Cleaning::kPersonName; }

// "Null", "McNull": a capital in front, small letters behind.
bool is_written_as_name(std::string_view s, bool capitals_too) {
  if (s.empty() || s.front() < 'A' || s.front() > 'Z') return false;
  return capitals_too || std::any_of(s.begin() + 1, s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_one_letter_repeated(std::string_view folded, size_t least) { return folded.size() >= least && one_digit_only(folded) && !is_digit(folded.front()); }

bool is_crossed_out(std::string_view folded, size_t least) { return folded.front() == 'X' && is_one_letter_repeated(folded, least); }

bool stands_in(T type, uint32_t scope, std::string_view readable, std::string_view folded) {
  const uint32_t word = scope_of_word(folded);
  if ((word & scope) == 0) return false;
  // A number may be 0, an answer "X".
  if (scope == kFormal && !info(type).has_stand_ins && (folded == "0" || folded == "X")) return false;
  if ((word & kSurnameToo) == 0) return true;
  const bool in_capitals_too = (word & kInCapitalsToo) != 0;
  if (type == T::kSurname) return !is_written_as_name(readable, in_capitals_too);
  if (type == T::kGivenName) return in_capitals_too || !is_written_as_name(readable, false);
  return type != T::kCity || !in_capitals_too || !is_written_as_name(readable, true);
}

}  // namespace

bool may_be_a_name(T type, std::string_view folded) {
  const uint32_t bit = type == T::kSurname ? kSurnameBeside : type == T::kGivenName ? kGivenBeside : type == T::kCompanyName ? kCompanyBeside : 0u;
  return (scope_of_word(folded) & bit) != 0;
}

bool may_be_a_name(T type, std::string_view readable, std::string_view folded) {
  if (!may_be_a_name(type, folded)) return false;
  // "SANS" in a column of given names says that there is none.
  return type != T::kGivenName || (scope_of_word(folded) & kInCapitalsToo) == 0 || is_written_as_name(readable, false);
}

bool stands_for_nothing(T type, std::string_view readable, std::string_view folded) {
  readable = trim(readable);
  if (readable.empty()) return true;
  if (is_written_by_a_program(readable, folded)) return true;
  if (folded.empty()) return type != T::kTitle || !is_title_of_signs(readable);
  const AttributeTypeInfo& row = info(type);
  const uint32_t scope = scope_of_type(row);
  if (row.cleaning == Cleaning::kCivility && folded == "DIVERS") return false;  // neither "Herr" nor "Frau"
  if (stands_in(type, scope, readable, folded)) return true;
  if ((scope & (kName | kAddress | kTown | kContact)) != 0) {
    // "XXXXX", "0000"; a title or a house number may be so, a name is not.
    if (is_crossed_out(folded, 2) || folded.find_first_not_of("0 ") == std::string_view::npos) return true;
    // "AAAA", "zzz"
    if (is_person_name(type) && is_one_letter_repeated(folded, 3) && folded != "III") return true;
    // "NC NC", "inconnu / inconnu", "XXX X": nothing for each of several columns or lines.
    if (folded.find(' ') != std::string_view::npos && folded.size() <= 40) {
      bool all = true;
      text::tokenize(folded, [&](std::string_view word) {
        all = all && (((scope_of_word(word) & scope) != 0 && (scope_of_word(word) & kSurnameToo) == 0) || is_crossed_out(word, 1));
      });
      if (all) return true;
    }
  }
  if (scope == kCode && folded.size() >= 3) return folded.find_first_not_of('0') == std::string_view::npos || is_crossed_out(folded, 3);
  if (row.cleaning == Cleaning::kDate || row.cleaning == Cleaning::kMoment) {
    // "-1", "1" (the first day that spreadsheets count), "00:00:00", "99999999", "99/99/9999"
    const bool nines = folded.size() >= 6 && folded.substr(0, 2) == "99" && folded.find_first_not_of("9 ") == std::string_view::npos;
    if (folded == "1" || nines || folded.find_first_not_of("0 ") == std::string_view::npos) return true;
  }
  return false;
}

namespace {

// Says at once of most cells that they begin like no word of the table, by two letters.
class Beginnings {
 public:
  Beginnings() {
    for (const StandIn& row : table())
      if ((row.scope & kUntyped) != 0) add(row.folded);
    add("XX");
    add("ERR 502");
  }
  bool maybe(std::string_view original) const {
    const char first = letter(original.front());
    if (first == 0) return !is_digit(original.front());
    const char second = original.size() > 1 ? letter(original[1]) : 0;
    return second == 0 ? singles_[static_cast<size_t>(first - 'A')] : pairs_[static_cast<size_t>((first - 'A') * 26 + second - 'A')];
  }

 private:
  static char letter(char c) {
    const char upper = static_cast<char>(c & ~32);
    return upper >= 'A' && upper <= 'Z' ? upper : '\0';
  }
  void add(std::string_view folded) {
    const size_t first = static_cast<size_t>(folded[0] - 'A');
    singles_[first] = true;  // "N/A", "n.c.", "NÃ£o"
    if (folded[1] >= 'A' && folded[1] <= 'Z') pairs_[first * 26 + static_cast<size_t>(folded[1] - 'A')] = true;
  }
  std::array<bool, 26> singles_{};
  std::array<bool, 676> pairs_{};
};

}  // namespace

bool stands_for_nothing(std::string_view original) {
  if (original.size() > 24) return false;
  if (original.empty()) return true;
  static const Beginnings beginnings;
  if (!beginnings.maybe(original)) return false;
  const std::string folded = text::fold(original);
  if (folded.empty()) return true;
  const std::string_view s = trim(original);
  return is_written_by_a_program(s, folded) || (scope_of_word(folded) & kUntyped) != 0 || is_crossed_out(folded, 3);
}

std::string_view rule_of_stand_in(std::string_view readable, std::string_view folded) {
  const std::string_view s = trim(readable);
  if (!s.empty() && is_written_by_a_program(s, folded)) return s.front() == '#' ? "text.spreadsheet_error" : "text.database_null";
  if (folded.find_first_not_of("0 ") == std::string_view::npos) return folded.empty() ? "text.signs_alone" : "text.zeros";
  return scope_of_word(folded) == 0 && is_one_letter_repeated(folded, 2) ? "text.crossed_out" : "text.placeholder";
}

bool is_stand_in_date(T type, std::string_view iso, int usual_from) {
  // The first days that programs know (databases, spreadsheets, file systems), and what is typed instead of one.
  static const WordSet never{"0000-00-00", "0001-01-01", "0001-01-03", "1111-11-11", "1899-12-30", "1899-12-31", "1900-01-00", "1900-00-00"};
  // Days like others where persons of those times are listed.
  static const WordSet early{"1000-01-01", "1601-01-01", "1753-01-01", "1800-01-01", "1900-01-01", "1901-01-01"};
  // Somebody was born on the last day before spreadsheets begin to count; where it is an artefact, more rows have it (Work::settle_default_births).
  if (iso == kDayBeforeSpreadsheets && type == T::kBirthDate) return false;
  if (never.has(iso)) return true;
  const int year = std::stoi(std::string(iso.substr(0, 4)));
  if (early.has(iso)) return usual_from == 0 || year <= usual_from;
  const bool moment = info(type).cleaning == Cleaning::kMoment;
  // Of persons thousands are born on it; how often it is there says whether it is meant (default_births).
  if (iso == "1970-01-01") return moment || (type != T::kBirthDate && year < usual_from);
  return is_open_end(iso) && (moment || type == T::kBirthDate);
}

bool is_open_end(std::string_view iso) {
  static const WordSet ends{"2038-01-19", "2079-06-06", "2099-12-31"};
  return ends.has(iso) || (iso.size() >= 10 && (iso.substr(0, 4) == "9999" || iso.substr(0, 4) == "2999" || iso.substr(0, 4) == "3000"));
}

std::vector<std::string> default_births(const std::vector<std::pair<std::string, uint32_t>>& days) {
  constexpr int kNeighbors = 5;  // years before and behind
  uint64_t rows = 0;
  std::array<uint32_t, 2300> new_years{};
  const auto is_new_year = [](const std::string& iso) { return iso.size() == 10 && iso.compare(4, 6, "-01-01") == 0; };
  const auto year_of = [](const std::string& iso) { return std::min<size_t>(static_cast<size_t>(std::stoi(iso.substr(0, 4))), 2299); };
  for (const auto& [iso, count] : days) {
    rows += count;
    if (is_new_year(iso)) new_years[year_of(iso)] += count;
  }
  std::vector<std::string> out;
  for (const auto& [iso, count] : days) {
    if (!is_new_year(iso) || days.size() < 2) continue;
    const size_t year = year_of(iso);
    uint64_t neighbors = 0;
    for (size_t other = year < kNeighbors ? 0 : year - kNeighbors; other <= std::min(year + kNeighbors, new_years.size() - 1); ++other)
      neighbors += other == year ? 0 : new_years[other];
    const double others = static_cast<double>(rows - count) / static_cast<double>(days.size() - 1);
    if (count > 10 * std::max({1.0, others, static_cast<double>(neighbors) / (2 * kNeighbors)})) out.push_back(iso);
  }
  return out;
}

}  // namespace jumelles::standardize
