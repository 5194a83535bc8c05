#include "profile/content.h"

#include <algorithm>

#include "core/ascii.h"
#include "standardize/answers.h"
#include "standardize/cell_text.h"
#include "standardize/companies.h"
#include "standardize/dates.h"
#include "standardize/identifiers.h"
#include "standardize/name_titles.h"
#include "standardize/phone_numbers.h"
#include "standardize/postal_lines.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// Sorted word lists, folded.
constexpr std::string_view kStreetWords[] = {
    "ALLEE", "ALLEES", "AV", "AVE", "AVENUE", "BD", "BLD", "BLV", "BLVD", "BOULEVARD", "CHE", "CHEMIN", "CIRCUIT", "CLOSE", "COUR",
    "COURS", "COURT", "CRES", "CRESCENT", "CT", "DR", "DRIVE", "HAMEAU", "HIGHWAY", "HWY", "IMP", "IMPASSE", "LANE", "LIEU",
    "LIEUDIT", "LN", "LOT", "LOTISSEMENT", "PARADE", "PASSAGE", "PIKE", "PKWY", "PL", "PLACE", "QUAI", "RD", "RES", "RESIDENCE", "ROAD",
    "ROUTE", "RTE", "RUE", "SENTIER", "SQ", "SQUARE", "ST", "STRASSE", "STREET", "TERRACE", "VIA", "VOIE", "WAY", "ZA", "ZAC", "ZI"};
constexpr std::string_view kLegalForms[] = {
    "ASSOCIATION", "CORP", "CORPORATION", "COOPERATIVE", "ETABLISSEMENTS", "ETS", "EURL", "GAEC", "GMBH", "INC", "LIMITED", "LLC",
    "LLP", "LTD", "PLC", "SARL", "SAS", "SASU", "SCI", "SCM", "SCOP", "SCP", "SELARL", "SNC", "SOCIETE", "SPA", "SPRL", "SRL"};
// Short forms count only as the last word.
constexpr std::string_view kShortLegalForms[] = {"AB", "AG", "AS", "BV", "CIE", "CO", "EI", "KG", "NV", "OY", "SA", "SE"};
constexpr std::string_view kCivilities[] = {"DHR", "DR", "ET", "FRAU", "HERR", "HERRN", "M", "MADAME", "MADEMOISELLE", "ME", "MELLE", "MEVR", "MEVROUW",
                                            "MISS", "MLLE", "MM", "MME", "MONSIEUR", "MR", "MRS", "MS", "PR", "PROF", "SENOR", "SENORA", "SIG", "SIG RA",
                                            "SIGNOR", "SIGNORA", "SIGRA", "SIR", "SOCIETE", "SR", "SRA", "SRTA", "STE"};
constexpr std::string_view kGenders[] = {"DONNA", "F", "FEMALE", "FEMENINO", "FEMININ", "FEMININO", "FEMME", "FEMMINA", "H", "HOMBRE", "HOMEM", "HOMME", "M", "MALE", "MASCHIO",
                                          "MASCULIN", "MASCULINO", "MAN", "MUJER", "MULHER", "UOMO", "VARON", "WOMAN"};
constexpr std::string_view kCountries[] = {
    "AT", "AU", "AUSTRALIA", "AUSTRIA", "AUTRICHE", "BE", "BELGIQUE", "BELGIUM", "CA", "CANADA", "CH", "CHINA", "CHINE", "DE", "DEUTSCHLAND",
    "ES", "ESPAGNE", "FR", "FRA", "FRANCE", "GB", "GERMANY", "ALLEMAGNE", "ITALIE", "ITALY", "IT", "JAPAN", "JAPON", "LU", "LUXEMBOURG",
    "MAROC", "MOROCCO", "NETHERLANDS", "NL", "PAYS BAS", "PORTUGAL", "PT", "ROYAUME UNI", "SPAIN", "SUISSE", "SWITZERLAND", "UK",
    "UNITED KINGDOM", "UNITED STATES", "ETATS UNIS", "US", "USA"};

