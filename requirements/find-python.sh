#!/bin/sh
# Prints a Python that is 3.12 or newer and can make virtual environments.
# Each candidate is executed: version managers leave shims with the right name that fail when run.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
check='import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 12) else 1); '
for candidate in ${PYTHON:-} python3.12 python3.13 python3.14 python3 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python \
    "$HOME"/.local/share/uv/python/cpython-3.1[2-9]*/bin/python3 \
    "$HOME"/.local/bin/python3.1[2-9]; do
    found=$(command -v "$candidate" 2>/dev/null) || continue
    if "$found" -c "$check" >/dev/null 2>&1; then
        echo "$found"
        exit 0
    fi
done
echo "No Python 3.12 or newer with venv was found. Install one (on Debian: apt-get install python3.12-venv)," >&2
echo "or name one: make run PYTHON=/path/to/python3.12" >&2
exit 1
