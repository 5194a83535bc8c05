// A run that takes over what a former one made gives the same bytes as one that makes everything itself.

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>

#include "core/hash.h"
#include "core/rng.h"
#include "document/fields.h"
#include "linking/prepared.h"
#include "running/run.h"
#include "support/record_builder.h"

namespace jumelles::running {
using namespace assessing;
using namespace document;
namespace {

using Cells = std::vector<std::string>;

struct World {
  std::shared_ptr<const RecordSet> records;
  std::vector<std::shared_ptr<const Table>> tables;
  Project project;
  LinkType type = LinkType::kLinkDedupe;
};

const char* const kGiven[] = {"anna", "bruno", "chloe", "denis", "elise", "felix", "gilles", "helene", "irene", "jules", "karine", "louis"};
const char* const kSurname[] = {"martin", "bernard", "dubois", "thomas", "robert", "petit", "durand", "leroy", "moreau", "simon", "laurent", "michel", "garcia", "roux", "vincent"};
const char* const kTown[] = {"lyon", "paris", "brest", "lille", "nice"};

// People in `sources` sources, some of them in several or twice in one, with slips. Ids are not always of one record alone.
World made_up(uint64_t seed, uint32_t people, uint32_t sources, LinkType type) {
  Rng rng(seed);
  World world;
  world.type = type;
  std::vector<Cells> all;
  for (uint32_t i = 0; i < people; ++i) {
    const std::string given = kGiven[rng.below(12)], surname = kSurname[rng.below(15)] + std::string(1, static_cast<char>('a' + rng.below(6)));
    all.push_back({given, surname, given + "." + surname + std::to_string(rng.below(50)) + "@post.example", kTown[rng.below(5)],
                   "+336" + std::to_string(10000000 + rng.below(people * 3)), i % 4 == 0 ? std::to_string(100000000 + i) + "+" : ""});
  }
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname).attribute("email", AttributeType::kEmail);
  builder.attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone).attribute("siren", AttributeType::kSiren);
  for (uint32_t s = 0; s < sources; ++s) {
    auto table = std::make_shared<Table>();
    table->name = "source " + std::to_string(s);
    builder.source(table->name);
    const double twice = s == 0 ? 0.25 : 0.02;
    for (uint32_t i = 0; i < people; ++i)
      for (int copy = 0; copy < 2; ++copy) {
        if (!rng.chance(copy == 0 ? 0.7 : twice)) continue;
        Cells cells = all[i];
        for (uint64_t slips = rng.below(4); slips > 1; --slips) {
          const size_t at = rng.below(6);
          cells[at] = rng.chance(0.4) ? std::string() : all[rng.below(people)][at];
        }
        std::vector<std::string_view> views(cells.begin(), cells.end());
        builder.record(views, rng.chance(0.02) ? "shared" : std::to_string(i * 2 + static_cast<uint32_t>(copy)));
        table->source_rows.push_back(static_cast<uint32_t>(table->source_rows.size() + 1));
      }
    world.tables.push_back(table);
    SourceConfig source;
    source.name = table->name;
    world.project.sources.push_back(source);
  }
  world.records = std::make_shared<RecordSet>(builder.build());
  world.project.link.link_type = type;
  return world;
}

struct Ran {
  std::shared_ptr<const RunResult> result;
  std::set<std::string> phases;  // that had something to do
};

// `step`: units of one call, 0: all at once.
Ran run(const Project& project, const World& world, std::shared_ptr<const RunResult> former, uint64_t step = 0) {
  Ran out;
  Run run(project, world.tables, {}, std::move(former));
  while (auto phases = run.next_stage())
    for (Phase& phase : *phases) {
      const uint64_t count = phase.count ? phase.count() : 1;
      if (count > 0) out.phases.insert(phase.id);
      for (uint64_t at = 0; at < count; at += step == 0 ? count : step) {
        const Status status = phase.body(at, step == 0 ? count : std::min(count, at + step));
        if (!status.ok()) FAIL(to_string(status.error()));
      }
    }
  out.result = run.take();
  return out;
}

// Records and nothing else.
std::shared_ptr<const RunResult> only_records(const Project& project, const World& world) {
  auto former = std::make_shared<RunResult>();
  former->tables = former->read_tables = world.tables;
  former->records = world.records;
  former->report = std::make_shared<standardize::StandardizeReport>();
  former->finder = RecordFinder::make(world.records, world.tables);
  former->keys.of[0] = stage_keys(project, {})[Stage::kRecords];
  return former;
}

