#include "panels/quality.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;
using protocol::AuditPage;

namespace {

template <class C>
C only_command(Studio& studio) {
  const std::vector<std::string> sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  const auto command = protocol::command_from_json(sent[0]);
  REQUIRE(command.ok());
  REQUIRE(std::holds_alternative<C>(command.value()));
  return std::get<C>(command.value());
}

protocol::TaskEnded ended(const char* task) {
  protocol::TaskEnded out;
  out.task = task;
  return out;
}

struct Opened {
  explicit Opened(bool with_result = true, float width = 1440, float height = 900, ui::Language language = ui::Language::kFrench) : studio(width, height, language) {
    studio.receive(fixture::summary(with_result));
    studio.go("quality");
    studio.take_commands();
  }
  // As a hand would, wherever it is scrolled to.
  void press(const std::string& key) {
    REQUIRE_MESSAGE(studio.app.activate(key, ""), key);
    studio.settle();
  }
  std::string name(const std::string& key) const { return studio.find(key) ? studio.find(key)->name : "(absent)"; }
  // The filters of the latest question for records.
  std::vector<protocol::FacetFilter> asked_filters() const {
    for (size_t i = studio.queries.size(); i-- > 0;)
      if (const auto query = protocol::query_from_json(studio.queries[i]); query.ok())
        if (const auto* rows = std::get_if<protocol::AuditRowsQuery>(&query.value().query)) return rows->filters;
    return {};
  }
  Studio studio;
};

template <class Change>
auto amend_audit(Change change) {
  return [change](const protocol::Query&, protocol::Reply& reply) {
    if (auto* page = std::get_if<AuditPage>(&reply.page)) change(*page);
  };
}

}  // namespace

TEST_CASE("the rail counts the open findings and warns where one of them is harmful") {
  Opened q;
  CHECK(q.studio.value("rail/quality") == "8");
  CHECK(ui::quality_state({q.studio.app.ui(), q.studio.app.client(), q.studio.app.view(), q.studio.platform}) == ui::NavState::kAttention);
  Studio calm;
  calm.amend = amend_audit([](AuditPage& page) { std::erase_if(page.findings, [](const auto& f) { return f.severity == "error" && f.state == "open"; }); });
  calm.receive(fixture::summary());
  CHECK(calm.value("rail/quality") == "6");
  CHECK(ui::quality_state({calm.app.ui(), calm.app.client(), calm.app.view(), calm.platform}) == ui::NavState::kReady);
}

TEST_CASE("without a source the screen says what to do, and asks the engine nothing") {
  Studio studio;
  studio.go("quality");
  CHECK(studio.has("quality/empty/title"));
  studio.click("quality/empty/action");
  CHECK(studio.take_requests().back().what == "browse");
  CHECK(studio.queries.empty());
}

TEST_CASE("while the audit is made the screen says so, and asks again when it is there") {
  Studio studio;
  bool counting = true;
  studio.amend = amend_audit([&](AuditPage& page) {
    if (counting) page = {}, page.state = "counting";
  });
  studio.receive(fixture::summary());
  studio.go("quality");
  CHECK(studio.has("quality/counting"));
  CHECK(studio.value("rail/quality").empty());
  protocol::ProgressEvent progress;
  progress.task = "audit", progress.fraction = .4;
  studio.receive(protocol::Event{progress});
  CHECK(studio.find("quality/counting")->name.find(ui::percent(.4)) != std::string::npos);
  CHECK(studio.value("rail/quality") == ui::percent(.4));
  counting = false;
  studio.receive(protocol::Event{ended("audit")});
  CHECK_FALSE(studio.has("quality/counting"));
  CHECK(studio.value("rail/quality") == "8");
}

TEST_CASE("the former audit stays in sight while a new one is made") {
  Opened q;
  q.studio.amend = amend_audit([](AuditPage& page) { page = {}, page.state = "counting"; });
  protocol::Summary next = fixture::summary();
  ++next.revision;
  q.studio.receive(next);
  CHECK(q.studio.has("quality/cell/phone/1/validity"));
  CHECK(q.name("page/sentence") == ui::tr("quality.counting_again"));
  q.studio.amend = nullptr;
  q.studio.receive(protocol::Event{ended("audit")});
  CHECK(q.name("page/sentence").find(ui::number(12400)) != std::string::npos);
}

TEST_CASE("another project's audit is forgotten with it") {
  Opened q;
  q.studio.answers = false;
  protocol::Summary other = fixture::summary();
  ++other.revision;
  other.project.first_change = 77;
  q.studio.receive(other);
  CHECK_FALSE(q.studio.has("quality/cell/phone/1/validity"));
  CHECK(q.studio.has("quality/counting"));
}

