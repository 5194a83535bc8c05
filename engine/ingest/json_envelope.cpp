#include "ingest/json_envelope.h"

#include <algorithm>

#include "core/ascii.h"

namespace jumelles::ingest {
namespace {

// GeoJSON and ArcGIS, JSON:API, Elasticsearch, GraphQL connections, Airtable and Opendatasoft, FHIR bundles, CouchDB.
constexpr std::string_view kInner[] = {"properties", "attributes", "_source", "node", "fields", "record", "resource", "doc"};
constexpr std::string_view kBesideInner[] = {"type",   "id",        "geometry", "bbox",        "relationships", "links",     "meta",     "_index",
                                             "_type",  "_id",       "_score",   "_version",    "sort",          "highlight", "cursor",   "createdTime",
                                             "datasetid", "recordid", "stream", "time_extracted", "record_timestamp", "timestamp", "size", "fullUrl", "search", "key", "value"};

template <size_t size>
bool is_among(std::string_view name, const std::string_view (&names)[size]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kTyped[] = {"$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$uuid", "$symbol"};

// 1577836800000 is 2020-01-01T00:00:00Z. Days to dates by the proleptic Gregorian calendar in eras of 400 years
// (H. Hinnant, "chrono-compatible low-level date algorithms").
bool date_of(std::string_view milliseconds, std::string& out) {
  constexpr int64_t kDay = 86'400'000;
  constexpr size_t kMostDigits = 15;  // beyond the year 9999
  const bool negative = milliseconds.starts_with('-');
  if (negative) milliseconds.remove_prefix(1);
  if (milliseconds.empty() || milliseconds.size() > kMostDigits || !std::all_of(milliseconds.begin(), milliseconds.end(), is_digit)) return false;
  int64_t total = 0;
  for (const char c : milliseconds) total = total * 10 + (c - '0');
  if (negative) total = -total;
  const int64_t time = (total % kDay + kDay) % kDay, days = (total - time) / kDay + 719'468;
  const int64_t era = (days >= 0 ? days : days - 146'096) / 146'097, day_of_era = days - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1, month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2);
  if (year < 1 || year > 9999) return false;
  const auto put = [&](int64_t number, size_t width) {
    const std::string digits = std::to_string(number);
    out.append(width - digits.size(), '0').append(digits);
  };
  out.clear();
  put(year, 4), out += '-', put(month, 2), out += '-', put(day, 2), out += 'T';
  put(time / 3'600'000, 2), out += ':', put(time / 60'000 % 60, 2), out += ':', put(time / 1000 % 60, 2);
  if (time % 1000 != 0) out += '.', put(time % 1000, 3);
  out += 'Z';
  return true;
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

bool is_control_line(const std::vector<JsonField>& fields) {
  constexpr std::string_view kActions[] = {"index", "create", "update", "delete"};
  constexpr std::string_view kMessages[] = {"STATE", "SCHEMA", "LOG", "TRACE", "SPEC", "CATALOG", "CONTROL", "CONNECTION_STATUS"};
  constexpr std::string_view kBodies[] = {"value", "state", "schema", "log", "trace", "spec", "catalog", "control", "connectionStatus"};
  if (fields.size() == 1 && is_object(fields[0]) && is_among(fields[0].key, kActions)) {
    JsonObject action;
    const std::string_view value = fields[0].value;
    if (scan_json_object(value.data(), value.data() + value.size(), true, action) != JsonState::kObject) return false;
    constexpr std::string_view kAddress[] = {"routing", "retry_on_conflict", "pipeline", "require_alias", "if_seq_no", "if_primary_term", "version", "version_type"};
    return std::all_of(action.fields.begin(), action.fields.end(), [&](const JsonField& field) { return field.key.starts_with('_') || is_among(field.key, kAddress); });
  }
  bool message = false, body = false;
  for (const JsonField& field : fields) {
    message = message || (field.key == "type" && field.kind == JsonKind::kString && is_among(field.value, kMessages));
    body = body || (is_object(field) && is_among(field.key, kBodies));
  }
  return message && body;
}

bool holds_json(const JsonField& field) {
  return field.value_escaped && (field.value.starts_with("{\\\"") || field.value.starts_with("[{\\\"")) && (field.value.ends_with('}') || field.value.ends_with(']'));
}

bool unwrap_value(std::string_view object, JsonField& value, std::string& made) {
  made.clear();
  size_t at = 1;
  while (at < object.size() && is_json_space(object[at])) ++at;
  if (!object.substr(0, 1).starts_with('{') || !object.substr(std::min(at, object.size())).starts_with("\"$")) return false;
  JsonObject found;
  if (scan_json_object(object.data(), object.data() + object.size(), true, found) != JsonState::kObject || found.fields.size() != 1) return false;
  const JsonField& field = found.fields[0];
  const bool is_date = field.key == "$date";
  if (!is_date && !is_among(field.key, kTyped)) return false;
  value = field;
  if (field.kind == JsonKind::kNested && (!is_date || !unwrap_value(field.value, value, made) || value.kind == JsonKind::kNested || !made.empty())) return false;
  if (is_date && (field.kind != JsonKind::kString)) return date_of(value.value, made);
  return true;
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
