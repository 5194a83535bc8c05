#include <algorithm>
#include <array>

#include "session/pages.h"
#include "standardize/standardize.h"

namespace jumelles::session {
namespace {

const char* status_id(standardize::CleanStatus status) {
  static constexpr const char* kIds[] = {"clean", "missing", "placeholder", "invalid"};
  return kIds[static_cast<size_t>(status)];
}

// A cell may hold a whole letter: a preview has room for its beginning.
std::string beginning_of(std::string_view cell) {
  constexpr size_t kMostBytes = 4000;
  if (cell.size() <= kMostBytes) return std::string(cell);
  size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0) == 0x80) --end;
  return std::string(cell.substr(0, end)) + "\u2026";
}

}  // namespace

const SourceData* Pager::source(uint32_t index) const {
  return index < impl.data.size() && impl.data[index]->table ? impl.data[index].get() : nullptr;
}

Result<Page> Pager::operator()(const PreviewQuery& query) const {
  const SourceData* data = source(query.source);
  if (!data) return missing("source", query.source);
  const Table& table = *data->table;
  PreviewPage page{query.source, query.first, table.row_count(), {}};
  const uint64_t end = std::min<uint64_t>(table.row_count(), uint64_t{query.first} + std::min(query.count, kPageLimit));
  for (uint64_t row = query.first; row < end; ++row) {
    PreviewRow& out = page.rows.emplace_back();
    out.line = table.line_numbers[row];
    for (const Column& column : table.columns) out.cells.push_back(beginning_of(column.text(static_cast<uint32_t>(row))));
  }
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const RejectsQuery& query) const {
  RejectsPage page;
  page.first = query.first;
  const uint64_t end = uint64_t{query.first} + std::min(query.count, kPageLimit);
  for (size_t s = 0; s < impl.data.size(); ++s) {
    const SourceData& data = *impl.data[s];
    if (!data.imported) continue;
    const auto& rejects = data.imported->rejects;
    const uint64_t base = page.total;
    for (uint64_t i = std::max<uint64_t>(query.first, base); i < std::min<uint64_t>(end, base + rejects.size()); ++i) {
      const RejectedRow& row = rejects[i - base];
      page.rows.push_back({impl.project.sources[s].name, row.line, row.reason_id, row.reason, row.text});
    }
    page.total += rejects.size();
  }
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const ColumnQuery& query) const {
  const SourceData* data = source(query.source);
  if (!data) return missing("source", query.source);
  if (query.column >= data->table->columns.size()) return missing("column", query.column);
  const Column& column = data->table->columns[query.column];
  const profile::ColumnProfile& profiled = data->profile->columns[query.column];
  ColumnDetail page;
  page.source = query.source;
  page.column = query.column;
  page.filled_count = profiled.filled_count;
  page.distinct_count = profiled.distinct_count;
  page.valid_count = profiled.valid_count;
  page.row_count = data->table->row_count();
  for (const profile::ShapeCount& shape : profiled.shapes) page.shapes.push_back({shape.shape, shape.count});
  for (const profile::ValueCount& value : profiled.top_values) page.top_values.push_back({std::string(column.values[value.code]), value.count});
  put_examples(page, column, impl.project.sources[query.source].columns[query.column].mapping.type);
  return Page(std::move(page));
}

void Pager::put_examples(ColumnDetail& page, const Column& column, AttributeType type) {
  constexpr Code kLooked = 400;
  std::array<size_t, 4> of_status{};
  for (Code code = 1; code < std::min<Code>(column.values.size(), kLooked) && page.examples.size() < kExampleLimit; ++code) {
    const std::string_view original = column.values[code];
    const standardize::CleanValue value = standardize::clean_value(type, original);
    if (value.status == standardize::CleanStatus::kClean && value.clean == original) continue;
    if (++of_status[static_cast<size_t>(value.status)] > kExampleLimit / 2) continue;
    page.examples.push_back({std::string(original), value.clean, status_id(value.status)});
  }
}

}  // namespace jumelles::session