TEST_CASE("figures that only a matching can tell say that they come with it") {
  Opened before(false), after;
  CHECK(before.studio.value("quality/figure/duplicates") == ui::tr("quality.after_matching"));
  CHECK(before.studio.value("quality/figure/completeness") == ui::percent(.72));
  CHECK(after.studio.value("quality/figure/duplicates").starts_with("508, "));
  CHECK(after.studio.value("quality/figure/unmatchable").starts_with("263, "));
}

TEST_CASE("a share is never rounded to all or nothing") {
  ui::set_language(ui::Language::kFrench);
  CHECK(ui::share_text(.999) == ui::percent(.99));
  CHECK(ui::share_text(1) == ui::percent(1));
  CHECK(ui::share_text(.0004) == ui::percent(.001, 1));
  CHECK(ui::share_text(.005) == ui::percent(.005, 1));
  CHECK(ui::share_text(0) == ui::percent(0));
  CHECK(ui::share_text(.29) == ui::percent(.29));  // 28.999… in binary
  CHECK(ui::share_text(-1) == "\u2013");
}

TEST_CASE("a cell tells its counts, its target, and what is not there") {
  Opened q;
  const std::string phone = q.studio.value("quality/cell/phone/1/validity");
  CHECK(phone.starts_with(ui::percent(.82)));
  CHECK(phone.find(ui::percent(.9)) != std::string::npos);
  CHECK(phone.find(ui::tr("quality.below")) != std::string::npos);
  CHECK(q.studio.value("quality/cell/siren/1/completeness").starts_with(ui::tr("quality.absent")));
  CHECK(q.studio.value("quality/cell/consent/1/validity").find(ui::tr("quality.not_checked")) != std::string::npos);
  CHECK(q.studio.value("quality/cell/city/0/completeness").find(ui::tr("quality.below")) == std::string::npos);
}

TEST_CASE("the first cell under its target is chosen until somebody chooses another one") {
  Opened q;
  CHECK(q.studio.find("quality/cell/birth_date/1/completeness")->selected == false);
  CHECK(q.studio.find("quality/cell/birth_date/0/validity")->selected);
  q.studio.click("quality/cell/phone/1/validity");
  CHECK(q.studio.find("quality/cell/phone/1/validity")->selected);
  CHECK(q.name("quality/chosen").find("boutique") != std::string::npos);
}

TEST_CASE("arrows walk the map and stop at its edges") {
  Opened q;
  q.studio.click("quality/cell/city/2/completeness");
  q.studio.press("ArrowRight");
  CHECK(q.studio.find("quality/cell/city/0/validity")->selected);
  q.studio.press("ArrowLeft");
  q.studio.press("ArrowUp");
  CHECK(q.studio.find("quality/cell/postcode/2/completeness")->selected);
  for (int i = 0; i < 9; ++i) q.studio.press("ArrowDown");
  CHECK(q.studio.find("quality/cell/consent/2/completeness")->selected);
  for (int i = 0; i < 9; ++i) q.studio.press("ArrowRight");
  CHECK(q.studio.find("quality/cell/consent/2/validity")->selected);
  const auto requests = q.studio.take_requests();
  CHECK(std::any_of(requests.begin(), requests.end(), [](const auto& r) { return r.what == "say" && r.argument.find("facturation") != std::string::npos; }));
}

TEST_CASE("by source, sources follow each other, and the keys go from one to the next") {
  Opened q;
  q.press("quality/shown/sources");
  CHECK(q.name("quality/source/0") == "crm");
  CHECK(q.name("quality/source/0/facts").find(ui::event_date("2024-06-14")) != std::string::npos);
  CHECK(q.name("quality/source/2/facts") == ui::tr_count("quality.records", 2780));
  CHECK(q.studio.value("quality/facts/phone/0").find("412") != std::string::npos);
  q.press("quality/cell/consent/0/completeness");
  q.studio.press("ArrowDown");
  CHECK(q.studio.find("quality/cell/civility/1/completeness")->selected);
  q.studio.press("ArrowRight");
  CHECK(q.studio.find("quality/cell/civility/1/validity")->selected);
}

TEST_CASE("thirty attributes of eight sources: cells far from what is seen are no items, the keys reach them") {
  Studio studio(1280, 720);
  studio.amend = amend_audit([](AuditPage& page) {
    const AuditPage few = page;
    page.attributes.clear(), page.sources.clear(), page.cells.clear();
    for (uint32_t s = 0; s < 8; ++s) page.sources.push_back(few.sources[s % 3]);
    for (uint32_t a = 0; a < 30; ++a) {
      page.attributes.push_back(few.attributes[a % 12]);
      page.attributes.back().key = "a" + std::to_string(a);
      for (uint32_t s = 0; s < 8; ++s) page.cells.push_back(few.cells[a % 12 * 3 + s % 3]), page.cells.back().source = s, page.cells.back().attribute = a;
    }
  });
  studio.receive(fixture::summary());
  studio.go("quality");
  CHECK(studio.has("quality/cell/a0/0/completeness"));
  CHECK_FALSE(studio.has("quality/cell/a29/0/completeness"));
  for (int i = 0; i < 40; ++i) studio.press("ArrowDown");
  for (int i = 0; i < 20; ++i) studio.press("ArrowRight");
  const ui::Semantic* last = studio.find("quality/cell/a29/7/validity");
  REQUIRE(last != nullptr);
  CHECK(last->selected);
  CHECK(last->rect.right() < 1280 - 360);
}

