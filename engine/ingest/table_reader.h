#pragma once

// A format of files: how one table is taken out of one. import.cpp chooses the reader by a file's first bytes; a further
// format is a further reader.

#include <memory>
#include <string>

#include "ingest/ingest.h"

namespace jumelles::ingest {

// Works in two passes over a file, each cut into ranges of its bytes that cover it in order; where the cuts fall must not
// change the result. A reader that does not take the bytes as they stand does as much of its work as the ranges so far are of the file.
class TableReader {
 public:
  virtual ~TableReader() = default;
  // Finds how the file is written and which tables it holds. The last range ends with the file.
  virtual Status detect(uint64_t begin, uint64_t end) = 0;
  // Fills the table, as it was found or chosen, and completes it after the last range.
  virtual Status read(uint64_t begin, uint64_t end) = 0;
};

// All that a reader is given. What it refers to outlives it.
struct TableRequest {
  ByteSource& source;
  std::string path;          // for messages
  DialectOverride choice;
  ImportResult& result;
};

// Text in any encoding, of separated values or JSON.
std::unique_ptr<TableReader> make_text_table_reader(TableRequest request);

// An Excel workbook of XML parts (.xlsx, .xlsm), one of its sheets.
std::unique_ptr<TableReader> make_xlsx_table_reader(TableRequest request);

// Fills all of `out` from `offset` on. Errors: those of the source, and "file.changed" where it ends before.
Status read_exactly(ByteSource& source, const std::string& path, uint64_t offset, std::span<uint8_t> out);

}  // namespace jumelles::ingest
