// Random queries over random logs, against what they mean (random_query.h).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/engine/random_query.h"

namespace taffrail {
namespace {

constexpr int kJsonLines = 500;
constexpr int kTextLines = 300;
constexpr int kDepth = 3;

class QueryModelTest : public EngineTest {
 protected:
  static int Rounds() { return getenv("TAFFRAIL_LONG") != nullptr ? 40 : 4; }
  static int Queries() { return 500; }

  void ImportAll(std::mt19937& random) {
    Reopen(2, /*partition_bytes=*/20'000);
    for (const auto& [name, json] :
         {std::pair("json.log", true), std::pair("text.log", false)}) {
      std::vector<ModelRecord> log =
          ModelLog(name, json, json ? kJsonLines : kTextLines, random);
      std::string text;
      for (const ModelRecord& record : log) text += record.line + "\n";
      ASSERT_TRUE(Import(name, text, 7000).ok());
      records_.insert(records_.end(), log.begin(), log.end());
    }
  }

  // Half of the time within a span of the logs'.
  v1::SearchRequest RandomRange(std::mt19937& random) {
    v1::SearchRequest range;
    range.set_has_range(random() % 2 == 0);
    const auto time = [&] {
      return records_[random() % records_.size()].time_ns +
             static_cast<int64_t>(random() % 3) - 1;
    };
    const auto [from, to] = std::minmax({time(), time()});
    range.set_from_ns(range.has_range() ? from : INT64_MIN);
    range.set_to_ns(range.has_range() ? to : INT64_MAX);
    return range;
  }

  uint64_t SearchWithin(const v1::SearchRequest& range,
                        const std::string& query,
                        v1::SearchProgress* progress) {
    v1::Request request;
    *request.mutable_search() = range;
    request.mutable_search()->set_query(query);
    *progress = {};
    const uint64_t id =
        cluster_->Start(request, [=](const v1::Response& response) {
          EXPECT_FALSE(response.has_error() && !response.has_search() &&
                       response.error().code() != 1)
              << response.error().message();
          if (!response.done()) *progress = response.search();
        });
    EXPECT_TRUE(cluster_->RunUntil([&] { return progress->complete(); }));
    return id;
  }

  using Key = std::pair<std::string, uint64_t>;

  // The rows of a search, which must be in order.
  std::set<Key> RowsOf(uint64_t search, uint64_t matched) {
    std::map<uint32_t, std::string> names;
    for (const v1::Source& source : state_.sources()) {
      names[source.id()] = source.name();
    }
    std::set<Key> keys;
    int64_t last_ns = INT64_MAX;
    while (keys.size() < matched) {
      const v1::RowsPage page = Rows(search, keys.size(), 400);
      if (page.rows_size() == 0) break;
      for (const v1::Row& row : page.rows()) {
        EXPECT_LE(row.key().time_ns(), last_ns);
        last_ns = row.key().time_ns();
        keys.emplace(names[row.key().source_id()], row.key().offset());
      }
    }
    return keys;
  }

  // The values of a field among the matches, as facets count them.
  std::map<std::string, uint64_t> FacetOf(uint64_t search,
                                          const std::string& field) {
    v1::Request request;
    request.mutable_facets()->set_search_id(search);
    request.mutable_facets()->add_fields(field);
    request.mutable_facets()->set_max_values(100);
    std::map<std::string, uint64_t> counts;
    const StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    if (!response.ok()) return counts;
    for (const auto& facet : response->facets().facets()) {
      for (const auto& value : facet.values()) {
        counts[value.text()] = value.count();
      }
    }
    return counts;
  }

  std::vector<ModelRecord> records_;
};

TEST_F(QueryModelTest, EveryQueryFindsWhatItMeans) {
  int telling = 0;
  for (int round = 0; round < Rounds(); ++round) {
    std::mt19937 random(static_cast<uint32_t>(round));
    *memory_ = MemoryFiles();
    records_.clear();
    ASSERT_NO_FATAL_FAILURE(ImportAll(random));
    v1::Request open;
    open.mutable_open();
    state_ = cluster_->Call(open)->store();
    ASSERT_EQ(state_.records(), records_.size());
    ASSERT_GT(state_.partitions(), 4u);
    for (int i = 0; i < Queries(); ++i) {
      const ModelQuery query = RandomQuery(random, kDepth);
      const v1::SearchRequest range = RandomRange(random);
      SCOPED_TRACE("round " + std::to_string(round) + ": " + query.text);
      std::set<Key> wanted;
      std::map<std::string, uint64_t> services;
      std::map<std::string, uint64_t> users;
      for (const ModelRecord& record : records_) {
        if (record.time_ns < range.from_ns() ||
            record.time_ns >= range.to_ns() || !query.matches(record)) {
          continue;
        }
        wanted.emplace(record.source, record.offset);
        ++services[record.service];
        const auto user = record.fields.find("user");
        if (user != record.fields.end()) {
          ++users[std::get<std::string>(user->second)];
        }
      }
      v1::SearchProgress progress;
      const uint64_t search = SearchWithin(range, query.text, &progress);
      ASSERT_EQ(progress.matched(), wanted.size());
      ASSERT_EQ(RowsOf(search, progress.matched()), wanted);
      uint64_t in_bins = 0;
      for (const uint64_t count : progress.histogram().counts()) {
        in_bins += count;
      }
      ASSERT_EQ(in_bins, wanted.size());
      std::map<std::string, uint64_t> told;
      for (const v1::ServiceCount& service : progress.services()) {
        told[service.service()] = service.count();
      }
      ASSERT_EQ(told, services);
      ASSERT_EQ(FacetOf(search, "user"), users);
      Cancel(search);
      telling += !wanted.empty() && wanted.size() < records_.size();
    }
  }
  EXPECT_GT(telling, Rounds() * Queries() / 2);
}

}  // namespace
}  // namespace taffrail
