#include "core/container/probe.h"

#include <gtest/gtest.h>

#include "core/container/test_archives.h"

namespace taffrail {
namespace {

using std::string_view_literals::operator""sv;

TEST(Probe, ContainersAreKnownByTheirBytes) {
  const std::string text = "a line\n";
  EXPECT_EQ(ProbeHead(testing::Gzip(text)).format, ContainerFormat::kGzip);
  EXPECT_EQ(ProbeHead(testing::Zstd(text)).format, ContainerFormat::kZstd);
  EXPECT_EQ(ProbeHead(testing::Bzip2(text)).format, ContainerFormat::kBzip2);
  EXPECT_EQ(ProbeHead(testing::Xz(text)).format, ContainerFormat::kXz);
  EXPECT_EQ(ProbeHead(testing::Lzma(text)).format, ContainerFormat::kLzma);
  const Probe tar = ProbeHead(testing::TarWriter().Add("a", text).Finish());
  EXPECT_EQ(tar.format, ContainerFormat::kTar);
  EXPECT_EQ(tar.kind, ContainerKind::kArchive);
  EXPECT_EQ(ProbeHead(testing::ZipWriter().Add("a", text).Finish()).format,
            ContainerFormat::kZip);
  EXPECT_EQ(ProbeHead(testing::ZipWriter().Finish()).format,
            ContainerFormat::kZip);
}

TEST(Probe, TextThatBeginsLikeAContainerIsText) {
  for (std::string_view text :
       {"BZh is how bzip2 begins\n"sv, "PK and nothing else\n"sv,
        "070701 12:00:00 mysqld started\n"sv}) {
    EXPECT_TRUE(ProbeHead(text).is_plain()) << text;
  }
}

TEST(Probe, OnlyUtf8WithoutMarkIsPlain) {
  EXPECT_TRUE(ProbeHead("").is_plain());
  EXPECT_TRUE(ProbeHead("text").is_plain());
  EXPECT_FALSE(ProbeHead("\xEF\xBB\xBFtext").is_plain());
  EXPECT_FALSE(ProbeHead("caf\xE9, cr\xE8me\n").is_plain());
}

TEST(Probe, BinaryFilesAreRefusedByName) {
  const Probe database = ProbeHead("SQLite format 3\0 and more"sv);
  EXPECT_EQ(database.kind, ContainerKind::kRefused);
  EXPECT_TRUE(database.reason.starts_with("is an SQLite database."));
  EXPECT_TRUE(ProbeHead("\x7F"
                        "ELF\x02\x01\x01"sv)
                  .reason.starts_with("is a program."));
  EXPECT_TRUE(ProbeHead("ElfFile\0\0\0"sv)
                  .reason.starts_with("is a Windows event log."));
}

TEST(Probe, BinaryFilesWithoutANameAreRefusedByTheirShare) {
  std::string noise;
  uint32_t state = 1;
  for (int i = 0; i < 4096; ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>(state >> 24);
  }
  const Probe probe = ProbeHead(noise);
  EXPECT_EQ(probe.kind, ContainerKind::kRefused);
  EXPECT_NE(probe.reason.find(" % of its first bytes"), std::string::npos);
  EXPECT_EQ(ProbeHead(std::string(4096, '\0')).kind, ContainerKind::kRefused);
  // A stray NUL is what a crash leaves.
  EXPECT_TRUE(ProbeHead("a line that was written\0\nanother\n"sv).is_plain());
}

}  // namespace
}  // namespace taffrail
