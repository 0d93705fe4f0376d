#include "tests/bench/support/json_dialects.h"

namespace taffrail {
namespace {

constexpr const char* kAgents[] = {
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like "
    "Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 "
    "Firefox/133.0",
    "fleetctl/3.14.1 (linux/arm64)",
    "Dalvik/2.1.0 (Linux; U; Android 12; Pixel 6 Build/SD1A.210817.023)",
};
constexpr const char* kUnits[] = {"dispatch", "ledger", "telemetry-ingest",
                                  "bookings", "tariffs"};
constexpr const char* kNouns[] = {"vehicles", "shifts", "meters", "rooms",
                                  "tickets"};
constexpr const char* kCities[] = {"rotterdam", "osaka", "valencia", "quito"};

}  // namespace

// Of one day: that is as far as the lines reach.
std::string JsonDialects::Time() {
  const int64_t seconds = time_us_ / 1000000 - 1764200000;
  return Format("2025-11-26T%02d:%02d:%02d.%06dZ", int(seconds / 3600),
                int(seconds / 60 % 60), int(seconds % 60),
                int(time_us_ % 1000000));
}

std::string JsonDialects::Address() {
  return Format("%u.%u.%u.%u", 1 + Below(220), Below(256), Below(256),
                Below(256));
}

std::string JsonDialects::Route() {
  return Format("/v3/%s/%u/%s", kNouns[Below(5)], 1000 + Below(100000),
                kNouns[Below(5)]);
}

const char* JsonDialects::Agent() { return kAgents[Below(4)]; }

std::string JsonDialects::Line() {
  time_us_ += 900 + Below(400000);
  switch (Below(4)) {
    case 0:
      return GoogleCloud();
    case 1:
      return Caddy();
    case 2:
      return Serilog();
    default:
      return FluentBit();
  }
}

std::string JsonDialects::GoogleCloud() {
  const char* unit = kUnits[Below(5)];
  return Format(
      R"({"severity":"INFO","timestamp":"%s","message":"Assigned %u of %u %s in %s; next window opens at %02u:%02u","httpRequest":{"requestMethod":"PATCH","requestUrl":"https://%s.transit.example%s","requestSize":"%u","status":%u,"responseSize":"%u","userAgent":"%s","remoteIp":"%s","serverIp":"%s","latency":"0.%06us","protocol":"HTTP/2"},"logging.googleapis.com/trace":"projects/transit-prod-%u/traces/%s","logging.googleapis.com/spanId":"%s","logging.googleapis.com/trace_sampled":true,"logging.googleapis.com/sourceLocation":{"file":"planner/assign.go","line":"%u","function":"planner.(*Solver).Commit"},"logging.googleapis.com/labels":{"depot":"%s","solver":"v%u"},"resource":{"type":"cloud_run_revision","labels":{"service_name":"%s","revision_name":"%s-000%u-x%s","location":"europe-west4","configuration_name":"%s"}},"insertId":"%s","candidates":%u,"objective":%u.%02u})",
      Time().c_str(), Below(90), 90 + Below(90), kNouns[Below(5)],
      kCities[Below(4)], Below(24), Below(60), unit, Route().c_str(),
      Below(5000), 200 + Below(5), Below(90000), Agent(), Address().c_str(),
      Address().c_str(), Below(1000000), Below(10), Hex(32).c_str(),
      Hex(16).c_str(), Below(600), kCities[Below(4)], Below(9), unit, unit,
      Below(90), Hex(2).c_str(), unit, Hex(20).c_str(), Below(5000),
      Below(10000), Below(100));
}

std::string JsonDialects::Caddy() {
  return Format(
      R"({"level":"info","ts":"%s","logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"%s","remote_port":"%u","client_ip":"%s","proto":"HTTP/3.0","method":"GET","host":"%s.example.org","uri":"%s?from=%u&depth=%u","headers":{"Accept":["application/vnd.tiles+json"],"Accept-Encoding":["br;q=1.0, gzip;q=0.8"],"User-Agent":["%s"],"Accept-Language":["nl-NL,nl;q=0.7"],"Sec-Fetch-Mode":["cors"],"Sec-Fetch-Dest":["empty"],"Cookie":["REDACTED"],"Priority":["u=4, i"]},"tls":{"resumed":%s,"version":772,"cipher_suite":4865,"proto":"h3","server_name":"%s.example.org"}},"bytes_read":%u,"user_id":"","duration":0.%09u,"size":%u,"status":%u,"resp_headers":{"Server":["Caddy"],"Alt-Svc":["h3=\":443\"; ma=2592000"],"Content-Type":["application/vnd.tiles+json"],"Etag":["\"%s\""],"Vary":["Accept-Encoding"],"X-Trace":["%s"]}})",
      Time().c_str(), Address().c_str(), 1024 + Below(60000), Address().c_str(),
      kCities[Below(4)], Route().c_str(), Below(100000), Below(12), Agent(),
      Below(2) ? "true" : "false", kCities[Below(4)], Below(3000),
      1 + Below(900000000), Below(400000), 200 + Below(4), Hex(13).c_str(),
      Hex(32).c_str());
}

