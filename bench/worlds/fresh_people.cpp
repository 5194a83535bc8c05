// Persons of the fresh catalog: members of a household, and pupils.

#include <algorithm>

#include "fresh_codes.h"
#include "fresh_things.h"
#include "fresh_words.h"
#include "things.h"

namespace jumelles::worlds {
namespace {

constexpr uint32_t kFamily = 4;

std::string first_of(const std::string& surnames) { return surnames.substr(0, surnames.find(' ')); }

std::string national_id(const Maker& m, uint32_t number, const Values& v, Rng& rng) {
  const std::string& birth = v[Field::kBirthDate];
  const std::string day = birth.substr(2, 2) + birth.substr(5, 2) + birth.substr(8, 2);
  switch (m.spec.country) {
    case Country::kFrance: {
      const std::string digits = in_order({v[Field::kGender] == "F" ? "2" : "1", birth.substr(2, 2), birth.substr(5, 2), with_zeros(1 + rng.below(95), 2), m.unique("nir", number, 6)});
      int rest = 0;
      for (const char c : digits) rest = (rest * 10 + (c - '0')) % 97;
      return digits + with_zeros(static_cast<uint64_t>(97 - rest), 2);
    }
    case Country::kEngland: return nhs_number(m.unique("nhs", number, 9)).insert(6, " ").insert(3, " ");
    case Country::kSpain: return dni_spain(m.unique("dni", number, 8));
    case Country::kPoland: return pesel(birth, drawn_digits(rng, 4));
    case Country::kNetherlands: return bsn_like(m.unique("bsn", number, 8));
    case Country::kSweden: return with_check_digit(day + m.unique("pnr", number, 6).substr(3)).insert(6, "-");
    case Country::kAmerica: return m.unique("ssn", number, 9).insert(5, "-").insert(3, "-");
    default: return in_order({drawn_letters(rng, 1), m.unique("id", number, 9)});
  }
}

std::string handle(const Values& v, Rng& rng) {
  const std::string g = plain_letters(v[Field::kGiven]), s = plain_letters(v[Field::kSurname]), year = v[Field::kBirthDate].substr(0, 4);
  const std::string initial = g.substr(0, 1);
  switch (rng.below(9)) {
    case 0: return in_order({made_word(rng, 2), drawn_digits(rng, 2)});
    case 1: return s + g;
    case 2: return initial + s + year.substr(2);
    case 3: return g + "_" + s;
    case 4: return in_order({g, std::to_string(rng.below(1000))});
    case 5: return initial + "." + s;
    case 6: return s + "." + g;
    default: return g + "." + s;
  }
}

// Given names of a family, all different.
std::vector<Given> given_names(const Lexicon& words, Rng& rng, size_t count) {
  std::vector<Given> all;
  while (all.size() < count) {
    const Given one = given_name(words, rng);
    if (std::none_of(all.begin(), all.end(), [&](const Given& other) { return other.name == one.name; })) all.push_back(one);
  }
  return all;
}

void put_person(const Maker& m, uint32_t number, const Given& given, Rng& rng, Values& v) {
  const Lexicon& words = lexicon(m.spec.country);
  v[Field::kGiven] = given.name;
  v[Field::kGender] = given.female ? "F" : "M";
  v[Field::kMiddle] = rng.chance(0.6) ? given_name(words, rng).name.substr(0, 1) : "";
  if (!v[Field::kMiddle].empty() && static_cast<unsigned char>(v[Field::kMiddle][0]) >= 0x80) v[Field::kMiddle].clear();
  static constexpr const char* kCivilities[][2] = {{"M.", "Mme"}, {"Mr", "Mrs"}, {"Herr", "Frau"}, {"D.", "Dª"}, {"Pan", "Pani"}, {"Ro", "Ra"},
                                                 {"Mr.", "Ms."}, {"dhr.", "mevr."}, {"Sig.", "Sig.ra"}, {"Hr", "Fr"}};
  v[Field::kCivility] = kCivilities[static_cast<size_t>(m.spec.country)][given.female ? 1 : 0];
  v[Field::kBirthYear] = v[Field::kBirthDate].substr(0, 4);
  v[Field::kBirthPlace] = town(words, frequent_first(m.spec.towns * 2, rng)).name;
  v[Field::kMaiden] = given.female && rng.chance(0.6) ? surname(words, rng, m.spec.known_names) : "";
  v[Field::kNationality] = rng.chance(0.8) ? v[Field::kCountry] : from_trade("nationalities", rng);
  v[Field::kMobile] = fresh_phone(m.spec.country, rng, true);
  v[Field::kEmail] = in_order({handle(v, rng), "@", words.mail_hosts[frequent_first(words.mail_hosts.size(), rng)]});
  v[Field::kNationalId] = national_id(m, number, v, rng);
  v[Field::kIban] = bank_account(m, number);
  v[Field::kSlug] = plain_letters(given.name) + "-" + plain_letters(v[Field::kSurname]);
  v[Field::kAccount] = plain_letters(given.name).substr(0, 1) + plain_letters(v[Field::kSurname]);
  v[Field::kDegree] = from_trade("degrees", rng);
  v[Field::kYear] = std::to_string(std::stoul(v[Field::kBirthYear]) + 22 + rng.below(8));
  v[Field::kJob] = pick(jobs(), rng);
  Rng firm = m.of("employer", rng.below(1 + number / 15));
  v[Field::kEmployer] = in_order({surname(words, firm), " ", pick(words.activities, firm), " ", pick(words.legal_forms, firm)});
  v[Field::kPlate] = in_order({drawn_letters(rng, 2), "-", drawn_digits(rng, 3), "-", drawn_letters(rng, 2)});
}

}  // namespace

// Fours that may be a household: a couple and two children, twins or father and junior where variants are asked for.
void make_member(const Maker& m, uint32_t number, Values& v) {
  const Lexicon& words = lexicon(m.spec.country);
  const uint32_t block = number / kFamily, place = number % kFamily;
  Rng rng = m.of("member", number);
  if (m.is("household", block, m.spec.households)) {
    Rng home = m.of("home", block);
    put_fresh_address(m, home, v);
    v[Field::kPhone] = fresh_phone(m.spec.country, home, false);
    std::string father = surname(words, home, m.spec.known_names), mother = surname(words, home, m.spec.known_names);
    const bool keep = m.spec.country == Country::kSpain || home.chance(0.2);
    std::vector<Given> givens = given_names(words, home, kFamily);
    const int year = 1946 + static_cast<int>(home.below(34)), other = year - 2 + static_cast<int>(home.below(7));
    const int elder = std::max(year, other) + 20 + static_cast<int>(home.below(10)), younger = elder + 2 + static_cast<int>(home.below(5));
    std::string births[kFamily] = {drawn_date(year, 1, home), drawn_date(other, 1, home), drawn_date(elder, 1, home), drawn_date(younger, 1, home)};
    if (home.chance(m.spec.variants)) {
      if (home.chance(0.6)) births[3] = births[2];
      else givens[2] = givens[0];
    }
    v[Field::kBirthDate] = births[place];
    v[Field::kSurname] = place == 1 ? (keep ? mother : father) : place == 0 || m.spec.country != Country::kSpain ? father : first_of(father) + " " + first_of(mother);
    const std::string family = plain_letters(father);
    const std::string mailbox = in_order({home.chance(0.5) ? "family." + family : plain_letters(givens[0].name) + "." + family, "@", pick(words.mail_hosts, home)});
    const bool shares = home.chance(m.spec.shared_mailboxes);
    put_person(m, number, givens[place], rng, v);
    v[Field::kGuardian] = place > 1 ? givens[home.below(2)].name + " " + father : "";
    if (shares) v[Field::kMailbox] = mailbox;
    return;
  }
  // The names of an earlier person, with a life of one's own.
  Rng whether = m.of("namesake", number);
  const bool is_namesake = number > 10 && whether.chance(m.spec.namesakes);
  Rng names = m.of("names", is_namesake ? whether.below(number) : number);
  const Given given = given_name(words, names);
  v[Field::kSurname] = surname(words, names, m.spec.known_names);
  if (m.spec.country != Country::kSpain && names.chance(0.05)) v[Field::kSurname] += "-" + surname(words, names, m.spec.known_names);
  v[Field::kBirthDate] = drawn_date(1938, 66, rng);
  put_fresh_address(m, rng, v);
  v[Field::kPhone] = fresh_phone(m.spec.country, rng, rng.chance(0.3));
  put_person(m, number, given, rng, v);
}

// Threes that may be brothers and sisters; mail, phone and guardian are the parents'.
void make_pupil(const Maker& m, uint32_t number, Values& v) {
  const Lexicon& words = lexicon(m.spec.country);
  const uint32_t block = m.is("siblings", number / 3, m.spec.households) ? number / 3 : 1000000 + number;
  const uint32_t place = number % 3;
  Rng home = m.of("home", block), rng = m.of("pupil", number);
  put_fresh_address(m, home, v);
  v[Field::kSurname] = surname(words, home, m.spec.known_names);
  const std::vector<Given> givens = given_names(words, home, 4);
  v[Field::kBirthDate] = drawn_date(2006 + static_cast<int>(place) * 3, 3, rng);
  const std::string twins = drawn_date(2006, 12, home);
  if (place < 2 && home.chance(m.spec.variants)) v[Field::kBirthDate] = twins;
  put_person(m, number, givens[place], rng, v);
  v[Field::kGuardian] = givens[3].name + " " + (home.chance(0.3) ? surname(words, home) : v[Field::kSurname]);
  v[Field::kPhone] = fresh_phone(m.spec.country, home, true);
  v[Field::kEmail].clear();
  v[Field::kMailbox] = in_order({plain_letters(v[Field::kGuardian]), "@", pick(words.mail_hosts, home)});
  const uint64_t grade = std::min<uint64_t>(12, 2024 - std::stoul(v[Field::kBirthYear]) - 5);
  v[Field::kClass] = std::to_string(grade) + static_cast<char>('A' + rng.below(4));
  Rng school = m.of("school", home.below(12));
  v[Field::kSchool] = in_order({m.spec.country == Country::kFrance ? "École " : "School ", surname(words, school)});
}

}  // namespace jumelles::worlds
