# Every third-party library in one place, each as one target octavo_dep_NAME. Rooms name them under USES.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

set(OCTAVO_DEPS_DIR "${PROJECT_SOURCE_DIR}/.deps" CACHE PATH "Where scripts/get_private_deps.sh unpacked lexbor")

function(octavo_pkg name)  # octavo_pkg(NAME pkg-config-module...)
  pkg_check_modules(PC_${name} REQUIRED IMPORTED_TARGET ${ARGN})
  add_library(octavo_dep_${name} INTERFACE)
  target_link_libraries(octavo_dep_${name} INTERFACE PkgConfig::PC_${name})
endfunction()

function(octavo_plain name header)  # octavo_plain(NAME header.h library...)
  find_path(OCTAVO_${name}_INCLUDE "${header}" REQUIRED)
  add_library(octavo_dep_${name} INTERFACE)
  target_include_directories(octavo_dep_${name} SYSTEM INTERFACE "${OCTAVO_${name}_INCLUDE}")
  foreach(lib IN LISTS ARGN)
    find_library(OCTAVO_${name}_${lib} "${lib}" REQUIRED)
    target_link_libraries(octavo_dep_${name} INTERFACE "${OCTAVO_${name}_${lib}}")
  endforeach()
endfunction()

octavo_pkg(archive libarchive)  # ZIP files
octavo_pkg(fmt fmt)
octavo_pkg(spdlog spdlog)
octavo_pkg(sodium libsodium)
octavo_pkg(curl libcurl)
octavo_pkg(deflate libdeflate)
octavo_pkg(zlib zlib)  # streams, which libdeflate cannot
octavo_pkg(crypto libcrypto)
octavo_pkg(ssl libssl)  # the test newsroom
octavo_pkg(brotli libbrotlidec libbrotlienc)
octavo_pkg(xxhash libxxhash)
octavo_pkg(zstd libzstd)
octavo_pkg(pugixml pugixml)  # tests read our feeds with it
octavo_pkg(xml libxml-2.0)
octavo_pkg(sqlite sqlite3)
octavo_pkg(pq libpq)
octavo_pkg(simdjson simdjson)
octavo_pkg(icu icu-uc icu-i18n)
octavo_pkg(re2 re2)
octavo_pkg(uchardet uchardet)
octavo_pkg(psl libpsl)
octavo_pkg(turbojpeg libturbojpeg)
octavo_pkg(webp libwebp libwebpdemux)
octavo_pkg(spng spng)
octavo_pkg(raqm raqm freetype2 harfbuzz fribidi)  # words in pictures
octavo_pkg(fontconfig fontconfig)
octavo_plain(stemmer libstemmer.h stemmer)
octavo_plain(cld2 cld2/public/compact_lang_det.h cld2)
# CLD2's tables for 160 languages stand in a library of their own, which has to come before the code and its tables for
# 80. Nothing refers to it by name, so the linker must be told to keep it.
find_library(OCTAVO_cld2_full cld2_full REQUIRED)
target_link_options(octavo_dep_cld2 INTERFACE "LINKER:--push-state,--no-as-needed,${OCTAVO_cld2_full},--pop-state")
octavo_plain(toml toml++/toml.h)
octavo_plain(cli11 CLI/CLI.hpp)
octavo_plain(doctest doctest/doctest.h)

# lexbor: the system's where it has it, else the private copy; linked statically either way.
find_path(OCTAVO_LEXBOR_INCLUDE lexbor/html/html.h HINTS "${OCTAVO_DEPS_DIR}/root/usr/include")
find_library(OCTAVO_LEXBOR_LIB lexbor_static HINTS "${OCTAVO_DEPS_DIR}/root/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}")
if(NOT OCTAVO_LEXBOR_INCLUDE OR NOT OCTAVO_LEXBOR_LIB)
  message(FATAL_ERROR "lexbor was not found: run scripts/get_private_deps.sh .deps (./run and ./check do)")
endif()
add_library(octavo_dep_lexbor INTERFACE)
target_include_directories(octavo_dep_lexbor SYSTEM INTERFACE "${OCTAVO_LEXBOR_INCLUDE}")
target_link_libraries(octavo_dep_lexbor INTERFACE "${OCTAVO_LEXBOR_LIB}" m)
target_compile_definitions(octavo_dep_lexbor INTERFACE LEXBOR_STATIC)

# Boost 1.81 (Asio, Beast): headers only.
find_path(OCTAVO_BOOST_INCLUDE boost/asio/awaitable.hpp HINTS "${OCTAVO_DEPS_DIR}/root/usr/include"
  PATHS "${OCTAVO_DEPS_DIR}/root/usr/include" NO_DEFAULT_PATH)
if(NOT OCTAVO_BOOST_INCLUDE)
  find_path(OCTAVO_BOOST_INCLUDE boost/asio/awaitable.hpp REQUIRED)
endif()
add_library(octavo_dep_asio INTERFACE)
target_include_directories(octavo_dep_asio SYSTEM INTERFACE "${OCTAVO_BOOST_INCLUDE}")
target_link_libraries(octavo_dep_asio INTERFACE Threads::Threads)
target_compile_definitions(octavo_dep_asio INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_USE_STD_STRING_VIEW)
