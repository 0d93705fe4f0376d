#include "imgui.h"

#ifdef IMGUI_ENABLE_TEST_ENGINE

#include <cstdio>
#include <vector>

#include "imgui_internal.h"
#include "ui/widgets/item_audit.h"

namespace taffrail::ui::item_audit {
namespace {

// ImGui's hooks carry no user pointer.
std::vector<ImGuiID> items;

}  // namespace

void BeginFrame() {
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  items.clear();
}

void EndFrame(const SemanticTree& tree) {
  ImGui::GetCurrentContext()->TestEngineHookItems = false;
  for (const ImGuiID item : items) {
    if (tree.Contains(item)) continue;
    std::fprintf(stderr, "item %u has no semantic node\n", item);
    IM_ASSERT(false && "an interactive item has no semantic node");
  }
}

}  // namespace taffrail::ui::item_audit

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect&,
                                 const ImGuiLastItemData*) {
  if (id != 0) taffrail::ui::item_audit::items.push_back(id);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*,
                                  ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
  return nullptr;
}

#endif  // IMGUI_ENABLE_TEST_ENGINE
