"""S23, S26: nobody hosts whom two people have not approved for exactly what they say and show now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

import storage
from accounts.models import User
from moderation.enums import Verdict
from moderation.models import Decision
from moderation.rules import NotAllowed
from outbox.models import Message
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from takeover import actions, gate
from takeover.answers import AnswersMissing
from takeover.enums import DocumentKind, HostState, Proof, SuspendedFor
from takeover.models import Document, Host, Registration, Tick
from tests.factories import takeover as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def letters(template: str) -> int:
    return Message.objects.filter(template=template).count()


def test_a_sent_registration_waits_for_two_people() -> None:
    host = make.waiting_host()
    assert host.state == HostState.WAITING
    assert not host.live
    assert letters("host_received") == 1
    assert host.registration.sent["lead_name"] == "Alex Marsh"


def test_two_people_and_every_proof_make_a_host() -> None:
    """S23: the whole way, and the letter that says so."""
    host = make.approved_host()
    assert host.state == HostState.APPROVED
    assert host.live
    assert list(Host.objects.fit()) == [host]
    assert letters("host_approved") == 1
    assert host.approved_digest == host.review_digest("editorial")


@pytest.mark.parametrize("left_out", list(Proof))
def test_one_proof_that_nobody_ticked_keeps_the_gate_shut(left_out: Proof) -> None:
    """S23: each of them counts."""
    host = make.waiting_host()
    user = UserFactory(moderator=True)
    for proof in Proof:
        if proof != left_out:
            day = timezone.localdate() + timedelta(days=1)
            actions.tick(host=host, proof=proof, evidence="Read.", ends_date=day, user=user)
    with pytest.raises(NotAllowed):
        make.decide(host, user)
    assert not Decision.objects.exists()


def test_one_person_alone_approves_nothing() -> None:
    host = make.waiting_host()
    user = UserFactory(moderator=True, lead=True, superuser=True)
    make.tick_all(host, user)
    make.decide(host, user)
    with pytest.raises(NotAllowed):
        make.decide(host, user)
    assert not make.fresh(host).live


def test_no_other_way_leads_past_the_gate() -> None:
    """S23: Wagtail's own publish meets it, and the database behind it."""
    host = make.waiting_host()
    revision = host.save_revision()
    with pytest.raises(gate.NotFit):
        revision.publish(user=UserFactory(superuser=True), skip_permission_checks=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Host.objects.filter(pk=host.pk).update(live=True)


def test_revisions_hold_nothing_but_a_number() -> None:
    """Design 3: revisions outlive the row they copy."""
    host = make.approved_host()
    assert {frozenset(revision.content) for revision in host.revisions} == {frozenset({"pk"})}


def test_a_tick_needs_evidence_a_day_and_the_right() -> None:
    """S26: 'Checked by X on date', never an empty box."""
    host = make.waiting_host()
    user = UserFactory(moderator=True)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for evidence, day in ((" ", tomorrow), ("Read.", timezone.localdate() - timedelta(days=1))):
        with pytest.raises(ValueError):
            actions.tick(host=host, proof=Proof.RISK, evidence=evidence, ends_date=day, user=user)
    for stranger in (UserFactory(editor=True), UserFactory(superuser=True), make.guest()):
        with pytest.raises(PermissionDenied):
            actions.tick(host=host, proof=Proof.RISK, evidence="Read.", ends_date=tomorrow, user=stranger)
    assert not Tick.objects.exists()
    actions.tick(host=host, proof=Proof.RISK, evidence="Read.", ends_date=tomorrow, user=user)
    assert AuditEntry.objects.filter(act="host.ticked", actor=f"user:{user.pk}").exists()


def test_a_changed_answer_undoes_the_tick_that_covers_it_and_no_other() -> None:
    """S26: a tick counts for what was seen."""
    host = make.approved_host()
    made = host.registration
    actions.keep(registration=made, answers={"lead_name": "Somebody Else"}, language="en")
    actions.send(registration=made, by="system")
    bad = [standing.proof for standing in gate.standings(make.fresh(host)) if not standing.good]
    assert bad == [Proof.LEAD]


def test_a_new_paper_undoes_its_tick_once_it_is_sent() -> None:
    host = make.approved_host()
    made = host.registration
    make.paper(made, DocumentKind.RISK)
    assert all(standing.good for standing in gate.standings(make.fresh(host)))
    actions.send(registration=made, by="system")
    bad = [standing.proof for standing in gate.standings(make.fresh(host)) if not standing.good]
    assert bad == [Proof.RISK]


def test_what_was_checked_holds_while_a_change_is_checked() -> None:
    """ADR 0121: renewing early must not close a host's challenges."""
    host = make.approved_host()
    actions.keep(registration=host.registration, answers={"insurer": "Another"}, language="en")
    actions.send(registration=host.registration, by="system")
    assert Host.objects.fit().filter(pk=host.pk).exists()
    assert make.fresh(host).current_workflow_task_state is not None
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    make.tick_all(host, first)
    make.decide(host, first)
    make.decide(host, second)
    host = make.fresh(host)
    assert host.approved_digest == host.review_digest("editorial")


def test_an_approval_for_other_answers_counts_for_nothing() -> None:
    """F13: the host sends something else between the two checks."""
    host = make.waiting_host()
    first = UserFactory(moderator=True)
    make.tick_all(host, first)
    make.decide(host, first)
    actions.keep(registration=host.registration, answers={"decide": "Nothing much, " * 4}, language="en")
    actions.send(registration=host.registration, by="system")
    make.tick_all(host, first)
    make.decide(host, UserFactory(moderator=True))
    assert not make.fresh(host).live


def test_sending_twice_is_sending_once() -> None:
    """F8: a double tap makes one host, one round and one letter."""
    made = make.registration()
    first = actions.send(registration=made, by="system")
    assert actions.send(registration=made, by="system") == first
    assert Host.objects.count() == 1
    assert letters("host_received") == 1


@pytest.mark.parametrize("missing", ["lead_name", "never_alone", "insurance", "decide"])
def test_nothing_is_sent_without_what_nobody_hosts_without(missing: str) -> None:
    made = make.registration(**{missing: ""})
    with pytest.raises(AnswersMissing):
        actions.send(registration=made, by="system")
    assert not Host.objects.exists()


def test_one_organisation_is_not_doubled() -> None:
    """Case, marks and 'Ltd' make no other organisation; a team, a place or a refusal does."""
    make.waiting_host(name="The Paper Boat Company Ltd.")
    twin = make.registration(name="PAPER-BOAT")
    with pytest.raises(actions.SameName):
        actions.send(registration=twin, by="system")
    assert Host.objects.count() == 1
    actions.keep(registration=twin, answers={"team": "North shop"}, language="en")
    actions.send(registration=twin, by="system")
    assert Host.objects.count() == 2


def test_a_question_goes_there_and_back() -> None:
    host = make.waiting_host()
    user = UserFactory(moderator=True)
    make.look(host, user)
    question = actions.ask(host=host, words="Who is in the kitchen?", reason="host-question", user=user)
    host = make.fresh(host)
    assert host.state == HostState.ASKED
    assert letters("host_question") == 1
    with pytest.raises(actions.StillAsked):
        actions.send(registration=host.registration, by="system")
    actions.answer(question=question, words="Nobody.", by="system")
    actions.send(registration=host.registration, by="system")
    host = make.fresh(host)
    assert host.state == HostState.WAITING
    assert host.current_workflow_task_state is not None


def test_no_letter_holds_a_question_or_an_answer() -> None:
    """Design 4: what was asked is read after signing in."""
    host = make.waiting_host()
    user = UserFactory(moderator=True)
    make.look(host, user)
    actions.ask(host=host, words="Who is in the kitchen?", reason="host-question", user=user)
    assert not any("kitchen" in str(message.context) for message in Message.objects.all())


def test_refused_with_a_reason_and_sent_again() -> None:
    host = make.approved_host()
    actions.keep(registration=host.registration, answers={"decide": "Nothing. " * 10}, language="en")
    actions.send(registration=host.registration, by="system")
    make.decide(host, UserFactory(moderator=True), Verdict.REFUSE, reason="host-shadowing")
    host = make.fresh(host)
    assert host.state == HostState.REFUSED
    assert not host.live
    assert host.reply is not None and host.reply.code == "host-shadowing"
    assert letters("host_refused") == 1
    actions.send(registration=host.registration, by="system")
    assert make.fresh(host).state == HostState.WAITING


def test_only_a_lead_suspends_and_resumes() -> None:
    host = make.approved_host()
    lead, moderator = UserFactory(lead=True), UserFactory(moderator=True)
    with pytest.raises(PermissionDenied):
        actions.suspend(host=host, reason=SuspendedFor.STAFF, by="system", user=moderator)
    assert actions.suspend(host=host, reason=SuspendedFor.STAFF, by="system", user=lead)
    assert not Host.objects.fit().exists()
    assert letters("host_suspended") == 1
    with pytest.raises(PermissionDenied):
        actions.resume(host=host, by="system", user=moderator)
    assert actions.resume(host=host, by="system", user=lead)
    assert Host.objects.fit().exists()


def test_new_proof_lifts_what_time_did_but_not_what_a_lead_did() -> None:
    host = make.approved_host()
    actions.suspend(host=host, reason=SuspendedFor.ENDED, by="system")
    actions.suspend(host=host, reason=SuspendedFor.STAFF, by="system", user=UserFactory(lead=True))
    make.tick_all(host, UserFactory(moderator=True))
    assert make.fresh(host).suspended_for == SuspendedFor.STAFF


def test_a_held_host_is_approved_by_nobody() -> None:
    host = make.waiting_host()
    user = UserFactory(moderator=True)
    make.tick_all(host, user)
    safeguarding.hold(subject=host, reason="worry", by="system", user=UserFactory(lead=True))
    with pytest.raises(NotAllowed):
        make.decide(host, user)


def test_leaving_deletes_words_papers_and_account() -> None:
    """S8 for adults: nothing of the person is left, and a nameless host with its days is."""
    host = make.approved_host(contact_name="Zebedee Quill")
    kept = make.paper(host.registration)
    actions.send(registration=host.registration, by="system")
    owner = host.registration.owner
    actions.leave(registration=host.registration, by="system")
    assert not Registration.objects.exists()
    assert not Document.objects.exists()
    assert not list(storage.walk(storage.private(), "hosts"))
    assert not User.objects.filter(pk=owner.pk).exists()
    host = Host.objects.get(pk=host.pk)
    assert (host.name, host.plain_name, host.live, host.state) == ("", "", False, HostState.LEFT)
    assert {tick.evidence for tick in host.ticks.all()} == {""}
    assert not Message.objects.exclude(to="").filter(to=owner.email).exists()
    assert kept.key


def test_what_is_held_leaves_and_is_deleted_later() -> None:
    """Somebody who left may still have to be asked about."""
    host = make.approved_host()
    safeguarding.hold(subject=host, reason="worry", by="system", user=UserFactory(lead=True))
    actions.leave(registration=host.registration, by="system")
    assert not Host.objects.fit().exists()
    assert Registration.objects.exists()
    safeguarding.lift(subject=host, by="system", user=UserFactory(lead=True))
    from takeover import sweeper

    sweeper.sweep()
    assert not Registration.objects.exists()