TEST_CASE("a target is typed as a percentage, and goes back to the proposed one") {
  Opened q;
  q.studio.click("quality/cell/phone/1/completeness");
  CHECK(q.studio.value("quality/target/completeness") == ui::percent(.7));
  for (const char* text : {"85", "85 %", "0,85"}) {
    q.studio.type("quality/target/completeness", text);
    q.studio.press("Enter");
    const auto sent = only_command<protocol::SetQualityTarget>(q.studio);
    CHECK(sent.attribute == "phone");
    CHECK(sent.measure == "completeness");
    CHECK(sent.share == doctest::Approx(.85));
    CHECK_FALSE(sent.by_default);
  }
  q.studio.type("quality/target/completeness", "120");
  q.studio.press("Enter");
  CHECK(q.studio.take_commands().empty());
  CHECK(q.studio.has("quality/target/completeness/wrong"));
  q.press("quality/target/completeness/default");  // the fixture's phone has one of its own
  CHECK(only_command<protocol::SetQualityTarget>(q.studio).by_default);
  q.press("quality/cell/phone/1/validity");
  CHECK(q.studio.has("quality/target/validity"));
  CHECK_FALSE(q.studio.has("quality/target/validity/default"));
}

TEST_CASE("a target of freshness is typed in months where records say when they are from, and is taken off") {
  Opened q;
  q.studio.click("quality/cell/email/0/completeness");
  CHECK(q.studio.value("quality/target/freshness").empty());
  q.studio.type("quality/target/freshness", "18");
  q.studio.press("Enter");
  const auto sent = only_command<protocol::SetQualityTarget>(q.studio);
  CHECK(sent.attribute == "email");
  CHECK(sent.measure == "freshness");
  CHECK(sent.months == 18);
  CHECK_FALSE(sent.by_default);
  q.studio.type("quality/target/freshness", "0");
  q.studio.press("Enter");
  CHECK(q.studio.take_commands().empty());
  CHECK(q.studio.has("quality/target/freshness/wrong"));
  q.press("quality/cell/phone/0/completeness");  // the fixture's phone has one, and is older
  CHECK(q.studio.value("quality/target/freshness") == "6");
  CHECK(q.name("quality/freshness").find(ui::tr_count("quality.age_beyond", 6)) != std::string::npos);
  q.press("quality/target/freshness/default");
  CHECK(only_command<protocol::SetQualityTarget>(q.studio).by_default);
  q.press("quality/cell/phone/1/completeness");  // a source whose records have no dates
  CHECK(q.studio.has("quality/target/freshness"));
  q.press("quality/cell/email/1/completeness");
  CHECK_FALSE(q.studio.has("quality/target/freshness"));
}

TEST_CASE("the chosen cell shows what its values are, as far as there is something to show") {
  Opened q;
  q.studio.click("quality/cell/phone/1/validity");
  CHECK(q.name("quality/shapes/0") == "09 99 99 99 99");
  CHECK(q.studio.value("quality/values/0").find(ui::tr("quality.kind.made_up_phone")) != std::string::npos);
  CHECK_FALSE(q.studio.has("quality/figures/years"));
  q.press("quality/figures/lengths");
  CHECK(q.name("quality/lengths/4").find("288") != std::string::npos);
  q.press("quality/figures/invalid");
  CHECK(q.name("quality/invalid/1") == "voir fiche");
  q.press("quality/figures/set_aside");
  CHECK(q.name("quality/set_aside/0") == "N/A");
  q.press("quality/cell/birth_date/0/validity");
  q.press("quality/figures/years");
  CHECK(q.name("quality/years/1900").starts_with("1900\u20131904"));
  q.press("quality/cell/postcode/0/validity");
  q.press("quality/figures/numbers");
  CHECK(q.name("quality/numbers/-100").starts_with("\u2212100\u2013\u22121"));
  q.press("quality/cell/siren/1/validity");
  CHECK(q.name("quality/chosen/facts") == ui::tr("quality.no_column"));
  CHECK_FALSE(q.studio.has("quality/figures/frequent"));
}

