"""Films that could leak: each has pictures, words and a revision, and lacks exactly one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision

from moderation.enums import Verdict
from moderation.models import Decision
from our_childhood import actions as film_actions
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_approved, film_at_second_check, film_in_review, fresh, watch

EDIT = "wagtailsnippets_our_childhood_film:edit"


def without_anybody() -> Film:
    return film_in_review(ladder=True)


def with_one_person() -> Film:
    return film_at_second_check()[0]


def without_consent() -> Film:
    """Two people approved it; the child's yes is gone."""
    film, _ = film_at_second_check()
    second = UserFactory(moderator=True)
    watch(film, second)
    state = fresh(film).current_workflow_task_state
    Decision.objects.create(
        subject_type=state.workflow_state.base_content_type,
        subject_id=str(film.pk),
        round=state.workflow_state_id,
        check_kind="editorial",
        verdict=Verdict.APPROVE,
        digest=film.content_digest(),
        decided_by=second,
    )
    Film.objects.filter(pk=film.pk).update(file_received_at=timezone.now())
    return fresh(film)


def withdrawn() -> Film:
    """Two people approved it, and the child took it back."""
    film = film_approved()
    film_actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    return fresh(film)


LACKING = {
    "two people": without_anybody,
    "a second person": with_one_person,
    "a yes": without_consent,
    "not having been taken back": withdrawn,
}


def form_of(film: Film, **extra: str) -> dict[str, str]:
    return {
        "title": film.title or "x",
        "description": film.description,
        "speech": film.speech,
        "captions": film.captions,
        "transcript": film.transcript,
        "language": film.language or "en",
        "prompt": "",
        **extra,
    }


def not_public(film: Film) -> None:
    """The film is not public by any measure there is."""
    film = fresh(film)
    assert not film.live
    assert film.cleared_at is None
    assert film.cleared_digest == ""
    assert not Film.objects.public().filter(pk=film.pk).exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def attempt(act: Callable[[], Any]) -> None:
    """`act` may only end in a refusal; what it wrote goes with it."""
    with pytest.raises((PermissionDenied, IntegrityError, ValueError, AttributeError)), transaction.atomic():
        act()


def newest(film: Film) -> Revision | None:
    return Revision.objects.for_instance(film).order_by("-pk").first()


def must_have_revision(film: Film) -> Revision:
    """A withdrawn film has none left: then a revision kept from before is played back."""
    revision = newest(film)
    if revision is None:
        return Revision.objects.create(
            content_type=film.get_content_type(),
            base_content_type=film.get_base_content_type(),
            object_id=str(film.pk),
            content={**film.serializable_data(), "title": "Back again", "live": True},
            created_at=timezone.now(),
        )
    return revision
