#include "things.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "core/hash.h"
#include "text/fold.h"

namespace jumelles::worlds {
namespace {

enum What : uint64_t { kThing, kName, kHousehold, kWhetherHousehold, kWhetherNamesake, kChain, kWhetherVariant, kFamily, kColumn };
constexpr uint32_t kHouseholdSize = 3;  // things in a row that may be one household, or variants of one article

std::string digits(Rng& rng, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text.push_back(static_cast<char>('0' + rng.below(10)));
  return text;
}

std::string padded(uint64_t value, int width) {
  std::string text = std::to_string(value);
  return static_cast<int>(text.size()) < width ? std::string(static_cast<size_t>(width) - text.size(), '0') + text : text;
}

std::string iso_date(uint64_t from_year, uint64_t years, Rng& rng) {
  const uint64_t year = from_year + rng.below(years), month = 1 + rng.below(12);
  return std::to_string(year) + "-" + padded(month, 2) + "-" + padded(1 + rng.below(28), 2);
}

std::string full_name(const Lexicon& words, Rng& rng, double known = 0.6) { return in_order({given_name(words, rng).name, " ", surname(words, rng, known)}); }

std::string money(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, const char* between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// One word gone, two exchanged, or one more.
void reword(std::string& text, Rng& rng) {
  std::vector<std::string> words = words_of(text);
  if (words.size() < 2) return;
  const size_t at = rng.below(words.size() - 1);
  switch (rng.below(3)) {
    case 0: words.erase(words.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1: std::swap(words[at], words[at + 1]); break;
    default: words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), pick(std::vector<std::string>{"the", "new", "original", "&", "-", "pro"}, rng));
  }
  text = joined(words);
}

std::string first_letters(const std::string& word, int count) {
  size_t end = 0;
  for (; count > 0 && end < word.size(); --count)
    do ++end;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80);
  return word.substr(0, end);
}
std::string first_letter(const std::string& word) { return first_letters(word, 1); }

std::string initials(const std::string& text, const char* after) {
  std::vector<std::string> words = words_of(text);
  for (std::string& word : words) word = first_letter(word) + after;
  return joined(words, "");
}

}  // namespace

void slip(std::string& text, Rng& rng) {
  if (text.size() < 2) return;
  size_t at = rng.below(text.size());
  for (size_t tries = 0; tries < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 || text[at] == ' '); ++tries) at = (at + 1) % text.size();
  if (static_cast<unsigned char>(text[at]) >= 0x80) return;
  const bool digit = text[at] >= '0' && text[at] <= '9';
  const char other = digit ? static_cast<char>('0' + rng.below(10)) : static_cast<char>('a' + rng.below(26));
  const size_t next = at + 1 < text.size() ? at + 1 : at - 1;
  switch (rng.below(4)) {
    case 0: text[at] = other; break;
    case 1: text.erase(at, 1); break;
    case 2: text.insert(at, 1, other); break;
    default:
      if (static_cast<unsigned char>(text[next]) < 0x80) std::swap(text[at], text[next]);
  }
}

std::string with_check_digit(std::string digits) {
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 0) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  digits.push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
  return digits;
}

Things::Things(const WorldSpec& spec, uint64_t seed, uint32_t count) : spec_(spec), seed_(seed), is_fresh_(is_fresh_kind(spec.kind)) {
  std::unordered_map<std::string, uint32_t> mails, names;
  for (uint32_t number = 0; number < count; ++number) {
    const Values v = make(number);
    same_mail_before_.push_back(v[Field::kEmail].empty() ? 0 : mails[v[Field::kEmail]]++);
    same_name_before_.push_back(v[Field::kSlug].empty() ? 0 : names[v[Field::kSlug]]++);
  }
}

uint64_t Things::seed_of(uint64_t what, uint64_t number) const { return mix(mix(seed_ + what * 0x9E3779B97F4A7C15ull) + number); }

