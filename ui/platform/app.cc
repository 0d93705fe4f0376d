#include "ui/platform/app.h"

#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/state/location.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/item_audit.h"

namespace taffrail::ui {
namespace {

std::string_view CursorName(int cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_Hand:
      return "pointer";
    case ImGuiMouseCursor_TextInput:
      return "text";
    case ImGuiMouseCursor_ResizeEW:
      return "ew-resize";
    default:
      return "default";
  }
}

}  // namespace

App::App()
    : model_([this](const std::string& bytes) { host_.Send(bytes); }, host_) {}

void App::OnLocation(std::string_view fragment) {
  const Location location = ParseLocation(fragment);
  shown_location_ = FormatLocation(location);
  model_.GoTo(location);
}

double App::DrawFrame(double now_ms) {
  input_.now_ms = now_ms;
  const std::optional<double> model_wait = model_.Update(now_ms);
  LoadZones();
  renderer_.BeginFrame(now_ms);
  tree_.Clear();
  item_audit::BeginFrame();

  Painter painter(*ImGui::GetWindowDrawList(), renderer_.fonts(),
                  renderer_.device_pixel_ratio());
  Frame frame(painter, *theme_, model_.zones().zone(), tree_, input_, host_);
  if (model_wait) frame.WakeIn(*model_wait);
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  view_.Draw(frame, model_, {0, 0, size.x, size.y});
  // What nobody took was meant for something that is gone.
  input_.ForgetEvents();
  item_audit::EndFrame(tree_);
  // ImGui spreads a press and its release over frames.
  if (ImGui::GetCurrentContext()->InputEventsQueue.Size > 0) {
    frame.DrawAgain();
  } else {
    input_.double_clicked = false;
  }

  renderer_.EndFrame(theme_->ground);
  std::string json = tree_.ToJson();
  if (json != shown_tree_) {
    host_.ShowTree(json);
    shown_tree_ = std::move(json);
  }
  ShowLocation();
  ShowCursor();
  return frame.wake_ms().value_or(-1);
}

// The page answers before it returns. What it does not know is followed by the
// browser's own zone, so there may be two to load.
void App::LoadZones() {
  while (const std::string* wanted = model_.zones().wanted()) {
    model_.zones().OnRules(host_.ZoneRules(*wanted), model_.notices());
  }
  SettingsDraft& draft = model_.source().draft();
  if (const std::optional<std::string> wanted = draft.WantedZone()) {
    draft.SetZoneRules(*wanted, host_.ZoneRules(*wanted));
  }
}

void App::ShowLocation() {
  std::string location = FormatLocation(model_.location());
  if (location == shown_location_) return;
  host_.ShowLocation(location);
  shown_location_ = std::move(location);
}

void App::ShowCursor() {
  const int cursor = ImGui::GetMouseCursor();
  if (cursor == shown_cursor_) return;
  host_.ShowCursor(CursorName(cursor));
  shown_cursor_ = cursor;
}

}  // namespace taffrail::ui
