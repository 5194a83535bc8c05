#include <algorithm>
#include <numeric>

#include "ingest/aside.h"
#include "ingest/header.h"
#include "ingest/row_reader.h"
#include "ingest/row_watch.h"
#include "ingest/table_reader.h"
#include "ingest/xlsx_sheet.h"
#include "ingest/zip_kinds.h"

namespace jumelles::ingest {
namespace {

constexpr uint64_t kPassBytes = uint64_t{1} << 20;
constexpr size_t kHeaderRows = 200;
// Of all sheets together, looked into to tell which is the fullest; of each at least so much.
constexpr uint64_t kLookBytes = uint64_t{4} << 20, kLeastLookBytes = uint64_t{64} << 10;

// Rows of a sheet into columns. Columns begin with the sheet's first one; those without name and value go at the end.
class SheetTable {
 public:
  explicit SheetTable(Table& table) : table_(table) {}
  ~SheetTable() = default;
  void name_column(uint32_t column, std::string_view name);
  bool has_room(uint32_t column) const { return column < kMaxColumns; }
  void add_row(uint64_t row_number, std::span<const SheetCell> cells);
  uint32_t pass_row() { return ++source_row_; }  // one that is no record; its number among the data rows
  bool is_empty() const { return source_row_ == 0; }
  std::string text_above(size_t column) const;   // of the last row
  size_t column_count() const { return table_.columns.size(); }
  std::vector<std::string_view> names() const;   // of the columns so far
  void finish();
  bool any_unnamed() const { return any_unnamed_; }

 private:
  void widen(size_t columns);
  std::string_view keep(std::string_view text);
  void flush();
  void sort_rows();
  static constexpr size_t kBatchRows = 512;
  static constexpr size_t kKeptBytes = size_t{1} << 16;

  Table& table_;
  std::vector<bool> named_;
  bool any_unnamed_ = false;
  bool sorted_ = true;
  uint32_t source_row_ = 0;
  // Cells of the last rows, per column, to be encoded together.
  std::vector<std::vector<std::string_view>> waiting_;
  size_t waiting_rows_ = 0;
  std::string kept_;  // never moves while views point into it
};

void SheetTable::widen(size_t columns) {
  while (table_.columns.size() < columns) {
    Column& column = table_.columns.emplace_back();
    column.codes.assign(table_.source_rows.size() - waiting_rows_, kMissing);
    named_.push_back(false);
    waiting_.emplace_back(waiting_rows_);
  }
}

void SheetTable::name_column(uint32_t column, std::string_view name) {
  widen(column + 1);
  if (named_[column]) return;
  table_.columns[column].name = unique_column_name(table_, readable_text(name, 200));
  named_[column] = true;
}

std::vector<std::string_view> SheetTable::names() const {
  std::vector<std::string_view> names;
  for (const Column& column : table_.columns) names.emplace_back(column.name);
  return names;
}

std::string SheetTable::text_above(size_t column) const {
  if (column >= table_.columns.size()) return {};
  if (waiting_rows_ > 0) return std::string(waiting_[column].back());
  const Column& of = table_.columns[column];
  return of.codes.empty() ? std::string() : std::string(of.text(static_cast<uint32_t>(of.codes.size() - 1)));
}

std::string_view SheetTable::keep(std::string_view text) {
  const size_t from = kept_.size();
  kept_.append(text);
  return std::string_view(kept_).substr(from);
}

void SheetTable::add_row(uint64_t row_number, std::span<const SheetCell> cells) {
  size_t bytes = 0;
  uint32_t last = 0;
  for (const SheetCell& cell : cells) {
    if (!cell.shared) bytes += cell.text.size();
    last = std::max(last, cell.column);
  }
  if (waiting_rows_ >= kBatchRows || kept_.size() + bytes > kept_.capacity()) {
    flush();
    kept_.reserve(std::max(kKeptBytes, bytes));
  }
  if (!cells.empty()) widen(last + 1);
  for (auto& column : waiting_) column.emplace_back();
  for (const SheetCell& cell : cells) waiting_[cell.column].back() = cell.shared ? cell.text : keep(cell.text);
  sorted_ = sorted_ && (table_.line_numbers.empty() || table_.line_numbers.back() <= row_number);
  table_.source_rows.push_back(++source_row_);
  table_.line_numbers.push_back(row_number);
  ++waiting_rows_;
}

void SheetTable::flush() {
  for (size_t i = 0; i < waiting_.size(); ++i) {
    Column& column = table_.columns[i];
    const size_t rows = column.codes.size();
    column.codes.resize(rows + waiting_[i].size());
    column.values.intern(waiting_[i], column.codes.data() + rows);
    waiting_[i].clear();
  }
  waiting_rows_ = 0;
  kept_.clear();
}

// Some programs write rows as they made them.
void SheetTable::sort_rows() {
  std::vector<uint32_t> order(table_.row_count());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return table_.line_numbers[a] < table_.line_numbers[b]; });
  for (Column& column : table_.columns) {
    std::vector<Code> codes;
    codes.reserve(order.size());
    for (const uint32_t row : order) codes.push_back(column.codes[row]);
    column.codes = std::move(codes);
  }
  std::sort(table_.line_numbers.begin(), table_.line_numbers.end());
}

