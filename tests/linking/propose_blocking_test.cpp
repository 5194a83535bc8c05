#include "linking/propose_blocking.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "compare/comparator.h"
#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// No key is made of a civility: here it says which thing a record is of, so that the pairs to find are known and keys are about
// something else.
constexpr const char* kThing = "thing";

// Keys for records whose civilities are told, proposed as a run does it, `step` units at a time.
std::vector<BlockingRule> keys_for(test::RecordBuilder& builder, LinkConfig config = {}, uint64_t step = UINT64_MAX) {
  const RecordSet records = builder.build();
  config.comparisons = {compare::make_comparison(kThing, "exact", {kThing})};
  config.comparisons[0].levels[0].weight = weight_from_bits(40);
  config.comparisons[0].levels[1].weight = weight_from_bits(-40);
  compare::RecordComparer comparer(records, config.comparisons, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  BlockingProposal proposal(records, config);
  const auto run = [&](uint64_t units, auto body) {
    for (uint64_t at = 0; at < units; at += std::min(step, units - at)) body(at, at + std::min(step, units - at));
  };
  run(proposal.value_units(), [&](uint64_t begin, uint64_t end) { proposal.prepare_values(begin, end); });
  run(proposal.part_units(), [&](uint64_t begin, uint64_t end) { proposal.measure_parts(begin, end); });
  run(proposal.block_units(), [&](uint64_t begin, uint64_t end) { proposal.find_blocks(begin, end); });
  proposal.set_model(&comparer, score::WeightTable(config.comparisons, 0.5));
  run(proposal.grade_units(), [&](uint64_t begin, uint64_t end) { proposal.grade(begin, end); });
  return proposal.choose();
}

// "siren/exact+category/exact"
std::string text_of(const std::vector<KeyPart>& parts) {
  std::string text;
  for (const KeyPart& part : parts) text += (text.empty() ? "" : "+") + part.attribute + "/" + part.transform;
  return text;
}

std::vector<std::string> texts_of(const std::vector<BlockingRule>& rules) {
  std::vector<std::string> texts;
  for (const BlockingRule& rule : rules) texts.push_back(text_of(rule.parts));
  return texts;
}

using Keys = std::vector<std::string>;

// Records by sixes of one company's number, the first two of each being of one thing: the number alone finds them, for 15 pairs of
// six records, which is a sixteenth of the budget of 40 for each. (From a tenth upward it would be offered with a further part from
// the start.) Of each six, as many as said are of one category, the pair among them.
test::RecordBuilder sixes(int count, int of_one_category) {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("category", AttributeType::kCategory);
  builder.attribute(kThing, AttributeType::kCivility);
  for (int i = 0; i < count; ++i) {
    const std::string six = std::to_string(i / 6);
    builder.record({six, i % 6 < of_one_category ? "shop" : "office", i % 6 < 2 ? "pair " + six : "alone " + std::to_string(i)});
  }
  return builder;
}

constexpr double kShareOfSixes = 15.0 / 6 / 40;

}  // namespace

TEST_CASE("a key that finds the matches is proposed, one that finds others is not, wherever the steps are cut") {
  const auto records = [] {
    test::RecordBuilder builder;
    builder.attribute("siren", AttributeType::kSiren).attribute("vat", AttributeType::kVat);
    builder.attribute(kThing, AttributeType::kCivility);
    for (int i = 0; i < 1000; ++i)
      builder.record({std::to_string(i / 2), "f" + std::to_string(i % 500), "t" + std::to_string(i / 2)});
    return builder;
  };
  for (const uint64_t step : {UINT64_MAX, uint64_t{7}}) {
    test::RecordBuilder builder = records();
    CHECK(texts_of(keys_for(builder, {}, step)) == Keys{"siren/exact"});
  }
}

TEST_CASE("of keys that find the same matches the one of fewest pairs is proposed, and no other beside it") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("vat", AttributeType::kVat);
  builder.attribute(kThing, AttributeType::kCivility);
  for (int i = 0; i < 2000; ++i)
    builder.record({std::to_string(i / 20), "f" + std::to_string(i / 4), "t" + std::to_string(i / 2)});
  CHECK(texts_of(keys_for(builder)) == Keys{"vat/exact"});
}

