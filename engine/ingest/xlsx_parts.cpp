#include "ingest/xlsx_parts.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace jumelles::ingest {
namespace {

constexpr uint64_t kMaxPartBytes = uint64_t{256} << 20;      // of workbook, relationships and styles: read whole
constexpr uint64_t kMaxTextBytes = uint64_t{2} << 30;
constexpr size_t kMaxCharacters = 32'767;                    // of a cell, by Excel's own limits

struct Relation {
  std::string type, target;
};
using Relations = std::map<std::string, Relation>;

std::string folder_of(std::string_view part) {
  const size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

// "xl/workbook.xml" and "../xl/a.xml" -> "xl/a.xml"
std::string resolved(const std::string& base, std::string target) {
  std::replace(target.begin(), target.end(), '\\', '/');
  std::string whole = target.starts_with('/') ? target : folder_of(base) + target;
  std::vector<std::string> parts;
  size_t begin = 0;
  while (begin <= whole.size()) {
    const size_t end = std::min(whole.find('/', begin), whole.size());
    const std::string part = whole.substr(begin, end - begin);
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "/") + part;
  return out;
}

// Calls `visit(scanner)` at every start of an element of a part that is read whole.
template <class Visit>
Status visit_part(ByteSource& source, const std::string& path, const ZipEntry& entry, Visit visit) {
  if (entry.size > kMaxPartBytes) return Error{ErrorCode::kTooLarge, "zip.bomb", "The file would unpack to far more than a table can be.", "Open it with its own program and save it again, or save the table as CSV UTF-8.", path, 0, {}};
  const std::unique_ptr<XmlScanner> scanner = scan_entry(std::make_shared<ZipStream>(source, path, entry));
  while (true) {
    switch (scanner->next()) {
      case XmlToken::kStart: visit(*scanner); break;
      case XmlToken::kDone: return {};
      case XmlToken::kBroken: return damaged_part(*scanner, path, entry.name);
      default: break;
    }
  }
}

Result<Relations> read_relations(ByteSource& source, const std::string& path, const ZipArchive& archive, const std::string& part) {
  Relations out;
  const std::string folder = folder_of(part);
  const ZipEntry* entry = archive.find(folder + "_rels/" + part.substr(folder.size()) + ".rels");
  if (!entry) return out;
  Status status = visit_part(source, path, *entry, [&](XmlScanner& scanner) {
    if (scanner.name() != "Relationship" || scanner.attribute("TargetMode") == "External") return;
    const std::string type = scanner.attribute("Type");
    out[scanner.attribute("Id")] = {type.substr(type.rfind('/') + 1), resolved(part, scanner.attribute("Target"))};
  });
  if (!status) return status.error();
  return out;
}

Status read_styles(ByteSource& source, const std::string& path, const ZipEntry& entry, Workbook& out) {
  std::map<uint32_t, NumberFormat> own;
  std::vector<uint32_t> numbers;
  bool of_cells = false;
  Status status = visit_part(source, path, entry, [&](XmlScanner& scanner) {
    const auto number = [&](const char* name) { return static_cast<uint32_t>(std::strtoul(scanner.attribute(name).c_str(), nullptr, 10)); };
    if (scanner.name() == "numFmt" && scanner.depth() == 3) own[number("numFmtId")] = NumberFormat::parse(scanner.attribute("formatCode"));
    else if (scanner.depth() == 2) of_cells = scanner.name() == "cellXfs";
    else if (of_cells && scanner.depth() == 3 && scanner.name() == "xf") numbers.push_back(number("numFmtId"));
  });
  if (!status) return status;
  for (const uint32_t number : numbers) {
    const auto found = own.find(number);
    out.formats.push_back(found == own.end() ? NumberFormat::built_in(number) : found->second);
  }
  return {};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The number of an _xHHHH_ at `at`; -1: there is none.
int escaped_at(std::string_view text, size_t at) {
  if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
  int value = 0;
  for (size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void unescape(std::string& text, size_t from) {
  size_t at = text.find("_x", from);
  if (at == std::string::npos) return;
  size_t to = at;
  for (; at < text.size();) {
    const int value = escaped_at(text, at);
    // Halves of characters beyond the first plane stand as they are: nobody writes them so.
    if (value < 0 || (value >= 0xD800 && value <= 0xDFFF)) {
      text[to++] = text[at++];
      continue;
    }
    at += 7;
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r') continue;
    if (value < 0x80) {
      text[to++] = static_cast<char>(value);
    } else if (value < 0x800) {
      text[to++] = static_cast<char>(0xC0 | (value >> 6));
      text[to++] = static_cast<char>(0x80 | (value & 0x3F));
    } else {
      text[to++] = static_cast<char>(0xE0 | (value >> 12));
      text[to++] = static_cast<char>(0x80 | ((value >> 6) & 0x3F));
      text[to++] = static_cast<char>(0x80 | (value & 0x3F));
    }
  }
  text.resize(to);
}

bool is_true(const std::string& text) { return text == "1" || text == "true" || text == "on"; }

}  // namespace

Error damaged_part(const XmlScanner& scanner, const std::string& path, const std::string& part) {
  if (!scanner.failure().ok()) return scanner.failure().error();
  return {ErrorCode::kBadInput, "xlsx.damaged", "The part " + part + " of the workbook is damaged.", "Open the workbook with its own program and save it again.", path, 0, {part}};
}

std::unique_ptr<XmlScanner> scan_entry(std::shared_ptr<ZipStream> stream) {
  return std::make_unique<XmlScanner>([stream = std::move(stream)](std::span<uint8_t> out) { return stream->read(out); });
}

Result<Workbook> read_workbook(ByteSource& source, const std::string& path, const ZipArchive& archive) {
  std::string part = "xl/workbook.xml";
  const Result<Relations> roots = read_relations(source, path, archive, "");
  if (!roots) return roots.error();
  for (const auto& [id, relation] : roots.value())
    if (relation.type == "officeDocument") part = relation.target;
  const ZipEntry* const entry = archive.find(part);
  if (!entry) return Error{ErrorCode::kBadInput, "xlsx.not_a_workbook", "This is no Excel workbook.", "Save the table as .xlsx or as CSV UTF-8.", path, 0, {}};
  const Result<Relations> relations = read_relations(source, path, archive, part);
  if (!relations) return relations.error();

  Workbook out;
  struct Named { std::string name, id; bool hidden; };
  std::vector<Named> named;
  Status status = visit_part(source, path, *entry, [&](XmlScanner& scanner) {
    if (scanner.name() == "workbookPr") out.from_1904 = is_true(scanner.attribute("date1904"));
    if (scanner.name() == "sheet") named.push_back({scanner.attribute("name"), scanner.attribute("id"), scanner.attribute("state").ends_with("idden")});
  });
  if (!status) return status.error();
  for (const Named& sheet : named) {
    const auto relation = relations.value().find(sheet.id);
    if (relation == relations.value().end() || relation->second.type != "worksheet") continue;  // a chart, a macro sheet
    if (const ZipEntry* found = archive.find(relation->second.target)) out.sheets.push_back({readable_text(sheet.name, 200), sheet.hidden, *found});
  }
  for (const auto& [id, relation] : relations.value()) {
    const ZipEntry* const found = archive.find(relation.target);
    if (!found) continue;
    if (relation.type == "sharedStrings") out.shared_texts = *found;
    if (relation.type == "styles")
      if (status = read_styles(source, path, *found, out); !status) return status.error();
  }
  return out;
}

XmlToken read_rich_text(XmlScanner& scanner, std::string& out) {
  const size_t outside = scanner.depth() - 1;
  bool in_text = false;
  while (true) {
    const XmlToken token = scanner.next();
    switch (token) {
      case XmlToken::kStart:
        in_text = scanner.name() == "t";
        if (scanner.name() == "rPh")
          if (scanner.skip() == XmlToken::kBroken) return XmlToken::kBroken;
        break;
      case XmlToken::kText:
        if (in_text) scanner.append_text(out);
        break;
      case XmlToken::kEnd:
        if (scanner.depth() == outside) return token;
        in_text = false;
        break;
      default: return XmlToken::kBroken;
    }
  }
}

void finish_text(std::string& text, size_t from) {
  if (text.find('_', from) != std::string::npos) unescape(text, from);
  if (is_clean_text(std::string_view(text).substr(from))) return;
  std::string clean = readable_text(std::string_view(text).substr(from), kMaxCharacters * 4);
  std::erase_if(clean, [](char c) { return static_cast<uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
  text.replace(from, std::string::npos, clean);
}

SharedTexts::SharedTexts(ByteSource& source, std::string path, const ZipEntry& entry)
    : path_(std::move(path)), compressed_size_(entry.name.empty() ? 0 : entry.compressed_size), uncompressed_size_(entry.size) {
  if (entry.name.empty()) return;
  stream_ = std::make_shared<ZipStream>(source, path_, entry);
  scanner_ = scan_entry(stream_);
}

std::string_view SharedTexts::keep(std::string_view text) {
  if (text.size() > room_) {
    const size_t bytes = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(bytes));
    free_ = blocks_.back().get();
    room_ = bytes;
  }
  char* const begin = free_;
  std::copy(text.begin(), text.end(), begin);
  free_ += text.size();
  room_ -= text.size();
  return {begin, text.size()};
}

Status SharedTexts::read_until(uint64_t taken) {
  if (!scanner_) return {};
  if (uncompressed_size_ > kMaxTextBytes)
    return Error{ErrorCode::kTooLarge, "xlsx.too_many_texts", "The workbook holds more than 2 GB of texts.", "Save the sheet as CSV UTF-8.", path_, 0, {}};
  return take_texts(taken);
}

void SharedTexts::add_text() {
  finish_text(scratch_, 0);
  const std::string_view kept = keep(scratch_);
  texts_.push_back({kept.data(), static_cast<uint32_t>(kept.size())});
}

// <si><t>Lyon</t></si>, as nearly all are written, taken at once; everything else is left to read_rich_text.
bool SharedTexts::take_plain_text() {
  constexpr std::string_view kOpening = "<si><t>", kClosing = "</t></si>";
  const std::string_view text = scanner_->ahead();
  if (scanner_->depth() != 1 || !text.starts_with(kOpening)) return false;
  size_t end = kOpening.size();
  while (end < text.size() && text[end] != '<' && text[end] != '&' && text[end] != '\r') ++end;
  if (text.substr(end, kClosing.size()) != kClosing) return false;
  scratch_.assign(text.substr(kOpening.size(), end - kOpening.size()));
  scanner_->take(end + kClosing.size());
  add_text();
  return true;
}

Status SharedTexts::take_texts(uint64_t taken) {
  while (stream_->taken() < taken || taken >= compressed_size_) {
    if (take_plain_text()) continue;
    const XmlToken token = scanner_->next();
    if (token == XmlToken::kDone) {
      scanner_.reset();
      stream_.reset();
      return {};
    }
    if (token == XmlToken::kBroken) return damaged_part(*scanner_, path_, "sharedStrings.xml");
    if (token != XmlToken::kStart) continue;
    if (scanner_->depth() == 1) {
      // How many there are, where the document says so; no more than could be in it.
      const uint64_t told = std::strtoull(scanner_->attribute("uniqueCount").c_str(), nullptr, 10);
      texts_.reserve(static_cast<size_t>(std::min(told, uncompressed_size_ / 9)));
    }
    if (scanner_->depth() != 2 || scanner_->name() != "si") continue;
    scratch_.clear();
    if (read_rich_text(*scanner_, scratch_) == XmlToken::kBroken) return damaged_part(*scanner_, path_, "sharedStrings.xml");
    add_text();
  }
  return {};
}

}  // namespace jumelles::ingest
