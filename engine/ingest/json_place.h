#pragma once

// What follows from the outline of a JSON file: where records are read from, what is said of it, and when there are none.

#include "ingest/ingest.h"
#include "ingest/json_outline.h"

namespace jumelles::ingest {

// Sets `records`, notices, `result.tables` where a file holds several lists, named by their paths, and the dialect. Errors:
// "json.no_records", "json.empty_list", "json.no_such_list" and "json.no_named_list" for a path that was chosen.
Status place_records(const JsonOutline& outline, const DialectOverride& choice, ImportResult& result, JsonPlace& records);

}  // namespace jumelles::ingest
