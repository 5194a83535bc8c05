// Rows as they were read: filtered by words and by column, sorted, walked by keys, copied.
#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;
using ui::tr;

namespace {

struct Rows : Studio {
  explicit Rows(const std::string& screen, float width = 1440, float height = 900) : Studio(width, height) {
    receive(fixture::summary(true));
    go(screen);
    take_commands();
    take_requests();
    queries.clear();
  }
  std::string name(const std::string& key) const { return has(key) ? find(key)->name : "(absent)"; }
  bool asked(const std::string& part) const {
    return std::any_of(queries.begin(), queries.end(), [&](const std::string& json) { return json.find(part) != std::string::npos; });
  }
  void leave(const std::string& field) {
    app.field(field, "blur", "");
    settle();
  }
  ui::HostRequest requested(const std::string& what) {
    for (const ui::HostRequest& request : take_requests())
      if (request.what == what) return request;
    return {};
  }
  std::string column(size_t c) const { return fixture::summary(true).sources[0].columns.at(c).name; }
};

}  // namespace

TEST_CASE("rows of a source are filtered by words; how many answer is told, and one press shows all again") {
  Rows studio("sources");
  CHECK_FALSE(studio.has("sources/preview/position"));
  CHECK_FALSE(studio.has("sources/preview/clear"));
  const float top = studio.find("sources/preview/0")->rect.y;
  studio.type("sources/preview/find", "tours");
  CHECK(studio.asked("\"text\":\"tours\""));
  CHECK(studio.name("sources/preview/position") == tr("list.rows_of", {"12", "5\u202f240"}));
  CHECK(studio.find("sources/preview/0")->rect.y == top);  // nothing moves under what is typed
  studio.leave("sources/preview/find");
  studio.click("sources/preview/clear");
  CHECK(studio.value("sources/preview/find").empty());
  CHECK_FALSE(studio.has("sources/preview/position"));
  studio.type("sources/preview/find", "tours");
  studio.press("Escape");
  CHECK(studio.value("sources/preview/find").empty());
}

TEST_CASE("where no row answers this is said, with the way back") {
  Rows studio("sources");
  studio.type("sources/preview/find", "personne");
  CHECK(studio.name("sources/preview/none") == tr("sources.none_found"));
  CHECK(studio.name("sources/preview/position") == tr("list.rows_of", {"0", "5\u202f240"}));
  CHECK_FALSE(studio.has("sources/preview/row/0"));
  studio.leave("sources/preview/find");
  studio.click("sources/preview/none/action");
  CHECK(studio.has("sources/preview/row/0"));
}

TEST_CASE("words are looked for in one column, chosen over the rows or in the menu of its header") {
  Rows studio("sources");
  studio.type("sources/preview/find", "tours");
  CHECK(studio.asked("\"column\":4294967295"));
  studio.leave("sources/preview/find");
  studio.queries.clear();
  studio.choose("sources/preview/in", studio.column(3));
  CHECK(studio.asked("\"column\":3"));
  studio.click("sources/preview/clear");
  CHECK(studio.value("sources/preview/in") == tr("list.in_any_column"));
  studio.take_requests();
  studio.click("sources/preview/2", 1);
  studio.click("menu/filter_column");
  CHECK(studio.value("sources/preview/in") == studio.column(2));
  CHECK(studio.app.view().preview_questions.begin()->second.column == studio.column(2));
  // What is typed goes to the field now.
  studio.press("ArrowDown");
  CHECK_FALSE(studio.app.view().preview_cursor);
}

TEST_CASE("rows are sorted by the menu of a header, which says which way; the menu stands in sight on the chosen column") {
  Rows studio("sources");
  CHECK_FALSE(studio.has("sources/preview/1/menu"));
  studio.click("sources/preview/1");
  studio.click("sources/preview/1/menu");
  CHECK_FALSE(studio.has("menu/own_order"));
  studio.click("menu/descending");
  CHECK(studio.asked("\"sort\":1"));
  CHECK(studio.asked("\"descending\":true"));
  CHECK(studio.value("sources/preview/1").ends_with(", " + tr("sort.descending")));
  CHECK_FALSE(studio.value("sources/preview/2").ends_with(tr("sort.descending")));
  studio.queries.clear();
  studio.app.activate("sources/preview/1", "menu");  // by a key
  studio.settle();
  studio.click("menu/ascending");
  CHECK(studio.asked("\"descending\":false"));
  CHECK(studio.value("sources/preview/1").ends_with(", " + tr("sort.ascending")));
  studio.click("sources/preview/1/menu");
  studio.click("menu/own_order");
  CHECK_FALSE(studio.value("sources/preview/1").ends_with(tr("sort.ascending")));
}

