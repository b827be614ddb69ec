"""S17: a sealed film is seen, copied and deleted by nobody, and kept as it was for the police."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

import storage
from accounts.models import User
from our_childhood import actions as film_actions
from our_childhood import story, sweeper, tasks
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film
from our_childhood.viewsets import FilmViewSet
from safeguarding import actions, audit, queries, sealing
from safeguarding.enums import Level, Outcome, Source
from safeguarding.models import AuditEntry, Concern, Seal
from tests.factories.accounts import UserFactory
from tests.factories.moderation import fresh
from tests.factories.our_childhood import FilmFactory, grown_up, public_files, video
from tests.factories.safeguarding import ConcernFactory
from video import actions as video_actions
from video import files, lease, processing
from video import sweeper as video_sweeper
from video.enums import Stage

pytestmark = pytest.mark.django_db

EDITOR = "wagtailsnippets_our_childhood_film:"


@pytest.fixture
def lead() -> User:
    return UserFactory(lead=True)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """`with committed():` runs what is due after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def seal(client: Client, lead: User, committed: Any) -> Callable[[Film], Seal]:
    """A lead seals a film at the desk, with the word typed."""

    def sealed(film: Film) -> Seal:
        client.force_login(lead)
        with committed():
            client.post(
                reverse("review_seal", args=[film.pk]),
                {"seal-reason": "indecent", "seal-words": "at 0:07", "seal-typed": " seal "},
            )
        client.logout()
        return queries.open_seals(film).get()

    return sealed


def everything_private() -> dict[str, bytes]:
    """Every film's bytes in private storage, by key; the ledgers beside them are none."""
    store = storage.private()
    return {
        entry.key: b"".join(store.pieces(entry.key))
        for entry in storage.walk(store, "")
        if not entry.key.startswith(("tombstones/", "safeguarding/"))
    }


def lies_open(film: Film) -> list[str]:
    video = film.video
    return [key for key in everything_private() if str(video.pk) in key or key == video.original_key]


def addresses(film: Film, names: list[str]) -> list[str]:
    """Every address that ever served something of the film, staff and public."""
    found = [f"/films/{film.slug}/", f"/films/{film.slug}/captions.vtt"]
    found += [reverse(name, args=[film.pk]) for name in ("review_film", "review_captions")]
    found += [reverse("review_media", args=[film.pk, name]) for name in names]
    for pattern in FilmViewSet().get_urlpatterns():
        try:
            found.append(reverse(EDITOR + pattern.name, args=[film.pk]))
        except NoReverseMatch:
            continue
    return found


def test_every_address_of_a_sealed_film_is_404_for_every_role(
    client: Client, seal: Callable[[Film], Seal]
) -> None:
    """The one who sealed it, another lead, a superuser: nobody."""
    film = FilmFactory(public=True)
    names = list(film.video.renditions.values_list("name", flat=True))
    public = [f"/media/{key}" for key in public_files(film)]
    asked = grown_up(film)
    by_link = [reverse("consent:ask-answer", args=[asked.token])]
    served = [*addresses(film, names), *public]
    assert len(names) == 6 and len(public) == 4 and len(served) > 20
    client.force_login(UserFactory(superuser=True, lead=True, moderator=True, editor=True))
    assert client.get(served[0]).status_code == 200
    seal(film)
    roles: list[User | None] = [
        None,
        UserFactory(moderator=True),
        UserFactory(lead=True),
        UserFactory(superuser=True, lead=True, moderator=True, editor=True),
    ]
    for user in roles:
        client.logout()
        if user is not None:
            client.force_login(user)
        for address in served:
            answer = client.get(address)
            if user is None and address.startswith("/admin/"):
                assert answer.status_code in (302, 403), address
            else:
                assert answer.status_code == 404, (address, user)
    client.logout()
    page = client.get(by_link[0])
    assert b"<video" not in page.content


def test_files_lie_where_no_row_points_and_are_whole(seal: Callable[[Film], Seal]) -> None:
    film = FilmFactory(public=True)
    before = everything_private()
    assert public_files(film) and lies_open(film)
    seal(film)
    assert public_files(film) == []
    after = everything_private()
    assert after == {f"{files.SEALED_PREFIX}/{film.video.pk}/{key}": body for key, body in before.items()}
    pointed_at = {film.video.original_key, *film.video.renditions.values_list("key", flat=True)}
    assert not pointed_at & set(after)