Values Things::make(uint32_t number) const {
  Rng rng(seed_of(kThing, number));
  Values v;
  if (is_fresh_) make_fresh(maker(), number, v);
  else if (spec_.kind == "person" || spec_.kind == "contact") make_person(number, rng, v);
  else if (spec_.kind == "company") make_company(number, rng, v);
  else if (spec_.kind == "product") make_product(number, rng, v);
  else if (spec_.kind == "publication") make_publication(number, rng, v);
  else if (spec_.kind == "film") make_film(number, rng, v);
  else if (spec_.kind == "song") make_song(number, rng, v);
  else make_place(rng, v);
  return v;
}

// What is made from a name is made once: whoever comes later with the same one gets a number.
Values Things::thing(uint32_t number) const {
  Values v = make(number);
  if (const uint32_t before = same_mail_before_[number]; before > 0) {
    std::string& mail = v[Field::kEmail];
    mail.insert(std::min(mail.find('@'), mail.size()), std::to_string(before + 1));
  }
  if (const uint32_t before = same_name_before_[number]; before > 0) {
    v[Field::kSlug] += "-" + std::to_string(before + 1);
    v[Field::kAccount] += std::to_string(before + 1);
  }
  if (!v[Field::kSlug].empty()) v[Field::kPicture] = "/img/people/" + v[Field::kSlug] + ".jpg";
  if (v[Field::kMailbox].empty()) v[Field::kMailbox] = v[Field::kEmail];
  return v;
}

std::string Things::unique_digits(uint32_t number, int count) const {
  uint64_t all = 1;
  for (int i = 0; i < count; ++i) all *= 10;
  // A step that shares no factor with a power of ten visits every number once.
  return padded((seed_of(kColumn, 1) % all + uint64_t{number} * (all / 100 * 61 + 7)) % all, count);
}

std::string Things::phone(Rng& rng, bool mobile) const {
  if (is_fresh_) return fresh_phone(spec_.country, rng, mobile);
  switch (spec_.country) {
    case Country::kFrance: {
      std::string text = mobile ? (rng.chance(0.8) ? "06" : "07") : "0" + std::to_string(1 + rng.below(5));
      for (int i = 0; i < 4; ++i) text += " " + digits(rng, 2);
      return text;
    }
    case Country::kEngland: return in_order({mobile ? "07" : "01", digits(rng, 3), " ", digits(rng, 6)});
    case Country::kGermany: return in_order({mobile ? "017" : "0" + std::to_string(2 + rng.below(8)), digits(rng, 2), "/", digits(rng, 7)});
    case Country::kSpain: return (mobile ? "6" : "9") + digits(rng, 8);
    default: return in_order({digits(rng, 3), "-", digits(rng, 3), "-", digits(rng, 3)});
  }
}

void Things::put_address(Rng& rng, Values& v) const {
  if (is_fresh_) {
    put_fresh_address(maker(), rng, v);
    return;
  }
  const Lexicon& words = lexicon(spec_.country);
  const Town where = town(words, frequent_first(spec_.towns, rng));
  v[Field::kStreet] = street(words, rng);
  v[Field::kTown] = where.name;
  v[Field::kPostcode] = where.postcode;
  v[Field::kRegion] = where.region;
  static constexpr const char* kCountries[] = {"France", "United Kingdom", "Deutschland", "España", "Polska", "Mirova", "USA", "Nederland", "Italia", "Sverige"};
  v[Field::kCountry] = kCountries[static_cast<size_t>(spec_.country)];
}

