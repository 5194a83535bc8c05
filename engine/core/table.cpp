#include "core/table.h"

#include "core/hash.h"

namespace jumelles {

Dictionary::Dictionary() : offsets_{0, 0} {}

void Dictionary::rehash(uint32_t slot_count) {
  slots_.assign(slot_count, 0);
  for (Code code = 1; code < size(); ++code) {
    uint32_t slot = static_cast<uint32_t>(hash_text((*this)[code])) & (slot_count - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slot_count - 1);
    slots_[slot] = code + 1;
  }
}

Code Dictionary::find(std::string_view text) const {
  if (text.empty()) return kMissing;
  if (slots_.empty()) {
    for (Code code = 1; code < size(); ++code)
      if ((*this)[code] == text) return code;
    return kMissing;
  }
  const uint32_t mask = static_cast<uint32_t>(slots_.size()) - 1;
  for (uint32_t slot = static_cast<uint32_t>(hash_text(text)) & mask; slots_[slot] != 0; slot = (slot + 1) & mask)
    if ((*this)[slots_[slot] - 1] == text) return slots_[slot] - 1;
  return kMissing;
}

Code Dictionary::intern(std::string_view text) {
  if (text.empty()) return kMissing;
  // Load factor at most 0.7.
  if (slots_.empty() || (uint64_t{size()} + 1) * 10 > slots_.size() * 7) {
    uint32_t wanted = 16;
    while (uint64_t{wanted} * 6 < (uint64_t{size()} + 1) * 10) wanted *= 2;
    rehash(wanted * 2 > 32 && slots_.empty() ? wanted : wanted * 2);
  }
  const uint32_t mask = static_cast<uint32_t>(slots_.size()) - 1;
  uint32_t slot = static_cast<uint32_t>(hash_text(text)) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask)
    if ((*this)[slots_[slot] - 1] == text) return slots_[slot] - 1;
  const Code code = size();
  slots_[slot] = code + 1;
  arena_.append(text);
  offsets_.push_back(static_cast<uint32_t>(arena_.size()));
  return code;
}

void Dictionary::seal() {
  std::vector<uint32_t>().swap(slots_);
  arena_.shrink_to_fit();
  offsets_.shrink_to_fit();
}

uint64_t Dictionary::memory_bytes() const {
  return arena_.capacity() + (offsets_.capacity() + slots_.capacity()) * sizeof(uint32_t);
}

}  // namespace jumelles
