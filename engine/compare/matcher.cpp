#include "compare/matcher.h"

#include <algorithm>
#include <bit>

#include "compare/grade_memo.h"
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

// Which characters a text holds, 32 kinds, and how long it is: tells most unlike texts apart without reading them.
struct Shape {
  uint32_t kinds = 0;
  uint32_t length = 0;
};

Shape shape_of(std::string_view text) {
  Shape shape;
  shape.length = static_cast<uint32_t>(text.size());
  for (const char c : text) shape.kinds |= 1u << (static_cast<uint8_t>(c) & 31);
  return shape;
}

// No Jaro-Winkler similarity above this is possible: a kind of character that the other text lacks cannot match.
double most_similar(Shape a, Shape b, std::string_view x, std::string_view y) {
  const uint32_t lost_a = static_cast<uint32_t>(std::popcount(a.kinds & ~b.kinds));
  const uint32_t lost_b = static_cast<uint32_t>(std::popcount(b.kinds & ~a.kinds));
  const uint32_t matching = std::min(a.length - std::min(lost_a, a.length), b.length - std::min(lost_b, b.length));
  if (matching == 0) return 0;
  const double m = matching;
  const double jaro = (m / a.length + m / b.length + 1.0) / 3.0;
  uint32_t prefix = 0;
  while (prefix < 4 && prefix < a.length && prefix < b.length && x[prefix] == y[prefix]) ++prefix;
  return jaro + 0.1 * prefix * (1.0 - jaro) + 1e-9;
}

bool can_be_one_slip(Shape a, Shape b) {
  const uint32_t difference = a.length < b.length ? b.length - a.length : a.length - b.length;
  return difference <= 1 && std::popcount(a.kinds & ~b.kinds) <= 1 && std::popcount(b.kinds & ~a.kinds) <= 1;
}

bool differ_by_one_slip(std::string_view a, std::string_view b) {
  const size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  return difference <= 1 && std::min(a.size(), b.size()) >= 2 && text::osa_distance(a, b, 1) <= 1;
}

double absolute(double x) { return x < 0 ? -x : x; }

class ValueMatcher final : public Matcher {
 public:
  ValueMatcher(const Comparison& comparison, const Attribute& attribute, Field field, const Attribute* other,
               Field other_field, const Hooks& hooks)
      : values_(attribute.comparison), tests_(level_tests(comparison)), field_(field), hooks_(hooks) {
    exact_grade_ = static_cast<uint8_t>(tests_.size());
    for (size_t i = tests_.size(); i > 0; --i)
      if (tests_[i - 1].test == Test::kExact) exact_grade_ = static_cast<uint8_t>(i);
    for (size_t i = 0; i < tests_.size(); ++i)
      if (tests_[i].test == Test::kSwapped) swapped_grade_ = static_cast<uint8_t>(i + 1);
    for (const LevelTest& test : tests_)
      if (test.test == Test::kSimilar) least_similarity_ = std::min(least_similarity_, test.threshold);
    texts_ = asks(tests_, Test::kOverlap);
    dates_ = asks(tests_, Test::kDayMonthSwapped) || asks(tests_, Test::kTwoParts);
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
    uint8_t best = 0;
    for (uint32_t i = 0; i < field_.slot_count; ++i) {
      const Code x = a[field_.offset + i];
      if (x == kMissing) continue;
      for (uint32_t j = 0; j < field_.slot_count; ++j) {
        const Code y = b[field_.offset + j];
        if (y == kMissing) continue;
        const uint8_t grade = x == y ? exact_grade_ : grade_values(x, y);
        if (best == 0 || grade < best) best = grade;
      }
    }
    return best;
  }

  Code shared_term(const uint32_t* a, const uint32_t* b) const override {
    for (uint32_t i = 0; i < field_.slot_count; ++i)
      for (uint32_t j = 0; j < field_.slot_count; ++j)
        if (a[field_.offset + i] != kMissing && a[field_.offset + i] == b[field_.offset + j]) return a[field_.offset + i];
    return kMissing;
  }

 private:
  void start(int pass) {
    const uint32_t size = values_.size();
    if (pass == 1) {
      vectors_.start_weighing();
      return;
    }
    const auto want = [&](Test test, std::vector<uint32_t>& column) {
      if (asks(tests_, test)) column.assign(size, 0);
    };
    want(Test::kPhonetic, phonetic_);
    want(Test::kNickname, nickname_);
    want(Test::kFirstPart, first_word_);
    want(Test::kSameWords, sorted_words_);
    want(Test::kSameUser, user_);
    want(Test::kLastDigits, last_digits_);
    if (asks(tests_, Test::kSimilar) || asks(tests_, Test::kOneSlip)) shapes_.assign(size, {});
    if (dates_) parts_.assign(size, {});
    if (asks(tests_, Test::kRatio) || asks(tests_, Test::kYearWithin)) numbers_.assign(size, 0);
    if (asks(tests_, Test::kSameWay)) streets_.assign(size, {});
    if (texts_) vectors_.reserve(size);
    if (other_ != nullptr) as_other_.assign(size, kMissing);
  }

