#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "deliver/number.h"

namespace jumelles::cli {

int report(const Error& error, Terminal& terminal) {
  *terminal.err << (error.path.empty() ? "jumelles: " : "") << to_string(error) << "\n";
  if (error.id == "usage") return kBadUsage;
  switch (error.code) {
    case ErrorCode::kCanceled: return kCanceled;
    case ErrorCode::kInternal: return kInternal;
    default: return kBadInput;
  }
}

std::string one_decimal(double value) {
  return deliver::fixed_text(static_cast<int64_t>(value * 10 + (value < 0 ? -0.5 : 0.5)), 1);
}

std::string thousands(uint64_t value) {
  std::string digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<size_t>(at), " ");
  return digits;
}

std::string four_decimals(double value) { return deliver::fixed_text(static_cast<int64_t>(value * 1e4 + 0.5), 4); }

void print_scores(const evaluate::Truth& truth, const evaluate::Scores& scores, Terminal& terminal) {
  std::ostream& out = *terminal.out;
  if (truth.unknown_id_count > 0) out << "truth: " << truth.unknown_id_count << " ids that no record has\n";
  out << "pairwise: precision " << four_decimals(scores.precision) << ", recall " << four_decimals(scores.recall) << ", F1 " << four_decimals(scores.f1)
      << " (" << scores.true_pairs << " true pairs, " << scores.predicted_pairs << " found, " << scores.correct_pairs << " of them right)\n";
  out << "B3: precision " << four_decimals(scores.bcubed_precision) << ", recall " << four_decimals(scores.bcubed_recall) << ", F1 "
      << four_decimals(scores.bcubed_f1) << "\n";
  out << "groups of two or more: " << scores.true_groups << " true, " << scores.predicted_groups << " found, " << scores.identical_groups << " exactly right\n";
  out << "largest group: " << scores.largest_true_group << " true, " << scores.largest_group << " found\n";
}

int run_cli(const std::vector<std::string>& arguments, Terminal& terminal) {
  const auto usage = [&](const std::string& message) {
    return report({ErrorCode::kBadConfig, "usage", message, "See jumelles --help.", {}, 0, {}}, terminal);
  };
  if (arguments.empty()) {
    *terminal.err << kHelp;
    return kBadUsage;
  }
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument == "--help" || argument == "-h" || arguments[0] == "help") {
      *terminal.out << kHelp;
      return kDone;
    }
  }
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  const auto run = [&](const auto& options, auto command) { return options ? command(options.value(), terminal) : report(options.error(), terminal); };
  if (arguments[0] == "auto") return run(read_auto(rest), run_auto);
  if (arguments[0] == "profile") return run(read_profile(rest), run_profile);
  if (arguments[0] == "evaluate") return run(read_evaluate(rest), run_evaluate);
  if (arguments[0] == "project") return run(read_project(rest), run_project);
  if (arguments[0] == "recipe") return run(read_recipe(rest), run_project);
  if (arguments[0] == "synth") return run(read_synth(rest), run_synth);
  return usage("There is no command \"" + arguments[0] + "\".");
}

}  // namespace jumelles::cli
