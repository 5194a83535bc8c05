#include <algorithm>
#include <cassert>
#include <string_view>

#include "deliver/own_outputs.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;

constexpr double kForecastAfterMs = 2000;
// Reading takes about this share of an import, profiling the rest.
constexpr double kReadShare = 0.8;

const char* task_name(TaskKind kind) {
  static constexpr const char* kNames[] = {"import", "run", "threshold"};
  return kNames[static_cast<size_t>(kind)];
}

// Share of a stage's time by phase, roughly: only the progress bar rests on it. Unlisted phases count 1.
double phase_share(std::string_view id) {
  struct Share { std::string_view id; double share; };
static constexpr Share kShares[] = {
      {"detect", 0.2}, {"read", 1}, {"profile.count", 0.05}, {"profile.tops", 0.1},
      {"standardize.join", 0.02}, {"standardize.scan", 0.02}, {"standardize.clean", 5}, {"standardize.assign", 0.1}, {"standardize.records", 0.1},
      {"compare.propose", 0.05}, {"compare.pack", 0.1}, {"compare.values", 2}, {"train.random", 7}, {"block.propose_values", 1.5},
      {"block.propose_keys", 0.5}, {"block.propose_combinations", 3}, {"block.grade_keys", 0.5}, {"block.choose_keys", 0.1},
      {"block.keys", 0.8}, {"block.build", 1.5}, {"block.finish", 0.01}, {"index.ids", 0.1}, {"compare.pairs", 10}, {"train.count", 1}, {"train.estimate", 0.3}, {"score.pairs", 2}, {"score.strongest", 0},
      {"score.sort", 0.05}, {"score.finish", 0.01}, {"rivals.count", 0.02}, {"rivals.collect", 0.03}, {"rivals.weigh", 0.1}, {"rivals.apply", 0.02}, {"index.pairs", 0.05}, {"groups.changed", 0.01}, {"estimate.changed", 0.01}, {"groups.compare", 0.02}, {"estimate.pairs", 0.02}, {"estimate.rivals", 0.02}, {"estimate.changes", 0.02}, {"estimate.groups", 0.1}, {"estimate.finish", 0.01}, {"survive.values", 0.1}, {"index.groups", 0.3}, {"index.doubts", 0.1}};
  for (const Share& row : kShares)
    if (row.id == id) return row.share;
  return 1;
}

}  // namespace

bool Session::Impl::pump(double budget_ms) {
  const double begin = clock();
  if (lister.runner && pump_list(budget_ms)) return true;
  if (!exports.empty()) {
    pump_export(budget_ms);
    return !exports.empty() || task || has_waiting_task();
  }
  for (;;) {
    if (!task && !start_next_task()) return pump_unhurried(begin, budget_ms);
    const double left = budget_ms - (clock() - begin);
    if (left <= 0) return true;
    if (task->runner && task->runner->pump(left)) {
      emit_progress(false);
      return true;
    }
    finish_stage();
    if (clock() - begin >= budget_ms) return task || has_waiting_task();
  }
}

// What waits until nothing else is to be done, one after the other.
bool Session::Impl::pump_unhurried(double begin, double budget_ms) {
  const auto left = [&] { return budget_ms - (clock() - begin); };
  return pump_search(left()) || pump_recipes(left()) || pump_spellings(left()) || pump_prices(left()) || pump_audit(left());
}

bool Session::Impl::has_waiting_task() const {
  return !imports.empty() || run_wanted || recluster_wanted || searcher.runner || lister.runner || recipe_counter.whole.runner || recipe_counter.trial.runner || speller.runner || !pricer.wanted.empty() ||
         auditor.wanted;
}

bool Session::Impl::start_next_task() {
  if (!imports.empty()) {
    PendingImport next = imports.front();
    imports.pop_front();
    start_import(std::move(next));
    return true;
  }
  if (run_wanted) {
    start_run(TaskKind::kRun);
    return true;
  }
  if (recluster_wanted && result) {
    start_run(TaskKind::kRecluster);
    return true;
  }
  recluster_wanted = false;
  return false;
}

void Session::Impl::start_import(PendingImport pending) {
  task = std::make_unique<Task>();
  task->kind = TaskKind::kImport;
  task->subject = pending.data->file_name;
  task->started_ms = clock();
  task->data = std::move(pending.data);
  task->previous = std::move(pending.previous);
  task->imported = std::make_shared<ingest::ImportResult>();
  task->stage_end = kReadShare;
  task->hashed = std::make_shared<HashedSource>(files[task->data->file_id]);
  task->runner = std::make_unique<Runner>(
      ingest::import_phases(task->hashed, task->data->file_name, task->data->name, task->data->choice, task->imported), clock);
  emit_progress(true);
}

