#include "linking/link.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "cluster/cluster.h"
#include "compare/comparator.h"
#include "core/hash.h"
#include "core/rng.h"
#include "linking/propose_comparisons.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

struct Made {
  std::shared_ptr<RecordSet> records;
  std::vector<uint32_t> entity;
};

// People with names, birth dates, towns and phones; every second one has a second record with slips.
Made people(uint32_t persons, uint64_t seed, bool two_sources = false, bool second_first = false) {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("birth_date", AttributeType::kBirthDate).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
  Rng rng(seed);
  const auto word = [&](uint64_t number, const char* head) {
    std::string text = head;
    for (int i = 0; i < 5; ++i, number /= 20) text.push_back("ABCDEFGHIKLMNOPRSTUV"[number % 20]);
    return text;
  };
  struct Person { std::string cells[5]; };
  std::vector<Person> all(persons);
  for (Person& person : all) {
    person.cells[0] = word(mix(rng.below(200)), "G");
    person.cells[1] = word(mix(rng.below(1500)), "S");
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", static_cast<int>(1940 + rng.below(60)), static_cast<int>(1 + rng.below(12)), static_cast<int>(1 + rng.below(28)));
    person.cells[2] = date;
    person.cells[3] = word(mix(rng.below(80)), "C");
    person.cells[4] = "+336" + std::to_string(10000000 + rng.below(89999999));
  }
  Made made;
  std::vector<Person> copies;
  for (uint32_t i = 0; i < persons; i += 2) {
    Person& copy = copies.emplace_back(all[i]);
    for (std::string& cell : copy.cells) {
      if (rng.chance(0.12)) cell.clear();
      else if (rng.chance(0.12)) std::swap(cell[cell.size() - 1], cell[cell.size() - 2]);
    }
  }
  const auto write = [&](const std::vector<Person>& rows, uint32_t step) {
    for (uint32_t i = 0; i < rows.size(); ++i) {
      builder.record({rows[i].cells[0], rows[i].cells[1], rows[i].cells[2], rows[i].cells[3], rows[i].cells[4]});
      made.entity.push_back(i * step);
    }
  };
  builder.source(second_first ? "b" : "a");
  second_first ? write(copies, 2) : write(all, 1);
  if (two_sources) builder.source(second_first ? "a" : "b");
  second_first ? write(all, 1) : write(copies, 2);
  made.records = std::make_shared<RecordSet>(builder.build());
  return made;
}

std::shared_ptr<LinkResult> link(std::shared_ptr<const RecordSet> records, LinkConfig config = {}, uint64_t most_units = 0) {
  auto result = std::make_shared<LinkResult>();
  std::vector<Phase> phases = link_phases(std::move(records), std::move(config), result);
  if (most_units == 0) {
    REQUIRE(run_to_end(std::move(phases)).ok());
    return result;
  }
  for (Phase& phase : phases) {
    const uint64_t count = phase.count();
    for (uint64_t i = 0; i < count; i += most_units) REQUIRE(phase.body(i, std::min(count, i + most_units)).ok());
  }
  return result;
}

bool same_edges(const std::vector<Edge>& x, const std::vector<Edge>& y) {
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Edge& p, const Edge& q) {
    return p.a == q.a && p.b == q.b && p.match_weight == q.match_weight && p.rule == q.rule;
  });
}

