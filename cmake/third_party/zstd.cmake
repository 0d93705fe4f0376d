# The same sources both ways, so that the frames and their sizes are the same.
set(zstd_source "${TAFFRAIL_CACHE}/src/zstd/lib")
if(NOT EXISTS "${zstd_source}/zstd.h")
  message(FATAL_ERROR "${zstd_source} is missing: run ./dev setup first")
endif()
file(GLOB zstd_files "${zstd_source}/common/*.c" "${zstd_source}/compress/*.c"
  "${zstd_source}/decompress/*.c" "${zstd_source}/dictBuilder/*.c")

taffrail_third_party(zstd)
target_sources(taffrail_zstd PRIVATE ${zstd_files})
target_include_directories(taffrail_zstd SYSTEM PUBLIC "${zstd_source}")
target_compile_definitions(taffrail_zstd PRIVATE ZSTD_DISABLE_ASM ZSTD_LEGACY_SUPPORT=0 XXH_NAMESPACE=ZSTD_)
# On damaged frames it adds offsets to null pointers that it then never follows; its own sanitized builds
# leave that check out too.
if(TAFFRAIL_SANITIZE)
  target_compile_options(taffrail_zstd PRIVATE -fno-sanitize=pointer-overflow)
endif()
