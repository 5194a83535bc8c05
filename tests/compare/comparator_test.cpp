#include "compare/comparator.h"

#include <doctest/doctest.h>

#include <set>

#include "compare/record_comparer.h"
#include "core/rng.h"
#include "support/record_builder.h"
#include "text/similarity.h"

namespace jumelles::compare {
namespace {

Hooks nicknames() {
  Hooks hooks;
  hooks.nickname_class = [](std::string_view name) -> uint32_t { return name == "ROBERT" || name == "BOB" ? 1 : 0; };
  return hooks;
}

std::string level_of(const Comparison& comparison, int grade) {
  return grade == 0 ? "missing" : comparison.levels[static_cast<size_t>(grade) - 1].id;
}

// Levels of the attribute "title", compared as text.
class TitleLevels {
 public:
  explicit TitleLevels(test::RecordBuilder& builder) : records_(builder.build()), comparer_(records_, comparisons_, {}) {
    comparer_.pack(0, comparer_.pack_units());
    comparer_.prepare(0, comparer_.prepare_units());
  }
  std::string operator()(RecordIndex a, RecordIndex b) const { return level_of(comparisons_[0], grade_of(comparer_.compare(a, b), 0)); }

 private:
  RecordSet records_;
  std::vector<Comparison> comparisons_{make_comparison("title", "text", {"title"})};
  RecordComparer comparer_;
};

// Level of two values of one attribute, by the comparator of its type unless another is named.
std::string level(AttributeType type, std::string_view a, std::string_view b, std::string_view comparator = "") {
  test::RecordBuilder builder;
  builder.attribute("a", type);
  builder.record({a});
  builder.record({b});
  const RecordSet records = builder.build();
  const std::vector<Comparison> comparisons = {make_comparison("a", comparator.empty() ? info(type).comparator : comparator, {"a"})};
  RecordComparer comparer(records, comparisons, nicknames());
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  const Pattern pattern = comparer.compare(0, 1);
  CHECK(pattern == comparer.compare(1, 0));
  return level_of(comparisons[0], grade_of(pattern, 0));
}

TEST_CASE("every comparator ends with else and its levels have names and shares of their own") {
  for (const ComparatorInfo& row : comparators()) {
    CAPTURE(row.id);
    std::set<std::string_view> ids;
    double share = 0;
    for (const LevelInfo& info : row.levels) {
      CHECK(ids.insert(info.id).second);
      share += info.typical_m;
    }
    CHECK(row.levels.back().test == Test::kElse);
    CHECK(share == doctest::Approx(1.0).epsilon(0.02));
    CHECK(row.levels.size() <= 14);
  }
}

TEST_CASE("names are graded by what made them differ") {
  using A = AttributeType;
  CHECK(level(A::kGivenName, "ROBERT", "ROBERT") == "exact");
  CHECK(level(A::kGivenName, "ROBERT", "") == "missing");
  CHECK(level(A::kGivenName, "ROBERT", "BOB") == "nickname");
  CHECK(level(A::kGivenName, "CATHERINE", "CATHERIEN") == "very_similar");
  CHECK(level(A::kGivenName, "JEAN PIERRE", "JEAN") == "first_part");
  CHECK(level(A::kGivenName, "PAULINE", "P") == "initial");
  CHECK(level(A::kGivenName, "MARIE", "ZOLTAN") == "else");
  CHECK(level(A::kSurname, "DUPONT", "DUPOND") == "very_similar");
  CHECK(level(A::kSurname, "LEROY", "GARCIA LEROY") == "contained");
  CHECK(level(A::kFullName, "JEAN MARTIN", "MARTIN JEAN") == "same_words");
}

TEST_CASE("dates, phones, e-mails and codes are graded by their slips") {
  using A = AttributeType;
  CHECK(level(A::kBirthDate, "1971-03-04", "1971-04-03") == "day_month_swapped");
  CHECK(level(A::kBirthDate, "1971-03-14", "1971-03-19") == "one_slip");
  CHECK(level(A::kBirthDate, "1971-03-14", "1982-03-14") == "two_parts");
  CHECK(level(A::kBirthDate, "1971-03-14", "1971-11-29") == "same_year");
  CHECK(level(A::kBirthDate, "1971-03-14", "1985-03-29") == "same_month_or_day");
  CHECK(level(A::kBirthDate, "1971-03-14", "1985-11-14") == "same_month_or_day");
  CHECK(level(A::kBirthDate, "1971-03-00", "1985-11-00") == "else");
  CHECK(level(A::kBirthDate, "1971-03-14", "1985-11-29") == "else");
  CHECK(level(A::kPhone, "+33612345678", "+41612345678") == "last_digits");
  CHECK(level(A::kPhone, "+33612345678", "+33612345687") == "one_slip");
  CHECK(level(A::kEmail, "jean.martin@a.fr", "jean.martin@b.org") == "same_user");
  CHECK(level(A::kCode, "5304218", "5304281") == "one_slip");
  CHECK(level(A::kCode, "5304218", "9153077") == "else");
}

TEST_CASE("places, numbers and streets are graded by what is left") {
  using A = AttributeType;
  CHECK(level(A::kPostcode, "75011", "75010") == "one_slip");
  CHECK(level(A::kPostcode, "75011", "75499") == "same_department");
  CHECK(level(A::kNumber, "100", "100.5") == "within_1_percent");
  CHECK(level(A::kNumber, "100", "95") == "within_10_percent");
  CHECK(level(A::kNumber, "100", "90.5") == "within_10_percent");  // of the larger one
  CHECK(level(A::kNumber, "-100", "-90.5") == "within_10_percent");
  CHECK(level(A::kNumber, "100", "89") == "within_30_percent");
  CHECK(level(A::kNumber, "100", "10") == "else");
  CHECK(level(A::kYear, "1999", "2000") == "within_1");
  CHECK(level(A::kStreet, "12 BIS RUE DES TANNEURS", "12 RUE DES TANNEURS") == "same_number_and_way");
  CHECK(level(A::kStreet, "RUE DES TANNEURS", "AVENUE FOCH") == "else");
}

TEST_CASE("degrees are graded by how far apart they are: a share of the value says nothing") {
  const auto degrees = [](std::string_view a, std::string_view b) { return level(AttributeType::kNumber, a, b, "coordinate"); };
  CHECK(degrees("48.8566", "48.8566") == "exact");
  CHECK(degrees("48.8566", "48.8567") == "within_20_m");
  CHECK(degrees("48.8566", "48.8574") == "within_100_m");
  CHECK(degrees("-0.0031", "0.0041") == "within_1_km");
  CHECK(degrees("48.8566", "48.93") == "within_10_km");
  CHECK(degrees("48.8566", "48.9700") == "else");  // within 1 percent
}

TEST_CASE("a rare model number in both texts is a level of its own") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  builder.record({"SONY TURNTABLE QRTV720K BLACK"});
  builder.record({"BELT DRIVE RECORD PLAYER QRTV720K"});
  for (int i = 0; i < 60; ++i) {
    const std::string filler = "SPEAKER SYSTEM NUMBER " + std::to_string(i);
    builder.record({filler});
  }
  const TitleLevels level(builder);
  CHECK(level(0, 1) == "shared_code");
  CHECK(level(0, 2) == "else");
}

TEST_CASE("a model number in several words is the same one, another model number speaks against alike texts") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  builder.record({"SONY TURNTABLE QRTV720K BLACK"});
  builder.record({"SONY QR TV720K"});
  builder.record({"SONY TURNTABLE QRTV720KB BLACK"});  // begins alike
  builder.record({"SONY TURNTABLE HTG290 BLACK"});
  builder.record({"SONY TURNTABLE 500GB BLACK"});      // a quantity is no model
  for (int i = 0; i < 60; ++i) builder.record({"SPEAKER SYSTEM NUMBER " + std::to_string(i)});
  const TitleLevels level(builder);
  CHECK(level(0, 1).substr(0, 11) == "shared_code");
  CHECK(level(0, 2).substr(0, 7) == "overlap");
  CHECK(level(0, 3) == "different_codes_alike");
  CHECK(level(1, 3) == "different_codes");
  CHECK(level(0, 4).substr(0, 7) == "overlap");
}

