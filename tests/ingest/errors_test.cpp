#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("an empty file, or one of spaces and line ends, is refused by name") {
  CHECK(error_id("") == "file.empty");
  CHECK(error_id("\xEF\xBB\xBF") == "file.empty");
  CHECK(error_id(" \r\n\n\t\n") == "file.empty");
  ImportResult out;
  CHECK(to_string(import_bytes("", out).error()) == "customers.csv: The file is empty. Export it again, or leave it out.");
}

TEST_CASE("a binary file says what it is and what to do") {
  const auto message = [](const std::string& bytes) {
    ImportResult out;
    const Status status = import_bytes(bytes, out);
    return status.ok() ? std::string() : status.error().id + ": " + status.error().message;
  };
  CHECK(message(std::string("PK\x03\x04\x14\x00", 6)) == "zip.damaged: The file is damaged, or its end is missing.");
  CHECK(message("\xD0\xCF\x11\xE0\xA1\xB1") == "file.office: This is an Office document, not a table.");
  CHECK(message("%PDF-1.7\n") == "file.binary: This is a PDF document, not delimited text or JSON.");
  CHECK(message("\x1F\x8B\x08") == "file.binary: This is a gzip archive, not delimited text or JSON.");
  CHECK(message(std::string("SQLite format 3\0", 16)) == "file.binary: This is an SQLite database, not delimited text or JSON.");
  CHECK(message("<!DOCTYPE html><table>") == "file.web_page: This is a web page (HTML), not a table of text.");
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>((i * 7919 + i / 3) & 0xFF);
  CHECK(message(noise) == "file.binary: This is a binary file, not delimited text or JSON.");
}

TEST_CASE("a stray NUL in a large text rejects its row only") {
  std::string text = "id,nom\n";
  for (int i = 1; i <= 100; ++i) text += std::to_string(i) + ",Durand\n";
  text += std::string("101,a\0b\n102,Petit\n", 18);
  const ImportResult result = imported(text);
  CHECK(result.table.row_count() == 101);
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].line == 102);
  CHECK(result.rejects[0].reason_id == "csv.invalid_bytes");
}

TEST_CASE("a table without any value has no usable column") {
  CHECK(error_id("id,nom\n,\n,\n") == "file.no_column");
  CHECK(error_id(";;;\n;;;\n") == "file.no_column");
}

TEST_CASE("more than 4096 columns are refused") {
  std::string header = "a";
  for (int i = 0; i < 5000; ++i) header += ",a";
  CHECK(error_id(header + "\n1\n") == "csv.too_many_columns");
}

TEST_CASE("rejects beyond 100 000 are only counted") {
  // The first rows decide how many columns there are.
  std::string many = "id,nom\n";
  for (int i = 0; i < 1000; ++i) many += "0,a\n";
  for (int i = 0; i < 100'010; ++i) many += "1,2,3\n";
  const ImportResult result = imported(many);
  CHECK(result.rejected_count == 100'010);
  CHECK(result.rejects.size() == 100'000);
}

TEST_CASE("a file that becomes shorter while it is read is noticed") {
  struct Shrinking final : ByteSource {
    uint64_t size() const override { return 1000; }
    Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
      if (offset >= 500) return uint64_t{0};
      const uint64_t count = std::min<uint64_t>(out.size(), 500 - offset);
      std::fill(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count), uint8_t{'a'});
      return count;
    }
  };
  const auto result = std::make_shared<ImportResult>();
  const Status status = run_to_end(import_phases(std::make_shared<Shrinking>(), "customers.csv", "customers", {}, result));
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "file.changed");
  CHECK(status.error().path == "customers.csv");
}

TEST_CASE("formats and encodings are found by their ids") {
  for (const Format format : {Format::kCsv, Format::kJsonArray, Format::kNdjson, Format::kXlsx}) CHECK(format_from_id(id(format)) == format);
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252})
    CHECK(encoding_from_id(id(encoding)) == encoding);
  CHECK_FALSE(format_from_id("xls").has_value());
}

struct SizedSource final : ByteSource {
  explicit SizedSource(uint64_t bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_; }
  Result<uint64_t> read(uint64_t, std::span<uint8_t> out) override {
    std::fill(out.begin(), out.end(), uint8_t{'a'});
    return uint64_t{out.size()};
  }
  uint64_t bytes_;
};

TEST_CASE("memory is estimated before reading and grows with the file") {
  SizedSource large(uint64_t{1} << 30), small(1000);
  CHECK(estimated_memory_bytes(large) > (uint64_t{1} << 31));
  CHECK(estimated_memory_bytes(small) < (uint64_t{64} << 20));
}
