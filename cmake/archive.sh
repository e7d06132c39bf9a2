# Sourced by the fetching scripts: where this machine installs its packages from. Needs $cache (Emic's cache folder).

# Prints the address of the main archive (not the security one) that apt is set up with; nothing when there is none. A machine that never ran
# `apt-get update` has no package lists yet: then they are read into the cache folder, which needs no root.
archive_address() {
    command -v apt-get >/dev/null 2>&1 || return 0
    address=$(apt-get indextargets --format '$(REPO_URI) $(SUITE)' 'Created-By: Packages' 2>/dev/null | grep -vi security | head -n 1)
    if [ -z "$address" ]; then
        lists=$cache/lists
        mkdir -p "$lists/partial"
        apt-get -qq -o Dir::State::lists="$lists" -o APT::Sandbox::User="$(id -un)" update >/dev/null 2>&1 || true
        address=$(apt-get -o Dir::State::lists="$lists" indextargets --format '$(REPO_URI) $(SUITE)' 'Created-By: Packages' 2>/dev/null |
            grep -vi security | head -n 1)
        rm -rf "$lists"
    fi
    address=${address%% *}
    printf '%s' "${address%/}"
}
