"""What can be booked: a programme registers its thing, and on which terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model

from places.models import Allotment, Booking


class NotBookable(LookupError):
    """No programme has registered this kind of thing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How places of one kind of thing are given.

    `hold_for`: how long places are kept while somebody's yes is outstanding. `answer_within`: how
    long whoever moves up from the waiting list has to answer. Neither reaches beyond the start.
    `largest`: the most places one booking may have.
    """

    hold_for: timedelta
    answer_within: timedelta
    largest: int = 100


_terms: dict[type[Model], Terms] = {}
_firm: dict[type[Model], Callable[[Booking], int]] = {}


def register(model: type[Model], terms: Terms) -> None:
    """Let things of `model` be booked on `terms`."""
    _terms[model] = terms


def terms_for(allotment: Allotment) -> Terms:
    """Return the terms of what `allotment` is about; raises NotBookable."""
    model = allotment.subject_type.model_class()
    if model is None or model not in _terms:
        raise NotBookable(f"{allotment.subject_type} was never registered with places.bookables")
    return _terms[model]


def keep_firm(model: type[Model], firm: Callable[[Booking], int]) -> None:
    """Let bookings of `model` that run out keep the places for which every yes is in.

    `firm` returns how many of a held booking's places those are. It is called in the transaction,
    before the allotment's row is held: it locks what it counts, so that programme and places always
    lock in this order.
    """
    _firm[model] = firm


def firm_places(booking: Booking) -> int:
    """Return how many places of `booking` stay when its time is over; 0 where nobody said."""
    model = booking.allotment.subject_type.model_class()
    firm = _firm.get(model) if model is not None else None
    return min(firm(booking), booking.size) if firm is not None else 0
