#include "core/cli/import.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "core/base/utf8.h"
#include "core/cli/command.h"
#include "core/cli/encoding_option.h"
#include "core/cli/options.h"
#include "core/cli/zone_file.h"
#include "core/parse/field_value.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "the store's folder, made if absent"},
    {"format", 'f', "NAME", "read as this format, or as FILE.json says"},
    kEncodingOption,
    {"zone", 'z', "NAME", "of times that state none: Europe/Berlin, +01:00"},
    {"clock-offset", '\0', "TIME", "add this to all times: 90s, -5m, 1h30m"},
};

void PrintHelp() {
  printf(
      "taffrail import: read log files into a store, indexed for searching\n"
      "\n"
      "  taffrail import --store DIR FILE...\n"
      "\n"
      "Files may be compressed (gzip, zstd, bzip2, xz), archives (tar, zip, "
      "7z), text in\n"
      "UTF-8, UTF-16 or Latin-1, or folders of these. Formats and encodings "
      "are "
      "found out.\n"
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
  for (const std::string& sentence : done.skipped()) {
    printf("  passed over: %s\n", sentence.c_str());
  }
}

StatusOr<v1::SourceSettings> ReadSettings(const Options& options) {
  v1::SourceSettings settings;
  if (std::optional<std::string_view> format = options.Get("format")) {
    if (format->ends_with(".json")) {
      const std::string path(*format);
      std::unique_ptr<FILE, int (*)(FILE*)> file(fopen(path.c_str(), "rb"),
                                                 fclose);
      if (!file) return NotFound("the format cannot be read: " + path);
      char bytes[4096];
      while (const size_t read = fread(bytes, 1, sizeof(bytes), file.get())) {
        settings.mutable_format_definition()->append(bytes, read);
      }
    } else {
      settings.set_format(std::string(*format));
    }
  }
  TAFFRAIL_RETURN_IF_ERROR(ReadEncoding(options, &settings));
  if (std::optional<std::string_view> name = options.Get("zone")) {
    settings.set_zone(std::string(*name));
    if (!name->starts_with('+') && !name->starts_with('-')) {
      StatusOr<TimeZone> zone = LoadZone(*name);
      if (!zone.ok()) return zone.status();
      settings.set_zone_rules(zone->Serialize());
    }
  }
  if (std::optional<std::string_view> offset = options.Get("clock-offset")) {
    std::string_view text = *offset;
    const bool back = text.starts_with('-');
    if (back || text.starts_with('+')) text.remove_prefix(1);
    const std::optional<int64_t> ns = ParseDuration(text);
    if (!ns) {
      return InvalidArgument(
          "--clock-offset wants a time such as 90s or -5m: " +
          std::string(*offset));
    }
    settings.set_clock_offset_ns(back ? -*ns : *ns);
  }
  return settings;
}

// The files of a folder, whose names have their paths in it; a file itself.
std::vector<std::pair<std::string, std::string>> FilesOf(
    const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {{path, ""}};
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : fs::recursive_directory_iterator(
           path, fs::directory_options::skip_permission_denied, error)) {
    if (!entry.is_regular_file(error)) continue;
    const std::string inside =
        fs::relative(entry.path(), path, error).generic_string();
    files.emplace_back(
        entry.path().string(),
        fs::path(path).lexically_normal().filename().string() + "/" + inside);
  }
  std::sort(files.begin(), files.end());
  return files;
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

StatusOr<std::unique_ptr<LocalCluster>> OpenFiles(
    MemoryFiles& memory, const std::vector<std::string_view>& files,
    const char* who, bool* unread) {
  LocalCluster::Options options;
  options.memory = &memory;
  StatusOr<std::unique_ptr<LocalCluster>> cluster = Open(options);
  if (!cluster.ok()) return cluster;
  for (std::string_view file : files) {
    const StatusOr<v1::ImportProgress> imported =
        ImportFile(**cluster, std::string(file), {});
    if (imported.ok()) continue;
    *unread = true;
    fprintf(stderr, "%s: %s\n", who, imported.status().message().c_str());
  }
  return cluster;
}

StatusOr<v1::ImportProgress> ImportFile(LocalCluster& cluster,
                                        const std::string& path,
                                        LocalCluster::Handler progress,
                                        const std::string& name,
                                        const v1::SourceSettings& settings) {
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
  import->set_name(
      ToValidUtf8(name.empty() ? fs::path(path).filename().string() : name));
  *import->mutable_settings() = settings;
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
  StatusOr<v1::SourceSettings> settings = ReadSettings(*options);
  if (!settings.ok()) {
    fprintf(stderr, "taffrail import: %s\n",
            settings.status().message().c_str());
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
    for (const auto& [path, name] : FilesOf(std::string(argument))) {
      StatusOr<v1::ImportProgress> done = ImportFile(
          **cluster, path,
          [&](const v1::Response& response) {
            ShowProgress(path, response.import());
          },
          name, *settings);
      if (done.ok()) {
        PrintOutcome(path, *done);
        continue;
      }
      fprintf(stderr, "taffrail import: %s\n", done.status().message().c_str());
      exit = kExitBadData;
    }
  }
  return exit;
}

}  // namespace taffrail
