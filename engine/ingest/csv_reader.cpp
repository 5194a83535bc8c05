#include <algorithm>

#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {

class CsvReader final : public RowReader {
 public:
  CsvReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), check_rows_(options.check_rows), header_pending_(result.dialect.has_header),
        mark_line_pending_(result.dialect.separator_line), wanted_columns_(options.column_count) {}

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  void take_header();
  void take_row(std::string_view raw);
  void reject(const char* reason_id, std::string reason, std::string_view raw) {
    add_reject(result_, line_, source_row_, reason_id, std::move(reason), raw);
  }
  void add_column(const std::string& name) {
    table_.columns.emplace_back().name = unique_column_name(table_, name);
  }
  const char* skip_long_line(const char* begin, const char* end);
  std::string_view keep(std::string_view text);
  void flush();
  static constexpr size_t kBatchRows = 512;
  static constexpr size_t kKeptBytes = size_t{1} << 16;

  ImportResult& result_;
  Table& table_;
  bool check_rows_;
  bool header_pending_;
  bool mark_line_pending_;   // the "sep=;" line
  uint32_t wanted_columns_;
  uint32_t named_columns_ = 0;
  bool skipping_line_ = false;
  bool skipped_carriage_return_ = false;
  size_t retry_size_ = 0;    // a row that was not complete is tried again when the text has doubled
  uint64_t line_ = 1;
  uint32_t source_row_ = 0;
  bool text_formulas_ = false, short_rows_ = false;
  CsvRow row_;
  std::string scratch_;
  // Cells of the last rows, per column, to be encoded together: one column's dictionary at a time stays in the caches.
  std::vector<std::vector<std::string_view>> waiting_;
  std::string kept_;  // texts whose quotes were removed; never moves while views point into it
};

// Drops the rest of a line that is far too long.
const char* CsvReader::skip_long_line(const char* begin, const char* end) {
  if (skipped_carriage_return_) {
    skipping_line_ = skipped_carriage_return_ = false;
    ++line_;
    return begin < end && *begin == '\n' ? begin + 1 : begin;
  }
  const char* at = find_line_end(begin, end);
  if (at == end) return end;
  skipped_carriage_return_ = *at == '\r';
  if (!skipped_carriage_return_) {
    skipping_line_ = false;
    ++line_;
  }
  return at + 1;
}

Status CsvReader::read(TextWindow& window, bool at_end) {
  const char* begin = window.begin();
  const char* const end = window.end();
  while (begin < end && (row_limit == 0 || table_.row_count() < row_limit)) {
    if (skipping_line_) {
      begin = skip_long_line(begin, end);
      continue;
    }
    const auto available = static_cast<size_t>(end - begin);
    if (!at_end && available < retry_size_) break;
    const bool too_long = available >= kMaxRowBytes;
    const char* const stop = too_long ? begin + kMaxRowBytes : end;
    CsvRowState state = scan_csv_row(begin, stop, at_end && stop == end, result_.dialect.separator, row_);
    if (state == CsvRowState::kIncomplete && !too_long) {
      retry_size_ = std::min(available * 2, kMaxRowBytes);
      break;
    }
    retry_size_ = 0;
    if (mark_line_pending_ && state != CsvRowState::kIncomplete) {
      mark_line_pending_ = false;
    } else if (state == CsvRowState::kIncomplete) {
      source_row_ += header_pending_ ? 0 : 1;
      state = scan_csv_row(begin, stop, true, result_.dialect.separator, row_);
      if (state == CsvRowState::kUnbalanced && row_.next < stop) {
        reject("csv.unbalanced_quote", "A quote is opened and not closed.", {begin, static_cast<size_t>(row_.next - begin)});
      } else {
        reject("csv.row_too_long", "The line is longer than 8 MB.", {begin, static_cast<size_t>(stop - begin)});
        skipping_line_ = true;
        begin = stop;
        continue;
      }
    } else if (state == CsvRowState::kUnbalanced) {
      source_row_ += header_pending_ ? 0 : 1;
      reject("csv.unbalanced_quote", "A quote is opened and not closed.", {begin, static_cast<size_t>(row_.next - begin)});
    } else if (state == CsvRowState::kRow) {
      if (row_.cells.size() > kMaxColumns && header_pending_)
        return Error{ErrorCode::kBadInput, "csv.too_many_columns", "The file has more than 4096 columns.",
                     "Check the separator, or remove columns.", {}, line_, {}};
      if (header_pending_) take_header();
      else take_row({begin, static_cast<size_t>(row_.next - begin)});
    }
    line_ += row_.line_count;
    begin = row_.next;
  }
  flush();
  window.take_until(begin);
  return {};
}

