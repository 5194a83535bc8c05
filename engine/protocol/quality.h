#pragma once

// The part of the protocol about the quality of sources: what an audit of them found, and the recipe that mends it.
// protocol/protocol.h includes it, whose rules hold.

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace jumelles::protocol {

// ---------------------------------------------------------------- recipe

// What one value becomes: "" is missing.
struct ValueChange { std::string from, to; bool operator==(const ValueChange&) const = default; };

// A rule of the recipe: it is applied to original values before they are cleaned, rules in their order. act:
//   "suspects"  values that `suspects` recognizes (an id of standardize/suspects.h) become what it says, or missing
//   "values"    the values of `values`, compared as they are written without blanks around them
//   "replace"   what `pattern` (a regular expression of ECMAScript) finds becomes `replacement`
//   "missing"   values in which `pattern` finds something become missing
// Or to rows, before all of those:
//   "split"     values are parted by `pattern`, parts go to the attributes of `into`
//   "join"      values of `into` are put behind those of `attribute`, `replacement` between them
//   "move"      values go to the attribute of `into`, where it is empty
//   "exchange"  values are exchanged with those of `into`
//   "exclude"   rows are left out
// Of move, exchange and exclude suspects, values and pattern say which cells are meant (standardize/row_rules.h).
struct RecipeRuleSummary {
  std::string name;                    // for commands; "" of one more
  std::string attribute;               // key of the attribute
  std::string source;                  // "": all that have it
  std::string act;
  std::string suspects, pattern, replacement;
  std::vector<ValueChange> values;
  bool enabled = true;
  std::string finding;                 // FindingRow::id of the finding that offered it; "": made by hand
  // What it does to what is read; 0 until that is counted. Not part of commands.
  uint64_t value_count = 0, cell_count = 0;  // distinct values that it changes, and cells that hold them
  std::vector<std::string> into{};     // keys of attributes
  uint64_t row_count = 0;              // of acts on rows: rows that it changes or leaves out
};

// Commands. Each is one step of undo. Values of `rule` are what people typed: what findings say is masked where people want it to be.
struct AddRecipeRule { RecipeRuleSummary rule; };                       // at the end of the recipe
// Rules of a recipe.json, or of a project.json: those that fit come at the end of the recipe, RecipePage::import tells of the others. While
// files are being read it waits for them; TaskEnded "recipe_import" says that it was done. `text`: of the file.
struct ImportRecipe { std::string file_name, text; };
// What the buttons of these findings do (FindingRow::id, FindingRow::rule), those that have one: rules at the end of the recipe.
// act "exclude": instead of what they offer, the records that they are about are left out (FindingRow::can_exclude).
struct FixFindings { std::vector<std::string> findings; std::string act{}; };
struct SetRecipeRule { std::string rule; RecipeRuleSummary to; };       // another one in its place; to.act "": it goes
struct EnableRecipeRule { std::string rule; bool enabled = true; };
struct MoveRecipeRule { std::string rule; uint32_t to = 0; };
// Records that all of `filters` hold for, in their order. kind: "source" (value: its name), "finding" (value: FindingRow::id), "tag" (value: the
// word), "row" (value: name of the source; from and to: rows of its file), and of an attribute: "value", "shape", "length", "year" and "number"
// (from and to, both included), "missing", "invalid".
struct FacetFilter {
  std::string kind, attribute, value;
  int64_t from = 0, to = 0;
  bool operator==(const FacetFilter&) const = default;
};
// A word ("to call") for the records that all filters hold for, or off them. Taken off without a filter, it is gone, from records that are no
// more as well. One line of at most 80 bytes, without semicolons.
struct TagRecords { std::string tag; bool given = true; std::vector<FacetFilter> filters{}; };
struct IgnoreFinding { std::string finding; bool ignored = true; };     // FindingRow::id
// The share (0 to 1) of records that should have the attribute, or of its values that should be right. measure: "completeness", "validity".
// "freshness": half of the records that have it are at most so many months old.
struct SetQualityTarget { std::string attribute, measure; double share = 0; bool by_default = false; uint32_t months = 0; };

// A row of the data dictionary. What is empty (0) is as the attribute's type usually is. requirement: "required", "wished", "optional".
// pattern: a regular expression of ECMAScript that whole values follow, as they are written and the recipe leaves them. personal_data: ids of
// PersonalData (core/attribute.h).
struct DictionaryEntry {
  std::string attribute;                 // key
  std::string meaning, owner, purpose, requirement, format, pattern, personal_data;
  uint32_t retention_months = 0;         // how long it may be kept; 0: nothing is said
  bool operator==(const DictionaryEntry&) const = default;
};
struct SetDictionaryEntry { DictionaryEntry entry; };                   // in the place of the former one of that attribute

// The recipe, with examples of what each rule does, those that change most cells first.
struct RecipeQuery {};
struct RecipeExample { std::string before, after; uint64_t count = 0; };
struct RecipeRow { RecipeRuleSummary rule; std::vector<RecipeExample> examples; };
// Of the latest ImportRecipe, until the recipe is changed otherwise; number 0: none. known_count: of rules that were there already.
struct RecipeProblem { uint32_t place = 0; RecipeRuleSummary rule; Error problem; };  // of the rule at that place of the file, from 1
struct RecipeImport {
  uint64_t number = 0;
  std::string file_name;
  uint64_t added_count = 0, known_count = 0;
  std::vector<RecipeProblem> problems;
};
// state: as AuditPage, TaskEnded "recipe" says that it is there. suspects: what rules of that act may recognize. attributes: keys that rules
// may be about, in the order of the columns. others: keys that values may go to besides, of usual attributes that no column has.
struct RecipePage {
  std::string state;
  std::vector<RecipeRow> rows;
  std::vector<std::string> suspects, attributes;
  RecipeImport import{};
  std::vector<std::string> others{};
};

// What a rule would do, before it is added: tried on values that the rules before it leave. rule.name: it is in the place of that one.
struct RecipeTrialQuery { RecipeRuleSummary rule; };
// problem: id of what is wrong with it ("pattern.open_group"), with what its text fills in; "": nothing. state as AuditPage, "problem" where
// there is one.
struct RecipeTrial {
  std::string state, problem;
  std::vector<std::string> problem_arguments;
  uint64_t value_count = 0, cell_count = 0;
  std::vector<RecipeExample> examples;
  uint64_t row_count = 0;
};

// Values of an attribute that are spellings of one thing (standardize/spellings.h), as the recipe leaves them. source "": all that have it.
// method: "fingerprint", "ngram", "phonetic".
struct SpellingsQuery { std::string attribute, source, method; };
struct SpellingRow { std::string value; uint64_t count = 0; };  // cells
struct SpellingGroupRow {
  std::string id;                        // the same as long as the group has that key
  std::vector<SpellingRow> spellings;    // the most frequent first, at most 100: it is the form that is proposed
  uint64_t spelling_count = 0, cell_count = 0;
};
// state: as AuditPage, TaskEnded "recipe" says that it is there; "unknown": no column has that attribute, or there is no such method.
struct SpellingsPage {
  std::string state, attribute, source, method;
  uint64_t value_count = 0;              // distinct values that were looked at
  uint64_t group_count = 0;
  std::vector<SpellingGroupRow> groups;  // those of most cells first, at most 500
};

// ---------------------------------------------------------------- audit

// Sources here are those of Summary::sources that were read, in their order. language: of the sentences, "fr" or "en".
// state: "ready"; "counting": it is being made, TaskEnded "audit" says that it is there; "no_source".
struct AuditQuery { std::string language; };

struct AuditSource {
  std::string name;
  uint32_t record_count = 0;
  // Of the records' own dates, the latest of each: ISO days, "" where there are none.
  std::string oldest, median, newest;
  int32_t age_months = -1;               // of the median today; below 0: not known
};

// What a source says of an attribute. Counts of values count every cell that feeds it; a record with two phones has two.
struct AuditCell {
  uint32_t source = 0, attribute = 0;    // indexes into AuditPage::sources and ::attributes
  bool present = false;                  // the source has a column for it
  uint32_t filled_count = 0;             // records with a value that means something
  uint32_t value_count = 0, distinct_count = 0;
  uint32_t checked_count = 0;            // values that can be right or wrong: of a form, with check digits, in a range
  uint32_t valid_count = 0;              // of these
  uint32_t set_aside_count = 0;          // cells that stand for nothing ("N/A", 01/01/1900): they count as missing
  uint32_t mended_count = 0;             // cells whose value was repaired by cleaning (lost zeros, broken letters)
  std::string median_date;               // of the records that have it, as AuditSource::median
  bool below_completeness = false, below_validity = false;  // of the targets
  int32_t age_months = -1;               // of the median date today; below 0: not known
  bool below_freshness = false;          // older than its target
};

struct AuditAttribute {
  std::string key, type, label;          // label: in words
  double completeness_target = -1, validity_target = -1;  // shares; below 0: none
  bool completeness_by_user = false, validity_by_user = false;
  int32_t freshness_target = -1;         // months; below 0: none. Nobody proposes one
};

struct FindingSource { uint32_t source = 0; uint64_t count = 0; };
struct FindingValue { std::string value, becomes; uint64_t count = 0; };  // becomes: "" where it would be missing, or nothing is offered

// severity: "error" (wrong results come of it), "warning", "note". fix: "missing", "replace", "merge", "move", "exchange" (a rule of the recipe does it),
// "done" (cleaning does it without being asked), "see" (nothing can be done here but looking).
// state: "open", "treated" (a rule of the recipe has done it), "ignored".
// harm: what one of it does: "mended", "nothing", "untidy", "lost", "twice", "apart", "misled", "mixed", "forbidden" (audit/costs.h).
struct FindingRow {
  std::string id;                        // stable: kind and attributes; names it in commands
  std::string kind, severity, fix, state, harm;
  uint64_t unit_cost = 0, cost = 0;      // points: of one, and of all of them
  std::vector<std::string> attributes;   // keys
  std::string headline, explanation;     // in the language asked for: what it is, with its count; what it costs, one sentence
  uint64_t count = 0, of_count = 0;      // cells or records, and those that could have it
  bool counts_records = false;
  std::vector<FindingSource> sources;    // those that have any, in their order
  std::vector<FindingValue> values;      // the most frequent ones, at most 8
  uint64_t distinct_count = 0;           // how many distinct values there are in all
  RecipeRuleSummary rule;                // what the button does; act "" where there is none
  bool can_exclude = false;              // a rule can leave its records out
};

// Of two sources whose linked records both say something of an attribute.
struct SourceAgreement {
  uint32_t attribute = 0, a = 0, b = 0;
  uint64_t pair_count = 0, same_count = 0;   // customers whom both hold with that attribute, and of whom both say the same
  uint64_t a_alone_count = 0, b_alone_count = 0;  // customers of both whom only one has it of
  // Of those of whom they differ, a third source agrees with one of the two.
  uint64_t third_with_a_count = 0, third_with_b_count = 0;
  uint64_t a_newer_count = 0, b_newer_count = 0;   // customers whose record of one was updated later than that of the other
};

struct SourceOverlap { std::vector<uint32_t> sources; uint64_t count = 0; };  // customers present in exactly these

// What the latest result adds: empty before the first one.
struct AuditResult {
  bool has_result = false, is_stale = false;
  uint64_t customer_count = 0;
  uint64_t duplicate_count = 0;                  // records that repeat another one of their own source
  std::vector<uint64_t> duplicates_of;           // the same per source
  uint64_t unmatchable_count = 0;                // records whose filled attributes cannot reach the threshold
  std::vector<uint64_t> unmatchable_of;
  std::vector<SourceOverlap> overlaps;           // the most frequent first
  std::vector<SourceAgreement> agreements;
};

// What the dictionary asks, held against a source.
struct DictionaryCell {
  uint32_t source = 0;                           // index into AuditPage::sources
  bool present = false;                          // the source has a column for it
  uint64_t missing_count = 0;                    // records without it
  uint64_t off_format_count = 0;                 // cells that do not follow the pattern
  bool is_met = true;                            // nothing required is missing, nothing is off its format
};
struct DictionaryRow {
  DictionaryEntry entry, chosen;                 // what holds, and what people said of it
  std::string type, label;                       // label: in words
  std::vector<DictionaryCell> cells;             // one per source
};

// A word that records have; lost_count: of those that had it and are no more.
struct TagRow { std::string tag; uint64_t count = 0, lost_count = 0; };

struct AuditPage {
  std::string state, language;
  uint64_t record_count = 0;
  double completeness = 0, validity = 0;         // means over cells of attributes that a source has: filled records, right values
  std::vector<AuditSource> sources;
  std::vector<AuditAttribute> attributes;        // in the order of records
  std::vector<AuditCell> cells;                  // attribute by attribute, one per source
  std::vector<FindingRow> findings;              // the costliest first; treated and ignored ones last
  std::vector<DictionaryRow> dictionary;         // a row per attribute, in their order; then those that no source has
  AuditResult result;
  double elapsed_ms = 0;
  std::vector<TagRow> tags;                      // by their words
};

// One cell of it. Distributions are over the values that mean something.
struct AuditCellQuery { uint32_t source = 0; std::string attribute, language; };
struct ValueRow { std::string value; uint64_t count = 0; std::string remark; };    // remark: kind of the finding that is about it, ""
struct SpanRow { int64_t from = 0, to = 0; uint64_t count = 0; };                  // of lengths in characters, of years, of numbers
struct AuditCellDetail {
  std::string state;
  AuditCell cell;
  std::vector<ValueRow> shapes, values;          // as written: the most frequent first, at most 12 and 20
  std::vector<SpanRow> lengths;                  // at most 20 spans
  std::vector<SpanRow> years;                    // of dates: by year, or by as many years as make at most 30 spans
  std::vector<SpanRow> numbers;                  // of numbers: at most 20 spans
  std::vector<ValueRow> invalid;                 // the most frequent wrong ones, at most 12
  std::vector<ValueRow> set_aside;               // the most frequent that stand for nothing, at most 12
  std::vector<std::string> findings;             // FindingRow::id of those about it
};

struct AuditRowsQuery { std::vector<FacetFilter> filters; uint64_t first = 0; uint32_t count = 0; };
struct AuditRecordRow { uint32_t record = 0, source = 0, source_row = 0; std::string id; std::vector<std::string> values; std::vector<std::string> tags{}; };  // original, per attribute of `attributes`
struct AuditRowsPage { std::string state; std::vector<std::string> attributes; uint64_t first = 0, total = 0; std::vector<AuditRecordRow> rows; };

// ---------------------------------------------------------------- monitoring

// What quality was, month after month, and what has changed since last time. state as AuditPage; "ready" also where no source is read and the
// project remembers former ones.
struct MonitoringQuery { std::string language; };

// A month, or a run whose month is not known.
struct MonitoringPoint { std::string day; };  // ISO; "": not known

// Of a source, or of an attribute in it, at a point.
struct MonitoringMark {
  uint32_t point = 0;
  uint64_t record_count = 0, filled_count = 0, value_count = 0, distinct_count = 0, checked_count = 0, valid_count = 0;  // as AuditCell's
  uint64_t finding_count = 0;            // cells and records that findings are about
  int32_t age_months = -1;               // of the median date at that point; below 0: not known
};

struct MonitoringSeries {
  std::string source, attribute, type, label;  // attribute "": of the source as a whole, sums over its attributes
  double completeness_target = -1, validity_target = -1;
  std::vector<MonitoringMark> marks{};    // those there are, in time
  int32_t freshness_target = -1;          // months
};

// kind: "below_target", "completeness_lost"... (monitoring/alert_kinds.cpp). severity: "error", "warning", "note".
struct MonitoringAlert {
  std::string kind, severity;
  std::string source, attribute;         // attribute: its key, of findings about several all of them; "": the whole source
  std::string subject{};                 // kind of a finding, measure of a target
  std::string sentence{}, advice{};        // in the language asked for; no values of records
  double before = 0, after = 0;          // shares or counts, as the kind is about
  std::string finding{};                 // FindingRow::id
  std::vector<ValueRow> values{};         // of lists, that are new or gone; shapes that are more frequent
};

struct MonitoringPage {
  std::string state, language;
  std::string since, day;                // ISO days of what is compared; since "": not known
  bool has_former = false;               // there is something to compare with
  bool is_kept = false;                  // figures of what is read are kept: a run has been made of it
  std::vector<MonitoringPoint> points;   // the oldest first
  std::vector<MonitoringSeries> series;  // source by source: the whole, then its attributes
  std::vector<MonitoringAlert> alerts;   // the gravest first
};

}  // namespace jumelles::protocol
