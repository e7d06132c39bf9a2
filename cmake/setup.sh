# Sourced by ./run, ./test and ./bench: installs what is missing and builds. Needs $root, the checkout.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/emic
jobs=$(nproc 2>/dev/null || echo 2)
mkdir -p "$root/build"

say() { printf '%s\n' "$*"; }
give_up() {
    printf 'Emic: %s\n' "$*" >&2
    exit 1
}

# need_packages PACKAGE...: Debian packages by name. Installs them as root, otherwise names the command to run.
need_packages() {
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        give_up "these are missing and this machine has no apt-get to install them: $*. Install them in this machine's own way, then start again."
    fi
    if [ "$(id -u)" != 0 ]; then
        give_up "these Debian packages are missing: $*
  They need an administrator. Run this, then start again:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    fi
    say "Installing $*"
    {
        DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 update &&
            DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"
    } >"$root/build/install.log" 2>&1 </dev/null || {
        tail -n 20 "$root/build/install.log" >&2
        give_up "these Debian packages could not be installed: $*
  The last lines above say why (no network, perhaps). When that is mended, start again, or install them by hand:
    apt-get update && apt-get install -y --no-install-recommends $*"
    }
}

# need_tools COMMAND:PACKAGE...: what is not on PATH is installed.
need_tools() {
    lacking=
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || lacking="$lacking ${pair#*:}"
    done
    need_packages $lacking
}

# need_installed PACKAGE...: packages without a command (fonts, libraries); on machines without dpkg they are taken on trust.
need_installed() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    lacking=
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || lacking="$lacking $package"
    done
    need_packages $lacking
}

need_build_tools() {
    need_tools c++:g++ cmake:cmake ninja:ninja-build node:nodejs python3:python3 ccache:ccache xz:xz-utils make:make tclsh:tcl
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' ||
        give_up "node $(node --version) is too old; Emic's build needs node 18 or newer."
    sh "$root/cmake/fetch_dependencies.sh" || exit 1
}

need_page_tools() {
    need_build_tools
    [ -f "$cache/emscripten-3.1.69/usr/share/emscripten/emcc" ] || command -v emcc >/dev/null 2>&1 || need_tools patchelf:patchelf
    EMIC_EMSCRIPTEN_TOOLCHAIN=$(sh "$root/cmake/fetch_toolchain.sh") || exit 1
    export EMIC_EMSCRIPTEN_TOOLCHAIN
}

# quietly LOG COMMAND...: the output is shown only when the command fails.
quietly() {
    log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null || {
        tail -n 60 "$log" >&2
        give_up "this step failed: $* (its whole output: $log)"
    }
}

# build NAME TARGETS [CMAKE OPTION...]: configures build/NAME where it is new or stale and builds the targets (one word, space-separated).
build() {
    dir=$root/build/$1
    targets=$2
    name=$1
    shift 2
    mkdir -p "$dir"
    # A build folder that was made for another place or another compiler is of no use.
    if [ -f "$dir/CMakeCache.txt" ] && { ! grep -qx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt" ||
        [ "$(cat "$dir/emic_made_for" 2>/dev/null)" != "$cache ${EMIC_EMSCRIPTEN_TOOLCHAIN:-} $*" ]; }; then
        rm -rf "$dir"
        mkdir -p "$dir"
    fi
    if [ ! -f "$dir/build.ninja" ]; then
        quietly "$dir/configure.log" cmake -S "$root" -B "$dir" -G Ninja "$@"
        printf '%s' "$cache ${EMIC_EMSCRIPTEN_TOOLCHAIN:-} $*" >"$dir/emic_made_for"
    fi
    say "Building $name"
    # shellcheck disable=SC2086 # the targets are words
    quietly "$dir/build.log" ninja -C "$dir" -j "$jobs" $targets
}

# npm_packages FOLDER: what its package-lock.json pins, where it is new or stale. No package's own script runs.
npm_packages() {
    done=$root/$1/node_modules/.package-lock.json
    if [ ! -f "$done" ] || [ "$root/$1/package-lock.json" -nt "$done" ]; then
        need_tools npm:npm
        say "Installing the packages of $1"
        (cd "$root/$1" && quietly "$root/build/npm.log" npm ci --prefer-offline --ignore-scripts) || exit 1
        touch "$done"
    fi
}

build_page() { # further targets
    npm_packages web/pdf
    build web "page $*" -DCMAKE_TOOLCHAIN_FILE="$root/cmake/web_toolchain.cmake"
}
