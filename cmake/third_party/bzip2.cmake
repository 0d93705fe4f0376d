set(bzip2_source "${TAFFRAIL_CACHE}/src/bzip2")
if(NOT EXISTS "${bzip2_source}/bzlib.h")
  message(FATAL_ERROR "${bzip2_source} is missing: run ./dev setup first")
endif()

taffrail_third_party(bzip2)
foreach(name IN ITEMS blocksort bzlib compress crctable decompress huffman randtable)
  target_sources(taffrail_bzip2 PRIVATE "${bzip2_source}/${name}.c")
endforeach()
target_include_directories(taffrail_bzip2 SYSTEM PUBLIC "${bzip2_source}")
# Without its stdio: a broken promise inside calls bz_internal_error, which core/container defines.
target_compile_definitions(taffrail_bzip2 PRIVATE BZ_NO_STDIO)