def test_sealing_takes_right_word_and_reason(client: Client, lead: User) -> None:
    """One act, two keys: the right, and the word typed."""
    film = FilmFactory(in_review=True)
    address = reverse("review_seal", args=[film.pk])
    good = {"seal-reason": "abuse", "seal-words": "", "seal-typed": "SEAL"}
    for user in (UserFactory(moderator=True), UserFactory(superuser=True, moderator=True)):
        client.force_login(user)
        assert client.post(address, good).status_code in (302, 403)
        assert not queries.is_sealed(film)
    client.force_login(lead)
    for bad in ({"seal-typed": "seel"}, {"seal-typed": ""}, {"seal-reason": "boredom"}):
        answer = client.post(address, {**good, **bad})
        assert answer.status_code == 422
        assert "<details" in answer.content.decode()
        assert not queries.is_sealed(film)
    answer = client.post(address, good, follow=True)
    page = answer.content.decode()
    assert "Do not do this" in page and "Internet Watch Foundation" in page
    concern = Concern.objects.get()
    assert (concern.level, concern.source) == (Level.RED, Source.SEAL)
    assert AuditEntry.objects.filter(act="film.sealed", subject=audit.reference(film)).count() == 1


def test_second_seal_is_the_first(lead: User) -> None:
    film = FilmFactory(in_review=True)
    from safeguarding.enums import WhySealed

    seals = [
        sealing.seal(subject=film, reason=WhySealed.ABUSE, by=audit.actor(lead), user=lead) for _ in range(2)
    ]
    assert seals[0] == seals[1]
    assert Concern.objects.count() == 1


def test_no_machine_works_on_a_sealed_film(seal: Callable[[Film], Seal], committed: Any) -> None:
    """No rendition: not by a task, not by the sweeper, not by a worker already at it."""
    film = FilmFactory(stage=Stage.PREVIEWED)
    video_actions.want_ladder(video=film.video)
    at_work = lease.take(film.video.pk, lease.ladder_due())
    assert at_work is not None
    seal(film)
    with pytest.raises(lease.Lost):
        at_work.write(trouble="")
    assert not processing.ladder(film.video.pk) and not processing.preview(film.video.pk)
    assert not lease.ladder_due().exists()
    assert lease.take(film.video.pk, lease.ladder_due()) is None
    assert video_sweeper.sweep()["ladders restarted"] == 0
    for refused in (video_actions.release, video_actions.retry):
        with pytest.raises(video_actions.NotReady):
            refused(video=fresh(film).video)


def test_what_a_late_worker_stored_is_put_away_by_the_sweeper(
    seal: Callable[[Film], Seal], tmp_path: Any
) -> None:
    film = FilmFactory(stage=Stage.PREVIEWED)
    seal(film)
    late = tmp_path / "late.mp4"
    late.write_bytes(b"made after the seal")
    key = files.key(film.video, "h264-240.mp4")
    storage.put(storage.private(), key, late, content_type="video/mp4")
    assert video_sweeper.sweep()["sealed files moved"] == 1
    assert all(name.startswith(f"{files.SEALED_PREFIX}/") for name in everything_private())
    assert video_sweeper.sweep()["sealed files moved"] == 0


def test_taking_it_back_deletes_nothing_and_says_so_kindly(
    client: Client, seal: Callable[[Film], Seal], committed: Any
) -> None:
    """C and S17: it is off, and one copy stays; no word of why."""
    film = FilmFactory(public=True)
    seal(film)
    kept = everything_private()
    assert story.state(fresh(film)) == FilmState.HELD
    with committed():
        assert film_actions.withdraw(film=fresh(film), by="child", route=WithdrawalRoute.CODE)
    tasks.erase.call(film.pk)
    sweeper.sweep(), video_sweeper.sweep()
    assert everything_private().items() >= kept.items()
    with pytest.raises(video_actions.Sealed):
        video_actions.erase(video=fresh(film).video)
    video_actions.drop_original(video=fresh(film).video)
    told = story.tell(fresh(film))
    said = " ".join(f"{what} {when}" for what, when in told.receipt)
    assert told.state == FilmState.WITHDRAWN
    assert "The law says we must keep one copy locked away for now." in said
    assert "deleted" not in said and not {"police", "seal", "indecent"} & set(said.lower().split())


