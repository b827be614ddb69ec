"""Taken back: at once, everywhere, for good, in any order, with a receipt (C, S8, F12)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

import storage
from consent import tombstones
from consent.models import Answer, Tombstone
from moderation.enums import Verdict
from moderation.models import Decision, Reason
from our_childhood import actions, story, tasks, tombstone
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film
from outbox.models import Message
from people import codes
from people.models import Contact
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory
from tests.factories.moderation import film_at_second_check, fresh, give
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, public_files, upload_of, video

pytestmark = pytest.mark.django_db

# Identifiers that must not be found anywhere afterwards.
TITLE = "Zesty Yodelling Quokka"
DESCRIPTION = "a lighthouse made of buttons"
TRANSCRIPT = "we said marmalade harbour"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nmarmalade harbour\n"
NOTE = "the reviewer saw a purple gate"
EMAIL = "unmistakable.grownup@post.example"
SEEDED = ["Yodelling", "yodelling", "lighthouse", "marmalade", "purple gate", "unmistakable"]


def take_back(film: Film) -> bool:
    return actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)


def found_in_database(needles: list[str]) -> list[str]:
    """Every table and column in which one of the words is still found."""
    hits = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in model._base_manager.all().values_list(
            *[field.attname for field in model._meta.local_concrete_fields]
        ):
            hits += [f"{model._meta.label}: {needle}" for needle in needles if needle in repr(row)]
    return hits


def test_everything_seeded_is_gone(django_capture_on_commit_callbacks, run_tasks):
    """S8: rows, revisions, log, workflow, notes, messages, search, references and files."""
    film, _ = film_at_second_check(
        video=video(),
        title=TITLE,
        slug="zesty-yodelling-quokka",
        description=DESCRIPTION,
        transcript=TRANSCRIPT,
        captions=CAPTIONS,
        speech="captioned",
    )
    film.save_revision(log_action=True)
    grown_up(film, EMAIL)
    codes.issue(film)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    tasks.release.call(film.pk)
    film = fresh(film)
    assert Film.objects.public().get() == film
    Decision.objects.filter(pk=Decision.objects.first().pk).update(note=NOTE)
    actions.emails.news(film=film, moment=film.cleared_at)
    DraftFactory(replaces=film, answers={"email": EMAIL})
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    seeded = {hit.split(": ")[1] for hit in found_in_database(SEEDED)}
    assert seeded >= set(SEEDED), "the search itself must be able to find what is there"
    assert public_files(film)

    with django_capture_on_commit_callbacks(execute=True):
        assert take_back(film)
    run_tasks()

    assert found_in_database(SEEDED) == []
    assert tombstone.remains(fresh(film)) == []
    assert public_files(film) == []
    left = [entry.key for entry in storage.walk(storage.private(), "")]
    assert left == [tombstones.name_of(Tombstone.objects.get())], "the nameless ledger, and nothing else"
    assert not Contact.objects.exists()


def test_what_stays_is_a_tombstone_without_a_name():
    """F14: enough to show a receipt and to take it back once more; nothing about a child."""
    film = FilmFactory(public=True)
    take_back(film)
    film = fresh(film)
    assert (film.title, film.description, film.transcript, film.captions, film.language) == (
        "",
        "",
        "",
        "",
        "",
    )
    assert (film.age_band, film.region_id, film.prompt_id, film.others_in_film) == ("", None, None, False)
    assert film.slug == f"taken-back-{film.pk}"
    assert film.withdrawn_at is not None
    assert str(film) == f"film {film.pk}"


def test_it_is_off_before_the_page_answers(django_capture_on_commit_callbacks):
    """S8: unpublished at once: the row with the commit, the public files right after it, no task needed."""
    film = FilmFactory(public=True)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(film)
        assert not Film.objects.public().exists()
    assert public_files(film) == []


def test_files_go_later_when_storage_is_down(django_capture_on_commit_callbacks, monkeypatch, run_tasks):
    """F5, F7: the page answers, no page leads to the film; the task, then the sweeper, goes on."""
    film = FilmFactory(public=True)

    def down(**kwargs):
        raise storage.Unavailable("storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(tasks.video_actions, "recall", down)
        patch.setattr(tasks.video_actions, "erase", down)
        with django_capture_on_commit_callbacks(execute=True):
            assert take_back(film)
        with pytest.raises(storage.Unavailable):
            run_tasks()
        assert fresh(film).erased_at is None
        assert not Film.objects.public().exists()
    from our_childhood import sweeper

    with django_capture_on_commit_callbacks(execute=True):
        assert sweeper.sweep()["film_erasures"] == 1
    assert fresh(film).erased_at is not None
    assert public_files(film) == []


def test_twice_is_no_error_and_changes_nothing():
    """Idempotent: the second asks for what is already so."""
    film = FilmFactory(public=True)
    assert take_back(film)
    at = fresh(film).withdrawn_at
    assert not take_back(film)
    assert not actions.withdraw(film=film, by="guardian", route=WithdrawalRoute.GUARDIAN)
    assert fresh(film).withdrawn_at == at
    assert fresh(film).withdrawn_by == WithdrawalRoute.CODE


@pytest.mark.parametrize("twice", [False, True])
def test_tasks_may_come_twice_and_in_any_order(django_capture_on_commit_callbacks, run_tasks, twice):
    """F8: release, recall and erase delivered twice, after the withdrawal."""
    film = FilmFactory(approved=True)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(film)
        tasks.erase.enqueue(film.pk)
        tasks.release.enqueue(film.pk)
        tasks.leave_public.enqueue(film.pk, True)
    run_tasks(twice=twice)
    assert not tasks.release.call(film.pk)
    assert public_files(film) == []
    assert AuditEntry.objects.filter(act="film.erased").count() == 1


def test_in_every_state_it_can_be_taken_back(django_capture_on_commit_callbacks, run_tasks):
    """S8: waiting, watched, held, refused, sent back, public: always, with no reason asked."""
    films = [
        FilmFactory(),
        FilmFactory(in_review=True),
        FilmFactory(approved=True),
        FilmFactory(public=True),
        FilmFactory(in_review=True, young=True),
    ]
    held, refused, sent_back = (FilmFactory(in_review=True) for _ in range(3))
    actions.mark_held(film=held)
    actions.refuse(film=refused, reason=Reason.objects.first(), by="system")
    actions.ask_for_change(film=sent_back, reason=Reason.objects.first(), by="system")
    for film in [*films, held, refused, sent_back]:
        with django_capture_on_commit_callbacks(execute=True):
            assert take_back(fresh(film))
        run_tasks()
        assert story.state(fresh(film)) == FilmState.WITHDRAWN
        assert fresh(film).erased_at is not None
        assert tombstone.remains(fresh(film)) == []
    assert not Revision.objects.exists()
    assert not WorkflowState.objects.exists()
    assert not TaskState.objects.exists()
    assert not ModelLogEntry.objects.exists()


def test_taking_one_back_leaves_all_others_alone():
    """The other children's films, answers and messages stay."""
    mine, other = FilmFactory(public=True), FilmFactory(public=True)
    asked = grown_up(other)
    take_back(mine)
    assert Film.objects.public().get() == other
    assert fresh(other).latest_revision is not None
    assert Contact.objects.get().asks.get() == asked
    assert Answer.objects.filter(subject_id=str(other.pk)).exists()


