// What is wrong with records: fields that contradict each other, values that are shared, records that say nothing.

#include "audited.h"

#include "audit/place_list.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::repeated;
using jumelles::test::operator+;

TEST_CASE("a postcode of another department than the town's contradicts it; namesakes and new towns do not") {
  const Audited a(Rows{{"postcode", "city"}, {"35000", "Rennes"}, {"06000", "Rennes"}, {"82400", "Valence"}, {"26000", "VALENCE"}, {"75011", "Paris 11e"}, {"69003", "Lyon"}, {"13001", "Lyon"}, {"35400", "St Malo"},
                       {"35000", "Saint-Malo"}, {"13000", "Nulleparville"}, {"35042", "Rennes Cedex"}, {"B-1000", "Paris"}, {"97400", "Saint-Denis"}, {"93200", "Saint-Denis"}});
  CHECK(a.rows_of("postcode_town postcode city") == std::vector<uint32_t>{2, 7});
  REQUIRE(a.find("postcode_town postcode city") != nullptr);
  CHECK(a.find("postcode_town postcode city")->values.size() == 2);
}

TEST_CASE("where nearly all postcodes are French, one of a French town that is broken contradicts it") {
  const Rows head{{"postcode", "city"}}, usual = repeated({{"35000", "Rennes"}}, 90);
  const Rows broken{{"350", "Rennes"}, {"350001", "Rennes"}, {"35O00", "Rennes"}};
  CHECK(Audited(head + usual + broken).rows_of("postcode_town postcode city") == std::vector<uint32_t>{91, 92, 93});
  // Neighbors and Québec have towns of these names.
  CHECK(Audited(head + usual + Rows{{"7000", "Mons"}, {"H4L 1A1", "Saint-Laurent"}, {"A3500", "Rennes"}, {"350001", "Nulleparville"}}).count("postcode_town postcode city") == 0);
  CHECK(Audited(head + repeated({{"35000", "Rennes"}}, 8) + Rows{{"350001", "Rennes"}}).count("postcode_town postcode city") == 0);
}

TEST_CASE("a town that no list has contradicts where it stands elsewhere, unless it is seen there more often") {
  const Rows usual = repeated({{"35000", "Nulleparville"}}, 10) + repeated({{"13001", "Marseille"}}, 9);
  CHECK(Audited(Rows{{"postcode", "city"}} + usual + Rows{{"13001", "Nulleparville"}}).count("postcode_town postcode city") == 1);
  CHECK(Audited(Rows{{"postcode", "city"}} + usual + repeated({{"13001", "Nulleparville"}}, 4)).count("postcode_town postcode city") == 0);
  CHECK(Audited(Rows{{"postcode", "city"}} + repeated({{"35000", "Nulleparville"}}, 9) + repeated({{"13001", "Marseille"}}, 9) + Rows{{"13001", "Nulleparville"}}).count("postcode_town postcode city") == 0);
}

TEST_CASE("a mistyped town is a letter from one of its postcode's") {
  const Audited a(Rows{{"postcode", "city"}, {"35000", "Renes"}, {"35000", "Rennes"}, {"33670", "Madirac"}, {"33670", "Sadirac"}, {"75011", "PARSI"}, {"35000", "Rennes Nord"}, {"33670", "Badirac"}});
  const audit::Finding* slips = a.find("mistyped_value city");
  REQUIRE(slips != nullptr);
  CHECK(a.rows_of("mistyped_value city") == std::vector<uint32_t>{1, 5});  // "Badirac" may be either of two
  CHECK(slips->values.size() == 2);
  CHECK(slips->values[0].becomes == "Paris");
  CHECK(slips->values[1].becomes == "Rennes");
  CHECK(a.cell("city").checked_count - a.cell("city").valid_count == 2);
}

