#include "panels/golden_effect.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::RuleEffect;
using protocol::SurvivorshipRuleSummary;

std::string rule_name(const SurvivorshipRuleSummary& rule) {
  std::string key = "block." + rule.block;
  return has_text(key) ? tr(key) : attribute_label(rule.block);
}

// Steps that are moved, taken away or added make a candidate, whose effect is shown; nothing is applied yet.
void step_buttons(Panel& panel, const std::vector<std::string>& steps, size_t i, float right, float y) {
  Ui& ui = panel.ui;
  const std::string key = "golden/cascade/" + std::to_string(i), name = tr_id("survivorship.", steps[i]);
  std::vector<std::string> changed = steps;
  const auto place = changed.begin() + static_cast<std::ptrdiff_t>(i);
  bool pressed = false;
  if (icon_button(ui, key + "/up", {right - 72, y + 4, 24, 24}, icon::kChevronUp, tr("golden.step_up", {name}), i == 0, Token::kMuted, 14)) std::iter_swap(place, place - 1), pressed = true;
  else if (icon_button(ui, key + "/down", {right - 48, y + 4, 24, 24}, icon::kChevronDown, tr("golden.step_down", {name}), i + 1 == steps.size(), Token::kMuted, 14))
    std::iter_swap(place, place + 1), pressed = true;
  else if (icon_button(ui, key + "/remove", {right - 24, y + 4, 24, 24}, icon::kX, tr("golden.step_remove", {name}), steps.size() == 1, Token::kMuted, 14)) changed.erase(place), pressed = true;
  if (pressed) panel.view.candidate = std::move(changed), ui.more_frames = true;
}

void step_adder(Panel& panel, const SurvivorshipRuleSummary& rule, const std::vector<std::string>& steps, float x, float y, float width) {
  std::vector<Choice> offered;
  for (const std::string& id : rule.offered)
    if (std::find(steps.begin(), steps.end(), id) == steps.end()) offered.push_back({id, tr_id("survivorship.", id)});
  if (offered.empty()) return;
  const ComboOptions options{.prefix = tr("golden.step_add"), .name = tr("golden.step_add"), .as_text = true, .glyph = icon::kPlus};
  const auto chosen = combo(panel.ui, "golden/cascade/add", {x, y + 2, std::min(width, combo_width(panel.ui, "", options)), size::kButtonDense}, offered, offered.size(), options);
  if (!chosen) return;
  panel.view.candidate = steps;
  panel.view.candidate.push_back(offered[*chosen].id);
}

// Attributes whose values come from one record: each can leave, others can join. An act at once, one step of undo.
float block(Panel& panel, const SurvivorshipRuleSummary& rule, float x, float y, float width) {
  Ui& ui = panel.ui;
  const bool several = rule.attributes.size() > 1;
  const auto send = [&](const std::string& attribute, const std::string& into) {
    panel.client.send(protocol::SetGoldenBlock{attribute, into});
    panel.view.candidate.clear();
    ui.more_frames = true;
  };
  if (several) {
    text_cut(ui, x, y + 8, width, tr("golden.block"), kSmallStrong);
    heading(ui, "golden/block", {x, y + 8, width, 16}, tr("golden.block"), 3);
    y += 28;
    for (size_t i = 0; i < rule.attributes.size(); ++i, y += size::kRow) {
      const std::string name = attribute_label(rule.attributes[i]), key = "golden/block/" + std::to_string(i);
      text_cut(ui, x, y + 4, width - 32, name, kDense);
      say(ui, Role::kListItem, key, {x, y, width, size::kRow}, name);
      if (icon_button(ui, key + "/split", {x + width - 24, y + 2, 24, 24}, icon::kX, tr("golden.block_split", {name}), false, Token::kMuted, 14)) send(rule.attributes[i], "");
      hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
    }
  }
  // A consent stands alone: any refusal wins.
  std::vector<Choice> others;
  const auto is_consent = [](const SurvivorshipRuleSummary& r) { return std::find(r.offered.begin(), r.offered.end(), "opt_out_wins") != r.offered.end(); };
  if (!is_consent(rule))
    for (const SurvivorshipRuleSummary& other : panel.client.summary().survivorship) {
      if (other.name == rule.name || is_consent(other)) continue;
      for (const std::string& attribute : other.attributes) others.push_back({attribute, attribute_label(attribute)});
    }
  if (others.empty()) return y;
  const std::string words = tr(several ? "golden.block_join" : "golden.block_make");
  const ComboOptions options{.prefix = words, .name = words, .as_text = true, .glyph = icon::kPlus};
  if (const auto chosen = combo(ui, "golden/block/join", {x, y + 4, std::min(width, combo_width(ui, "", options)), size::kButtonDense}, others, others.size(), options))
    send(others[*chosen].id, rule.name);
  return y + 36;
}