TEST_CASE("counts, histogram, edges and the strongest pair are those of all pairs that a key finds, looked at or only counted") {
  for (const LinkType type : {LinkType::kLinkDedupe, LinkType::kLink})
    for (const double floor : {0.01, 0.5, 1 - 1e-12}) {
      const Made made = people(300, 8, true);
      LinkConfig config = link(made.records)->config;
      config.link_type = type;
      config.review_floor = floor;
      // Nothing is a link: weights are those of few patterns.
      if (floor > 0.9)
        for (Comparison& comparison : config.comparisons)
          for (Level& level : comparison.levels) level.locked = true, level.hand_weight = std::min<Weight>(level.weight, kOneBit);
      const auto result = link(made.records, config);
      WeightHistogram histogram;
      std::optional<Edge> strongest;
      std::vector<Edge> edges, inside;
      std::vector<uint64_t> rule_pairs(config.blocking_rules.size(), 0);
      uint64_t count = 0;
      for (RecordIndex a = 0; a < made.records->record_count(); ++a)
        for (RecordIndex b = a + 1; b < made.records->record_count(); ++b) {
          const int rule = result->scorer->first_rule(a, b);
          if (rule < 0) continue;
          const Edge edge{a, b, result->scorer->score(a, b), static_cast<uint16_t>(rule)};
          const bool kept = edge.match_weight >= weight_from_probability(floor);
          if (type == LinkType::kLink && made.records->source_of[a] == made.records->source_of[b]) {
            if (kept) inside.push_back(edge);
            continue;
          }
          ++count, ++rule_pairs[edge.rule];
          ++histogram.counts[static_cast<size_t>(std::clamp<Weight>(edge.match_weight >> 32, -60, 99) + 60)];
          if (!strongest || edge.match_weight > strongest->match_weight) strongest = edge;
          if (kept) edges.push_back(edge);
        }
      CAPTURE(floor);
      CHECK(result->histogram.counts == histogram.counts);
      CHECK(result->candidate_pair_count == count);
      for (size_t r = 0; r < rule_pairs.size(); ++r) CHECK(result->config.blocking_rules[r].pair_count == rule_pairs[r]);
      CHECK(same_edges(result->edges, edges));
      CHECK(same_edges(result->inside, inside));
      CHECK(edges.empty() == (floor > 0.9));
      REQUIRE(result->strongest);
      REQUIRE(strongest);
      CHECK(same_edges({*result->strongest}, {*strongest}));
    }
}

TEST_CASE("records of one person are linked with no setting at all") {
  const Made made = people(2000, 1);
  const auto result = link(made.records);
  const Weight threshold = weight_from_probability(result->config.threshold);
  int right = 0, wrong = 0;
  for (const Edge& edge : result->edges)
    if (edge.match_weight >= threshold) ++(made.entity[edge.a] == made.entity[edge.b] ? right : wrong);
  CHECK(right >= 960);
  CHECK(wrong <= 10);
  CHECK(result->config.trained);
  CHECK(result->config.prior * double(result->possible_pair_count) == doctest::Approx(1000).epsilon(0.1));
  CHECK(double(result->candidate_pair_count) <= result->config.pairs_per_record * made.records->record_count());
  uint64_t counted = 0;
  for (const uint64_t count : result->histogram.counts) counted += count;
  CHECK(counted == result->candidate_pair_count);
  CHECK(std::is_sorted(result->edges.begin(), result->edges.end(), [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); }));
}

TEST_CASE("prior and bars of a pair add up to its weight, to the last bit") {
  const Made made = people(600, 2);
  const auto result = link(made.records);
  REQUIRE(!result->edges.empty());
  for (const Edge& edge : result->edges) {
    const Explanation why = result->scorer->explain(edge.a, edge.b);
    Weight sum = why.prior;
    for (const Evidence& evidence : why.evidence) sum += evidence.weight + evidence.term_frequency_weight;
    CHECK(sum == why.match_weight);
    CHECK(sum == edge.match_weight);
    CHECK(result->scorer->score(edge.a, edge.b) == edge.match_weight);
    CHECK(result->scorer->score(edge.b, edge.a) == edge.match_weight);
    CHECK(result->scorer->first_rule(edge.a, edge.b) == edge.rule);
  }
}

TEST_CASE("where the steps are cut changes no bit") {
  const Made made = people(500, 3);
  const auto one = link(made.records), other = link(made.records, {}, 17);
  CHECK(same_edges(one->edges, other->edges));
  CHECK(one->config.prior == other->config.prior);
  CHECK(one->histogram.counts == other->histogram.counts);
}

TEST_CASE("a trained configuration is scored only, and gives the same edges") {
  const Made made = people(500, 4);
  const auto first = link(made.records);
  const auto again = link(made.records, first->config);
  CHECK(same_edges(first->edges, again->edges));
}

