#include <algorithm>
#include <cmath>

#include "protocol/protocol_json.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

struct Auditing : test::SessionFixture {
  Auditing() {
    add_extracts();
    work();
    seen.clear();
  }
  AuditPage audit(const std::string& language = "en") {
    AuditPage found = page<AuditPage>(AuditQuery{language});
    if (found.state == "counting") {
      work();
      found = page<AuditPage>(AuditQuery{language});
    }
    return found;
  }
  size_t ended() const {
    const auto all = events<TaskEnded>();
    return static_cast<size_t>(std::count_if(all.begin(), all.end(), [](const TaskEnded& e) { return e.task == "audit"; }));
  }
  size_t times(std::string_view phase) const {
    const auto& all = session.phase_times();
    return static_cast<size_t>(std::count_if(all.begin(), all.end(), [&](const auto& time) { return time.phase == phase; }));
  }
};

const FindingRow* find(const AuditPage& page, const std::string& id) {
  for (const FindingRow& row : page.findings)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace

TEST_CASE("an audit is made when it is asked for, once for the sources as they are") {
  Auditing f;
  CHECK_FALSE(f.session.has_work());
  CHECK(f.page<AuditPage>(AuditQuery{"en"}).state == "counting");
  CHECK(f.session.has_work());
  f.work();
  CHECK(f.ended() == 1);
  const AuditPage page = f.page<AuditPage>(AuditQuery{"en"});
  CHECK(page.state == "ready");
  CHECK_FALSE(f.session.has_work());
  CHECK(f.page<AuditPage>(AuditQuery{"fr"}).state == "ready");  // another language asks nothing anew
  REQUIRE(page.sources.size() == 3);
  CHECK(page.record_count == page.sources[0].record_count + page.sources[1].record_count + page.sources[2].record_count);
  CHECK(page.cells.size() == page.attributes.size() * 3);
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 3), "ignored"});
  CHECK(f.page<AuditPage>(AuditQuery{"en"}).state == "counting");
}

TEST_CASE("without a source there is nothing to audit") {
  test::SessionFixture f;
  CHECK(f.page<AuditPage>(AuditQuery{"en"}).state == "no_source");
  CHECK(f.page<AuditCellDetail>(AuditCellQuery{0, "email", "en"}).state == "no_source");
  CHECK(f.page<AuditRowsPage>(AuditRowsQuery{}).state == "no_source");
  CHECK_FALSE(f.session.has_work());
}

TEST_CASE("a run takes over the records that an audit made, and an audit those of a run") {
  Auditing f;
  (void)f.audit();
  CHECK(f.times("standardize.clean") == 1);
  f.run();
  CHECK(f.times("standardize.clean") == 0);  // times are of the latest run
  const uint64_t golden = std::hash<std::string>()(f.exported("golden"));
  Auditing other;
  other.run();
  CHECK(std::hash<std::string>()(other.exported("golden")) == golden);
  (void)other.audit();
  CHECK(other.times("audit.values") == 1);
  CHECK(other.times("standardize.clean") == 1);
}

TEST_CASE("means are over what sources have") {
  Auditing f;
  const AuditPage page = f.audit();
  double sum = 0;
  uint64_t cells = 0, checked = 0, valid = 0;
  for (const AuditCell& cell : page.cells) {
    if (!cell.present) continue;
    sum += static_cast<double>(cell.filled_count) / page.sources[cell.source].record_count;
    ++cells;
    checked += cell.checked_count;
    valid += cell.valid_count;
  }
  CHECK(std::abs(page.completeness - sum / static_cast<double>(cells)) < 1e-12);
  CHECK(std::abs(page.validity - static_cast<double>(valid) / static_cast<double>(checked)) < 1e-12);
}

TEST_CASE("findings speak the language asked for, and say where they are") {
  Auditing f;
  const AuditPage english = f.audit("en"), french = f.audit("fr");
  REQUIRE(english.findings.size() == french.findings.size());
  REQUIRE_FALSE(english.findings.empty());
  for (size_t i = 0; i < english.findings.size(); ++i) {
    CHECK(english.findings[i].id == french.findings[i].id);
    CHECK(english.findings[i].headline != french.findings[i].headline);
    uint64_t count = 0;
    for (const FindingSource& source : english.findings[i].sources) count += source.count;
    CHECK(count == english.findings[i].count);
    CHECK(english.findings[i].values.size() <= 8);
  }
  CHECK(french.attributes[0].label == "Civilité");
}

