#include "synth/synth.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "synth/names.h"
#include "text/fold.h"
#include "text/french_names.h"

using namespace jumelles;
using namespace jumelles::synth;

namespace {

const Population& sample() {
  static const Population population = make_population({7350, 1});
  return population;
}

// Large enough that shares are within a few tenths of a percent of what they should be.
const Population& large() {
  static const Population population = make_population({40000, 7});
  return population;
}

template <class Condition>
double share_of_records(const Population& population, Source source, Condition condition) {
  uint64_t all = 0, hits = 0;
  for (const Record& record : population.records) {
    if (record.source != source) continue;
    ++all;
    hits += condition(record);
  }
  return static_cast<double>(hits) / static_cast<double>(all);
}

// Share of `change` among records after their customer's first one.
template <class Which>
double share_of_changes(const Population& population, Change change, Which which) {
  uint64_t all = 0, hits = 0;
  std::set<uint32_t> seen;
  for (const Record& record : population.records) {
    if (!record.is_duplicate && seen.insert(record.customer).second) {
      // First by source order: made without changes.
      continue;
    }
    if (!which(population.customers[record.customer])) continue;
    ++all;
    hits += record.changed(change);
  }
  return static_cast<double>(hits) / static_cast<double>(all);
}

bool is_person(const Customer& customer) { return !customer.is_company; }
bool is_woman(const Customer& customer) { return !customer.is_company && customer.is_female; }
bool anyone(const Customer&) { return true; }

bool near(double value, double expected, double tolerance) { return value > expected - tolerance && value < expected + tolerance; }

double mean_of(const Population& population, bool Customer::*flag) {
  uint64_t persons = 0, hits = 0;
  for (const Customer& customer : population.customers) {
    persons += !customer.is_company;
    hits += !customer.is_company && customer.*flag;
  }
  return static_cast<double>(hits) / static_cast<double>(persons);
}

}  // namespace

TEST_CASE("7 350 customers give 12 000 records in three extracts") {
  std::map<Source, uint64_t> counts, duplicates;
  std::map<uint32_t, std::set<Source>> sources;
  for (const Record& record : sample().records) {
    ++counts[record.source];
    duplicates[record.source] += record.is_duplicate;
    sources[record.customer].insert(record.source);
  }
  CHECK(sample().records.size() == 12000);
  CHECK(counts[Source::kCrm] == 5000);
  CHECK(counts[Source::kShop] == 4200);
  CHECK(counts[Source::kBilling] == 2800);
  for (const Source source : {Source::kCrm, Source::kShop, Source::kBilling})
    CHECK(near(static_cast<double>(duplicates[source]) / static_cast<double>(counts[source]), 0.04, 0.002));
  CHECK(sources.size() == 7350);
  std::map<size_t, double> spread;
  for (const auto& [customer, set] : sources) spread[set.size()] += 1.0 / 7350;
  CHECK(near(spread[1], 0.55, 0.001));
  CHECK(near(spread[2], 0.33, 0.001));
  CHECK(near(spread[3], 0.12, 0.001));
  const auto companies = std::count_if(sample().customers.begin(), sample().customers.end(), [](const Customer& c) { return c.is_company; });
  CHECK(companies == 950);
}

TEST_CASE("other sizes keep the proportions") {
  for (const uint64_t customers : {uint64_t{1}, uint64_t{10}, uint64_t{735}, uint64_t{14700}}) {
    CAPTURE(customers);
    const Population population = make_population({customers, 3});
    CHECK(population.customers.size() == customers);
    const double expected = static_cast<double>(customers) * 12000 / 7350;
    CHECK(near(static_cast<double>(population.records.size()), expected, 5));
    std::set<uint32_t> seen;
    for (const Record& record : population.records) seen.insert(record.customer);
    CHECK(seen.size() == customers);
  }
  CHECK(make_population({0, 1}).records.empty());
}

TEST_CASE("values are missing as often as they should be") {
  const struct { Source source; double email, phone; } expected[] = {
      {Source::kCrm, 0.22, 0.31}, {Source::kShop, 0.03, 0.38}, {Source::kBilling, 0.61, 0.24}};
  for (const auto& e : expected) {
    CAPTURE(static_cast<int>(e.source));
    CHECK(near(share_of_records(large(), e.source, [](const Record& r) { return r.email.empty(); }), e.email, 0.012));
    CHECK(near(share_of_records(large(), e.source, [](const Record& r) { return r.phone.empty(); }), e.phone, 0.012));
  }
  CHECK(near(share_of_records(large(), Source::kShop, [](const Record& r) { return r.birth_date.year != 0; }), 0.55, 0.012));
  CHECK(share_of_records(large(), Source::kCrm, [](const Record& r) { return r.birth_date.year != 0; }) == 0);
  CHECK(share_of_records(large(), Source::kBilling, [](const Record& r) { return r.birth_date.year != 0; }) == 0);
  uint64_t crm = 0, crm_siren = 0;
  for (const Record& record : large().records) {
    const bool company = large().customers[record.customer].is_company;
    if (!company) CHECK(record.siren.empty());
    if (company && record.source == Source::kBilling) CHECK(record.siren.size() == 9);
    crm += company && record.source == Source::kCrm;
    crm_siren += company && record.source == Source::kCrm && !record.siren.empty();
  }
  CHECK(near(static_cast<double>(crm_siren) / static_cast<double>(crm), 0.4, 0.025));
}

