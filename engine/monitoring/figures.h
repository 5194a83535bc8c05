#pragma once

// What a run says of the quality of its sources, small enough to be kept for years: counts, how values are written, and the values of lists.
// No value that tells who somebody is: see audit/measure.h for what may be kept.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::monitoring {

struct Tally {
  std::string text;
  uint64_t count = 0;
  bool operator==(const Tally&) const = default;
};

struct SourceFigures {
  std::string name;
  std::string hash;                        // of its file's bytes; "": not known
  uint64_t record_count = 0;
  std::string median, newest;              // of the records' own dates: ISO months and days, "" where there are none
  bool operator==(const SourceFigures&) const = default;
};

// An attribute in a source that has it; counts as protocol::AuditCell has them.
struct CellFigures {
  std::string source, attribute, type;     // names and keys, ids of types
  uint64_t filled_count = 0, value_count = 0, distinct_count = 0, checked_count = 0, valid_count = 0, set_aside_count = 0;
  std::string median_date{};               // of the records that have it
  std::vector<Tally> shapes{};             // the most frequent first
  uint64_t other_shape_count = 0;          // cells of further shapes
  bool is_list = false;                    // `listed` has its values, but for those that hardly anybody has
  std::vector<Tally> listed{};
  bool operator==(const CellFigures&) const = default;
};

struct FindingFigures {
  std::string kind, attributes, severity;  // attributes: keys, parted by blanks
  std::string source;
  uint64_t count = 0;
  bool operator==(const FindingFigures&) const = default;
};

struct QualityFigures {
  std::vector<SourceFigures> sources;
  std::vector<CellFigures> cells;          // attribute by attribute
  std::vector<FindingFigures> findings;
  bool is_matched = false;                 // findings that only a matching has are among them
  bool operator==(const QualityFigures&) const = default;
};

// Whole months from "2025-11" or "2025-11-02" to another day; 0 where it lies ahead, -1 where one of both is not known.
int months_between(std::string_view from, std::string_view to);
// The latest date of all records: what stands for the day where it is not known.
std::string newest_of(const QualityFigures& figures);

const SourceFigures* find_source(const QualityFigures& figures, const std::string& name);
const CellFigures* find_cell(const QualityFigures& figures, const std::string& source, const std::string& attribute);

// For each source of `now` its place in `then`, -1 where it was not there: by name, else by what is left of both names without the
// digits that tell months apart ("crm_2026-10", "crm_2026-11"), where that is of one alone on either side.
std::vector<int> former_places(const QualityFigures& then, const QualityFigures& now);

}  // namespace jumelles::monitoring
