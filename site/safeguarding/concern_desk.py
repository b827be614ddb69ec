"""/admin/concerns/: worries about children, for safeguarding leads; raising one, for every reviewer.

Nobody else learns that a concern is there. Every look at one is on record (S22).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem

from people.staff_pages import headed
from safeguarding import actions, audit, clocks, queries, sealing
from safeguarding import forms as sheets
from safeguarding.enums import Level, Outcome, Recipient, Source, State
from safeguarding.models import Concern, SafeguardingSettings, Seal
from safeguarding.permissions import may

PER_PAGE = 25


class ConcernFilters(forms.Form):
    """By state, level and source; anything unknown narrows nothing. Open ones unless asked."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("open")), *State.choices, ("late", gettext_lazy("too late"))],
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), required=False, choices=[("", gettext_lazy("Any")), *Level.choices]
    )
    source = forms.ChoiceField(
        label=gettext_lazy("From"), required=False, choices=[("", gettext_lazy("Any")), *Source.choices]
    )

    def narrow(self) -> Any:
        """Return the concerns that fit: unanswered ones first, what is due soonest on top."""
        asked = self.cleaned_data if self.is_valid() else {}
        state = asked.get("state", "")
        rows = Concern.objects.with_state()
        if state == "late":
            rows = rows.late(timezone.now())
        elif state:
            rows = rows.in_state(state)
        else:
            rows = rows.open()
        for name in ("level", "source"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows.select_related("subject_type", "taken_by").defer("words").order_by("respond_by", "id")


class LeadView(View):
    """Lets in those who may read concerns; for everybody else there is nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view_concern"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ListView(LeadView):
    """Which concerns there are and until when each must be answered; not a word of any."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = ConcernFilters(request.GET)
        page = Paginator(filters.narrow(), PER_PAGE).get_page(request.GET.get("p"))
        people = SafeguardingSettings.load()
        return render(
            request,
            "safeguarding/concern_list.html",
            {
                "page": page,
                "filters": filters,
                "clocks": [(Level(level).label, clock) for level, clock in clocks.TABLE.items()],
                "nobody_is_told": not (people.team_email or people.on_call_email),
                "settings_url": reverse(
                    "wagtailsettings:edit", args=["safeguarding", "safeguardingsettings"]
                ),
                **headed(_("Concerns")),
            },
        )


class RaiseView(View):
    """A worry about a child, by whoever may raise one; about nothing on the site in particular."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "add_concern"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, sheets.RaiseForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = sheets.RaiseForm(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        concern = actions.raise_concern(
            subject=None,
            source=Source.DESK,
            level=Level(form.cleaned_data["level"]),
            words=form.cleaned_data["words"],
            by=audit.actor(request.user),
            user=request.user,
        )
        messages.success(request, raised_sentence(concern))
        return redirect("concerns" if may(request.user, "view_concern") else "concern_raise")

    def page(self, request: HttpRequest, form: sheets.RaiseForm) -> HttpResponse:
        context = {"form": form, **headed(_("Raise a concern"))}
        return render(request, "safeguarding/concern_raise.html", context, status=422 if form.errors else 200)


class ConcernView(LeadView):
    """One concern: what was said, until when, what was done, and what can be done now."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        concern = get_object_or_404(
            Concern.objects.select_related("taken_by", "closed_by", "raised_by"), pk=pk
        )
        audit.record(by=audit.actor(request.user), act="concern.opened", subject=concern)
        return self.page(request, concern)

    def page(
        self, request: HttpRequest, concern: Concern, *, act: str = "", form: forms.Form | None = None
    ) -> HttpResponse:
        """Return the page; `form` is the filled-in form of `act`, with what is wrong in it."""
        subject = concern.subject
        seals = list(concern.seals.select_related("sealed_by", "unseal_asked_by", "unsealed_by"))
        is_sealed = subject is not None and queries.is_sealed(subject)
        people = SafeguardingSettings.load()
        return render(
            request,
            "safeguarding/concern.html",
            {
                "concern": concern,
                "subject": subject,
                "subject_url": ""
                if subject is None or is_sealed
                else AdminURLFinder(request.user).get_edit_url(subject),
                "is_held": subject is not None and queries.is_held(subject),
                "is_sealed": is_sealed,
                "seals": seals,
                "route": people.route.splitlines(),
                "do_not": people.do_not.splitlines(),
                "notes": concern.notes.select_related("written_by"),
                "handovers": concern.handovers.select_related("handed_over_by"),
                "sheets": [
                    {
                        "act": name,
                        "label": step.label,
                        "form": form
                        if form is not None and name == act
                        else step.form(prefix=name, initial={"level": concern.level}),
                        "is_open": name == act,
                    }
                    for name, step in _STEPS.items()
                    if step.form is not None
                    and not step.needs_seal_right
                    and (name == "note" or concern.closed_at is None)
                ],
                "open_form": form if act == "ask-open" else sheets.OpenSealForm(prefix="ask-open"),
                "may_seal": may(request.user, "add_seal"),
                **headed(str(concern), (_("Concerns"), reverse("concerns"))),
            },
            status=422 if form is not None else 200,
        )


