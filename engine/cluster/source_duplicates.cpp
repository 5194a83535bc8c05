#include <algorithm>

#include "cluster/cluster.h"
#include "core/partners.h"

namespace jumelles::cluster {
namespace {

// Fewer records or matches than this say nothing about a source, however clean it looks.
constexpr uint32_t kMinRecords = 50;
constexpr size_t kMinMatches = 20;
// Duplicates a source may hold and still be called free of them, as a share of its records...
constexpr double kToleratedShare = 0.001;
// ... and where at most this share of the links inside are as heavy as matches: those are mostly look-alikes.
constexpr double kLookAlikeShare = 0.1;
constexpr double kToleratedShareAmongLookAlikes = 0.005;

// ... and whatever their number, where the links inside whose ends both have a partner in another source join look-alikes.
constexpr uint64_t kFewSame = 2;
constexpr uint64_t kMinPartnered = 20;
// Where most of those links have the same partner, and these are more than this share of the records, there are duplicates,
// though all of them be lighter than the matches: copies typed anew differ more than extracts of one system.
constexpr double kSharedPartners = 0.01;
// Links inside whose ends have the same partner, per record with a partner: more of them, and a source taken for free of
// duplicates loses more matches than it is spared look-alikes.
constexpr double kManyShared = 0.2;

// With more sources than this, a partner in each of them is not kept in mind: nothing is said about partners.
constexpr size_t kMostSourcesCompared = 16;

constexpr uint32_t kNoEdge = UINT32_MAX;

// The passes over the edges, each a phase, and what they find.
class Measurement {
 public:
  Measurement(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records, Weight threshold, std::vector<uint8_t> presumed)
      : edges_(std::move(edges)), records_(std::move(records)), threshold_(threshold), presumed_(std::move(presumed)), source_count_(records_->sources.size()) {}

  void start() {
    best_.assign(records_->record_count(), kNoEdge);
    if (compares_partners()) best_in_.assign(records_->record_count() * source_count_, kNoEdge);
    matches_.resize(source_count_);
    inside_.assign(source_count_, 0);
    heavy_inside_.assign(source_count_, 0);
    median_.assign(source_count_, 0);
    partners_.resize(source_count_);
    heavy_partners_.resize(source_count_);
  }

  // The best link of every record to another source, and to each other source.
  void find_best(uint64_t begin, uint64_t end) {
    for (uint64_t e = begin; e < end; ++e) {
      const Edge& edge = (*edges_)[e];
      const uint16_t p = records_->source_of[edge.a], q = records_->source_of[edge.b];
      if (edge.match_weight < threshold_ || p == q) continue;
      keep_best(best_[edge.a], e);
      keep_best(best_[edge.b], e);
      if (!compares_partners()) continue;
      keep_best(best_in_[edge.a * source_count_ + q], e);
      keep_best(best_in_[edge.b * source_count_ + p], e);
    }
  }

  // Where two records choose each other it is as sure a match as can be had without truth.
  void find_matches(uint64_t begin, uint64_t end) {
    for (uint64_t e = begin; e < end; ++e) {
      const Edge& edge = (*edges_)[e];
      if (best_[edge.a] != e || best_[edge.b] != e) continue;
      matches_[records_->source_of[edge.a]].push_back(edge.match_weight);
      matches_[records_->source_of[edge.b]].push_back(edge.match_weight);
    }
  }

  void find_median(uint64_t source) {
    std::vector<Weight>& weights = matches_[source];
    if (weights.size() < kMinMatches) return;
    const auto at = weights.begin() + static_cast<std::ptrdiff_t>(weights.size() / 2);
    std::nth_element(weights.begin(), at, weights.end());
    median_[source] = *at;
  }

  // The links inside each source: all of them, and those as heavy as matches.
  void count_inside(uint64_t begin, uint64_t end) {
    for (uint64_t e = begin; e < end; ++e) {
      const Edge& edge = (*edges_)[e];
      const uint16_t source = records_->source_of[edge.a];
      if (source != records_->source_of[edge.b] || edge.match_weight < threshold_) continue;
      ++inside_[source];
      if (edge.match_weight >= median_[source]) ++heavy_inside_[source];
      if (compares_partners()) compare_partners(edge, source);
    }
  }

  SourceFinding finding(size_t s) const {
    return {verdict(s), matches_[s].size(), inside_[s], heavy_inside_[s], partners_[s].same, partners_[s].own, median_[s]};
  }

