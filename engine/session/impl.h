#pragma once

// The inside of a Session, shared by its own .cpp files, the command line and tests.

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assessing/likeness.h"
#include "assessing/pair_weights.h"
#include "assessing/source_quality.h"
#include "audit/audit.h"
#include "audit/dictionary.h"
#include "deliver/outputs.h"
#include "document/likeness.h"
#include "document/record_tags.h"
#include "linking/key_price.h"
#include "monitoring/compare.h"
#include "monitoring/history.h"
#include "profile/profile.h"
#include "project/project_file.h"
#include "project/source_hash.h"
#include "running/labels.h"
#include "running/run.h"
#include "search/search_index.h"
#include "session/history.h"
#include "session/row_lists.h"
#include "session/session.h"
#include "standardize/recipe_effect.h"
#include "standardize/spellings.h"

namespace jumelles::session {

// How files are written: no step of history, and the same for a result of former settings.
struct OutputForm {
  std::string language, headers;
  explicit OutputForm(const document::Settings& project) : language(project.output_language), headers(project.output_headers) {}
  void restore(document::Settings& project) const {
    project.output_language = language;
    project.output_headers = headers;
  }
};

// One source as it was read. Fields up to `choice` never change; the others are filled in when its import ends.
struct SourceData {
  uint64_t key = 0;            // new for every reading
  uint64_t number = 0;         // of the source in the project, however often it is read or renamed
  std::string name;            // of the source, and of its table
  uint32_t file_id = 0;        // 0: none was given
  std::string file_name;
  uint64_t size_bytes = 0;
  uint64_t needed_bytes = 0;   // most memory that reading it takes; 0 while the file is missing
  ingest::DialectOverride choice;
  protocol::SourceState state = protocol::SourceState::kLoading;
  Error problem;
  std::vector<ingest::TableOfFile> tables;  // of the file, also when reading one failed
  double import_ms = 0;
  std::shared_ptr<const ingest::ImportResult> imported;
  std::shared_ptr<const Table> table;  // of `imported`
  std::shared_ptr<const profile::TableProfile> profile;
  std::string hash;            // of the file's bytes
};

// A file that is read from its beginning to its end at least once, whatever is read again: what its bytes are is known then.
class HashedSource final : public ingest::ByteSource {
 public:
  explicit HashedSource(std::shared_ptr<ingest::ByteSource> file) : file_(std::move(file)) {}
  uint64_t size() const override { return file_->size(); }
  Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
    Result<uint64_t> read = file_->read(offset, out);
    if (!read || offset > next_ || offset + read.value() <= next_) return read;
    const uint64_t known = next_ - offset;
    hash_.add(std::span<const uint8_t>(out.data() + known, read.value() - known));
    next_ += read.value() - known;
    return read;
  }
  // "" where it was not read to its end.
  std::string hash() const { return next_ == file_->size() ? hash_.text() : std::string(); }

 private:
  std::shared_ptr<ingest::ByteSource> file_;
  project::SourceHash hash_;
  uint64_t next_ = 0;
};

enum class TaskKind : uint8_t { kImport, kRun, kRecluster };

struct Task {
  TaskKind kind = TaskKind::kRun;
  std::string subject;
  std::unique_ptr<Runner> runner;
  double started_ms = 0;
  double stage_begin = 0, stage_end = 1, fraction = 0;
  double last_progress_ms = -1e9;
  // import
  std::shared_ptr<SourceData> data, previous;
  std::shared_ptr<HashedSource> hashed;
  std::shared_ptr<ingest::ImportResult> imported;
  std::shared_ptr<profile::TableProfile> profile;
  int import_stage = 0;
  // run
  std::unique_ptr<running::Run> run;
  std::vector<uint64_t> sources;  // ids, of the run's tables
  double threshold_before = 0;
  int64_t linked_pair_count = -1;  // -1 until all pairs are weighed
};

