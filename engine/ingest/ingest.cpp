#include "ingest/ingest.h"

#include <algorithm>
#include <cstring>

#include "ingest/zip_archive.h"

namespace jumelles::ingest {
namespace {

constexpr const char* kFormatIds[] = {"csv", "json", "ndjson", "xlsx", "fixed"};
constexpr const char* kEncodingIds[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "macintosh", "cp850", "windows-1250"};

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

// Measured on a dozen columns of mostly distinct short texts: the texts once, their offsets, their hash slots while
// reading, four bytes per cell, and vectors that have just doubled. A cell of a sheet has 30 to 50 bytes of XML, of which a table
// makes as many where all texts differ; texts that cells share are kept beside the table while it is made.
uint64_t estimated_memory_bytes(ByteSource& file) {
  constexpr uint64_t kAnyFile = uint64_t{48} << 20;
  uint8_t first[4] = {};
  const Result<uint64_t> got = file.read(0, first);
  if (!got || got.value() < 4 || std::memcmp(first, "PK\x03\x04", 4) != 0) return kAnyFile + file.size() * 4;
  const Result<ZipArchive> archive = ZipArchive::open(file, {});
  if (!archive) return kAnyFile;  // it will not be read
  uint64_t largest = 0, shared = 0;
  for (const ZipEntry& entry : archive.value().entries()) {
    if (entry.name.ends_with("sharedStrings.xml")) shared = entry.size;
    else if (entry.name.ends_with(".xml")) largest = std::max(largest, entry.size);
  }
  return kAnyFile + largest + largest / 2 + shared * 3;
}

}  // namespace jumelles::ingest