std::string JsonDialects::Serilog() {
  const std::string request = Format("0HN%s:%08u", Hex(10).c_str(), Below(99));
  return Format(
      R"~({"@t":"%s","@mt":"Tariff {TariffCode} applied to reservation {ReservationNumber} by {Operator} in {Elapsed:0.0000} ms","@m":"Tariff W%u applied to reservation R-%u by %s in %u.%04u ms","@i":"%s","@l":"Warning","TariffCode":"W%u","ReservationNumber":"R-%u","Operator":"%s","Elapsed":%u.%04u,"SourceContext":"Bookings.Pricing.TariffEngine","EventId":{"Id":%u,"Name":"TariffApplied"},"ActionId":"%s","ActionName":"Bookings.Web.Endpoints.ReservationEndpoint.Reprice (Bookings.Web)","RequestId":"%s","RequestPath":"%s","ConnectionId":"%s","trace_id":"%s","span_id":"%s","MachineName":"WIN-%s","EnvironmentUserName":"svc_%s","ProcessId":%u,"ThreadId":%u,"AssemblyVersion":"7.%u.0.%u","Culture":"es-EC","UserAgent":"%s","Corridor":"%s-%s","Deferred":false,"Parent":null})~",
      Time().c_str(), Below(90), Below(900000), kCities[Below(4)], Below(90),
      Below(10000), Hex(8).c_str(), Below(90), Below(900000), kCities[Below(4)],
      Below(90), Below(10000), Below(9000), Uuid("9").c_str(), request.c_str(),
      Route().c_str(), request.substr(0, 13).c_str(), Hex(32).c_str(),
      Hex(16).c_str(), Hex(8).c_str(), kUnits[Below(5)], Below(30000),
      Below(90), Below(9), Below(5000), Agent(), kCities[Below(4)],
      kCities[Below(4)]);
}

std::string JsonDialects::FluentBit() {
  const char* unit = kUnits[Below(5)];
  return Format(
      R"({"@timestamp":"%s","stream":"stderr","log":"E1126 watcher.go:%u] reconcile meter-group/%s-%u: %u readings older than %us dropped, lease held by %s","kubernetes":{"pod_name":"%s-%s-%s","namespace_name":"grid-%s","pod_id":"%s","pod_ip":"%s","host":"worker-%s-%u","container_name":"%s","docker_id":"%s","container_image":"registry.grid.example/%s:2025.11.%u-%s","container_hash":"registry.grid.example/%s@sha256:%s","labels":{"app.kubernetes.io/name":"%s","app.kubernetes.io/instance":"%s-%s","app.kubernetes.io/managed-by":"Helm","pod-template-hash":"%s","grid.example/zone":"%s"},"annotations":{"checksum/config":"%s","prometheus.io/scrape":"true","prometheus.io/port":"%u"}},"cluster":"grid-%s","tag":"kube.var.log.containers.%s","_p":"F"})",
      Time().c_str(), Below(900), kCities[Below(4)], Below(90), Below(9000),
      Below(900), Uuid("9").c_str(), unit, Hex(9).c_str(), Hex(5).c_str(),
      kCities[Below(4)], Uuid("9").c_str(), Address().c_str(),
      kCities[Below(4)], Below(30), unit, Hex(64).c_str(), unit, Below(30),
      Hex(7).c_str(), unit, Hex(64).c_str(), unit, unit, kCities[Below(4)],
      Hex(9).c_str(), kCities[Below(4)], Hex(64).c_str(), 8000 + Below(999),
      kCities[Below(4)], unit);
}

}  // namespace taffrail
