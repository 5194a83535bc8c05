#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace jumelles::fixture {

struct ImguiItem {
  uint32_t id;
  std::string window, label;  // label only for items that can be operated
  float width, height;
};
// Filled while TestEngineHookItems is set.
std::vector<ImguiItem>& imgui_items();

}  // namespace jumelles::fixture