// The largest towns of France and its neighbors and some of the world, as they write themselves: facts of geography.
constexpr std::string_view kTowns[] = {
    "AACHEN", "ADELAIDE", "AGEN", "AIX EN PROVENCE", "AJACCIO", "ALBI", "ALENCON", "ALES", "ALGER", "ALICANTE", "ALMERE", "AMIENS", "AMSTERDAM",
    "ANGERS", "ANGOULEME", "ANNECY", "ANNEMASSE", "ANTIBES", "ANTWERP", "ANTWERPEN", "ANVERS", "ARGENTEUIL", "ARNHEM", "ARRAS", "ASNIERES SUR SEINE",
    "ATLANTA", "AUBERVILLIERS", "AUCH", "AUCKLAND", "AUGSBURG", "AURILLAC", "AUXERRE", "AVEIRO", "AVIGNON", "BALE", "BALTIMORE", "BAR LE DUC",
    "BARCELONA", "BARI", "BASEL", "BASTIA", "BAYONNE", "BEAUVAIS", "BELFAST", "BELFORT", "BERGEN", "BERGERAC", "BERLIN", "BERN", "BERNE", "BESANCON",
    "BEZIERS", "BIARRITZ", "BIELEFELD", "BILBAO", "BIRMINGHAM", "BLOIS", "BOBIGNY", "BOCHUM", "BOLOGNA", "BONN", "BORDEAUX", "BOSTON",
    "BOULOGNE BILLANCOURT", "BOURG EN BRESSE", "BOURGES", "BRAGA", "BREDA", "BREMEN", "BRESCIA", "BREST", "BRIGHTON", "BRISBANE", "BRISTOL",
    "BRIVE LA GAILLARDE", "BRNO", "BRUSSEL", "BRUSSELS", "BRUXELLES", "BUDAPEST", "BYDGOSZCZ", "CAEN", "CAGLIARI", "CAHORS", "CALAIS", "CALGARY",
    "CAMBRIDGE", "CANBERRA", "CANNES", "CARCASSONNE", "CARDIFF", "CASABLANCA", "CASTRES", "CATANIA", "CAYENNE", "CERGY", "CHALON SUR SAONE",
    "CHALONS EN CHAMPAGNE", "CHAMBERY", "CHARLEROI", "CHARLEVILLE MEZIERES", "CHARTRES", "CHATEAUROUX", "CHAUMONT", "CHERBOURG EN COTENTIN",
    "CHICAGO", "CHOLET", "CLERMONT FERRAND", "COGNAC", "COIMBRA", "COLMAR", "COLOGNE", "COLOMBES", "COMPIEGNE", "COPENHAGEN", "CORDOBA",
    "COURBEVOIE", "COVENTRY", "CRETEIL", "DAKAR", "DALLAS", "DAX", "DELFT", "DEN HAAG", "DENVER", "DETROIT", "DIGNE LES BAINS", "DIJON", "DORTMUND",
    "DOUAI", "DRAGUIGNAN", "DRESDEN", "DUBLIN", "DUESSELDORF", "DUISBURG", "DUNKERQUE", "DUSSELDORF", "EDINBURGH", "EINDHOVEN", "EPINAL", "ESSEN",
    "EVREUX", "EVRY", "FARO", "FIRENZE", "FLORENCE", "FOIX", "FORT DE FRANCE", "FRANKFURT", "FRANKFURT AM MAIN", "FREIBURG", "FREJUS", "GAND", "GAP",
    "GDANSK", "GENEVA", "GENEVE", "GENF", "GENOVA", "GENT", "GIJON", "GLASGOW", "GOTEBORG", "GRANADA", "GRASSE", "GRAZ", "GRENOBLE", "GRONINGEN",
    "GUERET", "HAARLEM", "HAGUENAU", "HAMBURG", "HANNOVER", "HEIDELBERG", "HELSINKI", "HOBART", "HOUSTON", "HYERES", "INNSBRUCK",
    "ISSY LES MOULINEAUX", "ISTANBUL", "KARLSRUHE", "KASSEL", "KATOWICE", "KIEL", "KOBENHAVN", "KOELN", "KOLN", "KRAKOW", "LA ROCHE SUR YON",
    "LA ROCHELLE", "LAON", "LAS VEGAS", "LAUSANNE", "LAVAL", "LE HAVRE", "LE MANS", "LE PUY EN VELAY", "LEEDS", "LEICESTER", "LEIDEN", "LEIPZIG",
    "LEVALLOIS PERRET", "LIEGE", "LILLE", "LIMOGES", "LINZ", "LISBOA", "LISBON", "LIVERPOOL", "LODZ", "LONDON", "LONS LE SAUNIER", "LORIENT",
    "LOS ANGELES", "LUBLIN", "LUXEMBOURG", "LUZERN", "LYON", "MAASTRICHT", "MACON", "MADRID", "MAINZ", "MALAGA", "MALMO", "MANCHESTER", "MANNHEIM",
    "MARSEILLE", "MEAUX", "MELBOURNE", "MELUN", "MENDE", "MENTON", "MESSINA", "METZ", "MIAMI", "MILAN", "MILANO", "MINNEAPOLIS", "MODENA", "MONACO",
    "MONT DE MARSAN", "MONTAUBAN", "MONTELIMAR", "MONTLUCON", "MONTPELLIER", "MONTREAL", "MONTREUIL", "MOULINS", "MUENCHEN", "MUENSTER", "MULHOUSE",
    "MUNCHEN", "MUNICH", "MUNSTER", "MURCIA", "NAMUR", "NANCY", "NANTERRE", "NANTES", "NAPOLI", "NARBONNE", "NEUILLY SUR SEINE", "NEVERS",
    "NEW YORK", "NEWCASTLE", "NICE", "NIJMEGEN", "NIMES", "NIORT", "NOTTINGHAM", "NUERNBERG", "NURNBERG", "ORLEANS", "OSLO", "OTTAWA", "OVIEDO",
    "OXFORD", "OYONNAX", "PADOVA", "PALERMO", "PAMPLONA", "PARIS", "PARMA", "PAU", "PERIGUEUX", "PERPIGNAN", "PERTH", "PERUGIA", "PHILADELPHIA",
    "PHOENIX", "PLYMOUTH", "POINTE A PITRE", "POITIERS", "PONTOISE", "PORTLAND", "PORTO", "POTSDAM", "POZNAN", "PRAGUE", "PRAHA", "PRIVAS", "QUEBEC",
    "QUIMPER", "RABAT", "READING", "REGENSBURG", "REIMS", "RENNES", "ROANNE", "RODEZ", "ROMA", "ROME", "ROSTOCK", "ROTTERDAM", "ROUBAIX", "ROUEN",
    "RUEIL MALMAISON", "SAINT BRIEUC", "SAINT DENIS", "SAINT ETIENNE", "SAINT MALO", "SAINT NAZAIRE", "SAINT QUENTIN", "SAINTES", "SALAMANCA",
    "SALZBURG", "SAN ANTONIO", "SAN DIEGO", "SAN FRANCISCO", "SAN SEBASTIAN", "SANTANDER", "SAUMUR", "SCHILTIGHEIM", "SEATTLE", "SETE", "SETUBAL",
    "SEVILLA", "SHEFFIELD", "SOISSONS", "SOUTHAMPTON", "ST BRIEUC", "ST DENIS", "ST ETIENNE", "ST MALO", "ST NAZAIRE", "ST QUENTIN", "STOCKHOLM",
    "STRASBOURG", "STUTTGART", "SYDNEY", "SZCZECIN", "TARBES", "THIONVILLE", "THONON LES BAINS", "TILBURG", "TOKYO", "TOLEDO", "TORINO", "TORONTO",
    "TOULON", "TOULOUSE", "TOURCOING", "TOURS", "TRIESTE", "TROYES", "TULLE", "TUNIS", "ULM", "UTRECHT", "VALENCE", "VALENCIA", "VALENCIENNES",
    "VALLADOLID", "VANCOUVER", "VANNES", "VENEZIA", "VERDUN", "VERONA", "VERSAILLES", "VESOUL", "VICHY", "VIENNA", "VIGO", "VILLENEUVE D ASCQ",
    "VILLEURBANNE", "VITRY SUR SEINE", "WARSAW", "WARSZAWA", "WELLINGTON", "WIEDEN", "WIEN", "WIESBADEN", "WINTERTHUR", "WROCLAW", "WUERZBURG",
    "WUPPERTAL", "WURZBURG", "ZARAGOZA", "ZURICH"};
