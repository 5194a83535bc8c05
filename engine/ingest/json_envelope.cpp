#include "ingest/json_envelope.h"

#include <algorithm>

namespace jumelles::ingest {
namespace {

// GeoJSON and ArcGIS, JSON:API, Elasticsearch, GraphQL connections, Airtable and Opendatasoft, FHIR bundles, CouchDB.
constexpr std::string_view kInner[] = {"properties", "attributes", "_source", "node", "fields", "record", "resource", "doc"};
constexpr std::string_view kBesideInner[] = {"type",   "id",        "geometry", "bbox",        "relationships", "links",     "meta",     "_index",
                                             "_type",  "_id",       "_score",   "_version",    "sort",          "highlight", "cursor",   "createdTime",
                                             "datasetid", "recordid", "record_timestamp", "timestamp", "size", "fullUrl", "search", "key", "value"};

template <size_t size>
bool is_among(std::string_view name, const std::string_view (&names)[size]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_object(const JsonField& field) { return field.kind == JsonKind::kNested && field.value.front() == '{'; }

}  // namespace

JsonEnvelope find_envelope(const std::vector<JsonField>& fields) {
  JsonEnvelope out;
  for (const JsonField& field : fields) {
    if (out.inner == nullptr && is_object(field) && is_among(field.key, kInner)) out.inner = &field;
    else if (!is_among(field.key, kBesideInner)) return {};
    if (field.key == "type" && field.value == "Feature") out.type = &field;
    if (field.key == "geometry") out.geometry = &field;
  }
  if (out.inner == nullptr) return {};
  if (out.type == nullptr) out.geometry = nullptr;
  return out;
}

bool point_of(std::string_view geometry, std::string_view& longitude, std::string_view& latitude) {
  if (geometry.empty() || geometry.front() != '{') return false;
  JsonObject object, list;
  if (scan_json_object(geometry.data(), geometry.data() + geometry.size(), true, object) != JsonState::kObject) return false;
  bool is_point = false, has_two = false;
  for (const JsonField& field : object.fields) {
    if (field.key == "type") is_point = field.value == "Point";
    if (field.key != "coordinates" || field.kind != JsonKind::kNested || field.value.front() != '[') continue;
    const JsonState state = scan_json_array(field.value.data(), field.value.data() + field.value.size(), true, list);
    has_two = state == JsonState::kObject && list.fields.size() >= 2 && list.fields[0].kind == JsonKind::kLiteral && list.fields[1].kind == JsonKind::kLiteral;
  }
  if (!is_point || !has_two) return false;
  longitude = list.fields[0].value;
  latitude = list.fields[1].value;
  return true;
}

}  // namespace jumelles::ingest
