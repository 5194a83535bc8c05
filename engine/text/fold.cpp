#include "text/fold.h"

#include <utf8proc.h>

#include "text/utf8.h"

namespace jumelles::text {
namespace {

// Two characters for each code point from U+00A0 to U+017F; ' ' in the first place separates, '-' disappears.
constexpr char kLatin[] =
    "                          -         2 3           1             "
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THSS"
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THY "
    "A A A A A A C C C C C C C C D D D D E E E E E E E E E E G G G G "
    "G G G G H H H H I I I I I I I I I I IJIJJ J K K K L L L L L L L "
    "L L L N N N N N N N N N O O O O O O OEOER R R R R R S S S S S S "
    "S S T T T T T T U U U U U U U U U U U U W W Y Y Y Z Z Z Z Z Z S ";
constexpr char32_t kLatinBegin = 0xA0, kLatinEnd = 0x180;
static_assert(sizeof(kLatin) == (kLatinEnd - kLatinBegin) * 2 + 1);

// For ASCII: the folded character, or ' '.
constexpr char fold_ascii(uint8_t c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 32);
  if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return static_cast<char>(c);
  return ' ';
}
struct AsciiTable {
  char row[128];
  constexpr AsciiTable() : row{} {
    for (int c = 0; c < 128; ++c) row[c] = fold_ascii(static_cast<uint8_t>(c));
  }
};
constexpr AsciiTable kAscii;

void put_space(std::string& out) {
  if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

bool is_mark(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

// One code point that the tables do not know, already decomposed.
void fold_part(char32_t point, std::string& out) {
  if (point < 0x80) {
    const char c = kAscii.row[point];
    if (c == ' ') put_space(out);
    else out.push_back(c);
    return;
  }
  if (point >= kLatinBegin && point < kLatinEnd) {
    const char* pair = kLatin + (point - kLatinBegin) * 2;
    if (pair[0] == '-') return;
    if (pair[0] == ' ') return put_space(out);
    out.push_back(pair[0]);
    if (pair[1] != ' ') out.push_back(pair[1]);
    return;
  }
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  if (category == UTF8PROC_CATEGORY_CF || is_mark(category)) return;
  const bool word = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
  if (!word) return put_space(out);
  append_utf8(out, static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(point))));
}

void fold_rare(char32_t point, std::string& out) {
  utf8proc_int32_t parts[32];
  int boundary = 0;
  // Twice: an upper-case letter may decompose where its lower-case form did not, and the other way round.
  const utf8proc_int32_t raised = utf8proc_toupper(static_cast<utf8proc_int32_t>(point));
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(raised, parts, 32, static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE), &boundary);
  if (count <= 0 || count > 32) return put_space(out);
  for (utf8proc_ssize_t i = 0; i < count; ++i) fold_part(static_cast<char32_t>(parts[i]), out);
}

}  // namespace

void fold_into(std::string_view utf8, std::string& out) {
  // Up to U+017F a folded text is never longer than the text: written in place. Only rarer letters go the long way.
  out.resize(utf8.size());
  char* const begin = out.data();
  char* to = begin;
  char former = ' ';
  size_t at = 0;
  while (at < utf8.size()) {
    const uint8_t byte = static_cast<uint8_t>(utf8[at]);
    char pair[2] = {' ', ' '};
    if (byte < 0x80) {
      pair[0] = kAscii.row[byte];
      ++at;
    } else {
      size_t next = at;
      const char32_t point = decode(utf8, next);
      if (point >= kLatinEnd) break;
      at = next;
      if (point >= kLatinBegin) {
        pair[0] = kLatin[(point - kLatinBegin) * 2];
        pair[1] = kLatin[(point - kLatinBegin) * 2 + 1];
        if (pair[0] == '-') continue;
      }
    }
    if (pair[0] == ' ' && former == ' ') continue;
    former = pair[0];
    *to++ = pair[0];
    if (pair[1] != ' ') *to++ = former = pair[1];
  }
  out.resize(static_cast<size_t>(to - begin));
  while (at < utf8.size()) {
    const char32_t point = decode(utf8, at);
    if (point == kReplacement) put_space(out);
    else if (point < kLatinEnd) fold_part(point >= 0x80 && point < kLatinBegin ? U' ' : point, out);
    else fold_rare(point, out);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
}

std::string fold(std::string_view utf8) {
  std::string out;
  fold_into(utf8, out);
  return out;
}

char32_t to_upper(char32_t point) {
  if (point < 0x80) return point >= 'a' && point <= 'z' ? point - 32 : point;
  if (point == 0xDF) return point;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(point)));
}

char32_t to_lower(char32_t point) {
  if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 32 : point;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point)));
}

bool is_space(char32_t point) {
  if (point < 0x80) return point == ' ' || (point >= 9 && point <= 13);
  return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200B) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000 || point == 0xFEFF;
}

bool is_letter(char32_t point) {
  if (point < 0x80) return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

namespace {

bool is_ascii(std::string_view s) {
  uint8_t all = 0;
  for (char c : s) all |= static_cast<uint8_t>(c);
  return all < 0x80;
}

template <class F>
std::string map(std::string_view utf8, F f) {
  if (is_ascii(utf8)) {
    std::string out(utf8);
    for (char& c : out) c = static_cast<char>(f(static_cast<uint8_t>(c)));
    return out;
  }
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) append_utf8(out, f(decode(utf8, at)));
  return out;
}

// Whether squeezing would change nothing: printable ASCII without spare blanks.
bool is_squeezed(std::string_view s) {
  char former = ' ';
  for (char c : s) {
    if (c < ' ' || c == 0x7F || (c == ' ' && former == ' ')) return false;
    former = c;
  }
  return former != ' ';
}

}  // namespace

std::string lower(std::string_view utf8) {
  return map(utf8, [](char32_t c) { return to_lower(c); });
}
std::string upper(std::string_view utf8) {
  return map(utf8, [](char32_t c) { return to_upper(c); });
}

bool is_mixed_case(std::string_view utf8) {
  bool has_upper = false, has_lower = false;
  for (size_t at = 0; at < utf8.size() && !(has_upper && has_lower);) {
    const char32_t c = decode(utf8, at);
    has_upper |= to_lower(c) != c;
    has_lower |= to_upper(c) != c;
  }
  return has_upper && has_lower;
}

std::string squeeze(std::string_view utf8) {
  if (is_squeezed(utf8)) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  bool space = false;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t point = decode(utf8, at);
    if (is_space(point)) {
      space = true;
      continue;
    }
    if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == kReplacement) continue;
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    append_utf8(out, point);
  }
  return out;
}

}  // namespace jumelles::text
