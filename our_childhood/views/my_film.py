"""/my-film/: the code opens where the film is, how to take it back, and nothing else (S8).

The code is typed, never part of an address. It is exchanged for a signed cookie that lasts half an
hour and holds the film's number only; pages are `private, no-store` and `noindex`.
"""

from __future__ import annotations

from functools import wraps

from django import forms
from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from our_childhood import actions, asking, drafts, journey, story
from our_childhood import second_look as second
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from people import addresses, code_form, limits
from people.pages import View, personal
from safeguarding import switch
from safeguarding.forms import HearsHarm

COOKIE = "my-film"
SALT = "my-film"
SECONDS = 30 * 60
BY = "child"


class CodeForm(HearsHarm, code_form.CodeForm):
    """The receipt code."""

    opens = Film
    missing = _("Type the code you wrote down.")
    unknown = _("We can't find a film with this code. Look at each letter again. Or ask a grown-up to.")


class GrownUpForm(forms.Form):
    """Another try at the grown-up's address."""

    email = forms.EmailField(
        label=_("Your grown-up's e-mail"),
        help_text=_("We send them a new link. The old one stops working."),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Ask your grown-up for their e-mail."),
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )


def with_film(view: View) -> View:
    """Open the page only to whoever gave a code within the last half hour; else ask for it."""

    @personal
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        film = _opened(request)
        if film is None:
            return redirect("our_childhood:my-film")
        return view(request, film, **kwargs)

    return opened


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """/my-film/: ask for the code, or tell where the film is."""
    if request.method == "POST":
        return _enter(request)
    film = _opened(request)
    if film is None:
        return render(request, "our_childhood/my_film_code.html", {"form": CodeForm(label_suffix="")})
    asked_again = request.GET.get("asked") == "1"
    told = story.tell(film)
    return render(
        request,
        "our_childhood/my_film_show.html",
        {
            "film": film,
            "story": told,
            "words": asking.childs_words() if told.waits_for_you else None,
            "asked_again": asked_again,
            "films_off": not switch.is_on(),
            "second_look": second.tell(film),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_film
def take_down(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/take-it-down/: one question, then it is gone at once and for good (S8)."""
    if request.method == "POST":
        actions.withdraw(film=film, by=BY, route=WithdrawalRoute.CODE)
    elif film.withdrawn_at is None:
        return render(request, "our_childhood/my_film_take_down.html", {"film": film})
    return redirect("our_childhood:my-film")


@require_POST
@with_film
def second_look(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/ask-someone-else/: somebody who did not refuse the film looks at it again (S15)."""
    second.ask(film=film, by=BY)
    return redirect("our_childhood:my-film")


@require_POST
@with_film
def send_new(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/send-a-new-one/: begin a journey that asks for the file only."""
    if not story.tell(film).can_send_new:
        return redirect("our_childhood:my-film")
    _draft, token = drafts.start(request, replaces=film, known=journey.known(film))
    response = redirect("our_childhood:make-step", "film")
    drafts.set_cookie(response, token)
    return response


@require_POST
@personal
def leave(request: HttpRequest) -> HttpResponse:
    """/my-film/close/: forget the code in this browser, for shared tablets."""
    response = redirect("our_childhood:my-film")
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
    return response


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST, label_suffix="")
    # A class of 30 may mistype twice each; a machine may not try a word list (S38).
    if not limits.allow(request, act="my-film", most=90, seconds=3600):
        form.errors["code"] = form.error_class([slow_down()])
        return render(request, "our_childhood/my_film_code.html", {"form": form}, status=429)
    if not form.is_valid():
        # What is no code may be a child who tells us something (S21).
        context = {"form": form, "help_now": form.hear(by=BY)}
        return render(request, "our_childhood/my_film_code.html", context, status=422)
    response = redirect("our_childhood:my-film")
    response.set_signed_cookie(
        COOKIE,
        str(form.opened.pk),
        salt=SALT,
        max_age=SECONDS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _opened(request: HttpRequest) -> Film | None:
    try:
        key = request.get_signed_cookie(COOKIE, salt=SALT, max_age=SECONDS)
    except (KeyError, BadSignature):
        return None
    return Film.objects.select_related("video", "reply", "prompt").filter(pk=str(key)).first()


def slow_down() -> str:
    """Return what somebody reads who asks more often than a class of 30 would (S38)."""
    return str(_("Lots of codes were tried here. Please wait a bit, then try again. Your film is safe."))
