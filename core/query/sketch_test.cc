#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/query/distinct_sketch.h"
#include "core/query/moments.h"
#include "core/query/quantile_sketch.h"

namespace taffrail {
namespace {

double Exact(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  const double rank = std::ceil(q * static_cast<double>(values.size()));
  return values[static_cast<size_t>(std::max(1.0, rank)) - 1];
}

void ExpectQuantiles(const QuantileSketch& sketch,
                     const std::vector<double>& values) {
  for (double q : {0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
    const double exact = Exact(values, q);
    EXPECT_NEAR(sketch.Quantile(q), exact, std::abs(exact) * 0.004)
        << q << " of " << values.size();
  }
}

TEST(QuantileSketch, QuantilesAreWithinTheStatedError) {
  std::mt19937 random(7);
  std::lognormal_distribution<double> skewed(3, 4);
  std::uniform_real_distribution<double> even(-1000, 1000);
  for (size_t count : {1, 5, 24, 25, 100, 30000}) {
    for (int kind = 0; kind < 3; ++kind) {
      QuantileSketch sketch;
      std::vector<double> values;
      for (size_t i = 0; i < count; ++i) {
        values.push_back(kind == 0   ? skewed(random)
                         : kind == 1 ? even(random)
                                     : std::floor(skewed(random)) * 1e6);
        sketch.Add(values.back());
      }
      ExpectQuantiles(sketch, values);
    }
  }
}

TEST(QuantileSketch, MergedPartsSayWhatTheWholeSays) {
  std::mt19937 random(8);
  std::lognormal_distribution<double> skewed(0, 3);
  for (size_t count : {3, 40, 5000}) {
    QuantileSketch whole;
    QuantileSketch merged;
    std::vector<QuantileSketch> parts(3);
    for (size_t i = 0; i < count; ++i) {
      const double value = skewed(random);
      whole.Add(value);
      parts[random() % parts.size()].Add(value);
    }
    for (const QuantileSketch& part : parts) {
      std::string bytes;
      part.Append(&bytes);
      VarintReader reader(bytes);
      QuantileSketch read;
      ASSERT_TRUE(read.Read(reader) && reader.AtEnd());
      merged.Merge(read);
    }
    for (double q : {0.0, 0.1, 0.5, 0.95, 1.0}) {
      EXPECT_EQ(merged.Quantile(q), whole.Quantile(q));
    }
  }
}

TEST(QuantileSketch, BytesThatMakeNoSenseAreRefused) {
  std::mt19937 random(9);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (size_t size = random() % 60; size > 0; --size) {
      bytes += static_cast<char>(random());
    }
    VarintReader reader(bytes);
    QuantileSketch sketch;
    if (sketch.Read(reader) && sketch.count() > 0) (void)sketch.Quantile(0.5);
  }
}

TEST(DistinctSketch, CountsExactlyUpToItsLimitAndNearlyBeyond) {
  for (size_t different : {0, 1, 1000, 16384, 20000, 40000, 300000}) {
    DistinctSketch whole;
    DistinctSketch odd;
    DistinctSketch even;
    for (size_t i = 0; i < different; ++i) {
      const uint64_t hash = DistinctSketch::HashOf("user-" + std::to_string(i));
      whole.Add(hash);
      whole.Add(hash);
      (i % 2 == 0 ? even : odd).Add(hash);
      if (i % 3 == 0) odd.Add(hash);
    }
    std::string bytes;
    odd.Append(&bytes);
    VarintReader reader(bytes);
    DistinctSketch read;
    ASSERT_TRUE(read.Read(reader) && reader.AtEnd());
    even.Merge(read);
    EXPECT_EQ(even.count(), whole.count()) << different;
    EXPECT_EQ(whole.exact(), different <= DistinctSketch::kExact);
    const double error = whole.exact() ? 0 : 0.04;
    EXPECT_NEAR(static_cast<double>(whole.count()),
                static_cast<double>(different),
                static_cast<double>(different) * error);
  }
}

TEST(Moments, SumsLoseNothing) {
  RealMoments real;
  real.Add(1);
  for (int i = 0; i < 1000; ++i) {
    real.Add(1e100);
    real.Add(0.5);
    real.Add(-1e100);
  }
  EXPECT_EQ(real.total(), 501);
  WholeMoments whole;
  for (int i = 0; i < 3; ++i) whole.Add(INT64_MAX);
  whole.Add(-INT64_MAX);
  std::string bytes;
  whole.Append(&bytes);
  WholeMoments read;
  VarintReader reader(bytes);
  read.Merge(reader);
  EXPECT_TRUE(read.sum == static_cast<__int128>(INT64_MAX) * 2);
}

TEST(Moments, NumbersBesideDurationsAreInTheUnitOfTheName) {
  Moments moments;
  moments.durations.Add(1'000'000);
  moments.whole.Add(3);
  EXPECT_EQ(ToText(moments.Sum(1'000'000)), "4ms");
  EXPECT_EQ(ToText(moments.Average(1'000'000)), "2ms");
  EXPECT_EQ(ToText(moments.Greatest(1'000'000)), "3ms");
  EXPECT_EQ(ToText(moments.Least(1'000'000)), "1ms");
}

}  // namespace
}  // namespace taffrail
