"""S13, design 3.5: every way to publish that Wagtail offers, tried without a right to. All are refused.

Each test has a film that could leak: it has pictures, words and a revision, and lacks exactly one
thing. `LACKING` says what: two people, a yes, or not having been taken back.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.registry import action_registry
from wagtail.models import Revision, WorkflowState

from accounts.models import User
from moderation.models import Decision
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_at_second_check, film_in_review, fresh, watch
from tests.moderation.lacking import (
    EDIT,
    attempt,
    form_of,
    must_have_revision,
    not_public,
    with_one_person,
    without_anybody,
)

pytestmark = pytest.mark.django_db


def test_publish_button_in_the_editor(desk: Client, film: Film) -> None:
    desk.post(reverse(EDIT, args=[film.pk]), form_of(film, **{"action-publish": "action-publish"}))
    not_public(film)


def test_publish_button_is_not_even_there(desk: Client) -> None:
    page = desk.get(reverse(EDIT, args=[without_anybody().pk]))
    assert page.status_code == 200
    for name in ("action-publish", "action-unpublish", "action-submit", "action-cancel-workflow"):
        assert f'name="{name}"' not in page.content.decode()


def test_approve_in_wagtails_dialogue_by_one_person_for_both(client: Client) -> None:
    film, first = film_at_second_check()
    client.force_login(first)
    watch(film, first)
    state = fresh(film).current_workflow_task_state
    address = reverse(
        "wagtailsnippets_our_childhood_film:workflow_action", args=[film.pk, "approve", state.pk]
    )
    for headers in ({}, {"X-Requested-With": "XMLHttpRequest"}):
        client.post(address, {"note": ""}, headers=headers)
    not_public(film)


def test_approve_in_wagtails_dialogue_for_another_film(client: Client) -> None:
    """The address names one film and the task state another: the task state's own film counts."""
    mine, other = film_in_review(), with_one_person()
    user = UserFactory(moderator=True)
    client.force_login(user)
    watch(mine, user)
    state = fresh(other).current_workflow_task_state
    client.post(
        reverse("wagtailsnippets_our_childhood_film:workflow_action", args=[mine.pk, "approve", state.pk]),
        {"note": ""},
    )
    not_public(other)
    assert Decision.objects.filter(subject_id=str(other.pk)).count() == 1


def test_approve_with_the_editors_save(desk: Client, film: Film, operator: User) -> None:
    """Saving and approving in one click, by somebody who has not watched what they saved."""
    desk.post(
        reverse(EDIT, args=[film.pk]),
        form_of(
            film,
            description="New words nobody watched.",
            **{
                "action-workflow-action": "true",
                "workflow-action-name": "approve",
                "workflow-action-extra-data": json.dumps({"note": ""}),
            },
        ),
    )
    not_public(film)
    assert not Decision.objects.filter(decided_by=operator).exists()


def test_submit_cancel_and_restart_in_the_editor(desk: Client, film: Film) -> None:
    rounds = WorkflowState.objects.filter(status="in_progress").count()
    for name in ("submit", "cancel-workflow", "restart-workflow"):
        desk.post(reverse(EDIT, args=[film.pk]), form_of(film, **{f"action-{name}": name}))
    not_public(film)
    assert WorkflowState.objects.filter(status="in_progress").count() == rounds


def test_bulk_actions(desk: Client, film: Film) -> None:
    for name in ("publish", "unpublish", "delete", "move"):
        try:
            address = reverse("wagtail_bulk_action", args=["our_childhood", "film", name])
        except NoReverseMatch:
            continue
        desk.post(f"{address}?id={film.pk}", {"id": film.pk})
    not_public(film)
    assert Film.objects.filter(pk=film.pk).exists()


def test_schedule_in_the_editor(desk: Client, film: Film) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    desk.post(
        reverse(EDIT, args=[film.pk]),
        form_of(film, go_live_at=soon.isoformat(), **{"action-publish": "action-publish"}),
    )
    call_command("publish_scheduled")
    not_public(film)


def test_schedule_that_is_due(film: Film) -> None:
    """A row of schedule written by hand: the clock alone publishes nothing (F10)."""
    revision = must_have_revision(film)
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=due, content={**revision.content, "go_live_at": due.isoformat()}
    )
    attempt(lambda: call_command("publish_scheduled"))
    film = fresh(film)
    assert not film.live
    assert film.cleared_at is None


def test_autosave(desk: Client, film: Film) -> None:
    """Wagtail's editor saves by itself, asking for JSON: words only, never publishing."""
    answer = desk.post(
        reverse(EDIT, args=[film.pk]),
        form_of(film, description="Saved by itself.", **{"action-publish": "action-publish"}),
        headers={"Accept": "application/json"},
    )
    assert answer.status_code in (200, 302, 400, 403, 404)
    not_public(film)


def test_api_publishes_no_film(desk: Client, film: Film) -> None:
    """Wagtail's write API is not mounted, and its actions ask the same policy and the same gate."""
    namespaces = {name for name in get_resolver().namespace_dict if "api" in name.lower()}
    assert namespaces <= {"wagtailadmin_api"}
    for name, action in action_registry.get_actions_for_model(Film).items():
        assert name not in {"publish", "create", "delete", "unpublish"} or action.permission_error_class
    for path in ("/api/", "/api/v2/", "/api/v3/", f"/api/v3/snippets/our_childhood.film/{film.pk}/"):
        assert desk.get(path).status_code == 404
    not_public(film)


def test_publish_action_with_a_superuser(film: Film, operator: User) -> None:
    attempt(lambda: PublishRevisionAction(must_have_revision(film), user=operator).execute())
    not_public(film)


def test_edit_action_with_publish(film: Film, operator: User) -> None:
    attempt(lambda: EditAction(film, user=operator, publish=True).execute())
    not_public(film)


def test_create_action(operator: User) -> None:
    """Nobody makes a film but a child's journey."""
    attempt(
        lambda: CreateAction(
            Film(title="New", slug="new", age_band="7-9", live=True), user=operator
        ).execute()
    )
    assert not Film.objects.filter(slug="new").exists()


def test_revision_publish(film: Film) -> None:
    attempt(lambda: must_have_revision(film).publish())
    not_public(film)


def test_revision_publish_as_superuser(film: Film, operator: User) -> None:
    attempt(lambda: must_have_revision(film).publish(user=operator))
    not_public(film)


def test_revision_publish_past_the_permission(film: Film, operator: User) -> None:
    attempt(lambda: must_have_revision(film).publish(user=operator, skip_permission_checks=True))
    not_public(film)


def test_film_publish(film: Film) -> None:
    attempt(lambda: film.publish(must_have_revision(film)))
    not_public(film)


def test_save_live(film: Film) -> None:
    film.live = True
    attempt(film.save)
    attempt(lambda: film.save(update_fields=["live"]))
    not_public(film)


def test_update_live(film: Film) -> None:
    """Not even past every model: the database's own constraint (design 3.5)."""
    attempt(lambda: Film.objects.filter(pk=film.pk).update(live=True))
    attempt(lambda: Film.objects.bulk_update([_live(film)], ["live"]))
    not_public(film)


def _live(film: Film) -> Film:
    film = fresh(film)
    film.live = True
    return film
