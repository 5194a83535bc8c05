#pragma once

// Archives as any program reads them: from the directory at their end, entry by entry.

#include <doctest/doctest.h>
#include <zlib.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::test {

struct Unzipped {
  std::vector<std::string> names;  // in the order of the directory
  std::map<std::string, std::string> files;
  std::map<std::string, int> methods;
};

inline uint64_t little_endian(std::string_view bytes, size_t at, int count) {
  uint64_t value = 0;
  for (int i = count - 1; i >= 0; --i) value = (value << 8) | static_cast<unsigned char>(bytes.at(at + static_cast<size_t>(i)));
  return value;
}

inline std::string inflated(std::string_view packed, uint64_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  const int ended = inflate(&stream, Z_FINISH);
  CHECK((ended == Z_STREAM_END || (size == 0 && ended == Z_BUF_ERROR)));
  CHECK(stream.total_out == size);
  inflateEnd(&stream);
  return out;
}

// Checks signatures, sums and sizes on the way. Of zip64 only the count of entries is read.
inline Unzipped unzipped(const std::string& archive) {
  Unzipped out;
  REQUIRE(archive.size() >= 22);
  const size_t end = archive.size() - 22;
  REQUIRE(little_endian(archive, end, 4) == 0x06054b50);
  uint64_t count = little_endian(archive, end + 10, 2);
  if (count == 0xffff) {
    REQUIRE(little_endian(archive, end - 20, 4) == 0x07064b50);
    const uint64_t far = little_endian(archive, end - 12, 8);
    REQUIRE(little_endian(archive, far, 4) == 0x06064b50);
    count = little_endian(archive, far + 32, 8);
  }
  size_t at = little_endian(archive, end + 16, 4);
  for (uint64_t e = 0; e < count; ++e) {
    REQUIRE(little_endian(archive, at, 4) == 0x02014b50);
    CHECK(little_endian(archive, at + 12, 4) == 0x00210000);  // 1980-01-01 00:00
    const uint64_t method = little_endian(archive, at + 10, 2), sum = little_endian(archive, at + 16, 4);
    const uint64_t packed = little_endian(archive, at + 20, 4), size = little_endian(archive, at + 24, 4);
    const uint64_t name_size = little_endian(archive, at + 28, 2), extra = little_endian(archive, at + 30, 2), local = little_endian(archive, at + 42, 4);
    const std::string name = archive.substr(at + 46, name_size);
    at += 46 + name_size + extra;
    REQUIRE(little_endian(archive, local, 4) == 0x04034b50);
    CHECK(archive.substr(local + 30, name_size) == name);
    const std::string bytes = archive.substr(local + 30 + name_size + little_endian(archive, local + 28, 2), packed);
    const size_t behind = local + 30 + name_size + packed;
    CHECK(little_endian(archive, behind, 4) == 0x08074b50);
    CHECK(little_endian(archive, behind + 4, 4) == sum);
    CHECK(little_endian(archive, behind + 8, 4) == packed);
    CHECK(little_endian(archive, behind + 12, 4) == size);
    const std::string text = method == 0 ? bytes : inflated(bytes, size);
    CHECK(text.size() == size);
    CHECK(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())) == sum);
    out.names.push_back(name);
    out.files[name] = text;
    out.methods[name] = static_cast<int>(method);
  }
  return out;
}

}  // namespace jumelles::test
