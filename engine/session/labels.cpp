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

Code first_code(const Attribute& attribute, RecordIndex record) {
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = slot.codes[record]; code != kMissing) return code;
  return kMissing;
}

// The same choice for a record and for a golden record: `code_of(attribute)` gives its values.
template <class CodeOf>
NameParts parts_from(const NameAttributes& names, RecordKind kind, CodeOf code_of) {
  NameParts out;
  const auto put = [&](int attribute) {
    if (attribute < 0) return;
    if (const Code code = code_of(static_cast<uint32_t>(attribute)); code != kMissing) out.parts[out.count++] = {static_cast<uint32_t>(attribute), code};
  };
  if (kind == RecordKind::kCompany) put(names.company_name);
  if (out.count > 0) return out;
  put(names.given_name);
  put(names.surname);
  if (out.count > 0 && kind == RecordKind::kHousehold) {
    const NameParts person = out;
    out.count = 0;
    put(names.civility);
    for (size_t i = 0; i < person.count; ++i) out.parts[out.count++] = person.parts[i];
  }
  for (size_t i = 0; i < names.others.size() && out.count == 0; ++i) put(static_cast<int>(names.others[i]));
  return out;
}

// `golden`: of a golden record, whose values may have been typed.
std::string text_of(const RecordSet& records, const NameParts& name, const survive::GoldenRecords* golden = nullptr) {
  std::string out;
  for (size_t i = 0; i < name.count; ++i) {
    if (i > 0) out += ' ';
    const auto [attribute, code] = name.parts[i];
    const Attribute& of = records.attributes[attribute];
    out += golden ? golden->text(of, attribute, code) : of.clean[code];
  }
  return out;
}

}  // namespace

NameAttributes::NameAttributes(const RecordSet& records)
    : given_name(records.find("given_name")), surname(records.find("surname")), company_name(records.find("company_name")), civility(records.find("civility")) {
  static const std::vector<AttributeType> kTypes = types_by(&AttributeTypeInfo::label_rank);
  for (const AttributeType type : kTypes)
    for (uint32_t a = 0; a < records.attributes.size(); ++a)
      if (records.attributes[a].type == type) others.push_back(a);
}

NameParts record_name_parts(const RecordSet& records, const NameAttributes& names, RecordIndex record) {
  return parts_from(names, records.kinds[record], [&](uint32_t a) { return first_code(records.attributes[a], record); });
}

NameParts golden_name_parts(const assessing::RunResult& result, const NameAttributes& names, uint32_t group) {
  const RecordIndex founder = result.groups->members[result.groups->first_member[group]];
  return parts_from(names, result.records->kinds[founder], [&](uint32_t a) { return result.golden->values[a][group].code; });
}

std::string clean_text(const RecordSet&, const Attribute& attribute, RecordIndex record) { return std::string(attribute.clean[first_code(attribute, record)]); }

std::string record_label(const RecordSet& records, RecordIndex record) {
  std::string label = text_of(records, record_name_parts(records, NameAttributes(records), record));
  return label.empty() ? records.record_ids[record] : label;
}

std::string record_detail(const RecordSet& records, RecordIndex record) {
  static const std::vector<AttributeType> kTypes = types_by(&AttributeTypeInfo::detail_rank);
  if (records.kinds[record] == RecordKind::kContact)
    if (std::string company = text_of(records, "company_name", record); !company.empty()) return company;
  return first_of_type(records, kTypes, record);
}

std::string golden_label(const assessing::RunResult& result, uint32_t group) {
  std::string label = text_of(*result.records, golden_name_parts(result, NameAttributes(*result.records), group), result.golden.get());
  return label.empty() ? result.records->record_ids[result.groups->members[result.groups->first_member[group]]] : label;
}

std::string original_text(const assessing::RunResult& result, const Attribute& attribute, size_t slot, RecordIndex record, bool& absent) {
  const uint32_t table = result.records->table_of(record);
  std::string out;
  absent = slot >= attribute.slots.size() || attribute.slots[slot].origins[table].columns.empty();
  if (!absent) standardize::join_pieces(*result.tables[table], attribute.slots[slot].origins[table], result.records->row_of(record), out);
  return out;
}

}  // namespace jumelles::session
