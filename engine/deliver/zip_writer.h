#pragma once

// Zip archives, written from the first byte to the last without going back: what is said of an entry before its bytes are
// known (its sizes, its sum) stands behind them.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "deliver/row_sink.h"

namespace jumelles::deliver {

// Entry after entry: begin, write..., end; at last finish. Names are UTF-8 with '/' between folders. Every time is that of the
// beginning of the format's calendar, so that equal contents are equal bytes. Entries and archives of more than 4 GiB are
// written as zip64, smaller ones without a trace of it. Every call says false once the sink wants no more.
class ZipWriter {
 public:
  enum class Method : uint8_t { kStored, kDeflated };
  explicit ZipWriter(Sink sink);
  ~ZipWriter();
  bool begin(std::string_view name, Method method = Method::kDeflated);
  bool write(std::string_view bytes);
  bool end();
  bool finish();

 private:
  struct Entry {
    std::string name;
    Method method = Method::kDeflated;
    uint32_t sum = 0;
    uint64_t size = 0, packed_size = 0, offset = 0;
  };
  struct Deflater;
  void number(uint64_t value, int bytes);
  void put(std::string_view bytes);
  void pack(bool last);
  void directory_entry(const Entry& entry);
  bool flush(size_t enough);

  Sink sink_;
  std::unique_ptr<Deflater> deflater_;
  std::vector<Entry> entries_;
  std::string waiting_;  // of the entry, not yet packed
  std::string out_;      // not yet handed out
  uint64_t written_ = 0;
  bool stopped_ = false;
};

}  // namespace jumelles::deliver
