#!/bin/sh
# Makes what the peers of the workload `sanctions-1` need: a virtual environment with their packages from PyPI, the compiled C++ and Java programs,
# each as far as it can be had. What can't be had is named, and the benchmark leaves that peer out.
#
# setup.sh SANCTIONS PEERS: the folder of the workload (nothing is written there) and the folder for everything that is made.
set -u
sanctions=$(cd "$1" && pwd)
mkdir -p "$2/data"
peers=$(cd "$2" && pwd)
cd "$peers" || exit 1

missing() { echo "left out: $1" >&2; }

# Debian's packages, as root only; whoever isn't has them installed or does without.
need() {
    command -v dpkg >/dev/null 2>&1 || return 0
    for package in "$@"; do
        dpkg -s "$package" >/dev/null 2>&1 && continue
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get install -y -q "$package" >/dev/null 2>&1 || { apt-get update -q >/dev/null 2>&1 && apt-get install -y -q "$package" >/dev/null 2>&1; }
        fi
    done
}

if [ ! -x venv/bin/python ]; then
    python3 -m venv venv 2>/dev/null || { need python3-venv && python3 -m venv venv; } || { missing "every peer but C++, as python3 has no venv"; exit 0; }
fi
pip() { venv/bin/python -m pip install -q --disable-pip-version-check "$@" >/dev/null 2>&1; }

# package, what it is imported as, peer
while read -r package module peer; do
    venv/bin/python -c "import $module" 2>/dev/null || pip "$package" || missing "$peer ($package isn't to be had)"
done <<'LIST'
orjson==3.13.0 orjson Python,_and_every_peer_that_is_driven_from_it
duckdb==2.0.0 duckdb DuckDB
zen-engine==2.1.3 zen GoRules_Zen
common-expression-language==0.10.0 cel CEL
clipspy==1.0.6 clips CLIPS
celine-regorus==0.9.1.post20260227075446 regorus regorus
regopy==1.5.2 regopy rego-cpp
LIST

download() { venv/bin/python -m pip download -q --disable-pip-version-check --no-deps -d "$@" >/dev/null 2>&1; }
unpack() { venv/bin/python -m zipfile -e "$1" "$2"; }

if [ ! -d dl/opa_golib ]; then
    download dl --python-version 3.14 --only-binary=:all: opa-golib-python-bindings==0.4.4 && unpack dl/opa_golib*.whl dl/opa_golib || missing "OPA"
fi

# C++ and simdjson.
if [ ! -x peer_cpp ]; then
    command -v g++ >/dev/null 2>&1 || need g++
    need libsimdjson-dev
    g++ -O3 -std=c++17 -march=native "$sanctions/peer_cpp.cpp" -lsimdjson -o peer_cpp 2>/dev/null || missing "C++ (no compiler, or no simdjson)"
fi

# Drools and plain Java: the jars lie in wheels.
if [ ! -f drools_cp ]; then
    command -v javac >/dev/null 2>&1 || need default-jdk-headless
    need libjackson2-core-java
    if command -v javac >/dev/null 2>&1 && download dl optapy==9.37.0b0 && download dl/parser optapy==8.31.1b0; then
        mkdir -p dl/drools8
        unpack dl/optapy-9.37.0b0-*.whl dl/wheel9 && cp dl/wheel9/optapy/jars/* dl/drools8/
        rm -f dl/drools8/javaparser*
        unpack dl/parser/optapy-8.31.1b0*.whl dl/wheel8 && cp dl/wheel8/optapy/jars/javaparser-core-3.24.2.jar dl/drools8/
        rm -rf dl/wheel8 dl/wheel9
        PEERS=$peers sh "$sanctions/drools/build.sh" >/dev/null 2>&1 || { rm -f drools_cp; missing "Drools and plain Java (they don't compile)"; }
    else
        missing "Drools and plain Java (no javac, or no jars)"
    fi
fi
exit 0
