#ifndef TAFFRAIL_UI_WIDGETS_THEME_H_
#define TAFFRAIL_UI_WIDGETS_THEME_H_

#include <cstdint>

namespace taffrail::ui {

// Red in the lowest byte, as ImGui packs it.
using Color = uint32_t;

constexpr Color Rgb(uint32_t rgb, uint32_t alpha = 0xFF) {
  return alpha << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}
constexpr Color WithAlpha(Color color, float alpha) {
  return (color & 0xFFFFFF) | static_cast<uint32_t>(alpha * 255 + 0.5f) << 24;
}

// Colour means something: severity, and one accent for what is selected or can
// be acted on. All else is grey. Contrast on the ground is at least 4.5 for
// text and marks, less for `faint`, which may be missed.
struct Theme {
  bool dark;
  Color ground, panel, raised, line;
  Color text, secondary, faint;
  Color accent, selection;
  Color trace, debug, info, info_bar, warn, error, fatal;
  Color good, parameter;
  Color match_ground, match_text;
};

const Theme& DarkTheme();
const Theme& LightTheme();

// The seven classes of severity that histograms count by.
inline constexpr int kSeverityClasses = 7;
enum SeverityClass { kUnstated, kTrace, kDebug, kInfo, kWarn, kError, kFatal };

// Of OpenTelemetry's severity number, 0–24.
SeverityClass ClassOf(uint32_t severity_number);
const char* SeverityName(SeverityClass severity);
// Of marks and text, and of areas: bars and stripes.
Color SeverityColor(const Theme& theme, SeverityClass severity);
Color SeverityBarColor(const Theme& theme, SeverityClass severity);

// Everything stands on a grid of 4.
inline constexpr float kHeaderHeight = 48;
inline constexpr float kTimelineHeight = 132;
inline constexpr float kStatusHeight = 26;
inline constexpr float kFacetsWidth = 240;
inline constexpr float kInspectorWidth = 348;
inline constexpr float kTabsHeight = 36;
inline constexpr float kRowHeight = 24;
inline constexpr float kControlHeight = 32;
inline constexpr float kRadius = 4;
inline constexpr float kPadding = 12;

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_THEME_H_
