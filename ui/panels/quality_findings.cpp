#include <algorithm>
#include <cmath>
#include <functional>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "panels/recipe.h"

namespace jumelles::ui {
namespace {

using protocol::AuditPage;
using protocol::FindingRow;
using protocol::FindingValue;

constexpr size_t kMostValues = 8;
constexpr float kHead = 48, kPad = 12, kLeft = 16, kIndent = 42, kMenu = 28, kValueRow = 24;

bool has_fix(const FindingRow& finding) { return finding.state == "open" && !finding.rule.act.empty() && finding.fix != "see" && finding.fix != "done"; }

struct Look { const char* glyph; Token color; };
Look look_of(const FindingRow& finding) {
  if (finding.state == "treated") return {icon::kCheck, Token::kMatch};
  if (finding.state == "ignored") return {icon::kEyeOff, Token::kMuted};
  if (finding.severity == "error") return {icon::kOctagonAlert, Token::kError};
  return finding.severity == "warning" ? Look{icon::kTriangleAlert, Token::kPossible} : Look{icon::kInfo, Token::kAccent};
}

// "CRM 412, Boutique 214 · Téléphone"
std::string where_words(const AuditPage& audit, const FindingRow& finding) {
  std::string sources, attributes;
  for (const protocol::FindingSource& s : finding.sources) {
    if (s.source >= audit.sources.size()) continue;
    sources += (sources.empty() ? "" : ", ") + audit.sources[s.source].name + (finding.sources.size() > 1 ? " " + number(s.count) : "");
  }
  for (size_t i = 0; i < finding.attributes.size(); ++i) attributes += (i ? ", " : "") + audited_label(audit, finding.attributes[i]);
  return sources.empty() || attributes.empty() ? sources + attributes : sources + " · " + attributes;
}

void fix(Panel& panel, std::vector<std::string> findings) {
  panel.client.send(protocol::FixFindings{std::move(findings)});
  panel.view.quality.finding.clear();
  panel.view.quality.fixes_all = false;
  panel.ui.more_frames = true;
}

void exclude(Panel& panel, const std::string& finding) {
  panel.client.send(protocol::FixFindings{{finding}, "exclude"});
  panel.view.quality.finding.clear();
  panel.ui.more_frames = true;
}

// What is offered for one of its values; "": it is no value of one cell, or nothing is.
std::string becomes_words(const FindingRow& finding, const FindingValue& value) {
  if (finding.rule.act == "exclude") return tr("recipe.left_out");
  if (finding.fix == "move" && !finding.rule.into.empty()) return tr("quality.becomes_moved", {attribute_label(finding.rule.into[0])});
  if (!value.becomes.empty()) return one_line(value.becomes);
  return finding.fix == "missing" || finding.fix == "replace" ? tr("quality.becomes_missing") : std::string();
}

// Values of the finding, and what each of them becomes. Returns the bottom.
float values(Panel& panel, const FindingRow& finding, const std::string& key, float x, float y, float width, size_t most) {
  Ui& ui = panel.ui;
  const size_t shown = std::min(finding.values.size(), most);
  const float count = 52, half = std::floor((width - count - 24) / 2);
  for (size_t i = 0; i < shown; ++i, y += kValueRow) {
    const FindingValue& value = finding.values[i];
    const std::string becomes = becomes_words(finding, value), from = value.value.empty() ? tr("value.empty") : one_line(value.value);
    text_cut(ui, x, y + 2, becomes.empty() ? 2 * half : half - 4, from, kDense);
    if (!becomes.empty()) {
      draw_icon(ui, x + half, y + 5, 14, icon::kArrowRight, Token::kMuted);
      text_cut(ui, x + half + 22, y + 2, half - 4, becomes, value.becomes.empty() ? kDenseMuted : Ink{Type::kDense, true, Token::kMatch});
    }
    text_right(ui, x + width, y + 2, number(value.count), kDense);
    hline(ui, x, x + width, y + kValueRow - 1, Token::kBorder);
    say(ui, Role::kRow, key + "/value/" + std::to_string(i), {x, y, width, kValueRow}, from + (becomes.empty() ? "" : " → " + becomes), number(value.count));
  }
  const uint64_t rest = std::max<uint64_t>(finding.distinct_count, shown) - shown;
  if (rest > 0) text(ui, x, y + 4, tr_count("quality.values_more", rest), kSmall), y += kValueRow;
  return y;
}

void row_menu(Panel& panel, const AuditPage& audit, const FindingRow& finding, const Asked& asked) {
  ThingMenu menu;
  menu.name = finding.headline;
  menu.row = std::vector<std::string>{finding.headline, finding.explanation, where_words(audit, finding), std::to_string(finding.count)};
  CopiedTable table{{tr("quality.finding"), tr("quality.explanation"), tr("quality.where"), tr("quality.count")}, {}};
  for (const FindingRow& row : audit.findings) table.rows.push_back({row.headline, row.explanation, where_words(audit, row), std::to_string(row.count)});
  menu.table = std::move(table);
  menu.acts.push_back({{"see", tr("quality.see_records"), icon::kListFilter}, [id = finding.id](Panel& p) { show_finding(p, id); }});
  if (finding.state == "open" && finding.can_exclude)
    menu.acts.push_back({{"exclude", tr("quality.exclude"), icon::kX}, [id = finding.id](Panel& p) { exclude(p, id); }});
  const bool ignored = finding.state == "ignored";
  if (finding.state != "treated")
    menu.acts.push_back({{ignored ? "unignore" : "ignore", tr(ignored ? "quality.unignore" : "quality.ignore"), ignored ? icon::kUndo2 : icon::kEyeOff},
                         [id = finding.id, ignored](Panel& p) { p.client.send(protocol::IgnoreFinding{id, !ignored}); }});
  answer(panel, asked, std::move(menu));
}

// "Cost: 2 520 points. 84, times 30: each may link customers who have nothing in common."
std::string cost_words(const FindingRow& finding) {
  if (finding.harm.empty()) return "";
  const std::string why = tr("quality.harm." + finding.harm);
  return finding.cost == 0 ? tr("quality.cost_none", {why}) : tr("quality.cost", {number(finding.cost), number(finding.count), number(finding.unit_cost), why});
}

float cost_height(Ui& ui, const FindingRow& finding, float width) { return finding.harm.empty() ? 0 : paragraph_height(ui, cost_words(finding), width, kSmall); }

// What can be done about an opened finding, from the left, in as many lines as there is room for.
struct Deed {
  std::string key, words;
  ButtonOptions look;
  std::function<void(Panel&)> act;
};
std::vector<Deed> deeds_of(const FindingRow& finding) {
  std::vector<Deed> deeds;
  if (has_fix(finding)) deeds.push_back({"do", tr_count("quality.do." + finding.fix, finding.count), {.kind = ButtonKind::kPrimary}, [id = finding.id](Panel& p) { fix(p, {id}); }});
  deeds.push_back({"records", tr("quality.see"), {}, [id = finding.id](Panel& p) { show_finding(p, id); }});
  if (finding.state == "open" && finding.can_exclude) deeds.push_back({"exclude", tr("quality.exclude"), {}, [id = finding.id](Panel& p) { exclude(p, id); }});
  if ((finding.kind == "mistyped_value" || finding.kind == "spellings") && !finding.attributes.empty())
    deeds.push_back({"spellings", tr("quality.group_spellings"), {}, [attribute = finding.attributes[0]](Panel& p) { open_spellings(p, attribute), go_to(p, Screen::kRecipe); }});
  deeds.push_back({"close", tr("action.dismiss"), {.kind = ButtonKind::kQuiet}, [](Panel& p) { p.view.quality.finding.clear(); }});
  return deeds;
}

// Calls place(deed, x, y) for each; gives the bottom.
template <class Place>
float for_deeds(Ui& ui, const FindingRow& finding, float x, float y, float width, Place place) {
  float at = x;
  for (const Deed& deed : deeds_of(finding)) {
    const float wide = button_width(ui, deed.words, deed.look);
    if (at > x && at + wide > x + width) at = x, y += size::kButtonDense + 8;
    place(deed, at, y);
    at += wide + 8;
  }
  return y + size::kButtonDense;
}

float opened_height(Ui& ui, const FindingRow& finding, float width) {
  const size_t shown = std::min(finding.values.size(), kMostValues);
  const float deeds = for_deeds(ui, finding, 0, 0, width, [](const Deed&, float, float) {});
  return 8 + cost_height(ui, finding, width) + kValueRow * static_cast<float>(shown + (finding.distinct_count > shown ? 1 : 0)) + 8 + deeds;
}

// What its button does, value by value, and the button that does it.
float opened(Panel& panel, const FindingRow& finding, const std::string& key, float x, float y, float width) {
  Ui& ui = panel.ui;
  if (const std::string cost = cost_words(finding); !cost.empty()) {
    const float top = y;
    y = paragraph(ui, x, y, width, cost, kSmall);
    say(ui, Role::kParagraph, key + "/cost", {x, top, width, y - top}, cost);
  }
  y = values(panel, finding, key, x, y + 8, width, kMostValues) + 8;
  return for_deeds(ui, finding, x, y, width, [&](const Deed& deed, float at, float top) {
    if (button(ui, key + "/" + deed.key, at, top, deed.words, deed.look)) deed.act(panel);
  });
}

// `leads`: it is the first one that offers something.
float finding_row(Panel& panel, const AuditPage& audit, const FindingRow& finding, bool leads, float x, float y, float width) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const std::string key = "quality/finding/" + finding.id;
  const bool is_open = view.finding == finding.id, quiet = finding.state != "open";
  // Its button, or the word in its place.
  const bool offers = has_fix(finding);
  const std::string label = quiet ? tr("quality.state." + finding.state) : finding.fix == "done" ? tr("quality.fix.done") : tr(offers ? "quality.fix." + finding.fix : "quality.see");
  const bool has_button = !quiet && finding.fix != "done";
  const float side = has_button ? button_width(ui, label, {}) : text_width(ui, label, kSmall);
  const float words = width - kIndent - 12 - side - kMenu - 12;
  const Ink headline{Type::kDense, true, quiet ? Token::kMuted : Token::kText}, explanation = quiet ? kDenseMuted : kDense;
  const std::string where = where_words(audit, finding);
  float height = paragraph_height(ui, finding.headline, words, headline) + (quiet || finding.explanation.empty() ? 0 : paragraph_height(ui, finding.explanation, words, explanation));
  height += where.empty() ? 0 : 2 + paragraph_height(ui, where, words, kSmall);
  const Rect r{x, y, width, height + 2 * kPad};
  Semantic semantic;
  semantic.key = key;
  semantic.role = Role::kButton;
  semantic.name = finding.headline;
  semantic.value = (quiet ? label + ". " : tr("quality.severity." + finding.severity) + ". ") + finding.explanation + " " + where;
  semantic.rect = {x, y, width - side - kMenu - 24, r.h};
  semantic.expanded = is_open;
  semantic.action = "press";
  const Interaction state = interact(ui, std::move(semantic), true);
  if (state.hovered || is_open) fill(ui, {r.x, r.y, r.w + size::kScrollBar, r.h + (is_open ? opened_height(ui, finding, width - kIndent - 20) : 0)}, Token::kHover);
  if (state.pressed) view.finding = is_open ? "" : finding.id;
  const Look look = look_of(finding);
  draw_icon(ui, x + kLeft, y + kPad + 2, 16, look.glyph, look.color);
  float at = paragraph(ui, x + kIndent, y + kPad, words, finding.headline, headline);
  if (!quiet && !finding.explanation.empty()) at = paragraph(ui, x + kIndent, at, words, finding.explanation, explanation);
  if (!where.empty()) paragraph(ui, x + kIndent, at + 2, words, where, kSmall);
  const float right = x + width - kMenu - 10;
  const Rect menu{right + 2, y + std::floor((r.h - kMenu) / 2), kMenu, kMenu};
  if (has_button) {
    const ButtonKind kind = leads && !is_open ? ButtonKind::kPrimary : ButtonKind::kSecondary;
    if (button(ui, key + "/fix", right - side, y + std::floor((r.h - size::kButtonDense) / 2), label, {.kind = kind})) {
      if (offers) view.finding = is_open ? "" : finding.id;
      else show_finding(panel, finding.id);
    }
  } else {
    text(ui, right - side - 4, y + std::floor((r.h - 16) / 2), label, kSmall);
    say(ui, Role::kStatus, key + "/state", {right - side - 4, y, side, r.h}, label);
  }
  if (icon_button(ui, key + "/menu", menu, icon::kEllipsisVertical, tr("quality.finding_menu"), false, Token::kMuted, 16)) ask_for_menu(ui, key, false);
  if (const Asked asked = asked_of(ui, key, r)) row_menu(panel, audit, finding, asked);
  float bottom = r.bottom();
  if (is_open) bottom = opened(panel, finding, key, x + kIndent, bottom - kPad, width - kIndent - 20) + kPad;
  hline(ui, x, x + width + size::kScrollBar, bottom - 1, Token::kBorder);
  return bottom;
}

// What "fix all" would do, before it does anything.
float all_fixes(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  std::vector<std::string> ids;
  uint64_t cells = 0;
  for (const FindingRow& finding : audit.findings)
    if (has_fix(finding)) ids.push_back(finding.id), cells += finding.count;
  const float text_left = x + kLeft, room = width - kLeft - 20;
  y = paragraph(ui, text_left, y + 12, room, tr("quality.all_text"), kDense) + 12;
  for (const FindingRow& finding : audit.findings) {
    if (!has_fix(finding)) continue;
    const std::string key = "quality/all/" + finding.id, act = tr("quality.fix." + finding.fix);
    const float top = y;
    y = paragraph(ui, text_left, y, room, finding.headline, kDenseStrong);
    text(ui, text_left, y + 2, act + ", " + tr_count("quality.cells", finding.count), kSmall);
    say(ui, Role::kListItem, key, {text_left, top, room, y + 18 - top}, finding.headline, act + ", " + tr_count("quality.cells", finding.count));
    y = values(panel, finding, key, text_left, y + 22, room, 3) + 14;
  }
  const std::string words = tr_count("quality.do_all", ids.size(), number(cells));
  const ButtonOptions primary{.kind = ButtonKind::kPrimary};
  const bool pressed = button(ui, "quality/all/do", text_left, y, words, primary);
  if (button(ui, "quality/all/cancel", text_left + button_width(ui, words, primary) + 8, y, tr("action.cancel"), {.kind = ButtonKind::kQuiet})) panel.view.quality.fixes_all = false, ui.more_frames = true;
  if (pressed) fix(panel, std::move(ids));
  return y + size::kButtonDense + 16;
}

}  // namespace

