#include "core/parse/json_scanner.h"

#include <gtest/gtest.h>

#include <string>

#include "core/parse/unescape.h"

namespace taffrail {
namespace {

// "key=value;…" in order, or "broken".
std::string Flat(std::string_view json, JsonScanner& scanner) {
  scanner.Start(json);
  JsonMember member;
  std::string flat;
  while (scanner.Next(&member)) {
    flat +=
        std::string(member.key->path()) + "=" + std::string(member.value) + ";";
  }
  return scanner.ok() ? flat : "broken";
}

std::string Flat(std::string_view json) {
  JsonScanner scanner;
  return Flat(json, scanner);
}

TEST(JsonScanner, FlattensNestedKeys) {
  EXPECT_EQ(Flat(R"({"a":1,"b":{"c":"x","d":{"e":true}},"f":null})"),
            "a=1;b.c=x;b.d.e=true;f=null;");
  EXPECT_EQ(Flat(R"( { "a" : { } , "b" : -1.5e3 } )"), "b=-1.5e3;");
  EXPECT_EQ(Flat("{}"), "");
}

TEST(JsonScanner, ArraysStayAsTheyStand) {
  EXPECT_EQ(Flat(R"({"a":[1,{"x":"]}\"]"},[]],"b":2})"),
            R"(a=[1,{"x":"]}\"]"},[]];b=2;)");
}

TEST(JsonScanner, UnescapesKeysAndValues) {
  EXPECT_EQ(Flat(R"({"a\"b":"x\ny","c":"\u00e9\ud83d\ude00\\"})"),
            "a\"b=x\ny;c=é😀\\;");
  EXPECT_EQ(Flat(R"({"lone":"\ud83d!","also":"\udc00"})"),
            "lone=\uFFFD!;also=\uFFFD;");
}

TEST(JsonScanner, ValuesStayValidWhileOthersAreUnescaped) {
  const std::string json =
      R"({"a":"1\t","b":"2\t","c":")" + std::string(5000, 'x') + R"(\t"})";
  JsonScanner scanner;
  scanner.Start(json);
  JsonMember a, b, c;
  ASSERT_TRUE(scanner.Next(&a) && scanner.Next(&b) && scanner.Next(&c));
  EXPECT_EQ(a.value, "1\t");
  EXPECT_EQ(b.value, "2\t");
  EXPECT_EQ(c.value.size(), 5001u);
}

TEST(JsonScanner, KindsAreTold) {
  JsonScanner scanner;
  scanner.Start(R"({"s":"1","n":1,"b":false,"z":null,"r":[]})");
  JsonMember member;
  for (JsonKind kind : {JsonKind::kString, JsonKind::kNumber, JsonKind::kBool,
                        JsonKind::kNull, JsonKind::kRaw}) {
    ASSERT_TRUE(scanner.Next(&member));
    EXPECT_EQ(member.kind, kind);
  }
}

TEST(JsonScanner, BrokenTextIsCalledBroken) {
  for (const char* text : {"",
                           "x",
                           "[]",
                           "{",
                           "}",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,}",
                           "{\"a\":1}}",
                           "{\"a\":1} x",
                           "{a:1}",
                           "{\"a\" 1}",
                           "{\"a\":tru}",
                           "{\"a\":\"x}",
                           "{\"a\":\"x\\\"}",
                           "{\"a\":\"\\u12\"}",
                           "{\"a\":[1,2}",
                           "{\"a\":{\"b\":1}",
                           "{,}",
                           "{\"a\":1 \"b\":2}",
                           "{\"a\":\"\\"}) {
    EXPECT_EQ(Flat(text), "broken") << text;
  }
}

TEST(JsonScanner, TooDeepStaysAsItStands) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "{\"k\":";
  deep += "1" + std::string(100, '}');
  const std::string flat = Flat(deep);
  EXPECT_TRUE(flat.starts_with("k.k.k.")) << flat;
  EXPECT_TRUE(flat.ends_with("}};")) << flat;
}

