#include "core/judgments.h"

#include <doctest/doctest.h>

#include "cluster/cluster.h"
#include "core/group_changes.h"
#include "core/hash.h"
#include "core/rng.h"
#include "document/shaped_groups.h"
#include "reference/judgments_reference.h"
#include "running/labels.h"
#include "support/record_builder.h"

using namespace jumelles;
using namespace jumelles::document;
using reference::ReferenceJudgments;

namespace {

constexpr uint32_t kRecords = 8;

struct World {
  std::shared_ptr<const RecordSet> records;
  std::vector<std::shared_ptr<const Table>> tables;
  std::shared_ptr<const RecordFinder> find;

  World() {
    test::RecordBuilder builder;
    auto table = std::make_shared<Table>();
    table->name = "crm";
    builder.source("crm");
    for (uint32_t r = 0; r < kRecords; ++r) {
      builder.record({}, "C" + std::to_string(r * 7 % 10));
      table->source_rows.push_back(r + 1);
    }
    tables = {table};
    records = std::make_shared<const RecordSet>(builder.build());
    find = RecordFinder::make(records, tables);
  }
  RecordName name(RecordIndex r) const { return {"crm", records->record_ids[r], 0}; }
};

const World& world() {
  static const World made;
  return made;
}

// A few records and which of up to three things each is.
ShapedGroup random_shape(Rng& rng) {
  ShapedGroup shape;
  const uint64_t things = 1 + rng.below(3);
  for (RecordIndex r = 0; r < kRecords; ++r)
    if (rng.chance(0.45)) {
      shape.records.push_back(world().name(r));
      shape.thing_of.push_back(rng.below(things));
    }
  shape.how = "split";
  return shape;
}

void judge(Decisions& decisions, RecordIndex a, RecordIndex b, const char* verdict) {
  std::erase_if(decisions.pairs, [&](const PairDecision& d) { return (d.a == world().name(a) && d.b == world().name(b)) || (d.a == world().name(b) && d.b == world().name(a)); });
  if (*verdict != '\0') decisions.pairs.push_back({world().name(a), world().name(b), verdict});
}

// What people say by hand, in time: on two records the latest word on both counts.
struct Word {
  std::vector<RecordIndex> records;
  std::vector<uint64_t> thing_of;
};
std::optional<bool> latest_word(const std::vector<Word>& words, RecordIndex a, RecordIndex b) {
  for (size_t w = words.size(); w-- > 0;) {
    std::optional<uint64_t> x, y;
    for (size_t i = 0; i < words[w].records.size(); ++i) {
      if (words[w].records[i] == a) x = words[w].thing_of[i];
      if (words[w].records[i] == b) y = words[w].thing_of[i];
    }
    if (x && y) return *x == *y;
  }
  return std::nullopt;
}

struct Sequence {
  Project project;
  std::vector<Word> words;
  bool takes_back = false;   // then what was overruled is not what the words say any more

