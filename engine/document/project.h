#pragma once

// The one document: settings (chosen or proposed), the model (learned, core/link_config.h) and decisions (what people said of
// records), each a type of its own. The same files and this document give the same bytes again. Every field stands in fields.h;
// project.json is its readable form, a project file (project/project_file.h) holds it as rows.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/link_config.h"
#include "core/records.h"
#include "core/result.h"
#include "ingest/ingest.h"
#include "standardize/recipe.h"
#include "survive/survive.h"

namespace jumelles::document {

constexpr int kProjectVersion = 1;

struct ColumnConfig {
  std::string name;
  ColumnMapping mapping;
};

struct SourceConfig {
  uint64_t number = 0;              // in this project, from 1, never used again: what tells the source whatever it is called
  std::string name;                 // unique in the project: "crm", "crm-2"
  std::string file;                 // as it was given; its name in a browser
  uint64_t size_bytes = 0;          // of the file that was read
  std::string hash;                 // of its bytes, "xxh128:...": tells whether it is the same one later
  ingest::DialectOverride choice;   // what the user decided
  ingest::Dialect dialect;          // what was found with it
  std::vector<ColumnConfig> columns;
};

// The share of records that should have an attribute, or of its values that should be right; or how old half of the records that have it may be.
struct QualityTarget {
  std::string attribute;
  std::string measure;               // "completeness", "validity", "freshness"
  double share = 1;                  // of freshness nothing is said by it
  uint64_t months = 0;               // at most, of freshness
  bool operator==(const QualityTarget&) const = default;
};

// A word that people gave to records of a source ("to call"), whatever becomes of its rows.
struct RecordTag {
  std::string tag, source;
  std::string file;                  // of a source without ids the hash of its file, whose rows alone tell records; else ""
  std::string records;               // in runs (document/record_tags.h)
  bool operator==(const RecordTag&) const = default;
};

// What an attribute is and has to be: a row of the data dictionary. What is empty is as the attribute's type usually is.
struct DictionaryEntry {
  std::string attribute;
  std::string meaning, owner, purpose;   // in words
  std::string requirement;               // "required", "wished", "optional"
  std::string format;                    // in words
  std::string pattern;                   // a regular expression (text/pattern.h) that whole values follow, as they are written
  std::string personal_data;             // PersonalData, by its id
  uint64_t retention_months = 0;         // how long it may be kept; 0: nothing is said
  bool operator==(const DictionaryEntry&) const = default;
};

// What was chosen, or proposed to be chosen; of the matching see LinkConfig, whose parts are LinkSetting and LinkModel.
struct Settings {
  std::string name;                          // of the project, ""
  std::string output_language = "en";        // "fr": outputs separated by ;   "en": ,
  std::string output_headers = "machine";    // what their columns are called: "machine", "fr", "en"
  bool embeds_sources = false;               // the project file holds the extracts as well
  std::string id_column;                     // named by the user, "" = recognized
  std::string source_column;                 // column that says the source, ""
  std::vector<std::string> ignored_columns;
  std::string truth_column;                  // holds known groups: left out of matching, teaches what matches look like
  std::vector<SourceConfig> sources;         // order of trust
  bool link_type_by_user = false;
  bool one_per_source_by_user = false;
  survive::SurvivorshipConfig survivorship;  // no rule = proposed
  std::vector<standardize::RecipeRule> recipe;    // in the order in which they are applied
  std::vector<std::string> ignored_findings;      // of the audit, by their ids
  std::vector<QualityTarget> quality_targets;     // one per attribute and measure; of others the proposed ones hold
  std::vector<RecordTag> tags;                    // by word and source, each once
  std::vector<DictionaryEntry> dictionary;        // by attribute, each once; of others what their types usually are
};

// A record, whatever its place: the source's name, its id there, and its row for ids that several rows have (0: not known). In a source
// without ids its cells name it, by a fingerprint (document/record_contents.h), wherever its row has moved to.
struct RecordName {
  std::string source, id;
  uint64_t row = 0;
  std::string content{};
  bool operator==(const RecordName&) const = default;
};

// Verdicts on a pair.
inline constexpr const char *kSame = "same", *kDifferent = "different", *kUnsure = "unsure";

// How a verdict came about that follows another one.
inline constexpr const char* kByLikeness = "by likeness";

// Who said something, when (milliseconds since 1970 UTC, 0: not known), and how: "judged", "by likeness", or the file it was read from.
struct Origin {
  std::string who;
  uint64_t at_ms = 0;
  std::string how;
  uint64_t line = 0;  // of that file; 0: of this document. Not saved
  bool operator==(const Origin&) const = default;
};

struct PairDecision {
  RecordName a, b;
  std::string verdict;
  Origin origin{};
  // The two records of the judged pair whose answer settled this one as well, as that decision names them (document/likeness.h);
  // empty: somebody looked at this pair itself.
  std::vector<RecordName> follows{};
  bool operator==(const PairDecision&) const = default;
};

struct KnownRecord {
  RecordName record;
  std::string group;
  Origin origin{};
  bool operator==(const KnownRecord&) const = default;
};

// A group that was drawn to be judged (evaluate/judged_groups.h), and what was said of it.
struct SampledGroup {
  double chance = 0;                 // to be drawn, each time
  uint64_t times = 1;                // it was
  std::vector<RecordName> members;   // as the group was then
  std::vector<RecordName> missing;   // records that belong to it and were not in it
  std::vector<uint64_t> thing_of;    // which thing each member is, then each missing one; empty: not judged
  bool unsure = false;               // passed over
  bool operator==(const SampledGroup&) const = default;
};

// Records that somebody put together and apart by hand: of one thing they are together, of different things apart. Binding, never
// teaching: it says how a group is to be, not what matches look like. How judgments of all kinds go together is said in
// core/judgments.h.
struct ShapedGroup {
  std::vector<RecordName> records;
  std::vector<uint64_t> thing_of;  // which thing each of them is
  std::string how;                 // what was done: "cut", "kept", "taken_out", "split", "merged"
  Origin origin{};
  bool operator==(const ShapedGroup&) const = default;
};
constexpr size_t kMostShapedRecords = 1000;  // of one: its pairs are counted one by one

// A golden value that somebody decided, of one attribute of one customer (survive/hand_values.h). The customer is the one that holds the
// first of the records, whatever has joined or left it since; of what is typed or ignored the first that is still there. So a decision
// outlives runs, thresholds, splits and merges; while its record is gone it is kept, and waits.
struct GoldenDecision {
  std::vector<RecordName> records;  // of the customer as it was; of a value that was taken its own first
  std::string attribute;
  std::string act;                  // "taken", "typed", "ignored"
  std::string value;                // clean; of what was typed as it was written
  std::string below;                // clean: what the rules gave then
  bool for_ever = false;            // else it holds while the rules give that
  Origin origin{};
  bool operator==(const GoldenDecision&) const = default;
};
inline constexpr const char *kTaken = "taken", *kTyped = "typed", *kIgnored = "ignored";
constexpr size_t kMostNamedRecords = 50;  // of one such decision

struct Decisions {
  std::vector<PairDecision> pairs;        // that were judged: binding, and teaching when the model is trained; those that follow
                                          // another one bind and teach nothing: the model chose them itself
  std::vector<KnownRecord> known_groups;  // the same for groups that are known
  std::vector<SampledGroup> sample;       // binding once judged, never teaching: an estimate comes from it
  std::vector<ShapedGroup> shaped_groups; // binding, never teaching; the latest last
  std::vector<GoldenDecision> golden_values;  // binding; the latest last
};

// Everything together: what project.json says.
struct Project : Settings {
  int version = kProjectVersion;
  LinkConfig link;
  Decisions decisions;
};

// "crm" of "exports/CRM/crm.csv"; "source" when nothing is left.
std::string source_name_of(std::string_view file);
// "Collage 1.pasted": a table that was pasted. It is on no disk, so a project file holds it whatever is wanted of extracts.
bool is_pasted(std::string_view file);
// `wanted`, or `wanted`-2, -3... when the project has it already.
std::string unique_source_name(const Project& project, std::string_view wanted);

// Wherever the project speaks of the source of that name, decisions included; the source itself has its new name already.
void rename_source(Project& project, const std::string& from, const std::string& to);

const char* id(LinkType type);  // "dedupe", "link", "link-dedupe"
bool link_type_from_id(std::string_view id, LinkType& out);

// Names by which commands and the log speak of what has no name of its own.
std::string name_of(const BlockingRule& rule);             // "surname:phonetic & postcode:exact"
std::string name_of(const Constraint& constraint);         // "different_valid_siren siren"
std::string name_of(const survive::AttributeRule& rule);   // its first attribute: each has one rule
inline const std::string& name_of(const standardize::RecipeRule& rule) { return rule.name; }
// Gives numbers to sources that have none.
void number_sources(Settings& settings);

// The document as JSON, two spaces per level, ends with a line feed. Doubles are written so that reading them gives the
// same bits.
std::string to_json(const Project& project);
// All problems of a text that is no project, each with the path of the field; empty: `out` was filled.
std::vector<Error> project_from_json(std::string_view json, Project& out);

// What the columns of all sources become, as they were read.
Mapping mapping_of(const std::vector<SourceConfig>& sources);
// The same with the columns that rules of the recipe bring (standardize/row_rules.h).
Mapping mapping_of(const std::vector<SourceConfig>& sources, const std::vector<standardize::RecipeRule>& recipe);

}  // namespace jumelles::document
