#include "monitoring/compare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/rng.h"
#include "monitoring/alert_kinds.h"

using namespace jumelles::monitoring;
using jumelles::Rng;

namespace {

CellFigures cell(const std::string& source, const std::string& attribute, uint64_t filled, uint64_t valid) {
  CellFigures out{source, attribute, attribute};
  out.filled_count = out.value_count = out.checked_count = filled;
  out.distinct_count = filled / 2;
  out.valid_count = valid;
  return out;
}

// One source of 10 000 records: e-mails, phones in two shapes, civilities.
QualityFigures figures() {
  QualityFigures out;
  out.sources = {{"crm", "xxh128:1", 10'000, "2026-08", "2026-10-30"}};
  out.cells = {cell("crm", "email", 8000, 7900), cell("crm", "phone", 9000, 8900), cell("crm", "civility", 9500, 9500)};
  out.cells[1].shapes = {{"99 99 99 99 99", 6000}, {"+33 9 99 99 99 99", 3000}};
  out.cells[2].is_list = true;
  out.cells[2].listed = {{"M.", 5000}, {"Mme", 4500}};
  out.findings = {{"made_up_phone", "phone", "error", "crm", 40}, {"duplicate", "", "warning", "crm", 100}};
  out.is_matched = true;
  return out;
}

std::vector<std::string> kinds(const QualityFigures& then, const QualityFigures& now, const std::vector<Target>& targets = {}) {
  std::vector<std::string> out;
  for (const Alert& alert : compare(then, now, targets)) out.push_back(std::string(alert_id(alert.kind)) + (alert.attribute.empty() ? "" : " " + alert.attribute));
  return out;
}

using Kinds = std::vector<std::string>;

// So many of `of` independent cases of a share.
uint64_t drawn(Rng& rng, uint64_t of, double share) {
  uint64_t count = 0;
  for (uint64_t i = 0; i < of; ++i) count += rng.chance(share);
  return count;
}

}  // namespace

TEST_CASE("the same figures twice alarm nobody, whatever the targets") {
  CHECK(kinds(figures(), figures(), {{"email", "completeness", 0.99}, {"email", "validity", 1}}).empty());
}

TEST_CASE("a loss alarms where it is beyond chance and a percent of all") {
  QualityFigures now = figures();
  now.cells[0].filled_count = 7880;  // 1.2 points: chance is 1 in 30 once, and there are many comparisons
  CHECK(kinds(figures(), now).empty());
  now.cells[0].filled_count = 7700;
  CHECK(kinds(figures(), now) == Kinds{"completeness_lost email"});
  CHECK(compare(figures(), now, {})[0].severity == Severity::kWarning);
  now.cells[0].filled_count = 3900;  // less than half is left
  CHECK(compare(figures(), now, {})[0].severity == Severity::kError);
  now = figures();
  now.cells[0].valid_count = 7500;
  CHECK(kinds(figures(), now) == Kinds{"validity_lost email"});
  CHECK(kinds(now, figures()).empty());  // a gain alarms nobody
  // In a million records half a point is beyond chance, and is not seen.
  QualityFigures then = figures();
  now = figures();
  then.sources[0].record_count = now.sources[0].record_count = 1'000'000;
  then.cells[0].filled_count = 800'000;
  now.cells[0].filled_count = 795'000;
  CHECK(kinds(then, now).empty());
  now.cells[0].filled_count = 790'000;
  CHECK(kinds(then, now) == Kinds{"completeness_lost email"});
}

TEST_CASE("a target that is held no more is told instead of the loss, however small that is") {
  QualityFigures now = figures();
  now.cells[0].filled_count = 7999;
  const std::vector<Target> targets{{"email", "completeness", 0.8}, {"phone", "completeness", 0.95}};
  const std::vector<Alert> alerts = compare(figures(), now, targets);
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].kind == AlertKind::kBelowTarget);
  CHECK(alerts[0].subject == "completeness");
  CHECK(alerts[0].before == 0.8);
  CHECK(alerts[0].after == 0.7999);
  CHECK(alerts[0].target == 0.8);
  now.cells[0].filled_count = 7000;
  CHECK(kinds(figures(), now, targets) == Kinds{"below_target email"});
  CHECK(kinds(now, now, targets).empty());  // it was missed before
}