TEST_CASE("the records of a finding are as many as it counts, and hold its values") {
  test::SessionFixture f;
  f.add("crm.csv", "id;nom;prenom;email;ville;cp\n1;Martin;Anne;anne@gmial.com;Rennes;35000\n2;Durand;Paul;paul@poste.example;Lyon;69003\n3;Petit;Zoe;zoe@gmial.com;Rennes;06000\n");
  f.work();
  (void)f.page<AuditPage>(AuditQuery{"en"});
  f.work();
  const AuditPage page = f.page<AuditPage>(AuditQuery{"en"});
  const FindingRow* domains = find(page, "mistyped_domain email");
  REQUIRE(domains != nullptr);
  CHECK(domains->count == 2);
  CHECK(domains->rule.act == "suspects");
  CHECK(domains->rule.suspects == "mistyped_domain");
  CHECK(domains->rule.attribute == "email");
  CHECK(domains->rule.finding == domains->id);
  CHECK(domains->fix == "replace");
  const auto rows = [&](std::vector<FacetFilter> filters) { return f.page<AuditRowsPage>(AuditRowsQuery{std::move(filters), 0, 10}); };
  const AuditRowsPage found = rows({{"finding", {}, domains->id}});
  REQUIRE(found.total == 2);
  CHECK(found.rows[0].id == "1");
  CHECK(found.rows[1].source_row == 3);
  const auto email = std::find(found.attributes.begin(), found.attributes.end(), "email") - found.attributes.begin();
  CHECK(found.rows[0].values.at(static_cast<size_t>(email)) == "anne@gmial.com");
  // Filters are combined.
  CHECK(rows({{"finding", {}, domains->id}, {"value", "postcode", "35000"}}).total == 1);
  CHECK(rows({{"source", {}, "crm"}}).total == 3);
  CHECK(rows({{"source", {}, "shop"}}).total == 0);
  CHECK(rows({{"year", "nothing", {}, 1, 2}}).total == 0);
  CHECK(rows({{"value", "city", "Rennes"}, {"length", "surname", {}, 6, 6}}).total == 1);
  const AuditRowsPage second = f.page<AuditRowsPage>(AuditRowsQuery{{}, 1, 1});
  CHECK(second.total == 3);
  REQUIRE(second.rows.size() == 1);
  CHECK(second.rows[0].id == "2");
}

TEST_CASE("a cell is told in detail, its values with what is found of them") {
  test::SessionFixture f;
  f.add("crm.csv", "nom;prenom;email\nMartin;Anne;anne@gmial.com\nDurand;Paul;paul@poste.example\n");
  f.work();
  (void)f.page<AuditPage>(AuditQuery{"en"});
  f.work();
  const auto cell = f.page<AuditCellDetail>(AuditCellQuery{0, "email", "en"});
  CHECK(cell.state == "ready");
  CHECK(cell.cell.value_count == 2);
  CHECK(cell.findings == std::vector<std::string>{"mistyped_domain email"});
  REQUIRE(cell.values.size() == 2);
  CHECK(cell.values[0].remark == "mistyped_domain");
  CHECK(cell.values[1].remark.empty());
  CHECK_FALSE(f.session.query(1, AuditCellQuery{0, "nothing", "en"}).ok);
  CHECK_FALSE(f.session.query(1, AuditCellQuery{7, "email", "en"}).ok);
}

