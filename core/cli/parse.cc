#include "core/cli/parse.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/cli/command.h"
#include "core/cli/encoding_option.h"
#include "core/cli/file_text.h"
#include "core/cli/log_file.h"
#include "core/cli/options.h"
#include "core/cli/record_format.h"
#include "core/engine/source_sample.h"
#include "core/template/leaf.h"
#include "core/template/template_miner.h"

namespace taffrail {
namespace {

constexpr Option kOptions[] = {
    {"format", 'f', "FORMAT", "ndjson, which is all there is"},
    {"as", 'a', "NAME", "read the file as this format, or \"text\""},
    {"with", 'w', "FORMAT.json", "read it by this format of your own"},
    kEncodingOption,
};

void PrintHelp() {
  printf(
      "taffrail parse: read a file's records, without a store\n"
      "\n"
      "  taffrail parse FILE\n"
      "\n"
      "Prints an object of JSON on a line for each record: line, ts (ns), "
      "level,\n"
      "severity_number, service, host, body, template_id, template, params,\n"
      "attributes, trace_id, span_id, parent_span_id. The file may be "
      "compressed or an\n"
      "archive. The format is found out unless an option says it.\n"
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

// How to read the file, as far as the user says.
StatusOr<v1::SourceSettings> SettingsOf(const Options& options,
                                        const FormatRegistry& registry) {
  v1::SourceSettings settings;
  if (const std::optional<std::string_view> name = options.Get("as")) {
    settings.set_format(std::string(*name));
  }
  if (const std::optional<std::string_view> path = options.Get("with")) {
    StatusOr<std::string> format = ReadFileText(std::string(*path));
    if (!format.ok()) return format.status();
    settings.set_format_definition(*std::move(format));
  }
  TAFFRAIL_RETURN_IF_ERROR(ReadEncoding(options, &settings));
  TAFFRAIL_RETURN_IF_ERROR(CheckSettings(registry, settings));
  return settings;
}

// The templates of a file that were asked for, by id.
using Texts = std::unordered_map<TemplateId, std::string>;

RecordTemplate TemplateOf(TemplateMiner& miner, std::string_view message,
                          Texts& texts) {
  const TemplateId id = miner.TemplateOf(miner.Add(message));
  std::string& text = texts[id];
  if (text.empty()) {
    if (const StatusOr<Template> found = miner.Find(id); found.ok()) {
      text = found->text;
    }
  }
  RecordTemplate instance_of{LeafIdText(id), text, {}};
  for (const ParameterValue& value : miner.Parameters(message)) {
    instance_of.values.push_back(
        message.substr(value.begin, value.end - value.begin));
  }
  return instance_of;
}

// Reads the file twice, since templates are known when all messages are.
Status PrintRecords(const FormatRegistry& registry, const std::string& path,
                    const v1::SourceSettings& settings, uint64_t* records) {
  TemplateMiner miner({.value_statistics = false});
  const LogFileReport mined =
      ReadLogFile(registry, path, settings,
                  [&](RecordParser& parser, const FileRecord& record) {
                    miner.Add(FirstLine(parser.Parse(record.text).body));
                  });
  for (const std::string& sentence : mined.skipped) {
    fprintf(stderr, "passed over: %s\n", sentence.c_str());
  }
  miner.Mine();
  std::vector<ParsedField> fields;
  Texts texts;
  const LogFileReport printed = ReadLogFile(
      registry, path, settings,
      [&](RecordParser& parser, const FileRecord& record) {
        ParsedRecord parsed = parser.ParseWithFields(record.text, &fields);
        if (record.context) record.context->AddTo(&parsed, &fields);
        const std::string out =
            FormatRecord(record.line, parsed, fields,
                         TemplateOf(miner, FirstLine(parsed.body), texts));
        fwrite(out.data(), 1, out.size(), stdout);
        ++*records;
      });
  return printed.status;
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
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const StatusOr<v1::SourceSettings> settings = SettingsOf(*options, registry);
  if (!settings.ok()) return Fail(kExitUsage, settings.status().message());
  uint64_t records = 0;
  const Status status = PrintRecords(registry, path, *settings, &records);
  if (!status.ok()) return Fail(kExitBadData, status.message());
  return records > 0 ? kExitOk : kExitNoMatch;
}

}  // namespace taffrail
