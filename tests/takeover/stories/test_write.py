"""A host writes about its takeover, with pictures; two people check it; an editor makes it a page."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core import serializers
from django.db import transaction
from django.test import Client
from PIL import Image
from wagtail.models import PageLogEntry, Revision

import storage
from moderation import rules
from moderation.desk import ListView
from moderation.enums import Check, Verdict
from moderation.reviewed import NotCleared
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry, Concern
from takeover.stories import actions, faces
from takeover.stories.enums import WriteUpState
from takeover.stories.models import Picture, StoryPage, WriteUp
from takeover.stories.wagtail_hooks import STORIES
from tests.factories import stories as make
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.photos import say, two_children
from tests.factories.wishes import decide
from uploads import pictures

pytestmark = pytest.mark.django_db
HERE = "/takeovers/host/stories/"


def text(page: Any) -> str:
    return str(page.content.decode())


@pytest.fixture
def over() -> Any:
    return ChallengeFactory(over=True)


@pytest.fixture
def host(client: Client, over: Any) -> Client:
    client.force_login(over.host.registration.owner)
    return client


def test_the_whole_way(host: Client, over: Any) -> None:
    """Words, a picture, check, two people, an editor: then everybody reads it."""
    make.a_home()
    assert over.title in text(host.get(HERE))
    answer = host.post(f"{HERE}about/{over.pk}/")
    write_up = WriteUp.objects.get()
    assert answer.headers["Location"] == f"{HERE}{write_up.pk}/words/"
    page = host.post(f"{HERE}{write_up.pk}/words/", {"title": "The sea", "words": "Too short."})
    assert page.status_code == 422 and "Say a little more" in text(page) and "Too short." in text(page)
    host.post(f"{HERE}{write_up.pk}/words/", {"title": "The sea", "words": make.WORDS})
    given = {"file": make.picture(exif=True), "alt": "A paper boat", "recognisable": "0"}
    assert host.post(f"{HERE}{write_up.pk}/pictures/", given).status_code == 302
    picture = Picture.objects.get()
    looked = host.get(f"{HERE}{write_up.pk}/pictures/{picture.pk}/")
    assert looked.status_code == 200 and b"".join(looked).startswith(b"\xff\xd8")
    assert "Send it to be checked" in text(host.get(f"{HERE}{write_up.pk}/check/"))
    page = host.post(f"{HERE}{write_up.pk}/check/", follow=True)
    assert "Being checked" in text(page) and page.headers["Cache-Control"] == "private, no-store"
    assert host.get(f"{HERE}{write_up.pk}/words/").status_code == 404
    write_up = make.approved(WriteUp.objects.get())
    story = StoryPage.objects.get()
    address = f"/takeovers/stories/{story.slug}/"
    assert not story.live and Client().get(address).status_code == 404
    story.get_latest_revision().publish(user=UserFactory(superuser=True))
    page = Client().get(address)
    assert "The sea" in text(page) and 'alt="A paper boat"' in text(page) and not page.cookies
    assert page.headers["Cache-Control"] == "public, max-age=50"
    assert story.title in text(Client().get("/takeovers/stories/"))
    assert WriteUp.objects.get().state == WriteUpState.SHOWN
    assert StoryPage.objects.get().full_url.endswith(address)


def test_pictures_lose_what_they_carry() -> None:
    """S3: no place, no words, no camera; and nothing larger than a screen needs."""
    kept, width, height = pictures.keep(make.picture(exif=True, size=(3000, 1000)), "stories")
    body = b"".join(storage.private().pieces(kept.key))
    assert b"secret garden" not in body
    drawn = Image.open(io.BytesIO(body))
    assert not dict(drawn.getexif()) and (width, height) == drawn.size == (2000, 667)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", pictures.Problem.EMPTY),
        (b"GIF89a not one of ours", pictures.Problem.WRONG_KIND),
        (b"\xff\xd8\xff\xe0 cut off", pictures.Problem.BROKEN),
    ],
)
def test_what_is_no_picture_is_said_so(host: Client, over: Any, content: bytes, problem: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    write_up = make.draft(over)
    given = {"file": SimpleUploadedFile("a.jpg", content), "alt": "A boat", "recognisable": "0"}
    page = host.post(f"{HERE}{write_up.pk}/pictures/", given)
    assert page.status_code == 422 and str(problem.label) in text(page) and "A boat" in text(page)
    assert not Picture.objects.exists()


def test_no_more_than_five(over: Any) -> None:
    write_up = make.draft(over)
    for _ in range(5):
        make.with_picture(write_up)
    with pytest.raises(pictures.NotTaken) as refused:
        make.with_picture(write_up)
    assert refused.value.problem == pictures.Problem.ENOUGH


def test_nobody_is_in_a_picture_without_a_yes(host: Client, over: Any) -> None:
    """S19: a number that nobody stands behind is no picture; not in the form, and not past it."""
    write_up = make.draft(over)
    given = {"file": make.picture(), "alt": "Two children", "recognisable": "2"}
    page = host.post(f"{HERE}{write_up.pk}/pictures/", given)
    assert page.status_code == 422 and "Nobody in it has a photo yes with us" in text(page)
    make.with_picture(write_up, recognisable=2)
    assert faces.missing(WriteUp.objects.get())
    with pytest.raises(actions.NotReady):
        actions.send(write_up=write_up, by="system")


def test_children_with_a_photo_yes_may_be_in_it_until_they_say_no(client: Client) -> None:
    """S19: each recognisable child is a ticket whose photo yes stands; a no hides the story at once."""
    make.a_home()
    challenge, yes, no = two_children()
    client.force_login(challenge.host.registration.owner)
    write_up = make.draft(challenge)
    address = f"{HERE}{write_up.pk}/pictures/"
    page = text(client.get(address))
    assert f'value="{yes.pk}"' in page and f'value="{no.pk}"' not in page
    given = {"file": make.picture(), "alt": "A child", "recognisable": "2", "people": [str(yes.pk)]}
    assert "Somebody else in it?" in text(client.post(address, given))
    given = {**given, "file": make.picture(), "recognisable": "1"}
    assert client.post(address, given).status_code == 302
    made = make.shown(actions.send(write_up=write_up, by="system"))
    story = f"/takeovers/stories/{StoryPage.objects.get().slug}/"
    assert Client().get(story).status_code == 200
    say(yes, yes=False)
    assert Client().get(story).status_code == 404
    assert not StoryPage.objects.get().live and WriteUp.objects.get().state == WriteUpState.HELD
    lead = UserFactory(lead=True)
    safeguarding.lift(subject=made, by="user:1", user=lead)
    with pytest.raises(NotCleared), transaction.atomic():
        StoryPage.objects.get().get_latest_revision().publish(user=lead)
    assert Client().get(story).status_code == 404


def test_reviewers_count_who_can_be_recognised() -> None:
    """S19: the number they see is the number on record, or it is not approved."""
    write_up = make.draft()
    make.with_picture(write_up)
    write_up = actions.send(write_up=write_up, by="system")
    user = UserFactory(moderator=True)
    for people in (None, 1):
        with pytest.raises(rules.NotAllowed):
            decide(write_up, user, people=people)
    decide(write_up, user, people=0)


def test_another_picture_is_another_story() -> None:
    """S13: what two people approve is words and pictures together."""
    write_up = make.draft()
    before = write_up.review_digest(Check.EDITORIAL)
    make.with_picture(write_up)
    assert WriteUp.objects.get().review_digest(Check.EDITORIAL) != before


def test_every_way_to_publish_the_page_is_gated() -> None:
    """Design 3.5: an editor's button, a revision, a schedule: none shows what two people did not approve."""
    write_up = make.approved()
    page = write_up.page
    assert page is not None
    WriteUp.objects.filter(pk=write_up.pk).update(live=False)
    for attempt in (
        lambda: page.get_latest_revision().publish(user=UserFactory(superuser=True)),
        lambda: page.save_revision().publish(),
        lambda: make.a_home() and page.publish(page.get_latest_revision()),
    ):
        with pytest.raises(NotCleared), transaction.atomic():
            attempt()
        assert not StoryPage.objects.get().live
    # Even a page that is live all the same is shown to nobody.
    StoryPage.objects.update(live=True, first_published_at=write_up.sent_at)
    assert Client().get(f"/takeovers/stories/{page.slug}/").status_code == 404
    assert page.title not in text(Client().get("/takeovers/stories/"))
    assert Client().get(f"/stories/{page.slug}/", follow=True).status_code == 404


