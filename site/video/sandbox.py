"""Where a stranger's film meets a decoder: confined, limited, and killed when it does not stop (S35, S36).

The ladder, strongest first: bubblewrap; Landlock with a seccomp filter and limits; limits alone
where SANDBOX_ALLOW_RLIMITS_ONLY says so; otherwise nothing runs and the film waits (F16).
"""

from __future__ import annotations

import functools
import json
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from video import confine, seccomp
from video.enums import Rung

log = logging.getLogger(__name__)

_KEPT_ERRORS = 256 * 1024
_LIBRARIES = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/alternatives",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


class Held(Exception):
    """A part that keeps us safe is missing or down: the film waits, and nothing is skipped (F16)."""


class NoSandbox(Held):
    """This machine offers no sandbox, and the settings do not allow going without."""


class LimitReached(Exception):
    """A confined program was killed; the text names the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a confined program may use. Bytes and seconds; `file_bytes` for each file it writes."""

    memory_bytes: int = 3 * 1024**3
    cpu_seconds: int = 60
    wall_seconds: float = 120
    file_bytes: int = 512 * 1024**2
    answer_bytes: int = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class Finished:
    """How a confined program ended: exit code, standard output, and the end of standard error."""

    code: int
    answer: bytes
    errors: str


def run(
    argv: Sequence[str],
    *,
    read: Sequence[Path] = (),
    write: Path | None = None,
    limits: Limits | None = None,
    tick: Callable[[], None] | None = None,
    on: Rung | None = None,
) -> Finished:
    """Run `argv` confined: it sees its own program, the files in `read`, and may write in `write`.

    `tick` is called about once a second; what it raises ends the program too. `on` picks a rung
    other than the strongest there is. Raises LimitReached when time, CPU, file or answer limits
    ended it, and NoSandbox when there is no rung.
    """
    limits = limits or Limits()
    chosen = on or rung()
    with _command(chosen, list(argv), read, write, limits) as (command, kept_open):
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=kept_open,
            start_new_session=True,
            env={"PATH": os.defpath},
            cwd=write or "/",
        )
        try:
            return _attend(process, limits, tick)
        finally:
            # The group, not the process: a decoder may ignore SIGTERM for hours.
            _kill_group(process)
            for pipe in (process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()


@functools.cache
def rung() -> Rung:
    """Return the strongest rung that works here, tried by running a program on it; logged once.

    Raises NoSandbox, saying what to install or set.
    """
    for candidate in (Rung.BUBBLEWRAP, Rung.LANDLOCK):
        if works(candidate):
            log.info("sandbox: %s", candidate.value)
            return candidate
    if settings.SANDBOX_ALLOW_RLIMITS_ONLY:
        log.warning(
            "sandbox: limits alone (SANDBOX_ALLOW_RLIMITS_ONLY). A decoder taken over by a film could "
            "read this user's files. Never do this in public: install bubblewrap."
        )
        return Rung.RLIMITS
    raise NoSandbox(
        "Neither bubblewrap nor Landlock with seccomp works here, so no film is opened. Install bubblewrap "
        "(apt install bubblewrap), or run on Linux 5.13 or newer with Landlock. On a developer's own machine "
        "SANDBOX_ALLOW_RLIMITS_ONLY=1 goes without, at a risk."
    )


def works(candidate: Rung) -> bool:
    """Return whether a program can be run on `candidate` here."""
    try:
        return run(["/bin/true"], limits=Limits(wall_seconds=10), on=candidate).code == 0
    except (Held, LimitReached, OSError):
        return False


@contextmanager
def _command(
    chosen: Rung, argv: list[str], read: Sequence[Path], write: Path | None, limits: Limits
) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    wanted: dict[str, object] = {
        "parent": os.getpid(),
        "memory": limits.memory_bytes,
        "cpu": limits.cpu_seconds,
        "file": limits.file_bytes,
    }
    kept_open: tuple[int, ...] = ()
    if chosen is Rung.BUBBLEWRAP:
        kept_open, argv = _bubblewrapped(argv, read, write)
    elif chosen is Rung.LANDLOCK:
        steps = seccomp.program()
        if steps is None:
            raise NoSandbox("There is no seccomp table for this kind of processor.")
        wanted |= {
            "run": _existing([argv[0], *_LIBRARIES]),
            "read": [str(path) for path in read],
            "write": [str(write)] if write else [],
            "devices": _existing(_DEVICES),
            "seccomp": steps.hex(),
        }
    try:
        yield [sys.executable, "-I", confine.__file__, json.dumps(wanted), *argv], kept_open
    finally:
        for handle in kept_open:
            os.close(handle)


def _bubblewrapped(
    argv: list[str], read: Sequence[Path], write: Path | None
) -> tuple[tuple[int, ...], list[str]]:
    bwrap = shutil.which("bwrap", path=os.defpath + ":/usr/local/bin")
    if bwrap is None:
        raise NoSandbox("bubblewrap is not installed.")
    command = [bwrap, "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--clearenv"]
    for name, value in confine.ENVIRONMENT.items():
        command += ["--setenv", name, value]
    for path in _existing(_LIBRARIES):
        command += ["--ro-bind", path, path]
    command += ["--ro-bind", argv[0], argv[0], "--dev", "/dev"]
    for film in read:
        command += ["--ro-bind", str(film), str(film)]
    if write is not None:
        command += ["--bind", str(write), str(write), "--chdir", str(write)]
    command += ["--remount-ro", "/"]
    kept_open: tuple[int, ...] = ()
    if steps := seccomp.program():
        handle = os.memfd_create("seccomp")
        os.write(handle, steps)
        os.lseek(handle, 0, os.SEEK_SET)
        kept_open = (handle,)
        command += ["--seccomp", str(handle)]
    return kept_open, [*command, "--", *argv]


def _existing(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if Path(path).exists()]


def _attend(process: subprocess.Popen[bytes], limits: Limits, tick: Callable[[], None] | None) -> Finished:
    """Read what `process` says until it ends, or until a limit or `tick` ends it."""
    assert process.stdout is not None
    assert process.stderr is not None
    deadline = time.monotonic() + limits.wall_seconds
    answer, errors = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, answer)
        selector.register(process.stderr, selectors.EVENT_READ, errors)
        next_tick = time.monotonic() + 1
        while selector.get_map():
            for key, _ in selector.select(timeout=0.5):
                piece = os.read(key.fd, 64 * 1024)
                if not piece:
                    selector.unregister(key.fileobj)
                key.data.extend(piece)
            if len(answer) > limits.answer_bytes:
                raise LimitReached(f"it answered more than {limits.answer_bytes} bytes")
            if len(errors) > 2 * _KEPT_ERRORS:
                del errors[:-_KEPT_ERRORS]
            now = time.monotonic()
            if now > deadline:
                raise LimitReached(f"it ran longer than {limits.wall_seconds:g} seconds")
            if tick is not None and now >= next_tick:
                tick()
                next_tick = now + 1
    code = process.wait()
    # Bubblewrap reports the signal that ended the program inside as 128 + signal.
    ended_by = -code if code < 0 else code - 128
    said = errors.decode("utf-8", "replace")[-_KEPT_ERRORS:]
    if ended_by == signal.SIGKILL:
        raise LimitReached(f"it was killed, after {limits.cpu_seconds} seconds of CPU or for lack of memory")
    if ended_by == signal.SIGXFSZ or "File too large" in said:
        raise LimitReached(f"it wrote more than {limits.file_bytes} bytes into one file")
    if code != 0 and "Cannot allocate memory" in said:
        raise LimitReached(f"it asked for more than {limits.memory_bytes} bytes of memory")
    return Finished(code, bytes(answer), said)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
