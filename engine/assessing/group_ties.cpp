#include "assessing/group_ties.h"

#include <algorithm>
#include <numeric>

namespace jumelles::assessing {
namespace {

class Sets {
 public:
  explicit Sets(size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
  uint32_t find(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  bool unite(uint32_t a, uint32_t b) {
    a = find(a), b = find(b);
    if (a == b) return false;
    parent_[std::max(a, b)] = std::min(a, b);
    return true;
  }

 private:
  std::vector<uint32_t> parent_;
};

uint32_t place_of(const RecordIndex* members, size_t count, RecordIndex record) {
  const RecordIndex* at = std::lower_bound(members, members + count, record);
  return at != members + count && *at == record ? static_cast<uint32_t>(at - members) : UINT32_MAX;
}

void add_said(const RecordIndex* members, size_t count, const Labels& labels, std::vector<GroupTie>& ties) {
  for (uint32_t i = 0; i < count && !labels.pairs.empty(); ++i) {
    auto at = std::lower_bound(labels.pairs.begin(), labels.pairs.end(), members[i], [](const JudgedPair& pair, RecordIndex r) { return pair.a < r; });
    for (; at != labels.pairs.end() && at->a == members[i]; ++at)
      if (const uint32_t b = place_of(members, count, at->b); at->same && b != UINT32_MAX) ties.push_back({i, b, 0, false, true});
  }
  if (labels.group_of.empty()) return;
  std::vector<std::pair<uint32_t, uint32_t>> known;  // group, member
  for (uint32_t i = 0; i < count; ++i)
    if (labels.group_of[members[i]] != kNoGroup) known.emplace_back(labels.group_of[members[i]], i);
  std::sort(known.begin(), known.end());
  for (size_t i = 1; i < known.size(); ++i)
    if (known[i].first == known[i - 1].first) ties.push_back({known[i - 1].second, known[i].second, 0, false, true});
}

// A link and what somebody said of the same two are one tie.
void tidy(std::vector<GroupTie>& ties) {
  std::stable_sort(ties.begin(), ties.end(), [](const GroupTie& x, const GroupTie& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  size_t kept = 0;
  for (const GroupTie& tie : ties) {
    if (kept > 0 && ties[kept - 1].a == tie.a && ties[kept - 1].b == tie.b) {
      GroupTie& one = ties[kept - 1];
      if (tie.is_link) one.weight = tie.weight;
      one.is_link = one.is_link || tie.is_link;
      one.by_hand = one.by_hand || tie.by_hand;
    } else {
      ties[kept++] = tie;
    }
  }
  ties.resize(kept);
}

// Links whose loss parts the group: Tarjan's bridges, by depth-first search without recursion. What was said by hand counts as one record.
class Bridges {
 public:
  Bridges(const std::vector<GroupTie>& ties, size_t count) : ties_(ties), sets_(count), ways_(count), entered_(count, 0), low_(count, 0), below_(count, 0) {
    for (const GroupTie& tie : ties)
      if (tie.by_hand) sets_.unite(tie.a, tie.b);
    for (uint32_t i = 0; i < count; ++i) ++below_[sets_.find(i)];
    for (uint32_t t = 0; t < ties.size(); ++t) {
      const uint32_t a = sets_.find(ties[t].a), b = sets_.find(ties[t].b);
      if (ties[t].by_hand || a == b) continue;
      ways_[a].push_back({b, t});
      ways_[b].push_back({a, t});
    }
    total_ = static_cast<uint32_t>(count);
    search(sets_.find(0));
  }
  bool is_one() { return below_[sets_.find(0)] == total_ && ways_[sets_.find(0)].empty(); }
  // The lightest with two records or more on either side.
  uint32_t lightest() const { return best_; }
  std::vector<uint8_t> halves() {
    std::vector<uint8_t> out(total_, 1);
    std::vector<uint32_t> stack{sets_.find(0)};
    std::vector<uint8_t> seen(total_, 0);
    seen[stack[0]] = 1;
    while (!stack.empty()) {
      const uint32_t at = stack.back();
      stack.pop_back();
      for (const Way& way : ways_[at])
        if (way.tie != best_ && seen[way.to] == 0) seen[way.to] = 1, stack.push_back(way.to);
    }
    for (uint32_t i = 0; i < total_; ++i) out[i] = seen[sets_.find(i)] == 0;
    return out;
  }

 private:
  struct Way { uint32_t to, tie; };
  struct Frame { uint32_t at, by; size_t next; };

  void search(uint32_t start) {
    uint32_t time = 0;
    std::vector<Frame> stack{{start, kNoTie, 0}};
    entered_[start] = low_[start] = ++time;
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next < ways_[frame.at].size()) {
        const Way way = ways_[frame.at][frame.next++];
        if (way.tie == frame.by) continue;
        if (entered_[way.to] != 0) {
          low_[frame.at] = std::min(low_[frame.at], entered_[way.to]);
        } else {
          entered_[way.to] = low_[way.to] = ++time;
          stack.push_back({way.to, way.tie, 0});
        }
        continue;
      }
      const Frame done = frame;
      stack.pop_back();
      if (stack.empty()) break;
      const uint32_t parent = stack.back().at;
      low_[parent] = std::min(low_[parent], low_[done.at]);
      below_[parent] += below_[done.at];
      if (low_[done.at] > entered_[parent]) consider(done.by, below_[done.at]);
    }
  }
  void consider(uint32_t tie, uint32_t size) {
    if (size < 2 || total_ - size < 2) return;
    if (best_ == kNoTie || ties_[tie].weight < ties_[best_].weight || (ties_[tie].weight == ties_[best_].weight && tie < best_)) best_ = tie;
  }

  const std::vector<GroupTie>& ties_;
  Sets sets_;
  std::vector<std::vector<Way>> ways_;
  std::vector<uint32_t> entered_, low_, below_;  // below: records in what hangs on it
  uint32_t total_ = 0, best_ = kNoTie;
};

uint32_t weakest_of(const std::vector<GroupTie>& ties, size_t count) {
  std::vector<uint32_t> order;
  Sets sets(count);
  for (uint32_t t = 0; t < ties.size(); ++t) {
    if (ties[t].by_hand) sets.unite(ties[t].a, ties[t].b);
    else order.push_back(t);
  }
  std::stable_sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return ties[x].weight > ties[y].weight; });
  uint32_t last = kNoTie;
  for (const uint32_t t : order)
    if (sets.unite(ties[t].a, ties[t].b)) last = t;
  return last;
}

}  // namespace

std::vector<uint32_t> first_edges(const std::vector<Edge>& edges, uint32_t record_count) {
  std::vector<uint32_t> out(size_t{record_count} + 1, 0);
  uint32_t next = 0;
  for (uint32_t e = 0; e < edges.size(); ++e)
    while (next <= edges[e].a) out[next++] = e;
  while (next < out.size()) out[next++] = static_cast<uint32_t>(edges.size());
  return out;
}

GroupTies group_ties(const RecordIndex* members, size_t count, const std::vector<Edge>& edges, const std::vector<uint32_t>& first_edge, Weight threshold,
                     const Labels* labels) {
  GroupTies out;
  for (uint32_t i = 0; i < count; ++i)
    for (uint32_t e = first_edge[members[i]]; e < first_edge[members[i] + size_t{1}]; ++e) {
      if (edges[e].match_weight < threshold) continue;
      if (const uint32_t b = place_of(members, count, edges[e].b); b != UINT32_MAX) out.ties.push_back({i, b, edges[e].match_weight, true, false});
    }
  out.link_count = out.ties.size();
  if (labels != nullptr) {
    add_said(members, count, *labels, out.ties);
    tidy(out.ties);
  }
  if (count < 2) return out;
  out.weakest = weakest_of(out.ties, count);
  Bridges bridges(out.ties, count);
  out.all_by_hand = bridges.is_one();
  if (count < 4) return out;
  out.bridge = bridges.lightest();
  if (out.bridge != kNoTie) out.half_of = bridges.halves();
  return out;
}

}  // namespace jumelles::assessing
