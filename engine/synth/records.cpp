// Which sources know a customer, and what each of their records says.

#include <algorithm>

#include "synth/drawing.h"
#include "synth/names.h"
#include "synth/synth.h"
#include "text/fold.h"

namespace jumelles::synth {
namespace {

// Customers by the sources that know them, in 7 350. Together: 55 % in one source, 33 % in two, 12 % in three; with 4 %
// of duplicates 5 000, 4 200 and 2 800 records.
struct Pattern { bool crm, shop, billing; uint64_t persons, companies; };
constexpr Pattern kPatterns[] = {
    {true, false, false, 1550, 350}, {false, true, false, 1458, 0},  {false, false, true, 435, 250}, {true, true, false, 1300, 0},
    {true, false, true, 377, 350},   {false, true, true, 399, 0},    {true, true, true, 881, 0},
};
constexpr uint64_t kPersons = 6400, kCompanies = 950, kAll = 7350;
constexpr uint64_t kDuplicates[kSourceCount] = {192, 162, 108};
constexpr double kMissingEmail[kSourceCount] = {0.22, 0.03, 0.61};
constexpr double kMissingPhone[kSourceCount] = {0.31, 0.38, 0.24};

// Shares between two records of one customer.
constexpr double kGivenNameTypo = 0.06, kNickname = 0.04, kSurnameTypo = 0.07, kMarriedName = 0.02, kSwappedNames = 0.015, kMoved = 0.09,
                 kOtherEmail = 0.18, kOtherPhone = 0.15, kPostcodeTypo = 0.03;

void mark(Record& record, Change change) { record.changes = static_cast<uint16_t>(record.changes | static_cast<uint16_t>(change)); }

// Last day that the extracts know.
constexpr int kLastYear = 2026, kLastMonth = 9;

struct RecordMaker {
  RecordMaker(std::vector<Customer>& all, Drawers& d) : customers(all), drawers(d), rng(d.rng) {}
  std::vector<Customer>& customers;
  Drawers& drawers;
  Rng& rng;
  int64_t owed_nicknames = 0;  // drawn for a name that has no short form: the next name that has one takes it

  Date date_from(int year) {
    Date date{static_cast<int16_t>(year + static_cast<int>(rng.below(static_cast<uint64_t>(kLastYear - year + 1)))),
              static_cast<uint8_t>(1 + rng.below(12)), static_cast<uint8_t>(1 + rng.below(28))};
    if (date.year == kLastYear && date.month > kLastMonth) date.month = static_cast<uint8_t>(1 + rng.below(kLastMonth));
    return date;
  }

  void set_dates(Record& record) {
    record.created = date_from(2012);
    record.updated = date_from(record.created.year);
    const auto day = [](const Date& d) { return (d.year * 100 + d.month) * 100 + d.day; };
    if (day(record.updated) < day(record.created)) record.updated = record.created;
  }

  // One digit of a postcode changed, or two of them swapped.
  std::string mistyped_postcode(const std::string& postcode) {
    for (;;) {
      std::string text = postcode;
      const size_t at = rng.below(text.size());
      if (rng.chance(0.6)) text[at] = static_cast<char>('0' + rng.below(10));
      else if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
      if (text != postcode && text.substr(0, 2) != "00") return text;
    }
  }

  void change_names(Record& record, const Customer& customer) {
    const bool typo = rng.chance(kGivenNameTypo) && text::fold(record.given_name).size() >= 3;
    if (rng.chance(kNickname)) ++owed_nicknames;
    if (!typo && owed_nicknames > 0) {
      const std::string short_form = nickname(record.given_name, rng);
      if (!short_form.empty()) {
        record.given_name = short_form;
        mark(record, Change::kNickname);
        --owed_nicknames;
      }
    }
    if (typo) {
      record.given_name = mistyped(record.given_name, rng);
      mark(record, Change::kGivenNameTypo);
    }
    if (customer.is_female && rng.chance(kMarriedName)) {
      std::string other;
      do other = drawers.names.surname(rng.uniform(), rng);
      while (other == record.surname);
      record.surname = rng.chance(0.3) ? record.surname + "-" + other : other;
      mark(record, Change::kMarriedName);
    }
    if (rng.chance(kSurnameTypo)) {
      record.surname = mistyped(record.surname, rng);
      mark(record, Change::kSurnameTypo);
    }
    if (rng.chance(kSwappedNames) && text::fold(record.given_name) != text::fold(record.surname)) {
      std::swap(record.given_name, record.surname);
      mark(record, Change::kSwappedNames);
    }
  }

  void change_company(Record& record) {
    if (rng.chance(0.3)) {
      record.company_name = other_company_form(record.company_name, rng);
      mark(record, Change::kCompanyNameForm);
    }
    if (rng.chance(kSurnameTypo)) {
      record.company_name = mistyped(record.company_name, rng);
      mark(record, Change::kSurnameTypo);
    }
  }

