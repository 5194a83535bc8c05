#include "survive/chooser.h"

#include <algorithm>
#include <tuple>

#include "core/hash.h"

namespace jumelles::survive {
namespace {

Code code_in(const Attribute& attribute, size_t slot, RecordIndex record) { return attribute.slots[slot].codes[record]; }

// The record's best value of an attribute: its first slot that is filled.
GoldenValue best_value(const Attribute& attribute, RecordIndex record) {
  for (size_t slot = 0; slot < attribute.slots.size(); ++slot)
    if (const Code code = code_in(attribute, slot, record); code != kMissing)
      return {code, record, static_cast<uint8_t>(slot), 0};
  return {};
}

// Equal for values that compare equal; values that are not compared are equal when written alike.
uint64_t identity_of(const Attribute& attribute, Code code) {
  const Code comparison = attribute.comparison_of[code];
  return comparison != kMissing ? comparison : (uint64_t{1} << 32 | code);
}

std::string_view comparison_text(const Attribute& attribute, Code code) {
  const Code comparison = attribute.comparison_of[code];
  return comparison != kMissing ? attribute.comparison[comparison] : attribute.clean[code];
}

// "2021-03-14 10:20:30" as the number 20210314102030; parts that are not there are 0. 0 when there is no date.
int64_t date_number(std::string_view text) {
  int64_t number = 0;
  int digits = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9' && digits < 14) {
      number = number * 10 + (c - '0');
      ++digits;
    }
  if (digits == 0) return 0;
  for (; digits < 14; ++digits) number *= 10;
  return number;
}

int64_t character_count(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

int find_type(const RecordSet& records, AttributeType type) {
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (records.attributes[i].type == type) return static_cast<int>(i);
  return -1;
}

}  // namespace

std::vector<uint32_t> source_ranks(const RecordSet& records, const std::vector<std::string>& source_order) {
  std::vector<uint32_t> ranks(records.sources.size(), UINT32_MAX);
  uint32_t next = 0;
  for (const std::string& name : source_order)
    for (size_t s = 0; s < ranks.size(); ++s)
      if (records.sources[s].name == name && ranks[s] == UINT32_MAX) ranks[s] = next++;
  for (uint32_t& rank : ranks)
    if (rank == UINT32_MAX) rank = next++;
  return ranks;
}

Chooser::Chooser(const RecordSet& records, const std::vector<uint32_t>& ranks, std::vector<uint32_t> attributes,
                 const std::vector<std::string>& cascade)
    : records_(records), ranks_(ranks), attributes_(std::move(attributes)) {
  const AttributeType type = attributes_.empty() ? AttributeType::kText : records.attributes[attributes_[0]].type;
  const bool block = attributes_.size() > 1;
  if (!block && info(type).refusal_wins) cascade_.push_back(Rule::kOptOutWins);
  for (const std::string& id : cascade) {
    const auto rule = rule_from_id(id);
    if (!rule) continue;
    if (*rule == Rule::kUnion && !block)
      is_union_ = true;
    else if (std::find(cascade_.begin(), cascade_.end(), *rule) == cascade_.end())
      cascade_.push_back(*rule);
  }
  if (info(type).refusal_wins) is_union_ = false;  // one consent, not a list of them
  if (!cascade_.empty()) first_rule_ = cascade_.front();
  if (is_union_) first_rule_ = Rule::kUnion;
  counts_frequencies_ = std::find(cascade_.begin(), cascade_.end(), Rule::kMostFrequent) != cascade_.end();
  dated_by_itself_ = !block && info(type).dates_itself;
  updated_ = find_type(records, AttributeType::kUpdatedDate);
  created_ = find_type(records, AttributeType::kCreatedDate);
}

void Chooser::choose(const RecordIndex* members, uint32_t count, Choice& out) {
  out.values.assign(attributes_.size(), GoldenValue{});
  out.extra.clear();
  if (count == 1 && !is_union_ && left_out_.empty()) {
    for (size_t i = 0; i < attributes_.size(); ++i) {
      out.values[i] = best_value(records_.attributes[attributes_[i]], members[0]);
      out.values[i].rule = static_cast<uint8_t>(first_rule_);
    }
    if (attributes_.size() > 1 || records_.attributes[attributes_[0]].slots.size() == 1) return;
  }
  if (attributes_.size() > 1) {
    gather_block(members, count);
    choose_block(out);
  } else {
    gather_single(members, count);
    choose_single(out);
  }
}

void Chooser::gather_single(const RecordIndex* members, uint32_t count) {
  candidates_.clear();
  const Attribute& attribute = records_.attributes[attributes_[0]];
  for (uint32_t m = 0; m < count; ++m)
    for (size_t slot = 0; slot < attribute.slots.size(); ++slot) {
      const Code code = code_in(attribute, slot, members[m]);
      if (code == kMissing || std::find(left_out_.begin(), left_out_.end(), code) != left_out_.end()) continue;
      candidates_.push_back({members[m], static_cast<uint8_t>(slot), code, identity_of(attribute, code), code});
    }
  // What is neither right nor compared ("6,12E+08") is the ruin of a value: it serves where there is no other.
  const auto is_ruin = [&](const Candidate& candidate) {
    return attribute.validity[candidate.code] == Validity::kInvalid && attribute.comparison_of[candidate.code] == kMissing;
  };
  if (!std::all_of(candidates_.begin(), candidates_.end(), is_ruin))
    candidates_.erase(std::remove_if(candidates_.begin(), candidates_.end(), is_ruin), candidates_.end());
}

void Chooser::gather_block(const RecordIndex* members, uint32_t count) {
  candidates_.clear();
  bool has_main = false;
  for (uint32_t m = 0; m < count; ++m) {
    bool filled = false, main = false;
    Candidate candidate{members[m], 0, kMissing, 0, 0};
    for (const uint32_t index : attributes_) {
      const Attribute& attribute = records_.attributes[index];
      const Code code = best_value(attribute, members[m]).code;
      candidate.identity = combine(candidate.identity, code == kMissing ? 0 : identity_of(attribute, code) + 1);
      candidate.exact = combine(candidate.exact, code);
      filled |= code != kMissing;
      main |= code != kMissing && info(attribute.type).compared();
    }
    if (!filled || (has_main && !main)) continue;
    if (main && !has_main) candidates_.clear();  // those before fill secondary attributes only
    has_main |= main;
    candidates_.push_back(candidate);
  }
}

void Chooser::choose_single(Choice& out) {
  if (candidates_.empty()) return;
  const Rule rule = narrow();
  const Candidate& winner = candidates_[survivors_[0]];
  out.values[0] = {winner.code, winner.record, winner.slot, static_cast<uint8_t>(rule)};
  const auto differs = [&](const Candidate& candidate) { return candidate.identity != candidates_[0].identity; };
  if (is_union_ && std::any_of(candidates_.begin(), candidates_.end(), differs)) list_union(out, rule);
}

void Chooser::choose_block(Choice& out) {
  if (candidates_.empty()) return;
  const Rule rule = narrow();
  const RecordIndex record = candidates_[survivors_[0]].record;
  for (size_t i = 0; i < attributes_.size(); ++i) {
    const Attribute& attribute = records_.attributes[attributes_[i]];
    GoldenValue& value = out.values[i];
    value = best_value(attribute, record);
    value.rule = static_cast<uint8_t>(rule);
  }
}

void Chooser::count_frequencies() {
  counts_.clear();
  for (const Candidate& candidate : candidates_) counts_.push_back({candidate.identity, candidate.exact, 1, 1});
  std::sort(counts_.begin(), counts_.end(), [](const Count& x, const Count& y) {
    return std::tie(x.identity, x.exact) < std::tie(y.identity, y.exact);
  });
  size_t kept = 0;
  for (size_t i = 0; i < counts_.size(); ++i) {
    if (kept > 0 && counts_[kept - 1].identity == counts_[i].identity && counts_[kept - 1].exact == counts_[i].exact)
      ++counts_[kept - 1].of_exact;
    else
      counts_[kept++] = counts_[i];
  }
  counts_.resize(kept);
  for (size_t begin = 0; begin < kept;) {
    size_t end = begin;
    uint32_t total = 0;
    for (; end < kept && counts_[end].identity == counts_[begin].identity; ++end) total += counts_[end].of_exact;
    for (; begin < end; ++begin) counts_[begin].of_identity = total;
  }
}

Rule Chooser::narrow() {
  survivors_.resize(candidates_.size());
  for (uint32_t i = 0; i < survivors_.size(); ++i) survivors_[i] = i;
  const auto uniform = [&] {
    return std::all_of(survivors_.begin(), survivors_.end(),
                       [&](uint32_t i) { return candidates_[i].exact == candidates_[survivors_[0]].exact; });
  };
  bool settled = uniform();
  if (!settled && counts_frequencies_) count_frequencies();
  Rule decided = first_rule_;
  for (const Rule rule : cascade_) {
    if (survivors_.size() == 1) break;
    if (settled && rule != Rule::kSourceOrder) continue;  // the value is found; the most trusted record is named for it
    keys_.clear();
    for (const uint32_t i : survivors_) keys_.push_back(key(rule, candidates_[i]));
    const int64_t best = *std::max_element(keys_.begin(), keys_.end());
    size_t kept = 0;
    for (size_t i = 0; i < survivors_.size(); ++i)
      if (keys_[i] == best) survivors_[kept++] = survivors_[i];
    const bool removed = kept < survivors_.size();
    survivors_.resize(kept);
    if (settled || !removed) continue;
    decided = rule;
    settled = uniform();
  }
  return settled ? decided : Rule::kFoundingRecord;  // candidates are in record order: the first is the founding one
}

// Distinct values behind the winner, best first. Wrong values are kept only when the winner is wrong itself.
void Chooser::list_union(Choice& out, Rule rule) {
  const size_t rule_count = cascade_.size();
  const Attribute& attribute = records_.attributes[attributes_[0]];
  keys_.clear();
  for (const Candidate& candidate : candidates_)
    for (const Rule r : cascade_) keys_.push_back(-key(r, candidate));
  survivors_.resize(candidates_.size());
  for (uint32_t i = 0; i < survivors_.size(); ++i) survivors_[i] = i;
  std::sort(survivors_.begin(), survivors_.end(), [&](uint32_t x, uint32_t y) {
    for (size_t k = 0; k < rule_count; ++k)
      if (keys_[x * rule_count + k] != keys_[y * rule_count + k]) return keys_[x * rule_count + k] < keys_[y * rule_count + k];
    return x < y;
  });
  const bool winner_is_wrong = attribute.validity[out.values[0].code] == Validity::kInvalid;
  auto& first = places_;  // identity, place: to keep each value's best place only
  first.clear();
  for (uint32_t place = 0; place < survivors_.size(); ++place) first.emplace_back(candidates_[survivors_[place]].identity, place);
  std::sort(first.begin(), first.end());
  first.erase(std::unique(first.begin(), first.end(), [](const auto& x, const auto& y) { return x.first == y.first; }), first.end());
  std::sort(first.begin(), first.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  const uint64_t winner = identity_of(attribute, out.values[0].code);
  for (const auto& [identity, place] : first) {
    const Candidate& candidate = candidates_[survivors_[place]];
    const bool wrong = attribute.validity[candidate.code] == Validity::kInvalid;
    if (identity == winner || (wrong && !winner_is_wrong)) continue;
    out.extra.push_back({candidate.code, candidate.record, candidate.slot, static_cast<uint8_t>(rule)});
  }
}

int64_t Chooser::key(Rule rule, const Candidate& candidate) {
  switch (rule) {
    case Rule::kSourceOrder: return -static_cast<int64_t>(ranks_[records_.source_of[candidate.record]]);
    case Rule::kMostRecent:
    case Rule::kOldest: return date_key(rule, candidate);
    case Rule::kMostFrequent: return frequency_key(candidate);
    case Rule::kLongest: return length_key(candidate);
    case Rule::kMostComplete: return completeness_key(candidate);
    case Rule::kValidFirst: return validity_key(candidate);
    case Rule::kOptOutWins:
      return attributes_.size() == 1 && comparison_text(records_.attributes[attributes_[0]], candidate.code) == "0" ? 1 : 0;
    case Rule::kFoundingRecord: return -static_cast<int64_t>(candidate.record);
    case Rule::kUnion: break;
  }
  return 0;
}

int64_t Chooser::date_key(Rule rule, const Candidate& candidate) {
  const int index = dated_by_itself_ ? static_cast<int>(attributes_[0]) : rule == Rule::kOldest && created_ >= 0 ? created_ : updated_;
  if (index < 0) return 0;
  const Attribute& dates = records_.attributes[static_cast<size_t>(index)];
  const Code code = dated_by_itself_ ? candidate.code : best_value(dates, candidate.record).code;
  std::vector<int64_t>& known = date_numbers_[rule == Rule::kOldest ? 0 : 1];
  if (known.empty()) known.assign(dates.clean.size(), -1);
  int64_t& number = known[code];
  if (number < 0) number = code == kMissing ? 0 : date_number(comparison_text(dates, code));
  if (rule == Rule::kMostRecent) return number;
  return number == 0 ? INT64_MIN / 2 : -number;  // records without a date come last
}

int64_t Chooser::frequency_key(const Candidate& candidate) const {
  if (counts_.empty()) return 0;
  const auto at = std::lower_bound(counts_.begin(), counts_.end(), candidate, [](const Count& x, const Candidate& y) {
    return std::tie(x.identity, x.exact) < std::tie(y.identity, y.exact);
  });
  return static_cast<int64_t>(uint64_t{at->of_identity} << 32 | at->of_exact);
}

int64_t Chooser::length_key(const Candidate& candidate) const {
  if (attributes_.size() == 1) return character_count(records_.attributes[attributes_[0]].clean[candidate.code]);
  int64_t length = 0;
  for (const uint32_t index : attributes_) {
    const Attribute& attribute = records_.attributes[index];
    length += character_count(attribute.clean[best_value(attribute, candidate.record).code]);
  }
  return length;
}

int64_t Chooser::validity_key(const Candidate& candidate) const {
  int64_t valid = 0, invalid = 0;
  for (const uint32_t index : attributes_) {
    const Attribute& attribute = records_.attributes[index];
    const Code code = attributes_.size() == 1 ? candidate.code : best_value(attribute, candidate.record).code;
    if (code == kMissing) continue;
    valid += attribute.validity[code] == Validity::kValid ? 1 : 0;
    invalid += attribute.validity[code] == Validity::kInvalid ? 1 : 0;
  }
  return attributes_.size() == 1 ? valid - invalid : -invalid;  // a block is not better for having more checked values
}

int64_t Chooser::completeness_key(const Candidate& candidate) const {
  int64_t in_block = 0, in_all = 0;
  if (attributes_.size() > 1)
    for (const uint32_t index : attributes_) in_block += best_value(records_.attributes[index], candidate.record).code != kMissing ? 1 : 0;
  for (const Attribute& attribute : records_.attributes) in_all += best_value(attribute, candidate.record).code != kMissing ? 1 : 0;
  return in_block << 32 | in_all;
}

}  // namespace jumelles::survive