TEST_CASE("one model number with different endings names different articles") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  builder.record({"ORLANE SLEEVE KX8044 SLV"});
  builder.record({"ORLANE SLEEVE KX8044 BLK"});
  builder.record({"ORLANE LAPTOP SLEEVE KX8044SLV"});
  builder.record({"ORLANE LAPTOP SLEEVE KX8044BLK"});
  builder.record({"ORLANE SLEEVE KX8044"});
  for (int i = 0; i < 60; ++i) builder.record({"SPEAKER SYSTEM NUMBER " + std::to_string(i)});
  const TitleLevels level(builder);
  CHECK(level(0, 1) == "different_codes_alike");
  CHECK(level(2, 3) == "different_codes_alike");
  CHECK(level(0, 2).substr(0, 11) == "shared_code");
  CHECK(level(1, 3).substr(0, 11) == "shared_code");
  CHECK(level(0, 4).substr(0, 11) == "shared_code");  // the ending may be left out
  CHECK(level(1, 4).substr(0, 11) == "shared_code");
}

TEST_CASE("titles that are the same but for a word or two that other titles know are different things, whatever model number they share") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  const auto title = [&](const char* text) { return builder.record({text}); };
  const RecordIndex red = title("LUMO DESK LAMP AQ0137 RED"), blue = title("LUMO DESK LAMP AQ0137 BLUE");
  const RecordIndex misspelled = title("LUMO DESK LAMP AQ0137 RDE"), bare = title("LUMO DESK LAMP AQ0137");
  const RecordIndex large_red = title("LUMO DESK LAMP AQ0137 LARGE RED"), small_blue = title("LUMO DESK LAMP AQ0137 SMALL BLUE");
  const RecordIndex spring = title("LETTERS OF SPRING 2021"), next_spring = title("LETTERS OF SPRING 2022");
  const RecordIndex third = title("WINTER TALES VOL 3"), third_too = title("WINTER TALES VOL 03");
  const RecordIndex abbreviated = title("LUMO DESK LAMP AQ0137 BL"), three = title("LUMO DESK WOOD AQ0137 SMALL BLUE");
  for (const char* color : {"RED", "BLUE", "BL"})
    for (const char* size : {"SMALL", "LARGE", "WOOD LAMP"}) {
      const std::string text = std::string("CARPET ") + size + " " + color;
      builder.record({text});
    }
  for (int i = 0; i < 60; ++i) builder.record({"SPEAKER SYSTEM NUMBER X" + std::to_string(i)});
  const TitleLevels level(builder);
  CHECK(level(red, blue) == "different_words");
  CHECK(level(large_red, small_blue) == "different_words");
  CHECK(level(spring, next_spring) == "different_words");
  CHECK(level(red, misspelled) != "different_words");      // nobody else writes RDE
  CHECK(level(red, bare) != "different_words");            // left out is not exchanged
  CHECK(level(blue, abbreviated) != "different_words");    // a way of writing it
  CHECK(level(third, third_too) != "different_words");
  CHECK(level(large_red, three) != "different_words");     // three words: worded anew
}

