#include "linking/key_price.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/rng.h"
#include "linking/propose_blocking.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

using Pairs = std::set<std::pair<RecordIndex, RecordIndex>>;

RecordSet random_records(uint32_t count, uint64_t seed, uint64_t names, uint64_t cities) {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone).attribute("postcode", AttributeType::kPostcode);
  Rng rng(seed);
  for (uint32_t r = 0; r < count; ++r) {
    if (r == 0 || r == count / 3) builder.source(r == 0 ? "a" : "b");
    const auto pick = [&](const char* prefix, uint64_t distinct) { return rng.chance(0.1) ? std::string() : prefix + std::to_string(rng.below(distinct)); };
    const std::string surname = pick("NAME", names), city = pick("CITY", cities), phone = pick("0", count) + "|" + pick("0", count), postcode = pick("370", 40);
    builder.record({surname, city, phone, postcode});
  }
  return builder.build();
}

// What a run would make: the blocks of the keys, the first one being priced.
struct World {
  World(RecordSet made, LinkConfig link) : records(std::make_shared<const RecordSet>(std::move(made))), config(std::move(link)) {
    auto columns = std::make_shared<block::KeyColumns>(*records);
    const block::BlockLimits limits = block_limits(*records, config);
    std::vector<block::BoundRule> bound(config.blocking_rules.size());
    for (size_t r = 0; r < bound.size(); ++r) {
      for (const KeyPart& part : config.blocking_rules[r].parts) bound[r].parts.push_back(columns->add(part));
      for (const KeyPart& part : config.blocking_rules[r].refinement) bound[r].refinement.push_back(columns->add(part));
    }
    columns->prepare(0, columns->units());
    std::vector<std::unique_ptr<block::RuleBlocks>> rules;
    for (const block::BoundRule& rule : bound) {
      rules.push_back(std::make_unique<block::RuleBlocks>(*columns, rule, config.link_type, limits));
      rules.back()->build(0, rules.back()->units());
    }
    prepared = std::make_shared<Prepared>();
    prepared->columns = columns;
    prepared->candidates = std::make_shared<CandidatePairs>(*records, config.link_type, std::move(rules));
  }
  const block::RuleBlocks& blocks() const { return prepared->candidates->rule(0); }
  KeyPrice price(uint64_t step = 13, bool alone = false) const {
    std::vector<size_t> others;
    for (size_t r = 1; r < config.blocking_rules.size() && !alone; ++r) others.push_back(r);
    auto pricing = std::make_shared<KeyPricing>(records, config, config.blocking_rules[0], prepared, others);
    for (Phase& phase : KeyPricing::phases(pricing)) {
      const uint64_t count = phase.count();
      for (uint64_t i = 0; i < count; i += step) REQUIRE(phase.body(i, std::min(count, i + step)).ok());
    }
    return pricing->price();
  }
  bool allowed(RecordIndex a, RecordIndex b) const { return a != b && (config.link_type != LinkType::kLink || records->source_of[a] != records->source_of[b]); }
  // Pairs that the first key makes and no other one does.
  uint64_t new_pairs() const {
    uint64_t count = 0;
    for (RecordIndex a = 0; a < records->record_count(); ++a)
      for (RecordIndex b = a + 1; b < records->record_count(); ++b)
        if (allowed(a, b) && prepared->candidates->rules_of(a, b) == 1) ++count;
    return count;
  }
  std::shared_ptr<const RecordSet> records;
  LinkConfig config;
  std::shared_ptr<Prepared> prepared;
};

BlockingRule key(std::vector<KeyPart> parts, std::vector<KeyPart> refinement = {}) {
  BlockingRule rule;
  rule.parts = std::move(parts);
  rule.refinement = std::move(refinement);
  return rule;
}

LinkConfig config_of(LinkType type, std::vector<BlockingRule> rules, double budget = 40) {
  LinkConfig config;
  config.link_type = type;
  config.blocking_rules = std::move(rules);
  config.pairs_per_record = budget;
  return config;
}

}  // namespace

TEST_CASE("a key's pairs and its largest block are counted as a run would make them, within and across sources") {
  for (const LinkType type : {LinkType::kDedupe, LinkType::kLink})
    for (uint64_t seed = 1; seed <= 4; ++seed) {
      CAPTURE(seed);
      const World world(random_records(700, seed, 60, 20), config_of(type, {key({{"surname", "exact"}}), key({{"phone", "exact"}})}));
      const KeyPrice price = world.price(1 + seed * 7);
      CHECK(price.pair_count == world.blocks().pair_count());
      CHECK(price.largest_block == world.blocks().largest_block());
      CHECK(price.refined_block_count == 0);
    }
}

