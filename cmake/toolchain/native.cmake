# clang 19, the compiler Emscripten drives too, so that both builds see the same language. Where it goes
# by another name, $CXX and $CC say so.
if(DEFINED ENV{CXX})
  set(CMAKE_CXX_COMPILER "$ENV{CXX}")
  set(CMAKE_C_COMPILER "$ENV{CC}")
else()
  find_program(TAFFRAIL_CLANGXX NAMES clang++-19 clang++ REQUIRED)
  find_program(TAFFRAIL_CLANG NAMES clang-19 clang REQUIRED)
  set(CMAKE_CXX_COMPILER "${TAFFRAIL_CLANGXX}")
  set(CMAKE_C_COMPILER "${TAFFRAIL_CLANG}")
endif()

find_program(TAFFRAIL_CCACHE ccache)
if(TAFFRAIL_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${TAFFRAIL_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${TAFFRAIL_CCACHE}")
endif()
