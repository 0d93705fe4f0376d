#include "core/parse/text_header.h"

#include <gtest/gtest.h>

#include <string>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr TimeContext kContext = {DaysFromCivil({2026, 11, 23}) * kNsPerDay};

struct Sample {
  const char* line;
  const char* time;  // Read by the time parser; null when it has none.
  int severity;
  const char* service;
  const char* body;
};

// Real lines, or made in the likeness of real ones.
constexpr Sample kSamples[] = {
    {"081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 "
     "for block blk_38865049064139660 terminating",
     "2008-11-09 20:36:15", 9, "dfs.DataNode$PacketResponder",
     "PacketResponder 1 for block blk_38865049064139660 terminating"},
    {"Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass; user unknown",
     "2026-06-14 15:16:01", 0, "sshd(pam_unix)", "check pass; user unknown"},
    {"Jun 19 04:09:11 combo syslogd 1.4.1: restart.", "2026-06-19 04:09:11", 0,
     "syslogd", "restart."},
    {"Jul  4 23:22:09 host Microsoft Word[14463]: Cocoa scripting error",
     "2026-07-04 23:22:09", 0, "Microsoft Word", "Cocoa scripting error"},
    {"Jul  1 09:00:55 host com.apple.xpc.launchd[1] (com.apple.a[12]): Service "
     "exited",
     "2026-07-01 09:00:55", 0, "com.apple.xpc.launchd", "Service exited"},
    {"- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond[2916]: "
     "(root) CMD (run-parts)",
     "2005-11-09 20:01:01", 0, "crond", "(root) CMD (run-parts)"},
    {"nova-api.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25746 INFO "
     "nova.osapi_compute.wsgi.server [req-38101a0b 113d 54fa - - -] 10.11.10.1 "
     "\"GET /v2\" status: 200",
     "2017-05-16 00:00:00.008", 9, "nova.osapi_compute.wsgi.server",
     "10.11.10.1 \"GET /v2\" status: 200"},
    {"2017-05-16 00:00:00.008 2931 WARNING nova.compute.manager [-] lost",
     "2017-05-16 00:00:00.008", 13, "nova.compute.manager", "lost"},
    {"03-17 16:13:38.811  1702  2395 D WindowManager: printFreezing",
     "2026-03-17 16:13:38.811", 5, "WindowManager", "printFreezing"},
    {"[10.30 16:49:06] chrome.exe - proxy.cse.cuhk.edu.hk:5070 close, 0 bytes",
     "2026-10-30 16:49:06", 0, "chrome.exe",
     "proxy.cse.cuhk.edu.hk:5070 close, 0 bytes"},
    {"<134>Nov 22 13:24:07 host app[12]: hello", "2026-11-22 13:24:07", 9,
     "app", "hello"},
    {"<165>1 2026-11-22T13:24:07.003Z host app 812 ID47 [a@1 k=\"]\\\"\"][b] "
     "\xEF\xBB\xBFhello there",
     "2026-11-22 13:24:07.003", 10, "app", "hello there"},
    {"<11>1 2026-11-22T13:24:07Z - app - - - hello", "2026-11-22 13:24:07", 17,
     "app", "hello"},
    {"2026-11-22T13:24:07+00:00 host sshd[812]: Accepted",
     "2026-11-22 13:24:07", 0, "sshd", "Accepted"},
    {"2026-11-22 13:24:07,418 [main] ERROR com.shop.Pay - pool exhausted",
     "2026-11-22 13:24:07.418", 17, "com.shop.Pay", "pool exhausted"},
    {"2026-11-22 13:24:07.418  INFO 4821 --- [nio-8080-exec-1] c.s.Cart : "
     "added",
     "2026-11-22 13:24:07.418", 9, "c.s.Cart", "added"},
    {"2026-11-22 13:24:07,418 - payments - WARNING - retry 3",
     "2026-11-22 13:24:07.418", 13, "payments", "retry 3"},
    {"2026-11-22 13:24:07.377 UTC [4821] ledger-db LOG:  checkpoint complete",
     "2026-11-22 13:24:07.377", 9, "ledger-db", "checkpoint complete"},
    {"2026/11/22 13:24:07 [error] 1234#0: *5 upstream timed out",
     "2026-11-22 13:24:07", 17, "", "*5 upstream timed out"},
    {"[2026-11-22T13:24:07Z] [payments] ERROR timeout", "2026-11-22 13:24:07",
     17, "", "timeout"},
    {"2026-11-22T13:24:07Z INFO [payments] acquired lock",
     "2026-11-22 13:24:07", 9, "payments", "acquired lock"},
    {"2026-11-22T13:24:07Z error failed to connect", "2026-11-22 13:24:07", 17,
     "", "failed to connect"},
    {"WARN  2026-11-22 13:24:07 disk is filling", "2026-11-22 13:24:07", 13, "",
     "disk is filling"},
    {"10.2.31.7 - u_1 [22/Nov/2026:13:24:07 +0000] \"GET /a HTTP/1.1\" 504 16 "
     "\"-\" \"curl/8\" service=gateway",
     "2026-11-22 13:24:07", 17, "gateway",
     "\"GET /a HTTP/1.1\" 504 16 \"-\" \"curl/8\" service=gateway"},
    // Numbers since 1970.
    {"1795353847123 INFO  main - hello", "2026-11-22 13:24:07.123", 9, "main",
     "hello"},
    {"1795353847 INFO hello", "2026-11-22 13:24:07", 9, "", "hello"},
    {"1795353847.123 INFO hello", "2026-11-22 13:24:07.123", 9, "", "hello"},
    {"1795353847123456 INFO hello", "2026-11-22 13:24:07.123456", 9, "",
     "hello"},
    {"1795353847123456789 INFO hello", "2026-11-22 13:24:07.123456789", 9, "",
     "hello"},
    {"[1795353847.123456] [pid 31] hello", "2026-11-22 13:24:07.123456", 0, "",
     "[pid 31] hello"},
    {"0795353847 items", nullptr, 0, "", "0795353847 items"},
    {"9795353847 items", nullptr, 0, "", "9795353847 items"},
    {"17953538471 items", nullptr, 0, "", "17953538471 items"},
    {"1795353847", nullptr, 0, "", "1795353847"},
    {"1795353847x items", nullptr, 0, "", "1795353847x items"},
    // Cells.
    {"2026-11-22 13:24:07.1234|INFO|MyApp.Program|Hello 0|1",
     "2026-11-22 13:24:07.1234", 9, "MyApp.Program", "Hello 0|1"},
    {"2026-11-22 13:24:07;app;12;ERROR;a b;c", "2026-11-22 13:24:07", 17, "app",
     "a b;c"},
    {"2026-11-22 13:24:07,ERROR,x", "2026-11-22 13:24:07", 17, "", "x"},
    {"app|2026-11-22 13:24:07|INFO|some|x", "2026-11-22 13:24:07", 9, "app",
     "some|x"},
    {"ERROR|2026-11-22 13:24:07|x y|z", "2026-11-22 13:24:07", 17, "", "x y|z"},
    {"@@7|evt=X|2026.11.22-13:24:07.123|mod:PUMP|sev=3|a ERROR b",
     "2026-11-22 13:24:07.123", 0, "", "|mod:PUMP|sev=3|a ERROR b"},
    // Of who writes.
    {"web-1  | 2026-11-22T13:24:07.123Z INFO started",
     "2026-11-22 13:24:07.123", 9, "web-1", "started"},
    {"db-1   | 2026-11-22 13:24:07.123 UTC [1] LOG:  ready",
     "2026-11-22 13:24:07.123", 9, "db-1", "ready"},
    // What was read is not said again.
    {"2026-11-22 13:24:07 app: error: refused", "2026-11-22 13:24:07", 17,
     "app", "refused"},
    {"2026-11-22 13:24:07 *ERROR* - x", "2026-11-22 13:24:07", 17, "", "x"},
    {"2026-11-22 13:24:07 level=error msg=x", "2026-11-22 13:24:07", 17, "",
     "msg=x"},
    {"2026-11-22 13:24:07 app[31]: WARNING /a is full", "2026-11-22 13:24:07",
     13, "app", "/a is full"},
    {"Nov 22 13:24:07 host app[31]: [WARN] low", "2026-11-22 13:24:07", 13,
     "app", "low"},
    {"2026-11-22 13:24:07 host app ERROR x", "2026-11-22 13:24:07", 17, "",
     "host app ERROR x"},
    {"2026-11-22 13:24:07 {ERROR}", "2026-11-22 13:24:07", 17, "", "{ERROR}"},
    // Hours padded by a blank.
    {"2026-11-22  9:05:07 INFO x", "2026-11-22 09:05:07", 9, "", "x"},
    {"Nov 22  9:05:07 host app: x", "2026-11-22 09:05:07", 0, "app", "x"},
    {" 9:05:07 INFO x", "09:05:07", 9, "", "x"},
    // A header's words in a sentence are not a header.
    {"2026-11-22 13:24:07 12 users connected", "2026-11-22 13:24:07", 0, "",
     "12 users connected"},
    {"2026-11-22 13:24:07 request error rate is low", "2026-11-22 13:24:07", 0,
     "", "request error rate is low"},
    {"2026-11-22 13:24:07 Note: see http://x/", "2026-11-22 13:24:07", 0, "",
     "Note: see http://x/"},
    {"2026-11-22 13:24:07 INFO java.io.IOException: gone",
     "2026-11-22 13:24:07", 9, "", "java.io.IOException: gone"},
    {"ERROR: no time here", nullptr, 17, "", "no time here"},
    {"no header at all", nullptr, 0, "", "no header at all"},
    {"    at com.shop.Pay.run(Pay.java:2026)", nullptr, 0, "",
     "    at com.shop.Pay.run(Pay.java:2026)"},
    {"", nullptr, 0, "", ""},
    {"<", nullptr, 0, "", "<"},
    {"<999>x", nullptr, 0, "", "<999>x"},
    {"2026-11-22 13:24:07", "2026-11-22 13:24:07", 0, "", ""},
    {"[2026-11-22 13:24:07", "2026-11-22 13:24:07", 0, "", ""},
};

