"""S35, S36, F3, F16: hostile programs on every rung of the sandbox this machine has."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings as django_settings

from video import binaries, sandbox, seccomp
from video.enums import Rung
from video.sandbox import LimitReached, Limits

pytestmark = pytest.mark.media

CONFINED = (Rung.BUBBLEWRAP, Rung.LANDLOCK)
SHELL = str(Path(shutil.which("dash") or "/bin/sh").resolve())
FOREVER = "testsrc2=s=320x180:r=30"


@pytest.fixture(params=list(Rung), ids=lambda rung: rung.value)
def rung(request: pytest.FixtureRequest) -> Rung:
    if request.param is not Rung.RLIMITS and not sandbox.works(request.param):
        pytest.skip(f"{request.param.value} does not work on this machine")
    return Rung(request.param)


@pytest.fixture(params=CONFINED, ids=lambda rung: rung.value)
def confined(request: pytest.FixtureRequest) -> Rung:
    if not sandbox.works(request.param):
        pytest.skip(f"{request.param.value} does not work on this machine")
    return Rung(request.param)


@pytest.fixture
def forgotten_rung() -> Iterator[None]:
    sandbox.rung.cache_clear()
    yield
    sandbox.rung.cache_clear()


def ffmpeg(*arguments: str) -> list[str]:
    return [str(binaries.ffmpeg()), "-nostdin", "-v", "error", "-y", *arguments]


def test_a_film_goes_through(rung: Rung, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    film = out / "film.mp4"
    made = sandbox.run(ffmpeg("-f", "lavfi", "-i", FOREVER, "-t", "0.2", str(film)), write=out, on=rung)
    assert made.code == 0
    (tmp_path / "second").mkdir()
    copied = sandbox.run(
        ffmpeg("-i", str(film), "-c", "copy", str(tmp_path / "second" / "film.mp4")),
        read=[film],
        write=tmp_path / "second",
        on=rung,
    )
    assert copied.code == 0
    assert (tmp_path / "second" / "film.mp4").stat().st_size > 0


def test_no_other_file_can_be_read(confined: Rung, tmp_path: Path) -> None:
    """S33: not a neighbour's film, not the settings, not the worker's own environment."""
    secret = tmp_path / "another-childs-film"
    secret.write_text("secret")
    out = tmp_path / "out"
    out.mkdir()
    for path in (
        secret,
        Path("/etc/passwd"),
        Path(f"/proc/{os.getpid()}/environ"),
        Path(django_settings.ROOT),
    ):
        tried = sandbox.run(
            [SHELL, "-c", f"read x < {path} && echo $x; echo {path}/*"], write=out, on=confined
        )
        assert b"secret" not in tried.answer
        assert b"root" not in tried.answer.replace(str(path).encode(), b"")
        assert tried.answer.strip() == f"{path}/*".encode()


def test_nothing_can_be_written_elsewhere(confined: Rung, tmp_path: Path) -> None:
    given, elsewhere, out = tmp_path / "film", tmp_path / "elsewhere", tmp_path / "out"
    given.write_text("as it came")
    out.mkdir()
    stray = Path(f"/tmp/left-behind-{os.getpid()}")
    script = f"echo x > {elsewhere}; echo x > {given}; echo x > {stray}; echo y > {out}/mine"
    sandbox.run([SHELL, "-c", script], read=[given], write=out, on=confined)
    assert given.read_text() == "as it came"
    assert not elsewhere.exists()
    assert not stray.exists()
    assert (out / "mine").read_text() == "y\n"


def test_no_network(confined: Rung, tmp_path: Path) -> None:
    """S33: a playlist inside a film reaches nobody, not even on loopback."""
    import socket
    import threading

    reached = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)
        port = server.getsockname()[1]

        def accept() -> None:
            try:
                server.accept()[0].close()
                reached.set()
            except TimeoutError:
                pass

        waiting = threading.Thread(target=accept)
        waiting.start()
        tried = sandbox.run(
            ffmpeg("-i", f"http://127.0.0.1:{port}/", str(tmp_path / "x.mp4")), write=tmp_path, on=confined
        )
        waiting.join()
    assert tried.code != 0
    assert not reached.is_set()


def test_no_other_program_can_be_started(confined: Rung, tmp_path: Path) -> None:
    tried = sandbox.run([SHELL, "-c", f"{sys.executable} -c 'print(1)'; /bin/ls /; echo end"], on=confined)
    assert tried.answer == b"end\n"


def test_environment_is_empty(rung: Rung, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "planted-secret")
    told = sandbox.run([SHELL, "-c", "export -p; echo $SECRET_KEY"], on=rung)
    assert b"planted-secret" not in told.answer


def test_what_ignores_sigterm_is_killed_at_the_wall_clock(rung: Rung) -> None:
    """F3: with everything it started."""
    before = set(psutil.pids())
    began = time.monotonic()
    with pytest.raises(LimitReached, match="longer than 1 seconds"):
        sandbox.run(
            [SHELL, "-c", "trap '' TERM INT; while :; do :; done & while :; do :; done"],
            limits=Limits(wall_seconds=1, cpu_seconds=60),
            on=rung,
        )
    assert time.monotonic() - began < 10
    time.sleep(0.2)
    left = [
        p
        for p in psutil.process_iter(["cmdline"])
        if p.pid not in before and SHELL in (p.info["cmdline"] or [])
    ]
    assert left == []


def test_cpu_limit(rung: Rung) -> None:
    with pytest.raises(LimitReached, match="CPU"):
        sandbox.run(
            [SHELL, "-c", "while :; do :; done"], limits=Limits(cpu_seconds=1, wall_seconds=60), on=rung
        )


def test_memory_limit(rung: Rung) -> None:
    """S35: a filter that keeps every picture does not get the memory it asks for.

    ffmpeg either says so and ends, or hangs on the refusal; then the clock ends it.
    """
    with pytest.raises(LimitReached, match=r"memory|longer than 30 seconds"):
        sandbox.run(
            ffmpeg(
                "-f", "lavfi", "-i", "color=s=1920x1080:r=30", "-vf", "reverse", "-t", "9", "-f", "null", "-"
            ),
            limits=Limits(memory_bytes=300 * 1024**2, wall_seconds=30),
            on=rung,
        )


def test_output_limit(rung: Rung, tmp_path: Path) -> None:
    with pytest.raises(LimitReached, match="into one file"):
        sandbox.run(
            ffmpeg("-f", "lavfi", "-i", FOREVER, "-f", "rawvideo", str(tmp_path / "big")),
            write=tmp_path,
            limits=Limits(file_bytes=1024**2, cpu_seconds=30),
            on=rung,
        )
    assert (tmp_path / "big").stat().st_size <= 1024**2


def test_answer_limit(rung: Rung) -> None:
    with pytest.raises(LimitReached, match="answered more"):
        sandbox.run(
            [SHELL, "-c", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"],
            limits=Limits(answer_bytes=100_000, cpu_seconds=30),
            on=rung,
        )


def test_tick_can_end_it(rung: Rung) -> None:
    """A worker that has lost its lease stops at once."""

    class Lost(Exception):
        pass

    def tick() -> None:
        raise Lost

    with pytest.raises(Lost):
        sandbox.run([SHELL, "-c", "while :; do :; done"], tick=tick, on=rung)


def test_worker_killed_takes_its_decoder_along(rung: Rung) -> None:
    """F2: no ffmpeg works on for nobody."""
    script = f"""
        import django; django.setup()
        from video import sandbox
        from video.enums import Rung
        print("ready", flush=True)
        sandbox.run([{SHELL!r}, "-c", "while :; do :; done # {os.getpid()}-marked"], on=Rung({rung.value!r}))
    """
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=django_settings.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"ready\n"

    def at_work() -> list[psutil.Process]:
        mark = f"{os.getpid()}-marked"
        return [
            p for p in psutil.process_iter(["cmdline"])
            if any(mark in part for part in p.info["cmdline"] or []) and p.pid != worker.pid
            and "confine.py" not in " ".join(p.info["cmdline"])
        ]  # fmt: skip

    for _ in range(100):
        if at_work():
            break
        time.sleep(0.1)
    assert at_work()
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    _, alive = psutil.wait_procs(at_work(), timeout=10)
    assert alive == []


def test_strongest_rung_is_chosen(forgotten_rung: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """S36: bubblewrap, then Landlock."""
    monkeypatch.setattr(sandbox, "works", lambda rung: True)
    assert sandbox.rung() is Rung.BUBBLEWRAP
    sandbox.rung.cache_clear()
    monkeypatch.setattr(sandbox, "works", lambda rung: rung is Rung.LANDLOCK)
    assert sandbox.rung() is Rung.LANDLOCK


def test_without_a_sandbox_nothing_runs(
    forgotten_rung: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """F16, S36: refused, in words that say what to do."""
    settings.SANDBOX_ALLOW_RLIMITS_ONLY = False
    monkeypatch.setattr(sandbox, "works", lambda rung: False)
    with pytest.raises(sandbox.NoSandbox, match="apt install bubblewrap"):
        sandbox.run(["/bin/true"])


def test_limits_alone_only_when_told_and_with_a_warning(
    forgotten_rung: None, monkeypatch: pytest.MonkeyPatch, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SANDBOX_ALLOW_RLIMITS_ONLY = True
    monkeypatch.setattr(sandbox, "works", lambda rung: False)
    assert sandbox.rung() is Rung.RLIMITS
    assert "Never do this in public" in caplog.text


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filter_denies_sockets_on_both_kinds_of_processor(machine: str) -> None:
    program = seccomp.program(machine)
    assert program is not None
    steps = [program[n : n + 8] for n in range(0, len(program), 8)]
    denied = {int.from_bytes(step[4:], sys.byteorder) for step in steps if step[0] == 0x15}
    assert {"x86_64": {41, 42, 53, 101}, "aarch64": {198, 199, 203, 117}}[machine] <= denied
    assert len(steps) < 256


def test_no_filter_for_an_unknown_processor() -> None:
    assert seccomp.program("pdp11") is None
