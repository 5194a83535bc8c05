#include "project/memory_file.h"

#include <algorithm>
#include <cstring>

namespace jumelles::project {

uint64_t MemoryFile::read(uint64_t offset, std::span<uint8_t> out) const {
  const uint64_t there = offset >= size_ ? 0 : std::min<uint64_t>(out.size(), size_ - offset);
  for (uint64_t done = 0; done < there;) {
    const uint64_t at = (offset + done) % kBlockBytes, piece = std::min(there - done, kBlockBytes - at);
    std::memcpy(out.data() + done, blocks_[(offset + done) / kBlockBytes].get() + at, piece);
    done += piece;
  }
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(there), out.end(), uint8_t{0});
  return there;
}

bool MemoryFile::grow(uint64_t size) {
  if (size > limit_) return false;
  while (blocks_.size() * kBlockBytes < size) blocks_.push_back(std::make_unique<uint8_t[]>(kBlockBytes));
  size_ = std::max(size_, size);
  return true;
}

bool MemoryFile::write(uint64_t offset, std::span<const uint8_t> bytes) {
  if (bytes.size() > UINT64_MAX - offset || !grow(offset + bytes.size())) return false;
  for (uint64_t done = 0; done < bytes.size();) {
    const uint64_t at = (offset + done) % kBlockBytes, piece = std::min<uint64_t>(bytes.size() - done, kBlockBytes - at);
    std::memcpy(blocks_[(offset + done) / kBlockBytes].get() + at, bytes.data() + done, piece);
    done += piece;
  }
  return true;
}

void MemoryFile::truncate(uint64_t size) {
  if (size >= size_) return;
  blocks_.resize((size + kBlockBytes - 1) / kBlockBytes);
  if (size % kBlockBytes != 0) std::memset(blocks_.back().get() + size % kBlockBytes, 0, kBlockBytes - size % kBlockBytes);
  size_ = size;
}

Status MemoryFile::fill(ingest::ByteSource& source) {
  constexpr uint64_t kPieceBytes = 4 * 1024 * 1024;
  truncate(0);
  std::vector<uint8_t> piece(std::min(kPieceBytes, source.size()));
  for (uint64_t offset = 0; offset < source.size();) {
    const Result<uint64_t> read = source.read(offset, std::span(piece).first(std::min<uint64_t>(piece.size(), source.size() - offset)));
    if (!read) return read.error();
    if (read.value() == 0) break;  // shorter than it said
    if (!write(offset, std::span(piece).first(read.value())))
      return Error{ErrorCode::kTooLarge, "project.too_large", "The project is larger than the memory there is for it.", "Open it with the command line.", {}, 0, {}};
    offset += read.value();
  }
  return {};
}

}  // namespace jumelles::project
