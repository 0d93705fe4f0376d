#include "core/cli/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/cli/captured_run.h"
#include "core/cli/command.h"
#include "core/cli/import.h"
#include "core/cli/query.h"

namespace taffrail {
namespace {

// A store with two sources of one name and one of another.
class StoreCommand : public testing::Test {
 protected:
  StoreCommand() {
    std::filesystem::remove_all(folder_);
    for (const std::string name : {"a/app.log", "b/app.log", "web.log"}) {
      const std::filesystem::path file = folder_ + "/" + name;
      std::filesystem::create_directories(file.parent_path());
      std::ofstream log(file);
      for (int i = 0; i < 50; ++i) {
        log << "2026-11-22T10:00:00Z INFO from " << name << ' ' << i << '\n';
      }
      log.close();
      EXPECT_EQ(RunCaptured(RunImport, {file.string(), "--store", store_}).exit,
                0);
    }
  }
  ~StoreCommand() override { std::filesystem::remove_all(folder_); }

  CapturedRun Store(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.end(), {"--store", store_});
    return RunCaptured(RunStore, arguments);
  }

  const std::string folder_ =
      testing::TempDir() + "store_command_" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string store_ = folder_ + "/store";
};

TEST_F(StoreCommand, SaysWhatTakesTheSpace) {
  const CapturedRun text = Store();
  EXPECT_EQ(text.exit, kExitOk);
  EXPECT_NE(text.out.find("web.log"), std::string::npos);
  EXPECT_NE(text.out.find("index"), std::string::npos);
  const CapturedRun json = Store({"--ndjson"});
  EXPECT_NE(json.out.find("{\"source\":\"web.log\",\"stored\":"),
            std::string::npos);
  EXPECT_NE(json.out.find("\"records\":50}\n"), std::string::npos);
}

TEST_F(StoreCommand, DeletesASourceAndAsksWhichWhereThatIsNotClear) {
  const CapturedRun unclear = Store({"--delete", "app.log"});
  EXPECT_EQ(unclear.exit, kExitUsage);
  EXPECT_NE(unclear.error.find("by its number: 1 2"), std::string::npos)
      << unclear.error;
  EXPECT_EQ(Store({"--delete", "none.log"}).exit, kExitNoMatch);
  EXPECT_EQ(Store({"--delete", "2"}).exit, kExitOk);
  EXPECT_EQ(RunCaptured(RunQuery, {"--store", store_, "b/app.log"}).exit,
            kExitNoMatch);
  EXPECT_EQ(RunCaptured(RunQuery, {"--store", store_, "a/app.log"}).exit,
            kExitOk);
}

TEST_F(StoreCommand, KeepsWhatItIsTold) {
  EXPECT_EQ(Store({"--keep-days", "30"}).exit, kExitOk);
  EXPECT_NE(Store().out.find("deleted 30 days after"), std::string::npos);
  // Far too little: only the last file stays.
  EXPECT_EQ(Store({"--keep-bytes", "1"}).exit, kExitOk);
  const CapturedRun left = Store({"-j"});
  EXPECT_EQ(left.out.find("app.log"), std::string::npos);
  EXPECT_NE(left.out.find("web.log"), std::string::npos);
  EXPECT_NE(left.out.find("\"keep_days\":30,\"keep_bytes\":1}"),
            std::string::npos);
  EXPECT_EQ(Store({"--keep-days", "soon"}).exit, kExitUsage);
}

}  // namespace
}  // namespace taffrail
