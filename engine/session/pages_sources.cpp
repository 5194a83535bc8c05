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
  PreviewPage page{query.source, query.first, table.row_count(), {}, table.row_count()};
  const RowList* list = nullptr;
  if (!query.text.empty() || query.sort < table.columns.size()) {
    list = impl.preview_list(data->table, {query.text, query.column, query.sort, query.descending});
    page.list_state = list != nullptr ? "ready" : "making";
    page.total = list != nullptr ? static_cast<uint32_t>(list->rows().size()) : 0;
  }
  const uint64_t end = std::min<uint64_t>(page.total, uint64_t{query.first} + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) {
    const uint32_t row = list != nullptr ? list->rows()[i] : static_cast<uint32_t>(i);
    PreviewRow& out = page.rows.emplace_back();
    out.line = table.line_numbers[row];
    for (const Column& column : table.columns) out.cells.push_back(beginning_of(column.text(row)));
  }
  return Page(std::move(page));
}

// How many rows there are for which reason, by id, in the order of the rows.
static std::vector<NamedCount> count_reasons(const Rejects& rejects) {
  std::vector<NamedCount> out;
  size_t last = 0;
  for (const auto& [source, rows] : rejects)
    for (const RejectedRow& row : *rows) {
      if (last >= out.size() || out[last].text != row.reason_id)
        last = static_cast<size_t>(std::find_if(out.begin(), out.end(), [&](const NamedCount& reason) { return reason.text == row.reason_id; }) - out.begin());
      if (last == out.size()) out.push_back({row.reason_id, 0});
      ++out[last].count;
    }
  return out;
}

Result<Page> Pager::operator()(const RejectsQuery& query) const {
  Rejects rejects;
  RejectsPage page;
  page.first = query.first;
  for (size_t s = 0; s < impl.data.size(); ++s) {
    const auto& imported = impl.data[s]->imported;
    if (!imported || imported->rejects.empty()) continue;
    rejects.emplace_back(impl.project.sources[s].name, std::shared_ptr<const std::vector<RejectedRow>>(imported, &imported->rejects));
    page.unfiltered += imported->rejects.size();
  }
  page.total = page.unfiltered;
  if (query.first == 0) page.reasons = count_reasons(rejects);
  const RejectList* list = nullptr;
  if (!query.text.empty() || !query.source.empty() || !query.reason_id.empty()) {
    list = impl.reject_list(rejects, {query.text, query.source, query.reason_id});
    page.list_state = list != nullptr ? "ready" : "making";
    page.total = list != nullptr ? list->rows().size() : 0;
  }
  const auto put = [&](const std::string& source, const RejectedRow& row) { page.rows.push_back({source, row.line, row.reason_id, row.reason, row.text}); };
  const uint64_t end = std::min<uint64_t>(page.total, uint64_t{query.first} + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first, s = 0, base = 0; i < end; ++i) {
    if (list != nullptr) {
      const auto& [source, rows] = rejects[list->rows()[i].source];
      put(source, (*rows)[list->rows()[i].row]);
      continue;
    }
    while (i >= base + rejects[s].second->size()) base += rejects[s++].second->size();
    put(rejects[s].first, (*rejects[s].second)[i - base]);
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
