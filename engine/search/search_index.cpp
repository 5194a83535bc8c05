#include "search/search_index.h"

#include <algorithm>
#include <cstring>

#include "text/fold.h"
#include "text/similarity.h"

namespace jumelles::search {
namespace {

constexpr uint32_t kScorePerQuality = 32;  // the rest of a score is how common the word is

int bit_count(uint32_t bits) {
  int count = 0;
  for (; bits != 0; bits &= bits - 1) ++count;
  return count;
}

uint32_t load(const char* at) {
  uint32_t four;
  std::memcpy(&four, at, sizeof four);
  return four;
}

// Calls f(place) wherever `part`, two bytes or more, begins in `text`, behind which four bytes may be read.
template <class F>
void for_each_place(std::string_view text, std::string_view part, F f) {
  if (text.size() < part.size()) return;
  char head[4] = {}, used[4] = {};
  for (size_t i = 0; i < std::min<size_t>(4, part.size()); ++i) head[i] = part[i], used[i] = '\xFF';
  const uint32_t wanted = load(head), mask = load(used);
  const size_t end = text.size() - part.size() + 1;
  for (size_t i = 0; i < end; ++i)
    if ((load(text.data() + i) & mask) == wanted && std::memcmp(text.data() + i, part.data(), part.size()) == 0) f(i);
}

}  // namespace

// Words without digits that begin like the term, itself among them.
void SearchIndex::add_begun(const Term& term, std::vector<Answering>& out) const {
  const auto first = places_.begin(), last = places_.begin() + plain_count_;
  const auto text_of = [&](const Place& p) { return std::string_view(text_).substr(p.begin, p.size); };
  for (auto at = std::lower_bound(first, last, std::string_view(term.text), [&](const Place& p, std::string_view t) { return text_of(p) < t; }); at != last; ++at) {
    const std::string_view word = text_of(*at);
    const Quality found = word == term.text ? kExact : term.text.size() >= 2 && word.starts_with(term.text) ? kPrefix : kNoAnswer;
    if (found == kNoAnswer) return;
    out.push_back({static_cast<uint32_t>(at - first), found, found});
  }
}

// Of the others, those within the slips: few have about as many letters and about the same ones.
void SearchIndex::add_slips(const Term& term, std::vector<Answering>& out) const {
  if (term.slips == 0) return;
  uint32_t letters = 0;
  for (const char c : term.text) letters |= 1u << (static_cast<unsigned char>(c) & 31);
  const int size = static_cast<int>(term.text.size());
  for (uint32_t w = 0; w < plain_count_; ++w) {
    const int longer = static_cast<int>(places_[w].size) - size;
    if (longer > term.slips || longer < -term.slips || bit_count(letters_[w] ^ letters) > 2 * term.slips) continue;
    const std::string_view candidate = word(w);
    if (candidate.starts_with(term.text)) continue;  // the same, or begun so
    const Quality found = quality(term, candidate, false);
    if (found != kNoAnswer) out.push_back({w, found, found});
  }
}

// Words with a digit in which `part` stands; a blank at its ends is the edge of a word.
void SearchIndex::add_with_digits(const Term& term, const std::string& part, std::vector<Answering>& out) const {
  if (plain_count_ == places_.size()) return;
  const size_t begin = places_[plain_count_].begin - 1, end = text_.size() - 4;
  uint32_t last = UINT32_MAX;
  for_each_place(std::string_view(text_).substr(begin, end - begin), part, [&](size_t at) {
    const size_t place = begin + at + (part[0] == ' ' ? 1 : 0);
    const auto after = std::upper_bound(places_.begin() + plain_count_, places_.end(), place, [](size_t p, const Place& other) { return p < other.begin; });
    const uint32_t w = static_cast<uint32_t>(after - places_.begin()) - 1;
    if (w == last) return;
    last = w;
    const Answering found{w, quality(term, word(w), false), quality(term, word(w), true)};
    if (found.in_phones != kNoAnswer) out.push_back(found);
  });
}

std::vector<SearchIndex::Answering> SearchIndex::words_for(const Term& term) const {
  std::vector<Answering> out;
  add_begun(term, out);
  add_slips(term, out);
  if (term.text.size() == 1) add_with_digits(term, " " + term.text + " ", out);
  else if (term.all_digits && term.text.size() >= 3) add_with_digits(term, term.text, out);
  else add_with_digits(term, " " + term.text, out);
  if (!term.national.empty()) add_with_digits(term, term.national, out);
  if (!term.date.empty()) add_with_digits(term, " " + term.date + " ", out);
  std::sort(out.begin(), out.end(), [](const Answering& a, const Answering& b) { return a.word < b.word; });
  out.erase(std::unique(out.begin(), out.end(), [](const Answering& a, const Answering& b) { return a.word == b.word; }), out.end());
  return out;
}

SearchIndex::Touched SearchIndex::score(const std::vector<Answering>& words) const {
  Touched touched;
  touched.attributes.assign(base_.size() - 1, 0);
  const auto& attributes = records_->attributes;
  for (const Answering& answering : words) {
    size_t a = 0;
    for (uint32_t i = first_value_[answering.word]; i < first_value_[answering.word + 1]; ++i) {
      const uint32_t v = values_[i];
      while (v >= base_[a + 1]) ++a;
      const Quality found = a < attributes.size() && attributes[a].type == AttributeType::kPhone ? answering.in_phones : answering.quality;
      if (found == kNoAnswer) continue;
      const uint8_t points = static_cast<uint8_t>(found * kScorePerQuality + std::min<uint32_t>(places_[answering.word].frequency_bits, kScorePerQuality - 1));
      if (scores_[v] == kNoAnswer) touched.values.push_back(v);
      scores_[v] = std::min(scores_[v], points);
      touched.attributes[a] = 1;
    }
  }
  return touched;
}

void SearchIndex::clear(const Touched& touched) const {
  for (const uint32_t v : touched.values) scores_[v] = kNoAnswer;
}

uint8_t SearchIndex::best_of(RecordIndex record, const Touched& touched) const {
  uint8_t best = kNoAnswer;
  const size_t count = records_->attributes.size();
  for (size_t a = 0; a < count; ++a) {
    if (!touched.attributes[a]) continue;
    for (const Attribute::Slot& slot : records_->attributes[a].slots) best = std::min(best, scores_[base_[a] + slot.codes[record]]);
  }
  return touched.attributes[count] ? std::min(best, scores_[base_[count] + record]) : best;
}

void SearchIndex::scan(const Touched& touched, std::vector<uint8_t>& best) const {
  const size_t count = records_->attributes.size();
  const auto take = [](uint8_t& into, uint8_t score) { into = std::min(into, score); };
  for (size_t a = 0; a < count; ++a) {
    if (!touched.attributes[a]) continue;
    const uint8_t* scores = scores_.data() + base_[a];
    for (const Attribute::Slot& slot : records_->attributes[a].slots)
      for (size_t r = 0; r < best.size(); ++r) take(best[r], scores[slot.codes[r]]);
  }
  if (touched.attributes[count])
    for (size_t r = 0; r < best.size(); ++r) take(best[r], scores_[base_[count] + r]);
}

std::vector<Match> SearchIndex::find(std::string_view query) const {
  std::vector<Match> out;
  if (scores_.empty()) return out;
  struct Asked { std::vector<Answering> words; uint64_t value_count = 0; };
  std::vector<Asked> asked;
  for (const Term& term : terms_of(query)) {
    Asked one{words_for(term), 0};
    for (const Answering& answering : one.words) one.value_count += first_value_[answering.word + 1] - first_value_[answering.word];
    asked.push_back(std::move(one));
  }
  if (asked.empty()) return out;
  // All records are looked at for the rarest term alone.
  std::stable_sort(asked.begin(), asked.end(), [](const Asked& a, const Asked& b) { return a.value_count < b.value_count; });
  if (asked.front().value_count == 0) return out;
  const auto rank_of = [](uint8_t score) { return (score / kScorePerQuality) << 16 | score % kScorePerQuality; };
  for (size_t t = 0; t < asked.size(); ++t) {
    const Touched touched = score(asked[t].words);
    if (t == 0) {
      std::vector<uint8_t> best(records_->record_count(), kNoAnswer);
      scan(touched, best);
      for (RecordIndex r = 0; r < best.size(); ++r)
        if (best[r] != kNoAnswer) out.push_back({r, rank_of(best[r])});
    } else {
      size_t kept = 0;
      for (const Match& match : out)
        if (const uint8_t best = best_of(match.record, touched); best != kNoAnswer) out[kept++] = {match.record, match.rank + rank_of(best)};
      out.resize(kept);
    }
    clear(touched);
  }
  return out;
}

std::vector<Answer> SearchIndex::answers(std::string_view query, RecordIndex record) const {
  std::vector<Answer> out;
  std::string folded, digits;
  const size_t count = records_->attributes.size();
  for (const Term& term : terms_of(query)) {
    Answer best;
    const auto look = [&](size_t a, uint32_t slot, std::string_view text, bool phone) {
      text::fold_into(text, folded);
      words_of(folded, digits, [&](std::string_view word) {
        if (const Quality found = quality(term, word, phone); found < best.quality) best = {a == count ? -1 : static_cast<int32_t>(a), slot, found};
      });
    };
    for (size_t a = 0; a < count; ++a) {
      if (!is_searched(a)) continue;
      const Attribute& attribute = records_->attributes[a];
      for (uint32_t s = 0; s < attribute.slots.size(); ++s) look(a, s, attribute.clean[attribute.slots[s].codes[record]], attribute.type == AttributeType::kPhone);
    }
    look(count, 0, records_->record_ids[record], false);
    if (best.quality == kNoAnswer) return {};
    out.push_back(best);
  }
  return out;
}

}  // namespace jumelles::search
