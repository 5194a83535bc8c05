#include "score/refine.h"

#include <algorithm>
#include <cmath>

namespace jumelles::score {
namespace {

constexpr int kMostSteps = 100;
constexpr double kLeastStep = 1e-9;  // bits

// Log-odds are in bits throughout: p = 1 / (1 + 2^-z), so that derivatives carry a factor ln 2.
constexpr double kLn2 = 0.6931471805599453;

double probability(double z) {
  z = std::clamp(z, -60.0, 60.0);
  return 1.0 / (1.0 + exp2(-z));
}

class Fit {
 public:
  Fit(const std::vector<WeighedPair>& pairs, const std::vector<std::vector<uint8_t>>& adjustable, bool shifts) : pairs_(pairs) {
    // The shift first, then the levels that a judged pair is on.
    place_.resize(adjustable.size());
    for (size_t c = 0; c < adjustable.size(); ++c) place_[c].assign(16, kNone);
    if (shifts) precision_.push_back(1.0 / (kShiftBits * kShiftBits));
    for (const WeighedPair& pair : pairs) {
      uint64_t rest = pair.pattern;
      for (size_t c = 0; c < adjustable.size(); ++c, rest >>= 4) {
        const size_t grade = rest & 15;
        if (grade == 0 || grade > adjustable[c].size() || adjustable[c][grade - 1] == 0 || place_[c][grade] != kNone) continue;
        place_[c][grade] = 0;  // wanted
      }
    }
    for (std::vector<uint32_t>& places : place_)
      for (uint32_t& place : places)
        if (place == 0) {
          place = static_cast<uint32_t>(precision_.size());
          precision_.push_back(1.0 / (kLevelBits * kLevelBits));
        }
    for (const WeighedPair& pair : pairs) {
      if (shifts) features_.push_back(0);
      uint64_t rest = pair.pattern;
      for (size_t c = 0; c < place_.size(); ++c, rest >>= 4)
        if (place_[c][rest & 15] != kNone) features_.push_back(place_[c][rest & 15]);
      ends_.push_back(features_.size());
    }
    values_.assign(precision_.size(), 0);
  }

  // Newton's method with steps halved until they help: the objective is concave, it has one maximum.
  bool run() {
    if (pairs_.empty() || values_.empty()) return true;
    double best = objective(values_);
    for (int iteration = 0; iteration < kMostSteps; ++iteration) {
      std::vector<double> step = newton_step();
      double longest = 0;
      for (const double s : step) longest = std::max(longest, s < 0 ? -s : s);
      if (longest < kLeastStep) return true;
      bool better = false;
      for (int half = 0; half < 30 && !better; ++half) {
        std::vector<double> next = values_;
        for (size_t i = 0; i < next.size(); ++i) next[i] += step[i];
        const double reached = objective(next);
        if (reached > best) {
          best = reached;
          values_ = std::move(next);
          better = true;
        }
        for (double& s : step) s *= 0.5;
      }
      if (!better) return true;  // as close as numbers of this size allow
    }
    return false;
  }

  double value(size_t c, size_t grade) const { return place_[c][grade] == kNone ? 0 : values_[place_[c][grade]]; }
  double first() const { return values_.empty() ? 0 : values_[0]; }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  double score(size_t pair, const std::vector<double>& values) const {
    double z = bits(pairs_[pair].weight);
    for (size_t f = pair == 0 ? 0 : ends_[pair - 1]; f < ends_[pair]; ++f) z += values[features_[f]];
    return z;
  }

  // Log-likelihood less the penalty, in nats.
  double objective(const std::vector<double>& values) const {
    double sum = 0;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      const double z = std::clamp(score(i, values), -1000.0, 1000.0) * (pairs_[i].match ? 1 : -1);
      // log p = -log(1 + 2^-z)
      sum -= z > 0 ? ln(1.0 + exp2(-z)) : ln(1.0 + exp2(z)) - z * kLn2;
    }
    for (size_t i = 0; i < values.size(); ++i) sum -= 0.5 * precision_[i] * values[i] * values[i];
    return sum;
  }

  std::vector<double> newton_step() const {
    const size_t n = values_.size();
    std::vector<double> gradient(n, 0), hessian(n * n, 0);
    for (size_t i = 0; i < pairs_.size(); ++i) {
      const double p = probability(score(i, values_));
      const double off = ((pairs_[i].match ? 1.0 : 0.0) - p) * kLn2, curve = p * (1.0 - p) * kLn2 * kLn2;
      const size_t begin = i == 0 ? 0 : ends_[i - 1];
      for (size_t f = begin; f < ends_[i]; ++f) {
        gradient[features_[f]] += off;
        for (size_t g = begin; g <= f; ++g) hessian[features_[f] * n + features_[g]] += curve;
      }
    }
    for (size_t i = 0; i < n; ++i) {
      gradient[i] -= precision_[i] * values_[i];
      hessian[i * n + i] += precision_[i];
    }
    solve(hessian, gradient);
    return gradient;
  }

  // Cholesky: the lower half of `matrix` is positive definite, thanks to the penalty. `right` becomes the solution.
  static void solve(std::vector<double>& matrix, std::vector<double>& right) {
    const size_t n = right.size();
    for (size_t j = 0; j < n; ++j) {
      for (size_t k = 0; k < j; ++k) matrix[j * n + j] -= matrix[j * n + k] * matrix[j * n + k];
      matrix[j * n + j] = std::sqrt(matrix[j * n + j]);
      for (size_t i = j + 1; i < n; ++i) {
        for (size_t k = 0; k < j; ++k) matrix[i * n + j] -= matrix[i * n + k] * matrix[j * n + k];
        matrix[i * n + j] /= matrix[j * n + j];
      }
    }
    for (size_t i = 0; i < n; ++i) {
      for (size_t k = 0; k < i; ++k) right[i] -= matrix[i * n + k] * right[k];
      right[i] /= matrix[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
      for (size_t k = i + 1; k < n; ++k) right[i] -= matrix[k * n + i] * right[k];
      right[i] /= matrix[i * n + i];
    }
  }

  const std::vector<WeighedPair>& pairs_;
  std::vector<std::vector<uint32_t>> place_;  // [comparison][grade]
  std::vector<double> precision_, values_;
  std::vector<uint32_t> features_;            // of all pairs, one after the other, ascending within each
  std::vector<size_t> ends_;
};

}  // namespace

Refinement refine(const std::vector<WeighedPair>& pairs, const std::vector<std::vector<uint8_t>>& adjustable, bool shifts) {
  Fit fit(pairs, adjustable, shifts);
  Refinement out;
  out.settled = fit.run();
  if (shifts && !pairs.empty()) out.shift = weight_from_bits(fit.first());
  out.levels.resize(adjustable.size());
  for (size_t c = 0; c < adjustable.size(); ++c)
    for (size_t level = 0; level < adjustable[c].size(); ++level) out.levels[c].push_back(pairs.empty() ? 0 : weight_from_bits(fit.value(c, level + 1)));
  return out;
}

}  // namespace jumelles::score
