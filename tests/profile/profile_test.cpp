#include "profile/profile.h"

#include <doctest/doctest.h>

#include "profile/content.h"
#include "profile_support.h"

using namespace jumelles;
using test::profile_of;
using test::table_of;
using T = AttributeType;

TEST_CASE("cells, distinct values, top values and shapes are counted") {
  const auto table = table_of("t", "ville|code\nParis|A1\nLyon|B2\nParis|\nParis|C33\nLyon|\nNîmes|D4\n");
  const auto profile = profile_of(table);
  REQUIRE(profile);
  const auto& city = profile->columns[0];
  CHECK(city.filled_count == 6);
  CHECK(city.distinct_count == 3);
  REQUIRE(city.top_values.size() == 3);
  CHECK(table->columns[0].values[city.top_values[0].code] == "Paris");
  CHECK(city.top_values[0].count == 3);
  CHECK(table->columns[0].values[city.top_values[2].code] == "Nîmes");
  REQUIRE(city.shapes.size() == 2);
  CHECK(city.shapes[0].shape == "Aaaaa");
  CHECK(city.shapes[0].count == 4);
  CHECK(profile->columns[1].filled_count == 4);
  CHECK(profile->columns[1].shapes[0].shape == "A9");
}

TEST_CASE("valid cells and stand-ins are counted by meaning") {
  const auto profile = profile_of(table_of(
      "t", "mail\na.b@example.org\nc@example.org\nnot an address\nINCONNU\nd@example.org\ne@example.org\nN/A\n"));
  REQUIRE(profile);
  CHECK(profile->columns[0].type == T::kEmail);
  CHECK(profile->columns[0].valid_count == 4);
  CHECK(profile->columns[0].placeholder_count == 2);
}

TEST_CASE("accounts are told by their header, or by their check digits, and those that fail the check are no valid cells") {
  const std::string accounts =
      "FR14 2004 1010 0505 0001 3M02 606|a\nGB82WEST12345698765432|b\nDE89370400440532013000|c\nFR1520041010050500013M02606|d\nINCONNU|e\n";
  const auto named = profile_of(table_of("t", "IBAN|remarque\n" + accounts));
  REQUIRE(named);
  CHECK(named->columns[0].type == T::kIban);
  CHECK(named->columns[0].valid_count == 3);
  CHECK(named->columns[0].placeholder_count == 1);
  const auto unnamed = profile_of(table_of("t", "x|y", 0, 12, [](int row) {
    // "BE", check digits, a row's number of twelve digits.
    const int number = 100000 + row * 7919, rest = static_cast<int>((int64_t{number} * 1000000 + 111400) % 97);
    std::string digits = std::to_string(98 - rest);
    if (digits.size() < 2) digits.insert(0, 1, '0');
    return "BE" + digits + "000000" + std::to_string(number) + "|z";
  }));
  REQUIRE(unnamed);
  CHECK(unnamed->columns[0].type == T::kIban);
  CHECK(unnamed->columns[0].valid_count == 12);
}

