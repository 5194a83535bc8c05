#include <algorithm>
#include <map>
#include <set>

#include "core/rng.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

using Pair = std::pair<uint32_t, uint32_t>;
Pair records_of(const PairRow& row) { return {row.record_a, row.record_b}; }

std::vector<PairRow> to_check(SessionFixture& f) { return f.page<PairsPage>(PairsQuery{"to_check", "strongest", 0, 1000}).rows; }
LikenessPage alike(SessionFixture& f, const PairRow& row) { return f.page<LikenessPage>(LikenessQuery{row.record_a, row.record_b, 0, 1000}); }
std::set<Pair> pairs_of(const LikenessPage& page) {
  std::set<Pair> out;
  for (const PairRow& row : page.rows) out.insert(records_of(row));
  return out;
}
PairDetail detail(SessionFixture& f, const Pair& pair) { return f.page<PairDetail>(PairQuery{kAnyPair, pair.first, pair.second}); }
uint32_t group_of(SessionFixture& f, uint32_t record) { return f.session.result()->groups->group_of[record]; }

// The pair whose answer settles most.
PairRow richest(SessionFixture& f) {
  std::vector<PairRow> rows = to_check(f);
  REQUIRE_FALSE(rows.empty());
  return *std::max_element(rows.begin(), rows.end(), [](const PairRow& x, const PairRow& y) { return x.look_alike_count < y.look_alike_count; });
}

// Slow and plain: every pair of the list held against every other one, by what their own screens say.
struct Seen {
  PairRow row;
  PairDetail detail;
  std::vector<std::string> levels;
  bool open = false;
};
std::vector<Seen> looks(SessionFixture& f) {
  std::vector<Seen> out;
  for (PairRow& row : f.page<PairsPage>(PairsQuery{"all", "strongest", 0, 1000}).rows) {
    Seen look{row, detail(f, records_of(row)), {}, false};
    if (look.detail.state != "to_check") continue;
    for (const WaterfallBar& bar : look.detail.bars)
      if (bar.comparison != "rivals" && bar.comparison != "siblings" && bar.comparison != "moved" && bar.comparison != "dependence") look.levels.push_back(bar.comparison + " " + bar.level);
    look.open = look.detail.verdict.empty() && !look.detail.same_group && look.detail.constraint.empty();
    out.push_back(std::move(look));
  }
  return out;
}
std::set<Pair> reference(SessionFixture& f, const std::vector<Seen>& all, const Seen& asked) {
  const RecordSet& records = *f.session.result()->records;
  const auto is_ambiguous = [](const Seen& look) { return look.detail.rivals_of_a.count + look.detail.rivals_of_b.count > 0; };
  std::set<Pair> out;
  if (is_ambiguous(asked) || (!asked.open && asked.detail.verdict.empty())) return out;
  for (const Seen& other : all) {
    bool like = other.open && !is_ambiguous(other) && records_of(other.row) != records_of(asked.row) && other.levels == asked.levels &&
                std::abs(other.row.weight_bits - asked.row.weight_bits) <= 1;
    for (const auto& [x, y] : {Pair(other.row.record_a, asked.row.record_a), Pair(other.row.record_b, asked.row.record_b)})
      like = like && records.source_of[x] == records.source_of[y] && records.kinds[x] == records.kinds[y];
    if (like) out.insert(records_of(other.row));
  }
  return out;
}

const synth::Files& more_extracts() {
  static const synth::Files files = synth::generate({1200, 11});
  return files;
}
struct LargerFixture : SessionFixture {
  LargerFixture() {
    for (int f = 0; f < 3; ++f) add(std::string(synth::file_name(static_cast<synth::File>(f))), more_extracts().bytes[static_cast<size_t>(f)]);
    run();
    do_and_work(SetThreshold{0.98, true});  // so that there is something to check
  }
};

}  // namespace

