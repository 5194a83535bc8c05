#include "standardize/clean_value.h"

#include "standardize/addresses.h"
#include "standardize/answers.h"
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

void note_date(Trace* trace, const ParsedDate& date, bool with_time) {
  if (trace == nullptr) return;
  static constexpr std::pair<uint8_t, std::string_view> kForms[] = {
      {ParsedDate::kCompact, "date.compact"},     {ParsedDate::kDayNumber, "date.spreadsheet_number"}, {ParsedDate::kSeconds, "date.seconds"},
      {ParsedDate::kMonthName, "date.month_name"}, {ParsedDate::kWordsAround, "date.words_around"},     {ParsedDate::kExchanged, "date.exchanged"}};
  for (const auto& [bit, rule] : kForms)
    if ((date.form & bit) != 0) trace->rule(rule);
  if (date.short_year) trace->rule("date.two_digit_year");
  if (date.year == 0) trace->rule("date.without_year");
  if (date.year != 0 && date.day == 0) trace->rule("date.part_unknown");
  if (!date.time.empty()) trace->rule(with_time ? "date.time" : "date.day_alone");
  if (trace->pending().empty()) trace->rule("date.year_first");
}

void clean_date(const AttributeTypeInfo& row, std::string_view original, const ColumnHints& hints, Trace* trace, CleanValue& out) {
  ParsedDate date = parse_date(original, hints.dates);
  const YearWindow years = hints.years ? *hints.years : year_window(row.type, kFallbackYear, 0, {});
  settle_century(date, years);
  if (!date.recognized) return keep_unread(original, trace, out);
  std::string iso = iso_date(date);
  const bool is_default = std::find(hints.default_days.begin(), hints.default_days.end(), iso) != hints.default_days.end();
  if (is_default || is_stand_in_date(row.type, iso, years.from)) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  // "9999-12-31" as the end of a contract is no slip: it says that there is no end.
  const bool without_end = is_open_end(iso) && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
  const bool possible = (date.real || without_end) && !(row.type == T::kBirthDate && date.year > years.last_birth);
  out.validity = possible ? Validity::kValid : Validity::kInvalid;
  if (!possible) {
    // A slip of the pen ("1979-93-16") is still worth comparing; a person would not write it otherwise.
    out.status = CleanStatus::kInvalid;
    out.clean = squeezed(original, trace);
    out.comparison = std::move(iso);
    return;
  }
  const bool with_time = row.cleaning == Cleaning::kMoment && !date.time.empty() && date.day != 0;
  note_date(trace, date, with_time);
  if (with_time) {
    (iso += ' ') += date.time;
    out.clean = iso;
  } else {
    out.clean = written(date, iso);
  }
  if (trace != nullptr) trace->step(original, out.clean);
  if (!is_open_end(iso)) out.comparison = std::move(iso);
}

// A number that a spreadsheet has rounded ("8,01234E+13") says nothing: kept for the eye, not compared, and never golden where another
// record has a whole one. True where `original` is such; with all its digits there, they are put into `whole`.
bool is_rounded(std::string_view original, Trace* trace, std::string& whole, CleanValue& out) {
  const ScientificNumber number = read_scientific(original);
  if (number.exact) whole = number.digits;
  if (!number.found || number.exact) return false;
  keep_unread(original, trace, out);
  return true;
}

// The digits of `whole` where there are any, else the cell without what spreadsheets write behind a whole number.
std::string_view without_spreadsheet(std::string_view original, const std::string& whole, Trace* trace) {
  if (!whole.empty()) {
    step(trace, original, whole, "code.scientific");
    return whole;
  }
  const std::string_view trimmed = trim(original), s = without_zero_tail(trimmed);
  step(trace, original, trimmed, "text.blanks");
  step(trace, trimmed, s, "code.decimal_tail");
  return s;
}

