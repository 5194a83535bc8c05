#include "audit/feeds.h"

#include <algorithm>

namespace jumelles::audit {

std::vector<Feed> feeds_of(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, const RecordSet& records) {
  std::vector<Feed> feeds;
  for (uint32_t a = 0; a < records.attributes.size(); ++a) {
    const Attribute& attribute = records.attributes[a];
    for (uint32_t t = 0; t < tables.size(); ++t) {
      std::vector<uint32_t> used;  // columns that a slot before has told of: further values of a cell stand in slots of their own
      for (uint32_t s = 0; s < attribute.slots.size(); ++s) {
        const std::vector<uint32_t>& columns = attribute.slots[s].origins[t].columns;
        if (columns.empty()) continue;
        Feed feed{t, a, s, kNoColumn, &attribute.clean, &attribute.slots[s].codes};
        const bool is_one = columns.size() == 1 && columns[0] != kNoColumn;
        // A full name feeds given names, too: of those it is no writing.
        if (is_one && std::find(used.begin(), used.end(), columns[0]) == used.end() && fed_type(mapping[t][columns[0]].type) == attribute.type) {
          const Column& column = tables[t]->columns[columns[0]];
          feed.column = columns[0];
          feed.values = &column.values;
          feed.codes = &column.codes;
          used.push_back(columns[0]);
        }
        feeds.push_back(feed);
      }
    }
  }
  return feeds;
}

}  // namespace jumelles::audit
