#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"

// Case files: what was found, kept so that it can be read in anywhere.
namespace taffrail {
namespace {

class EngineCasesTest : public EngineTest {
 protected:
  // What runs uses other_.
  ~EngineCasesTest() override { cluster_.reset(); }

  std::string SaveCase(const std::string& query) {
    v1::SearchProgress progress;
    const uint64_t search = Search(query, &progress);
    v1::Request request;
    auto* const rows = request.mutable_export_rows();
    rows->set_search_id(search);
    rows->set_format(v1::ExportRowsRequest::FORMAT_CASE);
    rows->mutable_about()->set_title("Outage");
    rows->mutable_about()->set_note("It began at noon.");
    v1::CaseView* const view = rows->mutable_about()->add_views();
    view->set_name("What was found");
    view->set_query(query);
    std::string file;
    bool done = false;
    cluster_->Start(request, [&](const v1::Response& response) {
      file += response.export_piece().bytes();
      EXPECT_FALSE(response.has_error()) << response.error().message();
      done = response.done();
    });
    EXPECT_TRUE(cluster_->RunUntil([&] { return done; }));
    Cancel(search);
    return file;
  }

  // In an empty store.
  void OpenElsewhere(uint32_t shards = 2) {
    cluster_.reset();
    other_ = std::make_unique<MemoryFiles>();
    memory_ = other_.get();
    Reopen(shards);
  }

  v1::StoreState State() {
    Reopen();
    return state_;
  }

  std::unique_ptr<MemoryFiles> other_;
};

// What of a record does not depend on the store it is in.
std::string Facts(v1::RecordDetail record) {
  record.mutable_row()->mutable_key()->clear_source_id();
  record.mutable_row()->mutable_key()->clear_offset();
  record.clear_chunk_start();
  record.clear_line_in_chunk();
  record.clear_template_id();
  record.set_source_name(
      record.source_name().substr(record.source_name().rfind('/') + 1));
  std::vector<std::string> fields;
  for (v1::Field& field : *record.mutable_fields()) {
    field.clear_outside();
    fields.push_back(field.SerializeAsString());
  }
  std::sort(fields.begin(), fields.end());
  record.clear_fields();
  std::string facts = record.SerializeAsString();
  for (const std::string& field : fields) facts += "|" + field;
  return facts;
}

std::multiset<std::string> Facts(const std::vector<v1::RecordDetail>& records) {
  std::multiset<std::string> facts;
  for (const v1::RecordDetail& record : records) facts.insert(Facts(record));
  return facts;
}

const std::string kOtlp =
    R"({"resourceLogs":[{"resource":{"attributes":[{"key":"service.name",)"
    R"("value":{"stringValue":"cart"}},{"key":"host.name","value":)"
    R"({"stringValue":"web-1"}},{"key":"zone","value":{"intValue":"7"}}]},)"
    R"("scopeLogs":[{"scope":{"name":"a"},"logRecords":[)"
    R"({"timeUnixNano":"1700000000000000000","severityNumber":9,)"
    R"("body":{"stringValue":"first"}},)"
    R"({"timeUnixNano":"1700000001000000000","severityNumber":17,)"
    R"("body":{"stringValue":"second"},"attributes":[{"key":"n","value":)"
    R"({"intValue":"3"}}]}]}]}]})"
    "\n";

TEST_F(EngineCasesTest, HoldsAllThatIsKnownOfItsRecords) {
  ASSERT_TRUE(Import("plain.log", SampleLog(3000)).ok());
  ASSERT_TRUE(Import("trace.log",
                     "2026-11-22T13:00:00Z ERROR failed\n"
                     "java.lang.IllegalStateException: no\n"
                     "\tat a.b.C.d(C.java:7)\n"
                     "2026-11-22T13:00:01Z INFO k=v took=12ms\n"
                     "  without a time\n")
                  .ok());
  ASSERT_TRUE(
      Import("json.log",
             R"({"time":"2026-11-22T13:24:07Z","level":"warn","msg":"a",)"
             R"("service":"cart","host":"web-1","n":7,"ratio":0.50,"ok":true,)"
             R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"})"
             "\n{\"msg\":\"no time\"}\n")
          .ok());
  ASSERT_TRUE(Import("otlp.json", kOtlp).ok());
  ASSERT_TRUE(Import("syslog",
                     "Dec 31 23:59:59 web-1 sshd[7]: Accepted for u\n"
                     "Jan  1 00:00:00 web-1 sshd[7]: closed\n")
                  .ok());
  const auto before = Facts(AllRecords());
  const uint64_t hosts = Matches("host:web-1");
  const uint64_t zones = Matches("zone:7");
  EXPECT_EQ(zones, 2u);
  const std::string file = SaveCase("");

  OpenElsewhere();
  const auto imported = Import("outage.taffrail", file);
  ASSERT_TRUE(imported.ok()) << imported.status().message();
  EXPECT_EQ(imported->import().sources(), 5u);
  const auto after = Facts(AllRecords());
  EXPECT_EQ(before.size(), after.size());
  EXPECT_TRUE(before == after);
  EXPECT_EQ(Matches("host:web-1"), hosts);
  EXPECT_EQ(Matches("zone:7"), zones);
  EXPECT_EQ(Matches("at AND IllegalStateException"), 1u);
  EXPECT_EQ(Check().problems_size(), 0);

  // And on, out of that one.
  const std::string again = SaveCase("");
  OpenElsewhere(3);
  ASSERT_TRUE(Import("again.taffrail", again, 500).ok());
  EXPECT_TRUE(Facts(AllRecords()) == before);
}

TEST_F(EngineCasesTest, HoldsWhatWasFoundAndItsLines) {
  ASSERT_TRUE(Import("a.log", SampleLog(3000)).ok());
  const uint64_t errors = Matches("level:error");
  const std::string file = SaveCase("level:error");
  OpenElsewhere();
  ASSERT_TRUE(Import("outage.taffrail", file).ok());
  const std::vector<v1::RecordDetail> records = AllRecords();
  ASSERT_EQ(records.size(), errors);
  // Newest first; every seventh is an error.
  EXPECT_EQ(records.back().line(), 1u);
  EXPECT_EQ(records[records.size() - 2].line(), 8u);
  EXPECT_EQ(Matches("taffrail.line:8"), 1u);
}

TEST_F(EngineCasesTest, ItsNoteAndViewsStayWithItsSources) {
  ASSERT_TRUE(Import("a.log", SampleLog(30)).ok());
  const std::string file = SaveCase("level:error");
  OpenElsewhere();
  ASSERT_TRUE(Import("outage.taffrail", file).ok());
  v1::StoreState state = State();
  ASSERT_EQ(state.cases_size(), 1);
  EXPECT_EQ(state.cases(0).about().title(), "Outage");
  EXPECT_EQ(state.cases(0).about().note(), "It began at noon.");
  EXPECT_EQ(state.cases(0).about().views(0).query(), "level:error");
  EXPECT_GT(state.cases(0).about().created_ms(), 0);
  EXPECT_EQ(state.cases(0).file_name(), "outage.taffrail");
  ASSERT_EQ(state.cases(0).source_ids_size(), 1);
  EXPECT_EQ(state.sources(0).name(), "outage.taffrail/a.log");

  // Dropped again it is known.
  const auto again = Import("outage.taffrail", file);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->import().already_known());