def test_the_code_goes_on_working_and_shows_the_receipt(django_capture_on_commit_callbacks, run_tasks):
    """S8: what was deleted, and when."""
    film, code = actions.submit(draft=(draft := DraftFactory()), upload=upload_of(draft), by="child")
    with django_capture_on_commit_callbacks(execute=True):
        take_back(film)
    told = story.tell(codes.find(code).subject)
    assert told.state == FilmState.WITHDRAWN
    assert not told.can_take_down
    assert "minutes" in told.receipt[2][1]
    run_tasks()
    receipt = story.tell(fresh(film)).receipt
    assert len(receipt) == 3
    assert all(when for _, when in receipt)
    assert "minutes" not in receipt[2][1]


def test_messages_not_yet_sent_are_not_sent():
    """D: nobody gets a letter about something that is gone."""
    film, _ = actions.submit(draft=(draft := DraftFactory(young=True)), upload=upload_of(draft), by="child")
    assert Message.objects.get().state == Message.State.WAITING
    take_back(film)
    message = Message.objects.get()
    assert message.state == Message.State.CANCELLED
    assert (message.to, message.context) == ("", {})


def test_answers_stay_as_bare_facts():
    """GDPR 7(1): that there was a yes, to which words, and when; no name is in it."""
    film = FilmFactory(in_review=True, young=True)
    AnswerFactory(subject=film, guardian=True)
    take_back(film)
    assert Answer.objects.filter(subject_id=str(film.pk)).count() == 2
    assert all(answer.ask is None or answer.ask.contact is None for answer in Answer.objects.all())