TEST_CASE("look-alikes of a pair are those that a look at every pair finds, before verdicts and after some") {
  LargerFixture f;
  size_t found = 0;
  for (int round = 0; round < 2; ++round) {
    const std::vector<Seen> all = looks(f);
    REQUIRE(all.size() > 50);
    for (const Seen& look : all) {
      const std::set<Pair> expected = reference(f, all, look);
      CAPTURE(look.row.record_a);
      CAPTURE(look.row.record_b);
      CHECK(pairs_of(alike(f, look.row)) == expected);
      CHECK(look.row.look_alike_count == expected.size());
      CHECK(look.detail.look_alike_count == expected.size());
      found += expected.size();
    }
    const std::vector<PairRow> rows = to_check(f);
    for (size_t i = 0; i < 12 && i < rows.size(); ++i)
      f.do_and_work(JudgePair{rows[i].name_a, rows[i].name_b, i % 3 == 0 ? "same" : i % 3 == 1 ? "different" : "unsure"});
  }
  CHECK(found > 20);
}

TEST_CASE("one answer settles the look-alikes that were told, in one step, and undo takes all of it back") {
  LargerFixture f;
  const PairRow pair = richest(f);
  REQUIRE(pair.look_alike_count > 1);
  const std::set<Pair> told = pairs_of(alike(f, pair));
  const uint64_t to_check_before = f.summary().counts.to_check_pair_count;
  const std::string before = f.exported("xref");
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same", 0, true});
  CHECK(f.summary().undo_name == "judge_alike");
  CHECK(f.summary().decisions.same_count == 1);
  CHECK(f.summary().decisions.judged_pair_count == 1);
  CHECK(f.summary().decisions.settled_pair_count == told.size());
  CHECK(f.summary().counts.to_check_pair_count == to_check_before - 1 - told.size());
  for (const Pair& settled : told) {
    const PairDetail d = detail(f, settled);
    CHECK(d.verdict == "same");
    CHECK(d.by_likeness);
    CHECK(std::minmax(d.follows_a, d.follows_b) == std::minmax(pair.record_a, pair.record_b));
    CHECK(group_of(f, settled.first) == group_of(f, settled.second));
  }
  const PairDetail judged = detail(f, records_of(pair));
  CHECK_FALSE(judged.by_likeness);
  CHECK(judged.settled_count == told.size());
  CHECK(f.page<PairsPage>(PairsQuery{"judged", "", 0, 1000}).total == 1 + told.size());
  for (const document::PairDecision& decision : f.session.project().decisions.pairs) CHECK((decision.origin.how == "by likeness") == !decision.follows.empty());
  const std::string after = f.exported("xref");
  f.do_and_work(Undo{});
  CHECK(f.session.project().decisions.pairs.empty());
  CHECK(f.exported("xref") == before);
  f.do_and_work(Redo{});
  CHECK(f.exported("xref") == after);
}

TEST_CASE("pairs to check are listed by how many their answer settles, and few answers settle many") {
  LargerFixture f;
  const PairsPage page = f.page<PairsPage>(PairsQuery{"to_check", "alike", 0, 1000});
  CHECK(page.total == f.summary().counts.to_check_pair_count);
  REQUIRE(page.rows.size() == page.total);
  CHECK(page.rows[0].look_alike_count == richest(f).look_alike_count);
  for (size_t i = 1; i < page.rows.size(); ++i) CHECK(page.rows[i - 1].look_alike_count >= page.rows[i].look_alike_count);
  std::set<Pair> every;
  for (const PairRow& row : page.rows) every.insert(records_of(row));
  CHECK(every.size() == page.total);
  for (int n = 0; n < 10; ++n) {
    const PairRow first = f.page<PairsPage>(PairsQuery{"to_check", "alike", 0, 1}).rows.at(0);
    f.do_and_work(JudgePair{first.name_a, first.name_b, n % 2 == 0 ? "same" : "different", 0, true});
  }
  CHECK(f.summary().decisions.judged_pair_count == 10);
  CHECK(f.summary().decisions.settled_pair_count >= 20);
}