TEST_CASE("a bar opens the records that it counts, and one more bar those of both") {
  Opened q;
  q.studio.click("quality/cell/phone/1/validity");
  q.press("quality/values/0");
  using Filter = protocol::FacetFilter;
  CHECK(q.asked_filters() == std::vector<Filter>{{"source", "", "boutique"}, {"value", "phone", "06 00 00 00 00"}});
  CHECK(q.name("quality/row_count") == ui::tr_count("quality.records", 84));
  q.press("quality/back");
  CHECK(q.studio.has("quality/facet/1"));
  q.press("quality/figures/lengths");
  q.press("quality/lengths/14");
  CHECK(q.asked_filters() == std::vector<Filter>{{"value", "phone", "06 00 00 00 00"}, {"source", "", "boutique"}, {"length", "phone", "", 14, 14}});
  CHECK(q.name("quality/row_count") == ui::tr_count("quality.records", 7));
  // Another value takes the place of the one before.
  q.press("quality/back");
  q.press("quality/figures/frequent");
  q.press("quality/values/1");
  CHECK(q.asked_filters().size() == 3);
  q.press("quality/facet/0/remove");
  q.press("quality/facet/1/remove");
  CHECK_FALSE(q.studio.has("quality/row_count"));  // a source alone says nothing
  CHECK_FALSE(q.studio.has("quality/facet/0"));
  q.press("quality/see/missing");
  CHECK(q.asked_filters().back() == Filter{"missing", "phone", ""});
  q.press("quality/facets/clear");
  q.press("quality/see/invalid");
  CHECK(q.asked_filters().back() == Filter{"invalid", "phone", ""});
}

TEST_CASE("filters without a record say so, and lead back") {
  Opened q;
  q.studio.click("quality/cell/phone/1/validity");
  q.press("quality/shapes/3");
  CHECK(q.studio.has("quality/no_row"));
  q.press("quality/no_row/action");
  CHECK(q.studio.has("quality/cell/phone/1/validity"));
}

TEST_CASE("the records of a finding are walked by keys and copied whole") {
  Opened q;
  q.studio.click("quality/finding/postcode_town/fix");
  CHECK(q.asked_filters() == std::vector<protocol::FacetFilter>{{"finding", "", "postcode_town"}});
  CHECK(q.name("quality/facet/0") == "37 codes postaux contredisent la ville");
  CHECK(q.studio.find("quality/row/0")->selected);
  CHECK(q.studio.value("quality/row/0").find("CARON") != std::string::npos);
  for (int i = 0; i < 70; ++i) q.studio.press("ArrowDown");
  CHECK(q.studio.find("quality/row/70")->selected);
  q.studio.take_requests();
  q.studio.click("quality/row/70", 1);
  q.studio.click("menu/table");
  q.studio.settle();
  const auto requests = q.studio.take_requests();
  const auto copy = std::find_if(requests.begin(), requests.end(), [](const auto& r) { return r.what == "copy"; });
  REQUIRE(copy != requests.end());
  CHECK(std::count(copy->argument.begin(), copy->argument.end(), '\n') == 85);
  CHECK(copy->argument.find("WEB-20500") != std::string::npos);
}

TEST_CASE("a fix is shown before it is made") {
  Opened q;
  CHECK_FALSE(q.studio.has("quality/finding/mistyped_domain email/do"));
  q.studio.click("quality/finding/mistyped_domain email/fix");
  CHECK(q.studio.take_commands().empty());
  CHECK(q.name("quality/finding/mistyped_domain email/value/0") == "a.petit@gmial.com → a.petit@gmail.com");
  CHECK(q.name("quality/finding/mistyped_domain email/do") == ui::tr_count("quality.do.replace", 31));
  q.studio.click("quality/finding/mistyped_domain email/do");
  CHECK(only_command<protocol::FixFindings>(q.studio).findings == std::vector<std::string>{"mistyped_domain email"});
  CHECK_FALSE(q.studio.has("quality/finding/mistyped_domain email/do"));
  q.studio.click("quality/finding/mistyped_domain email");
  q.studio.click("quality/finding/mistyped_domain email/close");
  CHECK_FALSE(q.studio.has("quality/finding/mistyped_domain email/do"));
}

TEST_CASE("records that may be nobody's are left out by a button of the opened finding, which finds room whatever its words") {
  Opened q;
  q.press("quality/finding/mistyped_domain email");
  CHECK_FALSE(q.studio.has("quality/finding/mistyped_domain email/exclude"));
  q.press("quality/finding/check_digit siren");
  REQUIRE(q.studio.has("quality/finding/check_digit siren/exclude"));
  for (const char* deed : {"do", "records", "exclude", "close"}) {
    const auto rect = q.studio.find(std::string("quality/finding/check_digit siren/") + deed)->rect;
    CHECK_MESSAGE(rect.x + rect.w <= 1440, deed);
  }
  q.press("quality/finding/check_digit siren/exclude");
  const auto sent = only_command<protocol::FixFindings>(q.studio);
  CHECK(sent.findings == std::vector<std::string>{"check_digit siren"});
  CHECK(sent.act == "exclude");
}

