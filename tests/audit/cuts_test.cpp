#include <string>
#include <vector>

#include "audit/work.h"
#include "audited.h"
#include "core/rng.h"

using namespace jumelles;
using namespace jumelles::test;

namespace {

// Two tables that have something of nearly all that is looked for.
std::vector<Rows> spoiled_tables() {
  Rng rng(7);
  const auto one_of = [&](const std::vector<std::string>& texts) { return texts[rng.below(texts.size())]; };
  const std::vector<std::string> given{"Marie", "Jean", "Cécile", "Ccile", "Anne", "Paul", "Zoé", "Luc", "MARTIN", "azerty"}, surnames{"Martin", "Durand", "Petit", "Roux", "Moreau", "Morel", "Fabre", "Test", "Marie", "Garnier Martin", "SARL Roux"};
  const std::vector<std::string> towns{"Lyon", "Paris", "Lille", "Nantes", "Rennes", "Nates", "Ain"}, postcodes{"69001", "75001", "59000", "44000", "35000", "6900", "1234"}, countries{"France", "FRANCE", "FR", "Allemagne", "Italie"};
  std::vector<Rows> tables;
  for (int t = 0; t < 2; ++t) {
    Rows rows{{"record_id", "civility", "given_name", "surname", "email", "phone", "street", "postcode", "city", "country", "birth_date", "created_date", "updated_date", "siren", "category"}};
    for (int r = 0; r < 700; ++r) {
      const std::string first = one_of(given), last = one_of(surnames), day = std::to_string(2010 + rng.below(14)) + "-0" + std::to_string(1 + rng.below(9)) + "-" + std::to_string(10 + rng.below(18));
      const bool is_turned = rng.chance(0.02);
      const size_t place = rng.below(5), other = rng.chance(0.05) ? rng.below(7) : place;
      rows.push_back({rng.chance(0.01) ? "TEMP1" : "C" + std::to_string(1000 + r), one_of({"M.", "Mme", ""}), first, last,
                      rng.chance(0.1) ? "promo" + std::to_string(r) + "@x.fr" : one_of({"marie", "jean", "paul.roux"}) + std::to_string(rng.below(90)) + one_of({"@free.fr", "@gmial.com", "@orange.f", "@yopmail.com", ""}), rng.chance(0.05) ? "612345678" : "06 1" + std::to_string(rng.below(9)) + " 34 5" + std::to_string(rng.below(9)) + " 78",
                      std::to_string(1 + rng.below(80)) + one_of({" rue Pasteur", " rue de l'Église", " rue du test", "  avenue Foch"}), is_turned ? towns[place] : postcodes[other], is_turned ? postcodes[other] : towns[place], one_of(countries), std::to_string(1950 + rng.below(50)) + "-01-0" + std::to_string(1 + rng.below(9)), day, rng.chance(0.1) ? "2031-01-01" : day,
                      one_of({"443061841", "552100554", "552100555", ""}), one_of({"or", "argent", "argnt", "bronze"})});
      if (rng.chance(0.02)) rows.push_back(rows.back());
    }
    tables.push_back(std::move(rows));
  }
  return tables;
}

audit::Audit audited_in_steps(const audit::AuditInput& input, uint64_t step) {
  auto audit = std::make_shared<audit::Audit>();
  for (Phase& phase : audit::audit_phases(input, audit)) {
    const uint64_t count = phase.count();
    for (uint64_t begin = 0; begin < count; begin += step) REQUIRE(phase.body(begin, std::min(count, begin + step)).ok());
  }
  return *audit;
}

void check_same(const audit::Audit& a, const audit::Audit& b) {
  REQUIRE(a.findings.size() == b.findings.size());
  for (size_t f = 0; f < a.findings.size(); ++f) {
    const audit::Finding &x = a.findings[f], &y = b.findings[f];
    const std::string_view name = audit::kind(x.kind).name;
    CHECK_MESSAGE(x.kind == y.kind, name);
    CHECK_MESSAGE(x.attributes == y.attributes, name);
    CHECK_MESSAGE(x.per_source == y.per_source, name);
    CHECK_MESSAGE(x.of_count == y.of_count, name);
    CHECK_MESSAGE(x.distinct_count == y.distinct_count, name);
    CHECK_MESSAGE(x.records.words() == y.records.words(), name);
    REQUIRE_MESSAGE(x.values.size() == y.values.size(), name);
    for (size_t v = 0; v < x.values.size(); ++v) {
      CHECK_MESSAGE(x.values[v].value == y.values[v].value, name);
      CHECK_MESSAGE(x.values[v].becomes == y.values[v].becomes, name);
      CHECK_MESSAGE(x.values[v].count == y.values[v].count, name);
    }
  }
  for (size_t c = 0; c < a.cells.size(); ++c) {
    CHECK(a.cells[c].valid_count == b.cells[c].valid_count);
    CHECK(a.cells[c].filled_count == b.cells[c].filled_count);
    CHECK(a.cells[c].median_date == b.cells[c].median_date);
  }
  for (size_t t = 0; t < a.sources.size(); ++t) {
    CHECK(a.sources[t].oldest == b.sources[t].oldest);
    CHECK(a.sources[t].median == b.sources[t].median);
    CHECK(a.sources[t].newest == b.sources[t].newest);
  }
}

bool is_plain_by_hand(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 32 && c != '&' && c != '?'; });
}

}  // namespace

