#include "panels/project.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

struct Answer {
  std::string id, text;
  ButtonKind kind = ButtonKind::kSecondary;
};

struct Band {
  std::string key;
  const char* glyph = nullptr;
  Token color = Token::kAccent;
  std::string title, text;
  std::vector<Answer> answers;
};

constexpr float kBandPadding = 12;
constexpr float kBandWords = 320;  // what a line of words takes at least; where the answers leave less beside them, they stand below

// A question or a statement with several answers. Returns the one that was given, "" while none is; `y` moves to its end.
std::string draw_band(Ui& ui, const Band& band, float x, float& y, float width) {
  float answers = 0;
  for (const Answer& answer : band.answers) answers += button_width(ui, answer.text, {.kind = answer.kind}) + 8;
  const float all = width - 2 * kBandPadding - 30;
  const bool beside = all - answers >= kBandWords;
  const float words = beside ? all - answers - 8 : all;
  const float title_height = paragraph_height(ui, band.title, words, kDenseStrong);
  const float text_height = band.text.empty() ? 0 : paragraph_height(ui, band.text, words, kDense) + 4;
  const float said = title_height + text_height, buttons = band.answers.empty() ? 0 : size::kButtonDense;
  const float inside = beside ? std::max(said, buttons) : said + buttons + (buttons > 0 ? 10.0f : 0.0f);
  const Rect r{x, y, width, inside + 2 * kBandPadding};
  box(ui, r, Token::kBg, Token::kBorderStrong, size::kRadiusControl);
  float at = r.y + kBandPadding + (beside ? std::floor((inside - said) / 2) : 0.0f), left = r.x + kBandPadding + 30;
  draw_icon(ui, r.x + kBandPadding, at + 1, 18, band.glyph, band.color);
  at = paragraph(ui, left, at, words, band.title, kDenseStrong);
  if (!band.text.empty()) at = paragraph(ui, left, at + 4, words, band.text, kDense);
  say(ui, Role::kParagraph, band.key, {r.x, r.y, r.w, at - r.y}, band.title, band.text);
  std::string given;
  if (beside) left = r.right() - kBandPadding - answers + 8;
  const float top = beside ? r.y + std::floor((r.h - size::kButtonDense) / 2) : at + 10;
  for (const Answer& answer : band.answers) {
    const ButtonOptions options{.kind = answer.kind};
    if (button(ui, band.key + "/" + answer.id, left, top, answer.text, options)) given = answer.id;
    left += button_width(ui, answer.text, options) + 8;
  }
  y += r.h + 8;
  return given;
}

// When the browser holds what was not saved.
void found_band(Panel& panel, float x, float& y, float width) {
  const Storage& storage = panel.view.storage;
  if (!storage.found) return;
  const std::string name = storage.found_name.empty() ? tr("project.unnamed") : storage.found_name;
  const std::string given = draw_band(panel.ui, {"project/found", icon::kSave, Token::kAccent, tr("project.found", {name, storage.found_at}),
                                                 tr_count("project.found_changes", storage.found_changes),
                                                 {{"yes", tr("project.restore"), ButtonKind::kPrimary}, {"no", tr("project.throw_away"), ButtonKind::kQuiet}}},
                                      x, y, width);
  if (!given.empty()) panel.platform.request({"recover", given, ""});
}

// Once, when the first thing that would be lost is there.
void offer_band(Panel& panel, float x, float& y, float width) {
  View& view = panel.view;
  const protocol::Summary& s = panel.client.summary();
  const bool something = s.decisions.judged_pair_count + s.decisions.judged_count > 0 || (s.has_result && s.is_stale);
  if (!view.storage.can_keep || view.storage.recovery != "unasked" || view.storage.found || view.offer_put_off || !something || !has_unsaved(panel)) return;
  Band band{"project/offer", icon::kSave, Token::kAccent, tr("project.offer"), view.offer_explained ? tr("project.kept_where") : "",
            {{"on", tr("project.turn_on"), ButtonKind::kPrimary}, {"later", tr("project.not_now"), ButtonKind::kQuiet}}};
  if (!view.offer_explained) band.answers.push_back({"what", tr("project.what_is_written"), ButtonKind::kQuiet});
  const std::string given = draw_band(panel.ui, band, x, y, width);
  if (given == "on") panel.platform.request({"recovery", "on", ""});
  if (given == "later") {
    view.offer_put_off = true;
    panel.platform.request({"recovery", "off", ""});
  }
  if (given == "what") view.offer_explained = panel.ui.more_frames = true;
}