TEST_CASE("a word is known from three texts on") {
  for (const int others : {1, 2}) {
    test::RecordBuilder builder;
    builder.attribute("title", AttributeType::kTitle);
    builder.record({"LUMO DESK LAMP RED"});
    builder.record({"LUMO DESK LAMP BLUE"});
    for (int i = 0; i < others; ++i)
      for (const char* color : {"RED", "BLUE"}) {
        const std::string text = "CARPET X" + std::to_string(i) + " " + color;
        builder.record({text});
      }
    const TitleLevels level(builder);
    CHECK((level(0, 1) == "different_words") == (others == 2));
  }
}

TEST_CASE("a word with digits that many texts hold is no reference") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  builder.record({"CABLE CAT5E GREY"});
  builder.record({"NETWORK WIRE CAT5E"});
  for (int i = 0; i < 60; ++i) builder.record({"CAT5E SWITCH NUMBER " + std::to_string(i)});
  const TitleLevels level(builder);
  CHECK(level(0, 1).substr(0, 11) != "shared_code");
}

TEST_CASE("a reference is what a handful of texts hold: with half as many again it is a standard") {
  for (const int holders : {5, 9}) {
    test::RecordBuilder builder;
    builder.attribute("title", AttributeType::kTitle);
    const char* const texts[] = {"TURNTABLE QRTV720K BLACK", "BELT DRIVE RECORD PLAYER QRTV720K", "QRTV720K", "SONY QRTV720K", "QRTV720K WHITE",
                                 "QRTV720K STYLUS", "LID FOR QRTV720K", "QRTV720K BELT", "MAT QRTV720K"};
    for (int i = 0; i < holders; ++i) builder.record({texts[i]});
    for (int i = 0; i < 60; ++i) builder.record({"SPEAKER SYSTEM NUMBER " + std::to_string(i)});
    const TitleLevels level(builder);
    CAPTURE(holders);
    CHECK((level(0, 1).substr(0, 11) == "shared_code") == (holders == 5));
  }
}

