#include "survive/hand_work.h"

#include <algorithm>
#include <tuple>

namespace jumelles::survive {

const char* id(HandState state) {
  static constexpr const char* kIds[] = {"holds", "ended", "overruled", "waiting"};
  return kIds[static_cast<size_t>(state)];
}

const char* id(HandAct act) {
  static constexpr const char* kIds[] = {"taken", "typed", "ignored"};
  return kIds[static_cast<size_t>(act)];
}

void replace_extras(std::vector<GoldenRecords::Extra>& list, const std::vector<uint32_t>& groups, const std::vector<GoldenRecords::Extra>& instead) {
  if (groups.empty()) return;
  std::erase_if(list, [&](const GoldenRecords::Extra& extra) { return std::binary_search(groups.begin(), groups.end(), extra.group); });
  const auto middle = static_cast<std::ptrdiff_t>(list.size());
  list.insert(list.end(), instead.begin(), instead.end());
  std::inplace_merge(list.begin(), list.begin() + middle, list.end(), [](const auto& x, const auto& y) { return x.group < y.group; });
}

uint64_t HandWork::start() {
  golden_.by_hand.clear();
  for (size_t i = 0; i < hand_.size(); ++i) {
    const HandValue& value = hand_[i];
    HandOutcome& outcome = golden_.by_hand.emplace_back();
    outcome.act = value.act;
    outcome.attribute = value.attribute;
    if (value.record == kNoRecord) continue;
    outcome.group = groups_.group_of[value.record];
    order_.push_back(i);
  }
  const auto key = [&](size_t i) { return std::tuple(golden_.by_hand[i].attribute, golden_.by_hand[i].group, i); };
  std::sort(order_.begin(), order_.end(), [&](size_t x, size_t y) { return key(x) < key(y); });
  for (size_t i = 0; i < order_.size(); ++i) {
    const HandOutcome& outcome = golden_.by_hand[order_[i]];
    if (cells_.empty() || cells_.back().attribute != outcome.attribute || cells_.back().group != outcome.group)
      cells_.push_back({outcome.attribute, outcome.group, i, i});
    cells_.back().last = i + 1;
  }
  return cells_.size();
}

void HandWork::run(uint64_t begin, uint64_t end) {
  for (uint64_t c = begin; c < end; ++c) {
    if (cells_[c].attribute != at_) {
      end_attribute();
      begin_attribute(cells_[c].attribute);
    }
    decide(cells_[c]);
  }
  if (end == cells_.size()) end_attribute();
}

void HandWork::begin_attribute(uint32_t attribute) {
  at_ = attribute;
  attribute_ = &records_.attributes[attribute];
  typed_comparison_.clear();
  const auto rule = std::find_if(config_.rules.begin(), config_.rules.end(), [&](const AttributeRule& candidate) {
    return std::find(candidate.attributes.begin(), candidate.attributes.end(), attribute_->key) != candidate.attributes.end();
  });
  const std::vector<std::string> cascade = rule == config_.rules.end() ? std::vector<std::string>() : rule->cascade;
  in_block_ = rule != config_.rules.end() && rule->attributes.size() > 1;
  chooser_ = std::make_unique<Chooser>(records_, ranks_, std::vector<uint32_t>{attribute}, cascade);
  keeps_all_ = !in_block_ && chooser_->keeps_all();
}

void HandWork::end_attribute() {
  if (at_ != UINT32_MAX) replace_extras(golden_.extra[at_], extra_groups_, extra_);
  extra_groups_.clear();
  extra_.clear();
}

void HandWork::decide(const Cell& cell) {
  const auto& extra = golden_.extra[at_];
  Now now{golden_.values[at_][cell.group], {}};
  const auto of_group = std::equal_range(extra.begin(), extra.end(), GoldenRecords::Extra{cell.group, {}},
                                         [](const auto& x, const auto& y) { return x.group < y.group; });
  for (auto e = of_group.first; e != of_group.second; ++e) now.extra.push_back(e->value);
  for (size_t i = cell.first; i < cell.last; ++i) golden_.by_hand[order_[i]].below = now.value;
  ignore(cell, now);
  put_one(cell, now);
  golden_.values[at_].own()[cell.group] = now.value;
  extra_groups_.push_back(cell.group);
  for (const GoldenValue& value : now.extra) extra_.push_back({cell.group, value});
}

void HandWork::ignore(const Cell& cell, Now& now) {
  std::vector<Code> ignored;
  const uint32_t first = groups_.first_member[cell.group], last = groups_.first_member[cell.group + 1];
  for (size_t i = cell.first; i < cell.last; ++i) {
    if (hand_[order_[i]].act != HandAct::kIgnored) continue;
    golden_.by_hand[order_[i]].state = HandState::kHolds;
    for (uint32_t m = first; m < last; ++m)
      for (const Attribute::Slot& slot : attribute_->slots)
        if (const Code code = slot.codes[groups_.members[m]]; code != kMissing && attribute_->clean[code] == hand_[order_[i]].value) ignored.push_back(code);
  }
  if (ignored.empty() || (in_block_ && std::find(ignored.begin(), ignored.end(), now.value.code) == ignored.end())) return;
  chooser_->leave_out(std::move(ignored));
  Choice choice;
  chooser_->choose(&groups_.members[first], last - first, choice);
  now.value = choice.values[0];
  now.extra.clear();
  if (!in_block_) now.extra = std::move(choice.extra);
}

void HandWork::put_one(const Cell& cell, Now& now) {
  std::optional<GoldenValue> put;
  for (size_t i = cell.last; i-- > cell.first;) {
    const HandValue& hand = hand_[order_[i]];
    HandOutcome& outcome = golden_.by_hand[order_[i]];
    if (hand.act == HandAct::kIgnored) continue;
    if (hand.below && *hand.below != attribute_->clean[outcome.below.code]) {
      outcome.state = HandState::kEnded;
    } else if (put) {
      outcome.state = HandState::kOverruled;
    } else if (const GoldenValue value = value_of(hand, cell); value.code != kMissing) {
      outcome.state = HandState::kHolds;
      put = value;
    }
  }
  if (!put) return;
  const uint64_t identity = identity_of(*put);
  const auto is_it = [&](const GoldenValue& value) { return identity_of(value) == identity; };
  std::erase_if(now.extra, is_it);
  if (keeps_all_ && now.value.code != kMissing && !is_it(now.value)) now.extra.insert(now.extra.begin(), now.value);
  now.value = *put;
}

GoldenValue HandWork::value_of(const HandValue& hand, const Cell& cell) {
  if (hand.act == HandAct::kTaken) return taken(hand);
  if (hand.value.empty()) return {};
  for (uint32_t m = groups_.first_member[cell.group]; m < groups_.first_member[cell.group + 1]; ++m)
    for (const Attribute::Slot& slot : attribute_->slots)
      if (const Code code = slot.codes[groups_.members[m]]; code != kMissing && attribute_->clean[code] == hand.value) return {code, kNoRecord, 0, kByHand};
  auto& typed = golden_.typed[at_];
  typed.push_back({hand.value, hand.validity});
  typed_comparison_.push_back(hand.comparison);
  return {attribute_->clean.size() + static_cast<Code>(typed.size() - 1), kNoRecord, 0, kByHand};
}

GoldenValue HandWork::taken(const HandValue& hand) const {
  GoldenValue first;
  for (size_t slot = 0; slot < attribute_->slots.size(); ++slot) {
    const Code code = attribute_->slots[slot].codes[hand.record];
    if (code == kMissing) continue;
    const GoldenValue value{code, hand.record, static_cast<uint8_t>(slot), kByHand};
    if (attribute_->clean[code] == hand.value) return value;
    if (first.code == kMissing) first = value;
  }
  return first;
}

// Equal for values that compare equal; what is not compared is equal when it is written alike.
uint64_t HandWork::identity_of(const GoldenValue& value) const {
  const uint32_t size = attribute_->clean.size();
  Code comparison = kMissing;
  if (value.code < size) comparison = attribute_->comparison_of[value.code];
  else if (const std::string& text = typed_comparison_[value.code - size]; !text.empty()) comparison = attribute_->comparison.find(text);
  return comparison != kMissing ? comparison : uint64_t{1} << 32 | value.code;
}

}  // namespace jumelles::survive
