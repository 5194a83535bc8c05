#include "core/attribute.h"

#include <algorithm>
#include <array>

namespace jumelles {
namespace {

using G = AttributeGroup;
using P = PersonalData;
using T = AttributeType;

constexpr std::string_view kNameCascade = "source_order most_complete";
constexpr std::string_view kAddressCascade = "valid_first most_recent most_complete source_order";
constexpr std::string_view kListCascade = "union valid_first most_recent most_frequent source_order";
constexpr std::string_view kNumberCascade = "valid_first source_order most_frequent";
constexpr std::string_view kThingCascade = "most_frequent source_order longest";

constexpr std::array<AttributeTypeInfo, kAttributeTypeCount> kInfos{{
    // Columns that are no attributes of records
    {.type = T::kIgnored, .id = "ignored", .icon = "x", .in_records = false,
     .has_stand_ins = false},
    {.type = T::kRecordId, .id = "record_id", .icon = "hash", .in_records = false, .role = ColumnRole::kTechnical,
     .role_reason = "row_key",
     .has_stand_ins = false},
    {.type = T::kGrouping, .id = "grouping", .icon = "users", .in_records = false, .role = ColumnRole::kTechnical,
     .role_reason = "row_key",
     .has_stand_ins = false},
    {.type = T::kSource, .id = "source", .icon = "database", .in_records = false, .role = ColumnRole::kTechnical,
     .role_reason = "row_key",
     .has_stand_ins = false},

    // Persons
    {.type = T::kCivility, .id = "civility", .icon = "user", .personal = P::kPerson, .group = G::kIdentity,
     .role = ColumnRole::kDescription,
     .role_reason = "describes",
     .look = Look::kCivility, .cleaning = Cleaning::kCivility,
     .cascade = kNameCascade, .block = GoldenBlock::kName},
    {.type = T::kGivenName, .id = "given_name", .icon = "user", .personal = P::kIdentity, .group = G::kIdentity,
     .subject = Subject::kPerson,
     .look = Look::kName, .cleaning = Cleaning::kPersonName, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "given_name", .own = Own::kYes, .spells = true, .strong_keys = "phonetic first_3", .weak_keys = "first_1",
     .cascade = kNameCascade, .block = GoldenBlock::kName},
    {.type = T::kSurname, .id = "surname", .icon = "user", .personal = P::kIdentity, .group = G::kIdentity,
     .subject = Subject::kPerson,
     .look = Look::kName, .cleaning = Cleaning::kPersonName, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "surname", .spells = true, .may_move = true, .strong_keys = "exact phonetic first_3 delete_1",
     .window_rank = 30,
     .cascade = kNameCascade, .block = GoldenBlock::kName},
    {.type = T::kFullName, .id = "full_name", .icon = "user", .personal = P::kIdentity, .group = G::kIdentity,
     .subject = Subject::kPerson,
     .look = Look::kFullName, .cleaning = Cleaning::kPersonName, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "full_name", .own = Own::kYes, .spells = true, .loosely_worded = true, .may_move = true,
     .strong_keys = "sorted_words rare_words rare_pairs first_word last_word", .window_rank = 40,
     .cascade = kNameCascade, .block = GoldenBlock::kName,
     .label_rank = 10},
    {.type = T::kGender, .id = "gender", .icon = "user", .personal = P::kPerson, .group = G::kIdentity,
     .role = ColumnRole::kDescription,
     .role_reason = "describes",
     .look = Look::kGender, .cleaning = Cleaning::kGender, .has_stand_ins = false,
     .comparator = "exact", .weak_keys = "exact"},
    {.type = T::kBirthDate, .id = "birth_date", .icon = "calendar", .personal = P::kPerson, .group = G::kIdentity,
     .look = Look::kDate, .form = ValueForm::kDates, .cleaning = Cleaning::kDate, .has_parts = true,
     .comparator = "date", .own = Own::kYes, .strong_keys = "exact", .weak_keys = "year month_day",
     .cascade = kNumberCascade},
    {.type = T::kBirthYear, .id = "birth_year", .icon = "calendar", .personal = P::kPerson, .group = G::kIdentity,
     .feeds = T::kBirthDate,
     .cleaning = Cleaning::kYear, .joining = Joining::kDateParts,
     .comparator = "date"},
    {.type = T::kBirthMonth, .id = "birth_month", .icon = "calendar", .personal = P::kPerson, .group = G::kIdentity,
     .feeds = T::kBirthDate,
     .cleaning = Cleaning::kNumber, .joining = Joining::kDateParts,
     .comparator = "date"},
    {.type = T::kBirthDay, .id = "birth_day", .icon = "calendar", .personal = P::kPerson, .group = G::kIdentity,
     .feeds = T::kBirthDate,
     .cleaning = Cleaning::kNumber, .joining = Joining::kDateParts,
     .comparator = "date"},

    // Contact and address
    {.type = T::kEmail, .id = "email", .icon = "at-sign", .personal = P::kContact, .group = G::kContact,
     .look = Look::kEmail, .cleaning = Cleaning::kEmail, .multi_valued = true, .names_a_thing = true, .has_parts = true,
     .comparator = "email", .may_be_spelled = true, .strong_keys = "exact user_part",
     .cascade = kListCascade,
     .label_rank = 50, .detail_rank = 40},
    {.type = T::kPhone, .id = "phone", .icon = "phone", .personal = P::kContact, .group = G::kContact,
     .look = Look::kPhone, .form = ValueForm::kDigits, .cleaning = Cleaning::kPhone, .multi_valued = true,
     .names_a_thing = true, .has_parts = true,
     .comparator = "phone", .strong_keys = "last_8",
     .cascade = kListCascade,
     .label_rank = 60},
    {.type = T::kStreet, .id = "street", .icon = "map-pin", .personal = P::kContact, .group = G::kAddress,
     .look = Look::kLetters, .cleaning = Cleaning::kStreet, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "street", .strong_keys = "exact rare_pairs rare_words", .window_rank = 60,
     .cascade = kAddressCascade, .block = GoldenBlock::kAddress},
    {.type = T::kPostcode, .id = "postcode", .icon = "map-pin", .personal = P::kContact, .group = G::kAddress,
     .look = Look::kPostcode, .form = ValueForm::kDigits, .cleaning = Cleaning::kPostcode, .has_parts = true,
     .comparator = "postcode", .strong_keys = "exact", .weak_keys = "first_2",
     .cascade = kAddressCascade, .block = GoldenBlock::kAddress,
     .detail_rank = 30},
    {.type = T::kCity, .id = "city", .icon = "map-pin", .personal = P::kContact, .group = G::kAddress,
     .look = Look::kPlace, .cleaning = Cleaning::kCity,
     .comparator = "city", .spells = true, .strong_keys = "exact phonetic",
     .cascade = kAddressCascade, .block = GoldenBlock::kAddress,
     .label_rank = 90, .detail_rank = 10},
    {.type = T::kCountry, .id = "country", .icon = "globe", .personal = P::kPerson, .group = G::kAddress,
     .role = ColumnRole::kDescription,
     .role_reason = "describes",
     .look = Look::kPlace, .cleaning = Cleaning::kCountry, .has_stand_ins = false,
     .cascade = kAddressCascade, .block = GoldenBlock::kAddress},

    // Companies
    {.type = T::kCompanyName, .id = "company_name", .icon = "building-2", .personal = P::kCompany, .group = G::kCompany,
     .subject = Subject::kCompany,
     .look = Look::kCompanyName, .cleaning = Cleaning::kCompanyName, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "text", .own = Own::kWhereCompanies, .spells = true, .may_be_spelled = true, .loosely_worded = true,
     .may_move = true, .strong_keys = "sorted_words rare_words rare_pairs first_8 code_words first_3", .window_rank = 20,
     .label_rank = 20},
    {.type = T::kSiren, .id = "siren", .icon = "building-2", .personal = P::kCompany, .group = G::kCompany,
     .subject = Subject::kCompany,
     .header_words = "siren", .header_score = 0.97, .look = Look::kSiren, .form = ValueForm::kDigits,
     .cleaning = Cleaning::kCompanyNumber, .names_a_thing = true, .has_parts = true,
     .comparator = "code", .own = Own::kYes, .strong_keys = "exact", .tells_apart = TellsApart::kAlways,
     .constraint = "different_valid_siren",
     .cascade = kNumberCascade},
    {.type = T::kSiret, .id = "siret", .icon = "building-2", .personal = P::kCompany, .group = G::kCompany,
     .subject = Subject::kCompany,
     .header_words = "siret", .header_score = 0.97, .look = Look::kSiret, .form = ValueForm::kDigits,
     .cleaning = Cleaning::kCompanyNumber, .names_a_thing = true, .has_parts = true,
     .comparator = "code", .own = Own::kYes, .strong_keys = "first_9", .tells_apart = TellsApart::kWhereOnce,
     .cascade = kNumberCascade},
    {.type = T::kVat, .id = "vat", .icon = "building-2", .personal = P::kCompany, .group = G::kCompany,
     .subject = Subject::kCompany,
     .settles_subject = false,
     .header_words = "tva,vat", .header_score = 0.9, .look = Look::kVat, .form = ValueForm::kDigits,
     .cleaning = Cleaning::kCompanyNumber, .names_a_thing = true, .has_parts = true,
     .comparator = "code", .told_by = "siren siret", .strong_keys = "exact", .tells_apart = TellsApart::kWhereOnce,
     .cascade = kNumberCascade},

    // Accounts
    {.type = T::kIban, .id = "iban", .icon = "hash", .personal = P::kFinancial, .group = G::kOther,
     .scheme = "iban", .look = Look::kScheme, .form = ValueForm::kDigits, .cleaning = Cleaning::kScheme, .names_a_thing = true,
     .comparator = "code", .own = Own::kWhereRare, .strong_keys = "exact delete_1",
     .cascade = kNumberCascade,
     .label_rank = 75},

    // The relation to them
    {.type = T::kConsent, .id = "consent", .icon = "mail", .personal = P::kPerson, .group = G::kRelation,
     .role = ColumnRole::kDescription,
     .role_reason = "permission",
     .look = Look::kBoolean, .cleaning = Cleaning::kConsent, .has_stand_ins = false,
     .cascade = "opt_out_wins most_recent source_order", .refusal_wins = true},
    {.type = T::kOptOut, .id = "opt_out", .icon = "mail", .personal = P::kPerson, .group = G::kRelation, .feeds = T::kConsent,
     .role = ColumnRole::kDescription, .role_reason = "permission",
     .look = Look::kBoolean, .cleaning = Cleaning::kRefusal, .has_stand_ins = false},
    {.type = T::kCreatedDate, .id = "created_date", .icon = "calendar", .personal = P::kPerson, .group = G::kRelation,
     .role = ColumnRole::kTechnical,
     .role_reason = "record_time",
     .look = Look::kDate, .form = ValueForm::kDates, .cleaning = Cleaning::kMoment,
     .cascade = "oldest", .dates_itself = true},
    {.type = T::kUpdatedDate, .id = "updated_date", .icon = "calendar", .personal = P::kPerson, .group = G::kRelation,
     .role = ColumnRole::kTechnical,
     .role_reason = "record_time",
     .look = Look::kDate, .form = ValueForm::kDates, .cleaning = Cleaning::kMoment,
     .cascade = "most_recent", .dates_itself = true},

    // Whatever else records have. What role numbers, dates, texts and codes play, headers and values say.
    {.type = T::kDate, .id = "date", .icon = "calendar", .group = G::kOther, .generic = true, .judging = Judging::kDate,
     .look = Look::kDate, .form = ValueForm::kDates, .cleaning = Cleaning::kDate,
     .comparator = "date", .strong_keys = "exact", .weak_keys = "year month_day",
     .cascade = kThingCascade, .dates_itself = true},
    {.type = T::kYear, .id = "year", .icon = "calendar", .group = G::kOther, .generic = true, .judging = Judging::kYear,
     .look = Look::kYear, .form = ValueForm::kDigits, .cleaning = Cleaning::kYear, .has_stand_ins = false,
     .comparator = "year", .weak_keys = "exact",
     .cascade = kThingCascade,
     .detail_rank = 50},
    {.type = T::kNumber, .id = "number", .icon = "hash", .group = G::kOther, .generic = true, .may_be_key = true,
     .judging = Judging::kNumber,
     .look = Look::kNumber, .form = ValueForm::kDigits, .cleaning = Cleaning::kNumber, .has_stand_ins = false,
     .comparator = "number", .weak_keys = "exact",
     .cascade = "source_order",  // amounts are never added up unasked
     .label_rank = 110, .detail_rank = 70},
    {.type = T::kCategory, .id = "category", .icon = "tag", .group = G::kOther, .generic = true, .may_be_key = true,
     .judging = Judging::kCategory,
     .look = Look::kCategory, .has_stand_ins = false,
     .comparator = "category", .weak_keys = "exact",
     .cascade = kThingCascade,
     .label_rank = 100, .detail_rank = 60},
    {.type = T::kCode, .id = "code", .icon = "hash", .group = G::kOther, .generic = true, .may_be_key = true,
     .judging = Judging::kCode,
     .look = Look::kCode, .form = ValueForm::kDigits, .cleaning = Cleaning::kCode, .has_stand_ins = false,
     .names_a_thing = true,
     .comparator = "code", .own = Own::kWhereRare, .may_be_spelled = true, .strong_keys = "exact delete_1",
     .tells_apart = TellsApart::kByScheme,
     .label_rank = 70},
    {.type = T::kPlace, .id = "place", .icon = "map-pin", .personal = P::kPerson, .group = G::kAddress,
     .generic = true, .role_reason = "place",
     .look = Look::kPlace, .has_stand_ins = false,
     .comparator = "city", .strong_keys = "exact phonetic",
     .block = GoldenBlock::kAddress,
     .label_rank = 80, .detail_rank = 20},
    {.type = T::kTitle, .id = "title", .icon = "file-text", .group = G::kOther, .subject = Subject::kThing, .generic = true,
     .may_be_key = true, .judging = Judging::kText,
     .look = Look::kLetters, .has_stand_ins = false, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "text", .own = Own::kWhereNothingElse, .spells = true, .may_be_spelled = true, .loosely_worded = true,
     .strong_keys = "sorted_words rare_words rare_pairs first_8 code_words first_3", .window_rank = 10,
     .cascade = kThingCascade,
     .label_rank = 30},
    {.type = T::kText, .id = "text", .icon = "text", .group = G::kOther, .generic = true, .may_be_key = true,
     .judging = Judging::kText,
     .has_stand_ins = false, .joining = Joining::kBlanks, .names_a_thing = true,
     .comparator = "text", .own = Own::kWhereNothingElse, .may_be_spelled = true, .loosely_worded = true,
     .strong_keys = "rare_words rare_pairs code_words", .window_rank = 50,
     .cascade = "union source_order",
     .label_rank = 40, .detail_rank = 80},
}};

constexpr std::string_view kPersonalDataIds[kPersonalDataCount] = {"open", "none", "identity", "contact", "person", "financial", "special", "company"};
constexpr std::string_view kRoleIds[] = {"evidence", "description", "measure", "technical"};

}  // namespace

const AttributeTypeInfo& info(AttributeType type) { return kInfos[static_cast<size_t>(type)]; }

std::optional<AttributeType> attribute_type_from_id(std::string_view id) {
  for (const AttributeTypeInfo& row : kInfos)
    if (row.id == id) return row.type;
  return std::nullopt;
}

std::optional<AttributeType> attribute_type_of_scheme(std::string_view scheme) {
  for (const AttributeTypeInfo& row : kInfos)
    if (!row.scheme.empty() && row.scheme == scheme) return row.type;
  return std::nullopt;
}

std::vector<AttributeType> types_by(int AttributeTypeInfo::*rank) {
  std::vector<AttributeType> types;
  for (const AttributeTypeInfo& row : kInfos)
    if (row.*rank != 0) types.push_back(row.type);
  std::stable_sort(types.begin(), types.end(), [&](T a, T b) { return info(a).*rank < info(b).*rank; });
  return types;
}

std::vector<std::string_view> ids_in(std::string_view list) {
  std::vector<std::string_view> ids;
  for (size_t begin = 0; begin < list.size();) {
    const size_t end = std::min(list.find(' ', begin), list.size());
    ids.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

std::string_view cascade_of(GoldenBlock block) { return block == GoldenBlock::kName ? kNameCascade : kAddressCascade; }

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

std::string_view personal_data_id(PersonalData personal) { return kPersonalDataIds[static_cast<size_t>(personal)]; }

std::optional<PersonalData> personal_data_from_id(std::string_view id) {
  const auto* const found = std::find(std::begin(kPersonalDataIds), std::end(kPersonalDataIds), id);
  if (found == std::end(kPersonalDataIds)) return std::nullopt;
  return static_cast<PersonalData>(found - std::begin(kPersonalDataIds));
}

}  // namespace jumelles
