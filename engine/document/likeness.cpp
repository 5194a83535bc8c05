#include "document/likeness.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace jumelles::document {
namespace {

auto tied(const RecordName& name) { return std::tie(name.source, name.id, name.row, name.content); }
bool is_before(const RecordName& x, const RecordName& y) { return tied(x) < tied(y); }

// Two records, in any order.
struct PairName {
  const RecordName *first, *second;
  PairName(const RecordName& a, const RecordName& b) : first(&a), second(&b) {
    if (is_before(b, a)) std::swap(first, second);
  }
  bool operator<(const PairName& o) const {
    if (!(*first == *o.first)) return is_before(*first, *o.first);
    return is_before(*second, *o.second);
  }
};

bool follows(const PairDecision& decision, const PairDecision& judged) {
  return decision.follows.size() == 2 && ((decision.follows[0] == judged.a && decision.follows[1] == judged.b) ||
                                          (decision.follows[0] == judged.b && decision.follows[1] == judged.a));
}

}  // namespace

void take_back_followers(std::vector<PairDecision>& decisions, const std::vector<PairDecision>& gone) {
  std::set<PairName> names;
  for (const PairDecision& decision : gone)
    if (decision.follows.empty()) names.emplace(decision.a, decision.b);
  if (names.empty()) return;
  std::erase_if(decisions, [&](const PairDecision& decision) {
    return decision.follows.size() == 2 && names.count(PairName(decision.follows[0], decision.follows[1])) != 0;
  });
}

std::vector<PairDecision> followers_of(const std::vector<PairDecision>& decisions, const PairDecision& judged) {
  std::vector<PairDecision> out;
  std::copy_if(decisions.begin(), decisions.end(), std::back_inserter(out), [&](const PairDecision& decision) { return follows(decision, judged); });
  return out;
}

void say(std::vector<PairDecision>& decisions, const IsThePair& is_the_pair, std::optional<PairDecision> said, std::vector<PairDecision> settled) {
  std::vector<PairDecision> gone;
  bool placed = !said;
  size_t kept = 0;
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (is_the_pair(decisions[i])) {
      gone.push_back(std::move(decisions[i]));
      if (placed) continue;
      placed = true;  // in its place
      decisions[i] = *said;
    }
    if (kept != i) decisions[kept] = std::move(decisions[i]);
    ++kept;
  }
  decisions.resize(kept);
  take_back_followers(decisions, gone);
  if (!placed) decisions.push_back(std::move(*said));
  decisions.insert(decisions.end(), std::make_move_iterator(settled.begin()), std::make_move_iterator(settled.end()));
}

}  // namespace jumelles::document
