#include "session/session.h"

#include <algorithm>

#include "deliver/outputs.h"
#include "protocol/protocol_json.h"
#include "session/impl.h"

namespace jumelles::session {
Session::Session(Clock clock, Calendar calendar) : impl_(std::make_unique<Impl>()) {
  impl_->clock = std::move(clock);
  impl_->calendar = std::move(calendar);
  impl_->build_summary();
}

Session::~Session() = default;

uint32_t Session::register_file(std::shared_ptr<ingest::ByteSource> bytes) {
  impl_->files[impl_->next_file_id] = std::move(bytes);
  return impl_->next_file_id++;
}

void Session::set_memory_limit_bytes(uint64_t limit) { impl_->memory_limit_bytes = limit; }

void Session::keep_quality(bool keeps) { impl_->keeps_quality = keeps; }
void Session::set_former_quality(std::vector<monitoring::Point> points) { impl_->quality = std::move(points); }

Status Session::dispatch(const protocol::Command& command) {
  const Status status = impl_->apply(command);
  if (status) impl_->keep(command);
  return status;
}

protocol::Reply Session::query(uint64_t request_id, const protocol::Query& query) {
  protocol::Reply reply;
  reply.request_id = request_id;
  reply.revision = impl_->revision;
  Result<protocol::Page> page = impl_->page(query);
  if (page) {
    reply.page = std::move(page.value());
  } else {
    reply.ok = false;
    reply.error = page.error();
  }
  return reply;
}

bool Session::pump(double budget_ms) { return impl_->pump(budget_ms); }

bool Session::has_work() const { return impl_->task || !impl_->exports.empty() || impl_->has_waiting_task(); }

std::vector<protocol::Event> Session::take_events() { return std::exchange(impl_->events, {}); }

Status Session::start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done) {
  return impl_->start_export(kind, std::move(write), std::move(done));
}

Status Session::export_file(const std::string& kind, const std::function<bool(std::string_view)>& write) {
  Result<std::vector<Phase>> phases = impl_->export_phases(kind, write);
  return phases ? run_to_end(std::move(phases.value())) : Status(phases.error());
}

std::string Session::project_json() const {
  return document::to_json(impl_->result && !impl_->is_stale() ? impl_->result_project() : impl_->project);
}

std::shared_ptr<const assessing::RunResult> Session::result() const { return impl_->result; }

Session::Past Session::past() const {
  Past out;
  out.log_entry_count = impl_->log.size();
  if (!impl_->log.empty()) out.last_at_ms = impl_->log.back().at_ms;
  for (const project::RunFigures& run : impl_->runs) out.runs.emplace_back(run.at_ms, run.figures);
  return out;
}

const document::Project& Session::project() const { return impl_->project; }

const std::vector<Session::LogEntry>& Session::log_entries() const { return impl_->log; }

std::string Session::present_phase() const {
  const Runner* runner = !impl_->exports.empty() ? impl_->exports.front().runner.get() : impl_->task ? impl_->task->runner.get() : nullptr;
  return runner != nullptr ? std::string(runner->progress().phase_id) : std::string();
}

const std::vector<Session::PhaseTime>& Session::phase_times() const { return impl_->timings; }

double Session::longest_step_ms() const { return impl_->longest_step_ms; }

uint64_t Session::history_bytes() const { return impl_->history.memory_bytes(); }

document::Project Session::result_project() const { return impl_->result_project(); }

std::vector<uint64_t> Session::table_keys() const { return impl_->ready_keys(); }

const protocol::Summary& Session::summary() const { return impl_->summary; }

// A result is about its sources: without one of them nothing of it is shown, or its records would pass for those of others.
void Session::Impl::bind_result() {
  std::shared_ptr<const assessing::RunResult> shown = last_result;
  for (const uint64_t id : result_sources)
    if (std::none_of(data.begin(), data.end(), [&](const auto& reading) { return reading->number == id; })) shown.reset();
  if (shown == result) return;
  result = std::move(shown);
  golden_lists.clear();
  group_orders.clear();
  record_names.clear();
  doubted_groups.reset();
  group_figures.reset();
  filled_shares.clear();
  forget_search();
  forget_prices();
}

void Session::Impl::emit_revision() {
  ++revision;
  bind_result();
  forget_lists();
  pair_lists.clear();  // verdicts may have changed
  build_summary();
  // An older summary that nobody has taken yet is worth nothing.
  std::erase_if(events, [](const protocol::Event& event) { return std::holds_alternative<protocol::RevisionEvent>(event); });
  events.push_back(protocol::RevisionEvent{summary});
}

void Session::Impl::remember(const std::string& name) {
  threshold_move.reset();  // a threshold that was let go without a last word is not undone by itself
  record(history.record(project));
  history.begin(name, project);
}

// What changed the project, whoever it was, for history and for those who keep it.
void Session::Impl::record(const document::Difference* difference) {
  if (difference == nullptr) return;
  ++change;
  follow_verdicts(*difference);
  events.push_back(protocol::JournalEvent{change, document::to_json(*difference), false});
}

void Session::Impl::record() {
  if (threshold_move && !threshold_move->ended) return;  // the whole way is one step
  record(history.record(project));
}

// A command that was taken: what it changed is recorded, and it is told in the log.
void Session::Impl::keep(const protocol::Command& command) {
  record();
  if (!threshold_move || threshold_move->ended) history.end();
  const protocol::ProjectSummary& told = summary.project;
  if (told.change != change || told.saved_change != saved_change || summary.can_undo != (history.undo_name() != nullptr)) tell_project();
  const auto* threshold = std::get_if<protocol::SetThreshold>(&command);
  const bool speaks_of_work = !std::holds_alternative<protocol::Cancel>(command) && !std::holds_alternative<protocol::SetAuthor>(command) &&
                              !std::holds_alternative<protocol::ProjectSaved>(command) && !std::holds_alternative<protocol::NewProject>(command) &&
                              !std::holds_alternative<protocol::OpenProject>(command);
  if (!speaks_of_work || (threshold != nullptr && !threshold->final)) return;
  log.push_back({log.empty() ? 1 : log.back().number + 1, now_ms(), author, protocol::command_name(command), protocol::to_json(command)});
}

// The summary's part about what is kept, and can be taken back, in the latest summary and in the one on its way.
void Session::Impl::tell_project() {
  put_project(summary);
  for (protocol::Event& event : events)
    if (auto* revision_event = std::get_if<protocol::RevisionEvent>(&event)) return put_project(revision_event->summary);
  emit_revision();
}

}  // namespace jumelles::session
