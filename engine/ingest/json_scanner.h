#pragma once

// Scans one JSON object or array (RFC 8259) where it stands, without building a tree; what is inside of it is only paired.
//
// Programs write values that the standard does not know: a comma behind the last field, numbers with zeros in front, NaN.
// What can be told from its neighbours is taken, as it is written; the rest breaks its object.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

// -1 for what is no hexadecimal digit.
inline int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

inline bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

enum class JsonKind : uint8_t { kString, kLiteral, kNull, kNested };

struct JsonField {
  std::string_view key;    // raw text between its quotes
  std::string_view value;  // strings: between the quotes; numbers, true, false, nested values: as written
  JsonKind kind = JsonKind::kNull;
  bool key_escaped = false, value_escaped = false;
};

enum class JsonState : uint8_t { kObject, kIncomplete, kBroken };

struct JsonObject {
  std::vector<JsonField> fields;
  const char* next = nullptr;      // behind the object, or where it breaks
  uint32_t depth = 0;              // brackets open where it breaks
  const char* problem = "";        // one sentence, when it breaks
  bool has_nested = false;         // a field is an object or an array
  bool loose = false;              // a value is none of the standard's
};

// `begin` points to "{". `at_end`: nothing follows `end`, so that what is incomplete is broken. O(length).
JsonState scan_json_object(const char* begin, const char* end, bool at_end, JsonObject& object);
// The same for "[": fields without keys.
JsonState scan_json_array(const char* begin, const char* end, bool at_end, JsonObject& object);
// A text and the colon behind it, as they stand before the value of a keyed object: `object.fields` has its key alone and
// `object.next` is where the value starts.
JsonState scan_json_key(const char* begin, const char* end, bool at_end, JsonObject& object);

// One value of any kind: `object.fields` has it alone.
JsonState scan_json_value(const char* begin, const char* end, bool at_end, JsonObject& object);

// Replaces escapes. false: an escape that stands for no character (half a surrogate pair, NUL).
bool unescape_json(std::string_view raw, std::string& out);

}  // namespace jumelles::ingest
