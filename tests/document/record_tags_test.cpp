#include "document/record_tags.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace jumelles;
using namespace jumelles::document;

namespace {

struct Row {
  std::string id;
  uint32_t row;
};

// Tables of ids and rows, nothing else.
struct World {
  RecordSet records;
  std::vector<std::shared_ptr<const Table>> tables;
  std::vector<std::string> hashes;

  World& add(const std::string& name, const std::vector<Row>& rows, const std::string& hash = "xxh128:1") {
    auto table = std::make_shared<Table>();
    table->name = name;
    if (records.first_record.empty()) records.first_record.push_back(0);
    for (const Row& row : rows) {
      table->source_rows.push_back(row.row);
      records.record_ids.push_back(row.id);
      records.source_of.push_back(static_cast<uint16_t>(tables.size()));
    }
    records.first_record.push_back(static_cast<RecordIndex>(records.record_ids.size()));
    tables.push_back(table);
    hashes.push_back(hash);
    return *this;
  }
  TaggedRecords of() const { return {&records, &tables, &hashes}; }
  void tag(std::vector<RecordTag>& tags, const std::string& word, const std::vector<RecordIndex>& wanted, bool given = true) const {
    std::vector<uint8_t> flags(records.record_ids.size(), 0);
    for (const RecordIndex r : wanted) flags[r] = 1;
    change_tag(tags, word, flags, given, of());
  }
  // Indexes of those that have it.
  std::vector<RecordIndex> have(const std::vector<RecordTag>& tags, const std::string& word) const {
    std::vector<RecordIndex> out;
    for (const BoundTag& tag : bind_tags(tags, of()))
      for (RecordIndex r = 0; tag.tag == word && r < tag.has.size(); ++r)
        if (tag.has[r] != 0) out.push_back(r);
    return out;
  }
  uint64_t lost(const std::vector<RecordTag>& tags) const {
    uint64_t count = 0;
    for (const BoundTag& tag : bind_tags(tags, of())) count += tag.lost_count;
    return count;
  }
};

using Records = std::vector<RecordIndex>;

}  // namespace

TEST_CASE("ids and rows that count up are one line, whatever their number") {
  World world;
  std::vector<Row> rows;
  for (uint32_t i = 0; i < 900; ++i) rows.push_back({"C" + std::to_string(1000 + i), i + 1});
  world.add("crm", rows);
  std::vector<RecordTag> tags;
  Records all;
  for (RecordIndex r = 0; r < 900; ++r) all.push_back(r);
  world.tag(tags, "to call", all);
  REQUIRE(tags.size() == 1);
  CHECK(tags[0] == RecordTag{"to call", "crm", "", "C1000\t1\t900\n"});
  CHECK(world.have(tags, "to call") == all);
  world.tag(tags, "to call", {1, 500}, false);
  CHECK(tags[0].records == "C1000\t1\nC1002\t3\t498\nC1501\t502\t399\n");
  CHECK(world.have(tags, "to call").size() == 898);
  world.tag(tags, "to call", all, false);
  CHECK(tags.empty());
}

TEST_CASE("a run ends where digits grow by one, or an id or a row leaps") {
  World world;
  world.add("crm", {{"8", 11}, {"9", 12}, {"10", 13}, {"12", 14}, {"13", 16}, {"x", 17}, {"x1", 18}});
  std::vector<RecordTag> tags;
  world.tag(tags, "a", {0, 1, 2, 3, 4, 5, 6});
  CHECK(tags[0].records == "8\t11\t2\n10\t13\n12\t14\n13\t16\nx\t17\nx1\t18\n");
  CHECK(world.have(tags, "a") == Records{0, 1, 2, 3, 4, 5, 6});
}

