#include "audited.h"

#include "audit/cell_detail.h"
#include "audit/costs.h"
#include "audit/facets.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::repeated;
using jumelles::test::operator+;

TEST_CASE("a cell tells how many records have the attribute, how many values, how many of them are right") {
  const Audited a({Rows{{"email", "phone"}, {"anne@poste.example", "06 39 98 12 34"}, {"anne@poste.example", ""}, {"paul@@x", "639981235"}, {"", "06 39 98 12 34 / 06 39 98 12 99"}, {"N/A", "abc"}},
                   Rows{{"email"}, {"zoe@poste.example"}}});
  CHECK(a.cell("email").present);
  CHECK(a.cell("email").filled_count == 3);
  CHECK(a.cell("email").value_count == 3);
  CHECK(a.cell("email").distinct_count == 2);
  CHECK(a.cell("email").checked_count == 3);
  CHECK(a.cell("email").valid_count == 2);
  CHECK(a.cell("email").set_aside_count == 1);
  CHECK(a.cell("email", 1).filled_count == 1);
  CHECK(a.cell("phone").filled_count == 4);
  CHECK(a.cell("phone").value_count == 5);  // one cell has two
  CHECK(a.cell("phone").distinct_count == 4);
  CHECK(a.cell("phone").mended_count == 2);  // a lost zero, a cell of two
  CHECK_FALSE(a.cell("phone", 1).present);
  CHECK(a.count("invalid_email email") == 1);
  CHECK(a.rows_of("invalid_email email") == std::vector<uint32_t>{3});
  CHECK(a.find("invalid_email email")->values[0].value == "paul@@x");
  CHECK(a.find("invalid_email email")->of_count == 5);  // four values, and one set aside
  CHECK(a.find("invalid_email email")->per_source == std::vector<uint64_t>{1, 0});
  CHECK(a.rows_of("stand_in email") == std::vector<uint32_t>{5});
  CHECK(a.rows_of("lost_zero phone") == std::vector<uint32_t>{3});
  CHECK(a.find("lost_zero phone")->values[0].becomes == "+33 6 39 98 12 35");
  CHECK(a.rows_of("several_values phone") == std::vector<uint32_t>{4});
}

TEST_CASE("texts that can be neither right nor wrong are not said to be right") {
  const Audited a(Rows{{"title", "surname"}, {"Blue", "Martin"}, {"Green", "Dupont"}});
  CHECK(a.cell("title").value_count == 2);
  CHECK(a.cell("title").checked_count == 0);
  CHECK(a.cell("title").valid_count == 0);
  CHECK(a.cell("surname").checked_count == 2);
  CHECK(a.cell("surname").valid_count == 2);
}

TEST_CASE("the sum of what is wrong and what is right is what was checked") {
  const Audited a(Rows{{"surname", "email"}, {"Qsdfgh", "anne@gmial.com"}, {"Martin2", "bob@poste.example"}, {"Dupont SARL", "test@poste.example"}, {"Durand", "x"}, {"Petit", "zoe@yopmail.com"}});
  CHECK(a.cell("surname").checked_count - a.cell("surname").valid_count == a.count("keyboard_walk surname") + a.count("digits_in_name surname") + a.count("company_in_name surname"));
  // A disposable address is right: it is only of no use.
  CHECK(a.count("disposable_domain email") == 1);
  CHECK(a.cell("email").checked_count - a.cell("email").valid_count == a.count("mistyped_domain email") + a.count("test_value email") + a.count("invalid_email email"));
}

TEST_CASE("values of each kind are found, and nothing beside them") {
  const Audited a(Rows{{"birth_date", "siren", "surname", "company_name", "phone", "created_date"},
                       {"01/01/1900", "732829320", "M&uuml;ller", "Mme Anne Dupont", "06 12 34 56 78", "2020-01-01"},
                       {"31/02/1971", "732829321", "LÃ©a", "Dupont SARL", "06 39 98 12 34", "2031-01-01"},
                       {"14/03/1971", "7,32E+08", "Martin", "Maître Dupont", "6.40E+08", "2021-01-01"},
                       {"14/03/1890", "", "Durand", "M. Bricolage SA", "06 39 98 12 35", "2022-05-01"}});
  CHECK(a.rows_of("invalid_date birth_date") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("wrong_check_digits siren") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("rounded_number siren") == std::vector<uint32_t>{3});
  CHECK(a.rows_of("character_references surname") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("broken_letters surname") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("person_in_company company_name") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("future_date created_date") == std::vector<uint32_t>{2});
  // Of four births one is of 1890: too many of them to be slips, were there no more. The data is of the past.
  CHECK(a.count("too_old birth_date") == 0);
}

