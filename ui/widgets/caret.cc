#include "ui/widgets/caret.h"

#include <cmath>

namespace taffrail::ui {
namespace {

constexpr double kBlinkMs = 530;
constexpr double kBlinkForMs = 5300;

}  // namespace

void Caret::Draw(Frame& frame, float x, float centre_y) {
  const double since = frame.input.now_ms - touched_ms_;
  const bool blinking = since < kBlinkForMs;
  const bool lit = !blinking || std::fmod(since, 2 * kBlinkMs) < kBlinkMs;
  if (lit) {
    frame.paint.Fill({x, centre_y - 9, x + 1, centre_y + 9}, frame.theme.text);
  }
  if (blinking) frame.WakeIn(kBlinkMs - std::fmod(since, kBlinkMs) + 1);
}

}  // namespace taffrail::ui
