// The recipe as a file: written, read, and what of one did not fit here.

#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/recipe.h"

namespace jumelles::ui {
namespace {

using protocol::RecipeImport;
using protocol::RecipePage;
using protocol::RecipeProblem;

constexpr size_t kMostProblems = 12;
constexpr float kLine = 24;

std::string problem_text(const RecipeProblem& row) {
  const std::string place = std::to_string(row.place);
  if (row.problem.id == "command.no_such" && row.problem.path == "attribute") return tr("recipe.import.no_attribute", {place, attribute_label(row.rule.attribute)});
  if (row.problem.id == "command.no_such") return tr("recipe.import.no_source", {place, row.rule.source});
  if (row.problem.id == "recipe.bad_rule") return error_text(row.problem);
  return tr("recipe.import.problem", {place, error_text(row.problem)});
}

std::string outcome_text(const RecipeImport& import) {
  std::string words = tr_count("recipe.import.added", import.added_count);
  if (import.known_count > 0) words += ", " + tr_count("recipe.import.known", import.known_count);
  if (!import.problems.empty()) words += ", " + tr_count("recipe.import.left_out", import.problems.size());
  return tr("recipe.import.title", {import.file_name, words + "."});
}

}  // namespace

void draw_recipe_files(Panel& panel, const RecipePage* page, float& right, float y) {
  Ui& ui = panel.ui;
  if (page == nullptr) return;
  const auto has_values = [](const protocol::RecipeRow& row) { return !row.rule.values.empty(); };
  const bool is_hidden = panel.client.is_masked() && std::any_of(page->rows.begin(), page->rows.end(), has_values);
  const ButtonOptions save{.kind = ButtonKind::kQuiet, .glyph = icon::kFileDown, .height = size::kButton,
                           .disabled = page->rows.empty() || is_hidden, .tip = tr(is_hidden ? "recipe.export_masked" : "recipe.export_none")};
  if (button_from_right(ui, "recipe/export", right, y, tr("recipe.export"), save)) panel.platform.request({"download", "recipe", "recipe.json"});
  const ButtonOptions load{.kind = ButtonKind::kQuiet, .glyph = icon::kFolderOpen, .height = size::kButton, .disabled = page->attributes.empty(), .tip = tr("recipe.import_none_read")};
  if (button_from_right(ui, "recipe/import", right, y, tr("recipe.import"), load)) panel.platform.request({"import_recipe", "", ""});
}

float draw_recipe_import(Panel& panel, const RecipeImport& import, float x, float y, float width) {
  if (import.number == 0 || import.number == panel.view.recipe_import_read) return y;
  Ui& ui = panel.ui;
  const std::string words = outcome_text(import);
  const NoticeKind kind = import.problems.empty() ? NoticeKind::kDone : NoticeKind::kWarning;
  const Rect band{x, y, width, notice_height(ui, width - 120, words, {})};
  if (notice(ui, "recipe/imported", band, kind, words, {}, tr("action.dismiss"))) panel.view.recipe_import_read = import.number, ui.more_frames = true;
  y = band.bottom() + 8;
  const size_t shown = std::min(import.problems.size(), kMostProblems);
  for (size_t i = 0; i < shown; ++i, y += kLine) {
    const std::string line = problem_text(import.problems[i]);
    text_cut(ui, x + 16, y, width - 16, line, kDense);
    say(ui, Role::kParagraph, "recipe/imported/" + std::to_string(i), {x + 16, y, width - 16, kLine}, line);
  }
  if (import.problems.size() > shown) {
    const std::string more = tr_count("recipe.import.more", import.problems.size() - shown);
    text(ui, x + 16, y, more, kDenseMuted);
    say(ui, Role::kParagraph, "recipe/imported/more", {x + 16, y, width - 16, kLine}, more);
    y += kLine;
  }
  return y + 8;
}

}  // namespace jumelles::ui
