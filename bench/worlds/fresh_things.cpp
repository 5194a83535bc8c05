#include "fresh_things.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "core/hash.h"
#include "fresh_codes.h"
#include "fresh_words.h"
#include "things.h"

namespace jumelles::worlds {
namespace {

struct Kind {
  const char* id;
  void (*make)(const Maker&, uint32_t, Values&);
  bool moves = false;
};

constexpr Kind kKinds[] = {{"member", make_member, true}, {"pupil", make_pupil, true}, {"firm", make_firm, true}, {"invoice", make_invoice}, {"part", make_part},
                           {"garment", make_garment}, {"grocery", make_grocery}, {"medicine", make_medicine}, {"car", make_car}, {"flat", make_flat},
                           {"book", make_book}, {"release", make_release}, {"movie", make_movie}, {"grant", make_grant}, {"eatery", make_eatery},
                           {"city", make_city}, {"gathering", make_gathering}, {"ship", make_ship}};

const Kind* kind_of(std::string_view id) {
  const Kind* at = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& kind) { return id == kind.id; });
  return at == std::end(kKinds) ? nullptr : at;
}

// As a scanner reads, or a tired typist.
void misread(std::string& text, Rng& rng) {
  static constexpr const char* kPairs[][2] = {{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"O", "0"}, {"o", "0"}, {"S", "5"}, {"B", "8"},
                                           {"cl", "d"}, {"I", "l"}, {"e", "c"}, {"h", "b"}, {"ü", "u"}, {"5", "S"}, {"vv", "w"}};
  const size_t first = rng.below(std::size(kPairs));
  for (size_t i = 0; i < std::size(kPairs); ++i) {
    const auto& [right, wrong] = kPairs[(first + i) % std::size(kPairs)];
    if (const size_t at = text.find(right); at != std::string::npos) {
      text.replace(at, std::string_view(right).size(), wrong);
      return;
    }
  }
}

// "International Logistics" as a form with little room has it: "Int. Logistics", "Intrntnl Logistics".
void shorten(std::string& text, Rng& rng) {
  size_t best = 0, best_size = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end - begin > best_size) best = begin, best_size = end - begin;
    begin = end + 1;
  }
  if (best_size < 6) return;
  std::string word = text.substr(best, best_size);
  if (std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
  if (rng.chance(0.5)) {
    word = word.substr(0, 3 + rng.below(2)) + ".";
  } else {
    std::string rest;
    for (size_t i = 0; i < word.size(); ++i)
      if (i == 0 || std::string_view("aeiou").find(word[i]) == std::string_view::npos) rest.push_back(word[i]);
    word = rest;
  }
  text.replace(best, best_size, word);
}

// A word gone, but not the first and none with digits; two exchanged; or one that the trade adds.
void say_otherwise(std::string& text, const std::string& kind, Rng& rng) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (words.size() < 2) return;
  const size_t at = 1 + rng.below(words.size() - 1);
  switch (rng.below(3)) {
    case 0:
      if (words.size() > 2 && words[at].find_first_of("0123456789") == std::string::npos) words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1: std::swap(words[at - 1], words[at]); break;
    default: {
      const std::vector<std::string> firms{"Group", "(old)", "- HQ", "Intl", "c/o"}, goods{"NEW", "(x)", "- TOP", "orig.", "*"}, others{"-", "(s)", "etc.", "..."};
      words.push_back(pick(kind == "firm" || kind == "invoice" ? firms : kind == "part" || kind == "garment" || kind == "grocery" || kind == "medicine" || kind == "car" ? goods : others, rng));
    }
  }
  text.clear();
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
}

void halve(std::string& name, Rng& rng) {
  const size_t at = name.find_first_of(" -");
  if (at == std::string::npos || at < 4) return;  // "de Jong", "D'Angelo" and the like stay whole
  name = rng.chance(0.7) ? name.substr(0, at) : name.substr(at + 1);
}

}  // namespace

Rng Maker::of(const char* what, uint64_t number) const { return Rng(mix(mix(seed ^ hash_text(what)) + number)); }

std::string Maker::unique(const char* what, uint32_t number, int count) const {
  uint64_t all = 1;
  for (int i = 0; i < count; ++i) all *= 10;
  // A factor that shares none with a power of ten makes every number another one.
  const uint64_t start = mix(seed ^ hash_text(what)), factor = mix(start) % (all / 20) * 10 + all / 4 / 10 * 10 + 7;
  return with_zeros((start % all + uint64_t{number} * (factor % all)) % all, count);
}

