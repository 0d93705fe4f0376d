#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/container/container_reader.h"
#include "core/container/desktop_litter.h"
#include "core/container/test_archives.h"
#include "core/container/test_reading.h"

namespace taffrail {
namespace {

using testing::Gzip;
using testing::LogText;
using testing::ReadAll;
using testing::Reading;
using testing::TarWriter;
using testing::Xz;
using testing::ZipWriter;
using testing::Zstd;

TEST(ContainerReader, BombIsStoppedAndSaysHowToGoOn) {
  const std::string bomb = Gzip(std::string(8 << 20, 'a'));
  ContainerLimits limits;
  limits.ratio = 500;
  limits.ratio_free_bytes = 1 << 20;
  const Reading of_ratio = ReadAll(bomb, "bomb.gz", limits);
  ASSERT_EQ(of_ratio.errors.size(), 1u);
  EXPECT_EQ(of_ratio.errors[0].code(), StatusCode::kResourceExhausted);
  EXPECT_NE(of_ratio.Errors().find("unpack it first"), std::string::npos);
  EXPECT_LT(of_ratio.members[0].text.size(), 6u << 20);

  limits = {};
  limits.total_bytes = 1 << 20;
  EXPECT_LT(ReadAll(bomb, "b", limits).members[0].text.size(), 3u << 19);
  limits = {};
  limits.member_bytes = 1 << 20;
  const Reading of_member = ReadAll(bomb, "b", limits);
  EXPECT_LE(of_member.members[0].text.size(), 1u << 20);
  EXPECT_EQ(of_member.errors.size(), 1u);

  // Zeros are no text, so they are not even unpacked.
  const Reading zeros =
      ReadAll(ZipWriter().Add("0", std::string(8 << 20, '\0')).Finish());
  EXPECT_EQ(zeros.members[0].member.kind, MemberKind::kBinary);
  EXPECT_EQ(zeros.Errors(), "");
}

TEST(ContainerReader, FillingWithoutLinesIsStoppedEarly) {
  const Reading filling =
      ReadAll(Gzip("one line\n" + std::string(16 << 20, 'a')), "bomb.gz");
  ASSERT_EQ(filling.errors.size(), 1u);
  EXPECT_EQ(filling.errors[0].code(), StatusCode::kResourceExhausted);
  EXPECT_TRUE(filling.members[0].text.starts_with("one line\naaa"));
  EXPECT_LT(filling.members[0].text.size(), 6u << 20);
}

TEST(ContainerReader, OneLineRepeatedIsRead) {
  std::string lines;
  while (lines.size() < 80 << 20) lines += "2026-11-22T13:24:07Z INFO ready\n";
  const Reading repeated = ReadAll(Gzip(lines), "ready.log.gz");
  EXPECT_EQ(repeated.Errors(), "");
  EXPECT_TRUE(repeated.members[0].text == lines);
}

TEST(DesktopLitter, IsKnownByItsName) {
  for (const char* path : {"__MACOSX/._a.log", "a/__MACOSX/b", "a/._a.log",
                           ".DS_Store", "x/Thumbs.db"}) {
    EXPECT_TRUE(IsDesktopLitter(path)) << path;
  }
  for (const char* path : {"a.log", "DS_Store", "x/my.Thumbs.db", "_.log"}) {
    EXPECT_FALSE(IsDesktopLitter(path)) << path;
  }
}

TEST(ContainerReader, ExceededBudgetEndsTheWholeArchive) {
  ZipWriter zip;
  for (int i = 0; i < 5; ++i) zip.Add("a", std::string(1 << 20, 'a'));
  ContainerLimits limits;
  limits.total_bytes = 3 << 19;
  const Reading reading = ReadAll(zip.Finish(), "many.zip", limits);
  EXPECT_EQ(reading.members.size(), 2u);
  EXPECT_EQ(reading.errors.size(), 1u) << reading.Errors();
}

TEST(ContainerReader, ErrorsBehindSkippedMembersAreTold) {
  const std::string tar = TarWriter()
                              .Add("a.log", LogText(100))
                              .Add("a.png", "\x89PNG\r\n" + LogText(500))
                              .Finish();
  for (const std::string& file : {tar, Gzip(tar)}) {
    const Reading reading = ReadAll(file.substr(0, file.size() * 3 / 4));
    EXPECT_EQ(reading.members.size(), 2u);
    ASSERT_EQ(reading.errors.size(), 1u);
    EXPECT_NE(reading.Errors().find("is cut off"), std::string::npos);
  }
}

TEST(ContainerReader, NumberAndDepthOfMembersAreLimited) {
  ZipWriter many;
  for (int i = 0; i < 20; ++i) many.Add("a", "text\n");
  ContainerLimits limits;
  limits.members = 5;
  const Reading of_many = ReadAll(many.Finish(), "many.zip", limits);
  EXPECT_EQ(of_many.members.size(), 5u);
  ASSERT_EQ(of_many.errors.size(), 1u);

  std::string deep = "text\n";
  for (int i = 0; i < 7; ++i) deep = Gzip(deep);
  const Reading of_deep = ReadAll(deep);
  EXPECT_EQ(of_deep.members[0].member.kind, MemberKind::kUnsupported);
}

TEST(ContainerReader, WindowsBeyondTheMemoryLimitAreRefusedWithAdvice) {
  const std::string text = LogText(10000);
  ContainerLimits limits;
  limits.decoder_bytes = 1 << 20;
  for (const std::string& file : {Xz(text, 6), Zstd(text, 24)}) {
    const Reading reading = ReadAll(file, "big", limits);
    ASSERT_EQ(reading.members.size(), 1u);
    EXPECT_EQ(reading.members[0].member.kind, MemberKind::kUnsupported);
    EXPECT_NE(reading.members[0].member.reason.find(" -d"), std::string::npos)
        << reading.members[0].member.reason;
  }
}

TEST(ContainerReader, LongPathsAreCutAtACharacter) {
  ContainerLimits limits;
  limits.path_bytes = 20;
  std::string path;
  for (int i = 0; i < 20; ++i) path += "ü";
  const Reading reading =
      ReadAll(ZipWriter().Add(path, "text\n").Finish(), "a", limits);
  EXPECT_LE(reading.members[0].member.path.size(), 20u);
  EXPECT_TRUE(reading.members[0].member.path.ends_with("ü…"))
      << reading.members[0].member.path;
}

TEST(ContainerReader, SkippedMembersAreNotReadInOneCall) {
  const std::string tar =
      TarWriter().Add("a.log", LogText(60000)).Add("b.log", "x\n").Finish();
  const std::string file = Gzip(tar);
  MemorySource source(file);
  ContainerReader reader(source, "logs.tar.gz");
  int more = 0;
  std::vector<std::string> paths;
  while (true) {
    StatusOr<ContainerReader::Step> next = reader.Next();
    ASSERT_TRUE(next.ok());
    if (*next == ContainerReader::Step::kEnd) break;
    if (*next == ContainerReader::Step::kMore) ++more;
    if (*next == ContainerReader::Step::kMember) {
      paths.push_back(reader.member().path);
    }
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"a.log", "b.log"}));
  EXPECT_GE(more, 4);
  EXPECT_EQ(reader.compressed_position(), file.size());
}

}  // namespace
}  // namespace taffrail
