#include "core/container/rotation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace taffrail {
namespace {

TEST(Rotation, FilesOfASetHaveOneBase) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> sets = {
      {"var/app.log",
       {"var/app.log", "var/app.log.1", "var/app.log.2.gz",
        "var/app-2026-11-22.log", "var/app.log-20261122.gz",
        "var/app.2026-11-22.0.log", "var/app.2026-11-22.1.log.gz",
        "var/app.log.2026-11-22", "var/app_20261122.log",
        "var/app-2026-11-22T09-30-00.123.log.gz", "var/app.log.old",
        "var/app.log.2026-11-22_09-30-00.zst", "var/20261122-app.log"}},
      {"access_log",
       {"access_log", "access_log.20261122", "access_log.1700000000",
        "access_log-20261122.xz"}},
      {"syslog", {"syslog", "syslog.1", "syslog.2.gz"}},
      {"u_ex.log", {"u_ex261122.log", "u_ex26112209.log"}},
      {"0.log", {"0.log", "0.log.20261122-093000.gz"}},
      {"web.host.root.log.INFO",
       {"web.host.root.log.INFO.20261122-093000.4711"}},
      {"logs/*.log", {"logs/2026-11-22.log", "logs/20261123.log"}},
  };
  for (const auto& [base, paths] : sets) {
    for (const std::string& path : paths) {
      EXPECT_EQ(RotationOf(path).base, base) << path;
    }
  }
}

TEST(Rotation, NumbersInNamesAreNoRotation) {
  for (std::string path :
       {"node1.log", "node-2.log", "app.1.log", "app-1.2.3.log", "10.0.0.1",
        "log.123456", "port8080.log", "build-20269999.log", "a.20261350"}) {
    const Rotation rotation = RotationOf(path);
    EXPECT_EQ(rotation.base, path);
    EXPECT_FALSE(rotation.is_rotated);
  }
}

TEST(Rotation, FoldersKeepSetsApart) {
  EXPECT_NE(RotationOf("a/app.log.1").base, RotationOf("b/app.log.1").base);
  EXPECT_EQ(RotationOf("2026-11-22/app.log").base, "2026-11-22/app.log");
}

// Given newest first, as the names say.
void ExpectOrder(std::vector<std::string> paths) {
  for (size_t i = 1; i < paths.size(); ++i) {
    EXPECT_GT(RotationOf(paths[i - 1]).order, RotationOf(paths[i]).order)
        << paths[i - 1] << " " << paths[i];
  }
}

TEST(Rotation, OrderIsFromOldestToNewest) {
  ExpectOrder({"app.log", "app.log.1", "app.log.2.gz", "app.log.10.gz"});
  ExpectOrder({"app.log", "app-2026-11-22.log", "app-2026-11-21.log.gz"});
  ExpectOrder({"app.log", "app.2026-11-22.1.log", "app.2026-11-22.0.log",
               "app.2026-11-21.7.log"});
  ExpectOrder({"a.log-20261122-100000.gz", "a.log-20261122-093000.gz"});
  ExpectOrder({"u_ex261122.log", "u_ex26112123.log", "u_ex26112122.log"});
  ExpectOrder({"app.log", "app.log.old"});
}

}  // namespace
}  // namespace taffrail
