# Both ways round: what deflates is for tests only, and the linker leaves it out elsewhere.
set(zlib_source "${TAFFRAIL_CACHE}/src/zlib")
if(NOT EXISTS "${zlib_source}/zlib.h")
  message(FATAL_ERROR "${zlib_source} is missing: run ./dev setup first")
endif()

taffrail_third_party(zlib)
foreach(name IN ITEMS adler32 crc32 deflate inffast inflate inftrees trees zutil)
  target_sources(taffrail_zlib PRIVATE "${zlib_source}/${name}.c")
endforeach()
target_include_directories(taffrail_zlib SYSTEM PUBLIC "${zlib_source}")
