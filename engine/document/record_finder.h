#pragma once

// Finds the records that a project names.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "document/project.h"

namespace jumelles::document {

// Made once for a set of records, shared by all that look records up.
class RecordFinder {
 public:
  using Tables = std::vector<std::shared_ptr<const Table>>;
  // `tables` in the order of the records; `read`: the same before rules of a recipe changed them. Finds nothing before its phases have run.
  RecordFinder(std::shared_ptr<const RecordSet> records, Tables tables, Tables read) : records_(std::move(records)), tables_(std::move(tables)), read_(std::move(read)) {}
  // O(records).
  static std::vector<Phase> phases(std::shared_ptr<RecordFinder> finder);
  static std::shared_ptr<const RecordFinder> make(std::shared_ptr<const RecordSet> records, Tables tables);

  // kNoRecord when there is none, or several and no row tells them apart. By content where the name has one. O(1), O(records of that
  // id); the first that is asked for by content O(cells of sources without ids).
  RecordIndex operator()(const RecordName& name) const { return find(name).record; }
  // Why there is none: "no record \"9\" in \"shop\"".
  std::string why_not(const RecordName& name) const;
  uint64_t memory_bytes() const { return (first_.capacity() + entries_.capacity()) * sizeof(uint32_t) + contents_.capacity() * sizeof(contents_[0]); }

 private:
  struct Found {
    RecordIndex record = kNoRecord;
    bool several = false;
  };
  Found find(const RecordName& name) const;
  Found find_content(const RecordName& name) const;
  size_t slot_of(std::string_view id) const;
  void count(uint64_t begin, uint64_t end);
  void fill(uint64_t begin, uint64_t end);

  std::shared_ptr<const RecordSet> records_;
  Tables tables_, read_;
  std::vector<uint32_t> first_;         // per slot: its first entry; slots are hashes of ids
  std::vector<RecordIndex> entries_;    // ascending within a slot
  mutable std::vector<std::pair<uint64_t, RecordIndex>> contents_;  // of sources without ids, by what they hold; made when first asked for
};

// As messages name it: "\"9\" in \"shop\"".
std::string text_of(const RecordName& name);

}  // namespace jumelles::document
