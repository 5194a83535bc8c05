#include "session/impl.h"
#include "standardize/plan.h"

namespace jumelles::session {
namespace {

std::string text_of(const RecordSet& records, std::string_view key, RecordIndex record) {
  const int a = records.find(key);
  return a < 0 ? std::string() : clean_text(records, records.attributes[static_cast<size_t>(a)], record);
}

std::string first_of_type(const RecordSet& records, const std::vector<AttributeType>& types, RecordIndex record) {
  for (AttributeType type : types)
    for (const Attribute& attribute : records.attributes)
      if (attribute.type == type)
        if (std::string text = clean_text(records, attribute, record); !text.empty()) return text;
  return {};
}

std::string joined(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += ' ';
  return first + second;
}

// The same choice for a record and for a golden record: `text(key)` and `of_type(types)` give its values.
template <class Text, class OfType>
std::string label_from(RecordKind kind, Text text, OfType of_type) {
  static const std::vector<AttributeType> kTypes = types_by(&AttributeTypeInfo::label_rank);
  if (kind == RecordKind::kCompany)
    if (std::string company = text("company_name"); !company.empty()) return company;
  if (std::string person = joined(text("given_name"), text("surname")); !person.empty())
    return kind == RecordKind::kHousehold ? joined(text("civility"), person) : person;
  return of_type(kTypes);
}

}  // namespace

std::string clean_text(const RecordSet&, const Attribute& attribute, RecordIndex record) {
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = slot.codes[record]; code != kMissing) return std::string(attribute.clean[code]);
  return {};
}

std::string record_label(const RecordSet& records, RecordIndex record) {
  std::string label = label_from(
      records.kinds[record], [&](std::string_view key) { return text_of(records, key, record); },
      [&](const std::vector<AttributeType>& types) { return first_of_type(records, types, record); });
  return label.empty() ? records.record_ids[record] : label;
}

std::string record_detail(const RecordSet& records, RecordIndex record) {
  static const std::vector<AttributeType> kTypes = types_by(&AttributeTypeInfo::detail_rank);
  if (records.kinds[record] == RecordKind::kContact)
    if (std::string company = text_of(records, "company_name", record); !company.empty()) return company;
  return first_of_type(records, kTypes, record);
}

std::string golden_label(const assessing::RunResult& result, uint32_t group) {
  const RecordSet& records = *result.records;
  const auto value = [&](size_t a) {
    const Code code = result.golden->values[a][group].code;
    return code == kMissing ? std::string() : std::string(result.golden->text(records.attributes[a], a, code));
  };
  const RecordIndex founder = result.groups->members[result.groups->first_member[group]];
  std::string label = label_from(
      records.kinds[founder],
      [&](std::string_view key) {
        const int a = records.find(key);
        return a < 0 ? std::string() : value(static_cast<size_t>(a));
      },
      [&](const std::vector<AttributeType>& types) {
        for (AttributeType type : types)
          for (size_t a = 0; a < records.attributes.size(); ++a)
            if (records.attributes[a].type == type)
              if (std::string text = value(a); !text.empty()) return text;
        return std::string();
      });
  return label.empty() ? records.record_ids[founder] : label;
}

std::string original_text(const assessing::RunResult& result, const Attribute& attribute, size_t slot, RecordIndex record, bool& absent) {
  const uint32_t table = result.records->table_of(record);
  std::string out;
  absent = slot >= attribute.slots.size() || attribute.slots[slot].origins[table].columns.empty();
  if (!absent) standardize::join_pieces(*result.tables[table], attribute.slots[slot].origins[table], result.records->row_of(record), out);
  return out;
}

}  // namespace jumelles::session