  void step(Rng& rng) {
    Decisions& d = project.decisions;
    const RecordIndex a = static_cast<RecordIndex>(rng.below(kRecords)), b = (a + 1 + static_cast<RecordIndex>(rng.below(kRecords - 1))) % kRecords;
    switch (rng.below(takes_back ? 8 : 6)) {
      case 0: case 1: {
        const bool same = rng.chance(0.6);
        judge(d, a, b, same ? kSame : kDifferent);
        words.push_back({{a, b}, {0, same ? 0u : 1u}});
        break;
      }
      case 2: case 3: {
        ShapedGroup shape = random_shape(rng);
        if (shape.records.size() < 2) break;
        Word word{{}, shape.thing_of};
        for (const RecordName& name : shape.records) word.records.push_back((*world().find)(name));
        words.push_back(std::move(word));
        shape_group(d, std::move(shape), rng.chance(0.5) ? world().find.get() : nullptr);
        break;
      }
      case 4: {
        std::erase_if(d.known_groups, [&](const KnownRecord& known) { return known.record == world().name(a); });
        d.known_groups.push_back({world().name(a), std::string(1, static_cast<char>('A' + rng.below(3)))});
        break;
      }
      case 5: {
        const ShapedGroup drawn = random_shape(rng);
        if (!drawn.records.empty() && d.sample.size() < 2) d.sample.push_back({0.5, 1, drawn.records, {}, drawn.thing_of, false});
        break;
      }
      case 6: judge(d, a, b, rng.chance(0.5) ? "" : kUnsure); break;
      default:
        if (!d.shaped_groups.empty()) REQUIRE(take_back_shape(d, std::vector(d.shaped_groups[rng.below(d.shaped_groups.size())].records), world().find.get()));
    }
  }
};

running::BoundLabels bind(const Project& project) { return running::bind_labels(project, *world().records, world().tables, *world().find); }

ReferenceJudgments reference_of(const Project& project) {
  ReferenceJudgments out;
  out.count = kRecords;
  const auto put = [&](JudgmentKind kind, size_t place, const std::vector<RecordName>& names, const std::vector<uint64_t>& things) {
    JudgedRecords& judged = out.said.emplace_back(JudgedRecords{{kind, static_cast<uint32_t>(place)}, {}, {}});
    for (size_t i = 0; i < names.size(); ++i) judged.records.push_back((*world().find)(names[i])), judged.thing_of.push_back(static_cast<uint32_t>(things[i]));
  };
  const Decisions& d = project.decisions;
  for (size_t i = 0; i < d.pairs.size(); ++i)
    if (d.pairs[i].verdict != kUnsure) put(JudgmentKind::kVerdict, i, {d.pairs[i].a, d.pairs[i].b}, {0, d.pairs[i].verdict == kSame ? 0u : 1u});
  for (size_t i = 0; i < d.shaped_groups.size(); ++i) put(JudgmentKind::kShape, i, d.shaped_groups[i].records, d.shaped_groups[i].thing_of);
  for (size_t i = 0; i < d.sample.size(); ++i) put(JudgmentKind::kDrawn, i, d.sample[i].members, d.sample[i].thing_of);
  if (!d.known_groups.empty()) out.known.assign(kRecords, kNoGroup);
  std::vector<std::string> groups;
  for (const KnownRecord& known : d.known_groups) {
    const auto at = std::find(groups.begin(), groups.end(), known.group);
    out.known[(*world().find)(known.record)] = static_cast<uint32_t>(at - groups.begin());
    if (at == groups.end()) groups.push_back(known.group);
  }
  return out;
}

std::optional<bool> binding_of(const Labels& labels, RecordIndex a, RecordIndex b) {
  for (const JudgedPair& pair : labels.pairs)
    if (pair.a == std::min(a, b) && pair.b == std::max(a, b)) return pair.same;
  return std::nullopt;
}

// Whether two records are together by what binds, directly or by ways over others.
std::vector<std::vector<bool>> closure(const Labels& labels) {
  std::vector<std::vector<bool>> out(kRecords, std::vector<bool>(kRecords));
  for (RecordIndex r = 0; r < kRecords; ++r) out[r][r] = true;
  for (const JudgedPair& pair : labels.pairs)
    if (pair.same) out[pair.a][pair.b] = out[pair.b][pair.a] = true;
  for (RecordIndex k = 0; k < kRecords; ++k)
    for (RecordIndex a = 0; a < kRecords; ++a)
      for (RecordIndex b = 0; b < kRecords; ++b)
        if (out[a][k] && out[k][b]) out[a][b] = true;
  return out;
}

// Every contradiction that the reference finds is listed once, with a chain that is one; and no other.
void check_contradictions(const running::BoundLabels& bound, const ReferenceJudgments& reference) {
  const auto together = reference.connected();
  std::set<reference::ContradictionKey> listed;
  for (const Contradiction& c : bound.contradictions) {
    REQUIRE_FALSE(c.chain.empty());
    RecordIndex first = 0;
    while (!together[c.chain[0].a][first]) ++first;
    CHECK(listed.insert(ReferenceJudgments::key(c.against.kind, c.against.place, c.thing_a, c.thing_b, first)).second);
    for (size_t i = 0; i < c.chain.size(); ++i) {
      const Tie& tie = c.chain[i];
      if (i > 0) CHECK(c.chain[i - 1].b == tie.a);
      if (tie.judgment.kind == JudgmentKind::kKnown) {
        CHECK(reference.known_of(tie.a, tie.b) == true);
        continue;
      }
      const auto by = std::find_if(reference.said.begin(), reference.said.end(), [&](const JudgedRecords& j) { return j.judgment == tie.judgment; });
      REQUIRE(by != reference.said.end());
      CHECK(ReferenceJudgments::says(*by, tie.a, tie.b) == true);
    }
    const RecordIndex from = c.chain.front().a, to = c.chain.back().b;
    if (c.against.kind == JudgmentKind::kKnown) {
      CHECK(reference.known_of(from, to) == false);
      continue;
    }
    const auto against = std::find_if(reference.said.begin(), reference.said.end(), [&](const JudgedRecords& j) { return j.judgment == c.against; });
    REQUIRE(against != reference.said.end());
    CHECK(ReferenceJudgments::thing(*against, from) == c.thing_a);
    CHECK(ReferenceJudgments::thing(*against, to) == c.thing_b);
  }
  CHECK(listed == reference.contradictions());
  CHECK(bound.contradiction_count == listed.size());
}

struct Graph {
  std::shared_ptr<const std::vector<Edge>> edges;
  double threshold = 0.5;
};
Graph random_graph(Rng& rng) {
  auto edges = std::make_shared<std::vector<Edge>>();
  for (RecordIndex a = 0; a < kRecords; ++a)
    for (RecordIndex b = a + 1; b < kRecords; ++b)
      if (rng.chance(0.4)) edges->push_back({a, b, (static_cast<Weight>(rng.below(16)) - 7) * kOneBit, 0});
  return {edges, 0.5};
}

std::shared_ptr<Groups> group(const Graph& graph, const std::shared_ptr<const Labels>& labels, cluster::FormerClustering former = {}) {
  cluster::ClusterOptions options;
  options.threshold = weight_from_probability(graph.threshold);
  options.labels = labels;
  auto groups = std::make_shared<Groups>();
  REQUIRE(run_to_end(cluster::cluster_phases(graph.edges, world().records, options, groups, std::move(former))).ok());
  return groups;
}

// What was said holds: all of it where nothing contradicts it, and apart stays apart whatever else was said.
void check_groups(const Groups& groups, const running::BoundLabels& bound, const ReferenceJudgments& reference) {
  const auto together = reference.connected();
  std::vector<bool> contradicted(kRecords);
  for (const Contradiction& c : bound.contradictions)
    for (RecordIndex r = 0; r < kRecords; ++r) contradicted[r] = contradicted[r] || together[c.chain[0].a][r];
  for (RecordIndex a = 0; a < kRecords; ++a)
    for (RecordIndex b = a + 1; b < kRecords; ++b) {
      const bool same_group = groups.group_of[a] == groups.group_of[b];
      if (reference.binding(a, b) == false) CHECK_FALSE(same_group);
      if (contradicted[a] || contradicted[b]) continue;
      if (together[a][b]) CHECK(same_group);
      if (reference.known_of(a, b) == false) CHECK_FALSE(same_group);
    }
}

}  // namespace

