#pragma once

// Makes ZIP archives and small workbooks in code, byte by byte as their formats say, for tests.

#include <zlib.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jumelles::test {

class ZipBuilder {
 public:
  bool deflated = true;
  bool wide = false;       // sizes and offsets in ZIP64 fields
  bool encrypted = false;  // as its flags say
  uint16_t method = 8;     // where deflated
  std::string comment{};

  void add(const std::string& name, std::string_view bytes) {
    Entry entry{name, static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()))),
                bytes.size(), out_.size(), deflated ? deflate_bytes(bytes) : std::string(bytes), deflated};
    out_ += "PK\x03\x04" + n(20, 2) + n(encrypted, 2) + n(deflated ? method : 0, 2) + n(0, 4) + n(entry.checksum, 4) + n(wide ? 0xFFFFFFFF : entry.data.size(), 4) +
            n(wide ? 0xFFFFFFFF : entry.size, 4) + n(name.size(), 2) + n(wide ? 20 : 0, 2) + name;
    if (wide) out_ += n(1, 2) + n(16, 2) + n(entry.size, 8) + n(entry.data.size(), 8);
    out_ += entry.data;
    entries_.push_back(std::move(entry));
  }

  std::string bytes() const {
    std::string out = out_;
    for (const Entry& entry : entries_) {
      out += "PK\x01\x02" + n(20, 2) + n(20, 2) + n(encrypted, 2) + n(entry.deflated ? method : 0, 2) + n(0, 4) + n(entry.checksum, 4) +
             n(wide ? 0xFFFFFFFF : entry.data.size(), 4) + n(wide ? 0xFFFFFFFF : entry.size, 4) + n(entry.name.size(), 2) + n(wide ? 28 : 0, 2) + n(0, 2) +
             n(0, 2) + n(0, 2) + n(0, 4) + n(wide ? 0xFFFFFFFF : entry.offset, 4) + entry.name;
      if (wide) out += n(1, 2) + n(24, 2) + n(entry.size, 8) + n(entry.data.size(), 8) + n(entry.offset, 8);
    }
    const size_t contents = out.size() - out_.size(), end = out.size();
    if (wide) {
      out += "PK\x06\x06" + n(44, 8) + n(45, 2) + n(45, 2) + n(0, 4) + n(0, 4) + n(entries_.size(), 8) + n(entries_.size(), 8) + n(contents, 8) + n(out_.size(), 8);
      out += "PK\x06\x07" + n(0, 4) + n(end, 8) + n(1, 4);
    }
    out += "PK\x05\x06" + n(0, 2) + n(0, 2) + n(wide ? 0xFFFF : entries_.size(), 2) + n(wide ? 0xFFFF : entries_.size(), 2) +
           n(wide ? 0xFFFFFFFF : contents, 4) + n(wide ? 0xFFFFFFFF : out_.size(), 4) + n(comment.size(), 2) + comment;
    return out;
  }

 private:
  struct Entry {
    std::string name;
    uint32_t checksum;
    uint64_t size, offset;
    std::string data;
    bool deflated;
  };
  static std::string n(uint64_t value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>(value >> (8 * i));
    return out;
  }
  static std::string deflate_bytes(std::string_view bytes) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }
  std::string out_;
  std::vector<Entry> entries_;
};

// A workbook whose sheets are given as the XML between <worksheet> and </worksheet>.
struct WorkbookBuilder {
  struct Sheet { std::string name, xml, state; };
  std::vector<Sheet> sheets;
  std::vector<std::string> shared;    // the XML between <si> and </si>
  std::vector<std::string> formats;   // number formats; cell style i + 1 has the i-th
  bool from_1904 = false;
  bool strict = false;                // the namespaces of ISO 29500 strict
  std::string prefix;                 // "x:": of all elements of sheets and shared strings
  std::map<std::string, std::string> instead;  // parts that are given whole, by their names in the archive
  ZipBuilder zip{};

  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
  }

  // A sheet of inline strings, without references.
  static std::string grid(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "<sheetData>";
    for (const auto& row : rows) {
      out += "<row>";
      for (const std::string& cell : row) out += cell.empty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + escaped(cell) + "</t></is></c>";
      out += "</row>";
    }
    return out + "</sheetData>";
  }

  WorkbookBuilder& sheet(std::string name, std::string xml, std::string state = {}) {
    sheets.push_back({std::move(name), std::move(xml), std::move(state)});
    return *this;
  }

  void add(const std::string& name, const std::string& xml) {
    const auto given = instead.find(name);
    zip.add(name, given == instead.end() ? xml : given->second);
  }

  std::string bytes() {
    const std::string main = strict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string office = strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    const std::string space = prefix.empty() ? "xmlns" : "xmlns:" + prefix.substr(0, prefix.size() - 1);
    std::string list, links = relations;
    for (size_t i = 0; i < sheets.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      list += "<sheet name=\"" + escaped(sheets[i].name) + "\" sheetId=\"" + number + "\"" + (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + " r:id=\"rId" + number + "\"/>";
      links += "<Relationship Id=\"rId" + number + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    }
    links += "<Relationship Id=\"s\" Type=\"" + office + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    links += "<Relationship Id=\"y\" Type=\"" + office + "/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
    add("[Content_Types].xml", "<Types/>");
    add("_rels/.rels", relations + "<Relationship Id=\"a\" Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    add("xl/workbook.xml", "<?xml version=\"1.0\"?>\n<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\"><workbookPr" + (from_1904 ? " date1904=\"1\"" : "") + "/><sheets>" + list + "</sheets></workbook>");
    add("xl/_rels/workbook.xml.rels", links);
    std::string styles = "<styleSheet xmlns=\"" + main + "\"><numFmts>", cells = "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>";
    for (size_t i = 0; i < formats.size(); ++i) {
      styles += "<numFmt numFmtId=\"" + std::to_string(164 + i) + "\" formatCode=\"" + escaped(formats[i]) + "\"/>";
      cells += "<xf numFmtId=\"" + std::to_string(164 + i) + "\"/>";
    }
    add("xl/styles.xml", styles + "</numFmts>" + cells + "</cellXfs></styleSheet>");
    std::string texts = "<sst xmlns=\"" + main + "\" uniqueCount=\"" + std::to_string(shared.size()) + "\">";
    for (const std::string& text : shared) texts += "<si>" + text + "</si>";
    add("xl/sharedStrings.xml", texts + "</sst>");
    for (size_t i = 0; i < sheets.size(); ++i)
      add("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml", "<" + prefix + "worksheet " + space + "=\"" + main + "\">" + sheets[i].xml + "</" + prefix + "worksheet>");
    return zip.bytes();
  }
};

}  // namespace jumelles::test
