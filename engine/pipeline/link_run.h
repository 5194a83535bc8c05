#pragma once

// The state of one linking run while its phases work on it.

#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "core/rng.h"
#include "pipeline/candidate_pairs.h"
#include "pipeline/link.h"
#include "pipeline/link_scorer.h"
#include "pipeline/propose_blocking.h"
#include "pipeline/training_pairs.h"
#include "score/em.h"
#include "score/pattern_counter.h"

namespace jumelles::pipeline {

class LinkRun {
 public:
  LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<LinkResult> result);

  Status propose_comparisons();  // and constraints; makes the comparer
  uint64_t record_count() const { return records_->record_count(); }
  void pack(uint64_t begin, uint64_t end);
  uint64_t value_units() const { return comparer_->prepare_units(); }
  void prepare_values(uint64_t begin, uint64_t end) { comparer_->prepare(begin, end); }

  // Random pairs: what agreement is worth nothing.
  uint64_t random_units() const;
  void draw_random(uint64_t begin, uint64_t end);

  // Blocking keys.
  bool proposes_keys() const { return config_.blocking_rules.empty(); }
  void start_proposal();
  BlockingProposal* proposal() { return proposal_.get(); }
  void set_crude_model();
  void choose_keys();
  void bind_rules();
  uint64_t key_value_units() const { return columns_->units(); }
  void prepare_keys(uint64_t begin, uint64_t end) { columns_->prepare(begin, end); }
  uint64_t block_units() const;
  void build_blocks(uint64_t begin, uint64_t end);
  void finish_blocks();

  // Training.
  bool trains() const { return !config_.trained; }
  uint64_t candidate_units() const { return candidates_ ? candidates_->unit_count() : 0; }
  void count_patterns(uint64_t begin, uint64_t end);
  // Of pairs of two sources, the best partners of each record there, by the crude model.
  uint64_t start_ranking();  // 0 when all pairs train alike
  bool ranks_partners() const { return training_pairs_ && training_pairs_->ranks(); }
  void rank_partners(uint64_t begin, uint64_t end);
  void choose_training_pairs(uint64_t begin, uint64_t end);
  void start_training();
  bool train();
  void finish_training();

  // Scoring.
  void make_scorer();
  void score_pairs(uint64_t begin, uint64_t end);
  void start_sorting();
  void sort_edges(uint64_t begin, uint64_t end);
  void finish();

 private:
  void keep_dependences();
  score::Parameters typical_parameters() const;
  score::WeightTable crude_model() const;
  bool compares_things() const;
  score::EmInput training_input() const;  // without candidates
  std::vector<double> exact_shares() const;
  void keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight);
  void count_terms(uint64_t begin, uint64_t end);
  void add_terms(const uint32_t* row, uint32_t count);
  bool same_repeated_row(RecordIndex a, RecordIndex b) const;
  void gather(std::vector<Edge>& from, std::vector<uint32_t>& first);

  std::shared_ptr<const RecordSet> records_;
  LinkConfig config_;
  std::shared_ptr<LinkResult> result_;
  std::shared_ptr<compare::RecordComparer> comparer_;
  std::vector<std::vector<uint32_t>> term_counts_;  // [comparison][comparison code], often repeated rows counted once
  struct SeenRow { uint64_t hash = 0; uint32_t count = 0; bool counted_once = false; };
  std::vector<SeenRow> seen_rows_;                  // while counting: open addressing; hash 0: free
  std::vector<uint32_t> seen_row_of_;               // per record: its place there
  std::vector<uint8_t> repeated_;                   // per record: one of many of the same row, its pairs with those do not train
  double possible_pairs_ = 0;                       // those that train
  std::vector<Weight> crude_weights_;                // per pattern number
  bool all_pairs_random_ = false;
  uint64_t random_count_ = 0;
  std::vector<RecordIndex> random_records_;
  std::unique_ptr<Rng> rng_;
  score::PatternCounter random_patterns_, candidate_patterns_;
  std::unique_ptr<TrainingPairs> training_pairs_;
  std::unique_ptr<BlockingProposal> proposal_;
  std::shared_ptr<block::KeyColumns> columns_;
  std::vector<std::unique_ptr<block::RuleBlocks>> rules_;
  std::shared_ptr<CandidatePairs> candidates_;
  double candidate_rate_ = 1;
  // What training found is not compared again: the pattern's number plus 1 per unit of the candidates, 0 for pairs met
  // before; empty when there are too many, or no training.
  std::vector<uint32_t> pattern_of_;
  struct PatternWeight {
    compare::Pattern pattern;
    Weight weight;
    bool fixed;  // the values do not matter
  };
  std::vector<PatternWeight> pattern_weights_;
  std::unique_ptr<score::EmTrainer> trainer_;
  std::shared_ptr<LinkScorer> scorer_;
  Weight floor_ = 0, threshold_ = 0;
  bool must_match_ = false;
  std::vector<uint64_t> rule_pairs_;
  std::vector<Edge> edges_, vetoed_;
  std::vector<uint32_t> first_edge_, first_vetoed_;
};

}  // namespace jumelles::pipeline
