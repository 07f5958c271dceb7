# Functions for scripts that download into a cache. The cache is outside the checkout, so mvn clean does not delete it.
# shellcheck shell=bash

cache=${TRACKBUS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/trackbus}

fail() {
    echo "$1" >&2
    exit "${2:-69}"
}

say() {
    echo "$(date +%T)  $1"
}

# find_python: sets $python to Python 3.13, or else 3.12. With 3.11 LocalStack starts, but all its services fail.
find_python() {
    local candidate check='import ensurepip, sys, venv; print(sys.executable if (3, 12) <= sys.version_info < (3, 14) else "")'
    for candidate in {,"$HOME"/.pyenv/versions/3.13*/bin/}python3.13 {,"$HOME"/.pyenv/versions/3.12*/bin/}python3.12 python3; do
        python=$("$candidate" -c "$check" 2>/dev/null) && [ -n "$python" ] && return
    done
    fail "Python 3.12 or 3.13 with venv is missing: install one and put python3.13 or python3.12 on the PATH (or: pyenv install 3.13)"
}

# python_version: prints 3.13 or 3.12, for the names of parts that depend on the Python version
python_version() {
    "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

# alone NAME COMMAND...: runs the command under a machine-wide lock NAME, which is released when the processes exit
alone() {
    local name=$1 lock='import fcntl, sys; fcntl.flock(9, fcntl.LOCK_EX | int(sys.argv[1]))'
    mkdir -p "$cache"
    exec 9>"$cache/$name.lock"
    if ! "$python" -c "$lock" 4 2>/dev/null; then
        say "Waiting for another set-up of $name to finish"
        "$python" -c "$lock" 0
    fi
    "${@:2}"
    exec 9>&-
}

# part FOLDER COMMAND...: unless the folder exists, runs the command with a temporary folder as its last argument, then
# renames that folder to FOLDER. So an existing FOLDER is always complete.
part() {
    local folder=$1
    [ ! -d "$folder" ] || return 0
    say "  $(basename "$folder")"
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    "${@:2}" "$folder.part"
    mv "$folder.part" "$folder"
}

# python_packages FOLDER REQUIREMENTS: installs a Python environment as a part, again if its Python has been removed. Use
# only its bin/python, because its other programs contain the path of the temporary folder.
python_packages() {
    [ -x "$1/bin/python" ] || rm -rf "$1"
    part "$1" install_python_packages "$2"
}

install_python_packages() {
    "$python" -m venv "$2"
    "$2/bin/python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location -r "$1" ||
        fail "pip cannot install $1: check that this machine reaches its package index (pip download pip), then run this again"
}

# checksum FILE: prints its CRC, for the name of a part that contains what the file lists
checksum() {
    cksum <"$1" | cut -d ' ' -f 1
}
