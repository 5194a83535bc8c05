#pragma once

// Which candidate pairs the model learns matches from. Inside a source that its keepers hold free of duplicates, records
// that look alike are different things (variants of a product, papers of the same authors): they would teach the model
// that matches look like this. Such a source is told by the partners of its records elsewhere: two records of one thing
// are drawn to the same partner, look-alikes each to its own. Or by what a model finds inside that has learned from best partners
// across, which are matches whether sources hold duplicates or not: it would find these about as surely. Then
//   pairs inside that source do not train;
//   a pair of two sources can be a match only where its record of the clean source is the best partner that the other
//   record has there; others are rivals, which still teach what siblings look like (score/em.h).
// "Best" is by a crude model (typical m, counted u). Sources of which too little is known count as they come.

#include <cstdint>
#include <functional>
#include <vector>

#include "core/link_config.h"
#include "core/math.h"
#include "core/records.h"
#include "score/pattern_counter.h"

namespace jumelles::linking {

// Best partners of each other, or matches across that are expected, from which sources count as linked.
constexpr uint64_t kLeastPartnered = 50;

class TrainingPairs {
 public:
  // At most this many sources are told apart; with more, all pairs train alike.
  static constexpr size_t kMaxSources = 8;

  // `ranks`: whether sources are to be told apart at all.
  TrainingPairs(const RecordSet& records, LinkType link_type, bool ranks);
  // Whether pairs are to be ranked and counted; no source is clean otherwise.
  bool ranks() const { return !best_.empty(); }
  // First every pair with its crude weight, then every pair that trains. O(1) each.
  void rank(RecordIndex a, RecordIndex b, Weight crude_weight);
  // `trains`: false for pairs of known class, which only tell what the sources are like.
  void count(RecordIndex a, RecordIndex b, uint64_t pattern, Weight crude_weight, bool trains = true);
  // Whether a pair is settled by sources being clean (`clean_sources()`): inside one, or beaten by a better partner there.
  bool is_settled(RecordIndex a, RecordIndex b, const std::vector<uint8_t>& clean) const;

  struct Chosen {
    std::vector<score::PatternCount> candidates, rivals;  // sorted
    double possible_pairs = 0;                            // of which the candidates are some
  };
  // `possible_pairs`: of the link type.
  // `across_only`: pairs inside a source do not train though it may hold duplicates.
  Chosen choose(double possible_pairs, const std::vector<uint8_t>& clean, bool across_only) const;
  // What was asked of a source.
  struct SourceEvidence {
    uint64_t partnered = 0;               // records that are best partners with one elsewhere
    uint64_t met_inside = 0, alike_inside = 0;  // pairs inside that keys found, and those of them that the crude model links
    double duplicates = 0;                // expected among these
    uint64_t same_partner = 0, own_partner = 0;  // of these, where both records have a partner elsewhere: the same one or not
    bool clean = false, by_partners = false;     // by_partners: these decided
  };
  // 1: a source linked well enough to others to be taken for clean on trial.
  std::vector<uint8_t> linked_sources() const;
  bool all_linked() const;
  // 1: a source whose records that look alike are different things, by a model that was trained with the linked sources taken
  // for clean: `match_probability` of a pattern by it. Where things are told by texts, few duplicates found are enough: texts
  // of look-alikes hide their number. Persons are told well enough for a few in a hundred to be real: for them only partners count.
  // `evidence`: if not null, what decided, per source.
  std::vector<uint8_t> clean_sources(const std::function<double(uint64_t)>& match_probability, bool told_by_texts,
                                     std::vector<SourceEvidence>* evidence = nullptr) const;

 private:
  struct Best {
    Weight weight = INT64_MIN;
    RecordIndex partner = kNoRecord;
  };
  struct InsideLink { RecordIndex a, b; uint64_t pattern; };
  std::vector<uint64_t> partnered() const;  // per source: records that are best partners with one elsewhere, in both directions
  Best& best(RecordIndex record, uint16_t source) { return best_[record * source_count_ + source]; }
  const Best& best(RecordIndex record, uint16_t source) const { return best_[record * source_count_ + source]; }
  // By source of the record with the smaller source number, of the other one, and for whom of them the pair is the best.
  size_t across_slot(uint16_t p, uint16_t q, bool best_of_p, bool best_of_q) const {
    return ((p * source_count_ + q) * 2 + (best_of_p ? 1 : 0)) * 2 + (best_of_q ? 1 : 0);
  }

  const RecordSet& records_;
  LinkType link_type_;
  size_t source_count_ = 1;
  std::vector<Best> best_;                       // [record][source]
  std::vector<score::PatternCounter> inside_;    // [source]
  std::vector<uint64_t> met_inside_;             // [source]; all pairs, those that do not train as well
  std::vector<score::PatternCounter> across_;
  std::vector<InsideLink> inside_links_;         // pairs of one source that the crude model links
};

}  // namespace jumelles::linking