std::string drawn_digits(Rng& rng, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text.push_back(static_cast<char>('0' + rng.below(10)));
  return text;
}

std::string drawn_letters(Rng& rng, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text.push_back("ABCDEFGHJKLMNPRSTUVWXYZ"[rng.below(23)]);
  return text;
}

std::string with_zeros(uint64_t value, int width) {
  const std::string text = std::to_string(value);
  return static_cast<int>(text.size()) < width ? std::string(static_cast<size_t>(width) - text.size(), '0') + text : text;
}

std::string drawn_date(int from_year, int years, Rng& rng) {
  const uint64_t year = static_cast<uint64_t>(from_year) + rng.below(static_cast<uint64_t>(years)), month = 1 + rng.below(12);
  return std::to_string(year) + "-" + with_zeros(month, 2) + "-" + with_zeros(1 + rng.below(28), 2);
}

std::string decimal(double value, int places) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}

bool is_fresh_kind(std::string_view kind) { return kind_of(kind) != nullptr; }
bool moves(std::string_view kind) { return kind_of(kind)->moves; }
void make_fresh(const Maker& maker, uint32_t number, Values& v) { kind_of(maker.spec.kind)->make(maker, number, v); }

std::string fresh_phone(Country country, Rng& rng, bool mobile) {
  const auto d = [&](int count) { return drawn_digits(rng, count); };
  switch (country) {
    case Country::kFrance: return in_order({mobile ? "06" : "0" + std::to_string(1 + rng.below(5)), " ", d(2), " ", d(2), " ", d(2), " ", d(2)});
    case Country::kEngland: return in_order({mobile ? "07" : "01", d(3), " ", d(6)});
    case Country::kGermany: return in_order({mobile ? "017" + d(1) : "0" + std::to_string(2 + rng.below(8)) + d(2), " ", d(7)});
    case Country::kSpain: return in_order({mobile ? "6" : "9", d(2), " ", d(3), " ", d(3)});
    case Country::kPoland: return in_order({mobile ? "5" : "2", d(2), " ", d(3), " ", d(3)});
    case Country::kAmerica: return in_order({"(", std::to_string(201 + rng.below(700)), ") ", std::to_string(200 + rng.below(800)), "-", d(4)});
    case Country::kNetherlands: return in_order({mobile ? "06" : "0" + std::to_string(10 + rng.below(70)), "-", d(mobile ? 8 : 7)});
    case Country::kItaly: return in_order({mobile ? "3" + d(2) : "0" + std::to_string(2 + rng.below(7)), " ", d(7)});
    case Country::kSweden: return in_order({mobile ? "07" + d(1) : "0" + std::to_string(8 + rng.below(80)), "-", d(3), " ", d(2), " ", d(2)});
    default: return in_order({d(3), "-", d(3), "-", d(3)});
  }
}

// Each street has a postcode where the country's do, and an end of a town has one where towns are large.
void put_fresh_address(const Maker& maker, Rng& rng, Values& v) {
  const Country country = maker.spec.country;
  const Lexicon& words = lexicon(country);
  const uint64_t number = frequent_first(maker.spec.towns, rng);
  const Town where = town(words, number);
  v[Field::kStreet] = street(words, rng);
  v[Field::kTown] = where.name;
  v[Field::kRegion] = country == Country::kAmerica ? words_of_trade("states")[mix(number) % words_of_trade("states").size()] : where.region;
  if (country == Country::kSpain)
    if (const size_t at = v[Field::kTown].find("de"); at != std::string::npos && at > 0 && v[Field::kTown][at - 1] != ' ' && v[Field::kTown].find(' ', at) != std::string::npos)
      v[Field::kTown].insert(at, " ");
  v[Field::kPostcode] = where.postcode;
  const uint64_t end = number < words.towns.size() ? rng.below(6) : 0;
  switch (country) {
    case Country::kEngland: {
      Rng unit(mix(hash_text(v[Field::kStreet].substr(v[Field::kStreet].find(' ') + 1)) + number));
      v[Field::kPostcode] = in_order({where.postcode.substr(0, where.postcode.find(' ')), " ", drawn_digits(unit, 1), drawn_letters(unit, 2)});
      break;
    }
    case Country::kNetherlands: {
      Rng unit(mix(hash_text(v[Field::kStreet].substr(0, v[Field::kStreet].rfind(' '))) + number));
      v[Field::kPostcode] = in_order({where.postcode.substr(0, 3), std::to_string(end), " ", drawn_letters(unit, 2)});
      break;
    }
    default: v[Field::kPostcode].back() = static_cast<char>('0' + (static_cast<uint64_t>(v[Field::kPostcode].back() - '0') + end) % 10);
  }
  if (country == Country::kSweden) v[Field::kPostcode].insert(3, " ");
  if (rng.chance(0.25)) {
    if (country == Country::kAmerica) v[Field::kStreet] += in_order({rng.chance(0.5) ? " Apt " : " #", std::to_string(1 + rng.below(40))});
    else if (country == Country::kPoland) v[Field::kStreet] += in_order({rng.chance(0.7) ? "/" : " m. ", std::to_string(1 + rng.below(60))});
    else if (country == Country::kSpain) v[Field::kStreet] += in_order({", ", std::to_string(1 + rng.below(8)), "º ", std::string(1, static_cast<char>('A' + rng.below(4)))});
    else if (country == Country::kNetherlands) v[Field::kStreet] += in_order({rng.chance(0.5) ? "-" : " ", std::string(1, static_cast<char>('A' + rng.below(4)))});
  }
  static constexpr const char* kCodes[] = {"FR", "GB", "DE", "ES", "PL", "XX", "US", "NL", "IT", "SE"};
  v[Field::kCountry] = kCodes[static_cast<size_t>(country)];
}

