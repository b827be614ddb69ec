"""What this room writes to grown-ups. Subjects are neutral; nothing a child wrote is in them (design 4)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from consent import queries
from consent.enums import Party
from consent.models import Ask
from consent.queries import token_of
from our_childhood.models import Film
from outbox.actions import post
from outbox.models import Message
from people.models import Contact
from safeguarding.audit import reference


def asked(*, film: Film, contact: Contact, ask: Ask, token: str) -> Message:
    """Ask for a yes or a no. One letter for everybody: which of them it went to is sealed (S2)."""
    return _about_ask("yes_asked", f"yes-asked:{ask.pk}", film, contact, ask, token)


def reminded(*, film: Film, contact: Contact, ask: Ask, token: str) -> Message:
    """Remind somebody, once, with the same link."""
    return _about_ask("yes_reminded", f"yes-reminded:{ask.pk}", film, contact, ask, token)


def news(*, film: Film, moment: datetime) -> list[Message]:
    """Tell the film's grown-ups that there is something new at /my-film/. `moment` keeps news apart."""
    messages = []
    for contact in contacts(film):
        ask = contact.asks.filter(closed_at__isnull=True).order_by("-id").first()
        token = token_of(ask) if ask is not None else None
        messages.append(
            post(
                key=f"film-news:{film.pk}:{contact.pk}:{moment.isoformat()}",
                to=contact.email,
                template="film_news",
                context={
                    "my_film": _address("our_childhood:my-film", contact.language),
                    "link": _address("consent:ask-answer", contact.language, token=token) if token else "",
                },
                language=contact.language,
                subject_ref=reference(film),
            )
        )
    return messages


def contacts(film: Film) -> list[Contact]:
    """Return the child's own grown-ups: they get the news. Others are only ever asked."""
    asked = queries.asks(film).filter(contact__isnull=False).select_related("contact").order_by("contact_id")
    found = {
        ask.contact.pk: ask.contact
        for ask in asked
        if ask.contact is not None and ask.signatory.person.number == 1 and ask.party == Party.GUARDIAN
    }
    return list(found.values())


def _about_ask(template: str, key: str, film: Film, contact: Contact, ask: Ask, token: str) -> Message:
    return post(
        key=key,
        to=contact.email,
        template=template,
        context={
            "link": _address("consent:ask-answer", contact.language, token=token),
            "until": timezone.localdate(ask.expires_at).isoformat(),
            "needed": ask.party != Party.GUARDIAN or ask.signatory.person.needs_guardian,
        },
        language=contact.language,
        subject_ref=reference(film),
    )


def _address(name: str, language: str, **kwargs: str) -> str:
    with translation.override(language):
        return settings.SITE_URL + reverse(name, kwargs=kwargs)