TEST_CASE("what stands for nothing is told by what it looks like") {
  const Audited a(Rows{{"birth_date", "phone", "email"}, {"01/01/1900", "06 00 00 00 00", "test@test.fr"}, {"14/03/1971", "06 39 98 12 34", "anne@poste.example"}, {"N/A", "inconnu", "pas d'e-mail"}});
  CHECK(a.rows_of("default_date birth_date") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("filler_phone phone") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("filler_email email") == std::vector<uint32_t>{1});
  for (const char* attribute : {"birth_date", "phone", "email"}) {
    CHECK(a.rows_of(std::string("stand_in ") + attribute) == std::vector<uint32_t>{3});
    CHECK(a.cell(attribute).filled_count == 1);
    CHECK(a.cell(attribute).set_aside_count == 2);
  }
}

TEST_CASE("an address of one letter twice was typed because a form wanted one") {
  const Audited a(Rows{{"email"}, {"a@a.fr"}, {"ab@ab.fr"}, {"a@b.fr"}, {"x@y.com"}});
  CHECK(a.rows_of("filler_email email") == std::vector<uint32_t>{1});
}

TEST_CASE("a title that is none is rare; codes of companies and what many have are titles to somebody") {
  const Rows usual = Rows{{"civility"}} + repeated({{"Mme"}, {"M."}}, 150);
  CHECK(Audited(usual + Rows{{"Qx"}, {"SARL"}}).rows_of("invalid_value civility") == std::vector<uint32_t>{301});
  CHECK(Audited(usual + repeated({{"Qx"}}, 2)).count("invalid_value civility") == 0);
  CHECK(Audited(usual + repeated({{"Qy"}}, 40) + Rows{{"Qx"}}).count("invalid_value civility") == 0);
}

TEST_CASE("an impossible age is one where hardly anybody has it") {
  Rows rows{{"birth_date"}};
  for (int i = 0; i < 40; ++i) rows.push_back({std::to_string(1950 + i) + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 7)});
  const Audited one(rows + Rows{{"1890-03-14"}});
  CHECK(one.rows_of("too_old birth_date") == std::vector<uint32_t>{41});
  CHECK(one.cell("birth_date").checked_count - one.cell("birth_date").valid_count == 1);
  const Audited many(rows + Rows{{"1890-03-14"}, {"1891-03-14"}, {"1892-03-14"}});
  CHECK(many.count("too_old birth_date") == 0);
  CHECK(many.cell("birth_date").checked_count == many.cell("birth_date").valid_count);
  // 110 years are lived.
  CHECK(Audited(rows + Rows{{"1916-03-14"}}).count("too_old birth_date") == 0);
  CHECK(Audited(rows + Rows{{"1915-03-14"}}).count("too_old birth_date") == 1);
}

namespace {

// Another one for each number.
std::string two_letters(size_t number) { return {static_cast<char>('a' + number / 26), static_cast<char>('a' + number % 26)}; }

}  // namespace

TEST_CASE("a field that was too short is told by the length at which all end") {
  Rows rows{{"street"}};
  const std::string longest = "27 avenue du Maréchal Foch";
  for (size_t i = 0; i < 60; ++i) rows.push_back({two_letters(i) + " " + longest.substr(0, 6 + i % 9)});
  for (size_t i = 10; i < 30; ++i) rows.push_back({two_letters(i) + " boulevard de la Répu"});
  CHECK(Audited(rows).count("truncated street") == 20);
  rows.push_back({"3 boulevard de la République Française"});
  CHECK(Audited(rows).count("truncated street") == 0);  // longer ones are there
  // A street whose numbers have four digits is as long each time, and whole.
  Rows numbered{{"street"}};
  for (size_t i = 0; i < 60; ++i) numbered.push_back({two_letters(i) + " " + longest.substr(0, 6 + i % 9)});
  for (size_t i = 0; i < 22; ++i) numbered.push_back({std::to_string(1720 + 37 * i) + " Martin Luther King Jr Blvd"});
  CHECK(Audited(numbered).count("truncated street") == 0);
  CHECK(Audited(Rows{{"phone"}} + repeated({{"06 39 98 12 34"}}, 9)).count("truncated phone") == 0);
}

