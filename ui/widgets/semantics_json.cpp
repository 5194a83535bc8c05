#include <nlohmann/json.hpp>

#include "widgets/semantics.h"

namespace jumelles::ui {

std::string_view role_name(Role role) {
  static constexpr std::string_view kNames[] = {"button", "switch", "radio", "combobox", "option", "slider", "tab", "listitem", "row",
                                                "cell", "columnheader", "heading", "paragraph", "status", "alert", "progressbar", "img", "textbox", "searchbox", "menuitem"};
  return kNames[static_cast<size_t>(role)];
}

namespace {

std::string color_text(uint32_t rgb) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4) out += kDigits[rgb >> shift & 15];
  return out;
}

nlohmann::json field_json(const FieldLook& look) {
  return {{"placeholder", look.placeholder}, {"active", look.active}, {"font_px", look.font_px}, {"strong", look.strong}, {"left", look.left}, {"right", look.right}, {"at_right", look.at_right},
          {"color", color_text(look.color)},
          {"clip", {look.clip.x, look.clip.y, look.clip.w, look.clip.h}}, {"covered", look.covered}};
}

std::string written(const std::vector<Semantic>& semantics, bool fields_only) {
  nlohmann::json list = nlohmann::json::array();
  for (const Semantic& s : semantics) {
    if (fields_only && !s.field) continue;
    nlohmann::json entry{{"key", s.key}, {"role", role_name(s.role)}, {"name", s.name},
                         {"rect", {s.rect.x, s.rect.y, s.rect.w, s.rect.h}}};
    if (!s.value.empty()) entry["value"] = s.value;
    if (!s.action.empty()) entry["action"] = s.action;
    nlohmann::json state = nlohmann::json::object();
    if (s.disabled) state["disabled"] = true;
    if (s.role == Role::kSwitch || s.role == Role::kRadio) state["checked"] = s.checked;
    if (s.selected) state["selected"] = true;
    if (s.role == Role::kCombobox) state["expanded"] = s.expanded;
    if (s.focused) state["focused"] = true;
    if (!s.sort.empty()) state["sort"] = s.sort;
    if (s.menu) state["menu"] = true;
    if (!state.empty()) entry["state"] = std::move(state);
    if (s.level) entry["level"] = s.level;
    if (s.role == Role::kSlider) entry["range"] = {s.minimum, s.maximum, s.number};
    if (s.field) entry["field"] = field_json(*s.field);
    for (const Choice& choice : s.choices) entry["choices"].push_back({{"id", choice.id}, {"text", choice.text}});
    list.push_back(std::move(entry));
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string to_json(const std::vector<Semantic>& semantics) { return written(semantics, false); }
std::string fields_to_json(const std::vector<Semantic>& semantics) { return written(semantics, true); }

}  // namespace jumelles::ui
