// Values that name one person or household, and that many strangers have.

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "audit/work.h"
#include "standardize/suspects.h"
#include "text/similarity.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// A household has one surname or two, a couple with children of before four; a switchboard belongs to the company that the records name.
constexpr size_t kStrangers = 5;

// What a record is called: a surname, else a company, else a full name or a title; 0 without any. Numbers of different attributes differ.
struct Names {
  std::vector<std::pair<const Attribute*, uint32_t>> attributes;
  const Attribute* given = nullptr;
  explicit Names(const Work& work) {
    if (const int at = work.attribute_of(T::kGivenName); at >= 0) given = &work.records().attributes[static_cast<size_t>(at)];
    uint32_t base = 0;
    for (const T type : {T::kCompanyName, T::kSurname, T::kFullName, T::kTitle})
      if (const int at = work.attribute_of(type); at >= 0) {
        const Attribute& attribute = work.records().attributes[static_cast<size_t>(at)];
        attributes.emplace_back(&attribute, base);
        base += attribute.comparison.size();
      }
  }
  uint32_t of(RecordIndex record) const {
    for (const auto& [attribute, base] : attributes)
      if (const Code code = compared(*attribute, record); code != kMissing) return base + code;
    return 0;
  }
  std::string_view text(RecordIndex record) const {
    for (const auto& [attribute, base] : attributes)
      if (const Code code = compared(*attribute, record); code != kMissing) return attribute->comparison[code];
    return {};
  }
  std::string_view given_text(RecordIndex record) const { return given == nullptr ? std::string_view() : std::string_view(given->comparison[compared(*given, record)]); }
};

// Written alike: a third of the letters at most is another, which is more than slips leave ("fitzgerald", "fitzgrafld").
bool is_alike(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  const int most = static_cast<int>(std::max(a.size(), b.size()) / 3);
  return text::osa_distance(a, b, most) <= most;
}

// One person under two spellings, or with the names exchanged, is no stranger.
bool may_be_one(const Names& names, RecordIndex a, RecordIndex b) {
  const std::string_view surname_a = names.text(a), surname_b = names.text(b);
  return is_alike(surname_a, surname_b) || is_alike(surname_a, names.given_text(b)) || is_alike(names.given_text(a), surname_b);
}

// Up to five records whose names are unlike each other.
struct FewNames {
  std::array<uint32_t, kStrangers> names{};
  std::array<RecordIndex, kStrangers> records{};
  uint8_t count = 0;
  void add(const Names& of, uint32_t name, RecordIndex record) {
    if (count == kStrangers) return;
    for (uint8_t i = 0; i < count; ++i)
      if (names[i] == name || may_be_one(of, records[i], record)) return;
    names[count] = name;
    records[count++] = record;
  }
};

// What is wrong or made up in itself is a finding already, and shared because it is.
bool is_none(const Attribute& attribute, Code clean) {
  return attribute.validity[clean] == Validity::kInvalid || standardize::suspect(attribute.type, attribute.clean[clean]);
}

void check_attribute(Work& work, uint32_t a, uint32_t t, const Names& names) {
  const RecordSet& records = work.records();
  const Attribute& attribute = records.attributes[a];
  const RecordIndex begin = records.first_record[t], end = records.first_record[t + 1];
  std::vector<uint32_t> counts(attribute.comparison.size(), 0);
  for (const Attribute::Slot& slot : attribute.slots)
    for (RecordIndex r = begin; r < end; ++r) ++counts[attribute.comparison_of[slot.codes[r]]];
  std::unordered_map<Code, FewNames> sharers;
  for (const Attribute::Slot& slot : attribute.slots)
    for (RecordIndex r = begin; r < end; ++r) {
      const Code code = attribute.comparison_of[slot.codes[r]];
      if (code == kMissing || counts[code] < kStrangers || is_none(attribute, slot.codes[r])) continue;
      if (const uint32_t name = names.of(r); name != 0) sharers[code].add(names, name, r);
    }
  std::vector<uint8_t> shared(attribute.comparison.size(), 0);
  bool any = false;
  for (const auto& [code, few] : sharers)
    if (few.count == kStrangers) shared[code] = 1, any = true;
  if (!any) return;
  Finding& finding = work.finding(K::kSharedValue, {a});
  std::map<std::string_view, uint64_t> written;  // as the rule of a recipe has to know them
  for (size_t f = 0; f < work.feeds.size(); ++f) {
    if (work.feeds[f].attribute != a || work.feeds[f].table != t) continue;
    const Attribute::Slot& slot = attribute.slots[work.feeds[f].slot];
    for (RecordIndex r = begin; r < end; ++r) {
      const Code clean = slot.codes[r];
      if (clean == kMissing || shared[attribute.comparison_of[clean]] == 0 || (work.flags_of(f, r - begin) & changing_bits()) != 0) continue;
      add(finding, t, r);
      ++written[written_value(work, attribute, slot, t, r)];
    }
  }
  for (const auto& [text, count] : written) finding.values.push_back({std::string(text), {}, count});
  finding.distinct_count += written.size();
}

}  // namespace

Pieces sharing_pieces(Work& work) {
  const auto names = std::make_shared<const Names>(work);
  Pieces pieces;
  for (uint32_t a = 0; !names->attributes.empty() && a < work.records().attributes.size(); ++a) {
    const Attribute& attribute = work.records().attributes[a];
    const T type = attribute.type;
    if (attribute.slots.empty() || (type != T::kEmail && type != T::kPhone && type != T::kIban && type != T::kSiren && type != T::kSiret)) continue;
    for (uint32_t t = 0; t < work.source_count(); ++t) pieces.push_back([=, &work] { check_attribute(work, a, t, *names); });
  }
  return pieces;
}

}  // namespace jumelles::audit
