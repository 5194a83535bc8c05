#pragma once

// The engine as its users see it: commands in, events and pages out, work in short slices.
// One Session holds the sources, the one configuration document, the latest result and its history.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assessing/run_result.h"
#include "document/project.h"
#include "ingest/ingest.h"
#include "monitoring/history.h"
#include "protocol/protocol.h"

namespace jumelles::session {

class Session {
 public:
  using Clock = std::function<double()>;       // milliseconds
  using Calendar = std::function<uint64_t()>;  // milliseconds since 1970 UTC; without one, nothing is dated
  explicit Session(Clock clock, Calendar calendar = {});
  ~Session();

  // Makes a file known; AddSource refers to it by the returned id. The session keeps it: dialect changes read it again.
  uint32_t register_file(std::shared_ptr<ingest::ByteSource> bytes);

  // Files that would need more memory are refused before they are read. Unlimited natively, what a page can have in a browser.
  void set_memory_limit_bytes(uint64_t limit);

  // Validates and starts (or queues) what the command asks; results arrive as events. A refused command is an error.
  Status dispatch(const protocol::Command& command);

  // After every run its sources are audited behind all other work, and the figures of that are kept in the project. Off: only what runs count.
  void keep_quality(bool keeps);
  // Former figures that what is read is compared with, in the place of the project's own.
  void set_former_quality(std::vector<monitoring::Point> points);

  // Answers from the latest revision, without long work (at most a few ms).
  protocol::Reply query(uint64_t request_id, const protocol::Query& query);

  // Works about budget_ms on the running task. true while there is more to do.
  bool pump(double budget_ms);
  // Whether pump() has something to do: a query may have asked for what is still to be made.
  bool has_work() const;

  // Takes the events since the last call, oldest first; progress at most every 100 ms.
  std::vector<protocol::Event> take_events();

  // A deliverable in slices of pump(), before whatever else is to be done: kinds "golden", "xref", "pairs", "rejects",
  // "project", "source:NAME"; "jumelles", the project file, and "recovery", the same without results and extracts; "report:fr", "report:en" and
  // "report_json", the report of the audit, once AuditQuery has been answered "ready". "masked:" before a kind masks values. `write` gets consecutive pieces; false from it stops. `done` is called once, after the last.
  // Of the result as it is now, whatever changes meanwhile. Errors: no result yet, unknown kind.
  Status start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done);
  // The same at once, for callers that can wait.
  Status export_file(const std::string& kind, const std::function<bool(std::string_view)>& write);

  // The document, whole, as project.json.
  std::string project_json() const;
  // Opens a project.json: it takes the place of the document, as OpenProject says. All problems of one that cannot be opened; none:
  // it was.
  std::vector<Error> load_project(std::string_view json);
  // What the command line's options say, over whatever a project says; before files are added.
  struct Overrides {
    std::string id_column, source_column, truth_column, language, headers, link_type;
    std::vector<std::string> ignored_columns;
    std::optional<double> threshold;
    std::optional<uint64_t> seed;
    bool plain_model = false;  // the textbook's, to measure by
  };
  void override_settings(const Overrides& overrides);
  // Labels of a file, of which they are named: added to the decisions, and the model learns anew. How many were added.
  Result<uint64_t> add_labels(const std::vector<std::vector<std::string>>& rows, const std::vector<uint64_t>& lines, const std::string& file);

  const protocol::Summary& summary() const;

  // What the latest run made, null without one; and the document.
  std::shared_ptr<const assessing::RunResult> result() const;
  const document::Project& project() const;
  // The project of the result, with what was decided and named since; and a number per table that changes when it is read anew.
  document::Project result_project() const;
  std::vector<uint64_t> table_keys() const;

  // What was done to the project, in short.
  struct Past {
    size_t log_entry_count = 0;
    uint64_t last_at_ms = 0;
    std::vector<std::pair<uint64_t, std::vector<std::pair<std::string, double>>>> runs;  // when, and its figures by name
  };
  Past past() const;
  struct LogEntry { uint64_t number = 0, at_ms = 0; std::string who, command, arguments; };
  const std::vector<LogEntry>& log_entries() const;  // whole, oldest first

  // How the work goes, for those who measure it.
  struct PhaseTime { std::string task, phase; double elapsed_ms; uint64_t units; };
  std::string present_phase() const;                  // "" between two, and where nothing is worked at
  const std::vector<PhaseTime>& phase_times() const;  // since the latest run began
  double longest_step_ms() const;
  uint64_t history_bytes() const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace jumelles::session
