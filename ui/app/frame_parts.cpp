#include <algorithm>
#include <cmath>
#include <optional>

#include "app/app.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/project.h"
#include "panels/quality.h"
#include "panels/search.h"

namespace jumelles::ui {
namespace {

void request_badge(Panel& panel, float& right) {
  Ui& ui = panel.ui;
  bool clean = panel.view.request_count == 0;
  std::string label = tr_count("requests", panel.view.request_count);
  float w = text_width(ui, label, kDenseStrong) + 42;
  right -= w;
  Rect r{right, 10, w, 28};
  Semantic semantic;
  semantic.key = "top/requests";
  semantic.role = Role::kButton;
  semantic.name = label;
  semantic.rect = r;
  semantic.action = "press";
  Interaction state = interact(ui, std::move(semantic));
  Token color = clean ? Token::kMatch : Token::kError;
  fill(ui, r, clean ? Token::kMatchSoft : Token::kErrorSoft, size::kRadiusControl);
  draw_icon(ui, r.x + 10, r.y + 6, 16, clean ? icon::kShieldCheck : icon::kShieldAlert, color);
  text(ui, r.x + 32, r.y + 4, label, {Type::kDense, true, color});
  tip(ui, r, tr("requests.help"));
  if (state.pressed) go_to(panel, Screen::kDelivery);
  right -= 12;
}

void language_switch(Panel& panel, float& right) {
  const Segment segments[] = {{"fr", "FR"}, {"en", "EN"}};
  right -= segmented_width(panel.ui, segments);
  size_t selected = language() == Language::kFrench ? 0 : 1;
  if (auto chosen = segmented(panel.ui, "top/language", right, 10, segments, selected)) {
    set_language(*chosen == 0 ? Language::kFrench : Language::kEnglish);
    panel.platform.request({"language", *chosen == 0 ? "fr" : "en", ""});
    panel.ui.more_frames = true;
  }
  right -= 16;
}

void theme_button(Panel& panel, float& right) {
  const bool dark = panel.ui.theme == &dark_theme();
  right -= 28;
  const std::string name = tr(dark ? "action.light" : "action.dark");
  if (icon_button(panel.ui, "top/theme", {right, 10, 28, 28}, dark ? icon::kSun : icon::kMoon, name)) command("theme").run(panel);
  right -= 12;
}

// In a narrow window without its word, which the tool-tip says.
void mask_switch(Panel& panel, float& right, bool narrow) {
  Ui& ui = panel.ui;
  const CommandRow& row = command("mask");
  const bool on = panel.client.is_masked();
  const std::string word = tr("action.mask"), help = tr("mask.help", {shortcut_text(row)});
  const Ink ink{Type::kDense, on, on ? Token::kAccent : Token::kText};
  const float width = 26 + (narrow ? 0 : std::ceil(text_width(ui, word, kDenseStrong)) + 6) + 28;
  right -= width;
  if (toggle(ui, "top/mask", right + width - 28, 16, on, word)) row.run(panel);
  ui.semantics.back().value = help;
  draw_icon(ui, right, 15, 18, icon::kEyeOff, on ? Token::kAccent : Token::kMuted);
  if (!narrow) text(ui, right + 24, 14, word, ink);
  tip(ui, {right, 10, width, 28}, narrow ? tr("value.named", {word, help}) : help);
  right -= 16;
}

std::string history_name(std::string_view key, const std::string& command_id) {
  return command_id.empty() ? tr(key) : tr(std::string(key) + ".named", {tr_id("history.", command_id)});
}

}  // namespace

void draw_top_bar(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "top", area);
  draw_icon(ui, 16, 14, 20, icon::kBinoculars, Token::kAccent);
  text(ui, 44, 12, tr("product"), {Type::kLead, true, Token::kText});
  say(ui, Role::kParagraph, "top/product", {44, 12, 100, 24}, tr("product"));
  float right = area.right() - 16;
  request_badge(panel, right);
  theme_button(panel, right);
  language_switch(panel, right);
  mask_switch(panel, right, area.w < 1152);
  const protocol::Summary& summary = panel.client.summary();
  right -= 28;
  const CommandRow& redo = command("redo");
  if (icon_button(ui, "top/redo", {right, 10, 28, 28}, icon::kRedo2, history_name("action.redo", summary.redo_name), !redo.enabled(panel))) redo.run(panel);
  right -= 32;
  const CommandRow& undo = command("undo");
  if (icon_button(ui, "top/undo", {right, 10, 28, 28}, icon::kUndo2, history_name("action.undo", summary.undo_name), !undo.enabled(panel))) undo.run(panel);
  project_menu(panel, 216, search_field(panel, 216, right - 16) - 16);
  hline(ui, area.x, area.right(), area.bottom() - 1, Token::kBorder);
}

