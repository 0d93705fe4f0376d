#include "core/engine/store_listing.h"

#include <algorithm>
#include <utility>

#include "core/base/numbers.h"

namespace taffrail {

std::vector<StoredFile> ParseListing(std::string_view bytes) {
  std::vector<StoredFile> files;
  while (!bytes.empty()) {
    StoredFile file;
    size_t end = bytes.find('\0');
    file.name = bytes.substr(0, end);
    bytes.remove_prefix(std::min(bytes.size(), end + 1));
    end = bytes.find('\0');
    file.size = ParseInt<uint64_t>(bytes.substr(0, end)).value_or(0);
    bytes.remove_prefix(std::min(bytes.size(), end + 1));
    files.push_back(std::move(file));
  }
  return files;
}

std::string ToString(const PartitionName& name) {
  return "p-" + std::to_string(name.shard) + "-" +
         std::to_string(name.sequence) + ".db";
}

std::optional<PartitionName> ParsePartitionName(std::string_view name) {
  if (!name.starts_with("p-") || !name.ends_with(".db")) return std::nullopt;
  name = name.substr(2, name.size() - 5);
  size_t dash = name.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  auto shard = ParseInt<uint32_t>(name.substr(0, dash));
  auto sequence = ParseInt<uint32_t>(name.substr(dash + 1));
  if (!shard || !sequence) return std::nullopt;
  return PartitionName{*shard, *sequence};
}

std::string CaseTempName(uint32_t number) {
  return "case-" + std::to_string(number) + ".db";
}

bool IsCaseTempName(std::string_view name) {
  return name.starts_with("case-") && name.ends_with(".db");
}

}  // namespace taffrail
