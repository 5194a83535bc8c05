#include "linking/spelled_from.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace jumelles::linking {
namespace {

constexpr uint32_t kAsked = 2000;        // records
constexpr size_t kShortestWord = 3;      // letters; shorter ones are found everywhere
constexpr double kSharedByAll = 0.8;     // of the values, for a word to be part of the format

bool is_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// In lower case; comparison forms have no accents.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (is_letter(c)) words.back() += lower(c);
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string_view value_of(const Attribute& attribute, RecordIndex record) {
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = attribute.comparison_of[slot.codes[record]]; code != kMissing) return attribute.comparison[code];
  return {};
}

std::string_view told_part(const Attribute& attribute, RecordIndex record) {
  const std::string_view value = value_of(attribute, record);
  return attribute.type == AttributeType::kEmail ? value.substr(0, value.find('@')) : value;
}

class Speller {
 public:
  Speller(const RecordSet& records, int attribute, const std::vector<int>& names)
      : attribute_(records.attributes[static_cast<size_t>(attribute)]) {
    for (const int name : names)
      if (name != attribute) names_.push_back(&records.attributes[static_cast<size_t>(name)]);
    const uint32_t count = records.record_count(), step = 1 + count / kAsked;
    for (RecordIndex r = 0; r < count; r += step)
      if (!told_part(attribute_, r).empty() && !words_of_names(r).empty()) asked_.push_back(r);
    find_format();
  }

  Spelling measure() const {
    Spelling out;
    for (size_t i = 0; i < asked_.size(); ++i) {
      const std::string letters = letters_of(asked_[i]);
      if (letters.empty()) continue;
      const size_t own = left_over(letters, words_of_names(asked_[i]));
      const size_t others = left_over(letters, words_of_names(asked_[(i + asked_.size() / 2) % asked_.size()]));
      const double length = static_cast<double>(letters.size());
      out.own += 1 - static_cast<double>(own) / length;
      out.others += 1 - static_cast<double>(others) / length;
      out.whole += own == 0 ? 1 : 0;
    }
    const double all = std::max<double>(1, static_cast<double>(asked_.size()));
    return {out.own / all, out.others / all, out.whole / all};
  }

 private:
  std::vector<std::string> words_of_names(RecordIndex record) const {
    std::vector<std::string> words;
    for (const Attribute* name : names_)
      for (std::string& word : words_of(value_of(*name, record)))
        if (word.size() >= kShortestWord) words.push_back(std::move(word));
    std::stable_sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return words;
  }

  void find_format() {
    std::map<std::string, uint32_t> counts;
    for (const RecordIndex r : asked_) {
      std::vector<std::string> words = words_of(told_part(attribute_, r));
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
      for (const std::string& word : words) ++counts[word];
    }
    for (const auto& [word, count] : counts)
      if (count >= kSharedByAll * static_cast<double>(asked_.size())) format_.push_back(word);
  }

  std::string letters_of(RecordIndex record) const {
    std::string letters;
    for (const std::string& word : words_of(told_part(attribute_, record)))
      if (!std::binary_search(format_.begin(), format_.end(), word)) letters += word;
    return letters;
  }

  // Letters of `letters` that the words, longest first, do not spell.
  static size_t left_over(std::string letters, const std::vector<std::string>& words) {
    for (const std::string& word : words)
      if (const size_t at = letters.find(word); at != std::string::npos) letters.erase(at, word.size());
    return letters.size();
  }

  const Attribute& attribute_;
  std::vector<const Attribute*> names_;
  std::vector<RecordIndex> asked_;
  std::vector<std::string> format_;  // sorted
};

}  // namespace

Spelling spelling_of(const RecordSet& records, int attribute, const std::vector<int>& names) {
  return Speller(records, attribute, names).measure();
}

}  // namespace jumelles::linking
