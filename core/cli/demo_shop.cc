#include "core/cli/demo_shop.h"

#include <algorithm>

#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr int64_t kMillisecond = 1000;
constexpr int64_t kSecond = 1000 * kMillisecond;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;

// How busy each hour of the UTC day is.
constexpr std::array<uint32_t, 24> kRhythm = {
    310, 250, 220, 210, 230, 300, 430, 590,  740, 860, 930, 960,
    940, 900, 870, 880, 910, 950, 990, 1000, 930, 780, 590, 430};

// The incident lies between these shares of the time, in 1/1000.
constexpr int64_t kIncidentStart = 672;
constexpr int64_t kIncidentPeak = 735;
constexpr int64_t kIncidentEnd = 808;

constexpr uint32_t kReplicas = 3;
constexpr int64_t kHostLife = 3 * kHour;
constexpr uint32_t kTimeoutUs = 5 * kSecond;
constexpr int kAttempts = 3;

// Arrivals from this draw in 1000 on are checkouts.
constexpr uint32_t kCheckoutKind = 900;

// The rate is steered by the lines an arrival has brought so far; before there
// are any, by this many of this size.
constexpr uint64_t kPriorArrivals = 64;
constexpr uint64_t kPriorLines = 4 * kPriorArrivals;

uint32_t ToMs(uint32_t us) {
  return std::max<uint32_t>(1, us / static_cast<uint32_t>(kMillisecond));
}

}  // namespace

// One request on its way. `at_us` moves on as it is served.
struct DemoShop::Request {
  int64_t start_us;
  int64_t at_us;
  uint64_t trace_high;
  uint64_t trace_low;
  uint64_t gateway_span;
  std::array<uint32_t, kDemoSlots> values = {};
};

DemoShop::DemoShop(const DemoPlan& plan)
    : plan_(plan), random_(plan.seed), next_arrival_us_(plan.start_us) {
  for (int64_t at = plan.start_us; at < plan.end_us; at += kMinute) {
    weight_left_ += WeightAt(at) *
                    static_cast<uint64_t>(std::min(kMinute, plan.end_us - at));
  }
}

bool DemoShop::Next(DemoEvent* event) {
  if (emitted_ == plan_.lines) return false;
  while (emitted_ + pending_.size() < plan_.lines &&
         (pending_.empty() || pending_.top().time_us > next_arrival_us_)) {
    Arrive();
  }
  *event = pending_.top();
  pending_.pop();
  // The last requests do not outlast the log.
  event->time_us = std::min(event->time_us, plan_.end_us);
  ++emitted_;
  return true;
}

// Brings one request or background event, and sets when the next will be, so
// that the lines wanted are spread over the time that is left.
void DemoShop::Arrive() {
  uint32_t kind = random_.Below(1000);
  // Whose order fails tries again: an incident brings its own load.
  if (random_.Chance(IncidentAt(next_arrival_us_) / 8)) kind = kCheckoutKind;
  if (kind < 130) {
    Background();
  } else if (kind < 560) {
    Search();
  } else if (kind < 720) {
    ViewCart();
  } else if (kind < 840) {
    AddToCart();
  } else if (kind < kCheckoutKind) {
    Login();
  } else {
    Checkout();
  }
  ++arrivals_;

  const uint64_t lines_left =
      plan_.lines - std::min(plan_.lines, emitted_ + pending_.size());
  const uint64_t arrivals_left = std::max<uint64_t>(
      1, lines_left * (arrivals_ + kPriorArrivals) / (created_ + kPriorLines));
  const uint64_t weight = WeightAt(next_arrival_us_);
  // Shifted first: weight_left_ can have 55 bits.
  const uint64_t gap =
      ((weight_left_ / arrivals_left) >> 10) * random_.Exponential() / weight;
  const int64_t gap_us =
      std::min(static_cast<int64_t>(gap + 1), plan_.end_us - next_arrival_us_);
  weight_left_ -=
      std::min(weight_left_, static_cast<uint64_t>(gap_us) * weight);
  next_arrival_us_ += gap_us;
}

