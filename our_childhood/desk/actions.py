"""What staff do to a film at the desk, besides the verdict."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.edit import EditAction

from moderation import actions as moderation
from our_childhood import gate
from our_childhood.desk.forms import WordsForm
from our_childhood.models import Film
from safeguarding import audit


@transaction.atomic
def save_words(*, film: Film, form: WordsForm, by: Any) -> bool:
    """Save new words as Wagtail's editor would, with revision and log entry.

    Returns whether that made the review begin anew (F13). Raises gate.NotCleared when the film was
    withdrawn meanwhile, and wagtail.actions.edit.EditPermissionError when it is locked for `by`.
    """
    gate.lock(film)
    action = EditAction(form.instance, user=by, form=form)
    action.check_lock()
    action.execute(skip_permission_checks=True)
    audit.record(by=audit.actor(by), act="film.words_changed", subject=film, fields=sorted(form.changed_data))
    return moderation.void_if_changed(subject=film, by=audit.actor(by))
