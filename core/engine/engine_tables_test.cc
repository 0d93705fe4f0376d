#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <list>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/base/numbers.h"
#include "core/engine/engine_fixture.h"
#include "core/parse/field_value.h"
#include "core/parse/severity.h"
#include "core/query/histogram.h"
#include "core/query/value.h"

// Tables, compared with what a simple evaluator makes of the records as the
// inspector shows them.
namespace taffrail {
namespace {

using Cells = std::vector<Value>;

constexpr uint32_t kCancelledCode = 1;

Value FromProto(const v1::TableRows::Cell& cell) {
  Value value;
  value.kind = static_cast<ValueKind>(cell.kind());
  if (value.kind == ValueKind::kDouble) return Value::Real(cell.real());
  if (value.kind == ValueKind::kText) return Value::Text(cell.text());
  value.number = cell.number();
  return value;
}

Value FromProto(const v1::Field& field) {
  switch (field.type()) {
    case v1::Field::TYPE_INT:
      return Value::Int(*ParseInt<int64_t>(field.value()));
    case v1::Field::TYPE_DOUBLE:
      return Value::Real(*ParseReal(field.value()));
    case v1::Field::TYPE_BOOL:
      return {ValueKind::kBool, field.value() == "true", {}};
    case v1::Field::TYPE_DURATION:
      return {ValueKind::kDuration, *ParseInt<int64_t>(field.value()), {}};
    default:
      return Value::Text(field.value());
  }
}

// What a record has in a field.
Value FieldOf(const v1::RecordDetail& record, const std::string& name) {
  if (name == "service") {
    return record.row().service().empty() ? Value()
                                          : Value::Text(record.row().service());
  }
  if (name == "level") {
    const int level =
        SeverityClass(static_cast<uint8_t>(record.row().severity()));
    return level == 0 ? Value() : Value{ValueKind::kLevel, level, {}};
  }
  if (name == "source") return Value::Text(record.source_name());
  if (name == "time") {
    return {ValueKind::kTime, record.row().key().time_ns(), {}};
  }
  if (name == "message") return Value::Text(record.row().body());
  for (const v1::Field& field : record.fields()) {
    if (field.name() == name) return FromProto(field);
  }
  return {};
}

class EngineTablesTest : public EngineTest {
 protected:
  // Opens the query and its table; all rows once it is complete.
  std::vector<Cells> Rows(const std::string& query) {
    v1::SearchProgress found;
    const uint64_t search = Search(query, &found);
    v1::Request request;
    request.mutable_table()->set_search_id(search);
    progress_ = {};
    error_.clear();
    const uint64_t table =
        cluster_->Start(request, [&](const v1::Response& response) {
          if (response.has_error() && response.error().code() != kCancelledCode)
            error_ = response.error().message();
          if (response.has_table()) progress_ = response.table();
        });
    EXPECT_TRUE(cluster_->RunUntil(
        [&] { return progress_.complete() || !error_.empty(); }));
    std::vector<Cells> rows;
    v1::Request page;
    page.mutable_table_rows()->set_table_id(table);
    page.mutable_table_rows()->set_count(700);
    while (error_.empty() && rows.size() < progress_.rows()) {
      page.mutable_table_rows()->set_first(rows.size());
      const StatusOr<v1::Response> response = cluster_->Call(page);
      if (!response.ok()) break;
      for (const auto& row : response->table_rows().rows()) {
        Cells& cells = rows.emplace_back();
        for (const auto& cell : row.cells()) cells.push_back(FromProto(cell));
      }
    }
    if (error_.empty()) {
      EXPECT_EQ(rows.size(), progress_.rows());
    }
    Cancel(table);
    Cancel(search);
    return rows;
  }

  std::vector<std::string> Columns() const {
    std::vector<std::string> names;
    for (const auto& column : progress_.columns()) {
      names.push_back(column.name());
    }
    return names;
  }

