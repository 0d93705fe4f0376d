// What libarchive may count on: the C library that glibc and musl share, and
// the decoders built beside it. No iconv, since names are passed on as UTF-8,
// and no cryptography, since nobody is asked for a password.
#ifndef TAFFRAIL_CMAKE_THIRD_PARTY_LIBARCHIVE_CONFIG_H_
#define TAFFRAIL_CMAKE_THIRD_PARTY_LIBARCHIVE_CONFIG_H_

// What libarchive asks for as proof that a configuration was read.
#define __LIBARCHIVE_CONFIG_H_INCLUDED 1

#define HAVE_BZLIB_H 1
#define HAVE_LIBBZ2 1
#define HAVE_LIBLZMA 1
#define HAVE_LIBZ 1
#define HAVE_LIBZSTD 1
#define HAVE_LZMA_H 1
#define HAVE_ZLIB_H 1
#define HAVE_ZSTD_H 1

#define HAVE_CTYPE_H 1
#define HAVE_ERRNO_H 1
#define HAVE_FCNTL 1
#define HAVE_FCNTL_H 1
#define HAVE_INTTYPES_H 1
#define HAVE_LIMITS_H 1
#define HAVE_LOCALE_H 1
#define HAVE_STDARG_H 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRING_H 1
#define HAVE_SYS_STAT_H 1
#define HAVE_SYS_TIME_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_TIME_H 1
#define HAVE_UNISTD_H 1
#define HAVE_WCHAR_H 1
#define HAVE_WCTYPE_H 1

#define HAVE_DECL_INT32_MAX 1
#define HAVE_DECL_INT32_MIN 1
#define HAVE_DECL_INT64_MAX 1
#define HAVE_DECL_INT64_MIN 1
#define HAVE_DECL_INTMAX_MAX 1
#define HAVE_DECL_INTMAX_MIN 1
#define HAVE_DECL_SIZE_MAX 1
#define HAVE_DECL_SSIZE_MAX 1
#define HAVE_DECL_UINT32_MAX 1
#define HAVE_DECL_UINT64_MAX 1
#define HAVE_DECL_UINTMAX_MAX 1
#define HAVE_EILSEQ 1
#define HAVE_INTMAX_T 1
#define HAVE_LOCALTIME_R 1
#define HAVE_GMTIME_R 1
#define HAVE_MBRTOWC 1
#define HAVE_MEMMOVE 1
#define HAVE_MEMSET 1
#define HAVE_MKSTEMP 1
#define HAVE_STRCHR 1
#define HAVE_STRDUP 1
#define HAVE_STRERROR 1
#define HAVE_STRRCHR 1
#define HAVE_TIMEGM 1
#define HAVE_UINTMAX_T 1
#define HAVE_VPRINTF 1
#define HAVE_WCHAR_T 1
#define HAVE_WCRTOMB 1
#define HAVE_WCSCMP 1
#define HAVE_WCSCPY 1
#define HAVE_WCSLEN 1
#define HAVE_WCTOMB 1
#define HAVE_WMEMCMP 1
#define HAVE_WMEMCPY 1
#define HAVE_WMEMMOVE 1
// Names are UTF-8 whatever the locale.
#define HAVE_LOCALE_CHARSET 1
static inline const char* locale_charset(void) { return "UTF-8"; }

#define ICONV_CONST
#define SIZEOF_WCHAR_T 4
#define STDC_HEADERS 1

#endif  // TAFFRAIL_CMAKE_THIRD_PARTY_LIBARCHIVE_CONFIG_H_
