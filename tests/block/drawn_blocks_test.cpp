#include "block/drawn_blocks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::block {
namespace {

constexpr uint32_t kRecords = 900;

struct Made {
  explicit Made(uint64_t seed) {
    test::RecordBuilder builder;
    builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
    Rng rng(seed);
    for (uint32_t r = 0; r < kRecords; ++r) {
      if (r == 0 || r == kRecords / 2) builder.source(r == 0 ? "a" : "b");
      const auto pick = [&](const char* prefix, uint64_t distinct) { return rng.chance(0.1) ? std::string() : prefix + std::to_string(rng.below(distinct)); };
      const std::string surname = pick("NAME", 90), city = pick("CITY", 12), phone = pick("0", 300) + "|" + pick("0", 300);
      builder.record({surname, city, phone});
    }
    records = builder.build();
    columns = std::make_unique<KeyColumns>(records);
    const int surname = columns->add(KeyPart{"surname", "exact"}), city = columns->add(KeyPart{"city", "exact"}),
              phone = columns->add(KeyPart{"phone", "exact"}), spelling = columns->add(KeyPart{"surname", "delete_1"});
    columns->prepare(0, columns->units());
    keys = {{surname}, {city}, {phone}, {surname, city}, {city, phone}, {city, spelling}};
    for (RecordIndex r = 0; r < kRecords; ++r)
      if (r % 5 != 0) among.push_back(r);
    for (RecordIndex r = 1; r < kRecords; r += 7)
      if (r % 5 != 0) drawn.push_back(r);
  }
  RecordSet records;
  std::unique_ptr<KeyColumns> columns;
  std::vector<std::vector<int>> keys;
  std::vector<RecordIndex> among, drawn;
};

using Partners = std::map<std::pair<size_t, RecordIndex>, std::map<RecordIndex, int>>;  // by key and drawn record: how often

// Every record beside every other one.
Partners partners_one_by_one(const Made& made, LinkType type, uint32_t max_block) {
  Partners out;
  for (size_t k = 0; k < made.keys.size(); ++k) {
    std::map<uint64_t, std::vector<RecordIndex>> blocks;
    for (const RecordIndex r : made.among) {
      std::vector<uint64_t> hashes;
      append_keys(*made.columns, made.keys[k], r, hashes);
      for (const uint64_t hash : hashes) blocks[hash].push_back(r);
    }
    for (const auto& [hash, members] : blocks)
      for (const RecordIndex a : made.drawn)
        for (const RecordIndex b : members) {
          if (members.size() > max_block || std::find(members.begin(), members.end(), a) == members.end() || a == b) continue;
          if (type == LinkType::kLink && made.records.source_of[a] == made.records.source_of[b]) continue;
          ++out[{k, a}][b];
        }
  }
  return out;
}

TEST_CASE("the blocks of drawn records are whole: each partner is met as often as blocks are shared, whatever the steps") {
  const Made made(1);
  for (const LinkType type : {LinkType::kDedupe, LinkType::kLink})
    for (const uint32_t max_block : {12u, 60u, 1000u})
      for (const uint64_t step : {uint64_t{3}, uint64_t{257}, uint64_t{1} << 40}) {
        DrawnBlocks blocks(*made.columns, made.keys, made.among, made.drawn, type, max_block);
        for (uint64_t i = 0; i < blocks.units(); i += step) blocks.build(i, std::min(blocks.units(), i + step));
        Partners found;
        std::vector<uint64_t> counts(made.keys.size(), 0);
        for (size_t place = 0; place < made.drawn.size(); ++place)
          blocks.visit_partners(place, [&](size_t key, RecordIndex partner) {
            ++found[{key, made.drawn[place]}][partner];
            ++counts[key];
          });
        CHECK(found == partners_one_by_one(made, type, max_block));
        for (size_t k = 0; k < made.keys.size(); ++k) CHECK(blocks.partner_count(k) == counts[k]);
        if (max_block == 12) CHECK(counts[1] == 0);
        CHECK(counts[3] > 30);
      }
}

TEST_CASE("a block of as many records as the limit counts, one of one more does not") {
  for (const int size : {5, 6}) {
    test::RecordBuilder builder;
    builder.attribute("surname", AttributeType::kSurname);
    for (int r = 0; r < size; ++r) builder.record({"MARTIN"});
    const RecordSet records = builder.build();
    KeyColumns columns(records);
    const int surname = columns.add(KeyPart{"surname", "exact"});
    columns.prepare(0, columns.units());
    std::vector<RecordIndex> all;
    for (RecordIndex r = 0; r < records.record_count(); ++r) all.push_back(r);
    DrawnBlocks blocks(columns, {{surname}}, all, all, LinkType::kDedupe, 5);
    blocks.build(0, blocks.units());
    CHECK(blocks.partner_count(0) == (size == 5 ? 20 : 0));
  }
}

}  // namespace
}  // namespace jumelles::block
