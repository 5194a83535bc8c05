#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/cli.h"

namespace fs = std::filesystem;
using namespace jumelles;

namespace {

struct Place {
  fs::path path = fs::temp_directory_path() / ("jumelles-profile-test-" + std::to_string(::getpid()));
  Place() { fs::create_directories(path); }
  ~Place() {
    std::error_code problem;
    fs::remove_all(path, problem);
  }
  std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
  std::string read(const std::string& name) const {
    std::ifstream file(path / name, std::ios::binary);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

struct Said {
  int code = 0;
  std::string out, err;
};

Said call(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  cli::Terminal terminal;
  terminal.out = &out;
  terminal.err = &err;
  double now_ms = 0;
  terminal.clock_ms = [&now_ms] { return now_ms += 0.01; };
  Said said;
  said.code = cli::run_cli(arguments, terminal);
  said.out = out.str();
  said.err = err.str();
  return said;
}

Said profile(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "profile");
  return call(arguments);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One of six e-mails is missing, one is none.
const char* const kShop =
    "id,first_name,last_name,email,city,birth_date\n"
    "1,Marie,Durand,marie.durand@mail.example,Tours,1971-03-14\n"
    "2,Marie,Durant,marie.durand@mail.example,Tours,1971-03-14\n"
    "3,Paul,Martin,paul@mail.example,Lyon,1980-07-01\n"
    "4,Jeanne,Petit,jp@mail.example,Nantes,1990-01-31\n"
    "5,Jeane,Petit,no address at all,Nantes,1990-01-31\n"
    "6,Luc,Moreau,,Dijon,1965-11-11\n";

}  // namespace

TEST_CASE("profile tells each attribute's shares, the findings, and the whole") {
  Place place;
  const Said said = profile({place.put("shop.csv", kShop)});
  CHECK(said.code == 0);
  CHECK(contains(said.out, "shop: 6 records"));
  CHECK(contains(said.out, "  email "));
  CHECK(contains(said.out, "83.3 %"));
  CHECK(contains(said.out, "finding"));
  CHECK(contains(said.out, "of their fields are filled"));
  CHECK_FALSE(contains(said.out, "customers,"));
}

TEST_CASE("with --match duplicates are told") {
  Place place;
  const Said said = profile({place.put("shop.csv", kShop), "--match"});
  CHECK(said.code == 0);
  CHECK(contains(said.out, "duplicates inside sources"));
}

TEST_CASE("a missed target gives code 5 and a failure in the JUnit file; the report is written all the same") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop);
  const Said missed = profile({shop, "--fail-under", "completeness=0.5,email.completeness=0.9,shoe_size.validity=0.1", "--junit", place / "targets.xml", "--report", place / "audit.html"});
  CHECK(missed.code == 5);
  CHECK(contains(missed.out, "missed: email.completeness of shop is 0.8333, below 0.9000: 1 is lacking"));
  CHECK(contains(missed.out, "missed: shoe_size.validity: no source has it"));
  CHECK(contains(missed.out, "1 of 3 targets met"));
  const std::string xml = place.read("targets.xml");
  CHECK(contains(xml, "tests=\"3\" failures=\"2\""));
  CHECK(contains(xml, "<testcase classname=\"shop\" name=\"email.completeness of 0.9000 or more\"><failure type=\"target\""));
  CHECK(contains(xml, "<testcase classname=\"all sources\" name=\"completeness of 0.5000 or more\"/>"));
  CHECK(contains(place.read("audit.html"), "<html lang=\"en\">"));
  CHECK(profile({shop, "--fail-under=email.completeness=0.8"}).code == 0);
}

TEST_CASE("the report is in the language asked for, masked unless values are wanted, and the same twice") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop);
  CHECK(profile({shop, "--lang", "fr", "--report", place / "a.html"}).code == 0);
  CHECK(profile({shop, "--lang", "fr", "--report", place / "b.html"}).code == 0);
  const std::string html = place.read("a.html");
  CHECK((html == place.read("b.html")));
  CHECK(contains(html, "<html lang=\"fr\">"));
  CHECK(contains(html, "xxh128:"));
  CHECK_FALSE(contains(html, "no address at all"));
  CHECK(contains(html, "xx xxxxxxx xx xxx"));
  CHECK(profile({shop, "--show-values", "--report", place / "c.json"}).code == 0);
  const std::string json = place.read("c.json");
  CHECK(contains(json, "no address at all"));
  CHECK(contains(json, "\"masked\": false"));
}

