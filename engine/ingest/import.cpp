#include <algorithm>
#include <utility>

#include "ingest/ingest.h"
#include "ingest/row_reader.h"
#include "ingest/table_reader.h"
#include "ingest/zip_kinds.h"

namespace jumelles::ingest {
namespace {

constexpr uint64_t kFirstStepBytes = uint64_t{1} << 20;
constexpr uint64_t kMaxColumnBytes = uint64_t{4000} << 20;  // offsets of a dictionary are 32 bits

Status check_columns(const Table& table, const std::string& path) {
  for (const Column& column : table.columns)
    if (column.values.memory_bytes() > kMaxColumnBytes)
      return Error{ErrorCode::kTooLarge, "file.column_too_large", "The column \"" + column.name + "\" holds more than 4 GB of different texts.",
                   "Split the file, or leave the column out.", path, 0, {}};
  return {};
}

// Whether a table of one column is a whole CSV in it: nearly all of its texts hold as many separators as its name does, two at least,
// and no blank behind them as in sentences.
bool holds_rows_in_cells(const Table& table) {
  constexpr uint32_t kMostTexts = 200;
  if (table.columns.size() != 1 || table.row_count() < 2) return false;
  const Column& column = table.columns[0];
  for (const char separator : {';', ',', '\t', '|'}) {
    const auto count = [&](std::string_view text) { return std::count(text.begin(), text.end(), separator); };
    const auto wanted = count(column.name);
    if (wanted < 2 || column.name.find(std::string{separator, ' '}) != std::string::npos) continue;
    uint32_t alike = 0, looked = 0;
    for (uint32_t code = 1; code < column.values.size() && looked < kMostTexts; ++code, ++looked) alike += count(column.values[code]) >= wanted;
    if (alike * 10 >= looked * 9) return true;
  }
  return false;
}

// What every table undergoes once it is whole.
Status complete(ImportResult& result, const std::string& path) {
  Table& table = result.table;
  const bool any_value = std::any_of(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.values.size() > 1; });
  const bool only_separators = !result.rejects.empty() && std::all_of(result.rejects.begin(), result.rejects.end(), [](const RejectedRow& row) { return row.reason_id == "csv.empty_row"; });
  const bool is_json = result.dialect.format == Format::kJsonArray || result.dialect.format == Format::kNdjson;
  if (is_json && table.row_count() == 0 && !result.rejects.empty()) {
    const RejectedRow& first = result.rejects.front();
    return Error{ErrorCode::kBadInput, "json.all_rejected", "The file is JSON, but none of its records can be read. Line " + std::to_string(first.line) + ": " + first.reason,
                 "Have it written by a JSON library; by hand, quotes and backslashes of texts are written \\\" and \\\\.", path, first.line, {std::to_string(first.line)}};
  }
  if (table.columns.empty() || ((table.row_count() > 0 || only_separators) && !any_value))
    return Error{ErrorCode::kBadInput, "file.no_column", "The file has no usable column.",
                 "Check that it is a table with one row per record, and its separator.", path, 0, {}};
  if (table.row_count() == 0) add_notice(result, "no_rows");
  if (holds_rows_in_cells(table)) add_notice(result, "cells_hold_rows");
  if ((result.dialect.format == Format::kCsv || result.dialect.format == Format::kFixedWidth) && !result.dialect.has_header) add_notice(result, "header_missing");
  for (Column& column : table.columns) {
    column.values.seal();
    column.codes.shrink_to_fit();
  }
  table.source_rows.shrink_to_fit();
  table.line_numbers.shrink_to_fit();
  return {};
}

// Which reader a file wants; made when its first bytes are asked for.
class Import {
 public:
  Import(std::shared_ptr<ByteSource> source, std::string path, DialectOverride choice, std::shared_ptr<ImportResult> result)
      : source_(std::move(source)), path_(std::move(path)), choice_(std::move(choice)), result_(std::move(result)) {}
  uint64_t size() const { return std::max<uint64_t>(1, source_->size()); }
  Status detect(uint64_t begin, uint64_t end) {
    if (!reader_)
      if (Status status = choose_reader(); !status) return status;
    return reader_->detect(begin, std::min(end, source_->size()));
  }
  Status read(uint64_t begin, uint64_t end) {
    Status status = reader_->read(begin, std::min(end, source_->size()));
    if (status.ok()) status = check_columns(result_->table, path_);
    return status.ok() && end >= source_->size() ? complete(*result_, path_) : status;
  }

 private:
  Status choose_reader() {
    std::string first(static_cast<size_t>(std::min<uint64_t>(source_->size(), 8)), '\0');
    if (Status status = read_exactly(*source_, path_, 0, {reinterpret_cast<uint8_t*>(first.data()), first.size()}); !status) return status;
    if (first.starts_with("\xD0\xCF\x11\xE0")) return kind_of_container(*source_, path_);
    const TableRequest request{*source_, path_, choice_, *result_};
    reader_ = first.starts_with("PK\x03\x04") || first.starts_with("PK\x05\x06") ? make_xlsx_table_reader(request) : make_text_table_reader(request);
    return {};
  }

  std::shared_ptr<ByteSource> source_;
  std::string path_;
  DialectOverride choice_;
  std::shared_ptr<ImportResult> result_;
  std::unique_ptr<TableReader> reader_;
};

}  // namespace

Status read_exactly(ByteSource& source, const std::string& path, uint64_t offset, std::span<uint8_t> out) {
  uint64_t filled = 0;
  while (filled < out.size()) {
    const Result<uint64_t> got = source.read(offset + filled, out.subspan(filled));
    if (!got.ok()) {
      Error error = got.error();
      if (error.path.empty()) error.path = path;
      return error;
    }
    if (got.value() == 0)
      return Error{ErrorCode::kBadInput, "file.changed", "The file became shorter while it was read.", "Read it again.", path, 0, {}};
    filled += got.value();
  }
  return {};
}

std::vector<Phase> import_phases(std::shared_ptr<ByteSource> source, std::string path, std::string name,
                                 DialectOverride choice, std::shared_ptr<ImportResult> result) {
  *result = {};
  result->table.name = std::move(name);
  const auto import = std::make_shared<Import>(std::move(source), std::move(path), std::move(choice), std::move(result));
  return {pass("detect", Unit::kBytes, import, &Import::size, &Import::detect, kFirstStepBytes),
          pass("read", Unit::kBytes, import, &Import::size, &Import::read, kFirstStepBytes)};
}

}  // namespace jumelles::ingest
