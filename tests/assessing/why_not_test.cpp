#include "assessing/why_not.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "core/hash.h"
#include "core/rng.h"
#include "running/run.h"
#include "support/record_builder.h"

namespace jumelles::assessing {
using namespace document;
using namespace linking;
using running::Run;

namespace {

struct Made {
  std::shared_ptr<RecordSet> records;
  std::vector<uint32_t> entity;
};

// People of two sources, many in both. Some are twice in the first, some copies bear another valid SIREN, some differ much.
Made people() {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("birth_date", AttributeType::kBirthDate).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
  builder.attribute("siren", AttributeType::kSiren);
  Rng rng(11);
  const auto word = [](uint64_t number, char head) {
    std::string text(1, head);
    for (int i = 0; i < 6; ++i, number /= 20) text.push_back("ABCDEFGHIKLMNOPRSTUV"[number % 20]);
    return text;
  };
  Made made;
  using Cells = std::vector<std::string>;
  const auto add = [&](const Cells& cells, uint32_t entity) {
    builder.record({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
    made.entity.push_back(entity);
  };
  std::vector<Cells> all;
  for (uint32_t i = 0; i < 300; ++i) {
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", static_cast<int>(1940 + rng.below(60)), static_cast<int>(1 + rng.below(12)), static_cast<int>(1 + rng.below(28)));
    all.push_back({word(mix(rng.below(60)), 'G'), word(mix(1000 + rng.below(150)), 'S'), date, word(mix(2000 + rng.below(20)), 'C'),
                   "+336" + std::to_string(10000000 + rng.below(89999999)), i % 4 == 0 ? std::to_string(100000000 + i) + "+" : ""});
  }
  builder.source("a");
  for (uint32_t i = 0; i < all.size(); ++i) add(all[i], i);
  for (uint32_t i = 7; i < all.size(); i += 50) add(all[i], i);
  builder.source("b");
  for (uint32_t i = 0; i < 200; ++i) {
    Cells copy = all[i];
    const uint64_t slips = i % 10 == 9 ? 3 : rng.below(3);
    for (uint64_t k = 0; k < slips; ++k) {
      std::string& cell = copy[rng.below(5)];
      if (rng.chance(0.3)) cell.clear();
      else if (!cell.empty()) cell = all[200 + rng.below(100)][static_cast<size_t>(&cell - copy.data())];
    }
    if (i % 40 == 4) copy = all[i], copy[5] = std::to_string(500000000 + i) + "+";
    add(copy, i);
  }
  made.records = std::make_shared<RecordSet>(builder.build());
  return made;
}

// A run over records that are there already.
std::shared_ptr<const RunResult> run(const Project& project, std::shared_ptr<const RecordSet> records) {
  auto former = std::make_shared<RunResult>();
  former->records = std::move(records);
  former->report = std::make_shared<standardize::StandardizeReport>();
  former->keys = stage_keys(project, {});
  former->keys.of[static_cast<size_t>(Stage::kScores)] = 0;
  former->finder = RecordFinder::make(former->records, {});
  Run run(project, {}, {}, former);
  while (auto phases = run.next_stage()) REQUIRE(run_to_end(std::move(*phases)).ok());
  return run.take();
}

// `record` holding what `donor` holds.
std::shared_ptr<RecordSet> with_value(const RecordSet& records, RecordIndex record, RecordIndex donor, const std::string& attribute) {
  auto changed = std::make_shared<RecordSet>(records);
  for (Attribute::Slot& slot : changed->attributes[static_cast<size_t>(records.find(attribute))].slots) slot.codes[record] = slot.codes[donor];
  return changed;
}

std::shared_ptr<const RunResult> apply(const RunResult& before, const WhyNot& why, const Change& change) {
  Project project = before.project;
  std::shared_ptr<const RecordSet> records = before.records;
  if (change.kind == "threshold") project.link.threshold = change.probability;
  if (change.kind == "constraint") project.link.constraints[static_cast<size_t>(change.constraint)].enabled = false;
  if (change.kind == "one_per_source") std::erase(project.link.one_per_source, change.source);
  if (change.kind == "key") {
    auto& parts = project.link.blocking_rules[static_cast<size_t>(change.rule)].parts;
    parts.erase(parts.begin() + change.part);
  }
  if (change.kind == "value") records = with_value(*records, change.record, change.record == why.a ? why.b : why.a, change.attribute);
  return run(project, records);
}

using Pair = std::pair<RecordIndex, RecordIndex>;

// Pairs that are linked and of one group.
std::set<Pair> joined(const RunResult& result) {
  std::set<Pair> pairs;
  const Weight threshold = weight_from_probability(result.project.link.threshold);
  for (const Edge& edge : *result.edges)
    if (edge.match_weight >= threshold && result.groups->group_of[edge.a] == result.groups->group_of[edge.b]) pairs.insert({edge.a, edge.b});
  return pairs;
}

TEST_CASE("each change that is offered joins the two, and as many other pairs as was said") {
  const Made made = people();
  std::vector<std::string> kinds;
  Project project;
  project.sources.resize(2);
  project.sources[0].name = "a";
  project.sources[1].name = "b";
  project.link.link_type = LinkType::kLinkDedupe;
  project.link.one_per_source = {"a"};
  project.one_per_source_by_user = true;
  SUBCASE("with the keys that are proposed") { kinds = {"value", "threshold", "constraint", "one_per_source"}; }
  SUBCASE("with keys that many pairs lack") {
    kinds = {"value", "key"};
    project.link.one_per_source.clear();
    project.link.blocking_rules.resize(2);
    project.link.blocking_rules[0].parts = {{"surname", "exact"}, {"birth_date", "exact"}};
    project.link.blocking_rules[1].parts = {{"phone", "exact"}, {"city", "exact"}, {"given_name", "exact"}};
  }
  const auto before = run(project, made.records);
  const Groups& groups = *before->groups;
  std::map<std::string, int> tried;
  for (RecordIndex a = 0; a < made.entity.size(); ++a)
    for (RecordIndex b = a + 1; b < made.entity.size(); ++b) {
      if (made.entity[a] != made.entity[b] || groups.group_of[a] == groups.group_of[b]) continue;
      const WhyNot why = why_not(*before, a, b);
      for (const Change& change : why.changes) {
        if (tried[change.kind] >= 12) continue;
        ++tried[change.kind];
        CAPTURE(change.kind);
        CAPTURE(change.attribute);
        CAPTURE(a);
        CAPTURE(b);
        CHECK_FALSE(change.estimated);
        const auto after = apply(*before, why, change);
        CHECK(after->groups->group_of[a] == after->groups->group_of[b]);
        if (change.kind == "value" && change.probability < 1 - 1e-9) {  // beyond, a probability says no bits
          // Scored anew, the value has one holder more, which takes at most a bit from its rarity.
          const double fallen = bits(weight_from_probability(change.probability) - after->link->scorer->score(a, b));
          CHECK(fallen > -0.05);
          CHECK(fallen < 1);
        }
        const std::set<Pair> was = joined(*before);
        uint64_t others = 0;
        for (const Pair& pair : joined(*after)) others += pair != Pair(a, b) && !was.contains(pair) && groups.group_of[pair.first] != groups.group_of[pair.second];
        CHECK(change.other_pairs == others);
      }
    }
  for (const std::string& kind : kinds) CHECK_MESSAGE(tried[kind] > 0, kind);
}

TEST_CASE("of keys that nearly found a pair, one of a value that differs is nearer than one of a value that is not there") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("birth_date", AttributeType::kBirthDate);
  builder.attribute("phone", AttributeType::kPhone);
  builder.record({"MARTIN", "1971-03-14", "+33612345678"});
  builder.record({"MARTIN", "1971-03-19", ""});
  for (int i = 0; i < 40; ++i) {
    const std::string own = std::to_string(10 + i);
    for (int copy = 0; copy < 2; ++copy)
      builder.record({"NAME" + own, "19" + own + "-01-0" + std::to_string(1 + i % 9), "+336123456" + own});
  }
  Project project;
  project.sources.resize(1);
  project.sources[0].name = "source";
  project.link.blocking_rules.resize(3);
  project.link.blocking_rules[0].parts = {{"phone", "exact"}, {"birth_date", "exact"}};
  project.link.blocking_rules[1].parts = {{"surname", "exact"}, {"phone", "exact"}};
  project.link.blocking_rules[2].parts = {{"surname", "exact"}, {"birth_date", "exact"}};
  const auto result = run(project, std::make_shared<RecordSet>(builder.build()));
  const WhyNot why = why_not(*result, 0, 1);
  REQUIRE(why.near_keys.size() == 3);
  CHECK(why.near_keys[0].rule == 2);
  CHECK(why.near_keys[1].rule == 1);
  CHECK(why.near_keys[2].rule == 0);  // nothing of it agrees
  CHECK(why.near_keys[1].parts[1].missing_b);
  CHECK_FALSE(why.near_keys[1].parts[1].missing_a);
}

}  // namespace
}  // namespace jumelles::assessing
