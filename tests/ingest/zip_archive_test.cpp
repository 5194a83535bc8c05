#include "ingest/zip_archive.h"

#include <doctest/doctest.h>

#include "support/workbook_builder.h"

using namespace jumelles;
using namespace jumelles::ingest;
using jumelles::test::ZipBuilder;

namespace {

constexpr uint64_t kNoLimit = uint64_t{1} << 30;

// The entry of that name, or the id of what went wrong.
std::string entry_of(const std::string& bytes, const std::string& name, uint64_t limit = kNoLimit) {
  MemorySource source(bytes);
  const Result<ZipArchive> archive = ZipArchive::open(source, "a.zip");
  if (!archive) return archive.error().id;
  const ZipEntry* entry = archive.value().find(name);
  if (!entry) return "none";
  const Result<std::string> text = read_entry(source, "a.zip", *entry, limit);
  return text ? text.value() : text.error().id;
}

std::string zipped(ZipBuilder zip = {}) {
  zip.add("a.txt", "Durand");
  zip.add("folder/b.txt", std::string(100'000, 'b'));
  return zip.bytes();
}

}  // namespace

TEST_CASE("entries are found by their names and unpacked") {
  for (const bool deflated : {true, false})
    for (const bool wide : {false, true}) {
      ZipBuilder zip;
      zip.deflated = deflated;
      zip.wide = wide;
      zip.comment = "a comment with PK\x05\x06 in it, and more text behind that";
      const std::string bytes = zipped(zip);
      CHECK(entry_of(bytes, "a.txt") == "Durand");
      CHECK(entry_of(bytes, "Folder/B.TXT") == std::string(100'000, 'b'));
      CHECK(entry_of(bytes, "c.txt") == "none");
    }
}

TEST_CASE("names with the other slash are the same") {
  ZipBuilder zip;
  zip.add("\\xl\\workbook.xml", "x");
  CHECK(entry_of(zip.bytes(), "xl/workbook.xml") == "x");
}

TEST_CASE("a damaged archive is told") {
  const std::string bytes = zipped();
  CHECK(entry_of("", "a.txt") == "zip.damaged");
  CHECK(entry_of("PK\x03\x04", "a.txt") == "zip.damaged");
  for (size_t size = 0; size < bytes.size(); size += 7) CHECK(entry_of(bytes.substr(0, size), "a.txt") == "zip.damaged");
  std::string changed = bytes;
  changed[36] ^= 1;  // in the first entry's bytes
  CHECK(entry_of(changed, "a.txt") == "zip.damaged");
}

TEST_CASE("what is not unpacked is told apart") {
  ZipBuilder other;
  other.method = 12;
  CHECK(entry_of(zipped(other), "a.txt") == "zip.unknown_method");
  ZipBuilder locked;
  locked.encrypted = true;
  CHECK(entry_of(zipped(locked), "a.txt") == "zip.encrypted");
}

TEST_CASE("an archive that unpacks to far more than it is, is refused") {
  ZipBuilder zip;
  zip.add("bomb", std::string(80 << 20, '\0'));  // a thousandth
  CHECK(entry_of(zip.bytes(), "bomb") == "zip.bomb");
  CHECK(entry_of(zipped(), "folder/b.txt", 1000) == "zip.bomb");
}
