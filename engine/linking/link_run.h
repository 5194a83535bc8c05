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
#include "linking/propose_blocking.h"
#include "linking/row_counts.h"

namespace jumelles::linking {

class LinkRun : public std::enable_shared_from_this<LinkRun> {
 public:
  LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<const Labels> labels, std::shared_ptr<LinkResult> result);

  Status propose_comparisons();  // and constraints; makes the comparer
  uint64_t record_count() const { return records_->record_count(); }
  void pack(uint64_t begin, uint64_t end);
  uint64_t value_units() const { return comparer_->prepare_units(); }
  void prepare_values(uint64_t begin, uint64_t end) { comparer_->prepare(begin, end); }

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
  uint64_t candidate_units() const { return candidates_ ? candidates_->unit_count() : 0; }

  // Training.
  bool trains() const { return !config_.trained; }
  ModelTraining& training() { return *training_; }
  void finish_training();

  // Scoring. `former` is what this run gave; the config differs from its own in what only scores rest on.
  void prepare_again(LinkConfig config, const LinkResult& former, std::shared_ptr<LinkResult> result);
  void make_scorer();
  void score_pairs(uint64_t begin, uint64_t end);
  void start_sorting();
  void sort_edges(uint64_t begin, uint64_t end);
  void finish();

 private:
  // Pairs inside a source are met even where they are not linked: they tell whether it holds each thing once.
  LinkType met_type() const { return config_.link_type == LinkType::kLink ? LinkType::kLinkDedupe : config_.link_type; }
  bool is_inside(RecordIndex a, RecordIndex b) const {
    return config_.link_type == LinkType::kLink && records_->source_of[a] == records_->source_of[b];
  }
  void skip_light_patterns();
  void look_at_skipped();
  void keep_strongest(const Edge& edge);
  void keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight);
  void gather(std::vector<Edge>& from, std::vector<uint32_t>& first);

  std::shared_ptr<const RecordSet> records_;
  LinkConfig config_;
  std::shared_ptr<const Labels> labels_;
  std::shared_ptr<LinkResult> result_;
  std::shared_ptr<compare::RecordComparer> comparer_;
  std::unique_ptr<RowCounts> rows_;
  std::unique_ptr<TaughtPairs> taught_;
  std::unique_ptr<ModelTraining> training_;
  bool refines_ = false;
  std::unique_ptr<BlockingProposal> proposal_;
  std::shared_ptr<block::KeyColumns> columns_;
  std::vector<std::unique_ptr<block::RuleBlocks>> rules_;
  std::shared_ptr<CandidatePairs> candidates_;
  struct PatternWeight {
    compare::Pattern pattern;
    Weight weight;
    bool fixed;  // the values do not matter
  };
  std::vector<PatternWeight> pattern_weights_;
  // Of a pattern's pairs, those that count as candidates; filled by the first scoring. Later ones pass over what is too light.
  std::vector<uint64_t> pattern_pairs_;
  std::vector<uint8_t> skipped_;
  bool scored_before_ = false;
  Weight heaviest_skipped_ = 0;
  std::shared_ptr<LinkScorer> scorer_;
  Weight floor_ = 0;
  bool must_match_ = false;
  std::vector<uint64_t> rule_pairs_;
  std::vector<Edge> edges_, vetoed_, inside_;
  uint64_t inside_count_ = 0;  // compared
  std::vector<uint32_t> first_edge_, first_vetoed_, first_inside_;
};

}  // namespace jumelles::linking
