"""What a desk lists as a table to take away: narrowed, nobody named, each taking on record (S22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from geography.models import Region
from people import staff_pages
from safeguarding import audit, spreadsheets
from takeover.desk import review, views
from takeover.desk.queries import APPROVED, Row
from takeover.enums import HostKind
from takeover.models import Season

AT_ONCE = 500


class NarrowForm(forms.Form):
    """Which of them; empty is all."""

    queue = forms.ChoiceField(label=_("Which list"))
    season = forms.ModelChoiceField(label=_("Season"), queryset=Season.objects.canonical(), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of organisation"), choices=[("", _("All")), *HostKind.choices], required=False
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.all(), required=False)

    def __init__(self, *args: Any, queues: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists: Any = self.fields["queue"]
        lists.choices = queues
        for name in ("season", "region"):
            field: Any = self.fields[name]
            field.empty_label = _("All")


class ExportView(review.QueuesView):
    """GET asks which, POST streams them; for desks to say how a row of their list reads.

    `kind_at` is where the organisation's kind is, seen from a subject.
    """

    columns: ClassVar[Sequence[str]]
    kind_at: ClassVar[str]
    first: ClassVar[str]

    def line(self, row: Any) -> Sequence[Any]:
        """Return one row of the list as cells; for rooms to say."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, NarrowForm(queues=list(self.queues.items()), initial={"queue": self.first}))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = NarrowForm(request.POST, queues=list(self.queues.items()))
        if not form.is_valid():
            return self.page(request, form)
        said = form.cleaned_data
        subjects = self.queue(said["queue"], request.user)
        at = {"season": "season", "region": "authority__region", "kind": self.kind_at}
        subjects = subjects.filter(**{at[name]: said[name] for name in at if said[name]})
        taken = audit.record(
            by=audit.actor(request.user),
            act=f"{self.desk.name}.exported",
            subject=self.person(),
            rows=subjects.count(),
            **{name: str(getattr(said[name], "pk", said[name]) or "") for name in ("queue", *at)},
        )
        name = f"{self.desk.name}s-{said['queue']}"
        return spreadsheets.answer(name=name, columns=self.columns, rows=self._lines(subjects), taken=taken)

    def _lines(self, subjects: QuerySet[Any]) -> Iterator[Sequence[Any]]:
        for some in batched(subjects.select_related("season").iterator(AT_ONCE), AT_ONCE):
            yield from (self.line(row) for row in self.rows(list(some)))

    def page(self, request: HttpRequest, form: NarrowForm) -> HttpResponse:
        """Return the page that asks; 422 when the form has errors."""
        above, template = (self.desk.title, reverse(self.desk.list_name)), "takeover/admin/export.html"
        return staff_pages.page(request, template, {"form": form}, _("Export"), above)


class HostsExportView(ExportView, views.DeskView):
    """/admin/hosts/export/: organisations, what state they are in, and what ends first."""

    columns = ("name", "kind", "area", "region", "season", "state", "sent", "approved", "ends first")
    kind_at = "kind"
    first = APPROVED

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        return super().queue(name, user).select_related("authority__region")

    def line(self, row: Row) -> Sequence[Any]:
        host = row.host
        moments = (moment.date() if moment else "" for moment in (host.sent_at, host.approved_at))
        where = (host.authority.name, host.authority.region.name)
        said = (host.name, host.get_kind_display(), *where, host.season.name, host.state.label)
        return (*said, *moments, row.ends_date or "")
