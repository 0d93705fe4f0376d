#include <gtest/gtest.h>

#include <string>

#include "core/container/test_archives.h"
#include "core/engine/engine_fixture.h"

// How a source is read: found out, asked for, changed.
namespace taffrail {
namespace {

constexpr char kLog[] =
    "2026-11-22 13:24:07 INFO cart: one\n"
    "2026-11-22 13:24:08 ERROR cart: two\n"
    "2026-11-22 13:24:09 INFO cart: three\n";
constexpr char kFormat[] =
    "{\"name\":\"mine\",\"title\":\"Mine\",\"spec\":\"https://example.com/\","
    "\"patterns\":[\"{time} {severity} {service:name}: {body}\"],"
    "\"samples\":[]}";

class EngineSettingsTest : public EngineTest {
 protected:
  int64_t NewestTime() {
    v1::SearchProgress progress;
    const uint64_t search = Search("", &progress);
    const int64_t time = Rows(search, 0, 1).rows(0).key().time_ns();
    Cancel(search);
    return time;
  }

  StatusOr<v1::Response> Reimport(uint32_t id,
                                  const v1::SourceSettings& settings) {
    v1::Request request;
    request.mutable_reimport()->set_source_id(id);
    *request.mutable_reimport()->mutable_settings() = settings;
    return cluster_->Call(request);
  }
};

TEST_F(EngineSettingsTest, WhyASourceIsReadAsItIsCanBeAsked) {
  ASSERT_TRUE(Import("a.log", kLog).ok());
  v1::Request request;
  request.mutable_explain()->set_source_id(1);
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok()) << response.status().message();
  ASSERT_GT(response->explanation().candidates_size(), 0);
  EXPECT_GT(response->explanation().candidates(0).evidence_size(), 0);
  EXPECT_EQ(response->explanation().sampled_lines(), 3u);
}

TEST_F(EngineSettingsTest, KnownFormatsAreListed) {
  v1::Request request;
  request.mutable_formats();
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok());
  EXPECT_GT(response->formats().formats_size(), 20);
}

TEST_F(EngineSettingsTest, ASourceReadAnewTakesThePlaceOfTheOldOne) {
  ASSERT_TRUE(Import("a.log", kLog).ok());
  v1::SearchProgress open;
  Search("", &open);
  const int64_t before = NewestTime();
  v1::SourceSettings settings;
  settings.set_zone("+01:00");
  settings.set_clock_offset_ns(5);
  StatusOr<v1::Response> done = Reimport(1, settings);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(done->import().records(), 3u);
  EXPECT_EQ(NewestTime(), before - 3600LL * 1000000000 + 5);
  EXPECT_EQ(Matches(""), 3u);
  EXPECT_TRUE(cluster_->RunUntil([&] { return open.matched() == 3; }));
  Reopen();
  ASSERT_EQ(state_.sources_size(), 1);
  EXPECT_EQ(state_.sources(0).settings().zone(), "+01:00");
  EXPECT_EQ(state_.records(), 3u);
  EXPECT_EQ(Matches(""), 3u);
  EXPECT_EQ(Matches("level:error"), 1u);
}

TEST_F(EngineSettingsTest, AsTextNoFormatReadsASource) {
  constexpr char kLine[] =
      "2026/11/22 13:24:07 [error] 31#7: *1 open() failed\n";
  ASSERT_TRUE(Import("a.log", kLine).ok());
  ASSERT_EQ(Matches("service:nginx"), 1u);
  v1::SourceSettings settings;
  settings.set_format("text");
  ASSERT_TRUE(Reimport(1, settings).ok());
  EXPECT_EQ(Matches(""), 1u);
  EXPECT_EQ(Matches("service:nginx"), 0u);
}

TEST_F(EngineSettingsTest, WithoutTheFileSettingsWaitForIt) {
  ASSERT_TRUE(Import("a.log.gz", testing::Gzip(kLog)).ok());
  const int64_t before = NewestTime();
  Reopen();
  v1::SourceSettings settings;
  settings.set_clock_offset_ns(7);
  EXPECT_EQ(Reimport(1, settings).status().code(),
            StatusCode::kFailedPrecondition);
  EXPECT_EQ(NewestTime(), before);
  ASSERT_TRUE(Import("a.log.gz", testing::Gzip(kLog)).ok());
  EXPECT_EQ(NewestTime(), before + 7);
  EXPECT_EQ(Matches(""), 3u);
}

TEST_F(EngineSettingsTest, APreviewShowsWhatAFormatOfTheUsersReads) {
  ASSERT_TRUE(Import("a.log", kLog).ok());
  v1::Request request;
  v1::PreviewRequest& preview = *request.mutable_preview();
  preview.set_source_id(1);
  preview.mutable_settings()->set_format_definition(kFormat);
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok()) << response.status().message();
  ASSERT_EQ(response->preview().records_size(), 3);
  EXPECT_EQ(response->preview().matched(), 3u);
  EXPECT_EQ(response->preview().format().name(), "mine");
  const v1::RecordDetail& second = response->preview().records(1);
  EXPECT_EQ(second.row().severity(), 17u);
  EXPECT_EQ(second.row().service(), "cart");
  EXPECT_EQ(second.row().body(), "two");

  preview.mutable_settings()->set_format_definition("{\"name\": 3}");
  EXPECT_EQ(cluster_->Call(request).status().code(),
            StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace taffrail