void start_anew(Panel& panel) {
  panel.platform.request({"new_project", "", ""});
  go_to(panel, Screen::kSources);
}

void question_band(Panel& panel, float x, float& y, float width) {
  View& view = panel.view;
  if (view.asks_for_new) {
    const std::string given = draw_band(panel.ui, {"project/ask_new", icon::kTriangleAlert, Token::kPossible, tr("project.ask_new"), tr("project.ask_new_more"),
                                                   {{"save", tr("project.save_first"), ButtonKind::kPrimary}, {"go", tr("project.without_saving")}, {"stay", tr("action.back"), ButtonKind::kQuiet}}},
                                        x, y, width);
    if (given.empty()) return;
    view.asks_for_new = false;
    if (given == "save") save_project(panel, false);
    if (given == "go") start_anew(panel);
    panel.ui.more_frames = true;
  }
  if (view.asks_to_erase) {
    const std::string given = draw_band(panel.ui, {"project/ask_erase", icon::kTriangleAlert, Token::kPossible, tr("project.ask_erase"), tr("project.ask_erase_more"),
                                                   {{"yes", tr("project.erase_now"), ButtonKind::kSecondary}, {"no", tr("action.back"), ButtonKind::kQuiet}}},
                                        x, y, width);
    if (given.empty()) return;
    view.asks_to_erase = false;
    if (given == "yes") {
      view.offer_put_off = true;  // who has just erased all is not asked to keep it
      panel.platform.request({"erase", "", ""});
    }
    panel.ui.more_frames = true;
  }
}

// The page names the text.
std::string problem_text(const std::string& id) {
  for (const char* known : {"storage.problem.full", "storage.problem.refused", "storage.problem.blocked", "storage.problem.failed", "saving.problem.full",
                            "saving.problem.gone", "saving.problem.refused", "saving.problem.failed"})
    if (id == known) return tr(known);
  return tr("storage.problem.failed");
}

// What of an opened project could not be read; what a save or the browser's store refused.
void problem_bands(Panel& panel, float x, float& y, float width) {
  View& view = panel.view;
  const protocol::ProjectSummary& project = panel.client.summary().project;
  if (!project.problems.empty() && view.problems_read != project.file_name) {
    std::string text;
    for (const Error& problem : project.problems) text += (text.empty() ? "" : " ") + error_text(problem);
    if (!draw_band(panel.ui, {"project/problems", icon::kOctagonAlert, Token::kError, tr("project.damaged", {project.file_name}), text, {{"read", tr("action.dismiss")}}}, x, y, width).empty())
      view.problems_read = project.file_name;
  }
  if (view.storage.problem.empty() || view.storage.problem == view.storage_problem_read) return;
  if (!draw_band(panel.ui, {"project/storage_problem", icon::kTriangleAlert, Token::kPossible, problem_text(view.storage.problem), "", {{"read", tr("action.dismiss")}}}, x, y, width).empty())
    view.storage_problem_read = view.storage.problem;
}

std::string save_state(const Panel& panel) {
  const protocol::ProjectSummary& project = panel.client.summary().project;
  if (project.file_name.empty()) return tr(panel.view.storage.recovery == "on" ? "project.only_kept" : "project.never_saved");
  return tr(has_unsaved(panel) ? "project.unsaved_since" : "project.saved", {project.file_name});
}

}  // namespace

