#include "evaluate/estimate.h"

#include <algorithm>

#include "core/math.h"

namespace jumelles::evaluate {
namespace {

constexpr double kZ = 1.96;              // 95 % of a normal distribution
constexpr double kFewestRecaptures = 8;  // matches found twice, for a key to be measured
constexpr double kFewestMatches = 20;

struct KeyEstimate {
  double matches;   // estimated number in all
  double variance;
};

}  // namespace

double square_root(double x) { return x <= 0 ? 0 : exp2(log2(x) / 2); }

Interval wilson(double successes, double count) {
  if (count <= 0) return {};
  const double share = std::clamp(successes / count, 0.0, 1.0), z2 = kZ * kZ;
  const double center = (share + z2 / (2 * count)) / (1 + z2 / count);
  const double half = kZ * square_root(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count);
  return {share, std::max(0.0, center - half), std::min(1.0, center + half)};
}

BlockingEstimate recall_by_recapture(const std::vector<Capture>& captures, const std::vector<uint32_t>& independent) {
  BlockingEstimate out;
  out.key_recalls.assign(independent.size(), -1);
  double all = 0;
  for (const Capture& capture : captures) all += capture.keys != 0 ? capture.matches : 0;
  if (all < kFewestMatches) {
    out.reason_id = "too_few_matches";
    return out;
  }
  std::vector<KeyEstimate> estimates;
  for (size_t k = 0; k < independent.size(); ++k) {
    if (independent[k] == 0) continue;
    double own = 0, others = 0, both = 0;
    for (const Capture& capture : captures) {
      const bool by_key = (capture.keys >> k & 1) != 0, by_others = (capture.keys & independent[k]) != 0;
      own += by_key ? capture.matches : 0;
      others += by_others ? capture.matches : 0;
      both += by_key && by_others ? capture.matches : 0;
    }
    if (both < kFewestRecaptures) continue;
    out.key_recalls[k] = both / others;
    const double total = (own + 1) * (others + 1) / (both + 1) - 1;
    const double variance = (own + 1) * (others + 1) * (own - both) * (others - both) / ((both + 1) * (both + 1) * (both + 2));
    // A key that all matches share says as little as one match more or less.
    estimates.push_back({std::max(all, total), std::max(variance, 1.0)});
  }
  if (estimates.empty()) {
    out.reason_id = "no_independent_keys";
    return out;
  }
  out.known = true;
  out.key_count = static_cast<uint32_t>(estimates.size());
  const auto pool = [&](double between, double& variance) {
    double weights = 0, sum = 0;
    for (const KeyEstimate& e : estimates) {
      weights += 1 / (e.variance + between);
      sum += e.matches / (e.variance + between);
    }
    variance = 1 / weights;
    return sum / weights;
  };
  double variance = 0, least = estimates[0].variance;
  const double fixed = pool(0, variance);
  double q = 0, w = 0, w2 = 0;
  for (const KeyEstimate& e : estimates) {
    q += (e.matches - fixed) * (e.matches - fixed) / e.variance;
    w += 1 / e.variance;
    w2 += 1 / (e.variance * e.variance);
  }
  const double between = estimates.size() < 2 ? 0 : std::max(0.0, (q - static_cast<double>(estimates.size() - 1)) / (w - w2 / w));
  const double total = std::max(all, fixed);
  // The keys are measured on the same matches: together they know little more than the best of them.
  for (const KeyEstimate& e : estimates) least = std::min(least, e.variance);
  variance = std::max(variance, least);
  // Another key would say something else, by the disagreement of those that are there; and how many were missed is chance even when its mean is known.
  const double half = kZ * square_root(variance + between + (total - all));
  out.recall = {all / total, all / (total + half), std::min(1.0, all / std::max(all, total - half))};
  return out;
}

BlockingEstimate with_third_records(BlockingEstimate keys, double implied, double met) {
  if (implied < kFewestMatches) return keys;
  const Interval third = wilson(met, implied);
  if (!keys.known) {
    keys.known = true;
    keys.reason_id.clear();
    keys.recall = third;
    return keys;
  }
  // What makes either wrong is that records bad in one thing are bad in others: both are then too high. The lower one is
  // nearer; how far they lie apart says how strong the dependence is, and as much may be left.
  const Interval& lower = third.value < keys.recall.value ? third : keys.recall;
  const double apart = third.value < keys.recall.value ? keys.recall.value - third.value : third.value - keys.recall.value;
  keys.recall = {lower.value, std::max(0.0, lower.low - apart), std::max(third.high, keys.recall.high)};
  return keys;
}

std::vector<double> rival_probabilities(const std::vector<double>& pairs, const std::vector<double>& false_per_record, double open) {
  std::vector<double> out(pairs.size(), 1);
  for (size_t i = 0; i < pairs.size(); ++i)
    if (pairs[i] > 0) out[i] = std::clamp(1 - false_per_record[i] * open / pairs[i], 0.0, 1.0);
  return out;
}

void add(const ResultEvidence& from, ResultEvidence& into) {
  into.pair_count += from.pair_count;
  for (int s = 0; s < kShifts; ++s) {
    for (int r = 0; r < kReadings; ++r) {
      into.expected[s][r].within += from.expected[s][r].within;
      into.expected[s][r].met_within += from.expected[s][r].met_within;
      into.expected[s][r].outside += from.expected[s][r].outside;
    }
    into.variance[s] += from.variance[s];
    into.outside_variance[s] += from.outside_variance[s];
  }
  into.confident += from.confident;
  into.refused += from.refused;
}

ResultEstimate estimate_result(const ResultEvidence& evidence, const BlockingEstimate& blocking) {
  ResultEstimate out;
  if (evidence.pair_count < 1) {
    out.withheld_id = "nothing_linked";
    return out;
  }
  if (evidence.confident > 0) out.contradicted_share = evidence.refused / evidence.confident;
  if (out.contradicted_share > kMostContradicted) out.withheld_id = "contradicted";
  const auto matches_of = [&](const Expected& e, double recall) {
    return std::max(e.within + e.outside, (e.met_within + e.outside) / std::max(recall, 1e-6));
  };
  const auto recall_of = [&](const Expected& e, double recall) {
    const double matches = matches_of(e, recall);
    return matches <= 0 ? 1 : e.within / matches;
  };
  const double pairs = evidence.pair_count;
  out.recall_known = blocking.known;
  const Expected *single = &evidence.expected[1][0], *joint = &evidence.expected[1][1];
  out.precision.value = (single->within + joint->within) / (2 * pairs);
  out.recall.value = (recall_of(*single, blocking.recall.value) + recall_of(*joint, blocking.recall.value)) / 2;
  if (evidence.has_rivals) {
    // What is counted weighs as much as what is modeled.
    const Expected& rivals = evidence.expected[1][2];
    out.precision.value = (out.precision.value + rivals.within / pairs) / 2;
    out.recall.value = (out.recall.value + recall_of(rivals, blocking.recall.value)) / 2;
  }
  // How the evidence is read is a bound; which pairs are right, and what keys find, are chance, and independent of each other.
  const auto widen = [](Interval& interval, double reading, double chance, double below, double above) {
    interval.low = std::min(interval.low, reading - square_root(chance * chance + below * below));
    interval.high = std::max(interval.high, reading + square_root(chance * chance + above * above));
  };
  out.precision.low = out.precision.high = out.precision.value;
  out.recall.low = out.recall.high = out.recall.value;
  for (int s = 0; s < kShifts; ++s)
    for (int r = 0; r < (evidence.has_rivals ? kReadings : kReadings - 1); ++r) {
      const Expected& e = evidence.expected[s][r];
      widen(out.precision, e.within / pairs, kZ * square_root(evidence.variance[s]) / pairs, 0, 0);
      const double missed = kZ * square_root(evidence.outside_variance[s] + evidence.variance[s]) / std::max(1.0, e.within + e.outside);
      const double recall = recall_of(e, blocking.recall.value);
      widen(out.recall, recall, missed, recall - recall_of(e, blocking.recall.low), recall_of(e, blocking.recall.high) - recall);
    }
  out.expected_matches = (matches_of(*single, blocking.recall.value) + matches_of(*joint, blocking.recall.value)) / 2;
  // At least as wide as a share of so many pairs varies.
  const double found = std::max(1.0, out.expected_matches);
  const Interval least = wilson(out.precision.value * pairs, pairs), least_found = wilson(out.recall.value * found, found);
  out.precision.low = std::clamp(std::min(out.precision.low, least.low), 0.0, 1.0);
  out.precision.high = std::clamp(std::max(out.precision.high, least.high), 0.0, 1.0);
  out.recall.low = std::clamp(std::min(out.recall.low, least_found.low), 0.0, 1.0);
  out.recall.high = std::clamp(std::max(out.recall.high, least_found.high), 0.0, 1.0);
  const double widest = std::max(out.precision.high - out.precision.low, out.recall_known ? out.recall.high - out.recall.low : 0.0);
  if (out.withheld_id.empty() && widest > kWidest) out.withheld_id = "too_uncertain";
  return out;
}

void read_group(uint32_t size, const std::vector<double>& own, const std::vector<double>& ratio, std::vector<double>& single,
                std::vector<double>& joint) {
  single.assign(own.begin(), own.end());
  joint.assign(own.begin(), own.end());
  for (uint32_t i = 0; i < size; ++i)
    for (uint32_t j = i + 1; j < size; ++j) {
      double way = 0;
      for (uint32_t k = 0; k < size; ++k)
        if (k != i && k != j) way = std::max(way, own[i * size + k] * own[k * size + j]);
      const double p = own[i * size + j], r = ratio[i * size + j];
      const double odds = way * r;
      const double both = std::max(p, odds + (1 - way) > 0 ? odds / (odds + (1 - way)) : 1);
      single[i * size + j] = single[j * size + i] = r < 1 ? both : std::max(p, way);
      joint[i * size + j] = joint[j * size + i] = both;
    }
}

}  // namespace jumelles::evaluate