TEST_CASE("each way to fix has its word, and what nothing can be done about is looked at") {
  Opened q;
  CHECK(q.name("quality/finding/made_up_phone phone/fix") == ui::tr("quality.fix.missing"));
  CHECK(q.name("quality/finding/mistyped_domain email/fix") == ui::tr("quality.fix.replace"));
  CHECK(q.name("quality/finding/spellings city/fix") == ui::tr("quality.fix.merge"));
  CHECK(q.name("quality/finding/postcode_town/fix") == ui::tr("quality.see"));
  CHECK(q.name("quality/finding/lost_zeros phone/state") == ui::tr("quality.fix.done"));
  CHECK_FALSE(q.studio.has("quality/finding/lost_zeros phone/fix"));
  CHECK(q.name("quality/finding/keyboard_walk surname/state") == ui::tr("quality.state.treated"));
  CHECK(q.name("quality/finding/disposable_domain email/state") == ui::tr("quality.state.ignored"));
  q.press("quality/finding/made_up_phone phone");
  CHECK(q.name("quality/finding/made_up_phone phone/cost") == ui::tr("quality.cost", {ui::number(2520), "84", "30", ui::tr("quality.harm.mixed")}));
  CHECK(q.name("quality/finding/made_up_phone phone/value/0") == "06 00 00 00 00 → " + ui::tr("quality.becomes_missing"));
  q.press("quality/finding/lost_zeros phone");
  CHECK(q.name("quality/finding/lost_zeros phone/value/0") == "639984120");
  CHECK_FALSE(q.studio.has("quality/finding/lost_zeros phone/do"));
  CHECK(q.name("quality/finding/lost_zeros phone/cost") == ui::tr("quality.cost_none", {ui::tr("quality.harm.mended")}));
}

TEST_CASE("what one finding does has words in both languages") {
  for (const char* harm : {"apart", "forbidden", "lost", "mended", "misled", "mixed", "nothing", "twice", "untidy"}) CHECK_MESSAGE(ui::has_text(std::string("quality.harm.") + harm), harm);
}

TEST_CASE("all fixes are listed before they are made in one step") {
  Opened q;
  q.studio.click("quality/fix_all");
  CHECK(q.studio.take_commands().empty());
  for (const char* id : {"placeholder birth_date", "made_up_phone phone", "mistyped_domain email", "spellings city", "check_digit siren"}) CHECK_MESSAGE(q.studio.has(std::string("quality/all/") + id), id);
  for (const char* id : {"lost_zeros phone", "postcode_town", "keyboard_walk surname", "disposable_domain email"}) CHECK_FALSE_MESSAGE(q.studio.has(std::string("quality/all/") + id), id);
  CHECK(q.name("quality/all/do") == ui::tr_count("quality.do_all", 5, ui::number(262 + 84 + 31 + 87 + 28)));
  q.press("quality/all/cancel");
  CHECK(q.studio.has("quality/finding/postcode_town"));
  q.press("quality/fix_all");
  q.press("quality/all/do");
  CHECK(only_command<protocol::FixFindings>(q.studio).findings.size() == 5);
  CHECK(q.studio.has("quality/finding/postcode_town"));
}

TEST_CASE("a finding is ignored, and taken back, by its menu") {
  Opened q;
  q.studio.click("quality/finding/made_up_phone phone", 1);
  q.studio.click("menu/ignore");
  const auto ignored = only_command<protocol::IgnoreFinding>(q.studio);
  CHECK(ignored.finding == "made_up_phone phone");
  CHECK(ignored.ignored);
  q.press("quality/finding/disposable_domain email/menu");
  q.studio.click("menu/unignore");
  CHECK_FALSE(only_command<protocol::IgnoreFinding>(q.studio).ignored);
  q.press("quality/finding/keyboard_walk surname/menu");
  CHECK_FALSE(q.studio.has("menu/ignore"));
  CHECK(q.studio.has("menu/see"));
}

TEST_CASE("sources without a finding are said to be clean") {
  Studio studio;
  studio.amend = amend_audit([](AuditPage& page) { page.findings.clear(); });
  studio.receive(fixture::summary());
  studio.go("quality");
  CHECK(studio.has("quality/no_finding"));
  CHECK_FALSE(studio.has("quality/fix_all"));
  CHECK(studio.value("rail/quality") == "0");
}

TEST_CASE("in a narrow window the findings stand beneath, and a button leads there") {
  Opened q(true, 960, 600);
  const float before = q.studio.find("quality/findings")->rect.y;
  CHECK(before > 600);
  q.studio.click("quality/to_findings");
  CHECK(q.studio.find("quality/findings")->rect.y < 600);
  CHECK_FALSE(Opened().studio.has("quality/to_findings"));
}

