"""/my-film/people/: who has to say yes, putting that right, and the paper they can sign (S9, S19).

Opened by the code like the rest of /my-film/; no names, and nobody learns who said no.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import queries as consent
from consent.enums import Purpose
from our_childhood import asking, following, people, story
from our_childhood.forms import person_form
from our_childhood.models import Film
from our_childhood.views.my_film import BY, GrownUpForm, slow_down, with_film
from people import limits
from people.numbers import whole_number

NEW = 2  # the form about somebody new keeps its answers under p2, whatever their number becomes


@require_GET
@with_film
def show(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/people/: everybody in the film, and whose yes is still missing."""
    if not story.tell(film).can_see_people:
        return redirect("our_childhood:my-film")
    rows = [(person, [(people.label(one), one) for one in person.asked]) for person in people.of(film)]
    return render(
        request,
        "our_childhood/my_film_people.html",
        {"film": film, "rows": rows, "can_change": _can_change(film)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_film
def add(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/people/add/: somebody whom the child had not counted."""
    if not _can_change(film):
        return redirect("our_childhood:my-film-people")
    form = person_form(NEW)(request.POST or None, answers={})
    if request.method == "POST":
        if not limits.allow(request, act="ask-again", most=60, seconds=3600):
            form.add_error(None, slow_down())
        elif form.is_valid() and _added(film, form.cleaned_data, form):
            return redirect("our_childhood:my-film-people")
    return render(
        request,
        "our_childhood/my_film_person.html",
        {"form": form, "film": film},
        status=422 if form.errors else 200,
    )


@require_POST
@with_film
def remove(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/people/remove/: somebody who is not in the film after all."""
    number = whole_number(request.POST.get("number", ""))
    if number is not None:
        with suppress(asking.JourneyOver):  # the review has begun: the page says what is left to do
            following.remove_person(film=film, number=number, by=BY)
    return redirect("our_childhood:my-film-people")


@require_POST
@with_film
def say_yes(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/say-yes/: the child's own yes once more, to today's words (S7)."""
    if story.tell(film).waits_for_you:
        asking.child_says_yes(film, by=BY)
    return redirect("our_childhood:my-film")


@require_http_methods(["GET", "HEAD", "POST"])
@with_film
def reports(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/talks-and-reports/: a question of its own, a yes or a no, changed as often as one likes (S2).

    It is never asked on the way to sending a film, and without an answer it is a no.
    """
    if not story.tell(film).can_see_people:
        return redirect("our_childhood:my-film")
    unsure = False
    if request.method == "POST":
        said = request.POST.get("answer")
        if said in ("yes", "no"):
            asking.child_says(film, Purpose.USE_IN_REPORTS, yes=said == "yes", by=BY)
            return redirect("our_childhood:my-film-reports")
        unsure = True
    return render(
        request,
        "our_childhood/my_film_reports.html",
        {
            "film": film,
            "words": asking.childs_words(Purpose.USE_IN_REPORTS),
            "said": people.child_said(film, Purpose.USE_IN_REPORTS),
            "unsure": unsure,
        },
        status=422 if unsure else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_film
def ask_again(request: HttpRequest, film: Film, who: str = "") -> HttpResponse:
    """/my-film/ask-again/: send an e-mail once more, or to the right address."""
    asked = people.find(film, who) if who else people.first_grown_up(film)
    if asked is None or film.live or film.withdrawn_at is not None:
        return redirect("our_childhood:my-film")
    form = GrownUpForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        if not limits.allow(request, act="ask-again", most=60, seconds=3600):
            form.add_error(None, slow_down())
        elif form.is_valid():
            try:
                asking.ask_again(film=film, voice=asked.voice, email=form.cleaned_data["email"], by=BY)
            except asking.TooManyAsks:
                form.add_error(None, _asked_enough())
            except asking.JourneyOver:
                return redirect("our_childhood:my-film")
            else:
                response = redirect("our_childhood:my-film")
                response["Location"] += "?asked=1"
                return response
    return render(
        request,
        "our_childhood/my_film_ask_again.html",
        {"form": form, "film": film, "hint": asked.hint, "who": people.label(asked)},
        status=422 if form.errors else 200,
    )


@require_GET
@with_film
def paper(request: HttpRequest, film: Film, who: str) -> HttpResponse:
    """/my-film/paper/<who>/: the words to sign, for those who have no e-mail; staff enter what comes back."""
    asked = people.find(film, who)
    if asked is None:
        raise Http404
    words = consent.wording(Purpose.PUBLISH_FILM, asked.voice.party, get_language() or "en")
    return render(
        request,
        "our_childhood/my_film_paper.html",
        {"film": film, "words": words, "who": people.label(asked), "sheet": f"{film.pk}/{asked.key}"},
    )


def _can_change(film: Film) -> bool:
    return (
        film.review_asked_at is None
        and not film.live
        and film.refused_at is None
        and film.withdrawn_at is None
    )


def _added(film: Film, answered: dict[str, Any], form: Any) -> bool:
    age, _dash, way = answered[f"p{NEW}"].partition("-")
    email = answered[f"p{NEW}_email"] if way == "mail" else ""
    try:
        following.add_person(film=film, under_13=age == "younger", email=email, by=BY)
    except asking.TooManyAsks:
        form.add_error(None, _asked_enough())
        return False
    except asking.JourneyOver:
        pass  # the review has begun: the page says what is left to do
    return True


def _asked_enough() -> str:
    return str(_("We have asked enough times for this film. Ask them to look for our e-mail."))
