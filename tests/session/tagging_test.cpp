#include <algorithm>

#include "protocol/protocol_json.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

const std::string kCrm = "id;nom;email\nC1;Martin;anne@mail.example\nC2;Durand;\nC3;Petit;zoe@mail.example\nC4;Roux;\n";

struct Tagging : test::SessionFixture {
  explicit Tagging(const std::string& bytes = kCrm) {
    add("crm.csv", bytes);
    work();
    (void)audit();
  }
  AuditPage audit() {
    AuditPage found = page<AuditPage>(AuditQuery{"en"});
    if (found.state != "counting") return found;
    work();
    return page<AuditPage>(AuditQuery{"en"});
  }
  std::vector<std::string> ids(std::vector<FacetFilter> filters) {
    std::vector<std::string> out;
    for (const AuditRecordRow& row : page<AuditRowsPage>(AuditRowsQuery{std::move(filters), 0, 64}).rows) out.push_back(row.id);
    return out;
  }
  std::vector<std::string> tags_of(const std::string& id) {
    for (const AuditRecordRow& row : page<AuditRowsPage>(AuditRowsQuery{{}, 0, 64}).rows)
      if (row.id == id) return row.tags;
    return {"no such record"};
  }
};

const std::vector<FacetFilter> kWithoutEmail{{"missing", "email", "", 0, 0}};
using Ids = std::vector<std::string>;

FacetFilter tagged(const std::string& tag) { return {"tag", "", tag, 0, 0}; }

}  // namespace

TEST_CASE("filtered records get a word in one step, are filtered by it, and lose it with an undo") {
  Tagging f;
  f.do_and_work(TagRecords{" à appeler ", true, kWithoutEmail});
  CHECK(f.ids({tagged("à appeler")}) == Ids{"C2", "C4"});
  CHECK(f.tags_of("C2") == Ids{"à appeler"});
  CHECK(f.tags_of("C1").empty());
  REQUIRE(f.audit().tags.size() == 1);
  CHECK(f.audit().tags[0].tag == "à appeler");
  CHECK(f.audit().tags[0].count == 2);
  f.do_and_work(TagRecords{"à supprimer", true, {{"row", "", "crm", 4, 4}}});
  CHECK(f.tags_of("C4") == Ids{"à appeler", "à supprimer"});
  CHECK(f.ids({tagged("à appeler"), tagged("à supprimer")}) == Ids{"C4"});
  CHECK(f.ids({tagged("never given")}).empty());
  f.do_and_work(TagRecords{"à appeler", false, {tagged("à supprimer")}});
  CHECK(f.ids({tagged("à appeler")}) == Ids{"C2"});
  f.do_and_work(Undo{});
  CHECK(f.ids({tagged("à appeler")}) == Ids{"C2", "C4"});
  f.do_and_work(TagRecords{"à appeler", false, {}});
  CHECK(f.audit().tags.size() == 1);
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  CHECK(f.audit().tags.empty());
  CHECK(f.session.project().tags.empty());
  f.do_and_work(Redo{});
  CHECK(f.ids({tagged("à appeler")}) == Ids{"C2", "C4"});
}

TEST_CASE("what changes nothing is no step, and words that are none are refused") {
  Tagging f;
  f.do_and_work(TagRecords{"x", true, {tagged("nobody")}});
  f.do_and_work(TagRecords{"x", false, {}});
  CHECK(f.summary().undo_name != "tag_records");
  for (const std::string& word : {std::string(), std::string("  "), std::string("a;b"), std::string("a\nb"), std::string(81, 'x')}) {
    const Status status = f.session.dispatch(TagRecords{word, true, {}});
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().id == "tag.word");
  }
  for (int i = 0; i < 100; ++i) REQUIRE(f.session.dispatch(TagRecords{"t" + std::to_string(i), true, {}}).ok());
  const Status more = f.session.dispatch(TagRecords{"one more", true, {}});
  REQUIRE_FALSE(more.ok());
  CHECK(more.error().id == "tag.many");
  CHECK(f.session.dispatch(TagRecords{"t7", true, {}}).ok());
}

TEST_CASE("words go out with the records, in a column of their own, where there are any") {
  Tagging f;
  const std::string kind = "rows:" + query_to_json(0, AuditRowsQuery{kWithoutEmail, 0, 0});
  CHECK(f.exported(kind).find("source,source_row,source_id,id,nom,email\r\n") != std::string::npos);
  f.do_and_work(TagRecords{"to call", true, {{"row", "", "crm", 2, 2}}});
  f.do_and_work(TagRecords{"gone", true, kWithoutEmail});
  CHECK(f.exported(kind) == "\xEF\xBB\xBFsource,source_row,source_id,tags,id,nom,email\r\ncrm,2,C2,gone; to call,C2,Durand,\r\ncrm,4,C4,gone,C4,Roux,\r\n");
  f.run();
  const std::string xref = f.exported("xref");
  CHECK(xref.find("source,source_row,source_id,golden_id,tags\r\n") != std::string::npos);
  CHECK(xref.find(",gone; to call\r\n") != std::string::npos);
  (void)f.audit();
  f.do_and_work(TagRecords{"after the run", true, kWithoutEmail});
  CHECK(f.exported("project").find("after the run") != std::string::npos);
  f.do_and_work(Undo{});
  f.do_and_work(TagRecords{"gone", false, {}});
  f.do_and_work(TagRecords{"to call", false, {}});
  CHECK(f.exported("xref").find("tags") == std::string::npos);
}

TEST_CASE("words are kept in the project, find their records in another extract, and say how many they find no more") {
  Tagging f;
  f.do_and_work(TagRecords{"to call", true, kWithoutEmail});
  for (const char* kind : {"project", "jumelles"}) {
    test::SessionFixture g;
    const std::string saved = f.exported(kind);
    const uint32_t file = g.session.register_file(std::make_shared<ingest::MemorySource>(saved));
    REQUIRE(g.session.dispatch(OpenProject{file, std::string("clients.") + (std::string(kind) == "project" ? "json" : "jumelles"), false}).ok());
    g.work();
    g.add("crm.csv", "id;nom;email\nC5;Neuf;\nC4;Roux;roux@mail.example\nC1;Martin;\n");
    g.work();
    (void)g.page<AuditPage>(AuditQuery{"en"});
    g.work();
    const AuditPage page = g.page<AuditPage>(AuditQuery{"en"});
    REQUIRE(page.tags.size() == 1);
    CHECK(page.tags[0].count == 1);
    CHECK(page.tags[0].lost_count == 1);
    const AuditRowsPage rows = g.page<AuditRowsPage>(AuditRowsQuery{{tagged("to call")}, 0, 8});
    REQUIRE(rows.rows.size() == 1);
    CHECK(rows.rows[0].id == "C4");
  }
}

TEST_CASE("a source that is renamed takes the words of its records along") {
  Tagging f;
  f.do_and_work(TagRecords{"to call", true, kWithoutEmail});
  f.do_and_work(RenameSource{"crm", "clients"});
  (void)f.audit();
  CHECK(f.ids({tagged("to call")}) == Ids{"C2", "C4"});
}