// A report of the audit: "html", "json", "xlsx", or its "dictionary" as separated values; its language ("": that of the outputs), and what its file is called.
struct ReportKind { std::string form, language, file_name; };
// Of "report:fr", "report:en", "report_xlsx:fr", "report_xlsx:en", "report_json", "dictionary"; nothing of other kinds.
std::optional<ReportKind> report_kind(std::string_view kind);

struct Session::Impl {
  Clock clock;
  Calendar calendar;
  std::map<uint32_t, std::shared_ptr<ingest::ByteSource>> files;
  uint32_t next_file_id = 1;
  uint64_t next_key = 1;
  uint64_t revision = 0;
  // 32-bit addresses end at 4 GiB; what is left is for the run.
  uint64_t memory_limit_bytes = sizeof(void*) == 4 ? 3'000'000'000ull : UINT64_MAX;

  document::Project project;
  History history;
  uint64_t link_signature = 0;              // of the mapping that project.link was made for
  // Of the project's sources, one each; and all that were read, or are being read: history may come back to them.
  std::vector<std::shared_ptr<SourceData>> data, readings;
  std::map<uint64_t, uint32_t> files_of;    // number of a source -> its file
  std::optional<document::Project> loaded;  // as it was opened: what it says of columns wins over what is recognized
  bool runs_when_read = false;              // it was opened to be seen as it was
  std::string author, file_name;            // who speaks; where the project was opened from or saved to
  uint64_t change = 0, saved_change = 0;    // changes of the project so far, and those that are saved
  uint64_t first_change = 0;                // that it was opened or begun with
  std::vector<Error> file_problems;         // of the project that was opened
  std::vector<LogEntry> log;
  std::vector<project::RunFigures> runs;
  std::vector<monitoring::Point> quality;   // what runs said of their sources, the oldest first
  bool keeps_quality = false;               // after each run the audit is made for them
  struct QualityDue { uint64_t run = 0, at_ms = 0, key = 0; };
  std::optional<QualityDue> quality_due;    // of the run whose sources are still looked at
  // The file that the project is saved to, as it was when it was last saved; null before. What is opened waits beside it.
  std::shared_ptr<project::ProjectFile> file, opening_file;
  std::map<uint64_t, std::string> held_hashes;  // number of a source -> of the extract that the file holds
  std::set<uint32_t> held_files;                // ids of files that are such extracts

  // The latest result, and what is shown of it: nothing while one of its sources is gone. Undo and redo bring it back.
  std::shared_ptr<const assessing::RunResult> last_result, result;
  std::vector<uint64_t> result_sources;     // ids, of the last result's tables
  uint64_t result_number = 0;               // fingerprint of its records
  double run_ms = 0;
  std::optional<protocol::Counts> counts_before;
  std::optional<protocol::EstimateSummary> estimate_before;
  double threshold_before = 0.5;
  // Where a threshold being moved came from: one step of history, whatever lies between.
  struct ThresholdMove { std::optional<protocol::Counts> counts; std::optional<protocol::EstimateSummary> estimate; double threshold; bool ended; };
  std::optional<ThresholdMove> threshold_move;
  std::vector<double> filled_shares;        // per attribute of the result's records, made when first needed
  std::map<std::string, std::vector<uint32_t>> golden_lists;  // filter, what is searched and order -> groups
  std::map<std::string, std::vector<uint64_t>> pair_lists;    // the same of pairs, where they are searched or by name
  std::map<std::string, std::vector<uint64_t>> group_orders;  // sort -> per group, see orders.h
  std::vector<uint64_t> record_names;                         // per record, the same
  std::optional<std::vector<uint32_t>> doubted_groups;        // of the result, the largest first
  std::optional<protocol::GroupFigures> group_figures;

  struct SaidVerdict { std::string verdict; bool by_likeness = false; };
  std::map<std::pair<RecordIndex, RecordIndex>, SaidVerdict> verdicts;  // of the document, over the result's records
  const RecordSet* verdicts_of = nullptr;   // records that they are over; null: they are to be found anew
  std::vector<bool> judged_edges;           // of the result: somebody judged that pair
  std::shared_ptr<const std::vector<Edge>> judged_edges_of;
  assessing::LikenessIndex likeness;        // as of that revision
  uint64_t likeness_revision = UINT64_MAX;
  uint64_t last_judgment = 0;
  std::shared_ptr<const std::vector<Edge>> judge_order_of;
  std::vector<uint32_t> judge_order;        // edges

