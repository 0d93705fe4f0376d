#ifndef TAFFRAIL_CORE_CONTAINER_LIMITS_H_
#define TAFFRAIL_CORE_CONTAINER_LIMITS_H_

#include <cstdint>

namespace taffrail {

// What one file may turn into: an archive of a few kilobytes can hold petabytes
// of nothing. Beyond a limit reading stops with a message that names it; what
// was read stays.
struct ContainerLimits {
  // Decoded bytes of all members together, those that are skipped included.
  uint64_t total_bytes = uint64_t{256} << 30;
  // Decoded bytes of one member.
  uint64_t member_bytes = uint64_t{64} << 30;
  // Decoded bytes for each byte of the file, once there are more than
  // `ratio_free_bytes`. Real logs come to 200 with the hardest compressors, one
  // line repeated to gzip's most, 1032: that must be read.
  uint64_t ratio = 1100;
  uint64_t ratio_free_bytes = 64 << 20;
  // The same for a text of which the last `unbroken_bytes` have no line feed:
  // no log, but what files made to fill disks are full of.
  uint64_t unbroken_ratio = 200;
  uint64_t unbroken_bytes = 4 << 20;
  uint32_t members = 100000;
  // Archives and compressions inside each other; app.tar.gz is two.
  uint32_t depth = 6;
  // Bytes of one path; longer ones are cut and end in "…".
  uint32_t path_bytes = 1024;
  // What a decoder may set aside for looking back (xz and zstd say in the file
  // how much they want; `xz -9` wants 65 MiB, `zstd --long` 128 MiB).
  uint64_t decoder_bytes = 256 << 20;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_LIMITS_H_
