#include "core/attribute.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace jumelles;

// The table of types read column by column. A field that a row loses, or gains, is missed here by the sentence that speaks of it.
namespace {

using Row = AttributeTypeInfo;
using Said = std::vector<std::pair<std::string, std::string>>;  // types, and what their rows say

// Ids of the types whose row answers yes, in the order of the table.
template <class Holds>
std::string types_where(Holds holds) {
  std::string ids;
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const Row& row = info(static_cast<AttributeType>(t));
    if (holds(row)) ids += (ids.empty() ? "" : " ") + std::string(row.id);
  }
  return ids;
}

template <class Value>
std::string types_with(Value Row::*field, Value value) {
  return types_where([&](const Row& row) { return row.*field == value; });
}

std::string types_with(bool Row::*field) { return types_with(field, true); }

std::string in_order(int Row::*rank) {
  std::string ids;
  for (const AttributeType type : types_by(rank)) ids += (ids.empty() ? "" : " ") + std::string(info(type).id);
  return ids;
}

// Everything that rows say in a field and that is not its default, by what they say, in the order in which it is first said.
Said said(std::string_view Row::*field, std::string_view unsaid = "") {
  Said all;
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const std::string value(info(static_cast<AttributeType>(t)).*field);
    if (value == unsaid) continue;
    bool known = false;
    for (const auto& [types, other] : all) known = known || other == value;
    if (!known) all.emplace_back(types_with(field, std::string_view(value)), value);
  }
  return all;
}

}  // namespace

TEST_CASE("every attribute type stands in its own row of the table and is found by its id") {
  for (int i = 0; i < kAttributeTypeCount; ++i) {
    const AttributeType type = static_cast<AttributeType>(i);
    CHECK(info(type).type == type);
    REQUIRE(attribute_type_from_id(info(type).id).has_value());
    CHECK(*attribute_type_from_id(info(type).id) == type);
  }
  CHECK_FALSE(attribute_type_from_id("no such type").has_value());
}

TEST_CASE("an attribute type says what it is") {
  CHECK(types_with(&Row::group, AttributeGroup::kNone) == "ignored record_id grouping source");
  CHECK(types_with(&Row::group, AttributeGroup::kIdentity) ==
        "civility given_name surname full_name gender birth_date birth_year birth_month birth_day");
  CHECK(types_with(&Row::group, AttributeGroup::kContact) == "email phone");
  CHECK(types_with(&Row::group, AttributeGroup::kAddress) == "street postcode city country place");
  CHECK(types_with(&Row::group, AttributeGroup::kCompany) == "company_name siren siret vat");
  CHECK(types_with(&Row::group, AttributeGroup::kRelation) == "consent opt_out created_date updated_date");
  CHECK(types_with(&Row::group, AttributeGroup::kOther) == "iban date year number category code title text");
  CHECK(types_with(&Row::subject, Subject::kPerson) == "given_name surname full_name");
  CHECK(types_with(&Row::subject, Subject::kCompany) == "company_name siren siret vat");
  CHECK(types_with(&Row::subject, Subject::kThing) == "title");
  CHECK(types_with(&Row::settles_subject, false) == "vat");
  CHECK(types_with(&Row::in_records, false) == "ignored record_id grouping source");
  CHECK(types_with(&Row::generic) == "date year number category code place title text");
  CHECK(types_with(&Row::may_be_key) == "number category code title text");
}

TEST_CASE("parts of a birth date and refusals feed attributes of another type, all other columns their own") {
  CHECK(types_where([](const Row& row) { return fed_type(row.type) != row.type; }) == "birth_year birth_month birth_day opt_out");
  CHECK(types_where([](const Row& row) { return fed_type(row.type) == AttributeType::kBirthDate; }) == "birth_date birth_year birth_month birth_day");
  CHECK(types_where([](const Row& row) { return fed_type(row.type) == AttributeType::kConsent; }) == "consent opt_out");
  CHECK(types_with(&Row::joining, Joining::kDateParts) == "birth_year birth_month birth_day");
  CHECK(types_with(&Row::joining, Joining::kBlanks) == "given_name surname full_name street company_name title text");
  CHECK(types_with(&Row::multi_valued) == "email phone");
}

