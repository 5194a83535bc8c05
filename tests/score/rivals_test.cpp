#include "score/rivals.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "reference/assignments.h"

namespace jumelles::score {
namespace {

std::shared_ptr<RecordSet> records_of(std::vector<uint16_t> source_of, size_t sources) {
  auto records = std::make_shared<RecordSet>();
  records->source_of = std::move(source_of);
  records->sources.resize(sources);
  return records;
}

Edge edge(RecordIndex a, RecordIndex b, double weight_bits) { return {a, b, weight_from_bits(weight_bits), 0}; }

std::vector<double> probabilities(const std::vector<Edge>& edges) {
  std::vector<double> out;
  for (const Edge& e : edges) out.push_back(probability_from_weight(e.match_weight));
  return out;
}

std::vector<Edge> weighed(const std::vector<Edge>& edges, const std::vector<uint16_t>& source_of, std::vector<uint8_t> one_per_source,
                          std::shared_ptr<const Labels> labels = nullptr) {
  auto out = std::make_shared<std::vector<Edge>>();
  const size_t sources = one_per_source.size();
  REQUIRE(run_to_end(rivals_phases(std::make_shared<std::vector<Edge>>(edges), records_of(source_of, sources), std::move(one_per_source), std::move(labels), out)).ok());
  return *out;
}

// The first `size` records are of source 0, the others of source 1.
std::vector<uint16_t> two_sources(size_t size) {
  std::vector<uint16_t> out(2 * size, 0);
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(size), out.end(), uint16_t{1});
  return out;
}

}  // namespace

TEST_CASE("pairs without rivals keep their weights, also inside a source and where things may be there twice") {
  const std::vector<uint16_t> source_of{0, 0, 1, 1};
  const std::vector<Edge> apart{edge(0, 1, 9), edge(0, 2, 5), edge(1, 3, -2)};
  const std::vector<Edge> crossing{edge(0, 2, 5), edge(0, 3, 7), edge(1, 2, 3)};
  const auto same = [](const std::vector<Edge>& x, const std::vector<Edge>& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const Edge& p, const Edge& q) { return p.a == q.a && p.b == q.b && p.match_weight == q.match_weight; });
  };
  CHECK(same(weighed(apart, source_of, {1, 1}), apart));
  CHECK(same(weighed(crossing, source_of, {0, 0}), crossing));
  CHECK(same(weighed({}, {}, {1, 1}), {}));
}

TEST_CASE("of two equally good candidates each is right half of the time, of n one in n") {
  for (const size_t n : {size_t{2}, size_t{3}, size_t{5}, size_t{50}}) {
    std::vector<uint16_t> source_of(n + 1, 1);
    source_of[0] = 0;
    std::vector<Edge> edges;
    for (size_t i = 0; i < n; ++i) edges.push_back(edge(0, static_cast<RecordIndex>(i + 1), 20));
    for (const double p : probabilities(weighed(edges, source_of, {0, 1}))) {
      CHECK(p == doctest::Approx(1.0 / static_cast<double>(n)).epsilon(2e-4));
      CHECK(p < 0.5);  // even odds are no link
    }
    // Source 0 holding things once says nothing about them: each of them has one candidate.
    for (const double p : probabilities(weighed(edges, source_of, {1, 0}))) CHECK(p == probability_from_weight(20 * kOneBit));
  }
}

TEST_CASE("a second candidate that is as good takes as much off the odds as the first one's own odds say") {
  const auto odds = [](Weight weight) { return exp2(bits(weight)); };
  for (const double w : {-3.0, 0.0, 2.0, 12.0}) {
    const std::vector<Edge> both = weighed({edge(0, 1, w), edge(0, 2, w)}, {0, 1, 1}, {0, 1});
    CHECK(odds(both[0].match_weight) == doctest::Approx(exp2(w) / (1 + exp2(w))).epsilon(1e-3));
    CHECK(both[0].match_weight == both[1].match_weight);
  }
}

TEST_CASE("who loses against a better candidate is hardly a match, and hardly takes anything from it") {
  const std::vector<Edge> edges = weighed({edge(0, 2, 12), edge(0, 3, 4)}, {0, 0, 1, 1}, {1, 1});
  CHECK(bits(edges[0].match_weight) == doctest::Approx(12 - log2(17)).epsilon(1e-3));
  CHECK(bits(edges[1].match_weight) == doctest::Approx(4 - log2(4097)).epsilon(1e-3));
}

TEST_CASE("a candidate that has a better partner itself is hardly a rival") {
  // Record 0 fits 2 and 3 alike, but 3 belongs to 1.
  const std::vector<double> p = probabilities(weighed({edge(0, 2, 6), edge(0, 3, 6), edge(1, 3, 20)}, {0, 0, 1, 1}, {1, 1}));
  CHECK(p[0] > 0.98);
  CHECK(p[1] < 0.01);
  CHECK(p[2] > 0.99);
}

TEST_CASE("what is known settles rivals") {
  const std::vector<Edge> edges{edge(0, 2, 10), edge(0, 3, 10)};
  const double alone = probability_from_weight(10 * kOneBit);
  auto labels = std::make_shared<Labels>();
  labels->pairs = {{0, 3, false}};
  CHECK(probabilities(weighed(edges, {0, 0, 1, 1}, {1, 1}, labels))[0] == doctest::Approx(alone).epsilon(1e-4));
  labels->pairs = {{0, 3, true}};
  CHECK(probabilities(weighed(edges, {0, 0, 1, 1}, {1, 1}, labels))[0] < 1e-6);
}

