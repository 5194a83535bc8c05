#include "cluster/cluster.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "cluster/group_set.h"
#include "cluster/guard.h"
#include "cluster/refusals.h"
#include "core/hash.h"
#include "core/radix_sort.h"

namespace jumelles::cluster {
namespace {

// A decision on more pairs than the limit stops early when the first samples all say the same.
constexpr uint32_t kUnanimousSamples = 16;
constexpr int kVoteBits = 2;

// One link: the number of its edge and a key that is smaller for a heavier one.
struct Link {
  static constexpr uint64_t kForced = 0;              // must-match pairs come before every weight
  static constexpr Weight kTop = Weight{1} << 54;     // weights are clamped to +-2^52
  static uint64_t key_of(Weight weight) { return static_cast<uint64_t>(kTop - weight); }
  uint64_t key = 0;
  uint32_t edge = 0;
};
struct KeyOfLink {
  uint64_t operator()(const Link& link) const { return link.key; }
};

class Merger {
 public:
  Merger(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records, ClusterOptions options,
         std::shared_ptr<Groups> groups, FormerClustering former)
      : edges_(std::move(edges)), records_(std::move(records)), options_(std::move(options)), groups_(std::move(groups)), former_(std::move(former)) {}

  uint64_t start_touched();
  void find_touched(uint64_t begin, uint64_t end);
  uint64_t start_links();
  void collect_links(uint64_t begin, uint64_t end);
  uint64_t start_sort();
  void sort_links(uint64_t begin, uint64_t end) { order_.run(begin, end); }
  uint64_t start_merge();
  void merge(uint64_t begin, uint64_t end);
  uint64_t start_repair();
  void repair(uint64_t begin, uint64_t end);
  uint64_t start_number();
  void number(uint64_t begin, uint64_t end);
  uint64_t start_check();
  void check(uint64_t begin, uint64_t end);

 private:
  bool consider(const Link& link);
  bool share_is_enough(const Members& a, const Members& b, uint32_t root_a, uint32_t root_b) const;
  Vote vote(RecordIndex a, RecordIndex b) const;
  GuardTraits traits_of(RecordIndex record) const;
  const GuardTraits& traits_of_group(uint32_t root, GuardTraits& scratch);
  bool vetoed(uint32_t root_a, uint32_t root_b, const GuardTraits& a, const GuardTraits& b) const;
  void unite(uint32_t a, uint32_t b);
  void bind_labels();
  bool decided_apart(uint32_t root_a, uint32_t root_b) const;
  bool judged_apart(uint32_t root_a, uint32_t root_b) const;
  bool judged_different(RecordIndex a, RecordIndex b) const {
    if (!options_.labels) return false;
    const std::vector<uint32_t>& known = options_.labels->group_of;
    return std::binary_search(apart_.begin(), apart_.end(), std::pair<RecordIndex, RecordIndex>(a, b)) ||
           (!known.empty() && known[a] != kNoGroup && known[b] != kNoGroup && known[a] != known[b]);
  }
  void join(RecordIndex a, RecordIndex b);
  bool is_link(const Edge& edge) const {
    return edge.match_weight >= options_.threshold || (options_.veto && !options_.plain_closure && options_.veto(edge.a, edge.b) == Veto::kMustMatch);
  }
  // Whether a record is grouped anew; others are where they were.
  bool is_touched(RecordIndex record) const { return touched_.empty() || touched_[record] != 0; }
  void connect_known(const Labels& labels);

  std::shared_ptr<const std::vector<Edge>> edges_;
  std::shared_ptr<const RecordSet> records_;
  ClusterOptions options_;
  std::shared_ptr<Groups> groups_;
  FormerClustering former_;

