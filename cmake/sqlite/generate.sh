#!/bin/sh
# generate.sh SOURCE OUT: writes sqlite3.c and sqlite3.h with only the parts that Emic needs (options.txt beside this
# script: they change SQLite's grammar, so they must be known here). SQLite's own build does it; needs make, tclsh, cc.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$1
out=$2
if command -v flock >/dev/null 2>&1; then exec 9>"${out%/*}/sqlite.lock"; flock 9; fi
[ -f "$out/sqlite3.c" ] && exit 0
for tool in make tclsh cc; do
    command -v "$tool" >/dev/null 2>&1 || { echo "Emic: SQLite is prepared with $tool, which this machine lacks (Debian: apt-get install make tcl gcc)." >&2; exit 1; }
done
rm -rf "$out.part"
mkdir -p "$out.part/tree"
(
    cd "$out.part/tree"
    CC=cc CFLAGS=-O1 "$source/configure" --disable-tcl --disable-shared --disable-readline &&
        make sqlite3.c OPTS="$(sed 's/^/-D/' "$here/options.txt" | tr '\n' ' ')"
) >"$out.part/log" 2>&1 || { tail -n 20 "$out.part/log" >&2; exit 1; }
mv "$out.part/tree/sqlite3.c" "$out.part/tree/sqlite3.h" "$out.part/"
rm -rf "$out.part/tree"
mv "$out.part" "$out"
