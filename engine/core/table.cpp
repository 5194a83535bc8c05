#include "core/table.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles {
namespace {

uint32_t hash_of(std::string_view text) { return static_cast<uint32_t>(hash_text(text)); }
uint32_t hash_in(uint64_t slot) { return static_cast<uint32_t>(slot >> 32); }
Code code_in(uint64_t slot) { return static_cast<Code>(slot) - 1; }

void fetch_ahead(const void* address) { __builtin_prefetch(address); }

}  // namespace

Dictionary::Dictionary() : offsets_{0, 0} {}

void Dictionary::rehash(uint64_t slot_count) const {
  std::vector<uint64_t> slots(slot_count, 0);
  const uint64_t mask = slot_count - 1;
  const auto put = [&](uint64_t entry) {
    uint64_t slot = hash_in(entry) & mask;
    while (slots[slot] != 0) slot = (slot + 1) & mask;
    slots[slot] = entry;
  };
  if (slots_.empty()) {
    for (Code code = 1; code < size(); ++code) put((uint64_t{hash_of((*this)[code])} << 32) | (code + 1));
  } else {
    for (const uint64_t entry : slots_)
      if (entry != 0) put(entry);
  }
  slots_.swap(slots);
}

void Dictionary::make_room(uint64_t additional) {
  // Load factor at most 0.6.
  const uint64_t wanted = (size() + additional) * 10;
  if (!slots_.empty() && slots_.size() * 6 >= wanted) return;
  uint64_t slot_count = 16;
  while (slot_count * 6 < wanted) slot_count *= 2;
  rehash(slot_count);
}

Code Dictionary::find(std::string_view text) const {
  if (text.empty() || size() == 1) return kMissing;
  if (slots_.empty()) {
    uint64_t slot_count = 16;
    while (slot_count * 6 < uint64_t{size()} * 10) slot_count *= 2;
    rehash(slot_count);
  }
  const uint64_t mask = slots_.size() - 1;
  const uint32_t hash = hash_of(text);
  for (uint64_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (hash_in(slots_[slot]) == hash && (*this)[code_in(slots_[slot])] == text) return code_in(slots_[slot]);
  return kMissing;
}

Code Dictionary::intern_hashed(std::string_view text, uint32_t hash) {
  const uint64_t mask = slots_.size() - 1;
  uint64_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (hash_in(slots_[slot]) == hash && (*this)[code_in(slots_[slot])] == text) return code_in(slots_[slot]);
  const Code code = size();
  slots_[slot] = (uint64_t{hash} << 32) | (code + 1);
  arena_.append(text);
  offsets_.push_back(static_cast<uint32_t>(arena_.size()));
  return code;
}

Code Dictionary::intern(std::string_view text) {
  if (text.empty()) return kMissing;
  make_room(1);
  return intern_hashed(text, hash_of(text));
}

void Dictionary::intern(std::span<const std::string_view> texts, Code* codes) {
  constexpr size_t kBatch = 32;
  constexpr Code kPending = UINT32_MAX;
  uint32_t hashes[kBatch];
  Code candidates[kBatch];
  for (size_t begin = 0; begin < texts.size(); begin += kBatch) {
    const size_t count = std::min(kBatch, texts.size() - begin);
    make_room(count);
    const uint64_t mask = slots_.size() - 1;
    for (size_t i = 0; i < count; ++i) {
      hashes[i] = hash_of(texts[begin + i]);
      fetch_ahead(&slots_[hashes[i] & mask]);
    }
    // Known texts mostly stand in the first slot that is looked at. No look waits for the one before: the processor
    // fetches for several at once even where it cannot be asked to fetch ahead, as in WebAssembly.
    for (size_t i = 0; i < count; ++i) {
      const uint64_t entry = slots_[hashes[i] & mask];
      candidates[i] = entry != 0 && hash_in(entry) == hashes[i] ? code_in(entry) : kMissing;
      fetch_ahead(&offsets_[candidates[i]]);
    }
    for (size_t i = 0; i < count; ++i) fetch_ahead(arena_.data() + offsets_[candidates[i]]);
    for (size_t i = 0; i < count; ++i) {
      const std::string_view text = texts[begin + i];
      codes[begin + i] = text.empty() ? kMissing : (*this)[candidates[i]] == text ? candidates[i] : kPending;
    }
    for (size_t i = 0; i < count; ++i)
      if (codes[begin + i] == kPending) codes[begin + i] = intern_hashed(texts[begin + i], hashes[i]);
  }
}

void Dictionary::seal() {
  std::vector<uint64_t>().swap(slots_);
  arena_.shrink_to_fit();
  offsets_.shrink_to_fit();
}

uint64_t Dictionary::memory_bytes() const {
  return arena_.capacity() + offsets_.capacity() * sizeof(uint32_t) + slots_.capacity() * sizeof(uint64_t);
}

uint32_t find_row(const Table& table, uint32_t source_row) {
  const auto at = std::lower_bound(table.source_rows.begin(), table.source_rows.end(), source_row);
  return at == table.source_rows.end() || *at != source_row ? table.row_count() : static_cast<uint32_t>(at - table.source_rows.begin());
}

}  // namespace jumelles
