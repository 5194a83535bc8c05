#include "linking/propose_blocking.h"
#include "linking/propose_comparisons.h"
#include "linking/training_pairs.h"

#include <algorithm>
#include <bit>
#include <map>

#include "core/hash.h"
#include "core/rng.h"

namespace jumelles::linking {
namespace {

using block::Transform;

constexpr uint32_t kDrawn = 5000;             // records whose blocks are looked at; of many records one in kDrawnOf of those
constexpr uint32_t kDrawnOf = 10;             // that are looked at, up to kMostDrawn
constexpr uint32_t kMostDrawn = 20000;
constexpr double kLookedAt = 0.2;             // of many records, share that is looked at
constexpr uint64_t kPairsWhereFew = 2000;     // graded per key: time is no matter, and rare misses are seen
constexpr uint64_t kPairsWhereMany = 300;     // of many records at least
constexpr uint64_t kRecordsPerPair = 500;     // and one more for so many of them: time that is spent anyway
constexpr size_t kMaxCombinations = 90;
constexpr size_t kMaxSingles = 150, kMaxCombined = 60;  // parts that are keys alone, and that are combined: wide files have thousands
constexpr double kClearlyLess = 0.8;          // of the pairs of a coarser combination of the same attributes, for a finer one to be another
constexpr size_t kMaxRules = 14;
constexpr double kEnough = 0.999;             // of the expected matches that any key finds
constexpr double kLeastGain = 0.0005;         // of them, that a key must add
constexpr double kLeastYield = 0.0005;        // new matches per pair, where there are many records: time is spent elsewhere
constexpr uint32_t kManyRecords = 20000;
constexpr double kMostKept = 0.5;             // of its pairs, for refining to be worth it
constexpr size_t kSplitPairs = 2000;          // graded pairs, to tell how many of its own share a further part
constexpr double kWorthCounting = 0.05;       // probability from which a pair counts as an expected match

double pair_total(const RecordSet& records, LinkType link_type) {
  const double n = records.record_count();
  double pairs = n * (n - 1) / 2;
  if (link_type != LinkType::kLink) return pairs;
  std::vector<double> counts(records.sources.size() + 1, 0);
  for (const uint16_t source : records.source_of) counts[source] += 1;
  for (const double count : counts) pairs -= count * (count - 1) / 2;
  return pairs;
}

}  // namespace

block::BlockLimits block_limits(const RecordSet& records, const LinkConfig& config) {
  block::BlockLimits limits;
  limits.max_block = static_cast<uint32_t>(std::max(50.0, 3.0 * config.pairs_per_record));
  limits.window = static_cast<uint32_t>(std::max(4.0, config.pairs_per_record));
  for (const AttributeType type : types_by(&AttributeTypeInfo::window_rank))
    for (size_t i = 0; i < records.attributes.size() && limits.window_attribute < 0; ++i)
      if (records.attributes[i].type == type && !records.attributes[i].slots.empty())
        limits.window_attribute = static_cast<int>(i);
  return limits;
}

BlockingProposal::BlockingProposal(const RecordSet& records, const LinkConfig& config)
    : records_(records), config_(config), is_drawn_(records.record_count(), 0), columns_(records, &among_), limits_(block_limits(records, config)) {
  const uint32_t count = records.record_count();
  Rng rng(config.seed ^ 0x73616D706C65ull);
  uint32_t among = std::max(std::min(count, kManyRecords), static_cast<uint32_t>(count * kLookedAt));
  uint32_t drawn = std::min(among, std::clamp(among / kDrawnOf, kDrawn, kMostDrawn));
  for (RecordIndex r = 0; r < count; ++r) {
    if (rng.below(count - r) >= among) continue;
    among_.push_back(r);
    if (rng.below(among--) >= drawn) continue;
    drawn_.push_back(r);
    is_drawn_[r] = 1;
    --drawn;
  }
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (comparable(records.attributes[i])) add_parts_of(static_cast<int>(i));
}

void BlockingProposal::add_part(int attribute, Transform transform, bool weak) {
  Part part;
  part.column = columns_.add(attribute, transform);
  part.transform = transform;
  part.weak = weak;
  part.many_keys = transform == Transform::kRarePairs || transform == Transform::kDelete1;
  parts_.push_back(part);
}

void BlockingProposal::add_parts_of(int attribute) {
  const AttributeTypeInfo& type = info(records_.attributes[static_cast<size_t>(attribute)].type);
  for (const bool weak : {false, true})
    for (const std::string_view id : ids_in(weak ? type.weak_keys : type.strong_keys))
      if (const block::TransformInfo* row = block::find_transform(id)) add_part(attribute, row->transform, weak);
}

void BlockingProposal::measure_parts(uint64_t begin, uint64_t end) {
  const double all = static_cast<double>(drawn_.size()) * (static_cast<double>(drawn_.size()) - 1) / 2;
  std::vector<uint64_t> keys;
  for (uint64_t p = begin; p < end; ++p) {
    keys.clear();
    size_t filled = 0;
    for (const RecordIndex record : drawn_) {
      const size_t before = keys.size();
      block::append_keys(columns_, {parts_[p].column}, record, keys);
      filled += keys.size() > before ? 1 : 0;
    }
    std::sort(keys.begin(), keys.end());
    double pairs = 0;
    for (size_t i = 0, j = 0; i < keys.size(); i = j) {
      while (j < keys.size() && keys[j] == keys[i]) ++j;
      pairs += static_cast<double>(j - i) * static_cast<double>(j - i - 1) / 2;
    }
    parts_[p].filled = static_cast<double>(filled) / std::max(1.0, static_cast<double>(drawn_.size()));
    parts_[p].collision = pairs / std::max(1.0, all);
  }
}

// Those that tell most records from most others, in their order.
void BlockingProposal::keep_best(std::vector<size_t>& parts, size_t most) const {
  if (parts.size() <= most) return;
  std::stable_sort(parts.begin(), parts.end(), [&](size_t a, size_t b) { return worth(a) > worth(b); });
  parts.resize(most);
  std::sort(parts.begin(), parts.end());
}

void BlockingProposal::add_combinations() {
  const double n = records_.record_count(), all = n * (n - 1) / 2, most = budget();
  // Of each set of attributes, the two coarsest combinations that the budget allows.
  struct Estimate { double pairs; std::vector<size_t> parts; };
  std::map<std::vector<int>, std::vector<Estimate>> by_attributes;
  const auto offer = [&](std::vector<size_t> parts) {
    double pairs = all;
    std::vector<int> attributes;
    for (const size_t p : parts) {
      pairs *= parts_[p].collision;
      attributes.push_back(attribute(p));
    }
    std::sort(attributes.begin(), attributes.end());
    // Keys that give many keys themselves are combined with plain ones only.
    size_t many = 0, several = 0;
    for (const size_t p : parts) {
      many += parts_[p].many_keys ? 1 : 0;
      several += columns_.multiple(parts_[p].column) ? 1 : 0;
    }
    if (many > 0 && several > 1 && records_.record_count() > kManyRecords) return most;
    if (pairs > most || std::unique(attributes.begin(), attributes.end()) != attributes.end()) return pairs;
    by_attributes[attributes].push_back({pairs, std::move(parts)});
    return pairs;
  };
  // A part that is selective alone gains nothing from a companion.
  std::vector<size_t> combinable;
  for (size_t p = 0; p < parts_.size(); ++p)
    if (parts_[p].collision * all > 0.1 * most) combinable.push_back(p);
  keep_best(combinable, kMaxCombined);
  for (size_t i = 0; i < combinable.size(); ++i)
    for (size_t j = i + 1; j < combinable.size(); ++j) {
      if (offer({combinable[i], combinable[j]}) <= most) continue;
      for (size_t k = j + 1; k < combinable.size(); ++k) offer({combinable[i], combinable[j], combinable[k]});
    }
  std::vector<Estimate> kept;
  for (auto& [attributes, estimates] : by_attributes) {
    std::sort(estimates.begin(), estimates.end(), [](const Estimate& a, const Estimate& b) {
      return a.pairs != b.pairs ? a.pairs > b.pairs : a.parts < b.parts;
    });
    const size_t keep = attributes.size() == 2 ? 3 : 1;
    double last = 2 * most;
    for (size_t i = 0, taken = 0; i < estimates.size() && taken < keep; ++i) {
      // Hardly a smaller one: the same key, in effect.
      if (estimates[i].pairs > kClearlyLess * last) continue;
      last = estimates[i].pairs;
      kept.push_back(estimates[i]);
      ++taken;
    }
  }
  // Pairs of parts before triples, then coarser ones.
  std::sort(kept.begin(), kept.end(), [](const Estimate& a, const Estimate& b) {
    if (a.parts.size() != b.parts.size()) return a.parts.size() < b.parts.size();
    return a.pairs != b.pairs ? a.pairs > b.pairs : a.parts < b.parts;
  });
  if (kept.size() > kMaxCombinations) kept.resize(kMaxCombinations);
  for (Estimate& estimate : kept) keys_.push_back(std::move(estimate.parts));
}

uint64_t BlockingProposal::block_units() {
  std::vector<size_t> singles;
  for (size_t p = 0; p < parts_.size(); ++p)
    if (!parts_[p].weak) singles.push_back(p);
  keep_best(singles, kMaxSingles);
  for (const size_t p : singles) keys_.push_back({p});
  add_combinations();
  std::vector<std::vector<int>> columns;
  for (const std::vector<size_t>& key : keys_) {
    columns.emplace_back();
    for (const size_t part : key) columns.back().push_back(parts_[part].column);
  }
  // Blocks are as much smaller.
  const uint32_t limit = block::most_of_block(limits_, config_.link_type);
  const uint32_t most = among_.size() < records_.record_count() ? std::max<uint32_t>(3, static_cast<uint32_t>(limit * looked_at())) : limit;
  blocks_ = std::make_unique<block::DrawnBlocks>(columns_, std::move(columns), among_, drawn_, config_.link_type, most);
  return blocks_->units();
}

double BlockingProposal::looked_at() const { return static_cast<double>(among_.size()) / std::max(1u, records_.record_count()); }

// Pairs of a drawn record with one that is looked at: twice as many as there are pairs, of those of all records.
double BlockingProposal::each_stands_for() const {
  const double drawn = static_cast<double>(drawn_.size()) / static_cast<double>(std::max<size_t>(1, among_.size()));
  return 1 / std::max(1e-12, drawn * looked_at() * looked_at());
}

double BlockingProposal::pairs_of(size_t key) const {
  return static_cast<double>(blocks_->partner_count(key)) / 2 * each_stands_for();
}

uint64_t BlockingProposal::grade_units() {
  const uint32_t count = records_.record_count();
  const uint64_t most = count > kManyRecords ? std::max<uint64_t>(kPairsWhereMany, count / kRecordsPerPair) : kPairsWhereFew;
  // A pair of two drawn records is met from both sides, and graded once.
  const double once = 1 - static_cast<double>(drawn_.size()) / (2.0 * static_cast<double>(std::max<size_t>(1, among_.size())));
  for (size_t k = 0; k < keys_.size(); ++k)
    rates_.push_back(static_cast<double>(most) / std::max(1.0, static_cast<double>(blocks_->partner_count(k)) * once));
  agreeing_.resize(keys_.size());
  return drawn_.size();
}

void BlockingProposal::grade(uint64_t begin, uint64_t end) {
  struct Found {
    RecordIndex partner;
    uint32_t key;
    bool operator<(const Found& other) const { return partner != other.partner ? partner < other.partner : key < other.key; }
  };
  const double weight = each_stands_for();
  std::vector<Found> found;
  Bits keys;
  for (uint64_t place = begin; place < end; ++place) {
    const RecordIndex a = drawn_[place];
    found.clear();
    blocks_->visit_partners(place, [&](size_t key, RecordIndex b) {
      if (is_drawn_[b] == 0 || a < b) found.push_back({b, static_cast<uint32_t>(key)});
    });
    std::sort(found.begin(), found.end());
    for (size_t i = 0, j = 0; i < found.size(); i = j) {
      const RecordIndex b = found[i].partner;
      double rates = 0, finders = 0;
      for (j = i; j < found.size() && found[j].partner == b; ++j) {
        if (j > i && found[j].key == found[j - 1].key) continue;
        rates += rates_[found[j].key];
        finders += 1;
      }
      // What several keys find is likelier a match: drawn as many times as often. Horvitz-Thompson: a pair stands for as
      // many as it was improbable to be drawn.
      const double rate = std::min(1.0, rates * finders);
      if (static_cast<double>(combine(config_.seed, uint64_t{a} << 32 | b) >> 11) * 0x1p-53 >= rate) continue;
      const double stands_for = (is_drawn_[b] != 0 ? 1 : 0.5) * weight / rate;
      keys.assign(key_words(), 0);
      for (size_t f = i; f < j; ++f) set(keys, found[f].key);
      graded_.push_back({a, b, stands_for});
      keys_of_graded_.insert(keys_of_graded_.end(), keys.begin(), keys.end());
      const double p = probability_from_weight(weights_.sum(comparer_->compare(a, b)));
      if (p < kWorthCounting) continue;
      Match match{p * stands_for, keys, Bits((parts_.size() + 63) / 64, 0),
                  records_.source_of[a] != records_.source_of[b], p >= 0.5};
      for (size_t part = 0; part < parts_.size(); ++part)
        if (agree(part, a, b)) set(match.parts, part);
      matches_.push_back(std::move(match));
    }
  }
}

bool BlockingProposal::agree(size_t part, RecordIndex a, RecordIndex b) const {
  const int column = parts_[part].column;
  if (!columns_.multiple(column)) {
    const block::KeyColumn& keys = columns_.column(column);
    const Code x = columns_.code(column, a), y = columns_.code(column, b);
    return keys.begin(x) != keys.end(x) && keys.begin(y) != keys.end(y) && *keys.begin(x) == *keys.begin(y);
  }
  std::vector<uint64_t> of_a, of_b;
  block::append_keys(columns_, {column}, a, of_a);
  block::append_keys(columns_, {column}, b, of_b);
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

std::vector<size_t> BlockingProposal::refinement_for(const std::vector<size_t>& parts) const {
  // Coarsest first, so that a block is split no more than needed.
  std::vector<size_t> order;
  for (size_t p = 0; p < parts_.size(); ++p) {
    bool used = columns_.multiple(parts_[p].column) || parts_[p].filled < 0.5 || parts_[p].collision > 0.6;
    for (const size_t part : parts) used = used || attribute(part) == attribute(p);
    if (!used) order.push_back(p);
  }
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return parts_[a].collision != parts_[b].collision ? parts_[a].collision > parts_[b].collision : a < b;
  });
  std::vector<size_t> refinement;
  std::vector<int> attributes;
  for (const size_t p : order) {
    if (std::find(attributes.begin(), attributes.end(), attribute(p)) != attributes.end()) continue;
    attributes.push_back(attribute(p));
    refinement.push_back(p);
    if (refinement.size() == 4) break;
  }
  return refinement;
}

