#pragma once

// Between bytes and tables: a window of decoded text that slides over a file, and the readers that take rows from it.

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv_scanner.h"
#include "ingest/ingest.h"
#include "ingest/json_outline.h"
#include "ingest/table_shape.h"

namespace jumelles::ingest {

// A row longer than this is taken for a mistake (a quote that was never closed); bounds memory.
constexpr size_t kMaxRowBytes = size_t{8} << 20;
constexpr uint32_t kMaxColumns = 4096;
constexpr size_t kMaxRejects = 100'000;
constexpr size_t kMaxRejectText = 1000;

// UTF-8 text that was decoded and not taken yet, followed by kPadding line feeds, so that scanners may read
// words and need no end test.
class TextWindow {
 public:
  static constexpr size_t kPadding = 16;
  const char* begin() const { return data_.data() + begin_; }
  const char* end() const { return data_.data() + end_; }
  size_t size() const { return end_ - begin_; }
  // Room for `count` more bytes behind end(); commit() says how many were written.
  char* room(size_t count) {
    if (begin_ > 0) {
      std::memmove(data_.data(), data_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (data_.size() < end_ + count + kPadding) data_.resize(end_ + count + kPadding);
    return data_.data() + end_;
  }
  void commit(size_t count) {
    end_ += count;
    std::memset(data_.data() + end_, '\n', kPadding);
  }
  void take_until(const char* position) { begin_ = static_cast<size_t>(position - data_.data()); }

 private:
  std::vector<char> data_ = std::vector<char>(kPadding, '\n');
  size_t begin_ = 0, end_ = 0;
};

// Takes rows from a window into result.table. Called again when more text was added; results do not depend on
// how the text was cut.
class RowReader {
 public:
  virtual ~RowReader() = default;
  // `at_end`: nothing will follow. Errors: too many columns.
  virtual Status read(TextWindow& window, bool at_end) = 0;
  // Completes the table. Errors: no usable column.
  virtual Status finish() = 0;
};

struct ReaderOptions {
  bool check_rows = false;    // some rows may hold invalid bytes
  // Of delimited text and columns of a fixed width:
  uint32_t column_count = 0;            // at least
  uint64_t first_line = 1;              // what stands above is no row
  CsvGrammar grammar;
  bool quoted_lines = false;            // each line stands in quotes as a whole
  uint32_t allowed_controls = 0;        // a bit for each control character that texts may hold
  std::string header_separator;         // of the header, where it has another one
  std::vector<uint32_t> fixed_columns;  // where columns of a fixed width begin
  CsvBox box;
  bool wrapped = false;                 // rows that are too short go on in the next line
  std::vector<std::string> names;       // of the columns, where they are not those of the header line
  std::vector<std::string> line_above;  // of a header of two lines the first one
  TableShape shape;                     // of the first rows
  JsonPlace records;                    // JSON: where they are
  bool continued = false;               // rows that are whole go on in a line of one cell
};
std::unique_ptr<RowReader> make_csv_reader(ImportResult& result, const ReaderOptions& options);
std::unique_ptr<RowReader> make_json_reader(ImportResult& result, const ReaderOptions& options);
// Of JSON that holds one column after the other. The table is filled column by column: nothing is held but the table itself and
// the names of rows, where they have some. A column that cannot be read as a whole would shift its values: "json.broken_column".
std::unique_ptr<RowReader> make_json_columns_reader(ImportResult& result, const ReaderOptions& options);

// Adds a row to the rejects, or only counts it once there are too many.
void add_reject(ImportResult& result, uint64_t line, uint32_t source_row, const char* reason_id, std::string reason, std::string_view raw);
void add_notice(ImportResult& result, const char* id);
// `name`, or `name (2)`... when a column has it already.
std::string unique_column_name(const Table& table, const std::string& name);

}  // namespace jumelles::ingest
