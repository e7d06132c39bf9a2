# The page: web/*.cpp linked with app and engine to WebAssembly, web/js/*.js as its JavaScript libraries, then packed into dist/ by web/pack.mjs.
file(GLOB web_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*.cpp")
file(GLOB web_js CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/js/*.js")
if(NOT web_sources)
  return()
endif()

# page_program(NAME sources...): a program on the platform of web/, with its JavaScript libraries.
function(page_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE web)
  target_link_libraries(${name} PRIVATE app imgui_opengl3 warnings)
  target_link_options(${name} PRIVATE
    -sMODULARIZE=1 -sEXPORT_NAME=createEmic -sENVIRONMENT=web -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sASSERTIONS=0
    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sINCOMING_MODULE_JS_API=wasmBinary,canvas,onAbort,print,printErr
    "-Wl,-Map,${CMAKE_BINARY_DIR}/${name}.map")
  foreach(file IN LISTS arg_LIBRARIES)
    target_link_options(${name} PRIVATE "SHELL:--js-library ${file}")
  endforeach()
  set_target_properties(${name} PROPERTIES LINK_DEPENDS "${arg_LIBRARIES}")
endfunction()

page_program(emic_web SOURCES ${web_sources} LIBRARIES ${web_js})

set(dist "${CMAKE_SOURCE_DIR}/dist")
file(GLOB shell_parts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/shell.html" "${CMAKE_SOURCE_DIR}/web/*.mjs" "${CMAKE_SOURCE_DIR}/web/pdf/*.*js" "${CMAKE_SOURCE_DIR}/web/pdf/package-lock.json" "${CMAKE_SOURCE_DIR}/web/sw.js"
     "${CMAKE_SOURCE_DIR}/web/loader.js" "${CMAKE_SOURCE_DIR}/web/manifest.webmanifest" "${CMAKE_SOURCE_DIR}/assets/icon*")
add_custom_command(OUTPUT "${dist}/emic.html" DEPENDS emic_web ${shell_parts} VERBATIM
  COMMAND node "${CMAKE_SOURCE_DIR}/web/pack.mjs" --js "$<TARGET_FILE:emic_web>" --map "${CMAKE_BINARY_DIR}/emic_web.map" --out "${dist}"
          --report "${CMAKE_BINARY_DIR}/sizes.txt")
add_custom_target(page ALL DEPENDS "${dist}/emic.html")

# A small program on the same platform, for the tests of the port.
file(GLOB probe_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/browser/platform/*.cpp")
file(GLOB probe_js CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/browser/platform/js/*.js")
if(probe_sources)
  page_program(platform_probe SOURCES ${web_sources} ${probe_sources} LIBRARIES ${web_js} ${probe_js})
  target_include_directories(platform_probe BEFORE PRIVATE tests/browser/platform)
  set_target_properties(platform_probe PROPERTIES EXCLUDE_FROM_ALL TRUE)
  set(probe_dist "${CMAKE_BINARY_DIR}/platform_probe_page")
  add_custom_command(OUTPUT "${probe_dist}/emic.html" DEPENDS platform_probe ${shell_parts} VERBATIM
    COMMAND node "${CMAKE_SOURCE_DIR}/web/pack.mjs" --js "$<TARGET_FILE:platform_probe>" --out "${probe_dist}")
  add_custom_target(probe_page DEPENDS "${probe_dist}/emic.html")
endif()

# The engine's benchmarks as a page, for ./bench.
file(GLOB engine_bench_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/browser/bench/*.cpp")
if(engine_bench_sources)
  add_executable(engine_bench EXCLUDE_FROM_ALL ${engine_bench_sources} web/double_byte_pages_web.cpp)
  target_include_directories(engine_bench PRIVATE tests)
  target_link_libraries(engine_bench PRIVATE engine warnings)
  target_link_options(engine_bench PRIVATE -O2 -sSINGLE_FILE=1 -sENVIRONMENT=web -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1
                      -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB)
  foreach(name memory text code_pages)
    target_link_options(engine_bench PRIVATE "SHELL:--js-library ${CMAKE_SOURCE_DIR}/web/js/${name}.js")
  endforeach()
endif()