std::vector<size_t> BlockingProposal::parts_of(const Chosen& chosen) const {
  std::vector<size_t> parts = keys_[chosen.key];
  if (chosen.part >= 0) parts.insert(std::lower_bound(parts.begin(), parts.end(), static_cast<size_t>(chosen.part)), static_cast<size_t>(chosen.part));
  return parts;
}

bool BlockingProposal::may_refine(size_t key, size_t part) const {
  bool used = columns_.multiple(parts_[part].column);
  for (const size_t own : keys_[key]) used = used || attribute(own) == attribute(part);
  return !used;
}

const std::vector<double>& BlockingProposal::agreeing_shares(size_t key) {
  std::vector<double>& shares = agreeing_[key];
  if (!shares.empty()) return shares;
  std::vector<const Graded*> asked;
  for (size_t i = 0; i < graded_.size(); ++i)
    if ((keys_of_graded_[i * key_words() + key / 64] >> (key % 64) & 1) != 0) asked.push_back(&graded_[i]);
  const size_t step = 1 + asked.size() / kSplitPairs;
  shares.assign(parts_.size(), 1);
  for (size_t part = 0; part < parts_.size(); ++part) {
    if (!may_refine(key, part)) continue;
    double agreeing = 0, all = 0;
    for (size_t i = 0; i < asked.size(); i += step) {
      all += asked[i]->stands_for;
      agreeing += agree(part, asked[i]->a, asked[i]->b) ? asked[i]->stands_for : 0;
    }
    shares[part] = agreeing / std::max(1.0, all);
  }
  return shares;
}

