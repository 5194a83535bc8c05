#include "core/attribute.h"

#include <array>

namespace jumelles {
namespace {

using G = AttributeGroup;
using T = AttributeType;

constexpr std::array<AttributeTypeInfo, kAttributeTypeCount> kInfos{{
    {T::kIgnored, "ignored", G::kNone, false, false},
    {T::kRecordId, "record_id", G::kNone, false, false},
    {T::kGrouping, "grouping", G::kNone, false, false},
    {T::kSource, "source", G::kNone, false, false},
    {T::kCivility, "civility", G::kIdentity, false, false},
    {T::kGivenName, "given_name", G::kIdentity, true, false},
    {T::kSurname, "surname", G::kIdentity, true, false},
    {T::kFullName, "full_name", G::kIdentity, true, false},
    {T::kGender, "gender", G::kIdentity, true, false},
    {T::kBirthDate, "birth_date", G::kIdentity, true, false},
    {T::kBirthYear, "birth_year", G::kIdentity, true, false},
    {T::kBirthMonth, "birth_month", G::kIdentity, true, false},
    {T::kBirthDay, "birth_day", G::kIdentity, true, false},
    {T::kEmail, "email", G::kContact, true, true},
    {T::kPhone, "phone", G::kContact, true, true},
    {T::kStreet, "street", G::kAddress, true, false},
    {T::kPostcode, "postcode", G::kAddress, true, false},
    {T::kCity, "city", G::kAddress, true, false},
    {T::kCountry, "country", G::kAddress, false, false},
    {T::kCompanyName, "company_name", G::kCompany, true, false},
    {T::kSiren, "siren", G::kCompany, true, false},
    {T::kSiret, "siret", G::kCompany, true, false},
    {T::kVat, "vat", G::kCompany, true, false},
    {T::kConsent, "consent", G::kRelation, false, false},
    {T::kOptOut, "opt_out", G::kRelation, false, false},
    {T::kCreatedDate, "created_date", G::kRelation, false, false},
    {T::kUpdatedDate, "updated_date", G::kRelation, false, false},
    {T::kDate, "date", G::kOther, true, false},
    {T::kYear, "year", G::kOther, true, false},
    {T::kNumber, "number", G::kOther, true, false},
    {T::kCategory, "category", G::kOther, true, false},
    {T::kCode, "code", G::kOther, true, false},
    {T::kPlace, "place", G::kAddress, true, false},
    {T::kTitle, "title", G::kOther, true, false},
    {T::kText, "text", G::kOther, true, false},
}};

}  // namespace

const AttributeTypeInfo& info(AttributeType type) { return kInfos[static_cast<size_t>(type)]; }

std::optional<AttributeType> attribute_type_from_id(std::string_view id) {
  for (const AttributeTypeInfo& row : kInfos)
    if (row.id == id) return row.type;
  return std::nullopt;
}

namespace {
constexpr std::string_view kRoleIds[] = {"evidence", "description", "measure", "technical"};
}

std::string_view role_id(ColumnRole role) { return kRoleIds[static_cast<size_t>(role)]; }

std::optional<ColumnRole> role_from_id(std::string_view id) {
  for (size_t i = 0; i < std::size(kRoleIds); ++i)
    if (kRoleIds[i] == id) return static_cast<ColumnRole>(i);
  return std::nullopt;
}

std::string_view group_id(AttributeGroup group) {
  static constexpr std::string_view kIds[] = {"none", "identity", "contact", "address", "company", "relation", "other"};
  return kIds[static_cast<size_t>(group)];
}

}  // namespace jumelles
