"""/admin/audit/export/: the trail as a table, for leads; who took it is in the file and the trail (S22)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.permissions import policy_registry

from people import staff_pages
from safeguarding import audit, spreadsheets
from safeguarding.models import AuditEntry

COLUMNS = ("id", "at", "actor", "act", "subject", "facts", "previous_hash", "hash")


class SpanForm(forms.Form):
    """From which day to which, both included; empty is all of it."""

    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def narrow(self, entries: Any) -> Any:
        """Return `entries` of those days, as London counts days."""
        for name, at, lookup in (("since", time.min, "at__gte"), ("until", time.max, "at__lte")):
            day = self.cleaned_data[name]
            if day is not None:
                moment = timezone.make_aware(datetime.combine(day, at))
                entries = entries.filter(**{lookup: moment})
        return entries


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask which days, then stream them. 404 for everybody who may not read the trail."""
    if not policy_registry.get_by_type(AuditEntry).user_has_permission(request.user, "view"):
        raise Http404
    form = SpanForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return staff_pages.page(
            request,
            "safeguarding/audit_export.html",
            {"form": form},
            _("Export the audit trail"),
            (_("Audit trail"), reverse("audit:index")),
        )
    entries = form.narrow(AuditEntry.objects.order_by("id"))
    reader: Any = request.user
    mine = audit.record(
        by=audit.actor(reader),
        act="audit.exported",
        subject=reader,
        entries=entries.count(),
        since=str(form.cleaned_data["since"] or ""),
        until=str(form.cleaned_data["until"] or ""),
    )
    return spreadsheets.answer(
        name="audit", columns=COLUMNS, rows=_rows(entries.filter(id__lte=mine.pk)), taken=mine
    )


def _rows(entries: Any) -> Iterator[list[Any]]:
    for entry in entries.iterator(chunk_size=1000):
        yield [
            entry.pk,
            entry.at.astimezone(UTC).isoformat(),
            entry.actor,
            entry.act,
            entry.subject,
            json.dumps(entry.facts, sort_keys=True, ensure_ascii=False),
            entry.previous_hash,
            entry.hash,
        ]
