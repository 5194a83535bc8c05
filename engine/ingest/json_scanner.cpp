#include "ingest/json_scanner.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "text/utf8.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxDepth = 128;

// 1: ends a run of ordinary characters in a string (quote, backslash, control other than tab).
constexpr std::array<uint8_t, 256> make_stops() {
  std::array<uint8_t, 256> out{};
  for (size_t i = 0; i < 0x20; ++i) out[i] = i != '\t';
  out['"'] = out['\\'] = 1;
  return out;
}
constexpr std::array<uint8_t, 256> kStops = make_stops();

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_number(std::string_view text) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const bool zero = i < text.size() && text[i] == '0';
  const size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

// Written by programs for "no value": never a text that somebody meant.
bool is_no_value(std::string_view text) { return text == "null" || text == "NaN" || text == "undefined" || text == "None"; }

// Values of other notations that stand for themselves: 00123, +5, .5, 5., Infinity, True.
bool is_loose_value(std::string_view text) {
  if (text == "True" || text == "False") return true;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text == "Infinity") return true;
  size_t digits = 0;
  for (const char c : text) {
    digits += is_digit(c);
    if (!is_digit(c) && c != '.') return false;
  }
  return digits > 0;
}

class Scanner {
 public:
  Scanner(const char* begin, const char* end, bool at_end, JsonObject& out) : at_(begin), end_(end), at_end_(at_end), out_(out) {}
  JsonState object();
  JsonState array();
  JsonState key();
  JsonState one_value();

 private:
  bool more() const { return at_ < end_; }
  void skip_space() { while (more() && is_json_space(*at_)) ++at_; }
  JsonState broken(const char* problem) {
    out_.next = at_;
    out_.problem = problem;
    return JsonState::kBroken;
  }
  // Where the text stops: more is needed, or the object is cut.
  JsonState cut() { return at_end_ ? broken("The object is not closed.") : JsonState::kIncomplete; }
  JsonState string(std::string_view& text, bool& escaped);
  JsonState nested(std::string_view& text);
  JsonState literal(JsonField& field);
  // Part of the loop over fields, which reading of flat objects spends most of its time in.
  [[gnu::always_inline]] JsonState value(JsonField& field);
  [[gnu::always_inline]] JsonState named(JsonField& field);
  void start() {
    out_.fields.clear();
    out_.depth = 1;
    out_.has_nested = out_.loose = false;
  }

  const char* at_;
  const char* end_;
  bool at_end_;
  JsonObject& out_;
};

// kObject stands for "done" in the parts below.
JsonState Scanner::string(std::string_view& text, bool& escaped) {
  const char* const begin = ++at_;
  escaped = false;
  for (;;) {
    while (more() && !kStops[static_cast<uint8_t>(*at_)]) ++at_;
    if (!more()) return cut();
    if (*at_ == '"') break;
    if (*at_ != '\\') return broken("A text is not closed on its line.");
    if (at_ + 1 >= end_) {
      at_ = end_;
      return cut();
    }
    escaped = true;
    at_ += 2;
  }
  text = {begin, static_cast<size_t>(at_ - begin)};
  ++at_;
  return JsonState::kObject;
}

// An array or object inside: brackets and texts must pair, the rest is kept as it is.
JsonState Scanner::nested(std::string_view& text) {
  const char* const begin = at_;
  std::array<char, kMaxDepth> closing;
  size_t open = 0;
  do {
    if (!more()) return cut();
    const char c = *at_;
    if (c == '"') {
      std::string_view ignored;
      bool escaped = false;
      const JsonState state = string(ignored, escaped);
      if (state != JsonState::kObject) return state;
      continue;
    }
    if (c == '{' || c == '[') {
      if (open == kMaxDepth) return broken("Values are nested too deeply.");
      closing[open++] = c == '{' ? '}' : ']';
      out_.depth = static_cast<uint32_t>(open + 1);
    } else if (c == '}' || c == ']') {
      if (c != closing[open - 1]) return broken("Brackets do not pair.");
      --open;
      out_.depth = static_cast<uint32_t>(open + 1);
    } else if (static_cast<uint8_t>(c) < 0x20 && !is_json_space(c)) {
      return broken("A control character stands outside a text.");
    }
    ++at_;
  } while (open > 0);
  text = {begin, static_cast<size_t>(at_ - begin)};
  return JsonState::kObject;
}

JsonState Scanner::literal(JsonField& field) {
  const char* const begin = at_;
  while (more() && !is_json_space(*at_) && *at_ != ',' && *at_ != '}' && *at_ != ']' && *at_ != '"' && *at_ != '{' && *at_ != '[') ++at_;
  if (!more()) return cut();
  field.value = {begin, static_cast<size_t>(at_ - begin)};
  field.kind = is_no_value(field.value) ? JsonKind::kNull : JsonKind::kLiteral;
  if (field.value == "null" || field.value == "true" || field.value == "false" || is_number(field.value)) return JsonState::kObject;
  if (field.kind == JsonKind::kNull || is_loose_value(field.value)) {
    out_.loose = true;
    return JsonState::kObject;
  }
  at_ = begin;
  return broken("A value is neither a text, a number, true, false nor null.");
}