TEST_CASE("sources and attributes that are gone are told first, and nothing else of them") {
  QualityFigures now = figures();
  now.cells.erase(now.cells.begin());
  now.findings.clear();
  CHECK(kinds(figures(), now) == Kinds{"attribute_gone email"});
  now = figures();
  now.cells[0].filled_count = now.cells[0].value_count = now.cells[0].checked_count = now.cells[0].valid_count = 0;
  CHECK(kinds(figures(), now) == Kinds{"attribute_gone email"});
  now = figures();
  now.sources[0].name = "shop";
  for (CellFigures& other : now.cells) other.source = "shop";
  for (FindingFigures& finding : now.findings) finding.source = "shop";
  const std::vector<Alert> alerts = compare(figures(), now, {});
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].kind == AlertKind::kSourceGone);
  CHECK(alerts[0].source == "crm");
  CHECK(alerts[0].before == 10'000);
  CHECK(alerts[0].severity == Severity::kError);
}

TEST_CASE("extracts that are a tenth shorter or a quarter longer are told") {
  const auto with = [](uint64_t count) {
    QualityFigures out = figures();
    out.sources[0].record_count = count;
    for (CellFigures& other : out.cells)
      for (uint64_t* figure : {&other.filled_count, &other.value_count, &other.checked_count, &other.valid_count}) *figure = *figure * count / 10'000;
    for (CellFigures& other : out.cells)
      for (auto* tallies : {&other.shapes, &other.listed})
        for (Tally& tally : *tallies) tally.count = tally.count * count / 10'000;
    for (FindingFigures& finding : out.findings) finding.count = finding.count * count / 10'000;
    return out;
  };
  CHECK(kinds(figures(), with(9000)).empty());
  CHECK(kinds(figures(), with(8999)) == Kinds{"records_fallen"});
  CHECK(kinds(figures(), with(12'500)).empty());
  CHECK(kinds(figures(), with(12'501)) == Kinds{"records_grown"});
  CHECK(kinds(figures(), with(0)) == Kinds{"records_fallen"});
  CHECK(kinds(with(0), figures()) == Kinds{"records_grown"});
}

TEST_CASE("a file that has not changed is told where others have") {
  QualityFigures then = figures(), now = figures();
  then.sources.push_back({"shop", "xxh128:2", 50, "", ""});
  now.sources.push_back({"shop", "xxh128:3", 50, "", ""});
  CHECK(kinds(then, now) == Kinds{"source_unchanged"});
  now.sources[1].hash = "xxh128:2";
  CHECK(kinds(then, now).empty());
  now.sources[1].hash.clear();  // not known
  CHECK(kinds(then, now).empty());
}

TEST_CASE("drift is the sum of (p - q) ln(p / q) over shapes and the rest") {
  CellFigures then = figures().cells[1], now = then;
  CHECK(drift_of(then, now).index == 0);
  now.shapes = {{"99 99 99 99 99", 4500}, {"+33 9 99 99 99 99", 4500}};
  // (1/2 - 2/3) ln(3/4) + (1/2 - 1/3) ln(3/2)
  const double by_hand = (0.5 - 2.0 / 3) * std::log(0.75) + (0.5 - 1.0 / 3) * std::log(1.5);
  CHECK(std::fabs(drift_of(then, now).index - by_hand) < 1e-12);
  CHECK(drift_of(then, now).chance < 1e-6);
  // A shape that was counted among the rest is no new one.
  then = now;
  now.shapes.push_back({"9999999999", 400});
  now.other_shape_count = 0;
  then.other_shape_count = 400;
  CHECK(drift_of(then, now).index == 0);
  // Where there is no rest, it is.
  then.other_shape_count = 0;
  CHECK(drift_of(then, now).index > 0.2);
}

TEST_CASE("values that are written in another way alarm by how far they have drifted") {
  QualityFigures now = figures();
  const auto with = [&](uint64_t national) {
    now.cells[1].shapes = {{"99 99 99 99 99", national}, {"+33 9 99 99 99 99", 9000 - national}};
    return compare(figures(), now, {});
  };
  CHECK(with(5000).empty());  // 0.05
  REQUIRE(with(4400).size() == 1);
  CHECK(with(4400)[0].severity == Severity::kNote);
  REQUIRE(with(3000).size() == 1);
  CHECK(with(3000)[0].severity == Severity::kWarning);
  CHECK(with(3000)[0].values == std::vector<Tally>{{"+33 9 99 99 99 99", 6000}});  // what has gained
  // Twelve values are too few to tell.
  QualityFigures few_then = figures(), few = figures();
  few_then.cells[1].shapes = {{"99", 8}, {"9", 4}};
  few.cells[1].shapes = {{"99", 4}, {"9", 8}};
  CHECK(kinds(few_then, few).empty());
}

TEST_CASE("values of lists that are new or gone are told, but not those that a few may have had") {
  QualityFigures now = figures();
  now.cells[2].listed = {{"M.", 5000}, {"Mme", 4400}, {"Mx", 100}};
  std::vector<Alert> alerts = compare(figures(), now, {});
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].kind == AlertKind::kValueNew);
  CHECK(alerts[0].values == std::vector<Tally>{{"Mx", 100}});
  CHECK(std::fabs(alerts[0].after - 100.0 / 9500) < 1e-12);
  CHECK(kinds(now, figures()) == Kinds{"value_gone civility"});
  now.cells[2].listed = {{"M.", 5000}, {"Mme", 4490}, {"Mx", 10}};  // four may have been there
  CHECK(kinds(figures(), now).empty());
  now.cells[2].listed = {{"M.", 5000}, {"Mme", 4400}, {"Mx", 100}};
  now.cells[2].is_list = false;
  CHECK(kinds(figures(), now).empty());
}

TEST_CASE("findings alarm where there are half as many again, more than by chance") {
  QualityFigures now = figures();
  now.findings[0].count = 59;
  CHECK(kinds(figures(), now).empty());
  now.findings[0].count = 200;
  std::vector<Alert> alerts = compare(figures(), now, {});
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].kind == AlertKind::kFindingGrown);
  CHECK(alerts[0].subject == "made_up_phone");
  CHECK(alerts[0].attribute == "phone");
  CHECK(alerts[0].severity == Severity::kError);
  // One that was not there at all; nine are too few.
  now = figures();
  now.findings.push_back({"keyboard_walk", "email", "warning", "crm", 9});
  CHECK(kinds(figures(), now).empty());
  now.findings.back().count = 90;
  CHECK(kinds(figures(), now) == Kinds{"finding_grown email"});
  // What nobody has matched has no duplicates yet; of an attribute that was not there everything is new.
  QualityFigures then = figures();
  then.is_matched = false;
  then.findings.pop_back();
  CHECK(kinds(then, figures()).empty());
  now.cells.push_back(cell("crm", "iban", 900, 900));
  now.findings.back().attributes = "iban";
  CHECK(kinds(figures(), now).empty());
}

TEST_CASE("a month's name in the name of a source makes it no other one") {
  const auto named = [](const std::vector<std::string>& names) {
    QualityFigures out;
    for (const std::string& name : names) out.sources.push_back({name, "", 1, "", ""});
    return out;
  };
  CHECK(former_places(named({"crm_2026-10", "shop"}), named({"shop", "crm_2026-11"})) == std::vector<int>{1, 0});
  CHECK(former_places(named({"CRM 2026.10"}), named({"crm-2026-11"})) == std::vector<int>{0});
  CHECK(former_places(named({"crm1", "crm2"}), named({"crm3"})) == std::vector<int>{-1});  // it could be either
  CHECK(former_places(named({"crm1", "crm2"}), named({"crm2", "crm3"})) == std::vector<int>{1, 0});
  CHECK(former_places(named({"2026"}), named({"2027"})) == std::vector<int>{-1});  // nothing is left of them
}

TEST_CASE("two samples of the same customers alarm once in a hundred times at the most") {
  Rng rng(7);
  size_t alarmed = 0;
  constexpr size_t kTimes = 300;
  for (size_t time = 0; time < kTimes; ++time) {
    const auto sampled = [&](uint64_t records) {
      QualityFigures out;
      out.sources = {{"crm", std::to_string(rng.next()), records, "", ""}};
      for (int a = 0; a < 8; ++a) {
        const double share = 0.05 + 0.12 * a;
        CellFigures made = cell("crm", "a" + std::to_string(a), drawn(rng, records, share), 0);
        made.valid_count = drawn(rng, made.checked_count, 1 - share / 2);
        uint64_t left = made.value_count;
        for (int s = 0; s < 11; ++s) {
          const uint64_t count = drawn(rng, left, 0.3);
          made.shapes.push_back({std::to_string(s), count});
          left -= count;
        }
        made.other_shape_count = left;
        out.cells.push_back(std::move(made));
      }
      return out;
    };
    const uint64_t records = 200 + 20 * time;
    const QualityFigures then = sampled(records), now = sampled(records);
    alarmed += !compare(then, now, {}).empty();
  }
  CHECK(alarmed <= kTimes / 100);
}

TEST_CASE("records that were as recent as their target asks alarm once they are not, by the day or by their latest date") {
  QualityFigures then = figures(), now = figures();
  then.cells[0].median_date = "2025-11";
  now.cells[0].median_date = "2025-11";
  now.sources[0].newest = "2026-11-28";
  const std::vector<Target> targets{{"email", "freshness", 1, 12}};
  CHECK(kinds(then, now, targets).empty());                                     // 11 months, then 12
  CHECK(compare(then, now, targets, {"2026-11-01", "2026-11-30"}).empty());     // 12 months, and 12
  CHECK(compare(then, now, targets, {"2026-12-01", "2026-12-31"}).empty());     // too old before: nothing has changed
  const std::vector<Alert> alerts = compare(then, now, targets, {"2026-11-01", "2026-12-31"});
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0].kind == AlertKind::kGrownOld);
  CHECK(alerts[0].subject == "freshness");
  CHECK(alert_sentence(alerts[0], {"E-mail", ""}, "en") == "crm, E-mail: half of the records are 13 months old or more, beyond the target of 12; it was 12.");
  now.sources[0].newest = "2026-12-02";
  CHECK(kinds(then, now, targets) == Kinds{"grown_old email"});
  now.cells[0].median_date = "";
  CHECK(kinds(then, now, targets).empty());
}

