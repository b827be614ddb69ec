"""A light desk: many short things gone through on one page, each with its own verdict, by keyboard.

    DESK = Desk(model=Wish, name="wish", slug="wishes", title=_("Wishes"), card="wishes/admin/card.html",
                reasons="wish-")

A page shows each thing whole, so that whoever decides has seen it: the form carries the digest of what
was shown, and the look is on record with the verdict (S22). Everything works without scripts. A thing has
a page of its own too, with its trail and what a safeguarding lead can do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from consent import withdrawal
from moderation import actions, queries, text_checks, waiting
from moderation.enums import Check, Verdict
from moderation.forms import ReasonChoice
from moderation.models import Reason
from moderation.reviewed import Reviewed
from people.numbers import whole_number
from people.staff_pages import headed
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding import queries as holds
from safeguarding.permissions import LEADS

PER_PAGE = 20
YOURS, OTHERS, ASKED, HELD, PUBLIC, REFUSED = "yours", "others", "asked", "held", "public", "refused"
_QUEUES = {
    YOURS: gettext_lazy("You can take"),
    OTHERS: gettext_lazy("Somebody else's turn"),
    ASKED: gettext_lazy("Waiting for a change"),
    HELD: gettext_lazy("Held"),
    PUBLIC: gettext_lazy("Public"),
    REFUSED: gettext_lazy("Refused"),
}
LATER = "later"


def _as_it_is(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True, slots=True)
class Desk:
    """What one desk is for. `name` begins the names of its addresses: '<name>_desk', '<name>_check'.

    `card` is the template that shows one thing whole; `reasons` is how the codes of its reasons begin;
    `verdicts` are those offered; `prepare` brings what a card reads, in as many queries for many as for one.
    """

    model: type[Reviewed]
    name: str
    slug: str
    title: Promise
    card: str
    reasons: str
    order: int
    verdicts: tuple[Verdict, ...] = (Verdict.APPROVE, Verdict.REFUSE, Verdict.HOLD)
    prepare: Callable[[QuerySet[Any]], QuerySet[Any]] = _as_it_is
    icon: str = "list-ul"

    def urls(self) -> list[URLPattern]:
        """Return the desk's addresses, for Wagtail's register_admin_urls."""
        return [
            path(f"{self.slug}/", ListView.as_view(desk=self), name=f"{self.name}_desk"),
            path(f"{self.slug}/<int:pk>/", ItemView.as_view(desk=self), name=f"{self.name}_check"),
            path(f"{self.slug}/<int:pk>/act/", ActView.as_view(desk=self), name=f"{self.name}_act"),
        ]

    def menu_item(self) -> MenuItem:
        """Return the desk's link in the menu, for those who may be there."""
        return _DeskMenuItem(self)

    def viewset(self) -> SnippetViewSet:
        """Return where Wagtail's front page, reports and letters find the model: all lead to the desk."""
        return _AtTheDesk(self)

    def may(self, user: Any) -> bool:
        """Whether `user` sees the desk: by group (ADR 0042)."""
        return policy_registry.get_by_type(self.model).user_has_permission(user, "view")

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        """Return one of the queues for `user`, what waits longest first."""
        rows = waiting.with_check(self.model._default_manager.filter(withdrawn_at__isnull=True))
        due = rows.filter(task_id__isnull=False, held_at__isnull=True, asked_at__isnull=True)
        match name:
            case "asked":
                rows = rows.filter(asked_at__isnull=False)
            case "held":
                rows = rows.filter(held_at__isnull=False)
            case "public":
                return rows.filter(live=True, held_at__isnull=True).order_by("-approved_at", "-pk")
            case "refused":
                return rows.filter(refused_at__isnull=False).order_by("-refused_at", "-pk")
            case "others":
                rows = due.exclude(pk__in=waiting.for_user(due, user).values("pk"))
            case _:
                rows = waiting.for_user(due, user)
        return rows.order_by("sent_at", "pk")

    def counts(self, user: Any) -> list[tuple[str, str | Promise, int]]:
        """Return (queue, its name, how many are in it)."""
        wanted = {YOURS, OTHERS, HELD, PUBLIC, REFUSED}
        if Verdict.ASK_CHANGE in self.verdicts:
            wanted.add(ASKED)
        return [(key, name, self.queue(key, user).count()) for key, name in _QUEUES.items() if key in wanted]


