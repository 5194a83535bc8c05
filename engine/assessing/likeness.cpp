#include "assessing/likeness.h"

#include <algorithm>
#include <tuple>

namespace jumelles::assessing {
namespace {

constexpr uint64_t kNotCompared = UINT64_MAX;  // no pattern: no comparison has so many levels

// What two pairs must have in common to be of one class.
struct Alike {
  uint64_t pattern;
  uint64_t sides;  // sources and kinds of both records
  uint32_t edge;
  auto shared() const { return std::tie(pattern, sides); }
};

uint64_t side(const RecordSet& records, RecordIndex record) {
  return uint64_t{records.source_of[record]} << 8 | static_cast<uint64_t>(records.kinds[record]);
}

}  // namespace

void LikenessIndex::bind(std::shared_ptr<const RunResult> result, Said said) {
  result_ = std::move(result);
  said_ = std::move(said);
  open_.clear();
  if (!result_) {
    *this = LikenessIndex();
    return;
  }
  const Weight threshold = weight_from_probability(result_->project.link.threshold);
  const bool same_links = link_ == result_->link, same_weights = same_links && edges_ == result_->edges && threshold_ == threshold;
  if (!same_links) take_links();
  edges_ = result_->edges;
  threshold_ = threshold;
  if (!same_weights) classify();
}

void LikenessIndex::take_links() {
  link_ = result_->link;
  const std::vector<Edge>& edges = link_->edges;
  const uint32_t count = result_->records->record_count();
  pattern_of_.assign(edges.size(), kNotCompared);
  first_of_a_.assign(size_t{count} + 1, 0);
  first_of_b_.assign(size_t{count} + 1, 0);
  for (const Edge& edge : edges) ++first_of_a_[edge.a + size_t{1}], ++first_of_b_[edge.b + size_t{1}];
  for (uint32_t r = 0; r < count; ++r) first_of_a_[r + size_t{1}] += first_of_a_[r], first_of_b_[r + size_t{1}] += first_of_b_[r];
  of_b_.resize(edges.size());
  std::vector<uint32_t> next(first_of_b_.begin(), first_of_b_.end() - 1);
  for (uint32_t e = 0; e < edges.size(); ++e) of_b_[next[edges[e].b]++] = e;
}

void LikenessIndex::classify() {
  const std::vector<Edge>& edges = *edges_;
  const std::vector<uint32_t>& order = *result_->by_weight;
  const RecordSet& records = *result_->records;
  const auto to_check = std::partition_point(order.begin(), order.end(), [&](uint32_t e) { return edges[e].match_weight >= threshold_; });
  std::vector<Alike> pairs;
  pairs.reserve(static_cast<size_t>(order.end() - to_check));
  for (auto at = to_check; at != order.end(); ++at) {
    const Edge& edge = edges[*at];
    if (pattern_of_[*at] == kNotCompared) pattern_of_[*at] = link_->scorer->pattern(edge.a, edge.b);
    pairs.push_back({pattern_of_[*at], side(records, edge.a) << 24 | side(records, edge.b), *at});
  }
  std::sort(pairs.begin(), pairs.end(), [](const Alike& x, const Alike& y) { return std::tie(x.pattern, x.sides, x.edge) < std::tie(y.pattern, y.sides, y.edge); });
  class_of_.assign(edges.size(), kNoClass);
  class_first_.clear();
  class_edges_.clear();
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i].shared() != pairs[i - 1].shared()) class_first_.push_back(static_cast<uint32_t>(i));
    class_of_[pairs[i].edge] = static_cast<uint32_t>(class_first_.size() - 1);
    class_edges_.push_back(pairs[i].edge);
  }
  class_first_.push_back(static_cast<uint32_t>(pairs.size()));
}

