#include "document/fields.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "document/field_table.h"
#include "document/stage_keys.h"
#include "full_project.h"

using namespace jumelles;
using namespace jumelles::document;
using test::full_project;

namespace {

// Changes the field whose turn it is, and tells its path. One visit changes one value.
class Changer {
 public:
  explicit Changer(size_t turn) : turn_(turn) {}

  template <class T, class... Allowed>
  void operator()(const char* name, T& value, const Says&, const Allowed&...) {
    const std::string outer = path_;
    path_ += (path_.empty() ? "" : ".") + std::string(name);
    walk(value);
    path_ = outer;
  }
  const std::string& changed() const { return changed_; }

 private:
  bool is_turn() {
    if (at_++ != turn_) return false;
    changed_ = path_;
    return true;
  }
  void walk(bool& x) { if (is_turn()) x = !x; }
  void walk(char& x) { if (is_turn()) x = '|'; }
  void walk(int& x) { if (is_turn()) ++x; }
  void walk(uint64_t& x) { if (is_turn()) x ^= 1; }
  void walk(Weight& x) { if (is_turn()) ++x; }
  void walk(double& x) { if (is_turn()) x = x * 0.75 + 0.001; }
  void walk(std::string& x) { if (is_turn()) x = x == kSame ? kDifferent : x + "x"; }
  template <class T>
    requires std::is_enum_v<T>
  void walk(T& x) { if (is_turn()) x = static_cast<T>(x == T{} ? 1 : 0); }
  template <class T>
  void walk(std::optional<T>& x) {
    if (x) return walk(*x);
    if (is_turn()) x.emplace();
  }
  // Its first element, and once more the list itself by one element less.
  template <class T>
  void walk(std::vector<T>& x) {
    if (x.empty()) return;
    const std::string outer = path_;
    path_ += "[]";
    walk(x[0]);
    path_ = outer;
    if (is_turn()) x.pop_back();
  }
  template <class T>
    requires(std::is_class_v<T> && !std::is_same_v<T, std::string>)
  void walk(T& x) { fields(*this, x); }