TEST(TextHeader, Samples) {
  for (const Sample& sample : kSamples) {
    SCOPED_TRACE(sample.line);
    const std::string line = sample.line;  // Exactly as long, for sanitizers.
    const TextHeader header = ParseTextHeader(line, kContext);
    if (sample.time != nullptr) {
      ASSERT_TRUE(header.time_ns);
      EXPECT_EQ(*header.time_ns, ParseTimestamp(sample.time, kContext)->ns);
    } else {
      EXPECT_FALSE(header.time_ns);
    }
    EXPECT_EQ(header.severity, sample.severity);
    EXPECT_EQ(header.service, sample.service);
    EXPECT_EQ(header.body, sample.body);
  }
}

TEST(TextHeader, HostProcessThreadAndRequest) {
  const TextHeader syslog =
      ParseTextHeader("Jun 14 15:16:01 combo ftpd[19939]: x", kContext);
  EXPECT_EQ(syslog.host, "combo");
  EXPECT_EQ(syslog.process, "19939");
  const TextHeader logcat =
      ParseTextHeader("03-17 16:13:38.811  1702  2395 D Tag: x", kContext);
  EXPECT_EQ(logcat.process, "1702");
  EXPECT_EQ(logcat.thread, "2395");
  const TextHeader nova = ParseTextHeader(
      "2017-05-16 00:00:00.008 1 INFO nova.a [req-7 u t] x", kContext);
  EXPECT_EQ(nova.request, "req-7");
}

