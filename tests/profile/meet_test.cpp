#include "profile/meet.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/rng.h"
#include "profile_support.h"

using namespace jumelles;
using test::given_name;
using test::mapped;
using test::mapping_of;
using test::surname;
using test::table_of;
using test::two_digits;
using T = AttributeType;

namespace {

const char* const kTowns[] = {"Rodez", "Tarbes", "Brest", "Toulouse", "Lens", "Nancy", "Dole", "Vesoul", "Albi", "Pau"};

// Persons as `wanted` columns: g given name, s surname, t town, b birth date (ISO), B birth date (day first), d another date,
// e and f dates three and eight years later, p postcode, w street. Persons `from` to `to`; those of two tables overlap where they
// are in both.
std::shared_ptr<Table> persons(std::string name, const std::string& headers, const std::string& wanted, int from, int to) {
  return table_of(std::move(name), headers, from, to, [&](int i) {
    Rng rng(static_cast<uint64_t>(i) * 7919 + 13);
    const auto below = [&](int n) { return static_cast<int>(rng.below(static_cast<uint64_t>(n))); };
    const auto date = [&](int year) {
      const int month = 1 + below(12);
      return std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(1 + below(28));
    };
    const int g = below(12), s = below(13), t = below(10);
    const std::string born = date(1930 + below(70));
    std::string line;
    for (const char c : wanted) {
      if (!line.empty()) line += "|";
      switch (c) {
        case 'g': line += given_name(g); break;
        case 's': line += surname(s); break;
        case 't': line += kTowns[t]; break;
        case 'b': line += born; break;
        case 'B': line += born.substr(8) + "/" + born.substr(5, 2) + "/" + born.substr(0, 4); break;
        case 'e': line += date(2013 + below(14)); break;
        case 'f': line += date(2018 + below(14)); break;
        case 'd': line += date(2010 + below(14)); break;
        case 'p': line += std::to_string(12000 + 1000 * t); break;
        default: line += std::to_string(1 + below(90)) + " rue " + surname(below(13));
      }
    }
    return line;
  });
}

std::string attribute(const Mapping& mapping, const std::vector<std::shared_ptr<Table>>& tables, size_t table, const char* column) {
  return mapped(mapping, tables, table, column).attribute;
}

}  // namespace

TEST_CASE("the best pairing is the best of all, not the best first") {
  CHECK(profile::best_pairing({{3, 2}, {2, 0}}) == std::vector<int>{1, 0});
  CHECK(profile::best_pairing({{0, 0}, {0, 1}}) == std::vector<int>{-1, 1});
  CHECK(profile::best_pairing({{1}, {2}, {1.5}}) == std::vector<int>{-1, 0, -1});
  CHECK(profile::best_pairing({}).empty());
  Rng rng(11);
  for (int round = 0; round < 200; ++round) {
    const size_t rows = 1 + rng.below(5), columns = 1 + rng.below(5);
    std::vector<std::vector<double>> scores(rows, std::vector<double>(columns));
    for (auto& row : scores)
      for (double& score : row) score = rng.chance(0.3) ? 0 : rng.uniform();
    const auto best = [&](auto self, size_t row, uint32_t used) -> double {
      if (row == rows) return 0;
      double found = self(self, row + 1, used);
      for (size_t c = 0; c < columns; ++c)
        if (!((used >> c) & 1)) found = std::max(found, scores[row][c] + self(self, row + 1, used | 1u << c));
      return found;
    };
    double sum = 0;
    const std::vector<int> paired = profile::best_pairing(scores);
    std::set<int> used;
    for (size_t r = 0; r < rows; ++r)
      if (paired[r] >= 0) {
        sum += scores[r][static_cast<size_t>(paired[r])];
        CHECK(used.insert(paired[r]).second);
      }
    CHECK(sum == doctest::Approx(best(best, 0, 0)));
  }
}

