#include <algorithm>

#include "ingest/aside.h"
#include "ingest/csv_grammar.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/fixed_width.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {

bool is_control_separator(char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; }

class CsvReader final : public RowReader {
 public:
  CsvReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), options_(options), grammar_(options.grammar),
        header_pending_(result.dialect.has_header), wanted_columns_(options.column_count) {}

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  CsvRowState scan(const char* begin, const char* end, bool at_end);
  CsvRowState scan_plainly(const char* begin, const char* end, bool at_end);
  const char* take_line_above(const char* begin, const char* end, bool at_end);
  void take_header();
  void take_row(std::string_view raw);
  bool repair(std::string_view raw);
  bool set_aside(std::string_view raw);
  Aside aside_of_row(size_t filled, size_t first);
  Aside aside_of_header_words();
  bool swallowed_rows(const char* begin);
  void take_cells(bool keep_all);
  std::vector<std::string_view> texts_of_row();
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
  ReaderOptions options_;
  CsvGrammar grammar_;
  bool header_pending_;
  uint32_t wanted_columns_;
  uint32_t named_columns_ = 0;
  std::vector<size_t> unnamed_;  // columns whose title is empty
  bool skipping_line_ = false;
  bool skipped_carriage_return_ = false;
  size_t retry_size_ = 0;    // a row that was not complete is tried again when the text has doubled
  uint64_t line_ = 1;
  uint32_t source_row_ = 0;
  bool short_rows_ = false;
  bool in_quotes_ = false;    // the row stands in quotes as a whole: its cells are views of line_text_
  bool after_blank_ = false;  // a blank line stands above
  bool title_ = false;        // the row was a title: what is below stands below a blank line still
  bool other_table_ = false;  // rows of a second table, until this one's header comes again
  std::vector<std::string> header_;  // its cells as they stand in the file
  uint64_t header_sizes_ = 0;        // a bit for each length of a name, the last one for all that are longer
  CsvRow row_;
  std::string scratch_, repaired_, line_text_;
  std::vector<std::string> texts_;  // of the row that is looked at closely
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

CsvRowState CsvReader::scan_plainly(const char* begin, const char* end, bool at_end) {
  if (!options_.fixed_columns.empty()) return scan_fixed_row(begin, end, at_end, options_.fixed_columns, row_);
  if (header_pending_ && !options_.header_separator.empty())
    return scan_csv_row(begin, end, at_end, {options_.header_separator, grammar_.escapes}, row_);
  return scan_csv_row(begin, end, at_end, grammar_, row_);
}

CsvRowState CsvReader::scan(const char* begin, const char* end, bool at_end) {
  const CsvRowState state = scan_plainly(begin, end, at_end);
  if (!options_.quoted_lines || state != CsvRowState::kRow) return state;
  // The row within the quotes around its line; its cells are views of what is kept here.
  const auto line = within_line_quotes({begin, static_cast<size_t>(row_.next - begin)}, scratch_);
  in_quotes_ = line.has_value();
  if (!line) return state;
  const CsvRow outer = row_;
  line_text_.assign(*line);
  line_text_.append(TextWindow::kPadding, '\n');
  if (scan_plainly(line_text_.data(), line_text_.data() + line_text_.size() - TextWindow::kPadding, true) != CsvRowState::kRow) row_ = outer;
  row_.next = outer.next;
  row_.line_count = outer.line_count;
  return state;
}

// Behind a line above the table, which is kept to be written back; `begin` while the line is not whole.
const char* CsvReader::take_line_above(const char* begin, const char* end, bool at_end) {
  constexpr size_t kMostKept = size_t{1} << 20;
  const char* stop = find_line_end(begin, end);
  const bool open = stop == end || (*stop == '\r' && stop + 1 == end);
  if (open && !at_end) {
    if (static_cast<size_t>(end - begin) < kMaxRowBytes) return begin;
    skipping_line_ = true;
    return end;
  }
  stop = skip_line_end(stop, end);
  if (!(line_ == 1 && result_.dialect.separator_line) && result_.preamble.size() < kMostKept) {
    result_.preamble += readable_text({begin, static_cast<size_t>(stop - begin)}, kMostKept);
    if (find_line_end(begin, stop) > begin) add_notice(result_, "lines_above");
  }
  ++line_;
  return stop;
}

