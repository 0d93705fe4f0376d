#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/store/database.h"
#include "core/template/leaf.h"
#include "core/template/template_miner.h"

// Templates of a store, compared with mining its records one after the other.
namespace taffrail {
namespace {

// Messages of several shapes, some rare, over several lines, empty or nothing
// but a header, with words that vary so that leaves have to be grouped.
std::string ManyShapes(int lines, uint32_t seed) {
  std::mt19937 random(seed);
  const char* const kColors[] = {"red",  "green", "blue", "white",
                                 "pink", "grey",  "teal", "black"};
  std::string log;
  for (int i = 0; i < lines; ++i) {
    char time[40];
    snprintf(time, sizeof(time), "2026-11-22T%02d:%02d:%02d.%03dZ ",
             10 + i / 3600 % 10, i / 60 % 60, i % 60,
             static_cast<int>(random() % 1000));
    const std::string n = std::to_string(random() % 100000);
    log += time;
    switch (random() % 8) {
      case 0:
        log += "INFO user u" + n + " logged in from 10.0.0." +
               std::to_string(random() % 250) + "\n";
        break;
      case 1:
        log += "WARN slow query took " + n + " ms\n";
        break;
      case 2:
        log += "ERROR request " + n + " failed\n  at main.cc:17\n  at x\n";
        break;
      case 3:
        log += std::string("INFO painted ") + kColors[random() % 8] +
               " door number " + n + "\n";
        break;
      case 4:
        log += "DEBUG cache hit ratio=0." + n +
               " state=" + (random() % 2 ? "warm" : "cold") + "\n";
        break;
      case 5:
        log += "INFO job /var/run/" + n + ".pid " +
               (random() % 50 == 0 ? "vanished" : "started") + "\n";
        break;
      case 6:
        log += "INFO\n";
        break;
      default:
        log += "{\"msg\":\"order " + n + " paid\",\"level\":\"info\"}\n";
    }
    if (random() % 40 == 0) log += "\n";
  }
  return log;
}

class EngineTemplatesTest : public EngineTest {
 protected:
  struct Message {
    v1::RecordKey key;
    uint32_t severity;
    std::string text;
    bool empty;
  };

  std::vector<Message> Messages(const std::string& query) {
    v1::SearchProgress progress;
    const uint64_t search = Search(query, &progress);
    std::vector<Message> messages;
    for (uint64_t first = 0; first < progress.matched();) {
      const v1::RowsPage page = Rows(search, first, 1000);
      first += static_cast<uint64_t>(page.rows_size());
      for (const v1::Row& row : page.rows()) {
        v1::Request request;
        *request.mutable_record()->mutable_key() = row.key();
        const auto record = cluster_->Call(request);
        messages.push_back({row.key(), row.severity(),
                            std::string(FirstLine(row.body())),
                            IsEmptyRecord(record->record().raw())});
      }
    }
    Cancel(search);
    std::sort(messages.begin(), messages.end(),
              [](const Message& a, const Message& b) {
                return std::tuple(a.key.source_id(), a.key.offset()) <
                       std::tuple(b.key.source_id(), b.key.offset());
              });
    return messages;
  }