// What belongs to the row.
void Things::put_measures(Rng& rng, Values& v) const {
  v[Field::kRevenue] = money(rng.uniform() * rng.uniform() * 90000);
  v[Field::kOrders] = std::to_string(rng.below(rng.chance(0.6) ? 4 : 40));
  v[Field::kRating] = in_order({std::to_string(1 + rng.below(5)), ".", std::to_string(rng.below(10))});
  v[Field::kCreated] = iso_date(2012, 8, rng);
  v[Field::kUpdated] = in_order({iso_date(2020, 5, rng), " ", padded(rng.below(24), 2), ":", padded(rng.below(60), 2), ":", padded(rng.below(60), 2)});
  v[Field::kComment] = rng.chance(0.4) ? pick(comments(), rng) : "";
  v[Field::kStatus] = std::vector<std::string>{"active", "inactive", "lead", "customer"}[rng.below(4)];
  v[Field::kNewsletter] = rng.chance(0.5) ? "yes" : "no";
  Rng sellers(seed_of(kColumn, 50 + rng.below(9)));
  const Lexicon& words = lexicon(spec_.country);
  v[Field::kSeller] = full_name(words, sellers);
  if (!v[Field::kPrice].empty() && rng.chance(0.5)) v[Field::kPrice] = money(std::strtod(v[Field::kPrice].c_str(), nullptr) * (0.9 + 0.2 * rng.uniform()));
}

void Things::put_names(Values& v) const {
  v[Field::kFullName] = v[Field::kGiven] + " " + v[Field::kSurname];
  v[Field::kSurnameFirst] = text::upper(v[Field::kSurname]) + " " + v[Field::kGiven];
}

void Things::make_person(uint32_t number, Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  const uint32_t block = number / kHouseholdSize;
  // The names of an earlier person; never of one's own household, nor of one whose names are of another still.
  Rng whether(seed_of(kWhetherNamesake, number));
  uint32_t named_as = number;
  if (number >= 2 * kHouseholdSize && whether.chance(spec_.namesakes)) named_as = static_cast<uint32_t>(whether.below(number - kHouseholdSize));
  Rng names(seed_of(kName, named_as));
  Given given = given_name(words, names);
  v[Field::kSurname] = surname(words, names, spec_.known_names);
  put_address(rng, v);
  v[Field::kPhone] = phone(rng, rng.chance(0.3));
  v[Field::kMobile] = phone(rng, true);
  if (named_as == number && Rng(seed_of(kWhetherHousehold, block)).chance(spec_.households)) {
    Rng household(seed_of(kHousehold, block));
    v[Field::kSurname] = surname(words, household, spec_.known_names);
    put_address(household, v);
    v[Field::kPhone] = phone(household, false);
    const size_t one_of = number % kHouseholdSize;  // no two of one given name
    const std::vector<std::string>& first = given.female ? words.female : words.male;
    given.name = first[(household.below(first.size() / kHouseholdSize) * kHouseholdSize + one_of) % first.size()];
  }
  v[Field::kGiven] = given.name;
  static constexpr const char* kCivilities[][2] = {{"M.", "Mme"}, {"Mr", "Ms"}, {"Herr", "Frau"}, {"D.", "Dña."}, {"Pan", "Pani"}, {"Ro", "Ra"},
                                                 {"Mr", "Ms"}, {"dhr.", "mevr."}, {"Sig.", "Sig.ra"}, {"Hr", "Fr"}};
  v[Field::kCivility] = kCivilities[static_cast<size_t>(spec_.country)][given.female ? 1 : 0];
  v[Field::kGender] = given.female ? "F" : "M";
  v[Field::kBirthDate] = iso_date(1935, 70, rng);
  v[Field::kBirthYear] = v[Field::kBirthDate].substr(0, 4);
  v[Field::kBirthPlace] = town(words, frequent_first(spec_.towns * 2, rng)).name;
  put_names(v);
  const std::string g = plain_letters(v[Field::kGiven]), s = plain_letters(v[Field::kSurname]);
  v[Field::kSlug] = g + "-" + s;
  v[Field::kAccount] = first_letter(g) + s;
  const std::string& host = words.mail_hosts[frequent_first(words.mail_hosts.size(), rng)];
  switch (rng.below(6)) {
    case 0: v[Field::kEmail] = first_letter(g) + s; break;
    case 1: v[Field::kEmail] = s + "." + g; break;
    case 2: v[Field::kEmail] = g + s + (rng.chance(0.5) ? v[Field::kBirthYear].substr(2) : ""); break;
    default: v[Field::kEmail] = g + "." + s;
  }
  v[Field::kEmail] += "@" + host;
  v[Field::kJob] = pick(jobs(), rng);
  // Some ten people work at one place.
  Rng firm(seed_of(kFamily, rng.below(1 + number / 10)));
  v[Field::kEmployer] = in_order({capitalized(made_word(firm, 2)), " ", pick(words.activities, firm), " ", pick(words.legal_forms, firm)});
  if (spec_.kind != "contact") return;
  const std::string domain = plain_letters(words_of(v[Field::kEmployer])[0]) + (spec_.country == Country::kFrance ? ".fr" : ".com");
  v[Field::kEmail] = (rng.chance(0.5) ? g + "." + s : first_letter(g) + s) + "@" + domain;
  v[Field::kWebsite] = "www." + domain;
  put_address(firm, v);
  v[Field::kPhone] = phone(firm, false);
  if (rng.chance(spec_.shared_mailboxes)) v[Field::kMailbox] = std::vector<std::string>{"info", "contact", "office"}[firm.below(3)] + "@" + domain;
}

