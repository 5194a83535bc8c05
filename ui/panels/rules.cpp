#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "core/link_config.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/key_price.h"
#include "panels/panels.h"
#include "panels/rules_by_hand.h"
#include "panels/rules_structure.h"
#include "panels/rules_threshold.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::BlockingRuleSummary;
using protocol::ComparisonSummary;
using protocol::Summary;

constexpr float kThresholdWidth = 456;

float section_title(Ui& ui, const char* key, float x, float y, std::string_view title, std::string_view sentence) {
  float at = text(ui, x, y + 8, title, kBodyStrong);
  heading(ui, key, {x, y + 8, at - x, 20}, title, 2);
  text(ui, at + 12, y + 8, sentence, kDenseMuted);
  return y + 36;
}

// ---- blocking rules

struct KeyColumns {
  float name, cost, pairs, share, found, links, right;
  float name_room() const { return cost - name - 16; }
};

// A key's name is read whole: where its column is too narrow, on several lines.
float key_height(const Ui& ui, const BlockingRuleSummary& rule, const KeyColumns& at) {
  return size::kRow - 20 + std::max(20.0f, paragraph_height(ui, key_label(rule.parts), at.name_room(), kDense));
}

// A sentence under a table, on as many lines as it takes.
float note(Panel& panel, const std::string& key, float x, float y, float width, const std::string& sentence) {
  const float bottom = paragraph(panel.ui, x, y + 4, width, sentence, kDenseMuted);
  say(panel.ui, Role::kParagraph, key, {x, y + 4, width, bottom - y - 4}, sentence);
  return bottom + 2;
}

// What was done about keys that take much of the budget.
float large_keys(Panel& panel, float x, float y, float width) {
  const std::vector<BlockingRuleSummary>& rules = panel.client.summary().blocking_rules;
  for (size_t i = 0; i < rules.size(); ++i) {
    const BlockingRuleSummary& rule = rules[i];
    const std::string label = key_label(rule.parts), key = "rules/key/" + std::to_string(i) + "/why";
    std::string sentence;
    if (!rule.enabled) continue;
    if (rule.share_before_refining > 0) sentence = tr("rules.large_refined", {label, percent(rule.share_before_refining)});
    else if (rule.is_large && rule.refining_loss >= 1) sentence = tr("rules.large_whole", {label, percent(rule.budget_share)});
    else if (rule.is_large && rule.refining_loss >= 0) sentence = tr("rules.large_kept", {label, percent(rule.budget_share), percent(rule.refining_loss, 2)});
    if (!sentence.empty()) y = note(panel, key, x, y, width, sentence);
  }
  return y;
}

