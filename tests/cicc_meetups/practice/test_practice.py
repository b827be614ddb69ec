"""Between meetups: checked workers tell and ask each other; two people read it first; nobody is named."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import storage
from cicc_meetups.practice import actions, queries, sweeper
from cicc_meetups.practice.enums import Kind, PostState, Route, Topic
from cicc_meetups.practice.models import Answer, Paper, Post
from moderation.enums import Verdict
from moderation.models import Report
from papers import taking
from safeguarding.models import AuditEntry, Concern
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide
from video import clamd

pytestmark = pytest.mark.django_db
HERE = "/meetups/practice/"
SAID = {
    "kind": "practice",
    "topic": "sessions",
    "title": "A quiet start",
    "words": "We begin each evening with ten minutes of drawing.",
}


def text(page: Any) -> str:
    return str(page.content.decode())


def client_of(worker: Any) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def a_file(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("Tim Smith.pdf", content or b"%PDF-1.7 a made-up plan" + random.randbytes(8))


def test_the_whole_way() -> None:
    """Written, a file added, sent, checked by two, read by another council, answered."""
    writes, reads = make.worker(), make.worker()
    ours, theirs = client_of(writes), client_of(reads)
    made = ours.post(f"{HERE}new/", SAID)
    post = Post.objects.get()
    own = f"{HERE}mine/{post.slug}/"
    assert made.headers["Location"] == own
    assert ours.post(own, {"file": a_file(), "called": "plan of an evening"}).status_code == 302
    assert SAID["title"] not in text(theirs.get(HERE))
    ours.post(own, {"send": "yes"})
    assert "Being checked" in text(ours.get(own)) and SAID["title"] not in text(theirs.get(HERE))
    make.approved(Post.objects.get())
    listed = text(theirs.get(HERE))
    assert SAID["title"] in listed and writes.council.name in listed and "Robin Reed" not in listed
    read = text(theirs.get(f"{HERE}{post.slug}/"))
    paper = Paper.objects.get()
    assert SAID["words"] in read and "plan of an evening" in read and "Tim Smith" not in read
    file = theirs.get(f"{HERE}{post.slug}/papers/{paper.pk}/")
    assert b"".join(file).startswith(b"%PDF") and "attachment" in file.headers["Content-Disposition"]
    assert "no-store" in file.headers["Cache-Control"] and "Tim" not in file.headers["Content-Disposition"]
    theirs.post(f"{HERE}{post.slug}/", {"words": "We do that too, with music."})
    assert "with music" not in text(ours.get(f"{HERE}{post.slug}/"))
    make.approved(Answer.objects.get())
    answered = text(ours.get(f"{HERE}{post.slug}/"))
    assert "with music" in answered and reads.council.name in answered


def test_narrowed_by_kind_topic_and_words() -> None:
    """A plain form; nothing matching says so."""
    writes = make.worker()
    make.shown_post(writes)
    make.shown_post(
        writes, kind=Kind.QUESTION, topic=Topic.TRAVEL, title="Who pays trains?", words="For under 12s."
    )
    client = client_of(make.worker())
    for query, quiet, trains in (
        ("", True, True),
        ("?kind=question", False, True),
        ("?topic=sessions", True, False),
        ("?words=drawing+evening", True, False),
        ("?words=TRAINS&topic=travel", False, True),
        ("?words=submarine", False, False),
        ("?topic=no", True, True),
    ):
        read = text(client.get(f"{HERE}{query}"))
        assert ("A quiet start" in read, "Who pays trains?" in read) == (quiet, trains), query
    assert client.get(f"{HERE}?before=x").status_code == 404


def test_names_are_looked_at_again_before_it_is_sent() -> None:
    """S20: in title and words, in the name of a file, in an answer."""
    client = client_of(make.worker())
    page = client.post(f"{HERE}new/", {**SAID, "words": "My name is Zofia and this works."})
    assert page.status_code == 422 and "My name is Zofia" in text(page) and not Post.objects.exists()
    assert client.post(f"{HERE}new/", SAID).status_code == 302
    own = f"{HERE}mine/{Post.objects.get().slug}/"
    page = client.post(own, {"file": a_file(), "called": "Mrs Harper's plan"})
    assert page.status_code == 422 and not Paper.objects.exists()
    post = make.shown_post(make.worker())
    page = client.post(f"{HERE}{post.slug}/", {"words": "Ring 01632 960 123."})
    assert page.status_code == 422 and "01632 960 123" in text(page) and not Answer.objects.exists()


def test_words_of_harm_raise_a_concern() -> None:
    """S21: about a child somebody works with, too."""
    client_of(make.worker()).post(f"{HERE}new/", {**SAID, "words": "One of ours says: i want to die."})
    assert Concern.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"MZ a program", taking.Problem.WRONG_KIND),
        (b"%PDF-" + b"x" * taking.MAX_BYTES, taking.Problem.TOO_BIG),
    ],
)
def test_what_is_no_paper_is_said_so(content: bytes, problem: Any) -> None:
    worker = make.worker()
    post = make.draft(worker)
    given = {"file": a_file(content), "called": "a plan"}
    page = client_of(worker).post(f"{HERE}mine/{post.slug}/", given)
    assert page.status_code == 422 and str(problem.label) in text(page) and "a plan" in text(page)


def test_a_paper_waits_for_the_scanner(monkeypatch: Any) -> None:
    """S37, F16: held, never skipped; infected, it goes at once."""
    worker = make.worker()
    post = make.draft(worker)

    def down(path: Any) -> None:
        raise clamd.ScannerDown

    monkeypatch.setattr(clamd, "scan", down)
    paper = actions.add_paper(post=post, file=a_file(), called="a plan", by="system")
    sent = actions.send(post=post, by="system")
    assert sent.lacks() == ["A paper waits for the scanner."]
    assert client_of(worker).get(f"{HERE}{post.slug}/papers/{paper.pk}/").status_code == 404
    assert sweeper.sweep()["practice_papers_scanned"] == 0

    def infected(path: Any) -> None:
        from video.refusals import Refusal, Refused

        raise Refused(next(iter(Refusal)))

    monkeypatch.setattr(clamd, "scan", infected)
    assert sweeper.sweep()["practice_papers_scanned"] == 1
    assert not Paper.objects.exists()
    with pytest.raises(FileNotFoundError):
        storage.private().facts(paper.key)


def test_what_has_to_change_comes_back_to_its_worker() -> None:
    worker = make.worker()
    post = make.post(worker)
    decide(post, UserFactory(moderator=True), Verdict.ASK_CHANGE, reason="practice-words")
    client, own = client_of(worker), f"{HERE}mine/{post.slug}/"
    assert "Some words have to change" in text(client.get(own))
    client.post(f"{own}change/", {**SAID, "title": "A calm start"})
    client.post(own, {"send": "yes"})
    assert Post.objects.get().state == PostState.WAITING and Post.objects.get().title == "A calm start"
    assert client.post(f"{own}change/", SAID).status_code == 404


def test_who_sees_what() -> None:
    """Nobody who is not a checked worker; nobody what is not theirs; staff by group."""
    writes = make.worker()
    draft, waiting, shown = make.draft(writes), make.post(writes), make.shown_post(writes)
    paper = actions.add_paper(post=draft, file=a_file(), called="a plan", by="system")
    reading = [HERE, f"{HERE}mine/", f"{HERE}new/", f"{HERE}{shown.slug}/", f"{HERE}{shown.slug}/tell-us/"]
    other = client_of(make.worker())
    for path in reading:
        assert Client().get(path).status_code == 302, path
        page = other.get(path)
        assert page.status_code == 200 and page.headers["Cache-Control"] == "private, no-store", path
        unchecked = client_of(make.worker(checked=False)).get(path)
        assert shown.title not in text(unchecked), path
    hidden = [f"{HERE}{one.slug}/" for one in (draft, waiting)] + [f"{HERE}{waiting.slug}/tell-us/"]
    theirs = [
        f"{HERE}mine/{shown.slug}/",
        f"{HERE}mine/{draft.slug}/change/",
        f"{HERE}mine/{shown.slug}/take-back/",
    ]
    for path in (*hidden, *theirs, f"{HERE}{draft.slug}/papers/{paper.pk}/"):
        assert other.get(path).status_code == 404, path
    own = client_of(writes).get(f"{HERE}{draft.slug}/papers/{paper.pk}/")
    assert own.status_code == 200 and b"".join(own)
    look = f"/admin/practice/{draft.pk}/papers/{paper.pk}/"
    for role, status in (("moderator", 200), ("lead", 200), ("editor", 404), ("superuser", 404)):
        client = Client()
        client.force_login(UserFactory(**{role: True}))
        answer = client.get(look)
        assert answer.status_code == status, role
        b"".join(answer)
        assert client.get(f"/admin/practice/{waiting.pk}/").status_code == status, role
        assert client.get("/admin/practice-answers/").status_code == status, role
    assert AuditEntry.objects.filter(act="practice.paper_opened").count() == 2


def test_drafts_are_nobody_elses(client: Client) -> None:
    """What is still being written is not at the desk."""
    make.draft(make.worker(), title="Still in pencil")
    client.force_login(UserFactory(moderator=True))
    for queue in ("yours", "others", "held", "public"):
        assert "Still in pencil" not in text(client.get(f"/admin/practice/?queue={queue}"))


def test_told_about_it_is_put_away() -> None:
    """S14: the report button, by a worker."""
    post = make.shown_post(make.worker())
    client = client_of(make.worker())
    address = f"{HERE}{post.slug}/tell-us/"
    form = text(client.get(address)).split('name="form" value="')[1].split('"')[0]
    client.post(address, {"what": ["law"], "words": "", "email": "", "form": form})
    assert Report.objects.get().held_it and post.title not in text(client.get(HERE))


def test_taken_back_for_good_with_files_and_answers(django_capture_on_commit_callbacks: Any) -> None:
    """S8."""
    worker = make.worker()
    post = make.draft(worker, title="Marmalade mornings")
    paper = actions.add_paper(post=post, file=a_file(), called="marmalade", by="system")
    post = make.approved(actions.send(post=post, by="system"))
    make.approved(make.answer(post, make.worker(), "Marmalade here too."))
    client = client_of(worker)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{HERE}mine/{post.slug}/take-back/")
    assert client.get(f"{HERE}mine/{post.slug}/").status_code == 404 and not Paper.objects.exists()
    with pytest.raises(FileNotFoundError):
        storage.private().facts(paper.key)
    assert sweeper.sweep()["practice_answers_ended"] == 1
    assert not Post.objects.exclude(title="").exists() and not Answer.objects.exclude(words="").exists()


def test_a_worker_who_leaves_takes_it_along(django_capture_on_commit_callbacks: Any) -> None:
    worker = make.worker()
    make.answer(make.shown_post(make.worker()), worker)
    make.post(worker)
    with django_capture_on_commit_callbacks(execute=True):
        worker.delete()
    assert Post.objects.here().count() == 1 and not Answer.objects.here().exists()
    assert not Answer.objects.exclude(words="").exists()


@pytest.mark.parametrize(("days", "left"), [(3 * 365 - 2, 1), (3 * 365 + 2, 0)])
def test_its_time_is_over_three_years_later(days: int, left: int) -> None:
    make.shown_post(make.worker())
    Post.objects.update(sent_at=timezone.now() - timedelta(days=days))
    actions.erase_old()
    assert Post.objects.exclude(words="").count() == left


def test_drafts_go_after_ninety_days() -> None:
    make.draft(make.worker())
    Post.objects.update(sent_at=timezone.now() - timedelta(days=91))
    assert actions.erase_old() == 1


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "9" * 19, "0", "-1", ""])
def test_a_number_that_is_no_paper_is_not_found(number: str) -> None:
    worker = make.worker()
    own = f"{HERE}mine/{make.draft(worker).slug}/"
    assert client_of(worker).post(own, {"drop": number}).status_code == 404


def test_ten_drafts_three_papers() -> None:
    worker = make.worker()
    for _ in range(10):
        post = make.draft(worker)
    with pytest.raises(actions.Enough):
        make.draft(worker)
    for _ in range(3):
        actions.add_paper(post=post, file=a_file(), called="a plan", by="system")
    with pytest.raises(actions.Enough):
        actions.add_paper(post=post, file=a_file(), called="a plan", by="system")


def test_taking_back_by_another_route_is_no_error() -> None:
    post = make.post(make.worker())
    assert actions.take_back(subject=post, by="system", route=Route.STAFF)
    assert not actions.take_back(subject=post, by="system", route=Route.WORKER)
    with pytest.raises(actions.NotReady):
        actions.send(post=post, by="system")


def test_lists_cost_the_same_for_three(django_assert_num_queries: Any) -> None:
    reads = make.worker()
    client = client_of(reads)
    post = make.shown_post(make.worker())
    for count in (1, 3):
        while Answer.objects.public().count() < count:
            make.approved(make.answer(post, make.worker(), f"Answer {Answer.objects.count()}"))
            make.shown_post(make.worker())
        client.get(HERE)
        with django_assert_num_queries(5):
            assert text(client.get(HERE)).count("A quiet start") == Post.objects.count()
        with django_assert_num_queries(6):
            client.get(f"{HERE}{post.slug}/")
    assert queries.answers(post).count() == 3
