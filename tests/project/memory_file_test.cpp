#include "project/memory_file.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "project/source_hash.h"

using namespace jumelles;
using namespace jumelles::project;

namespace {

std::span<const uint8_t> bytes(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

}  // namespace

TEST_CASE("a file in memory reads what was written, as a plain string would") {
  MemoryFile file;
  std::string expected;
  Rng rng(3);
  for (int n = 0; n < 400; ++n) {
    const uint64_t offset = rng.below(400000);
    if (n % 7 == 3) {
      file.truncate(offset);
      expected.resize(std::min<size_t>(expected.size(), offset));
    } else {
      std::string text(rng.below(90000), static_cast<char>('a' + n % 26));
      REQUIRE(file.write(offset, bytes(text)));
      if (!text.empty() && expected.size() < offset + text.size()) expected.resize(offset + text.size());
      if (text.empty()) expected.resize(std::max<size_t>(expected.size(), offset));
      expected.replace(offset, text.size(), text);
    }
    REQUIRE(file.size() == expected.size());
    std::string out(100000, '?');
    const uint64_t from = rng.below(450000), got = file.read(from, std::span(reinterpret_cast<uint8_t*>(out.data()), out.size()));
    const std::string there = from < expected.size() ? expected.substr(from, out.size()) : "";
    CHECK(got == there.size());
    CHECK((out == there + std::string(out.size() - there.size(), '\0')));
  }
}

TEST_CASE("over its limit a file takes nothing") {
  MemoryFile file;
  file.set_limit(10);
  CHECK(file.write(0, bytes("0123456789")));
  CHECK_FALSE(file.write(5, bytes("abcdef")));
  CHECK_FALSE(file.write(UINT64_MAX - 1, bytes("abc")));
  CHECK(file.size() == 10);
  ingest::MemorySource larger("0123456789x");
  CHECK_FALSE(file.fill(larger).ok());
}

TEST_CASE("files are told apart by hashes as xxhsum prints them") {
  const auto hash = [](const std::string& text, size_t piece) {
    SourceHash out;
    for (size_t at = 0; at < text.size(); at += piece) out.add(bytes(text).subspan(at, std::min(piece, text.size() - at)));
    return out.text();
  };
  CHECK(SourceHash().text() == "xxh128:99aa06d3014798d86001c324468d497f");
  CHECK(hash("abc", 3) == "xxh128:06b05ab6733a618578af5f94892f3950");
  const std::string text(5000, 'x');
  CHECK(hash(text, 5000) == hash(text, 7));
  CHECK(hash(text, 7) != hash(text + "x", 7));
}
