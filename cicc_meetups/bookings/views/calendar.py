"""The private address under which a worker's own calendar follows the council's meetups."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from calendars.views import own
from cicc_meetups.models import Worker
from cicc_meetups.views.edge import for_checked
from safeguarding import audit


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def council_calendar(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/calendar/: the private address, a new one, or none."""
    return own(request, worker, by=audit.actor(request.user), base="cicc_meetups/worker_base.html")
