#include "cli/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <initializer_list>

namespace jumelles::cli {
namespace {

Error usage(std::string message, std::string hint) { return {ErrorCode::kBadConfig, "usage", std::move(message), std::move(hint), {}, 0, {}}; }

struct Option {
  const char* name;
  std::function<bool(const std::string& value)> take;  // false: not allowed
  const char* allowed;
  bool is_switch = false;  // takes no value
};

bool text(std::string& target, const std::string& value) {
  target = value;
  return !value.empty();
}

bool whole_number(uint64_t& target, const std::string& value) {
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), target);
  return problem == std::errc() && end == value.data() + value.size();
}

bool probability(std::optional<double>& target, const std::string& value) {
  if (value.empty() || value.find_first_not_of("0123456789.eE-") != std::string::npos) return false;
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  if (*end != '\0' || !(number >= 0.01 && number < 1)) return false;
  target = number;
  return true;
}

// "--name value" and "--name=value"; everything else is a file, also what follows "--".
Status read(const std::vector<std::string>& arguments, const std::vector<Option>& options, std::vector<std::string>* files) {
  bool only_files = false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--" && !only_files) {
      only_files = true;
      continue;
    }
    if (only_files || argument.compare(0, 2, "--") != 0) {
      if (!files) return usage("\"" + argument + "\" is not expected here.", "See jumelles --help.");
      if (argument.empty()) return usage("A file name is empty.", "Name the files to read.");
      if (argument.size() > 1 && argument[0] == '-' && !only_files)
        return usage("There is no option " + argument + ".", "See jumelles --help.");
      files->push_back(argument);
      continue;
    }
    const size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const Option* option = nullptr;
    for (const Option& row : options)
      if (name == row.name) option = &row;
    if (!option) return usage("There is no option " + name + ".", "See jumelles --help.");
    if (option->is_switch) {
      if (equals != std::string::npos) return usage(name + " takes no value.", "Write " + name + ".");
      option->take({});
      continue;
    }
    if (equals == std::string::npos && i + 1 == arguments.size()) return usage(name + " needs a value.", std::string("Write ") + name + " " + option->allowed + ".");
    const std::string value = equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
    if (!option->take(value)) return usage(name + " cannot be \"" + value + "\".", std::string("Write ") + name + " " + option->allowed + ".");
  }
  return {};
}

// "csv,xlsx"
bool file_formats(std::set<std::string>& target, const std::string& value) {
  target.clear();
  for (size_t begin = 0; begin <= value.size();) {
    const size_t end = std::min(value.find(',', begin), value.size());
    const std::string format = value.substr(begin, end - begin);
    if (format != "csv" && format != "xlsx" && format != "json" && format != "zip") return false;
    target.insert(format);
    begin = end + 1;
  }
  return true;
}

// "0.95" as a share from 0 to 1.
bool share(double& target, const std::string& value) {
  if (value.empty() || value.find_first_not_of("0123456789.") != std::string::npos) return false;
  char* end = nullptr;
  target = std::strtod(value.c_str(), &end);
  return *end == '\0' && target >= 0 && target <= 1;
}

// Of a target of freshness: a whole number, from one month to a hundred years.
bool months(uint32_t& target, const std::string& value) {
  if (value.empty() || value.size() > 4 || value.find_first_not_of("0123456789") != std::string::npos) return false;
  target = static_cast<uint32_t>(std::strtoul(value.c_str(), nullptr, 10));
  return target >= 1 && target <= 1200;
}

// "completeness=0.9,email.validity=0.98,freshness=12"
bool quality_targets(std::vector<report::Target>& targets, const std::string& value) {
  for (size_t begin = 0; begin <= value.size();) {
    const size_t end = std::min(value.find(',', begin), value.size());
    const std::string text = value.substr(begin, end - begin);
    const size_t equals = text.find('='), point = text.rfind('.', equals);
    if (equals == std::string::npos) return false;
    const bool of_attribute = point != std::string::npos;
    report::Target target{of_attribute ? text.substr(0, point) : "", text.substr(of_attribute ? point + 1 : 0, equals - (of_attribute ? point + 1 : 0))};
    if ((of_attribute && target.attribute.empty()) || (target.measure != "completeness" && target.measure != "validity" && !report::is_age(target))) return false;
    if (!(report::is_age(target) ? months(target.months, text.substr(equals + 1)) : share(target.share, text.substr(equals + 1)))) return false;
    targets.push_back(std::move(target));
    begin = end + 1;
  }
  return true;
}

