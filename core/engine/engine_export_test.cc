#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/engine/row_export.h"

// Matches as a file.
namespace taffrail {
namespace {

using Format = v1::ExportRowsRequest;

class EngineExportTest : public EngineTest {
 protected:
  std::string Export(const std::string& query, Format::Format format) {
    v1::SearchProgress progress;
    const uint64_t search = Search(query, &progress);
    v1::Request request;
    request.mutable_export_rows()->set_search_id(search);
    request.mutable_export_rows()->set_format(format);
    std::string file;
    bool done = false;
    cluster_->Start(request, [&](const v1::Response& response) {
      file += response.export_piece().bytes();
      if (response.has_export_piece()) {
        EXPECT_EQ(response.export_piece().all_rows(), progress.matched());
      }
      EXPECT_FALSE(response.has_error()) << response.error().message();
      done = response.done();
    });
    EXPECT_TRUE(cluster_->RunUntil([&] { return done; }));
    Cancel(search);
    return file;
  }
};

TEST_F(EngineExportTest, TextIsTheRecordsAsTheyStand) {
  const std::string log = SampleLog(3000);
  ASSERT_TRUE(Import("a.log", log).ok());
  EXPECT_EQ(Export("", Format::FORMAT_TEXT), log);
  std::string errors;
  for (size_t at = 0; at < log.size();) {
    const std::string line = log.substr(at, log.find('\n', at) + 1 - at);
    if (line.find("ERROR") != line.npos) errors += line;
    at += line.size();
  }
  EXPECT_EQ(Export("level:error", Format::FORMAT_TEXT), errors);
}

TEST_F(EngineExportTest, ALineFeedIsAddedWhereTheLastLineHasNone) {
  ASSERT_TRUE(Import("a.log", "2026-11-22T13:24:07Z INFO a").ok());
  EXPECT_EQ(Export("", Format::FORMAT_TEXT), "2026-11-22T13:24:07Z INFO a\n");
}

TEST_F(EngineExportTest, JsonHasWhatIsKnownOfEachRecord) {
  ASSERT_TRUE(
      Import("a.log",
             R"({"time":"2026-11-22T13:24:07Z","level":"warn","msg":"a \"b\"",)"
             R"("service":"cart","host":"web-1","n":7,"ratio":0.50,)"
             R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"})"
             "\n")
          .ok());
  EXPECT_EQ(
      Export("", Format::FORMAT_NDJSON),
      R"({"time":"2026-11-22T13:24:07.000000000Z","level":"WARN",)"
      R"("service":"cart","host":"web-1","source":"a.log",)"
      R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","message":"a \"b\"",)"
      R"("fields":{"n":7,"ratio":0.50}})"
      "\n");
}

TEST_F(EngineExportTest, CsvQuotesWhatHasToBe) {
  ASSERT_TRUE(
      Import("a.log", "2026-11-22T13:24:07Z INFO said \"a, b\" k=v\n").ok());
  EXPECT_EQ(Export("", Format::FORMAT_CSV),
            std::string(kExportCsvHeader) +
                "2026-11-22T13:24:07.000000000Z,INFO,,,a.log,,"
                "\"said \"\"a, b\"\" k=v\",\"{\"\"k\"\":\"\"v\"\"}\"\n");
}

TEST_F(EngineExportTest, ItCanBeCancelled) {
  ASSERT_TRUE(Import("a.log", SampleLog(20000)).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("", &progress);
  v1::Request request;
  request.mutable_export_rows()->set_search_id(search);
  uint64_t rows = 0;
  uint32_t code = 0;
  uint64_t id = 0;
  id = cluster_->Start(request, [&](const v1::Response& response) {
    rows = std::max(rows, response.export_piece().rows());
    if (response.done()) code = response.error().code();
  });
  EXPECT_TRUE(cluster_->RunUntil([&] { return rows > 0; }));
  Cancel(id);
  EXPECT_TRUE(cluster_->RunUntil([&] { return code != 0; }));
  EXPECT_LT(rows, 20000u);
  EXPECT_EQ(static_cast<StatusCode>(code), StatusCode::kCancelled);
  Cancel(search);
}

}  // namespace
}  // namespace taffrail
