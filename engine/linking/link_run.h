#pragma once

// The state of one linking run while its phases work on it.

#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "linking/candidate_pairs.h"
#include "linking/link.h"
#include "linking/link_scorer.h"
#include "linking/model_training.h"
#include "linking/prepared.h"
#include "linking/propose_blocking.h"
#include "linking/row_counts.h"

namespace jumelles::linking {

class LinkRun {
 public:
  LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<const Labels> labels, std::shared_ptr<LinkResult> result,
          std::shared_ptr<const Prepared> former);

  Status propose_comparisons();  // and constraints; makes the comparer
  uint64_t record_count() const { return records_->record_count(); }
  uint64_t pack_units() const { return new_comparer_ ? record_count() : 0; }
  void pack(uint64_t begin, uint64_t end);
  uint64_t value_units() const { return new_comparer_ ? new_comparer_->prepare_units() : 0; }
  void prepare_values(uint64_t begin, uint64_t end) { new_comparer_->prepare(begin, end); }

  // Blocking keys.
  bool proposes_keys() const { return config_.blocking_rules.empty() || config_.proposal_due; }
  void start_proposal();
  BlockingProposal* proposal() { return proposal_.get(); }
  void set_crude_model();
  void choose_keys();
  void bind_rules();
  uint64_t key_value_units() const { return new_columns_ ? new_columns_->units() : 0; }
  void prepare_keys(uint64_t begin, uint64_t end) { new_columns_->prepare(begin, end); }
  uint64_t block_units() const;
  void build_blocks(uint64_t begin, uint64_t end);
  void finish_blocks();
  uint64_t candidate_units() const { return made_.candidates ? made_.candidates->unit_count() : 0; }
  uint64_t start_comparing();  // 0 when their patterns are known, or too many
  void compare_pairs(uint64_t begin, uint64_t end);

  // Training.
  bool trains() const { return !config_.trained; }
  uint64_t start_training();
  ModelTraining& training() { return *training_; }
  void finish_training();

  // Scoring.
  void make_scorer();
  void score_pairs(uint64_t begin, uint64_t end);
  uint64_t strongest_units();
  void find_strongest(uint64_t begin, uint64_t end);
  void start_sorting();
  void sort_edges(uint64_t begin, uint64_t end);
  void finish();

 private:
  // Pairs inside a source are met even where they are not linked: they tell whether it holds each thing once.
  LinkType met_type() const { return config_.link_type == LinkType::kLink ? LinkType::kLinkDedupe : config_.link_type; }
  bool is_inside(RecordIndex a, RecordIndex b) const {
    return config_.link_type == LinkType::kLink && records_->source_of[a] == records_->source_of[b];
  }
  void count_weight(Weight weight, uint64_t pairs);
  bool may_be_strongest(uint32_t pattern) const;
  void keep_strongest(const Edge& edge);
  void keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight);
  void gather(std::vector<Edge>& from, std::vector<uint32_t>& first);

  std::shared_ptr<const RecordSet> records_;
  LinkConfig config_;
  std::shared_ptr<const Labels> labels_;
  std::shared_ptr<LinkResult> result_;
  std::shared_ptr<const Prepared> former_;
  Prepared made_;  // or taken over
  // While they are made; null when they were taken over.
  std::shared_ptr<compare::RecordComparer> new_comparer_;
  std::shared_ptr<RowCounts> new_rows_;
  std::shared_ptr<block::KeyColumns> new_columns_;
  std::shared_ptr<CandidatePatterns> new_patterns_;
  std::unique_ptr<TaughtPairs> taught_;
  std::unique_ptr<ModelTraining> training_;
  bool refines_ = false;
  bool proposed_keys_ = false;
  std::unique_ptr<BlockingProposal> proposal_;
  std::vector<std::unique_ptr<block::RuleBlocks>> rules_;
  std::unique_ptr<CandidateWalk> walk_;
  struct PatternWeight {
    LinkScorer::PatternSums sums;
    Weight weight;
    bool fixed;    // the values do not matter
  };
  std::vector<PatternWeight> pattern_weights_;  // where patterns are known
  std::vector<uint8_t> visited_;                // by pattern; or else all of it is known: its weight is below the floor
  std::shared_ptr<LinkScorer> scorer_;
  Weight floor_ = 0;
  bool must_match_ = false;
  std::vector<uint64_t> rule_pairs_;
  std::vector<Edge> edges_, vetoed_, inside_;
  uint64_t inside_count_ = 0;  // compared
  std::vector<uint32_t> first_edge_, first_vetoed_, first_inside_;
};

}  // namespace jumelles::linking
