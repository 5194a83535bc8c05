#pragma once

// One answer settles pairs that look alike: how such decisions come and go. Which pairs do is asked elsewhere (assessing/likeness.h).
//   - A pair that was settled follows the judged one: it has its verdict, `by likeness`, and names its two records.
//   - With the answer on the judged pair goes what followed it: taken back, given anew or replaced, it settles what it is said to settle then.
//   - What somebody says of a follower itself takes its place, follows nothing, and stays when the others go.
//   - A follower whose judged pair is not in the document (edited by hand) stands by itself.

#include <functional>
#include <optional>
#include <vector>

#include "document/project.h"

namespace jumelles::document {

// Whether a decision is about the pair that is spoken of.
using IsThePair = std::function<bool(const PairDecision&)>;

// The latest word on one pair: nothing takes back what was said. `settled`: what follows it, in the order of the document. O(decisions).
void say(std::vector<PairDecision>& decisions, const IsThePair& is_the_pair, std::optional<PairDecision> said, std::vector<PairDecision> settled = {});
// Of decisions that are there no more, what followed them. O((decisions + gone) log gone).
void take_back_followers(std::vector<PairDecision>& decisions, const std::vector<PairDecision>& gone);
// Those that follow one, in their order. O(decisions).
std::vector<PairDecision> followers_of(const std::vector<PairDecision>& decisions, const PairDecision& judged);

}  // namespace jumelles::document