class VerdictForm(forms.Form):
    """One thing's verdict; 'later' leaves it where it is. The reason's reply is what its writer reads."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    task_state = forms.CharField(max_length=20, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), widget=forms.RadioSelect, initial=LATER)
    note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, desk: Desk, reasons: Iterable[Reason], count: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = self.fields["verdict"]
        assert isinstance(verdict, forms.ChoiceField)
        verdict.choices = [*((one.value, one.label) for one in desk.verdicts), (LATER, _("Later"))]
        codes = [reason.code for reason in reasons]
        chosen = ReasonChoice(
            label=_("Reason"),
            queryset=Reason.objects.filter(code__in=codes),
            to_field_name="code",
            required=False,
        )
        chosen.choices = [("", "—"), *((reason.code, reason.label) for reason in reasons)]
        self.fields["reason"] = chosen
        if count:
            self.fields["people"] = forms.IntegerField(
                label=_("How many people do you see?"), min_value=0, max_value=999, required=False
            )
        self.order_fields(["digest", "task_state", "verdict", "people", "reason", "note"])


@dataclass(slots=True)
class Card:
    """One thing on the page: what could give somebody away in it, what it lacks, and its form."""

    row: Any
    hits: list[text_checks.Hit]
    lacks: list[str]
    form: VerdictForm | None
    wrong: str = ""


class DeskView(View):
    """Lets in those who check; nobody else learns that something is there."""

    desk: Any = None  # a Desk, given by its `urls`

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.desk.may(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return everything that was not taken back, but what is sealed (S17)."""
        rows = self.desk.model._default_manager.filter(withdrawn_at__isnull=True)
        return waiting.with_check(rows).exclude(pk__in=holds.sealed_ids(self.desk.model))

    def cards(self, rows: Iterable[Any], *, open_ids: Iterable[int], data: Any = None) -> list[Card]:
        """Return a card for each row; those in `open_ids` wait for this person's verdict."""
        reasons = list(
            Reason.objects.filter(
                active=True, verdict__in=self.desk.verdicts, code__startswith=self.desk.reasons
            )
        )
        wanted = set(open_ids)
        return [
            Card(
                row=row,
                hits=text_checks.hits(*row.texts()),
                lacks=row.lacks(),
                form=self._form(row, reasons, data) if row.pk in wanted else None,
            )
            for row in rows
        ]

    def _form(self, row: Any, reasons: list[Reason], data: Any) -> VerdictForm:
        mine = data if data is not None and f"{row.pk}-digest" in data else None
        first = row.task_name == "Safeguarding check"
        return VerdictForm(
            mine,
            prefix=str(row.pk),
            desk=self.desk,
            reasons=reasons,
            count=first and row.counted,
            initial={
                "digest": row.review_digest(Check.SAFEGUARDING),
                "task_state": row.task_state_id,
                "verdict": LATER,
            },
        )

    def headed(self, title: str, *above: tuple[str, str]) -> dict[str, Any]:
        return {"desk": self.desk, **headed(title, *above)}

    def give(self, request: HttpRequest, card: Card) -> bool:
        """Give the verdict of one card; say whether there was one. What is wrong is put on the card."""
        form = card.form
        if form is None or not form.is_bound:
            return False
        if not form.is_valid():
            card.wrong = _("Look at this again.")
            return False
        given = form.cleaned_data
        if given["verdict"] == LATER:
            return False
        subject = card.row
        state = subject.current_workflow_task_state
        digest = subject.review_digest(Check.SAFEGUARDING)
        if state is None or str(state.pk) != given["task_state"] or digest != given["digest"]:
            card.wrong = _("Somebody was faster, or it has changed. This is how it stands now.")
            return False
        try:
            if not queries.has_seen(subject, request.user, digest):
                actions.note_seen(subject=subject, user=request.user, digest=digest, what="page")
            actions.decide(
                task_state=state,
                user=request.user,
                verdict=given["verdict"],
                reason=given["reason"],
                note=given["note"],
                people=given.get("people"),
            )
        except PermissionDenied as refused:
            card.wrong = str(refused)
            return False
        return True