TEST_CASE("without a list, a slip is far rarer than the town of its postcode, and keeps its first letter") {
  const Rows head{{"postcode", "city"}};
  CHECK(Audited(head + repeated({{"1000", "Bruxelles"}}, 5) + Rows{{"1000", "Bruxeles"}}).count("mistyped_value city") == 1);
  CHECK(Audited(head + repeated({{"1000", "Bruxelles"}}, 4) + Rows{{"1000", "Bruxeles"}}).count("mistyped_value city") == 0);
  CHECK(Audited(head + repeated({{"1000", "Bruxelles"}}, 5) + Rows{{"1000", "Pruxelles"}}).count("mistyped_value city") == 0);
  CHECK(Audited(head + repeated({{"1000", "Bruxelles"}}, 9) + Rows{{"1000", "Bruxeles"}, {"2000", "Bruxeles"}}).count("mistyped_value city") == 0);  // it is a town elsewhere
}

TEST_CASE("the official list knows towns by the form that records have") {
  const audit::PlaceList& list = audit::PlaceList::french();
  CHECK(list.named("SAINT ETIENNE").size() >= 3);
  CHECK(list.named("NULLEPARVILLE").empty());
  const auto [from, to] = list.at_postcode(35000);
  REQUIRE(to - from == 1);
  CHECK(from->name == "Rennes");
  CHECK(list.at_postcode(99999).first == list.at_postcode(99999).second);
}

TEST_CASE("a title contradicts a given name that nearly nobody has it with") {
  const Rows head{{"civility", "given_name"}};
  CHECK(Audited(head + repeated({{"Mme", "Sophie"}}, 10) + Rows{{"M.", "Sophie"}}).rows_of("title_given_name civility given_name") == std::vector<uint32_t>{11});
  CHECK(Audited(head + repeated({{"Mme", "Sophie"}}, 9) + Rows{{"M.", "Sophie"}}).count("title_given_name civility given_name") == 0);
  CHECK(Audited(head + repeated({{"Mme", "Camille"}}, 10) + repeated({{"M.", "Camille"}}, 2)).count("title_given_name civility given_name") == 0);
  CHECK(Audited(Rows{{"gender", "given_name"}} + repeated({{"F", "Sophie"}}, 10) + Rows{{"M", "Sophie"}, {"", "Sophie"}}).count("title_given_name gender given_name") == 1);
  // Of two words the first one tells, unless it is an initial.
  CHECK(Audited(head + repeated({{"M.", "C Jean"}}, 10) + Rows{{"Mme", "C Marie"}}).count("title_given_name civility given_name") == 0);
  CHECK(Audited(head + repeated({{"M.", "Jean"}}, 10) + Rows{{"Mme", "Jean-Marie"}, {"M.", "Jean-Marie"}}).rows_of("title_given_name civility given_name") == std::vector<uint32_t>{11});
}

TEST_CASE("numbers of a company contradict each other; wrong ones do not count twice") {
  const Audited a(Rows{{"siren", "siret", "vat"},
                       {"732829320", "73282932000074", "FR44732829320"},
                       {"732829320", "40483304800022", "FR83404833048"},
                       {"732829321", "40483304800022", ""},
                       {"732829320", "", "DE129273398"}});
  CHECK(a.rows_of("siren_siret siret siren") == std::vector<uint32_t>{2});
  CHECK(a.find("siren_siret siret siren")->of_count == 2);
  CHECK(a.rows_of("vat_siren vat siren") == std::vector<uint32_t>{2});
}

TEST_CASE("a number of social security tells the year and the month of birth, and a man from a woman") {
  Rows rows{{"code", "birth_date", "civility"},
            {"171037501234594", "1971-03-14", "M."},
            {"171037501234594", "1971-04-14", "M."},
            {"1 71 03 75 012 345 94", "1972-03-14", "Mme"},
            {"271037501234544", "1971-03-02", "M."},
            {"171427501234539", "1971-03-14", "M."},
            {"171037501234595", "1980-01-01", "Mme"},
            {"171047501234513", "", "M."}};
  // Enough of them for the column to be told.
  for (int64_t i = 0; i < 30; ++i) {
    const int64_t body = 2850535238119 + i, key = 97 - body % 97;
    rows.push_back({std::to_string(body) + (key < 10 ? "0" : "") + std::to_string(key), "1985-05-30", "Mme"});
  }
  const Audited a(rows);
  CHECK(a.rows_of("social_number_birth code birth_date") == std::vector<uint32_t>{2, 3});
  CHECK(a.rows_of("social_number_title code civility") == std::vector<uint32_t>{3, 4});
}

