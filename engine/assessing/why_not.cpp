#include "assessing/why_not.h"

#include <algorithm>
#include <set>

#include "assessing/pair_weights.h"
#include "cluster/guard.h"

namespace jumelles::assessing {

using namespace linking;
namespace {

constexpr size_t kNearKeys = 3;
constexpr uint64_t kScoredPairs = 2000;    // asked per change

class Inquiry {
 public:
  Inquiry(const RunResult& result, RecordIndex a, RecordIndex b)
      : result_(result), records_(*result.records), scorer_(*result.link->scorer), config_(result.project.link),
        rules_(result.link->config.blocking_rules), threshold_(weight_from_probability(config_.threshold)) {
    out_.a = a;
    out_.b = b;
  }

  WhyNot answer();

 private:
  uint32_t group_of(RecordIndex r) const { return result_.groups->group_of[r]; }
  bool compared(RecordIndex a, RecordIndex b) const {
    return config_.link_type != LinkType::kLink || records_.source_of[a] != records_.source_of[b];
  }
  bool vetoed(RecordIndex a, RecordIndex b) const { return scorer_.veto(a, b) == Veto::kMustNotMatch; }
  bool one_per_source(uint16_t source) const {
    const auto& names = config_.one_per_source;
    return std::find(names.begin(), names.end(), records_.sources[source].name) != names.end();
  }
  std::vector<RecordIndex> members(RecordIndex r) const {
    const auto first = result_.groups->members.begin();
    return {first + result_.groups->first_member[group_of(r)], first + result_.groups->first_member[group_of(r) + 1]};
  }
  // Sources that may be in a group once and are in the groups of both.
  std::vector<std::string> twice_in_one_source(RecordIndex a, RecordIndex b) const;
  bool parts_agree(size_t rule, uint32_t part, RecordIndex a, RecordIndex b) const;
  bool met_with(RecordIndex a, RecordIndex b, RecordIndex donor, int attribute) const;
  bool groups_join(RecordIndex changed, RecordIndex donor, int attribute, Weight threshold, bool count);
  bool has_rivals() const;
  void find_near_keys();
  void offer_values();
  void offer_value(RecordIndex changed, RecordIndex donor, int attribute);
  void offer_threshold();
  void offer_constraint();
  void offer_one_per_source(Weight scored);
  void offer_keys();
  void offer(Change change) { out_.changes.push_back(std::move(change)); }

