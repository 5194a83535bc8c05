#pragma once

// The one configuration document: everything a user decided and everything that was proposed or trained, so that the
// same files and this document give the same bytes again. Saved as project.json.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/link_config.h"
#include "core/records.h"
#include "core/result.h"
#include "ingest/ingest.h"
#include "survive/survive.h"

namespace jumelles::document {

constexpr int kProjectVersion = 1;

struct ColumnConfig {
  std::string name;
  ColumnMapping mapping;
};

struct SourceConfig {
  std::string name;                 // unique in the project: "crm", "crm-2"
  std::string file;                 // as it was given; its name in a browser
  ingest::DialectOverride choice;   // what the user decided
  ingest::Dialect dialect;          // what was found with it
  std::vector<ColumnConfig> columns;
};

// A record, whatever its place: the source's name, its id there, and its row for ids that several rows have (0: not known).
struct RecordName {
  std::string source, id;
  uint64_t row = 0;
};

// Verdicts on a pair.
inline constexpr const char *kSame = "same", *kDifferent = "different", *kUnsure = "unsure";

struct PairDecision {
  RecordName a, b;
  std::string verdict;
  uint64_t line = 0;  // of the file of labels that it was read from; 0: of this document. Not saved
};

struct KnownRecord {
  RecordName record;
  std::string group;
  uint64_t line = 0;  // as above
};

// A group that was drawn to be judged (evaluate/judged_groups.h), and what was said of it.
struct SampledGroup {
  double chance = 0;                 // to be drawn, each time
  uint64_t times = 1;                // it was
  std::vector<RecordName> members;   // as the group was then
  std::vector<RecordName> missing;   // records that belong to it and were not in it
  std::vector<uint64_t> thing_of;    // which thing each member is, then each missing one; empty: not judged
  bool unsure = false;               // passed over
};

struct Project {
  int version = kProjectVersion;
  std::string output_language = "en";        // "fr": outputs separated by ;   "en": ,
  std::string id_column;                     // named by the user, "" = recognized
  std::string source_column;                 // column that says the source, ""
  std::vector<std::string> ignored_columns;
  std::string truth_column;                  // holds known groups: left out of matching, teaches what matches look like
  std::vector<SourceConfig> sources;         // order of trust
  LinkConfig link;
  bool link_type_by_user = false;
  bool one_per_source_by_user = false;
  survive::SurvivorshipConfig survivorship;  // no rule = proposed
  std::vector<PairDecision> decisions;       // pairs that were judged: binding, and teaching when the model is trained
  std::vector<KnownRecord> known_groups;     // the same for groups that are known
  std::vector<SampledGroup> sample;          // binding once judged, never teaching: an estimate comes from it
};

// "crm" of "exports/CRM/crm.csv"; "source" when nothing is left.
std::string source_name_of(std::string_view file);
// `wanted`, or `wanted`-2, -3... when the project has it already.
std::string unique_source_name(const Project& project, std::string_view wanted);

const char* id(LinkType type);  // "dedupe", "link", "link-dedupe"
bool link_type_from_id(std::string_view id, LinkType& out);

// The document as JSON, two spaces per level, ends with a line feed. Doubles are written so that reading them gives the
// same bits.
std::string to_json(const Project& project);
// All problems of a text that is no project, each with the path of the field; empty: `out` was filled.
std::vector<Error> project_from_json(std::string_view json, Project& out);

}  // namespace jumelles::document
