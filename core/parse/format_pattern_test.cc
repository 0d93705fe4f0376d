#include "core/parse/format_pattern.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

constexpr TimeContext kContext = {.reference_ns = 1'798'761'599'000'000'000};

// "name=value;…" of what is captured; "no" when the line does not match.
std::string Match(std::string_view text, std::string_view line,
                  const SeverityMap& severities = SeverityMap()) {
  const StatusOr<FormatPattern> pattern =
      FormatPattern::Compile(text, severities);
  if (!pattern.ok()) return pattern.status().message();
  LineTimes times(line, kContext);
  PatternMatch match;
  if (!pattern->Match(times, severities, &match)) return "no";
  std::string flat;
  for (size_t i = 0; i < match.count; ++i) {
    const PatternCapture& capture = match.captures[i];
    flat +=
        pattern->fields()[capture.field].name + "=" +
        std::string(line.substr(capture.begin, capture.end - capture.begin)) +
        ";";
  }
  return flat;
}

TEST(FormatPattern, OpenFieldsAreAsShortAsTheyCanBe) {
  EXPECT_EQ(Match("{a} - {b}", "x - y - z"), "a=x;b=y - z;");
  EXPECT_EQ(Match("{a} - {b:word}", "x - y - z"), "a=x - y;b=z;");
  EXPECT_EQ(Match("{a:name}: {b}", "x:y: z: w"), "a=x:y;b=z: w;");
  EXPECT_EQ(Match("[{a}] {b:any}", "[x]"), "a=x;b=;");
}

TEST(FormatPattern, WholeLineMustMatch) {
  EXPECT_EQ(Match("{a:int}", "12 x"), "no");
  EXPECT_EQ(Match("x{a:int}", "12"), "no");
  EXPECT_EQ(Match("{a:int}", ""), "no");
}

TEST(FormatPattern, OptionalPartsAreThereIfTheyCanBe) {
  EXPECT_EQ(Match("{?[{t}] }{b}", "[x] y"), "t=x;b=y;");
  EXPECT_EQ(Match("{?[{t}] }{b}", "y"), "b=y;");
  EXPECT_EQ(Match("{?<{p:int}>{?{v:int} }}{b}", "<7>1 m"), "p=7;v=1;b=m;");
  EXPECT_EQ(Match("{?<{p:int}>{?{v:int} }}{b}", "<7>m"), "p=7;b=m;");
  // What an abandoned way captured is forgotten.
  EXPECT_EQ(Match("{?{a:word} {b:int} }{c}", "x y z"), "c=x y z;");
}

TEST(FormatPattern, BlankIsAnyNumberOfThemAndTheLinesEnd) {
  EXPECT_EQ(Match("{a:word} {b:any}", "x \t y"), "a=x;b=y;");
  EXPECT_EQ(Match("{a:word} {b:any}", "x"), "a=x;b=;");
}

TEST(FormatPattern, BracesAreWrittenTwice) {
  EXPECT_EQ(Match("{{{a:int}}}", "{7}"), "a=7;");
  EXPECT_EQ(Match("{?a}}b}{c:any}", "a}bx"), "c=x;");
}

TEST(FormatPattern, TypesTakeWhatTheyAre) {
  EXPECT_EQ(Match("{a:ip}:{b:int}", "10.0.0.1:80"), "a=10.0.0.1;b=80;");
  EXPECT_EQ(Match("{a:ip}:{b:int}", "[2001:db8::1]:80"),
            "a=[2001:db8::1];b=80;");
  EXPECT_EQ(Match("{a:ip} x", "2001:db8::1 x"), "a=2001:db8::1;");
  EXPECT_EQ(Match("{a:ip}", "300.0.0.1"), "no");
  EXPECT_EQ(Match("{a:host}:{b:int}", "db-1.example:5432"),
            "a=db-1.example;b=5432;");
  EXPECT_EQ(Match("{a:quoted} {b:quoted}", R"("x \"y\"" "")"),
            R"(a=x \"y\";b=;)");
  EXPECT_EQ(Match("{a:number} {b:hex} {c:duration}", "-1.5e3 0xff 2m3.5s"),
            "a=-1.5e3;b=0xff;c=2m3.5s;");
  EXPECT_EQ(Match("{a:uuid}", "3604209a-e9a3-11e6-939a-abf5e2c1d2b3"),
            "a=3604209a-e9a3-11e6-939a-abf5e2c1d2b3;");
  EXPECT_EQ(Match("[{time}] {b}", "[22/Nov/2026:13:24:07 +0100] x"),
            "time=22/Nov/2026:13:24:07 +0100;b=x;");
  EXPECT_EQ(Match("{time:time.epoch} {b}", "1795353847.418 x"),
            "time=1795353847.418;b=x;");
  EXPECT_EQ(Match("{body:rest}{a:word} {b:any}", "x y"), "body=x y;a=x;b=y;");
}

TEST(FormatPattern, DashStandsForNoValue) {
  EXPECT_EQ(Match("{a:int} {b:ip} {c:quoted}", "- - -"), "a=;b=;c=;");
}

TEST(FormatPattern, SeveritiesAreTheFormatsAndEverybodys) {
  SeverityMap known;
  known.Add("Fatal error", 21);
  known.Add("#", 13);
  EXPECT_EQ(Match("{severity}: x", "WARN: x"), "severity=WARN;");
  EXPECT_EQ(Match("{severity}: x", "loud: x"), "no");
  EXPECT_EQ(Match("{severity}: x", "fatal Error: x", known),
            "severity=fatal Error;");
  EXPECT_EQ(Match("{severity} x", "# x", known), "severity=#;");
}

TEST(FormatPattern, ErrorsSayTheColumnAndWhatWasExpected) {
  EXPECT_EQ(Match("a {b", "").substr(0, 10), "column 3: ");
  EXPECT_EQ(Match("{a:nope}", "").substr(0, 30),
            "column 4: expected a type (tex");
  EXPECT_EQ(Match("{A}", "").substr(0, 10), "column 2: ");
  EXPECT_EQ(Match("a}", "").substr(0, 10), "column 2: ");
  EXPECT_EQ(Match("{time:int}", "").substr(0, 10), "column 7: ");
  EXPECT_EQ(Match("", "").substr(0, 9), "a pattern");
}

TEST(FormatPattern, NoLineIsSlowToRefuse) {
  // With every field open at each blank there are 100,000^8 ways.
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "a ";
  EXPECT_EQ(Match("{a} {b} {c} {d} {e} {f} {g} {h}!", line), "no");
}

}  // namespace
}  // namespace taffrail