  std::vector<uint8_t> touched_;         // per record; empty: all are
  std::vector<RecordIndex> connected_;   // per record, while these are found: a record nearer to the first of all it can be linked with
  Guard guard_;
  bool guards_sources_ = false;
  std::vector<uint32_t> first_vote_;     // per record: of its first edge as `a`
  std::vector<uint32_t> votes_;          // per edge of the records at hand: its `b` and its vote, close together for searching
  uint32_t next_record_ = 0;
  RadixSort<Link, KeyOfLink> order_;
  GroupSet set_;
  Refusals refusals_;
  std::vector<Link> refused_;
  std::vector<uint32_t> number_of_root_, next_member_;
  std::vector<uint8_t> taken_apart_;  // per root, across sources only: all of one source
  std::vector<uint8_t> to_check_;
  // What people decided.
  std::vector<std::pair<RecordIndex, RecordIndex>> apart_;  // both ways, sorted
  std::vector<uint32_t> apart_count_;                       // per root: its records that are in such a pair
  std::vector<uint32_t> known_group_;                       // per root
};

RecordIndex first_connected(std::vector<RecordIndex>& connected, RecordIndex record) {
  while (connected[record] != record) record = connected[record] = connected[connected[record]];
  return record;
}

void connect(std::vector<RecordIndex>& connected, RecordIndex a, RecordIndex b) {
  const RecordIndex x = first_connected(connected, a), y = first_connected(connected, b);
  connected[std::max(x, y)] = std::min(x, y);
}

// Units: every edge to connect what it may join, then every record to tell whether something it is connected with has changed.
uint64_t Merger::start_touched() {
  if (!former_.groups) return 0;
  const uint32_t n = records_->record_count();
  touched_.assign(n, 0);
  if (former_.changed->empty()) return 0;
  connected_.resize(n);
  std::iota(connected_.begin(), connected_.end(), RecordIndex{0});
  return uint64_t{edges_->size()} + n;
}

void Merger::find_touched(uint64_t begin, uint64_t end) {
  for (uint64_t u = begin; u < end; ++u) {
    if (u < edges_->size()) {
      if (const Edge& edge = (*edges_)[u]; is_link(edge)) connect(connected_, edge.a, edge.b);
      continue;
    }
    if (u == edges_->size()) {
      if (options_.labels) connect_known(*options_.labels);
      if (former_.labels) connect_known(*former_.labels);
      for (const RecordIndex record : *former_.changed) touched_[first_connected(connected_, record)] = 1;
    }
    // The first of all is marked already, or was asked before.
    const RecordIndex record = static_cast<RecordIndex>(u - edges_->size());
    touched_[record] = touched_[first_connected(connected_, record)];
  }
  if (end == edges_->size() + connected_.size()) std::vector<RecordIndex>().swap(connected_);
}

void Merger::connect_known(const Labels& labels) {
  std::vector<RecordIndex> first;
  for (RecordIndex r = 0; r < labels.group_of.size(); ++r) {
    const uint32_t group = labels.group_of[r];
    if (group == kNoGroup) continue;
    if (group >= first.size()) first.resize(group + size_t{1}, kNoRecord);
    if (first[group] == kNoRecord) first[group] = r;
    else connect(connected_, first[group], r);
  }
  for (const JudgedPair& pair : labels.pairs)
    if (pair.same) connect(connected_, pair.a, pair.b);
}

uint64_t Merger::start_links() {
  const uint32_t n = records_->record_count();
  set_.reset(n);
  first_vote_.assign(size_t{n} + 1, 0);
  assert(n < 1u << (32 - kVoteBits));
  if (touched_.empty()) votes_.reserve(edges_->size());
  guard_ = {options_.threshold, options_.review_floor, options_.link_share_floor};
  if (options_.one_to_one) options_.one_per_source.assign(records_->sources.size(), 1);
  options_.one_per_source.resize(records_->sources.size(), 0);
  guards_sources_ = std::any_of(options_.one_per_source.begin(), options_.one_per_source.end(), [](uint8_t on) { return on != 0; });
  return edges_->size();
}

void Merger::collect_links(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < end; ++e) {
    const Edge& edge = (*edges_)[e];
    assert(edge.a < edge.b);
    if (!is_touched(edge.a)) continue;
    while (next_record_ <= edge.a) first_vote_[next_record_++] = static_cast<uint32_t>(votes_.size());
    votes_.push_back(edge.b << kVoteBits | static_cast<uint32_t>(guard_.vote(edge.match_weight)));
    const Veto veto = options_.veto && !options_.plain_closure ? options_.veto(edge.a, edge.b) : Veto::kNone;
    if (veto == Veto::kMustNotMatch) continue;
    if (veto == Veto::kMustMatch)
      order_.add({Link::kForced, static_cast<uint32_t>(e)});
    else if (edge.match_weight >= options_.threshold)
      order_.add({Link::key_of(edge.match_weight), static_cast<uint32_t>(e)});
  }
}

uint64_t Merger::start_sort() {
  while (next_record_ < first_vote_.size()) first_vote_[next_record_++] = static_cast<uint32_t>(votes_.size());
  return order_.start();
}

uint64_t Merger::start_merge() {
  if (options_.labels) bind_labels();
  return order_.items().size();
}

void Merger::bind_labels() {
  const Labels& labels = *options_.labels;
  const uint32_t n = records_->record_count();
  apart_count_.assign(n, 0);
  known_group_ = labels.group_of;
  known_group_.resize(n, kNoGroup);
  for (const JudgedPair& pair : labels.pairs) {
    if (pair.same) continue;
    apart_.emplace_back(pair.a, pair.b);
    apart_.emplace_back(pair.b, pair.a);
  }
  std::sort(apart_.begin(), apart_.end());
  for (size_t i = 0; i < apart_.size(); ++i)
    if (i == 0 || apart_[i].first != apart_[i - 1].first) apart_count_[apart_[i].first] = 1;
  std::vector<RecordIndex> first;
  for (RecordIndex r = 0; r < labels.group_of.size(); ++r) {
    const uint32_t group = labels.group_of[r];
    if (group == kNoGroup) continue;
    if (group >= first.size()) first.resize(group + size_t{1}, kNoRecord);
    if (first[group] == kNoRecord) first[group] = r;
    else join(first[group], r);
  }
  // A judged pair outweighs known groups: it may join two of them.
  for (const JudgedPair& pair : labels.pairs)
    if (pair.same) join(pair.a, pair.b);
}

// Of one known group, or judged the same. What was judged different stays apart.
void Merger::join(RecordIndex a, RecordIndex b) {
  if (!is_touched(a)) return;  // and b neither
  const uint32_t x = set_.find(a), y = set_.find(b);
  if (x != y && !judged_apart(x, y)) unite(x, y);
}

bool Merger::decided_apart(uint32_t root_a, uint32_t root_b) const {
  if (known_group_.empty()) return false;
  const uint32_t a = known_group_[root_a], b = known_group_[root_b];
  return (a != kNoGroup && b != kNoGroup && a != b) || judged_apart(root_a, root_b);
}

bool Merger::judged_apart(uint32_t root_a, uint32_t root_b) const {
  if (apart_count_[root_a] == 0 || apart_count_[root_b] == 0) return false;
  const Members a = set_.members(root_a), b = set_.members(root_b);
  const Members& fewer = a.size < b.size ? a : b;
  const uint32_t other = a.size < b.size ? root_b : root_a;
  for (uint32_t i = 0; i < fewer.size; ++i)
    for (auto at = std::lower_bound(apart_.begin(), apart_.end(), std::pair<RecordIndex, RecordIndex>(fewer.data[i], 0)); at != apart_.end() && at->first == fewer.data[i]; ++at)
      if (set_.root_of(at->second) == other) return true;
  return false;
}

void Merger::merge(uint64_t begin, uint64_t end) {
  for (uint64_t i = begin; i < end; ++i)
    if (!consider(order_.items()[i])) refused_.push_back(order_.items()[i]);
}

uint64_t Merger::start_repair() { return refused_.size(); }

// Groups that were refused while small may fit now that both have found their other records.
void Merger::repair(uint64_t begin, uint64_t end) {
  for (uint64_t i = begin; i < end; ++i) consider(refused_[i]);
}

// Whether the two ends are in one group afterwards.
bool Merger::consider(const Link& link) {
  const Edge& edge = (*edges_)[link.edge];
  const uint32_t a = set_.find(edge.a), b = set_.find(edge.b);
  if (a == b) return true;
  if (decided_apart(a, b)) return false;
  if (options_.plain_closure) {
    unite(a, b);
    return true;
  }
  const bool forced = link.key == Link::kForced;
  const uint64_t product = uint64_t{set_.size(a)} * set_.size(b);
  if (!forced && refusals_.still_holds(a, b, product)) return false;
  GuardTraits scratch_a, scratch_b;
  const GuardTraits& traits_a = traits_of_group(a, scratch_a);
  const GuardTraits& traits_b = traits_of_group(b, scratch_b);
  const auto shared_source = [&](const Trait& x) {
    return std::any_of(traits_b.sources.begin(), traits_b.sources.end(), [&](const Trait& y) { return y.value == x.value; });
  };
  const bool refused = (!forced && std::any_of(traits_a.sources.begin(), traits_a.sources.end(), shared_source)) ||
                       (!forced && !share_is_enough(set_.members(a), set_.members(b), a, b)) ||
                       (options_.veto && vetoed(a, b, traits_a, traits_b));
  if (refused) {
    refusals_.remember(a, b, product);
    return false;
  }
  unite(a, b);
  return true;
}

Vote Merger::vote(RecordIndex a, RecordIndex b) const {
  if (a > b) std::swap(a, b);
  const auto last = votes_.begin() + first_vote_[size_t{a} + 1];
  const auto at = std::lower_bound(votes_.begin() + first_vote_[a], last, b << kVoteBits);
  if (at != last && *at >> kVoteBits == b) return static_cast<Vote>(*at & ((1u << kVoteBits) - 1));
  return options_.score ? guard_.vote(options_.score(a, b)) : Vote::kAgainst;
}

bool Merger::share_is_enough(const Members& a, const Members& b, uint32_t root_a, uint32_t root_b) const {
  const uint64_t product = uint64_t{a.size} * b.size;
  if (product == 1) return true;  // the link that asks is the only pair
  const bool sampled = product > options_.sampled_pair_limit;
  const uint64_t total = sampled ? std::max<uint32_t>(1, options_.sampled_pair_limit) : product;
  const auto enough = [&](uint64_t links, uint64_t against) { return guard_.enough(links, against, total); };
  const uint64_t seed = combine(root_a, root_b);
  uint64_t links = 0, against = 0;
  for (uint64_t k = 0; k < total; ++k) {
    const uint64_t pair = sampled ? combine(seed, k) % product : k;
    const Vote one = vote(a.data[pair / b.size], b.data[pair % b.size]);
    links += one == Vote::kLink ? 1 : 0;
    against += one == Vote::kAgainst ? 1 : 0;
    const uint64_t left = total - k - 1;
    if (enough(links, against + left)) return true;
    if (!enough(links + left, against)) return false;
    if (sampled && k + 1 == kUnanimousSamples && (links == 0 || links == kUnanimousSamples)) return links != 0;
  }
  return enough(links, against);
}

GuardTraits Merger::traits_of(RecordIndex record) const {
  GuardTraits out;
  const uint16_t source = records_->source_of[record];
  if (guards_sources_ && options_.one_per_source[source] != 0) out.sources.push_back({source, record});
  if (options_.veto && !options_.veto_attributes.empty()) {
    uint64_t hash = static_cast<uint64_t>(records_->kinds.empty() ? RecordKind::kOther : records_->kinds[record]);
    bool any = false;
    for (const uint32_t attribute : options_.veto_attributes)
      for (const Attribute::Slot& slot : records_->attributes[attribute].slots) {
        hash = combine(hash, slot.codes[record]);
        any |= slot.codes[record] != kMissing;
      }
    if (any) out.vetoes.push_back({hash, record});
  }
  return out;
}

const GuardTraits& Merger::traits_of_group(uint32_t root, GuardTraits& scratch) {
  if (!set_.is_single(root)) return set_.traits(root);
  scratch = traits_of(root);
  return scratch;
}

bool Merger::vetoed(uint32_t root_a, uint32_t root_b, const GuardTraits& a, const GuardTraits& b) const {
  if (options_.veto_attributes.empty()) {
    const Members members_a = set_.members(root_a), members_b = set_.members(root_b);
    for (uint32_t i = 0; i < members_a.size; ++i)
      for (uint32_t j = 0; j < members_b.size; ++j)
        if (options_.veto(members_a.data[i], members_b.data[j]) == Veto::kMustNotMatch) return true;
    return false;
  }
  for (const Trait& x : a.vetoes)
    for (const Trait& y : b.vetoes)
      if (options_.veto(x.record, y.record) == Veto::kMustNotMatch) return true;
  return false;
}

void Merger::unite(uint32_t a, uint32_t b) {
  if (!apart_count_.empty()) {
    apart_count_[a] = apart_count_[b] = apart_count_[a] + apart_count_[b];
    known_group_[a] = known_group_[b] = known_group_[a] != kNoGroup ? known_group_[a] : known_group_[b];
  }
  const bool traits = guards_sources_ || (options_.veto && !options_.veto_attributes.empty());
  if (!traits) {
    set_.unite(a, b);
    return;
  }
  GuardTraits of_a = set_.is_single(a) ? traits_of(a) : std::move(set_.traits(a));
  GuardTraits of_b = set_.is_single(b) ? traits_of(b) : std::move(set_.traits(b));
  const uint32_t root = set_.unite(a, b);
  if (root == b) std::swap(of_a, of_b);
  add_traits(of_a.sources, of_b.sources);
  add_traits(of_a.vetoes, of_b.vetoes);
  set_.traits(root) = std::move(of_a);
}

// Units: every record once to number the groups, once more to list their members.
uint64_t Merger::start_number() {
  const uint32_t n = records_->record_count();
  *groups_ = Groups{};
  groups_->group_of.assign(n, 0);
  groups_->members.assign(n, 0);
  groups_->first_member.assign(1, 0);
  number_of_root_.assign(n, UINT32_MAX);
  taken_apart_.clear();
  if (options_.across_only) {
    taken_apart_.assign(n, 1);
    for (RecordIndex r = 0; r < n; ++r) {
      if (!is_touched(r)) continue;
      const uint32_t root = set_.find(r);
      if (records_->source_of[r] != records_->source_of[root]) taken_apart_[root] = 0;
    }
  }
  return uint64_t{2} * n;
}

void Merger::number(uint64_t begin, uint64_t end) {
  const uint64_t n = records_->record_count();
  for (uint64_t u = begin; u < std::min(end, n); ++u) {
    const RecordIndex record = static_cast<RecordIndex>(u);
    uint32_t root = record, size = 1;
    if (!is_touched(record)) {
      const uint32_t group = former_.groups->group_of[record], first = former_.groups->first_member[group];
      root = former_.groups->members[first], size = former_.groups->first_member[group + size_t{1}] - first;
    } else if (const uint32_t found = set_.find(record); taken_apart_.empty() || taken_apart_[found] == 0) {
      root = found, size = set_.size(found);
    }
    uint32_t& number = number_of_root_[root];
    if (number == UINT32_MAX) {
      number = groups_->group_count();
      groups_->first_member.push_back(groups_->first_member.back() + size);
    }
    groups_->group_of[record] = number;
  }
  if (begin <= n && end > n) next_member_ = groups_->first_member;
  for (uint64_t u = std::max(begin, n); u < end; ++u) {
    const RecordIndex record = static_cast<RecordIndex>(u - n);
    groups_->members[next_member_[groups_->group_of[record]]++] = record;
  }
}

// Units: every refused link to mark the groups it would have joined, then every group to list the marked ones.
uint64_t Merger::start_check() {
  to_check_.assign(groups_->group_count(), 0);
  for (size_t i = 0; !touched_.empty() && i < former_.groups->to_check.size(); ++i)
    if (const RecordIndex first = former_.groups->members[former_.groups->first_member[former_.groups->to_check[i]]]; !is_touched(first))
      to_check_[groups_->group_of[first]] = 1;
  return refused_.size() + to_check_.size();
}

void Merger::check(uint64_t begin, uint64_t end) {
  for (uint64_t u = begin; u < end; ++u) {
    if (u >= refused_.size()) {
      const uint32_t group = static_cast<uint32_t>(u - refused_.size());
      if (to_check_[group] != 0) groups_->to_check.push_back(group);
      continue;
    }
    const Edge& edge = (*edges_)[refused_[u].edge];
    const uint32_t a = groups_->group_of[edge.a], b = groups_->group_of[edge.b];
    if (a != b && !judged_different(edge.a, edge.b)) to_check_[a] = to_check_[b] = 1;
  }
}

}  // namespace