TEST_CASE("dates of a record come one after the other") {
  const Audited a(Rows{{"birth_date", "created_date", "updated_date"}, {"1971-03-14", "2020-01-01", "2021-01-01"}, {"2019-03-14", "2018-01-01", "2020-01-01"}, {"1971-03-14", "2020-05-01", "2020-04-30"}, {"1971", "2020-01-01", ""}});
  CHECK(a.rows_of("birth_after_record birth_date created_date") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("updated_before_created created_date updated_date") == std::vector<uint32_t>{3});
}

TEST_CASE("names in each other's place are told by where they stand elsewhere") {
  Rows rows{{"surname", "given_name"}};
  for (const char* surname : {"Lefebvre", "Morel", "Girard", "Roussel"})
    for (const char* given : {"Sophie", "Nicolas", "Isabelle", "Julien"}) rows.push_back({surname, given});
  const Audited a(rows + Rows{{"Sophie", "Lefebvre"}, {"Martin", "Pierre"}, {"Thomas", "Robert"}, {"Sophie", "Sophie"}});
  CHECK(a.rows_of("exchanged_names surname given_name") == std::vector<uint32_t>{17});
  CHECK(a.count("same_names surname given_name") == 0);  // one is there by chance
}

TEST_CASE("of two records that have the same two names in both orders, the one is exchanged that all others speak against; without others neither is") {
  const char* id = "exchanged_names surname given_name";
  Rows rows{{"surname", "given_name"}};
  for (const char* surname : {"Lefebvre", "Morel", "Girard", "Roussel"})
    for (const char* given : {"Sophie", "Nicolas", "Isabelle", "Julien"}) rows.push_back({surname, given});
  const Rows both{{"Xantopoul", "Zyrta"}, {"Zyrta", "Xantopoul"}};
  CHECK(Audited(rows + both).count(id) == 0);
  CHECK(Audited(rows + repeated(both, 3)).count(id) == 0);
  CHECK(Audited(rows + both + Rows{{"Xantopoul", "Sophie"}, {"Xantopoul", "Julien"}, {"Xantopoul", "Nicolas"}}).rows_of(id) == std::vector<uint32_t>{18});
  CHECK(Audited(rows + both + Rows{{"Morel", "Xantopoul"}, {"Girard", "Xantopoul"}, {"Lefebvre", "Xantopoul"}}).rows_of(id) == std::vector<uint32_t>{17});
  CHECK(Audited(rows + Rows{{"Durand", "Martine"}, {"Martine", "Durand"}}).rows_of(id) == std::vector<uint32_t>{18});  // lists know these
  CHECK(Audited(rows + Rows{{"Xantopoul", "Zyrta"}, {"Xantopoul", "Zyrta"}, {"Xantopoul", "Zyrta"}, {"Zyrta", "Xantopoul"}}).rows_of(id) == std::vector<uint32_t>{20});
}

TEST_CASE("a given name that has lost its last letter is no surname in its place") {
  Rows rows{{"surname", "given_name"}};
  for (const char* surname : {"Lefebvre", "Morel", "Girard", "Roussel", "Léon", "Léon"})
    for (const char* given : {"Sophie", "Nicolas", "Isabelle", "Julien"}) rows.push_back({surname, given});
  CHECK(Audited(rows + Rows{{"Léon", "Lé"}}).count("exchanged_names surname given_name") == 0);
  CHECK(Audited(rows + Rows{{"Julien", "Le Goff"}}).count("exchanged_names surname given_name") == 1);
}

TEST_CASE("one name for both is told where more have it than chance gives") {
  Rows rows{{"surname", "given_name"}};
  for (int i = 0; i < 5; ++i)
    for (const char* surname : {"Lefebvre", "Morel", "Girard", "Roussel"})
      for (const char* given : {"Sophie", "Nicolas", "Isabelle", "Julien"}) rows.push_back({surname, given});
  Rows copied;
  for (const char* name : {"Lefebvre", "Morel", "Girard", "Roussel", "Sophie", "Nicolas", "Isabelle", "Julien"}) copied.push_back({name, name});
  CHECK(Audited(rows + Rows{copied[0], copied[1], copied[2]}).count("same_names surname given_name") == 0);
  CHECK(Audited(rows + copied).count("same_names surname given_name") == 8);
}