namespace {

struct RailRow {
  Screen screen;
  const char* glyph;
};
constexpr RailRow kRail[kScreenCount] = {{Screen::kSources, icon::kDatabase},        {Screen::kQuality, icon::kGauge}, {Screen::kRecipe, icon::kListFilter}, {Screen::kRules, icon::kSlidersHorizontal},
                                         {Screen::kPairs, icon::kGitCompareArrows}, {Screen::kGroups, icon::kWaypoints}, {Screen::kGolden, icon::kIdCard},
                                         {Screen::kDelivery, icon::kPackageCheck}};

NavState rail_state(const Panel& panel, Screen screen) {
  const protocol::Summary& s = panel.client.summary();
  if (screen == Screen::kSources) {
    if (panel.client.is_running("import")) return NavState::kRunning;
    if (s.sources.empty()) return NavState::kEmpty;
    for (const auto& source : s.sources) {
      if (source.state == protocol::SourceState::kFailed || source.state == protocol::SourceState::kMissing) return NavState::kAttention;
      for (const auto& column : source.columns)
        if (column.to_confirm) return NavState::kAttention;
    }
    return NavState::kReady;
  }
  if (screen == Screen::kQuality) return quality_state(panel);
  if (screen == Screen::kRecipe) return s.recipe_rule_count ? NavState::kReady : NavState::kEmpty;
  if (panel.client.is_running("run")) return NavState::kRunning;
  if (screen == Screen::kRules && s.is_proposed) return s.is_stale && s.has_result ? NavState::kStale : NavState::kReady;
  if (!s.has_result) return NavState::kEmpty;
  if (s.is_stale) return NavState::kStale;
  if (screen == Screen::kPairs && s.counts.to_check_pair_count) return NavState::kAttention;
  if (screen == Screen::kGroups && (s.counts.doubted_group_count || s.decisions.contradiction_count)) return NavState::kAttention;
  return NavState::kReady;
}

std::optional<uint64_t> rail_count(const Panel& panel, Screen screen) {
  const protocol::Summary& s = panel.client.summary();
  const auto known = [](bool is, uint64_t count) { return is ? std::optional<uint64_t>(count) : std::nullopt; };
  switch (screen) {
    case Screen::kSources: return known(!s.sources.empty(), s.sources.size());
    case Screen::kQuality: return known(panel.view.quality.page.has_value(), panel.view.quality.page ? open_findings(*panel.view.quality.page) : 0);
    case Screen::kRecipe: return known(s.recipe_rule_count > 0, s.recipe_rule_count);
    case Screen::kRules: return known(s.is_proposed, s.comparisons.size());
    case Screen::kPairs: return known(s.has_result, s.counts.to_check_pair_count);
    case Screen::kGroups: return known(s.has_result, s.counts.doubted_group_count);
    case Screen::kGolden: return known(s.has_result, s.counts.group_count);
    case Screen::kDelivery: return known(s.has_result, s.deliverables.size());
  }
  return std::nullopt;
}

void rail_figures(Panel& panel, Rect area, float button_y) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  float x = area.x + 16, right = area.right() - 16;
  if (s.sources.empty()) {
    std::string hint = tr("rail.hint");
    float h = paragraph_height(ui, hint, 176, kSmall);
    paragraph(ui, x, button_y - 16 - h, 176, hint, kSmall);
    say(ui, Role::kParagraph, "rail/hint", {x, button_y - 16 - h, 176, h}, hint);
    return;
  }
  float y = button_y - 12 - 116;
  std::string title = !s.has_result ? tr("rail.ready") : s.is_stale ? tr("rail.stale") : tr("rail.result", {number(s.revision)});
  text(ui, x, y, title, {Type::kSmall, false, s.has_result && s.is_stale ? Token::kPossible : Token::kMuted});
  y += 24;
  const auto row = [&](const char* key, const std::string& label, std::optional<uint64_t> count, Ink label_ink, Ink value_ink, float height) {
    TypeSize a = type_size(label_ink.type), b = type_size(value_ink.type);
    const std::string value = count ? number(*count) : "\u2013";
    std::string shown = value;
    const auto room = [&] { return right - x - text_width(ui, shown, value_ink) - 4; };
    if (count && room() < text_width(ui, label, label_ink)) {
      shown = short_number(*count);
      tip(ui, {x, y, right - x, height}, label + " · " + value);
    }
    text_cut(ui, x, y + height - a.line_px - (b.line_px > a.line_px ? 2.0f : 0.0f), room(), label, label_ink);
    text_right(ui, right, y + height - b.line_px, shown, value_ink);
    say(ui, Role::kStatus, std::string("rail/") + key, {x, y, right - x, height}, label, value);
    y += height;
  };
  const auto of_result = [&](uint64_t count) { return s.has_result ? std::optional<uint64_t>(count) : std::nullopt; };
  row("records", tr("word.records"), s.has_result ? s.counts.record_count : panel.client.record_count(), kDense, kDenseStrong, 20);
  y += 4;
  row("customers", tr("word.customers"), of_result(s.counts.group_count), kDense, kTitle, 28);
  y += 4;
  row("multi", tr("word.in_several_sources"), of_result(s.counts.multi_source_group_count), kSmall, kDense, 20);
  row("to_check", tr("word.pairs_to_check"), of_result(s.counts.to_check_pair_count), kSmall, kDense, 20);
}

