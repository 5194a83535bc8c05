#pragma once

// Random pairs of records that could be linked: what strangers look like is learned from them.

#include <cstdint>
#include <vector>

#include "core/link_config.h"
#include "core/records.h"
#include "core/rng.h"

namespace jumelles::linking {

class RandomPairs {
 public:
  RandomPairs(const RecordSet& records, LinkType link_type, uint64_t seed);
  // Pairs to draw: all there are, or 200 000 drawn ones. Of a linking across sources, all include those inside sources, which
  // are not visited.
  uint64_t units() const { return units_; }
  // visit(a, b) for units [begin, end); ranges must follow each other from 0.
  template <class Visit>
  void draw(uint64_t begin, uint64_t end, Visit visit) {
    for (uint64_t unit = begin; unit < end; ++unit) {
      const Pair pair = all_ ? nth(unit) : sources_.empty() ? drawn(unit) : drawn_across();
      if (pair.a == pair.b || (link_type_ == LinkType::kLink && records_.source_of[pair.a] == records_.source_of[pair.b])) continue;
      visit(pair.a, pair.b);
    }
  }

 private:
  struct Pair { RecordIndex a, b; };
  struct Source {
    std::vector<RecordIndex> sample;
    uint64_t first = 0, size = 0;   // its records, if records were ordered by source
    uint64_t pairs_before = 0;      // pairs with records elsewhere, of this and the sources before
  };
  Pair nth(uint64_t unit) const;
  Pair drawn(uint64_t unit);
  Pair drawn_across();
  void sample_sources();

  const RecordSet& records_;
  LinkType link_type_;
  Rng rng_;
  uint64_t units_ = 0;
  bool all_ = false;
  std::vector<RecordIndex> sample_;
  std::vector<Source> sources_;  // across sources only
};

}  // namespace jumelles::linking
