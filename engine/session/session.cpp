#include "session/session.h"

#include <algorithm>

#include "deliver/outputs.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

constexpr size_t kHistoryLimit = 200;

}  // namespace

Session::Session(Clock clock) : impl_(std::make_unique<Impl>()) {
  impl_->clock = std::move(clock);
  impl_->build_summary();
}

Session::~Session() = default;

uint32_t Session::register_file(std::shared_ptr<ingest::ByteSource> bytes) {
  impl_->files[impl_->next_file_id] = std::move(bytes);
  return impl_->next_file_id++;
}

void Session::set_memory_limit_bytes(uint64_t limit) { impl_->memory_limit_bytes = limit; }

Status Session::dispatch(const protocol::Command& command) { return impl_->apply(command); }

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

std::vector<protocol::Event> Session::take_events() { return std::exchange(impl_->events, {}); }

Status Session::start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done) {
  return impl_->start_export(kind, std::move(write), std::move(done));
}

Status Session::export_file(const std::string& kind, const std::function<bool(std::string_view)>& write) {
  Result<std::vector<Phase>> phases = deliver::output_phases(kind, impl_->output_input(), write);
  return phases ? run_to_end(std::move(phases.value())) : Status(phases.error());
}

std::string Session::project_json() const {
  return document::to_json(impl_->result && !impl_->is_stale() ? impl_->result_project() : impl_->document.project);
}

std::vector<Error> Session::load_project(std::string_view json) {
  document::Project project;
  std::vector<Error> problems = document::project_from_json(json, project);
  if (!problems.empty()) return problems;
  Impl& impl = *impl_;
  impl.remember("load_project");
  impl.cancel_run();
  document::Project& target = impl.document.project;
  target.output_language = project.output_language;
  target.id_column = project.id_column;
  target.source_column = project.source_column;
  target.ignored_columns = project.ignored_columns;
  target.truth_column = project.truth_column;
  target.decisions = project.decisions;
  target.known_groups = project.known_groups;
  target.sample = project.sample;
  target.link = project.link;
  target.link_type_by_user = project.link_type_by_user;
  target.one_per_source_by_user = project.one_per_source_by_user;
  impl.loaded = std::move(project);
  impl.document.link_signature = 0;
  for (size_t s = 0; s < target.sources.size(); ++s)
    for (const document::SourceConfig& saved : impl.loaded->sources)
      if (saved.name == target.sources[s].name)
        for (document::ColumnConfig& column : target.sources[s].columns) column.mapping.chosen_by_user = column.mapping.role_by_user = false;
  impl.refresh_mapping();
  impl.emit_revision();
  return {};
}

const protocol::Summary& Session::summary() const { return impl_->summary; }

// A result is about its sources: without one of them nothing of it is shown, or its records would pass for those of others.
void Session::Impl::bind_result() {
  std::shared_ptr<const assessing::RunResult> shown = last_result;
  for (const uint64_t id : result_sources)
    if (std::none_of(document.data.begin(), document.data.end(), [&](const auto& data) { return data->source_id == id; })) shown.reset();
  if (shown == result) return;
  result = std::move(shown);
  golden_lists.clear();
  filled_shares.clear();
}

void Session::Impl::emit_revision() {
  ++revision;
  bind_result();
  build_summary();
  // An older summary that nobody has taken yet is worth nothing.
  std::erase_if(events, [](const protocol::Event& event) { return std::holds_alternative<protocol::RevisionEvent>(event); });
  events.push_back(protocol::RevisionEvent{summary});
}

void Session::Impl::remember(const std::string& name) {
  threshold_move.reset();  // a threshold that was let go without a last word is not undone by itself
  remember(name, document);
}

void Session::Impl::remember(const std::string& name, Document before) {
  undo.push_back({name, std::move(before)});
  if (undo.size() > kHistoryLimit) undo.erase(undo.begin());
  redo.clear();
}

void Session::Impl::restore(Document restored) {
  threshold_move.reset();
  restored.project.output_language = document.project.output_language;  // how files are written is no step of history
  const bool same_sources = restored.data == document.data;
  document = std::move(restored);
  // Sources that are no longer there are not read any further; sources that came back half-read are read again.
  const auto wanted = [&](const std::shared_ptr<SourceData>& data) {
    for (const auto& other : document.data)
      if (other == data) return true;
    return false;
  };
  std::erase_if(imports, [&](const PendingImport& pending) { return !wanted(pending.data); });
  if (task && task->kind == TaskKind::kImport && !wanted(task->data)) {
    events.push_back(protocol::TaskEnded{"import", task->subject, true, clock() - task->started_ms});
    task.reset();
  }
  for (const auto& data : document.data) {
    if (data->state != protocol::SourceState::kLoading) continue;
    bool known = task && task->data == data;
    for (const PendingImport& pending : imports) known = known || pending.data == data;
    if (!known) imports.push_back({data, nullptr});
  }
  cancel_run();
  // A mapping is proposed by the sources alone: the one that comes back was made with these, once they were read.
  const auto was_read = [&](size_t s) { return document.data[s]->table && document.project.sources[s].columns.size() == document.data[s]->table->columns.size(); };
  bool is_mapped = same_sources;
  for (size_t s = 0; s < document.data.size() && is_mapped; ++s) is_mapped = was_read(s);
  if (!is_mapped) refresh_mapping();
  after_edit();
}

bool Session::Impl::has_loading_source() const {
  for (const auto& data : document.data)
    if (data->state == protocol::SourceState::kLoading) return true;
  return false;
}

document::Project Session::Impl::ready_project() const {
  document::Project project = document.project;
  project.sources.clear();
  for (size_t s = 0; s < document.data.size(); ++s)
    if (document.data[s]->state == protocol::SourceState::kReady) project.sources.push_back(document.project.sources[s]);
  return project;
}

std::vector<std::shared_ptr<const Table>> Session::Impl::ready_tables() const {
  std::vector<std::shared_ptr<const Table>> tables;
  for (const auto& data : document.data)
    if (data->state == protocol::SourceState::kReady) tables.push_back(data->table);
  return tables;
}

std::vector<uint64_t> Session::Impl::ready_keys() const {
  std::vector<uint64_t> keys;
  for (const auto& data : document.data)
    if (data->state == protocol::SourceState::kReady) keys.push_back(data->key);
  return keys;
}

bool Session::Impl::is_stale() const {
  return result && !(document::stage_keys(ready_project(), ready_keys()) == result->keys);
}

uint32_t Session::Impl::document_source(uint32_t table) const {
  if (!result || table >= result_sources.size()) return kNoSource;
  for (uint32_t s = 0; s < document.data.size(); ++s)
    if (document.data[s]->source_id == result_sources[table]) return s;
  return kNoSource;
}

document::Project Session::Impl::result_project() const {
  document::Project project = result->project;
  project.output_language = document.project.output_language;
  project.decisions = document.project.decisions;
  project.sample = document.project.sample;
  return project;
}

}  // namespace jumelles::session
