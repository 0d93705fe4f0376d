# What holds for every file compiled here, third-party code included.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Line tables are what a stack trace needs; full debug information doubles the build.
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -gline-tables-only -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -gline-tables-only -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

if(EMSCRIPTEN)
  add_compile_options(-msimd128)
  # Emscripten's tests are CommonJS, which Node would not believe under our package.json.
  file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
else()
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=lld TAFFRAIL_HAS_LLD)
  if(TAFFRAIL_HAS_LLD)
    add_link_options(-fuse-ld=lld)
  endif()
endif()

if(TAFFRAIL_SANITIZE)
  # The vptr check reads type information, and most of this is built without.
  add_compile_options(-fsanitize=${TAFFRAIL_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TAFFRAIL_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
