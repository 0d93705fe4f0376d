# How the houses declare their targets.
include(GoogleTest)

# taffrail_options(TARGET [EXCEPTIONS]): our includes, our warnings, and no exceptions or RTTI unless the
# target asks for them (server-stub, whose libraries throw).
function(taffrail_options target)
  target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror)
  if(NOT EXCEPTIONS IN_LIST ARGN)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
  endif()
endfunction()

# taffrail_library(NAME [EXCEPTIONS] SRCS file... [LIBS target...]): static library NAME, also taffrail::NAME
# without a leading taffrail_.
function(taffrail_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EXCEPTIONS" "" "SRCS;LIBS")
  add_library(${name} STATIC ${arg_SRCS})
  string(REGEX REPLACE "^taffrail_" "" short "${name}")
  add_library(taffrail::${short} ALIAS ${name})
  target_link_libraries(${name} PUBLIC ${arg_LIBS})
  taffrail_options(${name} ${ARGN})
endfunction()

# taffrail_executable(NAME [EXCEPTIONS] SRCS file... [LIBS target...])
function(taffrail_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EXCEPTIONS" "" "SRCS;LIBS")
  add_executable(${name} ${arg_SRCS})
  target_link_libraries(${name} PRIVATE ${arg_LIBS})
  taffrail_options(${name} ${ARGN})
endfunction()

# taffrail_test(NAME [EXCEPTIONS] [LONG] SRCS file... [LIBS target...]): a GoogleTest binary, each of its cases a
# ctest test. Under wasm it runs in Node on the real file system. LONG ones run with ./dev test --long only.
function(taffrail_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EXCEPTIONS;LONG" "" "SRCS;LIBS")
  add_executable(${name} ${arg_SRCS})
  target_link_libraries(${name} PRIVATE ${arg_LIBS} taffrail::gtest)
  taffrail_options(${name} ${ARGN})
  if(EMSCRIPTEN)
    # -O1 comes last and so wins: linking a test need not optimise it for size.
    target_link_options(${name} PRIVATE -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB
      -sSTACK_SIZE=2MB -sNODERAWFS=1 -sEXIT_RUNTIME=1 -O1)
  endif()
  set(label quick)
  if(arg_LONG)
    set(label long)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" PROPERTIES TIMEOUT 300 LABELS ${label})
endfunction()

# taffrail_fuzzer(NAME_fuzzer SRCS file... [LIBS target...]): a libFuzzer binary, in the asan preset only, and a ctest
# test that runs it from the inputs in corpus/NAME.
function(taffrail_fuzzer name)
  if(NOT TAFFRAIL_SANITIZE MATCHES fuzzer)
    return()
  endif()
  taffrail_executable(${name} ${ARGN})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzzers")
  string(REGEX REPLACE "_fuzzer$" "" short "${name}")
  add_test(NAME ${name} COMMAND "${CMAKE_SOURCE_DIR}/tests/fuzz/run.sh" "$<TARGET_FILE:${name}>"
    "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${short}" "${CMAKE_SOURCE_DIR}/build/corpus/${short}"
    "${CMAKE_SOURCE_DIR}/build/logs")
  # How long it runs is TAFFRAIL_FUZZ_SECONDS.
  set_tests_properties(${name} PROPERTIES TIMEOUT 1000000 LABELS fuzz)
endfunction()

# taffrail_benchmark(NAME SRCS file... [LIBS target...]): a program that measures one part of the core and prints its
# figures (tests/bench/support/measure.h). tests/bench/*.bench.mjs runs it natively and in Node.
function(taffrail_benchmark name)
  taffrail_executable(${name} ${ARGN})
  if(EMSCRIPTEN)
    target_link_options(${name} PRIVATE -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB
      -sSTACK_SIZE=2MB -sNODERAWFS=1 -sEXIT_RUNTIME=1 --profiling-funcs)
  endif()
endfunction()

# taffrail_proto_library(NAME file.proto...): lite messages. Includes are by path from the root,
# "core/proto/record.pb.h".
function(taffrail_proto_library name)
  set(generated "${CMAKE_BINARY_DIR}/generated")
  file(MAKE_DIRECTORY "${generated}")
  set(sources)
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE OUTPUT_VARIABLE path)
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${CMAKE_SOURCE_DIR}" OUTPUT_VARIABLE relative)
    string(REGEX REPLACE "\\.proto$" "" stem "${relative}")
    add_custom_command(
      OUTPUT "${generated}/${stem}.pb.cc" "${generated}/${stem}.pb.h"
      COMMAND "${TAFFRAIL_PROTOC}" "--proto_path=${CMAKE_SOURCE_DIR}" "--cpp_out=lite:${generated}"
        "--dependency_out=${generated}/${stem}.d" "${path}"
      DEPENDS "${path}"
      DEPFILE "${generated}/${stem}.d"
      COMMENT "protoc ${relative}")
    list(APPEND sources "${generated}/${stem}.pb.cc")
  endforeach()
  add_library(${name} STATIC ${sources})
  string(REGEX REPLACE "^taffrail_" "" short "${name}")
  add_library(taffrail::${short} ALIAS ${name})
  target_include_directories(${name} SYSTEM PUBLIC "${generated}")
  target_compile_options(${name} PRIVATE -w -fno-exceptions -fno-rtti)
  target_link_libraries(${name} PUBLIC taffrail::protobuf_lite)
endfunction()