uint64_t DemoShop::WeightAt(int64_t time_us) const {
  const int64_t day_us = ((time_us % (24 * kHour)) + 24 * kHour) % (24 * kHour);
  const size_t hour = static_cast<size_t>(day_us / kHour);
  const uint64_t minute = static_cast<uint64_t>(day_us % kHour / kMinute);
  return (kRhythm[hour] * (60 - minute) + kRhythm[(hour + 1) % 24] * minute) /
         60;
}

// How bad the incident is, 0 to 1000.
uint32_t DemoShop::IncidentAt(int64_t time_us) const {
  const int64_t length = std::max<int64_t>(1, plan_.end_us - plan_.start_us);
  const int64_t share = (time_us - plan_.start_us) * 1000 / length;
  if (share < kIncidentStart || share >= kIncidentEnd) return 0;
  const int64_t level =
      share < kIncidentPeak
          ? (share - kIncidentStart) * 1000 / (kIncidentPeak - kIncidentStart)
          : (kIncidentEnd - share) * 1000 / (kIncidentEnd - kIncidentPeak);
  return static_cast<uint32_t>(level);
}

void DemoShop::Background() {
  static constexpr DemoPhrase kKinds[] = {
      kGatewayHealth, kGatewayHealth, kGatewayHealth,
      kGatewayHealth, kSearchPause,   kLedgerCheckpoint,
      kAuthPurge,     kCartEvicted,   kCatalogJob};
  Request request = NewRequest();
  request.trace_high = request.trace_low = 0;
  const DemoPhrase phrase = kKinds[random_.Below(std::size(kKinds))];
  if (phrase == kGatewayHealth) {
    request.at_us += Latency(400);
    Answer(request, phrase, 200);
    return;
  }
  // Jobs start on the minute.
  if (phrase == kCatalogJob || phrase == kAuthPurge) {
    request.at_us += kMinute - request.at_us % kMinute;
  }
  const uint32_t took_us =
      Latency(phrase == kSearchPause ? 30 * kMillisecond : 2 * kSecond);
  request.at_us += took_us;
  request.values[kSlotMs] = ToMs(took_us);
  request.values[kSlotCount] = random_.Between(3, 900);
  DemoEvent event = Event(request, phrase, random_.Next(), 0);
  event.span = 0;  // It chose the host; the work belongs to no request.
  Push(event);
}

void DemoShop::Search() {
  Request request = NewRequest();
  const uint64_t span = random_.Next();
  if (random_.Chance(700)) {
    const uint32_t load_us = Latency(6 * kMillisecond);
    request.at_us += load_us;
    request.values[kSlotTarget] = kSearch;
    request.values[kSlotMs] = ToMs(load_us);
    const uint64_t catalog_span = random_.Next();
    if (random_.Chance(150)) {
      Push(Event(request, kCatalogMiss, catalog_span, span));
    }
    Push(Event(request, kCatalogLoaded, catalog_span, span));
  }
  const bool slow = random_.Chance(6);
  const uint32_t took_us = Latency((slow ? 900 : 12) * kMillisecond);
  request.at_us += took_us;
  request.values[kSlotMs] = ToMs(took_us);
  Push(Event(request, slow ? kSearchSlow : kSearchDone, span,
             request.gateway_span));
  request.at_us += Latency(2 * kMillisecond);
  Answer(request, kGatewaySearch, random_.Chance(2) ? 500 : 200);
}

void DemoShop::ViewCart() {
  Request request = NewRequest();
  const uint64_t span = random_.Next();
  const uint32_t load_us = Latency(5 * kMillisecond);
  request.at_us += load_us;
  request.values[kSlotTarget] = kCart;
  request.values[kSlotMs] = ToMs(load_us);
  Push(Event(request, kCatalogLoaded, random_.Next(), span));
  request.at_us += Latency(4 * kMillisecond);
  Push(Event(request, kCartPriced, span, request.gateway_span));
  request.at_us += Latency(2 * kMillisecond);
  Answer(request, kGatewayCart, random_.Chance(8) ? 404 : 200);
}

