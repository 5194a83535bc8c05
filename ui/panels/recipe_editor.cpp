// A rule of the recipe as it is made or changed: what it is about, what it does, and what it would change of what was read.

#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "icons.h"
#include "panels/recipe.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::RecipeExample;
using protocol::RecipePage;
using protocol::RecipeRuleSummary;
using protocol::RecipeTrial;

constexpr float kLine = 36, kPad = 12, kGap = 8, kExampleLine = 24;
constexpr size_t kMostLines = 100;
constexpr const char* kActs[] = {"missing", "replace", "values", "suspects", "split", "join", "move", "exchange", "exclude"};

// The text that is typed there, as it is being typed.
void typed_text(Panel& panel, const std::string& key, float x, float y, float width, const std::string& name, std::string& value, bool wrong = false) {
  const TextFieldEvents events = text_field(panel.ui, key, {x, y, width, size::kButtonDense}, value, {.name = name, .placeholder = name, .wrong = wrong});
  if (events.changed) value = *events.changed, panel.ui.more_frames = true;
}

float combo_of(Panel& panel, const std::string& key, float x, float y, float most, const std::vector<Choice>& list, std::string& id, const std::string& name) {
  float widest = 0;
  for (const Choice& choice : list) widest = std::max(widest, combo_width(panel.ui, choice.text, {}));
  const float width = std::min(widest, most);
  if (const auto chosen = combo(panel.ui, key, {x, y, width, size::kButtonDense}, list, index_of(list, id), {.name = name})) id = list[*chosen].id, panel.ui.more_frames = true;
  return x + width + kGap;
}

// Attribute, source and act, on as many lines as they need. Gives the bottom.
float what_about(Panel& panel, const RecipePage& page, RecipeRuleSummary& rule, float x, float y, float width) {
  std::vector<Choice> attributes, sources{{"", tr("recipe.all_sources")}}, acts;
  for (const std::string& key : page.attributes) attributes.push_back({key, attribute_label(key)});
  for (const auto& source : panel.client.summary().sources) sources.push_back({source.name, source.name});
  for (const char* act : kActs) acts.push_back({act, tr_id("recipe.act.", act)});
  float at = combo_of(panel, "recipe/attribute", x, y, width / 3, attributes, rule.attribute, tr("rules.attribute"));
  at = combo_of(panel, "recipe/source", at, y, width / 3, sources, rule.source, tr("recipe.source"));
  if (at + 260 > x + width) at = x, y += kLine;
  combo_of(panel, "recipe/act", at, y, x + width - at, acts, rule.act, tr("recipe.act"));
  return y + kLine;
}

// Values and what they become, one a line. Gives the bottom.
float value_lines(Panel& panel, RecipeRuleSummary& rule, float x, float y, float width) {
  Ui& ui = panel.ui;
  if (rule.values.empty()) rule.values.emplace_back();
  const float field = std::floor((width - 28 - 28 - 2 * kGap) / 2);
  const bool has_many = rule.values.size() > kMostLines;  // of spellings that were grouped
  for (size_t i = 0; i < std::min(rule.values.size(), kMostLines); ++i, y += kLine) {
    const std::string key = "recipe/value/" + std::to_string(i);
    typed_text(panel, key + "/from", x, y, field, tr("recipe.from"), rule.values[i].from);
    draw_icon(ui, x + field + 7, y + 7, 14, icon::kArrowRight, Token::kMuted);
    typed_text(panel, key + "/to", x + field + 28, y, field, tr("recipe.to"), rule.values[i].to);
    if (rule.values.size() > 1 && icon_button(ui, key + "/remove", {x + width - 28, y, 28, 28}, icon::kX, tr("recipe.value_remove", {rule.values[i].from}), false, Token::kMuted, 14)) {
      rule.values.erase(rule.values.begin() + static_cast<std::ptrdiff_t>(i));
      ui.more_frames = true;
      return y + kLine;
    }
  }
  if (has_many) {
    const std::string more = tr_count("recipe.values_more", rule.values.size() - kMostLines);
    text_cut(ui, x, y + 4, width, more, kDenseMuted);
    say(ui, Role::kParagraph, "recipe/values_more", {x, y + 4, width, 20}, more);
    y += kLine;
  }
  if (button(ui, "recipe/value_add", x, y, tr("recipe.value_add"), {.kind = ButtonKind::kQuiet, .glyph = icon::kPlus}))
    rule.values.emplace(has_many ? rule.values.begin() : rule.values.end()), ui.more_frames = true;  // where it is seen
  return y + kLine;
}

