#include "ingest/zip_kinds.h"

#include <algorithm>
#include <vector>

#include "ingest/table_reader.h"

namespace jumelles::ingest {
namespace {

constexpr const char* kSaveAsXlsx = "Open it with its own program and save it as .xlsx or CSV UTF-8.";

Error of_kind(const char* id, std::string message, const char* hint, const std::string& path) {
  return {ErrorCode::kUnsupported, id, std::move(message), hint, path, 0, {}};
}

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
  });
}

bool is_table(std::string_view name) {
  for (const std::string_view ending : {".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".xlsx", ".xlsm"})
    if (ends_with(name, ending)) return !name.starts_with("__MACOSX/");
  return false;
}

}  // namespace

Status check_is_workbook(const ZipArchive& archive, const std::string& path) {
  const std::vector<ZipEntry>& entries = archive.entries();
  const auto any = [&](auto test) { return std::any_of(entries.begin(), entries.end(), [&](const ZipEntry& entry) { return test(std::string_view(entry.name)); }); };
  if (archive.find("xl/workbook.bin")) return of_kind("file.xlsb", "This is a binary Excel workbook (.xlsb), which is not read here.", "Open it in Excel and save it as .xlsx.", path);
  if (any([](std::string_view name) { return name.starts_with("word/") || name.starts_with("ppt/"); }))
    return of_kind("file.office", "This is an Office document, not a table.", "Save its table as .xlsx or CSV UTF-8.", path);
  if (archive.find("_rels/.rels") || archive.find("xl/workbook.xml")) return {};
  if (archive.find("content.xml") && archive.find("META-INF/manifest.xml"))
    return of_kind("file.ods", "This is a document of LibreOffice or OpenOffice (.ods), which is not read here.", "Open it and save it as .xlsx or CSV UTF-8.", path);
  if (any([](std::string_view name) { return name == "Index.zip" || name.ends_with(".iwa"); }))
    return of_kind("file.numbers", "This is a document of Numbers, which is not read here.", "Open it in Numbers and export it as Excel or CSV.", path);
  if (any(is_table)) return of_kind("file.archive_of_tables", "This is a ZIP archive that holds tables.", "Unpack it and drop the files that are in it.", path);
  return of_kind("file.archive", "This is a ZIP archive, not a table.", "Unpack it and drop the tables that are in it.", path);
}

// The directory of such a container holds entries of 128 bytes, at multiples of that in the file: a name of 32 UTF-16 units, its length
// in bytes, its end counted, behind it.
Error kind_of_container(ByteSource& source, const std::string& path) {
  constexpr size_t kEntryBytes = 128, kContainerBytes = size_t{1} << 20;
  std::vector<uint8_t> piece(kContainerBytes);
  bool encrypted = false, workbook = false;
  for (uint64_t at = 0; at < source.size() && !encrypted; at += piece.size()) {
    piece.resize(static_cast<size_t>(std::min<uint64_t>(kContainerBytes, source.size() - at)));
    if (Status status = read_exactly(source, path, at, piece); !status) return status.error();
    const auto named = [&](size_t entry, std::string_view name) {
      if (piece[entry + 64] != (name.size() + 1) * 2 || piece[entry + 65] != 0) return false;
      for (size_t i = 0; i < name.size(); ++i)
        if (piece[entry + i * 2] != static_cast<uint8_t>(name[i]) || piece[entry + i * 2 + 1] != 0) return false;
      return true;
    };
    for (size_t entry = 0; entry + kEntryBytes <= piece.size(); entry += kEntryBytes) {
      encrypted = encrypted || named(entry, "EncryptedPackage");
      workbook = workbook || named(entry, "Workbook") || named(entry, "Book");
    }
  }
  if (encrypted)
    return of_kind("file.encrypted_workbook", "The workbook is protected by a password.", "Open it in Excel, take the password off (File, Info, Protect Workbook) and save it again.", path);
  if (workbook) return of_kind("file.xls", "This is an old Excel workbook (.xls), which is not read here.", kSaveAsXlsx, path);
  return of_kind("file.office", "This is an Office document, not a table.", "Save its table as .xlsx or CSV UTF-8.", path);
}

}  // namespace jumelles::ingest