TEST(TextHeader, ImpossibleTimesAreTimesOfNoMoment) {
  for (const std::string time :
       {"9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2262-05-01T00:00:00Z",
        "2026-02-30 10:00:00", "2026-11-22 25:61:00", "[2026-11-22 24:00:01]",
        "25:61:00", "Feb 30 10:00:00", "31/Nov/2026:13:24:07 +0100",
        "0000-00-00 00:00:00"}) {
    const std::string line = time + " ERROR x";
    const TextHeader header = ParseTextHeader(line, kContext);
    EXPECT_TRUE(header.dated) << line;
    EXPECT_FALSE(header.time_ns) << line;
    if (time.starts_with("Feb")) continue;  // Syslog: a host follows.
    EXPECT_EQ(header.severity, 17) << line;
    EXPECT_EQ(header.body, "x") << line;
  }
  for (const char* line : {"99 bottles of beer", "10:95 is a ratio",
                           "see 25:61:00 of the film", "2026-1234 was found",
                           "192.168.1.999 INFO x", "00:1a:2b:3c:4d:5e up"}) {
    EXPECT_FALSE(ParseTextHeader(line, kContext).dated) << line;
  }
}

TEST(TextHeader, WhatStandsBeforeTheTimeIsKept) {
  const auto before = [](std::string_view line) {
    return std::string(ParseTextHeader(line, kContext).before);
  };
  EXPECT_EQ(before("worker 3 2026-11-22 13:24:07 INFO x"), "worker 3");
  EXPECT_EQ(before("7|START|2026-11-22 13:24:07|x"), "7|START");
  EXPECT_EQ(before("WARN 2026-11-22 13:24:07 x"), "");
  EXPECT_EQ(before("WARN shop 2026-11-22 13:24:07 x"), "shop");
  EXPECT_EQ(before("- [2026-11-22 13:24:07] x"), "");
  EXPECT_EQ(before("web-1 | Nov 22 13:24:07 host app: x"), "web-1");
}

TEST(TextHeader, EveryPrefixOfEverySampleIsRead) {
  for (const Sample& sample : kSamples) {
    const std::string line = sample.line;
    for (size_t size = 0; size < line.size(); ++size) {
      const std::string prefix = line.substr(0, size);
      const TextHeader header = ParseTextHeader(prefix, kContext);
      EXPECT_LE(header.body.size(), size);
    }
  }
}

}  // namespace
}  // namespace taffrail
