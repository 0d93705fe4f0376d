# The readers of tar, zip and 7z. Compressed streams around them are core/container's, which also opens what it
# reads, so there are no filters, nothing that writes, and nothing that touches a disk.
set(libarchive_source "${TAFFRAIL_CACHE}/src/libarchive/libarchive")
if(NOT EXISTS "${libarchive_source}/archive.h")
  message(FATAL_ERROR "${libarchive_source} is missing: run ./dev setup first")
endif()

taffrail_third_party(libarchive)
foreach(name IN ITEMS acl check_magic cryptor entry entry_sparse entry_xattr hmac options pack_dev ppmd7 ppmd8 random rb
    read read_add_passphrase read_set_options read_support_format_7zip read_support_format_tar
    read_support_format_zip string string_sprintf util virtual)
  target_sources(taffrail_libarchive PRIVATE "${libarchive_source}/archive_${name}.c")
endforeach()
target_include_directories(taffrail_libarchive SYSTEM PUBLIC "${libarchive_source}")
target_include_directories(taffrail_libarchive PRIVATE "${CMAKE_CURRENT_LIST_DIR}")
target_compile_definitions(taffrail_libarchive PUBLIC LIBARCHIVE_STATIC
  PRIVATE PLATFORM_CONFIG_H="libarchive_config.h" _GNU_SOURCE)
target_link_libraries(taffrail_libarchive PRIVATE taffrail::bzip2 taffrail::lzma taffrail::zlib taffrail::zstd)