  void prepare_value(Code code) {
    const std::string_view text = values_[code];
    if (text.empty()) return;
    if (!phonetic_.empty()) phonetic_[code] = hash32(text::phonetic_code(text));
    if (!nickname_.empty() && hooks_.nickname_class) nickname_[code] = hooks_.nickname_class(text);
    if (!first_word_.empty()) first_word_[code] = hash_first_word(text);
    if (!sorted_words_.empty()) sorted_words_[code] = hash_sorted_words(text);
    if (!user_.empty()) user_[code] = hash_user_part(text);
    if (!last_digits_.empty()) last_digits_[code] = hash_last_digits(text, 8);
    if (!shapes_.empty()) shapes_[code] = shape_of(text);
    if (!parts_.empty()) parts_[code] = parse_date(text);
    if (!numbers_.empty()) numbers_[code] = parse_number(text);
    if (!streets_.empty()) streets_[code] = parse_street(text);
    if (!as_other_.empty()) as_other_[code] = other_->comparison.find(text);
  }

  // Given name and surname exchanged: x, y are values of this attribute, p, q of the other one. One of the two crossed
  // pairs must be equal, the other at least alike.
  bool swapped(Code x, Code y, Code p, Code q) const {
    if (p == kMissing || q == kMissing || p == q) return false;
    if (as_other_[x] == q) return as_other_[y] == p || crossed(y, p);
    return as_other_[y] == p && crossed(x, q);
  }
  bool crossed(Code mine, Code others) const {
    constexpr double kAlike = 0.8;
    return text::jaro_winkler(values_[mine], other_->comparison[others]) >= kAlike;
  }

  uint8_t grade_values(Code a, Code b) const {
    return memo_.get(a, b, [&](Code x, Code y) { return compute(x, y); });
  }

  // What is found out about a pair of values while its levels are tried.
  struct Pair {
    Code a, b;
    std::string_view x, y;
    double similarity = -1, overlap = -1;
  };

  uint8_t compute(Code a, Code b) const {
    Pair pair{a, b, values_[a], values_[b]};
    if (!shapes_.empty() && most_similar(shapes_[a], shapes_[b], pair.x, pair.y) < least_similarity_) pair.similarity = 0;
    for (size_t i = 0; i < tests_.size(); ++i)
      if (holds(tests_[i], pair)) return static_cast<uint8_t>(i + 1);
    return static_cast<uint8_t>(tests_.size());
  }

  static bool same(const std::vector<uint32_t>& column, Code a, Code b) { return column[a] != 0 && column[a] == column[b]; }

  bool holds(const LevelTest& test, Pair& pair) const {
    const Code a = pair.a, b = pair.b;
    const std::string_view x = pair.x, y = pair.y;
    switch (test.test) {
      case Test::kSimilar:
        if (pair.similarity < 0) pair.similarity = text::jaro_winkler(x, y);
        return pair.similarity >= test.threshold;
      case Test::kOverlap:
        if (pair.overlap < 0) pair.overlap = vectors_.similarity(a, b);
        return pair.overlap >= test.threshold;
      case Test::kNickname: return same(nickname_, a, b);
      case Test::kFirstPart: return same(first_word_, a, b);
      case Test::kInitial: return (x.size() == 1 || y.size() == 1) && x[0] == y[0];
      case Test::kContained: return x.size() < y.size() ? is_contained(x, y) : is_contained(y, x);
      case Test::kSameWords: return same(sorted_words_, a, b);
      case Test::kPhonetic: return same(phonetic_, a, b);
      case Test::kOneSlip: return can_be_one_slip(shapes_[a], shapes_[b]) && differ_by_one_slip(x, y);
      case Test::kSameUser: return same(user_, a, b);
      case Test::kLastDigits: return same(last_digits_, a, b);
      case Test::kSameNumberAndWay:
        return streets_[a].number != 0 && streets_[a].number == streets_[b].number && streets_[a].way != 0 &&
               streets_[a].way == streets_[b].way;
      case Test::kSameWay: return streets_[a].way != 0 && streets_[a].way == streets_[b].way;
      case Test::kSameDepartment: return x.size() >= 2 && y.size() >= 2 && x.substr(0, 2) == y.substr(0, 2);
      case Test::kRatio: {
        const double p = absolute(numbers_[a]), q = absolute(numbers_[b]);
        return absolute(numbers_[a] - numbers_[b]) <= test.threshold * std::max(p, q);
      }
      case Test::kYearWithin: return absolute(numbers_[a] - numbers_[b]) <= test.threshold;
      default: return holds_date(test, parts_.empty() ? DateParts{} : parts_[a], parts_.empty() ? DateParts{} : parts_[b]);
    }
  }

  static bool holds_date(const LevelTest& test, DateParts p, DateParts q) {
    switch (test.test) {
      case Test::kDayMonthSwapped: return p.year != 0 && p.year == q.year && p.day != 0 && p.day == q.month && p.month == q.day;
      case Test::kTwoParts: {
        const int equal = (p.year != 0 && p.year == q.year) + (p.month != 0 && p.month == q.month) + (p.day != 0 && p.day == q.day);
        return equal >= 2;
      }
      case Test::kYear: return p.year != 0 && p.year == q.year;
      case Test::kElse: return true;
      default: return false;
    }
  }

  const Dictionary& values_;
  std::vector<LevelTest> tests_;
  Field field_, other_field_;
  const Attribute* other_ = nullptr;
  Hooks hooks_;
  uint8_t exact_grade_ = 1, swapped_grade_ = 0;
  bool texts_ = false, dates_ = false;
  std::vector<uint32_t> phonetic_, nickname_, first_word_, sorted_words_, user_, last_digits_, as_other_;
  std::vector<Shape> shapes_;
  double least_similarity_ = 2;
  std::vector<DateParts> parts_;
  std::vector<double> numbers_;
  std::vector<StreetParts> streets_;
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
