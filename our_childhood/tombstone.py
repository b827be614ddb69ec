"""What a withdrawn film loses in the database, and the nameless row that stays (S8, F14).

The row keeps when and how it was taken back, nothing else: enough to show the child a receipt and to
take the film back once more after a restored backup.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wagtail.models import ModelLogEntry

from moderation import leaving
from moderation import queries as moderation_queries
from moderation.models import Report
from our_childhood import gate
from our_childhood.models import Film, FilmDraft
from outbox.models import Message
from people.models import Contact
from safeguarding import queries as safeguarding
from safeguarding.audit import reference

# What the receipt promises. It usually takes minutes; a day is what storage may be away for.
ERASED_WITHIN = timedelta(hours=24)


def NAMELESS(pk: int) -> dict[str, Any]:  # noqa: N802 - a constant but for the slug
    """Return the columns of a tombstone: no word, no place, no age."""
    return {
        **gate.OUT_OF_PUBLIC,
        "title": "",
        "slug": f"taken-back-{pk}",
        "description": "",
        "transcript": "",
        "captions": "",
        "speech": "",
        "language": "",
        "age_band": "",
        "region": None,
        "prompt": None,
        "others_in_film": False,
        "reply": None,
        "change_asked_at": None,
        "has_unpublished_changes": False,
        "latest_revision": None,
        "locked": False,
        "locked_by": None,
        "locked_at": None,
        "first_published_at": None,
        "last_published_at": None,
    }


def frozen(film: Film) -> bool:
    """Whether words and private files of a withdrawn film must stay for now (S17)."""
    return safeguarding.erasure_frozen(film)


def forget(film: Film) -> None:
    """Leave of a withdrawn film's row, and of all that speaks of it, only what a tombstone says."""
    Film.objects.filter(pk=film.pk, withdrawn_at__isnull=False).update(**NAMELESS(film.pk))
    scrub(film)


def scrub(film: Film) -> None:
    """Delete every copy of the film's words and every address, in the caller's transaction. Idempotent."""
    leaving.scrub(film)
    FilmDraft.objects.filter(replaces=film).delete()
    FilmDraft.objects.filter(film=film).delete()


def remains(film: Film) -> list[str]:
    """Return the names of the tables in which words of a withdrawn film are still found; [] is right."""
    found = {
        "revision": film.revisions.exists(),
        "workflow": film.workflow_states.exists(),
        "log entry": ModelLogEntry.objects.for_instance(film).exists(),
        "search index": leaving.index_entries(film).exists(),
        "decision note": moderation_queries.decisions(film).exclude(note="").exists(),
        "report": Report.objects.about(film).filter(has_words=True).exists(),
        "contact": Contact.objects.about(film).exists(),
        "message": Message.objects.filter(subject_ref=reference(film)).exclude(to="", context={}).exists(),
        "journey": FilmDraft.objects.filter(film=film).exists(),
    }
    return [name for name, there in found.items() if there]
