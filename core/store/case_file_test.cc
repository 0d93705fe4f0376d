#include "core/store/case_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/store/memory_files.h"
#include "core/store/vfs.h"

namespace taffrail {
namespace {

class CaseFileTest : public ::testing::Test {
 protected:
  CaseFileTest() {
    EXPECT_TRUE(RegisterVfs("memory", files_).ok());
    EXPECT_TRUE(files_.Open("case-1.db"));
  }

  // Two sources whose records are written in the order of their times.
  std::string Write(int records) {
    StatusOr<CaseWriter> writer = CaseWriter::Create("case-1.db");
    EXPECT_TRUE(writer.ok()) << writer.status().message();
    uint64_t bytes[2] = {};
    for (int i = 0; i < records; ++i) {
      const std::string raw = "record " + std::to_string(i) + "\n";
      bytes[i % 2] += raw.size();
      EXPECT_TRUE(writer
                      ->Add({.source = static_cast<uint32_t>(i % 2 + 1),
                             .position = static_cast<uint64_t>(i) * 100,
                             .line = static_cast<uint64_t>(i),
                             .time_ns = i,
                             .time_inferred = i % 3 == 0,
                             .severity = static_cast<uint8_t>(i % 25),
                             .service = "cart",
                             .fields = i % 2 ? "{}" : "",
                             .outside = i % 2 ? "o" : "",
                             .raw = raw})
                      .ok());
    }
    const CaseSource sources[] = {
        {1, "a.log", 5, static_cast<uint64_t>(records + 1) / 2, bytes[0], "r",
         "e"},
        {2, "b.log", 6, static_cast<uint64_t>(records) / 2, bytes[1], "", ""}};
    const CaseAbout about = {"Outage",
                             "It began\nat noon",
                             7,
                             {{"all", "error", {}}, {"some", "x", {{1, 2}}}}};
    EXPECT_TRUE(writer->Finish(about, sources).ok());
    std::string file(static_cast<size_t>(*writer->Size()), '\0');
    EXPECT_TRUE(writer->Read(0, file).ok());
    return file;
  }

  static StatusOr<std::unique_ptr<CaseReader>> Open(const std::string& file) {
    return CaseReader::Open(
        [&file](uint64_t offset, std::span<char> buffer) -> StatusOr<size_t> {
          if (offset >= file.size()) return size_t{0};
          return file.copy(buffer.data(), buffer.size(), offset);
        },
        file.size());
  }

  MemoryFiles files_;
};

TEST_F(CaseFileTest, SaysWhatWasWritten) {
  const std::string file = Write(1000);
  EXPECT_TRUE(IsCaseFile(std::string_view(file).substr(0, 100)));
  auto reader = Open(file);
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  const CaseAbout& about = (*reader)->about();
  EXPECT_EQ(about.title, "Outage");
  EXPECT_EQ(about.note, "It began\nat noon");
  EXPECT_EQ(about.created_ms, 7);
  ASSERT_EQ(about.views.size(), 2u);
  EXPECT_EQ(about.views[0].query, "error");
  EXPECT_FALSE(about.views[0].range);
  EXPECT_EQ(about.views[1].range, std::pair(int64_t{1}, int64_t{2}));
  ASSERT_EQ((*reader)->sources().size(), 2u);
  EXPECT_EQ((*reader)->sources()[0].name, "a.log");
  EXPECT_EQ((*reader)->sources()[0].records, 500u);
  EXPECT_EQ((*reader)->sources()[0].reading, "r");

  ASSERT_TRUE((*reader)->Begin(2).ok());
  CaseRecord record;
  for (int i = 1; i < 1000; i += 2) {
    ASSERT_TRUE(*(*reader)->Next(&record));
    EXPECT_EQ(record.raw, "record " + std::to_string(i) + "\n");
    EXPECT_EQ(record.position, static_cast<uint64_t>(i) * 100);
    EXPECT_EQ(record.line, static_cast<uint64_t>(i));
    EXPECT_EQ(record.time_ns, i);
    EXPECT_EQ(record.time_inferred, i % 3 == 0);
    EXPECT_EQ(record.severity, i % 25);
    EXPECT_EQ(record.service, "cart");
    EXPECT_EQ(record.outside, "o");
  }
  EXPECT_FALSE(*(*reader)->Next(&record));
}

TEST_F(CaseFileTest, OtherToolsReadItsLog) {
  const std::string file = Write(10);
  auto bytes = BytesDatabase::Open(
      [&](uint64_t offset, std::span<char> buffer) -> StatusOr<size_t> {
        return file.copy(buffer.data(), buffer.size(), offset);
      },
      file.size());
  ASSERT_TRUE(bytes.ok());
  auto log = (*bytes)->db().Prepare(
      "SELECT time || ' ' || level || ' ' || source || ' ' || text FROM log "
      "WHERE line = 9");
  ASSERT_TRUE(log.ok()) << log.status().message();
  ASSERT_TRUE(*log->Step());
  EXPECT_EQ(log->Bytes(0),
            "1970-01-01T00:00:00.000000009Z INFO b.log record 9\n");
}

TEST_F(CaseFileTest, RefusesWhatItsSchemaIsNot) {
  std::string file = Write(10);
  const size_t at = file.find("time_inferred INTEGER");
  ASSERT_NE(at, file.npos);
  file[at] = 'T';
  EXPECT_EQ(Open(file).status().code(), StatusCode::kDataLoss);
}

TEST_F(CaseFileTest, RefusesANewerVersion) {
  std::string file = Write(10);
  file[63] = 2;  // user_version
  const Status status = Open(file).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("newer"), std::string::npos);
}

TEST_F(CaseFileTest, DamageIsAnErrorAndEnds) {
  const std::string sound = Write(3000);
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string file = sound;
    if (round % 10 == 0) file.resize(random() % file.size());
    for (int i = 0; !file.empty() && i < 1 + round % 40; ++i) {
      file[random() % file.size()] = static_cast<char>(random());
    }
    auto reader = Open(file);
    if (!reader.ok()) continue;
    for (const CaseSource& source : (*reader)->sources()) {
      if (!(*reader)->Begin(source.id).ok()) continue;
      CaseRecord record;
      int records = 0;
      StatusOr<bool> more = false;
      while ((more = (*reader)->Next(&record)).ok() && *more) ++records;
      EXPECT_LT(records, 100'000);
    }
  }
}

}  // namespace
}  // namespace taffrail
