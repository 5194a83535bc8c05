#include "panels/groups.h"

#include <algorithm>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"

namespace jumelles::ui {
namespace {

using protocol::GroupDetail;
using protocol::GroupRow;
using protocol::GroupsPage;

constexpr float kListWidth = 376, kListWidthLow = 320;
constexpr float kFilter = 44, kHeader = 32, kFooter = 36, kLeastList = 252, kFiguresHeight = 320;
constexpr float kRecords = 56, kRecordsHeader = 110, kWeakest = 84, kDensity = 72;
// Right ends of the columns; in a narrow list the density has no place.
struct ListColumns {
  float records, weakest, density;
  bool has_density;
  explicit ListColumns(const Rect& area, float width) : density(area.right() - 16), has_density(width > kListWidthLow) {
    weakest = has_density ? density - kDensity : density;
    records = weakest - kWeakest;
  }
};

protocol::GroupsQuery list_query(const Panel& panel, uint64_t row) {
  const View& view = panel.view;
  return {view.group_filter, row / Client::kPageRows * Client::kPageRows, Client::kPageRows, view.group_text, view.group_sort.by, view.group_sort.descending};
}

const GroupRow* row_at(Panel& panel, uint64_t row) {
  const auto* page = panel.client.ask<GroupsPage>(list_query(panel, row));
  if (!page || row < page->first || row - page->first >= page->rows.size()) return nullptr;
  return &page->rows[row - page->first];
}

std::string density_text(const GroupRow& row) {
  const double possible = static_cast<double>(row.record_count) * (row.record_count - 1.0) / 2;
  return row.record_count < 2 ? "" : percent(std::min(1.0, static_cast<double>(row.link_count) / possible));
}

void choose_group_row(Panel& panel, uint64_t row) {
  if (panel.view.group_row == row) return;
  panel.view.group_row = row;
  panel.view.group_marked.clear();
  panel.view.group_merging = false;
}

void from_the_first(Panel& panel) {
  panel.view.group_row = 0;
  panel.view.group_marked.clear();
  panel.view.group_merging = false;
  panel.view.reveal_group = panel.ui.more_frames = true;
}

std::vector<std::string> cells_of(const GroupRow& row) {
  return {row.label, row.golden_id, std::to_string(row.record_count), row.has_weakest ? decimal(row.weakest_bits, 1) : "", density_text(row)};
}

void row_menu(Panel& panel, const Asked& asked, uint64_t index, const GroupRow& row) {
  const auto* page = panel.client.ask<GroupsPage>(list_query(panel, index));
  ListToCopy all = list_to_copy<GroupsPage>({tr("groups.group"), tr("golden.column.id"), tr("groups.records"), tr("groups.weakest"), tr("groups.density")}, page ? page->total : 0,
                                            list_query(panel, 0), [](const Panel&, const GroupRow& other) { return cells_of(other); });
  if (asked.menu) choose_group_row(panel, index);
  answer(panel, asked, {row.label, row.label, cells_of(row), {}, std::move(all),
                        {{{"golden", tr("menu.see_golden"), icon::kIdCard}, [group = row.group](Panel& p) { show_golden_record(p, group); }}}});
}

void list_row(Panel& panel, uint64_t index, const RowRegion& region, float list_width) {
  const Rect r = region.row(index);
  Ui& ui = panel.ui;
  const GroupRow* row = row_at(panel, index);
  const bool selected = panel.view.group_row == index;
  const std::string label = !row ? tr("list.loading") : row->label.empty() ? tr("value.empty") : row->label;
  const Interaction state = row_button(ui, "groups/row/" + std::to_string(index), r, label, selected, true, Role::kListItem);
  if (const Asked asked = asked_of(ui, "groups/row/" + std::to_string(index), r, selected && !has_group_cell(panel)); asked && row) row_menu(panel, asked, index, *row);
  if (state.pressed) choose_group_row(panel, index);
  const float x = r.x + 16;
  if (!row) {
    placeholder(ui, x, r.y + 3, r.w - 32);
    placeholder(ui, x, r.y + 23, r.w - 96);
  } else {
    std::string doubts;
    for (const std::string& doubt : row->doubts) doubts += (doubts.empty() ? "" : ", ") + doubt_label(doubt);
    ui.semantics.back().value = tr_count("golden.records", row->record_count) + (doubts.empty() ? "" : ", " + doubts);
    const auto [records, weakest, density, has_density] = ListColumns(r, list_width);
    text_cut(ui, x, r.y + 3, records - kRecords - x + 16, label, {Type::kDense, selected, row->label.empty() ? Token::kMuted : Token::kText});
    text_right(ui, records, r.y + 12, number(row->record_count), kDense);
    if (row->has_weakest) text_right(ui, weakest, r.y + 12, decimal(row->weakest_bits, 1), kDense);
    if (has_density) text_right(ui, density, r.y + 12, density_text(*row), kDenseMuted);
    float at = x;
    for (const uint32_t source : row->sources) {
      if (at + 14 > records - kRecords) break;
      source_badge(ui, at, r.y + 25, 14, source, panel.client.source_letter(source));
      at += 18;
    }
    if (!doubts.empty()) text_cut(ui, at + 4, r.y + 24, records - 24 - at, doubts, {Type::kSmall, false, Token::kPossible});
  }
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

void list_header(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  fill(ui, area, Token::kSunken);
  const auto [records, weakest, density, has_density] = ListColumns(area, area.w);
  const Sort now = panel.view.group_sort;
  const auto column = [&](const char* id, float left, float right, const SortHeader& header) {
    const auto wanted = sort_header(ui, std::string("groups/sort/") + id, {left, area.y, right - left, area.h - 1}, header, now);
    if (!wanted) return;
    panel.view.group_sort = *wanted;
    from_the_first(panel);
  };
  const std::string weakest_help = tr("groups.weakest_help"), density_help = tr("groups.density_help");
  const std::string group = tr("groups.group"), count = tr("groups.records"), light = tr("groups.weakest"), dense = tr("groups.density");
  column("name", area.x + 16, records - kRecordsHeader, {group, "name"});
  column("records", records - kRecordsHeader + 4, records, {count, "records", true, true});
  column("weakest", weakest - kWeakest + 4, weakest, {light, "weakest", true, false, weakest_help});
  if (has_density) column("density", density - kDensity + 4, density, {dense, "density", true, false, density_help});
  hline(ui, area.x, area.right(), area.bottom() - 1, Token::kBorder);
}

void list(Panel& panel, Rect area, uint64_t total, const GroupsPage* first) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  if (filter_field(ui, "groups/find", {area.x + 12, area.y + 8, area.w - 24, size::kButtonDense}, tr("groups.find"), view.group_text)) from_the_first(panel);
  area.y += kFilter, area.h -= kFilter;
  list_header(panel, {area.x, area.y, area.w, kHeader});
  const Rect rows{area.x, area.y + kHeader, area.w, area.h - kHeader - kFooter};
  if (total > 0) {  // else the rows would lie over what is said in their place
    const int64_t reveal = panel.view.reveal_group ? static_cast<int64_t>(panel.view.group_row) : -1;
    panel.view.reveal_group = false;
    RowRegion region(ui, "group_rows", rows, size::kListRowPerson, total, reveal);
    for (uint64_t i = region.first(); i < region.last(); ++i) list_row(panel, i, region, area.w);
  }
  if (first && total == 0) {
    const bool filtered = !view.group_text.empty();
    const std::string none = tr(first->search_state == "indexing" ? "search.preparing" : filtered ? "groups.none_found" : "groups.none." + view.group_filter);
    if (nothing_found(ui, "groups/none", rows, none, filtered ? tr("list.clear_filter") : "")) {
      view.group_text.clear();
      from_the_first(panel);
    }
  }
  const float y = area.bottom() - kFooter;
  hline(ui, area.x, area.right(), y, Token::kBorder);
  // In a low window the figures take the place of the list when they are asked for.
  float right = area.right() - 12;
  const ButtonOptions quiet{.kind = ButtonKind::kQuiet};
  if (panel.view.group_figures_low && button_from_right(ui, "groups/figures", right, y + 4, tr("groups.figures"), quiet)) panel.view.group_figures = true;
  if (first || view.group_text.empty()) list_position(panel, "groups/position", area.x + 16, y + 8, right, view.group_row, total, view.group_text, first ? first->unfiltered : 0);
}

void header(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  Region region(ui, "groups_header", {area.x, area.y, area.w, size::kPageHeader});
  const float x = page_header(panel, area, tr("screen.groups"), "");
  if (!s.has_result) return;
  std::vector<Segment> segments{{"to_check", tr("groups.filter.to_check", {number(s.counts.doubted_group_count)}), icon::kTriangleAlert},
                                {"several_records", tr("groups.filter.several_records", {number(s.counts.several_records_group_count)})},
                                {"all", tr("groups.filter.all", {number(s.counts.group_count)})}};
  const uint64_t contradictions = s.decisions.contradiction_count;
  if (contradictions > 0) segments.push_back({"contradictions", tr("groups.filter.contradictions", {number(contradictions)}), icon::kOctagonAlert});
  size_t selected = 0;
  while (selected + 1 < segments.size() && segments[selected].id != panel.view.group_filter) ++selected;
  const auto chosen = segmented(ui, "groups/filter", x + 24, area.y + 18, segments, selected);
  if (!chosen) return;
  panel.view.group_filter = segments[*chosen].id;
  panel.view.group_row = 0;
  panel.view.group_marked.clear();
  panel.view.group_merging = panel.view.group_figures = false;
  panel.view.reveal_group = true;
}

// The list, and beneath it the figures; in a low window one of them.
void side(Panel& panel, Rect area, uint64_t total, const GroupsPage* first) {
  Ui& ui = panel.ui;
  Region region(ui, "groups_list", area);
  View& view = panel.view;
  view.group_figures_low = area.h < kLeastList + kFiguresHeight;
  if (view.group_figures_low && view.group_figures) {
    draw_group_figures(panel, {area.x, area.y, area.w, area.h - kFooter});
    hline(ui, area.x, area.right(), area.bottom() - kFooter, Token::kBorder);
    float right = area.right() - 12;
    if (button_from_right(ui, "groups/list", right, area.bottom() - kFooter + 4, tr("groups.list"), {.kind = ButtonKind::kQuiet})) view.group_figures = false;
  } else {
    const float figures = view.group_figures_low ? 0 : std::max(kFiguresHeight, std::min(kFiguresHeight + 110, area.h - kHeader - kFooter - kFilter - 6 * size::kListRowPerson));
    list(panel, {area.x, area.y, area.w, area.h - figures}, total, first);
    if (figures > 0) draw_group_figures(panel, {area.x, area.bottom() - figures, area.w, figures});
  }
  vline(ui, area.right() - 1, area.y, area.bottom(), Token::kBorder);
}

uint64_t all_in_filter(const Panel& panel) {
  const protocol::Counts& counts = panel.client.summary().counts;
  if (panel.view.group_filter == "to_check") return counts.doubted_group_count;
  return panel.view.group_filter == "all" ? counts.group_count : counts.several_records_group_count;
}

}  // namespace

std::string doubt_label(const std::string& doubt) { return tr_id("groups.doubt.", doubt); }

const GroupDetail* shown_group(Panel& panel) {
  const GroupRow* row = panel.view.group_filter == "contradictions" ? nullptr : row_at(panel, panel.view.group_row);
  return row ? panel.client.ask<GroupDetail>(protocol::GroupQuery{row->group}) : nullptr;
}

bool can_shape(const Panel& panel, GroupAct act) {
  return panel.view.screen == Screen::kGroups && panel.client.summary().has_result && !panel.ui.popup_open && (panel.view.group_acts >> static_cast<int>(act) & 1) != 0;
}

void shape_shown_group(Panel& panel, GroupAct act) {
  const GroupDetail* d = shown_group(panel);
  if (d == nullptr || !can_shape(panel, act)) return;
  static constexpr const char* kShapes[] = {"cut", "kept", "split", "taken_out"};
  protocol::ShapeGroup command{d->names, std::vector<uint32_t>(d->names.size(), 0), kShapes[static_cast<int>(act)]};
  for (size_t i = 0; i < d->names.size(); ++i) {
    if (act == GroupAct::kCut) command.thing_of[i] = d->half_of[i];
    else if (act != GroupAct::kKeep && i < d->members.size()) command.thing_of[i] = panel.view.group_marked.contains(d->members[i].record);
  }
  panel.view.group_acts = 0;
  panel.view.group_sent_revision = panel.client.summary().revision;
  panel.view.group_marked.clear();
  panel.client.send(command);
  panel.ui.more_frames = true;
}

void draw_groups(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  View& view = panel.view;
  view.group_acts = 0;
  if (view.group_filter == "contradictions" && s.decisions.contradiction_count == 0) view.group_filter = "to_check", view.group_row = 0;
  header(panel, area);
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!s.has_result) {
    Region region(ui, "groups_empty", body);
    return draw_empty(panel, "groups/empty", body, icon::kWaypoints, tr("empty.title"), tr("groups.empty"));
  }
  Region page(ui, "groups_page", body);
  const float shift = stale_band(panel, body);
  body.y += shift, body.h -= shift;
  if (view.group_filter == "contradictions") return draw_contradictions(panel, body);
  const auto* first = panel.client.ask<GroupsPage>(list_query(panel, view.group_row));
  const uint64_t total = first ? first->total : all_in_filter(panel);
  if (total && view.group_row >= total) view.group_row = total - 1;
  const float width = area.w < 1000 ? kListWidthLow : kListWidth;
  side(panel, {body.x, body.y, width, body.h}, total, first);
  const Rect right{body.x + width, body.y, body.w - width, body.h};
  if (const GroupDetail* d = total ? shown_group(panel) : nullptr) {
    draw_group_detail(panel, right, *d);
  } else {
    view.group_cell_rows = 0;
    Region region(ui, "group_waits", right);
    if (total == 0 && first && view.group_filter == "to_check" && view.group_text.empty()) {
      if (empty_state(ui, "groups/all_checked", right, icon::kCheck, tr("groups.all_checked"), tr("groups.all_checked_text"), tr("groups.show_several"), icon::kListFilter))
        view.group_filter = "several_records", view.group_row = 0;
    } else if (total) {
      for (int i = 0; i < 10; ++i) placeholder(ui, right.x + 24, right.y + 24 + 28 * static_cast<float>(i), right.w - 48);
    }
  }
}

}  // namespace jumelles::ui
