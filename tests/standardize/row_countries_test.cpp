// The country of a row and of a table, by what becomes of a phone in it.

#include "standardize/row_countries.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "standardize/countries.h"
#include "support/standardized_tables.h"

using namespace jumelles;
using standardize::country_of_name;
using T = AttributeType;

namespace {

// Twenty-four rows: a name, an e-mail, a postcode, a town, a phone.
struct Rows {
  std::vector<std::string> mails = std::vector<std::string>(24), postcodes = mails, towns = mails, phones = mails;

  std::string phone(RecordIndex row = 0) const { return outcome().clean("phone", row); }
  Outcome outcome() const { return Outcome({source()}); }
  Source source() const {
    std::vector<std::vector<const char*>> rows;
    for (size_t i = 0; i < phones.size(); ++i) rows.push_back({mails[i].c_str(), postcodes[i].c_str(), towns[i].c_str(), phones[i].c_str()});
    return Source("customers", {{"mail", T::kEmail, "email"}, {"cp", T::kPostcode, "postcode"}, {"ville", T::kCity, "city"}, {"tel", T::kPhone, "phone"}}, rows);
  }
};

// "079" and seven digits, as they are written there: "9 999 99 99".
std::vector<std::string> phones_like(const std::string& form) {
  std::vector<std::string> out;
  for (int i = 0; i < 24; ++i) {
    std::string text;
    int seed = 1234567 + i * 7919 * 13;
    for (const char c : form) {
      text.push_back(c == '#' ? static_cast<char>('0' + seed % 10) : c);
      if (c == '#') seed = (seed * 31 + 7) & 0xFFFFFF;
    }
    out.push_back(text);
  }
  return out;
}

std::vector<std::string> all(const char* text) { return std::vector<std::string>(24, text); }

std::vector<std::string> mails_of(const std::string& host, int count = 24) {
  std::vector<std::string> out;
  for (int i = 0; i < 24; ++i) out.push_back("p" + std::to_string(i) + "@" + (i < count ? host : "poste.example.com"));
  return out;
}

std::string beginning(const Rows& rows) { return rows.phone().substr(0, 3); }

}  // namespace

TEST_CASE("e-mails of one country make its phones those of that country, where they are numbers there") {
  struct Case {
    const char *host, *form, *code;
  };
  for (const Case& of : {Case{"bluewin.ch", "079#######", "+41"}, {"ziggo.nl", "061#######", "+31"}, {"menara.ma", "06########", "+21"}}) {
    Rows rows;
    rows.phones = phones_like(of.form);
    CAPTURE(std::string(of.host));
    CHECK(beginning(rows) == "+33");
    rows.mails = mails_of(of.host);
    CHECK(beginning(rows) == of.code);
    // Some foreigners are everywhere: less than a fifth says nothing.
    rows.mails = mails_of(of.host, 4);
    CHECK(beginning(rows) == "+33");
    // Two may be one household.
    Rows few;
    few.mails = {"a@bluewin.ch", "b@bluewin.ch"};
    few.postcodes = few.towns = {"", ""};
    few.phones = {"0791234567", "0791234568"};
    CHECK(beginning(few) == "+33");
  }
  Rows rows;
  rows.phones = phones_like("01########");
  rows.mails = mails_of("bluewin.ch");
  CHECK(beginning(rows) == "+33");  // no numbers of Switzerland
}

TEST_CASE("e-mails of several countries leave the country open, unless nine of ten are French") {
  Rows rows;
  rows.phones = phones_like("06########");
  for (int i = 0; i < 24; ++i) rows.mails[static_cast<size_t>(i)] = "p" + std::to_string(i) + (i % 2 == 0 ? "@ziggo.nl" : "@orange.fr");
  CHECK(rows.phone() == rows.phones[0]);
  for (int i = 0; i < 24; ++i) rows.mails[static_cast<size_t>(i)] = "p" + std::to_string(i) + (i < 2 ? "@ziggo.nl" : "@orange.fr");
  CHECK(beginning(rows) == "+33");
}

