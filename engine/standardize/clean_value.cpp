#include "standardize/clean_value.h"

#include "standardize/addresses.h"
#include "standardize/cell_text.h"
#include "standardize/companies.h"
#include "standardize/countries.h"
#include "standardize/dates.h"
#include "standardize/emails.h"
#include "standardize/identifiers.h"
#include "standardize/numbers.h"
#include "standardize/person_names.h"
#include "standardize/phones.h"
#include "standardize/stand_ins.h"

namespace jumelles::standardize {
namespace {

using T = AttributeType;

// "--03-14" without its year, "1971", "1971-03" without what is unknown.
std::string written(const ParsedDate& date, const std::string& iso) {
  if (date.year == 0) return "-" + iso.substr(4);
  return date.month == 0 ? iso.substr(0, 4) : date.day == 0 ? iso.substr(0, 7) : iso;
}

void clean_date(const AttributeTypeInfo& row, std::string_view original, const ColumnHints& hints, CleanValue& out) {
  ParsedDate date = parse_date(original, hints.dates);
  const YearWindow years = hints.years ? *hints.years : year_window(row.type, kFallbackYear, {});
  settle_century(date, years);
  if (!date.recognized) {
    out.clean = text::squeeze(original);
    out.status = CleanStatus::kInvalid;
    out.validity = Validity::kInvalid;
    return;
  }
  std::string iso = iso_date(date);
  if (is_stand_in_date(iso, years.from)) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  out.validity = date.real ? Validity::kValid : Validity::kInvalid;
  if (!date.real) {
    // A slip of the pen ("1979-93-16") is still worth comparing; a person would not write it otherwise.
    out.status = CleanStatus::kInvalid;
    out.clean = text::squeeze(original);
    out.comparison = std::move(iso);
    return;
  }
  if (row.cleaning == Cleaning::kMoment && !date.time.empty() && date.day != 0) {
    (iso += ' ') += date.time;
    out.clean = iso;
  } else {
    out.clean = written(date, iso);
  }
  out.comparison = std::move(iso);
}

// A number that a spreadsheet has rounded ("8,01234E+13") says nothing: kept for the eye, not compared, and never golden where another
// record has a whole one. True where `original` is such; with all its digits there, they are put into `whole`.
bool is_rounded(std::string_view original, std::string& whole, CleanValue& out) {
  const ScientificNumber number = read_scientific(original);
  if (number.exact) whole = number.digits;
  if (!number.found || number.exact) return false;
  out.clean = text::squeeze(original);
  out.status = CleanStatus::kInvalid;
  out.validity = Validity::kInvalid;
  return true;
}

// Letters of the country in front where they were left out: French numbers have eleven digits, others are told by their check digits.
void put_vat_country(std::string_view country, std::string& bare) {
  if (country == "FR" || country.empty() || is_french_territory(country)) {
    if (bare.size() == 11 && all_digits(bare) && !country.empty()) bare = "FR" + bare;
    return;
  }
  const std::string full = std::string(country == "GR" ? "EL" : country) + bare;
  if (bare.substr(0, country.size()) != country && foreign_vat_valid(full).value_or(false)) bare = full;
}

void clean_vat(std::string_view country, std::string bare, std::string_view original, CleanValue& out) {
  put_vat_country(country, bare);
  if (bare.size() > 2 && one_digit_only(std::string_view(bare).substr(2))) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (bare.substr(0, 2) == "FR") out.validity = french_vat_valid(bare) ? Validity::kValid : Validity::kInvalid;
  else if (const std::optional<bool> valid = foreign_vat_valid(bare)) out.validity = *valid ? Validity::kValid : Validity::kInvalid;
  else if (bare.size() < 8) out.validity = Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = bare.empty() ? text::squeeze(original) : bare;
  out.comparison = std::move(bare);
}

// SIREN and SIRET. In a row of another country a number is that of its own register: kept as it is written, unchecked.
void clean_company_number(T type, std::string_view original, std::string_view country, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, whole, out)) {
    // How it begins is known: a number that begins otherwise is that of another company.
    if (type != T::kVat) out.comparison = read_scientific(original).digits;
    return;
  }
  const std::string_view s = whole.empty() ? without_zero_tail(trim(original)) : std::string_view(whole);
  std::string bare;
  for (char c : s) {
    if (is_digit(c)) bare.push_back(c);
    else if (type == T::kVat && ((c | 32) >= 'a' && (c | 32) <= 'z')) bare.push_back(static_cast<char>(c & ~32));
  }
  if (type == T::kVat) return clean_vat(country, std::move(bare), original, out);
  const size_t wanted = type == T::kSiret ? 14 : 9;
  const auto valid = [&](std::string_view id) { return type == T::kSiret ? siret_valid(id) : siren_valid(id); };
  if (!bare.empty() && (one_digit_only(bare) || bare == "123456789" || bare == "12345678901234")) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (!is_french_territory(country) && !valid(bare)) {
    out.clean = text::squeeze(s);
    bare_identifier(s, out.comparison);
    return;
  }
  // Lost leading zeros come back where the check digit says so.
  for (std::string padded = bare; padded.size() < wanted && padded.size() + 3 > wanted;) {
    padded.insert(0, 1, '0');
    if (padded.size() == wanted && valid(padded)) bare = padded;
  }
  if (type == T::kSiren && bare.size() == 14) bare.resize(9);  // a SIRET begins with the SIREN
  out.validity = valid(bare) ? Validity::kValid : Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = bare.empty() ? text::squeeze(original) : bare;
  out.comparison = std::move(bare);
}

