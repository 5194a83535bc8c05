#pragma once

// Writes delimited text: our own outputs (UTF-8 with BOM) and sources in their own dialect.

#include <string>
#include <string_view>

#include "ingest/ingest.h"

namespace jumelles::deliver {

// Appends encoded rows to a growing buffer that the caller drains.
class CsvWriter {
 public:
  // Own outputs: UTF-8 with BOM, CRLF, the given separator; texts that a spreadsheet would run are made harmless
  // (= + @ tab CR at the start, and - unless a number: an apostrophe is put before), and digits with a leading zero keep it.
  static CsvWriter for_output(char separator);
  // A source written back as it came: its encoding, separator, BOM, line ends; nothing made harmless.
  static CsvWriter for_source(const ingest::Dialect& dialect);

  void field(std::string_view utf8);   // quoted only when needed
  void end_row();
  std::string& buffer() { return buffer_; }

 private:
  CsvWriter() = default;
  ingest::Dialect dialect_;
  bool harmless_ = false;
  bool row_started_ = false;
  std::string buffer_;
};

}  // namespace jumelles::deliver
