#pragma once

// Records that services wrap once more: {"id": …, "attributes": {…}}, {"_id": …, "_source": {…}}, features of GeoJSON.

#include <string>
#include <vector>

#include "ingest/json_scanner.h"

namespace jumelles::ingest {

struct JsonEnvelope {
  const JsonField* inner = nullptr;     // whose fields are the record's; null: no envelope
  const JsonField* geometry = nullptr;  // of a feature
  const JsonField* type = nullptr;      // "Feature": the same for all
};

// An envelope holds the record under a known name and nothing but known things beside it.
JsonEnvelope find_envelope(const std::vector<JsonField>& fields);

// A line of a bulk request of Elasticsearch that says where the next one goes ({"index": {"_id": "7"}}), or a message of Singer and
// Airbyte that is no record ({"type": "SCHEMA", "schema": …}).
bool is_control_line(const std::vector<JsonField>& fields);
// A text in which an object of JSON is written once more.
bool holds_json(const JsonField& field);

// Longitude and latitude of {"type": "Point", "coordinates": [x, y]}, as written. false: another shape.
bool point_of(std::string_view geometry, std::string_view& longitude, std::string_view& latitude);

// Whether `value` may be of the next kind; for certain, ask that.
inline bool may_be_typed(std::string_view value) { return value.size() > 2 && value[0] == '{' && (value[1] == '"' ? value[2] == '$' : is_json_space(value[1])); }
// The value of {"$oid": "…"}, {"$numberLong": "7"}, {"$date": …} and their like, as MongoDB writes types into JSON. A date in
// milliseconds since 1970 becomes a text of its own, in `made`. false: another object.
bool unwrap_value(std::string_view object, JsonField& value, std::string& made);

}  // namespace jumelles::ingest