TEST_CASE("a list that is still being made says so, and is asked for again when it is there") {
  Rows studio("sources");
  bool made = false;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    const auto* preview = std::get_if<protocol::PreviewQuery>(&query);
    if (preview && !preview->text.empty() && !made) reply.page = protocol::PreviewPage{0, 0, 0, {}, 5240, "making"};
  };
  studio.type("sources/preview/find", "tours");
  CHECK(studio.name("sources/preview/position") == tr("list.making"));
  CHECK_FALSE(studio.has("sources/preview/none"));
  made = true;
  studio.receive(protocol::Event{protocol::TaskEnded{"list", {}, false, 120}});
  CHECK(studio.name("sources/preview/position") == tr("list.rows_of", {"12", "5\u202f240"}));
  CHECK(studio.has("sources/preview/row/0"));
}

TEST_CASE("each source has its own filter") {
  Rows studio("sources");
  studio.type("sources/preview/find", "tours");
  studio.leave("sources/preview/find");
  studio.click("sources/card/1");
  CHECK(studio.value("sources/preview/find").empty());
  studio.click("sources/card/0");
  CHECK(studio.value("sources/preview/find") == "tours");
}

TEST_CASE("arrow keys walk the cells of the preview, which say what they hold; the keys for menus and for copying are theirs") {
  Rows studio("sources");
  const auto cell = [&] { return studio.name("sources/preview/cell") + "=" + studio.value("sources/preview/cell"); };
  CHECK(cell() == studio.column(0) + "=100412");
  studio.press("ArrowDown");  // shows where it is
  CHECK(cell() == studio.column(0) + "=100412");
  studio.press("ArrowDown");
  studio.press("ArrowRight");
  studio.take_requests();
  studio.press("ArrowRight");
  CHECK(cell() == studio.column(2) + "=Jean-Philippe");
  CHECK(studio.requested("say").argument == studio.column(2) + "\u00a0: Jean-Philippe");
  studio.press("c", true);
  CHECK(studio.requested("copy").argument == "Jean-Philippe");
  studio.press("F10", false, true);
  REQUIRE(studio.has("menu/value"));
  studio.click("menu/row");
  CHECK(studio.requested("copy").argument.starts_with("100413\tM.\tJean-Philippe\t"));
  studio.press("ContextMenu");
  studio.click("menu/filter_value");
  CHECK(studio.value("sources/preview/find") == "Jean-Philippe");
  CHECK(studio.value("sources/preview/in") == studio.column(2));
  for (int i = 0; i < 3; ++i) studio.press("ArrowUp"), studio.press("ArrowLeft");
  CHECK(cell() == studio.column(0) + "=100412");  // not beyond the first
  for (int i = 0; i < 20; ++i) studio.press("ArrowDown");
  CHECK(studio.app.view().preview_row == 11);     // nor the last that answers
  CHECK(studio.has("sources/preview/cell"));      // it was scrolled to
}

TEST_CASE("keys pressed while a list is on its way are the cursor's all the same") {
  Rows studio("sources");
  studio.press("ArrowDown");
  studio.answers = false;
  studio.click("sources/preview/0/menu");
  studio.click("menu/descending");
  CHECK_FALSE(studio.has("sources/preview/cell"));
  studio.press("ArrowRight");
  CHECK(studio.app.view().column == 1);
}

TEST_CASE("behind arrows the keys for menus are the cell's, whatever has the focus; Tab and the pointer give them back to that") {
  Rows studio("sources");
  studio.click("sources/preview/2");  // has the focus
  studio.press("F10", false, true);
  CHECK(studio.has("menu/filter_column"));
  studio.click("menu/ascending");
  studio.press("ArrowDown");
  studio.press("F10", false, true);
  CHECK(studio.has("menu/value"));
  studio.click("menu/value");
  studio.click("sources/preview/3");
  studio.press("F10", false, true);
  CHECK(studio.has("menu/filter_column"));
}