// What a key alone finds, expected matches, of those that are chosen.
std::vector<const BlockingProposal::Match*> BlockingProposal::needed(const std::vector<Chosen>& chosen, const Chosen& key) const {
  std::vector<const Match*> needed;
  for (const Match& pair : matches_) {
    bool alone = finds(key, pair);
    for (const Chosen& other : chosen) alone = alone && (&other == &key || !finds(other, pair));
    if (alone) needed.push_back(&pair);
  }
  return needed;
}

double BlockingProposal::pairs_of(const Chosen& chosen) {
  return pairs_of(chosen.key) * (chosen.part < 0 ? 1 : agreeing_shares(chosen.key)[static_cast<size_t>(chosen.part)]);
}

// Costly ones that later ones have made unnecessary, the costliest first.
void BlockingProposal::drop_unneeded(std::vector<Chosen>& chosen, double total) {
  for (;;) {
    size_t worst = chosen.size();
    double most = 0;
    for (size_t i = 0; i < chosen.size(); ++i) {
      double gain = 0;
      for (const Match* match : needed(chosen, chosen[i])) gain += match->matches;
      const double pairs = pairs_of(chosen[i]);
      if (pairs <= kLargeBudgetShare * budget() || pairs <= most || is_worth(gain, pairs, total)) continue;
      worst = i;
      most = pairs;
    }
    if (worst == chosen.size()) return;
    chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(worst));
  }
}

