#include "ingest/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "ingest/table_reader.h"

namespace jumelles::ingest {
namespace {

constexpr uint32_t kEntryMark = 0x02014b50, kHeaderMark = 0x04034b50, kEndMark = 0x06054b50, kEnd64Mark = 0x06064b50, kLocator64Mark = 0x07064b50;
constexpr size_t kEndBytes = 22, kLocatorBytes = 20, kEnd64Bytes = 56, kEntryBytes = 46, kHeaderBytes = 30;
constexpr uint64_t kMaxCommentBytes = 65535;
constexpr uint64_t kMaxContentsBytes = uint64_t{64} << 20;  // some 600 000 entries; workbooks have dozens
constexpr size_t kInflateBytes = size_t{256} << 10;
// A sheet of equal rows shrinks to a two-hundredth; deflate cannot do more than 1032. Short entries may be anything.
constexpr uint64_t kMaxRatio = 500, kFreeBytes = uint64_t{64} << 20;
// 1 048 576 rows of a hundred cells.
constexpr uint64_t kMaxBytes = uint64_t{8} << 30;

Error damaged_archive(const std::string& path) {
  return {ErrorCode::kBadInput, "zip.damaged", "The file is damaged, or its end is missing.", "Copy or export it again.", path, 0, {}};
}

Error bomb(const std::string& path) {
  return {ErrorCode::kTooLarge, "zip.bomb", "The file would unpack to far more than a table can be.", "Open it with its own program and save it again, or save the table as CSV UTF-8.", path, 0, {}};
}

uint16_t u16(const uint8_t* at) { return static_cast<uint16_t>(at[0] | (at[1] << 8)); }
uint32_t u32(const uint8_t* at) { return uint32_t{u16(at)} | (uint32_t{u16(at + 2)} << 16); }
uint64_t u64(const uint8_t* at) { return uint64_t{u32(at)} | (uint64_t{u32(at + 4)} << 32); }

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_entry_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower_case(x) == lower_case(y); });
}

struct Contents {
  uint64_t offset = 0, bytes = 0, count = 0;
};

// The 64-bit sizes of an entry stand in a field behind its name, those only that do not fit their places.
void take_wide_sizes(const uint8_t* extra, size_t size, ZipEntry& entry) {
  while (size >= 4) {
    const size_t length = u16(extra + 2);
    if (length + 4 > size) return;
    if (u16(extra) == 1) {
      const uint8_t* at = extra + 4;
      const uint8_t* const end = at + length;
      for (uint64_t* value : {&entry.size, &entry.compressed_size, &entry.header_offset})
        if (*value == UINT32_MAX && end - at >= 8) {
          *value = u64(at);
          at += 8;
        }
      return;
    }
    extra += length + 4;
    size -= length + 4;
  }
}

Result<Contents> find_contents(ByteSource& source, const std::string& path) {
  const uint64_t size = source.size();
  if (size < kEndBytes) return damaged_archive(path);
  const uint64_t tail_bytes = std::min<uint64_t>(size, kEndBytes + kMaxCommentBytes);
  std::vector<uint8_t> tail(tail_bytes);
  if (Status status = read_exactly(source, path, size - tail_bytes, tail); !status) return status.error();
  for (size_t back = kEndBytes; back <= tail.size(); ++back) {
    const uint8_t* const end = tail.data() + tail.size() - back;
    if (u32(end) != kEndMark || size_t{u16(end + 20)} + kEndBytes > back) continue;
    Contents found{u32(end + 16), u32(end + 12), u16(end + 10)};
    const uint64_t end_offset = size - back;
    if ((found.offset == UINT32_MAX || found.bytes == UINT32_MAX || found.count == UINT16_MAX) && end_offset >= kLocatorBytes) {
      uint8_t locator[kLocatorBytes], wide[kEnd64Bytes];
      if (Status status = read_exactly(source, path, end_offset - kLocatorBytes, locator); !status) return status.error();
      if (u32(locator) == kLocator64Mark) {
        const uint64_t at = u64(locator + 8);
        if (at > size - kEnd64Bytes) return damaged_archive(path);
        if (Status status = read_exactly(source, path, at, wide); !status) return status.error();
        if (u32(wide) != kEnd64Mark) return damaged_archive(path);
        found = {u64(wide + 48), u64(wide + 40), u64(wide + 32)};
      }
    }
    if (found.bytes > size || found.offset > size - found.bytes || found.bytes > kMaxContentsBytes) return damaged_archive(path);
    return found;
  }
  return damaged_archive(path);
}

}  // namespace