TEST_CASE("columns of one meaning meet by what they hold") {
  // Two files of persons, 60 of them in both; headers that tell little, or in another way.
  struct Case { const char *header_a, *columns_a, *header_b, *columns_b; std::vector<std::pair<const char*, const char*>> meet; };
  const Case cases[] = {
      {"Quand|Où|Qui|Prénom", "btsg", "EMP_DT_NAISS|EMP_COMMUNE|EMP_NM|EMP_PRN", "Btsg", {{"Quand", "EMP_DT_NAISS"}, {"Où", "EMP_COMMUNE"}, {"Qui", "EMP_NM"}, {"Prénom", "EMP_PRN"}}},
      {"c1|c2|c3|c4", "gstb", "given_name|surname|town|dob", "gstB", {{"c1", "given_name"}, {"c2", "surname"}, {"c3", "town"}, {"c4", "dob"}}},
      {"k1|k2|k3", "bsg", "z9|z8|z7", "sgB", {{"k1", "z7"}, {"k2", "z9"}, {"k3", "z8"}}},
      {"Vorname|Nachname|Ort|Geburtsdatum|PLZ|Straße", "gstBpw", "nombre|apellidos|ciudad|fecha_nacimiento|codigo_postal|calle", "gstbpw",
       {{"Vorname", "nombre"}, {"Nachname", "apellidos"}, {"Ort", "ciudad"}, {"Geburtsdatum", "fecha_nacimiento"}, {"PLZ", "codigo_postal"}, {"Straße", "calle"}}},
      {"imię|nazwisko|miasto|data urodzenia", "gstb", "nome|cognome|città|data di nascita", "gstb",
       {{"imię", "nome"}, {"nazwisko", "cognome"}, {"miasto", "città"}, {"data urodzenia", "data di nascita"}}},
      {"gname|sname|pc", "gsp", "fname|lname|postcode", "gsp", {{"gname", "fname"}, {"sname", "lname"}, {"pc", "postcode"}}},
  };
  for (const Case& c : cases) {
    const std::vector<std::shared_ptr<Table>> tables = {persons("a", c.header_a, c.columns_a, 0, 200),
                                                        persons("b", c.header_b, c.columns_b, 140, 320)};
    const Mapping mapping = mapping_of(tables);
    for (const auto& pair : c.meet) {
      const auto &a = pair.first, &b = pair.second;
      CAPTURE(std::string(a) + " / " + b);
      CHECK(attribute(mapping, tables, 0, a) == attribute(mapping, tables, 1, b));
      CHECK(info(mapped(mapping, tables, 0, a).type).id == info(mapped(mapping, tables, 1, b).type).id);
      CHECK_FALSE(attribute(mapping, tables, 0, a).empty());
    }
  }
}

TEST_CASE("of two dates the one that shares values is met, whatever stands first") {
  const std::vector<std::shared_ptr<Table>> tables = {persons("a", "date|nom|prenom", "bsg", 0, 200),
                                                      persons("b", "d1|d2|nom|prenom", "dbsg", 100, 300)};
  const Mapping mapping = mapping_of(tables);
  CHECK(attribute(mapping, tables, 0, "date") == attribute(mapping, tables, 1, "d2"));
  CHECK(attribute(mapping, tables, 0, "date") != attribute(mapping, tables, 1, "d1"));
}

TEST_CASE("of two columns that share values the one that shares more is met") {
  std::string a = "q\n", b = "r1|r2\n";
  const auto word = [](int i) { return std::string("objet ") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26); };
  for (int i = 0; i < 100; ++i) {
    a += word(i) + "\n";
    b += word(i + 60) + "|" + word((i + 30) % 100) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", a), table_of("b", b)};
  const Mapping mapping = mapping_of(tables);
  CHECK(attribute(mapping, tables, 0, "q") == attribute(mapping, tables, 1, "r2"));
  CHECK(attribute(mapping, tables, 0, "q") != attribute(mapping, tables, 1, "r1"));
}

TEST_CASE("dates of persons who are in one file only meet where they are spread alike, and are left alone where not") {
  const auto meets = [](const char* wanted, const char* first = "bs") {
    const std::vector<std::shared_ptr<Table>> tables = {persons("a", "quand|nom", first, 0, 200),
                                                        persons("b", "le|nom", wanted, 500, 700)};
    const Mapping mapping = mapping_of(tables);
    return attribute(mapping, tables, 0, "quand") == attribute(mapping, tables, 1, "le");
  };
  CHECK(meets("Bs"));
  CHECK(meets("es", "ds"));  // a file that begins and ends a few years later
  CHECK_FALSE(meets("fs", "ds"));
  CHECK_FALSE(meets("ds"));
}