TEST_CASE("content decides where the header says nothing") {
  const struct { const char* values; T type; } examples[] = {
      {"a@b.example\nc.d@e.example\nf@g.example\nh@i.example\nj@k.example\n", T::kEmail},
      {"06 12 34 56 78\n06 98 76 54 32\n01 23 45 67 89\n02 11 22 33 44\n03 44 55 66 77\n", T::kPhone},
      {"+33612345678\n+33698765432\n+33123456789\n+33211223344\n+33344556677\n", T::kPhone},
      {"732829320\n552100554\n404833048\n775670417\n542051180\n", T::kSiren},
      {"73282932000074\n55210055400013\n40483304800022\n77567041700021\n54205118000066\n", T::kSiret},
      {"14/03/1951\n02/11/1964\n30/06/1998\n21/12/1977\n05/05/1939\n", T::kBirthDate},
      {"2023-01-05\n2024-02-03\n2023-07-09\n2024-12-24\n2022-06-01\n", T::kDate},
      {"12 rue des Tanneurs\n3 bis avenue Foch\n45 boulevard Voltaire\n8 place du Marché\n1 impasse des Lilas\n", T::kStreet},
      {"Jean Dupont\nMarie Martin\nSophie Bernard\nLuc Petit\nDURAND Paul\n", T::kFullName},
      {"Élodie\nJean\nMarie\nNicolas\nCamille\n", T::kGivenName},
      {"SARL Dubois\nMercier et Fils SAS\nGaronne Transports SA\nEURL Le Gall\nSCI Beauséjour\n", T::kCompanyName},
      {"1951\n1964\n1998\n1977\n1939\n", T::kYear},
      {"12.50\n8.99\n103.00\n45.20\n7.75\n", T::kNumber},
      {"01 45 67 89 13 / 06 12 34 57 15\n06 98 76 54 32\n01 23 45 67 89 - 06 12 34 57 16\n02 11 22 33 44 ou 06 12 34 57 17\n03 44 55 66 77\n", T::kPhone},
      {"a@b.example c@b.example\nc.d@e.example (pro)\nf@g.example; g@g.example\npro: h@i.example\nj@k.example\n", T::kEmail},
      {"02\n01\n09\n13\n75\n", T::kCategory},  // departments
      {"00394\n00150\n10041\n00596\n00787\n00883\n00885\n00109\n00669\n00551\n00312\n00270\n00129\n", T::kCode},
      {"0009419364263\n0002174801332\n0006388343274\n0001729513617\n0007306434339\n", T::kCode},
  };
  for (const auto& example : examples) {
    CAPTURE(example.values);
    const auto profile = profile_of(table_of("t", std::string("column 1\n") + example.values));
    REQUIRE(profile);
    CHECK(info(profile->columns[0].type).id == info(example.type).id);
    CHECK(profile->columns[0].reason_id == "content");
  }
}

TEST_CASE("content of a form of its own wins over a header that says otherwise") {
  const auto profile = profile_of(table_of("t", "telephone|ville\na@b.example|06 12 34 56 78\nc@d.example|06 98 76 54 32\n"
                                                "e@f.example|01 23 45 67 89\ng@h.example|02 11 22 33 44\ni@j.example|03 44 55 66 77\n"));
  CHECK(profile->columns[0].type == T::kEmail);
  CHECK(profile->columns[1].type == T::kPhone);
}

TEST_CASE("a bare name is a person, a company or a thing by its content") {
  CHECK(profile_of(table_of("t", "name\nJean Dupont\nMarie Martin\nSophie Bernard\nLuc Petit\n"))->columns[0].type == T::kFullName);
  CHECK(profile_of(table_of("t", "nom\nSARL Dubois\nMercier SAS\nGaronne SA\nAtelier du Port SARL\n"))->columns[0].type == T::kCompanyName);
  CHECK(profile_of(table_of("t", "nom\nDupont\nMartin\nBernard\nPetit\n"))->columns[0].type == T::kSurname);
  CHECK(profile_of(table_of("t", "name\nTourne-disque TD-160 noir\nEnceinte centrale SX 5\nCâble 3 m rouge\nCasque HD 25\n"))
            ->columns[0].type == T::kTitle);
  CHECK(profile_of(table_of("t", "title\nM.\nMme\nMme\nM.\n"))->columns[0].type == T::kCivility);
  CHECK(profile_of(table_of("t", "title\nThe old house by the sea\nA winter walk\nNight trains of Europe\nBread\n"))->columns[0].type ==
        T::kTitle);
}

TEST_CASE("lost zeros are remarked") {
  const auto profile = profile_of(table_of("t", "tel\n612345678\n698765432\n0123456789\n211223344\n344556677\n"));
  CHECK(profile->columns[0].type == T::kPhone);
  CHECK(profile->columns[0].remark_id == "lost_leading_zeros");
  CHECK(profile->columns[0].remark_count == 4);
}

TEST_CASE("numbers that a spreadsheet has rounded are remarked, and are phones where the header says so") {
  const auto profile = profile_of(table_of("t", "telephone|carte\n6,12E+08|2.09E+12\n6,37E+08|2.1E+12\n0612345715|2.09E+12\n1,58E+08|2.08E+12\n"));
  CHECK(profile->columns[0].type == T::kPhone);
  CHECK(profile->columns[0].remark_id == "rounded_numbers");
  CHECK(profile->columns[0].remark_count == 3);
  // Written out again: two; a wrong number is not a rounded one.
  const auto companies = profile_of(table_of("t", "siret\n73282932000074\n73282900000000\n35600000000048\n35600000012349\n78467200000000\n"));
  CHECK(companies->columns[0].type == T::kSiret);
  CHECK(companies->columns[0].remark_id == "rounded_numbers");
  CHECK(companies->columns[0].remark_count == 2);
}

