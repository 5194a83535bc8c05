#pragma once

// Rows that are delivered, cell by cell: to a file of text, or to whoever wants them otherwise.

#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "deliver/csv_writer.h"

namespace jumelles::deliver {

// Gets consecutive pieces of about 64 KiB; false stops the writing.
using Sink = std::function<bool(std::string_view)>;

class Rows {
 public:
  virtual ~Rows() = default;
  virtual Rows& text(std::string_view value) = 0;
  // An identifier that programs read back.
  virtual Rows& key(std::string_view value) = 0;
  // What holds nothing that a spreadsheet could take for something else.
  virtual Rows& exact(std::string_view value) = 0;
  Rows& number(uint64_t value) { return exact(std::to_string(value)); }
  // The end of a row. false: no more are wanted.
  virtual bool end() = 0;
  virtual Status finish() = 0;
  static Status stopped() {
    return Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}};
  }
};

// A file of separated values, handed to the sink in pieces.
class RowSink final : public Rows {
 public:
  RowSink(CsvWriter writer, Sink sink) : writer_(std::move(writer)), sink_(std::move(sink)) {}
  RowSink& text(std::string_view value) override { writer_.field(value); return *this; }
  // Keys keep their characters, unless a spreadsheet would run them.
  RowSink& key(std::string_view value) override {
    const bool runs = !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
    runs ? writer_.field(value) : writer_.exact_field(value);
    return *this;
  }
  RowSink& exact(std::string_view value) override { writer_.exact_field(value); return *this; }
  bool end() override {
    writer_.end_row();
    return writer_.buffer().size() < kPieceBytes || flush();
  }
  Status finish() override { return flush() ? Status() : stopped(); }

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
