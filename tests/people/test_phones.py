"""Phone numbers: the digits of any script, enough of them, and a field a phone knows what to do with."""

from __future__ import annotations

import pytest
from django import forms

from people.phones import PhoneField


class CallForm(forms.Form):
    number = PhoneField(label="Number")


class BareForm(forms.Form):
    number = PhoneField(label="Number", bare=True, attrs={"autocomplete": "off"})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632 960 001", "01632 960 001"),
        (" +44 (0)1632 960-001 ", "+44 (0)1632 960-001"),
        ("01632.960.001", "01632.960.001"),
        ("٠١٦٣٢ ٩٦٠ ٠٠١", "01632 960 001"),
        ("۰۱۶۳۲ ۹۶۰ ۰۰۱", "01632 960 001"),
        ("\u202a+44 1632 960001\u202c", "+44 1632 960001"),
        ("999111", "999111"),
    ],
)
def test_number_is_kept_as_typed_in_our_digits(typed: str, kept: str) -> None:
    form = CallForm({"number": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == kept


@pytest.mark.parametrize(
    "typed", ["((((((", "12345", "0163-2", "++4416329600", "01632 96x 001", "1234567890123456", "ring me"]
)
def test_what_is_no_number_is_refused_and_stays_in_the_field(typed: str) -> None:
    form = CallForm({"number": typed})
    assert form.errors["number"] == ["This does not look like a phone number. Look at it again."]
    assert f'value="{typed}"' in str(form["number"])


@pytest.mark.parametrize("typed", ["(07700) 900 123", "٠٧٧٠٠ ٩٠٠ ١٢٣", "call 07700900123"])
def test_bare_number_is_its_digits_alone(typed: str) -> None:
    form = BareForm({"number": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == "07700900123"


def test_words_in_place_of_a_bare_number_are_not_said_to_be_missing() -> None:
    assert BareForm({"number": "ring me"}).errors["number"] == [
        "This does not look like a phone number. Look at it again."
    ]


def test_nothing_is_fine_where_nothing_is_asked() -> None:
    assert PhoneField(required=False).clean("") == ""


def test_control_runs_left_to_right_and_offers_ones_own_number() -> None:
    drawn = str(CallForm()["number"])
    for attribute in ('type="tel"', 'dir="ltr"', 'autocomplete="tel"', 'maxlength="30"'):
        assert attribute in drawn
    assert 'autocomplete="off"' in str(BareForm()["number"])