static_assert(std::is_sorted(std::begin(kTowns), std::end(kTowns)));
// What the numbers of the value-added tax start with.
constexpr std::string_view kTaxCountries[] = {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR", "HU",
                                              "IE", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};

template <size_t N>
bool in(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool looks_like_email(std::string_view text) {
  const size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const size_t dot = text.find('.', at + 2);
  return dot != std::string_view::npos && dot + 1 < text.size() && text.find(' ') == std::string_view::npos;
}

// "a@x.fr; b@y.fr", "a@x.fr (pro)": addresses alone and in company.
bool looks_like_emails(std::string_view text) {
  if (looks_like_email(text)) return true;
  const auto is_separator = [](char c) { return std::string_view(" ,;|/()<>:\"\n\r\t").find(c) != std::string_view::npos; };
  int found = 0, words = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    while (at < text.size() && !is_separator(text[at])) ++at;
    if (at > begin) {
      const bool email = looks_like_email(text.substr(begin, at - begin));
      if (!email && text.substr(begin, at - begin).find('@') != std::string_view::npos) return false;
      ++(email ? found : words);
    }
    ++at;
  }
  return found > 0 && words <= found + 2;
}

// "01 45 67 89 13 / 06 12 34 57 15": two or three phones of ten digits or with a calling code, and what stands between them.
bool looks_like_phones(std::string_view text) {
  int phones = 0, digits = 0;
  const auto ends_phone = [&] {
    phones += digits >= 9 && digits <= 13;
    const bool fits = digits == 0 || (digits >= 9 && digits <= 13);
    digits = 0;
    return fits;
  };
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) ++digits;
    else if (c == '/' || c == ';' || c == ',' || c == '|' || c == '\n' || text.substr(at, 3) == " - " || text.substr(at, 3) == "ou ") {
      if (!ends_phone()) return false;
    } else if (is_letter(c) && c != 'o' && c != 'u') {
      return false;
    }
  }
  return ends_phone() && phones >= 2;
}

