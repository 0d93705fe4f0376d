// A store whose disk fails, fills up or loses power at each operation of a
// whole history.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/store/faulty_files.h"

namespace taffrail {
namespace {

using Fault = FaultyFiles::Fault;
using Unflushed = FaultyFiles::Unflushed;

constexpr uint32_t kShards = 1;
constexpr uint32_t kChunkBytes = 8000;
// A few chunks.
constexpr uint64_t kPartitionBytes = 20'000;

// All with ./dev test --long, else one in so many.
uint64_t Stride(uint64_t quick) {
  return getenv("TAFFRAIL_LONG") != nullptr ? 1 : quick;
}

// Where a record of a source began, and its bytes.
using Records = std::map<std::pair<std::string, uint64_t>, std::string>;

class FaultsTest : public EngineTest {
 protected:
  FaultsTest() {
    memory_ = &files_;
    logs_ = {{"a.log", Named("anna", 700)},
             {"b.log", Named("berta", 500)},
             {"c.log", Named("clara", 300)}};
    steps_ = {
        [this] { return ImportLog("a.log"); },
        [this] { return ImportLog("b.log"); },
        [this] { return Label("a.log"); },
        [this] { return Delete("b.log"); },
        [this] { return Reclaim(); },
        [this] { return ImportLog("c.log"); },
        [this] { return Delete("a.log"); },
        [this] { return Reclaim(); },
    };
  }

  static std::string Named(const std::string& name, int lines) {
    std::string log = SampleLog(lines);
    for (size_t at = 0; (at = log.find(" took", at)) != std::string::npos;) {
      log.insert(at, " for " + name);
      at += name.size() + 10;
    }
    return log;
  }

  Status ImportLog(const std::string& name) {
    return Import(name, logs_[name], kChunkBytes).status();
  }
  v1::StoreState State() {
    v1::Request open;
    open.mutable_open();
    StatusOr<v1::Response> response = cluster_->Call(open);
    return response.ok() ? response->store() : v1::StoreState();
  }
  // Sources deleted are not there any more.
  uint32_t IdOf(const std::string& name) {
    const v1::StoreState state = State();
    for (const v1::Source& source : state.sources()) {
      if (OwnName(source.name()) == name) return source.id();
    }
    return 0;
  }
  // What the user calls it is its own name and a mark.
  static std::string OwnName(const std::string& shown) {
    return shown.substr(0, shown.find('!'));
  }
  Status Label(const std::string& name) {
    v1::Request request;
    request.mutable_change_sources()->add_source_ids(IdOf(name));
    request.mutable_change_sources()->set_label(name + "!");
    return cluster_->Call(request).status();
  }
  // Nothing to do where it is deleted.
  Status Delete(const std::string& name) {
    const uint32_t id = IdOf(name);
    if (id == 0) return {};
    v1::Request request;
    request.mutable_change_sources()->add_source_ids(id);
    request.mutable_change_sources()->set_visibility(
        v1::ChangeSourcesRequest::VISIBILITY_DELETED);
    return cluster_->Call(request).status();
  }
  Status Reclaim() {
    v1::Request request;
    request.mutable_reclaim();
    return cluster_->Call(request).status();
  }

  void Open() { Reopen(kShards, kPartitionBytes); }

  // A store that nothing has been done with.
  void Begin() {
    cluster_.reset();
    files_ = FaultyFiles();
    Open();
    Settle();
  }
  void Settle() {
    while (cluster_->StepOnce(5)) {
    }
  }
  // Returns how many steps were done before one failed, or the power went.
  size_t RunHistory(size_t from = 0, bool with_power = true) {
    for (size_t i = from; i < steps_.size(); ++i) {
      if (!(failure_ = steps_[i]()).ok()) return i;
      if (!with_power && files_.happened()) return i;
    }
    return steps_.size();
  }

  Records StoredRecords() {
    Records records;
    for (const v1::RecordDetail& detail : AllRecords()) {
      const auto key =
          std::pair(OwnName(detail.source_name()), detail.row().key().offset());
      EXPECT_TRUE(records.emplace(key, detail.raw()).second)
          << "twice: " << detail.raw();
    }
    return records;
  }
  Records RecordsOf(const std::string& name) {
    Records records;
    const std::string& log = logs_[name];
    for (size_t at = 0; at < log.size();) {
      const size_t end = log.find('\n', at) + 1;
      records[{name, at}] = log.substr(at, end - at);
      at = end;
    }
    return records;
  }

