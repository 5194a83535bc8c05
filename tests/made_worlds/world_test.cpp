#include "world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "things.h"

namespace jumelles::worlds {
namespace {

WorldSpec spec_of(const char* line, const char* name = "w") {
  const Result<WorldSpec> spec = parse_world(name, line);
  REQUIRE(spec.ok());
  return spec.value();
}

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = bytes.find('\n', begin);
    lines.push_back(bytes.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') cells.emplace_back();
    else cells.back().push_back(c);
  }
  return cells;
}

// As anybody checks one.
bool is_luhn(const std::string& digits) {
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
  }
  return sum % 10 == 0;
}

std::map<uint32_t, int> counts_of(const WorldFile& file) {
  std::map<uint32_t, int> counts;
  for (const uint32_t thing : file.thing_of) ++counts[thing];
  return counts;
}

}  // namespace

TEST_CASE("there are at least 120 worlds, each of a name of its own and with options that are understood") {
  std::set<std::string> names;
  for (const CatalogRow& row : catalog()) {
    CAPTURE(row.name);
    names.insert(row.name);
    CHECK(parse_world(row.name, row.line).ok());
  }
  CHECK(names.size() == catalog().size());
  CHECK(names.size() >= 120);
}

TEST_CASE("an option that is none, or out of its range, is refused") {
  for (const char* line : {"person columns=given nonsense=1", "person columns=given typo=1.5", "person columns=nothing", "person", "columns=given", "person columns=given rows=0",
                           "person columns=given group=1-3", "person columns=given country=mars", "person columns=given headers=none,klingon", "person dragon columns=given"}) {
    CAPTURE(line);
    CHECK_FALSE(parse_world("w", line).ok());
  }
}

TEST_CASE("one name and seed give the same bytes, another seed or name gives others") {
  const char* line = "person rows=50 columns=given,surname,email,created";
  const std::string bytes = make_world(spec_of(line), 1).files[0].bytes;
  CHECK(make_world(spec_of(line), 1).files[0].bytes == bytes);
  CHECK(make_world(spec_of(line), 2).files[0].bytes != bytes);
  CHECK(make_world(spec_of(line, "v"), 1).files[0].bytes != bytes);
}

TEST_CASE("a file has as many rows as were asked for, each with a cell per column") {
  const World world = make_world(spec_of("person rows=70,30 columns=given,surname,extra*5:0.5 overlap=0.5 errors=1"), 1);
  REQUIRE(world.files.size() == 2);
  for (size_t f = 0; f < 2; ++f) {
    const std::vector<std::string> lines = lines_of(world.files[f].bytes);
    CHECK(world.files[f].thing_of.size() == (f == 0 ? 70 : 30));
    CHECK(lines.size() == world.files[f].thing_of.size() + 1);
    for (const std::string& line : lines) CHECK(cells_of(line).size() == 8);
    CHECK(world.files[f].meaning.size() == 8);
  }
  CHECK(world.id_column == "id");
}

TEST_CASE("without duplicates every row is another thing; with groups of five each thing has five rows") {
  for (const auto& [thing, count] : counts_of(make_world(spec_of("person rows=200 columns=given,surname"), 1).files[0])) CHECK(count == 1);
  for (const auto& [thing, count] : counts_of(make_world(spec_of("person rows=200 columns=given duplicates=1 group=5"), 1).files[0])) CHECK(count == 5);
  int largest = 0;
  for (const auto& [thing, count] : counts_of(make_world(spec_of("person rows=9000 columns=given duplicates=1 group=2-500"), 1).files[0])) largest = std::max(largest, count);
  CHECK(largest > 100);
  CHECK(largest <= 500);
}

TEST_CASE("the share of common things of two files is the one asked for") {
  for (const double overlap : {0.0, 0.3, 1.0}) {
    const World world = make_world(spec_of(("person rows=1000,1000 columns=given overlap=" + std::to_string(overlap)).c_str()), 1);
    const auto a = counts_of(world.files[0]), b = counts_of(world.files[1]);
    const auto common = std::count_if(b.begin(), b.end(), [&](const auto& entry) { return a.count(entry.first) != 0; });
    CHECK(static_cast<double>(common) / 1000 == doctest::Approx(overlap).epsilon(0.15));
  }
}

TEST_CASE("establishments have valid numbers of their own, and those of a chain share its company number") {
  const World world = make_world(spec_of("company rows=300 columns=siren,siret,brand_name chains=12"), 1);
  std::set<std::string> sirens, sirets;
  const std::vector<std::string> lines = lines_of(world.files[0].bytes);
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = cells_of(lines[i]);
    CHECK(cells[1].size() == 9);
    CHECK(cells[2].size() == 14);
    CHECK(is_luhn(cells[1]));
    CHECK(is_luhn(cells[2]));
    CHECK(cells[2].substr(0, 9) == cells[1]);
    sirens.insert(cells[1]);
    sirets.insert(cells[2]);
  }
  CHECK(sirens.size() <= 12);
  CHECK(sirets.size() == 300);
}

TEST_CASE("mail addresses and slugs are made from the name, and nobody has another's") {
  const World world = make_world(spec_of("person rows=2000 columns=given,surname,email,slug namesakes=0.2 country=en"), 1);
  std::set<std::string> mails, slugs;
  const std::vector<std::string> lines = lines_of(world.files[0].bytes);
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = cells_of(lines[i]);
    CHECK(cells[4].rfind(plain_letters(cells[1]) + "-" + plain_letters(cells[2]), 0) == 0);
    CHECK(cells[3].find(plain_letters(cells[2])) != std::string::npos);
    mails.insert(cells[3]);
    slugs.insert(cells[4]);
  }
  CHECK(mails.size() == 2000);
  CHECK(slugs.size() == 2000);
}

