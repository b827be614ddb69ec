"""Councils' public pages: written by a checked worker, approved by two, gone at once when taken down."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

import storage
from cicc_meetups.models import Council, Worker
from cicc_meetups.profiles import actions, sweeper
from cicc_meetups.profiles.enums import Often, ProfileState, Route
from cicc_meetups.profiles.models import Contact, Profile
from consent import withdrawal
from moderation import rules
from moderation.enums import Verdict
from safeguarding.models import AuditEntry, Concern
from tests.factories import between_meetups as make
from tests.factories import councils
from tests.factories.accounts import UserFactory
from tests.factories.stories import picture
from tests.factories.wishes import decide
from uploads import pictures

pytestmark = pytest.mark.django_db
MINE = "/meetups/mine/council/"
HERE = "/meetups/councils/"
SAID = {
    "called": "Paper Lanterns",
    "words": "We ask for later bedtimes.",
    "age_from": "8",
    "age_to": "14",
    "often": "monthly",
    "contact": "nobody",
}
OFFICE = {
    "contact": "office",
    "contact_role": "Participation team",
    "contact_email": "participation@council.example",
    "contact_name": "",
}


def text(page: Any) -> str:
    return str(page.content.decode())


def client_of(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def staff(**role: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, **role))
    return client


def token(page: Any, name: str) -> str:
    return text(page).split(f'name="{name}" value="')[1].split('"')[0]


def digest(client: Client) -> dict[str, str]:
    return {"digest": token(client.get(f"{MINE}check/"), "digest")}


def test_the_whole_way(django_capture_on_commit_callbacks: Any) -> None:
    """Written, given a logo, looked at, sent, read by two, public; without what the logo's file carried."""
    worker = make.worker()
    client = client_of(worker)
    assert worker.council.name in text(client.get(f"{MINE}write/"))
    assert client.post(f"{MINE}write/", SAID).headers["Location"] == f"{MINE}logo/"
    given = {"file": picture(exif=True, size=(1200, 600)), "alt": "A paper lantern", "drawn": "on"}
    assert client.post(f"{MINE}logo/", given).headers["Location"] == f"{MINE}check/"
    assert b"".join(client.get(f"{MINE}logo/picture/")).startswith(b"\xff\xd8")
    seen = text(client.get(f"{MINE}check/"))
    assert "Paper Lanterns" in seen and "Ages 8 to 14" in seen and "Every month" in seen
    assert "Nobody can write to your council." in seen
    assert client.post(f"{MINE}check/", digest(client)).headers["Location"] == MINE
    assert "Being checked" in text(client.get(MINE))
    assert "Paper Lanterns" not in text(Client().get(HERE))
    with django_capture_on_commit_callbacks(execute=True):
        profile = make.approved(Profile.objects.get(), people=0)
    profile = Profile.objects.get(pk=profile.pk)
    listed = Client().get(HERE)
    address = profile.get_absolute_url()
    assert "Paper Lanterns" in text(listed) and address in text(listed) and profile.url in text(listed)
    page = Client().get(address)
    for words in ("later bedtimes", "Ages 8 to 14", "Every month", 'alt="A paper lantern"', profile.url):
        assert words in text(page), words
    assert "Write to them" not in text(page)
    for public in (listed, page):
        assert "public" in public["Cache-Control"] and not public.cookies
    file = b"".join(Client().get(profile.url))
    drawn = Image.open(io.BytesIO(file))
    assert b"secret garden" not in file and not dict(drawn.getexif()) and drawn.size == (480, 240)
    acts = set(AuditEntry.objects.filter(act__startswith="profile.").values_list("act", flat=True))
    assert acts >= {"profile.begun", "profile.logo_set", "profile.sent", "profile.cleared"}


