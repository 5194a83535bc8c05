// The report of an audit on its way out: what it is made of is gathered here, report/report.h writes it.

#include <algorithm>

#include "audit/measure.h"
#include "monitoring/figures_json.h"
#include "report/report.h"
#include "report/view.h"
#include "session/pages.h"
#include "session/sheets.h"

namespace jumelles::session {
namespace {

constexpr size_t kMostMissedCells = 12, kMostAttributes = 100;

// Where the file lies is nobody's business but its owner's.
std::string base_name(const std::string& path) {
  const size_t mark = path.find_last_of("/\\");
  return mark == std::string::npos ? path : path.substr(mark + 1);
}

// Of each attribute the cell with the most values; and those that miss a target.
std::vector<AuditCellQuery> cells_worth_telling(const AuditPage& audit) {
  std::vector<const AuditCell*> fullest(std::min(audit.attributes.size(), kMostAttributes)), missed;
  for (const AuditCell& cell : audit.cells) {
    if (!cell.present || cell.attribute >= fullest.size()) continue;
    const AuditCell*& best = fullest[cell.attribute];
    if (best == nullptr || cell.value_count > best->value_count) best = &cell;
    if ((cell.below_completeness || cell.below_validity) && missed.size() < kMostMissedCells) missed.push_back(&cell);
  }
  std::vector<AuditCellQuery> out;
  for (const AuditCell* cell : missed) out.push_back({cell->source, audit.attributes[cell->attribute].key, audit.language});
  for (const AuditCell* cell : fullest)
    if (cell != nullptr && std::find(missed.begin(), missed.end(), cell) == missed.end()) out.push_back({cell->source, audit.attributes[cell->attribute].key, audit.language});
  return out;
}

std::vector<report::ColumnFate> fates_of(const SourceSummary& source) {
  std::vector<report::ColumnFate> out;
  for (const ColumnSummary& column : source.columns) {
    const bool is_key = column.type == "record_id" || column.reason_id == "surrogate_key";
    const char* fate = column.filled_count == 0 ? "empty" : is_key ? "key" : column.reason_id == "repeats_columns" ? "repeats" : column.type == "ignored" ? "left_out" : "read";
    out.push_back({column.name, fate});
  }
  return out;
}

report::GoldenFill golden_fill(const assessing::RunResult& result, const std::string& key) {
  report::GoldenFill fill;
  fill.attribute = key;
  const int index = result.records->find(key);
  if (index < 0) return fill;
  const Attribute& attribute = result.records->attributes[static_cast<size_t>(index)];
  fill.before_of = result.records->record_count();
  if (!attribute.slots.empty())
    fill.before_count = static_cast<uint64_t>(std::count_if(attribute.slots[0].codes.begin(), attribute.slots[0].codes.end(), [](Code code) { return code != kMissing; }));
  const survive::GoldenColumn& golden = result.golden->values[static_cast<size_t>(index)];
  fill.after_of = golden.size();
  fill.after_count = static_cast<uint64_t>(std::count_if(golden.begin(), golden.end(), [](const survive::GoldenValue& value) { return value.code != kMissing; }));
  return fill;
}

// What the phases of one report share.
class Reporting {
 public:
  Reporting(Session::Impl& impl, std::string form, report::ReportInput input, std::function<bool(std::string_view)> write)
      : impl_(impl), form_(std::move(form)), input_(std::move(input)), result_(impl.result), revision_(impl.revision), write_(std::move(write)),
        wanted_(is_table() ? std::vector<AuditCellQuery>() : cells_worth_telling(input_.audit)) {}

  uint64_t cell_count() const { return wanted_.size(); }
  // Cells of what was changed meanwhile are not those of the audit: they are left out.
  void tell_cells(uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end && impl_.revision == revision_; ++i) {
      const Result<Page> page = impl_.page(wanted_[i]);
      if (!page) continue;
      const auto* detail = std::get_if<AuditCellDetail>(&page.value());
      if (detail != nullptr && detail->state == "ready") input_.details.push_back(*detail);
    }
  }

  // What has changed since last time. Figures that nobody has asked for are made here.
  std::vector<Phase> figures_phases() {
    Session::Impl::Auditor& auditor = impl_.auditor;
    if (auditor.figures && auditor.figures_of == auditor.audit) return {};
    const auto made = std::make_shared<monitoring::QualityFigures>();
    std::vector<Phase> phases = audit::figures_phases(auditor.input, auditor.audit, impl_.ready_hashes(), made);
    phases.push_back(step("audit.figures", [this, made, of = auditor.audit] {
      if (impl_.auditor.audit != of) return;
      impl_.auditor.figures = made;
      impl_.auditor.figures_of = of;
    }));
    return phases;
  }
  void tell_history() {
    if (impl_.revision != revision_) return;
    if (const std::optional<monitoring::QualityFigures> figures = impl_.present_figures()) input_.figures = monitoring::to_json(*figures, input_.masked);
    const Result<Page> page = impl_.page(MonitoringQuery{input_.language});
    const auto* history = page ? std::get_if<MonitoringPage>(&page.value()) : nullptr;
    if (history != nullptr && history->state == "ready") input_.monitoring = *history;
  }

