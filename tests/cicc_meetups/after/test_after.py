"""After a meetup: pictures with their yeses, the page that tells how it was, films on it, a text to copy."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from PIL import Image

import storage
from cicc_meetups.after import actions, queries, social, sweeper
from cicc_meetups.after.enums import Route
from cicc_meetups.after.models import AfterPage, Picture
from cicc_meetups.bookings.models import YoungPerson
from consent import actions as consent
from consent import queries as ledger
from consent.enums import Channel, Party, Purpose
from moderation import public_copies, rules
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.our_childhood import FilmFactory
from tests.factories.stories import picture as picture_file
from tests.factories.wishes import decide
from uploads import pictures

pytestmark = pytest.mark.django_db
STAFF = "/admin/meetup-pictures/"


def text(page: Any) -> str:
    return str(page.content.decode())


@pytest.fixture
def at() -> Any:
    return make.meetup(days=-2)


def client_of(**role: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(**role))
    return client


def shown(picture: Picture, capture: Any) -> Picture:
    """Two people approve it, and what is due after the commit is done."""
    with capture(execute=True):
        make.approved(picture, people=picture.recognisable)
    return Picture.objects.get(pk=picture.pk)


def test_the_whole_way(at: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Added by an editor, counted and approved by two others, on the page; without what the file carried."""
    below = make.page(at)
    page = make.after_page(below, lead="Nine councils came.")
    editor = client_of(editor=True)
    given = {"file": picture_file(exif=True, size=(2400, 1200)), "alt": "A paper boat", "recognisable": "0"}
    assert editor.post(f"{STAFF}{at.pk}/add/", given).status_code == 302
    picture = Picture.objects.get()
    assert b"".join(editor.get(f"{STAFF}{picture.pk}/picture/")).startswith(b"\xff\xd8")
    assert "A paper boat" not in text(Client().get(page.url))
    picture = shown(picture, django_capture_on_commit_callbacks)
    read = Client().get(page.url)
    assert (
        picture.url in text(read)
        and 'alt="A paper boat"' in text(read)
        and "Nine councils came." in text(read)
    )
    file = b"".join(Client().get(picture.url))
    drawn = Image.open(io.BytesIO(file))
    assert b"secret garden" not in file and not dict(drawn.getexif()) and drawn.size == (960, 480)
    assert "How it was" in text(Client().get(below.url))


def test_whoever_counts_others_does_not_approve(at: Any) -> None:
    """S19, and nobody approves what they added."""
    user = UserFactory(moderator=True)
    picture = make.a_picture(at, user=user)
    with pytest.raises(rules.NotAllowed):
        decide(picture, user, people=0)
    with pytest.raises(rules.NotAllowed):
        decide(picture, UserFactory(moderator=True), people=1)


def young_people(at: Any) -> tuple[YoungPerson, YoungPerson]:
    """Two young people who had a place: one with a photo yes, one who said nothing."""
    return make.young_person(at, photo=True), make.young_person(at)