  v1::TableProgress progress_;
  std::string error_;
};

// Numbers, durations and texts in fields of one name, fields that are not in
// all records, more services than one.
std::string MixedLog(int lines, uint32_t seed) {
  std::mt19937 random(seed);
  std::string log;
  for (int i = 0; i < lines; ++i) {
    const std::string time =
        "2026-11-22T13:" + std::to_string(10 + i / 100 % 50) + ":" +
        std::to_string(10 + i % 50) + "." + std::to_string(100 + i % 900) + "Z";
    const std::string service = "svc" + std::to_string(random() % 4);
    const std::string level =
        std::vector<std::string>{"info", "warn", "error"}[random() % 3];
    switch (random() % 3) {
      case 0:
        log += "{\"time\":\"" + time + "\",\"level\":\"" + level +
               "\",\"service\":\"" + service +
               "\",\"msg\":\"order\",\"user\":\"u" +
               std::to_string(random() % 9) +
               "\",\"status\":" + std::to_string(200 + random() % 4 * 100) +
               ",\"ratio\":" + std::to_string(random() % 5000) + "." +
               std::to_string(random() % 100) +
               ",\"ok\":" + (random() % 2 ? "true" : "false") + "}\n";
        break;
      case 1:
        log += "time=" + time + " level=" + level + " service=" + service +
               " msg=served user=u" + std::to_string(random() % 9) +
               " status=" + std::to_string(200 + random() % 4 * 100) +
               " took=" + std::to_string(random() % 90000) + "us\n";
        break;
      default:
        log += "time=" + time + " level=" + level + " msg=late status=\"none " +
               std::to_string(random() % 3) + "\"\n";
    }
  }
  return log;
}

struct Call {
  std::string name;
  std::string field;
};

// What `call` makes of the values of its field, newest first.
Value Evaluate(const Call& call, const std::vector<Value>& values,
               size_t records) {
  if (call.name == "count") {
    return Value::Int(
        static_cast<int64_t>(call.field.empty() ? records : values.size()));
  }
  if (call.name == "first") return values.empty() ? Value() : values.back();
  if (call.name == "last") return values.empty() ? Value() : values.front();
  if (call.name == "dc") {
    std::set<std::string> texts;
    for (const Value& value : values) texts.insert(ToText(value));
    return Value::Int(static_cast<int64_t>(texts.size()));
  }
  std::vector<Value> numbers;
  for (const Value& value : values) {
    if (value.kind <= ValueKind::kDuration) numbers.push_back(value);
  }
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
    return CompareValues(a, b) < 0;
  });
  if (call.name == "min") return numbers.front();
  if (call.name == "max") return numbers.back();
  if (call.name[0] == 'p') {
    const double q = *ParseReal(call.name.substr(1)) / 100;
    const double rank = std::ceil(q * static_cast<double>(numbers.size()));
    return numbers[static_cast<size_t>(std::max(rank, 1.0)) - 1];
  }
  long double sum = 0;
  for (const Value& value : numbers) sum += value.real();
  if (call.name == "avg") sum /= static_cast<long double>(numbers.size());
  Value result = Value::Real(static_cast<double>(sum));
  if (numbers[0].kind == ValueKind::kDuration) {
    result = {ValueKind::kDuration, static_cast<int64_t>(std::round(sum)), {}};
  }
  return result;
}

void ExpectAlike(const Value& actual, const Value& expected,
                 const std::string& call, const std::string& query) {
  const bool number = expected.kind <= ValueKind::kDuration;
  if (!number) {
    EXPECT_EQ(ToText(actual), ToText(expected)) << call << " in " << query;
    return;
  }
  const double error = call[0] == 'p' ? 0.005 : 1e-9;
  EXPECT_EQ(actual.kind == ValueKind::kDuration,
            expected.kind == ValueKind::kDuration);
  EXPECT_NEAR(actual.real(), expected.real(),
              std::abs(expected.real()) * error + 1e-9)
      << call << " in " << query;
}