class ListView(DeskView):
    """GET a queue; POST verdicts on any of what it shows."""

    def get(self, request: HttpRequest) -> HttpResponse:
        name = request.GET.get("queue", YOURS)
        if name not in _QUEUES:
            raise Http404
        rows = self.desk.queue(name, request.user).exclude(pk__in=holds.sealed_ids(self.desk.model))
        page = Paginator(self.desk.prepare(rows), PER_PAGE).get_page(request.GET.get("p"))
        shown = list(page.object_list)
        ids = [row.pk for row in shown] if name == YOURS else []
        return self.page(request, name, page, self.cards(shown, open_ids=ids))

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [name.removesuffix("-digest") for name in request.POST if name.endswith("-digest")]
        numbers = [number for number in map(whole_number, keys) if number is not None]
        shown = list(self.desk.prepare(self.rows()).filter(pk__in=numbers))
        shown.sort(key=lambda row: numbers.index(row.pk))
        cards = self.cards(shown, open_ids=[row.pk for row in shown], data=request.POST)
        given = sum(self.give(request, card) for card in cards)
        wrong = [card for card in cards if card.wrong]
        if given:
            done = ngettext("One verdict given.", "%(n)s verdicts given.", given) % {"n": given}
            messages.success(request, done)
        if wrong:
            return self.page(request, YOURS, None, wrong, status=422)
        return redirect(f"{self.desk.name}_desk")

    def page(
        self, request: HttpRequest, queue: str, page: Any, cards: list[Card], *, status: int = 200
    ) -> HttpResponse:
        context = {
            "queue": queue,
            "queues": self.desk.counts(request.user),
            "cards": cards,
            "page": page,
            "address": reverse(f"{self.desk.name}_desk"),
            "can_decide": any(card.form for card in cards),
        }
        template = "moderation/admin/light_desk.html"
        return render(request, template, {**context, **self.headed(str(self.desk.title))}, status=status)


class ItemView(DeskView):
    """One thing with its trail. Opening it is having seen it, and is on record (S22)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.desk.prepare(self.rows()), pk=pk)
        digest = row.review_digest(Check.SAFEGUARDING)
        audit.record(by=audit.actor(request.user), act=f"{self.desk.name}.opened", subject=row)
        if not queries.has_seen(row, request.user, digest):
            actions.note_seen(subject=row, user=request.user, digest=digest, what="page")
        mine = waiting.for_user(self.rows().filter(pk=pk), request.user).exists()
        cards = self.cards([row], open_ids=[pk] if mine and row.held_at is None else [])
        context = {
            "cards": cards,
            "row": row,
            "address": reverse(f"{self.desk.name}_desk"),
            "act_address": reverse(f"{self.desk.name}_act", args=[pk]),
            "can_decide": any(card.form for card in cards),
            "decisions": queries.decisions(row),
            "trail": holds.trail(row).order_by("-id")[:40],
            "is_lead": request.user.groups.filter(name=LEADS).exists(),
            "is_held": holds.is_held(row),
        }
        headed = self.headed(f"{self.desk.title} {pk}", (str(self.desk.title), context["address"]))
        return render(request, "moderation/admin/light_item.html", {**context, **headed})


class ActView(DeskView):
    """POST: hold, by anybody here; lift a hold, or take it down for good, by a safeguarding lead."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.rows(), pk=pk)
        by, lead = audit.actor(request.user), request.user.groups.filter(name=LEADS).exists()
        match request.POST.get("act", ""):
            case "hold":
                safeguarding.hold(subject=row, reason="reviewer", by=by, user=request.user)
            case "lift" if lead:
                safeguarding.lift(subject=row, by=by, user=request.user)
            case "take-down" if lead and "sure" in request.POST:
                withdrawal.withdraw(subject=row, by=by, route="staff")
                messages.success(request, _("It is off the site. Its words are being deleted."))
                return redirect(f"{self.desk.name}_desk")
            case "take-down" if lead:
                messages.error(request, _("Nothing was done. Tick the box if you are sure."))
            case _:
                raise Http404
        return redirect(f"{self.desk.name}_check", pk)


class _DeskMenuItem(MenuItem):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        address = reverse(f"{desk.name}_desk")
        super().__init__(desk.title, address, name=desk.slug, icon_name=desk.icon, order=desk.order)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.desk.may(request.user)


class _AtTheDesk(SnippetViewSet):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(model=desk.model, icon=desk.icon)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            URLPattern(each.pattern, self._to_desk, None, each.name) for each in super().get_urlpatterns()
        ]

    def register_chooser_viewset(self) -> None:
        """Nothing chooses one here."""

    def _to_desk(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.desk.may(request.user):
            raise Http404
        pk, name = whole_number(str(kwargs.get("pk", ""))), self.desk.name
        return redirect(f"{name}_check", pk) if pk is not None else redirect(f"{name}_desk")
