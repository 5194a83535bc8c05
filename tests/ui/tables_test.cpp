// Lists and tables: filtered, sorted, copied, with menus on rows and cells.
#include "widgets/table.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "panels/copying.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;
using ui::tr;

namespace {

struct Tables : Studio {
  explicit Tables(const std::string& screen, float width = 1440, float height = 900) : Studio(width, height) {
    receive(fixture::summary(true));
    go(screen);
    take_commands();
    take_requests();
    queries.clear();
  }
  bool asked(const std::string& part) const {
    return std::any_of(queries.begin(), queries.end(), [&](const std::string& json) { return json.find(part) != std::string::npos; });
  }
  std::string name(const std::string& key) const { return has(key) ? find(key)->name : "(absent)"; }
  // What was to be copied since, as the host gets it.
  ui::HostRequest copied() {
    for (const ui::HostRequest& request : take_requests())
      if (request.what == "copy") return request;
    return {};
  }
  std::vector<std::string> menu() const {
    std::vector<std::string> out;
    for (const ui::Semantic& semantic : app.semantics())
      if (semantic.role == ui::Role::kMenuItem) out.push_back(semantic.key);
    return out;
  }
};

}  // namespace

TEST_CASE("a header sorts one way, then the other, then leaves the list its own order") {
  using ui::next_sort, ui::Sort;
  CHECK(next_sort({}, "name", false) == Sort{"name", false});
  CHECK(next_sort({"name", false}, "name", false) == Sort{"name", true});
  CHECK(next_sort({"name", true}, "name", false) == Sort{});
  CHECK(next_sort({"name", true}, "records", true) == Sort{"records", true});
  CHECK(next_sort({"records", true}, "records", true) == Sort{"records", false});
  CHECK(next_sort({"records", false}, "records", true) == Sort{});
}

TEST_CASE("a copied table is what spreadsheets paste: tabs, quotes where they must be, formulas made harmless") {
  const ui::CopiedTable table{{"Nom", "Note"}, {{"Zoé", "a\tb"}, {"=1+1", "dit \"oui\"\nou non"}, {"+33 6 12 34 56 78", "01000"}}};
  CHECK(ui::as_text(table) == "Nom\tNote\r\nZoé\t\"a\tb\"\r\n'=1+1\t\"dit \"\"oui\"\"\nou non\"\r\n+33 6 12 34 56 78\t01000\r\n");
  CHECK(ui::as_text({{}, {{"a", "b"}}}) == "a\tb");  // a row alone has no line end
  const std::string html = ui::as_html({{"<N&M>"}, {{"x\ny"}}});
  CHECK(html.find("&lt;N&amp;M&gt;") != std::string::npos);
  CHECK(html.find("x<br") != std::string::npos);
  CHECK(html.find("mso-number-format:'\\@'") != std::string::npos);  // 01000 stays 01000
}

TEST_CASE("pairs are filtered by what is typed over them; the count says of how many, Escape empties it") {
  Tables studio("pairs");
  CHECK(studio.name("pairs/position") == tr("list.position", {"1", "143"}));
  studio.type("pairs/find", "lefvere");
  CHECK(studio.asked("lefvere"));
  CHECK(studio.has("pairs/row/0"));
  CHECK_FALSE(studio.has("pairs/row/12"));
  CHECK(studio.name("pairs/position") == tr("list.position_filtered", {"1", "12", "143"}));
  // The walk ends where the filter ends.
  studio.app.field("pairs/find", "blur", "");
  studio.settle();
  for (int i = 0; i < 20; ++i) studio.press("j");
  CHECK(studio.app.view().pair_row == 11);
  CHECK(studio.name("pairs/position") == tr("list.position_filtered", {"12", "12", "143"}));
  studio.type("pairs/find", "personne");
  CHECK(studio.name("pairs/none") == tr("pairs.none_found"));
  CHECK(studio.name("pairs/position") == tr("list.none_of", {"143"}));
  studio.press("Escape");
  CHECK(studio.value("pairs/find").empty());
  CHECK(studio.has("pairs/row/0"));
  studio.type("pairs/find", "personne");
  studio.app.field("pairs/find", "blur", "");
  studio.settle();
  studio.click("pairs/none/action");  // the other way out
  CHECK(studio.value("pairs/find").empty());
  CHECK(studio.has("pairs/row/0"));
}

