#pragma once

// Texts that are no tables: what each is, and what to do with it.

#include <optional>
#include <string>
#include <string_view>

#include "ingest/ingest.h"

namespace jumelles::ingest {

// What the beginning of a text is, when it is no table: contact cards, a directory, a calendar, a database dump, a web page or archive, XML,
// an e-mail, an old spreadsheet format, YAML, records that stand over several lines. `sample` is UTF-8. O(length).
// Errors: "file.vcard", "file.calendar", "file.ldif", "file.sql", "file.web_page", "file.web_archive", "file.xml", "file.mail", "file.sylk",
// "file.dif", "file.yaml", "file.records_over_lines".
std::optional<Error> kind_of_text(std::string_view sample, const std::string& path);

}  // namespace jumelles::ingest