  size_t turn_, at_ = 0;
  std::string path_, changed_;
};

// The stage that must run again first when a field changes, said here once more and independently of the table of fields.
const std::map<Stage, std::vector<std::string>> kExpected{
    {Stage::kRecords, {"sources", "sources[].name", "sources[].columns", "sources[].columns[].type", "sources[].columns[].attribute",
                       "sources[].columns[].role", "sources[].columns[].role_by_user", "recipe", "recipe[].attribute", "recipe[].source", "recipe[].act", "recipe[].into", "recipe[].into[]",
                       "recipe[].suspects", "recipe[].pattern", "recipe[].replacement", "recipe[].values", "recipe[].values[].from", "recipe[].values[].to",
                       "recipe[].enabled"}},
    {Stage::kCandidates, {"link.link_type", "link.seed", "link.pairs_per_record", "link.plain_model", "link.blocking_rules", "link.blocking_rules[].parts",
                          "link.blocking_rules[].parts[].attribute", "link.blocking_rules[].parts[].transform", "link.blocking_rules[].refinement",
                          "link.blocking_rules[].refinement[].attribute", "link.blocking_rules[].refinement[].transform", "link.blocking_rules[].enabled", "link.proposal_due"}},
    {Stage::kPatterns, {"link.comparisons", "link.comparisons[].id", "link.comparisons[].attributes", "link.comparisons[].attributes[]",
                        "link.comparisons[].comparator", "link.comparisons[].enabled", "link.comparisons[].levels", "link.comparisons[].levels[].id",
                        "link.comparisons[].levels[].threshold", "link.comparisons[].levels[].term_frequency"}},
    {Stage::kModel, {"truth_column", "link.comparisons[].may_change", "link.comparisons[].levels[].locked", "link.constraints", "link.constraints[].id",
                     "link.constraints[].attribute", "link.constraints[].must_match", "link.constraints[].enabled", "link.prior", "link.prior_locked",
                     "link.trained"}},
    {Stage::kScores, {"link.comparisons[].levels[].hand_weight", "link.comparisons[].levels[].m_probability",
                      "link.comparisons[].levels[].u_probability", "link.comparisons[].levels[].sibling_probabilities",
                      "link.comparisons[].levels[].sibling_probabilities[]", "link.comparisons[].levels[].adjustment",
                      "link.comparisons[].levels[].weight", "link.sibling_priors", "link.sibling_priors[]", "link.dependences", "link.dependences[].first",
                      "link.dependences[].second", "link.dependences[].weights", "link.dependences[].weights[]", "link.dependences[].weights[][]",
                      "link.dependences[].sibling_weights", "link.dependences[].sibling_weights[]", "link.dependences[].sibling_weights[][]",
                      "link.dependences[].sibling_weights[][][]", "link.moved_share", "link.review_floor"}},
    {Stage::kGroups, {"one_per_source_by_user", "link.threshold", "link.plain_closure", "link.link_share_floor", "link.one_per_source",
                      "link.one_per_source[]", "decisions", "decisions[].a.source", "decisions[].a.id", "decisions[].a.row", "decisions[].a.content", "decisions[].b.source",
                      "decisions[].b.id", "decisions[].b.row", "decisions[].b.content", "decisions[].verdict", "decisions[].follows", "decisions[].follows[].source",
                      "decisions[].follows[].id", "decisions[].follows[].row", "decisions[].follows[].content", "known_groups", "known_groups[].record.source",
                      "known_groups[].record.id", "known_groups[].record.row", "known_groups[].record.content", "known_groups[].group", "sample", "sample[].chance", "sample[].times",
                      "sample[].members", "sample[].members[].source", "sample[].members[].id", "sample[].members[].row", "sample[].members[].content", "sample[].missing",
                      "sample[].missing[].source", "sample[].missing[].id", "sample[].missing[].row", "sample[].missing[].content", "sample[].thing_of", "sample[].thing_of[]",
                      "sample[].unsure", "shaped_groups", "shaped_groups[].records", "shaped_groups[].records[].source", "shaped_groups[].records[].id",
                      "shaped_groups[].records[].row", "shaped_groups[].records[].content", "shaped_groups[].thing_of", "shaped_groups[].thing_of[]"}},
    {Stage::kGolden, {"survivorship.rules", "survivorship.rules[].attributes", "survivorship.rules[].attributes[]", "survivorship.rules[].cascade",
                      "survivorship.rules[].cascade[]", "survivorship.source_order", "survivorship.source_order[]", "golden_values", "golden_values[].records",
                      "golden_values[].records[].source", "golden_values[].records[].id", "golden_values[].records[].row", "golden_values[].records[].content",
                      "golden_values[].attribute", "golden_values[].act", "golden_values[].value", "golden_values[].below", "golden_values[].for_ever"}},
    {Stage::kNone, {"version", "name", "output_language", "output_headers", "embeds_sources", "id_column", "source_column", "ignored_columns", "ignored_columns[]",
                    "link_type_by_user", "recipe[].name", "recipe[].finding", "ignored_findings", "ignored_findings[]", "quality_targets", "quality_targets[].attribute",
                    "quality_targets[].measure", "quality_targets[].share", "quality_targets[].months", "tags", "tags[].tag", "tags[].source", "tags[].file", "tags[].records", "dictionary", "dictionary[].attribute", "dictionary[].meaning", "dictionary[].owner",
                    "dictionary[].purpose", "dictionary[].requirement", "dictionary[].format", "dictionary[].pattern", "dictionary[].personal_data", "dictionary[].retention_months", "sources[].number", "sources[].file", "sources[].size_bytes", "sources[].hash", "sources[].choice.format",
                    "sources[].choice.encoding", "sources[].choice.separator", "sources[].choice.has_header", "sources[].choice.table", "sources[].choice.header_line", "sources[].dialect.format",
                    "sources[].dialect.encoding", "sources[].dialect.byte_order_mark", "sources[].dialect.separator", "sources[].dialect.has_header",
                    "sources[].dialect.separator_line", "sources[].dialect.backslash_escapes", "sources[].dialect.crlf", "sources[].dialect.table", "sources[].dialect.header_line", "sources[].columns[].name", "sources[].columns[].confidence",
                    "sources[].columns[].reason_id", "sources[].columns[].chosen_by_user", "sources[].columns[].role_reason_id",
                    "link.blocking_rules[].by_hand", "link.comparisons[].by_hand", "link.constraints[].by_hand",
                    "link.blocking_rules[].pair_count", "link.blocking_rules[].total_pair_count", "link.blocking_rules[].largest_block",
                    "link.blocking_rules[].refined_block_count", "link.blocking_rules[].exclusive_link_count",
                    "link.blocking_rules[].share_before_refining", "link.blocking_rules[].refining_loss",
                    "link.comparisons[].levels[].observed_m_count", "link.comparisons[].levels[].observed_u_count", "link.comparison_notes",
                    "link.comparison_notes[].attribute", "link.comparison_notes[].reason", "link.constraints[].pair_count",
                    "link.dependences[].strength", "link.taught_pair_count", "link.expected_match_count", "link.structure",
                    "link.structure[].question", "link.structure[].answer", "link.structure[].source", "link.structure[].figures",
                    "link.structure[].figures[].name", "link.structure[].figures[].value", "link.one_per_source_proposed",
                    "survivorship.rules[].chosen_by_user", "decisions[].who", "decisions[].at_ms", "decisions[].how", "known_groups[].who",
                    "known_groups[].at_ms", "known_groups[].how", "shaped_groups[].shape", "shaped_groups[].who", "shaped_groups[].at_ms",
                    "golden_values[].who", "golden_values[].at_ms"}},
};

}  // namespace

