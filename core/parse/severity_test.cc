#include "core/parse/severity.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Severity, WordsInAnyCase) {
  EXPECT_EQ(ParseSeverity("trace"), 1);
  EXPECT_EQ(ParseSeverity("DEBUG"), 5);
  EXPECT_EQ(ParseSeverity("Info"), 9);
  EXPECT_EQ(ParseSeverity("notice"), 10);
  EXPECT_EQ(ParseSeverity("warn"), 13);
  EXPECT_EQ(ParseSeverity("WARNING"), 13);
  EXPECT_EQ(ParseSeverity("err"), 17);
  EXPECT_EQ(ParseSeverity("Error"), 17);
  EXPECT_EQ(ParseSeverity("critical"), 18);
  EXPECT_EQ(ParseSeverity("alert"), 19);
  EXPECT_EQ(ParseSeverity("EMERG"), 21);
  EXPECT_EQ(ParseSeverity("fatal"), 21);
  EXPECT_EQ(ParseSeverity("panic"), 21);
}

TEST(Severity, StepsOfAClass) {
  EXPECT_EQ(ParseSeverity("INFO2"), 10);
  EXPECT_EQ(ParseSeverity("ERROR4"), 20);
  EXPECT_EQ(ParseSeverity("debug5"), 8);  // PostgreSQL has five.
}

TEST(Severity, OtherWordsAreNone) {
  for (const char* word : {"", "I", "in", "information overload", "errors",
                           "log", "warnings", "debug9", "\xFF\xFE\xFD"}) {
    EXPECT_EQ(ParseSeverity(word), 0) << word;
  }
  EXPECT_EQ(ParseSeverity("LOG"), 9);
}

TEST(Severity, Numbers) {
  EXPECT_EQ(SeverityFromLevelNumber(10), 1);
  EXPECT_EQ(SeverityFromLevelNumber(30), 9);
  EXPECT_EQ(SeverityFromLevelNumber(35), 9);
  EXPECT_EQ(SeverityFromLevelNumber(60), 21);
  EXPECT_EQ(SeverityFromLevelNumber(3), 17);
  EXPECT_EQ(SeverityFromLevelNumber(-1), 0);
  EXPECT_EQ(SeverityFromLevelNumber(61), 0);
  EXPECT_EQ(SeverityFromSyslog(134), 9);
}

TEST(Severity, ClassesAndNames) {
  EXPECT_EQ(SeverityClass(0), 0);
  EXPECT_EQ(SeverityClass(1), 1);
  EXPECT_EQ(SeverityClass(4), 1);
  EXPECT_EQ(SeverityClass(5), 2);
  EXPECT_EQ(SeverityClass(9), 3);
  EXPECT_EQ(SeverityClass(13), 4);
  EXPECT_EQ(SeverityClass(17), 5);
  EXPECT_EQ(SeverityClass(21), 6);
  EXPECT_EQ(SeverityClass(24), 6);
  EXPECT_EQ(SeverityClass(25), 0);
  EXPECT_EQ(SeverityName(0), "NONE");
  EXPECT_EQ(SeverityName(18), "ERROR");
}

}  // namespace
}  // namespace taffrail
