#pragma once

// Everything a run made, as those who judge it, show it and write it see it.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assessing/estimate.h"
#include "assessing/result_index.h"
#include "core/judgments.h"
#include "core/labels.h"
#include "core/table.h"
#include "document/record_finder.h"
#include "document/stage_keys.h"
#include "evaluate/judged_groups.h"
#include "linking/link.h"
#include "standardize/standardize.h"

namespace jumelles::assessing {

// Names that no record has, or several. What is said of them is left out.
struct UnknownNames {
  static constexpr size_t kExamples = 5;
  struct Example {
    std::string path;   // in the document: "decisions[3].b"; "" of a file of labels
    uint64_t line = 0;  // of that file
    std::string why;    // "no record \"9\" in \"shop\""
  };
  uint64_t count = 0;
  std::vector<Example> examples;  // the first ones
};

struct GroupDoubts;  // assessing/group_doubts.h

// Everything a run made. Immutable; parts are shared between results that did not change them.
struct RunResult {
  std::vector<std::shared_ptr<const Table>> tables;       // as rules of the recipe on rows leave them: their rows are the records
  std::vector<std::shared_ptr<const Table>> read_tables;  // as they were read; the same ones where no such rule is about them
  Mapping mapping;                                        // of `tables`
  std::shared_ptr<const RecordSet> records;
  std::shared_ptr<const standardize::StandardizeReport> report;
  std::shared_ptr<const document::RecordFinder> finder;  // of the records, shared like them
  std::shared_ptr<const Labels> labels;                  // never null
  std::shared_ptr<const Labels> undrawn;                 // with groups shaped by hand and pairs settled by likeness; `labels` itself where there are none
  std::shared_ptr<const Labels> binding;                 // with what was judged of drawn groups, too; `undrawn` itself where nothing was
  std::shared_ptr<const Labels> said;                    // `binding` without what was settled by likeness: an estimate takes these for what people saw
  UnknownNames unknown_labels;                           // names of records that are not there
  std::vector<Contradiction> contradictions;             // of what people said, the first ones (core/judgments.h)
  uint64_t contradiction_count = 0;
  std::shared_ptr<const linking::LinkResult> link;
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
  std::shared_ptr<const GroupDoubts> doubts;                   // which groups are worth a look
  document::Project project;   // resolved: proposals, trained parameters, measured sources
  document::StageKeys keys;    // of `project`
};

}  // namespace jumelles::assessing