bool ends_with_one_of(const std::string& file, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return file.size() > ending.size() && std::string_view(file).ends_with(ending); });
}

std::vector<Option> options_of(AutoOptions& o) {
  return {
      {"--out", [&](const std::string& v) { return text(o.out, v); }, "DIR"},
      {"--id", [&](const std::string& v) { return text(o.id_column, v); }, "COLUMN"},
      {"--source", [&](const std::string& v) { return text(o.source_column, v); }, "COLUMN"},
      {"--link-type", [&](const std::string& v) { return text(o.link_type, v) && (v == "dedupe" || v == "link" || v == "link-dedupe"); }, "dedupe|link|link-dedupe"},
      {"--threshold", [&](const std::string& v) { return probability(o.threshold, v); }, "P, from 0.01 to below 1"},
      {"--ignore", [&](const std::string& v) { o.ignored_columns.push_back(v); return !v.empty(); }, "COLUMN"},
      {"--truth", [&](const std::string& v) { return text(o.truth, v); }, "FILE"},
      {"--labels", [&](const std::string& v) { return text(o.labels, v); }, "FILE"},
      {"--truth-column", [&](const std::string& v) { return text(o.truth_column, v); }, "COLUMN"},
      {"--project", [&](const std::string& v) { return text(o.project, v); }, "FILE"},
      {"--recipe", [&](const std::string& v) { return text(o.recipe, v); }, "FILE"},
      {"--save", [&](const std::string& v) { return text(o.save, v); }, "FILE.jumelles"},
      {"--seed", [&](const std::string& v) { o.seed.emplace(); return whole_number(*o.seed, v); }, "N, a whole number"},
      {"--lang", [&](const std::string& v) { return text(o.language, v) && (v == "fr" || v == "en"); }, "fr|en"},
      {"--headers", [&](const std::string& v) { return text(o.headers, v) && (v == "machine" || v == "fr" || v == "en"); }, "machine|fr|en"},
      {"--format", [&](const std::string& v) { return file_formats(o.formats, v); }, "csv,xlsx,json,zip: those that are wanted"},
  };
}

std::vector<Option> options_of(ProfileOptions& o) {
  return {
      {"--report", [&](const std::string& v) { return text(o.report, v) && ends_with_one_of(v, {".html", ".json", ".xlsx"}); }, "FILE.html|FILE.json|FILE.xlsx"},
      {"--lang", [&](const std::string& v) { return text(o.language, v) && (v == "fr" || v == "en"); }, "fr|en"},
      {"--match", [&](const std::string&) { return o.matches = true; }, "", true},
      {"--fail-under", [&](const std::string& v) { return quality_targets(o.targets, v); }, "completeness=0.9,email.validity=0.98,freshness=12: shares from 0 to 1, months"},
      {"--since", [&](const std::string& v) { return text(o.since, v); }, "PROJECT.jumelles|REPORT.json"},
      {"--fail-on-alerts", [&](const std::string&) { return o.fails_on_alerts = true; }, "", true},
      {"--strict-dictionary", [&](const std::string&) { return o.strict_dictionary = true; }, "", true},
      {"--junit", [&](const std::string& v) { return text(o.junit, v); }, "FILE.xml"},
      {"--show-values", [&](const std::string&) { return o.shows_values = true; }, "", true},
      {"--project", [&](const std::string& v) { return text(o.project, v); }, "FILE"},
      {"--recipe", [&](const std::string& v) { return text(o.recipe, v); }, "FILE"},
      {"--id", [&](const std::string& v) { return text(o.id_column, v); }, "COLUMN"},
      {"--source", [&](const std::string& v) { return text(o.source_column, v); }, "COLUMN"},
      {"--ignore", [&](const std::string& v) { o.ignored_columns.push_back(v); return !v.empty(); }, "COLUMN"},
  };
}

std::vector<Option> options_of(EvaluateOptions& o) {
  return {{"--truth", [&](const std::string& v) { return text(o.truth, v); }, "FILE"},
          {"--xref", [&](const std::string& v) { return text(o.xref, v); }, "FILE"},
          {"--pairs", [&](const std::string& v) { return text(o.pairs, v); }, "FILE"},
          {"--out", [&](const std::string& v) { return text(o.out, v); }, "DIR"}};
}