TEST_CASE("a source whose columns bear each other's title is exchanged in all of its rows, and the other source in none") {
  Rows right{{"surname", "given_name"}}, wrong{{"surname", "given_name"}};
  for (const char* surname : {"Lefebvre", "Morel", "Girard", "Roussel", "Thomas", "Laurent"})
    for (const char* given : {"Sophie", "Nicolas", "Isabelle", "Julien", "Thomas", "Laurent"}) {
      if (std::string(surname) == given) continue;
      right.push_back({surname, given});
      wrong.push_back({given, surname});
    }
  const Audited a({right, wrong});
  const audit::Finding* found = a.find("exchanged_names surname given_name");
  REQUIRE(found != nullptr);
  CHECK(found->per_source[0] == 0);
  CHECK(found->per_source[1] == 34);
}

TEST_CASE("an e-mail that spells somebody else is told; a maiden name, a slip and a nickname are not") {
  const Audited a(Rows{{"email", "given_name", "surname"},
                       {"paul.martin@poste.example", "Sophie", "Lefebvre"},
                       {"sophie.martin@poste.example", "Sophie", "Lefebvre"},
                       {"p.lefebvre@poste.example", "Sophie", "Lefebvre"},
                       {"paul.lefebvr@poste.example", "Sophie", "Lefebvre"},
                       {"bleu.roi@poste.example", "Sophie", "Lefebvre"},
                       {"paulmartin@poste.example", "Sophie", "Lefebvre"},
                       {"anneflorence.martin@poste.example", "Sophie", "Lefebvre"},
                       {"", "Anne Florence", "Petit"},
                       {"sophie.lefebvre@poste.example", "Sophie", "Lefebvre"}});
  CHECK(a.rows_of("email_of_other email surname") == std::vector<uint32_t>{1, 7});
}

TEST_CASE("where most e-mails spell others they are those of others, source by source") {
  const Rows pupils{{"email", "given_name", "surname"}, {"paul.martin@poste.example", "Sophie", "Lefebvre"}, {"jean.durand@poste.example", "Luc", "Petit"}, {"zoe.roux@poste.example", "Zoé", "Roux"}, {"anne.petit@poste.example", "Luc", "Petit"}};
  const Rows customers{{"email", "given_name", "surname"}, {"paul.martin@poste.example", "Sophie", "Lefebvre"}, {"luc.petit@poste.example", "Luc", "Petit"}};
  CHECK(Audited({pupils, customers}).rows_of("email_of_other email surname") == std::vector<uint32_t>{5});
}

TEST_CASE("a value that five names share in one source belongs to none of them") {
  const auto rows = [](std::initializer_list<const char*> names, const char* phone) {
    Rows out;
    for (const char* name : names) out.push_back({name, phone});
    return out;
  };
  const Rows head{{"surname", "phone"}};
  const Audited five(head + rows({"Martin", "Durand", "Petit", "Morel", "Girard"}, "01 42 68 53 00") + rows({"Roux"}, "06 39 98 12 34"));
  CHECK(five.rows_of("shared_value phone") == std::vector<uint32_t>{1, 2, 3, 4, 5});
  CHECK(five.find("shared_value phone")->values[0].value == "01 42 68 53 00");
  CHECK(five.find("shared_value phone")->values[0].count == 5);
  CHECK(Audited(head + rows({"Martin", "Durand", "Petit", "Morel", "Morel"}, "01 42 68 53 00")).count("shared_value phone") == 0);
  // One customer under many spellings, or with the names exchanged, is no stranger.
  CHECK(Audited(head + rows({"Fitzgerald", "Fitzgrafld", "Fitzgeveald", "Fitsgerald", "Fitzgerad", "Fizgerald"}, "01 42 68 53 00")).count("shared_value phone") == 0);
  Rows turned{{"surname", "given_name", "phone"}};
  for (const char* name : {"Poole", "Pooge", "Sam", "Sum"}) turned.push_back({name, std::string(name)[0] == 'S' ? "Poole" : "Sam", "01 42 68 53 00"});
  CHECK(Audited(turned + Rows{{"Morel", "Anne", "01 42 68 53 00"}}).count("shared_value phone") == 0);
  // What is made up is told as such, and once.
  CHECK(Audited(head + rows({"Martin", "Durand", "Petit", "Morel", "Girard"}, "0612345678")).count("shared_value phone") == 0);
  // Two sources of the same customers share what they share.
  CHECK(Audited({head + rows({"Martin", "Durand", "Petit"}, "01 42 68 53 00"), head + rows({"Morel", "Girard"}, "01 42 68 53 00")}).count("shared_value phone") == 0);
  // The company that the records name is the one who has it.
  CHECK(Audited(Rows{{"surname", "company_name", "phone"}, {"A", "Dupont SARL", "01 42 68 53 00"}, {"B", "Dupont SARL", "01 42 68 53 00"}, {"C", "Dupont SARL", "01 42 68 53 00"}, {"D", "Dupont SARL", "01 42 68 53 00"},
                     {"E", "Dupont SARL", "01 42 68 53 00"}}).count("shared_value phone") == 0);
}

