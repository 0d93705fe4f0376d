# The lite runtime: the system's natively, the same version from source for wasm. Generated code and
# runtime must agree, so protoc's version decides.
find_program(TAFFRAIL_PROTOC protoc REQUIRED)

if(NOT EMSCRIPTEN)
  find_library(TAFFRAIL_PROTOBUF_LITE protobuf-lite REQUIRED)
  add_library(taffrail_protobuf_lite INTERFACE)
  add_library(taffrail::protobuf_lite ALIAS taffrail_protobuf_lite)
  target_link_libraries(taffrail_protobuf_lite INTERFACE "${TAFFRAIL_PROTOBUF_LITE}")
  return()
endif()

set(protobuf_SOURCE_DIR "${TAFFRAIL_CACHE}/src/protobuf")
# Protobuf's own list of sources is read rather than repeated; its CMake project would bring much more.
file(STRINGS "${protobuf_SOURCE_DIR}/cmake/libprotobuf-lite.cmake" protobuf_listed REGEX "\\.cc$")
list(TRANSFORM protobuf_listed STRIP)
string(REPLACE "\${protobuf_SOURCE_DIR}" "${protobuf_SOURCE_DIR}" protobuf_listed "${protobuf_listed}")

taffrail_third_party(protobuf_lite)
target_sources(taffrail_protobuf_lite PRIVATE ${protobuf_listed})
target_include_directories(taffrail_protobuf_lite SYSTEM PUBLIC "${protobuf_SOURCE_DIR}/src")
target_compile_options(taffrail_protobuf_lite PRIVATE -fno-exceptions -fno-rtti)