std::string project_name(const Client& client) {
  const protocol::ProjectSummary& project = client.summary().project;
  if (!project.name.empty()) return project.name;
  if (!client.has_sources()) return tr("project.new");
  return tr("project.unnamed");
}

bool has_unsaved(const Panel& panel) { return panel.client.summary().project.has_unsaved || panel.view.storage.carries; }

void save_project(Panel& panel, bool as) { panel.platform.request({"save", as ? "as" : "", ""}); }

void new_project(Panel& panel) {
  if (has_unsaved(panel)) panel.view.asks_for_new = true;
  else start_anew(panel);
  panel.ui.more_frames = true;
}

namespace {

void name_field(Panel& panel, float x, float right) {
  const std::string& name = panel.client.summary().project.name;
  const TextFieldOptions options{.name = tr("project.name"), .placeholder = tr("project.name"), .ink = kDenseStrong};
  const EditedText edited = edited_text(panel.ui, "top/name", {x, 10, std::min(280.0f, right - x), size::kButtonDense}, name, panel.view.typed_name, options);
  if (edited.taken) panel.client.send(protocol::NameProject{*edited.taken});
  if (edited.ended) panel.view.renames_project = false;
}

}  // namespace

void project_menu(Panel& panel, float x, float right) {
  if (panel.view.renames_project) return name_field(panel, x, right);
  Ui& ui = panel.ui;
  const protocol::ProjectSummary& project = panel.client.summary().project;
  const std::string name = project_name(panel.client);
  if (has_unsaved(panel)) {
    disc(ui, x + 5, 24, 4, Token::kPossible);
    tip(ui, {x, 14, 12, 20}, tr("project.unsaved"));
    say(ui, Role::kStatus, "top/unsaved", {x, 14, 12, 20}, tr("project.unsaved"));
  }
  x += 16;
  const std::vector<Choice> choices{{"new", tr("project.menu.new")}, {"open", tr("project.menu.open")}, {"save", tr("project.menu.save", {shortcut_text(command("save"))})},
                                    {"save_as", tr("project.menu.save_as")}, {"rename", tr("project.menu.rename")}};
  ComboOptions options{.prefix = name, .as_text = true, .strong = true};
  options.name = tr("project.menu", {name});
  const float width = std::min(combo_width(ui, "", options), right - x);
  say(ui, Role::kParagraph, "top/project", {x, 14, width, 20}, name, project.file_name);
  const auto chosen = combo(ui, "top/menu", {x, 10, width, size::kButtonDense}, choices, choices.size(), options);
  if (!chosen) return;
  const std::string& what = choices[*chosen].id;
  if (what == "new") new_project(panel);
  if (what == "open") panel.platform.request({"browse", "", ""});
  if (what == "save" || what == "save_as") save_project(panel, what == "save_as");
  if (what == "rename") {
    panel.view.renames_project = true;
    focus_field(ui, "top/name");
  }
}

float project_bands(Panel& panel, Rect area) {
  const float x = area.x + 24, width = area.w - 48, top = area.y + 12;
  float y = top;
  found_band(panel, x, y, width);
  question_band(panel, x, y, width);
  problem_bands(panel, x, y, width);
  offer_band(panel, x, y, width);
  return y > top ? y - area.y : 0;
}