bool BlockingProposal::is_worth(double gain, double pairs, double total) const {
  return gain >= kLeastGain * total && (records_.record_count() <= kManyRecords || gain >= kLeastYield * pairs);
}

void BlockingProposal::refine_large(std::vector<Chosen>& chosen, double total) {
  // Keys that several chosen ones make unnecessary must not all rely on each other: `needed` are those that no other key, as it
  // then is, finds.
  for (Chosen& refined : chosen) {
    if (refined.share <= kLargeBudgetShare || refined.part >= 0 || total <= 0) continue;
    const std::vector<const Match*> needed = this->needed(chosen, refined);
    double best_share = kMostKept, least_loss = 1;
    const std::vector<double>& shares = agreeing_shares(refined.key);
    for (size_t part = 0; part < parts_.size(); ++part) {
      if (!may_refine(refined.key, part) || shares[part] > best_share) continue;
      double loss = 0;
      for (const Match* pair : needed) loss += has(pair->parts, part) ? 0 : pair->matches;
      least_loss = std::min(least_loss, loss / total);
      if (loss > kLeastGain * total) continue;
      best_share = shares[part];
      refined.part = static_cast<int>(part);
    }
    if (refined.part < 0) refined.loss = least_loss;
  }
}

BlockingProposal::Chosen BlockingProposal::best_key(const std::vector<uint8_t>& covered, double left, double start, double total) {
  std::vector<double> gains(keys_.size(), 0), variances(keys_.size(), 0);
  for (size_t i = 0; i < matches_.size(); ++i) {
    if (covered[i] != 0) continue;
    for (size_t w = 0; w < matches_[i].keys.size(); ++w)
      for (uint64_t bits = matches_[i].keys[w]; bits != 0; bits &= bits - 1) {
        const size_t k = w * 64 + static_cast<size_t>(std::countr_zero(bits));
        gains[k] += matches_[i].matches;
        variances[k] += matches_[i].matches * matches_[i].matches;
      }
  }
  Chosen best{keys_.size(), -1, 0, -1};
  double best_worth = 0;
  const auto offer = [&](size_t key, int part, double pairs, double gain, double variance) {
    if (pairs > left || !is_worth(gain, pairs, total)) return;
    // The few graded pairs that a gain rests on stand for many each: it counts less one standard error.
    const double margin = gain - kLeastYield * pairs;
    if (records_.record_count() > kManyRecords && margin * margin < variance) return;
    const double worth = gain / (pairs + 0.02 * start);
    if (worth <= best_worth) return;
    best = {key, part, pairs_of(key) / std::max(1.0, budget()), -1};
    best_worth = worth;
  };
  for (size_t k = 0; k < keys_.size(); ++k) {
    if (gains[k] < kLeastGain * total) continue;
    if (pairs_of(k) <= left) {
      offer(k, -1, pairs_of(k), gains[k], variances[k]);
      continue;
    }
    // Too large: what is left of it when a further part must agree.
    const std::vector<double>& shares = agreeing_shares(k);
    for (size_t part = 0; part < parts_.size(); ++part) {
      // One that is a key of its own is asked as such: its blocks are known.
      const Chosen refined{k, static_cast<int>(part), 0, -1};
      if (!may_refine(k, part) || shares[part] * pairs_of(k) > left || std::find(keys_.begin(), keys_.end(), parts_of(refined)) != keys_.end()) continue;
      double gain = 0, variance = 0;
      for (size_t i = 0; i < matches_.size(); ++i) {
        if (covered[i] != 0 || !finds(refined, matches_[i])) continue;
        gain += matches_[i].matches;
        variance += matches_[i].matches * matches_[i].matches;
      }
      offer(k, static_cast<int>(part), shares[part] * pairs_of(k), gain, variance);
    }
  }
  return best;
}

