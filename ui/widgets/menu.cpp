#include "widgets/menu.h"

#include <algorithm>

#include "widgets/draw.h"

namespace jumelles::ui {

Asked asked_of(Ui& ui, const std::string& key, Rect rect, bool current) {
  Asked out;
  for (size_t i = ui.semantics.size(); i-- > 0;)
    if (ui.semantics[i].key == key) {
      ui.semantics[i].menu = current || ui.semantics[i].item != 0;
      ui.semantics[i].current = current;
      break;
    }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Right) && ImGui::IsWindowHovered() && rect.contains(mouse.x, mouse.y)) return {true, false, mouse.x, mouse.y};
  const Ui::MenuAsked& asked = ui.menu_asked;
  if ((!asked.menu && !asked.copy) || (asked.key.empty() ? !current : asked.key != key)) return out;
  out = {asked.menu, asked.copy, rect.x + 12, rect.y + std::min(rect.h, size::kRow)};
  ui.menu_asked = {};
  return out;
}

bool has_menu(const Ui& ui) {
  return std::any_of(ui.semantics.begin(), ui.semantics.end(), [](const Semantic& s) { return s.menu && (s.focused || s.current); });
}

void ask_for_menu(Ui& ui, std::string key, bool copy) {
  ui.menu_asked = {!copy, copy, std::move(key)};
  ui.more_frames = true;
}

void ask_for_menu(Ui& ui, bool copy) {
  const auto focused = std::find_if(ui.semantics.begin(), ui.semantics.end(), [](const Semantic& s) { return s.menu && s.focused; });
  ask_for_menu(ui, focused != ui.semantics.end() && !focused->current && !ui.keys_at_current ? focused->key : std::string(), copy);
}

std::optional<size_t> draw_menu(Ui& ui, Menu& menu, bool& closed) {
  constexpr const char* kId = "menu";
  constexpr float kItem = 32, kPad = 4, kLine = 9;
  closed = false;
  if (!menu.is_open) ImGui::OpenPopup(kId);
  float width = 160, height = 2 * kPad;
  for (const MenuItem& item : menu.items) {
    width = std::max(width, text_width(ui, item.text, kDense) + 56 + (item.shortcut.empty() ? 0 : key_cap_width(ui, item.shortcut) + 16));
    height += kItem + (item.apart ? kLine : 0);
  }
  const Rect screen = window_rect();
  const float x = std::max(4.0f, std::min(menu.x, screen.w - width - 4));
  const float y = menu.y + height + 4 <= screen.h ? menu.y : std::max(4.0f, std::min(menu.y, screen.h - 4) - height);
  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize({width, height});
  if (!ImGui::BeginPopup(kId, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
    closed = true;
    ui.more_frames = true;
    return std::nullopt;
  }
  ui.popup_open = true;
  std::optional<size_t> chosen;
  float at = y + kPad;
  for (size_t i = 0; i < menu.items.size(); ++i) {
    const MenuItem& item = menu.items[i];
    if (item.apart) {
      hline(ui, x + 8, x + width - 8, at + 4, Token::kBorder);
      at += kLine;
    }
    const Rect r{x + kPad, at, width - 2 * kPad, kItem};
    Semantic semantic;
    semantic.key = "menu/" + item.id;
    semantic.role = Role::kMenuItem;
    semantic.name = item.text;
    semantic.rect = r;
    semantic.action = "press";
    const Interaction state = interact(ui, std::move(semantic), true);
    if (i == 0 && !menu.is_open) ImGui::SetItemDefaultFocus();
    if (state.hovered || state.focused) fill(ui, r, Token::kHover, size::kRadiusChip);
    if (item.glyph) draw_icon(ui, r.x + 8, r.y + 8, 16, item.glyph, Token::kMuted);
    text(ui, r.x + 34, r.y + 6, item.text, kDense);
    if (!item.shortcut.empty()) key_cap(ui, r.right() - 8 - key_cap_width(ui, item.shortcut), r.y + (kItem - size::kKeyCap) / 2, item.shortcut);
    if (state.pressed) {
      chosen = i;
      ImGui::CloseCurrentPopup();
    }
    at += kItem;
  }
  menu.is_open = true;
  ImGui::EndPopup();
  return chosen;
}

}  // namespace jumelles::ui
