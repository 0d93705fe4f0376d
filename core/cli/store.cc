#include "core/cli/store.h"

#include <cinttypes>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json_text.h"
#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/import.h"
#include "core/cli/options.h"
#include "core/cli/source_name.h"

namespace taffrail {
namespace {

constexpr uint64_t kMaxDays = 100'000;
constexpr uint64_t kMaxBytes = 1'000'000'000'000'000;

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "the store's folder"},
    {"delete", 'd', "SOURCE", "delete a source, and give its space back"},
    {"keep-days", '\0', "N",
     "delete sources N days after their import; 0 never"},
    {"keep-bytes", '\0', "N",
     "delete what was imported first when more is stored; 0 never"},
    {"ndjson", 'j', nullptr, "a line of JSON for each source, and one for all"},
};

void PrintHelp() {
  printf(
      "taffrail store: what is stored, and what takes the space\n"
      "\n"
      "  taffrail store --store DIR\n"
      "\n"
      "SOURCE is a source's name or its number. What --keep-days and "
      "--keep-bytes say\n"
      "holds from then on, whenever the store is opened or something was "
      "imported; of\n"
      "too much, what was imported last stays.\n"
      "\n"
      "Options:\n%s",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail store: %s\n", message.c_str());
  return exit;
}

Status Delete(LocalCluster& cluster, const v1::Source& source) {
  v1::Request request;
  v1::ChangeSourcesRequest* change = request.mutable_change_sources();
  change->set_visibility(v1::ChangeSourcesRequest::VISIBILITY_DELETED);
  for (const v1::Source& part : source.parts()) {
    change->add_source_ids(part.id());
  }
  if (source.parts().empty()) change->add_source_ids(source.id());
  TAFFRAIL_RETURN_IF_ERROR(cluster.Call(std::move(request)).status());
  v1::Request reclaim;
  reclaim.mutable_reclaim();
  return cluster.Call(std::move(reclaim)).status();
}

// Parts of rotated sets one by one.
struct SourceUse {
  v1::Source source;
  uint64_t bytes;
};

std::vector<SourceUse> UsesOf(const v1::StoreState& state,
                              const v1::StoreUsage& usage) {
  std::map<uint32_t, uint64_t> bytes;
  for (const auto& of : usage.sources()) bytes[of.source_id()] = of.bytes();
  std::vector<SourceUse> uses;
  for (const v1::Source& source : state.sources()) {
    for (const v1::Source& part : source.parts()) {
      uses.push_back({part, bytes[part.id()]});
    }
    if (source.parts().empty()) uses.push_back({source, bytes[source.id()]});
  }
  return uses;
}

std::string Human(uint64_t bytes) {
  return HumanBytes(static_cast<double>(bytes));
}

void PrintText(const v1::StoreState& state, const v1::StoreUsage& usage) {
  printf("%10s %10s %14s  %s\n", "stored", "text", "records", "source");
  for (const auto& [source, bytes] : UsesOf(state, usage)) {
    printf("%10s %10s %14s  %s\n", Human(bytes).c_str(),
           Human(source.bytes_done()).c_str(),
           WithThousands(source.records()).c_str(), source.name().c_str());
  }
  printf("\n%s: text %s, fields %s, index %s", Human(usage.bytes()).c_str(),
         Human(usage.text()).c_str(), Human(usage.columns()).c_str(),
         Human(usage.index()).c_str());
  if (usage.deleted() > 0) {
    printf(", deleted %s", Human(usage.deleted()).c_str());
  }
  printf("\n");
  const v1::Retention& keep = state.retention();
  if (keep.max_days() > 0) {
    printf("Sources are deleted %u days after their import.\n",
           keep.max_days());
  }
  if (keep.max_bytes() > 0) {
    printf("What was imported first is deleted when more than %s are stored.\n",
           Human(keep.max_bytes()).c_str());
  }
}

void PrintJson(const v1::StoreState& state, const v1::StoreUsage& usage) {
  for (const auto& [source, bytes] : UsesOf(state, usage)) {
    printf("{\"source\":%s,\"stored\":%" PRIu64 ",\"text\":%" PRIu64
           ",\"records\":%" PRIu64 "}\n",
           JsonString(source.name()).c_str(), bytes, source.bytes_done(),
           source.records());
  }
  printf("{\"stored\":%" PRIu64 ",\"text\":%" PRIu64 ",\"columns\":%" PRIu64
         ",\"index\":%" PRIu64 ",\"deleted\":%" PRIu64
         ",\"keep_days\":%u,\"keep_bytes\":%" PRIu64 "}\n",
         usage.bytes(), usage.text(), usage.columns(), usage.index(),
         usage.deleted(), state.retention().max_days(),
         state.retention().max_bytes());
}

}  // namespace

