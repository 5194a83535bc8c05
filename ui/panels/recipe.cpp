#include "panels/recipe.h"

#include <algorithm>

#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

using protocol::RecipePage;
using protocol::RecipeRow;
using protocol::RecipeRuleSummary;

constexpr float kRow = 56, kMostWidth = 980, kButtons = 4 * 32;

std::string quoted(const std::string& value) { return tr("recipe.quoted", {one_line(value)}); }
std::string after(const std::string& value) { return value.empty() ? tr("recipe.missing_value") : quoted(value); }

// Where its cells are counted, what it changes; else why not.
std::string count_text(const RecipePage& page, const RecipeRuleSummary& rule) {
  if (!rule.enabled) return tr("recipe.off");
  if (page.state == "counting") return tr("recipe.counting");
  if (page.state != "ready") return {};
  return is_of_rows(rule) ? tr_count("recipe.rows", rule.row_count) : tr_count("recipe.cells", rule.cell_count);
}

// What becomes of its examples is no text of a cell.
bool has_words_of_its_own(const RecipeRuleSummary& rule) { return rule.act == "move" || rule.act == "exclude"; }

std::string example_text(const RecipeRow& row) {
  if (row.examples.empty()) return {};
  std::string line;
  for (size_t i = 0; i < std::min<size_t>(row.examples.size(), 3); ++i)
    line += (i ? ", " : "") + quoted(row.examples[i].before) + " \u2192 " + (has_words_of_its_own(row.rule) ? recipe_outcome(row.rule, row.examples[i]) : after(row.examples[i].after));
  return line;
}

void rule_row(Panel& panel, const RecipePage& page, size_t i, float x, float y, float width) {
  Ui& ui = panel.ui;
  const RecipeRow& row = page.rows[i];
  const std::string key = "recipe/rule/" + std::to_string(i), sentence = recipe_sentence(row.rule);
  if (toggle(ui, key + "/on", x, y + 10, row.rule.enabled, sentence)) panel.client.send(protocol::EnableRecipeRule{row.rule.name, !row.rule.enabled});
  const std::string count = count_text(page, row.rule);
  const float count_width = text_width(ui, count, kDenseMuted), words = width - 44 - count_width - 16 - kButtons;
  text_cut(ui, x + 44, y + 8, words, sentence, {Type::kDense, true, row.rule.enabled ? Token::kText : Token::kMuted});
  text(ui, x + width - kButtons - count_width - 4, y + 8, count, kDenseMuted);
  const std::string where = row.rule.source.empty() ? tr("recipe.all_sources") : row.rule.source, examples = example_text(row);
  text_cut(ui, x + 44, y + 30, width - 44 - kButtons, where + (examples.empty() ? "" : " \u00B7 " + examples), kSmall);
  say(ui, Role::kParagraph, key, {x + 44, y + 8, words, 40}, sentence, count + (examples.empty() ? "" : ", " + examples));
  float at = x + width - kButtons;
  const auto move = [&](size_t to) { panel.client.send(protocol::MoveRecipeRule{row.rule.name, static_cast<uint32_t>(to)}); };
  if (icon_button(ui, key + "/up", {at, y + 10, 28, 28}, icon::kArrowUp, tr("recipe.up", {sentence}), i == 0 || is_of_rows(page.rows[i - 1].rule) != is_of_rows(row.rule), Token::kMuted, 16)) move(i - 1);
  if (icon_button(ui, key + "/down", {at += 32, y + 10, 28, 28}, icon::kArrowDown, tr("recipe.down", {sentence}), i + 1 == page.rows.size() || is_of_rows(page.rows[i + 1].rule) != is_of_rows(row.rule), Token::kMuted, 16)) move(i + 1);
  // What is hidden cannot be written back.
  const bool is_hidden = panel.client.is_masked() && !row.rule.values.empty();
  if (icon_button(ui, key + "/change", {at += 32, y + 10, 28, 28}, icon::kPencil, is_hidden ? tr("recipe.change_masked") : tr("recipe.change", {sentence}), is_hidden, Token::kMuted, 16))
    open_recipe_editor(panel, page, &row.rule);
  if (icon_button(ui, key + "/remove", {at += 32, y + 10, 28, 28}, icon::kTrash2, tr("recipe.remove", {sentence}), false, Token::kMuted, 16))
    panel.client.send(protocol::SetRecipeRule{row.rule.name, {}});
  hline(ui, x, x + width, y + kRow - 1, Token::kBorder);
}

// Towns are what is spelled in many ways.
std::string usual_attribute(const RecipePage& page) {
  const auto& keys = page.attributes;
  return std::find(keys.begin(), keys.end(), "city") != keys.end() ? "city" : keys.front();
}

void header(Panel& panel, Rect area, const RecipePage* page) {
  Region region(panel.ui, "recipe_header", {area.x, area.y, area.w, size::kPageHeader});
  std::string sentence = tr("recipe.sentence");
  if (page && !page->rows.empty()) sentence = tr_count("recipe.rules", page->rows.size()) + " \u00B7 " + sentence;
  float right = area.right() - size::kPagePadding;
  draw_recipe_files(panel, page, right, area.y + 16);
  if (page && !panel.view.spellings) {
    const ButtonOptions look{.glyph = icon::kCombine, .height = size::kButton, .disabled = page->attributes.empty(), .tip = tr("recipe.import_none_read")};
    if (button_from_right(panel.ui, "recipe/spellings", right, area.y + 16, tr("spellings.open"), look)) open_spellings(panel, usual_attribute(*page));
  }
  page_header(panel, area, tr("screen.recipe"), sentence, right);
}

