#pragma once

// Applies one survivorship rule to one group: ranks the group's values by the keys of the cascade.

#include <array>
#include <cstdint>
#include <vector>

#include "core/records.h"
#include "survive/rule_ids.h"
#include "survive/survive.h"

namespace jumelles::survive {

// What one rule of the configuration chose for one group.
struct Choice {
  std::vector<GoldenValue> values;  // parallel to Chooser::attributes()
  std::vector<GoldenValue> extra;   // further values of a single attribute, best first
};

// Place of every source in the order of trust; sources that are not listed follow, in their own order.
std::vector<uint32_t> source_ranks(const RecordSet& records, const std::vector<std::string>& source_order);

// Holds references: `records` and `ranks` must outlive it. Not thread-safe (scratch).
class Chooser {
 public:
  // `attributes` are indices; unknown rule ids of the cascade are passed over.
  Chooser(const RecordSet& records, const std::vector<uint32_t>& ranks, std::vector<uint32_t> attributes,
          const std::vector<std::string>& cascade);

  const std::vector<uint32_t>& attributes() const { return attributes_; }
  // Whether further values are kept beside the best one.
  bool keeps_all() const { return is_union_; }
  // Of a single attribute: as though no record held these clean codes, from now on.
  void leave_out(std::vector<Code> codes) { left_out_ = std::move(codes); }
  // `members` ascending. O(members * cascade), and a sort of the distinct values for a union.
  void choose(const RecordIndex* members, uint32_t count, Choice& out);

 private:
  // A value that may win: of one attribute, or the record's values of the whole block.
  struct Candidate {
    RecordIndex record = kNoRecord;
    uint8_t slot = 0;
    Code code = kMissing;   // single attribute
    uint64_t identity = 0;  // equal for values that compare equal
    uint64_t exact = 0;     // equal for values that are written alike
  };

  void gather_single(const RecordIndex* members, uint32_t count);
  void gather_block(const RecordIndex* members, uint32_t count);
  void choose_single(Choice& out);
  void choose_block(Choice& out);
  void count_frequencies();
  int64_t key(Rule rule, const Candidate& candidate);  // larger is better
  int64_t date_key(Rule rule, const Candidate& candidate);
  int64_t frequency_key(const Candidate& candidate) const;
  int64_t length_key(const Candidate& candidate) const;
  int64_t validity_key(const Candidate& candidate) const;
  int64_t completeness_key(const Candidate& candidate) const;
  // Leaves in survivors_ the candidates that the cascade cannot separate; tells the rule that decided.
  Rule narrow();
  void list_union(Choice& out, Rule rule);

  const RecordSet& records_;
  const std::vector<uint32_t>& ranks_;
  std::vector<uint32_t> attributes_;
  std::vector<Rule> cascade_;  // without union
  Rule first_rule_ = Rule::kFoundingRecord;
  bool is_union_ = false, counts_frequencies_ = false;
  bool dated_by_itself_ = false;
  int updated_ = -1, created_ = -1;  // attributes that date a record

  std::vector<Code> left_out_;
  std::vector<Candidate> candidates_;
  std::vector<uint32_t> survivors_;
  std::vector<std::pair<uint64_t, uint32_t>> places_;
  std::array<std::vector<int64_t>, 2> date_numbers_;  // for oldest, for most recent: per clean code, -1 until asked
  std::vector<int64_t> keys_;
  struct Count {
    uint64_t identity, exact;
    uint32_t of_identity, of_exact;
  };
  std::vector<Count> counts_;  // sorted by (identity, exact)
};

}  // namespace jumelles::survive