void SheetTable::finish() {
  flush();
  if (!sorted_) sort_rows();
  size_t to = 0;
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (!named_[i] && table_.columns[i].values.size() == 1) continue;
    if (!named_[i]) {
      table_.columns[i].name = unique_column_name(table_, "column " + std::to_string(i + 1));
      any_unnamed_ = true;
    }
    if (to != i) table_.columns[to] = std::move(table_.columns[i]);
    ++to;
  }
  table_.columns.resize(to);
}

class XlsxTableReader final : public TableReader {
 public:
  explicit XlsxTableReader(TableRequest request)
      : source_(request.source), path_(std::move(request.path)), choice_(std::move(request.choice)), result_(request.result), table_(result_.table) {}

  Status detect(uint64_t begin, uint64_t end) override;
  Status read(uint64_t begin, uint64_t end) override;

 private:
  Status open();
  Status pass_over(uint64_t begin, uint64_t end);
  Status choose_sheet();
  Status find_header();
  Status take_row();
  bool set_aside();
  void put_aside(const Aside& aside, uint64_t row_number, std::string_view text);
  void release_held();
  std::vector<std::string_view> texts_of_row() const;
  Aside look(std::span<const std::string_view> texts);
  void close();

  ByteSource& source_;
  std::string path_;
  DialectOverride choice_;
  ImportResult& result_;
  Workbook workbook_;
  std::unique_ptr<SharedTexts> shared_;
  const SheetPart* sheet_ = nullptr;
  uint64_t first_data_row_ = 1;
  uint64_t last_row_ = 0;
  RowWatch watch_;
  bool any_hidden_ = false;  // rows of the table that the sheet does not show
  std::unique_ptr<SheetReader> rows_;
  SheetTable table_;
};

Status XlsxTableReader::open() {
  const Result<ZipArchive> archive = ZipArchive::open(source_, path_);
  if (!archive) return archive.error();
  if (Status status = check_is_workbook(archive.value(), path_); !status) return status;
  Result<Workbook> workbook = read_workbook(source_, path_, archive.value());
  if (!workbook) return workbook.error();
  workbook_ = std::move(workbook.value());
  std::stable_partition(workbook_.sheets.begin(), workbook_.sheets.end(), [](const SheetPart& sheet) { return !sheet.hidden; });
  shared_ = std::make_unique<SharedTexts>(source_, path_, workbook_.shared_texts);
  return {};
}

