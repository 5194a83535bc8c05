#include "panels/pairs_likeness.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/pair_place.h"

namespace jumelles::ui {
namespace {

using protocol::LikenessPage;
using protocol::PairDetail;
using protocol::PairRow;

constexpr float kLine = 40;            // the line that says how many
constexpr float kExampleRow = 32;
constexpr float kMostExamples = 6;     // seen at once
constexpr float kShareOfRoom = 0.4f;   // that examples may take

bool has_look_alikes(const PairDetail& d) { return d.look_alike_count > 0; }
bool says_something(const PairDetail& d) { return has_look_alikes(d) || d.settled_count > 0 || d.by_likeness; }

float examples_height(const Panel& panel, const PairDetail& d, float room) {
  if (!panel.view.alike_open || !has_look_alikes(d)) return 0;
  const float most = std::max(2.0f, std::min(kMostExamples, std::floor(room * kShareOfRoom / kExampleRow)));
  return kExampleRow * std::min(most, static_cast<float>(std::min<uint64_t>(d.look_alike_count, 100)));
}

const PairRow* example_at(Panel& panel, const PairDetail& d, uint64_t index) {
  const uint64_t first = index / Client::kPageRows * Client::kPageRows;
  const auto* page = panel.client.ask<LikenessPage>(protocol::LikenessQuery{d.record_a, d.record_b, first, Client::kPageRows});
  return page && index - page->first < page->rows.size() ? &page->rows[index - page->first] : nullptr;
}

void person(Panel& panel, const protocol::RecordLabel& label, float x, float y, float right) {
  Ui& ui = panel.ui;
  source_badge(ui, x, y + 2, 16, label.source, panel.client.source_letter(label.source));
  const float at = text_cut(ui, x + 24, y, right - x - 24, label.label, kDense);
  if (!label.detail.empty() && at + 24 < right) text_cut(ui, at + 8, y, right - at - 8, label.detail, kDenseMuted);
}

void example_row(Panel& panel, const PairDetail& d, uint64_t index, Rect r) {
  Ui& ui = panel.ui;
  const PairRow* row = example_at(panel, d, index);
  const std::string name = row ? row->a.label + " / " + row->b.label : tr("list.loading");
  const Interaction state = row_button(ui, "pairs/alike/row/" + std::to_string(index), r, name, false, false, Role::kListItem);
  if (!row) return placeholder(ui, r.x + 24, r.y + 6, r.w - 48);
  ui.semantics.back().value = percent(row->probability);
  if (state.pressed && !panel.view.commands_wait) return choose_records(panel, row->record_a, row->record_b);
  const float middle = r.x + 80 + (r.w - 104) / 2;
  text(ui, r.x + 24, r.y + 6, percent(row->probability), kDenseMuted);
  person(panel, row->a, r.x + 80, r.y + 6, middle - 12);
  person(panel, row->b, middle, r.y + 6, r.right() - 24);
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

// The verdict that is shown is another pair's, or has settled others.
void settled_line(Panel& panel, const PairDetail& d, Rect r) {
  Ui& ui = panel.ui;
  float right = r.right() - 24;
  const bool known = d.follows_a != protocol::kNoThing;
  if (d.by_likeness && known && button_from_right(ui, "pairs/alike/judged", right, r.y + (r.h - size::kButtonDense) / 2, tr("pairs.alike_judged"), {.kind = ButtonKind::kQuiet}) &&
      !panel.view.commands_wait)
    return choose_records(panel, d.follows_a, d.follows_b);
  const std::string words = !d.by_likeness ? tr_count("pairs.alike_settled", d.settled_count)
                            : known        ? tr("pairs.alike_follows", {d.follows_label_a.label, d.follows_label_b.label})
                                           : tr("pairs.alike_follows_gone");
  draw_icon(ui, r.x + 24, r.y + (r.h - 16) / 2, 16, icon::kCombine, Token::kMuted);
  text_cut(ui, r.x + 48, r.y + (r.h - 20) / 2, right - r.x - 56, words, kDense);
  say(ui, Role::kParagraph, "pairs/alike/settled", {r.x + 48, r.y, right - r.x - 56, r.h}, words);
}

void offer_line(Panel& panel, const PairDetail& d, Rect r) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const float middle = r.y + (r.h - 20) / 2;
  const std::string words = tr_count("pairs.alike_too", d.look_alike_count), help = tr("pairs.alike_help");
  if (toggle(ui, "pairs/alike/too", r.x + 24, middle + 2, view.alike_too, words, false, help)) view.alike_too = !view.alike_too;
  float right = r.right() - 24;
  const CommandRow& show = command("show_alike");
  ButtonOptions options{.kind = ButtonKind::kQuiet, .glyph = view.alike_open ? icon::kChevronDown : icon::kChevronRight, .shortcut = shortcut_text(show), .command = show.id};
  const std::string label = tr(view.alike_open ? "pairs.alike_hide" : "pairs.alike_show");
  if (button_from_right(ui, "pairs/alike/show", right, r.y + (r.h - size::kButtonDense) / 2, label, options)) view.asked_commands.emplace_back(show.id);
  const float end = text_cut(ui, r.x + 64, middle, right - r.x - 72, words, kDense);
  tip(ui, {r.x + 64, middle, end - r.x - 64, 20}, help);
  // The keys that do it at once, where they have room.
  float at = end + 16;
  for (const char* id : {"judge_same_alike", "judge_different_alike"}) {
    const std::string cap = shortcut_text(command(id));
    if (view.alike_too || at + key_cap_width(ui, cap) + 8 > right) break;
    at = key_cap(ui, at, middle + 1, cap) + 6;
  }
}

}  // namespace

std::string look_alikes_text(uint64_t count) { return count == 0 ? std::string() : "\u00d7\u00a0" + number(count); }

float likeness_height(const Panel& panel, const PairDetail& d, float room) { return says_something(d) ? kLine + examples_height(panel, d, room) : 0; }

void draw_likeness(Panel& panel, const PairDetail& d, Rect area) {
  if (area.h < kLine) return;
  Ui& ui = panel.ui;
  Region region(ui, "pair_alike", area, {.background = Token::kBg});
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  const Rect line{area.x, area.y, area.w, kLine};
  if (!has_look_alikes(d)) return settled_line(panel, d, line);
  offer_line(panel, d, line);
  if (area.h <= kLine) return;
  const Rect place{area.x, area.y + kLine, area.w, area.h - kLine};
  fill(ui, place, Token::kSurface);
  hline(ui, place.x, place.right(), place.y, Token::kBorder);
  RowRegion rows(ui, "pair_alike_rows", place, kExampleRow, d.look_alike_count);
  for (uint64_t i = rows.first(); i < rows.last(); ++i) example_row(panel, d, i, rows.row(i));
}

}  // namespace jumelles::ui
