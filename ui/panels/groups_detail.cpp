#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/groups.h"
#include "panels/pair_place.h"

namespace jumelles::ui {
namespace {

using protocol::GroupDetail;
using protocol::GroupMember;
using protocol::NearGroup;
using protocol::NearGroupsPage;

constexpr float kMark = 44, kHalf = 56, kRecord = 132, kLeastCell = 104, kMostCell = 190, kLeastColumn = 44, kWidestColumn = 900;
constexpr uint32_t kNearGroups = 12;

bool is_marked(const Panel& panel, const GroupMember& member) { return panel.view.group_marked.contains(member.record); }

// What can be done now: nothing while an act is on its way, or of more records than are shaped by hand.
void offer_acts(Panel& panel, const GroupDetail& d) {
  View& view = panel.view;
  const protocol::Summary& s = panel.client.summary();
  view.group_acts = 0;
  const bool waits = s.revision == view.group_sent_revision || panel.client.is_running("threshold") || d.group != d.row.group;
  if (waits || d.names.size() < 2) return;
  const auto offer = [&](GroupAct act) { view.group_acts |= 1u << static_cast<int>(act); };
  if (d.half_of.size() == d.names.size() && d.bridge != protocol::kNoTie) offer(GroupAct::kCut);
  offer(GroupAct::kKeep);
  const auto marked = static_cast<size_t>(std::count_if(d.members.begin(), d.members.end(), [&](const GroupMember& m) { return is_marked(panel, m); }));
  if (marked > 0 && marked < d.names.size()) offer(marked == 1 ? GroupAct::kTakeOut : GroupAct::kSplit);
  if (marked == 1) offer(GroupAct::kSplit);
}

bool can(const Panel& panel, GroupAct act) { return (panel.view.group_acts >> static_cast<int>(act) & 1) != 0; }

float act_button(Panel& panel, const char* command_id, const char* text_key, const char* glyph, GroupAct act, float x, float y, ButtonKind kind, const std::string& why) {
  const CommandRow& row = command(command_id);
  ButtonOptions options{.kind = kind, .glyph = glyph, .shortcut = shortcut_text(row), .disabled = !can(panel, act)};
  if (options.disabled) options.tip = why;
  const std::string label = tr(text_key);
  if (button(panel.ui, std::string("groups/") + command_id, x, y, label, options)) shape_shown_group(panel, act);
  return x + button_width(panel.ui, label, options) + 8;
}

float title_line(Panel& panel, const GroupDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string label = d.row.label.empty() ? tr("value.empty") : d.row.label;
  float at = text_cut(ui, x, y, width * 0.5f, label, kTitle);
  heading(ui, "groups/title", {x, y, at - x, 28}, label, 2);
  at += 12;
  for (const std::string& doubt : d.row.doubts) {
    const std::string words = doubt_label(doubt);
    if (at + chip_width(ui, words, true) > x + width) break;
    at = chip(ui, at, y + 4, words, icon::kTriangleAlert, {Token::kPossibleSoft, Token::kPossible}) + 8;
  }
  if (!d.shape.empty()) {
    const std::string words = tr("groups.shaped." + d.shape);
    if (at + chip_width(ui, words, true) <= x + width) {
      at = chip(ui, at, y + 4, words, icon::kCheck, {Token::kAccentSoft, Token::kAccent}) + 8;
      if (!d.shape_by.empty()) tip(ui, {at - 8 - chip_width(ui, words, true), y + 4, chip_width(ui, words, true), 20}, tr("groups.shaped_by", {d.shape_by}));
    }
  }
  const uint64_t possible = uint64_t{d.row.record_count} * (d.row.record_count - 1) / 2;
  const std::string words = tr_count("golden.records", d.row.record_count) + ", " + tr_count("golden.sources", d.row.sources.size()) + ", " +
                            tr_count("groups.links_of", d.row.link_count, number(possible));
  // Beside the name where there is room, else beneath it.
  const bool beside = at + 8 + text_width(ui, words, kDenseMuted) <= x + width;
  if (beside) text(ui, at + 8, y + 5, words, kDenseMuted);
  else text_cut(ui, x, y + 30, width, words, kDenseMuted);
  say(ui, Role::kParagraph, "groups/facts", {x, y, width, beside ? 28.0f : 50.0f}, words);
  return y + (beside ? 40 : 58);
}

std::string doubt_sentence(const GroupDetail& d) {
  for (const std::string& doubt : d.row.doubts)
    if (doubt != "bridge") return tr("groups.why." + doubt);
  return "";
}

// Why the group is to be looked at, and the two answers.
float doubt_band(Panel& panel, const GroupDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  const bool bridged = d.bridge != protocol::kNoTie;
  if (!bridged && d.row.doubts.empty()) return y;
  std::string what = bridged ? tr("groups.why.bridge") : doubt_sentence(d), more;
  if (bridged) {
    std::string agrees;
    for (size_t i = 0; i < std::min<size_t>(2, d.bridge_agrees.size()); ++i) agrees += (i ? ", " : "") + comparison_label(d.bridge_agrees[i]);
    if (!agrees.empty()) more = tr("groups.bridge_agrees", {agrees}) + " ";
    more += tr("groups.without_it", {number(panel.client.summary().counts.group_count + 1)});
  } else {
    more = tr("groups.mark_and_split");
  }
  const std::string large = d.names.empty() ? tr("groups.too_large", {number(protocol::kMostShapedRecords)}) : tr("groups.waits");
  // The answers beneath the words where the place is narrow.
  const float buttons = bridged ? 330 : 130;
  const bool beneath = width - buttons < 300;
  const float text_width_here = beneath ? width - 64 : width - buttons - 72;
  const float lines = paragraph_height(ui, what, text_width_here, kDenseStrong) + paragraph_height(ui, more, text_width_here, kDenseMuted);
  const float h = lines + 24 + (beneath ? 40.0f : 0.0f);
  box(ui, {x, y, width, h}, Token::kSurface, Token::kPossible, size::kRadiusControl);
  draw_icon(ui, x + 18, y + 14, 18, bridged ? icon::kScissors : icon::kTriangleAlert, Token::kPossible);
  float bottom = paragraph(ui, x + 52, y + 12, text_width_here, what, kDenseStrong);
  paragraph(ui, x + 52, bottom, text_width_here, more, kDenseMuted);
  say(ui, Role::kParagraph, "groups/why", {x + 52, y + 12, text_width_here, lines}, what, more);
  float at = beneath ? x + 52 : x + width - buttons;
  const float top = beneath ? y + 16 + lines : std::floor(y + (h - size::kButtonDense) / 2);
  if (bridged) at = act_button(panel, "cut_group", "groups.cut", nullptr, GroupAct::kCut, at, top, ButtonKind::kPrimary, large);
  at = act_button(panel, "keep_group", "groups.keep", nullptr, GroupAct::kKeep, at, top, ButtonKind::kSecondary, large);
  if (bridged && button(ui, "groups/see_pair", at, top, tr("groups.see_pair"), {.kind = ButtonKind::kQuiet}) && !panel.view.commands_wait) {
    const auto& bridge = d.ties[d.bridge];
    choose_records(panel, d.members[bridge.a].record, d.members[bridge.b].record);
    go_to(panel, Screen::kPairs);
  }
  return y + h + 16;
}

// ---- the records

struct TableColumns {
  std::vector<size_t> attributes;  // those that somebody of the group has
  std::vector<float> lefts;        // of each, and of what is behind the last
  float left = 0, width = 0;
  float cell(size_t i) const { return lefts[i + 1] - lefts[i]; }
};

std::string width_key(const std::string& attribute) { return "groups/" + attribute; }

TableColumns table_columns(const Panel& panel, const GroupDetail& d, float width) {
  const Ui& ui = panel.ui;
  TableColumns c;
  float least = kLeastCell;  // words of the header are read whole
  for (size_t a = 0; a < d.attributes.size(); ++a)
    if (std::any_of(d.members.begin(), d.members.end(), [&](const GroupMember& m) { return a < m.values.size() && !m.values[a].empty(); })) c.attributes.push_back(a);
  for (const size_t a : c.attributes) least = std::max(least, text_width(ui, attribute_label(d.attributes[a]), kSmallStrong) + 11);
  c.left = kMark + (d.bridge != protocol::kNoTie ? kHalf : 0) + kRecord;
  const float room = width - c.left - 8;
  const float cell = c.attributes.empty() ? 0 : std::clamp(room / static_cast<float>(c.attributes.size()), least, std::max(least, kMostCell));
  c.lefts.push_back(c.left);
  for (const size_t a : c.attributes) {
    const auto dragged = panel.view.column_widths.find(width_key(d.attributes[a]));
    c.lefts.push_back(c.lefts.back() + (dragged != panel.view.column_widths.end() ? dragged->second : cell));
  }
  c.width = std::max(width, c.lefts.back() + 8);
  return c;
}

// Of edges that are seen; others are scrolled to.
void column_handle(Panel& panel, const GroupDetail& d, const TableColumns& c, size_t i, float x, float y, Rect seen) {
  const std::string& attribute = d.attributes[c.attributes[i]];
  const auto content = [&] {
    float widest = text_width(panel.ui, attribute_label(attribute), kSmallStrong);
    for (const GroupMember& member : d.members) widest = std::max(widest, text_width(panel.ui, one_line(member.values[c.attributes[i]]), kDense));
    return widest + 11;
  };
  const Rect edge{x + c.lefts[i + 1] - 9, y, 8, 28};
  if (edge.x < seen.x || edge.right() > seen.right()) return;
  if (const auto wanted = width_handle(panel.ui, "groups/column/" + attribute, tr("sources.column_width", {attribute_label(attribute)}), edge, c.cell(i), {kLeastColumn, kWidestColumn}, content))
    panel.view.column_widths[width_key(attribute)] = *wanted;
}

void table_header(Panel& panel, const GroupDetail& d, const TableColumns& c, float x, float y, Rect seen) {
  Ui& ui = panel.ui;
  fill(ui, {x, y, c.width, 28}, Token::kSunken);
  float at = x + kMark;
  if (d.bridge != protocol::kNoTie) {
    text(ui, at, y + 6, tr("groups.half"), kSmallStrong);
    at += kHalf;
  }
  text(ui, at, y + 6, tr("groups.record"), kSmallStrong);
  for (size_t i = 0; i < c.attributes.size(); ++i) {
    const std::string label = attribute_label(d.attributes[c.attributes[i]]);
    text_cut(ui, x + c.lefts[i], y + 6, c.cell(i) - 10, label, kSmallStrong);
    vline(ui, x + c.lefts[i + 1] - 6, y + 6, y + 22, Token::kBorderStrong);
    column_handle(panel, d, c, i, x, y, seen);
  }
  hline(ui, x, x + c.width, y + 27, Token::kBorder);
}

std::string record_name(const GroupMember& member) { return member.id.empty() ? tr("pairs.row", {number(member.source_row)}) : member.id; }

std::vector<std::string> cells_of(const GroupMember& member, const TableColumns& c) {
  std::vector<std::string> out{record_name(member)};
  for (const size_t a : c.attributes) out.push_back(member.values[a]);
  return out;
}

// The cell that keys are at: drawn so, said when they have come to it, asked for its menu and its copy.
Asked cell_at_cursor(Panel& panel, const GroupDetail& d, const TableColumns& c, size_t i, Rect row) {
  Ui& ui = panel.ui;
  const size_t column = panel.view.group_cell->column;
  const float left = column == 0 ? c.left - kRecord : c.lefts[column - 1], right = column == 0 ? c.left : c.lefts[column];
  const Rect r{row.x + left - (column == 0 ? 2.0f : 6.0f), row.y, right - left - 2, row.h - 1};
  const std::string name = column == 0 ? tr("groups.record") : attribute_label(d.attributes[c.attributes[column - 1]]);
  const std::string& value = column == 0 ? record_name(d.members[i]) : d.members[i].values[c.attributes[column - 1]];
  const std::string shown = value.empty() ? tr("value.empty") : value;
  outline(ui, r, Token::kAccent);
  say(ui, Role::kCell, "groups/cell", r, name, shown);
  if (std::exchange(panel.view.reveal_group_cell, false)) {
    scroll_to(ui, r);
    panel.platform.request({"say", tr("value.named", {name, one_line(shown)}), ""});
  }
  return asked_of(ui, "groups/cell", {row.x + std::max(left, 0.0f), row.y, right - left, row.h}, true);
}

// At the right button on a value, and at the keys on the switch of the row or on a cell. `row_shown`: where it is in the table.
void row_menu(Panel& panel, const GroupDetail& d, const TableColumns& c, size_t i, size_t row_shown, Rect row) {
  Asked asked;
  if (has_group_cell(panel) && panel.view.group_cell->row == row_shown) asked = cell_at_cursor(panel, d, c, i, row);
  if (!asked) asked = asked_of(panel.ui, "groups/record/" + std::to_string(i), row);
  if (!asked) asked = asked_of(panel.ui, "groups/mark/" + std::to_string(i), {row.x, row.y, 1, row.h});
  const auto column_at = [&](float x) { return static_cast<size_t>(std::upper_bound(c.lefts.begin(), c.lefts.end(), x - row.x) - c.lefts.begin()); };
  if (const Rect cells{row.x + c.left - kRecord, row.y, row.w, row.h}; is_clicked_in(cells)) {
    panel.view.group_cell = {d.group, row_shown, std::min(column_at(ImGui::GetIO().MousePos.x), c.attributes.size())};
    panel.ui.more_frames = true;
  }
  if (!asked) return;
  const GroupMember& member = d.members[i];
  const size_t behind = column_at(asked.x);
  const bool on_value = behind > 0 && behind <= c.attributes.size();
  CopiedTable table{{tr("groups.record")}, {}};
  for (const size_t a : c.attributes) table.header.push_back(attribute_label(d.attributes[a]));
  for (const GroupMember& other : d.members) table.rows.push_back(cells_of(other, c));
  answer(panel, asked, {record_name(member), on_value ? member.values[c.attributes[behind - 1]] : record_name(member), cells_of(member, c), std::move(table), {},
                        {{{"golden", tr("menu.see_golden"), icon::kIdCard}, [group = d.group](Panel& p) { show_golden_record(p, group); }}}});
}

void table_row(Panel& panel, const GroupDetail& d, const TableColumns& c, size_t i, size_t row_shown, float x, float y) {
  Ui& ui = panel.ui;
  const GroupMember& member = d.members[i];
  const bool marked = is_marked(panel, member), bridged = d.bridge != protocol::kNoTie;
  const std::string id = record_name(member);
  const std::string name = member.label.empty() ? id : member.label + " " + id;
  std::string spoken;
  if (bridged && i < d.half_of.size()) spoken = tr("groups.half") + " " + number(d.half_of[i] + uint64_t{1});
  for (const size_t a : c.attributes) spoken += (spoken.empty() ? "" : " | ") + member.values[a];
  say(ui, Role::kRow, "groups/record/" + std::to_string(i), {x, y, c.width, size::kRow}, name, spoken);  // before its switch, which lies on it
  if (marked) fill(ui, {x, y, c.width, size::kRow}, Token::kAccentSoft);
  if (d.names.size() > 1 && toggle(ui, "groups/mark/" + std::to_string(i), x + 8, y + 6, marked, tr("groups.mark", {name}))) {
    if (marked) panel.view.group_marked.erase(member.record);
    else panel.view.group_marked.insert(member.record);
    ui.more_frames = true;
  }
  float at = x + kMark;
  if (bridged) {
    if (i < d.half_of.size()) text(ui, at, y + 4, number(d.half_of[i] + uint64_t{1}), kDense);
    at += kHalf;
  }
  source_badge(ui, at, y + 6, 16, member.source, panel.client.source_letter(member.source));
  text_cut(ui, at + 22, y + 4, kRecord - 32, id, kDense);
  const auto is_end = [&](size_t place) { return bridged && (d.ties[d.bridge].a == place || d.ties[d.bridge].b == place); };
  for (size_t k = 0; k < c.attributes.size(); ++k) {
    const size_t a = c.attributes[k];
    const std::string& value = member.values[a];
    // What the two records of the bridge share.
    const bool shared = is_end(i) && !value.empty() && d.members[d.ties[d.bridge].a].values[a] == d.members[d.ties[d.bridge].b].values[a];
    const Ink ink = shared ? Ink{Type::kDense, true, Token::kPossible} : kDense;
    value_text(ui, x + c.lefts[k], y + 4, c.cell(k) - 10, value, ink);
  }
  row_menu(panel, d, c, i, row_shown, {x, y, c.width, size::kRow});
  hline(ui, x, x + c.width, y + size::kRow - 1, Token::kBorder);
}

float records(Panel& panel, const GroupDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  const TableColumns c = table_columns(panel, d, width);
  const float height = 28 + size::kRow * static_cast<float>(d.members.size()) + (c.width > width ? size::kScrollBar : 0.0f) + 1;
  std::vector<size_t> order(d.members.size());
  std::iota(order.begin(), order.end(), size_t{0});
  View& view = panel.view;
  view.group_shown = d.group, view.group_cell_rows = order.size(), view.group_cell_columns = c.attributes.size() + 1;
  if (view.group_cell && (view.group_cell->group != d.group || view.group_cell->row >= view.group_cell_rows || view.group_cell->column >= view.group_cell_columns)) view.group_cell.reset();
  const auto half = [&](size_t i) { return i < d.half_of.size() ? d.half_of[i] : 0; };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return half(a) < half(b); });
  {
    Region region(ui, "group_records", {x, y, width, height}, {.background = Token::kSurface, .scroll_x = c.width > width});
    float at = region.y();
    table_header(panel, d, c, region.x(), at, region.rect());
    at += 28;
    for (size_t k = 0; k < order.size(); ++k, at += size::kRow) {
      table_row(panel, d, c, order[k], k, region.x(), at);
      if (k > 0 && half(order[k]) != half(order[k - 1])) fill(ui, {region.x(), at - 2, c.width, 2}, Token::kPossible);
    }
    region.extend_to(region.x() + c.width, at);
  }
  box(ui, {x, y + height - 1, width, 1}, Token::kBorder, Token::kBorder, 0);
  if (d.members.size() < d.row.record_count) {
    text(ui, x, y + height + 6, tr("groups.shown", {number(d.members.size()), number(d.row.record_count)}), kDenseMuted);
    return y + height + 30;
  }
  return y + height + 8;
}