// Who reads along (a hash of the file) sees all of it once, in order.
Status XlsxTableReader::pass_over(uint64_t begin, uint64_t end) {
  std::vector<uint8_t> piece(static_cast<size_t>(std::min(end - begin, kPassBytes)));
  for (; begin < end; begin += piece.size()) {
    piece.resize(static_cast<size_t>(std::min<uint64_t>(end - begin, kPassBytes)));
    if (Status status = read_exactly(source_, path_, begin, piece); !status) return status;
  }
  return {};
}

// Of `whole` the share that `end` is of the file.
uint64_t share_of(uint64_t whole, uint64_t end, uint64_t size) {
  return end >= size ? whole : static_cast<uint64_t>(static_cast<double>(whole) * static_cast<double>(end) / static_cast<double>(size));
}

Status XlsxTableReader::detect(uint64_t begin, uint64_t end) {
  if (begin == 0)
    if (Status status = open(); !status) return status;
  if (Status status = pass_over(begin, end); !status) return status;
  const bool whole = end >= source_.size();
  if (Status status = shared_->read_until(whole ? UINT64_MAX : share_of(shared_->compressed_size(), end, source_.size())); !status) return status;
  if (!whole) return {};
  if (Status status = choose_sheet(); !status) return status;
  return find_header();
}

// What a sheet holds: counted in its beginning, and reckoned up where it goes on.
struct Fill {
  double cells = 0, rows = 0;
};
Fill fill_of(SheetReader& reader, uint64_t limit, uint64_t size) {
  Fill fill;
  while (reader.unpacked() < limit && reader.next()) {
    fill.cells += static_cast<double>(reader.cells().size());
    ++fill.rows;
  }
  if (reader.done() || reader.unpacked() == 0) return fill;
  const double times = static_cast<double>(size) / static_cast<double>(reader.unpacked());
  return {fill.cells * times, fill.rows * times};
}

Status XlsxTableReader::choose_sheet() {
  Fill most{-1, 0};
  std::vector<Fill> fills;
  const uint64_t limit = std::max<uint64_t>(kLeastLookBytes, kLookBytes / std::max<size_t>(1, workbook_.sheets.size()));
  std::string names;
  const SheetPart* fullest = nullptr;
  for (const SheetPart& sheet : workbook_.sheets) {
    SheetReader reader(source_, path_, sheet, workbook_, nullptr);
    const Fill fill = fill_of(reader, limit, sheet.entry.size);  // of a sheet that is damaged what is before it
    result_.tables.push_back({sheet.name, sheet.hidden, static_cast<uint64_t>(fill.rows + 0.5)});
    if (choice_.table == sheet.name) sheet_ = &sheet;
    if (!names.empty()) names += ", ";
    names += sheet.name;
    fills.push_back(fill);
    const bool codes = is_code_list_beside(fill.rows, fill.cells, most.rows, most.cells), for_codes = is_code_list_beside(most.rows, most.cells, fill.rows, fill.cells);
    if (codes || (fill.cells <= most.cells && !for_codes) || (sheet.hidden && fullest && most.cells > 0)) continue;
    most = fill;
    fullest = &sheet;
  }
  if (!fullest) return Error{ErrorCode::kBadInput, "xlsx.no_sheet", "The workbook has no sheet with cells.", "Check that it is the right one.", path_, 0, {}};
  if (choice_.table && !sheet_)
    return Error{ErrorCode::kBadInput, "xlsx.no_such_sheet", "The workbook has no sheet \"" + *choice_.table + "\".", "Its sheets are: " + names + ".", path_, 0, {*choice_.table, names}};
  if (!sheet_) sheet_ = fullest;
  // Other sheets with tables; a line or a column of remarks is none.
  if (!choice_.table)
    for (size_t i = 0; i < fills.size(); ++i)
      if (&workbook_.sheets[i] != sheet_ && !workbook_.sheets[i].hidden && fills[i].rows >= 3 && fills[i].cells >= 2 * fills[i].rows) {
        add_notice(result_, "other_sheets");
        break;
      }
  result_.dialect = {};
  result_.dialect.format = Format::kXlsx;
  result_.dialect.table = sheet_->name;
  return {};
}