TEST_CASE("records are found again by their ids, wherever their rows are; those that are no more are counted and kept") {
  World world, later;
  world.add("crm", {{"A", 1}, {"B", 2}, {"C", 3}, {"D", 4}});
  std::vector<RecordTag> tags;
  world.tag(tags, "a", {0, 1, 3});
  later.add("shop", {{"A", 1}}, "xxh128:2").add("crm", {{"D", 1}, {"C", 2}, {"A", 3}}, "xxh128:3");
  CHECK(later.have(tags, "a") == Records{1, 3});
  CHECK(later.lost(tags) == 1);
  later.tag(tags, "a", {2});
  CHECK(later.have(tags, "a") == Records{1, 2, 3});
  CHECK(later.lost(tags) == 1);
  CHECK(world.have(tags, "a") == Records{0, 1, 2, 3});  // and back again
  later.tag(tags, "a", {1, 2, 3}, false);
  CHECK(later.have(tags, "a").empty());
  CHECK(later.lost(tags) == 1);
}

TEST_CASE("of several records of one id it is that in the same row, else none") {
  World world, later;
  world.add("crm", {{"A", 1}, {"A", 2}, {"B", 3}});
  std::vector<RecordTag> tags;
  world.tag(tags, "a", {1});
  CHECK(world.have(tags, "a") == Records{1});
  later.add("crm", {{"B", 1}, {"A", 4}, {"A", 5}});
  CHECK(later.have(tags, "a").empty());
  CHECK(later.lost(tags) == 1);
}

TEST_CASE("where nothing but rows tells records, the word is of that very file") {
  World world, same, other;
  world.add("list", {{"1", 1}, {"2", 2}, {"3", 3}});
  std::vector<RecordTag> tags;
  world.tag(tags, "a", {1, 2});
  CHECK(tags[0] == RecordTag{"a", "list", "xxh128:1", "\t2\t2\n"});
  same.add("list", {{"1", 1}, {"2", 2}, {"3", 3}});
  CHECK(same.have(tags, "a") == Records{1, 2});
  other.add("list", {{"1", 1}, {"2", 2}, {"3", 3}}, "xxh128:2");
  CHECK(other.have(tags, "a").empty());
  CHECK(other.lost(tags) == 2);
  other.tag(tags, "a", {0});
  CHECK(other.have(tags, "a") == Records{0});
  CHECK(same.have(tags, "a") == Records{1, 2});
}

TEST_CASE("ids with signs of the list's own come back as they were, and lines that are none are passed over") {
  World world;
  world.add("crm", {{"a\tb", 5}, {"c\nd", 7}, {"e\\t", 9}});
  std::vector<RecordTag> tags;
  world.tag(tags, "a", {0, 1, 2});
  CHECK(tags[0].records == "a\\tb\t5\nc\\nd\t7\ne\\\\t\t9\n");
  CHECK(world.have(tags, "a") == Records{0, 1, 2});
  tags[0].records = "nothing\nc\\nd\tx\n\nc\\nd\t7\tx\ne\\\\t\t9\t0\na\\tb\t5";
  CHECK(world.have(tags, "a") == Records{0});
  CHECK(world.lost(tags) == 0);
}

TEST_CASE("words of a record stand in their order") {
  World world;
  world.add("crm", {{"A", 1}, {"B", 2}});
  std::vector<RecordTag> tags;
  world.tag(tags, "to call", {0, 1});
  world.tag(tags, "gone", {1});
  const std::vector<BoundTag> bound = bind_tags(tags, world.of());
  CHECK(tags_of(bound, 0) == "to call");
  CHECK(tags_of(bound, 1) == "gone; to call");
  CHECK(bound[1].count == 2);
}

TEST_CASE("records that are no more stay one line however many they are, and what no file can hold is none") {
  World world;
  world.add("crm", {{"A1", 1}, {"A2", 2}});
  std::vector<RecordTag> tags{{"to call", "crm", "", "Z0001\t50\t4000\nA1\t1\t99999999999\n"}};
  CHECK(world.lost(tags) == 4000);
  CHECK(world.have(tags, "to call").empty());
  world.tag(tags, "to call", {1});
  CHECK(tags[0].records == "A2\t2\nZ0001\t50\t4000\n");
  // Some of a run are there.
  tags[0].records = "A0\t0\t5\n";
  CHECK(world.have(tags, "to call") == Records{0, 1});
  CHECK(world.lost(tags) == 3);
  world.tag(tags, "to call", {0});
  CHECK(tags[0].records == "A1\t1\t2\nA0\t0\nA3\t3\t2\n");
}
