# liblzma of xz-utils: LZMA 1 and 2 and nothing for programs' code. What encodes is for tests only, and the linker
# leaves it out elsewhere.
set(xz_source "${TAFFRAIL_CACHE}/src/xz/src")
if(NOT EXISTS "${xz_source}/liblzma/api/lzma.h")
  message(FATAL_ERROR "${xz_source} is missing: run ./dev setup first")
endif()

taffrail_third_party(lzma)
foreach(name IN ITEMS
    check/check check/crc32_fast check/crc64_fast check/sha256
    common/alone_decoder common/alone_encoder common/block_decoder common/block_encoder common/block_header_decoder
    common/block_header_encoder common/block_util common/common common/easy_encoder common/easy_preset
    common/filter_common common/filter_decoder common/filter_encoder common/filter_flags_decoder
    common/filter_flags_encoder common/index common/index_encoder common/index_hash common/stream_decoder
    common/stream_encoder common/stream_flags_common common/stream_flags_decoder common/stream_flags_encoder
    common/vli_decoder common/vli_encoder common/vli_size
    lz/lz_decoder lz/lz_encoder lz/lz_encoder_mf
    lzma/fastpos_table lzma/lzma2_decoder lzma/lzma2_encoder lzma/lzma_decoder lzma/lzma_encoder
    lzma/lzma_encoder_optimum_fast lzma/lzma_encoder_optimum_normal lzma/lzma_encoder_presets
    rangecoder/price_table)
  target_sources(taffrail_lzma PRIVATE "${xz_source}/liblzma/${name}.c")
endforeach()
target_include_directories(taffrail_lzma SYSTEM PUBLIC "${xz_source}/liblzma/api" PRIVATE "${xz_source}/common"
  "${xz_source}/liblzma/check" "${xz_source}/liblzma/common" "${xz_source}/liblzma/lz" "${xz_source}/liblzma/lzma"
  "${xz_source}/liblzma/delta" "${xz_source}/liblzma/rangecoder" "${xz_source}/liblzma/simple")
target_compile_definitions(taffrail_lzma PRIVATE TUKLIB_SYMBOL_PREFIX=lzma_ HAVE_VISIBILITY=0 HAVE_STDBOOL_H HAVE__BOOL
  HAVE_STDINT_H HAVE_INTTYPES_H HAVE_CHECK_CRC32 HAVE_CHECK_CRC64 HAVE_CHECK_SHA256 HAVE_DECODERS
  HAVE_DECODER_LZMA1 HAVE_DECODER_LZMA2 HAVE_ENCODERS HAVE_ENCODER_LZMA1 HAVE_ENCODER_LZMA2 HAVE_MF_HC3 HAVE_MF_HC4
  HAVE_MF_BT2 HAVE_MF_BT3 HAVE_MF_BT4)
