#include "session/sheets.h"

#include "deliver/xlsx_writer.h"
#include "report/view.h"
#include "session/pages.h"

namespace jumelles::session {

deliver::DataSheet data_sheet(report::Sheet sheet) {
  deliver::DataSheet out{std::move(sheet.name), {}, std::move(sheet.rows)};
  for (report::SheetColumn& column : sheet.columns) {
    const bool is_count = column.cells == report::SheetCells::kCount, is_share = column.cells == report::SheetCells::kShare;
    out.columns.push_back({std::move(column.key), std::move(column.label), is_count ? deliver::CellKind::kWhole : is_share ? deliver::CellKind::kDecimal : deliver::CellKind::kText});
  }
  return out;
}

std::vector<deliver::DataSheet> data_sheets(std::vector<report::Sheet> sheets) {
  std::vector<deliver::DataSheet> out;
  for (report::Sheet& sheet : sheets) out.push_back(data_sheet(std::move(sheet)));
  return out;
}

report::SheetVoice voice_of(const document::Settings& project) {
  const bool for_programs = project.output_headers == "machine";
  return {for_programs ? project.output_language : project.output_headers, for_programs};
}

Status write_workbook(const std::vector<deliver::DataSheet>& sheets, deliver::Sink sink) {
  deliver::XlsxWriter book(std::move(sink));
  for (const deliver::DataSheet& sheet : sheets)
    if (Status status = deliver::write_data(book, sheet); !status) return status;
  return book.finish();
}

// What the workbook of deliverables says of the sources: the audit as it is now, made first where it is not there.
std::vector<Phase> Session::Impl::sheet_phases(bool masked, std::shared_ptr<std::vector<deliver::DataSheet>> sheets) {
  constexpr uint64_t kSlices = 1000;
  constexpr double kSliceMs = 5;
  const auto make = [this](uint64_t begin, uint64_t end) {
    for (uint64_t slice = begin; slice < end && present_audit() == nullptr && !ready_tables().empty(); ++slice)
      do (void)pump_audit(kSliceMs);
      while (slice + 1 == kSlices && auditor.wanted);
  };
  const auto fill = [this, masked, sheets = std::move(sheets)] {
    const report::SheetVoice voice = voice_of(project);
    const Result<Page> asked = page(AuditQuery{voice.language});
    const auto* audit = asked ? std::get_if<AuditPage>(&asked.value()) : nullptr;
    if (audit == nullptr || audit->state != "ready") return;
    *sheets = data_sheets(report::audit_sheets(masked ? report::masked_audit(*audit) : *audit, voice));
  };
  return {pass("export.audit", Unit::kSteps, [] { return kSlices; }, make, 1), step("export.audit", fill)};
}

}  // namespace jumelles::session
