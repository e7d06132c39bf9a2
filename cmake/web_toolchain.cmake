# Finds Emscripten (an emcc of at least 3.1.69 on PATH, else the one kept in the user's cache folder, fetched when missing) and hands over to
# its own toolchain file. The path is kept in the environment because CMake reads this file once more for every check it compiles.
if(NOT DEFINED ENV{EMIC_EMSCRIPTEN_TOOLCHAIN})
  execute_process(COMMAND sh "${CMAKE_CURRENT_LIST_DIR}/fetch_toolchain.sh" OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "The compiler for the page is missing: see the message above.")
  endif()
  string(REGEX REPLACE ".*\n" "" found "${found}")
  set(ENV{EMIC_EMSCRIPTEN_TOOLCHAIN} "${found}")
endif()
include("$ENV{EMIC_EMSCRIPTEN_TOOLCHAIN}")
