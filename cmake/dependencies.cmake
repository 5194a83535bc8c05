# What is not ours. script/setup fetches sources into .deps/; -D<NAME>_SOURCE_DIR= points elsewhere.
set(JUMELLES_DEPS_DIR "${PROJECT_SOURCE_DIR}/.deps" CACHE PATH "Where script/setup keeps third-party sources")
set(UTF8PROC_SOURCE_DIR "${JUMELLES_DEPS_DIR}/utf8proc" CACHE PATH "utf8proc sources")
set(IMGUI_SOURCE_DIR "${JUMELLES_DEPS_DIR}/imgui" CACHE PATH "Dear ImGui sources, 1.92 or later")
set(JSON_INCLUDE_DIR "/usr/include" CACHE PATH "Folder that holds nlohmann/json.hpp")
set(DOCTEST_INCLUDE_DIR "/usr/include" CACHE PATH "Folder that holds doctest/doctest.h")

foreach(required "${UTF8PROC_SOURCE_DIR}/utf8proc.c" "${JSON_INCLUDE_DIR}/nlohmann/json.hpp")
  if(NOT EXISTS "${required}")
    message(FATAL_ERROR "${required} is missing. Run script/setup first.")
  endif()
endforeach()

# The system's include folder must not become a -isystem of the wasm build, where it would put the machine's own C library
# first: the headers are reached through a folder that holds nothing else.
set(header_root "${PROJECT_BINARY_DIR}/third_party_headers")
file(MAKE_DIRECTORY "${header_root}/json" "${header_root}/doctest")
file(CREATE_LINK "${JSON_INCLUDE_DIR}/nlohmann" "${header_root}/json/nlohmann" SYMBOLIC)
file(CREATE_LINK "${DOCTEST_INCLUDE_DIR}/doctest" "${header_root}/doctest/doctest" SYMBOLIC)

add_library(jumelles_json_header INTERFACE)
target_include_directories(jumelles_json_header SYSTEM INTERFACE "${header_root}/json")
add_library(jumelles_doctest INTERFACE)
target_include_directories(jumelles_doctest SYSTEM INTERFACE "${header_root}/doctest")

add_library(utf8proc STATIC "${UTF8PROC_SOURCE_DIR}/utf8proc.c")
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)
target_compile_options(utf8proc PRIVATE -w)
target_include_directories(utf8proc SYSTEM PUBLIC "${UTF8PROC_SOURCE_DIR}")
