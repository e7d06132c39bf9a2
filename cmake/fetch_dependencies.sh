#!/bin/sh
# Puts every library of cmake/dependencies.lock, verified, into the user's cache folder. Does nothing where they are there already.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/emic
downloads=$cache/downloads
libraries=$cache/libraries
. "$here/archive.sh"
mkdir -p "$downloads" "$libraries"

checksum() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

cannot_get() { # name version pool-path sha256 repository tag
    file=${3##*/}
    cat >&2 <<MESSAGE
Emic: the library $1 $2 could not be fetched.
  It is looked for in this machine's Debian archive at pool/main/$3.
  Check the network, then start again. If that archive no longer holds the file: take $file from another Debian archive
  (its snapshot archive keeps every file; the upstream project is $5, tag $6, but its own archive may be packed differently),
  put it in $downloads and start again.
  Its SHA-256 must be $4.
MESSAGE
    exit 1
}

# Two builds may start at once: the second waits for the first.
if command -v flock >/dev/null 2>&1; then exec 9>"$cache/lock"; flock 9; fi

address=
grep -v '^#' "$here/dependencies.lock" | while read -r name version path sha256 repository tag _; do
    [ -n "$name" ] || continue
    target=$libraries/$name-$version
    [ -d "$target" ] && continue
    archive=$downloads/${path##*/}
    if ! [ -f "$archive" ] || [ "$(checksum "$archive")" != "$sha256" ]; then
        echo "Fetching $name $version"
        : "${address:=$(archive_address)}"
        [ -n "$address" ] && [ -x /usr/lib/apt/apt-helper ] || cannot_get "$name" "$version" "$path" "$sha256" "$repository" "$tag"
        /usr/lib/apt/apt-helper download-file "$address/pool/main/$path" "$archive.part" -o APT::Sandbox::User="$(id -un)" >"$cache/fetch.log" 2>&1 ||
            { rm -f "$archive.part"; cannot_get "$name" "$version" "$path" "$sha256" "$repository" "$tag"; }
        mv "$archive.part" "$archive"
    fi
    if [ "$(checksum "$archive")" != "$sha256" ]; then
        rm -f "$archive"
        echo "Emic: the file fetched for $name $version is not the pinned one (its SHA-256 differs) and was thrown away." >&2
        cannot_get "$name" "$version" "$path" "$sha256" "$repository" "$tag"
    fi
    rm -rf "$target.part"
    mkdir -p "$target.part"
    tar -xf "$archive" -C "$target.part" --strip-components=1
    mv "$target.part" "$target"
done