// What the run button says, wide or folded.
struct RunState {
  bool running, current;
  const char* glyph;
  std::string label;
};

RunState run_state(const Panel& panel) {
  const protocol::Summary& s = panel.client.summary();
  if (panel.client.is_running("run")) return {true, s.has_result && !s.is_stale, icon::kLoader, tr("action.running")};
  if (s.has_result && !s.is_stale) return {false, true, icon::kCheck, tr("action.done")};
  return {false, false, icon::kPlay, tr("action.run")};
}

void rail_button(Panel& panel, Rect area, float y) {
  const protocol::Summary& s = panel.client.summary();
  const CommandRow& run = command("run");
  auto [running, current, glyph, label] = run_state(panel);
  ButtonOptions options{.glyph = glyph, .shortcut = shortcut_text(run), .height = size::kButton};
  options.width = area.w - 32;
  options.kind = current || running ? ButtonKind::kSecondary : ButtonKind::kPrimary;
  options.disabled = !run.enabled(panel);
  if (s.sources.empty()) options.tip = tr("rail.run_needs_source");
  else if (s.project.missing_count > 0) options.tip = tr_count("rail.run_misses", s.project.missing_count);
  else if (options.disabled && !running) options.tip = tr(nothing_readable(panel) ? "rail.run_unreadable" : "rail.run_waits");
  if (running) options.shortcut.clear();
  if (const protocol::ProgressEvent* progress = panel.client.progress("run")) {
    label += " " + percent(progress->fraction);
    options.glyph = nullptr;  // the figure says it, and needs the room
  }
  if (button(panel.ui, "rail/run", area.x + 16, y, label, options)) run.run(panel);
}

}  // namespace

void draw_rail(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "rail", area, {.background = Token::kBg});
  bool folded = area.w < size::kRail;
  ask_for_audit(panel);
  float y = area.y + 12;
  for (const RailRow& row : kRail) {
    const char* id = kScreenIds[static_cast<size_t>(row.screen)];
    NavItemOptions options{.glyph = row.glyph, .text = tr(std::string("screen.") + id), .key = id};
    if (const std::optional<uint64_t> count = rail_count(panel, row.screen)) options.count = number(*count), options.short_count = short_number(*count);
    options.state = rail_state(panel, row.screen);
    if (options.state == NavState::kRunning) {
      const char* task = row.screen == Screen::kSources ? "import" : row.screen == Screen::kQuality ? "audit" : "run";
      const protocol::ProgressEvent* progress = panel.client.progress(task);
      options.count = options.short_count = percent(progress ? progress->fraction : 0);
    }
    options.active = panel.view.screen == row.screen;
    options.folded = folded;
    if (nav_item(ui, {area.x + 8, y, area.w - 17, 36}, options)) go_to(panel, row.screen);
    y += 38;
  }
  if (folded) {
    const CommandRow& run = command("run");
    const RunState state = run_state(panel);
    if (icon_button(ui, "rail/run", {area.x + 12, area.bottom() - 48, 32, 32}, state.glyph, state.label, !run.enabled(panel), state.current ? Token::kMuted : Token::kAccent))
      run.run(panel);
  } else {
    float button_y = area.bottom() - 16 - size::kButton;
    rail_figures(panel, area, button_y);
    rail_button(panel, area, button_y);
  }
  vline(ui, area.right() - 1, area.y, area.bottom(), Token::kBorder);
}