  const RunResult& result_;
  const RecordSet& records_;
  const PairScorer& scorer_;
  const LinkConfig& config_;
  const std::vector<BlockingRule>& rules_;
  Weight threshold_;
  bool without_rivals_ = false;  // groups_join: as if a source could hold a thing twice
  WhyNot out_;
};

bool same_code(const Attribute& attribute, RecordIndex a, RecordIndex b) {
  const Code x = attribute.comparison_of[attribute.slots[0].codes[a]], y = attribute.comparison_of[attribute.slots[0].codes[b]];
  return x == y;
}

bool is_filled(const Attribute& attribute, RecordIndex r) {
  return !attribute.slots.empty() && attribute.comparison_of[attribute.slots[0].codes[r]] != kMissing;
}

std::vector<std::string> Inquiry::twice_in_one_source(RecordIndex a, RecordIndex b) const {
  std::vector<std::string> out;
  if (config_.one_per_source.empty()) return out;
  for (const RecordIndex x : members(a))
    for (const RecordIndex y : members(b))
      if (const uint16_t s = records_.source_of[x]; s == records_.source_of[y] && one_per_source(s)) {
        const std::string& name = records_.sources[s].name;
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
      }
  return out;
}

bool Inquiry::parts_agree(size_t rule, uint32_t part, RecordIndex a, RecordIndex b) const {
  std::vector<uint64_t> x, y;
  scorer_.keys(rule, 1u << part, a, x);
  scorer_.keys(rule, 1u << part, b, y);
  for (const uint64_t key : x)
    if (std::find(y.begin(), y.end(), key) != y.end()) return true;
  return false;
}

// Whether some key would find the pair if `a` held what `donor` holds.
bool Inquiry::met_with(RecordIndex a, RecordIndex b, RecordIndex donor, int attribute) const {
  if (scorer_.rules_of(a, b) != 0) return true;
  for (size_t r = 0; r < rules_.size(); ++r) {
    if (!rules_[r].enabled || rules_[r].parts.empty()) continue;
    bool agree = true;
    for (uint32_t p = 0; p < rules_[r].parts.size() && agree; ++p)
      agree = parts_agree(r, p, records_.find(rules_[r].parts[p].attribute) == attribute ? donor : a, b);
    if (agree) return true;
  }
  return false;
}

// Whether the groups of the two records would join, record `changed` holding what `donor` holds in `attribute` (-1: as
// they are): what the guard would say.
bool Inquiry::groups_join(RecordIndex changed, RecordIndex donor, int attribute, Weight threshold, bool count) {
  const std::vector<RecordIndex> left = members(out_.a), right = members(out_.b);
  const uint64_t product = uint64_t{left.size()} * right.size(), asked = std::min<uint64_t>(product, cluster::Guard::kMostAsked);
  const cluster::Guard guard{threshold, weight_from_probability(config_.review_floor), config_.link_share_floor};
  uint64_t links = 0, against = 0;
  for (uint64_t k = 0; k < asked; ++k) {
    const uint64_t at = k * product / asked;
    const RecordIndex x = left[at / right.size()], y = right[at % right.size()];
    const Weight weight = attribute >= 0 && x == changed   ? scorer_.score_with(x, y, donor, attribute)
                          : attribute >= 0 && y == changed ? scorer_.score_with(y, x, donor, attribute)
                          : without_rivals_                ? scorer_.score(std::min(x, y), std::max(x, y))
                                                           : weight_of(result_, x, y);
    const cluster::Vote vote = guard.vote(weight);
    links += vote == cluster::Vote::kLink ? 1 : 0;
    against += vote == cluster::Vote::kAgainst ? 1 : 0;
  }
  if (count) {
    out_.pairs = product;
    out_.links = links;
    out_.against = against;
  }
  return product == 1 || config_.plain_closure || guard.enough(links, against, asked);
}

// Whether other candidates of one of the two exclude the pair: what they take off would change with every single change.
bool Inquiry::has_rivals() const {
  if (config_.one_per_source.empty() || records_.source_of[out_.a] == records_.source_of[out_.b]) return false;
  for (const Edge& edge : result_.link->edges)
    for (const auto& [own, other] : {std::pair(out_.a, out_.b), std::pair(out_.b, out_.a)}) {
      if (edge.a != own && edge.b != own) continue;
      const RecordIndex candidate = edge.a == own ? edge.b : edge.a;
      if (candidate != other && records_.source_of[candidate] == records_.source_of[other] && one_per_source(records_.source_of[other])) return true;
    }
  return false;
}

void Inquiry::find_near_keys() {
  std::vector<std::pair<size_t, NearKey>> all;  // by parts that do not agree
  for (size_t r = 0; r < rules_.size(); ++r) {
    if (!rules_[r].enabled || rules_[r].parts.empty()) continue;
    NearKey near;
    near.rule = static_cast<uint32_t>(r);
    size_t apart = 0;
    for (uint32_t p = 0; p < rules_[r].parts.size(); ++p) {
      PartMeeting meeting{rules_[r].parts[p], parts_agree(r, p, out_.a, out_.b), false, false};
      std::vector<uint64_t> keys;
      scorer_.keys(r, 1u << p, out_.a, keys);
      meeting.missing_a = keys.empty();
      keys.clear();
      scorer_.keys(r, 1u << p, out_.b, keys);
      meeting.missing_b = keys.empty();
      // A value that differs is nearer than one that is not there: it was meant to agree.
      apart += meeting.agrees ? 0 : meeting.missing_a || meeting.missing_b ? 3 : 2;
      near.parts.push_back(std::move(meeting));
    }
    near.split = apart == 0;
    all.emplace_back(2 * apart + (near.parts.size() == apart / 2 ? 1 : 0), std::move(near));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  for (size_t i = 0; i < std::min(kNearKeys, all.size()); ++i) out_.near_keys.push_back(std::move(all[i].second));
}

void Inquiry::offer_values() {
  for (size_t i = 0; i < records_.attributes.size(); ++i) {
    const Attribute& attribute = records_.attributes[i];
    if (!comparable(attribute) || same_code(attribute, out_.a, out_.b)) continue;
    if (is_filled(attribute, out_.b)) offer_value(out_.a, out_.b, static_cast<int>(i));
    if (is_filled(attribute, out_.a)) offer_value(out_.b, out_.a, static_cast<int>(i));
  }
}

// `changed` would hold what `donor`, the other record, holds.
void Inquiry::offer_value(RecordIndex changed, RecordIndex donor, int attribute) {
  const Weight weight = scorer_.score_with(changed, donor, donor, attribute);
  if (weight < threshold_ || !met_with(changed, donor, donor, attribute)) return;
  if (out_.constraint >= 0 && records_.find(config_.constraints[static_cast<size_t>(out_.constraint)].attribute) != attribute) return;
  if (!groups_join(changed, donor, attribute, threshold_, false)) return;
  Change change;
  change.kind = "value";
  change.record = changed;
  change.attribute = records_.attributes[static_cast<size_t>(attribute)].key;
  change.probability = probability_from_weight(weight);
  // Whom else the changed record would be linked with: holders of the same value.
  uint64_t scored = 0;
  for (RecordIndex y = 0; y < records_.record_count() && scored < kScoredPairs; ++y) {
    if (y == donor || y == changed || !compared(changed, y) || !same_code(records_.attributes[static_cast<size_t>(attribute)], donor, y)) continue;
    if (group_of(y) == group_of(donor) || group_of(y) == group_of(changed)) continue;
    ++scored;
    if (scorer_.score_with(changed, y, donor, attribute) < threshold_ || vetoed(changed, y) || !met_with(changed, y, donor, attribute)) continue;
    // It would have two candidates that exclude each other.
    if (records_.source_of[y] == records_.source_of[donor] && records_.source_of[y] != records_.source_of[changed] && one_per_source(records_.source_of[y])) return;
    const bool linked_now = scorer_.rules_of(changed, y) != 0 && weight_of(result_, changed, y) >= threshold_;
    change.other_pairs += linked_now ? 0 : 1;
  }
  change.estimated = scored == kScoredPairs;
  offer(std::move(change));
}

void Inquiry::offer_threshold() {
  const double probability = probability_from_weight(out_.weight);
  // Down to a whole part of a thousand; below the review floor no pair is kept.
  const double wanted = static_cast<double>(static_cast<int64_t>(probability * 1000)) / 1000;
  if (wanted < std::max(config_.review_floor, 0.001)) return;
  const Weight lower = weight_from_probability(wanted);
  if (!groups_join(kNoRecord, kNoRecord, -1, lower, false)) return;
  Change change;
  change.kind = "threshold";
  change.probability = wanted;
  std::set<std::pair<uint32_t, uint16_t>> taken;  // groups and sources that are there once
  const std::vector<uint32_t>& order = *result_.by_weight;
  const std::vector<Edge>& edges = *result_.edges;
  const auto first = std::partition_point(order.begin(), order.end(), [&](uint32_t e) { return edges[e].match_weight >= threshold_; });
  for (auto at = first; at != order.end() && edges[*at].match_weight >= lower; ++at) {
    const Edge& edge = edges[*at];
    const bool own = edge.a == std::min(out_.a, out_.b) && edge.b == std::max(out_.a, out_.b);
    if (own || group_of(edge.a) == group_of(edge.b) || !twice_in_one_source(edge.a, edge.b).empty()) continue;
    // Of candidates that exclude each other the first is linked.
    const uint16_t source_a = records_.source_of[edge.a], source_b = records_.source_of[edge.b];
    const std::pair<uint32_t, uint16_t> of_a(group_of(edge.a), source_b), of_b(group_of(edge.b), source_a);
    const bool guards_a = source_a != source_b && one_per_source(source_b), guards_b = source_a != source_b && one_per_source(source_a);
    if ((guards_a && taken.contains(of_a)) || (guards_b && taken.contains(of_b))) continue;
    if (guards_a) taken.insert(of_a);
    if (guards_b) taken.insert(of_b);
    ++change.other_pairs;
  }
  offer(std::move(change));
}

void Inquiry::offer_constraint() {
  Change change;
  change.kind = "constraint";
  change.constraint = out_.constraint;
  change.probability = probability_from_weight(out_.weight);
  for (const Edge& edge : result_.link->vetoed) {
    const bool own = edge.a == std::min(out_.a, out_.b) && edge.b == std::max(out_.a, out_.b);
    if (!own && edge.match_weight >= threshold_ && group_of(edge.a) != group_of(edge.b) && twice_in_one_source(edge.a, edge.b).empty()) ++change.other_pairs;
  }
  offer(std::move(change));
}

// Without the rule there are no rivals either: weights are as scored.
void Inquiry::offer_one_per_source(Weight scored) {
  const std::vector<std::string> sources = twice_in_one_source(out_.a, out_.b);
  if (sources.size() != 1) return;  // not a single change
  without_rivals_ = true;
  const bool joins = groups_join(kNoRecord, kNoRecord, -1, threshold_, false);
  without_rivals_ = false;
  if (!joins) return;
  Change change;
  change.kind = "one_per_source";
  change.source = sources[0];
  change.probability = probability_from_weight(scored);
  const auto holds = [&](RecordIndex r) {
    for (const RecordIndex m : members(r))
      if (records_.sources[records_.source_of[m]].name == change.source) return true;
    return false;
  };
  const auto of_source = [&](RecordIndex r) { return records_.sources[records_.source_of[r]].name == change.source; };
  for (size_t e = 0; e < result_.link->edges.size(); ++e) {
    const Edge& edge = result_.link->edges[e];
    if (edge.match_weight < threshold_ || group_of(edge.a) == group_of(edge.b)) continue;
    const bool own = edge.a == std::min(out_.a, out_.b) && edge.b == std::max(out_.a, out_.b);
    const bool freed = (*result_.edges)[e].match_weight < threshold_ && of_source(edge.a) != of_source(edge.b);  // of its rivals
    if (!own && (freed || (holds(edge.a) && holds(edge.b)))) ++change.other_pairs;
  }
  offer(std::move(change));
}

// The nearest keys without the one part that keeps the two apart.
void Inquiry::offer_keys() {
  for (const NearKey& near : out_.near_keys) {
    int apart = -1;
    size_t agreeing = 0;
    for (size_t p = 0; p < near.parts.size(); ++p) {
      agreeing += near.parts[p].agrees;
      if (!near.parts[p].agrees) apart = static_cast<int>(p);
    }
    if (apart < 0 || agreeing == 0 || agreeing + 1 != near.parts.size()) continue;
    struct Member { uint64_t key; RecordIndex record; };
    std::vector<Member> list;
    std::vector<uint64_t> keys;
    for (RecordIndex r = 0; r < records_.record_count(); ++r) {
      keys.clear();
      scorer_.keys(near.rule, ((1u << near.parts.size()) - 1) & ~(1u << apart), r, keys);
      for (const uint64_t key : keys) list.push_back({key, r});
    }
    std::sort(list.begin(), list.end(), [](const Member& x, const Member& y) { return x.key != y.key ? x.key < y.key : x.record < y.record; });
    Change change;
    change.kind = "key";
    change.rule = static_cast<int>(near.rule);
    change.part = apart;
    change.probability = probability_from_weight(out_.weight);
    uint64_t all = 0;
    for (size_t i = 0; i < list.size();) {
      size_t end = i;
      while (end < list.size() && list[end].key == list[i].key) ++end;
      all += uint64_t{end - i} * (end - i - 1) / 2;
      i = end;
    }
    // Every pair when they are few, else one in `step`.
    const uint64_t step = 1 + all / kScoredPairs;
    uint64_t number = 0, asked = 0, fresh = 0, joined = 0;
    for (size_t i = 0; i < list.size(); ++i) {
      size_t end = i + 1;
      while (end < list.size() && list[end].key == list[i].key) ++end;
      for (size_t j = i + 1 + (step - number % step) % step; j < end; j += step) {
        const RecordIndex x = list[i].record, y = list[j].record;
        ++asked;
        if (!compared(x, y) || scorer_.rules_of(x, y) != 0) continue;
        ++fresh;
        const bool own = x == std::min(out_.a, out_.b) && y == std::max(out_.a, out_.b);
        if (!own && group_of(x) != group_of(y) && !vetoed(x, y) && scorer_.score(x, y) >= threshold_ && twice_in_one_source(x, y).empty()) ++joined;
      }
      number += end - i - 1;
    }
    const auto scaled = [&](uint64_t count) {
      return asked == 0 ? 0 : static_cast<uint64_t>(static_cast<double>(count) * static_cast<double>(all) / static_cast<double>(asked) + 0.5);
    };
    change.compared_pairs = scaled(fresh);
    change.other_pairs = scaled(joined);
    change.estimated = step > 1;
    offer(std::move(change));
  }
}

WhyNot Inquiry::answer() {
  const RecordIndex a = out_.a, b = out_.b;
  const Explanation explanation = explain(result_, a, b);
  out_.weight = explanation.match_weight;
  const Weight scored = explanation.match_weight - explanation.rivals_weight;
  out_.met_by = scorer_.first_rule(std::min(a, b), std::max(a, b));
  out_.below_threshold = out_.weight < threshold_;
  if (explanation.veto == Veto::kMustNotMatch) out_.constraint = explanation.constraint;
  if (group_of(a) == group_of(b)) return std::move(out_);
  const bool share = groups_join(kNoRecord, kNoRecord, -1, threshold_, true);
  if (out_.met_by < 0) find_near_keys();
  if (!compared(a, b)) {
    out_.reason = Apart::kNotCompared;
    return std::move(out_);
  }
  const bool twice = !twice_in_one_source(out_.a, out_.b).empty();
  if (out_.constraint >= 0) out_.reason = Apart::kVetoed;
  else if (out_.met_by < 0) out_.reason = Apart::kNoCommonKey;
  else if (scored < threshold_) out_.reason = Apart::kBelowThreshold;
  else if (twice) out_.reason = Apart::kOnePerSource;
  else out_.reason = out_.below_threshold ? Apart::kRivals : Apart::kRefused;
  const bool alone = !has_rivals();
  if (!twice && alone) offer_values();
  if (out_.constraint >= 0 && out_.met_by >= 0 && !out_.below_threshold && share && !twice && alone) offer_constraint();
  if (out_.constraint < 0 && out_.met_by >= 0 && out_.below_threshold && !twice && alone) offer_threshold();
  if (out_.constraint < 0 && out_.met_by >= 0 && scored >= threshold_ && twice) offer_one_per_source(scored);
  if (out_.constraint < 0 && out_.met_by < 0 && !out_.below_threshold && share && !twice && alone) offer_keys();
  std::stable_sort(out_.changes.begin(), out_.changes.end(), [](const Change& x, const Change& y) { return x.other_pairs < y.other_pairs; });
  return std::move(out_);
}

}  // namespace

const char* id(Apart reason) {
  static constexpr const char* kIds[] = {"together", "not_compared", "vetoed", "no_common_key", "below_threshold", "rivals", "one_per_source", "refused"};
  return kIds[static_cast<size_t>(reason)];
}

WhyNot why_not(const RunResult& result, RecordIndex a, RecordIndex b) { return Inquiry(result, a, b).answer(); }

}  // namespace jumelles::assessing
