#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "icons.h"
#include "panels/groups.h"
#include "widgets/group_layout.h"

namespace jumelles::ui {
namespace {

using protocol::GroupDetail;

constexpr size_t kMostDrawn = 60, kMostNamed = 9, kMostWeighed = 9;

void line(Ui& ui, Point a, Point b, Token color, float thickness) { draw_list()->AddLine({a.x, a.y}, {b.x, b.y}, ui.color(color), thickness); }

// The stronger, the thicker: a pixel for six bits, which a name or two weigh. Many lines stay thin.
float thickness_of(double weight_bits, size_t count) { return count > 20 ? 1 : std::clamp(static_cast<float>(weight_bits) / 6, 1.0f, 4.0f); }

void dashed_line(Ui& ui, Point a, Point b, Token color) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
  for (float at = 0; at < length; at += 10) {
    const float from = at / length, to = std::min(length, at + 6) / length;
    line(ui, {a.x + dx * from, a.y + dy * from}, {a.x + dx * to, a.y + dy * to}, color, 2);
  }
}

void weight_on(Ui& ui, Point a, Point b, double weight_bits, Token background) {
  const std::string value = decimal(weight_bits, 1);
  const float w = text_width(ui, value, kSmall) + 8;
  const Rect r{(a.x + b.x) / 2 - w / 2, (a.y + b.y) / 2 - 8, w, 16};
  fill(ui, r, background);
  text_center(ui, r, value, kSmall);
}

void bridge_on(Ui& ui, Point a, Point b, double weight_bits) {
  const std::string value = bits(weight_bits);
  const float w = text_width(ui, value, kSmallStrong) + 36;
  const Rect r{std::floor((a.x + b.x) / 2 - w / 2), std::floor((a.y + b.y) / 2 - 12), w, 24};
  box(ui, r, Token::kPossibleSoft, Token::kPossible, size::kRadiusChip);
  draw_icon(ui, r.x + 8, r.y + 5, 14, icon::kScissors, Token::kPossible);
  text(ui, r.x + 28, r.y + 4, value, {Type::kSmall, true, Token::kPossible});
}

// Names stand away from the middle of their half, so that ties are seen.
void node(Panel& panel, const protocol::GroupMember& member, Point at, Rect half, bool named, float badge) {
  Ui& ui = panel.ui;
  fill(ui, {at.x - badge / 2 - 2, at.y - badge / 2 - 2, badge + 4, badge + 4}, Token::kSurface, size::kRadiusChip);
  source_badge(ui, at.x - badge / 2, at.y - badge / 2, badge, member.source, panel.client.source_letter(member.source));
  const std::string label = member.label.empty() ? member.id : member.label;
  tip(ui, {at.x - badge, at.y - badge, 2 * badge, 2 * badge}, label + " · " + member.id);
  if (!named) return;
  constexpr Ink ink{Type::kSmall, true, Token::kText};
  const float room = half.w / 2 - 4, w = std::min(room, text_width(ui, label, ink));
  const float x = std::clamp(at.x - w / 2, half.x + 6, std::max(half.x + 6, half.right() - w - 6));
  const bool above = at.y < half.y + (half.h + 28) / 2 - 4;
  const float y = above ? at.y - badge / 2 - 20 : at.y + badge / 2 + 4;
  fill(ui, {x - 2, y, w + 4, 16}, Token::kBg);  // a tie may pass behind it
  text_cut(ui, x, y, w + 1, label, ink);
}

float legend(Panel& panel, const GroupDetail& d, float x, float y, float right) {
  Ui& ui = panel.ui;
  fill(ui, {x, y + 7, 24, 3}, Token::kMatchFill);
  x = text(ui, x + 32, y, tr("groups.legend.link"), kSmall) + 20;
  if (d.bridge != protocol::kNoTie) {
    for (int i = 0; i < 3; ++i) fill(ui, {x + 9 * static_cast<float>(i), y + 7, 6, 2}, Token::kPossible);
    x = text(ui, x + 32, y, tr("groups.legend.bridge"), kSmall) + 20;
  }
  if (std::any_of(d.ties.begin(), d.ties.end(), [](const auto& tie) { return tie.by_hand; })) {
    fill(ui, {x, y + 7, 24, 3}, Token::kAccent);
    x = text(ui, x + 32, y, tr("groups.legend.by_hand"), kSmall) + 20;
  }
  const auto& sources = panel.client.summary().sources;
  for (const uint32_t source : d.row.sources) {
    if (source >= sources.size() || x + 24 + text_width(ui, sources[source].name, kSmall) > right) continue;
    source_badge(ui, x, y + 1, 14, source, panel.client.source_letter(source));
    x = text(ui, x + 20, y, sources[source].name, kSmall) + 16;
  }
  return y + 24;
}

}  // namespace

