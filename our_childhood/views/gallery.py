"""What everybody may see: the gallery, a film, its captions. Only Film.objects.shown() is rendered (S13)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cms.caching import shared
from moderation import promises
from our_childhood import paging, prompts, showing
from our_childhood.models import Film


@shared
def film_list(request: HttpRequest) -> HttpResponse:
    """/films/?about=<question>&before=<mark>: newest first, a dozen a page."""
    questions = prompts.questions()
    films = showing.with_posters(Film.objects.shown())
    about = request.GET.get("about", "")
    chosen = next((question for question in questions if question.slug == about), None)
    if about and chosen is None:
        raise Http404
    if chosen is not None:
        films = films.filter(prompt_id=chosen.canonical_id)
    try:
        page = paging.page(films, request.GET.get("before", ""))
    except paging.NoSuchMark as error:
        raise Http404 from error
    here = reverse("our_childhood:film-list")
    query = {"about": chosen.slug} if chosen else {}
    return render(
        request,
        "our_childhood/film_list.html",
        {
            "questions": questions,
            "chosen": chosen,
            "cards": showing.cards(page.rows, questions),
            "newest": f"{here}?{urlencode(query)}".rstrip("?") if request.GET.get("before") else "",
            "older": f"{here}?{urlencode({**query, 'before': page.older})}" if page.older else "",
        },
    )


@shared
def film_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """/films/<slug>/: one film. Unknown, waiting, refused, held and withdrawn are one and the same 404."""
    films = Film.objects.shown().select_related("video", "prompt").prefetch_related("video__renditions")
    film = get_object_or_404(films, slug=slug)
    question = None
    if film.prompt is not None:
        question = next((q for q in prompts.questions() if q.key == film.prompt.translation_key), None)
    return render(
        request,
        "our_childhood/film_detail.html",
        {
            "film": film,
            "question": question,
            "player": showing.player(film),
            "within": promises.in_days(promises.times().report_days),
        },
    )


@shared
def film_captions(request: HttpRequest, slug: str) -> HttpResponse:
    """/films/<slug>/captions.vtt: the confirmed captions of a public film (S28)."""
    film = get_object_or_404(Film.objects.shown(), slug=slug)
    if not film.captions:
        raise Http404
    return HttpResponse(film.captions, content_type="text/vtt; charset=utf-8")
