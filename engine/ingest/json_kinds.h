#pragma once

// Texts that hold JSON and are none: lists that a script printed, answers below their headers, lines of a log, what a database
// program shows of a query. As delimited text they would be nonsense.

#include <optional>
#include <string>
#include <string_view>

#include "ingest/ingest.h"

namespace jumelles::ingest {

// What the beginning of a text is, when it is such a text, with what to do. `sample` is UTF-8. O(length).
// Errors: "json.of_script", "json.below_headers", "json.in_log_lines", "json.as_printed".
std::optional<Error> kind_of_json_text(std::string_view sample, const std::string& path);

}  // namespace jumelles::ingest
