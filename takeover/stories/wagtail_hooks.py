"""The room's staff side: light desks for write-ups and for what changed, and a look at their pictures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from moderation.desk import Desk
from moderation.enums import Verdict
from safeguarding import audit
from safeguarding import queries as safeguarding
from storage import responses
from takeover.desk.menu import MENU
from takeover.stories.models import Change, Picture, WriteUp
from uploads.pictures import KIND

_VERDICTS = (Verdict.APPROVE, Verdict.ASK_CHANGE, Verdict.REFUSE, Verdict.HOLD)
STORIES = Desk(
    model=WriteUp,
    name="story",
    slug="stories",
    title=_("Stories"),
    card="stories/admin/story_card.html",
    reasons="story-",
    order=55,
    icon="openquote",
    verdicts=_VERDICTS,
    prepare=lambda rows: rows.select_related("host", "challenge", "reply").prefetch_related(
        "pictures__tickets", "pages"
    ),
)
CHANGES = Desk(
    model=Change,
    name="change",
    slug="changes",
    title=_("What changed"),
    card="stories/admin/change_card.html",
    reasons="story-",
    order=56,
    icon="rotate",
    prepare=lambda rows: rows.select_related("host", "challenge", "reply"),
)
register_snippet(STORIES.viewset())
register_snippet(CHANGES.viewset())


@require_safe
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """/admin/stories/<pk>/pictures/<number>/: a picture nobody outside sees yet; each look is on record."""
    if not STORIES.may(request.user):
        raise Http404
    found = get_object_or_404(
        Picture.objects.select_related("write_up"), pk=number, write_up=pk, write_up__withdrawn_at=None
    )
    if safeguarding.is_sealed(found.write_up):
        raise Http404
    audit.record(
        by=audit.actor(request.user),
        act="writeup.picture_opened",
        subject=found.write_up,
        picture=found.pk,
    )
    return responses.private(request, found.key, KIND)


@hooks.register("register_admin_urls")
def story_urls() -> list[Any]:
    look = path("stories/<int:pk>/pictures/<int:number>/", picture, name="story_picture")
    return [*STORIES.urls(), *CHANGES.urls(), look]


@hooks.register(MENU)
def stories_menu_item() -> MenuItem:
    return STORIES.menu_item()


@hooks.register(MENU)
def changes_menu_item() -> MenuItem:
    return CHANGES.menu_item()
