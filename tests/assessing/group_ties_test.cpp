#include "assessing/group_ties.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/hash.h"
#include "core/rng.h"

using namespace jumelles;
using namespace jumelles::assessing;

namespace {

struct World {
  std::vector<Edge> edges;
  Labels labels;
  std::vector<RecordIndex> members;
};

World random_world(uint64_t seed) {
  Rng rng(mix(seed));
  World out;
  const uint32_t n = 3 + static_cast<uint32_t>(rng.below(9));
  for (RecordIndex r = 0; r < n; ++r)
    if (rng.chance(0.8)) out.members.push_back(r);
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < n; ++b) {
      if (rng.chance(0.3)) out.edges.push_back({a, b, (static_cast<Weight>(rng.below(9)) - 1) * kOneBit, 0});
      if (rng.chance(0.06)) out.labels.pairs.push_back({a, b, rng.chance(0.7)});
    }
  return out;
}

// Which members are reached from the first one.
std::vector<bool> reached(const GroupTies& ties, size_t count, uint32_t without) {
  std::vector<bool> out(count);
  out[0] = true;
  for (bool more = true; more;) {
    more = false;
    for (uint32_t t = 0; t < ties.ties.size(); ++t)
      if (t != without && out[ties.ties[t].a] != out[ties.ties[t].b]) out[ties.ties[t].a] = out[ties.ties[t].b] = more = true;
  }
  return out;
}

}  // namespace

TEST_CASE("the bridge is the lightest link without which two records or more on either side lose each other") {
  size_t bridges = 0, whole = 0;
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const World w = random_world(seed);
    if (w.members.size() < 2) continue;
    const GroupTies ties = group_ties(w.members.data(), w.members.size(), w.edges, first_edges(w.edges, 12), 0, &w.labels);
    const std::vector<bool> all = reached(ties, w.members.size(), kNoTie);
    if (std::count(all.begin(), all.end(), true) != static_cast<std::ptrdiff_t>(w.members.size())) continue;  // no group
    uint32_t expected = kNoTie;
    for (uint32_t t = 0; t < ties.ties.size(); ++t) {
      if (ties.ties[t].by_hand) continue;
      const std::vector<bool> left = reached(ties, w.members.size(), t);
      const auto in = static_cast<size_t>(std::count(left.begin(), left.end(), true));
      if (in < 2 || w.members.size() - in < 2) continue;
      if (expected == kNoTie || ties.ties[t].weight < ties.ties[expected].weight) expected = t;
    }
    CHECK(ties.bridge == expected);
    bool by_hand = true;
    GroupTies said = ties;
    std::erase_if(said.ties, [](const GroupTie& tie) { return !tie.by_hand; });
    for (const bool is_reached : reached(said, w.members.size(), kNoTie)) by_hand = by_hand && is_reached;
    CHECK(ties.all_by_hand == by_hand);
    whole += by_hand;
    if (expected == kNoTie) {
      CHECK(ties.half_of.empty());
      continue;
    }
    ++bridges;
    const std::vector<bool> left = reached(ties, w.members.size(), expected);
    for (size_t i = 0; i < left.size(); ++i) CHECK((ties.half_of[i] == 0) == left[i]);
  }
  CHECK(bridges > 100);
  CHECK(whole > 5);
}

TEST_CASE("the weakest link is the lightest that it takes, and links below the threshold are none") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {0, 2, 3 * kOneBit, 0}, {1, 2, 5 * kOneBit, 0}, {1, 3, -kOneBit, 0}};
  const std::vector<RecordIndex> members{0, 1, 2};
  const GroupTies ties = group_ties(members.data(), 3, edges, first_edges(edges, 4), 0, nullptr);
  CHECK(ties.link_count == 3);
  REQUIRE(ties.weakest != kNoTie);
  CHECK(ties.ties[ties.weakest].weight == 5 * kOneBit);
  CHECK(ties.bridge == kNoTie);
  CHECK_FALSE(ties.all_by_hand);
  Labels known;
  known.group_of = {4, 4, 4, kNoGroup};
  CHECK(group_ties(members.data(), 3, edges, first_edges(edges, 4), 0, &known).all_by_hand);
}
