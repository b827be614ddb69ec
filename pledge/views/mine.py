"""A signature's own page, behind the link in the letter: confirm, correct, keep, show it, take it back.

GET changes nothing, whoever opens it: mail scanners open links. Every act is a button.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from people.pages import View, personal
from pledge import actions, figures, links, queries
from pledge.enums import Gone, Kind, Reader
from pledge.forms import WordsForm, filled
from pledge.models import PublicName, Signature


def by_link(view: View) -> View:
    """Open the page to whoever has the link. The view gets the signature after the request.

    No limit: a town hall opens its links behind one address, and nobody meets a token of 256 bits by trying.
    """

    @wraps(view)
    @personal
    def inside(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        signature = links.find(token)
        if signature is None:
            return _over(request)
        return view(request, signature, token, **kwargs)

    return inside


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, signature: Signature, token: str) -> HttpResponseBase:
    """/pledge/mine/<token>/: what was said and the buttons; POST does what its button says."""
    if request.method == "POST":
        return _act(request, signature, token)
    return _page(request, signature, token)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, signature: Signature, token: str) -> HttpResponseBase:
    """/pledge/mine/<token>/change/: put it right; the address it was signed with stays."""
    posted = request.POST if request.method == "POST" else None
    form = WordsForm(posted, kind=Kind(signature.kind), initial=filled(signature))
    help_now = False
    if posted is not None:
        help_now = form.hear(by=actions.BY, subject=signature)
        if form.is_valid():
            try:
                actions.correct(signature=signature, words=form.said)
            except Signature.DoesNotExist:
                return _over(request)
            return redirect(f"{reverse('pledge:mine-open', args=[token])}?changed=1")
    context = {
        "form": form,
        "organisation": signature.kind == Kind.ORGANISATION,
        "back": reverse("pledge:mine-open", args=[token]),
        "help_now": help_now,
    }
    return render(request, "pledge/mine_change.html", context, status=422 if form.errors else 200)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "pledge/mine_over.html", status=404)


def _act(request: HttpRequest, signature: Signature, token: str) -> HttpResponseBase:
    here = reverse("pledge:mine-open", args=[token])
    match request.POST.get("act", ""):
        case "confirm":
            try:
                if actions.confirm(signature=signature):
                    return redirect(f"{here}?new=1")
            except actions.AlreadySigned:
                return render(request, "pledge/mine_twice.html", status=409)
        case "keep":
            if actions.keep(signature=signature):
                return redirect(f"{here}?kept=1")
        case "sure":
            context = {"signature": signature, "back": here}
            return render(request, "pledge/mine_take_back.html", context)
        case "take-back":
            actions.take_back(signature=signature, by=actions.BY, route=Gone.LINK)
            return render(request, "pledge/mine_gone.html")
        case "certificate" if signature.confirmed_at is not None:
            named = "named" in request.POST
            certificate = actions.certify(signature=signature, named=named)
            if certificate is not None:
                return redirect("certificates:certificate", certificate.shown_number)
        case "keep-it-so":
            pass
        case _:
            raise Http404
    return redirect(here)


def _page(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    counted = signature.confirmed_at is not None
    pledge = queries.pledge(Reader.ADULTS)
    new_version = counted and pledge is not None and pledge.version.pk != signature.version_id
    if pledge is None or (not counted and pledge.version.pk != signature.version_id):
        pledge = queries.pledge(Reader.ADULTS, version=signature.version)
    name = PublicName.objects.select_related("reply").filter(signature=signature).first() if counted else None
    today = timezone.localdate()
    soon = signature.kept_until is not None and signature.kept_until <= today + actions.ASKED_BEFORE
    context = {
        "signature": signature,
        "token": token,
        "pledge": pledge,
        "new_version": new_version,
        "soon": soon,
        "name": name,
        "organisation": signature.kind == Kind.ORGANISATION,
        "is_new": "new" in request.GET,
        "was_kept": "kept" in request.GET,
        "was_changed": "changed" in request.GET,
        "signed": figures.signed() if counted else None,
    }
    template = "pledge/mine.html" if counted else "pledge/mine_confirm.html"
    return render(request, template, context)
