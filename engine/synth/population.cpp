#include <algorithm>
#include <string_view>

#include "core/table.h"
#include "generated/places.h"
#include "synth/drawing.h"
#include "synth/names.h"
#include "synth/synth.h"
#include "text/fold.h"

namespace jumelles::synth {

std::vector<uint32_t> shuffled(uint64_t count, Rng& rng) {
  std::vector<uint32_t> order(count);
  for (uint64_t i = 0; i < count; ++i) order[i] = static_cast<uint32_t>(i);
  for (uint64_t i = count; i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
  return order;
}

PlacePool::PlacePool() {
  uint64_t total = 0;
  by_department_.resize(generated::kDepartmentCount);
  for (uint32_t i = 0; i < generated::kPlaceCount; ++i) {
    const generated::Place& place = generated::kPlaces[i];
    // Mainland and Corsica: the numbering zones of telephones are those of the mainland.
    if (place.population == 0 || place.postcode >= 97000) continue;
    all_.push_back({total += place.population, i});
    auto& list = by_department_[place.department];
    list.push_back({(list.empty() ? 0 : list.back().cumulated) + place.population, i});
  }
}

uint32_t PlacePool::draw_from(const std::vector<Row>& rows, Rng& rng) {
  const uint64_t position = rng.below(rows.back().cumulated);
  return std::upper_bound(rows.begin(), rows.end(), position, [](uint64_t p, const Row& row) { return p < row.cumulated; })->place;
}

Address PlacePool::address(Rng& rng) const { return at(draw_from(all_, rng), rng); }

Address PlacePool::address_in(uint16_t department, Rng& rng) const { return at(draw_from(by_department_[department], rng), rng); }

Address PlacePool::at(uint32_t index, Rng& rng) {
  const generated::Place& place = generated::kPlaces[index];
  return {street_line(rng), place.postcode, std::string(generated::place_name(place)), place.department};
}

namespace {

// First digit pair of landlines by department.
int phone_zone(std::string_view code) {
  static constexpr std::string_view kNorthWest[] = {"14", "18", "22", "27", "28", "29", "35", "36", "37", "41", "44", "45", "49", "50", "53", "56",
                                                    "61", "72", "76", "85"};
  static constexpr std::string_view kNorthEast[] = {"02", "08", "10", "21", "25", "39", "51", "52", "54", "55", "57", "58", "59", "60", "62", "67",
                                                    "68", "70", "71", "80", "88", "89", "90"};
  static constexpr std::string_view kSouthEast[] = {"01", "03", "04", "05", "06", "07", "11", "13", "15", "26", "30", "34", "38", "42", "43", "48",
                                                    "63", "66", "69", "73", "74", "83", "84", "2A", "2B"};
  static constexpr std::string_view kParis[] = {"75", "77", "78", "91", "92", "93", "94", "95"};
  const auto in = [&](const auto& list) { return std::find(std::begin(list), std::end(list), code) != std::end(list); };
  return in(kParis) ? 1 : in(kNorthWest) ? 2 : in(kNorthEast) ? 3 : in(kSouthEast) ? 4 : 5;
}

std::string padded(uint64_t number, int width) {
  std::string text = std::to_string(number);
  return std::string(static_cast<size_t>(std::max<int>(0, width - static_cast<int>(text.size()))), '0') + text;
}

}  // namespace

std::string PhonePool::next(size_t range) {
  // Each range reserved for fiction has 10 000 numbers. What goes beyond takes numbers that start with 0Z 00, which no
  // operator can be given.
  static constexpr const char* kRanges[] = {"063998", "019900", "026191", "035301", "046571", "053649"};
  static constexpr const char* kBeyond[] = {"0500", "0100", "0200", "0300", "0400", "0500"};
  const uint64_t n = used_[range]++;
  if (n < 10000) return kRanges[range] + padded((n * 7919 + start_) % 10000, 4);
  // The mobile range goes on in the last landline one, counted apart.
  return kBeyond[range] + padded(((n - 10000) * 2 * 77773 + (range == 0 ? 1 : 0) + start_ * 2) % 1000000, 6);
}

std::string PhonePool::phone(uint16_t department, double mobile_share, Rng& rng) {
  const bool mobile = rng.chance(mobile_share) && used_[0] < 10000;
  return next(mobile ? 0 : static_cast<size_t>(phone_zone(generated::kDepartments[department].code)));
}

std::string EmailPool::person(std::string_view given_name, std::string_view surname, Rng& rng) {
  static constexpr const char* kHosts[] = {"boite.example", "courrier.example", "poste.example", "messagerie.example", "internet.example"};
  const std::string given = joined(given_name), family = joined(surname);
  std::string local;
  switch (rng.below(4)) {
    case 0: local = given + "." + family; break;
    case 1: local = given.substr(0, 1) + "." + family; break;
    case 2: local = given.substr(0, 1) + family; break;
    default: local = family + "." + given; break;
  }
  return unique(local, kHosts[rng.below(5)], rng);
}

std::string EmailPool::company(std::string_view name, Rng& rng) {
  static constexpr const char* kLocals[] = {"contact", "info", "accueil", "compta", "direction"};
  return unique(kLocals[rng.below(5)], joined(name) + ".example", rng);
}

std::string EmailPool::joined(std::string_view name) {
  std::string out = text::fold(name);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return text::lower(out);
}

std::string EmailPool::unique(const std::string& local, const std::string& host, Rng& rng) {
  std::string email = local + "@" + host;
  while (taken_.find(email) != kMissing) email = local + std::to_string(1 + rng.below(9999)) + "@" + host;
  taken_.intern(email);
  return email;
}

std::string make_siren(Rng& rng) {
  std::string digits(1, static_cast<char>('3' + rng.below(6)));
  while (digits.size() < 8) digits.push_back(static_cast<char>('0' + rng.below(10)));
  int sum = 0;
  for (size_t i = 0; i < 8; ++i) {
    const int value = (digits[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

namespace {

void set_birth(Customer& person, int year, Rng& rng) {
  person.birth_date = {static_cast<int16_t>(year), static_cast<uint8_t>(1 + rng.below(12)), static_cast<uint8_t>(1 + rng.below(28))};
}

int adult_birth_year(Rng& rng) {
  // Most customers are between 25 and 75.
  return 1936 + static_cast<int>((rng.below(36) + rng.below(36)));
}

// Sizes of households of several until a fifth of the persons live in one.
std::vector<uint32_t> household_sizes(uint64_t persons, Rng& rng) {
  std::vector<uint32_t> sizes;
  const auto wanted = static_cast<uint64_t>(static_cast<double>(persons) * 0.2 + 0.5);
  for (uint64_t placed = 0; placed + 1 < wanted;) {
    const uint64_t draw = rng.below(100);
    const uint32_t size = std::min<uint32_t>(draw < 55 ? 2 : draw < 75 ? 3 : 4, static_cast<uint32_t>(persons - placed));
    sizes.push_back(size);
    placed += size;
  }
  return sizes;
}

void add_household(Drawers& drawers, std::vector<Customer>& out, uint32_t size, const std::string& surname, int32_t number, bool father_and_son) {
  Rng& rng = drawers.rng;
  const Address home = drawers.places.address(rng);
  const int year = 1938 + static_cast<int>(rng.below(38));
  const bool shares = rng.chance(0.6), shares_phone = rng.chance(0.65);
  const size_t first = out.size();
  for (uint32_t i = 0; i < size; ++i) {
    Customer person;
    person.is_female = father_and_son ? i >= 2 && rng.chance(0.6) : i == 0 ? false : i == 1 ? rng.chance(0.8) : rng.chance(0.5);
    do person.given_name = drawers.names.given_name(person.is_female, rng);
    while (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [&](const Customer& c) { return c.given_name == person.given_name; }));
    if (father_and_son && i == 1) person.given_name = out[first].given_name;
    person.is_father_or_son = father_and_son && i < 2;
    person.surname = surname;
    person.address = home;
    const bool child = i >= 2 || (father_and_son && i == 1);
    const int head_year = i == 0 ? year : out[first].birth_date.year;
    set_birth(person, child ? std::min(2007, head_year + 22 + static_cast<int>(rng.below(13))) : year - 4 + static_cast<int>(rng.below(9)), rng);
    person.household = number;
    person.shares_contact = shares;
    const Customer* head = i == 0 ? nullptr : &out[first];
    person.phone = shares && shares_phone && head ? head->phone : drawers.phones.phone(home.department, 0.6, rng);
    person.email = shares && !shares_phone && head ? head->email : drawers.emails.person(person.given_name, surname, rng);
    out.push_back(std::move(person));
  }
}

void add_single(Drawers& drawers, std::vector<Customer>& out, const std::string& surname, const Customer* namesake) {
  Rng& rng = drawers.rng;
  Customer person;
  person.is_female = namesake ? namesake->is_female : rng.chance(0.52);
  person.given_name = namesake ? namesake->given_name : drawers.names.given_name(person.is_female, rng);
  person.surname = namesake ? namesake->surname : surname;
  person.is_namesake = namesake != nullptr;
  person.address = namesake ? drawers.places.address_in(namesake->address.department, rng) : drawers.places.address(rng);
  set_birth(person, adult_birth_year(rng), rng);
  person.phone = drawers.phones.phone(person.address.department, 0.78, rng);
  person.email = drawers.emails.person(person.given_name, person.surname, rng);
  out.push_back(std::move(person));
}

void add_persons(Drawers& drawers, std::vector<Customer>& out, uint64_t persons) {
  Rng& rng = drawers.rng;
  const std::vector<uint32_t> sizes = household_sizes(persons, rng);
  uint64_t in_households = 0;
  for (const uint32_t size : sizes) in_households += size;
  const uint64_t singles = persons - std::min(persons, in_households);
  const auto pairs_of = [&](double share) { return static_cast<uint64_t>(static_cast<double>(persons) * share / 2 + 0.5); };
  const uint64_t father_pairs = std::min<uint64_t>(pairs_of(0.01), sizes.size());
  const uint64_t namesake_pairs = std::min(pairs_of(0.02), singles / 2);
  // One evenly spread position per family: the counts of common names stay close to their shares.
  const uint64_t families = sizes.size() + singles;
  const std::vector<uint32_t> order = shuffled(families, rng);
  const auto family_name = [&](uint64_t family) {
    return drawers.names.surname((order[family] + rng.uniform()) / static_cast<double>(families), rng);
  };
  for (uint64_t i = 0; i < sizes.size(); ++i)
    add_household(drawers, out, sizes[i], family_name(i), static_cast<int32_t>(i), i < father_pairs);
  const size_t first_single = out.size();
  for (uint64_t i = 0; i < singles; ++i) {
    // The last ones are namesakes of the first ones.
    const bool copies = i >= singles - namesake_pairs;
    const size_t model = first_single + (i - (singles - namesake_pairs));
    if (copies) out[model].is_namesake = true;
    const Customer copy = copies ? out[model] : Customer();
    add_single(drawers, out, family_name(sizes.size() + i), copies ? &copy : nullptr);
  }
}

void add_companies(Drawers& drawers, std::vector<Customer>& out, uint64_t companies) {
  Rng& rng = drawers.rng;
  Dictionary taken;
  for (uint64_t i = 0; i < companies; ++i) {
    Customer company;
    company.is_company = true;
    do company.company_name = company_name(drawers.names.surname(rng.uniform(), rng), rng);
    while (taken.find(company.company_name) != kMissing);
    taken.intern(company.company_name);
    company.siren = make_siren(rng);
    company.address = drawers.places.address(rng);
    company.phone = drawers.phones.phone(company.address.department, 0, rng);
    company.email = drawers.emails.company(company.company_name, rng);
    out.push_back(std::move(company));
  }
}

// Half a percent of the persons are reached through the switchboard of the company they work for, about eight at each.
void seat_behind_switchboards(Drawers& drawers, std::vector<Customer>& customers, uint64_t persons) {
  Rng& rng = drawers.rng;
  const uint64_t companies = customers.size() - persons;
  if (companies == 0) return;
  const auto wanted = static_cast<uint64_t>(static_cast<double>(persons) * 0.005 + 0.5);
  const std::vector<uint32_t> order = shuffled(persons, rng);
  uint64_t company = persons;
  for (uint64_t i = 0, seated = 0; i < persons && seated < wanted; ++i) {
    Customer& person = customers[order[i]];
    if (person.household >= 0) continue;
    if (seated % 8 == 0) company = persons + rng.below(companies);
    ++seated;
    person.phone = customers[company].phone;
    person.company_name = customers[company].company_name;
    person.behind_switchboard = true;
  }
}

}  // namespace

std::vector<Customer> make_customers(uint64_t count, Drawers& drawers) {
  std::vector<Customer> customers;
  customers.reserve(count);
  const uint64_t companies = (count * 950 + 3675) / 7350;
  add_persons(drawers, customers, count - companies);
  add_companies(drawers, customers, companies);
  seat_behind_switchboards(drawers, customers, count - companies);
  for (Customer& customer : customers) customer.consents = drawers.rng.chance(0.62);
  return customers;
}

}  // namespace jumelles::synth