TEST_CASE("records with several values of an attribute count in each of their blocks") {
  const World world(random_records(400, 9, 60, 20), config_of(LinkType::kDedupe, {key({{"phone", "exact"}})}));
  const KeyPrice price = world.price();
  CHECK(price.pair_count == world.blocks().pair_count());
  CHECK(price.pair_count > 0);
}

TEST_CASE("blocks that are too large are refined before they are counted") {
  for (const LinkType type : {LinkType::kDedupe, LinkType::kLink}) {
    const World world(random_records(2000, 3, 60, 8), config_of(type, {key({{"city", "exact"}}, {{"surname", "exact"}})}));
    const KeyPrice price = world.price();
    CHECK(price.pair_count == world.blocks().pair_count());
    CHECK(price.largest_block == world.blocks().largest_block());
    CHECK(price.refined_block_count == world.blocks().refined_block_count());
    CHECK(price.refined_block_count > 0);
    CHECK_FALSE(price.is_estimate);
  }
  // Refined twice; what lacks the part is a block of its own.
  const World twice(random_records(3000, 4, 3, 2), config_of(LinkType::kDedupe, {key({{"city", "exact"}}, {{"surname", "exact"}, {"postcode", "exact"}})}));
  CHECK(twice.price().pair_count == twice.blocks().pair_count());
}

TEST_CASE("what cannot be refined counts as the windows that it is split into") {
  const World world(random_records(2000, 5, 60, 4), config_of(LinkType::kDedupe, {key({{"city", "exact"}})}));
  const KeyPrice price = world.price();
  CHECK(price.pair_count == world.blocks().pair_count());
  CHECK(price.is_estimate);
  const World across(random_records(2000, 5, 60, 4), config_of(LinkType::kLink, {key({{"city", "exact"}})}));
  CHECK(static_cast<double>(across.price().pair_count) == doctest::Approx(static_cast<double>(across.blocks().pair_count())).epsilon(0.05));
}

TEST_CASE("pairs that another key makes are not added: exactly, where all partners are looked at") {
  for (const LinkType type : {LinkType::kDedupe, LinkType::kLink})
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      const World world(random_records(700, seed, 60, 20), config_of(type, {key({{"surname", "exact"}}), key({{"postcode", "exact"}}), key({{"city", "exact"}, {"phone", "exact"}})}));
      const KeyPrice price = world.price(11);
      CHECK_FALSE(price.is_estimate);
      CHECK(price.new_pair_count == world.new_pairs());
      CHECK(price.new_pair_count < price.pair_count);
      const KeyPrice alone = world.price(11, true);
      CHECK(alone.new_pair_count == price.pair_count);
    }
}

TEST_CASE("of many records some are drawn: the new pairs are then an estimate that is near") {
  const World world(random_records(9000, 6, 220, 90), config_of(LinkType::kDedupe, {key({{"surname", "exact"}}), key({{"postcode", "exact"}})}));
  const KeyPrice price = world.price(500);
  CHECK(price.is_estimate);
  CHECK(price.pair_count == world.blocks().pair_count());
  CHECK(static_cast<double>(price.new_pair_count) == doctest::Approx(static_cast<double>(world.new_pairs())).epsilon(0.02));
}

TEST_CASE("a price does not depend on where the work is cut") {
  const World world(random_records(5000, 8, 60, 8), config_of(LinkType::kDedupe, {key({{"city", "exact"}}, {{"surname", "exact"}}), key({{"postcode", "exact"}})}));
  const KeyPrice a = world.price(1), b = world.price(100000);
  CHECK(a.pair_count == b.pair_count);
  CHECK(a.new_pair_count == b.new_pair_count);
}

TEST_CASE("records know a key when they have all its attributes and the transforms exist") {
  const RecordSet records = random_records(10, 1, 5, 5);
  CHECK(KeyPricing::knows(records, key({{"surname", "exact"}, {"city", "first_3"}})));
  CHECK_FALSE(KeyPricing::knows(records, key({{"surname", "exact"}, {"age", "exact"}})));
  CHECK_FALSE(KeyPricing::knows(records, key({{"surname", "upside_down"}})));
  CHECK_FALSE(KeyPricing::knows(records, key({})));
}

}  // namespace jumelles::linking
