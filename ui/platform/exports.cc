// What the page calls: the whole of ui.wasm's interface, declared for
// TypeScript in ui_module.ts. Text and bytes come in through one buffer that
// the page fills first.

#include <emscripten/emscripten.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "imgui.h"
#include "ui/platform/app.h"

namespace {

using taffrail::ui::App;
using taffrail::ui::Input;
using taffrail::ui::Modifiers;
using taffrail::ui::NodeEvent;

App* app = nullptr;
std::string* buffer = nullptr;

// The bits of ui_module.ts.
Modifiers ToModifiers(int bits) {
  return {.shift = (bits & 1) != 0,
          .control = (bits & 2) != 0,
          .alt = (bits & 4) != 0};
}

NodeEvent& AddEvent(uint32_t node, NodeEvent::Kind kind, int modifiers) {
  NodeEvent event;
  event.node = node;
  event.kind = kind;
  event.modifiers = ToModifiers(modifiers);
  app->input().events.push_back(std::move(event));
  return app->input().events.back();
}

}  // namespace

extern "C" {

// False if the browser has no WebGL 2.
EMSCRIPTEN_KEEPALIVE bool ui_start() {
  buffer = new std::string();
  app = new App();
  return app->renderer().CreateContext();
}

// Where to put `size` bytes for the call that follows.
EMSCRIPTEN_KEEPALIVE char* ui_buffer(uint32_t size) {
  buffer->resize(size);
  return buffer->data();
}

EMSCRIPTEN_KEEPALIVE void ui_font(int face) {
  app->renderer().SetFont(static_cast<taffrail::ui::TextStyle::Face>(face),
                          *buffer);
}

// Opens the store and goes where the address in the buffer says.
EMSCRIPTEN_KEEPALIVE void ui_open() {
  app->model().Open(taffrail::ui::ParseLocation(*buffer));
}

EMSCRIPTEN_KEEPALIVE void ui_resize(float width, float height, float ratio) {
  app->renderer().Resize(width, height, ratio);
}

EMSCRIPTEN_KEEPALIVE void ui_theme(bool dark) { app->SetTheme(dark); }

// The names of the time zones are in the buffer, one a line, the browser's own
// first.
EMSCRIPTEN_KEEPALIVE void ui_zones() { app->model().zones().SetNames(*buffer); }

EMSCRIPTEN_KEEPALIVE void ui_location() { app->OnLocation(*buffer); }

EMSCRIPTEN_KEEPALIVE void ui_pointer_move(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
}

EMSCRIPTEN_KEEPALIVE void ui_pointer_leave() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

EMSCRIPTEN_KEEPALIVE void ui_pointer_button(bool down, int modifiers) {
  app->input().modifiers = ToModifiers(modifiers);
  ImGui::GetIO().AddMouseButtonEvent(0, down);
}

EMSCRIPTEN_KEEPALIVE void ui_double_click() {
  app->input().double_clicked = true;
}

EMSCRIPTEN_KEEPALIVE void ui_wheel(float y) { app->input().wheel_y += y; }

// The key's name is in the buffer.
EMSCRIPTEN_KEEPALIVE void ui_key(int modifiers) {
  app->input().keys.push_back({*buffer, ToModifiers(modifiers)});
}

EMSCRIPTEN_KEEPALIVE void ui_focus(uint32_t node, bool visible) {
  Input& input = app->input();
  input.focus_moved |= input.focused != node;
  input.focused = node;
  input.focus_visible = visible;
}

EMSCRIPTEN_KEEPALIVE void ui_click(uint32_t node, int modifiers) {
  AddEvent(node, NodeEvent::kClick, modifiers);
}

EMSCRIPTEN_KEEPALIVE void ui_set_value(uint32_t node, double value) {
  AddEvent(node, NodeEvent::kSetValue, 0).value = value;
}

// The field's text is in the buffer; offsets are bytes of it.
EMSCRIPTEN_KEEPALIVE void ui_edit(uint32_t node, uint32_t anchor,
                                  uint32_t focus, uint32_t composition_begin,
                                  uint32_t composition_end) {
  AddEvent(node, NodeEvent::kEdit, 0).edit = {
      *buffer, anchor, focus, composition_begin, composition_end};
}

// The file's name is in the buffer.
EMSCRIPTEN_KEEPALIVE void ui_import(uint32_t number, double size,
                                    double modified_ms, bool quiet) {
  app->model().imports().Start({number, *buffer, static_cast<uint64_t>(size),
                                static_cast<int64_t>(modified_ms)},
                               quiet);
}

EMSCRIPTEN_KEEPALIVE void ui_response() { app->model().OnResponse(*buffer); }
EMSCRIPTEN_KEEPALIVE void ui_fatal() { app->model().OnFatal(*buffer); }
EMSCRIPTEN_KEEPALIVE void ui_reconnected() { app->model().OnReconnected(); }
EMSCRIPTEN_KEEPALIVE void ui_space(double used_bytes, double quota_bytes,
                                   bool kept) {
  app->model().storage().OnSpace({used_bytes, quota_bytes, kept});
}

EMSCRIPTEN_KEEPALIVE void ui_waiting() { app->model().OnWaiting(*buffer); }

// Something the page itself has to tell; the text is in the buffer.
EMSCRIPTEN_KEEPALIVE void ui_notice() {
  app->model().notices().Add(taffrail::ui::NoticeKind::kWarning, *buffer);
}

EMSCRIPTEN_KEEPALIVE void ui_context_restored() {
  app->renderer().RestoreContext();
}

// Draws; after how many milliseconds to draw again by itself, or -1.
EMSCRIPTEN_KEEPALIVE double ui_frame(double now_ms) {
  return app->DrawFrame(now_ms);
}

}  // extern "C"
