# Every third-party library as one target, taffrail::NAME, from the sources ./dev setup pinned and
# checked. Their headers are system headers and their warnings are theirs.

# taffrail_third_party(NAME): the library target behind taffrail::NAME, given its sources by the caller.
function(taffrail_third_party name)
  add_library(taffrail_${name} STATIC EXCLUDE_FROM_ALL)
  add_library(taffrail::${name} ALIAS taffrail_${name})
  target_compile_options(taffrail_${name} PRIVATE -w)
endfunction()

foreach(library IN ITEMS sqlite3 protobuf_lite zstd zlib bzip2 lzma libarchive gtest imgui re2 simdjson)
  include("${CMAKE_CURRENT_LIST_DIR}/third_party/${library}.cmake")
endforeach()
if(NOT EMSCRIPTEN)
  include("${CMAKE_CURRENT_LIST_DIR}/third_party/system.cmake")
endif()
