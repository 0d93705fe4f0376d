#include "core/container/container_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/container/desktop_litter.h"
#include "core/container/test_archives.h"

namespace taffrail {
namespace {

using testing::Bzip2;
using testing::Gzip;
using testing::LogText;
using testing::Lzma;
using testing::TarWriter;
using testing::Xz;
using testing::ZipMethod;
using testing::ZipOptions;
using testing::ZipWriter;
using testing::Zstd;

struct Listed {
  ContainerMember member;
  std::string text;
};

struct Reading {
  std::vector<Listed> members;
  std::vector<Status> errors;

  // Of the member with that path; what is not there is nothing.
  std::string TextOf(std::string_view path) const {
    for (const Listed& listed : members) {
      if (listed.member.path == path) return listed.text;
    }
    return "(not listed)";
  }
  std::string Errors() const {
    std::string all;
    for (const Status& error : errors) all += error.message() + "\n";
    return all;
  }
};

// Everything a file holds, in pieces of `step` bytes.
Reading ReadAll(std::string_view file, std::string_view name = "file",
                const ContainerLimits& limits = {}, size_t step = 50000) {
  MemorySource source(file);
  ContainerReader reader(source, name, limits);
  Reading reading;
  while (true) {
    StatusOr<ContainerReader::Step> next = reader.Next();
    if (!next.ok()) {
      reading.errors.push_back(next.status());
      EXPECT_LT(reading.errors.size(), 10u) << "goes on with errors";
      if (reading.errors.size() >= 10) return reading;
      continue;
    }
    if (*next == ContainerReader::Step::kEnd) break;
    if (*next == ContainerReader::Step::kMore) continue;
    reading.members.push_back({reader.member(), ""});
    while (true) {
      StatusOr<std::string_view> text = reader.ReadText(step);
      if (!text.ok()) {
        reading.errors.push_back(text.status());
        break;
      }
      if (text->empty()) break;
      reading.members.back().text += *text;
      EXPECT_EQ(reader.text_offset(), reading.members.back().text.size());
    }
  }
  return reading;
}

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
