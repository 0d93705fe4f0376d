#ifndef TAFFRAIL_UI_WIDGETS_ITEM_AUDIT_H_
#define TAFFRAIL_UI_WIDGETS_ITEM_AUDIT_H_

#include "imgui.h"
#include "ui/widgets/semantics.h"

// Asserts, in debug builds, that every item ImGui can interact with has a
// semantic node: a widget that only a mouse can find is a bug. In others it
// does nothing.
namespace taffrail::ui::item_audit {

#ifdef IMGUI_ENABLE_TEST_ENGINE
void BeginFrame();
void EndFrame(const SemanticTree& tree);
#else
inline void BeginFrame() {}
inline void EndFrame(const SemanticTree&) {}
#endif

}  // namespace taffrail::ui::item_audit

#endif  // TAFFRAIL_UI_WIDGETS_ITEM_AUDIT_H_