// ---- what is done with marked records, and with another group

void merge_with(Panel& panel, const GroupDetail& d, const NearGroup& other) {
  protocol::ShapeGroup merged{d.names, {}, "merged"};
  merged.records.insert(merged.records.end(), other.names.begin(), other.names.end());
  merged.thing_of.assign(merged.records.size(), 0);
  panel.view.group_acts = 0;
  panel.view.group_sent_revision = panel.client.summary().revision;
  panel.view.group_marked.clear();
  panel.view.group_merging = false;
  panel.client.send(merged);
  panel.ui.more_frames = true;
}

float near_groups(Panel& panel, const GroupDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float end = text(ui, x, y, tr("groups.merge_with"), kBodyStrong);
  heading(ui, "groups/near", {x, y, end - x, 20}, tr("groups.merge_with"), 3);
  y += 28;
  const auto* page = panel.client.ask<NearGroupsPage>(protocol::NearGroupsQuery{d.group, kNearGroups});
  if (!page) {
    for (int i = 0; i < 3; ++i) placeholder(ui, x, y + 30 * static_cast<float>(i), width);
    return y + 96;
  }
  if (page->rows.empty()) {
    text(ui, x, y, tr("groups.no_near"), kDenseMuted);
    say(ui, Role::kParagraph, "groups/no_near", {x, y, width, 20}, tr("groups.no_near"));
    return y + 32;
  }
  const ButtonOptions options{.glyph = icon::kCombine};
  const std::string label = tr("groups.merge");
  for (size_t i = 0; i < page->rows.size(); ++i, y += 36) {
    const NearGroup& row = page->rows[i];
    const bool fits = d.names.size() + row.names.size() <= protocol::kMostShapedRecords;
    ButtonOptions own = options;
    own.disabled = !can(panel, GroupAct::kKeep) && d.names.size() != 1;
    own.disabled = own.disabled || !fits || panel.client.summary().revision == panel.view.group_sent_revision;
    if (!fits) own.tip = tr("groups.too_large", {number(protocol::kMostShapedRecords)});
    const float left = x + width - button_width(ui, label, own);
    float at = x;
    for (const uint32_t source : row.record_sources) {
      if (at > x + 80) break;
      source_badge(ui, at, y + 6, 16, source, panel.client.source_letter(source));
      at += 20;
    }
    at = text_cut(ui, std::max(at + 4, x + 44), y + 4, left - at - 200, row.label.empty() ? tr("value.empty") : row.label, kDenseStrong);
    std::string words = (row.detail.empty() ? "" : row.detail + ", ") + tr_count("golden.records", row.names.size()) + ", " + percent(row.probability, row.probability < 0.1 ? 1 : 0);
    text_cut(ui, at + 8, y + 4, left - at - 20, words, kDenseMuted);
    say(ui, Role::kRow, "groups/near/" + std::to_string(i), {x, y, left - x, 28}, row.label, words);
    if (button(ui, "groups/merge/" + std::to_string(i), left, y, label, own)) merge_with(panel, d, row);
    hline(ui, x, x + width, y + 31, Token::kBorder);
  }
  return y + 8;
}

