#include "core/store/tokenizer.h"

#include <gtest/gtest.h>

#include "core/parse/terms.h"
#include "core/store/memory_files.h"

namespace taffrail {
namespace {

class TokenizerTest : public testing::Test {
 protected:
  TokenizerTest() {
    EXPECT_TRUE(RegisterVfs("test", files_).ok());
    files_.Open("t.db");
    files_.Open("t.db-journal");
    db_.emplace(*Database::Open("t.db", OpenMode::kReadWrite));
    EXPECT_TRUE(RegisterLogsplit(*db_).ok());
    EXPECT_TRUE(db_->Execute("CREATE VIRTUAL TABLE f USING fts5(body, "
                             "content='', columnsize=0, detail=none, "
                             "tokenize='logsplit');"
                             "CREATE VIRTUAL TABLE v USING fts5vocab(f, row)")
                    .ok());
  }

  void Add(int64_t id, std::string_view body) {
    StatusOr<Statement> insert =
        db_->Prepare("INSERT INTO f(rowid, body) VALUES(?1,?2)");
    ASSERT_TRUE(insert.ok());
    ASSERT_TRUE(insert->Bind(1, id).BindText(2, body).Run().ok());
  }

  int64_t Count(std::string_view expression) {
    StatusOr<Statement> query =
        db_->Prepare("SELECT count(*) FROM f WHERE f MATCH ?1");
    EXPECT_TRUE(query.ok());
    query->BindText(1, expression);
    EXPECT_TRUE(*query->Step());
    return query->Int(0);
  }

  MemoryFiles files_;
  std::optional<Database> db_;
};

TEST_F(TokenizerTest, SplitsIdentifiersAndFoldsCase) {
  Add(1, "Receiving block blk_-160 src: /10.250.19.102:54106");
  for (const char* term : {"receiving", "RECEIVING", "blk", "160", "54106"}) {
    EXPECT_EQ(Count('"' + std::string(term) + '"'), 1) << term;
  }
  EXPECT_EQ(Count("\"blk160\""), 0);
}

TEST_F(TokenizerTest, ATermCountsOnceInADocument) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "same Same " + std::to_string(i) + ' ';
  Add(1, text);
  EXPECT_EQ(*db_->QueryInt("SELECT count(*) FROM v"), 5001);
  Add(2, "same again");
  EXPECT_EQ(*db_->QueryInt("SELECT doc FROM v WHERE term='same'"), 2);
}

TEST_F(TokenizerTest, LongTokensAreFoundByTheirHead) {
  std::string token(200, 'x');
  Add(1, token);
  EXPECT_EQ(Count('"' + token + '"'), 1);
  EXPECT_EQ(Count('"' + token.substr(0, kMaxTermBytes) + '"'), 1);
}

TEST_F(TokenizerTest, AnyBytesAreTaken) {
  Add(1, std::string("a\0b \xff\xfe caf\xc3\xa9", 13));
  EXPECT_EQ(Count("\"a\""), 1);
  EXPECT_EQ(Count("\"caf\xc3\xa9\""), 1);
}

TEST_F(TokenizerTest, LettersOfAnyScriptAreFolded) {
  Add(1, "ÜBERGABE ΣΊΣΥΦΟΣ ОШИБКА");
  EXPECT_EQ(Count("\"übergabe\""), 1);
  EXPECT_EQ(Count("\"σίσυφος\""), 1);
  EXPECT_EQ(Count("\"Ошибка\""), 1);
  EXPECT_EQ(Count("\"ubergabe\""), 0);
}

TEST_F(TokenizerTest, ScriptsWithoutSpacesAreFoundByPairs) {
  Add(1, "错误：连接超时。retry");
  EXPECT_EQ(Count("\"连接\" AND \"接超\" AND \"超时\""), 1);
  EXPECT_EQ(Count("\"误连\""), 0);
  EXPECT_EQ(Count("\"时\""), 1);
  EXPECT_EQ(Count("\"接\" *"), 1);
  EXPECT_EQ(Count("\"retry\""), 1);
}

TEST_F(TokenizerTest, OptionsSayHowItCuts) {
  ASSERT_TRUE(db_->Execute("CREATE VIRTUAL TABLE g USING fts5(body, "
                           "content='', columnsize=0, detail=none, "
                           "tokenize=\"logsplit sep ' ' trim '().,' "
                           "lower 0 fold 'number hex'\");"
                           "INSERT INTO g(rowid, body) "
                           "VALUES(1, '(user-service) Took 17 9f4ef63 ms.')")
                  .ok());
  const auto count = [&](std::string_view term) {
    StatusOr<Statement> query =
        db_->Prepare("SELECT count(*) FROM g WHERE g MATCH ?1");
    EXPECT_TRUE(query.ok());
    const std::string quoted = '"' + std::string(term) + '"';
    query->BindText(1, quoted);
    EXPECT_TRUE(*query->Step());
    return query->Int(0);
  };
  EXPECT_EQ(count("user-service"), 1);
  EXPECT_EQ(count("user"), 0);
  EXPECT_EQ(count("Took"), 1);
  EXPECT_EQ(count("took"), 0);
  EXPECT_EQ(count("ms"), 1);
  EXPECT_EQ(count("17"), 0);
  EXPECT_EQ(count("9f4ef63"), 0);
  EXPECT_FALSE(db_->Execute("CREATE VIRTUAL TABLE h USING fts5(body, "
                            "tokenize='logsplit bogus 1')")
                   .ok());
}

}  // namespace
}  // namespace taffrail