bool has_parts(const RecipeRuleSummary& rule) { return rule.act == "split" || rule.act == "join"; }
size_t least_others(const RecipeRuleSummary& rule) { return rule.act == "exclude" ? 0 : rule.act == "split" ? 2 : 1; }

// The other attributes of a rule on rows, one a line. Gives the bottom.
float other_attributes(Panel& panel, const RecipePage& page, RecipeRuleSummary& rule, float x, float y, float width) {
  Ui& ui = panel.ui;
  const size_t least = least_others(rule);
  rule.into.resize(has_parts(rule) ? std::max(rule.into.size(), least) : least);
  std::vector<Choice> list{{"", tr("recipe.choose")}};
  for (const std::string& key : page.attributes)
    if (rule.act == "split" || key != rule.attribute) list.push_back({key, attribute_label(key)});
  for (const std::string& key : page.others)
    if (rule.act != "join") list.push_back({key, attribute_label(key)});
  for (size_t i = 0; i < rule.into.size(); ++i, y += kLine) {
    const std::string key = "recipe/into/" + std::to_string(i), name = has_parts(rule) ? tr("recipe.part", {number(i + 1)}) : tr_id("recipe.act.", rule.act);
    text(ui, x, y + 4, name, kDenseMuted);
    const float left = x + text_width(ui, name, kDenseMuted) + kGap;
    const float right = combo_of(panel, key, left, y, width / 2, list, rule.into[i], name);
    if (rule.into.size() > least && icon_button(ui, key + "/remove", {right, y, 28, 28}, icon::kX, tr("recipe.part_remove", {name}), false, Token::kMuted, 14)) {
      rule.into.erase(rule.into.begin() + static_cast<std::ptrdiff_t>(i));
      ui.more_frames = true;
      return y + kLine;
    }
  }
  if (!has_parts(rule)) return y;
  if (button(ui, "recipe/into_add", x, y, tr("recipe.part_add"), {.kind = ButtonKind::kQuiet, .glyph = icon::kPlus})) rule.into.emplace_back(), ui.more_frames = true;
  return y + kLine;
}

// Which cells it is about: a pattern, or what the finding that offered it names.
float condition(Panel& panel, const RecipePage& page, RecipeRuleSummary& rule, bool wrong, float x, float y, float width) {
  if (!rule.suspects.empty()) {
    std::vector<Choice> kinds;
    for (const std::string& id : page.suspects) kinds.push_back({id, tr_id("quality.kind.", id)});
    combo_of(panel, "recipe/suspects", x, y, width, kinds, rule.suspects, tr("recipe.suspects"));
    return y + kLine;
  }
  if (!rule.values.empty()) {
    const std::string words = tr_count("recipe.condition_values", rule.values.size());
    text_cut(panel.ui, x, y + 4, width, words, kDense);
    say(panel.ui, Role::kParagraph, "recipe/condition", {x, y + 4, width, 20}, words);
    return y + kLine;
  }
  typed_text(panel, "recipe/pattern", x, y, width, tr("recipe.pattern"), rule.pattern, wrong);
  text_cut(panel.ui, x, y + 32, width, tr(rule.act == "exclude" ? "recipe.pattern_help" : "recipe.condition_help"), kSmall);
  return y + kLine + 20;
}

float what_does_to_rows(Panel& panel, const RecipePage& page, RecipeRuleSummary& rule, bool wrong, float x, float y, float width) {
  if (rule.act == "split") {
    typed_text(panel, "recipe/pattern", x, y, width, tr("recipe.separator"), rule.pattern, wrong);
    text_cut(panel.ui, x, y + 32, width, tr("recipe.split_help"), kSmall);
    y += kLine + 20;
  }
  if (rule.act == "join") {
    typed_text(panel, "recipe/replacement", x, y, width, tr("recipe.between"), rule.replacement);
    y += kLine;
  }
  y = other_attributes(panel, page, rule, x, y, width);
  return has_parts(rule) ? y : condition(panel, page, rule, wrong, x, y, width);
}

