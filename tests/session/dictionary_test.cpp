#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

struct Glossary : test::SessionFixture {
  Glossary() {
    add("crm.csv", "id;nom;email;tel;ville;nir\n1;Martin;anne@mail.example;0611223344;Rennes;180126955222380\n2;Durand;;06 11 22 33 45;Lyon;180126955222380\n3;Petit;zoe@mail.example;;Nice;180126955222380\n");
    add("web.csv", "id;nom;email\n1;Martin;anne@mail.example\n2;Roux;roux@mail.example\n");
    work();
  }
  AuditPage audit(const std::string& language = "en") {
    AuditPage found = page<AuditPage>(AuditQuery{language});
    if (found.state != "ready") {
      work();
      found = page<AuditPage>(AuditQuery{language});
    }
    REQUIRE(found.state == "ready");
    return found;
  }
  DictionaryRow row(const std::string& attribute) {
    for (DictionaryRow& row : audit().dictionary)
      if (row.entry.attribute == attribute) return row;
    FAIL("no row of " << attribute);
    return {};
  }
  const FindingRow* finding(const AuditPage& page, const std::string& id) const {
    for (const FindingRow& row : page.findings)
      if (row.id == id) return &row;
    return nullptr;
  }
  std::string refusal(const DictionaryEntry& entry) {
    const Status status = session.dispatch(SetDictionaryEntry{entry});
    return status.ok() ? "" : status.error().id;
  }
  size_t times(std::string_view phase) const {
    size_t times = 0;
    for (const auto& time : session.phase_times()) times += time.phase == phase;
    return times;
  }
};

DictionaryEntry about(const std::string& attribute, const std::string& requirement = "", const std::string& pattern = "") {
  DictionaryEntry entry;
  entry.attribute = attribute;
  entry.requirement = requirement;
  entry.pattern = pattern;
  return entry;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a dictionary that nobody wrote says what types usually are, and requires nothing") {
  Glossary f;
  const AuditPage page = f.audit();
  REQUIRE(page.dictionary.size() == page.attributes.size());
  const DictionaryRow email = f.row("email");
  CHECK(email.entry.meaning == "E-mail address to reach the customer");
  CHECK(email.entry.requirement == "wished");
  CHECK(email.entry.personal_data == "contact");
  CHECK(email.entry.format == "name@domain");
  CHECK(email.chosen == about("email"));
  REQUIRE(email.cells.size() == 2);
  CHECK(email.cells[0].missing_count == 1);
  CHECK(email.cells[0].is_met);
  CHECK_FALSE(f.row("city").cells[1].present);
  CHECK(f.audit("fr").dictionary[0].entry.meaning != page.dictionary[0].entry.meaning);
  for (const FindingRow& row : page.findings) CHECK(row.kind != "required_missing");
}

TEST_CASE("what is required and lacking is a finding whose records can be seen, source by source") {
  Glossary f;
  f.do_and_work(SetDictionaryEntry{about("phone", "required")});
  const AuditPage page = f.audit();
  const FindingRow* missing = f.finding(page, "required_missing phone");
  REQUIRE(missing != nullptr);
  CHECK(missing->count == 3);
  CHECK(missing->headline == "3 records lack \u201cPhone\u201d, which is required");
  REQUIRE(missing->sources.size() == 2);
  CHECK(missing->sources[1].count == 2);
  CHECK_FALSE(f.row("phone").cells[0].is_met);
  CHECK_FALSE(f.row("phone").cells[1].is_met);
  CHECK(f.page<AuditRowsPage>(AuditRowsQuery{{{"finding", "", "required_missing phone", 0, 0}}, 0, 10}).total == 3);
  f.do_and_work(IgnoreFinding{"required_missing phone"});
  CHECK(f.finding(f.audit(), "required_missing phone")->state == "ignored");
}

TEST_CASE("values off their format are counted, and the audit is not made anew for it") {
  Glossary f;
  (void)f.audit();
  const size_t before = f.times("audit.values");
  f.do_and_work(SetDictionaryEntry{about("phone", "", "0\\d{9}")});
  const AuditPage page = f.audit();
  CHECK(f.times("audit.values") == before);
  const FindingRow* off = f.finding(page, "off_format phone");
  REQUIRE(off != nullptr);
  CHECK(off->count == 1);
  CHECK(f.row("phone").cells[0].off_format_count == 1);
  CHECK(f.row("phone").entry.format.empty());  // the pattern speaks for itself
  // Words ask nothing of the records: the page is there at once.
  DictionaryEntry entry = about("phone", "", "0\\d{9}");
  entry.owner = "Claire";
  REQUIRE(f.session.dispatch(SetDictionaryEntry{entry}).ok());
  CHECK(f.page<AuditPage>(AuditQuery{"en"}).state == "ready");
  CHECK(f.row("phone").entry.owner == "Claire");
}

