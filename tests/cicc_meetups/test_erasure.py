"""After their time, nothing of what was asked, promised, shown or written is found anywhere (S8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cicc_meetups.after import sweeper as pictures_sweeper
from cicc_meetups.bookings import young_people
from cicc_meetups.models import Worker
from cicc_meetups.practice import actions as practice
from cicc_meetups.practice import sweeper as practice_sweeper
from cicc_meetups.practice.models import Post
from cicc_meetups.promises import actions as promises
from cicc_meetups.promises.models import Promise
from cicc_meetups.questions import actions as questions
from cicc_meetups.questions.enums import Came
from cicc_meetups.questions.models import Question
from config.proof.needles import Needles
from config.proof.places import search
from people import sweeper as retention
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NEEDLE = "Marmalade-Harbour"


def found() -> dict[Any, int]:
    return dict(search(Needles([NEEDLE])).hits)


def test_nothing_is_left_of_a_meetup_and_of_a_worker(
    django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    """Every place one could write: found before; nowhere after retention and the worker's leaving."""
    with django_capture_on_commit_callbacks(execute=True):
        at, worker = make.meetup(days=20), make.worker()
        young = make.young_person(at)
        words = {young.pk: young_people.Said(NEEDLE, f"No {NEEDLE}, please.")}
        assert young_people.describe(booking=young.booking, said=words, by="system") == 1
        question = make.shown_question(at, worker, f"Who goes to {NEEDLE}?")
        at = make.begun(at)
        said = {"came": Came.ANSWERED, "words": f"We do, to {NEEDLE}.", "user": UserFactory()}
        questions.note(question=question, by="system", **said)
        promise = make.shown_promise(at, f"A bus to {NEEDLE}.", who=f"The office of {NEEDLE}")
        make.approved(make.news(promise, words=f"It left for {NEEDLE}."))
        make.approved(make.a_picture(at, alt=f"A boat to {NEEDLE}"), people=0)
        post = make.draft(worker, title=NEEDLE, words=f"We went to {NEEDLE}.")
        paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + NEEDLE.encode())
        practice.add_paper(post=post, file=paper, called=NEEDLE, by="system")
        post = make.approved(practice.send(post=post, by="system"))
        make.approved(make.answer(post, make.worker(), f"So did we, to {NEEDLE}."))
    run_tasks()
    assert len(found()) >= 9
    make.begun(at, days_ago=3 * 365 + 2)
    Promise.objects.update(made_date=timezone.localdate() - timedelta(days=7 * 365 + 2))
    with django_capture_on_commit_callbacks(execute=True):
        Worker.objects.get(pk=worker.pk).delete()
        retention.sweep()
        promises.erase_old()
        practice_sweeper.sweep()
        pictures_sweeper.sweep()
    run_tasks()
    assert found() == {}
    # The rows stay, nameless: how much there was can still be counted.
    assert Question.objects.count() == 1 and Post.objects.count() == 1
