#include "compare/text_matcher.h"

#include <algorithm>

#include "compare/grade_memo.h"
#include "compare/slots.h"
#include "compare/text_vectors.h"

namespace jumelles::compare {
namespace {

class TextMatcher final : public Matcher {
 public:
  TextMatcher(const Comparison& comparison, const Attribute& attribute, Field field)
      : values_(attribute.comparison), tests_(level_tests(comparison)), field_(field), exact_grade_(exact_grade(tests_)) {}

  int pass_count() const override { return 2; }
  uint64_t units(int) const override { return values_.size(); }

  void prepare(int pass, uint64_t begin, uint64_t end) override {
    if (pass == 0) {
      if (begin == 0) vectors_.reserve(values_.size());
      vectors_.count(values_, static_cast<Code>(begin), static_cast<Code>(end));
    } else {
      if (begin == 0) vectors_.start_weighing();
      vectors_.weigh(values_, static_cast<Code>(begin), static_cast<Code>(end));
    }
  }

  uint8_t grade(const uint32_t* a, const uint32_t* b) const override {
    return best_grade(field_, a, b, [&](Code x, Code y) { return grade_values(x, y); });
  }

  Code shared_term(const uint32_t* a, const uint32_t* b) const override { return shared_value(field_, a, b); }
  AlikeTerms alike_terms(const uint32_t* a, const uint32_t* b) const override {
    return best_terms(field_, a, b, [&](Code x, Code y) { return grade_values(x, y); });
  }
  double overlap(const uint32_t* a, const uint32_t* b) const override {
    double most = -1;
    for (uint32_t i = 0; i < field_.slot_count; ++i)
      for (uint32_t j = 0; j < field_.slot_count; ++j) {
        const Code x = a[field_.offset + i], y = b[field_.offset + j];
        if (x != kMissing && y != kMissing) most = std::max(most, vectors_.similarity(x, y));
      }
    return most;
  }

 private:
  uint8_t grade_values(Code a, Code b) const {
    return a == b ? exact_grade_ : memo_.get(a, b, [&](Code p, Code q) { return compute(p, q); });
  }

  uint8_t compute(Code a, Code b) const {
    double overlap = -1;
    for (size_t i = 0; i < tests_.size(); ++i)
      if (holds(tests_[i], a, b, overlap)) return static_cast<uint8_t>(i + 1);
    return static_cast<uint8_t>(tests_.size());
  }

  bool holds(const LevelTest& test, Code a, Code b, double& overlap) const {
    const auto overlaps = [&] {
      if (test.threshold <= 0) return true;
      if (overlap < 0) overlap = vectors_.similarity(a, b);
      return overlap >= test.threshold;
    };
    switch (test.test) {
      case Test::kOverlap: return overlaps();
      case Test::kSharedCode: return vectors_.share_code(a, b) && overlaps();
      case Test::kDifferentCodes: return vectors_.differ_in_codes(a, b) && overlaps();
      case Test::kDifferentWords: return vectors_.differ_in_words(a, b);
      case Test::kElse: return true;
      default: return false;
    }
  }

  const Dictionary& values_;
  std::vector<LevelTest> tests_;
  Field field_;
  uint8_t exact_grade_;
  TextVectors vectors_;
  mutable GradeMemo memo_;
};

}  // namespace

std::unique_ptr<Matcher> make_text_matcher(const Comparison& comparison, const Attribute& attribute, Field field) {
  return std::make_unique<TextMatcher>(comparison, attribute, field);
}

}  // namespace jumelles::compare
