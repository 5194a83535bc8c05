#include "ingest/ingest.h"

#include <algorithm>
#include <cstring>

namespace jumelles::ingest {
namespace {

constexpr const char* kFormatIds[] = {"csv", "json", "ndjson", "xlsx"};
constexpr const char* kEncodingIds[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};

}  // namespace

Result<uint64_t> MemorySource::read(uint64_t offset, std::span<uint8_t> out) {
  if (offset >= bytes_.size()) return uint64_t{0};
  const uint64_t count = std::min<uint64_t>(out.size(), bytes_.size() - offset);
  if (count > 0) std::memcpy(out.data(), bytes_.data() + offset, count);
  return count;
}

const char* id(Format format) { return kFormatIds[static_cast<size_t>(format)]; }
const char* id(Encoding encoding) { return kEncodingIds[static_cast<size_t>(encoding)]; }

std::span<const char* const> format_ids() { return kFormatIds; }
std::span<const char* const> encoding_ids() { return kEncodingIds; }

std::optional<Format> format_from_id(std::string_view id) {
  for (size_t i = 0; i < std::size(kFormatIds); ++i)
    if (id == kFormatIds[i]) return static_cast<Format>(i);
  return std::nullopt;
}

std::optional<Encoding> encoding_from_id(std::string_view id) {
  for (size_t i = 0; i < std::size(kEncodingIds); ++i)
    if (id == kEncodingIds[i]) return static_cast<Encoding>(i);
  return std::nullopt;
}

namespace {
// Measured on a dozen columns of mostly distinct short texts: the texts once, their offsets, their hash slots while
// reading, four bytes per cell, and vectors that have just doubled.
uint64_t memory_of_text(uint64_t bytes) { return (uint64_t{48} << 20) + bytes * 4; }
}  // namespace

uint64_t estimated_memory_bytes(ByteSource& file) { return memory_of_text(file.size()); }

}  // namespace jumelles::ingest
