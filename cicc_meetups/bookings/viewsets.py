"""Where staff plan meetups, see who is booked, and call one off."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User
from accounts.tables import MomentColumn
from cicc_meetups.bookings import exports, permissions, planning, queries, rules
from cicc_meetups.desk.menu import MENU
from cicc_meetups.enums import CalledOffFor
from cicc_meetups.models import Meetup
from places import queries as places
from places.errors import BelowTaken
from safeguarding import audit, spreadsheets

VIEW = "cicc_meetups.view_meetup"
CHANGE = "cicc_meetups.change_meetup"
LARGEST = 300


class MeetupForm(WagtailAdminModelForm):
    """A meetup and how many young people it has room for."""

    capacity = forms.IntegerField(
        label=gettext_lazy("places for young people"), min_value=1, max_value=LARGEST, initial=40
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allotment = places.allotment_of(self.instance) if self.instance.pk else None
        if allotment is not None:
            self.fields["capacity"].initial = allotment.capacity

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends after it starts."))
        if starts and starts <= timezone.now():
            self.add_error("starts_at", _("It starts in the future."))
        allotment = places.allotment_of(self.instance) if self.instance.pk else None
        if allotment is not None and (said.get("capacity") or LARGEST) < allotment.taken:
            self.add_error("capacity", _("%(n)s places are given away already.") % {"n": allotment.taken})
        return said


class SaveByPlan:
    """Both forms keep a meetup the same way."""

    form: MeetupForm
    request: HttpRequest

    def save_instance(self) -> Meetup:
        meetup = self.form.save(commit=False)
        by = audit.actor(self.request.user)
        return planning.keep(meetup=meetup, capacity=self.form.cleaned_data["capacity"], by=by)

    def save_action(self) -> HttpResponse:
        try:
            return super().save_action()  # type: ignore[misc]
        except BelowTaken:
            messages.error(self.request, _("Somebody booked meanwhile. Look again, please."))
            return redirect(self.request.path)


class MakeView(SaveByPlan, generic.CreateView):
    pass


class ChangeView(SaveByPlan, generic.EditView):
    """A meetup that has begun or was called off stays as it was."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = get_object_or_404(Meetup, pk=kwargs["pk"])
        if found.cancelled_at is not None or found.starts_at <= timezone.now():
            messages.error(request, _("It has begun or was called off, and stays as it was."))
            return redirect("meetups_staff:inspect", found.pk)
        return super().dispatch(request, *args, **kwargs)


class LookView(generic.InspectView):
    """A meetup, the councils that are booked or wait, and calling it off."""

    template_name = "bookings/admin/meetup.html"
    page_title = gettext_lazy("Bookings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meetup: Meetup = self.object
        rows = queries.bookings().filter(meetup=meetup, places__isnull=False).order_by("pk")
        return super().get_context_data(**kwargs) | {
            "meetup": meetup,
            "allotment": places.allotment_of(meetup),
            "rows": rows,
            "reasons": CalledOffFor.choices,
            "arrivals": permissions.may_see_people(self.request.user)
            and rules.arrivals_shown(meetup, timezone.now()),
            "may_call_off": self.request.user.has_perm(CHANGE)
            and meetup.cancelled_at is None
            and meetup.ends_at > timezone.now(),
        }


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: call a meetup off, for one of our reasons and with a tick."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    meetup = get_object_or_404(Meetup, pk=pk)
    reason = request.POST.get("reason", "")
    if reason not in CalledOffFor.values:
        raise Http404
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Nothing was called off: tick that you are sure."))
    elif planning.call_off(meetup=meetup, reason=reason, by=audit.actor(request.user)):
        messages.success(request, _("It is called off. Every council that had places, or waited, is told."))
    else:
        messages.error(request, _("It was called off before, or it is over."))
    return redirect("meetups_staff:inspect", pk)


@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: take the bookings of one meetup away as a table, on record (S22)."""
    _let_in(request)
    meetup = get_object_or_404(Meetup, pk=pk)
    rows = exports.of_meetup(meetup)
    taken = audit.record(
        by=audit.actor(request.user), act="meetup.bookings_exported", subject=meetup, rows=len(rows)
    )
    return spreadsheets.answer(name=f"meetup-{pk}", columns=exports.OF_MEETUP, rows=rows, taken=taken)


@require_POST
def export_year(request: HttpRequest, year: int) -> HttpResponseBase:
    """POST: take the meetups of one year away as a table of numbers, on record (S22)."""
    _let_in(request)
    if year not in exports.years():
        raise Http404
    rows = exports.of_year(year, timezone.now())
    person = cast("User", request.user)
    taken = audit.record(
        by=audit.actor(person), act="meetup.year_exported", subject=person, year=year, rows=len(rows)
    )
    return spreadsheets.answer(name=f"meetups-{year}", columns=exports.OF_YEAR, rows=rows, taken=taken)


def _let_in(request: HttpRequest) -> None:
    """Raise Http404 for whoever does not see the planning desk: they learn of no export."""
    if not request.user.has_perm(VIEW):
        raise Http404


class MeetupViewSet(ModelViewSet):
    model = Meetup
    name = "meetups_staff"
    url_prefix = "meetups"
    icon = "date"
    menu_label = gettext_lazy("Meetups")
    menu_order = 5
    menu_hook = MENU
    copy_view_enabled = False
    add_view_class = MakeView
    edit_view_class = ChangeView
    inspect_view_enabled = True
    inspect_view_class = LookView
    inspect_view_fields = ["region", "starts_at", "ends_at", "opens_at"]
    list_display = [
        Column("region", label=gettext_lazy("Region")),
        MomentColumn("starts_at", label=gettext_lazy("Starts")),
        MomentColumn("opens_at", label=gettext_lazy("Councils can book from")),
        MomentColumn("cancelled_at", label=gettext_lazy("Called off")),
    ]
    list_filter = ["region"]
    edit_handler = ObjectList(
        [
            FieldPanel("region"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("capacity")]),
            MultiFieldPanel(
                [FieldPanel("venue"), FieldPanel("venue_way"), FieldPanel("day_phone")],
                heading=gettext_lazy("Only councils with sure places read this"),
            ),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("step_free", "quiet_room", "bsl", "food", "travel_money")],
                heading=gettext_lazy("What is there"),
            ),
        ],
        base_form_class=MeetupForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("call-off/<int:pk>/", call_off, name="call-off"),
            path("export/<int:pk>/", export, name="export"),
            path("export/year/<int:year>/", export_year, name="export-year"),
        ]


meetup_viewset = MeetupViewSet()