def test_a_change_is_read_again_and_the_old_page_stays_until_then(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """S13: never a moment without the approved page, never one with words nobody approved."""
    with django_capture_on_commit_callbacks(execute=True):
        first = councils.shown(make.worker(), called="Old Boats", logo=True)
    first = Profile.objects.get(pk=first.pk)
    worker = Worker.objects.get(council=first.council_id)
    client = client_of(worker)
    assert "Old Boats" in text(client.get(f"{MINE}write/"))
    client.post(f"{MINE}write/", {**SAID, "called": "New Boats"})
    client.post(f"{MINE}check/", digest(client))
    assert "everybody sees the page as it was" in text(client.get(MINE))
    second = Profile.objects.in_work().get()
    # A logo of its own: the first one's file goes with it.
    assert second.alt == "A paper boat" and second.key != first.key and second.sha256 == first.sha256
    assert "Old Boats" in text(Client().get(HERE)) and "New Boats" not in text(Client().get(HERE))
    decide(second, UserFactory(moderator=True), people=0)
    assert "Old Boats" in text(Client().get(HERE))
    with django_capture_on_commit_callbacks(execute=True):
        decide(second, UserFactory(moderator=True))
    listed = text(Client().get(HERE))
    assert "New Boats" in listed and "Old Boats" not in listed and "1 council" in listed
    gone = Profile.objects.get(pk=first.pk)
    assert gone.withdrawn_by == Route.NEWER and not gone.called and gone.erased_at is not None
    assert Client().get(first.url).status_code == 404
    second = Profile.objects.get(pk=second.pk)
    assert b"".join(Client().get(second.url)).startswith(b"\xff\xd8")
    old = first.get_absolute_url()
    assert Client().get(old).headers["Location"] == second.get_absolute_url()


def test_a_change_that_is_taken_back_leaves_the_page() -> None:
    page = councils.shown(make.worker())
    worker = Worker.objects.get(council=page.council_id)
    councils.sent(worker, called="Not after all")
    client = client_of(worker)
    assert "stays as everybody sees it now" in text(client.get(f"{MINE}drop/"))
    client.post(f"{MINE}drop/")
    assert list(Profile.objects.here()) == [page]
    assert page.called in text(Client().get(HERE))


def test_one_version_in_work_a_council() -> None:
    """Also for two workers at the same moment: the database says so."""
    worker = make.worker()
    other = make.worker(council=worker.council)
    made = councils.written(worker)
    assert councils.written(other, called="Both of us") == made
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(council=worker.council, age_from=8, age_to=9)


def test_what_is_being_checked_is_not_changed() -> None:
    """Past the page too; a logo no more than words."""
    worker = make.worker()
    waiting = councils.sent(worker, logo=True)
    client = client_of(worker)
    for path in ("write/", "logo/", "check/"):
        assert client.get(f"{MINE}{path}").headers["Location"] == MINE, path
    with pytest.raises(actions.NotReady):
        councils.written(worker, called="Quickly something else")
    with pytest.raises(actions.NotReady):
        actions.set_logo(profile=waiting, file=picture(), alt="Something else", by="system")
    with pytest.raises(actions.NotReady):
        actions.drop_logo(profile=waiting, by="system")
    with pytest.raises(actions.NotReady):
        actions.send(profile=waiting, by="system")


def test_only_what_was_looked_at_is_sent() -> None:
    """Another worker of the council changed it between the look and the button."""
    worker = make.worker()
    councils.written(worker)
    client = client_of(worker)
    seen = digest(client)
    councils.written(make.worker(council=worker.council), called="Changed meanwhile")
    answer = client.post(f"{MINE}check/", seen)
    assert answer.status_code == 422 and "Somebody has changed it" in text(answer)
    assert Profile.objects.get().state == ProfileState.DRAFT
    assert client.post(f"{MINE}check/", digest(client)).status_code == 302


def test_a_refusal_and_a_question_say_why_and_it_is_sent_again() -> None:
    worker = make.worker()
    waiting = councils.sent(worker)
    client = client_of(worker)
    for verdict, reason, told in (
        (Verdict.ASK_CHANGE, "council-place", "where you meet and on which day"),
        (Verdict.REFUSE, "council-person", "Take names"),
    ):
        decide(waiting, UserFactory(moderator=True), verdict, reason=reason)
        assert told in text(client.get(MINE))
        client.post(f"{MINE}write/", SAID)
        assert client.post(f"{MINE}check/", digest(client)).headers["Location"] == MINE
        waiting = Profile.objects.get()
        assert waiting.state == ProfileState.WAITING


def test_what_was_typed_stays_and_what_could_name_somebody_is_looked_at_again() -> None:
    """S20; and the ages have an order."""
    client = client_of(make.worker())
    page = client.post(f"{MINE}write/", {**SAID, "words": "Mrs Harper helps us.", "age_to": "6"})
    assert page.status_code == 422
    for words in ("Mrs Harper", "tick the box", "The oldest are older", 'value="6"'):
        assert words in text(page), words
    assert not Profile.objects.exists()
    again = {**SAID, "words": "Mrs Harper helps us.", "looked": "on"}
    assert client.post(f"{MINE}write/", again).status_code == 302


def test_words_of_harm_raise_a_concern() -> None:
    """S21: also when the form is not sent."""
    client_of(make.worker()).post(f"{MINE}write/", {**SAID, "words": "i want to die", "called": ""})
    assert Concern.objects.count() == 1


def test_nobody_can_be_written_to_unless_the_worker_wishes() -> None:
    """S2: no is the default; yes needs an office, at an address that ends like the worker's own."""
    worker = make.worker()
    client = client_of(worker)
    chosen = re.findall(r'<input[^>]*value="nobody"[^>]*>', text(client.get(f"{MINE}write/")))
    assert len(chosen) == 1 and " checked" in chosen[0]
    client.post(f"{MINE}write/", {**SAID, **OFFICE, "contact": "nobody"})
    assert not Contact.objects.exists()
    for wrong in ({"contact_role": ""}, {"contact_email": ""}, {"contact_email": "robin@post.example"}):
        assert client.post(f"{MINE}write/", {**SAID, **OFFICE, **wrong}).status_code == 422, wrong
    client.post(f"{MINE}write/", {**SAID, **OFFICE})
    client.post(f"{MINE}check/", digest(client))
    profile = make.approved(Profile.objects.get())
    page = text(Client().get(profile.get_absolute_url()))
    assert "Participation team" in page and "mailto:participation@council.example" in page
    assert worker.name not in page and worker.user.email not in page
    assert "participation@council.example" not in text(Client().get(HERE))


def with_office(worker: Worker) -> Profile:
    office = actions.Office("Participation team", "participation@council.example", "Ms Reed")
    return councils.shown(worker, contact=office)


def test_a_contact_goes_with_its_worker_and_the_page_stays() -> None:
    """Another checked worker stands beside the council; the office of who left is shown to nobody."""
    worker = make.worker()
    other = make.worker(council=worker.council)
    page = with_office(worker)
    assert "Ms Reed" in text(Client().get(page.get_absolute_url()))
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate() - timedelta(days=1))
    assert "Ms Reed" not in text(Client().get(page.get_absolute_url()))
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate())
    withdrawal.withdraw(subject=worker, by="system", route="left")
    assert not Contact.objects.exists()
    assert other.council.name in text(Client().get(page.get_absolute_url()))


