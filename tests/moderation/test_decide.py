"""Design 3.4: a film is approved by two people, each for the exact content they watched (S13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from moderation import actions, queries, rules, signals
from moderation.enums import Check, Objection, Verdict
from moderation.models import Decision, Reason
from our_childhood.models import Film
from safeguarding import audit
from safeguarding import queries as safeguarding
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.moderation import (
    add_ladder,
    film_approved,
    film_at_second_check,
    film_in_review,
    fresh,
    give,
    new_video,
    watch,
)

pytestmark = pytest.mark.django_db


def refused(film: Film, user: Any, verdict: Verdict = Verdict.APPROVE, **kwargs: Any) -> list[Objection]:
    """`user` gives `verdict` and is refused; returns why. Nothing may have changed by it."""
    before = (Decision.objects.count(), fresh(film).live, TaskState.objects.filter(status="approved").count())
    with pytest.raises(rules.NotAllowed) as error:
        give(film, user, verdict, **kwargs)
    assert before == (
        Decision.objects.count(),
        fresh(film).live,
        TaskState.objects.filter(status="approved").count(),
    )
    return error.value.objections


def test_two_people_publish_a_film() -> None:
    """S13: first check, ladder, second check by somebody else: live, for exactly that content."""
    film, first = film_at_second_check()
    assert not film.live
    second = UserFactory(lead=True)
    decision = give(film, second, Verdict.APPROVE)
    film = fresh(film)
    assert film.live
    assert decision is not None
    assert film.cleared_digest == decision.digest == film.content_digest()
    clearance = queries.clearance(film)
    assert clearance.complete
    assert clearance.by == {first.pk, second.pk}
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert audit.verify().whole
    acts = list(safeguarding.trail(film).values_list("act", flat=True))
    assert acts.index("film.approved") < acts.index("film.cleared")


def test_same_person_cannot_do_both_checks() -> None:
    film, first = film_at_second_check()
    assert refused(film, first) == [Objection.APPROVED_EARLIER]


def test_same_person_in_both_groups_cannot_either() -> None:
    both = UserFactory(moderator=True, lead=True)
    film, _ = film_at_second_check(first=both)
    assert refused(film, both) == [Objection.APPROVED_EARLIER]


def test_superuser_has_no_say() -> None:
    """Being an operator is another job."""
    film = film_in_review()
    operator = UserFactory(superuser=True)
    for verdict in Verdict:
        assert Objection.NOT_A_MEMBER in refused(film, operator, verdict)
    task = fresh(film).current_workflow_task
    assert task.get_actions(fresh(film), operator) == []
    assert not task.get_task_states_user_can_moderate(operator).exists()
    assert not TaskState.objects.reviewable_by(operator).exists()
    assert not task.user_can_access_editor(film, operator)
    assert task.locked_for_user(film, operator)


def test_editor_has_no_say() -> None:
    assert Objection.NOT_A_MEMBER in refused(film_in_review(), UserFactory(editor=True, translator=True))


def test_somebody_who_left_has_no_say() -> None:
    user = UserFactory(moderator=True)
    film = film_in_review()
    user.is_active = False
    user.save()
    assert refused(film, user) == [Objection.SIGNED_OUT]


def test_somebody_taken_out_of_the_group_has_no_say() -> None:
    film, user = film_in_review(), UserFactory(moderator=True)
    watch(film, user)
    user.groups.remove(Group.objects.get(name="Moderators"))
    assert refused(film, user) == [Objection.NOT_A_MEMBER]


def test_starter_cannot_approve() -> None:
    """Whoever sends something into review is not one of the two."""
    starter = UserFactory(moderator=True)
    film = film_in_review(started_by=starter)
    assert refused(film, starter) == [Objection.STARTED_IT]
    film, _ = film_at_second_check(started_by=starter)
    assert refused(film, starter) == [Objection.STARTED_IT]


def test_nobody_decides_on_what_they_have_not_watched() -> None:
    """S22: the trail shows the look before the verdict."""
    film, user = film_in_review(), UserFactory(moderator=True)
    assert refused(film, user, seen=False) == [Objection.NOT_OPENED]
    give(film, user, Verdict.APPROVE)


def test_having_watched_the_preview_is_not_having_watched_the_ladder() -> None:
    """S13: the second check is on the very renditions that will be public."""
    film, second = film_in_review(), UserFactory(moderator=True)
    watch(film, second)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    add_ladder(fresh(film).video)
    assert refused(film, second, seen=False) == [Objection.NOT_OPENED]


def test_first_approval_outlives_the_ladder_of_the_same_file() -> None:
    film, first = film_at_second_check()
    assert not rules.stale(
        queries.approvals(WorkflowState.objects.get()), {check: film.review_digest(check) for check in Check}
    )
    assert queries.clearance(film).by == {first.pk}
    assert not queries.clearance(film).complete


def test_second_check_waits_for_the_ladder() -> None:
    film = film_in_review()
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    with pytest.raises(rules.NotAllowed, match="renditions are not ready"):
        give(film, UserFactory(moderator=True), Verdict.APPROVE)


def test_changed_words_void_the_first_approval() -> None:
    """F13 in words: an edit after the first check starts both checks again."""
    film, first = film_at_second_check()
    film.description = "A paper boat sinks."
    film.save()
    film.save_revision(clean=False)
    second = UserFactory(moderator=True)
    assert give(film, second, Verdict.APPROVE) is None
    film = fresh(film)
    assert not film.live
    assert film.current_workflow_task.specific.check_kind == Check.SAFEGUARDING
    assert queries.clearance(film).by == set()
    give(film, first, Verdict.APPROVE)
    give(film, second, Verdict.APPROVE)
    assert fresh(film).live


def test_replaced_file_voids_the_first_approval() -> None:
    """F13: another file is another film, whatever it is called."""
    film, _ = film_at_second_check()
    Film.objects.filter(pk=film.pk).update(video=new_video(ladder=True))
    assert not queries.clearance(fresh(film)).complete
    assert give(film, UserFactory(moderator=True), Verdict.APPROVE) is None
    assert fresh(film).current_workflow_task.specific.check_kind == Check.SAFEGUARDING
    assert not fresh(film).live


def test_rendition_changed_after_approval_closes_the_gate() -> None:
    """S13: each public byte maps to an approval of that SHA-256."""
    film = film_approved()
    film.video.renditions.filter(name="h264-480.mp4").update(sha256="f" * 64)
    clearance = queries.clearance(fresh(film))
    assert clearance.digest != fresh(film).content_digest()


def test_refusal_ends_the_review_and_keeps_the_note_out_of_wagtails_log() -> None:
    film, user = film_in_review(), UserFactory(moderator=True)
    watch(film, user)
    state = film.current_workflow_task_state
    reason = Reason.objects.get(code="school")
    decision = actions.decide(
        task_state=state, user=user, verdict="refuse", reason="school", note="second 4, badge of a friend"
    )
    assert decision is not None
    assert decision.reason == reason
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert queries.clearance(film) == queries.Clearance()
    from wagtail.models import ModelLogEntry

    assert "badge" not in " ".join(str(entry.data) for entry in ModelLogEntry.objects.all())
    assert TaskState.objects.get().comment == reason.label


@pytest.mark.parametrize(
    ("verdict", "reason", "objection"),
    [
        (Verdict.REFUSE, "", Objection.NEEDS_A_REASON),
        (Verdict.ASK_CHANGE, "", Objection.NEEDS_A_REASON),
        (Verdict.REFUSE, "sound", Objection.WRONG_REASON),
        (Verdict.ASK_CHANGE, "name", Objection.WRONG_REASON),
        (Verdict.REFUSE, "no-such-code", Objection.NEEDS_A_REASON),
    ],
)
def test_a_no_without_its_reason_is_refused(verdict: Verdict, reason: str, objection: Objection) -> None:
    """The child always gets a reply."""
    assert refused(film_in_review(), UserFactory(moderator=True), verdict, reason=reason) == [objection]


def test_asking_for_a_change_waits_for_a_new_round() -> None:
    film, _ = film_at_second_check()
    give(film, UserFactory(moderator=True), Verdict.ASK_CHANGE, reason="sound")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert queries.clearance(film) == queries.Clearance()
    actions.start_review(subject=film, by="child")
    assert queries.current_round(film).pk != WorkflowState.objects.order_by("pk").first().pk
    assert queries.clearance(fresh(film)).by == set()


def test_hold_stops_everything_until_it_is_lifted() -> None:
    film, _ = film_at_second_check()
    give(film, UserFactory(moderator=True), Verdict.HOLD, reason="worry", seen=False)
    assert safeguarding.is_held(film)
    assert refused(film, UserFactory(moderator=True)) == [Objection.BLOCKED]


def test_claimed_film_is_left_to_whoever_claimed_it() -> None:
    film, mine, other = film_in_review(), UserFactory(moderator=True), UserFactory(moderator=True)
    actions.claim(subject=film, user=mine)
    assert refused(film, other) == [Objection.CLAIMED]
    with pytest.raises(rules.NotAllowed):
        actions.claim(subject=film, user=other)
    give(film, mine, Verdict.APPROVE)
    assert not fresh(film).locked


def test_old_claim_is_nobodys() -> None:
    from datetime import timedelta

    from django.utils import timezone

    film, other = film_in_review(), UserFactory(moderator=True)
    actions.claim(subject=film, user=UserFactory(moderator=True))
    Film.objects.filter(pk=film.pk).update(locked_at=timezone.now() - timedelta(hours=3))
    give(film, other, Verdict.APPROVE)


def test_verdict_on_a_check_that_is_over_is_refused() -> None:
    """Two tabs, two people: the second click changes nothing."""
    film = film_in_review()
    state = film.current_workflow_task_state
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    late = UserFactory(moderator=True)
    watch(film, late)
    with pytest.raises(rules.NotAllowed) as error:
        actions.decide(task_state=state, user=late, verdict="approve")
    assert Objection.NOT_WAITING in error.value.objections


def test_task_state_moves_only_with_a_decision() -> None:
    """Wagtail's own approve(), called by any code with any user, is refused."""
    film = film_in_review()
    for user in (UserFactory(superuser=True), UserFactory(moderator=True), None):
        for verb in ("approve", "reject"):
            with pytest.raises(PermissionDenied):
                getattr(fresh(film).current_workflow_task_state, verb)(user=user)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_database_keeps_two_approvals_of_one_person_apart() -> None:
    """What the rules forbid, the database forbids too."""
    film = film_in_review()
    decision = give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert decision is not None
    for check in Check:
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(
                subject_type=decision.subject_type,
                subject_id=decision.subject_id,
                round=decision.round,
                check_kind=check,
                verdict=Verdict.APPROVE,
                digest=decision.digest,
                decided_by=decision.decided_by,
            )