Status CsvReader::read(TextWindow& window, bool at_end) {
  const char* begin = window.begin();
  const char* end = window.end();
  while (at_end && end > begin && end[-1] == '\x1A') --end;  // the end mark of DOS
  while (begin < end) {
    if (skipping_line_) {
      begin = skip_long_line(begin, end);
      continue;
    }
    if (line_ < options_.first_line) {
      const char* const next = take_line_above(begin, end, at_end);
      if (next == begin) break;
      begin = next;
      continue;
    }
    const auto available = static_cast<size_t>(end - begin);
    if (!at_end && available < retry_size_) break;
    const bool too_long = available >= kMaxRowBytes;
    const char* const stop = too_long ? begin + kMaxRowBytes : end;
    CsvRowState state = scan(begin, stop, at_end && stop == end);
    if (state == CsvRowState::kIncomplete && !too_long) {
      retry_size_ = std::min(available * 2, kMaxRowBytes);
      break;
    }
    retry_size_ = 0;
    if (state == CsvRowState::kRow && row_.line_count > 1 && swallowed_rows(begin)) state = CsvRowState::kUnbalanced;
    if (state == CsvRowState::kIncomplete) {
      source_row_ += header_pending_ ? 0 : 1;
      state = scan(begin, stop, true);
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
    after_blank_ = state == CsvRowState::kBlank || (state == CsvRowState::kRow && title_);
    title_ = false;
    line_ += row_.line_count;
    begin = row_.next;
  }
  flush();
  window.take_until(at_end ? window.end() : begin);
  return {};
}

// A quote that is closed some rows below, as it happens, makes a short row of several: the line behind the first one is a row by
// itself. Then `row_` is the first line only.
bool CsvReader::swallowed_rows(const char* begin) {
  const size_t columns = table_.columns.size();
  if (header_pending_ || columns < 2 || row_.cells.size() >= columns) return false;
  const char* const end = row_.next;
  const char* const second = skip_line_end(find_line_end(begin, end), end);
  const char* const behind = skip_line_end(find_line_end(second, end), end);
  CsvRow inner;
  if (scan_csv_row(second, behind, true, grammar_, inner) != CsvRowState::kRow || inner.cells.size() != columns) return false;
  row_.next = second;
  row_.line_count = 1;
  return true;
}

void CsvReader::take_header() {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  header_pending_ = false;
  for (const CsvCell& cell : row_.cells) {
    bool formula = false;
    std::string_view text = csv_cell_text(cell, scratch_, formula);
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    header_.emplace_back(text);
    header_sizes_ |= uint64_t{1} << std::min<size_t>(text.size(), 63);
    const std::string name = readable_text(text, 200);
    add_column(name.empty() ? "column " + std::to_string(table_.columns.size() + 1) : name);
    if (!name.empty()) named_columns_ = static_cast<uint32_t>(table_.columns.size());
    else unnamed_.push_back(table_.columns.size() - 1);
  }
  if (!options_.header_separator.empty()) add_notice(result_, "header_separator");
}

std::vector<std::string_view> CsvReader::texts_of_row() {
  texts_.clear();
  for (const CsvCell& cell : row_.cells) {
    bool formula = false;
    texts_.emplace_back(csv_cell_text(cell, scratch_, formula));
  }
  return {texts_.begin(), texts_.end()};
}

// Whether the row is a header: this table's again, or of another one that has some of its names or stands set off below a blank line.
Aside CsvReader::aside_of_header_words() {
  std::vector<std::string_view> texts = texts_of_row();
  if (texts[0].starts_with("\xEF\xBB\xBF")) texts[0].remove_prefix(3);
  size_t filled = 0, known = 0;
  bool same = texts.size() >= named_columns_;
  for (size_t i = 0; i < texts.size(); ++i) {
    same = same && (i < header_.size() ? texts[i] == header_[i] : texts[i].empty());
    if (texts[i].empty()) continue;
    ++filled;
    known += std::find(header_.begin(), header_.end(), texts[i]) != header_.end();
  }
  if (same && filled > 0) {
    other_table_ = false;
    return kRepeatedHeader;
  }
  const bool words = after_blank_ && filled == texts.size() && filled != table_.columns.size() && names_columns(texts);
  if (!words && (known < 2 || known * 2 < filled)) return {};
  other_table_ = true;
  add_notice(result_, "second_table");
  return kOtherTable;
}

Aside CsvReader::aside_of_row(size_t filled, size_t first) {
  if (other_table_) return kOtherTable;
  const size_t columns = table_.columns.size();
  const CsvCell& cell = row_.cells[filled > 0 ? first : 0];
  const std::string_view begin = std::string_view(cell.data, cell.size).substr(cell.quoted ? 1 : 0);
  const bool below_header = result_.dialect.has_header && source_row_ == 1;
  if (!below_header && !may_be_aside(filled, columns, begin)) return {};
  std::vector<std::string_view> names;
  for (const Column& column : table_.columns) names.emplace_back(column.name);
  const std::vector<std::string_view> texts = texts_of_row();
  return below_header && is_units_row(texts) ? kUnitsRow : aside_of(texts, names);
}

// Rejects what is no record, by its name.
bool CsvReader::set_aside(std::string_view raw) {
  size_t filled = 0, first = 0;
  for (size_t i = 0; i < row_.cells.size(); ++i)
    if (row_.cells[i].size > 0 && filled++ == 0) first = i;
  Aside aside;
  const CsvCell& cell = row_.cells[0];
  // A header's words are looked for where the first cell is as long as one of them, or begins with the mark of another file.
  const bool words = (header_sizes_ >> std::min<size_t>(cell.quoted ? 63 : cell.size, 63) & 1) != 0 && !header_.empty();
  if (words || after_blank_ || cell.data[0] == '\xEF') {
    const bool known = cell.quoted || after_blank_ || cell.data[0] == '\xEF' ||
                       std::any_of(header_.begin(), header_.end(), [&](const std::string& name) { return name == std::string_view(cell.data, cell.size); });
    if (known && !header_.empty()) aside = aside_of_header_words();
  }
  if (!aside.id) aside = aside_of_row(filled, first);
  if (!aside.id && after_blank_ && row_.cells.size() == 1 && table_.columns.size() > 2) aside = kTitleLine;
  title_ = aside.id == kTitleLine.id;
  if (!aside.id && !options_.fixed_columns.empty() && filled > 1) {
    std::string_view line = raw;  // a footer is not cut as rows are
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    aside = aside_of({&line, 1}, std::vector<std::string_view>(table_.columns.size()));
  }
  if (!aside.id) return false;
  reject(aside.id, aside.reason, raw);
  add_notice(result_, "rows_set_aside");
  return true;
}

// Bytes that break UTF-8 but are letters of Windows-1252 in the middle of words: rows of another file, pasted. Letters that were cut in
// half and NUL characters at the end of cells are left out.
bool CsvReader::repair(std::string_view raw) {
  const char* notice = nullptr;
  if (result_.dialect.encoding != Encoding::kUtf8 || !read_as_windows1252(raw, repaired_)) {
    const CellEnds ends = without_broken_ends(raw, grammar_.separator, repaired_);
    if (!is_clean_text(repaired_, options_.allowed_controls)) return false;
    notice = ends.cut_letters > 0 ? "letters_cut" : "nul_padding";
  }
  const size_t size = repaired_.size();
  repaired_.append(TextWindow::kPadding, '\n');
  const uint32_t lines = row_.line_count;
  const char* const next = row_.next;
  const bool whole = scan(repaired_.data(), repaired_.data() + size, true) == CsvRowState::kRow;
  row_.line_count = lines;
  row_.next = next;
  if (whole && notice) add_notice(result_, notice);
  return whole;
}

void CsvReader::take_row(std::string_view raw) {
  ++source_row_;
  if (table_.columns.size() < wanted_columns_) {
    if (result_.dialect.has_header) add_notice(result_, "header_too_short");
    else named_columns_ = wanted_columns_;
    while (table_.columns.size() < wanted_columns_) add_column("column " + std::to_string(table_.columns.size() + 1));
  }
  const bool broken = options_.check_rows && !is_clean_text(raw, options_.allowed_controls);
  if (broken && !repair(raw)) {
    reject("csv.invalid_bytes", "The row holds bytes that are not text in this encoding.", raw);
    return;
  }
  if (set_aside(raw)) return;
  const size_t columns = table_.columns.size();
  for (size_t i = columns; i < row_.cells.size(); ++i) {
    bool formula = false;
    if (csv_cell_text(row_.cells[i], scratch_, formula).empty()) continue;
    reject("csv.too_many_fields",
           "The row has " + std::to_string(row_.cells.size()) + " fields where " + std::to_string(columns) + " are expected.", raw);
    return;
  }
  take_cells(broken || in_quotes_);
}

void CsvReader::take_cells(bool keep_all) {
  const size_t columns = table_.columns.size();
  const size_t filled = std::min(columns, row_.cells.size());
  short_rows_ = short_rows_ || filled < named_columns_;
  waiting_.resize(columns);
  for (size_t i = 0; i < filled; ++i) {
    const CsvCell& cell = row_.cells[i];
    if (!cell.quoted && !cell.escaped && !keep_all && (cell.size == 0 || !may_be_guarded(*cell.data))) {
      waiting_[i].emplace_back(cell.data, cell.size);
      continue;
    }
    bool guarded = false;
    const std::string_view text = csv_cell_text(cell, scratch_, guarded);
    result_.missing_as_n = result_.missing_as_n || (cell.escaped && text.empty());
    const Guard guard = !guarded ? Guard::kNone : text.data()[-1] == '"' ? Guard::kFormula : text.data()[-1] == '\t' ? Guard::kTab : Guard::kApostrophe;
    waiting_[i].push_back(cell.quoted || cell.escaped || keep_all ? keep(text) : text);
    if (!guarded) continue;
    add_notice(result_, guard == Guard::kFormula ? "text_formulas" : "text_guards");
    std::vector<Guard>& guards = table_.columns[i].guards;
    guards.resize(table_.source_rows.size() + 1);
    guards.back() = guard;
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
  if (std::any_of(unnamed_.begin(), unnamed_.end(), [&](size_t c) { return c < table_.columns.size() && table_.columns[c].values.size() > 1; }))
    add_notice(result_, "unnamed_columns");
  if (short_rows_) add_notice(result_, "short_rows");
  if (grammar_.escapes) add_notice(result_, "backslash_escapes");
  if (grammar_.quotes != QuoteStyle::kDouble) add_notice(result_, "other_quotes");
  if (grammar_.separator[0] == ' ') add_notice(result_, "blanks_separate");
  if (is_control_separator(grammar_.separator[0])) add_notice(result_, "control_separators");
  if (options_.quoted_lines) add_notice(result_, "quoted_lines");
  if (grammar_.entities || grammar_.text_before_blank) add_notice(result_, "separators_in_texts");
  if (!options_.fixed_columns.empty()) add_notice(result_, "fixed_width");
  return {};
}

}  // namespace

std::unique_ptr<RowReader> make_csv_reader(ImportResult& result, const ReaderOptions& options) {
  return std::make_unique<CsvReader>(result, options);
}

}  // namespace jumelles::ingest
