#pragma once

// Rows that are delivered, cell by cell: to a file of text, or to whoever wants them otherwise.

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "deliver/column_names.h"
#include "deliver/csv_writer.h"

namespace jumelles::deliver {

// Gets consecutive pieces of about 64 KiB; false stops the writing.
using Sink = std::function<bool(std::string_view)>;
constexpr size_t kPieceBytes = 64 * 1024;
// Between the texts of a list that is one cell.
constexpr char kListSeparator = '|';

class Rows {
 public:
  virtual ~Rows() = default;
  // The first row. false: no more are wanted.
  virtual bool head(const std::vector<OutputColumn>& columns) {
    for (const OutputColumn& column : columns) text(column.label);
    return end();
  }
  virtual Rows& text(std::string_view value) = 0;
  // An id or a word of ours, which nothing could take for something else.
  virtual Rows& exact(std::string_view value) = 0;
  // Of a source: a code that was written ="00123" there.
  virtual Rows& guarded(std::string_view value, Guard) { return text(value); }
  virtual Rows& number(uint64_t value) { return exact(std::to_string(value)); }
  // Digits with a decimal point (is_plain_decimal).
  virtual Rows& decimal(std::string_view value) { return exact(value); }
  // "2024-02-29" or "2024-02-29 10:30:00"; other texts are allowed, and stay texts.
  virtual Rows& date(std::string_view value) { return text(value); }
  virtual Rows& list(std::span<const std::string> values) {
    std::string joined;
    for (const std::string& value : values) {
      if (!joined.empty()) joined += kListSeparator;
      joined += value;
    }
    return text(joined);
  }
  // The end of a row. false: no more are wanted.
  virtual bool end() = 0;
  virtual Status finish() = 0;
  static Status stopped() {
    return Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}};
  }
};

// A file of separated values, handed to the sink in pieces. `point` is '.' or ','.
class RowSink final : public Rows {
 public:
  RowSink(CsvWriter writer, Sink sink, char point) : writer_(std::move(writer)), sink_(std::move(sink)), point_(point) {}
  RowSink& text(std::string_view value) override { writer_.field(value); return *this; }
  RowSink& exact(std::string_view value) override { writer_.exact_field(value); return *this; }
  RowSink& guarded(std::string_view value, Guard guard) override { writer_.guarded_field(value, guard); return *this; }
  RowSink& decimal(std::string_view value) override {
    std::string written(value);
    std::replace(written.begin(), written.end(), '.', point_);
    writer_.exact_field(written);
    return *this;
  }
  bool end() override {
    writer_.end_row();
    return writer_.buffer().size() < kPieceBytes || flush();
  }
  Status finish() override { return flush() ? Status() : stopped(); }

 private:
  bool flush() {
    stopped_ = stopped_ || !sink_(writer_.buffer());
    writer_.buffer().clear();
    return !stopped_;
  }
  CsvWriter writer_;
  Sink sink_;
  char point_;
  bool stopped_ = false;  // for good
};

}  // namespace jumelles::deliver
