"""The tree keeps its own rules (docs/testing.md)."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRAWERS = {"utils", "helpers", "common", "core", "misc"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".html",
    ".txt",
    ".sh",
    ".css",
    ".js",
    ".json",
    ".lock",
    ".po",
    "",
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


FILES = tracked()


def test_site_is_a_source_root_and_no_package() -> None:
    """`site` is a module of the standard library: a package of that name breaks type checking."""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", [".gitignore", ".dockerignore"])
def test_no_ignore_file_drops_the_site_folder(name: str) -> None:
    """Python templates ignore /site for their documentation tool; here it would empty the image."""
    lines = [line.strip() for line in (ROOT / name).read_text().splitlines()]
    assert not {"/site", "/site/", "site", "site/"} & set(lines)


def test_nothing_is_kept_in_a_drawer() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in FILES
        if DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert found == []


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in FILES
        if path.suffix == ".py" and "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_file_names_a_machine_or_a_registry() -> None:
    """A clone in another folder, on another machine, is the same."""
    words = re.compile(
        "|".join(
            [
                r"(?<![\w.])/(?:wor" + r"k|roo" + r"t)/",
                r"pypi\.or" + r"g",
                r"pythonhosted\.or" + r"g",
                r"registry\.npmjs\.or" + r"g",
                r"deb\.debian\.or" + r"g",
            ]
        )
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in FILES
        if path.suffix in TEXT
        if (match := words.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_no_large_file_is_committed() -> None:
    assert [str(path) for path in FILES if path.stat().st_size > 1_000_000] == []


def test_each_dependency_has_its_reason() -> None:
    """One line, beside it."""
    named = re.compile(r'^\s+"([a-z0-9][a-z0-9\[\],_.-]*)[<>=~!]+[0-9]')
    without = [
        match.group(1)
        for line in (ROOT / "pyproject.toml").read_text().splitlines()
        if (match := named.match(line)) and not re.search(r"#\s*\S+", line)
    ]
    assert without == []


def test_locks_hold_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {"production": project["dependencies"] + project["optional-dependencies"]["celery"]}
    wanted["dev"] = wanted["production"] + project["optional-dependencies"]["dev"]
    for lock, requirements in wanted.items():
        text = (ROOT / "requirements" / f"{lock}.lock").read_text()
        locked = set(re.findall(r"^([a-z0-9_.-]+)==", text, re.MULTILINE))
        names = {re.split(r"[\[<>=~!]", line)[0].lower().replace("_", "-") for line in requirements}
        assert names - {project["name"]} <= locked
        assert text.count("==") <= text.count("--hash=sha256:")


def test_pictures_of_the_readme_exist_and_are_light() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    for picture in pictures:
        assert (ROOT / picture).stat().st_size <= 150_000, picture


def test_links_in_the_documentation_lead_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)} -> {target}"
        for path in FILES
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text())
        if not target.startswith(("http:", "https:", "mailto:")) and not (path.parent / target).exists()
    ]
    assert dead == []


def test_the_image_copies_what_is_there() -> None:
    """Every path that the Dockerfile copies from the tree, since no image can be built in a test."""
    for line in (ROOT / "Dockerfile").read_text().splitlines():
        if line.startswith("COPY ") and "--from=" not in line:
            *sources, _target = [word for word in line.split()[1:] if not word.startswith("--")]
            for source in sources:
                assert list(ROOT.glob(source.rstrip("/"))), line


def test_each_command_of_the_contract_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"help", "run", "test", "check", "bench", "setup", "seed"} <= targets
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
