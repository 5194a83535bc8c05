#include "compare/comparator.h"

namespace jumelles::compare {

const std::vector<ComparatorInfo>& comparators() {
  using T = Test;
  static const std::vector<ComparatorInfo> kTable = {
      {"given_name",
       {{"exact", T::kExact, 0, .80, true},
        {"swapped", T::kSwapped, 0, .01, false},
        {"nickname", T::kNickname, 0, .03, false},
        {"very_similar", T::kSimilar, .92, .06, false},
        {"first_part", T::kFirstPart, 0, .02, false},
        {"initial", T::kInitial, 0, .01, false},
        {"phonetic", T::kPhonetic, 0, .01, false},
        {"similar", T::kSimilar, .82, .03, false},
        {"else", T::kElse, 0, .03, false}}},
      {"surname",
       {{"exact", T::kExact, 0, .82, true},
        {"swapped", T::kSwapped, 0, .01, false},
        {"very_similar", T::kSimilar, .92, .07, false},
        {"contained", T::kContained, 0, .02, false},
        {"phonetic", T::kPhonetic, 0, .01, false},
        {"similar", T::kSimilar, .82, .03, false},
        {"else", T::kElse, 0, .04, false}}},
      {"full_name",
       {{"exact", T::kExact, 0, .70, true},
        {"same_words", T::kSameWords, 0, .05, false},
        {"very_similar", T::kSimilar, .94, .08, false},
        {"contained", T::kContained, 0, .06, false},
        {"overlap_high", T::kOverlap, .7, .04, false},
        {"overlap_some", T::kOverlap, .45, .04, false},
        {"else", T::kElse, 0, .03, false}}},
      {"email",
       {{"exact", T::kExact, 0, .70, true},
        {"same_user", T::kSameUser, 0, .07, false},
        {"one_slip", T::kOneSlip, 0, .04, false},
        {"similar", T::kSimilar, .9, .04, false},
        {"else", T::kElse, 0, .15, false}}},
      {"phone",
       {{"exact", T::kExact, 0, .75, true},
        {"last_digits", T::kLastDigits, 0, .03, false},
        {"one_slip", T::kOneSlip, 0, .04, false},
        {"else", T::kElse, 0, .18, false}}},
      {"date",
       {{"exact", T::kExact, 0, .80, true},
        {"day_month_swapped", T::kDayMonthSwapped, 0, .02, false},
        {"one_slip", T::kOneSlip, 0, .08, false},
        {"two_parts", T::kTwoParts, 0, .04, false},
        {"same_year", T::kYear, 0, .02, false},
        {"same_month_or_day", T::kMonthOrDay, 0, .02, false},
        {"else", T::kElse, 0, .02, false}}},
      {"code",
       {{"exact", T::kExact, 0, .85, true},
        {"one_slip", T::kOneSlip, 0, .08, false},
        {"similar", T::kSimilar, .88, .02, false},
        {"else", T::kElse, 0, .05, false}}},
      {"street",
       {{"exact", T::kExact, 0, .70, true},
        {"same_number_and_way", T::kSameNumberAndWay, 0, .05, false},
        {"very_similar", T::kSimilar, .93, .07, false},
        {"same_way", T::kSameWay, 0, .03, false},
        {"overlap_high", T::kOverlap, .6, .04, false},
        {"overlap_some", T::kOverlap, .35, .03, false},
        {"else", T::kElse, 0, .08, false}}},
      {"place",
       {{"exact", T::kExact, 0, .78, true},
        {"same_postcode", T::kSamePostcode, 0, .06, false},
        {"postcode_slip", T::kPostcodeSlip, 0, .03, false},
        {"same_city", T::kSameCity, 0, .03, false},
        {"similar_city", T::kSimilar, .88, .02, false},
        {"same_department", T::kSameDepartment, 0, .03, false},
        {"else", T::kElse, 0, .05, false}}},
      {"postcode",
       {{"exact", T::kExact, 0, .84, true},
        {"one_slip", T::kOneSlip, 0, .05, false},
        {"same_department", T::kSameDepartment, 0, .04, false},
        {"else", T::kElse, 0, .07, false}}},
      {"city",
       {{"exact", T::kExact, 0, .84, true},
        {"very_similar", T::kSimilar, .92, .06, false},
        {"contained", T::kContained, 0, .02, false},
        {"similar", T::kSimilar, .82, .02, false},
        {"else", T::kElse, 0, .06, false}}},
      {"text",
       {{"exact", T::kExact, 0, .44, true},
        {"different_words", T::kDifferentWords, 0, .01, false},
        {"shared_code_and_words", T::kSharedCode, .4, .16, true},
        {"shared_code", T::kSharedCode, 0, .07, true},
        {"different_codes_alike", T::kDifferentCodes, .45, .01, false},
        {"different_codes", T::kDifferentCodes, 0, .01, false},
        {"overlap_very_high", T::kOverlap, .85, .10, true},
        {"overlap_high", T::kOverlap, .68, .08, true},
        {"overlap_medium", T::kOverlap, .5, .06, true},
        {"overlap_some", T::kOverlap, .33, .03, true},
        {"overlap_little", T::kOverlap, .2, .02, true},
        {"else", T::kElse, 0, .02, false}}},
      {"number",
       {{"exact", T::kExact, 0, .75, true},
        {"within_1_percent", T::kRatio, .01, .05, false},
        {"within_10_percent", T::kRatio, .10, .08, false},
        {"within_30_percent", T::kRatio, .30, .06, false},
        {"else", T::kElse, 0, .06, false}}},
      // Degrees: zero means nothing, so that shares of the value say nothing either.
      {"coordinate",
       {{"exact", T::kExact, 0, .30, false},
        {"within_20_m", T::kWithin, .0002, .25, false},
        {"within_100_m", T::kWithin, .001, .20, false},
        {"within_1_km", T::kWithin, .01, .13, false},
        {"within_10_km", T::kWithin, .1, .07, false},
        {"else", T::kElse, 0, .05, false}}},
      {"year",
       {{"exact", T::kExact, 0, .85, true},
        {"within_1", T::kWithin, 1, .07, false},
        {"one_slip", T::kOneSlip, 0, .03, false},
        {"else", T::kElse, 0, .05, false}}},
      {"category",
       {{"exact", T::kExact, 0, .85, true},
        {"similar", T::kSimilar, .85, .05, false},
        {"else", T::kElse, 0, .10, false}}},
      // No attribute: what is taken off for being alike by nature, see score/em.h.
      {"siblings", {{"alike_by_nature", T::kElse, 0, 1.0, false}}},
      // No attribute: what is given back where all that may change has changed at once, see score/em.h.
      {"moved", {{"changed_together", T::kElse, 0, 1.0, false}}},
      // No attribute: what is added or taken off because comparisons say the same, see score/dependence.h.
      {"dependence", {{"said_together", T::kElse, 0, 1.0, false}}},
      {"exact",
       {{"exact", T::kExact, 0, .95, true}, {"else", T::kElse, 0, .05, false}}},
  };
  return kTable;
}

const ComparatorInfo* find_comparator(std::string_view id) {
  for (const ComparatorInfo& row : comparators())
    if (row.id == id) return &row;
  return nullptr;
}

bool has_bar_of_its_own(const Comparison& comparison) {
  return comparison.comparator == "siblings" || comparison.comparator == "dependence" || comparison.comparator == "moved";
}

Comparison make_comparison(std::string id, std::string_view comparator, std::vector<std::string> attributes) {
  Comparison comparison;
  comparison.id = std::move(id);
  comparison.attributes = std::move(attributes);
  comparison.comparator = std::string(comparator);
  if (const ComparatorInfo* row = find_comparator(comparator)) {
    for (const LevelInfo& level : row->levels) {
      Level made;
      made.id = std::string(level.id);
      made.threshold = level.threshold;
      made.m_probability = level.typical_m;
      made.term_frequency = level.term_frequency;
      comparison.levels.push_back(std::move(made));
    }
  }
  return comparison;
}

std::vector<LevelTest> level_tests(const Comparison& comparison) {
  std::vector<LevelTest> tests;
  const ComparatorInfo* row = find_comparator(comparison.comparator);
  for (const Level& level : comparison.levels) {
    LevelTest test{Test::kElse, level.threshold};
    if (row != nullptr)
      for (const LevelInfo& known : row->levels)
        if (known.id == level.id) test.test = known.test;
    tests.push_back(test);
  }
  return tests;
}

std::optional<Range> threshold_range(Test test) {
  switch (test) {
    case Test::kSimilar:
    case Test::kOverlap:
    case Test::kSharedCode:
    case Test::kDifferentCodes:
    case Test::kDifferentWords:
    case Test::kRatio: return kShareRange;
    case Test::kWithin: return Range{0, kNoLimit};
    default: return std::nullopt;
  }
}

bool is_difference(const LevelTest& level) { return level.test == Test::kDifferentCodes || level.test == Test::kDifferentWords; }

bool is_likeness(const LevelTest& level) { return level.test != Test::kElse && !is_difference(level); }

bool is_degree(const LevelTest& level) {
  switch (level.test) {
    case Test::kExact:
    case Test::kSimilar:
    case Test::kOverlap:
    case Test::kRatio:
    case Test::kWithin:
    case Test::kElse: return true;
    default: return false;
  }
}

bool is_agreement(const LevelTest& level) {
  switch (level.test) {
    case Test::kElse:
    case Test::kYear:
    case Test::kMonthOrDay:
    case Test::kTwoParts:
    case Test::kDifferentCodes:
    case Test::kDifferentWords:
    case Test::kSameDepartment:
    case Test::kWithin:
    case Test::kRatio: return false;
    case Test::kSimilar: return level.threshold >= 0.9;
    case Test::kOverlap: return level.threshold >= 0.6;
    default: return true;
  }
}

}  // namespace jumelles::compare