def test_a_contact_goes_when_its_worker_moves_to_another_council() -> None:
    worker = make.worker()
    make.worker(council=worker.council)
    page = with_office(worker)
    elsewhere = Council.objects.create(authority=worker.council.authority, name="Elsewhere")
    Worker.objects.filter(pk=worker.pk).update(council=elsewhere)
    assert "Ms Reed" not in text(Client().get(page.get_absolute_url()))
    assert sweeper.sweep()["council_contacts_dropped"] == 1 and not Contact.objects.exists()


@pytest.mark.parametrize("kind", ["nothing", "text", "huge"])
def test_a_logo_that_is_no_picture_is_not_taken(kind: str) -> None:
    """What is wrong is said at the field; what was typed stays."""
    worker = make.worker()
    councils.written(worker)
    given: dict[str, Any] = {"alt": "A paper boat", "drawn": "on"}
    if kind == "text":
        given["file"] = io.BytesIO(b"no picture at all")
    elif kind == "huge":
        given["file"] = io.BytesIO(b"\xff" * (pictures.MAX_BYTES + 1))
    page = client_of(worker).post(f"{MINE}logo/", given)
    assert page.status_code == 422 and "A paper boat" in text(page)
    assert not Profile.objects.get().key


def test_a_logo_needs_words_and_the_tick_that_nobody_is_in_it() -> None:
    """S19, S27; and whoever counts somebody in it does not approve."""
    worker = make.worker()
    councils.written(worker)
    for given in ({"alt": "", "drawn": "on"}, {"alt": "A boat"}):
        page = client_of(worker).post(f"{MINE}logo/", {"file": picture(), **given})
        assert page.status_code == 422, given
    waiting = councils.sent(worker, logo=True)
    with pytest.raises(rules.NotAllowed):
        decide(waiting, UserFactory(moderator=True), people=1)