void cascade(Panel& panel, const SurvivorshipRuleSummary& rule, const std::vector<std::string>& steps, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "golden_cascade", area, {.background = Token::kNone, .scroll_y = true});
  float x = region.x() + 16, y = region.y() + 16, width = area.w - 36;
  std::string title = tr("golden.cascade", {rule_name(rule)});
  text_cut(ui, x, y, width, title, kBodyStrong);
  heading(ui, "golden/cascade", {x, y, width, 20}, title, 2);
  y += 26;
  constexpr float kButtons = 76;
  for (size_t i = 0; i < steps.size(); ++i, y += size::kRow) {
    text(ui, x, y + 4, std::to_string(i + 1), kDenseMuted);
    std::string name = tr_id("survivorship.", steps[i]);
    text_cut(ui, x + 20, y + 4, width - kButtons - 20, name, i < 2 ? kDenseStrong : kDense);
    if (steps[i] == "source_order") {
      // The most trusted first; those that find no room are counted.
      const auto& order = panel.client.summary().source_order;
      const auto& sources = panel.client.summary().sources;
      float at = std::ceil(x + 20 + text_width(ui, name, kDenseStrong)) + 10;
      const float right = x + width - kButtons;
      const auto fitting = [&](float room) { return static_cast<size_t>(std::max(0.0f, room) / 20); };
      const size_t shown = fitting(right - at) >= order.size() ? order.size() : fitting(right - at - 24);
      for (size_t s = 0; s < shown; ++s)
        for (size_t k = 0; k < sources.size(); ++k)
          if (sources[k].name == order[s]) {
            source_badge(ui, at, y + 6, 16, k, panel.client.source_letter(k));
            at += 20;
          }
      if (shown > 0 && shown < order.size()) text(ui, at, y + 6, "+" + std::to_string(order.size() - shown), kSmall);
    }
    say(ui, Role::kListItem, "golden/cascade/" + std::to_string(i), {x, y, width, size::kRow}, name);
    step_buttons(panel, steps, i, x + width, y - 1);
    hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
  }
  step_adder(panel, rule, steps, x, y, width);
  y += 36;
  // The order belongs to the project: the order of its sources.
  const bool by_source = std::find(steps.begin(), steps.end(), "source_order") != steps.end() && panel.client.summary().sources.size() > 1;
  if (by_source && button(ui, "golden/source_order", x, y, tr("golden.source_order"), {.kind = ButtonKind::kQuiet, .glyph = icon::kArrowRight})) go_to(panel, Screen::kSources);
  if (by_source) y += 32;
  y = block(panel, rule, x, y, width);
  region.extend_to(x + width, y + 8);
}

void change_example(Ui& ui, const protocol::RuleEffectExample& example, float x, float y, float width) {
  text_cut(ui, x, y, width, example.label, kDenseStrong);
  std::string before = example.before.empty() ? tr("value.empty") : example.before, after = example.after.empty() ? tr("value.empty") : example.after;
  float room = (width - 28) / 2;
  Ink old_ink{Type::kDense, false, Token::kRemoved}, new_ink{Type::kDense, false, Token::kAdded};
  float w_old = std::min(room - 4, text_width(ui, before, old_ink)), w_new = std::min(room - 4, text_width(ui, after, new_ink));
  fill(ui, {x, y + 20, w_old + 4, 20}, Token::kRemovedSoft);
  text_cut(ui, x + 2, y + 20, w_old + 1, before, old_ink);
  hline(ui, x + 1, x + w_old + 3, y + 30, Token::kRemoved);
  float at = x + w_old + 12;
  draw_icon(ui, at, y + 23, 14, icon::kArrowRight, Token::kMuted);
  at += 22;
  fill(ui, {at, y + 20, w_new + 4, 20}, Token::kAddedSoft);
  fill(ui, {at, y + 39, w_new + 4, 2}, Token::kAdded);
  text_cut(ui, at + 2, y + 20, w_new + 1, after, new_ink);
  hline(ui, x, x + width, y + 45, Token::kBorder);
}