TEST_CASE("calling codes that many phones have tell of the others, where those are no French numbers") {
  Rows rows;
  rows.phones = phones_like("02 512 ## ##");
  for (size_t i = 0; i < 8; ++i) rows.phones[i + 1] = phones_like("+32 475 ## ## ##")[i];
  CHECK(beginning(rows) == "+32");
  // Abroad may be written for foreigners only.
  rows.phones = phones_like("01 42 ## ## ##");
  for (size_t i = 0; i < 8; ++i) rows.phones[i + 1] = phones_like("+41 79 ### ## ##")[i];
  CHECK(beginning(rows) == "+33");
  // Both countries have such numbers: open.
  rows.phones = phones_like("061#######");
  for (size_t i = 0; i < 8; ++i) rows.phones[i + 1] = phones_like("+31 61#######")[i];
  CHECK(rows.phone() == rows.phones[0]);
  for (size_t i = 0; i < 16; ++i) rows.phones[i + 1] = phones_like("+31 61#######")[i];
  CHECK(beginning(rows) == "+31");
}

TEST_CASE("postcodes of four digits speak against France, unless the phones are French alone") {
  Rows rows;
  rows.phones = phones_like("079#######");
  rows.postcodes = all("8953");
  rows.towns = all("Dietikon");
  CHECK(rows.phone() == rows.phones[0]);
  CHECK(rows.outcome().clean("postcode", 0) == "8953");
  // All of one department, whose zeros a spreadsheet has lost.
  rows.phones = phones_like("01########");
  CHECK(beginning(rows) == "+33");
}

TEST_CASE("the groups that phones are written in tell their country where their digits leave it open") {
  const auto beginning_of = [](const char* form) {
    Rows rows;
    rows.phones = phones_like(form);
    return beginning(rows);
  };
  CHECK(beginning_of("079 ### ## ##") == "+41");
  CHECK(beginning_of("06 1#######") == "+31");
  CHECK(beginning_of("06 ## ## ## ##") == "+33");
  CHECK(beginning_of("06########") == "+33");
}

TEST_CASE("one odd number does not move a whole table, nor does any where France is written") {
  Rows rows;
  rows.phones = phones_like("06 7# 30 ## ##");
  rows.phones[5] = "06 39 33 49 15";  // of nobody in France
  CHECK(beginning(rows) == "+33");
  std::vector<std::vector<const char*>> written;
  const std::vector<std::string> swiss = phones_like("079 ### ## ##");
  for (const std::string& phone : swiss) written.push_back({"France", phone.c_str()});
  const Outcome outcome({Source("customers", {{"pays", T::kCountry, "country"}, {"tel", T::kPhone, "phone"}}, written)});
  CHECK(outcome.clean("phone", 0).substr(0, 3) == "+33");
}

TEST_CASE("a phone from abroad does not lengthen a postcode of four digits") {
  const std::vector<std::vector<const char*>> places = {{"9000", "Gent"}, {"8001", "Zürich"}, {"1010", "Wien"}, {"1611", "Luxembourg"}, {"1000", "Tunis"}, {"2340", "Beerse"}};
  for (const auto& place : places) {
    const char *postcode = place[0], *town = place[1];
    CAPTURE(town);
    Rows rows;
    rows.postcodes = all(postcode);
    rows.towns = all(town);
    rows.phones = all("+33 6 12 34 56 78");
    CHECK(rows.outcome().clean("postcode", 0) == postcode);
  }
}

TEST_CASE("postcodes of a form of one country, or of others than France, tell that it is not France") {
  Rows rows;
  rows.phones = phones_like("669 ### ###");
  rows.postcodes = all("00-950");
  CHECK(beginning(rows) == "+48");
  rows.postcodes = all("114 55");
  CHECK(rows.phone() == rows.phones[0]);
  rows.postcodes = all("75 001");
  CHECK(beginning(rows) == "+33");
  rows.postcodes = all("");
  rows.towns = all("Warszawa");
  CHECK(beginning(rows) == "+48");
}

TEST_CASE("nine digits that all begin with nine are Portuguese as well, and stay as they are") {
  Rows rows;
  rows.phones = phones_like("91#######");
  CHECK(beginning(rows) != "+34");
  rows.phones = phones_like("6########");
  for (size_t i = 0; i < 6; ++i) rows.phones[i][0] = '9';
  CHECK(beginning(rows) == "+34");
}

