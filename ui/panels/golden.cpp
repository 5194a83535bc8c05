#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/golden_by_hand.h"
#include "panels/golden_effect.h"
#include "panels/panels.h"

namespace jumelles::ui {
namespace {

using protocol::GoldenAttribute;
using protocol::GoldenDetail;
using protocol::GoldenPage;
using protocol::GoldenRow;

constexpr float kListWidth = 228, kRecordColumn = 116, kEffectHeight = 216;
constexpr std::array<const char*, 7> kBlocks{"identity", "contact", "address", "company", "relation", "other", "none"};

protocol::GoldenQuery list_query(const Panel& panel, uint64_t row) {
  return {panel.view.golden_filter, row / Client::kPageRows * Client::kPageRows, Client::kPageRows, panel.view.golden_text, panel.view.golden_sort.by, panel.view.golden_sort.descending};
}

const GoldenRow* row_at(Panel& panel, uint64_t row) {
  const auto* page = panel.client.ask<GoldenPage>(list_query(panel, row));
  if (!page || row < page->first) return nullptr;
  uint64_t at = row - page->first;
  return at < page->rows.size() ? &page->rows[at] : nullptr;
}

std::vector<std::string> cells_of(const Panel& panel, const GoldenRow& row) {
  const auto& sources = panel.client.summary().sources;
  std::set<uint32_t> seen(row.record_sources.begin(), row.record_sources.end());
  std::string names;
  for (const uint32_t source : seen)
    if (source < sources.size()) names += (names.empty() ? "" : ", ") + sources[source].name;
  return {row.label, row.golden_id, std::to_string(row.record_sources.size()), names};
}

void row_menu(Panel& panel, const Asked& asked, uint64_t index, const GoldenRow& row, uint64_t total) {
  ListToCopy all = list_to_copy<GoldenPage>({tr("golden.column.name"), tr("golden.column.id"), tr("groups.records"), tr("screen.sources")}, total, list_query(panel, 0),
                                            [](const Panel& p, const GoldenRow& other) { return cells_of(p, other); });
  if (asked.menu) panel.view.golden_row = index, panel.view.first_record = 0;
  answer(panel, asked, {row.label, row.label, cells_of(panel, row), {}, std::move(all),
                        {{{"group", tr("menu.see_group"), icon::kWaypoints}, [group = row.group](Panel& p) { show_group(p, group); }}}});
}

void list_row(Panel& panel, uint64_t index, Rect r, uint64_t total) {
  Ui& ui = panel.ui;
  const GoldenRow* row = row_at(panel, index);
  bool selected = panel.view.golden_row == index;
  Interaction state = row_button(ui, "golden/row/" + std::to_string(index), r, row ? row->label : tr("list.loading"), selected, true, Role::kListItem);
  if (row) ui.semantics.back().value = row->golden_id + (row->by_hand ? ", " + tr("golden.by_hand") : "");
  if (const Asked asked = asked_of(ui, "golden/row/" + std::to_string(index), r, selected); asked && row) row_menu(panel, asked, index, *row, total);
  if (state.pressed) panel.view.golden_row = index, panel.view.first_record = 0;
  float x = r.x + 16;
  if (!row) {
    placeholder(ui, x, r.y + 3, r.w - 32);
    placeholder(ui, x, r.y + 23, r.w - 96);
  } else {
    std::string label = row->label.empty() ? tr("value.empty") : row->label;
    if (row->by_hand) draw_icon(ui, r.right() - 26, r.y + 6, 14, icon::kPin, Token::kPossible);
    text_cut(ui, x, r.y + 3, r.w - (row->by_hand ? 46.0f : 28.0f), label, {Type::kDense, selected, row->label.empty() ? Token::kMuted : Token::kText});
    float badges = x, id_left = r.right() - 12 - text_width(ui, row->golden_id, kSmall);
    for (uint32_t source : row->record_sources) {
      if (badges + 14 > id_left - 8) break;
      source_badge(ui, badges, r.y + 25, 14, source, panel.client.source_letter(source));
      badges += 18;
    }
    text(ui, id_left, r.y + 24, row->golden_id, kSmall);
  }
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

void from_the_first(Panel& panel) {
  panel.view.golden_row = 0;
  panel.view.reveal_golden = panel.ui.more_frames = true;
}

// The list has no header: its orders are a list of choices.
void sort_choice(Panel& panel, Rect r) {
  static constexpr std::array<const char*, 7> kSorts{"", "name", "name-", "records-", "records", "sources-", "sources"};
  std::vector<Choice> choices;
  for (const char* sort : kSorts) choices.push_back({*sort ? sort : "own", tr(std::string("golden.sort.") + (*sort ? sort : "own"))});
  const Sort& now = panel.view.golden_sort;
  const size_t selected = now.by.empty() ? 0 : index_of(choices, now.by + (now.descending ? "-" : ""));
  ComboOptions options{.name = tr("pairs.sort")};
  options.glyph = now.by.empty() ? icon::kArrowUpDown : now.descending ? icon::kArrowDown : icon::kArrowUp;
  const auto chosen = combo(panel.ui, "golden/sort", r, choices, selected, options);
  if (!chosen) return;
  const std::string sort = kSorts[*chosen];
  const bool descending = sort.ends_with('-');
  panel.view.golden_sort = {descending ? sort.substr(0, sort.size() - 1) : sort, descending};
  from_the_first(panel);
}

// `known`: the first page has come, so that 0 means none; `searches`: what is needed to find some is being made.
void list(Panel& panel, Rect area, uint64_t total, uint64_t unfiltered, bool known, bool searches) {
  Ui& ui = panel.ui;
  const auto& counts = panel.client.summary().counts;
  std::vector<Choice> filters{{"several_records", tr("golden.filter.several_records")},
                              {"several_sources", tr("golden.filter.several_sources", {number(counts.multi_source_group_count)})},
                              {"disagreeing", tr("golden.filter.disagreeing")},
                              {"to_check", tr("golden.filter.to_check", {number(counts.group_to_check_count)})},
                              {"all", tr("golden.filter.all", {number(counts.group_count)})}};
  if (const uint64_t by_hand = panel.client.summary().decisions.by_hand_group_count; by_hand > 0 || panel.view.golden_filter == "by_hand")
    filters.insert(filters.end() - 1, {"by_hand", tr("golden.filter.by_hand", {number(by_hand)})});
  size_t selected = 0;
  while (selected < filters.size() && filters[selected].id != panel.view.golden_filter) ++selected;
  ComboOptions options{.name = tr("golden.filter")};
  if (auto chosen = combo(ui, "golden/filter", {area.x + 12, area.y + 12, area.w - 24, size::kButtonDense}, filters, selected, options)) {
    panel.view.golden_filter = filters[*chosen].id;
    panel.view.golden_row = 0;
    panel.view.reveal_golden = true;
  }
  if (filter_field(ui, "golden/find", {area.x + 12, area.y + 46, area.w - 24, size::kButtonDense}, tr("golden.find"), panel.view.golden_text)) from_the_first(panel);
  sort_choice(panel, {area.x + 12, area.y + 80, area.w - 24, size::kButtonDense});
  constexpr float kHead = 118;
  hline(ui, area.x, area.right(), area.y + kHead, Token::kBorder);
  Rect rows{area.x, area.y + kHead + 1, area.w, area.h - kHead - 1 - 44};
  if (total > 0) {  // else the rows would lie over what is said in their place
    int64_t reveal = panel.view.reveal_golden ? static_cast<int64_t>(panel.view.golden_row) : -1;
    panel.view.reveal_golden = false;
    RowRegion region(ui, "golden_rows", rows, size::kListRowPerson, total, reveal);
    for (uint64_t i = region.first(); i < region.last(); ++i) list_row(panel, i, region.row(i), total);
  }
  if (known && total == 0) {
    const bool filtered = !panel.view.golden_text.empty();
    const std::string why = tr(searches ? "search.preparing" : filtered ? "golden.none_found" : "golden.none");
    if (nothing_found(ui, "golden/none", rows, why, filtered ? tr("list.clear_filter") : "")) {
      panel.view.golden_text.clear();
      from_the_first(panel);
    }
  }
  hline(ui, area.x, area.right(), area.bottom() - 44, Token::kBorder);
  if (known) list_position(panel, "golden/position", area.x + 16, area.bottom() - 32, area.right() - 12, panel.view.golden_row, total, panel.view.golden_text, unfiltered);
  vline(ui, area.right() - 1, area.y, area.bottom(), Token::kBorder);
}

// ---- one record

struct Columns {
  float attribute, value, origin, rule, records, right;
  uint32_t first = 0, count = 0;
  float record_width = 0;
};

Columns columns_of(Panel& panel, const GoldenDetail& d, Rect area) {
  Columns c{};
  // In a narrow window the columns of attribute and value give way: a rule is a control, whose words must be read.
  float extra = std::max(0.0f, area.w - 1004) * 0.3f, less = std::clamp((1004 - area.w) * 0.2f, 0.0f, 48.0f), widest = 0;
  for (const auto& attribute : d.attributes) widest = std::max(widest, text_width(panel.ui, attribute_label(attribute.attribute), kDense));
  const auto width = [&](const char* column, float otherwise) {
    const auto dragged = panel.view.column_widths.find(column);
    return dragged != panel.view.column_widths.end() ? dragged->second : otherwise;
  };
  c.attribute = area.x;
  c.value = c.attribute + width("golden/attribute", std::clamp(widest + 24, 136 - less, 136.0f));
  c.origin = c.value + width("golden/value", 172 + extra - less);
  c.rule = c.origin + 32;
  c.records = c.rule + 180;
  c.right = area.right();
  float room = std::max(kRecordColumn, c.right - c.records);
  const float record = width("golden/record", 0);
  auto fitting = std::max<uint32_t>(1, static_cast<uint32_t>(room / (record > 0 ? record : kRecordColumn)));
  auto all = static_cast<uint32_t>(d.records.size());
  if (panel.view.first_record >= all) panel.view.first_record = 0;
  c.first = panel.view.first_record;
  c.count = std::min(fitting, all - c.first);
  c.record_width = record > 0 ? std::min(record, room) : room / static_cast<float>(std::max<uint32_t>(1, std::min(fitting, all)));
  return c;
}

float title_line(Panel& panel, const GoldenDetail& d, Rect area, const Columns& c) {
  Ui& ui = panel.ui;
  float x = area.x + 16, y = area.y + 12;
  std::string label = d.label.empty() ? tr("value.empty") : d.label;
  float right = area.right() - 16;
  if (d.records.size() > c.count) {
    right -= 28;
    auto all = static_cast<uint32_t>(d.records.size());
    if (icon_button(ui, "golden/more_records", {right, y, 28, 28}, icon::kArrowRight, tr("golden.more_records"), c.first + c.count >= all)) panel.view.first_record += c.count;
    std::string position = tr("golden.record_range", {number(c.first + 1), number(c.first + c.count), number(all)});
    right = text_right(ui, right - 8, y + 4, position, kDenseMuted) - 8;
    if (c.first > 0 && button_from_right(ui, "golden/first_records", right, y, tr("golden.first_records"), {.kind = ButtonKind::kQuiet}))
      panel.view.first_record = 0;
  }
  float at = text_cut(ui, x, y, (right - x) * 0.5f, label, kTitle);
  heading(ui, "golden/title", {x, y, at - x, 28}, label, 2);
  at = text(ui, at + 12, y + 5, d.golden_id, kDenseMuted) + 12;
  uint32_t sources = 0;
  std::vector<bool> seen(panel.client.summary().sources.size(), false);
  for (const auto& record : d.records)
    if (record.source < seen.size() && !seen[record.source]) seen[record.source] = true, ++sources;
  // What has no room is not drawn over something else: the rows below say it too.
  const std::string made_of = tr_count("golden.records", d.records.size()) + ", " + tr_count("golden.sources", sources);
  if (at + chip_width(ui, made_of, false) <= right) at = chip(ui, at, y + 4, made_of) + 8;
  const auto disagreeing = std::count_if(d.attributes.begin(), d.attributes.end(), [](const auto& a) { return a.disagreeing; });
  const std::string apart = tr_count("golden.disagreeing", static_cast<uint64_t>(disagreeing));
  if (disagreeing && at + chip_width(ui, apart, true) <= right) chip(ui, at, y + 4, apart, icon::kTriangleAlert, {Token::kPossibleSoft, Token::kPossible});
  return area.y + 52;
}

std::string value_of(const GoldenAttribute& attribute) {
  std::string value = clean_value_label(attribute.type, attribute.value);
  for (const std::string& further : attribute.further_values) value += " · " + clean_value_label(attribute.type, further);
  return value;
}

// Edges of the columns; those of the records are one width.
void column_handles(Panel& panel, const GoldenDetail& d, const Columns& c, float y) {
  const auto widest = [&](auto text_of) {
    float out = 0;
    for (const GoldenAttribute& attribute : d.attributes) out = std::max(out, text_of(attribute));
    return out;
  };
  const auto handle = [&](const char* column, const std::string& name, float left, float right, float least, const std::function<float()>& content) {
    const float most = std::max({least, right - left, left < c.records ? c.right - c.records - kRecordColumn + right - left : c.right - c.records});
    if (const auto wanted = width_handle(panel.ui, column, tr("sources.column_width", {name}), {right - 5, y, 8, 44}, right - left, {least, most}, content))
      panel.view.column_widths[column] = *wanted;
  };
  handle("golden/attribute", tr("sources.attribute"), c.attribute, c.value, 72, [&] { return widest([&](const auto& a) { return text_width(panel.ui, attribute_label(a.attribute), kDense); }) + 24; });
  handle("golden/value", tr("golden.reference"), c.value, c.origin, 72, [&] { return widest([&](const auto& a) { return text_width(panel.ui, one_line(value_of(a)), kDenseStrong); }) + 9; });
  handle("golden/record", tr("groups.records"), c.records, c.records + c.record_width, 72, [&] {
    return widest([&](const auto& a) {
      float out = 0;
      for (const auto& cell : a.cells) out = std::max(out, text_width(panel.ui, one_line(cell.original), kDense) + 33);
      return out;
    });
  });
}

float record_headers(Panel& panel, const GoldenDetail& d, const Columns& c, float y) {
  Ui& ui = panel.ui;
  fill(ui, {c.attribute, y, c.right - c.attribute, 44}, Token::kSunken);
  hline(ui, c.attribute, c.right, y, Token::kBorder);
  text(ui, c.attribute + 16, y + 14, tr("sources.attribute"), kSmallStrong);
  text(ui, c.value, y + 14, tr("golden.reference"), kSmallStrong);
  text(ui, c.rule, y + 14, tr("golden.rule"), kSmallStrong);
  for (uint32_t i = 0; i < c.count; ++i) {
    const auto& record = d.records[c.first + i];
    float x = c.records + static_cast<float>(i) * c.record_width;
    source_badge(ui, x + 8, y + 6, 16, record.source, panel.client.source_letter(record.source));
    std::string id = record.id.empty() ? tr("pairs.row", {number(record.source_row)}) : record.id;
    text_cut(ui, x + 32, y + 4, c.record_width - 36, id, kDenseStrong);
    std::string updated = record.updated.empty() ? tr("pairs.row", {number(record.source_row)}) : event_date(record.updated);
    text_cut(ui, x + 8, y + 24, c.record_width - 12, updated, kSmall);
    say(ui, Role::kColumnHeader, "golden/record/" + std::to_string(c.first + i), {x, y, c.record_width, 44}, id, updated);
  }
  column_handles(panel, d, c, y);
  hline(ui, c.attribute, c.right, y + 43, Token::kBorder);
  return y + 44;
}

std::string record_name(const protocol::PairSide& record) { return record.id.empty() ? tr("pairs.row", {number(record.source_row)}) : record.id; }

std::vector<std::string> cells_of(const GoldenAttribute& attribute) {
  std::vector<std::string> out{attribute_label(attribute.attribute), value_of(attribute)};
  for (const protocol::GoldenCell& cell : attribute.cells) out.push_back(cell.original);
  return out;
}

// The right button on a value of the table; the left one is free.
void cell_menu(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, const std::string& key, Rect r, const std::string& value) {
  const Asked asked = asked_of(panel.ui, key, r);
  if (!asked) return;
  CopiedTable table{{tr("sources.attribute"), tr("golden.reference")}, {}};
  for (const protocol::PairSide& record : d.records) table.header.push_back(record_name(record));
  for (const GoldenAttribute& row : d.attributes) table.rows.push_back(cells_of(row));
  answer(panel, asked, {attribute_label(attribute.attribute), value, cells_of(attribute), std::move(table), {},
                        {{{"group", tr("menu.see_group"), icon::kWaypoints}, [group = d.group](Panel& p) { show_group(p, group); }}}});
}

// A press on a value takes it; on the one that wins already it shows what can be done.
void value_cell(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, size_t record, Rect r) {
  Ui& ui = panel.ui;
  const protocol::GoldenCell& cell = attribute.cells[record];
  const std::string key = "golden/cell/" + attribute.attribute + "/" + std::to_string(record);
  bool winner = cell.state == "winner";
  const bool can_take = !cell.values.empty();
  if (can_take) {
    const Interaction state = row_button(ui, key, {r.x, r.y, r.w, r.h - 1}, cell.original, false, false, Role::kButton);
    ui.semantics.back().value = tr("golden.cell." + cell.state);
    if (state.hovered && cell.state != "invalid") tip(ui, r, tr(winner ? "golden.decide_tip" : "golden.take_tip", {cell.original}));
    if (state.pressed) {
      decide_by_hand(panel, attribute.attribute);
      if (!winner) take_value(panel, d, attribute, record, 0);
    }
  }
  if (winner) {
    fill(ui, {r.x, r.y, r.w, r.h - 1}, Token::kMatchSoft);
    draw_icon(ui, r.x + 8, r.y + 7, 14, icon::kCheck, Token::kMatch);
  }
  float x = r.x + (winner ? 26.0f : 8.0f), width = r.right() - x - 6;
  std::string spoken = cell.original;
  if (cell.state == "absent") {
    spoken = tr("value.absent");
    text(ui, x, r.y + 6, spoken, kSmall);
  } else if (cell.state == "missing" || cell.original.empty()) {
    spoken = tr("value.empty");
    text(ui, x, r.y + 6, spoken, kSmall);
  } else {
    float end = text_cut(ui, x, r.y + 4, width, cell.original, {Type::kDense, false, winner ? Token::kText : Token::kMuted});
    if (cell.state == "invalid") {
      hline(ui, x, end, r.y + 14, Token::kMuted);
      tip(ui, r, tr("golden.invalid"));
    }
  }
  if (!can_take) say(ui, Role::kCell, key, r, spoken, cell.state == "missing" ? std::string() : tr("golden.cell." + cell.state));
}

// Choosing a rule shows what it would change below; nothing is applied yet.
void rule_menu(Panel& panel, const GoldenAttribute& attribute, Rect r) {
  const auto& rules = panel.client.summary().survivorship;
  if (attribute.survivorship_rule >= rules.size()) return;
  const auto& rule = rules[attribute.survivorship_rule];
  std::vector<Choice> choices;
  std::string current = rule.cascade.empty() ? "" : rule.cascade.front();
  size_t selected = rule.offered.size();
  for (const std::string& id : rule.offered) {
    if (id == current) selected = choices.size();
    choices.push_back({id, tr_id("survivorship.", id)});
  }
  if (selected == rule.offered.size()) choices.push_back({current, tr_id("survivorship.", current)});
  bool shown = panel.view.rule == static_cast<int>(attribute.survivorship_rule);
  if (choices.size() < 2) {
    text_cut(panel.ui, r.x + 8, r.y + (r.h - 20) / 2, r.w - 8, choices.front().text, kDenseMuted);
    return say(panel.ui, Role::kParagraph, "golden/rule/" + attribute.attribute, r, tr("golden.rule_of", {attribute_label(attribute.attribute)}), choices.front().text);
  }
  ComboOptions options{.name = tr("golden.rule_of", {attribute_label(attribute.attribute)}), .height = r.h};
  options.color = shown ? Token::kAccent : rule.chosen_by_user ? Token::kPossible : Token::kText;
  options.strong = shown || rule.chosen_by_user;
  if (auto chosen = combo(panel.ui, "golden/rule/" + attribute.attribute, r, choices, selected, options)) {
    panel.view.hand_attribute.clear();
    panel.view.rule = static_cast<int>(attribute.survivorship_rule);
    panel.view.candidate = {choices[*chosen].id};
    for (const std::string& id : rule.cascade)
      if (id != choices[*chosen].id) panel.view.candidate.push_back(id);
  }
}

// Whoever decided the value: in the place of words about the rule, or a pin alone, beside a rule that can be chosen.
void hand_chip(Panel& panel, const GoldenAttribute& attribute, const protocol::GoldenDecisionRow& row, Rect r, bool pin_alone) {
  const std::string label = tr("golden.by_hand");
  const std::string name = tr("golden.by_hand_of", {attribute_label(attribute.attribute)});
  if (row_button(panel.ui, "golden/by_hand/" + attribute.attribute, r, name, false, false, Role::kButton).pressed) decide_by_hand(panel, attribute.attribute);
  panel.ui.semantics.back().value = act_label(row);
  if (pin_alone) {
    fill(panel.ui, r, Token::kPossibleSoft, size::kRadiusChip);
    draw_icon(panel.ui, r.x + 5, r.y + 5, 14, icon::kPin, Token::kPossible);
  } else {
    chip(panel.ui, r.x + 8, r.y + (r.h - 20) / 2, label, icon::kPin, {Token::kPossibleSoft, Token::kPossible});
  }
  const std::string below = attribute.below.empty() ? tr("value.empty") : clean_value_label(attribute.type, attribute.below);
  const std::string until = tr(row.for_ever ? "golden.state.for_ever" : "golden.state.until", {below});
  tip(panel.ui, r, (pin_alone ? tr("value.named", {label, until}) : until) + (row.who.empty() ? "" : " · " + row.who));
}

void attribute_row(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, bool first_of_rule, const Columns& c, float y) {
  Ui& ui = panel.ui;
  std::string label = attribute_label(attribute.attribute);
  const bool is_decided = panel.view.hand_attribute == attribute.attribute;
  if (is_decided || (panel.view.hand_attribute.empty() && panel.view.rule == static_cast<int>(attribute.survivorship_rule))) fill(ui, {c.attribute, y, 3, size::kRow}, Token::kAccent);
  text_cut(ui, c.attribute + 16, y + 4, c.value - c.attribute - 24, label, kDenseMuted);
  const std::string value = value_of(attribute);
  const protocol::GoldenDecisionRow* by_hand = decision_that_holds(attribute);
  const bool pinned = by_hand && first_of_rule;  // both are to be reached: who decided it, and the rule for the others
  value_text(ui, c.value, y + 4, c.origin - c.value - (pinned ? 64 : 36), value, kDenseStrong);
  const bool ended = has_ended(attribute);
  if (icon_button(ui, "golden/change/" + attribute.attribute, {c.origin - 30, y + 2, 24, 24}, ended ? icon::kTriangleAlert : icon::kPencil,
                  tr(ended ? "golden.change_ended" : "golden.change", {label}), false, ended ? Token::kPossible : Token::kMuted, 14))
    decide_by_hand(panel, attribute.attribute);
  const float left_of_acts = c.origin - (pinned ? 60.0f : 32.0f) - c.attribute;
  say(ui, Role::kRow, "golden/value/" + attribute.attribute, {c.attribute, y, left_of_acts, size::kRow}, label, value.empty() ? tr("value.empty") : value);
  cell_menu(panel, d, attribute, "golden/value/" + attribute.attribute, {c.attribute, y, left_of_acts, size::kRow}, value);
  if (attribute.origin >= 0 && static_cast<size_t>(attribute.origin) < d.records.size()) {
    uint32_t source = d.records[static_cast<size_t>(attribute.origin)].source;
    source_badge(ui, c.origin, y + 7, 14, source, panel.client.source_letter(source));
    const auto& sources = panel.client.summary().sources;
    if (source < sources.size())
      tip(ui, {c.origin - 4, y, 24, size::kRow}, tr("golden.origin", {sources[source].name, d.records[static_cast<size_t>(attribute.origin)].id}) +
                                                     (attribute.rule.empty() ? "" : " · " + tr_id("survivorship.", attribute.rule)));
  }
  if (pinned) hand_chip(panel, attribute, *by_hand, {c.origin - 58, y + 2, 24, 24}, true);
  if (by_hand && !pinned) {
    hand_chip(panel, attribute, *by_hand, {c.rule - 8, y + 2, c.records - c.rule, size::kRow - 5}, false);
  } else if (first_of_rule) {
    rule_menu(panel, attribute, {c.rule - 8, y + 2, c.records - c.rule, size::kRow - 5});
  } else {
    draw_icon(ui, c.rule, y + 8, 12, icon::kLink2, Token::kMuted);
    text_cut(ui, c.rule + 18, y + 6, c.records - c.rule - 26, tr("golden.same_record"), kSmall);
  }
  for (uint32_t i = 0; i < c.count && c.first + i < attribute.cells.size(); ++i) {
    const Rect r{c.records + static_cast<float>(i) * c.record_width, y, c.record_width, size::kRow};
    value_cell(panel, d, attribute, c.first + i, r);
    cell_menu(panel, d, attribute, "golden/cell/" + attribute.attribute + "/" + std::to_string(c.first + i), r, attribute.cells[c.first + i].original);
  }
  hline(ui, c.attribute, c.right, y + size::kRow - 1, Token::kBorder);
}

void detail(Panel& panel, Rect area, const GoldenDetail& d) {
  Ui& ui = panel.ui;
  Region region(ui, "golden_detail", area, {.background = Token::kSurface, .scroll_y = true});
  Rect content{region.x(), region.y(), area.w - size::kScrollBar, area.h};
  Columns c = columns_of(panel, d, content);
  float y = title_line(panel, d, content, c);
  y = record_headers(panel, d, c, y);
  const auto& rules = panel.client.summary().survivorship;
  for (const char* block : kBlocks) {
    bool started = false;
    int64_t last_rule = -1;
    for (const GoldenAttribute& attribute : d.attributes) {
      std::string_view own = attribute.block.empty() ? "none" : std::string_view(attribute.block);
      bool known = std::find(kBlocks.begin(), kBlocks.end(), own) != kBlocks.end();
      if ((known ? own : "none") != block) continue;
      if (!started) {
        started = true;
        fill(ui, {c.attribute, y, c.right - c.attribute, 24}, Token::kBg);
        float at = text(ui, c.attribute + 16, y + 4, tr(std::string("block.") + block), {Type::kSmall, true, Token::kText});
        const auto elsewhere = [&](const GoldenAttribute& other) { return other.block == attribute.block && other.survivorship_rule != attribute.survivorship_rule; };
        const bool whole = attribute.survivorship_rule < rules.size() && rules[attribute.survivorship_rule].attributes.size() > 1 &&
                           std::none_of(d.attributes.begin(), d.attributes.end(), elsewhere);
        if (whole) text(ui, at + 8, y + 4, tr("golden.one_record_gives_all"), kSmall);
        hline(ui, c.attribute, c.right, y + 23, Token::kBorder);
        y += 24;
      }
      attribute_row(panel, d, attribute, last_rule != attribute.survivorship_rule, c, y);
      last_rule = attribute.survivorship_rule;
      y += size::kRow;
    }
  }
  region.extend_to(region.x() + 1, y + 16);
}

// A list in which nothing is linked says so in the place of its golden records.
void nothing_linked(Panel& panel, Rect area) {
  const NothingLinkedText said = nothing_linked_text(panel.client.summary());
  if (!empty_state(panel.ui, "golden/nothing_linked", area, icon::kIdCard, said.title, with_capital(said.rest), tr("golden.show_all"), icon::kListFilter)) return;
  panel.view.golden_filter = "all";
  panel.view.golden_row = 0;
  panel.view.reveal_golden = true;
}

}  // namespace

void draw_golden(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  {
    Region region(ui, "golden_header", {area.x, area.y, area.w, size::kPageHeader});
    std::string sentence;
    if (s.has_result) sentence = tr("golden.sentence", {number(s.counts.group_count), number(s.counts.record_count)});
    if (s.has_result && s.decisions.values_by_hand_count + s.decisions.ignored_value_count > 0)
      sentence += tr("golden.sentence_by_hand", {number(s.decisions.values_by_hand_count + s.decisions.ignored_value_count)});
    if (s.has_result && s.decisions.ended_value_count > 0) sentence += tr("golden.sentence_ended", {number(s.decisions.ended_value_count)});
    float right = area.right() - 24;
    ButtonOptions options{.glyph = icon::kFileDown};
    if (s.has_result && button_from_right(ui, "golden/export", right, area.y + 18, tr("golden.export"), options)) go_to(panel, Screen::kDelivery);
    if (s.has_result && (s.decisions.golden_value_count > 0 || panel.view.golden_decisions)) {
      const std::array<Segment, 2> segments{Segment{"records", tr("golden.view.records")}, Segment{"by_hand", tr("golden.view.by_hand", {number(s.decisions.golden_value_count)})}};
      right -= segmented_width(ui, segments);
      if (const auto chosen = segmented(ui, "golden/view", right, area.y + 18, segments, panel.view.golden_decisions ? 1 : 0)) panel.view.golden_decisions = *chosen == 1, ui.more_frames = true;
      right -= 12;
    }
    page_header(panel, area, tr("golden.title"), sentence, right);
  }
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!s.has_result) {
    Region region(ui, "golden_empty", body);
    return draw_empty(panel, "golden/empty", body, icon::kIdCard, tr("empty.title"), tr("golden.empty"));
  }
  Region page(ui, "golden_page", body);
  float shift = stale_band(panel, body);
  body.y += shift, body.h -= shift;
  panel.view.hand_offers_back = false;
  if (panel.view.golden_decisions) return draw_golden_decisions(panel, body);
  const auto* first = panel.client.ask<GoldenPage>(list_query(panel, panel.view.golden_row));
  if (!first) first = panel.client.ask<GoldenPage>(list_query(panel, 0));
  uint64_t total = first ? first->total : 0;
  if (total && panel.view.golden_row >= total) panel.view.golden_row = total - 1;
  {
    Rect side{body.x, body.y, kListWidth, body.h};
    Region region(ui, "golden_list", side);
    list(panel, side, total, first ? first->unfiltered : 0, first != nullptr, first && first->search_state == "indexing");
  }
  Rect right{body.x + kListWidth, body.y, body.w - kListWidth, body.h};
  float effect = std::min(kEffectHeight, right.h * 0.4f);
  const GoldenRow* row = total ? row_at(panel, panel.view.golden_row) : nullptr;
  const GoldenDetail* shown = row ? panel.client.ask<GoldenDetail>(protocol::GoldenDetailQuery{row->group}) : nullptr;
  Rect upper{right.x, right.y, right.w, right.h - effect};
  if (shown) {
    detail(panel, upper, *shown);
  } else {
    Region region(ui, "golden_waits", upper);
    if (first && total == 0 && !s.nothing_linked.reason.empty() && panel.view.golden_filter != "all" && panel.view.golden_text.empty()) nothing_linked(panel, upper);
    if (total)
      for (int i = 0; i < 10; ++i) placeholder(ui, upper.x + 16, upper.y + 24 + 28 * static_cast<float>(i), upper.w - 32);
  }
  const Rect lower{right.x, right.bottom() - effect, right.w, effect};
  if (const GoldenAttribute* attribute = shown ? attribute_by_hand(panel, *shown) : nullptr) draw_golden_by_hand(panel, lower, *shown, *attribute);
  else draw_golden_effect(panel, lower);
}

}  // namespace jumelles::ui
