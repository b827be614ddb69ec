"""Signing in by a code sent to one's address; no password, and no account to make first."""

from __future__ import annotations

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
from people import limits
from people.pages import personal
from takeover.views import unsaved

# A town hall is one address; one mailbox is one person (S38).
CODES_FROM_ONE_PLACE = 90  # an hour
CODES_TO_ONE_MAILBOX = 6  # an hour
TRIES_FROM_ONE_PLACE = 180  # an hour
HOUR = 3600
_WANTED = "takeover_wanted"  # where a session leads after signing in


class EmailForm(forms.Form):
    """Whom to send a code."""

    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We send you a code. There is no password, and nothing to remember."),
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
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """/takeovers/host/sign-in/: an address, and a code goes to it. The same answer for every address.

    One door for hosts and for leads of groups: `next` says which of our pages it is for.
    """
    wanted = _ours(request.GET.get("next", ""))
    if codes.guest(request) is not None:
        return redirect(wanted or "takeover:host")
    form = EmailForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if _may_ask(request, email):
            codes.ask(request, email=email)
            request.session[_WANTED] = wanted
            return redirect("takeover:sign-in-code")
        form.add_error(
            "email", _("We have sent enough codes for now. Look in your junk mail, or try in an hour.")
        )
    context = {"form": form, "unsaved": unsaved.address(request), "over": "over" in request.GET}
    return render(request, "takeover/sign_in.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """/takeovers/host/sign-in/code/: the code opens; a wrong one says so, and five end it."""
    wanted = _ours(request.session.get(_WANTED, ""))
    if codes.guest(request) is not None:
        return redirect(wanted or "takeover:host")
    email = codes.waiting_for(request)
    if not email:
        return redirect(f"{reverse('takeover:sign-in')}?over=1")
    form = CodeForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        if not limits.allow(request, act="host-code-tried", most=TRIES_FROM_ONE_PLACE, seconds=HOUR):
            form.add_error("code", _("Too many codes were tried from here. Please try again in an hour."))
        else:
            entered = codes.enter(
                request,
                code=form.cleaned_data["code"],
                to=unsaved.address(request) or wanted or reverse("takeover:host"),
            )
            if entered is not None:
                return entered
            form.add_error("code", _("That is not the code we sent last. Look again, or ask for a new one."))
    return render(request, "takeover/sign_in_code.html", {"form": form, "email": email})


@personal
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """/takeovers/host/sign-out/."""
    logout(request)
    return redirect("challenges:list")


def _ours(path: str) -> str:
    """Return `path` if it is a page of this site and no other's, else ''."""
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _may_ask(request: HttpRequest, email: str) -> bool:
    from_here = limits.allow(request, act="host-code", most=CODES_FROM_ONE_PLACE, seconds=HOUR)
    to_there = limits.allow_mailbox(email, act="host-code", most=CODES_TO_ONE_MAILBOX, seconds=HOUR)
    return from_here and to_there
