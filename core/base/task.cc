#include "core/base/task.h"

namespace taffrail {

void Scheduler::Spawn(Task<void> task) { fresh_.push_back(std::move(task)); }

bool Scheduler::Step(double budget_ms) {
  deadline_ = now_ms_() + budget_ms;
  do {
    while (!fresh_.empty()) {
      roots_.splice(roots_.end(), fresh_, fresh_.begin());
      roots_.back().Start();
    }
    if (ready_.empty()) break;
    std::coroutine_handle<> next = ready_.front();
    ready_.pop_front();
    next.resume();
  } while (now_ms_() < deadline_);
  roots_.remove_if([](const Task<void>& task) { return task.finished(); });
  return !ready_.empty() || !fresh_.empty();
}

}  // namespace taffrail
