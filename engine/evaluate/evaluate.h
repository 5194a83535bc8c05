#pragma once

// Scores against a truth: pairwise, B-cubed, share of true pairs kept by blocking.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/records.h"
#include "core/result.h"

namespace jumelles::evaluate {

constexpr uint32_t kUnknownCluster = UINT32_MAX;

// Truth over record indexes: either clusters (cluster_of, kUnknownCluster where nothing is known of a record) or pairs.
struct Truth {
  bool is_pairs = false;
  std::vector<uint32_t> cluster_of;
  std::vector<std::pair<RecordIndex, RecordIndex>> pairs;  // a < b, sorted, unique
  bool cross_table_only = false;  // pairs of first and second file: only pairs across tables count
  uint64_t unknown_id_count = 0;  // ids that no record has
};

struct Scores {
  uint64_t true_pairs = 0, predicted_pairs = 0, correct_pairs = 0;
  double precision = 0, recall = 0, f1 = 0;
  double bcubed_precision = 0, bcubed_recall = 0, bcubed_f1 = 0;
  uint64_t true_groups = 0, predicted_groups = 0, identical_groups = 0;  // of two records or more
  uint64_t largest_true_group = 0, largest_group = 0;                    // records that are judged
};

// A word of a header or an answer: lower case (ASCII), without blanks around it or a byte order mark.
std::string header_word(std::string_view text);

// `rows` is the truth file, header first: `source,id,cluster_id`, or `id,cluster_id`, or `id_a,id_b`
// (first and second file; in one file both ids are of it).
Result<Truth> parse_truth(const std::vector<std::vector<std::string>>& rows, const RecordSet& records,
                          const std::vector<std::string>& table_names);
// O(records log records), however large the groups are. Records whose true cluster is unknown are not judged.
// With pairs as truth, the true groups (B-cubed, counts of groups) are the connected components of the pairs.
// A share of nothing is 1.
Scores score(const Truth& truth, const RecordSet& records, const Groups& groups);

// The share of true pairs that blocking met. `met(a, b)` with a < b says whether some rule brings the pair.
// More than `pair_limit` true pairs are sampled evenly.
struct BlockingRecall {
  uint64_t asked_pairs = 0, met_pairs = 0;
  double recall = 0;  // met of asked; 1 when there is no true pair
};
BlockingRecall blocking_recall(const Truth& truth, const std::function<bool(RecordIndex, RecordIndex)>& met,
                               uint64_t pair_limit = 10'000'000);

}  // namespace jumelles::evaluate