void clean_consent(std::string_view original, Scratch& scratch, CleanValue& out) {
  static const WordMap answers{{"OUI", "1"}, {"O", "1"}, {"YES", "1"}, {"Y", "1"}, {"TRUE", "1"}, {"VRAI", "1"}, {"1", "1"}, {"T", "1"},
                               {"OPTIN", "1"}, {"OPT IN", "1"}, {"ACCEPTE", "1"}, {"ACCEPTED", "1"}, {"SUBSCRIBED", "1"},
                               {"INSCRIT", "1"}, {"ABONNE", "1"}, {"ACTIF", "1"}, {"OK", "1"}, {"NON", "0"}, {"N", "0"}, {"NO", "0"},
                               {"FALSE", "0"}, {"FAUX", "0"}, {"0", "0"}, {"F", "0"}, {"OPTOUT", "0"}, {"OPT OUT", "0"}, {"REFUSE", "0"},
                               {"REFUS", "0"}, {"REFUSED", "0"}, {"UNSUBSCRIBED", "0"}, {"DESINSCRIT", "0"}, {"DESABONNE", "0"},
                               {"STOP", "0"}, {"KO", "0"}, {"INACTIF", "0"}};
  scratch.read(without_zero_tail(trim(original)));
  const std::string_view answer = answers.find(scratch.folded);
  if (answer.empty()) {
    out.clean = text::squeeze(original);
    out.status = CleanStatus::kInvalid;
    out.validity = Validity::kInvalid;
    return;
  }
  out.clean = answer;
  out.comparison = answer;
  out.validity = Validity::kValid;
}

// A code whose column has check digits. Lost leading zeros come back where the check says so.
void clean_checked(const IdentifierScheme& scheme, std::string_view original, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, whole, out)) return;
  const std::string_view s = whole.empty() ? without_zero_tail(trim(original)) : std::string_view(whole);
  bare_identifier(s, out.comparison);
  std::string& bare = out.comparison;
  if (!bare.empty() && one_digit_only(bare)) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  for (std::string padded = bare; all_digits(padded) && padded.size() < scheme.shortest && padded.size() + 3 > scheme.shortest;) {
    padded.insert(0, 1, '0');
    if (is_well_formed(scheme, padded)) bare = padded;
  }
  out.validity = is_well_formed(scheme, bare) ? Validity::kValid : Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = text::squeeze(s);
  if (bare.empty()) out.comparison = out.clean;
}

void clean_words(std::string_view original, Scratch& scratch, CleanValue& out) {
  out.comparison = scratch.folded;
  out.clean = text::squeeze(original);
}

void clean_code(std::string_view original, Scratch& scratch, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, whole, out)) return;
  const std::string_view s = whole.empty() ? without_zero_tail(trim(original)) : std::string_view(whole);
  if (s.size() != original.size()) scratch.read(s);
  clean_words(s, scratch, out);
}

void clean_refusal(std::string_view original, Scratch& scratch, CleanValue& out) {
  clean_consent(original, scratch, out);
  if (out.validity == Validity::kValid) out.comparison = out.clean = out.clean == "1" ? "0" : "1";
}

void clean_contacts(Cleaning cleaning, std::string_view original, std::string_view country, std::vector<CleanValue>& out) {
  if (cleaning == Cleaning::kPhone) clean_phones(original, country, out);
  else clean_emails(original, out);
}

void clean_contact(Cleaning cleaning, std::string_view original, std::string_view country, CleanValue& out) {
  std::vector<CleanValue> values;
  clean_contacts(cleaning, original, country, values);
  out = std::move(values.front());
}

