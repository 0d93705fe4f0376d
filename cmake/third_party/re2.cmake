# Regular expressions in linear time. Debian leaves out the tables that its build makes of the system's Unicode data, and
# so they are made here.
set(re2_source "${TAFFRAIL_CACHE}/src/re2")
if(NOT EXISTS "${re2_source}/re2/re2.h")
  message(FATAL_ERROR "${re2_source} is missing: run ./dev setup first")
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_program(TAFFRAIL_PERL perl REQUIRED)

set(re2_tables "${CMAKE_BINARY_DIR}/generated/re2")
file(MAKE_DIRECTORY "${re2_tables}")
foreach(table IN ITEMS unicode_casefold.py unicode_groups.py perl_groups.pl)
  get_filename_component(name "${table}" NAME_WE)
  if(table MATCHES "py$")
    set(interpreter "${Python3_EXECUTABLE}" -B)
  else()
    set(interpreter "${TAFFRAIL_PERL}")
  endif()
  # Beside and then moved: a table cut short must not look made.
  add_custom_command(OUTPUT "${re2_tables}/${name}.cc"
    COMMAND ${interpreter} "${re2_source}/re2/make_${table}" > "${re2_tables}/${name}.part"
    COMMAND "${CMAKE_COMMAND}" -E rename "${re2_tables}/${name}.part" "${re2_tables}/${name}.cc"
    WORKING_DIRECTORY "${re2_source}/re2" VERBATIM)
endforeach()

taffrail_third_party(re2)
foreach(name IN ITEMS bitstate compile dfa mimics_pcre nfa onepass parse prog re2 regexp simplify stringpiece tostring)
  target_sources(taffrail_re2 PRIVATE "${re2_source}/re2/${name}.cc")
endforeach()
target_sources(taffrail_re2 PRIVATE "${re2_source}/util/rune.cc" "${re2_source}/util/strutil.cc"
  "${re2_source}/re2/prefilter.cc"
  "${re2_tables}/perl_groups.cc" "${re2_tables}/unicode_casefold.cc" "${re2_tables}/unicode_groups.cc")
target_include_directories(taffrail_re2 SYSTEM PUBLIC "${re2_source}")
target_compile_options(taffrail_re2 PRIVATE -O3 -fno-exceptions -fno-rtti)
if(NOT EMSCRIPTEN)
  target_link_libraries(taffrail_re2 PUBLIC Threads::Threads)
endif()