Result<ZipArchive> ZipArchive::open(ByteSource& source, const std::string& path) {
  const Result<Contents> contents = find_contents(source, path);
  if (!contents) return contents.error();
  std::vector<uint8_t> bytes(contents.value().bytes);
  if (Status status = read_exactly(source, path, contents.value().offset, bytes); !status) return status.error();
  ZipArchive archive;
  size_t at = 0;
  for (uint64_t i = 0; i < contents.value().count; ++i) {
    if (bytes.size() - at < kEntryBytes || u32(bytes.data() + at) != kEntryMark) return damaged_archive(path);
    const uint8_t* const entry = bytes.data() + at;
    const size_t name_bytes = u16(entry + 28), extra_bytes = u16(entry + 30), comment_bytes = u16(entry + 32);
    if (bytes.size() - at - kEntryBytes < name_bytes + extra_bytes + comment_bytes) return damaged_archive(path);
    ZipEntry& out = archive.entries_.emplace_back();
    out.encrypted = (u16(entry + 8) & 1) != 0;
    out.method = u16(entry + 10);
    out.checksum = u32(entry + 16);
    out.compressed_size = u32(entry + 20);
    out.size = u32(entry + 24);
    out.header_offset = u32(entry + 42);
    out.name.assign(reinterpret_cast<const char*>(entry + kEntryBytes), name_bytes);
    std::replace(out.name.begin(), out.name.end(), '\\', '/');
    out.name.erase(0, out.name.find_first_not_of('/'));
    take_wide_sizes(entry + kEntryBytes + name_bytes, extra_bytes, out);
    if (out.header_offset > source.size() || out.compressed_size > source.size() - out.header_offset) return damaged_archive(path);
    at += kEntryBytes + name_bytes + extra_bytes + comment_bytes;
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  for (const ZipEntry& entry : entries_)
    if (same_entry_name(entry.name, name)) return &entry;
  return nullptr;
}

struct ZipStream::State {
  ByteSource& source;
  std::string path;
  ZipEntry entry;
  std::vector<uint8_t> piece{};  // compressed bytes that were read
  uint64_t next = 0;      // offset in the file of the bytes behind `piece`
  uint64_t taken = 0;     // compressed bytes read
  uint64_t produced = 0;
  uint32_t checksum = 0;
  z_stream inflater{};
  bool opened = false, inflating = false, ended = false;

  ~State() {
    if (inflating) inflateEnd(&inflater);
  }
  Status open();
  Status refill();
  Result<size_t> copy(std::span<uint8_t> out);
  Result<size_t> inflate_some(std::span<uint8_t> out);
};

ZipStream::ZipStream(ByteSource& source, std::string path, const ZipEntry& entry) : state_(new State{source, std::move(path), entry}) {}
ZipStream::~ZipStream() = default;
ZipStream::ZipStream(ZipStream&&) noexcept = default;
uint64_t ZipStream::taken() const { return state_->taken; }

// Behind a header of its own, whose name and extra field need not be those of the table of contents.
Status ZipStream::State::open() {
  opened = true;
  if (entry.encrypted)
    return Error{ErrorCode::kUnsupported, "zip.encrypted", "The file is protected by a password.", "Save it without a password.", path, 0, {}};
  if (entry.method != 0 && entry.method != 8)
    return Error{ErrorCode::kUnsupported, "zip.unknown_method", "The file is compressed in a way that is not read here.", "Open it with its own program and save it again.", path, 0, {}};
  uint8_t header[kHeaderBytes];
  if (entry.header_offset + kHeaderBytes > source.size()) return damaged_archive(path);
  if (Status status = read_exactly(source, path, entry.header_offset, header); !status) return status;
  next = entry.header_offset + kHeaderBytes + u16(header + 26) + u16(header + 28);
  if (u32(header) != kHeaderMark || next > source.size() || entry.compressed_size > source.size() - next) return damaged_archive(path);
  // Negative window bits: deflate without zlib's own frame.
  inflating = entry.method == 8 && inflateInit2(&inflater, -MAX_WBITS) == Z_OK;
  if (entry.method == 8 && !inflating)
    return Error{ErrorCode::kTooLarge, "zip.no_memory", "There is not enough memory to unpack the file.", "Close other programs, or use the command line.", path, 0, {}};
  return {};
}

Status ZipStream::State::refill() {
  const auto count = static_cast<size_t>(std::min<uint64_t>(kInflateBytes, entry.compressed_size - taken));
  if (count == 0) return damaged_archive(path);
  if (piece.size() < count) piece.resize(count);
  if (Status status = read_exactly(source, path, next, {piece.data(), count}); !status) return status;
  next += count;
  taken += count;
  inflater.next_in = piece.data();
  inflater.avail_in = static_cast<uInt>(count);
  return {};
}

Result<size_t> ZipStream::State::copy(std::span<uint8_t> out) {
  const auto count = static_cast<size_t>(std::min<uint64_t>(out.size(), entry.compressed_size - taken));
  if (count > 0)
    if (Status status = read_exactly(source, path, next, out.first(count)); !status) return status.error();
  next += count;
  taken += count;
  ended = taken == entry.compressed_size;
  return count;
}

Result<size_t> ZipStream::State::inflate_some(std::span<uint8_t> out) {
  inflater.next_out = out.data();
  inflater.avail_out = static_cast<uInt>(out.size());
  while (inflater.avail_out > 0 && !ended) {
    if (inflater.avail_in == 0)
      if (Status status = refill(); !status) return status.error();
    const int outcome = ::inflate(&inflater, Z_NO_FLUSH);
    if (outcome == Z_STREAM_END) ended = true;
    else if (outcome != Z_OK) return damaged_archive(path);
  }
  return out.size() - inflater.avail_out;
}

Result<size_t> ZipStream::read(std::span<uint8_t> out) {
  State& s = *state_;
  if (!s.opened)
    if (Status status = s.open(); !status) return status.error();
  if (s.ended || out.empty()) return size_t{0};
  out = out.first(std::min<size_t>(out.size(), size_t{1} << 30));
  const Result<size_t> got = s.inflating ? s.inflate_some(out) : s.copy(out);
  if (!got) return got;
  s.produced += got.value();
  if (s.produced > kMaxBytes || (s.produced > kFreeBytes && s.produced / kMaxRatio > s.taken)) return bomb(s.path);
  s.checksum = static_cast<uint32_t>(crc32(s.checksum, out.data(), static_cast<uInt>(got.value())));
  if (s.ended && (s.produced != s.entry.size || s.checksum != s.entry.checksum)) return damaged_archive(s.path);
  return got;
}

Result<std::string> read_entry(ByteSource& source, const std::string& path, const ZipEntry& entry, uint64_t limit) {
  if (entry.size > limit) return bomb(path);
  ZipStream stream(source, path, entry);
  std::string out;
  while (out.size() <= limit) {
    const size_t begin = out.size();
    out.resize(begin + kInflateBytes);
    const Result<size_t> got = stream.read({reinterpret_cast<uint8_t*>(out.data()) + begin, kInflateBytes});
    if (!got) return got.error();
    out.resize(begin + got.value());
    if (got.value() == 0) return out;
  }
  return bomb(path);
}

}  // namespace jumelles::ingest
