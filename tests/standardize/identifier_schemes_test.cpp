#include "standardize/identifier_schemes.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/attribute.h"
#include "standardize/identifiers.h"

using namespace jumelles;
using namespace jumelles::standardize;

namespace {

bool well_formed(std::string_view id, std::string_view original) {
  std::string bare;
  bare_identifier(original, bare);
  const IdentifierScheme* scheme = find_identifier_scheme(id);
  REQUIRE(scheme != nullptr);
  return is_well_formed(*scheme, bare);
}

struct Example { const char *scheme, *number; };

// Published examples of each rule.
constexpr Example kExamples[] = {
    {"isbn", "0-306-40615-2"}, {"isbn", "978-0-306-40615-7"}, {"isbn", "080442957X"}, {"issn", "0378-5955"}, {"issn", "2434-561X"},
    {"ean", "4006381333931"}, {"ean", "036000291452"}, {"ean", "73513537"}, {"imei", "490154203237518"},
    {"vin", "1M8GDM9AXKP042788"}, {"imo", "9074729"}, {"cas", "7732-18-5"}, {"social_security", "2 95 10 99 126 111 93"},
    {"social_security", "2 53 07 2B 073 004 70"}, {"social_security", "2 53 07 2A 073 004 43"}, {"npi", "1234567893"},
    {"orcid", "0000-0002-1825-0097"}, {"orcid", "0000-0002-9079-593X"}, {"nhs_number", "943 476 5919"}, {"bsn", "111222333"},
    {"pesel", "44051401359"}, {"codice_fiscale", "RCCMNL83S18D969H"}, {"nif", "12345678Z"}, {"nif", "X1234567L"}, {"nif", "A58818501"},
    {"cpf", "111.444.777-35"}, {"rut", "12.531.909-2"}, {"steuer_id", "36 574 261 809"}, {"oib", "33392005961"},
    {"national_number", "85.07.30-033 28"}, {"ahv", "756.9217.0769.85"}, {"tc_kimlik", "17291716060"}, {"nip", "123-456-32-18"},
    {"regon", "192598184"}, {"partita_iva", "00743110157"}, {"cnpj", "11.222.333/0001-81"}, {"abn", "51 824 753 556"},
    {"acn", "004 085 616"}, {"lei", "213800KUD8LAJWSQ9D15"}, {"uid_che", "CHE-100.155.212"}, {"ondernemingsnummer", "0428.759.497"},
    {"ondernemingsnummer", "428.759.497"}, {"organisasjonsnummer", "974 760 673"}, {"cvr", "13585628"}, {"y_tunnus", "2077474-0"},
    {"uai", "0751234J"}, {"iban", "FR14 2004 1010 0505 0001 3M02 606"}, {"iban", "GB82 WEST 1234 5698 7654 32"}};

}  // namespace

TEST_CASE("a type that is checked by a scheme names one that exists") {
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const AttributeTypeInfo& row = info(static_cast<AttributeType>(t));
    CAPTURE(row.id);
    CHECK((row.cleaning == Cleaning::kScheme) == (find_identifier_scheme(row.scheme) != nullptr));
    CHECK((row.look == Look::kScheme) == !row.scheme.empty());
    if (!row.scheme.empty()) CHECK(attribute_type_of_scheme(row.scheme) == row.type);
  }
  CHECK_FALSE(attribute_type_of_scheme("isbn").has_value());
  CHECK_FALSE(attribute_type_of_scheme("").has_value());
}

TEST_CASE("published identifiers are well formed") {
  for (const Example& example : kExamples) {
    INFO(example.scheme, " ", example.number);
    CHECK(well_formed(example.scheme, example.number));
  }
}

TEST_CASE("a digit one off is noticed, whatever the scheme") {
  for (const Example& example : kExamples) {
    std::string number = example.number;
    size_t at = number.find_first_of("012345678", number.size() / 3);
    ++number[at];
    INFO(example.scheme, " ", number);
    CHECK_FALSE(well_formed(example.scheme, number));
  }
}

