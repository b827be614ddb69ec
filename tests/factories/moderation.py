"""Films on their way through the review, taken there by the product's own verbs."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState

from accounts.models import User
from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.enums import Channel, Party, Purpose
from moderation import actions, queries
from moderation.enums import Check, Verdict
from moderation.models import Decision
from our_childhood.enums import Speech
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.consent import on_record
from video.enums import RenditionKind, Stage
from video.models import Rendition, Video

_numbers = itertools.count(1)


class NothingWaits(LookupError):
    """No check of this subject waits for anybody."""


def waiting_check(subject: Any) -> TaskState:
    """The check of `subject` that waits; raises NothingWaits."""
    state: TaskState | None = subject.current_workflow_task_state
    if state is None:
        raise NothingWaits(subject)
    return state


def new_video(*, ladder: bool = False) -> Video:
    """A received video with its preview, and with `ladder` its public renditions too."""
    number = next(_numbers)
    video = Video.objects.create(
        original_key=f"originals/{number:032x}",
        size=1000 + number,
        sha256=hashlib.sha256(f"original {number}".encode()).hexdigest(),
        stage=Stage.PREVIEWED,
    )
    _rendition(video, RenditionKind.PREVIEW, "preview.mp4")
    _rendition(video, RenditionKind.POSTER, "poster.jpg", content_type="image/jpeg")
    if ladder:
        add_ladder(video)
    return video


def add_ladder(video: Video) -> None:
    """Give `video` its public renditions, as the worker would."""
    _rendition(video, RenditionKind.STREAM, "h264-480.mp4", codec="h264", width=854, height=480)
    Video.objects.filter(pk=video.pk).update(stage=Stage.LADDERED)
    video.refresh_from_db()


def _rendition(video: Video, kind: RenditionKind, name: str, **fields: Any) -> Rendition:
    fields.setdefault("content_type", "video/mp4")
    return Rendition.objects.create(
        video=video,
        kind=kind,
        name=name,
        key=f"video/{video.pk}/{name}",
        size=100,
        sha256=hashlib.sha256(f"{video.pk} {name}".encode()).hexdigest(),
        duration_ms=10_000,
        **fields,
    )


def film_in_review(
    *, consent: bool = True, ladder: bool = False, started_by: User | None = None, **fields: Any
) -> Film:
    """A film whose child said yes (unless not `consent`) and whose first check is waiting."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": f"Brave Singing Otter {number}",
        "slug": f"brave-singing-otter-{number}",
        "description": "A paper boat crosses a puddle.",
        "speech": Speech.NO_SPEECH,
        "age_band": "13-15",
        "video": new_video(ladder=ladder),
        "file_received_at": timezone.now(),
        "review_asked_at": timezone.now(),
        **fields,
    }
    film = Film.objects.create(live=False, **values)
    on_record(film)
    if consent:
        say_yes(film)
    film.save_revision(clean=False)
    actions.start_review(subject=film, by="system", user=started_by)
    return fresh(film)


def say_yes(film: Film, party: Party = Party.CHILD) -> None:
    consent_actions.answer(
        subject=film,
        party=party,
        purpose=Purpose.PUBLISH_FILM,
        yes=True,
        wording=consent_queries.wording(Purpose.PUBLISH_FILM, party, "en"),
        channel=Channel.WEB,
        by=party.value,
    )


def fresh(film: Film) -> Film:
    """The film as the database has it now."""
    return Film.objects.select_related("video").get(pk=film.pk)


def watch(film: Film, user: User) -> None:
    """Put on record that `user` watched the film as it is now, for the check that waits."""
    film = queries.as_submitted(fresh(film))
    state = film.current_workflow_task_state
    check = state.task.specific.check_kind if state is not None else Check.EDITORIAL
    actions.note_seen(subject=film, user=user, digest=film.review_digest(check), what="tests")


def give(
    film: Film,
    user: User,
    verdict: Verdict,
    *,
    reason: str = "",
    seen: bool = True,
    people: int | None = None,
) -> Decision | None:
    """`user` watches (unless not `seen`), counts as many people as are on record, and gives `verdict`."""
    if seen:
        watch(film, user)
    state = waiting_check(fresh(film))
    counted = consent_queries.in_frame(film) if people is None else people
    return actions.decide(task_state=state, user=user, verdict=verdict, reason=reason, people=counted)


def film_at_second_check(*, first: User | None = None, **kwargs: Any) -> tuple[Film, User]:
    """A film whose first check `first` (a new moderator) approved and whose ladder is made."""
    first = first or UserFactory(moderator=True)
    film = film_in_review(**kwargs)
    give(film, first, Verdict.APPROVE)
    if fresh(film).video.stage != Stage.LADDERED:
        add_ladder(fresh(film).video)
    return fresh(film), first


def film_approved(**kwargs: Any) -> Film:
    """A film two moderators approved; live, not yet released."""
    film, _ = film_at_second_check(**kwargs)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    return fresh(film)
