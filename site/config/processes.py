"""Run several processes as one: their output side by side, one signal ends them all.

Each child leads a process group of its own, so that Ctrl-C reaches this process alone, which then
ends the children in order, and so that what a child started ends with it. On Linux the kernel
tells the children when this process was killed.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, NoReturn

_PR_SET_PDEATHSIG = 1
_RESTART_WAITS = (1.0, 2.0, 5.0, 15.0, 30.0)


@dataclass
class Child:
    """One process to keep.

    `command` is started; or, where a fork is safe, `run` is called in a copy of this process, which
    saves it from loading everything again. `restart`: start it again when it ends, instead of
    ending everything. `stop` asks it to end.
    """

    name: str
    command: Sequence[str]
    run: Callable[[], object] | None = None
    restart: bool = False
    stop: signal.Signals = signal.SIGTERM
    environment: dict[str, str] = field(default_factory=dict)

    process: subprocess.Popen[bytes] | Forked | None = None
    ends: int = 0
    start_at: float = 0.0
    _line: bytes = b""

    def start(self) -> None:
        if self.run is not None and sys.platform == "linux":
            self.process = Forked(self.run)
        else:
            self.process = self._executed()
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)

    def _executed(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 (no threads here)
            env={**os.environ, **self.environment},
        )

    def lines(self) -> list[str]:
        """Whole lines written since the last call."""
        assert self.process is not None
        assert self.process.stdout is not None
        try:
            self._line += os.read(self.process.stdout.fileno(), 65536)
        except BlockingIOError:
            return []
        *whole, self._line = self._line.split(b"\n")
        return [line.decode(errors="replace") for line in whole]

    def signal(self, number: int, *, group: bool = False) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        try:
            os.killpg(self.process.pid, number) if group else self.process.send_signal(number)
        except ProcessLookupError:
            return


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Forked:
    """A copy of this process that calls `run` and ends; as much of Popen as is needed here.

    This process has no other threads, so that the copy holds no lock that nobody will release.
    """

    def __init__(self, run: Callable[[], object]) -> None:
        self._code: int | None = None
        out, into = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(out)
            _be_a_child(run, into)
        os.close(into)
        self.stdout: IO[bytes] = os.fdopen(out, "rb", buffering=0)

    def poll(self) -> int | None:
        if self._code is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _be_a_child(run: Callable[[], object], output: int) -> NoReturn:
    code = 1
    try:
        os.setsid()
        _end_with_parent()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        # Nothing of the parent's is to be cleaned up here.
        os._exit(code)


class Processes:
    """Keeps `children` running until one that must not end does, or until told to stop."""

    def __init__(
        self, children: Sequence[Child], *, grace: float, say: Callable[[str], object] = print
    ) -> None:
        self.children = list(children)
        self.grace = grace
        self._say = say
        self._told_to_stop = False
        self._selector = selectors.DefaultSelector()
        self._width = max((len(child.name) for child in self.children), default=0)

    def run(self) -> int:
        """Return 0 after SIGINT or SIGTERM, or the exit code (never 0) of a child that ended by itself."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for child in self.children:
            self._start(child)
        failed = 0
        while not self._told_to_stop and not failed:
            self._relay(timeout=0.2)
            failed = self._look_after()
        self._end()
        return failed

    def _stop(self, number: int, frame: object) -> None:
        self._told_to_stop = True

    def _start(self, child: Child) -> None:
        child.start()
        assert child.process is not None
        assert child.process.stdout is not None
        self._selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _relay(self, *, timeout: float) -> None:
        for key, _ in self._selector.select(timeout):
            child: Child = key.data
            for line in child.lines():
                self._say(f"{child.name:<{self._width}} | {line}")

    def _look_after(self) -> int:
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    self._start(child)
                continue
            code = child.process.poll()
            if code is None:
                continue
            self._let_go(child)
            if not child.restart:
                self._say(f"{child.name} ended with {code}; stopping everything.")
                return code if code > 0 else 1
            wait = _RESTART_WAITS[min(child.ends, len(_RESTART_WAITS) - 1)]
            child.ends += 1
            child.start_at = now + wait
            child.process = None
            self._say(f"{child.name} ended with {code}; starting it again in {wait:.0f} s.")
        return 0

    def _let_go(self, child: Child) -> None:
        assert child.process is not None
        pipe: IO[bytes] | None = child.process.stdout
        assert pipe is not None
        for line in child.lines():
            self._say(f"{child.name:<{self._width}} | {line}")
        self._selector.unregister(pipe)
        pipe.close()

    def _end(self) -> None:
        """Ask, ask again, then kill each group: nothing that was started here outlives this."""
        for kill, patience in ((False, self.grace), (False, 3.0), (True, 3.0)):
            for child in self.children:
                child.signal(signal.SIGKILL if kill else child.stop, group=kill)
            until = time.monotonic() + patience
            while self._running() and time.monotonic() < until:
                self._relay(timeout=0.1)
            if not self._running():
                break
        for child in self.children:
            if child.process is not None:
                _kill_group(child.process.pid)

    def _running(self) -> bool:
        return any(child.process is not None and child.process.poll() is None for child in self.children)


def _kill_group(leader: int) -> None:
    """End what a child left behind in its group."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