void DemoShop::AddToCart() {
  Request request = NewRequest();
  request.at_us += Latency(7 * kMillisecond);
  Push(Event(request, kCartAdded, random_.Next(), request.gateway_span));
  request.at_us += Latency(2 * kMillisecond);
  Answer(request, kGatewayAdd, random_.Chance(10) ? 409 : 201);
}

void DemoShop::Login() {
  Request request = NewRequest();
  request.at_us += Latency(80 * kMillisecond);
  const bool refused = random_.Chance(60);
  Push(Event(request, refused ? kAuthRefused : kAuthRefreshed, random_.Next(),
             request.gateway_span));
  request.at_us += Latency(2 * kMillisecond);
  Answer(request, kGatewayLogin, refused ? 401 : 200);
}

void DemoShop::Checkout() {
  Request request = NewRequest();
  const uint64_t span = random_.Next();
  const uint32_t verify_us = Latency(2 * kMillisecond);
  request.at_us += verify_us;
  request.values[kSlotMs] = ToMs(verify_us);
  Push(Event(request, kAuthVerified, random_.Next(), request.gateway_span));
  request.at_us += Latency(3 * kMillisecond);
  Push(Event(request, kCheckoutStarted, span, request.gateway_span));

  request.values[kSlotTarget] = kPayments;
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    request.values[kSlotAttempt] = static_cast<uint32_t>(attempt);
    if (Pay(&request, span)) {
      request.at_us += Latency(2 * kMillisecond);
      // A card is declined for good now and then.
      const bool declined = random_.Chance(25);
      Push(Event(request, declined ? kPaymentsDeclined : kCheckoutConfirmed,
                 span, request.gateway_span));
      request.at_us += Latency(3 * kMillisecond);
      Answer(request, kGatewayCheckout, declined ? 402 : 201);
      return;
    }
    Push(Event(request, kCheckoutTimeout, span, request.gateway_span));
    request.at_us += attempt * 5 * kMillisecond;
  }
  if (random_.Chance(12)) {
    request.values[kSlotCount] = random_.Between(40, 70);
    Push(Event(request, kCheckoutCircuit, span, request.gateway_span));
  }
  Answer(request, kGatewayCheckout, 504);
}

// One attempt of checkout to have payments charge an order; false when it took
// too long.
bool DemoShop::Pay(Request* request, uint64_t checkout_span) {
  const uint64_t span = random_.Next();
  const int64_t began_us = request->at_us;
  // Even on a good day one in a thousand is unlucky.
  const bool slow = random_.Chance(IncidentAt(began_us) * 95 / 100 + 1);
  const uint32_t write_us = Latency((slow ? 9000 : 9) * kMillisecond);
  const uint32_t lock_us = slow ? write_us : Latency(3 * kMillisecond);
  if (slow) SlowLedger(*request, span, write_us);
  if (write_us > kTimeoutUs) {
    request->at_us = began_us + kTimeoutUs;
    request->values[kSlotMs] = ToMs(kTimeoutUs);
    return false;
  }
  request->at_us += lock_us;
  request->values[kSlotMs] = ToMs(lock_us);
  Push(Event(*request, kPaymentsLock, span, checkout_span));
  if (!slow) {
    request->at_us += write_us;
    request->values[kSlotMs] = ToMs(write_us);
    Push(Event(*request, kLedgerUpdate, random_.Next(), span));
  }
  request->at_us += Latency(20 * kMillisecond);
  request->values[kSlotMs] = ToMs(lock_us + write_us);
  Push(Event(*request, kPaymentsCharged, span, checkout_span));
  return true;
}

