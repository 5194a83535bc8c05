#include "panels/golden_by_hand.h"

#include <algorithm>
#include <array>

#include "i18n/text.h"
#include "icons.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::GoldenAttribute;
using protocol::GoldenDecisionRow;
using protocol::GoldenDetail;

constexpr const char* kField = "golden/hand/type";
constexpr float kPad = 16, kGap = 24;

// Of the golden record, `first` before the others: it tells the customer.
std::vector<protocol::RecordRef> names_of(const GoldenDetail& d, size_t first) {
  std::vector<protocol::RecordRef> out{d.records[first].name};
  for (size_t i = 0; i < d.records.size() && out.size() < protocol::kMostNamedRecords; ++i)
    if (i != first) out.push_back(d.records[i].name);
  return out;
}

// What the records hold, each value once, and where it stands.
struct Held {
  std::string value;
  std::vector<size_t> records;
  uint32_t place = 0;  // among the values of the first of them
};
std::vector<Held> held_values(const GoldenAttribute& attribute) {
  std::vector<Held> out;
  for (size_t r = 0; r < attribute.cells.size(); ++r)
    for (size_t p = 0; p < attribute.cells[r].values.size(); ++p) {
      const std::string& value = attribute.cells[r].values[p];
      const auto known = std::find_if(out.begin(), out.end(), [&](const Held& held) { return held.value == value; });
      if (known == out.end()) out.push_back({value, {r}, static_cast<uint32_t>(p)});
      else known->records.push_back(r);
    }
  return out;
}

void take_back(Panel& panel, const GoldenDecisionRow& row) { panel.client.send(protocol::TakeBackValue{row.record, row.attribute, row.act, row.value_id}); }

std::string shown(const GoldenAttribute& attribute, const std::string& value) { return value.empty() ? tr("value.empty") : clean_value_label(attribute.type, value); }

// What the value is now, and the way back to the rules. Returns the bottom.
float state_of(Panel& panel, const GoldenAttribute& attribute, float x, float y, float width) {
  Ui& ui = panel.ui;
  const GoldenDecisionRow* row = decision_that_holds(attribute);
  std::string words = tr("golden.hand.by_rules", {shown(attribute, attribute.value)});
  if (row) words = tr("golden.hand.now." + row->act, {shown(attribute, attribute.value), shown(attribute, attribute.below)});
  for (const GoldenDecisionRow& decision : attribute.decisions)
    if (decision.state == "ended") words += " " + tr("golden.hand.ended", {shown(attribute, decision.value), shown(attribute, decision.below)});
  if (attribute.invalid) words += " " + tr("golden.hand.is_invalid");
  const float bottom = paragraph(ui, x, y, width, words, kDenseMuted);
  say(ui, Role::kStatus, "golden/hand/state", {x, y, width, bottom - y}, words);
  if (!row) return bottom + 8;
  if (button(ui, "golden/hand/take_back", x, bottom + 6, tr("golden.hand.take_back"), {.glyph = icon::kUndo2, .command = "take_back_value"})) take_back(panel, *row);
  return bottom + 6 + size::kButtonDense + 8;
}

// A line beneath the field: what becomes of the text. True when it can be kept.
bool what_it_becomes(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, const std::string& text, float x, float& y, float width) {
  if (text.empty() || text == attribute.value) return false;
  const auto* typed = panel.client.ask<protocol::TypedValue>(protocol::TypedValueQuery{d.group, attribute.attribute, text});
  if (!typed) return true;
  std::string words;
  if (typed->status == "invalid") words = tr("golden.hand.unreadable", {attribute_label(attribute.attribute)});
  else if (typed->status == "missing") words = tr("golden.hand.says_nothing");
  else words = tr("golden.hand.becomes", {shown(attribute, typed->clean)});
  const float bottom = paragraph(panel.ui, x, y, width, words, {Type::kSmall, false, typed->status == "clean" ? Token::kMuted : Token::kPossible});
  say(panel.ui, Role::kStatus, "golden/hand/becomes", {x, y, width, bottom - y}, words);
  y = bottom;
  return typed->status != "missing";
}

