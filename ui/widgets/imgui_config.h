#ifndef TAFFRAIL_UI_WIDGETS_IMGUI_CONFIG_H_
#define TAFFRAIL_UI_WIDGETS_IMGUI_CONFIG_H_

// What Dear ImGui is compiled with: only its core, since every widget is ours.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
// Log text may hold any character.
#define IMGUI_USE_WCHAR32

// ImGui then reports every item it is given, and ui/widgets/item_audit.cc
// asserts that none lacks a semantic node.
#ifndef NDEBUG
#define IMGUI_ENABLE_TEST_ENGINE
#endif

#endif  // TAFFRAIL_UI_WIDGETS_IMGUI_CONFIG_H_
