#include "core/template/template_miner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace taffrail {
namespace {

std::vector<std::string> Texts(TemplateMiner& miner,
                               double precision = kDefaultPrecision) {
  miner.Mine();
  std::vector<std::string> texts;
  for (const Template& found : miner.Templates(precision)) {
    texts.push_back(found.text);
  }
  return texts;
}

std::string TextOf(std::string_view message) {
  TemplateMiner miner;
  miner.Add(message);
  return Texts(miner)[0];
}

uint64_t CountAll(TemplateMiner& miner, double precision) {
  uint64_t count = 0;
  for (const Template& found : miner.Templates(precision)) {
    count += found.count;
  }
  return count;
}

using List = std::vector<std::string>;

TEST(TemplateMiner, ValuesAreToldFromWordsByTheirLooks) {
  EXPECT_EQ(TextOf("Receiving block blk_-160 src: /10.250.19.102:54106"),
            "Receiving block blk_<*> src: /<*>");
  EXPECT_EQ(TextOf("GET https://a.example/b?c took 17 ms"), "GET <*> took <*>");
  EXPECT_EQ(TextOf("eth0: link up"), "eth<*>: link up");
  EXPECT_EQ(TextOf("IPv4 is no IPv6"), "IPv4 is no IPv6");
  EXPECT_EQ(TextOf("session of user root"), "session of user <*>");
  EXPECT_EQ(TextOf("at Sun Nov 22 13:24:07 2026 it ended"), "at <*> it ended");
}

TEST(TemplateMiner, WhatIsOneValueToAReaderIsOneParameter) {
  EXPECT_EQ(TextOf("sent 1986 bytes (1.93 KB) in <1 sec"), "sent <*> in <*>");
  EXPECT_EQ(TextOf("ids 1 2 3 and 4, 5, 6"), "ids <*> and <*>");
  EXPECT_EQ(TextOf("from a.b.example (10.0.0.1) came"), "from <*> came");
  EXPECT_EQ(TextOf("tag=\"two words\", ws=WorkSource{10113 a}"),
            "tag=<*>, ws=<*>");
}

TEST(TemplateMiner, ManyWordsInOnePlaceAreAParameter) {
  TemplateMiner miner;
  for (const char* name : {"alice", "bob", "carol", "dave", "erin", "frank"}) {
    miner.Add("cache for " + std::string(name) + " is warm");
    miner.Add("cache was dropped");
  }
  EXPECT_EQ(Texts(miner), (List{"cache for <*> is warm", "cache was dropped"}));
}

TEST(TemplateMiner, FewWordsInOnePlaceAreDifferentMessages) {
  TemplateMiner miner;
  for (const char* name : {"disk", "fan", "power"}) {
    miner.Add("the " + std::string(name) + " unit is fine");
  }
  EXPECT_EQ(Texts(miner).size(), 3u);
}

TEST(TemplateMiner, VerbsAndConstantsAreNoValues) {
  TemplateMiner miner;
  for (const char* word : {"opened", "closed", "started", "stopped", "failed",
                           "LOOKING", "LEADING"}) {
    miner.Add("the session " + std::string(word) + " normally today");
  }
  EXPECT_EQ(Texts(miner).size(), 7u);
}

TEST(TemplateMiner, ARareTemplateThatAFrequentOneDescribesIsPartOfIt) {
  TemplateMiner miner;
  for (int i = 0; i < 50; ++i) {
    miner.Add("name " + std::to_string(i) + " resolved at once");
  }
  miner.Add("name localhost resolved at once");
  EXPECT_EQ(Texts(miner), List{"name <*> resolved at once"});
  EXPECT_EQ(Texts(miner, 0.7).size(), 2u);
}

TEST(TemplateMiner, LowerPrecisionOnlyMerges) {
  TemplateMiner miner;
  for (int i = 0; i < 200; ++i) {
    miner.Add("step " + std::string(1, static_cast<char>('a' + i % 7)) +
              " of job " + std::to_string(i) + (i % 3 ? " done" : " begun") +
              (i % 11 ? "" : " twice"));
  }
  miner.Mine();
  std::vector<LeafId> leaves;
  for (const Template& leaf : miner.Templates(1)) leaves.push_back(leaf.id);
  std::vector<uint64_t> finer = leaves;
  for (double precision : {0.7, 0.5, 0.3, 0.0}) {
    EXPECT_EQ(CountAll(miner, precision), 200u);
    std::vector<uint64_t> coarser;
    for (LeafId leaf : leaves) {
      coarser.push_back(miner.TemplateOf(leaf, precision));
    }
    for (size_t i = 0; i < leaves.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (finer[i] == finer[j]) {
          EXPECT_EQ(coarser[i], coarser[j]);
        }
      }
    }
    finer = coarser;
  }
}

