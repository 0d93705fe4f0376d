#ifndef TAFFRAIL_CORE_WIRE_TEXT_PACKER_H_
#define TAFFRAIL_CORE_WIRE_TEXT_PACKER_H_

#include <memory>
#include <string>
#include <string_view>

#include "core/base/status.h"

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;

namespace taffrail {

// Compresses short texts with the dictionary (text_dictionary.h): a byte, its
// version, and a zstd frame without its magic number. Used again and again by
// one thread.
class TextPacker {
 public:
  TextPacker();
  ~TextPacker();
  TextPacker(const TextPacker&) = delete;
  TextPacker& operator=(const TextPacker&) = delete;

  // Valid until the next call; empty when it would not be smaller.
  std::string_view Pack(std::string_view texts);

 private:
  const std::unique_ptr<ZSTD_CCtx_s, size_t (*)(ZSTD_CCtx_s*)> zstd_;
  const std::unique_ptr<ZSTD_CDict_s, size_t (*)(ZSTD_CDict_s*)> dictionary_;
  std::string packed_;
};

// Undoes that, of whatever bytes. Used again and again by one thread.
class TextUnpacker {
 public:
  TextUnpacker();
  ~TextUnpacker();
  TextUnpacker(const TextUnpacker&) = delete;
  TextUnpacker& operator=(const TextUnpacker&) = delete;

  // `texts` is valid until the next call. Fails with DATA_LOSS, or with
  // FAILED_PRECONDITION when the dictionary is not known.
  Status Unpack(std::string_view packed, std::string_view* texts);

 private:
  const std::unique_ptr<ZSTD_DCtx_s, size_t (*)(ZSTD_DCtx_s*)> zstd_;
  const std::unique_ptr<ZSTD_DDict_s, size_t (*)(ZSTD_DDict_s*)> dictionary_;
  std::string texts_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_TEXT_PACKER_H_
