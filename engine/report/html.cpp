#include "report/html.h"

#include "text/utf8.h"

namespace jumelles::report {
namespace {

// Controls, and signs that turn the direction of what follows: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
bool steers(char32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n') || (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E || point == 0x200F ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF || point == 0xFFFE || point == 0xFFFF;
}

}  // namespace

std::string escaped(std::string_view utf8, size_t most_characters) {
  std::string out;
  out.reserve(utf8.size());
  size_t count = 0;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t point = text::decode(utf8, at);
    if (steers(point)) continue;
    if (count++ == most_characters) return out + "\u2026";
    switch (point) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: text::append_utf8(out, point);
    }
  }
  return out;
}

std::string as_sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.back() != '.' && out.back() != '!' && out.back() != '?') out += '.';
  return out;
}

}  // namespace jumelles::report
