"""Seasons, and hosts taken where they are by the product's own verbs."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from geography.models import LocalAuthority
from moderation import actions as moderation
from moderation.enums import Check, Verdict
from takeover import actions, documents
from takeover.enums import DocumentKind, Proof
from takeover.models import Host, Registration, Season
from tests.factories.accounts import UserFactory
from tests.factories.moderation import waiting_check

_numbers = itertools.count(1)
PDF = b"%PDF-1.7 a made-up paper that nobody signed"


class SeasonFactory(factory.django.DjangoModelFactory[Season]):
    """Open to hosts today, with its national day in two months. Trait: over."""

    class Meta:
        model = Season

    class Params:
        over = factory.Trait(shift=-400)
        shift = 0

    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="en")[0])
    name = factory.Sequence(lambda n: f"Autumn takeovers {n}")
    slug = factory.Sequence(lambda n: f"autumn-{n}")
    intro = "Children decide."
    starts_date = factory.LazyAttribute(lambda season: _day(50 + season.shift))
    national_date = factory.LazyAttribute(lambda season: _day(60 + season.shift))
    ends_date = factory.LazyAttribute(lambda season: _day(70 + season.shift))
    hosts_from_date = factory.LazyAttribute(lambda season: _day(-30 + season.shift))
    hosts_until_date = factory.LazyAttribute(lambda season: _day(40 + season.shift))
    children_from_date = factory.LazyAttribute(lambda season: _day(10 + season.shift))
    children_until_date = factory.LazyAttribute(lambda season: _day(45 + season.shift))


def _day(after: int) -> Any:
    return timezone.localdate() + timedelta(days=after)


def answers(**changed: Any) -> dict[str, Any]:
    """Every answer of a registration, as the pages keep them."""
    number = next(_numbers)
    authority = LocalAuthority.objects.order_by("code").first()
    assert authority is not None
    return {
        "name": f"Paper Boat Museum {number}",
        "team": "",
        "kind": "museum",
        "kind_other": "",
        "authority": authority.code,
        "contact_name": "Robin Reed",
        "contact_role": "Head of learning",
        "contact_phone": "",
        "decide": "They choose what the next room of the museum shows, and what it is called.",
        "after": "We build it by June and say on the wall who chose it.",
        "lead_name": "Alex Marsh",
        "lead_role": "Front of house",
        "lead_email": "alex.marsh@museum.example",
        "lead_phone": "01632 960 001",
        "lead_knows": True,
        "policy": "yes",
        "policy_date": _day(-100).isoformat(),
        "risk": "yes",
        "risk_date": _day(-50).isoformat(),
        "insurance": "yes",
        "insurer": "Paper Mutual",
        "insurance_ends": _day(200).isoformat(),
        "adults": "Three: two guides and a curator.",
        "never_alone": True,
        "how": "There are two of us in every room.",
        "ages": "both",
        "regulated": "no",
        "checked": "",
        "access": ["step-free", "quiet"],
        "access_more": "",
        **changed,
    }


def guest(email: str = "") -> User:
    """An adult from outside."""
    return User.objects.whoever_has(email or f"host{next(_numbers)}@museum.example")


def registration(*, season: Season | None = None, owner: User | None = None, **changed: Any) -> Registration:
    """A registration with every answer given and nothing sent."""
    if season is None and not Season.objects.exists():
        SeasonFactory()
    made = actions.begin(owner=owner or guest(), language="en")
    if season is not None:
        changed["season"] = str(season.pk)
    actions.keep(registration=made, answers=answers(**changed), language="en")
    return made


def paper(made: Registration, kind: DocumentKind = DocumentKind.POLICY, content: bytes = b"") -> Any:
    """A document of the host, received as a form's file is."""
    content = content or PDF + random.randbytes(8)
    return documents.take(registration=made, kind=kind, file=SimpleUploadedFile("paper.pdf", content))


def waiting_host(**changed: Any) -> Host:
    """A host that was sent and waits for its first check."""
    made = registration(**changed)
    return fresh(actions.send(registration=made, by="system"))


def fresh(host: Host) -> Host:
    """The host as the database has it now."""
    return Host.objects.select_related("registration").get(pk=host.pk)


def tick_all(host: Host, user: User, **ends: int) -> None:
    """`user` ticks every proof; `ends` are other numbers of days by proof."""
    for proof in Proof:
        day = _day(ends.get(proof.value, 365))
        actions.tick(host=host, proof=proof, evidence="I read it.", ends_date=day, user=user)


def look(host: Host, user: User) -> None:
    """Put on record that `user` read everything there is now."""
    host = fresh(host)
    digest = host.review_digest(Check.SAFEGUARDING)
    moderation.note_seen(subject=host, user=user, digest=digest, what="page")


def decide(host: Host, user: User, verdict: Verdict = Verdict.APPROVE, **kwargs: Any) -> Any:
    """`user` looks and gives `verdict` on the check that waits."""
    look(host, user)
    state = waiting_check(fresh(host))
    return moderation.decide(task_state=state, user=user, verdict=verdict, **kwargs)


def approved_host(*, ends: dict[str, int] | None = None, **changed: Any) -> Host:
    """A host whose proofs were ticked and whom two people approved."""
    host = waiting_host(**changed)
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    tick_all(host, first, **(ends or {}))
    decide(host, first)
    decide(host, second)
    return fresh(host)
