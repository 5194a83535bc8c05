#include <doctest/doctest.h>

#include <map>
#include <set>

#include "fresh_codes.h"
#include "fresh_things.h"
#include "fresh_words.h"
#include "fresh_writing.h"
#include "things.h"
#include "world.h"

namespace jumelles::worlds {
namespace {

WorldSpec spec_of(const std::string& line) {
  const Result<WorldSpec> spec = parse_world("w", line);
  REQUIRE(spec.ok());
  return spec.value();
}

std::string written_so(const std::string& cell, Field field, const std::string& how, Country country = Country::kFrance) {
  std::vector<Habit> habits;
  REQUIRE(parse_habits(how, habits));
  Rng rng(1);
  return written(cell, field, country, habits, rng);
}

std::string first_line(const std::string& bytes) { return bytes.substr(0, bytes.find('\n')); }

}  // namespace

TEST_CASE("a third of all worlds is a fresh reader's, named so, understood, and with no floor to be tuned to") {
  const std::vector<CatalogRow> fresh = fresh_catalog();
  for (const CatalogRow& row : fresh) {
    CAPTURE(row.name);
    CHECK(std::string(row.name).rfind("fresh_", 0) == 0);
    CHECK(row.floor == 0);
    CHECK(parse_world(row.name, row.line).ok());
  }
  for (const CatalogRow& row : catalog()) CHECK(std::string(row.name).rfind("fresh_", 0) != 0);
  CHECK(all_worlds().size() == catalog().size() + fresh.size());
  CHECK(3 * fresh.size() >= all_worlds().size());
  std::set<std::string> names;
  for (const CatalogRow& row : all_worlds()) names.insert(row.name);
  CHECK(names.size() == all_worlds().size());
}

TEST_CASE("check digits are those of numbers that are known to be valid") {
  CHECK(vat_france("303265045") == "FR40303265045");
  CHECK(vat_germany("13669597") == "DE136695976");
  CHECK(nip_poland("123456321") == "1234563218");
  CHECK(cif_spain("5881850").substr(1) == "58818501");
  CHECK(dni_spain("12345678") == "12345678Z");
  CHECK(partita_iva("0074311015") == "00743110157");
  CHECK(orgnr_sweden("6703748") == "556703-7485");
  CHECK(bsn_like("11122233") == "111222333");
  CHECK(pesel("1944-05-14", "0135") == "44051401359");
  CHECK(pesel("2002-07-08", "0362").substr(0, 6) == "022708");  // of this century: months from 21
  CHECK(nhs_number("943476591") == "9434765919");
  CHECK(iban("DE", "370400440532013000") == "DE89370400440532013000");
  CHECK(ean13("400638133393") == "4006381333931");
  CHECK(isbn13("030640615") == "9780306406157");
  CHECK(isbn10("030640615") == "0306406152");
  CHECK(isbn10("080442957") == "080442957X");
  CHECK(pzn("2758089") == "27580899");
  CHECK(imo("907472") == "9074729");
  CHECK(vin("1M8GDM9AKP042788") == "1M8GDM9AXKP042788");
}

TEST_CASE("a number that no check digit fits gives way to the next") {
  CHECK(nhs_number("000000000") == "0000000000");
  const std::string ten = "000000023";  // its check would be 10
  CHECK(nhs_number(ten).substr(0, 9) == "000000024");
}

TEST_CASE("numbers of things are all different") {
  const WorldSpec spec = spec_of("firm columns=siren");
  const Maker maker{spec, 7};
  for (const int count : {6, 7, 9}) {
    std::set<std::string> all;
    for (uint32_t number = 0; number < 50000; ++number) all.insert(maker.unique("x", number, count));
    CHECK(all.size() == 50000);
    CHECK(all.begin()->size() == static_cast<size_t>(count));
  }
}

TEST_CASE("where nothing is twice, no two rows say the same") {
  for (const CatalogRow& row : fresh_catalog()) {
    const WorldSpec spec = parse_world(row.name, row.line).value();
    if (spec.duplicates > 0 || spec.rows.size() > 1) continue;
    CAPTURE(row.name);
    const WorldFile file = make_world(spec, 1).files[0];
    std::set<std::string> rows;
    size_t begin = file.bytes.find('\n') + 1, count = 0;
    for (; begin < file.bytes.size(); ++count) {
      const size_t end = file.bytes.find('\n', begin), from = spec.has_id ? file.bytes.find(spec.separator, begin) : begin;
      rows.insert(file.bytes.substr(from, end - from));
      begin = end + 1;
    }
    CHECK(count == file.thing_of.size());
    CHECK(rows.size() == count);
  }
}

TEST_CASE("a household shares its address, phone and mailbox; twins their birthday, a junior his father's name") {
  const WorldSpec spec = spec_of("member country=us households=1 shared=1 variants=1 columns=given");
  const Things things(spec, 3, 400);
  int twins = 0, juniors = 0;
  for (uint32_t first = 0; first < 400; first += 4) {
    const Values father = things.thing(first), elder = things.thing(first + 2), younger = things.thing(first + 3);
    for (const Field field : {Field::kStreet, Field::kPhone, Field::kMailbox, Field::kSurname}) CHECK(elder[field] == father[field]);
    CHECK(elder[Field::kGiven] != younger[Field::kGiven]);
    CHECK(elder[Field::kBirthDate] > father[Field::kBirthDate]);
    CHECK(elder[Field::kEmail] != father[Field::kEmail]);
    twins += elder[Field::kBirthDate] == younger[Field::kBirthDate];
    juniors += elder[Field::kGiven] == father[Field::kGiven];
  }
  CHECK(twins > 40);
  CHECK(juniors > 20);
  CHECK(twins + juniors == 100);
}

TEST_CASE("outlets have stores and site numbers of their own, and some share the company that runs them") {
  const WorldSpec spec = spec_of("firm country=fr chains=10 columns=siret");
  const Things things(spec, 3, 500);
  std::set<std::string> sirets, stores;
  std::map<std::string, std::set<std::string>> companies_of;
  for (uint32_t number = 0; number < 500; ++number) {
    const Values v = things.thing(number);
    sirets.insert(v[Field::kSiret]);
    stores.insert(v[Field::kStoreNumber]);
    companies_of[v[Field::kSiren]].insert(v[Field::kCompany].substr(0, 4));
  }
  CHECK(sirets.size() == 500);
  CHECK(stores.size() == 500);
  CHECK(companies_of.size() < 490);
  CHECK(companies_of.size() > 400);
  for (const auto& [siren, names] : companies_of) CHECK(names.size() == 1);
}

TEST_CASE("a series differs in size, color, pack, edition or day, each by a number of its own") {
  struct Case { const char* kind; Field same, number; std::vector<Field> differ; } cases[] = {
      {"part", Field::kCategory, Field::kPartNumber, {Field::kSize}},
      {"garment", Field::kTitle, Field::kEan, {Field::kSize, Field::kVariant}},
      {"grocery", Field::kBrand, Field::kEan, {Field::kPack}},
      {"medicine", Field::kTitle, Field::kPartNumber, {Field::kPack, Field::kStrength}},
      {"gathering", Field::kTitle, Field::kEventDate, {Field::kEventDate}},
      {"invoice", Field::kNet, Field::kInvoiceNumber, {Field::kInvoiceDate}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.kind);
    const WorldSpec spec = spec_of(std::string(c.kind) + " variants=1 columns=price");
    const Things things(spec, 3, 6);
    std::set<std::string> same, numbers, differ;
    for (uint32_t number = 0; number < 6; ++number) {
      const Values v = things.thing(number);
      same.insert(v[c.same]);
      numbers.insert(v[c.number]);
      std::string all;
      for (const Field field : c.differ) all += v[field] + "|";
      differ.insert(all);
    }
    CHECK(same.size() == 1);
    CHECK(numbers.size() == 6);
    CHECK(differ.size() == 6);
  }
}

TEST_CASE("tools write as they are said to") {
  CHECK(written_so("Müller Straße", Field::kStreet, "german-ascii+upper", Country::kGermany) == "MUELLER STRASSE");
  CHECK(written_so("Łódź", Field::kTown, "ascii") == "Lodz");
  CHECK(written_so("Électricité", Field::kCompany, "cut5") == "Élect");
  CHECK(written_so("06 12 34 56 78", Field::kPhone, "intl") == "+33612345678");
  CHECK(written_so("06 12 34 56 78", Field::kPhone, "zerozero") == "0033612345678");
  CHECK(written_so("02 1234567", Field::kPhone, "intl", Country::kItaly) == "+39021234567");
  CHECK(written_so("06 12 34 56 78", Field::kPhone, "dots") == "06.12.34.56.78");
  CHECK(written_so("1984-03-07", Field::kBirthDate, "us") == "03/07/1984");
  CHECK(written_so("1984-03-07", Field::kBirthDate, "compact") == "19840307");
  CHECK(written_so("1984-03-07", Field::kBirthDate, "long") == "7 Mar 1984");
  CHECK(written_so("01250", Field::kPostcode, "nozero") == "1250");
  CHECK(written_so("4006381333931", Field::kEan, "science") == "4.00638E+12");
  CHECK(written_so("12.50", Field::kNet, "comma") == "12,50");
  CHECK(written_so("", Field::kPhone, "plain") == "");
  CHECK(written_so("Anna", Field::kGiven, "na+dummy") == "Anna");
  std::vector<Habit> habits;
  CHECK_FALSE(parse_habits("upper+shouting", habits));
}

TEST_CASE("files are headed word by word where that is said, and each further file has its columns") {
  const World world = make_world(spec_of("member rows=2,2,2 columns=given,surname then=full_name then=email,phone as=Vor~name|Nach as=Name as=Mail|Tel"), 1);
  CHECK(first_line(world.files[0].bytes) == "id,Vor name,Nach");
  CHECK(first_line(world.files[1].bytes) == "id,Name");
  CHECK(first_line(world.files[2].bytes) == "id,Mail,Tel");
  CHECK_FALSE(parse_world("w", "member rows=2 columns=given,surname as=one").ok());
  CHECK_FALSE(parse_world("w", "member rows=2 columns=given writes=shouting").ok());
}

TEST_CASE("a slip leaves a date a date, and day and month change places only where both could be either") {
  Rng rng(5);
  for (int i = 0; i < 300; ++i) {
    std::string date = "1984-11-23";
    slip_of_date(date, rng);
    CHECK(date.size() == 10);
    CHECK(date.substr(4, 4) == "-11-");
  }
  const WorldSpec spec = spec_of("member columns=given daymonth=1");
  const Maker maker{spec, 1};
  Values early, late;
  early[Field::kBirthDate] = "1984-11-05";
  late[Field::kBirthDate] = "1984-11-23";
  spoil_fresh(maker, 1, rng, early);
  spoil_fresh(maker, 1, rng, late);
  CHECK(early[Field::kBirthDate] == "1984-05-11");
  CHECK(late[Field::kBirthDate] == "1984-11-23");
}

TEST_CASE("what cannot move stays where it is") {
  Rng rng(5);
  for (const char* kind : {"flat", "eatery", "gathering"}) {
    const WorldSpec spec = spec_of(std::string(kind) + " columns=town moved=1");
    const Things things(spec, 3, 5);
    CHECK(things.row(2, 1, rng)[Field::kStreet] == things.thing(2)[Field::kStreet]);
  }
  const WorldSpec spec = spec_of("member columns=town moved=1");
  const Things things(spec, 3, 5);
  CHECK(things.row(2, 1, rng)[Field::kStreet] != things.thing(2)[Field::kStreet]);
}

}  // namespace jumelles::worlds