TEST_CASE("records that repeat others, say nothing, or nothing but a name") {
  const Audited a(Rows{{"record_id", "surname", "given_name", "email", "city"},
                       {"1", "Martin", "Anne", "anne@poste.example", "Rennes"},
                       {"2", "Martin", "Anne", "anne@poste.example", "Rennes"},
                       {"3", "", "", "", ""},
                       {"4", "", "", "paul@poste.example", "Rennes"},
                       {"5", "Durand", "Paul", "", ""},
                       {"5", "Petit", "Zoé", "zoe@poste.example", ""}});
  CHECK(a.rows_of("repeated_row") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("empty_record") == std::vector<uint32_t>{3});
  CHECK(a.rows_of("no_name") == std::vector<uint32_t>{4});
  CHECK(a.rows_of("name_alone") == std::vector<uint32_t>{5});
  CHECK(a.rows_of("repeated_id") == std::vector<uint32_t>{6});
  CHECK(a.find("repeated_id")->of_count == 6);
  CHECK(Audited(Rows{{"surname"}, {"Martin"}}).count("name_alone") == 0);  // there is no field that could say more
  // An id that repeats itself is none to the mapping, and was meant to be one.
  CHECK(Audited(Rows{{"code surrogate_key", "surname"}, {"1", "Martin"}, {"2", "Petit"}, {"1", "Morel"}}).rows_of("repeated_id") == std::vector<uint32_t>{3});
  CHECK(Audited(Rows{{"code", "surname"}, {"1", "Martin"}, {"2", "Petit"}, {"1", "Morel"}}).count("repeated_id") == 0);
  // What has a title has no birth, no phone, no address.
  CHECK(Audited(Rows{{"title", "city"}, {"The Trial", "Prague"}, {"Ulysses", ""}}).count("name_alone") == 0);
  // A country tells nobody from a namesake.
  CHECK(Audited(Rows{{"surname", "country", "city"}, {"Martin", "France", "Rennes"}, {"Petit", "France", ""}}).rows_of("name_alone") == std::vector<uint32_t>{2});
}

TEST_CASE("a first column of numbers of which nearly none stands twice was meant as an id, and says nothing of its record") {
  const auto table = [](int rows, int twice) {
    Rows out{{"code", "surname", "city", "email"}};
    for (int i = 0; i < rows; ++i) out.push_back({"R" + std::to_string(i < twice ? rows - 1 : i), "Nom" + std::string(static_cast<size_t>(i % 7 + 1), 'a'), "Rennes", "n" + std::to_string(i) + "@poste.example"});
    return out;
  };
  CHECK(Audited(table(200, 2)).count("repeated_id") == 2);
  CHECK(Audited(table(199, 1)).count("repeated_id") == 0);
  CHECK(Audited(table(200, 4)).count("repeated_id") == 0);
  const Audited rows(table(200, 1) + Rows{{"R900", "", "", ""}, {"R901", "Martin", "Paris", "anne@poste.example"}, {"R902", "Martin", "Paris", "anne@poste.example"}});
  CHECK(rows.rows_of("empty_record") == std::vector<uint32_t>{201});
  CHECK(rows.rows_of("repeated_row") == std::vector<uint32_t>{203});
}

