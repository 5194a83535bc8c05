#include "panels/rules_threshold.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/judge_groups.h"
#include "panels/rules_by_hand.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::Counts;
using protocol::Summary;

float counts_line(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Counts& c = panel.client.summary().counts;
  figure(ui, "rules/apart", x, y, number(c.apart_pair_count), tr("rules.apart"), Token::kNonmatch, icon::kX);
  figure(ui, "rules/to_check", x + width * 0.41f, y, number(c.to_check_pair_count), tr("rules.to_check"), Token::kPossible, icon::kCircleQuestionMark);
  figure(ui, "rules/linked", x + width * 0.7f, y, number(c.linked_pair_count), tr("rules.linked"), Token::kMatch, icon::kLink2);
  return y + 56;
}

float threshold_chart(Panel& panel, float x, float y, float width) {
  const Summary& s = panel.client.summary();
  double now = bits_of(panel.client.threshold());
  HistogramData data;
  data.bin_bits = s.histogram.bin_bits > 0 ? s.histogram.bin_bits : 1;
  // Empty ends say nothing; the threshold and some air stay in view.
  const std::vector<uint64_t>& counts = s.histogram.counts;
  size_t begin = 0, end = counts.size();
  auto bit = [&](size_t bin) { return s.histogram.first_bit + data.bin_bits * static_cast<double>(bin); };
  while (begin + 1 < end && counts[begin] == 0 && bit(begin + 1) < std::min(now, bits_of(s.review_floor)) - 2) ++begin;
  while (end > begin + 1 && counts[end - 1] == 0 && bit(end - 1) > std::max(now, 0.0) + 10) --end;
  data.first_bit = bit(begin);
  data.counts = std::span(counts).subspan(begin, end - begin);
  data.floor_bits = bits_of(s.review_floor);
  data.threshold_bits = now;
  if (panel.view.dragging_threshold) data.before_bits = panel.view.drag_start_bits;
  else if (s.threshold_before != s.threshold) data.before_bits = bits_of(s.threshold_before);
  data.handle_label = decimal(now, 1) + " · " + percent(panel.client.threshold(), 1);
  data.axis_x = tr("rules.axis_x");
  data.axis_y = tr("rules.axis_y");
  data.summary = tr("rules.chart_summary", {number(s.counts.apart_pair_count), number(s.counts.to_check_pair_count), number(s.counts.linked_pair_count), data.handle_label});
  constexpr float kHeight = 252;
  bool was_dragging = panel.view.dragging_threshold;
  if (auto move = histogram(panel.ui, "rules/threshold", {x, y, width, kHeight}, data, panel.view.dragging_threshold))
    panel.client.drag_threshold(probability_of(move->bits), move->final);
  if (panel.view.dragging_threshold && !was_dragging) panel.view.drag_start_bits = now;
  return y + kHeight;
}

struct EffectRow {
  const char* key;
  uint64_t before, now;
};

float effect_table(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  bool moved = s.threshold_before != s.threshold;
  float c1 = x + width - 166, c2 = x + width - 70, right = x + width;
  text(ui, x, y + 6, tr(moved ? "rules.moving" : "rules.at_threshold"), kSmallStrong);
  if (moved) text_right(ui, c1, y + 6, tr("rules.at", {decimal(bits_of(s.threshold_before), 1)}), kSmall);
  text_right(ui, c2, y + 6, tr("rules.at", {decimal(bits_of(s.threshold), 1)}), {Type::kSmall, true, Token::kText});
  if (moved) text_right(ui, right, y + 6, tr("rules.difference"), kSmall);
  hline(ui, x, right, y + 27, Token::kBorder);
  y += 28;
  const EffectRow rows[] = {{"groups", s.counts_before.group_count, s.counts.group_count},
                            {"multi_source", s.counts_before.multi_source_group_count, s.counts.multi_source_group_count},
                            {"to_check", s.counts_before.to_check_pair_count, s.counts.to_check_pair_count},
                            {"linked", s.counts_before.linked_pair_count, s.counts.linked_pair_count},
                            {"largest", s.counts_before.largest_group, s.counts.largest_group}};
  for (const EffectRow& row : rows) {
    std::string label = tr(std::string("rules.effect.") + row.key);
    text(ui, x, y + 4, label, kDense);
    if (moved) text_right(ui, c1, y + 4, number(row.before), kDenseMuted);
    text_right(ui, c2, y + 4, number(row.now), kDenseStrong);
    if (moved) text_right(ui, right, y + 4, signed_number(static_cast<int64_t>(row.now) - static_cast<int64_t>(row.before)), kDenseMuted);
    say(ui, Role::kRow, std::string("rules/effect/") + row.key, {x, y, width, size::kRow}, label, number(row.now));
    hline(ui, x, right, y + size::kRow - 1, Token::kBorder);
    y += size::kRow;
  }
  return y;
}

std::string interval_text(const protocol::IntervalSummary& i) { return tr("estimate.interval", {percent(i.low, 1), percent(i.high, 1)}); }

