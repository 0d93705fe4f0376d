#include "core/cli/formats.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/file_text.h"
#include "core/cli/log_file.h"
#include "core/cli/options.h"
#include "core/parse/format_samples.h"
#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

constexpr Option kOptions[] = {
    {"check", 'c', "FORMAT.json", "read a format file and its samples"},
};

void PrintHelp() {
  printf(
      "taffrail formats: the log formats that are known\n"
      "\n"
      "  taffrail formats                      name, title and specification "
      "of each\n"
      "  taffrail formats FILE...              what each file is, and why\n"
      "  taffrail formats --check FORMAT.json  whether a format of your own "
      "reads its samples\n"
      "\n"
      "Options:\n%s\n"
      "Exit: 0 done, 1 a file is in no known format, 2 wrong usage, 3 a file "
      "could not be\nread or a format is wrong.\n",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail formats: %s\n", message.c_str());
  return exit;
}

int List(const FormatRegistry& registry) {
  for (const auto& format : registry.formats()) {
    printf("%s\t%s\t%s\n", format->name.c_str(), format->title.c_str(),
           format->spec.c_str());
  }
  printf("%zu formats\n", registry.formats().size());
  return kExitOk;
}

int Check(const FormatRegistry& registry, const std::string& path) {
  const StatusOr<std::string> text = ReadFileText(path);
  if (!text.ok()) return Fail(kExitBadData, text.status().message());
  const StatusOr<FormatFile> file = ReadFormat(*text);
  if (!file.ok()) {
    return Fail(kExitBadData, path + ": " + file.status().message());
  }
  const std::vector<std::string> problems = CheckSamples(*file, *text);
  for (const std::string& problem : problems) {
    fprintf(stderr, "%s: %s\n", path.c_str(), problem.c_str());
  }
  if (!problems.empty()) return kExitBadData;
  printf("%s: reads its %zu samples%s\n", file->format.name.c_str(),
         file->samples.size(),
         registry.Find(file->format.name)
             ? "; a built-in format has the same name"
             : "");
  return kExitOk;
}

void PrintExplanation(const std::string& path,
                      const v1::Explanation& explanation) {
  const v1::Explanation::Candidate& best = explanation.candidates(0);
  printf("%s: %s (%s)\n", path.c_str(), best.format().name().c_str(),
         best.format().title().c_str());
  for (const std::string& sentence : best.evidence()) {
    printf("  %s\n", sentence.c_str());
  }
  if (explanation.candidates_size() < 2) return;
  const v1::Explanation::Candidate& second = explanation.candidates(1);
  printf("  Runner-up: %s, which reads %s; score %.2f, and %.2f for %s.\n",
         second.format().name().c_str(), WithThousands(second.lines()).c_str(),
         second.score(), best.score(), best.format().name().c_str());
}

// What a file is and why, and how many of its records each format reads.
int Explain(const FormatRegistry& registry, const std::string& path) {
  std::map<std::string_view, size_t> counts;
  size_t total = 0;
  const LogFileReport report = ReadLogFile(
      registry, path, {}, [&](RecordParser& parser, const FileRecord& record) {
        const ParsedRecord parsed = parser.Parse(record.text);
        ++counts[parsed.format       ? std::string_view(parsed.format->name)
                 : parsed.has_header ? kAnyText
                                     : std::string_view("no header")];
        ++total;
      });
  for (const v1::Explanation& explanation : report.explanations) {
    PrintExplanation(path, explanation);
  }
  if (total > 0) {
    printf("  Of its %s records:\n", WithThousands(total).c_str());
  }
  bool known = false;
  for (const auto& [name, count] : counts) {
    printf("    %-24.*s %s\n", static_cast<int>(name.size()), name.data(),
           WithThousands(count).c_str());
    known |= registry.Find(name) != nullptr;
  }
  if (!report.status.ok()) return Fail(kExitBadData, report.status.message());
  return known ? kExitOk : kExitNoMatch;
}

}  // namespace

int RunFormats(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  if (const auto path = options->Get("check")) {
    return Check(registry, std::string(*path));
  }
  if (options->arguments().empty()) return List(registry);
  int exit = kExitOk;
  for (std::string_view path : options->arguments()) {
    exit = std::max(exit, Explain(registry, std::string(path)));
  }
  return exit;
}

}  // namespace taffrail
