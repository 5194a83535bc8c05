#pragma once

// Which keys find candidate pairs, when the configuration leaves it open. Key parts follow from the attributes' types;
// single parts, pairs and triples of them are built on a sample of the records and counted; a first crude model says
// how probable the pairs that they find are matches; then keys are chosen greedily, most new expected matches for
// their pairs first, until the budget is used. Nothing depends on what the data are about.

#include <cstdint>
#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "core/link_config.h"
#include "core/phase.h"
#include "core/records.h"
#include "score/model.h"

namespace jumelles::pipeline {

constexpr double kLargeBudgetShare = 0.05;  // of the budget of pairs: a key that takes more is refined when it can be

class BlockingProposal {
 public:
  BlockingProposal(const RecordSet& records, const LinkConfig& config);

  // The crude model for grading pairs, known before `choose`.
  void set_model(const compare::RecordComparer* comparer, score::WeightTable weights) {
    comparer_ = comparer;
    weights_ = weights;
  }
  uint64_t value_units() const { return columns_.units(); }
  void prepare_values(uint64_t begin, uint64_t end) { columns_.prepare(begin, end); }
  // Keys of one part, then combinations: units are parts of the work on candidate keys, of which more become known on
  // the way.
  uint64_t single_units() const;
  void count_singles(uint64_t begin, uint64_t end) { count(singles_, 0, begin, end); }
  uint64_t combination_units();
  void count_combinations(uint64_t begin, uint64_t end) { count(combinations_, singles_.size(), begin, end); }
  // Then the pairs that they found are graded.
  uint64_t pool_units();
  void weigh_pool(uint64_t begin, uint64_t end);
  std::vector<BlockingRule> choose();

 private:
  struct Candidate {
    std::vector<int> parts;  // column numbers
    std::unique_ptr<block::RuleBlocks> blocks;
    uint64_t sampled = 0;
    double pairs = 0;        // within blocks under the limit, in the sample
  };
  struct PoolPair {
    RecordIndex a, b;           // places in the sample
    double matches;             // expected matches it stands for
    std::vector<uint64_t> keys;  // bit per candidate
    bool found_by(size_t key) const { return (keys[key / 64] >> (key % 64) & 1) != 0; }
  };
  void add_part(int attribute, block::Transform transform, bool weak);
  void add_parts_of(int attribute);
  void count(std::vector<Candidate>& candidates, uint64_t first_number, uint64_t begin, uint64_t end);
  uint16_t source_of(RecordIndex place) const { return records_.source_of[sample_[place]]; }
  void sample_pairs(Candidate& candidate, uint64_t number);
  // A key that takes much of the budget gets a further part where hardly a match is lost by it.
  struct Refined {
    size_t key = 0;      // candidate
    int part = -1;       // to add, -1: none
    double share = 0;    // of the budget, before
    double loss = -1;    // share of the expected matches that refining would lose; below 0: not asked
  };
  std::vector<Refined> refine_large(const std::vector<size_t>& chosen, double total) const;
  bool agree(size_t part, RecordIndex a, RecordIndex b) const;
  const Candidate& candidate(size_t key) const { return key < singles_.size() ? singles_[key] : combinations_[key - singles_.size()]; }
  std::vector<int> refinement_for(const std::vector<int>& parts) const;
  double budget() const;

  const RecordSet& records_;
  const LinkConfig& config_;
  block::KeyColumns columns_;
  block::BlockLimits limits_;
  std::vector<RecordIndex> sample_;
  double sample_share_ = 1;
  std::vector<int> parts_;
  std::vector<uint8_t> weak_;            // per part
  std::vector<std::string> transform_ids_;  // per part
  std::vector<Candidate> singles_, combinations_;
  std::vector<double> filled_;           // per part: share of the sample that has a key
  std::vector<double> collision_;        // per part: share of all pairs that agree on it
  std::vector<PoolPair> pool_;              // drawn
  std::vector<PoolPair> matches_;           // those worth counting
  const compare::RecordComparer* comparer_ = nullptr;
  score::WeightTable weights_;
};

// Limits of blocks for a configuration: what `pairs_per_record` allows.
block::BlockLimits block_limits(const RecordSet& records, const LinkConfig& config);

}  // namespace jumelles::pipeline