std::string text_of(const std::vector<Edge>& edges) {
  std::string out;
  for (const Edge& e : edges) out += std::to_string(e.a) + " " + std::to_string(e.b) + " " + std::to_string(e.match_weight) + " " + std::to_string(e.rule) + "\n";
  return out;
}

void add(const survive::GoldenValue& value, std::string& out) {
  for (const uint64_t part : {uint64_t{value.code}, uint64_t{value.record}, uint64_t{value.slot}, uint64_t{value.rule}}) out += std::to_string(part) + " ";
}

std::string text_of(const survive::GoldenRecords& golden) {
  std::string out;
  for (const auto& typed : golden.typed) {
    for (const auto& value : typed) out += value.text + " " + std::to_string(static_cast<int>(value.validity)) + " ";
    out += "\n";
  }
  for (const survive::HandOutcome& outcome : golden.by_hand) {
    out += std::string(id(outcome.state)) + " " + std::to_string(outcome.group) + " ";
    add(outcome.below, out);
  }
  for (const auto& values : golden.values) {
    for (const survive::GoldenValue& value : values) add(value, out);
    out += "\n";
  }
  for (const auto& extra : golden.extra) {
    for (const auto& more : extra) {
      out += std::to_string(more.group) + ": ";
      add(more.value, out);
    }
    out += "\n";
  }
  return out;
}

bool same(const evaluate::Interval& x, const evaluate::Interval& y) { return x.value == y.value && x.low == y.low && x.high == y.high; }

void check_same(const RunResult& said, const RunResult& wanted) {
  CHECK(to_json(said.project) == to_json(wanted.project));
  CHECK(said.keys == wanted.keys);
  CHECK(text_of(said.link->edges) == text_of(wanted.link->edges));
  CHECK(text_of(said.link->vetoed) == text_of(wanted.link->vetoed));
  CHECK(text_of(said.link->inside) == text_of(wanted.link->inside));
  CHECK(said.link->histogram.counts == wanted.link->histogram.counts);
  CHECK(said.link->candidate_pair_count == wanted.link->candidate_pair_count);
  CHECK(said.link->possible_pair_count == wanted.link->possible_pair_count);
  CHECK(said.link->notices == wanted.link->notices);
  REQUIRE(said.link->strongest.has_value() == wanted.link->strongest.has_value());
  if (said.link->strongest) CHECK(text_of({*said.link->strongest}) == text_of({*wanted.link->strongest}));
  CHECK(text_of(*said.edges) == text_of(*wanted.edges));
  CHECK(*said.by_weight == *wanted.by_weight);
  CHECK(said.groups->group_of == wanted.groups->group_of);
  CHECK(said.groups->members == wanted.groups->members);
  CHECK(said.groups->first_member == wanted.groups->first_member);
  CHECK(said.groups->to_check == wanted.groups->to_check);
  REQUIRE((said.unshaped_groups == nullptr) == (wanted.unshaped_groups == nullptr));
  if (said.unshaped_groups) {
    CHECK(said.unshaped_groups->group_of == wanted.unshaped_groups->group_of);
    CHECK(said.unshaped_groups->to_check == wanted.unshaped_groups->to_check);
    CHECK(same(said.judged_estimate->precision, wanted.judged_estimate->precision));
  }
  CHECK(*said.golden_ids == *wanted.golden_ids);
  CHECK(text_of(*said.golden) == text_of(*wanted.golden));
  CHECK(said.index->marks == wanted.index->marks);
  CHECK(said.index->multi_source_count == wanted.index->multi_source_count);
  CHECK(said.index->inner_duplicate_count == wanted.index->inner_duplicate_count);
  CHECK(said.index->largest_group == wanted.index->largest_group);
  CHECK(said.index->origin_counts == wanted.index->origin_counts);
  const Estimates &x = *said.estimates, &y = *wanted.estimates;
  CHECK(same(x.blocking.recall, y.blocking.recall));
  CHECK(x.blocking.key_recalls == y.blocking.key_recalls);
  CHECK(same(x.result.precision, y.result.precision));
  CHECK(same(x.result.recall, y.result.recall));
  CHECK(x.result.expected_matches == y.result.expected_matches);
  CHECK(x.result.contradicted_share == y.result.contradicted_share);
  CHECK(x.result.withheld_id == y.result.withheld_id);
}

