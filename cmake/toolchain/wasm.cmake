# The Emscripten that ./dev setup found or unpacked. ccache comes in through Emscripten's own wrapper
# setting, since emcc is no compiler that ccache could know.
include("${CMAKE_CURRENT_LIST_DIR}/../cache.cmake")

if(NOT EXISTS "${TAFFRAIL_CACHE}/emscripten-root")
  message(FATAL_ERROR "There is no Emscripten in ${TAFFRAIL_CACHE}: run ./dev setup first")
endif()
file(STRINGS "${TAFFRAIL_CACHE}/emscripten-root" EMSCRIPTEN_ROOT_PATH LIMIT_COUNT 1)
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