TEST_CASE("a configuration without comparisons is trained, whatever it says of itself") {
  const Made made = people(300, 5);
  LinkConfig config;
  config.trained = true;
  config.prior = 0.01;
  CHECK(same_edges(link(made.records, config)->edges, link(made.records)->edges));
}

TEST_CASE("linking two sources leaves pairs within one alone") {
  const Made made = people(800, 5, true);
  LinkConfig config;
  config.link_type = LinkType::kLink;
  const auto result = link(made.records, config);
  CHECK(result->possible_pair_count == 800 * 400);
  CHECK(result->edges.size() > 350);
  for (const Edge& edge : result->edges) CHECK(made.records->source_of[edge.a] != made.records->source_of[edge.b]);
  CHECK(result->inside.size() > 0);
  CHECK(std::is_sorted(result->inside.begin(), result->inside.end(), [](const Edge& x, const Edge& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); }));
  for (const Edge& edge : result->inside) CHECK(made.records->source_of[edge.a] == made.records->source_of[edge.b]);
  CHECK(link(made.records)->inside.empty());
}

TEST_CASE("the order of the sources changes no link where all pairs are looked at") {
  constexpr uint32_t kPersons = 240, kCopies = 120;
  const auto one = link(people(kPersons, 7, true).records), other = link(people(kPersons, 7, true, true).records);
  const auto turned = [&](RecordIndex r) { return r < kPersons ? r + kCopies : r - kPersons; };
  std::set<std::pair<RecordIndex, RecordIndex>> links, others;
  for (const Edge& edge : one->edges)
    if (edge.match_weight >= 0) links.insert(std::minmax(turned(edge.a), turned(edge.b)));
  for (const Edge& edge : other->edges)
    if (edge.match_weight >= 0) others.insert({edge.a, edge.b});
  CHECK(links.size() > 100);
  CHECK(links == others);
}

TEST_CASE("a proposed key that takes more than a twentieth of the budget is kept whole where refining loses matches, and says so") {
  // Few surnames and towns: keys of them alone are large. Each copy lacks a value: a further part loses matches.
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("city", AttributeType::kCity).attribute("birth_date", AttributeType::kBirthDate);
  Rng rng(10);
  const auto word = [&](uint64_t number, char head) {
    std::string text(1, head);
    for (int i = 0; i < 6; ++i, number /= 20) text.push_back("ABCDEFGHIKLMNOPRSTUV"[number % 20]);
    return text;
  };
  uint64_t true_pairs = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> cells = {word(mix(rng.below(60)), 'G'), word(mix(1000 + rng.below(120)), 'S'), word(mix(2000 + rng.below(40)), 'C')};
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", static_cast<int>(1940 + rng.below(60)), static_cast<int>(1 + rng.below(12)), static_cast<int>(1 + rng.below(28)));
    cells.push_back(date);
    builder.record({cells[0], cells[1], cells[2], cells[3]});
    if (i % 3 != 0) continue;
    ++true_pairs;
    cells[rng.below(4)].clear();
    builder.record({cells[0], cells[1], cells[2], cells[3]});
  }
  const auto records = std::make_shared<RecordSet>(builder.build());
  const auto result = link(records);
  const double budget = result->config.pairs_per_record * records->record_count();
  int kept = 0;
  for (const BlockingRule& rule : result->config.blocking_rules) {
    const double share = static_cast<double>(rule.total_pair_count) / budget;
    CAPTURE(share);
    // One that was refined may be large still.
    CHECK((rule.share_before_refining == 0 || rule.share_before_refining > 0.05));
    if (share <= 0.05 || rule.refined_block_count > 0 || rule.share_before_refining > 0) continue;
    ++kept;
    CHECK(rule.refining_loss > 0.0005);
  }
  CHECK(kept > 0);
  uint64_t links = 0;
  for (const Edge& edge : result->edges) links += edge.match_weight >= 0;
  CHECK(links > 0.9 * static_cast<double>(true_pairs));
}

