# Compiler settings and the functions that the folders' CMakeLists.txt are written in.

find_program(CCACHE ccache)
if(CCACHE)
  # Paths relative to the source tree: another clone finds what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

# For every target, third-party code included: the same bytes everywhere need a*b+c rounded twice everywhere.
add_compile_options(-ffp-contract=off)

if(JUMELLES_SANITIZE AND NOT EMSCRIPTEN)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(JUMELLES_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(EMSCRIPTEN)
  # Emscripten's programs for Node.js are CommonJS, whatever the package above them says.
  file(WRITE "${PROJECT_BINARY_DIR}/package.json" "{\"type\": \"commonjs\"}\n")
  add_compile_options(-msimd128 -fwasm-exceptions)
  # The library's own copies of std::string's functions are built for size and cannot be inlined: a tenth of a run's time.
  add_compile_definitions(_LIBCPP_DISABLE_EXTERN_TEMPLATE)
  add_link_options(-fwasm-exceptions)
  # The acorn optimizer of Debian's package is found by Debian's own Node.js only, unless told where it lies.
  if(EXISTS /usr/share/nodejs)
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
  endif()
endif()

# Our own code: warnings are errors. Third-party targets do not link this.
add_library(jumelles_warnings INTERFACE)
target_compile_options(jumelles_warnings INTERFACE -Wall -Wextra -Wpedantic -Wno-overlength-strings -Werror)
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # g++ 12 reports these two in the standard library's own code at -O2 and with sanitizers.
  target_compile_options(jumelles_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

# Links the named modules, which are declared before.
function(jumelles_link target scope)
  foreach(module ${ARGN})
    if(NOT TARGET jumelles_${module})
      message(FATAL_ERROR "${target} asks for a module that is not there: ${module}")
    endif()
    target_link_libraries(${target} ${scope} jumelles_${module})
  endforeach()
endfunction()

# jumelles_json_sources(files...): of these, those that include the JSON library, whose templates take minutes with the
# undefined-behaviour sanitizer and long to optimize. They are compiled on their own, beside the others.
function(jumelles_json_sources)
  list(FILTER ARGN INCLUDE REGEX "_json\\.cpp$")
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  if(JUMELLES_SANITIZE)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "-O0;-fno-sanitize=undefined;-g0")
  elseif(NOT EMSCRIPTEN)
    # The studio reads and writes messages all the time, native programs a project now and then.
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "-O1")
  endif()
endfunction()