  struct PendingImport { std::shared_ptr<SourceData> data, previous; };
  std::deque<PendingImport> imports;
  struct Export {
    std::string file_name;
    std::unique_ptr<Runner> runner;
    std::function<void(const Status&)> done;
    double started_ms = 0, last_progress_ms = -1e9, fraction = 0;
    bool is_told = true;
    bool waits_for_quality = false;         // a project that is saved at once after a run has its figures, too
  };
  std::deque<Export> exports;               // worked off before everything else
  // The index of the result's records, made when somebody searches for the first time, behind all other work.
  struct Searcher {
    std::shared_ptr<const search::SearchIndex> index;
    std::shared_ptr<search::SearchIndex> making;
    std::unique_ptr<Runner> runner;
    double started_ms = 0, last_progress_ms = -1e9, fraction = 0;
    // The last question: which customers, which record of each, and how well it answers.
    struct Found { uint32_t rank = 0, group = 0; RecordIndex record = 0; };
    std::string text;
    std::shared_ptr<const Groups> groups;
    std::vector<Found> found;           // by group
    std::vector<Found> best;            // the first of them, best first
  };
  Searcher searcher;
  // Prices of keys that were asked for, of the result's records and of what its run made; counted behind all other work, the latest first.
  struct Pricer {
    struct Wanted { std::string id; BlockingRule key; std::vector<size_t> others; };
    std::shared_ptr<const linking::LinkResult> of;
    std::map<std::string, linking::KeyPrice> known;
    std::vector<Wanted> wanted;         // the last one is being counted while there is a runner
    std::shared_ptr<linking::KeyPricing> making;
    std::unique_ptr<Runner> runner;
    double started_ms = 0;
  };
  Pricer pricer;
  // Which of the audited records have which words, as long as nothing of it is another.
  struct BoundTags {
    std::shared_ptr<const RecordSet> records;
    std::vector<document::RecordTag> of;
    std::vector<std::string> hashes;
    std::vector<document::BoundTag> tags;
  };
  mutable BoundTags bound_tags;
  // The audit of the sources that were read, and what the latest result adds to it; made when somebody asks for it, behind all other work.
  struct Auditor {
    uint64_t key = 0;                     // of the records that it is about
    audit::AuditInput input;
    std::vector<std::shared_ptr<const Table>> read_tables;  // of the input, before rules of the recipe on rows
    std::shared_ptr<const audit::Audit> audit;
    uint64_t dictionary_key = 0;          // of what the dictionary asked of these records, and what came of it
    std::shared_ptr<const audit::DictionaryFacts> dictionary;
    std::shared_ptr<const assessing::RunResult> quality_of;
    std::shared_ptr<const assessing::SourceQuality> quality;
    std::vector<standardize::RecipeRule> rules;                   // of the recipe that it was made with,
    std::shared_ptr<const standardize::RecipeEffect> effect;      // and what they do; null without any
    // Records made for it where no result has them: a run takes them over.
    std::shared_ptr<const assessing::RunResult> prepared;
    // What of it is kept from run to run, and the audit it is of; without what the result adds.
    std::shared_ptr<const monitoring::QualityFigures> figures;
    std::shared_ptr<const audit::Audit> figures_of;
    bool wanted = false;
    // At work: the records, then the audit, then what the dictionary asks, then what the result adds, then the figures.
    std::unique_ptr<running::Run> run;
    std::shared_ptr<audit::Audit> making;
    std::shared_ptr<audit::DictionaryFacts> making_dictionary;
    uint64_t making_dictionary_key = 0;
    std::shared_ptr<standardize::RecipeEffect> making_effect;
    std::shared_ptr<assessing::SourceQuality> making_quality;
    std::shared_ptr<monitoring::QualityFigures> making_figures;
    std::shared_ptr<const assessing::RunResult> making_of;
    uint64_t making_key = 0;
    std::unique_ptr<Runner> runner;
    double started_ms = 0, last_progress_ms = -1e9, fraction = 0, elapsed_ms = 0;
  };
  Auditor auditor;
  // What the recipe does to what was read, and what one more rule would do: counted behind all other work when they are asked for, where that
  // takes more than a moment. A trial takes the place of the former one: its writer has written on.
  struct RecipeCounter {
    struct Count {
      uint64_t id = 0;                  // of what is asked: fingerprint of tables, what their columns mean, and rules
      std::shared_ptr<const standardize::RecipeEffect> known;  // null while it is being made
      std::shared_ptr<standardize::RecipeEffect> making;
      std::unique_ptr<Runner> runner;
      double started_ms = 0;
    };
    Count whole, trial;
  };
  RecipeCounter recipe_counter;
  // Spellings, in the same way.
  struct Speller {
    uint64_t id = 0;
    std::shared_ptr<const standardize::SpellingGroups> known;
    std::shared_ptr<standardize::SpellingGroups> making;
    std::unique_ptr<Runner> runner;
    double started_ms = 0;
  };
  Speller speller;
  protocol::RecipeImport recipe_import;               // the latest
  uint64_t recipe_import_count = 0;
  std::vector<protocol::ImportRecipe> waiting_recipes;  // for files that are being read
  // Lists of rows as they were read: the latest two of each kind (one is looked at, another may be copied), and the one that is being made,
  // ahead of all other work: somebody waits for it.
  struct RowLister {
    std::array<std::shared_ptr<const RowList>, 2> previews;
    std::array<std::shared_ptr<const RejectList>, 2> rejects;
    std::shared_ptr<RowList> making_preview;
    std::shared_ptr<RejectList> making_rejects;
    std::unique_ptr<Runner> runner;
    double started_ms = 0, last_progress_ms = 0, fraction = 0;
  };
  RowLister lister;
  bool run_wanted = false, recluster_wanted = false;
  std::unique_ptr<Task> task;

