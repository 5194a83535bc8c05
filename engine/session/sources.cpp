// Which reading of which file each source of the project is.

#include <algorithm>

#include "session/impl.h"

namespace jumelles::session {

using protocol::SourceState;

namespace {

// The same reading under another name: tables carry theirs.
std::shared_ptr<SourceData> renamed(const SourceData& data, const std::string& name, uint64_t key) {
  auto copy = std::make_shared<SourceData>(data);
  auto imported = std::make_shared<ingest::ImportResult>(*data.imported);
  imported->table.name = name;
  copy->name = name;
  copy->key = key;
  copy->imported = imported;
  copy->table = std::shared_ptr<const Table>(imported, &imported->table);
  return copy;
}

}  // namespace

// As it was read before, if it was; else it is to be read, or its file is missing. `former`: what the source was until now.
std::shared_ptr<SourceData> Session::Impl::reading_of(const document::SourceConfig& source, std::shared_ptr<SourceData> former) {
  const auto file = files_of.find(source.number);
  const uint32_t file_id = file == files_of.end() ? 0 : file->second;
  for (const bool same_name : {true, false})
    for (const auto& reading : readings) {
      if (reading->number != source.number || reading->file_id != file_id || !(reading->choice == source.choice)) continue;
      if (same_name != (reading->name == source.name)) continue;
      if (same_name) return reading;
      if (reading->state != SourceState::kReady) {
        reading->name = source.name;  // its table gets its name when it is read
        return reading;
      }
      return readings.emplace_back(renamed(*reading, source.name, next_key++));
    }
  auto fresh = std::make_shared<SourceData>();
  fresh->key = next_key++;
  fresh->number = source.number;
  fresh->name = source.name;
  fresh->file_id = file_id;
  fresh->file_name = source.file;
  fresh->size_bytes = file_id == 0 ? source.size_bytes : files[file_id]->size();
  if (file_id != 0) fresh->needed_bytes = ingest::estimated_memory_bytes(*files[file_id]);
  fresh->choice = source.choice;
  if (file_id == 0) fresh->state = SourceState::kMissing;
  else imports.push_back({fresh, former && (former->state == SourceState::kReady || former->state == SourceState::kMissing) ? std::move(former) : nullptr});
  return readings.emplace_back(std::move(fresh));
}

// After the list of sources, or what one of them is, has changed.
void Session::Impl::bind_sources() {
  std::vector<std::shared_ptr<SourceData>> bound;
  for (const document::SourceConfig& source : project.sources) {
    std::shared_ptr<SourceData> former;
    for (const auto& other : data)
      if (other->number == source.number) former = other;
    bound.push_back(reading_of(source, std::move(former)));
  }
  data = std::move(bound);
  // Sources that are no longer there are not read any further; sources that came back half-read are read again.
  const auto is_bound = [&](const std::shared_ptr<SourceData>& reading) { return std::find(data.begin(), data.end(), reading) != data.end(); };
  std::erase_if(imports, [&](const PendingImport& pending) { return !is_bound(pending.data); });
  if (task && task->kind == TaskKind::kImport && !is_bound(task->data)) {
    events.push_back(protocol::TaskEnded{"import", task->subject, true, clock() - task->started_ms});
    task.reset();
  }
  for (const auto& reading : data) {
    if (reading->state != SourceState::kLoading) continue;
    bool known = task && task->data == reading;
    for (const PendingImport& pending : imports) known = known || pending.data == reading;
    if (!known) imports.push_back({reading, nullptr});
  }
}

bool Session::Impl::is_waiting_for_sources() const {
  return std::any_of(data.begin(), data.end(), [](const auto& d) { return d->state == SourceState::kLoading || d->state == SourceState::kMissing; });
}

bool Session::Impl::is_reading_sources() const {
  return std::any_of(data.begin(), data.end(), [](const auto& d) { return d->state == SourceState::kLoading; });
}

uint64_t Session::Impl::next_source_number() const {
  uint64_t last = 0;
  for (const auto& reading : readings) last = std::max(last, reading->number);
  for (const document::SourceConfig& source : project.sources) last = std::max(last, source.number);
  return last + 1;
}


document::Project Session::Impl::ready_project() const {
  document::Project ready = project;
  ready.sources.clear();
  for (size_t s = 0; s < data.size(); ++s)
    if (data[s]->state == SourceState::kReady) ready.sources.push_back(project.sources[s]);
  return ready;
}

std::vector<std::shared_ptr<const Table>> Session::Impl::ready_tables() const {
  std::vector<std::shared_ptr<const Table>> tables;
  for (const auto& reading : data)
    if (reading->state == SourceState::kReady) tables.push_back(reading->table);
  return tables;
}

std::vector<uint64_t> Session::Impl::ready_keys() const {
  std::vector<uint64_t> keys;
  for (const auto& reading : data)
    if (reading->state == SourceState::kReady) keys.push_back(reading->key);
  return keys;
}

// Without copying the document, where all of its sources were read.
document::StageKeys Session::Impl::keys_now() const {
  const bool all = std::all_of(data.begin(), data.end(), [](const auto& reading) { return reading->state == SourceState::kReady; });
  return all ? document::stage_keys(project, ready_keys()) : document::stage_keys(ready_project(), ready_keys());
}

bool Session::Impl::is_stale() const { return result && !(keys_now() == result->keys); }

uint32_t Session::Impl::document_source(uint32_t table) const {
  if (!result || table >= result_sources.size()) return kNoSource;
  for (uint32_t s = 0; s < data.size(); ++s)
    if (data[s]->number == result_sources[table]) return s;
  return kNoSource;
}

document::Project Session::Impl::result_project() const {
  document::Project of_result = result->project;
  of_result.name = project.name;
  of_result.embeds_sources = project.embeds_sources;
  OutputForm(project).restore(of_result);
  of_result.decisions = project.decisions;
  // No result rests on these.
  of_result.ignored_findings = project.ignored_findings;
  of_result.quality_targets = project.quality_targets;
  of_result.tags = project.tags;
  of_result.dictionary = project.dictionary;
  return of_result;
}

}  // namespace jumelles::session
