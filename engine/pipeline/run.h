#pragma once

// The visible list of stages from tables to golden records, each run only when what it rests on has changed:
// standardize -> link -> clean sources -> rivals -> cluster -> survive -> index.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cluster/cluster.h"
#include "evaluate/judged_groups.h"
#include "pipeline/estimate.h"
#include "pipeline/labels.h"
#include "pipeline/link.h"
#include "pipeline/project.h"
#include "pipeline/result_index.h"
#include "standardize/standardize.h"

namespace jumelles::pipeline {

// Fingerprints of what each stage rests on; equal ones mean that its result still holds.
struct StageKeys {
  uint64_t records = 0, link = 0, groups = 0, golden = 0;
  bool operator==(const StageKeys&) const = default;
};

// `table_keys`: one number per table that changes when it is read anew.
StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys);

// Everything a run made. Immutable; parts are shared between results that did not change them.
struct RunResult {
  std::vector<std::shared_ptr<const Table>> tables;
  std::shared_ptr<const RecordSet> records;
  std::shared_ptr<const standardize::StandardizeReport> report;
  std::shared_ptr<const Labels> labels;                  // never null
  UnknownNames unknown_labels;                           // names of records that are not there
  uint64_t overruling_label_count = 0;                   // judged pairs that other labels contradict
  std::shared_ptr<const LinkResult> link;
  // Those of `link` in the same order, each with what its rivals take off (score/rivals.h).
  std::shared_ptr<const std::vector<Edge>> edges;
  // Indexes of edges, strongest first; without those that rivals have put below the review floor.
  std::shared_ptr<const std::vector<uint32_t>> by_weight;
  uint64_t edges_key = 0;  // fingerprint of what the two rest on
  std::shared_ptr<const Groups> groups;
  // Where drawn groups were judged: the groups as they are without that, and what the judgments say of these.
  std::shared_ptr<const Groups> unshaped_groups;
  std::shared_ptr<const evaluate::JudgedEstimate> judged_estimate;
  std::shared_ptr<const std::vector<std::string>> golden_ids;  // per group
  std::shared_ptr<const Estimates> estimates;
  std::shared_ptr<const survive::GoldenRecords> golden;
  std::shared_ptr<const GroupIndex> index;
  Project project;   // resolved: proposals, trained parameters, measured sources
  StageKeys keys;    // of `project`
};

// One run. The caller works through the phases of one stage after the other and takes the result at the end; dropping
// it half-way leaves the former result as it was.
class Run {
 public:
  // `former` may be null; its parts are reused where the keys agree.
  Run(Project project, std::vector<std::shared_ptr<const Table>> tables, std::vector<uint64_t> table_keys,
      std::shared_ptr<const RunResult> former);
  // Phases of the next stage that is to be run, nothing when the run is complete. Call it when the phases given
  // before are done.
  std::optional<std::vector<Phase>> next_stage();
  // Why the run cannot go on, known after a stage: there is nothing to compare.
  std::optional<Error> problem() const;
  // 0..1: share of the whole work that stages before the current one make up, and with it.
  double stage_begin() const { return stage_begin_; }
  double stage_end() const { return stage_end_; }
  std::shared_ptr<const RunResult> take();

 private:
  std::vector<Phase> standardize_stage();
  std::optional<Error> settings_problem() const;
  std::vector<Phase> link_stage();
  std::vector<Phase> cluster_stage();
  std::vector<Phase> survive_stage();
  void finish_link();
  std::vector<Phase> clean_stage();  // which sources hold each thing once
  void take_clean_sources();
  void keep_former_choices();
  std::vector<uint8_t> clean_sources() const;  // 1 per source of the records
  std::shared_ptr<const std::vector<Edge>> edges_to_join(const std::vector<uint8_t>& one_per_source, std::vector<Phase>& phases) const;
  std::vector<Phase> weigh_rivals();

  std::shared_ptr<RunResult> result_;
  std::vector<uint64_t> table_keys_;
  std::shared_ptr<const RunResult> former_;
  StageKeys wanted_;
  int next_ = 0;
  double stage_begin_ = 0, stage_end_ = 0;
  std::shared_ptr<RecordSet> records_;
  std::shared_ptr<LinkResult> link_;
  std::shared_ptr<std::vector<uint8_t>> free_of_duplicates_;  // per source; null: not measured
  std::shared_ptr<std::vector<cluster::SourceFinding>> findings_;  // of the same
  BoundLabels bound_;
};

}  // namespace jumelles::pipeline