TEST_CASE("the cell at the cursor is scrolled to sideways") {
  Rows studio("sources", 960, 600);
  for (int i = 0; i < 12; ++i) studio.press("ArrowRight");
  REQUIRE(studio.has("sources/preview/cell"));
  const ui::Rect at = studio.find("sources/preview/cell")->rect;
  CHECK(at.right() <= 960);
  for (int i = 0; i < 12; ++i) studio.press("ArrowLeft");
  REQUIRE(studio.has("sources/preview/cell"));
  CHECK(studio.find("sources/preview/cell")->rect.x >= 56);
}

TEST_CASE("a press on a cell puts the cursor there") {
  Rows studio("sources");
  studio.click("sources/preview/row/2");
  CHECK(studio.app.view().preview_row == 2);
  CHECK(studio.app.view().preview_cursor);
}

TEST_CASE("arrow keys go from the list of groups into the cells of its records, walk them, and come back") {
  Rows studio("groups");
  REQUIRE(studio.has("groups/record/0"));
  CHECK_FALSE(studio.has("groups/cell"));
  studio.press("ArrowRight");
  CHECK(studio.name("groups/cell") == tr("groups.record"));
  studio.press("c", true);
  const std::string record = studio.requested("copy").argument;
  CHECK(record == studio.value("groups/cell"));
  studio.press("ArrowRight");
  CHECK(studio.name("groups/cell") != tr("groups.record"));
  studio.press("ArrowDown");
  studio.take_requests();
  studio.press("ArrowDown");
  CHECK(studio.app.view().group_cell->row == 2);
  CHECK(studio.app.view().group_row == 0);  // the list stays where it is
  CHECK(studio.requested("say").argument == studio.name("groups/cell") + "\u00a0: " + studio.value("groups/cell"));
  studio.press("F10", false, true);
  REQUIRE(studio.has("menu/value"));
  studio.click("menu/value");
  CHECK(studio.requested("copy").argument == studio.value("groups/cell"));
  for (int i = 0; i < 30; ++i) studio.press("ArrowRight"), studio.press("ArrowDown");
  REQUIRE(studio.has("groups/cell"));  // not beyond the last
  CHECK(studio.find("groups/cell")->rect.right() <= 1440);  // which was scrolled to
  for (int i = 0; i < 30; ++i) studio.press("ArrowLeft");
  CHECK_FALSE(studio.has("groups/cell"));
  studio.press("ArrowDown");
  CHECK(studio.app.view().group_row == 1);
  studio.press("c", true);
  CHECK(studio.requested("copy").argument == studio.name("groups/row/1"));
}

TEST_CASE("a press on a cell of a group's records puts the cursor there, and another group has none") {
  Rows studio("groups");
  studio.click("groups/record/0");
  REQUIRE(studio.has("groups/cell"));
  studio.click("groups/row/1");
  CHECK_FALSE(studio.has("groups/cell"));
}

