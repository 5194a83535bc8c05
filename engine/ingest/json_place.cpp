#include "ingest/json_place.h"

#include <algorithm>

#include "ingest/encoding.h"
#include "ingest/json_names.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {
constexpr size_t kMaxShownPath = 200;
constexpr size_t kMostNamed = 20;

std::string shown(const std::string& path) { return readable_text(path, kMaxShownPath); }

Error no_such_list(const JsonOutline& outline, const std::string& wanted) {
  std::string names;
  size_t count = 0;
  for (const auto* places : {&outline.places(), &outline.parts()})
    for (const JsonPlace& place : *places)
      if (!place.path.empty() && ++count <= kMostNamed) names += (count > 1 ? ", " : "") + shown(place.path);
  if (count > kMostNamed) names += ", …";
  const std::string message = "The JSON has no list \"" + shown(wanted) + "\".";
  if (names.empty()) return Error{ErrorCode::kBadInput, "json.no_named_list", message, "None of its lists has a name: name the file alone.", {}, 0, {shown(wanted)}};
  return Error{ErrorCode::kBadInput, "json.no_such_list", message, "Its lists are: " + names + ".", {}, 0, {shown(wanted), names}};
}

}  // namespace

Status place_records(const JsonOutline& outline, const DialectOverride& choice, ImportResult& result, JsonPlace& records) {
  // Who says that the file is one object after the other is taken at his word.
  if (choice.format == Format::kNdjson) return {};
  if (outline.only_values())
    return Error{ErrorCode::kBadInput, "json.no_records", "The file is JSON, but holds no list of records.",
                 "Save the answer of the service with its list of objects, or export as CSV.", {}, 0, {}};
  const bool only_errors = std::all_of(outline.places().begin(), outline.places().end(), [](const JsonPlace& place) { return place.path.empty() || is_error_name(place.path.substr(0, place.path.find('.'))); });
  if (outline.error_answer() && only_errors && !choice.table)
    return Error{ErrorCode::kBadInput, "json.error_answer", "This is the answer of a service that tells an error, and holds no records.",
                 "Open the file in an editor to see which, and ask the service again.", {}, 0, {}};
  if (outline.places().size() > 1)
    for (const JsonPlace& place : outline.places()) result.tables.push_back({shown(place.path), false, place.row_count, true});
  records = outline.place();
  if (choice.table) {
    auto found = std::find_if(outline.places().begin(), outline.places().end(), [&](const JsonPlace& place) { return place.path == *choice.table || shown(place.path) == *choice.table; });
    // One of the lists of a group.
    const auto part = std::find_if(outline.parts().begin(), outline.parts().end(), [&](const JsonPlace& place) { return place.path == *choice.table || shown(place.path) == *choice.table; });
    if (found == outline.places().end() && part == outline.parts().end()) return no_such_list(outline, *choice.table);
    records = found == outline.places().end() ? *part : *found;
  }
  if (outline.one_object()) {
    if (const std::string* path = outline.empty_list())
      return Error{ErrorCode::kBadInput, "json.empty_list", "The list \"" + shown(*path) + "\" of this JSON is empty: there are no records.",
                   "Ask the service again, without its filter or for its first page.", {}, 0, {shown(*path)}};
    add_notice(result, "json_one_object");
  }
  if (records.grouped) add_notice(result, "json_lists_joined");
  const bool is_first_page = !records.pages || records.grouped;
  if (is_first_page && outline.stated_count() > records.row_count && records.row_count > 0 && records.opening != kNoBracket) result.stated_row_count = outline.stated_count();
  if (is_first_page && records.opening != kNoBracket && outline.has_more()) result.stated_row_count = std::max<uint64_t>(result.stated_row_count, 1);
  if (outline.several() && !choice.table) add_notice(result, "json_one_of_several_lists");
  if (records.text != kNoBracket) add_notice(result, "json_inside_text");
  const bool inside_record = outline.places().size() == 1 && records.text == kNoBracket && !records.path.empty() && outline.has_texts_around();
  if (inside_record) add_notice(result, "json_list_inside_object");
  if (outline.places().size() > 1 || inside_record) result.dialect.table = shown(records.path);
  if (!choice.format && (records.opening != kNoBracket || records.text != kNoBracket)) result.dialect.format = Format::kJsonArray;
  return {};
}

}  // namespace jumelles::ingest
