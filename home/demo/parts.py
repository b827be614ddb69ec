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


def _item(value: dict[str, object]) -> dict[str, object]:
    return {"type": "item", "value": value}
