// Made-up worlds of known truth, matched with no setting beside plain baselines.
//   jumelles_worlds [--only NAME|PREFIX]... [--small] [--seeds N] [--folder DIR] [--results FILE] [--no-baselines] [--list] [--write DIR]
// --only: names that begin so; --small: those that script/test runs; --seeds: of each, default 10 up to 2 000 rows, else 1;
// --folder: the sets of a folder with manifest.json instead (from the root of the repository: with bench/options.json); --results: a file that gets a line of JSON per world;
// --no-baselines: ours alone; --list: names and options; --write: the worlds as a folder of sets, of the first seed, not matched.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/file_source.h"
#include "compare.h"
#include "bench/manifest.h"
#include "world.h"

using namespace jumelles;
using namespace jumelles::worlds;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> only;
  bool small = false, baselines = true, list = false;
  uint64_t seeds = 0;
  std::string folder, results, write;
};

bool is_fresh(const std::string& world) { return world.rfind("fresh_", 0) == 0; }

// The whole name of a world means that world alone.
bool wanted(const Options& options, const std::string& name) {
  static const std::vector<CatalogRow> all = all_worlds();
  const auto is_world = [](const std::string& text) { return std::any_of(all.begin(), all.end(), [&](const CatalogRow& row) { return text == row.name; }); };
  return options.only.empty() ||
         std::any_of(options.only.begin(), options.only.end(), [&](const std::string& start) { return name == start || (name.rfind(start, 0) == 0 && !is_world(start)); });
}

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// Ten seeds where that is soon done.
uint64_t seeds_of(const WorldSpec& spec, const Options& options) {
  uint64_t rows = 0;
  for (const uint32_t count : spec.rows) rows += count;
  constexpr uint64_t kSeeds = 10;
  return options.seeds > 0 ? options.seeds : rows <= kSmallRows ? kSeeds : 1;
}

Result<Figures> measure_set(const bench::BenchSet& set, const std::string& folder, bool baselines) {
  Set input;
  std::vector<std::string> names;
  for (const auto& table : set.tables) {
    input.input.files.push_back({table.file, read_bytes(folder + "/" + set.name + "/" + table.file)});
    names.push_back(fs::path(table.file).stem().string());
  }
  input.input.id_column = set.tables[0].id;
  input.input.source_column = set.source;
  for (const std::string& column : set.never_match_on)
    if (column != set.tables[0].id) input.input.ignored_columns.push_back(column);
  const auto rows = cli::read_rows(folder + "/" + set.name + "/truth.csv", std::cerr);
  if (!rows) return rows.error();
  input.truth = [&](const Answer& answer) { return evaluate::parse_truth(rows.value().rows, *answer.result->records, names); };
  Figures figures;
  figures.world = set.name;
  if (Status status = add_run(input, baselines, figures); !status) return status.error();
  finish(figures);
  return figures;
}

// The world's files, truth and entry of the manifest, as bench/README.md describes them.
void write_world(const WorldSpec& spec, const std::string& folder, std::string& manifest) {
  const World world = make_world(spec, 1);
  fs::create_directories(folder + "/" + spec.name);
  std::ofstream truth(folder + "/" + spec.name + "/truth.csv", std::ios::binary);
  truth << "source,id,cluster_id\n";
  manifest += (manifest.empty() ? "" : ",\n") + std::string("  \"") + spec.name + "\": {\"tables\": [";
  for (size_t f = 0; f < world.files.size(); ++f) {
    const WorldFile& file = world.files[f];
    std::ofstream(folder + "/" + spec.name + "/" + file.name, std::ios::binary) << file.bytes;
    manifest += (f > 0 ? ", " : "") + std::string("{\"file\": \"") + file.name + "\", \"id\": \"" + world.id_column + "\", \"rows\": " + std::to_string(file.thing_of.size()) + "}";
    size_t at = file.has_header ? file.bytes.find('\n') + 1 : 0;
    for (size_t r = 0; r < file.thing_of.size(); ++r) {
      std::string id = std::to_string(r + 1);
      if (spec.has_id) id = file.bytes.substr(at, file.bytes.find(spec.separator, at) - at);
      truth << fs::path(file.name).stem().string() << "," << id << "," << file.thing_of[r] << "\n";
      at = file.bytes.find('\n', at) + 1;
    }
  }
  manifest += "], \"never_match_on\": [], \"two_tables\": false}";
}

