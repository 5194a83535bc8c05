#pragma once

// ZIP archives: their table of contents, and one file of them at a time, inflated as it is asked for.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.h"

namespace jumelles::ingest {

struct ZipEntry {
  std::string name;              // with "/" between its parts, none before them
  uint64_t compressed_size = 0;
  uint64_t size = 0;             // as the archive says
  uint64_t header_offset = 0;
  uint32_t checksum = 0;
  uint16_t method = 0;           // 0: stored, 8: deflated
  bool encrypted = false;
};

class ZipArchive {
 public:
  // Reads the table of contents; ZIP64 too. Errors: those of the source, "zip.damaged".
  static Result<ZipArchive> open(ByteSource& source, const std::string& path);
  const std::vector<ZipEntry>& entries() const { return entries_; }
  // The entry of that name, whatever its letters' case; null where there is none.
  const ZipEntry* find(std::string_view name) const;

 private:
  std::vector<ZipEntry> entries_;
};

// One entry's bytes, in order. Holds 256 kB at most and what zlib needs (some 50 kB).
class ZipStream {
 public:
  ZipStream(ByteSource& source, std::string path, const ZipEntry& entry);
  ~ZipStream();
  ZipStream(ZipStream&&) noexcept;
  ZipStream& operator=(ZipStream&&) = delete;
  // Fills `out` as far as there are bytes; 0 only at the end, where size and checksum have been right. Errors: those of the source,
  // "zip.damaged", "zip.unknown_method", "zip.encrypted", and "zip.bomb" where it grows beyond all that tables do.
  Result<size_t> read(std::span<uint8_t> out);
  // Bytes of the archive that were asked for so far, of entry.compressed_size.
  uint64_t taken() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of an entry that should be small. Errors: as ZipStream, and "zip.bomb" above `limit` bytes.
Result<std::string> read_entry(ByteSource& source, const std::string& path, const ZipEntry& entry, uint64_t limit);

}  // namespace jumelles::ingest
