#pragma once

// A Table is one source as it was read: columns dictionary-encoded, original values untouched.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles {

// A value's number within its column's dictionary. 0 is "missing" (empty cell, null).
using Code = uint32_t;
constexpr Code kMissing = 0;

// Distinct strings of one column, in order of first appearance. Code 0 is the empty string and means
// missing. Views stay valid until the next intern (the arena may move).
class Dictionary {
 public:
  Dictionary();
  // The code of `text`, added if new; "" gives kMissing. Amortized O(length).
  Code intern(std::string_view text);
  // Several texts at once, the same codes as one after the other: the table is fetched ahead, which is several times
  // faster once it no longer fits the caches. `texts` must not point into this dictionary.
  void intern(std::span<const std::string_view> texts, Code* codes);
  // The code of `text`, or kMissing when it is not there. Amortized O(length).
  Code find(std::string_view text) const;
  std::string_view operator[](Code code) const {
    return {arena_.data() + offsets_[code], offsets_[code + 1] - offsets_[code]};
  }
  // Number of codes including the missing one: valid codes are [0, size()).
  uint32_t size() const { return static_cast<uint32_t>(offsets_.size() - 1); }
  // Frees the hash table once nothing more will be added; find and intern rebuild it when needed.
  void seal();
  uint64_t memory_bytes() const;

 private:
  void rehash(uint64_t slot_count) const;
  void make_room(uint64_t additional);
  Code intern_hashed(std::string_view text, uint32_t hash);
  std::string arena_;
  std::vector<uint32_t> offsets_;
  // Hash table with linear probing: low 32 bits of the hash above, code + 1 below, 0 for empty; power of two. The hash
  // spares most looks at the texts. Rebuilt from them, so that find can do it, too.
  mutable std::vector<uint64_t> slots_;
};

// What a file had around a text so that no program takes it for a number: ="text", or an apostrophe or a tab in front.
enum class Guard : uint8_t { kNone, kFormula, kApostrophe, kTab };

struct Column {
  std::string name;          // as in the file; unique within the table (repeats get " (2)")
  Dictionary values;         // original text, UTF-8
  std::vector<Code> codes;   // one per row
  std::vector<Guard> guards;   // that the file had there, per row; shorter than the rows: the rest has none
  std::string_view text(uint32_t row) const { return values[codes[row]]; }
};

struct Table {
  std::string name;                   // the source's name, unique in a session ("crm", "crm-2")
  std::vector<Column> columns;
  std::vector<uint32_t> source_rows;  // per row: ordinal of its data row in the file, from 1, rejected ones counted too
  std::vector<uint64_t> line_numbers; // per row: line of the file where it starts, from 1
  uint32_t row_count() const { return static_cast<uint32_t>(source_rows.size()); }
};

// The row that is that data row of the file; row_count() where there is none. O(log rows).
uint32_t find_row(const Table& table, uint32_t source_row);

// A row that could not be loaded; the rest of the file was.
struct RejectedRow {
  uint64_t line = 0;          // of the file, from 1
  uint32_t source_row = 0;    // data row, from 1
  std::string reason_id;      // "csv.too_many_fields"...
  std::string reason;         // in English, one sentence
  std::string text;           // the raw text, UTF-8, cut at 1000 bytes
};

}  // namespace jumelles
