#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/container/test_archives.h"
#include "core/engine/engine_fixture.h"
#include "core/parse/civil.h"

// The times of records that do not state all of theirs: the same however the
// file is packed and cut.
namespace taffrail {
namespace {

constexpr int64_t kStartS = 1'795'000'000;

class EngineTimesTest : public EngineTest {
 protected:
  // Times in the order of the records.
  std::vector<int64_t> Times() {
    v1::SearchProgress progress;
    const uint64_t search = Search("", &progress);
    std::map<uint64_t, int64_t> times;
    for (uint64_t at = 0; at < progress.matched();) {
      const v1::RowsPage page = Rows(search, at, 500);
      if (page.rows().empty()) break;
      for (const v1::Row& row : page.rows()) {
        times[row.key().offset()] = row.key().time_ns();
      }
      at += static_cast<uint64_t>(page.rows_size());
    }
    Cancel(search);
    std::vector<int64_t> in_order;
    for (const auto& [offset, ns] : times) in_order.push_back(ns);
    return in_order;
  }

  StatusOr<v1::Response> ImportAsOf(const std::string& name,
                                    const std::string& bytes,
                                    uint32_t chunk_bytes, int64_t modified_s) {
    v1::Request request = ImportRequest(name, bytes, chunk_bytes);
    request.mutable_import()->set_modified_ms(modified_s * 1000);
    return cluster_->Call(request);
  }

