#pragma once

// How the model learns its weights, step by step: random pairs show what agreement by chance looks like, the patterns of
// the candidate pairs are counted, pairs that cannot be matches are put aside (training_pairs.h), and the parameters that
// explain the rest best are written to the configuration (score/em.h).

#include <memory>
#include <vector>

#include "compare/record_comparer.h"
#include "core/link_config.h"
#include "core/records.h"
#include "linking/bound_constraints.h"
#include "linking/candidate_pairs.h"
#include "linking/candidate_patterns.h"
#include "linking/random_pairs.h"
#include "linking/row_counts.h"
#include "linking/taught_pairs.h"
#include "linking/training_pairs.h"
#include "score/em.h"
#include "score/model.h"
#include "score/pattern_counter.h"

namespace jumelles::linking {

class ModelTraining {
 public:
  // All must outlive this; `config` gets what is learned. `possible_pairs`: by link type, repeats included.
  ModelTraining(const RecordSet& records, LinkConfig& config, const compare::RecordComparer& comparer, const RowCounts& rows,
                TaughtPairs& taught, double possible_pairs);

  bool trains() const { return !config_.trained; }

  // Random pairs: what agreement is worth nothing. Known when all rows are counted.
  uint64_t random_units() const;
  void draw_random(uint64_t begin, uint64_t end);
  // Typical m, u of random pairs, about one match per two records: enough to tell which keys find matches.
  score::WeightTable crude_model() const;

  // Candidate pairs and their patterns, which must outlive this; without patterns some of the pairs are compared for training.
  void start_counting(const CandidatePairs& candidates, const CandidatePatterns* patterns);
  void count_patterns(uint64_t begin, uint64_t end);
  // Of pairs of two sources, the best partners of each record there, by the crude model.
  uint64_t start_ranking();  // 0 when all pairs train alike
  bool ranks_partners() const { return training_pairs_ && training_pairs_->ranks(); }
  void rank_partners(uint64_t begin, uint64_t end);
  void choose_training_pairs(uint64_t begin, uint64_t end);
  void start();
  bool iterate();  // true while parameters still move
  void finish();

 private:
  double possible_pairs() const { return possible_pairs_ - rows_.repeated_pair_count(); }  // that train
  score::Parameters typical_parameters() const;
  std::vector<double> exact_shares() const;
  bool compares_things() const;
  bool some_may_move() const;
  static std::vector<score::EmInput::Ladder> ladders_of(const Comparison& comparison);
  void start_passes();
  // Whether a pair can be linked at all: those inside a source are met, but are no possible pairs of a linking across.
  bool is_forbidden(RecordIndex a, RecordIndex b) const { return constraints_.veto(a, b) == Veto::kMustNotMatch; }
  bool is_possible(RecordIndex a, RecordIndex b) const {
    return config_.link_type != LinkType::kLink || records_.source_of[a] != records_.source_of[b];
  }
  // `number(pattern, count)`: counts a pattern and tells its number.
  template <class Number>
  void count_pair(RecordIndex a, RecordIndex b, compare::Pattern pattern, Number number);
  void count_keys(uint32_t pattern_number, RecordIndex a, RecordIndex b);
  std::vector<std::vector<float>> trained_shares(const std::vector<score::PatternCount>& candidates);
  score::EmInput training_input() const;  // without candidates
  void start_trainer();
  void order_levels();
  void keep_choices(const score::Parameters& parameters, size_t kept_kinds, bool room);
  void keep_dependences(const std::vector<size_t>& kept_kinds);

  const RecordSet& records_;
  LinkConfig& config_;
  const compare::RecordComparer& comparer_;
  const RowCounts& rows_;
  TaughtPairs& taught_;
  BoundConstraints constraints_;
  double possible_pairs_;
  const CandidatePairs* candidates_ = nullptr;
  const CandidatePatterns* patterns_ = nullptr;
  std::unique_ptr<CandidateWalk> walk_;
  double candidate_rate_ = 1;  // share of the candidates that train
  RandomPairs drawing_;
  struct RandomCounts { score::PatternCounter patterns, apart; };  // all of them; those that a rule keeps apart
  RandomCounts random_, random_across_;                            // the second of two sources only
  score::PatternCounter candidate_patterns_;  // of those that train; numbered as patterns_ where there is one
  score::PatternCounter forbidden_;  // candidates that a rule keeps apart, of unknown class otherwise
  // Per pattern number, where it may be a match: by comparison the pairs that a key without it finds, then all that were asked.
  std::vector<std::vector<uint32_t>> met_without_;
  std::vector<uint32_t> rules_without_;  // per comparison, as bits
  double asked_share_ = 1;
  score::WeightTable crude_;
  std::vector<Weight> crude_weights_;  // per pattern number
  std::unique_ptr<TrainingPairs> training_pairs_;
  std::vector<uint8_t> clean_;  // per source
  std::vector<TrainingPairs::SourceEvidence> clean_evidence_;  // of them, where it was asked
  bool on_trial_ = false;       // whether these are taken for clean to see what follows
  std::unique_ptr<score::EmTrainer> trainer_;
};

}  // namespace jumelles::linking