# jumelles_unity(target): its files are compiled several at a time, where the preset asks for it: half the time for all of
# them, more for one. For builds that are made now and then; the one that is made at every change compiles files alone.
function(jumelles_unity target)
  if(JUMELLES_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  endif()
endfunction()

# jumelles_module(name [DEPENDS module...] [LIBS target...])
# Static library jumelles_<name> of <name>/*.cpp beside the calling file; include root is that file's folder.
# A folder with headers only becomes an INTERFACE library; one that does not exist, nothing.
# DEPENDS is also the allow-list that script/check_layers.mjs reads: what is not there cannot be included.
function(jumelles_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h")
  if(sources)
    add_library(jumelles_${name} STATIC ${sources} ${headers})
    set(scope PUBLIC)
    target_link_libraries(jumelles_${name} PRIVATE jumelles_warnings)
    jumelles_unity(jumelles_${name})
  elseif(headers)
    add_library(jumelles_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    return()
  endif()
  target_include_directories(jumelles_${name} ${scope} "${CMAKE_CURRENT_SOURCE_DIR}")
  jumelles_json_sources(${sources})
  if(TARGET jumelles_json_header)
    target_link_libraries(jumelles_${name} ${scope} jumelles_json_header)
  endif()
  jumelles_link(jumelles_${name} ${scope} ${arg_DEPENDS})
  foreach(lib ${arg_LIBS})
    if(TARGET ${lib})
      target_link_libraries(jumelles_${name} ${scope} ${lib})
    endif()
  endforeach()
endfunction()

# The code under test is optimized, and sanitized; the tests' own checks would compile several times as long for nothing.
function(jumelles_test_options target)
  target_compile_options(${target} PRIVATE -O0 -g0)
  target_compile_definitions(${target} PRIVATE DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
  if(JUMELLES_SANITIZE)
    target_compile_options(${target} PRIVATE -fno-sanitize=undefined)
  endif()
  # What ccache asks for, to keep objects that were compiled with a precompiled header.
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  else()
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
endfunction()

# jumelles_linked_first(target module...): the modules and those below them come whole, before the target's own objects. Of a function
# that both hold, the first is linked: so what is inline in the engine's headers runs optimized and sanitized as in its programs, and not
# as the tests, which are compiled without either, happen to have it. It makes them three times as fast.
function(jumelles_linked_first target)
  set(waiting ${ARGN})
  list(TRANSFORM waiting PREPEND jumelles_)
  set(files "")
  set(seen "")
  while(waiting)
    list(POP_FRONT waiting module)
    if(NOT TARGET ${module} OR module IN_LIST seen)
      continue()
    endif()
    list(APPEND seen ${module})
    get_target_property(below ${module} INTERFACE_LINK_LIBRARIES)
    if(below)
      list(FILTER below INCLUDE REGEX "^jumelles_")
      list(APPEND waiting ${below})
    endif()
    get_target_property(type ${module} TYPE)
    if(type STREQUAL STATIC_LIBRARY)
      list(APPEND files "$<TARGET_FILE:${module}>")
    endif()
  endwhile()
  target_link_options(${target} PRIVATE "LINKER:--whole-archive" ${files} "LINKER:--no-whole-archive")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${files})
endfunction()

# jumelles_tests(name [DEPENDS module...] [LIBS target...] [NATIVE] [OPTIMIZED])
# tests/<name>/*_test.cpp become the executable test_<name> and a ctest of that name. Under Emscripten linking costs seconds
# per program, so that all of them go into the one program wasm_tests (jumelles_wasm_tests), except those marked NATIVE.
# OPTIMIZED: also run in the release build (target and ctest label `optimized`), where bytes must be the same.
function(jumelles_tests name)
  cmake_parse_arguments(arg "NATIVE;OPTIMIZED" "" "DEPENDS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(NOT tests OR (EMSCRIPTEN AND arg_NATIVE))
    return()
  endif()
  if(EMSCRIPTEN)
    set(target wasm_test_objects_${name})
    add_library(${target} OBJECT ${sources})
    set_property(GLOBAL APPEND PROPERTY JUMELLES_WASM_TESTS ${target})
    set_property(GLOBAL APPEND PROPERTY JUMELLES_WASM_MODULES ${name} reference ${arg_DEPENDS})
  else()
    set(target test_${name})
    add_executable(${target} ${sources})
    target_link_libraries(${target} PRIVATE jumelles_doctest_main)
    jumelles_linked_first(${target} ${name} reference ${arg_DEPENDS})
    add_test(NAME ${target} COMMAND ${target} --no-version=true --no-colors=true)
    set_tests_properties(${target} PROPERTIES WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" TIMEOUT 900)
    if(arg_OPTIMIZED)
      set_tests_properties(${target} PROPERTIES LABELS optimized)
      add_dependencies(optimized ${target})
    endif()
  endif()
  jumelles_test_options(${target})
  target_precompile_headers(${target} REUSE_FROM jumelles_test_headers)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${target} PRIVATE jumelles_warnings jumelles_doctest)
  jumelles_link(${target} PRIVATE ${name} reference ${arg_DEPENDS})
  foreach(lib ${arg_LIBS})
    if(TARGET ${lib})
      target_link_libraries(${target} PRIVATE ${lib})
    endif()
  endforeach()
endfunction()

# Everything that was registered by jumelles_tests, as one program under Node.js. Call it last.
function(jumelles_wasm_tests)
  get_property(parts GLOBAL PROPERTY JUMELLES_WASM_TESTS)
  if(NOT EMSCRIPTEN OR NOT parts)
    return()
  endif()
  add_executable(wasm_tests)
  target_link_libraries(wasm_tests PRIVATE jumelles_doctest_main jumelles_bytes ${parts})
  get_property(modules GLOBAL PROPERTY JUMELLES_WASM_MODULES)
  jumelles_linked_first(wasm_tests ${modules})
  set_target_properties(wasm_tests PROPERTIES LINK_DEPENDS "${PROJECT_SOURCE_DIR}/tests/wasm_env.js")
  target_link_options(wasm_tests PRIVATE
    -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sASSERTIONS=1 -sTOTAL_STACK=5MB -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB
    -sINITIAL_MEMORY=64MB -sENVIRONMENT=node "--pre-js=${PROJECT_SOURCE_DIR}/tests/wasm_env.js" -O1)
  add_test(NAME wasm_tests COMMAND ${NODE_EXECUTABLE} --no-experimental-fetch $<TARGET_FILE:wasm_tests> --no-version=true --no-colors=true)
  set_tests_properties(wasm_tests PROPERTIES WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" TIMEOUT 900)
endfunction()