TEST_CASE("a run adds duplicates, what nothing can match, and how sources agree") {
  Auditing f;
  CHECK_FALSE(f.audit().result.has_result);
  f.run();
  const AuditPage page = f.audit();
  const AuditResult& result = page.result;
  REQUIRE(result.has_result);
  CHECK_FALSE(result.is_stale);
  CHECK(result.customer_count == f.session.result()->groups->group_count());
  uint64_t customers = 0, duplicates = 0;
  for (const SourceOverlap& overlap : result.overlaps) customers += overlap.count;
  CHECK(customers == result.customer_count);
  for (const uint64_t count : result.duplicates_of) duplicates += count;
  CHECK(duplicates == result.duplicate_count);
  REQUIRE(duplicates > 0);
  const FindingRow* row = find(page, "duplicate");
  REQUIRE(row != nullptr);
  CHECK(row->count == duplicates);
  // What costs most stands first, whatever its severity; what is mended costs nothing and stands behind, what is settled last.
  CHECK(row->harm == "twice");
  CHECK(row->cost == 10 * duplicates);
  const auto costlier = std::find_if(page.findings.begin(), page.findings.end(), [&](const FindingRow& one) { return one.cost < row->cost; });
  CHECK(std::all_of(costlier, page.findings.end(), [&](const FindingRow& one) { return one.cost < row->cost; }));
  for (size_t i = 1; i < page.findings.size(); ++i) CHECK(page.findings[i - 1].cost >= page.findings[i].cost);
  for (const FindingRow& one : page.findings) CHECK((one.harm == "mended") == (one.fix == "done"));
  CHECK(f.page<AuditRowsPage>(AuditRowsQuery{{{"finding", {}, "duplicate"}}, 0, 1}).total == duplicates);
  REQUIRE_FALSE(result.agreements.empty());
  for (const SourceAgreement& pair : result.agreements) {
    CHECK(pair.a < pair.b);
    CHECK(pair.same_count <= pair.pair_count);
    CHECK(pair.third_with_a_count + pair.third_with_b_count <= pair.pair_count - pair.same_count);
  }
  // A threshold moves who is a customer, not what the sources hold.
  f.do_and_work(SetThreshold{0.9, true});
  CHECK(f.page<AuditPage>(AuditQuery{"en"}).state == "counting");
  const size_t audits = f.times("audit.values");
  f.work();
  CHECK(f.times("audit.values") == audits);
}

TEST_CASE("today is a day of the calendar") {
  double now_ms = 0;
  uint64_t ms = 0;
  session::Session session([&] { return now_ms += 0.5; }, [&] { return ms; });
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::string("nom;date_creation\nMartin;2024-02-29\nDurand;2024-03-01\nPetit;2031-12-31\n")));
  REQUIRE(session.dispatch(AddSource{file, "crm.csv"}).ok());
  const auto futures = [&](uint64_t at) {
    ms = at;
    REQUIRE(session.dispatch(RenameSource{session.summary().sources[0].name, "at" + std::to_string(at)}).ok());
    (void)session.query(1, AuditQuery{"en"});
    while (session.pump(50)) {}
    const AuditPage page = std::get<AuditPage>(session.query(1, AuditQuery{"en"}).page);
    const FindingRow* row = find(page, "future_date created_date");
    return row == nullptr ? 0 : static_cast<int>(row->count);
  };
  while (session.pump(50)) {}
  CHECK(futures(1709164800000) == 2);                // 2024-02-29
  CHECK(futures(1709251200000) == 1);                // 2024-03-01
  CHECK(futures(1709251200000 - 1) == 2);            // a millisecond before
  CHECK(futures(1956441600000) == 0);                // 2031-12-31
}

namespace {

struct Spoiled : test::SessionFixture {
  Spoiled() {
    std::string rows = "id;nom;prenom;email;telephone\n";
    for (int i = 0; i < 60; ++i)
      rows += std::to_string(i + 1) + ";" + (i % 12 == 5 ? "Qsdfgh" : i % 2 ? "Martin" : "Durand") + ";Anne;p" + std::to_string(i) + (i % 10 == 3 ? "@gmial.com" : i % 5 == 2 ? "@gmail.com" : "@poste.example") + ";" +
              (i % 15 == 7 ? "06 12 34 56 78" : "06 39 98 10 " + std::to_string(10 + i)) + "\n";
    rows += "61;Petit;Zoe;pas une adresse@;\n";
    add("crm.csv", rows);
    work();
  }
  AuditPage audit() {
    (void)page<AuditPage>(AuditQuery{"en"});
    work();
    return page<AuditPage>(AuditQuery{"en"});
  }
  uint64_t state_count(const char* state) {
    const AuditPage page = audit();
    return static_cast<uint64_t>(std::count_if(page.findings.begin(), page.findings.end(), [&](const FindingRow& row) { return row.state == state; }));
  }
};

}  // namespace

TEST_CASE("a finding is mended by a rule that changes as many cells as it counts, and comes back with an undo") {
  Spoiled f;
  for (const char* id : {"mistyped_domain email", "keyboard_walk surname", "made_up_phone phone", "invalid_email email"}) {
    CAPTURE(id);
    const AuditPage before = f.audit();
    const FindingRow* row = find(before, id);
    REQUIRE(row != nullptr);
    CHECK(row->state == "open");
    f.do_and_work(FixFindings{{id}});
    const AuditPage after = f.audit();
    const FindingRow* treated = find(after, id);
    REQUIRE(treated != nullptr);
    CHECK(treated->state == "treated");
    CHECK(treated->count == row->count);
    CHECK(treated->rule.name == "recipe 1");
    CHECK(treated->rule.finding == id);
    CHECK(f.session.project().recipe.size() == 1);
    f.do_and_work(Undo{});
    const AuditPage undone = f.audit();
    REQUIRE(find(undone, id) != nullptr);
    CHECK(find(undone, id)->state == "open");
    CHECK(find(undone, id)->count == row->count);
  }
}