TEST_CASE("an attribute that no source has can be required, and all records lack it") {
  Glossary f;
  f.do_and_work(SetDictionaryEntry{about("iban", "required")});
  const AuditPage page = f.audit();
  CHECK(page.dictionary.size() == page.attributes.size() + 1);
  const FindingRow* missing = f.finding(page, "required_missing iban");
  REQUIRE(missing != nullptr);
  CHECK(missing->count == page.record_count);
  CHECK_FALSE(has(missing->headline, "{a}"));
  CHECK(f.page<AuditRowsPage>(AuditRowsQuery{{{"finding", "", "required_missing iban", 0, 0}}, 0, 10}).total == 5);
}

TEST_CASE("an entry is one step of undo, and gone when nothing is said of it any more") {
  Glossary f;
  DictionaryEntry entry = about("email", "required");
  entry.meaning = "Where invoices go";
  f.do_and_work(SetDictionaryEntry{entry});
  CHECK(f.row("email").entry.meaning == "Where invoices go");
  CHECK(f.row("email").chosen == entry);
  f.do_and_work(SetDictionaryEntry{entry});  // the same: no step
  f.do_and_work(SetDictionaryEntry{about("email")});
  CHECK(f.session.project().dictionary.empty());
  f.do_and_work(Undo{});
  CHECK(f.row("email").chosen == entry);
  f.do_and_work(Undo{});
  CHECK(f.session.project().dictionary.empty());
  CHECK_FALSE(f.summary().is_stale);
}

TEST_CASE("what an entry cannot say is refused and changes nothing") {
  Glossary f;
  CHECK(f.refusal(about("mood", "required")) == "command.no_such");
  CHECK(f.refusal(about("email", "perhaps")) == "command.no_such");
  CHECK(f.refusal(about("email", "", "(")) == "pattern.open_group");
  DictionaryEntry entry = about("email");
  entry.personal_data = "secret";
  CHECK(f.refusal(entry) == "command.no_such");
  entry.personal_data.clear();
  entry.retention_months = 1201;
  CHECK(f.refusal(entry) == "dictionary.retention");
  entry.retention_months = 0;
  entry.owner = std::string(2001, 'x');
  CHECK(f.refusal(entry) == "dictionary.too_long");
  CHECK(f.session.project().dictionary.empty());
}

TEST_CASE("the dictionary is kept in the project file, and goes out as separated values, report and workbook") {
  Glossary f;
  DictionaryEntry entry = about("email", "required");
  entry.owner = "Claire; =1+1";
  entry.retention_months = 36;
  f.do_and_work(SetDictionaryEntry{entry});
  (void)f.audit();
  const std::string csv = f.exported("dictionary");
  CHECK(has(csv, "attribute,label,meaning,requirement,format,pattern,personal_data,owner,purpose,retention_months,crm,web"));
  CHECK(has(csv, "email,"));
  CHECK(has(csv, ",required,"));
  CHECK(has(csv, "1 record without a value,met"));
  f.do_and_work(SetOutputLanguage{"fr"});
  f.do_and_work(SetOutputHeaders{"fr"});
  (void)f.audit();
  CHECK(has(f.exported("dictionary"), ";Obligatoire;"));
  CHECK(has(f.exported("report:en"), "1 requirement of the dictionary is not met."));
  CHECK(has(f.exported("report_json"), "\"retention_months\": 36"));
  CHECK(f.exported("report_xlsx:fr").substr(0, 2) == "PK");
  const std::string bytes = f.exported("jumelles");
  test::SessionFixture g;
  const uint32_t file = g.session.register_file(std::make_shared<ingest::MemorySource>(bytes));
  g.do_and_work(OpenProject{file, "clients.jumelles", false});
  CHECK(g.session.project().dictionary == f.session.project().dictionary);
}

TEST_CASE("headers say what is special of a person, and whom a date or a country belongs to") {
  const auto classes = [](const std::string& csv) {
    test::SessionFixture f;
    f.add("t.csv", csv);
    f.work();
    AuditPage page = f.page<AuditPage>(AuditQuery{"en"});
    if (page.state != "ready") {
      f.work();
      page = f.page<AuditPage>(AuditQuery{"en"});
    }
    std::string all;
    for (const DictionaryRow& row : page.dictionary) all += row.entry.attribute + " " + row.entry.personal_data + "\n";
    return all;
  };
  const std::string persons = classes("id;Surname;First name;SSN_NUMBER;Allergies;Salaire brut;Country\n1;Martin;Anne;A12;Nuts;24000;France\n2;Durand;Paul;B34;None;31000;France\n3;Petit;Zoe;C56;Latex;27000;Belgium\n");
  CAPTURE(persons);
  CHECK(has(persons, "allergies special"));
  CHECK(has(persons, "social_security special"));
  CHECK(has(persons, " financial"));
  CHECK(has(persons, "country person"));
  const std::string companies = classes("id;Company;SIREN;Country\n1;Siemens AG;552100554;Germany\n2;Renault SAS;732829320;France\n3;Solvay SA;542065479;Belgium\n");
  CAPTURE(companies);
  CHECK(has(companies, "country company"));
}
