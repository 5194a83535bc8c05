#include "linking/attribute_worth.h"

#include <algorithm>
#include <string_view>

#include "core/math.h"

namespace jumelles::linking {
namespace {

constexpr uint32_t kMostHolders = 4;      // of a value that is rare
constexpr size_t kMostPairs = 1000;       // asked per attribute
constexpr size_t kMostAsked = 8000000;    // values compared in all
constexpr size_t kBeginning = 4;          // letters by which texts begin alike
constexpr double kSure = 10;              // bits above even odds

struct Shared {
  RecordIndex a, b;
  size_t candidate;  // of which they share a rare value
};

// Records by value: equal numbers are equal values, 0 is missing.
struct Values {
  std::vector<uint32_t> of_record;
  uint32_t count = 1;
};

Values values_of(const RecordSet& records, const Attribute& attribute) {
  std::vector<uint32_t> number(attribute.comparison.size());
  for (Code code = 0; code < number.size(); ++code) number[code] = code;
  if (info(attribute.type).loosely_worded) {
    std::vector<std::pair<std::string_view, Code>> beginnings;
    for (Code code = 1; code < number.size(); ++code) beginnings.emplace_back(attribute.comparison[code].substr(0, kBeginning), code);
    std::sort(beginnings.begin(), beginnings.end());
    for (size_t i = 0; i < beginnings.size(); ++i)
      number[beginnings[i].second] =
          i > 0 && beginnings[i].first == beginnings[i - 1].first ? number[beginnings[i - 1].second] : beginnings[i].second;
  }
  Values values{std::vector<uint32_t>(records.record_count()), static_cast<uint32_t>(number.size())};
  for (RecordIndex r = 0; r < records.record_count(); ++r)
    for (const Attribute::Slot& slot : attribute.slots)
      if (const Code code = attribute.comparison_of[slot.codes[r]]; code != kMissing) {
        values.of_record[r] = number[code];
        break;
      }
  return values;
}

// Chance that two records which hold a value hold the same; never sure that none do.
double collision_share(const Values& values) {
  std::vector<uint32_t> counts(values.count, 0);
  double filled = 0, equal = 0.5;
  for (const uint32_t value : values.of_record) {
    if (value == 0) continue;
    equal += counts[value]++;
    filled += 1;
  }
  return filled < 2 ? 1 : std::min(1.0, equal / (filled * (filled - 1) / 2));
}

// Pairs that share a value which few hold, evenly over the values.
void add_shared(const RecordSet& records, LinkType link_type, const Values& values, size_t candidate, std::vector<Shared>& out) {
  std::vector<uint32_t> first(values.count + size_t{1}, 0);
  for (const uint32_t value : values.of_record) ++first[value + size_t{1}];
  for (size_t value = 0; value < values.count; ++value) first[value + 1] += first[value];
  std::vector<RecordIndex> holders(values.of_record.size());
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  for (RecordIndex r = 0; r < holders.size(); ++r) holders[next[values.of_record[r]]++] = r;
  const auto visit = [&](auto use) {
    for (size_t value = 1; value < values.count; ++value) {
      const uint32_t begin = first[value], end = first[value + 1];
      if (end - begin > kMostHolders) continue;
      for (uint32_t i = begin; i < end; ++i)
        for (uint32_t j = i + 1; j < end; ++j)
          if (link_type != LinkType::kLink || records.source_of[holders[i]] != records.source_of[holders[j]]) use(holders[i], holders[j]);
    }
  };
  size_t all = 0, seen = 0;
  visit([&](RecordIndex, RecordIndex) { ++all; });
  const size_t step = 1 + all / kMostPairs;
  visit([&](RecordIndex a, RecordIndex b) {
    if (seen++ % step == 0) out.push_back({a, b, candidate});
  });
}

}  // namespace

std::vector<size_t> most_telling(const RecordSet& records, LinkType link_type, const std::vector<int>& candidates, size_t most) {
  std::vector<Values> values;
  std::vector<Shared> pairs;
  for (size_t c = 0; c < candidates.size(); ++c) {
    values.push_back(values_of(records, records.attributes[static_cast<size_t>(candidates[c])]));
    add_shared(records, link_type, values[c], c, pairs);
  }
  if (const size_t step = 1 + pairs.size() * candidates.size() / kMostAsked; step > 1) {
    size_t kept = 0;
    for (size_t p = 0; p < pairs.size(); p += step) pairs[kept++] = pairs[p];
    pairs.resize(kept);
  }
  std::vector<std::vector<float>> bits(candidates.size());  // [candidate][pair]
  for (size_t c = 0; c < candidates.size(); ++c) {
    const double collision = collision_share(values[c]), equal = -log2(collision);
    for (const Shared& pair : pairs) {
      const uint32_t x = values[c].of_record[pair.a], y = values[c].of_record[pair.b];
      const bool counts = x != 0 && y != 0 && pair.candidate != c;
      bits[c].push_back(counts ? static_cast<float>(equal * ((x == y ? 1 : 0) - collision)) : 0.0f);
    }
  }
  const double enough = log2(std::max<double>(2, records.record_count())) + kSure;
  std::vector<double> told(pairs.size(), 0);
  std::vector<size_t> chosen;
  while (chosen.size() < std::min(most, candidates.size())) {
    size_t best = candidates.size();
    double best_gain = 0;
    for (size_t c = 0; c < candidates.size(); ++c) {
      if (std::find(chosen.begin(), chosen.end(), c) != chosen.end()) continue;
      double gain = 0;
      for (size_t p = 0; p < pairs.size(); ++p) gain += std::min(enough, told[p] + static_cast<double>(bits[c][p])) - told[p];
      if (best == candidates.size() || gain > best_gain) best = c, best_gain = gain;
    }
    for (size_t p = 0; p < pairs.size(); ++p) told[p] = std::min(enough, told[p] + static_cast<double>(bits[best][p]));
    chosen.push_back(best);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace jumelles::linking
