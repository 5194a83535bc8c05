#pragma once

// What people know about records: pairs they judged, groups they know. Over record indexes; how they are named in a
// project is in document/project.h.

#include <cstdint>
#include <vector>

#include "core/records.h"

namespace jumelles {

struct JudgedPair {
  RecordIndex a = 0, b = 0;  // a < b
  bool same = false;
};

constexpr uint32_t kNoGroup = UINT32_MAX;

struct Labels {
  // Binding: same are one group, different are not.
  std::vector<JudgedPair> pairs;          // sorted by (a, b), unique
  std::vector<uint32_t> group_of;         // known group per record, kNoGroup where none is known; empty: of no record
  // Teaches what matches look like, binds nothing (a column of the data).
  std::vector<uint32_t> taught_group_of;  // as above

  bool empty() const { return pairs.empty() && group_of.empty() && taught_group_of.empty(); }
  bool binds() const { return !pairs.empty() || !group_of.empty(); }
};

enum class Known : uint8_t { kNothing, kSame, kDifferent };

// Answers quickly what is known of a pair. A judged pair outweighs known groups. O(1), O(log judged pairs) for records that
// are in a judged pair. `labels` must outlive it.
class KnownPairs {
 public:
  KnownPairs(const Labels& labels, uint32_t record_count);
  bool empty() const { return labels_.empty(); }
  bool is_judged(RecordIndex a, RecordIndex b) const { return !judged_.empty() && judged(a, b) != Known::kNothing; }
  Known of(RecordIndex a, RecordIndex b) const {
    if (!judged_.empty() && judged_[a] != 0 && judged_[b] != 0)
      if (const Known known = judged(a, b); known != Known::kNothing) return known;
    for (const auto* groups : {&labels_.group_of, &labels_.taught_group_of}) {
      if (groups->empty() || (*groups)[a] == kNoGroup || (*groups)[b] == kNoGroup) continue;
      return (*groups)[a] == (*groups)[b] ? Known::kSame : Known::kDifferent;
    }
    return Known::kNothing;
  }

 private:
  Known judged(RecordIndex a, RecordIndex b) const;
  const Labels& labels_;
  std::vector<uint8_t> judged_;  // per record: in a judged pair
};

// Sorts pairs, drops repeats; of contradicting ones "different" stays.
void tidy(std::vector<JudgedPair>& pairs);

}  // namespace jumelles
