#pragma once

// Walks through all candidate pairs, block by block, each pair once: by the first rule that finds it, in the first
// block that its records share. Pairs are never stored.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "core/records.h"

namespace jumelles::linking {

// The blocks of all rules: which pairs there are.
class CandidatePairs {
 public:
  CandidatePairs(const RecordSet& records, LinkType link_type, std::vector<std::unique_ptr<block::RuleBlocks>> rules);
  size_t rule_count() const { return rules_.size(); }
  const block::RuleBlocks& rule(size_t index) const { return *rules_[index]; }
  // Pairs of all blocks, those found again included.
  uint64_t unit_count() const { return unit_count_; }
  // Bit r is set when rule r finds the pair, of the first 32 rules.
  uint32_t rules_of(RecordIndex a, RecordIndex b) const;
  // Whether a rule that comes after this one finds the pair, too.
  bool found_after(size_t rule, RecordIndex a, RecordIndex b) const {
    return std::any_of(rules_.begin() + static_cast<std::ptrdiff_t>(rule) + 1, rules_.end(), [&](const auto& later) { return later->share_block(a, b); });
  }
  const RecordSet& records() const { return records_; }
  LinkType link_type() const { return link_type_; }

 private:
  const RecordSet& records_;
  LinkType link_type_;
  std::vector<std::unique_ptr<block::RuleBlocks>> rules_;
  uint64_t unit_count_ = 0;
};

// One walk through them, or several one after the other. Both must outlive it.
class CandidateWalk {
 public:
  CandidateWalk(const CandidatePairs& pairs, const compare::RecordComparer& comparer) : pairs_(pairs), comparer_(comparer) {}

  // Visits units [begin, end); ranges must follow each other from 0. wants(unit, a, b) is asked first and must be cheap;
  // visit(unit, rule, a, b, row_a, row_b) gets each pair once, a before b within the block.
  template <class Wants, class Visit>
  void first(uint64_t begin, uint64_t end, Wants wants, Visit visit) {
    walk(begin, end, true, [&](uint64_t unit, RecordIndex a, RecordIndex b) {
      if (wants(unit, a, b) && !found_before(i_, j_, a, b)) visit(unit, rule_, a, b, rows_.data() + size_t{i_} * width_, rows_.data() + size_t{j_} * width_);
    });
  }
  // Walks again: wants(unit) knows which units were visited the first time. Of the others nothing is looked at. Rows lie anywhere in
  // memory: they are asked for a few pairs ahead of the visit.
  template <class Wants, class Visit>
  void again(uint64_t begin, uint64_t end, Wants wants, Visit visit) {
    std::array<Met, kAhead> met;
    size_t count = 0;
    const auto visit_all = [&] {
      for (size_t i = 0; i < count; ++i) visit(met[i].unit, met[i].rule, met[i].a, met[i].b, comparer_.row(met[i].a), comparer_.row(met[i].b));
      count = 0;
    };
    walk(begin, end, false, [&](uint64_t unit, RecordIndex a, RecordIndex b) {
      if (!wants(unit)) return;
      __builtin_prefetch(comparer_.row(a));
      __builtin_prefetch(comparer_.row(b));
      met[count++] = {unit, rule_, a, b};
      if (count == kAhead) visit_all();
    });
    visit_all();
  }

 private:
  static constexpr size_t kAhead = 32;
  struct Met { uint64_t unit; size_t rule; RecordIndex a, b; };
  template <class Look>
  void walk(uint64_t begin, uint64_t end, bool with_rows, Look look) {
    if (begin == 0) restart();
    uint64_t left = end - begin, unit = begin;
    while (left > 0 && rule_ < pairs_.rule_count()) {
      if (!loaded_ && !load_block(with_rows)) continue;
      const RecordIndex* members = pairs_.rule(rule_).begin(block_);
      const uint32_t size = pairs_.rule(rule_).size(block_);
      while (left > 0 && i_ < size) {
        if (!run_end_.empty() && j_ < run_end_[i_]) j_ = run_end_[i_];
        const uint32_t stop = static_cast<uint32_t>(std::min<uint64_t>(size, j_ + left));
        left -= stop > j_ ? stop - j_ : 0;
        for (; j_ < stop; ++j_, ++unit) look(unit, members[i_], members[j_]);
        if (j_ == size) {
          ++i_;
          j_ = i_ + 1;
        }
      }
      if (i_ >= size) next_block();
    }
  }

  void restart();
  bool load_block(bool with_rows);
  void find_runs(const RecordIndex* members, uint32_t size);
  void next_block();
  bool found_before(uint32_t i, uint32_t j, RecordIndex a, RecordIndex b) const {
    const uint32_t* p = earlier_.data() + size_t{i} * single_count_;
    const uint32_t* q = earlier_.data() + size_t{j} * single_count_;
    for (uint32_t k = 0; k < single_count_; ++k)
      if (p[k] == q[k] && p[k] != 0) return true;
    for (const uint32_t r : multiple_before_)
      if (pairs_.rule(r).share_block(a, b)) return true;
    return pairs_.rule(rule_).multiple() && pairs_.rule(rule_).first_common_block(a, b) != block_ + 1;
  }

  const CandidatePairs& pairs_;
  const compare::RecordComparer& comparer_;
  // Where the walk stands, and the loaded block.
  size_t rule_ = 0;
  uint32_t block_ = 0, i_ = 0, j_ = 1;
  bool loaded_ = false;
  uint32_t width_ = 0, single_count_ = 0;
  std::vector<uint32_t> rows_, earlier_, multiple_before_;
  std::vector<uint32_t> run_end_;  // across sources only: where the partners of each member begin
};

}  // namespace jumelles::linking