TEST_CASE("where candidates form no circle, probabilities are those of all possible assignments") {
  Rng rng(5);
  double worst = 0;
  for (int round = 0; round < 200; ++round) {
    // Each further record is tied to one of the other source that is there.
    std::vector<uint16_t> source_of{0, 1};
    std::vector<Edge> edges{edge(0, 1, (rng.uniform() - 0.4) * 20)};
    for (RecordIndex r = 2; r < 10; ++r) {
      const RecordIndex other = static_cast<RecordIndex>(rng.below(r));
      source_of.push_back(static_cast<uint16_t>(1 - source_of[other]));
      edges.push_back(edge(other, r, (rng.uniform() - 0.4) * 20));
    }
    const std::vector<uint8_t> once{1, static_cast<uint8_t>(round % 2)};
    const std::vector<double> exact = reference::probabilities_by_assignments(edges, source_of, once);
    const std::vector<double> found = probabilities(weighed(edges, source_of, once));
    for (size_t e = 0; e < edges.size(); ++e) worst = std::max(worst, found[e] > exact[e] ? found[e] - exact[e] : exact[e] - found[e]);
  }
  MESSAGE("off by at most " << worst);
  CHECK(worst < 0.01);
}

TEST_CASE("where all fit all, probabilities are near those of all possible assignments") {
  Rng rng(6);
  double worst = 0, sum = 0, sum_plain = 0, count = 0;
  for (int round = 0; round < 50; ++round) {
    const size_t size = 2 + rng.below(3);
    const std::vector<uint16_t> source_of = two_sources(size);
    std::vector<Edge> edges;
    for (RecordIndex a = 0; a < size; ++a)
      for (RecordIndex b = 0; b < size; ++b)
        if (edges.size() < 12 && rng.chance(0.8)) edges.push_back(edge(a, static_cast<RecordIndex>(size + b), (rng.uniform() - 0.4) * 20));
    const std::vector<double> exact = reference::probabilities_by_assignments(edges, source_of, {1, 1});
    const std::vector<double> found = probabilities(weighed(edges, source_of, {1, 1}));
    for (size_t e = 0; e < edges.size(); ++e) {
      const double off = found[e] > exact[e] ? found[e] - exact[e] : exact[e] - found[e];
      // Every other candidate of either record counted in full, whether or not it has a better partner.
      double rivals = 0;
      for (size_t other = 0; other < edges.size(); ++other)
        if (other != e && (edges[other].a == edges[e].a || edges[other].b == edges[e].b)) rivals += exp2(bits(edges[other].match_weight));
      const double own = exp2(bits(edges[e].match_weight)), plain = own / (1 + own + rivals);
      worst = std::max(worst, off);
      sum += off;
      sum_plain += plain > exact[e] ? plain - exact[e] : exact[e] - plain;
      count += 1;
    }
  }
  MESSAGE("off by " << sum / count << ", at most " << worst << "; all rivals in full: by " << sum_plain / count);
  CHECK(sum / count < 0.02);
  CHECK(worst < 0.3);
  CHECK(sum < sum_plain / 2);
}

TEST_CASE("where the runner cuts, and how records are numbered, does not matter") {
  Rng rng(7);
  const size_t size = 30;
  const std::vector<uint16_t> source_of = two_sources(size);
  std::vector<Edge> edges;
  for (RecordIndex a = 0; a < size; ++a)
    for (RecordIndex b = 0; b < size; ++b)
      if (rng.chance(0.15)) edges.push_back(edge(a, static_cast<RecordIndex>(size + b), (rng.uniform() - 0.3) * 16));
  const std::vector<Edge> whole = weighed(edges, source_of, {1, 1});
  auto cut = std::make_shared<std::vector<Edge>>();
  for (const Phase& phase : rivals_phases(std::make_shared<std::vector<Edge>>(edges), records_of(source_of, 2), {1, 1}, nullptr, cut)) {
    const uint64_t count = phase.count();
    for (uint64_t at = 0; at < count; ++at) CHECK(phase.body(at, at + 1).ok());
  }
  // The last record of either source becomes its first, and the edges change places.
  const auto turned = [&](RecordIndex r) { return static_cast<RecordIndex>(r < size ? size - 1 - r : 3 * size - 1 - r); };
  std::vector<Edge> other;
  for (const Edge& e : edges) other.push_back({turned(e.a), turned(e.b), e.match_weight, 0});
  std::reverse(other.begin(), other.end());
  const std::vector<Edge> renumbered = weighed(other, source_of, {1, 1});
  REQUIRE(cut->size() == edges.size());
  for (size_t e = 0; e < edges.size(); ++e) {
    CHECK((*cut)[e].match_weight == whole[e].match_weight);
    CHECK(bits(renumbered[edges.size() - 1 - e].match_weight) == doctest::Approx(bits(whole[e].match_weight)).epsilon(1e-5));
    CHECK(whole[e].match_weight <= edges[e].match_weight);
  }
}

}  // namespace jumelles::score
