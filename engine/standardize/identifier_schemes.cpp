#include "standardize/identifier_schemes.h"

#include <algorithm>
#include <initializer_list>

#include "core/ascii.h"
#include "standardize/identifiers.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

int digit(char c) { return c - '0'; }
bool starts_with(std::string_view s, std::string_view prefix) { return s.substr(0, prefix.size()) == prefix; }
bool all_same(std::string_view s) { return std::all_of(s.begin(), s.end(), [&](char c) { return c == s[0]; }); }

// Sum of the digits, each times its weight; as many weights as digits.
int weighted(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  for (size_t i = 0; i < weights.size(); ++i) sum += digit(digits[i]) * weights.begin()[i];
  return sum;
}

template <int Modulus, int... Weights>
bool weighted_valid(std::string_view s) {
  return s.size() == sizeof...(Weights) && all_digits(s) && !all_same(s) && weighted(s, {Weights...}) % Modulus == 0;
}

constexpr auto* kPolishCompany = weighted_valid<11, 6, 5, 7, 2, 3, 4, 5, 6, 7, 10>;
constexpr auto* kDanishCompany = weighted_valid<11, 2, 7, 6, 5, 4, 3, 2, 1>;
constexpr auto* kFinnishCompany = weighted_valid<11, 7, 9, 10, 5, 8, 4, 2, 1>;

uint64_t number_of(std::string_view digits) {
  uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<uint64_t>(digit(c));
  return value;
}

// GS1: weights 1 and 3 in turn from the right.
bool ean_valid(std::string_view s) {
  if (!all_digits(s) || all_same(s)) return false;
  int sum = 0;
  for (size_t i = 0; i < s.size(); ++i) sum += digit(s[i]) * ((s.size() - i) % 2 == 1 ? 1 : 3);
  return sum % 10 == 0;
}
bool trade_item_valid(std::string_view s) { return (s.size() == 8 || s.size() >= 12) && ean_valid(s); }

// Weights falling to 1, the last character may be X for ten.
bool falling_mod_11(std::string_view s) {
  if (!all_digits(s.substr(0, s.size() - 1)) || all_same(s)) return false;
  const char last = s.back();
  if (!is_digit(last) && last != 'X') return false;
  int sum = last == 'X' ? 10 : digit(last);
  for (size_t i = 0; i + 1 < s.size(); ++i) sum += digit(s[i]) * static_cast<int>(s.size() - i);
  return sum % 11 == 0;
}

bool isbn_valid(std::string_view s) {
  if (s.size() == 10) return falling_mod_11(s);
  return s.size() == 13 && (starts_with(s, "978") || starts_with(s, "979")) && ean_valid(s);
}

// ISO 7064 MOD 11,10: pure digits.
bool mod_11_10_valid(std::string_view s) {
  if (!all_digits(s) || all_same(s)) return false;
  int rest = 10;
  for (size_t i = 0; i + 1 < s.size(); ++i) {
    rest = (rest + digit(s[i])) % 10;
    rest = (rest == 0 ? 10 : rest) * 2 % 11;
  }
  return (rest + digit(s.back())) % 10 == 1;
}

// ISO 7064 MOD 11-2: last character a digit or X.
bool mod_11_2_valid(std::string_view s) {
  if (!all_digits(s.substr(0, s.size() - 1))) return false;
  int rest = 0;
  for (size_t i = 0; i + 1 < s.size(); ++i) rest = (rest + digit(s[i])) * 2 % 11;
  const int key = (12 - rest) % 11;
  return key == 10 ? s.back() == 'X' : s.back() == static_cast<char>('0' + key);
}

bool orcid_valid(std::string_view s) { return starts_with(s, "0000") && mod_11_2_valid(s); }
bool lei_valid(std::string_view s) { return is_digit(s[18]) && is_digit(s[19]) && !all_digits(s) && mod_97(s) == 1; }

// Thirteen characters, key of two: Corsican departments count as 19 and 18.
bool nir_valid(std::string_view s) {
  std::string body(s.substr(0, 13));
  if (body[0] < '1' || body[0] > '4') return false;
  if (body.compare(5, 2, "2A") == 0) body.replace(5, 2, "19");
  if (body.compare(5, 2, "2B") == 0) body.replace(5, 2, "18");
  if (!all_digits(body) || !all_digits(s.substr(13))) return false;
  return 97 - number_of(body) % 97 == number_of(s.substr(13));
}

constexpr std::string_view kSpanishKeys = "TRWAGMYFPDXBNJZSQVHLCKE";

