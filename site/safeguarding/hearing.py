"""Listening for words of harm in whatever form they are written (S21).

A form that takes words calls `hear` after it has done its work. The answer page then shows
components/help_now.html to a child. Nothing here blocks, delays or fails: what cannot be raised now
is kept, sealed, in private storage, and the sweeper raises it.
"""

from __future__ import annotations

import io
import json
import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

import storage
from people import sealed
from safeguarding import actions, audit, harm
from safeguarding.enums import Level, Source
from safeguarding.models import Concern

log = logging.getLogger(__name__)

PREFIX = "safeguarding/unraised"


def hear(
    *texts: str,
    by: str,
    subject: Model | None = None,
    source: Source = Source.WORDS,
    user: Any = None,
    language: str | None = None,
) -> bool:
    """Raise a concern if there are words of harm in `texts`; return whether to show where help is.

    `by` is 'child', 'guardian' or what audit.actor returns. Call it outside the form's own
    transaction: a concern must not go with a form that fails. Of a text longer than any form takes
    (harm.LONGEST_TEXT) beginning and end are heard and kept. Never raises.
    """
    texts = tuple(harm.looked_at(text) for text in texts)
    found = _find(*texts, language=language)
    if not found:
        return found is None
    words = "\n\n".join(text for text in texts if text)
    about = audit.reference(subject) if subject is not None else ""
    try:
        with transaction.atomic():
            actions.raise_concern(
                subject=subject, source=source, level=found[0].level, words=words, by=by, user=user
            )
    except Exception:
        log.exception("A concern could not be raised; it is kept for the sweeper.")
        _keep({"words": words, "level": found[0].level, "source": source, "by": by, "about": about})
    return True


def sounds_hard(*texts: str) -> bool:
    """Whether to show where help is, where nothing is kept and nobody can be found: a search."""
    return _find(*texts) != []


def level_of(*texts: str) -> Level | None:
    """Return how urgent `texts` sound, None when nothing in them does. Raises no concern, keeps nothing.

    Amber when the lists cannot be read: whoever writes in need must not pass for nobody.
    """
    found = _find(*texts)
    if found is None:
        return Level.AMBER
    return found[0].level if found else None


def raise_kept() -> int:
    """Raise what could not be raised when it was heard; return how many. For the sweeper."""
    raised = 0
    for entry in list(storage.walk(storage.private(), f"{PREFIX}/")):
        kept = json.loads(sealed.unseal(b"".join(storage.private().pieces(entry.key)).decode()))
        concern = _raise(kept)
        storage.remove(storage.private(), [entry.key])
        log.warning("Concern %s was heard earlier and is raised now.", concern.pk)
        raised += 1
    return raised


def _find(*texts: str, language: str | None = None) -> list[harm.Match] | None:
    """Return what is found; None when the lists cannot be read, and then help is shown all the same."""
    try:
        return harm.found_in(*texts, language=language)
    except Exception:
        log.exception("The words of harm could not be read.")
        return None


def _raise(kept: dict[str, str]) -> Concern:
    label, _, key = kept["about"].partition(":")
    subject = apps.get_model(label)._base_manager.filter(pk=key).first() if label else None
    return actions.raise_concern(
        subject=subject,
        source=Source(kept["source"]),
        level=Level(kept["level"]),
        words=kept["words"],
        by=kept["by"],
    )


def _keep(kept: dict[str, str]) -> None:
    try:
        body = io.BytesIO(sealed.seal(json.dumps(kept)).encode())
        storage.put(storage.private(), storage.new_key(PREFIX), body, content_type="application/octet-stream")
    except Exception:
        log.critical("A concern about %s is lost: neither database nor storage took it.", kept["about"])
