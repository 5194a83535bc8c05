#include "ingest/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace jumelles::ingest {
namespace {

constexpr uint64_t kNotAscii = 0x8080808080808080ull;
constexpr uint64_t kSpaces = 0x2020202020202020ull;

constexpr uint8_t kEndMark = 0x1A;

bool is_undefined_1252(uint8_t byte) { return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D; }

// Below 0x20 and in no text: all but tab, line feed, vertical tab, form feed, carriage return.
bool is_control(uint8_t byte) { return byte < 0x20 && (byte < 0x09 || byte > 0x0D); }

// 8 bytes at once: true when none is a control, a line end or beyond ASCII.
bool is_plain_word(const void* at) {
  uint64_t word;
  std::memcpy(&word, at, 8);
  return ((word | ((word - kSpaces) & ~word)) & kNotAscii) == 0;
}

// Length of the well-formed sequence at `text`, 0 when there is none.
size_t sequence_length(std::string_view text) {
  const auto at = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0}; };
  const auto tail = [&](size_t i) { return (at(i) & 0xC0) == 0x80; };
  const uint8_t a = at(0), b = at(1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return tail(1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    if (!tail(1) || !tail(2) || (a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F)) return 0;
    return 3;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3) || (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

char* put_utf8(uint32_t c, char* out) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | (c >> 6));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | (c >> 12));
    *out++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | (c >> 18));
    *out++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    *out++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

// The code point of a well-formed sequence.
uint32_t code_point(std::string_view sequence) {
  const auto at = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(sequence[i])); };
  if (sequence.size() == 1) return at(0);
  if (sequence.size() == 2) return ((at(0) & 0x1F) << 6) | (at(1) & 0x3F);
  if (sequence.size() == 3) return ((at(0) & 0x0F) << 12) | ((at(1) & 0x3F) << 6) | (at(2) & 0x3F);
  return ((at(0) & 0x07) << 18) | ((at(1) & 0x3F) << 12) | ((at(2) & 0x3F) << 6) | (at(3) & 0x3F);
}

struct Magic {
  std::string_view bytes;
  const char* kind;
};
constexpr std::array<Magic, 10> kMagics{{
    {std::string_view("%PDF", 4), "a PDF document"},
    {std::string_view("\x1F\x8B", 2), "a gzip archive"},
    {std::string_view("SQLite format 3", 15), "an SQLite database"},
    {std::string_view("PAR1", 4), "a Parquet file"},
    {std::string_view("7z\xBC\xAF\x27\x1C", 6), "a 7-Zip archive"},
    {std::string_view("Rar!\x1A", 5), "a RAR archive"},
    {std::string_view("BZh9", 4), "a bzip2 archive"},
    {std::string_view("\x89PNG", 4), "a PNG picture"},
    {std::string_view("\xFF\xD8\xFF", 3), "a JPEG picture"},
    {std::string_view("{\\rtf", 5), "a rich text document"},
}};

std::string kind_of_binary(const ByteStatistics& s) {
  const std::string_view first(reinterpret_cast<const char*>(s.first), s.first_count);
  for (const Magic& magic : kMagics)
    if (first.starts_with(magic.bytes)) return magic.kind;
  return {};
}

}  // namespace

void ByteStatistics::settle(uint8_t next) {
  if (waiting_ != 0) letters.add(waiting_, before_waiting_, LetterCounts::neighbor(next));
  waiting_ = 0;
}

void ByteStatistics::end_nul_run(uint8_t next) {
  if (std::string_view("\r\n\t;,|\"").find(static_cast<char>(next)) != std::string_view::npos) padding_nuls += nul_run_;
  nul_run_ = 0;
}

void ByteStatistics::add_byte(uint8_t byte) {
  settle(byte);
  if (byte >= 0x80) {
    waiting_ = byte;
    before_waiting_ = LetterCounts::neighbor(previous_);
  }
  previous_ = byte;
  end_marks_ = byte == kEndMark ? end_marks_ + 1 : 0;
  if (byte == 0) ++(size & 1 ? nul_odd : nul_even);
  else if (is_control(byte)) ++controls[byte];
  if (is_undefined_1252(byte)) ++undefined_count;
  ++size;
  if (pending_ != 0) {
    if (byte >= low_ && byte <= high_) {
      low_ = 0x80;
      high_ = 0xBF;
      if (--pending_ == 0) ++utf8_sequences;
      return;
    }
    ++utf8_errors;
    pending_ = 0;
  }
  if (byte < 0x80) return;
  low_ = 0x80;
  high_ = 0xBF;
  if (byte >= 0xC2 && byte <= 0xDF) pending_ = 1;
  else if (byte >= 0xE0 && byte <= 0xEF) pending_ = 2;
  else if (byte >= 0xF0 && byte <= 0xF4) pending_ = 3;
  else ++utf8_errors;
  if (byte == 0xE0) low_ = 0xA0;
  if (byte == 0xED) high_ = 0x9F;
  if (byte == 0xF0) low_ = 0x90;
  if (byte == 0xF4) high_ = 0x8F;
}

