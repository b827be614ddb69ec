"""A worker's own pages about the council's page: writing, logo, looking at it, sending, taking down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import storage
from cicc_meetups.models import Worker
from cicc_meetups.profiles import actions, queries
from cicc_meetups.profiles.enums import ProfileState, Route
from cicc_meetups.profiles.forms import NOBODY, OFFICE, LogoForm, ProfileForm
from cicc_meetups.profiles.models import Profile
from cicc_meetups.views.edge import for_checked, for_worker
from moderation import text_checks
from people import limits
from safeguarding import audit
from safeguarding import queries as holds
from storage import responses
from uploads import pictures

LOGOS_FROM_ONE_PLACE = 60  # an hour
_CHANGEABLE = (ProfileState.DRAFT, ProfileState.ASKED, ProfileState.REFUSED)


@require_safe
@for_checked
def own(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/: what everybody sees, and where the next version is."""
    found = queries.own(worker)
    context = {"worker": worker, "own": found, "changeable": _is_changeable(found.in_work)}
    return render(request, "profiles/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def write(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/write/: what the council says of itself, and whom one can write to."""
    found = queries.own(worker)
    if found.in_work is not None and not _is_changeable(found.in_work):
        return redirect("profiles:own")
    form = ProfileForm(
        request.POST or None,
        address=worker.user.email,
        initial=_initial(found.in_work or found.public, worker),
        label_suffix="",
    )
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=worker.council, user=request.user)
        if form.is_valid():
            try:
                actions.write(worker=worker, language=get_language() or "en", by=by, **form.said())
            except actions.NotReady:
                return redirect("profiles:own")
            except storage.StorageError:
                form.add_error(None, pictures.Problem.NO_ROOM.label)
            else:
                return redirect("profiles:logo")
    return render(request, "profiles/write.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def logo(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/logo/: the logo of what is being written; POST with `drop` takes it away."""
    profile = _changeable(worker)
    if profile is None:
        return redirect("profiles:own")
    form = LogoForm(label_suffix="")
    if "drop" in request.POST:
        actions.drop_logo(profile=profile, by=audit.actor(request.user))
        return redirect("profiles:logo")
    if request.method == "POST":
        form = LogoForm(request.POST, request.FILES, label_suffix="")
        form.hear(by=audit.actor(request.user), subject=worker.council, user=request.user)
        if form.is_valid() and _taken(request, profile, form):
            return redirect("profiles:check")
    context = {"form": form, "profile": profile}
    return render(request, "profiles/logo.html", context, status=422 if form.errors else 200)


@require_safe
@for_checked
def picture(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/logo/picture/: the council's own logo, as we keep it."""
    profile = queries.own(worker).in_work
    if profile is None or not profile.key or holds.is_sealed(profile):
        raise Http404
    return responses.private(request, profile.key, pictures.KIND)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def check(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/check/: the page as everybody will see it, and the button that sends it.

    Only what was looked at is sent: another worker of the council may have changed it meanwhile.
    """
    profile = _changeable(worker)
    if profile is None:
        return redirect("profiles:own")
    digest = profile.review_digest("")
    changed = request.method == "POST" and request.POST.get("digest") != digest
    if request.method == "POST" and not changed:
        try:
            actions.send(profile=profile, by=audit.actor(request.user))
        except actions.NotReady:
            return redirect("profiles:own")
        messages.success(request, _("We have it. Two people on our team read it first."))
        return redirect("profiles:own")
    context = {
        "profile": profile,
        "contact": getattr(profile, "contact", None),
        "digest": digest,
        "changed": changed,
        "hits": text_checks.hits(*profile.texts()),
    }
    return render(request, "profiles/check.html", context, status=422 if changed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def drop(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/drop/: asks once; the button deletes what is written or checked, no more."""
    found = queries.own(worker)
    if found.in_work is None:
        return redirect("profiles:own")
    if request.method != "POST":
        return render(request, "profiles/drop.html", {"own": found})
    actions.take_back(profile=found.in_work, by=audit.actor(request.user), route=Route.COUNCIL)
    messages.success(request, _("It is taken back, and deleted."))
    return redirect("profiles:own")


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def take_down(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/council/take-down/: asks once; the button takes all of it down at once (S8).

    Whoever we have once checked may, also when that is over: taking down always wins (C).
    """
    if worker.checked_at is None:
        return render(request, "cicc_meetups/not_checked.html", status=403)
    if request.method != "POST":
        return render(request, "profiles/take_down.html", {"own": queries.own(worker)})
    actions.take_down(council=worker.council, by=audit.actor(request.user), route=Route.COUNCIL)
    messages.success(request, _("The page is down, and deleted."))
    return redirect("profiles:own" if _is_checked(worker) else "meetups:mine")


def _is_checked(worker: Worker) -> bool:
    return worker.is_checked(timezone.localdate())


def _is_changeable(profile: Profile | None) -> bool:
    return profile is not None and profile.state in _CHANGEABLE


def _changeable(worker: Worker) -> Profile | None:
    profile = queries.own(worker).in_work
    return profile if _is_changeable(profile) else None


def _initial(profile: Profile | None, worker: Worker) -> dict[str, Any]:
    if profile is None:
        return {"called": worker.council.name}
    said = {name: getattr(profile, name) for name in ("called", "words", "age_from", "age_to", "often")}
    if (contact := getattr(profile, "contact", None)) is None:
        return {**said, "contact": NOBODY}
    office = {"contact_role": contact.role, "contact_email": contact.email, "contact_name": contact.name}
    return {**said, "contact": OFFICE, **office}


def _taken(request: HttpRequest, profile: Profile, form: LogoForm) -> bool:
    """Keep the logo; what is wrong with it is put on the form."""
    if not limits.allow(request, act="council-logo", most=LOGOS_FROM_ONE_PLACE, seconds=3600):
        form.add_error("file", pictures.Problem.NO_ROOM.label)
        return False
    try:
        actions.set_logo(
            profile=profile,
            file=request.FILES.get("file"),
            alt=form.cleaned_data["alt"],
            by=audit.actor(request.user),
        )
    except pictures.NotTaken as error:
        form.add_error("file", error.problem.label)
        return False
    return True
