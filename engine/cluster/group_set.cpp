#include "cluster/group_set.h"

#include <algorithm>

namespace jumelles::cluster {

void GroupSet::reset(uint32_t record_count) {
  parent_.resize(record_count);
  for (uint32_t r = 0; r < record_count; ++r) parent_[r] = r;
  size_.assign(record_count, 1);
  list_of_.assign(record_count, kNoList);
  lists_.clear();
  free_lists_.clear();
}

uint32_t GroupSet::find(RecordIndex record) {
  while (parent_[record] != record) {
    parent_[record] = parent_[parent_[record]];
    record = parent_[record];
  }
  return record;
}

Members GroupSet::members(uint32_t root) const {
  if (list_of_[root] == kNoList) return {&parent_[root], 1};  // a root is its own parent
  const auto& members = lists_[list_of_[root]].members;
  return {members.data(), static_cast<uint32_t>(members.size())};
}

uint32_t GroupSet::unite(uint32_t a, uint32_t b) {
  if (size_[a] < size_[b] || (size_[a] == size_[b] && b < a)) std::swap(a, b);
  if (list_of_[a] == kNoList) {
    if (free_lists_.empty()) {
      free_lists_.push_back(static_cast<uint32_t>(lists_.size()));
      lists_.emplace_back();
    }
    list_of_[a] = free_lists_.back();
    free_lists_.pop_back();
    lists_[list_of_[a]].members.assign(1, a);
  }
  List& into = lists_[list_of_[a]];
  if (list_of_[b] == kNoList) {
    into.members.push_back(b);
  } else {
    List& from = lists_[list_of_[b]];
    into.members.insert(into.members.end(), from.members.begin(), from.members.end());
    from = List{};
    free_lists_.push_back(list_of_[b]);
    list_of_[b] = kNoList;
  }
  parent_[b] = a;
  size_[a] += size_[b];
  return a;
}

void add_traits(std::vector<Trait>& into, const std::vector<Trait>& from) {
  const size_t known = into.size();
  for (const Trait& trait : from) {
    const auto end = into.begin() + static_cast<std::ptrdiff_t>(known);
    if (std::none_of(into.begin(), end, [&](const Trait& other) { return other.value == trait.value; })) into.push_back(trait);
  }
}

}  // namespace jumelles::cluster