TEST_CASE("e-mails of one pattern are as long as each other and whole; those that were cut end anywhere in their domain") {
  Rows made{{"email"}}, cut{{"email"}};
  for (size_t i = 1; i < 200; ++i) made.push_back({"p" + std::to_string(i) + "@poste.example"});
  CHECK(Audited(made).count("truncated email") == 0);
  const std::string names[] = {"marie.dupont", "jean.martin", "zoe.petit", "luc.moreau", "anne.roy"};
  for (size_t i = 0; i < 60; ++i) cut.push_back({(names[i % 5] + std::to_string(i) + "@poste.example").substr(0, 20)});
  for (size_t i = 0; i < 200; ++i) cut.push_back({std::string(1 + i % 5, static_cast<char>('a' + i % 26)) + std::to_string(i) + "@b.fr"});
  CHECK(Audited(cut).count("truncated email") > 30);
}

TEST_CASE("lengths that fall off by themselves are no field's end") {
  Rows rows{{"street"}};
  const std::string longest = "avenue du Marechal Leclerc";
  for (size_t length = 8; length < 24; ++length)
    for (size_t i = 10; i < 10 + 24 - length; ++i) rows.push_back({two_letters(i) + " " + longest.substr(0, length)});
  CHECK(Audited(rows).count("truncated street") == 0);
  // The three lengths before have three, two and one value: more than six are beyond chance.
  const auto more = [&](size_t count) {
    Rows out = rows;
    for (size_t i = 0; i < count; ++i) out.push_back({two_letters(40 + i) + " boulevard de la Républiq"});
    return Audited(out).count("truncated street");
  };
  CHECK(more(7) == 7);
  CHECK(more(6) == 0);
  // As many as before, and nothing behind: an end, where they are thirty; a few longer ones may be there, no more.
  const auto flat = [&](size_t of_each, size_t longer) {
    Rows out{{"street"}};
    for (size_t length = 10; length < 20; ++length)
      for (size_t i = 0; i < of_each; ++i) out.push_back({two_letters(i) + " " + longest.substr(0, length)});
    for (size_t i = 0; i < longer; ++i) out.push_back({two_letters(i) + " impasse de la République"});
    return Audited(out).count("truncated street");
  };
  CHECK(flat(30, 0) == 30);
  CHECK(flat(29, 0) == 0);
  CHECK(flat(30, 1) == 30);
  CHECK(flat(30, 2) == 0);
  // Nearly all of one length: a form of their own.
  Rows codes{{"street"}};
  for (size_t i = 10; i < 60; ++i) codes.push_back({"Lot " + two_letters(i) + " Nord"});
  CHECK(Audited(codes).count("truncated street") == 0);
}

TEST_CASE("letters that did not survive are told, doubts are not") {
  const Audited a(Rows{{"given_name", "city"}, {"Ren?", "Saint-?tienne"}, {"Andr\uFFFD", "Rennes"}, {"Anne ?", "Paris"}, {"Zoé", "Ch?teauroux"}});
  CHECK(a.rows_of("lost_letters given_name") == std::vector<uint32_t>{1, 2});
  CHECK(a.rows_of("lost_letters city") == std::vector<uint32_t>{1, 4});
}

TEST_CASE("remarks beside a name are told, with the name without them") {
  const Audited a(Rows{{"surname"}, {"Dupont (décédé)"}, {"Martin - NPAI"}, {"Durand"}, {"Petit - à rappeler"}, {"Morel (ex client)"}});
  CHECK(a.rows_of("remark_in_name surname") == std::vector<uint32_t>{1, 2, 4, 5});
  REQUIRE(a.find("remark_in_name surname") != nullptr);
  for (const audit::FoundValue& value : a.find("remark_in_name surname")->values) CHECK(value.becomes == value.value.substr(0, value.becomes.size()));
}

