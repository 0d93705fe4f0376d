#include "core/cli/templates.h"

#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_text.h"
#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/log_file.h"
#include "core/cli/options.h"
#include "core/cli/store_templates.h"
#include "core/template/leaf.h"
#include "core/template/template_miner.h"

namespace taffrail {
namespace {

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "of this store's records"},
    {"merge", '\0', "ID,ID…", "from now on these are one, in this store"},
    {"split", '\0', "ID", "this one falls into what it was made from"},
    {"precision", 'p', "P", "0, few broad templates, to 1, many narrow (0.5)"},
    {"format", 'f', "FORMAT", "text or ndjson (text)"},
    {"params", '\0', nullptr, "with statistics of the parameters' values"},
};

void PrintHelp() {
  printf(
      "taffrail templates: find what messages have in common\n"
      "\n"
      "  taffrail templates FILE...\n"
      "  taffrail templates --store DIR [QUERY]\n"
      "\n"
      "Prints the templates of all messages, most frequent first, with <*> for "
      "what varies. With\n"
      "a store, of those that match the query; template:ID in a query finds "
      "the records\n"
      "of one.\n"
      "\n"
      "Options:\n%s\n"
      "Exit: 0 done, 1 there were no lines, 2 wrong usage, 3 a file could not "
      "be read.\n",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail templates: %s\n", message.c_str());
  return exit;
}

// Adds the messages of a file.
Status MineFile(const FormatRegistry& registry, const std::string& path,
                TemplateMiner& miner) {
  const LogFileReport report = ReadLogFile(
      registry, path, {}, [&](RecordParser& parser, const FileRecord& record) {
        if (!record.text.empty())
          miner.Add(FirstLine(parser.Parse(record.text).body));
      });
  for (const std::string& sentence : report.skipped) {
    fprintf(stderr, "passed over: %s\n", sentence.c_str());
  }
  return report.status;
}

// "0" to "1", with a point.
std::optional<double> ParsePrecision(std::string_view text) {
  const size_t point = std::min(text.find('.'), text.size());
  const std::optional<uint32_t> whole =
      ParseInt<uint32_t>(text.substr(0, point));
  if (!whole) return std::nullopt;
  double value = *whole;
  if (point < text.size()) {
    const std::string_view digits = text.substr(point + 1);
    const std::optional<uint32_t> fraction = ParseInt<uint32_t>(digits);
    if (!fraction || digits[0] == '+') return std::nullopt;
    value += *fraction / std::pow(10.0, static_cast<double>(digits.size()));
  }
  return value <= 1 ? std::optional(value) : std::nullopt;
}

std::string NumberText(double number) {
  char text[32];
  snprintf(text, sizeof(text), "%.9g", number);
  return text;
}

std::string ParameterJson(const ValueSummary& parameter) {
  std::string json = "{\"type\":" + JsonString(parameter.type) +
                     ",\"count\":" + std::to_string(parameter.count) +
                     ",\"distinct\":" + std::to_string(parameter.distinct);
  if (parameter.numbers > 0) {
    json += ",\"min\":" + NumberText(parameter.min) +
            ",\"max\":" + NumberText(parameter.max) +
            ",\"mean\":" + NumberText(parameter.mean);
  }
  json += ",\"top\":[";
  for (size_t i = 0; i < parameter.top.size(); ++i) {
    const auto& [value, count] = parameter.top[i];
    if (i > 0) json += ',';
    json += "{\"value\":" + JsonString(value) +
            ",\"count\":" + std::to_string(count) + '}';
  }
  return json + "]}";
}

std::string TemplateJson(const Template& found, bool parameters) {
  std::string json = "{\"template_id\":\"" + LeafIdText(found.id) +
                     "\",\"template\":" + JsonString(found.text) +
                     ",\"count\":" + std::to_string(found.count);
  if (parameters) {
    json += ",\"params\":[";
    for (size_t i = 0; i < found.parameters.size(); ++i) {
      if (i > 0) json += ',';
      json += ParameterJson(found.parameters[i]);
    }
    json += ']';
  }
  return json + "}\n";
}

std::string TemplateLine(const Template& found, bool parameters) {
  char count[24];
  snprintf(count, sizeof(count), "%10" PRIu64 "  ", found.count);
  std::string text = count + LeafIdText(found.id) + "  " + found.text + '\n';
  if (!parameters) return text;
  for (const ValueSummary& parameter : found.parameters) {
    text += std::string(30, ' ') + std::string(parameter.type) + ", some " +
            std::to_string(parameter.distinct) + " values";
    if (parameter.numbers > 0) {
      text += ", " + NumberText(parameter.min) + " to " +
              NumberText(parameter.max) + ", mean " +
              NumberText(parameter.mean);
    }
    for (const auto& [value, times] : parameter.top) {
      text += "; " + value + " (" + std::to_string(times) + ')';
    }
    text += '\n';
  }
  return text;
}

void Print(const std::vector<Template>& templates, bool ndjson,
           bool parameters) {
  for (const Template& found : templates) {
    const std::string line = ndjson ? TemplateJson(found, parameters)
                                    : TemplateLine(found, parameters);
    fwrite(line.data(), 1, line.size(), stdout);
  }
}

int RunOnStore(const Options& options, double precision, bool ndjson) {
  const auto& arguments = options.arguments();
  if (options.Has("params") || arguments.size() > 1) {
    return Fail(kExitUsage, "--store goes with one query, not --params");
  }
  const std::string_view store = *options.Get("store");
  Status edited;
  if (const auto ids = options.Get("merge")) {
    edited = MergeTemplates(store, *ids);
  }
  if (const auto id = options.Get("split"); edited.ok() && id) {
    edited = SplitTemplate(store, *id, precision);
  }
  if (!edited.ok()) return Fail(kExitUsage, edited.message());
  const std::string query(arguments.empty() ? "" : arguments[0]);
  const StatusOr<std::vector<Template>> found =
      TemplatesOfStore(store, query, precision);
  if (!found.ok()) {
    const bool wrong = found.status().code() == StatusCode::kInvalidArgument;
    return Fail(wrong ? kExitUsage : kExitBadData, found.status().message());
  }
  Print(*found, ndjson, /*parameters=*/false);
  return found->empty() ? kExitNoMatch : kExitOk;
}

}  // namespace

int RunTemplates(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  const std::optional<double> precision =
      ParsePrecision(options->Get("precision").value_or("0.5"));
  if (!precision) return Fail(kExitUsage, "--precision is from 0 to 1");
  const std::string_view format = options->Get("format").value_or("text");
  if (format != "text" && format != "ndjson") {
    return Fail(kExitUsage, "--format is text or ndjson");
  }
  const bool parameters = options->Has("params");
  const bool ndjson = format == "ndjson";
  if (options->Has("store")) return RunOnStore(*options, *precision, ndjson);
  if (options->arguments().empty()) return Fail(kExitUsage, "needs a file");
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  TemplateMiner miner({.value_statistics = parameters});
  bool unread = false;
  for (std::string_view file : options->arguments()) {
    const Status status = MineFile(registry, std::string(file), miner);
    if (status.ok()) continue;
    unread = true;
    Fail(kExitBadData, status.message());
  }
  miner.Mine();
  Print(miner.Templates(*precision), ndjson, parameters);
  if (unread) return kExitBadData;
  return miner.lines() > 0 ? kExitOk : kExitNoMatch;
}

}  // namespace taffrail
