#pragma once

// Orders of lists. An order is a number per thing, the smallest first; things of one number stay in the order they were in.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assessing/run_result.h"
#include "core/radix_sort.h"

namespace jumelles::session {

// What has nothing to be ordered by comes last, whichever way.
constexpr uint64_t kLastInOrder = UINT64_MAX;

// By name, as it is shown: its parts one after another, accents, case and signs aside, a civility left out. Those that have
// no name and are called by their id have none. Only values that occur are sorted: O(things + values log values).
std::vector<uint64_t> record_name_order(const RecordSet& records);
std::vector<uint64_t> golden_name_order(const assessing::RunResult& result);

// Of groups: "name", "records", "sources", "weakest", "density" (protocol.h); empty where there is no such order. O(groups + records),
// of the last two O(edges + records) with the logarithm of a group's links.
std::vector<uint64_t> group_order_by(const assessing::RunResult& result, const std::string& sort);

// The lightest link of a group as it is told: the one without which it falls in two halves, else the weakest that holds it.
struct GroupStrength { uint64_t link_count = 0; bool has_weakest = false; Weight weakest = 0; };
GroupStrength group_strength(const assessing::RunResult& result, uint32_t group);

// Puts things in an order. `number_of(thing)`: its number. O(things), stable also when descending.
template <class Thing, class NumberOf>
void put_in_order(std::vector<Thing>& things, NumberOf number_of, bool descending) {
  struct Item { uint64_t number; Thing thing; };
  const auto key = [](const Item& item) { return item.number; };
  const auto sort = std::make_unique<RadixSort<Item, decltype(key)>>(key);
  for (const Thing& thing : things) {
    const uint64_t number = number_of(thing);
    sort->add({descending && number != kLastInOrder ? kLastInOrder - 1 - number : number, thing});
  }
  sort->run(0, sort->start());
  for (size_t i = 0; i < things.size(); ++i) things[i] = sort->items()[i].thing;
}

}  // namespace jumelles::session
