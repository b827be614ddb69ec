"""What everybody reads: stories, and what changed because of takeovers."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cms import keyset
from cms.caching import shared
from moderation import tell_us as telling
from moderation.told_words import IT
from people.pages import personal
from takeover.stories import queries
from takeover.stories.models import Change, StoryIndexPage, WriteUp


@shared
def stories(request: HttpRequest) -> HttpResponse:
    """/takeovers/stories/?before=<mark>: newest first."""
    page = _page(queries.stories(), request, "first_published_at")
    index = StoryIndexPage.objects.live().filter(locale__language_code=get_language()).first()
    context = {
        "index": index,
        "stories": queries.in_words(page.rows),
        **_links(request, "stories:stories", page.older),
    }
    return render(request, "stories/stories.html", context)


@shared
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/stories/<slug>/: one story, by Wagtail's own page."""
    page = queries.story(slug)
    if page is None:
        raise Http404
    return render(request, page.template, page.get_context(request))


@shared
def changed(request: HttpRequest) -> HttpResponse:
    """/takeovers/changed/?before=<mark>: what changed because of takeovers, newest first (S32)."""
    page = _page(queries.changes(), request, "approved_at")
    context = {"changes": page.rows, **_links(request, "stories:changed", page.older)}
    return render(request, "stories/changed.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/stories/<slug>/tell-us/: something is wrong with a story, told without an account (S14)."""
    page = queries.story(slug)
    if page is not None and page.write_up is not None:
        back = reverse("stories:story", args=[slug])
        return telling.page(request, page.write_up, name=page.title, back=back, about=IT)
    # What was put away while somebody was writing about it is still told about.
    hidden = WriteUp.objects.here().filter(live=True, pages__slug=slug).distinct()
    if request.method != "POST":
        raise Http404
    write_up = get_object_or_404(hidden)
    return telling.page(request, write_up, name=write_up.title, back=reverse("stories:stories"), about=IT)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us_change(request: HttpRequest, pk: int) -> HttpResponse:
    """/takeovers/changed/<pk>/tell-us/: something is wrong with what a host says (S14)."""
    rows = Change.objects.public() if request.method != "POST" else Change.objects.here().filter(live=True)
    change = get_object_or_404(rows, pk=pk)
    return telling.page(request, change, name=change.words, back=reverse("stories:changed"), about=IT)


def _page[Row: Model](rows: QuerySet[Row], request: HttpRequest, moment: str) -> keyset.Page[Row]:
    try:
        return keyset.page(rows, request.GET.get("before", ""), moment=moment)
    except keyset.NoSuchMark as error:
        raise Http404 from error


def _links(request: HttpRequest, name: str, older: str) -> dict[str, str]:
    here = reverse(name)
    return {
        "newest": here if request.GET.get("before") else "",
        "older": f"{here}?before={older}" if older else "",
    }
