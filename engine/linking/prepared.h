#pragma once

// What a linking run made on its way to scored pairs. The next one takes over each part that rests on nothing that has changed
// (document/stage_keys.h): other weights need no pair compared again.

#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "linking/candidate_pairs.h"
#include "linking/candidate_patterns.h"
#include "linking/row_counts.h"

namespace jumelles::linking {

struct Prepared {
  // By the comparisons.
  std::shared_ptr<const compare::RecordComparer> comparer;
  std::shared_ptr<const RowCounts> rows;
  // By the blocking rules.
  std::shared_ptr<const block::KeyColumns> columns;
  std::vector<std::vector<int>> rule_columns;  // [rule][part]; empty for rules that are off
  std::shared_ptr<const CandidatePairs> candidates;
  // By both; null where there are too many.
  std::shared_ptr<const CandidatePatterns> patterns;
};

}  // namespace jumelles::linking