void Things::make_company(uint32_t number, Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  put_address(rng, v);
  v[Field::kPhone] = phone(rng, false);
  v[Field::kManager] = full_name(words, rng);
  v[Field::kSector] = pick(words.activities, rng);
  const uint32_t legal_unit = spec_.chains > 0 ? static_cast<uint32_t>(rng.below(spec_.chains)) : number;
  Rng unit(seed_of(kChain, legal_unit));
  v[Field::kLegalForm] = pick(words.legal_forms, unit);
  std::string name = capitalized(made_word(unit, 2 + static_cast<int>(unit.below(2))));
  switch (spec_.chains > 0 ? 3 : unit.below(4)) {
    case 0: name = in_order({pick(words.activities, unit), " ", surname(words, unit)}); break;
    case 1: name = in_order({surname(words, unit), " & ", surname(words, unit)}); break;
    case 2: name += " " + pick(words.activities, unit); break;
    default: break;
  }
  v[Field::kCompany] = name + (unit.chance(0.5) ? " " + v[Field::kLegalForm] : "");
  v[Field::kBrandName] = spec_.chains > 0 ? name + " " + v[Field::kTown] : name;
  v[Field::kSiren] = with_check_digit(unique_digits(legal_unit, 8));
  v[Field::kSiret] = with_check_digit(v[Field::kSiren] + (spec_.chains > 0 ? padded(number % 9000 + 10, 4) : padded(1 + rng.below(20), 4)));
  v[Field::kVat] = "XY" + digits(rng, 2) + v[Field::kSiren];
  const std::string domain = plain_letters(name) + (spec_.country == Country::kFrance ? ".fr" : ".com");
  v[Field::kWebsite] = "www." + domain;
  v[Field::kEmail] = (spec_.chains > 0 ? plain_letters(v[Field::kTown]) : unit.chance(0.5) ? "contact" : "info") + "@" + domain;
  v[Field::kSlug] = plain_letters(v[Field::kBrandName]);
  v[Field::kAccount] = v[Field::kSlug];
}

