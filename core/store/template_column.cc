#include "core/store/template_column.h"

#include <algorithm>

#include "core/store/packed_numbers.h"

namespace taffrail {

std::string EncodeTemplateColumn(std::span<const uint32_t> leaves) {
  std::vector<uint32_t> distinct(leaves.begin(), leaves.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::string out;
  PutVarint(&out, distinct.size());
  uint32_t last = 0;
  for (uint32_t leaf : distinct) {
    PutVarint(&out, leaf - last);
    last = leaf;
  }
  if (distinct.size() < 2) return out;
  std::vector<int64_t> indices;
  indices.reserve(leaves.size());
  for (uint32_t leaf : leaves) {
    indices.push_back(std::lower_bound(distinct.begin(), distinct.end(), leaf) -
                      distinct.begin());
  }
  PutPacked(&out, indices);
  return out;
}

Status DecodeTemplateColumn(std::string_view bytes, uint32_t count,
                            TemplateColumn* column) {
  const Status damaged = DataLoss("A block's templates are damaged");
  VarintReader reader(bytes);
  const uint64_t distinct = reader.Varint();
  if (distinct == 0 || distinct > count) return damaged;
  column->leaves.clear();
  uint64_t last = 0;
  for (uint64_t i = 0; i < distinct; ++i) {
    const uint64_t step = reader.Varint();
    last += step;
    if ((i > 0 && step == 0) || step > UINT32_MAX || last > UINT32_MAX) {
      return damaged;
    }
    column->leaves.push_back(static_cast<uint32_t>(last));
  }
  if (distinct == 1) {
    column->indices.assign(count, 0);
  } else if (!GetPacked(reader, count, &column->indices)) {
    return damaged;
  }
  const bool sound =
      reader.ok() && reader.AtEnd() &&
      std::all_of(
          column->indices.begin(), column->indices.end(), [&](int64_t index) {
            return index >= 0 && static_cast<uint64_t>(index) < distinct;
          });
  return sound ? Status() : damaged;
}

}  // namespace taffrail