TEST_CASE("what role a column plays is told by its type, or by header and values as those of its kind") {
  CHECK(types_with(&Row::judging, Judging::kNumber) == "number");
  CHECK(types_with(&Row::judging, Judging::kDate) == "date");
  CHECK(types_with(&Row::judging, Judging::kYear) == "year");
  CHECK(types_with(&Row::judging, Judging::kCategory) == "category");
  CHECK(types_with(&Row::judging, Judging::kCode) == "code");
  CHECK(types_with(&Row::judging, Judging::kText) == "title text");
  CHECK(types_with(&Row::role, ColumnRole::kDescription) == "civility gender country consent opt_out");
  CHECK(types_with(&Row::role, ColumnRole::kTechnical) == "record_id grouping source created_date updated_date");
  CHECK(types_with(&Row::role, ColumnRole::kMeasure).empty());
  CHECK(said(&Row::role_reason, "identity") == Said{{"record_id grouping source", "row_key"},
                                                    {"civility gender country", "describes"},
                                                    {"consent opt_out", "permission"},
                                                    {"created_date updated_date", "record_time"},
                                                    {"place", "place"}});
}

TEST_CASE("an attribute type says how it is read and recognized") {
  CHECK(said(&Row::header_words) == Said{{"siren", "siren"}, {"siret", "siret"}, {"vat", "tva,vat"}});
  CHECK(types_with(&Row::header_score, 0.97) == "siren siret");
  CHECK(types_with(&Row::header_score, 0.9) == "vat");
  CHECK(said(&Row::scheme) == Said{{"iban", "iban"}});
  CHECK(types_with(&Row::form, ValueForm::kDates) == "birth_date created_date updated_date date");
  CHECK(types_with(&Row::form, ValueForm::kDigits) == "phone postcode siren siret vat iban year number code");
  CHECK(types_with(&Row::has_stand_ins, false) ==
        "ignored record_id grouping source gender country consent opt_out year number category code place title text");
  CHECK(types_with(&Row::names_a_thing) == "given_name surname full_name email phone street company_name siren siret vat iban code title text");
  CHECK(types_with(&Row::has_parts) == "birth_date email phone postcode siren siret vat");
  const std::vector<std::pair<Look, std::string>> looks{
      {Look::kLetters, "street title"}, {Look::kName, "given_name surname"}, {Look::kFullName, "full_name"},
      {Look::kCompanyName, "company_name"}, {Look::kPlace, "city country place"}, {Look::kCategory, "category"},
      {Look::kCode, "code"}, {Look::kScheme, "iban"}, {Look::kEmail, "email"}, {Look::kPhone, "phone"},
      {Look::kDate, "birth_date created_date updated_date date"}, {Look::kYear, "year"}, {Look::kNumber, "number"},
      {Look::kSiren, "siren"}, {Look::kSiret, "siret"}, {Look::kVat, "vat"}, {Look::kPostcode, "postcode"},
      {Look::kGender, "gender"}, {Look::kCivility, "civility"}, {Look::kBoolean, "consent opt_out"}};
  for (const auto& [look, types] : looks) CHECK(types_with(&Row::look, look) == types);
  const std::vector<std::pair<Cleaning, std::string>> cleanings{
      {Cleaning::kCode, "code"}, {Cleaning::kScheme, "iban"}, {Cleaning::kPersonName, "given_name surname full_name"},
      {Cleaning::kCivility, "civility"}, {Cleaning::kGender, "gender"}, {Cleaning::kEmail, "email"}, {Cleaning::kPhone, "phone"},
      {Cleaning::kStreet, "street"}, {Cleaning::kPostcode, "postcode"}, {Cleaning::kCity, "city"}, {Cleaning::kCountry, "country"},
      {Cleaning::kCompanyName, "company_name"}, {Cleaning::kCompanyNumber, "siren siret vat"}, {Cleaning::kDate, "birth_date date"},
      {Cleaning::kMoment, "created_date updated_date"}, {Cleaning::kYear, "birth_year year"},
      {Cleaning::kNumber, "birth_month birth_day number"}, {Cleaning::kConsent, "consent"}, {Cleaning::kRefusal, "opt_out"}};
  for (const auto& [cleaning, types] : cleanings) CHECK(types_with(&Row::cleaning, cleaning) == types);
}

