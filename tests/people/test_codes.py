"""Receipt codes: what a child holds instead of an account (S8)."""

from __future__ import annotations

import pytest
from django.test import override_settings

from people import codes
from people.models import ReceiptCode
from tests.factories.people import ContactFactory

pytestmark = pytest.mark.django_db


def test_issue_keeps_only_a_keyed_hash():
    """S8: whoever steals the database holds no code, and cannot test guesses without SECRET_KEY."""
    contact = ContactFactory()
    code = codes.issue(contact)
    row = ReceiptCode.objects.get()
    assert code not in str(row.__dict__)
    assert len(row.code_hash) == 64
    assert codes.find(code) == row
    assert row.subject == contact
    with override_settings(SECRET_KEY="another-one"):
        assert codes.find(code) is None


def test_code_looks_like_the_one_we_promise():
    """7K3-PLUM-RIVER: three signs that cannot be mixed up, and two words."""
    signs, first, second = codes.issue(ContactFactory()).split("-")
    assert len(signs) == 3
    assert set(signs) <= set(codes.SIGNS)
    assert set(codes.SIGNS).isdisjoint("01IOLAEU")
    assert first.lower() in codes.CODE_WORDS
    assert second.lower() in codes.CODE_WORDS


@pytest.mark.parametrize(
    "typed",
    [
        "7k3-plum-river",
        " 7K3 PLUM RIVER ",
        "7K3plumRiver",
        "7K3–PLUM–RIVER",
        "７Ｋ３ plum river",
        "٧K٣-plum-river",
        "7K3-PLUM-R1VER",
    ],
)
def test_find_forgives(typed):
    """A child copies by hand: capitals, blanks, dashes, other scripts' digits and 1 for I do not matter."""
    contact = ContactFactory()
    row = ReceiptCode.objects.create(
        code_hash=codes.keyed.digest(codes._HOLDS, codes.squeeze("7K3-PLUM-RIVER")), subject=contact
    )
    assert codes.find(typed) == row


@pytest.mark.parametrize(
    "typed", ["", "7K3", "7K3-PLUM", "8K3-PLUM-RIVER", "7K3-RIVER-PLUM", "x" * 5000, "\x00" * 12]
)
def test_find_answers_none_to_anything_else(typed):
    """Nothing near a code, and nothing absurd, opens a film."""
    ReceiptCode.objects.create(
        code_hash=codes.keyed.digest(codes._HOLDS, codes.squeeze("7K3-PLUM-RIVER")), subject=ContactFactory()
    )
    assert codes.find(typed) is None


def test_code_survives_a_changed_key():
    """A code a child wrote down last year still works after SECRET_KEY was changed in the proper way."""
    contact = ContactFactory()
    with override_settings(SECRET_KEY="last-year"):
        code = codes.issue(contact, "a-secret-of-the-browser")
    with override_settings(SECRET_KEY="this-year", SECRET_KEY_FALLBACKS=["last-year"]):
        found = codes.find(code)
        assert found is not None
        assert found.subject == contact
        assert codes.again(contact, "a-secret-of-the-browser") == code


def test_again_shows_the_code_only_to_whoever_holds_the_seed():
    """F8: the last page can be shown once more although the code is kept nowhere."""
    contact, other = ContactFactory(), ContactFactory()
    code = codes.issue(contact, "seed")
    assert codes.again(contact, "seed") == code
    assert codes.again(contact, "seeds") is None
    assert codes.again(other, "seed") is None


def test_issue_steps_aside_when_a_code_is_taken(monkeypatch):
    """Two films never share a code."""
    numbers = iter([5, 5, 6])
    monkeypatch.setattr(codes.secrets, "randbelow", lambda _: next(numbers))
    first, second = codes.issue(ContactFactory()), codes.issue(ContactFactory())
    assert first == codes.spell(5)
    assert second == codes.spell(6)


def test_every_number_spells_another_code():
    """The code space is as big as it claims to be."""
    some = {codes.spell(number) for number in range(0, codes.SPACE, codes.SPACE // 5000)}
    assert len(some) >= 5000
    assert codes.spell(codes.SPACE) == codes.spell(0)
    assert codes.SPACE > 8_000_000_000
