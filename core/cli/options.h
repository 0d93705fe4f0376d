#ifndef TAFFRAIL_CORE_CLI_OPTIONS_H_
#define TAFFRAIL_CORE_CLI_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// One option of a command.
struct Option {
  const char* name;   // Without the dashes.
  char letter;        // The short form, '\0' for none.
  const char* value;  // What stands for its value in the help; null: a flag.
  const char* help;   // One line.
};

// A command line as its command's options understand it. Every command also
// has --help. The views and options must outlive it, as argv does.
class Options {
 public:
  // argv[0] is the command's name. Options and arguments may be mixed; `--`
  // ends the options. An option given twice has its last value.
  static StatusOr<Options> Parse(std::span<const Option> known, int argc,
                                 char** argv);

  bool Has(std::string_view name) const;
  std::optional<std::string_view> Get(std::string_view name) const;

  // The value as a whole number from `least` to `most`, or `absent` when the
  // option is not there.
  StatusOr<uint64_t> Number(std::string_view name, uint64_t absent,
                            uint64_t least, uint64_t most) const;

  const std::vector<std::string_view>& arguments() const { return arguments_; }

 private:
  struct Given {
    std::string_view name;
    std::string_view value;
  };
  std::vector<Given> given_;
  std::vector<std::string_view> arguments_;
};

// The table of options for a command's help, --help included.
std::string DescribeOptions(std::span<const Option> known);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_OPTIONS_H_