  uint64_t golden_count() const { return result_ && !is_table() ? input_.audit.attributes.size() : 0; }
  void tell_golden(uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i) {
      report::GoldenFill fill = golden_fill(*result_, input_.audit.attributes[i].key);
      if (fill.before_of > 0) input_.matching.golden.push_back(std::move(fill));
    }
  }

  Status write() {
    if (is_table()) return write_table();
    const std::string text = form_ == "json" ? report::to_json(input_) : report::to_html(input_);
    if (write_(text)) return {};
    return Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}};
  }

 private:
  bool is_table() const { return form_ == "xlsx" || form_ == "dictionary"; }

  Status write_table() {
    const AuditPage audit = input_.masked ? report::masked_audit(input_.audit) : input_.audit;
    if (form_ == "xlsx") return write_workbook(data_sheets(report::audit_sheets(audit, {input_.language, false})), write_);
    const bool french = impl_.project.output_language == "fr";
    deliver::RowSink rows(deliver::CsvWriter::for_output(french ? ';' : ','), write_, french ? ',' : '.');
    return deliver::write_data(rows, data_sheet(report::dictionary_sheet(audit, voice_of(impl_.project)))) ? rows.finish() : deliver::Rows::stopped();
  }

  Session::Impl& impl_;
  std::string form_;
  report::ReportInput input_;
  std::shared_ptr<const assessing::RunResult> result_;
  uint64_t revision_;
  std::function<bool(std::string_view)> write_;
  std::vector<AuditCellQuery> wanted_;
};

}  // namespace

std::optional<ReportKind> report_kind(std::string_view kind) {
  if (kind == "report:fr" || kind == "report:en") return ReportKind{"html", std::string(kind.substr(7)), kind == "report:fr" ? "rapport-audit.html" : "audit-report.html"};
  if (kind == "report_xlsx:fr" || kind == "report_xlsx:en") return ReportKind{"xlsx", std::string(kind.substr(12)), kind == "report_xlsx:fr" ? "rapport-audit.xlsx" : "audit-report.xlsx"};
  if (kind == "dictionary") return ReportKind{"dictionary", "", "dictionary.csv"};
  if (kind == "report_json") return ReportKind{"json", "", "audit-report.json"};
  return std::nullopt;
}

Result<std::vector<Phase>> Session::Impl::report_phases(const ReportKind& kind, bool masked, std::function<bool(std::string_view)> write) {
  report::ReportInput input;
  input.language = kind.form == "dictionary" ? voice_of(project).language : kind.language.empty() ? project.output_language : kind.language;
  const Result<Page> asked = page(AuditQuery{input.language});
  if (!asked) return asked.error();
  if (const auto* audit = std::get_if<AuditPage>(&asked.value())) input.audit = *audit;
  if (input.audit.state == "no_source") return Error{ErrorCode::kBadInput, "report.no_source", "There is no source to report on.", "Add a file first.", {}, 0, {}};
  if (input.audit.state != "ready") return Error{ErrorCode::kBadInput, "report.counting", "The audit is still being made.", "Ask again in a moment.", {}, 0, {}};
  input.masked = masked;
  input.project_name = project.name;
  input.product_version = report::product_version();
  input.date = today();
  for (size_t s = 0; s < summary.sources.size() && s < data.size(); ++s) {
    const SourceSummary& source = summary.sources[s];
    if (source.state == SourceState::kReady)
      input.files.push_back({source.name, base_name(source.file_name), source.table, source.format, source.encoding, data[s]->hash, source.size_bytes, source.row_count, source.rejected_count,
                             source.notices, source.stated_row_count, source.error_cell_count, source.repaired_cell_count, fates_of(source)});
  }
  for (size_t r = 0; r < auditor.rules.size() && auditor.effect; ++r) {
    input.recipe_rule_count += auditor.rules[r].enabled;
    if (auditor.rules[r].act == "exclude") input.left_out_row_count += auditor.effect->rules()[r].row_count;
  }
  input.matching.known = result != nullptr;
  if (result) {
    input.matching.threshold = summary.threshold;
    input.matching.counts = summary.counts;
    input.matching.estimate = summary.estimate;
    input.matching.decisions = summary.decisions;
  }
  const auto work = std::make_shared<Reporting>(*this, kind.form, std::move(input), std::move(write));
  std::vector<Phase> phases = work->figures_phases();
  phases.push_back(step("export.rows", work, &Reporting::tell_history));
  phases.push_back(pass("export.rows", Unit::kValues, work, &Reporting::cell_count, &Reporting::tell_cells, 1));
  phases.push_back(pass("export.rows", Unit::kValues, work, &Reporting::golden_count, &Reporting::tell_golden, 1));
  phases.push_back(step("export.close", work, &Reporting::write));
  return phases;
}

}  // namespace jumelles::session