float draw_group_graph(Panel& panel, const GroupDetail& d, Rect area) {
  Ui& ui = panel.ui;
  const size_t count = std::min(d.members.size(), kMostDrawn);
  std::vector<std::pair<uint32_t, uint32_t>> ties;
  for (const auto& tie : d.ties)
    if (tie.a < count && tie.b < count) ties.emplace_back(tie.a, tie.b);
  std::vector<uint8_t> half_of;
  for (size_t i = 0; i < count && i < d.half_of.size(); ++i) half_of.push_back(static_cast<uint8_t>(d.half_of[i]));
  GraphInput input{count, half_of, ties};
  if (d.bridge != protocol::kNoTie) {
    const auto& bridge = d.ties[d.bridge];
    const bool forth = bridge.a < half_of.size() && half_of[bridge.a] == 0;
    input.bridge = forth ? std::pair(bridge.a, bridge.b) : std::pair(bridge.b, bridge.a);
  }
  const GraphLayout layout = layout_graph(input, {area.x, area.y, area.w, area.h});
  const auto size_of_half = [&](size_t half) {
    return static_cast<uint64_t>(layout.halves.size() == 1 ? d.row.record_count : static_cast<size_t>(std::count(d.half_of.begin(), d.half_of.end(), static_cast<uint32_t>(half))));
  };
  for (size_t h = 0; h < layout.halves.size(); ++h) {
    box(ui, layout.halves[h], Token::kBg, Token::kBorder, size::kRadiusControl);
    std::string title = layout.halves.size() == 1 ? tr_count("golden.records", size_of_half(h)) : tr("groups.half_of", {number(h + 1), number(size_of_half(h))});
    if (count < d.row.record_count) title += ", " + tr("groups.drawn", {number(count)});
    text_cut(ui, layout.halves[h].x + 12, layout.halves[h].y + 8, layout.halves[h].w - 24, title, kSmallStrong);
  }
  const bool weighed = count <= kMostWeighed;
  for (const bool weights : {false, true})
    for (size_t t = 0; t < d.ties.size(); ++t) {
      const auto& tie = d.ties[t];
      if (tie.a >= count || tie.b >= count) continue;
      const Point a = layout.records[tie.a], b = layout.records[tie.b];
      if (t == d.bridge) weights ? bridge_on(ui, a, b, tie.weight_bits) : dashed_line(ui, a, b, Token::kPossible);
      else if (!weights) line(ui, a, b, tie.by_hand ? Token::kAccent : Token::kMatchFill, tie.by_hand ? 2 : thickness_of(tie.weight_bits, count));
      else if (weighed && tie.is_link) weight_on(ui, a, b, tie.weight_bits, Token::kBg);
    }
  const float badge = count > 30 ? 12 : count > kMostNamed ? 16 : 20;
  for (size_t i = 0; i < count; ++i) {
    const size_t half = layout.halves.size() == 2 && i < half_of.size() && half_of[i] != 0 ? 1 : 0;
    node(panel, d.members[i], layout.records[i], layout.halves[half], count <= kMostNamed, badge);
  }
  const std::string possible = number(uint64_t{d.row.record_count} * (d.row.record_count - 1) / 2);
  std::string words = tr("groups.graph", {number(d.row.record_count), number(d.row.link_count), possible});
  if (d.bridge != protocol::kNoTie) words += " " + tr("groups.graph_bridge", {bits(d.ties[d.bridge].weight_bits)});
  say(ui, Role::kChart, "groups/graph", area, words);
  return legend(panel, d, area.x, area.bottom() + 8, area.right());
}

}  // namespace jumelles::ui
