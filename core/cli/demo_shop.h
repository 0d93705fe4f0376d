#ifndef TAFFRAIL_CORE_CLI_DEMO_SHOP_H_
#define TAFFRAIL_CORE_CLI_DEMO_SHOP_H_

#include <array>
#include <cstdint>
#include <queue>
#include <vector>

#include "core/cli/demo_vocabulary.h"
#include "core/cli/random.h"

namespace taffrail {

// What a demo log is to be.
struct DemoPlan {
  uint64_t lines = 0;
  uint64_t seed = 0;
  int64_t start_us = 0;  // Since 1970.
  int64_t end_us = 0;
};

// One line of the demo log before it has a format. Small and free of pointers:
// the names are drawn from the vocabulary when it is written.
struct DemoEvent {
  int64_t time_us = 0;
  uint64_t order = 0;  // Of creation: ties in time stay as they happened.
  DemoPhrase phrase = kGatewayHealth;
  uint8_t severity = 0;
  uint16_t status = 0;   // HTTP, on the gateway's lines.
  uint32_t variant = 0;  // Chooses among the phrase's alternatives.
  uint32_t host = 0;     // Chooses network, number and process id.
  uint32_t duration_us = 0;
  // All zero for what belongs to no request.
  uint64_t trace_high = 0;
  uint64_t trace_low = 0;
  uint64_t span = 0;
  uint64_t parent_span = 0;
  std::array<uint32_t, kDemoSlots> values = {};

  bool has_trace() const { return (trace_high | trace_low) != 0; }
};

// An invented shop of eight services: requests come by a daily rhythm and fan
// out over the services, each of which says what it does, over a background of
// health checks, pauses and jobs. In the last third of the time the ledger is
// slow for a while: locks wait, pools fill, checkouts time out. Deterministic
// in its plan, on every platform.
class DemoShop {
 public:
  explicit DemoShop(const DemoPlan& plan);
  DemoShop(const DemoShop&) = delete;
  DemoShop& operator=(const DemoShop&) = delete;

  // The next event in order of time; false after plan.lines of them.
  bool Next(DemoEvent* event);

 private:
  struct Request;

  // Arrivals.
  void Arrive();
  uint64_t WeightAt(int64_t time_us) const;
  uint32_t IncidentAt(int64_t time_us) const;

  // What happens in the shop.
  void Background();
  void Search();
  void ViewCart();
  void AddToCart();
  void Login();
  void Checkout();
  bool Pay(Request* request, uint64_t checkout_span);
  void SlowLedger(const Request& request, uint64_t span, uint32_t slow_us);
  void Answer(const Request& request, DemoPhrase phrase, uint16_t status);

  Request NewRequest();
  uint32_t Latency(uint32_t typical_us);
  uint32_t HostOf(DemoService service, int64_t time_us, uint64_t span) const;
  DemoEvent Event(const Request& request, DemoPhrase phrase, uint64_t span,
                  uint64_t parent);
  void Push(DemoEvent event);

  struct Later {
    bool operator()(const DemoEvent& a, const DemoEvent& b) const {
      return a.time_us != b.time_us ? a.time_us > b.time_us : a.order > b.order;
    }
  };

  const DemoPlan plan_;
  Random random_;
  int64_t next_arrival_us_;
  uint64_t weight_left_ = 0;  // Of the rhythm, from the next arrival on.
  uint64_t arrivals_ = 0;
  uint64_t created_ = 0;
  uint64_t emitted_ = 0;
  std::priority_queue<DemoEvent, std::vector<DemoEvent>, Later> pending_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_SHOP_H_