float draw_findings(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const auto fixable = std::count_if(audit.findings.begin(), audit.findings.end(), has_fix);
  const std::string title = tr_count("quality.findings", open_findings(audit));
  if (view.reveal_findings) scroll_to(ui, {x, y, width, 300}), view.reveal_findings = false;
  const float end = text(ui, x + kLeft, y + 13, title, kBodyStrong);
  heading(ui, "quality/findings", {x + kLeft, y + 13, end - x - kLeft, 20}, title, 2);
  float right = x + width - 10;
  if (fixable > 0 && !view.fixes_all && button_from_right(ui, "quality/fix_all", right, y + 10, tr("quality.fix_all"), {.kind = ButtonKind::kQuiet})) view.fixes_all = true, ui.more_frames = true;
  if (const float wide = text_width(ui, tr("quality.order"), kDenseMuted); end + 10 + wide < right) {
    text(ui, end + 10, y + 13, tr("quality.order"), kDenseMuted);
    tip(ui, {end + 10, y + 13, wide, 20}, tr("quality.order_help"));
    say(ui, Role::kParagraph, "quality/order", {end + 10, y + 13, wide, 20}, tr("quality.order"), tr("quality.order_help"));
  }
  y += kHead;
  hline(ui, x, x + width + size::kScrollBar, y - 1, Token::kBorder);
  if (view.fixes_all && fixable > 0) return all_fixes(panel, audit, x, y, width);
  view.fixes_all = false;
  if (audit.findings.empty()) {
    const float bottom = paragraph(ui, x + kLeft, y + 14, width - 40, tr("quality.no_finding"), kDenseMuted);
    say(ui, Role::kParagraph, "quality/no_finding", {x + kLeft, y + 14, width - 40, bottom - y - 14}, tr("quality.no_finding"));
    return bottom + 12;
  }
  const auto first = std::find_if(audit.findings.begin(), audit.findings.end(), has_fix);
  for (const FindingRow& finding : audit.findings) y = finding_row(panel, audit, finding, first != audit.findings.end() && &finding == &*first, x, y, width);
  draw_icon(ui, x + kLeft, y + 16, 16, icon::kCheck, Token::kMatch);
  const std::string foot = tr("quality.foot");
  const float bottom = paragraph(ui, x + kIndent, y + 14, width - kIndent - 20, foot, kDenseMuted);
  say(ui, Role::kParagraph, "quality/foot", {x + kIndent, y + 14, width - kIndent - 20, bottom - y - 14}, foot);
  return bottom + 14;
}

}  // namespace jumelles::ui
