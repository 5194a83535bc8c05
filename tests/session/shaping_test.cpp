#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

GroupRow first_row(SessionFixture& f, const std::string& filter, uint32_t least_records = 2) {
  for (const GroupRow& row : f.page<GroupsPage>(GroupsQuery{filter, 0, 1000}).rows)
    if (row.record_count >= least_records) return row;
  FAIL("no such group");
  return {};
}

GroupDetail detail(SessionFixture& f, uint32_t group) { return f.page<GroupDetail>(GroupQuery{group}); }
uint32_t group_of(SessionFixture& f, uint32_t record) { return f.session.result()->groups->group_of[record]; }

ShapeGroup split_off(const GroupDetail& d, size_t from) {
  ShapeGroup out{d.names, std::vector<uint32_t>(d.names.size(), 0), "split"};
  for (size_t i = from; i < d.names.size(); ++i) out.thing_of[i] = 1;
  return out;
}

}  // namespace

TEST_CASE("a group is split by hand at once, without training or scoring, and holds through runs and thresholds; undo joins it") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const uint64_t customers = f.summary().counts.group_count;
  const GroupDetail d = detail(f, first_row(f, "several_records", 3).group);
  f.do_and_work(split_off(d, 2));
  CHECK(f.summary().counts.group_count == customers + 1);
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.summary().decisions.shaped_count == 1);
  CHECK(f.summary().undo_name == "split_group");
  const std::vector<std::string> phases = f.phases_of_last_task();
  CHECK(std::find(phases.begin(), phases.end(), "cluster.merge") != phases.end());
  CHECK(std::find(phases.begin(), phases.end(), "score.pairs") == phases.end());
  const std::string xref = f.exported("xref");
  const auto is_split = [&] {
    CHECK(group_of(f, d.members[0].record) == group_of(f, d.members[1].record));
    for (size_t i = 2; i < d.members.size(); ++i) CHECK(group_of(f, d.members[0].record) != group_of(f, d.members[i].record));
  };
  is_split();
  f.do_and_work(Run{});
  CHECK(f.exported("xref") == xref);
  f.do_and_work(ProposeAgain{});
  is_split();
  f.do_and_work(SetThreshold{0.05, true});
  is_split();
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  CHECK(f.summary().counts.group_count == customers);
  CHECK(f.summary().decisions.shaped_count == 0);
  f.do_and_work(Redo{});
  CHECK(f.exported("xref") == xref);
  REQUIRE_FALSE(f.session.log_entries().empty());
  CHECK(std::any_of(f.session.log_entries().begin(), f.session.log_entries().end(), [](const auto& e) { return e.command == "shape_group"; }));
}

TEST_CASE("two groups are merged, a record is taken out, and the project that is saved gives the same bytes") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const uint64_t customers = f.summary().counts.group_count;
  GroupDetail d;
  NearGroupsPage near;
  for (const GroupRow& row : f.page<GroupsPage>(GroupsQuery{"several_records", 0, 1000}).rows) {
    d = detail(f, row.group);
    near = f.page<NearGroupsPage>(NearGroupsQuery{d.group, 5});
    if (!near.rows.empty()) break;
  }
  REQUIRE_FALSE(near.rows.empty());
  ShapeGroup merged{d.names, {}, "merged"};
  merged.records.insert(merged.records.end(), near.rows[0].names.begin(), near.rows[0].names.end());
  merged.thing_of.assign(merged.records.size(), 0);
  f.do_and_work(merged);
  CHECK(f.summary().counts.group_count == customers - 1);
  const GroupDetail both = detail(f, group_of(f, d.members[0].record));
  CHECK(both.row.record_count == merged.records.size());
  CHECK(both.shape == "merged");
  CHECK(both.row.doubts.empty());  // somebody's word holds all of it
  ShapeGroup out{both.names, std::vector<uint32_t>(both.names.size(), 0), "taken_out"};
  out.thing_of[0] = 1;
  f.do_and_work(out);
  CHECK(f.summary().counts.group_count == customers);
  CHECK(f.summary().decisions.shaped_count == 1);  // the later one names every record of the former
  const std::string golden = f.exported("golden"), saved = f.exported("jumelles"), json = f.exported("project");

  for (const std::string& project : {saved, json}) {
    SessionFixture other;
    const uint32_t file = other.session.register_file(std::make_shared<ingest::MemorySource>(project));
    other.do_and_work(OpenProject{file, "x"});
    other.add_extracts();
    other.work();
    CHECK(other.summary().decisions.shaped_count == 1);
    CHECK(other.exported("golden") == golden);
  }
  f.do_and_work(ShapeGroup{both.names, {}, ""});
  CHECK(f.summary().undo_name == "take_back_shape");
  CHECK(f.summary().decisions.shaped_count == 0);
}

TEST_CASE("a chain of verdicts against a shape is listed, and taking one of them back is the way out") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const GroupDetail d = detail(f, first_row(f, "several_records", 3).group);
  f.do_and_work(split_off(d, 2));
  f.do_and_work(JudgePair{d.names[1], d.names[2], "same"});
  const auto page = f.page<ContradictionsPage>(ContradictionsQuery{0, 10});
  CHECK(f.summary().decisions.contradiction_count == 1);
  REQUIRE(page.rows.size() == 1);
  CHECK(page.rows[0].against.kind == "shape");
  REQUIRE(page.rows[0].chain.size() == 1);
  CHECK(page.rows[0].chain[0].kind == "verdict");
  CHECK(first_row(f, "to_check", 1).doubts[0] == "contradiction");
  const JudgmentRow& verdict = page.rows[0].chain[0];
  f.do_and_work(JudgePair{verdict.names[0], verdict.names[1], ""});
  CHECK(f.summary().decisions.contradiction_count == 0);
  f.do_and_work(Undo{});
  CHECK(f.summary().decisions.contradiction_count == 1);
  f.do_and_work(ShapeGroup{page.rows[0].against.names, {}, ""});
  CHECK(f.summary().decisions.contradiction_count == 0);
}

