#ifndef TAFFRAIL_UI_WIDGETS_ANSI_COLORS_H_
#define TAFFRAIL_UI_WIDGETS_ANSI_COLORS_H_

#include <optional>

#include "ui/text/ansi_text.h"
#include "ui/widgets/theme.h"

namespace taffrail::ui {

struct AnsiColors {
  Color text;
  // Behind the text, where there is to be another ground.
  std::optional<Color> ground;
};

// What a terminal's style looks like on `ground`, where text is otherwise
// `text`. Programs choose colours for the ground they expect: text is moved
// towards black or white until its contrast is 4.5, so that it can be read.
AnsiColors ColorsOf(const AnsiStyle& style, Color text, Color ground);

// WCAG's contrast, 1 to 21.
float Contrast(Color a, Color b);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_ANSI_COLORS_H_