TEST_F(EngineTablesTest, StatsAreWhatTheRecordsAddUpTo) {
  ASSERT_TRUE(Import("a.log", MixedLog(3000, 1), 20'000).ok());
  Reopen();
  ASSERT_TRUE(Import("b.log", MixedLog(2000, 2), 50'000).ok());
  const std::vector<v1::RecordDetail> records = AllRecords();
  ASSERT_EQ(records.size(), 5000u);
  std::mt19937 random(3);
  const std::vector<
      std::pair<std::string, std::function<bool(const v1::RecordDetail&)>>>
      filters = {
          {"", [](const auto&) { return true; }},
          {"level>=warn",
           [](const auto& r) { return r.row().severity() >= 13; }},
          {"service:svc1",
           [](const auto& r) { return r.row().service() == "svc1"; }},
          {"user:u3",
           [](const auto& r) { return ToText(FieldOf(r, "user")) == "u3"; }},
          {"nothing:here", [](const auto&) { return false; }}};
  const std::vector<Call> calls = {
      {"count", ""},       {"count", "user"},  {"sum", "status"},
      {"sum", "took"},     {"sum", "ratio"},   {"avg", "ratio"},
      {"avg", "took"},     {"min", "ratio"},   {"max", "took"},
      {"max", "status"},   {"p50", "took"},    {"p95", "ratio"},
      {"p99.9", "status"}, {"p0", "took"},     {"p100", "ratio"},
      {"dc", "user"},      {"dc", "status"},   {"dc", "message"},
      {"first", "user"},   {"last", "status"}, {"first", "message"},
      {"max", "nothing"},  {"dc", "source"},   {"count", "ok"}};
  const std::vector<std::string> keys = {"service", "level", "user", "status",
                                         "source",  "ok",    "1m",   "7s",
                                         "nothing", "took"};
  for (int round = 0; round < 150; ++round) {
    const auto& [filter, test] = filters[random() % filters.size()];
    std::vector<Call> used;
    std::string query = filter + " | stats ";
    for (size_t n = 1 + random() % 4; n > 0; --n) {
      used.push_back(calls[random() % calls.size()]);
      query += used.back().name + "(" + used.back().field + ") as c" +
               std::to_string(n) + (n > 1 ? ", " : "");
    }
    std::vector<std::string> by;
    for (size_t n = random() % 4; n > 0; --n) {
      const std::string key = keys[random() % keys.size()];
      const bool time = key == "1m" || key == "7s";
      const bool there = std::any_of(by.begin(), by.end(), [&](const auto& k) {
        return k == key || (time && (k == "1m" || k == "7s"));
      });
      if (there) continue;
      query += (by.empty() ? " by " : ", ") + key;
      by.push_back(key);
    }
    struct Group {
      size_t records = 0;
      std::vector<std::vector<Value>> values;
    };
    std::map<std::vector<std::string>, Group> groups;
    if (by.empty()) groups[{}].values.resize(used.size());
    for (const v1::RecordDetail& record : records) {
      if (!test(record)) continue;
      std::vector<std::string> key;
      for (const std::string& name : by) {
        const auto bin = ParseDuration(name);
        Value value = FieldOf(record, bin ? "time" : name);
        if (bin) value.number = FloorTo(value.number, *bin);
        key.push_back(ToText(value));
      }
      Group& group = groups[key];
      group.values.resize(used.size());
      ++group.records;
      for (size_t i = 0; i < used.size(); ++i) {
        const Value value = FieldOf(record, used[i].field);
        if (!value.none()) group.values[i].push_back(value);
      }
    }
    const std::vector<Cells> rows = Rows(query);
    ASSERT_EQ(error_, "") << query;
    ASSERT_EQ(rows.size(), groups.size()) << query;
    for (const Cells& row : rows) {
      std::vector<std::string> key;
      for (size_t i = 0; i < by.size(); ++i) key.push_back(ToText(row[i]));
      const auto at = groups.find(key);
      ASSERT_NE(at, groups.end()) << query;
      for (size_t i = 0; i < used.size(); ++i) {
        ExpectAlike(row[by.size() + i],
                    Evaluate(used[i], at->second.values[i], at->second.records),
                    used[i].name, query);
      }
    }
  }
}

TEST_F(EngineTablesTest, RecordsAreSortedThinnedOutAndLimited) {
  ASSERT_TRUE(Import("a.log", MixedLog(1500, 4), 9'000).ok());
  ASSERT_TRUE(Import("b.log", MixedLog(900, 5), 20'000).ok());
  const std::vector<v1::RecordDetail> records = AllRecords();
  std::mt19937 random(6);
  const std::vector<std::string> fields = {"time", "service", "user", "status",
                                           "took", "ratio",   "level"};
  const auto key_of = [](const Cells& row, size_t place) {
    return row[place].none() ? "none" : "=" + ToText(row[place]);
  };
  for (int round = 0; round < 100; ++round) {
    std::list<Cells> expected;  // Whose sort() is stable.
    for (const v1::RecordDetail& record : records) {
      Cells& row = expected.emplace_back();
      for (const std::string& field : fields) {
        row.push_back(FieldOf(record, field));
      }
      row.push_back(FieldOf(record, "message"));
    }
    std::string query;
    for (size_t steps = 1 + random() % 4; steps > 0; --steps) {
      const size_t place = random() % fields.size();
      switch (random() % 3) {
        case 0: {
          const bool descending = random() % 2;
          query +=
              std::string(" | sort ") + (descending ? "-" : "") + fields[place];
          expected.sort([&](const Cells& a, const Cells& b) {
            if (a[place].none() || b[place].none()) {
              return !a[place].none() && b[place].none();
            }
            const int order = CompareValues(a[place], b[place]);
            return descending ? order > 0 : order < 0;
          });
          break;
        }
        case 1: {
          query += " | dedup " + fields[place];
          std::set<std::string> seen;
          std::erase_if(expected, [&](const Cells& row) {
            return !seen.insert(key_of(row, place)).second;
          });
          break;
        }
        default: {
          const size_t limit = 1 + random() % 300;
          query += " | limit " + std::to_string(limit);
          if (expected.size() > limit) expected.resize(limit);
        }
      }
    }
    query +=
        " | fields time, service, user, status, took, ratio, level, message";
    const std::vector<Cells> rows = Rows(query);
    ASSERT_EQ(error_, "") << query;
    ASSERT_EQ(rows.size(), expected.size()) << query;
    auto at = expected.begin();
    for (const Cells& row : rows) {
      ASSERT_EQ(row.size(), at->size());
      for (size_t c = 0; c < row.size(); ++c) {
        ASSERT_EQ(ToText(row[c]), ToText((*at)[c])) << query;
      }
      ++at;
    }
  }
}

TEST_F(EngineTablesTest, TopCountsWhatHasTheFieldAndRareTheOtherEnd) {
  ASSERT_TRUE(Import("a.log", MixedLog(2000, 7), 20'000).ok());
  const std::vector<Cells> top = Rows("level:error | top 3 user");
  EXPECT_EQ(Columns(), (std::vector<std::string>{"user", "count", "share"}));
  ASSERT_EQ(top.size(), 3u);
  for (const Cells& row : top) {
    EXPECT_EQ(static_cast<uint64_t>(row[1].number),
              Matches("level:error user:" + row[0].text));
    const double share = 100.0 * static_cast<double>(row[1].number) /
                         static_cast<double>(Matches("level:error user:*"));
    EXPECT_NEAR(row[2].real(), share, 0.0051);
  }
  EXPECT_GE(top[0][1].number, top[1][1].number);
  const std::vector<Cells> rare = Rows("level:error | rare user");
  ASSERT_EQ(rare.size(), 9u);
  EXPECT_LE(rare.front()[1].number, rare.back()[1].number);
}

TEST_F(EngineTablesTest, ShortNamesFindTheFieldsOfStandardNames) {
  std::string log;
  for (int i = 0; i < 300; ++i) {
    log += "10.0.0." + std::to_string(i % 3) +
           " - - [22/Nov/2026:13:24:07 +0000] \"GET /x HTTP/1.1\" " +
           std::to_string(200 + i % 2 * 300) + " " + std::to_string(i) +
           " \"-\" \"curl/8\"\n";
  }
  ASSERT_TRUE(Import("access.log", log).ok());
  EXPECT_EQ(Matches("status:500"), 150u);
  EXPECT_EQ(Matches("http.response.status_code:500"), 150u);
  EXPECT_EQ(Matches("status>=500 method:get"), 150u);
  const std::vector<Cells> rows = Rows("| stats count() by status");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][1].number, 150);
}

TEST_F(EngineTablesTest, ATableFollowsTheStoreAndForgetsWhatIsReplaced) {
  ASSERT_TRUE(Import("a.log", SampleLog(1000)).ok());
  v1::SearchProgress found;
  const uint64_t search = Search("| stats count() by source", &found);
  v1::Request request;
  request.mutable_table()->set_search_id(search);
  v1::TableProgress progress;
  cluster_->Start(request, [&](const v1::Response& response) {
    if (response.has_table()) progress = response.table();
  });
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.complete(); }));
  EXPECT_EQ(progress.records(), 1000u);
  ASSERT_TRUE(Import("b.log", SampleLog(700)).ok());
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.records() == 1700; }));
  EXPECT_EQ(progress.rows(), 2u);
  // A shard that dies and comes back tells all of it again.
  cluster_->RestartShard(1);
  progress = {};
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.records() == 1700; }));
}

