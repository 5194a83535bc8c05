// Parts, articles, medicines, cars, flats and ships of the fresh catalog.

#include "fresh_codes.h"
#include "fresh_things.h"
#include "fresh_words.h"
#include "things.h"
#include "text/fold.h"

namespace jumelles::worlds {
namespace {

constexpr uint32_t kSeries = 6;  // things in a row that may be one series

Rng series_of(const Maker& m, uint32_t number, bool& in_series) {
  in_series = m.is("series", number / kSeries, m.spec.variants);
  return m.of("of a series", in_series ? number / kSeries : 1000000 + number);
}

}  // namespace

// A series differs in one measure: M8X40, M8X45.
void make_part(const Maker& m, uint32_t number, Values& v) {
  bool in_series;
  Rng series = series_of(m, number, in_series), rng = m.of("part", number);
  const std::vector<std::string> kind = parts_of(from_trade("parts", series));
  v[Field::kBrand] = from_trade("makers", series);
  const uint64_t thread = 3 + series.below(22), step = 5 * (1 + series.below(3));
  const uint64_t length = 10 + 5 * series.below(20) + step * (in_series ? number % kSeries : 0);
  v[Field::kSize] = in_order({kind[0].find("BOLT") != std::string::npos || kind[0].find("SCREW") != std::string::npos ? "M" : "", std::to_string(thread), "X", std::to_string(length)});
  v[Field::kProduct] = kind[0] + " " + v[Field::kSize] + " " + kind[1] + " " + kind[2];
  v[Field::kCategory] = kind[0];
  v[Field::kVariant] = kind[2];
  const std::string head = in_order({drawn_letters(series, 2), drawn_digits(series, 2)});
  v[Field::kPartNumber] = in_order({head, pick(std::vector<std::string>{"-", ".", " ", "/"}, series), in_series ? std::to_string(length) + with_zeros(thread, 2) : drawn_digits(rng, 5)});
  v[Field::kEan] = ean13(m.unique("ean", number, 12));
  v[Field::kPrice] = decimal(0.1 + 200 * rng.uniform() * rng.uniform(), 2);
  v[Field::kDescription] = in_order({v[Field::kBrand], " ", text::lower(kind[0]), ", ", kind[1], ", ", kind[2], ", ", v[Field::kSize], " mm, ", made_word(series, 2), " ", made_word(rng, 2)});
}

// A style comes in sizes and colors; each of them is an article.
void make_garment(const Maker& m, uint32_t number, Values& v) {
  bool in_series;
  Rng style = series_of(m, number, in_series);
  const std::vector<std::string> kind = parts_of(from_trade("garments", style));
  Rng maker = m.of("brand", style.below(30));
  v[Field::kBrand] = capitalized(made_word(maker, 2 + static_cast<int>(maker.below(2))));
  const std::string name = in_order({capitalized(made_word(style, 2)), " ", kind[0], " ", kind[1]});
  const uint64_t first_size = style.below(6), first_color = style.below(13), of_series = in_series ? number % kSeries : 0;
  v[Field::kSize] = words_of_trade("sizes")[(first_size + of_series % 3) % 6];
  v[Field::kVariant] = colors()[(first_color + of_series / 3) % colors().size()];
  v[Field::kCategory] = kind[0];
  v[Field::kTitle] = name;
  v[Field::kProduct] = v[Field::kBrand] + " " + name + " " + v[Field::kVariant] + " " + v[Field::kSize];
  const std::string style_code = in_series ? m.unique("style", number / kSeries, 6) : m.unique("single", number, 7);
  v[Field::kModel] = style_code;
  v[Field::kPartNumber] = style_code + "-" + text::upper(v[Field::kVariant].substr(0, 3)) + "-" + v[Field::kSize];
  v[Field::kEan] = ean13(m.unique("ean", number, 12));
  v[Field::kPrice] = decimal(5 + 150 * style.uniform(), 2);
  v[Field::kDescription] = in_order({kind[0], " in ", text::lower(v[Field::kVariant]), ", ", text::lower(kind[1]), ", ", made_word(style, 2), " fit, size ", v[Field::kSize]});
}

// Single, six-pack, twelve: another article each.
void make_grocery(const Maker& m, uint32_t number, Values& v) {
  bool in_series;
  Rng series = series_of(m, number, in_series);
  const std::vector<std::string> kind = parts_of(from_trade("groceries", series));
  Rng maker = m.of("brand", series.below(40));
  v[Field::kBrand] = capitalized(made_word(maker, 2));
  static constexpr const char* kTastes[] = {"Classic", "Organic", "Light", "Extra", "Original", "Premium", "Family"};
  const std::string taste = in_order({kTastes[series.below(7)], " ", capitalized(made_word(series, 2))});
  static constexpr const char* kPacks[] = {"", "2x", "3x", "4x", "6x", "12x"};
  v[Field::kPack] = kPacks[in_series ? number % kSeries : (series.chance(0.8) ? 0 : series.below(6))];
  v[Field::kSize] = kind[1];
  v[Field::kCategory] = kind[0];
  v[Field::kProduct] = v[Field::kBrand] + " " + taste + " " + kind[0] + " " + v[Field::kPack] + kind[1];
  v[Field::kEan] = ean13(m.unique("ean", number, 12));
  v[Field::kPrice] = decimal(0.8 + 15 * series.uniform(), 2);
  v[Field::kDescription] = in_order({text::lower(taste), " ", text::lower(kind[0]), " ", made_word(series, 2), " ", made_word(series, 2)});
}

// One substance and strength in packs of several counts: another package each.
void make_medicine(const Maker& m, uint32_t number, Values& v) {
  bool in_series;
  Rng series = series_of(m, number, in_series);
  // No two series are of one substance, maker and form.
  const auto &substances = words_of_trade("substances"), &makers = words_of_trade("pharma"), &forms = words_of_trade("forms");
  const uint64_t index = in_series ? number / kSeries * kSeries : number;
  const std::vector<std::string> kind = parts_of(substances[index % substances.size()]);
  const std::string maker = makers[(index / substances.size() + index) % makers.size()];
  const uint64_t strength = series.below(10), pack = series.below(12), of_series = in_series ? number % kSeries : 0;
  const bool generic = series.chance(0.6);
  v[Field::kSubstance] = kind[0];
  v[Field::kStrength] = words_of_trade("strengths")[(strength + of_series / 3) % 10];
  v[Field::kForm] = forms[(index / substances.size() / makers.size() + index) % forms.size()];
  v[Field::kPack] = words_of_trade("packs")[(pack + 3 * (of_series % 3)) % 12];
  v[Field::kBrand] = maker;
  const std::string name = generic ? capitalized(kind[0]) + " " + maker : kind[1] + (series.chance(0.2) ? " forte" : "");
  v[Field::kTitle] = name;
  v[Field::kProduct] = name + " " + v[Field::kStrength] + " " + v[Field::kForm] + ", " + v[Field::kPack];
  v[Field::kPartNumber] = pzn(m.unique("pzn", number, 7));
  v[Field::kEan] = ean13(m.unique("ean", number, 12));
  v[Field::kPrice] = decimal(2 + 60 * series.uniform(), 2);
}

// A used car as a portal lists it. The same model and year is common; distance, registration and number are its own.
void make_car(const Maker& m, uint32_t number, Values& v) {
  Rng rng = m.of("car", number);
  const std::vector<std::string> kind = parts_of(from_trade("cars", rng));
  const std::string trim = from_trade("trims", rng);
  v[Field::kBrand] = kind[0];
  v[Field::kModel] = kind[1];
  v[Field::kTrim] = trim;
  v[Field::kHeadline] = kind[0] + " " + kind[1] + (trim.empty() ? "" : " " + trim);
  v[Field::kStart] = drawn_date(2008, 15, rng);
  v[Field::kYear] = v[Field::kStart].substr(0, 4);
  v[Field::kMileage] = std::to_string((2024 - std::stoul(v[Field::kYear])) * 9000 + rng.below(60000));
  v[Field::kVariant] = pick(colors(), rng);
  const std::string serial = m.unique("vin", number, 6);
  v[Field::kVin] = vin(in_order({"W", drawn_letters(rng, 2), drawn_digits(rng, 1), drawn_letters(rng, 2), drawn_digits(rng, 4), serial}));
  v[Field::kPlate] = in_order({drawn_letters(rng, 2), "-", drawn_letters(rng, 2), " ", drawn_digits(rng, 4)});
  v[Field::kPrice] = decimal(3000 + static_cast<double>(rng.below(270)) * 100, 0);
  put_fresh_address(m, rng, v);
  Rng dealer = m.of("dealer", rng.below(40));
  v[Field::kAgency] = in_order({"Autohaus ", surname(lexicon(m.spec.country), dealer)});
}

// A flat for rent or sale; in a series several of one house.
void make_flat(const Maker& m, uint32_t number, Values& v) {
  bool in_series;
  Rng house = series_of(m, number, in_series), rng = m.of("flat", number);
  put_fresh_address(m, house, v);
  const Lexicon& words = lexicon(m.spec.country);
  Rng district = m.of("district", house.below(60));
  v[Field::kDistrict] = in_order({capitalized(made_word(district, 2)), pick(words.town_tails, district)});
  v[Field::kRooms] = std::to_string(1 + rng.below(5));
  v[Field::kArea] = std::to_string(18 + 17 * std::stoul(v[Field::kRooms]) + rng.below(30));
  v[Field::kFloorNumber] = std::to_string(in_series ? number % kSeries : rng.below(8));
  v[Field::kPrice] = decimal(static_cast<double>(std::stoul(v[Field::kArea]) * (2000 + 50 * house.below(90)) / 1000 * 1000), 0);
  v[Field::kBirthYear] = std::to_string(1890 + house.below(134));  // of the house
  const std::string best = from_trade("features", rng);  // whoever writes of the flat praises it
  v[Field::kHeadline] = in_order({v[Field::kRooms], " rooms, ", best, ", ", v[Field::kDistrict]});
  v[Field::kDescription] = in_order({v[Field::kArea], " m2 ", best, ", ", from_trade("features", rng), " and ", from_trade("features", rng), ", ", v[Field::kTown]});
  Rng agency = m.of("agency", rng.below(30));
  v[Field::kAgency] = in_order({surname(words, agency), " Immo"});
  v[Field::kPhone] = fresh_phone(m.spec.country, agency, false);
}

void make_ship(const Maker& m, uint32_t number, Values& v) {
  Rng rng = m.of("ship", number);
  v[Field::kShip] = in_order({from_trade("ships", rng), " ", from_trade("ship_tails", rng), rng.chance(0.1) ? " II" : ""});
  v[Field::kFormer] = in_order({from_trade("ships", rng), " ", from_trade("ship_tails", rng)});
  v[Field::kImo] = imo(m.unique("imo", number, 6));
  v[Field::kFlag] = from_trade("flags", rng);
  v[Field::kCallSign] = in_order({drawn_digits(rng, 1), drawn_letters(rng, 3), drawn_digits(rng, 1)});
  v[Field::kTonnage] = std::to_string(1500 + rng.below(90000));
  v[Field::kYear] = std::to_string(1985 + rng.below(39));
  v[Field::kArea] = std::to_string(70 + rng.below(300));  // length
  v[Field::kCategory] = pick(std::vector<std::string>{"Bulk Carrier", "Tanker", "Container Ship", "General Cargo", "Ro-Ro", "Tug"}, rng);
}

}  // namespace jumelles::worlds