void Things::make_product(uint32_t number, Rng& rng, Values& v) const {
  const uint32_t block = number / kHouseholdSize;
  const bool is_variant = Rng(seed_of(kWhetherVariant, block)).chance(spec_.variants);
  Rng family(seed_of(kFamily, is_variant ? block : 1000000 + number));
  Rng maker(seed_of(kChain, family.below(25)));
  v[Field::kBrand] = capitalized(made_word(maker, 2));
  const std::string noun = pick(product_nouns(), family);
  v[Field::kCategory] = noun;
  std::string model;
  for (int i = 0; i < 2; ++i) model.push_back(static_cast<char>('A' + family.below(26)));
  model += digits(family, 3 + static_cast<int>(family.below(2)));
  v[Field::kVariant] = colors()[(family.below(colors().size()) + number % kHouseholdSize) % colors().size()];
  if (is_variant && family.chance(0.5)) model += "-" + std::string(1, static_cast<char>('A' + number % kHouseholdSize));
  v[Field::kModel] = model;
  v[Field::kProduct] = v[Field::kBrand] + " " + noun + " " + model + (is_variant || rng.chance(0.5) ? " " + v[Field::kVariant] : "");
  v[Field::kEan] = unique_digits(number, 12);
  int sum = 0;  // of EAN-13
  for (size_t i = 0; i < 12; ++i) sum += (v[Field::kEan][i] - '0') * (i % 2 == 0 ? 1 : 3);
  v[Field::kEan].push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
  v[Field::kPrice] = money(5 + family.uniform() * family.uniform() * 800);
  v[Field::kDescription] = v[Field::kBrand] + " " + model + ", " + noun;
  for (int i = 0; i < 6; ++i) v[Field::kDescription] += " " + (family.chance(0.3) ? pick(title_words(), family) : made_word(family, 2));
}

void Things::make_publication(uint32_t number, Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  const uint32_t block = number / kHouseholdSize;
  const bool in_series = Rng(seed_of(kWhetherVariant, block)).chance(spec_.variants);
  Rng group(seed_of(kFamily, in_series ? block : 1000000 + number));
  std::vector<std::string> authors;
  for (uint64_t i = 0, count = 1 + group.below(4); i < count; ++i) authors.push_back(full_name(words, group, 0.4));
  v[Field::kAuthors] = joined(authors, ", ");
  std::vector<std::string> title;
  for (uint64_t i = 0, count = 4 + rng.below(6); i < count; ++i) {
    if (i > 1 && rng.chance(0.25)) title.push_back(std::vector<std::string>{"of", "for", "in", "with", "and", "on"}[rng.below(6)]);
    title.push_back(rng.chance(0.12) ? made_word(rng, 2) : pick(learned_words(), rng));
  }
  v[Field::kTitle] = capitalized(joined(title));
  Rng venue(seed_of(kChain, group.below(20)));
  v[Field::kVenue] = in_order({std::vector<std::string>{"Journal of ", "Proceedings of ", "Transactions on ", "Annals of "}[venue.below(4)],
                                capitalized(pick(learned_words(), venue)), " ", capitalized(pick(learned_words(), venue))});
  v[Field::kYear] = std::to_string(1985 + group.below(38) + (in_series ? number % 2 : 0));
  const uint64_t page = 1 + rng.below(900);
  v[Field::kPages] = std::to_string(page) + "-" + std::to_string(page + 4 + rng.below(30));
  v[Field::kDoi] = "10." + padded(1000 + venue.below(9000), 4) + "/" + unique_digits(number, 7);
}

void Things::make_film(uint32_t number, Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  // A remake bears the title of an earlier film.
  Rng whether(seed_of(kWhetherVariant, number));
  Rng titles(seed_of(kName, number > 10 && whether.chance(spec_.variants) ? whether.below(number) : number));
  std::vector<std::string> title;
  for (uint64_t i = 0, count = 1 + titles.below(3); i < count; ++i) title.push_back(titles.chance(0.3) ? capitalized(made_word(titles, 2)) : pick(title_words(), titles));
  v[Field::kTitle] = (titles.chance(0.3) ? "The " : "") + joined(title);
  v[Field::kDirector] = full_name(words, rng, 0.3);
  std::vector<std::string> actors;
  for (int i = 0; i < 3; ++i) actors.push_back(full_name(words, rng, 0.3));
  v[Field::kActors] = joined(actors, ", ");
  v[Field::kYear] = std::to_string(1950 + rng.below(74));
  v[Field::kGenre] = pick(genres(), rng);
  v[Field::kRuntime] = std::to_string(70 + rng.below(110));
}

