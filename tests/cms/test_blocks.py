"""What editors may put on a page."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.blocks import BigNumberBlock, BodyBlock, LinkBlock, StepsBlock


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/", "https://elsewhere.example/", "films/", "/\\elsewhere"]
)
def test_a_link_cannot_leave_this_site(address: str) -> None:
    """S10."""
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"label": "Go", "address": address}))


def test_a_link_may_lead_anywhere_on_this_site() -> None:
    block = LinkBlock()
    assert (
        block.clean(block.to_python({"label": "Go", "address": "/films/make/"}))["address"] == "/films/make/"
    )


def test_a_big_number_needs_its_source() -> None:
    block = BigNumberBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"figure": "4 in 10", "what": "children", "source": ""}))


@pytest.mark.django_db
def test_steps_are_an_ordered_list_in_the_order_written() -> None:
    block = StepsBlock()
    html = block.render(
        block.to_python({"heading": "How", "steps": [{"heading": "One"}, {"heading": "Two"}]})
    )
    assert html.index("<h3>One</h3>") < html.index("<h3>Two</h3>")
    assert html.count("<ol") == 1


@pytest.mark.django_db
def test_a_card_leads_to_its_address_in_the_readers_language() -> None:
    card = {
        "heading": "Help",
        "words": "Talk.",
        "tint": "help",
        "link": {"label": "Go", "address": "/help/", "page": None},
    }
    block = BodyBlock()
    value = block.to_python([{"type": "cards", "value": {"heading": "", "cards": [card]}}])
    with translation.override("ar"):
        assert 'href="/ar/help/"' in block.render(value)
