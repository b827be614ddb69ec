"""/films/<slug>/tell-us/: something is wrong with a film, told by anybody and without an account (S14)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from moderation import promises, reports
from moderation.telling import TellUsForm, new_form
from moderation.told_words import moment
from our_childhood.models import Film
from our_childhood.views.make import personal
from people import limits
from safeguarding.enums import Source

MOST_TOLD = 60  # in an hour from one place: a class of 30, each of them twice (S38)
MOST_PUT_AWAY = 3  # in a day from one place


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a report, and give its code on the page that answers: reloading it gives the same code."""
    if request.method != "POST":
        film = get_object_or_404(Film.objects.shown(), slug=slug)
        return _page(request, film, TellUsForm(initial={"form": new_form()}, label_suffix=""))
    # What was put away while somebody was writing about it is still told about.
    films = Film.objects.filter(live=True, cleared_at__isnull=False, withdrawn_at__isnull=True)
    film = get_object_or_404(films, slug=slug)
    form = TellUsForm(request.POST, label_suffix="")
    if not limits.allow(request, act="tell-us", most=MOST_TOLD, seconds=3600):
        form.add_error(None, _("Lots of people told us things from here. Please try again in an hour."))
        return _page(request, film, form, status=429)
    if not form.is_valid():
        help_now = form.hear(by=reports.BY, subject=film, source=Source.REPORT)
        return _page(request, film, form, status=422, help_now=help_now)
    given = form.cleaned_data
    puts_away = bool(reports.AT_ONCE.intersection(given["what"]))
    told = reports.tell(
        subject=film,
        what=given["what"],
        words=given["words"],
        email=given["email"],
        language=get_language() or "en",
        form=given["form"],
        may_hold=not puts_away
        or limits.allow(request, act="tell-us-away", most=MOST_PUT_AWAY, seconds=24 * 3600),
    )
    help_now = told.is_new and form.hear(by=reports.BY, subject=film, source=Source.REPORT)
    return render(
        request,
        "moderation/tell_us_done.html",
        {
            "code": told.code,
            "held": told.report.held_it,
            "until": moment(told.report.due_at),
            "help_now": help_now,
        },
    )


def _page(
    request: HttpRequest, film: Film, form: TellUsForm, *, status: int = 200, help_now: bool = False
) -> HttpResponse:
    return render(
        request,
        "moderation/tell_us.html",
        {
            "form": form,
            "name": film.title,
            "back": reverse("our_childhood:film-detail", args=[film.slug]),
            "within": promises.in_days(promises.times().report_days),
            "help_now": help_now,
        },
        status=status,
    )
