# What is not ours. script/setup fetches sources into .deps/; -D<NAME>_SOURCE_DIR= points elsewhere.
set(JUMELLES_DEPS_DIR "${PROJECT_SOURCE_DIR}/.deps" CACHE PATH "Where script/setup keeps third-party sources")
set(UTF8PROC_SOURCE_DIR "${JUMELLES_DEPS_DIR}/utf8proc" CACHE PATH "utf8proc sources")
set(IMGUI_SOURCE_DIR "${JUMELLES_DEPS_DIR}/imgui" CACHE PATH "Dear ImGui sources, 1.92 or later")
set(SQLITE3_SOURCE_DIR "${JUMELLES_DEPS_DIR}/sqlite3" CACHE PATH "Folder of SQLite's amalgamation, sqlite3.c and sqlite3.h")
set(ZLIB_SOURCE_DIR "${JUMELLES_DEPS_DIR}/zlib" CACHE PATH "zlib sources")
set(XXHASH_INCLUDE_DIR "/usr/include" CACHE PATH "Folder that holds xxhash.h")
set(JSON_INCLUDE_DIR "/usr/include" CACHE PATH "Folder that holds nlohmann/json.hpp")
set(DOCTEST_INCLUDE_DIR "/usr/include" CACHE PATH "Folder that holds doctest/doctest.h")

foreach(required "${UTF8PROC_SOURCE_DIR}/utf8proc.c" "${SQLITE3_SOURCE_DIR}/sqlite3.c" "${ZLIB_SOURCE_DIR}/zlib.h" "${XXHASH_INCLUDE_DIR}/xxhash.h" "${JSON_INCLUDE_DIR}/nlohmann/json.hpp")
  if(NOT EXISTS "${required}")
    message(FATAL_ERROR "${required} is missing. Run script/setup first.")
  endif()
endforeach()

# Says when sources are not those that script/sources.txt names, with which Jumelles was built and tested.
function(jumelles_check_source name folder)
  foreach(fact version files sha256)
    file(STRINGS "${PROJECT_SOURCE_DIR}/script/sources.txt" line REGEX "^${name} ${fact} ")
    string(REGEX REPLACE "^${name} ${fact} " "" ${fact} "${line}")
  endforeach()
  set(sums "")
  string(REPLACE " " ";" files "${files}")
  foreach(file ${files})
    if(EXISTS "${folder}/${file}")
      file(SHA256 "${folder}/${file}" sum)
      string(APPEND sums "${sum}  ${file}\n")
    endif()
  endforeach()
  string(SHA256 found "${sums}")
  if(NOT found STREQUAL sha256)
    message(WARNING "${folder} is not the ${name} ${version} that Jumelles was built and tested with (SHA-256 ${found}, not ${sha256}).")
  endif()
endfunction()
jumelles_check_source(utf8proc "${UTF8PROC_SOURCE_DIR}")
jumelles_check_source(sqlite3 "${SQLITE3_SOURCE_DIR}")
jumelles_check_source(zlib "${ZLIB_SOURCE_DIR}")

# The system's include folder must not become a -isystem of the wasm build, where it would put the machine's own C library
# first: the headers are reached through a folder that holds nothing else.
set(header_root "${PROJECT_BINARY_DIR}/third_party_headers")
file(MAKE_DIRECTORY "${header_root}/json" "${header_root}/doctest" "${header_root}/xxhash")
file(CREATE_LINK "${JSON_INCLUDE_DIR}/nlohmann" "${header_root}/json/nlohmann" SYMBOLIC)
file(CREATE_LINK "${XXHASH_INCLUDE_DIR}/xxhash.h" "${header_root}/xxhash/xxhash.h" SYMBOLIC)
file(CREATE_LINK "${DOCTEST_INCLUDE_DIR}/doctest" "${header_root}/doctest/doctest" SYMBOLIC)

add_library(jumelles_json_header INTERFACE)
target_include_directories(jumelles_json_header SYSTEM INTERFACE "${header_root}/json")
add_library(jumelles_doctest INTERFACE)
target_include_directories(jumelles_doctest SYSTEM INTERFACE "${header_root}/doctest")

add_library(utf8proc STATIC "${UTF8PROC_SOURCE_DIR}/utf8proc.c")
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)
target_compile_options(utf8proc PRIVATE -w -fno-sanitize=undefined)  # utf8proc_map adds 0 to a null pointer
target_include_directories(utf8proc SYSTEM PUBLIC "${UTF8PROC_SOURCE_DIR}")

add_library(xxhash INTERFACE)
target_include_directories(xxhash SYSTEM INTERFACE "${header_root}/xxhash")

# No files, clock or threads: engine/project/vfs.cpp is its operating system, natively and in the browser.
add_library(sqlite3 STATIC "${SQLITE3_SOURCE_DIR}/sqlite3.c")
target_compile_definitions(sqlite3 PRIVATE SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_OMIT_LOAD_EXTENSION SQLITE_DQS=0 SQLITE_TEMP_STORE=3
  SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_WAL SQLITE_OMIT_DEPRECATED SQLITE_LIKE_DOESNT_MATCH_BLOBS)
target_compile_options(sqlite3 PRIVATE -w -g0 -fno-sanitize=undefined)
target_include_directories(sqlite3 SYSTEM PUBLIC "${SQLITE3_SOURCE_DIR}")