// What it looks for and what becomes of it. Gives the bottom.
float what_does(Panel& panel, const RecipePage& page, RecipeRuleSummary& rule, bool wrong, float x, float y, float width) {
  if (is_of_rows(rule)) return what_does_to_rows(panel, page, rule, wrong, x, y, width);
  if (rule.act == "values") return value_lines(panel, rule, x, y, width);
  if (rule.act == "suspects") {
    std::vector<Choice> kinds;
    for (const std::string& id : page.suspects) kinds.push_back({id, tr_id("quality.kind.", id)});
    if (rule.suspects.empty() && !kinds.empty()) rule.suspects = kinds.front().id;
    combo_of(panel, "recipe/suspects", x, y, width, kinds, rule.suspects, tr("recipe.suspects"));
    return y + kLine;
  }
  const bool replaces = rule.act == "replace";
  const float field = replaces ? std::floor((width - 28) / 2) : width;
  typed_text(panel, "recipe/pattern", x, y, field, tr("recipe.pattern"), rule.pattern, wrong);
  if (replaces) {
    draw_icon(panel.ui, x + field + 7, y + 7, 14, icon::kArrowRight, Token::kMuted);
    typed_text(panel, "recipe/replacement", x + field + 28, y, field, tr("recipe.replacement"), rule.replacement);
  }
  text_cut(panel.ui, x, y + 32, width, tr(replaces ? "recipe.pattern_help_replace" : "recipe.pattern_help"), kSmall);
  return y + kLine + 20;
}

bool is_begun(const RecipeRuleSummary& rule) {
  if (rule.act == "suspects") return true;
  const auto is_chosen = [](const std::string& key) { return !key.empty(); };
  if (is_of_rows(rule)) {
    if (rule.into.size() < least_others(rule) || !std::all_of(rule.into.begin(), rule.into.end(), is_chosen)) return false;
    return rule.act == "split" ? !rule.pattern.empty() : rule.act != "exclude" || !rule.pattern.empty() || !rule.suspects.empty() || !rule.values.empty();
  }
  if (rule.act != "values") return !rule.pattern.empty();
  return std::any_of(rule.values.begin(), rule.values.end(), [](const auto& change) { return !change.from.empty(); });
}

// As it is sent: lines of which nothing was written are none, nor what is of another act.
RecipeRuleSummary finished(RecipeRuleSummary rule) {
  rule.into.resize(is_of_rows(rule) ? (has_parts(rule) ? rule.into.size() : least_others(rule)) : 0);
  if (is_of_rows(rule)) {
    if (has_parts(rule)) rule.suspects.clear(), rule.values.clear();
    if (rule.act == "join") rule.pattern.clear();
    else rule.replacement.clear();
    return rule;
  }
  if (rule.act == "values") std::erase_if(rule.values, [](const auto& change) { return change.from.empty() && change.to.empty(); });
  else rule.values.clear();
  if (rule.act != "suspects") rule.suspects.clear();
  if (rule.act != "replace" && rule.act != "missing") rule.pattern.clear();
  if (rule.act != "replace") rule.replacement.clear();
  return rule;
}

std::string trial_text(const RecipeRuleSummary& rule, const RecipeTrial* trial) {
  if (!trial || trial->state == "counting") return tr("recipe.counting");
  if (trial->state == "problem") return error_text({ErrorCode::kBadConfig, trial->problem, {}, {}, {}, 0, trial->problem_arguments});
  if (trial->state != "ready") return {};
  if (is_of_rows(rule)) return trial->row_count == 0 ? tr("recipe.changes_no_row") : tr_count(rule.act == "exclude" ? "recipe.would_exclude" : "recipe.would_change_rows", trial->row_count);
  return trial->cell_count == 0 ? tr("recipe.changes_nothing") : tr_count("recipe.would_change", trial->cell_count, tr_count("recipe.distinct", trial->value_count));
}

}  // namespace

