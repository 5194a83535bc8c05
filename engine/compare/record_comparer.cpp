#include "compare/record_comparer.h"

#include <algorithm>

namespace jumelles::compare {
namespace {

// "Write one of: a, b."
template <class Row>
std::string one_of(const std::vector<Row>& rows) {
  std::string ids;
  for (const Row& row : rows) (ids += ids.empty() ? "Write one of: " : ", ") += row.id;
  return ids + ".";
}

}  // namespace

// For comparisons that are switched off or whose attributes no table has.
struct RecordComparer::NeverMatcher final : Matcher {
  int pass_count() const override { return 0; }
  uint64_t units(int) const override { return 0; }
  void prepare(int, uint64_t, uint64_t) override {}
  uint8_t grade(const uint32_t*, const uint32_t*) const override { return 0; }
  Code shared_term(const uint32_t*, const uint32_t*) const override { return kMissing; }
  AlikeTerms alike_terms(const uint32_t*, const uint32_t*) const override { return {}; }
};

std::vector<Error> RecordComparer::validate(const std::vector<Comparison>& comparisons) {
  std::vector<Error> problems;
  const auto bad = [&](std::string id, std::string message, std::string hint, std::string path) {
    problems.push_back({ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), std::move(path), 0, {}});
  };
  if (comparisons.size() > static_cast<size_t>(kMaxComparisons))
    bad("compare.too_many", "More than 16 comparisons are configured.", "Remove or combine some.", "link.comparisons");
  for (size_t i = 0; i < comparisons.size(); ++i) {
    const Comparison& comparison = comparisons[i];
    const std::string path = "link.comparisons[" + std::to_string(i) + "]";
    if (comparison.levels.empty() || comparison.levels.size() > kMaxLevels)
      bad("compare.level_count", "A comparison needs 1 to 14 levels.", "Add or remove levels.", path + ".levels");
    if (comparison.attributes.empty() && !has_bar_of_its_own(comparison))
      bad("compare.no_attribute", "A comparison has no attribute.", "Name the attribute that it compares.",
          path + ".attributes");
    const ComparatorInfo* comparator = find_comparator(comparison.comparator);
    if (comparator == nullptr) {
      bad("compare.unknown_comparator", "There is no comparator \"" + comparison.comparator + "\".", one_of(comparators()),
          path + ".comparator");
      continue;
    }
    const std::vector<LevelTest> tests = level_tests(comparison);
    for (size_t l = 0; l < comparison.levels.size(); ++l) {
      const std::string level = path + ".levels[" + std::to_string(l) + "]";
      const auto known = [&](const LevelInfo& row) { return row.id == comparison.levels[l].id; };
      if (std::none_of(comparator->levels.begin(), comparator->levels.end(), known)) {
        bad("compare.unknown_level", "The comparator " + comparison.comparator + " has no level \"" + comparison.levels[l].id +
            "\".", one_of(comparator->levels), level + ".id");
        continue;
      }
      const std::optional<Range> range = threshold_range(tests[l].test);
      if (range && !range->holds(tests[l].threshold))
        bad("compare.level_threshold", "The threshold of this level must be " + to_string(*range) + ".",
            "Choose a value in that range.", level + ".threshold");
    }
  }
  return problems;
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