void CsvReader::take_header() {
  header_pending_ = false;
  for (const CsvCell& cell : row_.cells) {
    bool formula = false;
    const std::string_view text = csv_cell_text(cell, scratch_, formula);
    const std::string name = readable_text(text, 200);
    add_column(name.empty() ? "column " + std::to_string(table_.columns.size() + 1) : name);
    if (!name.empty()) named_columns_ = static_cast<uint32_t>(table_.columns.size());
  }
}

void CsvReader::take_row(std::string_view raw) {
  ++source_row_;
  if (table_.columns.size() < wanted_columns_) {
    if (result_.dialect.has_header) add_notice(result_, "header_too_short");
    else named_columns_ = wanted_columns_;
    while (table_.columns.size() < wanted_columns_) add_column("column " + std::to_string(table_.columns.size() + 1));
  }
  if (check_rows_ && !is_clean_text(raw)) {
    reject("csv.invalid_bytes", "The row holds bytes that are not text in this encoding.", raw);
    return;
  }
  const size_t columns = table_.columns.size();
  for (size_t i = columns; i < row_.cells.size(); ++i) {
    bool formula = false;
    if (csv_cell_text(row_.cells[i], scratch_, formula).empty()) continue;
    reject("csv.too_many_fields",
           "The row has " + std::to_string(row_.cells.size()) + " fields where " + std::to_string(columns) + " are expected.", raw);
    return;
  }
  const size_t filled = std::min(columns, row_.cells.size());
  short_rows_ = short_rows_ || filled < columns;
  waiting_.resize(columns);
  for (size_t i = 0; i < filled; ++i) {
    const CsvCell& cell = row_.cells[i];
    if (!cell.quoted && (cell.size == 0 || *cell.data != '=')) {
      waiting_[i].emplace_back(cell.data, cell.size);
      continue;
    }
    bool formula = false;
    const std::string_view text = csv_cell_text(cell, scratch_, formula);
    waiting_[i].push_back(cell.quoted ? keep(text) : text);
    text_formulas_ = text_formulas_ || formula;
  }
  for (size_t i = filled; i < columns; ++i) waiting_[i].emplace_back();
  table_.source_rows.push_back(source_row_);
  table_.line_numbers.push_back(line_);
  if (waiting_[0].size() >= kBatchRows) flush();
}

std::string_view CsvReader::keep(std::string_view text) {
  if (kept_.size() + text.size() > kept_.capacity()) {
    flush();
    kept_.reserve(std::max(kKeptBytes, text.size()));
  }
  const size_t from = kept_.size();
  kept_.append(text);
  return std::string_view(kept_).substr(from);
}

void CsvReader::flush() {
  for (size_t i = 0; i < waiting_.size(); ++i) {
    Column& column = table_.columns[i];
    const size_t rows = column.codes.size();
    column.codes.resize(rows + waiting_[i].size());
    column.values.intern(waiting_[i], column.codes.data() + rows);
    waiting_[i].clear();
  }
  kept_.clear();
}

Status CsvReader::finish() {
  // Separators at the end of every line (a habit of spreadsheets) make columns without name and value.
  while (table_.columns.size() > named_columns_ && table_.columns.back().values.size() == 1) table_.columns.pop_back();
  if (short_rows_) add_notice(result_, "short_rows");
  if (text_formulas_) add_notice(result_, "text_formulas");
  return {};
}

}  // namespace

std::unique_ptr<RowReader> make_csv_reader(ImportResult& result, const ReaderOptions& options) {
  return std::make_unique<CsvReader>(result, options);
}

}  // namespace jumelles::ingest
