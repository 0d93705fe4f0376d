#include "core/engine/local_file.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/engine/engine_fixture.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

class LocalFileTest : public EngineTest {
 protected:
  LocalFileTest()
      : path_(::testing::TempDir() + "local_file_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name()) {
  }
  ~LocalFileTest() override { fs::remove(path_); }

  // As one that was written `later` seconds from the beginning.
  void Write(const std::string& bytes, int later) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
    fs::last_write_time(path_, fs::file_time_type(std::chrono::seconds(later)));
  }

  const std::string path_;
};

TEST_F(LocalFileTest, OneThatGrewIsReadOn) {
  Write("one\n", 1);
  LocalFile file(path_);
  char bytes[16];
  EXPECT_EQ(*file.Read(0, bytes), 4u);
  Write("one\ntwo\n", 2);
  EXPECT_EQ(*file.Read(0, bytes), 8u);
  EXPECT_EQ(*file.Read(6, bytes), 2u);
  EXPECT_EQ(*file.Read(60, bytes), 0u);
}

TEST_F(LocalFileTest, OneThatWasChangedIsAnError) {
  char bytes[16];
  for (const char* changed : {"two\n", "two, and longer\n"}) {
    Write("one\n", 1);
    LocalFile file(path_);
    EXPECT_TRUE(file.Read(0, bytes).ok());
    Write(changed, 2);
    for (int i = 0; i < 2; ++i) {
      const Status status = file.Read(0, bytes).status();
      EXPECT_EQ(status.code(), StatusCode::kUnavailable) << changed;
      EXPECT_NE(status.message().find("changed while it was read"),
                std::string::npos);
    }
  }
}

TEST_F(LocalFileTest, OneThatVanishedIsAnError) {
  Write("one\n", 1);
  LocalFile file(path_);
  fs::remove(path_);
  char bytes[16];
  EXPECT_EQ(file.Read(0, bytes).status().code(), StatusCode::kNotFound);
}

TEST_F(LocalFileTest, AnImportTellsThatItsFileWasChanged) {
  std::string log = SampleLog(20000);
  Write(log, 1);
  v1::Request request;
  request.mutable_import()->set_file(cluster_->AddFile(path_));
  request.mutable_import()->set_name("a.log");
  request.mutable_import()->set_size(log.size());
  request.mutable_import()->set_chunk_bytes(30000);
  v1::Response last;
  cluster_->Start(request, [&](const v1::Response& r) { last = r; });
  for (int i = 0; i < 20; ++i) cluster_->StepOnce(0);
  ASSERT_FALSE(last.done());
  log[log.size() - 100] ^= 1;
  Write(log, 2);
  ASSERT_TRUE(cluster_->RunUntil([&] { return last.done(); }));
  EXPECT_NE(last.error().message().find("changed while it was read"),
            std::string::npos);
  Reopen();
  EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_FAILED);
  EXPECT_NE(state_.sources(0).message().find("changed while it was read"),
            std::string::npos);
  EXPECT_EQ(Matches(""), state_.records());
}

}  // namespace
}  // namespace taffrail
