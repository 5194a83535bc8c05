#include "linking/training_pairs.h"

#include <doctest/doctest.h>

#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

constexpr uint64_t kMatch = 1, kLookAlike = 2, kInside = 3;

// Two sources of `size` records; record i of the one is record i of the other.
RecordSet two_sources(uint32_t size) {
  test::RecordBuilder builder;
  for (const char* name : {"left", "right"}) {
    builder.source(name);
    for (uint32_t r = 0; r < size; ++r) builder.record({});
  }
  return builder.build();
}

struct Pair { RecordIndex a, b; uint64_t pattern; int bits; };

void feed(TrainingPairs& training, const std::vector<Pair>& pairs) {
  for (const Pair& p : pairs) training.rank(p.a, p.b, weight_from_bits(p.bits));
  for (const Pair& p : pairs) training.count(p.a, p.b, p.pattern, weight_from_bits(p.bits));
}

uint64_t count_of(const std::vector<score::PatternCount>& counts, uint64_t pattern) {
  for (const score::PatternCount& entry : counts)
    if (entry.pattern == pattern) return entry.count;
  return 0;
}

// What a trained model says of the patterns.
auto probabilities(double inside) {
  return [inside](uint64_t pattern) { return pattern == kMatch ? 0.99 : pattern == kInside ? inside : 0.01; };
}

TEST_CASE("look-alikes inside a source whose records have each their own partner do not train, losers are rivals") {
  constexpr uint32_t kSize = 40;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < kSize; ++r) pairs.push_back({r, kSize + r, kMatch, 12});
  for (uint32_t r = 0; r + 1 < kSize; ++r) {
    pairs.push_back({r, r + 1, kInside, 8});
    pairs.push_back({kSize + r, kSize + r + 1, kInside, 8});
    pairs.push_back({r, kSize + r + 1, kLookAlike, 5});
  }
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  REQUIRE(training.ranks());
  feed(training, pairs);
  const std::vector<uint8_t> clean = training.clean_sources(probabilities(0.9), true);
  CHECK(clean == std::vector<uint8_t>{1, 1});
  const TrainingPairs::Chosen chosen = training.choose(2.0 * kSize * (2 * kSize - 1) / 2, clean, false);
  CHECK(count_of(chosen.candidates, kMatch) == kSize);
  CHECK(count_of(chosen.candidates, kLookAlike) == 0);
  CHECK(count_of(chosen.candidates, kInside) == 0);
  CHECK(count_of(chosen.rivals, kLookAlike) == kSize - 1);
  CHECK(chosen.possible_pairs == doctest::Approx(kSize * kSize));
}

TEST_CASE("records of a source that are drawn to the same partner are duplicates, and train") {
  constexpr uint32_t kSize = 40;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < kSize; r += 2) {
    pairs.push_back({r, kSize + r, kMatch, 12});
    pairs.push_back({r + 1, kSize + r, kMatch, 10});
    pairs.push_back({r, r + 1, kInside, 14});
  }
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  const std::vector<uint8_t> clean = training.clean_sources(probabilities(0.9), true);
  CHECK(clean == std::vector<uint8_t>{0, 0});
  const TrainingPairs::Chosen chosen = training.choose(100, clean, false);
  CHECK(count_of(chosen.candidates, kMatch) == kSize);
  CHECK(count_of(chosen.candidates, kInside) == kSize / 2);
  CHECK(chosen.rivals.empty());
  CHECK(chosen.possible_pairs == 100);
}

TEST_CASE("where sources link, what matches look like can be learned across alone, though a source holds duplicates") {
  for (const uint32_t partnered : {49u, 50u}) {
    const uint32_t size = 2 * partnered;
    const RecordSet records = two_sources(size);
    std::vector<Pair> pairs;
    for (uint32_t r = 0; r < size; r += 2) {
      pairs.push_back({r, size + r, kMatch, 12});
      pairs.push_back({r + 1, size + r, kMatch, 10});
      pairs.push_back({r, r + 1, kInside, 14});
    }
    TrainingPairs training(records, LinkType::kLinkDedupe, true);
    feed(training, pairs);
    CHECK(training.all_linked() == (partnered == 50));
    const std::vector<uint8_t> clean{0, 0};
    const double all = size * (2.0 * size - 1), across = static_cast<double>(size) * size;
    for (const bool across_only : {false, true}) {
      const TrainingPairs::Chosen chosen = training.choose(all, clean, across_only);
      CHECK(count_of(chosen.candidates, kMatch) == 2 * partnered);
      CHECK(count_of(chosen.candidates, kInside) == (across_only ? 0 : partnered));
      CHECK(chosen.possible_pairs == doctest::Approx(across_only ? across : all).epsilon(1e-9));
    }
  }
}

TEST_CASE("a faint draw to another record's partner is no sign of a duplicate") {
  constexpr uint32_t kSize = 40;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < kSize; r += 2) {
    pairs.push_back({r, kSize + r, kMatch, 20});
    pairs.push_back({r + 1, kSize + r, kLookAlike, 4});
    pairs.push_back({r, r + 1, kInside, 10});
  }
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  CHECK(training.clean_sources(probabilities(0.9), true)[0] == 1);
}

