#include "core/container/container_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/container/test_archives.h"
#include "core/container/test_reading.h"

namespace taffrail {
namespace {

using testing::Bzip2;
using testing::Gzip;
using testing::Listed;
using testing::LogText;
using testing::Lzma;
using testing::ReadAll;
using testing::Reading;
using testing::TarWriter;
using testing::Xz;
using testing::ZipMethod;
using testing::ZipWriter;
using testing::Zstd;

TEST(ContainerReader, PlainTextIsOneMember) {
  const Reading reading = ReadAll("one\ntwo\n", "app.log");
  ASSERT_EQ(reading.members.size(), 1u);
  EXPECT_EQ(reading.TextOf("app.log"), "one\ntwo\n");
  EXPECT_EQ(reading.members[0].member.stored_bytes, 8u);
  EXPECT_EQ(reading.Errors(), "");
}

TEST(ContainerReader, EmptyFileIsAnEmptyMember) {
  const Reading reading = ReadAll("", "app.log");
  ASSERT_EQ(reading.members.size(), 1u);
  EXPECT_EQ(reading.members[0].member.kind, MemberKind::kEmpty);
}

TEST(ContainerReader, Utf16IsReadAsUtf8) {
  const std::string file("\xFF\xFEo\0k\0\xE9\0\n\0", 10);
  const Reading reading = ReadAll(file, "app.log", {}, 1);
  EXPECT_EQ(reading.TextOf("app.log"), "oké\n");
  EXPECT_EQ(reading.members[0].member.encoding, TextEncoding::kUtf16LeBom);
}

TEST(ContainerReader, EveryCompressionGivesTheSameText) {
  const std::string text = LogText(10000);
  for (const std::string& file :
       {Gzip(text), Zstd(text), Bzip2(text), Xz(text), Lzma(text)}) {
    ASSERT_FALSE(file.empty());
    for (size_t step : {7777, 1 << 20}) {
      const Reading reading = ReadAll(file, "app.log.x", {}, step);
      EXPECT_EQ(reading.Errors(), "");
      EXPECT_TRUE(reading.TextOf("app.log.x") == text);
    }
  }
}

TEST(ContainerReader, MembersAndFramesInARowAreOneText) {
  const std::string a = LogText(3000), b = LogText(10, 2);
  const std::string zeros(512, '\0');
  for (const std::string& file :
       {Gzip(a) + Gzip("") + Gzip(b), Gzip(a) + Gzip(b) + zeros,
        Zstd(a) + Zstd("") + Zstd(b), Bzip2(a) + Bzip2(b), Xz(a) + Xz(b),
        Xz(a) + zeros + Xz(b)}) {
    const Reading reading = ReadAll(file);
    EXPECT_EQ(reading.Errors(), "");
    EXPECT_TRUE(reading.TextOf("file") == a + b);
  }
}

TEST(ContainerReader, SkippableZstdFramesAreSkipped) {
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0xyz", 11);
  const Reading reading = ReadAll(skippable + Zstd("text\n") + skippable);
  EXPECT_EQ(reading.TextOf("file"), "text\n");
  EXPECT_EQ(reading.Errors(), "");
}

TEST(ContainerReader, WhatFollowsCompressedDataIsTold) {
  for (const std::string& file :
       {Gzip("text\n"), Zstd("text\n"), Bzip2("text\n"), Xz("text\n")}) {
    const Reading reading = ReadAll(file + "something else entirely");
    EXPECT_EQ(reading.TextOf("file"), "text\n");
    ASSERT_EQ(reading.errors.size(), 1u);
    EXPECT_EQ(reading.errors[0].code(), StatusCode::kDataLoss);
    EXPECT_NE(reading.Errors().find("goes on after its"), std::string::npos)
        << reading.Errors();
  }
}

TEST(ContainerReader, CutCompressedFileKeepsWhatIsThere) {
  const std::string text = LogText(10000);
  for (const std::string& file :
       {Gzip(text), Zstd(text), Bzip2(text), Xz(text), Lzma(text)}) {
    size_t before = 0;
    for (size_t i = 1; i < 16; ++i) {
      const Reading reading = ReadAll(file.substr(0, file.size() * i / 16));
      ASSERT_EQ(reading.members.size(), 1u);
      const std::string& got = reading.members[0].text;
      EXPECT_EQ(text.compare(0, got.size(), got), 0);
      EXPECT_GE(got.size(), before);
      before = got.size();
      if (reading.members[0].member.kind == MemberKind::kText) {
        ASSERT_EQ(reading.errors.size(), 1u) << i;
        EXPECT_NE(reading.Errors().find("“file” is cut off"), std::string::npos)
            << reading.Errors();
        EXPECT_NE(reading.Errors().find(", at byte "), std::string::npos);
      } else {
        // Bzip2 and zstd give nothing before their first block is whole.
        EXPECT_EQ(reading.members[0].member.kind, MemberKind::kDamaged);
        EXPECT_TRUE(reading.members[0].member.reason.starts_with("is cut off"));
      }
    }
    EXPECT_GT(before, text.size() * 3 / 4);
  }
}

TEST(ContainerReader, FlippedByteKeepsWhatCameBefore) {
  const std::string text = LogText(10000);
  for (std::string file : {Gzip(text), Zstd(text), Bzip2(text), Xz(text)}) {
    file[file.size() * 3 / 4] ^= 0x55;
    const Reading reading = ReadAll(file);
    ASSERT_EQ(reading.errors.size(), 1u);
    EXPECT_EQ(reading.errors[0].code(), StatusCode::kDataLoss);
    const std::string& got = reading.members[0].text;
    EXPECT_GT(got.size(), text.size() / 2);
    const size_t half = text.size() / 2;
    EXPECT_EQ(got.compare(0, half, text, 0, half), 0);
  }
}

TEST(ContainerReader, TarInEveryCompressionListsItsFiles) {
  const std::string a = LogText(5000), b = LogText(40, 2);
  const std::string long_path =
      std::string(150, 'd') + "/" + std::string(90, 'f');
  const std::string tar = TarWriter()
                              .Add("./web/", "", '5')
                              .Add("./web/a.log", a)
                              .Add("latest", "", '2')
                              .Add("empty.log", "")
                              .AddGnuLong(long_path, b)
                              .AddPax("grüße.log", b)
                              .Finish();
  for (const std::string& file :
       {tar, Gzip(tar), Zstd(tar), Bzip2(tar), Xz(tar)}) {
    const Reading reading = ReadAll(file, "logs.tar.x");
    EXPECT_EQ(reading.Errors(), "");
    ASSERT_EQ(reading.members.size(), 6u);
    EXPECT_EQ(reading.members[0].member.kind, MemberKind::kDirectory);
    EXPECT_EQ(reading.members[0].member.path, "web");
    EXPECT_TRUE(reading.TextOf("web/a.log") == a);
    EXPECT_EQ(reading.members[1].member.modified_s, 1700000000);
    EXPECT_EQ(reading.members[1].member.stored_bytes, a.size());
    EXPECT_EQ(reading.members[2].member.kind, MemberKind::kLink);
    EXPECT_EQ(reading.members[3].member.kind, MemberKind::kEmpty);
    EXPECT_EQ(reading.TextOf(long_path), b);
    EXPECT_EQ(reading.TextOf("grüße.log"), b);
    for (uint32_t i = 0; i < 6; ++i) {
      EXPECT_EQ(reading.members[i].member.index, i);
    }
  }
}

TEST(ContainerReader, ZipInEveryFormIsRead) {
  const std::string a = LogText(5000);
  const std::string file =
      ZipWriter()
          .Add("web/", "", {.method = ZipMethod::kStored})
          .Add("stored.log", a, {.method = ZipMethod::kStored})
          .Add("deflated.log", a)
          .Add("zip64.log", a, {.zip64 = true})
          .Add("streamed.log", a, {.data_descriptor = true})
          .Add("grüße.log", a)
          .Finish();
  // By itself the zip is read by its directory, inside gzip from the beginning.
  for (const std::string& form : {file, Gzip(file)}) {
    const Reading reading = ReadAll(form, "logs.zip");
    EXPECT_EQ(reading.Errors(), "");
    ASSERT_EQ(reading.members.size(), 6u);
    EXPECT_EQ(reading.members[0].member.kind, MemberKind::kDirectory);
    for (size_t i = 1; i < 6; ++i) {
      EXPECT_TRUE(reading.members[i].text == a)
          << reading.members[i].member.path;
    }
    EXPECT_EQ(reading.members[5].member.path, "grüße.log");
  }
}

TEST(ContainerReader, SevenZipIsReadByItselfOnly) {
  const Reading reading = ReadAll(testing::SevenZip());
  EXPECT_EQ(reading.Errors(), "");
  ASSERT_EQ(reading.members.size(), 2u);
  EXPECT_EQ(reading.TextOf("web/a.log").size(), 160u);
  EXPECT_EQ(reading.TextOf("b.log"), "text\n");
  const Reading inside = ReadAll(Gzip(testing::SevenZip()));
  ASSERT_EQ(inside.members.size(), 1u);
  EXPECT_EQ(inside.members[0].member.kind, MemberKind::kUnsupported);
}

TEST(ContainerReader, ContainersInContainersAreOpened) {
  const std::string a = LogText(2000);
  const std::string inner = ZipWriter().Add("a.log", a).Finish();
  const std::string outer =
      ZipWriter()
          .Add("inner.zip", inner)
          .Add("app.log.2.gz", Gzip(a))
          .Add("deep.tar.xz",
               Xz(TarWriter().Add("x/b.log.gz", Gzip(Gzip(a))).Finish()))
          .Add("last.log", a)
          .Finish();
  const Reading reading = ReadAll(outer, "all.zip");
  EXPECT_EQ(reading.Errors(), "");
  EXPECT_EQ(reading.members.size(), 4u);
  EXPECT_TRUE(reading.TextOf("inner.zip/a.log") == a);
  EXPECT_TRUE(reading.TextOf("app.log.2.gz") == a);
  EXPECT_TRUE(reading.TextOf("deep.tar.xz/x/b.log.gz") == a);
  EXPECT_TRUE(reading.TextOf("last.log") == a);
}

TEST(ContainerReader, WhatIsNoTextIsListedWithTheReason) {
  const Reading reading =
      ReadAll(ZipWriter()
                  .Add("a.png", "\x89PNG\r\n\x1A\n....")
                  .Add("secret.log", "x\n", {.encrypted = true})
                  .Add("odd.log", "text\n", {.method = ZipMethod::kDeflate64})
                  .Add("old.7z", "7z\xBC\xAF\x27\x1C....")
                  .Add("a.log", "text\n")
                  .Finish(),
              "all.zip");
  EXPECT_EQ(reading.Errors(), "");
  ASSERT_EQ(reading.members.size(), 5u);
  EXPECT_EQ(reading.members[0].member.kind, MemberKind::kBinary);
  EXPECT_TRUE(reading.members[0].member.reason.starts_with("is a picture"));
  EXPECT_EQ(reading.members[1].member.kind, MemberKind::kEncrypted);
  EXPECT_EQ(reading.members[2].member.kind, MemberKind::kUnsupported)
      << reading.members[2].member.reason;
  EXPECT_EQ(reading.members[3].member.kind, MemberKind::kUnsupported);
  EXPECT_EQ(reading.TextOf("a.log"), "text\n");
}

TEST(ContainerReader, CutArchiveKeepsWhatIsThere) {
  const std::string a = LogText(4000), b = LogText(3000, 2);
  const std::string tar = TarWriter().Add("a.log", a).Add("b.log", b).Finish();
  const std::string zip = ZipWriter().Add("a.log", a).Add("b.log", b).Finish();
  for (const std::string& file : {tar, Gzip(tar), Zstd(tar), Xz(tar), zip}) {
    size_t before = 0;
    for (size_t i = 1; i < 16; ++i) {
      const Reading reading = ReadAll(file.substr(0, file.size() * i / 16));
      size_t got = 0;
      for (const Listed& listed : reading.members) {
        const std::string& whole = listed.member.path == "a.log" ? a : b;
        EXPECT_EQ(whole.compare(0, listed.text.size(), listed.text), 0);
        got += listed.text.size();
      }
      EXPECT_GE(got, before);
      before = got;
      // Once, unless a zip lacks no more than its directory.
      EXPECT_LE(reading.errors.size(), 1u) << reading.Errors();
      if (got > 0 && got < a.size() + b.size()) {
        EXPECT_NE(reading.Errors().find("is cut off"), std::string::npos)
            << i << " " << reading.Errors();
      }
    }
    EXPECT_GT(before, (a.size() + b.size()) / 2);
  }
}

TEST(ContainerReader, DamagedMemberDoesNotHideTheNext) {
  const std::string a = LogText(9000);
  std::string zip = ZipWriter().Add("a.log", a).Add("b.log", a).Finish();
  zip[zip.size() / 4] ^= 0x55;
  const Reading of_zip = ReadAll(zip, "logs.zip");
  ASSERT_EQ(of_zip.errors.size(), 1u) << of_zip.Errors();
  EXPECT_NE(of_zip.Errors().find("“logs.zip” › “a.log” is damaged"),
            std::string::npos)
      << of_zip.Errors();
  EXPECT_GT(of_zip.members[0].text.size(), a.size() / 4);
  EXPECT_TRUE(of_zip.TextOf("b.log") == a);

  std::string tar = TarWriter()
                        .Add("a.log", a)
                        .Add("b.log.gz", Gzip(a))
                        .Add("c.log", a)
                        .Finish();
  tar[100] ^= 1;  // the first header's mode
  const Reading of_tar = ReadAll(Gzip(tar), "logs.tar.gz");
  ASSERT_EQ(of_tar.members.size(), 1u);  // no longer a tar to be known
  tar[100] ^= 1;
  tar[512 + (a.size() + 511) / 512 * 512 + 100] ^= 1;  // the second's
  const Reading second = ReadAll(Gzip(tar), "logs.tar.gz");
  ASSERT_EQ(second.errors.size(), 1u) << second.Errors();
  EXPECT_TRUE(second.TextOf("a.log") == a);
  EXPECT_TRUE(second.TextOf("c.log") == a);
}

}  // namespace
}  // namespace taffrail
