#include "widgets/text_field.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace jumelles::ui {
namespace {

constexpr float kPadding = 10, kFigurePadding = 6, kIcon = 16, kGap = 8;

Rect seen_part(Rect r) {
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  const float x = std::max(r.x, clip.Min.x), y = std::max(r.y, clip.Min.y);
  return {x, y, std::max(0.0f, std::min(r.right(), clip.Max.x) - x), std::max(0.0f, std::min(r.bottom(), clip.Max.y) - y)};
}

// A list that has opened lies over everything but itself.
bool is_covered() {
  return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel) && !(ImGui::GetCurrentWindow()->Flags & ImGuiWindowFlags_Popup);
}

TextFieldEvents take_events(Ui& ui, const std::string& key, std::string_view value) {
  using What = Ui::FieldEvent::What;
  TextFieldEvents out;
  for (Ui::FieldEvent& event : ui.field_events) {
    if (event.key != key) continue;
    switch (event.what) {
      case What::kFocus: out.entered = true; break;
      case What::kBlur: out.left = true, out.left_to = event.value; break;
      case What::kInput: out.changed = event.value; break;
      case What::kCommit: out.committed = true; break;
      case What::kCancel: out.canceled = true; break;
      case What::kStep: out.steps += event.steps; break;
    }
  }
  if (out.changed && *out.changed == value) out.changed.reset();
  return out;
}

}  // namespace

TextFieldEvents text_field(Ui& ui, const std::string& key, Rect r, std::string_view value, const TextFieldOptions& o) {
  TextFieldEvents out = take_events(ui, key, value);
  out.focused = ui.field == key;
  if (out.entered) ImGui::SetKeyboardFocusHere();  // Tab goes on from here
  const std::string shown(out.changed ? std::string_view(*out.changed) : value);

  FieldLook look;
  look.placeholder = o.placeholder;
  look.active = o.active;
  look.font_px = type_size(o.ink.type).css_px;
  look.strong = o.ink.strong;
  look.left = o.glyph ? kPadding + kIcon + kGap : kPadding;
  const bool caps = !o.shortcut.empty() && shown.empty();
  look.right = caps ? kPadding + key_cap_width(ui, o.shortcut) : kPadding;
  if (o.at_right) look.left = look.right = kFigurePadding;
  look.at_right = o.at_right;
  look.color = ui.rgb(o.ink.color);
  look.clip = seen_part(r);
  look.covered = is_covered();
  Semantic semantic;
  semantic.key = key;
  semantic.role = o.search ? Role::kSearchbox : Role::kTextbox;
  semantic.name = o.name;
  semantic.value = shown;
  semantic.rect = r;
  semantic.action = "type";
  semantic.field = look;
  const Interaction state = interact(ui, std::move(semantic));
  if (state.pressed) focus_field(ui, key);
  if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (out.focused) ui.field_has_list = o.search;

  const Token edge = out.focused ? Token::kAccent : o.wrong ? Token::kError : Token::kControl;
  if (!o.as_text || out.focused || state.hovered || state.focused) box(ui, r, Token::kSurface, edge, size::kRadiusControl, out.focused ? 2.0f : 0.0f);
  if (o.glyph) draw_icon(ui, r.x + kPadding, r.y + (r.h - kIcon) / 2, kIcon, o.glyph, Token::kMuted);
  if (caps && !out.focused) key_cap(ui, r.right() - kPadding + 2 - key_cap_width(ui, o.shortcut), r.y + (r.h - size::kKeyCap) / 2, o.shortcut);
  // While somebody types, the text is the real field's.
  if (!out.focused) {
    Ink ink = o.ink;
    if (shown.empty()) ink.color = Token::kMuted;
    const float y = r.y + std::floor((r.h - type_size(ink.type).line_px) / 2);
    const std::string& written = shown.empty() ? o.placeholder : shown;
    const float room = r.w - look.left - look.right, free = o.at_right ? room - text_width(ui, written, ink) : 0;
    text_cut(ui, r.x + look.left + std::max(0.0f, free), y, room, written, ink);
  }
  if (out.canceled) leave_field(ui);
  return out;
}

EditedText edited_text(Ui& ui, const std::string& key, Rect rect, std::string_view value, std::optional<std::string>& draft, const TextFieldOptions& options) {
  const std::string before = draft.value_or(std::string(value));
  TextFieldEvents events = text_field(ui, key, rect, before, options);
  EditedText out;
  if (events.changed) draft = std::move(*events.changed);
  if (events.committed) leave_field(ui);
  out.ended = events.committed || events.canceled || events.left;
  if (!out.ended) return out;
  if (draft && !events.canceled) {
    const size_t first = draft->find_first_not_of(" \t"), last = draft->find_last_not_of(" \t");
    std::string text = first == std::string::npos ? std::string() : draft->substr(first, last - first + 1);
    if (text != value) out.taken = std::move(text);
  }
  draft.reset();
  ui.more_frames = true;
  return out;
}

void focus_field(Ui& ui, std::string key) {
  ui.field_wanted = std::move(key);
  ui.more_frames = true;
}

void leave_field(Ui& ui) { ui.field_left = true; }

}  // namespace jumelles::ui