void Session::Impl::start_run(TaskKind kind) {
  run_wanted = recluster_wanted = false;
  task = std::make_unique<Task>();
  task->kind = kind;
  task->started_ms = clock();
  task->threshold_before = result ? result->project.link.threshold : 0;
  // Records that an audit made are taken over.
  const uint64_t records = keys_now()[document::Stage::kRecords];
  const bool take_prepared = auditor.prepared && auditor.prepared->keys[document::Stage::kRecords] == records &&
                             (!last_result || last_result->keys[document::Stage::kRecords] != records);
  task->run = std::make_unique<running::Run>(ready_project(), ready_tables(), ready_keys(), take_prepared ? auditor.prepared : last_result);
  for (const auto& reading : data)
    if (reading->state == SourceState::kReady) task->sources.push_back(reading->number);
  timings.clear();
  longest_step_ms = 0;
  emit_progress(true);
}

void Session::Impl::keep_timings() {
  if (!task->runner) return;
  for (const Runner::Timing& timing : task->runner->timings()) timings.push_back({task_name(task->kind), timing.phase_id, timing.elapsed_ms, timing.units});
  longest_step_ms = std::max(longest_step_ms, task->runner->longest_step_ms());
}

// The runner of the current task has come to an end, or there is none yet.
void Session::Impl::finish_stage() {
  if (task->runner) {
    if (!task->runner->status().ok()) return fail_task(task->runner->status().error());
    keep_timings();
    task->runner.reset();  // its scratch memory with it
  }
  if (task->kind == TaskKind::kImport) {
    if (task->import_stage++ == 0) {
      if (task->imported->table.columns.empty())
        return fail_task({ErrorCode::kBadInput, "ingest.no_column", "The file has no column.", "Check that it is a table with a header line.", task->subject, 0, {task->subject}});
      if (const std::optional<Error> problem = recognize_own_output()) return fail_task(*problem);
      task->stage_begin = kReadShare;
      task->stage_end = 1;
      task->profile = std::make_shared<profile::TableProfile>();
      task->runner = std::make_unique<Runner>(
          profile::profile_phases(std::shared_ptr<const Table>(task->imported, &task->imported->table), task->profile), clock);
      return;
    }
    return finish_import();
  }
  if (task->kind == TaskKind::kRun && ready_tables().empty())
    return fail_task({ErrorCode::kBadInput, "run.no_source", "No source could be read.", "Add a file that can be read.", {}, 0, {}});
  if (const std::optional<Error> problem = task->run->problem()) return fail_task(with_table(*problem));
  std::optional<std::vector<Phase>> phases = task->run->next_stage();
  if (!phases) return finish_run();
  task->stage_begin = task->run->stage_begin();
  task->stage_end = task->run->stage_end();
  task->runner = std::make_unique<Runner>(std::move(*phases), clock);
  if (task->linked_pair_count >= 0) return;
  const std::optional<uint64_t> linked = task->run->linked_pair_count();
  if (!linked) return;
  task->linked_pair_count = static_cast<int64_t>(*linked);
  emit_progress(true);
}

// Where the only source is one table of several, another one may have been meant.
Error Session::Impl::with_table(const Error& problem) const {
  constexpr size_t kMost = 12;
  const SourceData* only = nullptr;
  for (const auto& reading : data) {
    if (reading->state != SourceState::kReady) continue;
    if (only != nullptr) return problem;
    only = reading.get();
  }
  if (problem.id != "run.nothing_to_compare" || only == nullptr || only->imported->dialect.table.empty()) return problem;
  const std::string& table = only->imported->dialect.table;
  std::string others;
  size_t count = 0;
  for (const ingest::TableOfFile& other : only->tables)
    if (other.name != table && ++count <= kMost) others += (count == 1 ? "" : ", ") + other.name;
  if (count > kMost) others += ", …";
  if (others.empty())
    return Error{problem.code, "run.nothing_to_compare_in_list", "No column can be compared: only the list \"" + table + "\" inside the file was read.",
                 "What stands around it was passed over: export a list of records.", problem.path, 0, {problem.path, table}};
  return Error{problem.code, "run.nothing_to_compare_in_table", "No column of \"" + table + "\" can be compared, which was read of this file.",
               "Choose another one with FILE#NAME: " + others + ".", problem.path, 0, {problem.path, table, others}};
}