// `scratch` holds the folded original.
void clean_as(const AttributeTypeInfo& row, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out) {
  switch (row.cleaning) {
    case Cleaning::kWords: return clean_words(original, scratch, out);
    case Cleaning::kCode: return hints.identifier != nullptr ? clean_checked(*hints.identifier, original, out) : clean_code(original, scratch, out);
    case Cleaning::kScheme: return clean_checked(*find_identifier_scheme(row.scheme), original, out);
    case Cleaning::kPersonName: return clean_person_name(row.type, original, scratch, out);
    case Cleaning::kCivility: return clean_civility(original, scratch, out);
    case Cleaning::kGender: return clean_gender(original, scratch, out);
    case Cleaning::kEmail:
    case Cleaning::kPhone: return clean_contact(row.cleaning, original, hints.country, out);
    case Cleaning::kStreet: return clean_street(original, scratch, out);
    case Cleaning::kPostcode: return clean_postcode(original, hints.restore_postcode_zero, scratch, out);
    case Cleaning::kCity: return clean_city(original, scratch, out);
    case Cleaning::kCountry: return clean_country(original, scratch, out);
    case Cleaning::kCompanyName: return clean_company(original, scratch, out);
    case Cleaning::kCompanyNumber: return clean_company_number(row.type, original, hints.country, out);
    case Cleaning::kDate:
    case Cleaning::kMoment: return clean_date(row, original, hints, out);
    case Cleaning::kYear: return clean_year(original, out);
    case Cleaning::kNumber: return clean_number(original, out);
    case Cleaning::kConsent: return clean_consent(original, scratch, out);
    case Cleaning::kRefusal: return clean_refusal(original, scratch, out);
  }
}

// A phone or an e-mail beyond doubt: no word that means nothing, so that it need not be folded.
bool is_plainly_contact(Cleaning cleaning, std::string_view original) {
  if (cleaning == Cleaning::kEmail) return original.find('@') != std::string_view::npos;
  return cleaning == Cleaning::kPhone && original.size() > 8 && (is_digit(original[0]) || original[0] == '+');
}

// False where there is nothing to read: `out` says so. `original` is readable then, `scratch` has it folded where a word may mean nothing.
bool has_value(AttributeType type, std::string_view& original, Scratch& scratch, CleanValue& out) {
  out.clean.clear();
  out.comparison.clear();
  out.status = CleanStatus::kClean;
  out.validity = Validity::kUnchecked;
  if (trim(original).empty()) {
    out.status = CleanStatus::kMissing;
    return false;
  }
  original = scratch.readable.read(original);
  if (trim(original).empty()) {
    out.status = CleanStatus::kMissing;
    return false;
  }
  if (is_plainly_contact(info(type).cleaning, original)) return true;
  scratch.read(original);
  if (!stands_for_nothing(type, original, scratch.folded)) return true;
  out.status = CleanStatus::kPlaceholder;
  return false;
}

void clear_placeholder(CleanValue& value) {
  if (value.status != CleanStatus::kPlaceholder) return;
  value.clean.clear();
  value.comparison.clear();
}

}  // namespace

void clean_value_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out) {
  if (!has_value(type, original, scratch, out)) return;
  clean_as(info(type), original, hints, scratch, out);
  clear_placeholder(out);
}

void clean_values_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, std::vector<CleanValue>& out) {
  const Cleaning cleaning = info(type).cleaning;
  out.resize(1);
  if (cleaning != Cleaning::kEmail && cleaning != Cleaning::kPhone) return clean_value_into(type, original, hints, scratch, out.front());
  if (!has_value(type, original, scratch, out.front())) return;
  clean_contacts(cleaning, original, hints.country, out);
  for (CleanValue& value : out) clear_placeholder(value);
}

bool depends_on_country(AttributeType type) {
  const Cleaning cleaning = info(type).cleaning;
  return cleaning == Cleaning::kPhone || cleaning == Cleaning::kPostcode || cleaning == Cleaning::kCompanyNumber;
}

namespace {

ColumnHints hints_of(std::string_view country) {
  ColumnHints hints;
  hints.country = country;
  hints.restore_postcode_zero = postcodes_lose_zeros(country);
  return hints;
}

}  // namespace

CleanValue clean_value(AttributeType type, std::string_view original, DateOrder order, std::string_view country) {
  Scratch scratch;
  CleanValue out;
  ColumnHints hints = hints_of(country);
  hints.dates.order = order;
  clean_value_into(type, original, hints, scratch, out);
  return out;
}

std::vector<CleanValue> clean_values(AttributeType type, std::string_view original, std::string_view country) {
  Scratch scratch;
  std::vector<CleanValue> out;
  clean_values_into(type, original, hints_of(country), scratch, out);
  return out;
}

bool is_placeholder(AttributeType type, std::string_view original) {
  return clean_value(type, original).status == CleanStatus::kPlaceholder;
}

}  // namespace jumelles::standardize