TEST_CASE("members of a household share surname, street and phone, and no given name") {
  const WorldSpec spec = spec_of("person rows=30 columns=given households=1");
  const Things things(spec, 5, 30);
  for (uint32_t first = 0; first < 30; first += 3) {
    const Values a = things.thing(first), b = things.thing(first + 1);
    for (const Field field : {Field::kSurname, Field::kStreet, Field::kPhone}) CHECK(a[field] == b[field]);
    CHECK(a[Field::kGiven] != b[Field::kGiven]);
    CHECK(a[Field::kSurname] != things.thing((first + 3) % 30)[Field::kSurname]);
  }
}

TEST_CASE("without errors a row says what its thing is; with them only what they are about changes") {
  const WorldSpec clean = spec_of("person rows=10 columns=given"), moved = spec_of("person rows=10 columns=given moved=1");
  const Things plain(clean, 5, 10), moving(moved, 5, 10);
  Rng rng(1);
  for (uint32_t number = 0; number < 10; ++number) {
    const Values thing = plain.thing(number), same = plain.row(number, 1, rng), other = moving.row(number, 1, rng);
    for (const Field field : {Field::kGiven, Field::kSurname, Field::kStreet, Field::kBirthDate, Field::kEmail, Field::kFullName}) {
      CHECK(same[field] == thing[field]);
      if (field != Field::kStreet) CHECK(other[field] == thing[field]);
    }
    CHECK(other[Field::kStreet] != thing[Field::kStreet]);
  }
}

TEST_CASE("measures are of the row, not of the thing") {
  const WorldSpec spec = spec_of("person rows=10 columns=given");
  const Things things(spec, 5, 10);
  Rng rng(1);
  CHECK(things.row(3, 1, rng)[Field::kRevenue] != things.row(3, 1, rng)[Field::kRevenue]);
}

TEST_CASE("a slip leaves digits digits and letters whole") {
  Rng rng(3);
  for (int i = 0; i < 2000; ++i) {
    std::string number = "0123456789", name = "Hélène";
    slip(number, rng);
    slip(name, rng);
    CHECK(number.find_first_not_of("0123456789") == std::string::npos);
    CHECK(name.find("\xC3\xA9") != std::string::npos);
  }
}

TEST_CASE("encodings go wrong as asked") {
  const char* line = "person rows=200 columns=given,surname country=pl";
  const std::string good = make_world(spec_of(line), 1).files[0].bytes;
  const std::string latin = make_world(spec_of((std::string(line) + " encoding=latin1").c_str()), 1).files[0].bytes;
  const std::string twice = make_world(spec_of((std::string(line) + " encoding=double").c_str()), 1).files[0].bytes;
  const std::string broken = make_world(spec_of((std::string(line) + " encoding=broken").c_str()), 1).files[0].bytes;
  CHECK(good.find("\xC5\x82") != std::string::npos);
  CHECK(latin.find('\xC5') == std::string::npos);
  CHECK(twice.find("\xC3\x85\xC2\x82") != std::string::npos);
  CHECK(broken.find("\xEF\xBF\xBD") != std::string::npos);
  CHECK(broken.find("\xC5\x82") == std::string::npos);
}

TEST_CASE("whatever happens to a text, it stays UTF-8 unless another encoding was asked for") {
  for (const char* country : {"fr", "de", "es", "pl"}) {
    const std::string bytes = make_world(spec_of((std::string("person rows=2000 columns=given,surname,full_name,street,town,employer errors=4 country=") + country).c_str()), 1).files[0].bytes;
    bool valid = true;
    for (size_t i = 0; i < bytes.size() && valid;) {
      const unsigned char c = static_cast<unsigned char>(bytes[i]);
      const size_t length = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : 0;
      valid = length > 0;
      for (size_t k = 1; k < length; ++k) valid = valid && (static_cast<unsigned char>(bytes[i + k]) & 0xC0) == 0x80;
      i += length;
    }
    CHECK(valid);
  }
}

TEST_CASE("files are headed as asked, or not at all") {
  const auto first_line = [](const char* headers) {
    return lines_of(make_world(spec_of((std::string("person rows=3 columns=given,birth_date headers=") + headers).c_str()), 1).files[0].bytes)[0];
  };
  CHECK(first_line("french") == "id,Prénom,Date de naissance");
  CHECK(first_line("numbered") == "id,c1,c2");
  CHECK(first_line("scream") == "id,T_FIRST_NAME,T_DATE_OF_BIRTH");
  CHECK(first_line("scream-french") == "id,DCD_PRÉNOM,DCD_DATE_DE_NAISSANCE");
  CHECK(first_line("none").rfind("10000,", 0) == 0);
}

TEST_CASE("several sources in one file are named by a column") {
  const World world = make_world(spec_of("person rows=20,30,20,30 columns=given onefile"), 1);
  REQUIRE(world.files.size() == 1);
  const std::vector<std::string> lines = lines_of(world.files[0].bytes);
  CHECK(lines[0] == "id,source,First name");
  CHECK(lines.size() == 101);
  CHECK(world.files[0].thing_of.size() == 100);
  std::set<std::string> ids;
  for (const std::string& line : lines) ids.insert(cells_of(line)[0]);
  CHECK(ids.size() == lines.size());
  CHECK(cells_of(lines[20])[1] == "crm");
  CHECK(cells_of(lines[21])[1] == "shop");
}

}  // namespace jumelles::worlds