// One random change of the document, and what it was.
std::string change(Project& project, const RunResult& result, const World& world, Rng& rng) {
  LinkConfig& link = project.link;
  const auto name = [&](RecordIndex r) { return name_of(r, *world.records, world.tables); };
  const auto any = [&] { return static_cast<RecordIndex>(rng.below(world.records->record_count())); };
  switch (rng.below(26)) {
    case 0:
    case 1:
    case 2:
    case 3: {  // a verdict on a pair that is there, or on any
      RecordIndex a = any(), b = any();
      if (!result.edges->empty() && rng.chance(0.8)) {
        const Edge& edge = (*result.edges)[rng.below(result.edges->size())];
        a = edge.a, b = edge.b;
      }
      if (a == b) return "nothing";
      for (const PairDecision& decision : project.decisions.pairs)
        if ((decision.a.row == name(a).row && decision.b.row == name(b).row && decision.a.source == name(a).source && decision.b.source == name(b).source) ||
            (decision.a.row == name(b).row && decision.b.row == name(a).row && decision.a.source == name(b).source && decision.b.source == name(a).source))
          return "nothing";
      project.decisions.pairs.push_back({name(a), name(b), rng.chance(0.5) ? kSame : rng.chance(0.8) ? kDifferent : kUnsure});
      return "verdict";
    }
    case 4:
    case 5: {
      if (project.decisions.pairs.empty()) return "nothing";
      if (rng.chance(0.4)) {
        PairDecision& decision = project.decisions.pairs[rng.below(project.decisions.pairs.size())];
        if (decision.follows.empty()) decision.follows = {name(any()), name(any())};
        else decision.follows.clear();
        return decision.follows.empty() ? "settled verdict judged" : "verdict settled by likeness";
      }
      project.decisions.pairs.erase(project.decisions.pairs.begin() + static_cast<std::ptrdiff_t>(rng.below(project.decisions.pairs.size())));
      return "verdict taken back";
    }
    case 6: {
      const RecordIndex r = any();
      for (const KnownRecord& known : project.decisions.known_groups)
        if (known.record.row == name(r).row && known.record.source == name(r).source) return "nothing";
      const auto at = rng.chance(0.5) ? project.decisions.known_groups.begin() : project.decisions.known_groups.end();
      project.decisions.known_groups.insert(at, {name(r), std::to_string(rng.below(4)), {}});
      return "known group";
    }
    case 7:
      if (project.decisions.known_groups.empty()) return "nothing";
      project.decisions.known_groups.erase(project.decisions.known_groups.begin() + static_cast<std::ptrdiff_t>(rng.below(project.decisions.known_groups.size())));
      return "known group taken back";
    case 8:
    case 9: link.threshold = 0.02 + 0.01 * static_cast<double>(rng.below(97)); return "threshold";
    case 10:
    case 11: {
      if (link.comparisons.empty()) return "nothing";
      Comparison& comparison = link.comparisons[rng.below(link.comparisons.size())];
      if (comparison.attributes.empty()) return "nothing";
      Level& level = comparison.levels[rng.below(comparison.levels.size())];
      level.locked = true;
      level.hand_weight = weight_from_bits(static_cast<double>(rng.below(24)) - 12);
      return "weight";
    }
    case 12:
      if (link.constraints.empty()) return "nothing";
      if (rng.chance(0.5)) link.constraints[0].enabled = !link.constraints[0].enabled;
      else link.constraints[0].must_match = !link.constraints[0].must_match;
      return "constraint";
    case 13: {
      if (link.comparisons.empty()) return "nothing";
      size_t on = 0;
      for (const Comparison& comparison : link.comparisons) on += comparison.enabled && !comparison.attributes.empty();
      Comparison& comparison = link.comparisons[rng.below(link.comparisons.size())];
      if (comparison.enabled && (on < 3 || comparison.attributes.empty())) return "nothing";
      comparison.enabled = !comparison.enabled;
      return "comparison";
    }
    case 14: {
      if (link.blocking_rules.size() < 2) return "nothing";
      BlockingRule& rule = link.blocking_rules[rng.below(link.blocking_rules.size())];
      rule.enabled = !rule.enabled;
      return "key";
    }
    case 15: link.review_floor = rng.chance(0.5) ? 0.01 : 0.02 + 0.01 * static_cast<double>(rng.below(20)); return "review floor";
    case 16: {
      const std::string& source = world.records->sources[rng.below(world.records->sources.size())].name;
      if (std::erase(link.one_per_source, source) == 0) link.one_per_source.push_back(source);
      std::sort(link.one_per_source.begin(), link.one_per_source.end());
      project.one_per_source_by_user = true;
      return "one per source";
    }
    case 17: {
      auto& rules = project.survivorship.rules;
      if (rules.empty()) return "nothing";
      auto& cascade = rules[rng.below(rules.size())].cascade;
      cascade = rng.chance(0.5) ? std::vector<std::string>{"longest", "source_order"} : std::vector<std::string>{"most_frequent", "founding_record"};
      return "survivorship rule";
    }
    case 18: {
      auto& order = project.survivorship.source_order;
      order.clear();
      for (const SourceInfo& source : world.records->sources) order.push_back(source.name);
      if (rng.chance(0.5)) std::reverse(order.begin(), order.end());
      return "source order";
    }
    case 19: {  // a group is drawn and judged
      const Groups& groups = result.unshaped_groups ? *result.unshaped_groups : *result.groups;
      const uint32_t g = static_cast<uint32_t>(rng.below(groups.group_count()));
      SampledGroup group;
      group.chance = 0.1;
      for (uint32_t m = groups.first_member[g]; m < groups.first_member[g + 1]; ++m) group.members.push_back(name(groups.members[m]));
      for (size_t m = 0; m < group.members.size(); ++m) group.thing_of.push_back(rng.below(2));
      if (rng.chance(0.3) && !project.decisions.sample.empty()) project.decisions.sample.pop_back();
      else project.decisions.sample.push_back(std::move(group));
      return "judged group";
    }
    case 22:
    case 23:
    case 24: {  // a golden value, by hand
      const RecordIndex record = any();
      const uint32_t a = static_cast<uint32_t>(rng.below(world.records->attributes.size()));
      const Attribute& attribute = world.records->attributes[a];
      const std::string below(result.golden->text(attribute, a, result.golden->values[a][result.groups->group_of[record]].code));
      const std::string known(attribute.clean[static_cast<Code>(rng.below(attribute.clean.size()))]);
      const char* act = rng.chance(0.4) ? kTaken : rng.chance(0.5) ? kTyped : kIgnored;
      project.decisions.golden_values.push_back({{name(record), name(any())}, attribute.key, act, known.empty() ? "Typed" : known, below, rng.chance(0.3), {}});
      return "golden value";
    }
    case 25:
      if (project.decisions.golden_values.empty()) return "nothing";
      project.decisions.golden_values.erase(project.decisions.golden_values.begin() + static_cast<std::ptrdiff_t>(rng.below(project.decisions.golden_values.size())));
      return "golden value taken back";
    case 20:
      if (rng.chance(0.5)) link.plain_closure = !link.plain_closure;
      else link.link_share_floor = 0.25 * static_cast<double>(rng.below(4));
      return "guard";
    default:
      if (!rng.chance(0.3)) return "nothing";
      link.trained = false;
      return "learned anew";
  }
}

