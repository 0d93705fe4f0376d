#include "core/store/term_segment.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <utility>

#include "core/store/memory_files.h"
#include "core/store/term_collector.h"
#include "core/store/tokenizer.h"

namespace taffrail {
namespace {

using Postings = std::set<std::pair<std::string, int64_t>>;

// An index that FTS5 makes and one of our segments.
class TermSegmentTest : public testing::Test {
 protected:
  TermSegmentTest() {
    EXPECT_TRUE(RegisterVfs("test", files_).ok());
    ours_.emplace(OpenIndex("ours.db"));
    theirs_.emplace(OpenIndex("theirs.db"));
  }

  Database OpenIndex(const std::string& path) {
    files_.Open(path);
    files_.Open(path + "-journal");
    Database db = *Database::Open(path, OpenMode::kReadWrite);
    EXPECT_TRUE(RegisterLogsplit(db).ok());
    EXPECT_TRUE(
        db.Execute("CREATE VIRTUAL TABLE term USING fts5(body, content='', "
                   "columnsize=0, detail=none, tokenize='logsplit');"
                   "INSERT INTO term(term, rank) VALUES('pgsz', 16300);"
                   "CREATE VIRTUAL TABLE listing USING "
                   "fts5vocab(term, instance)")
            .ok());
    return db;
  }

  void Add(uint32_t document, std::string_view text) {
    collector_.Add(document, text);
    last_ = document;
    StatusOr<Statement> insert =
        theirs_->Prepare("INSERT INTO term(rowid, body) VALUES(?1,?2)");
    ASSERT_TRUE(insert.ok());
    ASSERT_TRUE(insert->Bind(1, document).BindText(2, text).Run().ok());
  }

  void EndRun() { runs_.Add(collector_.TakeRun(), last_); }

  uint32_t WriteSegment() {
    EXPECT_TRUE(ours_->Execute("BEGIN").ok());
    TermSegmentWriter writer(*ours_);
    EXPECT_TRUE(writer.Begin().ok());
    EndRun();
    StatusOr<bool> written = false;
    while (written.ok() && !*written) written = runs_.WriteSome(writer);
    EXPECT_TRUE(written.ok());
    runs_.Clear();
    StatusOr<uint32_t> segments = writer.Finish(last_);
    EXPECT_TRUE(segments.ok());
    EXPECT_TRUE(ours_->Execute("COMMIT").ok());
    EXPECT_TRUE(TermSegmentWriter::ForgetStructure(*ours_).ok());
    return *segments;
  }

  static Postings PostingsOf(Database& db) {
    Postings postings;
    StatusOr<Statement> list = db.Prepare("SELECT term, doc FROM listing");
    EXPECT_TRUE(list.ok());
    StatusOr<bool> row = false;
    while ((row = list->Step()).ok() && *row) {
      postings.emplace(list->Bytes(0), list->Int(1));
    }
    EXPECT_TRUE(row.ok()) << row.status().message();
    return postings;
  }

  static std::vector<int64_t> Match(Database& db, std::string_view query) {
    std::vector<int64_t> ids;
    StatusOr<Statement> match =
        db.Prepare("SELECT rowid FROM term WHERE term MATCH ?1 ORDER BY rowid");
    EXPECT_TRUE(match.ok());
    match->BindText(1, query);
    while (*match->Step()) ids.push_back(match->Int(0));
    return ids;
  }

  void ExpectTheSame() {
    EXPECT_EQ(PostingsOf(*ours_), PostingsOf(*theirs_));
    Status checked =
        ours_->Execute("INSERT INTO term(term) VALUES('integrity-check')");
    EXPECT_TRUE(checked.ok()) << checked.message();
  }