TEST_CASE("what the project's dictionary requires and a source lacks is said, and fails where that is wanted") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop);
  const std::string project = place.put("p.json", "{\"version\": 1, \"dictionary\": [{\"attribute\": \"email\", \"requirement\": \"required\"}, {\"attribute\": \"city\", \"requirement\": \"required\"}]}");
  const Said said = profile({shop, "--project", project, "--junit", place / "targets.xml"});
  CHECK(said.code == 0);
  CHECK(contains(said.out, "dictionary: email of shop: 1 record without a value"));
  CHECK(contains(said.out, "1 of 2 requirements of the dictionary met"));
  const std::string xml = place.read("targets.xml");
  CHECK(contains(xml, "tests=\"2\" failures=\"1\""));
  CHECK(contains(xml, "<testcase classname=\"shop\" name=\"dictionary: email is required\"><failure type=\"dictionary\" message=\"1 record without a value\"/>"));
  CHECK(contains(xml, "name=\"dictionary: city is required\"/>"));
  CHECK(profile({shop, "--project", project, "--strict-dictionary"}).code == 5);
  CHECK(profile({shop, "--strict-dictionary", "--report", place / "audit.xlsx"}).code == 0);
  CHECK(place.read("audit.xlsx").substr(0, 2) == "PK");
}

TEST_CASE("in French all of it is French: words, labels, numbers; build servers read English in any case") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop), other = place.put("crm.csv", kShop);
  const std::string project = place.put("p.json", R"({"version": 1, "dictionary": [{"attribute": "email", "requirement": "required"}, {"attribute": "city", "requirement": "required"}]})");
  const std::string targets = "completeness=0.5,email.completeness=0.9,shoe_size.validity=0.1,freshness=12";
  REQUIRE(profile({shop, "--report", place / "before.json"}).code == 0);
  const Said said = profile({shop, other, "--project", project, "--match", "--lang", "fr", "--since", place / "before.json", "--fail-under", targets, "--junit", place / "t.xml", "--report", place / "a.html"});
  CHECK(said.code == 5);
  for (const char* part : {"shop\u00A0: 6 enregistrements\n", "  attribut ", "remplis", "justes", "distinctes\n", "  E-mail ", "  Date de naissance ", "83,3\u202F%", " constats\n", "  r\u00E9sultat fauss\u00E9 ",
                           "clients\u00A0: ", "doublons \u00E0 l\u2019int\u00E9rieur des sources\u00A0: ", "  E-mail\u00A0: shop et crm s\u2019accordent \u00E0 100,0\u202F% (clients communs\u00A0: ",
                           "12 enregistrements\u00A0: ", "\u202F% des champs sont remplis, ", "manqu\u00E9\u00A0: compl\u00E9tude de \u00AB\u00A0E-mail\u00A0\u00BB dans shop, 0,8333 au lieu de 0,9000\u00A0: il en manque 1\n",
                           "manqu\u00E9\u00A0: validit\u00E9 de \u00AB\u00A0shoe_size\u00A0\u00BB, aucune source ne l\u2019a\n", "manqu\u00E9\u00A0: fra\u00EEcheur, aucune source ne la date\n", "1 objectif tenu sur 5\n",
                           "dictionnaire\u00A0: \u00AB\u00A0E-mail\u00A0\u00BB de shop\u00A0: 1\u00A0fiche sans valeur\n", "2 exigences du dictionnaire tenues sur 4\n", "a.html, exemples masqu\u00E9s\n"})
    CHECK_MESSAGE(contains(said.out, part), std::string(part));
  for (const char* english : {"records", "attribute", "filled", "valid ", "distinct ", "finding", "error", "warning", "note ", "missed", "targets", "requirements", "written", "masked", "alerts", " is ", "agree"})
    CHECK_MESSAGE(!contains(said.out, english), std::string(english));
  CHECK(contains(place.read("t.xml"), "message=\"0.8333, below 0.9000: 1 is lacking\""));
  CHECK(contains(place.read("t.xml"), "message=\"1 record without a value\""));
  CHECK(contains(place.read("t.xml"), "message=\"no source dates it\""));
}