TEST(TemplateMiner, OldIdsResolveAsMoreIsMined) {
  TemplateMiner miner;
  std::vector<std::pair<LeafId, std::string>> known;
  for (int i = 0; i < 300; ++i) {
    const std::string word(1 + i % 5, static_cast<char>('a' + i % 23));
    const std::string message = "peer " + word + " joined group " + word;
    const LeafId leaf = miner.Add(message);
    known.emplace_back(miner.TemplateOf(leaf), message);
  }
  miner.Mine();
  for (const auto& [id, message] : known) {
    const StatusOr<Template> now = miner.Find(id);
    ASSERT_TRUE(now.ok());
    EXPECT_EQ(miner.TemplateOf(id), now->id);
    EXPECT_EQ(miner.TemplateOf(now->id), now->id);
  }
}

TEST(TemplateMiner, LeafIdsDependOnTheMessageAlone) {
  TemplateMiner a;
  TemplateMiner b;
  b.Add("something else first");
  EXPECT_EQ(a.Add("took 5 ms"), b.Add("took 17 ms"));
  // They are stored: this one may never change.
  EXPECT_EQ(a.Add("took 5 ms"), 2245284605237667456u);
}

TEST(TemplateMiner, ParametersHaveTypesAndStatistics) {
  TemplateMiner miner;
  for (int i = 1; i <= 100; ++i) {
    miner.Add("request from 10.0.0." + std::to_string(i % 4) + " took " +
              std::to_string(i) + " ms, id " + std::to_string(1000 + i));
  }
  const Template found = miner.Templates()[0];
  EXPECT_EQ(found.text, "request from <*> took <*>, id <*>");
  ASSERT_EQ(found.parameters.size(), 3u);
  EXPECT_EQ(found.parameters[0].type, "ip");
  EXPECT_EQ(found.parameters[0].distinct, 4u);
  EXPECT_EQ(found.parameters[0].top[0].second, 25u);
  EXPECT_EQ(found.parameters[1].type, "duration");
  EXPECT_DOUBLE_EQ(found.parameters[1].min, 0.001);
  EXPECT_DOUBLE_EQ(found.parameters[1].max, 0.1);
  EXPECT_NEAR(found.parameters[1].mean, 0.0505, 1e-9);
  EXPECT_EQ(found.parameters[2].type, "number");
  EXPECT_NEAR(static_cast<double>(found.parameters[2].distinct), 100, 30);
}

TEST(TemplateMiner, ParametersOfAMessageStandWhereTheTemplateHasThem) {
  TemplateMiner miner;
  for (const char* name : {"alice", "bob", "carol", "dave", "erin"}) {
    miner.Add("job of " + std::string(name) + " on node-7 took 3 s");
  }
  miner.Mine();
  const std::string message = "job of bob on node-7 took 3 s";
  std::vector<std::string> values;
  for (const ParameterValue& value : miner.Parameters(message)) {
    values.push_back(message.substr(value.begin, value.end - value.begin));
  }
  EXPECT_EQ(values, (List{"bob", "7", "3 s"}));
  EXPECT_TRUE(miner.Parameters("never seen").empty());
}

TEST(TemplateMiner, WhatTheUserMergedStaysMerged) {
  TemplateMiner miner;
  const LeafId up = miner.Add("link is up");
  const LeafId down = miner.Add("carrier has gone down");
  const LeafId ids[] = {up, down};
  ASSERT_TRUE(miner.Merge(ids).ok());
  for (int i = 0; i < 500; ++i) {
    miner.Add("noise " + std::string(1 + i % 40, 'x') + " of another kind");
  }
  miner.Mine();
  EXPECT_EQ(miner.TemplateOf(up), miner.TemplateOf(down));
  EXPECT_NE(miner.TemplateOf(up, 1), miner.TemplateOf(down, 1));
  const LeafId unknown[] = {up, 42};
  EXPECT_FALSE(miner.Merge(unknown).ok());
}