std::vector<Phase> cluster_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records,
                                  ClusterOptions options, std::shared_ptr<Groups> groups, FormerClustering former) {
  const bool known = former.groups != nullptr;
  auto merger = std::make_shared<Merger>(std::move(edges), std::move(records), std::move(options), std::move(groups), std::move(former));
  std::vector<Phase> phases;
  if (known) phases.push_back(pass("cluster.touched", Unit::kRecords, merger, &Merger::start_touched, &Merger::find_touched, 16384));
  phases.push_back(pass("cluster.links", Unit::kPairs, merger, &Merger::start_links, &Merger::collect_links, 4096));
  phases.push_back(pass("cluster.sort", Unit::kPairs, merger, &Merger::start_sort, &Merger::sort_links, 16384));
  phases.push_back(pass("cluster.merge", Unit::kPairs, merger, &Merger::start_merge, &Merger::merge, 256));
  phases.push_back(pass("cluster.repair", Unit::kPairs, merger, &Merger::start_repair, &Merger::repair, 64));
  phases.push_back(pass("cluster.number", Unit::kRecords, merger, &Merger::start_number, &Merger::number, 4096));
  phases.push_back(pass("cluster.check", Unit::kGroups, merger, &Merger::start_check, &Merger::check, 4096));
  return phases;
}

}  // namespace jumelles::cluster