TEST_CASE("beside postcodes that kept their zeros, four digits are of the neighbors") {
  Rows rows;
  rows.phones = phones_like("04 75 ## ## ##");
  rows.postcodes = all("06000");
  rows.towns = all("Nice");
  for (const size_t i : {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}) {
    rows.postcodes[i] = "5330";
    rows.towns[i] = "Assesse";
  }
  for (const size_t i : {15, 16, 17}) {
    rows.postcodes[i] = "5000";
    rows.towns[i] = "Namur";
  }
  CHECK(beginning(rows) == "+32");
  CHECK(rows.outcome().clean("postcode", 0) == "5330");
  CHECK(rows.phone(20).substr(0, 3) == "+33");
  // Where they may have lost them, too few towns tell: open where most have four digits, else French.
  for (size_t i = 18; i < 24; ++i) rows.postcodes[i] = "75011";
  CHECK(rows.phone() == rows.phones[0]);
  CHECK(rows.phone(20).substr(0, 3) == "+33");
  for (size_t i = 18; i < 24; ++i) rows.postcodes[i] = std::to_string(75000 + i);
  CHECK(beginning(rows) == "+33");
}

TEST_CASE("beside a postcode of four digits the end of an e-mail tells the row's country") {
  Rows rows;
  rows.phones = phones_like("04 75 ## ## ##");
  rows.postcodes = all("75011");
  rows.mails = mails_of("orange.fr");
  rows.postcodes[0] = rows.postcodes[1] = "5330";
  rows.mails[0] = "a@skynet.be";
  CHECK(beginning(rows) == "+32");
  CHECK(rows.phone(1).substr(0, 3) == "+33");
  // Not beside five digits.
  rows.mails[2] = "b@skynet.be";
  CHECK(rows.phone(2).substr(0, 3) == "+33");
}

TEST_CASE("a French town beside its postcode without the zero is French, whatever the e-mail says") {
  Rows rows;
  rows.phones = phones_like("06 75 ## ## ##");
  rows.postcodes = all("75011");
  rows.mails = mails_of("orange.fr");
  rows.postcodes[0] = rows.postcodes[1] = "6000";
  rows.towns[0] = "NICE CEDEX 2";
  rows.mails[0] = "a@skynet.be";
  CHECK(beginning(rows) == "+33");
  CHECK(rows.outcome().clean("postcode", 0) == "06000");
  // Also where most have lost theirs.
  Rows most = rows;
  for (size_t i = 0; i < 20; ++i) most.postcodes[i] = i % 2 == 0 ? "6000" : "1000", most.towns[i] = i % 2 == 0 ? "Nice" : "Bourg-en-Bresse";
  CHECK(most.outcome().clean("postcode", 1) == "01000");
  rows.towns[0] = "Couvin";
  rows.phones[0] = "0470 12 34 56";
  CHECK(beginning(rows) == "+32");
}

TEST_CASE("a phone of France alone is French beside four digits that may be anybody's, where most postcodes are French") {
  Rows rows;
  rows.phones = phones_like("02 83 ## ## ##");
  rows.postcodes = all("01000");
  rows.mails = mails_of("orange.fr");
  rows.postcodes[0] = rows.postcodes[1] = "9740";
  CHECK(beginning(rows) == "+33");
  // Neither does an e-mail from abroad move it.
  rows.mails[0] = "a@skynet.be";
  CHECK(beginning(rows) == "+33");
  rows.mails = all("");
  rows.mails[2] = "b@skynet.be";
  rows.phones[0] = "0470 12 34 56";  // Belgian as well
  CHECK(beginning(rows) == "047");
  // Where all but a few have four digits they are those of another country.
  for (size_t i = 0; i < 24; ++i) rows.postcodes[i] = std::to_string(3820 + i);
  rows.postcodes[5] = "01000";
  rows.phones[0] = rows.phones[1];
  CHECK(rows.phone(1) == rows.phones[1]);
}

TEST_CASE("a postcode of nine digits is not judged where a fifth of the rows are abroad") {
  Rows rows;
  rows.postcodes = all("75011");
  rows.postcodes[0] = "945830000";
  CHECK_FALSE(rows.outcome().validity("postcode", 0) == Validity::kUnchecked);
  for (size_t i = 1; i < 8; ++i) rows.postcodes[i] = "SW1A 1AA";
  CHECK(rows.outcome().validity("postcode", 0) == Validity::kUnchecked);
}

