#ifndef TAFFRAIL_CORE_CLI_DEMO_FORMAT_H_
#define TAFFRAIL_CORE_CLI_DEMO_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/cli/demo_dialects.h"
#include "core/cli/demo_shop.h"
#include "core/cli/demo_vocabulary.h"

namespace taffrail {

enum class DemoFormat : uint8_t {
  kMixed,   // Each service in its own format, as in a real house.
  kJson,    // JSON lines.
  kLogfmt,  // key=value
  kText,    // Time, severity, service and message.
};

std::optional<DemoFormat> ParseDemoFormat(std::string_view name);

// Writes the shop's events as log lines. The vocabulary must outlive it.
class DemoWriter {
 public:
  DemoWriter(const DemoVocabulary& vocabulary, DemoFormat format)
      : vocabulary_(vocabulary), format_(format) {}

  // Appends the event's line, with its LF, to `out`.
  void Append(const DemoEvent& event, std::string* out);

 private:
  void AppendValue(DemoSlot slot, const DemoEvent& event, std::string* out);
  void AppendMessage(const DemoText& text, const DemoEvent& event);
  void AppendMixed(DemoService service, const DemoLine& line,
                   const DemoText& text, std::string* out);
  void AppendJson(const DemoLine& line, const DemoText& text, std::string* out);
  void AppendLogfmt(const DemoLine& line, const DemoText& text,
                    std::string* out);

  const DemoVocabulary& vocabulary_;
  const DemoFormat format_;
  // What the line being written is made of.
  std::string message_;
  std::string host_;
  std::string user_;
  std::string value_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_FORMAT_H_
