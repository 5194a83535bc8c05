#include <algorithm>
#include <cassert>

#include "search/search_index.h"
#include "text/fold.h"

namespace jumelles::search {

// What building needs and asking does not.
struct SearchIndex::Building {
  std::shared_ptr<SearchIndex> index;
  Dictionary words;
  std::vector<uint32_t> value_words;    // codes of words, value by value
  std::vector<uint64_t> first_word;     // per value + 1
  std::vector<std::vector<Code>> begun; // words without digits, by their first two bytes
  std::vector<Code> order;              // codes in the order of the index
  std::vector<uint32_t> word_of;        // code -> word of the index
  std::vector<uint32_t> value_counts;   // records per value
  std::vector<uint64_t> frequencies;    // per word
  size_t attribute = 0;                 // of the next value
  std::string folded, digits;

  uint64_t value_count() const { return index->base_.back(); }
  void number_values();
  void take_values(uint64_t begin, uint64_t end);
  void take_value(std::string_view text);
  void part(uint64_t begin, uint64_t end);
  void sort(uint64_t begin, uint64_t end);
  void put_in_order();
  void write(uint64_t begin, uint64_t end);
  void count_records(uint64_t begin, uint64_t end);
  void count_values(uint64_t begin, uint64_t end);
  void make_room();
  void fill(uint64_t begin, uint64_t end);
  void finish();
};

bool SearchIndex::is_searched(size_t attribute) const {
  const Attribute& a = records_->attributes[attribute];
  return !a.slots.empty() && is_compared(a.role);
}

std::string_view SearchIndex::value(size_t attribute, uint32_t number) const {
  if (attribute == records_->attributes.size()) return records_->record_ids[number];
  return records_->attributes[attribute].clean[number];
}

void SearchIndex::Building::number_values() {
  const RecordSet& records = *index->records_;
  uint32_t next = 0;
  for (size_t a = 0; a < records.attributes.size(); ++a) {
    index->base_.push_back(next);
    if (index->is_searched(a)) next += records.attributes[a].clean.size();
  }
  index->base_.push_back(next);
  index->base_.push_back(next + static_cast<uint32_t>(records.record_ids.size()));
  first_word.reserve(value_count() + 1);
  first_word.push_back(0);
}

void SearchIndex::Building::take_values(uint64_t begin, uint64_t end) {
  for (uint64_t v = begin; v < end; ++v) {
    while (v >= index->base_[attribute + 1]) ++attribute;
    take_value(index->value(attribute, static_cast<uint32_t>(v - index->base_[attribute])));
  }
}

void SearchIndex::Building::take_value(std::string_view text) {
  text::fold_into(text, folded);
  const size_t first = value_words.size();
  words_of(folded, digits, [&](std::string_view word) {
    const Code code = words.intern(word);
    if (std::find(value_words.begin() + static_cast<std::ptrdiff_t>(first), value_words.end(), code) == value_words.end()) value_words.push_back(code);
  });
  first_word.push_back(value_words.size());
}

void SearchIndex::Building::part(uint64_t begin, uint64_t end) {
  begun.resize(1 << 16);
  for (uint64_t i = begin; i < end; ++i) {
    const Code code = static_cast<Code>(i + 1);  // 0 is no word
    const std::string_view word = words[code];
    if (has_digit(word)) continue;
    const size_t second = word.size() > 1 ? static_cast<unsigned char>(word[1]) : 0;
    begun[static_cast<size_t>(static_cast<unsigned char>(word[0])) << 8 | second].push_back(code);
  }
}

void SearchIndex::Building::sort(uint64_t begin, uint64_t end) {
  for (uint64_t i = begin; i < end; ++i) std::sort(begun[i].begin(), begun[i].end(), [&](Code a, Code b) { return words[a] < words[b]; });
}

void SearchIndex::Building::put_in_order() {
  const uint32_t count = words.size() - 1;
  order.reserve(count);
  for (const std::vector<Code>& some : begun) order.insert(order.end(), some.begin(), some.end());
  index->plain_count_ = static_cast<uint32_t>(order.size());
  std::vector<bool> placed(words.size());
  for (const Code code : order) placed[code] = true;
  for (Code code = 1; code <= count; ++code)
    if (!placed[code]) order.push_back(code);
  begun = {};
  word_of.resize(words.size());
  index->places_.reserve(count);
  index->letters_.reserve(index->plain_count_);
  index->text_ = " ";
}

// Which letters a word has, as bits.
static uint32_t letters_of(std::string_view word) {
  uint32_t bits = 0;
  for (const char c : word) bits |= 1u << (static_cast<unsigned char>(c) & 31);
  return bits;
}

void SearchIndex::Building::write(uint64_t begin, uint64_t end) {
  for (uint64_t w = begin; w < end; ++w) {
    const std::string_view word = words[order[w]];
    word_of[order[w]] = static_cast<uint32_t>(w);
    index->places_.push_back({static_cast<uint32_t>(index->text_.size()), static_cast<uint16_t>(word.size()), 0});
    index->text_.append(word).append(1, ' ');
    if (w < index->plain_count_) index->letters_.push_back(letters_of(word));
  }
}

void SearchIndex::Building::count_records(uint64_t begin, uint64_t end) {
  const RecordSet& records = *index->records_;
  value_counts.resize(value_count());
  for (size_t a = 0; a < records.attributes.size(); ++a) {
    if (!index->is_searched(a)) continue;
    for (const Attribute::Slot& slot : records.attributes[a].slots)
      for (uint64_t r = begin; r < end; ++r) ++value_counts[index->base_[a] + slot.codes[r]];
  }
  for (uint64_t r = begin; r < end; ++r) ++value_counts[index->base_[records.attributes.size()] + r];
}

void SearchIndex::Building::count_values(uint64_t begin, uint64_t end) {
  index->first_value_.resize(order.size() + 1);
  for (uint64_t i = begin; i < end; ++i) ++index->first_value_[word_of[value_words[i]] + 1];
}

void SearchIndex::Building::make_room() {
  index->first_value_.resize(order.size() + 1);
  for (size_t w = 1; w < index->first_value_.size(); ++w) index->first_value_[w] += index->first_value_[w - 1];
  index->values_.resize(value_words.size());
  frequencies.resize(order.size());
}

// first_value_ of a word moves to the next one's; finish() takes it back.
void SearchIndex::Building::fill(uint64_t begin, uint64_t end) {
  for (uint64_t v = begin; v < end; ++v)
    for (uint64_t i = first_word[v]; i < first_word[v + 1]; ++i) {
      const uint32_t w = word_of[value_words[i]];
      index->values_[index->first_value_[w]++] = static_cast<uint32_t>(v);
      frequencies[w] += value_counts[v];
    }
}

void SearchIndex::Building::finish() {
  std::vector<uint32_t>& first = index->first_value_;
  for (size_t w = first.size() - 1; w > 0; --w) first[w] = first[w - 1];
  first[0] = 0;
  for (size_t w = 0; w < frequencies.size(); ++w)
    for (uint64_t count = frequencies[w]; count > 1; count >>= 1) ++index->places_[w].frequency_bits;
  index->text_.append(4, ' ');  // read four bytes at once
  index->text_.shrink_to_fit();
  index->scores_.assign(value_count(), kNoAnswer);
}

std::vector<Phase> SearchIndex::phases(std::shared_ptr<SearchIndex> index) {
  auto work = std::make_shared<Building>();
  work->index = std::move(index);
  using B = Building;
  const auto words = [](B& b) -> uint64_t { return b.words.size() - 1; };
  std::vector<Phase> out;
  out.push_back(step("search.values", work, &B::number_values));
  out.push_back(pass("search.values", Unit::kValues, work, [](B& b) { return b.value_count(); }, &B::take_values, 4096));
  out.push_back(pass("search.sort", Unit::kValues, work, words, &B::part, 8192));
  out.push_back(pass("search.sort", Unit::kSteps, work, [](B& b) -> uint64_t { return b.begun.size(); }, &B::sort, 16));
  out.push_back(step("search.words", work, &B::put_in_order));
  out.push_back(pass("search.words", Unit::kValues, work, words, &B::write, 8192));
  out.push_back(pass("search.words", Unit::kRecords, work, [](B& b) -> uint64_t { return b.index->records_->record_count(); }, &B::count_records, 4096));
  out.push_back(pass("search.words", Unit::kValues, work, [](B& b) -> uint64_t { return b.value_words.size(); }, &B::count_values, 16384));
  out.push_back(step("search.words", work, &B::make_room));
  out.push_back(pass("search.words", Unit::kValues, work, [](B& b) { return b.value_count(); }, &B::fill, 8192));
  out.push_back(step("search.words", work, &B::finish));
  return out;
}

uint64_t SearchIndex::memory_bytes() const {
  return text_.capacity() + places_.capacity() * sizeof(Place) + letters_.capacity() * 4 + first_value_.capacity() * 4 + values_.capacity() * 4 + scores_.capacity();
}

}  // namespace jumelles::search
