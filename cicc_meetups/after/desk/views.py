"""/admin/meetup-pictures/: pictures of a meetup, each with its yeses; and a text to copy."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permissions import policy_registry

from cicc_meetups.after import actions, queries, social
from cicc_meetups.after.desk.forms import PictureForm
from cicc_meetups.after.models import AfterPage, Picture
from cicc_meetups.after.permissions import may_add
from cicc_meetups.bookings.permissions import may_see_people
from cicc_meetups.models import Meetup
from moderation import text_checks
from people import staff_pages
from safeguarding import audit
from safeguarding import queries as holds
from storage import responses
from uploads import pictures

ICON = "image"


@require_safe
def meetups(request: HttpRequest) -> HttpResponse:
    """Choose a meetup that has happened."""
    _let_in(request)
    rows = Meetup.objects.past(timezone.now()).select_related("region")[:36]
    pages = AfterPage.objects.live().select_related("locale").order_by("-first_published_at")[:36]
    context = {"meetups": rows, "pages": pages}
    return staff_pages.page(request, "after/admin/meetups.html", context, _("Pictures and posts"), icon=ICON)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture at a time; nobody is in it without a photo yes (S19). Names seen are on record (S22)."""
    _let_in(request)
    meetup = get_object_or_404(Meetup.objects.past(timezone.now()).select_related("region"), pk=pk)
    nameable = queries.nameable(meetup)
    names = may_see_people(request.user)
    form = PictureForm(request.POST or None, request.FILES or None, nameable=nameable, names=names)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_picture(
                meetup=meetup,
                file=request.FILES.get("file"),
                alt=given["alt"],
                recognisable=given["recognisable"],
                people=given["people"],
                user=request.user,
                by=audit.actor(request.user),
            )
        except pictures.NotTaken as error:
            form.add_error("file", error.problem.label)
        else:
            messages.success(request, _("Added. Two others check it; then everybody can see it."))
            return redirect("meetup_pictures_add", pk)
    if shown := form.named():
        audit.record(by=audit.actor(request.user), act="meetup_names.looked", subject=meetup, people=shown)
    context = {
        "form": form,
        "meetup": meetup,
        "pictures": Picture.objects.here().filter(meetup=meetup).order_by("id"),
        "hits": text_checks.hits(str(form.data.get("alt", ""))),
    }
    return staff_pages.page(request, "after/admin/add.html", context, str(meetup), _up(), icon=ICON)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A picture nobody outside sees yet; each look is on record (S22)."""
    checks = policy_registry.get_by_type(Picture).user_has_permission(request.user, "view")
    if not (checks or may_add(request.user)):
        raise Http404
    found = get_object_or_404(Picture.objects.here(), pk=pk)
    if holds.is_sealed(found):
        raise Http404
    audit.record(by=audit.actor(request.user), act="meetup_picture.looked", subject=found)
    return responses.private(request, found.key, pictures.KIND)


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A text to copy, with the hashtag and the address. Nothing is posted from here."""
    _let_in(request)
    page = get_object_or_404(AfterPage.objects.live(), pk=pk)
    context = {"post": social.post(page), "longest": social.LONGEST, "page": page}
    return staff_pages.page(request, "after/admin/post.html", context, _("Text to copy"), _up(), icon=ICON)


def _let_in(request: HttpRequest) -> None:
    if not may_add(request.user):
        raise Http404


def _up() -> tuple[str, str]:
    return _("Pictures and posts"), reverse("meetup_pictures")