std::string bank_account(const Maker& maker, uint32_t number) {
  static constexpr const char* kCodes[] = {"FR", "GB", "DE", "ES", "PL", "XX", "US", "NL", "IT", "SE"};
  static constexpr int kLengths[] = {23, 18, 18, 20, 24, 18, 18, 14, 22, 20};
  const size_t country = static_cast<size_t>(maker.spec.country);
  Rng bank = maker.of("bank", mix(number) % 12);
  return iban(kCodes[country], drawn_digits(bank, kLengths[country] - 10) + maker.unique("iban", number, 10));
}

void slip_of_date(std::string& iso, Rng& rng) {
  if (iso.size() != 10) return;
  static constexpr size_t kPlaces[] = {2, 3, 9};
  iso[kPlaces[rng.below(3)]] = static_cast<char>('1' + rng.below(8));
}

void put_coordinates(Country country, Rng& rng, Values& v) {
  static constexpr double kBoxes[][4] = {{44, 5, 0, 6}, {51, 4, -3, 3}, {48, 5, 8, 5}, {37, 6, -6, 6}, {50, 4, 16, 7}, {10, 3, 10, 3},
                                        {33, 12, -118, 40}, {51.6, 1.5, 4.4, 2}, {40, 6, 9, 7}, {57, 6, 13, 4}};
  const auto& [south, height, west, width] = kBoxes[static_cast<size_t>(country)];
  v[Field::kLatitude] = decimal(south + height * rng.uniform(), 5);
  v[Field::kLongitude] = decimal(west + width * rng.uniform(), 5);
}

void put_fresh_measures(const Maker& maker, Rng& rng, Values& v) {
  v[Field::kCard] = "6" + drawn_digits(rng, 11);
  v[Field::kAmount] = decimal(5.0 * static_cast<double>(1 + rng.below(40)), 2);
  v[Field::kDay] = drawn_date(2022, 3, rng);
  // A bill is paid in the month after.
  if (const std::string& billed = v[Field::kInvoiceDate]; !billed.empty())
    v[Field::kDay] = in_order({billed.substr(0, 5), with_zeros(std::min<uint64_t>(12, std::strtoul(billed.substr(5, 2).c_str(), nullptr, 10) + 1), 2), "-", with_zeros(13 + rng.below(15), 2)});
  v[Field::kNights] = std::to_string(1 + rng.below(9));
  v[Field::kPolicy] = in_order({pick(std::vector<std::string>{"KFZ", "HR", "LV", "PHV"}, rng), "-", drawn_digits(rng, 7)});
  v[Field::kPayment] = pick(std::vector<std::string>{"card", "transfer", "cash", "direct debit", "paypal"}, rng);
  v[Field::kDiagnosis] = from_trade("diagnoses", rng);
  v[Field::kCampaign] = pick(std::vector<std::string>{"Spring mailing", "Web", "Gala", "Street", "TV spot", "Christmas"}, rng);
  // A car is driven to the next dealer before it is listed again.
  if (!v[Field::kMileage].empty() && rng.chance(0.4)) v[Field::kMileage] = std::to_string(std::stoul(v[Field::kMileage]) + rng.below(120));
  if (maker.spec.kind == "gathering") v[Field::kPrice] = decimal(std::round(std::strtod(v[Field::kPrice].c_str(), nullptr) / 5) * 5, 2);
  if (maker.spec.kind == "car" || maker.spec.kind == "flat") v[Field::kPrice] = decimal(std::round(std::strtod(v[Field::kPrice].c_str(), nullptr) / 100) * 100, 0);
}