TEST_CASE("compared sources: who is where, who is fuller, and who is right") {
  Opened q;
  q.press("quality/shown/compared");
  CHECK(q.name("quality/overlap/6") == "crm, boutique, facturation");
  CHECK(q.studio.value("quality/overlap/6") == "203");
  CHECK(q.name("quality/overlaps/words") == ui::tr_count("quality.in_several", 2190, ui::number(9310)));
  const std::string fuller = q.studio.value("quality/agreement/given_name");
  CHECK(fuller.find(ui::tr("quality.fuller", {"crm", "412", "103"})) != std::string::npos);
  CHECK(fuller.find(ui::tr("quality.third", {"crm", "61", "80"})) != std::string::npos);
  CHECK(q.studio.value("quality/agreement/birth_date").find(ui::tr("quality.few_pairs", {"11"})) != std::string::npos);
  CHECK(q.studio.value("quality/agreement/email").find(ui::tr("quality.all_same")) != std::string::npos);
  CHECK(q.studio.value("quality/agreement/phone").find(ui::tr("quality.third_few", {"12", "crm", "8", "boutique"})) != std::string::npos);
  q.press("quality/pair/1/2");
  CHECK(q.studio.value("quality/agreement/email").find("facturation") != std::string::npos);
  // There is no map to walk.
  const std::string attribute = q.studio.app.view().quality.attribute;
  q.studio.press("ArrowDown");
  CHECK(q.studio.app.view().quality.attribute == attribute);
}

TEST_CASE("compared sources wait for a matching, say when theirs is a former one, and need two sources") {
  Opened before(false);
  before.press("quality/shown/compared");
  CHECK(before.studio.has("quality/compared_empty/title"));
  Studio stale;
  stale.amend = amend_audit([](AuditPage& page) { page.result.is_stale = true; });
  stale.receive(fixture::summary());
  stale.go("quality");
  stale.click("quality/shown/compared");
  CHECK(stale.has("quality/stale"));
  Studio one;
  one.amend = amend_audit([](AuditPage& page) {
    page.sources.resize(1);
    std::erase_if(page.cells, [](const auto& cell) { return cell.source > 0; });
  });
  one.receive(fixture::summary());
  one.go("quality");
  CHECK_FALSE(one.has("quality/shown/compared"));
}

TEST_CASE("charts are copied as data and as pictures") {
  Opened q;
  q.press("quality/map/copy_data");
  auto requests = q.studio.take_requests();
  REQUIRE_FALSE(requests.empty());
  CHECK(requests.back().what == "copy");
  CHECK(std::count(requests.back().argument.begin(), requests.back().argument.end(), '\n') == 37);  // 12 attributes of 3 sources, and the header
  q.press("quality/map/copy_picture");
  requests = q.studio.take_requests();
  REQUIRE_FALSE(requests.empty());
  CHECK(requests.back().what == "copy_picture");
  CHECK(std::count(requests.back().argument.begin(), requests.back().argument.end(), ' ') == 3);
  q.press("quality/cell/copy_data");
  CHECK(q.studio.take_requests().back().argument.find("09 99 99 99 99\t1993") != std::string::npos);
  q.press("quality/shown/compared");
  q.press("quality/overlaps/copy_data");
  CHECK(q.studio.take_requests().back().argument.find("boutique, facturation\t392") != std::string::npos);
  q.press("quality/agreements/copy_data");
  CHECK(q.studio.take_requests().back().argument.find("crm\tboutique\t917\t858\t412\t103\t61\t19") != std::string::npos);
}

TEST_CASE("the report is asked for in the language that is read, and masked while the screen is") {
  Opened french, english(true, 1440, 900, ui::Language::kEnglish);
  english.press("quality/report");
  auto request = english.studio.take_requests().back();
  CHECK(request.argument == "report:en");
  CHECK(request.file_name == "audit-report.html");
  ui::set_language(ui::Language::kFrench);
  french.press("quality/report");
  request = french.studio.take_requests().back();
  CHECK(request.what == "download");
  CHECK(request.argument == "report:fr");
  CHECK(request.file_name == "rapport-audit.html");
  french.studio.click("top/mask");
  french.studio.take_requests();
  french.press("quality/report");
  request = french.studio.take_requests().back();
  CHECK(request.argument == "masked:report:fr");
  CHECK(request.file_name == "rapport-audit-masque.html");
}

TEST_CASE("while it is masked, values are no filters, and filters hide their value") {
  Opened q;
  q.studio.click("quality/cell/phone/1/validity");
  q.press("quality/values/0");
  CHECK(q.name("quality/facet/1").find("06 00 00 00 00") != std::string::npos);
  q.press("quality/back");
  q.studio.click("top/mask");
  CHECK(q.name("quality/facet/1").find("00 00 00 00 00") != std::string::npos);
  CHECK(q.name("quality/facet/1").find("06 00") == std::string::npos);
  CHECK_FALSE(q.studio.app.activate("quality/values/0", ""));
  q.press("quality/facets/see");
  CHECK(q.asked_filters().back().value == "06 00 00 00 00");  // asked as before
  CHECK(q.studio.value("quality/row/0").find("CARON") == std::string::npos);
}

