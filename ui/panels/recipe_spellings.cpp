// Spellings of one thing, offered group by group: people choose the form, tick the groups, and one rule comes of it.

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/recipe.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::RecipePage;
using protocol::SpellingGroupRow;
using protocol::SpellingRow;
using protocol::SpellingsPage;

constexpr const char* kMethods[] = {"fingerprint", "ngram", "phonetic"};
constexpr size_t kStep = 40, kMostShown = 12;
constexpr float kLine = 36, kGap = 8, kTop = 40, kIndent = 48;

// What the group is to be written as: the most frequent spelling until somebody says otherwise. What was said is not shown while values are masked.
std::string form_of(const Panel& panel, const SpellingsDraft& draft, const SpellingGroupRow& group) {
  const auto chosen = panel.client.is_masked() ? draft.forms.end() : draft.forms.find(group.id);
  return chosen != draft.forms.end() ? chosen->second : group.spellings.front().value;
}

struct Outcome {
  protocol::RecipeRuleSummary rule;
  size_t group_count = 0;
  uint64_t cell_count = 0;
};

// The rule that the ticked groups make.
Outcome outcome_of(const Panel& panel, const SpellingsDraft& draft, const SpellingsPage& page) {
  Outcome outcome;
  outcome.rule.attribute = draft.attribute, outcome.rule.source = draft.source, outcome.rule.act = "values";
  for (const SpellingGroupRow& group : page.groups) {
    if (!draft.ticked.contains(group.id)) continue;
    ++outcome.group_count;
    const std::string form = form_of(panel, draft, group);
    for (const SpellingRow& spelling : group.spellings)
      if (spelling.value != form) outcome.rule.values.push_back({spelling.value, form}), outcome.cell_count += spelling.count;
  }
  return outcome;
}

void combo_line(Panel& panel, const RecipePage& recipe, SpellingsDraft& draft, float& x, float y, float right) {
  std::vector<Choice> attributes, sources{{"", tr("recipe.all_sources")}}, methods;
  for (const std::string& key : recipe.attributes) attributes.push_back({key, attribute_label(key)});
  for (const auto& source : panel.client.summary().sources) sources.push_back({source.name, source.name});
  for (const char* method : kMethods) methods.push_back({method, tr_id("spellings.method.", method)});
  const auto one = [&](const char* key, const std::vector<Choice>& list, std::string& id, const std::string& name) {
    float widest = 0;
    for (const Choice& choice : list) widest = std::max(widest, combo_width(panel.ui, choice.text, {}));
    const float width = std::min({widest, 220.0f, right - x});
    if (const auto chosen = combo(panel.ui, key, {x, y, width, size::kButtonDense}, list, index_of(list, id), {.name = name}); chosen && list[*chosen].id != id) {
      id = list[*chosen].id;
      draft.ticked.clear(), draft.forms.clear(), draft.shown = kStep;
      panel.ui.more_frames = true;
    }
    x += width + kGap;
  };
  one("spellings/attribute", attributes, draft.attribute, tr("rules.attribute"));
  one("spellings/source", sources, draft.source, tr("recipe.source"));
  one("spellings/method", methods, draft.method, tr("spellings.method"));
}

std::string state_text(const SpellingsPage* page) {
  if (!page || page->state == "counting") return tr("spellings.looking");
  if (page->state != "ready") return tr("spellings.unknown");
  const std::string values = tr_count("recipe.distinct", page->value_count);
  if (page->group_count == 0) return tr("spellings.none", {values});
  std::string words = tr("spellings.found", {values, tr_count("spellings.groups", page->group_count)});
  if (page->group_count > page->groups.size()) words += " " + tr("spellings.largest", {number(page->groups.size())});
  return words;
}

// Spellings with their cells, as many as the line holds; pressing one makes it the form.
void spelling_line(Panel& panel, SpellingsDraft& draft, const SpellingGroupRow& group, const std::string& key, const std::string& form, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float right = x + width;
  size_t shown = 0;
  for (; shown < std::min(group.spellings.size(), kMostShown); ++shown) {
    const SpellingRow& spelling = group.spellings[shown];
    const std::string words = tr("spellings.spelling", {one_line(spelling.value), number(spelling.count)});
    const ButtonOptions look{.kind = ButtonKind::kQuiet, .glyph = spelling.value == form ? icon::kCheck : nullptr};
    const float wide = button_width(ui, words, look), rest = shown + 1 < group.spelling_count ? 72 : 0;
    if (shown > 0 && x + wide + rest > right) break;
    if (button(ui, key + "/spelling/" + std::to_string(shown), x, y, words, {.kind = look.kind, .glyph = look.glyph, .disabled = panel.client.is_masked(), .tip = tr("spellings.masked"), .width = std::min(wide, right - x - rest)}))
      draft.forms[group.id] = spelling.value, ui.more_frames = true;
    x += std::min(wide, right - x - rest) + 2;
  }
  if (group.spelling_count > shown) text(ui, x + 6, y + 6, tr("spellings.more", {number(group.spelling_count - shown)}), kSmall);
}

