"""The one gate: every way into the public meets it (design 3.5, S13, S28, F13)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from moderation.enums import Verdict
from moderation.models import Decision
from our_childhood import actions, gate
from our_childhood.enums import Blocker, Speech, WithdrawalRoute
from our_childhood.models import Film
from safeguarding import actions as safeguarding
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory
from tests.factories.moderation import film_at_second_check, fresh, give
from tests.factories.our_childhood import FilmFactory, public_files, video
from video.enums import Stage
from video.models import Video

pytestmark = pytest.mark.django_db


def ready() -> Film:
    """A film that lacks nothing but the second approval."""
    film, _ = film_at_second_check(video=video())
    return film


def publish(film: Film) -> None:
    film.latest_revision.publish()


def test_two_people_open_the_gate():
    """S13: consent, renditions, captions, no hold, two people: the film is live and says for what."""
    film = ready()
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    film = fresh(film)
    assert film.live
    assert film.cleared_digest == film.content_digest()
    assert gate.blockers(film) == []


def _withdraw(film: Film) -> None:
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)


def _refuse(film: Film) -> None:
    actions.refuse(film=film, reason=None, by="system")


def _ask_for_change(film: Film) -> None:
    actions.ask_for_change(film=film, reason=None, by="system")


def _hold(film: Film) -> None:
    safeguarding.hold(subject=film, reason="concern", by="system")


def _hold_row_only(film: Film) -> None:
    safeguarding.hold(subject=film, reason="concern", by="system")
    Film.objects.filter(pk=film.pk).update(held_at=None)


def _forget_the_yes(film: Film) -> None:
    Film.objects.filter(pk=film.pk).update(file_received_at=timezone.now())


def _replaced_file(film: Film) -> None:
    Film.objects.filter(pk=film.pk).update(video=video(), file_received_at=timezone.now())


def _no_ladder(film: Film) -> None:
    Video.objects.filter(pk=film.video_id).update(stage=Stage.PREVIEWED)


def _erased(film: Film) -> None:
    Video.objects.filter(pk=film.video_id).update(erased_at=timezone.now())


def _other_bytes(film: Film) -> None:
    film.video.renditions.filter(name="h264-480.mp4").update(sha256="0" * 64)


def _other_words(film: Film) -> None:
    film.title = "Somebody's Real Name"
    film.save_revision(clean=False)


def _no_captions(film: Film) -> None:
    film.speech = Speech.UNKNOWN
    film.save_revision(clean=False)


def _empty_captions(film: Film) -> None:
    film.speech, film.captions = Speech.CAPTIONED, "  \n"
    film.save_revision(clean=False)


def _no_description(film: Film) -> None:
    film.description = film.transcript = ""
    film.save_revision(clean=False)


def _one_person(film: Film) -> None:
    Decision.objects.order_by("-id").first().delete()


def _same_person_twice(film: Film) -> None:
    first = Decision.objects.order_by("id").first()
    Decision.objects.exclude(pk=first.pk).delete()
    copy = Decision.objects.get(pk=first.pk)
    copy.pk, copy.check_kind, copy.verdict = None, "editorial", Verdict.APPROVE
    with transaction.atomic(), pytest.raises(IntegrityError):
        copy.save()


def _older_round(film: Film) -> None:
    WorkflowState.objects.for_instance(film).update(status=WorkflowState.STATUS_CANCELLED)


@pytest.mark.parametrize(
    ("change", "blocker"),
    [
        (_withdraw, Blocker.WITHDRAWN),
        (_refuse, Blocker.REFUSED),
        (_ask_for_change, Blocker.CHANGE_ASKED),
        (_hold, Blocker.HELD),
        (_hold_row_only, Blocker.HELD),
        (_forget_the_yes, Blocker.CHILD_HAS_NOT_SAID_YES),
        (_replaced_file, Blocker.CHANGED_SINCE_APPROVAL),
        (_no_ladder, Blocker.NOT_READY),
        (_erased, Blocker.NOT_READY),
        (_other_bytes, Blocker.CHANGED_SINCE_APPROVAL),
        (_other_words, Blocker.CHANGED_SINCE_APPROVAL),
        (_no_captions, Blocker.NO_CAPTIONS),
        (_empty_captions, Blocker.NO_CAPTIONS),
        (_no_description, Blocker.NO_DESCRIPTION),
        (_one_person, Blocker.NOT_APPROVED_BY_TWO),
        (_same_person_twice, Blocker.NOT_APPROVED_BY_TWO),
        (_older_round, Blocker.NOT_APPROVED_BY_TWO),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)).strip("_"),
)
def test_each_thing_that_is_missing_keeps_the_gate_shut(change, blocker):
    """S13, S28, F13: whatever is taken away from an approved film, it does not go live again."""
    film = FilmFactory(approved=True)
    film.unpublish()
    film = fresh(film)
    assert gate.blockers(film.latest_revision.as_object()) == []
    revision = film.latest_revision
    change(fresh(film))
    film = fresh(film)
    shown = film.latest_revision.as_object() if film.latest_revision else film
    assert blocker in gate.blockers(shown)
    if film.latest_revision is not None:
        with pytest.raises(gate.NotCleared):
            film.latest_revision.publish(user=UserFactory(superuser=True))
    else:
        with pytest.raises(gate.NotCleared):
            film.publish(revision, skip_permission_checks=True)
    assert not fresh(film).live
    assert public_files(film) == []


def test_a_young_childs_film_needs_a_grown_up():
    """S7: under 13, one yes is not enough, and a grown-up's no ends it."""
    film = FilmFactory(in_review=True, young=True)
    assert Blocker.GROWN_UP_HAS_NOT_SAID_YES in gate.blockers(film)
    AnswerFactory(subject=film, guardian=True)
    assert Blocker.GROWN_UP_HAS_NOT_SAID_YES not in gate.blockers(film)


