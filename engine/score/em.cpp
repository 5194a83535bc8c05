#include "score/em.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace jumelles::score {
namespace {

constexpr double kSmallest = 1e-12;
constexpr double kTolerance = 2e-6;  // of every parameter
constexpr int kMaxIterations = 400;
constexpr int kTypicalRounds = 10;
constexpr int kSettled = 150;        // iterations after which the rest are small moves
constexpr double kFewestTrained = 100;  // matches, for a comparison to learn from a part of the pairs
constexpr double kLeastUnlike = 1;      // bits on a pair: what is less is a trace of few pairs
constexpr double kFewestMatches = 0.5;  // where none are found, one may be

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

void add(std::vector<std::vector<double>>& sums, const std::vector<std::vector<double>>& more) {
  for (size_t c = 0; c < sums.size(); ++c)
    for (size_t level = 0; level < sums[c].size(); ++level) sums[c][level] += more[c][level];
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
  size_t apart = 0;
  for (const PatternCount& entry : input_.random) {
    const bool some = apart < input_.random_apart.size() && input_.random_apart[apart].pattern == entry.pattern;
    open_.push_back(some ? 1 - static_cast<double>(input_.random_apart[apart++].count) / static_cast<double>(entry.count) : 1);
  }
  if (!input_.keep_u) start_u(input_, parameters_);
  find_typical_strangers();
  const auto counts = level_sums(input_.random, parameters_, [](const PatternCount& entry) { return static_cast<double>(entry.count); });
  random_counts_.resize(counts.size());
  for (size_t c = 0; c < counts.size(); ++c)
    for (size_t level = 0; level + 1 < counts[c].size(); ++level)
      random_counts_[c].push_back(static_cast<uint64_t>(counts[c][level + 1]));
  if (!input_.keep_u) update_u();
  for (size_t c = 0; c < input_.against.size() && c < input_.locked.size(); ++c)
    if (std::find(input_.locked[c].begin(), input_.locked[c].end(), 1) != input_.locked[c].end()) input_.against[c].assign(input_.against[c].size(), 0);
  bool any_own = false;
  for (const std::vector<uint8_t>& levels : input_.own)
    for (const uint8_t level : levels) any_own = any_own || level != 0;
  for (size_t kind = 0; any_own && kind < std::min(kMaxKinds, input_.sibling_kinds.size()); ++kind) {
    // Like matches where things may share, like strangers on what is their own.
    Parameters::Siblings siblings{parameters_.prior, parameters_.m};
    for (size_t c = 0; c < siblings.s.size(); ++c) {
      const std::vector<size_t>& strange = input_.sibling_kinds[kind];
      const bool own = std::find(input_.own[c].begin(), input_.own[c].end(), kOwnAgreement) != input_.own[c].end();
      if (own || std::find(strange.begin(), strange.end(), c) != strange.end()) siblings.s[c] = parameters_.u[c];
    }
    limit(siblings.s);
    parameters_.siblings.push_back(std::move(siblings));
  }
  typical_.siblings = parameters_.siblings;
  if (std::count(input_.may_change.begin(), input_.may_change.end(), 1) >= 2) moved_ = kTypicalMoved;
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
  sibling_ratios_.resize(parameters_.siblings.size());
  for (size_t kind = 0; kind < sibling_ratios_.size(); ++kind) divide(parameters_.siblings[kind].s, sibling_ratios_[kind]);
}

EmTrainer::Shares EmTrainer::shares_of(uint64_t pattern, double factor) const {
  const auto odds = [&](double prior, const Sums& ratios) {
    uint64_t rest = pattern;
    for (size_t c = 0; c < ratios.size(); ++c, rest >>= 4) prior *= ratios[c][rest & 15];
    return prior;
  };
  Shares shares{};
  if (factor > 0) {
    double lasting = parameters_.prior * factor, changing = 1;
    uint64_t rest = pattern;
    for (size_t c = 0; c < ratios_.size(); ++c, rest >>= 4) (changes(c) ? changing : lasting) *= ratios_[c][rest & 15];
    for (const Dependence& d : parameters_.dependences) {
      const size_t at = joint_index(pattern, d.first, d.second);
      (changes(d.first) || changes(d.second) ? changing : lasting) *= d.matches[at] / d.strangers[at];
    }
    shares.match = lasting * ((1 - moved_) * changing + moved_);
    shares.moved = shares.match > 0 ? lasting * moved_ / shares.match : 0;
  }
  double strangers = 1.0 - parameters_.prior, all = shares.match;
  for (size_t kind = 0; kind < sibling_ratios_.size(); ++kind) {
    shares.sibling[kind] = odds(parameters_.siblings[kind].prior, sibling_ratios_[kind]);
    for (const Dependence& d : parameters_.dependences) {
      const size_t at = joint_index(pattern, d.first, d.second);
      shares.sibling[kind] *= d.siblings[kind][at] / d.strangers[at];
    }
    strangers -= parameters_.siblings[kind].prior;
    all += shares.sibling[kind];
  }
  all += strangers;
  shares.match /= all;
  shares.moved *= shares.match;
  for (double& share : shares.sibling) share /= all;
  shares.strangers = strangers / all;
  return shares;
}

double EmTrainer::partner_factor() const {
  if (input_.records_a < 1 || input_.records_b < 1) return 1;
  const double matches = parameters_.prior * input_.possible_pairs;
  const double a = std::min(kMostPartnered, matches / input_.records_a), b = std::min(kMostPartnered, matches / input_.records_b);
  return 1.0 / ((1.0 - a) * (1.0 - b));
}

double EmTrainer::partner_prior() const {
  if (input_.prior_locked) return parameters_.prior;
  const double odds = parameters_.prior * partner_factor();
  return odds / (1.0 + odds);
}

bool EmTrainer::iterate() {
  if (input_.candidates.empty() && input_.known_matches.empty()) return false;  // nothing to learn from
  const bool moves = step();
  if (searched_) return moves || drop_slips();
  if (moves && iteration_count_ < kSettled) return true;
  // What independence explains best shows where it fails.
  find_dependences();
  searched_ = true;
  return moves || !parameters_.dependences.empty() || drop_slips();
}

void EmTrainer::find_dependences() {
  std::vector<Dependence> all;
  for (size_t a = 0; a + 1 < parameters_.m.size(); ++a)
    for (size_t b = a + 1; b < parameters_.m.size(); ++b) {
      Dependence d;
      d.first = a;
      d.second = b;
      all.push_back(std::move(d));
    }
  measure(all);
  parameters_.dependences = strongest_forest(std::move(all), parameters_.m.size(), input_.least_dependence);
  if (parameters_.dependences.empty()) return;
  start_again();  // what was counted twice has led astray
}

void EmTrainer::start_again() {
  parameters_.prior = typical_.prior;
  parameters_.m = typical_.m;
  parameters_.siblings = typical_.siblings;
  if (moved_ > 0) moved_ = kTypicalMoved;
  iteration_count_ = 0;
  refresh_ratios();
}

// Bits by which siblings can be told from matches by what is not their own: how unlike the levels are, on an average sibling.
double EmTrainer::bits_from_matches(const Parameters::Siblings& siblings) const {
  double bits = 0;
  for (size_t c = 0; c < siblings.s.size(); ++c) {
    if (std::find(input_.own[c].begin(), input_.own[c].end(), kOwnAgreement) != input_.own[c].end()) continue;
    for (size_t level = 0; level < siblings.s[c].size(); ++level) {
      const double s = std::max(siblings.s[c][level], kSmallest);
      bits += s * (log2(s) - log2(std::max(parameters_.m[c][level], kSmallest)));
    }
  }
  return bits;
}

// Siblings that are like matches in all but their own, and fewer, may as well be matches with a slip there: nothing in the data
// tells which. The simpler model has no such class.
bool EmTrainer::drop_slips() {
  if (judged_) return false;
  judged_ = true;
  std::vector<size_t> slips;
  for (size_t kind = 0; kind < parameters_.siblings.size(); ++kind) {
    const Parameters::Siblings& siblings = parameters_.siblings[kind];
    const double bits = bits_from_matches(siblings);
    if (siblings.prior >= parameters_.prior || bits >= kLeastUnlike) continue;
    slips.push_back(kind);
    slips_ = {slips_.pairs + expected_siblings(kind), expected_matches(), std::max(slips_.bits, bits)};
  }
  if (slips.empty()) return false;
  for (size_t i = slips.size(); i-- > 0;) {
    const auto place = static_cast<std::ptrdiff_t>(slips[i]);
    typical_.siblings.erase(typical_.siblings.begin() + place);
    for (Dependence& d : parameters_.dependences) d.siblings.erase(d.siblings.begin() + place);
  }
  start_again();
  return true;
}

// Probability of being strangers by typical shares of matches, which cannot be led astray by what the class of matches has become:
// counted by that class, strangers that share two things of which one follows from the other (an e-mail from a name) pass for
// matches and hide this very dependence, and matches that it lacks (of people who moved) pass for strangers and feign one.
// Who moves changes address, phone and e-mail at once: what does not last speaks against a match only once.
double EmTrainer::typical_stranger_share(size_t random) const {
  uint64_t pattern = input_.random[random].pattern;
  double odds = typical_.prior / (1 - typical_.prior), changed = 1;
  for (size_t c = 0; c < typical_.m.size(); ++c, pattern >>= 4) {
    const size_t grade = pattern & 15;
    if (grade == 0 || grade > typical_.m[c].size()) continue;
    const double ratio = std::max(typical_.m[c][grade - 1], kSmallest) / std::max(typical_.u[c][grade - 1], kSmallest);
    if (ratio < 1 && c < input_.lasting.size() && input_.lasting[c] == 0) changed = std::min(changed, ratio);
    else odds *= ratio;
  }
  return 1 - open_[random] * (1 - 1 / (1 + odds * changed));
}

// What strangers are like where matches are as typical ones: of large groups, many random pairs are matches.
void EmTrainer::find_typical_strangers() {
  typical_.u = parameters_.u;
  for (int round = 0; round < kTypicalRounds; ++round) {
    size_t next = 0;
    const auto sums = level_sums(input_.random, typical_, [&](const PatternCount& entry) {
      return static_cast<double>(entry.count) * typical_stranger_share(next++);
    });
    for (size_t c = 0; c < sums.size(); ++c) {
      const double levels = static_cast<double>(typical_.u[c].size());
      double seen = 0;
      for (size_t grade = 1; grade < sums[c].size(); ++grade) seen += sums[c][grade];
      for (size_t level = 0; level < typical_.u[c].size(); ++level)
        typical_.u[c][level] = (sums[c][level + 1] + input_.u_smoothing / levels) / (seen + input_.u_smoothing);
    }
  }
}

void EmTrainer::measure(std::vector<Dependence>& dependences) const {
  std::vector<Shares> candidates;
  std::vector<double> random;
  for (const PatternCount& entry : input_.candidates) candidates.push_back(shares_of(entry.pattern, partner_factor()));
  for (size_t i = 0; i < input_.random.size(); ++i) random.push_back(typical_stranger_share(i));
  for (Dependence& d : dependences) {
    const auto count = [&](const std::vector<PatternCount>& patterns, auto share) {
      JointCounts counts(256, 0.0);
      for (size_t i = 0; i < patterns.size(); ++i)
        counts[joint_index(patterns[i].pattern, d.first, d.second)] += static_cast<double>(patterns[i].count) * share(i);
      return counts;
    };
    JointCounts matches = count(input_.candidates, [&](size_t i) { return candidates[i].match - candidates[i].moved; });
    for (const PatternCount& entry : input_.known_matches)
      matches[joint_index(entry.pattern, d.first, d.second)] += static_cast<double>(entry.count) / input_.candidate_scale;
    d.matches = joint_factors(matches);
    d.strangers = joint_factors(count(input_.random, [&](size_t i) { return random[i]; }), count(input_.random, [](size_t) { return 1.0; }));
    d.siblings.clear();
    for (size_t kind = 0; kind < parameters_.siblings.size(); ++kind)
      d.siblings.push_back(joint_factors(count(input_.candidates, [&](size_t i) { return candidates[i].sibling[kind]; })));
    double all = 0;
    for (const double n : matches) all += n;
    d.strength = 0;
    for (size_t at = 0; at < 256 && all > 0; ++at) {
      const double off = log2(std::max(d.matches[at], kSmallest)) - log2(std::max(d.strangers[at], kSmallest));
      d.strength += matches[at] / all * (off < 0 ? -off : off);
    }
  }
}

// Share of all pairs that are matches, at least, by random pairs: these miss none, as keys do where groups are large.
double EmTrainer::random_matches() const {
  double matches = 0, all = 0;
  for (size_t i = 0; i < input_.random.size(); ++i) {
    const double count = static_cast<double>(input_.random[i].count);
    const Shares shares = shares_of(input_.random[i].pattern, 1);
    matches += count * open_[i] * (shares.match - shares.moved);
    all += count;
  }
  return all > 0 ? std::max(0.0, matches - 3 * std::sqrt(matches)) / all : 0;
}

// Of what passes for matches that have moved, at most kMostMoved of all matches are believed: what is over may be namesakes.
void EmTrainer::limit_moved(std::vector<Shares>& shares, double& total, double moved) {
  if (moved_ <= 0) return;
  const double most = (total - moved) * kMostMoved / (1 - kMostMoved);
  const double believed = std::min(moved, most);
  for (Shares& share : shares) {
    const double kept = moved > 0 ? share.moved * believed / moved : 0;
    share.match -= share.moved - kept;
    share.moved = kept;
  }
  total -= moved - believed;
  moved_ = clamp(total > 0 ? believed / total : kTypicalMoved, 1e-4, kMostMoved);
}

bool EmTrainer::step() {
  const Parameters before = parameters_;
  const double factor = partner_factor();
  const size_t kinds = parameters_.siblings.size();
  double total = 0, of_moved = 0;
  std::vector<double> siblings(kinds, 0);
  std::vector<Shares> all_shares;
  all_shares.reserve(input_.candidates.size());
  for (const PatternCount& entry : input_.candidates) {
    Shares shares = shares_of(entry.pattern, factor);
    const double count = static_cast<double>(entry.count) * input_.candidate_scale;
    total += shares.match *= count;
    of_moved += shares.moved *= count;
    for (size_t kind = 0; kind < kinds; ++kind) siblings[kind] += shares.sibling[kind] *= count;
    all_shares.push_back(shares);
  }
  limit_moved(all_shares, total, of_moved);
  size_t next_share = 0;
  Sums sums = level_sums(input_.candidates, parameters_, [&](const PatternCount&) { return all_shares[next_share++].match; });
  const Sums known = level_sums(input_.known_matches, parameters_, [&](const PatternCount& entry) {
    total += static_cast<double>(entry.count);
    return static_cast<double>(entry.count);
  });
  // No matches, siblings perhaps.
  const auto of_others = [&](const std::vector<PatternCount>& patterns, double scale) {
    std::vector<Shares> all;
    for (const PatternCount& entry : patterns) {
      Shares shares = kinds == 0 ? Shares{} : shares_of(entry.pattern, 0);
      for (size_t kind = 0; kind < kinds; ++kind) siblings[kind] += shares.sibling[kind] *= static_cast<double>(entry.count) * scale;
      all.push_back(shares);
    }
    return all;
  };
  const std::vector<Shares> rival_shares = of_others(input_.rivals, input_.candidate_scale);
  const std::vector<Shares> other_shares = of_others(input_.known_others, 1);
  for (size_t kind = 0; kind < kinds; ++kind) {
    size_t next = 0, next_rival = 0, next_other = 0;
    Sums of_kind = level_sums(input_.candidates, parameters_, [&](const PatternCount&) { return all_shares[next++].sibling[kind]; });
    add(of_kind, level_sums(input_.rivals, parameters_, [&](const PatternCount&) { return rival_shares[next_rival++].sibling[kind]; }));
    add(of_kind, level_sums(input_.known_others, parameters_, [&](const PatternCount&) { return other_shares[next_other++].sibling[kind]; }));
    update_siblings(kind, of_kind);
    parameters_.siblings[kind].prior = clamp(siblings[kind] / input_.possible_pairs, 1e-11, 0.2);
  }
  // Who has moved says nothing of what the others share.
  next_share = 0;
  Sums stayed;
  if (moved_ > 0) stayed = level_sums(input_.candidates, parameters_, [&](const PatternCount&) { const Shares& s = all_shares[next_share++]; return s.match - s.moved; });
  for (size_t c = 0; c < sums.size(); ++c)
    if (changes(c)) sums[c] = stayed[c];
  keep_trained(all_shares, sums);
  add(sums, known);
  update_m(sums);
  if (!input_.prior_locked) {
    const double matches = std::max({total, kFewestMatches, random_matches() * input_.possible_pairs});
    parameters_.prior = clamp(matches / input_.possible_pairs, 1e-11, 0.3);
  }
  if (!input_.keep_u) update_u();
  if (searched_ && iteration_count_ % 4 == 0) measure(parameters_.dependences);
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

void EmTrainer::keep_trained(const std::vector<Shares>& shares, Sums& sums) const {
  for (size_t c = 0; c < sums.size() && !input_.trained_share.empty(); ++c) {
    std::vector<double> trained(sums[c].size(), 0);
    double all = 0;
    for (size_t i = 0; i < input_.candidates.size(); ++i) {
      const size_t grade = input_.candidates[i].pattern >> (4 * c) & 15;
      if (grade >= trained.size()) continue;
      const double matches = (shares[i].match - (changes(c) ? shares[i].moved : 0)) * static_cast<double>(input_.trained_share[i][c]);
      trained[grade] += matches;
      if (grade != 0) all += matches;
    }
    if (all >= kFewestTrained) sums[c] = std::move(trained);
  }
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
  limit_matches();
}

void EmTrainer::update_siblings(size_t kind, const Sums& sums) {
  Sums& s = parameters_.siblings[kind].s;
  for (size_t c = 0; c < sums.size(); ++c) {
    double seen = 0;
    for (size_t grade = 1; grade < sums[c].size(); ++grade) seen += sums[c][grade];
    for (size_t level = 0; level < s[c].size(); ++level)
      s[c][level] = (sums[c][level + 1] + input_.m_smoothing * typical_.siblings[kind].s[c][level]) / (seen + input_.m_smoothing);
  }
  limit(s);
}

void EmTrainer::limit(Sums& shares) const {
  for (size_t c = 0; c < input_.own.size(); ++c) {
    if (std::find(input_.own[c].begin(), input_.own[c].end(), kOwnAgreement) == input_.own[c].end()) continue;
    double sums[3] = {};
    for (size_t level = 0; level < shares[c].size(); ++level) sums[input_.own[c][level]] += shares[c][level];
    if (sums[0] <= 0) continue;
    const double agreement = std::min(sums[kOwnAgreement], kSiblingAgreement), partial = std::min(sums[kOwnPartial], kSiblingResemblance);
    const double parts[3] = {1.0 - agreement - partial, agreement, partial};
    for (size_t level = 0; level < shares[c].size(); ++level) {
      const uint8_t kind = input_.own[c][level];
      if (sums[kind] > 0) shares[c][level] *= parts[kind] / sums[kind];
    }
  }
}

void EmTrainer::limit_matches() {
  for (size_t c = 0; c < input_.against.size(); ++c) {
    std::vector<double>& m = parameters_.m[c];
    double against = 0;
    for (size_t level = 0; level < m.size(); ++level) against += input_.against[c][level] != 0 ? m[level] : 0;
    if (against <= kMatchDisagreement) continue;
    for (size_t level = 0; level < m.size(); ++level)
      m[level] *= input_.against[c][level] != 0 ? kMatchDisagreement / against : (1.0 - kMatchDisagreement) / std::max(1.0 - against, kSmallest);
  }
}

void EmTrainer::update_u() {
  // Matches among the random pairs do not count.
  const bool started = !ratios_.empty() && input_.ladders.empty();
  size_t next = 0;
  const auto sums = level_sums(input_.random, parameters_, [&](const PatternCount& entry) {
    const double open = open_[next++];
    if (!started) return static_cast<double>(entry.count);
    const Shares shares = shares_of(entry.pattern, 1);
    return static_cast<double>(entry.count) * (shares.strangers + (1 - open) * shares.match);
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
      double share = input_.exact_share[c] - (input_.ladders.empty() ? parameters_.prior * parameters_.m[c][0] : 0);
      for (const Parameters::Siblings& siblings : parameters_.siblings) share -= siblings.prior * siblings.s[c][0];
      const double floor = std::max(0.05 * input_.exact_share[c], 0.5 / input_.possible_pairs);
      const double exact = clamp(share / (1.0 - parameters_.prior), floor, 0.999);
      const double rest = 1.0 - u[0];
      for (size_t level = 1; level < levels; ++level) u[level] *= (1.0 - exact) / std::max(rest, kSmallest);
      u[0] = exact;
    }
    for (const EmInput::Ladder& ladder : input_.ladders) {
      if (ladder.comparison != c) continue;
      double before = 0;
      for (const size_t level : ladder.base) before = std::max(before, u[level]);
      for (const size_t level : ladder.rungs) before = u[level] = std::min(u[level], kStrangersDecay * before);
    }
    for (size_t level = 0; level < levels; ++level) {
      if (!input_.locked.empty() && input_.locked[c][level] != 0) continue;
      parameters_.u[c][level] = u[level];
    }
  }
}

}  // namespace jumelles::score