// Of the small worlds: those under what script/test asks (of the first seed), and those that it does not ask yet.
void print_floors(const std::vector<Figures>& all) {
  std::string below, not_yet;
  for (const Figures& figures : all)
    for (const CatalogRow& row : catalog()) {
      if (row.name != figures.world || row.floor == 0) continue;
      char text[16];
      std::snprintf(text, sizeof text, " %.4f", figures.figure(kOurs));
      if (row.floor < 0) not_yet += (not_yet.empty() ? "" : ", ") + figures.world + text;
      else if (figures.figure(kOurs) < row.floor) below += (below.empty() ? "" : ", ") + figures.world + text;
    }
  if (!below.empty()) std::cout << "under the floor of script/test: " << below << "\n";
  if (!not_yet.empty()) std::cout << "not yet asked by script/test: " << not_yet << "\n";
}

int fail(const std::string& name, const Error& error) {
  std::cerr << name << ": " << to_string(error) << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool has_value = i + 1 < argc;
    if (argument == "--small") options.small = true;
    else if (argument == "--no-baselines") options.baselines = false;
    else if (argument == "--list") options.list = true;
    else if (argument == "--only" && has_value) options.only.push_back(argv[++i]);
    else if (argument == "--seeds" && has_value) options.seeds = std::strtoull(argv[++i], nullptr, 10);
    else if (argument == "--folder" && has_value) options.folder = argv[++i];
    else if (argument == "--results" && has_value) options.results = argv[++i];
    else if (argument == "--write" && has_value) options.write = argv[++i];
    else {
      std::cerr << "jumelles_worlds: unknown option " << argument << "\n";
      return 2;
    }
  }
  std::ofstream results;
  if (!options.results.empty()) results.open(options.results, std::ios::binary | std::ios::trunc);
  std::vector<Figures> all;
  const auto keep = [&](Figures figures) {
    print_row(figures, std::cout);
    if (results.is_open()) results << to_json(figures) << "\n" << std::flush;
    all.push_back(std::move(figures));
  };
  int failures = 0;
  if (!options.list && options.write.empty()) print_heading(std::cout);
  if (!options.folder.empty()) {
    const auto sets = bench::read_manifest(options.folder, "bench/options.json");
    if (sets.empty()) std::cout << "No manifest.json in " << options.folder << ": nothing to measure.\n";
    for (const bench::BenchSet& set : sets) {
      if (!wanted(options, set.name)) continue;
      Result<Figures> figures = measure_set(set, options.folder, options.baselines);
      if (figures) keep(std::move(figures.value()));
      else failures += fail(set.name, figures.error());
    }
  } else {
    std::string manifest;
    for (const CatalogRow& row : all_worlds()) {
      if (!wanted(options, row.name) || (options.small && row.floor == 0)) continue;
      const Result<WorldSpec> spec = parse_world(row.name, row.line);
      if (!spec) {
        failures += fail(row.name, spec.error());
      } else if (options.list) {
        std::cout << row.name << ": " << row.line << "\n";
      } else if (!options.write.empty()) {
        write_world(spec.value(), options.write, manifest);
      } else {
        Result<Figures> figures = measure(row, seeds_of(spec.value(), options), options.baselines);
        if (figures) keep(std::move(figures.value()));
        else failures += fail(row.name, figures.error());
      }
    }
    if (!manifest.empty()) std::ofstream(options.write + "/manifest.json") << "{\n" << manifest << "\n}\n";
  }
  // Those written by a fresh reader are a group of their own.
  std::vector<Figures> groups[2];
  for (const Figures& figures : all) groups[is_fresh(figures.world)].push_back(figures);
  for (const std::vector<Figures>& group : groups) {
    if (group.empty()) continue;
    if (!groups[0].empty() && !groups[1].empty()) std::cout << (&group == groups ? "\nour own\n" : "\nof a fresh reader\n");
    print_summary(summarize(group), std::cout);
  }
  print_floors(all);
  return failures > 0 ? 1 : 0;
}
