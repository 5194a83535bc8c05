#include "audit/facets.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "audit/feeds.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "profile/content.h"

namespace jumelles::audit {
namespace {

// Whether a value, as it is written and clean, is what is looked for.
struct Predicate {
  const Facet& facet;
  const Attribute& attribute;
  std::string shape{};

  bool of_original(std::string_view original) {
    switch (facet.kind) {
      case FacetKind::kValue: return original == facet.text;
      case FacetKind::kShape: profile::shape_of(original, shape); return shape == facet.text;
      case FacetKind::kLength: return is_within(static_cast<int64_t>(length_in_characters(original)));
      default: return false;
    }
  }
  bool of_clean(Code clean) const {
    const std::string_view text = attribute.clean[clean];
    switch (facet.kind) {
      case FacetKind::kInvalid: return attribute.validity[clean] == Validity::kInvalid;
      case FacetKind::kYear: return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit) && is_within(std::atoi(std::string(text.substr(0, 4)).c_str()));
      case FacetKind::kNumber: return attribute.validity[clean] == Validity::kValid && is_within(static_cast<int64_t>(std::floor(std::strtod(std::string(text).c_str(), nullptr))));
      default: return false;
    }
  }
  bool is_within(int64_t number) const { return number >= facet.from && number <= facet.to; }
};

}  // namespace

RecordBits records_with(const AuditInput& input, const Facet& facet) {
  const RecordSet& records = *input.records;
  const Attribute& attribute = records.attributes[facet.attribute];
  RecordBits out(records.record_count());
  if (facet.kind == FacetKind::kMissing) {
    for (RecordIndex r = 0; r < records.record_count(); ++r) {
      bool filled = false;
      for (const Attribute::Slot& slot : attribute.slots) filled = filled || slot.codes[r] != kMissing;
      if (!filled) out.add(r);
    }
    return out;
  }
  Predicate predicate{facet, attribute};
  const bool of_writing = facet.kind == FacetKind::kValue || facet.kind == FacetKind::kShape || facet.kind == FacetKind::kLength;
  if (!of_writing) {
    std::vector<uint8_t> wanted(attribute.clean.size(), 0);
    for (Code code = 1; code < wanted.size(); ++code) wanted[code] = predicate.of_clean(code);
    for (const Attribute::Slot& slot : attribute.slots)
      for (RecordIndex r = 0; r < records.record_count(); ++r)
        if (wanted[slot.codes[r]] != 0) out.add(r);
    return out;
  }
  for (const Feed& feed : feeds_of(input.tables, input.mapping, records)) {
    if (feed.attribute != facet.attribute) continue;
    std::vector<uint8_t> wanted(feed.values->size(), 0);
    if (facet.kind == FacetKind::kValue) {
      if (const Code code = feed.values->find(facet.text); code != kMissing) wanted[code] = 1;
    } else {
      for (Code code = 1; code < wanted.size(); ++code) wanted[code] = predicate.of_original((*feed.values)[code]);
    }
    for (uint32_t row = 0; row < input.tables[feed.table]->row_count(); ++row)
      if (wanted[feed.code(records, row)] != 0) out.add(records.first_record[feed.table] + row);
  }
  return out;
}

}  // namespace jumelles::audit