  std::vector<protocol::Event> events;
  protocol::Summary summary;

  // Of the last import or run, for the command line and benchmarks.
  std::vector<PhaseTime> timings;
  double longest_step_ms = 0;

  // session.cpp
  void emit_revision();
  void bind_result();
  void remember(const std::string& name);  // before a step of history
  void record();                           // after whatever may have changed the project
  void record(const document::Difference* difference);
  void keep(const protocol::Command& command);
  void tell_project();
  uint64_t now_ms() const { return calendar ? calendar() : 0; }

  // sources.cpp
  std::shared_ptr<SourceData> reading_of(const document::SourceConfig& source, std::shared_ptr<SourceData> former);
  void bind_sources();
  uint64_t next_source_number() const;
  bool is_waiting_for_sources() const;  // they are read, or missing
  bool is_reading_sources() const;
  // Sources that were read, as the run sees them.
  document::Project ready_project() const;
  std::vector<std::shared_ptr<const Table>> ready_tables() const;
  std::vector<uint64_t> ready_keys() const;
  document::StageKeys keys_now() const;  // of the sources that were read
  bool is_stale() const;
  // Index among the project's sources of the result's table.
  uint32_t document_source(uint32_t table) const;
  // The project of the result, with what was decided and named since.
  document::Project result_project() const;

  // opening.cpp
  Status open_project(const protocol::OpenProject& command);
  void take_project(document::Project opened);
  void put_away();
  Status restore_changes(const protocol::RestoreChanges& command);

  // mapping.cpp
  void refresh_mapping();
  void follow_mapping();
  void forget_proposals();
  void forget_made_rules();

  // rules_by_hand.cpp
  Status set_blocking_rule(const protocol::SetBlockingRule& command);
  Status set_comparison(const protocol::SetComparison& command);
  Status set_levels(const protocol::SetLevels& command);
  Status set_constraint(const protocol::SetConstraint& command);
  Status set_link_number(const protocol::SetLinkNumber& command);