bool looks_like_guid(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36 && text.size() != 32) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool hyphen = text.size() == 36 && (i == 8 || i == 13 || i == 18 || i == 23);
    const bool hex = is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (hyphen ? c != '-' : !hex) return false;
  }
  return true;
}

// A date of three numbers with one kind of separator, a time may follow. Returns its year, 0 when it is none.
int separated_date_year(std::string_view text) {
  int parts[3] = {0, 0, 0}, lengths[3] = {0, 0, 0}, part = 0;
  char separator = 0;
  size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      if (++lengths[part] > 4) return 0;
      parts[part] = parts[part] * 10 + (c - '0');
    } else if ((c == '-' || c == '/' || c == '.') && part < 2 && (separator == 0 || separator == c) && lengths[part] > 0) {
      separator = c;
      ++part;
    } else {
      break;
    }
  }
  if (part != 2 || lengths[2] == 0 || (i < text.size() && text[i] != ' ' && text[i] != 'T')) return 0;
  if (lengths[0] == 4) return parts[1] <= 12 && parts[2] <= 31 && lengths[2] <= 2 ? parts[0] : 0;
  if (lengths[0] > 2 || lengths[1] > 2 || lengths[2] == 3 || lengths[2] == 1) return 0;
  const int low = std::min(parts[0], parts[1]), high = std::max(parts[0], parts[1]);
  if (low > 12 || high > 31 || low == 0) return 0;
  return lengths[2] == 2 ? (parts[2] < 30 ? 2000 : 1900) + parts[2] : parts[2];
}

struct CharacterCounts {
  int digits = 0, letters = 0, blanks = 0, separators = 0, others = 0;
};

CharacterCounts count_characters(std::string_view text) {
  CharacterCounts counts;
  for (const char c : text) {
    if (is_digit(c)) ++counts.digits;
    else if (is_letter(c)) ++counts.letters;
    else if (c == ' ') ++counts.blanks;
    else if (c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == '+') ++counts.separators;
    else ++counts.others;
  }
  return counts;
}

void set(ValueTraits& traits, Trait trait, bool value = true) {
  if (value) traits.bits |= uint64_t{1} << static_cast<int>(trait);
}

bool looks_numeric(std::string_view text) {
  int digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) ++digits;
    else if (c == '.' || c == ',' || c == ' ' || c == '%' || c == '$') continue;
    else if ((c == '-' || c == '+') && i == 0) continue;
    else if (text.substr(i, 3) == "\u20AC") i += 2;
    else if (text.substr(i, 2) == "\u00A3" || text.substr(i, 2) == "\u00A0") i += 1;
    else return false;
  }
  return digits > 0;
}

