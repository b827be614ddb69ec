"""The room's staff side: light desks for posts and answers, and a look at papers."""

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

from cicc_meetups.desk.menu import MENU
from cicc_meetups.practice.models import Answer, Paper, Post
from moderation.desk import Desk
from moderation.enums import Verdict
from safeguarding import audit
from safeguarding import queries as holds
from storage import responses
from storage.content_types import DOWNLOAD

POSTS = Desk(
    model=Post,
    name="practice",
    slug="practice",
    title=_("Between meetups"),
    card="practice/admin/card.html",
    reasons="practice-",
    order=60,
    icon="group",
    verdicts=(Verdict.APPROVE, Verdict.ASK_CHANGE, Verdict.REFUSE, Verdict.HOLD),
    prepare=lambda rows: (
        rows.filter(is_draft=False).select_related("council", "reply").prefetch_related("papers")
    ),
)
ANSWERS = Desk(
    model=Answer,
    name="practice_answer",
    slug="practice-answers",
    title=_("Answers between meetups"),
    card="practice/admin/answer_card.html",
    reasons="practice-",
    order=61,
    icon="comment",
    prepare=lambda rows: rows.select_related("council", "post__council", "reply"),
)
register_snippet(POSTS.viewset())
register_snippet(ANSWERS.viewset())


@require_safe
def paper(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """/admin/practice/<pk>/papers/<number>/: a scanned paper; each look is on record (S22)."""
    if not POSTS.may(request.user):
        raise Http404
    found = get_object_or_404(
        Paper.objects.select_related("post"),
        pk=number,
        post=pk,
        post__withdrawn_at=None,
        scanned_at__isnull=False,
    )
    if holds.is_sealed(found.post):
        raise Http404
    audit.record(
        by=audit.actor(request.user), act="practice.paper_opened", subject=found.post, paper=found.pk
    )
    answer = responses.private(request, found.key, DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="paper-{found.pk}{found.ending}"'
    return answer


@hooks.register("register_admin_urls")
def practice_urls() -> list[Any]:
    look = path("practice/<int:pk>/papers/<int:number>/", paper, name="practice_paper")
    return [*POSTS.urls(), *ANSWERS.urls(), look]


@hooks.register(MENU)
def practice_menu_item() -> MenuItem:
    return POSTS.menu_item()


@hooks.register(MENU)
def answers_menu_item() -> MenuItem:
    return ANSWERS.menu_item()
