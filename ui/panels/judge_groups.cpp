#include "panels/judge_groups.h"

#include <algorithm>
#include <vector>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

using protocol::SampledGroupDetail;
using protocol::SampledRecord;

constexpr float kFooter = 56;
constexpr float kName = 250, kLeastCell = 120;
constexpr uint32_t kGroupsThing = 0;  // what belongs together, as confirm() says it

// What the person has chosen for the group on the screen, started from what was said before.
void start_choice(View& view, const SampledGroupDetail& d) {
  uint64_t shown = d.group;
  for (const char c : d.state) shown = shown * 31 + static_cast<unsigned char>(c);
  for (const SampledRecord& row : d.records) shown = (shown * 31 + row.record) * 31 + row.thing + (row.is_member ? 7 : 0);
  if (view.judging_shown == shown && view.belongs.size() == d.records.size()) return;
  view.judging_shown = shown;
  view.belongs.clear();
  for (const SampledRecord& row : d.records) view.belongs.push_back(row.thing == kGroupsThing ? 1 : 0);
}

void move_to(Panel& panel, uint32_t group) {
  panel.view.judged_group = group;
  panel.view.judging_shown = ~uint64_t{0};
  panel.ui.more_frames = true;
}

void confirm(Panel& panel, const SampledGroupDetail& d, bool unsure) {
  protocol::JudgeGroup command{d.group, {}, {}, unsure};
  for (size_t i = 0; i < d.records.size() && !unsure; ++i) {
    const bool belongs = panel.view.belongs[i] != 0;
    if (!d.records[i].is_member && !belongs) continue;
    command.records.push_back(d.records[i].name);
    command.thing_of.push_back(belongs ? kGroupsThing : static_cast<uint32_t>(i) + 1);  // apart: a thing of its own
  }
  panel.client.send(command);
  if (d.group + 1 < d.total) move_to(panel, d.group + 1);
}

// Attributes of which some record of the group has a value.
std::vector<size_t> filled_columns(const SampledGroupDetail& d) {
  std::vector<size_t> out;
  for (size_t c = 0; c < d.attributes.size(); ++c)
    if (std::any_of(d.records.begin(), d.records.end(), [&](const SampledRecord& row) { return !row.values[c].empty(); })) out.push_back(c);
  return out;
}

float heading_row(Ui& ui, const SampledGroupDetail& d, float x, float y, float width, float cell, const std::vector<size_t>& columns) {
  fill(ui, {x, y, width, 28}, Token::kSunken);
  text(ui, x + 48, y + 6, tr("judge.record"), kSmallStrong);
  for (size_t i = 0; i < columns.size(); ++i) text_cut(ui, x + kName + cell * static_cast<float>(i), y + 6, cell - 12, attribute_label(d.attributes[columns[i]]), kSmallStrong);
  hline(ui, x, x + width, y + 27, Token::kBorder);
  return y + 28;
}

float record_row(Panel& panel, const SampledGroupDetail& d, size_t i, float x, float y, float width, float cell, const std::vector<size_t>& columns) {
  Ui& ui = panel.ui;
  const SampledRecord& row = d.records[i];
  bool on = panel.view.belongs[i] != 0;
  const std::string name = row.label + " " + row.id;
  if (toggle(ui, "judge/record/" + std::to_string(i), x + 8, y + 7, on, tr("judge.belongs", {name}))) {
    panel.view.belongs[i] = on ? 0 : 1;
    ui.more_frames = true;
  }
  source_badge(ui, x + 48, y + 8, 16, row.source, panel.client.source_letter(row.source));
  text_cut(ui, x + 72, y + 6, kName - 84, row.label.empty() ? row.id : row.label, {Type::kDense, row.is_member, Token::kText});
  std::string values;
  for (size_t c = 0; c < columns.size(); ++c) {
    const std::string& value = row.values[columns[c]];
    value_text(ui, x + kName + cell * static_cast<float>(c), y + 6, cell - 12, value, kDense);
    values += (values.empty() ? "" : " | ") + value;
  }
  say(ui, Role::kRow, "judge/row/" + std::to_string(i), {x, y, width, size::kRow + 2}, name, values);
  hline(ui, x, x + width, y + size::kRow + 1, Token::kBorder);
  return y + size::kRow + 2;
}

float section(Ui& ui, const char* key, float x, float y, std::string_view title, std::string_view words) {
  const float at = text(ui, x, y, title, kBodyStrong);
  heading(ui, key, {x, y, at - x, 20}, title, 2);
  text(ui, at + 8, y, words, kDenseMuted);
  return y + 28;
}

