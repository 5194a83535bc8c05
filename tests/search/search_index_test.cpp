#include "search/search_index.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "reference/search_reference.h"
#include "support/record_builder.h"

using namespace jumelles;
using search::SearchIndex;

namespace {

std::shared_ptr<SearchIndex> index_of(RecordSet records) {
  auto index = std::make_shared<SearchIndex>(std::make_shared<RecordSet>(std::move(records)));
  REQUIRE(run_to_end(SearchIndex::phases(index)).ok());
  return index;
}

std::shared_ptr<SearchIndex> customers() {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname).attribute("phone", AttributeType::kPhone);
  builder.attribute("birth_date", AttributeType::kBirthDate).attribute("city", AttributeType::kCity).attribute("siren", AttributeType::kSiren);
  builder.record({"Jean-Marc", "Lefèvre", "+33639980271|+33261912340", "1958-02-09", "Tours", ""}, "FAC-3318");
  builder.record({"Marc", "Lefebvre", "+33639986415", "1986-06-21", "Tours", ""}, "104458");
  builder.record({"Zoé", "Da Silva", "", "", "Paris", "732 829 320"}, "WEB-7");
  builder.record({"Tours", "Martin", "+4420639980", "", "Lyon", ""}, "9");
  return index_of(builder.build());
}

std::vector<RecordIndex> records(const SearchIndex& index, std::string_view query) {
  std::vector<search::Match> found = index.find(query);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  std::vector<RecordIndex> out;
  for (const search::Match& match : found) out.push_back(match.record);
  return out;
}

using Found = std::vector<RecordIndex>;

}  // namespace

TEST_CASE("a name is found however it is written: accents, case, a beginning, a slip") {
  const auto index = customers();
  CHECK(records(*index, "LEFEVRE") == Found{0, 1});   // the other one is a slip away
  CHECK(records(*index, "lefebvre") == Found{1, 0});
  CHECK(records(*index, "lefe") == Found{0, 1});
  CHECK(records(*index, "lefvere") == Found{0});
  CHECK(records(*index, "le") == Found{0, 1});
  CHECK(records(*index, "l").empty());
  CHECK(records(*index, "zoe") == Found{2});
  CHECK(records(*index, "zor").empty());              // three letters allow no slip
  CHECK(records(*index, "").empty());
  CHECK(records(*index, " - ").empty());
}

TEST_CASE("every word has to be found, each in any attribute of the record") {
  const auto index = customers();
  CHECK(records(*index, "marc tours") == Found{0, 1});
  CHECK(records(*index, "tours martin") == Found{3});
  CHECK(records(*index, "paris martin").empty());
  CHECK(records(*index, "silva da") == Found{2});
}

TEST_CASE("numbers are found by their digits: phones as they are dialed, parts, dates day first, ids") {
  const auto index = customers();
  CHECK(records(*index, "0639980271") == Found{0});
  CHECK(records(*index, "06 39 98") == Found{0, 1, 3});    // the last one inside an English number, after a longer calling code
  CHECK(records(*index, "02 61 91 23 40") == Found{0});
  CHECK(records(*index, "6415") == Found{1});
  CHECK(records(*index, "64").empty());                    // two digits inside are no proof
  CHECK(records(*index, "732829320") == Found{2});
  CHECK(records(*index, "732 829") == Found{2});
  CHECK(records(*index, "21/06/1986") == Found{1});
  CHECK(records(*index, "1986-06-21") == Found{1});
  CHECK(records(*index, "fac-3318") == Found{0});
  CHECK(records(*index, "9") == Found{3});
}

TEST_CASE("exact comes before begun before mistyped, rare before common") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity);
  builder.record({"Mardin", "Nantes"});
  builder.record({"Martine", "Nantes"});
  builder.record({"Martin", "Nantes"});
  builder.record({"Martinet", "Brest"});
  builder.record({"Martinet", "Brest"});
  const auto index = index_of(builder.build());
  CHECK(records(*index, "martin") == Found{2, 1, 3, 4, 0});
}

TEST_CASE("measures and what systems wrote for themselves are not searched") {
  test::RecordBuilder builder;
  builder.attribute("turnover", AttributeType::kNumber).attribute("batch", AttributeType::kCode).attribute("surname", AttributeType::kSurname);
  builder.record({"12500", "B777", "Durand"});
  RecordSet set = builder.build();
  set.attributes[0].role = ColumnRole::kMeasure;
  set.attributes[1].role = ColumnRole::kTechnical;
  const auto index = index_of(std::move(set));
  CHECK(records(*index, "12500").empty());
  CHECK(records(*index, "b777").empty());
  CHECK(records(*index, "durand") == Found{0});
}

