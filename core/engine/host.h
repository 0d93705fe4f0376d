#ifndef TAFFRAIL_CORE_ENGINE_HOST_H_
#define TAFFRAIL_CORE_ENGINE_HOST_H_

#include <coroutine>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/status.h"
#include "core/base/task.h"

namespace taffrail {

// Who a message goes to or comes from.
inline constexpr uint32_t kClientPort = 1;
inline constexpr uint32_t kCoordinatorPort = 2;
inline constexpr uint32_t kFirstShardPort = 16;
// Those of workers that run one SQL statement each.
inline constexpr uint32_t kFirstSqlPort = 1024;
// Those of further clients: tabs whose store another tab owns. An empty message
// from one says that it is gone. Their files have numbers with the client's, 1
// for the first of these ports, above so many bits.
inline constexpr uint32_t kFirstTabPort = 1 << 20;
inline constexpr int kFileBits = 20;

// What the engine needs from the world around it: a worker's glue in a browser,
// LocalCluster natively. Calls with a ticket are answered later, once, through
// Engine::Complete with that ticket; nothing here waits.
class Host {
 public:
  virtual ~Host() = default;

  // Messages to one port arrive in order. An empty message from a shard's port
  // says that this shard has just started and knows nothing.
  virtual void Send(uint32_t port, std::string_view bytes) = 0;
  virtual double NowMs() = 0;

  // The path SQLite is to open for a file of the store.
  virtual std::string Path(std::string_view name) = 0;
  // Answers "name\0size\0" for every file of the store.
  virtual void ListFiles(uint32_t ticket) = 0;
  // From then on, until CloseFile, SQLite can open the file; made if absent.
  virtual void OpenFile(uint32_t ticket, std::string_view name) = 0;
  virtual void CloseFile(std::string_view name) = 0;
  virtual void RemoveFile(uint32_t ticket, std::string_view name) = 0;
  // Answers bytes [offset, offset + length) of a file to import, fewer at its
  // end. `file` is the number the client gave it.
  virtual void ReadFile(uint32_t ticket, uint32_t file, uint64_t offset,
                        uint32_t length) = 0;
  // The same at once, for decoders that cannot wait: fills `buffer` from
  // `offset` on, less only at the end. Coordinator only.
  virtual StatusOr<size_t> ReadFileNow(uint32_t file, uint64_t offset,
                                       std::span<char> buffer) = 0;
  // No more reads of that file will come.
  virtual void ReleaseFile(uint32_t file) = 0;
  // Starts a worker for a statement of SQL at a port that none was at before.
  // An empty message from it says that it has started. Answers when it has
  // ended: with what it failed of, or as it was told to. Coordinator only.
  virtual void StartSql(uint32_t ticket, uint32_t port) = 0;
  // Ends it, whatever it does. It says no more.
  virtual void StopSql(uint32_t port) = 0;
};

struct HostReply {
  Status status;
  std::string bytes;
};

// The host's calls as awaitables, and the table of tickets behind them. Owned
// by the engine.
class HostCalls {
 public:
  HostCalls(Host& host, Scheduler& scheduler)
      : host_(host), scheduler_(scheduler) {}

  // A call under way. Await it once; it may have been answered before that.
  using Pending = std::shared_ptr<Arrival<HostReply>>;

  Pending StartRead(uint32_t file, uint64_t offset, uint32_t length);
  Task<HostReply> Read(uint32_t file, uint64_t offset, uint32_t length);
  Task<HostReply> List();
  Task<Status> Open(std::string name);
  Task<Status> Remove(std::string name);
  Pending StartSql(uint32_t port);

  void Complete(uint32_t ticket, HostReply reply);
  Host& host() { return host_; }

 private:
  std::pair<uint32_t, Pending> NewTicket();

  Host& host_;
  Scheduler& scheduler_;
  uint32_t last_ticket_ = 0;
  std::unordered_map<uint32_t, Pending> pending_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_HOST_H_
