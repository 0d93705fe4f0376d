#ifndef TAFFRAIL_UI_PLATFORM_APP_H_
#define TAFFRAIL_UI_PLATFORM_APP_H_

#include <string>
#include <string_view>

#include "ui/platform/page_host.h"
#include "ui/platform/renderer.h"
#include "ui/state/model.h"
#include "ui/views/main_view.h"
#include "ui/widgets/input.h"
#include "ui/widgets/semantics.h"

namespace taffrail::ui {

// The whole of ui.wasm: what happened goes in, a frame comes out. It draws
// when it is told to, never by itself. Owned by exports.cc, for the page's
// life.
class App {
 public:
  App();

  Renderer& renderer() { return renderer_; }
  Model& model() { return model_; }
  Input& input() { return input_; }
  void SetTheme(bool dark) { theme_ = dark ? &DarkTheme() : &LightTheme(); }

  // The address changed by other hands than ours.
  void OnLocation(std::string_view fragment);

  // Draws a frame and tells the page what it shows. Returns after how many
  // milliseconds it wants to be called even if nothing happens; -1 for never.
  double DrawFrame(double now_ms);

 private:
  void LoadZones();
  void ShowLocation();
  void ShowCursor();

  PageHost host_;
  Renderer renderer_;
  Model model_;
  MainView view_;
  SemanticTree tree_;
  Input input_;
  const Theme* theme_ = &DarkTheme();
  std::string shown_tree_;
  std::string shown_location_;
  int shown_cursor_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_PLATFORM_APP_H_
