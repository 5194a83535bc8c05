#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::operator+;

TEST_CASE("three spellings of one mailbox are one person's several accounts, two are a person's own") {
  const Audited a(Rows{{"email"}, {"emile.pauly@gmail.com"}, {"emilepauly+bon1@gmail.com"}, {"e.milepauly@gmail.com"}, {"anne.petit@gmail.com"}, {"annepetit@gmail.com"}, {"a.roux@free.fr"}, {"aroux@free.fr"}, {"ar.oux@free.fr"},
                       {"paul+a@free.fr"}, {"paul+b@free.fr"}, {"paul+c@free.fr"}});
  CHECK(a.rows_of("one_mailbox email") == std::vector<uint32_t>{1, 2, 3, 9, 10, 11});
}

TEST_CASE("five mailboxes whose numbers follow each other are of one hand, but for a name with years of birth") {
  Rows rows{{"surname", "email"}};
  for (int i = 101; i < 106; ++i) rows.push_back({"Petit", "lucas.promo" + std::to_string(i) + "@outlook.com"});
  for (int i = 71; i < 77; ++i) rows.push_back({"Martin", "martin" + std::to_string(i) + "@outlook.com"});
  for (int i = 0; i < 5; ++i) rows.push_back({"Roux", "soleil" + std::to_string(10 + 3 * i) + "@outlook.com"});
  for (int i = 0; i < 4; ++i) rows.push_back({"Blanc", "lune" + std::to_string(i) + "@outlook.com"});
  CHECK(Audited(rows).rows_of("one_mailbox email") == std::vector<uint32_t>{1, 2, 3, 4, 5});
}

TEST_CASE("a domain whose addresses are numbers makes them, those of some providers are people's") {
  Rows rows{{"email"}};
  for (int i = 0; i < 5; ++i) rows.push_back({std::to_string(420839 + 7 * i) + "@magasin-" + (i % 2 == 0 ? "lyon" : "lille") + ".enseigne.fr"});
  for (int i = 0; i < 5; ++i) rows.push_back({std::to_string(52083900 + 7 * i) + "@qq.com"});
  for (int i = 0; i < 5; ++i) rows.push_back({"06121314" + std::to_string(10 + i) + "@sfr.fr"});
  CHECK(Audited(rows + Rows{{"anne@sfr.fr"}, {"paul@sfr.fr"}}).rows_of("relay_mailbox email") == std::vector<uint32_t>{1, 2, 3, 4, 5});
  rows.erase(rows.begin() + 1);
  CHECK(Audited(rows + Rows{{"anne@sfr.fr"}, {"paul@sfr.fr"}}).count("relay_mailbox email") == 0);
}
