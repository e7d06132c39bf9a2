# Third-party targets, built from the sources that cmake/fetch_dependencies.sh keeps in the user's cache folder. Their headers are SYSTEM and
# their code is compiled without our warnings.
if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(EMIC_CACHE "$ENV{XDG_CACHE_HOME}/emic")
else()
  set(EMIC_CACHE "$ENV{HOME}/.cache/emic")
endif()
set(EMIC_LOCK "${CMAKE_CURRENT_LIST_DIR}/dependencies.lock")
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${EMIC_LOCK}")

file(STRINGS "${EMIC_LOCK}" lock_lines REGEX "^[a-z]")
set(missing "")
foreach(line IN LISTS lock_lines)
  string(REGEX REPLACE "^([^ ]+) +([^ ]+) .*" "\\1;\\2" fields "${line}")
  list(GET fields 0 name)
  list(GET fields 1 version)
  set(${name}_SOURCE "${EMIC_CACHE}/libraries/${name}-${version}")
  set(${name}_VERSION "${version}")
  if(NOT IS_DIRECTORY "${${name}_SOURCE}")
    list(APPEND missing "${name}")
  endif()
endforeach()
if(missing)
  execute_process(COMMAND sh "${CMAKE_CURRENT_LIST_DIR}/fetch_dependencies.sh" RESULT_VARIABLE fetched)
  if(NOT fetched EQUAL 0)
    message(FATAL_ERROR "A library that Emic is built from is missing: see the message above.")
  endif()
endif()

# third_party(NAME SOURCES ... INCLUDES ... [DEFINES ...]): one static library without warnings.
function(third_party name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;INCLUDES;DEFINES;PRIVATE_DEFINES;PRIVATE_INCLUDES")
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} SYSTEM PUBLIC ${arg_INCLUDES} PRIVATE ${arg_PRIVATE_INCLUDES})
  target_compile_definitions(${name} PUBLIC ${arg_DEFINES} PRIVATE ${arg_PRIVATE_DEFINES})
  target_compile_options(${name} PRIVATE -w)
endfunction()

add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE "${nlohmann_json_SOURCE}/single_include")

add_library(doctest INTERFACE)
target_include_directories(doctest SYSTEM INTERFACE "${doctest_SOURCE}")

third_party(pugixml SOURCES "${pugixml_SOURCE}/src/pugixml.cpp" INCLUDES "${pugixml_SOURCE}/src" DEFINES PUGIXML_NO_XPATH PUGIXML_NO_STL)

# Only what works on memory: no gz* functions.
set(zlib_files "")
foreach(part adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil)
  list(APPEND zlib_files "${zlib_SOURCE}/${part}.c")
endforeach()
third_party(zlib SOURCES ${zlib_files} INCLUDES "${zlib_SOURCE}")

# libzip keeps a file per function. Left out: encryption back ends, bzip2 and xz, Windows. Its generated files are written here.
file(GLOB libzip_files "${libzip_SOURCE}/lib/zip_*.c")
list(FILTER libzip_files EXCLUDE REGEX "(crypto_|win32|uwp|bzip2|_xz|winzip_aes)")
set(libzip_generated "${CMAKE_BINARY_DIR}/third_party/libzip")
configure_file("${CMAKE_CURRENT_LIST_DIR}/libzip/config.h.in" "${libzip_generated}/config.h" @ONLY)
configure_file("${CMAKE_CURRENT_LIST_DIR}/libzip/zipconf.h.in" "${libzip_generated}/zipconf.h" @ONLY)
file(STRINGS "${libzip_SOURCE}/lib/zip.h" error_lines REGEX "^#define ZIP_ER_[A-Z_]+ +[0-9]+ +/\\* [NSZ] ")
set(LIBZIP_ERROR_TEXTS "")
set(LIBZIP_ERROR_TYPES "")
foreach(line IN LISTS error_lines)
  string(REGEX MATCH "/\\* ([NSZ]) (.*[^ ]) +\\*/" unused "${line}")
  string(APPEND LIBZIP_ERROR_TEXTS "    \"${CMAKE_MATCH_2}\",\n")
  if(CMAKE_MATCH_1 STREQUAL "N")
    set(type ZIP_ET_NONE)
  elseif(CMAKE_MATCH_1 STREQUAL "S")
    set(type ZIP_ET_SYS)
  else()
    set(type ZIP_ET_ZLIB)
  endif()
  string(APPEND LIBZIP_ERROR_TYPES "    ${type},\n")
