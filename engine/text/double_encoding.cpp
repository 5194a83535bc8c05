#include "text/double_encoding.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"
#include "text/windows_1252.h"

namespace jumelles::text {
namespace {

// How sure it is that some characters stand for one.
enum class Surety : uint8_t {
  kNone,
  kAfterAnother,   // only as the rest of what is encoded a third time
  kInCompany,      // a letter of another script: only where more of that script are
  kBesideCertain,  // may be meant as it stands
  kCertain,
};

// What the bytes were taken for. Windows-1252 and ISO-8859-1 are read at once: what either has the other one has not. ISO-8859-15
// writes eight signs of Windows as other bytes: its "ÃŒ" is "ü", that of Windows "Ì".
enum class Page : uint8_t { kWindows, kLatin9 };

struct Moved {
  char32_t point;
  uint8_t byte;
};
constexpr Moved kLatin9[] = {{0x20AC, 0xA4}, {0x160, 0xA6}, {0x161, 0xA8}, {0x17D, 0xB4}, {0x17E, 0xB8}, {0x152, 0xBC}, {0x153, 0xBD}, {0x178, 0xBE}};

// -1 where the page has no such character.
int byte_of(char32_t point, Page page) {
  if (page == Page::kWindows) return windows_1252_byte(point);
  for (const Moved& moved : kLatin9) {
    if (moved.point == point) return moved.byte;
    if (moved.byte == point) return -1;
  }
  return point < 0x100 ? static_cast<int>(point) : -1;
}

bool is_moved(char32_t point) {
  return std::any_of(std::begin(kLatin9), std::end(kLatin9), [&](const Moved& moved) { return moved.point == point; });
}

// A control character in whose place Windows has a sign: ISO text was read.
bool is_iso_control(char32_t point) { return point >= 0x80 && point < 0xA0 && kWindows1252[point - 0x80] != point; }

struct Sequence {
  size_t begin = 0, end = 0;  // into the characters
  char32_t point = 0;         // what they stand for
  Surety surety = Surety::kNone;
  uint32_t script = 0;
};

struct Span {
  char32_t first, last;
};
bool in(const Span* spans, size_t count, char32_t point) {
  return std::any_of(spans, spans + count, [&](const Span& s) { return point >= s.first && point <= s.last; });
}

// Letters and signs that lists of persons and companies hold one by one.
bool is_usual(char32_t c) {
  static constexpr Span kUsual[] = {{0xA0, 0x17F},     {0x192, 0x192},   {0x218, 0x21B},   {0x2C6, 0x2DC},   {0x1E00, 0x1EFF}, {0x200B, 0x200F},
                                    {0x2010, 0x2027},  {0x202F, 0x203A}, {0x20A0, 0x20BF}, {0x2100, 0x214F}, {0x2190, 0x27BF}, {0xFB00, 0xFB06},
                                    {0xFEFF, 0xFEFF},  {0x1F300, 0x1FAFF}, {0x2060, 0x2060}};
  return in(kUsual, std::size(kUsual), c);
}

// Accents of decomposed letters: grave, acute, circumflex, tilde, diaeresis, ring, caron, cedilla.
bool is_usual_accent(char32_t c) {
  return c == 0x300 || c == 0x301 || c == 0x302 || c == 0x303 || c == 0x308 || c == 0x30A || c == 0x30C || c == 0x327;
}

// Other scripts in blocks of 256: Greek, Cyrillic, Hebrew, Arabic, South and East Asian ones.
bool is_of_other_script(char32_t c) {
  static constexpr Span kScripts[] = {{0x370, 0x6FF}, {0x900, 0xFFF}, {0x10A0, 0x10FF}, {0x3040, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xFF00, 0xFFEF}};
  return in(kScripts, std::size(kScripts), c);
}

// What people write right behind a word.
bool closes(char32_t c) {
  return c == 0x2019 || c == 0x201D || c == 0xBB || c == 0x2026 || c == 0x2013 || c == 0x2014 || c == 0x2122 || c == 0xAE || c == 0xBA || c == 0xAA ||
         c == 0xB0 || c == 0xB7 || c == 0x203A || c == 0x201C;
}

class Reader {
 public:
  Reader(std::string_view utf8, Page page) : page_(page) {
    for (size_t at = 0; at < utf8.size();) points_.push_back(decode(utf8, at));
  }

