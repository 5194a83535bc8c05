#include <doctest/doctest.h>

#include <string>

#include "deliver/truth_outputs.h"

using namespace jumelles;

namespace {

std::string curve_text(bool french) {
  evaluate::Curve curve;
  curve.true_pairs = 4;
  curve.points.push_back({-kOneBit, {6, 3}, {8, 4}, {}});
  curve.points.push_back({0, {2, 2}, {3, 3}, evaluate::PairCounts{5, 4}});
  std::string text;
  const Status status = deliver::write_curve(curve, 0, {french, deliver::Naming::kMachine}, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  CHECK(status.ok());
  return text;
}

}  // namespace

TEST_CASE("the curve has one line per threshold, with the groups where they were made") {
  const std::string text = curve_text(false);
  CHECK(text.substr(text.find("-1.0"), text.find("\r\n0.0") - text.find("-1.0")) ==
        "-1.0000000000,0.333333333,no,6,3,0.500000,0.750000,0.600000,8,4,0.500000,1.000000,0.666667,,,,,");
  CHECK(text.substr(text.find("\r\n0.0") + 2) ==
        "0.0000000000,0.500000000,yes,2,2,1.000000,0.500000,0.666667,3,3,1.000000,0.750000,0.857143,5,4,0.800000,1.000000,0.888889\r\n");
}

TEST_CASE("in French the curve is separated by ; with decimal commas") {
  CHECK(curve_text(true).find("0,0000000000;0,500000000;yes;2;2;1,000000;") != std::string::npos);
}

TEST_CASE("a sink that wants no more ends the writing with an error") {
  evaluate::Curve curve;
  CHECK_FALSE(deliver::write_curve(curve, 0, {}, [](std::string_view) { return false; }).ok());
}