void digit_traits(ValueTraits& traits, std::string_view text, std::string_view digits, const CharacterCounts& counts) {
  const size_t n = digits.size();
  const bool plain = counts.letters + counts.blanks + counts.separators + counts.others == 0;
  if (plain) {
    set(traits, Trait::kInteger);
    set(traits, Trait::kLeadingZero, n >= 2 && digits[0] == '0');
    if (n <= 18)
      for (const char c : digits) traits.number = traits.number * 10 + (c - '0');
    set(traits, Trait::kYear, n == 4 && traits.number >= 1000 && traits.number <= 2100);
    set(traits, Trait::kUpTo31, n <= 2 && traits.number >= 1 && traits.number <= 31);
    if (n == 8) {
      const auto year = static_cast<int>(traits.number / 10000), month = static_cast<int>(traits.number / 100 % 100),
                 day = static_cast<int>(traits.number % 100);
      if (year >= 1800 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31) {
        set(traits, Trait::kDateCompact);
        traits.year = year;
      }
    }
    // From 1927 to 2064; from 2001 on; or of an hour sharp.
    set(traits, Trait::kDateNumber, (n == 5 && traits.number >= 10000 && traits.number <= 60000) || ((n == 10 || n == 13) && digits[0] == '1') ||
                                        (n >= 9 && n <= 12 && standardize::is_milliseconds(digits)));
    set(traits, Trait::kPostcodeFive, n == 5 || n == 4);
  }
  set(traits, Trait::kDateNumber, standardize::is_milliseconds_before_1970(text));
  if (counts.letters == 0 && counts.others == 0) {
    set(traits, Trait::kSiren, n == 9 && counts.separators == 0 && standardize::luhn_valid(digits));
    set(traits, Trait::kSiret, n == 14 && counts.separators == 0 && standardize::luhn_valid(digits));
    const bool french = n == 10 && digits[0] == '0' && digits[1] != '0';
    // Card numbers begin with zeros, too.
    standardize::PhoneNumber number;
    const bool international = text[0] == '+' || (n >= 11 && digits.substr(0, 2) == "00" && standardize::read_international_phone(digits.substr(2), number) &&
                                                  number.kind != standardize::PhoneKind::kUnassigned);
    const bool spaced = counts.blanks + counts.separators >= 2 && n >= 9;
    if (n >= 8 && n <= 15 && !traits.has(Trait::kDateSeparated)) {
      if (french || international || spaced) set(traits, Trait::kPhoneFormatted);
      else set(traits, Trait::kPhonePlain, counts.separators <= 1 && (text.size() != n + 1 || text[text.size() - 2] != '.'));
    }
    set(traits, Trait::kPhonePlain, n >= 6 && n < 8 && plain);
  }
}

void written_date(ValueTraits& traits, std::string_view text, const CharacterCounts& counts) {
  // "26006.4375"
  if (counts.letters == 0 && text.size() > 6 && text.find_first_not_of("0123456789.") == std::string_view::npos) {
    set(traits, Trait::kDateNumber, text[5] == '.' && text[0] >= '1' && text[0] <= '5' && text.find('.', 6) == std::string_view::npos);
    return;
  }
  // Words, brackets or times in another place; three letters at least are a month's name.
  if (counts.letters == 0 && text.find_first_of("([\\") == std::string_view::npos) return;
  if (text.size() > 40 || traits.has(Trait::kEmail)) return;
  const standardize::ParsedDate date = standardize::parse_date(text, standardize::DateOrder::kUnknown);
  if (!date.real || date.year == 0 || date.month == 0) return;
  set(traits, Trait::kDateWritten);
  traits.year = date.year;
}

bool looks_like_surname_first(std::string_view text) {
  const size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma == 0 || text.find(',', comma + 1) != std::string_view::npos) return false;
  const auto few_words = [](std::string_view part) { return std::count(part.begin(), part.end(), ' ') <= 2; };
  return few_words(text.substr(0, comma)) && few_words(text.substr(comma + 1));
}

bool looks_like_letter_postcode(std::string_view folded) {
  // "SW1A 1AA", "TQ13 8DF", "1234 AB", "K1A 0B1": letters and digits, five to eight characters.
  if (folded.size() < 5 || folded.size() > 8) return false;
  const size_t blank = folded.find(' ');
  const size_t tail = blank == std::string_view::npos ? folded.size() - 3 : blank + 1;
  const std::string_view last = folded.substr(tail);
  if (last.size() == 3 && is_digit(last[0]) && is_letter(last[1]) && is_letter(last[2])) return is_letter(folded[0]);
  if (last.size() == 3 && is_digit(last[0]) && is_letter(last[1]) && is_digit(last[2])) return is_letter(folded[0]);
  return last.size() == 2 && is_letter(last[0]) && is_letter(last[1]) && is_digit(folded[0]) && is_digit(folded[3]);
}

