#pragma once

// The rows of a sheet, one after the other, as text.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xlsx_parts.h"

namespace jumelles::ingest {

struct SheetCell {
  uint32_t column = 0;     // from 0
  std::string_view text;   // not empty
  bool shared = false;     // it stays where it is as long as the shared texts do
};

class SheetReader {
 public:
  // `shared`: null where only the number of cells is asked for; shared texts are then "?". All that is given outlives the reader.
  SheetReader(ByteSource& source, std::string path, const SheetPart& sheet, const Workbook& workbook, const SharedTexts* shared);
  // The next row that has a text in a cell; false behind the last one, or where it cannot go on: status(). Texts that are not shared are
  // valid until the next call. Blank rows are passed over.
  bool next();
  const Status& status() const { return status_; }
  bool done() const { return done_; }
  std::span<const SheetCell> cells() const { return cells_; }  // by column where the file has them so
  uint64_t row_number() const { return row_; }                 // of the sheet, from 1
  uint64_t error_count() const { return error_count_; }        // cells with #N/A and the like so far, which count as empty
  uint64_t uncomputed_count() const { return uncomputed_count_; }  // formulas without a result so far, which count as empty
  bool is_hidden() const { return hidden_; }                   // the row, by a filter or by hand
  uint64_t last_merged_row() const { return last_merged_row_; }  // of cells merged over several rows, told behind all rows; 0: none
  uint64_t taken() const { return stream_->taken(); }
  uint64_t unpacked() const { return unpacked_; }

 private:
  struct Raw { uint32_t column; uint32_t offset, size; std::string_view shared; };
  // What its attributes say of a cell; the type by its first letter, where "str" and "inlineStr" are one ('i') and a number is 'n'.
  struct Head {
    uint32_t column;
    size_t style = SIZE_MAX;
    char type = 'n';
  };
  static void take_attribute(std::string_view name, std::string_view value, Head& head);
  void read_row();
  bool read_plain_cell(uint32_t& next_column);
  void read_cell(uint32_t& next_column);
  void take_value(const Head& head, std::string_view value);
  void take_merged(std::string_view range);
  void append_iso(const Head& head, std::string_view value);
  void fail();

  std::string path_;
  const SheetPart& sheet_;
  const Workbook& workbook_;
  const SharedTexts* shared_;
  std::shared_ptr<ZipStream> stream_;
  uint64_t unpacked_ = 0;
  XmlScanner scanner_;
  Status status_;
  bool done_ = false;
  uint64_t row_ = 0, error_count_ = 0, uncomputed_count_ = 0, last_merged_row_ = 0;
  bool hidden_ = false;
  std::vector<Raw> raw_;
  std::vector<SheetCell> cells_;
  std::string row_text_, value_;
};

}  // namespace jumelles::ingest
