// Deliverables written in slices, beside whatever else goes on.
#include <optional>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

struct Written {
  std::string text;
  std::optional<Status> ended;
};

Status start(SessionFixture& f, const std::string& kind, Written& written, bool wants_more = true) {
  return f.session.start_export(
      kind,
      [&written, wants_more](std::string_view piece) {
        written.text += piece;
        return wants_more;
      },
      [&written](const Status& status) { written.ended = status; });
}

}  // namespace

TEST_CASE("what is kept for recovery is written without a word: nobody asked for it") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  f.seen.clear();
  Written written;
  REQUIRE(start(f, "recovery", written).ok());
  f.work();
  CHECK((written.ended && written.ended->ok()));
  CHECK(f.events<TaskEnded>().empty());
  CHECK(f.events<ProgressEvent>().empty());
}

TEST_CASE("every deliverable written in slices has the bytes that it has written at once") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  for (const DeliverableSummary& row : f.summary().deliverables) {
    CAPTURE(row.kind);
    Written written;
    f.seen.clear();
    REQUIRE(start(f, row.kind, written).ok());
    CHECK_FALSE(written.ended);  // nothing is written before it is pumped
    f.work();
    REQUIRE(written.ended);
    CHECK(written.ended->ok());
    CHECK(written.text == f.exported(row.kind));
    std::vector<TaskEnded> ended = f.events<TaskEnded>();
    std::erase_if(ended, [](const TaskEnded& event) { return event.task == "audit"; });  // that the workbook tells of
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].task == "export");
    CHECK(ended[0].subject == row.file_name);
  }
}

TEST_CASE("a large deliverable takes many slices and tells how far it is") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  f.seen.clear();
  f.look_ms = 110;  // a machine so slow that a few rows fill a slice, and every slice is told
  Written written;
  REQUIRE(start(f, "pairs", written).ok());
  int slices = 0;
  do ++slices;
  while (f.session.pump(12));
  REQUIRE(written.ended);
  f.drain();
  CHECK(slices > 8);
  const std::vector<ProgressEvent> told = f.events<ProgressEvent>();
  REQUIRE(told.size() > 2);
  for (size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].task == "export");
    CHECK(told[i].subject == "pairs.csv");
    if (i > 1) CHECK(told[i].fraction >= told[i - 1].fraction);
  }
}

TEST_CASE("what was asked for is written as it was then, before a run goes on") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const std::string golden = f.exported("golden");
  Written written;
  REQUIRE(start(f, "golden", written).ok());
  REQUIRE(f.session.dispatch(SetThreshold{0.95, true}).ok());
  f.work();
  CHECK(written.text == golden);
  CHECK(f.exported("golden") != golden);
  REQUIRE(f.session.dispatch(ProposeAgain{}).ok());
  REQUIRE(f.session.pump(1));
  Written during;
  REQUIRE(start(f, "xref", during).ok());
  while (!during.ended) REQUIRE(f.session.pump(5));
  CHECK(during.ended->ok());
  CHECK(f.session.pump(1));  // the run is still to be done
  f.work();
}

TEST_CASE("canceling stops what is being written and what waits to be, and each is told") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  f.look_ms = 20;
  Written first, second;
  REQUIRE(start(f, "pairs", first).ok());
  REQUIRE(start(f, "golden", second).ok());
  REQUIRE(f.session.pump(12));
  REQUIRE(f.session.dispatch(Cancel{}).ok());
  REQUIRE(first.ended);
  REQUIRE(second.ended);
  CHECK(first.ended->error().code == ErrorCode::kCanceled);
  CHECK(second.ended->error().code == ErrorCode::kCanceled);
  CHECK_FALSE(f.session.pump(12));
}

TEST_CASE("a receiver that wants no more ends the writing; what does not exist is refused at once") {
  SessionFixture f;
  Written none;
  CHECK(start(f, "golden", none).error().id == "export.no_result");
  f.add_extracts();
  f.run();
  CHECK(start(f, "silver", none).error().id == "export.kind");
  CHECK(start(f, "source:nobody", none).error().id == "export.no_source");
  Written stopped;
  REQUIRE(start(f, "xref", stopped, false).ok());
  f.work();
  REQUIRE(stopped.ended);
  CHECK(stopped.ended->error().id == "export.stopped");
  CHECK_FALSE(none.ended);
}

TEST_CASE("the workbook tells of the sources as well: figures, findings, dictionary, as they are now") {
  test::SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const std::string before = f.exported("xlsx");  // the audit is made for it where nobody has asked yet
  CHECK(f.page<protocol::AuditPage>(protocol::AuditQuery{"en"}).state == "ready");
  CHECK((f.exported("xlsx") == before));
  CHECK((f.exported("masked:xlsx") != before));
  protocol::DictionaryEntry entry;
  entry.attribute = "email";
  entry.owner = "Claire";
  f.do_and_work(protocol::SetDictionaryEntry{entry});
  CHECK((f.exported("xlsx") != before));
  CHECK_FALSE(f.exported("all").empty());
}