TEST_CASE("a verdict goes on within the filter") {
  Tables studio("pairs");
  studio.type("pairs/find", "lef");
  studio.app.field("pairs/find", "blur", "");
  studio.settle();
  studio.queries.clear();
  studio.press("m");
  REQUIRE(studio.take_commands().size() == 1);
  CHECK(studio.app.view().pair_row == 1);
  CHECK(studio.app.view().pair_text == "lef");
}

TEST_CASE("where the index is still being made, the list of pairs waits and says so, and is asked again") {
  Tables studio("pairs");
  bool made = false;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    const auto* asked = std::get_if<protocol::PairsQuery>(&query);
    if (asked && !asked->text.empty() && !made) reply.page = protocol::PairsPage{asked->filter, asked->sort, 0, 0, {}, 143, "indexing"};
  };
  studio.type("pairs/find", "lef");
  CHECK(studio.name("pairs/none") == tr("search.preparing"));
  CHECK_FALSE(studio.has("pairs/none/action"));
  made = true;
  studio.receive(protocol::Event{protocol::TaskEnded{"search", {}, false, 800}});
  CHECK(studio.has("pairs/row/11"));
  CHECK_FALSE(studio.has("pairs/none"));
}

TEST_CASE("pairs are sorted by their headers, which tell which way, and by the list of orders") {
  Tables studio("pairs");
  CHECK(studio.find("pairs/sort/name")->sort == "none");
  studio.click("pairs/sort/name");
  CHECK(studio.app.view().pair_sort == "name");
  CHECK(studio.find("pairs/sort/name")->sort == "ascending");
  CHECK(studio.value("pairs/sort/name") == tr("sort.ascending"));
  CHECK(studio.value("pairs/sort") == tr("pairs.sort.name"));
  studio.click("pairs/sort/name");
  CHECK(studio.app.view().pair_sort == "name_reversed");
  CHECK(studio.find("pairs/sort/name")->sort == "descending");
  studio.click("pairs/sort/name");
  CHECK(studio.app.view().pair_sort == "useful");
  studio.click("pairs/sort/probability");
  CHECK(studio.app.view().pair_sort == "strongest");
  studio.click("pairs/sort/probability");
  CHECK(studio.app.view().pair_sort == "weakest");
  studio.choose("pairs/sort", "name_reversed");
  CHECK(studio.find("pairs/sort/name")->sort == "descending");
  CHECK(studio.find("pairs/sort/probability")->sort == "none");
  // Pairs set apart by a rule have no order by probability.
  studio.click("pairs/filter/vetoed");
  CHECK_FALSE(studio.has("pairs/sort/probability"));
  CHECK(studio.has("pairs/sort/name"));
}

TEST_CASE("groups are filtered and sorted, and the list begins anew") {
  Tables studio("groups");
  studio.click("groups/row/3");
  studio.click("groups/sort/records");
  CHECK(studio.asked("\"sort\":\"records\""));
  CHECK(studio.asked("\"descending\":true"));
  CHECK(studio.app.view().group_row == 0);
  CHECK(studio.find("groups/sort/records")->sort == "descending");
  studio.click("groups/sort/weakest");
  CHECK(studio.find("groups/sort/weakest")->sort == "ascending");
  CHECK(studio.find("groups/sort/records")->sort == "none");
  studio.type("groups/find", "lef");
  CHECK(studio.name("groups/position") == tr("list.position_filtered", {"1", "3", "6"}));
  CHECK_FALSE(studio.has("groups/row/3"));
  studio.type("groups/find", "personne");
  CHECK(studio.name("groups/none") == tr("groups.none_found"));
  CHECK_FALSE(studio.has("groups/all_checked/title"));
  studio.press("Escape");
  CHECK(studio.has("groups/row/3"));
  CHECK(studio.find("groups/sort/weakest")->sort == "ascending");  // the order stays
}

