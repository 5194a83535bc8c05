#include "evaluate/curve.h"

#include <algorithm>

#include "evaluate/true_pairs.h"

namespace jumelles::evaluate {
namespace {

// A partition that only grows, with the number of judged and of true pairs inside its groups.
class GrowingGroups {
 public:
  GrowingGroups(const RecordSet& records, const TruePartners& partners, bool cross_table_only)
      : partners_(partners), cross_(cross_table_only), root_(records.record_count()), next_(records.record_count()), size_(records.record_count(), 1),
        second_(records.record_count(), 0), known_(records.record_count(), 0) {
    for (RecordIndex r = 0; r < records.record_count(); ++r) {
      root_[r] = next_[r] = r;
      known_[r] = partners.known(r) ? 1 : 0;
      second_[r] = cross_ && known_[r] && records.table_of(r) > 0 ? 1 : 0;
    }
  }

  void join(RecordIndex a, RecordIndex b) {
    RecordIndex into = root_[a], from = root_[b];
    if (into == from) return;
    if (size_[into] < size_[from]) std::swap(into, from);
    const uint64_t here = known_[into], there = known_[from];
    // With two tables only pairs across them count.
    counts_.found += cross_ ? (here - second_[into]) * second_[from] + second_[into] * (there - second_[from]) : here * there;
    RecordIndex member = from;
    do {
      partners_.visit(member, [&](RecordIndex partner) { counts_.right += root_[partner] == into ? 1 : 0; });
      member = next_[member];
    } while (member != from);
    do {
      root_[member] = into;
      member = next_[member];
    } while (member != from);
    std::swap(next_[into], next_[from]);  // two rings become one
    size_[into] += size_[from];
    known_[into] += known_[from];
    second_[into] += second_[from];
  }

  const PairCounts& counts() const { return counts_; }

 private:
  const TruePartners& partners_;
  bool cross_;
  std::vector<RecordIndex> root_, next_;
  std::vector<uint32_t> size_;
  std::vector<uint64_t> second_, known_;  // per root: records of the second table; records that are judged
  PairCounts counts_;
};

}  // namespace

Curve curve(const Truth& truth, const RecordSet& records, const std::vector<Edge>& edges, std::vector<Weight> thresholds) {
  const TruePartners partners(truth, records.record_count());
  std::vector<Edge> sorted(edges);
  std::sort(sorted.begin(), sorted.end(), [](const Edge& x, const Edge& y) {
    if (x.match_weight != y.match_weight) return x.match_weight > y.match_weight;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  std::sort(thresholds.rbegin(), thresholds.rend());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());

  Curve out;
  out.true_pairs = true_pair_count(truth);
  GrowingGroups groups(records, partners, truth.cross_table_only);
  PairCounts pairs;
  double best_pairs = -1, best_closed = -1;
  size_t next = 0;
  const auto point_at = [&](Weight threshold) { return CurvePoint{threshold, pairs, groups.counts(), {}}; };
  for (size_t i = 0; i < sorted.size();) {
    const Weight weight = sorted[i].match_weight;
    for (; next < thresholds.size() && thresholds[next] > weight; ++next) out.points.push_back(point_at(thresholds[next]));
    for (; i < sorted.size() && sorted[i].match_weight == weight; ++i) {
      const auto [a, b] = std::pair(sorted[i].a, sorted[i].b);
      // Records that the truth does not know still hold a group together.
      groups.join(a, b);
      if (!partners.known(a) || !partners.known(b) || (truth.cross_table_only && records.table_of(a) == records.table_of(b))) continue;
      ++pairs.found;
      pairs.right += partners.match(a, b) ? 1 : 0;
    }
    if (const double f1 = pairs.f1(out.true_pairs); f1 > best_pairs) best_pairs = f1, out.best_pairs = point_at(weight);
    if (const double f1 = groups.counts().f1(out.true_pairs); f1 > best_closed) best_closed = f1, out.best_closed = point_at(weight);
  }
  for (; next < thresholds.size(); ++next) out.points.push_back(point_at(thresholds[next]));
  std::reverse(out.points.begin(), out.points.end());
  return out;
}

}  // namespace jumelles::evaluate
