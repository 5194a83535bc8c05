#pragma once

// What the engine and its users (studio, command line, JavaScript, tests) say to each other: commands in, events
// and pages out. Plain structs here; their JSON form is in protocol/protocol_json.h. Ids are numbers, enums travel as
// strings, weights as bits. The studio sees nothing of the engine but this header.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/result.h"
#include "protocol/quality.h"

namespace jumelles::protocol {

// ---------------------------------------------------------------- commands
// They name what they are about as a project does: sources, columns, comparisons, levels and rules by name, records by source and
// id. So they mean the same when they are said again tomorrow, over files that were read anew: a log of them is a history.

// A record: the name of its source, its id there, and its row, which counts where several have that id or the source has no ids.
// `content` is a fingerprint of its cells, of sources without ids: there it counts before the row. "" and 0: not said.
struct RecordRef {
  std::string source, id;
  uint64_t row = 0;
  std::string content;
  bool operator==(const RecordRef&) const = default;
};

// The file itself was registered under `file_id` with the engine's transport before (bytes never travel in JSON). It takes the
// place of a source that is missing, where it has its name or its size; else it is a new source. Of one file several tables may be
// sources: it takes the place of all that are missing.
struct AddSource { uint32_t file_id = 0; std::string file_name, table{}; };  // table: as in SetDialect
// Another table of a source's file as a source of its own, named after the file and the table.
struct AddTable { std::string source, table; };                        // table: as in SetDialect
struct RemoveSource { std::string source; };
struct MoveSource { std::string source; uint32_t to = 0; };            // order of trust
struct RenameSource { std::string source, name; };
// "" and 0: as recognized; header: "yes"/"no"; table: a name of SourceSummary::tables; header_line: from 1.
struct SetDialect { std::string source, encoding, separator, header, table{}; uint64_t header_line = 0; };
struct SetColumnType { std::string source, column, type; };            // attribute type id, "ignored"
struct SetColumnRole { std::string source, column, role; };            // "evidence", "description", "measure", "technical"
struct SetLinkType { std::string link_type; };                         // "dedupe", "link", "link-dedupe"
struct Run {};                                                         // one button: everything that is stale
struct ProposeAgain {};                                                // forget the rules that were changed, then run
struct Cancel {};
struct SetThreshold { double probability = 0.5; bool final = true; };  // re-clusters only; false while dragging
struct EnableBlockingRule { std::string rule; bool enabled = true; };  // BlockingRuleSummary::name
struct EnableComparison { std::string comparison; bool enabled = true; };
struct SetLevelWeight { std::string comparison, level; double weight_bits = 0; bool locked = true; };
struct EnableConstraint { std::string constraint; bool enabled = true; };  // ConstraintSummary::name
struct SetOnePerSource { std::string source; bool enabled = true; };
struct SetPlainClosure { bool enabled = false; };
// Rules made and changed by hand. Of each: its name, "" for one more; what takes it away is said. A rule that changes what is compared makes
// the next run learn the model anew.
struct KeyPartSummary { std::string attribute, transform; };
struct SetBlockingRule { std::string rule; std::vector<KeyPartSummary> parts; };          // BlockingRuleSummary::name; no parts: it goes
struct SetComparison { std::string comparison, attribute, comparator; };                  // ComparisonSummary::id; attribute "": it goes
struct LevelChoice { std::string id; double threshold = 0; bool term_frequency = false; };
struct SetLevels { std::string comparison; std::vector<LevelChoice> levels; };            // the strongest first, "else" last
struct SetConstraint { std::string constraint, id, attribute; };                          // ConstraintSummary::name; id "": it goes
struct SetLinkNumber { std::string name; double value = 0; bool by_default = false; };    // NumberSummary::name
struct SetSurvivorshipRule { std::string rule; std::vector<std::string> cascade; };  // SurvivorshipRuleSummary::name
// The attribute is taken from the same record as those of that rule (SurvivorshipRuleSummary::name), as the last of the block; "": it gets a
// rule of its own, with the cascade that it had.
struct SetGoldenBlock { std::string attribute, rule; };
struct SetOutputLanguage { std::string language; };                    // "fr": separator ;   "en": ,
struct SetOutputHeaders { std::string headers; };                      // "machine", "fr", "en"
// "same", "different", "unsure"; "" takes it back. Clusters again, trains nothing. `number`: the sender's own, told back in
// Summary::last_judgment. `look_alikes`: "same" or "different" settles the pairs that LikenessQuery tells of at that moment, too.
struct JudgePair { RecordRef a, b; std::string verdict; uint64_t number = 0; bool look_alikes = false; };
struct LearnFromDecisions {};                                          // trains anew with what was judged, then run
struct DrawnGroup { double chance = 0; uint64_t times = 1; std::vector<RecordRef> members; };
// Groups to judge, instead of those drawn before: so many, drawn from the result; or these, that were drawn before.
struct DrawSample { uint32_t count = 100; std::vector<DrawnGroup> groups{}; };
constexpr uint32_t kNoThing = UINT32_MAX;
// Of the drawn group at that place, its members in their order, then records that belong to it; which thing each is. Neither:
// judged no more.
struct JudgeGroup { uint32_t group = 0; std::vector<RecordRef> records; std::vector<uint32_t> thing_of; bool unsure = false; };
// The latest word on these records, `shape` being what was done: "cut", "kept", "taken_out", "split", "merged". Those of one thing are
// together, those of different things apart; without `thing_of` the latest shape of these very records is taken back. Clusters again.
struct ShapeGroup { std::vector<RecordRef> records; std::vector<uint32_t> thing_of; std::string shape; };
constexpr size_t kMostShapedRecords = 1000;
// A golden value of one customer: `act` "taken" is the value of the first record, "typed" another one as it was written (it is cleaned as
// values of that attribute are), "ignored" one that never wins. `records`: of the customer, up to kMostNamedRecords, the one that tells it
// first. What is taken or ignored is named by its place among the first record's values (GoldenCell::values) where `value` is "". The
// decision ends when the rules give something else than now, unless it is `for_ever` (what is ignored always is); `below` says what they
// give where there is no result to tell it. TakeBackValue: `value_id` of GoldenDecisionRow, for what is ignored.
struct DecideValue { std::vector<RecordRef> records; std::string attribute, act, value; uint32_t place = 0; bool for_ever = false; std::string below{}; };
struct TakeBackValue { RecordRef record; std::string attribute, act, value_id; };
// The latest value taken or typed there holds for ever, or from now on as long as the rules give what they give.
struct ProlongValue { RecordRef record; std::string attribute, act; bool for_ever = true; };
constexpr size_t kMostNamedRecords = 50;
struct Undo {};
struct Redo {};
// A project file or a project.json, registered as AddSource's: it takes the place of everything. Sources that are there already and
// its own become one where name or bytes agree; the others are missing until they are added. `runs`: as soon as all are read.
struct OpenProject { uint32_t file_id = 0; std::string file_name; bool runs = true; };
struct NewProject {};                                                  // everything is put away
struct NameProject { std::string name; };
struct EmbedSources { bool enabled = false; };                         // project files hold the extracts as well
// Changes as JournalEvent told them, in their order, done again on the project that was opened.
struct RestoreChanges { std::vector<std::string> changes; };
struct SetAuthor { std::string name; };                                // who speaks from now on, for the log; "": nobody says
// What was exported as a project is safe now, under that name: what was changed before `change` (ProjectSummary) is saved.
struct ProjectSaved { std::string file_name; uint64_t change = 0; };

using Command = std::variant<AddSource, AddTable, RemoveSource, MoveSource, RenameSource, SetDialect, SetColumnType, SetColumnRole, SetLinkType, Run,
                             ProposeAgain, Cancel, SetThreshold, EnableBlockingRule, EnableComparison, SetLevelWeight,
                             EnableConstraint, SetOnePerSource, SetPlainClosure, SetSurvivorshipRule, SetOutputLanguage, SetOutputHeaders, Undo, Redo,
                             JudgePair, LearnFromDecisions, DrawSample, JudgeGroup, OpenProject, NewProject, NameProject, EmbedSources,
                             RestoreChanges, SetAuthor, ProjectSaved, ShapeGroup, SetBlockingRule, SetComparison, SetLevels, SetConstraint,
                             SetLinkNumber, DecideValue, TakeBackValue, ProlongValue, SetGoldenBlock, AddRecipeRule, FixFindings,
                             SetRecipeRule, EnableRecipeRule, MoveRecipeRule, IgnoreFinding, SetQualityTarget, SetDictionaryEntry,
                             ImportRecipe, TagRecords>;

// ---------------------------------------------------------------- summary: one per revision, whole

enum class SourceState : uint8_t { kLoading, kReady, kFailed, kMissing };  // missing: of a project, and its file was not given yet

struct ColumnSummary {
  std::string name, example;
  std::string type;          // attribute type id
  std::string attribute;     // key of the attribute it feeds
  double confidence = 0;
  uint32_t filled_count = 0;
  std::string reason_id;     // why this type: "header_and_content", "surrogate_key", "user"...
  std::string remark_id;     // "" or "lost_leading_zeros", "placeholders"...
  uint64_t remark_count = 0;
  bool to_confirm = false;
  std::string role;            // "evidence", "description", "measure", "technical"; "" of a column that is not in use
  std::string role_reason_id;  // why: "identity", "record_time", "user"...
  bool role_matters = false;   // values of that type can be compared: a change of the role changes the matching
};

struct TableSummary {        // a sheet of a workbook, a list of a JSON file
  std::string name;
  bool hidden = false;
  uint64_t row_count = 0;    // about; 0: not known
  bool is_list = false;
};

struct SourceSummary {
  std::string name, file_name;
  SourceState state = SourceState::kLoading;
  std::string format, encoding, separator;  // "csv", "windows-1252", ";"; "" where the format has none
  bool has_header = true;
  uint64_t header_line = 1;                 // of the file, or row of the sheet; 0: none
  std::string table;                        // which of `tables` was read; "" where there are none
  std::vector<TableSummary> tables;         // that the file holds, also when reading one of them failed
  bool dialect_by_user = false;
  uint64_t size_bytes = 0;
  uint32_t row_count = 0;
  uint64_t rejected_count = 0;
  uint64_t stated_row_count = 0;            // that the service has of which the file is one answer; 1: more, 0: no more
  uint64_t error_cell_count = 0;            // of a workbook: #N/A and the like, read as missing
  bool differs_from_project = false;        // other bytes than when the project was saved
  bool embedded = false;                    // the project's file holds it
  double import_ms = 0;
  std::vector<std::string> notices;         // ids
  uint64_t repaired_cell_count = 0;         // whose letters had been encoded twice; clean values are repaired, originals are not
  std::vector<std::string> apart_from;      // names of later sources with which it shares nothing that can be compared
  Error problem;                            // when failed
  std::vector<ColumnSummary> columns;
};

struct BlockingRuleSummary {
  std::vector<KeyPartSummary> parts;
  bool enabled = true;
  uint64_t pair_count = 0;            // added by this rule
  uint64_t total_pair_count = 0;
  uint64_t largest_block = 0;
  uint64_t refined_block_count = 0;
  uint64_t exclusive_link_count = 0;
  double budget_share = 0;            // its new pairs, of the budget of pairs
  bool is_large = false;              // takes so much of it that a further part was asked for
  double recall = -1;                 // share of the matches of other attributes' keys that it finds too; below 0: not measured
  double share_before_refining = 0;   // of the budget of pairs, before its last part was added; 0: proposed as it is
  double refining_loss = -1;          // share of the matches that a further part would lose, 1: there is none; below 0: not asked
  std::string name{};                 // for commands
  bool by_hand = false;
  bool in_result = false;             // the latest result was made with it
};

struct LevelSummary {
  std::string id;
  double threshold = 0;
  double weight_bits = 0;
  double m_probability = 0, u_probability = 0;
  bool term_frequency = false, locked = false, observed = true;
};

struct ComparisonSummary {
  std::string id;                     // attribute key, or "name", "place" when several are compared as one
  std::vector<std::string> attributes;
  std::string comparator;
  bool enabled = true;
  double filled_share = 0;            // records where it can be compared
  std::vector<LevelSummary> levels;   // strongest first, "else" last
  bool by_hand = false;
  bool is_bar_of_model = false;       // compares nothing: what the model adds or takes off
};

// Two comparisons that say the same in part: so many bits would count twice on average over matches, and are taken off.
struct OverlapSummary { std::string first, second; double strength_bits = 0; };

// Why an attribute is not compared, or not as usual: "spelled_whole", "spelled_in_part", "follows_from_place", "less_telling" (core/link_config.h).
struct ComparisonNoteSummary { std::string attribute, reason; };

// What the data decided: question, answer and figures as in project.json (docs/project.md).
struct StructureFigureSummary { std::string name; double value = 0; };
struct StructureChoiceSummary { std::string question, answer, source; std::vector<StructureFigureSummary> figures; };

// Why no two records are in one group; and, of the pairs that were compared, the most similar one that no rule sets apart.
struct NothingLinkedSummary {
  std::string reason;                 // "" where something is linked, or before a run; "none": no pair is likelier the same than not;
                                      // "threshold": some are; "apart": some are linked, and kept apart by what was judged or by a rule;
                                      // "cannot_tell", "no_shared_key", "no_pair": nothing could be judged
  bool has_pair = false;
  uint32_t record_a = 0, record_b = 0;
  double weight_bits = 0, probability = 0;
  double most_bits = 0;               // of a pair that agrees on everything
  uint64_t likely_pair_count = 0;     // likelier the same than not
  std::vector<std::string> against;   // ids of the comparisons that speak against it, the strongest first
  std::vector<std::string> missing;   // ids of those with no value on one side
};

struct ConstraintSummary { std::string id, attribute; bool must_match = false, enabled = true, applicable = true; uint64_t pair_count = 0; std::string name{}; bool by_hand = false; };
// A number of the matching as a whole. kind: "number", "whole", "share" (0 to 1), "switch" (0 or 1). Most below least: no limit.
struct NumberSummary { std::string name, kind; double value = 0, least = 0, most = 0; bool is_default = true, open_least = false, open_most = false; };

struct Histogram { double first_bit = 0; double bin_bits = 1; std::vector<uint64_t> counts; };

struct SurvivorshipRuleSummary {
  std::string block;                  // "identity", "address"... or the attribute's key
  std::vector<std::string> attributes;
  std::vector<std::string> cascade;   // rule ids
  std::vector<std::string> offered;   // rule ids that make sense here
  bool chosen_by_user = false;
  std::string name{};                 // for commands
};

// How much of an attribute's golden values comes from each source.
struct OriginShare { std::string attribute; std::vector<uint64_t> count_per_source; };

struct Counts {
  uint64_t record_count = 0;
  uint64_t group_count = 0;               // customers
  uint64_t multi_source_group_count = 0;  // present in several sources
  uint64_t inner_duplicate_count = 0;     // records too many inside one source
  uint64_t candidate_pair_count = 0, possible_pair_count = 0;
  uint64_t apart_pair_count = 0;          // below the review floor
  uint64_t to_check_pair_count = 0;       // from the floor up to the threshold, and not judged
  uint64_t checked_pair_count = 0;        // of those weights, judged
  uint64_t linked_pair_count = 0;         // at the threshold or above
  uint64_t vetoed_pair_count = 0;
  uint64_t group_to_check_count = 0;
  uint64_t largest_group = 0;
  uint64_t several_records_group_count = 0;
  uint64_t doubted_group_count = 0;       // with a reason to look at them (GroupRow::doubts)
};

struct IntervalSummary { double value = 0, low = 0, high = 1; };  // 95 %

// How good the result is, estimated without a truth.
struct EstimateSummary {
  bool known = false;                 // precision is said
  std::string withheld_id;            // why not: "nothing_linked", "contradicted", "too_uncertain", "" before a run
  IntervalSummary precision;
  bool recall_known = false;          // no, where the recall of blocking is unknown
  IntervalSummary recall;
  bool blocking_known = false;
  std::string blocking_withheld_id;   // "no_independent_keys", "too_few_matches"
  IntervalSummary blocking_recall;    // of all keys together
  double contradicted_share = 0;      // of the links' expected matches, those that the groups refuse
  double expected_matches = 0;        // true pairs in the data, found or not
};

// What people decided, and what judged groups say of the whole.
struct DecisionsSummary {
  uint64_t same_count = 0, different_count = 0, unsure_count = 0;  // judged pairs
  uint64_t known_record_count = 0;    // of groups known from a file
  uint64_t learned_count = 0;         // pairs of known answer that the model was trained with
  uint64_t judged_pair_count = 0;     // all of them
  uint64_t settled_pair_count = 0;    // that follow one of these, by likeness: not counted above, they teach nothing
  uint64_t shaped_count = 0;          // groups shaped by hand
  uint64_t contradiction_count = 0;   // between judgments of all kinds, in the result
  // Golden values by hand: all of them; and of the result, by what became of them. Taken and typed ones that hold, ignored ones.
  uint64_t golden_value_count = 0, values_by_hand_count = 0, ignored_value_count = 0;
  uint64_t ended_value_count = 0, waiting_value_count = 0, overruled_value_count = 0;
  uint64_t by_hand_group_count = 0;   // golden records that some of them are about
  uint64_t drawn_count = 0, judged_count = 0, passed_count = 0;    // groups of the sample
  uint64_t first_open_group = 0;      // the first neither judged nor passed; drawn_count when there is none
  bool precision_known = false, recall_known = false;
  IntervalSummary precision, recall;  // of the groups as they are without those judgments
};

// Deliverable files with what they hold.
struct DeliverableSummary { std::string kind, file_name; uint64_t row_count = 0; uint32_t column_count = 0; };

// What is kept.
struct ProjectSummary {
  std::string name;                   // "": not named
  std::string file_name;              // that it was opened from or saved to; "": neither
  std::string author;
  uint64_t change = 0, saved_change = 0;  // changes so far, and those that are saved
  bool has_unsaved = false;           // something would be lost with the tab
  bool embeds_sources = false;
  uint64_t missing_count = 0;         // sources whose files were not given yet
  std::vector<Error> problems{};      // of the file that was opened: what could not be read
  uint64_t first_change = 0;          // that it was opened or begun with: another one, another project
};

struct Summary {
  uint64_t revision = 0;
  ProjectSummary project;
  bool has_result = false;       // a run has finished, and all the sources that it is about are there
  uint64_t result = 0;           // fingerprint of the records that it is about: others are counted anew
  uint64_t last_judgment = 0;    // JudgePair::number of the last that was taken or refused
  bool is_stale = false;         // something changed since that run
  bool is_proposed = false;      // blocking rules and comparisons are filled in
  uint32_t recipe_rule_count = 0;  // rules of the recipe, those that are off too
  bool can_undo = false, can_redo = false;
  std::string undo_name, redo_name;   // command ids
  std::string link_type;
  std::vector<SourceSummary> sources;
  std::vector<BlockingRuleSummary> blocking_rules;
  double pairs_per_record_budget = 40;
  std::vector<ComparisonSummary> comparisons;
  std::vector<ComparisonNoteSummary> comparison_notes;
  std::vector<StructureChoiceSummary> structure;
  NothingLinkedSummary nothing_linked;
  std::vector<OverlapSummary> overlaps;      // of comparisons; empty where they are not corrected
  std::vector<ConstraintSummary> constraints;
  std::vector<NumberSummary> link_numbers;
  std::vector<std::string> one_per_source;   // sources treated as free of duplicates
  bool one_per_source_proposed = false;
  double prior = 0;
  double review_floor = 0.01, threshold = 0.5;
  Histogram histogram;
  Counts counts;
  Counts counts_before;          // of the threshold before the last change of it
  EstimateSummary estimate, estimate_before;
  DecisionsSummary decisions;
  double threshold_before = 0.5;
  std::vector<SurvivorshipRuleSummary> survivorship;
  std::vector<std::string> source_order;
  std::string output_language;        // of the deliverables: "fr": separator ;   "en": ,
  std::string output_headers;         // what their columns are called: "machine", "fr", "en"
  std::vector<OriginShare> origins;
  std::vector<DeliverableSummary> deliverables;
  double run_ms = 0;
  uint64_t memory_bytes = 0;
  std::vector<std::string> notices;
};

// ---------------------------------------------------------------- events

struct ProgressEvent {
  std::string task;         // "import", "run", "threshold", "export", "search", "list"
  std::string subject;      // file name for imports
  std::string phase;        // "detect", "read", "block.keys", "score"...
  std::string unit;         // "rows", "pairs"...
  uint64_t done = 0, total = 0;
  double fraction = 0;      // of the whole task, 0..1, never going back
  double units_per_second = 0;   // 0 until known
  double remaining_ms = -1;      // -1 until known (2 s)
  int64_t linked_pair_count = -1;  // that reach the threshold; -1 until all pairs are weighed
};
// A task ends with one of two: TaskEnded, or FailedEvent. `by_edit`: canceled because a setting that it rests on was changed.
struct TaskEnded { std::string task, subject; bool canceled = false; double elapsed_ms = 0; bool by_edit = false; };
struct RevisionEvent { Summary summary; };
struct FailedEvent { std::string task, subject; Error error; };

// What a change did to the project, for those who keep what is not saved yet: RestoreChanges does it again. `fresh`: the project is
// another one, what was kept before is of no use.
struct JournalEvent { uint64_t change = 0; std::string text; bool fresh = false; };

using Event = std::variant<ProgressEvent, TaskEnded, RevisionEvent, FailedEvent, JournalEvent>;

// ---------------------------------------------------------------- queries and their pages

// text: only rows whose cells hold every word (text/word_filter.h), those of `column` alone where that is one. sort: the column to be sorted
// by (session/row_lists.h), kNoThing: as in the file.
struct PreviewQuery {
  uint32_t source = 0;
  uint32_t first = 0, count = 0;
  std::string text{};
  uint32_t column = kNoThing, sort = kNoThing;
  bool descending = false;
};
struct PreviewRow { uint64_t line = 0; std::vector<std::string> cells; };
// unfiltered: how many there are without the text. list_state: "" where nothing is asked but the rows as they are; "making": the list is being
// made (a task "list"), and whoever asks again when it has ended is answered; "ready".
struct PreviewPage { uint32_t source = 0, first = 0; uint32_t total = 0; std::vector<PreviewRow> rows; uint32_t unfiltered = 0; std::string list_state{}; };

struct NamedCount { std::string text; uint32_t count = 0; };
// Of all sources, or of one; for any reason, or for one. text: rows that hold every word.
struct RejectsQuery { uint32_t first = 0, count = 0; std::string text{}, source{}, reason_id{}; };
struct RejectRow { std::string source; uint64_t line = 0; std::string reason_id, reason, text; };
// As PreviewPage. reasons: how many rows there are for which, by id, of all; with the first page alone.
struct RejectsPage { uint32_t first = 0; uint64_t total = 0; std::vector<RejectRow> rows; uint64_t unfiltered = 0; std::string list_state{}; std::vector<NamedCount> reasons{}; };

struct ColumnQuery { uint32_t source = 0, column = 0; };
struct CleanExample { std::string original, clean; std::string status; };  // "clean", "placeholder", "invalid", "missing"
struct ColumnDetail {
  uint32_t source = 0, column = 0;
  uint32_t filled_count = 0, distinct_count = 0, valid_count = 0, row_count = 0;
  std::vector<NamedCount> shapes, top_values;
  std::vector<CleanExample> examples;
};

// filter: "to_check" (not judged yet), "linked", "vetoed", "all", "to_judge" (in the order to judge in), "judged"; sort: "useful" (closest to the threshold), "strongest", "weakest",
// "name" and "name_reversed" (session/orders.h); of those to check "alike" (whose answer settles most). text: only pairs of which a record answers as SearchQuery has it; where its index is still to
// be made, none.
struct PairsQuery { std::string filter, sort; uint64_t first = 0; uint32_t count = 0; std::string text{}; };
struct RecordLabel { uint32_t source = 0; std::string label, detail; };  // "Sophie Delaunay", "Tours"
struct PairRow {
  uint64_t pair = 0;
  uint32_t record_a = 0, record_b = 0;
  RecordLabel a, b;
  double probability = 0, weight_bits = 0;
  std::string verdict;
  RecordRef name_a{}, name_b{};
  bool by_likeness = false;           // the verdict is that of another pair
  uint64_t look_alike_count = 0;      // pairs that the answer on this one would settle as well
};
// unfiltered: how many there are without the text; search_state: as SearchPage::state, "" without a text.
struct PairsPage { std::string filter, sort; uint64_t first = 0, total = 0; std::vector<PairRow> rows; uint64_t unfiltered = 0; std::string search_state{}; };

// The pairs that the answer on a pair would settle as well, the nearest in weight first; 5000 at most.
struct LikenessQuery { uint32_t a = 0, b = 0; uint64_t first = 0; uint32_t count = 0; };
struct LikenessPage { uint32_t a = 0, b = 0; uint64_t first = 0, total = 0; std::vector<PairRow> rows; };

constexpr uint64_t kAnyPair = UINT64_MAX;
struct PairQuery { uint64_t pair = 0; uint32_t a = 0, b = 0; };   // PairRow::pair; kAnyPair: records a and b, met or not
struct PairSide { uint32_t source = 0; std::string id; uint32_t source_row = 0; std::string updated, label; RecordRef name{}; };
struct ComparedAttribute {
  std::string attribute, type;
  std::string a, b;                 // original text; "" = empty
  bool absent_a = false, absent_b = false;  // the source has no such column
  std::string comparison;           // id of the comparison that covers it, "" when none does
  std::string finding;              // level id, "missing", or "" when not compared
};
struct WaterfallBar {
  std::string comparison;           // id
  std::string level;                // level id, or "missing"
  double threshold = 0;
  double weight_bits = 0;
  double term_weight_bits = 0;      // how rare or common the shared value is, or the commoner of two alike; its own bar when not 0
  std::string term;                 // that value
  uint32_t term_count = 0;          // records that hold it, repeated rows counted once
};
// Ambiguity: other records of the partner's source that fit a record as well as its partner does, or better. Records of the
// partner's group, records judged different and vetoed pairs do not count; nor do pairs below the review floor.
struct RivalsSummary {
  uint32_t count = 0;
  uint32_t record = kNoThing;       // the best of them
  double weight_bits = 0;           // of the best
};

struct PairDetail {
  uint64_t pair = 0;
  PairSide a, b;
  uint32_t record_a = 0, record_b = 0;
  double probability = 0, weight_bits = 0, prior_bits = 0, threshold_bits = 0;
  std::string state;                // "linked", "to_check", "vetoed", "apart"
  std::string constraint, constraint_attribute;  // of the rule that decided, "" when none
  std::string verdict;              // what somebody judged, "" when nobody did
  bool same_group = false;
  std::vector<KeyPartSummary> found_by;
  std::vector<ComparedAttribute> attributes;
  std::vector<WaterfallBar> bars;   // prior_bits + bars add up to weight_bits; the last may be "rivals", what other candidates take off
  double rival_margin_bits = 0;     // how much weaker a record may be that still fits as well
  RivalsSummary rivals_of_a, rivals_of_b;  // none within one source, and none of a vetoed pair
  uint64_t look_alike_count = 0;    // pairs that the answer on this one would settle as well
  uint64_t settled_count = 0;       // that it has settled
  bool by_likeness = false;         // the verdict is that of another pair: its records, kNoThing where they are not there
  uint32_t follows_a = kNoThing, follows_b = kNoThing;
  RecordLabel follows_label_a, follows_label_b;
};

// Why two records are not in one group.
struct WhyNotQuery { uint32_t a = 0, b = 0; };   // PairDetail::record_a, record_b
struct NearKeyPart {
  std::string attribute, transform;
  bool agrees = false;
  std::string a, b;                 // clean values; "" = none
};
struct NearKey { std::vector<NearKeyPart> parts; bool split = false; };  // split: agrees, but the block was too large
struct ChangeSummary {
  std::string kind;                 // "value", "threshold", "constraint", "one_per_source", "key"
  std::string side;                 // value: "a" or "b", whose value would change
  std::string attribute, from, to;  // value: clean values; constraint: its attribute
  std::string constraint, source;   // ids of the rules that would be switched off
  double probability = 0;           // of the pair after it; threshold: the one to set
  std::vector<KeyPartSummary> key;  // key: what would be left of it
  uint64_t other_pair_count = 0;    // other pairs that it would link
  uint64_t compared_pair_count = 0; // key: pairs that it would add
  bool estimated = false;           // other_pair_count comes from a sample
};
struct WhyNotDetail {
  uint32_t a = 0, b = 0;
  std::string reason;               // "together", "not_compared", "vetoed", "no_common_key", "below_threshold", "rivals", "one_per_source", "refused"
  bool below_threshold = false;     // also
  std::string constraint, constraint_attribute;
  std::vector<NearKey> near_keys;   // when no key finds the pair, nearest first
  uint64_t link_count = 0, against_count = 0, group_pair_count = 0;  // between the two groups; of at most 64 that were asked
  std::vector<ChangeSummary> changes;  // each alone would join the two; fewest other pairs first
};

// Records of other groups that are most like a record.
struct LookAlikesQuery { uint32_t record = 0, count = 0; };
struct LookAlike { uint32_t record = 0; RecordLabel label; std::string id; double probability = 0; RecordRef name{}; };
struct LookAlikesPage { uint32_t record = 0; std::vector<LookAlike> rows; };

// filter: "all", "several_records", "several_sources", "disagreeing", "to_check", "by_hand".
// text: only customers that SearchQuery finds by it; where its index is still to be made, none.
// sort: "" (the list's own order), "name", "records" (their number), "sources" (theirs); those alike in the list's own order.
struct GoldenQuery { std::string filter; uint64_t first = 0; uint32_t count = 0; std::string text{}, sort{}; bool descending = false; };
struct GoldenRow { uint32_t group = 0; std::string golden_id, label; std::vector<uint32_t> record_sources; bool by_hand = false; };
struct GoldenPage { std::string filter; uint64_t first = 0, total = 0; std::vector<GoldenRow> rows; std::string search_state{}; uint64_t unfiltered = 0; };  // as PairsPage

// Customers of whom a record answers every word: any of its values, accents and small slips aside, or begun so; numbers by a part of their
// digits. Best first. state: "ready"; "indexing": asked for the first time of these records, what is needed is being made (a task "search"),
// and whoever asks again when it has ended is answered; "no_result".
struct SearchQuery { std::string text; uint64_t first = 0; uint32_t count = 0; };
struct SearchHit { std::string attribute, type, value; };  // a clean value; attribute "": the record's id
struct SearchRow {
  uint32_t group = 0;
  std::string golden_id, label;
  std::vector<uint32_t> record_sources;  // of all records of the group
  uint32_t record = 0, source = 0;       // of the one that answers best
  std::vector<SearchHit> hits;           // what in it answers
  std::string detail{};                  // what tells it from its namesakes, as RecordLabel::detail
};
struct SearchPage { std::string text, state; uint64_t first = 0, total = 0; std::vector<SearchRow> rows; };

struct GoldenDetailQuery { uint32_t group = 0; };
// state: "winner", "same" (same clean value), "other", "invalid", "missing", "absent". values: all clean ones of the record, the best first.
struct GoldenCell { std::string original; std::string state; std::vector<std::string> values{}; };
// state: "holds"; "ended": the rules give something else than `below` now; "overruled": by a later one, of a customer that has become the
// same; "waiting": its record, or this record's value, is not there; "": not known yet.
struct GoldenDecisionRow {
  std::string attribute, type, act, value, below, state;  // value: clean
  bool for_ever = false;
  std::string who;
  uint64_t at_ms = 0;
  RecordRef record;                      // the first one: takes it back, with attribute, act and value_id
  std::string value_id;                  // fingerprint of the value, which tells it where values are masked
  uint32_t group = kNoThing;             // of the result; kNoThing: waiting for its record
  std::string golden_id, label;
};
struct GoldenAttribute {
  std::string attribute, type, block;
  std::string value;                     // clean
  std::vector<std::string> further_values;
  int32_t origin = -1;                   // index into records
  std::string rule;                      // rule id that decided
  uint32_t survivorship_rule = 0;        // index into Summary::survivorship
  bool disagreeing = false;
  std::vector<GoldenCell> cells;         // one per record
  std::string below{};                   // what the rules alone give, clean
  bool invalid = false;                  // the value is wrong in itself
  std::vector<GoldenDecisionRow> decisions{};  // about it, the latest last
};
struct GoldenDetail {
  uint32_t group = 0;
  std::string golden_id, label;
  std::vector<PairSide> records;
  std::vector<GoldenAttribute> attributes;  // in block order
};

// All golden values by hand, the latest first.
struct GoldenDecisionsQuery { uint64_t first = 0; uint32_t count = 0; };
struct GoldenDecisionsPage { uint64_t first = 0, total = 0; std::vector<GoldenDecisionRow> rows; };

// What a typed value becomes. status: "clean"; "invalid": not one of its type, kept as it was written; "missing": it stands for nothing.
struct TypedValueQuery { uint32_t group = 0; std::string attribute, text; };
struct TypedValue { std::string attribute, type, text, clean, status; };

// A drawn group with the records that are most like it.
struct SampledGroupQuery { uint32_t group = 0; };
struct SampledRecord {
  uint32_t record = 0, source = 0;
  std::string id, label;
  bool is_member = false;
  uint32_t thing = 0;                    // kNoThing: not said to belong
  double probability = 0;                // of a look-alike, to belong
  std::vector<std::string> values;       // original, per attribute
  RecordRef name{};
};
struct SampledGroupDetail {
  uint32_t group = 0, total = 0;
  std::string state;                     // "open", "judged", "unsure"
  std::vector<std::string> attributes;
  std::vector<SampledRecord> records;    // members first
};

// filter: "to_check" (with a doubt), "several_records", "all". text and sort as GoldenQuery; sort also "weakest" (GroupRow::weakest_bits) and
// "density" (links per pair): those that have none come last, whichever way.
struct GroupsQuery { std::string filter; uint64_t first = 0; uint32_t count = 0; std::string text{}, sort{}; bool descending = false; };
struct GroupRow {
  uint32_t group = 0;
  std::string golden_id, label;
  uint32_t record_count = 0;
  uint64_t link_count = 0;               // of the record_count * (record_count - 1) / 2 pairs
  bool has_weakest = false;
  double weakest_bits = 0;               // of the lightest link that it takes to hold them
  std::vector<uint32_t> sources;         // each once
  std::vector<std::string> doubts;       // "contradiction", "bridge", "two_births", "two_company_numbers"
};
struct GroupsPage { std::string filter; uint64_t first = 0, total = 0; std::vector<GroupRow> rows; uint64_t unfiltered = 0; std::string search_state{}; };  // as PairsPage

// How many groups have how many records, and how many are present in which sources; the most frequent first, the smallest size first.
struct GroupFiguresQuery {};
struct SizeCount { uint32_t size = 0; uint64_t count = 0, doubted_count = 0; };
struct PresenceCount { std::vector<uint32_t> sources; uint64_t count = 0; };
struct GroupFigures { std::vector<SizeCount> sizes; std::vector<PresenceCount> presences; uint64_t other_presence_count = 0; };

struct GroupQuery { uint32_t group = 0; };
struct GroupMember {
  uint32_t record = 0, source = 0, source_row = 0;
  std::string id, label;
  std::vector<std::string> values;       // original, per attribute
};
struct GroupTieRow {
  uint32_t a = 0, b = 0;                 // places among the members
  double weight_bits = 0;
  bool is_link = false, by_hand = false; // reaches the threshold; somebody said that the two are the same
};
constexpr uint32_t kNoTie = UINT32_MAX;
struct GroupDetail {
  uint32_t group = 0;
  GroupRow row;
  std::vector<std::string> attributes;
  std::vector<GroupMember> members;      // the first 200
  // Of all of them, up to kMostShapedRecords; none where there are more. Halves 0 and 1 where a single pair holds the group.
  std::vector<RecordRef> names;
  std::vector<uint32_t> half_of;
  std::vector<GroupTieRow> ties;         // between members that are told, up to 2000
  uint32_t weakest = kNoTie, bridge = kNoTie;  // ties
  std::vector<std::string> bridge_agrees;      // comparisons that speak for the bridge, the strongest first
  std::string shape, shape_by;           // of the latest shape that names its first record: what was done, and who did it
  uint64_t shape_at_ms = 0;
};

// Other groups that are most like a group.
struct NearGroupsQuery { uint32_t group = 0, count = 0; };
struct NearGroup {
  uint32_t group = 0;
  std::string golden_id, label, detail;
  double probability = 0;                // of the most alike pair
  std::vector<uint32_t> record_sources;
  std::vector<RecordRef> names;
};
struct NearGroupsPage { uint32_t group = 0; std::vector<NearGroup> rows; };

// Judgments that cannot all hold (core/judgments.h): a chain that brings together what one of them keeps apart.
struct ContradictionsQuery { uint64_t first = 0; uint32_t count = 0; };
struct JudgmentRow {
  std::string kind;                      // "verdict", "shape", "drawn", "known"
  uint32_t record_a = 0, record_b = 0;   // two that it says something of
  RecordLabel a, b;
  std::string id_a, id_b;
  bool same = true;
  std::string who, how;                  // how: "judged", the file it came from; of a shape what was done
  uint64_t at_ms = 0;
  // To take it back: of a verdict its two records (JudgePair), of a shape its records (ShapeGroup), of a drawn group its place (JudgeGroup).
  // Known groups are of a file.
  std::vector<RecordRef> names;
  uint32_t place = 0;
};
struct ContradictionRow { std::vector<JudgmentRow> chain; JudgmentRow against; };
struct ContradictionsPage { uint64_t first = 0, total = 0; std::vector<ContradictionRow> rows; };

struct RuleEffectQuery { uint32_t rule = 0; std::vector<std::string> cascade; };
struct RuleEffectExample { std::string label, before, after; };
struct RuleEffect { uint32_t rule = 0; std::vector<std::string> cascade; uint64_t changed_count = 0; std::vector<RuleEffectExample> examples; };

// What rules can be made of.
struct RuleChoicesQuery {};
struct AttributeChoice {
  std::string attribute, type;
  std::vector<std::string> transforms, comparators, constraints;  // ids: the usual one first
};
struct LevelInfo { std::string id; bool has_threshold = false; double threshold = 0, least = 0, most = 0; bool term_frequency = false; std::string unit{}; };  // most below least: no limit; unit: "likeness", "share", "degrees", "years"
struct ComparatorChoice { std::string id; std::vector<LevelInfo> levels; };
struct RuleChoices { std::vector<AttributeChoice> attributes; std::vector<ComparatorChoice> comparators; };

// What a key would cost, before it runs: `rule` is the one that it would change, or that is switched ("": one more). It is counted when it is
// asked for, behind all other work; TaskEnded "price" says that it is known.
struct KeyPriceQuery { std::string rule; std::vector<KeyPartSummary> parts; };
struct KeyPricePage {
  std::string rule;
  std::vector<KeyPartSummary> parts;
  std::string state;                  // "ready", "counting", "no_result", "unknown": the records of the result have no such attribute
  uint64_t pair_count = 0;
  uint64_t new_pair_count = 0;        // that no other key makes
  bool is_estimate = false;
  uint64_t largest_block = 0, refined_block_count = 0;
  double budget_share = 0;            // its new pairs, of the budget of pairs
  bool is_large = false;
};

using Query = std::variant<PreviewQuery, RejectsQuery, ColumnQuery, PairsQuery, PairQuery, GoldenQuery, GoldenDetailQuery, RuleEffectQuery,
                           WhyNotQuery, LookAlikesQuery, SampledGroupQuery, GroupsQuery, GroupFiguresQuery, GroupQuery, NearGroupsQuery, ContradictionsQuery,
                           SearchQuery, LikenessQuery, RuleChoicesQuery, GoldenDecisionsQuery, TypedValueQuery, KeyPriceQuery,
                           AuditQuery, AuditCellQuery, AuditRowsQuery, RecipeQuery, RecipeTrialQuery, MonitoringQuery, SpellingsQuery>;
using Page = std::variant<PreviewPage, RejectsPage, ColumnDetail, PairsPage, PairDetail, GoldenPage, GoldenDetail, RuleEffect, WhyNotDetail,
                          LookAlikesPage, SampledGroupDetail, GroupsPage, GroupFigures, GroupDetail, NearGroupsPage, ContradictionsPage, SearchPage, LikenessPage,
                          RuleChoices, GoldenDecisionsPage, TypedValue, KeyPricePage, AuditPage, AuditCellDetail, AuditRowsPage, RecipePage, RecipeTrial, MonitoringPage,
                          SpellingsPage>;

// A page belongs to the revision it was made from; the client drops pages of older ones.
struct Reply { uint64_t request_id = 0; uint64_t revision = 0; Page page; Error error; bool ok = true; };

}  // namespace jumelles::protocol
