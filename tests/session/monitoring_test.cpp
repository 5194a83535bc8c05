#include <algorithm>

#include "monitoring/figures_json.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

// "2026-11-30" at noon.
uint64_t noon(const std::string& day) { return monitoring::at_ms_of(day) + 12 * 3'600'000; }

std::string crm(size_t rows, size_t without_email, const std::string& phone_gap = " ") {
  std::string out = "id;civilite;nom;prenom;email;telephone;ville\n";
  const char* const names[] = {"Martin", "Durand", "Petit", "Moreau", "Girard", "Roussel", "Fontaine"};
  const char* const given[] = {"Anne", "Paul", "Hugo", "Lea", "Luc"};
  for (size_t i = 0; i < rows; ++i) {
    const std::string email = i < without_email ? "" : "p" + std::to_string(i) + "@poste.example";
    const std::string four = std::to_string(1000 + i);
    out += std::to_string(i + 1) + ";" + (i % 2 == 0 ? "M." : "Mme") + ";" + names[i % 7] + ";" + given[i % 5] + ";" + email + ";06" + phone_gap + "39" + phone_gap + "98" + phone_gap + four.substr(0, 2) + phone_gap + four.substr(2) + ";Rennes\n";
  }
  return out;
}

// A session that keeps figures, on a day.
struct Month {
  std::string day;
  double now_ms = 0;
  session::Session session{[this] { return now_ms += 0.5; }, [this] { return noon(day); }};
  std::vector<Event> seen;
  explicit Month(std::string of) : day(std::move(of)) { session.keep_quality(true); }

  void work() {
    while (session.pump(50))
      for (Event& event : session.take_events()) seen.push_back(std::move(event));
    for (Event& event : session.take_events()) seen.push_back(std::move(event));
  }
  void dispatch(const Command& command) {
    const Status status = session.dispatch(command);
    if (!status.ok()) FAIL(to_string(status.error()));
    work();
  }
  uint32_t file(const std::string& bytes) { return session.register_file(std::make_shared<ingest::MemorySource>(bytes)); }
  void add(const std::string& name, const std::string& bytes) { dispatch(AddSource{file(bytes), name}); }
  MonitoringPage page(const std::string& language = "en") {
    for (int asked = 0; asked < 3; ++asked) {
      const Reply reply = session.query(1, MonitoringQuery{language});
      if (!reply.ok) FAIL(to_string(reply.error));
      const MonitoringPage page = std::get<MonitoringPage>(reply.page);
      if (page.state != "counting") return page;
      work();
    }
    FAIL("it never comes");
    return {};
  }
  std::string exported(const std::string& kind) {
    std::string out;
    const Status status = session.export_file(kind, [&](std::string_view piece) {
      out += piece;
      return true;
    });
    if (!status.ok()) FAIL(to_string(status.error()));
    return out;
  }
  void open(const std::string& bytes) { dispatch(OpenProject{file(bytes), "clients.jumelles", false}); }
};

// A project that October was matched in.
std::string october() {
  static const std::string bytes = [] {
    Month month("2026-10-31");
    month.add("crm.csv", crm(2000, 100));
    month.dispatch(Run{});
    return month.exported("jumelles");
  }();
  return bytes;
}

std::vector<std::string> kinds(const MonitoringPage& page) {
  std::vector<std::string> out;
  for (const MonitoringAlert& alert : page.alerts) out.push_back(alert.kind + (alert.attribute.empty() ? "" : " " + alert.attribute));
  return out;
}

// The gravest is what was lost; what comes of it (names alone, records that nothing can match) stands behind.
bool alerts_to(const MonitoringPage& page, const std::string& kind) {
  const std::vector<std::string> all = kinds(page);
  return std::find(all.begin(), all.end(), kind) != all.end();
}

const MonitoringSeries* find(const MonitoringPage& page, const std::string& attribute) {
  for (const MonitoringSeries& series : page.series)
    if (series.attribute == attribute) return &series;
  return nullptr;
}

}  // namespace