void spoil_fresh(const Maker& maker, double scale, Rng& rng, Values& v) {
  const Errors& errors = maker.spec.errors;
  const auto happens = [&](double rate) { return rng.chance(rate * scale); };
  if (happens(errors.diminutive))
    if (const std::string other = diminutive(v[Field::kGiven], rng); !other.empty()) v[Field::kGiven] = other;
  if (happens(errors.halved)) halve(v[Field::kSurname], rng);
  if (happens(errors.former) && !v[Field::kFormer].empty()) v[Field::kShip].empty() ? v[Field::kCompany].swap(v[Field::kFormer]) : v[Field::kShip].swap(v[Field::kFormer]);
  if (happens(errors.newphone)) v[Field::kPhone] = v[Field::kMobile] = fresh_phone(maker.spec.country, rng, true);
  if (happens(errors.misfiled)) {
    if (rng.chance(0.5)) v[Field::kPhone].swap(v[Field::kMobile]);
    else if (!v[Field::kTown].empty()) v[Field::kStreet] += ", " + v[Field::kTown];
  }
  for (const Field field : {Field::kCompany, Field::kBrandName, Field::kProduct, Field::kTitle, Field::kDescription, Field::kVenue, Field::kStreet, Field::kPublisher, Field::kInstitution})
    if (happens(errors.shortened)) shorten(v[field], rng);
  for (const Field field : {Field::kBirthDate, Field::kInvoiceDate, Field::kEventDate, Field::kStart})
    if (std::string& date = v[field]; date.size() == 10 && happens(errors.daymonth) && date.compare(8, 2, "13") < 0) {
      const std::string month = date.substr(5, 2);
      date = date.substr(0, 5) + date.substr(8, 2) + "-" + month;
    }
  for (const Field field : {Field::kCompany, Field::kBrandName, Field::kProduct, Field::kTitle, Field::kHeadline, Field::kDescription, Field::kPlaceName, Field::kInstitution})
    if (happens(errors.reworded)) say_otherwise(v[field], maker.spec.kind, rng);
  if (errors.ocr > 0)
    for (size_t f = 0; f < v.of.size(); ++f) {
      const Role role = info(static_cast<Field>(f)).role;
      if ((role == Role::kName || role == Role::kNumber) && !v.of[f].empty() && happens(errors.ocr)) misread(v.of[f], rng);
    }
}

void compose_fresh(const Maker& maker, Values& v) {
  const std::string &given = v[Field::kGiven], &surname = v[Field::kSurname], &street = v[Field::kStreet];
  if (!surname.empty()) v[Field::kListName] = given.empty() ? surname : surname + ", " + given + (v[Field::kMiddle].empty() ? "" : " " + v[Field::kMiddle]);
  if (!given.empty()) {
    const bool more = static_cast<unsigned char>(given[0]) >= 0x80;
    v[Field::kInitials] = given.substr(0, more ? 2 : 1) + "." + (v[Field::kMiddle].empty() ? "" : v[Field::kMiddle].substr(0, 1) + ".");
  }
  if (!v[Field::kTown].empty() && !street.empty()) v[Field::kAddressLine] = street + ", " + v[Field::kPostcode] + " " + v[Field::kTown];
  const bool number_first = maker.spec.country == Country::kFrance || maker.spec.country == Country::kEngland || maker.spec.country == Country::kAmerica;
  size_t at = street.find(' ');
  if (!number_first)
    for (at = street.find_last_of(' '); at != std::string::npos && at > 0 && (street[at + 1] < '0' || street[at + 1] > '9');) at = street.find_last_of(' ', at - 1);
  if (at != std::string::npos) {
    v[Field::kHouseNumber] = number_first ? street.substr(0, at) : street.substr(at + 1);
    v[Field::kStreetName] = number_first ? street.substr(at + 1) : street.substr(0, at);
  } else {
    v[Field::kStreetName] = street;
  }
}

}  // namespace jumelles::worlds
