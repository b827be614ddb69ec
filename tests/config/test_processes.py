"""Several processes as one: what `make run` and the worker stand on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow


@contextmanager
def supervisor(children: str, *, grace: float = 2.0) -> Iterator[subprocess.Popen[str]]:
    """A process that keeps `children` (Python source of a list of Child)."""
    script = textwrap.dedent(
        f"""
        import os, sys
        from config.processes import Child, Processes
        say = lambda line: print(line, flush=True)
        sys.exit(Processes({children}, grace={grace}, say=say).run())
        """
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        for left in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
            left.kill()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def sh(name: str, script: str, **options: object) -> str:
    extra = "".join(f", {key}={value!r}" for key, value in options.items())
    return f"Child({name!r}, ['sh', '-c', {script!r}]{extra})"


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """Lines up to and with the first that holds `words`."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(f"{words!r} never came; {lines}")


def gone(pid: int, *, within: float = 10.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_put_the_name_before_each_line() -> None:
    with supervisor(f"[{sh('web', 'echo one; echo two; sleep 60')}]") as process:
        assert until(process, "two") == ["web | one", "web | two"]


@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_of_it(ask: int) -> None:
    children = f"[{sh('a', 'echo $$; exec sleep 60')}, {sh('b', 'echo $$; exec sleep 60; echo ready')}]"
    with supervisor(children) as process:
        pids = [int(line.split("|")[1]) for line in (until(process, "|")[-1], until(process, "|")[-1])]
        process.send_signal(ask)
        assert process.wait(timeout=20) == 0
        assert all(gone(pid) for pid in pids)


def test_what_ends_by_itself_ends_everything_with_its_code() -> None:
    children = f"[{sh('a', 'echo $$; exec sleep 60')}, {sh('b', 'sleep 0.5; exit 7')}]"
    with supervisor(children) as process:
        pid = int(until(process, "a |")[-1].split("|")[1])
        assert process.wait(timeout=20) == 7
        assert gone(pid)


def test_a_service_that_ends_without_an_error_still_counts_as_a_failure() -> None:
    with supervisor(f"[{sh('a', 'exit 0')}]") as process:
        assert process.wait(timeout=20) == 1


def test_start_again_what_is_to_be_restarted(tmp_path: Path) -> None:
    mark = tmp_path / "once"
    script = f"if [ -e {mark} ]; then echo second; exec sleep 60; fi; touch {mark}; exit 9"
    with supervisor(f"[{sh('a', script, restart=True)}]") as process:
        lines = until(process, "second")
        assert lines[0] == "a ended with 9; starting it again in 1 s."


def test_kill_what_does_not_listen() -> None:
    with supervisor(
        f"[{sh('deaf', 'trap : TERM INT; echo $$; while true; do sleep 1; done')}]", grace=0.5
    ) as process:
        pid = int(until(process, "deaf |")[-1].split("|")[1])
        process.terminate()
        assert process.wait(timeout=20) == 0
        assert gone(pid)


def test_nothing_a_child_started_outlives_it() -> None:
    with supervisor(f"[{sh('a', 'sleep 300 & echo $!; sleep 0.5; exit 3')}]") as process:
        grandchild = int(until(process, "a |")[-1].split("|")[1])
        assert process.wait(timeout=20) == 3
        assert gone(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_children_end_when_their_keeper_is_killed() -> None:
    """F2: kill -9 of the worker leaves no process that goes on unseen."""
    with supervisor(f"[{sh('a', 'echo $$; exec sleep 300')}]") as process:
        pid = int(until(process, "a |")[-1].split("|")[1])
        os.kill(process.pid, signal.SIGKILL)
        assert gone(pid)


def forked(name: str, script: str, **options: object) -> str:
    """A child that is a copy of its keeper, and then becomes a shell."""
    extra = "".join(f", {key}={value!r}" for key, value in options.items())
    return f"Child({name!r}, ['false'], run=lambda: os.execlp('sh', 'sh', '-c', {script!r}){extra})"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children are started afresh")
def test_a_copy_is_kept_and_ended_like_any_other_child() -> None:
    with supervisor(f"[{forked('a', 'echo $$; exec sleep 60')}]") as process:
        pid = int(until(process, "a |")[-1].split("|")[1])
        process.terminate()
        assert process.wait(timeout=20) == 0
        assert gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children are started afresh")
@pytest.mark.parametrize(
    ("act", "code"), [("sys.exit(5)", 5), ("1 / 0", 1), ("sys.exit('no')", 1), ("print('done')", 1)]
)
def test_a_copy_that_ends_gives_its_code(act: str, code: int) -> None:
    with supervisor(f"[Child('a', ['false'], run=lambda: {act})]") as process:
        assert process.wait(timeout=20) == code


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children are started afresh")
def test_a_copy_ends_when_its_keeper_is_killed() -> None:
    with supervisor(f"[{forked('a', 'echo $$; exec sleep 300')}]") as process:
        pid = int(until(process, "a |")[-1].split("|")[1])
        os.kill(process.pid, signal.SIGKILL)
        assert gone(pid)