TEST_CASE("where most of one source's column is wrong, nothing is offered to be taken away, however many are right elsewhere") {
  std::string right = "nom;telephone\n", wrong = right, few = right;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "Martin" + std::string(1, static_cast<char>('a' + i % 26)) + ";";
    right += name + "01426853" + std::to_string(10 + i) + "\n";
    wrong += name + (i < 21 ? "0612345678" : "01426854" + std::to_string(10 + i)) + "\n";
    few += name + (i < 20 ? "0612345678" : "01426854" + std::to_string(10 + i)) + "\n";
  }
  const auto made_up = [&](const std::string& second) {
    test::SessionFixture f;
    f.add("a.csv", right);
    f.add("b.csv", second);
    f.work();
    (void)f.page<AuditPage>(AuditQuery{"en"});
    f.work();
    const AuditPage page = f.page<AuditPage>(AuditQuery{"en"});
    const FindingRow* found = find(page, "made_up_phone phone");
    REQUIRE(found != nullptr);
    return *found;
  };
  CHECK(made_up(wrong).fix == "see");
  CHECK(made_up(wrong).rule.act.empty());
  CHECK(made_up(wrong).explanation.find("More than half of the column") == 0);
  CHECK(made_up(few).fix == "missing");
  CHECK(made_up(few).rule.act == "suspects");
}

TEST_CASE("records that a finding is about are left out, and its rule says how many") {
  Spoiled f;
  const AuditPage before = f.audit();
  CHECK(find(before, "keyboard_walk surname")->can_exclude);
  CHECK_FALSE(find(before, "made_up_phone phone")->can_exclude);  // somebody has it
  CHECK(f.session.dispatch(FixFindings{{"made_up_phone phone"}, "exclude"}).error().id == "quality.no_fix");
  const uint64_t count = find(before, "keyboard_walk surname")->count;
  f.do_and_work(FixFindings{{"keyboard_walk surname"}, "exclude"});
  const AuditPage after = f.audit();
  CHECK(after.record_count == before.record_count - count);
  const FindingRow* treated = find(after, "keyboard_walk surname");
  REQUIRE(treated != nullptr);
  CHECK(treated->state == "treated");
  CHECK(treated->count == count);
  CHECK(treated->rule.act == "exclude");
  CHECK(f.session.dispatch(FixFindings{{"mistyped_domain email"}, "dance"}).error().id == "quality.no_fix");
  CHECK(f.summary().undo_name == "fix_findings");
}

TEST_CASE("a file of orders has customers who return, which costs nothing, and no duplicates") {
  std::string rows = "numero_commande;date_commande;montant;nom;prenom;email\n";
  for (int i = 0; i < 200; ++i)
    rows += "C" + std::to_string(10000 + i) + ";1" + std::to_string(i % 9) + "/0" + std::to_string(1 + i % 8) + "/2024;" + std::to_string(20 + i * 7 % 90) + ".50;Nom" + std::string(1, static_cast<char>('a' + i % 20)) + std::string(1, static_cast<char>('a' + i % 7)) + ";Anne;p" +
            std::to_string(i % 140) + "@poste.example\n";
  Auditing f;
  f.do_and_work(RemoveSource{"boutique"});
  f.do_and_work(RemoveSource{"facturation"});
  f.do_and_work(RemoveSource{"crm"});
  f.add("commandes.csv", rows);
  f.work();
  f.run();
  const AuditPage page = f.audit();
  const FindingRow* returns = find(page, "customer_returns");
  REQUIRE(returns != nullptr);
  CHECK(returns->count == 60);
  CHECK(returns->cost == 0);
  CHECK(returns->fix == "see");
  CHECK(returns->severity == "note");
  CHECK(find(page, "duplicate") == nullptr);
  CHECK(page.result.duplicate_count == 0);
  CHECK(page.result.customer_count == 140);
  CHECK(f.page<AuditRowsPage>(AuditRowsQuery{{{"finding", {}, "customer_returns"}}, 0, 1}).total == 60);
}

