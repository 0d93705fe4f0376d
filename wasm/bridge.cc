// The bridge between a worker and the engine in it: three exports and a pipe of
// bytes. A new feature changes the protocol and the engine, never this file.
//
// Bytes go in by malloc (the caller's) and Deliver, which frees them; they come
// out through the host imports, valid during the call. Everything runs on the
// worker's one thread.
#include <emscripten.h>

#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/engine/engine.h"
#include "core/engine/host.h"
#include "core/store/vfs.h"
#include "wasm/host_imports.h"
#include "wasm/opfs_files.h"

namespace taffrail {
namespace {

class WorkerHost : public Host {
 public:
  void Send(uint32_t port, std::string_view bytes) override {
    taffrail_host_send(port, bytes.data(), Length(bytes));
  }
  double NowMs() override { return taffrail_host_now(); }
  std::string Path(std::string_view name) override { return std::string(name); }
  void ListFiles(uint32_t ticket) override { taffrail_host_list_files(ticket); }
  void OpenFile(uint32_t ticket, std::string_view name) override {
    taffrail_host_open_file(ticket, name.data(), Length(name));
  }
  void CloseFile(std::string_view name) override {
    taffrail_host_close_file(name.data(), Length(name));
  }
  void RemoveFile(uint32_t ticket, std::string_view name) override {
    taffrail_host_remove_file(ticket, name.data(), Length(name));
  }
  void ReadFile(uint32_t ticket, uint32_t file, uint64_t offset,
                uint32_t length) override {
    taffrail_host_read_file(ticket, file, static_cast<double>(offset), length);
  }
  StatusOr<size_t> ReadFileNow(uint32_t file, uint64_t offset,
                               std::span<char> buffer) override {
    const int read = taffrail_host_read_file_now(
        file, static_cast<double>(offset), buffer.data(),
        static_cast<uint32_t>(buffer.size()));
    if (read >= 0) return static_cast<size_t>(read);
    return Unavailable(
        "The file cannot be read any more: it was changed, moved or deleted "
        "since it was opened. Drop it again to go on");
  }
  void ReleaseFile(uint32_t file) override { taffrail_host_release_file(file); }
  void StartSql(uint32_t ticket, uint32_t port) override {
    taffrail_host_start_sql(ticket, port);
  }
  void StopSql(uint32_t port) override { taffrail_host_stop_sql(port); }

 private:
  static uint32_t Length(std::string_view bytes) {
    return static_cast<uint32_t>(bytes.size());
  }
};

// The worker's engine, made by taffrail_start and living as long as it.
struct Worker {
  WorkerHost host;
  OpfsFiles files;
  const FormatRegistry formats = FormatRegistry::WithBuiltIns();
  std::unique_ptr<Engine> engine;
};
Worker* worker = nullptr;

std::string Take(char* bytes, uint32_t length) {
  std::string taken(bytes, length);
  free(bytes);
  return taken;
}

}  // namespace
}  // namespace taffrail

extern "C" {

// Makes the engine. `role` is an EngineRole, `shard_count` what a coordinator
// has. `reason` says why nothing is kept, and is empty when files are.
EMSCRIPTEN_KEEPALIVE void taffrail_start(uint32_t role, uint32_t shard_count,
                                         uint32_t max_open_files, char* reason,
                                         uint32_t reason_length) {
  using taffrail::worker;
  worker = new taffrail::Worker;
  taffrail::EngineOptions options;
  options.role = static_cast<taffrail::EngineRole>(role);
  options.shards = shard_count;
  options.max_open_files = max_open_files;
  options.memory_only_reason = taffrail::Take(reason, reason_length);
  // Cannot fail: SQLite only refuses a VFS when memory for its list is short.
  (void)taffrail::RegisterVfs("opfs", worker->files).ok();
  worker->engine = std::make_unique<taffrail::Engine>(worker->host,
                                                      worker->formats, options);
}

// A message from `port`, or with port 0 the answer to host call `ticket`:
// `code` is a StatusCode, and the bytes are the answer or the error's message.
EMSCRIPTEN_KEEPALIVE void taffrail_deliver(uint32_t port, uint32_t ticket,
                                           uint32_t code, char* bytes,
                                           uint32_t length) {
  std::string taken = taffrail::Take(bytes, length);
  if (port != 0) return taffrail::worker->engine->Deliver(port, taken);
  taffrail::HostReply reply;
  if (code == 0) {
    reply.bytes = std::move(taken);
  } else {
    reply.status = taffrail::Status(static_cast<taffrail::StatusCode>(code),
                                    std::move(taken));
  }
  taffrail::worker->engine->Complete(ticket, std::move(reply));
}

// Goes on for about `budget_ms`. 1: call again soon; 0: nothing can go on.
EMSCRIPTEN_KEEPALIVE int taffrail_step(double budget_ms) {
  return taffrail::worker->engine->Step(budget_ms) ? 1 : 0;
}

}  // extern "C"