// Of which cells a rule on rows is about, behind what it does; "": of all.
std::string condition_text(const RecipeRuleSummary& rule) {
  if (!rule.suspects.empty()) return tr("recipe.says.if_suspects", {tr_id("quality.kind.", rule.suspects)});
  if (rule.values.size() == 1) return tr("recipe.says.if_value", {quoted(rule.values[0].from)});
  if (!rule.values.empty()) return tr_count("recipe.says.if_values", rule.values.size());
  return rule.pattern.empty() ? std::string() : tr("recipe.says.if_pattern", {quoted(rule.pattern)});
}

std::string row_sentence(const RecipeRuleSummary& rule) {
  std::string others;
  for (const std::string& key : rule.into) others += (others.empty() ? "" : ", ") + attribute_label(key);
  if (rule.act == "split") return tr("recipe.says.split", {quoted(rule.pattern), others});
  if (rule.act == "join") return tr("recipe.says.join", {others, quoted(rule.replacement)});
  return (rule.act == "exclude" ? tr("recipe.says.exclude") : tr_id("recipe.says.", rule.act, {others})) + condition_text(rule);
}

}  // namespace

bool is_of_rows(const RecipeRuleSummary& rule) {
  constexpr const char* kActs[] = {"split", "join", "move", "exchange", "exclude"};
  return std::any_of(std::begin(kActs), std::end(kActs), [&](const char* act) { return rule.act == act; });
}

std::string recipe_outcome(const RecipeRuleSummary& rule, const protocol::RecipeExample& example) {
  if (rule.act == "exclude") return tr("recipe.left_out");
  if (rule.act == "move" && !rule.into.empty()) return tr("recipe.says", {with_capital(attribute_label(rule.into[0])), one_line(example.after)});
  return one_line(example.after);
}

std::string recipe_sentence(const RecipeRuleSummary& rule) {
  const std::string attribute = attribute_label(rule.attribute);
  std::string does;
  if (is_of_rows(rule)) does = row_sentence(rule);
  else if (rule.act == "suspects") does = tr("recipe.says.suspects", {tr_id("quality.kind.", rule.suspects)});
  else if (rule.act == "missing") does = tr("recipe.says.missing", {quoted(rule.pattern)});
  else if (rule.act == "replace") does = rule.replacement.empty() ? tr("recipe.says.removed", {quoted(rule.pattern)}) : tr("recipe.says.replace", {quoted(rule.pattern), quoted(rule.replacement)});
  else if (rule.values.size() == 1) does = tr("recipe.says.value", {quoted(rule.values[0].from), after(rule.values[0].to)});
  else does = tr_count("recipe.says.values", rule.values.size());
  return tr("recipe.says", {with_capital(attribute), does});
}

void draw_recipe(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  std::optional<RecipeDraft>& draft = panel.view.recipe_draft;
  const RecipePage* page = panel.client.ask<RecipePage>(protocol::RecipeQuery{});
  header(panel, area, page);
  const Rect rest{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!panel.client.has_sources()) {
    Region region(ui, "recipe_empty", rest);
    if (empty_state(ui, "recipe/empty", rest, icon::kListFilter, tr("recipe.empty_title"), tr("recipe.empty"), tr("action.browse"), icon::kFolderOpen))
      panel.platform.request({"browse", "", ""});
    return;
  }
  Region region(ui, "recipe_body", rest, {.background = Token::kSurface, .scroll_y = true});
  if (!page) return;
  const float x = region.x() + size::kPagePadding, width = std::min(kMostWidth, rest.w - 2 * size::kPagePadding);
  float y = draw_recipe_import(panel, page->import, x, region.y() + 16, width);
  if (panel.view.spellings) return region.extend_to(x + 1, draw_spellings(panel, *page, x, y, width) + 16);
  // A rule that is gone is not changed any more.
  const auto is_it = [&](const RecipeRow& row) { return row.rule.name == draft->rule.name; };
  if (draft && !draft->rule.name.empty() && std::none_of(page->rows.begin(), page->rows.end(), is_it)) draft.reset();
  if (page->rows.empty() && !draft) {
    const float end = text(ui, x, y, tr("recipe.none_title"), kBodyStrong);
    heading(ui, "recipe/none", {x, y, end - x, 20}, tr("recipe.none_title"), 2);
    const float bottom = paragraph(ui, x, y + 28, width, tr("recipe.none"), kBodyMuted);
    say(ui, Role::kParagraph, "recipe/none_text", {x, y + 28, width, bottom - y - 28}, tr("recipe.none"));
    y = bottom;
  }
  for (size_t i = 0; i < page->rows.size(); ++i) {
    if (draft && !draft->rule.name.empty() && page->rows[i].rule.name == draft->rule.name) {
      y = draw_recipe_editor(panel, *page, x, y + 8, width) + 12;
      continue;
    }
    rule_row(panel, *page, i, x, y, width);
    y += kRow;
  }
  y += 12;
  if (draft && draft->rule.name.empty()) y = draw_recipe_editor(panel, *page, x, y, width) + 12;
  else if (!draft && button(ui, "recipe/add", x, y, tr("recipe.add"), {.kind = page->rows.empty() ? ButtonKind::kPrimary : ButtonKind::kSecondary, .glyph = icon::kPlus, .disabled = page->attributes.empty()}))
    open_recipe_editor(panel, *page, nullptr);
  region.extend_to(x + 1, y + 48);
}

}  // namespace jumelles::ui
