#pragma once

// A set of files through the engine as `jumelles auto` runs it without settings, and scored.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "evaluate/evaluate.h"
#include "running/run.h"
#include "protocol/protocol.h"
#include "world.h"

namespace jumelles::worlds {

struct InputFile { std::string name, bytes; };
struct Input {
  std::vector<InputFile> files;
  std::string id_column, source_column;
  std::vector<std::string> ignored_columns;
};

struct Answer {
  Status status;
  std::shared_ptr<const assessing::RunResult> result;  // null when it failed
  std::vector<uint64_t> rejected_rows;                // per file
  protocol::EstimateSummary estimate;
  double seconds = 0;                                 // of the processor
};

// `plain_model`: the textbook's Fellegi-Sunter model, as a baseline.
Answer run(const Input& input, bool plain_model);

Input input_of(const World& world);
// The truth as the engine numbers its records, whichever line it took for the header.
evaluate::Truth truth_of(const World& world, const Answer& answer);

}  // namespace jumelles::worlds
