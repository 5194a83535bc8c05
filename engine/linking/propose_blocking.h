#pragma once

// Which keys find candidate pairs, when the configuration leaves it open. Key parts follow from the attributes' types; how
// selective each is, some drawn records tell, and so which combinations of them may be worth it. The blocks that the drawn records
// are in are then found among all records (of many: a fifth), by every key that may be chosen: pairs are whole, however many records
// there are. A first crude model says how probable the pairs are matches; then keys are chosen greedily, most new expected
// matches for their pairs first, until the budget is used. Nothing depends on what the data are about.

#include <cstdint>
#include <memory>
#include <vector>

#include "block/block_index.h"
#include "block/drawn_blocks.h"
#include "compare/record_comparer.h"
#include "core/link_config.h"
#include "core/phase.h"
#include "core/records.h"
#include "score/model.h"

namespace jumelles::linking {

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
  // How selective the parts are.
  uint64_t part_units() const { return parts_.size(); }
  void measure_parts(uint64_t begin, uint64_t end);
  // The blocks of the drawn records, by keys of one part and by combinations.
  uint64_t block_units();
  void find_blocks(uint64_t begin, uint64_t end) { blocks_->build(begin, end); }
  // Then their pairs are graded, record by record.
  uint64_t grade_units();
  void grade(uint64_t begin, uint64_t end);
  std::vector<BlockingRule> choose();

 private:
  struct Part {
    int column = 0;
    block::Transform transform = block::Transform::kExact;
    bool weak = false;       // never a key of its own
    bool many_keys = false;  // of one value
    double filled = 0;       // share of the records that have a key
    double collision = 0;    // share of all pairs that agree on it
  };
  using Bits = std::vector<uint64_t>;
  struct Graded {
    RecordIndex a, b;
    double stands_for = 0;   // pairs, itself included
  };
  // A pair worth counting.
  struct Match {
    double matches = 0;      // expected ones that it stands for
    Bits keys;               // bit per key that finds it
    Bits parts;              // bit per part that it agrees on
    bool across = false;     // of two sources
    bool likely = false;     // likelier a match than not
  };
  // A chosen key. One that takes much of the budget gets a further part where hardly a match is lost by it.
  struct Chosen {
    size_t key = 0;
    int part = -1;       // to add, -1: none
    double share = 0;    // of the budget, before
    double loss = -1;    // share of the expected matches that refining would lose; below 0: not asked
  };
  static bool has(const Bits& bits, size_t i) { return (bits[i / 64] >> (i % 64) & 1) != 0; }
  size_t key_words() const { return (keys_.size() + 63) / 64; }
  static void set(Bits& bits, size_t i) { bits[i / 64] |= uint64_t{1} << (i % 64); }
  static bool finds(const Chosen& chosen, const Match& pair) {
    return has(pair.keys, chosen.key) && (chosen.part < 0 || has(pair.parts, static_cast<size_t>(chosen.part)));
  }
  void add_part(int attribute, block::Transform transform, bool weak);
  void add_parts_of(int attribute);
  double worth(size_t part) const { return parts_[part].filled * (1 - parts_[part].collision); }
  void keep_best(std::vector<size_t>& parts, size_t most) const;
  void add_combinations();
  int attribute(size_t part) const { return columns_.attribute(parts_[part].column); }
  bool agree(size_t part, RecordIndex a, RecordIndex b) const;
  double looked_at() const;  // share of the records
  double each_stands_for() const;
  double pairs_of(size_t key) const;  // of all records, within blocks under the limit
  std::vector<size_t> parts_of(const Chosen& chosen) const;  // ascending
  bool may_refine(size_t key, size_t part) const;
  // By part, the share of a key's pairs that agree on it.
  const std::vector<double>& agreeing_shares(size_t key);
  Chosen best_key(const std::vector<uint8_t>& covered, double left, double start, double total);
  void leave_inside_pairs();
  bool is_worth(double gain, double pairs, double total) const;
  std::vector<const Match*> needed(const std::vector<Chosen>& chosen, const Chosen& key) const;
  double pairs_of(const Chosen& chosen);
  void drop_unneeded(std::vector<Chosen>& chosen, double total);
  void refine_large(std::vector<Chosen>& chosen, double total);
  std::vector<size_t> refinement_for(const std::vector<size_t>& parts) const;
  double budget() const { return config_.pairs_per_record * records_.record_count(); }

  const RecordSet& records_;
  const LinkConfig& config_;
  std::vector<RecordIndex> among_;          // the records that are looked at
  std::vector<RecordIndex> drawn_;          // those of them whose blocks are looked at
  std::vector<uint8_t> is_drawn_;           // per record
  block::KeyColumns columns_;
  block::BlockLimits limits_;
  std::vector<Part> parts_;
  std::vector<std::vector<size_t>> keys_;   // their parts, ascending
  std::unique_ptr<block::DrawnBlocks> blocks_;
  std::vector<double> rates_;               // per key: of its pairs, what is graded
  std::vector<Graded> graded_;
  std::vector<uint64_t> keys_of_graded_;    // bit per key, key_words() for each
  std::vector<Match> matches_;
  std::vector<std::vector<double>> agreeing_;  // per key, when asked for
  const compare::RecordComparer* comparer_ = nullptr;
  score::WeightTable weights_;
};

// Limits of blocks for a configuration: what `pairs_per_record` allows.
block::BlockLimits block_limits(const RecordSet& records, const LinkConfig& config);

}  // namespace jumelles::linking
