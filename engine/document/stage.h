#pragma once

// The stages of a run, in their order: each rests on those before it.

#include <array>
#include <cstdint>

namespace jumelles::document {

enum class Stage : uint8_t {
  kRecords,     // tables to clean values
  kCandidates,  // keys, and the pairs that meet by them
  kPatterns,    // on which level each comparison of a pair is
  kModel,       // what the levels are worth, learned
  kScores,      // what each pair weighs
  kGroups,      // which records are one customer
  kGolden,      // one value per attribute and customer
  kNone,        // no stage rests on it
};
constexpr size_t kStageCount = static_cast<size_t>(Stage::kNone);
const char* id(Stage stage);  // "records"... "none"

}  // namespace jumelles::document
