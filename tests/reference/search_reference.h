#pragma once

// Searching as it is meant, record by record and word by word: no index, no short cut.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/records.h"
#include "reference/similarity_reference.h"
#include "text/fold.h"

namespace jumelles::reference {

struct Found {
  RecordIndex record;
  uint32_t quality;     // summed over the terms
  uint32_t commonness;  // summed, too
};

class Search {
 public:
  explicit Search(const RecordSet& records) : records_(records) {
    for (RecordIndex r = 0; r < records.record_count(); ++r)
      for_each_value(r, [&](std::string_view value, bool) {
        for (const std::string& word : words(value)) ++frequency_[word];
      });
  }

  std::vector<Found> find(const std::string& query) const {
    std::vector<Found> out;
    const std::vector<std::string> asked = terms(query);
    if (asked.empty()) return out;
    for (RecordIndex r = 0; r < records_.record_count(); ++r) {
      Found found{r, 0, 0};
      bool all = true;
      for (const std::string& term : asked) {
        std::pair<int, int> best{kNone, 0};
        for_each_value(r, [&](std::string_view value, bool phone) {
          for (const std::string& word : words(value))
            if (const int quality = quality_of(term, word, phone); quality != kNone) best = std::min(best, {quality, logarithm(frequency_.at(word))});
        });
        all = all && best.first != kNone;
        found.quality += static_cast<uint32_t>(best.first), found.commonness += static_cast<uint32_t>(best.second);
      }
      if (all) out.push_back(found);
    }
    return out;
  }

 private:
  static constexpr int kNone = 99;
  static bool digit(char c) { return c >= '0' && c <= '9'; }
  static bool number(std::string_view text) { return std::all_of(text.begin(), text.end(), digit); }
  static int logarithm(uint64_t n) { return n > 1 ? 1 + logarithm(n / 2) : 0; }

  template <class F>
  void for_each_value(RecordIndex r, F f) const {
    for (const Attribute& attribute : records_.attributes) {
      if (attribute.role != ColumnRole::kEvidence && attribute.role != ColumnRole::kDescription) continue;
      for (const auto& slot : attribute.slots) f(attribute.clean[slot.codes[r]], attribute.type == AttributeType::kPhone);
    }
    f(std::string_view(records_.record_ids[r]), false);
  }

  static std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out(1);
    for (const char c : text::fold(text)) {
      if (c == ' ') out.emplace_back();
      else out.back() += c;
    }
    std::erase(out, std::string());
    return out;
  }

  static std::set<std::string> words(std::string_view value) {
    std::set<std::string> out;
    const std::vector<std::string> parts = split(value);
    if (!parts.empty() && std::all_of(parts.begin(), parts.end(), number)) {
      std::string all;
      for (const std::string& part : parts) all += part;
      out.insert(all);
    } else {
      out.insert(parts.begin(), parts.end());
    }
    std::erase_if(out, [](const std::string& word) { return word.size() > 64; });
    return out;
  }

  static std::vector<std::string> terms(const std::string& query) {
    std::vector<std::string> out;
    const std::vector<std::string> parts = split(query);
    for (size_t i = 0; i < parts.size();) {
      std::string joined;
      size_t groups = 0;
      while (i + groups < parts.size() && number(parts[i + groups]) && parts[i + groups].size() <= 4) joined += parts[i + groups++];
      if (groups >= 2 && joined.size() >= 4) out.push_back(joined), i += groups;
      else out.push_back(parts[i++]);
    }
    if (out.size() > 8) out.resize(8);
    return out;
  }

  static int quality_of(const std::string& term, const std::string& word, bool phone) {
    if (term == word) return 0;
    int best = kNone;
    const auto take = [&](int quality) { best = std::min(best, quality); };
    if (term.size() >= 2 && word.starts_with(term)) take(1);
    const bool term_digits = std::any_of(term.begin(), term.end(), digit), word_digits = std::any_of(word.begin(), word.end(), digit);
    if (!term_digits && !word_digits) {
      const int allowed = term.size() < 4 ? 0 : term.size() < 8 ? 1 : 2, slips = osa_distance(term, word);
      if (slips <= allowed) take(slips + 1);
    }
    if (number(term) && word_digits) {
      if (term.size() >= 3 && word.find(term) != std::string::npos) take(2);
      if (term.size() == 8) {
        const int day = std::stoi(term.substr(0, 2)), month = std::stoi(term.substr(2, 2));
        if (day >= 1 && day <= 31 && month >= 1 && month <= 12 && word == term.substr(4) + term.substr(2, 2) + term.substr(0, 2)) take(0);
      }
      if (phone && term.size() >= 3 && term[0] == '0' && term[1] != '0')
        for (size_t code = 1; code <= 3; ++code)
          if (code < word.size() && word.substr(code).starts_with(term.substr(1))) take(word.size() == code + term.size() - 1 ? 0 : 1);
    }
    return best;
  }

  const RecordSet& records_;
  std::map<std::string, uint64_t> frequency_;
};

}  // namespace jumelles::reference
