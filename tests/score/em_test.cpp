#include "score/em.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/math.h"
#include "core/rng.h"
#include "reference/direct_em.h"

namespace jumelles::score {
namespace {

using Shares = std::vector<std::vector<double>>;

int draw(Rng& rng, const std::vector<double>& shares) {
  double x = rng.uniform();
  for (size_t level = 0; level + 1 < shares.size(); ++level) {
    if (x < shares[level]) return static_cast<int>(level);
    x -= shares[level];
  }
  return static_cast<int>(shares.size()) - 1;
}

std::vector<int> draw_pair(Rng& rng, const Shares& shares, double missing) {
  std::vector<int> levels;
  for (const std::vector<double>& s : shares) levels.push_back(rng.chance(missing) ? 0 : draw(rng, s) + 1);
  return levels;
}

uint64_t pack(const std::vector<int>& levels) {
  uint64_t pattern = 0;
  for (size_t c = 0; c < levels.size(); ++c) pattern |= static_cast<uint64_t>(levels[c]) << (4 * c);
  return pattern;
}

const Shares kM = {{.80, .10, .05, .05}, {.70, .20, .10}, {.90, .05, .05}, {.60, .25, .15}, {.85, .15}};
const Shares kU = {{.010, .010, .030, .950}, {.004, .016, .980}, {.050, .050, .900}, {.002, .018, .980}, {.30, .70}};
const Shares kTypical = {{.85, .05, .05, .05}, {.85, .08, .07}, {.85, .08, .07}, {.85, .08, .07}, {.9, .1}};

// Half of the pairs that share a word are strangers who share a common one; matches are a surplus of equal texts.
TEST_CASE("a single comparison finds the surplus of equal texts and does not take every shared word for a match") {
  PatternCounter candidates, random;
  const auto add = [&](int level, uint64_t count) {
    const uint64_t pattern = pack({level + 1});
    random.add(pattern, count);
    if (level < 5) candidates.add(pattern, count);
  };
  // Equal, overlap above .85, .68, .5, .33, else.
  const uint64_t counts[] = {700, 40, 200, 1500, 30000, 4000000};
  for (int level = 0; level < 6; ++level) add(level, counts[level]);
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  for (const uint64_t count : counts) input.possible_pairs += static_cast<double>(count);
  input.ladders.push_back({0, {4}, {3, 2, 1, 0}});
  Parameters start;
  start.prior = 0.0004;
  start.m = {{.44, .10, .08, .06, .25, .07}};
  EmTrainer trainer(std::move(input), start);
  while (trainer.iterate()) {
  }
  const Parameters& found = trainer.parameters();
  const auto probability = [&](size_t level) {
    const double odds = found.prior / (1 - found.prior) * found.m[0][level] / found.u[0][level];
    return odds / (1 + odds);
  };
  CHECK(probability(0) > 0.9);
  CHECK(probability(3) < 0.1);
  CHECK(probability(4) < 0.01);
  CHECK(found.prior * 4032440 == doctest::Approx(770).epsilon(0.1));  // and some that are nearly equal
}

TEST_CASE("known m, u and lambda of synthetic patterns come back within 5 percent") {
  Rng rng(11);
  constexpr int kMatches = 20000, kOthers = 2000000;
  PatternCounter candidates, random;
  for (int i = 0; i < kMatches; ++i) {
    const uint64_t pattern = pack(draw_pair(rng, kM, 0.1));
    candidates.add(pattern);
    random.add(pattern);
  }
  for (int i = 0; i < kOthers; ++i) {
    const uint64_t pattern = pack(draw_pair(rng, kU, 0.1));
    candidates.add(pattern);
    random.add(pattern);
  }
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  input.possible_pairs = kMatches + kOthers;
  Parameters start;
  start.prior = 0.001;
  start.m = kTypical;
  EmTrainer trainer(std::move(input), start);
  while (trainer.iterate()) {
  }
  const Parameters& found = trainer.parameters();
  CHECK(found.prior == doctest::Approx(double(kMatches) / (kMatches + kOthers)).epsilon(0.05));
  for (size_t c = 0; c < kM.size(); ++c)
    for (size_t level = 0; level < kM[c].size(); ++level) {
      CAPTURE(c);
      CAPTURE(level);
      CHECK(found.m[c][level] == doctest::Approx(kM[c][level]).epsilon(0.05));
      CHECK(found.u[c][level] == doctest::Approx(kU[c][level]).epsilon(0.05));
    }
}

TEST_CASE("pairs that a key without it finds teach a comparison what no pair of its own key can") {
  // Two keys: equal values of the first comparison, or of the second one. Matches that agree on neither are never met.
  Rng rng(14);
  PatternCounter candidates, random;
  const auto met = [](const std::vector<int>& levels) { return levels[0] == 1 || levels[1] == 1; };
  uint64_t pairs = 0;
  for (int i = 0; i < 420000; ++i, ++pairs) {
    const std::vector<int> levels = draw_pair(rng, i < 20000 ? kM : kU, 0);
    if (met(levels)) candidates.add(pack(levels));
    random.add(pack(levels));
  }
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  input.possible_pairs = static_cast<double>(pairs);
  Parameters start;
  start.prior = 0.01;
  start.m = kTypical;
  const auto trained = [&](const EmInput& from) {
    EmTrainer trainer(from, start);
    while (trainer.iterate()) {
    }
    return trainer.parameters().m;
  };
  const auto biased = trained(input);
  for (const PatternCount& entry : input.candidates) {
    const float by_first = (entry.pattern & 15) == 1, by_second = (entry.pattern >> 4 & 15) == 1;
    input.trained_share.push_back({by_second, by_first, 1, 1, 1});
  }
  const auto free = trained(input);
  CHECK(biased[0][0] > 1.04 * kM[0][0]);
  CHECK(biased[1][0] > 1.04 * kM[1][0]);
  for (size_t c = 0; c < kM.size(); ++c) CHECK(free[c][0] == doctest::Approx(kM[c][0]).epsilon(0.015));
}

TEST_CASE("EM over counted patterns equals a direct EM over pairs") {
  Rng rng(12);
  std::vector<std::vector<int>> pairs;
  PatternCounter counter;
  for (int i = 0; i < 3000; ++i) {
    pairs.push_back(draw_pair(rng, rng.chance(0.3) ? kM : kU, 0.2));
    counter.add(pack(pairs.back()));
  }
  EmInput input;
  input.candidates = counter.sorted();
  input.possible_pairs = 100000;
  input.keep_u = true;
  Parameters start{0.005, kTypical, kU, {}};
  reference::DirectModel direct{start.prior, kTypical, kU};
  EmTrainer trainer(std::move(input), start);
  for (int i = 0; i < 15; ++i) {
    trainer.iterate();
    direct = reference::direct_em_iteration(pairs, 100000, direct, 4, kTypical);
    CHECK(trainer.parameters().prior == doctest::Approx(direct.prior).epsilon(1e-9));
    for (size_t c = 0; c < kM.size(); ++c)
      for (size_t level = 0; level < kM[c].size(); ++level)
        CHECK(trainer.parameters().m[c][level] == doctest::Approx(direct.m[c][level]).epsilon(1e-9));
  }
}

TEST_CASE("the order in which pairs were met changes no bit") {
  Rng rng(13);
  std::vector<uint64_t> patterns;
  for (int i = 0; i < 2000; ++i) patterns.push_back(pack(draw_pair(rng, rng.chance(0.3) ? kM : kU, 0.2)));
  const auto train = [&](bool backwards) {
    PatternCounter counter;
    for (size_t i = 0; i < patterns.size(); ++i) counter.add(patterns[backwards ? patterns.size() - 1 - i : i]);
    EmInput input;
    input.candidates = input.random = counter.sorted();
    input.possible_pairs = 50000;
    EmTrainer trainer(std::move(input), {0.01, kTypical, {}, {}});
    while (trainer.iterate()) {
    }
    return trainer.parameters();
  };
  const Parameters one = train(false), other = train(true);
  CHECK(one.prior == other.prior);
  CHECK(one.m == other.m);
  CHECK(one.u == other.u);
}

TEST_CASE("a level that was never met keeps a share above zero, a locked one its own") {
  PatternCounter counter;
  counter.add(pack({1, 1, 1, 1, 1}), 500);
  counter.add(pack({4, 3, 3, 3, 2}), 5000);
  EmInput input;
  input.candidates = input.random = counter.sorted();
  input.possible_pairs = 100000;
  for (const auto& levels : kM) input.locked.emplace_back(levels.size(), 0);
  input.locked[1][0] = 1;
  EmTrainer trainer(std::move(input), {0.005, kTypical, {}, {}});
  const double locked = trainer.parameters().m[1][0];
  while (trainer.iterate()) {
  }
  CHECK(trainer.parameters().m[0][1] > 0);
  CHECK(trainer.parameters().m[0][1] < 0.01);
  CHECK(trainer.parameters().u[0][1] > 0);
  CHECK(trainer.parameters().m[1][0] == locked);
}

TEST_CASE("matches are seldom on levels that speak against them") {
  // Level 2 of the first comparison says: alike, but another model. Ten times as many pairs are there as on the level of matches.
  PatternCounter candidates, random;
  for (int i = 0; i < 300; ++i) candidates.add(pack({1, 1}));
  for (int i = 0; i < 3000; ++i) candidates.add(pack({2, 1}));
  for (int i = 0; i < 9000; ++i) candidates.add(pack({3, 1 + i % 2}));
  for (int i = 0; i < 90000; ++i) random.add(pack({3, i % 20 == 0 ? 1 : 2}));
  for (int i = 0; i < 30; ++i) random.add(pack({2, 1}));
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  input.possible_pairs = 9e6;
  Parameters start;
  start.prior = 0.0001;
  start.m = {{.80, .05, .15}, {.9, .1}};
  const auto share_of_matches = [&] {
    EmTrainer trainer(input, start);
    while (trainer.iterate()) {
    }
    return trainer.parameters().m[0][1];
  };
  CHECK(share_of_matches() > 0.8);
  input.against = {{0, 1, 0}, {0, 0}};
  CHECK(share_of_matches() == doctest::Approx(kMatchDisagreement));
}

TEST_CASE("rivals are no matches, however alike; where each record has one partner, a best one is more probable") {
  PatternCounter candidates, rivals, random;
  for (int i = 0; i < 800; ++i) candidates.add(pack({1, 1}));
  for (int i = 0; i < 100; ++i) candidates.add(pack({2, 1}));
  for (int i = 0; i < 500; ++i) rivals.add(pack({1, 1}));
  for (int i = 0; i < 90000; ++i) random.add(pack({i % 300 == 0 ? 1 : 3, i % 20 == 7 ? 1 : 2}));
  EmInput input;
  input.candidates = candidates.sorted();
  input.rivals = rivals.sorted();
  input.random = random.sorted();
  input.possible_pairs = 1e6;
  Parameters start;
  start.prior = 0.0005;
  start.m = {{.80, .10, .10}, {.9, .1}};
  const auto train = [&] {
    EmTrainer trainer(input, start);
    while (trainer.iterate()) {
    }
    return trainer;
  };
  const EmTrainer alone = train();
  CHECK(alone.parameters().prior * 1e6 < 900.5);
  CHECK(alone.partner_prior() == doctest::Approx(alone.parameters().prior));
  input.records_a = input.records_b = 1000;
  const EmTrainer partnered = train();
  const double share = std::min(kMostPartnered, partnered.parameters().prior * 1e6 / 1000);
  CHECK(partnered.parameters().prior >= alone.parameters().prior);
  CHECK(partnered.parameters().prior * 1e6 < 900.5);
  CHECK(partnered.partner_prior() == doctest::Approx(partnered.parameters().prior / ((1 - share) * (1 - share))).epsilon(0.1));
  // Of a long list few have one: what a record of it lacks to be partnered says little.
  input.records_b = 100000;
  const EmTrainer long_list = train();
  input.records_a = 100000, input.records_b = 1000;
  CHECK(train().partner_prior() == doctest::Approx(long_list.partner_prior()));
  const double of_short = std::min(kMostPartnered, long_list.parameters().prior * 1e6 / 1000), of_long = long_list.parameters().prior * 1e6 / 1e5;
  const double odds = long_list.parameters().prior / ((1 - of_short) * (1 - of_long));
  CHECK(long_list.partner_prior() == doctest::Approx(odds / (1 + odds)));
}

TEST_CASE("members of a household do not pass for matches") {
  // Comparisons: given name (own), surname, street, phone.
  const Shares m = {{.92, .08}, {.95, .05}, {.90, .10}, {.80, .20}};
  const Shares household = {{.02, .98}, {.97, .03}, {.99, .01}, {.60, .40}};
  const Shares u = {{.010, .990}, {.001, .999}, {.0005, .9995}, {.0005, .9995}};
  Rng rng(14);
  PatternCounter candidates, random;
  constexpr int kMatches = 4000, kRelatives = 6000, kStrangers = 1000000;
  constexpr double kAll = kMatches + kRelatives + kStrangers;
  for (int i = 0; i < kMatches; ++i) candidates.add(pack(draw_pair(rng, m, 0)));
  for (int i = 0; i < kRelatives; ++i) candidates.add(pack(draw_pair(rng, household, 0)));
  for (int i = 0; i < kStrangers; ++i) {
    const uint64_t pattern = pack(draw_pair(rng, u, 0));
    candidates.add(pattern);
    random.add(pattern);
  }
  const auto train = [&](bool siblings) {
    EmInput input;
    input.candidates = candidates.sorted();
    input.random = random.sorted();
    input.possible_pairs = kAll;
    if (siblings) {
      for (const auto& levels : m) input.own.emplace_back(levels.size(), 0);
      input.own[0][0] = 1;
      input.sibling_kinds = {{}};
    }
    EmTrainer trainer(std::move(input), {1e-3, {{.85, .15}, {.85, .15}, {.85, .15}, {.85, .15}}, {}, {}});
    while (trainer.iterate()) {
    }
    return trainer.parameters();
  };
  const Parameters found = train(true);
  REQUIRE(found.siblings.size() == 1);
  CHECK(found.prior * kAll == doctest::Approx(kMatches).epsilon(0.05));
  CHECK(found.siblings[0].prior * kAll == doctest::Approx(kRelatives).epsilon(0.05));
  CHECK(found.m[0][0] == doctest::Approx(.92).epsilon(0.02));
  // Without the class, they do.
  CHECK(train(false).prior * kAll > 1.5 * kMatches);
}

}  // namespace
TEST_CASE("strangers of one given name whose e-mails are alike for that reason are no matches, beside matches or without any") {
  // Comparisons: given name, surname, e-mail (equal, alike, else). An e-mail is made from the name: alike where the given name is.
  const Shares m = {{.95, .05}, {.95, .05}, {.85, .10, .05}};
  const Shares namesakes = {{1, 0}, {.01, .99}, {.0005, .0295, .97}}, strangers = {{0, 1}, {.01, .99}, {0, .0005, .9995}};
  constexpr int kStrangers = 400000;
  for (const int matches : {0, 60, 300}) {
    CAPTURE(matches);
    Rng rng(5);
    PatternCounter candidates, random;
    for (int i = 0; i < matches; ++i) candidates.add(pack(draw_pair(rng, m, 0)));
    for (int i = 0; i < kStrangers; ++i) {
      const uint64_t pattern = pack(draw_pair(rng, i % 40 == 0 ? namesakes : strangers, 0));
      candidates.add(pattern);
      if (i % 2 == 0) random.add(pattern);
    }
    EmInput input;
    input.candidates = candidates.sorted();
    input.random = random.sorted();
    input.possible_pairs = kStrangers + matches;
    input.m_smoothing = 10;
    EmTrainer trainer(std::move(input), {1e-3, {{.85, .15}, {.85, .15}, {.8, .15, .05}}, {}, {}});
    while (trainer.iterate()) {
    }
    const double found = trainer.parameters().prior * (kStrangers + matches);
    CHECK(found < 1.1 * matches + 8);  // a few of one given name have one e-mail by chance
    CHECK(found > 0.9 * matches);
    CHECK(trainer.match_probability(pack({1, 2, 2})) < 0.1);
    if (matches > 0) CHECK(trainer.match_probability(pack({1, 1, 1})) > 0.95);
  }
}

TEST_CASE("people who moved do not feign a dependence between their names and birth dates") {
  // Comparisons: surname, birth date, street, town, phone; two of three matches moved, and changed the phone with it.
  const Shares stayed = {{.96, .04}, {.96, .04}, {.95, .05}, {.95, .05}, {.95, .05}}, moved = {{.96, .04}, {.96, .04}, {0, 1}, {0, 1}, {0, 1}};
  const Shares u = {{.01, .99}, {.0001, .9999}, {.0001, .9999}, {.02, .98}, {.00001, .99999}};
  Rng rng(21);
  PatternCounter candidates, random;
  constexpr int kStrangers = 500000, kMatches = 330;
  for (int i = 0; i < kMatches; ++i) {
    const uint64_t pattern = pack(draw_pair(rng, i % 3 == 0 ? stayed : moved, 0));
    candidates.add(pattern);
    random.add(pattern);
  }
  for (int i = 0; i < kStrangers; ++i) {
    const uint64_t pattern = pack(draw_pair(rng, u, 0));
    candidates.add(pattern);
    random.add(pattern);
  }
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  input.possible_pairs = kStrangers + kMatches;
  input.lasting = {1, 1, 0, 0, 0};
  EmTrainer trainer(std::move(input), {5e-4, {{.9, .1}, {.9, .1}, {.85, .15}, {.9, .1}, {.8, .2}}, {}, {}});
  while (trainer.iterate()) {
  }
  CHECK(trainer.parameters().prior * (kStrangers + kMatches) == doctest::Approx(kMatches).epsilon(0.08));
  CHECK(trainer.match_probability(pack({1, 1, 2, 2, 2})) > 0.5);
}

TEST_CASE("siblings that differ from matches in their own alone are matches with a slip, unless they outnumber them") {
  // Comparisons: given name (own), surname, birth date, postcode.
  const Shares m = {{.9, .1}, {.97, .03}, {.95, .05}, {.95, .05}}, u = {{.01, .99}, {.01, .99}, {.0001, .9999}, {.02, .98}};
  const Shares siblings = {{0, 1}, {.97, .03}, {.95, .05}, {.95, .05}};
  constexpr int kStrangers = 400000;
  for (const int twins : {0, 900}) {
    CAPTURE(twins);
    Rng rng(9);
    PatternCounter candidates, random;
    for (int i = 0; i < 300; ++i) candidates.add(pack(draw_pair(rng, m, 0)));
    for (int i = 0; i < twins; ++i) candidates.add(pack(draw_pair(rng, siblings, 0)));
    for (int i = 0; i < kStrangers; ++i) {
      const uint64_t pattern = pack(draw_pair(rng, u, 0));
      candidates.add(pattern);
      if (i % 2 == 0) random.add(pattern);
    }
    EmInput input;
    input.candidates = candidates.sorted();
    input.random = random.sorted();
    input.possible_pairs = kStrangers + 300 + twins;
    for (const auto& levels : m) input.own.emplace_back(levels.size(), 0);
    input.own[0][0] = kOwnAgreement;
    input.sibling_kinds = {{}};
    input.m_smoothing = 10;
    EmTrainer trainer(std::move(input), {5e-4, {{.9, .1}, {.9, .1}, {.9, .1}, {.9, .1}}, {}, {}});
    while (trainer.iterate()) {
    }
    CHECK(trainer.parameters().siblings.size() == (twins == 0 ? 0 : 1));
    CHECK(trainer.expected_matches() == doctest::Approx(300).epsilon(0.1));
    if (twins == 0) {  // what was dropped is told
      CHECK(trainer.slips().pairs > 0);
      CHECK(trainer.slips().pairs < trainer.slips().matches);
      CHECK(trainer.slips().pairs + trainer.slips().matches == doctest::Approx(300).epsilon(0.1));
      CHECK(trainer.slips().bits < 1);
    } else {
      CHECK(trainer.slips().matches == 0);
      CHECK(trainer.expected_siblings(0) == doctest::Approx(900).epsilon(0.1));
    }
    const double with_slip = trainer.match_probability(pack({2, 1, 1, 1}));
    if (twins == 0) CHECK(with_slip > 0.5);
    else CHECK(with_slip < 0.5);
  }
}

TEST_CASE("pairs of known class move the shares to what they say, and count one each") {
  // Two comparisons. Candidates alone say that matches agree on both; the known ones agree on the second only.
  EmInput input;
  input.candidates = {{0x11, 100}, {0x22, 10000}};
  input.random = {{0x11, 1}, {0x12, 50}, {0x21, 50}, {0x22, 100000}};
  input.possible_pairs = 1000000;
  Parameters start;
  start.prior = 0.0001;
  start.m = {{.9, .1}, {.9, .1}};
  EmTrainer alone(input, start);
  while (alone.iterate()) {
  }
  input.known_matches = {{0x12, 40}};
  input.known_others = {{0x11, 5}};
  EmTrainer taught(input, start);
  while (taught.iterate()) {
  }
  CHECK(alone.parameters().m[0][0] > 0.95);
  // 40 of about 140 matches differ on the first comparison.
  CHECK(taught.match_counts()[0][0] - alone.match_counts()[0][0] == doctest::Approx(0).epsilon(1));
  CHECK(taught.parameters().m[0][0] == doctest::Approx(0.71).epsilon(0.1));
  CHECK(taught.parameters().prior * input.possible_pairs == doctest::Approx(alone.parameters().prior * input.possible_pairs + 40).epsilon(0.1));
}

TEST_CASE("siblings are a class of their own from a bit on by which an average one is unlike a match, beside what is their own") {
  // Comparisons: given name (own), surname, birth date, postcode, e-mail. Fewer siblings than matches.
  const Shares m = {{.9, .1}, {.96, .04}, {.96, .04}, {.96, .04}, {.96, .04}}, u = {{.01, .99}, {.001, .999}, {.0001, .9999}, {.001, .999}, {.0001, .9999}};
  const auto kept = [&](double unlike) {
    // On two comparisons they differ from matches by half of it.
    Shares siblings = m;
    siblings[0] = {0, 1};
    double share = .96;
    const auto bits_at = [](double s) { return s * log2(s / .96) + (1 - s) * log2((1 - s) / .04); };
    while (bits_at(share) < unlike / 2) share -= .001;
    siblings[1] = siblings[3] = {share, 1 - share};
    Rng rng(9);
    PatternCounter candidates, random;
    for (int i = 0; i < 12000; ++i) candidates.add(pack(draw_pair(rng, m, 0)));
    for (int i = 0; i < 8000; ++i) candidates.add(pack(draw_pair(rng, siblings, 0)));
    for (int i = 0; i < 400000; ++i) {
      const uint64_t pattern = pack(draw_pair(rng, u, 0));
      candidates.add(pattern);
      if (i % 2 == 0) random.add(pattern);
    }
    EmInput input;
    input.candidates = candidates.sorted();
    input.random = random.sorted();
    input.possible_pairs = 420000;
    for (const auto& levels : m) input.own.emplace_back(levels.size(), 0);
    input.own[0][0] = kOwnAgreement;
    input.sibling_kinds = {{}};
    EmTrainer trainer(std::move(input), {.03, {{.9, .1}, {.9, .1}, {.9, .1}, {.9, .1}, {.9, .1}}, {}, {}});
    while (trainer.iterate()) {
    }
    return trainer.parameters().siblings.size() == 1;
  };
  CHECK_FALSE(kept(0.75));
  CHECK(kept(1.3));
}

TEST_CASE("a comparison learns from all pairs where those that may teach it are few, missing values not counted") {
  // Matches agree on the second and third comparison. On the first, those that may teach it do not.
  EmInput input;
  input.candidates = {{0x110, 60}, {0x111, 1000}, {0x112, 80}, {0x222, 50000}};
  input.trained_share = {{1, 1, 1}, {0, 1, 1}, {1, 1, 1}, {1, 1, 1}};
  input.random = {{0x111, 1}, {0x122, 200}, {0x212, 200}, {0x221, 20000}, {0x222, 100000}};
  input.possible_pairs = 1e6;
  const auto share = [&] {
    EmTrainer trainer(input, {1e-3, {{.9, .1}, {.9, .1}, {.9, .1}}, {}, {}});
    while (trainer.iterate()) {
    }
    return trainer.parameters().m[0][0];
  };
  CHECK(share() > 0.85);
  input.candidates[2].count = 200;
  CHECK(share() < 0.1);
}

TEST_CASE("equal values that no two records share are as rare among strangers as half a pair of all, not impossible") {
  EmInput input;
  input.candidates = {{0x12, 200}, {0x22, 5000}};
  input.random = {{0x12, 10}, {0x22, 100000}};
  input.possible_pairs = 1e7;
  input.exact_share = {0, -1};
  EmTrainer trainer(std::move(input), {1e-5, {{.9, .1}, {.9, .1}}, {}, {}});
  while (trainer.iterate()) {
  }
  CHECK(trainer.parameters().u[0][0] * 1e7 == doctest::Approx(0.5));
}

}  // namespace jumelles::score