// As in texts: titles, comments and blank rows may stand above.
Status XlsxTableReader::find_header() {
  SheetReader reader(source_, path_, *sheet_, workbook_, shared_.get());
  std::vector<SampleRow> rows;
  std::vector<size_t> widths;
  while (rows.size() < kHeaderRows && reader.next()) {
    const uint64_t number = reader.row_number();
    const bool after_blank = rows.empty() ? number > 1 : number > rows.back().line + 1;
    SampleRow& sample = rows.emplace_back(SampleRow{number, after_blank, {}});
    std::vector<std::string>& row = sample.cells;
    for (const SheetCell& cell : reader.cells()) {
      if (cell.column >= kMaxColumns) continue;
      if (row.size() <= cell.column) row.resize(cell.column + 1);
      row[cell.column] = cell.text;
    }
    widths.push_back(row.size());
  }
  if (!reader.status().ok()) return reader.status();
  TableStart start;
  if (!rows.empty()) {
    std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
    start = find_table_start(rows, widths[widths.size() / 2]);
  }
  const uint64_t first_number = rows.empty() ? 1 : rows[start.row].line;
  Dialect& dialect = result_.dialect;
  if (choice_.header_line) {
    dialect.header_line = *choice_.header_line;
  } else if (choice_.has_header) {
    dialect.header_line = *choice_.has_header ? first_number : 0;
  } else {
    dialect.header_line = start.has_header ? first_number : 0;
  }
  dialect.has_header = dialect.header_line > 0;
  first_data_row_ = dialect.has_header ? dialect.header_line + 1 : choice_.header_line ? 1 : first_number;
  if (!dialect.has_header) return {};
  const auto header = std::find_if(rows.begin(), rows.end(), [&](const SampleRow& row) { return row.line == dialect.header_line; });
  if (header == rows.end()) return {};
  const bool found = !choice_.header_line && !start.names.empty();
  const std::vector<std::string>& names = found ? start.names : header->cells;
  for (uint32_t column = 0; column < names.size(); ++column)
    if (!names[column].empty()) table_.name_column(column, names[column]);
  watch_.set_header(header->cells, found && header != rows.begin() ? (header - 1)->cells : std::vector<std::string>());
  watch_.set_shape(shape_of(std::span(rows).subspan(static_cast<size_t>(header + 1 - rows.begin()))));
  return {};
}

// The cells of the row in their columns, as many as the table has, or more.
std::vector<std::string_view> XlsxTableReader::texts_of_row() const {
  std::vector<std::string_view> texts(std::max<size_t>(1, table_.column_count()));
  for (const SheetCell& cell : rows_->cells()) {
    if (texts.size() <= cell.column) texts.resize(cell.column + 1);
    texts[cell.column] = cell.text;
  }
  return texts;
}

Aside XlsxTableReader::look(std::span<const std::string_view> texts) {
  return watch_.look(texts, table_.names(), table_.is_empty() && result_.dialect.has_header, [this](size_t column) { return table_.text_above(column); });
}

void XlsxTableReader::put_aside(const Aside& aside, uint64_t row_number, std::string_view text) {
  watch_.set_aside(aside);
  add_reject(result_, row_number, table_.pass_row(), aside.id, aside.reason, text);
  add_notice(result_, "rows_set_aside");
  if (watch_.met_other_table()) add_notice(result_, "second_table");
}

void XlsxTableReader::release_held() {
  if (!watch_.is_holding()) return;
  for (const HeldRow& held : watch_.release()) {
    const std::vector<std::string_view> texts(held.cells.begin(), held.cells.end());
    Aside aside = held.aside;
    if (!aside.id) {
      watch_.resume(held);
      aside = look(texts);
    }
    if (aside.id) {
      put_aside(aside, held.line, held.raw);
      continue;
    }
    std::vector<SheetCell> cells;
    for (uint32_t column = 0; column < texts.size(); ++column)
      if (!texts[column].empty()) cells.push_back({column, texts[column], false});
    watch_.took_record();
    table_.add_row(held.line, cells);
  }
}