// As Pager::rivals counts them.
bool LikenessIndex::has_rival(RecordIndex record, RecordIndex partner, Weight weight) const {
  const std::vector<Edge>& edges = *edges_;
  const std::vector<uint32_t>& group_of = result_->groups->group_of;
  const uint32_t table = result_->records->table_of(partner);
  const auto is_rival = [&](const Edge& edge) {
    const RecordIndex other = edge.a == record ? edge.b : edge.a;
    return edge.match_weight >= weight - kRivalMargin && other != partner && group_of[other] != group_of[partner] &&
           result_->records->table_of(other) == table && !said_.are_different(edge.a, edge.b);
  };
  for (uint32_t e = first_of_a_[record]; e < first_of_a_[record + size_t{1}]; ++e)
    if (is_rival(edges[e])) return true;
  for (uint32_t i = first_of_b_[record]; i < first_of_b_[record + size_t{1}]; ++i)
    if (is_rival(edges[of_b_[i]])) return true;
  return false;
}

bool LikenessIndex::is_ambiguous(const Edge& edge) const {
  if (result_->records->table_of(edge.a) == result_->records->table_of(edge.b)) return false;
  return has_rival(edge.a, edge.b, edge.match_weight) || has_rival(edge.b, edge.a, edge.match_weight);
}

bool LikenessIndex::is_open(uint32_t number) const {
  const Edge& edge = (*edges_)[number];
  const Groups& groups = *result_->groups;
  if (said_.is_judged(number) || groups.group_of[edge.a] == groups.group_of[edge.b]) return false;
  if (link_->scorer->veto(edge.a, edge.b) != Veto::kNone) return false;
  const Labels& labels = *result_->binding;
  if (!labels.group_of.empty() && labels.group_of[edge.a] != kNoGroup && labels.group_of[edge.b] != kNoGroup) return false;
  const auto said = std::lower_bound(labels.pairs.begin(), labels.pairs.end(), edge,
                                     [](const JudgedPair& pair, const Edge& e) { return std::tie(pair.a, pair.b) < std::tie(e.a, e.b); });
  return said == labels.pairs.end() || said->a != edge.a || said->b != edge.b;
}

const std::vector<LikenessIndex::Member>& LikenessIndex::open_of(uint32_t pair_class) {
  const auto [at, fresh] = open_.try_emplace(pair_class);
  if (!fresh) return at->second;
  for (uint32_t i = class_first_[pair_class]; i < class_first_[pair_class + size_t{1}]; ++i) {
    const uint32_t edge = class_edges_[i];
    if (is_open(edge) && !is_ambiguous((*edges_)[edge])) at->second.push_back({(*edges_)[edge].match_weight, edge});
  }
  std::sort(at->second.begin(), at->second.end());
  return at->second;
}

LikenessIndex::Range LikenessIndex::range(uint32_t number) {
  if (number >= class_of_.size() || class_of_[number] == kNoClass) return {};
  const Edge& edge = (*edges_)[number];
  const bool open = is_open(number);
  if ((!open && !said_.is_judged(number)) || is_ambiguous(edge)) return {};
  const std::vector<Member>& members = open_of(class_of_[number]);
  const auto begin = std::lower_bound(members.begin(), members.end(), Member{edge.match_weight - kLikeBits, 0});
  const auto end = std::upper_bound(begin, members.end(), Member{edge.match_weight + kLikeBits, UINT32_MAX});
  return {members.data() + (begin - members.begin()), members.data() + (end - members.begin()), open};
}

uint64_t LikenessIndex::count(uint32_t edge) { return std::min<uint64_t>(kMostSettled, range(edge).size()); }

std::vector<uint32_t> LikenessIndex::of(uint32_t number) {
  const Range found = range(number);
  std::vector<std::pair<Weight, uint32_t>> near;
  for (const Member* member = found.begin; member != found.end; ++member)
    if (member->edge != number) near.emplace_back(std::abs(member->weight - (*edges_)[number].match_weight), member->edge);
  std::sort(near.begin(), near.end());
  if (near.size() > kMostSettled) near.resize(kMostSettled);
  std::vector<uint32_t> out;
  for (const auto& [distance, edge] : near) out.push_back(edge);
  return out;
}

uint64_t LikenessIndex::memory_bytes() const {
  uint64_t bytes = pattern_of_.capacity() * sizeof(uint64_t);
  for (const auto* list : {&first_of_a_, &first_of_b_, &of_b_, &class_of_, &class_first_, &class_edges_}) bytes += list->capacity() * sizeof(uint32_t);
  for (const auto& [pair_class, members] : open_) bytes += members.capacity() * sizeof(Member);
  return bytes;
}

}  // namespace jumelles::assessing
