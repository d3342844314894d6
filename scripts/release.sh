#!/bin/sh
# Builds for release: on Linux with the standard library linked in, which saves a start two thirds of its time for finding and binding shared
# libraries, and without frame pointers, which saves an instruction or two in each call. Everything built for release uses these flags, since
# SwiftPM builds all anew when they change. Arguments go to `swift build`.
set -eu
cd "$(dirname "$0")/.."
flags=""
[ "$(uname)" = Linux ] && flags="--static-swift-stdlib --omit-frame-pointers"
exec swift build -c release $flags "$@"
