#pragma once

// The algebra of judgments once more, slowly: every judgment asked of every pair of a few records.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/judgments.h"

namespace jumelles::reference {

// A contradiction without numbers: what the judgment says, the two things of it, the first record of what is connected.
using ContradictionKey = std::string;

inline std::string text_of(const std::vector<RecordIndex>& records) {
  std::string out;
  for (const RecordIndex record : records) out += std::to_string(record) + ",";
  return out;
}

struct ReferenceJudgments {
  uint32_t count = 0;
  std::vector<JudgedRecords> said;       // as resolve_judgments has them
  std::vector<uint32_t> known;           // per record; empty: none

  static std::optional<uint32_t> thing(const JudgedRecords& judgment, RecordIndex record) {
    for (size_t i = 0; i < judgment.records.size(); ++i)
      if (judgment.records[i] == record) return judgment.thing_of[i];
    return std::nullopt;
  }
  static std::optional<bool> says(const JudgedRecords& judgment, RecordIndex a, RecordIndex b) {
    const auto x = thing(judgment, a), y = thing(judgment, b);
    return x && y ? std::optional(*x == *y) : std::nullopt;
  }
  // The first that names both: verdicts, shapes and drawn groups the latest first.
  const JudgedRecords* first_on(RecordIndex a, RecordIndex b) const {
    const JudgedRecords* best = nullptr;
    for (const JudgedRecords& judgment : said) {
      if (!says(judgment, a, b)) continue;
      const bool comes_before = best == nullptr || judgment.judgment.kind < best->judgment.kind ||
                                (judgment.judgment.kind == best->judgment.kind && judgment.judgment.place > best->judgment.place);
      if (comes_before) best = &judgment;
    }
    return best;
  }
  bool counts(const JudgedRecords& judgment, RecordIndex a, RecordIndex b) const {
    if (!says(judgment, a, b)) return false;
    if (judgment.judgment.kind == JudgmentKind::kDrawn) return true;
    // Two verdicts that say the same of one pair are one.
    return first_on(a, b)->judgment == judgment.judgment;
  }
  std::optional<bool> known_of(RecordIndex a, RecordIndex b) const {
    if (known.empty() || known[a] == kNoGroup || known[b] == kNoGroup) return std::nullopt;
    return known[a] == known[b];
  }
  std::optional<bool> binding(RecordIndex a, RecordIndex b) const {
    const JudgedRecords* first = first_on(a, b);
    return first != nullptr ? says(*first, a, b) : std::nullopt;
  }
  std::vector<std::vector<bool>> connected() const {
    std::vector<std::vector<bool>> out(count, std::vector<bool>(count));
    for (RecordIndex a = 0; a < count; ++a)
      for (RecordIndex b = 0; b < count; ++b) {
        out[a][b] = a == b || known_of(a, b) == true;
        for (const JudgedRecords& judgment : said)
          if (a != b && counts(judgment, a, b) && says(judgment, a, b) == true) out[a][b] = true;
      }
    for (RecordIndex k = 0; k < count; ++k)
      for (RecordIndex a = 0; a < count; ++a)
        for (RecordIndex b = 0; b < count; ++b)
          if (out[a][k] && out[k][b]) out[a][b] = true;
    return out;
  }
  static ContradictionKey key(JudgmentKind kind, uint32_t place, uint32_t x, uint32_t y, RecordIndex first) {
    return std::to_string(static_cast<int>(kind)) + " " + std::to_string(place) + ": " + std::to_string(std::min(x, y)) + "/" + std::to_string(std::max(x, y)) + " of " +
           std::to_string(first);
  }
  std::set<ContradictionKey> contradictions() const {
    const auto together = connected();
    std::set<ContradictionKey> out;
    for (RecordIndex a = 0; a < count; ++a)
      for (RecordIndex b = a + 1; b < count; ++b) {
        if (!together[a][b]) continue;
        RecordIndex first = 0;
        while (!together[a][first]) ++first;
        for (const JudgedRecords& judgment : said)
          if (counts(judgment, a, b) && says(judgment, a, b) == false)
            out.insert(key(judgment.judgment.kind, judgment.judgment.place, *thing(judgment, a), *thing(judgment, b), first));
        if (known_of(a, b) == false) out.insert(key(JudgmentKind::kKnown, 0, known[a], known[b], first));
      }
    return out;
  }
};

}  // namespace jumelles::reference
