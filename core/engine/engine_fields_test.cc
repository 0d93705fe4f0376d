#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/parse/field_value.h"

// Searching by field, compared with what the inspector shows of each record.
namespace taffrail {
namespace {

class EngineFieldsTest : public EngineTest {
 protected:
  // How many records have a field `name` of which `test` is true.
  static uint64_t Count(const std::vector<v1::RecordDetail>& records,
                        const std::string& name, auto test) {
    return static_cast<uint64_t>(std::count_if(
        records.begin(), records.end(), [&](const v1::RecordDetail& record) {
          return std::any_of(
              record.fields().begin(), record.fields().end(),
              [&](const v1::Field& f) { return f.name() == name && test(f); });
        }));
  }
};

// Text that comes again and again, text that is never the same, every kind of
// number, text where others have numbers, escapes, and what is not there.
std::string MixedLog(int lines, uint32_t seed) {
  std::mt19937 random(seed);
  std::string log;
  for (int i = 0; i < lines; ++i) {
    const std::string time =
        "2026-11-22T13:" + std::to_string(10 + i / 60 % 50) + ":" +
        std::to_string(10 + i % 50) + "Z";
    const std::string user = "u-" + std::to_string(random() % 40);
    const std::string id = std::to_string(random()) + "x" + std::to_string(i);
    switch (random() % 4) {
      case 0:
        log += "{\"time\":\"" + time + "\",\"msg\":\"order\",\"user\":\"" +
               user + "\",\"id\":\"" + id +
               "\",\"status\":" + std::to_string(200 + random() % 4 * 100) +
               ",\"ratio\":" + std::to_string(random() % 50) +
               ".5,\"ok\":" + (random() % 2 ? "true" : "false") +
               ",\"note\":\"a\\tb " + std::to_string(random() % 3) + "\"}\n";
        break;
      case 1:
        log += "time=" + time + " level=info msg=served user=" + user +
               " status=" + std::to_string(200 + random() % 4 * 100) +
               " took=" + std::to_string(random() % 900) + "ms\n";
        break;
      case 2:
        log += "time=" + time + " level=warn msg=late status=\"none " +
               std::to_string(random() % 3) + "\" id=" + id + "\n";
        break;
      default:
        log += time + " INFO plain line number " + std::to_string(i) + "\n";
    }
  }
  return log;
}

TEST_F(EngineFieldsTest, QueriesByFieldFindWhatTheRecordsHave) {
  ASSERT_TRUE(Import("a.log", MixedLog(3000, 1), 20'000).ok());
  Reopen();
  ASSERT_TRUE(Import("b.log", MixedLog(3000, 2), 50'000).ok());
  const std::vector<v1::RecordDetail> records = AllRecords();
  ASSERT_EQ(records.size(), 6000u);
  const auto is = [](std::string value) {
    return [value](const v1::Field& f) { return f.value() == value; };
  };
  const auto number = [](auto test) {
    return [test](const v1::Field& f) {
      return f.type() != v1::Field::TYPE_STRING && test(*ParseReal(f.value()));
    };
  };
  for (int i = 0; i < 40; ++i) {
    const std::string user = "u-" + std::to_string(i);
    EXPECT_EQ(Matches("user:" + user), Count(records, "user", is(user)));
  }
  uint64_t served = Count(records, "status", is("500"));
  EXPECT_GT(served, 0u);
  EXPECT_EQ(Matches("status:500"), served);
  EXPECT_EQ(Matches("STATUS=500.0"), served);
  EXPECT_EQ(
      Matches("status>=400"),
      Count(records, "status", number([](double v) { return v >= 400; })));
  EXPECT_EQ(Matches("status<300"),
            Count(records, "status", number([](double v) { return v < 300; })));
  EXPECT_EQ(Matches("status:5* OR status:\"none 2\""),
            served + Count(records, "status", is("none 2")));
  EXPECT_EQ(Matches("ratio>24.5"),
            Count(records, "ratio", number([](double v) { return v > 24.5; })));
  EXPECT_EQ(Matches("ratio:7.50"), Count(records, "ratio", is("7.5")));
  EXPECT_EQ(Matches("ok:true"), Count(records, "ok", is("true")));
  EXPECT_EQ(
      Matches("took>=0.45s"),
      Count(records, "took", number([](double v) { return v >= 450e6; })));
  EXPECT_EQ(Matches("note:\"a\tb 1\""), Count(records, "note", is("a\tb 1")));
  EXPECT_EQ(Matches("user:*"),
            Count(records, "user", [](const v1::Field&) { return true; }));
  EXPECT_EQ(Matches("-user:*") + Matches("user:*"), records.size());
  EXPECT_EQ(Matches("nothing:here"), 0u);
  EXPECT_EQ(Matches("-nothing:here"), records.size());
  EXPECT_EQ(Matches("user:(u-1 u-2) status>=400 plain"), 0u);
  // Each of the ids is there once, and found by the index.
  for (size_t i = 0; i < records.size(); i += 97) {
    for (const v1::Field& field : records[i].fields()) {
      if (field.name() != "id") continue;
      EXPECT_EQ(Matches("id:" + field.value()), 1u);
    }
  }
}

TEST_F(EngineFieldsTest, ARecordWithTooManyNamesIsStillFoundByEach) {
  std::string line = "{\"time\":\"2026-11-22T13:24:07Z\"";
  for (int i = 0; i < 5000; ++i) {
    line += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
  }
  ASSERT_TRUE(Import("wide.log", line + "}\n").ok());
  EXPECT_EQ(Matches("k17:17"), 1u);
  EXPECT_EQ(Matches("k4999:4999"), 1u);
  EXPECT_EQ(Matches("k4999>5000"), 0u);
  EXPECT_EQ(Matches("-k4999:1"), 1u);
}

TEST_F(EngineFieldsTest, WhatAllLinesOfARecordSayCounts) {
  ASSERT_TRUE(Import("pretty.log",
                     "{\n  \"time\": \"2026-11-22T13:24:07Z\",\n"
                     "  \"cart\": \"c17\"\n}\n"
                     "{\n  \"time\": \"2026-11-22T13:24:08Z\",\n"
                     "  \"cart\": \"c18\"\n}\n")
                  .ok());
  EXPECT_EQ(Matches(""), 2u);
  EXPECT_EQ(Matches("cart:c17"), 1u);
  EXPECT_EQ(Matches("cart:c18"), 1u);
}

TEST_F(EngineFieldsTest, FacetsCountTheValuesOfTheMatches) {
  ASSERT_TRUE(Import("a.log", MixedLog(3000, 1), 20'000).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("status>=400", &progress);
  v1::Request request;
  request.mutable_facets()->set_search_id(search);
  request.mutable_facets()->add_fields("Status");
  request.mutable_facets()->add_fields("user");
  request.mutable_facets()->add_fields("took");
  request.mutable_facets()->add_fields("nothing");
  request.mutable_facets()->set_max_values(1000);
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok()) << response.status().message();
  const v1::Facets& facets = response->facets();
  ASSERT_EQ(facets.facets_size(), 4);
  EXPECT_EQ(facets.facets(0).records(), progress.matched());
  EXPECT_EQ(facets.facets(0).distinct(), 2u);
  EXPECT_EQ(facets.facets(3).records(), 0u);
  const std::string names[] = {"status", "user", "took"};
  for (int i = 0; i < 3; ++i) {
    uint64_t last = UINT64_MAX;
    EXPECT_GT(facets.facets(i).values_size(), 0) << names[i];
    for (const v1::Facets::Value& value : facets.facets(i).values()) {
      EXPECT_LE(value.count(), last);
      last = value.count();
      EXPECT_EQ(value.count(),
                Matches("status>=400 " + names[i] + ":" + value.text()));
    }
  }
  uint64_t with_status = 0;
  for (const v1::Facets::Name& name : facets.names()) {
    if (name.name() == "status") with_status = name.records();
  }
  EXPECT_EQ(with_status, Matches("status:*"));
  Cancel(search);
}

}  // namespace
}  // namespace taffrail
