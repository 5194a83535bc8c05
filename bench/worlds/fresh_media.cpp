// Books, releases, films, grants, restaurants, towns and events of the fresh catalog.

#include "fresh_codes.h"
#include "fresh_things.h"
#include "fresh_words.h"
#include "text/fold.h"
#include "things.h"

namespace jumelles::worlds {
namespace {

std::string person(const Lexicon& words, Rng& rng) { return in_order({given_name(words, rng).name, " ", surname(words, rng, 0.4)}); }

std::string title_of_words(Rng& rng, int at_least, int more) {
  std::string title;
  for (int i = 0, count = at_least + static_cast<int>(rng.below(static_cast<uint64_t>(more))); i < count; ++i)
    title += (i > 0 ? " " : "") + (rng.chance(0.25) ? capitalized(made_word(rng, 2)) : pick(title_words(), rng));
  return title;
}

}  // namespace

// Editions of one book, threes in a row, where variants are asked for: each is a book of its own with its own ISBN.
void make_book(const Maker& m, uint32_t number, Values& v) {
  const bool has_editions = m.is("editions", number / 3, m.spec.variants);
  Rng work = m.of("work", has_editions ? number / 3 : 1000000 + number);
  const Lexicon& words = lexicon(m.spec.country);
  v[Field::kTitle] = in_order({from_trade("book_heads", work), " ", from_trade("book_subjects", work)});
  v[Field::kSubtitle] = from_trade("tails", work);
  v[Field::kAuthors] = person(words, work);
  if (work.chance(0.3)) v[Field::kAuthors] += ", " + person(words, work);
  const uint64_t year = 1965 + work.below(45);
  v[Field::kYear] = std::to_string(year + (has_editions ? 5 * (number % 3) : 0));
  v[Field::kEdition] = has_editions && number % 3 > 0 ? std::to_string(number % 3 + 1) + (number % 3 == 1 ? "nd ed." : "rd ed.") : "";
  v[Field::kPublisher] = from_trade("publishers", work);
  const uint64_t pages = 90 + work.below(600);
  v[Field::kPages] = std::to_string(pages + (has_editions ? 12 * (number % 3) : 0));
  const std::string nine = m.unique("isbn", number, 9);
  v[Field::kIsbn] = year > 1990 ? isbn13(nine) : isbn10(nine);
  v[Field::kPlaceName] = v[Field::kTitle] + (v[Field::kSubtitle].empty() ? "" : " : " + v[Field::kSubtitle]) + " / " + v[Field::kAuthors];  // as a catalog card says it
}

// Reissues, threes in a row: the same album of another year, label and catalog number.
void make_release(const Maker& m, uint32_t number, Values& v) {
  const bool reissued = m.is("reissues", number / 3, m.spec.variants);
  Rng album = m.of("album", reissued ? number / 3 : 1000000 + number), rng = m.of("release", number);
  const Lexicon& words = lexicon(m.spec.country);
  Rng artist = m.of("artist", album.below(1 + number / 12));
  v[Field::kArtist] = artist.chance(0.5) ? person(words, artist) : in_order({"The ", capitalized(made_word(artist, 2)), " ", pick(title_words(), artist), "s"});
  v[Field::kAlbum] = album.chance(0.08) ? (album.chance(0.5) ? "Greatest Hits" : "Live") : title_of_words(album, 1, 3);
  const uint64_t year = 1962 + album.below(30);
  v[Field::kYear] = std::to_string(year + (reissued ? 11 * (number % 3) : 0));
  v[Field::kLabel] = from_trade("labels", rng);
  v[Field::kMedium] = from_trade("media", rng);
  v[Field::kCatalogNumber] = in_order({drawn_letters(rng, 3), " ", m.unique("catalog", number, 6)});
  v[Field::kEan] = ean13(m.unique("ean", number, 12));
  v[Field::kGenre] = pick(genres(), artist);
  v[Field::kPack] = std::to_string(6 + album.below(12));  // tracks
  v[Field::kCountry] = from_trade("nationalities", rng);
}

// A remake bears an earlier film's title; an original title is another language's.
void make_movie(const Maker& m, uint32_t number, Values& v) {
  Rng rng = m.of("movie", number), whether = m.of("remake", number);
  Rng titles = m.of("titles", number > 10 && whether.chance(m.spec.variants) ? whether.below(number) : number);
  const Lexicon& words = lexicon(m.spec.country);
  v[Field::kTitle] = (titles.chance(0.3) ? "The " : "") + title_of_words(titles, 1, 3);
  v[Field::kOriginalTitle] = titles.chance(0.5) ? v[Field::kTitle] : in_order({capitalized(made_word(titles, 2)), " ", made_word(titles, 2)});
  v[Field::kDirector] = person(words, rng);
  v[Field::kActors] = in_order({person(words, rng), ", ", person(words, rng), ", ", person(words, rng)});
  v[Field::kYear] = std::to_string(1945 + rng.below(79));
  v[Field::kRuntime] = std::to_string(68 + rng.below(100));
  v[Field::kGenre] = pick(genres(), rng);
  v[Field::kCountry] = from_trade("nationalities", rng);
}

// A project and its renewal: one title and leader, another number, amount and time.
void make_grant(const Maker& m, uint32_t number, Values& v) {
  const bool renewed = m.is("renewal", number / 2, m.spec.variants);
  Rng project = m.of("project", renewed ? number / 2 : 1000000 + number), rng = m.of("grant", number);
  const Lexicon& words = lexicon(m.spec.country);
  for (uint64_t i = 0, count = 5 + project.below(5); i < count; ++i)
    v[Field::kTitle] += (i > 0 ? " " : "") + (project.chance(0.15) ? made_word(project, 2) : pick(learned_words(), project));
  v[Field::kTitle] = capitalized(v[Field::kTitle]);
  v[Field::kPi] = person(words, project);
  Rng home = m.of("university", project.below(25));
  v[Field::kInstitution] = in_order({"University of ", pick(words.towns, home), ", ", from_trade("faculties", project)});
  const uint64_t year = 2006 + project.below(12) + (renewed ? 4 * (number % 2) : 0);
  v[Field::kStart] = in_order({std::to_string(year), "-", with_zeros(1 + rng.below(12), 2), "-01"});
  v[Field::kYear] = std::to_string(year);
  v[Field::kFunding] = std::to_string(50000 + 1000 * rng.below(900));
  v[Field::kReference] = in_order({drawn_letters(rng, 2), "/", m.unique("grant", number, 6), "/", std::to_string(1 + rng.below(2))});
}

void make_eatery(const Maker& m, uint32_t number, Values& v) {
  Rng rng = m.of("eatery", number);
  const std::string head = from_trade("eatery_heads", rng);
  if (rng.chance(0.35)) v[Field::kPlaceName] = in_order({head, " ", surname(lexicon(m.spec.country), rng, 0.5)});
  else v[Field::kPlaceName] = in_order({head, " ", rng.chance(0.4) ? capitalized(made_word(rng, 2)) + " " : "", from_trade("eatery_tails", rng)});
  put_fresh_address(m, rng, v);
  v[Field::kPhone] = fresh_phone(m.spec.country, rng, false);
  v[Field::kCuisine] = from_trade("cuisines", rng);
  v[Field::kWebsite] = "www." + plain_letters(v[Field::kPlaceName]) + ".com";
  put_coordinates(m.spec.country, rng, v);
}

// Names in five languages; most towns have but one. Several towns of one name lie in other regions.
void make_city(const Maker& m, uint32_t number, Values& v) {
  Rng rng = m.of("city", number);
  const auto& known = words_of_trade("exonyms");
  static constexpr Country kLands[] = {Country::kFrance, Country::kGermany, Country::kSpain, Country::kPoland, Country::kItaly, Country::kNetherlands, Country::kSweden, Country::kEngland};
  const size_t land = rng.below(8);
  static constexpr const char* kCodes[] = {"FR", "DE", "ES", "PL", "IT", "NL", "SE", "GB"};
  v[Field::kCountry] = kCodes[land];
  const Lexicon& words = lexicon(kLands[land]);
  if (number < known.size()) {
    const std::vector<std::string> names = parts_of(known[number]);
    v[Field::kPlaceName] = names[0];
    v[Field::kAltName] = names[1 + rng.below(4)];
    v[Field::kAltNames] = in_order({names[1], "|", names[2], "|", names[3], "|", names[4]});
  } else {
    v[Field::kPlaceName] = in_order({pick(words.town_heads, rng), pick(words.town_tails, rng), rng.chance(0.15) ? " " + capitalized(made_word(rng, 1)) : ""});
    v[Field::kAltName] = rng.chance(0.8) ? v[Field::kPlaceName] : capitalized(made_word(rng, 3));
    v[Field::kAltNames] = v[Field::kAltName] == v[Field::kPlaceName] ? "" : v[Field::kAltName];
  }
  Rng region = m.of("region", land * 100 + rng.below(12));
  v[Field::kRegion] = in_order({pick(words.town_heads, region), pick(words.town_tails, region)});
  v[Field::kPopulation] = std::to_string(300 + static_cast<uint64_t>(900000 * rng.uniform() * rng.uniform() * rng.uniform() * rng.uniform()));
  put_coordinates(kLands[land], rng, v);
  v[Field::kPostcode] = drawn_digits(rng, 5);
}

// Sixes of one series at one place, each on its day.
void make_gathering(const Maker& m, uint32_t number, Values& v) {
  const bool returns = m.is("returns", number / 6, m.spec.variants);
  Rng series = m.of("gatherings", returns ? number / 6 : 1000000 + number), rng = m.of("gathering", number);
  const Lexicon& words = lexicon(m.spec.country);
  put_fresh_address(m, series, v);
  v[Field::kTitle] = in_order({from_trade("gatherings", series), series.chance(0.5) ? " " + v[Field::kTown] : " with " + person(words, series)});
  v[Field::kVenue] = in_order({pick(std::vector<std::string>{"Town Hall ", "Club ", "Café ", "Parish Hall ", "Arena ", "Library "}, series), surname(words, series)});
  v[Field::kEventDate] = returns ? in_order({"2024-", with_zeros(1 + number % 6, 2), "-", with_zeros(3 + series.below(20), 2)}) : drawn_date(2024, 1, rng);
  v[Field::kPrice] = decimal(static_cast<double>(5 * series.below(12)), 2);
  v[Field::kManager] = person(words, series);
}

}  // namespace jumelles::worlds
