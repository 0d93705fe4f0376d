#include "tests/bench/support/json_corpus.h"

#include <chrono>

namespace taffrail {
namespace {

constexpr const char* kAgents[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.6 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "okhttp/4.12.0",
    "kube-probe/1.30",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
};
constexpr const char* kServices[] = {"checkout", "catalog",   "payments",
                                     "identity", "inventory", "shipping"};
constexpr const char* kMethods[] = {"GET", "GET", "GET", "POST", "PUT"};
constexpr int kStatuses[] = {200, 200, 200, 200, 201, 204, 304, 404, 500, 503};
constexpr const char* kLevels[] = {"INFO", "INFO", "INFO", "WARN", "ERROR"};
constexpr const char* kRegions[] = {"us-east-1", "eu-west-1", "eu-central-1"};
constexpr const char* kNamespaces[] = {"production", "shop", "payments-prod"};
constexpr const char* kTenants[] = {"acme", "globex", "initech", "umbrella"};

}  // namespace

std::string JsonCorpus::Time(int decimals) const {
  using namespace std::chrono;
  const sys_time<nanoseconds> time{nanoseconds(time_ns_)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const int64_t seconds = floor<std::chrono::seconds>(time - day).count();
  const std::string fraction = Format("%09d", int(time_ns_ % 1000000000));
  return Format("%04d-%02u-%02uT%02d:%02d:%02d.%sZ", int(date.year()),
                unsigned(date.month()), unsigned(date.day()),
                int(seconds / 3600), int(seconds / 60 % 60), int(seconds % 60),
                fraction.substr(0, decimals).c_str());
}

std::string JsonCorpus::Address() {
  return Format("%u.%u.%u.%u", 10 + Below(80), Below(8), Below(40), Below(250));
}

std::string JsonCorpus::Path() {
  switch (Below(3)) {
    case 0:
      return Format("/api/v2/orders/%u/items", 100000 + Below(900000));
    case 1:
      return Format("/api/v2/products/%u", 1000 + Below(9000));
    default:
      return Format("/api/v1/users/%u/cart", 10000 + Below(90000));
  }
}

std::string JsonCorpus::Line() {
  time_ns_ += 20000 + Below(3000000);
  switch (Below(4)) {
    case 0:
      return OpenTelemetry();
    case 1:
      return Ecs();
    case 2:
      return Node();
    default:
      return Go();
  }
}

std::string JsonCorpus::OpenTelemetry() {
  const char* service = kServices[Below(6)];
  const std::string path = Path();
  const uint32_t us = 400 + Below(90000);
  const int status = kStatuses[Below(10)];
  const char* method = kMethods[Below(5)];
  return Format(
      R"({"timestamp":"%s","severity":"%s","body":"%s %s completed with %d in %u.%03u ms","trace_id":"%s","span_id":"%s","service.name":"%s","service.version":"4.%u.2","service.instance.id":"%s","deployment.environment.name":"production","k8s.namespace.name":"%s","k8s.pod.name":"%s-7d9f8b6c5-%s","k8s.node.name":"ip-10-0-%u-17.ec2.internal","k8s.container.name":"%s","container.id":"%s","cloud.region":"%s","http.request.method":"%s","url.path":"%s","http.response.status_code":%d,"http.response.body.size":%u,"duration_ms":%u.%03u,"client.address":"%s","user_agent.original":"%s","network.protocol.version":"1.1","thread.name":"http-nio-8080-exec-%u","code.function.name":"com.shop.%s.RequestLog.after"})",
      Time(9).c_str(), kLevels[Below(5)], method, path.c_str(), status,
      us / 1000, us % 1000, Hex(32).c_str(), Hex(16).c_str(), service, Below(4),
      Uuid("a").c_str(), kNamespaces[Below(3)], service, Hex(5).c_str(),
      Below(6), service, Hex(64).c_str(), kRegions[Below(3)], method,
      path.c_str(), status, Below(60000), us / 1000, us % 1000,
      Address().c_str(), kAgents[Below(6)], Below(32), service);
}

std::string JsonCorpus::Ecs() {
  const char* service = kServices[Below(6)];
  const std::string path = Path();
  return Format(
      R"({"@timestamp":"%s","log.level":"%s","message":"Request %s for customer %u took longer than the %u ms allowed","ecs.version":"1.6.0","service":{"name":"%s","version":"2.%u.0","environment":"production"},"event":{"dataset":"%s.log","duration":%u,"outcome":"success"},"trace":{"id":"%s"},"span":{"id":"%s"},"process":{"pid":%u,"thread":{"name":"scheduling-%u"}},"log":{"logger":"com.shop.%s.web.OrderController","origin":{"file":{"name":"OrderController.java","line":%u},"function":"handle"}},"host":{"name":"%s-%s","ip":"%s"},"http":{"request":{"method":"%s","id":"%s"},"response":{"status_code":%d}},"url":{"path":"%s","query":"page=%u&size=50"},"client":{"address":"%s"},"user_agent":{"original":"%s"},"labels":{"tenant":"%s","cache_hit":%s},"kubernetes":{"pod":{"name":"%s-%s"},"namespace":"%s"}})",
      Time(3).c_str(), kLevels[Below(5)], path.c_str(), Below(100000),
      100 * (1 + Below(9)), service, Below(9), service, Below(90000000),
      Hex(32).c_str(), Hex(16).c_str(), 1 + Below(4000), Below(9), service,
      20 + Below(300), service, Hex(5).c_str(), Address().c_str(),
      kMethods[Below(5)], Uuid("a").c_str(), kStatuses[Below(10)], path.c_str(),
      Below(30), Address().c_str(), kAgents[Below(6)], kTenants[Below(4)],
      Below(2) ? "true" : "false", service, Hex(5).c_str(),
      kNamespaces[Below(3)]);
}

std::string JsonCorpus::Node() {
  const char* service = kServices[Below(6)];
  const std::string path = Path();
  const std::string id = Uuid("a");
  return Format(
      R"({"level":30,"time":%lld,"pid":%u,"hostname":"%s-%s","name":"%s","req":{"id":"%s","method":"%s","url":"%s","headers":{"host":"%s.shop.example","user-agent":"%s","accept":"application/json, text/plain, */*","accept-encoding":"gzip, deflate, br","x-forwarded-for":"%s","x-request-id":"%s","content-type":"application/json"},"remoteAddress":"%s","remotePort":%u},"res":{"statusCode":%d,"headers":{"content-type":"application/json; charset=utf-8","content-length":%u,"etag":"W/\"%s\"","cache-control":"no-cache"}},"responseTime":%u,"trace_id":"%s","span_id":"%s","trace_flags":"01","userId":%u,"tenant":"%s","env":"production","region":"%s","msg":"request completed: %s found %u of %u items"})",
      static_cast<long long>(time_ns_ / 1000000), 10 + Below(90), service,
      Hex(5).c_str(), service, id.c_str(), kMethods[Below(5)], path.c_str(),
      service, kAgents[Below(6)], Address().c_str(), id.c_str(),
      Address().c_str(), 30000 + Below(30000), kStatuses[Below(10)],
      Below(60000), Hex(8).c_str(), Below(900), Hex(32).c_str(),
      Hex(16).c_str(), Below(100000), kTenants[Below(4)], kRegions[Below(3)],
      path.c_str(), Below(50), 50 + Below(500));
}

std::string JsonCorpus::Go() {
  const char* service = kServices[Below(6)];
  const std::string order = Uuid("a");
  return Format(
      R"({"level":"info","ts":"%s","caller":"%s/handler.go:%u","msg":"payment authorised for order %s after %u attempts","service":"%s","version":"v1.%u.%u","env":"production","region":"%s","cluster":"prod-%u","namespace":"%s","pod":"%s-6c7d8f9b4-%s","node":"gke-prod-pool-%s","container_id":"%s","trace_id":"%s","span_id":"%s","parent_span_id":"%s","request_id":"%s","order_id":"%s","user_id":%u,"session_id":"%s","amount":%u.%02u,"currency":"EUR","provider":"adyen","card_country":"DE","retries":%u,"latency_ms":%u.%03u,"db":{"system":"postgresql","statement":"UPDATE orders SET state = $1, paid_at = $2 WHERE id = $3","rows":%u},"queue":{"topic":"payments.authorised","partition":%u,"offset":%u},"success":true,"error":null,"client_ip":"%s","user_agent":"%s"})",
      Time(6).c_str(), service, 40 + Below(200), order.c_str(), 1 + Below(3),
      service, Below(30), Below(9), kRegions[Below(3)], Below(3),
      kNamespaces[Below(3)], service, Hex(5).c_str(), Hex(8).c_str(),
      Hex(64).c_str(), Hex(32).c_str(), Hex(16).c_str(), Hex(16).c_str(),
      Uuid("a").c_str(), order.c_str(), Below(100000), Hex(24).c_str(),
      Below(500), Below(100), Below(4), Below(300), Below(1000), Below(4),
      Below(12), 5000000 + Below(100000), Address().c_str(), kAgents[Below(6)]);
}

}  // namespace taffrail
