#include "core/engine/file_check.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

TEST(FileCheck, TextOfAnyKindPasses) {
  EXPECT_TRUE(CheckLooksLikeText("a", "081109 203615 INFO x\r\n").ok());
  EXPECT_TRUE(CheckLooksLikeText("a", "\xef\xbb\xbfwith BOM\n").ok());
  EXPECT_TRUE(CheckLooksLikeText("a", "invalid \xff\xfe utf-8\n").ok());
  EXPECT_TRUE(CheckLooksLikeText("a", "\x1b[31mred\x1b[0m\n").ok());
  std::string stray = "one NUL after a crash: ";
  stray.push_back('\0');
  EXPECT_TRUE(CheckLooksLikeText("a", stray).ok());
}

TEST(FileCheck, WhatCannotBeReadIsNamedWithAdvice) {
  auto message = [](std::string_view head) {
    return CheckLooksLikeText("x.log", head).message();
  };
  EXPECT_EQ(message(""), "“x.log” is empty: 0 bytes");
  EXPECT_NE(message("\x1f\x8b\x08...").find("gzip"), std::string::npos);
  EXPECT_NE(message("\xff\xfe"
                    "a")
                .find("UTF-8"),
            std::string::npos);
  EXPECT_NE(message(std::string(100, '\0')).find("binary"), std::string::npos);
}

}  // namespace
}  // namespace taffrail
