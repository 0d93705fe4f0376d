#include "ui/state/import_rate.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(ImportRate, SaysNothingAtFirst) {
  ImportRate rate;
  rate.Add(1'000'000, 100);
  EXPECT_EQ(rate.bytes_per_second(), 0);
}

TEST(ImportRate, SteadyImportHasItsRate) {
  ImportRate rate;
  for (int i = 1; i <= 40; ++i) rate.Add(i * 2'500'000u, i * 250.0);
  EXPECT_NEAR(rate.bytes_per_second(), 10e6, 1);
}

TEST(ImportRate, ForgetsAnOldPace) {
  ImportRate rate;
  for (int i = 1; i <= 40; ++i) rate.Add(i * 2'500'000u, i * 250.0);
  for (int i = 1; i <= 80; ++i) rate.Add(100'000'000u, 10'000 + i * 250.0);
  EXPECT_LT(rate.bytes_per_second(), 0.2e6);
}

}  // namespace
}  // namespace taffrail::ui
