#ifndef TAFFRAIL_UI_WIDGETS_PAINTER_H_
#define TAFFRAIL_UI_WIDGETS_PAINTER_H_

#include <string_view>

#include "imgui.h"
#include "ui/widgets/rect.h"
#include "ui/widgets/theme.h"

namespace taffrail::ui {

struct TextStyle {
  enum Face { kRegular, kSemibold, kMono };
  Face face = kRegular;
  float size = 13;     // The height of an em, as in CSS.
  float tracking = 0;  // Added between letters, in ems.
};

inline constexpr TextStyle kBodyText{TextStyle::kRegular, 13, 0};
inline constexpr TextStyle kStrongText{TextStyle::kSemibold, 13, 0};
inline constexpr TextStyle kSmallText{TextStyle::kRegular, 12, 0};
inline constexpr TextStyle kAxisText{TextStyle::kRegular, 11, 0};
inline constexpr TextStyle kHeadText{TextStyle::kSemibold, 11, 0.04f};
inline constexpr TextStyle kCodeText{TextStyle::kMono, 12, 0};

struct Fonts {
  ImFont* faces[3] = {};
};

// Draws in CSS pixels on the grid of the device: edges of lines and rectangles
// and the baselines of text fall on whole device pixels. Lives for a frame.
class Painter {
 public:
  Painter(ImDrawList& list, const Fonts& fonts, float device_pixel_ratio);

  // To the nearest device pixel.
  float Snap(float value) const;
  // The thickness of a line: 1 px, in whole device pixels.
  float hairline() const;

  void Fill(const Rect& rect, Color color, float radius = 0);
  // A filled box with a border just inside its edge.
  void Box(const Rect& rect, Color fill, Color border, float radius = kRadius);
  // A ring of 2 px around what has the keyboard's focus.
  void FocusRing(const Rect& rect, Color color);
  void HorizontalLine(float x0, float x1, float y, Color color);
  void VerticalLine(float x, float y0, float y1, Color color);

  // Draws one line of valid UTF-8 with its capitals centred on `centre_y`.
  // Returns where it ends.
  float Text(const TextStyle& style, float x, float centre_y, Color color,
             std::string_view text);
  // The same, ending at x. Returns where it begins.
  float TextRight(const TextStyle& style, float x, float centre_y, Color color,
                  std::string_view text);
  void TextCentred(const TextStyle& style, float x, float centre_y, Color color,
                   std::string_view text);
  // The same from x0, cut with an ellipsis so as to end before x1.
  float TextElided(const TextStyle& style, float x0, float x1, float centre_y,
                   Color color, std::string_view text);

  float Measure(const TextStyle& style, std::string_view text) const;
  // How many bytes of `text` fit into `width`: whole characters.
  size_t BytesThatFit(const TextStyle& style, std::string_view text,
                      float width) const;
  // The byte offset of the gap between characters nearest to `x`.
  size_t OffsetAt(const TextStyle& style, std::string_view text, float x) const;

  // Also bounds what the mouse can reach.
  void PushClip(const Rect& rect);
  void PopClip();
  // What is drawn lies over all else, until the painter goes.
  void ToForeground(ImDrawList& foreground);

  ImDrawList& list() { return *list_; }

 private:
  Rect SnapRect(const Rect& rect) const;
  ImFontBaked* Baked(const TextStyle& style) const;
  bool DrawGlyphs(const TextStyle& style, float& x, float baseline, Color color,
                  std::string_view text);

  ImDrawList* list_;
  const Fonts& fonts_;
  const float ratio_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_PAINTER_H_