TEST_CASE("a value in the place of another one is not of that kind") {
  const Audited a(Rows{{"surname", "postcode", "city", "street"},
                       {"anne@poste.example", "35000", "Rennes", "12 rue Verte"},
                       {"Martin", "PARIS", "Lyon", "06 39 98 12 34"},
                       {"N/A", "7500?", "Paris 7", "12"},
                       {"Durand", "75007", "75007", "3 rue Haute"}});
  CHECK(a.rows_of("invalid_value surname") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("stand_in surname") == std::vector<uint32_t>{3});
  CHECK(a.rows_of("invalid_postcode postcode") == std::vector<uint32_t>{2, 3});
  CHECK(a.rows_of("invalid_value city") == std::vector<uint32_t>{4});
  CHECK(a.rows_of("phone_elsewhere street") == std::vector<uint32_t>{2});
}

TEST_CASE("among numbers that are read, one of no country is impossible; where few are read, nothing is said") {
  Rows rows{{"phone"}};
  for (int i = 10; i < 28; ++i) rows.push_back({"06 39 98 12 " + std::to_string(i)});
  CHECK(Audited(rows + Rows{{"569 248 29"}, {"+33 6 39 98 12 34"}}).rows_of("invalid_phone phone") == std::vector<uint32_t>{19});
  CHECK(Audited(rows + Rows{{"569 248 29"}, {"569 248 28"}, {"569 248 27"}}).count("invalid_phone phone") == 0);
}

TEST_CASE("numbers overseas lose their zero as well; cells of two numbers are parted by words and hyphens, too") {
  const Audited a(Rows{{"phone"}, {"692123456"}, {"06 39 98 12 34 ou 06 39 98 12 99"}, {"0639981235 - 0639981299"}, {"0639981237 poste 1234567"}, {"0639981236 0639981299"}});
  CHECK(a.rows_of("lost_zero phone") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("several_values phone") == std::vector<uint32_t>{2, 3, 5});
}

TEST_CASE("few places are judged by how often each is there, thousands are not") {
  const Rows usual = repeated({{"Bretagne"}}, 50);
  CHECK(Audited(Rows{{"place"}} + usual + Rows{{"Bretange"}}).count("mistyped_value place") == 1);
  Rows many{{"place"}};
  for (int i = 0; i < 400; ++i) many.push_back({"Lieu " + std::string(1, static_cast<char>('A' + i % 26)) + std::to_string(i)});
  CHECK(Audited(many + usual + Rows{{"Bretange"}}).count("mistyped_value place") == 0);
}

TEST_CASE("letters are lost in titles too, where a mark stands inside a word; a question is none") {
  const Audited a(Rows{{"title", "surname"}, {"Eine Puppe f?r Helga", "Martin"}, {"Who is it?", "Martin"}, {"????? ????", "?????"}, {"What ?", "??"}});
  CHECK(a.rows_of("lost_letters title") == std::vector<uint32_t>{1, 3});
  CHECK(a.rows_of("lost_letters surname") == std::vector<uint32_t>{3});
}

TEST_CASE("broken letters make no company of a person, and a broken address is not two of them") {
  const Audited a(Rows{{"given_name", "surname", "email"}, {"S\u00C3\u00A9bastien", "Martin", "f@holmes@poste.example"}, {"Anne", "Martin", "a@poste.example; b@poste.example"}});
  CHECK(a.count("company_in_name given_name") == 0);
  CHECK(a.count("broken_letters given_name") == 1);
  CHECK(a.rows_of("several_values email") == std::vector<uint32_t>{2});
}

TEST_CASE("what stands often, a letter from another word, is a word of its own; slips are rare, or many together") {
  const Rows usual = Rows{{"category"}} + repeated({{"painter"}}, 1000);
  CHECK(Audited(usual + repeated({{"printer"}}, 4)).count("mistyped_value category") == 0);
  CHECK(Audited(usual + repeated({{"printer"}}, 3)).count("mistyped_value category") == 3);
  CHECK(Audited(usual + repeated({{"paiter"}}, 8) + repeated({{"paimter"}}, 8)).count("mistyped_value category") == 16);
  CHECK(Audited(usual + repeated({{"paiter"}}, 9) + repeated({{"paimter"}}, 8)).count("mistyped_value category") == 8);
}