void effect(Panel& panel, const SurvivorshipRuleSummary& rule, Rect area) {
  Ui& ui = panel.ui;
  float x = area.x + 20, y = area.y + 16, width = area.w - 40;
  if (panel.view.candidate.empty()) {
    text(ui, x, y, tr("golden.effect"), kBodyStrong);
    heading(ui, "golden/effect", {x, y, width, 20}, tr("golden.effect"), 2);
    float bottom = paragraph(ui, x, y + 28, width, tr("golden.effect_waits"), kDenseMuted);
    say(ui, Role::kParagraph, "golden/effect_waits", {x, y + 28, width, bottom - y - 28}, tr("golden.effect_waits"));
    return;
  }
  bool fresh = false;
  const auto* result = panel.client.ask<RuleEffect>(protocol::RuleEffectQuery{static_cast<uint32_t>(panel.view.rule), panel.view.candidate}, &fresh);
  std::string name = tr_id("survivorship.", panel.view.candidate.front());
  const bool none = result && result->changed_count == 0;
  std::string title = none ? tr("golden.would_change_none", {name}) : result ? tr_count("golden.would_change", result->changed_count, name) : tr("golden.counting", {name});
  text_cut(ui, x, y, width, title, kBodyStrong);
  heading(ui, "golden/effect", {x, y, width, 20}, title, 2);
  float examples_bottom = area.bottom() - 52;
  y += 28;
  if (result)
    for (const auto& example : result->examples) {
      if (y + 48 > examples_bottom) break;
      change_example(ui, example, x, y, width);
      y += 50;
    }
  y = area.bottom() - 44;
  std::string apply = tr("golden.apply");
  ButtonOptions primary{.kind = ButtonKind::kPrimary, .disabled = !result || none};
  if (none) primary.tip = tr("golden.nothing_changes");
  if (button(ui, "golden/apply", x, y, apply, primary)) {
    panel.client.send(protocol::SetSurvivorshipRule{panel.client.summary().survivorship[panel.view.rule].name, panel.view.candidate});
    panel.view.candidate.clear();
  }
  if (button(ui, "golden/forget", x + button_width(ui, apply, primary) + 8, y, tr("golden.forget"), {.kind = ButtonKind::kQuiet})) panel.view.candidate.clear();
  (void)rule;
}

void origins(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  float x = area.x + 20, y = area.y + 16, width = area.w - 40;
  const float title_end = text(ui, x, y, tr("golden.origins"), kBodyStrong);
  heading(ui, "golden/origins", {x, y, width, 20}, tr("golden.origins"), 2);
  if (title_end + 8 + text_width(ui, tr("golden.in_percent"), kSmall) <= x + width) text_right(ui, x + width, y, tr("golden.in_percent"), kSmall);
  y += 28;
  float label = 100;
  for (const auto& origin : s.origins) {
    if (y + 28 > area.bottom() - 36) break;
    std::string name = attribute_label(origin.attribute);
    text_cut(ui, x, y, label - 6, name, kDense);
    share_bar(ui, {x + label, y + 1, width - label, 18}, origin.count_per_source);
    std::string shares;
    uint64_t total = 0;
    for (uint64_t count : origin.count_per_source) total += count;
    for (size_t i = 0; i < origin.count_per_source.size() && i < s.sources.size() && total; ++i)
      shares += (i ? ", " : "") + s.sources[i].name + " " + percent(static_cast<double>(origin.count_per_source[i]) / static_cast<double>(total));
    say(ui, Role::kRow, "golden/origin/" + origin.attribute, {x, y, width, 20}, name, shares);
    y += 28;
  }
  y = area.bottom() - 30;
  for (size_t i = 0; i < s.sources.size(); ++i) {
    source_badge(ui, x, y, 16, i, panel.client.source_letter(i));
    x = text_cut(ui, x + 22, y - 2, std::max(20.0f, area.right() - x - 30), s.sources[i].name, kDense) + 14;
    if (x + 40 > area.right()) break;
  }
}

}  // namespace

void draw_golden_effect(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  Region region(ui, "golden_effect", area, {.background = Token::kBg});
  hline(ui, area.x, area.right(), area.y, Token::kBorderStrong);
  if (s.survivorship.empty()) return;
  if (panel.view.rule < 0 || static_cast<size_t>(panel.view.rule) >= s.survivorship.size()) panel.view.rule = 0, panel.view.candidate.clear();
  const SurvivorshipRuleSummary& rule = s.survivorship[static_cast<size_t>(panel.view.rule)];
  float first = area.x + std::floor(area.w * 0.335f), second = area.x + std::floor(area.w * 0.708f);
  cascade(panel, rule, panel.view.candidate.empty() ? rule.cascade : panel.view.candidate, {area.x, area.y, first - area.x, area.h});
  vline(ui, first, area.y, area.bottom(), Token::kBorder);
  effect(panel, rule, {first, area.y, second - first, area.h});
  vline(ui, second, area.y, area.bottom(), Token::kBorder);
  origins(panel, {second, area.y, area.right() - second, area.h});
}

}  // namespace jumelles::ui