TEST_CASE("ten thousand sequences of verdicts, shapes, known and drawn groups and thresholds: nothing is lost, no contradiction is silent") {
  size_t contradictions = 0, replaced = 0;
  for (uint64_t seed = 0; seed < 10000; ++seed) {
    CAPTURE(seed);
    Rng rng(mix(seed));
    Sequence sequence;
    sequence.takes_back = seed % 2 == 1;
    Graph graph = random_graph(rng);
    cluster::FormerClustering former;
    std::shared_ptr<const Labels> former_labels;
    const size_t steps = 2 + rng.below(8);
    for (size_t s = 0; s < steps; ++s) {
      sequence.step(rng);
      if (s % 2 == 0 && s + 1 < steps) continue;
      const running::BoundLabels bound = bind(sequence.project);
      REQUIRE_FALSE(bound.problem);
      const ReferenceJudgments reference = reference_of(sequence.project);
      const auto closed = closure(*bound.binding);
      for (RecordIndex a = 0; a < kRecords; ++a)
        for (RecordIndex b = a + 1; b < kRecords; ++b) {
          const std::optional<bool> expected = reference.binding(a, b);
          if (expected == false) CHECK(binding_of(*bound.binding, a, b) == false);
          if (expected == true) CHECK(closed[a][b]);
          if (const auto found = binding_of(*bound.binding, a, b)) CHECK(found == expected);
          const auto word = sequence.takes_back ? std::nullopt : latest_word(sequence.words, a, b);
          if (word) CHECK(word == expected);
        }
      check_contradictions(bound, reference);
      contradictions += bound.contradictions.size();
      if (rng.chance(0.2)) graph.threshold = rng.chance(0.5) ? 0.5 : 0.9, former = {};
      if (former.groups) former.changed = std::make_shared<const std::vector<RecordIndex>>(changed_records(former_labels.get(), bound.binding.get()));
      former.labels = former_labels;
      const auto groups = group(graph, bound.binding);
      if (former.groups) CHECK(group(graph, bound.binding, former)->group_of == groups->group_of);
      check_groups(*groups, bound, reference);
      former.groups = groups;
      former_labels = bound.binding;
      replaced += sequence.words.size() > sequence.project.decisions.pairs.size() + sequence.project.decisions.shaped_groups.size();
    }
  }
  // The sequences are worth their name.
  CHECK(contradictions > 5000);
  CHECK(replaced > 1000);
}

