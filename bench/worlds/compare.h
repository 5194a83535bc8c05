#pragma once

// The engine and the baselines on one set, scored alike.

#include <functional>

#include "figures.h"
#include "measure.h"

namespace jumelles::worlds {

struct Set {
  Input input;
  std::function<Result<evaluate::Truth>(const Answer&)> truth;  // as the engine numbers its records
  std::function<int(size_t file, size_t column)> meaning;       // for the baselines; null: told by headers and by how columns were understood
  double things = 0;                                            // 0: not known
};

// Adds one run to `figures`; with baselines if asked.
Status add_run(const Set& set, bool baselines, Figures& figures);
// Of sums, means; whether B-cubed counts.
void finish(Figures& figures);

// A world of the catalog over that many seeds, the first one numbered 1.
Result<Figures> measure(const CatalogRow& row, uint64_t seeds, bool baselines);

}  // namespace jumelles::worlds
