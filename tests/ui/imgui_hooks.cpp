// Dear ImGui's test-engine hooks: every item that can be operated, by id, so that a test can find those without a Semantic.

#include <imgui.h>
#include <imgui_internal.h>

#include "ui/imgui_items.h"

namespace jumelles::fixture {
std::vector<ImguiItem>& imgui_items() {
  static std::vector<ImguiItem> items;
  return items;
}
}  // namespace jumelles::fixture

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box, const ImGuiLastItemData*) {
  jumelles::fixture::imgui_items().push_back({id, context->CurrentWindow ? context->CurrentWindow->Name : "", "", box.GetWidth(), box.GetHeight()});
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID id, const char* label, ImGuiItemStatusFlags) {
  for (auto& item : jumelles::fixture::imgui_items())
    if (item.id == id) item.label = label;
}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