TEST_CASE("an attribute type says how it is compared") {
  CHECK(said(&Row::comparator) == Said{{"given_name", "given_name"},
                                       {"surname", "surname"},
                                       {"full_name", "full_name"},
                                       {"gender", "exact"},
                                       {"birth_date birth_year birth_month birth_day date", "date"},
                                       {"email", "email"},
                                       {"phone", "phone"},
                                       {"street", "street"},
                                       {"postcode", "postcode"},
                                       {"city place", "city"},
                                       {"company_name title text", "text"},
                                       {"siren siret vat iban code", "code"},
                                       {"year", "year"},
                                       {"number", "number"},
                                       {"category", "category"}});
  CHECK(types_where([](const Row& row) { return !row.compared(); }) ==
        "ignored record_id grouping source civility country consent opt_out created_date updated_date");
  CHECK(said(&Row::told_by) == Said{{"vat", "siren siret"}});
  CHECK(types_with(&Row::own, Own::kYes) == "given_name full_name birth_date siren siret");
  CHECK(types_with(&Row::own, Own::kWhereRare) == "iban code");
  CHECK(types_with(&Row::own, Own::kWhereCompanies) == "company_name");
  CHECK(types_with(&Row::own, Own::kWhereNothingElse) == "title text");
  CHECK(types_with(&Row::spells) == "given_name surname full_name city company_name title");
  CHECK(types_with(&Row::may_be_spelled) == "email company_name code title text");
  CHECK(types_with(&Row::loosely_worded) == "full_name company_name title text");
  CHECK(types_with(&Row::may_move) == "surname full_name company_name");
  CHECK(types_with(&Row::tells_apart, TellsApart::kAlways) == "siren");
  CHECK(types_with(&Row::tells_apart, TellsApart::kWhereOnce) == "siret vat");
  CHECK(types_with(&Row::tells_apart, TellsApart::kByScheme) == "code");
  CHECK(said(&Row::constraint, "different_valid_number") == Said{{"siren", "different_valid_siren"}});
}

TEST_CASE("an attribute type says by which keys its records meet") {
  CHECK(said(&Row::strong_keys) == Said{{"given_name", "phonetic first_3"},
                                        {"surname", "exact phonetic first_3 delete_1"},
                                        {"full_name", "sorted_words rare_words rare_pairs first_word last_word"},
                                        {"birth_date postcode siren vat date", "exact"},
                                        {"email", "exact user_part"},
                                        {"phone", "last_8"},
                                        {"street", "exact rare_pairs rare_words"},
                                        {"city place", "exact phonetic"},
                                        {"company_name title", "sorted_words rare_words rare_pairs first_8 code_words first_3"},
                                        {"siret", "first_9"},
                                        {"iban code", "exact delete_1"},
                                        {"text", "rare_words rare_pairs code_words"}});
  CHECK(said(&Row::weak_keys) == Said{{"given_name", "first_1"},
                                      {"gender year number category", "exact"},
                                      {"birth_date date", "year month_day"},
                                      {"postcode", "first_2"}});
  CHECK(in_order(&Row::window_rank) == "title company_name surname full_name text street");
}

