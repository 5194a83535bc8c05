#pragma once

// Values of an attribute that are spellings of one thing, found by keys that such spellings share ("key collision" as OpenRefine calls it:
// https://openrefine.org/docs/technical-reference/clustering-in-depth). They are offered; people say which ones become which.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "standardize/cell_counts.h"
#include "standardize/recipe.h"
#include "standardize/row_rules.h"

namespace jumelles::standardize {

// "fingerprint": the words without case, accents and punctuation, each once, sorted. "ngram": the pairs of letters that follow each other,
// each once, sorted. "phonetic": how it sounds to a French ear (text/phonetic.h).
const std::vector<std::string>& spelling_methods();
// "" where a value has none: it is a spelling of nothing. O(length · log length).
std::string spelling_key(std::string_view method, std::string_view value);

struct Spelling {
  std::string value;
  uint64_t count = 0;  // cells
};
struct SpellingGroup {
  std::string key;
  std::vector<Spelling> spellings;  // the most frequent first, at most kMostSpellings; the first is the one to be proposed
  uint64_t spelling_count = 0;      // distinct ones, in all
  uint64_t cell_count = 0;
};
constexpr size_t kMostSpellings = 100, kMostSpellingGroups = 500;

class SpellingGroups {
 public:
  // Of the columns that rules on values of `attribute` of `source` ("": all) mend; values as the recipe leaves them.
  SpellingGroups(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, std::string attribute, std::string source, std::string method);
  static std::vector<Phase> phases(std::shared_ptr<SpellingGroups> groups);

  const std::vector<SpellingGroup>& groups() const { return groups_; }  // those of most cells first, at most kMostSpellingGroups
  uint64_t group_count() const { return group_count_; }                 // in all
  uint64_t value_count() const { return values_.size() - 1; }           // distinct ones that were looked at

 private:
  uint64_t start_rows();
  uint64_t value_total();
  void take_values(uint64_t begin, uint64_t end);
  uint64_t key_total();
  void take_keys(uint64_t begin, uint64_t end);
  void gather(uint64_t begin, uint64_t end);

  std::shared_ptr<RowRules> row_rules_;  // until they are done
  CellCounts<> counts_;
  std::shared_ptr<const Recipe> recipe_;
  std::string attribute_, source_, method_;
  Dictionary values_, keys_;
  std::vector<uint64_t> cells_;          // per value
  std::vector<Code> next_;               // per value: another one of its key
  std::vector<Code> first_;              // per key
  std::vector<SpellingGroup> groups_;
  uint64_t group_count_ = 0;
  std::string text_;
};

}  // namespace jumelles::standardize