TEST_CASE("months are counted from month to month, whatever the days, and only between dates") {
  CHECK(months_between("2025-11", "2026-11-30") == 12);
  CHECK(months_between("2025-11-30", "2025-12-01") == 1);
  CHECK(months_between("2026-01", "2025-12-31") == 0);
  for (const char* unknown : {"", "2025", "2025-00", "2025-13", "20a5-11", "2025/11"}) {
    CHECK(months_between(unknown, "2026-11-30") == -1);
    CHECK(months_between("2025-11", unknown) == -1);
  }
}

TEST_CASE("every kind has an id of its own and sentences in both languages, with all their figures") {
  std::set<std::string_view> ids;
  for (size_t k = 0; k < kAlertKindCount; ++k) {
    Alert alert{static_cast<AlertKind>(k), Severity::kNote, "crm", "email", "validity", 0.987, 0.512, 0.9, {{"x", 3}, {"y", 2}}};
    ids.insert(alert_id(alert.kind));
    for (const std::string language : {"fr", "en"}) {
      const std::string sentence = alert_sentence(alert, {"E-mail", "found."}, language);
      CAPTURE(sentence);
      CHECK(sentence.find("crm") == 0);
      CHECK(sentence.find_first_of("{}|") == std::string::npos);
      CHECK(sentence.back() == '.');
      CHECK(sentence.find(language == "fr" ? " :" : " \u00a0:") == std::string::npos);
      CHECK(alert_advice(alert, language).back() == '.');
    }
  }
  CHECK(ids.size() == kAlertKindCount);
  const Alert lost{AlertKind::kCompletenessLost, Severity::kWarning, "crm", "email", "completeness", 0.9, 0.6159};
  CHECK(alert_sentence(lost, {"E-mail", ""}, "fr") == "crm, E-mail\u00a0: rempli à 61,5\u202f% au lieu de 90\u202f%.");
  CHECK(alert_sentence(lost, {"E-mail", ""}, "en") == "crm, E-mail: filled to 61.5% instead of 90%.");
  const Alert one{AlertKind::kValueNew, Severity::kNote, "crm", "civility", "", 0, 0.05, -1, {{"Mx", 100}}};
  CHECK(alert_sentence(one, {"Title", ""}, "en") == "crm, Title: 1 new value, 5% of the field.");
  const Alert fallen{AlertKind::kRecordsFallen, Severity::kWarning, "crm", "", "", 12'400, 1000};
  CHECK(alert_sentence(fallen, {}, "en") == "crm: 1,000 records instead of 12,400.");
  CHECK(written_share(0.0001, "en") == "0.1%");
  CHECK(written_share(0.99999, "en") == "99.9%");
  CHECK(written_share(1, "fr") == "100\u202f%");
}