// Leading zeros that were lost come back where the check digits say so.
template <class Valid>
void restore_zeros(size_t wanted, Trace* trace, std::string& bare, Valid valid) {
  const std::string before = bare;
  for (std::string padded = bare; all_digits(padded) && padded.size() < wanted && padded.size() + 3 > wanted;) {
    padded.insert(0, 1, '0');
    if (valid(padded)) bare = padded;
  }
  step(trace, before, bare, "identifier.lost_zero");
}

// Letters of the country in front where they were left out: French numbers have eleven digits, others are told by their check digits.
void put_vat_country(std::string_view country, std::string& bare) {
  // Belgian numbers of nine digits are those of before 2007: a zero came in front.
  if (bare.size() == 9 && country == "BE" && all_digits(bare) && foreign_vat_valid("BE0" + bare).value_or(false)) bare.insert(0, 1, '0');
  if (bare.size() == 11 && bare.substr(0, 2) == "BE" && all_digits(std::string_view(bare).substr(2)) &&
      foreign_vat_valid("BE0" + bare.substr(2)).value_or(false))
    bare.insert(2, 1, '0');
  if (country == "FR" || country.empty() || is_french_territory(country)) {
    if (bare.size() == 11 && all_digits(bare) && !country.empty()) bare = "FR" + bare;
    return;
  }
  const std::string full = std::string(country == "GR" ? "EL" : country) + bare;
  if (bare.substr(0, country.size()) != country && foreign_vat_valid(full).value_or(false)) bare = full;
}

void clean_vat(std::string_view country, std::string bare, std::string_view original, Trace* trace, CleanValue& out) {
  const std::string without_country = bare;
  put_vat_country(country, bare);
  step(trace, without_country, bare, "vat.country");
  if (bare.size() > 2 && one_digit_only(std::string_view(bare).substr(2))) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (bare.substr(0, 2) == "FR") out.validity = french_vat_valid(bare) ? Validity::kValid : Validity::kInvalid;
  else if (const std::optional<bool> valid = foreign_vat_valid(bare)) out.validity = *valid ? Validity::kValid : Validity::kInvalid;
  else if (bare.size() < 8) out.validity = Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = bare.empty() ? text::squeeze(original) : bare;
  if (out.validity == Validity::kInvalid && bare.size() > 2 && may_be_rounded(std::string_view(bare).substr(2))) return;
  out.comparison = std::move(bare);
}

// "TVA: FR09…", "VAT No. GB…", "USt-IdNr.: DE…", "P.IVA 00743…": what the number is, said in front of it. "TVAFR09…" has it glued on.
std::string_view without_vat_label(std::string_view s) {
  static const WordSet labels{"TVA", "VAT", "UST", "USTID", "USTIDNR", "UID", "MWST", "MWSTNR", "BTW", "IVA", "PIVA", "CIF", "NIF", "NIP", "CVR", "MOMS",
                              "ALV", "DPH", "DIC"};
  static const WordSet beside{"N", "NO", "NR", "NUM", "NUMERO", "NUMBER", "NUMMER", "ID", "IDNR", "REG", "INTRA", "INTRACOM", "INTRACOMM",
                              "INTRACOMMUNAUTAIRE", "P", "PARTITA", "EU", "DE", "LA"};
  size_t at = 0, left = 0;
  bool labelled = false;
  while (at < s.size()) {
    const size_t begin = at;
    while (at < s.size() && (static_cast<uint8_t>(s[at]) >= 0x80 || is_upper(static_cast<char>(s[at] & ~32)))) ++at;
    if (at == begin) {
      if (is_digit(s[at])) break;
      ++at;
      continue;
    }
    const std::string word = text::fold(s.substr(begin, at - begin));
    const bool country = labelled && word.size() == 2 && at < s.size() && is_digit(s[at]);  // "VAT DE136695976"
    if (country || (!labels.has(word) && !beside.has(word) && !word.empty())) {
      if (word.size() == 5 && at < s.size() && is_digit(s[at]) && labels.has(std::string_view(word).substr(0, 3))) return s.substr(begin + 3);
      at = begin;
      break;
    }
    labelled |= labels.has(word);
    left = at;
  }
  if (!labelled || digits_of(s.substr(left)).size() < 5) return s;
  std::string_view rest = s.substr(left);
  while (!rest.empty() && !is_digit(rest.front()) && !is_upper(static_cast<char>(rest.front() & ~32))) rest.remove_prefix(1);
  return rest;
}

