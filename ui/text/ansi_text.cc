#include "ui/text/ansi_text.h"

#include <algorithm>
#include <optional>
#include <span>

#include "core/base/ansi.h"
#include "core/base/numbers.h"
#include "ui/text/display_text.h"

namespace taffrail::ui {
namespace {

// The numbers of "ESC [ 1 ; 38 ; 5 ; 208 m"; what is left out is 0. Nothing if
// it is another sequence.
std::vector<uint32_t> RenditionOf(std::string_view sequence) {
  std::vector<uint32_t> numbers;
  if (!sequence.starts_with("\x1b[") || !sequence.ends_with('m')) return {};
  sequence = sequence.substr(2, sequence.size() - 3);
  while (true) {
    const size_t end = std::min(sequence.find_first_of(";:"), sequence.size());
    const std::string_view part = sequence.substr(0, end);
    const std::optional<uint32_t> number =
        part.empty() ? 0 : ParseInt<uint32_t>(part);
    if (!number) return {};
    numbers.push_back(*number);
    if (end == sequence.size()) return numbers;
    sequence.remove_prefix(end + 1);
  }
}

// What follows 38 or 48: "5;n" or "2;r;g;b". Takes it from `rest`.
AnsiColor TakeColor(std::span<const uint32_t>& rest) {
  if (rest.size() >= 2 && rest[0] == 5) {
    const uint32_t index = rest[1];
    rest = rest.subspan(2);
    return index < 256 ? AnsiColor{AnsiColor::kPalette, index} : AnsiColor();
  }
  if (rest.size() >= 4 && rest[0] == 2) {
    uint32_t rgb = 0;
    for (const uint32_t part : rest.subspan(1, 3)) {
      rgb = rgb << 8 | std::min(part, 255u);
    }
    rest = rest.subspan(4);
    return {AnsiColor::kRgb, rgb};
  }
  rest = {};
  return {};
}

void Apply(std::span<const uint32_t> numbers, AnsiStyle& style) {
  while (!numbers.empty()) {
    const uint32_t number = numbers.front();
    numbers = numbers.subspan(1);
    const auto palette = [](uint32_t index) {
      return AnsiColor{AnsiColor::kPalette, index};
    };
    if (number == 0) style = {};
    if (number == 1) style.bold = true;
    if (number == 4) style.underline = true;
    if (number == 7) style.reverse = true;
    if (number == 22) style.bold = false;
    if (number == 24) style.underline = false;
    if (number == 27) style.reverse = false;
    if (number >= 30 && number <= 37) style.text = palette(number - 30);
    if (number == 38) style.text = TakeColor(numbers);
    if (number == 39) style.text = {};
    if (number >= 40 && number <= 47) style.ground = palette(number - 40);
    if (number == 48) style.ground = TakeColor(numbers);
    if (number == 49) style.ground = {};
    if (number >= 90 && number <= 97) style.text = palette(number - 90 + 8);
    if (number >= 100 && number <= 107) style.ground = palette(number - 92);
  }
}

void Cover(AnsiText& out, const AnsiStyle& style, bool control) {
  const auto end = static_cast<uint32_t>(out.text.size());
  const uint32_t begin = out.runs.empty() ? 0 : out.runs.back().end;
  if (begin == end) return;
  if (!out.runs.empty() && out.runs.back().style == style &&
      out.runs.back().control == control) {
    out.runs.back().end = end;
  } else {
    out.runs.push_back({begin, end, style, control});
  }
}

}  // namespace

AnsiText ToAnsiText(std::string_view bytes) {
  AnsiText out;
  out.text.reserve(bytes.size());
  AnsiStyle style;
  while (!bytes.empty()) {
    if (const size_t length = EscapeLength(bytes)) {
      Apply(RenditionOf(bytes.substr(0, length)), style);
      bytes.remove_prefix(length);
      continue;
    }
    const bool feed = bytes[0] == '\n';
    const size_t length =
        feed ? 1 : std::max<size_t>(1, Utf8SequenceLength(bytes));
    const std::string_view character = bytes.substr(0, length);
    const std::string shown = ToPrintable(character, /*keep_lines=*/true);
    out.text += shown;
    Cover(out, style, /*control=*/shown != character);
    bytes.remove_prefix(length);
  }
  return out;
}

}  // namespace taffrail::ui