TEST_CASE("twenty thousand identical rows end, and every row is linked to its neighbors") {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity);
  for (int r = 0; r < 20000; ++r) builder.record({"PAUL", "MARTIN", "PARIS"});
  const auto records = std::make_shared<RecordSet>(builder.build());
  const auto result = link(records);
  CHECK(result->candidate_pair_count < 20000 * 4);
  CHECK(result->candidate_pair_count >= 19999);
  CHECK(std::find(result->notices.begin(), result->notices.end(), "block.refined") != result->notices.end());
  CHECK(result->config.blocking_rules[0].largest_block == 20000);
}

TEST_CASE("keys proposed for many records keep their true pairs within the budget, and what is said of them holds") {
  // As many as are not all looked at.
  const Made made = people(60000, 11);
  const auto result = link(made.records);
  std::map<uint32_t, std::vector<RecordIndex>> things;
  for (RecordIndex r = 0; r < made.entity.size(); ++r) things[made.entity[r]].push_back(r);
  int kept = 0, all = 0;
  for (const auto& [thing, members] : things)
    if (members.size() == 2) {
      ++all;
      kept += result->scorer->rules_of(members[0], members[1]) != 0 ? 1 : 0;
    }
  CHECK(all == 30000);
  CHECK(kept >= 0.985 * all);
  CHECK(double(result->candidate_pair_count) <= result->config.pairs_per_record * made.records->record_count());
  for (size_t i = 0; i < result->config.blocking_rules.size(); ++i)
    for (size_t j = 0; j < i; ++j) {
      const auto names = [&](size_t rule) {
        std::multiset<std::string> out;
        for (const KeyPart& part : result->config.blocking_rules[rule].parts) out.insert(part.attribute + part.transform);
        return out;
      };
      CHECK(names(i) != names(j));
    }
}

TEST_CASE("one giant block is refined and still finds the pairs in it") {
  const Made made = people(6000, 6);
  LinkConfig config;
  BlockingRule rule;
  rule.parts = {{"given_name", "first_1"}};  // all given names begin with one letter
  rule.refinement = {{"surname", "phonetic"}};
  config.blocking_rules = {rule};
  const auto result = link(made.records, config);
  CHECK(result->config.blocking_rules[0].largest_block > 8000);
  CHECK(result->config.blocking_rules[0].refined_block_count >= 1);
  CHECK(result->candidate_pair_count < 9000 * 60);
  int right = 0;
  for (const Edge& edge : result->edges) right += made.entity[edge.a] == made.entity[edge.b];
  CHECK(right > 1800);
}

TEST_CASE("two different valid SIREN never join two companies, two invalid ones may") {
  test::RecordBuilder builder;
  builder.attribute("company_name", AttributeType::kCompanyName).attribute("siren", AttributeType::kSiren).attribute("city", AttributeType::kCity);
  const RecordIndex a = builder.record({"BOULANGERIE DUPONT", "732829320+", "PARIS"});
  const RecordIndex b = builder.record({"BOULANGERIE DUPONT", "303265045+", "PARIS"});
  const RecordIndex c = builder.record({"BOULANGERIE DUPONT", "111111111!", "PARIS"});
  for (int i = 0; i < 200; ++i) builder.record({"MAISON NUMERO " + std::to_string(i), "", "VILLE" + std::to_string(i % 20)});
  const auto records = std::make_shared<RecordSet>(builder.build());
  LinkConfig config;
  BlockingRule rule;
  rule.parts = {{"company_name", "sorted_words"}};
  config.blocking_rules = {rule};
  config.review_floor = 1e-9;
  const auto result = link(records, config);
  const PairScorer& scorer = *result->scorer;
  CHECK(scorer.veto(a, b) == Veto::kMustNotMatch);
  CHECK(scorer.veto(a, c) == Veto::kNone);
  const auto has = [](const std::vector<Edge>& edges, RecordIndex x, RecordIndex y) {
    return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.a == x && edge.b == y; });
  };
  CHECK(has(result->vetoed, a, b));
  CHECK_FALSE(has(result->edges, a, b));
  CHECK(has(result->edges, a, c));
  CHECK(result->config.constraints.at(0).pair_count == result->vetoed.size());
  CHECK(scorer.explain(a, b).constraint == 0);
  // Compared by their names alone all three are as alike: the strongest pair is one that no rule sets apart.
  config.comparisons = {compare::make_comparison("company_name", info(AttributeType::kCompanyName).comparator, {"company_name"})};
  const auto by_name = link(records, config);
  REQUIRE(by_name->scorer->score(a, b) == by_name->scorer->score(a, c));
  REQUIRE(by_name->strongest);
  CHECK(by_name->strongest->a == a);
  CHECK(by_name->strongest->b == c);
  CHECK(by_name->strongest->match_weight == by_name->scorer->score(a, c));
}