TEST_CASE("every field, changed alone, makes the stages stale that rest on it, and no other") {
  Project base = full_project();
  base.decisions.pairs[0].verdict = kSame;
  base.one_per_source_by_user = true;
  base.link.comparisons[0].levels[0].sibling_probabilities = {0.5};
  base.link.comparison_notes = {{"email", "less_telling"}};
  const StageKeys keys = stage_keys(base, {1});
  std::map<std::string, Stage> expected;
  for (const auto& [stage, paths] : kExpected)
    for (const std::string& path : paths) {
      const bool first_time = expected.emplace(path, stage).second;
      CHECK_MESSAGE(first_time, path);
    }
  std::set<std::string> met;
  for (size_t turn = 0;; ++turn) {
    Project changed = base;
    Changer changer(turn);
    fields(changer, changed);
    if (changer.changed().empty()) break;
    CAPTURE(changer.changed());
    REQUIRE(expected.contains(changer.changed()));
    met.insert(changer.changed());
    const StageKeys now = stage_keys(changed, {1});
    for (size_t s = 0; s < kStageCount; ++s) {
      const Stage stage = static_cast<Stage>(s);
      CHECK_MESSAGE((now[stage] != keys[stage]) == (stage >= expected.at(changer.changed())), std::string(id(stage)));
    }
  }
  for (const auto& entry : expected) CHECK_MESSAGE(met.contains(entry.first), entry.first);
  for (const FieldInfo& field : field_table())
    if (field.type != "object") CHECK_MESSAGE(expected.contains(field.path), field.path);
}

TEST_CASE("what decides nothing makes nothing stale") {
  Project base = full_project();
  REQUIRE(base.decisions.pairs[0].verdict == kUnsure);
  const auto is_same = [&](auto edit) {
    Project changed = base;
    edit(changed);
    return stage_keys(changed, {1}) == stage_keys(base, {1});
  };
  CHECK(is_same([](Project& p) { p.decisions.pairs.clear(); }));
  CHECK(is_same([](Project& p) { p.decisions.pairs[0].a.id = "9"; }));
  CHECK_FALSE(is_same([](Project& p) { p.decisions.pairs[0].verdict = kSame; }));
  CHECK_FALSE(is_same([](Project& p) { p.decisions.sample[0].unsure = true; }));
  CHECK(is_same([](Project& p) { p.link.one_per_source.clear(); }));  // measured, not chosen
  base.decisions.sample[0].unsure = true;
  CHECK(is_same([](Project& p) { p.decisions.sample.clear(); }));
  CHECK_FALSE(stage_keys(base, {2})[Stage::kRecords] == stage_keys(base, {1})[Stage::kRecords]);
}

TEST_CASE("each field says what it means, once, and is found by its path whatever its place in lists") {
  std::set<std::string> seen;
  for (const FieldInfo& field : field_table()) {
    CAPTURE(field.path);
    CHECK(seen.insert(field.path).second);
    CHECK(std::string(field.says.meaning).size() > 3);
  }
  REQUIRE(find_field("link.comparisons[e-mail [2]].levels[exact].weight") == nullptr);  // a name may hold no bracket
  REQUIRE(find_field("link.comparisons[e-mail].levels[exact].weight") != nullptr);
  CHECK(find_field("link.comparisons[e-mail].levels[exact].weight")->says.kind == FieldKind::kLearned);
  CHECK(find_field("link.comparisons[e-mail].levels[exact].hand_weight")->says.kind == FieldKind::kSetting);
  CHECK(find_field("link.comparison") == nullptr);
}
