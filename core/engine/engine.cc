#include "core/engine/engine.h"

#include <utility>

#include "core/engine/coordinator.h"
#include "core/engine/shard.h"
#include "core/engine/sql_worker.h"

namespace taffrail {

Engine::Engine(Host& host, const FormatRegistry& formats,
               const EngineOptions& options)
    : scheduler_([&host] { return host.NowMs(); }), calls_(host, scheduler_) {
  switch (options.role) {
    case EngineRole::kCoordinator:
      part_ =
          std::make_unique<Coordinator>(scheduler_, calls_, formats, options);
      break;
    case EngineRole::kShard:
      part_ = std::make_unique<Shard>(scheduler_, calls_, formats);
      break;
    case EngineRole::kSql:
      part_ = std::make_unique<SqlWorker>(scheduler_, calls_);
      break;
  }
}

Engine::~Engine() {
  // Tasks hold references into the part.
  scheduler_.Clear();
}

void Engine::Deliver(uint32_t port, std::string_view bytes) {
  part_->Deliver(port, bytes);
}

void Engine::Complete(uint32_t ticket, HostReply reply) {
  calls_.Complete(ticket, std::move(reply));
}

bool Engine::Step(double budget_ms) { return scheduler_.Step(budget_ms); }

}  // namespace taffrail