using Names = std::set<std::string>;

// Of the phases that a change needs, those by whose absence it is told from less.
Names stages_of(const Names& phases) {
  static const std::map<std::string, std::string> kStageOf{
      {"standardize.clean", "records"}, {"compare.values", "values"}, {"block.build", "keys"}, {"compare.pairs", "patterns"}, {"train.count", "training"},
      {"score.pairs", "scores"}, {"rivals.weigh", "rivals"}, {"cluster.links", "groups"}, {"estimate.groups", "groups"}, {"survive.values", "golden"}, {"index.groups", "golden"}};
  Names out;
  for (const auto& [phase, stage] : kStageOf)
    if (phases.contains(phase)) out.insert(stage);
  return out;
}

}  // namespace

namespace {

// Changes every setting that only groups rest on, or tells what they are.
struct GroupSettings {
  bool changes = false;
  std::map<std::string, std::string> values;

  template <class T, class... Allowed>
  void operator()(const char* name, T& value, const Says& says, const Allowed&...) {
    if (says.kind == FieldKind::kSetting && says.stage == Stage::kGroups) look(name, value);
  }
  void look(const char* name, bool& x) {
    x ^= changes;
    values[name] = std::to_string(x);
  }
  void look(const char* name, uint64_t& x) { values[name] = std::to_string(x += changes); }
  void look(const char* name, double& x) {
    if (changes) x = x * 0.75 + 0.01;
    values[name] = std::to_string(x);
  }
  template <class T>
  void look(const char* name, T&) { FAIL_CHECK("this test does not know how to change " << name); }
};

}  // namespace

