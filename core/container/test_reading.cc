#include "core/container/test_reading.h"

#include <gtest/gtest.h>

namespace taffrail::testing {

Reading ReadAll(std::string_view file, std::string_view name,
                const ContainerLimits& limits, size_t step) {
  MemorySource source(file);
  ContainerReader reader(source, name, limits);
  Reading reading;
  while (true) {
    StatusOr<ContainerReader::Step> next = reader.Next();
    if (!next.ok()) {
      reading.errors.push_back(next.status());
      EXPECT_LT(reading.errors.size(), 10u) << "goes on with errors";
      if (reading.errors.size() >= 10) return reading;
      continue;
    }
    if (*next == ContainerReader::Step::kEnd) break;
    if (*next == ContainerReader::Step::kMore) continue;
    reading.members.push_back({reader.member(), ""});
    while (true) {
      StatusOr<std::string_view> text = reader.ReadText(step);
      if (!text.ok()) {
        reading.errors.push_back(text.status());
        break;
      }
      if (text->empty()) break;
      reading.members.back().text += *text;
      EXPECT_EQ(reader.text_offset(), reading.members.back().text.size());
    }
  }
  return reading;
}

}  // namespace taffrail::testing
