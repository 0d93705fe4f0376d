# JSON at the speed of the hardware, for benchmarks to compare with; natively it picks its instructions when it starts.
set(simdjson_source "${TAFFRAIL_CACHE}/src/simdjson")

taffrail_third_party(simdjson)
target_sources(taffrail_simdjson PRIVATE "${simdjson_source}/src/simdjson.cpp")
target_include_directories(taffrail_simdjson SYSTEM PUBLIC "${simdjson_source}/include" PRIVATE "${simdjson_source}/src")
target_compile_definitions(taffrail_simdjson PUBLIC SIMDJSON_EXCEPTIONS=0)
target_compile_options(taffrail_simdjson PRIVATE -O3 -fno-exceptions -fno-rtti)
