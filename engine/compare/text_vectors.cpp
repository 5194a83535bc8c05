#include "compare/text_vectors.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/ascii.h"
#include "core/hash.h"
#include "core/math.h"
#include "text/codes.h"
#include "text/fold.h"
#include "text/similarity.h"

namespace jumelles::compare {
namespace {

constexpr size_t kLongText = 160;    // longer texts are compared by their words alone
constexpr uint32_t kMaxTerms = 400;  // per value
constexpr uint32_t kMostHolders = 6;  // a word with digits that more values hold is a size or a standard, no reference

constexpr uint32_t kKnown = 3;  // texts that hold a word, from which it is no slip of the pen: one slip is hardly made three times

bool is_number(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

// Abbreviations and slips: one begins the other, or they are nearly the same. Numbers are the same or not.
bool is_written_as(std::string_view x, std::string_view y) {
  if (is_number(x) || is_number(y)) {
    const auto bare = [](std::string_view s) { return s.substr(std::min(s.find_first_not_of('0'), s.size())); };
    return is_number(x) && is_number(y) && bare(x) == bare(y);
  }
  if (x.size() > y.size()) std::swap(x, y);
  return y.substr(0, x.size()) == x || (x.size() > 3 && text::jaro_winkler(x, y) >= 0.9);
}

void make_unique_from(std::vector<uint32_t>& ids, size_t begin) {
  const auto at = ids.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(at, ids.end());
  ids.erase(std::unique(at, ids.end()), ids.end());
}

double square_root(double x) {
  if (x <= 0) return 0;
  double y = exp2(0.5 * log2(x));
  y = 0.5 * (y + x / y);
  return 0.5 * (y + x / y);
}

}  // namespace

void TextVectors::Numbering::grow() {
  const size_t size = keys.empty() ? 1024 : keys.size() * 2;
  std::vector<uint64_t> old_keys(size, 0);
  std::vector<uint32_t> old_numbers(size, 0);
  old_keys.swap(keys);
  old_numbers.swap(numbers);
  for (size_t i = 0; i < old_keys.size(); ++i) {
    if (old_keys[i] == 0) continue;
    size_t slot = mix(old_keys[i]) & (size - 1);
    while (keys[slot] != 0) slot = (slot + 1) & (size - 1);
    keys[slot] = old_keys[i];
    numbers[slot] = old_numbers[i];
  }
}

uint32_t TextVectors::Numbering::number(uint64_t hash) {
  if (hash == 0) hash = 1;
  if ((count + 1) * 2 > keys.size()) grow();
  size_t slot = mix(hash) & (keys.size() - 1);
  while (keys[slot] != 0) {
    if (keys[slot] == hash) return numbers[slot];
    slot = (slot + 1) & (keys.size() - 1);
  }
  keys[slot] = hash;
  numbers[slot] = count;
  return count++;
}

void TextVectors::reserve(uint32_t value_count) {
  value_count_ = value_count;
  words_.first.reserve(value_count + 1);
  pieces_.first.reserve(value_count + 1);
}

void TextVectors::add_terms(std::string_view text, bool words, std::vector<uint32_t>& out) {
  out.clear();
  if (words) {
    text::tokenize(text, [&](std::string_view word) {
      if (out.size() >= kMaxTerms) return;
      const uint32_t number = word_numbers_.number(hash_text(word));
      out.push_back(number);
    });
  } else {
    // " TEXT ": windows of three bytes, blanks included.
    const auto at = [&](size_t i) -> uint32_t {
      return i == 0 || i > text.size() ? uint32_t{' '} : static_cast<uint8_t>(text[i - 1]);
    };
    const size_t length = text.size() + 2;
    for (size_t i = 0; i + 3 <= length && out.size() < kMaxTerms; ++i)
      out.push_back(piece_numbers_.number((at(i) << 16 | at(i + 1) << 8 | at(i + 2)) + uint64_t{1}));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void TextVectors::add_joined(std::string_view text, std::vector<uint32_t>& out) {
  text::for_each_joined_code(text, kMaxTerms, [&](std::string_view joined) { out.push_back(word_numbers_.number(hash_text(joined))); });
}

void TextVectors::count(const Dictionary& values, Code begin, Code end) {
  for (Code code = begin; code < end; ++code) {
    if (code == kMissing) continue;
    const std::string_view text = values[code];
    total_length_ += text.size();
    add_terms(text, true, scratch_);
    word_counts_.resize(word_numbers_.count, 0);
    for (const uint32_t term : scratch_) ++word_counts_[term];
    add_joined(text, scratch_);
    make_unique_from(scratch_, 0);
    code_counts_.resize(word_numbers_.count, 0);
    for (const uint32_t term : scratch_) ++code_counts_[term];
    if (text.size() > kLongText) continue;
    add_terms(text, false, scratch_);
    piece_counts_.resize(piece_numbers_.count, 0);
    for (const uint32_t term : scratch_) ++piece_counts_[term];
  }
}

void TextVectors::start_weighing() {
  code_counts_.resize(word_numbers_.count, 0);
  word_counts_.resize(word_numbers_.count, 0);
  words_.rarity.assign(code_counts_.size(), -1);
  pieces_.rarity.assign(piece_counts_.size(), -1);
  use_pieces_ = value_count_ <= 1 || total_length_ / (value_count_ - 1) <= kLongText / 2;
}

void TextVectors::append(Lists& lists, const std::vector<uint32_t>& terms, const std::vector<uint32_t>& counts) {
  double norm = 0;
  const size_t begin = lists.items.size();
  for (const uint32_t term : terms) {
    double& idf = lists.rarity[term];
    if (idf < 0) idf = log2(1.0 + static_cast<double>(value_count_) / static_cast<double>(counts[term] + 1));
    norm += idf * idf;
    lists.items.push_back({term, static_cast<float>(idf)});
  }
  const double scale = norm > 0 ? 1.0 / square_root(norm) : 0;
  for (size_t i = begin; i < lists.items.size(); ++i)
    lists.items[i].weight = static_cast<float>(static_cast<double>(lists.items[i].weight) * scale);
  lists.first.push_back(lists.items.size());
}

void TextVectors::weigh(const Dictionary& values, Code begin, Code end) {
  for (Code code = begin; code < end; ++code) {
    if (code == kMissing) continue;
    const std::string_view text = values[code];
    add_terms(text, true, scratch_);
    joined_.clear();
    add_joined(text, joined_);
    // Neighbors that another value writes as one word count as that word too.
    for (const uint32_t term : joined_)
      if (term < word_counts_.size() && word_counts_[term] != 0) scratch_.push_back(term);
    make_unique_from(scratch_, 0);
    append(words_, scratch_, code_counts_);
    add_codes(text);
    add_plain_words(text);
    scratch_.clear();
    if (use_pieces_ && text.size() <= kLongText) add_terms(text, false, scratch_);
    append(pieces_, scratch_, piece_counts_);
  }
  if (end < values.size()) return;
  for (Lists* lists : {&words_, &pieces_}) std::vector<double>().swap(lists->rarity);
}

void TextVectors::add_codes(std::string_view text) {
  const auto rare = [&](uint32_t term) { return term < code_counts_.size() && code_counts_[term] <= kMostHolders; };
  const size_t codes = codes_.ids.size(), full = full_codes_.ids.size(), beginnings = beginnings_.ids.size();
  found_codes_.clear();
  const auto add = [&](std::string_view code, uint32_t term) {
    if (!rare(term)) return;
    codes_.ids.push_back(term);
    found_codes_.emplace_back(code);
    for (size_t length = text::kShortestCode; length <= code.size(); ++length)
      if (text::is_code(code.substr(0, length))) beginnings_.ids.push_back(word_numbers_.number(hash_text(code.substr(0, length))));
  };
  size_t words = 0;
  text::tokenize(text, [&](std::string_view word) {
    if (++words <= kMaxTerms && text::is_code(word)) add(word, word_numbers_.number(hash_text(word)));
  });
  text::for_each_joined_code(text, kMaxTerms, [&](std::string_view joined) {
    const uint32_t term = word_numbers_.number(hash_text(joined));
    if (word_counts_[term] != 0) add(joined, term);
  });
  // In order, what goes on from a code comes right after it.
  std::sort(found_codes_.begin(), found_codes_.end());
  found_codes_.erase(std::unique(found_codes_.begin(), found_codes_.end()), found_codes_.end());
  for (size_t i = 0; i < found_codes_.size(); ++i) {
    const std::string& code = found_codes_[i];
    const bool goes_on = i + 1 < found_codes_.size() && found_codes_[i + 1].compare(0, code.size(), code) == 0;
    if (!goes_on) full_codes_.ids.push_back(word_numbers_.number(hash_text(code)));
  }
  for (auto [lists, begin] : {std::pair{&codes_, codes}, std::pair{&full_codes_, full}, std::pair{&beginnings_, beginnings}}) {
    make_unique_from(lists->ids, begin);
    lists->first.push_back(static_cast<uint32_t>(lists->ids.size()));
  }
}

void TextVectors::add_plain_words(std::string_view text) {
  const size_t begin = plain_words_.ids.size();
  size_t words = 0;
  text::tokenize(text, [&](std::string_view word) {
    if (++words > kMaxTerms) return;
    const uint32_t term = word_numbers_.number(hash_text(word));
    plain_words_.ids.push_back(term);
    if (term >= word_counts_.size() || (word_counts_[term] < kKnown && !is_number(word))) return;
    if (spelling_.size() <= term) spelling_.resize(word_counts_.size());
    if (spelling_[term].empty()) spelling_[term] = word;
  });
  make_unique_from(plain_words_.ids, begin);
  plain_words_.first.push_back(static_cast<uint32_t>(plain_words_.ids.size()));
}

// Whether one of these words is no way of writing any of the other ones.
bool TextVectors::has_other_word(const std::vector<uint32_t>& own, const std::vector<uint32_t>& others) const {
  return std::any_of(own.begin(), own.end(), [&](uint32_t x) {
    return std::none_of(others.begin(), others.end(), [&](uint32_t y) { return is_written_as(spelling_[x], spelling_[y]); });
  });
}

bool TextVectors::differ_in_words(Code a, Code b) const {
  constexpr size_t kMost = 2;  // words of each, and no more than what they share
  const auto of = [&](Code code) { return std::span(plain_words_.ids).subspan(plain_words_.first[code], plain_words_.first[code + 1] - plain_words_.first[code]); };
  std::vector<uint32_t> of_a, of_b;
  std::set_difference(of(a).begin(), of(a).end(), of(b).begin(), of(b).end(), std::back_inserter(of_a));
  std::set_difference(of(b).begin(), of(b).end(), of(a).begin(), of(a).end(), std::back_inserter(of_b));
  const size_t shared = of(a).size() - of_a.size(), most = std::max(of_a.size(), of_b.size());
  if (of_a.empty() || of_b.empty() || most > kMost || most > shared) return false;
  const auto known = [&](uint32_t term) { return term < spelling_.size() && !spelling_[term].empty(); };
  return std::all_of(of_a.begin(), of_a.end(), known) && std::all_of(of_b.begin(), of_b.end(), known) && has_other_word(of_a, of_b) &&
         has_other_word(of_b, of_a);
}

double TextVectors::cosine(const Lists& lists, Code a, Code b) {
  const Item* p = lists.items.data() + lists.first[a];
  const Item* p_end = lists.items.data() + lists.first[a + 1];
  const Item* q = lists.items.data() + lists.first[b];
  const Item* q_end = lists.items.data() + lists.first[b + 1];
  double sum = 0;
  while (p != p_end && q != q_end) {
    const uint32_t i = p->id, j = q->id;
    if (i == j) sum += static_cast<double>(p->weight) * static_cast<double>(q->weight);
    p += i <= j;
    q += j <= i;
  }
  return sum;
}

double TextVectors::similarity(Code a, Code b) const {
  const double words = cosine(words_, a, b);
  if (pieces_.first[a] == pieces_.first[a + 1] || pieces_.first[b] == pieces_.first[b + 1]) return words;
  return 0.5 * (words + cosine(pieces_, a, b));
}

bool TextVectors::meet(const CodeLists& x, Code a, const CodeLists& y, Code b) {
  uint32_t i = x.first[a], j = y.first[b];
  while (i < x.first[a + 1] && j < y.first[b + 1]) {
    if (x.ids[i] == y.ids[j]) return true;
    if (x.ids[i] < y.ids[j]) ++i;
    else ++j;
  }
  return false;
}

bool TextVectors::full_codes_agree(Code a, Code b) const { return meet(full_codes_, a, beginnings_, b) || meet(beginnings_, a, full_codes_, b); }

bool TextVectors::share_code(Code a, Code b) const { return meet(codes_, a, codes_, b) && full_codes_agree(a, b); }

bool TextVectors::differ_in_codes(Code a, Code b) const {
  const auto has_codes = [&](Code code) { return full_codes_.first[code] != full_codes_.first[code + 1]; };
  return has_codes(a) && has_codes(b) && !full_codes_agree(a, b);
}

}  // namespace jumelles::compare
