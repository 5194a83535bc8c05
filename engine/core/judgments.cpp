#include "core/judgments.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace jumelles {
namespace {

// What a judgment says of two records, a < b.
struct Statement {
  RecordIndex a, b;
  bool same;
  uint32_t by;  // index into the judgments, the first that counts first
};

class Resolver {
 public:
  Resolver(const std::vector<JudgedRecords>& judgments, const std::vector<uint32_t>& known, uint32_t record_count) : known_(known), parent_(record_count) {
    std::iota(parent_.begin(), parent_.end(), RecordIndex{0});
    for (const JudgedRecords& judgment : judgments) order_.push_back(&judgment);
    std::stable_sort(order_.begin(), order_.end(), [](const JudgedRecords* x, const JudgedRecords* y) {
      if (x->judgment.kind != y->judgment.kind) return x->judgment.kind < y->judgment.kind;
      return x->judgment.place > y->judgment.place;  // the latest first
    });
    for (const JudgedRecords* judgment : order_)
      for (const RecordIndex record : judgment->records) ++named_[record];
  }

  ResolvedJudgments resolve() {
    for (uint32_t by = 0; by < order_.size(); ++by) state(by);
    std::sort(statements_.begin(), statements_.end(), [](const Statement& x, const Statement& y) { return std::tie(x.a, x.b, x.by) < std::tie(y.a, y.b, y.by); });
    replace();
    for (const Statement& statement : statements_)
      if (statement.same) unite(statement.a, statement.b);
    unite_known();
    find_violations();
    tell();
    return std::move(out_);
  }

 private:
  struct Violation {
    RecordIndex root;
    uint32_t by;  // order_.size(): the known groups
    uint32_t thing_a, thing_b;
    bool operator<(const Violation& o) const { return std::tie(by, thing_a, thing_b, root) < std::tie(o.by, o.thing_a, o.thing_b, o.root); }
    bool operator==(const Violation& o) const { return !(*this < o) && !(o < *this); }
  };
  uint32_t known_groups() const { return static_cast<uint32_t>(order_.size()); }
  Judgment judgment(uint32_t by) const { return by == known_groups() ? Judgment{JudgmentKind::kKnown, 0} : order_[by]->judgment; }

  void say(RecordIndex a, RecordIndex b, bool same, uint32_t by) { statements_.push_back({std::min(a, b), std::max(a, b), same, by}); }

  // Together: one record that no other judgment names stands for a thing, as nothing can replace what is said of it. Of those that others
  // name as well every pair counts: it may replace what they say, or be replaced.
  void state(uint32_t by) {
    const JudgedRecords& judgment = *order_[by];
    const size_t count = judgment.records.size();
    std::map<uint32_t, std::vector<RecordIndex>> things;
    for (size_t i = 0; i < count; ++i) things[judgment.thing_of[i]].push_back(judgment.records[i]);
    const bool all = count <= kMostCounted;
    for (auto& [thing, records] : things) {
      std::sort(records.begin(), records.end());
      const auto alone = std::find_if(records.begin(), records.end(), [&](RecordIndex r) { return named_.at(r) == 1; });
      const RecordIndex one = alone != records.end() ? *alone : records.front();
      std::vector<RecordIndex> shared;
      for (const RecordIndex record : records) {
        if (record != one && (alone != records.end() || !all)) say(one, record, true, by);
        if (named_.at(record) > 1) shared.push_back(record);
      }
      for (size_t i = 0; i < shared.size(); ++i)
        for (size_t j = i + 1; j < shared.size(); ++j) say(shared[i], shared[j], true, by);
    }
    for (auto x = things.begin(); x != things.end(); ++x)
      for (auto y = std::next(x); y != things.end(); ++y)
        for (size_t i = 0; i < (all ? x->second.size() : 1); ++i)
          for (size_t j = 0; j < (all ? y->second.size() : 1); ++j) say(x->second[i], y->second[j], false, by);
  }

