#pragma once

// The table of comparators: how two values of an attribute are graded into levels. Menus, proposals, explanations and
// tests all start from these rows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"
#include "core/link_config.h"

namespace jumelles::compare {

// What a level asks of two values. The first level that answers yes counts.
enum class Test : uint8_t {
  kExact,            // equal comparison forms
  kSwapped,          // given name and surname exchanged
  kNickname,         // one class of nicknames and variants
  kFirstPart,        // first parts of compound names are equal
  kInitial,          // one is the initial of the other
  kContained,        // all words of one are in the other
  kSameWords,        // equal words in another order
  kSimilar,          // Jaro-Winkler similarity from the threshold upward
  kPhonetic,         // said alike
  kDayMonthSwapped,  // day and month exchanged
  kOneSlip,          // one character inserted, lost, replaced, or two neighbors swapped
  kTwoParts,         // two of day, month and year are equal
  kYear,             // same year
  kMonthOrDay,       // the month or the day is equal
  kWithin,           // numbers at most `threshold` apart
  kSameUser,         // same part before the @
  kLastDigits,       // same last eight digits
  kSameNumberAndWay, // same house number and way name
  kSameWay,          // same way name
  kOverlap,          // cosine of the weights of shared words and trigrams from the threshold upward
  kSharedCode,       // a rare word with digits (a model number) is in both
  kDifferentCodes,   // both hold such words, none in common
  kDifferentWords,   // the same but for a word or two, known from other texts, in place of each other: red, blue; 2021, 2022
  kSamePostcode,     // same postcode, other town
  kSameCity,         // same town, postcode missing or other
  kPostcodeSlip,     // postcodes one slip apart
  kSameDepartment,   // first two characters of the postcodes are equal
  kRatio,            // numbers that differ by at most the threshold, as a share of the larger
  kElse,
};

struct LevelInfo {
  std::string_view id;
  Test test = Test::kElse;
  double threshold = 0;
  double typical_m = 0;  // share of matching pairs that are usually on this level: where training starts
  bool term_frequency = false;
};

struct ComparatorInfo {
  std::string_view id;
  std::vector<LevelInfo> levels;  // strongest first, last is "else"
};

const std::vector<ComparatorInfo>& comparators();
// nullptr when there is none of that id.
const ComparatorInfo* find_comparator(std::string_view id);

// A comparison with the comparator's levels, not trained.
Comparison make_comparison(std::string id, std::string_view comparator, std::vector<std::string> attributes);

// Whether it compares nothing, but says in a bar of its own what the model adds or takes off: siblings, dependence, moved.
bool has_bar_of_its_own(const Comparison& comparison);

// The level table of a configured comparison: the tests of its level ids. Unknown ids are false everywhere.
struct LevelTest {
  Test test = Test::kElse;
  double threshold = 0;
};
std::vector<LevelTest> level_tests(const Comparison& comparison);
// Where the threshold of a test must lie; nothing of tests that have none.
std::optional<Range> threshold_range(Test test);
// Whether a level says "the same, perhaps misspelled", and not merely "alike in part".
bool is_agreement(const LevelTest& level);
// Whether a level is a degree of likeness, so that later ones of the same comparison are less alike: exact, similarities,
// differences of numbers, and nothing of all. Nicknames, initials or swapped names are alike in ways of their own.
bool is_degree(const LevelTest& level);
// Whether a level says that the two are different, however alike: other codes, other words.
bool is_difference(const LevelTest& level);
// Whether a level says at least "alike in part".
bool is_likeness(const LevelTest& level);

}  // namespace jumelles::compare
