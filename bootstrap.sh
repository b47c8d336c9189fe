#!/bin/sh
# Makes .venv from a lock file, or brings it up to date; nothing to do: a few milliseconds.
# Needs Python 3.11 or newer. Package indexes are the ones that pip and uv are set up for.
set -eu
cd "$(dirname "$0")"
umask 022
lock=${1:-requirements.lock}
[ ! -x .venv/bin/pytest ] || lock=requirements-dev.lock # an environment for development stays one

fail() {
    printf '\n%s\n\n' "$1" >&2
    exit 1
}

fingerprint() {
    { .venv/bin/python --version; cat requirements-uv.lock "$lock"; } | sha256sum
}

is_current() {
    [ -x .venv/bin/python ] && [ -f .venv/installed ] && [ "$(cat .venv/installed)" = "$(fingerprint)" ]
}

# Debian parts Python's ensurepip off; its pip is then taken from its package, which needs no administrator.
borrow_pip() {
    command -v apt-get dpkg-deb >/dev/null || fail 'Python comes without ensurepip here; install it (python3-venv).'
    shelf=$(mktemp -d)
    trap 'rm -rf "$shelf"' EXIT
    mkdir -p "$shelf/state/lists/partial" "$shelf/cache/archives/partial"
    set -- apt-get -qq -o Dir::State="$shelf/state" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$shelf/cache" -o APT::Sandbox::User=root
    "$@" update && (cd "$shelf" && "$@" download python3-pip-whl) && dpkg-deb -x "$shelf"/*.deb "$shelf" ||
        fail 'Python comes without ensurepip here, and pip cannot be fetched. Ask for: apt-get install python3-venv'
    pip=$(echo "$shelf"/usr/share/python-wheels/pip-*.whl)/pip
}

find_python() {
    for python in python3 python3.11 python3.12 python3.13 python3.14; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    fail 'Python 3.11 or newer is needed; on Debian: apt-get install python3'
}

make_environment() {
    find_python
    "$python" -m venv --clear --without-pip .venv
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        .venv/bin/python -m ensurepip >/dev/null 2>&1 || fail 'pip cannot be put into .venv; is the disk full?'
        pip='-m pip'
    else
        borrow_pip
    fi
    # shellcheck disable=SC2086
    .venv/bin/python $pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-uv.lock ||
        fail 'The installer (uv) cannot be fetched; the lines above say why.'
}

mkdir -p var
exec 9>var/bootstrap.lock
flock 9
if is_current; then exit 0; fi

echo "Installing the packages of $lock into .venv (once; about 300 MB) ..."
if ! .venv/bin/uv --version >/dev/null 2>&1 || ! .venv/bin/python -c 'import encodings' 2>/dev/null; then
    make_environment
fi
[ -w "${HOME:-/nowhere}" ] || export UV_CACHE_DIR="$PWD/var/cache"
rm -f .venv/installed
cat requirements-uv.lock "$lock" |
    UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip sync --quiet --require-hashes --compile-bytecode \
        --python .venv/bin/python - ||
    fail 'The packages cannot be installed; the lines above say why. Then start again.'
fingerprint >.venv/installed