// SIREN and SIRET. In a row of another country a number is that of its own register: kept as it is written, unchecked.
void clean_company_number(T type, std::string_view original, std::string_view country, Trace* trace, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, trace, whole, out)) {
    // It names no company. But how it begins is known: a number that begins otherwise is that of another one.
    if (type != T::kVat) out.comparison = read_scientific(original).digits;
    return;
  }
  const std::string_view labelled = without_spreadsheet(original, whole, trace);
  const std::string_view s = type == T::kVat ? without_vat_label(labelled) : labelled;
  step(trace, labelled, s, "identifier.label");
  std::string bare;
  for (char c : s) {
    if (is_digit(c)) bare.push_back(c);
    else if (type == T::kVat && ((c | 32) >= 'a' && (c | 32) <= 'z')) bare.push_back(static_cast<char>(c & ~32));
  }
  // "non assujetti", "en cours": words are no number.
  if (type == T::kVat && digits_of(s).size() < 5) return keep_unread(original, trace, out);
  if (type == T::kVat) {
    if (!bare.empty()) step(trace, s, bare, "identifier.bare");
    return clean_vat(country, std::move(bare), original, trace, out);
  }
  const size_t wanted = type == T::kSiret ? 14 : 9;
  const auto valid = [&](std::string_view id) { return type == T::kSiret ? siret_valid(id) : siren_valid(id); };
  if (!bare.empty() && (one_digit_only(bare) || bare == "123456789" || bare == "12345678901234")) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (!is_french_territory(country) && !valid(bare)) {
    out.clean = squeezed(s, trace);
    bare_identifier(s, out.comparison);
    return;
  }
  if (!bare.empty()) step(trace, s, bare, "identifier.bare");
  restore_zeros(wanted, trace, bare, [&](std::string_view padded) { return padded.size() == wanted && valid(padded); });
  if (type == T::kSiren && bare.size() == 14) {
    step(trace, bare, std::string_view(bare).substr(0, 9), "siren.from_siret");
    bare.resize(9);  // a SIRET begins with the SIREN
  }
  out.validity = valid(bare) ? Validity::kValid : Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = bare.empty() ? text::squeeze(original) : bare;
  if (out.validity == Validity::kInvalid && may_be_rounded(bare)) bare.resize(kShownDigits - 1);  // as of the scientific form
  out.comparison = std::move(bare);
}

void clean_consent(std::string_view original, Scratch& scratch, CleanValue& out) {
  scratch.read(without_zero_tail(trim(original)));
  const std::string_view answer = answer_of(scratch.folded);
  if (answer.empty()) return keep_unread(original, scratch.trace, out);
  step(scratch.trace, original, answer, "consent.one_or_zero");
  out.clean = answer;
  out.comparison = answer;
  out.validity = Validity::kValid;
}

// "IBAN: FR76 3000…", "Compte IBAN n° FR76…": what it is, said in front of it. `bare` is that of what is left; unchanged where it is no
// number of the scheme.
std::string_view without_label(const IdentifierScheme& scheme, std::string_view s, std::string& bare) {
  const std::string upper = text::upper(s), id = text::upper(scheme.id);
  const size_t at = upper.size() == s.size() ? upper.find(id) : std::string::npos;
  if (at == std::string::npos || std::any_of(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(at), is_digit)) return s;
  std::string_view rest = s.substr(at + id.size());
  const auto is_sign = [](char c) { return !is_digit(c) && !is_upper(static_cast<char>(c & ~32)); };
  // Behind it "n°", "No.", "Nr".
  for (int words = 0; words < 2; ++words) {
    while (!rest.empty() && is_sign(rest.front())) rest.remove_prefix(1);
    std::string number;
    bare_identifier(rest, number);
    if (is_well_formed(scheme, number)) {
      bare = std::move(number);
      return rest;
    }
    while (!rest.empty() && !is_sign(rest.front()) && !is_digit(rest.front())) rest.remove_prefix(1);
  }
  return s;
}