  v1::Request remove;
  remove.mutable_change_sources()->add_source_ids(state.cases(0).source_ids(0));
  remove.mutable_change_sources()->set_visibility(
      v1::ChangeSourcesRequest::VISIBILITY_DELETED);
  ASSERT_TRUE(cluster_->Call(remove).ok());
  state = State();
  EXPECT_EQ(state.cases_size(), 0);
}

TEST_F(EngineCasesTest, GoesOnWhereItWasBrokenOff) {
  ASSERT_TRUE(Import("a.log", SampleLog(20000)).ok());
  const auto before = Facts(AllRecords());
  const std::string file = SaveCase("");
  OpenElsewhere();
  // What is stored grows until some of it, and not all, is.
  const auto stored = [&] {
    uint64_t bytes = 0;
    for (const auto& [name, file] : memory_->files()) bytes += file.size();
    return bytes;
  };
  const uint64_t empty = stored();
  cluster_->Start(ImportRequest("outage.taffrail", file, 20000), {});
  EXPECT_TRUE(cluster_->RunUntil([&] { return stored() > empty + 200'000; }));
  Reopen();
  ASSERT_EQ(state_.sources(0).state(), v1::Source::STATE_INTERRUPTED);
  EXPECT_GT(state_.sources(0).records(), 0u);
  ASSERT_TRUE(Import("outage.taffrail", file).ok());
  EXPECT_TRUE(Facts(AllRecords()) == before);
  EXPECT_EQ(Check().problems_size(), 0);
}

TEST_F(EngineCasesTest, NothingOfItStaysInTheStoreThatItIsMadeIn) {
  ASSERT_TRUE(Import("a.log", SampleLog(20000)).ok());
  SaveCase("");
  v1::SearchProgress progress;
  const uint64_t search = Search("", &progress);
  v1::Request request;
  request.mutable_export_rows()->set_search_id(search);
  request.mutable_export_rows()->set_format(v1::ExportRowsRequest::FORMAT_CASE);
  uint64_t rows = 0;
  cluster_->Start(request, [&](const v1::Response& response) {
    rows = response.export_piece().rows();
  });
  EXPECT_TRUE(cluster_->RunUntil([&] { return rows > 1000; }));
  const auto cases = [&] {
    int found = 0;
    for (const auto& [name, bytes] : memory_->files()) {
      found += name.starts_with("case-") && !bytes.empty();
    }
    return found;
  };
  Reopen();
  EXPECT_EQ(cases(), 0);
  EXPECT_EQ(Matches(""), 20000u);
}

TEST_F(EngineCasesTest, ADamagedOneCostsNothingThatIsThere) {
  ASSERT_TRUE(Import("a.log", SampleLog(3000)).ok());
  std::string file = SaveCase("");
  OpenElsewhere();
  ASSERT_TRUE(Import("b.log", SampleLog(100)).ok());
  file.resize(file.size() / 2);
  const Status status = Import("outage.taffrail", file).status();
  EXPECT_EQ(status.code(), StatusCode::kDataLoss) << status.message();
  EXPECT_NE(status.message().find("The case file is damaged: "),
            std::string::npos)
      << status.message();
  const v1::StoreState state = State();
  EXPECT_EQ(state.sources(0).name(), "b.log");
  EXPECT_EQ(state.sources(0).state(), v1::Source::STATE_COMPLETE);
  EXPECT_EQ(state.sources(0).records(), 100u);
  EXPECT_EQ(Check().problems_size(), 0);
}

}  // namespace
}  // namespace taffrail
