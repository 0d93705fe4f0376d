#include "core/cli/encoding_option.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

Status Read(std::string value, v1::SourceSettings* settings) {
  std::string name = "import", option = "--encoding=" + value;
  char* argv[] = {name.data(), option.data()};
  return ReadEncoding(*Options::Parse({&kEncodingOption, 1}, 2, argv),
                      settings);
}

TEST(EncodingOption, NamesAreThoseTheHelpLists) {
  v1::SourceSettings settings;
  std::string names = kEncodingOption.help;
  uint32_t last = 0;
  while (!names.empty()) {
    const size_t end = names.find(", ");
    const std::string name = names.substr(0, end);
    names = end == std::string::npos ? "" : names.substr(end + 2);
    ASSERT_TRUE(Read(name, &settings).ok()) << name;
    EXPECT_NE(settings.encoding(), last) << name;
    last = settings.encoding();
  }
  const Status status = Read("ebcdic", &settings);
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_NE(status.message().find("utf-16le"), std::string::npos);
}

}  // namespace
}  // namespace taffrail
