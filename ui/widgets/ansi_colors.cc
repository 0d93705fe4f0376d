#include "ui/widgets/ansi_colors.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace taffrail::ui {
namespace {

constexpr float kLeastContrast = 4.5f;

// Softer than a terminal's own, of the kind of this program's colours.
constexpr uint32_t kSixteen[] = {0x1C2430, 0xD9534A, 0x3FA776, 0xC99A2E,
                                 0x4F8FCB, 0xC052AC, 0x2FA3B5, 0xC3CCD8,
                                 0x6B788A, 0xF0655A, 0x4DB886, 0xE3B341,
                                 0x41B8EA, 0xD55FC0, 0x5CC8D6, 0xFFFFFF};

// Xterm's: sixteen, a cube of six steps, and greys.
uint32_t PaletteRgb(uint32_t index) {
  if (index < 16) return kSixteen[index];
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
  const auto step = [](uint32_t part) { return part ? 55 + part * 40 : 0; };
  index -= 16;
  return step(index / 36) << 16 | step(index / 6 % 6) << 8 | step(index % 6);
}

Color Resolve(const AnsiColor& color, Color otherwise) {
  switch (color.kind) {
    case AnsiColor::kPalette:
      return Rgb(PaletteRgb(color.value));
    case AnsiColor::kRgb:
      return Rgb(color.value);
    default:
      return otherwise;
  }
}

float Linear(Color color, int shift) {
  const float part = static_cast<float>(color >> shift & 0xFF) / 255;
  return part <= 0.04045f ? part / 12.92f
                          : std::pow((part + 0.055f) / 1.055f, 2.4f);
}

float Luminance(Color color) {
  return 0.2126f * Linear(color, 0) + 0.7152f * Linear(color, 8) +
         0.0722f * Linear(color, 16);
}

Color Mix(Color from, Color to, float share) {
  Color mixed = 0xFF000000;
  for (int shift = 0; shift < 24; shift += 8) {
    const auto a = static_cast<float>(from >> shift & 0xFF);
    const auto b = static_cast<float>(to >> shift & 0xFF);
    mixed |= static_cast<Color>(a + (b - a) * share + 0.5f) << shift;
  }
  return mixed;
}

Color Legible(Color color, Color ground) {
  constexpr Color kBlack = Rgb(0), kWhite = Rgb(0xFFFFFF);
  const Color end =
      Contrast(kWhite, ground) > Contrast(kBlack, ground) ? kWhite : kBlack;
  constexpr int kSteps = 20;
  for (int step = 0; step <= kSteps; ++step) {
    const Color mixed = Mix(color, end, static_cast<float>(step) / kSteps);
    if (Contrast(mixed, ground) >= kLeastContrast) return mixed;
  }
  return end;
}

}  // namespace

float Contrast(Color a, Color b) {
  const auto [low, high] = std::minmax({Luminance(a), Luminance(b)});
  return (high + 0.05f) / (low + 0.05f);
}

AnsiColors ColorsOf(const AnsiStyle& style, Color text, Color ground) {
  Color front = Resolve(style.text, text);
  Color back = Resolve(style.ground, ground);
  if (style.reverse) std::swap(front, back);
  AnsiColors colors{Legible(front, back), std::nullopt};
  if (back != ground) colors.ground = back;
  return colors;
}

}  // namespace taffrail::ui
