"""How a film is shown to whoever is asked about it by a link (consent/subjects.py)."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import storage
from consent import subjects
from consent.enums import Party, Purpose
from consent.models import Ask
from our_childhood import prompts
from our_childhood.models import Film
from safeguarding import audit
from storage import responses
from video.enums import RenditionKind
from video.models import Rendition

PURPOSES = (Purpose.PUBLISH_FILM, Purpose.USE_IN_REPORTS, Purpose.CONTACT_AGAIN)


def show(film: Film, asked: Ask) -> subjects.Shown | None:
    """Return a film's made-up name and what the child said about it, or None when it is gone."""
    if film.withdrawn_at is not None:
        return None
    facts: list[tuple[str | Promise, str | Promise]] = []
    if film.prompt is not None:
        facts.append((_("The question it answers"), prompts.in_language(film.prompt).question))
    others = _("Yes. Each of them is asked too") if film.others_in_film else _("No")
    facts.append((_("Are other people in it?"), others))
    person = asked.signatory.person
    return subjects.Shown(
        name=film.title,
        facts=facts,
        has_preview=_preview(film) is not None,
        needed=asked.party != Party.GUARDIAN or person.needs_guardian,
        ends=person.number == 1,
    )


def preview(request: HttpRequest, film: Film) -> HttpResponseBase:
    """Answer with the film's preview, never the original; the first byte is put on record (S22)."""
    found = _preview(film)
    if found is None:
        raise Http404
    if request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        audit.record(by="link", act="film.seen", subject=film, what=found.name)
    # Through us and not by a signed address: one origin, and a link that is over stops at once (S10).
    return responses.ranged(
        request,
        storage.private(),
        found.key,
        content_type=found.content_type,
        cache_control=responses.PRIVATE,
    )


def _preview(film: Film) -> Rendition | None:
    if film.video is None or film.video.erased_at is not None or film.video.sealed_at is not None:
        return None
    return film.video.renditions.filter(kind=RenditionKind.PREVIEW).first()


subjects.register(Film, show=show, preview=preview, purposes=PURPOSES)