class ActView(ConcernView):
    """POST one step: take, note, level, hand-over, close; and what undoes a hold or a seal."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        step = _STEPS.get(act)
        if step is None or (step.needs_seal_right and not may(request.user, "add_seal")):
            raise Http404
        concern = get_object_or_404(Concern, pk=pk)
        form = step.form(request.POST, prefix=act) if step.form is not None else None
        if form is not None and not form.is_valid():
            return self.page(request, concern, act=act, form=form)
        try:
            said = step.do(concern, form.cleaned_data if form is not None else {}, request.user)
        except actions.Closed:
            messages.warning(request, _("This concern is closed. Nothing was done."))
        except actions.Sealed:
            messages.warning(request, _("It is sealed. Two people open the seal first."))
        except sealing.TwoPeople:
            messages.warning(request, _("Somebody else has to open it: two people undo a seal."))
        else:
            if said:
                messages.success(request, said)
            else:
                messages.warning(request, _("Somebody was faster. This is how it stands now."))
        return redirect("concern", pk)


class _Step:
    """One thing a lead does on the page. `do` returns what to say, '' when there was nothing to do."""

    def __init__(
        self,
        label: Any,
        do: Callable[[Concern, dict[str, Any], Any], str],
        form: type[forms.Form] | None = None,
        *,
        needs_seal_right: bool = False,
    ) -> None:
        self.label, self.do, self.form, self.needs_seal_right = label, do, form, needs_seal_right


def _take(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    return _("It is yours now.") if actions.take(concern=concern, **_by(user)) else ""


def _note(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    actions.add_note(concern=concern, words=asked["words"], **_by(user))
    return _("Written down.")


def _level(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    done = actions.set_level(concern=concern, level=Level(asked["level"]), why=asked["why"], **_by(user))
    return _("The level is changed, and its clock with it.") if done else ""


def _hand_over(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    actions.hand_over(concern=concern, to=Recipient(asked["to"]), whom=asked["whom"], **_by(user))
    return _("Handed over. It stays open until you close it.")


def _close(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    done = actions.close(concern=concern, outcome=Outcome(asked["outcome"]), **_by(user))
    return _("Closed.") if done else ""


def _lift(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    subject = concern.subject
    return _("It goes on where it was.") if subject and actions.lift(subject=subject, **_by(user)) else ""


def _ask_open(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    seal = _seal(concern)
    done = seal is not None and sealing.ask_to_open(seal=seal, words=asked["words"], **_by(user))
    return _("Asked. Another lead opens it or lets it be.") if done else ""


def _keep_shut(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    seal = _seal(concern)
    done = seal is not None and sealing.take_back_asking(seal=seal, by=audit.actor(user))
    return _("It stays sealed.") if done else ""


def _open(concern: Concern, asked: dict[str, Any], user: Any) -> str:
    seal = _seal(concern)
    done = seal is not None and sealing.open_seal(seal=seal, **_by(user))
    return _("The seal is open. What it covered is still held.") if done else ""


_STEPS: dict[str, _Step] = {
    "take": _Step(gettext_lazy("I answer for it"), _take),
    "note": _Step(gettext_lazy("Write a note"), _note, sheets.NoteForm),
    "hand-over": _Step(gettext_lazy("Hand it over"), _hand_over, sheets.HandOverForm),
    "level": _Step(gettext_lazy("Change the level"), _level, sheets.LevelForm),
    "close": _Step(gettext_lazy("Close it"), _close, sheets.CloseForm),
    "lift": _Step(gettext_lazy("Lift the hold"), _lift),
    "keep-shut": _Step(gettext_lazy("Leave it sealed"), _keep_shut, needs_seal_right=True),
    "open": _Step(gettext_lazy("Open the seal"), _open, needs_seal_right=True),
    "ask-open": _Step(gettext_lazy("Ask to open it"), _ask_open, sheets.OpenSealForm, needs_seal_right=True),
}


def raised_sentence(concern: Concern) -> str:
    """Return what whoever raised a concern reads: that it is in good hands, and until when."""
    due = timezone.localtime(concern.respond_by)
    return _("Thank you. A safeguarding lead has it, and answers by %(when)s.") % {
        "when": f"{due:%H:%M}, {due.day}.{due.month}."
    }


class ConcernsMenuItem(MenuItem):
    """Says how many red concerns nobody has taken."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view_concern")

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if red := queries.unanswered_reds():
            component.label = _("Concerns: %(n)s red") % {"n": red}
        return component


class RaiseMenuItem(MenuItem):
    """For reviewers who do not see the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "add_concern") and not may(request.user, "view_concern")


def urls() -> list[Any]:
    return [
        path("concerns/", ListView.as_view(), name="concerns"),
        path("concerns/new/", RaiseView.as_view(), name="concern_raise"),
        path("concerns/<int:pk>/", ConcernView.as_view(), name="concern"),
        path("concerns/<int:pk>/<slug:act>/", ActView.as_view(), name="concern_act"),
    ]


def menu_items() -> list[MenuItem]:
    return [
        ConcernsMenuItem(
            gettext_lazy("Concerns"), reverse("concerns"), name="concerns", icon_name="warning", order=60
        ),
        RaiseMenuItem(
            gettext_lazy("Raise a concern"),
            reverse("concern_raise"),
            name="concern-raise",
            icon_name="warning",
            order=60,
        ),
    ]


def _seal(concern: Concern) -> Seal | None:
    return concern.seals.filter(unsealed_at__isnull=True).first()


def _by(user: Any) -> dict[str, Any]:
    return {"by": audit.actor(user), "user": user}