TEST_CASE("a header that says what it is gives its name to columns before it, unless another one has it") {
  const std::vector<std::shared_ptr<Table>> free = {persons("a", "quand|nom", "bs", 0, 200),
                                                    persons("b", "date_naissance|nom", "bs", 0, 200)};
  CHECK(attribute(mapping_of(free), free, 0, "quand") == "birth_date");
  CHECK(attribute(mapping_of(free), free, 1, "date_naissance") == "birth_date");
  const std::vector<std::shared_ptr<Table>> taken = {persons("a", "quand|date_naissance|nom", "dbs", 0, 200),
                                                     persons("b", "date_naissance|nom", "ds", 0, 200)};
  const Mapping mapping = mapping_of(taken);
  CHECK(attribute(mapping, taken, 0, "date_naissance") == "birth_date");
  CHECK(attribute(mapping, taken, 0, "quand") != "birth_date");
  CHECK(attribute(mapping, taken, 1, "date_naissance") == attribute(mapping, taken, 0, "quand"));  // whose values it holds
}

TEST_CASE("what both headers say is not taken back by values") {
  const std::vector<std::shared_ptr<Table>> tables = {persons("a", "prenom|ville", "gt", 0, 100),
                                                      persons("b", "nom de famille|ville", "gt", 0, 100)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 1, "nom de famille").type == T::kSurname);
  CHECK(attribute(mapping, tables, 0, "prenom") != attribute(mapping, tables, 1, "nom de famille"));
}

TEST_CASE("dates that both headers say to be of different things never meet, whatever their values") {
  const std::vector<std::shared_ptr<Table>> tables = {persons("a", "prenom|date de deces", "gd", 0, 200), persons("b", "prenom|date de sortie", "gd", 0, 200)};
  const Mapping mapping = mapping_of(tables);
  CHECK(attribute(mapping, tables, 0, "date de deces") == "death_date");
  CHECK(attribute(mapping, tables, 1, "date de sortie") == "release_date");
  const std::vector<std::shared_ptr<Table>> deaths = {persons("a", "prenom|date de deces", "gd", 0, 200), persons("b", "prenom|quand", "gd", 0, 200)};
  const Mapping met = mapping_of(deaths);
  CHECK(attribute(met, deaths, 1, "quand") == "death_date");
}

TEST_CASE("words that begin all headers of a file say nothing, values do") {
  const std::vector<std::shared_ptr<Table>> tables = {persons("a", "http://x.example/o#n1|http://x.example/o#n2", "sg", 0, 200),
                                                      persons("b", "http://x.example/o#m1|http://x.example/o#m2", "gs", 100, 300)};
  const Mapping mapping = mapping_of(tables);
  CHECK(attribute(mapping, tables, 0, "http://x.example/o#n1") == attribute(mapping, tables, 1, "http://x.example/o#m2"));
}

TEST_CASE("towns are told from surnames, though most are surnames too") {
  const std::vector<std::shared_ptr<Table>> tables = {persons("a", "x1|x2|x3", "gst", 0, 200)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "x1").type == T::kGivenName);
  CHECK(mapped(mapping, tables, 0, "x2").type == T::kSurname);
  CHECK(mapped(mapping, tables, 0, "x3").type == T::kCity);
}

TEST_CASE("several given names in a cell are no full name") {
  std::string text = "x1|x2\n";
  for (int i = 0; i < 60; ++i) text += given_name(i) + " " + given_name(i * 5 + 1) + "|" + given_name(i) + " " + surname(i) + "\n";
  const std::vector<std::shared_ptr<Table>> tables = {table_of("a", text)};
  const Mapping mapping = mapping_of(tables);
  CHECK(mapped(mapping, tables, 0, "x1").type == T::kGivenName);
  CHECK(mapped(mapping, tables, 0, "x2").type == T::kFullName);
}

TEST_CASE("a bare name is read by its neighbours") {
  std::string companies = "Nom|SIREN\n", family = "gname|fname\n";
  for (int i = 0; i < 40; ++i) {
    companies += "Garage " + surname(i) + "|" + std::to_string(732829320 + i) + "\n";
    family += given_name(i) + "|" + surname(i) + "\n";
  }
  const std::vector<std::shared_ptr<Table>> a = {table_of("a", companies)}, b = {table_of("b", family)};
  CHECK(mapped(mapping_of(a), a, 0, "Nom").type == T::kCompanyName);
  CHECK(mapped(mapping_of(b), b, 0, "gname").type == T::kGivenName);
  CHECK(mapped(mapping_of(b), b, 0, "fname").type == T::kSurname);
}