def test_gate_that_says_no_leaves_nothing_of_the_approval() -> None:
    """F6: whole or nothing. Consent ended between the page and the click."""
    film, _ = film_at_second_check(consent=True)
    second = UserFactory(moderator=True)
    watch(film, second)

    def close(**kwargs: Any) -> None:
        Film.objects.filter(pk=film.pk).update(file_received_at=timezone.now())  # a yes was to another file

    signals.deciding.connect(close)
    try:
        with pytest.raises(PermissionDenied, match="standing yes"):
            give(film, second, Verdict.APPROVE, seen=False)
    finally:
        signals.deciding.disconnect(close)
    assert Decision.objects.count() == 1
    assert not fresh(film).live
    assert fresh(film).current_workflow_task.specific.check_kind == Check.EDITORIAL
    assert not AuditEntry.objects.filter(act="film.approved", facts__check="editorial").exists()


def test_others_hear_of_it_in_and_after_the_transaction(django_capture_on_commit_callbacks: Any) -> None:
    film, heard = film_in_review(), []

    def note(name: str) -> Any:
        return lambda decision, subject, user, **kwargs: heard.append(
            (name, decision.verdict, subject.pk, user.pk)
        )

    during, after = note("deciding"), note("decided")
    signals.deciding.connect(during)
    signals.decided.connect(after)
    user = UserFactory(moderator=True)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            give(film, user, Verdict.APPROVE)
            assert [one[0] for one in heard] == ["deciding"]
    finally:
        signals.deciding.disconnect(during)
        signals.decided.disconnect(after)
    assert heard == [("deciding", "approve", film.pk, user.pk), ("decided", "approve", film.pk, user.pk)]


def test_notes_are_erased_and_verdicts_stay() -> None:
    """S8: what staff wrote goes with the film."""
    film, user = film_in_review(), UserFactory(moderator=True)
    watch(film, user)
    actions.decide(
        task_state=film.current_workflow_task_state,
        user=user,
        verdict="approve",
        note="Ola says hello",
        people=1,
    )
    assert actions.erase_notes(subject=film, by="system") == 1
    assert Decision.objects.get().note == ""
    assert Decision.objects.get().verdict == Verdict.APPROVE