bool calls_company(std::string_view original, std::string_view folded) {
  std::vector<std::string_view> tokens;
  bool may_be = false;
  text::tokenize(folded, [&](std::string_view token) {
    tokens.push_back(token);
    may_be = may_be || standardize::may_name_a_company(token);
  });
  return may_be && standardize::names_a_company(original, tokens);
}

void word_traits(ValueTraits& traits, std::string_view original, std::string_view folded) {
  bool street = false, legal = false, numbered = !folded.empty() && is_digit(folded[0]);
  std::string_view last;
  text::tokenize(folded, [&](std::string_view token) {
    ++traits.token_count;
    // In front it is a doctor, not a drive, and a saint, not a street.
    street |= in(kStreetWords, token) && (traits.token_count > 1 || (token != "DR" && token != "ST"));
    legal |= in(kLegalForms, token);
    last = token;
  });
  if (traits.token_count >= 2) {
    set(traits, Trait::kStreetWord, street);
    set(traits, Trait::kNumberedStreet, street && numbered);
    set(traits, Trait::kLegalForm, legal || in(kShortLegalForms, last));
    set(traits, Trait::kCompany, traits.has(Trait::kLegalForm) || calls_company(original, folded));
  }
  set(traits, Trait::kCivility, in(kCivilities, folded) || folded == "M ET MME" || folded == "M MME");
  set(traits, Trait::kGender, in(kGenders, folded));
  set(traits, Trait::kBoolean, folded == "X" || standardize::is_yes_or_no(folded));
  set(traits, Trait::kCountry, in(kCountries, folded));
}

// Words of a name behind its titles ("Herr Dr. Klaus Weber"), folded into `rest`; 0 where there are no titles.
int words_behind_title(std::string_view original, std::string_view folded, std::string& rest) {
  if (!standardize::may_be_title(folded.substr(0, folded.find(' ')))) return 0;
  const standardize::NameTitles titles = standardize::titles_in_front(T::kFullName, original);
  if (titles.civility.empty() || titles.taken >= original.size()) return 0;
  rest = text::fold(original.substr(titles.taken));
  int words = 0;
  text::tokenize(rest, [&](std::string_view) { ++words; });
  return words;
}

void name_traits(ValueTraits& traits, std::string_view original, std::string_view folded) {
  set(traits, Trait::kTown, std::binary_search(std::begin(kTowns), std::end(kTowns), folded));
  bool all_given = traits.token_count > 0 && traits.token_count <= 4;
  text::tokenize(folded, [&](std::string_view token) { all_given = all_given && text::french_given_name_share(token) > 0; });
  set(traits, Trait::kGivenNames, all_given);
  set(traits, Trait::kGivenName, text::french_given_name_share(folded) > 0);
  traits.surname_share = text::french_surname_share(folded);
  set(traits, Trait::kSurname, traits.surname_share > 0);
  if (traits.token_count < 2) return;
  std::string rest;
  if (const int words = words_behind_title(original, folded, rest); words > 0) {
    set(traits, Trait::kTitledName, words >= 2);
    if (words == 1) return;  // "M. Martin" is a surname
    folded = rest;
  }
  const std::string_view first = folded.substr(0, folded.find(' ')), last = folded.substr(folded.rfind(' ') + 1);
  set(traits, Trait::kPersonName, text::french_given_name_share(first) > 0 || text::french_given_name_share(last) > 0);
}

}  // namespace

