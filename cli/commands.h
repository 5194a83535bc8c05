#pragma once

#include "cli/cli.h"
#include "cli/options.h"
#include "core/records.h"
#include "evaluate/evaluate.h"

namespace jumelles::cli {

int run_auto(const AutoOptions& options, Terminal& terminal);
int run_profile(const ProfileOptions& options, Terminal& terminal);
int run_evaluate(const EvaluateOptions& options, Terminal& terminal);
int run_project(const ProjectOptions& options, Terminal& terminal);
int run_synth(const SynthOptions& options, Terminal& terminal);

// Prints an error as "FILE:LINE: what. What to do." and gives the exit code.
int report(const Error& error, Terminal& terminal);
void print_scores(const evaluate::Truth& truth, const evaluate::Scores& scores, Terminal& terminal);
// "97.3 %"-like figures are written without the system's locale: four decimals.
std::string four_decimals(double value);
std::string one_decimal(double value);
std::string thousands(uint64_t value);  // 12 400

}  // namespace jumelles::cli
