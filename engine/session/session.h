#pragma once

// The engine as its users see it: commands in, events and pages out, work in short slices.
// One Session holds the sources, the one configuration document, the latest result and its history.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "protocol/protocol.h"

namespace jumelles::session {

class Session {
 public:
  using Clock = std::function<double()>;  // milliseconds
  explicit Session(Clock clock);
  ~Session();

  // Makes a file known; AddSource refers to it by the returned id. The session keeps it: dialect changes read it again.
  uint32_t register_file(std::shared_ptr<ingest::ByteSource> bytes);

  // Files that would need more memory are refused before they are read. Unlimited natively, what a page can have in a browser.
  void set_memory_limit_bytes(uint64_t limit);

  // Validates and starts (or queues) what the command asks; results arrive as events. A refused command is an error.
  Status dispatch(const protocol::Command& command);

  // Answers from the latest revision, without long work (at most a few ms).
  protocol::Reply query(uint64_t request_id, const protocol::Query& query);

  // Works about budget_ms on the running task. true while there is more to do.
  bool pump(double budget_ms);

  // Takes the events since the last call, oldest first; progress at most every 100 ms.
  std::vector<protocol::Event> take_events();

  // A deliverable in slices of pump(), before whatever else is to be done: kinds "golden", "xref", "pairs", "rejects",
  // "project", "source:NAME". `write` gets consecutive pieces; false from it stops. `done` is called once, after the last.
  // Of the result as it is now, whatever changes meanwhile. Errors: no result yet, unknown kind.
  Status start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done);
  // The same at once, for callers that can wait.
  Status export_file(const std::string& kind, const std::function<bool(std::string_view)>& write);

  // The configuration document, whole (project.json), and back. Loading replaces settings by source name and column.
  // All problems of a document that cannot be loaded; none: it was.
  std::string project_json() const;
  std::vector<Error> load_project(std::string_view json);

  const protocol::Summary& summary() const;

  struct Impl;
  // For the command line and tests: the engine's own objects of the latest result.
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace jumelles::session
