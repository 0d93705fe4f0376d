# What only native code uses and the system brings whole.
find_path(TAFFRAIL_BOOST boost/beast.hpp REQUIRED)
find_package(Threads REQUIRED)
add_library(taffrail_boost INTERFACE)
add_library(taffrail::boost ALIAS taffrail_boost)
target_include_directories(taffrail_boost SYSTEM INTERFACE "${TAFFRAIL_BOOST}")
target_link_libraries(taffrail_boost INTERFACE Threads::Threads)

find_library(TAFFRAIL_BENCHMARK benchmark REQUIRED)
add_library(taffrail_benchmark INTERFACE)
add_library(taffrail::benchmark ALIAS taffrail_benchmark)
target_link_libraries(taffrail_benchmark INTERFACE "${TAFFRAIL_BENCHMARK}" Threads::Threads)
