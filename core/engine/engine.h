#ifndef TAFFRAIL_CORE_ENGINE_ENGINE_H_
#define TAFFRAIL_CORE_ENGINE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/parse/format_registry.h"

namespace taffrail {

// One part of the engine: the coordinator, a shard, or what runs a statement of
// SQL. Decodes what a port
// says and spawns the tasks that answer it.
class EnginePart {
 public:
  virtual ~EnginePart() = default;
  virtual void Deliver(uint32_t port, std::string_view bytes) = 0;
};

enum class EngineRole { kCoordinator, kShard, kSql };

struct EngineOptions {
  EngineRole role = EngineRole::kCoordinator;
  uint32_t shards = 2;
  // Files this whole store may hold open at a time; browsers have a limit.
  uint32_t max_open_files = 200;
  // Why files are not kept, when they are not; for people.
  std::string memory_only_reason;
};

// The one dispatcher, the same in workers, in the command line and in tests:
// bytes in, tasks advanced in slices, bytes out through the host. It never
// waits. One thread.
class Engine {
 public:
  // `host` and `formats` must outlive the engine.
  Engine(Host& host, const FormatRegistry& formats,
         const EngineOptions& options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void Deliver(uint32_t port, std::string_view bytes);
  // Answers a host call.
  void Complete(uint32_t ticket, HostReply reply);
  // Goes on for about `budget_ms`. True: call again soon, work is left. False:
  // all tasks wait for a message or a host call.
  bool Step(double budget_ms);

 private:
  Scheduler scheduler_;
  HostCalls calls_;
  std::unique_ptr<EnginePart> part_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_ENGINE_H_
