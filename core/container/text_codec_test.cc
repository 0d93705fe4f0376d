#include "core/container/text_codec.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/utf8.h"

namespace taffrail {
namespace {

constexpr TextEncoding kEncodings[] = {
    TextEncoding::kUtf8,        TextEncoding::kUtf8Bom,
    TextEncoding::kUtf16Le,     TextEncoding::kUtf16LeBom,
    TextEncoding::kUtf16Be,     TextEncoding::kUtf16BeBom,
    TextEncoding::kWindows1252, TextEncoding::kLatin1,
};

std::string Decode(TextEncoding encoding, std::string_view bytes, size_t step) {
  TextDecoder decoder(encoding);
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += step) {
    decoder.Decode(bytes.substr(at, step), &text);
  }
  decoder.Finish(&text);
  return text;
}

std::string Encode(TextEncoding encoding, std::string_view text, size_t step) {
  TextEncoder encoder(encoding);
  std::string bytes;
  for (size_t at = 0; at < text.size(); at += step) {
    encoder.Encode(text.substr(at, step), &bytes);
  }
  encoder.Finish(&bytes);
  return bytes;
}

std::string Utf16(std::u16string_view units, bool big_endian) {
  std::string bytes;
  for (char16_t unit : units) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

// Whatever the encoding holds that could go wrong.
std::string Everything(TextEncoding encoding) {
  std::string bytes(ByteOrderMark(encoding));
  const bool big = encoding == TextEncoding::kUtf16Be ||
                   encoding == TextEncoding::kUtf16BeBom;
  if (big || EncodingName(encoding).starts_with("UTF-16")) {
    std::u16string units = u"a\r\nb\u00E9\u20AC\U0001F600\n";
    units += {0xD800, u'x',   0xDC00, 0xDC00, 0xD83D, 0xD83D, 0xDE00,
              0xFEFF, 0xFFFF, 0,      u'\r',  u'\n',  0xD800};
    return bytes + Utf16(units, big) + '\n';  // an odd last byte
  }
  bytes += "caf\xC3\xA9\r\n\xED\xA0\x80\xFE\xFF\xC0";
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  return bytes;
}

TEST(TextCodec, EveryByteComesBack) {
  for (TextEncoding encoding : kEncodings) {
    const std::string bytes = Everything(encoding);
    const std::string text = Decode(encoding, bytes, bytes.size());
    EXPECT_EQ(Encode(encoding, text, text.size()), bytes)
        << EncodingName(encoding);
  }
}

TEST(TextCodec, PiecesAreCutAnywhere) {
  for (TextEncoding encoding : kEncodings) {
    const std::string bytes = Everything(encoding);
    const std::string text = Decode(encoding, bytes, bytes.size());
    for (size_t step : {1, 2, 3, 5}) {
      EXPECT_EQ(Decode(encoding, bytes, step), text);
      EXPECT_EQ(Encode(encoding, text, step), bytes);
    }
  }
}

TEST(TextCodec, EveryOddLastByteComesBack) {
  for (int last = 0; last < 256; ++last) {
    const std::string bytes = std::string("a\0", 2) + static_cast<char>(last);
    const std::string text = Decode(TextEncoding::kUtf16Le, bytes, 1);
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_EQ(Encode(TextEncoding::kUtf16Le, text, 1), bytes);
  }
}

TEST(TextCodec, EmptyFileOfOnlyAMarkComesBack) {
  for (TextEncoding encoding : kEncodings) {
    const std::string mark(ByteOrderMark(encoding));
    EXPECT_EQ(Decode(encoding, mark, 1), "");
    EXPECT_EQ(Encode(encoding, "", 1), mark);
  }
}

TEST(TextCodec, MiddleOfAFileHasNoMark) {
  TextEncoder encoder(TextEncoding::kUtf16BeBom, /*at_start=*/false);
  std::string bytes;
  encoder.Encode("a", &bytes);
  encoder.Finish(&bytes);
  EXPECT_EQ(bytes, std::string("\0a", 2));
}

TEST(TextCodec, Windows1252HasItsOwnPunctuation) {
  EXPECT_EQ(Decode(TextEncoding::kWindows1252, "\x80 \x93x\x94 \xE9\x81", 1),
            "€ “x” é\xC2\x81");
  EXPECT_EQ(Decode(TextEncoding::kLatin1, "\x80\xE9", 1), "\xC2\x80é");
  EXPECT_EQ(Encode(TextEncoding::kWindows1252, "€é漢", 2), "\x80\xE9?");
}

TEST(TextCodec, SurrogatesBecomeOneCharacterOrThreeBytes) {
  const std::string pair = Utf16(u"\U0001F600", false);
  EXPECT_EQ(Decode(TextEncoding::kUtf16Le, pair, 1), "\U0001F600");
  const std::string alone = Utf16(std::u16string(1, 0xD83D), false);
  EXPECT_EQ(Decode(TextEncoding::kUtf16Le, alone, 1), "\xED\xA0\xBD");
}

TEST(DetectEncoding, MarksDecide) {
  EXPECT_EQ(DetectEncoding("\xEF\xBB\xBFx"), TextEncoding::kUtf8Bom);
  EXPECT_EQ(DetectEncoding("\xFF\xFEx"), TextEncoding::kUtf16LeBom);
  EXPECT_EQ(DetectEncoding("\xFE\xFFx"), TextEncoding::kUtf16BeBom);
}

TEST(DetectEncoding, Utf16WithoutMarkIsKnownByItsZeros) {
  const std::u16string line =
      u"2026-11-22 09:00:00 Dienst gestartet, gr\u00FC\u00DFe \u6F22\u5B57\r\n";
  EXPECT_EQ(DetectEncoding(Utf16(line, false)), TextEncoding::kUtf16Le);
  EXPECT_EQ(DetectEncoding(Utf16(line, true)), TextEncoding::kUtf16Be);
}

TEST(DetectEncoding, MostlyWellFormedIsUtf8) {
  EXPECT_EQ(DetectEncoding(""), TextEncoding::kUtf8);
  EXPECT_EQ(DetectEncoding("plain ASCII\n"), TextEncoding::kUtf8);
  EXPECT_EQ(DetectEncoding("gr\xC3\xBC\xC3\x9F"
                           "e and a stray \xFF\n"),
            TextEncoding::kUtf8);
  EXPECT_EQ(DetectEncoding("cut off at a character: \xE6\xBC"),
            TextEncoding::kUtf8);
  EXPECT_EQ(DetectEncoding("gr\xFC\xDF"
                           "e, caf\xE9\n"),
            TextEncoding::kWindows1252);
}

}  // namespace
}  // namespace taffrail