TEST_CASE("an audit finds the same wherever its phases are cut") {
  const Audited whole(spoiled_tables());
  CHECK(whole.audit->findings.size() > 24);
  for (const uint64_t step : {uint64_t{1}, uint64_t{7}, uint64_t{1000}, UINT64_MAX / 2}) check_same(*whole.audit, audited_in_steps(whole.input, step));
}

TEST_CASE("characters are plain where none of them is looked for, eight at once as one by one") {
  Rng rng(8);
  constexpr std::string_view kCharacters = "aaaaaZ09.-  &?\x1F\x7F\xC3\xA9\t";
  size_t plain = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (uint64_t left = rng.below(26); left > 0; --left) text += kCharacters[rng.below(rng.chance(0.7) ? 12 : kCharacters.size())];
    // What borders on a character that is looked for may be taken for it, and is looked at closely then.
    if (!audit::has_plain_characters(text)) continue;
    CHECK_MESSAGE(is_plain_by_hand(text), text);
    ++plain;
  }
  CHECK(plain > 1000);
  for (const char* text : {"a", "12 rue Pasteur", "Jean-Paul", "a b c d e f g h i j", "abcdefg hijklmnopq", "!\"#$%'()*+,-./:;<=>@[\\]^_`{|}~"}) CHECK_MESSAGE(audit::has_plain_characters(text), text);
  for (const char* text : {"", " a", "a ", "a  b", "abcdefg  h", "abcdef  gh", "R&D", "Ren?", "é", "abcdefghi\t", "12345678\x1F"}) CHECK_MESSAGE(!audit::has_plain_characters(text), text);
}

TEST_CASE("lengths are of characters, whatever bytes they have") {
  CHECK(audit::length_in_characters("") == 0);
  CHECK(audit::length_in_characters("Noël") == 4);
  CHECK(audit::length_in_characters("éééééééé") == 8);
  CHECK(audit::length_in_characters("rue de l'Église, 12 €") == 21);
}

TEST_CASE("a value that several sources have is one, as often as all of them have it") {
  const Rows first{{"record_id", "email"}, {"1", "a@gmial.com"}, {"2", "b@free.fr"}, {"3", "c@gmial.com"}}, second{{"record_id", "email"}, {"1", "c@gmial.com"}, {"2", "d@free.fr"}};
  const Audited audited({first, second});
  const audit::Finding* finding = audited.find("mistyped_domain email");
  REQUIRE(finding != nullptr);
  CHECK(finding->count == 3);
  CHECK(finding->distinct_count == 2);
  REQUIRE(finding->values.size() == 2);
  CHECK(finding->values[0].value == "c@gmial.com");
  CHECK(finding->values[0].becomes == "c@gmail.com");
  CHECK(finding->values[0].count == 2);
  CHECK(finding->values[1].becomes == "a@gmail.com");
}

TEST_CASE("no cell is in two offers, and what offers count is what their records hold") {
  const Audited a(spoiled_tables());
  std::vector<const audit::Finding*> offers;
  for (const audit::Finding& finding : a.audit->findings)
    if (audit::is_changing(audit::kind(finding.kind).fix)) offers.push_back(&finding);
  CHECK(offers.size() > 8);
  for (size_t i = 0; i < offers.size(); ++i) {
    uint64_t held = 0;
    for (RecordIndex r = 0; r < a.input.records->record_count(); ++r) held += offers[i]->records.has(r);
    CHECK_MESSAGE(held == offers[i]->count, audit::id_of(*offers[i], *a.input.records));
    for (size_t j = 0; j < i; ++j) {
      const auto& others = offers[j]->attributes;
      if (std::none_of(offers[i]->attributes.begin(), offers[i]->attributes.end(), [&](uint32_t one) { return std::find(others.begin(), others.end(), one) != others.end(); })) continue;
      uint64_t both = 0;
      for (RecordIndex r = 0; r < a.input.records->record_count(); ++r) both += offers[i]->records.has(r) && offers[j]->records.has(r);
      CHECK_MESSAGE(both == 0, audit::id_of(*offers[i], *a.input.records) << ", " << audit::id_of(*offers[j], *a.input.records));
    }
  }
}
