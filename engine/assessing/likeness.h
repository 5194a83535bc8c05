#pragma once

// Which pairs to check look so alike that one answer settles them. The answer on a pair says of another one what it says of itself where
// the same is known of both:
//   - the same level in every comparison, records of the same kinds, from the same sources;
//   - weights that differ by no more than kLikeBits. Rare and common values, how much texts overlap, and what rivals take off are in
//     the weight: a shared rare name is not the same evidence as a shared common one;
//   - neither is ambiguous (RivalsSummary): where another record fits as well, the answer on one pair is about the other pair, too;
// and where the other one is still open:
//   - it weighs from the review floor up to the threshold, no rule decides it;
//   - nobody has judged it, in whatever way, nor been unsure of it;
//   - groups do not hold the two records together already, by other links or by what was said.
// So a pair that was judged still has look-alikes, and is none.

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "assessing/run_result.h"

namespace jumelles::assessing {

constexpr Weight kLikeBits = kOneBit;     // a factor of two in the odds
constexpr Weight kRivalMargin = kOneBit;  // a rival has at least half the odds
constexpr size_t kMostSettled = 5000;     // by one answer: the nearest in weight

class LikenessIndex {
 public:
  // What was said of pairs of the result up to now.
  struct Said {
    std::function<bool(uint32_t edge)> is_judged;
    std::function<bool(RecordIndex a, RecordIndex b)> are_different;
  };
  // Asked for anew whenever the result or what was said has changed. A set of links is put in order once, O(links) and the pairs to check
  // compared, O(log) each; with another threshold, or weights that rivals changed, the pairs to check are put in order again, and those
  // compared that have come to them.
  void bind(std::shared_ptr<const RunResult> result, Said said);

  // How many the answer on an edge would settle besides it, and which: the nearest in weight first. O(log pairs of its class); the first
  // one that is asked for of a class (the same levels, kinds and sources) looks at each pair of it and at its rivals.
  uint64_t count(uint32_t edge);
  std::vector<uint32_t> of(uint32_t edge);
  uint64_t memory_bytes() const;

 private:
  struct Member {
    Weight weight;
    uint32_t edge;
    bool operator<(const Member& o) const { return weight != o.weight ? weight < o.weight : edge < o.edge; }
  };
  struct Range {
    const Member *begin = nullptr, *end = nullptr;
    bool holds_itself = false;
    uint64_t size() const { return static_cast<uint64_t>(end - begin) - holds_itself; }
  };
  void take_links();
  void classify();
  bool is_ambiguous(const Edge& edge) const;
  bool has_rival(RecordIndex record, RecordIndex partner, Weight weight) const;
  bool is_open(uint32_t edge) const;
  const std::vector<Member>& open_of(uint32_t pair_class);
  Range range(uint32_t edge);

  static constexpr uint32_t kNoClass = UINT32_MAX;
  std::shared_ptr<const RunResult> result_;
  Said said_;
  // By link result.
  std::shared_ptr<const linking::LinkResult> link_;
  std::vector<uint64_t> pattern_of_;       // per edge
  std::vector<uint32_t> first_of_a_;       // per record: its first edge
  std::vector<uint32_t> first_of_b_, of_b_;  // per record: edges of which it is the second one
  // By weights and threshold.
  std::shared_ptr<const std::vector<Edge>> edges_;
  Weight threshold_ = 0;
  std::vector<uint32_t> class_of_;         // per edge
  std::vector<uint32_t> class_first_, class_edges_;
  // By what was said.
  std::unordered_map<uint32_t, std::vector<Member>> open_;  // classes that were asked for
};

}  // namespace jumelles::assessing