TEST_CASE("not knowing spreads to nothing, nor does taking back, and a pair without look-alikes is judged alone") {
  LargerFixture f;
  const PairRow pair = richest(f);
  CHECK_FALSE(f.session.dispatch(JudgePair{pair.name_a, pair.name_b, "unsure", 0, true}).ok());
  CHECK_FALSE(f.session.dispatch(JudgePair{pair.name_a, pair.name_b, "", 0, true}).ok());
  CHECK(f.session.project().decisions.pairs.empty());
  const PairsPage linked = f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 1});
  CHECK(linked.rows[0].look_alike_count == 0);
  f.do_and_work(JudgePair{linked.rows[0].name_a, linked.rows[0].name_b, "same", 0, true});
  CHECK(f.summary().decisions.settled_pair_count == 0);
  CHECK(f.summary().undo_name == "judge_pair");
  SessionFixture empty;
  CHECK_FALSE(empty.session.dispatch(JudgePair{pair.name_a, pair.name_b, "same", 0, true}).ok());
}

TEST_CASE("taking the verdict back later takes back what it settled, but not what somebody has judged since") {
  LargerFixture f;
  const PairRow pair = richest(f);
  const LikenessPage told = alike(f, pair);
  REQUIRE(told.rows.size() > 1);
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same", 0, true});
  const PairRow own = told.rows[0];
  f.do_and_work(JudgePair{own.name_b, own.name_a, "different"});
  CHECK(f.summary().decisions.judged_pair_count == 2);
  CHECK(f.summary().decisions.settled_pair_count == told.rows.size() - 1);
  CHECK(group_of(f, own.record_a) != group_of(f, own.record_b));
  CHECK_FALSE(detail(f, records_of(own)).by_likeness);
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, ""});
  REQUIRE(f.session.project().decisions.pairs.size() == 1);
  CHECK(f.session.project().decisions.pairs[0].verdict == "different");
  f.do_and_work(Undo{});
  CHECK(f.summary().decisions.settled_pair_count == told.rows.size() - 1);
}

TEST_CASE("another answer on the judged pair settles the same pairs that way, or none of them when it is about itself alone") {
  LargerFixture f;
  const PairRow pair = richest(f);
  const uint64_t count = pair.look_alike_count;
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same", 0, true});
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "different", 0, true});
  CHECK(f.summary().decisions.settled_pair_count == count);
  for (const document::PairDecision& decision : f.session.project().decisions.pairs) CHECK(decision.verdict == "different");
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "different", 0, true});
  CHECK(f.summary().decisions.settled_pair_count == count);
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same"});
  CHECK(f.summary().decisions.settled_pair_count == 0);
  CHECK(f.summary().decisions.same_count == 1);
}

TEST_CASE("what was settled binds through runs, thresholds and other projects, and teaches and estimates nothing") {
  LargerFixture f;
  const PairRow pair = richest(f);
  const std::set<Pair> told = pairs_of(alike(f, pair));
  const auto precision = [&] { return f.summary().estimate.precision.value; };
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same"});
  const double alone = precision();
  const auto labels = f.session.result()->labels->pairs.size();
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same", 0, true});
  CHECK(f.session.result()->labels->pairs.size() == labels);
  CHECK(f.session.result()->binding->pairs.size() == labels + told.size());
  CHECK(f.session.result()->said->pairs.size() == labels);
  // Links of less than certain pairs are in the groups now, and the estimate says so.
  CHECK(precision() < alone);
  const auto is_held = [&] {
    for (const Pair& settled : told) CHECK(group_of(f, settled.first) == group_of(f, settled.second));
  };
  is_held();
  const std::string xref = f.exported("xref");
  f.do_and_work(Run{});
  CHECK(f.exported("xref") == xref);
  for (const auto& [kind, name] : {std::pair("project", "p.json"), std::pair("jumelles", "p.jumelles")}) {
    SessionFixture other;
    other.do_and_work(OpenProject{other.session.register_file(std::make_shared<ingest::MemorySource>(f.exported(kind))), name});
    for (int e = 0; e < 3; ++e) other.add(std::string(synth::file_name(static_cast<synth::File>(e))), more_extracts().bytes[static_cast<size_t>(e)]);
    other.work();
    CHECK(other.summary().decisions.settled_pair_count == told.size());
    CHECK(other.session.project().decisions.pairs == f.session.project().decisions.pairs);
    for (const char* file : {"golden", "xref"}) CHECK(other.exported(file) == f.exported(file));
  }
  f.do_and_work(SetThreshold{0.3, true});
  is_held();
  f.do_and_work(ProposeAgain{});
  is_held();
}