TEST_CASE("an attribute type says how its golden value is chosen") {
  CHECK(said(&Row::cascade, "source_order most_frequent") ==
        Said{{"civility given_name surname full_name", "source_order most_complete"},
             {"birth_date siren siret vat iban", "valid_first source_order most_frequent"},
             {"email phone", "union valid_first most_recent most_frequent source_order"},
             {"street postcode city country", "valid_first most_recent most_complete source_order"},
             {"consent", "opt_out_wins most_recent source_order"},
             {"created_date", "oldest"},
             {"updated_date", "most_recent"},
             {"date year category title", "most_frequent source_order longest"},
             {"number", "source_order"},
             {"text", "union source_order"}});
  CHECK(types_with(&Row::block, GoldenBlock::kName) == "civility given_name surname full_name");
  CHECK(types_with(&Row::block, GoldenBlock::kAddress) == "street postcode city country place");
  CHECK(cascade_of(GoldenBlock::kName) == info(AttributeType::kSurname).cascade);
  CHECK(cascade_of(GoldenBlock::kAddress) == info(AttributeType::kStreet).cascade);
  CHECK(types_with(&Row::refusal_wins) == "consent");
  CHECK(types_with(&Row::dates_itself) == "created_date updated_date date");
}

TEST_CASE("records are called by what names them best, and told apart by what stands beside it") {
  CHECK(in_order(&Row::label_rank) == "full_name company_name title text email phone code iban place city category number");
  CHECK(in_order(&Row::detail_rank) == "city place postcode email year category number text");
  // Two of one rank would be in the order of the table, whatever was meant.
  for (const auto rank : {&Row::label_rank, &Row::detail_rank, &Row::window_rank}) {
    std::set<int> ranks;
    for (const AttributeType type : types_by(rank)) CHECK(ranks.insert(info(type).*rank).second);
  }
}

TEST_CASE("columns are marked by what they hold") {
  CHECK(said(&Row::icon) == Said{{"ignored", "x"},
                                 {"record_id iban number code", "hash"},
                                 {"grouping", "users"},
                                 {"source", "database"},
                                 {"civility given_name surname full_name gender", "user"},
                                 {"birth_date birth_year birth_month birth_day created_date updated_date date year", "calendar"},
                                 {"email", "at-sign"},
                                 {"phone", "phone"},
                                 {"street postcode city place", "map-pin"},
                                 {"country", "globe"},
                                 {"company_name siren siret vat", "building-2"},
                                 {"consent opt_out", "mail"},
                                 {"category", "tag"},
                                 {"title", "file-text"},
                                 {"text", "text"}});
}

TEST_CASE("a list of ids is cut at its blanks") {
  CHECK(ids_in("").empty());
  CHECK(ids_in("exact") == std::vector<std::string_view>{"exact"});
  CHECK(ids_in("exact first_3 words") == std::vector<std::string_view>{"exact", "first_3", "words"});
}

TEST_CASE("an attribute type says what it tells of a person, and whether records are usually wished to have it") {
  const auto of = [](PersonalData personal) { return types_with(&Row::personal, personal); };
  CHECK(of(PersonalData::kIdentity) == "given_name surname full_name");
  CHECK(of(PersonalData::kContact) == "email phone street postcode city");
  CHECK(of(PersonalData::kPerson) == "civility gender birth_date birth_year birth_month birth_day country consent opt_out created_date updated_date place");
  CHECK(of(PersonalData::kFinancial) == "iban");
  CHECK(of(PersonalData::kCompany) == "company_name siren siret vat");
  CHECK(of(PersonalData::kSpecial).empty());  // told by the number's scheme
  for (int p = 0; p < kPersonalDataCount; ++p) CHECK(personal_data_from_id(personal_data_id(static_cast<PersonalData>(p))) == static_cast<PersonalData>(p));
  CHECK_FALSE(personal_data_from_id("secret").has_value());
  CHECK(types_where([](const Row& row) { return is_usually_wished(row.type); }) == "given_name surname full_name gender birth_date email phone street postcode city company_name siren siret vat iban");
}