// A code whose column has check digits. Lost leading zeros come back where the check says so.
void clean_checked(const IdentifierScheme& scheme, std::string_view original, Trace* trace, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, trace, whole, out)) return;
  const std::string_view s = without_spreadsheet(original, whole, trace);
  bare_identifier(s, out.comparison);
  std::string& bare = out.comparison;
  const std::string_view written = is_well_formed(scheme, bare) ? s : without_label(scheme, s, bare);
  step(trace, s, written, "identifier.label");
  if (!bare.empty() && one_digit_only(bare)) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  // Only what is compared has them: the code stays as it is written.
  restore_zeros(scheme.shortest, nullptr, bare, [&](std::string_view padded) { return is_well_formed(scheme, padded); });
  out.validity = is_well_formed(scheme, bare) ? Validity::kValid : Validity::kInvalid;
  if (out.validity == Validity::kInvalid) out.status = CleanStatus::kInvalid;
  out.clean = squeezed(written, trace);
  if (const std::string capitals = text::upper(out.clean); out.validity == Validity::kValid && capitals != out.clean) {
    step(trace, out.clean, capitals, "identifier.capitals");
    out.clean = capitals;
  }
  if (bare.empty()) out.comparison = out.clean;
  else if (out.validity == Validity::kInvalid && may_be_rounded(bare)) out.comparison.clear();
}

void clean_words(std::string_view original, Scratch& scratch, CleanValue& out) {
  out.comparison = scratch.folded;
  out.clean = squeezed(original, scratch.trace);
}

constexpr size_t kShortestNumber = 4;  // digits of a whole number that a spreadsheet has written with a comma and a zero

void clean_code(std::string_view original, Scratch& scratch, CleanValue& out) {
  std::string whole;
  if (is_rounded(original, scratch.trace, whole, out)) return;
  // Codes are written with commas and zeros of their own: "1,000", "100,00".
  const std::string_view trimmed = trim(original);
  const bool tail = !whole.empty() || (trimmed.size() > 2 && trimmed.substr(trimmed.size() - 2) == ".0") ||
                    (trimmed.size() > kShortestNumber + 2 && trimmed.substr(trimmed.size() - 2) == ",0");
  if (!tail) return clean_words(original, scratch, out);
  const std::string_view s = without_spreadsheet(original, whole, scratch.trace);
  if (s.size() != original.size()) scratch.read(s);
  clean_words(s, scratch, out);
}

void clean_refusal(std::string_view original, Scratch& scratch, CleanValue& out) {
  clean_consent(original, scratch, out);
  if (out.validity != Validity::kValid) return;
  out.comparison = out.clean == "1" ? "0" : "1";
  step(scratch.trace, out.clean, out.comparison, "opt_out.turned_around");
  out.clean = out.comparison;
}

void clean_contacts(Cleaning cleaning, std::string_view original, std::string_view country, Trace* trace, std::vector<CleanValue>& out) {
  if (cleaning == Cleaning::kPhone) clean_phones(original, country, trace, out);
  else clean_emails(original, trace, out);
}

void clean_contact(Cleaning cleaning, std::string_view original, std::string_view country, Trace* trace, CleanValue& out) {
  std::vector<CleanValue> values;
  clean_contacts(cleaning, original, country, trace, values);
  out = std::move(values.front());
}

