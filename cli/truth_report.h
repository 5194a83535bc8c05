#pragma once

// What both commands say and write about a known truth.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "core/records.h"
#include "core/result.h"
#include "deliver/truth_outputs.h"
#include "evaluate/curve.h"
#include "evaluate/evaluate.h"

namespace jumelles::deliver {
struct OutputInput;
}

namespace jumelles::cli {

void print_best(const evaluate::Curve& curve, Terminal& terminal);
// Every half bit from the lightest pair to 30 bits, at least from -6; and `used`.
std::vector<Weight> curve_thresholds(const std::vector<Edge>& edges, Weight used);
// DIR/curve.csv.
Status write_curve_file(const std::string& folder, const evaluate::Curve& curve, Weight used, const deliver::TruthForm& form);

// Everything that `auto --truth` adds to the scores: recall lost step by step, DIR/errors.csv and DIR/curve.csv. `table_keys`
// are those that the result was made with.
Status report_truth(const evaluate::Truth& truth, const deliver::OutputInput& input, const std::vector<uint64_t>& table_keys,
                    const std::string& folder, Terminal& terminal);

}  // namespace jumelles::cli
