"""What can be booked: a programme registers its thing, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model

from places.models import Allotment


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


def register(model: type[Model], terms: Terms) -> None:
    """Let things of `model` be booked on `terms`."""
    _terms[model] = terms


def terms_for(allotment: Allotment) -> Terms:
    """Return the terms of what `allotment` is about; raises NotBookable."""
    model = allotment.subject_type.model_class()
    if model is None or model not in _terms:
        raise NotBookable(f"{allotment.subject_type} was never registered with places.bookables")
    return _terms[model]
