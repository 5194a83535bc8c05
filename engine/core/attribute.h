#pragma once

// What a column can mean. One table describes every attribute type; menus, mapping, standardizing,
// comparing and survivorship all start from it.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace jumelles {

enum class AttributeType : uint8_t {
  kIgnored,      // not loaded into records
  kRecordId,     // unique key of its source; identifies, is never compared
  kGrouping,     // an existing grouping of rows (former customer number); shown, never silently used
  kSource,       // says which source a row belongs to, in a file that holds several
  kCivility, kGivenName, kSurname, kFullName, kGender, kBirthDate,
  kBirthYear, kBirthMonth, kBirthDay,  // columns that each hold a part of the attribute `birth_date`
  kEmail, kPhone,
  kStreet, kPostcode, kCity, kCountry,
  kCompanyName, kSiren, kSiret, kVat,
  kConsent,
  kOptOut,       // a consent turned around: its yes is a refusal; feeds the attribute `consent`
  kCreatedDate, kUpdatedDate,
  kDate, kYear, kNumber,
  kCategory,     // few distinct values, each shared by many rows
  kCode,         // a number or code that may identify (member number, reference): compared with tolerance for one slip
  kPlace,        // suburb, state, birth place: a short name of a place that is not the postal town
  kTitle,        // short text naming a thing: title, product, album, restaurant name
  kText,         // free text, several words
};
constexpr int kAttributeTypeCount = static_cast<int>(AttributeType::kText) + 1;

enum class AttributeGroup : uint8_t { kNone, kIdentity, kContact, kAddress, kCompany, kRelation, kOther };

struct AttributeTypeInfo {
  AttributeType type;
  std::string_view id;     // "given_name": in files, protocol and i18n keys
  AttributeGroup group;    // blocks of the golden record
  bool compared;           // proposed for comparison
  bool multi_valued;       // several columns of one source are values of one attribute (phones, e-mails)
};

const AttributeTypeInfo& info(AttributeType type);
constexpr bool is_birth_part(AttributeType type) { return type >= AttributeType::kBirthYear && type <= AttributeType::kBirthDay; }
// The type of the attribute that a column of that type feeds: itself, but for kOptOut and the parts of a birth date.
constexpr AttributeType fed_type(AttributeType column_type) {
  if (is_birth_part(column_type)) return AttributeType::kBirthDate;
  return column_type == AttributeType::kOptOut ? AttributeType::kConsent : column_type;
}
std::optional<AttributeType> attribute_type_from_id(std::string_view id);
std::string_view group_id(AttributeGroup group);  // "identity"...

// What a column is to matching. Only the first two are compared and looked up.
enum class ColumnRole : uint8_t {
  kEvidence,     // of identity: names, numbers, places, dates that stay with a person or a thing
  kDescription,  // shared by many: category, language, color, gender; compared, and weak
  kMeasure,      // what was counted, paid, rated or noted: differs from one system to the next
  kTechnical,    // what the system wrote for itself: times of its records, row numbers, hashes, flags
};
std::string_view role_id(ColumnRole role);  // "evidence"...
std::optional<ColumnRole> role_from_id(std::string_view id);
constexpr bool is_compared(ColumnRole role) { return role == ColumnRole::kEvidence || role == ColumnRole::kDescription; }

}  // namespace jumelles
