"""A paper is what its bytes are, scanned before anybody opens it, and never kept when it is not one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import storage
from papers import taking
from papers.taking import Problem
from video import clamd


def archive(**files: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return body.getvalue()


WORD = archive(**{"word__document.xml": "<w/>"})
MACROS = archive(**{"word__document.xml": "<w/>", "word__vbaProject.bin": "x"})
OPEN = archive(mimetype="application/vnd.oasis.opendocument.text")
SHEET = archive(mimetype="application/vnd.oasis.opendocument.spreadsheet")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (WORD, ".docx"),
        (OPEN, ".odt"),
    ],
)
def test_its_bytes_say_what_it_is(content: bytes, ending: str) -> None:
    """Whatever its name; read back as it was sent."""
    kept = taking.keep(SimpleUploadedFile("harmless.txt", content), "tests")
    assert kept.ending == ending and kept.key.startswith("tests/") and kept.scanned
    assert b"".join(storage.private().pieces(kept.key)) == content


@pytest.mark.parametrize("content", [b"MZ", MACROS, SHEET, b"PK\x03\x04 cut off", archive(a="b")])
def test_what_is_no_paper_is_not_taken(content: bytes) -> None:
    with pytest.raises(taking.NotTaken) as refused:
        taking.keep(SimpleUploadedFile("paper.pdf", content), "tests")
    assert refused.value.problem == Problem.WRONG_KIND


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", Problem.EMPTY), (b"%PDF-" + b"x" * taking.MAX_BYTES, Problem.TOO_BIG)],
)
def test_neither_nothing_nor_too_much(content: bytes, problem: Problem) -> None:
    with pytest.raises(taking.NotTaken) as refused:
        taking.keep(SimpleUploadedFile("paper.pdf", content), "tests")
    assert refused.value.problem == problem


def test_held_while_the_scanner_is_down_and_scanned_later(monkeypatch: Any) -> None:
    """S37, F16: never skipped."""

    def down(path: Path) -> None:
        raise clamd.ScannerDown

    with monkeypatch.context() as patched:
        patched.setattr(clamd, "scan", down)
        kept = taking.keep(SimpleUploadedFile("paper.pdf", b"%PDF-1.7"), "tests")
        assert not kept.scanned and not taking.scan_again(kept.key)
    assert taking.scan_again(kept.key)
