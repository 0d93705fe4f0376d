#ifndef TAFFRAIL_CORE_BASE_CRC32C_H_
#define TAFFRAIL_CORE_BASE_CRC32C_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// CRC-32C (Castagnoli; RFC 3720, appendix B.4) of `bytes`.
uint32_t Crc32c(std::string_view bytes);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_CRC32C_H_
