"""What prints, with the site's own letters and with data that never becomes an order."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from config.assets import FONTS
from typesetting import faces, press

pytestmark = pytest.mark.usefixtures("assets")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet that says `said.words`."""
    path = tmp_path / "sheet.typ"
    path.write_text("= #said.title\n#said.words")
    return path


def text_of(content: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded().split())


def test_words_of_a_sheet_are_never_orders(sheet: Path) -> None:
    """ADR 0140: what looks like markup is printed as it is."""
    words = "#read(sys.inputs.said) *bold* = heading $x$ #panic()"
    assert words in text_of(press.pdf(sheet, language="en", title="Plan", words=words))


def test_a_sheet_knows_its_language_and_title(sheet: Path) -> None:
    """S27: PDF/UA-1."""
    content = press.pdf(sheet, language="ar", title="Plan", words="Words")
    assert pypdfium2.PdfDocument(content).get_metadata_value("Title") == "Plan"
    for sign in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert sign in content, sign
    assert content == press.pdf(sheet, language="ar", title="Plan", words="Words")


def test_signs_that_no_face_has_are_left_out() -> None:
    assert faces.writable("🦒 zoo") == "zoo"
    assert faces.writable("Łódź, مدينة") == "Łódź, مدينة"


def test_the_faces_are_the_sites_own(assets: Path) -> None:
    """What is printed is set in what is read; a face that leaves the build fails here."""
    built = {f"{package}-{subset}-{weight}" for package, subset, weight in FONTS}
    assert {*faces.DISPLAY, *faces.TEXT} <= built
