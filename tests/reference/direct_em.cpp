#include "reference/direct_em.h"

#include <cstddef>

namespace jumelles::reference {

DirectModel direct_em_iteration(const std::vector<std::vector<int>>& pairs, double possible_pairs, const DirectModel& model,
                                double smoothing, const std::vector<std::vector<double>>& typical) {
  std::vector<double> probability;
  for (const std::vector<int>& pair : pairs) {
    double match = model.prior, other = 1 - model.prior;
    for (size_t c = 0; c < pair.size(); ++c) {
      if (pair[c] == 0) continue;
      match *= model.m[c][static_cast<size_t>(pair[c] - 1)];
      other *= model.u[c][static_cast<size_t>(pair[c] - 1)];
    }
    probability.push_back(match / (match + other));
  }
  DirectModel next = model;
  double total = 0;
  for (const double p : probability) total += p;
  next.prior = total / possible_pairs;
  for (size_t c = 0; c < model.m.size(); ++c)
    for (size_t level = 0; level < model.m[c].size(); ++level) {
      double on_level = 0, seen = 0;
      for (size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i][c] == 0) continue;
        seen += probability[i];
        if (pairs[i][c] == static_cast<int>(level) + 1) on_level += probability[i];
      }
      next.m[c][level] = (on_level + smoothing * typical[c][level]) / (seen + smoothing);
    }
  return next;
}

}  // namespace jumelles::reference
