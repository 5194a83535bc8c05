#pragma once

// Columns of several tables that mean the same become one attribute.

#include <memory>
#include <vector>

#include "core/records.h"
#include "profile/header_words.h"
#include "profile/profile.h"

namespace jumelles::profile {

// Table by table, the columns are assigned to the attributes of the tables before, one to one, so that the evidence of all
// together is the best: equal or similar headers, values shared beyond chance, shapes, distributions. Types that both headers
// settle differently never meet, nor dates of different things (a death, a release). A column that meets nothing is left alone.
// Phones, e-mails and parts of birth dates are not assigned: several columns feed their attribute.
void meet(const std::vector<std::shared_ptr<const TableProfile>>& profiles, const std::vector<std::vector<HeaderMeaning>>& headers, Mapping& mapping);

// The pairing of rows and columns with the highest sum of scores; where a score is 0, none is better. Per row: its column, or -1.
std::vector<int> best_pairing(const std::vector<std::vector<double>>& scores);

}  // namespace jumelles::profile