TEST_CASE("a run keeps the figures of its sources, though nobody looks at them") {
  Month month("2026-10-31");
  month.add("crm.csv", crm(500, 25));
  CHECK(month.page().is_kept == false);
  month.dispatch(Run{});
  CHECK_FALSE(month.session.has_work());
  const MonitoringPage page = month.page();
  CHECK(page.state == "ready");
  CHECK(page.is_kept);
  CHECK_FALSE(page.has_former);
  CHECK(page.alerts.empty());
  REQUIRE(page.points.size() == 1);
  CHECK(page.points[0].day == "2026-10-31");
  const MonitoringSeries* email = find(page, "email");
  REQUIRE(email != nullptr);
  CHECK(email->label == "E-mail");
  CHECK(email->completeness_target < 0);
  CHECK(email->validity_target == 0.95);
  REQUIRE(email->marks.size() == 1);
  CHECK(email->marks[0].record_count == 500);
  CHECK(email->marks[0].filled_count == 475);
  CHECK(find(page, "")->marks[0].record_count == 500);
  CHECK(find(page, "civility")->validity_target == 0.95);
  CHECK(find(page, "city")->validity_target == 0.95);
  CHECK(month.page("fr").series[1].label == "Civilité");
}

TEST_CASE("without being told to, a session audits nothing after a run") {
  Month month("2026-10-31");
  month.session.keep_quality(false);
  month.add("crm.csv", crm(200, 25));
  month.dispatch(Run{});
  for (const auto& time : month.session.phase_times()) CHECK(time.phase != "audit.values");
  CHECK_FALSE(month.page().is_kept);
}

TEST_CASE("next month's extract is compared with what the project remembers, before it is matched and after") {
  Month month("2026-11-30");
  month.open(october());
  // Nothing is read yet: the project tells what it knows.
  MonitoringPage page = month.page();
  CHECK(page.state == "ready");
  CHECK(page.is_kept);
  CHECK(page.day == "2026-10-31");
  month.add("crm.csv", crm(2000, 600, ""));
  page = month.page();
  CHECK_FALSE(page.is_kept);
  CHECK(page.has_former);
  CHECK(page.since == "2026-10-31");
  CHECK(page.day == "2026-11-30");
  CHECK(alerts_to(page, "completeness_lost email"));
  CHECK(alerts_to(page, "shapes_drifted phone"));
  CHECK(page.alerts[0].sentence == "crm, E-mail: filled to 70% instead of 95%.");
  CHECK(page.alerts[0].source == "crm");
  const auto drift = std::find_if(page.alerts.begin(), page.alerts.end(), [](const MonitoringAlert& alert) { return alert.kind == "shapes_drifted" && alert.attribute == "phone"; });
  CHECK(drift->values[0].value == "9999999999");
  REQUIRE(page.points.size() == 2);
  CHECK(find(page, "email")->marks.size() == 2);
  CHECK(find(page, "email")->marks[0].filled_count == 1900);
  CHECK(find(page, "email")->marks[1].filled_count == 1400);
  month.dispatch(Run{});
  page = month.page();
  CHECK(page.is_kept);
  CHECK(page.points.size() == 2);
  CHECK(alerts_to(page, "shapes_drifted phone"));
  // And once more: no point is doubled, whatever is run again.
  month.dispatch(SetThreshold{0.7, true});
  month.dispatch(Run{});
  CHECK(month.page().points.size() == 2);
  // What was kept is in the file.
  Month later("2026-12-24");
  later.open(month.exported("jumelles"));
  CHECK(later.page().points.size() == 2);
  CHECK(kinds(later.page()) == kinds(page));
}

