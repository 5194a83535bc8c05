#pragma once

// Files that are no text and hold no table that is read here: what each is, and what to do with it.

#include <string>

#include "ingest/ingest.h"
#include "ingest/zip_archive.h"

namespace jumelles::ingest {

// Whether a ZIP archive is an Excel workbook of XML parts. Else an error that says what it is: "file.ods", "file.xlsb", "file.numbers",
// "file.word", "file.archive_of_tables", "file.archive".
Status check_is_workbook(const ZipArchive& archive, const std::string& path);

// What a container of Microsoft's older programs is: "file.encrypted_workbook", "file.xls", "file.office". Reads the whole file.
Error kind_of_container(ByteSource& source, const std::string& path);

}  // namespace jumelles::ingest