def test_a_logo_is_replaced_and_taken_away_file_and_all() -> None:
    worker = make.worker()
    first = councils.written(worker, logo=True)
    second = councils.written(worker, logo=True)
    assert first.key != second.key
    client_of(worker).post(f"{MINE}logo/", {"drop": "yes"})
    for key in (first.key, second.key):
        with pytest.raises(FileNotFoundError):
            storage.private().facts(key)
    assert not Profile.objects.get().alt


def test_everybody_can_tell_us_about_it() -> None:
    """S14: without an account; what the law forbids is put away at once."""
    page = councils.shown(make.worker())
    address = f"{HERE}{page.council_id}/tell-us/"
    assert address in text(Client().get(page.get_absolute_url()))
    form = token(Client().get(address), "form")
    Client().post(address, {"what": ["law"], "words": "", "email": "", "form": form})
    assert Client().get(page.get_absolute_url()).status_code == 404
    assert Client().get(address).status_code == 404
    assert Client().get(f"{HERE}{councils.sent(make.worker()).council_id}/tell-us/").status_code == 404


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_a_number_no_council_has_is_not_found(number: int) -> None:
    councils.shown(make.worker())
    for answer in (Client().get, Client().post):
        assert answer(f"{HERE}{number}/tell-us/").status_code == 404


def read(client: Client, path: str) -> tuple[int, str, str]:
    """Return status, caching and words of what is at `path`; a picture's are its bytes as they are."""
    answer = client.get(path, follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, answer["Cache-Control"], body.decode("latin-1")


def test_who_sees_what() -> None:
    """Each address, for a stranger, an unchecked worker, another council, and each of staff's roles."""
    worker = make.worker()
    draft = councils.written(worker, logo=True, called="Quiet Drafters")
    unchecked = make.worker(checked=False, council=worker.council)
    for path in ("", "write/", "logo/", "logo/picture/", "check/", "drop/", "take-down/"):
        address = f"{MINE}{path}"
        assert Client().get(address).status_code == 302, path
        assert read(client_of(worker), address)[:2] == (200, "private, no-store"), path
        assert read(client_of(unchecked), address)[0] == 403, path
        assert "Quiet Drafters" not in read(client_of(make.worker()), address)[2], path
    assert read(client_of(make.worker()), f"{MINE}logo/picture/")[0] == 404
    for role, status in (("moderator", 200), ("lead", 200), ("editor", 404), ("superuser", 404)):
        for address in (
            f"/admin/council-pages/{draft.pk}/",
            f"/admin/council-pages/{draft.pk}/logo/",
            "/admin/council-workers/councils/",
        ):
            assert read(staff(**{role: True}), address)[0] == status, (role, address)
    assert AuditEntry.objects.filter(act="profile.logo_looked").count() == 2


def test_often_is_never_a_day() -> None:
    """S12: there is no field in which a weekday or a place of meeting is asked for."""
    assert {str(one.label) for one in Often} == {
        "Every week",
        "Every two weeks",
        "Every month",
        "In the school holidays",
        "A few times a year",
    }