TEST_CASE("it does not matter in which order verdicts were given, known records are listed, or shapes of other records stand") {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Rng rng(mix(seed + 77));
    Sequence sequence;
    for (int s = 0; s < 8; ++s) sequence.step(rng);
    Decisions& d = sequence.project.decisions;
    // Shapes that share two records have an order.
    const auto overlap = [](const ShapedGroup& x, const ShapedGroup& y) {
      return std::count_if(x.records.begin(), x.records.end(), [&](const RecordName& name) { return std::find(y.records.begin(), y.records.end(), name) != y.records.end(); }) > 1;
    };
    const running::BoundLabels before = bind(sequence.project);
    std::reverse(d.pairs.begin(), d.pairs.end());
    std::rotate(d.known_groups.begin(), d.known_groups.begin() + static_cast<std::ptrdiff_t>(d.known_groups.size() / 2), d.known_groups.end());
    for (size_t i = 1; i < d.shaped_groups.size(); ++i)
      if (!overlap(d.shaped_groups[i - 1], d.shaped_groups[i])) std::swap(d.shaped_groups[i - 1], d.shaped_groups[i]);
    const running::BoundLabels after = bind(sequence.project);
    CHECK(after.contradiction_count == before.contradiction_count);
    REQUIRE(after.binding->pairs.size() == before.binding->pairs.size());
    for (size_t i = 0; i < after.binding->pairs.size(); ++i) {
      const JudgedPair &x = before.binding->pairs[i], &y = after.binding->pairs[i];
      CHECK((x.a == y.a && x.b == y.b && x.same == y.same));
    }
  }
}

TEST_CASE("a shape keeps its records when one of them is gone, and neither teaches nor is lost without a result") {
  Project project;
  shape_group(project.decisions, {{world().name(0), world().name(1), world().name(2), {"crm", "gone", 0}}, {0, 0, 1, 1}, "cut"}, nullptr);
  const running::BoundLabels bound = bind(project);
  CHECK(bound.unknown.count == 1);
  CHECK(bound.unknown.examples[0].path == "shaped_groups[0].records[3]");
  CHECK(bound.labels->pairs.empty());
  CHECK(bound.undrawn == bound.binding);
  CHECK(binding_of(*bound.binding, 0, 1) == true);
  CHECK(binding_of(*bound.binding, 0, 2) == false);
  CHECK(binding_of(*bound.binding, 1, 2) == false);
}

TEST_CASE("a contradiction is told by the shortest chain, and its verdict can be found again") {
  Project project;
  judge(project.decisions, 0, 1, kSame);
  judge(project.decisions, 1, 2, kSame);
  judge(project.decisions, 2, 3, kSame);
  judge(project.decisions, 0, 2, kDifferent);
  const running::BoundLabels bound = bind(project);
  REQUIRE(bound.contradictions.size() == 1);
  const Contradiction& told = bound.contradictions[0];
  CHECK(told.against == Judgment{JudgmentKind::kVerdict, 3});
  CHECK(told.chain == std::vector<Tie>{{0, 1, {JudgmentKind::kVerdict, 0}}, {1, 2, {JudgmentKind::kVerdict, 1}}});
  judge(project.decisions, 0, 2, "");
  CHECK(bind(project).contradictions.empty());
}

TEST_CASE("a shape takes away verdicts that it overrules and shapes of which it names all records, and no others") {
  Decisions d;
  judge(d, 0, 1, kDifferent);
  judge(d, 0, 2, kSame);
  judge(d, 0, 3, kDifferent);
  judge(d, 1, 2, kUnsure);
  shape_group(d, {{world().name(1), world().name(2)}, {0, 1}, "split"}, nullptr);
  shape_group(d, {{world().name(1), world().name(4)}, {0, 1}, "split"}, nullptr);
  shape_group(d, {{world().name(0), world().name(1), world().name(2)}, {0, 0, 0}, "kept"}, nullptr);
  CHECK(d.pairs.size() == 3);
  REQUIRE(d.shaped_groups.size() == 2);
  CHECK(d.shaped_groups[0].records[1] == world().name(4));
  CHECK_FALSE(take_back_shape(d, {world().name(0), world().name(1)}, nullptr));
  CHECK(take_back_shape(d, {world().name(2), world().name(1), world().name(0)}, nullptr));
  CHECK(d.shaped_groups.size() == 1);
}