bool spanish_person_valid(std::string_view s) {
  std::string number(s.substr(0, 8));
  if (number[0] >= 'X' && number[0] <= 'Z') number[0] = static_cast<char>('0' + (number[0] - 'X'));
  return all_digits(number) && s[8] == kSpanishKeys[number_of(number) % 23];
}

bool spanish_company_valid(std::string_view s) {
  if (std::string_view("ABCDEFGHJNPQRSUVW").find(s[0]) == std::string_view::npos || !all_digits(s.substr(1, 7))) return false;
  int sum = 0;
  for (size_t i = 1; i <= 7; ++i) {
    const int d = digit(s[i]) * (i % 2 == 1 ? 2 : 1);
    sum += d / 10 + d % 10;
  }
  const int key = (10 - sum % 10) % 10;
  return s[8] == static_cast<char>('0' + key) || s[8] == "JABCDEFGHI"[key];
}
bool spanish_valid(std::string_view s) { return spanish_person_valid(s) || spanish_company_valid(s); }

bool italian_person_valid(std::string_view s) {
  static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  for (size_t i = 0; i < 6; ++i)
    if (!is_upper(s[i])) return false;
  int sum = 0;
  for (size_t i = 0; i < 15; ++i) {
    const int value = is_digit(s[i]) ? digit(s[i]) : s[i] - 'A';
    sum += i % 2 == 0 ? kOdd[value] : value;
  }
  return s[15] == static_cast<char>('A' + sum % 26);
}

// Brazil: two keys, eleven less the remainder of a weighted sum, ten and eleven as zero. Weights rise from 2 at the right.
bool brazilian_valid(std::string_view s, int highest) {
  if (!all_digits(s) || all_same(s)) return false;
  for (size_t length = s.size() - 2; length < s.size(); ++length) {
    int sum = 0, weight = 2;
    for (size_t i = length; i-- > 0;) {
      sum += digit(s[i]) * weight;
      weight = weight == highest ? 2 : weight + 1;
    }
    const int rest = sum % 11;
    if (digit(s[length]) != (rest < 2 ? 0 : 11 - rest)) return false;
  }
  return true;
}
bool cpf_valid(std::string_view s) { return brazilian_valid(s, 11); }
bool cnpj_valid(std::string_view s) { return brazilian_valid(s, 9); }

