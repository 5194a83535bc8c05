#include "score/em.h"

#include <algorithm>

namespace jumelles::score {
namespace {

constexpr double kSmallest = 1e-12;
constexpr double kTolerance = 2e-5;  // of every parameter
constexpr int kMaxIterations = 100;

double clamp(double value, double low, double high) { return value < low ? low : value > high ? high : value; }

// Sums of weight(entry) per comparison and level.
template <class Weight>
std::vector<std::vector<double>> level_sums(const std::vector<PatternCount>& patterns, const Parameters& shape, Weight weight) {
  std::vector<std::vector<double>> sums(shape.m.size());
  for (size_t c = 0; c < sums.size(); ++c) sums[c].assign(shape.m[c].size() + 1, 0);
  for (const PatternCount& entry : patterns) {
    const double w = weight(entry);
    uint64_t rest = entry.pattern;
    for (size_t c = 0; c < sums.size(); ++c, rest >>= 4) {
      const size_t grade = rest & 15;
      if (grade < sums[c].size()) sums[c][grade] += w;
    }
  }
  return sums;
}

}  // namespace

void start_u(const EmInput& input, Parameters& parameters) {
  const auto sums = level_sums(input.random, parameters, [](const PatternCount& entry) { return static_cast<double>(entry.count); });
  parameters.u.resize(parameters.m.size());
  for (size_t c = 0; c < parameters.m.size(); ++c) {
    const size_t levels = parameters.m[c].size();
    double total = 0;
    for (size_t level = 0; level < levels; ++level) total += sums[c][level + 1];
    parameters.u[c].resize(levels);
    for (size_t level = 0; level < levels; ++level)
      parameters.u[c][level] = (sums[c][level + 1] + input.u_smoothing / static_cast<double>(levels)) / (total + input.u_smoothing);
  }
}

EmTrainer::EmTrainer(EmInput input, Parameters start) : input_(std::move(input)), parameters_(std::move(start)) {
  typical_ = parameters_;
  for (std::vector<double>& shares : typical_.m) {
    double sum = 0;
    for (const double share : shares) sum += share;
    for (double& share : shares) share = sum > 0 ? share / sum : 1.0 / static_cast<double>(shares.size());
  }
  parameters_.m = typical_.m;
  if (!input_.keep_u) start_u(input_, parameters_);
  const auto counts = level_sums(input_.random, parameters_, [](const PatternCount& entry) { return static_cast<double>(entry.count); });
  random_counts_.resize(counts.size());
  for (size_t c = 0; c < counts.size(); ++c)
    for (size_t level = 0; level + 1 < counts[c].size(); ++level)
      random_counts_[c].push_back(static_cast<uint64_t>(counts[c][level + 1]));
  if (!input_.keep_u) update_u();
  for (const std::vector<uint8_t>& levels : input_.own)
    for (const uint8_t level : levels) siblings_ = siblings_ || level != 0;
  if (siblings_) {
    // Half like matches, half like strangers, on every comparison.
    parameters_.sibling_prior = parameters_.prior;
    parameters_.s = parameters_.m;
    for (size_t c = 0; c < parameters_.s.size(); ++c)
      for (size_t level = 0; level < parameters_.s[c].size(); ++level)
        parameters_.s[c][level] = 0.5 * (parameters_.m[c][level] + parameters_.u[c][level]);
    cap_agreement();
    typical_.s = parameters_.s;
  }
  refresh_ratios();
}

void EmTrainer::refresh_ratios() {
  const auto divide = [&](const Sums& shares, Sums& ratios) {
    ratios.resize(shares.size());
    for (size_t c = 0; c < ratios.size(); ++c) {
      ratios[c].assign(16, 1.0);
      for (size_t level = 0; level < shares[c].size(); ++level)
        ratios[c][level + 1] = std::max(shares[c][level], kSmallest) / std::max(parameters_.u[c][level], kSmallest);
    }
  };
  divide(parameters_.m, ratios_);
  divide(parameters_.s, sibling_ratios_);
}

EmTrainer::Shares EmTrainer::shares_of(uint64_t pattern) const {
  double match = parameters_.prior, sibling = parameters_.sibling_prior;
  uint64_t rest = pattern;
  for (size_t c = 0; c < ratios_.size(); ++c, rest >>= 4) match *= ratios_[c][rest & 15];
  for (size_t c = 0; c < sibling_ratios_.size(); ++c, pattern >>= 4) sibling *= sibling_ratios_[c][pattern & 15];
  const double all = match + sibling + (1.0 - parameters_.prior - parameters_.sibling_prior);
  return {match / all, sibling / all};
}

bool EmTrainer::iterate() {
  const Parameters before = parameters_;
  double total = 0, siblings = 0;
  std::vector<double> sibling_weights;
  sibling_weights.reserve(siblings_ ? input_.candidates.size() : 0);
  const auto sums = level_sums(input_.candidates, parameters_, [&](const PatternCount& entry) {
    const Shares shares = shares_of(entry.pattern);
    const double count = static_cast<double>(entry.count) * input_.candidate_scale;
    total += shares.match * count;
    siblings += shares.sibling * count;
    if (siblings_) sibling_weights.push_back(shares.sibling * count);
    return shares.match * count;
  });
  if (siblings_) {
    size_t next = 0;
    update_s(level_sums(input_.candidates, parameters_, [&](const PatternCount&) { return sibling_weights[next++]; }));
    parameters_.sibling_prior = clamp(siblings / input_.possible_pairs, 1e-11, 0.3);
  }
  update_m(sums);
  if (!input_.prior_locked) parameters_.prior = clamp(total / input_.possible_pairs, 1e-11, 0.5);
  if (!input_.keep_u) update_u();
  refresh_ratios();
  ++iteration_count_;
  double moved = 0;
  const auto compare = [&](double a, double b) { moved = std::max(moved, a < b ? b - a : a - b); };
  compare(before.prior / parameters_.prior, 1.0);
  for (size_t c = 0; c < before.m.size(); ++c)
    for (size_t level = 0; level < before.m[c].size(); ++level) {
      compare(before.m[c][level], parameters_.m[c][level]);
      compare(before.u[c][level], parameters_.u[c][level]);
    }
  return moved > kTolerance && iteration_count_ < kMaxIterations;
}

void EmTrainer::update_m(const Sums& sums) {
  match_counts_.resize(sums.size());
  for (size_t c = 0; c < sums.size(); ++c) {
    const size_t levels = parameters_.m[c].size();
    match_counts_[c].assign(sums[c].begin() + 1, sums[c].end());
    double seen = 0;
    for (size_t level = 0; level < levels; ++level) seen += sums[c][level + 1];
    for (size_t level = 0; level < levels; ++level) {
      if (!input_.locked.empty() && input_.locked[c][level] != 0) continue;
      parameters_.m[c][level] = (sums[c][level + 1] + input_.m_smoothing * typical_.m[c][level]) / (seen + input_.m_smoothing);
    }
  }
}

void EmTrainer::update_s(const Sums& sums) {
  for (size_t c = 0; c < sums.size(); ++c) {
    double seen = 0;
    for (size_t grade = 1; grade < sums[c].size(); ++grade) seen += sums[c][grade];
    for (size_t level = 0; level < parameters_.s[c].size(); ++level)
      parameters_.s[c][level] = (sums[c][level + 1] + input_.m_smoothing * typical_.s[c][level]) / (seen + input_.m_smoothing);
  }
  cap_agreement();
}

void EmTrainer::cap_agreement() {
  for (size_t c = 0; c < input_.own.size(); ++c) {
    double agreeing = 0, rest = 0;
    for (size_t level = 0; level < parameters_.s[c].size(); ++level)
      (input_.own[c][level] != 0 ? agreeing : rest) += parameters_.s[c][level];
    if (agreeing <= kSiblingAgreement || rest <= 0) continue;
    for (size_t level = 0; level < parameters_.s[c].size(); ++level)
      parameters_.s[c][level] *= input_.own[c][level] != 0 ? kSiblingAgreement / agreeing : (1.0 - kSiblingAgreement) / rest;
  }
}

void EmTrainer::update_u() {
  // Matches among the random pairs do not count.
  const bool started = !ratios_.empty();
  const auto sums = level_sums(input_.random, parameters_, [&](const PatternCount& entry) {
    const Shares shares = started ? shares_of(entry.pattern) : Shares{0, 0};
    return static_cast<double>(entry.count) * (1.0 - shares.match - shares.sibling);
  });
  for (size_t c = 0; c < sums.size(); ++c) {
    const size_t levels = parameters_.m[c].size();
    double seen = 0;
    for (size_t level = 0; level < levels; ++level) seen += sums[c][level + 1];
    std::vector<double> u(levels);
    for (size_t level = 0; level < levels; ++level)
      u[level] = (sums[c][level + 1] + input_.u_smoothing / static_cast<double>(levels)) / (seen + input_.u_smoothing);
    const bool exact_known = c < input_.exact_share.size() && input_.exact_share[c] >= 0;
    if (exact_known && levels > 1) {
      // Equal values: counted over all possible pairs instead of sampled. At least half a pair in all.
      double share = input_.exact_share[c] - parameters_.prior * parameters_.m[c][0];
      if (!parameters_.s.empty()) share -= parameters_.sibling_prior * parameters_.s[c][0];
      const double floor = std::max(0.05 * input_.exact_share[c], 0.5 / input_.possible_pairs);
      const double exact = clamp(share / (1.0 - parameters_.prior), floor, 0.999);
      const double rest = 1.0 - u[0];
      for (size_t level = 1; level < levels; ++level) u[level] *= (1.0 - exact) / std::max(rest, kSmallest);
      u[0] = exact;
    }
    for (size_t level = 0; level < levels; ++level) {
      if (!input_.locked.empty() && input_.locked[c][level] != 0) continue;
      parameters_.u[c][level] = u[level];
    }
  }
}

}  // namespace jumelles::score