float project_section(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const protocol::ProjectSummary& project = panel.client.summary().project;
  const Storage& storage = panel.view.storage;
  hline(ui, x, x + width, y, Token::kBorder);
  y += 16;
  text(ui, x, y, tr("project.title"), kBodyStrong);
  heading(ui, "project/title", {x, y, width, 20}, tr("project.title"), 2);
  y += 28;
  const std::string state = save_state(panel);
  float bottom = paragraph(ui, x, y, width, state, kDense);
  say(ui, Role::kStatus, "project/state", {x, y, width, bottom - y}, state);
  y = bottom + 10;
  float left = x;
  const ButtonOptions save{.kind = has_unsaved(panel) ? ButtonKind::kPrimary : ButtonKind::kSecondary, .glyph = icon::kSave, .shortcut = shortcut_text(command("save"))};
  if (button(ui, "project/save", left, y, tr("project.save"), save)) save_project(panel, false);
  left += button_width(ui, tr("project.save"), save) + 8;
  if (button(ui, "project/save_as", left, y, tr("project.save_as"), {})) save_project(panel, true);
  y += size::kButtonDense + 12;
  left = text(ui, x, y + 4, tr("project.signed"), kDense) + 12;
  const TextFieldOptions author{.name = tr("project.signed"), .placeholder = tr("project.signed_by")};
  const EditedText edited = edited_text(ui, "project/author", {left, y, std::min(280.0f, x + width - left), size::kButtonDense}, project.author, panel.view.typed_author, author);
  if (edited.taken) panel.client.send(protocol::SetAuthor{*edited.taken});
  y += size::kButtonDense + 14;
  if (toggle(ui, "project/embeds", x, y + 2, project.embeds_sources, tr("project.embeds"))) panel.client.send(protocol::EmbedSources{!project.embeds_sources});
  text(ui, x + 44, y, tr("project.embeds"), kDense);
  y += 22;
  uint64_t extracts = 0;
  for (const auto& source : panel.client.summary().sources) extracts += source.size_bytes;
  bottom = paragraph(ui, x + 44, y, width - 44, tr("project.embeds_more", {bytes(extracts)}), kDenseMuted);
  y = bottom + 16;
  text(ui, x, y, tr("project.kept_title"), kBodyStrong);
  heading(ui, "project/kept", {x, y, width, 20}, tr("project.kept_title"), 2);
  y += 26;
  const bool on = storage.recovery == "on";
  if (toggle(ui, "project/recovery", x, y + 2, on, tr("project.recovery"), !storage.can_keep, tr("project.cannot_keep"))) panel.platform.request({"recovery", on ? "off" : "on", ""});
  text(ui, x + 44, y, tr("project.recovery"), kDense);
  y += 22;
  const std::string where = storage.can_keep ? tr("project.kept_where") : tr("project.cannot_keep");
  bottom = paragraph(ui, x + 44, y, width - 44, where, kDenseMuted);
  say(ui, Role::kParagraph, "project/kept_where", {x + 44, y, width - 44, bottom - y}, where);
  y = bottom + 8;
  const std::string amount = storage.kept_bytes == 0 ? tr("project.nothing_kept") : tr("project.kept_bytes", {bytes(storage.kept_bytes)});
  text(ui, x + 44, y + 4, amount, kDense);
  say(ui, Role::kStatus, "project/kept_bytes", {x + 44, y, 200, 20}, amount);
  const ButtonOptions erase{.glyph = icon::kTrash2, .disabled = storage.kept_bytes == 0};
  if (button(ui, "project/erase", x + 44 + text_width(ui, amount, kDense) + 16, y, tr("project.erase"), erase)) panel.view.asks_to_erase = ui.more_frames = true;
  return y + size::kButtonDense + 24;
}

float missing_source(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width) {
  const std::string file = source.file_name.substr(source.file_name.find_last_of("/\\") + 1);
  const std::string given = draw_band(panel.ui, {"sources/missing", icon::kFiles, Token::kPossible, tr("sources.missing", {file}),
                                                 source.size_bytes == 0 ? tr("sources.missing_how") : tr("sources.missing_how_size", {bytes(source.size_bytes)}),
                                                 {{"browse", tr("action.browse"), ButtonKind::kPrimary}, {"remove", tr("sources.remove_failed"), ButtonKind::kQuiet}}},
                                      x, y, width);
  if (given == "browse") panel.platform.request({"browse", "", ""});
  if (given == "remove") panel.client.send(protocol::RemoveSource{source.name});
  return y;
}

}  // namespace jumelles::ui
