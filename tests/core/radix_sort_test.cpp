#include "core/radix_sort.h"

#include <doctest/doctest.h>

#include "core/rng.h"

using namespace jumelles;

namespace {

struct Item {
  uint64_t key = 0;
  uint32_t number = 0;
  bool operator==(const Item&) const = default;
};
struct KeyOfItem {
  uint64_t operator()(const Item& item) const { return item.key; }
};

}  // namespace

TEST_CASE("radix sort puts items in order of their keys, equal ones as they came, wherever it is cut") {
  Rng rng(1);
  for (int trial = 0; trial < 200; ++trial) {
    RadixSort<Item, KeyOfItem> sort;
    std::vector<Item> expected;
    const uint64_t below = trial % 4 == 0 ? 1 : trial % 4 == 1 ? 5 : trial % 4 == 2 ? 1 << 20 : UINT64_MAX;
    const uint64_t base = trial % 3 == 0 ? 0 : uint64_t{1} << 40;
    for (uint64_t n = rng.below(60); n > 0; --n) {
      const Item item{below == UINT64_MAX ? rng.next() : base + rng.below(below), static_cast<uint32_t>(n)};
      expected.push_back(item);
      sort.add(item);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const Item& x, const Item& y) { return x.key < y.key; });
    const uint64_t units = sort.start(), step = 1 + rng.below(20);
    CHECK(units == sort.unit_count());
    for (uint64_t at = 0; at < units; at += step) sort.run(at, std::min(units, at + step));
    CHECK(sort.items() == expected);
    CHECK(sort.take() == expected);
  }
}
