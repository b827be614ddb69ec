"""A signature's own page: put right, kept for another year, shown, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import Certificate
from consent import tombstones
from consent.models import Tombstone
from moderation.enums import Verdict
from outbox.models import Message
from pledge import actions, sweeper
from pledge.enums import Gone, Kind, Route
from pledge.models import PublicName, Signature
from tests.factories import pledge as make
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Robin Ashgrove",
    "role": "social_worker",
    "organisation": "Fernbridge Council",
    "words": "Leeds",
}


def at(signature: Signature, end: str = "") -> str:
    return f"/pledge/mine/{make.token(signature)}/{end}"


def test_it_is_put_right(client) -> None:
    signature = make.signed()
    client.post(at(signature, "change/"), {**SAID, "organisation": "Quillford Trust", "words": "York"})
    signature.refresh_from_db()
    assert (signature.organisation, signature.authority.name) == ("Quillford Trust", "York")
    assert signature.confirmed_at is not None


def test_it_is_taken_back_at_once_and_whole(client) -> None:
    """S8, C: the count, the wall, the certificate, the letters; a nameless stone stays (F14)."""
    signature = make.signed(wants_name=True)
    name = make.named(signature)
    certificate = actions.certify(signature=signature, named=True)
    assert certificate is not None and certificate.first_name == "Robin Ashgrove"
    assert "Take your signature back?" in client.post(at(signature), {"act": "sure"}).content.decode()
    assert Signature.objects.counted().count() == 1, "asking whether is not doing it"
    client.post(at(signature), {"act": "take-back"})
    assert not Signature.objects.exists()
    assert not PublicName.objects.public().exists()
    name.refresh_from_db()
    assert (name.name, name.organisation, name.withdrawn_by) == ("", "", Route.GONE)
    certificate.refresh_from_db()
    assert certificate.first_name == "" and certificate.revoked_at is not None
    assert not Message.objects.exclude(to="").exists()
    assert Tombstone.objects.filter(label="pledge.signature").count() == 1
    assert client.get(at(signature)).status_code == 404


@pytest.mark.parametrize("corrected_first", [False, True])
def test_no_certificate_names_an_organisation_that_took_its_signature_back(client, corrected_first) -> None:
    """S1, S8: nothing would lead to it any more, so nothing could take the name off later."""
    signature = make.signed(kind=Kind.ORGANISATION, how="We ask.", organisation="Quillford Trust")
    certificate = actions.certify(signature=signature, named=False)
    assert certificate is not None and certificate.who == "Quillford Trust"
    if corrected_first:
        client.post(at(signature, "change/"), {**SAID, "how": "We ask each child."})
        actions.certify(signature=signature, named=False)
    client.post(at(signature), {"act": "take-back"})
    assert set(Certificate.objects.values_list("who", flat=True)) == {""}


def test_put_right_while_it_is_taken_back_it_is_gone(client, monkeypatch) -> None:
    """Two tabs: the page says that the link works no more."""
    signature = make.signed()
    correct = actions.correct

    def late(**said):
        actions.take_back(signature=signature, by="signer", route=Gone.LINK)
        return correct(**said)

    monkeypatch.setattr(actions, "correct", late)
    answer = client.post(at(signature, "change/"), {**SAID, "organisation": "Quillford Trust"})
    assert answer.status_code == 404
    assert "This link does not work any more" in answer.content.decode()
    assert not Signature.objects.exists()


def test_a_restored_backup_does_not_bring_it_back() -> None:
    """F14: the tombstone outside the database is replayed."""
    from consent import withdrawal

    signature = make.signed()
    kept = {field.attname: getattr(signature, field.attname) for field in Signature._meta.concrete_fields}
    actions.take_back(signature=signature, by="signer", route=Gone.LINK)
    Tombstone.objects.all().delete()
    Signature.objects.create(**kept)
    assert tombstones.everything()
    withdrawal.replay(by="system")
    assert not Signature.objects.exists()


def test_a_name_is_on_the_wall_only_if_wished_and_read_by_two(client) -> None:
    """S2, S13."""
    quiet = make.signed()
    sweeper.sweep()
    assert not PublicName.objects.exists()
    signature = make.signed(wants_name=True, name="Wilhelmina Oakapple")
    sweeper.sweep()
    name = PublicName.objects.get(signature=signature)
    page = "/pledge/who/?kind=person"
    for _ in range(2):
        assert "Oakapple" not in client.get(page).content.decode()
        decide(name, UserFactory(moderator=True))
    shown = client.get(page).content.decode()
    assert "Oakapple" in shown
    assert quiet.name not in shown


def test_no_page_of_everybodys_shows_an_address(client) -> None:
    make.named(make.signed("planted.address@work.example", wants_name=True))
    for path in ("/pledge/", "/pledge/who/?kind=person", "/pledge/who/", "/pledge/where/"):
        assert "planted" not in client.get(path).content.decode()


def test_new_words_for_the_wall_are_read_again(client) -> None:
    signature = make.signed(wants_name=True)
    make.named(signature)
    client.post(at(signature, "change/"), {**SAID, "organisation": "Quillford Trust", "wants_name": "on"})
    assert not PublicName.objects.public().exists()
    sweeper.sweep()
    name = PublicName.objects.get(signature=signature)
    assert name.organisation == "Quillford Trust" and not name.live


def test_a_name_taken_off_is_not_proposed_again(client) -> None:
    signature = make.signed(wants_name=True)
    name = make.named(signature)
    actions.take_off(name=name, by="system", route=Route.STAFF)
    sweeper.sweep()
    assert not PublicName.objects.here().exists()
    assert Signature.objects.counted().count() == 1


def test_a_refused_name_says_why_to_its_signer_alone(client) -> None:
    signature = make.signed(wants_name=True)
    actions.propose_name(signature=signature)
    name = PublicName.objects.get()
    decide(name, UserFactory(moderator=True), Verdict.REFUSE, reason="pledge-contact")
    assert "Take it out on your page" in client.get(at(signature)).content.decode()


def test_a_certificate_is_checked_by_its_number_and_has_a_name_only_if_ticked(client) -> None:
    signature = make.signed()
    plain = client.post(at(signature), {"act": "certificate"})
    assert "A professional promises" in client.get(plain.url).content.decode()
    named = client.post(at(signature), {"act": "certificate", "named": "on"})
    assert named.url == plain.url
    assert "Robin Ashgrove promises" in client.get(named.url).content.decode()


def test_a_certificate_of_old_words_counts_no_more(client) -> None:
    signature = make.signed(kind=Kind.ORGANISATION, how="We ask.")
    old = actions.certify(signature=signature, named=False)
    said = {**SAID, "organisation": "Quillford Trust", "how": "We ask."}
    assert client.post(at(signature, "change/"), said).status_code == 302
    new = actions.certify(signature=signature, named=False)
    assert old is not None and new is not None and old.number != new.number
    assert Certificate.objects.good().get().who == "Quillford Trust"


# --- Do you still keep it? -----------------------------------------------------------------------


def end_in(signature: Signature, days: int, **more: object) -> None:
    until = timezone.localdate() + timedelta(days=days)
    Signature.objects.filter(pk=signature.pk).update(kept_until=until, **more)


def letters() -> list[dict[str, object]]:
    return [one.context for one in Message.objects.filter(template="pledge_still").order_by("id")]


def test_after_a_year_it_is_asked_twice_and_then_ends(client) -> None:
    signature = make.signed()
    sweeper.sweep()
    assert letters() == []
    end_in(signature, 50)
    for _ in range(2):
        sweeper.sweep()
    assert [one["reminder"] for one in letters()] == [False]
    week_ago = timezone.now() - timedelta(days=8)
    end_in(signature, 10, asked_at=week_ago)
    for _ in range(2):
        sweeper.sweep()
    assert [one["reminder"] for one in letters()] == [False, True]
    end_in(signature, -1, reminded_at=week_ago)
    assert actions.end_old() == 1
    assert not Signature.objects.exists()


def test_nothing_ends_before_both_letters_had_their_time() -> None:
    """F10: a clock that jumps, or a sweep that stood still, ends nothing unasked."""
    signature = make.signed()
    end_in(signature, -400)
    assert actions.end_old() == 0
    sweeper.sweep()
    assert actions.end_old() == 0
    assert Signature.objects.counted().exists()


def test_who_says_yes_counts_for_another_year(client) -> None:
    signature = make.signed()
    end_in(signature, 20, asked_at=timezone.now())
    assert "Do you still keep it?" in client.get(at(signature)).content.decode()
    client.post(at(signature), {"act": "keep"})
    signature.refresh_from_db()
    assert signature.kept_until == timezone.localdate() + actions.KEPT_FOR
    assert signature.asked_at is None


def test_a_new_version_asks_everybody_again(client) -> None:
    signature = make.signed()
    new = make.version(starts=timezone.localdate(), title="We promise more")
    sweeper.sweep()
    assert [one["changed"] for one in letters()] == [True]
    page = client.get(at(signature)).content.decode()
    assert "The Pledge has changed" in page
    assert Signature.objects.counted().count() == 1, "it counts until there was time to answer"
    client.post(at(signature), {"act": "keep"})
    signature.refresh_from_db()
    assert signature.version == new
    sweeper.sweep()
    assert len(letters()) == 1


def test_what_nobody_confirms_is_deleted_within_a_week() -> None:
    signature = make.asked()
    assert actions.forget_waiting() == 0
    Signature.objects.update(sent_at=timezone.now() - timedelta(days=8))
    assert actions.forget_waiting() == 1
    assert not Signature.objects.exists()
    assert not Message.objects.filter(subject_ref=f"pledge.signature:{signature.pk}").exclude(to="").exists()
