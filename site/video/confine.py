"""Confine this process, then become another program. Run as a file of its own.

    python -I confine.py '{"memory": …, "cpu": …, "file": …, "read": […], …}' PROGRAM ARGUMENT…

A fresh interpreter does this, since code between fork and exec of a process with threads may hang.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 22, 24, 38
_FILTER = 2
# Few malloc arenas: each would reserve address space that counts against the memory limit.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8", "HOME": "/"}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def main(wanted: dict[str, object], argv: list[str]) -> None:
    """Set limits, then Landlock, then seccomp, as far as `wanted` names them, and become `argv`."""
    libc = ctypes.CDLL(None, use_errno=True)
    # A worker killed with -9 must not leave a decoder running for nobody.
    _prctl(libc, _PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != wanted["parent"]:
        sys.exit(70)
    for kind, most in (
        (resource.RLIMIT_AS, wanted["memory"]),
        (resource.RLIMIT_CPU, wanted["cpu"]),
        (resource.RLIMIT_FSIZE, wanted["file"]),
        (resource.RLIMIT_CORE, 0),
    ):
        assert isinstance(most, int)
        resource.setrlimit(kind, (most, most))
    _prctl(libc, _PR_SET_NO_NEW_PRIVS, 1)
    if "read" in wanted:
        # Bubblewrap drops root's powers by itself, and needs them until then.
        for power in range(64):
            libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(power))
        ctypes.set_errno(0)
        _landlock(wanted)
    steps = wanted.get("seccomp")
    if isinstance(steps, str):
        code = bytes.fromhex(steps)
        program = _Program(len(code) // 8, code)
        _prctl(libc, _PR_SET_SECCOMP, _FILTER, ctypes.addressof(program))
    os.execve(argv[0], argv, ENVIRONMENT)  # noqa: S606 - no shell is the point


def _landlock(wanted: dict[str, object]) -> None:
    from landlock import FSAccess, Ruleset

    rules = Ruleset()
    look = FSAccess.READ_FILE | FSAccess.READ_DIR
    for key, access in (
        ("run", look | FSAccess.EXECUTE),
        ("read", look),
        (
            "write",
            look | (FSAccess.WRITE_FILE | FSAccess.MAKE_REG | FSAccess.REMOVE_FILE | FSAccess.TRUNCATE),
        ),
        ("devices", FSAccess.READ_FILE | FSAccess.WRITE_FILE),
    ):
        paths = wanted[key]
        assert isinstance(paths, list)
        for path in paths:
            allowed = access & rules.restrict_rules
            rules.allow(path, rules=allowed if Path(path).is_dir() else allowed & FSAccess.all_file())
    rules.apply()


def _prctl(libc: ctypes.CDLL, option: int, value: int, pointer: int = 0) -> None:
    if (
        libc.prctl(
            option, ctypes.c_ulong(value), ctypes.c_ulong(pointer), ctypes.c_ulong(0), ctypes.c_ulong(0)
        )
        != 0
    ):
        error = ctypes.get_errno()
        raise OSError(error, f"prctl {option}: {os.strerror(error)}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