// Points of percentage, as "+0,6".
std::string points(double before, double now) { return signed_decimal((now - before) * 100, 1); }

// What is estimated without a truth, with its interval; or why nothing is said.
float estimate_rows(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  const protocol::EstimateSummary &now = s.estimate, &before = s.estimate_before;
  const bool moved = s.threshold_before != s.threshold;
  const float c1 = x + width - 166, c2 = x + width - 70, right = x + width;
  const auto row = [&](const char* key, bool known, bool before_known, const protocol::IntervalSummary& value, const protocol::IntervalSummary& former) {
    if (!known) return;
    const std::string label = tr(std::string("estimate.") + key), interval = interval_text(value);
    const float at = text(ui, x, y + 4, label, kDense);
    if (!moved || !before_known) text_cut(ui, at + 10, y + 5, c2 - at - 66, interval, kSmall);
    text_right(ui, c2, y + 4, percent(value.value, 1), kDenseStrong);
    if (moved && before_known) {
      text_right(ui, c1, y + 4, percent(former.value, 1), kDenseMuted);
      text_right(ui, right, y + 4, points(former.value, value.value), kDenseMuted);
    }
    say(ui, Role::kRow, std::string("rules/estimate/") + key, {x, y, width, size::kRow}, label, percent(value.value, 1) + ", " + interval);
    tip(ui, {x, y, width, size::kRow}, tr("estimate.help", {interval}));
    hline(ui, x, right, y + size::kRow - 1, Token::kBorder);
    y += size::kRow;
  };
  row("precision", now.known, before.known, now.precision, before.precision);
  row("recall", now.recall_known, before.recall_known, now.recall, before.recall);
  std::string why;
  if (!s.nothing_linked.reason.empty()) why = sentence_of(nothing_linked_text(s));
  else if (!now.withheld_id.empty()) why = tr("estimate.withheld." + now.withheld_id, {percent(now.contradicted_share)});
  else if (now.known && !now.recall_known) why = tr("estimate.recall_withheld");
  if (!why.empty()) {
    const bool doubt = s.nothing_linked.reason != "none";
    draw_icon(ui, x, y + 7, 16, doubt ? icon::kCircleQuestionMark : icon::kCheck, doubt ? Token::kPossible : Token::kMatch);
    const float bottom = paragraph(ui, x + 24, y + 5, width - 24, why, kDenseMuted);
    say(ui, Role::kParagraph, "rules/estimate/withheld", {x, y + 5, width, bottom - y - 5}, why);
    y = bottom + 5;
    hline(ui, x, right, y - 1, Token::kBorder);
  }
  return y;
}

// What judged groups say of the whole, apart from what the model says of itself.
float judged_rows(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const protocol::DecisionsSummary& s = panel.client.summary().decisions;
  if (!s.precision_known && !s.recall_known) return y;
  hline(ui, x, x + width, y - 1, Token::kBorder);
  const float c2 = x + width - 70;
  const auto row = [&](const char* key, const protocol::IntervalSummary& value) {
    const std::string label = tr(std::string("judge.") + key, {number(s.judged_count)}), interval = interval_text(value);
    const float at = text(ui, x, y + 4, label, kDense);
    text_cut(ui, at + 10, y + 5, c2 - at - 66, interval, kSmall);
    text_right(ui, c2, y + 4, percent(value.value, 1), kDenseStrong);
    say(ui, Role::kRow, std::string("rules/judged/") + key, {x, y, width, size::kRow}, label, percent(value.value, 1) + ", " + interval);
    tip(ui, {x, y, width, size::kRow}, tr("judge.estimate_help", {number(s.judged_count)}));
    hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
    y += size::kRow;
  };
  if (s.precision_known) row("precision", s.precision);
  if (s.recall_known) row("recall", s.recall);
  return y;
}

float effect_buttons(Panel& panel, float x, float y) {
  const Summary& s = panel.client.summary();
  ButtonOptions see{.glyph = icon::kGitCompareArrows};
  std::string label = tr("rules.see_pairs");
  if (button(panel.ui, "rules/see_pairs", x, y, label, see)) go_to(panel, Screen::kPairs);
  if (s.threshold_before != s.threshold && s.can_undo && s.undo_name == "set_threshold") {
    ButtonOptions back{.kind = ButtonKind::kQuiet, .shortcut = shortcut_text(command("undo"))};
    if (button(panel.ui, "rules/back", x + button_width(panel.ui, label, see) + 8, y, tr("rules.back_to", {decimal(bits_of(s.threshold_before), 1)}), back))
      command("undo").run(panel);
    return y + 40;
  }
  const float after = x + button_width(panel.ui, label, see) + 8;
  if (button(panel.ui, "rules/judge", after, y, tr("judge.open"), {.kind = ButtonKind::kQuiet})) open_judge_groups(panel);
  tip(panel.ui, {after, y, button_width(panel.ui, tr("judge.open"), {.kind = ButtonKind::kQuiet}), size::kButtonDense}, tr("judge.estimate_waits"));
  return y + 40;
}

