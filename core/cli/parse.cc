#include "core/cli/parse.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cli/command.h"
#include "core/cli/options.h"
#include "core/cli/record_format.h"
#include "core/cli/sample_file.h"
#include "core/parse/line_splitter.h"

namespace taffrail {
namespace {

constexpr Option kOptions[] = {
    {"format", 'f', "FORMAT", "ndjson, which is all there is"},
    {"as", 'a', "NAME", "read the file as this format, or \"text\""},
    {"with", 'w', "FORMAT.json", "read it by this format of your own"},
};

void PrintHelp() {
  printf(
      "taffrail parse: read a file's records, without a store\n"
      "\n"
      "  taffrail parse FILE\n"
      "\n"
      "Prints an object of JSON on a line for each record: line, ts (ns), "
      "level,\n"
      "severity_number, service, host, body, attributes, trace_id, span_id,\n"
      "parent_span_id. The format is found out unless an option says it.\n"
      "\n"
      "Options:\n%s\n"
      "Exit: 0 done, 1 no records, 2 wrong usage, 3 the file could not be "
      "read.\n",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail parse: %s\n", message.c_str());
  return exit;
}

// How to read the file: what the user says, or what it looks like.
StatusOr<SourceFormat> ChooseFormat(const Options& options,
                                    const FormatRegistry& registry,
                                    const std::string& text,
                                    const TimeContext& context) {
  Detection detection = DetectTextFormat(registry, text, context);
  SourceFormat& source = detection.source;
  if (const std::optional<std::string_view> name = options.Get("as")) {
    if (*name != kAnyText && *name != kAnyJson && !registry.Find(*name)) {
      return InvalidArgument(
          "there is no such format; taffrail formats lists them: " +
          std::string(*name));
    }
    if (source.formats.empty() || source.formats[0] != *name) {
      source = {.formats = {std::string(*name)},
                .table_header = text.substr(0, text.find('\n')),
                .user_format = {}};
    }
  }
  if (const std::optional<std::string_view> path = options.Get("with")) {
    StatusOr<std::string> format = ReadFileText(std::string(*path));
    if (!format.ok()) return format.status();
    const StatusOr<FormatFile> read = ReadFormat(*format);
    if (!read.ok()) return read.status();
    source.user_format = *std::move(format);
  }
  return source;
}

uint64_t PrintRecords(RecordParser& parser, const std::string& text) {
  uint64_t line = 0;
  std::vector<ParsedField> fields;
  LineSplitter splitter;
  const auto take = [&](const RawRecord& raw) {
    const std::string_view record = WithoutTerminator(raw.bytes);
    const ParsedRecord parsed = parser.ParseWithFields(record, &fields);
    const std::string out = FormatRecord(++line, parsed, fields);
    fwrite(out.data(), 1, out.size(), stdout);
  };
  splitter.Feed(text, take);
  splitter.Finish(take);
  return line;
}

}  // namespace

int RunParse(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  if (options->arguments().size() != 1) {
    return Fail(kExitUsage, "needs a file");
  }
  if (options->Get("format").value_or("ndjson") != "ndjson") {
    return Fail(kExitUsage, "--format is ndjson");
  }
  const std::string path(options->arguments()[0]);
  const StatusOr<std::string> text = ReadFileText(path);
  if (!text.ok()) return Fail(kExitBadData, text.status().message());
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const TimeContext context = TimeContextOf(path);
  const StatusOr<SourceFormat> source =
      ChooseFormat(*options, registry, *text, context);
  if (!source.ok()) return Fail(kExitUsage, source.status().message());
  RecordParser parser(registry, *source, context);
  return PrintRecords(parser, *text) > 0 ? kExitOk : kExitNoMatch;
}

}  // namespace taffrail