TEST_CASE("a rule that the data keeps is found, with those who depart from it") {
  Rows rows{{"city", "place"}};
  const char* places[][2] = {{"Rennes", "Bretagne"}, {"Lille", "Nord"}, {"Nice", "Sud"}, {"Metz", "Est"}};
  for (const auto& [city, place] : places) rows = rows + repeated({{city, place}}, 60);
  const Audited kept(rows + Rows{{"Rennes", "Sud"}});
  CHECK(kept.rows_of("dependency city place") == std::vector<uint32_t>{241});
  CHECK(kept.find("dependency city place")->values[0].value == "Rennes · Sud");
  CHECK(Audited(rows).audit->findings.empty());  // without exceptions there is nothing to say
  // One of ten departs: no rule.
  CHECK(Audited(rows + repeated({{"Rennes", "Sud"}, {"Lille", "Est"}, {"Nice", "Nord"}}, 9)).count("dependency city place") == 0);
  // What nearly all records say is told by anything.
  Rows flat{{"city", "place"}};
  for (const auto& [city, place] : places) flat = flat + repeated({{city, "France"}}, 60);
  CHECK(Audited(flat + Rows{{"Rennes", "Suisse"}}).count("dependency city place") == 0);
}

TEST_CASE("where each postcode has few records, its beginning tells the region") {
  Rows rows{{"postcode", "place"}};
  for (int i = 0; i < 120; ++i) rows.push_back({std::to_string(35000 + i), "Bretagne"}), rows.push_back({std::to_string(59000 + i), "Nord"});
  const Audited a(rows + Rows{{"35200", "Nord"}});
  CHECK(a.rows_of("dependency postcode place") == std::vector<uint32_t>{241});
  CHECK(a.find("dependency postcode place")->of_count == 241);
  // Told by both, an exception is counted once.
  Rows few{{"postcode", "place"}};
  few = few + repeated({{"35000", "Bretagne"}, {"59000", "Nord"}}, 120);
  CHECK(Audited(few + Rows{{"35000", "Nord"}}).count("dependency postcode place") == 1);
}

TEST_CASE("dates that can be read in two ways are counted") {
  CHECK(Audited(Rows{{"birth_date"}, {"03/04/1971"}, {"05/06/1980"}}).count("ambiguous_dates birth_date") == 2);
  CHECK(Audited(Rows{{"birth_date"}, {"03/04/1971"}, {"25/06/1980"}}).count("ambiguous_dates birth_date") == 0);
  // Another column of the same table tells, unless two of them contradict each other.
  CHECK(Audited(Rows{{"birth_date", "date"}, {"03/04/1971", "30/06/2026"}, {"05/06/1980", ""}}).count("ambiguous_dates birth_date") == 0);
  CHECK(Audited(Rows{{"birth_date", "date"}, {"03/04/1971", "30/06/2026"}, {"05/06/1980", "06/30/2026"}}).count("ambiguous_dates birth_date") == 2);
  CHECK(Audited({Rows{{"birth_date"}, {"03/04/1971"}}, Rows{{"birth_date", "date"}, {"", "30/06/2026"}}}).count("ambiguous_dates birth_date") == 1);
}

TEST_CASE("an id of another form than the others is provisional, or of another system") {
  Rows rows{{"record_id", "surname"}};
  for (int i = 0; i < 250; ++i) rows.push_back({"C" + std::to_string(90 + i), "Petit"});
  CHECK(Audited(rows + Rows{{"TEMP12", "Roux"}, {"-7", "Blanc"}, {"C0", "Durand"}}).rows_of("odd_id") == std::vector<uint32_t>{251, 252});
  for (int i = 0; i < 30; ++i) rows.push_back({"D" + std::to_string(i), "Petit"});
  CHECK(Audited(rows).count("odd_id") == 0);
}

TEST_CASE("a title alone is no given name that another title contradicts") {
  Rows rows{{"civility", "given_name"}};
  for (int i = 0; i < 30; ++i) rows.push_back({"M.", "Sir"});
  for (int i = 0; i < 30; ++i) rows.push_back({"M.", "Sir William"});
  const Audited a(rows + Rows{{"Mme", "Sir"}, {"Mme", "William"}});
  CHECK(a.rows_of("title_given_name civility given_name") == std::vector<uint32_t>{62});
}