  // commands.cpp
  Status apply(const protocol::Command& command);
  void restored();  // after history has changed the project
  // What the change was about: settings that a run rests on, or what a run under way can finish without.
  enum class Edit : uint8_t { kSettings, kDecisions, kSources };
  void after_edit(Edit edit = Edit::kSettings);
  bool recluster_is_due() const;

  // tasks.cpp
  bool pump(double budget_ms);
  bool pump_unhurried(double begin, double budget_ms);
  bool has_waiting_task() const;
  bool start_next_task();
  void start_import(PendingImport pending);
  void start_run(TaskKind kind);
  void finish_stage();
  void finish_import();
  std::optional<Error> recognize_own_output();
  Error with_table(const Error& problem) const;
  void finish_run();
  void fail_task(const Error& error);
  void cancel_run(bool by_edit = true);
  void cancel_all();
  void emit_progress(bool force);
  void keep_timings();

  // searching.cpp
  const search::SearchIndex* search_index();  // null: it is being made
  bool pump_search(double budget_ms);
  void cancel_search();
  void forget_search();                       // of records that are shown no more
  void emit_search_progress(bool force);
  void search(const std::string& text);       // into searcher.found; the index is there
  std::vector<uint8_t> answering_records(const std::string& text) const;  // per record, 0 or 1; the index is there

  // pricing.cpp
  const linking::KeyPrice* key_price(const BlockingRule& key, const std::string& instead_of);  // null: it is being counted
  bool pump_prices(double budget_ms);
  void forget_prices();

  // auditing.cpp
  const audit::Audit* present_audit();        // null: it is being made, or nothing was read
  bool pump_audit(double budget_ms);
  bool begin_audit_step(uint64_t key);        // false: nothing is left to do
  bool begin_figures_step();
  void end_audit_step();
  bool audit_step_is_outdated(uint64_t key) const;
  std::vector<const audit::Finding*> findings_now() const;  // of the audit and of the dictionary
  Status fix_findings(const protocol::FixFindings& command);  // audit_pages.cpp
  // Those that all filters hold for.
  audit::RecordBits filtered_records(const audit::Audit& audit, const std::vector<protocol::FacetFilter>& filters) const;
  std::string today() const;                  // "2026-11-30"; "" where there is no calendar
  std::string attribute_words(const std::string& key, const std::string& type, const std::string& language) const;  // audit_pages.cpp
  std::vector<monitoring::Target> targets_of(const std::vector<std::string>& attributes) const;

  // monitoring.cpp
  std::optional<monitoring::QualityFigures> present_figures();  // of what was read; nothing while they are made
  std::vector<std::string> ready_hashes() const;

  // recipe_rules.cpp
  std::optional<Error> recipe_rule_problem(const standardize::RecipeRule& rule, const std::vector<standardize::RecipeRule>& recipe) const;
  Status add_recipe_rules(std::vector<standardize::RecipeRule> rules, const std::string& step = "add_recipe_rule");  // names are given here
  Status import_recipe(const protocol::ImportRecipe& command);
  void import_waiting_recipes();              // once nothing is being read any more
  Status set_recipe_rule(const protocol::SetRecipeRule& command);
  Status enable_recipe_rule(const protocol::EnableRecipeRule& command);
  Status move_recipe_rule(const protocol::MoveRecipeRule& command);
  Status ignore_finding(const protocol::IgnoreFinding& command);
  Status tag_records(const protocol::TagRecords& command);  // tagging.cpp
  const std::vector<document::BoundTag>& tags_now() const;  // of the records that are audited
  std::shared_ptr<const std::vector<document::BoundTag>> tags_of_result() const;  // null: there are none
  Status set_quality_target(const protocol::SetQualityTarget& command);
  Status set_dictionary_entry(const protocol::SetDictionaryEntry& command);  // dictionary.cpp
  void change_recipe(const std::string& step, std::vector<standardize::RecipeRule> to);
  std::vector<std::string> recipe_attributes(const std::vector<standardize::RecipeRule>& recipe) const;  // keys that rules may be about, in the order of the columns
  std::vector<std::string> other_recipe_attributes(const std::vector<standardize::RecipeRule>& recipe) const;  // those that rules on rows may bring values to besides