  // The first statement on each pair binds. Of what people say by hand, the others are no statements any more.
  void replace() {
    size_t kept = 0;
    for (size_t i = 0, first = 0; i < statements_.size(); ++i) {
      const Statement& statement = statements_[i];
      if (statement.a != statements_[first].a || statement.b != statements_[first].b) first = i;
      if (i == first) out_.pairs.push_back({statement.a, statement.b, statement.same});
      const Statement& binding = statements_[first];
      const bool is_replaced = i != first && judgment(statement.by).kind <= JudgmentKind::kShape && judgment(binding.by).kind <= JudgmentKind::kShape;
      is_replaced_.push_back(is_replaced);
    }
    for (size_t i = 0; i < statements_.size(); ++i)
      if (!is_replaced_[i]) statements_[kept++] = statements_[i];
    statements_.resize(kept);
  }

  RecordIndex root(RecordIndex r) {
    while (parent_[r] != r) r = parent_[r] = parent_[parent_[r]];
    return r;
  }
  void unite(RecordIndex a, RecordIndex b) {
    const RecordIndex x = root(a), y = root(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }

  void unite_known() {
    for (RecordIndex r = 0; r < known_.size(); ++r) {
      const uint32_t group = known_[r];
      if (group == kNoGroup) continue;
      if (group >= first_known_.size()) first_known_.resize(group + size_t{1}, kNoRecord);
      if (first_known_[group] == kNoRecord) first_known_[group] = r;
      else unite(first_known_[group], r);
    }
  }

  void find_violations() {
    for (const Statement& statement : statements_) {
      if (statement.same || root(statement.a) != root(statement.b)) continue;
      const uint32_t x = thing(statement.by, statement.a), y = thing(statement.by, statement.b);
      violations_.push_back({root(statement.a), statement.by, std::min(x, y), std::max(x, y)});
    }
    std::unordered_map<RecordIndex, uint32_t> first_of;    // of a set, its first known group
    std::map<RecordIndex, std::vector<uint32_t>> known_of;  // sets of several ones
    for (uint32_t group = 0; group < first_known_.size(); ++group) {
      if (first_known_[group] == kNoRecord) continue;
      const auto [first, fresh] = first_of.emplace(root(first_known_[group]), group);
      if (fresh) continue;
      std::vector<uint32_t>& groups = known_of[first->first];
      if (groups.empty()) groups.push_back(first->second);
      groups.push_back(group);
    }
    uint64_t beyond = 0;
    for (auto& [set, groups] : known_of) {
      for (size_t i = 0; i < groups.size(); ++i)
        for (size_t j = i + 1; j < groups.size(); ++j) {
          if (violations_.size() > kManyViolations) ++beyond;
          else violations_.push_back({set, known_groups(), groups[i], groups[j]});
        }
    }
    std::sort(violations_.begin(), violations_.end());
    violations_.erase(std::unique(violations_.begin(), violations_.end()), violations_.end());
    out_.contradiction_count = violations_.size() + beyond;
    // By kind and place, as a person reads the document.
    std::stable_sort(violations_.begin(), violations_.end(), [&](const Violation& x, const Violation& y) {
      const Judgment a = judgment(x.by), b = judgment(y.by);
      return std::tie(a.kind, a.place) < std::tie(b.kind, b.place);
    });
    if (violations_.size() > ResolvedJudgments::kTold) violations_.resize(ResolvedJudgments::kTold);
  }

  uint32_t thing(uint32_t by, RecordIndex record) {
    std::unordered_map<RecordIndex, uint32_t>& things = things_of_[by];
    if (things.empty())
      for (size_t i = 0; i < order_[by]->records.size(); ++i) things[order_[by]->records[i]] = order_[by]->thing_of[i];
    return things.at(record);
  }

  struct Step {
    RecordIndex to;
    uint32_t by;
  };

  void tell() {
    if (violations_.empty()) return;
    std::unordered_map<RecordIndex, bool> told_sets;
    for (const Violation& violation : violations_) told_sets[violation.root] = true;
    std::map<RecordIndex, std::vector<Step>> steps;
    const auto connect = [&](RecordIndex a, RecordIndex b, uint32_t by) {
      if (!told_sets.contains(root(a))) return;
      steps[a].push_back({b, by});
      steps[b].push_back({a, by});
    };
    for (const Statement& statement : statements_)
      if (statement.same) connect(statement.a, statement.b, statement.by);
    for (RecordIndex r = 0; r < known_.size(); ++r)
      if (known_[r] != kNoGroup && first_known_[known_[r]] != r) connect(first_known_[known_[r]], r, known_groups());
    for (const Violation& violation : violations_)
      out_.contradictions.push_back({judgment(violation.by), violation.thing_a, violation.thing_b, chain(violation, steps)});
  }

  // Records of a thing, of those that the set connects.
  std::vector<RecordIndex> records_of(const Violation& violation, uint32_t thing_wanted) {
    std::vector<RecordIndex> out;
    if (violation.by == known_groups()) {
      for (RecordIndex r = 0; r < known_.size(); ++r)
        if (known_[r] == thing_wanted && root(r) == violation.root) out.push_back(r);
      return out;
    }
    const JudgedRecords& judgment = *order_[violation.by];
    for (size_t i = 0; i < judgment.records.size(); ++i)
      if (judgment.thing_of[i] == thing_wanted && root(judgment.records[i]) == violation.root) out.push_back(judgment.records[i]);
    std::sort(out.begin(), out.end());
    return out;
  }

  std::vector<Tie> chain(const Violation& violation, const std::map<RecordIndex, std::vector<Step>>& steps) {
    const std::vector<RecordIndex> from = records_of(violation, violation.thing_a), to = records_of(violation, violation.thing_b);
    std::map<RecordIndex, Tie> reached;  // by which tie; of the first ones none
    std::deque<RecordIndex> queue;
    for (const RecordIndex record : from) {
      reached.emplace(record, Tie{record, record, {}});
      queue.push_back(record);
    }
    while (!queue.empty()) {
      const RecordIndex at = queue.front();
      queue.pop_front();
      if (std::binary_search(to.begin(), to.end(), at)) return way_to(at, reached);
      const auto found = steps.find(at);
      if (found == steps.end()) continue;
      for (const Step& step : found->second)
        if (reached.emplace(step.to, Tie{at, step.to, judgment(step.by)}).second) queue.push_back(step.to);
    }
    return {};
  }

  // Two ties of one judgment after each other are one: both are of the same thing.
  static std::vector<Tie> way_to(RecordIndex end, const std::map<RecordIndex, Tie>& reached) {
    std::vector<Tie> out;
    for (Tie tie = reached.at(end); tie.a != tie.b; tie = reached.at(tie.a)) {
      if (!out.empty() && out.back().judgment == tie.judgment) out.back().a = tie.a;
      else out.push_back(tie);
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

  static constexpr size_t kManyViolations = 100000;
  const std::vector<uint32_t>& known_;
  std::vector<RecordIndex> parent_;
  std::vector<const JudgedRecords*> order_;
  std::unordered_map<RecordIndex, uint32_t> named_;  // by how many judgments
  std::vector<Statement> statements_;
  std::vector<bool> is_replaced_;
  std::vector<RecordIndex> first_known_;             // of each known group
  std::unordered_map<uint32_t, std::unordered_map<RecordIndex, uint32_t>> things_of_;  // of judgments that were looked at
  std::vector<Violation> violations_;
  ResolvedJudgments out_;
};

}  // namespace

ResolvedJudgments resolve_judgments(const std::vector<JudgedRecords>& judgments, const std::vector<uint32_t>& known_group_of, uint32_t record_count) {
  return Resolver(judgments, known_group_of, record_count).resolve();
}

}  // namespace jumelles