def test_only_who_said_yes_can_be_named_and_a_no_takes_it_down(
    at: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """S19, ADR 0138: a later no holds it in the same transaction; its public file goes."""
    page = make.after_page(make.page(at))
    yes, unasked = young_people(at)
    editor = client_of(editor=True)
    form = text(editor.get(f"{STAFF}{at.pk}/add/"))
    assert f'value="{yes.pk}"' in form and f'value="{unasked.pk}"' not in form
    given = {"file": picture_file(), "alt": "Somebody laughs", "recognisable": "2", "people": [str(yes.pk)]}
    refused = editor.post(f"{STAFF}{at.pk}/add/", given)
    assert refused.status_code == 422 and "choose another picture" in text(refused)
    given = {**given, "file": picture_file(), "recognisable": "1"}
    assert editor.post(f"{STAFF}{at.pk}/add/", given).status_code == 302
    picture = shown(Picture.objects.get(), django_capture_on_commit_callbacks)
    address = picture.url
    assert address in text(Client().get(page.url))
    with django_capture_on_commit_callbacks(execute=True):
        make.photo_word(yes, yes=False)
    assert address not in text(Client().get(page.url)) and Client().get(address).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.lift(subject=picture, by="user:1", user=UserFactory(lead=True))
    assert Client().get(address).status_code == 404  # it comes back at no address anybody knew


@pytest.mark.parametrize(
    ("role", "status", "named"),
    [("moderator", 200, True), ("lead", 200, True), ("editor", 200, False), ("superuser", 404, False)],
)
def test_who_may_read_first_names_reads_them_here_and_each_look_is_on_record(
    at: Any, role: str, status: int, named: bool
) -> None:
    """S22, S25: others tick a number; being a superuser opens nothing."""
    yes, _unasked = young_people(at)
    YoungPerson.objects.filter(pk=yes.pk).update(name="Quillon")
    client = client_of(**{"is_staff": True, role: True})
    page = client.get(f"{STAFF}{at.pk}/add/")
    assert (page.status_code, "Quillon" in text(page)) == (status, named)
    assert (f"{yes.booking.council}: young person 1" in text(page)) is (role == "editor")
    looked = AuditEntry.objects.filter(act="meetup_names.looked")
    assert [entry.facts for entry in looked] == [{"people": 1}] * named
    again = client.post(f"{STAFF}{at.pk}/add/", {"alt": "", "recognisable": "0"})
    assert ("Quillon" in text(again), looked.all().count()) == (named, 2 * named)


@pytest.mark.parametrize("path", ["", "{at}/add/", "{picture}/picture/"])
def test_a_superuser_without_a_group_has_nothing_to_do_here(at: Any, path: str) -> None:
    picture = make.a_picture(at)
    where = path.format(at=at.pk, picture=picture.pk)
    client = client_of(is_staff=True, superuser=True)
    assert client.get(f"{STAFF}{where}").status_code == 404
    assert STAFF not in text(client.get("/admin/"))


def test_where_no_name_is_kept_there_is_no_look(at: Any) -> None:
    make.young_person(at, photo=True)
    page = client_of(moderator=True).get(f"{STAFF}{at.pk}/add/")
    assert "young person 1" in text(page)
    assert not AuditEntry.objects.filter(act="meetup_names.looked").exists()


@pytest.mark.parametrize("how", ["ended", "gone"])
def test_a_yes_that_ends_by_itself_ends_the_picture(
    at: Any, how: str, django_capture_on_commit_callbacks: Any
) -> None:
    """S19: its last day is over, or the place it hung on is gone; the next sweep holds it."""
    yes, _unasked = young_people(at)
    picture = shown(make.a_picture(at, recognisable=1, people=[yes]), django_capture_on_commit_callbacks)
    nobody = shown(make.a_picture(at), django_capture_on_commit_callbacks)
    assert sweeper.sweep()["meetup_pictures_held"] == 0
    if how == "ended":
        ends = {"wording": ledger.wording(Purpose.PHOTO_AT_EVENT, Party.CHILD, "en"), "channel": Channel.WEB}
        over = timezone.now() - timedelta(hours=1)
        said = {"subject": yes, "party": Party.CHILD, "purpose": Purpose.PHOTO_AT_EVENT, "yes": True}
        consent.answer(**said, **ends, until=over, by="child")
    else:
        yes.delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert sweeper.sweep()["meetup_pictures_held"] == 1
    assert list(Picture.objects.shown()) == [nobody]
    assert Client().get(picture.url).status_code == 404


def test_a_picture_of_somebody_without_a_yes_is_not_approved(at: Any) -> None:
    _yes, unasked = young_people(at)
    picture = make.a_picture(at, recognisable=1, people=[unasked])
    with pytest.raises(rules.NotAllowed):
        decide(picture, UserFactory(moderator=True), people=1)


def test_held_and_lifted_it_goes_and_comes_back(at: Any, django_capture_on_commit_callbacks: Any) -> None:
    picture = shown(make.a_picture(at), django_capture_on_commit_callbacks)
    before = picture.url
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.hold(subject=picture, reason="reviewer", by="user:1")
    assert Client().get(before).status_code == 404 and not Picture.objects.shown().exists()
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.lift(subject=picture, by="user:1", user=UserFactory(lead=True))
    after = Picture.objects.get().url
    assert after and after != before and b"".join(Client().get(after))


def test_the_sweep_puts_right_what_was_cut_off(at: Any) -> None:
    """F2: approved and killed before the copy; held and killed before its file went; killed in between."""
    picture = make.approved(make.a_picture(at), people=0)
    assert not picture.url and sweeper.sweep()["meetup_pictures_put_right"] == 1
    shown_once = Picture.objects.get()
    assert shown_once.url
    safeguarding.hold(subject=shown_once, reason="reviewer", by="user:1")
    assert storages["public"].exists(shown_once.shown_key)
    sweeper.sweep()
    assert not storages["public"].exists(shown_once.shown_key)
    safeguarding.lift(subject=shown_once, by="user:1", user=UserFactory(lead=True))
    Picture.objects.update(shown_key="meetups/half-way.jpg")
    sweeper.sweep()
    assert Picture.objects.get().url and Picture.objects.get().shown_key != "meetups/half-way.jpg"
    assert sweeper.sweep()["meetup_pictures_put_right"] == 0


def test_taken_back_while_its_copy_is_on_its_way(at: Any, monkeypatch: Any) -> None:
    """C: withdrawal wins; nothing is left under the key."""
    picture = make.approved(make.a_picture(at), people=0)
    put, keys = storage.put, []

    def slow(store: Any, key: str, *args: Any, **kwargs: Any) -> Any:
        keys.append(key)
        safeguarding.hold(subject=picture, reason="reviewer", by="user:1")
        return put(store, key, *args, **kwargs)

    monkeypatch.setattr(storage, "put", slow)
    assert not public_copies.show(picture)
    assert len(keys) == 1 and not storages["public"].exists(keys[0])


def test_taken_back_for_good(at: Any, django_capture_on_commit_callbacks: Any) -> None:
    """S8: words and both files."""
    picture = shown(make.a_picture(at, alt="Marmalade on a table"), django_capture_on_commit_callbacks)
    address, key = picture.url, picture.key
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(picture=picture, by="system", route=Route.STAFF)
    gone = Picture.objects.get()
    assert not gone.alt and not gone.key and gone.erased_at is not None
    assert Client().get(address).status_code == 404
    with pytest.raises(FileNotFoundError):
        storage.private().facts(key)


@pytest.mark.parametrize(("days_ago", "left"), [(3 * 365 - 2, 1), (3 * 365 + 2, 0)])
def test_its_time_is_over_three_years_after_the_meetup(at: Any, days_ago: int, left: int) -> None:
    make.a_picture(at)
    make.begun(at, days_ago=days_ago)
    assert actions.erase_old() == 1 - left


def test_no_more_than_twelve_and_none_before_the_day(at: Any) -> None:
    for _ in range(12):
        make.a_picture(at)
    with pytest.raises(pictures.NotTaken):
        make.a_picture(at)
    with pytest.raises(actions.NotNow):
        make.a_picture(make.meetup())


def test_films_are_on_the_page_while_they_are_public(at: Any) -> None:
    """S13: asked for at each look; one that is taken back is gone at once, and no film is half known."""
    from our_childhood import actions as films
    from our_childhood.enums import WithdrawalRoute

    film = FilmFactory(public=True)
    hidden = FilmFactory()
    address = f"/films/{film.slug}/"
    body = [{"type": "films", "value": {"films": [address, f"/films/{hidden.slug}/", "/films/no/"]}}]
    page = make.after_page(make.page(at), body=json.dumps(body))
    read = text(Client().get(page.url))
    assert f'href="{address}"' in read and hidden.slug not in read
    films.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    assert f'href="{address}"' not in text(Client().get(page.url))


def test_a_text_to_copy_with_the_hashtag(at: Any) -> None:
    """S12: the region and nothing finer; no hashtag twice."""
    page = make.after_page(make.page(at))
    said = social.post(page)
    assert "#CICCMeeTups" in said.text and page.full_url in said.text and said.fits
    AfterPage.objects.filter(pk=page.pk).update(post="We met. #cicCmeetups")
    again = social.post(AfterPage.objects.get())
    assert again.text.lower().count("#ciccmeetups") == 1
    copied = text(client_of(editor=True).get(f"{STAFF}{page.pk}/post/"))
    assert "We met. #cicCmeetups" in copied and "We met" not in text(Client().get(page.url))


def test_who_sees_what(at: Any) -> None:
    """Each address of staff's for each role."""
    page = make.after_page(make.page(at))
    picture = make.a_picture(at)
    adding = [STAFF, f"{STAFF}{at.pk}/add/", f"{STAFF}{page.pk}/post/"]
    look, desk = f"{STAFF}{picture.pk}/picture/", f"/admin/meetup-picture-checks/{picture.pk}/"
    for role, adds, looks, checks in (
        ("editor", 200, 200, 404),
        ("moderator", 200, 200, 200),
        ("lead", 200, 200, 200),
        ("translator", 404, 404, 404),
    ):
        client = client_of(**{role: True})
        for path in adding:
            assert client.get(path).status_code == adds, (role, path)
        answer = client.get(look)
        assert answer.status_code == looks, role
        b"".join(answer)
        assert client.get(desk).status_code == checks, role
    assert AuditEntry.objects.filter(act="meetup_picture.looked").count() == 3
    assert Client().get(f"/meetups/pictures/{picture.pk}/tell-us/").status_code == 404
    for path in (*adding, look, desk):
        assert Client().get(path).status_code == 302, path


def test_the_page_costs_the_same_for_three(
    at: Any, django_capture_on_commit_callbacks: Any, django_assert_num_queries: Any
) -> None:
    page = make.after_page(make.page(at))
    for count in (1, 3):
        while Picture.objects.count() < count:
            shown(make.a_picture(at), django_capture_on_commit_callbacks)
            asked = make.approved(make.late_question(at, f"Number {count}?"))
            make.approved(make.news(make.shown_promise(at, question=asked)))
        Client().get(page.url)
        with django_assert_num_queries(19):
            read = text(Client().get(page.url))
        assert read.count("<figure") == count and read.count("They have started") == 2 * count


def test_those_who_can_be_named_cost_the_same_for_three(at: Any, django_assert_num_queries: Any) -> None:
    for count in (1, 3):
        while YoungPerson.objects.count() < count:
            make.young_person(at, photo=True)
        with django_assert_num_queries(4):
            assert len(queries.nameable(at)) == count
