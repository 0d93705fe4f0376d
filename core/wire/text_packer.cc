#include "core/wire/text_packer.h"

// For frames without magic numbers.
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#include <string>

#include "core/wire/limits.h"
#include "core/wire/text_dictionary.h"
#include "core/wire/version_skew.h"

namespace taffrail {
namespace {

// Higher levels take a multiple of the time for a few per cent.
constexpr int kLevel = 1;

}  // namespace

TextPacker::TextPacker()
    : zstd_(ZSTD_createCCtx(), ZSTD_freeCCtx),
      dictionary_(ZSTD_createCDict(
                      TextDictionary(kTextDictionaryVersion).data(),
                      TextDictionary(kTextDictionaryVersion).size(), kLevel),
                  ZSTD_freeCDict) {
  ZSTD_CCtx_setParameter(zstd_.get(), ZSTD_c_format, ZSTD_f_zstd1_magicless);
  ZSTD_CCtx_setParameter(zstd_.get(), ZSTD_c_compressionLevel, kLevel);
  // The first byte says which it is.
  ZSTD_CCtx_setParameter(zstd_.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_refCDict(zstd_.get(), dictionary_.get());
}

TextPacker::~TextPacker() = default;

std::string_view TextPacker::Pack(std::string_view texts) {
  packed_.resize(texts.size());
  if (packed_.size() < 2) return {};
  packed_[0] = static_cast<char>(kTextDictionaryVersion);
  // Fails when there is no room, that is, when nothing is won.
  const size_t size =
      ZSTD_compress2(zstd_.get(), packed_.data() + 1, packed_.size() - 1,
                     texts.data(), texts.size());
  if (ZSTD_isError(size)) return {};
  return std::string_view(packed_).substr(0, 1 + size);
}

TextUnpacker::TextUnpacker()
    : zstd_(ZSTD_createDCtx(), ZSTD_freeDCtx),
      dictionary_(
          ZSTD_createDDict(TextDictionary(kTextDictionaryVersion).data(),
                           TextDictionary(kTextDictionaryVersion).size()),
          ZSTD_freeDDict) {
  ZSTD_DCtx_setParameter(zstd_.get(), ZSTD_d_format, ZSTD_f_zstd1_magicless);
  ZSTD_DCtx_refDDict(zstd_.get(), dictionary_.get());
}

TextUnpacker::~TextUnpacker() = default;

Status TextUnpacker::Unpack(std::string_view packed, std::string_view* texts) {
  const Status damaged = DataLoss("A log entry's texts cannot be decompressed");
  if (packed.empty()) return damaged;
  const uint32_t version = static_cast<uint8_t>(packed[0]);
  if (TextDictionary(version).empty()) {
    return WrittenByNewer("A log entry",
                          "text dictionary " + std::to_string(version));
  }
  packed.remove_prefix(1);
  ZSTD_frameHeader header;
  if (ZSTD_getFrameHeader_advanced(&header, packed.data(), packed.size(),
                                   ZSTD_f_zstd1_magicless) != 0 ||
      header.frameContentSize > kMaxEntryBytes) {
    return damaged;
  }
  texts_.resize(header.frameContentSize);
  const size_t size = ZSTD_decompressDCtx(
      zstd_.get(), texts_.data(), texts_.size(), packed.data(), packed.size());
  if (size != texts_.size()) return damaged;
  *texts = texts_;
  return {};
}

}  // namespace taffrail
