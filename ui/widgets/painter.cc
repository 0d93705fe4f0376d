#include "ui/widgets/painter.h"

#include <cmath>

#include "imgui_internal.h"

namespace taffrail::ui {
namespace {

// The height of capitals in all our fonts, in ems.
constexpr float kCapitalHeight = 0.728f;
constexpr std::string_view kEllipsis = "…";

ImWchar NextCharacter(std::string_view text, size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  unsigned character = 0;
  at += static_cast<size_t>(ImTextCharFromUtf8(&character, text.data() + at,
                                               text.data() + text.size()));
  return character;
}

ImVec2 TopLeft(const Rect& rect) { return {rect.x0, rect.y0}; }
ImVec2 BottomRight(const Rect& rect) { return {rect.x1, rect.y1}; }

}  // namespace

Painter::Painter(ImDrawList& list, const Fonts& fonts, float device_pixel_ratio)
    : list_(&list), fonts_(fonts), ratio_(device_pixel_ratio) {
  list_->_FringeScale = 1 / ratio_;
}

float Painter::Snap(float value) const {
  return std::floor(value * ratio_ + 0.5f) / ratio_;
}

float Painter::hairline() const {
  return std::max(1.0f, std::floor(ratio_)) / ratio_;
}

Rect Painter::SnapRect(const Rect& rect) const {
  return {Snap(rect.x0), Snap(rect.y0), Snap(rect.x1), Snap(rect.y1)};
}

void Painter::Fill(const Rect& rect, Color color, float radius) {
  const Rect snapped = SnapRect(rect);
  list_->AddRectFilled(TopLeft(snapped), BottomRight(snapped), color, radius);
}

void Painter::Box(const Rect& rect, Color fill, Color border, float radius) {
  Fill(rect, border, radius);
  const Rect outer = SnapRect(rect);
  Fill(outer.Inset(hairline(), hairline()), fill, radius - hairline());
}

void Painter::FocusRing(const Rect& rect, Color color) {
  const float thickness = 2 * hairline();
  const Rect ring = SnapRect(rect).Inset(thickness / 2, thickness / 2);
  list_->AddRect(TopLeft(ring), BottomRight(ring), color, kRadius, 0,
                 thickness);
}

void Painter::HorizontalLine(float x0, float x1, float y, Color color) {
  const float top = Snap(y);
  list_->AddRectFilled({Snap(x0), top}, {Snap(x1), top + hairline()}, color);
}

void Painter::VerticalLine(float x, float y0, float y1, Color color) {
  const float left = Snap(x);
  list_->AddRectFilled({left, Snap(y0)}, {left + hairline(), Snap(y1)}, color);
}

ImFontBaked* Painter::Baked(const TextStyle& style) const {
  return fonts_.faces[style.face]->GetFontBaked(style.size, ratio_);
}

float Painter::Text(const TextStyle& style, float x, float centre_y,
                    Color color, std::string_view text) {
  const float baseline = Snap(centre_y + kCapitalHeight * style.size / 2);
  float end = Snap(x);
  // Rasterising a new glyph may move the atlas to a larger texture; what was
  // drawn of this text then lies in another and is drawn again.
  while (!DrawGlyphs(style, end, baseline, color, text)) end = Snap(x);
  return end;
}

bool Painter::DrawGlyphs(const TextStyle& style, float& x, float baseline,
                         Color color, std::string_view text) {
  ImFontBaked* baked = Baked(style);
  const float top = baseline - IM_ROUND(baked->Ascent);
  const float tracking = style.tracking * style.size;
  const ImVec2 clip_min = list_->GetClipRectMin();
  const ImVec2 clip_max = list_->GetClipRectMax();
  if (top > clip_max.y || baseline + style.size < clip_min.y) {
    x += Measure(style, text);
    return true;
  }
  // Load first: reserving space for quads must not be interrupted.
  const ImTextureRef texture = list_->_CmdHeader.TexRef;
  for (size_t at = 0; at < text.size();) {
    baked->FindGlyph(NextCharacter(text, at));
  }
  if (list_->_CmdHeader.TexRef._TexData != texture._TexData) return false;
  for (size_t at = 0; at < text.size() && x < clip_max.x;) {
    const ImFontGlyph* glyph = baked->FindGlyph(NextCharacter(text, at));
    if (glyph->Visible && x + glyph->X1 >= clip_min.x) {
      list_->PrimReserve(6, 4);
      list_->PrimRectUV({x + glyph->X0, top + glyph->Y0},
                        {x + glyph->X1, top + glyph->Y1},
                        {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, color);
    }
    x += glyph->AdvanceX + tracking;
  }
  return true;
}

float Painter::TextRight(const TextStyle& style, float x, float centre_y,
                         Color color, std::string_view text) {
  const float begin = x - Measure(style, text);
  Text(style, begin, centre_y, color, text);
  return begin;
}

void Painter::TextCentred(const TextStyle& style, float x, float centre_y,
                          Color color, std::string_view text) {
  Text(style, x - Measure(style, text) / 2, centre_y, color, text);
}

float Painter::TextElided(const TextStyle& style, float x0, float x1,
                          float centre_y, Color color, std::string_view text) {
  if (BytesThatFit(style, text, x1 - x0) == text.size()) {
    return Text(style, x0, centre_y, color, text);
  }
  const float room = x1 - x0 - Measure(style, kEllipsis);
  const size_t fitting = BytesThatFit(style, text, room);
  const float end = Text(style, x0, centre_y, color, text.substr(0, fitting));
  return Text(style, end, centre_y, color, kEllipsis);
}

float Painter::Measure(const TextStyle& style, std::string_view text) const {
  ImFontBaked* baked = Baked(style);
  const float tracking = style.tracking * style.size;
  float width = 0;
  for (size_t at = 0; at < text.size();) {
    width += baked->GetCharAdvance(NextCharacter(text, at)) + tracking;
  }
  return width;
}

size_t Painter::BytesThatFit(const TextStyle& style, std::string_view text,
                             float width) const {
  ImFontBaked* baked = Baked(style);
  const float tracking = style.tracking * style.size;
  size_t fitting = 0;
  for (size_t at = 0; at < text.size(); fitting = at) {
    width -= baked->GetCharAdvance(NextCharacter(text, at)) + tracking;
    // Sums of advances may differ in the last bits from the width measured.
    if (width < -0.01f) return fitting;
  }
  return fitting;
}

size_t Painter::OffsetAt(const TextStyle& style, std::string_view text,
                         float x) const {
  ImFontBaked* baked = Baked(style);
  size_t offset = 0;
  for (size_t at = 0; at < text.size(); offset = at) {
    const float advance = baked->GetCharAdvance(NextCharacter(text, at));
    if (x < advance / 2) return offset;
    x -= advance;
  }
  return offset;
}

void Painter::PushClip(const Rect& rect) {
  const Rect snapped = SnapRect(rect);
  ImGui::PushClipRect(TopLeft(snapped), BottomRight(snapped), true);
}

void Painter::PopClip() { ImGui::PopClipRect(); }

void Painter::ToForeground(ImDrawList& foreground) {
  list_ = &foreground;
  list_->_FringeScale = 1 / ratio_;
}

}  // namespace taffrail::ui
