#pragma once

// The inside of a Session, shared by its own .cpp files, the command line and tests.

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deliver/outputs.h"
#include "running/labels.h"
#include "running/run.h"
#include "profile/profile.h"
#include "session/session.h"

namespace jumelles::session {

// One source as it was read. Fields up to `choice` never change; the others are filled in when its import ends.
struct SourceData {
  uint64_t key = 0;            // new for every reading
  uint64_t source_id = 0;      // of the source, however often it is read or renamed
  uint32_t file_id = 0;
  std::string file_name;
  uint64_t size_bytes = 0;
  ingest::DialectOverride choice;
  protocol::SourceState state = protocol::SourceState::kLoading;
  Error problem;
  double import_ms = 0;
  std::shared_ptr<const ingest::ImportResult> imported;
  std::shared_ptr<const Table> table;  // of `imported`
  std::shared_ptr<const profile::TableProfile> profile;
};

// What undo restores: the configuration and the sources it is about.
struct Document {
  document::Project project;
  std::vector<std::shared_ptr<SourceData>> data;  // parallel to project.sources
  uint64_t link_signature = 0;                    // of the mapping that project.link was made for
};

struct HistoryEntry {
  std::string name;  // command id
  Document before;
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
  std::shared_ptr<ingest::ImportResult> imported;
  std::shared_ptr<profile::TableProfile> profile;
  int import_stage = 0;
  // run
  std::unique_ptr<running::Run> run;
  std::vector<uint64_t> sources;  // ids, of the run's tables
  double threshold_before = 0;
};

struct Session::Impl {
  Clock clock;
  std::map<uint32_t, std::shared_ptr<ingest::ByteSource>> files;
  uint32_t next_file_id = 1;
  uint64_t next_key = 1;
  uint64_t revision = 0;
  // 32-bit addresses end at 4 GiB; what is left is for the run.
  uint64_t memory_limit_bytes = sizeof(void*) == 4 ? 3'000'000'000ull : UINT64_MAX;

  Document document;
  std::vector<HistoryEntry> undo, redo;
  std::optional<document::Project> loaded;  // a project that waits for its sources

  // The latest result, and what is shown of it: nothing while one of its sources is gone. Undo and redo bring it back.
  std::shared_ptr<const assessing::RunResult> last_result, result;
  std::vector<uint64_t> result_sources;     // ids, of the last result's tables
  uint64_t result_number = 0;               // fingerprint of its records
  double run_ms = 0;
  std::optional<protocol::Counts> counts_before;
  std::optional<protocol::EstimateSummary> estimate_before;
  double threshold_before = 0.5;
  // Where a threshold being moved came from: one step of history, whatever lies between.
  struct ThresholdMove { Document before; std::optional<protocol::Counts> counts; std::optional<protocol::EstimateSummary> estimate; double threshold; bool ended; };
  std::optional<ThresholdMove> threshold_move;
  std::vector<double> filled_shares;        // per attribute of the result's records, made when first needed
  std::map<std::string, std::vector<uint32_t>> golden_lists;  // filter -> groups

  std::map<std::pair<RecordIndex, RecordIndex>, std::string> verdicts;  // of the document, over the result's records
  std::vector<bool> judged_edges;           // of the result: somebody judged that pair
  std::shared_ptr<const std::vector<Edge>> judged_edges_of;
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
  };
  std::deque<Export> exports;               // worked off before everything else
  bool run_wanted = false, recluster_wanted = false;
  std::unique_ptr<Task> task;

  std::vector<protocol::Event> events;
  protocol::Summary summary;

  // Of the last import or run, for the command line and benchmarks.
  struct StageTiming { std::string task, phase; double elapsed_ms; uint64_t units; };
  std::vector<StageTiming> timings;
  double longest_step_ms = 0;

  // session.cpp
  void emit_revision();
  void bind_result();
  void remember(const std::string& name);
  void remember(const std::string& name, Document before);
  void restore(Document document);

  // commands.cpp
  Status apply(const protocol::Command& command);
  void refresh_mapping();
  void forget_proposals();
  // What the change was about: settings that a run rests on, or what a run under way can finish without.
  enum class Edit : uint8_t { kSettings, kDecisions, kSources };
  void after_edit(Edit edit = Edit::kSettings);
  bool recluster_is_due() const;

  // tasks.cpp
  bool pump(double budget_ms);
  bool has_waiting_task() const;
  bool start_next_task();
  void start_import(PendingImport pending);
  void start_run(TaskKind kind);
  void finish_stage();
  void finish_import();
  void finish_run();
  void fail_task(const Error& error);
  void cancel_run(bool by_edit = true);
  void cancel_all();
  void emit_progress(bool force);
  void keep_timings();

  // exports.cpp
  deliver::OutputInput output_input() const;
  Status start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done);
  void pump_export(double budget_ms);
  void end_export(const Status& status);

  // summary.cpp
  void build_summary();
  protocol::Counts counts_of(const assessing::RunResult& result) const;
  protocol::EstimateSummary estimate_of(const assessing::RunResult& result) const;

  // judging.cpp
  Status judge_pair(const protocol::JudgePair& command);
  Status take_verdict(const protocol::JudgePair& command);
  Status draw_sample(const protocol::DrawSample& command);
  Status judge_group(const protocol::JudgeGroup& command);
  std::vector<uint32_t> pairs_to_judge();  // indexes of edges
  Result<protocol::Page> sampled_group(const protocol::SampledGroupQuery& query);
  void bind_verdicts();
  std::string verdict_on(RecordIndex a, RecordIndex b) const;  // "" when nobody judged
  bool is_judged(uint32_t edge) const { return !judged_edges.empty() && judged_edges[edge]; }  // of the result
  protocol::DecisionsSummary decisions_summary() const;

  // pages.cpp, pages_*.cpp
  Result<protocol::Page> page(const protocol::Query& query);
  const std::vector<uint32_t>& golden_list(const std::string& filter);

  bool has_loading_source() const;
  // Sources that were read, as the run sees them.
  document::Project ready_project() const;
  std::vector<std::shared_ptr<const Table>> ready_tables() const;
  std::vector<uint64_t> ready_keys() const;
  bool is_stale() const;
  // Index among the document's sources of the result's table.
  uint32_t document_source(uint32_t table) const;
  // The document of the result with today's output language.
  document::Project result_project() const;
};

constexpr uint32_t kNoSource = UINT32_MAX;
constexpr double kProgressEveryMs = 100;

// ---- errors.cpp: what commands and queries answer when they cannot be followed
Error refused(std::string id, std::string message, std::string hint, std::string path = {});
Error no_result();
Error missing(const char* what, uint64_t index);

// ---- labels.cpp: how records are shown in lists
std::string clean_text(const RecordSet& records, const Attribute& attribute, RecordIndex record);
std::string record_label(const RecordSet& records, RecordIndex record);
std::string record_detail(const RecordSet& records, RecordIndex record);
std::string golden_label(const assessing::RunResult& result, uint32_t group);
// The cell of the source that a slot of an attribute came from, or what several cells say together; "" and absent when the source
// has no such column.
std::string original_text(const assessing::RunResult& result, const Attribute& attribute, size_t slot, RecordIndex record, bool& absent);

}  // namespace jumelles::session
