#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/engine/local_cluster.h"
#include "core/proto/rpc.pb.h"

namespace {

using namespace taffrail;

constexpr char kLog[] =
    "2026-11-22T10:00:00Z INFO api: request 1 took 7 ms\n"
    "2026-11-22T10:00:01Z ERROR api: request 2 failed\n"
    "\tat a.b(c.java:1)\n";

// Ends only when it is cancelled.
bool StaysOpen(const v1::Request& request) {
  return request.has_open() || request.has_search() || request.has_cancel();
}

}  // namespace

// What a client may ask an engine that holds one source: requests, each after
// its length in two bytes. Whatever they say, each is answered to its end, an
// error says something, and then a sound one is answered rightly.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  MemoryFiles files;
  static const FormatRegistry formats = FormatRegistry::WithBuiltIns();
  auto cluster = LocalCluster::Create({.directory = "",
                                       .memory = &files,
                                       .shards = 1,
                                       .max_open_files = 20,
                                       .formats = &formats});
  if (!cluster.ok()) __builtin_trap();
  LocalCluster& engine = **cluster;
  v1::Request open;
  open.mutable_open();
  if (!engine.Call(open).ok()) __builtin_trap();
  for (int i = 0; i < 2; ++i) {
    v1::Request import;
    import.mutable_import()->set_file(engine.AddBytes(kLog));
    import.mutable_import()->set_size(sizeof(kLog) - 1);
    import.mutable_import()->set_name(i == 0 ? "a.log" : "b.log");
    if (i == 0 && !engine.Call(import).ok()) __builtin_trap();
  }
  std::set<uint64_t> unanswered;
  while (bytes.size() > 2) {
    const size_t length = static_cast<unsigned char>(bytes[0]) << 8 |
                          static_cast<unsigned char>(bytes[1]);
    const std::string_view message = bytes.substr(2, length);
    bytes.remove_prefix(2 + message.size());
    v1::Request request;
    if (!request.ParseFromArray(message.data(),
                                static_cast<int>(message.size()))) {
      continue;
    }
    const bool stays_open = StaysOpen(request);
    auto id = std::make_shared<uint64_t>(0);
    *id = engine.Start(std::move(request), [&, id](const v1::Response& r) {
      if (r.has_error() && r.error().code() == 0) __builtin_trap();
      if (r.done()) unanswered.erase(*id);
    });
    if (!stays_open) unanswered.insert(*id);
    engine.StepOnce(1);
  }
  while (engine.StepOnce(20)) {
  }
  if (!unanswered.empty()) __builtin_trap();
  v1::Request check;
  check.mutable_check();
  const StatusOr<v1::Response> report = engine.Call(check);
  if (!report.ok() || report->check().problems_size() != 0) __builtin_trap();
  return 0;
}
