"""Tell what happened; forget the words of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from geography.models import LocalAuthority
from people import keyed
from pledge.mirror.enums import Happened
from pledge.mirror.models import Mark, Reply
from pledge.models import Version
from safeguarding import audit

BY = "child"
WORDS_KEPT = timedelta(days=180)
_FORM = "mirror-form"


@transaction.atomic
def tell(
    *,
    version: Version,
    authority: LocalAuthority | None,
    marks: Mapping[UUID, Happened],
    words: str,
    form: str,
    by: str = BY,
) -> bool:
    """Keep one child's answers, by promise; True if that was new.

    `form` is a secret of the journey: sent twice, it counts once (F8). Words are read by staff alone.
    """
    key = keyed.digest(_FORM, form)
    if Reply.objects.filter(form_key__in=keyed.digests(_FORM, form)).exists():
        return False
    try:
        with transaction.atomic():
            reply = Reply.objects.create(
                form_key=key, version=version, authority=authority, words=words, has_words=bool(words)
            )
    except IntegrityError:
        return False
    Mark.objects.bulk_create(
        [Mark(reply=reply, promise=promise, happened=happened) for promise, happened in marks.items()]
    )
    audit.record(by=by, act="reply.sent", subject=reply)
    return True


def erase_words() -> int:
    """Delete the words of replies WORDS_KEPT old; the answers stay, and name nobody (S1)."""
    old = Reply.objects.filter(has_words=True, said_on__lte=timezone.localdate() - WORDS_KEPT)
    return old.update(words="", has_words=False)
