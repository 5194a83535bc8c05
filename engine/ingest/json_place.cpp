#include "ingest/json_place.h"

#include "ingest/encoding.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {
constexpr size_t kMaxShownPath = 200;
}  // namespace

Status place_records(const JsonOutline& outline, const DialectOverride& choice, ImportResult& result, JsonPlace& records) {
  // Who says that the file is one object after the other is taken at his word.
  if (choice.format == Format::kNdjson) return {};
  if (outline.only_values())
    return Error{ErrorCode::kBadInput, "json.no_records", "The file is JSON, but holds no list of records.",
                 "Save the answer of the service with its list of objects, or export as CSV.", {}, 0, {}};
  records = outline.place(choice.table.value_or(""));
  if (outline.one_object()) {
    if (const std::string* path = outline.empty_list()) {
      const std::string shown = readable_text(*path, kMaxShownPath);
      return Error{ErrorCode::kBadInput, "json.empty_list", "The list \"" + shown + "\" of this JSON is empty: there are no records.",
                   "Ask the service again, without its filter or for its first page.", {}, 0, {shown}};
    }
    add_notice(result, "json_one_object");
  }
  const bool chosen = choice.table && records.path == *choice.table;
  if (outline.several() && !chosen) add_notice(result, "json_one_of_several_lists");
  if (outline.places().size() > 1) {
    for (const JsonPlace& place : outline.places()) result.tables.push_back({readable_text(place.path, kMaxShownPath), false, place.row_count});
    result.dialect.table = readable_text(records.path, kMaxShownPath);
  }
  if (records.opening != kNoBracket && !choice.format) result.dialect.format = Format::kJsonArray;
  return {};
}

}  // namespace jumelles::ingest
