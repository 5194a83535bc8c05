#include "session/orders.h"

#include <algorithm>
#include <string_view>

#include "assessing/group_doubts.h"
#include "assessing/group_ties.h"
#include "core/bits.h"
#include "session/impl.h"
#include "text/fold.h"

namespace jumelles::session {
namespace {

// Up to two parts of a name, by which it is ordered.
struct ShortName { NamePart first, second; };

ShortName shortened(const NameAttributes& names, const NameParts& name) {
  ShortName out;
  for (size_t i = 0, taken = 0; i < name.count && taken < 2; ++i) {
    if (name.count > 1 && static_cast<int>(name.parts[i].attribute) == names.civility) continue;
    (taken++ == 0 ? out.first : out.second) = name.parts[i];
  }
  return out;
}

// The beginning of a folded text as a number that is ordered as the texts are.
uint64_t beginning(std::string_view text) {
  uint64_t out = 0;
  for (size_t i = 0; i < 8; ++i) out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return out;
}

// The place of each value that occurs among all of them, from 1; values that fold alike have one place.
class ValuePlaces {
 public:
  // `golden`: of golden records, whose values may have been typed; null: of records.
  ValuePlaces(const RecordSet& records, const survive::GoldenRecords* golden, const std::vector<ShortName>& names) : places_(records.attributes.size()) {
    for (const ShortName& name : names)
      for (const NamePart& part : {name.first, name.second}) note(records, golden, part);
    const auto key = [](const Value& value) { return value.beginning; };
    const auto sort = std::make_unique<RadixSort<Value, decltype(key)>>(key);
    for (const Value& value : values_) sort->add(value);
    sort->run(0, sort->start());
    values_ = sort->take();
    for (size_t begin = 0, end = 0; begin < values_.size(); begin = end) {
      while (end < values_.size() && values_[end].beginning == values_[begin].beginning) ++end;
      std::sort(values_.begin() + static_cast<std::ptrdiff_t>(begin), values_.begin() + static_cast<std::ptrdiff_t>(end),
                [&](const Value& x, const Value& y) { return text(x) < text(y); });
    }
    uint32_t place = 0;
    for (size_t i = 0; i < values_.size(); ++i) {
      if (i == 0 || text(values_[i]) != text(values_[i - 1])) ++place;
      places_[values_[i].part.attribute][values_[i].part.code] = place;
    }
  }
  uint64_t of(const NamePart& part) const { return part.code == kMissing ? 0 : places_[part.attribute][part.code]; }

 private:
  struct Value { uint64_t beginning; uint32_t from, size; NamePart part; };
  std::string_view text(const Value& value) const { return std::string_view(folded_).substr(value.from, value.size); }
  void note(const RecordSet& records, const survive::GoldenRecords* golden, const NamePart& part) {
    if (part.code == kMissing) return;
    const Attribute& attribute = records.attributes[part.attribute];
    std::vector<uint32_t>& places = places_[part.attribute];
    if (places.empty()) places.resize(attribute.clean.size() + (golden && part.attribute < golden->typed.size() ? golden->typed[part.attribute].size() : 0));
    if (std::exchange(places[part.code], 1u) != 0) return;
    text::fold_into(golden ? golden->text(attribute, part.attribute, part.code) : attribute.clean[part.code], one_);
    values_.push_back({beginning(one_), static_cast<uint32_t>(folded_.size()), static_cast<uint32_t>(one_.size()), part});
    folded_ += one_;
  }

