#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/panels.h"

namespace jumelles::ui {
namespace {

void drop_zone(Panel& panel, Rect r) {
  Ui& ui = panel.ui;
  bool hovering = panel.view.hovering_files > 0;
  bool ready = panel.view.engine == EngineState::kReady || panel.view.engine == EngineState::kRestarted;
  dashed_box(ui, r, hovering ? Token::kAccentSoft : Token::kBg, hovering ? Token::kAccent : Token::kControl, size::kRadiusZone, hovering ? 2.0f : 1.5f);
  draw_icon(ui, r.x + r.w / 2 - 16, r.y + 32, 32, icon::kFiles, Token::kAccent);
  std::string title = tr("welcome.drop"), body = tr("welcome.formats");
  if (hovering) {
    title = tr("welcome.drop_now");
    body = tr_count("welcome.hovering", static_cast<uint64_t>(panel.view.hovering_files));
  }
  if (panel.view.engine == EngineState::kDead) {
    title = tr("engine.dead");
    body = panel.view.engine_gave_up ? tr("engine.gave_up") : tr("engine.dead_hint");
  }
  text_center(ui, {r.x, r.y + 76, r.w, 28}, title, kTitle);
  heading(ui, "welcome/drop", {r.x, r.y + 76, r.w, 28}, title, 2);
  text_center(ui, {r.x + 16, r.y + 108, r.w - 32, 20}, body, kBodyMuted);
  say(ui, Role::kParagraph, "welcome/formats", {r.x + 16, r.y + 108, r.w - 32, 20}, body);

  ButtonOptions browse{.kind = ButtonKind::kPrimary, .glyph = icon::kFolderOpen, .shortcut = shortcut_text(command("browse")), .height = size::kButtonBig};
  ButtonOptions demo{.glyph = icon::kPlay, .height = size::kButtonBig, .disabled = !ready, .tip = ready ? "" : tr("engine.starting")};
  browse.disabled = !ready;
  browse.tip = demo.tip;
  ButtonOptions paste{.glyph = icon::kClipboard, .shortcut = "Ctrl V", .height = size::kButtonBig, .disabled = !ready, .tip = ready ? tr("sources.paste_help") : tr("engine.starting")};
  std::string browse_text = tr("action.browse"), paste_text = tr("action.paste"), demo_text = tr("action.demo");
  const auto all_widths = [&] { return button_width(ui, browse_text, browse) + 12 + button_width(ui, paste_text, paste) + 12 + button_width(ui, demo_text, demo); };
  if (all_widths() > r.w - 32) browse.shortcut.clear(), paste.shortcut.clear();
  float width = all_widths();
  float x = r.x + (r.w - width) / 2, y = r.y + 148;
  if (button(ui, "welcome/browse", x, y, browse_text, browse)) panel.platform.request({"browse", "", ""});
  x += button_width(ui, browse_text, browse) + 12;
  if (button(ui, "welcome/paste", x, y, paste_text, paste)) panel.platform.request({"paste", "", ""});
  x += button_width(ui, paste_text, paste) + 12;
  if (button(ui, "welcome/demo", x, y, demo_text, demo)) panel.platform.request({"demo", "", ""});
}

void evidence_band(Panel& panel, Rect r) {
  Ui& ui = panel.ui;
  fill(ui, r, Token::kMatchSoft, size::kRadiusZone);
  draw_icon(ui, r.x + 20, r.y + 24, 24, icon::kShieldCheck, Token::kMatch);
  const float words = r.w - 60 - 320;  // the figure and its button are at the right
  const bool one_line = text_width(ui, tr("welcome.stays_more"), kDense) <= words;
  text(ui, r.x + 60, r.y + (one_line ? 16.0f : 6.0f), tr("welcome.stays"), kBodyStrong);
  paragraph(ui, r.x + 60, r.y + (one_line ? 36.0f : 26.0f), words, tr("welcome.stays_more"), kDense);
  say(ui, Role::kParagraph, "welcome/stays", {r.x + 60, r.y + 16, 520, 40}, tr("welcome.stays"), tr("welcome.stays_more"));
  float right = r.right() - 20;
  if (button_from_right(ui, "welcome/proof", right, r.y + 22, tr("action.proof"))) {
    panel.view.screen = Screen::kDelivery;
    panel.platform.request({"proof", "", ""});
  }
  right -= 4;
  bool clean = panel.view.request_count == 0;
  text_right(ui, right, r.y + 12, tr_count("requests", panel.view.request_count), {Type::kTitle, true, clean ? Token::kMatch : Token::kError});
  text_right(ui, right, r.y + 42, tr("requests.since", {elapsed(panel.ui.now_ms - panel.view.opened_ms)}), {Type::kSmall, false, Token::kText});
  say(ui, Role::kStatus, "welcome/requests", {right - 160, r.y + 12, 160, 46}, tr_count("requests", panel.view.request_count));
}

void steps(Panel& panel, float x, float y) {
  Ui& ui = panel.ui;
  text(ui, x, y, tr("welcome.steps"), kBodyStrong);
  heading(ui, "welcome/steps", {x, y, 352, 20}, tr("welcome.steps"), 2);
  y += 36;
  const std::string titles[] = {tr("welcome.step1"), tr("welcome.step2"), tr("welcome.step3")};
  const std::string bodies[] = {tr("welcome.step1_more"), tr("welcome.step2_more"), tr("welcome.step3_more")};
  for (int i = 0; i < 3; ++i, y += 56) {
    disc(ui, x + 12, y + 12, 12, Token::kAccentSoft);
    text_center(ui, {x, y, 24, 24}, std::to_string(i + 1), {Type::kDense, true, Token::kAccent});
    text(ui, x + 36, y, titles[i], kBodyStrong);
    text(ui, x + 36, y + 20, bodies[i], kDenseMuted);
    say(ui, Role::kParagraph, "welcome/step" + std::to_string(i + 1), {x, y, 352, 40}, titles[i], bodies[i]);
  }
}

}  // namespace

void draw_welcome(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "welcome", area, {.background = Token::kSurface, .scroll_y = true});
  constexpr float kWidth = 920;
  float width = std::min(kWidth, area.w - 48);
  float x = region.x() + std::max(24.0f, (area.w - width) / 2);
  float y = region.y() + std::max(24.0f, std::min(64.0f, (area.h - 680) / 2));
  text(ui, x, y, tr("welcome.title"), {Type::kFigure, true, Token::kText});
  heading(ui, "page/title", {x, y, width, 36}, tr("welcome.title"), 1);
  y += 44;
  text(ui, x, y, tr("welcome.subtitle"), {Type::kLead, false, Token::kMuted});
  say(ui, Role::kParagraph, "page/sentence", {x, y, width, 24}, tr("welcome.subtitle"));
  y += 52;
  drop_zone(panel, {x, y, width, 216});
  y += 236;
  evidence_band(panel, {x, y, width, 72});
  y += 104;
  text(ui, x, y, tr("welcome.demo_title"), kBodyStrong);
  heading(ui, "welcome/demo_title", {x, y, 472, 20}, tr("welcome.demo_title"), 2);
  float left_bottom = paragraph(ui, x, y + 28, 472, tr("welcome.demo_story"), kDenseMuted);
  say(ui, Role::kParagraph, "welcome/demo_story", {x, y + 28, 472, left_bottom - y - 28}, tr("welcome.demo_story"));
  steps(panel, x + width - 352, y);
  region.extend_to(x + width, y + 220);
}

}  // namespace jumelles::ui