namespace {

int64_t line_count(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

}  // namespace

TEST_CASE("a list is copied whole, page after page, as it is filtered and sorted; of how many rows is said before and after") {
  Rows studio("sources");
  studio.press("F10", false, true);
  CHECK(studio.name("menu/table") == tr("copy.list", {"5\u202f240"}));
  studio.click("menu/table");
  const ui::HostRequest all = studio.requested("copy");
  CHECK(line_count(all.argument) == 5241);
  CHECK_FALSE(all.html.empty());
  studio.app.copied(true);
  CHECK(studio.app.view().told_words == tr("copy.said.table", {"5\u202f240", std::to_string(fixture::summary(true).sources[0].columns.size())}));
  studio.type("sources/preview/find", "tours");
  studio.leave("sources/preview/find");
  studio.queries.clear();
  studio.press("F10", false, true);
  studio.click("menu/table");
  CHECK(line_count(studio.requested("copy").argument) == 13);
  CHECK(studio.asked("\"count\":1000"));
  CHECK(studio.app.view().list_copy == nullptr);
}

TEST_CASE("more rows than a clipboard should hold are not copied, and this is said; many of them as text alone") {
  Rows studio("sources");
  uint32_t total = 150'000;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    const auto* q = std::get_if<protocol::PreviewQuery>(&query);
    if (!q) return;
    protocol::PreviewPage page{0, q->first, total, {}, total};
    for (uint32_t i = q->first; i < std::min(total, q->first + q->count); ++i) page.rows.push_back({i, {std::to_string(i)}});
    reply.page = page;
  };
  studio.type("sources/preview/find", "x");
  studio.leave("sources/preview/find");
  studio.press("F10", false, true);
  CHECK(studio.name("menu/table") == tr("copy.list_part", {"100\u202f000", "150\u202f000"}));
  studio.click("menu/table");
  const ui::HostRequest part = studio.requested("copy");
  CHECK(line_count(part.argument) == 100'001);
  CHECK(part.argument.ends_with("\r\n99999\r\n"));
  CHECK(part.html.empty());
  studio.app.copied(true);
  CHECK(studio.app.view().told_words == tr("copy.said.part", {"100\u202f000", "150\u202f000"}));
}

TEST_CASE("while a list is being copied this is told, and Escape gives it up; so do masked values") {
  Rows studio("sources");
  for (const bool by_mask : {false, true}) {
    studio.press("F10", false, true);
    studio.answers = false;
    studio.click("menu/table");
    REQUIRE(studio.app.view().list_copy != nullptr);
    CHECK(studio.name("status/copying") == tr("copy.going_on", {"0", "5\u202f240"}));
    if (by_mask) studio.press("m", true, true);
    else studio.press("Escape");
    CHECK(studio.app.view().list_copy == nullptr);
    CHECK_FALSE(studio.has("status/copying"));
    studio.answers = true;
    studio.settle();
    CHECK(studio.requested("copy").argument.empty());
  }
}

TEST_CASE("a list that changes while it is being copied is copied as it is then") {
  Rows studio("golden");
  studio.press("F10", false, true);
  bool asked_again = false;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    const auto* q = std::get_if<protocol::GoldenQuery>(&query);
    if (!q || q->count != 1000 || asked_again) return;
    asked_again = true;
    reply.revision = 0;  // of what was before
  };
  studio.click("menu/table");
  CHECK(asked_again);
  CHECK(studio.requested("copy").argument.empty());
  protocol::Summary next = fixture::summary(true);
  ++next.revision;
  studio.receive(next);
  CHECK_FALSE(studio.requested("copy").argument.empty());
}

TEST_CASE("while values are masked, no value is offered to filter by") {
  Rows studio("sources");
  studio.press("m", true, true);
  studio.press("F10", false, true);
  REQUIRE(studio.has("menu/value"));
  CHECK_FALSE(studio.has("menu/filter_value"));
}

TEST_CASE("rejected rows are filtered by words and by reason, and one press shows all again") {
  Rows studio("delivery");
  CHECK(studio.has("delivery/reject/0"));
  CHECK_FALSE(studio.has("delivery/rejects/source"));  // one source alone has some
  studio.choose("delivery/rejects/reason", "csv.unbalanced_quote");
  CHECK(studio.asked("\"reason_id\":\"csv.unbalanced_quote\""));
  studio.type("delivery/rejects/find", "100823");
  CHECK(studio.asked("\"text\":\"100823\""));
  CHECK(studio.has("delivery/rejects/position"));
  studio.leave("delivery/rejects/find");
  studio.click("delivery/rejects/clear");
  CHECK(studio.value("delivery/rejects/find").empty());
  CHECK_FALSE(studio.has("delivery/rejects/position"));
  studio.type("delivery/rejects/find", "personne");
  CHECK(studio.name("delivery/rejects/none") == tr("delivery.none_found"));
  CHECK(studio.name("delivery/rejects/position") == tr("list.rows_of", {"0", "2"}));
  studio.leave("delivery/rejects/find");
  studio.app.activate("delivery/rejects/none/action", "");
  studio.settle();
  CHECK(studio.has("delivery/reject/0"));
}
