#include "deliver/zip_writer.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "unzip.h"

using namespace jumelles;
using namespace jumelles::deliver;

namespace {

std::string noise(uint64_t seed, size_t size) {
  Rng rng(seed);
  std::string out;
  while (out.size() < size) out += static_cast<char>("abcdefgh\n\0\xFF"[rng.below(11)]);
  return out;
}

// The same entries, each written in pieces of that many bytes.
std::string archive_in_pieces(size_t piece, const std::map<std::string, std::string>& files, ZipWriter::Method method) {
  std::string out;
  ZipWriter zip([&](std::string_view bytes) {
    out += bytes;
    return true;
  });
  for (const auto& [name, text] : files) {
    CHECK(zip.begin(name, method));
    for (size_t at = 0; at < text.size(); at += piece) CHECK(zip.write(std::string_view(text).substr(at, piece)));
    CHECK(zip.end());
  }
  CHECK(zip.finish());
  return out;
}

}  // namespace

TEST_CASE("an archive gives back what was put into it, packed or not, the same bytes however it came") {
  const std::map<std::string, std::string> files{{"empty.txt", ""}, {"sources/\xC3\xA9t\xC3\xA9.csv", "a;b\r\n1;2\r\n"}, {"large.bin", noise(3, 300000)}, {"piece.bin", noise(4, kPieceBytes)}};
  for (const auto method : {ZipWriter::Method::kStored, ZipWriter::Method::kDeflated}) {
    const std::string archive = archive_in_pieces(1 << 20, files, method);
    const test::Unzipped back = test::unzipped(archive);
    CHECK(back.files == files);
    CHECK(back.methods.at("large.bin") == (method == ZipWriter::Method::kStored ? 0 : 8));
    CHECK(archive_in_pieces(7, files, method) == archive);
    CHECK(archive_in_pieces(65537, files, method) == archive);
  }
}

TEST_CASE("packing makes what repeats itself smaller") {
  const std::string text(1000000, 'x');
  CHECK(archive_in_pieces(1 << 20, {{"x", text}}, ZipWriter::Method::kDeflated).size() < 20000);
}

TEST_CASE("more entries than 16 bits count are counted in 64") {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 65536; ++i) files["f" + std::to_string(i)];
  CHECK(test::unzipped(archive_in_pieces(1, files, ZipWriter::Method::kStored)).names.size() == 65536);
}

TEST_CASE("a sink that wants no more is asked no more") {
  int asked = 0;
  ZipWriter zip([&](std::string_view) { return ++asked < 2; });
  zip.begin("a", ZipWriter::Method::kStored);
  const std::string text(kPieceBytes * 8, 'x');
  CHECK_FALSE(zip.write(text));
  CHECK_FALSE(zip.end());
  CHECK_FALSE(zip.finish());
  CHECK(asked == 2);
}