  // Imported plain and compressed, in chunks of any size, it has these times.
  void ExpectTimes(const std::string& text, const std::vector<int64_t>& times,
                   int64_t modified_s) {
    const std::string packed = testing::Gzip(text);
    for (const uint32_t chunk : {7'000u, 90'000u, 1'500'000u, 100'000'000u}) {
      for (const bool pack : {false, true}) {
        *memory_ = MemoryFiles();
        Reopen(3);
        const StatusOr<v1::Response> done =
            pack ? ImportAsOf("a.log.gz", packed, chunk, modified_s)
                 : ImportAsOf("a.log", text, chunk, modified_s);
        ASSERT_TRUE(done.ok()) << done.status().message();
        const std::vector<int64_t> found = Times();
        ASSERT_EQ(found.size(), times.size()) << chunk << pack;
        for (size_t i = 0; i < times.size(); ++i) {
          ASSERT_EQ(found[i], times[i]) << i << ' ' << chunk << ' ' << pack;
        }
      }
    }
  }
};

std::string Stamp(int64_t utc_s) {
  const CivilDay day = CivilFromDays(utc_s / kSecondsPerDay);
  const int of_day = static_cast<int>(utc_s % kSecondsPerDay);
  char text[64];
  snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", day.year,
           day.month, day.day, of_day / 3600, of_day / 60 % 60, of_day % 60);
  return text;
}

struct Sample {
  std::string text;
  std::vector<int64_t> times;
};

// Of records of which one in `one_in` has a time; some of those are objects of
// several lines, others state no day.
Sample RarelyTimed(size_t bytes, unsigned one_in, bool times_of_day) {
  std::mt19937 random(one_in);
  Sample sample;
  int64_t at_s = kStartS;
  for (int i = 0; sample.text.size() < bytes; ++i) {
    if (i > 0 && random() % one_in != 0) {
      sample.text += "{\"level\":\"info\",\"msg\":\"untimed " +
                     std::to_string(i) + std::string(random() % 90, 'x') +
                     "\"}\n";
      sample.times.push_back(at_s * kNsPerSecond);
      continue;
    }
    at_s += random() % 7000;
    const std::string stamp = Stamp(at_s);
    if (i > 3 && random() % 3 == 0) {
      sample.text += "{\n  \"ts\": \"" + stamp + "Z\",\n  \"msg\": \"m\"\n}\n";
    } else if (times_of_day && sample.text.size() > 400'000 &&
               random() % 3 == 0) {
      sample.text += stamp.substr(11) + " INFO a - of no day\n";
    } else {
      sample.text += stamp + " INFO [main] shop - heartbeat\n";
    }
    sample.times.push_back(at_s * kNsPerSecond);
  }
  return sample;
}

TEST_F(EngineTimesTest, WhatHasNoTimeHasThatOfTheRecordBefore) {
  const Sample sample = RarelyTimed(300'000, 40, false);
  ExpectTimes(sample.text, sample.times, kStartS * 2);
}

TEST_F(EngineTimesTest, HoweverFarBackTheLastTimeIs) {
  const Sample sample = RarelyTimed(2'500'000, 10'000, false);
  ExpectTimes(sample.text, sample.times, kStartS * 2);
}

TEST_F(EngineTimesTest, ATimeOfDayAmongOthersIsNearestToTheOneBefore) {
  const Sample sample = RarelyTimed(800'000, 300, true);
  ExpectTimes(sample.text, sample.times, kStartS * 2);
}

Sample TimesOfDay(int64_t step_s, int records) {
  Sample sample;
  for (int i = 0; i < records; ++i) {
    const int64_t at_s = kStartS + i * step_s;
    sample.text +=
        Stamp(at_s).substr(11) + " INFO request " + std::to_string(i) + "\n";
    sample.times.push_back(at_s * kNsPerSecond);
  }
  return sample;
}

TEST_F(EngineTimesTest, TimesOfDayOfManyDaysGoOnUpToTheFilesDate) {
  const Sample sample = TimesOfDay(301, 3000);
  const int64_t last_s = sample.times.back() / kNsPerSecond;
  ExpectTimes(sample.text, sample.times, last_s + 600);
  ExpectTimes(sample.text, sample.times, last_s - 60);
}

TEST_F(EngineTimesTest, AnImportThatIsGoneOnWithHasTheSameTimes) {
  const Sample rare = RarelyTimed(600'000, 900, false);
  const Sample days = TimesOfDay(301, 3000);
  for (const Sample* sample : {&rare, &days}) {
    const int64_t modified_s = sample->times.back() / kNsPerSecond + 60;
    const std::string packed = testing::Gzip(sample->text);
    for (int steps = 20; steps < 200; steps += 45) {
      for (const bool pack : {false, true}) {
        *memory_ = MemoryFiles();
        Reopen();
        const std::string& bytes = pack ? packed : sample->text;
        v1::Request request = ImportRequest("a.log", bytes, 9'000);
        request.mutable_import()->set_modified_ms(modified_s * 1000);
        cluster_->Start(request, {});
        for (int i = 0; i < steps; ++i) cluster_->StepOnce(0);
        Reopen();
        ASSERT_TRUE(ImportAsOf("a.log", bytes, 9'000, modified_s).ok());
        EXPECT_EQ(Times(), sample->times) << steps << ' ' << pack;
      }
    }
  }
}

TEST_F(EngineTimesTest, TextsOfAnArchiveHaveDaysOfTheirOwn) {
  const Sample a = TimesOfDay(1999, 300);
  const Sample b = TimesOfDay(3001, 300);
  const int64_t modified_s = a.times.back() / kNsPerSecond + 60;
  const std::string tar =
      testing::TarWriter().Add("a.log", a.text).Add("b.log", b.text).Finish();
  ASSERT_TRUE(ImportAsOf("logs.tar", tar, 5'000, modified_s).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("", &progress);
  std::map<uint32_t, std::map<uint64_t, int64_t>> times;
  for (uint64_t at = 0; at < progress.matched();) {
    const v1::RowsPage page = Rows(search, at, 500);
    if (page.rows().empty()) break;
    for (const v1::Row& row : page.rows()) {
      times[row.key().source_id()][row.key().offset()] = row.key().time_ns();
    }
    at += static_cast<uint64_t>(page.rows_size());
  }
  ASSERT_EQ(times.size(), 2u);
  const int64_t steps[] = {1999, 3001};
  int source = 0;
  for (const auto& [id, of_source] : times) {
    std::optional<int64_t> before;
    for (const auto& [offset, ns] : of_source) {
      if (before) EXPECT_EQ(ns - *before, steps[source] * kNsPerSecond);
      before = ns;
    }
    ++source;
  }
}

}  // namespace
}  // namespace taffrail
