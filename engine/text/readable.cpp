#include "text/readable.h"

#include <utf8proc.h>

#include <cstdlib>

#include "text/double_encoding.h"
#include "text/entities.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace jumelles::text {
namespace {

bool has_other_than_ascii(std::string_view s) {
  uint8_t all = 0;
  for (const char c : s) all |= static_cast<uint8_t>(c);
  return all >= 0x80;
}

// Seen by nobody. Joiners shape letters of other scripts and are kept behind those.
bool is_unseen(char32_t c, char32_t before) {
  if (c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
      (c >= 0x2066 && c <= 0x2069) || c == 0x180E)
    return (c != 0x200C && c != 0x200D) || before < 0x600;
  return false;
}

// Those of Unicode for words, as books are set.
bool is_hyphen(char32_t c) { return c == 0x2010 || c == 0x2011; }

// Kana, ideographs, Hangul.
bool is_east_asian(char32_t c) { return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3); }
bool is_full_width(char32_t c) { return c >= 0xFF01 && c < 0xFF5E; }  // the last of them is set around titles in Japan, as a dash

// The character that people would type for it.
char32_t typed(char32_t c) {
  if (c >= 0x80 && is_space(c)) return c == 0x2028 || c == 0x2029 || c == 0x85 ? U'\n' : U' ';
  if (is_hyphen(c) || c == 0x2043 || c == 0x2212 || c == 0xFE63) return U'-';
  if (is_full_width(c)) return c - 0xFF01 + 0x21;
  if (c == 0xFE6B) return U'@';
  return c;
}

bool is_accent(char32_t c) { return c >= 0x300 && c < 0x370; }

void compose(std::string& text) {
  utf8proc_uint8_t* out = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &out,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size > 0) text.assign(reinterpret_cast<const char*>(out), static_cast<size_t>(size));
  std::free(out);  // of malloc, as that library says
}

}  // namespace

std::string_view Readable::read_closely(std::string_view utf8) {
  if (may_be_double_encoded(utf8) && repair_double_encoding(utf8, repair_)) {
    found_ |= kEncodedTwice;
    utf8 = repair_;
  }
  if (may_have_entities(utf8)) {
    decode_entities(utf8, references_);
    if (references_ != utf8) found_ |= kReference;
    utf8 = references_;
  }
  if (!has_other_than_ascii(utf8)) return utf8;
  plain_.clear();
  bool accents = false, east_asian = false, full_width = false;
  uint32_t changed = 0;
  char32_t before = 0;
  for (size_t at = 0; at < utf8.size();) {
    const size_t begin = at;
    const char32_t c = decode(utf8, at);
    if (c == kReplacement) {
      plain_.append(utf8.substr(begin, at - begin));
      continue;
    }
    if (is_unseen(c, before)) {
      changed |= kUnseen;
      continue;
    }
    const char32_t plain = typed(c);
    if (is_full_width(c)) full_width = true;
    else if (plain != c) changed |= text::is_space(c) ? kBlank : is_hyphen(c) ? kPrinted : kTyped;
    east_asian |= is_east_asian(c);
    accents |= is_accent(c);
    append_utf8(plain_, plain);
    before = c;
  }
  if (full_width) changed |= east_asian ? kPrinted : kTyped;
  if (accents) {
    compose(plain_);
    changed |= kComposed;
  }
  found_ |= changed;
  return changed != 0 ? std::string_view(plain_) : utf8;
}

}  // namespace jumelles::text
