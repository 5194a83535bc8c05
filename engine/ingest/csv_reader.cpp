#include <algorithm>

#include "ingest/aside.h"
#include "ingest/csv_grammar.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/fixed_width.h"
#include "ingest/row_reader.h"
#include "ingest/row_watch.h"

namespace jumelles::ingest {
namespace {

bool is_control_separator(char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; }

class CsvReader final : public RowReader {
 public:
  CsvReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), options_(options), grammar_(options.grammar),
        is_boxed_(options.box.padded || options.box.outer_bars), header_pending_(result.dialect.has_header), wanted_columns_(options.column_count) {
    watch_.set_shape(options_.shape);
  }

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  CsvRowState scan(const char* begin, const char* end, bool at_end);
  CsvRowState scan_plainly(const char* begin, const char* end, bool at_end);
  const char* take_line_above(const char* begin, const char* end, bool at_end);
  void take_header();
  void take_row(std::string_view raw);
  bool repair(std::string_view raw);
  CsvRowState join(const char* begin, const char* end, bool at_end);
  CsvRowState join_rest(const char* begin, const char* end, bool at_end);
  void take_joined(const CsvRow& first, const char* next, uint32_t line_count);
  bool set_aside(std::string_view raw, bool may_wait);
  Aside aside_of_row(std::span<const std::string_view> texts);
  Aside aside_of_line(std::string_view raw) const;
  void release_held();
  void read_held(const HeldRow& held);
  std::string text_above(size_t column) const;
  bool put_aside(const Aside& aside, std::string_view raw);
  bool swallowed_rows(const char* begin);
  void keep_row(std::string_view raw, bool broken);
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
  bool is_boxed_;
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
  RowWatch watch_;
  CsvRow row_;
  bool is_joined_ = false;  // the row was cut by a line feed, and stands in joined_
  std::string scratch_, repaired_, joined_, line_text_;
  std::vector<std::string_view> names_;  // of the columns
  std::vector<std::string> texts_;       // of the row that is looked at closely
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
  const CsvRowState state = scan_csv_row(begin, end, at_end, grammar_, row_);
  if (is_boxed_ && state == CsvRowState::kRow) unbox(options_.box, row_);
  return state;
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
    if (state == CsvRowState::kRow && options_.wrapped && !header_pending_ && row_.cells.size() < table_.columns.size() && !too_long &&
        join(begin, stop, at_end && stop == end) == CsvRowState::kIncomplete) {
      retry_size_ = std::min(available * 2, kMaxRowBytes);
      break;
    }
    if (state == CsvRowState::kRow && options_.continued && !header_pending_ && row_.cells.size() == table_.columns.size() && !too_long &&
        join_rest(begin, stop, at_end && stop == end) == CsvRowState::kIncomplete) {
      retry_size_ = std::min(available * 2, kMaxRowBytes);
      break;
    }
    retry_size_ = 0;
    if (state == CsvRowState::kRow && row_.line_count > 1 && !is_joined_ && swallowed_rows(begin)) state = CsvRowState::kUnbalanced;
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
    is_joined_ = false;
    if (state == CsvRowState::kBlank) {
      release_held();
      watch_.pass_blank();
    }
    line_ += row_.line_count;
    begin = row_.next;
  }
  if (at_end) release_held();
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
  std::vector<std::string> header;
  for (const CsvCell& cell : row_.cells) {
    bool formula = false;
    std::string_view text = csv_cell_text(cell, scratch_, formula);
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    header.emplace_back(text);
  }
  for (const std::string& text : options_.names.empty() ? header : options_.names) {
    const std::string name = readable_text(text, 200);
    add_column(name.empty() ? "column " + std::to_string(table_.columns.size() + 1) : name);
    if (!name.empty()) named_columns_ = static_cast<uint32_t>(table_.columns.size());
    else unnamed_.push_back(table_.columns.size() - 1);
  }
  watch_.set_header(std::move(header), options_.line_above);
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

std::string CsvReader::text_above(size_t column) const {
  if (column < waiting_.size() && !waiting_[column].empty()) return std::string(waiting_[column].back());
  const Column& of = table_.columns[column];
  return of.codes.empty() ? std::string() : std::string(of.text(static_cast<uint32_t>(of.codes.size() - 1)));
}

Aside CsvReader::aside_of_row(std::span<const std::string_view> texts) {
  if (names_.size() != table_.columns.size()) {
    names_.clear();
    for (const Column& column : table_.columns) names_.emplace_back(column.name);
  }
  return watch_.look(texts, names_, result_.dialect.has_header && source_row_ == 1, [this](size_t column) { return text_above(column); });
}

// A footer is not cut as rows of a fixed width are.
Aside CsvReader::aside_of_line(std::string_view line) const {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return aside_of({&line, 1}, std::vector<std::string_view>(table_.columns.size()));
}

bool CsvReader::put_aside(const Aside& aside, std::string_view raw) {
  watch_.set_aside(aside);
  reject(aside.id, aside.reason, raw);
  add_notice(result_, "rows_set_aside");
  if (watch_.met_other_table()) add_notice(result_, "second_table");
  return true;
}

// Rejects what is no record, by its name, or holds what may be none.
bool CsvReader::set_aside(std::string_view raw, bool may_wait) {
  size_t filled = 0, first = 0;
  for (size_t i = 0; i < row_.cells.size(); ++i)
    if (row_.cells[i].size > 0 && filled++ == 0) first = i;
  const CsvCell cell = row_.cells[first];
  const std::string_view begin = std::string_view(cell.data, cell.size).substr(cell.quoted ? 1 : 0);
  if (filled == 0 || !may_wait) release_held();
  const bool below_header = result_.dialect.has_header && source_row_ == 1;
  if (!watch_.is_holding() && !below_header && !cell.quoted && !watch_.is_worth_a_look(filled, table_.columns.size(), begin) && (options_.fixed_columns.empty() || filled < 2)) {
    watch_.took_record();
    return false;
  }
  if (row_.cells.size() == 1 && is_end_mark(begin)) {
    release_held();
    watch_.end_table();
    return put_aside(kFooter, raw);
  }
  const std::vector<std::string_view> texts = texts_of_row();
  Aside aside;
  if (!watch_.is_holding()) {
    aside = aside_of_row(texts);
    if (!aside.id && !options_.fixed_columns.empty() && filled > 1) aside = aside_of_line(raw);
    if (aside.id) return put_aside(aside, raw);
    if (!may_wait || !watch_.must_wait(texts, table_.columns.size())) {
      watch_.took_record();
      return false;
    }
  }
  watch_.hold({line_, source_row_, std::string(raw), {texts.begin(), texts.end()}});
  if (watch_.is_known(false)) release_held();
  return true;
}

void CsvReader::release_held() {
  if (!watch_.is_holding()) return;
  const CsvRow row = row_;
  const uint64_t line = line_;
  const uint32_t source_row = source_row_;
  const bool in_quotes = in_quotes_;
  std::string text = std::move(line_text_);  // its place stays the same
  line_text_.clear();
  for (const HeldRow& held : watch_.release()) read_held(held);
  row_ = row;
  line_text_ = std::move(text);
  in_quotes_ = in_quotes;
  line_ = line;
  source_row_ = source_row;
}

void CsvReader::read_held(const HeldRow& held) {
  line_ = held.line;
  source_row_ = held.source_row;
  if (held.aside.id) {
    put_aside(held.aside, held.raw);
    return;
  }
  std::string text = held.raw;
  text.append(TextWindow::kPadding, '\n');
  if (scan(text.data(), text.data() + held.raw.size(), true) != CsvRowState::kRow) return;
  watch_.resume(held);
  Aside aside = aside_of_row(texts_of_row());
  if (!aside.id && !options_.fixed_columns.empty()) aside = aside_of_line(held.raw);
  if (aside.id) {
    put_aside(aside, held.raw);
    return;
  }
  watch_.took_record();
  keep_row(held.raw, true);
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

namespace {

// The line feed that ends a row; those within its quotes are of its cells.
const char* row_end(const char* begin, const char* next) {
  while (next > begin && (next[-1] == '\n' || next[-1] == '\r')) --next;
  return next;
}

}  // namespace

// The row of the joined text, up to `next`; where that is none, the first line stays a row by itself.
void CsvReader::take_joined(const CsvRow& first, const char* next, uint32_t line_count) {
  const size_t size = joined_.size();
  joined_.append(TextWindow::kPadding, '\n');
  is_joined_ = scan(joined_.data(), joined_.data() + size, true) == CsvRowState::kRow;
  if (is_joined_) {
    row_.next = next;
    row_.line_count = line_count;
  } else {
    row_ = first;
  }
}

// A row that is cut by a line feed that nobody quoted is put together again, with a blank, where the next line is the rest of it.
CsvRowState CsvReader::join(const char* begin, const char* end, bool at_end) {
  const CsvRow first = row_;
  if (first.next < end || at_end) {
    const CsvRowState state = first.next < end ? scan(first.next, end, at_end) : CsvRowState::kBlank;
    if (state == CsvRowState::kIncomplete) return state;
    const CsvRow second = row_;
    row_ = first;
    const size_t columns = table_.columns.size();
    if (state != CsvRowState::kRow || second.cells.size() >= columns || first.cells.size() + second.cells.size() != columns + 1) return CsvRowState::kRow;
    joined_.assign(begin, row_end(begin, first.next)).append(1, ' ').append(first.next, second.next);
    take_joined(first, second.next, first.line_count + second.line_count);
    return CsvRowState::kRow;
  }
  return CsvRowState::kIncomplete;
}

// Lines of one cell below a row that is whole: the rest of its last text.
CsvRowState CsvReader::join_rest(const char* begin, const char* end, bool at_end) {
  constexpr size_t kMostLines = 64;
  const CsvRow first = row_;
  CsvRow whole = first;
  const char* const first_end = whole.next;
  for (size_t lines = 0; lines < kMostLines; ++lines) {
    if (whole.next >= end) {
      if (!at_end) return CsvRowState::kIncomplete;
      break;
    }
    const CsvRowState state = scan(whole.next, end, at_end);
    if (state == CsvRowState::kIncomplete) {
      row_ = whole;
      return state;
    }
    const std::string_view line(whole.next, static_cast<size_t>(row_.next - whole.next));
    if (state != CsvRowState::kRow || row_.cells.size() != 1 || row_.line_count != 1 || aside_of_line(line).id || !is_clean_text(line)) break;
    if (whole.next == first_end) joined_.assign(begin, row_end(begin, first_end));
    joined_.append(1, ' ').append(line.substr(0, static_cast<size_t>(find_line_end(line.data(), row_.next) - line.data())));
    whole.next = row_.next;
    ++whole.line_count;
  }
  row_ = whole;
  if (whole.next != first_end) take_joined(first, whole.next, whole.line_count);
  return CsvRowState::kRow;
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
  if (is_joined_) {
    watch_.took_record();
    add_notice(result_, "rows_joined");
  } else if (set_aside(raw, !broken)) {
    return;
  }
  keep_row(raw, broken || is_joined_);
}

void CsvReader::keep_row(std::string_view raw, bool broken) {
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