void records(Panel& panel, const SampledGroupDetail& d, Rect area) {
  Ui& ui = panel.ui;
  // Whoever judges needs all of what there is: columns that find no room are reached by scrolling.
  const std::vector<size_t> columns = filled_columns(d);
  const float count = static_cast<float>(columns.size()), width = std::max(area.w - 48, kName + count * kLeastCell);
  Region region(ui, "judge_records", area, {.background = Token::kSurface, .scroll_x = width > area.w - 48, .scroll_y = true});
  const float x = region.x() + 24;
  float y = region.y() + 16;
  const float cell = columns.empty() ? 0 : (width - kName) / count;
  for (const bool member : {true, false}) {
    y = section(ui, member ? "judge/members" : "judge/others", x, y, tr(member ? "judge.members" : "judge.others"), tr(member ? "judge.members_words" : "judge.others_words"));
    y = heading_row(ui, d, x, y, width, cell, columns);
    bool any = false;
    for (size_t i = 0; i < d.records.size(); ++i) {
      if (d.records[i].is_member != member) continue;
      any = true;
      y = record_row(panel, d, i, x, y, width, cell, columns);
    }
    if (!any) text(ui, x + 8, y + 6, tr("judge.no_others"), kDenseMuted), y += 28;
    y += 20;
  }
  region.extend_to(x + width + 24, y);
}

void footer(Panel& panel, const SampledGroupDetail* d, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "judge_footer", area, {.background = Token::kBg});
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  const float y = area.y + (kFooter - size::kButton) / 2;
  const bool busy = d == nullptr;
  const ButtonOptions done{.kind = ButtonKind::kPrimary, .glyph = icon::kCheck, .height = size::kButton, .disabled = busy};
  const ButtonOptions unsure{.glyph = icon::kCircleQuestionMark, .height = size::kButton, .disabled = busy};
  float x = area.x + 24;
  if (button(ui, "judge/confirm", x, y, tr("judge.confirm"), done) && d) confirm(panel, *d, false);
  x += button_width(ui, tr("judge.confirm"), done) + 8;
  if (button(ui, "judge/unsure", x, y, tr("verdict.unsure"), unsure) && d) confirm(panel, *d, true);
  float right = area.right() - 24;
  if (button_from_right(ui, "judge/next", right, y, tr("judge.next"), {.height = size::kButton, .disabled = busy || d->group + 1 >= d->total}) && d) move_to(panel, d->group + 1);
  if (button_from_right(ui, "judge/previous", right, y, tr("judge.previous"), {.height = size::kButton, .disabled = busy || d->group == 0}) && d) move_to(panel, d->group - 1);
}

std::string progress_text(const Panel& panel, const SampledGroupDetail* d) {
  const protocol::DecisionsSummary& s = panel.client.summary().decisions;
  if (s.drawn_count == 0) return tr("judge.drawing");
  std::string out = tr("judge.progress", {number(panel.view.judged_group + uint64_t{1}), number(s.drawn_count), number(s.judged_count)});
  if (d && d->state != "open") out += " \u00b7 " + tr(d->state == "judged" ? "judge.is_judged" : "judge.is_unsure");
  return out;
}

// Why the drawn group cannot be shown, and the way on.
void draw_again(Panel& panel, const Error& problem, Rect area) {
  const std::string what = error_text(problem), hint = error_hint(problem);
  const Rect r{area.x + 24, area.y + 16, area.w - 48, notice_height(panel.ui, area.w - 48 - 160, what, hint)};
  if (notice(panel.ui, "judge/problem", r, NoticeKind::kWarning, what, hint, tr("judge.draw_again"))) {
    panel.client.send(protocol::DrawSample{});
    move_to(panel, 0);
  }
}

}  // namespace

void open_judge_groups(Panel& panel) {
  const protocol::DecisionsSummary& d = panel.client.summary().decisions;
  if (d.drawn_count == 0) panel.client.send(protocol::DrawSample{});
  move_to(panel, d.first_open_group < d.drawn_count ? static_cast<uint32_t>(d.first_open_group) : 0);
  go_to(panel, Screen::kPairs);
  panel.view.judging_groups = true;
}

void draw_judge_groups(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const uint64_t drawn_count = panel.client.summary().decisions.drawn_count;
  if (drawn_count > 0) panel.view.judged_group = static_cast<uint32_t>(std::min<uint64_t>(panel.view.judged_group, drawn_count - 1));
  const protocol::Query query = protocol::SampledGroupQuery{panel.view.judged_group};
  const auto* d = drawn_count == 0 ? nullptr : panel.client.ask<SampledGroupDetail>(query);
  if (d != nullptr && d->group != panel.view.judged_group) d = nullptr;
  {
    Region region(ui, "judge_header", {area.x, area.y, area.w, size::kPageHeader});
    const std::string progress = progress_text(panel, d);
    page_header(panel, area, tr("judge.title"), progress);
    float right = area.right() - 24;
    if (button_from_right(ui, "judge/back", right, area.y + 18, tr("judge.back"), {.kind = ButtonKind::kQuiet})) panel.view.judging_groups = false;
    say(ui, Role::kStatus, "judge/progress", {area.x + 24, area.y + 18, 400, 28}, progress);
  }
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader - kFooter};
  if (d) {
    start_choice(panel.view, *d);
    records(panel, *d, body);
  } else {
    Region region(ui, "judge_waits", body);
    const Error* problem = drawn_count == 0 ? nullptr : panel.client.problem(query);
    if (problem) draw_again(panel, *problem, body);
    else
      for (int i = 0; i < 6; ++i) placeholder(ui, body.x + 24, body.y + 24 + 30 * static_cast<float>(i), body.w - 48);
  }
  footer(panel, d, {area.x, area.bottom() - kFooter, area.w, kFooter});
}

}  // namespace jumelles::ui