TEST(JsonScanner, LongPathDoesNotMultiplyTheText) {
  std::string json = "{\"" + std::string(10'000, 'k') + "\":{";
  for (int i = 0; i < 1000; ++i) json += "\"a\":1,";
  json += "\"b\":2}}";
  EXPECT_LT(Flat(json).size(), 2 * json.size());
}

TEST(JsonScanner, LinesBeforeChangeNothing) {
  const std::string key16(15, 'k');
  const std::string key40(40, 'k');
  const std::string lines[] = {
      R"({"x\\ny":1,"b":2})",
      // Written as the key before is when it has been unescaped.
      R"({"x\ny":1,"b":2})",
      R"({"x\u006ey":1,"b":2})",
      R"({"xny":1,"b":{"b":2,"c":3},"b":4})",
      R"({"xny":1,"b":{"c":3,"b":2},"b.c":4})",
      R"({"xny":1,"b":{"c":3,"b":2})",
      "{\"" + key16 + "\":1,\"" + key40 + "\":\"2\",\"c\":3}",
      "{\"" + key16 + "k\":1,\"" + key40 + "k\":\"2\",\"c\":3}",
      "{\"" + key16 + "\":1,\"" + key40 + "\"",
      R"({"":{"":{"":1}},"":2})",
      R"({"":1})",
  };
  JsonScanner scanner;
  for (int round = 0; round < 3; ++round) {
    for (const std::string& line : lines) {
      EXPECT_EQ(Flat(line, scanner), Flat(line)) << line;
    }
  }
}

TEST(JsonScanner, KeysThatNeverComeAgainAreForgotten) {
  JsonScanner scanner;
  for (int line = 0; line < 1000; ++line) {
    const std::string n = std::to_string(line);
    const std::string json = "{\"a" + n + "\":{\"b" + n + "\":1},\"c\":2}";
    EXPECT_EQ(Flat(json, scanner), Flat(json));
    EXPECT_LE(scanner.HeapBytes(), size_t{64} << 10);
  }
}

TEST(JsonScanner, AnyBytesMayStandInStrings) {
  const std::string json("{\"a\":\"\xFF\0\x01\"}", 11);
  EXPECT_EQ(Flat(json), std::string("a=\xFF\0\x01;", 6));
}

TEST(Unescape, NeverLengthens) {
  for (const char* text :
       {R"(\u0000)", R"(\uffff)", R"(\ud83d)", R"(\n\q\/)"}) {
    std::string out;
    EXPECT_TRUE(AppendUnescaped(text, &out));
    EXPECT_LE(out.size(), std::string_view(text).size()) << text;
  }
}

// What is read although the JSON is broken.
std::string Head(std::string_view json) {
  JsonScanner scanner;
  scanner.Start(json);
  JsonMember member;
  std::string head;
  while (scanner.Next(&member)) {
    head +=
        std::string(member.key->path()) + "=" + std::string(member.value) + ";";
  }
  EXPECT_FALSE(scanner.ok()) << json;
  return head;
}

TEST(JsonScanner, DamageLeavesWhatStandsBeforeIt) {
  EXPECT_EQ(Head(R"({"a":1,"b":{"c":"x","d":"ha)"), "a=1;b.c=x;");
  EXPECT_EQ(Head(R"({"a":1,"b" 2,"c":3})"), "a=1;");
  EXPECT_EQ(Head(R"({"a":1,'b':2})"), "a=1;");
  EXPECT_EQ(Head(R"({"a":1} {"a":2})"), "a=1;");
}

TEST(JsonScanner, SmallDamageIsPassedOver) {
  EXPECT_EQ(Head(R"({"a":NaN,"b":-Infinity,"c":1})"), "a=NaN;b=-Infinity;c=1;");
  EXPECT_EQ(Head(R"({"a":{"b":1,},"c":2,})"), "a.b=1;c=2;");
  EXPECT_EQ(Head(R"({"a":"\u12 \uD800 x","b":1})"), "a=\\u12 \uFFFD x;b=1;");
}

}  // namespace
}  // namespace taffrail