TEST(TemplateMiner, WhatTheUserMergedComesApartWhereItWas) {
  TemplateMiner miner;
  std::vector<LeafId> fine;
  for (const char* name : {"disk", "fan", "power", "link", "node", "rack"}) {
    fine.push_back(miner.Add("the " + std::string(name) + " unit is fine"));
  }
  const LeafId up = miner.Add("link is up");
  const LeafId down = miner.Add("carrier has gone down");
  miner.Mine();
  const LeafId ids[] = {fine[0], up, down};
  ASSERT_TRUE(miner.Merge(ids).ok());
  EXPECT_TRUE(miner.Find(up)->merged);
  EXPECT_FALSE(miner.Find(up, 1)->merged);
  ASSERT_TRUE(miner.Split(down).ok());
  EXPECT_EQ(miner.edits(), TemplateEdits());
  EXPECT_NE(miner.TemplateOf(up), miner.TemplateOf(down));
  for (LeafId leaf : fine) {
    EXPECT_EQ(miner.TemplateOf(leaf), miner.TemplateOf(fine[0]));
  }
  EXPECT_FALSE(miner.Find(up)->merged);
  ASSERT_TRUE(miner.Split(fine[0]).ok());
  EXPECT_TRUE(miner.Find(fine[3])->split);
}

TEST(TemplateMiner, WhatTheUserSplitStaysApart) {
  TemplateMiner miner;
  std::vector<LeafId> leaves;
  for (const char* name : {"disk", "fan", "power", "link", "node", "rack"}) {
    leaves.push_back(miner.Add("the " + std::string(name) + " unit is fine"));
  }
  miner.Mine();
  const TemplateId all = miner.TemplateOf(leaves[0]);
  for (LeafId leaf : leaves) ASSERT_EQ(miner.TemplateOf(leaf), all);
  ASSERT_TRUE(miner.Split(std::span(leaves).subspan(1, 1)).ok());
  EXPECT_NE(miner.TemplateOf(leaves[1]), miner.TemplateOf(leaves[0]));
  ASSERT_TRUE(miner.Split(all).ok());
  for (const char* name : {"door", "lamp", "pump", "tape", "tray", "vent"}) {
    miner.Add("the " + std::string(name) + " unit is fine");
  }
  miner.Mine();
  std::set<TemplateId> apart;
  for (LeafId leaf : leaves) apart.insert(miner.TemplateOf(leaf));
  EXPECT_EQ(apart.size(), leaves.size());
  EXPECT_FALSE(miner.Split(leaves[1]).ok());
}

TEST(TemplateMiner, MemoryIsBoundedAndNoLineIsLost) {
  TemplateMiner miner({.max_leaves = 64});
  for (int i = 0; i < 5000; ++i) {
    std::string word;
    for (int n = i; n > 0; n /= 26) word += static_cast<char>('a' + n % 26);
    miner.Add("unlike " + word + " any other");
    if (i % 2 == 0) miner.Add("the usual message");
    ASSERT_LE(miner.leaves(), 64u);
  }
  for (double precision : {0.0, 0.5, 1.0}) {
    EXPECT_EQ(CountAll(miner, precision), miner.lines());
  }
  const LeafId usual = miner.Add("the usual message");
  EXPECT_EQ(miner.Find(usual, 1)->count, 2501u);
}

TEST(TemplateMiner, LongLinesAreOneTemplateByTheirHeads) {
  TemplateMiner miner;
  std::string line = "dump";
  for (int i = 0; i < 100000; ++i) line += " word";
  const LeafId leaf = miner.Add(line);
  EXPECT_EQ(miner.Add(line + " more"), leaf);
  EXPECT_EQ(miner.Parameters(line).back().end, line.size());
}

TEST(TemplateMiner, StateComesBackAsItWas) {
  TemplateMiner miner;
  std::vector<LeafId> leaves;
  for (int i = 0; i < 300; ++i) {
    leaves.push_back(miner.Add("part " + std::string(1 + i % 30, 'y') +
                               " weighs " + std::to_string(i * 7) + " g"));
  }
  leaves.push_back(miner.Add("all done"));
  const LeafId ids[] = {leaves[0], leaves.back()};
  ASSERT_TRUE(miner.Merge(ids).ok());
  ASSERT_TRUE(miner.Split(std::span(leaves).subspan(3, 1)).ok());
  const std::string state = miner.Serialize();
  StatusOr<std::unique_ptr<TemplateMiner>> copy =
      TemplateMiner::Deserialize(state);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ((*copy)->Serialize(), state);
  EXPECT_EQ(Texts(**copy), Texts(miner));
  EXPECT_EQ((*copy)->TemplateOf(leaves.back()), miner.TemplateOf(leaves[0]));
  for (size_t size = 0; size < state.size(); ++size) {
    EXPECT_FALSE(TemplateMiner::Deserialize({state.data(), size}).ok());
  }
}

}  // namespace
}  // namespace taffrail
