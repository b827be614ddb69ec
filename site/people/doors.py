"""Signing in by a code sent to one's address; no password, and no account to make first (ADR 0120, 0170).

Every programme whose adults come from outside has a door of its own: same pages, other letter and way home.

    HOST = Door(name="host", base="takeover/host_base.html", app="takeover", home="takeover:host", out="...")
    path("takeovers/host/sign-in/", doors.sign_in, {"door": HOST}, name="sign-in")

    @HOST.for_guest
    def page(request, user): ...
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import codes
from people import addresses, limits, unsaved
from people.pages import View, personal

# A town hall is one address; one mailbox is one person (S38).
CODES_FROM_ONE_PLACE = 90  # an hour
CODES_TO_ONE_MAILBOX = 6  # an hour
TRIES_FROM_ONE_PLACE = 180  # an hour
HOUR = 3600
_WANTED = "wanted"  # where a session leads after signing in


@dataclass(frozen=True, slots=True)
class Door:
    """Where a programme's guests come in; its address file names "sign-in" and "sign-in-code".

    `name` tells who writes the letter (accounts.signals.code_asked), `app` is the namespace of its
    addresses, `base` the frame of its pages, `home` and `out` where one is after signing in and out.
    """

    name: str
    app: str
    base: str
    home: str
    out: str

    def address(self, wanted: str = "", *, over: bool = False) -> str:
        """Return where one types one's address.

        `wanted` is the path one gets to after signing in; with `over` the page says that a code has ended.
        """
        return reverse(
            f"{self.app}:sign-in",
            query={**({"next": wanted} if wanted else {}), **({"over": "1"} if over else {})},
        )

    def for_guest(self, view: View) -> View:
        """Let a guest in; everybody else signs in first, comes back here, and loses no answer by it.

        The view gets the user after the request. No cache keeps what it answers.
        """

        @wraps(view)
        @personal
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = codes.guest(request)
            if user is None:
                unsaved.put_by(request)
                return redirect(self.address(request.get_full_path()))
            return view(request, user, *args, **kwargs)

        return inside


class EmailForm(forms.Form):
    """Whom to send a code."""

    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We send you a code. There is no password, and nothing to remember."),
        max_length=addresses.LONGEST,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@place.org.uk."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """The code from the letter, in any case, with or without its dash."""

    code = forms.CharField(
        label=_("The code from our e-mail"),
        max_length=20,
        error_messages={"required": _("Type the code from our e-mail.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "class": "input--code input--short",
                "spellcheck": "false",
            }
        ),
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, door: Door) -> HttpResponseBase:
    """An address, and a code goes to it. The same answer for every address.

    `next` says which of our pages it is for.
    """
    wanted = _ours(request.GET.get("next", ""))
    if codes.guest(request) is not None:
        return redirect(wanted or door.home)
    form = EmailForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if _may_ask(request, email):
            codes.ask(request, email=email, door=door.name)
            request.session[_WANTED] = wanted
            return redirect(f"{door.app}:sign-in-code")
        form.add_error(
            "email", _("We have sent enough codes for now. Look in your junk mail, or try in an hour.")
        )
    context = {"unsaved": unsaved.address(request), "over": "over" in request.GET}
    return render(request, "people/sign_in.html", {"door": door, "form": form, **context})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest, door: Door) -> HttpResponseBase:
    """The code opens; a wrong one says so, and five end it."""
    wanted = _ours(request.session.get(_WANTED, ""))
    if codes.guest(request) is not None:
        return redirect(wanted or door.home)
    email = codes.waiting_for(request)
    if not email:
        return redirect(door.address(wanted, over=True))
    form = CodeForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        if not limits.allow(request, act="guest-code-tried", most=TRIES_FROM_ONE_PLACE, seconds=HOUR):
            form.add_error("code", _("Too many codes were tried from here. Please try again in an hour."))
        else:
            entered = codes.enter(
                request,
                code=form.cleaned_data["code"],
                to=unsaved.address(request) or wanted or reverse(door.home),
            )
            if entered is not None:
                return entered
            form.add_error("code", _("That is not the code we sent last. Look again, or ask for a new one."))
    context = {"door": door, "form": form, "email": email}
    return render(request, "people/sign_in_code.html", context)


@personal
@require_POST
def sign_out(request: HttpRequest, door: Door) -> HttpResponse:
    """Nobody is signed in any more."""
    logout(request)
    return redirect(door.out)


def _ours(path: str) -> str:
    """Return `path` if it is a page of this site and no other's, else ''."""
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _may_ask(request: HttpRequest, email: str) -> bool:
    from_here = limits.allow(request, act="guest-code", most=CODES_FROM_ONE_PLACE, seconds=HOUR)
    to_there = limits.allow_mailbox(email, act="guest-code", most=CODES_TO_ONE_MAILBOX, seconds=HOUR)
    return from_here and to_there