// `scratch` holds the folded original.
void clean_as(const AttributeTypeInfo& row, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out) {
  switch (row.cleaning) {
    case Cleaning::kWords: return clean_words(original, scratch, out);
    case Cleaning::kCode: return hints.identifier != nullptr ? clean_checked(*hints.identifier, original, scratch.trace, out) : clean_code(original, scratch, out);
    case Cleaning::kScheme: return clean_checked(*find_identifier_scheme(row.scheme), original, scratch.trace, out);
    case Cleaning::kPersonName: return clean_person_name(row.type, original, scratch, out);
    case Cleaning::kCivility: return clean_civility(original, hints.french_titles, scratch, out);
    case Cleaning::kGender: return clean_gender(original, hints.letter_m, scratch, out);
    case Cleaning::kEmail:
    case Cleaning::kPhone: return clean_contact(row.cleaning, original, hints.country, scratch.trace, out);
    case Cleaning::kStreet: return clean_street(original, scratch, out);
    case Cleaning::kPostcode: return clean_postcode(original, hints.restore_postcode_zero, hints.country, scratch, out);
    case Cleaning::kCity: return clean_city(original, scratch, out);
    case Cleaning::kCountry: return clean_country(original, scratch, out);
    case Cleaning::kCompanyName: return clean_company(original, scratch, out);
    case Cleaning::kCompanyNumber: return clean_company_number(row.type, original, hints.country, scratch.trace, out);
    case Cleaning::kDate:
    case Cleaning::kMoment: return clean_date(row, original, hints, scratch.trace, out);
    case Cleaning::kYear: return clean_year(original, scratch.trace, out);
    case Cleaning::kNumber: return clean_number(original, hints.numbers, scratch.trace, out);
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
  const std::string_view readable = scratch.readable.read(original);
  step_readable(scratch.trace, original, scratch.readable, readable);
  original = readable;
  if (trim(original).empty()) {
    step(scratch.trace, original, "", "text.blanks");
    out.status = CleanStatus::kMissing;
    return false;
  }
  if (is_plainly_contact(info(type).cleaning, original)) return true;
  scratch.read(original);
  if (!stands_for_nothing(type, original, scratch.folded)) return true;
  out.status = CleanStatus::kPlaceholder;
  step(scratch.trace, original, "", rule_of_stand_in(original, scratch.folded));
  return false;
}

std::string_view rule_of_placeholder(Cleaning cleaning) {
  switch (cleaning) {
    case Cleaning::kDate:
    case Cleaning::kMoment: return "date.placeholder";
    case Cleaning::kGender: return "gender.unknown";
    case Cleaning::kPhone: return "phone.placeholder";
    case Cleaning::kEmail: return "email.placeholder";
    default: return "number.placeholder";
  }
}

// What was found to stand for nothing when it was read.
void clear_placeholder(AttributeType type, std::string_view original, Trace* trace, CleanValue& value) {
  if (value.status != CleanStatus::kPlaceholder) return;
  step_to(trace, original, "", rule_of_placeholder(info(type).cleaning));
  value.clean.clear();
  value.comparison.clear();
}

}  // namespace

void clean_value_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out) {
  if (!has_value(type, original, scratch, out)) return;
  clean_as(info(type), original, hints, scratch, out);
  clear_placeholder(type, original, scratch.trace, out);
}

void clean_values_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, std::vector<CleanValue>& out) {
  const Cleaning cleaning = info(type).cleaning;
  out.resize(1);
  if (cleaning != Cleaning::kEmail && cleaning != Cleaning::kPhone) return clean_value_into(type, original, hints, scratch, out.front());
  if (!has_value(type, original, scratch, out.front())) return;
  clean_contacts(cleaning, original, hints.country, scratch.trace, out);
  for (CleanValue& value : out) clear_placeholder(type, original, scratch.trace, value);
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

CleanValue clean_value(AttributeType type, std::string_view original, DateOrder order, std::string_view country, Trace* trace) {
  Scratch scratch;
  scratch.trace = trace;
  CleanValue out;
  ColumnHints hints = hints_of(country);
  hints.dates.order = order;
  clean_value_into(type, original, hints, scratch, out);
  return out;
}

std::vector<CleanValue> clean_values(AttributeType type, std::string_view original, std::string_view country, Trace* trace) {
  Scratch scratch;
  scratch.trace = trace;
  std::vector<CleanValue> out;
  clean_values_into(type, original, hints_of(country), scratch, out);
  return out;
}

bool is_placeholder(AttributeType type, std::string_view original) {
  return clean_value(type, original).status == CleanStatus::kPlaceholder;
}

}  // namespace jumelles::standardize
