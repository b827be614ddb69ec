"""Questions to grown-ups, and answers. Made by the room's own verbs."""

from __future__ import annotations

from typing import Any

import factory

from consent import actions, queries
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Answer, Ask
from tests.factories.accounts import UserFactory
from tests.factories.people import ContactFactory


def on_record(subject: Any, *, needs_guardian: bool | None = None, others: int = 0, **fields: Any) -> None:
    """Put whoever made `subject`, in it and not in care unless `fields` say so, and others on record."""
    if not queries.everybody(subject).exists():
        young = getattr(subject, "needs_guardian", False) if needs_guardian is None else needs_guardian
        actions.enrol(subject=subject, needs_guardian=young, **{"care": Care.NO, **fields})
    for _ in range(others):
        actions.enrol(subject=subject, needs_guardian=False)


class AskFactory(factory.Factory[Ask]):
    """`AskFactory()` has its link's token in `.token`; `expired=True`, `closed=True`."""

    class Meta:
        model = Ask

    subject = factory.SubFactory(UserFactory)
    party = Party.GUARDIAN
    purpose = Purpose.PUBLISH_FILM
    contact = factory.SubFactory(ContactFactory)
    language = "en"
    expired = False
    closed = False

    @classmethod
    def _create(cls, model_class: type[Ask], *args: Any, **kwargs: Any) -> Ask:
        language, expired, closed = kwargs.pop("language"), kwargs.pop("expired"), kwargs.pop("closed")
        on_record(kwargs["subject"])
        words = queries.wording(kwargs["purpose"], kwargs["party"], language)
        asked, token = actions.ask(wording=words, **kwargs)
        if expired:
            Ask.objects.filter(pk=asked.pk).update(expires_at=asked.asked_at)
        if closed:
            actions.close(subject=asked.subject)
        asked.refresh_from_db()
        asked.token = token
        return asked


class AnswerFactory(factory.Factory[Answer]):
    """`AnswerFactory(subject=film)` is a child's yes; `guardian=True`, `no=True`."""

    class Meta:
        model = Answer

    class Params:
        guardian = factory.Trait(party=Party.GUARDIAN, channel=Channel.LINK, by="link")
        no = factory.Trait(yes=False)

    subject = factory.SubFactory(UserFactory)
    party = Party.CHILD
    purpose = Purpose.PUBLISH_FILM
    yes = True
    channel = Channel.WEB
    by = "child"
    asked = None

    @classmethod
    def _create(cls, model_class: type[Answer], *args: Any, **kwargs: Any) -> Answer:
        on_record(kwargs["subject"])
        words = queries.wording(kwargs["purpose"], kwargs["party"], "en")
        return actions.answer(wording=words, **kwargs)