ValueTraits value_traits(std::string_view original, std::string& scratch, Depth depth) {
  ValueTraits traits;
  while (!original.empty() && original.back() == ' ') original.remove_suffix(1);
  while (!original.empty() && original.front() == ' ') original.remove_prefix(1);
  if (original.empty()) return traits;
  // "19850524.0" and "73.0": integers that went through a floating-point column.
  std::string_view body = original;
  if (body.size() > 2 && body.substr(body.size() - 2) == ".0" && std::all_of(body.begin(), body.end() - 2, is_digit))
    body.remove_suffix(2);
  const CharacterCounts counts = count_characters(body);
  set(traits, Trait::kStartsWithDigit, is_digit(body[0]));
  set(traits, Trait::kHasLetters, counts.letters > 0);
  set(traits, Trait::kHasDigits, counts.digits > 0);
  set(traits, Trait::kOneWord, counts.blanks == 0);
  // A phone that went through a spreadsheet, whole or rounded.
  if (counts.letters == 1 && counts.digits >= 4) {
    const standardize::ScientificNumber scientific = standardize::read_scientific(body);
    set(traits, Trait::kPhonePlain, scientific.found && scientific.exponent >= 8 && scientific.exponent <= 11);
  }
  set(traits, Trait::kEmail, counts.others > 0 && looks_like_emails(body));
  if (counts.digits >= 18) set(traits, Trait::kPhoneFormatted, looks_like_phones(body));
  set(traits, Trait::kUrl, body.substr(0, 4) == "http" || body.substr(0, 4) == "www.");
  set(traits, Trait::kGuid, counts.digits > 4 && looks_like_guid(body));
  set(traits, Trait::kNumeric, looks_numeric(body));
  set(traits, Trait::kMixedCode, counts.blanks == 0 && counts.digits > 0 && counts.letters > 0 && body.size() <= 40);
  set(traits, Trait::kList, counts.letters > 0 && body.find_first_of(",;") != std::string_view::npos);
  if (counts.digits >= 4 && (traits.year = separated_date_year(body)) != 0) set(traits, Trait::kDateSeparated);
  if (counts.digits > 0 && counts.digits <= 18) {
    char buffer[18];
    size_t n = 0;
    for (const char c : body)
      if (is_digit(c)) buffer[n++] = c;
    digit_traits(traits, body, std::string_view(buffer, n), counts);
  }
  const bool may_be_written = counts.digits >= 3 && counts.digits <= 16 && !traits.has(Trait::kDateSeparated) && !traits.has(Trait::kInteger);
  // "2.09E+12" is a code that a spreadsheet rounded.
  if (may_be_written && !(counts.letters == 1 && standardize::read_scientific(body).found)) written_date(traits, body, counts);
  if (counts.letters == 0 && counts.digits > 1) {
    traits.token_count = 1;
    return traits;
  }
  if (depth == Depth::kWords || counts.digits > 0) text::fold_into(body.substr(0, 400), scratch);
  if (depth == Depth::kWords) word_traits(traits, body, scratch);
  const bool letters_only = counts.digits == 0 && counts.letters > 0 && body.find_first_of("@/\\_=+*#()[]{}<>") == std::string_view::npos;
  set(traits, Trait::kLettersOnly, letters_only);
  set(traits, Trait::kSurnameFirst, letters_only && looks_like_surname_first(body));
  if (depth == Depth::kWords && letters_only && traits.token_count <= 6) name_traits(traits, body, scratch);
  standardize::PostalLine line;
  if (depth == Depth::kWords && counts.letters > 0 && counts.digits >= 3 && counts.digits <= 9 && standardize::read_postal_line(body, line)) {
    // Years stand in front of names of things, too.
    set(traits, Trait::kPostalLine, line.postcode.size() > 4);
    set(traits, Trait::kTown, std::binary_search(std::begin(kTowns), std::end(kTowns), text::fold(line.town)));
  }
  if (counts.digits > 0 && counts.letters > 0) {
    set(traits, Trait::kPostcodeOther, looks_like_letter_postcode(scratch));
    set(traits, Trait::kVat, counts.digits >= 8 && scratch.size() >= 10 && scratch.size() <= 16 && 
                                 in(kTaxCountries, std::string_view(scratch).substr(0, 2)) && is_digit(scratch.back()) && counts.letters <= 4);
  }
  return traits;
}

void shape_of(std::string_view original, std::string& out) {
  constexpr size_t kMost = 24;
  char shape[kMost];
  size_t count = 0;
  for (size_t i = 0; i < original.size() && count < kMost; ++i) {
    const auto byte = static_cast<unsigned char>(original[i]);
    if (byte >= 0x80 && byte < 0xC0) continue;  // rest of a multi-byte letter
    char sign = original[i];
    if (is_digit(sign)) sign = '9';
    else if (sign >= 'A' && sign <= 'Z') sign = 'A';
    // U+00C0..U+00DE are the capitals of the Latin-1 block.
    else if (byte == 0xC3 && i + 1 < original.size() && static_cast<unsigned char>(original[i + 1]) < 0x9F) sign = 'A';
    else if (is_letter(sign)) sign = 'a';
    shape[count++] = sign;
  }
  out.assign(shape, count);
}

}  // namespace jumelles::profile