TEST_CASE("findings stand by what they cost, whatever their severity") {
  const Audited a(Rows{{"email", "surname"}, {"a@gmial.com", "Azerty"}, {"b@gmial.com", "N/A"}, {"c", "Martin"}, {"d@poste.example", "Martin"}});
  REQUIRE(a.audit->findings.size() >= 4);
  CHECK(audit::id_of(a.audit->findings[0], *a.input.records) == "mistyped_domain email");
  const auto cost = [&](size_t f) { return audit::cost_of(audit::kind(a.audit->findings[f].kind), a.audit->findings[f].count, a.audit->findings[f].of_count); };
  for (size_t f = 1; f < a.audit->findings.size(); ++f) CHECK_FALSE(audit::costs_more(cost(f), cost(f - 1)));
  const Audited names(Rows{{"email", "given_name", "surname"}} + repeated({{"", "Garage Martin SARL", "Dupont"}}, 4) + repeated({{"anne@poste.example", "Anne", "Martin"}}, 20) + Rows{{"anne.poste", "Anne", "Martin"}});
  CHECK(names.count("company_in_name given_name") == 4);
  CHECK(names.count("invalid_email email") == 1);
  const auto place = [&](const std::string& id) {
    const auto& all = names.audit->findings;
    return std::find_if(all.begin(), all.end(), [&](const audit::Finding& finding) { return audit::id_of(finding, *names.input.records) == id; }) - all.begin();
  };
  CHECK(place("company_in_name given_name") < place("invalid_email email"));  // warnings, but forty points against three
}

TEST_CASE("what the recipe deals with is found no more") {
  const Rows rows{{"surname"}, {"Qsdfgh"}, {"Martin"}};
  Audited a(rows);
  CHECK(a.count("keyboard_walk surname") == 1);
  a.input.recipe = [](uint32_t, uint32_t, std::string_view original, std::string& changed) { return original == "Qsdfgh" ? (changed.clear(), true) : false; };
  REQUIRE(run_to_end(audit::audit_phases(a.input, a.audit)).ok());
  CHECK(a.count("keyboard_walk surname") == 0);
}

TEST_CASE("records are dated by the latest of their own dates") {
  const Audited a(Rows{{"surname", "updated_date", "email"}, {"A", "2020-01-05", "a@poste.example"}, {"B", "2022-03-01", "b@poste.example"}, {"C", "2024-07-09", ""}, {"D", "2030-01-01", ""}});
  CHECK(a.audit->sources[0].oldest == "2020-01-05");
  CHECK(a.audit->sources[0].newest == "2024-07-09");  // what is to come dates nothing
  CHECK(a.audit->sources[0].median == "2022-03");
  CHECK(a.cell("email").median_date == "2022-03");
  CHECK(a.cell("surname").median_date == "2022-03");
}

TEST_CASE("a cell in detail: shapes, shared values, lengths, years, what is wrong and what stands for nothing") {
  const Audited a(Rows{{"birth_date", "number"}, {"14/03/1971", "12"}, {"14/03/1971", "1300.5"}, {"1980-02-01", "-3"}, {"31/02/1990", ""}, {"N/A", "x"}});
  const audit::CellDetail birth = audit::cell_detail(a.input, 0, a.attribute("birth_date"));
  REQUIRE(birth.values.size() == 4);
  CHECK(birth.values[0].value == "14/03/1971");
  CHECK(birth.values[0].count == 2);
  CHECK(birth.shapes[0].value == "99/99/9999");
  CHECK(birth.shapes[0].count == 3);
  REQUIRE(birth.years.size() == 10);  // without holes
  CHECK(birth.years[0].from == 1971);
  CHECK(birth.years[0].to == 1971);
  CHECK(birth.years[0].count == 2);
  CHECK(birth.years[9].from == 1980);
  CHECK(birth.years[5].count == 0);
  REQUIRE(birth.invalid.size() == 1);
  CHECK(birth.invalid[0].value == "31/02/1990");
  REQUIRE(birth.set_aside.size() == 1);
  CHECK(birth.set_aside[0].value == "N/A");
  REQUIRE(birth.lengths.size() == 1);
  CHECK(birth.lengths[0].from == 10);
  CHECK(birth.lengths[0].count == 4);
  const audit::CellDetail number = audit::cell_detail(a.input, 0, a.attribute("number"));
  REQUIRE_FALSE(number.numbers.empty());
  CHECK(number.numbers.size() <= 20);
  CHECK(number.numbers[0].from == -100);  // spans of a hundred, the negative ones too
  CHECK(number.numbers[0].to == -1);
  CHECK(number.numbers[1].count == 1);
  CHECK(number.numbers.back().from == 1300);
}

