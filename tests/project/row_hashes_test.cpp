#include "project/row_hashes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "core/rng.h"

using namespace jumelles;
using project::RowHashes;

TEST_CASE("passes over rows tell which are new, changed or gone, as a map of all of them does") {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Rng rng(seed);
    RowHashes hashes;
    std::map<uint64_t, std::pair<uint64_t, uint64_t>> known;  // what it said, its number
    uint64_t last_number = 0;
    for (int pass = 0; pass < 8; ++pass) {
      hashes.start();
      std::map<uint64_t, std::pair<uint64_t, uint64_t>> written;
      for (uint64_t rows = rng.below(pass == 3 ? 1 : 3000), i = 0; i < rows; ++i) {
        // Few names, so that one comes twice in a pass, and neighbors that share a place.
        const uint64_t name = rng.below(4000) * (rng.below(2) == 0 ? 1 : 4096), content = rng.below(3);
        uint64_t key = name;
        while (written.contains(key)) ++key;
        const auto before = known.find(key);
        const uint64_t number = before != known.end() ? before->second.second : ++last_number;
        written[key] = {content, number};
        const RowHashes::Put put = hashes.put(name, content);
        REQUIRE(put.number == number);
        REQUIRE(put.is_as_it_was == (before != known.end() && before->second.first == content));
      }
      std::vector<uint64_t> gone, expected;
      hashes.end([&](uint64_t number) { gone.push_back(number); });
      for (const auto& [key, row] : known)
        if (!written.contains(key)) expected.push_back(row.second);
      std::sort(gone.begin(), gone.end());
      std::sort(expected.begin(), expected.end());
      REQUIRE(gone == expected);
      known = written;
      REQUIRE(hashes.empty() == known.empty());
    }
    hashes.clear();
    CHECK(hashes.empty());
  }
}