namespace {

template <class Change>
auto amend_history(Change change) {
  return [change](const protocol::Query&, protocol::Reply& reply) {
    if (auto* page = std::get_if<protocol::MonitoringPage>(&reply.page)) change(*page);
  };
}

struct History : Opened {
  explicit History(float width = 1440, float height = 900, ui::Language language = ui::Language::kFrench) : Opened(true, width, height, language) {}
  void show() { press("quality/shown/history"); }
};

}  // namespace

TEST_CASE("what has changed since last month is told first, each with a way to its cell or its records") {
  History q;
  q.show();
  CHECK(q.name("quality/alerts") == "6 alertes depuis le 31\u00a0oct.\u00a02026");
  CHECK(q.name("quality/alert/0").find("fidelite n’est plus là") == 0);
  CHECK_FALSE(q.studio.has("quality/alert/0/see"));  // there is no place for it
  CHECK(q.studio.value("quality/alert/1").find("Grave. Demandez") == 0);
  CHECK(q.studio.value("quality/alert/3").find("9999999999\u00a0(300)") != std::string::npos);
  q.press("quality/alert/2/see");
  CHECK(q.studio.app.view().quality.shown == "attributes");
  CHECK(q.studio.find("quality/cell/phone/1/validity")->selected);
  q.show();
  q.press("quality/alert/1/see");
  CHECK(q.studio.find("quality/cell/email/0/completeness")->selected);
  q.show();
  q.press("quality/alert/4/see");
  REQUIRE(q.asked_filters().size() == 1);
  CHECK(q.asked_filters()[0].value == "made_up_phone phone");
}

TEST_CASE("curves say every month of the chosen measure, and what was aimed at") {
  History q;
  q.show();
  CHECK(q.studio.value("quality/curve/crm/email") == "sept.\u00a02026\u00a0: 95,4\u202f%, oct.\u00a02026\u00a0: 95,4\u202f%, nov.\u00a02026\u00a0: 83,0\u202f%, objectif 70\u202f%");
  CHECK(q.name("quality/curve/crm/email") == "E-mail, crm, Complétude");
  CHECK_FALSE(q.studio.has("quality/curve/crm/all"));
  CHECK_FALSE(q.studio.has("quality/curve/facturation/civility"));  // it has no such column
  q.press("quality/measure/validity");
  CHECK(q.studio.value("quality/curve/boutique/phone").find("82,0\u202f%") != std::string::npos);
  CHECK(q.studio.has("quality/curve/crm/company_name"));
  q.press("quality/measure/records");
  CHECK(q.studio.value("quality/curve/crm/all") == "sept.\u00a02026\u00a0: 5\u202f040, oct.\u00a02026\u00a0: 5\u202f140, nov.\u00a02026\u00a0: 5\u202f240");
  CHECK_FALSE(q.studio.has("quality/curve/crm/email"));
  q.press("quality/measure/findings");
  CHECK(q.name("quality/curve/crm/all") == "Tous, crm, Constats");
  CHECK(q.studio.value("quality/curve/crm/phone").find("nov.\u00a02026\u00a0: 22") != std::string::npos);
  q.press("quality/measure/distinct");
  CHECK(q.studio.has("quality/curve/crm/email"));
  q.press("quality/history/copy_data");
  const auto requests = q.studio.take_requests();
  const auto copy = std::find_if(requests.begin(), requests.end(), [](const auto& request) { return request.what == "copy"; });
  REQUIRE(copy != requests.end());
  CHECK(copy->argument.find("2026-09-30\tcrm\tE-mail\t5240\t5000") != std::string::npos);
}

TEST_CASE("with one month alone the history says what will come, and without an alert that there is none") {
  History q;
  q.studio.amend = amend_history([](protocol::MonitoringPage& page) { page.points.resize(1), page.has_former = false; });
  q.show();
  CHECK(q.name("quality/history_empty/title") == "Un seul mois est connu");
  CHECK_FALSE(q.studio.has("quality/months"));
  History twice;  // two extracts of one month
  twice.studio.amend = amend_history([](protocol::MonitoringPage& page) { page.points.resize(1); });
  twice.show();
  CHECK(twice.studio.has("quality/alert/0"));
  CHECK(twice.name("quality/months_later") == "Les courbes commencent avec le deuxième mois.");
  CHECK_FALSE(twice.studio.has("quality/months"));
  History calm(1440, 900, ui::Language::kEnglish);
  calm.studio.amend = amend_history([](protocol::MonitoringPage& page) { page.alerts.clear(), page.is_kept = false; });
  calm.show();
  CHECK(calm.name("quality/alerts") == "No alert since 31\u00a0Oct\u00a02026");
  CHECK(calm.name("quality/kept_later") == "These figures will be kept with the next matching.");
  CHECK(calm.studio.has("quality/months"));
  History counting;
  counting.studio.amend = amend_history([](protocol::MonitoringPage& page) { page = {}, page.state = "counting"; });
  counting.show();
  CHECK(counting.studio.has("quality/counting"));
  counting.studio.amend = nullptr;
  counting.studio.receive(protocol::Event{ended("audit")});
  CHECK(counting.studio.has("quality/months"));
}