TEST_F(EngineTablesTest, SourcesAreInItAsTheyAreShown) {
  ASSERT_TRUE(Import("a.log", SampleLog(100)).ok());
  ASSERT_TRUE(Import("b.log", SampleLog(70)).ok());
  v1::Request rename;
  rename.mutable_change_sources()->add_source_ids(1);
  rename.mutable_change_sources()->set_label("the bad night");
  ASSERT_TRUE(cluster_->Call(rename).ok());
  std::vector<Cells> rows = Rows("| stats count() by source");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][0].text, "the bad night");
  EXPECT_EQ(rows[0][1].number, 100);
  v1::Request hide;
  hide.mutable_change_sources()->add_source_ids(1);
  hide.mutable_change_sources()->set_visibility(
      v1::ChangeSourcesRequest::VISIBILITY_HIDDEN);
  ASSERT_TRUE(cluster_->Call(hide).ok());
  rows = Rows("| stats count() by source");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][0].text, "b.log");
}

TEST_F(EngineTablesTest, TooManyGroupsAreAnErrorThatSaysWhatToDo) {
  std::string log;
  for (int i = 0; i < 230'000; ++i) log += "id=" + std::to_string(i) + "\n";
  ASSERT_TRUE(Import("a.log", log, 1 << 20).ok());
  Rows("| stats count() by id");
  EXPECT_NE(error_.find("100,000 groups"), std::string::npos) << error_;
  const std::vector<Cells> rows = Rows("| stats dc(id), count()");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][1].number, 230'000);
  EXPECT_NEAR(static_cast<double>(rows[0][0].number), 230'000, 230'000 * 0.03);
  EXPECT_EQ(progress_.notes_size(), 1);
}

TEST_F(EngineTablesTest, AQueryWithoutAPipelineMakesNone) {
  ASSERT_TRUE(Import("a.log", SampleLog(10)).ok());
  Rows("request");
  EXPECT_NE(error_.find("no table"), std::string::npos) << error_;
}

}  // namespace
}  // namespace taffrail