float typing(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, float x, float y, float width) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const std::string of = d.golden_id + "\n" + attribute.attribute + "\n" + attribute.value + (panel.client.is_masked() ? "\n" : "");
  if (view.hand_draft_of != of) view.hand_draft.reset(), view.hand_draft_of = of;
  if (!view.hand_draft) view.hand_draft = panel.client.is_masked() ? std::string() : attribute.value;
  const std::string use = tr("golden.hand.use");
  const float button_room = button_width(ui, use, {}) + 8;
  const std::string label = tr("golden.hand.other", {attribute_label(attribute.attribute)});
  text_cut(ui, x, y, width, label, kSmallStrong);
  y += 20;
  const TextFieldEvents typed = text_field(ui, kField, {x, y, width - button_room, size::kButtonDense}, *view.hand_draft, {.name = label, .placeholder = label});
  if (typed.changed) view.hand_draft = *typed.changed, ui.more_frames = true;
  if (typed.canceled) view.hand_draft.reset(), ui.more_frames = true;
  const std::string text = view.hand_draft.value_or("");
  float below = y + size::kButtonDense + 4;
  const bool can_use = what_it_becomes(panel, d, attribute, text, x, below, width);
  const bool pressed = button(ui, "golden/hand/use", x + width - button_room + 8, y, use, {.disabled = !can_use});
  if ((pressed || typed.committed) && can_use) {
    panel.client.send(protocol::DecideValue{names_of(d, 0), attribute.attribute, "typed", text, 0, view.hand_for_ever, ""});
    view.hand_draft.reset();
    leave_field(ui);
  }
  return below + 8;
}

float lifetime(Panel& panel, const GoldenAttribute& attribute, float x, float y, float width) {
  Ui& ui = panel.ui;
  const GoldenDecisionRow* row = decision_that_holds(attribute);
  const bool for_ever = row ? row->for_ever : panel.view.hand_for_ever;
  text_cut(ui, x, y, width, tr("golden.hand.lifetime"), kSmallStrong);
  const std::array<Segment, 2> segments{Segment{"until", tr("golden.hand.until")}, Segment{"for_ever", tr("golden.hand.for_ever")}};
  const auto chosen = segmented(ui, "golden/hand/lifetime", x, y + 20, segments, for_ever ? 1 : 0);
  if (chosen && (*chosen == 1) != for_ever) {
    panel.view.hand_for_ever = *chosen == 1;
    if (row) panel.client.send(protocol::ProlongValue{row->record, row->attribute, row->act, panel.view.hand_for_ever});
  }
  const std::string words = tr(for_ever ? "golden.hand.for_ever_means" : "golden.hand.until_means");
  return paragraph(ui, x, y + 20 + size::kButtonDense + 4, width, words, kSmall) + 8;
}

void held_row(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, const Held& held, size_t index, Rect r) {
  Ui& ui = panel.ui;
  const std::string key = "golden/hand/value/" + std::to_string(index), value = shown(attribute, held.value);
  const auto ignored = std::find_if(attribute.decisions.begin(), attribute.decisions.end(), [&](const GoldenDecisionRow& row) { return row.act == "ignored" && row.value == held.value; });
  const bool is_ignored = ignored != attribute.decisions.end(), wins = held.value == attribute.value;
  float right = r.right();
  if (is_ignored) {
    if (button_from_right(ui, key + "/allow", right, r.y + 2, tr("golden.hand.allow"), {.kind = ButtonKind::kQuiet, .glyph = icon::kUndo2})) take_back(panel, *ignored);
  } else if (button_from_right(ui, key + "/ignore", right, r.y + 2, tr("golden.hand.ignore"), {.kind = ButtonKind::kQuiet, .glyph = icon::kBan})) {
    panel.client.send(protocol::DecideValue{names_of(d, held.records[0]), attribute.attribute, "ignored", "", held.place, true, ""});
  }
  const GoldenDecisionRow* row = decision_that_holds(attribute);
  if (button_from_right(ui, key + "/take", right, r.y + 2, tr("golden.hand.take"), {.kind = ButtonKind::kQuiet, .glyph = icon::kCheck, .disabled = wins && row != nullptr}))
    take_value(panel, d, attribute, held.records[0], held.place);
  float x = r.x + 4;
  for (size_t i = 0; i < held.records.size() && i < 4; ++i, x += 18) {
    const uint32_t source = d.records[held.records[i]].source;
    source_badge(ui, x, r.y + 7, 14, source, panel.client.source_letter(source));
  }
  const Ink ink{Type::kDense, wins, is_ignored ? Token::kMuted : Token::kText};
  const float end = text_cut(ui, x + 4, r.y + 4, right - x - 12, value, ink);
  if (is_ignored) hline(ui, x + 4, end, r.y + 14, Token::kMuted);
  say(ui, Role::kListItem, key, {r.x, r.y, right - r.x, r.h}, value, is_ignored ? tr("golden.hand.is_ignored") : wins ? tr("golden.hand.wins") : "");
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

}  // namespace

