#pragma once

// Writes delimited text: our own outputs (UTF-8 with BOM) and sources in their own dialect.

#include <string>
#include <string_view>

#include "core/table.h"
#include "ingest/encoding.h"
#include "ingest/ingest.h"

namespace jumelles::deliver {

// Appends encoded rows to a growing buffer that the caller drains.
class CsvWriter {
 public:
  // Own outputs: UTF-8 with BOM, CRLF, the given separator; texts that a spreadsheet would run are made harmless
  // (core/harmless.h), all others are written as they are.
  static CsvWriter for_output(char separator);
  // A source written back as it came: its encoding, separator, BOM, "sep=" line and line ends; nothing made harmless.
  // Without a header, write none.
  static CsvWriter for_source(const ingest::Dialect& dialect);
  void set_harmless(bool harmless) { harmless_ = harmless; }
  // The same with the lines that stood above the header, and missing cells as they were written (\N).
  static CsvWriter for_source(const ingest::ImportResult& imported);

  void field(std::string_view utf8);   // quoted only when needed
  // Written as it is, whatever a spreadsheet makes of it.
  void exact_field(std::string_view utf8);
  // A cell that was written so (Column::guards): ="00123", '00123.
  void guarded_field(std::string_view utf8, Guard guard);
  void end_row();
  std::string& buffer() { return buffer_; }
  // Characters that the source's encoding does not have, written as "?".
  uint64_t lost_character_count() const { return lost_; }

 private:
  CsvWriter() = default;
  void put(std::string_view utf8) { lost_ += ingest::append_encoded(utf8, dialect_.encoding, buffer_); }
  void begin_field();
  ingest::Dialect dialect_;
  bool harmless_ = false;
  bool row_started_ = false;
  bool missing_as_n_ = false;
  bool only_empty_ = false;  // the row holds one field, empty: it must not become a blank line
  uint64_t lost_ = 0;
  std::string scratch_;
  std::string buffer_;
};

}  // namespace jumelles::deliver