  bool repair(std::string& out) {
    find();
    judge();
    if (std::none_of(found_.begin(), found_.end(), [](const Sequence& s) { return s.surety == Surety::kCertain; })) return false;
    out.clear();
    size_t at = 0;
    for (const Sequence& sequence : found_) {
      if (sequence.surety != Surety::kCertain) continue;
      for (; at < sequence.begin; ++at) append_utf8(out, points_[at]);
      append_utf8(out, sequence.point);
      at = sequence.end;
    }
    for (; at < points_.size(); ++at) append_utf8(out, points_[at]);
    return true;
  }

  // Whether the other page may read some of what was repaired in another way.
  bool is_ambiguous() const {
    return std::any_of(found_.begin(), found_.end(), [&](const Sequence& s) {
      return s.surety == Surety::kCertain && std::any_of(points_.begin() + static_cast<std::ptrdiff_t>(s.begin) + 1, points_.begin() + static_cast<std::ptrdiff_t>(s.end), is_moved);
    });
  }

 private:
  char32_t point(size_t at) const { return at < points_.size() ? points_[at] : U' '; }

  void find() {
    for (size_t at = 0; at < points_.size();) {
      Sequence sequence = read(at);
      if (sequence.surety == Surety::kNone) {
        ++at;
        continue;
      }
      at = sequence.end;
      found_.push_back(sequence);
    }
  }

  // The character that those from `at` are the bytes of.
  Sequence read(size_t at) const {
    Sequence out;
    const int lead = byte_of(points_[at], page_);
    if (lead < 0xC2 || lead > 0xF4) return out;
    const size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    std::string bytes(1, static_cast<char>(lead));
    out.begin = at;
    out.end = at + 1 + more;
    for (size_t i = at + 1; i < out.end; ++i) {
      const int byte = i < points_.size() ? byte_of(points_[i], page_) : -1;
      if (byte < 0x80 || byte > 0xBF) return lost_blank(at);
      bytes.push_back(static_cast<char>(byte));
    }
    size_t end = 0;
    out.point = decode(bytes, end);
    if (end != bytes.size()) return {};
    out.surety = surety(out);
    out.script = out.point >> (out.point < 0x700 ? 8 : 14);
    return out;
  }

  // "voilÃ  tout": the no-break space of "à" has become a blank, or was trimmed.
  Sequence lost_blank(size_t at) const {
    Sequence out;
    if (points_[at] != 0xC3 || point(at + 1) != U' ') return out;
    const char32_t before = at == 0 ? U' ' : points_[at - 1];
    if (before != U' ' && to_upper(before) == before) return out;
    out.begin = at;
    out.end = at + 1;
    out.point = 0xE0;
    out.surety = Surety::kBesideCertain;
    return out;
  }

  Surety surety(const Sequence& s) const {
    const char32_t c = s.point;
    if (c < 0xA0) return Surety::kAfterAnother;
    if (is_usual_accent(c)) return s.begin > 0 && is_letter(points_[s.begin - 1]) ? Surety::kCertain : Surety::kNone;
    if (is_of_other_script(c)) return Surety::kInCompany;
    if (!is_usual(c)) return Surety::kNone;
    // "IRMÃ…", "CAFÈ™", "«olá»…": a word that ends in that letter, and what is written behind it.
    const char32_t before = s.begin == 0 ? U' ' : points_[s.begin - 1], last = points_[s.end - 1];
    const bool behind_small = is_letter(before) && to_upper(before) != before;
    const bool behind_word = closes(last) && !is_letter(point(s.end));
    const bool as_it_stands = points_[s.begin] == 0xC2 || points_[s.begin] == 0xE2;  // "NÂ°", "â€™": nobody writes these
    if (behind_word && (!behind_small || s.end - s.begin > 2) && !as_it_stands) return Surety::kBesideCertain;
    return Surety::kCertain;
  }

