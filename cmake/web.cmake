# The page: web/*.cpp linked with app and engine to WebAssembly, web/js/*.js as its JavaScript libraries, then packed into dist/ by web/pack.mjs.
file(GLOB web_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*.cpp")
file(GLOB web_js CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/js/*.js")
if(NOT web_sources)
  return()
endif()

add_executable(emic_web ${web_sources})
target_link_libraries(emic_web PRIVATE app imgui_opengl3 warnings)
target_link_options(emic_web PRIVATE
  -sMODULARIZE=1 -sEXPORT_NAME=createEmic -sENVIRONMENT=web -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sASSERTIONS=0
  -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sINCOMING_MODULE_JS_API=wasmBinary,canvas,onAbort,print,printErr
  "-Wl,-Map,${CMAKE_BINARY_DIR}/emic_web.map")
foreach(file IN LISTS web_js)
  target_link_options(emic_web PRIVATE "SHELL:--js-library ${file}")
endforeach()
set_target_properties(emic_web PROPERTIES LINK_DEPENDS "${web_js}")

set(dist "${CMAKE_SOURCE_DIR}/dist")
file(GLOB shell_parts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/shell.html" "${CMAKE_SOURCE_DIR}/web/*.mjs" "${CMAKE_SOURCE_DIR}/web/sw.js"
     "${CMAKE_SOURCE_DIR}/web/loader.js" "${CMAKE_SOURCE_DIR}/web/manifest.webmanifest" "${CMAKE_SOURCE_DIR}/assets/icon*")
add_custom_command(OUTPUT "${dist}/emic.html" DEPENDS emic_web ${shell_parts} VERBATIM
  COMMAND node "${CMAKE_SOURCE_DIR}/web/pack.mjs" --js "$<TARGET_FILE:emic_web>" --map "${CMAKE_BINARY_DIR}/emic_web.map" --out "${dist}"
          --report "${CMAKE_BINARY_DIR}/sizes.txt")
add_custom_target(page ALL DEPENDS "${dist}/emic.html")
