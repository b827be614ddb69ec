"""The page on which somebody tells us about something public, whatever it is (S14).

A room's own view finds the subject, and decides who may be told about it; `page` does the rest.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from moderation import promises, reports
from moderation.telling import TellUsForm, new_form
from moderation.told_words import About, moment
from people import limits
from safeguarding.enums import Source

MOST_TOLD = 60  # in an hour from one place: a class of 30, each of them twice (S38)
MOST_PUT_AWAY = 3  # in a day from one place


def page(request: HttpRequest, subject: Any, *, name: str, back: str, about: About) -> HttpResponse:
    """Ask, or take a report of `subject` and give its code on the page that answers.

    Reloading that page gives the same code. `name` is what the subject is called, `back` its address.
    """
    if request.method != "POST":
        form = TellUsForm(initial={"form": new_form()}, label_suffix="")
        return _ask(request, form, name=name, back=back, about=about)
    form = TellUsForm(request.POST, label_suffix="")
    if not limits.allow(request, act="tell-us", most=MOST_TOLD, seconds=3600):
        form.add_error(None, _("Lots of people told us things from here. Please try again in an hour."))
        return _ask(request, form, name=name, back=back, about=about, status=429)
    if not form.is_valid():
        help_now = form.hear(by=reports.BY, subject=subject, source=Source.REPORT)
        return _ask(request, form, name=name, back=back, about=about, status=422, help_now=help_now)
    given = form.cleaned_data
    puts_away = bool(reports.AT_ONCE.intersection(given["what"]))
    told = reports.tell(
        subject=subject,
        what=given["what"],
        words=given["words"],
        email=given["email"],
        language=get_language() or "en",
        form=given["form"],
        may_hold=not puts_away
        or limits.allow(request, act="tell-us-away", most=MOST_PUT_AWAY, seconds=24 * 3600),
    )
    help_now = told.is_new and form.hear(by=reports.BY, subject=subject, source=Source.REPORT)
    return render(
        request,
        "moderation/tell_us_done.html",
        {
            "code": told.code,
            "held": told.report.held_it,
            "until": moment(told.report.due_at),
            "help_now": help_now,
            "about": about,
        },
    )


def _ask(
    request: HttpRequest,
    form: TellUsForm,
    *,
    name: str,
    back: str,
    about: About,
    status: int = 200,
    help_now: bool = False,
) -> HttpResponse:
    form.fields["what"].label = str(about.what)
    return render(
        request,
        "moderation/tell_us.html",
        {
            "form": form,
            "name": name,
            "back": back,
            "about": about,
            "within": promises.in_days(promises.times().report_days),
            "help_now": help_now,
        },
        status=status,
    )
