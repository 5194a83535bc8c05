#include "running/hand_values.h"

namespace jumelles::running {
namespace {

using document::GoldenDecision;

std::string_view country_of(const RecordSet& records, RecordIndex record) {
  if (record == kNoRecord) return "FR";
  for (const Attribute& attribute : records.attributes) {
    if (attribute.type != AttributeType::kCountry || attribute.slots.empty()) continue;
    const Code code = attribute.slots[0].codes[record];
    const std::string_view country = attribute.comparison[attribute.comparison_of[code]];
    if (country.size() == 2) return country;
  }
  return "FR";
}

RecordIndex record_of(const GoldenDecision& decision, const document::RecordFinder& find) {
  const size_t asked = decision.act == document::kTaken ? 1 : decision.records.size();
  for (size_t i = 0; i < asked; ++i)
    if (const RecordIndex record = find(decision.records[i]); record != kNoRecord) return record;
  return kNoRecord;
}

}  // namespace

standardize::CleanValue clean_typed(const RecordSet& records, const Attribute& attribute, RecordIndex record, std::string_view text) {
  return standardize::clean_value(attribute.type, text, standardize::DateOrder::kDayMonth, country_of(records, record));
}

std::vector<survive::HandValue> bind_hand_values(const document::Project& project, const RecordSet& records, const document::RecordFinder& find) {
  std::vector<survive::HandValue> out;
  for (const GoldenDecision& decision : project.decisions.golden_values) {
    survive::HandValue& value = out.emplace_back();
    value.act = decision.act == document::kTaken   ? survive::HandAct::kTaken
                : decision.act == document::kTyped ? survive::HandAct::kTyped
                                                   : survive::HandAct::kIgnored;
    value.value = decision.value;
    if (!decision.for_ever && value.act != survive::HandAct::kIgnored) value.below = decision.below;
    const int attribute = records.find(decision.attribute);
    if (attribute < 0) continue;
    value.attribute = static_cast<uint32_t>(attribute);
    value.record = record_of(decision, find);
    if (value.act != survive::HandAct::kTyped) continue;
    const standardize::CleanValue clean = clean_typed(records, records.attributes[static_cast<size_t>(attribute)], value.record, decision.value);
    value.validity = clean.clean.empty() ? Validity::kInvalid : clean.validity;
    value.comparison = clean.comparison;
    if (!clean.clean.empty()) value.value = clean.clean;
  }
  return out;
}

}  // namespace jumelles::running
