"""The cookie that ties a browser to its making journey, and the answers given so far.

The cookie `making` holds a random token; the row holds its keyed hash, so a copy of the database
opens no journey. Nothing here knows who the child is. The answers are those of our_childhood.forms:

    prompt      translation key of a Prompt, or "own"
    age_band    AgeBand value
    region      code of a geography.Region, or "unsaid", or "elsewhere"
    me          "yes" or "no": can the child be seen or heard
    care        consent.enums.Care value, asked only when `me` is "yes"
    show        "all", "voice" or "drawing", asked only in care
    others      how many other people are in it
    p2, p3 …    how each of them says yes, and p2_email, p3_email … where to
    email       the grown-up's address, or ""
    social_worker   the social worker's address, or ""

and whatever else the journey asks; unknown answers are kept and ignored at sending. The row holds them
sealed (people/sealed.py).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from our_childhood.models import Film, FilmDraft
from people import keyed

COOKIE = "making"
DAYS = 7
RECEIPT_MINUTES = 30  # how long the last page can be shown again; then a shared tablet tells nothing
_USE = "making-journey"
_SEEN = "_making_journey"


def start(
    request: HttpRequest, *, replaces: Film | None = None, known: dict[str, Any] | None = None
) -> tuple[FilmDraft, str]:
    """Begin a journey and return its row and token; give the token to `set_cookie`.

    `replaces` is the film that a change was asked for: the journey then sends only a new file. `known`
    are answers that need no asking again.
    A journey already under way in this browser is left as it is, and expires by itself.
    """
    token = secrets.token_urlsafe(32)
    draft = FilmDraft.objects.create(
        token_hash=keyed.digest(_USE, token),
        replaces=replaces,
        answers=known or {},
        expires_at=timezone.now() + timedelta(days=DAYS),
    )
    draft.token = token
    setattr(request, _SEEN, draft)
    return draft, token


def set_cookie(response: HttpResponse, token: str) -> None:
    """Put the token into the browser: not readable by scripts, not sent from other sites."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=DAYS * 24 * 3600,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_cookie(response: HttpResponse) -> None:
    """Take the token out of the browser."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")


def current(request: HttpRequest) -> FilmDraft | None:
    """Return this browser's journey, unless it was sent, has expired or never was."""
    draft = _of(request)
    if draft is None or draft.sent_at is not None or draft.expires_at <= timezone.now():
        return None
    return draft


def sent(request: HttpRequest) -> FilmDraft | None:
    """Return this browser's journey if it was sent within the last RECEIPT_MINUTES.

    our_childhood.actions.receipt turns it into the film's name and code, so that the last page
    can be reloaded and printed although the code is kept nowhere.
    """
    draft = _of(request)
    if draft is None or draft.sent_at is None or draft.film_id is None:
        return None
    return draft if timezone.now() < draft.sent_at + timedelta(minutes=RECEIPT_MINUTES) else None


def keep(draft: FilmDraft, **answers: Any) -> None:
    """Add answers to the journey (one write) and give it another DAYS days."""
    draft.answers = {**draft.answers, **answers}
    draft.expires_at = timezone.now() + timedelta(days=DAYS)
    draft.save(update_fields=["answers", "expires_at"])


def upload_owner(request: HttpRequest) -> str | None:
    """Return the 64-hex owner of this browser's uploads, or None without a journey (UPLOAD_OWNER)."""
    draft = current(request)
    return owner_of(draft) if draft is not None else None


def owner_of(draft: FilmDraft) -> str:
    """Return the 64-hex owner of a journey's uploads; stays the same when SECRET_KEY is changed."""
    return hashlib.sha256(f"upload-owner:{draft.token_hash}".encode()).hexdigest()


def _of(request: HttpRequest) -> FilmDraft | None:
    if hasattr(request, _SEEN):
        return getattr(request, _SEEN)
    token = request.COOKIES.get(COOKIE, "")
    draft = None
    if 20 <= len(token) <= 100:
        draft = FilmDraft.objects.filter(token_hash__in=keyed.digests(_USE, token)).first()
        if draft is not None:
            draft.token = token
    setattr(request, _SEEN, draft)
    return draft
