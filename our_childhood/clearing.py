"""Forgetting a journey that was not sent."""

from __future__ import annotations

from django.db import transaction

from our_childhood import drafts
from our_childhood.models import FilmDraft
from uploads import actions as upload_actions
from uploads.models import Upload


@transaction.atomic
def clear(*, draft: FilmDraft) -> None:
    """Delete the answers and whatever has come in of the file (S8). A journey that was sent stays."""
    if not FilmDraft.objects.filter(pk=draft.pk, sent_at__isnull=True).delete()[0]:
        return
    for upload in Upload.objects.filter(owner=drafts.owner_of(draft), claimed_at__isnull=True):
        upload_actions.discard(upload=upload)
