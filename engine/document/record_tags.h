#pragma once

// Words that people give to records: how a project holds them, compactly, and which records they are today.
//
// A list of records is a text of one line for each run of them: its first id, its first row in the file, and how many there are, parted by
// tabs; ids of a run count up ("C0041", "C0042"), and so do rows. A blank id: rows alone tell the records. A million records in the order
// of their ids is one line; scattered ones are a line each.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/records.h"
#include "document/project.h"

namespace jumelles::document {

struct TaggedRecords {
  const RecordSet* records = nullptr;
  const std::vector<std::shared_ptr<const Table>>* tables = nullptr;  // in the order of the records
  const std::vector<std::string>* hashes = nullptr;                   // of their files
};

struct BoundTag {
  std::string tag;
  std::vector<uint8_t> has;  // per record: 1
  uint64_t count = 0;
  uint64_t lost_count = 0;   // of records that are no more
};

// Each word once, in their order. A record is the one of that id; of several of one id that in the same row. In a source without ids it is
// the row of that very file: in another file nobody knows where it is. O(records + tagged ones), more where rows have moved.
std::vector<BoundTag> bind_tags(const std::vector<RecordTag>& tags, const TaggedRecords& records);
// The word is given to the records that are `wanted`, or taken off them. Records that are no more keep it.
void change_tag(std::vector<RecordTag>& tags, const std::string& tag, const std::vector<uint8_t>& wanted, bool given, const TaggedRecords& records);

// What a record is called: its words, parted by "; ".
std::string tags_of(const std::vector<BoundTag>& tags, RecordIndex record);

}  // namespace jumelles::document