TEST_CASE("facets find the records of a value, a shape, a length, a year, and those without") {
  const Audited a(Rows{{"birth_date", "surname"}, {"14/03/1971", "Martin"}, {"1980-02-01", "Lé"}, {"", "Martin"}, {"31/02/1990", "Dupont"}});
  const auto rows = [&](audit::FacetKind kind, const char* attribute, std::string text, int64_t from = 0, int64_t to = 0) {
    const audit::RecordBits bits = audit::records_with(a.input, {kind, a.attribute(attribute), std::move(text), from, to});
    std::vector<uint32_t> out;
    for (RecordIndex r = 0; r < 4; ++r)
      if (bits.has(r)) out.push_back(r + 1);
    return out;
  };
  using F = audit::FacetKind;
  CHECK(rows(F::kValue, "surname", "Martin") == std::vector<uint32_t>{1, 3});
  CHECK(rows(F::kValue, "surname", "Nobody").empty());
  CHECK(rows(F::kShape, "birth_date", "99/99/9999") == std::vector<uint32_t>{1, 4});
  CHECK(rows(F::kLength, "surname", "", 2, 2) == std::vector<uint32_t>{2});
  CHECK(rows(F::kLength, "surname", "", 3, 6) == std::vector<uint32_t>{1, 3, 4});
  CHECK(rows(F::kYear, "birth_date", "", 1971, 1979) == std::vector<uint32_t>{1});
  CHECK(rows(F::kMissing, "birth_date", "") == std::vector<uint32_t>{3});
  CHECK(rows(F::kInvalid, "birth_date", "") == std::vector<uint32_t>{4});
}

TEST_CASE("characters that no eye sees are told, and words of two alphabets with what they were meant to be") {
  const Audited a(Rows{{"surname"}, {" Martin"}, {"Martin  Durand"}, {"Mar\u00ADtin"}, {"Lea\u0301"}, {"Marti\u0301n\n"}, {"Martin"}, {"M\u0430rtin"}, {"\u041F\u0435\u0442\u0440"}, {"Durand"}});
  CHECK(a.rows_of("stray_characters surname") == std::vector<uint32_t>{1, 2, 3, 4, 5});
  CHECK(a.rows_of("mixed_alphabets surname") == std::vector<uint32_t>{7});
  CHECK(a.find("mixed_alphabets surname")->values[0].becomes == "Martin");
}

TEST_CASE("a value written unlike all others of its column is told, where the column has a form") {
  const Rows head{{"updated_date"}};
  const Rows usual = repeated({{"2020-01-05"}}, 150) + repeated({{"05/01/2020"}}, 150);
  CHECK(Audited(head + usual + Rows{{"2020-01-05T00:00:00.000Z"}, {"2020-01-06T00:00:00.000Z"}}).rows_of("odd_form updated_date") == std::vector<uint32_t>{301, 302});
  CHECK(Audited(head + usual + repeated({{"2020-01-05T00:00:00.000Z"}}, 4)).count("odd_form updated_date") == 0);   // more than one of a hundred
  CHECK(Audited(head + repeated({{"2020-01-05"}}, 190) + Rows{{"2020-01-05T00:00:00.000Z"}}).count("odd_form updated_date") == 0);  // too few to tell
  Rows names{{"surname"}};
  for (const char* name : {"Martin", "de La Tour", "L'Isle", "Le Goff-Martin", "St. Clair"}) names = names + repeated({{name}}, 50);
  CHECK(Audited(names + Rows{{"Durand_2"}, {"Petit"}}).rows_of("odd_form surname").empty());                        // digits say so already
  CHECK(Audited(names + Rows{{"Durand_x"}, {"Petit"}}).rows_of("odd_form surname") == std::vector<uint32_t>{251});
}

