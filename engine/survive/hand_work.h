#pragma once

// Applies hand values over what the rules gave (hand_values.h).

#include <memory>
#include <vector>

#include "survive/chooser.h"
#include "survive/survive.h"

namespace jumelles::survive {

// Puts `instead`, ordered by group, in the place of what `list` has of `groups` (ascending).
void replace_extras(std::vector<GoldenRecords::Extra>& list, const std::vector<uint32_t>& groups, const std::vector<GoldenRecords::Extra>& instead);

// Holds references that must outlive it. The values of the rules are in `golden` when it starts.
class HandWork {
 public:
  HandWork(const RecordSet& records, const Groups& groups, const SurvivorshipConfig& config, const std::vector<uint32_t>& ranks, const std::vector<HandValue>& hand,
           GoldenRecords& golden)
      : records_(records), groups_(groups), config_(config), ranks_(ranks), hand_(hand), golden_(golden) {}
  // Values of golden records that somebody decided.
  uint64_t start();
  void run(uint64_t begin, uint64_t end);

 private:
  struct Cell {
    uint32_t attribute, group;
    size_t first, last;  // in order_
  };
  // What stands in a golden record as it is made.
  struct Now {
    GoldenValue value;
    std::vector<GoldenValue> extra;
  };
  void begin_attribute(uint32_t attribute);
  void end_attribute();
  void decide(const Cell& cell);
  void ignore(const Cell& cell, Now& now);
  void put_one(const Cell& cell, Now& now);
  GoldenValue value_of(const HandValue& hand, const Cell& cell);
  GoldenValue taken(const HandValue& hand) const;
  uint64_t identity_of(const GoldenValue& value) const;

  const RecordSet& records_;
  const Groups& groups_;
  const SurvivorshipConfig& config_;
  const std::vector<uint32_t>& ranks_;
  const std::vector<HandValue>& hand_;
  GoldenRecords& golden_;
  std::vector<size_t> order_;  // of hand_, by attribute, group and place
  std::vector<Cell> cells_;
  // Of the attribute at hand:
  uint32_t at_ = UINT32_MAX;
  const Attribute* attribute_ = nullptr;
  bool in_block_ = false, keeps_all_ = false;
  std::unique_ptr<Chooser> chooser_;  // for this attribute alone
  std::vector<std::string> typed_comparison_;  // of golden_.typed
  std::vector<uint32_t> extra_groups_;
  std::vector<GoldenRecords::Extra> extra_;
};

}  // namespace jumelles::survive