TEST_CASE("a contradiction with a pair that was settled is listed like any other, and taking that one back ends it") {
  LargerFixture f;
  // Two settled pairs, and a word of somebody that the far ends of a chain through one of them are different.
  const PairRow pair = richest(f);
  const LikenessPage told = alike(f, pair);
  f.do_and_work(JudgePair{pair.name_a, pair.name_b, "same", 0, true});
  const PairRow settled = told.rows[0];
  f.do_and_work(JudgePair{settled.name_b, pair.name_a, "same"});
  CHECK(f.summary().decisions.contradiction_count == 0);
  f.do_and_work(JudgePair{settled.name_a, pair.name_a, "different"});
  REQUIRE(f.summary().decisions.contradiction_count == 1);
  const ContradictionRow row = f.page<ContradictionsPage>(ContradictionsQuery{0, 10}).rows.at(0);
  const auto by_likeness = std::find_if(row.chain.begin(), row.chain.end(), [](const JudgmentRow& judgment) { return judgment.how == "by likeness"; });
  REQUIRE(by_likeness != row.chain.end());
  f.do_and_work(JudgePair{by_likeness->names[0], by_likeness->names[1], ""});
  CHECK(f.summary().decisions.contradiction_count == 0);
  CHECK(f.summary().decisions.settled_pair_count == told.rows.size() - 1);
}

TEST_CASE("whatever order verdicts, likeness, own words, undo and redo come in, the decisions are those of a plain list") {
  LargerFixture f;
  // Per pair: the answer, and whose it is (itself or another one's).
  struct Word { std::string verdict; Pair of; bool operator==(const Word&) const = default; };
  using Model = std::map<Pair, Word>;
  Model model;
  std::vector<Model> past, future;
  Rng rng(5);
  std::vector<PairRow> rows = to_check(f);
  size_t spread = 0;
  for (int step = 0; step < 120; ++step) {
    const uint64_t act = rng.below(10);
    if (act == 0 || act == 1) {
      auto& from = act == 0 ? past : future;
      auto& to = act == 0 ? future : past;
      if (from.empty()) continue;
      to.push_back(std::exchange(model, from.back()));
      from.pop_back();
      if (act == 0) f.do_and_work(Undo{});
      else f.do_and_work(Redo{});
    } else {
      const PairRow& row = rows[rng.below(std::min<uint64_t>(rows.size(), 60))];
      const Pair pair = records_of(row);
      const bool alone = rng.below(2) == 0;
      const std::string verdict = rng.below(5) == 0 ? "" : !alone || rng.below(4) != 0 ? (rng.below(2) == 0 ? "same" : "different") : "unsure";
      if (!alone && verdict.empty()) continue;
      Model next = model;
      std::set<Pair> follow;
      if (!alone) {
        follow = pairs_of(alike(f, row));
        for (const auto& [other, word] : model)
          if (word.of == pair && other != pair) follow.insert(other);
      }
      std::erase_if(next, [&](const auto& entry) { return entry.first == pair || (entry.second.of == pair && model.count(pair) != 0 && model.at(pair).of == pair); });
      if (!verdict.empty()) next[pair] = {verdict, pair};
      for (const Pair& other : follow) next[other] = {verdict, pair};
      spread += follow.size();
      const std::vector<document::PairDecision> before = f.session.project().decisions.pairs;
      f.do_and_work(JudgePair{row.name_a, row.name_b, verdict, 0, !alone});
      if (!(f.session.project().decisions.pairs == before)) past.push_back(model);
      future.clear();
      model = std::move(next);
    }
    const document::RecordFinder& find = *f.session.result()->finder;
    Model kept;
    for (const document::PairDecision& decision : f.session.project().decisions.pairs) {
      const Pair pair = std::minmax(find(decision.a), find(decision.b));
      CHECK(kept.count(pair) == 0);
      kept[pair] = {decision.verdict, decision.follows.empty() ? pair : Pair(std::minmax(find(decision.follows[0]), find(decision.follows[1])))};
    }
    REQUIRE(kept == model);
  }
  CHECK(spread > 20);
}
