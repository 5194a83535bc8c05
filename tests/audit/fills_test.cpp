#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::operator+;

namespace {

const char* const kNames[] = {"Petit", "Roux", "Blanc", "Durand", "Moreau", "Lemoine", "Garnier"};

Rows varied(int count, int from = 0) {
  Rows rows;
  for (int i = from; i < from + count; ++i) rows.push_back({kNames[i % 7], std::to_string(i + 1) + " rue Pasteur", "06 12 " + std::to_string(100000 + i * 7919 % 900000)});
  return rows;
}

}  // namespace

TEST_CASE("a value in rows in turn, of different names, was pulled down") {
  Rows down;
  for (int i = 0; i < 5; ++i) down.push_back({kNames[i], "3 place Foch", "06 44 05 12 7" + std::to_string(i)});
  const Audited a(Rows{{"surname", "street", "phone"}} + varied(150) + down + varied(150, 200));
  CHECK(a.rows_of("filled_down street") == std::vector<uint32_t>{152, 153, 154, 155});  // the first one is true
  CHECK(a.rows_of("filled_down phone") == std::vector<uint32_t>{152, 153, 154, 155});   // one more each time
}

TEST_CASE("a household, a pair of rows and a file sorted by its streets were not") {
  Rows family, pair, sorted{{"surname", "street", "phone"}};
  for (int i = 0; i < 5; ++i) family.push_back({i < 3 ? "Petit" : "Roux", "3 place Foch", "06 44 05 12 70"});
  for (int i = 0; i < 3; ++i) pair.push_back({kNames[i], "5 place Foch", "06 44 05 12 7" + std::to_string(9 - 3 * i)});
  const Audited a(Rows{{"surname", "street", "phone"}} + varied(150) + family + varied(50, 200) + pair + varied(50, 300));
  CHECK(a.count("filled_down street") == 0);
  CHECK(a.count("filled_down phone") == 0);
  for (int i = 0; i < 300; ++i) sorted.push_back({kNames[i % 7], std::to_string(i / 5) + " place Foch", ""});
  CHECK(Audited(sorted).count("filled_down street") == 0);
}
