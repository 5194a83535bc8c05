#pragma once

// Scans one flat JSON object (RFC 8259) where it stands, without building a tree.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

inline bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

enum class JsonKind : uint8_t { kString, kLiteral, kNull, kNested };

struct JsonField {
  std::string_view key;    // raw text between its quotes
  std::string_view value;  // strings: between the quotes; numbers, true, false, nested values: as written
  JsonKind kind;
  bool key_escaped, value_escaped;
};

enum class JsonState : uint8_t { kObject, kIncomplete, kBroken };

struct JsonObject {
  std::vector<JsonField> fields;
  const char* next = nullptr;      // behind the object, or where it breaks
  uint32_t depth = 0;              // brackets open where it breaks
  const char* problem = "";        // one sentence, when it breaks
};

// `begin` points to "{". `at_end`: nothing follows `end`, so that what is incomplete is broken. O(length).
JsonState scan_json_object(const char* begin, const char* end, bool at_end, JsonObject& object);

// Replaces escapes. false: an escape that stands for no character (half a surrogate pair, NUL).
bool unescape_json(std::string_view raw, std::string& out);

}  // namespace jumelles::ingest
