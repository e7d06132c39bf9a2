#!/bin/sh
# Makes sure there is an Emscripten of at least 3.1.69 and prints its CMake toolchain file's path on the last line. An `emcc` on PATH is used
# where it is new enough; otherwise Debian 13's is unpacked once into the user's cache folder, without root and without touching the system.
set -eu
cache=${XDG_CACHE_HOME:-$HOME/.cache}/emic
prefix=$cache/emscripten-3.1.69
wanted="3 1 69"

new_enough() { # major minor patch
    [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && { [ "$2" -gt 1 ] || { [ "$2" -eq 1 ] && [ "$3" -ge 69 ]; }; }; }
}

if command -v emcc >/dev/null 2>&1; then
    version=$(emcc --version 2>/dev/null | sed -n '1s/.*[ (]\([0-9][0-9]*\)\.\([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2 \3/p')
    if [ -n "$version" ] && new_enough $version; then
        root=$(em-config EMSCRIPTEN_ROOT 2>/dev/null || dirname "$(readlink -f "$(command -v emcc)")")
        if [ -f "$root/cmake/Modules/Platform/Emscripten.cmake" ]; then
            echo "$root/cmake/Modules/Platform/Emscripten.cmake"
            exit 0
        fi
    fi
fi

toolchain=$prefix/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake
if [ -f "$toolchain" ]; then
    echo "$toolchain"
    exit 0
fi

give_up() {
    echo "Emic: the compiler for the page (Emscripten 3.1.69) could not be set up: $1" >&2
    echo "  Either put an emcc of version 3.1.69 or newer on PATH, or $2, then start again." >&2
    exit 1
}
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || give_up "the ready-made one is for Linux on x86-64." "build on such a machine"
for tool in apt-get dpkg-deb; do
    command -v $tool >/dev/null 2>&1 || give_up "there is no $tool here." "use a machine with Debian's package tools"
done
command -v patchelf >/dev/null 2>&1 || give_up "patchelf is missing." "run: apt-get install patchelf"
command -v node >/dev/null 2>&1 || give_up "node is missing." "run: apt-get install nodejs"
command -v python3 >/dev/null 2>&1 || give_up "python3 is missing." "run: apt-get install python3"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || give_up "the keys of Debian's archive are missing." "run: apt-get install debian-archive-keyring"

mkdir -p "$cache"
if command -v flock >/dev/null 2>&1; then exec 9>"$cache/toolchain.lock"; flock 9; fi
if [ -f "$toolchain" ]; then # somebody else just built it
    echo "$toolchain"
    exit 0
fi
work=$cache/toolchain.work
rm -rf "$work" "$prefix.part"
mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$prefix.part"
trap 'rm -rf "$work" "$prefix.part"' EXIT

. "$(dirname "$0")/archive.sh"
address=$(archive_address)
[ -n "$address" ] || give_up "this machine's apt names no archive." "set up apt's sources"
echo "deb [signed-by=$keyring] $address trixie main" >"$work/sources.list"
: >"$work/status"
cat >"$work/apt.conf" <<CONFIG
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State "$work/state";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
APT::Sandbox::User "$(id -un)";
CONFIG
# A machine's own apt settings for proxies stay in force; only the folders above are ours.
echo "Fetching Emscripten 3.1.69 (about 320 MB, once)" >&2
APT_CONFIG=$work/apt.conf apt-get -qq update >"$work/log" 2>&1 || { cat "$work/log" >&2; give_up "its package list could not be read." "check the network"; }
(cd "$work/packages" && APT_CONFIG=$work/apt.conf apt-get -qq download emscripten binaryen clang-19 lld-19 llvm-19 libllvm19 libclang-cpp19 \
    libclang1-19 libclang-common-19-dev llvm-19-linker-tools libc6 libstdc++6 libgcc-s1 zlib1g libzstd1 libxml2 libicu76 libedit2 libbsd0 \
    libmd0 libffi8 libz3-4 libtinfo6 liblzma5 libgmp10 node-acorn) >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; give_up "its packages could not be fetched." "check the network"; }

echo "Unpacking Emscripten" >&2
# Left out: libraries for threads, sanitizers, debugging and position-independent code, and documents.
for package in "$work"/packages/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$prefix.part" \
        --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto-pic' --exclude='*/wasm64-emscripten' \
        --exclude='*-mt*.a' --exclude='*-ww*.a' --exclude='*-debug*.a' --exclude='*asan*.a' --exclude='*san_rt*.a' --exclude='*sanitizer*.a' \
        --exclude='libwasmfs*' --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/emscripten/tests'
    rm -f "$package"
done

libraries=$prefix/usr/lib/x86_64-linux-gnu
llvm=$prefix/usr/lib/llvm-19
loader=$libraries/ld-linux-x86-64.so.2
part() { printf '%s' "$prefix.part${1#"$prefix"}"; }
# libc6 keeps its files in lib or usr/lib, by version.
[ -e "$(part "$loader")" ] || for file in "$prefix.part"/lib/x86_64-linux-gnu/* "$prefix.part"/lib64/*; do
    [ -e "$file" ] && mv -n "$file" "$(part "$libraries")/"
done
# Programs get our loader and libraries. RPATH, not RUNPATH: libraries that libraries want are looked for there too.
fix() {
    file=$(readlink -f "$(part "$1")")
    [ -f "$file" ] && head -c 4 "$file" | grep -q ELF || return 0
    patchelf --set-interpreter "$loader" "$file"
    patchelf --force-rpath --set-rpath "$libraries:$llvm/lib" "$file"
}
for tool in clang lld llvm-ar llvm-nm llvm-objcopy llvm-dwarfdump llvm-objdump llvm-ranlib; do
    [ ! -e "$(part "$llvm/bin/$tool")" ] || fix "$llvm/bin/$tool"
done
for tool in wasm-opt wasm-metadce wasm-emscripten-finalize wasm-ctor-eval wasm-split; do
    [ ! -e "$(part "$prefix/usr/bin/$tool")" ] || fix "$prefix/usr/bin/$tool"
done
for folder in "$libraries" "$llvm/lib"; do
    for library in "$(part "$folder")"/libLLVM*.so* "$(part "$folder")"/libclang-cpp*.so*; do
        [ ! -f "$library" ] || [ -L "$library" ] || patchelf --force-rpath --set-rpath "$libraries:$llvm/lib" "$library"
    done
done

emscripten=$prefix/usr/share/emscripten
mkdir -p "$(part "$emscripten/node_modules")"
rm -rf "$(part "$emscripten/node_modules/acorn")"
cp -rL "$prefix.part/usr/share/nodejs/acorn" "$(part "$emscripten/node_modules/acorn")"
rm -f "$(part "$emscripten/.emscripten")"
cat >"$(part "$emscripten/.emscripten")" <<CONFIG
LLVM_ROOT = '$llvm/bin'
BINARYEN_ROOT = '$prefix/usr'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
CONFIG
mv "$prefix.part" "$prefix"
for program in "$llvm/bin/clang" "$llvm/bin/wasm-ld" "$llvm/bin/llvm-ar" "$prefix/usr/bin/wasm-opt"; do
    "$program" --version >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        rm -rf "$prefix"
        give_up "its program ${program##*/} does not start here." "use another x86-64 Linux machine"
    }
done
[ -f "$toolchain" ] || give_up "its packages are not laid out as expected." "check which packages Debian 13 holds now"
echo "$toolchain"
