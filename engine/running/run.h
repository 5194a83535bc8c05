#pragma once

// The visible list of stages from tables to golden records, each run only when what it rests on has changed:
// standardize -> link -> clean sources -> rivals -> cluster -> survive -> index.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assessing/run_result.h"
#include "cluster/cluster.h"
#include "core/group_changes.h"
#include "running/labels.h"
#include "document/stage_keys.h"

namespace jumelles::running {

// One run. The caller works through the phases of one stage after the other and takes the result at the end; dropping
// it half-way leaves the former result as it was.
class Run {
 public:
  // `former` may be null; its parts are reused where the keys agree.
  Run(document::Project project, std::vector<std::shared_ptr<const Table>> tables, std::vector<uint64_t> table_keys,
      std::shared_ptr<const assessing::RunResult> former);
  // Phases of the next stage that is to be run, nothing when the run is complete. Call it when the phases given
  // before are done.
  std::optional<std::vector<Phase>> next_stage();
  // Why the run cannot go on, known after a stage: there is nothing to compare.
  std::optional<Error> problem() const;
  // 0..1: share of the whole work that stages before the current one make up, and with it.
  double stage_begin() const { return stage_begin_; }
  double stage_end() const { return stage_end_; }
  // Pairs that reach the threshold; nothing until all are weighed, which is long before the groups are there.
  std::optional<uint64_t> linked_pair_count() const;
  std::shared_ptr<const assessing::RunResult> take();
  // The records alone, after the phases of the first stage: for who wants no more than these. A run may take them over.
  std::shared_ptr<const assessing::RunResult> take_records();

 private:
  std::vector<Phase> standardize_stage();
  std::vector<Phase> finder_stage();  // records by their names
  std::optional<Error> settings_problem() const;
  std::vector<Phase> link_stage();
  std::vector<Phase> cluster_stage();
  std::vector<Phase> survive_stage();
  std::shared_ptr<const linking::Prepared> still_prepared() const;
  void finish_link();
  std::vector<Phase> clean_stage();  // which sources hold each thing once
  void take_clean_sources();
  void keep_former_choices();
  std::vector<uint8_t> clean_sources() const;  // 1 per source of the records
  std::shared_ptr<const std::vector<Edge>> edges_to_join(const std::vector<uint8_t>& one_per_source, std::vector<Phase>& phases) const;
  std::vector<Phase> rivals_stage();
  // What the former run has to give to this one, where it was about the same records.
  bool has_former_records() const { return former_ && former_->golden && former_->records == result_->records; }
  bool joins_as_before() const;
  cluster::ClusterOptions cluster_options() const;  // without labels
  std::shared_ptr<std::vector<RecordIndex>> changed_since(std::shared_ptr<const Labels> before, std::shared_ptr<const Labels> now, std::vector<Phase>& phases) const;

  std::shared_ptr<assessing::RunResult> result_;
  std::vector<uint64_t> table_keys_;
  std::shared_ptr<const assessing::RunResult> former_;
  document::StageKeys wanted_;
  int next_ = 0;
  double stage_begin_ = 0, stage_end_ = 0;
  std::shared_ptr<const GroupChanges> changes_;  // of the groups since the former run; null: no use
  std::shared_ptr<std::vector<uint8_t>> free_of_duplicates_;  // per source; null: not measured
  std::shared_ptr<std::vector<cluster::SourceFinding>> findings_;  // of the same
  BoundLabels bound_;
};

}  // namespace jumelles::running
