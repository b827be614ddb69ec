"""The build of what the browser gets: locked, repeatable, and quiet when nothing changed."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from django.conf import settings

from config import assets


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the build reads."""
    root = tmp_path / "source"
    shutil.copytree(settings.ROOT / "site" / "static_src", root / "site" / "static_src")
    for name in assets.LOCKED:
        shutil.copyfile(settings.ROOT / name, root / name)
    return root


@pytest.fixture
def data(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A data folder with the packages fetched already, so that no test asks the network."""
    request.getfixturevalue("assets")
    shutil.copytree(settings.LASTING_DIR / "node", tmp_path / "data" / "node", symlinks=True)
    (tmp_path / "data" / "node" / "built").unlink(missing_ok=True)
    return tmp_path / "data"


def test_a_build_makes_styles_scripts_fonts_and_pictures(tree: Path, data: Path) -> None:
    assert assets.build(root=tree, data=data, say=str) is True
    made = {str(path.relative_to(data / "assets")) for path in (data / "assets").rglob("*") if path.is_file()}
    assert {"css/site.css", "css/staff.css", "js/upload.js", "img/logo.svg"} <= made
    assert sum(name.endswith(".woff2") for name in made) == len({*assets.FONTS, *assets.STAFF_FONTS})


def test_every_font_the_styles_name_is_there_and_no_other(tree: Path, data: Path) -> None:
    assets.build(root=tree, data=data, say=str)
    folder = data / "assets"
    named = set()
    for sheet in (folder / "css").iterdir():
        named |= set(re.findall(r"fonts/([^\"')]+\.woff2)", sheet.read_text()))
    assert named == {font.name for font in (folder / "fonts").iterdir()}


def test_a_second_build_does_nothing_in_less_than_a_second(tree: Path, data: Path) -> None:
    assets.build(root=tree, data=data, say=str)
    started = time.monotonic()
    assert assets.build(root=tree, data=data, say=str) is False
    assert time.monotonic() - started < 1


def test_a_changed_style_is_built_again(tree: Path, data: Path) -> None:
    assets.build(root=tree, data=data, say=str)
    (tree / "site" / "static_src" / "css" / "parts" / "pages.css").write_text(".brand-new{color:red}")
    assert assets.build(root=tree, data=data, say=str) is True
    assert "brand-new" in (data / "assets" / "css" / "site.css").read_text()


def test_a_build_that_fails_leaves_the_last_one_in_place(tree: Path, data: Path) -> None:
    assets.build(root=tree, data=data, say=str)
    (tree / "site" / "static_src" / "js" / "upload.js").write_text("this is not JavaScript ((")
    with pytest.raises(assets.AssetsNotBuilt, match=r"upload\.js"):
        assets.build(root=tree, data=data, say=str)
    assert (data / "assets" / "css" / "site.css").is_file()


def test_the_lock_names_no_registry() -> None:
    """Whoever installs chooses where from; the hashes say what."""
    lock = json.loads((settings.ROOT / "package-lock.json").read_text())
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in package and package["integrity"] for package in packages)
