#include "standardize/row_countries.h"

#include <algorithm>
#include <initializer_list>

#include "standardize/countries.h"
#include "standardize/phone_numbers.h"

namespace jumelles::standardize {
namespace {

// Plans by which a column of phones alone may be told: those whose numbers have a fixed count of digits. Others have room for nearly any.
constexpr std::string_view kTellingPlans[] = {"FR", "BE", "CH", "NL", "ES", "GB", "MA", "DZ", "TN", "US"};
constexpr size_t kFrenchPlan = 0, kSpanishPlan = 4;
constexpr size_t kFourDigitPlans[] = {1, 2, 3, 8};  // of countries whose postcodes have four digits
constexpr Code kPhonesLookedAt = 2000;
constexpr uint32_t kFewestPhones = 20;  // fewer may be in another plan by chance
constexpr uint32_t kFewestAgreeing = 3;  // two may be one household

// "France (métropole)": the first word, where it is a name of its own.
std::string_view country_of_text(std::string_view folded) {
  const std::string_view country = country_of_name(folded);
  if (!country.empty()) return country;
  const std::string_view first = folded.substr(0, folded.find(' '));
  return first.size() >= 4 ? country_of_name(first) : std::string_view();
}

// Whether it is a number in France, dialed as there with ten digits, and in none of these plans.
bool is_french_alone(std::string_view written, std::initializer_list<std::string_view> others) {
  const std::string digits = digits_of(written);
  const auto is_number_in = [&](std::string_view country) {
    PhoneNumber number;
    return read_national_phone(digits, country, number) && number.kind != PhoneKind::kUnassigned;
  };
  return digits.size() == 10 && digits[0] == '0' && digits[1] != '0' && written.find('+') == std::string_view::npos && is_number_in("FR") && std::none_of(others.begin(), others.end(), is_number_in);
}

// A name of a country that is not in the list, and no number or code.
bool may_be_country(std::string_view folded) {
  return folded.size() >= 4 && std::none_of(folded.begin(), folded.end(), is_digit);
}

}  // namespace

void RowCountries::start(size_t table_count) {
  names_ = {"", "", "FR"};
  tables_.assign(table_count, {});
}

RowCountries::Clue RowCountries::clue_of(uint32_t table, AttributeType column_type, uint32_t value_count) {
  const Clue clue = column_type == AttributeType::kCountry    ? Clue::kCountry
                    : column_type == AttributeType::kPostcode ? Clue::kPostcode
                    : column_type == AttributeType::kStreet   ? Clue::kStreet
                    : column_type == AttributeType::kCity     ? Clue::kTown
                    : column_type == AttributeType::kPhone    ? Clue::kPhone
                    : column_type == AttributeType::kEmail    ? Clue::kEmail
                                                              : Clue::kNone;
  OfTable& of = tables_[table];
  if (clue == Clue::kNone || of.has[static_cast<size_t>(clue)]) return Clue::kNone;
  of.has[static_cast<size_t>(clue)] = true;
  of.told[static_cast<size_t>(clue)].assign(value_count, kOpen);
  if (clue == Clue::kPostcode) of.digits.assign(value_count, 0);
  if (clue == Clue::kTown) of.town_beside_four.assign(value_count, kOpen);
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
  if (clue == Clue::kEmail) {
    told = place(country_of_email(original));
    of.told[static_cast<size_t>(clue)][code] = told;
    of.mails.add(told);
    ++of.mail_values;
    return;
  }
  if (clue == Clue::kPostcode) {
    const std::string_view bare = without_zero_tail(trim(original));
    if (all_digits(bare)) {
      of.digits[code] = static_cast<uint8_t>(std::min<size_t>(bare.size(), 10));
      of.four_digits += bare.size() == 4;
      of.five_digits += bare.size() == 5;
      of.zero_first_of_five += bare.size() == 5 && bare[0] == '0';
    } else {
      const std::string_view country = country_of_postcode(original);
      told = country == kSomewhereElse ? kUnknown : place(country);
    }
  } else if (clue == Clue::kStreet) {
    told = place(country_at_end(original));
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
  of.tells_france = of.tells_france || told == kFrance;
  of.writes_france = of.writes_france || (told == kFrance && clue == Clue::kCountry);
  of.differs = of.differs || (told != kOpen && told != kFrance);
}

void RowCountries::read_phone(OfTable& of, Code code, std::string_view original) {
  const std::string_view s = without_zero_tail(trim(original));
  const std::string digits = digits_of(s);
  if (digits.size() < 7 || digits.size() > 16) return;
  ++of.phone_values;
  const bool plus = s.find('+') < s.find_first_of("0123456789"), zeros = digits.substr(0, 2) == "00" && digits.size() > 10;
  PhoneNumber number;
  // "33612345678": longer than the numbers of most plans, and one in the country of its first digits.
  const bool bare = !plus && !zeros && digits.size() >= 11 && digits[0] != '0' && read_international_phone(digits, number) && number.kind != PhoneKind::kUnassigned;
  if (plus || zeros || bare) {
    const std::string_view called = std::string_view(digits).substr(zeros && !plus ? 2 : 0);
    if (!read_international_phone(called, number)) return;
    const uint8_t told = place(region_of_calling_code(called));
    of.told[static_cast<size_t>(Clue::kPhone)][code] = told;
    of.tells_france = of.tells_france || told == kFrance;
    of.codes.add(told);
    of.differs = of.differs || (told != kOpen && told != kFrance);
    return;
  }
  if (code <= kPhonesLookedAt) vote(of.votes, s, digits);
}

void RowCountries::vote(PhoneVotes& votes, std::string_view written, std::string_view digits) {
  static_assert(std::size(kTellingPlans) == kPlans);
  ++votes.phones;
  votes.zero_first += digits[0] == '0' || digits.size() != 9;
  votes.low_first += digits[0] >= '1' && digits[0] <= '5';
  votes.high_first += digits[0] >= '8';
  std::vector<size_t> groups;
  for (size_t at = 0; at < written.size(); ++at) {
    if (!is_digit(written[at])) continue;
    if (at == 0 || !is_digit(written[at - 1])) groups.push_back(0);
    ++groups.back();
  }
  votes.grouped += groups.size() > 1;
  PhoneNumber number;
  for (size_t plan = 0; plan < kPlans; ++plan) {
    if (!read_national_phone(digits, kTellingPlans[plan], number) || number.kind == PhoneKind::kUnassigned) continue;
    ++votes.plans[plan];
    bool same = groups.size() > 1;
    for (size_t g = 0; g < number.groups.size() && same; ++g) {
      const size_t prefix = g == 0 ? digits.size() - number.national.size() : 0;
      same = (g < groups.size() ? groups[g] : 0) == number.groups[g] + prefix;
    }
    votes.grouped_as[plan] += same && groups.size() <= number.groups.size();
  }
}

void RowCountries::PhoneVotes::add(const PhoneVotes& other) {
  for (size_t plan = 0; plan < kPlans; ++plan) {
    plans[plan] += other.plans[plan];
    grouped_as[plan] += other.grouped_as[plan];
  }
  phones += other.phones;
  grouped += other.grouped;
  zero_first += other.zero_first;
  low_first += other.low_first;
  high_first += other.high_first;
}

size_t RowCountries::PhoneVotes::written_as() const {
  const auto most = std::max_element(grouped_as.begin(), grouped_as.end());
  // One odd number more or less does not tell two plans apart.
  const auto nearly_all = [&](uint32_t count) { return count * 10 >= grouped * 9; };
  const bool alone = std::count_if(grouped_as.begin(), grouped_as.end(), nearly_all) == 1;
  return grouped >= kFewestPhones && alone ? static_cast<size_t>(most - grouped_as.begin()) : kPlans;
}

void RowCountries::look(uint32_t table, Clue clue, Code code, std::string_view original, Told& told) const {
  const OfTable& of = tables_[table];
  if (code == kMissing) return;
  if (clue == Clue::kPhone) told.phone = original;
  told.country[static_cast<size_t>(clue)] = of.told[static_cast<size_t>(clue)][code];
  if (clue == Clue::kPostcode) {
    told.postcode = original;
    told.four_digits = of.digits[code] == 4;
    told.five_digits = of.digits[code] == 5;
    told.six_digits = of.digits[code] == 6 || of.digits[code] == 9;
  }
  if (clue == Clue::kTown) told.town = original, told.town_code = code, told.town_beside_four = of.town_beside_four[code];
}

// Whether its four digits are the postcode of the French town beside it, without its zero.
bool RowCountries::is_without_zero(OfTable& of, const Told& told) {
  if (told.town_code == kMissing) return false;
  const auto [at, is_new] = of.with_zero.try_emplace(told.town_code, nullptr);
  if (is_new) at->second = &french_postcodes_with_zero(told.town);
  if (at->second->empty()) return false;
  const std::string digits = digits_of(without_zero_tail(trim(told.postcode)));
  // A line with a town has others.
  return digits.size() == 4 && std::find(at->second->begin(), at->second->end(), static_cast<uint16_t>(std::stoi(digits))) != at->second->end();
}

void RowCountries::decide(uint32_t table, const Told& told) {
  OfTable& of = tables_[table];
  const auto by = [&](Clue clue) { return told.country[static_cast<size_t>(clue)]; };
  uint8_t country = by(Clue::kCountry);
  of.named += country != kOpen;
  if (country == kOpen) country = by(Clue::kPostcode);
  if (country == kOpen) country = by(Clue::kStreet);
  // Beside a postcode of four digits the town tells, and a phone only where its country has such postcodes: many live here and call from there.
  if (country == kOpen && told.four_digits) country = is_without_zero(of, told) ? kFrance : told.town_beside_four;
  // A foreign phone moves nobody who has a postcode of five digits, nor does a town whose country has four.
  if (country == kOpen && !told.five_digits && (!told.four_digits || has_four_digit_postcodes(names_[by(Clue::kPhone)]))) country = by(Clue::kPhone);
  if (country == kOpen && !told.four_digits) {
    country = by(Clue::kTown);
    if (told.five_digits && has_four_digit_postcodes(names_[country])) country = kOpen;
  }
  // Neither a foreign e-mail where the phone is no number of its country.
  const std::string_view mailed = names_[by(Clue::kEmail)];
  if (country == kOpen && told.four_digits && (by(Clue::kEmail) == kFrance || (has_four_digit_postcodes(mailed) && !is_french_alone(told.phone, {mailed}))))
    country = by(Clue::kEmail);
  if (told.four_digits && country != kOpen) {
    ++of.four_told;
    if (of.four_counts.size() <= country) of.four_counts.resize(country + size_t{1}, 0);
    ++of.four_counts[country];
  }
  const bool french_phone = country == kOpen && told.four_digits && is_french_alone(told.phone, {"BE", "CH", "LU", "TN", "NL", "AT", "DK", "NO", "HU"});
  of.rows.push_back(country != kOpen ? country : french_phone ? kFrenchPhoneBesideFour : told.four_digits ? kOpenBesideFour : told.six_digits ? kOpenBesideSix : kOpen);
}

void RowCountries::settle_told(OfTable& of) {
  of.decided = true;
  std::array<uint64_t, 256> counts{};
  for (const uint8_t country : of.rows) ++counts[country];
  const uint64_t told = of.rows.size() - counts[kOpen] - counts[kOpenBesideFour] - counts[kOpenBesideSix] - counts[kFrenchPhoneBesideFour];
  const auto most = std::max_element(counts.begin() + kUnknown, counts.begin() + kFrenchPhoneBesideFour);
  // Where most rows tell theirs, nine tenths of them say what the others are. Where fewer agree the others are open if countries are
  // written; if not, French rows are those that nothing tells. Where few rows tell theirs, it is done for foreigners only.
  if (told * 2 >= of.rows.size() && *most * 10 >= told * 9) of.usual = static_cast<uint8_t>(most - counts.begin());
  else if (of.named * 2 >= of.rows.size()) of.usual = kUnknown;
  else if (const uint8_t country = presumed(of); country != kOpen) of.usual = country;
  // Few rows tell theirs, and the phones of all are of the same country and not French.
  else if (told >= kFewestAgreeing && *most * 10 >= told * 9 && of.votes.phones >= kFewestPhones && !fits(of, kFrance) && fits(of, static_cast<uint8_t>(most - counts.begin())))
    of.usual = static_cast<uint8_t>(most - counts.begin());
  else of.decided = false;
  settle_four_digits(of);
  // Six digits are usual in China, India, Russia, Singapore, Romania, nine in the United States; in France they are a slip. Where a fifth of the rows are abroad, nobody knows.
  of.beside_six = of.usual == kFrance && (told - counts[kFrance]) * 5 >= of.rows.size() ? kUnknown : of.usual;
  of.several = std::any_of(of.rows.begin(), of.rows.end(), [&](uint8_t country) { return meaning(of, country) != of.usual; });
}

void RowCountries::settle_four_digits(OfTable& of) {
  // Of postcodes with four digits a fifth is enough: large towns tell for the villages around them, and a French postcode that has
  // lost its zero has no such town.
  of.beside_four = of.usual;
  const uint64_t four = of.four_told + static_cast<uint64_t>(std::count_if(of.rows.begin(), of.rows.end(), [](uint8_t row) { return row == kOpenBesideFour || row == kFrenchPhoneBesideFour; }));
  const auto first = std::max_element(of.four_counts.begin(), of.four_counts.end());
  const bool agreed = first != of.four_counts.end() && *first * 10 >= of.four_told * 9;
  // Where other postcodes begin with a zero none has been lost: four digits are no French ones, however few towns are known.
  const bool zeros_kept = of.zero_first_of_five > 0;
  if (agreed && (of.four_told * 5 >= four || (zeros_kept && of.four_told >= kFewestAgreeing))) {
    of.beside_four = static_cast<uint8_t>(first - of.four_counts.begin());
    of.is_told_beside_four = true;
  } else if (of.usual == kFrance && (zeros_kept || four_digits_are_foreign(of))) {
    of.beside_four = kUnknown;
  }
  // Where many postcodes have five digits they are no slips, and the phones are of people who live here. Australians, too, dial ten digits.
  of.french_phone_beside_four = of.beside_four == kUnknown && of.usual == kFrance && of.five_digits * 5 >= of.four_digits ? kFrance : of.beside_four;
}

void RowCountries::Tally::add(uint8_t country) {
  if (country == kOpen) return;
  if (counts.size() <= country) counts.resize(country + size_t{1}, 0);
  ++counts[country];
  ++told;
}

uint8_t RowCountries::Tally::agreed() const {
  const auto most = std::max_element(counts.begin(), counts.end());
  return told >= kFewestAgreeing && *most * 10 >= told * 9 ? static_cast<uint8_t>(most - counts.begin()) : kOpen;
}

// Whether nearly all phones without a calling code are numbers of that country; of a plan that has room for nearly anything, too.
bool RowCountries::fits(const OfTable& of, uint8_t country) const {
  const auto plan = std::find(std::begin(kTellingPlans), std::end(kTellingPlans), names_[country]);
  return plan == std::end(kTellingPlans) || of.votes.fits(static_cast<size_t>(plan - std::begin(kTellingPlans)));
}

// What a table's e-mails, calling codes and postcodes say of rows that say nothing themselves; kOpen where they say nothing either.
uint8_t RowCountries::presumed(const OfTable& of) const {
  // Some foreigners are in every table: a fifth of the e-mails or of the phones are more than that.
  const bool foreign_mails = of.mails.others() >= kFewestAgreeing && of.mails.others() * 5 >= of.mail_values;
  const bool foreign_codes = of.codes.others() >= kFewestAgreeing && of.codes.others() * 5 >= of.phone_values;
  const uint8_t by_mails = foreign_mails ? of.mails.agreed() : of.mails.agreed() == kFrance ? kFrance : kOpen;
  const uint8_t by_codes = foreign_codes ? of.codes.agreed() : kOpen;
  if (by_mails == kFrance) return kFrance;
  const uint8_t country = by_mails == kOpen ? by_codes : by_mails;
  if (country != kOpen && (by_codes == kOpen || by_codes == country)) {
    if (!fits(of, country)) return fits(of, kFrance) ? kOpen : kUnknown;
    // Abroad may be written for foreigners only, beside numbers that are French as well.
    const bool most = of.codes.told * 2 >= of.phone_values || by_mails == country;
    return most || !fits(of, kFrance) ? country : kUnknown;
  }
  const bool mixed = (foreign_mails && of.mails.of(kFrance) * 2 <= of.mails.told) || by_mails != by_codes;
  return mixed || (of.five_digits == 0 && four_digits_are_foreign(of)) ? kUnknown : kOpen;
}

// French postcodes that have lost their zero are few, but where all are of one region; then the phones are French and no others.
bool RowCountries::four_digits_are_foreign(const OfTable& of) const {
  return of.four_digits > of.five_digits &&
         (of.votes.phones == 0 || !fits(of, kFrance) ||
          std::any_of(std::begin(kFourDigitPlans), std::end(kFourDigitPlans), [&](size_t plan) { return of.votes.fits(plan); }));
}

// What the digits of phones alone tell.
uint8_t RowCountries::usual_by_phones(const PhoneVotes& votes) {
  if (votes.phones < kFewestPhones) return kOpen;
  if (const size_t plan = votes.written_as(); plan < kPlans && votes.fits(plan)) return place(kTellingPlans[plan]);
  const size_t fitting = static_cast<size_t>(std::count_if(votes.plans.begin(), votes.plans.end(), [&](uint32_t fit) { return fit * 20 >= votes.phones * 19; }));
  if (!votes.fits(kFrenchPlan) && (fitting > 0 || votes.plans[kFrenchPlan] * 10 < votes.phones * 4)) {
    for (size_t plan = 1; plan < kPlans; ++plan)
      if (fitting == 1 && votes.fits(plan)) return place(kTellingPlans[plan]);
    return kUnknown;
  }
  // Nine digits that begin with 6 to 9: French ones that had lost a zero would begin with 1 to 5 as well. Portuguese ones begin with 9 or 2.
  const bool spanish = votes.zero_first == 0 && votes.low_first == 0 && votes.high_first * 10 <= votes.phones * 9 && votes.high_first * 10 >= votes.phones && votes.fits(kSpanishPlan);
  return spanish ? place(kTellingPlans[kSpanishPlan]) : kOpen;
}

// Tables without any clue but the digits of their phones: one decision for all of them, or the sources of a project would write one number in
// two ways. Where the digits leave it open they are of the country that all other tables are of.
void RowCountries::settle_by_phones() {
  PhoneVotes votes;
  std::vector<OfTable*> open;
  for (OfTable& of : tables_) {
    if (of.differs || of.votes.phones == 0) continue;
    if (of.writes_france) {
      of.decided = true;
      continue;
    }
    if (const uint8_t country = presumed(of); country != kOpen) {
      of.usual = of.beside_four = of.beside_six = of.french_phone_beside_four = country;
      of.decided = true;
      continue;
    }
    open.push_back(&of);
    votes.add(of.votes);
  }
  const uint8_t by_digits = usual_by_phones(votes);
  uint8_t usual = by_digits;
  if (usual == kOpen) {
    usual = kFrance;
    uint8_t of_others = kOpen;
    for (const OfTable& of : tables_)
      if (of.decided) of_others = of_others == kOpen || of_others == of.usual ? of.usual : kFrance;
    if (of_others != kOpen && std::all_of(open.begin(), open.end(), [&](const OfTable* of) { return fits(*of, of_others); })) usual = of_others;
  }
  for (OfTable* of : open) {
    of->usual = usual;
    of->tells_france = of->tells_france || by_digits == kFrance;
  }
}

void RowCountries::settle() {
  for (size_t table = 0; table < tables_.size(); ++table) {
    OfTable& of = tables_[table];
    of.differs = differs(static_cast<uint32_t>(table));
    if (of.differs) settle_told(of);
  }
  settle_by_phones();
}

}  // namespace jumelles::standardize