  v1::Templates Templates(uint64_t search, double precision) {
    v1::Request request;
    request.mutable_templates()->set_search_id(search);
    request.mutable_templates()->set_precision(precision);
    request.mutable_templates()->set_max_templates(100'000);
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? response->templates() : v1::Templates();
  }

  v1::Templates Templates(const std::string& query, double precision) {
    v1::SearchProgress progress;
    const uint64_t search = Search(query, &progress);
    const v1::Templates templates = Templates(search, precision);
    EXPECT_EQ(templates.records(), progress.matched()) << query;
    Cancel(search);
    return templates;
  }

  using Counts = std::map<std::string, uint64_t>;  // By id and text.

  static Counts CountsOf(const v1::Templates& templates) {
    Counts counts;
    for (const v1::Templates::Template& found : templates.templates()) {
      if (found.id().empty()) continue;
      counts[found.id() + ' ' + found.text()] = found.count();
    }
    return counts;
  }

  static void Mine(const std::vector<Message>& messages, TemplateMiner* miner) {
    for (const Message& message : messages) {
      if (!message.empty) miner->Add(message.text);
    }
    miner->Mine();
  }

  // Of the matches of `query`, as all records' templates are.
  Counts Mined(const std::vector<Message>& all, const std::string& query,
               double precision) {
    TemplateMiner miner({.value_statistics = false});
    Mine(all, &miner);
    Counts counts;
    Masker masker;
    for (const Message& message : Messages(query)) {
      if (message.empty) continue;
      masker.Mask(message.text);
      const Template found =
          *miner.Find(miner.TemplateOf(masker.leaf(), precision), precision);
      ++counts[LeafIdText(found.id) + ' ' + found.text];
    }
    return counts;
  }
};

TEST_F(EngineTemplatesTest, AreThoseOfAllRecordsReadOneAfterTheOther) {
  for (uint32_t chunk_bytes : {3'000u, 20'000u, 1'000'000u}) {
    cluster_.reset();
    own_memory_.files().clear();
    Reopen(1 + chunk_bytes % 7 % 3);
    ASSERT_TRUE(Import("a.log", ManyShapes(2000, 1), chunk_bytes).ok());
    Reopen(2);
    ASSERT_TRUE(Import("b.log", ManyShapes(1500, 2), chunk_bytes).ok());
    const std::vector<Message> all = Messages("");
    for (double precision : {0.0, 0.3, 0.5, 0.7, 1.0}) {
      TemplateMiner miner({.value_statistics = false});
      Mine(all, &miner);
      Counts mined;
      for (const Template& found : miner.Templates(precision)) {
        mined[LeafIdText(found.id) + ' ' + found.text] = found.count;
      }
      EXPECT_EQ(CountsOf(Templates("", precision)), mined) << precision;
    }
    EXPECT_TRUE(Check().problems().empty());
  }
}

TEST_F(EngineTemplatesTest, CountsAreExactUnderEveryFilter) {
  ASSERT_TRUE(Import("a.log", ManyShapes(3000, 3), 20'000).ok());
  const std::vector<Message> all = Messages("");
  for (const std::string query :
       {"level>=warn", "user", "-level:info", "door OR cache", "nothing"}) {
    EXPECT_EQ(CountsOf(Templates(query, 0.5)), Mined(all, query, 0.5)) << query;
  }
}

TEST_F(EngineTemplatesTest, ATemplateFindsItsRecordsAndNoOthers) {
  ASSERT_TRUE(Import("a.log", ManyShapes(3000, 4), 20'000).ok());
  const uint64_t all = Matches("");
  for (double precision : {0.5, 1.0}) {
    const v1::Templates templates = Templates("", precision);
    uint64_t sum = 0;
    for (const v1::Templates::Template& found : templates.templates()) {
      sum += found.count();
      if (found.id().empty()) continue;
      const std::string query =
          "template:" + found.id() + (precision == 0.5 ? "" : "@1");
      EXPECT_EQ(Matches(query), found.count()) << found.text();
      EXPECT_EQ(Matches("-" + query), all - found.count()) << found.text();
    }
    EXPECT_EQ(sum, all);
  }
  EXPECT_EQ(Matches("template:0123456789abcdef"), 0u);
  // No id: a field of that name.
  EXPECT_EQ(Matches("template:door"), 0u);
}

TEST_F(EngineTemplatesTest, SayWhenAndHowBadly) {
  ASSERT_TRUE(Import("a.log", ManyShapes(3000, 5), 20'000).ok());
  const std::vector<Message> all = Messages("");
  const v1::Templates templates = Templates("", 0.5);
  for (const auto& found : templates.templates()) {
    if (found.id().empty()) continue;
    uint64_t by_time = 0;
    uint64_t by_severity = 0;
    for (uint64_t count : found.bins()) by_time += count;
    for (uint64_t count : found.severities()) by_severity += count;
    EXPECT_EQ(by_time, found.count());
    EXPECT_EQ(by_severity, found.count());
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    for (const Message& message : Messages("template:" + found.id())) {
      first = std::min(first, message.key.time_ns());
      last = std::max(last, message.key.time_ns());
    }
    EXPECT_EQ(found.first_ns(), first);
    EXPECT_EQ(found.last_ns(), last);
    v1::Request request;
    *request.mutable_record()->mutable_key() = found.example();
    const v1::RecordDetail record = cluster_->Call(request)->record();
    EXPECT_EQ(record.template_id(), found.id());
    EXPECT_EQ(record.template_text(), found.text());
  }
}

TEST_F(EngineTemplatesTest, AnOpenSearchForATemplateFollowsTheStore) {
  ASSERT_TRUE(Import("a.log", ManyShapes(2000, 6), 20'000).ok());
  const v1::Templates before = Templates("", 0.5);
  std::string id;
  for (const auto& found : before.templates()) {
    if (found.text().find("painted") != std::string::npos) id = found.id();
  }
  ASSERT_FALSE(id.empty());
  v1::SearchProgress progress;
  const uint64_t search = Search("template:" + id, &progress);
  const uint64_t first = progress.matched();
  std::string more;
  for (int i = 0; i < 500; ++i) {
    more += "2026-11-22T21:00:00Z INFO painted gold door number " +
            std::to_string(i) + "\n";
  }
  ASSERT_TRUE(Import("b.log", more).ok());
  EXPECT_TRUE(cluster_->RunUntil([&] {
    return progress.complete() && progress.matched() == first + 500;
  }));
  Cancel(search);
}

TEST_F(EngineTemplatesTest, WhatTheUserSaidOfThemIsKept) {
  ASSERT_TRUE(Import("a.log", ManyShapes(2000, 9), 20'000).ok());
  const v1::Templates before = Templates("", 0.5);
  std::vector<std::string> merged;
  uint64_t together = 0;
  std::string painted;
  for (const auto& found : before.templates()) {
    if (found.text().find("cache hit") != std::string::npos ||
        found.text().find("slow query") != std::string::npos) {
      merged.push_back(found.id());
      together += found.count();
    }
    if (found.text().find("painted") != std::string::npos) painted = found.id();
  }
  ASSERT_GE(merged.size(), 2u);
  v1::SearchProgress progress;
  const uint64_t search = Search("template:" + merged[0], &progress);
  v1::Request merge;
  for (const std::string& id : merged) merge.mutable_regroup()->add_merge(id);
  ASSERT_TRUE(cluster_->Call(merge).ok());
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.matched() == together; }));
  Cancel(search);
  v1::Request split;
  split.mutable_regroup()->set_split(painted);
  ASSERT_TRUE(cluster_->Call(split).ok());
  v1::Request wrong;
  wrong.mutable_regroup()->add_merge(merged[0]);
  wrong.mutable_regroup()->add_merge("0123456789abcdef");
  EXPECT_FALSE(cluster_->Call(wrong).ok());

  const v1::Templates after = Templates("", 0.5);
  EXPECT_EQ(after.templates_size(),
            before.templates_size() - static_cast<int>(merged.size()) + 1 + 7);
  for (const std::string& id : merged) {
    EXPECT_EQ(Matches("template:" + id), together);
  }
  Reopen();
  EXPECT_EQ(CountsOf(Templates("", 0.5)), CountsOf(after));
}

TEST_F(EngineTemplatesTest, WhatWasSaidOfThemLastIsTakenBack) {
  ASSERT_TRUE(Import("a.log", ManyShapes(2000, 9), 20'000).ok());
  const v1::Templates before = Templates("", 0.5);
  ASSERT_GE(before.templates_size(), 3);
  const auto merge = [&](int a, int b) {
    v1::Request request;
    request.mutable_regroup()->add_merge(before.templates(a).id());
    request.mutable_regroup()->add_merge(before.templates(b).id());
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok());
    return response.ok() ? response->regrouped().undo() : 0;
  };
  const auto undo = [&](uint64_t what) {
    v1::Request request;
    request.mutable_regroup()->set_undo(what);
    return cluster_->Call(request).status();
  };
  const uint64_t first = merge(0, 1);
  const Counts one = CountsOf(Templates("", 0.5));
  const uint64_t second = merge(1, 2);
  const v1::Templates both = Templates("", 0.5);
  EXPECT_TRUE(std::any_of(both.templates().begin(), both.templates().end(),
                          [](const auto& found) { return found.merged(); }));
  EXPECT_EQ(undo(first).code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(CountsOf(Templates("", 0.5)), CountsOf(both));
  EXPECT_TRUE(undo(second).ok());
  EXPECT_EQ(CountsOf(Templates("", 0.5)), one);
  EXPECT_TRUE(undo(first).ok());
  EXPECT_FALSE(undo(first).ok());
  Reopen();
  EXPECT_EQ(CountsOf(Templates("", 0.5)), CountsOf(before));
}

TEST_F(EngineTemplatesTest, CountingIsCancelled) {
  ASSERT_TRUE(Import("a.log", ManyShapes(3000, 7), 20'000).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("", &progress);
  v1::Request request;
  request.mutable_templates()->set_search_id(search);
  v1::Response last;
  const uint64_t id = cluster_->Start(
      request, [&](const v1::Response& response) { last = response; });
  Cancel(id);
  EXPECT_TRUE(cluster_->RunUntil([&] { return last.done(); }));
  EXPECT_EQ(last.error().code(), static_cast<uint32_t>(StatusCode::kCancelled));
  Cancel(search);
}

TEST_F(EngineTemplatesTest, RecordsOfAnOlderStoreAreMaskedWhenAsked) {
  ASSERT_TRUE(Import("a.log", ManyShapes(2000, 8), 20'000).ok());
  const Counts masked = CountsOf(Templates("", 1.0));
  const std::string query = "template:" + masked.begin()->first.substr(0, 16);
  const uint64_t matches = Matches(query + "@1");
  std::vector<std::string> names;
  for (const auto& [name, bytes] : memory_->files()) {
    if (name.starts_with("p-") && name.ends_with(".db")) names.push_back(name);
  }
  ASSERT_FALSE(names.empty());
  for (const std::string& name : names) {
    StatusOr<Database> old = Database::Open(name, OpenMode::kReadWrite);
    ASSERT_TRUE(old.ok()) << old.status().message();
    const Status made = old->Execute(
        "DROP TABLE template_leaf; DROP TABLE template_use;"
        "DROP TABLE template_column;"
        "UPDATE block SET zone = substr(zone, 1, length(zone) - 1);"
        "DELETE FROM meta WHERE key='indexed_blocks';"
        "PRAGMA user_version=3;");
    ASSERT_TRUE(made.ok()) << made.message();
  }
  Reopen();
  EXPECT_EQ(CountsOf(Templates("", 1.0)), masked);
  EXPECT_EQ(Matches(query + "@1"), matches);
  EXPECT_TRUE(Check().problems().empty());
}

}  // namespace
}  // namespace taffrail