TEST_CASE("two neighbors exchanged are noticed by the schemes that weigh every place") {
  CHECK_FALSE(well_formed("pesel", "44054101359"));
  CHECK_FALSE(well_formed("isbn", "978-0-306-40651-7"));
  CHECK_FALSE(well_formed("nip", "123-456-23-18"));
  CHECK_FALSE(well_formed("codice_fiscale", "RCCMNL83S81D969H"));
}

TEST_CASE("a number of one repeated digit is none") {
  for (const char* id : {"nip", "cpf", "bsn", "nhs_number"}) {
    const IdentifierScheme* scheme = find_identifier_scheme(id);
    CHECK_FALSE(is_well_formed(*scheme, std::string(scheme->shortest, '0')));
  }
}

TEST_CASE("a number of another length is none") {
  CHECK_FALSE(well_formed("pesel", "4405140135"));
  CHECK_FALSE(well_formed("isbn", "97803064061579"));
  CHECK_FALSE(well_formed("ean", "036000291"));
}

TEST_CASE("every scheme has a name of its own and the table fits in one word of bits") {
  std::set<std::string_view> ids;
  for (const IdentifierScheme& scheme : identifier_schemes()) CHECK(ids.insert(scheme.id).second);
  CHECK(ids.size() <= 64);
  CHECK(find_identifier_scheme("unheard_of") == nullptr);
}

TEST_CASE("a bare form has no separators and capital letters; text that is no number has none") {
  std::string bare;
  bare_identifier("che-100.155 212", bare);
  CHECK(bare == "CHE100155212");
  bare_identifier("12 rue du Four, Paris", bare);
  CHECK(bare.empty());
}

namespace {

const char* const kPesels[] = {"44051401359", "02070803628", "90090515836", "55030101230", "55030101193", "92071314764", "81010200134", "70120512343"};

const IdentifierScheme* winner_of(size_t good, size_t bad, std::string_view key) {
  SchemeVotes votes;
  for (size_t i = 0; i < good; ++i) votes.add(kPesels[i % 8]);
  for (size_t i = 0; i < bad; ++i) votes.add("44051401350");
  return votes.winner(key);
}

std::string with_luhn(uint32_t number) {
  std::string digits = std::to_string(100000000 + number) + "0";
  while (!luhn_valid(digits)) ++digits.back();
  return digits;
}

}  // namespace

TEST_CASE("values alone tell a scheme whose check no other has, from eight on and nineteen of twenty") {
  REQUIRE(winner_of(8, 0, "") != nullptr);
  CHECK(winner_of(8, 0, "")->id == "pesel");
  CHECK(winner_of(7, 0, "") == nullptr);
  CHECK(winner_of(19, 1, "") != nullptr);
  CHECK(winner_of(18, 1, "") == nullptr);
}

TEST_CASE("a header that names the scheme allows for one slip in five values") {
  CHECK(winner_of(8, 2, "pesel") != nullptr);
  CHECK(winner_of(7, 2, "pesel") == nullptr);
  CHECK(winner_of(8, 2, "") == nullptr);
}

TEST_CASE("a Luhn key alone tells nothing: cards of shops have it, too") {
  SchemeVotes votes;
  for (uint32_t i = 0; i < 50; ++i) votes.add(with_luhn(i * 977));
  const IdentifierScheme* unnamed = votes.winner("card");
  CHECK(unnamed == nullptr);
  REQUIRE(votes.winner("personnummer") != nullptr);
}

TEST_CASE("a VAT number is checked by the rule of its country") {
  CHECK(foreign_vat_valid("DE136695976") == true);
  CHECK(foreign_vat_valid("DE136695978") == false);
  CHECK(foreign_vat_valid("IT00743110157") == true);
  CHECK(foreign_vat_valid("BE0428759497") == true);
  CHECK(foreign_vat_valid("BE428759497") == true);
  CHECK(foreign_vat_valid("PL1234563218") == true);
  CHECK(foreign_vat_valid("DE1366959761") == false);
  CHECK_FALSE(foreign_vat_valid("NL123456789B01").has_value());
}