TEST_CASE("customers are sorted by a list of orders; a customer that was searched is shown in the list's own") {
  Tables studio("golden");
  CHECK(studio.value("golden/sort") == tr("golden.sort.own"));
  studio.choose("golden/sort", "records-");
  CHECK(studio.asked("\"sort\":\"records\""));
  CHECK(studio.asked("\"descending\":true"));
  CHECK(studio.value("golden/sort") == tr("golden.sort.records-"));
  studio.type("golden/find", "lef");
  CHECK(studio.name("golden/position") == tr("list.position_filtered", {"1", "12", ui::number(2190)}));
  studio.press("k", true);
  studio.type("top/search", "lef");
  studio.press("Enter");
  CHECK(studio.app.view().golden_sort == ui::Sort{});
  CHECK(studio.app.view().golden_text.empty());
}

TEST_CASE("the right button on a value opens its menu; the value, the row and the table are copied") {
  Tables studio("golden");
  REQUIRE(studio.has("golden/cell/surname/1"));
  const std::string value = studio.value("golden/cell/surname/1").empty() ? studio.name("golden/cell/surname/1") : studio.name("golden/cell/surname/1");
  studio.click("golden/cell/surname/1", 1);
  CHECK(studio.menu() == std::vector<std::string>{"menu/value", "menu/row", "menu/table", "menu/group"});
  studio.click("menu/value");
  CHECK(studio.menu().empty());
  CHECK(studio.copied().argument == value);
  studio.click("golden/cell/surname/1", 1);
  studio.click("menu/row");
  const std::string row = studio.copied().argument;
  CHECK(row.starts_with(ui::attribute_label("surname") + "\t"));
  CHECK(std::count(row.begin(), row.end(), '\t') == 5);  // attribute, golden value, four records
  CHECK(row.find('\n') == std::string::npos);
  studio.click("golden/value/surname", 1);
  studio.click("menu/table");
  const ui::HostRequest table = studio.copied();
  CHECK(table.argument.starts_with(tr("sources.attribute") + "\t" + tr("golden.reference") + "\t103390"));
  CHECK(table.html.starts_with("<table><tr><th"));
  studio.app.copied(true);
  studio.settle();
  CHECK(studio.name("status/told").find("6") != std::string::npos);  // columns
  studio.platform.clock_ms += 7000;
  studio.app.focus(true);
  studio.settle();
  CHECK_FALSE(studio.has("status/told"));
  studio.app.copied(false);
  studio.settle();
  CHECK(studio.name("status/told") == tr("copy.failed"));
}

TEST_CASE("by the keys: the menu of the current row, walked by arrows, closed by Escape, and Ctrl+C") {
  Tables studio("pairs");
  CHECK(studio.press("ContextMenu"));
  REQUIRE(studio.menu().size() == 6);
  CHECK(studio.press("Escape"));
  CHECK(studio.menu().empty());
  CHECK(studio.take_commands().empty());
  CHECK(studio.press("F10", false, true));
  REQUIRE(studio.has("menu/value"));
  studio.press("ArrowDown");
  studio.press("Enter");
  CHECK(studio.menu().empty());
  const std::string row = studio.copied().argument;
  CHECK(std::count(row.begin(), row.end(), '\t') == 6);
  CHECK(studio.press("c", true));
  CHECK(studio.copied().argument == studio.find("pairs/row/0")->name);
  studio.press("ContextMenu");
  studio.click("menu/different");
  CHECK(studio.take_commands().size() == 1);
  CHECK(studio.app.view().pair_row == 1);
}

TEST_CASE("a key for copying, pressed right behind an arrow, is about the row that the arrow leads to") {
  Tables studio("pairs");
  studio.app.key({"ArrowDown"}, true);
  studio.app.key({"c", true}, true);
  studio.settle();
  CHECK(studio.copied().argument == studio.find("pairs/row/1")->name);
}

TEST_CASE("the right button on a row of a list makes it the current one; the whole list is copied as a table") {
  Tables studio("groups");
  studio.click("groups/row/2", 1);
  CHECK(studio.app.view().group_row == 2);
  studio.click("menu/table");
  const std::string all = studio.copied().argument;
  CHECK(all.starts_with(tr("groups.group") + "\t"));
  CHECK(std::count(all.begin(), all.end(), '\n') == 7);  // the header and six groups
  studio.click("groups/row/2", 1);
  studio.click("menu/golden");
  CHECK(studio.app.view().screen == ui::Screen::kGolden);
  CHECK(studio.app.view().golden_filter == "all");
  CHECK(studio.app.view().golden_row == 2);
  studio.press("ContextMenu");
  studio.click("menu/group");
  CHECK(studio.app.view().screen == ui::Screen::kGroups);
  CHECK(studio.app.view().group_row == 2);
}