TEST_CASE("profile refuses what it cannot mean, and writes over nothing that it reads") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop);
  CHECK(profile({}).code == 2);
  CHECK(profile({shop, "--report", "audit.pdf"}).code == 2);
  CHECK(profile({shop, "--match=yes"}).code == 2);
  for (const char* targets : {"", "completeness", "freshness=0.5", "email.validity=1.5", "email.validity=-1", ".validity=0.5", "completeness=0.5,"}) {
    CAPTURE(targets);
    CHECK(profile({shop, "--fail-under", targets}).code == 2);
  }
  const Said said = profile({shop, "--junit", shop});
  CHECK(said.code == 2);
  CHECK((place.read("shop.csv") == kShop));
  CHECK(profile({place / "missing.csv"}).code == 1);
  CHECK(profile({shop, "--fail-on-alerts"}).code == 2);
  CHECK(profile({shop, "--since", place / "missing.jumelles"}).code == 1);
  const Said none = profile({shop, "--since", shop});
  CHECK(none.code == 1);
  CHECK(contains(none.err, "It holds no figures of former runs."));
}

namespace {

// So many customers, the first of them without an e-mail.
std::string extract(size_t rows, size_t without_email) {
  std::string out = "id,civility,first_name,last_name,email,city\n";
  for (size_t i = 0; i < rows; ++i)
    out += std::to_string(i) + (i % 2 == 0 ? ",M." : ",Mme") + ",Anne,Martin" + std::string(1, static_cast<char>('a' + i % 26)) + "," + (i < without_email ? "" : "p" + std::to_string(i) + "@mail.example") + ",Tours\n";
  return out;
}

Said run(std::vector<std::string> arguments) {
  std::ostringstream out, err;
  cli::Terminal terminal;
  terminal.out = &out;
  terminal.err = &err;
  double now_ms = 0;
  terminal.clock_ms = [&now_ms] { return now_ms += 0.01; };
  Said said;
  said.code = cli::run_cli(arguments, terminal);
  said.out = out.str();
  said.err = err.str();
  return said;
}

}  // namespace

TEST_CASE("with --since the figures of a project or a report are compared, and alerts can fail a pipeline") {
  Place place;
  const std::string before = place.put("shop.csv", extract(1000, 50));
  REQUIRE(run({"auto", before, "--out", place / "out", "--save", place / "october.jumelles"}).code == 0);
  REQUIRE(profile({before, "--report", place / "october.json"}).code == 0);
  fs::create_directories(place.path / "november");
  const std::string after = place.put("november/shop.csv", extract(1000, 400));
  for (const char* const former : {"october.json", "october.jumelles"}) {
    Said said = profile({after, "--since", place / former});
    CHECK(said.code == 0);
    CHECK(contains(said.out, "4 alerts\n"));  // what is lost, and what comes of it: rows that repeat others, names alone, numbers that are left
    CHECK(contains(said.out, "shop, E-mail: filled to 60% instead of 95%."));
    said = profile({after, "--since", place / former, "--fail-on-alerts", "--junit", place / "alerts.xml", "--fail-under", "completeness=0.1"});
    CHECK(said.code == 5);
    CHECK(contains(place.read("alerts.xml"), "tests=\"5\" failures=\"4\""));
    CHECK(contains(place.read("alerts.xml"), "<testcase classname=\"shop\" name=\"completeness_lost email\"><failure type=\"alert\" message=\"shop, E-mail: filled to 60% instead of 95%.\"/>"));
    CHECK(contains(profile({after, "--since", place / former, "--lang", "fr"}).out, "4 alertes\n  "));
    CHECK(contains(profile({before, "--since", place / former, "--lang", "fr"}).out, "ne date d\u2019avant ces fichiers\n"));
    said = profile({before, "--since", place / former, "--fail-on-alerts"});
    CHECK(said.code == 0);
    CHECK(contains(said.out, "is from before these files"));
  }
  CHECK(profile({after, "--since", place / "october.json", "--report", place / "october.json"}).code == 2);  // it is read
  const std::string calm = place.put("november/shop2.csv", extract(1010, 52));
  const Said said = profile({calm, "--since", place / "october.json", "--fail-on-alerts", "--junit", place / "calm.xml"});
  CHECK(said.code == 0);
  CHECK(contains(said.out, "0 alerts"));
  CHECK(contains(place.read("calm.xml"), "<testcase classname=\"all sources\" name=\"no alert\"/>"));
}

