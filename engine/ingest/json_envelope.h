#pragma once

// Records that services wrap once more: {"id": …, "attributes": {…}}, {"_id": …, "_source": {…}}, features of GeoJSON.

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

// Longitude and latitude of {"type": "Point", "coordinates": [x, y]}, as written. false: another shape.
bool point_of(std::string_view geometry, std::string_view& longitude, std::string_view& latitude);

}  // namespace jumelles::ingest
