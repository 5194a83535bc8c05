#include "profile/sketch.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/rng.h"

using namespace jumelles;
using namespace jumelles::profile;

namespace {

ColumnSketch sketch(const std::vector<std::string>& values, ValueForm form = ValueForm::kWords) {
  SketchBuilder builder(form);
  for (const std::string& value : values) builder.add(value, 1);
  return builder.finish();
}

std::vector<std::string> numbered(int first, int last) {
  std::vector<std::string> out;
  for (int i = first; i < last; ++i) out.push_back("valeur " + std::to_string(i));
  return out;
}

std::string day(int n, bool iso) {
  const auto two = [](int x) { return (x < 10 ? "0" : "") + std::to_string(x); };
  const int year = 1940 + n / 336 % 60, month = 1 + n / 28 % 12, date = 1 + n % 28;
  return iso ? std::to_string(year) + "-" + two(month) + "-" + two(date) : two(date) + "/" + two(month) + "/" + std::to_string(year);
}

}  // namespace

TEST_CASE("columns that share half of their values are half alike, however they are written") {
  std::vector<std::string> b;
  for (const std::string& value : numbered(50, 150)) b.push_back("VALEUR  " + value.substr(7));
  const Likeness like = likeness(sketch(numbered(0, 100)), sketch(b));
  CHECK(like.shared == doctest::Approx(0.5));
  CHECK(like.proven);
}

TEST_CASE("one value in common proves nothing") {
  CHECK_FALSE(likeness(sketch(numbered(0, 100)), sketch(numbered(99, 200))).proven);
  CHECK(likeness(sketch(numbered(0, 100)), sketch(numbered(98, 200))).proven);
}

TEST_CASE("of large columns the same values are drawn, so that what they share is known from a part") {
  const ColumnSketch a = sketch(numbered(0, 60000)), b = sketch(numbered(30000, 200000));
  CHECK(a.values.size() == ColumnSketch::kSize);
  CHECK(a.distinct == doctest::Approx(60000).epsilon(0.1));
  CHECK(likeness(a, b).shared == doctest::Approx(std::sqrt(0.5 * 30000.0 / 170000)).epsilon(0.15));
}

TEST_CASE("cells count, not values: what is frequent in both weighs more") {
  SketchBuilder a, b;
  a.add("paris", 90), a.add("gap", 10), b.add("paris", 90), b.add("nice", 10), a.add("lyon", 0), b.add("lyon", 0);
  CHECK(likeness(a.finish(), b.finish()).shared == doctest::Approx(0.9));
}

TEST_CASE("dates meet in whatever form, and two independent columns of dates share no more than chance") {
  std::vector<std::string> iso, slashed, others;
  Rng rng(5);
  for (int i = 0; i < 300; ++i) {
    const int n = static_cast<int>(rng.below(20000));
    iso.push_back(day(n, true));
    slashed.push_back(i < 60 ? day(n, false) : day(static_cast<int>(rng.below(20000)), false));
    others.push_back(day(static_cast<int>(rng.below(20000)), false));
  }
  const Likeness met = likeness(sketch(iso, ValueForm::kDates), sketch(slashed, ValueForm::kDates));
  CHECK(met.proven);
  CHECK(met.shared > 0.15);
  CHECK(met.spread > 0.9);
  const Likeness strange = likeness(sketch(iso, ValueForm::kDates), sketch(others, ValueForm::kDates));
  CHECK_FALSE(strange.proven);
  CHECK(strange.shared < 0.05);
}

TEST_CASE("years written as dates share what years share, which is all of them") {
  std::vector<std::string> a, b;
  for (int i = 0; i < 200; ++i) {
    a.push_back(std::to_string(1950 + i * 7 % 60) + "-01-01");
    b.push_back(std::to_string(1950 + i * 11 % 60) + "-01-01");
  }
  CHECK_FALSE(likeness(sketch(a, ValueForm::kDates), sketch(b, ValueForm::kDates)).proven);
}

TEST_CASE("small numbers share their values by chance, long ones do not") {
  std::vector<std::string> ages, quantities, members, cards;
  for (int i = 0; i < 300; ++i) {
    ages.push_back(std::to_string(18 + i * 7 % 60));
    quantities.push_back(std::to_string(1 + i * 11 % 70));
    members.push_back(std::to_string(100000000 + i * 2654435));
    cards.push_back(std::to_string(100000000 + (i + 150) * 2654435));
  }
  CHECK_FALSE(likeness(sketch(ages, ValueForm::kDigits), sketch(quantities, ValueForm::kDigits)).proven);
  CHECK(likeness(sketch(members, ValueForm::kDigits), sketch(cards, ValueForm::kDigits)).shared == doctest::Approx(0.5).epsilon(0.05));
}

TEST_CASE("a number with and without its country's digits or leading zero is one") {
  std::vector<std::string> a, b;
  for (int i = 0; i < 50; ++i) {
    const std::string n = std::to_string(10000000 + i * 1654321);
    a.push_back("06 " + n.substr(0, 4) + " " + n.substr(4));
    b.push_back("+336" + n);
  }
  CHECK(likeness(sketch(a, ValueForm::kDigits), sketch(b, ValueForm::kDigits)).shared > 0.99);
  CHECK(likeness(sketch(a, ValueForm::kDigits), sketch(a)).shared == 0);  // forms that differ are not compared
}