// Of our own files, golden records and completed extracts may be matched: last month's customers with this month's. The others are
// results, no extracts.
std::optional<Error> Session::Impl::recognize_own_output() {
  ingest::ImportResult& imported = *task->imported;
  const std::string_view kind = deliver::own_output(imported.table);
  if (const std::string_view notice = deliver::own_notice(kind); !notice.empty()) {
    imported.notices.emplace_back(notice);
    if (deliver::is_own_golden(imported) && imported.dialect.format == ingest::Format::kCsv) {
      deliver::read_back(imported.table);
      std::erase(imported.notices, "text_guards");  // they are ours
    }
    return std::nullopt;
  }
  if (kind.empty()) return std::nullopt;
  struct Row { std::string_view kind; const char *id, *message; };
  static constexpr Row kRows[] = {
      {"xref", "ingest.own_xref", "This file is a cross-reference that Jumelles wrote: it says which record is of which customer."},
      {"pairs", "ingest.own_pairs", "This file is a list of pairs that Jumelles wrote, no extract."},
      {"rejects", "ingest.own_rejects", "This file holds rows that Jumelles set aside, no extract."},
      {"errors", "ingest.own_output", "This file was written by Jumelles: it is a result, no extract."},
      {"curve", "ingest.own_output", "This file was written by Jumelles: it is a result, no extract."}};
  const Row* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.kind == kind; });
  assert(row != std::end(kRows));
  return Error{ErrorCode::kBadInput, row->id, row->message, "Drop the extracts, or the project.", task->subject, 0, {task->subject}};
}

void Session::Impl::finish_import() {
  const std::unique_ptr<Task> done = std::move(task);
  SourceData& read = *done->data;
  for (Column& column : done->imported->table.columns) column.values.seal();
  done->imported->table.name = read.name;  // it may have got another one meanwhile
  read.imported = done->imported;
  read.tables = done->imported->tables;
  read.table = std::shared_ptr<const Table>(done->imported, &done->imported->table);
  read.profile = done->profile;
  read.hash = done->hashed->hash();
  read.state = SourceState::kReady;
  read.import_ms = clock() - done->started_ms;
  refresh_mapping();
  record();
  events.push_back(TaskEnded{"import", done->subject, false, read.import_ms});
  if (runs_when_read && !is_waiting_for_sources()) {
    runs_when_read = false;
    run_wanted = true;
  }
  after_edit();
  import_waiting_recipes();
}

void Session::Impl::finish_run() {
  const std::unique_ptr<Task> done = std::move(task);
  const std::shared_ptr<const assessing::RunResult> former = std::exchange(last_result, done->run->take());
  result_sources = done->sources;
  // The same after a restart that repeats the commands, whatever was canceled between; exact in JavaScript.
  result_number = last_result->keys[document::Stage::kRecords] >> 12;
  bind_result();
  project.link = result->project.link;
  project.survivorship = result->project.survivorship;
  const double elapsed_ms = clock() - done->started_ms;
  if (done->kind == TaskKind::kRun) {
    run_ms = elapsed_ms;
    remember_run();
  }
  if (!former || former->link != result->link) {
    counts_before.reset();
  } else if (threshold_move && threshold_move->counts) {
    counts_before = threshold_move->counts;
    estimate_before = threshold_move->estimate;
    threshold_before = threshold_move->threshold;
  } else if (former->project.link.threshold != result->project.link.threshold) {
    counts_before = counts_of(*former);
    estimate_before = estimate_of(*former);
    threshold_before = former->project.link.threshold;
  }
  if (threshold_move && threshold_move->ended) threshold_move.reset();
  recluster_wanted = recluster_is_due();  // what was judged meanwhile
  record();
  emit_revision();  // before the end is told: who says it says figures
  events.push_back(TaskEnded{task_name(done->kind), {}, false, elapsed_ms});
}

void Session::Impl::fail_task(const Error& error) {
  const std::unique_ptr<Task> failed = std::move(task);
  if (failed->kind == TaskKind::kImport) {
    failed->data->state = SourceState::kFailed;
    failed->data->problem = error;
    failed->data->tables = failed->imported->tables;  // another one may be read
  }
  events.push_back(FailedEvent{task_name(failed->kind), failed->subject, error});
  if (failed->kind == TaskKind::kImport) refresh_mapping();
  record();
  emit_revision();
  import_waiting_recipes();
}