TEST_CASE("a table without rows is read by its headers") {
  const auto profile = profile_of(table_of("t", "nom|prenom|email\n"));
  REQUIRE(profile);
  CHECK(profile->columns[0].type == T::kSurname);
  CHECK(profile->columns[2].type == T::kEmail);
  CHECK(profile->columns[0].filled_count == 0);
}

TEST_CASE("steps of any size give the same profile") {
  std::string text = "nom|cp|mail\n";
  for (int i = 0; i < 300; ++i)
    text += "Nom" + std::string(1, static_cast<char>('a' + i % 26)) + "|" + std::to_string(10000 + i * 7) + "|a" + std::to_string(i % 50) + "@b.example\n";
  const auto table = table_of("t", text);
  const auto whole = profile_of(table);
  auto pieces = std::make_shared<profile::TableProfile>();
  for (const Phase& phase : profile::profile_phases(table, pieces)) {
    const uint64_t count = phase.count();
    for (uint64_t at = 0; at < count; at += 13) REQUIRE(phase.body(at, std::min(count, at + 13)).ok());
  }
  for (size_t c = 0; c < 3; ++c) {
    CHECK(whole->columns[c].type == pieces->columns[c].type);
    CHECK(whole->columns[c].valid_count == pieces->columns[c].valid_count);
    CHECK(whole->columns[c].filled_count == pieces->columns[c].filled_count);
    REQUIRE(whole->columns[c].shapes.size() == pieces->columns[c].shapes.size());
    for (size_t i = 0; i < whole->columns[c].shapes.size(); ++i) CHECK(whole->columns[c].shapes[i].count == pieces->columns[c].shapes[i].count);
  }
}

TEST_CASE("companies among surnames and dates of two readings are remarked") {
  const auto profile = profile_of(table_of("t", "nom|date_naissance|maj\nDupont|03/04/1971|13/04/2020\nMARTIN SARL|05/05/1950|01/02/2021\n"
                                                "Bernard|11/12/1964|02/03/2022\nPetit|01/02/1980|04/05/2023\nDurand|07/08/1990|06/07/2024\n"));
  CHECK(profile->columns[0].type == T::kSurname);
  CHECK(profile->columns[0].remark_id == "company_names");
  CHECK(profile->columns[0].remark_count == 1);
  CHECK(profile->columns[1].remark_id == "ambiguous_dates");
  CHECK(profile->columns[1].remark_count == 4);
  CHECK(profile->columns[2].remark_id == "");  // the thirteenth is a day
}

TEST_CASE("cells whose letters were encoded twice are counted, and read as what they were") {
  const auto profile = profile_of(table_of("t", "PrÃ©nom|note\nLÃ©a|JOÃO\nLÃ©a|x\nLéa|IRMÃ…\nJosÃ©|\n"));
  REQUIRE(profile);
  CHECK(profile->columns[0].type == T::kGivenName);
  CHECK(profile->columns[0].repaired_count == 3);
  CHECK(profile->columns[1].repaired_count == 0);
}

TEST_CASE("characters that nobody sees do not hide what a column is") {
  const auto profile = profile_of(table_of("t", "quand|tel", 0, 60, [](int row) {
    return "\u200B" + std::to_string(10 + row % 18) + "/0" + std::to_string(1 + row % 9) + "/19" + std::to_string(40 + row) + "\u00A0|\u200B06 39 98 " +
           std::to_string(10 + row) + " 3" + std::to_string(row % 10) + "\u00A0";
  }));
  REQUIRE(profile);
  CHECK(profile->columns[0].type == T::kBirthDate);
  CHECK(profile->columns[1].type == T::kPhone);
  CHECK(profile->columns[1].valid_count == 60);
}

