"""The printed certificate, read by another engine than wrote it."""

from __future__ import annotations

import pypdfium2
import pytest
from django.test import Client

from certificates import actions, printing
from tests.factories.certificates import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("assets")]
A4_LANDSCAPE = (841.89, 595.28)  # points


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def text_of(content: bytes) -> str:
    return " ".join(opened(content)[0].get_textpage().get_text_bounded().split())


def test_one_page_of_a4_that_says_what_the_page_says(client: Client) -> None:
    given = issue()
    answer = client.get(f"/certificates/{given.shown_number}/certificate.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    document = opened(answer.content)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx(A4_LANDSCAPE, abs=0.5)
    text = text_of(answer.content)
    for said in ("A young person took over", "Choose the next show", given.shown_number, "/certificates"):
        assert said in text


def test_it_is_tagged_with_language_and_title_and_brings_its_fonts() -> None:
    """S27: PDF/UA-1, which the typesetter refuses to write when something is missing."""
    content = printing.pdf([issue()], language="en")
    document = opened(content)
    assert document.get_metadata_value("Title") == "Certificate"
    for sign in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert sign in content, sign
    assert b"/FontFile" in content and b"Subtype/Image" not in content.replace(b" ", b"")
    assert len(content) < 60_000


def test_the_same_certificate_gives_the_same_bytes() -> None:
    given = issue()
    assert printing.pdf([given], language="pl") == printing.pdf([given], language="pl")


def test_polish_letters_and_arabic_shapes_are_drawn() -> None:
    """Arabic letters join: shaped, 'سلام' is written with fewer advances than its letters stand alone."""
    given = issue(what="Zażółć gęślą jaźń – Łódź")
    text = text_of(printing.pdf([given], language="pl")).replace(" ", "")
    assert "Zażółćgęśląjaźń" in text
    arabic = issue(what="سلام عليكم يا أصدقاء")
    content = printing.pdf([arabic], language="ar")
    page = opened(content)[0]
    assert (
        "سالم" in page.get_textpage().get_text_bounded() or "سلام" in page.get_textpage().get_text_bounded()
    )
    # Right to left: the words stand at the right, the scene at the left.
    found = page.get_textpage().search("Takeover").get_next()
    assert found is not None
    left, *_ = page.get_textpage().get_charbox(found[0])
    assert left > A4_LANDSCAPE[0] / 2


def test_signs_that_no_face_has_are_left_out_rather_than_boxed() -> None:
    """A name or a title in a script we cannot draw stops nobody's certificate."""
    given = issue(what="A zoo 🦒 for a day")
    actions.name(certificate=given, first_name="Ⴢofia", by="child")
    given.refresh_from_db()
    assert "A zoo for a day" in text_of(printing.pdf([given], language="en"))


def test_a_sheet_has_a_page_for_each() -> None:
    document = opened(printing.pdf([issue(), issue(), issue()], language="en"))
    assert len(document) == 3


def test_long_words_stay_on_the_page() -> None:
    given = issue(what="Decide what forty thousand people see, hear, touch and taste when they come " * 2)
    actions.name(certificate=given, first_name="Wolfeschlegelsteinhausenbergerdorffwelch", by="child")
    given.refresh_from_db()
    page = opened(printing.pdf([given], language="en"))[0]
    assert len(opened(printing.pdf([given], language="en"))) == 1
    width, height = page.get_size()
    text = page.get_textpage()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        assert left >= 0 and right <= width and bottom >= 0 and top <= height