  // recipes.cpp: null while it is being counted, or where nothing was read
  const standardize::RecipeEffect* recipe_effect(RecipeCounter::Count& count, std::vector<standardize::RecipeRule> rules, int alone);
  bool pump_recipes(double budget_ms);
  // What the recipe rests on: sources that were read, and these rules.
  document::Project recipe_ground(std::vector<standardize::RecipeRule> rules) const;

  // spellings.cpp: null while they are being looked for
  const standardize::SpellingGroups* spellings(const protocol::SpellingsQuery& query);
  bool pump_spellings(double budget_ms);

  // listing.cpp: null while it is being made
  const RowList* preview_list(const std::shared_ptr<const Table>& table, const RowQuestion& question);
  const RejectList* reject_list(const Rejects& rejects, const RejectQuestion& question);
  void make_list(std::vector<Phase> phases, std::shared_ptr<RowList> preview, std::shared_ptr<RejectList> rejects);
  void take_list();
  bool pump_list(double budget_ms);
  void forget_lists();                        // of tables that are gone
  void emit_list_progress();

  // exports.cpp
  deliver::OutputInput output_input() const;
  Result<std::vector<Phase>> export_phases(const std::string& kind, std::function<bool(std::string_view)> write);
  Status start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done);
  void pump_export(double budget_ms);
  void end_export(const Status& status);

  // reporting.cpp
  Result<std::vector<Phase>> report_phases(const ReportKind& kind, bool masked, std::function<bool(std::string_view)> write);

  // row_export.cpp: records by an AuditRowsQuery in its JSON form
  Result<std::vector<Phase>> row_export_phases(std::string_view query, bool masked, std::function<bool(std::string_view)> write);

  // sheets.cpp: phases that fill the sheets
  std::vector<Phase> sheet_phases(bool masked, std::shared_ptr<std::vector<deliver::DataSheet>> sheets);

  // saving.cpp
  project::Content content() const;
  void remember_run();
  void remember_quality();                    // of the run that it is due of, once it is known (monitoring.cpp)
  bool holds_too_much() const;
  bool is_to_be_held(const document::SourceConfig& source) const;
  Result<std::vector<Phase>> saving_phases(const std::string& kind, std::function<bool(std::string_view)> write);
  Result<document::Project> read_database(ingest::ByteSource& bytes, std::vector<Error>& problems, project::Content& content_out);
  void take_file(const project::Content& from);

  // summary.cpp
  void build_summary();
  void put_project(protocol::Summary& out) const;
  protocol::Counts counts_of(const assessing::RunResult& result) const;
  protocol::EstimateSummary estimate_of(const assessing::RunResult& result) const;

  // judging.cpp
  Status judge_pair(const protocol::JudgePair& command);
  Status take_verdict(const protocol::JudgePair& command);
  bool means_the_same(const document::PairDecision& decision, const document::RecordName& a, const document::RecordName& b);
  protocol::RecordRef ref_of(RecordIndex record) const;  // of the result
  Status draw_sample(const protocol::DrawSample& command);
  Status judge_group(const protocol::JudgeGroup& command);
  std::vector<uint32_t> pairs_to_judge();  // indexes of edges
  Result<protocol::Page> sampled_group(const protocol::SampledGroupQuery& query);
  Status shape_group(const protocol::ShapeGroup& command);  // shaping.cpp
  Status decide_value(const protocol::DecideValue& command);  // deciding_values.cpp
  Status take_back_value(const protocol::TakeBackValue& command);
  Status prolong_value(const protocol::ProlongValue& command);
  void count_golden_values(protocol::DecisionsSummary& out) const;
  std::vector<uint32_t> groups_by_hand() const;               // of the result, ascending
  void bind_verdicts();
  void take_verdict_of(const document::PairDecision& decision);
  void mark_judged(const std::pair<RecordIndex, RecordIndex>& pair, bool judged);
  void follow_verdicts(const document::Difference& difference);
  std::string verdict_on(RecordIndex a, RecordIndex b) const;  // "" when nobody judged
  bool is_by_likeness(RecordIndex a, RecordIndex b) const;     // and nobody looked at the pair itself
  assessing::LikenessIndex& likeness_now();                    // likeness.cpp
  Result<std::vector<document::PairDecision>> settled_by(const document::PairDecision& said);
  bool is_judged(uint32_t edge) const { return !judged_edges.empty() && judged_edges[edge]; }  // of the result
  protocol::DecisionsSummary decisions_summary() const;

  // pages.cpp, pages_*.cpp
  Result<protocol::Page> page(const protocol::Query& query);
  // Of the customers of a filter ("to_check" of doubted groups: "doubted") those that are found by the text, in an order.
  const std::vector<uint32_t>& golden_list(const std::string& filter, const std::string& text = {}, const std::string& sort = {}, bool descending = false);
  uint64_t golden_count(const std::string& filter);  // without a text
  const std::vector<uint64_t>& group_order(const std::string& sort);
  const std::vector<uint64_t>& record_order();
  const std::vector<uint32_t>& doubted_list();
};

