#pragma once

// A file in memory, in blocks, so that it grows without being copied. A project's database lives in one: nothing of the engine
// touches a disk.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/result.h"
#include "ingest/ingest.h"

namespace jumelles::project {

class MemoryFile {
 public:
  static constexpr uint64_t kBlockBytes = 64 * 1024;

  uint64_t size() const { return size_; }
  // More is refused, as by a full disk.
  void set_limit(uint64_t bytes) { limit_ = bytes; }
  // Fills `out` from `offset`, and with zeros what is behind the end. How many bytes were there.
  uint64_t read(uint64_t offset, std::span<uint8_t> out) const;
  // false: over the limit, nothing was written. What lies between the end and `offset` becomes zero.
  bool write(uint64_t offset, std::span<const uint8_t> bytes);
  void truncate(uint64_t size);
  // Everything of a file, in place of what is there.
  Status fill(ingest::ByteSource& source);

 private:
  bool grow(uint64_t size);
  std::vector<std::unique_ptr<uint8_t[]>> blocks_;
  uint64_t size_ = 0;
  uint64_t limit_ = UINT64_MAX;
};

}  // namespace jumelles::project
