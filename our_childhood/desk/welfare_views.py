"""GET and POST of a reviewer's own page, and 'this was hard'."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moderation import welfare
from moderation.enums import Hard
from moderation.models import WelfareSettings
from our_childhood.desk.views import ReviewerView
from our_childhood.desk.welfare import ComfortForm, PlayerForm, panel
from people.numbers import whole_number
from people.staff_pages import headed


class WelfareView(ReviewerView):
    """/admin/welfare/: one's own choices and count. Leads also see the numbers others chose to share."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(
            request,
            "our_childhood/admin/welfare.html",
            {
                "form": ComfortForm(instance=welfare.comfort(request.user)),
                "counts": welfare.own_counts(request.user),
                "welfare": panel(request.user) | {"talk_to": WelfareSettings.load().talk_to},
                "is_lead": self.is_lead(),
                "shared": list(welfare.shared()) if self.is_lead() else [],
                **headed(_("Looking after yourself"), (_("Review desk"), reverse("review_desk"))),
            },
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choices; from a film's page only those about its player, and back to the film."""
        film = whole_number(request.POST.get("film", ""))
        form = (PlayerForm if request.POST.get("film") else ComfortForm)(request.POST)
        form.is_valid()  # boxes alone: ticked or not
        welfare.choose(user=request.user, **{name: form.cleaned_data[name] for name in form.fields})
        messages.success(request, _("Kept."))
        return redirect("review_film", film) if film is not None else redirect("welfare")


class HardView(ReviewerView):
    """POST: this film was hard to watch. The count goes up by one; which film it was is not kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.film(pk)
        welfare.note(user=request.user, why=Hard.SAID)
        talk_to = WelfareSettings.load().talk_to
        said = _("Thank you for saying so. Only you see it. Take a moment before the next one.")
        messages.success(request, f"{said} {talk_to}".strip())
        return redirect("review_film", pk)