TEST_CASE("equal values of a must-match rule join whatever the weight, and a must-not-match rule is stronger") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("siren", AttributeType::kSiren);
  builder.attribute("member", AttributeType::kCode);
  const RecordIndex a = builder.record({"DURAND", "TOURS", "732829320+", "M1"});
  const RecordIndex b = builder.record({"LEGRAND", "BREST", "", "M1"});         // nothing else alike
  const RecordIndex c = builder.record({"DURAND", "TOURS", "303265045+", "M1"});  // another company
  const RecordIndex d = builder.record({"DURAND", "TOURS", "", "M2"});
  for (int i = 0; i < 200; ++i) builder.record({"NOM" + std::to_string(i), "VILLE" + std::to_string(i % 20), "", "N" + std::to_string(i)});
  const auto records = std::make_shared<RecordSet>(builder.build());
  LinkConfig config;
  for (const char* attribute : {"member", "surname"}) {
    BlockingRule rule;
    rule.parts = {{attribute, "exact"}};
    config.blocking_rules.push_back(rule);
  }
  config.comparisons = {compare::make_comparison("surname", "surname", {"surname"}), compare::make_comparison("city", "city", {"city"})};
  config.constraints = {{{"same_member", "member", true, true}, 0}, {{"different_valid_siren", "siren", false, true}, 0}};
  const auto result = link(records, config);
  CHECK(result->scorer->veto(a, b) == Veto::kMustMatch);
  CHECK(result->scorer->veto(a, c) == Veto::kMustNotMatch);
  CHECK(result->scorer->veto(a, d) == Veto::kNone);
  CHECK(result->scorer->score(a, b) < weight_from_probability(result->config.review_floor));
  const auto has = [](const std::vector<Edge>& edges, RecordIndex x, RecordIndex y) {
    return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.a == x && edge.b == y; });
  };
  CHECK(has(result->edges, a, b));
  CHECK(has(result->vetoed, a, c));
  // b and c share their member number as well; of a and c the stronger rule decides.
  CHECK(result->config.constraints[0].pair_count == 2);
  CHECK(result->config.constraints[1].pair_count == 1);

  cluster::ClusterOptions options;
  options.threshold = weight_from_probability(0.5);
  options.score = [&](RecordIndex x, RecordIndex y) { return result->scorer->score(x, y); };
  options.veto = [&](RecordIndex x, RecordIndex y) { return result->scorer->veto(x, y); };
  options.veto_attributes = {static_cast<uint32_t>(records->find("siren")), static_cast<uint32_t>(records->find("member"))};
  auto groups = std::make_shared<Groups>();
  REQUIRE(run_to_end(cluster::cluster_phases(std::make_shared<std::vector<Edge>>(result->edges), records, options, groups)).ok());
  CHECK(groups->group_of[a] != groups->group_of[c]);
  CHECK((groups->group_of[a] == groups->group_of[b]) != (groups->group_of[c] == groups->group_of[b]));

  SUBCASE("counts of a trained project are counted anew") {
    const auto again = link(records, result->config);
    CHECK(again->config.constraints[0].pair_count == 2);
    CHECK(again->config.constraints[1].pair_count == 1);
  }
  SUBCASE("a rule that is switched off decides nothing") {
    LinkConfig off = result->config;
    off.constraints[0].enabled = false;
    const auto again = link(records, off);
    CHECK_FALSE(has(again->edges, a, b));
    CHECK(again->config.constraints[0].pair_count == 0);
    CHECK(again->config.constraints[1].pair_count == 1);
  }
}

