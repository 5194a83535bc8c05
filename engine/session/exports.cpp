// Deliverables on their way out, in slices: each begins with what there is when it is asked for, and comes before everything else.

#include <algorithm>

#include "document/recipe_file.h"
#include "session/impl.h"

namespace jumelles::session {

using namespace protocol;

namespace {

// Before an AuditRowsQuery.
constexpr std::string_view kRowsPrefix = "rows:";

// A kind without what is said of its values.
std::string_view what_of(std::string_view kind) { return kind.starts_with(deliver::kMaskedPrefix) ? kind.substr(deliver::kMaskedPrefix.size()) : kind; }

}  // namespace

deliver::OutputInput Session::Impl::output_input() const {
  deliver::OutputInput input;
  for (const auto& data : data)
    if (data->imported) input.imports.push_back({data->table->name, data->imported});
  input.result = result;
  if (result && !project.tags.empty()) input.tags = std::make_shared<const std::vector<document::BoundTag>>();  // that there are some; which records have them is looked for when files are made
  input.project = result ? result_project() : project;
  return input;
}

Result<std::vector<Phase>> Session::Impl::export_phases(const std::string& kind, std::function<bool(std::string_view)> write) {
  if (kind == "jumelles" || kind == "recovery") return saving_phases(kind, std::move(write));
  if (kind == "recipe") {
    const auto text = std::make_shared<std::string>(document::recipe_to_json(project.recipe));
    return std::vector<Phase>{step("export.close", [text, write = std::move(write)]() -> Status {
      return write(*text) ? Status() : Status(Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}});
    })};
  }
  const bool masked = std::string_view(kind).starts_with(deliver::kMaskedPrefix);
  if (const auto report = report_kind(what_of(kind))) return report_phases(*report, masked, std::move(write));
  const std::string_view what = what_of(kind);
  if (what.starts_with(kRowsPrefix)) return row_export_phases(what.substr(kRowsPrefix.size()), masked, std::move(write));
  deliver::OutputInput input = output_input();
  input.tags = tags_of_result();
  if (result == nullptr || (what != "xlsx" && what != "all")) return deliver::output_phases(kind, std::move(input), std::move(write));
  const auto sheets = std::make_shared<std::vector<deliver::DataSheet>>();
  input.sheets = sheets;
  Result<std::vector<Phase>> written = deliver::output_phases(kind, std::move(input), std::move(write));
  if (!written) return written;
  std::vector<Phase> phases = sheet_phases(masked, sheets);
  append(phases, std::move(written.value()));
  return phases;
}

Status Session::Impl::start_export(const std::string& kind, std::function<bool(std::string_view)> write, std::function<void(const Status&)> done) {
  Result<std::vector<Phase>> phases = export_phases(kind, std::move(write));
  if (!phases) return phases.error();
  const std::string_view what = what_of(kind);
  std::string file_name(what);
  for (const DeliverableSummary& row : summary.deliverables)
    if (row.kind == what) file_name = row.file_name;
  if (const auto report = report_kind(what)) file_name = report->file_name;
  if (what == "recipe") file_name = "recipe.json";
  if (what.starts_with(kRowsPrefix)) file_name = "records.csv";
  exports.push_back({std::move(file_name), std::make_unique<Runner>(std::move(phases.value()), clock), std::move(done), clock()});
  exports.back().is_told = kind != "recovery";  // the page asks for that one by itself
  exports.back().waits_for_quality = kind == "jumelles" && quality_due;
  return {};
}

void Session::Impl::pump_export(double budget_ms) {
  Export& current = exports.front();
  if (current.waits_for_quality && quality_due && auditor.wanted) {
    (void)pump_audit(budget_ms);
    return;
  }
  if (!current.runner->pump(budget_ms)) return end_export(current.runner->status());
  const double now = clock();
  if (!current.is_told || now - current.last_progress_ms < kProgressEveryMs) return;
  current.last_progress_ms = now;
  const Progress progress = current.runner->progress();
  ProgressEvent event;
  event.task = "export";
  event.subject = current.file_name;
  event.phase = progress.phase_id;
  event.unit = unit_name(progress.unit);
  event.done = progress.done;
  event.total = progress.total;
  // Files of several parts: each part that has rows is as much as another.
  double before = 0, whole = 0;
  const std::vector<double> weights = current.runner->phase_weights([](const std::string& id) { return id == "export.rows" ? 1.0 : 0.0; });
  for (size_t p = 0; p < weights.size(); ++p) (p < progress.phase_index ? before : whole) += weights[p];
  whole += before;
  if (progress.total > 0 && whole > 0 && weights[progress.phase_index] > 0) before += static_cast<double>(progress.done) / static_cast<double>(progress.total);
  if (whole > 0) current.fraction = std::max(current.fraction, before / whole);
  event.fraction = current.fraction;
  events.push_back(std::move(event));
}

void Session::Impl::end_export(const Status& status) {
  const Export ended = std::move(exports.front());
  exports.pop_front();
  longest_step_ms = std::max(longest_step_ms, ended.runner->longest_step_ms());
  if (ended.is_told) events.push_back(TaskEnded{"export", ended.file_name, !status.ok(), clock() - ended.started_ms});
  ended.done(status);
}

}  // namespace jumelles::session