TEST_CASE("a value that lost its accented letters is told by the one that has them, and a name of its own is not") {
  const Rows rows = Rows{{"given_name"}} + repeated({{"Cécile"}, {"Léon"}, {"Joël"}}, 12);
  const Audited a(rows + Rows{{"Ccile"}, {"CCILE"}, {"Lon"}, {"Jol"}, {"Paul"}});
  CHECK(a.rows_of("dropped_letters given_name").size() >= 3);
  CHECK(a.rows_of("dropped_letters given_name").front() == 37);
  CHECK(a.find("dropped_letters given_name")->values[0].becomes == "Cécile");
  // Five times as often, at least; and "Ren" would be one of René, were there enough of him.
  CHECK(Audited(Rows{{"given_name"}} + repeated({{"Cécile"}}, 9) + repeated({{"Ccile"}}, 2)).count("dropped_letters given_name") == 0);
}

TEST_CASE("a country written in another way than nearly all others of it has an odd form") {
  const Rows rows = Rows{{"country", "city"}} + repeated({{"France", "Lyon"}}, 120) + repeated({{"Belgique", "Liège"}}, 30);
  CHECK(Audited(rows + Rows{{"FR", "Lyon"}, {"Frankreich", "Lyon"}}).rows_of("odd_form country") == std::vector<uint32_t>{151, 152});
  CHECK(Audited(rows + repeated({{"FR", "Lyon"}}, 3)).count("odd_form country") == 0);
}

TEST_CASE("a year of two digits is odd among those of four") {
  Rows rows{{"updated_date"}};
  for (int i = 0; i < 240; ++i) rows.push_back({"20" + std::to_string(10 + i % 12) + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10)});
  CHECK(Audited(rows + Rows{{"18-05-12"}}).rows_of("odd_form updated_date") == std::vector<uint32_t>{241});
  CHECK(Audited(rows + Rows{{"2018-5-12"}}).count("odd_form updated_date") == 0);
}

TEST_CASE("names of two people, or of two times, are told apart from names that look so") {
  const Audited a(Rows{{"given_name", "surname"}, {"Michel et Auguste", "Petit"}, {"Paul & Anne", "Roux"}, {"Marie", "Gradafort née Tournebois"}, {"Anne", "Dupont / Durand"}, {"Marie-Jeanne", "Née"}, {"Etienne", "Ou Yang"}, {"Jean", "de Ep"}, {"Rose", "Mme veuve Durand"}, {"Lise", "Mme Durand veuve Petit"}});
  CHECK(a.rows_of("two_names given_name") == std::vector<uint32_t>{1, 2});
  CHECK(a.rows_of("two_names surname") == std::vector<uint32_t>{3, 4, 9});  // a widow's name is one
  // A whole name that is none of a person has signs of its own.
  CHECK(Audited(Rows{{"full_name"}, {"Film & Sociologie"}}).count("two_names surname") == 0);
}

TEST_CASE("blanks that do not break are strays at the ends alone") {
  const Audited a(Rows{{"city"}, {"\u00A0Lyon"}, {"Lyon\u00A0"}, {"Villeneuve\u00A0d'Ascq"}});
  CHECK(a.rows_of("stray_characters city") == std::vector<uint32_t>{1, 2});
}

TEST_CASE("hyphens as books are set are no strays") {
  CHECK(Audited(Rows{{"surname"}, {"Duff\u2010Gordon"}, {"Duff\u2212Gordon"}}).rows_of("stray_characters surname") == std::vector<uint32_t>{2});
}

TEST_CASE("an ordinal of English is part of a name, other digits are not") {
  const Audited a(Rows{{"surname"}, {"Clifford, 1st Baron"}, {"Carew 22nd"}, {"Smith 13th"}, {"Reed 11st"}, {"Durand 3"}, {"Durand 2th"}, {"Martin2nd"}, {"5thomas"}});
  CHECK(a.rows_of("digits_in_name surname") == std::vector<uint32_t>{4, 5, 6, 7, 8});
}