void key_row(Panel& panel, uint32_t index, const KeyColumns& at, float x, float y, float height, uint64_t most, bool links_known) {
  Ui& ui = panel.ui;
  const BlockingRuleSummary& rule = panel.client.summary().blocking_rules[index];
  std::string label = key_label(rule.parts), key = "rules/key/" + std::to_string(index);
  Rect r{x, y, at.right - x, height};
  ImVec2 mouse = ImGui::GetIO().MousePos;
  if (r.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered()) fill(ui, r, Token::kHover);
  if (toggle(ui, key, x + 8, y + 6, rule.enabled, label))
    panel.client.send(protocol::EnableBlockingRule{rule.name, !rule.enabled});
  Token color = rule.enabled ? Token::kText : Token::kMuted;
  paragraph(ui, at.name + 8, y + 4, at.name_room(), label, {Type::kDense, false, color});
  float room = at.pairs - at.cost - 16;
  double share = most ? static_cast<double>(rule.pair_count) / static_cast<double>(most) : 0;
  bool costly = links_known && rule.enabled && share > 0.5 && rule.exclusive_link_count * 1000 < rule.pair_count;
  if (room > 0) bar(ui, {at.cost + 8, y + 10, room, 8}, share, costly ? Token::kPossibleFill : rule.enabled ? Token::kAccent : Token::kBorderStrong, Token::kNone);
  text_right(ui, at.share - 8, y + 4, number(rule.pair_count), {Type::kDense, costly, color});
  text_right(ui, at.found - 8, y + 4, percent(rule.budget_share, rule.budget_share < 0.1 ? 1 : 0), {Type::kDense, rule.enabled && rule.is_large, color});
  text_right(ui, at.links - 8, y + 4, rule.enabled && rule.recall >= 0 ? percent(rule.recall) : "\u2013", {Type::kDense, false, color});
  text_right(ui, at.right - 36, y + 4, panel.client.summary().has_result && rule.enabled ? number(rule.exclusive_link_count) : "\u2013", {Type::kDense, false, color});
  say(ui, Role::kRow, key + "/row", r, label, number(rule.pair_count));
  if (icon_button(ui, key + "/change", {at.right - 28, y + 2, 24, 24}, icon::kPencil, tr("rules.key_change_this", {label}), false, Token::kMuted, 14)) open_key_editor(panel, index);
  std::string help = tr("rules.key_help", {number(rule.total_pair_count), number(rule.largest_block)});
  if (rule.enabled && rule.is_large) help += " " + tr("rules.large_share", {percent(rule.budget_share)});
  if (rule.refined_block_count) help += " " + tr_count("rules.refined", rule.refined_block_count);
  tip(ui, {at.name, y, at.right - at.name, height}, help);
  hline(ui, x, at.right, y + height - 1, Token::kBorder);
}

float keys_line(Panel& panel, float x, float y, float width) {
  const Summary& s = panel.client.summary();
  uint64_t total = 0;
  for (const auto& rule : s.blocking_rules)
    if (rule.enabled) total += rule.pair_count;
  double per_record = panel.client.record_count() ? static_cast<double>(total) / static_cast<double>(panel.client.record_count()) : 0;
  std::string sentence = tr("rules.keys_total", {number(total), decimal(per_record, 1), decimal(s.pairs_per_record_budget, 0)});
  text(panel.ui, x, y + 6, sentence, kDenseMuted);
  say(panel.ui, Role::kParagraph, "rules/keys_total", {x, y + 6, width, 20}, sentence);
  if (!s.has_result) return y + 32;
  const protocol::EstimateSummary& e = s.estimate;
  std::string found;
  if (e.blocking_known) found = tr("estimate.blocking", {percent(e.blocking_recall.value, 1), percent(e.blocking_recall.low, 1), percent(e.blocking_recall.high, 1)});
  else if (!e.blocking_withheld_id.empty()) found = tr("estimate.blocking_withheld." + e.blocking_withheld_id);
  if (!found.empty()) {
    text(panel.ui, x, y + 28, found, kDense);
    say(panel.ui, Role::kParagraph, "rules/estimate/blocking", {x, y + 28, width, 20}, found);
    tip(panel.ui, {x, y + 28, width, 20}, tr("estimate.blocking_help"));
    y += 22;
  }
  return y + 32;
}

