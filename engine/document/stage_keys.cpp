#include "document/stage_keys.h"

#include <algorithm>
#include <optional>

#include "compare/comparator.h"
#include "core/bits.h"
#include "core/hash.h"
#include "document/fields.h"

namespace jumelles::document {
namespace {

// Order-dependent fingerprints of fields, one per stage; walks the table of fields.
class Fingerprint {
 public:
  // `trains`: comparisons that training makes are made anew.
  explicit Fingerprint(bool trains = false) : trains_(trains) {}
  template <class T, class... Allowed>
  void operator()(const char*, T& value, const Says& says, const Allowed&...) {
    stage_ = says.stage;
    add(value);
  }
  uint64_t of(Stage stage) const { return values_[static_cast<size_t>(stage)]; }
  // No stage before it rests on what comes next, whatever the fields say.
  void begin_at(Stage first) { first_ = first; }
  void put(Stage stage, uint64_t x) {
    if (stage == Stage::kNone) return;
    stage = std::max(stage, first_);
    uint64_t& value = values_[static_cast<size_t>(stage)];
    value = combine(value, x);
  }

 private:
  void put(uint64_t x) { put(stage_, x); }
  void add(bool x) { put(uint64_t{x}); }
  void add(char x) { put(static_cast<uint64_t>(x)); }
  void add(int x) { put(static_cast<uint64_t>(x)); }
  void add(uint64_t x) { put(x); }
  void add(Weight x) { put(static_cast<uint64_t>(x)); }
  void add(double x) { put(bit_cast<uint64_t>(x)); }
  void add(const std::string& x) { put(hash_text(x)); }
  template <class T>
    requires std::is_enum_v<T>
  void add(T x) { put(static_cast<uint64_t>(x)); }
  template <class T>
  void add(std::optional<T>& x) {
    put(uint64_t{x.has_value()});
    if (x) add(*x);
  }
  template <class T>
  void add(std::vector<T>& x) {
    const Stage stage = stage_;
    put(x.size());
    for (T& element : x) {
      stage_ = stage;
      add(element);
    }
  }
  void add(std::vector<bool>&) = delete;
  // Bars of their own compare nothing: only the model rests on them. One that stands before others moves these, while it is there.
  void add(std::vector<Comparison>& x) {
    const auto is_bar = [](const Comparison& comparison) { return compare::has_bar_of_its_own(comparison); };
    const size_t bars = trains_ ? static_cast<size_t>(std::count_if(x.begin(), x.end(), is_bar))
                                : static_cast<size_t>(std::find_if_not(x.rbegin(), x.rend(), is_bar) - x.rbegin());
    const Stage stage = stage_;
    put(x.size() - bars);
    for (size_t c = 0; c < x.size(); ++c) {
      stage_ = stage;
      first_ = (trains_ && is_bar(x[c])) || c >= x.size() - bars ? Stage::kModel : Stage::kRecords;
      add(x[c]);
    }
    first_ = Stage::kRecords;
  }
  template <class T>
    requires(std::is_class_v<T> && !std::is_same_v<T, std::string>)
  void add(T& x) { fields(*this, x); }

  std::array<uint64_t, kStageCount> values_{};
  Stage stage_ = Stage::kNone, first_ = Stage::kRecords;
  bool trains_;
};

// What decides nothing is left out: no stage waits for it.
bool decides(const PairDecision& decision) { return decision.verdict != kUnsure; }
bool decides(const KnownRecord&) { return true; }
bool decides(const SampledGroup& group) { return !group.unsure && !group.thing_of.empty(); }
bool decides(const ShapedGroup&) { return true; }

// `all`: also what binds the groups and weighs nothing.
void add_decisions(Decisions& decisions, Fingerprint& f, bool all) {
  const auto add = [&](auto& list) {
    for (auto& element : list)
      if (decides(element)) fields(f, element);
  };
  for (PairDecision& decision : decisions.pairs)
    if (decides(decision) && (all || decision.follows.empty())) fields(f, decision);
  add(decisions.known_groups);
  add(decisions.sample);
  if (all) add(decisions.shaped_groups);
}

// Their records are named as those of judgments are, but groups do not rest on them.
void add_golden_values(Decisions& decisions, Fingerprint& f) {
  f.begin_at(Stage::kGolden);
  for (GoldenDecision& decision : decisions.golden_values) fields(f, decision);
  f.begin_at(Stage::kRecords);
}

}  // namespace

StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys) {
  Fingerprint f(!project.link.trained);
  for (const uint64_t key : table_keys) f.put(Stage::kRecords, key);
  Project& walked = const_cast<Project&>(project);  // visitors take what they could change; this one does not
  fields(f, static_cast<Settings&>(walked));
  fields(f, walked.link);
  add_decisions(walked.decisions, f, true);
  add_golden_values(walked.decisions, f);
  if (project.one_per_source_by_user)
    for (const std::string& name : project.link.one_per_source) f.put(Stage::kGroups, hash_text(name));
  StageKeys keys;
  uint64_t before = 0;
  for (size_t stage = 0; stage < kStageCount; ++stage) keys.of[stage] = before = combine(before, f.of(static_cast<Stage>(stage)));
  // Rows that are there again and again train nothing, and which these are depends on the type.
  keys.comparer = combine(combine(keys[Stage::kRecords], f.of(Stage::kPatterns)), static_cast<uint64_t>(project.link.link_type));
  return keys;
}

namespace {

void add_clean_sources(const Project& project, Fingerprint& f) {
  for (const std::string& name : project.link.one_per_source) f.put(Stage::kGroups, hash_text(name));
}

}  // namespace

uint64_t edges_key(const Project& project, const StageKeys& keys) {
  Fingerprint f;
  f.put(Stage::kGroups, keys[Stage::kScores]);
  add_clean_sources(project, f);
  // What was shaped by hand or settled by likeness weighs nothing: it says how groups are, not what matches look like.
  if (!project.link.one_per_source.empty()) add_decisions(const_cast<Project&>(project).decisions, f, false);
  return f.of(Stage::kGroups);
}

uint64_t joining_key(const Project& project, const StageKeys& keys) {
  Fingerprint f;
  f.put(Stage::kGroups, keys[Stage::kScores]);
  fields(f, const_cast<Project&>(project).link);
  add_clean_sources(project, f);
  return f.of(Stage::kGroups);
}

}  // namespace jumelles::document