TEST_CASE("sources with hardly a link inside, though many lead elsewhere, are clean: without look-alikes there is nothing else to tell it by") {
  constexpr uint32_t kSize = 120;
  const RecordSet records = two_sources(kSize);
  const auto clean = [&](uint32_t partnered, uint32_t inside) {
    std::vector<Pair> pairs;
    for (uint32_t r = 0; r < partnered; ++r) pairs.push_back({r, kSize + r, kMatch, 9});
    for (uint32_t r = 0; r < inside; ++r) pairs.push_back({kSize - 1 - 2 * r, kSize - 2 - 2 * r, kInside, 9});
    TrainingPairs training(records, LinkType::kLinkDedupe, true);
    feed(training, pairs);
    return training.clean_sources(probabilities(0.9), true);
  };
  CHECK(clean(100, 2) == std::vector<uint8_t>{1, 1});
  CHECK(clean(60, 5) == std::vector<uint8_t>{1, 1});   // a fifth may be look-alikes
  CHECK(clean(60, 25) == std::vector<uint8_t>{0, 1});
  CHECK(clean(30, 0) == std::vector<uint8_t>{0, 0});  // too few to say
}

TEST_CASE("records that all lead to one record have no partner in it, but one of them") {
  constexpr uint32_t kSize = 120;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < 100; ++r) pairs.push_back({r, kSize, kMatch, 9});
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  CHECK(training.linked_sources() == std::vector<uint8_t>{0, 0});
}

TEST_CASE("of persons, duplicates found inside are believed, few as they are") {
  constexpr uint32_t kSize = 120;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < 100; ++r) pairs.push_back({r, kSize + r, kMatch, 9});
  pairs.push_back({kSize - 1, kSize - 2, kInside, 9});
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  CHECK(training.clean_sources(probabilities(0.9), true) == std::vector<uint8_t>{1, 1});
  CHECK(training.clean_sources(probabilities(0.9), false) == std::vector<uint8_t>{0, 0});
}

TEST_CASE("of a source that was asked the numbers are told, pairs that do not train counted with the rest") {
  constexpr uint32_t kSize = 120;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < 100; ++r) pairs.push_back({r, kSize + r, kMatch, 9});
  for (uint32_t r = 0; r < 4; ++r) pairs.push_back({r, r + 1, kInside, 9});
  pairs.push_back({110, 111, kInside, 9});   // no partners
  pairs.push_back({112, 113, kInside, -3});  // not alike
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  training.count(114, 115, kInside, weight_from_bits(-3), false);
  std::vector<TrainingPairs::SourceEvidence> evidence;
  const std::vector<uint8_t> clean = training.clean_sources(probabilities(0.25), true, &evidence);
  REQUIRE(evidence.size() == 2);
  CHECK(evidence[0].partnered == 100);
  CHECK(evidence[0].met_inside == 7);
  CHECK(evidence[0].alike_inside == 5);
  CHECK(evidence[0].duplicates == doctest::Approx(5 * 0.25));
  CHECK(evidence[0].same_partner == 0);
  CHECK(evidence[0].own_partner == 4);
  CHECK(evidence[0].clean);
  CHECK_FALSE(evidence[0].by_partners);  // four are too few to say
  CHECK(evidence[1].met_inside == 0);
  for (uint32_t r = 10; r < 20; ++r) training.count(r, r + 1, kInside, weight_from_bits(9));
  training.clean_sources(probabilities(0.25), true, &(evidence = {}));
  CHECK(evidence[0].by_partners);
  training.clean_sources(probabilities(0.99), false, &(evidence = {}));
  CHECK_FALSE(evidence[1].clean);
}

TEST_CASE("across sources only, pairs inside a clean source were never possible") {
  constexpr uint32_t kSize = 80;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < kSize; ++r) pairs.push_back({r, kSize + r, kMatch, 9});
  TrainingPairs training(records, LinkType::kLink, true);
  feed(training, pairs);
  const std::vector<uint8_t> clean = training.clean_sources(probabilities(0.9), true);
  REQUIRE(clean == std::vector<uint8_t>{1, 1});
  CHECK(training.choose(kSize * kSize, clean, false).possible_pairs == kSize * kSize);
}

TEST_CASE("links inside that a model of the matches across does not believe in are no duplicates, whatever partners they have") {
  constexpr uint32_t kSize = 120;
  const RecordSet records = two_sources(kSize);
  std::vector<Pair> pairs;
  for (uint32_t r = 0; r < kSize; r += 2) {
    pairs.push_back({r, kSize + r, kMatch, 12});
    pairs.push_back({r + 1, kSize + r, kLookAlike, 10});
    pairs.push_back({r, r + 1, kInside, 9});
  }
  TrainingPairs training(records, LinkType::kLinkDedupe, true);
  feed(training, pairs);
  CHECK(training.linked_sources() == std::vector<uint8_t>{1, 1});
  CHECK(training.clean_sources(probabilities(0.9), true)[0] == 0);
  CHECK(training.clean_sources(probabilities(0.01), true)[0] == 1);
}

TEST_CASE("one source, or pairs that are not to be ranked, leave every source as it comes") {
  const RecordSet records = two_sources(5);
  CHECK_FALSE(TrainingPairs(records, LinkType::kDedupe, true).ranks());
  CHECK_FALSE(TrainingPairs(records, LinkType::kDedupe, true).all_linked());
  CHECK_FALSE(TrainingPairs(records, LinkType::kLinkDedupe, false).ranks());
  CHECK(TrainingPairs(records, LinkType::kLinkDedupe, false).clean_sources(probabilities(0.9), true) == std::vector<uint8_t>{0, 0});
}

}  // namespace
}  // namespace jumelles::linking