TEST_CASE("the same extract once more alarms nobody and is no other month") {
  Month month("2026-11-30");
  month.open(october());
  month.add("crm.csv", crm(2000, 100));
  CHECK(month.page().points.size() == 1);
  month.dispatch(Run{});
  const MonitoringPage page = month.page();
  CHECK(page.points.size() == 1);
  CHECK(page.day == "2026-10-31");
  CHECK(page.alerts.empty());
}

TEST_CASE("targets that people set are looked at, and findings that they ignore are not") {
  Month month("2026-11-30");
  month.open(october());
  month.add("crm.csv", crm(2000, 130));
  CHECK(month.page().alerts.empty());  // a point and a half may be chance
  month.dispatch(SetQualityTarget{"email", "completeness", 0.94});
  CHECK(kinds(month.page()) == std::vector<std::string>{"below_target email"});
  CHECK(find(month.page(), "email")->completeness_target == 0.94);
  // A hundred phones that nobody has.
  std::string bytes = crm(2000, 100);
  for (size_t at = bytes.find("06 39 98 1"), n = 0; n < 100; at = bytes.find("06 39 98 ", at + 1), ++n) bytes.replace(at, 14, "06 12 34 56 78");
  Month other("2026-11-30");
  other.open(october());
  other.add("crm.csv", bytes);
  const MonitoringPage page = other.page();
  const auto grown = std::find_if(page.alerts.begin(), page.alerts.end(), [](const MonitoringAlert& alert) { return alert.kind == "finding_grown" && alert.subject == "made_up_phone"; });
  REQUIRE(grown != page.alerts.end());
  CHECK(grown->finding == "made_up_phone phone");
  CHECK(grown->after == 100);
  other.dispatch(IgnoreFinding{"made_up_phone phone", true});
  for (const MonitoringAlert& alert : other.page().alerts) CHECK(alert.subject != "made_up_phone");
}

TEST_CASE("a project that is saved at once after its run has the figures, too") {
  Month month("2026-10-31");
  month.add("crm.csv", crm(2000, 100));
  REQUIRE(month.session.dispatch(Run{}).ok());
  for (bool ran = false; !ran;) {
    REQUIRE(month.session.pump(5));
    for (const Event& event : month.session.take_events())
      if (const auto* ended = std::get_if<TaskEnded>(&event)) ran = ran || ended->task == "run";
  }
  std::string bytes;
  bool saved = false;
  REQUIRE(month.session.start_export("jumelles", [&](std::string_view piece) { bytes += piece; return true; }, [&](const Status& status) { saved = status.ok(); }).ok());
  CHECK(bytes.empty());
  month.work();
  REQUIRE(saved);
  Month later("2026-11-30");
  later.open(bytes);
  CHECK(later.page().points.size() == 1);
}

TEST_CASE("recovery keeps the figures, a new project forgets them, and a project of before has none") {
  Month month("2026-11-30");
  month.open(october());
  Month recovered("2026-11-30");
  recovered.open(month.exported("recovery"));
  CHECK(recovered.page().points.size() == 1);
  month.dispatch(NewProject{});
  CHECK(month.page().state == "no_source");
  CHECK(month.page().points.empty());
}

TEST_CASE("a report tells what has changed, and can be compared with itself") {
  Month month("2026-11-30");
  month.open(october());
  month.add("crm.csv", crm(2000, 600));
  (void)month.session.query(1, AuditQuery{"en"});
  month.work();
  const std::string html = month.exported("masked:report:en");
  CHECK(html.find("filled to 70% instead of 95%") != std::string::npos);
  const std::string json = month.exported("report_json");
  CHECK(json.find("\"completeness_lost\"") != std::string::npos);
  const std::optional<monitoring::Point> point = monitoring::from_report(json);
  REQUIRE(point);
  CHECK(monitoring::find_cell(point->figures, "crm", "email")->filled_count == 1400);
  Month next("2026-12-31");
  next.session.set_former_quality({*point});
  next.add("crm.csv", crm(2000, 1300));
  CHECK(alerts_to(next.page(), "completeness_lost email"));
}