TEST_CASE("no record, one record, or nothing to compare give an empty result") {
  for (const int count : {0, 1, 5}) {
    test::RecordBuilder builder;
    builder.attribute("note", AttributeType::kIgnored);
    for (int r = 0; r < count; ++r) builder.record({"x"});
    const auto result = link(std::make_shared<RecordSet>(builder.build()));
    CHECK(result->edges.empty());
    CHECK(result->scorer != nullptr);
  }
}

TEST_CASE("titles nearly the same as a frequent heading weigh less than those nearly the same as a rare title") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle).attribute("year", AttributeType::kYear);
  Rng rng(5);
  const auto word = [&] {
    std::string text;
    for (int i = 0; i < 6; ++i) text.push_back("ABCDEFGHIKLMNOPRSTUV"[rng.below(20)]);
    return text;
  };
  // 300 papers, each twice with a slip; then a heading, held by 60, and once more nearly the same.
  std::vector<std::string> titles;
  for (int i = 0; i < 300; ++i) titles.push_back(word() + ' ' + word() + ' ' + word() + ' ' + word());
  for (size_t i = 0; i < titles.size(); ++i)
    for (const char* slip : {"", "S"}) builder.record({titles[i] + slip, std::to_string(1980 + i % 30)});
  for (int i = 0; i < 60; ++i) builder.record({"NOTES FROM EDITORS COLUMN", std::to_string(1980 + i % 30)});
  builder.record({"NOTES FROM EDITORS COLUMNS", "1985"});
  const auto result = link(std::make_shared<RecordSet>(builder.build()));
  const LinkConfig& config = result->config;
  size_t c = 0;
  while (c < config.comparisons.size() && config.comparisons[c].comparator != "text") ++c;
  REQUIRE(c < config.comparisons.size());
  for (const bool turned : {false, true}) {
    const RecordIndex frequent = 605, single = 660;
    const Explanation heading = turned ? result->scorer->explain(single, frequent) : result->scorer->explain(frequent, single);
    const Evidence& common = heading.evidence[c];
    CHECK(config.comparisons[c].levels[static_cast<size_t>(common.level)].id != "exact");
    CHECK(common.term_frequency_weight < -2 * kOneBit);
    CHECK(common.term_count == 60);
    CHECK(common.term_of_b == turned);
    Weight sum = heading.prior;
    for (const Evidence& evidence : heading.evidence) sum += evidence.weight + evidence.term_frequency_weight;
    CHECK(sum == heading.match_weight);
    CHECK(sum == result->scorer->score(frequent, single));
  }
  const Evidence rare = result->scorer->explain(0, 1).evidence[c];
  CHECK(config.comparisons[c].levels[static_cast<size_t>(rare.level)].id != "exact");
  CHECK(rare.term_frequency_weight == 0);
  CHECK(rare.term_count == 0);
}

TEST_CASE("settings that cannot work end with the place of the mistake") {
  const Made made = people(10, 7);
  LinkConfig config;
  config.comparisons.resize(1);
  config.comparisons[0].comparator = "no_such";
  auto result = std::make_shared<LinkResult>();
  const Status status = run_to_end(link_phases(made.records, config, result));
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().code == ErrorCode::kBadConfig);
  CHECK(status.error().path == "link.comparisons[0].levels");
}

TEST_CASE("latitude and longitude are compared as coordinates, other numbers by their share") {
  test::RecordBuilder builder;
  builder.attribute("latitude", AttributeType::kNumber).attribute("longitude", AttributeType::kNumber).attribute("price", AttributeType::kNumber);
  for (int i = 0; i < 5; ++i) builder.record({"48." + std::to_string(i), "2." + std::to_string(i), std::to_string(10 + i)});
  std::vector<ComparisonNote> notes;
  const std::vector<Comparison> proposed = propose_comparisons(builder.build(), LinkType::kDedupe, notes);
  CHECK(notes.empty());
  REQUIRE(proposed.size() == 3);
  CHECK(proposed[0].comparator == "coordinate");
  CHECK(proposed[1].comparator == "coordinate");
  CHECK(proposed[2].comparator == "number");
}

