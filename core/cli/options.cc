#include "core/cli/options.h"

#include <getopt.h>

#include <algorithm>

#include "core/base/numbers.h"

namespace taffrail {
namespace {

constexpr Option kHelp = {"help", 'h', nullptr, "show this"};
// getopt_long's values for long options: beyond every letter.
constexpr int kFirstLong = 256;

std::vector<Option> WithHelp(std::span<const Option> known) {
  std::vector<Option> all(known.begin(), known.end());
  all.push_back(kHelp);
  return all;
}

}  // namespace

StatusOr<Options> Options::Parse(std::span<const Option> known, int argc,
                                 char** argv) {
  const std::vector<Option> all = WithHelp(known);
  // ':' first: a missing value is told apart from an unknown option.
  std::string letters = ":";
  std::vector<option> longs;
  for (size_t i = 0; i < all.size(); ++i) {
    const int takes = all[i].value ? required_argument : no_argument;
    longs.push_back(
        {all[i].name, takes, nullptr, kFirstLong + static_cast<int>(i)});
    if (all[i].letter == '\0') continue;
    letters += all[i].letter;
    if (all[i].value) letters += ':';
  }
  longs.push_back({nullptr, 0, nullptr, 0});

  Options options;
  opterr = 0;
  optind = 0;  // Starts getopt_long afresh.
  for (;;) {
    const int code =
        getopt_long(argc, argv, letters.c_str(), longs.data(), nullptr);
    if (code == -1) break;
    if (code == '?' || code == ':') {
      // A letter is told by optopt, a long option by its place.
      const std::string given =
          optopt > 0 && optopt < kFirstLong
              ? std::string("-") + static_cast<char>(optopt)
              : argv[optind - 1];
      return InvalidArgument(
          (code == ':' ? "this option needs a value: "
                       : "there is no such option; --help lists them: ") +
          given);
    }
    const auto option =
        std::find_if(all.begin(), all.end(), [&](const Option& candidate) {
          return code == candidate.letter ||
                 code == kFirstLong + (&candidate - all.data());
        });
    options.given_.push_back({option->name, optarg ? optarg : ""});
  }
  for (int i = optind; i < argc; ++i) options.arguments_.push_back(argv[i]);
  return options;
}

bool Options::Has(std::string_view name) const { return Get(name).has_value(); }

std::optional<std::string_view> Options::Get(std::string_view name) const {
  for (auto given = given_.rbegin(); given != given_.rend(); ++given) {
    if (given->name == name) return given->value;
  }
  return std::nullopt;
}

StatusOr<uint64_t> Options::Number(std::string_view name, uint64_t absent,
                                   uint64_t least, uint64_t most) const {
  const std::optional<std::string_view> text = Get(name);
  if (!text) return absent;
  const std::optional<uint64_t> number = ParseInt<uint64_t>(*text);
  if (!number || *number < least || *number > most) {
    return InvalidArgument("--" + std::string(name) +
                           " takes a whole number from " +
                           std::to_string(least) + " to " +
                           std::to_string(most) + ": " + std::string(*text));
  }
  return *number;
}

std::string DescribeOptions(std::span<const Option> known) {
  constexpr size_t kColumn = 24;
  std::string text;
  for (const Option& option : WithHelp(known)) {
    std::string left = "  ";
    if (option.letter) left += {'-', option.letter, ',', ' '};
    left += std::string("--") + option.name;
    if (option.value) left += std::string(" ") + option.value;
    left.resize(std::max(kColumn, left.size() + 2), ' ');
    text += left + option.help + "\n";
  }
  return text;
}

}  // namespace taffrail