TEST_CASE("a setting that only groups rest on is chosen after a run: the next one holds it, and takes the pairs over") {
  const World world = made_up(5, 60, 2, LinkType::kLinkDedupe);
  const Ran former = run(world.project, world, only_records(world.project, world));
  Project project = former.result->project;
  GroupSettings chosen{true, {}}, held;
  fields(chosen, project.link);
  REQUIRE(chosen.values.contains("threshold"));
  const Ran next = run(project, world, former.result);
  LinkConfig link = next.result->project.link;
  fields(held, link);
  CHECK(held.values == chosen.values);
  CHECK(next.result->link == former.result->link);
}

TEST_CASE("after any change a run equals one that makes everything itself") {
  const LinkType kTypes[] = {LinkType::kDedupe, LinkType::kLink, LinkType::kLinkDedupe};
  std::map<std::string, int> tried;
  for (uint64_t seed = 1; seed <= 9; ++seed) {
    const World world = made_up(seed, seed % 3 == 0 ? 400 : 150, seed % 3 == 1 ? 1 : 2 + static_cast<uint32_t>(seed % 2), kTypes[seed % 3 == 1 ? 0 : 1 + seed / 3 % 2]);
    Rng rng(seed * 77);
    std::shared_ptr<const RunResult> former = run(world.project, world, only_records(world.project, world)).result;
    Project project = former->project;
    for (int step = 0; step < 60; ++step) {
      std::string what = change(project, *former, world, rng);
      ++tried[what];
      if (what != "nothing" && rng.chance(0.2)) what += " and " + change(project, *former, world, rng);
      CAPTURE(seed);
      CAPTURE(step);
      CAPTURE(what);
      const Ran fresh = run(project, world, only_records(project, world));
      const Ran next = run(project, world, former, rng.chance(0.3) ? 37 : 0);
      check_same(*next.result, *fresh.result);
      former = next.result;
      project = former->project;
    }
  }
  for (const std::string what : {"verdict", "verdict taken back", "known group", "known group taken back", "threshold", "weight", "constraint", "comparison", "key", "review floor",
                           "one per source", "survivorship rule", "source order", "judged group", "guard", "learned anew"}) {
    CAPTURE(what);
    CHECK(tried[what] > 2);
  }
}

TEST_CASE("after verdicts that move groups far apart a run equals one that makes everything itself") {
  const World world = made_up(12, 900, 3, LinkType::kLinkDedupe);
  Rng rng(4);
  std::shared_ptr<const RunResult> former = run(world.project, world, only_records(world.project, world)).result;
  for (int step = 0; step < 40; ++step) {
    Project project = former->project;
    const auto name = [&](RecordIndex r) { return name_of(r, *world.records, world.tables); };
    const auto of_a_group = [&] {  // of several records, where there are some
      uint32_t g = 0;
      for (int tries = 0; tries < 50; ++tries)
        if (g = static_cast<uint32_t>(rng.below(former->groups->group_count())); former->groups->first_member[g + 1] - former->groups->first_member[g] > 1) break;
      return former->groups->members[former->groups->first_member[g] + rng.below(former->groups->first_member[g + 1] - former->groups->first_member[g])];
    };
    if (step % 4 == 3) {
      project.decisions.pairs.pop_back();
    } else {
      const RecordIndex a = of_a_group(), b = of_a_group();
      if (former->groups->group_of[a] == former->groups->group_of[b]) continue;
      project.decisions.pairs.push_back({name(a), name(b), kSame});
    }
    CAPTURE(step);
    const std::shared_ptr<const RunResult> next = run(project, world, former).result;
    check_same(*next, *run(project, world, only_records(project, world)).result);
    former = next;
  }
}

