#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/container/test_archives.h"
#include "core/container/text_encoding.h"
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

  StatusOr<v1::Preview> Preview(uint32_t id,
                                const v1::SourceSettings& settings) {
    v1::Request request;
    request.mutable_preview()->set_source_id(id);
    *request.mutable_preview()->mutable_settings() = settings;
    StatusOr<v1::Response> response = cluster_->Call(request);
    if (!response.ok()) return response.status();
    return response->preview();
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

TEST_F(EngineSettingsTest, OfAMixedSourceEachFormatsShareIsTold) {
  std::string log = kLog;
  for (int i = 0; i < 9; ++i) {
    log += "{\"ts\":\"2026-11-22T13:24:0" + std::to_string(i) +
           "Z\",\"what\":\"step\"}\n";
  }
  ASSERT_TRUE(Import("a.log", log).ok());
  v1::Request request;
  request.mutable_explain()->set_source_id(1);
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok()) << response.status().message();
  std::map<std::string, uint64_t> own;
  uint64_t all = 0;
  for (const auto& candidate : response->explanation().candidates()) {
    own[candidate.format().name()] = candidate.own_lines();
    all += candidate.own_lines();
  }
  EXPECT_EQ(all, 12u);
  EXPECT_EQ(own["json"], 9u);
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

TEST_F(EngineSettingsTest, TheEncodingTheUserSaysIsObeyed) {
  // Few enough bytes that are no ASCII to be taken for UTF-8.
  const std::string log = "2026-11-22 13:24:07 INFO cart: caf\xe9 \xc3\xa9\n";
  ASSERT_TRUE(Import("a.log", log).ok());
  EXPECT_EQ(Matches("caf\xc3\xa9"), 0u);
  v1::SourceSettings settings;
  settings.set_encoding(1 + static_cast<uint32_t>(TextEncoding::kWindows1252));
  StatusOr<v1::Preview> preview = Preview(1, settings);
  ASSERT_TRUE(preview.ok()) << preview.status().message();
  EXPECT_EQ(preview->records(0).row().body(), "caf\xc3\xa9 \xc3\x83\xc2\xa9");
  ASSERT_TRUE(Reimport(1, settings).ok());
  EXPECT_EQ(Matches("caf\xc3\xa9"), 1u);
  // And holds when the file is dropped again.
  EXPECT_TRUE(Import("a.log", log)->import().already_known());
  Reopen();
  EXPECT_EQ(state_.sources(0).encoding(), "Windows-1252");
  EXPECT_EQ(state_.sources(0).settings().encoding(), settings.encoding());
  // As what is found out again.
  preview = Preview(2, {});
  ASSERT_TRUE(preview.ok()) << preview.status().message();
  EXPECT_EQ(preview->records(0).row().body(), "caf\xe9 \xc3\xa9");
}

TEST_F(EngineSettingsTest, WhatLooksBinaryIsTextIfTheUserSaysSo) {
  // Chinese in UTF-16, which has hardly a zero byte.
  std::string log;
  for (int i = 0; i < 200; ++i) log += std::string("\x2d\x4e\x87\x65", 4);
  log += std::string("\n\0", 2);
  v1::Request request = ImportRequest("a.log", log, 0);
  request.mutable_import()->mutable_settings()->set_encoding(
      1 + static_cast<uint32_t>(TextEncoding::kUtf16Le));
  StatusOr<v1::Response> done = cluster_->Call(request);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(Matches("\xe4\xb8\xad\xe6\x96\x87"), 1u);
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
  v1::SourceSettings settings;
  settings.set_format_definition(kFormat);
  const StatusOr<v1::Preview> preview = Preview(1, settings);
  ASSERT_TRUE(preview.ok()) << preview.status().message();
  ASSERT_EQ(preview->records_size(), 3);
  EXPECT_EQ(preview->matched(), 3u);
  EXPECT_EQ(preview->format().name(), "mine");
  const v1::RecordDetail& second = preview->records(1);
  EXPECT_EQ(second.row().severity(), 17u);
  EXPECT_EQ(second.row().service(), "cart");
  EXPECT_EQ(second.row().body(), "two");

  settings.set_format_definition("{\"name\": 3}");
  EXPECT_EQ(Preview(1, settings).status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace taffrail