bool abn_valid(std::string_view s) {
  return all_digits(s) && s[0] != '0' && (weighted(s, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0;
}

bool regon_valid(std::string_view s) {
  return all_digits(s) && !all_same(s) && weighted(s, {8, 9, 2, 3, 4, 5, 6, 7}) % 11 % 10 == digit(s[8]);
}

bool pesel_valid(std::string_view s) {
  // Month: the century is added as 20, 40, 60 or 80.
  const auto in_date = [&] { return digit(s[2]) % 2 * 10 + digit(s[3]) >= 1 && digit(s[2]) % 2 * 10 + digit(s[3]) <= 12 && number_of(s.substr(4, 2)) <= 31; };
  return weighted_valid<10, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1>(s) && in_date();
}

bool belgian_company_valid(std::string_view s) {
  if (s.size() == 9) return belgian_company_valid("0" + std::string(s));  // as written before 2007
  return all_digits(s) && (s[0] == '0' || s[0] == '1') && 97 - number_of(s.substr(0, 8)) % 97 == number_of(s.substr(8));
}

bool belgian_person_valid(std::string_view s) {
  if (!all_digits(s)) return false;
  const uint64_t body = number_of(s.substr(0, 9)), key = number_of(s.substr(9));
  return 97 - body % 97 == key || 97 - (2000000000 + body) % 97 == key;
}

bool swiss_company_valid(std::string_view s) {
  return starts_with(s, "CHE") && all_digits(s.substr(3, 9)) && weighted(s.substr(3, 9), {5, 4, 3, 2, 7, 6, 5, 4, 1}) % 11 == 0;
}
bool swiss_person_valid(std::string_view s) { return starts_with(s, "756") && ean_valid(s); }

bool vin_valid(std::string_view s) {
  static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  static constexpr int kLetters[] = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
  int sum = 0;
  for (size_t i = 0; i < 17; ++i) {
    const char c = s[i];
    if (c == 'I' || c == 'O' || c == 'Q') return false;
    sum += kWeights[i] * (is_digit(c) ? digit(c) : kLetters[c - 'A']);
  }
  return s[8] == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

// Luhn alone: what the table calls so is told by its header.
bool luhn_number_valid(std::string_view s) { return luhn_valid(s) && !all_same(s); }

bool npi_valid(std::string_view s) { return (s[0] == '1' || s[0] == '2') && luhn_valid("80840" + std::string(s)); }

bool cas_valid(std::string_view s) {
  if (!all_digits(s)) return false;
  int sum = 0;
  for (size_t i = 0; i + 1 < s.size(); ++i) sum += digit(s[i]) * static_cast<int>(s.size() - 1 - i);
  return sum % 10 == digit(s.back());
}

bool school_valid(std::string_view s) {
  return all_digits(s.substr(0, 7)) && s[7] == "ABCDEFGHJKLMNPRSTUVWXYZ"[number_of(s.substr(0, 7)) % 23];
}

bool chilean_valid(std::string_view s) {
  if (!all_digits(s.substr(0, s.size() - 1))) return false;
  int sum = 0, weight = 2;
  for (size_t i = s.size() - 1; i-- > 0; weight = weight == 7 ? 2 : weight + 1) sum += digit(s[i]) * weight;
  return s.back() == "0123456789K0"[11 - sum % 11];
}


bool turkish_valid(std::string_view s) {
  if (!all_digits(s) || s[0] == '0') return false;
  const int odd = digit(s[0]) + digit(s[2]) + digit(s[4]) + digit(s[6]) + digit(s[8]);
  const int even = digit(s[1]) + digit(s[3]) + digit(s[5]) + digit(s[7]);
  return (odd * 7 - even + 100) % 10 == digit(s[9]) && (odd + even + digit(s[9])) % 10 == digit(s[10]);
}

}  // namespace

const std::vector<IdentifierScheme>& identifier_schemes() {
  // id, words, telling, own, shortest, longest, check, national. A check by Luhn or GS1 alone is never telling: cards of shops carry it, too.
  static const std::vector<IdentifierScheme> table{
      // Things
      {"isbn", "isbn", true, true, 10, 13, isbn_valid},
      {"issn", "issn", true, false, 8, 8, falling_mod_11},
      {"ean", "ean,gtin,upc,barcode,codebarre,code barre,jan", false, true, 8, 14, trade_item_valid},
      {"imei", "imei", false, true, 15, 15, luhn_number_valid},
      {"vin", "vin,chassis,fahrgestellnummer", true, true, 17, 17, vin_valid},
      {"imo", "imo", false, true, 7, 7, weighted_valid<10, 7, 6, 5, 4, 3, 2, 9>},
      {"cas", "cas", false, true, 5, 10, cas_valid},
      {"pzn", "pzn", false, true, 8, 8, weighted_valid<11, 1, 2, 3, 4, 5, 6, 7, 10>},
      // Persons
      {"social_security", "nir,securite sociale", true, true, 15, 15, nir_valid, true},
      {"rpps", "rpps", false, true, 11, 11, luhn_number_valid},
      {"npi", "npi", true, true, 10, 10, npi_valid},
      {"orcid", "orcid", true, true, 16, 16, orcid_valid},
      {"nhs_number", "nhs", false, true, 10, 10, weighted_valid<11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1>, true},
      {"bsn", "bsn,burgerservicenummer", false, true, 9, 9, weighted_valid<11, 9, 8, 7, 6, 5, 4, 3, 2, 10>, true},
      {"pesel", "pesel", true, true, 11, 11, pesel_valid, true},
      {"codice_fiscale", "codice fiscale,codicefiscale", true, true, 16, 16, italian_person_valid, true},
      {"nif", "nif,dni,nie,cif", true, true, 9, 9, spanish_valid, true},
      {"cpf", "cpf", true, true, 11, 11, cpf_valid, true},
      {"rut", "rut", false, true, 8, 9, chilean_valid, true},
      {"steuer_id", "steuerid,steuer id,idnr,steueridentifikationsnummer", false, true, 11, 11, mod_11_10_valid, true},
      {"oib", "oib", false, true, 11, 11, mod_11_10_valid, true},
      {"national_number", "rijksregister,rijksregisternummer,registre national,niss,insz", true, true, 11, 11, belgian_person_valid, true},
      {"ahv", "ahv,avs", true, true, 13, 13, swiss_person_valid, true},
      {"personnummer", "personnummer", false, true, 10, 10, luhn_number_valid, true},
      {"tc_kimlik", "kimlik,tckn", true, true, 11, 11, turkish_valid, true},
      {"social_insurance", "sin,social insurance", false, true, 9, 9, luhn_number_valid, true},
      // Companies and their establishments
      {"nip", "nip", false, true, 10, 10, kPolishCompany},
      {"regon", "regon", false, true, 9, 9, regon_valid},
      {"partita_iva", "partita iva,piva", false, true, 11, 11, luhn_number_valid},
      {"cnpj", "cnpj", true, true, 14, 14, cnpj_valid},
      {"abn", "abn", true, true, 11, 11, abn_valid},
      {"acn", "acn", false, true, 9, 9, weighted_valid<10, 8, 7, 6, 5, 4, 3, 2, 1, 1>},
      {"lei", "lei", true, true, 20, 20, lei_valid},
      {"uid_che", "", true, true, 12, 12, swiss_company_valid},
      {"ondernemingsnummer", "ondernemingsnummer,kbo,bce", true, true, 9, 10, belgian_company_valid},
      {"organisasjonsnummer", "organisasjonsnummer,orgnr", false, true, 9, 9, weighted_valid<11, 3, 2, 7, 6, 5, 4, 3, 2, 1>},
      {"organisationsnummer", "organisationsnummer", false, true, 10, 10, luhn_number_valid},
      {"cvr", "cvr", false, true, 8, 8, kDanishCompany},
      {"y_tunnus", "ytunnus,tunnus", false, true, 8, 8, kFinnishCompany},
      {"finess", "finess", false, true, 9, 9, luhn_number_valid},
      {"uai", "uai,rne", true, true, 8, 8, school_valid},
      // Accounts: a household has one, a person several.
      {"iban", "iban", true, false, 15, 34, iban_valid},
  };
  return table;
}

const IdentifierScheme* find_identifier_scheme(std::string_view id) {
  for (const IdentifierScheme& scheme : identifier_schemes())
    if (scheme.id == id) return &scheme;
  return nullptr;
}

std::optional<bool> foreign_vat_valid(std::string_view vat) {
  struct Country { std::string_view id; size_t length; bool (*is_valid)(std::string_view); };
  static constexpr Country kCountries[] = {
      {"DE", 9, mod_11_10_valid}, {"IT", 11, luhn_number_valid}, {"ES", 9, spanish_valid}, {"BE", 10, belgian_company_valid},
      {"PL", 10, kPolishCompany}, {"DK", 8, kDanishCompany}, {"FI", 8, kFinnishCompany}, {"HR", 11, mod_11_10_valid}};
  for (const Country& country : kCountries)
    if (starts_with(vat, country.id)) {
      const bool fits = vat.size() == country.length + 2 || (country.id == "BE" && vat.size() == 11);
      return fits && country.is_valid(vat.substr(2));
    }
  return std::nullopt;
}

void bare_identifier(std::string_view original, std::string& bare) {
  bare.clear();
  for (const char c : original) {
    if (is_digit(c) || is_upper(c)) bare.push_back(c);
    else if (is_lower(c)) bare.push_back(static_cast<char>(c - 'a' + 'A'));
    else if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '\t') return bare.clear();
  }
}

bool is_well_formed(const IdentifierScheme& scheme, std::string_view bare) {
  return bare.size() >= scheme.shortest && bare.size() <= scheme.longest && scheme.is_valid(bare);
}

uint64_t schemes_of(std::string_view bare) {
  uint64_t fits = 0;
  const auto& table = identifier_schemes();
  for (size_t s = 0; s < table.size(); ++s)
    if (is_well_formed(table[s], bare)) fits |= uint64_t{1} << s;
  return fits;
}

void SchemeVotes::add(std::string_view bare) {
  ++values_;
  uint64_t fits = schemes_of(bare);
  if (fits == 0) return;
  fits_.resize(identifier_schemes().size(), 0);
  for (size_t s = 0; fits != 0; ++s, fits >>= 1) fits_[s] += fits & 1;
}

double SchemeVotes::share(std::string_view scheme) const {
  const auto& table = identifier_schemes();
  for (size_t s = 0; s < fits_.size(); ++s)
    if (table[s].id == scheme) return static_cast<double>(fits_[s]) / values_;
  return 0;
}

const IdentifierScheme* SchemeVotes::winner(std::string_view key) const {
  constexpr uint32_t kFewest = 8;
  if (values_ < kFewest || fits_.empty()) return nullptr;
  const auto& table = identifier_schemes();
  const IdentifierScheme* best = nullptr;
  uint32_t most = 0;
  for (size_t s = 0; s < table.size(); ++s) {
    if (table[s].id == key && fits_[s] * 5 >= values_ * 4) return &table[s];
    if (table[s].telling && fits_[s] * 20 >= values_ * 19 && fits_[s] > most) best = &table[s], most = fits_[s];
  }
  return best;
}

}  // namespace jumelles::standardize
