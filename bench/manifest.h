#pragma once

#include <string>
#include <vector>

namespace jumelles::bench {

// One set of a benchmark folder: tables with their id column, and a truth file.
struct BenchSet {
  struct TableFile { std::string file, id; };
  std::string name;
  std::vector<TableFile> tables;
  std::vector<std::string> never_match_on;
  std::string source;  // column that names the source, "" when there is none
};

// Reads FOLDER/manifest.json; empty when it is not there. `options`: a file that may name the source column of a set.
std::vector<BenchSet> read_manifest(const std::string& folder, const std::string& options = {});

}  // namespace jumelles::bench
