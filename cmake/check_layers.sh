#!/bin/sh
# Layers point one way: web -> app -> engine. Reads the sources and the engine's archive (first argument: a build folder that holds it).
# Prints a line per check and, last, `N passed, N failed`.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/check}
passed=0
failed=0

# check TITLE OFFENDERS: passes when nothing offends.
check() {
    if [ -z "$2" ]; then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1"
        printf '%s\n' "$2" | head -n 20 | sed 's/^/          /'
    fi
}

includes() { # pattern folder...: include lines that match
    pattern=$1
    shift
    find "$@" -type f \( -name '*.h' -o -name '*.cpp' \) -exec grep -nHE "^[[:space:]]*#[[:space:]]*include[[:space:]]*$pattern" {} + 2>/dev/null || true
}

browser='[<"](emscripten|GLES|EGL|webgl)'
check "engine includes no ImGui and no browser" "$(includes '[<"](.*/)?(imgui|emscripten|GLES|EGL|SheenBidi)' app/engine)"
check "engine includes only engine of ours" "$(includes '"' app/engine | grep -vE 'include[[:space:]]*"engine/' || true)"
check "engine reads no clock, random source or file" \
    "$(includes '<(chrono|ctime|time\.h|random|fstream|filesystem|cstdio|stdio\.h|iostream|thread|mutex)>' app/engine)"
check "command line includes only engine and itself of ours" "$(includes '"' app/cli | grep -vE 'include[[:space:]]*"(engine|cli)/' || true)"
check "interface includes no browser and no command line" "$(includes "($browser|\"(web|cli)/)" app | grep -vE '^app/cli/' || true)"
check "tests outside the browser include no browser" "$(includes "$browser" tests)"
check "browser code stands in web/ only" \
    "$(grep -rnE '\b(EM_JS|EM_ASM|EM_ASYNC_JS|EMSCRIPTEN_KEEPALIVE|__EMSCRIPTEN__)\b' app tests --include='*.h' --include='*.cpp' || true)"

# A view of the program's memory is dead as soon as something allocates.
views='\b(HEAP(8|16|32|64|U8|U16|U32|U64|F32|F64)|wasmMemory|memory\.buffer|getValue|setValue|UTF8ToString|stringToUTF8)\b'
views_in() { find "$@" -type f \( -name '*.js' -o -name '*.mjs' -o -name '*.cpp' -o -name '*.h' \) -not -path '*/node_modules/*' -exec grep -nHE "$views" {} + || true; }
check "the program's memory is viewed in web/js/memory.js only" "$(views_in web tests/browser | grep -v '^web/js/memory\.js:' || true)"
# A search that finds nothing there would prove nothing.
check "the search for views of memory finds those in web/js/memory.js" "$([ -n "$(views_in web/js/memory.js)" ] || echo 'none found')"

engine=$build/libengine.a
if [ ! -f "$engine" ]; then
    check "engine archive calls no ImGui and no browser" "$engine is not there: build it first"
else
    symbols=$(nm -C --undefined-only "$engine" 2>/dev/null)
    # The archive certainly calls the standard library: a reading without it would prove nothing.
    case $symbols in
    *"std::"*) check "engine archive calls no ImGui and no browser" "$(printf '%s\n' "$symbols" | grep -E 'ImGui|\bIm[A-Z]|emscripten|SBAlgorithm' || true)" ;;
    *) check "engine archive calls no ImGui and no browser" "the symbols of $engine could not be read" ;;
    esac
fi

if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    # Spelt in pieces so that this file does not find itself.
    places='(^|[^[:alnum:]_.])/(wo''rk|ro''ot|home/[a-z]+|tm''p)(/|$)'
    archives='(deb\.deb''ian|registry\.np''mjs|npm''js\.(org|com)|snapshot\.deb''ian|files\.python''hosted)'
    tracked() { git ls-files -co --exclude-standard -z | xargs -0 grep -nIE "$1" -- 2>/dev/null || true; }
    check "no path of a machine in the repository" "$(tracked "$places")"
    check "no archive's or registry's address in the repository" "$(tracked "$archives")"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