TEST_CASE("sentences are alike by pieces of their words, long texts by whole words alone") {
  for (const size_t words : {size_t{14}, size_t{24}}) {
    // Every word of nine letters has another ending in the second text.
    std::string first, second;
    for (size_t i = 0; i < words; ++i) {
      const std::string stem = "WORD" + std::string(3, static_cast<char>('A' + i)) + static_cast<char>('B' + i);
      first += (i == 0 ? "" : " ") + stem + "S";
      second += (i == 0 ? "" : " ") + stem + "N";
    }
    test::RecordBuilder builder;
    builder.attribute("title", AttributeType::kTitle);
    builder.record({first});
    builder.record({second});
    for (int i = 0; i < 60; ++i) builder.record({"SPEAKER SYSTEM NUMBER " + std::to_string(i)});
    const RecordSet records = builder.build();
    RecordComparer comparer(records, {make_comparison("title", "text", {"title"})}, {});
    comparer.pack(0, comparer.pack_units());
    comparer.prepare(0, comparer.prepare_units());
    CAPTURE(first.size());
    const double overlap = comparer.overlap(0, comparer.row(0), comparer.row(1));
    if (words == 14) CHECK(overlap > 0.2);
    else CHECK(overlap == 0);
  }
}

TEST_CASE("exchanged given name and surname are told from other names") {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.record({"MARTIN", "PAUL"});
  builder.record({"PAUL", "MARTIN"});
  builder.record({"MARTIN", "DURAND"});
  const RecordSet records = builder.build();
  const std::vector<Comparison> comparisons = {make_comparison("given_name", "given_name", {"given_name"}),
                                               make_comparison("surname", "surname", {"surname"})};
  RecordComparer comparer(records, comparisons, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  CHECK(level_of(comparisons[0], grade_of(comparer.compare(0, 1), 0)) == "swapped");
  CHECK(level_of(comparisons[1], grade_of(comparer.compare(0, 1), 1)) == "swapped");
  CHECK(level_of(comparisons[1], grade_of(comparer.compare(1, 2), 1)) == "else");
}

TEST_CASE("of several values the best pair counts, and its value is the shared term") {
  test::RecordBuilder builder;
  builder.attribute("phone", AttributeType::kPhone);
  builder.record({"+33111111111|+33222222222"});
  builder.record({"+33999999999|+33111111111"});
  builder.record({"+33888888888"});
  const RecordSet records = builder.build();
  const std::vector<Comparison> comparisons = {make_comparison("phone", "phone", {"phone"})};
  RecordComparer comparer(records, comparisons, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  CHECK(level_of(comparisons[0], grade_of(comparer.compare(0, 1), 0)) == "exact");
  CHECK(records.attributes[0].comparison[comparer.shared_term(0, comparer.row(0), comparer.row(1))] == "+33111111111");
  CHECK(level_of(comparisons[0], grade_of(comparer.compare(0, 2), 0)) == "else");
}

TEST_CASE("postcode and town are one place") {
  test::RecordBuilder builder;
  builder.attribute("postcode", AttributeType::kPostcode).attribute("city", AttributeType::kCity);
  builder.record({"75011", "PARIS"});
  for (const auto& [postcode, city] : std::vector<std::pair<const char*, const char*>>{
           {"75011", "PARIS"}, {"75011", ""}, {"75011", "LYON"}, {"75012", "PARIS"}, {"69003", "PARIS"}, {"75499", "MEAUX"}, {"13001", "MARSEILLE"}, {"", ""}, {"75012", "PARISS"}, {"75012", "PARAY"}})
    builder.record({postcode, city});
  const RecordSet records = builder.build();
  const std::vector<Comparison> comparisons = {make_comparison("place", "place", {"postcode", "city"})};
  RecordComparer comparer(records, comparisons, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  const char* expected[] = {"exact", "exact", "same_postcode", "postcode_slip", "same_city", "same_department", "else", "missing",
                            "postcode_slip", "same_department"};  // a slip in the one, another town in the other: no slip
  for (RecordIndex r = 1; r <= 10; ++r) CHECK(level_of(comparisons[0], grade_of(comparer.compare(0, r), 0)) == expected[r - 1]);
}

TEST_CASE("the quick look at characters never changes a grade") {
  Rng rng(5);
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname);
  std::vector<std::string> names;
  for (int i = 0; i < 300; ++i) {
    std::string name;
    for (uint64_t k = 0; k < 1 + rng.below(9); ++k) name.push_back(static_cast<char>('A' + rng.below(5)));
    names.push_back(name);
    builder.record({name});
  }
  const RecordSet records = builder.build();
  std::vector<Comparison> comparisons = {make_comparison("surname", "surname", {"surname"})};
  comparisons[0].levels = {{}, {}, {}};
  comparisons[0].levels[0].id = "exact";
  comparisons[0].levels[1].id = "similar";
  comparisons[0].levels[1].threshold = 0.82;
  comparisons[0].levels[2].id = "else";
  RecordComparer comparer(records, comparisons, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  int similar = 0;
  for (RecordIndex a = 0; a < 300; ++a)
    for (RecordIndex b = a + 1; b < 300; ++b) {
      const int expected = names[a] == names[b] ? 1 : text::jaro_winkler(names[a], names[b]) >= 0.82 ? 2 : 3;
      similar += expected == 2;
      REQUIRE(grade_of(comparer.compare(a, b), 0) == expected);
    }
  CHECK(similar > 100);
}

TEST_CASE("settings that cannot work are said, with their place") {
  std::vector<Comparison> comparisons = {make_comparison("a", "surname", {"a"}), make_comparison("b", "no_such", {"b"})};
  comparisons[1].levels.resize(1);
  const auto paths = [&] {
    std::vector<std::string> out;
    for (const Error& problem : RecordComparer::validate(comparisons)) out.push_back(problem.id + " " + problem.path);
    return out;
  };
  using Paths = std::vector<std::string>;
  CHECK(paths() == Paths{"compare.unknown_comparator link.comparisons[1].comparator"});
  comparisons = {make_comparison("a", "surname", {}), make_comparison("b", "number", {"b"}), make_comparison("s", "siblings", {}), make_comparison("d", "dependence", {})};
  comparisons[0].levels[0].id = "day_month_swapped";
  comparisons[0].levels[2].threshold = 1.5;
  comparisons[1].levels[1].threshold = -0.1;
  comparisons[1].levels[0].threshold = 7;  // of a level that asks for none
  CHECK(paths() == Paths{"compare.no_attribute link.comparisons[0].attributes", "compare.unknown_level link.comparisons[0].levels[0].id",
                         "compare.level_threshold link.comparisons[0].levels[2].threshold", "compare.level_threshold link.comparisons[1].levels[1].threshold"});
  comparisons = {make_comparison("a", "coordinate", {"a"}), make_comparison("b", "surname", {"b"}), make_comparison("c", "surname", {"c"})};
  comparisons[0].levels[4].threshold = 3;  // a distance has no upper limit
  comparisons[1].levels.clear();
  comparisons[2].levels.resize(kMaxLevels + 1, comparisons[2].levels[0]);
  CHECK(paths() == Paths{"compare.level_count link.comparisons[1].levels", "compare.level_count link.comparisons[2].levels"});
  comparisons.assign(kMaxComparisons, make_comparison("a", "surname", {"a"}));
  comparisons[0].levels.resize(kMaxLevels, comparisons[0].levels[0]);
  CHECK(paths().empty());
  comparisons.push_back(comparisons[1]);
  CHECK(paths() == Paths{"compare.too_many link.comparisons"});
}

}  // namespace
}  // namespace jumelles::compare