// What payments and the ledger say while an attempt hangs.
void DemoShop::SlowLedger(const Request& request, uint64_t span,
                          uint32_t slow_us) {
  Request during = request;
  if (random_.Chance(600)) {
    during.at_us += Latency(40 * kMillisecond);
    during.values[kSlotCount] = random_.Between(2, 800);
    Push(Event(during, kPaymentsPool, span, request.gateway_span));
  }
  during.at_us = request.at_us + slow_us;
  during.values[kSlotMs] = ToMs(slow_us);
  Push(Event(during, kLedgerSlow, random_.Next(), span));
  if (slow_us > kTimeoutUs && random_.Chance(250)) {
    Push(Event(during, kPaymentsPanic, span, request.gateway_span));
  }
}

// The gateway's line, at the end of the request.
void DemoShop::Answer(const Request& request, DemoPhrase phrase,
                      uint16_t status) {
  DemoEvent event = Event(request, phrase, request.gateway_span, 0);
  event.status = status;
  event.severity = status >= 500   ? kSeverityError
                   : status >= 400 ? kSeverityWarn
                                   : kSeverityInfo;
  event.duration_us = static_cast<uint32_t>(request.at_us - request.start_us);
  event.values[kSlotMs] = ToMs(event.duration_us);
  Push(event);
}

DemoShop::Request DemoShop::NewRequest() {
  Request request = {.start_us = next_arrival_us_,
                     .at_us = next_arrival_us_ + 1 + random_.Below(900),
                     .trace_high = random_.Next(),
                     .trace_low = random_.Next(),
                     .gateway_span = random_.Next()};
  // Most visits are by few users: a product of two draws is skewed so.
  const uint32_t draw = random_.Below(1000) * random_.Below(100);
  request.values[kSlotUser] = 10'000 + draw;
  request.values[kSlotOrder] = 80'000 + static_cast<uint32_t>(arrivals_ / 7);
  request.values[kSlotCart] = static_cast<uint32_t>(MixBits(draw)) & 0xFFFF;
  request.values[kSlotSession] = random_.Below(10'000);
  for (DemoSlot slot :
       {kSlotProduct, kSlotQuery, kSlotWarehouse, kSlotJob, kSlotCurrency}) {
    request.values[slot] = random_.Below(1u << 16);
  }
  request.values[kSlotItems] = random_.Between(1, 9);
  request.values[kSlotAmount] =
      request.values[kSlotItems] * random_.Between(990, 4990);
  request.values[kSlotHits] = random_.Below(1400);
  request.values[kSlotAttempt] = random_.Between(1, 3);
  return request;
}

// Around the typical, with a long tail.
uint32_t DemoShop::Latency(uint32_t typical_us) {
  const uint64_t tail = uint64_t{typical_us} * random_.Exponential() / 1024;
  return static_cast<uint32_t>((typical_us + tail) / 2 + 1);
}

// The host that serves a span. Each replica is replaced by a new one every few
// hours.
uint32_t DemoShop::HostOf(DemoService service, int64_t time_us,
                          uint64_t span) const {
  const uint32_t replica = static_cast<uint32_t>(MixBits(span) % kReplicas);
  const int64_t life =
      (time_us + replica * (kHostLife / kReplicas)) / kHostLife;
  return static_cast<uint32_t>(
      MixBits(plan_.seed ^ MixBits(static_cast<uint64_t>(life) * 64 +
                                   service * kReplicas + replica)));
}

DemoEvent DemoShop::Event(const Request& request, DemoPhrase phrase,
                          uint64_t span, uint64_t parent) {
  const DemoPhraseInfo& info = InfoOf(phrase);
  DemoEvent event;
  event.time_us = request.at_us;
  event.phrase = phrase;
  event.severity = info.severity;
  event.variant = random_.Below(1u << 16);
  event.host = HostOf(info.service, request.at_us, span);
  event.trace_high = request.trace_high;
  event.trace_low = request.trace_low;
  event.span = span;
  event.parent_span = parent;
  event.values = request.values;
  return event;
}

void DemoShop::Push(DemoEvent event) {
  event.order = created_++;
  pending_.push(event);
}

}  // namespace taffrail
