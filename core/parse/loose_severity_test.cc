#include "core/parse/loose_severity.h"

#include <gtest/gtest.h>

#include "core/parse/severity.h"

namespace taffrail {
namespace {

TEST(LooseSeverity, IsFoundBetweenAnySeparators) {
  for (const char* text :
       {";ERROR;x", "|ERROR|Logger|x", ",ERROR,x", "\tERROR\tx", " ERROR:x",
        " host app ERROR x", " - app - ERROR - x", " [main][ERROR] x",
        " {ERROR} x", " *ERROR* x", " T12 ERROR a.b.c x", " ERROR/app x",
        " 1234567890abcdef ERROR x"}) {
    EXPECT_EQ(FindLooseSeverity(text).severity, kSeverityError) << text;
  }
}

TEST(LooseSeverity, MayBeAKeysValue) {
  for (const char* text :
       {" level=error msg=x", " severity=\"ERROR\" x", " a=1 b=2 lvl=err c",
        " some words come first here, then level: error"}) {
    EXPECT_EQ(FindLooseSeverity(text).severity, kSeverityError) << text;
  }
}

TEST(LooseSeverity, FollowsATag) {
  EXPECT_EQ(FindLooseSeverity(" app: error: refused").severity, kSeverityError);
  EXPECT_EQ(FindLooseSeverity(" web-1 app[31]: WARNING x").severity,
            kSeverityWarn);
}

TEST(LooseSeverity, OfASentenceIsNone) {
  for (const char* text :
       {" app: connection failed with ERROR 17", " app: error in line 3",
        " the last words are an ERROR", " user info changed", " x", "",
        " error handling begins", " level=7"}) {
    EXPECT_EQ(FindLooseSeverity(text).severity, kSeverityNone) << text;
  }
}

}  // namespace
}  // namespace taffrail
