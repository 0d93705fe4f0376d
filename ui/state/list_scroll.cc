#include "ui/state/list_scroll.h"

#include <algorithm>
#include <cmath>

namespace taffrail::ui {
namespace {

constexpr double kLeastThumb = 28;

}  // namespace

void ListScroll::Layout(uint64_t rows, float row_height,
                        float viewport_height) {
  rows_ = rows;
  row_height_ = row_height;
  viewport_ = viewport_height;
  MoveTo(offset_);
}

uint64_t ListScroll::first_row() const {
  return static_cast<uint64_t>(offset_ / row_height_);
}

uint64_t ListScroll::end_row() const {
  const double end = std::ceil((offset_ + viewport_) / row_height_);
  return std::min(rows_, static_cast<uint64_t>(end));
}

uint64_t ListScroll::rows_per_page() const {
  return std::max<uint64_t>(1, static_cast<uint64_t>(viewport_ / row_height_));
}

float ListScroll::RowTop(uint64_t row) const {
  return static_cast<float>(static_cast<double>(row) * row_height_ - offset_);
}

void ListScroll::Reveal(uint64_t row) {
  const double top = static_cast<double>(row) * row_height_;
  if (top < offset_) MoveTo(top);
  if (top + row_height_ > offset_ + viewport_) {
    MoveTo(top + row_height_ - viewport_);
  }
}

ListScroll::Thumb ListScroll::ThumbOn(float track_height) const {
  const double content = static_cast<double>(rows_) * row_height_;
  const double height = std::clamp(track_height * viewport_ / content,
                                   kLeastThumb, double{track_height});
  const double share = max_offset() > 0 ? offset_ / max_offset() : 0;
  return {static_cast<float>((track_height - height) * share),
          static_cast<float>(height)};
}

void ListScroll::MoveThumbTo(float top, float track_height) {
  const double room = track_height - ThumbOn(track_height).height;
  if (room > 0) MoveTo(max_offset() * std::clamp(top / room, 0.0, 1.0));
}

double ListScroll::max_offset() const {
  return std::max(0.0, static_cast<double>(rows_) * row_height_ - viewport_);
}

void ListScroll::MoveTo(double offset) {
  offset_ = std::clamp(offset, 0.0, max_offset());
}

}  // namespace taffrail::ui
