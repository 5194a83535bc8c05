#include "document/difference.h"

#include <doctest/doctest.h>

#include "document/rows.h"
#include "full_project.h"

using namespace jumelles;
using namespace jumelles::document;
using test::full_project;

namespace {

PairDecision verdict(int n, const char* says) {
  return {{"crm", std::to_string(n), static_cast<uint64_t>(n)}, {"shop", std::to_string(n), 0}, says, {"", 0, "judged"}};
}

Project with_verdicts(int count) {
  Project project = full_project();
  for (int n = 0; n < count; ++n) project.decisions.pairs.push_back(verdict(n, kSame));
  return project;
}

// Back and forth again, from either side.
void check_both_ways(const Project& before, const Project& after) {
  const Difference change = difference(before, after);
  Project there = before, here = after;
  apply(change, Direction::kForth, there);
  apply(change, Direction::kBack, here);
  CHECK(to_json(there) == to_json(after));
  CHECK(to_json(here) == to_json(before));
  CHECK(there.decisions.pairs == after.decisions.pairs);
}

}  // namespace

TEST_CASE("a difference takes a change back and does it again, whatever was changed") {
  const Project base = with_verdicts(9);
  using Edit = void (*)(Project&);
  for (const Edit edit : {
           Edit([](Project&) {}),
           Edit([](Project& p) { p.name = "clients"; }),
           Edit([](Project& p) { p.link.threshold = 0.75; }),
           Edit([](Project& p) { p.link.comparisons[0].levels[0].locked = true, p.link.comparisons[0].levels[0].weight = p.link.comparisons[0].levels[0].hand_weight = 5; }),
           Edit([](Project& p) { p.link = {}; }),
           Edit([](Project& p) { p.sources.push_back(p.sources[0]), p.sources[1].name = "shop", p.sources[1].number = 7; }),
           Edit([](Project& p) { p.sources.clear(); }),
           Edit([](Project& p) { p.sources[0].choice.separator.reset(); }),
           Edit([](Project& p) { p.sources[0].columns[1].mapping.type = AttributeType::kCode; }),
           Edit([](Project& p) { p.survivorship.rules[0].cascade = {"longest"}; }),
           Edit([](Project& p) { p.decisions.pairs.push_back(verdict(77, kDifferent)); }),
           Edit([](Project& p) { p.decisions.pairs[4].verdict = kDifferent; }),
           Edit([](Project& p) { p.decisions.pairs.erase(p.decisions.pairs.begin() + 3); }),
           Edit([](Project& p) { p.decisions.pairs.clear(); }),
           Edit([](Project& p) { p.decisions.known_groups.insert(p.decisions.known_groups.begin(), 2, p.decisions.known_groups[0]); }),
           Edit([](Project& p) { p.decisions.sample[0].thing_of.clear(), p.link.threshold = 0.25; }),
       }) {
    Project changed = base;
    edit(changed);
    check_both_ways(base, changed);
    check_both_ways(changed, base);
  }
  CHECK(difference(base, base).empty());
}

TEST_CASE("a verdict among twenty thousand costs no more than a verdict among ten") {
  for (const int count : {10, 20000}) {
    const Project before = with_verdicts(count);
    Project after = before;
    after.decisions.pairs[5].verdict = kDifferent;
    const Difference change = difference(before, after);
    CHECK(change.pairs.at == 5);
    CHECK(change.pairs.before.size() == 1);
    CHECK(change.before.empty());
    CHECK(memory_bytes(change) < 2000);
  }
}

TEST_CASE("lists that have another length are taken back whole, whatever was put into them meanwhile") {
  const Project before = full_project();
  Project after = before;
  after.link.blocking_rules.clear();
  const Difference change = difference(before, after);
  after.link.blocking_rules.resize(3);  // proposed anew
  for (BlockingRule& rule : after.link.blocking_rules) rule.parts = {{"city", "exact"}};
  apply(change, Direction::kBack, after);
  CHECK(to_json(after) == to_json(before));
}

TEST_CASE("a document survives the way to rows and back, decisions apart, each row of its kind and with a path that names things") {
  const Project project = full_project();
  const std::vector<Row> rows = to_rows(project);
  const auto value = [&](std::string_view path) {
    for (const Row& row : rows)
      if (row.path == path) return std::string(id(row.kind)) + " " + row.value;
    return std::string("no such row");
  };
  CHECK(value("link.comparisons[surname].levels[exact].m_probability") == "learned 0.3333333333333333");
  CHECK(value("link.comparisons[surname].attributes") == "setting [\"surname\"]");
  CHECK(value("sources[crm].columns[Nom].type") == "setting \"surname\"");
  CHECK(value("sources[crm].columns[Nom].confidence") == "counted 0.97");
  CHECK(value("link.blocking_rules[0].pair_count") == "counted 3");
  CHECK(value("link.dependences[0].weights") == "learned [[5]]");
  CHECK(value("link.comparison_notes") == "setting []");
  Project back;
  back.decisions = project.decisions;
  REQUIRE(from_rows(rows, back).empty());
  CHECK(to_json(back) == to_json(project));
}

TEST_CASE("rows that are not understood are told by their path") {
  const std::vector<Row> rows = to_rows(full_project());
  const auto problem = [&](std::string_view path, const std::string& to_path, const std::string& value) {
    std::vector<Row> changed = rows;
    for (Row& row : changed)
      if (row.path == path) row.path = to_path, row.value = value;
    Project out;
    const std::vector<Error> problems = from_rows(changed, out);
    if (!problems.empty()) CHECK(out.sources.empty());
    return problems.size() == 1 ? problems[0].id + " " + problems[0].path : std::to_string(problems.size()) + " problems";
  };
  CHECK(problem("name", "name", "{") == "project.bad_row name");
  CHECK(problem("name", "sources[crm", "1") == "project.bad_row sources[crm");
  CHECK(problem("link.one_per_source_proposed", "link.threshold.more", "1") == "project.bad_row link.threshold.more");
  CHECK(problem("name", "nickname", "\"x\"") == "project.unknown_field nickname");
  CHECK(problem("link.threshold", "link.threshold", "7") == "project.out_of_range link.threshold");
}
