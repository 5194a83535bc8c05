#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;

namespace {

std::string becomes(const Audited& a, const std::string& finding, const std::string& value) {
  for (const audit::FoundValue& found : a.find(finding)->values)
    if (found.value == value) return found.becomes;
  return {};
}

}  // namespace

TEST_CASE("a category that is spelled in two ways is to have the more frequent one") {
  const Audited a(Rows{{"category"}, {"VIP"}, {"Vip"}, {"VIP"}, {"Grossiste"}, {"demi-gros"}, {"Demi gros"}, {"Demi gros"}});
  CHECK(a.rows_of("spellings category") == std::vector<uint32_t>{2, 5});
  CHECK(becomes(a, "spellings category", "Vip") == "VIP");
  CHECK(becomes(a, "spellings category", "demi-gros") == "Demi gros");
}

TEST_CASE("a town is to have its official spelling, however rare it is") {
  const Audited a(Rows{{"city"}, {"Besancon"}, {"Besancon"}, {"Besançon"}, {"Lyon"}, {"LYON"}});
  CHECK(a.rows_of("spellings city") == std::vector<uint32_t>{1, 2});
  CHECK(becomes(a, "spellings city", "Besancon") == "Besançon");
}

TEST_CASE("of two spellings that are as frequent and not official the first is kept") {
  const Audited a(Rows{{"category"}, {"gold"}, {"Gold"}});
  CHECK(a.rows_of("spellings category") == std::vector<uint32_t>{2});
}

TEST_CASE("names of persons and streets are spelled as their owners like; numbers tell words apart") {
  const Audited a(Rows{{"given_name", "street", "category"}, {"José", "1 rue du Pre", "Zone 1"}, {"Jose", "1 rue du Pré", "Zone 2"}});
  CHECK(a.count("spellings given_name") == 0);
  CHECK(a.count("spellings street") == 0);
  CHECK(a.count("spellings category") == 0);
}

TEST_CASE("what is wrong by itself is no other spelling as well") {
  const Audited a(Rows{{"city"}, {"Besançon"}, {"BesanÃ§on"}, {"BESANçON"}});
  CHECK(a.count("spellings city") == 0);
}

TEST_CASE("towns whose official names differ by an accent are two, and a writing that is of neither is not told") {
  CHECK(Audited(Rows{{"city"}, {"Moûtiers"}, {"Moutiers"}, {"Moûtiers"}}).count("spellings city") == 0);
  CHECK(Audited(Rows{{"city"}, {"Moûtiers"}, {"Moutiers"}, {"Moutièrs"}}).count("spellings city") == 0);
  CHECK(Audited(Rows{{"city"}, {"Moûtiers"}, {"Moutièrs"}}).rows_of("spellings city") == std::vector<uint32_t>{2});
}

TEST_CASE("a spelling with accents is kept, unless it is as rare as a slip") {
  using jumelles::test::repeated;
  using jumelles::test::operator+;
  const Audited a(Rows{{"category"}} + repeated({{"ELECTRIQUE"}}, 49) + Rows{{"Électrique"}});
  CHECK(a.count("spellings category") == 49);
  CHECK(becomes(a, "spellings category", "ELECTRIQUE") == "Électrique");
  CHECK(Audited(Rows{{"category"}} + repeated({{"Bretagne"}}, 50) + Rows{{"Brétagne"}}).rows_of("spellings category") == std::vector<uint32_t>{51});
}

TEST_CASE("words are the same letters in the same order, with blanks or without; a word more is another thing, as are other numbers") {
  const Audited a(Rows{{"category"}, {"Eng."}, {"Eng."}, {"En g."}, {"En.g"}, {"Lewisham"}, {"Lewisham | Lewisham"}, {"zone 1 1"}, {"zone 11"}, {"port augusta"}, {"augusta port"}});
  CHECK(a.rows_of("spellings category") == std::vector<uint32_t>{3, 4});
  CHECK(becomes(a, "spellings category", "En g.") == "Eng.");
  CHECK(Audited(Rows{{"category"}, {"***"}, {"!!"}, {"***"}}).count("spellings category") == 0);
}
