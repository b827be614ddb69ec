"""Everyone in a film is on record, is asked, is counted, and can say no without being named (S7, S19)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent import queries as consent
from consent import wordings
from consent.enums import Care, Party, Purpose
from consent.models import Answer, Ask
from moderation import rules
from moderation.enums import Objection, Verdict
from moderation.models import Decision
from our_childhood import actions, following, gate, people, story
from our_childhood.enums import Blocker, FilmState
from our_childhood.models import Film
from our_childhood.sweeper import sweep
from outbox.models import Message
from people import codes
from safeguarding.models import AuditEntry
from tests import reading
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory, AskFactory, on_record
from tests.factories.moderation import film_at_second_check, fresh, give, say_yes
from tests.factories.our_childhood import DraftFactory, FilmFactory, public_files, upload_of

pytestmark = pytest.mark.django_db

WHO = {
    "me": "yes",
    "care": "yes",
    "show": "voice",
    "others": 2,
    "p2": "older-mail",
    "p2_email": "friend@post.example",
    "p3": "younger-paper",
    "p3_email": "",
    "social_worker": "worker@council.example",
}


def sent(**answers) -> Film:
    draft = DraftFactory(young=True)
    draft.answers = {**draft.answers, **WHO, **answers}
    draft.save(update_fields=["answers"])
    return fresh(actions.submit(draft=draft, upload=upload_of(draft), by="child").film)


def public_with_a_friend(**fields) -> Film:
    """A public film with two people in it, both of whom said yes."""
    film = FilmFactory(in_review=True, others_in_film=True)
    on_record(film, others=1)
    say(film, Party.PERSON, 2, **fields)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    actions.tasks.release.call(film.pk)
    film = fresh(film)
    assert Film.objects.public().filter(pk=film.pk).exists()
    return film


def say(film: Film, party: Party, number: int = 1, **fields) -> Answer:
    return AnswerFactory(subject=film, party=party, number=number, channel="link", by="link", **fields)


# --- Sent ------------------------------------------------------------------------------------------


def test_everybody_counted_is_on_record_and_asked():
    """S19: a row each, a letter where there is an address, and no name anywhere."""
    film = sent()
    rows = [(one.number, one.needs_guardian, one.in_frame) for one in consent.people(film)]
    assert rows == [(1, True, True), (2, False, True), (3, True, True)]
    letters = {message.to: message.template for message in Message.objects.all()}
    addresses = ("sam@post.example", "worker@council.example", "friend@post.example")
    assert letters == dict.fromkeys(addresses, "yes_asked")
    missing = {(voice.number, str(voice.party)) for voice in gate.standing(film).missing}
    assert missing == {(1, "guardian"), (1, "authority"), (2, "person"), (3, "guardian")}
    assert (film.video.hide_picture, film.video.hide_sound) == (True, False)


def test_care_is_in_no_letter_no_audit_fact_and_no_log(caplog):
    """S2, S7: never exported, never in a log; letters and trail read alike for every child."""
    caplog.set_level(0)
    for care in Care:
        extra = WHO if care == Care.YES else {**WHO, "social_worker": "", "show": "all"}
        sent(**extra | {"care": care})
    letters = {(m.template, tuple(sorted(m.context))) for m in Message.objects.all()}
    assert len(letters) == 1
    trail = " ".join(f"{e.actor} {e.act} {e.facts}" for e in AuditEntry.objects.all())
    for word in ("care", "authority", "social", "unsaid"):
        assert word not in trail
        assert word not in " ".join(str(m.context) + m.key for m in Message.objects.all())
        assert word not in caplog.text


def test_a_child_nobody_sees_is_not_asked_about_care():
    """S2: only where needed."""
    film = sent(me="no", others=0)
    person = consent.person(film, 1)
    assert (person.in_frame, person.care) == (False, Care.UNSAID)
    assert consent.in_frame(film) == 0
    assert not consent.needs_a_lead(film)
    assert not film.video.hide_picture


# --- A no, a missing yes, an ended yes -------------------------------------------------------------


def test_a_friends_no_takes_the_film_off_and_names_nobody(client, django_capture_on_commit_callbacks):
    """S19: off in the same transaction, not deleted, and the child is asked for another version."""
    film = public_with_a_friend()
    with django_capture_on_commit_callbacks(execute=True):
        say(film, Party.PERSON, 2, no=True)
    film = fresh(film)
    assert not Film.objects.public().exists()
    assert public_files(film) == []
    assert film.withdrawn_at is None
    assert film.title
    told = story.tell(film)
    assert told.state == FilmState.CHANGE_ASKED
    assert told.can_send_new
    enter(client, film)
    text = client.get(reverse("our_childhood:my-film-people")).content.decode()
    assert "Not everybody in your film can be shown" in text
    for word in ("Person 2", "Said yes", "Not yet"):
        assert word not in text


def test_a_no_that_is_taken_back_lets_the_film_go_on(django_capture_on_commit_callbacks):
    """Contradictory answers: the last one counts; both checks are done anew."""
    film = public_with_a_friend()
    say(film, Party.PERSON, 2, no=True)
    with django_capture_on_commit_callbacks(execute=True):
        say(film, Party.PERSON, 2)
    film = fresh(film)
    assert story.state(film) == FilmState.IN_REVIEW
    assert not film.live


@pytest.mark.parametrize("party", [Party.GUARDIAN, Party.AUTHORITY])
def test_the_childs_own_adults_no_deletes_the_film(party):
    """S7: and the tombstone does not tell which of them it was."""
    film = FilmFactory(public=True)
    say(film, party, no=True)
    film = fresh(film)
    assert film.withdrawn_at is not None
    assert film.withdrawn_by == "guardian"


def test_a_no_to_reports_takes_nothing_off():
    """S2: each purpose is its own question."""
    film = FilmFactory(public=True)
    say(film, Party.GUARDIAN, purpose=Purpose.USE_IN_REPORTS, no=True)
    assert Film.objects.public().exists()


def test_an_ended_yes_takes_the_film_off_until_it_is_said_again(django_capture_on_commit_callbacks):
    """S19, expiry = no: the sweep (twice a minute) takes it off, asks again, and lets it back unchanged."""
    film = public_with_a_friend(until=timezone.now() + timedelta(hours=1))
    asked = AskFactory(subject=film, party=Party.PERSON, number=2)
    assert "film_rests" not in {key for key, count in sweep().items() if count}
    with pytest.MonkeyPatch.context() as later:
        moved = timezone.now() + timedelta(hours=2)
        later.setattr("django.utils.timezone.now", lambda: moved)
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep()["film_rests"] == 1
        film = fresh(film)
        assert not Film.objects.public().exists()
        assert public_files(film) == []
        assert Blocker.SOMEBODY_HAS_NOT_SAID_YES in gate.blockers(film)
        assert consent.open_ask(asked.token) is None, "a new letter went out"
        with django_capture_on_commit_callbacks(execute=True):
            say(film, Party.PERSON, 2)
    film = fresh(film)
    assert film.live
    assert film.rested_at is None


def test_changed_words_are_asked_again(monkeypatch):
    """A yes to words that mean something else now is none: off, and the child says yes with their code."""
    film = FilmFactory(public=True)
    texts = wordings.TEXTS[(Purpose.PUBLISH_FILM, Party.CHILD)]
    monkeypatch.setitem(texts, "en", wordings.Words(2, "You may show it on the radio.", counts_from=2))
    assert sweep()["film_rests"] == 1
    assert not Film.objects.public().exists()
    film = fresh(film)
    assert story.state(film) == FilmState.WAITING_FOR_YOU
    client = Client()
    enter(client, film)
    assert "on the radio" in client.get(reverse("our_childhood:my-film")).content.decode()
    client.post(reverse("our_childhood:my-film-say-yes"))
    assert following.go_on(film=film, by="system")
    assert fresh(film).live


def test_somebody_who_never_answers_costs_nobody_the_film():
    """After four weeks the child is asked for another version; nothing is deleted (S19)."""
    film = FilmFactory(others_in_film=True)
    on_record(film, others=1)
    say_yes(film)
    AskFactory(subject=film, party=Party.PERSON, number=2)
    Ask.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    done = sweep()
    assert done.get("film_others_silent") == 1
    assert "film_expiries" not in done
    assert story.state(fresh(film)) == FilmState.CHANGE_ASKED


# --- Reviewers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("people_seen", [0, 1, 3])
def test_the_first_check_counts_the_people(people_seen):
    """S19: another number than is on record is no approval, and the sentence says what to do."""
    film = FilmFactory(in_review=True)
    on_record(film, others=1)
    say(film, Party.PERSON, 2)
    with pytest.raises(rules.NotAllowed) as refused:
        give(film, UserFactory(moderator=True), Verdict.APPROVE, people=people_seen)
    assert refused.value.objections == [Objection.OTHER_COUNT]
    assert give(film, UserFactory(moderator=True), Verdict.APPROVE, people=2) is not None


@pytest.mark.parametrize("care", [Care.YES, Care.UNSAID])
def test_one_of_the_two_is_a_safeguarding_lead(care):
    """S7: in care, and for whoever would rather not say, so that it does not tell which."""
    film = FilmFactory(in_review=True)
    person = consent.person(film, 1)
    person.care = care
    person.save()
    if care == Care.YES:
        say(film, Party.AUTHORITY)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    with pytest.raises(rules.NotAllowed) as refused:
        give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert refused.value.objections == [Objection.LEAD_NEEDED]
    assert not fresh(film).live
    give(film, UserFactory(lead=True), Verdict.APPROVE)
    assert fresh(film).live


def test_who_entered_a_paper_approves_nothing_it_was_entered_for():
    """S7: staff do not vouch for somebody and for the film too, before or after."""
    film, first = film_at_second_check(ladder=True)
    on_record(film, others=1)
    clerk = UserFactory(moderator=True)
    paper = {"channel": "paper", "entered_by": clerk, "evidence": "F1/2", "by": f"user:{clerk.pk}"}
    AnswerFactory(subject=film, party=Party.PERSON, number=2, **paper)
    with pytest.raises(rules.NotAllowed) as refused:
        give(film, clerk, Verdict.APPROVE)
    assert Objection.ENTERED_A_PAPER in refused.value.objections
    AnswerFactory(
        subject=film, guardian=True, channel="paper", entered_by=first, evidence="F1/3", by=f"user:{first.pk}"
    )
    with pytest.raises(gate.NotCleared):
        give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert Decision.objects.filter(verdict=Verdict.APPROVE).count() == 1


# --- /my-film/people/ ------------------------------------------------------------------------------


def enter(client: Client, film: Film) -> None:
    code = codes.issue(film)
    assert client.post(reverse("our_childhood:my-film"), {"code": code}).status_code == 302


def test_the_child_sees_who_is_missing_and_puts_it_right(client, django_capture_on_commit_callbacks):
    """S9, S19: numbers and no names; a wrong address is corrected, somebody is added, somebody goes."""
    film = sent(care="no", p2_email="freind@post.example")
    enter(client, film)
    address = reverse("our_childhood:my-film-people")
    text = client.get(address).content.decode()
    assert "Person 2" in text
    assert "fr…@post.example" in text
    one = next(one for someone in people.of(film) for one in someone.asked if one.voice.number == 2)
    old = consent.token_of(consent.asks(film).get(contact__email="freind@post.example"))
    client.post(reverse("our_childhood:my-film-ask", args=[one.key]), {"email": "friend@post.example"})
    assert consent.open_ask(old) is None
    assert Message.objects.filter(to="friend@post.example").exists()

    client.post(reverse("our_childhood:my-film-person-add"), {"p2": "older-paper", "p2_email": ""})
    assert consent.in_frame(film) == 4
    for number in ("3", "4", "1", "77", "x"):
        client.post(reverse("our_childhood:my-film-person-remove"), {"number": number})
    assert [one.number for one in consent.people(film)] == [1, 2]
    paper = client.get(reverse("our_childhood:my-film-paper", args=[one.key])).content.decode()
    assert consent.wording(Purpose.PUBLISH_FILM, Party.PERSON, "en").text.split(".")[0] in paper

    Film.objects.filter(pk=film.pk).update(review_asked_at=timezone.now())
    client.post(reverse("our_childhood:my-film-person-remove"), {"number": "2"})
    assert [one.number for one in consent.people(film)] == [1, 2], "reviewers are counting already"


def test_my_film_does_not_say_who_is_in_care(client):
    """S2: 'one more grown-up' is all that a person looking over a shoulder can read."""
    film = sent(others=0)
    enter(client, film)
    text = client.get(reverse("our_childhood:my-film-people")).content.decode()
    assert "One more grown-up" in text
    for word in ("social", "authority", "in care"):
        assert word not in text.lower()


# --- Reports and talks -----------------------------------------------------------------------------


def in_reports(film: Film) -> bool:
    return consent.standing(film, Purpose.USE_IN_REPORTS, since=film.file_received_at).ok


def test_reports_are_a_question_of_their_own_and_no_until_everybody_says_yes(client):
    """S2, S7: never bundled with showing the film; the child's yes and the grown-up's are both needed."""
    film = sent(others=0)
    enter(client, film)
    page = reverse("our_childhood:my-film-reports")
    assert page in client.get(reverse("our_childhood:my-film")).content.decode()
    say(film, Party.GUARDIAN, purpose=Purpose.USE_IN_REPORTS)
    say(film, Party.AUTHORITY, purpose=Purpose.USE_IN_REPORTS)
    assert not in_reports(film), "the child has not been asked"
    response = client.post(page, {"answer": "perhaps"})
    assert response.status_code == 422
    assert "Choose yes or no." in response.content.decode()
    for answer, allowed in (("yes", True), ("no", False), ("yes", True)):
        response = client.post(page, {"answer": answer}, follow=True)
        assert f"You said {answer}." in response.content.decode()
        assert in_reports(film) is allowed
    film.refresh_from_db()
    assert film.withdrawn_at is None, "a no to reports leaves the film where it is"


def test_a_no_to_reports_by_anybody_is_a_no(client):
    film = sent(others=0)
    enter(client, film)
    client.post(reverse("our_childhood:my-film-reports"), {"answer": "yes"})
    say(film, Party.AUTHORITY, purpose=Purpose.USE_IN_REPORTS)
    say(film, Party.GUARDIAN, purpose=Purpose.USE_IN_REPORTS, no=True)
    assert not in_reports(film)


def test_a_nine_year_old_reads_who_says_yes_and_what_for(client):
    """The Automated Readability Index of the pages about yeses, with one other person in the film."""
    film = sent()
    enter(client, film)
    one = next(one for someone in people.of(film) for one in someone.asked if one.voice.number == 2)
    lines: list[str] = []
    for name, *which in (
        ("my-film-people",),
        ("my-film-person-add",),
        ("my-film-ask", one.key),
        ("my-film-reports",),
        ("my-film-known",),
        ("my-film-take-down",),
    ):
        found = reading.sentences(client.get(reverse(f"our_childhood:{name}", args=which)).content.decode())
        lines += found
        assert reading.index(found) <= reading.READ_AT_NINE, (name, reading.index(found), found)
