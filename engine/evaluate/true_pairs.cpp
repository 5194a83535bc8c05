#include "evaluate/true_pairs.h"

#include <algorithm>

namespace jumelles::evaluate {
namespace {

// Records of known cluster by (cluster, record).
std::vector<std::pair<uint32_t, RecordIndex>> by_cluster(const Truth& truth) {
  std::vector<std::pair<uint32_t, RecordIndex>> members;
  for (RecordIndex r = 0; r < truth.cluster_of.size(); ++r)
    if (truth.cluster_of[r] != kUnknownCluster) members.emplace_back(truth.cluster_of[r], r);
  std::sort(members.begin(), members.end());
  return members;
}

}  // namespace

uint64_t true_pair_count(const Truth& truth) {
  if (truth.is_pairs) return truth.pairs.size();
  const auto members = by_cluster(truth);
  uint64_t pairs = 0;
  for (size_t begin = 0, end = 0; begin < members.size(); begin = end) {
    while (end < members.size() && members[end].first == members[begin].first) ++end;
    pairs += uint64_t{end - begin} * (end - begin - 1) / 2;
  }
  return pairs;
}

void for_true_pairs(const Truth& truth, uint64_t stride, const std::function<void(RecordIndex, RecordIndex)>& visit) {
  if (truth.is_pairs) {
    for (size_t i = 0; i < truth.pairs.size(); i += stride) visit(truth.pairs[i].first, truth.pairs[i].second);
    return;
  }
  const auto members = by_cluster(truth);
  uint64_t skip = 0;  // pairs to pass over before the next one
  for (size_t i = 0; i < members.size(); ++i)
    for (size_t j = i + 1; j < members.size() && members[j].first == members[i].first; ++j) {
      if (skip == 0) visit(members[i].second, members[j].second);
      skip = skip == 0 ? stride - 1 : skip - 1;
    }
}

TruePartners::TruePartners(const Truth& truth, uint32_t record_count) : is_pairs_(truth.is_pairs), list_of_(record_count, kNoList) {
  if (truth.is_pairs) {
    // One list per record that has a partner.
    first_.assign(record_count + 1, 0);
    for (const auto& [a, b] : truth.pairs) ++first_[a + 1], ++first_[b + 1];
    for (uint32_t r = 0; r < record_count; ++r) {
      if (first_[r + 1] > 0) list_of_[r] = r;
      first_[r + 1] += first_[r];
    }
    members_.resize(2 * truth.pairs.size());
    std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
    for (const auto& [a, b] : truth.pairs) {
      members_[next[a]++] = b;
      members_[next[b]++] = a;
    }
    for (uint32_t r = 0; r < record_count; ++r) std::sort(members_.begin() + first_[r], members_.begin() + first_[r + 1]);
    return;
  }
  const auto members = by_cluster(truth);
  for (size_t i = 0; i < members.size(); ++i) {
    if (i == 0 || members[i].first != members[i - 1].first) first_.push_back(static_cast<uint32_t>(i));
    list_of_[members[i].second] = static_cast<uint32_t>(first_.size() - 1);
    members_.push_back(members[i].second);
  }
  first_.push_back(static_cast<uint32_t>(members_.size()));
}

bool TruePartners::match(RecordIndex a, RecordIndex b) const {
  if (a == b || list_of_[a] == kNoList || list_of_[b] == kNoList) return false;
  if (!is_pairs_) return list_of_[a] == list_of_[b];
  const uint32_t list = list_of_[a];
  return std::binary_search(members_.begin() + first_[list], members_.begin() + first_[list + 1], b);
}

}  // namespace jumelles::evaluate