TEST_CASE("matches that only a second key finds have it proposed as well, the key of most matches for its pairs first") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("vat", AttributeType::kVat);
  builder.attribute(kThing, AttributeType::kCivility);
  for (int i = 0; i < 2000; ++i) {
    const std::string pair = std::to_string(i / 2), lone = "x" + std::to_string(i);
    const bool by_siren = i % 4 < 2 && i < 600;
    builder.record({by_siren ? pair : lone, by_siren ? lone : pair, "t" + pair});
  }
  CHECK(texts_of(keys_for(builder)) == Keys{"vat/exact", "siren/exact"});
}

TEST_CASE("a key is worth it from one of two thousand matches on that no other key finds") {
  // Fives of one thing by one number: nearly ten thousand pairs. Six more pairs share a second number alone, four each a phone and
  // a third number.
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("vat", AttributeType::kVat);
  builder.attribute("phone", AttributeType::kPhone);
  builder.attribute("siret", AttributeType::kSiret).attribute(kThing, AttributeType::kCivility);
  for (int i = 0; i < 4950; ++i) builder.record({std::to_string(i / 5), "", "", "", "t" + std::to_string(i / 5)});
  for (int i = 0; i < 28; ++i) {
    const std::string pair = std::to_string(i / 2), number = "3361234500" + std::to_string(10 + i / 2);
    builder.record({"", i < 12 ? number : "", i >= 12 && i < 20 ? number : "", i >= 20 ? "7" + number : "", "pair " + pair});
  }
  CHECK(texts_of(keys_for(builder)) == Keys{"siren/exact", "vat/exact"});
}

TEST_CASE("a key within the budget stays as it is, one beyond it is offered with a further part alone") {
  // Blocks of 25: twelve pairs per record.
  const auto keys = [](double pairs_per_record) {
    test::RecordBuilder builder;
    builder.attribute("siren", AttributeType::kSiren).attribute("category", AttributeType::kCategory);
    builder.attribute(kThing, AttributeType::kCivility);
    for (int i = 0; i < 2500; ++i)
      builder.record({std::to_string(i / 25), std::to_string(i / 2 % 12), "t" + std::to_string(i / 2)});
    LinkConfig config;
    config.pairs_per_record = pairs_per_record;
    return texts_of(keys_for(builder, config));
  };
  CHECK(keys(8) == Keys{"siren/exact+category/exact"});
  CHECK(keys(4000) == Keys{"siren/exact"});
}

TEST_CASE("a large key gets a further part where that saves at least half of its pairs and loses no match, and says what it took") {
  test::RecordBuilder halved = sixes(1998, 3), thinned = sixes(1998, 5);
  // Two threes are 6 of 15 pairs.
  const std::vector<BlockingRule> refined = keys_for(halved);
  CHECK(texts_of(refined) == Keys{"siren/exact+category/exact"});
  CHECK(refined[0].share_before_refining == doctest::Approx(kShareOfSixes));
  // Five and one are 10 of 15: hardly worth it.
  const std::vector<BlockingRule> whole = keys_for(thinned);
  CHECK(texts_of(whole) == Keys{"siren/exact"});
  CHECK(whole[0].share_before_refining == 0);
}

TEST_CASE("a large key stays whole where refining loses matches, and says how many") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("category", AttributeType::kCategory);
  builder.attribute(kThing, AttributeType::kCivility);
  // So few that every pair is looked at. Every tenth match is of two categories.
  for (int i = 0; i < 720; ++i) {
    const std::string six = std::to_string(i / 6);
    const bool moved = i % 60 == 1;
    builder.record({six, i % 6 < 3 && !moved ? "shop" : "office", i % 6 < 2 ? "pair " + six : "alone " + std::to_string(i)});
  }
  const std::vector<BlockingRule> rules = keys_for(builder);
  CHECK(texts_of(rules) == Keys{"siren/exact"});
  CHECK(rules[0].share_before_refining == 0);
  CHECK(rules[0].refining_loss == doctest::Approx(0.1));
}

