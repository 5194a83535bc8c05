#include <iterator>

#include "fuzz/fuzz_import.h"
#include "support/workbook_builder.h"

namespace {

using namespace jumelles;

// The parts of the input, cut at 0xFF, which no text holds.
std::vector<std::string> parts_of(const uint8_t* data, size_t size) {
  std::vector<std::string> parts(1);
  for (size_t i = 0; i < size; ++i) {
    if (data[i] == 0xFF) parts.emplace_back();
    else parts.back() += static_cast<char>(data[i]);
  }
  parts.resize(std::max<size_t>(parts.size(), 4));
  return parts;
}

}  // namespace

// The first byte decides: a workbook whose sheets, texts and formats are the input's, and further on whole parts of it, or a sound one of
// which bytes were changed. Checksums would stop everything else at the archive's door.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  test::WorkbookBuilder book;
  book.zip.deflated = (data[0] & 1) != 0;
  book.zip.wide = (data[0] & 2) != 0;
  book.from_1904 = (data[0] & 4) != 0;
  if ((data[0] & 64) == 0) {
    const std::vector<std::string> parts = parts_of(data + 1, size - 1);
    book.shared = {parts[1], "<t>a</t>"};
    book.formats = {parts[2], "dd/mm/yyyy"};
    book.sheet("S", "<sheetData>" + parts[0] + "</sheetData>").sheet("T", parts[3], "hidden");
    static constexpr const char* kWhole[] = {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"};
    for (size_t i = 4; i < parts.size() && i - 4 < std::size(kWhole); ++i)
      if (!parts[i].empty()) book.instead[kWhole[i - 4]] = parts[i];
  } else {
    book.shared = {"<t>nom</t>", "<t>Durand</t>"};
    book.formats = {"00000"};
    book.sheet("S", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>12</v></c></row></sheetData>");
  }
  std::string bytes = book.bytes();
  if ((data[0] & 64) != 0)
    for (size_t i = 1; i + 2 < size; i += 3) bytes[(data[i] | (data[i + 1] << 8)) % bytes.size()] = static_cast<char>(data[i + 2]);
  bytes.insert(bytes.begin(), static_cast<char>(data[0] & 0xB0));
  fuzz::check_import(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), ingest::Format::kXlsx, 50);
  return 0;
}
