# GoogleTest and GoogleMock with their main(), from the sources Debian installs.
set(googletest_source /usr/src/googletest CACHE PATH "GoogleTest's source tree")

taffrail_third_party(gtest)
target_sources(taffrail_gtest PRIVATE
  "${googletest_source}/googletest/src/gtest-all.cc"
  "${googletest_source}/googlemock/src/gmock-all.cc"
  "${googletest_source}/googlemock/src/gmock_main.cc")
target_include_directories(taffrail_gtest SYSTEM
  PUBLIC "${googletest_source}/googletest/include" "${googletest_source}/googlemock/include"
  PRIVATE "${googletest_source}/googletest" "${googletest_source}/googlemock")
if(EMSCRIPTEN)
  target_compile_definitions(taffrail_gtest PUBLIC GTEST_HAS_PTHREAD=0)
  target_compile_options(taffrail_gtest PRIVATE -fno-exceptions -fno-rtti)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(taffrail_gtest PUBLIC Threads::Threads)
endif()