void ByteStatistics::count_padding(std::span<const uint8_t> bytes) {
  for (const uint8_t byte : bytes) {
    if (byte == 0) ++nul_run_;
    else if (nul_run_ > 0) end_nul_run(byte);
  }
}

void ByteStatistics::add(std::span<const uint8_t> bytes) {
  // Hardly any text has some: their neighbors are looked at where one does.
  if (!bytes.empty() && (nul_run_ > 0 || std::memchr(bytes.data(), 0, bytes.size()) != nullptr)) count_padding(bytes);
  for (size_t i = 0; i < bytes.size() && first_count < sizeof first; ++i) first[first_count++] = bytes[i];
  size_t i = 0;
  while (i < bytes.size()) {
    if (pending_ == 0) {
      const size_t begin = i;
      while (i + 8 <= bytes.size() && is_plain_word(bytes.data() + i)) i += 8;
      if (i > begin) {
        settle(bytes[begin]);
        previous_ = bytes[i - 1];
        end_marks_ = 0;
        size += i - begin;
      }
    }
    for (const size_t end = std::min(bytes.size(), i + 8); i < end; ++i) add_byte(bytes[i]);
  }
}

void ByteStatistics::finish(bool cut) {
  if (pending_ != 0 && !cut) ++utf8_errors;
  pending_ = 0;
  settle(0);
  controls[kEndMark] -= end_marks_;
  end_marks_ = 0;
  end_nul_run('\n');
}

namespace {

// Control characters that separate: those that ASCII has for it, and one that nearly all others are.
uint32_t separating_controls(const ByteStatistics& s) {
  uint64_t others = 0;
  size_t most = 0;
  for (size_t c = 1; c < 28; ++c) {
    others += s.controls[c];
    if (s.controls[c] > s.controls[most]) most = c;
  }
  const bool one = s.controls[most] * 200 >= s.size && s.controls[most] * 100 >= others * 99;
  return kAsciiSeparators | (one ? uint32_t{1} << most : 0);
}

// NUL and control characters that no text holds.
uint64_t strange_bytes(const ByteStatistics& s, bool wide, uint32_t allowed) {
  uint64_t count = 0;
  for (size_t c = 1; c < 32; ++c) count += (allowed >> c & 1) != 0 ? 0 : s.controls[c];
  const uint64_t nuls = s.nul_even + s.nul_odd;
  return count + (wide ? 0 : nuls);
}

}  // namespace