  SourceVerdict verdict(size_t s) const {
    const uint32_t size = records_->sources[s].record_count;
    if (size < kMinRecords || matches_[s].size() < kMinMatches) return SourceVerdict::kTooLittle;
    const Partners &all = partners_[s], &weighty = heavy_partners_[s];
    const double heavy = static_cast<double>(heavy_inside_[s]);
    const double duplicates = 2 * heavy;  // half of them would lie above the median of the matches
    const bool few = duplicates <= 1 + kToleratedShare * size;
    const bool look_alikes = heavy <= kLookAlikeShare * static_cast<double>(inside_[s]) && duplicates <= kToleratedShareAmongLookAlikes * size;
    const bool enough = all.count() >= kMinPartnered;
    const bool shared = enough && static_cast<double>(all.same) > kManyShared * static_cast<double>(matches_[s].size());
    const bool own_partners = enough && !shared && all.look_alikes() && (weighty.look_alikes() || weighty.same <= kFewSame);
    const bool contradicted = shared || (enough && all.same > all.own);
    const bool still_presumed = s < presumed_.size() && presumed_[s] != 0 && !contradicted;
    const bool duplicates_seen = contradicted && static_cast<double>(all.same) > kSharedPartners * size;
    if (duplicates_seen) return SourceVerdict::kSamePartner;
    return few            ? SourceVerdict::kFewInside
           : look_alikes  ? SourceVerdict::kLookAlikes
           : own_partners ? SourceVerdict::kOwnPartners
           : still_presumed ? SourceVerdict::kPresumed
                            : SourceVerdict::kHeavyInside;
  }

 private:
  bool compares_partners() const { return source_count_ <= kMostSourcesCompared; }
  // The heavier of two edges, the earlier one when equal.
  void keep_best(uint32_t& best, uint64_t candidate) const {
    if (best == kNoEdge || (*edges_)[candidate].match_weight > (*edges_)[best].match_weight) best = static_cast<uint32_t>(candidate);
  }

  // What the best links of both ends to each other source say about a link inside one.
  void compare_partners(const Edge& edge, uint16_t source) {
    const auto partner = [&](RecordIndex record, uint32_t e) { return (*edges_)[e].a == record ? (*edges_)[e].b : (*edges_)[e].a; };
    for (size_t other = 0; other < source_count_; ++other) {
      const uint32_t x = best_in_[edge.a * source_count_ + other], y = best_in_[edge.b * source_count_ + other];
      if (x == kNoEdge || y == kNoEdge) continue;
      const Weight weight_x = (*edges_)[x].match_weight, weight_y = (*edges_)[y].match_weight;
      const bool same = partner(edge.a, x) == partner(edge.b, y) && drawn_alike(weight_x - threshold_, weight_y - threshold_);
      partners_[source].add(same);
      if (edge.match_weight >= median_[source]) heavy_partners_[source].add(same);
    }
  }

  std::shared_ptr<const std::vector<Edge>> edges_;
  std::shared_ptr<const RecordSet> records_;
  Weight threshold_;
  std::vector<uint8_t> presumed_;
  size_t source_count_;
  std::vector<uint32_t> best_, best_in_;
  std::vector<std::vector<Weight>> matches_;
  std::vector<Weight> median_;
  std::vector<uint64_t> inside_, heavy_inside_;
  std::vector<Partners> partners_, heavy_partners_;
};

}  // namespace

std::vector<Phase> duplicate_free_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records, Weight threshold,
                                         std::vector<uint8_t> presumed, std::shared_ptr<std::vector<uint8_t>> free_of_duplicates,
                                         std::shared_ptr<std::vector<SourceFinding>> findings) {
  const size_t source_count = records->sources.size();
  free_of_duplicates->assign(source_count, 0);
  if (source_count < 2) return {};
  auto state = std::make_shared<Measurement>(edges, std::move(records), threshold, std::move(presumed));
  const auto all_edges = [edges] { return uint64_t{edges->size()}; };
  const auto all_sources = [source_count] { return uint64_t{source_count}; };
  constexpr uint64_t kFirstEdges = 4096;
  std::vector<Phase> phases;
  phases.push_back(pass("sources.best", Unit::kPairs, [state, all_edges] { state->start(); return all_edges(); },
                        [state](uint64_t begin, uint64_t end) { state->find_best(begin, end); }, kFirstEdges));
  phases.push_back(pass("sources.matches", Unit::kPairs, all_edges, [state](uint64_t begin, uint64_t end) { state->find_matches(begin, end); }, kFirstEdges));
  phases.push_back(pass("sources.matches", Unit::kSteps, all_sources, [state](uint64_t begin, uint64_t end) {
    for (uint64_t s = begin; s < end; ++s) state->find_median(s);
  }, 1));
  phases.push_back(pass("sources.inside", Unit::kPairs, all_edges, [state](uint64_t begin, uint64_t end) { state->count_inside(begin, end); }, kFirstEdges));
  phases.push_back(pass("sources.inside", Unit::kSteps, all_sources, [state, free_of_duplicates, findings](uint64_t begin, uint64_t end) {
    for (uint64_t s = begin; s < end; ++s) {
      const SourceFinding finding = state->finding(s);
      (*free_of_duplicates)[s] = finding.is_free() ? 1 : 0;
      if (findings) findings->push_back(finding);
    }
  }, 1));
  return phases;
}

}  // namespace jumelles::cluster
