#include <fstream>

#include "manifest.h"
#include "nlohmann/json.hpp"

namespace jumelles::bench {

std::vector<BenchSet> read_manifest(const std::string& folder, const std::string& options) {
  std::vector<BenchSet> sets;
  std::ifstream in(folder + "/manifest.json");
  if (!in) return sets;
  const nlohmann::json manifest = nlohmann::json::parse(in, nullptr, false);
  if (!manifest.is_object()) return sets;
  std::ifstream more_in(options);
  const nlohmann::json more = more_in ? nlohmann::json::parse(more_in, nullptr, false) : nlohmann::json::object();
  for (const auto& [name, entry] : manifest.items()) {
    BenchSet set;
    set.name = name;
    for (const auto& table : entry.at("tables")) set.tables.push_back({table.at("file"), table.at("id")});
    for (const auto& column : entry.at("never_match_on")) set.never_match_on.push_back(column);
    const nlohmann::json extra = more.is_object() ? more.value(name, nlohmann::json::object()) : nlohmann::json::object();
    set.source = entry.value("source", extra.value("source", ""));
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace jumelles::bench
