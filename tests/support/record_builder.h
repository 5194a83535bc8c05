#pragma once

// Records for tests, written as a table of texts: no files, no standardizing.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/records.h"

namespace jumelles::test {

// Usage: RecordBuilder builder; builder.attribute("city", AttributeType::kCity); builder.source("crm");
// builder.record({"Paris"}); ... RecordSet records = builder.build();
// One source() starts one table. A cell may hold several slots, separated by '|'. The comparison form is the clean
// one; a cell that ends with '!' is an invalid value, with '+' a valid one (the mark is not part of the value).
class RecordBuilder {
 public:
  RecordBuilder& attribute(std::string key, AttributeType type, std::string_view identifier = {}) {
    Attribute out;
    out.identifier = identifier;
    out.key = std::move(key);
    out.type = type;
    out.comparison_of.push_back(kMissing);
    out.validity.push_back(Validity::kUnchecked);
    out.slots.resize(1);
    records_.attributes.push_back(std::move(out));
    return *this;
  }

  RecordBuilder& source(std::string name) {
    records_.first_record.push_back(records_.record_count());
    records_.sources.push_back({std::move(name), 0});
    return *this;
  }

  RecordIndex record(std::initializer_list<std::string_view> cells, std::string id = {}) {
    return record(std::vector<std::string_view>(cells), std::move(id));
  }

  RecordIndex record(const std::vector<std::string_view>& cells, std::string id = {}) {
    if (records_.sources.empty()) source("source");
    const RecordIndex index = records_.record_count();
    records_.source_of.push_back(static_cast<uint16_t>(records_.sources.size() - 1));
    records_.kinds.push_back(RecordKind::kPerson);
    const uint32_t row = ++records_.sources.back().record_count;
    records_.record_ids.push_back(id.empty() ? std::to_string(row) : std::move(id));
    for (size_t i = 0; i < records_.attributes.size(); ++i) add_cell(records_.attributes[i], index, i < cells.size() ? cells[i] : "");
    return index;
  }

  RecordSet build() {
    RecordSet out = std::move(records_);
    if (out.first_record.empty()) out.first_record.push_back(0);
    out.first_record.push_back(out.record_count());
    for (Attribute& attribute : out.attributes)
      for (Attribute::Slot& slot : attribute.slots) {
        slot.codes.resize(out.record_count(), kMissing);
        slot.origins.assign(out.first_record.size() - 1, {{0}});
      }
    return out;
  }

 private:
  static void add_cell(Attribute& attribute, RecordIndex record, std::string_view cell) {
    size_t slot = 0;
    while (true) {
      const size_t bar = cell.find('|');
      if (slot == attribute.slots.size()) attribute.slots.emplace_back();
      attribute.slots[slot].codes.resize(record, kMissing);
      attribute.slots[slot].codes.push_back(intern(attribute, cell.substr(0, bar)));
      if (bar == std::string_view::npos) return;
      cell.remove_prefix(bar + 1);
      ++slot;
    }
  }

  static Code intern(Attribute& attribute, std::string_view text) {
    Validity validity = Validity::kUnchecked;
    if (text.size() > 1 && (text.back() == '!' || text.back() == '+')) {
      validity = text.back() == '!' ? Validity::kInvalid : Validity::kValid;
      text.remove_suffix(1);
    }
    const Code code = attribute.clean.intern(text);
    if (code == attribute.comparison_of.size()) {
      attribute.comparison_of.push_back(attribute.comparison.intern(text));
      attribute.validity.push_back(validity);
    }
    return code;
  }

  RecordSet records_;
};

// Groups from a list of members per group, in any order; records that are not named are alone.
inline Groups make_groups(uint32_t record_count, std::vector<std::vector<RecordIndex>> lists) {
  std::vector<RecordIndex> founder(record_count);
  for (RecordIndex r = 0; r < record_count; ++r) founder[r] = r;
  for (const auto& list : lists) {
    RecordIndex smallest = list.front();
    for (RecordIndex r : list) smallest = r < smallest ? r : smallest;
    for (RecordIndex r : list) founder[r] = smallest;
  }
  Groups out;
  out.group_of.resize(record_count);
  out.first_member.push_back(0);
  for (RecordIndex r = 0; r < record_count; ++r) {
    if (founder[r] != r) continue;
    for (RecordIndex m = r; m < record_count; ++m)
      if (founder[m] == r) {
        out.group_of[m] = static_cast<uint32_t>(out.first_member.size() - 1);
        out.members.push_back(m);
      }
    out.first_member.push_back(static_cast<uint32_t>(out.members.size()));
  }
  return out;
}

}  // namespace jumelles::test