float keys_table(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  y = section_title(ui, "rules/keys", x, y, tr("rules.keys"), tr("rules.keys_sentence"));
  KeyColumns at{x + 45, 0, x + width - 341, x + width - 273, x + width - 209, x + width - 149, x + width - 1};
  constexpr float kLeastBar = 56;
  float longest = 0;
  for (const auto& rule : s.blocking_rules) longest = std::max(longest, text_width(ui, key_label(rule.parts), kDense));
  at.cost = std::min(at.name + std::max(260.0f, longest + 17), at.pairs - kLeastBar);
  if (at.name_room() < 180) at.cost = at.pairs;  // no room for bars
  float rows = 0;
  for (const auto& rule : s.blocking_rules) rows += key_height(ui, rule, at);
  box(ui, {x, y, width, 28 + rows + 2}, Token::kSurface, Token::kBorder, 0);
  x += 1, y += 1, width -= 2;
  fill(ui, {x, y, width, 28}, Token::kSunken);
  text(ui, at.name + 8, y + 6, tr("rules.key"), kSmallStrong);
  if (at.pairs > at.cost) text(ui, at.cost + 8, y + 6, tr("rules.cost"), kSmallStrong);
  text_right(ui, at.share - 8, y + 6, tr("rules.pairs"), kSmallStrong);
  text_right(ui, at.found - 8, y + 6, tr("rules.budget"), kSmallStrong);
  text_right(ui, at.links - 8, y + 6, tr("rules.found"), kSmallStrong);
  tip(ui, {at.found, y, at.links - at.found, 28}, tr("rules.found_help"));
  text_right(ui, at.right - 36, y + 6, tr("rules.exclusive"), kSmallStrong);
  y += 28;
  uint64_t most = 1;
  bool links_known = false;
  for (const auto& rule : s.blocking_rules) {
    if (rule.enabled) most = std::max(most, rule.pair_count);
    links_known |= rule.exclusive_link_count > 0;
  }
  for (uint32_t i = 0; i < s.blocking_rules.size(); ++i) {
    const float height = key_height(ui, s.blocking_rules[i], at);
    key_row(panel, i, at, x, y, height, most, links_known);
    y += height;
  }
  y = keys_line(panel, x, y + 1, width);
  y = draw_switched_prices(panel, x, y - 6, width) + 6;
  y = draw_key_editor(panel, x, y - 4, width);
  return large_keys(panel, x, y - 4, width) + 4;
}

// ---- comparisons

struct ComparisonColumns {
  float name, levels, rail, best, worst, filled, right;
};

Rect rail_rect(const ComparisonColumns& at, float y) { return {at.rail + 8, y, at.best - at.rail - 16, size::kRow}; }

void comparison_row(Panel& panel, uint32_t index, const ComparisonColumns& at, float y) {
  Ui& ui = panel.ui;
  const ComparisonSummary& c = panel.client.summary().comparisons[index];
  bool open = panel.view.open_comparison == static_cast<int>(index);
  std::string label = comparison_label(c.id);
  Rect r{at.name, y, at.right - at.name, size::kRow};
  Semantic semantic;
  semantic.key = "rules/comparison/" + std::to_string(index);
  semantic.role = Role::kRow;
  semantic.name = label;
  semantic.rect = r;
  semantic.selected = open;
  semantic.action = "press";
  double best = 0, worst = 0;
  std::vector<double> weights;
  for (const auto& level : c.levels) {
    weights.push_back(level.weight_bits);
    best = std::max(best, level.weight_bits);
    worst = std::min(worst, level.weight_bits);
  }
  semantic.value = signed_decimal(best, 1) + " / " + signed_decimal(worst, 1);
  Interaction state = interact(ui, std::move(semantic), true);
  if (state.pressed) panel.view.open_comparison = open ? -1 : static_cast<int>(index);
  fill(ui, r, open ? Token::kAccentSoft : state.hovered ? Token::kHover : Token::kNone);
  Token color = c.enabled ? Token::kText : Token::kMuted;
  draw_icon(ui, at.name + 8, y + 7, 14, open ? icon::kChevronDown : icon::kChevronRight, Token::kMuted);
  text_cut(ui, at.name + 28, y + 4, at.levels - at.name - 32, label, {Type::kDense, open, color});
  std::string levels = c.enabled ? tr_count("rules.levels", c.levels.size()) : tr("rules.off");
  if (at.rail > at.levels) text_cut(ui, at.levels + 8, y + 4, at.rail - at.levels - 10, levels, kDenseMuted);
  weight_rail(ui, rail_rect(at, y), {}, weights);
  text_right(ui, at.worst - 8, y + 4, signed_decimal(best, 1), {Type::kDense, false, color});
  text_right(ui, at.filled - 8, y + 4, signed_decimal(worst, 1), {Type::kDense, false, color});
  text_right(ui, at.right - 8, y + 4, percent(c.filled_share), kDenseMuted);
  hline(ui, at.name, at.right, y + size::kRow - 1, Token::kBorder);
}

