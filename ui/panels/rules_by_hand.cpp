#include "panels/rules_by_hand.h"

#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/key_price.h"
#include "widgets/number_field.h"

namespace jumelles::ui {
namespace {

using protocol::AttributeChoice;
using protocol::ComparatorChoice;
using protocol::ComparisonSummary;
using protocol::KeyPartSummary;
using protocol::RuleChoices;

constexpr float kAttribute = 190, kLine = 36, kPad = 12;

const RuleChoices* choices(Panel& panel) { return panel.client.ask<RuleChoices>(protocol::RuleChoicesQuery{}); }

const AttributeChoice* of_attribute(const RuleChoices& all, const std::string& attribute) {
  const auto found = std::find_if(all.attributes.begin(), all.attributes.end(), [&](const AttributeChoice& choice) { return choice.attribute == attribute; });
  return found == all.attributes.end() ? nullptr : &*found;
}

std::vector<Choice> attribute_choices(const RuleChoices& all) {
  std::vector<Choice> out;
  for (const AttributeChoice& choice : all.attributes) out.push_back({choice.attribute, attribute_label(choice.attribute)});
  return out;
}

float width_of(const Ui& ui, const std::vector<Choice>& list, float room) {
  float widest = 0;
  for (const Choice& choice : list) widest = std::max(widest, combo_width(ui, choice.text, {}));
  return std::min(widest, room);
}

// An attribute among those that rules can be made of; true when another one was chosen.
bool attribute_combo(Panel& panel, const std::string& key, const RuleChoices& all, float x, float y, float width, std::string& attribute) {
  const std::vector<Choice> list = attribute_choices(all);
  const auto chosen = combo(panel.ui, key, {x, y, width, size::kButtonDense}, list, index_of(list, attribute), {.name = tr("rules.attribute")});
  if (!chosen || list[*chosen].id == attribute) return false;
  attribute = list[*chosen].id;
  return true;
}

// A box around an editor, with its title; where its content begins.
float editor_box(Ui& ui, const std::string& key, float x, float y, float width, float height, const std::string& title) {
  box(ui, {x, y, width, height}, Token::kSunken, Token::kBorder, size::kRadiusControl);
  text(ui, x + kPad, y + 8, title, kDenseStrong);
  heading(ui, key, {x + kPad, y + 8, width - 2 * kPad, 20}, title, 3);
  return y + 36;
}

void end_editor(Panel& panel) { panel.ui.more_frames = true; }

KeyPartSummary first_part(const RuleChoices& all) {
  return all.attributes.empty() ? KeyPartSummary{} : KeyPartSummary{all.attributes[0].attribute, all.attributes[0].transforms.front()};
}

// One attribute of a key, and what of it must agree. False when it is to go.
bool key_part_row(Panel& panel, const RuleChoices& all, KeyPartSummary& part, size_t i, bool alone, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string key = "rules/key_part/" + std::to_string(i);
  if (attribute_combo(panel, key + "/attribute", all, x, y, kAttribute, part.attribute))
    if (const AttributeChoice* choice = of_attribute(all, part.attribute)) part.transform = choice->transforms.front();
  std::vector<Choice> list;
  if (const AttributeChoice* choice = of_attribute(all, part.attribute))
    for (const std::string& id : choice->transforms) list.push_back({id, key_part_label({part.attribute, id})});
  const float room = width - kAttribute - 8 - 36;
  const auto chosen = combo(ui, key + "/transform", {x + kAttribute + 8, y, width_of(ui, list, room), size::kButtonDense}, list, index_of(list, part.transform),
                            {.name = tr("rules.what_agrees")});
  if (chosen) part.transform = list[*chosen].id;
  return alone || !icon_button(ui, key + "/remove", {x + width - 28, y, 28, 28}, icon::kX, tr("rules.part_remove", {attribute_label(part.attribute)}), false, Token::kMuted, 14);
}

bool has_key(const Panel& panel, const std::vector<KeyPartSummary>& parts, const std::string& but) {
  const auto same = [](const KeyPartSummary& p, const KeyPartSummary& q) { return p.attribute == q.attribute && p.transform == q.transform; };
  const auto& rules = panel.client.summary().blocking_rules;
  return std::any_of(rules.begin(), rules.end(), [&](const protocol::BlockingRuleSummary& rule) {
    return rule.name != but && std::equal(rule.parts.begin(), rule.parts.end(), parts.begin(), parts.end(), same);
  });
}

}  // namespace

void forget_drafts(View& view) {
  view.quality = {};
  view.recipe_draft.reset();
  view.spellings.reset();
  view.key_draft.reset();
  view.comparison_draft.reset();
  view.levels_draft.reset();
  view.constraint_draft.reset();
  view.typed_numbers.clear();
  view.candidate.clear();
  view.hand_draft.reset();
  view.hand_attribute.clear();
  view.renamed_source.clear();
  view.typed_source_name.reset();
}

void open_key_editor(Panel& panel, uint32_t rule) {
  const protocol::BlockingRuleSummary& of = panel.client.summary().blocking_rules[rule];
  panel.view.key_draft = KeyDraft{of.name, of.parts};
}

float draw_key_editor(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  std::optional<KeyDraft>& draft = panel.view.key_draft;
  const RuleChoices* all = choices(panel);
  if (!draft) {
    const ButtonOptions add{.glyph = icon::kPlus, .disabled = !all || all->attributes.empty()};
    if (button(ui, "rules/key_add", x, y + 4, tr("rules.key_add"), add)) draft = KeyDraft{"", {first_part(*all)}}, end_editor(panel);
    return y + 40;
  }
  if (!all) return y;
  const bool is_new = draft->rule.empty();
  const KeyPriceText price = draft_price(panel, *draft);
  const auto refining = refining_part(panel, *all, *draft);
  const float price_height = draft_price_height(ui, price, refining.has_value(), width - 2 * kPad);
  const float height = 36 + kLine * static_cast<float>(draft->parts.size()) + price_height + 44;
  float at = editor_box(ui, "rules/key_editor", x, y + 4, width, height, tr(is_new ? "rules.key_new" : "rules.key_change"));
  for (size_t i = 0; i < draft->parts.size(); ++i, at += kLine)
    if (!key_part_row(panel, *all, draft->parts[i], i, draft->parts.size() == 1, x + kPad, at, width - 2 * kPad)) {
      draft->parts.erase(draft->parts.begin() + static_cast<std::ptrdiff_t>(i));
      end_editor(panel);
      return y + height + 12;
    }
  if (draw_draft_price(panel, price, refining, x + kPad, at, width - 2 * kPad)) {
    draft->parts.push_back(*refining);
    end_editor(panel);
    return y + height + 12;
  }
  at += price_height;
  const bool known = has_key(panel, draft->parts, draft->rule);
  float left = x + kPad, right = x + width - kPad;
  ButtonOptions make{.kind = ButtonKind::kPrimary, .disabled = known, .tip = known ? tr("rules.key_known") : ""};
  const std::string words = tr(is_new ? "rules.key_make" : "rules.apply");
  if (button(ui, "rules/key_make", left, at + 4, words, make)) {
    panel.client.send(protocol::SetBlockingRule{draft->rule, draft->parts});
    draft.reset();
    end_editor(panel);
    return y + height + 12;
  }
  left += button_width(ui, words, make) + 8;
  const ButtonOptions more{.glyph = icon::kPlus};
  if (button(ui, "rules/key_part_add", left, at + 4, tr("rules.part_add"), more)) draft->parts.push_back(first_part(*all)), end_editor(panel);
  left += button_width(ui, tr("rules.part_add"), more) + 8;
  if (button(ui, "rules/key_cancel", left, at + 4, tr("action.cancel"), {.kind = ButtonKind::kQuiet})) draft.reset(), end_editor(panel);
  const ButtonOptions remove{.kind = ButtonKind::kQuiet, .glyph = icon::kTrash2, .disabled = panel.client.summary().blocking_rules.size() < 2, .tip = tr("rules.key_last")};
  if (draft && !is_new && button_from_right(ui, "rules/key_remove", right, at + 4, tr("rules.key_remove"), remove)) {
    panel.client.send(protocol::SetBlockingRule{draft->rule, {}});
    draft.reset();
    end_editor(panel);
  }
  return y + height + 12;
}

float draw_comparison_maker(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  std::optional<ComparisonDraft>& draft = panel.view.comparison_draft;
  const RuleChoices* all = choices(panel);
  if (!draft) {
    const ButtonOptions add{.glyph = icon::kPlus, .disabled = !all || all->attributes.empty()};
    if (button(ui, "rules/comparison_add", x, y + 4, tr("rules.comparison_add"), add)) {
      // The first attribute that nothing compares yet.
      const auto& comparisons = panel.client.summary().comparisons;
      const auto is_free = [&](const AttributeChoice& choice) {
        return std::none_of(comparisons.begin(), comparisons.end(), [&](const ComparisonSummary& c) { return std::count(c.attributes.begin(), c.attributes.end(), choice.attribute) > 0; });
      };
      auto found = std::find_if(all->attributes.begin(), all->attributes.end(), is_free);
      if (found == all->attributes.end()) found = all->attributes.begin();
      draft = ComparisonDraft{found->attribute, found->comparators.front()};
      end_editor(panel);
    }
    return y + 40;
  }
  if (!all) return y;
  constexpr float kHeight = 36 + kLine + 44;
  float at = editor_box(ui, "rules/comparison_maker", x, y + 4, width, kHeight, tr("rules.comparison_new"));
  if (attribute_combo(panel, "rules/comparison_new/attribute", *all, x + kPad, at, kAttribute, draft->attribute))
    if (const AttributeChoice* choice = of_attribute(*all, draft->attribute)) draft->comparator = choice->comparators.front();
  std::vector<Choice> list;
  if (const AttributeChoice* choice = of_attribute(*all, draft->attribute))
    for (const std::string& id : choice->comparators) list.push_back({id, tr_id("comparator.", id)});
  const float room = width - 2 * kPad - kAttribute - 8;
  if (const auto chosen = combo(ui, "rules/comparison_new/comparator", {x + kPad + kAttribute + 8, at, width_of(ui, list, room), size::kButtonDense}, list,
                                index_of(list, draft->comparator), {.name = tr("rules.comparator")}))
    draft->comparator = list[*chosen].id;
  at += kLine;
  const ButtonOptions make{.kind = ButtonKind::kPrimary};
  const std::string words = tr("rules.comparison_make");
  if (button(ui, "rules/comparison_make", x + kPad, at + 4, words, make)) {
    panel.client.send(protocol::SetComparison{"", draft->attribute, draft->comparator});
    draft.reset();
    end_editor(panel);
  }
  if (button(ui, "rules/comparison_cancel", x + kPad + button_width(ui, words, make) + 8, at + 4, tr("action.cancel"), {.kind = ButtonKind::kQuiet})) draft.reset(), end_editor(panel);
  return y + kHeight + 12;
}

namespace {

const ComparatorChoice* of_comparator(const RuleChoices* all, const std::string& id) {
  if (!all) return nullptr;
  const auto found = std::find_if(all->comparators.begin(), all->comparators.end(), [&](const ComparatorChoice& c) { return c.id == id; });
  return found == all->comparators.end() ? nullptr : &*found;
}

// The comparator's levels, those that the comparison has being on; "else" is always there.
LevelsDraft levels_draft(const ComparisonSummary& comparison, const ComparatorChoice& comparator) {
  LevelsDraft draft{comparison.id, {}};
  for (const protocol::LevelInfo& level : comparator.levels) {
    if (level.id == "else") continue;
    LevelDraft row{{level.id, level.threshold, level.term_frequency}, false, level.has_threshold, level.least, level.most, level.unit, {}};
    for (const auto& present : comparison.levels)
      if (present.id == level.id) row.on = true, row.level.threshold = present.threshold, row.level.term_frequency = present.term_frequency;
    draft.rows.push_back(std::move(row));
  }
  return draft;
}

float level_choice_height(const Ui& ui, const LevelDraft& row, float width) { return kLine + number_problem_height(ui, row.typed, width - 36); }

void level_choice_row(Panel& panel, LevelDraft& row, size_t i, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string key = "rules/level_choice/" + std::to_string(i), label = level_label(row.level.id, row.level.threshold);
  if (toggle(ui, key, x, y + 6, row.on, label)) row.on = !row.on;
  const Token color = row.on ? Token::kText : Token::kMuted;
  const float right = x + width;
  text_cut(ui, x + 36, y + 4, width - 36 - 196, label, {Type::kDense, false, color});
  if (row.has_threshold) {
    const NumberFieldOptions options{.name = tr("rules.level_threshold", {label}), .range = {row.least, row.most < row.least ? kNoLimit : row.most}, .unit = row.unit};
    if (const auto taken = number_field(ui, key + "/threshold", {right - 184, y, 72, size::kButtonDense}, number_to_text(row.level.threshold), row.typed, options))
      row.level.threshold = *taken;
    draw_number_problem(ui, key + "/threshold", x + 36, y + 32, width - 36, row.typed);
  }
  if (toggle(ui, key + "/terms", right - 96, y + 6, row.level.term_frequency, tr("rules.by_frequency", {label}), !row.on)) row.level.term_frequency = !row.level.term_frequency;
  draw_icon(ui, right - 56, y + 6, 14, icon::kUsers, Token::kMuted);
  tip(ui, {right - 60, y, 40, 28}, tr("rules.term_frequency"));
}

}  // namespace

float level_editor_height(const Panel& panel, const ComparisonSummary& comparison, float width) {
  const std::optional<LevelsDraft>& draft = panel.view.levels_draft;
  if (comparison.is_bar_of_model) return 0;
  if (!draft || draft->comparison != comparison.id) return 44;
  float height = 48;
  for (const LevelDraft& row : draft->rows) height += level_choice_height(panel.ui, row, width - 28 - kPad);
  return height;
}

float draw_level_editor(Panel& panel, const ComparisonSummary& comparison, float x, float y, float width) {
  Ui& ui = panel.ui;
  std::optional<LevelsDraft>& draft = panel.view.levels_draft;
  const float height = level_editor_height(panel, comparison, width);
  if (height == 0) return y;
  fill(ui, {x, y, width, height}, Token::kBg);
  const ComparatorChoice* comparator = of_comparator(choices(panel), comparison.comparator);
  const auto& comparisons = panel.client.summary().comparisons;
  float left = x + 28, right = x + width - kPad;
  if (!draft || draft->comparison != comparison.id) {
    const ButtonOptions change{.glyph = icon::kSlidersHorizontal, .disabled = comparator == nullptr};
    if (button(ui, "rules/levels_change", left, y + 8, tr("rules.levels_change"), change)) draft = levels_draft(comparison, *comparator), end_editor(panel);
    const auto compared = std::count_if(comparisons.begin(), comparisons.end(), [](const ComparisonSummary& c) { return !c.is_bar_of_model; });
    const ButtonOptions remove{.kind = ButtonKind::kQuiet, .glyph = icon::kTrash2, .disabled = compared < 2, .tip = tr("rules.comparison_last")};
    if (button_from_right(ui, "rules/comparison_remove", right, y + 8, tr("rules.comparison_remove"), remove)) panel.client.send(protocol::SetComparison{comparison.id, "", ""});
    hline(ui, x, x + width, y + height - 1, Token::kBorder);
    return y + height;
  }
  float at = y + 4;
  for (size_t i = 0; i < draft->rows.size(); ++i) {
    level_choice_row(panel, draft->rows[i], i, left, at, right - left);
    at += level_choice_height(ui, draft->rows[i], right - left);
  }
  const bool some = std::any_of(draft->rows.begin(), draft->rows.end(), [](const LevelDraft& row) { return row.on; });
  const bool wrong = std::any_of(draft->rows.begin(), draft->rows.end(), [](const LevelDraft& row) { return row.on && !row.typed.problem.empty(); });
  const ButtonOptions apply{.kind = ButtonKind::kPrimary, .disabled = !some || wrong, .tip = tr(wrong ? "rules.threshold_wrong" : "rules.levels_none")};
  if (button(ui, "rules/levels_apply", left, at + 6, tr("rules.apply"), apply)) {
    protocol::SetLevels levels{comparison.id, {}};
    for (const LevelDraft& row : draft->rows)
      if (row.on) levels.levels.push_back(row.level);
    levels.levels.push_back({"else", 0, false});
    panel.client.send(levels);
    draft.reset();
    end_editor(panel);
  } else if (button(ui, "rules/levels_cancel", left + button_width(ui, tr("rules.apply"), apply) + 8, at + 6, tr("action.cancel"), {.kind = ButtonKind::kQuiet})) {
    draft.reset();
    end_editor(panel);
  }
  hline(ui, x, x + width, y + height - 1, Token::kBorder);
  return y + height;
}

float draw_constraint_maker(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  std::optional<ConstraintDraft>& draft = panel.view.constraint_draft;
  const RuleChoices* all = choices(panel);
  if (!draft) {
    const ButtonOptions add{.glyph = icon::kPlus, .disabled = !all || all->attributes.empty()};
    if (button(ui, "rules/constraint_add", x, y + 6, tr("rules.constraint_add"), add))
      draft = ConstraintDraft{all->attributes[0].attribute, all->attributes[0].constraints.front()}, end_editor(panel);
    return y + 42;
  }
  if (!all) return y;
  constexpr float kHeight = 36 + 2 * kLine + 44;
  float at = editor_box(ui, "rules/constraint_maker", x, y + 4, width, kHeight, tr("rules.constraint_new"));
  if (attribute_combo(panel, "rules/constraint_new/attribute", *all, x + kPad, at, kAttribute, draft->attribute))
    if (const AttributeChoice* choice = of_attribute(*all, draft->attribute)) draft->kind = choice->constraints.front();
  at += kLine;
  std::vector<Choice> list;
  if (const AttributeChoice* choice = of_attribute(*all, draft->attribute))
    for (const std::string& id : choice->constraints) list.push_back({id, tr_id("constraint.", id, {attribute_label(draft->attribute)})});
  if (const auto chosen = combo(ui, "rules/constraint_new/kind", {x + kPad, at, width_of(ui, list, width - 2 * kPad), size::kButtonDense}, list, index_of(list, draft->kind),
                                {.name = tr("rules.constraint_kind")}))
    draft->kind = list[*chosen].id;
  at += kLine;
  const auto& constraints = panel.client.summary().constraints;
  const bool known = std::any_of(constraints.begin(), constraints.end(), [&](const auto& c) { return c.id == draft->kind && c.attribute == draft->attribute; });
  const ButtonOptions make{.kind = ButtonKind::kPrimary, .disabled = known, .tip = tr("rules.constraint_known")};
  const std::string words = tr("rules.constraint_make");
  if (button(ui, "rules/constraint_make", x + kPad, at + 4, words, make)) {
    panel.client.send(protocol::SetConstraint{"", draft->kind, draft->attribute});
    draft.reset();
    end_editor(panel);
  } else if (button(ui, "rules/constraint_cancel", x + kPad + button_width(ui, words, make) + 8, at + 4, tr("action.cancel"), {.kind = ButtonKind::kQuiet})) {
    draft.reset();
    end_editor(panel);
  }
  return y + kHeight + 12;
}

// ---- numbers

float draw_link_numbers(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float title = text(ui, x, y + 8, tr("rules.numbers"), kBodyStrong);
  heading(ui, "rules/numbers", {x, y + 8, title - x, 20}, tr("rules.numbers"), 2);
  text_cut(ui, title + 12, y + 8, x + width - title - 12, tr("rules.numbers_sentence"), kDenseMuted);
  y += 36;
  for (const protocol::NumberSummary& n : panel.client.summary().link_numbers) {
    const std::string key = "rules/number/" + n.name, label = tr_id("number.", n.name), help = tr_id("number.help.", n.name);
    TypedNumber& typed = panel.view.typed_numbers[key];
    const float field = x + width - 120 - 36;
    text_cut(ui, x, y + 6, field - x - 12, label, kDense);
    const float height = paragraph_height(ui, help, field - x - 12, kSmall);
    paragraph(ui, x, y + 26, field - x - 12, help, kSmall);
    say(ui, Role::kParagraph, key + "/help", {x, y + 6, field - x - 12, 20 + height}, label, help);
    if (n.kind == "switch") {
      if (toggle(ui, key, field, y + 8, n.value != 0, label)) panel.client.send(protocol::SetLinkNumber{n.name, n.value != 0 ? 0.0 : 1.0});
    } else {
      const NumberFieldOptions options{.name = label, .range = {n.least, n.most, n.open_least, n.open_most}, .unit = n.kind == "number" ? n.name : n.kind, .whole = n.kind == "whole"};
      const std::string written = n.kind == "whole" ? number(static_cast<uint64_t>(n.value)) : number_to_text(n.value);
      if (const auto taken = number_field(ui, key, {field, y + 6, 120, size::kButtonDense}, written, typed, options)) panel.client.send(protocol::SetLinkNumber{n.name, *taken});
    }
    if (!n.is_default && icon_button(ui, key + "/default", {x + width - 28, y + 6, 28, 28}, icon::kUndo2, tr("rules.number_default", {label}), false, Token::kMuted, 16))
      panel.client.send(protocol::SetLinkNumber{n.name, 0, true});
    y += 30 + height;
    y += draw_number_problem(ui, key, x, y, width, typed);
    hline(ui, x, x + width, y + 3, Token::kBorder);
    y += 8;
  }
  return y;
}

}  // namespace jumelles::ui
