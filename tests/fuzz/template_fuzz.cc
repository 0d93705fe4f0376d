#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/template/template_miner.h"

namespace {

using taffrail::TemplateMiner;

void Check(bool holds) {
  if (!holds) __builtin_trap();
}

uint64_t CountAll(TemplateMiner& miner, double precision) {
  uint64_t count = 0;
  for (const taffrail::Template& found : miner.Templates(precision)) {
    count += found.count;
    Check(found.id == taffrail::kOtherLeaf ||
          miner.TemplateOf(found.id, precision) == found.id);
  }
  return count;
}

}  // namespace

// The bytes as lines: no line is lost at any precision, every parameter stands
// inside its line, and the state comes back as it was. And as a saved state.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto restored = TemplateMiner::Deserialize(text);
  if (restored.ok()) Check(CountAll(**restored, 0.5) == (*restored)->lines());

  TemplateMiner miner({.max_leaves = 16, .placing_budget = 4});
  std::vector<taffrail::LeafId> leaves;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    leaves.push_back(miner.Add(line));
    for (const auto& value : miner.Parameters(line)) {
      Check(value.begin < value.end && value.end <= line.size());
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (leaves.size() > 2) {
    const taffrail::LeafId ends[] = {leaves[0], leaves.back()};
    (void)miner.Merge(ends).ok();
    (void)miner.Split(leaves[1], 0.1).ok();
  }
  for (double precision : {0.0, 0.3, 0.5, 0.7, 1.0}) {
    Check(CountAll(miner, precision) == leaves.size());
  }
  const std::string state = miner.Serialize();
  const auto copy = TemplateMiner::Deserialize(
      state, {.max_leaves = 16, .placing_budget = 4});
  Check(copy.ok());
  Check((*copy)->Serialize() == state);
  return 0;
}