TEST_CASE("an oversized block is split by parts of other attributes, the coarsest first, but none that most records lack or nearly all share") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("country", AttributeType::kCountry);
  builder.attribute("year", AttributeType::kYear);
  builder.attribute("category", AttributeType::kCategory).attribute("number", AttributeType::kNumber);
  builder.attribute("agency", AttributeType::kVat).attribute("postcode", AttributeType::kPostcode);
  builder.attribute(kThing, AttributeType::kCivility);
  const char* const kinds[] = {"shop", "office", "club", "school"};
  for (int i = 0; i < 1000; ++i) {
    const std::string pair = std::to_string(i / 2), year = std::to_string(1990 + i % 20);
    const std::string agency = std::to_string(i % 45), rarely = i % 4 == 0 ? std::to_string(i % 3) : "";
    builder.record({pair, i % 50 == 0 ? "be" : "fr", year, kinds[i % 4], rarely, agency, "95" + std::to_string(100 + i % 90), "t" + pair});
  }
  const std::vector<BlockingRule> rules = keys_for(builder);
  REQUIRE(texts_of(rules) == Keys{"siren/exact"});
  CHECK(text_of(rules[0].refinement) == "category/exact+year/exact+agency/exact+postcode/exact");
}

TEST_CASE("across sources only, what two records of one source share is no match to find") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren).attribute("vat", AttributeType::kVat);
  builder.attribute(kThing, AttributeType::kCivility);
  for (const char* source : {"a", "b"}) {
    builder.source(source);
    for (int i = 0; i < 400; ++i)
      builder.record({source + std::to_string(i / 2), "f" + std::to_string(i), "t" + std::to_string(i / 2)});
  }
  LinkConfig config;
  config.link_type = LinkType::kLink;
  CHECK(texts_of(keys_for(builder, config)) == Keys{"vat/exact"});
}

TEST_CASE("where no key finds a match there is one all the same: the one that tells most records apart") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kPlace).attribute("vat", AttributeType::kVat);
  builder.attribute("siren", AttributeType::kSiren);
  builder.attribute(kThing, AttributeType::kCivility);
  // A number is rarest of all, and hardly there.
  for (int i = 0; i < 500; ++i) {
    const std::string own = std::to_string(i);
    builder.record({"town " + std::to_string(i % 5), "f" + std::to_string(i % 100), i < 20 ? own : "", "t" + own});
  }
  CHECK(texts_of(keys_for(builder)) == Keys{"vat/exact"});
}

TEST_CASE("what is not compared makes no key") {
  test::RecordBuilder builder;
  builder.attribute(kThing, AttributeType::kCivility);
  for (int i = 0; i < 20; ++i) builder.record({"t" + std::to_string(i / 2)});
  CHECK(keys_for(builder).empty());
}

TEST_CASE("of many records only a fifth is looked at, and what a key costs all of them is told as if all were") {
  test::RecordBuilder builder = sixes(102000, 3);
  const std::vector<BlockingRule> rules = keys_for(builder);
  REQUIRE(texts_of(rules) == Keys{"siren/exact+category/exact"});
  CHECK(rules[0].share_before_refining == doctest::Approx(kShareOfSixes).epsilon(0.1));
}

TEST_CASE("blocks may hold as many records as a record may have pairs, three times, and the limits of the default budget are the default ones") {
  test::RecordBuilder builder;
  builder.attribute("note", AttributeType::kText).attribute("surname", AttributeType::kSurname);
  builder.attribute("street", AttributeType::kStreet);
  builder.record({"a", "b", "c"});
  const RecordSet records = builder.build();
  LinkConfig config;
  CHECK(block_limits(records, config).max_block == block::BlockLimits{}.max_block);
  CHECK(block_limits(records, config).window == block::BlockLimits{}.window);
  CHECK(block_limits(records, config).window_attribute == 1);  // names say more than texts, whatever comes first
  config.pairs_per_record = 100;
  CHECK(block_limits(records, config).max_block == 300);
  CHECK(block_limits(records, config).window == 100);
  config.pairs_per_record = 0.5;  // blocks that are no longer worth a key
  CHECK(block_limits(records, config).max_block == 50);
  CHECK(block_limits(records, config).window == 4);
  test::RecordBuilder numbers;
  numbers.attribute("siren", AttributeType::kSiren);
  numbers.record({"1"});
  CHECK(block_limits(numbers.build(), config).window_attribute == -1);
}

}  // namespace jumelles::linking