// Totals, titles and rows of a second table are no records, as in texts.
bool XlsxTableReader::set_aside() {
  const uint64_t number = rows_->row_number();
  if (number > last_row_ + 1 && last_row_ >= result_.dialect.header_line) {
    release_held();
    watch_.pass_blank();
  }
  last_row_ = number;
  size_t filled = 0;
  std::string_view first;
  for (const SheetCell& cell : rows_->cells())
    if (!cell.text.empty() && filled++ == 0) first = cell.text;
  if (!watch_.is_holding() && !table_.is_empty() && !watch_.is_worth_a_look(filled, table_.column_count(), first)) {
    watch_.took_record();
    return false;
  }
  std::string raw;
  for (const SheetCell& cell : rows_->cells()) raw.append(raw.empty() ? "" : "\t").append(cell.text);
  const std::vector<std::string_view> texts = texts_of_row();
  if (!watch_.is_holding()) {
    if (const Aside aside = look(texts); aside.id) {
      put_aside(aside, number, raw);
      return true;
    }
    if (!watch_.must_wait(texts, table_.column_count())) {
      watch_.took_record();
      return false;
    }
  }
  watch_.hold({number, 0, std::move(raw), {texts.begin(), texts.end()}});
  if (watch_.is_known(false)) release_held();
  return true;
}

Status XlsxTableReader::take_row() {
  if (rows_->row_number() < first_data_row_) {
    // A header further below than the rows that were looked at.
    if (rows_->row_number() == result_.dialect.header_line)
      for (const SheetCell& cell : rows_->cells())
        if (table_.has_room(cell.column)) table_.name_column(cell.column, cell.text);
    return {};
  }
  for (const SheetCell& cell : rows_->cells())
    if (!table_.has_room(cell.column))
      return Error{ErrorCode::kBadInput, "xlsx.too_many_columns", "The sheet \"" + sheet_->name + "\" has cells beyond its 4096th column.", "Remove the columns that are not needed.", path_, 0, {sheet_->name}};
  any_hidden_ = any_hidden_ || rows_->is_hidden();
  if (!set_aside()) table_.add_row(rows_->row_number(), rows_->cells());
  return {};
}

Status XlsxTableReader::read(uint64_t, uint64_t end) {
  if (!rows_) rows_ = std::make_unique<SheetReader>(source_, path_, *sheet_, workbook_, shared_.get());
  const bool whole = end >= source_.size();
  const uint64_t wanted = share_of(sheet_->entry.compressed_size, end, source_.size());
  while ((whole || rows_->taken() < wanted) && rows_->next())
    if (Status status = take_row(); !status) return status;
  if (!rows_->status().ok()) return rows_->status();
  if (whole) close();
  return {};
}

void XlsxTableReader::close() {
  release_held();
  table_.finish();
  if (result_.dialect.has_header && table_.any_unnamed()) add_notice(result_, "unnamed_columns");
  if (!result_.dialect.has_header) add_notice(result_, "header_missing");
  result_.error_cell_count = rows_->error_count();
  if (rows_->error_count() > 0) add_notice(result_, "error_cells");
  if (rows_->uncomputed_count() > 0) add_notice(result_, "uncomputed_formulas");
  if (any_hidden_) add_notice(result_, "hidden_rows");
  if (rows_->last_merged_row() > result_.dialect.header_line) add_notice(result_, "merged_rows");
  rows_.reset();
  shared_.reset();
}

}  // namespace

std::unique_ptr<TableReader> make_xlsx_table_reader(TableRequest request) { return std::make_unique<XlsxTableReader>(std::move(request)); }

}  // namespace jumelles::ingest
