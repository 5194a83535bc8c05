#include "standardize/row_countries.h"

#include <algorithm>

#include "standardize/countries.h"
#include "standardize/phone_numbers.h"

namespace jumelles::standardize {
namespace {

// Plans by which a column of phones alone may be told: those whose numbers have a fixed count of digits. Others have room for nearly any.
constexpr std::string_view kTellingPlans[] = {"FR", "BE", "CH", "NL", "ES", "GB", "MA", "DZ", "TN", "US"};
constexpr size_t kFrenchPlan = 0, kSpanishPlan = 4;
constexpr Code kPhonesLookedAt = 2000;
constexpr uint32_t kFewestPhones = 20;  // fewer may be in another plan by chance

// "France (métropole)": the first word, where it is a name of its own.
std::string_view country_of_text(std::string_view folded) {
  const std::string_view country = country_of_name(folded);
  if (!country.empty()) return country;
  const std::string_view first = folded.substr(0, folded.find(' '));
  return first.size() >= 4 ? country_of_name(first) : std::string_view();
}

// A name of a country that is not in the list, and no number or code.
bool may_be_country(std::string_view folded) {
  return folded.size() >= 4 && std::none_of(folded.begin(), folded.end(), is_digit);
}

bool has_four_digit_postcodes(std::string_view country) { return country == "BE" || country == "CH" || country == "LU" || country == "TN"; }

}  // namespace

void RowCountries::start(size_t table_count) {
  names_ = {"", "", "FR"};
  tables_.assign(table_count, {});
}

RowCountries::Clue RowCountries::clue_of(uint32_t table, AttributeType column_type, uint32_t value_count) {
  const Clue clue = column_type == AttributeType::kCountry    ? Clue::kCountry
                    : column_type == AttributeType::kPostcode ? Clue::kPostcode
                    : column_type == AttributeType::kCity     ? Clue::kTown
                    : column_type == AttributeType::kPhone    ? Clue::kPhone
                                                              : Clue::kNone;
  OfTable& of = tables_[table];
  if (clue == Clue::kNone || of.has[static_cast<size_t>(clue)]) return Clue::kNone;
  of.has[static_cast<size_t>(clue)] = true;
  of.told[static_cast<size_t>(clue)].assign(value_count, kOpen);
  if (clue == Clue::kPostcode) of.digits.assign(value_count, 0);
  if (clue == Clue::kTown) of.town_beside_four.assign(value_count, kOpen);
  if (clue == Clue::kPhone) of.plan_votes.assign(std::size(kTellingPlans), 0);
  return clue;
}

uint8_t RowCountries::place(std::string_view country) {
  if (country.empty()) return kOpen;
  const auto at = std::find(names_.begin() + kFrance, names_.end(), country);
  if (at != names_.end()) return static_cast<uint8_t>(at - names_.begin());
  if (names_.size() == kMostCountries) return kUnknown;
  names_.push_back(country);
  return static_cast<uint8_t>(names_.size() - 1);
}

void RowCountries::read(uint32_t table, Clue clue, Code code, std::string_view original, Scratch& scratch) {
  OfTable& of = tables_[table];
  uint8_t told = kOpen;
  if (clue == Clue::kPhone) {
    read_phone(of, code, original);
    return;
  }
  if (clue == Clue::kPostcode) {
    const std::string_view bare = without_zero_tail(trim(original));
    if (all_digits(bare)) of.digits[code] = static_cast<uint8_t>(std::min<size_t>(bare.size(), 9));
    else told = place(country_of_postcode(original));
  } else {
    scratch.read(original);
    if (clue == Clue::kCountry) {
      told = place(country_of_text(scratch.folded));
      if (told == kOpen && may_be_country(scratch.folded)) told = kUnknown;
    } else {
      told = place(country_of_town(scratch.folded, false));
      of.town_beside_four[code] = place(country_of_town(scratch.folded, true));
      of.differs = of.differs || (of.town_beside_four[code] != kOpen && of.town_beside_four[code] != kFrance);
    }
  }
  of.told[static_cast<size_t>(clue)][code] = told;
  of.differs = of.differs || (told != kOpen && told != kFrance);
}

void RowCountries::read_phone(OfTable& of, Code code, std::string_view original) {
  const std::string_view s = without_zero_tail(trim(original));
  const std::string digits = digits_of(s);
  if (digits.size() < 7 || digits.size() > 16) return;
  const bool plus = s.find('+') < s.find_first_of("0123456789"), zeros = digits.substr(0, 2) == "00" && digits.size() > 10;
  if (plus || zeros) {
    PhoneNumber number;
    if (!read_international_phone(std::string_view(digits).substr(plus ? 0 : 2), number)) return;
    const uint8_t told = place(region_of_calling_code(std::string_view(digits).substr(plus ? 0 : 2)));
    of.told[static_cast<size_t>(Clue::kPhone)][code] = told;
    of.differs = of.differs || (told != kOpen && told != kFrance);
    return;
  }
  if (code > kPhonesLookedAt) return;
  ++of.phones;
  of.zero_first += digits[0] == '0' || digits.size() != 9;
  of.low_first += digits[0] >= '1' && digits[0] <= '5';
  of.high_first += digits[0] >= '8';
  PhoneNumber number;
  bool national = false;
  for (size_t plan = 0; plan < std::size(kTellingPlans); ++plan) {
    const bool reads = read_national_phone(digits, kTellingPlans[plan], number) && number.kind != PhoneKind::kUnassigned;
    of.plan_votes[plan] += reads;
    national = national || reads;
  }
  // "33612345678": a calling code that has lost its plus.
  if (national || digits.size() < 10 || !read_international_phone(digits, number) || number.kind == PhoneKind::kUnassigned) return;
  const std::string_view region = region_of_calling_code(digits);
  for (size_t plan = 0; plan < std::size(kTellingPlans); ++plan) of.plan_votes[plan] += region == kTellingPlans[plan];
}

void RowCountries::look(uint32_t table, Clue clue, Code code, Told& told) const {
  const OfTable& of = tables_[table];
  if (code == kMissing) return;
  told.country[static_cast<size_t>(clue)] = of.told[static_cast<size_t>(clue)][code];
  if (clue == Clue::kPostcode) {
    told.four_digits = of.digits[code] == 4;
    told.five_digits = of.digits[code] == 5;
  }
  if (clue == Clue::kTown) told.town_beside_four = of.town_beside_four[code];
}

void RowCountries::decide(uint32_t table, const Told& told) {
  OfTable& of = tables_[table];
  const auto by = [&](Clue clue) { return told.country[static_cast<size_t>(clue)]; };
  uint8_t country = by(Clue::kCountry);
  of.named += country != kOpen;
  if (country == kOpen) country = by(Clue::kPostcode);
  // A foreign phone moves nobody who has a postcode of five digits, nor does a town whose country has four.
  if (country == kOpen && !told.five_digits) country = by(Clue::kPhone);
  if (country == kOpen) {
    country = told.four_digits ? told.town_beside_four : by(Clue::kTown);
    if (told.five_digits && has_four_digit_postcodes(names_[country])) country = kOpen;
  }
  if (told.four_digits && country != kOpen) {
    ++of.four_told;
    if (of.four_counts.size() <= country) of.four_counts.resize(country + size_t{1}, 0);
    ++of.four_counts[country];
  }
  of.rows.push_back(country == kOpen && told.four_digits ? kOpenBesideFour : country);
}

void RowCountries::settle_told(OfTable& of) {
  std::array<uint64_t, 256> counts{};
  for (const uint8_t country : of.rows) ++counts[country];
  const uint64_t told = of.rows.size() - counts[kOpen] - counts[kOpenBesideFour];
  const auto most = std::max_element(counts.begin() + kUnknown, counts.begin() + kOpenBesideFour);
  // Where most rows tell theirs, nine tenths of them say what the others are. Where fewer agree the others are open if countries are
  // written; if not, French rows are those that nothing tells. Where few rows tell theirs, it is done for foreigners only.
  if (told * 2 >= of.rows.size() && *most * 10 >= told * 9) of.usual = static_cast<uint8_t>(most - counts.begin());
  else if (of.named * 2 >= of.rows.size()) of.usual = kUnknown;
  // Of postcodes with four digits a fifth is enough: large towns tell for the villages around them, and a French postcode that has
  // lost its zero has no such town.
  of.beside_four = of.usual;
  const uint64_t four = of.four_told + counts[kOpenBesideFour];
  if (const auto first = std::max_element(of.four_counts.begin(), of.four_counts.end());
      first != of.four_counts.end() && of.four_told * 5 >= four && *first * 10 >= of.four_told * 9)
    of.beside_four = static_cast<uint8_t>(first - of.four_counts.begin());
  of.several = std::any_of(of.rows.begin(), of.rows.end(), [&](uint8_t country) { return meaning(of, country) != of.usual; });
}

// Tables without any clue but the digits of their phones: one decision for all of them, or the sources of a project would write one number in
// two ways.
void RowCountries::settle_by_phones() {
  std::array<uint64_t, std::size(kTellingPlans)> votes{};
  uint64_t phones = 0, zero_first = 0, low_first = 0, high_first = 0;
  for (const OfTable& of : tables_) {
    if (of.differs) continue;
    phones += of.phones;
    zero_first += of.zero_first;
    low_first += of.low_first;
    high_first += of.high_first;
    for (size_t plan = 0; plan < of.plan_votes.size(); ++plan) votes[plan] += of.plan_votes[plan];
  }
  if (phones < kFewestPhones) return;
  uint8_t usual = kFrance;
  if (votes[kFrenchPlan] * 10 < phones * 4) {
    size_t fitting = 0, found = 0;
    for (size_t plan = 1; plan < votes.size(); ++plan)
      if (votes[plan] * 20 >= phones * 19) {
        ++fitting;
        found = plan;
      }
    usual = fitting == 1 ? place(kTellingPlans[found]) : kUnknown;
  } else if (zero_first == 0 && low_first == 0 && high_first * 10 >= phones && votes[kSpanishPlan] * 20 >= phones * 19) {
    // Nine digits that begin with 6 to 9: French ones that had lost a zero would begin with 1 to 5 as well.
    usual = place(kTellingPlans[kSpanishPlan]);
  }
  for (OfTable& of : tables_)
    if (!of.differs && of.phones > 0) of.usual = usual;
}

void RowCountries::settle() {
  for (OfTable& of : tables_)
    if (of.differs) settle_told(of);
  settle_by_phones();
}

}  // namespace jumelles::standardize
