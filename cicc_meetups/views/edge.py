"""What every page of a council's worker stands behind: no cache, no index, and a signed-in adult."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import codes
from cicc_meetups.models import Worker
from people.pages import View, personal


def for_checked(view: View) -> View:
    """Let in a council's worker whose check counts today; the view gets the worker after the request."""

    @wraps(view)
    @personal
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = codes.guest(request)
        if user is None:
            return redirect("/")
        worker = Worker.objects.select_related("council").filter(user=user).first()
        if worker is None or not worker.is_checked(timezone.localdate()):
            return render(request, "cicc_meetups/not_checked.html", status=403)
        return view(request, worker, *args, **kwargs)

    return inside
