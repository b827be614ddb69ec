"""Blocks of a page body as StreamField keeps them."""

from __future__ import annotations


def words(html: str) -> dict[str, object]:
    return {"type": "words", "value": html}


def heading(text: str) -> dict[str, object]:
    return {"type": "heading", "value": text}


def steps(title: str, *pairs: tuple[str, str]) -> dict[str, object]:
    return {
        "type": "steps",
        "value": {"heading": title, "steps": [_item({"heading": a, "words": b}) for a, b in pairs]},
    }


def cards(title: str, *rows: tuple[str, str, str, str, str]) -> dict[str, object]:
    """Rows are (tint, heading, words, link's words, address)."""
    return {
        "type": "cards",
        "value": {
            "heading": title,
            "cards": [
                _item(
                    {
                        "tint": tint,
                        "heading": head,
                        "words": text,
                        "link": {"label": label, "address": address, "page": None},
                    }
                )
                for tint, head, text, label, address in rows
            ],
        },
    }


def callout(tint: str, title: str, html: str) -> dict[str, object]:
    return {"type": "callout", "value": {"tint": tint, "heading": title, "words": html}}


def quote(text: str, who: str) -> dict[str, object]:
    return {"type": "quote", "value": {"words": text, "who": who}}


def button(label: str, address: str) -> dict[str, object]:
    return {"type": "button", "value": {"label": label, "address": address, "page": None}}


def checklist(title: str, *lines: str) -> dict[str, object]:
    return {"type": "checklist", "value": {"heading": title, "lines": [_item(line) for line in lines]}}


def download(title: str, text: str, files: dict[str, int]) -> dict[str, object]:
    """`files` are keys of documents by language."""
    pairs = [_item({"document": key, "language": language}) for language, key in files.items()]
    return {"type": "download", "value": {"title": title, "words": text, "files": pairs}}


def _item(value: object) -> dict[str, object]:
    return {"type": "item", "value": value}
