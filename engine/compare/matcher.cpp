#include "compare/matcher.h"

#include <algorithm>
#include <bit>

#include "compare/feature_rows.h"
#include "compare/grade_memo.h"
#include "compare/slots.h"
#include "compare/text_matcher.h"
#include "compare/text_vectors.h"
#include "compare/value_features.h"
#include "core/hash.h"
#include "text/phonetic.h"
#include "text/similarity.h"

namespace jumelles::compare {
namespace {

bool asks(const std::vector<LevelTest>& tests, Test test) {
  return std::any_of(tests.begin(), tests.end(), [&](const LevelTest& t) { return t.test == test; });
}

uint32_t kinds_of(std::string_view text) {
  uint32_t kinds = 0;
  for (const char c : text) kinds |= 1u << (static_cast<uint8_t>(c) & 31);
  return kinds;
}

uint32_t prefix_of(std::string_view text) {
  uint32_t prefix = 0;
  for (size_t i = 0; i < 4 && i < text.size(); ++i) prefix |= uint32_t{static_cast<uint8_t>(text[i])} << (8 * i);
  return prefix;
}

uint32_t distance(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

bool differ_by_one_slip(std::string_view a, std::string_view b) {
  const size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  return difference <= 1 && std::min(a.size(), b.size()) >= 2 && text::osa_distance(a, b, 1) <= 1;
}

double absolute(double x) { return x < 0 ? -x : x; }

class ValueMatcher final : public Matcher {
 public:
  ValueMatcher(const Comparison& comparison, const Attribute& attribute, Field field, const Attribute* other,
               Field other_field, const Hooks& hooks)
      : values_(attribute.comparison), tests_(level_tests(comparison)), field_(field), hooks_(hooks), exact_grade_(exact_grade(tests_)) {
    for (size_t i = 0; i < tests_.size(); ++i)
      if (tests_[i].test == Test::kSwapped) swapped_grade_ = static_cast<uint8_t>(i + 1);
    for (const LevelTest& test : tests_)
      if (test.test == Test::kSimilar) least_similarity_ = std::min(least_similarity_, test.threshold);
    texts_ = asks(tests_, Test::kOverlap);
    if (swapped_grade_ != 0 && other != nullptr && field.slot_count == 1 && other_field.slot_count == 1) {
      other_ = other;
      other_field_ = other_field;
    }
  }

  int pass_count() const override { return texts_ ? 2 : 1; }
  uint64_t units(int) const override { return values_.size(); }

  void prepare(int pass, uint64_t begin, uint64_t end) override {
    if (begin == 0) start(pass);
    if (pass == 0) {
      for (Code code = static_cast<Code>(begin); code < end; ++code) prepare_value(code);
      if (texts_) vectors_.count(values_, static_cast<Code>(begin), static_cast<Code>(end));
    } else {
      vectors_.weigh(values_, static_cast<Code>(begin), static_cast<Code>(end));
    }
  }

  uint8_t grade(const uint32_t* a, const uint32_t* b) const override {
    if (field_.slot_count == 1) {
      const Code x = a[field_.offset], y = b[field_.offset];
      if (x == kMissing || y == kMissing) return 0;
      if (x == y) return exact_grade_;
      if (other_ != nullptr && swapped(x, y, a[other_field_.offset], b[other_field_.offset])) return swapped_grade_;
      return grade_values(x, y);
    }
    return best_grade(field_, a, b, [&](Code x, Code y) { return x == y ? exact_grade_ : grade_values(x, y); });
  }

  Code shared_term(const uint32_t* a, const uint32_t* b) const override { return shared_value(field_, a, b); }
  AlikeTerms alike_terms(const uint32_t* a, const uint32_t* b) const override {
    return best_terms(field_, a, b, [&](Code x, Code y) { return x == y ? exact_grade_ : grade_values(x, y); });
  }

 private:
  void start(int pass) {
    const uint32_t size = values_.size();
    if (pass == 1) {
      vectors_.start_weighing();
      return;
    }
    using F = Feature;
    const auto want = [&](Test test, std::initializer_list<Feature> wanted) {
      for (const Feature feature : wanted)
        if (asks(tests_, test)) features_.want(feature);
    };
    want(Test::kSimilar, {F::kKinds, F::kLength, F::kPrefix});
    want(Test::kOneSlip, {F::kKinds, F::kLength});
    want(Test::kContained, {F::kKinds, F::kLength});
    want(Test::kInitial, {F::kLength, F::kPrefix});
    want(Test::kSameDepartment, {F::kPrefix});
    want(Test::kPhonetic, {F::kPhonetic});
    want(Test::kNickname, {F::kNickname});
    want(Test::kFirstPart, {F::kFirstWord});
    want(Test::kSameWords, {F::kSortedWords});
    want(Test::kSameUser, {F::kUser});
    want(Test::kLastDigits, {F::kLastDigits});
    want(Test::kSameNumberAndWay, {F::kStreetNumber, F::kStreetWay});
    want(Test::kSameWay, {F::kStreetWay});
    for (const Test test : {Test::kDayMonthSwapped, Test::kTwoParts, Test::kYear, Test::kMonthOrDay}) want(test, {F::kDate});
    if (other_ != nullptr) features_.want(F::kAsOther);
    features_.start(size);
    if (asks(tests_, Test::kRatio) || asks(tests_, Test::kWithin)) numbers_.assign(size, 0);
    if (texts_) vectors_.reserve(size);
  }

  void prepare_value(Code code) {
    using F = Feature;
    const std::string_view text = values_[code];
    if (text.empty()) return;
    const auto set = [&](Feature feature, auto value_of) {
      if (features_.has(feature)) features_.set(code, feature, value_of());
    };
    set(F::kKinds, [&] { return kinds_of(text); });
    set(F::kLength, [&] { return static_cast<uint32_t>(text.size()); });
    set(F::kPrefix, [&] { return prefix_of(text); });
    set(F::kPhonetic, [&] { return hash32(text::phonetic_code(text)); });
    set(F::kNickname, [&] { return hooks_.nickname_class ? hooks_.nickname_class(text) : 0; });
    set(F::kFirstWord, [&] { return hash_first_word(text); });
    set(F::kSortedWords, [&] { return hash_sorted_words(text); });
    set(F::kUser, [&] { return hash_user_part(text); });
    set(F::kLastDigits, [&] { return hash_last_digits(text, 8); });
    if (features_.has(F::kStreetWay)) {
      const StreetParts parts = parse_street(text);
      features_.set(code, F::kStreetNumber, parts.number);
      features_.set(code, F::kStreetWay, parts.way);
    }
    set(F::kDate, [&] {
      const DateParts parts = parse_date(text);
      return uint32_t{parts.year} << 16 | uint32_t{parts.month} << 8 | parts.day;
    });
    set(F::kAsOther, [&] { return other_->comparison.find(text); });
    if (!numbers_.empty()) numbers_[code] = parse_number(text);
  }

  // Given name and surname exchanged: x, y are values of this attribute, p, q of the other one. One of the two crossed
  // pairs must be equal, the other at least alike.
  bool swapped(Code x, Code y, Code p, Code q) const {
    if (p == kMissing || q == kMissing || p == q) return false;
    const Code other_x = features_.get(x, Feature::kAsOther), other_y = features_.get(y, Feature::kAsOther);
    if (other_x == q) return other_y == p || crossed(y, p);
    return other_y == p && crossed(x, q);
  }
  bool crossed(Code mine, Code others) const {
    constexpr double kAlike = 0.8;
    return text::jaro_winkler(values_[mine], other_->comparison[others]) >= kAlike;
  }

  // What is found out about a pair of values while its levels are tried.
  struct Pair {
    Code a, b;
    double similarity = -1, overlap = -1;
  };

  uint8_t grade_values(Code a, Code b) const {
    if (a > b) std::swap(a, b);
    // Most pairs are told to be unlike by their features alone; the texts of the others are read, once.
    if (!texts_ && features_.has(Feature::kPrefix) && !may_be_similar(a, b)) return compute({a, b, 0, 0});
    return memo_.get(a, b, [&](Code x, Code y) { return compute({x, y}); });
  }

  uint8_t compute(Pair pair) const {
    for (size_t i = 0; i < tests_.size(); ++i)
      if (holds(tests_[i], pair)) return static_cast<uint8_t>(i + 1);
    return static_cast<uint8_t>(tests_.size());
  }

  // No Jaro-Winkler similarity above this is possible: a kind of character that the other text lacks cannot match.
  bool may_be_similar(Code a, Code b) const {
    using F = Feature;
    const uint32_t kinds_a = features_.get(a, F::kKinds), kinds_b = features_.get(b, F::kKinds);
    const uint32_t length_a = features_.get(a, F::kLength), length_b = features_.get(b, F::kLength);
    const uint32_t lost_a = static_cast<uint32_t>(std::popcount(kinds_a & ~kinds_b));
    const uint32_t lost_b = static_cast<uint32_t>(std::popcount(kinds_b & ~kinds_a));
    const uint32_t matching = std::min(length_a - std::min(lost_a, length_a), length_b - std::min(lost_b, length_b));
    if (matching == 0) return false;
    const double m = matching;
    const double jaro = (m / length_a + m / length_b + 1.0) / 3.0;
    const uint32_t differing = features_.get(a, F::kPrefix) ^ features_.get(b, F::kPrefix);
    const int prefix = differing == 0 ? 4 : std::countr_zero(differing) / 8;
    return jaro + 0.1 * prefix * (1.0 - jaro) + 1e-9 >= least_similarity_;
  }

  bool may_be_one_slip(Code a, Code b) const {
    using F = Feature;
    const uint32_t kinds_a = features_.get(a, F::kKinds), kinds_b = features_.get(b, F::kKinds);
    return distance(features_.get(a, F::kLength), features_.get(b, F::kLength)) <= 1 && std::popcount(kinds_a & ~kinds_b) <= 1 &&
           std::popcount(kinds_b & ~kinds_a) <= 1;
  }

  bool contained(Code a, Code b) const {
    using F = Feature;
    if (features_.get(a, F::kLength) >= features_.get(b, F::kLength)) std::swap(a, b);
    if ((features_.get(a, F::kKinds) & ~features_.get(b, F::kKinds)) != 0) return false;
    return is_contained(values_[a], values_[b]);
  }

  bool initial(Code a, Code b) const {
    using F = Feature;
    if (features_.get(a, F::kLength) != 1 && features_.get(b, F::kLength) != 1) return false;
    return ((features_.get(a, F::kPrefix) ^ features_.get(b, F::kPrefix)) & 0xFF) == 0;
  }

  bool same_department(Code a, Code b) const {
    const uint32_t x = features_.get(a, Feature::kPrefix) & 0xFFFF, y = features_.get(b, Feature::kPrefix) & 0xFFFF;
    return x > 0xFF && x == y;
  }

  bool holds(const LevelTest& test, Pair& pair) const {
    const Code a = pair.a, b = pair.b;
    switch (test.test) {
      case Test::kSimilar:
        if (pair.similarity < 0) pair.similarity = may_be_similar(a, b) ? text::jaro_winkler(values_[a], values_[b]) : 0;
        return pair.similarity >= test.threshold;
      case Test::kOverlap:
        if (pair.overlap < 0) pair.overlap = vectors_.similarity(a, b);
        return pair.overlap >= test.threshold;
      case Test::kNickname: return features_.same(a, b, Feature::kNickname);
      case Test::kFirstPart: return features_.same(a, b, Feature::kFirstWord);
      case Test::kInitial: return initial(a, b);
      case Test::kContained: return contained(a, b);
      case Test::kSameWords: return features_.same(a, b, Feature::kSortedWords);
      case Test::kPhonetic: return features_.same(a, b, Feature::kPhonetic);
      case Test::kOneSlip: return may_be_one_slip(a, b) && differ_by_one_slip(values_[a], values_[b]);
      case Test::kSameUser: return features_.same(a, b, Feature::kUser);
      case Test::kLastDigits: return features_.same(a, b, Feature::kLastDigits);
      case Test::kSameNumberAndWay: return features_.same(a, b, Feature::kStreetNumber) && features_.same(a, b, Feature::kStreetWay);
      case Test::kSameWay: return features_.same(a, b, Feature::kStreetWay);
      case Test::kSameDepartment: return same_department(a, b);
      case Test::kRatio: {
        const double p = absolute(numbers_[a]), q = absolute(numbers_[b]);
        return absolute(numbers_[a] - numbers_[b]) <= test.threshold * std::max(p, q);
      }
      case Test::kWithin: return absolute(numbers_[a] - numbers_[b]) <= test.threshold;
      case Test::kDayMonthSwapped:
      case Test::kTwoParts:
      case Test::kYear:
      case Test::kMonthOrDay: return holds_date(test.test, features_.get(a, Feature::kDate), features_.get(b, Feature::kDate));
      case Test::kElse: return true;
      default: return false;
    }
  }

  static bool holds_date(Test test, uint32_t p, uint32_t q) {
    const auto known_and_equal = [&](uint32_t mask) { return (p & mask) != 0 && (p & mask) == (q & mask); };
    constexpr uint32_t kYear = 0xFFFF0000u, kMonth = 0xFF00, kDay = 0xFF;
    switch (test) {
      case Test::kDayMonthSwapped:
        return known_and_equal(kYear) && (p & kDay) != 0 && (p & kDay) == (q & kMonth) >> 8 && (q & kDay) == (p & kMonth) >> 8;
      case Test::kTwoParts: return known_and_equal(kYear) + known_and_equal(kMonth) + known_and_equal(kDay) >= 2;
      case Test::kMonthOrDay: return known_and_equal(kMonth) || known_and_equal(kDay);
      default: return known_and_equal(kYear);
    }
  }

  const Dictionary& values_;
  std::vector<LevelTest> tests_;
  Field field_, other_field_;
  const Attribute* other_ = nullptr;
  Hooks hooks_;
  uint8_t exact_grade_ = 1, swapped_grade_ = 0;
  bool texts_ = false;
  double least_similarity_ = 2;
  FeatureRows features_;
  std::vector<double> numbers_;
  TextVectors vectors_;
  mutable GradeMemo memo_;
};

class PlaceMatcher final : public Matcher {
 public:
  PlaceMatcher(const Comparison& comparison, const Attribute& postcode, Field postcode_field, const Attribute& city,
               Field city_field)
      : postcodes_(postcode.comparison), cities_(city.comparison), tests_(level_tests(comparison)),
        postcode_field_(postcode_field), city_field_(city_field) {}

  int pass_count() const override { return 0; }
  uint64_t units(int) const override { return 0; }
  void prepare(int, uint64_t, uint64_t) override {}

  uint8_t grade(const uint32_t* a, const uint32_t* b) const override {
    const Code p = a[postcode_field_.offset], q = b[postcode_field_.offset];
    const Code c = a[city_field_.offset], d = b[city_field_.offset];
    const bool both_postcodes = p != kMissing && q != kMissing, both_cities = c != kMissing && d != kMissing;
    if (!both_postcodes && !both_cities) return 0;
    for (size_t i = 0; i < tests_.size(); ++i)
      if (holds(tests_[i], p, q, c, d, both_postcodes, both_cities)) return static_cast<uint8_t>(i + 1);
    return static_cast<uint8_t>(tests_.size());
  }

  Code shared_term(const uint32_t* a, const uint32_t* b) const override {
    return a[postcode_field_.offset] == b[postcode_field_.offset] ? a[postcode_field_.offset] : kMissing;
  }
  AlikeTerms alike_terms(const uint32_t*, const uint32_t*) const override { return {}; }

 private:
  bool holds(const LevelTest& test, Code p, Code q, Code c, Code d, bool both_postcodes, bool both_cities) const {
    switch (test.test) {
      case Test::kExact: return both_postcodes && p == q && (!both_cities || c == d);
      case Test::kSamePostcode: return both_postcodes && p == q;
      case Test::kPostcodeSlip: return both_postcodes && (!both_cities || c == d || similar(c, d) >= 0.88) && slip(p, q);
      case Test::kSameCity: return both_cities && c == d;
      case Test::kSimilar: return both_cities && similar(c, d) >= test.threshold;
      case Test::kSameDepartment: return both_postcodes && postcodes_[p].substr(0, 2) == postcodes_[q].substr(0, 2);
      case Test::kElse: return true;
      default: return false;
    }
  }
  // Similarity in thousandths is remembered with the code pair.
  double similar(Code c, Code d) const {
    return 0.005 * city_memo_.get(c, d, [&](Code x, Code y) {
      return static_cast<uint8_t>(text::jaro_winkler(cities_[x], cities_[y]) * 200.0);
    });
  }
  bool slip(Code p, Code q) const {
    return postcode_memo_.get(p, q, [&](Code x, Code y) {
      return static_cast<uint8_t>(differ_by_one_slip(postcodes_[x], postcodes_[y]));
    }) != 0;
  }

  const Dictionary& postcodes_;
  const Dictionary& cities_;
  std::vector<LevelTest> tests_;
  Field postcode_field_, city_field_;
  mutable GradeMemo city_memo_, postcode_memo_;
};

}  // namespace

std::unique_ptr<Matcher> make_value_matcher(const Comparison& comparison, const Attribute& attribute, Field field,
                                            const Attribute* other, Field other_field, const Hooks& hooks) {
  if (comparison.comparator == "text") return make_text_matcher(comparison, attribute, field);
  return std::make_unique<ValueMatcher>(comparison, attribute, field, other, other_field, hooks);
}

std::unique_ptr<Matcher> make_place_matcher(const Comparison& comparison, const Attribute& postcode, Field postcode_field,
                                            const Attribute& city, Field city_field) {
  return std::make_unique<PlaceMatcher>(comparison, postcode, postcode_field, city, city_field);
}

}  // namespace jumelles::compare
