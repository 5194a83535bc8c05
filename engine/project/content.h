#pragma once

// What a project file holds, but for the tables of results and the extracts themselves: plain rows, as docs/project-file.md
// explains them. session/ makes them of a document and a document of them.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "monitoring/history.h"

namespace jumelles::project {

// A setting, or a figure of the model: see document/rows.h.
struct Field {
  std::string path, value, kind;
  bool operator==(const Field&) const = default;
};

struct Record {
  std::string source, id;
  uint64_t row = 0;
  std::string content;
  bool operator==(const Record&) const = default;
};

struct Origin {
  std::string who;
  uint64_t at_ms = 0;  // since 1970 UTC; 0: not known
  std::string how;
  bool operator==(const Origin&) const = default;
};

struct PairDecision {
  Record a, b;
  std::string verdict;
  Origin origin;
  std::vector<Record> follows{};  // the two records of the judged pair whose answer settled this one; empty: none
  bool operator==(const PairDecision&) const = default;
};

struct KnownRecord {
  Record record;
  std::string group;
  Origin origin;
  bool operator==(const KnownRecord&) const = default;
};

struct SampledGroup {
  double chance = 0;
  uint64_t times = 1;
  bool unsure = false;
  std::vector<Record> members, missing;
  std::vector<uint64_t> thing_of;
  bool operator==(const SampledGroup&) const = default;
};

struct ShapedGroup {
  std::string shape;  // "cut", "kept"...
  std::vector<Record> records;
  std::vector<uint64_t> thing_of;
  Origin origin;
  bool operator==(const ShapedGroup&) const = default;
};

struct GoldenDecision {
  std::vector<Record> records;
  std::string attribute, act, value, below;  // act: "taken", "typed", "ignored"
  bool for_ever = false;
  Origin origin;
  bool operator==(const GoldenDecision&) const = default;
};

struct Source {
  uint64_t number = 0;
  std::string name, file;
  uint64_t size_bytes = 0;
  std::string hash;
  uint64_t row_count = 0;
  bool operator==(const Source&) const = default;
};

struct LogEntry {
  uint64_t number = 0, at_ms = 0;
  std::string who, command, arguments;
  bool operator==(const LogEntry&) const = default;
};

// What a run counted, by name: "records", "golden_records", "candidate_pairs"...
struct RunFigures {
  uint64_t number = 0, at_ms = 0;
  std::string who;
  std::vector<std::pair<std::string, double>> figures;
  bool operator==(const RunFigures&) const = default;
};

struct Content {
  std::vector<std::pair<std::string, std::string>> about;  // "name", "program", "saved_at"...
  std::vector<Field> settings, model;
  std::vector<Source> sources;
  std::vector<PairDecision> pairs;
  std::vector<KnownRecord> known_records;
  std::vector<SampledGroup> sample;
  std::vector<ShapedGroup> shaped_groups;
  std::vector<GoldenDecision> golden_values;
  std::vector<LogEntry> log;
  std::vector<RunFigures> runs;
  std::vector<monitoring::Point> quality;  // of the sources, the oldest first
  bool operator==(const Content&) const = default;
};

}  // namespace jumelles::project