TEST_CASE("dates in words are dates by themselves, day numbers only where the header says so") {
  const auto written = profile_of(table_of("t", "x", 0, 60, [](int row) { return "né le " + std::to_string(1 + row % 28) + " mars " + std::to_string(1940 + row); }));
  REQUIRE(written);
  CHECK(written->columns[0].type == T::kBirthDate);
  CHECK(written->columns[0].valid_count == 60);
  const auto number = [](int row) { return std::to_string(15049 + row * 517) + "|" + std::to_string(15049 + row * 517); };
  const auto numbers = profile_of(table_of("t", "date_naissance|stock", 0, 30, number));
  REQUIRE(numbers);
  CHECK(numbers->columns[0].type == T::kBirthDate);
  CHECK(numbers->columns[0].valid_count == 30);
  CHECK(numbers->columns[1].type != T::kBirthDate);
  CHECK(numbers->columns[1].type != T::kDate);
}

TEST_CASE("titles make names of persons of words in any language, under any usual header") {
  static const char* const kNames[] = {"Grzegorz Brzęczyk", "Thjodolf Gudmundsson", "Ruairidh Mac Eòin", "Wubbo de Vries", "Xanthippe Zografou"};
  for (const char* header : {"Kunde", "Customer name", "Client", "Naam", "Nominativo", "Nom", "zz"})
    for (const char* titles : {"Herr|Frau", "Mr|Mrs", "Dhr.|Mevr.", "Sig.|Sig.ra", "M.|Mme"}) {
      CAPTURE(std::string(header));
      CAPTURE(std::string(titles));
      const std::string both = titles, first = both.substr(0, both.find('|')), second = both.substr(both.find('|') + 1);
      const auto profile = profile_of(table_of("t", header, 0, 60, [&](int row) {
        return (row % 2 ? first : second) + " " + kNames[row % 5] + (row % 3 ? "" : "-" + std::string(1, static_cast<char>('A' + row % 26)) + "owicz");
      }));
      REQUIRE(profile);
      CHECK(profile->columns[0].type == T::kFullName);
    }
  // A title and one word is a surname.
  const auto surnames = profile_of(table_of("t", "Nom", 0, 60, [](int row) { return (row % 2 ? "M. " : "Mme ") + test::surname(row); }));
  REQUIRE(surnames);
  CHECK(surnames->columns[0].type == T::kSurname);
}

TEST_CASE("postcodes and towns in one column are towns, whatever its header") {
  static const char* const kTowns[] = {"Brest", "Nantes", "Lyon 7e", "Saint-Malo", "Trifouillis"};
  for (const char* header : {"CP Ville", "Code postal / Ville", "PLZ/Ort", "Postcode and town", "zz"}) {
    CAPTURE(std::string(header));
    const auto profile = profile_of(table_of("t", header, 0, 60, [](int row) { return std::to_string(10000 + row * 1371) + " " + kTowns[row % 5]; }));
    REQUIRE(profile);
    CHECK(profile->columns[0].type == T::kCity);
  }
  const auto cars = profile_of(table_of("t", "zz", 0, 60, [](int row) { return std::to_string(1990 + row % 30) + " " + kTowns[row % 5]; }));
  CHECK(cars->columns[0].type != T::kCity);
}

TEST_CASE("milliseconds since 1970 are dates where the header says so, before 1970 too") {
  const auto profile = profile_of(table_of("t", "naissance|solde\n-788918400000|-788918400000\n-754272000000|-754272000000\n31536000000|31536000000\n946684800000|946684800000\n"));
  REQUIRE(profile);
  CHECK(profile->columns[0].type == T::kBirthDate);
  CHECK(profile->columns[1].type == T::kNumber);
}

TEST_CASE("a column of doctors is none of streets, and Drive behind a name is one") {
  const auto type_of = [](const char* values) { return profile_of(table_of("t", std::string("place;nr\n") + values))->columns[0].type; };
  CHECK(type_of("Dr Martin;1\nDr Petit;2\nDr Brown;3\nDr Ba;4\nPr Moreau;5\nDr Strange;6\n") != T::kStreet);
  CHECK(type_of("12 Oak Drive;1\n4 Mill Dr;2\n77 Park Dr;3\n9 Hill Dr;4\n3 Dr Martin Luther King Dr;5\n1 Main St;6\n") == T::kStreet);
}
