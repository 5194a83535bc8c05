#include "pipeline/propose_blocking.h"

#include <algorithm>
#include <bit>
#include <map>

#include "core/rng.h"

namespace jumelles::pipeline {
namespace {

using block::Transform;

constexpr uint32_t kSampleSize = 10000;       // records on which keys are counted
constexpr uint64_t kCountSteps = 8;           // in which a candidate key is counted
constexpr uint64_t kPairsPerCandidate = 250;  // graded per candidate key where there are many records
constexpr uint64_t kPairsWhereFew = 2000;     // and where there are not: time is no matter, and rare misses are seen
constexpr size_t kMaxCombinations = 90;
constexpr size_t kMaxRules = 14;
constexpr double kEnough = 0.999;             // of the expected matches that any key finds
constexpr double kLeastGain = 0.0005;         // of them, that a key must add
constexpr double kLeastYield = 0.0005;        // new matches per pair, where there are many records: time is spent elsewhere
constexpr uint32_t kManyRecords = 20000;
constexpr double kMostKept = 0.5;             // of its pairs, for refining to be worth it
constexpr size_t kSplitPairs = 10000;         // drawn pairs, to tell how many of its own share a further part
constexpr double kWorthCounting = 0.05;       // probability from which a pair counts as an expected match

double pair_total(const RecordSet& records, const std::vector<RecordIndex>& sample, LinkType link_type) {
  const double n = static_cast<double>(sample.size());
  double pairs = n * (n - 1) / 2;
  if (link_type != LinkType::kLink) return pairs;
  std::vector<double> counts(records.sources.size() + 1, 0);
  for (const RecordIndex r : sample) counts[records.source_of[r]] += 1;
  for (const double count : counts) pairs -= count * (count - 1) / 2;
  return pairs;
}

}  // namespace

block::BlockLimits block_limits(const RecordSet& records, const LinkConfig& config) {
  block::BlockLimits limits;
  limits.max_block = static_cast<uint32_t>(std::max(50.0, 3.0 * config.pairs_per_record));
  limits.window = static_cast<uint32_t>(std::max(4.0, config.pairs_per_record));
  for (const AttributeType type : {AttributeType::kTitle, AttributeType::kCompanyName, AttributeType::kSurname,
                                   AttributeType::kFullName, AttributeType::kText, AttributeType::kStreet})
    for (size_t i = 0; i < records.attributes.size() && limits.window_attribute < 0; ++i)
      if (records.attributes[i].type == type && !records.attributes[i].slots.empty())
        limits.window_attribute = static_cast<int>(i);
  return limits;
}

BlockingProposal::BlockingProposal(const RecordSet& records, const LinkConfig& config)
    : records_(records), config_(config), columns_(records, &sample_), limits_(block_limits(records, config)) {
  const uint32_t count = records.record_count();
  if (count <= kSampleSize) {
    for (RecordIndex r = 0; r < count; ++r) sample_.push_back(r);
  } else {
    Rng rng(config.seed ^ 0x73616D706C65ull);
    uint32_t left = kSampleSize;
    for (RecordIndex r = 0; r < count; ++r)
      if (rng.below(count - r) < left) {
        sample_.push_back(r);
        --left;
      }
    sample_share_ = static_cast<double>(kSampleSize) / static_cast<double>(count);
    limits_.max_block = std::max<uint32_t>(3, static_cast<uint32_t>(limits_.max_block * sample_share_));
  }
  limits_.window = 0;
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (comparable(records.attributes[i])) add_parts_of(static_cast<int>(i));
  for (const int part : parts_) singles_.push_back({{part}, nullptr, 0, 0});
}

void BlockingProposal::add_part(int attribute, Transform transform, bool weak) {
  parts_.push_back(columns_.add(attribute, transform));
  weak_.push_back(weak ? 1 : 0);
  for (const block::TransformInfo& row : block::transforms())
    if (row.transform == transform) transform_ids_.emplace_back(row.id);
}

void BlockingProposal::add_parts_of(int attribute) {
  const auto strong = [&](Transform transform) { add_part(attribute, transform, false); };
  const auto weak = [&](Transform transform) { add_part(attribute, transform, true); };
  switch (records_.attributes[static_cast<size_t>(attribute)].type) {
    case AttributeType::kGivenName: strong(Transform::kPhonetic), strong(Transform::kFirst3), weak(Transform::kFirst1); return;
    case AttributeType::kSurname:
      strong(Transform::kExact), strong(Transform::kPhonetic), strong(Transform::kFirst3), strong(Transform::kDelete1);
      return;
    case AttributeType::kFullName:
      strong(Transform::kSortedWords), strong(Transform::kRareWords), strong(Transform::kRarePairs);
      strong(Transform::kFirstWord), strong(Transform::kLastWord);
      return;
    case AttributeType::kBirthDate:
    case AttributeType::kDate: strong(Transform::kExact), weak(Transform::kYear), weak(Transform::kMonthDay); return;
    case AttributeType::kEmail: strong(Transform::kExact), strong(Transform::kUserPart); return;
    case AttributeType::kPhone: strong(Transform::kLast8); return;
    case AttributeType::kStreet:
      strong(Transform::kExact), strong(Transform::kRarePairs), strong(Transform::kRareWords);
      return;
    case AttributeType::kPostcode: strong(Transform::kExact), weak(Transform::kFirst2); return;
    case AttributeType::kCity:
    case AttributeType::kPlace: strong(Transform::kExact), strong(Transform::kPhonetic); return;
    case AttributeType::kSiren:
    case AttributeType::kVat: strong(Transform::kExact); return;
    case AttributeType::kSiret: strong(Transform::kFirst9); return;
    case AttributeType::kCode: strong(Transform::kExact), strong(Transform::kDelete1); return;
    case AttributeType::kCompanyName:
    case AttributeType::kTitle:
      strong(Transform::kSortedWords), strong(Transform::kRareWords), strong(Transform::kRarePairs);
      strong(Transform::kFirst8), strong(Transform::kCodeWords), strong(Transform::kFirst3);
      return;
    case AttributeType::kText: strong(Transform::kRareWords), strong(Transform::kRarePairs), strong(Transform::kCodeWords); return;
    case AttributeType::kNumber:
    case AttributeType::kYear:
    case AttributeType::kCategory:
    case AttributeType::kGender:
    case AttributeType::kCountry: weak(Transform::kExact); return;
    default: return;
  }
}

double BlockingProposal::budget() const {
  return config_.pairs_per_record * static_cast<double>(sample_.size()) * sample_share_;
}

uint64_t BlockingProposal::single_units() const { return singles_.size() * kCountSteps; }

void BlockingProposal::count(std::vector<Candidate>& candidates, uint64_t first_number, uint64_t begin, uint64_t end) {
  for (uint64_t i = begin / kCountSteps; i * kCountSteps < end; ++i) {
    Candidate& candidate = candidates[i];
    const uint64_t first = i * kCountSteps;
    const uint64_t from = std::max(begin, first) - first, to = std::min(end, first + kCountSteps) - first;
    if (from == 0)
      candidate.blocks = std::make_unique<block::RuleBlocks>(columns_, block::BoundRule{candidate.parts, {}}, config_.link_type,
                                                             limits_, &sample_);
    const uint64_t units = candidate.blocks->units();
    candidate.blocks->build(from * units / kCountSteps, to * units / kCountSteps);
    if (to < kCountSteps) continue;
    candidate.pairs = static_cast<double>(candidate.blocks->pair_count());
    sample_pairs(candidate, first_number + i);
  }
}

void BlockingProposal::sample_pairs(Candidate& candidate, uint64_t number) {
  const block::RuleBlocks& blocks = *candidate.blocks;
  const uint64_t total = blocks.pair_count();
  if (total == 0) return;
  Rng rng(config_.seed + 0x706F6F6Cull * (number + 1));
  const uint64_t most = records_.record_count() > kManyRecords ? kPairsPerCandidate : kPairsWhereFew;
  candidate.sampled = std::min(total, most);
  // Positions among all pairs of the blocks, ascending.
  std::vector<uint64_t> positions;
  for (uint64_t i = 0; i < candidate.sampled; ++i) positions.push_back(total <= most ? i : rng.below(total));
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  uint64_t first = 0;
  size_t next = 0;
  for (uint32_t block = 0; block < blocks.block_count() && next < positions.size(); ++block) {
    const uint64_t pairs = blocks.block_pairs(block);
    const RecordIndex* members = blocks.begin(block);
    const uint32_t size = blocks.size(block);
    uint64_t position = first;
    for (uint32_t i = 0; i < size && next < positions.size() && positions[next] < first + pairs; ++i) {
      uint32_t j = i + 1;
      if (config_.link_type == LinkType::kLink)
        while (j < size && source_of(members[j]) == source_of(members[i])) ++j;
      const uint64_t row = size - j;
      while (next < positions.size() && positions[next] < position + row) {
        const RecordIndex other = members[j + static_cast<uint32_t>(positions[next] - position)];
        pool_.push_back({std::min(members[i], other), std::max(members[i], other), 0, {}});
        ++next;
      }
      position += row;
    }
    first += pairs;
  }
}

uint64_t BlockingProposal::combination_units() {
  const double n = static_cast<double>(sample_.size());
  const double all = n * (n - 1) / 2;
  for (size_t p = 0; p < parts_.size(); ++p) {
    collision_.push_back(static_cast<double>(singles_[p].blocks->raw_pair_count()) / std::max(1.0, all));
    uint64_t keyed = 0;
    std::vector<uint64_t> keys;
    for (size_t i = 0; i < sample_.size(); i += 1 + sample_.size() / 1000) {
      keys.clear();
      block::append_keys(columns_, {parts_[p]}, sample_[i], keys);
      keyed += keys.empty() ? 0 : 1;
    }
    filled_.push_back(static_cast<double>(keyed) / static_cast<double>(1 + (sample_.size() - 1) / (1 + sample_.size() / 1000)));
  }
  // Of each set of attributes, the two coarsest combinations that the budget allows.
  struct Estimate { double pairs; std::vector<size_t> parts; };
  std::map<std::vector<int>, std::vector<Estimate>> by_attributes;
  const double most = budget();
  const auto offer = [&](std::vector<size_t> parts) {
    double pairs = all;
    std::vector<int> attributes;
    for (const size_t p : parts) {
      pairs *= collision_[p];
      attributes.push_back(columns_.attribute(parts_[p]));
    }
    std::sort(attributes.begin(), attributes.end());
    // Keys that give many keys themselves are combined with plain ones only.
    size_t many = 0, several = 0;
    for (const size_t p : parts) {
      many += transform_ids_[p] == "rare_pairs" || transform_ids_[p] == "delete_1";
      several += columns_.multiple(parts_[p]);
    }
    if (many > 0 && several > 1 && records_.record_count() > kManyRecords) return most;
    if (pairs > most || std::unique(attributes.begin(), attributes.end()) != attributes.end()) return pairs;
    by_attributes[attributes].push_back({pairs, std::move(parts)});
    return pairs;
  };
  // A part that is selective alone gains nothing from a companion.
  const auto combinable = [&](size_t p) {
    return collision_[p] > 0 && static_cast<double>(singles_[p].blocks->raw_pair_count()) > 0.1 * most;
  };
  for (size_t p = 0; p < parts_.size(); ++p)
    for (size_t q = p + 1; q < parts_.size(); ++q) {
      if (!combinable(p) || !combinable(q)) continue;
      if (offer({p, q}) <= most) continue;
      for (size_t r = q + 1; r < parts_.size(); ++r)
        if (combinable(r)) offer({p, q, r});
    }
  std::vector<Estimate> kept;
  for (auto& [attributes, estimates] : by_attributes) {
    std::sort(estimates.begin(), estimates.end(), [](const Estimate& a, const Estimate& b) {
      return a.pairs != b.pairs ? a.pairs > b.pairs : a.parts < b.parts;
    });
    const size_t keep = attributes.size() == 2 ? 3 : 1;
    for (size_t i = 0; i < std::min(keep, estimates.size()); ++i) kept.push_back(estimates[i]);
  }
  // Pairs of parts before triples, then coarser ones.
  std::sort(kept.begin(), kept.end(), [](const Estimate& a, const Estimate& b) {
    if (a.parts.size() != b.parts.size()) return a.parts.size() < b.parts.size();
    return a.pairs != b.pairs ? a.pairs > b.pairs : a.parts < b.parts;
  });
  if (kept.size() > kMaxCombinations) kept.resize(kMaxCombinations);
  for (const Estimate& estimate : kept) {
    Candidate candidate;
    for (const size_t p : estimate.parts) candidate.parts.push_back(parts_[p]);
    combinations_.push_back(std::move(candidate));
  }
  return combinations_.size() * kCountSteps;
}

uint64_t BlockingProposal::pool_units() {
  std::sort(pool_.begin(), pool_.end(), [](const PoolPair& x, const PoolPair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  pool_.erase(std::unique(pool_.begin(), pool_.end(), [](const PoolPair& x, const PoolPair& y) { return x.a == y.a && x.b == y.b; }),
              pool_.end());
  return pool_.size();
}

void BlockingProposal::weigh_pool(uint64_t begin, uint64_t end) {
  const size_t count = singles_.size() + combinations_.size();
  for (uint64_t i = begin; i < end; ++i) {
    PoolPair& pair = pool_[i];
    const double p = probability_from_weight(weights_.sum(comparer_->compare(sample_[pair.a], sample_[pair.b])));
    if (p < kWorthCounting) continue;
    // Horvitz-Thompson: a pair stands for as many as it was improbable to be drawn.
    double missed = 1;
    pair.keys.assign((count + 63) / 64, 0);
    for (size_t k = 0; k < count; ++k) {
      const Candidate& candidate = k < singles_.size() ? singles_[k] : combinations_[k - singles_.size()];
      if (candidate.sampled == 0 || !candidate.blocks->share_block(pair.a, pair.b)) continue;
      pair.keys[k / 64] |= uint64_t{1} << (k % 64);
      missed *= 1.0 - std::min(1.0, static_cast<double>(candidate.sampled) / std::max(1.0, candidate.pairs));
    }
    pair.matches = p / std::max(1e-9, 1.0 - missed);
    matches_.push_back(std::move(pair));
  }
}

std::vector<int> BlockingProposal::refinement_for(const std::vector<int>& parts) const {
  // Coarsest first, so that a block is split no more than needed.
  std::vector<size_t> order;
  for (size_t p = 0; p < parts_.size(); ++p) {
    bool used = columns_.multiple(parts_[p]) || filled_[p] < 0.5 || collision_[p] > 0.6;
    for (const int part : parts) used = used || columns_.attribute(part) == columns_.attribute(parts_[p]);
    if (!used) order.push_back(p);
  }
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return collision_[a] != collision_[b] ? collision_[a] > collision_[b] : a < b;
  });
  std::vector<int> refinement;
  std::vector<int> attributes;
  for (const size_t p : order) {
    const int attribute = columns_.attribute(parts_[p]);
    if (std::find(attributes.begin(), attributes.end(), attribute) != attributes.end()) continue;
    attributes.push_back(attribute);
    refinement.push_back(static_cast<int>(p));
    if (refinement.size() == 4) break;
  }
  return refinement;
}

bool BlockingProposal::agree(size_t part, RecordIndex a, RecordIndex b) const {
  std::vector<uint64_t> of_a, of_b;
  block::append_keys(columns_, {parts_[part]}, sample_[a], of_a);
  block::append_keys(columns_, {parts_[part]}, sample_[b], of_b);
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

std::vector<BlockingProposal::Refined> BlockingProposal::refine_large(const std::vector<size_t>& chosen, double total) const {
  std::vector<Refined> out;
  for (const size_t key : chosen) out.push_back({key, -1, candidate(key).pairs / std::max(1.0, budget()), -1});
  // Keys that several chosen ones make unnecessary must not all rely on each other: `needed` are those that no other key, as it
  // then is, finds.
  const auto finds = [&](const Refined& refined, const PoolPair& pair) {
    return pair.found_by(refined.key) && (refined.part < 0 || agree(static_cast<size_t>(refined.part), pair.a, pair.b));
  };
  for (Refined& refined : out) {
    if (refined.share <= kLargeBudgetShare || total <= 0) continue;
    std::vector<const PoolPair*> needed;
    for (const PoolPair& pair : matches_) {
      bool alone = pair.found_by(refined.key);
      for (const Refined& other : out) alone = alone && (&other == &refined || !finds(other, pair));
      if (alone) needed.push_back(&pair);
    }
    std::vector<const PoolPair*> asked;
    for (size_t i = 0; i < pool_.size(); i += 1 + pool_.size() / kSplitPairs)
      if (candidate(refined.key).blocks->share_block(pool_[i].a, pool_[i].b)) asked.push_back(&pool_[i]);
    double best_share = kMostKept, least_loss = 1;
    for (size_t part = 0; part < parts_.size(); ++part) {
      bool used = columns_.multiple(parts_[part]);
      for (const int own : candidate(refined.key).parts) used = used || columns_.attribute(own) == columns_.attribute(parts_[part]);
      if (used) continue;
      double agreeing = 0, loss = 0;
      for (const PoolPair* pair : asked) agreeing += agree(part, pair->a, pair->b) ? 1 : 0;
      const double share = agreeing / std::max(1.0, static_cast<double>(asked.size()));
      if (share > best_share) continue;
      for (const PoolPair* pair : needed) loss += agree(part, pair->a, pair->b) ? 0 : pair->matches;
      least_loss = std::min(least_loss, loss / total);
      if (loss > kLeastGain * total) continue;
      best_share = share;
      refined.part = static_cast<int>(part);
    }
    if (refined.part < 0) refined.loss = least_loss;
  }
  return out;
}

std::vector<BlockingRule> BlockingProposal::choose() {
  const size_t count = singles_.size() + combinations_.size();
  double total = 0;
  for (const PoolPair& pair : matches_) total += pair.matches;
  std::vector<uint8_t> covered(matches_.size(), 0);
  std::vector<size_t> chosen;
  double left = budget(), found = 0;
  const double all = pair_total(records_, sample_, config_.link_type);
  left = std::min(left, all);
  const double start = left;
  while (chosen.size() < kMaxRules && found < kEnough * total) {
    std::vector<double> gains(count, 0), variances(count, 0);
    for (size_t i = 0; i < matches_.size(); ++i) {
      if (covered[i] != 0) continue;
      for (size_t w = 0; w < matches_[i].keys.size(); ++w)
        for (uint64_t bits = matches_[i].keys[w]; bits != 0; bits &= bits - 1) {
          const size_t k = w * 64 + static_cast<size_t>(std::countr_zero(bits));
          gains[k] += matches_[i].matches;
          variances[k] += matches_[i].matches * matches_[i].matches;
        }
    }
    size_t best = count;
    double best_worth = 0;
    for (size_t k = 0; k < count; ++k) {
      if (candidate(k).pairs > left || gains[k] < kLeastGain * total) continue;
      if (records_.record_count() > kManyRecords) {
        // The few sampled pairs that a gain rests on stand for hundreds each: it counts less one standard error.
        const double margin = gains[k] - kLeastYield * candidate(k).pairs;
        if (margin < 0 || margin * margin < variances[k]) continue;
      }
      if (k < singles_.size() && weak_[k] != 0) continue;
      const double worth = gains[k] / (candidate(k).pairs + 0.02 * start);
      if (worth > best_worth) {
        best = k;
        best_worth = worth;
      }
    }
    if (best == count) break;
    chosen.push_back(best);
    left -= candidate(best).pairs;
    found += gains[best];
    for (size_t i = 0; i < matches_.size(); ++i)
      if (matches_[i].found_by(best)) covered[i] = 1;
  }
  if (chosen.empty()) {
    // Nothing stood out (all records alike, or nothing in common): the most selective part, split as far as it can be.
    size_t best = count;
    for (size_t k = 0; k < singles_.size(); ++k)
      if (filled_[k] > 0 && (best == count || filled_[k] * (1 - collision_[k]) > filled_[best] * (1 - collision_[best]))) best = k;
    if (best < count) chosen.push_back(best);
  }
  std::vector<BlockingRule> rules;
  const auto key_part = [&](size_t p) {
    return KeyPart{records_.attributes[static_cast<size_t>(columns_.attribute(parts_[p]))].key, transform_ids_[p]};
  };
  for (const Refined& refined : refine_large(chosen, total)) {
    BlockingRule rule;
    std::vector<int> parts = candidate(refined.key).parts;
    if (refined.part >= 0) {
      parts.push_back(parts_[static_cast<size_t>(refined.part)]);
      rule.share_before_refining = refined.share;
    }
    rule.refining_loss = refined.loss;
    for (const int part : parts)
      rule.parts.push_back(key_part(static_cast<size_t>(std::find(parts_.begin(), parts_.end(), part) - parts_.begin())));
    for (const int p : refinement_for(parts)) rule.refinement.push_back(key_part(static_cast<size_t>(p)));
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace jumelles::pipeline
