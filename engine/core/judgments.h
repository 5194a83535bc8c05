#pragma once

// How judgments of all kinds go together, over record indexes.
//
// A judgment is a partition of the records that it names: two of one thing are together, two of different things apart, all of them.
// A verdict on a pair names two; a shaped group, a drawn group that was judged, and the known groups (all of them one judgment)
// name more. Where several judgments name the same two records:
//   - Among what people say by hand, verdicts and shaped groups, the latest that names both counts, and what older ones say of these
//     two is replaced. A verdict that stands beside a shape that says otherwise is the later one: shaping takes away verdicts that
//     it overrules (document/shaped_groups.h). Of two shapes the one that stands later in the document is the later one.
//   - Judged drawn groups come after these, of two the one that stands later first, and known groups last. They are not replaced:
//     they are records of something else than the latest word, and what says otherwise contradicts them.
// What is left are statements on pairs. What binds the groups: the first statement on each pair in that order; different is always
// kept, whatever is together by chains; together is made in the order of the records, where it breaks no difference. So it does not
// matter in which order verdicts were given, known records are listed, or shapes of other records stand.
//
// A contradiction: a judgment keeps two of its things apart, and a chain of statements (a = b, b = c) brings records of both
// together. There is one for each judgment, two things of it, and set of records that the chains connect. None is silent: without
// contradictions every statement holds.

#include <cstdint>
#include <vector>

#include "core/labels.h"

namespace jumelles {

enum class JudgmentKind : uint8_t { kVerdict, kShape, kDrawn, kKnown };
struct Judgment {
  JudgmentKind kind = JudgmentKind::kVerdict;
  uint32_t place = 0;  // in the document's list of its kind; 0 of the known groups
  bool operator==(const Judgment&) const = default;
};

struct JudgedRecords {
  Judgment judgment;
  std::vector<RecordIndex> records;  // each once
  std::vector<uint32_t> thing_of;    // per record
};

// Two records that a judgment keeps together.
struct Tie {
  RecordIndex a = 0, b = 0;
  Judgment judgment;
  bool operator==(const Tie&) const = default;
};
struct Contradiction {
  Judgment against;             // keeps the two ends of the chain apart
  uint32_t thing_a = 0, thing_b = 0;  // of it, thing_a < thing_b; of known groups their numbers
  std::vector<Tie> chain;       // the shortest between them: each begins where the one before ends
};

struct ResolvedJudgments {
  static constexpr size_t kTold = 500;
  std::vector<JudgedPair> pairs;               // that bind, sorted by (a, b), unique; without what known groups say
  std::vector<Contradiction> contradictions;   // the first ones, by kind, place and things
  uint64_t contradiction_count = 0;
};

// `judgments`: verdicts, shapes and drawn groups, each kind in the order of the document. `known_group_of`: per record, kNoGroup where
// none is known; empty: of no record. Up to kMostCounted records of one judgment are counted pair by pair, of more the first ones of
// each thing stand for it. O(pairs of records that judgments name, log; records).
constexpr size_t kMostCounted = 1000;
ResolvedJudgments resolve_judgments(const std::vector<JudgedRecords>& judgments, const std::vector<uint32_t>& known_group_of, uint32_t record_count);

}  // namespace jumelles
