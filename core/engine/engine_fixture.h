#ifndef TAFFRAIL_CORE_ENGINE_ENGINE_FIXTURE_H_
#define TAFFRAIL_CORE_ENGINE_ENGINE_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/local_cluster.h"

namespace taffrail {

// A whole engine in memory, for tests: files go in, answers come out.

// Lines with times, levels and a number each, one in seven an error.
inline std::string SampleLog(int lines) {
  std::string log;
  for (int i = 0; i < lines; ++i) {
    int second = i / 10;
    char head[64];
    snprintf(head, sizeof(head), "2026-11-22T%02d:%02d:%02d.%03dZ ",
             second / 3600 % 24, second / 60 % 60, second % 60, i % 10 * 100);
    log += head;
    log += i % 7 == 0 ? "ERROR" : "INFO";
    log += " svc" + std::to_string(i % 3) + ": request " + std::to_string(i) +
           " took " + std::to_string(i % 100) + " ms\n";
  }
  return log;
}

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() { Reopen(); }

  // Kills what runs, and starts anew on the same files.
  void Create(uint32_t shards) {
    cluster_.reset();
    LocalCluster::Options options;
    options.memory = memory_;
    options.shards = shards;
    options.max_open_files = 20;
    cluster_ = *LocalCluster::Create(options);
  }

  void Reopen(uint32_t shards = 2, uint64_t partition_bytes = 0) {
    Create(shards);
    v1::Request open;
    open.mutable_open()->set_partition_bytes(partition_bytes);
    StatusOr<v1::Response> response = cluster_->Call(open);
    ASSERT_TRUE(response.ok()) << response.status().message();
    state_ = response->store();
  }

  v1::Request ImportRequest(const std::string& name, const std::string& bytes,
                            uint32_t chunk_bytes) {
    v1::Request request;
    v1::ImportRequest* import = request.mutable_import();
    import->set_file(cluster_->AddBytes(bytes));
    import->set_name(name);
    import->set_size(bytes.size());
    import->set_chunk_bytes(chunk_bytes);
    return request;
  }

  StatusOr<v1::Response> Import(const std::string& name,
                                const std::string& bytes,
                                uint32_t chunk_bytes = 20000) {
    return cluster_->Call(ImportRequest(name, bytes, chunk_bytes));
  }

  // Opens a search and runs until it is complete.
  uint64_t Search(const std::string& query, v1::SearchProgress* progress) {
    v1::Request request;
    request.mutable_search()->set_query(query);
    *progress = {};
    // `progress` must live until the search is cancelled or the store closed.
    uint64_t id = cluster_->Start(request, [=](const v1::Response& response) {
      if (!response.done()) *progress = response.search();
    });
    EXPECT_TRUE(cluster_->RunUntil([&] { return progress->complete(); }));
    return id;
  }

  uint64_t Matches(const std::string& query) {
    v1::SearchProgress progress;
    Cancel(Search(query, &progress));
    return progress.matched();
  }

  void Cancel(uint64_t id) {
    v1::Request request;
    request.mutable_cancel()->set_id(id);
    cluster_->Start(request, {});
    while (cluster_->StepOnce(5)) {
    }
  }

  void SetPaused(uint64_t id, bool paused) {
    v1::Request request;
    request.mutable_pause()->set_id(id);
    request.mutable_pause()->set_paused(paused);
    cluster_->Start(request, {});
  }

  v1::RowsPage Rows(uint64_t search, uint64_t first, uint32_t count) {
    v1::Request request;
    request.mutable_rows()->set_search_id(search);
    request.mutable_rows()->set_first(first);
    request.mutable_rows()->set_count(count);
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? response->rows() : v1::RowsPage();
  }

  // Newest first, as the inspector shows them.
  std::vector<v1::RecordDetail> AllRecords() {
    v1::SearchProgress progress;
    const uint64_t search = Search("", &progress);
    std::vector<v1::RecordDetail> records;
    for (uint64_t first = 0; first < progress.matched();) {
      const v1::RowsPage page = Rows(search, first, 1000);
      first += static_cast<uint64_t>(page.rows_size());
      for (const v1::Row& row : page.rows()) {
        v1::Request request;
        *request.mutable_record()->mutable_key() = row.key();
        records.push_back(cluster_->Call(request)->record());
      }
    }
    Cancel(search);
    return records;
  }

  v1::CheckReport Check() {
    v1::Request request;
    request.mutable_check();
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? response->check() : v1::CheckReport();
  }

  MemoryFiles own_memory_;
  MemoryFiles* memory_ = &own_memory_;
  std::unique_ptr<LocalCluster> cluster_;
  v1::StoreState state_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_ENGINE_FIXTURE_H_
