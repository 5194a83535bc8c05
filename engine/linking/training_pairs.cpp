#include "linking/training_pairs.h"

#include <algorithm>
#include <utility>

#include "core/partners.h"

namespace jumelles::linking {
namespace {

constexpr uint64_t kLeastEvidence = 10;          // links inside a source whose ends both have a partner elsewhere
constexpr double kFewInside = 0.2;               // duplicates expected inside, at most, as a share of these

void add_all(const score::PatternCounter& from, score::PatternCounter& to) {
  for (const score::PatternCount& entry : from.sorted()) to.add(entry.pattern, entry.count);
}

}  // namespace

TrainingPairs::TrainingPairs(const RecordSet& records, LinkType link_type, bool ranks)
    : records_(records), link_type_(link_type), source_count_(records.sources.size()) {
  const size_t sources = source_count_;
  if (!ranks || link_type == LinkType::kDedupe || sources < 2 || sources > kMaxSources) return;
  inside_.resize(sources);
  met_inside_.resize(sources);
  across_.resize(sources * sources * 4);
  best_.resize(records.record_count() * sources);
}

void TrainingPairs::rank(RecordIndex a, RecordIndex b, Weight crude_weight) {
  if (records_.source_of[a] == records_.source_of[b]) return;
  const auto keep = [&](Best& best, RecordIndex partner) {
    if (crude_weight > best.weight || (crude_weight == best.weight && partner < best.partner)) best = {crude_weight, partner};
  };
  keep(best(a, records_.source_of[b]), b);
  keep(best(b, records_.source_of[a]), a);
}

void TrainingPairs::count(RecordIndex a, RecordIndex b, uint64_t pattern, Weight crude_weight, bool trains) {
  if (records_.source_of[a] > records_.source_of[b]) std::swap(a, b);
  const uint16_t p = records_.source_of[a], q = records_.source_of[b];
  if (p == q) {
    ++met_inside_[p];
    if (trains) inside_[p].add(pattern);
    if (crude_weight >= 0) inside_links_.push_back({a, b, pattern});
    return;
  }
  if (trains) across_[across_slot(p, q, crude_weight >= best(a, q).weight, crude_weight >= best(b, p).weight)].add(pattern);
}

bool TrainingPairs::is_settled(RecordIndex a, RecordIndex b, const std::vector<uint8_t>& clean) const {
  const uint16_t p = records_.source_of[a], q = records_.source_of[b];
  if (!ranks()) return false;
  if (p == q) return clean[p] != 0;
  return (clean[q] != 0 && best(a, q).partner != b) || (clean[p] != 0 && best(b, p).partner != a);
}

std::vector<uint64_t> TrainingPairs::partnered() const {
  std::vector<uint64_t> counts(source_count_, 0);
  for (RecordIndex r = 0; r < records_.record_count() && ranks(); ++r) {
    const uint16_t source = records_.source_of[r];
    bool any = false;
    for (uint16_t other = 0; other < source_count_; ++other) {
      const Best& x = best(r, other);
      any = any || (x.weight > 0 && best(x.partner, source).partner == r);
    }
    counts[source] += any ? 1 : 0;
  }
  return counts;
}

std::vector<uint8_t> TrainingPairs::linked_sources() const {
  std::vector<uint8_t> linked;
  for (const uint64_t count : partnered()) linked.push_back(count >= kLeastPartnered ? 1 : 0);
  return linked;
}

bool TrainingPairs::all_linked() const {
  const std::vector<uint8_t> linked = linked_sources();
  return ranks() && std::find(linked.begin(), linked.end(), 0) == linked.end();
}

std::vector<uint8_t> TrainingPairs::clean_sources(const std::function<double(uint64_t)>& match_probability, bool told_by_texts,
                                                  std::vector<SourceEvidence>* evidence) const {
  const std::vector<uint64_t> partnered = this->partnered();
  std::vector<double> duplicates(source_count_, 0);
  std::vector<uint64_t> alike(source_count_, 0);
  std::vector<Partners> partners(source_count_);
  for (const InsideLink& link : inside_links_) {
    const uint16_t source = records_.source_of[link.a];
    ++alike[source];
    duplicates[source] += match_probability(link.pattern);
    for (uint16_t other = 0; other < source_count_; ++other) {
      const Best& x = best(link.a, other);
      const Best& y = best(link.b, other);
      if (other == source || x.weight <= 0 || y.weight <= 0) continue;
      partners[source].add(x.partner == y.partner && drawn_alike(x.weight, y.weight));
    }
  }
  std::vector<uint8_t> clean(source_count_, 0);
  for (size_t s = 0; s < source_count_ && ranks(); ++s) {
    const bool own_partners = partners[s].count() >= kLeastEvidence && partners[s].look_alikes();
    const bool hardly_any = told_by_texts && partnered[s] >= kLeastPartnered && duplicates[s] <= kFewInside * static_cast<double>(partnered[s]);
    clean[s] = own_partners || hardly_any ? 1 : 0;
    if (evidence == nullptr) continue;
    evidence->push_back({partnered[s], met_inside_[s], alike[s], duplicates[s], partners[s].same, partners[s].own, clean[s] != 0, own_partners});
  }
  return clean;
}

TrainingPairs::Chosen TrainingPairs::choose(double possible_pairs, const std::vector<uint8_t>& clean, bool across_only) const {
  score::PatternCounter candidates, rivals;
  for (size_t s = 0; s < inside_.size(); ++s) {
    if (clean[s] == 0 && !across_only) {
      add_all(inside_[s], candidates);
      continue;
    }
    if (link_type_ == LinkType::kLink) continue;  // pairs inside a source are no possible pairs
    const double records = records_.sources[s].record_count;
    possible_pairs -= records * (records - 1) / 2;
  }
  for (uint16_t p = 0; p < source_count_ && ranks(); ++p)
    for (uint16_t q = p; q < source_count_; ++q)
      for (const bool best_of_p : {false, true})
        for (const bool best_of_q : {false, true}) {
          // The record of p has at most one partner in q when q is clean: its best one.
          const bool lost = (clean[q] != 0 && !best_of_p) || (clean[p] != 0 && !best_of_q);
          add_all(across_[across_slot(p, q, best_of_p, best_of_q)], lost ? rivals : candidates);
        }
  return {candidates.sorted(), rivals.sorted(), possible_pairs};
}

}  // namespace jumelles::linking
