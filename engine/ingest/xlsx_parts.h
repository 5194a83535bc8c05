#pragma once

// The parts of a workbook beside its sheets: which sheets there are, what their cells' formats mean, the texts that they share.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xlsx_number.h"
#include "ingest/xml_scanner.h"
#include "ingest/zip_archive.h"

namespace jumelles::ingest {

struct SheetPart {
  std::string name;
  bool hidden = false;
  ZipEntry entry;
};

struct Workbook {
  std::vector<SheetPart> sheets;       // those that hold cells and whose part is there, in the order of their tabs
  bool from_1904 = false;
  std::vector<NumberFormat> formats;   // by the style of a cell; other styles are plain
  ZipEntry shared_texts;               // no name: there are none
};

// Errors: those of archives; "xlsx.not_a_workbook"; "xlsx.damaged", of a part.
Result<Workbook> read_workbook(ByteSource& source, const std::string& path, const ZipArchive& archive);

// "The part ... of the workbook is damaged", unless it could not be read, which is told instead.
Error damaged_part(const XmlScanner& scanner, const std::string& path, const std::string& part);

std::unique_ptr<XmlScanner> scan_entry(std::shared_ptr<ZipStream> stream);

// Of the element whose kStart came last, a shared or inline string, the text of its runs; phonetic guides are left out. Adds to `out`.
XmlToken read_rich_text(XmlScanner& scanner, std::string& out);
// What stands in `text` from `from` on as the text of a cell: _x000D_ and the like are characters that XML does not have; what no text
// has is dropped.
void finish_text(std::string& text, size_t from);

// The texts that cells share, read little by little. What was read stays where it is.
class SharedTexts {
 public:
  SharedTexts(ByteSource& source, std::string path, const ZipEntry& entry);
  // Reads on until so much of the entry was taken, or all.
  Status read_until(uint64_t taken);
  uint64_t compressed_size() const { return compressed_size_; }
  uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }
  std::string_view operator[](uint32_t index) const { return {texts_[index].data, texts_[index].size}; }

 private:
  struct Text { const char* data; uint32_t size; };
  static constexpr size_t kBlockBytes = size_t{1} << 20;
  std::string_view keep(std::string_view text);
  Status take_texts(uint64_t taken);
  bool take_plain_text();
  void add_text();

  std::string path_;
  uint64_t compressed_size_ = 0, uncompressed_size_ = 0;
  std::shared_ptr<ZipStream> stream_;
  std::unique_ptr<XmlScanner> scanner_;  // null: all is read
  std::vector<Text> texts_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t room_ = 0;
  char* free_ = nullptr;
  std::string scratch_;
};

}  // namespace jumelles::ingest
