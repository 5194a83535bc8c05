#include "text/word_filter.h"

#include <algorithm>

#include "text/fold.h"

namespace jumelles::text {
namespace {

constexpr size_t kMostWords = 8, kLeastDigits = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

WordFilter::WordFilter(std::string_view typed) {
  const std::string text = squeeze(typed);
  for (size_t at = 0; at < text.size();) {
    const size_t end = words_.size() + 1 == kMostWords ? text.size() : std::min(text.find(' ', at), text.size());
    Word word;
    word.raw = text.substr(at, end - at);
    word.folded = fold(word.raw);
    word.digits = word.folded.size() >= kLeastDigits && std::all_of(word.folded.begin(), word.folded.end(), is_digit);
    has_folded_ |= !word.folded.empty();
    has_digits_ |= word.digits;
    words_.push_back(std::move(word));
    at = end + 1;
  }
}

uint8_t WordFilter::found_in(std::string_view text) {
  uint8_t found = 0;
  if (text.empty()) return found;
  if (has_folded_) fold_into(text, folded_);
  bool parted = false;
  for (size_t w = 0; w < words_.size(); ++w) {
    const Word& word = words_[w];
    const bool holds = word.folded.empty() ? text.find(word.raw) != std::string_view::npos : folded_.find(word.folded) != std::string::npos;
    if (holds) found = static_cast<uint8_t>(found | 1u << w);
    else parted |= word.digits;
  }
  if (!has_digits_ || !parted) return found;
  digits_.clear();
  std::copy_if(folded_.begin(), folded_.end(), std::back_inserter(digits_), is_digit);
  for (size_t w = 0; w < words_.size(); ++w)
    if (words_[w].digits && digits_.find(words_[w].folded) != std::string::npos) found = static_cast<uint8_t>(found | 1u << w);
  return found;
}

}  // namespace jumelles::text
