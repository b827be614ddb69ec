"""A group's registration: which pages there are, and what was said so far, sealed in the session."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geography.forms import AuthorityForm
from people import sealed
from takeover.sign_ups.enums import GroupKind
from takeover.sign_ups.forms import DayForm, WhoForm, YouForm
from takeover.sign_ups.models import Group

_KEY = "group_registration"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of it, at /takeovers/groups/register/<slug>/."""

    slug: str
    form: type[forms.Form]
    name: Promise


STEPS = (
    Step("who", WhoForm, _("Your group")),
    Step("where", AuthorityForm, _("Where you are")),
    Step("you", YouForm, _("You")),
    Step("day", DayForm, _("On the day")),
)
_NEEDED = ("kind", "name", "authority", "lead_name", "role", "phone", "adults")


def said(request: HttpRequest, group: Group | None) -> dict[str, Any]:
    """Return what was said so far; of a registered group, what is on record."""
    facts: dict[str, Any] = {}
    if group is not None:
        facts = {name: getattr(group, name) for name in _NEEDED if name != "authority"}
        facts |= {"authority": group.authority_id, "words": group.authority.name}
    kept = request.session.get(_KEY)
    if kept:
        with suppress(sealed.SealBroken):
            facts |= json.loads(sealed.unseal(kept))
    return facts


def keep(request: HttpRequest, form: forms.Form) -> None:
    """Add a valid form's answers to what was said."""
    kept = request.session.get(_KEY)
    try:
        facts = json.loads(sealed.unseal(kept)) if kept else {}
    except sealed.SealBroken:
        facts = {}
    if isinstance(form, AuthorityForm):
        assert form.chosen is not None
        facts |= {"authority": form.chosen.pk, "words": form.chosen.name}
    else:
        facts |= form.cleaned_data
    request.session[_KEY] = sealed.seal(json.dumps(facts))


def clear(request: HttpRequest) -> None:
    """Forget what was said: it is on record now."""
    request.session.pop(_KEY, None)


def due(facts: dict[str, Any]) -> Step | None:
    """Return the first page that still has to be answered."""
    for step in STEPS:
        names = ["authority"] if step.form is AuthorityForm else list(step.form.base_fields)
        if any(not facts.get(name) for name in names):
            return step
    return None


def columns(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what was said as columns of Group."""
    found = {name: facts[name] for name in _NEEDED if name != "authority"}
    return found | {"authority_id": facts["authority"]}


def sections(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each page with its questions, answers in words, and where they are changed."""
    found = []
    for step in STEPS:
        if step.form is AuthorityForm:
            rows = [(str(_("Local council")), str(facts["words"]))]
        else:
            rows = [
                (str(field.label), _in_words(name, facts[name]))
                for name, field in step.form.base_fields.items()
            ]
        change = reverse("sign_ups:register", args=[step.slug])
        found.append({"slug": step.slug, "name": step.name, "rows": rows, "change": change})
    return found


def _in_words(name: str, value: Any) -> str:
    return str(GroupKind(value).label) if name == "kind" else str(value)
