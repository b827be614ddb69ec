"""Design 3.4: every way round the workflow that Wagtail offers, tried. All are refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Task, TaskState, Workflow, WorkflowState
from wagtail.permissions import policy_registry

from accounts.models import User
from moderation.enums import Verdict
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_approved, film_in_review, fresh, give
from tests.moderation.lacking import (
    EDIT,
    attempt,
    form_of,
    newest,
    not_public,
)

pytestmark = pytest.mark.django_db


def test_reverting_to_an_older_revision(desk: Client, film: Film) -> None:
    revision = newest(film)
    if revision is None:
        return not_public(film)
    address = reverse("wagtailsnippets_our_childhood_film:revisions_revert", args=[film.pk, revision.pk])
    desk.post(address, form_of(film, **{"action-publish": "action-publish"}))
    return not_public(film)


def test_finishing_the_workflow(film: Film, operator: User) -> None:
    """What Wagtail does after the last task, called by hand."""
    state = WorkflowState.objects.for_instance(film).order_by("-pk").first()
    if state is not None:
        attempt(lambda: state.finish(user=operator))
    not_public(film)


def test_approving_the_task_state(film: Film, operator: User) -> None:
    """Wagtail's own approve(), whether the row is read as ours or as Wagtail's plain one."""
    for state in TaskState.objects.for_instance(film).filter(status="in_progress"):
        for one in (state, state.specific):
            attempt(lambda one=one: one.approve(user=operator))
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    not_public(film)


def test_deactivating_the_tasks(film: Film) -> None:
    """Wagtail skips a deactivated task and goes on; with none left it publishes."""
    for task in Task.objects.specific():
        try:
            with transaction.atomic():
                task.deactivate()
        except PermissionDenied:
            pass
    not_public(film)


def test_taking_the_second_check_out_of_the_workflow() -> None:
    film = film_in_review(ladder=True)
    workflow = Workflow.objects.get(name="Two people")
    workflow.workflow_tasks.filter(task__name="Editorial check").delete()
    attempt(lambda: give(film, UserFactory(moderator=True), Verdict.APPROVE))
    not_public(film)


def test_workflows_are_nobodys_to_edit(desk: Client, operator: User) -> None:
    """ADR 0042: the workflow is code's own."""
    for model in (Workflow, Task):
        policy = policy_registry.get_by_type(model)
        assert not any(policy.user_has_permission(operator, act) for act in ("add", "change", "delete"))
    workflow = Workflow.objects.get(name="Two people")
    task = workflow.tasks.first()
    for name, args in (
        ("index", []),
        ("add", []),
        ("edit", [workflow.pk]),
        ("disable", [workflow.pk]),
        ("enable", [workflow.pk]),
        ("task_index", []),
        ("edit_task", [task.pk]),
        ("disable_task", [task.pk]),
        ("enable_task", [task.pk]),
        ("select_task_type", []),
    ):
        address = reverse(f"wagtailadmin_workflows:{name}", args=args)
        for method in ("get", "post"):
            answer = getattr(desk, method)(address)
            assert answer.status_code in (302, 403, 404, 405), f"{method} {address} {answer.status_code}"
    assert Task.objects.filter(active=True).count() == Task.objects.count()
    assert Workflow.objects.filter(active=True).count() == Workflow.objects.count()


def test_unpublish_and_delete_views(desk: Client) -> None:
    """Nor does anybody take a film off, or away, by a button the review knows nothing of."""
    film = film_approved()
    for name in ("unpublish", "delete"):
        desk.post(reverse(f"wagtailsnippets_our_childhood_film:{name}", args=[film.pk]))
    assert fresh(film).live


def test_add_and_copy_views(desk: Client) -> None:
    answer = desk.post(
        reverse("wagtailsnippets_our_childhood_film:add"),
        {"title": "New", "language": "en", "action-publish": "action-publish"},
    )
    assert answer.status_code in (302, 403, 404)
    assert not Film.objects.exists()
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippets_our_childhood_film:copy", args=[1])


def test_editing_a_live_film_shows_nothing_new(desk: Client) -> None:
    """A live film's new words stay a draft until two people approved them."""
    film = film_approved()
    before = fresh(film).content_digest()
    desk.post(
        reverse(EDIT, args=[film.pk]),
        form_of(film, description="Words nobody approved.", **{"action-publish": "action-publish"}),
    )
    film = fresh(film)
    assert film.live
    assert film.description != "Words nobody approved."
    assert film.content_digest() == before == film.cleared_digest


@pytest.mark.parametrize("groups", [{}, {"editor": True}, {"translator": True}])
@pytest.mark.parametrize("superuser", [False, True])
def test_no_film_address_opens_for_anybody_outside_the_review(
    client: Client, groups: dict[str, bool], superuser: bool
) -> None:
    """Superusers included: without the group there is nothing to see (S22)."""
    user = UserFactory(is_superuser=superuser, is_staff=superuser, **groups)
    client.force_login(user)
    film = film_in_review()
    state, revision = film.current_workflow_task_state, newest(film)
    base = "wagtailsnippets_our_childhood_film:"
    addresses = [
        reverse("review_desk"),
        reverse("review_film", args=[film.pk]),
        reverse("review_captions", args=[film.pk]),
        reverse("review_media", args=[film.pk, "preview.mp4"]),
        *(reverse(base + name) for name in ("list", "list_results", "add")),
        *(
            reverse(base + name, args=[film.pk])
            for name in (
                "edit",
                "delete",
                "usage",
                "history",
                "history_results",
                "unpublish",
                "lock",
                "unlock",
                "confirm_workflow_cancellation",
                "workflow_history",
            )
        ),
        *(
            reverse(base + name, args=[film.pk, revision.pk])
            for name in ("revisions_revert", "revisions_unschedule")
        ),
        reverse(base + "revisions_compare", args=[film.pk, "earliest", "latest"]),
        *(
            reverse(base + name, args=[film.pk, "approve", state.pk])
            for name in ("workflow_action", "collect_workflow_action_data")
        ),
        reverse(base + "workflow_history_detail", args=[film.pk, state.workflow_state_id]),
    ]
    for address in addresses:
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            assert answer.status_code in (302, 403, 404, 405), f"{method} {address} {answer.status_code}"
            assert film.title.encode() not in answer.content
    assert not fresh(film).locked