const GoldenAttribute* attribute_by_hand(const Panel& panel, const GoldenDetail& d) {
  if (panel.view.hand_attribute.empty()) return nullptr;
  const auto found = std::find_if(d.attributes.begin(), d.attributes.end(), [&](const GoldenAttribute& row) { return row.attribute == panel.view.hand_attribute; });
  return found == d.attributes.end() ? nullptr : &*found;
}

const GoldenDecisionRow* decision_that_holds(const GoldenAttribute& attribute) {
  const auto found = std::find_if(attribute.decisions.rbegin(), attribute.decisions.rend(), [](const GoldenDecisionRow& row) { return row.act != "ignored" && row.state == "holds"; });
  return found == attribute.decisions.rend() ? nullptr : &*found;
}

bool has_ended(const GoldenAttribute& attribute) {
  return std::any_of(attribute.decisions.begin(), attribute.decisions.end(), [](const GoldenDecisionRow& row) { return row.state == "ended"; });
}

std::string act_label(const GoldenDecisionRow& row) { return tr("golden.act." + row.act); }

void decide_by_hand(Panel& panel, const std::string& attribute) {
  panel.view.hand_attribute = attribute;
  panel.view.hand_draft.reset();
  panel.view.hand_for_ever = false;
  panel.ui.more_frames = true;
}

void take_value(Panel& panel, const GoldenDetail& d, const GoldenAttribute& attribute, size_t record, uint32_t place) {
  panel.client.send(protocol::DecideValue{names_of(d, record), attribute.attribute, "taken", "", place, panel.view.hand_for_ever, ""});
  panel.view.hand_draft.reset();
}

bool can_take_back_value(const Panel& panel) { return panel.view.screen == Screen::kGolden && panel.view.hand_offers_back && panel.ui.field.empty() && !panel.ui.popup_open; }

void take_back_shown_value(Panel& panel) {
  if (panel.view.hand_shown) take_back(panel, *panel.view.hand_shown);
}

void draw_golden_by_hand(Panel& panel, Rect area, const GoldenDetail& d, const GoldenAttribute& attribute) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const GoldenDecisionRow* row = decision_that_holds(attribute);
  view.hand_offers_back = row != nullptr;
  view.hand_shown = row ? std::optional(*row) : std::nullopt;
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  Region region(ui, "golden_hand", {area.x, area.y + 1, area.w, area.h - 1}, {.background = Token::kSurface, .scroll_y = true});
  const float width = area.w - size::kScrollBar - 2 * kPad, left = std::min(380.0f, width * 0.46f);
  const float x = region.x() + kPad;
  float y = region.y() + 10;
  const std::string title = tr("golden.hand.title", {attribute_label(attribute.attribute)});
  const float end = text_cut(ui, x, y, left - 36, title, kBodyStrong);
  heading(ui, "golden/hand", {x, y, end - x, 20}, title, 2);
  if (icon_button(ui, "golden/hand/close", {x + left - 28, y - 4, 28, 28}, icon::kX, tr("golden.hand.close"))) {
    view.hand_attribute.clear();
    view.hand_draft.reset();
    ui.more_frames = true;
  }
  float below = state_of(panel, attribute, x, y + 28, left);
  below = typing(panel, d, attribute, x, below, left);
  below = lifetime(panel, attribute, x, below, left);
  const float second = x + left + kGap;
  const float room = width - left - kGap;
  text_cut(ui, second, y, room, tr("golden.hand.values"), kBodyStrong);
  heading(ui, "golden/hand/values", {second, y, room, 20}, tr("golden.hand.values"), 3);
  float at = y + 28;
  const std::vector<Held> values = held_values(attribute);
  for (size_t i = 0; i < values.size(); ++i, at += size::kRow + 2) held_row(panel, d, attribute, values[i], i, {second, at, room, size::kRow + 2});
  if (values.empty()) text_cut(ui, second, at, room, tr("golden.hand.no_values"), kDenseMuted);
  region.extend_to(x + 1, std::max(at, below) + 8);
}

}  // namespace jumelles::ui