TEST_CASE("companies among persons are moved, names that stand in each other's place are exchanged, and neither is found again") {
  const char* kNames[][2] = {{"Martin", "Anne"}, {"Durand", "Paul"}, {"Petit", "Zoé"}, {"Moreau", "Luc"}, {"Laurent", "Marie"}, {"Lefebvre", "Jean"}};
  std::string rows = "id;nom;prenom;email\n";
  for (int i = 0; i < 120; ++i) {
    const auto& [surname, given] = kNames[i % 6];
    const bool is_exchanged = i == 31 || i == 56;
    rows += std::to_string(i) + ";" + (i == 7 ? "Boulangerie Dupont SARL" : is_exchanged ? given : surname) + ";" + (i == 7 ? "" : is_exchanged ? surname : given) + ";p" + std::to_string(i) + "@poste.example\n";
  }
  Spoiled f;
  f.do_and_work(RemoveSource{"crm"});
  f.add("crm.csv", rows);
  f.work();
  const AuditPage before = f.audit();
  const FindingRow* company = find(before, "company_in_name surname");
  REQUIRE(company != nullptr);
  CHECK(company->fix == "move");
  CHECK(company->rule.into == std::vector<std::string>{"company_name"});
  const FindingRow* exchanged = find(before, "exchanged_names surname given_name");
  REQUIRE(exchanged != nullptr);
  CHECK(exchanged->count == 2);
  CHECK(exchanged->fix == "exchange");
  CHECK_FALSE(exchanged->can_exclude);  // its values are pairs
  CHECK(exchanged->rule.values.size() == 2);
  f.do_and_work(FixFindings{{company->id, exchanged->id}});
  const AuditPage after = f.audit();
  for (const char* id : {"company_in_name surname", "exchanged_names surname given_name"}) {
    const FindingRow* treated = find(after, id);
    REQUIRE(treated != nullptr);
    CHECK(treated->state == "treated");
  }
  CHECK(find(after, "company_in_name surname")->count == 1);
  CHECK(find(after, "exchanged_names surname given_name")->count == 2);
  f.run();
  CHECK(f.exported("golden").find("Boulangerie Dupont") != std::string::npos);
}

TEST_CASE("spellings of a town are merged by one rule, and golden records have the one that is kept") {
  std::string rows = "id;nom;email;ville\n";
  for (int i = 0; i < 40; ++i) rows += std::to_string(i) + ";Martin;p" + std::to_string(i) + "@poste.example;" + (i % 4 == 0 ? "Besançon" : i == 7 ? "BESANCON" : "Besancon") + "\n";
  Spoiled f;
  f.do_and_work(RemoveSource{"crm"});
  f.add("crm.csv", rows);
  f.work();
  const AuditPage before = f.audit();
  const FindingRow* spelled = find(before, "spellings city");
  REQUIRE(spelled != nullptr);
  CHECK(spelled->fix == "merge");
  CHECK(spelled->severity == "note");
  CHECK(spelled->count == 30);
  CHECK(spelled->rule.act == "values");
  REQUIRE(spelled->values.size() == 2);
  for (const FindingValue& value : spelled->values) CHECK(value.becomes == "Besançon");
  f.do_and_work(FixFindings{{spelled->id}});
  CHECK(find(f.audit(), "spellings city")->state == "treated");
  CHECK(find(f.audit(), "spellings city")->count == 30);
  f.run();
  CHECK(f.exported("golden").find("Besancon") == std::string::npos);
}

TEST_CASE("all that can be fixed is one step, and right values are left") {
  Spoiled f;
  std::vector<std::string> all;
  for (const FindingRow& row : f.audit().findings)
    if (!row.rule.act.empty()) all.push_back(row.id);
  REQUIRE(all.size() == 4);
  f.do_and_work(FixFindings{all});
  CHECK(f.session.project().recipe.size() == 4);
  const AuditPage page = f.audit();
  for (const AuditCell& cell : page.cells) CHECK(cell.valid_count == cell.checked_count);
  CHECK(f.state_count("treated") == 4);
  f.run();
  CHECK(f.exported("golden").find("gmial") == std::string::npos);
  CHECK(f.exported("golden").find("p3@gmail.com") != std::string::npos);
  CHECK(f.exported("source:crm").find("p3@gmial.com") != std::string::npos);  // what was read stays what it is
  f.do_and_work(Undo{});
  CHECK(f.session.project().recipe.empty());
}