std::string level_key(uint32_t comparison, uint32_t level) { return "rules/level/" + std::to_string(comparison) + "/" + std::to_string(level); }

// As it was typed; what was learned, to a tenth.
std::string weight_text(const protocol::LevelSummary& level) {
  if (!level.locked) return signed_decimal(level.weight_bits, 1);
  const bool fine = std::abs(level.weight_bits * 10 - std::round(level.weight_bits * 10)) > 1e-6;
  return signed_decimal(level.weight_bits, fine ? 2 : 1);
}

float level_height(Panel& panel, uint32_t index, uint32_t level, float width) {
  const auto typed = panel.view.typed_numbers.find(level_key(index, level) + "/weight");
  return size::kDetailRow + (typed == panel.view.typed_numbers.end() ? 0 : number_problem_height(panel.ui, typed->second, width - 36));
}

void level_row(Panel& panel, uint32_t index, uint32_t level_index, const ComparisonColumns& at, float y) {
  Ui& ui = panel.ui;
  const ComparisonSummary& c = panel.client.summary().comparisons[index];
  const auto& level = c.levels[level_index];
  const std::string label = level_label(level.id, level.threshold), key = level_key(index, level_index);
  const Rect r{at.name, y, at.right - at.name, level_height(panel, index, level_index, at.right - at.name)};
  fill(ui, r, Token::kBg);
  ImVec2 mouse = ImGui::GetIO().MousePos;
  bool hovered = r.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered(), edits = hovered || level.locked;
  float x = text_cut(ui, at.name + 28, y + 2, at.rail - at.name - (edits ? 96.0f : level.term_frequency ? 52.0f : 32.0f), label, kDense);
  if (level.term_frequency) draw_icon(ui, x + 6, y + 6, 12, icon::kUsers, Token::kMuted);
  if (level.term_frequency) tip(ui, {x + 4, y, 18, size::kDetailRow}, tr("rules.term_frequency"));
  if (!level.observed) tip(ui, r, tr("rules.not_observed"));
  const auto set = [&](double weight, bool locked) { panel.client.send(protocol::SetLevelWeight{c.id, level.id, weight, locked}); };
  const auto step = [&](double bits) { set(std::round((level.weight_bits + bits) * 10) / 10, true); };
  float bx = at.rail - 62;
  if (icon_button(ui, key + "/less", {bx, y + 2, 20, 20}, icon::kMinus, tr("rules.weight_less", {label}), false, edits ? Token::kMuted : Token::kNone, 12)) step(-0.5);
  if (icon_button(ui, key + "/more", {bx + 20, y + 2, 20, 20}, icon::kPlus, tr("rules.weight_more", {label}), false, edits ? Token::kMuted : Token::kNone, 12)) step(0.5);
  if (level.locked && icon_button(ui, key + "/unlock", {bx + 40, y + 2, 20, 20}, icon::kLock, tr("rules.unlock", {label}), false, Token::kAccent, 12)) set(level.weight_bits, false);
  weight_bar(ui, {rail_rect(at, y).x, y, rail_rect(at, y).w, size::kDetailRow}, {}, level.weight_bits);
  TypedNumber& typed = panel.view.typed_numbers[key + "/weight"];
  const NumberFieldOptions options{.name = tr("rules.weight_of", {label}), .range = kHandWeightBitsRange, .unit = "bits", .as_text = true,
                                   .ink = {Type::kDense, true, level.observed ? Token::kText : Token::kMuted}};
  const std::string written = weight_text(level);
  if (const auto taken = number_field(ui, key + "/weight", {at.best + 2, y + 1, at.worst - at.best - 4, size::kDetailRow - 2}, written, typed, options)) set(std::round(*taken * 100) / 100, true);
  text_right(ui, at.filled - 8, y + 2, probability_text(level.m_probability), kDense);
  text_right(ui, at.right - 8, y + 2, probability_text(level.u_probability), kDense);
  draw_number_problem(ui, key + "/weight", at.name + 28, y + size::kDetailRow, at.right - at.name - 36, typed);
  say(ui, Role::kRow, key, r, label, written);
  hline(ui, at.name, at.right, r.bottom() - 1, Token::kBorder);
}

