#ifndef TAFFRAIL_UI_TEXT_TEMPLATE_TEXT_H_
#define TAFFRAIL_UI_TEXT_TEMPLATE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

namespace taffrail::ui {

// A piece of a template: words, or the name of what varies.
struct TemplatePiece {
  std::string text;  // Printable.
  bool parameter = false;
  bool operator==(const TemplatePiece&) const = default;
};

// Cuts a template at its <*>; `kinds` are those of the parameters, in order,
// as far as they are known.
std::vector<TemplatePiece> TemplatePieces(
    std::string_view text, const std::vector<std::string>& kinds);

// The same in one line, parameters in ‹ ›.
std::string TemplateLine(const std::vector<TemplatePiece>& pieces);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_TEMPLATE_TEXT_H_
