#include "core/cli/import.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

#include "core/base/numbers.h"
#include "core/base/utf8.h"
#include "core/cli/command.h"
#include "core/cli/options.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "the store's folder, made if absent"},
};

void PrintHelp() {
  printf(
      "taffrail import: read log files into a store, indexed for searching\n"
      "\n"
      "  taffrail import --store DIR FILE...\n"
      "\n"
      "A file that is there already, by name, size and date, is passed over; "
      "one whose\n"
      "import was broken off goes on where it stopped.\n"
      "\n"
      "Options:\n%s",
      DescribeOptions(kOptions).c_str());
}

void ShowProgress(const std::string& path, const v1::ImportProgress& progress) {
  if (!isatty(STDERR_FILENO)) return;
  double share = progress.size() == 0
                     ? 100
                     : 100.0 * static_cast<double>(progress.bytes_done()) /
                           static_cast<double>(progress.size());
  fprintf(stderr, "\r%s: %.0f %%, %s records", path.c_str(), share,
          WithThousands(progress.records()).c_str());
}

void PrintOutcome(const std::string& path, const v1::ImportProgress& done) {
  if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K");
  if (done.already_known()) {
    printf("%s: is in the store already\n", path.c_str());
    return;
  }
  double seconds = done.elapsed_ms() / 1000;
  printf(
      "%s: %s records, %s in %.1f s (%s/s)\n", path.c_str(),
      WithThousands(done.records()).c_str(),
      HumanBytes(static_cast<double>(done.size())).c_str(), seconds,
      HumanBytes(static_cast<double>(done.size()) / (seconds > 0 ? seconds : 1))
          .c_str());
}

StatusOr<std::unique_ptr<LocalCluster>> Open(LocalCluster::Options options) {
  // One thread does all the work, so more shards would only make more files.
  options.shards = 1;
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      LocalCluster::Create(options);
  if (!cluster.ok()) return cluster;
  v1::Request open;
  open.mutable_open();
  StatusOr<v1::Response> opened = (*cluster)->Call(std::move(open));
  if (!opened.ok()) return opened.status();
  for (const std::string& notice : opened->store().notices()) {
    fprintf(stderr, "taffrail: %s\n", notice.c_str());
  }
  return cluster;
}

}  // namespace

StatusOr<std::unique_ptr<LocalCluster>> OpenStore(std::string_view directory) {
  LocalCluster::Options options;
  options.directory = directory;
  return Open(options);
}

StatusOr<std::unique_ptr<LocalCluster>> OpenMemoryStore(MemoryFiles& memory) {
  LocalCluster::Options options;
  options.memory = &memory;
  return Open(options);
}

StatusOr<v1::ImportProgress> ImportFile(LocalCluster& cluster,
                                        const std::string& path,
                                        LocalCluster::Handler progress) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return InvalidArgument("is a folder; name the files in it: " + path);
  }
  uint64_t size = fs::file_size(path, error);
  fs::file_time_type modified;
  if (!error) modified = fs::last_write_time(path, error);
  if (error) return NotFound(error.message() + ": " + path);
  v1::Request request;
  v1::ImportRequest* import = request.mutable_import();
  import->set_file(cluster.AddFile(path));
  import->set_name(ToValidUtf8(fs::path(path).filename().string()));
  import->set_size(size);
  import->set_modified_ms(
      std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::file_clock::to_sys(modified).time_since_epoch())
          .count());
  StatusOr<v1::Response> done =
      cluster.Call(std::move(request), std::move(progress));
  if (!done.ok()) return done.status();
  return done->import();
}

int RunImport(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (options.ok() && options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  if (options.ok() &&
      (!options->Has("store") || options->arguments().empty())) {
    options = InvalidArgument("needs --store DIR and at least one file");
  }
  if (!options.ok()) {
    fprintf(stderr, "taffrail import: %s\n",
            options.status().message().c_str());
    return kExitUsage;
  }
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      OpenStore(*options->Get("store"));
  if (!cluster.ok()) {
    fprintf(stderr, "taffrail import: %s\n",
            cluster.status().message().c_str());
    return kExitBadData;
  }
  int exit = kExitOk;
  for (std::string_view argument : options->arguments()) {
    std::string path(argument);
    StatusOr<v1::ImportProgress> done =
        ImportFile(**cluster, path, [&](const v1::Response& response) {
          ShowProgress(path, response.import());
        });
    if (done.ok()) {
      PrintOutcome(path, *done);
    } else {
      fprintf(stderr, "taffrail import: %s\n", done.status().message().c_str());
      exit = kExitBadData;
    }
  }
  return exit;
}

}  // namespace taffrail
