#include "deliver/zip_writer.h"

#include <zlib.h>

#include <algorithm>
#include <cassert>

namespace jumelles::deliver {
namespace {

constexpr uint64_t kMost32 = 0xffffffff, kMost16 = 0xffff;
// Sizes behind the bytes, names in UTF-8.
constexpr uint16_t kFlags = 0x0808;
constexpr uint16_t kVersion = 20, kVersion64 = 45;
constexpr uint16_t kTime = 0, kDate = (0 << 9) | (1 << 5) | 1;  // 1980-01-01 00:00
// Sheets of a hundred thousand rows shrink to a twelfth at level 1, to a sixteenth at level 6, which takes four times as long.
constexpr int kLevel = 1;

}  // namespace

struct ZipWriter::Deflater {
  z_stream stream{};
  Deflater() {
    [[maybe_unused]] const int ready = deflateInit2(&stream, kLevel, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    assert(ready == Z_OK);
  }
  ~Deflater() { deflateEnd(&stream); }
};

ZipWriter::ZipWriter(Sink sink) : sink_(std::move(sink)) {}
ZipWriter::~ZipWriter() = default;

void ZipWriter::number(uint64_t value, int bytes) {
  char text[8];
  for (int i = 0; i < bytes; ++i) text[i] = static_cast<char>(value >> (8 * i));
  put({text, static_cast<size_t>(bytes)});
}

void ZipWriter::put(std::string_view bytes) {
  out_.append(bytes);
  written_ += bytes.size();
}

bool ZipWriter::begin(std::string_view name, Method method) {
entries_.push_back({std::string(name), method, 0, 0, 0, written_});
  number(0x04034b50, 4);
  number(kVersion, 2), number(kFlags, 2), number(method == Method::kDeflated ? 8 : 0, 2);
  number(kTime, 2), number(kDate, 2);
  number(0, 4), number(0, 4), number(0, 4);  // sum and sizes come behind
  number(name.size(), 2), number(0, 2);
  put(name);
  if (deflater_) deflateReset(&deflater_->stream);
  else if (method == Method::kDeflated) deflater_ = std::make_unique<Deflater>();
  return flush(kPieceBytes);
}

bool ZipWriter::write(std::string_view bytes) {
  // Packed in whole pieces, however the bytes come: the same bytes in, the same out.
  while (!bytes.empty() && !stopped_) {
    const size_t taken = std::min(bytes.size(), kPieceBytes - waiting_.size());
    waiting_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (waiting_.size() == kPieceBytes) pack(false);
    flush(kPieceBytes);
  }
  return !stopped_;
}

void ZipWriter::pack(bool last) {
  Entry& entry = entries_.back();
  auto* from = reinterpret_cast<Bytef*>(waiting_.data());
  entry.sum = static_cast<uint32_t>(crc32(entry.sum, from, static_cast<uInt>(waiting_.size())));
  entry.size += waiting_.size();
  const uint64_t before = written_;
  if (entry.method == Method::kStored) {
    put(waiting_);
  } else {
    z_stream& stream = deflater_->stream;
    stream.next_in = from;
    stream.avail_in = static_cast<uInt>(waiting_.size());
    char packed[16 * 1024];
    do {
      stream.next_out = reinterpret_cast<Bytef*>(packed);
      stream.avail_out = sizeof packed;
      deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
      put({packed, sizeof packed - stream.avail_out});
    } while (stream.avail_out == 0);
  }
  entry.packed_size += written_ - before;
  waiting_.clear();
}

bool ZipWriter::end() {
  pack(true);
  const Entry& entry = entries_.back();
  const int bytes = entry.size > kMost32 || entry.packed_size > kMost32 ? 8 : 4;
  number(0x08074b50, 4), number(entry.sum, 4), number(entry.packed_size, bytes), number(entry.size, bytes);
  return flush(kPieceBytes);
}

void ZipWriter::directory_entry(const Entry& entry) {
  const bool large = entry.size > kMost32 || entry.packed_size > kMost32, far = entry.offset > kMost32;
  const uint16_t extra = static_cast<uint16_t>(large || far ? 4 + (large ? 16 : 0) + (far ? 8 : 0) : 0);
  const uint16_t version = extra ? kVersion64 : kVersion;
  number(0x02014b50, 4);
  number(version, 2), number(version, 2), number(kFlags, 2), number(entry.method == Method::kDeflated ? 8 : 0, 2);
  number(kTime, 2), number(kDate, 2), number(entry.sum, 4);
  number(large ? kMost32 : entry.packed_size, 4), number(large ? kMost32 : entry.size, 4);
  number(entry.name.size(), 2), number(extra, 2), number(0, 2);
  number(0, 2), number(0, 2), number(0, 4);
  number(far ? kMost32 : entry.offset, 4);
  put(entry.name);
  if (extra) number(1, 2), number(extra - 4u, 2);
  if (large) number(entry.size, 8), number(entry.packed_size, 8);
  if (far) number(entry.offset, 8);
}

bool ZipWriter::finish() {
  const uint64_t begin = written_, count = entries_.size();
  for (const Entry& entry : entries_) directory_entry(entry);
  const uint64_t end = written_, size = end - begin;
  if (begin > kMost32 || size > kMost32 || count > kMost16) {
    number(0x06064b50, 4), number(44, 8), number(kVersion64, 2), number(kVersion64, 2), number(0, 4), number(0, 4);
    number(count, 8), number(count, 8), number(size, 8), number(begin, 8);
    number(0x07064b50, 4), number(0, 4), number(end, 8), number(1, 4);
  }
  number(0x06054b50, 4), number(0, 2), number(0, 2);
  number(std::min(count, kMost16), 2), number(std::min(count, kMost16), 2);
  number(std::min(size, kMost32), 4), number(std::min(begin, kMost32), 4), number(0, 2);
  return flush(0);
}

bool ZipWriter::flush(size_t enough) {
  if (out_.size() < enough || out_.empty()) return !stopped_;
  stopped_ = stopped_ || !sink_(out_);
  out_.clear();
  return !stopped_;
}

}  // namespace jumelles::deliver