TEST_CASE("only the stages that rest on a change run again") {
  const World world = made_up(3, 400, 2, LinkType::kLinkDedupe);
  const std::shared_ptr<const RunResult> former = run(world.project, world, only_records(world.project, world)).result;
  const RunResult& before = *former;
  REQUIRE(before.project.link.comparisons.size() > 2);
  REQUIRE(before.project.link.constraints.size() == 1);
  const auto stages = [&](const std::function<void(Project&)>& edit) {
    Project project = before.project;
    edit(project);
    return stages_of(run(project, world, former).phases);
  };
  const Names scored{"scores", "groups", "golden"};
  const auto with = [&](Names more) {
    more.insert(scored.begin(), scored.end());
    return more;
  };
  CHECK(stages([](Project&) {}) == Names{});
  CHECK(stages([](Project& p) { p.output_language = "fr"; }) == Names{});
  CHECK(stages([](Project& p) { p.link.comparisons[0].levels[0].hand_weight += kOneBit, p.link.comparisons[0].levels[0].locked = true; }) == scored);
  CHECK(stages([](Project& p) { p.link.prior /= 2; }) == scored);
  CHECK(stages([](Project& p) { p.link.review_floor = 0.05; }) == scored);
  CHECK(stages([](Project& p) { p.link.constraints[0].enabled = false; }) == scored);
  CHECK(stages([](Project& p) { p.link.comparisons[1].enabled = false; }) == with({"values", "patterns"}));
  CHECK(stages([](Project& p) { p.link.comparisons[0].levels[0].term_frequency = !p.link.comparisons[0].levels[0].term_frequency; }) == with({"values", "patterns"}));
  CHECK(stages([](Project& p) { p.link.blocking_rules[0].enabled = false; }) == with({"keys", "patterns"}));
  CHECK(stages([](Project& p) { p.link.pairs_per_record *= 2; }) == with({"keys", "patterns"}));
  CHECK(stages([](Project& p) { p.link.trained = false; }) == with({"training"}));
  CHECK(stages([](Project& p) { p.link.threshold = 0.9; }) == Names{"groups", "golden"});
  CHECK(stages([](Project& p) { p.link.link_share_floor = 0.75; }) == Names{"groups", "golden"});
  CHECK(stages([&](Project& p) { p.decisions.pairs.push_back({name_of(0, *world.records, world.tables), name_of(5, *world.records, world.tables), kSame}); }) == Names{"groups", "golden"});
  CHECK(stages([&](Project& p) { p.decisions.pairs.push_back({name_of(0, *world.records, world.tables), name_of(5, *world.records, world.tables), kUnsure}); }) == Names{});
  CHECK(stages([](Project& p) { p.one_per_source_by_user = true, p.link.one_per_source = {"source 1"}; }) == Names{"rivals", "groups", "golden"});
  CHECK(stages([](Project& p) { p.survivorship.rules[0].cascade = {"longest"}; }) == Names{"golden"});
  CHECK(stages([](Project& p) { p.survivorship.source_order = {"source 1", "source 0"}; }) == Names{"golden"});
}

TEST_CASE("a verdict groups little anew, and what stays is taken over") {
  const World world = made_up(6, 800, 2, LinkType::kLinkDedupe);
  const std::shared_ptr<const RunResult> former = run(world.project, world, only_records(world.project, world)).result;
  const Edge& edge = former->edges->front();
  Project project = former->project;
  project.decisions.pairs.push_back({name_of(edge.a, *world.records, world.tables), name_of(edge.b, *world.records, world.tables), kDifferent});
  Run run(project, world.tables, {}, former);
  uint64_t links = 0;
  while (auto phases = run.next_stage())
    for (Phase& phase : *phases) {
      const uint64_t count = phase.count();
      if (phase.id == "cluster.merge") links = count;
      if (count > 0) REQUIRE(phase.body(0, count).ok());
    }
  const auto result = run.take();
  CHECK(links > 0);
  CHECK(links < 100);
  CHECK(links * 20 < former->edges->size());
  CHECK(result->link == former->link);
  CHECK(result->finder == former->finder);
  CHECK(result->edges == former->edges);
  CHECK(result->by_weight == former->by_weight);
}

TEST_CASE("of a run with other weights, what compares, the keys and the patterns are those of the former one") {
  const World world = made_up(2, 150, 2, LinkType::kLink);
  const std::shared_ptr<const RunResult> former = run(world.project, world, only_records(world.project, world)).result;
  Project project = former->project;
  project.link.comparisons[0].levels[0].hand_weight = -3 * kOneBit;
  project.link.comparisons[0].levels[0].locked = true;
  const auto next = run(project, world, former).result;
  CHECK(next->link != former->link);
  const linking::Prepared &x = *former->link->prepared, &y = *next->link->prepared;
  CHECK(x.comparer == y.comparer);
  CHECK(x.rows == y.rows);
  CHECK(x.candidates == y.candidates);
  CHECK(x.patterns == y.patterns);
  project = next->project;
  project.link.blocking_rules[0].enabled = false;
  const auto last = run(project, world, next).result;
  CHECK(last->link->prepared->comparer == y.comparer);
  CHECK(last->link->prepared->candidates != y.candidates);
  CHECK(last->link->prepared->patterns != y.patterns);
}

}  // namespace jumelles::running