float acts(Panel& panel, const GroupDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  const auto marked = static_cast<uint64_t>(std::count_if(d.members.begin(), d.members.end(), [&](const GroupMember& m) { return is_marked(panel, m); }));
  const std::string why = d.names.empty() ? tr("groups.too_large", {number(protocol::kMostShapedRecords)}) : tr("groups.mark_first");
  float at = x;
  if (d.row.record_count > 1) {
    at = act_button(panel, "take_out", "groups.take_out", icon::kUnlink, GroupAct::kTakeOut, at, y, ButtonKind::kSecondary,
                    marked > 1 ? tr("groups.mark_one") : why);
    at = act_button(panel, "split_group", "groups.split", icon::kSplit, GroupAct::kSplit, at, y, ButtonKind::kSecondary, why);
    if (d.row.doubts.empty() && d.bridge == protocol::kNoTie)
      at = act_button(panel, "keep_group", "groups.keep", icon::kCheck, GroupAct::kKeep, at, y, ButtonKind::kSecondary, why);
  }
  const ButtonOptions merging{.kind = panel.view.group_merging ? ButtonKind::kPrimary : ButtonKind::kSecondary, .glyph = icon::kCombine, .disabled = d.names.empty()};
  const std::string merge = tr("groups.merge_button");
  if (button(ui, "groups/merge", at, y, merge, merging)) panel.view.group_merging = !panel.view.group_merging;
  at += button_width(ui, merge, merging) + 12;
  const std::string words = marked == 0 ? tr("groups.none_marked") : tr_count("groups.marked", marked);
  if (at + text_width(ui, words, kDenseMuted) <= x + width && d.row.record_count > 1) {
    text(ui, at, y + 4, words, kDenseMuted);
    say(ui, Role::kStatus, "groups/marked", {at, y, x + width - at, 28}, words);
  }
  return y + 40;
}

}  // namespace

