#!/bin/sh
# Installs what the build needs beside Swift: libyaml's headers, by the system's package manager. Does nothing when they are there.
set -eu

have_libyaml() {
    if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists yaml-0.1; then return 0; fi
    for folder in /usr/include /usr/local/include /opt/homebrew/include; do
        [ -f "$folder/yaml.h" ] && return 0
    done
    return 1
}

command -v swift >/dev/null 2>&1 || { echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }
have_libyaml && exit 0

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else
        echo "libyaml is missing and this user can't install it; as root: $*" >&2
        exit 1
    fi
}

echo "libyaml is missing; installing it" >&2
if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update -q
    as_root apt-get install -y -q --no-install-recommends libyaml-dev pkg-config
elif command -v dnf >/dev/null 2>&1; then
    as_root dnf install -y libyaml-devel pkgconf-pkg-config
elif command -v pacman >/dev/null 2>&1; then
    as_root pacman -S --noconfirm libyaml pkgconf
elif command -v brew >/dev/null 2>&1; then
    brew install libyaml pkg-config
else
    echo "no known package manager: install libyaml's development files by hand" >&2
    exit 1
fi
have_libyaml || { echo "libyaml was installed but can't be found" >&2; exit 1; }