TEST_CASE("records of a group: the value beneath the pointer, the row and the table") {
  Tables studio("groups");
  REQUIRE(studio.has("groups/record/0"));
  studio.click("groups/record/0", 1);
  REQUIRE(studio.has("menu/row"));
  studio.click("menu/row");
  const std::string row = studio.copied().argument;
  CHECK(row.starts_with("FAC-3318\t"));
  studio.click("groups/record/0", 1);
  studio.click("menu/value");
  CHECK(row.find(studio.copied().argument) != std::string::npos);
  studio.click("groups/record/0", 1);
  studio.click("menu/table");
  const std::string table = studio.copied().argument;
  CHECK(std::count(table.begin(), table.end(), '\n') == 8);
}

TEST_CASE("rows of a source are copied as they were read") {
  Tables studio("sources");
  REQUIRE(studio.has("sources/preview/row/0"));
  studio.click("sources/preview/row/0", 1);
  studio.click("menu/row");
  const std::string row = studio.copied().argument;
  CHECK_FALSE(row.empty());
  CHECK(static_cast<size_t>(std::count(row.begin(), row.end(), '\t')) + 1 == fixture::summary(true).sources[0].columns.size());
  studio.click("sources/preview/row/0", 1);
  studio.click("menu/table");
  CHECK(studio.copied().argument.starts_with(fixture::summary(true).sources[0].columns[0].name + "\t"));
}

TEST_CASE("while values are masked, what is copied is masked; a menu that was open is gone") {
  Tables studio("golden");
  const std::string open = studio.name("golden/cell/surname/1");
  studio.click("golden/cell/surname/1", 1);
  REQUIRE(studio.has("menu/value"));
  studio.app.key({"m", true, true}, true);
  studio.settle();
  CHECK(studio.menu().empty());
  studio.click("golden/cell/surname/1", 1);
  studio.click("menu/table");
  const ui::HostRequest table = studio.copied();
  REQUIRE_FALSE(table.argument.empty());
  CHECK(table.argument.find(open) == std::string::npos);
  CHECK(table.html.find(open) == std::string::npos);
  for (const std::string screen : {"pairs", "groups"}) {
    studio.go(screen);
    studio.press("ContextMenu");
    studio.click("menu/table");
    const std::string text = studio.copied().argument;
    CHECK(text.find("Delaunay") == std::string::npos);
    CHECK(text.find("Xx") != std::string::npos);
  }
}

TEST_CASE("columns are as wide as they are dragged; a double click on an edge and Enter fit them to what they hold") {
  Tables studio("golden");
  CHECK(studio.app.view().column_widths.empty());  // nobody has dragged anything
  const auto width = [&](const char* key) { return std::stof(studio.value(key)); };
  const float before = width("golden/value");
  studio.drag("golden/value", 40);
  CHECK(width("golden/value") == doctest::Approx(before + 40).epsilon(.01));
  CHECK(studio.app.activate("golden/value", "150"));
  studio.settle();
  CHECK(width("golden/value") == 150);
  studio.go("groups");
  REQUIRE(studio.has("groups/column/given_name"));
  const float natural = width("groups/column/given_name");
  studio.drag("groups/column/given_name", 60);
  CHECK(width("groups/column/given_name") == doctest::Approx(natural + 60).epsilon(.01));
  const ui::Rect edge = studio.find("groups/column/given_name")->rect;
  for (int i = 0; i < 2; ++i)
    for (const bool down : {true, false}) {
      studio.app.pointer_button(0, down, edge.x + 4, edge.y + 10, false);
      for (int frame = 0; frame < 3; ++frame) {
        studio.platform.clock_ms += 16;
        studio.app.frame();
      }
    }
  studio.settle();
  CHECK(width("groups/column/given_name") != doctest::Approx(natural + 60).epsilon(.01));
  CHECK(studio.app.view().column_widths.contains("groups/given_name"));
}
