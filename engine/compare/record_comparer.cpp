#include "compare/record_comparer.h"

#include <algorithm>

namespace jumelles::compare {

// For comparisons that are switched off or whose attributes no table has.
struct RecordComparer::NeverMatcher final : Matcher {
  int pass_count() const override { return 0; }
  uint64_t units(int) const override { return 0; }
  void prepare(int, uint64_t, uint64_t) override {}
  uint8_t grade(const uint32_t*, const uint32_t*) const override { return 0; }
  Code shared_term(const uint32_t*, const uint32_t*) const override { return kMissing; }
  AlikeTerms alike_terms(const uint32_t*, const uint32_t*) const override { return {}; }
};

Status RecordComparer::validate(const std::vector<Comparison>& comparisons) {
  const auto bad = [](std::string id, std::string message, std::string hint, size_t i) {
    return Error{ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint),
                 "comparisons[" + std::to_string(i) + "]", 0, {}};
  };
  if (comparisons.size() > static_cast<size_t>(kMaxComparisons))
    return bad("compare.too_many", "More than 16 comparisons are configured.", "Remove or combine some.", comparisons.size() - 1);
  for (size_t i = 0; i < comparisons.size(); ++i) {
    if (find_comparator(comparisons[i].comparator) == nullptr)
      return bad("compare.unknown_comparator", "There is no comparator named \"" + comparisons[i].comparator + "\".",
                 "Choose one of the list.", i);
    if (comparisons[i].levels.empty() || comparisons[i].levels.size() > 14)
      return bad("compare.level_count", "A comparison needs 1 to 14 levels.", "Add or remove levels.", i);
    if (comparisons[i].attributes.empty() && comparisons[i].comparator != "siblings" && comparisons[i].comparator != "dependence")
      return bad("compare.no_attribute", "A comparison has no attribute.", "Name the attribute that it compares.", i);
  }
  return {};
}

RecordComparer::RecordComparer(const RecordSet& records, const std::vector<Comparison>& comparisons, Hooks hooks)
    : records_(records), fields_(records.attributes.size()) {
  const auto field_for = [&](int attribute) {
    Field& field = fields_[static_cast<size_t>(attribute)];
    if (field.slot_count == 0) {
      field.offset = row_width_;
      field.slot_count = static_cast<uint32_t>(records.attributes[static_cast<size_t>(attribute)].slots.size());
      row_width_ += field.slot_count;
    }
    return field;
  };
  for (const Comparison& comparison : comparisons) {
    std::vector<int> found;
    for (const std::string& key : comparison.attributes) {
      const int attribute = records.find(key);
      if (attribute >= 0 && !records.attributes[static_cast<size_t>(attribute)].slots.empty()) found.push_back(attribute);
    }
    if (!comparison.enabled || found.empty() || found.size() != comparison.attributes.size()) {
      matchers_.push_back(std::make_unique<NeverMatcher>());
      quick_.emplace_back();
      term_attributes_.push_back(-1);
      continue;
    }
    const Attribute& first = records.attributes[static_cast<size_t>(found[0])];
    const Field field = field_for(found[0]);
    if (comparison.comparator == "place" && found.size() == 2) {
      const Attribute& second = records.attributes[static_cast<size_t>(found[1])];
      quick_.emplace_back();
      matchers_.push_back(make_place_matcher(comparison, first, field, second, field_for(found[1])));
    } else {
      // Given name and surname know each other, for the swapped level.
      const Attribute* other = nullptr;
      Field other_field;
      const bool name = first.type == AttributeType::kGivenName || first.type == AttributeType::kSurname;
      for (size_t i = 0; name && i < records.attributes.size(); ++i) {
        const Attribute& candidate = records.attributes[i];
        const AttributeType wanted =
            first.type == AttributeType::kGivenName ? AttributeType::kSurname : AttributeType::kGivenName;
        if (candidate.type != wanted || candidate.slots.empty() || other != nullptr) continue;
        other = &candidate;
        other_field = field_for(static_cast<int>(i));
      }
      matchers_.push_back(make_value_matcher(comparison, first, field, other, other_field, hooks));
      Quick quick;
      const std::vector<LevelTest> tests = level_tests(comparison);
      quick.exact_grade = static_cast<uint8_t>(tests.size());
      for (size_t level = tests.size(); level > 0; --level)
        if (tests[level - 1].test == Test::kExact) quick.exact_grade = static_cast<uint8_t>(level);
      if (field.slot_count == 1) quick.offset = field.offset;
      quick_.push_back(quick);
    }
    term_attributes_.push_back(found[0]);
  }
  // Within one matcher, passes follow each other.
  for (size_t i = 0; i < matchers_.size(); ++i)
    for (int pass = 0; pass < matchers_[i]->pass_count(); ++pass) {
      // Words and pieces of texts take longer: such values count as several units, so that steps stay even.
      const uint64_t weight = matchers_[i]->pass_count() > 1 ? 16 : 1;
      const uint64_t units = matchers_[i]->units(pass) * weight;
      work_.push_back({i, pass, prepare_units_, units, weight});
      prepare_units_ += units;
    }
  rows_.assign(uint64_t{records.record_count()} * row_width_, kMissing);
}

void RecordComparer::pack(uint64_t begin, uint64_t end) {
  for (size_t i = 0; i < fields_.size(); ++i) {
    const Attribute& attribute = records_.attributes[i];
    for (uint32_t slot = 0; slot < fields_[i].slot_count; ++slot) {
      const std::vector<Code>& codes = attribute.slots[slot].codes;
      uint32_t* out = rows_.data() + fields_[i].offset + slot;
      for (uint64_t r = begin; r < end; ++r) out[r * row_width_] = attribute.comparison_of[codes[r]];
    }
  }
}

void RecordComparer::prepare(uint64_t begin, uint64_t end) {
  for (const Work& work : work_) {
    const uint64_t from = std::max(begin, work.first), to = std::min(end, work.first + work.units);
    if (from >= to) continue;
    const uint64_t first = (from - work.first) / work.weight, last = (to - work.first) / work.weight;
    if (first < last) matchers_[work.matcher]->prepare(work.pass, first, last);
  }
}

Pattern RecordComparer::compare(const uint32_t* a, const uint32_t* b) const {
  Pattern pattern = 0;
  for (size_t i = 0; i < matchers_.size(); ++i) {
    const Quick quick = quick_[i];
    uint8_t grade;
    if (quick.offset != UINT32_MAX) {
      const Code x = a[quick.offset], y = b[quick.offset];
      if (x == kMissing || y == kMissing) continue;
      grade = x == y ? quick.exact_grade : matchers_[i]->grade(a, b);
    } else {
      grade = matchers_[i]->grade(a, b);
    }
    pattern |= static_cast<Pattern>(grade) << (4 * i);
  }
  return pattern;
}

}  // namespace jumelles::compare
