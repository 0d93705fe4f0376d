#include "ui/widgets/caret.h"

#include <cmath>

namespace taffrail::ui {
namespace {

constexpr double kBlinkMs = 530;
constexpr double kBlinkForMs = 5300;

bool IsWordByte(char c) {
  return std::string_view(" \n\t(){}[]\",:").find(c) == std::string_view::npos;
}

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

std::pair<size_t, size_t> WordAt(std::string_view text, size_t at) {
  size_t begin = at;
  size_t end = at;
  while (begin > 0 && IsWordByte(text[begin - 1])) --begin;
  while (end < text.size() && IsWordByte(text[end])) ++end;
  return {begin, end};
}

}  // namespace taffrail::ui