float open_levels(Panel& panel, uint32_t index, const ComparisonColumns& at, float y) {
  Ui& ui = panel.ui;
  const ComparisonSummary& c = panel.client.summary().comparisons[index];
  fill(ui, {at.name, y, at.right - at.name, size::kRow}, Token::kBg);
  if (toggle(ui, "rules/comparison/" + std::to_string(index) + "/used", at.name + 28, y + 6, c.enabled, tr("rules.use", {comparison_label(c.id)})))
    panel.client.send(protocol::EnableComparison{c.id, !c.enabled});
  text(ui, at.name + 64, y + 4, tr("rules.levels_help"), kDenseMuted);
  text_right(ui, at.worst - 8, y + 4, tr("rules.weight"), kDenseMuted);
  text_right(ui, at.filled - 8, y + 4, tr("rules.same"), kDenseMuted);
  text_right(ui, at.right - 8, y + 4, tr("rules.chance"), kDenseMuted);
  hline(ui, at.name, at.right, y + size::kRow - 1, Token::kBorder);
  y += size::kRow;
  for (uint32_t i = 0; i < c.levels.size(); ++i) {
    level_row(panel, index, i, at, y);
    y += level_height(panel, index, i, at.right - at.name);
  }
  return draw_level_editor(panel, c, at.name, y, at.right - at.name);
}

// Why some evidence is damped, or not there.
float not_counted_twice(Panel& panel, float x, float y, float width) {
  const Summary& s = panel.client.summary();
  for (size_t i = 0; i < s.overlaps.size(); ++i) {
    const protocol::OverlapSummary& overlap = s.overlaps[i];
    y = note(panel, "rules/overlap/" + std::to_string(i), x, y, width,
             tr("rules.overlap", {comparison_label(overlap.first), comparison_label(overlap.second), decimal(overlap.strength_bits, 1)}));
  }
  for (const protocol::ComparisonNoteSummary& left : s.comparison_notes)
    y = note(panel, "rules/note/" + left.attribute, x, y, width, tr("rules.note." + left.reason, {attribute_label(left.attribute)}));
  for (const auto& source : s.sources)
    for (const auto& column : source.columns)
      if (column.reason_id == "repeats_columns")
        y = note(panel, "rules/left_out/" + source.name + "/" + column.name, x, y, width, tr("rules.column_left_out", {column.name, source.name}));
  return y;
}

float comparisons_table(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  y = section_title(ui, "rules/comparisons", x, y, tr("rules.comparisons"), tr("rules.comparisons_sentence"));
  float rows = 28 + size::kRow * static_cast<float>(s.comparisons.size());
  int open = panel.view.open_comparison;
  if (open >= 0 && static_cast<size_t>(open) < s.comparisons.size()) {
    const ComparisonSummary& c = s.comparisons[static_cast<size_t>(open)];
    rows += size::kRow + level_editor_height(panel, c, width - 2);
    for (uint32_t i = 0; i < c.levels.size(); ++i) rows += level_height(panel, static_cast<uint32_t>(open), i, width - 2);
  }
  box(ui, {x, y, width, rows + 2}, Token::kSurface, Token::kBorder, 0);
  x += 1, y += 1, width -= 2;
  float name = 160 + (width - 726) * 0.4f;
  for (const auto& c : s.comparisons) name = std::max(name, 34 + text_width(ui, comparison_label(c.id), kDense));
  // In a narrow window the number of levels goes, so that names are read and weights seen.
  constexpr float kLeastRail = 112, kLevels = 80, kFigures = 186;
  const float levels = width - kFigures - name - kLevels < kLeastRail ? 0 : kLevels;
  ComparisonColumns at{x, x + name, x + name + levels, x + width - kFigures, x + width - 124, x + width - 62, x + width};
  fill(ui, {x, y, width, 28}, Token::kSunken);
  text(ui, x + 8, y + 6, tr("rules.attribute"), kSmallStrong);
  Rect rail = rail_rect(at, y);
  text(ui, rail.x, y + 6, signed_decimal(-8, 0), kSmall);
  text(ui, weight_x({}, rail, 0) - 4, y + 6, "0", kSmall);
  text_right(ui, rail.right(), y + 6, tr("rules.scale_end"), kSmall);
  text_right(ui, at.worst - 8, y + 6, tr("rules.for"), kSmallStrong);
  text_right(ui, at.filled - 8, y + 6, tr("rules.against"), kSmallStrong);
  text_right(ui, at.right - 8, y + 6, tr("sources.filled"), kSmallStrong);
  y += 28;
  for (uint32_t i = 0; i < s.comparisons.size(); ++i) {
    comparison_row(panel, i, at, y);
    y += size::kRow;
    if (panel.view.open_comparison == static_cast<int>(i)) y = open_levels(panel, i, at, y);
  }
  y = draw_comparison_maker(panel, x, y + 2, width);
  return not_counted_twice(panel, x, y - 4, width);
}