  MemoryFiles files_;
  std::optional<Database> ours_;
  std::optional<Database> theirs_;
  TermCollector collector_;
  TermRuns runs_;
  uint32_t last_ = 0;
};

TEST_F(TermSegmentTest, HoldsWhatFts5WouldHold) {
  Add(1, "Receiving block blk_-160 src: /10.250.19.102:54106");
  Add(2, "receiving 超时 again, again and AGAIN");
  Add(9, std::string(300, 'x') + " block");
  WriteSegment();
  ExpectTheSame();
  EXPECT_EQ(Match(*ours_, "\"block\""), (std::vector<int64_t>{1, 9}));
  EXPECT_EQ(Match(*ours_, "\"again\" AND \"receiving\""),
            (std::vector<int64_t>{2}));
  EXPECT_EQ(Match(*ours_, "\"rec\" *"), (std::vector<int64_t>{1, 2}));
}

TEST_F(TermSegmentTest, SegmentsAddUp) {
  for (uint32_t i = 1; i <= 5; ++i) {
    Add(i, "common n" + std::to_string(i));
    EXPECT_EQ(WriteSegment(), i);
    // Read in between, so that FTS5 has something to forget.
    EXPECT_EQ(Match(*ours_, "\"common\"").size(), i);
  }
  ExpectTheSame();
}

TEST_F(TermSegmentTest, AListLongerThanAPageGoesOnInTheNext) {
  for (uint32_t i = 1; i <= 40'000; ++i) Add(i * 3, i % 7 ? "a b" : "a c");
  WriteSegment();
  ExpectTheSame();
  EXPECT_EQ(Match(*ours_, "\"a\"").size(), 40'000u);
  EXPECT_EQ(Match(*ours_, "\"b\" AND \"a\"").size(),
            Match(*theirs_, "b").size());
}

TEST_F(TermSegmentTest, RandomDocumentsAndSegments) {
  std::mt19937 random(7);
  uint32_t document = 0;
  for (int segment = 0; segment < 12; ++segment) {
    const int documents = 1 + static_cast<int>(random() % 60);
    for (int i = 0; i < documents; ++i) {
      document += 1 + random() % 300;
      std::string text;
      for (uint32_t words = random() % 400; words > 0; --words) {
        // Of common ones, of rare ones, and long ones.
        const uint32_t kind = random() % 20;
        text += kind < 12   ? "w" + std::to_string(random() % 50)
                : kind < 19 ? std::to_string(random())
                            : std::string(random() % 100, 'q');
        text += ' ';
      }
      Add(document, text);
    }
    WriteSegment();
  }
  ExpectTheSame();
}

TEST_F(TermSegmentTest, WordsThatBeginAndEndAlikeAreToldApart) {
  std::mt19937 random(11);
  for (uint32_t document = 1; document <= 300; ++document) {
    std::string text;
    for (int words = 0; words < 200; ++words) {
      // Of the lengths about which a word is remembered as one or two numbers.
      std::string word(1 + random() % 20, 'a');
      if (random() % 2) word[random() % word.size()] = 'b';
      text += word + ' ';
    }
    Add(document, text);
    if (document % 100 == 0) WriteSegment();
  }
  ExpectTheSame();
}

TEST_F(TermSegmentTest, WhatWasClearedIsAddedAgainToTheSameDocument) {
  collector_.Add(1, "block taken back");
  collector_.Clear();
  Add(1, "block kept");
  WriteSegment();
  ExpectTheSame();
}

TEST_F(TermSegmentTest, Fts5MergesSegmentsAsItsOwn) {
  for (uint32_t i = 1; i <= 40; ++i) {
    Add(i, "common n" + std::to_string(i) + " m" + std::to_string(i % 3));
    WriteSegment();
  }
  ASSERT_TRUE(
      ours_->Execute("INSERT INTO term(term, rank) VALUES('merge', 1048576)")
          .ok());
  ExpectTheSame();
  Add(41, "one after the merge, common");
  EXPECT_LT(WriteSegment(), 10u);
  ExpectTheSame();
}

TEST(SqliteVarint, AllLengthsComeBack) {
  for (int bits = 0; bits <= 64; ++bits) {
    const uint64_t value = bits == 64 ? ~uint64_t{0} : uint64_t{1} << bits;
    for (uint64_t wanted : {value - 1, value, value + 1}) {
      std::string bytes;
      PutSqliteVarint(&bytes, wanted);
      std::string_view rest = bytes;
      EXPECT_EQ(TakeSqliteVarint(&rest), wanted);
      EXPECT_TRUE(rest.empty());
    }
  }
}

}  // namespace
}  // namespace taffrail