void Session::Impl::cancel_run(bool by_edit) {
  if (std::exchange(run_wanted, false)) events.push_back(TaskEnded{"run", {}, true, 0, by_edit});  // commanded, and not begun
  recluster_wanted = false;
  if (!task || task->kind == TaskKind::kImport) return;
  events.push_back(TaskEnded{task_name(task->kind), task->subject, true, clock() - task->started_ms, by_edit});
  task.reset();
}

// Stops whatever runs, and what waits for it. Sources that were being read go away, or become again what they were; files that came
// during a run were not what was to be stopped: they are read.
void Session::Impl::cancel_all() {
  const bool reading = task ? task->kind == TaskKind::kImport : exports.empty();
  const bool reclustering = task && task->kind == TaskKind::kRecluster;
  const bool proposing = ((task && task->kind == TaskKind::kRun) || run_wanted) && history.undo_name() != nullptr && *history.undo_name() == "propose_again" &&
                         project.link.blocking_rules.empty();
  cancel_run(false);
  cancel_search();
  while (!exports.empty()) end_export(Error{ErrorCode::kCanceled, "task.canceled", "The task was canceled.", "The former result is unchanged.", {}, 0, {}});
  if (proposing) {  // the rules that were to be replaced are still the ones
    const OutputForm form(project);
    record(history.forget_last(project));
    form.restore(project);
  }
  if (reclustering && result) {
    project.link = result->project.link;
    project.survivorship = result->project.survivorship;
  }
  std::vector<PendingImport> stopped;
  if (reading) {
    stopped.assign(imports.begin(), imports.end());
    imports.clear();
  }
  if (task) {
    stopped.push_back({task->data, task->previous});
    events.push_back(TaskEnded{"import", task->subject, true, clock() - task->started_ms});
    task.reset();
  }
  for (const PendingImport& pending : stopped)
    for (size_t s = 0; s < data.size(); ++s) {
      if (data[s] != pending.data) continue;
      document::SourceConfig& source = project.sources[s];
      if (pending.previous && pending.previous->state == SourceState::kMissing) files_of.erase(source.number);
      else if (pending.previous) source.choice = pending.previous->choice;
      else project.sources.erase(project.sources.begin() + static_cast<std::ptrdiff_t>(s));
      bind_sources();
      break;
    }
  if (!stopped.empty()) refresh_mapping();
  record();
  emit_revision();
}

ProgressEvent progress_of(const Runner& runner, const char* task, double& fraction) {
  const Progress progress = runner.progress();
  ProgressEvent event;
  event.task = task;
  event.phase = progress.phase_id;
  event.unit = unit_name(progress.unit);
  event.done = progress.done;
  event.total = progress.total;
  const double within = progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
  fraction = std::max(fraction, (progress.phase_index + within) / std::max<uint32_t>(1, progress.phase_count));
  event.fraction = fraction = std::min(1.0, fraction);
  return event;
}

void Session::Impl::emit_progress(bool force) {
  const double now = clock();
  if (!force && now - task->last_progress_ms < kProgressEveryMs) return;
  task->last_progress_ms = now;
  ProgressEvent event;
  event.task = task_name(task->kind);
  event.subject = task->subject;
  if (task->runner) {
    const Progress progress = task->runner->progress();
    event.phase = progress.phase_id;
    event.unit = unit_name(progress.unit);
    event.done = progress.done;
    event.total = progress.total;
    double all = 0, before = 0;
    const std::vector<double> shares = task->runner->phase_weights(phase_share);
    for (size_t i = 0; i < shares.size(); ++i) {
      all += shares[i];
      if (i < progress.phase_index) before += shares[i];
    }
    if (progress.total > 0 && progress.phase_index < shares.size())
      before += shares[progress.phase_index] * static_cast<double>(progress.done) / static_cast<double>(progress.total);
    if (all > 0) task->fraction = std::max(task->fraction, task->stage_begin + (task->stage_end - task->stage_begin) * std::min(1.0, before / all));
    const double elapsed = now - task->started_ms;
    if (elapsed >= kForecastAfterMs) {
      if (progress.phase_elapsed_ms > 0) event.units_per_second = static_cast<double>(progress.done) * 1000 / progress.phase_elapsed_ms;
      if (task->fraction > 0.01) event.remaining_ms = elapsed * (1 - task->fraction) / task->fraction;
    }
  }
  event.fraction = task->fraction;
  event.linked_pair_count = task->linked_pair_count;
  events.push_back(std::move(event));
}

}  // namespace jumelles::session