def test_two_people_open_a_seal_and_then_the_hold_is_lifted(
    client: Client, seal: Callable[[Film], Seal], lead: User, committed: Any
) -> None:
    """Whoever asks does not open; what was taken back meanwhile is erased only then."""
    film = FilmFactory(public=True)
    before = everything_private()
    made = seal(film)

    def act(user: User, name: str, **fields: str) -> str:
        client.force_login(user)
        data = {f"{name}-{key}": value for key, value in fields.items()}
        with committed():
            answer = client.post(reverse("concern_act", args=[made.concern_id, name]), data, follow=True)
        return answer.content.decode()

    other = UserFactory(lead=True)
    assert "Somebody else has to open it" in act(other, "open")
    assert "It is sealed. Two people" in act(other, "lift")
    assert "Asked." in act(lead, "ask-open", words="PC 7 said so today.")
    assert "Somebody else has to open it" in act(lead, "open")
    assert queries.is_sealed(film)
    assert "It stays sealed" in act(other, "keep-shut")
    act(lead, "ask-open", words="PC 7 said so in writing.")
    assert "The seal is open" in act(other, "open")
    assert not queries.is_sealed(film) and queries.is_held(film) and queries.erasure_frozen(film)
    assert everything_private() == before
    with committed():
        film_actions.withdraw(film=fresh(film), by="child", route=WithdrawalRoute.CODE)
    tasks.erase.call(film.pk)
    assert everything_private() == before
    assert "goes on where it was" in act(other, "lift")
    with committed():
        sweeper.sweep()
    assert fresh(film).erased_at is not None
    assert lies_open(film) == []
    made.refresh_from_db()
    assert (made.unseal_asked_by, made.unsealed_by) == (lead, other)


def test_a_hold_freezes_deletion_too(client: Client, committed: Any) -> None:
    """A held film that is refused, replaced or taken back keeps its files until the hold is lifted."""
    film = FilmFactory(in_review=True, video=video())
    client.force_login(UserFactory(moderator=True))
    answer = client.post(reverse("review_hold", args=[film.pk]), follow=True)
    assert "A lead lifts the hold" in answer.content.decode()
    assert queries.erasure_frozen(film) and fresh(film).held_at is not None
    before = lies_open(film)
    with committed():
        film_actions.refuse(film=fresh(film), reason=None, by="system")
    with committed():
        tasks.leave_public.call(film.pk, True)
        sweeper.sweep()
    assert lies_open(film) == before
    with committed():
        actions.lift(subject=fresh(film), by="system")
        tasks.leave_public.call(film.pk, True)
    assert film.video.original_key not in lies_open(film)


def test_reviewer_raises_a_concern_about_a_film_and_reads_none(client: Client, lead: User) -> None:
    film = FilmFactory(in_review=True)
    moderator = UserFactory(moderator=True)
    ConcernFactory(subject=film, words="zqotherszq")
    client.force_login(moderator)
    address = reverse("review_concern", args=[film.pk])
    assert client.post(address, {"concern-level": "red", "concern-words": ""}).status_code == 422
    page = client.post(
        address, {"concern-level": "red", "concern-words": "zqminezq"}, follow=True
    ).content.decode()
    assert "You raised a concern on" in page
    assert "zqminezq" not in page and "zqotherszq" not in page
    assert Concern.objects.get(raised_by=moderator).subject == film
    client.force_login(lead)
    page = client.get(reverse("review_film", args=[film.pk])).content.decode()
    assert all(f"/admin/concerns/{concern.pk}/" in page for concern in Concern.objects.all())
    actions.close(
        concern=Concern.objects.get(raised_by=moderator), outcome=Outcome.ADVISED, by="system", user=lead
    )


def test_looking_at_an_unapproved_film_in_the_editor_is_on_record(client: Client) -> None:
    """S22: Wagtail's own pages show an unapproved film as well."""
    film = FilmFactory(in_review=True)
    moderator = UserFactory(moderator=True)
    client.force_login(moderator)
    assert client.get(reverse(EDITOR + "edit", args=[film.pk])).status_code == 200
    assert client.get(reverse(EDITOR + "history", args=[film.pk])).status_code == 200
    looks = AuditEntry.objects.filter(act="film.opened_in_editor", actor=f"user:{moderator.pk}")
    assert [entry.facts["what"] for entry in looks] == ["edit", "history"]


@pytest.mark.s3
def test_on_s3_files_are_moved_by_the_server_and_come_back(s3_storage: Any) -> None:
    """S17 on S3: the same bytes, under other keys, and back."""
    film = FilmFactory(stage=Stage.PREVIEWED)
    before = everything_private()
    assert len(before) == 3
    assert files.put_away(film.video)
    assert set(everything_private()) == {f"{files.SEALED_PREFIX}/{film.video.pk}/{key}" for key in before}
    with pytest.raises(FileNotFoundError):
        storage.move(storage.private(), film.video.original_key, "elsewhere")
    assert files.put_away(film.video) and files.bring_back(film.video)
    assert everything_private() == before
