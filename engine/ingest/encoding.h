#pragma once

// Which encoding a file has, decided over all its bytes, and the way from there to UTF-8 and back.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ingest/charset.h"
#include "ingest/ingest.h"

namespace jumelles::ingest {

// What one pass over a file counts. Feed slices in order; where they are cut does not matter.
class ByteStatistics {
 public:
  void add(std::span<const uint8_t> bytes);
  // Call once after the last slice; `cut` when the file goes on behind it (a preview).
  void finish(bool cut);

  uint64_t size = 0;
  uint64_t nul_even = 0, nul_odd = 0;  // NUL bytes at even and odd offsets
  uint64_t padding_nuls = 0;           // NUL bytes in front of what ends a cell
  uint64_t controls[32] = {};          // other bytes below 0x20 that no text holds
  uint64_t utf8_sequences = 0;         // well-formed sequences of two to four bytes
  uint64_t utf8_errors = 0;            // bytes that break UTF-8
  uint64_t undefined_count = 0;        // bytes that Windows-1252 leaves undefined
  LetterCounts letters;
  uint8_t first[16] = {};
  uint32_t first_count = 0;

 private:
  void add_byte(uint8_t byte);
  void count_padding(std::span<const uint8_t> bytes);
  void end_nul_run(uint8_t next);
  void settle(uint8_t next);           // the last byte above ASCII has met its neighbor
  uint8_t previous_ = 0, waiting_ = 0; // the byte before; the last one when it was above ASCII, else 0
  LetterCounts::Neighbor before_waiting_ = LetterCounts::kOther;
  uint64_t end_marks_ = 0;             // Ctrl-Z at the end so far: where DOS programs end a text
  uint64_t nul_run_ = 0;               // NUL bytes at the end so far
  uint8_t pending_ = 0;                // continuation bytes still expected
  uint8_t low_ = 0x80, high_ = 0xBF;   // range of the next one
};

// A bit for each control character that ASCII has for separating, 0x1C to 0x1F: texts may hold them.
constexpr uint32_t kAsciiSeparators = 0xF0000000u;

// Kinds of files that are text, and yet cannot be read.
constexpr const char* kUtf32 = "a text in UTF-32";
constexpr const char* kEbcdic = "a text in EBCDIC";

struct EncodingVerdict {
  Encoding encoding = Encoding::kUtf8;
  bool byte_order_mark = false;
  uint32_t mark_bytes = 0;      // size of the byte order mark to skip
  bool check_rows = false;      // some rows may hold invalid bytes or controls
  uint32_t allowed_controls = 0;  // a bit for each control character that separates: those of ASCII, one that stands everywhere
  bool mixed = false;           // two encodings in one file
  bool uncertain = false;       // no encoding fits well
  bool by_letters = false;      // told by the words that its letters make
  std::string binary_kind;      // not empty: not a text; "an Excel workbook (.xlsx)"...
};
EncodingVerdict decide_encoding(const ByteStatistics& statistics, std::optional<Encoding> choice);

// Turns slices into UTF-8. What cannot be read becomes the byte 0xFF, which is_clean_text() then finds.
class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}
  bool passes_through() const { return encoding_ == Encoding::kUtf8; }
  // Most bytes that `count` bytes can become.
  size_t capacity_for(size_t count) const { return count * 3 + 8; }
  // Writes to `out`, returns the bytes written. Not for UTF-8, which needs no decoding.
  size_t decode(std::span<const uint8_t> bytes, char* out);
  size_t finish(char* out);  // a cut last character

 private:
  size_t decode_utf16(std::span<const uint8_t> bytes, char* out);
  Encoding encoding_;
  bool has_byte_ = false;
  uint8_t byte_ = 0;
  uint16_t high_surrogate_ = 0;
};

// Appends `utf8` in an encoding; characters it does not have become "?". Returns how many did.
uint64_t append_encoded(std::string_view utf8, Encoding encoding, std::string& out);

// `text` in UTF-8, with the bytes that break it taken for Windows-1252 where that gives letters in the middle of words, or the like;
// false where one does not, such as a character that was cut in two.
bool read_as_windows1252(std::string_view text, std::string& out);

// `text` without what is broken at the end of cells, that is in front of a separator, a quote or a line end: letters of UTF-8 that
// were cut in half, and NUL characters.
struct CellEnds {
  size_t cut_letters = 0, nuls = 0;
};
CellEnds without_broken_ends(std::string_view text, std::string_view separator, std::string& out);

// Well-formed UTF-8 without NUL and other control bytes (tab and line ends are allowed, and those that have a bit in `allowed`).
bool is_clean_text(std::string_view text, uint32_t allowed = 0);
// `text` with everything that is not well-formed replaced by U+FFFD, cut to at most `limit` bytes between characters.
std::string readable_text(std::string_view text, size_t limit);

}  // namespace jumelles::ingest
