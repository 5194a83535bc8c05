#include "text/entities.h"

#include <algorithm>
#include <cstdint>

#include "text/utf8.h"
#include "text/windows_1252.h"

namespace jumelles::text {
namespace {

constexpr size_t kLongestReference = 12;

// U+00A0 to U+00FF, in this order.
constexpr std::string_view kLatinNames[] = {
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy", "reg", "macr",
    "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml",
    "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig",
    "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml",
    "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml"};
static_assert(sizeof(kLatinNames) / sizeof(kLatinNames[0]) == 96);

struct Named {
  std::string_view name;
  char32_t point;
};
constexpr Named kOtherNames[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"OElig", 0x152}, {"oelig", 0x153}, {"Scaron", 0x160}, {"scaron", 0x161},
    {"Yuml", 0x178}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"bull", 0x2022}, {"hellip", 0x2026}, {"euro", 0x20AC}, {"trade", 0x2122}};

// The code point of "#252", "#xFC" or "uuml"; 0 when it is none.
char32_t point_of(std::string_view reference) {
  if (reference.size() < 2) return 0;
  if (reference[0] != '#') {
    for (size_t i = 0; i < 96; ++i)
      if (kLatinNames[i] == reference) return static_cast<char32_t>(0xA0 + i);
    for (const Named& named : kOtherNames)
      if (named.name == reference) return named.point;
    return 0;
  }
  const bool hex = (reference[1] | 32) == 'x';
  const std::string_view digits = reference.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return 0;
  char32_t point = 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 32);
    if (c >= '0' && c <= '9') point = point * (hex ? 16 : 10) + static_cast<char32_t>(c - '0');
    else if (hex && lower >= 'a' && lower <= 'f') point = point * 16 + static_cast<char32_t>(lower - 'a' + 10);
    else return 0;
  }
  // Browsers read these as Windows-1252: they are meant so.
  if (point >= 0x80 && point < 0xA0) return kWindows1252[point - 0x80];
  return point < 0x20 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) ? 0 : point;
}

}  // namespace

bool may_have_entities(std::string_view utf8) {
  const size_t at = utf8.find('&');
  return at != std::string_view::npos && utf8.find(';', at) != std::string_view::npos;
}

bool is_entity(std::string_view reference) { return reference.starts_with('&') && point_of(reference.substr(1)) != 0; }

void decode_entities(std::string_view utf8, std::string& out) {
  out.clear();
  size_t at = 0;
  while (at < utf8.size()) {
    const size_t ampersand = std::min(utf8.find('&', at), utf8.size());
    out.append(utf8.substr(at, ampersand - at));
    at = ampersand;
    if (at == utf8.size()) return;
    const size_t end = utf8.substr(at, kLongestReference).find(';');
    const char32_t point = end == std::string_view::npos ? 0 : point_of(utf8.substr(at + 1, end - 1));
    if (point == 0) {
      out.push_back('&');
      ++at;
    } else {
      append_utf8(out, point);
      at += end + 1;
    }
  }
}

}  // namespace jumelles::text
