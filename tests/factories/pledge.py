"""A Pledge in force, and signatures taken where they are by the product's own verbs."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Locale

from geography.models import LocalAuthority
from moderation.enums import Verdict
from pledge import actions, links
from pledge.actions import Words
from pledge.enums import Kind, Role
from pledge.mirror import actions as mirror
from pledge.mirror.enums import Happened
from pledge.mirror.figures import quarter
from pledge.mirror.models import Reply
from pledge.models import Promise, PublicName, Signature, Version
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide

_numbers = itertools.count(1)


def version(*, starts: date | None = None, promises: int = 7, title: str = "We promise") -> Version:
    """A version in English with as many promises."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    day = starts or timezone.localdate() - timedelta(days=400)
    made = Version.objects.create(
        locale=locale, translation_key=uuid4(), title=title, intro="We say what we do.", starts_date=day
    )
    for number in range(promises):
        Promise.objects.create(
            version=made,
            locale=locale,
            translation_key=uuid4(),
            sort_order=number,
            heading=f"We keep word {number}",
            under_10=f"We do it {number}",
            to_14=f"We will do it {number}",
            to_18=f"We will do all of it {number}",
            adults=f"We undertake to do it {number}",
            easy=f"We do it. {number}",
            question=f"Do they do it {number}?",
        )
    return made


def area(name: str = "Leeds") -> LocalAuthority:
    return LocalAuthority.objects.get(name=name)


def words(**changed: Any) -> Words:
    """What somebody says; any of it changed."""
    said: dict[str, Any] = {
        "kind": Kind.PERSON,
        "name": "Robin Ashgrove",
        "role": Role.SOCIAL_WORKER,
        "organisation": "Fernbridge Council",
        "authority": None,
    }
    said |= changed
    said["authority"] = said["authority"] or area()
    return Words(**said)


def asked(email: str = "", *, of: Version | None = None, **changed: Any) -> Signature:
    """A signature whose link nobody has used yet."""
    email = email or f"person{next(_numbers)}@work.example"
    current = of or Version.objects.order_by("-starts_date").first() or version()
    actions.ask(words=words(**changed), email=email, version=current, language="en")
    return Signature.objects.latest("id")


def signed(email: str = "", **changed: Any) -> Signature:
    """A signature that counts."""
    signature = asked(email, **changed)
    assert actions.confirm(signature=signature)
    return Signature.objects.get(pk=signature.pk)


def token(signature: Signature) -> str:
    """The token of the link in its letter."""
    found = links.token(signature)
    assert found is not None
    return found


def named(signature: Signature, *, approve: int = 2) -> PublicName:
    """What the wall would show of it, read by `approve` people."""
    assert actions.propose_name(signature=signature)
    name = PublicName.objects.get(signature=signature)
    for _ in range(approve):
        decide(name, UserFactory(moderator=True), Verdict.APPROVE)
    return PublicName.objects.get(pk=name.pk)


def reply(
    happened: Happened = Happened.YES,
    *,
    of: Version | None = None,
    place: LocalAuthority | None = None,
    day: date | None = None,
    more: str = "",
) -> Reply:
    """One child's answers, the same to every promise."""
    current = of or Version.objects.order_by("-starts_date").first() or version()
    mirror.tell(
        version=current,
        authority=place,
        marks={one.translation_key: happened for one in current.promises.all()},
        words=more,
        form=f"journey {next(_numbers)}",
    )
    made = Reply.objects.latest("id")
    if day is not None:
        Reply.objects.filter(pk=made.pk).update(said_on=day)
    return made


def last_quarter() -> date:
    """A day of the quarter that is shown."""
    return quarter(timezone.localdate())[1]