// Songs of one album lie side by side; what sellers add to titles ("Remastered") says nothing.
void Things::make_song(uint32_t number, Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  constexpr uint32_t kAlbumSize = 8;
  Rng album(seed_of(kFamily, number / kAlbumSize));
  Rng artist(seed_of(kChain, album.below(1 + number / 20)));
  v[Field::kArtist] = artist.chance(0.5) ? full_name(words, artist, 0.3) : "The " + capitalized(made_word(artist, 2)) + "s";
  v[Field::kAlbum] = album.chance(0.2) ? "Greatest Hits" : in_order({pick(title_words(), album), " ", pick(title_words(), album)});
  for (uint64_t i = 0, count = 1 + rng.below(4); i < count; ++i) v[Field::kTitle] += (i > 0 ? " " : "") + (rng.chance(0.2) ? capitalized(made_word(rng, 2)) : pick(title_words(), rng));
  v[Field::kYear] = std::to_string(1960 + album.below(60));
  v[Field::kLength] = in_order({std::to_string(2 + rng.below(4)), ":", padded(rng.below(60), 2)});
  v[Field::kGenre] = pick(genres(), artist);
  v[Field::kCatalogNumber] = text::upper(made_word(artist, 1)) + " " + unique_digits(number / kAlbumSize, 6);
}

void Things::make_place(Rng& rng, Values& v) const {
  const Lexicon& words = lexicon(spec_.country);
  put_address(rng, v);
  v[Field::kPlaceKind] = pick(place_kinds(), rng);
  v[Field::kPlaceName] = v[Field::kPlaceKind] + " ";
  if (rng.chance(0.4)) v[Field::kPlaceName] += surname(words, rng);
  else v[Field::kPlaceName] += rng.chance(0.5) ? in_order({pick(title_words(), rng), " ", pick(title_words(), rng)}) : capitalized(made_word(rng, 2));
  v[Field::kPhone] = phone(rng, false);
  char text[32];
  std::snprintf(text, sizeof text, "%.5f", 43 + 8 * rng.uniform());
  v[Field::kLatitude] = text;
  std::snprintf(text, sizeof text, "%.5f", -1 + 8 * rng.uniform());
  v[Field::kLongitude] = text;
  v[Field::kWebsite] = "www." + plain_letters(v[Field::kPlaceName]) + ".com";
}

Values Things::row(uint32_t number, double scale, Rng& rng) const {
  Values v = thing(number);
  put_measures(rng, v);
  if (is_fresh_) {
    put_fresh_measures(maker(), rng, v);
    spoil_fresh(maker(), scale, rng, v);
  }
  spoil(scale, rng, v);
  if (is_fresh_) compose_fresh(maker(), v);
  return v;
}