namespace {

std::string task_title(const protocol::ProgressEvent& progress) {
  std::string title = tr_id("phase.", progress.phase);
  if (!has_text("phase." + progress.phase)) title = tr_id("task.", progress.task);
  if (!progress.subject.empty()) title = tr("value.named", {progress.subject, title});
  return title;
}

std::string rate_text(const protocol::ProgressEvent& progress) {
  if (progress.units_per_second <= 0) return "";
  if (progress.unit == "bytes") return data_size_per_second(progress.units_per_second);
  double rate = progress.units_per_second;
  std::string amount = rate >= 1e6 ? decimal(rate / 1e6, 1) + "\u00a0M" : number(static_cast<uint64_t>(rate));
  return amount + " " + tr_id("unit.", progress.unit) + "/s";
}

void running_task(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::ProgressEvent* progress = panel.client.progress();
  float y = area.y + 6, x = area.x + 16;
  draw_icon(ui, x, area.y + 7, 14, icon::kLoader, Token::kAccent);
  std::string title = progress ? task_title(*progress) : tr("task.run");
  x = text(ui, x + 26, y, title, {Type::kSmall, false, Token::kText}) + 12;
  double fraction = progress ? progress->fraction : 0;
  progress_bar(ui, "status/progress", {std::ceil(x), area.y + 10, 140, 8}, fraction, title);
  x = text(ui, x + 152, y, percent(fraction), {Type::kSmall, true, Token::kText}) + 12;
  if (progress) {
    if (std::string rate = rate_text(*progress); !rate.empty()) x = text(ui, x, y, rate, kSmall) + 12;
    if (progress->linked_pair_count >= 0) {
      const std::string words = tr_count("status.linked", static_cast<uint64_t>(progress->linked_pair_count));
      say(ui, Role::kStatus, "status/linked", {x, y, text_width(ui, words, kSmall), 16}, words);
      x = text(ui, x, y, words, kSmall) + 12;
    }
    if (progress->remaining_ms >= 0) x = text(ui, x, y, tr("status.remaining", {duration(progress->remaining_ms)}), kSmall) + 12;
  }
  const CommandRow& cancel = command("cancel");
  const ButtonOptions options{.kind = ButtonKind::kQuiet, .glyph = icon::kX, .height = 24, .tip = shortcut_text(cancel)};
  if (button(ui, "status/cancel", std::floor(x - 6), area.y + 2, tr("action.cancel"), options)) cancel.run(panel);
  x += button_width(ui, tr("action.cancel"), options) + 6;
  // Files that came while this runs are read when it has ended.
  const auto& sources = panel.client.summary().sources;
  const auto waiting = std::count_if(sources.begin(), sources.end(), [](const auto& source) { return source.state == protocol::SourceState::kLoading; });
  if (waiting == 0 || panel.client.is_running("import")) return;
  const std::string words = tr_count("status.waiting", static_cast<uint64_t>(waiting));
  say(ui, Role::kStatus, "status/waiting", {x, y, text_width(ui, words, kSmall), 16}, words);
  text(ui, x, y, words, kSmall);
}

std::string last_result(const Panel& panel) {
  const auto& ended = panel.client.last_ended();
  if (!ended) return "";
  if (ended->canceled) {
    const bool former_stays = panel.client.summary().has_result && (ended->task == "run" || ended->task == "threshold");
    return tr(ended->by_edit ? "status.stopped_by_edit" : former_stays ? "status.canceled_former" : "status.canceled", {tr_id("task.", ended->task)});
  }
  const bool gone = !panel.client.summary().has_result && (ended->task == "run" || ended->task == "threshold");
  if (gone) return "";
  const protocol::Counts& c = panel.client.summary().counts;
  std::string time = duration(ended->elapsed_ms);
  if (ended->task == "import") return tr("status.imported", {ended->subject, time});
  if (ended->task == "run" && !panel.client.summary().nothing_linked.reason.empty())
    return tr("status.run_none", {time, nothing_linked_text(panel.client.summary()).title});
  if (ended->task == "run") return tr("status.run", {time, number(c.linked_pair_count), number(c.group_count)});
  if (ended->task == "threshold") return tr("status.threshold", {time, number(c.linked_pair_count), number(c.group_count)});
  return tr("status.ended", {tr_id("task.", ended->task), time});
}

}  // namespace

