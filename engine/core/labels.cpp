#include "core/labels.h"

#include <algorithm>

namespace jumelles {

KnownPairs::KnownPairs(const Labels& labels, uint32_t record_count) : labels_(labels) {
  if (labels.pairs.empty()) return;
  judged_.assign(record_count, 0);
  for (const JudgedPair& pair : labels.pairs) judged_[pair.a] = judged_[pair.b] = 1;
}

Known KnownPairs::judged(RecordIndex a, RecordIndex b) const {
  if (a > b) std::swap(a, b);
  const auto at = std::lower_bound(labels_.pairs.begin(), labels_.pairs.end(), std::pair(a, b),
                                   [](const JudgedPair& x, const std::pair<RecordIndex, RecordIndex>& y) { return std::pair(x.a, x.b) < y; });
  if (at == labels_.pairs.end() || at->a != a || at->b != b) return Known::kNothing;
  return at->same ? Known::kSame : Known::kDifferent;
}

void tidy(std::vector<JudgedPair>& pairs) {
  for (JudgedPair& pair : pairs)
    if (pair.a > pair.b) std::swap(pair.a, pair.b);
  std::erase_if(pairs, [](const JudgedPair& pair) { return pair.a == pair.b; });
  // "different" first, so that it is the one kept.
  std::sort(pairs.begin(), pairs.end(), [](const JudgedPair& x, const JudgedPair& y) {
    if (x.a != y.a) return x.a < y.a;
    return x.b != y.b ? x.b < y.b : x.same < y.same;
  });
  pairs.erase(std::unique(pairs.begin(), pairs.end(), [](const JudgedPair& x, const JudgedPair& y) { return x.a == y.a && x.b == y.b; }), pairs.end());
}

}  // namespace jumelles