void open_recipe_editor(Panel& panel, const RecipePage& page, const RecipeRuleSummary* rule) {
  RecipeDraft draft;
  if (rule != nullptr) draft.rule = *rule;
  else draft.rule.attribute = page.attributes.empty() ? "" : page.attributes.front(), draft.rule.act = kActs[0];
  panel.view.recipe_draft = std::move(draft);
  panel.ui.more_frames = true;
}

float draw_recipe_examples(Panel& panel, const std::string& key, const RecipeRuleSummary& rule, const std::vector<RecipeExample>& examples, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float value = std::floor((width - 28 - 80) / 2);
  for (size_t i = 0; i < examples.size(); ++i, y += kExampleLine) {
    const RecipeExample& example = examples[i];
    const std::string outcome = recipe_outcome(rule, example);
    value_text(ui, x, y, value, example.before, kDense);
    draw_icon(ui, x + value + 7, y + 3, 14, icon::kArrowRight, Token::kMuted);
    value_text(ui, x + value + 28, y, value, outcome, kDense);
    text_right(ui, x + width, y, number(example.count), kDenseMuted);
    say(ui, Role::kParagraph, key + "/" + std::to_string(i), {x, y, width, kExampleLine},
        tr("recipe.example", {one_line(example.before), outcome.empty() ? tr("recipe.missing_value") : one_line(outcome)}), number(example.count));
  }
  return y;
}

float draw_recipe_editor(Panel& panel, const RecipePage& page, float x, float y, float width) {
  Ui& ui = panel.ui;
  RecipeDraft& draft = *panel.view.recipe_draft;
  const bool is_new = draft.rule.name.empty(), begun = is_begun(draft.rule);
  const RecipeTrial* trial = begun ? panel.client.ask<RecipeTrial>(protocol::RecipeTrialQuery{finished(draft.rule)}) : nullptr;
  const bool wrong = trial && trial->state == "problem";
  box(ui, {x, y, width, draft.height}, Token::kSunken, Token::kBorder, size::kRadiusControl);
  const std::string title = tr(is_new ? "recipe.new" : "recipe.change_title");
  text(ui, x + kPad, y + 8, title, kDenseStrong);
  heading(ui, "recipe/editor", {x + kPad, y + 8, width - 2 * kPad, 20}, title, 2);
  const float left = x + kPad, inner = width - 2 * kPad;
  float at = what_about(panel, page, draft.rule, left, y + 36, inner);
  at = what_does(panel, page, draft.rule, wrong, left, at, inner);
  if (begun) {
    const std::string words = trial_text(draft.rule, trial);
    text_cut(ui, left, at + 4, inner, words, {Type::kDense, true, wrong ? Token::kError : Token::kText});
    say(ui, Role::kStatus, "recipe/trial", {left, at + 4, inner, 20}, words);
    at += 30;
    if (trial && trial->state == "ready") at = draw_recipe_examples(panel, "recipe/example", draft.rule, trial->examples, left, at, inner);
  }
  at += 8;
  const ButtonOptions make{.kind = ButtonKind::kPrimary, .disabled = !begun || wrong, .tip = tr(wrong ? "recipe.wrong" : "recipe.not_begun")};
  const std::string words = tr(is_new ? "recipe.make" : "rules.apply");
  const bool made = button(ui, "recipe/make", left, at, words, make);
  const bool canceled = button(ui, "recipe/cancel", left + button_width(ui, words, make) + kGap, at, tr("action.cancel"), {.kind = ButtonKind::kQuiet});
  const float height = at + size::kButtonDense + kPad - y;
  if (height != draft.height) draft.height = height, ui.more_frames = true;
  if (made) is_new ? panel.client.send(protocol::AddRecipeRule{finished(draft.rule)}) : panel.client.send(protocol::SetRecipeRule{draft.rule.name, finished(draft.rule)});
  if (made || canceled) panel.view.recipe_draft.reset(), ui.more_frames = true;
  return y + height;
}

}  // namespace jumelles::ui