TEST_CASE("a project tells its history as a table and as CSV, and goes on with it month after month") {
  Place place;
  const std::string project = place / "clients.jumelles", shop = place.put("shop.csv", extract(1000, 50));
  REQUIRE(run({"auto", shop, "--out", place / "out", "--save", project}).code == 0);
  place.put("shop.csv", extract(1000, 400));
  REQUIRE(run({"auto", shop, "--project", project, "--out", place / "out", "--save", project}).code == 0);
  const Said table = run({"project", "history", project});
  CHECK(table.code == 0);
  CHECK(contains(table.out, "1 000             1 000"));
  CHECK(contains(table.out, "95.0 % 100.0 %    60.0 % 100.0 %"));
  CHECK(contains(table.out, "5 alerts\n"));
  CHECK(run({"project", "history", project, "--out", place / "history.csv"}).code == 0);
  const std::string csv = place.read("history.csv");
  CHECK(csv.rfind("day,source,attribute,records,filled,values,distinct,checked,valid,findings,age_months\n", 0) == 0);
  CHECK(contains(csv, "\n,shop,email,1000,950,950,950,950,950,"));
  CHECK(contains(csv, "\n,shop,email,1000,600,600,600,600,600,"));
  REQUIRE(run({"project", "export", project, "--out", place / "project.json"}).code == 0);
  const Said none = run({"project", "history", place / "project.json"});
  CHECK(none.code == 1);
  CHECK(contains(none.err, "It holds no figures of quality."));
}

TEST_CASE("a recipe mends what is audited, and what does not fit in it is told") {
  Place place;
  const std::string shop = place.put("shop.csv", kShop);
  const std::string recipe = place.put("recipe.json", R"({"version": 1, "recipe": [
    {"attribute": "email", "act": "missing", "pattern": "^no "}, {"attribute": "mood", "act": "missing", "pattern": "x"}]})");
  REQUIRE(profile({shop, "--report", place / "before.json"}).code == 0);
  const Said said = profile({shop, "--recipe", recipe, "--report", place / "after.json"});
  CHECK(said.code == 0);
  CHECK(contains(said.err, "recipe.json: rule 2: There is no attribute \"mood\". It is left out."));
  CHECK_FALSE(contains(said.err, "rule 1"));
  CHECK(place.read("before.json") != place.read("after.json"));
  const Said over = profile({shop, "--recipe", recipe, "--fail-under", "completeness=0.1", "--junit", recipe});
  CHECK(over.code != 0);
  CHECK(contains(place.read("recipe.json"), "mood"));
  CHECK(profile({shop, "--recipe", place / "nowhere.json"}).code == 1);
  CHECK(contains(profile({shop, "--recipe", shop}).err, "shop.csv: The recipe is not readable"));
}

TEST_CASE("the recipe of a project is exported") {
  Place place;
  const std::string recipe = place.put("recipe.json", R"({"version": 1, "recipe": [{"attribute": "email", "act": "missing", "pattern": "^no "}]})");
  REQUIRE(call({"auto", place.put("shop.csv", kShop), "--recipe", recipe, "--out", place / "out", "--save", place / "shop.jumelles"}).code == 0);
  const Said said = call({"recipe", "export", place / "shop.jumelles"});
  CHECK(said.code == 0);
  CHECK(contains(said.out, "\"pattern\": \"^no \""));
  CHECK(call({"recipe", "export", place / "shop.jumelles", "--out", place / "again.json"}).code == 0);
  CHECK(place.read("again.json") == said.out);
  CHECK(call({"recipe", "import", place / "shop.jumelles"}).code == 2);
  CHECK(call({"recipe", "export"}).code == 2);
}