TEST_CASE("records of one customer differ as often as they should") {
  CHECK(near(share_of_changes(large(), Change::kGivenNameTypo, is_person), 0.06, 0.006));
  CHECK(near(share_of_changes(large(), Change::kNickname, is_person), 0.04, 0.006));
  CHECK(near(share_of_changes(large(), Change::kSurnameTypo, is_person), 0.07, 0.006));
  CHECK(near(share_of_changes(large(), Change::kMarriedName, is_woman), 0.02, 0.005));
  CHECK(near(share_of_changes(large(), Change::kSwappedNames, is_person), 0.015, 0.004));
  CHECK(near(share_of_changes(large(), Change::kMoved, anyone), 0.09, 0.006));
  CHECK(near(share_of_changes(large(), Change::kOtherEmail, anyone), 0.18, 0.009));
  CHECK(near(share_of_changes(large(), Change::kOtherPhone, anyone), 0.15, 0.009));
  CHECK(near(share_of_changes(large(), Change::kPostcodeTypo, anyone), 0.03, 0.004));
}

TEST_CASE("a change shows in the record, and only changed records differ") {
  std::map<uint32_t, uint32_t> same_names, persons;
  for (const Record& record : large().records) {
    const Customer& customer = large().customers[record.customer];
    if (record.changed(Change::kOtherEmail) && !record.email.empty()) CHECK(record.email != customer.email);
    if (!record.changed(Change::kOtherEmail) && !record.email.empty()) CHECK(record.email == customer.email);
    if (record.changed(Change::kOtherPhone) && !record.phone.empty()) CHECK(record.phone != customer.phone);
    if (!record.changed(Change::kOtherPhone) && !record.phone.empty()) CHECK(record.phone == customer.phone);
    if (!record.changed(Change::kMoved)) CHECK(record.address.street == customer.address.street);
    if (customer.is_company) continue;
    const uint16_t names = static_cast<uint16_t>(Change::kGivenNameTypo) | static_cast<uint16_t>(Change::kNickname) |
                           static_cast<uint16_t>(Change::kSurnameTypo) | static_cast<uint16_t>(Change::kMarriedName) |
                           static_cast<uint16_t>(Change::kSwappedNames);
    const bool same = record.given_name == customer.given_name && record.surname == customer.surname;
    CHECK(same == ((record.changes & names) == 0));
    if (record.changed(Change::kSwappedNames) && (record.changes & names) == static_cast<uint16_t>(Change::kSwappedNames))
      CHECK((record.given_name == customer.surname && record.surname == customer.given_name));
  }
}

TEST_CASE("a fifth of the persons share home and surname, most of these households a phone or an e-mail") {
  std::map<std::pair<std::string, std::string>, std::vector<const Customer*>> homes;
  uint64_t persons = 0;
  for (const Customer& customer : large().customers) {
    if (customer.is_company) continue;
    ++persons;
    homes[{customer.address.street + customer.address.city, customer.surname}].push_back(&customer);
  }
  uint64_t sharing = 0, households = 0, with_contact = 0, fathers_and_sons = 0;
  for (const auto& [home, members] : homes) {
    if (members.size() < 2) continue;
    sharing += members.size();
    ++households;
    bool contact = false, namesakes = false;
    for (size_t i = 1; i < members.size(); ++i) {
      contact |= members[i]->phone == members[0]->phone || members[i]->email == members[0]->email;
      if (members[i]->given_name == members[0]->given_name) {
        namesakes = true;
        const int years = members[i]->birth_date.year - members[0]->birth_date.year;
        CHECK(years >= 20);
        CHECK(!members[0]->is_female);
        CHECK(!members[i]->is_female);
      }
    }
    with_contact += contact;
    fathers_and_sons += namesakes ? 2 : 0;
  }
  CHECK(near(static_cast<double>(sharing) / static_cast<double>(persons), 0.2, 0.004));
  CHECK(near(static_cast<double>(with_contact) / static_cast<double>(households), 0.6, 0.03));
  CHECK(near(static_cast<double>(fathers_and_sons) / static_cast<double>(persons), 0.01, 0.001));
}

