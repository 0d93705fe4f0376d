# The amalgamation that better-sqlite3 ships; the lock file pins it. One thread per engine, no double-quoted
# strings, nothing loaded at run time; the progress callback stays, cancelling depends on it.
set(sqlite3_source "${CMAKE_SOURCE_DIR}/node_modules/better-sqlite3/deps/sqlite3")
if(NOT EXISTS "${sqlite3_source}/sqlite3.c")
  message(FATAL_ERROR "${sqlite3_source}/sqlite3.c is missing: run ./dev setup first")
endif()

taffrail_third_party(sqlite3)
target_sources(taffrail_sqlite3 PRIVATE "${sqlite3_source}/sqlite3.c")
target_include_directories(taffrail_sqlite3 SYSTEM PUBLIC "${sqlite3_source}")
target_compile_definitions(taffrail_sqlite3 PRIVATE
  SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_DEFAULT_PAGE_SIZE=16384
  SQLITE_DQS=0
  SQLITE_ENABLE_FTS5
  SQLITE_ENABLE_MATH_FUNCTIONS
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_DECLTYPE
  SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_OMIT_SHARED_CACHE
  SQLITE_TEMP_STORE=3
  SQLITE_THREADSAFE=0
  SQLITE_USE_ALLOCA
)
if(EMSCRIPTEN)
  # No VFS of SQLite's own: whoever links this defines sqlite3_os_init() and sqlite3_os_end().
  target_compile_definitions(taffrail_sqlite3 PRIVATE SQLITE_OS_OTHER=1 SQLITE_MAX_MMAP_SIZE=0)
else()
  target_link_libraries(taffrail_sqlite3 PUBLIC m)
endif()
