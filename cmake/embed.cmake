# octavo_embed: puts files into a room's library, so that the one binary carries its style sheets, fonts and data.
#
#   octavo_embed(web
#     NAMESPACE octavo::web::assets
#     HEADER web/assets.gen.hpp                    # how sources include it: #include "web/assets.gen.hpp"
#     BASE "${CMAKE_CURRENT_SOURCE_DIR}/assets"    # names are relative to this folder
#     FILES site.css site.js fonts/body.woff2)     # relative to BASE
#
# gives, in that namespace,
#   struct File { std::string_view name, bytes; };
#   std::span<const File> all();                   // in the order of FILES
#   std::string_view get(std::string_view name);   // "fonts/body.woff2" -> its bytes; {} when there is none
#   std::string_view site_css();                   // one function a file: its name with [^a-z0-9_] as _
#
# The views live as long as the program. Each file is followed by a zero byte that the view leaves out.
#
# Idea: the assembler's .incbin copies bytes at disk speed, and needs no language but C++. Road not taken: arrays of
# numbers in a .cpp (seconds a megabyte in the compiler), #embed (not in g++ 12), ld -r -b binary (symbols named after
# paths, and a linker step a file). Checked by tests/house/embed_test.cpp.
function(octavo_embed target)
  cmake_parse_arguments(A "" "NAMESPACE;HEADER;BASE" "FILES" ${ARGN})
  foreach(needed IN ITEMS NAMESPACE HEADER BASE FILES)
    if(NOT A_${needed})
      message(FATAL_ERROR "octavo_embed(${target}): ${needed} is missing")
    endif()
  endforeach()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" prefix "octavo_embedded_${A_NAMESPACE}")

  set(declarations "")
  set(assembly "")
  set(externs "")
  set(functions "")
  set(table "")
  set(paths "")
  foreach(name IN LISTS A_FILES)
    set(path "${A_BASE}/${name}")
    if(NOT EXISTS "${path}")
      message(FATAL_ERROR "octavo_embed(${target}): there is no ${path}")
    endif()
    list(APPEND paths "${path}")
    string(TOLOWER "${name}" function)
    string(REGEX REPLACE "[^a-z0-9_]" "_" function "${function}")
    if(function MATCHES "^[0-9]")
      set(function "_${function}")
    endif()
    set(symbol "${prefix}_${function}")
    string(APPEND declarations "std::string_view ${function}();  // ${name}\n")
    string(APPEND assembly "__asm__(\".section .rodata,\\\"a\\\"\\n.balign 16\\n.global ${symbol}\\n${symbol}:\\n\"\n"
      "        \".incbin \\\"${path}\\\"\\n.global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND functions "std::string_view ${function}() {\n"
      "    return {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})};\n}\n")
    string(APPEND table "        {\"${name}\", ${function}()},\n")
  endforeach()

  set(note "// Made by cmake/embed.cmake. Do not edit.\n")
  file(CONFIGURE OUTPUT "${folder}/${A_HEADER}" @ONLY CONTENT
"${note}#pragma once
#include <span>
#include <string_view>

namespace ${A_NAMESPACE} {
struct File {
    std::string_view name, bytes;
};
std::span<const File> all();
std::string_view get(std::string_view name);
${declarations}}  // namespace ${A_NAMESPACE}
")
  file(CONFIGURE OUTPUT "${folder}/${A_HEADER}.cpp" @ONLY CONTENT
"${note}#include \"${A_HEADER}\"

${assembly}${externs}
namespace ${A_NAMESPACE} {
${functions}std::span<const File> all() {
    static const File files[] = {
${table}    };
    return files;
}
std::string_view get(std::string_view name) {
    for (const File& file : all())
        if (file.name == name) return file.bytes;
    return {};
}
}  // namespace ${A_NAMESPACE}
")
  target_sources(${target} PRIVATE "${folder}/${A_HEADER}.cpp")
  target_include_directories(${target} PUBLIC "${folder}")
  # The compiler does not see .incbin's file; the build system must. ccache sees it and stands aside by itself.
  set_source_files_properties("${folder}/${A_HEADER}.cpp" PROPERTIES OBJECT_DEPENDS "${paths}"
    SKIP_PRECOMPILE_HEADERS ON)
endfunction()