inline JsonState Scanner::value(JsonField& field) {
  field.value_escaped = false;
  if (*at_ == '"') {
    field.kind = JsonKind::kString;
    return string(field.value, field.value_escaped);
  }
  if (*at_ == '{' || *at_ == '[') {
    field.kind = JsonKind::kNested;
    out_.has_nested = true;
    return nested(field.value);
  }
  return literal(field);
}

// A name and the colon behind it; the value is next.
inline JsonState Scanner::named(JsonField& field) {
  if (*at_ != '"') return broken("A field name is missing.");
  const JsonState state = string(field.key, field.key_escaped);
  if (state != JsonState::kObject) return state;
  skip_space();
  if (!more()) return cut();
  if (*at_ != ':') return broken("A colon is missing behind a field name.");
  ++at_;
  skip_space();
  return more() ? JsonState::kObject : cut();
}

JsonState Scanner::object() {
  start();
  ++at_;
  for (;;) {
    skip_space();
    if (!more()) return cut();
    if (*at_ == '}') break;
    JsonField& field = out_.fields.emplace_back();
    JsonState state = named(field);
    if (state == JsonState::kObject) state = value(field);
    if (state != JsonState::kObject) return state;
    skip_space();
    if (!more()) return cut();
    if (*at_ == '}') break;
    if (*at_ != ',') return broken("A comma is missing between two fields.");
    ++at_;
  }
  out_.next = ++at_;
  return JsonState::kObject;
}

JsonState Scanner::array() {
  start();
  ++at_;
  for (;;) {
    skip_space();
    if (!more()) return cut();
    if (*at_ == ']') break;
    JsonField field{};
    const JsonState state = value(field);
    if (state != JsonState::kObject) return state;
    out_.fields.push_back(field);
    skip_space();
    if (!more()) return cut();
    if (*at_ == ']') break;
    if (*at_ != ',') return broken("A comma is missing between two values.");
    ++at_;
  }
  out_.next = ++at_;
  return JsonState::kObject;
}

JsonState Scanner::key() {
  start();
  out_.depth = 0;
  JsonField field{};
  const JsonState state = named(field);
  if (state != JsonState::kObject) return state;
  out_.fields.push_back(field);
  out_.next = at_;
  return JsonState::kObject;
}

JsonState Scanner::one_value() {
  start();
  out_.depth = 0;
  JsonField field{};
  const JsonState state = value(field);
  if (state != JsonState::kObject) return state;
  out_.fields.push_back(field);
  out_.next = at_;
  return JsonState::kObject;
}

// The four digits of a \u escape at `at`, -1 when they are not there.
int code_unit(std::string_view raw, size_t at) {
  if (at + 4 > raw.size()) return -1;
  int unit = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(raw[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

}  // namespace

JsonState scan_json_object(const char* begin, const char* end, bool at_end, JsonObject& object) {
  return Scanner(begin, end, at_end, object).object();
}

JsonState scan_json_array(const char* begin, const char* end, bool at_end, JsonObject& object) {
  return Scanner(begin, end, at_end, object).array();
}

JsonState scan_json_key(const char* begin, const char* end, bool at_end, JsonObject& object) {
  return Scanner(begin, end, at_end, object).key();
}

JsonState scan_json_value(const char* begin, const char* end, bool at_end, JsonObject& object) {
  return Scanner(begin, end, at_end, object).one_value();
}

bool unescape_json(std::string_view raw, std::string& out) {
  out.clear();
  size_t at = 0;
  while (at < raw.size()) {
    const size_t slash = std::min(raw.find('\\', at), raw.size());
    out.append(raw.substr(at, slash - at));
    at = slash;
    if (at + 1 >= raw.size()) return at == raw.size();
    const char c = raw[at + 1];
    at += 2;
    static constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
    if (const size_t k = kFrom.find(c); k != std::string_view::npos) {
      out += kTo[k];
      continue;
    }
    const int unit = c == 'u' ? code_unit(raw, at) : -1;
    if (unit <= 0 || (unit >= 0xDC00 && unit < 0xE000)) return false;
    at += 4;
    auto point = static_cast<char32_t>(unit);
    if (unit >= 0xD800 && unit < 0xDC00) {
      const int low = raw.substr(at).starts_with("\\u") ? code_unit(raw, at + 2) : -1;
      if (low < 0xDC00 || low >= 0xE000) return false;
      at += 6;
      point = static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    }
    text::append_utf8(out, point);
  }
  return true;
}

}  // namespace jumelles::ingest