TEST_CASE("a short list against a long one weighs the same whichever comes first") {
  // Things told by their titles, ninety of a hundred in the long list too, with a word more.
  const auto prior = [](bool long_first) {
    test::RecordBuilder builder;
    builder.attribute("title", AttributeType::kTitle).attribute("price", AttributeType::kNumber);
    const auto word = [](uint64_t number) {
      std::string text;
      for (int i = 0; i < 6; ++i, number /= 20) text.push_back("ABCDEFGHIKLMNOPRSTUV"[number % 20]);
      return text;
    };
    for (const bool second : {false, true}) {
      builder.source(second ? "b" : "a");
      const bool is_long = second != long_first;
      for (uint64_t i = 0; i < (is_long ? 1500 : 100); ++i) {
        const uint64_t thing = is_long || i < 90 ? i : 100000 + i;
        std::string title = word(mix(thing)) + " " + word(mix(thing + 1000000)) + " " + word(mix(thing + 2000000));
        if (is_long) title += " " + word(mix(thing % 40 + 3000000));
        builder.record({title, std::to_string(10 + thing % 300)});
      }
    }
    LinkConfig config;
    config.link_type = LinkType::kLinkDedupe;
    const auto result = link(std::make_shared<RecordSet>(builder.build()), config);
    CHECK(result->config.one_per_source.size() == 2);
    return result->config.prior;
  };
  CHECK(prior(false) == doctest::Approx(prior(true)).epsilon(0.05));
}

TEST_CASE("across sources only, how often strangers agree is not told by what is shared inside a source") {
  // One town for all of the first source, others for the second; names tell who is who.
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("phone", AttributeType::kPhone);
  builder.attribute("city", AttributeType::kCity);
  for (const bool second : {false, true}) {
    builder.source(second ? "b" : "a");
    for (int i = 0; i < 300; ++i)
      builder.record({"NAME" + std::to_string(mix(static_cast<uint64_t>(i)) % 1000000), std::to_string(600000000 + i * 977),
                      second ? "VILLE" + std::to_string(i % 50) : "PARIS"});
  }
  LinkConfig config;
  config.link_type = LinkType::kLink;
  const auto result = link(std::make_shared<RecordSet>(builder.build()), config);
  for (const Comparison& comparison : result->config.comparisons)
    if (comparison.id == "city") CHECK(comparison.levels[0].u_probability < 0.01);
}

}  // namespace
TEST_CASE("what is made of the names is compared by equality or not at all, what has no room is left out, and both are said") {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("email", AttributeType::kEmail).attribute("slug", AttributeType::kTitle);
  for (int i = 0; i < 14; ++i) builder.attribute("n" + std::to_string(i), AttributeType::kCategory);
  const char* given[] = {"marie", "pierre", "claire", "bruno", "nadia", "hugo", "sophie"};
  for (int i = 0; i < 210; ++i) {
    const std::string first = given[i % 7], last = std::string("dur") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26) + "nd";
    std::vector<std::string> cells{first, last, first + "." + last + "@mail.fr", first + " " + last};
    for (int n = 0; n < 14; ++n) cells.push_back("v" + std::to_string((i * (n + 3)) % 5));
    builder.record(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
  std::vector<ComparisonNote> notes;
  const std::vector<Comparison> proposed = propose_comparisons(builder.build(), LinkType::kDedupe, notes);
  CHECK(proposed.size() == 13);
  const auto reason_of = [&](const std::string& attribute) {
    for (const ComparisonNote& note : notes)
      if (note.attribute == attribute) return note.reason;
    return std::string();
  };
  CHECK(reason_of("slug") == "spelled_whole");
  CHECK(reason_of("email") == "spelled_in_part");
  CHECK(std::count_if(notes.begin(), notes.end(), [](const ComparisonNote& note) { return note.reason == "less_telling"; }) == 4);
  const auto email = std::find_if(proposed.begin(), proposed.end(), [](const Comparison& c) { return c.id == "email"; });
  REQUIRE(email != proposed.end());
  REQUIRE(email->levels.size() == 2);
  CHECK(email->levels[0].id == "exact");
  CHECK(email->levels[1].id == "else");
}

}  // namespace jumelles::linking
