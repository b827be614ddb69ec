"""POSTs of the film's page: raise a concern, hold, seal (S17)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from moderation import welfare
from moderation.enums import Hard
from our_childhood.desk.concerns import SealForm, panel
from our_childhood.desk.views import FilmView, ReviewerView
from safeguarding import actions, audit, sealing
from safeguarding.concern_desk import raised_sentence
from safeguarding.enums import Level, Source, WhySealed
from safeguarding.forms import RaiseForm
from safeguarding.permissions import may


class RaiseView(FilmView):
    """POST a worry about this film, by whoever reviews it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may(request.user, "add_concern"):
            raise PermissionDenied
        film = self.film(pk)
        form = RaiseForm(request.POST, prefix="concern")
        if not form.is_valid():
            return self.page(request, film, worries=panel(film, request.user, raising=form), status=422)
        concern = actions.raise_concern(
            subject=film,
            source=Source.DESK,
            level=Level(form.cleaned_data["level"]),
            words=form.cleaned_data["words"],
            by=audit.actor(request.user),
            user=request.user,
        )
        welfare.note(user=request.user, why=Hard.CONCERN)
        messages.success(request, raised_sentence(concern))
        return redirect("review_film", pk)


class HoldView(ReviewerView):
    """POST: keep the film out of sight, whatever its review says; public or not. A lead lifts it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may(request.user, "add_concern"):
            raise PermissionDenied
        actions.hold(subject=self.film(pk), reason="worry", by=audit.actor(request.user), user=request.user)
        messages.success(
            request, _("It is out of sight, and nothing of it is deleted. A lead lifts the hold.")
        )
        return redirect("review_film", pk)


class SealView(FilmView):
    """POST: a lead seals the film; from then on there is only the concern's page (S17)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may(request.user, "add_seal"):
            raise PermissionDenied
        film = self.film(pk)
        form = SealForm(request.POST, prefix="seal")
        if not form.is_valid():
            return self.page(request, film, worries=panel(film, request.user, sealing=form), status=422)
        seal = sealing.seal(
            subject=film,
            reason=WhySealed(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
            by=audit.actor(request.user),
            user=request.user,
        )
        messages.success(request, _("It is sealed. Nobody sees it any more. This is what to do now."))
        return redirect(reverse("concern", args=[seal.concern_id]))