TEST_CASE("a word of hospitals is a surname where it is written as one, and Camara is one by itself") {
  const Audited a(Rows{{"surname"}, {"Chu Suominen"}, {"CHU Angers"}, {"Chu de Lyon"}, {"CHU Marie"}, {"Chu"}, {"Camara Diallo"}, {"Câmara Municipal de Faro"}});
  CHECK(a.rows_of("company_in_name surname") == std::vector<uint32_t>{2, 3, 7});
}

TEST_CASE("numbers that name things with a letter are no wrong quantities; a word in their place is") {
  Rows rows{{"number"}};
  for (int i = 0; i < 95; ++i) rows.push_back({std::to_string(1 + i % 20)});
  const Audited sides(rows + Rows{{"B1"}, {"A12"}, {"12A"}, {"A"}, {"0B2"}, {"unk."}});
  CHECK(sides.rows_of("invalid_value number") == std::vector<uint32_t>{101});
  // One of more than a hundred is a slip.
  CHECK(Audited(rows + repeated({{"7"}}, 20) + Rows{{"1O5"}}).rows_of("invalid_value number") == std::vector<uint32_t>{116});
}

TEST_CASE("a number with blanks around it becomes the same number, in the unit that it is written in") {
  const Audited a(Rows{{"number"}} + repeated({{"03:20"}}, 20) + Rows{{" 04:10"}});
  REQUIRE(a.find("stray_characters number") != nullptr);
  CHECK(a.find("stray_characters number")->values[0].becomes == "04:10");
}

TEST_CASE("a contact that was found in a field of names is not told as one of a column that is not there") {
  CHECK(Audited(Rows{{"full_name"}, {"MARTIN Paul - 06 12 34 56 78"}}).count("made_up_phone phone") == 0);
  CHECK(Audited(Rows{{"full_name", "phone"}, {"MARTIN Paul", "06 12 34 56 78"}}).count("made_up_phone phone") == 1);
}

TEST_CASE("phones of films and domains of tests are told, unless the file is made of them") {
  Rows rows{{"phone", "email"}};
  for (int i = 0; i < 30; ++i) rows.push_back({"06 12 31 45 " + std::to_string(10 + i), "a" + std::to_string(i) + "b@free.fr"});
  const Rows odd{{"06 39 98 12 34", "anne@free.fr.test"}};
  const Audited a(rows + odd);
  CHECK(a.rows_of("fiction_phone phone") == std::vector<uint32_t>{31});
  CHECK(a.rows_of("reserved_domain email") == std::vector<uint32_t>{31});
  CHECK(a.cell("phone").checked_count - a.cell("phone").valid_count == 1);
  const Audited made_up(rows + repeated(odd, 3));
  CHECK(made_up.count("fiction_phone phone") == 0);
  CHECK(made_up.count("reserved_domain email") == 0);
  CHECK(made_up.cell("phone").checked_count == made_up.cell("phone").valid_count);
}

TEST_CASE("a value in capitals is odd in a column of capitals and small letters, and the other way round") {
  const Rows small = Rows{{"city"}} + repeated({{"Lyon"}, {"Étampes"}, {"Le Mans"}}, 100), capitals = Rows{{"city"}} + repeated({{"LYON"}}, 300);
  CHECK(Audited(small + Rows{{"NICE"}, {"nice"}, {"Nice"}, {"Y"}}).rows_of("odd_form city") == std::vector<uint32_t>{301, 302});
  CHECK(Audited(capitals + Rows{{"Nice"}, {"NICE"}}).rows_of("odd_form city") == std::vector<uint32_t>{301});
  CHECK(Audited(small + repeated({{"NICE"}}, 10)).count("odd_form city") == 0);
}

TEST_CASE("dots at the end say that a value was cut") {
  CHECK(Audited(Rows{{"street"}, {"12 rue du Général de..."}, {"12 rue du Bac\u2026"}, {"12 rue du Bac."}}).rows_of("truncated street") == std::vector<uint32_t>{1, 2});
}
