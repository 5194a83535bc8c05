#pragma once

// Every field of a project, declared once: its name, what kind of thing it is, which stage of a run rests on it, what it means
// and what it allows. JSON and its schema, the rows of a project file, fingerprints and differences are visitors of this
// table; a field that is not here does not exist for any of them.
//
// A visitor is called as visit(name, value, says, allowed...). `allowed` is a Range, or an IdTable of the texts that it may be.

#include <cstdint>
#include <string>
#include <vector>

#include "core/link_config.h"
#include "core/range.h"
#include "document/project.h"
#include "document/stage.h"

namespace jumelles::document {

enum class FieldKind : uint8_t {
  kName,     // tells list elements apart; as much a setting as what it names
  kSetting,  // chosen by a user or proposed to him
  kLearned,  // by training, kept until it is learned anew
  kCounted,  // by reading or by a run: to look at, nothing rests on it
  kJudged,   // what people said of the records
  kGroup,    // holds fields of its own
};
const char* id(FieldKind kind);  // "setting"...

struct Says {
  FieldKind kind = FieldKind::kSetting;
  Stage stage = Stage::kNone;  // the first that must run again when it changes
  const char* meaning = "";
};
constexpr Says setting(Stage stage, const char* meaning) { return {FieldKind::kSetting, stage, meaning}; }
constexpr Says named(Stage stage, const char* meaning) { return {FieldKind::kName, stage, meaning}; }
constexpr Says learned(Stage stage, const char* meaning) { return {FieldKind::kLearned, stage, meaning}; }
constexpr Says counted(const char* meaning) { return {FieldKind::kCounted, Stage::kNone, meaning}; }
constexpr Says judged(Stage stage, const char* meaning) { return {FieldKind::kJudged, stage, meaning}; }
constexpr Says group(Stage size, const char* meaning) { return {FieldKind::kGroup, size, meaning}; }

// Texts that a field may be, and what one of them is called.
struct IdTable {
  const char* what;
  std::vector<std::string> ids;
};
extern const IdTable kTransforms, kSurvivorshipRules, kVerdicts, kShapes, kGoldenActs, kLanguages, kHeaders, kRecipeActs, kMeasures, kRequirements, kPersonalData;

// What names an element of a list, for paths and differences; "" where only its place does.
inline std::string name_of(const SourceConfig& v) { return v.name; }
inline std::string name_of(const ColumnConfig& v) { return v.name; }
inline std::string name_of(const Comparison& v) { return v.id; }
inline std::string name_of(const Level& v) { return v.id; }

template <class V>
void fields(V& visit, ingest::DialectOverride& x) {
  visit("format", x.format, setting(Stage::kNone, "csv, json, ndjson, xlsx or fixed; null: as recognized"));
  visit("encoding", x.encoding, setting(Stage::kNone, "utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15, macintosh, cp850 or windows-1250; null: as recognized"));
  visit("separator", x.separator, setting(Stage::kNone, "one character, or several; null: as recognized"));
  visit("has_header", x.has_header, setting(Stage::kNone, "whether a line names the columns; null: as recognized"));
  visit("table", x.table, setting(Stage::kNone, "which table of the file is read, by its name: a sheet; null: the fullest"));
  visit("header_line", x.header_line, setting(Stage::kNone, "which line names the columns, from 1; null: as recognized"));
}

template <class V>
void fields(V& visit, ingest::Dialect& x) {
  visit("format", x.format, counted("csv, json, ndjson, xlsx or fixed"));
  visit("encoding", x.encoding, counted("utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15, macintosh, cp850 or windows-1250"));
  visit("byte_order_mark", x.byte_order_mark, counted("whether the file begins with one"));
  visit("separator", x.separator, counted("between the cells of a line"));
  visit("has_header", x.has_header, counted("whether a line names the columns"));
  visit("separator_line", x.separator_line, counted("whether the first line says the separator"));
  visit("backslash_escapes", x.backslash_escapes, counted("whether a backslash takes the next character into the cell"));
  visit("crlf", x.crlf, counted("whether lines end with carriage return and line feed"));
  visit("table", x.table, counted("which table of the file was read, by its name: a sheet; empty: there is one"));
  visit("header_line", x.header_line, counted("which line names the columns, from 1; 0: none does"));
}

template <class V>
void fields(V& visit, ColumnConfig& x) {
  visit("name", x.name, named(Stage::kNone, "of the column"));
  visit("type", x.mapping.type, setting(Stage::kRecords, "what the column means"));
  visit("attribute", x.mapping.attribute, setting(Stage::kRecords, "columns of one attribute meet"));
  visit("confidence", x.mapping.confidence, counted("how sure the type is, 0 to 1"), kLearnedShareRange);
  visit("reason_id", x.mapping.reason_id, counted("why it has this type"));
  visit("chosen_by_user", x.mapping.chosen_by_user, setting(Stage::kNone, "the type was chosen, not recognized"));
  visit("role", x.mapping.role, setting(Stage::kRecords, "what the column is to matching"));
  visit("role_reason_id", x.mapping.role_reason_id, counted("why it has this role"));
  visit("role_by_user", x.mapping.role_by_user, setting(Stage::kRecords, "the role was chosen, not recognized"));
}

template <class V>
void fields(V& visit, SourceConfig& x) {
  visit("number", x.number, named(Stage::kNone, "of the source in this project, never used again; 0: not given yet"));
  visit("name", x.name, named(Stage::kRecords, "unique in the project"));
  visit("file", x.file, setting(Stage::kNone, "as it was given"));
  visit("size_bytes", x.size_bytes, counted("of the file; 0: not read yet"));
  visit("hash", x.hash, counted("of the file's bytes, xxh128; empty: not read yet"));
  visit("choice", x.choice, group(Stage::kNone, "how the file is read, where that was decided by hand"));
  visit("dialect", x.dialect, group(Stage::kNone, "how the file was read"));
  visit("columns", x.columns, group(Stage::kRecords, "in their order"));
}

template <class V>
void fields(V& visit, KeyPart& x) {
  visit("attribute", x.attribute, setting(Stage::kCandidates, "that must agree"));
  visit("transform", x.transform, setting(Stage::kCandidates, "what of it must agree"), kTransforms);
}

template <class V>
void fields(V& visit, BlockingRule& x) {
  visit("parts", x.parts, group(Stage::kCandidates, "all must agree"));
  visit("refinement", x.refinement, group(Stage::kCandidates, "added one after the other where a block is too large"));
  visit("enabled", x.enabled, setting(Stage::kCandidates, "whether the key is used"));
  visit("by_hand", x.by_hand, setting(Stage::kNone, "it was made or changed by hand: proposals leave it as it is"));
  visit("pair_count", x.pair_count, counted("pairs that it adds to those of the keys before it"));
  visit("total_pair_count", x.total_pair_count, counted("pairs that share the key"));
  visit("largest_block", x.largest_block, counted("records of its largest block"));
  visit("refined_block_count", x.refined_block_count, counted("blocks that were too large"));
  visit("exclusive_link_count", x.exclusive_link_count, counted("likely matches that no other key finds"));
  visit("share_before_refining", x.share_before_refining, counted("of the budget of pairs, before its last part was added"), kCountRange);
  visit("refining_loss", x.refining_loss, counted("share of the matches that a further part would cost; below 0: not asked"));
}

template <class V>
void fields(V& visit, LevelSetting& x) {
  visit("id", x.id, named(Stage::kPatterns, "of the level in its comparator"));
  visit("threshold", x.threshold, setting(Stage::kPatterns, "of likeness, where the level has one"));
  visit("term_frequency", x.term_frequency, setting(Stage::kPatterns, "equal values weigh by how common they are"));
  visit("locked", x.locked, setting(Stage::kModel, "the weight is set by hand"));
  visit("hand_weight", x.hand_weight, setting(Stage::kScores, "that weight, in bits of 4294967296 each"), kHandWeightBitsRange);
}

template <class V>
void fields(V& visit, LevelModel& x) {
  visit("m_probability", x.m_probability, learned(Stage::kScores, "share of the matches on this level"), kLearnedShareRange);
  visit("u_probability", x.u_probability, learned(Stage::kScores, "share of the strangers on this level"), kLearnedShareRange);
  visit("sibling_probabilities", x.sibling_probabilities, learned(Stage::kScores, "share of each kind of look-alikes"), kLearnedShareRange);
  visit("adjustment", x.adjustment, learned(Stage::kScores, "learned from judged pairs"), kWeightBitsRange);
  visit("weight", x.weight, learned(Stage::kScores, "log2(m/u) and the adjustment, in bits of 4294967296 each"), kWeightBitsRange);
  visit("observed_m_count", x.observed_m_count, counted("matches expected on this level in training"), kCountRange);
  visit("observed_u_count", x.observed_u_count, counted("random pairs on this level in training"));
}

template <class V>
void fields(V& visit, Level& x) {
  fields(visit, static_cast<LevelSetting&>(x));
  fields(visit, static_cast<LevelModel&>(x));
}

template <class V>
void fields(V& visit, Comparison& x) {
  visit("id", x.id, named(Stage::kPatterns, "unique, usually the attribute's key"));
  visit("attributes", x.attributes, setting(Stage::kPatterns, "that are compared, as one where there are several"));
  visit("comparator", x.comparator, setting(Stage::kPatterns, "how they are compared"));
  visit("enabled", x.enabled, setting(Stage::kPatterns, "whether it is compared"));
  visit("may_change", x.may_change, setting(Stage::kModel, "who moves has another one"));
  visit("by_hand", x.by_hand, setting(Stage::kNone, "it was made or changed by hand: proposals leave it as it is"));
  visit("levels", x.levels, group(Stage::kPatterns, "strongest first, else last"));
}

template <class V>
void fields(V& visit, Constraint& x) {
  visit("id", x.id, named(Stage::kModel, "of the rule"));
  visit("attribute", x.attribute, named(Stage::kModel, "that it looks at"));
  visit("must_match", x.must_match, setting(Stage::kModel, "true: joins; false: keeps apart"));
  visit("enabled", x.enabled, setting(Stage::kModel, "whether it is used"));
  visit("by_hand", x.by_hand, setting(Stage::kNone, "it was made by hand: proposals leave it as it is"));
  visit("pair_count", x.pair_count, counted("pairs that it decided"));
}

template <class V>
void fields(V& visit, ComparisonNote& x) {
  visit("attribute", x.attribute, counted("that is compared otherwise than usual, or not"));
  visit("reason", x.reason, counted("why it is so"));
}

template <class V>
void fields(V& visit, StructureFigure& x) {
  visit("name", x.name, counted("of the figure"));
  visit("value", x.value, counted("that decided"));
}

template <class V>
void fields(V& visit, StructureChoice& x) {
  visit("question", x.question, counted("that was asked of the data"));
  visit("answer", x.answer, counted("that they gave"));
  visit("source", x.source, counted("that it is about"));
  visit("figures", x.figures, group(Stage::kNone, "that decided"));
}

template <class V>
void fields(V& visit, LevelDependence& x) {
  visit("first", x.first, learned(Stage::kScores, "id of a comparison"));
  visit("second", x.second, learned(Stage::kScores, "id of the other one"));
  visit("strength", x.strength, counted("bits that would count twice, on average over matches"));
  visit("weights", x.weights, learned(Stage::kScores, "per level of both, what is added"), kWeightBitsRange);
  visit("sibling_weights", x.sibling_weights, learned(Stage::kScores, "the same on the odds of each kind of look-alikes"), kWeightBitsRange);
}

template <class V>
void fields(V& visit, LinkConfig& x) {
  visit("link_type", x.link_type, setting(Stage::kCandidates, "dedupe, link or link-dedupe"));
  visit("seed", x.seed, setting(Stage::kCandidates, "of everything drawn at random"));
  visit("pairs_per_record", x.pairs_per_record, setting(Stage::kCandidates, "budget of candidate pairs"), kPairsPerRecordRange);
  visit("blocking_rules", x.blocking_rules, group(Stage::kCandidates, "keys by which records meet"));
  visit("comparisons", x.comparisons, group(Stage::kPatterns, "what is compared"));
  visit("comparison_notes", x.comparison_notes, group(Stage::kNone, "attributes that are compared otherwise than usual, or not"));
  visit("constraints", x.constraints, group(Stage::kModel, "rules that decide whatever the weights say"));
  visit("prior", x.prior, learned(Stage::kModel, "probability that two random records match"));
  visit("prior_locked", x.prior_locked, setting(Stage::kModel, "the prior is set by hand"));
  visit("sibling_priors", x.sibling_priors, learned(Stage::kScores, "probability that two random records are look-alikes, per kind"), kPriorRange);
  visit("dependences", x.dependences, group(Stage::kScores, "comparisons that say the same in part"));
  visit("moved_share", x.moved_share, learned(Stage::kScores, "of the matches, those of which all has changed that may"), kShareRange);
  visit("plain_model", x.plain_model, setting(Stage::kCandidates, "the textbook's model and nothing else"));
  visit("trained", x.trained, learned(Stage::kModel, "false: the model is learned anew"));
  visit("proposal_due", x.proposal_due, learned(Stage::kCandidates, "rules are still to be proposed beside those made by hand"));
  visit("taught_pair_count", x.taught_pair_count, counted("pairs of known answer that training had"));
  visit("expected_match_count", x.expected_match_count, counted("matches among all pairs, by training"), kCountRange);
  visit("structure", x.structure, group(Stage::kNone, "what the data decided"));
  visit("review_floor", x.review_floor, setting(Stage::kScores, "pairs below this probability are not kept"), kThresholdRange);
  visit("threshold", x.threshold, setting(Stage::kGroups, "pairs from this probability upward are linked"), kThresholdRange);
  visit("plain_closure", x.plain_closure, setting(Stage::kGroups, "groups are whatever links connect"));
  visit("link_share_floor", x.link_share_floor, setting(Stage::kGroups, "share of linked pairs that two groups need to join"), kShareRange);
  // Measured anew in every run, unless it was chosen: then stage_keys counts it.
  visit("one_per_source", x.one_per_source, setting(Stage::kNone, "sources that hold each thing once"));
  visit("one_per_source_proposed", x.one_per_source_proposed, counted("the list was measured, not chosen"));
}

template <class V>
void fields(V& visit, survive::AttributeRule& x) {
  visit("attributes", x.attributes, setting(Stage::kGolden, "several: all from one record"));
  visit("cascade", x.cascade, setting(Stage::kGolden, "rules, each decides among what the former left"), kSurvivorshipRules);
  visit("chosen_by_user", x.chosen_by_user, setting(Stage::kNone, "the rules were chosen, not proposed"));
}

template <class V>
void fields(V& visit, survive::SurvivorshipConfig& x) {
  visit("rules", x.rules, group(Stage::kGolden, "how golden values are chosen, every attribute once"));
  visit("source_order", x.source_order, setting(Stage::kGolden, "most trusted first"));
}

template <class V>
void fields(V& visit, standardize::ValueChange& x) {
  visit("from", x.from, setting(Stage::kRecords, "a value as it is written, without blanks around it"));
  visit("to", x.to, setting(Stage::kRecords, "what it becomes; empty: missing"));
}

template <class V>
void fields(V& visit, standardize::RecipeRule& x) {
  visit("name", x.name, named(Stage::kNone, "of the rule"));
  visit("attribute", x.attribute, setting(Stage::kRecords, "that it mends"));
  visit("source", x.source, setting(Stage::kRecords, "that it mends; empty: all"));
  visit("act", x.act, setting(Stage::kRecords, "what it does"), kRecipeActs);
  visit("into", x.into, setting(Stage::kRecords, "the other attributes, of split, join, move and exchange"));
  visit("suspects", x.suspects, setting(Stage::kRecords, "what it recognizes, of suspects; of move, exchange and exclude which cells it is about"));
  visit("pattern", x.pattern, setting(Stage::kRecords, "what it looks for, of replace, missing and split: a regular expression; of move, exchange and exclude which cells it is about"));
  visit("replacement", x.replacement, setting(Stage::kRecords, "what becomes of it, of replace; what stands between, of join"));
  visit("values", x.values, group(Stage::kRecords, "what these become, of values; of move and exclude which cells it is about, of exchange with which others"));
  visit("enabled", x.enabled, setting(Stage::kRecords, "whether it is used"));
  visit("finding", x.finding, setting(Stage::kNone, "of the audit that offered it; empty: made by hand"));
}

template <class V>
void fields(V& visit, QualityTarget& x) {
  visit("attribute", x.attribute, named(Stage::kNone, "that it is about"));
  visit("measure", x.measure, setting(Stage::kNone, "what is measured"), kMeasures);
  visit("share", x.share, setting(Stage::kNone, "that it should reach"), kLearnedShareRange);
  visit("months", x.months, setting(Stage::kNone, "that half of the records may be old at most, of freshness"));
}

template <class V>
void fields(V& visit, RecordTag& x) {
  visit("tag", x.tag, setting(Stage::kNone, "the word"));
  visit("source", x.source, setting(Stage::kNone, "name of the source of these records"));
  visit("file", x.file, setting(Stage::kNone, "hash of its file, where rows tell the records because the source has no ids; else empty"));
  visit("records", x.records, setting(Stage::kNone, "that have it: per line the first id and row of a run, and how many, parted by tabs"));
}

template <class V>
void fields(V& visit, DictionaryEntry& x) {
  visit("attribute", x.attribute, named(Stage::kNone, "that it is about"));
  visit("meaning", x.meaning, setting(Stage::kNone, "what the attribute is, in words; empty: as its type usually is"));
  visit("owner", x.owner, setting(Stage::kNone, "who answers for it"));
  visit("purpose", x.purpose, setting(Stage::kNone, "what it is kept for"));
  visit("requirement", x.requirement, setting(Stage::kNone, "whether records have to have it; empty: as its type usually is"), kRequirements);
  visit("format", x.format, setting(Stage::kNone, "how its values are written, in words; empty: as its type usually is"));
  visit("pattern", x.pattern, setting(Stage::kNone, "a regular expression that whole values follow; empty: none"));
  visit("personal_data", x.personal_data, setting(Stage::kNone, "what it says of a person; empty: as its type usually is"), kPersonalData);
  visit("retention_months", x.retention_months, setting(Stage::kNone, "how long it may be kept; 0: nothing is said"));
}

// What was said of records: `stage` is none where it decides nothing.
template <class V>
void fields(V& visit, RecordName& x, Stage stage) {
  visit("source", x.source, judged(stage, "name of the source"));
  visit("id", x.id, judged(stage, "of the record there"));
  visit("row", x.row, judged(stage, "of the file, for ids that several rows have; 0: not known"));
  visit("content", x.content, judged(stage, "fingerprint of its cells, in a source without ids"));
}
template <class V>
void fields(V& visit, RecordName& x) {
  fields(visit, x, Stage::kGroups);
}

template <class V>
void fields(V& visit, PairDecision& x) {
  visit("a", x.a, group(Stage::kNone, "a record"));
  visit("b", x.b, group(Stage::kNone, "the other one"));
  visit("verdict", x.verdict, judged(Stage::kGroups, "same, different or unsure"), kVerdicts);
  visit("who", x.origin.who, counted("who said so; empty: not known"));
  visit("at_ms", x.origin.at_ms, counted("when, in milliseconds since 1970 UTC; 0: not known"));
  visit("how", x.origin.how, counted("judged, by likeness, or the file it came from"));
  visit("follows", x.follows, group(Stage::kGroups, "the two records of the judged pair whose answer settled this one as well: binding, never teaching; empty: judged itself"));
}

template <class V>
void fields(V& visit, KnownRecord& x) {
  visit("record", x.record, group(Stage::kNone, "a record"));
  visit("group", x.group, judged(Stage::kGroups, "its group's name"));
  visit("who", x.origin.who, counted("who said so; empty: not known"));
  visit("at_ms", x.origin.at_ms, counted("when, in milliseconds since 1970 UTC; 0: not known"));
  visit("how", x.origin.how, counted("the file it came from"));
}

template <class V>
void fields(V& visit, SampledGroup& x) {
  visit("chance", x.chance, judged(Stage::kGroups, "to be drawn, each time"), kLearnedShareRange);
  visit("times", x.times, judged(Stage::kGroups, "it was drawn"));
  visit("members", x.members, group(Stage::kGroups, "the group as it was then"));
  visit("missing", x.missing, group(Stage::kGroups, "records that belong to it and were not in it"));
  visit("thing_of", x.thing_of, judged(Stage::kGroups, "which thing each member is, then each missing one; empty: not judged"));
  visit("unsure", x.unsure, judged(Stage::kGroups, "passed over"));
}

template <class V>
void fields(V& visit, ShapedGroup& x) {
  visit("records", x.records, group(Stage::kGroups, "that were put together and apart"));
  visit("thing_of", x.thing_of, judged(Stage::kGroups, "which thing each of them is"));
  visit("shape", x.how, counted("what was done: cut, kept, taken_out, split or merged"), kShapes);
  visit("who", x.origin.who, counted("who said so; empty: not known"));
  visit("at_ms", x.origin.at_ms, counted("when, in milliseconds since 1970 UTC; 0: not known"));
}

template <class V>
void fields(V& visit, GoldenDecision& x) {
  visit("records", x.records, group(Stage::kGolden, "of the customer: the first one tells it"));
  visit("attribute", x.attribute, judged(Stage::kGolden, "of which the value was decided"));
  visit("act", x.act, judged(Stage::kGolden, "taken, typed or ignored"), kGoldenActs);
  visit("value", x.value, judged(Stage::kGolden, "that was taken, typed or ignored"));
  visit("below", x.below, judged(Stage::kGolden, "what the rules gave then"));
  visit("for_ever", x.for_ever, judged(Stage::kGolden, "false: it holds while the rules give that"));
  visit("who", x.origin.who, counted("who said so; empty: not known"));
  visit("at_ms", x.origin.at_ms, counted("when, in milliseconds since 1970 UTC; 0: not known"));
}

template <class V>
void fields(V& visit, Decisions& x) {
  visit("decisions", x.pairs, group(Stage::kNone, "judged pairs: binding, and teaching where nobody but a person chose them"));
  visit("known_groups", x.known_groups, group(Stage::kNone, "records of known groups: binding, and teaching"));
  visit("sample", x.sample, group(Stage::kNone, "groups that were drawn to be judged: binding, never teaching"));
  visit("shaped_groups", x.shaped_groups, group(Stage::kNone, "records put together and apart by hand: binding, never teaching; the latest last"));
  visit("golden_values", x.golden_values, group(Stage::kNone, "golden values by hand; the latest last"));
}

template <class V>
void fields(V& visit, Settings& x) {
  visit("name", x.name, setting(Stage::kNone, "of the project"));
  visit("output_language", x.output_language, setting(Stage::kNone, "how outputs are written"), kLanguages);
  visit("output_headers", x.output_headers, setting(Stage::kNone, "what columns of outputs are called"), kHeaders);
  visit("embeds_sources", x.embeds_sources, setting(Stage::kNone, "the project file holds the extracts as well"));
  visit("id_column", x.id_column, setting(Stage::kNone, "column that identifies the rows; empty: recognized"));
  visit("source_column", x.source_column, setting(Stage::kNone, "column that says which source a row is of; empty: none"));
  visit("ignored_columns", x.ignored_columns, setting(Stage::kNone, "columns left out"));
  visit("truth_column", x.truth_column, setting(Stage::kModel, "column of known groups that teaches; empty: none"));
  visit("sources", x.sources, group(Stage::kRecords, "in the order of trust"));
  visit("link_type_by_user", x.link_type_by_user, setting(Stage::kNone, "the link type was chosen, not proposed"));
  visit("one_per_source_by_user", x.one_per_source_by_user, setting(Stage::kGroups, "which sources hold each thing once was chosen, not measured"));
  visit("survivorship", x.survivorship, group(Stage::kNone, "how golden values are chosen"));
  visit("recipe", x.recipe, group(Stage::kRecords, "rules that mend original values before they are cleaned, in their order"));
  visit("ignored_findings", x.ignored_findings, setting(Stage::kNone, "findings of the audit that are passed over, by their ids"));
  visit("quality_targets", x.quality_targets, group(Stage::kNone, "what attributes should reach, where that was chosen"));
  visit("tags", x.tags, group(Stage::kNone, "words that people gave to records"));
  visit("dictionary", x.dictionary, group(Stage::kNone, "what attributes are and have to be, where that was said"));
}

template <class V>
void fields(V& visit, Project& x) {
  visit("version", x.version, named(Stage::kNone, "form of the document"));
  fields(visit, static_cast<Settings&>(x));
  visit("link", x.link, group(Stage::kNone, "what is compared and what it is worth"));
  fields(visit, x.decisions);
}

}  // namespace jumelles::document