// Where sources link, and texts tell things apart, keys are chosen by the pairs across: inside a source, siblings look like matches
// to a crude model, and what keys find across they find inside as well.
void BlockingProposal::leave_inside_pairs() {
  double across = 0;
  for (const Match& pair : matches_) across += pair.across && pair.likely ? pair.matches : 0;
  if (config_.link_type == LinkType::kDedupe || across < kLeastPartnered || !titles_tell(records_, config_.comparisons)) return;
  std::erase_if(matches_, [](const Match& pair) { return !pair.across; });
}

std::vector<BlockingRule> BlockingProposal::choose() {
  leave_inside_pairs();
  double total = 0, found = 0;
  for (const Match& pair : matches_) total += pair.matches;
  std::vector<uint8_t> covered(matches_.size(), 0);
  std::vector<Chosen> chosen;
  const double start = std::min(budget(), pair_total(records_, config_.link_type));
  double left = start;
  while (chosen.size() < kMaxRules && found < kEnough * total) {
    const Chosen best = best_key(covered, left, start, total);
    if (best.key == keys_.size()) break;
    chosen.push_back(best);
    left -= pairs_of(best);
    for (size_t i = 0; i < matches_.size(); ++i) {
      if (covered[i] != 0 || !finds(best, matches_[i])) continue;
      covered[i] = 1;
      found += matches_[i].matches;
    }
  }
  if (records_.record_count() > kManyRecords) drop_unneeded(chosen, total);
  refine_large(chosen, total);
  std::vector<BlockingRule> rules;
  const auto key_part = [&](size_t p) {
    std::string transform;
    for (const block::TransformInfo& row : block::transforms())
      if (row.transform == parts_[p].transform) transform = row.id;
    return KeyPart{records_.attributes[static_cast<size_t>(attribute(p))].key, transform};
  };
  const auto add = [&](const std::vector<size_t>& parts, double share, double loss) {
    BlockingRule rule;
    rule.share_before_refining = share;
    rule.refining_loss = loss;
    for (const size_t part : parts) rule.parts.push_back(key_part(part));
    for (const size_t part : refinement_for(parts)) rule.refinement.push_back(key_part(part));
    rules.push_back(std::move(rule));
  };
  std::vector<std::vector<size_t>> added;
  for (const Chosen& key : chosen) {
    added.push_back(parts_of(key));
    const bool again = std::find(added.begin(), added.end() - 1, added.back()) != added.end() - 1;
    if (!again) add(added.back(), key.part >= 0 ? key.share : 0, key.loss);
  }
  if (!rules.empty()) return rules;
  // Nothing stood out (all records alike, or nothing in common): the most selective part, split as far as it can be.
  size_t best = parts_.size();
  for (size_t p = 0; p < parts_.size(); ++p)
    if (parts_[p].filled > 0 && (best == parts_.size() || worth(p) > worth(best))) best = p;
  if (best < parts_.size()) add({best}, 0, -1);
  return rules;
}

}  // namespace jumelles::linking