std::vector<Option> options_of(ProjectOptions& o) {
  return {{"--out", [&](const std::string& v) { return text(o.out, v); }, "FILE"}};
}

std::vector<Option> options_of(SynthOptions& o) {
  return {{"--customers", [&](const std::string& v) { return whole_number(o.customers, v) && o.customers > 0 && o.customers <= 20000000; }, "N, from 1 to 20000000"},
          {"--seed", [&](const std::string& v) { return whole_number(o.seed, v); }, "S, a whole number"},
          {"--out", [&](const std::string& v) { return text(o.out, v); }, "DIR"}};
}

template <class Options>
void add_names(std::vector<std::string>& names) {
  Options unused;
  for (const Option& option : options_of(unused)) names.push_back(option.name);
}

}  // namespace

std::vector<std::string> option_names() {
  std::vector<std::string> names;
  add_names<AutoOptions>(names);
  add_names<ProfileOptions>(names);
  add_names<EvaluateOptions>(names);
  add_names<ProjectOptions>(names);
  add_names<SynthOptions>(names);
  return names;
}

Result<AutoOptions> read_auto(const std::vector<std::string>& arguments) {
  AutoOptions o;
  if (Status status = read(arguments, options_of(o), &o.files); !status) return status.error();
  if (o.files.empty() && o.project.empty()) return usage("There is no file to read.", "Write jumelles auto FILE...");
  if (o.link_type == "link" && o.files.size() == 1 && o.source_column.empty())
    return usage("--link-type link needs two files or more.", "Name another file, or the column that tells sources apart with --source COLUMN.");
  return o;
}

Result<ProfileOptions> read_profile(const std::vector<std::string>& arguments) {
  ProfileOptions o;
  if (Status status = read(arguments, options_of(o), &o.files); !status) return status.error();
  if (o.files.empty() && o.project.empty()) return usage("There is no file to read.", "Write jumelles profile FILE...");
  if (o.fails_on_alerts && o.since.empty() && o.project.empty()) return usage("--fail-on-alerts needs something to compare with.", "Name last month's project or report with --since FILE.");
  return o;
}

Result<EvaluateOptions> read_evaluate(const std::vector<std::string>& arguments) {
  EvaluateOptions o;
  if (Status status = read(arguments, options_of(o), nullptr); !status) return status.error();
  if (o.truth.empty() || o.xref.empty()) return usage("A truth and a cross-reference are needed.", "Write jumelles evaluate --truth FILE --xref FILE.");
  if (!o.out.empty() && o.pairs.empty()) return usage("--out needs scored pairs: the curve is made of them.", "Write --pairs FILE --out DIR.");
  return o;
}

Result<ProjectOptions> read_project(const std::vector<std::string>& arguments) {
  ProjectOptions o;
  std::vector<std::string> words;
  if (Status status = read(arguments, options_of(o), &words); !status) return status.error();
  o.what = words.empty() ? "" : words[0];
  if (o.what != "info" && o.what != "history" && o.what != "export" && o.what != "check" && o.what != "schema")
    return usage("What to do with the project is not said.", "Write jumelles project info|history|export|check FILE.");
  if (words.size() != (o.what == "schema" ? 1u : 2u)) return usage("One project is needed.", "Write jumelles project " + o.what + (o.what == "schema" ? "." : " FILE."));
  if (!o.out.empty() && o.what != "export" && o.what != "history") return usage("--out is for an export or a history.", "Write jumelles project export FILE --out FILE.");
  if (words.size() > 1) o.file = words[1];
  return o;
}

Result<ProjectOptions> read_recipe(const std::vector<std::string>& arguments) {
  ProjectOptions o{"recipe", {}, {}};
  std::vector<std::string> words;
  if (Status status = read(arguments, options_of(o), &words); !status) return status.error();
  if (words.size() != 2 || words[0] != "export") return usage("What to do with the recipe is not said.", "Write jumelles recipe export PROJECT.");
  o.file = words[1];
  return o;
}

Result<SynthOptions> read_synth(const std::vector<std::string>& arguments) {
  SynthOptions o;
  if (Status status = read(arguments, options_of(o), nullptr); !status) return status.error();
  if (o.customers == 0 || o.out.empty()) return usage("The number of customers and a folder are needed.", "Write jumelles synth --customers N --seed S --out DIR.");
  return o;
}

}  // namespace jumelles::cli
