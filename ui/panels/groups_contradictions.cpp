#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/groups.h"

namespace jumelles::ui {
namespace {

using protocol::ContradictionRow;
using protocol::ContradictionsPage;
using protocol::JudgmentRow;

constexpr float kLine = 36;
constexpr uint32_t kShown = 64;

void take_back(Panel& panel, const JudgmentRow& row) {
  if (row.kind == "verdict") panel.client.send(protocol::JudgePair{row.names[0], row.names[1], "", 0});
  else if (row.kind == "shape") panel.client.send(protocol::ShapeGroup{row.names, {}, ""});
  else if (row.kind == "drawn") panel.client.send(protocol::JudgeGroup{row.place, {}, {}, false});
  panel.view.group_sent_revision = panel.client.summary().revision;
}

std::string named(const protocol::RecordLabel& label, const std::string& id) { return (label.label.empty() ? "" : label.label + " ") + "(" + id + ")"; }

std::string origin_words(const JudgmentRow& row) {
  std::string out = row.kind == "shape" ? tr("groups.shaped." + row.how) : tr(row.how == "by likeness" ? "groups.said.likeness" : "groups.said." + row.kind);
  if (row.kind == "known" && !row.how.empty()) out += " " + row.how;
  if (!row.who.empty()) out += ", " + row.who;
  return out;
}

void judgment_line(Panel& panel, const JudgmentRow& row, const std::string& key, float x, float y, float width) {
  Ui& ui = panel.ui;
  draw_icon(ui, x + 12, y + 10, 16, row.same ? icon::kEqual : icon::kEqualNot, row.same ? Token::kMatch : Token::kNonmatch);
  float right = x + width - 8;
  const bool waits = panel.client.summary().revision == panel.view.group_sent_revision;
  if (row.kind != "known" && button_from_right(ui, key + "/take_back", right, y + 4, tr("groups.take_back"), {.glyph = icon::kUndo2, .disabled = waits})) take_back(panel, row);
  const std::string words = tr(row.same ? "groups.said_same" : "groups.said_different", {named(row.a, row.id_a), named(row.b, row.id_b)}), origin = origin_words(row);
  const float room = right - x - 44;
  const float end = text_cut(ui, x + 40, y + 8, room * 0.68f, words, row.same ? kDense : kDenseStrong);
  text_cut(ui, end + 12, y + 8, right - end - 20, origin, kDenseMuted);
  say(ui, Role::kRow, key, {x, y, right - x, kLine}, words, origin);
}

}  // namespace

void draw_contradictions(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "contradictions", area, {.background = Token::kSurface, .scroll_y = true});
  const float x = region.x() + 24, width = std::min(1000.0f, area.w - 48 - size::kScrollBar);
  float y = region.y() + 16;
  const float bottom = paragraph(ui, x, y, width, tr("groups.contradictions_text"), kDenseMuted);
  say(ui, Role::kParagraph, "groups/contradictions", {x, y, width, bottom - y}, tr("groups.contradictions_text"));
  y = bottom + 16;
  const auto* page = panel.client.ask<ContradictionsPage>(protocol::ContradictionsQuery{0, kShown});
  if (!page) {
    for (int i = 0; i < 6; ++i) placeholder(ui, x, y + 30 * static_cast<float>(i), width);
    return;
  }
  for (size_t i = 0; i < page->rows.size(); ++i) {
    const ContradictionRow& row = page->rows[i];
    const float height = kLine * static_cast<float>(row.chain.size() + 1);
    box(ui, {x, y, width, height}, Token::kSurface, Token::kBorder, size::kRadiusControl);
    const std::string key = "groups/contradiction/" + std::to_string(i);
    float at = y;
    for (size_t k = 0; k < row.chain.size(); ++k, at += kLine) {
      judgment_line(panel, row.chain[k], key + "/" + std::to_string(k), x, at, width);
      hline(ui, x + 1, x + width - 1, at + kLine - 1, Token::kBorder);
    }
    judgment_line(panel, row.against, key + "/against", x, at, width);
    y += height + 12;
  }
  if (page->total > page->rows.size()) text(ui, x, y, tr("groups.more_contradictions", {number(page->total - page->rows.size())}), kDenseMuted), y += 28;
  region.extend_to(x + 1, y + 8);
}

}  // namespace jumelles::ui