TEST_CASE("a group that a single pair holds is told, cut in its halves, and no longer told when it was kept") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  GroupDetail bridged;
  for (const GroupRow& row : f.page<GroupsPage>(GroupsQuery{"several_records", 0, 1000}).rows) {
    if (row.record_count < 2) continue;
    const GroupDetail d = detail(f, row.group);
    const NearGroupsPage near = f.page<NearGroupsPage>(NearGroupsQuery{row.group, 1});
    if (near.rows.empty() || near.rows[0].names.size() < 2) continue;
    f.do_and_work(JudgePair{d.names[0], near.rows[0].names[0], "same"});
    const GroupDetail joined = detail(f, group_of(f, d.members[0].record));
    CHECK(joined.row.record_count > 1);
    if (joined.bridge != kNoTie) CHECK_FALSE(joined.ties[joined.bridge].by_hand);  // what was said by hand does not break
    CHECK(std::any_of(joined.ties.begin(), joined.ties.end(), [](const GroupTieRow& tie) { return tie.by_hand; }));
    break;
  }
  const GroupsPage to_check = f.page<GroupsPage>(GroupsQuery{"to_check", 0, 1000});
  CHECK(to_check.total == f.summary().counts.doubted_group_count);
  for (const GroupRow& row : to_check.rows) {
    const GroupDetail d = detail(f, row.group);
    if (d.bridge == kNoTie) continue;
    const uint64_t customers = f.summary().counts.group_count;
    f.do_and_work(ShapeGroup{d.names, std::vector<uint32_t>(d.names.size(), 0), "kept"});
    CHECK(f.summary().counts.group_count == customers);
    CHECK(detail(f, group_of(f, d.members[0].record)).row.doubts.empty());
    f.do_and_work(ShapeGroup{d.names, d.half_of, "cut"});
    CHECK(f.summary().counts.group_count == customers + 1);
    break;
  }
}

TEST_CASE("the figures count every customer once, by size and by the sources that it is in") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const GroupFigures figures = f.page<GroupFigures>(GroupFiguresQuery{});
  uint64_t by_size = 0, records = 0, doubted = 0, by_source = figures.other_presence_count, several = 0;
  for (const SizeCount& row : figures.sizes) by_size += row.count, records += row.count * row.size, doubted += row.doubted_count, several += row.size > 1 ? row.count : 0;
  for (const PresenceCount& row : figures.presences) by_source += row.count;
  CHECK(by_size == f.summary().counts.group_count);
  CHECK(by_source == by_size);
  CHECK(records == f.summary().counts.record_count);
  CHECK(doubted == f.summary().counts.doubted_group_count);
  CHECK(several == f.summary().counts.several_records_group_count);
}

TEST_CASE("what cannot be shaped is refused and changes nothing") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const auto refused = [&](const ShapeGroup& command) {
    const Status status = f.session.dispatch(command);
    return status.ok() ? std::string() : status.error().id;
  };
  CHECK(refused({{f.ref(0)}, {0}, "kept"}) == "shape.no_records");
  CHECK(refused({{f.ref(0), f.ref(0)}, {0, 0}, "kept"}) == "shape.no_records");
  CHECK(refused({{f.ref(0), f.ref(1)}, {0}, "kept"}) == "shape.no_things");
  CHECK(refused({{f.ref(0), f.ref(1)}, {0, 0}, "painted"}) == "shape.unknown");
  CHECK(refused({{f.ref(0), f.ref(1)}, {}, ""}) == "shape.none");
  ShapeGroup large{{}, {}, "kept"};
  for (size_t i = 0; i <= kMostShapedRecords; ++i) large.records.push_back({"crm", std::to_string(i), 0, ""}), large.thing_of.push_back(0);
  CHECK(refused(large) == "shape.too_large");
  CHECK(f.summary().decisions.shaped_count == 0);
}

TEST_CASE("the records of a group begin with the attribute that it is doubted for") {
  test::SessionFixture f;
  synth::Files files = synth::generate({2500, 3});
  for (int i = 0; i < 3; ++i) f.add(std::string(synth::file_name(static_cast<synth::File>(i))), files.bytes[static_cast<size_t>(i)]);
  f.work();
  f.run();
  size_t doubted = 0, others = 0;
  for (const GroupRow& row : f.page<GroupsPage>(GroupsQuery{"several_records", 0, 1000}).rows) {
    const auto is = [&](const char* doubt) { return std::find(row.doubts.begin(), row.doubts.end(), doubt) != row.doubts.end(); };
    if (is("two_births") == is("two_company_numbers") && !row.doubts.empty()) continue;
    if (row.doubts.empty() && ++others > 5) continue;
    const std::string first = f.page<GroupDetail>(GroupQuery{row.group}).attributes.at(0);
    if (is("two_births")) CHECK(first == "birth_date"), ++doubted;
    else if (is("two_company_numbers")) CHECK((first == "siren" || first == "siret")), ++doubted;
    else CHECK((first != "birth_date" && first != "siren" && first != "siret"));
  }
  CHECK(doubted > 0);
  CHECK(others > 0);
}
