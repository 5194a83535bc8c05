#pragma once

// Where a source holds each thing once, the candidates that a record has there exclude each other, and they compete with
// having no partner there at all. With w the odds of a pair by itself, and x(a, b) the probability that a's other
// candidates in b's source leave a free:
//   odds of the pair  w' = w x(a, b) x(b, a)
//   x(a, b) = 1 / (1 + sum over a's other candidates c in b's source of w(a, c) x(c, a)),   1 where b's source may hold a thing twice
// One candidate: nothing changes. Two equally good and nearly certain ones: even odds for each. A candidate that has a
// better partner itself is hardly a rival. This is belief propagation for matchings (Bayati, Gamarnik, Katz, Nair & Tetali
// 2007): exact where candidates form no circle, and near it elsewhere; the fixed point is the only one. Pairs inside such a
// source, and pairs of two sources that may both hold a thing twice, keep their weights.

#include <memory>
#include <vector>

#include "core/labels.h"
#include "core/phase.h"
#include "core/records.h"

namespace jumelles::score {

// `out`: `edges` (sorted or not) in the same order, each with what its rivals take off its weight. `one_per_source`: 1 per
// source that holds each thing at most once. Vetoed pairs must not be among the edges: they are nobody's rivals. `labels`
// (all of them count; may be null): known to be different is nobody's rival, known to be the same leaves nothing to others.
// O(edges) per round over those that have rivals, at most kRivalRounds. Working memory: 8 bytes per record and such source,
// 8 per edge, 44 per edge with rivals; with more than 2^26 such places (records times sources) no pair is weighed. `edges` and
// `records` must not change meanwhile.
std::vector<Phase> rivals_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records,
                                 std::vector<uint8_t> one_per_source, std::shared_ptr<const Labels> labels,
                                 std::shared_ptr<std::vector<Edge>> out);

constexpr uint32_t kRivalRounds = 40;

}  // namespace jumelles::score
