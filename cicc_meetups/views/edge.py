"""What every page of a council's worker stands behind: no cache, no index, and a signed-in adult."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cicc_meetups import queries
from cicc_meetups.doors import WORKERS
from people.pages import View


def for_worker(view: View) -> View:
    """The same for a council's worker, checked or not; others first say which council is theirs."""

    @wraps(view)
    @WORKERS.for_guest
    def inside(request: HttpRequest, user: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        worker = queries.worker_of(user)
        if worker is None:
            return redirect("meetups:register", "where")
        return view(request, worker, *args, **kwargs)

    return inside


def for_checked(view: View) -> View:
    """The same for a worker whose check counts today; the view gets the worker after the request."""

    @wraps(view)
    @for_worker
    def inside(request: HttpRequest, worker: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not worker.is_checked(timezone.localdate()):
            return render(request, "cicc_meetups/not_checked.html", status=403)
        return view(request, worker, *args, **kwargs)

    return inside