def test_an_edited_age_does_not_spare_the_grown_up():
    """S7: the age is the child's own answer; no revision can change it."""
    film = FilmFactory(in_review=True, young=True)
    film.age_band = "16-17"
    film.save_revision(clean=False)
    assert fresh(film).latest_revision.as_object().age_band == "7-9"
    film.save()
    assert fresh(film).age_band == "7-9"


# --- Every way to publish that Wagtail offers -------------------------------------------------


def test_button_and_bulk_are_refused():
    """`revision.publish` and `film.publish` are what the admin's button, bulk action and API call."""
    film = ready()
    for attempt in (
        film.latest_revision.publish,
        lambda: film.latest_revision.publish(user=UserFactory(superuser=True)),
        lambda: film.publish(film.latest_revision, skip_permission_checks=True),
    ):
        with pytest.raises(gate.NotCleared) as raised:
            attempt()
        assert raised.value.blockers == [Blocker.NOT_APPROVED_BY_TWO]
    assert not fresh(film).live


def test_finishing_the_workflow_by_hand_is_refused():
    """Neither a superuser nor code calling Wagtail's own `finish` gets past the second person."""
    film = ready()
    state = film.current_workflow_state
    with pytest.raises(gate.NotCleared):
        state.finish(user=UserFactory(superuser=True))
    assert not fresh(film).live
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_IN_PROGRESS


def test_saving_live_is_refused_by_the_model_and_by_the_database():
    """`save(live=True)`, `update(live=True)` and a forged digest."""
    film = ready()
    film.live = True
    with pytest.raises(gate.NotCleared):
        film.save()
    with transaction.atomic(), pytest.raises(IntegrityError):
        Film.objects.filter(pk=film.pk).update(live=True)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Film.objects.filter(pk=film.pk).update(live=True, cleared_at=timezone.now())
    film.cleared_at, film.cleared_digest = timezone.now(), "f" * 64
    with pytest.raises(gate.NotCleared):
        film.save()
    assert not fresh(film).live


def test_schedule_is_refused(settings):
    """F10: films are never scheduled, and one film's date does not stop Wagtail's other schedules."""
    film = ready()
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    film = fresh(film)
    film.unpublish()
    film.go_live_at = timezone.now() + timedelta(days=1)
    revision = film.save_revision(clean=False, approved_go_live_at=timezone.now() - timedelta(days=1))
    assert revision.approved_go_live_at is None
    with pytest.raises(gate.NotCleared) as raised:
        revision.publish()
    assert raised.value.blockers == [Blocker.SCHEDULED]
    call_command("publish_scheduled")
    assert not fresh(film).live


def test_expiry_date_is_refused_too():
    """A date that would take the film off by a clock is no reason to let it in unseen."""
    film = ready()
    film.expire_at = timezone.now() + timedelta(days=1)
    with pytest.raises(gate.NotCleared):
        film.save_revision(clean=False).publish()


def test_autosave_never_reaches_the_public():
    """Wagtail saves drafts by itself: a draft of a live film is not shown, and voids no row."""
    film = FilmFactory(public=True)
    was = film.title
    film.title = "Half typed"
    film.save_revision(clean=False)
    assert Film.objects.public().get().title == was
    assert fresh(film).cleared_digest == fresh(film).content_digest()


def test_saving_other_words_into_a_live_film_is_refused():
    """S13: what is public is what two people approved, to the letter."""
    film = FilmFactory(public=True)
    film.title = "Somebody's Real Name"
    with pytest.raises(gate.NotCleared) as raised:
        film.save()
    assert raised.value.blockers == [Blocker.CHANGED_SINCE_APPROVAL]


def test_an_old_revision_cannot_be_published_again():
    """Reverting to words from before the approval is a change like any other."""
    film = FilmFactory(in_review=True, title="Before", stage=Stage.LADDERED)
    old = film.latest_revision
    film.title = "After"
    film.save_revision(clean=False)
    for _ in range(2):
        give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert fresh(film).live
    with pytest.raises(gate.NotCleared):
        old.publish(previous_revision=old)
    assert fresh(film).title == "After"


# --- What a stale copy in memory can do: nothing ----------------------------------------------


def test_a_stale_copy_cannot_undo_a_withdrawal():
    """C: somebody who read the film a minute ago saves it now."""
    film = FilmFactory(public=True)
    stale = fresh(film)
    revision = stale.latest_revision
    _withdraw(film)
    with pytest.raises(gate.NotCleared):
        stale.save()
    with pytest.raises(gate.NotCleared):
        stale.publish(revision)
    with pytest.raises(gate.NotCleared):
        stale.save_revision(clean=False)
    stale.live = False
    for fields in (None, ["title"], ["locked"]):
        with pytest.raises(gate.NotCleared):
            stale.save(update_fields=fields)
    film = fresh(film)
    assert film.withdrawn_at is not None
    assert not film.live
    assert film.title == ""


def test_facts_cannot_be_saved_by_name():
    """C: only conditional UPDATEs write them."""
    film = FilmFactory(in_review=True)
    with pytest.raises(ValueError, match="withdrawn_at"):
        film.save(update_fields=["withdrawn_at"])


def test_unpublish_closes_what_publish_opened(django_capture_on_commit_callbacks):
    """B: off means off: no date, no digest, no file."""
    film = FilmFactory(public=True)
    assert public_files(film)
    with django_capture_on_commit_callbacks(execute=True):
        fresh(film).unpublish()
    film = fresh(film)
    assert not film.live
    assert (film.cleared_at, film.cleared_digest, film.released_at) == (None, "", None)
    assert public_files(film) == []