void draw_status_strip(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "status", area, {.background = Token::kBg});
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  float y = area.y + 6;
  if (is_busy(panel)) {
    running_task(panel, area);
  } else {
    bool dead = panel.view.engine == EngineState::kDead, starting = panel.view.engine == EngineState::kStarting, waits = starting || panel.view.engine_slow;
    draw_icon(ui, area.x + 16, area.y + 7, 14, dead ? icon::kOctagonAlert : waits ? icon::kLoader : icon::kCheck,
         dead ? Token::kError : waits ? Token::kAccent : Token::kMatch);
    std::string state = dead ? tr("engine.dead") : starting ? tr("engine.starting") : panel.view.engine_slow ? tr("engine.slow") : tr("status.ready");
    float x = text(ui, area.x + 42, y, state, kSmall);
    say(ui, Role::kStatus, "status/state", {area.x + 42, y, x - area.x - 42, 16}, state);
    if (panel.view.engine == EngineState::kRestarted) text(ui, x + 12, y, tr("engine.restarted"), {Type::kSmall, false, Token::kPossible});
    else if (!panel.client.has_sources() && panel.view.engine == EngineState::kReady)
      text(ui, x + 12, y, tr("engine.started_in", {duration(panel.view.engine_start_ms)}), kSmall);
  }
  float right = area.right() - 16;
  right = text_right(ui, right, y, tr("status.local"), kSmall) - 12;
  vline(ui, right, area.y + 7, area.y + 21, Token::kBorder);
  uint64_t memory = panel.view.memory_bytes ? panel.view.memory_bytes : panel.client.summary().memory_bytes;
  if (memory) {
    right = text_right(ui, right - 12, y, tr("status.memory", {bytes(memory)}), kSmall) - 12;
    vline(ui, right, area.y + 7, area.y + 21, Token::kBorder);
  }
  if (panel.view.list_copy) {
    const ListCopy& copy = *panel.view.list_copy;
    const std::string words = tr("copy.going_on", {number(copy.table.rows.size()), number(std::min(copy.total, kMostCopiedRows))});
    right -= 12 + button_width(ui, tr("action.cancel"), {.kind = ButtonKind::kQuiet, .height = 24});
    if (button(ui, "status/cancel_copy", right, area.y + 2, tr("action.cancel"), {.kind = ButtonKind::kQuiet, .height = 24})) panel.view.list_copy.reset();
    right -= 150;
    progress_bar(ui, "status/copying", {right, area.y + 10, 140, 8}, copy.share(), words);
    text_right(ui, right - 12, y, words, kSmall);
  } else if (panel.ui.now_ms < panel.view.told_until_ms) {
    // What was copied, for a while in the place of what has ended.
    panel.ui.wake(panel.view.told_until_ms - panel.ui.now_ms + 1);
    right = text_right(ui, right - 12, y, panel.view.told_words, {Type::kSmall, false, panel.view.told_failed ? Token::kError : Token::kText});
    draw_icon(ui, right - 20, area.y + 7, 14, panel.view.told_failed ? icon::kOctagonAlert : icon::kCheck, panel.view.told_failed ? Token::kError : Token::kMatch);
    say(ui, Role::kStatus, "status/told", {right, y, 10, 16}, panel.view.told_words);
  } else if (std::string result = last_result(panel); !result.empty() && !is_busy(panel)) {
    right = text_right(ui, right - 12, y, result, kSmall);
    const bool canceled = panel.client.last_ended()->canceled;
    draw_icon(ui, right - 20, area.y + 7, 14, canceled ? icon::kX : icon::kCheck, canceled ? Token::kMuted : Token::kMatch);
    say(ui, Role::kStatus, "status/result", {right, y, 10, 16}, result);
  }
}

}  // namespace jumelles::ui
