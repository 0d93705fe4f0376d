#include "core/cli/demo.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "core/cli/command.h"
#include "core/cli/demo_format.h"
#include "core/cli/demo_shop.h"
#include "core/cli/demo_vocabulary.h"
#include "core/cli/options.h"
#include "core/parse/timestamp.h"

namespace taffrail {
namespace {

constexpr std::string_view kDefaultEnd = "2026-11-22T15:00:00Z";
constexpr uint64_t kDefaultLines = 100'000;
constexpr uint64_t kMaxLines = 10'000'000'000;
constexpr uint64_t kDefaultHours = 6;
constexpr uint64_t kMaxHours = 24 * 366;
constexpr int64_t kUsPerHour = int64_t{3600} * 1'000'000;
constexpr size_t kWriteBytes = size_t{1} << 20;

constexpr Option kOptions[] = {
    {"lines", 'n', "N", "how many lines (100000)"},
    {"seed", 's', "S", "another seed makes another log (1)"},
    {"format", 'f', "FORMAT", "mixed, json, logfmt or text (mixed)"},
    {"hours", '\0', "H", "how much time it covers (6)"},
    {"end", '\0', "TIME", "when it ends (2026-11-22T15:00:00Z)"},
    {"vocabulary", '\0', "FILE", "take names and phrasings from FILE"},
    {"print-vocabulary", '\0', nullptr, "print the built-in vocabulary"},
    {"output", 'o', "FILE", "write to FILE instead of standard output"},
};

void PrintHelp() {
  printf(
      "taffrail demo: make the log of an invented shop\n"
      "\n"
      "  taffrail demo [OPTIONS] > shop.log\n"
      "\n"
      "Eight services answer requests that carry trace ids, over a background "
      "of health\n"
      "checks and jobs, and for a while one of them is ill. The same options "
      "make the\n"
      "same log, byte for byte. In the mixed format each service logs in its "
      "own way.\n"
      "\n"
      "Options:\n"
      "%s"
      "\n"
      "To use your own words: taffrail demo --print-vocabulary > words.txt, "
      "edit it,\n"
      "taffrail demo --vocabulary words.txt\n",
      DescribeOptions(kOptions).c_str());
}

struct DemoRequest {
  DemoPlan plan;
  DemoFormat format = DemoFormat::kMixed;
};

Status ReadNumbers(const Options& options, DemoPlan* plan, uint64_t* hours) {
  const StatusOr<uint64_t> lines =
      options.Number("lines", kDefaultLines, 1, kMaxLines);
  if (!lines.ok()) return lines.status();
  const StatusOr<uint64_t> seed = options.Number("seed", 1, 0, UINT64_MAX);
  if (!seed.ok()) return seed.status();
  const StatusOr<uint64_t> length =
      options.Number("hours", kDefaultHours, 1, kMaxHours);
  if (!length.ok()) return length.status();
  plan->lines = *lines;
  plan->seed = *seed;
  *hours = *length;
  return {};
}

StatusOr<DemoRequest> ReadRequest(const Options& options) {
  DemoRequest request;
  uint64_t hours;
  TAFFRAIL_RETURN_IF_ERROR(ReadNumbers(options, &request.plan, &hours));
  const std::string_view format = options.Get("format").value_or("mixed");
  const std::optional<DemoFormat> known = ParseDemoFormat(format);
  if (!known) {
    return InvalidArgument("--format is mixed, json, logfmt or text: " +
                           std::string(format));
  }
  request.format = *known;

  const std::string_view end = options.Get("end").value_or(kDefaultEnd);
  const std::optional<Timestamp> time =
      ParseTimestampAs(TimeShape::kIso8601, end, {});
  if (!time || time->length != end.size()) {
    return InvalidArgument("--end is a time like 2026-11-22T15:00:00Z: " +
                           std::string(end));
  }
  request.plan.end_us = time->ns / 1000;
  request.plan.start_us =
      request.plan.end_us - static_cast<int64_t>(hours) * kUsPerHour;
  if (request.plan.start_us < 0) {
    return InvalidArgument("the log would start before 1970; --end is " +
                           std::string(end));
  }
  if (!options.arguments().empty()) {
    return InvalidArgument("demo takes options only: " +
                           std::string(options.arguments()[0]));
  }
  return request;
}

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

StatusOr<std::string> ReadFile(const std::string& path) {
  const File file(fopen(path.c_str(), "rb"), fclose);
  if (!file) return NotFound("the file cannot be opened: " + path);
  std::string text;
  char buffer[4096];
  size_t count;
  while ((count = fread(buffer, 1, sizeof(buffer), file.get())) > 0) {
    text.append(buffer, count);
  }
  if (ferror(file.get())) return DataLoss("the file cannot be read: " + path);
  return text;
}

StatusOr<DemoVocabulary> LoadVocabulary(const Options& options) {
  const std::optional<std::string_view> path = options.Get("vocabulary");
  if (!path) return ParseDemoVocabulary(BuiltInVocabularyText());
  const StatusOr<std::string> text = ReadFile(std::string(*path));
  if (!text.ok()) return text.status();
  StatusOr<DemoVocabulary> vocabulary = ParseDemoVocabulary(*text);
  if (!vocabulary.ok()) {
    return InvalidArgument(std::string(*path) + " " +
                           vocabulary.status().message());
  }
  return vocabulary;
}

// False when not all could be written, as on a full disk or a closed pipe.
bool WriteLog(const DemoRequest& request, const DemoVocabulary& vocabulary,
              FILE* out) {
  DemoShop shop(request.plan);
  DemoWriter writer(vocabulary, request.format);
  DemoEvent event;
  std::string text;
  while (shop.Next(&event)) {
    writer.Append(event, &text);
    if (text.size() < kWriteBytes) continue;
    if (fwrite(text.data(), 1, text.size(), out) != text.size()) return false;
    text.clear();
  }
  return fwrite(text.data(), 1, text.size(), out) == text.size() &&
         fflush(out) == 0;
}

int Fail(int code, std::string_view message) {
  fprintf(stderr, "taffrail demo: %.*s\n", static_cast<int>(message.size()),
          message.data());
  return code;
}

}  // namespace

int RunDemo(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  if (options->Has("print-vocabulary")) {
    const std::string_view text = BuiltInVocabularyText();
    const size_t written = fwrite(text.data(), 1, text.size(), stdout);
    return written == text.size() ? kExitOk : kExitBadData;
  }
  const StatusOr<DemoRequest> request = ReadRequest(*options);
  if (!request.ok()) return Fail(kExitUsage, request.status().message());
  const StatusOr<DemoVocabulary> vocabulary = LoadVocabulary(*options);
  if (!vocabulary.ok()) return Fail(kExitUsage, vocabulary.status().message());

  const std::optional<std::string_view> path = options->Get("output");
  if (!path) {
    return WriteLog(*request, *vocabulary, stdout)
               ? kExitOk
               : Fail(kExitBadData, "standard output took not all of the log");
  }
  const std::string name(*path);
  File file(fopen(name.c_str(), "wb"), fclose);
  if (!file) {
    return Fail(kExitUsage, "the file cannot be written: " + name);
  }
  if (!WriteLog(*request, *vocabulary, file.get()) ||
      fclose(file.release()) != 0) {
    return Fail(kExitBadData, "the file took not all of the log: " + name);
  }
  return kExitOk;
}

}  // namespace taffrail