int RunStore(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  if (!options->Has("store") || !options->arguments().empty()) {
    return Fail(kExitUsage, "needs --store DIR and nothing else");
  }
  const StatusOr<uint64_t> days = options->Number("keep-days", 0, 0, kMaxDays);
  if (!days.ok()) return Fail(kExitUsage, days.status().message());
  const StatusOr<uint64_t> bytes =
      options->Number("keep-bytes", 0, 0, kMaxBytes);
  if (!bytes.ok()) return Fail(kExitUsage, bytes.status().message());
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      OpenStore(*options->Get("store"));
  if (!cluster.ok()) return Fail(kExitBadData, cluster.status().message());
  // What the store deletes by itself is done before it is told of.
  const auto state = [&]() -> StatusOr<v1::StoreState> {
    (*cluster)->RunUntil([] { return false; });
    v1::Request open;
    open.mutable_open();
    StatusOr<v1::Response> opened = (*cluster)->Call(std::move(open));
    if (!opened.ok()) return opened.status();
    return opened->store();
  };
  StatusOr<v1::StoreState> store = state();
  if (!store.ok()) return Fail(kExitBadData, store.status().message());
  if (const auto name = options->Get("delete")) {
    std::vector<v1::Source> called;
    std::string numbers;
    for (const v1::Source& source : store->sources()) {
      if (!IsCalled(source, *name)) continue;
      called.push_back(source);
      numbers += ' ' + std::to_string(source.id());
    }
    if (called.empty()) {
      return Fail(kExitNoMatch,
                  "there is no such source: " + std::string(*name));
    }
    if (called.size() > 1) {
      return Fail(kExitUsage, "several sources are called " +
                                  std::string(*name) +
                                  "; say which by its number:" + numbers);
    }
    const Status deleted = Delete(**cluster, called[0]);
    if (!deleted.ok()) return Fail(kExitBadData, deleted.message());
  }
  if (options->Has("keep-days") || options->Has("keep-bytes")) {
    v1::Request request;
    v1::Retention* keep = request.mutable_set_retention()->mutable_retention();
    *keep = store->retention();
    if (options->Has("keep-days")) {
      keep->set_max_days(static_cast<uint32_t>(*days));
    }
    if (options->Has("keep-bytes")) keep->set_max_bytes(*bytes);
    const Status set = (*cluster)->Call(std::move(request)).status();
    if (!set.ok()) return Fail(kExitBadData, set.message());
  }
  store = state();
  if (!store.ok()) return Fail(kExitBadData, store.status().message());
  for (const std::string& notice : store->notices()) {
    fprintf(stderr, "taffrail store: %s\n", notice.c_str());
  }
  v1::Request request;
  request.mutable_usage();
  const StatusOr<v1::Response> used = (*cluster)->Call(std::move(request));
  if (!used.ok()) return Fail(kExitBadData, used.status().message());
  if (options->Has("ndjson")) {
    PrintJson(*store, used->usage());
  } else {
    PrintText(*store, used->usage());
  }
  return kExitOk;
}

}  // namespace taffrail