constexpr uint32_t kNoSource = UINT32_MAX;
constexpr double kProgressEveryMs = 100;
// How far a runner of phases is, each as much as another. `fraction`: what was told before; it never goes back.
protocol::ProgressEvent progress_of(const Runner& runner, const char* task, double& fraction);

// ---- commands.cpp
// Of what the link configuration is about: names of sources, types and attributes of their columns.
uint64_t mapping_signature(const document::Project& project);

// ---- rules_by_hand.cpp
std::vector<protocol::NumberSummary> link_numbers(const LinkConfig& link);
// Per attribute that columns feed: what rules can be made of it. Those of which nothing can be made are left out.
protocol::RuleChoices rule_choices(const document::Project& project);

// ---- recipe_rules.cpp
protocol::RecipeRuleSummary summary_of(const standardize::RecipeRule& rule);
standardize::RecipeRule rule_from(const protocol::RecipeRuleSummary& summary);

// ---- errors.cpp: what commands and queries answer when they cannot be followed
Error refused(std::string id, std::string message, std::string hint, std::string path = {});
Error no_result();
Error missing(const char* what, uint64_t index);

// ---- judging.cpp: names of records as the protocol and the document have them
document::RecordName name_from(const protocol::RecordRef& ref);
protocol::RecordRef ref_from(const document::RecordName& name);

// ---- deciding_values.cpp
std::string value_id_of(const document::GoldenDecision& decision);

// ---- labels.cpp: how records are shown in lists
std::string clean_text(const RecordSet& records, const Attribute& attribute, RecordIndex record);
// Which attributes a set of records has its names in, and the values that name one record: indexes of attributes and their clean codes.
// Of a household the civility comes first. None: it is called by its id.
struct NameAttributes {
  explicit NameAttributes(const RecordSet& records);
  int given_name, surname, company_name, civility;
  std::vector<uint32_t> others;  // the most telling first
};
struct NamePart { uint32_t attribute = 0; Code code = kMissing; };
struct NameParts { std::array<NamePart, 3> parts; size_t count = 0; };
NameParts record_name_parts(const RecordSet& records, const NameAttributes& names, RecordIndex record);
NameParts golden_name_parts(const assessing::RunResult& result, const NameAttributes& names, uint32_t group);
std::string record_label(const RecordSet& records, RecordIndex record);
std::string record_detail(const RecordSet& records, RecordIndex record);
std::string golden_label(const assessing::RunResult& result, uint32_t group);
// The cell of the source that a slot of an attribute came from, or what several cells say together; "" and absent when the source
// has no such column.
std::string original_text(const assessing::RunResult& result, const Attribute& attribute, size_t slot, RecordIndex record, bool& absent);

}  // namespace jumelles::session
