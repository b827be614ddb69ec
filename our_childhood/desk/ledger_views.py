"""What can be done in the ledger's part of the desk: enter a paper, ask somebody, look at care."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consent.models import Person
from our_childhood import asking
from our_childhood.desk import ledger
from our_childhood.desk.views import FilmView


class EnterView(FilmView):
    """POST: what somebody signed on paper, or said in person (S7)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        film = self.film(pk)
        known = ledger.panel(film, lead=self.is_lead())
        form = ledger.EnterForm(request.POST, prefix="enter", people=known.people)
        if not form.is_valid():
            known.enter = form
            return self.page(request, film, panel=known, status=422)
        try:
            ledger.enter(film=film, user=request.user, given=form.cleaned_data)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
            return redirect("review_film", pk)
        messages.success(request, _("Written down. Somebody else checks this film now."))
        return redirect("review_desk")


class AskView(FilmView):
    """POST: write to somebody whose yes is missing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        film = self.film(pk)
        known = ledger.panel(film, lead=self.is_lead())
        form = ledger.AskForm(request.POST, prefix="ask", people=known.people)
        if not form.is_valid():
            known.ask = form
            return self.page(request, film, panel=known, status=422)
        try:
            ledger.ask(film=film, user=request.user, given=form.cleaned_data)
        except asking.JourneyOver:
            messages.warning(request, _("Their yes is not missing."))
        except asking.TooManyAsks:
            messages.error(request, _("This file has caused as many letters as it may."))
        else:
            messages.success(request, _("The letter goes out within a minute."))
        return redirect("review_film", pk)


class CareView(FilmView):
    """POST: a safeguarding lead looks at the answers about care; nobody else learns that there are any."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.is_lead():
            raise Http404
        film = self.film(pk)
        ledger.look_at_care(film=film, user=request.user)
        response = self.page(request, film, panel=ledger.panel(film, lead=True, care=True))
        response["Cache-Control"] = "private, no-store"
        return response


class NoteCareView(FilmView):
    """POST: a safeguarding lead writes down that somebody is in care."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        if not self.is_lead():
            raise Http404
        try:
            ledger.note_care(film=self.film(pk), number=number, user=request.user)
        except Person.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Written down. Their authority has to say yes too."))
        return redirect("review_film", pk)