TEST_CASE("the values that answered are told, the best of each word") {
  const auto index = customers();
  const auto answers = index->answers("lefvere 0261", 0);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0] == search::Answer{1, 0, search::kOneSlip});
  CHECK(answers[1] == search::Answer{2, 1, search::kPrefix});
  CHECK(index->answers("fac-3318", 0).front().attribute == -1);
  CHECK(index->answers("paris", 0).empty());
}

TEST_CASE("an index that is not built finds nothing, and one without records either") {
  CHECK(SearchIndex(std::make_shared<RecordSet>()).find("martin").empty());
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname);
  CHECK(index_of(builder.build())->find("martin").empty());
}

namespace {

std::string random_word(Rng& rng, bool digits) {
  static constexpr std::string_view kLetters = "abcdemnrst", kDigits = "0123689";
  std::string out;
  const uint64_t length = 1 + rng.below(digits ? 11 : 9);
  for (uint64_t i = 0; i < length; ++i) {
    if (digits) out += kDigits[rng.below(kDigits.size())];
    else out += kLetters[rng.below(kLetters.size())];
  }
  if (!digits && rng.below(8) == 0) out += "é";
  if (!digits && rng.below(12) == 0) out += std::to_string(rng.below(99));
  return out;
}

std::string random_value(Rng& rng, size_t attribute, const std::vector<std::string>& vocabulary) {
  if (rng.below(6) == 0) return {};
  if (attribute == 1) return "+" + std::to_string(1 + rng.below(400)) + random_word(rng, true);
  if (attribute == 2) return std::to_string(1950 + rng.below(60)) + "-0" + std::to_string(1 + rng.below(9)) + "-1" + std::to_string(rng.below(10));
  std::string out;
  for (uint64_t words = 1 + rng.below(3); words > 0; --words) {
    out += rng.below(5) == 0 ? random_word(rng, rng.below(3) == 0) : vocabulary[rng.below(vocabulary.size())];
    if (words > 1) out += " -'"[rng.below(3)];
  }
  return out;
}

// As hands make them.
std::string slipped(Rng& rng, std::string word) {
  if (word.size() < 2) return word;
  const size_t at = rng.below(word.size() - 1);
  switch (rng.below(5)) {
    case 0: std::swap(word[at], word[at + 1]); break;
    case 1: word.erase(at, 1); break;
    case 2: word.insert(at, 1, static_cast<char>('a' + rng.below(26))); break;
    case 3: word[at] = static_cast<char>('a' + rng.below(26)); break;
    default: word.resize(at + 1); break;
  }
  return word;
}

}  // namespace

TEST_CASE("the index finds what a look at every word of every record finds, in the same order") {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Rng rng(seed);
    std::vector<std::string> vocabulary;
    for (int i = 0; i < 40; ++i) vocabulary.push_back(random_word(rng, false));
    test::RecordBuilder builder;
    builder.attribute("name", AttributeType::kFullName).attribute("phone", AttributeType::kPhone).attribute("birth_date", AttributeType::kBirthDate).attribute("street", AttributeType::kStreet);
    for (int r = 0; r < 60; ++r) {
      std::vector<std::string> cells;
      for (size_t a = 0; a < 4; ++a) cells.push_back(random_value(rng, a, vocabulary));
      if (rng.below(3) == 0) cells[1] += "|" + random_value(rng, 1, vocabulary);
      builder.record(std::vector<std::string_view>(cells.begin(), cells.end()), random_word(rng, rng.below(2) == 0));
    }
    const auto index = index_of(builder.build());
    const reference::Search reference(*index->records());
    size_t found_count = 0;
    for (int q = 0; q < 80; ++q) {
      std::string query;
      for (uint64_t words = 1 + rng.below(3); words > 0; --words) {
        const RecordSet& set = *index->records();
        const Attribute& attribute = set.attributes[rng.below(4)];
        std::string word = rng.below(4) == 0 ? random_word(rng, rng.below(2) == 0) : std::string(attribute.clean[static_cast<Code>(rng.below(attribute.clean.size()))]);
        if (rng.below(2) == 0) word = slipped(rng, word);
        if (word.size() > 5 && word.starts_with("+") && rng.below(4) == 0) word = "0" + word.substr(1 + rng.below(3) + 1);
        query += word + " ";
      }
      CAPTURE(query);
      const auto expected = reference.find(query);
      const auto found = index->find(query);
      found_count += found.size();
      REQUIRE(found.size() == expected.size());
      for (size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].record == expected[i].record);
        CHECK(found[i].rank == (expected[i].quality << 16 | expected[i].commonness));
        uint32_t told = 0;
        for (const search::Answer& answer : index->answers(query, found[i].record)) told += answer.quality;
        CHECK(told == expected[i].quality);
      }
    }
    CHECK(found_count > 8);
  }
}