TEST_CASE("the history has room in every window, in both languages") {
  for (const auto& [width, height] : {std::pair{960.0f, 600.0f}, std::pair{1280.0f, 720.0f}, std::pair{1440.0f, 900.0f}})
    for (const ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish}) {
      History q(width, height, language);
      q.show();
      for (const ui::Semantic& semantic : q.studio.app.ui().semantics)
        if (semantic.key.find("quality/curve/") == 0 || semantic.key.find("quality/shown/") == 0 || semantic.key.find("quality/measure/") == 0) CHECK_MESSAGE(semantic.rect.right() <= width, semantic.key);
    }
}

TEST_CASE("the filtered records go out as a file, all of them") {
  Opened q;
  q.press("quality/finding/made_up_phone phone");
  q.press("quality/finding/made_up_phone phone/records");
  q.press("quality/rows_csv");
  const std::vector<ui::HostRequest> requests = q.studio.take_requests();
  REQUIRE_FALSE(requests.empty());
  CHECK(requests.back().what == "download");
  REQUIRE(requests.back().argument.starts_with("rows:"));
  const auto query = protocol::query_from_json(requests.back().argument.substr(5));
  REQUIRE(query.ok());
  CHECK(std::get<protocol::AuditRowsQuery>(query.value().query).filters == q.studio.app.view().quality.filters);
}

namespace {

// With two words, of one of which a record is gone.
struct Tagged : Opened {
  Tagged() {
    studio.amend = amend_audit([](AuditPage& page) { page.tags = {{"à appeler", 12, 0}, {"parti", 3, 2}}; });
    protocol::Summary next = fixture::summary();
    ++next.revision;
    studio.receive(next);
  }
};

}  // namespace

TEST_CASE("a word is given to all filtered records by a button or Enter, and taken off them") {
  Opened q;
  q.press("quality/finding/made_up_phone phone");
  q.press("quality/finding/made_up_phone phone/records");
  CHECK(q.name("quality/tag_give") == ui::tr_count("quality.tag.give", 84));
  CHECK(q.studio.find("quality/tag_give")->disabled);  // nothing is written yet
  q.studio.type("quality/tag_field", "à rappeler");
  q.press("quality/tag_give");
  auto sent = only_command<protocol::TagRecords>(q.studio);
  CHECK(sent.tag == "à rappeler");
  CHECK(sent.given);
  CHECK(sent.filters == q.studio.app.view().quality.filters);
  q.studio.type("quality/tag_field", "autre");
  q.studio.press("Enter");
  CHECK(only_command<protocol::TagRecords>(q.studio).tag == "autre");
  CHECK(q.studio.find("quality/tag_take")->disabled);  // no record has it
}

TEST_CASE("words that there are stand on the screen with their counts, lead to their records, and go") {
  Tagged q;
  CHECK(q.name("quality/tag/à appeler") == "à appeler 12");
  CHECK(q.name("quality/tags/lost") == ui::tr_count("quality.tag.lost", 2));
  q.press("quality/tag/parti/remove");
  const auto gone = only_command<protocol::TagRecords>(q.studio);
  CHECK(gone.tag == "parti");
  CHECK_FALSE(gone.given);
  CHECK(gone.filters.empty());
  q.press("quality/tag/à appeler");
  CHECK(q.studio.app.view().quality.filters == std::vector<protocol::FacetFilter>{{"tag", "", "à appeler", 0, 0}});
  CHECK(q.name("quality/facet/0") == ui::tr("quality.facet.tag", {"à appeler"}));
  CHECK(q.studio.value("quality/row/1").find(ui::tr("quality.tags")) != std::string::npos);
  CHECK(q.studio.value("quality/row/0").find(ui::tr("quality.tags")) == std::string::npos);
  q.press("quality/tag_filter/parti");
  CHECK(q.studio.app.view().quality.filters == std::vector<protocol::FacetFilter>{{"tag", "", "parti", 0, 0}});
  q.studio.type("quality/tag_field", "parti");
  q.press("quality/tag_take");
  const auto taken = only_command<protocol::TagRecords>(q.studio);
  CHECK_FALSE(taken.given);
  CHECK(taken.filters == q.studio.app.view().quality.filters);
}