float group_row(Panel& panel, SpellingsDraft& draft, const SpellingGroupRow& group, size_t i, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string key = "spellings/group/" + std::to_string(i), form = form_of(panel, draft, group);
  const bool ticked = draft.ticked.contains(group.id);
  if (toggle(ui, key + "/on", x, y + 11, ticked, tr("spellings.tick", {one_line(form)}))) {
    if (ticked) draft.ticked.erase(group.id);
    else draft.ticked.insert(group.id);
    ui.more_frames = true;
  }
  const std::string counts = tr("spellings.counts", {number(group.spelling_count), tr_count("recipe.cells", group.cell_count)});
  const float field = std::min(320.0f, width - kIndent - 16 - text_width(ui, counts, kDenseMuted));
  // What is hidden cannot be written back.
  if (panel.client.is_masked()) value_text(ui, x + kIndent, y + 14, field, form, kDense);
  else if (const TextFieldEvents events = text_field(ui, key + "/form", {x + kIndent, y + 8, field, size::kButtonDense}, form, {.name = tr("spellings.form")}); events.changed)
    draft.forms[group.id] = *events.changed, ui.more_frames = true;
  text_right(ui, x + width, y + 14, counts, kDenseMuted);
  std::string all;
  for (size_t s = 0; s < std::min(group.spellings.size(), kMostShown); ++s) all += (s ? ", " : "") + tr("spellings.spelling", {one_line(group.spellings[s].value), number(group.spellings[s].count)});
  say(ui, Role::kParagraph, key, {x, y + 8, width, 60}, all, counts);
  spelling_line(panel, draft, group, key, form, x + kIndent - 8, y + 8 + size::kButtonDense + 2, width - kIndent + 8);
  const float bottom = y + 8 + 2 * size::kButtonDense + 10;
  hline(ui, x, x + width, bottom - 1, Token::kBorder);
  return bottom;
}

void accept(Panel& panel, SpellingsDraft& draft, Outcome outcome) {
  tell(panel, tr_count("spellings.done", outcome.group_count));
  panel.client.send(protocol::AddRecipeRule{std::move(outcome.rule)});
  draft.ticked.clear(), draft.forms.clear();
  panel.ui.more_frames = true;
}

// What the ticked groups would change, and the buttons.
float act_line(Panel& panel, SpellingsDraft& draft, const SpellingsPage& page, float x, float y, float width) {
  Ui& ui = panel.ui;
  Outcome outcome = outcome_of(panel, draft, page);
  const std::string words = outcome.group_count == 0 ? tr("spellings.nothing_ticked") : tr_count("spellings.would", outcome.cell_count, tr_count("spellings.ticked", outcome.group_count));
  text_cut(ui, x, y + 4, width, words, kDenseStrong);
  say(ui, Role::kStatus, "spellings/outcome", {x, y + 4, width, 20}, words);
  y += 30;
  const bool is_hidden = panel.client.is_masked(), all = outcome.group_count == page.groups.size();
  const ButtonOptions make{.kind = ButtonKind::kPrimary, .disabled = outcome.rule.values.empty() || is_hidden, .tip = tr(is_hidden ? "spellings.masked" : "spellings.nothing_ticked")};
  const std::string make_words = tr("spellings.make"), all_words = tr(all ? "spellings.tick_none" : "spellings.tick_all");
  const bool made = button(ui, "spellings/make", x, y, make_words, make);
  float at = x + button_width(ui, make_words, make) + kGap;
  if (button(ui, "spellings/all", at, y, all_words)) {
    draft.ticked.clear();
    if (!all)
      for (const SpellingGroupRow& group : page.groups) draft.ticked.insert(group.id);
    ui.more_frames = true;
  }
  at += button_width(ui, all_words, {}) + kGap;
  if (made) accept(panel, draft, std::move(outcome));
  return y + size::kButtonDense + 12;
}

}  // namespace

void open_spellings(Panel& panel, const std::string& attribute) {
  SpellingsDraft draft;
  draft.attribute = attribute;
  panel.view.spellings = std::move(draft);
  panel.ui.more_frames = true;
}

float draw_spellings(Panel& panel, const RecipePage& recipe, float x, float y, float width) {
  Ui& ui = panel.ui;
  SpellingsDraft& draft = *panel.view.spellings;
  float right = x + width;
  const bool closed = button_from_right(ui, "spellings/close", right, y, tr("spellings.close"), {.kind = ButtonKind::kQuiet, .glyph = icon::kX});
  text_cut(ui, x, y + 2, right - x, tr("spellings.title"), kBodyStrong);
  heading(ui, "spellings/title", {x, y, right - x, 24}, tr("spellings.title"), 2);
  y = paragraph(ui, x, y + 30, width, tr("spellings.help"), kDenseMuted) + 12;
  float at = x;
  combo_line(panel, recipe, draft, at, y, x + width);
  y += kTop;
  const SpellingsPage* page = panel.client.ask<SpellingsPage>(protocol::SpellingsQuery{draft.attribute, draft.source, draft.method});
  const std::string state = state_text(page);
  text_cut(ui, x, y, width, state, kDense);
  say(ui, Role::kStatus, "spellings/state", {x, y, width, 20}, state);
  y += 28;
  if (page && page->state == "ready" && !page->groups.empty()) {
    y = act_line(panel, draft, *page, x, y, width);
    hline(ui, x, x + width, y - 1, Token::kBorder);
    const size_t shown = std::min(draft.shown, page->groups.size());
    for (size_t i = 0; i < shown; ++i) y = group_row(panel, draft, page->groups[i], i, x, y, width);
    if (shown < page->groups.size() && button(ui, "spellings/show_more", x, y + kGap, tr("spellings.show_more"), {.kind = ButtonKind::kQuiet})) draft.shown += kStep, ui.more_frames = true;
    y += kLine + kGap;
  }
  if (closed) panel.view.spellings.reset(), ui.more_frames = true;
  return y;
}

}  // namespace jumelles::ui