  void change(Record& record, const Customer& customer) {
    if (customer.is_company) change_company(record);
    else change_names(record, customer);
    if (rng.chance(kMoved)) {
      // Most moves are short.
      record.address = rng.chance(0.6) ? drawers.places.address_in(customer.address.department, rng) : drawers.places.address(rng);
      record.postcode_text = postcode_text(record.address.postcode);
      mark(record, Change::kMoved);
    }
    if (rng.chance(kOtherEmail)) {
      record.email = customer.is_company ? drawers.emails.company(customer.company_name, rng)
                                         : drawers.emails.person(customer.given_name, customer.surname, rng);
      mark(record, Change::kOtherEmail);
    }
    if (rng.chance(kOtherPhone)) {
      record.phone = drawers.phones.phone(customer.address.department, customer.is_company ? 0.2 : 0.6, rng);
      mark(record, Change::kOtherPhone);
    }
    if (rng.chance(kPostcodeTypo)) {
      record.postcode_text = mistyped_postcode(record.postcode_text);
      mark(record, Change::kPostcodeTypo);
    }
  }

  static std::string postcode_text(uint32_t postcode) {
    const std::string digits = std::to_string(postcode);
    return std::string(5 - digits.size(), '0') + digits;
  }

  Record make(uint32_t index, Source source, bool is_first, bool is_duplicate) {
    const Customer& customer = customers[index];
    const auto s = static_cast<size_t>(source);
    Record record;
    record.source = source;
    record.customer = index;
    record.is_duplicate = is_duplicate;
    record.given_name = customer.given_name;
    record.surname = customer.surname;
    record.company_name = customer.company_name;
    record.email = customer.email;
    record.phone = customer.phone;
    record.address = customer.address;
    record.postcode_text = postcode_text(customer.address.postcode);
    if (!is_first) change(record, customer);
    if (rng.chance(kMissingEmail[s])) record.email.clear();
    if (rng.chance(kMissingPhone[s])) record.phone.clear();
    if (source == Source::kShop && !customer.is_company && rng.chance(0.55)) record.birth_date = customer.birth_date;
    if (customer.is_company && (source == Source::kBilling || (source == Source::kCrm && rng.chance(0.4)))) record.siren = customer.siren;
    if (rng.chance(0.92)) record.consent = rng.chance(0.88) ? customer.consents : !customer.consents;
    set_dates(record);
    return record;
  }
};

// Customers of each pattern, in proportion: the counts of 7 350 scaled, what is left over spread by cumulated rounding.
std::vector<size_t> patterns_of(uint64_t count, bool companies) {
  std::vector<size_t> patterns;
  uint64_t cumulated = 0;
  const uint64_t all = companies ? kCompanies : kPersons;
  for (size_t p = 0; p < std::size(kPatterns); ++p) {
    cumulated += companies ? kPatterns[p].companies : kPatterns[p].persons;
    patterns.resize((count * cumulated + all / 2) / all, p);
  }
  return patterns;
}

std::string id_of(Source source, Rng& rng, uint64_t& last) {
  // Numbers go up with gaps, as deleted rows leave them.
  last += 1 + rng.below(3);
  switch (source) {
    case Source::kCrm: return "C" + std::to_string(100000 + last);
    case Source::kShop: return std::to_string(2000 + last);
    default: return "F-" + std::to_string(40000 + last);
  }
}

}  // namespace

Population make_population(const SynthOptions& options) {
  Drawers drawers(options.seed);
  Population population;
  population.customers = make_customers(options.customers, drawers);
  const uint64_t companies = static_cast<uint64_t>(
      std::count_if(population.customers.begin(), population.customers.end(), [](const Customer& c) { return c.is_company; }));
  const uint64_t persons = options.customers - companies;
  Rng& rng = drawers.rng;
  std::vector<std::vector<std::pair<uint32_t, bool>>> members(kSourceCount);  // customer, first record of the customer
  const auto spread = [&](uint64_t first, uint64_t count, bool is_company) {
    const std::vector<size_t> patterns = patterns_of(count, is_company);
    const std::vector<uint32_t> order = shuffled(count, rng);
    for (uint64_t i = 0; i < count; ++i) {
      const auto customer = static_cast<uint32_t>(first + order[i]);
      const Pattern& pattern = kPatterns[patterns[i]];
      bool first_record = true;
      for (int s = 0; s < kSourceCount; ++s) {
        if (!(s == 0 ? pattern.crm : s == 1 ? pattern.shop : pattern.billing)) continue;
        members[static_cast<size_t>(s)].emplace_back(customer, first_record);
        first_record = false;
      }
    }
  };
  spread(0, persons, false);
  spread(persons, companies, true);
  RecordMaker maker(population.customers, drawers);
  for (size_t s = 0; s < kSourceCount; ++s) {
    const auto source = static_cast<Source>(s);
    std::vector<Record> records;
    for (const auto& [customer, first] : members[s]) records.push_back(maker.make(customer, source, first, false));
    const uint64_t duplicates = (options.customers * kDuplicates[s] + kAll / 2) / kAll;
    const std::vector<uint32_t> twice = shuffled(members[s].size(), rng);
    for (uint64_t i = 0; i < std::min<uint64_t>(duplicates, twice.size()); ++i)
      records.push_back(maker.make(members[s][twice[i]].first, source, false, true));
    uint64_t last = 0;
    for (const uint32_t at : shuffled(records.size(), rng)) {
      population.records.push_back(std::move(records[at]));
      population.records.back().id = id_of(source, rng, last);
    }
  }
  return population;
}

}  // namespace jumelles::synth
