#ifndef TAFFRAIL_UI_PLATFORM_RENDERER_H_
#define TAFFRAIL_UI_PLATFORM_RENDERER_H_

#include <string>
#include <vector>

#include "ui/widgets/painter.h"

namespace taffrail::ui {

// Dear ImGui on the page's canvas by WebGL 2: the context, the fonts, and the
// beginning and end of a frame. Not a widget in sight. One per page.
class Renderer {
 public:
  Renderer();
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Whether the browser gave a WebGL 2 context. Nothing works without.
  bool CreateContext();
  // After the browser took the context away and gave it back.
  void RestoreContext();

  // The file of a face; give each before the first frame.
  void SetFont(TextStyle::Face face, std::string file);
  const Fonts& fonts() const { return fonts_; }

  // In CSS pixels, and device pixels per CSS pixel.
  void Resize(float width, float height, float device_pixel_ratio);
  float device_pixel_ratio() const { return ratio_; }

  void BeginFrame(double now_ms);
  void EndFrame(Color ground);

 private:
  Fonts fonts_;
  // ImGui reads glyphs from the files as they are needed.
  std::vector<std::string> files_;
  float ratio_ = 1;
  double last_frame_ms_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_PLATFORM_RENDERER_H_