TEST_CASE("namesakes and switchboards are as common as they should be") {
  CHECK(near(mean_of(large(), &Customer::is_namesake), 0.02, 0.001));
  CHECK(near(mean_of(large(), &Customer::behind_switchboard), 0.005, 0.0005));
  std::map<std::string, std::vector<uint32_t>> by_name;
  for (uint32_t i = 0; i < large().customers.size(); ++i) {
    const Customer& customer = large().customers[i];
    if (!customer.is_company) by_name[customer.given_name + " " + customer.surname].push_back(i);
  }
  for (const auto& [name, indices] : by_name)
    for (const uint32_t i : indices) {
      const Customer& customer = large().customers[i];
      if (!customer.is_namesake) continue;
      CHECK(std::any_of(indices.begin(), indices.end(), [&](uint32_t j) {
        return j != i && large().customers[j].address.department == customer.address.department;
      }));
    }
  std::set<std::string> company_phones;
  for (const Customer& customer : large().customers)
    if (customer.is_company) company_phones.insert(customer.phone);
  for (const Customer& customer : large().customers)
    if (customer.behind_switchboard) CHECK(company_phones.count(customer.phone) == 1);
}

TEST_CASE("the commonest surnames have their national share") {
  const Population population = make_population({50000, 11});
  std::map<std::string, uint64_t> counts;
  uint64_t persons = 0;
  for (const Customer& customer : population.customers) {
    if (customer.is_company) continue;
    ++persons;
    ++counts[text::fold(customer.surname)];
  }
  std::vector<std::pair<uint64_t, std::string>> commonest;
  for (const auto& [name, count] : counts) commonest.emplace_back(count, name);
  std::sort(commonest.rbegin(), commonest.rend());
  CHECK(commonest[0].second == "MARTIN");
  for (size_t i = 0; i < 10; ++i) {
    CAPTURE(commonest[i].second);
    const double national = text::french_surname_share(commonest[i].second);
    const double share = static_cast<double>(commonest[i].first) / static_cast<double>(persons);
    CHECK(national > 0);
    CHECK(near(share / national, 1, 0.2));
  }
}

TEST_CASE("phones are of the ranges reserved for fiction, e-mails of no real host, SIREN numbers well formed") {
  std::set<std::string> own_phones;
  for (const Record& record : sample().records) {
    if (!record.email.empty()) CHECK(record.email.substr(record.email.size() - 8) == ".example");
    if (record.phone.empty()) continue;
    REQUIRE(record.phone.size() == 10);
    const std::string range = record.phone.substr(0, 6);
    CHECK((range == "063998" || range == "019900" || range == "026191" || range == "035301" || range == "046571" || range == "053649"));
  }
  for (const Customer& customer : sample().customers) {
    if (customer.siren.empty()) continue;
    int sum = 0;
    for (size_t i = 0; i < 9; ++i) {
      const int value = (customer.siren[i] - '0') * (i % 2 == 1 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    }
    CHECK(sum % 10 == 0);
  }
}

TEST_CASE("equal seeds give equal files, other seeds others") {
  const Files a = generate({500, 5}), b = generate({500, 5}), c = generate({500, 6});
  for (int f = 0; f < kFileCount; ++f) {
    const auto i = static_cast<size_t>(f);
    CHECK(a.bytes[i] == b.bytes[i]);
    CHECK(a.bytes[i] != c.bytes[i]);
    CHECK(!a.bytes[i].empty());
  }
}

TEST_CASE("each system writes in its own way") {
  const Files files = generate({7350, 1});
  const std::string& crm = files.bytes[0];
  const std::string& shop = files.bytes[1];
  const std::string& billing = files.bytes[2];
  CHECK(std::count(crm.begin(), crm.end(), '\n') == 5001);
  CHECK(std::count(crm.begin(), crm.end(), '\r') == 5001);
  CHECK(std::count(shop.begin(), shop.end(), '\n') == 4201);
  CHECK(shop.find('\r') == std::string::npos);
  CHECK(crm.find('\xE9') != std::string::npos);               // Windows-1252
  CHECK(crm.find("\xC3\xA9") == std::string::npos);
  CHECK(crm.find('?') == std::string::npos);                  // no letter was lost
  CHECK(shop.find("\xC3\xA9") != std::string::npos);          // UTF-8
  CHECK(billing.front() == '[');
  CHECK(billing.substr(billing.size() - 3) == "\n]\n");
  CHECK(shop.find(",0639") == std::string::npos);
  CHECK(shop.find(",639") != std::string::npos);
  CHECK(files.bytes[3].substr(0, 21) == "source,id,cluster_id\n");
  CHECK(std::count(files.bytes[3].begin(), files.bytes[3].end(), '\n') == 12001);
  for (const Record& record : sample().records) CHECK(record.postcode_text.size() == 5);
}

TEST_CASE("names are written as people write them") {
  CHECK(display_given_name("JEAN BAPTISTE") == "Jean-Baptiste");
  CHECK(display_given_name("ELODIE") == "Élodie");
  CHECK(display_given_name("MARIE THERESE") == "Marie-Thérèse");
  CHECK(display_surname("LE GALL") == "Le Gall");
  Rng rng(1);
  for (int i = 0; i < 1000; ++i) CHECK(text::fold(mistyped("Élie", rng)) != "ELIE");
}