def everything() -> str:
    rows: list[Any] = [*WriteUp.objects.all(), *StoryPage.objects.all(), *Revision.objects.all()]
    return str(serializers.serialize("json", [*rows, *PageLogEntry.objects.all()]))


def test_taken_back_at_once_with_its_pictures(
    host: Client, over: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """S8: page, words and files go; public files too."""
    write_up = make.draft(over, title="A marmalade sea")
    make.with_picture(write_up)
    write_up = make.shown(actions.send(write_up=write_up, by="system"))
    picture = Picture.objects.get()
    assert picture.image is not None
    name, bucket = picture.image.file.name, picture.image.file.storage
    assert bucket.exists(name) and "marmalade" in everything()
    with django_capture_on_commit_callbacks(execute=True):
        page = host.post(f"{HERE}{write_up.pk}/take-back/", follow=True)
    assert "marmalade" not in text(page) and "marmalade" not in everything().lower()
    assert not bucket.exists(name) and not StoryPage.objects.exists() and not Picture.objects.exists()
    with pytest.raises(FileNotFoundError):
        storage.private().facts(picture.key)
    gone = WriteUp.objects.get()
    assert gone.state == WriteUpState.WITHDRAWN and gone.erased_at is not None


def test_what_has_to_change_comes_back_to_its_host(host: Client, over: Any) -> None:
    write_up = actions.send(write_up=make.draft(over), by="system")
    decide(write_up, UserFactory(moderator=True), Verdict.ASK_CHANGE, reason="story-words")
    page = text(host.get(f"{HERE}{write_up.pk}/"))
    assert "Something has to change" in page and "Some words have to change" in page
    host.post(f"{HERE}{write_up.pk}/words/", {"title": "Better", "words": make.WORDS})
    host.post(f"{HERE}{write_up.pk}/check/")
    assert WriteUp.objects.get().state == WriteUpState.WAITING


def test_words_of_harm_raise_a_concern(host: Client, over: Any) -> None:
    """S21: in an adult's form too, without help for children in sight (S6)."""
    write_up = make.draft(over)
    said = {"title": "A story", "words": f"A child said: i want to die. {make.WORDS}"}
    page = host.post(f"{HERE}{write_up.pk}/words/", said, follow=True)
    assert Concern.objects.count() == 1 and "You can talk to someone now" not in text(page)
    assert "want to die" not in json.dumps(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_who_sees_what(host: Client, over: Any) -> None:
    """Each address of a write-up that waits, for each who is not its host."""
    write_up = make.draft(over)
    made = make.with_picture(write_up)
    other = ChallengeFactory(over=True).host.registration.owner
    paths = [f"{HERE}{write_up.pk}/{rest}" for rest in ("", "words/", "pictures/", "check/", "take-back/")]
    paths.append(f"{HERE}{write_up.pk}/pictures/{made.pk}/")
    stranger = Client()
    stranger.force_login(other)
    for path in paths:
        own = host.get(path)
        assert own.status_code == 200, path
        b"".join(own)
        assert stranger.get(path).status_code == 404, path
        assert Client().get(path).status_code == 302, path
    assert stranger.post(f"{HERE}about/{over.pk}/").status_code == 404
    look = f"/admin/stories/{write_up.pk}/pictures/{made.pk}/"
    for role, status in (("moderator", 200), ("lead", 200), ("editor", 404), ("superuser", 404)):
        client = Client()
        client.force_login(UserFactory(**{role: True}))
        answer = client.get(look)
        assert answer.status_code == status, role
        b"".join(answer)
    assert AuditEntry.objects.filter(act="writeup.picture_opened").count() == 2


def test_a_host_that_leaves_takes_its_words_with_it(
    over: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from takeover import actions as hosts

    make.public_change(over, "A marmalade room opened.")
    write_up = make.shown(actions.send(write_up=make.draft(over, title="Marmalade"), by="system"))
    with django_capture_on_commit_callbacks(execute=True):
        hosts.leave(registration=over.host.registration, by="system")
    assert not StoryPage.objects.exists() and "marmalade" not in everything().lower()
    assert WriteUp.objects.get(pk=write_up.pk).withdrawn_at is not None


def test_the_desk_costs_the_same_for_three(django_assert_num_queries: Any) -> None:
    """Beside Wagtail's menu: the queues, what waits, its pictures and pages, the reasons."""
    user, view = UserFactory(moderator=True), ListView(desk=STORIES)

    def listed(count: int) -> None:
        rows = list(STORIES.prepare(STORIES.queue("yours", user)))
        cards = view.cards(rows, open_ids=[row.pk for row in rows])
        assert len(STORIES.counts(user)) == 6 and len(cards) == count and all(card.form for card in cards)

    for count in (1, 3):
        while WriteUp.objects.count() < count:
            made = make.draft()
            make.with_picture(made)
            actions.send(write_up=made, by="system")
        listed(count)
        with django_assert_num_queries(17):
            listed(count)
