"""Signing: who, what is said, and a letter with a link. The same answer for every address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import limits, proof_of_work
from people.pages import personal
from pledge import actions, queries
from pledge.enums import Kind, Reader
from pledge.forms import LostForm, SignForm

HOUR = 3600
# A town hall behind one address signs within the hour; without work, a team does (S38, ADR 0152).
FROM_ONE_PLACE = 3000
FROM_ONE_PLACE_WITHOUT_WORK = 90
TO_ONE_MAILBOX = 4


@personal
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """/pledge/sign/: for oneself, or for an organisation? Links, so that nothing is asked twice."""
    shown = queries.pledge(Reader.ADULTS)
    choices = [(reverse("pledge:sign-words", args=[kind.value]), kind.label) for kind in Kind]
    return render(request, "pledge/sign_start.html", {"pledge": shown, "choices": choices})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, kind: str) -> HttpResponse:
    """/pledge/sign/<kind>/: GET asks, POST sends a link, or the very same answer and nothing."""
    shown = queries.pledge(Reader.ADULTS)
    if shown is None:
        return redirect("pledge:sign")
    form = SignForm(request.POST if request.method == "POST" else None, kind=Kind(kind))
    help_now = False
    if request.method == "POST":
        if proof_of_work.fell_for_it(request):
            return redirect("pledge:sign-sent")
        help_now = form.hear(by=actions.BY)
        if form.is_valid() and _may_send(request, form, act="pledge-sign"):
            actions.ask(
                words=form.said,
                email=form.cleaned_data["email"],
                version=shown.version,
                language=get_language() or "en",
            )
            return redirect(f"{reverse('pledge:sign-sent')}{'?help=1' if help_now else ''}")
    context: dict[str, Any] = {
        "form": form,
        "pledge": shown,
        "puzzle": proof_of_work.issue(),
        "organisation": form.kind == Kind.ORGANISATION,
        "back": reverse("pledge:sign"),
        "help_now": help_now,
    }
    return render(request, "pledge/sign_words.html", context, status=422 if form.errors else 200)


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """/pledge/sign/sent/: the same for every address, whether it has signed or not."""
    return render(request, "pledge/sign_sent.html", {"help_now": "help" in request.GET})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """/pledge/mine/: whose link is lost, or never came, has it sent again. The same answer for everybody."""
    form = LostForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST":
        if proof_of_work.fell_for_it(request):
            return redirect("pledge:sign-sent")
        if form.is_valid() and _may_send(request, form, act="pledge-lost"):
            actions.send_again(email=form.cleaned_data["email"])
            return redirect("pledge:sign-sent")
    context = {"form": form, "puzzle": proof_of_work.issue(), "back": reverse("pledge:pledge")}
    return render(request, "pledge/lost.html", context, status=422 if form.errors else 200)


def _may_send(request: HttpRequest, form: Any, *, act: str) -> bool:
    """Count one letter to one mailbox, however it is spelt; say in the form when it has to wait (S38)."""
    from_here = proof_of_work.allow(
        request, act=act, most=FROM_ONE_PLACE, most_without=FROM_ONE_PLACE_WITHOUT_WORK, seconds=HOUR
    )
    email = form.cleaned_data["email"]
    if from_here and limits.allow_mailbox(email, act=act, most=TO_ONE_MAILBOX, seconds=HOUR):
        return True
    form.add_error(
        "email", _("We have sent enough e-mails for now. Look in your junk mail, or try in an hour.")
    )
    return False
