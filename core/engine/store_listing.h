#ifndef TAFFRAIL_CORE_ENGINE_STORE_LISTING_H_
#define TAFFRAIL_CORE_ENGINE_STORE_LISTING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail {

struct StoredFile {
  std::string name;
  uint64_t size = 0;
};

// Reads what Host::ListFiles answers.
std::vector<StoredFile> ParseListing(std::string_view bytes);

// A partition's file is named after the shard that began it and how many that
// shard had begun before: p-<shard>-<sequence>.db
struct PartitionName {
  uint32_t shard = 0;
  uint32_t sequence = 0;
};

std::string ToString(const PartitionName& name);
// Nothing for any other file.
std::optional<PartitionName> ParsePartitionName(std::string_view name);

// The file in which a case is made, which is no part of the store.
std::string CaseTempName(uint32_t number);
bool IsCaseTempName(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_STORE_LISTING_H_
