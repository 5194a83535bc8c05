#pragma once

// A Table is one source as it was read: columns dictionary-encoded, original values untouched.

#include <cstdint>
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
  // The code of `text`, or kMissing when it is not there.
  Code find(std::string_view text) const;
  std::string_view operator[](Code code) const {
    return std::string_view(arena_).substr(offsets_[code], offsets_[code + 1] - offsets_[code]);
  }
  // Number of codes including the missing one: valid codes are [0, size()).
  uint32_t size() const { return static_cast<uint32_t>(offsets_.size() - 1); }
  // Frees the hash table once nothing more will be added (find and intern rebuild it when needed).
  void seal();
  uint64_t memory_bytes() const;

 private:
  void rehash(uint32_t slot_count);
  std::string arena_;
  std::vector<uint32_t> offsets_;
  std::vector<uint32_t> slots_;  // code + 1, or 0 for empty; power of two
};

struct Column {
  std::string name;          // as in the file; unique within the table (repeats get " (2)")
  Dictionary values;         // original text, UTF-8
  std::vector<Code> codes;   // one per row
  std::string_view text(uint32_t row) const { return values[codes[row]]; }
};

struct Table {
  std::string name;                   // the source's name, unique in a session ("crm", "crm-2")
  std::vector<Column> columns;
  std::vector<uint32_t> source_rows;  // per row: ordinal of its data row in the file, from 1, rejected ones counted too
  std::vector<uint64_t> line_numbers; // per row: line of the file where it starts, from 1
  uint32_t row_count() const { return static_cast<uint32_t>(source_rows.size()); }
};

// A row that could not be loaded; the rest of the file was.
struct RejectedRow {
  uint64_t line = 0;          // of the file, from 1
  uint32_t source_row = 0;    // data row, from 1
  std::string reason_id;      // "csv.too_many_fields"...
  std::string reason;         // in English, one sentence
  std::string text;           // the raw text, UTF-8, cut at 1000 bytes
};

}  // namespace jumelles
