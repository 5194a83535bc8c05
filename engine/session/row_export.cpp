// Filtered records on their way out: every column as it was read, with where each record is from.

#include <algorithm>
#include <map>

#include "deliver/column_names.h"
#include "deliver/masked_rows.h"
#include "deliver/row_sink.h"
#include "protocol/protocol_json.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

// What the phases of one file share. Sources that have columns of the same name share that column, the n-th of a name with the n-th.
class RowExport {
 public:
  // `read`: the tables of the records as they were read.
  RowExport(const audit::AuditInput& input, std::vector<std::shared_ptr<const Table>> read, audit::RecordBits records, std::vector<document::BoundTag> tags, std::shared_ptr<deliver::Rows> rows, deliver::Naming naming, bool masked)
      : tables_(std::move(read)), changed_(input.tables), records_(input.records), wanted_(std::move(records)), tags_(std::move(tags)), rows_(std::move(rows)) {
    columns_ = {deliver::fixed_column("source", naming), deliver::fixed_column("source_row", naming, deliver::CellKind::kWhole), deliver::fixed_column("source_id", naming)};
    if (!tags_.empty()) columns_.push_back(deliver::fixed_column("tags", naming));
    own_count_ = columns_.size();
    std::map<std::pair<std::string, size_t>, size_t> places;
    for (const auto& table : tables_) {
      std::map<std::string, size_t> times;
      std::vector<size_t>& of_table = place_of_.emplace_back();
      for (const Column& column : table->columns) {
        const auto [place, fresh] = places.emplace(std::pair(column.name, times[column.name]++), columns_.size());
        if (fresh) columns_.push_back({column.name, column.name, deliver::CellKind::kText, deliver::ValueKind::kValue});
        of_table.push_back(place->second);
      }
    }
    deliver::tell_apart(columns_);
    if (masked) rows_ = std::make_shared<deliver::MaskedRows>(std::move(rows_), columns_);
  }

  Status head() { return rows_->head(columns_) ? Status() : deliver::Rows::stopped(); }
  uint64_t count() const { return records_->record_count(); }

  Status rows(uint64_t begin, uint64_t end) {
    std::vector<const Column*> cells(columns_.size());
    for (auto r = static_cast<RecordIndex>(begin); r < end; ++r) {
      if (!wanted_.has(r)) continue;
      const uint32_t t = records_->table_of(r), place = r - records_->first_record[t];
      const Table& table = *tables_[t];
      const uint32_t row = tables_[t] == changed_[t] ? place : find_row(table, changed_[t]->source_rows[place]);
      std::fill(cells.begin(), cells.end(), nullptr);
      for (size_t c = 0; c < table.columns.size(); ++c) cells[place_of_[t][c]] = &table.columns[c];
      rows_->text(table.name).number(table.source_rows[row]).text(records_->record_ids[r]);
      if (!tags_.empty()) rows_->text(document::tags_of(tags_, r));
      for (size_t c = own_count_; c < cells.size(); ++c) {
        if (cells[c] == nullptr) rows_->text({});
        else if (row < cells[c]->guards.size()) rows_->guarded(cells[c]->text(row), cells[c]->guards[row]);
        else rows_->text(cells[c]->text(row));
      }
      if (!rows_->end()) return deliver::Rows::stopped();
    }
    return {};
  }

  Status close() { return rows_->finish(); }

 private:
  std::vector<std::shared_ptr<const Table>> tables_, changed_;  // as they were read, and as the recipe leaves them
  std::shared_ptr<const RecordSet> records_;
  audit::RecordBits wanted_;
  std::vector<document::BoundTag> tags_;  // none: nobody gave any
  size_t own_count_ = 0;                  // of columns that are ours
  std::shared_ptr<deliver::Rows> rows_;
  std::vector<deliver::OutputColumn> columns_;
  std::vector<std::vector<size_t>> place_of_;  // per table and column
};

}  // namespace

Result<std::vector<Phase>> Session::Impl::row_export_phases(std::string_view query, bool masked, std::function<bool(std::string_view)> write) {
  const auto asked = protocol::query_from_json(query);
  if (!asked) return asked.error();
  const auto* rows = std::get_if<AuditRowsQuery>(&asked.value().query);
  if (rows == nullptr) return Error{ErrorCode::kBadInput, "export.kind", "There is no output \"rows\" of that question.", "Choose one of the list.", {}, 0, {"rows"}};
  const audit::Audit* audit = present_audit();
  if (audit == nullptr) return Error{ErrorCode::kBadInput, "report.counting", "The audit is still being made.", "Ask again in a moment.", {}, 0, {}};
  const bool french = project.output_language == "fr";
  auto sink = std::make_shared<deliver::RowSink>(deliver::CsvWriter::for_output(french ? ';' : ','), std::move(write), french ? ',' : '.');
  const auto work = std::make_shared<RowExport>(auditor.input, auditor.read_tables, filtered_records(*audit, rows->filters), tags_now(), std::move(sink), deliver::naming_from_id(project.output_headers), masked);
  return std::vector<Phase>{step("export.open", work, &RowExport::head), pass("export.rows", Unit::kRows, work, &RowExport::count, &RowExport::rows, 64), step("export.close", work, &RowExport::close)};
}

}  // namespace jumelles::session
