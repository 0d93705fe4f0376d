#ifndef TAFFRAIL_CORE_ENGINE_LOCAL_CLUSTER_H_
#define TAFFRAIL_CORE_ENGINE_LOCAL_CLUSTER_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/engine/engine.h"
#include "core/engine/local_file.h"
#include "core/proto/rpc.pb.h"
#include "core/store/memory_files.h"

namespace taffrail {

// A coordinator, its shards and what runs SQL in one thread, over a folder or
// over memory: the engine as the command line and the tests use it.
class LocalCluster {
 public:
  using Handler = std::function<void(const v1::Response&)>;

  struct Options {
    // The store's folder, made if absent; empty keeps everything in `memory`.
    std::string directory;
    // With no directory: the files, so that a store can be opened twice.
    MemoryFiles* memory = nullptr;
    uint32_t shards = 2;
    uint32_t max_open_files = 200;
    // Must outlive the cluster; null: the built-in ones.
    const FormatRegistry* formats = nullptr;
  };

  // Fails when the folder cannot be made or SQLite has no files to work on.
  static StatusOr<std::unique_ptr<LocalCluster>> Create(const Options& options);
  ~LocalCluster();

  // Numbers a file to import: its path, or its bytes themselves.
  uint32_t AddFile(std::string path);
  uint32_t AddBytes(std::string bytes);
  // Under a number that no file has.
  uint32_t AddBytes(std::string bytes, uint32_t number);

  // Sends and returns the id given to the request. `port` is a client's.
  uint64_t Start(v1::Request request, Handler handler,
                 uint32_t port = kClientPort);
  // A client other than the first is gone.
  void Leave(uint32_t port) { Post(port, kCoordinatorPort, ""); }
  // Runs until `done()`; false when nothing is left to do before that.
  bool RunUntil(const std::function<bool()>& done);
  // Sends and runs until the last answer. An error is the status.
  StatusOr<v1::Response> Call(v1::Request request, Handler progress = {});
  // One slice of everybody's work; false when nobody has any. For tests that
  // stop in the middle.
  bool StepOnce(double budget_ms);

  // Kills shard `index` where it stands and starts it again.
  void RestartShard(uint32_t index);

 private:
  class Node;

  explicit LocalCluster(const Options& options);
  void Post(uint32_t from, uint32_t to, std::string_view bytes);
  // Null: it is not there any more.
  Node* NodeAt(uint32_t port);
  StatusOr<size_t> ReadInput(uint32_t number, uint64_t offset,
                             std::span<char> buffer);

  struct Message {
    uint32_t from;
    uint32_t to;
    std::string bytes;
  };
  struct Input {
    std::optional<LocalFile> file;
    std::string bytes;  // If it is no file.
  };
  Input& AddInput(uint32_t* number);

  const Options options_;
  std::optional<FormatRegistry> built_in_formats_;
  const FormatRegistry& formats_;
  std::unique_ptr<Node> coordinator_;
  std::vector<std::unique_ptr<Node>> shards_;
  // By port: workers that run SQL, and the call that each answers at its end.
  struct SqlNode {
    std::unique_ptr<Node> node;
    uint32_t ticket = 0;
  };
  std::map<uint32_t, SqlNode> sql_;
  std::vector<uint32_t> stopped_;
  std::deque<Message> mail_;
  std::map<uint32_t, Input> inputs_;
  // By port and id.
  std::map<std::pair<uint32_t, uint64_t>, Handler> handlers_;
  uint64_t last_id_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_LOCAL_CLUSTER_H_