  void judge() {
    bool certain = false;
    for (size_t i = 0; i < found_.size(); ++i) {
      Sequence& s = found_[i];
      if (s.surety == Surety::kInCompany)
        s.surety = std::count_if(found_.begin(), found_.end(), [&](const Sequence& o) { return o.script == s.script; }) > 1 ? Surety::kInCompany : Surety::kNone;
      const bool touches = i > 0 && found_[i - 1].end == s.begin;
      if (s.surety == Surety::kAfterAnother)
        s.surety = touches && found_[i - 1].surety != Surety::kNone && byte_of(found_[i - 1].point, page_) >= 0x80 ? Surety::kCertain : Surety::kNone;
    }
    for (Sequence& s : found_) {
      if (s.surety == Surety::kInCompany) s.surety = Surety::kCertain;
      certain |= s.surety == Surety::kCertain;
    }
    for (Sequence& s : found_)
      if (s.surety == Surety::kBesideCertain && certain) s.surety = Surety::kCertain;
  }

  Page page_;
  std::vector<char32_t> points_;
  std::vector<Sequence> found_;
};

struct Repair {
  std::string text;
  bool found = false, is_ambiguous = false;
};

Repair repair_as(Page page, std::string_view utf8) {
  constexpr int kTimes = 4;  // more encodings upon each other are not seen
  Repair repair{std::string(utf8)};
  std::string out;
  for (int i = 0; i < kTimes && may_be_double_encoded(repair.text); ++i) {
    Reader reader(repair.text, page);
    if (!reader.repair(out)) break;
    repair.found = true;
    repair.is_ambiguous = repair.is_ambiguous || reader.is_ambiguous();
    repair.text = out;
  }
  return repair;
}

template <class F>
bool any_point(std::string_view text, F f) {
  for (size_t at = 0; at < text.size();)
    if (f(decode(text, at))) return true;
  return false;
}

// A control character is nothing that was meant: some of the bytes were lost.
bool has_control(std::string_view text) {
  return any_point(text, [](char32_t c) { return c >= 0x80 && c < 0xA0; });
}

// "yÌz": nobody writes a capital with an accent behind a small letter.
bool has_capital_inside(std::string_view text) {
  bool behind_small = false;
  return any_point(text, [&](char32_t c) {
    const bool found = behind_small && c >= 0x80 && to_lower(c) != c;
    behind_small = is_letter(c) && to_upper(c) != c;
    return found;
  });
}

}  // namespace

bool may_be_double_encoded(std::string_view utf8) {
  // A character from U+00C2 to U+00F4 with another one behind that is no ASCII.
  for (size_t at = utf8.find('\xC3'); at != std::string_view::npos && at + 2 < utf8.size(); at = utf8.find('\xC3', at + 1)) {
    const uint8_t low = static_cast<uint8_t>(utf8[at + 1]);
    if (low >= 0x82 && low <= 0xB4 && static_cast<uint8_t>(utf8[at + 2]) >= 0xC2) return true;
  }
  return false;
}

bool repair_double_encoding(std::string_view utf8, std::string& out) {
  if (!may_be_double_encoded(utf8)) return false;
  Repair repair = repair_as(Page::kWindows, utf8);
  if (!repair.found) return false;
  // Where both pages read it, the one that makes of it what people write; where neither does, nobody knows what was meant.
  if (repair.is_ambiguous && (has_capital_inside(repair.text) || any_point(utf8, is_iso_control))) {
    repair = repair_as(Page::kLatin9, utf8);
    if (!repair.found || has_capital_inside(repair.text)) return false;
  }
  if (has_control(repair.text)) return false;
  out = std::move(repair.text);
  return true;
}

}  // namespace jumelles::text