float certain_row(Panel& panel, const std::string& key, float x, float y, float width, std::string_view label, std::string_view note, bool on, bool usable, bool& pressed) {
  Ui& ui = panel.ui;
  pressed = toggle(ui, key, x, y + 6, on && usable, label, !usable, usable ? "" : note);
  const Ink ink{Type::kDense, false, usable ? Token::kText : Token::kMuted};
  // The note beneath where there is no room beside.
  const float room = width - 44 - (note.empty() ? 0 : text_width(ui, note, kDenseMuted));
  if (text_width(ui, label, ink) <= room) {
    if (!note.empty()) text_right(ui, x + width, y + 4, note, kDenseMuted);
    text(ui, x + 36, y + 4, label, ink);
    return y + size::kRow;
  }
  float bottom = paragraph(ui, x + 36, y + 4, width - 36, label, ink);
  if (!note.empty()) bottom = paragraph(ui, x + 36, bottom, width - 36, note, kDenseMuted);
  return bottom + 4;
}

float certain_rules(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  hline(ui, x, x + width, y, Token::kBorder);
  text(ui, x, y + 12, tr("rules.certain"), kBodyStrong);
  heading(ui, "rules/certain", {x, y + 12, width, 20}, tr("rules.certain"), 2);
  y += 38;
  bool pressed = false;
  for (uint32_t i = 0; i < s.constraints.size(); ++i) {
    const auto& constraint = s.constraints[i];
    std::string note = !constraint.applicable ? tr("rules.attribute_absent") : s.has_result ? tr_count("rules.separated", constraint.pair_count) : "";
    const float top = y, place = constraint.by_hand ? 28 : 0;
    y = certain_row(panel, "rules/constraint/" + std::to_string(i), x, y, width - place, tr_id("constraint.", constraint.id, {attribute_label(constraint.attribute)}), note,
                    constraint.enabled, constraint.applicable, pressed);
    if (pressed) panel.client.send(protocol::EnableConstraint{constraint.name, !constraint.enabled});
    // One that was proposed is switched off instead: it would be proposed again.
    if (constraint.by_hand && icon_button(ui, "rules/constraint/" + std::to_string(i) + "/remove", {x + width - 24, top + 2, 24, 24}, icon::kX,
                    tr("rules.constraint_remove", {tr_id("constraint.", constraint.id, {attribute_label(constraint.attribute)})}), false, Token::kMuted, 14))
      panel.client.send(protocol::SetConstraint{constraint.name, "", ""});
  }
  for (const auto& source : s.sources) {
    if (s.link_type == "dedupe" && s.sources.size() == 1) break;
    bool on = std::find(s.one_per_source.begin(), s.one_per_source.end(), source.name) != s.one_per_source.end();
    std::string note = on && s.one_per_source_proposed ? tr("rules.measured") : "";
    y = certain_row(panel, "rules/one_per_source/" + source.name, x, y, width, tr("rules.one_per_source", {source.name}), note, on, true, pressed);
    if (pressed) panel.client.send(protocol::SetOnePerSource{source.name, !on});
  }
  if (s.is_proposed) y = draw_constraint_maker(panel, x, y, width);
  return y;
}

}  // namespace

void draw_threshold(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  Region region(ui, "rules_threshold", area, {.background = Token::kBg, .scroll_y = true});
  vline(ui, area.x, area.y, area.bottom(), Token::kBorder);
  float x = region.x() + 21, y = region.y() + 12, width = area.w - 21 - 21;
  float at = text(ui, x, y + 4, tr("rules.thresholds"), kBodyStrong);
  heading(ui, "rules/thresholds", {x, y + 4, at - x, 20}, tr("rules.thresholds"), 2);
  if (!s.has_result) {
    float bottom = paragraph(ui, x, y + 36, width, tr("rules.threshold_waits"), kDenseMuted);
    say(ui, Role::kParagraph, "rules/threshold_waits", {x, y + 36, width, bottom - y - 36}, tr("rules.threshold_waits"));
    y = certain_rules(panel, x, bottom + 24, width);
    region.extend_to(x + width, y + 16);
    return;
  }
  double possible = s.counts.possible_pair_count ? static_cast<double>(s.counts.candidate_pair_count) / static_cast<double>(s.counts.possible_pair_count) : 0;
  std::string sentence = tr("rules.pairs_of", {number(s.counts.candidate_pair_count), percent(possible, 2)});
  text_cut(ui, at + 8, y + 4, x + width - at - 8, sentence, kDenseMuted);
  say(ui, Role::kParagraph, "rules/pairs_of", {at + 8, y + 4, x + width - at - 8, 20}, sentence);
  y = counts_line(panel, x, y + 32, width);
  y = threshold_chart(panel, x - 4, y, width + 4);
  y = effect_table(panel, x, y + 12, width);
  y = estimate_rows(panel, x, y, width);
  y = effect_buttons(panel, x, y + 12);
  y = certain_rules(panel, x, y + 8, width);
  y = judged_rows(panel, x, y + 12, width);
  region.extend_to(x + width, y + 16);
}

}  // namespace jumelles::ui