void Things::spoil(double scale, Rng& rng, Values& v) const {
  const Errors& errors = spec_.errors;
  const Lexicon& words = lexicon(spec_.country);
  const auto happens = [&](double rate) { return rng.chance(rate * scale); };
  if (happens(errors.moved) && (!is_fresh_ || moves(spec_.kind))) {
    put_address(rng, v);
    v[Field::kPhone] = phone(rng, false);
  }
  if (happens(errors.married) && !v[Field::kSurname].empty()) v[Field::kSurname] = surname(words, rng);
  if (happens(errors.new_mail)) v[Field::kMailbox] = v[Field::kEmail] = in_order({made_word(rng, 2), std::to_string(rng.below(100)), "@", pick(words.mail_hosts, rng)});
  if (happens(errors.nickname) && v[Field::kGiven].size() > 5) v[Field::kGiven] = first_letters(v[Field::kGiven], 3) + "o";
  if (happens(errors.abbreviated) && !v[Field::kGiven].empty()) v[Field::kGiven] = first_letter(v[Field::kGiven]) + (rng.chance(0.5) ? "." : "");
  if (happens(errors.abbreviated))
    for (const std::string& kind : words.street_kinds)
      if (const size_t at = v[Field::kStreet].find(kind); kind.size() > 2 && at != std::string::npos) {
        v[Field::kStreet].replace(at, kind.size(), kind.substr(0, kind.size() > 4 ? 2 : 1) + ".");
        break;
      }
  if (happens(errors.abbreviated))
    for (const std::string& form : words.legal_forms)
      if (const size_t at = v[Field::kCompany].rfind(" " + form); at != std::string::npos && at + form.size() + 1 == v[Field::kCompany].size()) {
        v[Field::kCompany].erase(at);
        break;
      }
  if (happens(errors.abbreviated)) v[Field::kVenue] = initials(v[Field::kVenue], "");
  if (happens(errors.abbreviated) && !v[Field::kAuthors].empty()) {
    std::vector<std::string> people;
    std::string rest = v[Field::kAuthors] + ", ";
    for (size_t begin = 0, end; (end = rest.find(", ", begin)) != std::string::npos; begin = end + 2) {
      const std::string person = rest.substr(begin, end - begin);
      const size_t space = std::min(person.find(' '), person.size());
      people.push_back(first_letter(person) + "." + person.substr(space));
    }
    v[Field::kAuthors] = joined(people, ", ");
  }
  if (happens(errors.swapped)) std::swap(v[Field::kGiven], v[Field::kSurname]);
  for (const Field field : {Field::kCompany, Field::kBrandName, Field::kProduct, Field::kTitle, Field::kDescription, Field::kPlaceName})
    if (!is_fresh_ && happens(errors.reworded)) reword(v[field], rng);
  if (!v[Field::kArtist].empty() && !is_fresh_)
    for (const Field field : {Field::kTitle, Field::kAlbum})
      if (happens(errors.reworded)) v[field] += std::vector<std::string>{" (Remastered)", " [Live]", " - Single Version", " (Deluxe Edition)", " (Bonus Track)"}[rng.below(5)];
  for (size_t f = 0; f < v.of.size(); ++f) {
    const Role role = info(static_cast<Field>(f)).role;
    std::string& value = v.of[f];
    if (value.empty() || role == Role::kMeasure) continue;
    if (happens(errors.missing)) value.clear();
    else if (happens(role == Role::kFact ? errors.typo * 0.2 : errors.typo)) is_fresh_ && role == Role::kDate ? slip_of_date(value, rng) : slip(value, rng);
  }
  if (!v[Field::kGiven].empty() || !v[Field::kSurname].empty()) {
    if (v[Field::kGiven].empty() || v[Field::kSurname].empty()) {
      v[Field::kFullName] = v[Field::kSurnameFirst] = v[Field::kGiven] + v[Field::kSurname];
    } else {
      put_names(v);
    }
  }
  if (!happens(errors.upper_case)) return;
  for (size_t f = 0; f < v.of.size(); ++f)
    if (info(static_cast<Field>(f)).role == Role::kName) v.of[f] = text::upper(v.of[f]);
}

// By its number a list of choices, a number, a date, a code or a remark; odd ones are of the thing, even ones of the row.
std::string Things::extra(uint32_t column, uint32_t number, Rng& rng) const {
  Rng own(seed_of(kColumn, mix(uint64_t{column} << 32 | number)));
  Rng& from = column % 2 == 1 ? own : rng;
  switch (column % 5) {
    case 0: return std::vector<std::string>{"A", "B", "C", "D"}[from.below(4)];
    case 1: return std::to_string(from.below(1000));
    case 2: return iso_date(2015, 9, from);
    case 3: return "REF" + digits(from, 6);
    default: return pick(comments(), from);
  }
}

}  // namespace jumelles::worlds
