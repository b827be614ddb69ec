"""The desk's pages. Every one asks for a reviewer; every look at a film goes on record (S22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.permissions import policy_registry

import storage
from moderation import actions as moderation_actions
from moderation import queries as moderation
from moderation import rules
from moderation.enums import Check, Objection, Verdict
from moderation.forms import form_for
from moderation.models import Reason
from our_childhood import actions as film_actions
from our_childhood import gate
from our_childhood.desk import actions, concerns, flags, ledger, queries, told, welfare
from our_childhood.desk.filters import DeskFilters
from our_childhood.desk.forms import WordsForm
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from people.staff_pages import headed
from safeguarding import actions as safeguarding_actions
from safeguarding import audit
from safeguarding import queries as safeguarding
from safeguarding.models import AuditEntry
from safeguarding.permissions import LEADS
from storage import responses
from video import actions as video_actions
from video.enums import RenditionKind, Stage
from video.models import Rendition

PER_PAGE = 25
ONE_LOOK = timedelta(minutes=15)  # a player asks many times in one look
# The second check is on the very renditions that will be public: the preview does not count there.
_WATCHED = {
    Check.SAFEGUARDING: (RenditionKind.PREVIEW, RenditionKind.STREAM),
    Check.EDITORIAL: (RenditionKind.STREAM,),
}


class ReviewerView(View):
    """Lets in those who may see unapproved films; nobody else learns that a film is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Film).user_has_permission(request.user, "view"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def film(self, pk: int) -> Film:
        """Return the film with the words a finished review would publish."""
        film = get_object_or_404(Film.objects.select_related("video"), pk=pk, withdrawn_at__isnull=True)
        if safeguarding.is_sealed(film):
            raise Http404  # whoever asks (S17); leads read what to do on the concern's page
        return moderation.as_submitted(film)

    def is_lead(self) -> bool:
        return self.request.user.groups.filter(name=LEADS).exists()


class DeskView(ReviewerView):
    """/admin/films/: what waits, for whom, and why somebody cannot take it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        counts = queries.counts(request.user)
        name = request.GET.get("queue", queries.YOURS)
        if name not in counts:
            raise Http404
        found = queries.queue(name, request.user)
        filters = DeskFilters(request.GET)
        late = queries.overdue(found)
        page = Paginator(filters.narrow(found), PER_PAGE).get_page(request.GET.get("p"))
        return render(
            request,
            "our_childhood/admin/desk.html",
            {
                "queue": name,
                "queues": [(key, _QUEUES[key], count) for key, count in counts.items()],
                "rows": queries.rows(page.object_list, request.user),
                "page": page,
                "filters": filters,
                "late": late,
                "welfare": welfare.panel(request.user),
                "hours": int(queries.TARGET.total_seconds() // 3600),
                **headed(_("Review desk")),
            },
        )


_QUEUES = {
    queries.YOURS: _("You can take"),
    queries.OTHERS: _("Somebody else's turn"),
    queries.HELD: _("Held"),
    queries.STUCK: _("Needs a person"),
    queries.GROWN_UP: _("Waiting for a grown-up"),
    queries.CHANGE: _("Change asked"),
    queries.WITHOUT_REVIEW: _("Without a review"),
}


class FilmView(ReviewerView):
    """/admin/films/<pk>/: the film, everything about it, and the verdict."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        film = self.film(pk)
        audit.record(by=audit.actor(request.user), act="film.opened", subject=film)
        return self.page(request, film)

    def page(
        self,
        request: HttpRequest,
        film: Film,
        *,
        words: WordsForm | None = None,
        verdict: str = "",
        form: Any = None,
        worries: dict[str, Any] | None = None,
        panel: ledger.Panel | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Return the review page; `form` is the filled-in form of `verdict`, with what is wrong in it."""
        state = queries.task_state(film)
        choices = []
        now = moderation.situation(state, request.user, subject=film) if state is not None else None
        if now is not None:
            for each in Verdict:
                objections = rules.objections(each, now, reason_verdict="", people=rules.LATER)
                choices.append(
                    {
                        "verdict": each,
                        "form": form if each == verdict else form_for(each, now.check)(prefix=each),
                        "why_not": [str(one.label) for one in objections if one != Objection.BLOCKED],
                        "blockers": now.blockers if Objection.BLOCKED in objections else (),
                        "open": each == verdict,
                    }
                )
        renditions = list(film.video.renditions.all()) if film.video is not None else []
        return render(
            request,
            "our_childhood/admin/film.html",
            {
                "film": film,
                "check": now.check.label if now is not None else "",
                "choices": choices,
                "players": _players(film, renditions, None if now is None else now.check),
                "poster": _first(renditions, RenditionKind.POSTER),
                "contact_sheet": _first(renditions, RenditionKind.CONTACT_SHEET),
                "words": words or WordsForm(instance=film),
                "can_edit": state is None or not state.task.specific.locked_for_user(film, request.user),
                "findings": flags.panel(film),
                "told": told.panel(film),
                "welfare": welfare.panel(request.user),
                "steps": queries.steps(film),
                "decisions": moderation.decisions(film),
                "blockers": [blocker.label for blocker in gate.blockers(film)],
                "trail": safeguarding.trail(film).order_by("-id")[:40],
                "hold": safeguarding.open_holds(film).first(),
                "is_lead": self.is_lead(),
                "concerns": worries or concerns.panel(film, request.user),
                "ledger": panel or ledger.panel(film, lead=self.is_lead()),
                "claimed_by_me": moderation.claimed_by(film) == request.user.pk,
                "claimed": moderation.claimed_by(film),
                "stuck": film.video is not None and film.video.stage == Stage.STUCK,
                "replies": {reason.code: reason.reply for reason in Reason.objects.filter(active=True)},
                **headed(film.title, (_("Review desk"), reverse("review_desk"))),
            },
            status=status,
        )


class DecideView(FilmView):
    """POST a verdict: approve, refuse, ask_change or hold."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        film = self.film(pk)
        if verdict not in Verdict.values:
            raise Http404
        state = queries.task_state(film)
        if state is None:
            messages.warning(request, Objection.NOT_WAITING.label)
            return redirect("review_film", pk)
        check = state.task.specific.check_kind
        form = form_for(verdict, check)(request.POST, prefix=verdict)
        if not form.is_valid():
            return self.page(request, film, verdict=verdict, form=form, status=422)
        if str(state.pk) != request.POST.get("task_state"):
            messages.warning(request, _("Somebody was faster. This is how the film stands now."))
            return redirect("review_film", pk)
        try:
            decision = moderation_actions.decide(
                task_state=state, user=request.user, verdict=verdict, **form.cleaned_data
            )
        except PermissionDenied as refused:
            messages.error(request, str(refused))
            return redirect("review_film", pk)
        if decision is None:
            messages.warning(
                request, _("The film is not what the first check approved. Both checks begin again.")
            )
            return redirect("review_film", pk)
        messages.success(
            request,
            _("%(title)s: %(verdict)s") % {"title": film.title, "verdict": decision.get_verdict_display()},
        )
        return redirect("review_desk")


class WordsView(FilmView):
    """POST new words for the film."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not policy_registry.get_by_type(Film).user_has_permission(request.user, "change"):
            raise Http404
        film = self.film(pk)
        form = WordsForm(request.POST, instance=film)
        if not form.is_valid():
            return self.page(request, self.film(pk), words=form, status=422)
        if not form.has_changed():
            return redirect("review_film", pk)
        try:
            anew = actions.save_words(film=film, form=form, by=request.user)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
            return redirect("review_film", pk)
        if anew:
            messages.warning(
                request, _("Saved. The words are not what was approved: both checks begin again.")
            )
        else:
            messages.success(request, _("Saved."))
        return redirect("review_film", pk)


class ClaimView(ReviewerView):
    """POST: take a film to look at, or put it back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        film = self.film(pk)
        verb = moderation_actions.claim if act == "claim" else moderation_actions.release
        try:
            verb(subject=film, user=request.user)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
        return redirect("review_film", pk)


class LiftView(ReviewerView):
    """POST: a safeguarding lead lets a held film go on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.is_lead():
            raise PermissionDenied
        safeguarding_actions.lift(subject=self.film(pk), by=audit.actor(request.user), user=request.user)
        messages.success(request, _("The film goes on where it was."))
        return redirect("review_film", pk)


class TakeDownView(ReviewerView):
    """POST: a safeguarding lead takes a film back for good, as its child could (S8)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.is_lead():
            raise PermissionDenied
        film = self.film(pk)
        if "sure" not in request.POST:
            messages.error(request, _("Nothing was done. Tick the box if you are sure."))
            return redirect("review_film", pk)
        film_actions.withdraw(film=film, by=audit.actor(request.user), route=WithdrawalRoute.STAFF)
        messages.success(request, _("The film is off the site. Its files and words are being deleted."))
        return redirect("review_desk")


class RetryView(ReviewerView):
    """POST: let a stuck video try again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        film = self.film(pk)
        if film.video is None or film.video.stage != Stage.STUCK:
            raise Http404
        video_actions.retry(video=film.video)
        audit.record(by=audit.actor(request.user), act="film.video_retried", subject=film)
        messages.success(request, _("It is being tried again."))
        return redirect("review_film", pk)


class MediaView(ReviewerView):
    """GET a rendition of a film nobody has approved yet: only reviewers, and each look on record (S22)."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
        film = self.film(pk)
        if film.video is None or film.video.erased_at:
            raise Http404
        rendition = get_object_or_404(Rendition, video=film.video, name=name)
        self._note(request, film, rendition)
        try:
            return responses.private(request, rendition.key, rendition.content_type)
        except FileNotFoundError as error:
            raise Http404 from error
        except storage.Unavailable:
            return HttpResponse(_("The store does not answer. Try again in a minute."), status=503)

    head = get

    def _note(self, request: HttpRequest, film: Film, rendition: Rendition) -> None:
        """A picture is a look; only playing the film itself counts as having watched it."""
        state = queries.task_state(film)
        check = state.task.specific.check_kind if state is not None else _without_a_round(film)
        digest = film.review_digest(check)
        act = "film.seen" if rendition.kind in _WATCHED[check] else "film.glanced_at"
        known = AuditEntry.objects.filter(
            subject=audit.reference(film),
            actor=audit.actor(request.user),
            act=act,
            facts__digest=digest,
            facts__what=rendition.name,
            at__gt=timezone.now() - ONE_LOOK,
        )
        if not known.exists():
            audit.record(
                by=audit.actor(request.user), act=act, subject=film, digest=digest, what=rendition.name
            )


class CaptionsView(ReviewerView):
    """GET the captions as they would play."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        film = self.film(pk)
        return HttpResponse(film.captions or "WEBVTT\n", content_type="text/vtt; charset=utf-8")


def _without_a_round(film: Film) -> Check:
    """What a look counts for when no check waits: at what would be public, or at the preview before that."""
    laddered = film.video is not None and film.video.stage == Stage.LADDERED
    return rules.ORDER[-1] if laddered else rules.ORDER[0]


def _first(renditions: list[Rendition], kind: RenditionKind) -> Rendition | None:
    return next((rendition for rendition in renditions if rendition.kind == kind), None)


def _players(film: Film, renditions: list[Rendition], check: str | None) -> list[Rendition]:
    """What to watch: the very renditions that will be public once they exist, the preview before."""
    streams = sorted(
        (rendition for rendition in renditions if rendition.kind == RenditionKind.STREAM),
        key=lambda rendition: (rendition.codec != "h264", -rendition.width * rendition.height),
    )
    preview = _first(renditions, RenditionKind.PREVIEW)
    if check == rules.ORDER[0] and preview is not None:
        return [preview]
    return streams or ([preview] if preview is not None else [])
