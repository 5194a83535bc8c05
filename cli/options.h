#pragma once

// Arguments of the commands, read once and checked.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/result.h"
#include "report/targets.h"

namespace jumelles::cli {

// Of every command that reads extracts.
struct ReadingOptions {
  std::vector<std::string> files;
  std::string id_column, source_column, link_type, project, recipe, language, headers, truth_column;
  std::vector<std::string> ignored_columns;
  std::optional<double> threshold;
  std::optional<uint64_t> seed;
};

struct AutoOptions : ReadingOptions {
  std::string out = "jumelles-out";
  std::string truth, save, labels;
  std::set<std::string> formats{"csv"};  // extensions of the files to write
};

struct ProfileOptions : ReadingOptions {
  std::string report, junit;              // files to write
  std::vector<report::Target> targets;    // --fail-under
  std::string since;                      // a project or a report with former figures
  bool matches = false, shows_values = false, fails_on_alerts = false;
  bool strict_dictionary = false;         // what the dictionary requires and sources do not meet counts as a target missed
};

struct EvaluateOptions { std::string truth, xref, pairs, out; };
struct ProjectOptions { std::string what, file, out; };  // "info", "history", "export", "check", "schema", "recipe"
struct SynthOptions { uint64_t customers = 0, seed = 1; std::string out; };

// The names of all options, with the dashes, command after command.
std::vector<std::string> option_names();

// `arguments` after the command's name. Errors name the argument and say what is allowed.
Result<AutoOptions> read_auto(const std::vector<std::string>& arguments);
Result<ProfileOptions> read_profile(const std::vector<std::string>& arguments);
Result<EvaluateOptions> read_evaluate(const std::vector<std::string>& arguments);
Result<ProjectOptions> read_project(const std::vector<std::string>& arguments);
Result<ProjectOptions> read_recipe(const std::vector<std::string>& arguments);
Result<SynthOptions> read_synth(const std::vector<std::string>& arguments);

}  // namespace jumelles::cli
