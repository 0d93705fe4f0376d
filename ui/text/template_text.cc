#include "ui/text/template_text.h"

#include "ui/text/display_text.h"

namespace taffrail::ui {
namespace {

constexpr std::string_view kMark = "<*>";

// Short, since they stand in the middle of a line.
std::string ParameterName(std::string_view kind) {
  if (kind == "number") return "n";
  if (kind == "identifier") return "id";
  if (kind == "word" || kind == "key" || kind == "quoted" || kind.empty() ||
      kind == "punctuation") {
    return "text";
  }
  return std::string(kind);
}

}  // namespace

std::vector<TemplatePiece> TemplatePieces(
    std::string_view text, const std::vector<std::string>& kinds) {
  std::vector<TemplatePiece> pieces;
  const auto add = [&](std::string_view words) {
    if (words.empty()) return;
    pieces.push_back({ToPrintable(words, /*keep_lines=*/false), false});
  };
  size_t parameter = 0;
  for (size_t at; (at = text.find(kMark)) != std::string_view::npos;) {
    add(text.substr(0, at));
    const std::string_view kind =
        parameter < kinds.size() ? std::string_view(kinds[parameter]) : "";
    ++parameter;
    pieces.push_back({ParameterName(kind), true});
    text.remove_prefix(at + kMark.size());
  }
  add(text);
  return pieces;
}

std::string TemplateLine(const std::vector<TemplatePiece>& pieces) {
  std::string line;
  for (const TemplatePiece& piece : pieces) {
    line += piece.parameter ? "‹" + piece.text + "›" : piece.text;
  }
  return line;
}

}  // namespace taffrail::ui
