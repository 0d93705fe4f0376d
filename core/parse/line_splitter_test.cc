#include "core/parse/line_splitter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

struct Piece {
  std::string bytes;
  bool cut;
  bool continued;
  bool operator==(const Piece&) const = default;
};

// The records of `text` when it comes in pieces of `step` bytes.
std::vector<Piece> Split(std::string_view text, size_t step) {
  std::vector<Piece> pieces;
  const auto sink = [&](const RawRecord& record) {
    pieces.push_back({std::string(record.bytes), record.cut, record.continued});
  };
  LineSplitter splitter;
  for (size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(text.substr(at, step), sink);
  }
  splitter.Finish(sink);
  return pieces;
}

std::string Joined(const std::vector<Piece>& pieces) {
  std::string joined;
  for (const Piece& piece : pieces) joined += piece.bytes;
  return joined;
}

TEST(LineSplitter, KeepsTerminators) {
  const std::vector<Piece> expected = {{"one\n", false, false},
                                       {"two\r\n", false, false},
                                       {"\n", false, false},
                                       {"last", false, false}};
  EXPECT_EQ(Split("one\ntwo\r\n\nlast", 1000), expected);
}

TEST(LineSplitter, RecordsDoNotDependOnWherePiecesEnd) {
  const std::string text("a\nbb\r\n\n\r\n\0x\nccc\rddd\nend", 23);
  const std::vector<Piece> whole = Split(text, text.size());
  EXPECT_EQ(Joined(whole), text);
  for (size_t step = 1; step < text.size(); ++step) {
    EXPECT_EQ(Split(text, step), whole) << step;
  }
}

TEST(LineSplitter, NothingHasNoRecords) { EXPECT_TRUE(Split("", 1).empty()); }

TEST(LineSplitter, LongestRecordStaysWhole) {
  const std::string text = std::string(kMaxRecordBytes - 1, 'x') + "\ny\n";
  for (size_t step : {text.size(), size_t{4096}, kMaxRecordBytes}) {
    const std::vector<Piece> pieces = Split(text, step);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_FALSE(pieces[0].cut);
    EXPECT_EQ(pieces[0].bytes.size(), kMaxRecordBytes);
  }
}

TEST(LineSplitter, LongerLineIsCutAndSaysSo) {
  const std::string text =
      std::string(2 * kMaxRecordBytes + 10, 'x') + "\nnext\n";
  for (size_t step : {text.size(), size_t{4096}, kMaxRecordBytes + 1}) {
    const std::vector<Piece> pieces = Split(text, step);
    ASSERT_EQ(pieces.size(), 4u);
    EXPECT_TRUE(pieces[0].cut && !pieces[0].continued);
    EXPECT_TRUE(pieces[1].cut && pieces[1].continued);
    EXPECT_TRUE(!pieces[2].cut && pieces[2].continued);
    EXPECT_TRUE(!pieces[3].cut && !pieces[3].continued);
    EXPECT_EQ(pieces[2].bytes, "xxxxxxxxxx\n");
    EXPECT_EQ(Joined(pieces), text);
  }
}

TEST(LineSplitter, CutWaitsForTheByteThatShowsTheLineIsTooLong) {
  // One byte over the limit, and that byte is the LF.
  const std::string text = std::string(kMaxRecordBytes, 'x') + "\nrest";
  const std::vector<Piece> whole = Split(text, text.size());
  ASSERT_EQ(whole.size(), 3u);
  EXPECT_EQ(whole[1].bytes, "\n");
  EXPECT_EQ(Split(text, kMaxRecordBytes), whole);
  EXPECT_EQ(Split(text, 1000), whole);
}

TEST(LineSplitter, CutDoesNotHalveACharacter) {
  // "日" is three bytes; one stands across the limit.
  const std::string text =
      std::string(kMaxRecordBytes - 2, 'x') + "日" + std::string(10, 'y');
  for (size_t step : {text.size(), size_t{1000}}) {
    const std::vector<Piece> pieces = Split(text, step);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(pieces[0].bytes.size(), kMaxRecordBytes - 2);
    EXPECT_EQ(Joined(pieces), text);
  }
}

TEST(LineSplitter, CutOfBytesThatAreNoUtf8IsAtTheLimit) {
  const std::string text(kMaxRecordBytes + 5, '\x80');
  const std::vector<Piece> pieces = Split(text, 4097);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].bytes.size(), kMaxRecordBytes);
}

TEST(LineSplitter, DoesNotCopyALineInsideAPiece) {
  const std::string text = "one\ntwo\n";
  LineSplitter splitter;
  splitter.Feed(text, [&](const RawRecord& record) {
    EXPECT_GE(record.bytes.data(), text.data());
    EXPECT_LE(record.bytes.data(), text.data() + text.size());
  });
}

TEST(LineSplitter, TerminatorIsLfOrCrLf) {
  EXPECT_EQ(WithoutTerminator("a\n"), "a");
  EXPECT_EQ(WithoutTerminator("a\r\n"), "a");
  EXPECT_EQ(WithoutTerminator("a\r"), "a\r");
  EXPECT_EQ(WithoutTerminator("\n"), "");
  EXPECT_EQ(WithoutTerminator(""), "");
}

}  // namespace
}  // namespace taffrail
