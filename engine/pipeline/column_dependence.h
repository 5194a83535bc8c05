#pragma once

// Whether an attribute follows from others: the town from the postcode, a shop's name from its chain and town. What follows
// says nothing of its own about a pair that agrees on them already.

#include <cstdint>
#include <vector>

#include "core/records.h"

namespace jumelles::pipeline {

// `share`: take a record at random among those that have another one with the same values of all determining attributes, and
// one of these others at random: how often both have the same value of the determined attribute. Every record counts once,
// so that one large group does not decide. `chance`: how often two records drawn from all of them do. Records that lack one
// of the values are left out; of attributes with several slots the first counts.
struct Determination {
  double share = 0, chance = 0;
  uint32_t records = 0;  // that have such another one: what the share rests on
  // Where the share lies from chance (0) to certainty (1); 0 as well where it is below chance.
  double above_chance() const { return records == 0 || chance >= 1 || share <= chance ? 0 : (share - chance) / (1 - chance); }
};

// `apart_on`: an attribute, or -1. If given, only pairs of records count that both hold a value of it, and different ones:
// records of one thing agree on everything, which is no dependence between attributes. O(records * attributes named).
Determination determination(const RecordSet& records, const std::vector<int>& determining, int determined, int apart_on = -1);

// determination(...).above_chance(), 0 where fewer than 20 records tell.
double share_determined(const RecordSet& records, const std::vector<int>& determining, int determined, int apart_on = -1);

}  // namespace jumelles::pipeline