bool has_group_cell(const Panel& panel) { return panel.view.group_cell && panel.view.group_cell_rows > 0 && panel.view.group_cell->group == panel.view.group_shown; }

bool can_enter_group_cells(const Panel& panel) {
  const View& view = panel.view;
  return view.screen == Screen::kGroups && view.group_filter != "contradictions" && panel.client.summary().has_result && view.group_cell_rows > 0 && !panel.ui.popup_open;
}

void step_group_cell(Panel& panel, int rows, int columns) {
  View& view = panel.view;
  view.reveal_group_cell = panel.ui.more_frames = true;
  if (!has_group_cell(panel)) {
    if (columns > 0) view.group_cell = {view.group_shown, 0, 0};
    return;
  }
  View::GroupCell& cell = *view.group_cell;
  if (columns < 0 && cell.column == 0) return view.group_cell.reset();
  if (rows < 0 && cell.row > 0) --cell.row;
  if (rows > 0 && cell.row + 1 < view.group_cell_rows) ++cell.row;
  if (columns < 0) --cell.column;
  if (columns > 0 && cell.column + 1 < view.group_cell_columns) ++cell.column;
}

void draw_group_detail(Panel& panel, Rect area, const GroupDetail& d) {
  Ui& ui = panel.ui;
  offer_acts(panel, d);
  Region region(ui, "group_detail", area, {.background = Token::kSurface, .scroll_y = true});
  const float x = region.x() + 24, width = area.w - 48 - size::kScrollBar;
  float y = title_line(panel, d, x, region.y() + 16, width);
  if (d.row.record_count > 1) {
    // The answers are to be seen with the picture: in a low window this is lower.
    const float graph = std::clamp(area.h * 0.36f, 150.0f, 288.0f);
    y = draw_group_graph(panel, d, {x, y, width, graph}) + 8;
    y = doubt_band(panel, d, x, y, width);
  }
  y = acts(panel, d, x, y, width);
  if (panel.view.group_merging) y = near_groups(panel, d, x, y, width);
  y = records(panel, d, x, y, width);
  region.extend_to(region.x() + 1, y + 16);
}

}  // namespace jumelles::ui
