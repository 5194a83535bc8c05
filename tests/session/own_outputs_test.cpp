// What we wrote, read again.
#include <algorithm>
#include <map>
#include <set>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

// The records of a golden.csv with machine headers, as our own reader has them: by id, the value of every attribute.
using Values = std::map<std::string, std::map<std::string, std::string>>;
Values values_of(const std::string& text, const std::string& key) {
  const auto read = std::make_shared<ingest::ImportResult>();
  REQUIRE(run_to_end(ingest::import_phases(std::make_shared<ingest::MemorySource>(text), "f.csv", "f", {}, read)).ok());
  Values out;
  const Table& table = read->table;
  size_t id = 0;
  while (table.columns.at(id).name != key) ++id;
  for (uint32_t row = 0; row < table.row_count(); ++row)
    for (const Column& column : table.columns) out[std::string(table.columns[id].text(row))][column.name] = column.text(row);
  return out;
}

const ColumnSummary& column_called(const Summary& summary, const std::string& attribute) {
  for (const ColumnSummary& column : summary.sources.at(0).columns)
    if (column.attribute == attribute) return column;
  FAIL(attribute);
  return summary.sources[0].columns[0];
}

}  // namespace

TEST_CASE("golden records read again have the same types and values, under any headers, and what is ours is no attribute of them") {
  SessionFixture first;
  first.add_extracts();
  first.run();
  const Values before = values_of(first.exported("golden"), "golden_id");
  for (const char* headers : {"machine", "fr", "en"}) {
    CAPTURE(headers);
    first.do_and_work(SetOutputHeaders{headers});
    SessionFixture again;
    again.add("golden.csv", first.exported("golden"));
    again.work();
    const SourceSummary& source = again.summary().sources.at(0);
    REQUIRE(source.state == SourceState::kReady);
    CHECK(std::count(source.notices.begin(), source.notices.end(), "own_golden") == 1);
    CHECK(source.columns[0].type == "record_id");
    CHECK(source.columns[1].type == "ignored");
    CHECK(source.columns[2].type == "ignored");
    for (const Attribute& attribute : first.session.result()->records->attributes) {
      CAPTURE(attribute.key);
      CHECK(column_called(again.summary(), attribute.key).type == info(attribute.type).id);
    }
    again.run();
    // Records that met nobody are what they were.
    const Values after = values_of(again.exported("golden"), "golden_id"), xref = values_of(again.exported("xref"), "source_id");
    size_t compared = 0;
    for (const auto& [id, row] : xref) {
      const auto& record = after.at(row.at("golden_id"));
      if (record.at("record_count") != "1") continue;
      for (const Attribute& attribute : first.session.result()->records->attributes) {
        if (before.at(id).count(attribute.key + "_others") && !before.at(id).at(attribute.key + "_others").empty()) continue;
        CHECK(record.at(attribute.key) == before.at(id).at(attribute.key));
        ++compared;
      }
    }
    CHECK(compared > 1000);
  }
}

TEST_CASE("an extract that was completed is read without what was added, and other results are named and refused") {
  SessionFixture first;
  first.add_extracts();
  first.run();
  SessionFixture again;
  again.add("crm.csv", first.exported("source:crm"));
  again.add("xref.csv", first.exported("xref"));
  again.add("pairs.csv", first.exported("pairs"));
  again.add("rejects.csv", first.exported("rejects") + "crm,1,1,a,b,c\r\n");
  again.work();
  const std::vector<SourceSummary>& sources = again.summary().sources;
  CHECK(std::count(sources[0].notices.begin(), sources[0].notices.end(), "own_source") == 1);
  const std::vector<ColumnSummary>& columns = sources[0].columns;
  CHECK(columns[columns.size() - 2].type == "grouping");
  CHECK(columns.back().type == "ignored");
  CHECK(sources[1].problem.id == "ingest.own_xref");
  CHECK(sources[2].problem.id == "ingest.own_pairs");
  CHECK(sources[3].problem.id == "ingest.own_rejects");
}

TEST_CASE("the id that a user names takes the place of the golden id") {
  SessionFixture f;
  f.session.override_settings({"ref", "", "", "", "", "", {}, {}, {}});
  f.add("golden.csv", "golden_id,record_count,sources,ref,surname\na,1,s,R1,Martin\nb,1,s,R2,Durand\n");
  f.work();
  CHECK(f.summary().sources[0].columns[0].type == "ignored");
  CHECK(f.summary().sources[0].columns[3].type == "record_id");
}

TEST_CASE("headers that are not known are refused, and undo does not change them") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  CHECK(f.session.dispatch(SetOutputHeaders{"de"}).error().id == "headers");
  f.do_and_work(RenameSource{f.source(0), "clients"});
  f.do_and_work(SetOutputHeaders{"en"});
  f.do_and_work(Undo{});
  CHECK(f.summary().output_headers == "en");
  CHECK(f.exported("xref").starts_with("\xEF\xBB\xBFSource,Data row"));
}
