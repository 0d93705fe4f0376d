#include "core/wire/number_column.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace taffrail {
namespace {

constexpr uint32_t kMaxOrder = 2;

// The bytes that the range of `values`, as signed numbers, takes; `base` is
// the least.
uint32_t WidthOf(std::span<const uint64_t> values, uint64_t* base) {
  *base = 0;
  if (values.empty()) return 0;
  const auto [least, greatest] = std::ranges::minmax(
      values, {}, [](uint64_t value) { return static_cast<int64_t>(value); });
  *base = least;
  return (static_cast<uint32_t>(std::bit_width(greatest - least)) + 7) / 8;
}

template <uint32_t kWidth, class Int>
void AddPlanes(const uint8_t* planes, Int base, std::span<Int> out) {
  const size_t count = out.size();
  for (size_t i = 0; i < count; ++i) {
    Int value = 0;
    for (uint32_t plane = 0; plane < kWidth; ++plane) {
      if (plane * 8 >= sizeof(Int) * 8) break;
      value |= static_cast<Int>(planes[plane * count + i]) << (plane * 8);
    }
    out[i] = base + value;
  }
}

template <class Int>
void Decode(const NumberColumn& column, std::span<Int> out) {
  const uint8_t* planes =
      reinterpret_cast<const uint8_t*>(column.planes.data());
  const Int base = static_cast<Int>(column.base);
  switch (column.width) {
    case 0:
      std::ranges::fill(out, base);
      break;
    case 1:
      AddPlanes<1>(planes, base, out);
      break;
    case 2:
      AddPlanes<2>(planes, base, out);
      break;
    case 3:
      AddPlanes<3>(planes, base, out);
      break;
    case 4:
      AddPlanes<4>(planes, base, out);
      break;
    case 5:
      AddPlanes<5>(planes, base, out);
      break;
    case 6:
      AddPlanes<6>(planes, base, out);
      break;
    case 7:
      AddPlanes<7>(planes, base, out);
      break;
    default:
      AddPlanes<8>(planes, base, out);
  }
  if (column.order == 0) return;
  Int value = static_cast<Int>(column.first);
  if (column.order == 1) {
    for (Int& each : out) each = value += each;
    return;
  }
  Int difference = static_cast<Int>(column.first_difference);
  for (Int& each : out) each = value += difference += each;
}

}  // namespace

NumberColumn EncodeNumbers(std::span<const uint64_t> values,
                           std::string* planes) {
  planes->clear();
  NumberColumn column;
  std::vector<uint64_t> best(values.begin(), values.end());
  column.width = WidthOf(best, &column.base);
  // What is compared with at the start is chosen so that it costs nothing: the
  // first difference is as the base, or as the second.
  std::vector<uint64_t> next = best;
  for (uint32_t order = 1; order <= kMaxOrder && column.width > 0; ++order) {
    if (values.size() <= order) break;
    for (size_t i = next.size() - 1; i >= order; --i) next[i] -= next[i - 1];
    // The first `order` have nothing before them.
    const uint64_t second = order == 2 ? next[1] : 0;
    uint64_t base;
    const uint32_t width = WidthOf(std::span(next).subspan(order), &base);
    if (width >= column.width) continue;
    best = next;
    column = {.order = order, .width = width, .base = base, .planes = {}};
    std::fill_n(best.begin(), order, base);
    // Undoes what adding the base to the first `order` does.
    column.first = values[0] - base;
    if (order == 2) {
      column.first_difference = second - 2 * base;
      column.first = values[0] - (second - base);
    }
  }
  planes->resize(column.width * values.size());
  for (uint32_t plane = 0; plane < column.width; ++plane) {
    char* out = planes->data() + plane * values.size();
    for (size_t i = 0; i < values.size(); ++i) {
      out[i] = static_cast<char>((best[i] - column.base) >> (plane * 8));
    }
  }
  column.planes = *planes;
  return column;
}

bool IsSound(const NumberColumn& column, size_t count) {
  return column.order <= kMaxOrder && column.width <= 8 &&
         column.planes.size() == column.width * count;
}

void DecodeNumbers(const NumberColumn& column, std::span<uint64_t> out) {
  Decode(column, out);
}

void DecodeNumbers(const NumberColumn& column, std::span<uint32_t> out) {
  Decode(column, out);
}

}  // namespace taffrail
