#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

#include "core/container/test_archives.h"
#include "core/engine/engine_fixture.h"

// OTLP's JSON: what its envelopes say, every record inside says.
namespace taffrail {
namespace {

// How many records there are of each pod, named after its service.
using Pods = std::map<std::string, uint64_t>;

std::string Pair(const std::string& key, const std::string& value) {
  return R"({"key":")" + key + R"(","value":{"stringValue":")" + value +
         R"("}})";
}

// As the collector's file exporter writes it: a line for each batch, with a few
// resources, of which some have thousands of records.
std::string Otlp(Pods* pods) {
  std::string log;
  int number = 0;
  for (int line = 0; line < 12; ++line) {
    log += R"({"resourceLogs":[)";
    for (int resource = 0; resource < 3; ++resource) {
      const std::string service = resource == 0 ? "cart" : "pay";
      const std::string pod = service + "-" + std::to_string(line % 5);
      if (resource > 0) log += ',';
      log += R"({"resource":{"attributes":[)" + Pair("service.name", service) +
             "," + Pair("k8s.pod.name", pod) + "," +
             Pair("host.name", "node-" + std::to_string(line % 3)) +
             R"(]},"scopeLogs":[{"scope":{"name":"http"},"logRecords":[)";
      const int records = line == 4 ? 900 : 7 * resource + 1;
      for (int i = 0; i < records; ++i, ++number) {
        if (i > 0) log += ',';
        log += R"({"timeUnixNano":")" +
               std::to_string(1795353847000000000 + int64_t{number} * 1000000) +
               R"(","severityNumber":9,"body":{"stringValue":"request )" +
               std::to_string(number) + R"("},"attributes":[)" +
               Pair("http.route", "/cart/" + std::to_string(number % 7)) + "]}";
      }
      log += "]}]}";
      (*pods)[pod] += static_cast<uint64_t>(records);
    }
    log += "]}\n";
  }
  return log;
}

// The same text over many lines.
std::string Pretty(const std::string& line) {
  std::string out;
  size_t depth = 0;
  bool in_string = false;
  const auto new_line = [&] { out += '\n' + std::string(depth * 2, ' '); };
  for (const char c : line) {
    if (c == '"') in_string = !in_string;
    if (in_string || c == '"') {
      out += c;
    } else if (c == '{' || c == '[') {
      out += c;
      ++depth;
      new_line();
    } else if (c == '}' || c == ']') {
      --depth;
      new_line();
      out += c;
    } else if (c == ',') {
      out += c;
      new_line();
    } else if (c == ':') {
      out += ": ";
    } else {
      out += c;
    }
  }
  return out;
}

class EngineOtlpTest : public EngineTest {
 protected:
  void ExpectPods(const Pods& pods) {
    uint64_t cart = 0;
    uint64_t all = 0;
    for (const auto& [pod, records] : pods) {
      EXPECT_EQ(Matches("k8s.pod.name:" + pod), records) << pod;
      all += records;
      if (pod.starts_with("cart")) cart += records;
    }
    EXPECT_EQ(Matches(""), all);
    EXPECT_EQ(Matches("service:cart"), cart);
    EXPECT_EQ(Matches("service:pay"), all - cart);
    EXPECT_EQ(Matches("otel.scope.name:http"), all);
    EXPECT_EQ(Matches("host:node-0") + Matches("host:node-1") +
                  Matches("host:node-2"),
              all);
  }
};

TEST_F(EngineOtlpTest, RecordsHaveWhatTheirResourceSays) {
  Pods pods;
  const std::string log = Otlp(&pods);
  ASSERT_TRUE(Import("otlp.jsonl", log).ok());
  ExpectPods(pods);
  Reopen();
  ExpectPods(pods);
}

TEST_F(EngineOtlpTest, CompressedFilesToo) {
  Pods pods;
  const std::string log = Otlp(&pods);
  ASSERT_TRUE(Import("otlp.jsonl.gz", testing::Gzip(log)).ok());
  ExpectPods(pods);
}

TEST_F(EngineOtlpTest, OverManyLinesToo) {
  Pods pods;
  std::string log = Otlp(&pods);
  const size_t start = log.find(R"({"resourceLogs")", log.size() / 2);
  log = Pretty(log.substr(start, log.find('\n', start) - start));
  uint64_t records = 0;
  for (size_t at = 0; (at = log.find("timeUnixNano", at)) != log.npos; ++at) {
    ++records;
  }
  ASSERT_TRUE(Import("otlp.json", log, 3000).ok());
  EXPECT_EQ(Matches(""), records);
  EXPECT_EQ(Matches("service:cart") + Matches("service:pay"), records);
  EXPECT_EQ(Matches("service:cart"), 1u);
}

TEST_F(EngineOtlpTest, ARecordShowsIt) {
  Pods pods;
  ASSERT_TRUE(Import("otlp.jsonl", Otlp(&pods)).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("\"request 500\"", &progress);
  const v1::RowsPage page = Rows(search, 0, 1);
  ASSERT_EQ(page.rows_size(), 1);
  v1::Request request;
  *request.mutable_record()->mutable_key() = page.rows(0).key();
  const auto response = cluster_->Call(request);
  ASSERT_TRUE(response.ok());
  const v1::RecordDetail& detail = response->record();
  EXPECT_EQ(detail.row().service(), "cart");
  EXPECT_EQ(detail.host(), "node-1");
  std::map<std::string, std::string> fields;
  for (const v1::Field& field : detail.fields()) {
    EXPECT_TRUE(fields.emplace(field.name(), field.value()).second)
        << field.name();
  }
  EXPECT_EQ(fields["k8s.pod.name"], "cart-4");
  EXPECT_EQ(fields["otel.scope.name"], "http");
  EXPECT_EQ(fields["http.route"], "/cart/3");
}

}  // namespace
}  // namespace taffrail