  // What is there after `done` steps and a part of the next one.
  void ExpectWhole(size_t done) {
    ASSERT_EQ(state_.notices_size(), 0) << state_.notices(0);
    const v1::CheckReport report = Check();
    ASSERT_EQ(report.problems_size(), 0) << report.problems(0);
    const Records stored = StoredRecords();
    Records known;
    for (const auto& [name, log] : logs_) known.merge(RecordsOf(name));
    for (const auto& [key, raw] : stored) {
      ASSERT_TRUE(known.contains(key)) << key.first << ' ' << key.second;
      ASSERT_EQ(known[key], raw);
    }
    // By the number of steps done: imported, being deleted, deleted.
    const std::map<std::string, std::array<size_t, 3>> at = {
        {"a.log", {1, 6, 7}}, {"b.log", {2, 3, 4}}, {"c.log", {6, 99, 99}}};
    for (const auto& [name, steps] : at) {
      size_t records = 0;
      for (const auto& [key, raw] : stored) records += key.first == name;
      if (done >= steps[0] && done < steps[1]) {
        ASSERT_EQ(records, RecordsOf(name).size()) << name;
      }
      if (done >= steps[2]) ASSERT_EQ(records, 0u) << name;
    }
    // Whatever is there is a part of the store.
    Settle();
    std::set<std::string> partitions;
    for (const auto& [name, bytes] : files_.files()) {
      if (name.starts_with("p-") && name.ends_with(".db") && !bytes.empty()) {
        partitions.insert(name);
      }
    }
    ASSERT_EQ(partitions.size(), Check().files() - 1);
  }

  // Goes on where it broke off, to the same end as undisturbed.
  void ExpectGoesOn(size_t done) {
    ASSERT_EQ(RunHistory(done), steps_.size()) << failure_.message();
    ASSERT_TRUE(StoredRecords() == RecordsOf("c.log"));
    const v1::CheckReport report = Check();
    ASSERT_EQ(report.problems_size(), 0) << report.problems(0);
  }

  void LosePower(Unflushed unflushed, uint64_t quick);
  void Fail(Fault fault, bool stays, uint64_t quick);