  std::vector<std::vector<uint32_t>> places_;  // per attribute and code
  std::vector<Value> values_;
  std::string folded_, one_;
};

std::vector<uint64_t> numbers_of(const RecordSet& records, const survive::GoldenRecords* golden, const std::vector<ShortName>& names) {
  const ValuePlaces places(records, golden, names);
  std::vector<uint64_t> out;
  out.reserve(names.size());
  for (const ShortName& name : names) out.push_back(name.first.code == kMissing ? kLastInOrder : places.of(name.first) << 32 | places.of(name.second));
  return out;
}

uint32_t size_of(const Groups& groups, uint32_t group) { return groups.first_member[group + size_t{1}] - groups.first_member[group]; }

uint64_t source_count(const assessing::RunResult& result, uint32_t group) {
  const Groups& groups = *result.groups;
  uint64_t count = 0;
  uint32_t last = UINT32_MAX;  // members ascend, and so do their tables
  for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + size_t{1}]; ++m) {
    const uint32_t table = result.records->table_of(groups.members[m]);
    count += table != last;
    last = table;
  }
  return count;
}

// Positive numbers as their bits are in the order of the numbers.
uint64_t density_number(const GroupStrength& strength, uint32_t size) {
  if (size < 2) return kLastInOrder;
  return bit_cast<uint64_t>(static_cast<double>(strength.link_count) / (static_cast<double>(size) * (size - 1.0) / 2));
}

}  // namespace

std::vector<uint64_t> record_name_order(const RecordSet& records) {
  const NameAttributes attributes(records);
  std::vector<ShortName> names;
  names.reserve(records.record_count());
  for (RecordIndex r = 0; r < records.record_count(); ++r) names.push_back(shortened(attributes, record_name_parts(records, attributes, r)));
  return numbers_of(records, nullptr, names);
}

std::vector<uint64_t> golden_name_order(const assessing::RunResult& result) {
  const NameAttributes attributes(*result.records);
  std::vector<ShortName> names;
  names.reserve(result.groups->group_count());
  for (uint32_t g = 0; g < result.groups->group_count(); ++g) names.push_back(shortened(attributes, golden_name_parts(result, attributes, g)));
  return numbers_of(*result.records, result.golden.get(), names);
}

GroupStrength group_strength(const assessing::RunResult& result, uint32_t group) {
  const Groups& groups = *result.groups;
  const size_t size = size_of(groups, group);
  GroupStrength out;
  if (size < 2) return out;
  const assessing::GroupTies ties = assessing::group_ties(groups.members.data() + groups.first_member[group], size, *result.edges, result.doubts->first_edge,
                                                          weight_from_probability(result.project.link.threshold), result.binding.get());
  out.link_count = ties.link_count;
  out.has_weakest = ties.weakest != assessing::kNoTie;
  if (out.has_weakest) out.weakest = ties.ties[ties.bridge != assessing::kNoTie ? ties.bridge : ties.weakest].weight;
  return out;
}

std::vector<uint64_t> group_order_by(const assessing::RunResult& result, const std::string& sort) {
  if (sort == "name") return golden_name_order(result);
  const bool by_weakest = sort == "weakest", by_density = sort == "density", by_records = sort == "records";
  if (!by_weakest && !by_density && !by_records && sort != "sources") return {};
  std::vector<uint64_t> out;
  out.reserve(result.groups->group_count());
  for (uint32_t g = 0; g < result.groups->group_count(); ++g) {
    const uint32_t size = size_of(*result.groups, g);
    if (by_records) {
      out.push_back(size);
    } else if (by_weakest || by_density) {
      const GroupStrength strength = group_strength(result, g);
      const uint64_t weight = static_cast<uint64_t>(strength.weakest) ^ uint64_t{1} << 63;  // the negative ones first
      out.push_back(by_density ? density_number(strength, size) : strength.has_weakest ? weight : kLastInOrder);
    } else {
      out.push_back(source_count(result, g));
    }
  }
  return out;
}

const std::vector<uint64_t>& Session::Impl::group_order(const std::string& sort) {
  const auto known = group_orders.find(sort);
  return known != group_orders.end() ? known->second : group_orders.emplace(sort, group_order_by(*result, sort)).first->second;
}

const std::vector<uint64_t>& Session::Impl::record_order() {
  if (record_names.empty()) record_names = record_name_order(*result->records);
  return record_names;
}

}  // namespace jumelles::session
