#ifndef TAFFRAIL_CORE_BASE_TASK_H_
#define TAFFRAIL_CORE_BASE_TASK_H_

#include <coroutine>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <type_traits>
#include <utility>

namespace taffrail {

// Cooperative tasks: nothing in wasm can block, so whatever has to wait is a
// coroutine that the Scheduler advances in slices.
//
// Task<T> is lazy, awaited at most once, and owned by whoever holds it. A child
// that finishes at once continues its parent by returning, not by a nested
// call: wasm has no guaranteed tail calls, and symmetric transfer would grow
// the stack with every turn of a loop.
template <class T>
class [[nodiscard]] Task;

namespace internal {

struct PromiseBase {
  struct FinalAwaiter {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) noexcept {
      PromiseBase& promise = self.promise();
      promise.finished = true;
      if (promise.parent_waits) promise.parent.resume();
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}  // never called: no exceptions here

  std::coroutine_handle<> parent;
  bool parent_waits = false;
  bool finished = false;
};

template <class T>
struct Promise : PromiseBase {
  Task<T> get_return_object();
  template <class U>
  void return_value(U&& result) {
    value.emplace(std::forward<U>(result));
  }
  std::optional<T> value;
};

template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() noexcept {}
};

}  // namespace internal

template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = internal::Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  // Runs until the first wait. True when it ran to its end.
  bool Start() {
    handle_.resume();
    return handle_.promise().finished;
  }
  bool finished() const { return handle_.promise().finished; }

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> parent) {
    handle_.promise().parent = parent;
    if (Start()) return false;
    handle_.promise().parent_waits = true;
    return true;
  }
  T await_resume() {
    if constexpr (!std::is_void_v<T>)
      return std::move(*handle_.promise().value);
  }

 private:
  Handle handle_;
};

namespace internal {
template <class T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}
}  // namespace internal

// Owns root tasks and the queue of those that can go on. One thread.
class Scheduler {
 public:
  // `now_ms` is any monotonic clock.
  explicit Scheduler(std::function<double()> now_ms)
      : now_ms_(std::move(now_ms)) {}
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // Takes the task over and puts its first slice in the queue.
  void Spawn(Task<void> task);

  // Puts a suspended coroutine in the queue.
  void Resume(std::coroutine_handle<> handle) { ready_.push_back(handle); }

  // Advances tasks for about `budget_ms`. True while some can still go on.
  bool Step(double budget_ms);

  // co_await Checkpoint(): lets others have their turn when the slice is used
  // up. Cheap enough to call once a block.
  auto Checkpoint() {
    struct Awaiter {
      Scheduler& scheduler;
      bool await_ready() { return !scheduler.SliceIsOver(); }
      void await_suspend(std::coroutine_handle<> handle) {
        scheduler.Resume(handle);
      }
      void await_resume() {}
    };
    return Awaiter{*this};
  }

  // Whether a Checkpoint() would wait: for what cannot await one, but stop.
  bool SliceIsOver() const { return now_ms_() >= deadline_; }

  double NowMs() const { return now_ms_(); }

  // Destroys every task where it stands.
  void Clear() {
    ready_.clear();
    fresh_.clear();
    roots_.clear();
  }

 private:
  std::function<double()> now_ms_;
  double deadline_ = 0;
  std::deque<std::coroutine_handle<>> ready_;
  std::list<Task<void>> roots_;
  std::list<Task<void>> fresh_;
};

// A value that arrives once, from outside, and is awaited by one task. The
// owner keeps it alive until both happened.
template <class T>
class Arrival {
 public:
  explicit Arrival(Scheduler& scheduler) : scheduler_(scheduler) {}
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;

  void Set(T value) {
    value_.emplace(std::move(value));
    if (waiter_) scheduler_.Resume(std::exchange(waiter_, {}));
  }

  bool await_ready() const { return value_.has_value(); }
  void await_suspend(std::coroutine_handle<> waiter) { waiter_ = waiter; }
  T await_resume() { return std::move(*value_); }

 private:
  Scheduler& scheduler_;
  std::optional<T> value_;
  std::coroutine_handle<> waiter_;
};

// Something that happens again and again; every task that waits goes on at the
// next Notify().
class Signal {
 public:
  explicit Signal(Scheduler& scheduler) : scheduler_(scheduler) {}
  void Notify() {
    for (auto waiter : std::exchange(waiters_, {})) scheduler_.Resume(waiter);
  }
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiter) {
    waiters_.push_back(waiter);
  }
  void await_resume() {}

 private:
  Scheduler& scheduler_;
  std::deque<std::coroutine_handle<>> waiters_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_TASK_H_