TEST_CASE("what cannot be fixed, or is not there, is refused; a finding is passed over and taken back") {
  Spoiled f;
  CHECK(f.session.dispatch(FixFindings{{"mistyped_domain email"}}).error().id == "quality.no_audit");
  f.work();
  (void)f.audit();
  CHECK(f.session.dispatch(FixFindings{{"nothing email"}}).error().id == "quality.no_fix");
  CHECK(f.session.dispatch(FixFindings{{"mistyped_domain email", "nothing email"}}).error().id == "quality.no_fix");
  CHECK(f.session.project().recipe.empty());
  f.do_and_work(IgnoreFinding{"mistyped_domain email", true});
  CHECK(find(f.audit(), "mistyped_domain email")->state == "ignored");
  CHECK(f.audit().findings.back().state == "ignored");  // last of all
  f.do_and_work(IgnoreFinding{"mistyped_domain email", false});
  CHECK(find(f.audit(), "mistyped_domain email")->state == "open");
}

TEST_CASE("a target of freshness marks the cells whose records are older, in months from today") {
  const auto dated = [](SetQualityTarget target) {
    Spoiled f;
    f.do_and_work(std::move(target));
    const AuditPage page = f.audit();
    for (const AuditCell& cell : page.cells)
      if (page.attributes[cell.attribute].key == "email") return std::tuple(cell.age_months, cell.below_freshness, page.attributes[cell.attribute].freshness_target);
    return std::tuple(-2, false, -2);
  };
  const auto [age, below, target] = dated({"email", "validity", 0.5});
  CHECK_FALSE(below);
  CHECK(target == -1);
  if (age < 1) {
    CHECK(age == -1);  // no record of it says when it is from
    return;
  }
  const auto months = static_cast<uint32_t>(age);
  CHECK(dated({"email", "freshness", 0, false, months}) == std::tuple(age, false, age));
  CHECK(dated({"email", "freshness", 0, false, months - 1}) == std::tuple(age, true, age - 1));
}

TEST_CASE("targets mark the cells below them") {
  Spoiled f;
  const auto cell = [&](const char* key) {
    const AuditPage page = f.audit();
    for (const AuditCell& found : page.cells)
      if (page.attributes[found.attribute].key == key) return found;
    return AuditCell{};
  };
  CHECK(cell("email").below_validity);        // 54 of 61
  CHECK_FALSE(cell("email").below_completeness);
  f.do_and_work(SetQualityTarget{"email", "validity", 0.85});
  CHECK_FALSE(cell("email").below_validity);
  f.do_and_work(SetQualityTarget{"phone", "completeness", 1});
  CHECK(cell("phone").below_completeness);    // 60 of 61
  f.do_and_work(SetQualityTarget{"phone", "completeness", 0, true});
  CHECK_FALSE(cell("phone").below_completeness);
}

TEST_CASE("filtered records go out with every column as it was read, source by source") {
  test::SessionFixture f;
  f.add("crm.csv", "id;nom;email;note\n1;Martin;anne@mail.example;00123\n2;Durand;;=1+1\n3;Petit;zoe@mail.example;\n4;Roux;;x\n");
  f.add("web.csv", "id;email;nom\n7;;Leroy\n8;luc@mail.example;Moreau\n");
  f.work();
  const auto kind = [](std::vector<FacetFilter> filters) { return "rows:" + query_to_json(0, AuditRowsQuery{std::move(filters), 0, 0}); };
  const std::string without = kind({{"missing", "email", "", 0, 0}});
  const Status early = f.session.export_file(without, [](std::string_view) { return true; });
  REQUIRE_FALSE(early.ok());
  CHECK(early.error().id == "report.counting");
  f.work();
  CHECK((f.exported(without) == "\xEF\xBB\xBFsource,source_row,source_id,id,nom,email,note\r\ncrm,2,2,2,Durand,,'=1+1\r\ncrm,4,4,4,Roux,,x\r\nweb,1,7,7,Leroy,,\r\n"));
  const std::string all_of_crm = f.exported(kind({{"source", "", "crm", 0, 0}}));
  CHECK(std::count(all_of_crm.begin(), all_of_crm.end(), '\n') == 5);
  const std::string masked = f.exported("masked:" + without);
  CHECK(masked.find("Durand") == std::string::npos);
  CHECK(masked.find("Xxxxxx") != std::string::npos);
  CHECK(masked.find("crm,2,") != std::string::npos);
  CHECK_FALSE(f.session.export_file("rows:{}", [](std::string_view) { return true; }).ok());
  CHECK_FALSE(f.session.export_file("rows:" + query_to_json(0, AuditQuery{"en"}), [](std::string_view) { return true; }).ok());
}
