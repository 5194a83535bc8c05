#include <nlohmann/json.hpp>

#include "widgets/semantics.h"

namespace jumelles::ui {

std::string_view role_name(Role role) {
  static constexpr std::string_view kNames[] = {"button", "switch", "radio", "combobox", "option", "slider", "tab", "listitem", "row",
                                                "cell", "columnheader", "heading", "paragraph", "status", "alert", "progressbar", "img"};
  return kNames[static_cast<size_t>(role)];
}

std::string to_json(const std::vector<Semantic>& semantics) {
  nlohmann::json list = nlohmann::json::array();
  for (const Semantic& s : semantics) {
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
    if (!state.empty()) entry["state"] = std::move(state);
    if (s.level) entry["level"] = s.level;
    if (s.role == Role::kSlider) entry["range"] = {s.minimum, s.maximum, s.number};
    for (const Choice& choice : s.choices) entry["choices"].push_back({{"id", choice.id}, {"text", choice.text}});
    list.push_back(std::move(entry));
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace jumelles::ui