TEST_CASE("where few rows tell their country and all phones are of it, it is that of the others") {
  Rows rows;
  rows.phones = phones_like("(415) 2##-####");
  rows.postcodes = all("94583");
  rows.postcodes[0] = "945830000";
  for (size_t i = 1; i < 6; ++i) rows.towns[i] = "Seattle";
  const Outcome out = rows.outcome();
  CHECK(out.clean("postcode", 0) == "94583-0000");
  CHECK(out.clean("phone", 0).substr(0, 2) == "+1");
  rows.phones = phones_like("02 83 ## ## ##");
  CHECK(rows.phone(23).substr(0, 3) == "+33");
}

TEST_CASE("of several countries in a row that of the address tells what its postcode and its number are") {
  const std::vector<Header> headers{{"PASSPORT_COUNTRY", T::kCountry, "country"}, {"TAX_ID", T::kSiren, "siren"}, {"ADDR_CITY", T::kCity, "city"}, {"ADDR_POSTAL", T::kPostcode, "postcode"}, {"ADDR_COUNTRY", T::kCountry, "addr_country"}};
  const Outcome out({Source("t", headers, {{"France", "201012345A", "Singapore", "667979", "SG"}, {"", "732829321", "Lyon", "6900", "France"}, {"Singapore", "732829321", "Lyon", "690021", "FRA"}})});
  CHECK(out.validity("postcode", 0) == Validity::kUnchecked);
  CHECK(out.validity("siren", 0) == Validity::kUnchecked);
  CHECK(out.clean("postcode", 1) == "06900");
  CHECK(out.validity("postcode", 2) == Validity::kInvalid);
  CHECK(out.validity("siren", 2) == Validity::kInvalid);
}

TEST_CASE("a country at the end of an address is heard, and streets named after countries are none") {
  const std::vector<Header> headers{{"rue", T::kStreet, "street"}, {"cp", T::kPostcode, "postcode"}};
  const Outcome out({Source("t", headers, {{"133 New Bridge Road, Singapore 059413", "059413"}, {"12, rue de Singapour", "690021"}, {"4 rue Haute, FRANCE", "690021"}})});
  CHECK(out.validity("postcode", 0) == Validity::kUnchecked);
  CHECK(out.validity("postcode", 1) == Validity::kInvalid);
  CHECK(out.validity("postcode", 2) == Validity::kInvalid);
}

TEST_CASE("a postcode of six digits is a slip in France, and nobody knows where a fifth of the rows are abroad") {
  Rows rows;
  rows.postcodes = all("75011");
  rows.towns = all("Paris");
  rows.phones = phones_like("01########");
  rows.postcodes[0] = "400001";
  rows.towns[0] = "Mumbai";
  for (const size_t i : {1, 2, 3, 4}) rows.towns[i] = "Singapore", rows.postcodes[i] = "059413";
  CHECK(rows.outcome().validity("postcode", 0) == Validity::kInvalid);
  CHECK(rows.outcome().validity("postcode", 1) == Validity::kUnchecked);
  rows.towns[5] = "Singapore", rows.postcodes[5] = "667979";
  CHECK(rows.outcome().validity("postcode", 0) == Validity::kUnchecked);
  CHECK(rows.phone(20).substr(0, 3) == "+33");
}

TEST_CASE("countries are known by their codes and names in English and French") {
  const struct { const char *name, *country; } known[] = {{"SG", "SG"}, {"SGP", "SG"}, {"SINGAPOUR", "SG"}, {"RUS", "RU"}, {"COREE DU SUD", "KR"}, {"NOUVELLE ZELANDE", "NZ"}, {"ZW", "ZW"}, {"AFGHANISTAN", "AF"}, {"FR", "FR"}};
  for (const auto& row : known) {
    CAPTURE(row.name);
    CHECK(country_of_name(row.name) == row.country);
  }
  for (const char* name : {"NA", "NC", "NR", "NO", "XX", ""}) CHECK(country_of_name(name).empty());
}

TEST_CASE("a table that tells nothing is of the country of the others, if its phones are numbers there") {
  Rows told;
  told.phones = phones_like("079#######");
  told.mails = mails_of("bluewin.ch");
  const auto beside = [&](const char* form) {
    const std::vector<std::string> phones = phones_like(form);
    std::vector<std::vector<const char*>> rows;
    for (const std::string& phone : phones) rows.push_back({phone.c_str()});
    return Outcome({told.source(), Source("shop", {{"tel", T::kPhone, "phone"}}, rows)}).clean("phone", 24).substr(0, 3);
  };
  CHECK(beside("078#######") == "+41");
  CHECK(beside("01########") == "+33");
}
