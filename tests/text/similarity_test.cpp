#include "text/similarity.h"

#include <doctest/doctest.h>

#include <string>

#include "core/rng.h"
#include "reference/similarity_reference.h"

using namespace jumelles;

namespace {

// Strings over few letters, often edited copies of each other: many matches, swaps and near misses.
std::string random_word(Rng& rng, uint64_t longest, uint64_t letters) {
  std::string s(rng.below(longest + 1), 'A');
  for (char& c : s) c = static_cast<char>('A' + rng.below(letters));
  return s;
}

std::string edited(Rng& rng, std::string s, uint64_t letters) {
  for (uint64_t edits = rng.below(4); edits > 0; --edits) {
    const char c = static_cast<char>('A' + rng.below(letters));
    const size_t at = static_cast<size_t>(rng.below(s.size() + 1));
    switch (rng.below(4)) {
      case 0: s.insert(at, 1, c); break;
      case 1: if (at < s.size()) s.erase(at, 1); break;
      case 2: if (at < s.size()) s[at] = c; break;
      default: if (at + 1 < s.size()) std::swap(s[at], s[at + 1]);
    }
  }
  return s;
}

}  // namespace

TEST_CASE("Jaro-Winkler gives the published values") {
  CHECK(text::jaro_winkler("MARTHA", "MARHTA") == doctest::Approx(0.961111111));
  CHECK(text::jaro_winkler("DIXON", "DICKSONX") == doctest::Approx(0.813333333));
  CHECK(text::jaro("DWAYNE", "DUANE") == doctest::Approx(0.822222222));
  CHECK(text::jaro_winkler("DWAYNE", "DUANE") == doctest::Approx(0.84));
  CHECK(text::jaro_winkler("", "") == 1.0);
  CHECK(text::jaro_winkler("A", "") == 0.0);
  CHECK(text::jaro_winkler("A", "B") == 0.0);
}

TEST_CASE("the optimal string alignment counts a swap once and edits nothing twice") {
  CHECK(text::osa_distance("DUPONT", "DUPOTN", 9) == 1);
  CHECK(text::osa_distance("CA", "ABC", 9) == 3);
  CHECK(text::osa_distance("", "ABC", 9) == 3);
  CHECK(text::osa_distance("KITTEN", "SITTING", 9) == 3);
  CHECK(text::osa_distance("KITTEN", "SITTING", 1) == 2);
}

TEST_CASE("the fast kernels equal their definitions on random strings of every length class") {
  Rng rng(5);
  for (const uint64_t longest : {3u, 8u, 16u, 40u, 64u, 66u, 130u}) {
    for (int round = 0; round < 2500; ++round) {
      const uint64_t letters = 2 + rng.below(6);
      const std::string a = random_word(rng, longest, letters);
      const std::string b = rng.chance(0.7) ? edited(rng, a, letters) : random_word(rng, longest, letters);
      CAPTURE(a);
      CAPTURE(b);
      CHECK(text::jaro(a, b) == doctest::Approx(reference::jaro(a, b)).epsilon(1e-12));
      CHECK(text::jaro_winkler(a, b) == doctest::Approx(reference::jaro_winkler(a, b)).epsilon(1e-12));
      const int distance = reference::osa_distance(a, b);
      for (const int limit : {0, 1, 2, 5, 200}) CHECK(text::osa_distance(a, b, limit) == std::min(distance, limit + 1));
    }
  }
}