# Deflate and inflate alone: no files.
set(zlib_sources adler32 crc32 deflate inffast inflate inftrees trees zutil)
list(TRANSFORM zlib_sources PREPEND "${ZLIB_SOURCE_DIR}/")
list(TRANSFORM zlib_sources APPEND ".c")
add_library(zlib STATIC ${zlib_sources})
target_compile_options(zlib PRIVATE -w -g0 -fno-sanitize=undefined)
target_include_directories(zlib SYSTEM PUBLIC "${ZLIB_SOURCE_DIR}")

# Postcodes and communes, as a table compiled in.
set(PLACES_SOURCE_DIR "${PROJECT_SOURCE_DIR}/node_modules/@etalab/decoupage-administratif/data" CACHE PATH
  "Folder of communes.json and departements.json")
find_program(NODE_EXECUTABLE NAMES node nodejs NO_CMAKE_FIND_ROOT_PATH)
if(NOT NODE_EXECUTABLE OR NOT EXISTS "${PLACES_SOURCE_DIR}/communes.json")
  message(FATAL_ERROR "Node.js or ${PLACES_SOURCE_DIR}/communes.json is missing. Run script/setup first.")
endif()
set(places_cpp "${PROJECT_BINARY_DIR}/generated_places.cpp")
set(towns_cpp "${PROJECT_BINARY_DIR}/generated_places_towns.cpp")
add_custom_command(OUTPUT "${places_cpp}" "${towns_cpp}"
  COMMAND "${NODE_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/cmake/make_places.mjs" "${PLACES_SOURCE_DIR}" "${places_cpp}"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/make_places.mjs" "${PLACES_SOURCE_DIR}/communes.json" "${PLACES_SOURCE_DIR}/departements.json"
  COMMENT "Packing postcodes and communes" VERBATIM)
add_library(generated_places STATIC "${places_cpp}" "${towns_cpp}")
target_compile_options(generated_places PRIVATE -w -O0 -fno-sanitize=all)
target_include_directories(generated_places PUBLIC "${PROJECT_SOURCE_DIR}/cmake")

# The numbering plans of all countries, the same way.
set(PHONE_NUMBERS_SOURCE_DIR "${PROJECT_SOURCE_DIR}/node_modules/libphonenumber-js" CACHE PATH "Folder of metadata.max.json")
if(NOT EXISTS "${PHONE_NUMBERS_SOURCE_DIR}/metadata.max.json")
  message(FATAL_ERROR "${PHONE_NUMBERS_SOURCE_DIR}/metadata.max.json is missing. Run script/setup first.")
endif()
set(phone_numbers_cpp "${PROJECT_BINARY_DIR}/generated_phone_numbers.cpp")
add_custom_command(OUTPUT "${phone_numbers_cpp}"
  COMMAND "${NODE_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/cmake/make_phone_numbers.mjs" "${PHONE_NUMBERS_SOURCE_DIR}/metadata.max.json" "${phone_numbers_cpp}"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/make_phone_numbers.mjs" "${PHONE_NUMBERS_SOURCE_DIR}/metadata.max.json"
  COMMENT "Packing numbering plans" VERBATIM)
add_library(generated_phone_numbers STATIC "${phone_numbers_cpp}")
target_compile_options(generated_phone_numbers PRIVATE -w -O0 -fno-sanitize=all)
target_include_directories(generated_phone_numbers PUBLIC "${PROJECT_SOURCE_DIR}/cmake")

# Dear ImGui: the core, natively for headless tests and for the web with the WebGL2 renderer. Optional for those who build the
# engine alone. ui/imconfig.h configures it; the test-engine hooks are compiled in when tests/ui/imgui_hooks.cpp defines them.
if(EXISTS "${IMGUI_SOURCE_DIR}/imgui.h")
  jumelles_check_source(imgui "${IMGUI_SOURCE_DIR}")
  add_library(imgui STATIC "${IMGUI_SOURCE_DIR}/imgui.cpp" "${IMGUI_SOURCE_DIR}/imgui_draw.cpp" "${IMGUI_SOURCE_DIR}/imgui_tables.cpp"
    "${IMGUI_SOURCE_DIR}/imgui_widgets.cpp" "${IMGUI_SOURCE_DIR}/imgui_demo.cpp")
  target_include_directories(imgui SYSTEM PUBLIC "${IMGUI_SOURCE_DIR}")
  target_compile_options(imgui PRIVATE -w -g0 -fno-sanitize=undefined)
  target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
  if(EXISTS "${PROJECT_SOURCE_DIR}/ui/imconfig.h")
    target_compile_definitions(imgui PUBLIC "IMGUI_USER_CONFIG=\"${PROJECT_SOURCE_DIR}/ui/imconfig.h\"")
  else()
    target_compile_definitions(imgui PUBLIC "ImDrawIdx=unsigned int")
  endif()
  if(NOT EMSCRIPTEN AND EXISTS "${PROJECT_SOURCE_DIR}/tests/ui/imgui_hooks.cpp")
    target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
  endif()
  if(EMSCRIPTEN)
    target_sources(imgui PRIVATE "${IMGUI_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
    target_include_directories(imgui SYSTEM PUBLIC "${IMGUI_SOURCE_DIR}/backends")
    target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
    target_link_options(imgui INTERFACE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
  endif()
else()
  message(STATUS "Dear ImGui is missing: no interface. Run script/setup.")
endif()
