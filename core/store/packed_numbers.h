#ifndef TAFFRAIL_CORE_STORE_PACKED_NUMBERS_H_
#define TAFFRAIL_CORE_STORE_PACKED_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/varint.h"

namespace taffrail {

// Numbers as a power of ten that divides them all, the least of what is left
// (frame of reference) and each one's distance from it in as many bits as the
// greatest needs. Any numbers come back as they were; none take no bytes.
// Bytes: docs/storage-format.md.
void PutPacked(std::string* out, std::span<const int64_t> numbers);

// Replaces `numbers` by the next `count`. False, and `reader` is not ok, when
// the bytes make no sense.
bool GetPacked(VarintReader& reader, size_t count,
               std::vector<int64_t>* numbers);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_PACKED_NUMBERS_H_
