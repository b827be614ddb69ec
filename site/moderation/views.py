"""/tell-us/: what came of something we were told, by code and with no account (S14)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from moderation.telling import CodeForm
from moderation.told_words import story
from people import limits
from people.pages import personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def told(request: HttpRequest) -> HttpResponse:
    """Ask for the code; answer with the outcome. Nothing is kept in the browser."""
    form = CodeForm(request.POST if request.method == "POST" else None, label_suffix="")
    status = 200
    if request.method == "POST":
        # A class of 30 may mistype twice each; a machine may not try a word list (S38).
        if not limits.allow(request, act="tell-us-code", most=90, seconds=3600):
            form.errors["code"] = form.error_class(
                [_("Lots of codes were tried here. Please wait a bit, then try again.")]
            )
            status = 429
        elif form.is_valid():
            return render(request, "moderation/report_told.html", {"story": story(form.opened)})
        else:
            status = 422
    return render(request, "moderation/report_code.html", {"form": form}, status=status)
