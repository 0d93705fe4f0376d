#include "core/base/task.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

// A clock that only the test moves.
struct Fixture {
  double now = 0;
  Scheduler scheduler{[this] { return now; }};
};

Task<int> Immediate(int value) { co_return value; }

Task<void> SumUp(int turns, long* sum) {
  for (int i = 0; i < turns; ++i) *sum += co_await Immediate(1);
}

TEST(Task, AwaitingFinishedChildrenDoesNotGrowTheStack) {
  Fixture f;
  long sum = 0;
  f.scheduler.Spawn(SumUp(1000000, &sum));
  f.scheduler.Step(1);
  EXPECT_EQ(sum, 1000000);
}

Task<void> WaitFor(Arrival<std::string>& arrival, std::string* out) {
  *out = co_await arrival;
}

TEST(Task, ArrivalResumesItsWaiterInALaterStep) {
  Fixture f;
  Arrival<std::string> arrival(f.scheduler);
  std::string out;
  f.scheduler.Spawn(WaitFor(arrival, &out));
  EXPECT_FALSE(f.scheduler.Step(1));
  EXPECT_EQ(out, "");
  arrival.Set("here");
  EXPECT_EQ(out, "");
  f.scheduler.Step(1);
  EXPECT_EQ(out, "here");
}

TEST(Task, ArrivalBeforeTheAwaitIsKept) {
  Fixture f;
  Arrival<std::string> arrival(f.scheduler);
  arrival.Set("early");
  std::string out;
  f.scheduler.Spawn(WaitFor(arrival, &out));
  f.scheduler.Step(1);
  EXPECT_EQ(out, "early");
}

Task<void> Busy(Fixture& f, std::vector<int>* order, int name) {
  for (int i = 0; i < 3; ++i) {
    order->push_back(name);
    f.now += 10;
    co_await f.scheduler.Checkpoint();
  }
}

TEST(Scheduler, TasksTakeTurnsWhenTheBudgetIsUsedUp) {
  Fixture f;
  std::vector<int> order;
  f.scheduler.Spawn(Busy(f, &order, 1));
  f.scheduler.Spawn(Busy(f, &order, 2));
  EXPECT_TRUE(f.scheduler.Step(5));
  while (f.scheduler.Step(5)) {
  }
  EXPECT_EQ(order, (std::vector<int>{1, 2, 1, 2, 1, 2}));
}

Task<void> WaitSignal(Signal& signal, int* woken) {
  co_await signal;
  ++*woken;
}

TEST(Signal, WakesAllWhoWaitAndNobodyTwice) {
  Fixture f;
  Signal signal(f.scheduler);
  int woken = 0;
  f.scheduler.Spawn(WaitSignal(signal, &woken));
  f.scheduler.Spawn(WaitSignal(signal, &woken));
  f.scheduler.Step(1);
  signal.Notify();
  signal.Notify();
  f.scheduler.Step(1);
  EXPECT_EQ(woken, 2);
}

}  // namespace
}  // namespace taffrail
