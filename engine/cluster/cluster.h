#pragma once

// Groups records from scored pairs by guarded merging: edges in descending weight; two groups join only if
// the share of linked pairs between them stays above a floor (average link, not a chain) and no must-not-match
// pair and no one-per-source rule is broken; ties by record order. A second pass asks again for the pairs of
// groups that were refused early and have grown since.
//
// In one sentence: of the pairs between two groups that are decided, at least half must be links, and of all pairs a
// tenth. Pairs from the threshold upward are links, pairs below the review floor speak against, pairs between the two
// are in doubt and do not count: large groups with many faulty or half-empty records would fall apart otherwise.
//
// A must-match pair joins its groups whatever the share and the one-per-source rules say, unless a
// must-not-match pair forbids it.
//
// Time: edges are sorted by radix passes, groups merged small to large, decisions between large groups are
// sampled: near-linear in edges + records. Working memory: about 32 bytes per link, 4 per edge, 16 per record.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cluster/guard.h"
#include "core/labels.h"
#include "core/phase.h"
#include "core/records.h"

namespace jumelles::cluster {

struct ClusterOptions {
  Weight threshold = 0;               // pairs from this weight upward are links
  Weight review_floor = weight_from_probability(Guard::kLeastFloor);  // pairs below it speak against joining; a lower one counts as this
  bool plain_closure = false;
  double link_share_floor = 0.5;      // links of all decided pairs between two groups; a fifth of it of all pairs
  std::vector<uint8_t> one_per_source;  // per source: 1 when at most one record of it may be in a group
  bool one_to_one = false;              // every source is one-per-source
  // Pairs that blocking never met are scored on demand when two groups want to join, at most
  // `sampled_pair_limit` per decision, chosen by record order. May be empty: then such pairs speak against.
  std::function<Weight(RecordIndex, RecordIndex)> score;
  std::function<Veto(RecordIndex, RecordIndex)> veto;
  // Indices of the attributes that the must-not-match rules read. Records that agree on all of them (and on
  // their kind) are asked once per group, records that have none of them never. Empty: every pair of two
  // groups is asked, which costs the product of their sizes.
  std::vector<uint32_t> veto_attributes;
  uint32_t sampled_pair_limit = Guard::kMostAsked;
  // Only pairs of two sources are looked for: a group of one source alone is taken apart again; its links helped others join.
  bool across_only = false;
  // What people decided outweighs everything else: pairs judged the same and records of one known group are joined first,
  // pairs judged different and records of different known groups never are in one group. May be null.
  std::shared_ptr<const Labels> labels;
};

// Groups that were made of the same records with the same options, labels and weights of some edges aside. What is linked with
// none of the changed records, by whatever way, stays as it is: the rest is grouped anew.
struct FormerClustering {
  std::shared_ptr<const Groups> groups;
  std::shared_ptr<const Labels> labels;                        // that bound them; may be null
  std::shared_ptr<const std::vector<RecordIndex>> changed;     // ends of edges with another weight, and of pairs of which other things
                                                               // are known (core/group_changes.h); read when the first phase starts
};

// `edges` sorted by (a, b); only those at or above the threshold are used as links. The groups are the same with a former
// clustering and without, which costs a small part of it where little has changed.
std::vector<Phase> cluster_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records,
                                  ClusterOptions options, std::shared_ptr<Groups> groups, FormerClustering former = {});

// Why a source is taken for free of duplicates or not, and what was counted. "Links" are pairs from the threshold upward.
enum class SourceVerdict : uint8_t {
  kTooLittle,     // too few records or matches to tell: not free
  kSamePartner,   // links inside have the same partner elsewhere: not free
  kHeavyInside,   // links inside weigh as much as matches: not free
  kFewInside,     // hardly any of them does: free, like the rest
  kLookAlikes,    // nearly all are lighter
  kOwnPartners,   // the ends of links inside have each its own partner elsewhere
  kPresumed,      // training took it for free of duplicates, and nothing speaks against it
};
struct SourceFinding {
  SourceVerdict verdict = SourceVerdict::kTooLittle;
  uint64_t matches = 0;                        // records and one of another source that are each other's best links
  uint64_t inside = 0, heavy_inside = 0;       // links inside, and those at least as heavy as half of the matches
  uint64_t same_partner = 0, own_partner = 0;  // of links inside, where both ends have a link to another source
  Weight median = 0;                           // of the matches' weights
  bool is_free() const { return verdict >= SourceVerdict::kFewInside; }
};

// Measures which sources are free of duplicates: 1 where the links inside a source look like chance and not like the
// matches between sources. Half of the duplicates inside a source would weigh more than half of the mutual best links
// between sources (what true matches weigh here), so twice the number of such links estimates the duplicates. Free is a
// source with at most one in a thousand (and one more), or, where nine of ten links inside are lighter, five in a thousand:
// then look-alikes are most of what one-per-source forbids. So is a source where the ends of the links inside have each their
// own best partner in another source, in at least three cases of four, among the heavy links as well: products of a shop that
// look alike, whatever their number. Never is a source where most of these have the same partner and make up more than one in
// a hundred of its records: its duplicates may all be lighter than the matches. Sources too small or too little linked to be judged are 0.
// Used to propose one-per-source. `free_of_duplicates`: one entry per source of `records`, filled by the last phase.
// O(edges + records * sources).
// `presumed`: sources that training took for free of duplicates; they stay so unless most of the links inside, where both
// ends have a partner elsewhere, have the same one. May be empty. `findings`: what decided, per source; may be null.
// `findings`: per source, too, if not null.
std::vector<Phase> duplicate_free_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records, Weight threshold,
                                         std::vector<uint8_t> presumed, std::shared_ptr<std::vector<uint8_t>> free_of_duplicates,
                                         std::shared_ptr<std::vector<SourceFinding>> findings = nullptr);

}  // namespace jumelles::cluster
