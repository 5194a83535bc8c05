#pragma once

// Rows of a delivered file, handed to the sink in pieces.

#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "deliver/csv_writer.h"

namespace jumelles::deliver {

// Gets consecutive pieces of about 64 KiB; false stops the writing.
using Sink = std::function<bool(std::string_view)>;

class RowSink {
 public:
  RowSink(CsvWriter writer, Sink sink) : writer_(std::move(writer)), sink_(std::move(sink)) {}
  RowSink& text(std::string_view value) { writer_.field(value); return *this; }
  // Identifiers that programs read back keep their characters, unless a spreadsheet would run them.
  RowSink& key(std::string_view value) {
    const bool runs = !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
    runs ? writer_.field(value) : writer_.exact_field(value);
    return *this;
  }
  RowSink& number(uint64_t value) { writer_.exact_field(std::to_string(value)); return *this; }
  RowSink& exact(std::string_view value) { writer_.exact_field(value); return *this; }
  // false: the sink wants no more.
  bool end() {
    writer_.end_row();
    return writer_.buffer().size() < kPieceBytes || flush();
  }
  Status finish() {
    return flush() ? Status() : stopped();
  }
  static Status stopped() {
    return Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}};
  }

 private:
  static constexpr size_t kPieceBytes = 64 * 1024;
  bool flush() {
    stopped_ = stopped_ || !sink_(writer_.buffer());
    writer_.buffer().clear();
    return !stopped_;
  }
  CsvWriter writer_;
  Sink sink_;
  bool stopped_ = false;  // for good
};

}  // namespace jumelles::deliver
