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
