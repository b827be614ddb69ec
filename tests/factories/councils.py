"""Councils' public pages, taken where they are by the product's own verbs."""

from __future__ import annotations

from typing import Any

from cicc_meetups.models import Worker
from cicc_meetups.profiles import actions
from cicc_meetups.profiles.models import Profile
from tests.factories import between_meetups as make
from tests.factories.stories import picture

WORDS = "We make a box for everybody who moves house.\n\nWe ask for later bedtimes."


def written(by: Worker, *, logo: bool = False, **said: Any) -> Profile:
    """A page its council is writing."""
    facts = {
        "called": f"{by.council.name} on paper",
        "words": WORDS,
        "age_from": 8,
        "age_to": 14,
        "often": None,
        "contact": None,
        "language": "en",
        **said,
    }
    made = actions.write(worker=by, by="system", **facts)
    if logo:
        actions.set_logo(profile=made, file=picture(exif=True), alt="A paper boat", by="system")
    return Profile.objects.get(pk=made.pk)


def sent(by: Worker, **said: Any) -> Profile:
    """A page whose first check is waiting."""
    return actions.send(profile=written(by, **said), by="system")


def shown(by: Worker | None = None, **said: Any) -> Profile:
    """A page everybody can see; its logo's copy comes after the commit."""
    waiting = sent(by or make.worker(), **said)
    return make.approved(waiting, people=waiting.people_seen())