  FaultyFiles files_;
  std::map<std::string, std::string> logs_;
  std::vector<std::function<Status()>> steps_;
  Status failure_;
};

void FaultsTest::LosePower(Unflushed unflushed, uint64_t quick) {
  bool happened = true;
  for (uint64_t at = 1; happened; at += Stride(quick)) {
    SCOPED_TRACE("operation " + std::to_string(at));
    Begin();
    files_.Plan(Fault::kPowerLoss, at, FaultyFiles::kAlways);
    const size_t done = RunHistory(0, /*with_power=*/false);
    happened = files_.happened();
    cluster_.reset();
    files_.PowerOn(unflushed, static_cast<uint32_t>(at));
    ASSERT_NO_FATAL_FAILURE(Open());
    ASSERT_NO_FATAL_FAILURE(ExpectWhole(done));
    ASSERT_NO_FATAL_FAILURE(ExpectGoesOn(done));
  }
}

void FaultsTest::Fail(Fault fault, bool stays, uint64_t quick) {
  bool happened = true;
  for (uint64_t at = 1; happened; at += Stride(quick)) {
    SCOPED_TRACE("operation " + std::to_string(at));
    Begin();
    files_.Plan(fault, at, stays ? FaultyFiles::kAlways : 1);
    const size_t done = RunHistory();
    happened = files_.happened();
    if (fault == Fault::kFull && stays && done < steps_.size()) {
      EXPECT_EQ(failure_.code(), StatusCode::kResourceExhausted)
          << failure_.message();
    }
    // Goes on without being started anew,
    files_.Heal();
    if (at % 2 == 0) ASSERT_NO_FATAL_FAILURE(ExpectGoesOn(done));
    // and after it.
    ASSERT_NO_FATAL_FAILURE(Open());
    ASSERT_NO_FATAL_FAILURE(ExpectWhole(at % 2 == 0 ? steps_.size() : done));
    ASSERT_NO_FATAL_FAILURE(ExpectGoesOn(at % 2 == 0 ? steps_.size() : done));
  }
}

TEST_F(FaultsTest, AnUndisturbedHistoryEndsAsItShould) {
  Begin();
  EXPECT_EQ(RunHistory(), steps_.size()) << failure_.message();
  // There were several partitions.
  EXPECT_TRUE(files_.files().contains("p-0-4.db"));
  Open();
  ExpectWhole(steps_.size());
  ExpectGoesOn(steps_.size());
}

// A file that was damaged while what is in it was imported again.
TEST_F(FaultsTest, WhatIsStoredTwiceIsSettledWhateverHappens) {
  Begin();
  ASSERT_TRUE(ImportLog("a.log").ok());
  ASSERT_TRUE(ImportLog("b.log").ok());
  const std::string sound = files_.files()["p-0-1.db"];
  files_.Damage("p-0-1.db", std::string(sound.size(), 'x'));
  Open();
  ASSERT_EQ(state_.notices_size(), 1);
  ASSERT_TRUE(Import("a.log", logs_["a.log"], kChunkBytes / 3).ok());
  ASSERT_TRUE(Import("b.log", logs_["b.log"], kChunkBytes / 3).ok());
  cluster_.reset();
  files_.Damage("p-0-1.db", sound);
  const FaultyFiles found = files_;

  Records whole = RecordsOf("a.log");
  whole.merge(RecordsOf("b.log"));
  const auto expect_whole = [&] {
    ASSERT_TRUE(StoredRecords() == whole);
    const v1::CheckReport report = Check();
    ASSERT_EQ(report.problems_size(), 0) << report.problems(0);
  };
  // Killed so many steps after the last fault.
  const auto open_with = [&](Fault fault, uint64_t at, uint64_t times,
                             int steps) {
    cluster_.reset();
    files_ = found;
    files_.Plan(fault, at, times);
    Create(kShards);
    v1::Request open;
    open.mutable_open();
    cluster_->Start(open, {});
    while (steps > 0 && cluster_->StepOnce(0)) steps -= files_.over();
    return files_.happened();
  };
  bool happened = true;
  for (uint64_t at = 1; happened; at += Stride(7)) {
    SCOPED_TRACE("operation " + std::to_string(at));
    for (const Unflushed unflushed :
         {Unflushed::kLost, Unflushed::kKept, Unflushed::kTorn}) {
      happened = open_with(Fault::kPowerLoss, at, FaultyFiles::kAlways, 1);
      cluster_.reset();
      files_.PowerOn(unflushed, static_cast<uint32_t>(at));
      Open();
      ASSERT_NO_FATAL_FAILURE(expect_whole());
      Settle();
      ASSERT_NO_FATAL_FAILURE(expect_whole());
    }
    // What fails, and taking back what had failed, is made up for the next
    // time.
    for (const uint64_t times : {1, 2, 3, 5}) {
      for (const int steps : {1, 3, 1000}) {
        open_with(Fault::kError, at, times, steps);
        files_.Heal();
        Open();
        ASSERT_NO_FATAL_FAILURE(expect_whole()) << times << ' ' << steps;
      }
    }
  }
}

TEST_F(FaultsTest, PowerGoesAndWhatWasNotFlushedIsLost) {
  LosePower(Unflushed::kLost, 29);
}

TEST_F(FaultsTest, PowerGoesAndWhatWasNotFlushedIsKept) {
  LosePower(Unflushed::kKept, 37);
}

TEST_F(FaultsTest, PowerGoesAndWhatWasNotFlushedIsTorn) {
  LosePower(Unflushed::kTorn, 23);
}

TEST_F(FaultsTest, AnOperationFails) { Fail(Fault::kError, false, 83); }

TEST_F(FaultsTest, AllOperationsFail) { Fail(Fault::kError, true, 89); }

TEST_F(FaultsTest, TheDiskIsFullForAMoment) { Fail(Fault::kFull, false, 41); }

TEST_F(FaultsTest, TheDiskIsFull) { Fail(Fault::kFull, true, 47); }

}  // namespace
}  // namespace taffrail
