// A project takes the place of whatever was there; and what the command line says over it.

#include <algorithm>

#include "running/labels.h"
#include "session/impl.h"

namespace jumelles::session {

using protocol::SourceState;

namespace {

std::string last_part(const std::string& path) { return path.substr(path.find_last_of("/\\") + 1); }

// Whether what was read is what a project says of a source: the same bytes, or where one of them knows none, the same name.
bool is_of(const SourceData& reading, const document::SourceConfig& source) {
  if (!reading.hash.empty() && !source.hash.empty() && reading.hash == source.hash) return true;
  return last_part(reading.file_name) == last_part(source.file) || reading.name == source.name;
}

}  // namespace

// Sources of before stay where the project has them, too, so that a project may be dropped with its extracts in any order.
void Session::Impl::take_project(document::Project opened) {
  cancel_run(false);
  recipe_import = {};
  if (opened.sources.empty()) opened.sources = project.sources;  // settings alone
  std::vector<std::shared_ptr<SourceData>> former = std::move(data), kept;
  std::map<uint64_t, uint32_t> files_of_kept;
  for (const document::SourceConfig& source : opened.sources)
    for (auto& reading : former) {
      if (!reading || reading->file_id == 0 || !is_of(*reading, source)) continue;
      reading->number = source.number;
      files_of_kept[source.number] = reading->file_id;
      kept.push_back(std::move(reading));
      break;
    }
  readings = std::move(kept);
  files_of = std::move(files_of_kept);
  data.clear();
  project = std::move(opened);
  loaded = project;
  log.clear();
  runs.clear();
  quality.clear();
  quality_due.reset();
  file.reset();
  held_hashes.clear();
  last_result.reset();
  if (auditor.wanted) events.push_back(protocol::TaskEnded{"audit", {}, true, 0});
  auditor = {};
  verdicts_of = nullptr;
  result_sources.clear();
  counts_before.reset();
  threshold_move.reset();
  link_signature = mapping_signature(project);
  bind_sources();
  refresh_mapping();
  history.clear(project);
  first_change = saved_change = ++change;
  events.push_back(protocol::JournalEvent{change, {}, true});
}

void Session::Impl::put_away() {
  cancel_all();
  runs_when_read = false;
  recipe_import = {};
  waiting_recipes.clear();
  project = {};
  data.clear();
  readings.clear();
  files_of.clear();
  loaded.reset();
  log.clear();
  runs.clear();
  quality.clear();
  quality_due.reset();
  file.reset();
  held_hashes.clear();
  held_files.clear();
  last_result.reset();
  verdicts_of = nullptr;
  result_sources.clear();
  counts_before.reset();
  file_name.clear();
  file_problems.clear();
  link_signature = 0;
  history.clear(project);
  first_change = saved_change = ++change;
  events.push_back(protocol::JournalEvent{change, {}, true});
}

Status Session::Impl::open_project(const protocol::OpenProject& command) {
  const auto found = files.find(command.file_id);
  if (found == files.end()) return refused("command.no_such", "There is no such file.", "Choose the file again.");
  ingest::ByteSource& bytes = *found->second;
  const auto in_file = [&](Error problem) {
    problem.path = command.file_name + (problem.path.empty() ? "" : ": " + problem.path);
    return problem;
  };
  std::string beginning(16, '\0');
  const Result<uint64_t> read = bytes.read(0, std::span<uint8_t>(reinterpret_cast<uint8_t*>(beginning.data()), beginning.size()));
  if (!read) return read.error();
  std::vector<Error> problems;
  document::Project opened;
  if (project::is_database(beginning)) {
    project::Content held;
    Result<document::Project> from_file = read_database(bytes, problems, held);
    if (!from_file) return in_file(from_file.error());
    take_project(std::move(from_file.value()));
    take_file(held);
    history.clear(project);
  } else {
    std::string text(bytes.size(), '\0');
    const Result<uint64_t> whole = bytes.read(0, std::span<uint8_t>(reinterpret_cast<uint8_t*>(text.data()), text.size()));
    if (!whole) return whole.error();
    text.resize(whole.value());
    problems = document::project_from_json(text, opened);
    if (!problems.empty()) return in_file(problems.front());
    take_project(std::move(opened));
  }
  file_name = command.file_name;
  file_problems = std::move(problems);
  runs_when_read = command.runs && project.link.trained;
  if (runs_when_read && !data.empty() && !is_waiting_for_sources()) {  // its files were there
    runs_when_read = false;
    run_wanted = true;
  }
  emit_revision();
  return {};
}

Status Session::Impl::restore_changes(const protocol::RestoreChanges& command) {
  remember("restore_changes");
  size_t done = 0;
  while (done < command.changes.size() && document::apply_json(command.changes[done], project)) ++done;
  restored();
  if (done == command.changes.size()) return {};
  const std::string restored_count = std::to_string(done), all = std::to_string(command.changes.size());
  return Error{ErrorCode::kBadInput, "project.bad_change", "Only " + restored_count + " of " + all + " changes could be restored.",
               "Check the latest decisions.", {}, 0, {restored_count, all}};
}

std::vector<Error> Session::load_project(std::string_view json) {
  document::Project opened;
  std::vector<Error> problems = document::project_from_json(json, opened);
  if (!problems.empty()) return problems;
  impl_->take_project(std::move(opened));
  impl_->emit_revision();
  return {};
}

void Session::override_settings(const Overrides& overrides) {
  document::Project& target = impl_->project;
  const auto set = [](std::string& value, const std::string& wanted) {
    if (!wanted.empty()) value = wanted;
  };
  set(target.id_column, overrides.id_column);
  set(target.source_column, overrides.source_column);
  set(target.output_language, overrides.language);
  set(target.output_headers, overrides.headers);
  if (!overrides.ignored_columns.empty()) target.ignored_columns = overrides.ignored_columns;
  if (overrides.threshold) target.link.threshold = *overrides.threshold;
  // What the model was learned from, or for, is another thing now.
  if (!overrides.truth_column.empty()) {
    target.truth_column = overrides.truth_column;
    target.link.trained = false;
  }
  if (overrides.seed && target.link.seed != *overrides.seed) {
    target.link.seed = *overrides.seed;
    target.link.trained = false;
  }
  if (overrides.plain_model) target.link.plain_model = true;
  LinkType type = target.link.link_type;
  if (!overrides.link_type.empty() && document::link_type_from_id(overrides.link_type, type)) {
    if (target.link.link_type != type) target.link.trained = false;
    target.link.link_type = type;
    target.link_type_by_user = true;
  }
  impl_->record();
}

Result<uint64_t> Session::add_labels(const std::vector<std::vector<std::string>>& rows, const std::vector<uint64_t>& lines, const std::string& file) {
  document::Project& target = impl_->project;
  const size_t pairs = target.decisions.pairs.size(), known = target.decisions.known_groups.size();
  impl_->remember("add_labels");
  if (Status status = running::add_labels(rows, lines, target); !status) return status.error();
  for (size_t i = pairs; i < target.decisions.pairs.size(); ++i) target.decisions.pairs[i].origin.how = file;
  for (size_t i = known; i < target.decisions.known_groups.size(); ++i) target.decisions.known_groups[i].origin.how = file;
  target.link.trained = false;
  impl_->record();
  impl_->after_edit();
  return uint64_t{target.decisions.pairs.size() - pairs + target.decisions.known_groups.size() - known};
}

}  // namespace jumelles::session