namespace {

// Four bytes a letter, three of them zero.
bool is_utf32(const ByteStatistics& s) {
  const std::string_view first(reinterpret_cast<const char*>(s.first), s.first_count);
  if (first.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || first.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return true;
  const uint64_t few = std::min(s.nul_even, s.nul_odd), many = std::max(s.nul_even, s.nul_odd);
  return s.size >= 8 && s.size % 4 == 0 && many * 100 >= s.size * 48 && few * 100 >= s.size * 20;
}

// Letters and digits of EBCDIC are nearly all its bytes above ASCII; most of a text is letters and digits.
bool is_ebcdic(const ByteStatistics& s) {
  uint64_t high = 0, known = 0, digits = 0;
  for (size_t byte = 0x80; byte < 0x100; ++byte) {
    uint64_t count = 0;
    for (size_t before = 0; before < 4; ++before)
      for (size_t behind = 0; behind < 4; ++behind) count += s.letters.of(byte - 0x80, before, behind);
    const size_t row = byte >> 4, column = byte & 0xF;
    const bool letter = (row == 0x8 || row == 0x9 || row == 0xC || row == 0xD) ? column >= 1 && column <= 9 : (row == 0xA || row == 0xE) && column >= 2 && column <= 9;
    const bool digit = row == 0xF && column <= 9;
    high += count;
    known += letter || digit ? count : 0;
    digits += digit ? count : 0;
  }
  return s.size >= 32 && high * 100 >= s.size * 35 && known * 100 >= high * 93 && digits * 100 >= high * 3;
}

}  // namespace

EncodingVerdict decide_encoding(const ByteStatistics& s, std::optional<Encoding> choice) {
  EncodingVerdict out;
  out.binary_kind = kind_of_binary(s);
  if (out.binary_kind.empty() && is_utf32(s)) out.binary_kind = kUtf32;
  if (out.binary_kind.empty() && !choice && s.utf8_errors > 0 && is_ebcdic(s)) out.binary_kind = kEbcdic;
  if (!out.binary_kind.empty()) return out;
  const auto starts = [&](std::string_view mark) {
    return std::string_view(reinterpret_cast<const char*>(s.first), s.first_count).starts_with(mark);
  };
  const uint64_t pairs = s.size / 2, nuls = s.nul_even + s.nul_odd;
  std::optional<Encoding> marked;
  if (starts("\xEF\xBB\xBF")) marked = Encoding::kUtf8;
  else if (starts("\xFF\xFE")) marked = Encoding::kUtf16Le;
  else if (starts("\xFE\xFF")) marked = Encoding::kUtf16Be;

  if (marked) out.encoding = *marked;
  // Western text in UTF-16 has a NUL in most of its pairs, always on the same side.
  else if (s.nul_odd * 10 > pairs * 3 && s.nul_even * 10 < s.nul_odd) out.encoding = Encoding::kUtf16Le;
  else if (s.nul_even * 10 > pairs * 3 && s.nul_odd * 10 < s.nul_even) out.encoding = Encoding::kUtf16Be;
  else if (s.utf8_errors == 0) out.encoding = Encoding::kUtf8;
  // A few broken characters in a file of many well-formed ones: cut fields, or rows pasted from elsewhere.
  else if (s.utf8_sequences >= s.utf8_errors * 10) out.encoding = Encoding::kUtf8;
  else if (const LetterVerdict letters = decide_by_letters(s.letters); !choice) {
    out.encoding = letters.encoding;
    out.by_letters = letters.encoding != Encoding::kWindows1252;
    out.uncertain = letters.uncertain;
  }
  if (choice) out.encoding = *choice;

  if (marked == out.encoding) {
    out.byte_order_mark = true;
    out.mark_bytes = out.encoding == Encoding::kUtf8 ? 3 : 2;
  }
  const bool wide = out.encoding == Encoding::kUtf16Le || out.encoding == Encoding::kUtf16Be;
  out.allowed_controls = separating_controls(s);
  const uint64_t strange = strange_bytes(s, wide, out.allowed_controls);
  const bool padded = !wide && s.padding_nuls * 20 >= nuls * 19 && s.padding_nuls * 2 <= s.size;
  if ((strange - (padded ? s.padding_nuls : 0)) * 100 > s.size) {
    out.binary_kind = "a binary file";
    return out;
  }
  const bool broken_utf8 = out.encoding == Encoding::kUtf8 && s.utf8_errors > 0;
  out.check_rows = wide || strange_bytes(s, wide, 0) > 0 || broken_utf8;
  // Pairs that are UTF-8 are rare in Windows-1252 text: two accents of which the first is a capital.
  out.mixed = broken_utf8 || (is_single_byte(out.encoding) && s.utf8_sequences > s.utf8_errors / 10);
  out.uncertain = out.uncertain || (out.encoding == Encoding::kWindows1252 && s.undefined_count > 0);
  return out;
}

size_t Decoder::decode(std::span<const uint8_t> bytes, char* out) {
  if (!is_single_byte(encoding_)) return decode_utf16(bytes, out);
  const UpperHalf& half = upper_half(encoding_);
  char* const begin = out;
  size_t i = 0;
  while (i < bytes.size()) {
    for (; i + 8 <= bytes.size(); i += 8, out += 8) {
      uint64_t word;
      std::memcpy(&word, bytes.data() + i, 8);
      if ((word & kNotAscii) != 0) break;
      std::memcpy(out, &word, 8);
    }
    for (const size_t end = std::min(bytes.size(), i + 8); i < end; ++i) {
      const uint8_t byte = bytes[i];
      out = put_utf8(byte >= 0x80 ? half[byte - 0x80] : byte, out);
    }
  }
  return static_cast<size_t>(out - begin);
}

size_t Decoder::decode_utf16(std::span<const uint8_t> bytes, char* out) {
  char* const begin = out;
  for (const uint8_t byte : bytes) {
    if (!has_byte_) {
      has_byte_ = true;
      byte_ = byte;
      continue;
    }
    has_byte_ = false;
    const uint32_t unit = encoding_ == Encoding::kUtf16Le ? byte_ | (byte << 8) : (byte_ << 8) | byte;
    if (high_surrogate_ != 0) {
      const uint32_t high = high_surrogate_;
      high_surrogate_ = 0;
      if (unit >= 0xDC00 && unit <= 0xDFFF) {
        out = put_utf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
        continue;
      }
      *out++ = '\xFF';
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) high_surrogate_ = static_cast<uint16_t>(unit);
    else if (unit >= 0xDC00 && unit <= 0xDFFF) *out++ = '\xFF';
    else out = put_utf8(unit, out);
  }
  return static_cast<size_t>(out - begin);
}

size_t Decoder::finish(char* out) {
  const bool cut = has_byte_ || high_surrogate_ != 0;
  has_byte_ = false;
  high_surrogate_ = 0;
  if (cut) *out = '\xFF';
  return cut ? 1 : 0;
}

uint64_t append_encoded(std::string_view utf8, Encoding encoding, std::string& out) {
  if (encoding == Encoding::kUtf8) {
    out.append(utf8);
    return 0;
  }
  uint64_t lost = 0;
  const UpperHalf* const half = is_single_byte(encoding) ? &upper_half(encoding) : nullptr;
  const auto put_unit = [&](uint32_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    out += encoding == Encoding::kUtf16Le ? low : high;
    out += encoding == Encoding::kUtf16Le ? high : low;
  };
  while (!utf8.empty()) {
    const size_t length = sequence_length(utf8);
    const uint32_t c = length == 0 ? 0xFFFD : code_point(utf8.substr(0, length));
    utf8.remove_prefix(length == 0 ? 1 : length);
    if (!half) {
      if (c >= 0x10000) {
        put_unit(0xD800 + ((c - 0x10000) >> 10));
        put_unit(0xDC00 + ((c - 0x10000) & 0x3FF));
      } else {
        put_unit(c);
      }
      continue;
    }
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    // Latin letters stand at their own numbers in the two encodings that Western files mostly have.
    size_t k = c >= 0xA0 && c < 0x100 && (*half)[c - 0x80] == c ? c - 0x80 : 0;
    if ((*half)[k] != c) k = static_cast<size_t>(std::find(half->begin(), half->end(), c) - half->begin());
    lost += k == half->size();
    out += k == half->size() ? '?' : static_cast<char>(0x80 + k);
  }
  return lost;
}

bool read_as_windows1252(std::string_view text, std::string& out) {
  out.clear();
  const auto neighbor = [&](size_t i) { return i < text.size() ? LetterCounts::neighbor(static_cast<uint8_t>(text[i])) : LetterCounts::kOther; };
  for (size_t i = 0; i < text.size();) {
    const size_t length = sequence_length(text.substr(i));
    if (length > 0) {
      if (is_control(static_cast<uint8_t>(text[i]))) return false;
      out.append(text.substr(i, length));
      i += length;
      continue;
    }
    // 0xC2 and 0xC3 begin most accents of UTF-8: rather half of one than a capital.
    const auto byte = static_cast<uint8_t>(text[i]);
    const char16_t character = upper_half(Encoding::kWindows1252)[byte - 0x80];
    const int fit = letter_fit(character, i > 0 ? neighbor(i - 1) : LetterCounts::kOther, neighbor(i + 1));
    if (byte == 0xC2 || byte == 0xC3 || fit < (byte < 0xA0 ? 2 : 1)) return false;
    char utf8[4];
    out.append(utf8, static_cast<size_t>(put_utf8(character, utf8) - utf8));
    ++i;
  }
  return true;
}

CellEnds without_broken_ends(std::string_view text, std::string_view separator, std::string& out) {
  CellEnds ends;
  out.clear();
  const auto ends_cell = [&](size_t i) {
    return i >= text.size() || text[i] == '\n' || text[i] == '\r' || text[i] == '"' || text.substr(i).starts_with(separator);
  };
  for (size_t i = 0; i < text.size();) {
    size_t next = i;
    const bool nul = text[i] == '\0';
    if (nul) {
      while (next < text.size() && text[next] == '\0') ++next;
    } else if (const size_t length = sequence_length(text.substr(i)); length > 0) {
      out.append(text.substr(i, length));
      i += length;
      continue;
    } else {
      ++next;
      while (next < text.size() && (static_cast<uint8_t>(text[next]) & 0xC0) == 0x80) ++next;
    }
    // Of three bytes and more one alone may as well be a letter of another encoding.
    const auto byte = static_cast<uint8_t>(text[i]);
    const bool cut = byte >= 0xC2 && byte <= 0xF4 && (byte < 0xE0 || next > i + 1);
    if (ends_cell(next) && (nul || cut)) (nul ? ends.nuls : ends.cut_letters) += 1;
    else out.append(text.substr(i, next - i));
    i = next;
  }
  return ends;
}

bool is_clean_text(std::string_view text, uint32_t allowed) {
  size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size() && is_plain_word(text.data() + i)) {
      i += 8;
      continue;
    }
    const size_t length = sequence_length(text.substr(i));
    if (length == 0) return false;
    if (const auto byte = static_cast<uint8_t>(text[i]); is_control(byte) && (allowed >> byte & 1) == 0) return false;
    i += length;
  }
  return true;
}

std::string readable_text(std::string_view text, size_t limit) {
  std::string out;
  while (!text.empty()) {
    const size_t length = sequence_length(text);
    const std::string_view piece = length == 0 || text[0] == '\0' ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    if (out.size() + piece.size() > limit) break;
    out.append(piece);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace jumelles::ingest
