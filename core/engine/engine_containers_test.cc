#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "core/container/test_archives.h"
#include "core/container/text_codec.h"
#include "core/engine/engine_fixture.h"

// Files that are not their own text: compressed, archives, other encodings.
namespace taffrail {
namespace {

class EngineContainersTest : public EngineTest {
 protected:
  // As they are now.
  v1::StoreState State() {
    v1::Request open;
    open.mutable_open();
    StatusOr<v1::Response> response = cluster_->Call(open);
    EXPECT_TRUE(response.ok());
    return response.ok() ? response->store() : v1::StoreState();
  }

  std::string Export(uint32_t source_id) {
    v1::Request request;
    request.mutable_export_source()->set_source_id(source_id);
    std::string bytes;
    StatusOr<v1::Response> done =
        cluster_->Call(request, [&](const v1::Response& response) {
          bytes += response.export_piece().bytes();
        });
    EXPECT_TRUE(done.ok()) << done.status().message();
    return bytes;
  }

  static std::string Encoded(TextEncoding encoding, std::string_view text) {
    TextEncoder encoder(encoding);
    std::string bytes;
    encoder.Encode(text, &bytes);
    encoder.Finish(&bytes);
    return bytes;
  }
};

TEST_F(EngineContainersTest, ACompressedFileIsOneSource) {
  const std::string log = SampleLog(20000);
  StatusOr<v1::Response> done = Import("app.log.gz", testing::Gzip(log), 30000);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(done->import().records(), 20000u);
  EXPECT_EQ(done->import().bytes_done(), done->import().size());
  EXPECT_EQ(Matches("took"), 20000u);
  const v1::StoreState state = State();
  ASSERT_EQ(state.sources_size(), 1);
  EXPECT_EQ(state.sources(0).name(), "app.log.gz");
  EXPECT_EQ(state.sources(0).container(), "gzip");
  EXPECT_EQ(state.sources(0).state(), v1::Source::STATE_COMPLETE);
  EXPECT_EQ(state.sources(0).size(), log.size());
  EXPECT_TRUE(Export(1) == log);
  EXPECT_TRUE(
      Import("app.log.gz", testing::Gzip(log))->import().already_known());
}

TEST_F(EngineContainersTest, TextsInAnArchiveAreSourcesOfTheirOwn) {
  const std::string a = SampleLog(3000), b = SampleLog(40);
  const std::string tar = testing::TarWriter()
                              .Add("web/a.log", a)
                              .Add("logo.png", "\x89PNG\r\n\x1a\n")
                              .Add("b.log", b)
                              .Finish();
  StatusOr<v1::Response> done = Import("bundle.tar.gz", testing::Gzip(tar));
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(done->import().records(), 3040u);
  EXPECT_EQ(done->import().sources(), 2u);
  EXPECT_EQ(done->import().skipped_count(), 1u);
  const v1::StoreState state = State();
  ASSERT_EQ(state.sources_size(), 2);
  EXPECT_EQ(state.sources(0).name(), "bundle.tar.gz/web/a.log");
  EXPECT_EQ(state.sources(1).name(), "bundle.tar.gz/b.log");
  EXPECT_NE(done->import().skipped(0).find("logo.png"), std::string::npos);
  EXPECT_EQ(state.notices_size(), 0);
  EXPECT_TRUE(Export(1) == a);
  EXPECT_TRUE(Export(2) == b);
}

TEST_F(EngineContainersTest, DesktopLitterIsNoSource) {
  const std::string tar = testing::TarWriter()
                              .Add("a.log", SampleLog(10))
                              .Add("__MACOSX/._a.log", "some text")
                              .Add(".DS_Store", "more")
                              .Finish();
  StatusOr<v1::Response> done = Import("mac.tar", tar);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(done->import().skipped_count(), 0u);
  EXPECT_EQ(done->import().litter_count(), 2u);
  EXPECT_EQ(State().sources_size(), 1);
}

TEST_F(EngineContainersTest, BytesOfEveryEncodingComeBack) {
  const std::string text =
      "2026-11-22T13:24:07Z INFO caf\xc3\xa9: cr\xc3\xa8me\r\n"
      "2026-11-22T13:24:08Z INFO caf\xc3\xa9: br\xc3\xbbl\xc3\xa9"
      "e";
  uint32_t id = 0;
  for (const TextEncoding encoding :
       {TextEncoding::kUtf8, TextEncoding::kUtf8Bom, TextEncoding::kUtf16Le,
        TextEncoding::kUtf16LeBom, TextEncoding::kUtf16BeBom,
        TextEncoding::kWindows1252}) {
    const std::string bytes = Encoded(encoding, text);
    const std::string name = "a" + std::to_string(++id) + ".log";
    Status imported = Import(name, bytes, 50).status();
    ASSERT_TRUE(imported.ok()) << imported.message();
    EXPECT_TRUE(Export(id) == bytes) << EncodingName(encoding);
  }
  EXPECT_EQ(Matches("cr\xc3\xa8me"), uint64_t{id});
  EXPECT_EQ(Matches("level:info"), 2 * uint64_t{id});
}

TEST_F(EngineContainersTest, OddBytesComeBackToo) {
  std::string log = SampleLog(3000);
  log.insert(5000, std::string("\0\xff\xfe\x80\n\r\n\n", 8));
  log += "last without newline \xc3";
  ASSERT_TRUE(Import("odd.log", log, 7000).ok());
  EXPECT_TRUE(Export(1) == log);
  ASSERT_TRUE(Import("odd.log.zst", testing::Zstd(log), 7000).ok());
  EXPECT_TRUE(Export(2) == log);
}

TEST_F(EngineContainersTest, WhatACutFileHoldsIsKeptAndTheByteIsTold) {
  const std::string log = SampleLog(20000);
  const std::string file = testing::Gzip(log);
  Status status =
      Import("app.log.gz", file.substr(0, file.size() / 2)).status();
  EXPECT_FALSE(status.ok());
  EXPECT_NE(status.message().find("byte"), std::string::npos);
  const v1::StoreState state = State();
  ASSERT_EQ(state.sources_size(), 1);
  EXPECT_EQ(state.sources(0).state(), v1::Source::STATE_FAILED);
  EXPECT_EQ(state.sources(0).message(), status.message());
  EXPECT_GT(state.records(), 5000u);
  EXPECT_EQ(Matches(""), state.records());
}

TEST_F(EngineContainersTest, AnImportThatWasBrokenOffReadsOnlyTheRest) {
  const std::string log = SampleLog(20000);
  const std::string file = testing::Gzip(log);
  for (int kill_after = 8; kill_after < 200; kill_after += 37) {
    *memory_ = MemoryFiles();
    Reopen();
    cluster_->Start(ImportRequest("app.log.gz", file, 30000), {});
    for (int i = 0; i < kill_after; ++i) cluster_->StepOnce(0);
    Reopen();
    const uint64_t before = Matches("");
    if (state_.sources_size() > 0 && before < 20000) {
      EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_INTERRUPTED);
    }
    Status again = Import("app.log.gz", file, 30000).status();
    ASSERT_TRUE(again.ok()) << again.message();
    EXPECT_EQ(Matches(""), 20000u) << kill_after << " had " << before;
    EXPECT_TRUE(Export(1) == log);
    EXPECT_TRUE(Check().problems().empty());
  }
}

TEST_F(EngineContainersTest, ACancelStopsDecodingAndKeepsWhatIsStored) {
  const std::string file = testing::Gzip(SampleLog(60000));
  bool done = false;
  const uint64_t id = cluster_->Start(ImportRequest("app.log.gz", file, 30000),
                                      [&](const v1::Response& r) {
                                        done |= r.done();
                                        if (r.done())
                                          EXPECT_EQ(r.error().code(), 1u);
                                      });
  for (int i = 0; i < 60; ++i) cluster_->StepOnce(0);
  Cancel(id);
  ASSERT_TRUE(cluster_->RunUntil([&] { return done; }));
  EXPECT_EQ(State().sources(0).state(), v1::Source::STATE_STOPPED);
  EXPECT_LT(Matches(""), 60000u);
}

TEST_F(EngineContainersTest, ARotatedSetIsShownAsOneSource) {
  ASSERT_TRUE(Import("app.log", SampleLog(100)).ok());
  ASSERT_TRUE(Import("app.log.2.gz", testing::Gzip(SampleLog(30))).ok());
  ASSERT_TRUE(Import("app.log.1", SampleLog(50)).ok());
  ASSERT_TRUE(Import("other.log", SampleLog(10)).ok());
  const v1::StoreState state = State();
  ASSERT_EQ(state.sources_size(), 2);
  const v1::Source& set = state.sources(0);
  EXPECT_EQ(set.name(), "app.log");
  EXPECT_EQ(set.records(), 180u);
  EXPECT_EQ(set.state(), v1::Source::STATE_COMPLETE);
  ASSERT_EQ(set.parts_size(), 3);
  EXPECT_EQ(set.parts(0).name(), "app.log.2.gz");
  EXPECT_EQ(set.parts(2).name(), "app.log");
}

TEST_F(EngineContainersTest, WhatIsNoTextIsRefusedWithASentence) {
  const std::string png = "\x89PNG\r\n\x1a\n" + std::string(100, '\0');
  EXPECT_NE(Import("a.png", png).status().message().find("picture"),
            std::string::npos);
  EXPECT_NE(Import("a.log", "").status().message().find("empty"),
            std::string::npos);
  EXPECT_NE(Import("a.zip", testing::ZipWriter().Add("a.png", png).Finish())
                .status()
                .message()
                .find("no text"),
            std::string::npos);
  EXPECT_EQ(State().sources_size(), 0);
}

}  // namespace
}  // namespace taffrail
