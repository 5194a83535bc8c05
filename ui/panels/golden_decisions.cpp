#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/golden_by_hand.h"

namespace jumelles::ui {
namespace {

using protocol::GoldenDecisionRow;
using protocol::GoldenDecisionsPage;

constexpr float kLine = 48;

void open_customer(Panel& panel, const GoldenDecisionRow& row) {
  View& view = panel.view;
  view.golden_decisions = false;
  view.golden_filter = "all";
  view.golden_text.clear();
  view.golden_row = row.group;
  view.first_record = 0;
  view.reveal_golden = true;
  decide_by_hand(panel, row.attribute);
}

const GoldenDecisionRow* row_at(Panel& panel, uint64_t index) {
  const auto* page = panel.client.ask<GoldenDecisionsPage>(protocol::GoldenDecisionsQuery{index / Client::kPageRows * Client::kPageRows, Client::kPageRows});
  if (!page || index < page->first || index - page->first >= page->rows.size()) return nullptr;
  return &page->rows[index - page->first];
}

void decision_line(Panel& panel, uint64_t index, Rect r) {
  Ui& ui = panel.ui;
  const GoldenDecisionRow* row = row_at(panel, index);
  if (!row) return placeholder(ui, r.x + 24, r.y + 14, r.w - 48);
  const std::string key = "golden/decision/" + std::to_string(index);
  const auto shown = [&](const std::string& value) { return value.empty() ? tr("value.empty") : clean_value_label(row->type, value); };
  float right = r.right() - 16;
  if (button_from_right(ui, key + "/take_back", right, r.y + 10, tr("golden.hand.take_back_row"), {.glyph = icon::kUndo2}))
    panel.client.send(protocol::TakeBackValue{row->record, row->attribute, row->act, row->value_id});
  const bool is_there = row->group != protocol::kNoThing;
  if (button_from_right(ui, key + "/open", right, r.y + 10, tr("golden.hand.open"), {.kind = ButtonKind::kQuiet, .glyph = icon::kIdCard, .disabled = !is_there, .tip = tr("golden.state.waiting")}))
    open_customer(panel, *row);
  const float x = r.x + 24, room = right - x - 16, second = x + room * 0.3f, third = x + room * 0.68f;
  const std::string label = row->label.empty() ? tr("value.empty") : row->label;
  text_cut(ui, x, r.y + 5, second - x - 16, label, kDenseStrong);
  text_cut(ui, x, r.y + 26, second - x - 16, is_there ? row->golden_id : tr("golden.state.waiting"), kSmall);
  const std::string said = attribute_label(row->attribute) + " · " + act_label(*row);
  text_cut(ui, second, r.y + 5, third - second - 16, shown(row->value), kDense);
  text_cut(ui, second, r.y + 26, third - second - 16, said, kSmall);
  const bool attention = row->state != "holds" && !row->state.empty();
  const std::string state = row->state == "holds" ? tr(row->for_ever ? "golden.state.for_ever" : "golden.state.until", {shown(row->below)})
                            : row->state.empty()  ? tr("list.loading")
                                                  : tr("golden.state." + row->state, {shown(row->below)});
  float at = third;
  if (attention) draw_icon(ui, at, r.y + 8, 14, icon::kTriangleAlert, Token::kPossible), at += 20;
  text_cut(ui, at, r.y + 5, right - at - 16, state, attention ? Ink{Type::kDense, false, Token::kPossible} : kDenseMuted);
  if (!row->who.empty()) text_cut(ui, third, r.y + 26, right - third - 16, row->who, kSmall);
  say(ui, Role::kRow, key, {r.x, r.y, right - r.x, r.h}, label + ", " + said + ", " + shown(row->value), state);
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

}  // namespace

void draw_golden_decisions(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const uint64_t total = panel.client.summary().decisions.golden_value_count;
  if (total == 0) {
    Region region(ui, "golden_decisions_empty", area);
    return draw_empty(panel, "golden/decisions_empty", area, icon::kPencil, tr("golden.decisions_none"), tr("golden.decisions_how"));
  }
  RowRegion region(ui, "golden_decisions", area, kLine, total);
  for (uint64_t i = region.first(); i < region.last(); ++i) decision_line(panel, i, region.row(i));
}

}  // namespace jumelles::ui
