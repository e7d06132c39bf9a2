# embed_file(TARGET NAME FILE): the bytes of FILE as `std::string_view emic::embedded::NAME()`, declared in "embedded/NAME.h".
# Called again as a script (-P) to write the sources when FILE changes.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${FILE}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REPEAT "0x..," 20 row)
  string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
  file(WRITE "${OUT}" "#include \"embedded/${NAME}.h\"\n\nnamespace emic::embedded {\nnamespace {\n"
       "constexpr unsigned char bytes[] = {\n${bytes}0};\n}\n"
       "std::string_view ${NAME}() { return {reinterpret_cast<const char*>(bytes), ${size}}; }\n}\n")
  return()
endif()

set(EMIC_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")
function(embed_file target name file)
  get_filename_component(file "${file}" ABSOLUTE)
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/embed")
  file(CONFIGURE OUTPUT "${dir}/embedded/${name}.h" CONTENT
       "#pragma once\n#include <string_view>\nnamespace emic::embedded {\n// The bytes of an asset, built into the program.\nstd::string_view ${name}();\n}\n")
  add_custom_command(OUTPUT "${dir}/${name}.cpp" DEPENDS "${file}" "${EMIC_EMBED_SCRIPT}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" "-DFILE=${file}" "-DNAME=${name}" "-DOUT=${dir}/${name}.cpp" -P "${EMIC_EMBED_SCRIPT}")
  target_sources(${target} PRIVATE "${dir}/${name}.cpp")
  target_include_directories(${target} PUBLIC "${dir}")
endfunction()