void header(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  Region region(ui, "rules_header", {area.x, area.y, area.w, size::kPageHeader});
  std::string sentence;
  if (s.has_result) sentence = s.is_stale ? tr("rules.sentence_stale") : tr("rules.sentence", {duration(s.run_ms)});
  else if (s.is_proposed) sentence = tr("rules.sentence_proposed");
  if (s.sources.empty()) {
    page_header(panel, area, tr("screen.rules"), sentence);
    return;
  }
  float right = area.right() - size::kPagePadding;
  ButtonOptions again{.glyph = icon::kRefreshCw};
  again.disabled = !command("propose").enabled(panel);
  if (s.is_proposed && button_from_right(ui, "rules/propose", right, area.y + 18, tr("command.propose"), again)) command("propose").run(panel);
  std::vector<Choice> types{{"dedupe", tr("link_type.dedupe")}, {"link", tr("link_type.link")}, {"link-dedupe", tr("link_type.link-dedupe")}};
  size_t selected = 0;
  while (selected < types.size() && types[selected].id != s.link_type) ++selected;
  ComboOptions options{.prefix = tr("rules.link_type")};
  options.name = options.prefix;
  float width = combo_width(ui, selected < types.size() ? types[selected].text : "", options);
  if (s.sources.size() > 1) {
    if (auto chosen = combo(ui, "rules/link_type", {right - width, area.y + 18, width, size::kButtonDense}, types, selected, options))
      panel.client.send(protocol::SetLinkType{types[*chosen].id});
    right -= width + 12;
  }
  page_header(panel, area, tr("screen.rules"), sentence, right);
}

}  // namespace

void draw_rules(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const Summary& s = panel.client.summary();
  header(panel, area);
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!s.is_proposed) {
    Region region(ui, "rules_empty", body);
    return draw_empty(panel, "rules/empty", body, icon::kSlidersHorizontal, tr("rules.empty"), tr(panel.client.has_sources() ? "rules.empty_ready" : "rules.empty_text"));
  }
  float side = body.w >= 1000 ? kThresholdWidth : body.w * 0.4f;
  Rect right{body.right() - side, body.y, side, body.h};
  draw_threshold(panel, right);
  body.w -= side;
  Region region(ui, "rules_body", body, {.background = Token::kSurface, .scroll_y = true});
  float x = region.x() + 24, y = region.y() + 8, width = body.w - 48;
  y = draw_structure(panel, x, y, width);
  y = keys_table(panel, x, y, width);
  y = comparisons_table(panel, x, y + 8, width);
  y = draw_link_numbers(panel, x, y + 8, width);
  region.extend_to(x + width, y + 16);
}

}  // namespace jumelles::ui
