#include "linking/candidate_pairs.h"

#include <algorithm>
#include <cstring>

namespace jumelles::linking {

CandidatePairs::CandidatePairs(const RecordSet& records, LinkType link_type, std::vector<std::unique_ptr<block::RuleBlocks>> rules)
    : records_(records), link_type_(link_type), rules_(std::move(rules)) {
  for (const auto& rule : rules_) unit_count_ += rule->pair_count();
}

uint32_t CandidatePairs::rules_of(RecordIndex a, RecordIndex b) const {
  uint32_t mask = 0;
  for (size_t r = 0; r < rules_.size() && r < 32; ++r)
    if (rules_[r]->share_block(a, b)) mask |= 1u << r;
  return mask;
}

void CandidateWalk::restart() {
  rule_ = 0;
  block_ = 0;
  loaded_ = false;
}

void CandidateWalk::next_block() {
  ++block_;
  loaded_ = false;
}

bool CandidateWalk::load_block(bool with_rows) {
  const block::RuleBlocks& rule = pairs_.rule(rule_);
  if (block_ >= rule.block_count()) {
    ++rule_;
    block_ = 0;
    return false;
  }
  const uint32_t size = rule.size(block_);
  const RecordIndex* members = rule.begin(block_);
  i_ = 0;
  j_ = 1;
  find_runs(members, size);
  loaded_ = true;
  if (!with_rows) return true;
  width_ = comparer_.row_width();
  rows_.resize(size_t{size} * width_);
  for (uint32_t k = 0; k < size; ++k)
    if (width_ > 0) std::memcpy(rows_.data() + size_t{k} * width_, comparer_.row(members[k]), width_ * sizeof(uint32_t));
  // Blocks of earlier rules that give one block at most are compared as numbers.
  multiple_before_.clear();
  single_count_ = 0;
  for (uint32_t r = 0; r < rule_; ++r) {
    if (pairs_.rule(r).multiple()) multiple_before_.push_back(r);
    else ++single_count_;
  }
  earlier_.resize(size_t{size} * single_count_);
  uint32_t column = 0;
  for (uint32_t r = 0; r < rule_; ++r) {
    if (pairs_.rule(r).multiple()) continue;
    for (uint32_t k = 0; k < size; ++k) earlier_[size_t{k} * single_count_ + column] = pairs_.rule(r).single_block(members[k]);
    ++column;
  }
  return true;
}

// Across sources only: partners start behind the run of the record's own source.
void CandidateWalk::find_runs(const RecordIndex* members, uint32_t size) {
  if (pairs_.link_type() != LinkType::kLink) return;
  const std::vector<uint16_t>& source_of = pairs_.records().source_of;
  run_end_.resize(size);
  for (uint32_t k = size; k > 0; --k) {
    const uint32_t i = k - 1;
    run_end_[i] = k < size && source_of[members[k]] == source_of[members[i]] ? run_end_[k] : k;
  }
}

}  // namespace jumelles::linking