endforeach()
configure_file("${CMAKE_CURRENT_LIST_DIR}/libzip/zip_err_str.c.in" "${libzip_generated}/zip_err_str.c" @ONLY)
third_party(libzip SOURCES ${libzip_files} "${libzip_generated}/zip_err_str.c" INCLUDES "${libzip_SOURCE}/lib" "${libzip_generated}"
            DEFINES ZIP_STATIC)
target_link_libraries(libzip PUBLIC zlib)

third_party(md4c SOURCES "${md4c_SOURCE}/src/md4c.c" "${md4c_SOURCE}/src/entity.c" INCLUDES "${md4c_SOURCE}/src")

third_party(utf8proc SOURCES "${utf8proc_SOURCE}/utf8proc.c" INCLUDES "${utf8proc_SOURCE}" DEFINES UTF8PROC_STATIC)
if(EMIC_FUZZ)
  # It counts by writing to an offset of a null pointer without writing, which clang's sanitizer calls an error.
  target_compile_options(utf8proc PRIVATE -fno-sanitize=pointer-overflow)
endif()

set(libunibreak_files "")
foreach(part unibreakbase unibreakdef linebreak linebreakdata linebreakdef eastasianwidthdef emojidef graphemebreak wordbreak)
  list(APPEND libunibreak_files "${libunibreak_SOURCE}/src/${part}.c")
endforeach()
third_party(libunibreak SOURCES ${libunibreak_files} INCLUDES "${libunibreak_SOURCE}/src")

third_party(sheenbidi SOURCES "${sheenbidi_SOURCE}/Source/SheenBidi.c" INCLUDES "${sheenbidi_SOURCE}/Headers"
            PRIVATE_INCLUDES "${sheenbidi_SOURCE}/Source" PRIVATE_DEFINES SB_CONFIG_UNITY)

third_party(imgui SOURCES "${imgui_SOURCE}/imgui.cpp" "${imgui_SOURCE}/imgui_draw.cpp" "${imgui_SOURCE}/imgui_tables.cpp"
            "${imgui_SOURCE}/imgui_widgets.cpp" INCLUDES "${imgui_SOURCE}" DEFINES "IMGUI_USER_CONFIG=\"imgui_config.h\"")
target_include_directories(imgui PUBLIC "${CMAKE_SOURCE_DIR}/app")
if(NOT EMSCRIPTEN AND EXISTS "${CMAKE_SOURCE_DIR}/tests/app/imgui_test_hooks.cpp" AND EMIC_SANITIZE)
  target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
endif()
if(EMSCRIPTEN)
  third_party(imgui_opengl3 SOURCES "${imgui_SOURCE}/backends/imgui_impl_opengl3.cpp" INCLUDES "${imgui_SOURCE}/backends"
              DEFINES IMGUI_IMPL_OPENGL_ES3)
  target_link_libraries(imgui_opengl3 PUBLIC imgui)
endif()

# SQLite, to read the projects of other programs: from memory only, so it gets no operating system (app/engine/formats/database.cpp
# stands in for it), no threads and none of the parts in cmake/sqlite/options.txt.
set(sqlite_options "${CMAKE_CURRENT_LIST_DIR}/sqlite/options.txt")
set(sqlite_generator "${CMAKE_CURRENT_LIST_DIR}/sqlite/generate.sh")
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${sqlite_options}" "${sqlite_generator}")
file(STRINGS "${sqlite_options}" sqlite_defines)
file(MD5 "${sqlite_options}" sqlite_made_for)
string(SUBSTRING "${sqlite_made_for}" 0 8 sqlite_made_for)
set(sqlite_generated "${EMIC_CACHE}/libraries/sqlite-${sqlite_VERSION}-${sqlite_made_for}")
execute_process(COMMAND sh "${sqlite_generator}" "${sqlite_SOURCE}" "${sqlite_generated}" RESULT_VARIABLE generated)
if(NOT generated EQUAL 0)
  message(FATAL_ERROR "SQLite could not be prepared: see the message above.")
endif()
third_party(sqlite SOURCES "${sqlite_generated}/sqlite3.c" INCLUDES "${sqlite_generated}"
            PRIVATE_DEFINES ${sqlite_defines} SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0
            SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=100 SQLITE_MAX_MMAP_SIZE=0 SQLITE_TEMP_STORE=3 SQLITE_UNTESTABLE
            SQLITE_TRUSTED_SCHEMA=0)
if(EMSCRIPTEN)
  target_compile_options(sqlite PRIVATE -Oz)
endif()
