# Compiler settings shared by every room.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)  # TRY is a statement expression
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# Programs are compiled as libraries are (-fPIC, not -fPIE): the precompiled header is shared by both.
set(CMAKE_CXX_COMPILE_OPTIONS_PIE "${CMAKE_CXX_COMPILE_OPTIONS_PIC}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1 -D_GLIBCXX_ASSERTIONS")

option(OCTAVO_BENCH "Build the benchmarks" OFF)
option(OCTAVO_FUZZ "Build the fuzz targets (clang)" OFF)
option(OCTAVO_WERROR "Treat warnings as errors" ON)
set(OCTAVO_SANITIZE "" CACHE STRING "Sanitizers, comma separated")

add_library(octavo_options INTERFACE)
target_include_directories(octavo_options INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_options(octavo_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wno-gnu-statement-expression-from-macro-expansion -Wno-unknown-warning-option
  -Wno-missing-field-initializers)  # naming only the fields that differ is how structs of options are meant to be used
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside libstdc++ under the sanitizers and -O2.
  target_compile_options(octavo_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overread
    -Wno-array-bounds -Wno-stringop-overflow -Wno-free-nonheap-object -Wno-dangling-pointer)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # libstdc++ 12 deprecates what its own std::stable_sort uses, and clang says so at every call of ours.
  target_compile_options(octavo_options INTERFACE -Wno-deprecated-declarations)
endif()
if(OCTAVO_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Asio's fences are not modelled by the sanitizer: it says so at each, and may then report what is no race.
  target_compile_options(octavo_options INTERFACE -Wno-tsan)
endif()
if(OCTAVO_WERROR)
  target_compile_options(octavo_options INTERFACE -Werror)
endif()
if(OCTAVO_SANITIZE)
  target_compile_options(octavo_options INTERFACE -fsanitize=${OCTAVO_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(octavo_options INTERFACE -fsanitize=${OCTAVO_SANITIZE})
endif()
if(OCTAVO_FUZZ)
  target_compile_options(octavo_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}"
    CCACHE_NOHASHDIR=1 "${CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endif()
