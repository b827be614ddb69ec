"""/certificates/: what is true of a certificate, for whoever has its number, and nothing more."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates import kinds, numbers, printing, queries
from certificates.forms import NumberForm
from certificates.models import Certificate
from cms.models import SiteSettings
from people import limits
from people.pages import private

# Only numbers that are none are counted: a town hall opens its certificates behind one address (S38).
UNKNOWN_FROM_ONE_PLACE = 180  # an hour
PAPERS_FROM_ONE_PLACE = 3000  # an hour, as many as may sign the Pledge there; each is typeset
HOUR = 3600


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """/certificates/: anybody types a number. By GET, so that the page needs no cookie."""
    asked = "number" in request.GET
    form = NumberForm(request.GET if asked else None, label_suffix="")
    if asked and form.is_valid():
        return redirect("certificates:certificate", numbers.spell(form.cleaned_data["number"]))
    response = render(
        request, "certificates/certificate_check.html", {"form": form}, status=422 if asked else 200
    )
    if asked:
        return private(response)
    patch_cache_control(response, public=True, max_age=60)
    return response


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """/certificates/<number>/: real, real no more, or unknown; said calmly. Prints as the certificate."""
    found = queries.find(number)
    if found is None:
        return _unknown(request)
    context = {"certificate": found, "words": kinds.words(found) if found.revoked_at is None else None}
    return private(render(request, "certificates/certificate.html", context))


@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """/certificates/<number>/certificate.pdf: to print. It says what the page says."""
    found = queries.find(number)
    if found is None:
        return _unknown(request)
    if found.revoked_at is not None:
        raise Http404
    if not limits.allow(request, act="certificate-paper", most=PAPERS_FROM_ONE_PLACE, seconds=HOUR):
        return private(render(request, "certificates/certificate_wait.html", status=429))
    return sheet(request, [found], name=found.shown_number)


def sheet(request: HttpRequest, certificates: list[Certificate], *, name: str) -> HttpResponse:
    """Answer with `certificates` as one PDF in the reader's language; `name` is the file's."""
    content = printing.pdf(
        certificates,
        language=get_language() or "en",
        site_name=SiteSettings.for_request(request).name,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return private(response)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Count a number that is none, and say so; after too many of them, that one has to wait (S38)."""
    if limits.allow(request, act="certificate", most=UNKNOWN_FROM_ONE_PLACE, seconds=HOUR):
        return private(render(request, "certificates/certificate_unknown.html", status=404))
    return private(render(request, "certificates/certificate_wait.html", status=429))
