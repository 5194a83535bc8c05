#pragma once

// What each row of a result table said when it was last written, by the hash of its name, and its number in the table: open addressing,
// 25 bytes a slot. A writing goes through all rows once and learns of each whether it has to be written, and at the end which rows are gone.
// Numbers grow and are not used again: a table of a million rows is written from its front to its end.

#include <cstdint>
#include <vector>

namespace jumelles::project {

class RowHashes {
 public:
  bool empty() const { return count_ == 0; }
  void clear() { *this = {}; }
  void start() { pass_ = pass_ == 1 ? 2 : 1; }

  struct Put { uint64_t number; bool is_as_it_was; };
  // The row of that name, or, where this pass has put one of the same hash, of the next free number. O(1).
  Put put(uint64_t key, uint64_t content) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    size_t at = find(key);
    while (marks_[at] == pass_) at = find(++key);
    const bool is_as_it_was = marks_[at] != 0 && slots_[at].content == content;
    if (marks_[at] == 0) {
      slots_[at] = {key, 0, ++last_number_};
      ++count_;
    }
    slots_[at].content = content;
    marks_[at] = pass_;
    return {slots_[at].number, is_as_it_was};
  }

  // Calls gone(number) for each row that this pass did not put, in no order that means anything, and forgets it.
  template <class Gone>
  void end(Gone gone) {
    uint64_t left = count_;
    for (size_t at = 0; at < slots_.size(); ++at)
      if (marks_[at] != 0 && marks_[at] != pass_) {
        gone(slots_[at].number);
        --left;
      }
    if (left < count_) resize(slots_.size());
  }

 private:
  struct Slot { uint64_t key, content, number; };

  // Where the key is, or the free slot where it would be. Keys are hashes: their low bits say where.
  size_t find(uint64_t key) const {
    size_t at = key & (slots_.size() - 1);
    while (marks_[at] != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() { resize(slots_.empty() ? 1024 : slots_.size() * 2, true); }
  // Of rows that this pass did not put none is taken along, unless `all` are.
  void resize(size_t size, bool all = false) {
    std::vector<Slot> slots(size);
    std::vector<uint8_t> marks(size, 0);
    slots.swap(slots_);
    marks.swap(marks_);
    count_ = 0;
    for (size_t i = 0; i < slots.size(); ++i) {
      if (marks[i] == 0 || (!all && marks[i] != pass_)) continue;
      const size_t at = find(slots[i].key);
      slots_[at] = slots[i];
      marks_[at] = marks[i];
      ++count_;
    }
  }

  std::vector<Slot> slots_;     // as many as a power of two
  std::vector<uint8_t> marks_;  // the pass that put the row; 0: free
  uint64_t count_ = 0, last_number_ = 0;
  uint8_t pass_ = 1;
};

}  // namespace jumelles::project
