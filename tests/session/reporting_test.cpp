#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

struct Reporting : test::SessionFixture {
  Reporting() {
    add_extracts();
    work();
  }
  Error refusal(const std::string& kind) {
    const Status status = session.export_file(kind, [](std::string_view) { return true; });
    REQUIRE_FALSE(status.ok());
    return status.error();
  }
  void make_audit() {
    (void)page<AuditPage>(AuditQuery{"en"});
    work();
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a report waits for the audit, which it asks for; without a source there is none") {
  test::SessionFixture empty;
  const Status none = empty.session.export_file("report:fr", [](std::string_view) { return true; });
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().id == "report.no_source");
  Reporting f;
  CHECK(f.refusal("report:fr").id == "report.counting");
  f.work();
  CHECK(has(f.exported("report:fr"), "<html lang=\"fr\">"));
  CHECK(f.refusal("report:de").id != "report.counting");
}

TEST_CASE("a report tells the files with their hashes, shapes of every attribute, and of a matching what it changed") {
  Reporting f;
  f.make_audit();
  const std::string before = f.exported("report:en");
  CHECK(has(before, "xxh128:"));
  CHECK(has(before, "No matching has been run"));
  CHECK_FALSE(has(before, "not recorded"));
  f.run();
  f.make_audit();
  const std::string after = f.exported("report:en");
  CHECK_FALSE(has(after, "No matching has been run"));
  CHECK(has(after, "Completeness before and after"));
  CHECK((after == f.exported("report:en")));
}

TEST_CASE("values of a report are masked where its kind says so") {
  test::SessionFixture f;
  f.add("shop.csv", "id,last_name,email\n1,Durand,durand@mail.example\n2,Martin,nowhere to be found\n3,Petit,petit@mail.example\n4,Moreau,moreau@mail.example\n");
  f.work();
  (void)f.page<AuditPage>(AuditQuery{"en"});
  f.work();
  CHECK(has(f.exported("report:en"), "nowhere to be found"));
  CHECK(has(f.exported("report_json"), "nowhere to be found"));
  for (const char* kind : {"masked:report:en", "masked:report_json"}) {
    CHECK_FALSE(has(f.exported(kind), "nowhere to be found"));
    CHECK(has(f.exported(kind), "xxxxxxx xx xx xxxxx"));
  }
}

TEST_CASE("a report goes out as other files do, under the name of its language") {
  Reporting f;
  f.make_audit();
  std::string written;
  bool done = false;
  REQUIRE(f.session.start_export("report:fr", [&](std::string_view piece) { written += piece; return true; }, [&](const Status& status) { done = status.ok(); }).ok());
  f.work();
  CHECK(done);
  CHECK((written == f.exported("report:fr")));
  bool told = false;
  for (const TaskEnded& ended : f.events<TaskEnded>()) told = told || (ended.task == "export" && ended.subject == "rapport-audit.html");
  CHECK(told);
}
